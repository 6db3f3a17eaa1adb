"""What partners sent, unchanged: N-Triples in one file of the store, beside its tables.

No query reaches this file. What is in use is in the graphs too, with names that differ from ours. What is in
quarantine or out of use must not be taken for statements about our claims.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path

from kg.errors import InputError, Problem
from kg.model import Location

SENT = "claim-kg-sent"
_ENDING = ".nt"
#: So many lines are written at once.
_AT_ONCE = 10_000


def write_sent(path: Path, sent: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write the lines of each import, given with its identifier; without imports write no file."""
    others = iter(sent)
    first = next(others, None)
    if first is None:
        return
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in chain([first], others):
            rest = iter(lines)
            # A ZipInfo made from a name alone has a fixed date, so the bytes are always the same.
            with archive.open(zipfile.ZipInfo(f"{name}{_ENDING}"), "w", force_zip64=True) as file:
                while data := "".join(islice(rest, _AT_ONCE)):
                    file.write(data.encode())


class SentFile(Mapping[str, bytes]):
    """The N-Triples of each import by its identifier, read on demand.

    The file is opened at once, since another store may replace this one meanwhile.
    """

    def __init__(self, path: Path):
        """Open the file.

        Raises:
            InputError: if it is damaged.
        """
        self._where = Location(str(path.parent))
        try:
            self._archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise self._damaged(error) from error
        self._names = {name.removesuffix(_ENDING) for name in self._archive.namelist()}

    def __getitem__(self, name: str) -> bytes:
        """Return the N-Triples of an import.

        Raises:
            KeyError: if nothing is kept of it.
            InputError: if it is damaged.
        """
        try:
            return self._archive.read(f"{name}{_ENDING}")
        except (OSError, EOFError, zipfile.BadZipFile, zlib.error) as error:
            raise self._damaged(error) from error

    def __contains__(self, name: object) -> bool:
        """Return whether something is kept of an import, without reading it."""
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        """Yield the identifiers of imports of which something is kept."""
        return iter(self._names)

    def __len__(self) -> int:
        """Return the number of imports of which something is kept."""
        return len(self._names)

    def _damaged(self, error: Exception) -> InputError:
        advice = "put back a copy of the folder, or move it away and build the store anew"
        return InputError(Problem("bad-store", f"is damaged: {SENT}: {error}", self._where, advice=advice))

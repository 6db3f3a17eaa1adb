"""What partners sent, as they sent it: N-Triples in one file of the store, beside its tables.

No query reaches it. What bears on something stands in the graphs, in names told from ours; what is in
quarantine, or out of use, bears on nothing, and must not be taken for what is said of our claims.
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
    """Write the lines of each import, by its identifier; no file where there is none."""
    others = iter(sent)
    first = next(others, None)
    if first is None:
        return
    with zipfile.ZipFile(path, "w") as archive:
        for name, lines in chain([first], others):
            rest = iter(lines)
            # What is made of a name alone has no date, and the same bytes whenever it is written.
            with archive.open(zipfile.ZipInfo(f"{name}{_ENDING}"), "w", force_zip64=True) as file:
                while data := "".join(islice(rest, _AT_ONCE)):
                    file.write(data.encode())


class SentFile(Mapping[str, bytes]):
    """The N-Triples of each import by its identifier, read when somebody asks for them.

    The file is open from the beginning: another store may take the place of this one meanwhile.
    """

    def __init__(self, path: Path):
        """Open the file.

        Raises:
            InputError: for one that is damaged.
        """
        self._where = Location(str(path.parent))
        try:
            self._archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise self._damaged(error) from error
        self._names = {name.removesuffix(_ENDING) for name in self._archive.namelist()}

    def __getitem__(self, name: str) -> bytes:
        """Return what an import said.

        Raises:
            KeyError: where nothing is kept of it.
            InputError: where it is damaged.
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
        """Return of how many imports something is kept."""
        return len(self._names)

    def _damaged(self, error: Exception) -> InputError:
        advice = "put back a copy of the folder, or move it away and build the store anew"
        return InputError(Problem("bad-store", f"is damaged: {SENT}: {error}", self._where, advice=advice))

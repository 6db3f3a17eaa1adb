"""Read ``desk.yaml``, which says who a desk is: its name among partners, and the base of the IRIs it mints.

It is in a folder that is read, or in one of the folders around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.authoring.collector import Collector
from kg.authoring.document import Document, parse_yaml, read_yaml
from kg.authoring.formats import DeskFile
from kg.authoring.write import quoted
from kg.model import BASE, derive_base

DESK = "desk.yaml"


def find_desk(paths: Iterable[Path]) -> DeskFile | None:
    """Return the desk of the first path that has one, ``None`` if there is none.

    Raises:
        InputError: for a ``desk.yaml`` that cannot be read or is wrong.
    """
    for path in paths:
        try:
            place = path.resolve()
        except (OSError, RuntimeError, ValueError):
            continue  # Who reads the path says what is wrong with it.
        for folder in (place, *place.parents):
            if (folder / DESK).is_file():
                return read_desk(folder / DESK)
    return None


def read_desk(path: Path) -> DeskFile:
    """Return who a ``desk.yaml`` says that the desk is.

    Raises:
        InputError: with every problem found.
    """
    return _checked(read_yaml(path))


def _checked(document: Document) -> DeskFile:
    collector = Collector()
    desk: DeskFile | None = collector.validate(document, DeskFile)
    collector.stop_on_problems()
    assert desk is not None
    return desk


def base_of_desk(desk: DeskFile | None) -> str:
    """Return the base of the IRIs that a desk mints: its own, or one made from its name."""
    if desk is None:
        return BASE
    return desk.base or derive_base(desk.name)


def write_desk(
    name: str, *, title: str | None = None, url: str | None = None, base: str | None = None
) -> str:
    """Return the text of a ``desk.yaml``; a desk that gives no base has the one made from its name.

    Raises:
        InputError: with every problem in what is given.
    """
    given = {"name": name, "title": title, "url": url, "base": base or derive_base(name)}
    lines = (f"{key}: {quoted(value)}\n" for key, value in given.items() if value is not None)
    text = f"# Who we are to partners, and with what the IRIs of all that we say begin.\n{''.join(lines)}"
    _checked(parse_yaml(text, DESK))
    return text

"""Find the files that travel with the package: ontology, shapes, seeds."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from kg.version import __version__

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes``, ``seeds`` or ``queries``.

    In a wheel it is inside the package; in a source tree, beside it.

    >>> (resource_dir("shapes") / "must").is_dir()
    True
    """
    for folder in (_PACKAGE / name, _PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of claim-kg")


def ontology_file() -> Path:
    """Return the file with the whole ontology, which is built from the files in its folder ``parts``.

    >>> ontology_file().name
    'claim-kg.ttl'
    """
    return resource_dir("ontology") / "claim-kg.ttl"


@cache
def program_hash(*parts: str) -> str:
    """Return the hash of the version and of some files and folders of this package.

    Cached results are valid while it is the same. The version alone does not change with every edit.

    >>> program_hash("relations") == program_hash("relations") != program_hash("validation")
    True
    """
    hashed = hashlib.sha256(__version__.encode())
    for part in parts:
        place = _PACKAGE / part
        for path in sorted(place.rglob("*.*")) if place.is_dir() else [place]:
            if path.suffix in (".py", ".sql"):
                hashed.update(hashlib.sha256(path.read_bytes()).digest())
    return hashed.hexdigest()

"""Find the files that travel with the package: ontology, shapes, seeds."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_dir(name: str) -> Path:
    """Return the folder ``ontology``, ``shapes``, ``seeds`` or ``queries``.

    A wheel carries them inside the package; in a source tree they stand beside it.

    >>> (resource_dir("ontology") / "claim.ttl").exists()
    True
    """
    for folder in (_PACKAGE / name, _PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation of claim-kg")

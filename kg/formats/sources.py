"""Tell whether a path is one of authors' files or comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

from kg.bundle.keys import MANIFEST
from kg.errors import InputError, Problem
from kg.intake.reading import FORMATS
from kg.model import Location
from kg.rdf.store_files import is_store


def is_foreign(path: Path) -> bool:
    """Return whether a path is a bundle, an RDF file or a store, by its ending or its content.

    Raises:
        InputError: for an invalid file name.
    """
    try:
        of_rdf = path.suffix.removeprefix(".").lower() in FORMATS and not path.is_dir()
        return of_rdf or path.suffix.lower() == ".zip" or (path / MANIFEST).is_file() or is_store(path)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"is not a valid file name: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("no-such-file", message, Location(str(path)))) from error

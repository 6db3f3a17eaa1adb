"""Read the files that people write into one :class:`~kg.model.Knowledge`.

A path is a bundle folder, a ``claims.yaml``, a register file, or a folder searched for both. Names are
resolved across all files. All mistakes are collected, so that an author sees them at once.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from kg.authoring.bundles import BundleReader
from kg.authoring.desk import base_of_desk, find_desk
from kg.authoring.document import Document, parse_bytes
from kg.authoring.files import VERDICTS, as_named, default_paths, find_files, register_for
from kg.authoring.formats import ClaimsFile
from kg.collection import without_collection
from kg.model import Bundle, Knowledge, Location, Register, Verdict


def read_knowledge(paths: Sequence[Path] = ()) -> Knowledge:
    """Return the registers and bundles under ``paths`` (default :func:`default_paths`) as knowledge.

    If ``paths`` hold no register, the one beside the bundle's folder is used, else that in ``seeds/`` here.

    Raises:
        InputError: with every problem found.
    """
    with without_collection():
        return _read_knowledge(paths)


def _read_knowledge(paths: Sequence[Path]) -> Knowledge:
    reader = BundleReader()
    register_files, claims_files = find_files(paths or default_paths(), reader.read)
    if not register_files:
        register_files = register_for(claims_files)
    registers = [(document, model) for path in register_files for document, model in reader.register(path)]
    files = {path: parsed for path in claims_files if (parsed := reader.parse(path, ClaimsFile)) is not None}
    register = reader.merge(registers, list(files.values()))
    background = reader.check(register)
    reader.check_functional(register, background)
    bundles = []
    verdicts = []
    for path, parsed in files.items():
        for bundle in reader.resolve(*parsed, path.parent, register, background):
            bundles.append(bundle)
            beside = path.with_name(VERDICTS)
            if os.path.lexists(beside):
                claims = {f"{bundle.id}/{claim.id}": claim for claim in bundle.claims}
                verdicts.extend(reader.verdicts(beside, claims))
    # What an article that cannot be read says is not known.
    reader.check_corrections(bundles, alone=len(bundles) < len(claims_files))
    reader.stop_on_problems()
    return Knowledge(
        register,
        tuple(sorted(bundles, key=lambda bundle: bundle.id)),
        reader.locations,
        tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
        base_of_desk(find_desk(paths or default_paths())),
    )


def build_claims_file(document: Document) -> ClaimsFile:
    """Return a document as a claims file, before any name or quote is looked up.

    Raises:
        InputError: with every problem found.
    """
    reader = BundleReader()
    file = reader.validate(document, ClaimsFile)
    reader.stop_on_problems()
    assert isinstance(file, ClaimsFile)
    return file


def build_authored_bundle(
    document: Document, folder: Path, register: Register
) -> tuple[Bundle, dict[str, Location]]:
    """Return the bundle that a document describes, and the location of each of its claims.

    ``folder`` holds the article's text; the names are those of ``register``.

    Raises:
        InputError: with every problem found.
    """
    reader = BundleReader()
    file = reader.validate(document, ClaimsFile)
    reader.stop_on_problems()
    register = reader.with_events([(document, file)], register)
    bundles = reader.resolve(document, file, folder, register, reader.check(register))
    reader.check_corrections(bundles, alone=True)
    reader.stop_on_problems()
    return bundles[0], reader.locations


def read_verdicts(path: Path, knowledge: Knowledge, data: bytes | None = None) -> list[Verdict]:
    """Return the verdicts in a file at any path, on claims of ``knowledge``.

    The file gives a claim's own name, or ``article/claim`` if several articles have a claim of that name.
    ``data`` are the bytes of the file, if they were read already.

    Raises:
        InputError: with every problem found.
    """
    reader, path = BundleReader(), as_named(path)
    verdicts = reader.verdicts(path, knowledge.claims, None if data is None else parse_bytes(data, str(path)))
    reader.stop_on_problems()
    return sorted(verdicts, key=lambda verdict: verdict.order)

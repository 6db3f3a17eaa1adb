"""Turn what people made in other tools, a spreadsheet or an annotation tool, into a ``claims.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from kg.authoring.read import read_knowledge
from kg.errors import InputError, Problem
from kg.exchange.limits import Limits, read_limits
from kg.exchange.reading import read_file
from kg.exchange.sheet import build_claims_yaml, build_sheet_bundle, read_sheet
from kg.exchange.webannotation import read_annotations, write_drafts
from kg.files import read_verbatim
from kg.model import Article, Location

Kind = Literal["sheet", "annotations"]

_SHEETS = (".csv", ".tsv")
#: What only Web Annotations have, under one of the names that the standard's context gives it.
_ANNOTATIONS = re.compile(rb'"(?:oa:)?Annotation(?:Page|Collection)?"|ns/oa#Annotation')


def draft_kind(path: Path, limits: Limits | None = None) -> Kind | None:
    """Return what a file is a draft as, or ``None`` for one that holds what a partner says.

    Raises:
        InputError: for a file that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix in _SHEETS:
        return "sheet"
    if suffix not in (".json", ".jsonld") or path.is_dir():
        return None
    data = read_file(path, limits or read_limits())
    if b"anno.jsonld" in data:
        return "annotations"
    # In the context of our own JSON-LD there is an activity of that name.
    others = b"ClaimReview" in data or b"claim-kg/ontology#" in data
    return "annotations" if _ANNOTATIONS.search(data) and not others else None


def write_draft(kind: Kind, path: Path, paths: Sequence[Path] = (), text: Path | None = None) -> str:
    """Return the ``claims.yaml`` that a sheet or annotations make.

    The names and quotes of a sheet are looked up in the register under ``paths`` and in the text that the
    sheet names, which lies beside it. Annotations are on ``text``, or on the only article under ``paths``.

    Raises:
        InputError: with every problem found; those of a sheet name row and column.
    """
    limits = read_limits()
    data = read_file(path, limits)
    if kind == "sheet":
        sheet = read_sheet(data, str(path))
        build_sheet_bundle(sheet, path.parent, read_knowledge(paths).register)
        return build_claims_yaml(sheet)
    if text is not None:
        name = re.sub("[^a-z0-9]+", "-", text.name.partition(".")[0].lower()).strip("-") or "article"
        # What is not known of the article is what the checks of the file ask for.
        article = Article(name, read_verbatim(text), "und", "publisher-to-be-named")
        return write_drafts(read_annotations(data, str(path), article, limits), article, text.name)
    articles = [bundle.article for bundle in read_knowledge(paths).bundles] if paths else []
    if len(articles) != 1:
        message = "it is not said which article the annotations are on"
        advice = "name its text with --text FILE, or the folder of its claims.yaml"
        raise InputError(Problem("bad-use", message, Location(str(path)), advice=advice))
    return write_drafts(read_annotations(data, str(path), articles[0], limits), articles[0])

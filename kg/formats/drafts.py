"""Turn a sheet or annotations from other tools into a ``claims.yaml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from kg.authoring.drafts import write_drafts
from kg.authoring.read import read_knowledge
from kg.errors import InputError, Problem
from kg.files import read_verbatim
from kg.formats.kinds import Kind, OpenedFile
from kg.formats.sheet import build_claims_yaml, build_sheet_bundle, read_sheet
from kg.formats.webannotation import read_annotations
from kg.intake.limits import read_limits
from kg.model import Article, Location


def write_draft(opened: OpenedFile, paths: Sequence[Path] = (), text: Path | None = None) -> str:
    """Return the ``claims.yaml`` for a sheet or for annotations.

    The names and quotes of a sheet are looked up in the register under ``paths``, and in the text that the
    sheet names, which is beside it. Annotations are on ``text``, or on the only article under ``paths``.

    Raises:
        InputError: with every problem found; those of a sheet name row and column.
    """
    limits, path = read_limits(), opened.path
    if opened.kind is Kind.SHEET:
        sheet = read_sheet(opened.data, str(path))
        build_sheet_bundle(sheet, path.parent, read_knowledge(paths).register)
        return build_claims_yaml(sheet)
    values = []
    for value, _ in opened.documents:
        if isinstance(value, InputError):
            raise value
        values.append(value)
    if text is not None:
        if not text.name.isprintable():
            message = "its name cannot be written into claims.yaml"
            raise InputError(Problem("bad-use", message, Location(str(text)), advice="give it another name"))
        name = re.sub("[^a-z0-9]+", "-", text.name.partition(".")[0].lower()).strip("-") or "article"
        # The checks of claims.yaml will ask for what is not known of the article.
        article = Article(name, read_verbatim(text), "und", "publisher-to-be-named")
        return write_drafts(read_annotations(values, str(path), article, limits), article, text.name)
    articles = [bundle.article for bundle in read_knowledge(paths).bundles] if paths else []
    if len(articles) != 1:
        message = "it is not said which article the annotations are on"
        advice = "name its text with --text FILE, or the folder of its claims.yaml"
        raise InputError(Problem("bad-use", message, Location(str(path)), advice=advice))
    return write_drafts(read_annotations(values, str(path), articles[0], limits), articles[0])

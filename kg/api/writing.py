"""Write articles as ``claims.yaml`` files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.authoring.write import write_claims_yaml
from kg.errors import InputError, Problem
from kg.files import write_file
from kg.model import Location

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph
    from kg.api.objects import GraphArticle

CLAIMS = "claims.yaml"


def write_article(article: GraphArticle, folder: str | Path, *, overwrite: bool = False) -> Path:
    """Write an article's claims and its text into a folder, and return the folder.

    Raises:
        InputError: if there are claims already, unless ``overwrite``, or if it cannot be written.
    """
    place, yaml = Path(folder), article.to_yaml()
    where = place / CLAIMS
    try:
        if where.exists() and not overwrite:
            advice = "overwrite=True writes over them; remarks in the file are lost"
            raise InputError(
                Problem("exists", "there are claims already", Location(str(where)), advice=advice)
            )
        if article.text is not None:
            write_file(place / f"article.{article.language}.txt", article.text.encode("utf-8"))
        write_file(where, yaml.encode("utf-8"))
    except (OSError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(where)))) from error
    return place


def write_yaml(graph: ClaimGraph, article: str) -> str:
    """Return the ``claims.yaml`` of an article.

    Raises:
        InputError: if the file format cannot express it.
    """
    knowledge = graph.knowledge
    return write_claims_yaml(knowledge.bundle(article), events=knowledge.register.entries.values())

"""What SPARQL found, as rows."""

from __future__ import annotations

from rdflib.query import Result, ResultRow


def rows_of(result: Result) -> list[ResultRow]:
    """Return the rows of a selection; whatever else was asked for gives none."""
    return [row for row in result if isinstance(row, ResultRow)]

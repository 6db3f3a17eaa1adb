"""Write the answer to a query as a table for the terminal, as CSV, as SPARQL JSON or as Turtle."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Literal

from kg.characters import visible, visible_json, visible_line
from kg.errors import InputError, Problem
from kg.formats.csv_tables import guard_cell
from kg.queries import Query
from kg.queries.asking import Answer, Term, is_plain
from kg.rdf.namespaces import PREFIXES
from kg.report.words import described
from kg.words import Message

#: Numbers, which begin like a formula but are none.
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
#: The width of a table, in columns of the terminal.
_WIDTH = 200


def write_queries(named: Iterable[Query], language: str = "en") -> str:
    """Return named queries, each with its parameters and the question that it answers."""
    return "".join(
        f"{query.name}{''.join(f' --set {parameter.name}=…' for parameter in query.parameters)}\n"
        f"    {described('query', query, 'question', language)}\n"
        for query in named
    )


def write_answer(
    answer: Answer, format: Literal["table", "csv", "json", "turtle"], language: str = "en"
) -> str:
    """Return an answer: rows as a table, CSV or SPARQL JSON; a graph is always Turtle.

    CSV cells that a spreadsheet would take for formulas begin with an apostrophe. Characters that could
    disturb a terminal are shown by their numbers. SPARQL JSON has the values unchanged.

    Raises:
        InputError: if the answer cannot be written in this format.
    """
    if answer.triples is not None:
        return _turtle(answer.triples)
    if format == "turtle":
        advice = "use --format table, csv or json, or a CONSTRUCT query"
        raise InputError(Problem("bad-use", "the query gives rows, which have no Turtle form", advice=advice))
    if format == "json":
        return _json(answer)
    if answer.truth is not None:
        if format == "csv":
            message = "the query gives yes or no, which has no CSV form"
            raise InputError(Problem("bad-use", message, advice="use --format table or json"))
        return f"{Message('diff-yes' if answer.truth else 'diff-no')[language]}\n"
    return _csv(answer) if format == "csv" else _table(answer, language)


def _turtle(triples: bytes) -> str:
    from kg.queries.results import build_result_graph

    graph = build_result_graph(triples)
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    return graph.serialize(format="turtle")


def _json(answer: Answer) -> str:
    if answer.truth is not None:
        value: dict[str, Any] = {"head": {}, "boolean": answer.truth}
    else:
        rows = [
            {name: _ordered(row[name]) for name in answer.variables if name in row} for row in answer.rows
        ]
        value = {"results": {"bindings": rows}, "head": {"vars": answer.variables}}
    return visible_json(value, indent=None)


def _ordered(term: Term) -> Term:
    """Return a term with its parts in a fixed order; plain text gets the type string."""
    typed = {"datatype": PREFIXES["xsd"] + "string", **term} if is_plain(term) else term
    return {key: typed[key] for key in ("type", "value", "xml:lang", "datatype") if key in typed}


def _csv(answer: Answer) -> str:
    file = io.StringIO()
    out = csv.writer(file)
    out.writerow(answer.variables)
    for row in answer.rows:
        out.writerow([_cell(row.get(name)) for name in answer.variables])
    return file.getvalue()


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if term["type"] == "bnode":
        return f"_:{term['value']}"
    return term["value"] if _NUMBER.fullmatch(term["value"]) else guard_cell(visible(term["value"]))


def _table(answer: Answer, language: str) -> str:
    rows = [[shown_term(row.get(name)) for name in answer.variables] for row in answer.rows]
    text = _grid(answer.variables, rows)
    return f"{text}\n{Message('rows', count=len(rows))[language]}\n"


def shown_term(term: Term | None) -> str:
    """Return a term for people: an IRI with its prefix, a literal without its type."""
    if term is None:
        return ""
    value = term["value"]
    if term["type"] == "uri":
        for prefix, iri in PREFIXES.items():
            if value.startswith(iri):
                return visible_line(f"{prefix}:{value.removeprefix(iri)}")
    return visible_line(value)


def _grid(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under column names, as wide as needed and as the terminal allows.

    Rich decides the width of each column from its widest cells, and where a cell is folded. To lay out every
    cell of thousands of rows, Rich would need seconds.
    """
    from rich.box import SIMPLE, Box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=io.StringIO(), width=_WIDTH, no_color=True, highlight=False)
    columns = [set(cells) for cells in zip(*rows, strict=True)]
    widest = [[max(cells, key=key) for cells in columns] for key in (_width, _longest_word)] if rows else []

    def lines(box: Box) -> list[str]:
        table = Table(box=box, pad_edge=False, show_edge=False)
        for name in names:
            table.add_column(name, overflow="fold")
        for row in widest:
            table.add_row(*map(Text, row))
        with console.capture() as captured:
            console.print(table)
        return captured.get().splitlines()

    @cache
    def folded(text: str, width: int) -> list[str]:
        if _width(text) <= width:
            return [text]
        return [line.plain.rstrip(" ") for line in Text(text).wrap(console, width, overflow="fold")]

    # A copy of the table with lines between its columns shows where the columns end.
    first, *_ = lines(Box(str(SIMPLE).replace("\n    \n", "\n  | \n", 1)))
    widths = [_width(part) - (at > 0) - (at < len(names) - 1) for at, part in enumerate(first.split("|"))]
    written = []
    for line in lines(SIMPLE):
        written.append(line)
        if line.startswith("─"):
            break
    for row in rows:
        cells = [folded(text, width) for text, width in zip(row, widths, strict=True)] if row else []
        for at in range(max(map(len, cells), default=0)):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            written.append("   ".join(p + " " * (w - _width(p)) for p, w in zip(parts, widths, strict=True)))
    return "\n".join(line.rstrip() for line in written) + "\n"


def _width(text: str) -> int:
    from rich.cells import cell_len

    return len(text) if text.isascii() else cell_len(text)


def _longest_word(text: str) -> int:
    return max(map(_width, text.split()), default=0)

"""Findings for programs and spreadsheets: JSON, CSV, and plain tables of disputes and query results."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from rdflib import URIRef
from rdflib.query import Result
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.disputes import Dispute, dispute_json, find_agreements, find_disputes, find_origins
from kg.errors import InputError, Problem
from kg.explain import find_question
from kg.model import Knowledge, Position, Relation
from kg.report.text import visible
from kg.vocabulary import PREFIXES

#: Version of the JSON and CSV formats.
FORMAT_VERSION = 1


def relations_json(
    relations: Iterable[Relation], knowledge: Knowledge, standpoints: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return what ``kg relations --format json`` gives.

    ``holds_if`` lists the minimal sets of standpoints under which a relation holds, ``unless`` those under
    which it ceases to; ``common`` is the box in which two positions agree where they agree in part.
    """
    return {
        "version": FORMAT_VERSION,
        "standpoints": None if standpoints is None else sorted(standpoints),
        "relations": [_relation_json(relation, knowledge) for relation in relations],
    }


def _relation_json(relation: Relation, knowledge: Knowledge) -> dict[str, Any]:
    return {
        "id": relation.id,
        "relation": relation.relation.value,
        "rule": relation.rule,
        "rule_version": relation.version,
        "positions": [position.as_json() for position in relation.positions],
        "slots": {slot: comparison.value for slot, comparison in relation.slots.items()},
        "conflict": list(relation.conflict),
        "unknown": list(relation.unknown),
        "bridges": [bridge.as_json() for bridge in relation.bridges],
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
        "modifiers": list(relation.modifiers),
        "common": None if relation.common is None else relation.common.as_json(),
        "question": find_question(relation, knowledge),
    }


def relations_csv(relations: Iterable[Relation], knowledge: Knowledge) -> str:
    """Return one row per relation, for a spreadsheet; sets are joined by ``|``, their members by ``+``."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(
        [
            *("id", "relation", "rule", "first_stance", "first_claims", "second_stance", "second_claims"),
            *("slots", "conflict", "unknown", "holds_if", "unless", "modifiers", "question"),
        ]
    )
    for relation in relations:
        first, second = relation.positions[0], relation.positions[-1]
        writer.writerow(
            [
                *(relation.id, relation.relation.value, relation.rule),
                *(first.stance.value, " ".join(first.claims), second.stance.value, " ".join(second.claims)),
                " ".join(f"{slot}:{comparison.value}" for slot, comparison in relation.slots.items()),
                *(" ".join(relation.conflict), " ".join(relation.unknown)),
                *(
                    "|".join("+".join(sorted(v)) or "always" for v in vs)
                    for vs in (relation.holds_if, relation.unless)
                ),
                *(" ".join(relation.modifiers), _harmless(find_question(relation, knowledge)["en"])),
            ]
        )
    return file.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula."""
    return "'" + cell if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def disputes_json(relations: Sequence[Relation], knowledge: Knowledge) -> dict[str, Any]:
    """Return what ``kg disputes --format json`` gives: disputes and the table of sources."""
    return {
        "version": FORMAT_VERSION,
        "disputes": [dispute_json(dispute, knowledge) for dispute in find_disputes(relations)],
        "agreements": [
            {
                "source": row.source,
                "other": row.other,
                "relation": row.relation.value,
                "always": row.always,
                "conditionally": row.conditionally,
            }
            for row in find_agreements(relations, knowledge)
        ],
    }


def disputes_text(relations: Sequence[Relation], knowledge: Knowledge) -> str:
    """Return disputes with their sides, and the table of who agrees with whom, for the terminal."""
    file = io.StringIO()
    console = Console(file=file, width=110, no_color=True, highlight=False, soft_wrap=True)
    disputes = find_disputes(relations)
    console.print(f"{len(disputes)} dispute{'s' if len(disputes) != 1 else ''}")
    for number, dispute in enumerate(disputes, 1):
        condition = "" if dispute.unconditional else ", only from some standpoints"
        console.print(f"\nDispute {number} ({len(dispute.relations)} contradictions{condition})")
        for index, side in enumerate(dispute.sides):
            console.print(f"  Side {_letters(index)}")
            for position in side:
                _print_position(console, position, dispute, knowledge)
    table = Table(box=SIMPLE, title="Who agrees with whom", title_justify="left", pad_edge=False)
    for heading in ("source", "relation", "other source", "always", "conditionally"):
        table.add_column(heading, justify="right" if heading in ("always", "conditionally") else "left")
    for row in find_agreements(relations, knowledge):
        names = (knowledge.label(name) for name in (row.source, row.other))
        source, other = names
        table.add_row(
            Text(visible(source)),
            Text(row.relation.value),
            Text(visible(other)),
            str(row.always or ""),
            str(row.conditionally or ""),
        )
    console.print()
    console.print(table)
    return _stripped(file)


def _letters(index: int) -> str:
    """Return the name of a side: A … Z, AA, AB …"""
    letters = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        letters = chr(ord("A") + letter) + letters
        index -= 1
    return letters


def _print_position(console: Console, position: Position, dispute: Dispute, knowledge: Knowledge) -> None:
    origins = find_origins(position, knowledge)
    voices = f"{len(origins)} independent origin{'s' if len(origins) != 1 else ''}"
    claims = ", ".join(position.claims)
    console.print(visible(f"    {position.stance.value}: {claims} ({voices})"), markup=False)
    for claim in position.claims[:3]:
        gloss = knowledge.claims[claim].gloss
        words = gloss.get("en") or next(iter(gloss.values()), "")
        said = f"      {knowledge.label(knowledge.claims[claim].source)}: {words}"
        console.print(visible(said), markup=False)
    views = {
        v for r in dispute.relations if position in r.positions and not r.unconditional for v in r.holds_if
    }
    if views and not any(r.unconditional for r in dispute.relations if position in r.positions):
        needed = " or ".join(" and ".join(sorted(view)) for view in sorted(views, key=sorted))
        console.print(visible(f"      disputed only if one holds: {needed}"), markup=False)


def _stripped(file: io.StringIO) -> str:
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def write_result(result: Result, format: Literal["table", "csv", "json", "turtle"]) -> str:
    """Return a SPARQL result: rows as a table, CSV or SPARQL JSON, a graph always as Turtle."""
    if result.type in ("CONSTRUCT", "DESCRIBE") or format == "turtle":
        return _graph(result)
    if result.type == "ASK" and format == "csv":
        message = "the query gives yes or no, which has no CSV form"
        raise InputError(Problem("bad-use", message, advice="use --format table or json"))
    if format in ("csv", "json"):
        data = result.serialize(format=format)
        return (data or b"").decode("utf-8") + ("\n" if format == "json" else "")
    if result.type == "ASK":
        return "yes\n" if result.askAnswer else "no\n"
    file = io.StringIO()
    console = Console(file=file, width=200, no_color=True, highlight=False)
    table = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for variable in result.vars or ():
        table.add_column(str(variable), overflow="fold")
    rows = len(result.bindings)
    for row in result.bindings:
        values = (row.get(variable) for variable in result.vars or ())
        table.add_row(*(Text("" if value is None else visible(_short(value))) for value in values))
    console.print(table)
    return _stripped(file) + f"\n{rows} row{'s' if rows != 1 else ''}\n"


def _graph(result: Result) -> str:
    if result.graph is None:
        message = "the query gives rows, which have no Turtle form"
        raise InputError(
            Problem("bad-use", message, advice="use --format table, csv or json, or a CONSTRUCT query")
        )
    for prefix, iri in PREFIXES.items():
        result.graph.bind(prefix, iri)
    return result.graph.serialize(format="turtle")


def _short(value: Any) -> str:
    if isinstance(value, URIRef):
        for prefix, iri in PREFIXES.items():
            if value.startswith(iri):
                return f"{prefix}:{value.removeprefix(iri)}"
    return str(value)

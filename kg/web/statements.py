"""What the graph says of an IRI: as a subject, as the name of a graph, or only as a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import InputError
from kg.web.requests import Asked
from kg.web.sparql import refuse, send_answer, status_of
from kg.web.workers import Workers

#: The most statements about an IRI that is only a value.
_MOST = 1000
_FIND = """SELECT DISTINCT ?g ?as {{
  {{ GRAPH ?g {{ {0} ?p ?o }} BIND("subject" AS ?as) }}
  UNION {{ {{ SELECT * {{ {0} ?p ?o }} LIMIT 1 }} BIND("subject" AS ?as) }}
  UNION {{ {{ SELECT * {{ GRAPH {0} {{ ?s ?p ?o }} }} LIMIT 1 }} BIND("graph" AS ?as) }}
  UNION {{ {{ SELECT * {{ ?s ?p {0} }} LIMIT 1 }} BIND("value" AS ?as) }}
}}"""
_GRAPH = """CONSTRUCT {{ ?s ?p ?o }} {{
  {{ GRAPH {0} {{ ?s ?p ?o }} }} UNION {{ VALUES ?s {{ {0} }} GRAPH ?g {{ ?s ?p ?o }} }}
}}"""


@dataclass(frozen=True, slots=True)
class FoundIri:
    """Where an IRI is in a graph: in which named graphs as a subject, and in which other ways."""

    iri: ox.NamedNode
    graphs: tuple[str, ...]
    ways: frozenset[str]


async def find_iri(workers: Workers, iri: str) -> FoundIri | None:
    """Return where an IRI is in the graph, ``None`` if it is nowhere.

    Raises:
        ValueError: for a text that is no IRI.
        InputError: if the store does not answer.
    """
    node = ox.NamedNode(iri)
    rows = await workers.select(_FIND.format(node))
    ways = frozenset(row["as"]["value"] for row in rows)
    return FoundIri(node, tuple(row["g"]["value"] for row in rows if "g" in row), ways) if ways else None


async def describe(request: Request, iri: str, media: str, page: str | None = None) -> Response:
    """Return the graph's statements about an IRI, or those of the graph that it names.

    That is its concise bounded description: with those about blank nodes in it. ``page`` is the address of
    the page for people.
    """
    workers: Workers = request.app.state.workers
    try:
        found = await find_iri(workers, iri)
        if found is None:
            return refuse(404, f"the graph says nothing of {iri}")
        written = await workers.ask(_asked(found), None, media)
    except InputError as error:
        return refuse(status_of(error), error.problems[0].message)
    except ValueError as error:
        return refuse(400, f"no IRI: {error}")
    answer = send_answer(request, written, media)
    if page is not None:
        answer.headers["Link"] = f'<{page}>; rel="alternate"; type="text/html"'
    return answer


def _asked(found: FoundIri) -> Asked:
    if "graph" in found.ways:
        return Asked(_GRAPH.format(found.iri))
    if "subject" in found.ways:
        return Asked(f"DESCRIBE {found.iri}", found.graphs)
    return Asked(f"CONSTRUCT WHERE {{ ?s ?p {found.iri} }} LIMIT {_MOST}")


async def read_statements(workers: Workers, iri: ox.NamedNode, most: int) -> Mapping[str, list[Any]]:
    """Return the first statements ``about`` an IRI, and those in which it is a value, ``of`` others."""
    about = f"{{ {iri} ?p ?other }} UNION {{ GRAPH ?g {{ {iri} ?p ?other }} }}"
    of = f"{{ ?other ?p {iri} }} UNION {{ GRAPH ?g {{ ?other ?p {iri} }} }}"
    asked = {"about": about, "of": of}
    return {
        way: await workers.select(f"SELECT DISTINCT ?p ?other {{ {where} }} LIMIT {most + 1}")
        for way, where in asked.items()
    }

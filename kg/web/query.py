"""The page for queries: an editor, the named queries with their parameters, and the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pyoxigraph as ox
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.api.answers import bind
from kg.errors import InputError
from kg.explain import Wording
from kg.queries import Query, queries
from kg.queries.parameters import find_value
from kg.rdf.bases import prefixes_of
from kg.report.words import described
from kg.resources import ontology_file
from kg.web.front import is_front_built
from kg.web.layout import language_of, write_page
from kg.web.requests import Asked
from kg.web.sparql import graph_base, status_of
from kg.web.workers import Workers

if TYPE_CHECKING:
    from kg.web.things import Things

#: The most rows that a page shows; the files that it offers have all.
MAX_ROWS = 500
#: The most names that are offered for a parameter.
MAX_OFFERED = 300
_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"
#: The message that names a parameter, and the list with the names that it may have.
_PARAMETERS = {
    "claim": ("notebook-claim", "claims"),
    "against": ("ask-against", "claims"),
    "place": ("notebook-place", "entries"),
    "source": ("notebook-source", "sources"),
    "standpoint": ("notebook-standpoint", "standpoints"),
}
_TERMS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
SELECT DISTINCT ?term { VALUES ?type { %s } ?term a ?type FILTER (ISIRI(?term)) } ORDER BY ?term
"""


@dataclass(frozen=True, slots=True)
class ParameterField:
    """A field for a parameter: its name, the message that names it, its value, and names with labels."""

    name: str
    message: str | None
    value: str
    offered: list[tuple[str, str]]


async def show_query(request: Request) -> Response:
    """Show a form with a query, and its answer."""
    if request.query_params.get("format") == "json":
        return JSONResponse(
            {"queries": [_plain(query) for query in _all(request)], **list_terms(graph_base(request))}
        )
    language = language_of(request)
    named = _named(request)
    text = request.query_params.get("query", "")
    page: dict[str, Any] = {"problem": None, "answer": None, "graph": None, "parameters": []}
    status = 200
    try:
        if named is not None:
            page["parameters"] = await _fields(request, named)
            text = text or await _bound(request, named)
        if text:
            page |= await _ask(request.app.state.workers, text)
    except InputError as error:
        page["problem"], status = error.problems[0].message, status_of(error)
    rendered = write_page(
        request,
        "query.html.j2",
        **page,
        text=text or (named.text if named is not None else ""),
        most=MAX_ROWS,
        things=getattr(request.app.state, "things", None) is not None,
        address=urlencode({"query": text}),
        chosen=None if named is None else (named.name, described("query", named, "question", language)),
        named=[(query.name, described("query", query, "question", language)) for query in queries().values()],
        terms=list_terms(graph_base(request)) if is_front_built() else None,
    )
    return HTMLResponse(rendered, status, headers={"Vary": "Accept-Language"})


def _all(request: Request) -> list[Query]:
    """Return the named queries, for the base of the graph."""
    base = graph_base(request)
    return [replace(query, text=query.under(base)) for query in queries().values()]


def _named(request: Request) -> Query | None:
    """Return the query that the address names, for the base of the graph."""
    named = queries().get(request.query_params.get("name", ""))
    return None if named is None else replace(named, text=named.under(graph_base(request)))


async def _bound(request: Request, named: Query) -> str:
    """Return a named query with the values that the address has for its parameters."""
    names = [parameter.name for parameter in named.parameters]
    values = {name: request.query_params[name] for name in names if request.query_params.get(name)}
    if not values:
        return named.text
    things: Things | None = getattr(request.app.state, "things", None)
    knowledge = None if things is None else things.graph.knowledge
    bound: str = bind(named.text, values, knowledge)
    return bound


async def _fields(request: Request, named: Query) -> list[ParameterField]:
    """Return the fields for the parameters of a query."""
    found = []
    for parameter in named.parameters:
        message, kind = _PARAMETERS.get(parameter.name, (None, None))
        value = request.query_params.get(parameter.name) or find_value(named.text, parameter)
        found.append(ParameterField(parameter.name, message, value, await _offered(request, kind)))
    return found


async def _offered(request: Request, kind: str | None) -> list[tuple[str, str]]:
    """Return the names in a list, up to a number, each with its label in the reader's language."""
    things: Things | None = getattr(request.app.state, "things", None)
    if things is None or kind is None:
        return []
    language = language_of(request)

    def find() -> list[tuple[str, str]]:
        wording = Wording(things.graph.knowledge)
        names = islice(things.listed(kind).names, MAX_OFFERED)
        return [(name, "" if kind == "claims" else wording.label(name)[language]) for name in names]

    offered: list[tuple[str, str]] = await things.do(find)
    return offered


async def _ask(workers: Workers, text: str) -> dict[str, Any]:
    written = await workers.ask(Asked(text), _JSON, _TURTLE)
    data = await written.whole()
    if written.is_graph:
        return {"graph": data.decode("utf-8")}
    answer = json.loads(data)
    if "boolean" in answer:
        return {"answer": {"truth": answer["boolean"]}}
    rows = answer["results"]["bindings"]
    return {"answer": {"variables": answer["head"]["vars"], "rows": rows[:MAX_ROWS], "count": len(rows)}}


def list_terms(base: str) -> dict[str, Any]:
    """Return what may stand in a query to a graph with a base: prefixes, and classes and properties.

    >>> "https://w3id.org/claim-kg/ontology#stance" in list_terms("https://desk.example/")["properties"]
    True
    >>> list_terms("https://desk.example/")["prefixes"]["reg"]
    'https://desk.example/register/'
    """
    return {"prefixes": prefixes_of(base), **_ontology_terms()}


@cache
def _ontology_terms() -> dict[str, list[str]]:
    ontology = ox.Store()
    ontology.load(ontology_file().read_bytes(), ox.RdfFormat.TURTLE)

    def named(*types: str) -> list[str]:
        rows: Any = ontology.query(_TERMS % " ".join(f"owl:{type}" for type in types))
        return [row["term"].value for row in rows]

    properties = named("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    return {"classes": named("Class"), "properties": properties}


def _plain(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "question": query.question,
        "returns": query.returns,
        "parameters": [parameter.name for parameter in query.parameters],
        "query": query.text,
    }


ROUTES = (Route("/query", show_query),)

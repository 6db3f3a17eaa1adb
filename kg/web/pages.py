"""Pages for people: the report as the start page, and a page for queries."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import InputError
from kg.queries import queries
from kg.report.html import write_report
from kg.report.words import described
from kg.web.layout import FOLDED, NAVIGATION, language_of, write_page
from kg.web.requests import Asked
from kg.web.sparql import status_of
from kg.web.things import Things
from kg.web.workers import Workers
from kg.words import Message

#: The most rows that a page shows; the files that it offers have all.
MAX_ROWS = 500
_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"


async def show_desk(request: Request) -> Response:
    """Show the report on all disputes."""
    things: Things = request.app.state.things
    language = language_of(request)

    def write() -> str:
        graph = things.graph
        links = [
            (f"{place}?language={language}", Message(name)) for place, name in (*NAVIGATION[1:], *FOLDED)
        ]
        return write_report(graph.knowledge, graph.relations, languages=(language,), links=links)

    if language not in things.desks:
        things.desks[language] = await things.do(write)
    return HTMLResponse(things.desks[language], headers={"Vary": "Accept-Language"})


async def show_query(request: Request) -> Response:
    """Show a form with a query, and its answer."""
    language = language_of(request)
    named = queries().get(request.query_params.get("name", ""))
    text = request.query_params.get("query") or (named.text if named is not None else "")
    page: dict[str, Any] = {"text": text, "problem": None, "answer": None, "graph": None}
    status = 200
    if text:
        try:
            page |= await _ask(request.app.state.workers, text)
        except InputError as error:
            page["problem"], status = error.problems[0].message, status_of(error)
    rendered = write_page(
        request,
        "query.html.j2",
        **page,
        most=MAX_ROWS,
        address=urlencode({"query": text}),
        named=[(query.name, described("query", query, "question", language)) for query in queries().values()],
    )
    return HTMLResponse(rendered, status, headers={"Vary": "Accept-Language"})


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

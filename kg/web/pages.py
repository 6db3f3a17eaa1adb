"""The start page for people: the report."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.report.html import write_report
from kg.web.layout import FOLDED, NAVIGATION, language_of
from kg.web.things import Things
from kg.words import Message


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

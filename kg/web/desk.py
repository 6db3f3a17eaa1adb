"""The desk: what is in dispute, what is new, what is open, and what waits for a decision."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kg.report.html import write_report
from kg.web.exchanged import Waiting
from kg.web.forms import check_origin
from kg.web.layout import language_of, state_of, write_page
from kg.web.lists import ArticleLine, build_article_lines
from kg.web.objects import Visit
from kg.web.partners import find_waiting
from kg.web.requests import Refused
from kg.web.rows import build_dispute_line, build_relation_line
from kg.web.security import name_cookie
from kg.web.seen import MOST, Seen, see
from kg.web.sparql import refuse
from kg.web.switch import build_switch
from kg.words import Message, Words

if TYPE_CHECKING:
    from kg.web.things import Things

#: The most disputes, open questions and new articles, and the most relations that standpoints change.
DISPUTES, QUESTIONS, NEWS, CHANGED = 20, 6, 8, 6
#: The seconds for which a browser keeps what it was shown: a year.
_KEPT = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """What waits for a person: how much of it, and the address where it is decided."""

    words: Words
    count: int
    address: str


async def show_desk(request: Request) -> Response:
    """Show what is in dispute, most contested first, and what else a reader should look at."""
    things: Things = request.app.state.things
    state = state_of(request)
    seen = Seen.read(request.cookies.get(name_cookie(request, "seen"), ""))
    visit = await things.visit(state)
    waiting = build_waiting(await find_waiting(request))
    told = await things.do(lambda: build_desk(visit, seen, waiting))
    if request.query_params.get("format") == "json":
        return JSONResponse(_plain(told, state.language))
    page = await things.do(
        lambda: write_page(
            request, "desk.html.j2", switch=build_switch(visit.knowledge, state), formats=("json",), **told
        )
    )
    answer = HTMLResponse(page, headers={"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"})
    if seen is None:
        _remember(request, answer, visit)
    return answer


def build_desk(visit: Visit, seen: Seen | None, waiting: Sequence[WaitingLine]) -> dict[str, Any]:
    """Return what the desk shows."""
    outlook, knowledge = visit.outlook, visit.knowledge
    disputes = visit.part(outlook.disputes)
    changed = {
        way: ([build_relation_line(r, knowledge, outlook) for r in found[:CHANGED]], len(found))
        for way, found in outlook.changed.items()
    }
    news = _news(visit, seen) if seen is not None else []
    return {
        "disputes": [build_dispute_line(dispute, knowledge, outlook) for dispute in disputes],
        "count": len(outlook.disputes),
        "contradictions": len(outlook.contradictions),
        "sizes": (len(knowledge.articles), len(knowledge.claims)),
        "turns": visit.turns(len(outlook.disputes)),
        "changed": changed,
        "news": news[:NEWS],
        "news_left": len(news[NEWS:]),
        "first": seen is None,
        "many": len(knowledge.articles) > MOST,
        "questions": outlook.questions(QUESTIONS),
        "waiting": waiting,
        "reported": not visit.is_large,
    }


def _news(visit: Visit, seen: Seen) -> list[tuple[ArticleLine, bool]]:
    """Return the articles that a reader was not shown, or not with these claims, the newest first."""
    news = seen.news(visit.outlooks.newest(MOST))
    return list(zip(build_article_lines(list(news), visit), news.values(), strict=True))


def build_waiting(waiting: Waiting | None) -> list[WaitingLine]:
    """Return what of partners' waits for a person; ``None`` is still being counted."""
    if waiting is None:
        return [WaitingLine(Message("exchange-counting"), 1, "/partners")]
    lines = (
        WaitingLine(Message("desk-quarantined", count=waiting.quarantined), waiting.quarantined, "/partners"),
        WaitingLine(Message("exchange-open", count=waiting.proposals), waiting.proposals, "/proposals"),
        WaitingLine(Message("exchange-new", count=waiting.new), waiting.new, "/proposals"),
    )
    return [line for line in lines if line.count]


def _plain(told: dict[str, Any], language: str) -> dict[str, Any]:
    """Return the desk as JSON."""
    return {
        "disputes": [line.as_json(language) for line in told["disputes"]],
        "count": told["count"],
        "contradictions": told["contradictions"],
        "changed": {
            way: {"count": count, "relations": [line.as_json(language) for line in lines]}
            for way, (lines, count) in told["changed"].items()
        },
        "news": [
            {"article": line.name, "new": new, "claims": line.claims, "disputed": line.disputed}
            for line, new in told["news"]
        ],
        "questions": [
            {"relation": name, "question": question[language]} for name, question in told["questions"]
        ],
        "waiting": [line.words[language] for line in told["waiting"]],
    }


async def mark_seen(request: Request) -> Response:
    """Let the browser remember that its reader has seen what there is now."""
    try:
        check_origin(request)
    except Refused as error:
        return refuse(error.status, error.message)
    things: Things = request.app.state.things
    state = state_of(request)
    answer = RedirectResponse(state.link("/"), 303)
    _remember(request, answer, await things.visit(state))
    return answer


def _remember(request: Request, answer: Response, visit: Visit) -> None:
    shown = see(visit.outlooks.newest(MOST), int(time.time()))
    answer.set_cookie(
        name_cookie(request, "seen"), shown.write(), max_age=_KEPT, httponly=True, samesite="lax"
    )


async def show_report(request: Request) -> Response:
    """Show the report on all disputes, unless there are so many that everybody else would wait for it."""
    things: Things = request.app.state.things
    state, language = state_of(request), language_of(request)
    visit = await things.visit(state)
    view = visit.outlook.view
    if await things.do(lambda: visit.is_large):
        return HTMLResponse(write_page(request, "unwritten.html.j2"), headers={"Vary": "Accept-Language"})

    def write() -> str:
        links = [(state.link("/"), Message("ask-back"))]
        graph = visit.graph
        return write_report(graph.knowledge, graph.relations, view=view, languages=(language,), links=links)

    page = await things.do(lambda: visit.outlook.keep(("report", language), write))
    return HTMLResponse(page, headers={"Vary": "Accept-Language"})


ROUTES = [
    Route("/", show_desk),
    Route("/seen", mark_seen, methods=["POST"]),
    Route("/report", show_report),
]

"""Pages about the contents of a graph: lists, single objects, disputes, and search."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from kg.api.figures import find_around, find_counts
from kg.api.objects import GraphDispute
from kg.api.sequences import Disputes
from kg.disputes import Dispute
from kg.errors import InputError
from kg.model import BASE
from kg.rdf.bases import under, without_base
from kg.rdf.vocabulary import article_iri, claim_iri, entry_iri, key_of, relation_iri, standpoint_iri
from kg.report.blocks import linking
from kg.report.html import without_dead_links
from kg.web.disputes import build_dispute_page
from kg.web.layout import PageState, state_of, write_page
from kg.web.lists import KINDS, build_found, build_list
from kg.web.objects import PAGES, Visit
from kg.web.outlook import Outlook, Outlooks
from kg.web.rows import build_dispute_line
from kg.web.search import SearchIndex
from kg.web.sparql import choose_graph
from kg.web.statements import describe
from kg.web.switch import UnheldError, build_switch

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

#: The formats of lists and of single things besides pages.
_DATA, _GRAPHS = ("json",), ("json", "turtle", "jsonld")
#: The most results of a search.
MOST_FOUND = 50
#: The number of rows of a list that are read at once, so that pages need not wait for all of them.
AT_ONCE = 100
#: How programs are told which address leads to the pages before and after one.
_TURNS = {"before": "prev", "after": "next"}
#: The lists, by the first part of their address.
LISTS: Mapping[str, Callable[[ClaimGraph], Any]] = {
    "disputes": lambda graph: graph.disputes(),
    "articles": lambda graph: graph.articles,
    "claims": lambda graph: graph.claims,
    "relations": lambda graph: graph.relations,
    "sources": lambda graph: graph.sources,
    "events": lambda graph: graph.events,
    "standpoints": lambda graph: graph.standpoints,
    "entries": lambda graph: graph.entries,
}
#: The function that makes the IRI of an item, by list.
_IRIS: Mapping[str, Callable[[str], str]] = {
    "articles": article_iri,
    "claims": claim_iri,
    "relations": relation_iri,
    "sources": entry_iri,
    "events": entry_iri,
    "standpoints": standpoint_iri,
    "entries": entry_iri,
}


class Things:
    """A graph that is used by one request at a time, in a thread outside of the event loop."""

    def __init__(self, graph: ClaimGraph):
        self.graph = graph
        self.outlooks = Outlooks(graph)
        self._lists: dict[str, Any] = {}
        self._lock = asyncio.Lock()
        self._preparing: asyncio.Task[None] | None = None

    async def prepare(self) -> None:
        """Wait until the disputes can be told; what asks for less is answered meanwhile."""
        if self._preparing is None:
            self._preparing = asyncio.create_task(self._prepare())
        await asyncio.shield(self._preparing)

    async def _prepare(self) -> None:
        parts = self.graph.prepare()
        with contextlib.suppress(InputError):  # Whatever it is, who asks for a page is told.
            while await self.do(lambda: next(parts, parts)) is not parts:
                pass

    async def do(self, work: Callable[[], Any]) -> Any:
        """Return the result of ``work``, which may use the graph."""
        # Nothing ends a thread: the graph is used until it is done, even if nobody waits for the result.
        return await asyncio.shield(asyncio.create_task(self._do(work)))

    async def _do(self, work: Callable[[], Any]) -> Any:
        async with self._lock:
            return await asyncio.to_thread(work)

    async def visit(self, state: PageState) -> Visit:
        """Return what a page can be made of, from the standpoints that the reader chose.

        Raises:
            UnheldError: for a standpoint that there is not, or for several that exclude each other.
        """
        await self.prepare()
        try:
            outlook: Outlook = await self.do(lambda: self.outlooks.of(state.standpoints))
        except InputError as error:
            raise UnheldError from error
        return Visit(self.graph, self.outlooks, outlook, state)

    def listed(self, kind: str) -> Any:
        """Return one of the lists."""
        if kind not in self._lists:
            self._lists[kind] = LISTS[kind](self.graph)
        return self._lists[kind]

    def find(self, kind: str, name: str) -> Any:
        """Return one of the things in a list; of relations only this one is read."""
        if kind == "relations" and (found := self.graph.some([name])):
            return found[0]
        return self.listed(kind)[name]

    def address(self, name: str, *kinds: str) -> str | None:
        """Return the address of a name's page, ``None`` if there is none, or it is in none of these lists.

        Relations and disputes are named with their list, so that no list has to be made to find them.
        """
        knowledge = self.graph.knowledge
        holders = {
            "claims": knowledge.claims,
            "articles": knowledge.articles,
            "entries": knowledge.register.entries,
            "standpoints": knowledge.register.standpoints,
        }
        for kind, held in holders.items():
            if name in held and kind in (kinds or holders):
                return f"/{kind}/{quote(name)}"
        return f"/{quote(name)}" if name.startswith(("relations/", "disputes/")) else None

    def iri_of(self, kind: str, name: str) -> URIRef:
        """Return the IRI of an item of a list, as the graph has it."""
        return under(_IRIS[kind](name), self.graph.knowledge.base)

    def page_of(self, iri: str) -> str | None:
        """Return the address of the page that shows an IRI or its whole, ``None`` if there is none."""
        iri = str(without_base(iri, self.graph.knowledge.base))
        match iri.removeprefix(BASE).split("/") if iri.startswith(BASE) else ():
            case ["register"]:
                return "/entries"
            case ["findings"]:
                return "/relations"
            case ["relation", identifier, *_]:
                return f"/relations/{quote(identifier)}"
            case ["rule", name, *_]:
                return f"/rules/{quote(name)}"
            case ["bundle", article, "verdict" | "verdicts", *_]:
                return None
            case ["bundle", article, *rest] if rest[:1] not in (["claim"], ["event"]):
                return f"/articles/{quote(article)}" if article in self.graph.knowledge.articles else None
            case ["register", _] | ["bundle", _, "event", _]:
                return self.address(key_of(iri) or "", "entries")
            case ["standpoint", _]:
                return self.address(key_of(iri) or "", "standpoints")
            case ["bundle", _, "claim", _, *part] if part:
                place = self.address(key_of(iri) or "")
                return place and f"{place}#{'slots' if part[0] == 'basis' else 'words'}"
        return self.address(key_of(iri) or "")

    def write(self, shown: Sequence[Any], state: PageState) -> list[str]:
        """Return objects as pieces of HTML in which names are links to their pages."""
        with linking(lambda name: state.link(place) if (place := self.address(name)) else None):
            return [thing.to_html(state.language) for thing in shown]

    @cached_property
    def _index(self) -> SearchIndex:
        return SearchIndex.of(self.graph)

    def search(self, words: str) -> list[tuple[str, str]]:
        """Return the addresses and texts that contain some words, the shortest text first."""
        return self._index.find(words)


def kind_of(request: Request) -> str:
    """Return which of the lists an address names first."""
    return str(request.url.path.split("/")[1])


async def show_list(request: Request) -> Response:
    """Show a page of a list."""
    things: Things = request.app.state.things
    kind, state = kind_of(request), state_of(request)
    visit = await things.visit(state)
    if request.query_params.get("format") == "json":
        return await _send_rows(things, kind, visit)

    def write() -> str:
        switch = build_switch(visit.knowledge, state)
        return write_page(request, "list.html.j2", switch=switch, formats=_DATA, **build_list(kind, visit))

    return _respond(await things.do(write))


async def _send_rows(things: Things, kind: str, visit: Visit) -> Response:
    """Send a list as JSON: the page that the address names, or all of it, while others use the graph."""
    state, listed = visit.state, KINDS[kind]
    found: Sequence[Any] = await things.do(lambda: listed.find(visit))
    headers = {"X-Total-Count": str(len(found))}

    def read(part: Sequence[Any]) -> Any:
        return _plain(listed.rows(part, visit))

    if any(name == "page" for name, _ in state.fields):
        turns = {_TURNS[way]: place for way, place in visit.turns(len(found), format="json").items()}
        headers["Link"] = ", ".join(f'<{place}>; rel="{way}"' for way, place in turns.items())
        return JSONResponse(await things.do(lambda: read(visit.part(found))), headers=headers)
    first = await things.do(lambda: read(found[:AT_ONCE]))
    if len(found) <= AT_ONCE:
        return JSONResponse(first, headers=headers)

    async def write() -> AsyncIterator[bytes]:
        # As JSONResponse writes it, without the brackets around each part.
        yield bytes(JSONResponse(first).body)[:-1]
        for at in range(AT_ONCE, len(found), AT_ONCE):
            rows = await things.do(partial(read, found[at : at + AT_ONCE]))
            yield b"," + bytes(JSONResponse(rows).body)[1:-1]
        yield b"]"

    return StreamingResponse(write(), headers=headers, media_type="application/json")


async def show_thing(request: Request) -> Response:
    """Show one object and what belongs to it."""
    things: Things = request.app.state.things
    kind, name, state = kind_of(request), request.path_params["name"], state_of(request)
    try:
        thing = await things.do(lambda: things.find(kind, name))
    except (InputError, LookupError, ValueError):
        return show_nothing(request, f"nav-{kind}")
    if (graph := choose_graph(request)) is not None:
        iri = await things.do(lambda: things.iri_of(kind, things.listed(kind).name_of(thing)))
        return await describe(request, str(iri), graph)
    if request.query_params.get("format") == "json":
        row = await things.do(lambda: things.listed(kind).row_of(thing))
        return JSONResponse(_plain(row))
    visit = await things.visit(state)
    template, build = PAGES[kind]

    def write() -> str:
        switch = build_switch(visit.knowledge, state)
        page = write_page(request, template, switch=switch, formats=_GRAPHS, **build(thing, visit))
        # Of a long text not all quotes are shown that claims beside it lead to.
        return without_dead_links(page) if kind == "articles" else page

    return _respond(await things.do(write))


async def show_dispute(request: Request) -> Response:
    """Show a dispute, or that it is none from the reader's standpoints."""
    things: Things = request.app.state.things
    name, state = request.path_params["name"], state_of(request)
    visit = await things.visit(state)
    try:
        found = await things.do(lambda: visit.outlooks.dispute(name, visit.outlook))
    except InputError:
        return show_nothing(request, "nav-disputes")
    if request.query_params.get("format") == "json":
        return JSONResponse(await things.do(lambda: [_dispute_json(one, visit) for one in found]))

    def write() -> str:
        switch = build_switch(visit.knowledge, state)
        told = build_dispute_page(found, visit) if found else {}
        template = "dispute-page.html.j2" if found else "settled.html.j2"
        return without_dead_links(write_page(request, template, switch=switch, formats=_DATA, **told))

    return _respond(await things.do(write))


def show_nothing(request: Request, title: str) -> Response:
    """Say that there is nothing of this name, under the title of a list."""
    return _respond(write_page(request, "nothing.html.j2", title=title), 404)


async def show_search(request: Request) -> Response:
    """Show what contains some words, whatever their letter forms."""
    things: Things = request.app.state.things
    state, words = state_of(request), request.query_params.get("q", "")
    hits = await things.do(lambda: things.search(words))
    if request.query_params.get("format") == "json":
        return JSONResponse([{"address": place, "text": text} for place, text in hits])
    visit = await things.visit(state)

    def write() -> str:
        told = build_found([place for place, _ in hits], MOST_FOUND, visit)
        told |= {"switch": build_switch(visit.knowledge, state), "words": words, "most": MOST_FOUND}
        return write_page(request, "search.html.j2", formats=_DATA, **told)

    return _respond(await things.do(write))


def _respond(page: str, status: int = 200) -> Response:
    return HTMLResponse(page, status, headers={"Vary": "Accept-Language"})


def _dispute_json(dispute: Dispute, visit: Visit) -> dict[str, Any]:
    """Return a dispute as a row of the list, with who is on which side and its relations."""
    told = GraphDispute.of(dispute, visit.graph)
    line = build_dispute_line(dispute, visit.knowledge, visit.outlook).as_json(visit.state.language)
    row = Disputes([told], visit.graph).row_of(told)
    return {
        **line,
        **row,
        "told": line["sides"],
        "relations": [relation.id for relation in dispute.relations],
        "counts": [found.as_json() for found in find_counts(visit.graph, dispute, visit.outlook.view)],
        "places": [found.as_json() for found in find_around(visit.graph, dispute).rows],
    }


def _plain(value: Any) -> Any:
    """Return rows in which values without a JSON form are text."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)

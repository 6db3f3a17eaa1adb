"""Pages about the contents of a graph, as a notebook shows them: lists, single objects, and search."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import InputError
from kg.model import BASE
from kg.rdf.vocabulary import article_iri, claim_iri, entry_iri, key_of, relation_iri, standpoint_iri
from kg.report.blocks import linking
from kg.text import FoldedText
from kg.web.layout import PageState, state_of, write_page
from kg.web.sparql import choose_graph
from kg.web.statements import describe

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

#: The number of items on a page of a list, and the most results of a search.
PER_PAGE = 30
MOST_FOUND = 50
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
#: The lists that are shown with an item.
_BESIDE: Mapping[str, Sequence[str]] = {"claims": ("relations",), "articles": ("claims",)}


class Things:
    """A graph that is used by one request at a time, in a thread outside of the event loop."""

    def __init__(self, graph: ClaimGraph):
        self.graph = graph
        #: The reports that were written so far, by language.
        self.desks: dict[str, str] = {}
        self._lists: dict[str, Any] = {}
        self._lock = asyncio.Lock()

    async def do(self, work: Callable[[], Any]) -> Any:
        """Return the result of ``work``, which may use the graph."""
        async with self._lock:
            return await asyncio.to_thread(work)

    def listed(self, kind: str) -> Any:
        """Return one of the lists."""
        if kind not in self._lists:
            self._lists[kind] = LISTS[kind](self.graph)
        return self._lists[kind]

    def address(self, name: str) -> str | None:
        """Return the address of a name's page, ``None`` if there is none.

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
            if name in held:
                return f"/{kind}/{quote(name)}"
        return f"/{quote(name)}" if name.startswith(("relations/", "disputes/")) else None

    def page_of(self, iri: str) -> str | None:
        """Return the address of the page that shows an IRI or its whole, ``None`` if there is none."""
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
            case ["bundle", _, "claim", _, *part] if part:
                place = self.address(key_of(iri) or "")
                return place and f"{place}#{'-'.join(part)}"
        return self.address(key_of(iri) or "")

    def write(self, shown: Sequence[Any], state: PageState) -> list[str]:
        """Return objects as pieces of HTML in which names are links to their pages."""
        with linking(lambda name: state.link(place) if (place := self.address(name)) else None):
            return [thing.to_html(state.language) for thing in shown]

    @cached_property
    def _words(self) -> list[tuple[str, str, str]]:
        """The searched texts: each folded, with the address of its page and the text to show."""
        rows = []
        for entry in self.graph.entries:
            for label in {*entry.label.values(), entry.name}:
                rows.append((_folded(label), f"/entries/{quote(entry.name)}", label))
        for article in self.graph.articles:
            title = article.title or article.id
            rows.append((_folded(f"{title} {article.id}"), f"/articles/{quote(article.id)}", title))
        for claim in self.graph.claims:
            for text in (*(q.exact for q in claim.quotations), *claim.gloss.values()):
                rows.append((_folded(text), f"/claims/{quote(claim.name)}", text))
        return rows

    def search(self, words: str) -> list[tuple[str, str]]:
        """Return the addresses and texts that contain some words, the shortest text first."""
        wanted = _folded(words)
        hits = {(place, text) for folded, place, text in self._words if wanted and wanted in folded}
        return sorted(hits, key=lambda one: (len(one[1]), one[1], one[0]))


def _folded(text: str) -> str:
    return FoldedText(text).folded.casefold()


def kind_of(request: Request) -> str:
    """Return which of the lists an address names first."""
    return str(request.url.path.split("/")[1])


async def show_list(request: Request) -> Response:
    """Show a page of a list."""
    things: Things = request.app.state.things
    kind, state = kind_of(request), state_of(request)
    listed = await things.do(lambda: things.listed(kind))
    if request.query_params.get("format") == "json":
        return JSONResponse(await things.do(lambda: _plain(listed.to_dicts())))
    number = request.query_params.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1
    shown = await things.do(lambda: listed[(page - 1) * PER_PAGE : page * PER_PAGE])
    pages = {"before": page - 1, "after": page + 1 if page * PER_PAGE < len(listed) else 0}
    html = await things.do(lambda: things.write([shown], state)[0])
    turns = {name: state.here(page=str(turn)) for name, turn in pages.items() if turn}
    return _page(request, f"nav-{kind}", [html], turns=turns, count=len(listed))


async def show_thing(request: Request) -> Response:
    """Show one object and the lists that belong to it."""
    things: Things = request.app.state.things
    kind, name, state = kind_of(request), request.path_params["name"], state_of(request)

    def find() -> Any:
        listed = things.listed(kind)
        return listed[int(name)] if kind == "disputes" and name.isdecimal() else listed[name]

    try:
        thing = await things.do(find)
    except (InputError, LookupError, ValueError):
        return _page(request, f"nav-{kind}", [], status=404)
    if kind in _IRIS and (graph := choose_graph(request)) is not None:
        iri = await things.do(lambda: _IRIS[kind](things.listed(kind).name_of(thing)))
        return await describe(request, str(iri), graph)
    if request.query_params.get("format") == "json":
        row = await things.do(lambda: things.listed(kind).row_of(thing))
        return JSONResponse(_plain(row))

    def show() -> list[str]:
        return things.write([thing, *(getattr(thing, list_) for list_ in _BESIDE.get(kind, ()))], state)

    return _page(request, f"nav-{kind}", await things.do(show))


def show_nothing(request: Request, title: str) -> Response:
    """Say that there is nothing of this name, under the title of a list."""
    return _page(request, title, [], status=404)


async def show_search(request: Request) -> Response:
    """Show what contains some words, whatever their letter forms."""
    things: Things = request.app.state.things
    words = request.query_params.get("q", "")
    hits = await things.do(lambda: things.search(words))
    return _page(request, "nav-search", [], words=words, found=hits[:MOST_FOUND], count=len(hits))


def _page(request: Request, title: str, pieces: Sequence[str], *, status: int = 200, **told: Any) -> Response:
    context: dict[str, Any] = {"turns": {}, "count": None, "words": "", "found": None, **told}
    html = [Markup(piece) for piece in pieces]
    page = write_page(request, "thing.html.j2", title=title, pieces=html, missing=status == 404, **context)
    return HTMLResponse(page, status, headers={"Vary": "Accept-Language"})


def _plain(value: Any) -> Any:
    """Return rows in which values without a JSON form are text."""
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)

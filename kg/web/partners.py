"""Pages about partners: what they sent, what it changed, what is proposed, and what was decided."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from kg.explain import RATING_WORDS
from kg.model import partner_of
from kg.partners.ledger import Decision, Import, Status, Subject
from kg.partners.match import Match
from kg.report.blocks import TextBlock, write_blocks
from kg.report.difference import difference_json, write_difference
from kg.report.exchange import SECTION_WORDS, STATUS_WORDS, build_decided, build_proposal
from kg.web.current import CurrentStore
from kg.web.exchanged import Exchanged, Sameness, Waiting, exchanged_of, identify_decision, identify_import
from kg.web.forms import FormKeys, find_decider, find_session, keep_session
from kg.web.layout import PER_PAGE, PageState, state_of, write_page
from kg.web.things import Things
from kg.words import in_language

T = TypeVar("T")

#: The seconds for which the desk waits for what is counted for it, and what is counted now.
_COUNTED_WITHIN = 3
_COUNTING: set[asyncio.Future[Any]] = set()
#: The most claims and problems that a page of an import lists.
MOST = 200


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal with all that helps to decide it, in the reader's language.

    ``seen`` names what is decided with it: itself or, for a proposition, the proposals that it follows from.
    """

    match: Match
    words: str
    labels: tuple[str, ...]
    reasons: tuple[str, ...]
    flags: tuple[str, ...]
    sides: Sequence[Sameness]
    places: tuple[str | None, ...]
    judged: str
    seen: tuple[str, ...]
    is_unquestioned: bool

    @property
    def of_review(self) -> bool:
        """Whether it is about a review, whose rating a person may have to give."""
        return self.match.subject is Subject.REVIEW


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision in the reader's language; ``stands`` says whether it still counts."""

    decision: Decision
    words: str
    stands: bool
    places: tuple[str | None, ...]
    made: str


async def with_exchanged(request: Request, work: Callable[[Exchanged, Things, PageState], T]) -> T:
    """Return the result of ``work`` on what partners sent, computed outside of the event loop."""
    current: CurrentStore = request.app.state.current
    things, state = await current.open_aside(), state_of(request)
    found: T = await things.do(lambda: work(exchanged_of(request.app.state, things.graph), things, state))
    return found


async def find_waiting(request: Request) -> Waiting | None:
    """Return how much waits for a person, or ``None`` if that takes longer than a page may wait."""
    counting = asyncio.ensure_future(with_exchanged(request, lambda held, *_: held.waiting))
    _COUNTING.add(counting)
    counting.add_done_callback(_COUNTING.discard)
    done, _ = await asyncio.wait({counting}, timeout=_COUNTED_WITHIN)
    return counting.result() if done else None


def as_json(request: Request) -> bool:
    """Return whether a page is asked for as JSON."""
    return request.query_params.get("format") == "json"


def respond(request: Request, template: str, status: int = 200, **told: Any) -> Response:
    """Return a page, with what its forms need; it is not kept, since it may change at any time."""
    current: CurrentStore = request.app.state.current
    session, is_new = find_session(request)
    forms = None
    if current.writable:
        keys: FormKeys = request.app.state.form_keys
        forms = {"key": keys.write(session), "by": find_decider(request)}
    words = {"status_words": STATUS_WORDS, "rating_words": RATING_WORDS}
    page = write_page(request, template, forms=forms, **words, **told)
    headers = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-store"}
    response = HTMLResponse(page, status, headers=headers)
    if forms is not None and is_new:
        keep_session(request, response, session)
    return response


# -- partners and imports ---------------------------------------------------------------------------------


async def show_partners(request: Request) -> Response:
    """Show the partners, and what of theirs waits for a person."""
    if as_json(request):
        return JSONResponse(await with_exchanged(request, lambda held, *_: _imports_json(held.imports)))

    def find(held: Exchanged, things: Things, state: PageState) -> dict[str, Any]:
        return {
            "waiting": held.waiting,
            "partners": [_summary(held, partner) for partner in held.graph.exchange.partners],
            "quarantined": [one for one in held.imports if one.status is Status.QUARANTINED],
        }

    return respond(request, "partners.html.j2", **await with_exchanged(request, find))


def _imports_json(imports: Sequence[Import]) -> dict[str, object]:
    return {"version": 1, "imports": [one.as_json() for one in imports]}


def _summary(held: Exchanged, partner: str) -> dict[str, Any]:
    imports = [one for one in held.imports if one.partner == partner]
    statuses = [one.status for one in imports]
    return {
        "name": partner,
        "label": next((one.label for one in imports if one.label not in ("", partner)), ""),
        "imports": imports,
        "statuses": {status: statuses.count(status) for status in Status if status in statuses},
        "claims": held.partners_claims(partner),
        "open": held.waiting_of(partner).proposals,
    }


async def show_partner(request: Request) -> Response:
    """Show one partner: its imports, its key, and what of it is open."""
    name = request.path_params["partner"]

    def find(held: Exchanged, things: Things, state: PageState) -> dict[str, Any] | None:
        if name not in held.graph.exchange.partners:
            return None
        summary = _summary(held, name)
        imports = summary["imports"]
        keys = dict.fromkeys(one.key for one in reversed(imports) if one.key is not None)
        first = {key: next(one for one in reversed(imports) if one.key == key) for key in keys}
        return {
            "partner": summary,
            "keys": first,
            "cautions": [in_language(text, state.language) for text in held.cautions(imports[0])],
            "left_out": [in_language(text, state.language) for text in held.problems_of(name)],
        }

    found = await with_exchanged(request, find)
    if found is None:
        return missing(request)
    if as_json(request):
        return JSONResponse(_imports_json(found["partner"]["imports"]))
    return respond(request, "partner.html.j2", **found)


def missing(request: Request) -> Response:
    """Return the page for what there is not."""
    return respond(request, "missing.html.j2", 404)


def name_of_import(request: Request) -> str:
    """Return the identifier of the import that an address names."""
    return f"{request.path_params['partner']}/{request.path_params['number']}"


async def show_import(request: Request) -> Response:
    """Show one import: where it comes from, why it is in quarantine, what it says."""
    name = name_of_import(request)

    def find(held: Exchanged, things: Things, state: PageState) -> dict[str, Any] | None:
        one = held.find(name)
        if one is None:
            return None
        claims = list(held.claims(one))
        return {
            "one": one,
            "emptied": not one.problems and not held.has_content(one),
            "cautions": [in_language(text, state.language) for text in held.cautions(one)],
            "claims": claims[:MOST],
            "count": len(claims),
            "reviews": len(held.graph.exchange.reviews.get(one.id, ())),
            "purgeable": held.has_content(one) and one.status in (Status.RETRACTED, Status.SUPERSEDED),
            "identity": identify_import(one),
            "lost": [
                (verdict.claim, RATING_WORDS[verdict.rating], verdict.reviewer) for verdict in held.lost(one)
            ],
            "later": [other for other in held.imports if one.id in other.revises],
        }

    found = await with_exchanged(request, find)
    if found is None:
        return missing(request)
    if as_json(request):
        return JSONResponse({"version": 1, "import": found["one"].as_json()})
    return respond(request, "import.html.j2", most=MOST, **found)


async def show_changes(request: Request) -> Response:
    """Show what an import changed of the earlier ones that it revises."""
    name, in_json = name_of_import(request), as_json(request)

    def find(held: Exchanged, things: Things, state: PageState) -> Any:
        one = held.find(name)
        if one is None:
            return None
        changes = held.changes(one)
        if in_json:
            return {"version": 1, "changes": {other.id: difference_json(found) for other, found in changes}}
        told = {
            other.id: Markup(
                write_blocks([TextBlock(write_difference(found, state.language))], state.language)
            )
            for other, found in changes
        }
        return {"one": one, "changes": told}

    found = await with_exchanged(request, find)
    if found is None:
        return missing(request)
    return JSONResponse(found) if in_json else respond(request, "changes.html.j2", **found)


# -- proposals and decisions ------------------------------------------------------------------------------


async def show_proposals(request: Request) -> Response:
    """Show the open proposals, with what speaks for and against each, and what was decided just now."""
    partner = request.query_params.get("from")
    every = request.query_params.get("all") == "1"

    def chosen(held: Exchanged) -> list[Match]:
        proposals = held.matches if every else held.open
        return [match for match in proposals if partner in (None, "", partner_of(match.theirs))]

    if as_json(request):
        rows = await with_exchanged(request, lambda held, *_: [match.as_json() for match in chosen(held)])
        return JSONResponse({"version": 1, "matches": rows})
    page = page_number(request)
    just = request.query_params.getlist("decided")[:PER_PAGE]

    def find(held: Exchanged, things: Things, state: PageState) -> dict[str, Any]:
        proposals = chosen(held)
        shown = proposals[(page - 1) * PER_PAGE : page * PER_PAGE]
        made = [one for name in just if (one := held.decision(name)) is not None]
        names = {one.id for one in made}
        opened = [match for match in held.open if match.id in just and match.id not in names]
        listed = [_shown(match, held, things, state.language) for match in shown]
        return {
            "groups": _grouped(listed),
            "easy": [one for one in listed if one.is_unquestioned],
            "made": [tell_decision(one, held, things, state.language) for one in made],
            "opened": [_shown(match, held, things, state.language) for match in opened],
            "count": len(proposals),
            "turns": turns(state, page, len(proposals)),
            "partners": held.graph.exchange.partners,
            "partner": partner,
        }

    found = await with_exchanged(request, find)
    return respond(request, "proposals.html.j2", section_words=SECTION_WORDS, ratings=RATING_WORDS, **found)


def page_number(request: Request) -> int:
    """Return which page of a list the address names."""
    number = request.query_params.get("page", "1")
    return max(int(number), 1) if number.isascii() and number.isdecimal() and len(number) < 9 else 1


def turns(state: PageState, page: int, count: int) -> dict[str, str]:
    """Return the addresses of the pages before and after one."""
    pages = {"before": page - 1, "after": page + 1 if page * PER_PAGE < count else 0}
    return {name: state.here(page=str(turn)) for name, turn in pages.items() if turn}


def _grouped(proposals: Sequence[ShownProposal]) -> list[tuple[str, str, bool, list[ShownProposal]]]:
    """Return proposals by partner and section, those of new names apart, in their order."""
    groups: dict[tuple[str, str, bool], list[ShownProposal]] = {}
    for shown in proposals:
        match = shown.match
        key = partner_of(match.theirs) or "", match.section, match.subject is Subject.NEW
        groups.setdefault(key, []).append(shown)
    return [(*key, shown) for key, shown in groups.items()]


def _shown(match: Match, held: Exchanged, things: Things, language: str) -> ShownProposal:
    def told(text: str) -> str:
        return in_language(text, language)

    meant = [match] if match.subject is not None else [held.proposal(name) for name in match.needs]
    judged = held.judged(match) if match.subject in (Subject.VERDICT, Subject.REVIEW) else None
    return ShownProposal(
        match,
        build_proposal(match)[language],
        tuple(told(label) for label in (match.their_label, match.our_label) if label),
        tuple(map(told, match.reasons)),
        tuple(map(told, match.flags)),
        held.sides(match, language),
        (things.address(match.theirs), things.address(match.ours)),
        "" if judged is None else judged[language],
        tuple(f"{one.id}.{held.seen(one)}" for one in meant if one is not None),
        match.id in held.unquestioned,
    )


async def show_decisions(request: Request) -> Response:
    """Show who decided what, the latest first."""
    if as_json(request):
        return JSONResponse(await with_exchanged(request, lambda held, *_: _decisions_json(held)))
    page = page_number(request)

    def find(held: Exchanged, things: Things, state: PageState) -> dict[str, Any]:
        shown = held.decisions[(page - 1) * PER_PAGE : page * PER_PAGE]
        return {
            "decisions": [tell_decision(one, held, things, state.language) for one in shown],
            "count": len(held.decisions),
            "turns": turns(state, page, len(held.decisions)),
        }

    return respond(request, "decisions.html.j2", **await with_exchanged(request, find))


def tell_decision(one: Decision, held: Exchanged, things: Things, language: str) -> ShownDecision:
    """Return a decision in a language, with the pages of the names in it."""
    places = things.address(one.theirs), things.address(one.ours)
    stands = held.graph.exchange.stands(one)
    return ShownDecision(one, build_decided(one)[language], stands, places, identify_decision(one))


def _decisions_json(held: Exchanged) -> dict[str, object]:
    rows = [
        {
            "id": one.id,
            "subject": one.subject.value,
            "theirs": one.theirs,
            "ours": one.ours or None,
            "accepted": one.accepted,
            "by": one.by,
            "when": one.when,
            "rating": None if one.rating is None else one.rating.value,
            "stands": held.graph.exchange.stands(one),
        }
        for one in held.decisions
    ]
    return {"version": 1, "decisions": rows}


ROUTES = [
    Route("/partners", show_partners),
    Route("/partners/{partner}", show_partner),
    Route("/imports/{partner}/{number}", show_import),
    Route("/imports/{partner}/{number}/changes", show_changes),
    Route("/proposals", show_proposals),
    Route("/decisions", show_decisions),
]

"""Decide in a browser what ``kg accept``, ``kg reject``, ``kg undo``, ``kg retract`` and ``kg purge`` decide.

A form names what it is about by what its page showed: what was decided, sent or changed since is not hit.
A form that is sent twice changes nothing the second time.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from http import HTTPStatus
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.errors import InputError, Problem
from kg.model import Rating, partner_of
from kg.partners.moment import find_moment
from kg.transaction import Transaction
from kg.web.current import CurrentStore
from kg.web.exchanged import Exchanged, identify_decision, identify_import
from kg.web.forms import keep_decider, read_decider, read_form
from kg.web.layout import PER_PAGE, state_of
from kg.web.partners import name_of_import, respond
from kg.web.requests import Refused

#: An identifier, and the hash of what was shown with it.
_NAMED = re.compile(r"([0-9a-f]{12})\.([0-9a-f]{32})")
#: The status of problems that are mistakes in a form; all others are in conflict with what is in the store.
_MISTAKES = ("bad-use", "bad-name", "bad-date")


def writing(handle: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that changes a store only if it is writable; else a page says why it does not."""

    async def handled(request: Request) -> Response:
        current: CurrentStore = request.app.state.current
        try:
            if not current.writable:
                raise Refused(
                    HTTPStatus.FORBIDDEN, "nothing is changed here: 'kg serve' was started without --write"
                )
            return await handle(request)
        except Refused as error:
            return refuse(request, error.status, [error.message])
        except InputError as error:
            mistake = error.problems[0].id in _MISTAKES
            status = HTTPStatus.BAD_REQUEST if mistake else HTTPStatus.CONFLICT
            return refuse(request, status, [one.told(state_of(request).language) for one in error.problems])

    return handled


def refuse(request: Request, status: int, problems: Iterable[str]) -> Response:
    """Return a page that says why nothing was changed."""
    return respond(request, "refused.html.j2", status, problems=list(problems), back=state_of(request).here())


def changed_since(message: str) -> InputError:
    """Return the error for what is no longer as a page showed it."""
    return InputError(Problem("changed-since", message, advice="load the page again, and look at it anew"))


def _read_named(named: Iterable[str]) -> dict[str, str]:
    """Return the identifiers in a form, each with the hash of what was shown.

    Raises:
        Refused: for anything else, or none.
    """
    found = {}
    for text in named:
        parts = _NAMED.fullmatch(text)
        if parts is None:
            raise Refused(HTTPStatus.BAD_REQUEST, "the form names no proposal or decision")
        found[parts[1]] = parts[2]
    if not found or len(found) > PER_PAGE:
        raise Refused(HTTPStatus.BAD_REQUEST, f"a form names 1 to {PER_PAGE}, not {len(found)}")
    return found


@writing
async def decide_proposals(request: Request) -> Response:
    """Accept or reject proposals, and show the page that they were on, with what was decided."""
    form = await read_form(request, request.app.state.form_keys)
    named = _read_named(form.all("proposal"))
    decision, by, when = form.one("decision"), read_decider(form), find_moment()
    if decision not in ("accept", "reject"):
        raise Refused(HTTPStatus.BAD_REQUEST, "one accepts a proposal or rejects it")
    rated = next(filter(None, form.all("rating")), None)
    if rated is not None and rated not in [*map(str, Rating)]:
        raise Refused(HTTPStatus.BAD_REQUEST, "there is no such rating")
    accepted = decision == "accept"
    rating = Rating(rated) if rated and accepted else None
    current: CurrentStore = request.app.state.current
    await current.change(lambda change: _decide(change, named, accepted, by, when, rating))
    address = state_of(request).here(decided=list(named))
    response = RedirectResponse(f"{address}#decided", HTTPStatus.SEE_OTHER)
    keep_decider(request, response, by)
    return response


def _decide(
    change: Transaction, named: Mapping[str, str], accepted: bool, by: str, when: str, rating: Rating | None
) -> None:
    before = Exchanged(change.graph)
    open_ones = []
    for identifier in named:
        made = before.decision(identifier)
        if made is None or not change.exchange.stands(made):
            open_ones.append(identifier)
        elif made.accepted is not accepted:
            how = "accepted" if made.accepted else "rejected"
            raise changed_since(f"{made.by} {how} {made.theirs} at {made.when}")
    if not open_ones:
        return
    for match in change.decide(open_ones, accepted=accepted, by=by, when=when, rating=rating):
        if before.seen(match) != named.get(match.id):
            raise changed_since(f"what is said of {match.theirs} is no longer what was shown")


@writing
async def undo_decisions(request: Request) -> Response:
    """Take decisions back, and show the proposals that are open again."""
    form = await read_form(request, request.app.state.form_keys)
    named = _read_named(form.all("decision"))
    current: CurrentStore = request.app.state.current
    partners = await current.change(lambda change: _undo(change, named))
    state = state_of(request)
    partner = {"from": partners[0]} if len(partners) == 1 else {}
    address = state.link("/proposals", **partner) + "".join(f"&decided={name}" for name in named)
    return RedirectResponse(f"{address}#decided", HTTPStatus.SEE_OTHER)


def _undo(change: Transaction, named: Mapping[str, str]) -> list[str]:
    before = Exchanged(change.graph)
    made = [one for name in named if (one := before.decision(name)) is not None]
    for one in made:
        if identify_decision(one) != named[one.id]:
            raise changed_since(f"{one.by} has decided anew on {one.theirs}, at {one.when}")
    if made:
        change.undo([one.id for one in made])
    return sorted({partner_of(one.theirs) or "" for one in made})


@writing
async def retract_import(request: Request) -> Response:
    """Take an import out of use, and show it."""
    form = await read_form(request, request.app.state.form_keys)
    name, identity, when = name_of_import(request), form.one("import"), find_moment()
    current: CurrentStore = request.app.state.current
    await current.change(lambda change: _retract(change, name, identity, when))
    return RedirectResponse(state_of(request).link(f"/imports/{quote(name)}"), HTTPStatus.SEE_OTHER)


def _retract(change: Transaction, name: str, identity: str, when: str) -> None:
    one = Exchanged(change.graph).find(name)
    if one is None or identify_import(one) != identity:
        raise changed_since(f"{name} is not the import that was shown")
    if not one.retracted:
        change.retract(name, when)


@writing
async def purge_import(request: Request) -> Response:
    """Remove for good what an import that is out of use said, and show what stays of it."""
    form = await read_form(request, request.app.state.form_keys)
    name, identity = name_of_import(request), form.one("import")
    if form.one("sure") != "yes":
        raise Refused(
            HTTPStatus.BAD_REQUEST, "what is removed for good is not brought back: say that it is meant"
        )
    current: CurrentStore = request.app.state.current
    await current.change(lambda change: _purge(change, name, identity))
    return RedirectResponse(state_of(request).link(f"/imports/{quote(name)}"), HTTPStatus.SEE_OTHER)


def _purge(change: Transaction, name: str, identity: str) -> None:
    held = Exchanged(change.graph)
    one = held.find(name)
    if one is None or identify_import(one) != identity:
        raise changed_since(f"{name} is not the import that was shown")
    if held.has_content(one):
        change.purge([name])


ROUTES = [
    Route("/proposals", decide_proposals, methods=["POST"]),
    Route("/decisions", undo_decisions, methods=["POST"]),
    Route("/imports/{partner}/{number}", retract_import, methods=["POST"]),
    Route("/imports/{partner}/{number}/purge", purge_import, methods=["POST"]),
]

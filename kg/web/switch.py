"""The switch of standpoints: which of them a page is seen from, and what one may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.errors import InputError
from kg.explain import Wording
from kg.web.layout import NOBODY, PageState, state_of, write_page
from kg.words import Joined, Words

if TYPE_CHECKING:
    from kg.model import Knowledge


class UnheldError(Exception):
    """The address names a standpoint that there is not, or several that nobody holds together."""


@dataclass(frozen=True, slots=True)
class StandpointOption:
    """A standpoint that can be switched on; ``excludes`` are those that nobody holds together with it."""

    name: str
    label: Words
    on: bool
    excludes: Words | None


@dataclass(frozen=True, slots=True)
class Switch:
    """The standpoints of a register, those that are on, and the addresses that choose all or none.

    ``kept`` are the other fields of the address.
    """

    options: tuple[StandpointOption, ...]
    on: Words | None
    everything: str
    nobody: str
    kept: tuple[tuple[str, str], ...]


def build_switch(knowledge: Knowledge, state: PageState) -> Switch:
    """Return the switch for a page."""
    wording, declared = Wording(knowledge), knowledge.register.standpoints
    held = state.standpoints or ()
    apart = {
        name: {other for pair in knowledge.register.excluded() if name in pair for other in pair}
        for name in declared
    }
    options = [
        StandpointOption(
            name,
            wording.label(name),
            name in held,
            Joined([wording.label(other) for other in sorted(apart[name] - {name})]) if apart[name] else None,
        )
        for name in sorted(declared)
    ]
    labels = [option.label for option in options if option.on]
    return Switch(
        tuple(options),
        Joined(labels, "and-seen") if labels else None,
        state.here(standpoint=None, page=None),
        state.here(standpoint=NOBODY, page=None),
        tuple(one for one in state.fields if one[0] not in ("standpoint", "page")),
    )


async def show_unheld(request: Request, error: Exception) -> Response:
    """Say that nobody holds the standpoints of the address, and let the reader choose others."""
    assert isinstance(error.__cause__, InputError)
    message = error.__cause__.problems[0].message
    if request.query_params.get("format") == "json":
        return JSONResponse({"problem": message}, 400)
    knowledge, state = request.app.state.things.graph.knowledge, state_of(request)
    switch = build_switch(knowledge, state)
    unknown = sorted(set(state.standpoints or ()) - set(knowledge.register.standpoints))
    page = write_page(request, "unheld.html.j2", switch=switch, unknown=unknown)
    return HTMLResponse(page, 400, {"Vary": "Accept-Language"})

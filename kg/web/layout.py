"""What all pages have in common: what the reader chose, the navigation, and the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.requests import Request

from kg.model import partner_of
from kg.report.templating import environment
from kg.web.negotiation import choose_language
from kg.web.requests import path_of
from kg.words import ENGLISH, languages, render

#: The addresses in the navigation, with the messages that name them.
NAVIGATION = (
    ("/", "nav-disputes"),
    ("/articles", "nav-articles"),
    ("/claims", "nav-claims"),
    ("/sources", "nav-sources"),
    ("/query", "ask-title"),
)
#: Those that are folded away until a reader opens them.
FOLDED = (
    ("/relations", "nav-relations"),
    ("/events", "nav-events"),
    ("/standpoints", "nav-standpoints"),
    ("/entries", "nav-entries"),
    ("/ontology", "nav-ontology"),
    ("/partners", "nav-partners"),
)
#: The number of items on a page of a list.
PER_PAGE = 30
#: The value of ``standpoint`` that stands for nobody's.
NOBODY = "none"


@dataclass(frozen=True, slots=True)
class PageState:
    """What a reader chose: the page, its language and the standpoints, as the address says it.

    ``standpoints`` are those that are switched on: none for ``()``; ``None`` for what holds from any.
    """

    path: str
    fields: tuple[tuple[str, str], ...]
    language: str
    standpoints: tuple[str, ...] | None

    def link(self, address: str, **fields: str) -> str:
        """Return the address of another page, with the same language and standpoints."""
        carried = [("language", self.language), *(one for one in self.fields if one[0] == "standpoint")]
        place, sharp, fragment = address.partition("#")
        between = "&" if "?" in place else "?"
        return f"{place}{between}{urlencode([*carried, *fields.items()])}{sharp}{fragment}"

    def here(self, **changed: str | Sequence[str] | None) -> str:
        """Return the address of this page with some fields changed, or without those that are ``None``."""
        fields = [one for one in self.fields if one[0] not in changed]
        for name, values in changed.items():
            if values is not None:
                fields += [(name, value) for value in ([values] if isinstance(values, str) else values)]
        return f"{self.path}?{urlencode(fields)}" if fields else self.path

    def is_current(self, address: str) -> bool:
        """Return whether an address of the navigation is that of this page or of the list that it is in."""
        within = "/disputes" if address == "/" else address
        return self.path == address or f"{self.path}/".startswith(f"{within}/")


def language_of(request: Request) -> str:
    """Return the reader's language: that in the address, else that of the browser, else English."""
    named = request.query_params.get("language")
    if named in languages():
        return str(named)
    return choose_language(request.headers.get("accept-language"), languages()) or ENGLISH


def state_of(request: Request) -> PageState:
    """Return what the reader chose."""
    fields = tuple(
        (name, value) for name, value in request.query_params.multi_items() if name not in ("token", "format")
    )
    named = [value for name, value in fields if name == "standpoint"]
    held = tuple(dict.fromkeys(name for name in named if name and name != NOBODY))
    return PageState(path_of(request.url), fields, language_of(request), held if named else None)


def write_page(request: Request, template: str, **told: Any) -> str:
    """Return a page in the reader's language."""
    state = state_of(request)
    language = state.language

    def say(name: str, /, **arguments: Any) -> str:
        return render(language, name, arguments)

    return (
        _environment()
        .get_template(template)
        .render(
            **told,
            state=state,
            link=state.link,
            language=language,
            languages=(language,),
            tell=say,
            navigation=NAVIGATION,
            folded=FOLDED,
            partner_of=partner_of,
            spoken=[(one, render(one, "language-name", {})) for one in languages()],
        )
    )


@cache
def _environment() -> Environment:
    """Return the environment of reports, with the templates of these pages added."""
    reports = environment()
    loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), reports.loader])  # type: ignore[list-item]
    return reports.overlay(loader=loader)

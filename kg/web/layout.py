"""What all pages have in common: the language of who reads, and where else one may go."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.requests import Request

from kg.report.templating import environment
from kg.web.negotiation import choose_language
from kg.words import ENGLISH, languages, render

#: Where a page leads to, with the message that names it.
NAVIGATION = (
    ("/", "ask-back"),
    ("/disputes", "nav-disputes"),
    ("/articles", "nav-articles"),
    ("/claims", "nav-claims"),
    ("/sources", "nav-sources"),
    ("/events", "nav-events"),
    ("/standpoints", "nav-standpoints"),
    ("/entries", "nav-entries"),
    ("/query", "ask-title"),
)


def language_of(request: Request) -> str:
    """Return the language of who asks: as the address says, else as the browser does, else English."""
    named = request.query_params.get("language")
    if named in languages():
        return str(named)
    return choose_language(request.headers.get("accept-language"), languages()) or ENGLISH


def write_page(template: str, language: str, **told: Any) -> str:
    """Return a page in a language."""

    def say(name: str, **arguments: Any) -> str:
        return render(language, name, arguments)

    return (
        _environment()
        .get_template(template)
        .render(**told, language=language, languages=(language,), tell=say, navigation=NAVIGATION)
    )


@cache
def _environment() -> Environment:
    """Return what makes reports, with the templates of this room beside theirs."""
    known = environment()
    loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), known.loader])  # type: ignore[list-item]
    return known.overlay(loader=loader)

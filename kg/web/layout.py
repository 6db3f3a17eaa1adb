"""What all pages have in common: the reader's language and the navigation."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.requests import Request

from kg.report.templating import environment
from kg.web.negotiation import choose_language
from kg.words import ENGLISH, languages, render

#: The addresses in the navigation, with the messages that name them.
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
    """Return the reader's language: that in the address, else that of the browser, else English."""
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
    """Return the environment of reports, with the templates of these pages added."""
    reports = environment()
    loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent / "templates"), reports.loader])  # type: ignore[list-item]
    return reports.overlay(loader=loader)

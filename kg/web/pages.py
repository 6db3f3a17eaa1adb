"""Pages for people: the report as the desk, and a page to ask the graph."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.errors import InputError
from kg.queries import queries
from kg.report import html
from kg.report.words import described
from kg.web.negotiation import choose_language
from kg.web.requests import Asked
from kg.web.workers import Workers
from kg.words import ENGLISH, is_rtl, languages, render

#: Rows that a page shows; the rest is in the files that it offers.
MAX_ROWS = 500
_TEMPLATES = (Path(__file__).parent / "templates", Path(html.__file__).parent / "templates")
_JSON, _TURTLE = "application/sparql-results+json", "text/turtle"

#: What makes the report in a language.
Desk = Callable[[str], str]


class Desks:
    """The report in each language, made when somebody first reads it."""

    def __init__(self, write: Desk):
        self._write = cache(write)
        self._lock = asyncio.Lock()

    async def page(self, language: str) -> str:
        """Return the page in a language."""
        async with self._lock:
            return await asyncio.to_thread(self._write, language)


def language_of(request: Request) -> str:
    """Return the language of who asks: as the address says, else as the browser does, else English."""
    named = request.query_params.get("language")
    if named in languages():
        return str(named)
    return choose_language(request.headers.get("accept-language"), languages()) or ENGLISH


async def show_desk(request: Request) -> Response:
    """Show what is in dispute."""
    desks: Desks = request.app.state.desks
    return HTMLResponse(await desks.page(language_of(request)), headers={"Vary": "Accept-Language"})


async def show_query(request: Request) -> Response:
    """Show a query that can be changed, and its answer."""
    language = language_of(request)
    named = queries().get(request.query_params.get("name", ""))
    text = request.query_params.get("query") or (named.text if named is not None else "")
    page: dict[str, Any] = {"text": text, "problem": None, "answer": None, "graph": None}
    status = 200
    if text:
        try:
            page |= await _ask(request.app.state.workers, text)
        except InputError as error:
            page["problem"], status = error.problems[0].message, 400
    rendered = (
        _environment()
        .get_template("query.html.j2")
        .render(
            **page,
            language=language,
            rtl=is_rtl(language),
            most=MAX_ROWS,
            address=urlencode({"query": text}),
            named=[
                (query.name, described("query", query, "question", language)) for query in queries().values()
            ],
            say=lambda name, **arguments: render(language, name, arguments),
        )
    )
    return HTMLResponse(rendered, status, headers={"Vary": "Accept-Language"})


async def _ask(workers: Workers, text: str) -> dict[str, Any]:
    written = await workers.ask(Asked(text), _JSON, _TURTLE)
    data = b"".join([part async for part in written.read()])
    if written.is_graph:
        return {"graph": data.decode("utf-8")}
    found = json.loads(data)
    if "boolean" in found:
        return {"answer": {"truth": found["boolean"]}}
    rows = found["results"]["bindings"]
    return {"answer": {"variables": found["head"]["vars"], "rows": rows[:MAX_ROWS], "count": len(rows)}}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader([str(folder) for folder in _TEMPLATES])
    return Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )

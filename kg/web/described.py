"""Pages that describe one thing in sections, or many in groups, and the same as a graph or JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
from markupsafe import Markup
from rdflib import Graph
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from kg.rdf.namespaces import PREFIXES
from kg.web.formats import GRAPHS
from kg.web.layout import write_page
from kg.words import ENGLISH

_FORMATS = dict(GRAPHS)
#: The graph formats that a page links to, by the value of ``format=`` in their address.
OFFERED = {"turtle": ("Turtle", "text/turtle"), "jsonld": ("JSON-LD", "application/ld+json")} | {
    "ntriples": ("N-Triples", "application/n-triples")
}


@dataclass(frozen=True, slots=True)
class Said:
    """A text, in a language of its own or in that of the page, with the address to which it links."""

    text: str
    language: str = ""
    place: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class PageSection:
    """A part of a page: a ``text``, a ``list``, ``code``, ``pairs``, or a ``piece`` of HTML."""

    heading: str
    items: Sequence[Any]
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class ListedThing:
    """A thing in a group: its name, the address of its page, what it is called, and what it is."""

    name: str
    place: str
    label: Said
    text: Said
    tag: str = ""


@dataclass(frozen=True, slots=True)
class ThingGroup:
    """Things under a heading."""

    heading: str
    name: str
    things: Sequence[ListedThing] = field(repr=False)


def said_in(texts: Mapping[str, str], language: str, **told: Any) -> Said:
    """Return a text in a language, else in English or any other, with the language it is in.

    >>> said_in({"en": "claim", "fa": "ادعا"}, "ru")
    Said(text='claim', language='en', place='', code=False)
    """
    spoken = next((one for one in (language, ENGLISH) if one in texts), next(iter(texts), language))
    return Said(texts.get(spoken, ""), spoken if spoken != language else "", **told)


def place_of(kind: str, name: str) -> str:
    """Return the address of a page, to which the reader's language is added where it is linked."""
    return f"/{kind}/{quote(name, safe='/:')}"


def show_described(
    request: Request,
    title: Said,
    sections: Sequence[PageSection] = (),
    *,
    groups: Sequence[ThingGroup] = (),
    name: str = "",
    iri: str = "",
    lead: Said | None = None,
    about: Mapping[str, str] | None = None,
) -> Response:
    """Show a page; ``about`` are parameters that belong to its address in every format."""
    forms = {
        shown: "?" + urlencode({**(about or {}), "format": form})
        for form, (shown, _) in (OFFERED | {"json": ("JSON", "")}).items()
    }
    page = write_page(
        request,
        "described.html.j2",
        title=title,
        name=name,
        iri=iri,
        lead=lead,
        sections=[section for section in sections if section.items],
        groups=groups,
        forms=forms,
        alternates=[(media, forms[shown]) for shown, media in OFFERED.values()],
        html=Markup,
    )
    return HTMLResponse(page, headers={"Vary": "Accept, Accept-Language"})


def is_json(request: Request) -> bool:
    """Return whether a request asks for JSON."""
    return request.query_params.get("format") == "json"


def send_json(value: Any) -> Response:
    """Return data as JSON."""
    return JSONResponse(value)


def send_graph(request: Request, graph: Graph | Path | bytes, media: str, base: str = "") -> Response:
    """Return a graph, a file in Turtle, or N-Triples in a format; relative IRIs begin with ``base``."""
    headers = {"Vary": "Accept", "Link": f'<{request.url.path}>; rel="alternate"; type="text/html"'}
    if isinstance(graph, Path):
        data, written = graph.read_bytes(), ox.RdfFormat.TURTLE
    elif isinstance(graph, bytes):
        data, written = graph, ox.RdfFormat.N_TRIPLES
    else:
        data, written = graph.serialize(format="nt", encoding="utf-8"), ox.RdfFormat.N_TRIPLES
    if (written, media) != (ox.RdfFormat.TURTLE, "text/turtle"):  # A file stays as its authors wrote it.
        parsed = ox.parse(data, format=written, base_iri=base or None)
        data = ox.serialize(parsed, format=_FORMATS[media], prefixes=PREFIXES) or b""
    return Response(data, media_type=media, headers=headers)

"""Pages of the shapes: what is checked of a graph, what is said when it is not so, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import SH
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.rdf.vocabulary import CV, local_name
from kg.report.findings import SEVERITY_WORDS
from kg.resources import resource_dir
from kg.validation import SEVERITIES
from kg.validation.findings import tell_shape
from kg.validation.shapes import ShapesRule, read_shapes
from kg.web.described import (
    ListedThing,
    PageSection,
    Said,
    ThingGroup,
    is_json,
    place_of,
    said_in,
    send_graph,
    send_json,
    show_described,
)
from kg.web.layout import language_of
from kg.web.sparql import choose_graph
from kg.web.terms import said_term
from kg.web.things import show_nothing
from kg.words import Message

#: The beginning of the IRIs of shapes, which do not depend on who made a graph.
SHAPES = str(CV).removesuffix("ontology#") + "shape/"
_TARGETS = tuple(map(str, (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)))


async def show_shapes(request: Request) -> Response:
    """Show all shapes by severity, or give programs all of them as one graph."""
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, b"".join(_lines(path) for path in _files().values()), media)
    if is_json(request):
        return send_json({"version": 1, "shapes": [_row(shape) for shape in read_shapes().rules.values()]})
    language = language_of(request)
    groups = [
        ThingGroup(
            SEVERITY_WORDS[severity][language],
            severity,
            [
                ListedThing(
                    shape.name,
                    place_of("shapes", shape.name),
                    said_in(shape.title, language),
                    Said(tell_shape(shape.message, "message", language, shape.name)),
                )
                for shape in read_shapes().rules.values()
                if shape.severity == severity
            ],
        )
        for severity in SEVERITIES
    ]
    lead = Said(Message("shapes-lead", count=len(read_shapes().rules))[language])
    return show_described(request, Said(Message("nav-shapes")[language]), groups=groups, lead=lead)


async def show_shape(request: Request) -> Response:
    """Show one shape, or give programs its file."""
    language = language_of(request)
    name, _, part = request.path_params["name"].partition("/")
    shape = read_shapes().rules.get(name)
    if shape is None:
        return show_nothing(request, "nav-shapes")
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, _files()[name], media, base=SHAPES)
    if part:
        return RedirectResponse(f"/shapes/{name}?{request.url.query}", 303, {"Vary": "Accept"})
    if is_json(request):
        return send_json({"version": 1, **_row(shape)})
    targets = [said_term(iri, language) for iri in _targets()[name]]
    sections = [
        PageSection(
            Message(heading)[language], [Said(tell_shape(getattr(shape, part), part, language, shape.name))]
        )
        for heading, part in (("shapes-message", "message"), ("shapes-advice", "advice"))
    ]
    sections += [
        PageSection(Message("shapes-target")[language], targets, "list"),
        PageSection(Message("notebook-severity")[language], [Said(SEVERITY_WORDS[shape.severity][language])]),
        PageSection(Message("shapes-source")[language], [_files()[name].read_text(encoding="utf-8")], "code"),
    ]
    return show_described(
        request,
        said_in(shape.title, language),
        sections,
        name=shape.name,
        iri=f"{SHAPES}{name}",
        lead=said_in(shape.description, language),
    )


def _row(shape: ShapesRule) -> dict[str, Any]:
    return {
        "iri": f"{SHAPES}{shape.name}",
        "name": shape.name,
        "severity": shape.severity,
        **{part: dict(getattr(shape, part)) for part in ("title", "description", "message", "advice")},
        "targets": _targets()[shape.name],
    }


@cache
def _files() -> Mapping[str, Path]:
    """Return the file of each shape by its name."""
    return {path.stem: path for path in sorted(resource_dir("shapes").rglob("*.ttl"), key=lambda p: p.stem)}


@cache
def _targets() -> Mapping[str, list[str]]:
    """Return the classes and properties whose nodes each shape looks at."""
    return {
        name: sorted(
            str(quad.object.value)
            for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=SHAPES)
            if local_name(quad.subject.value) == name and quad.predicate.value in _TARGETS
        )
        for name, path in _files().items()
    }


def _lines(path: Path) -> bytes:
    """Return the file of a shape as N-Triples."""
    parsed = ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=SHAPES, rename_blank_nodes=True)
    return ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES) or b""


ROUTES = [Route("/shapes", show_shapes), Route("/shapes/{name:path}", show_shape)]

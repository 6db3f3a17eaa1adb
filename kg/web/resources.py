"""Every IRI of the graph leads people to the page that shows it, and gives programs what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.errors import InputError
from kg.model import BASE
from kg.rdf.bases import without_base
from kg.rdf.vocabulary import CV, IMPORTS, RDF, key_of, local_name, rule_iri
from kg.reasoning.declared import Term, declared_terms
from kg.reasoning.ontology import load_ontology
from kg.relations import rules
from kg.web.described import PageSection, Said, is_json, said_in, send_json, show_described
from kg.web.layout import language_of, state_of
from kg.web.shapes import SHAPES
from kg.web.sparql import choose_graph, graph_base, refuse, status_of
from kg.web.statements import describe, find_iri, read_statements
from kg.web.terms import ontology_iri, said_term
from kg.web.things import Things, show_nothing
from kg.web.workers import Row
from kg.words import Message

#: The most statements of either kind on the page of a resource.
MOST = 100


async def show_resource(request: Request) -> Response:
    """Lead from an IRI in the address to what is about it."""
    iri = request.query_params.get("iri", "")
    return await _lead(request, [iri]) if iri else refuse(400, "no IRI is given: ?iri=…")


async def show_iri(request: Request) -> Response:
    """Lead from the path of an IRI that begins with the base to what is about it."""
    raw = request.scope.get("raw_path", b"").decode("ascii", "replace")
    paths = dict.fromkeys((request.url.path, raw))
    bases = dict.fromkeys((graph_base(request), BASE))
    iris = (base + path.removeprefix("/") for base in bases for path in paths if path != "/")
    return await _lead(request, iris)


async def show_statements(request: Request) -> Response:
    """Show what the graph says of something without a page of its own."""
    iri, language = request.query_params.get("iri", ""), language_of(request)
    media = choose_graph(request)
    if media is not None:
        return await describe(request, iri, media)
    workers = request.app.state.workers
    try:
        found = await find_iri(workers, iri)
        if found is None:
            return show_nothing(request, "nav-resource")
        told = await read_statements(workers, found.iri, MOST)
    except InputError as error:
        return refuse(status_of(error), error.problems[0].message)
    except ValueError as error:
        return refuse(400, f"no IRI: {error}")
    if is_json(request):
        return send_json({"version": 1, "iri": iri, **told})
    things: Things = request.app.state.things
    about, of = await things.do(
        lambda: [_pairs(things, told[way][:MOST], language) for way in ("about", "of")]
    )
    more = Message("ask-first", count=MOST)[language]
    cut = [Said(more)] if any(len(rows) > MOST for rows in told.values()) else []
    sections = [
        PageSection(Message("resource-says")[language], about, "pairs"),
        PageSection(Message("resource-mentioned")[language], of, "pairs"),
        PageSection(Message("terms-notes")[language], cut),
    ]
    types = [row["other"]["value"] for row in told["about"] if row["p"]["value"] == str(RDF.type)]
    term = next(filter(None, map(_declared, types)), None)
    title = Said(Message("nav-resource")[language]) if term is None else said_in(term.label, language)
    return show_described(
        request, title, sections, name=_short(iri, graph_base(request)), iri=iri, about={"iri": iri}
    )


async def _lead(request: Request, iris: Iterable[str]) -> Response:
    """Redirect people to the page of the first of some IRIs that is known; give programs its statements."""
    media = choose_graph(request)
    for iri in iris:
        place = _vocabulary_place(iri)
        if place is not None:
            form = request.query_params.get("format")
            target = f"{place}?format={form}" if form else place if media else state_of(request).link(place)
            return RedirectResponse(target, 303, {"Vary": "Accept"})
        try:
            found = await find_iri(request.app.state.workers, iri)
        except InputError as error:
            return refuse(status_of(error), error.problems[0].message)
        except ValueError as error:
            return refuse(400, f"no IRI: {error}")
        if found is not None:
            page = await _place(request, iri)
            if media is not None:
                return await describe(request, iri, media, page)
            return RedirectResponse(page, 303, {"Vary": "Accept, Accept-Language"})
    return (
        show_nothing(request, "nav-search") if media is None else refuse(404, "the graph says nothing of it")
    )


def _vocabulary_place(iri: str) -> str | None:
    """Return the address of a term, rule or shape, which is the same whatever is in a graph."""
    if iri.startswith(str(CV)):
        name = iri.removeprefix(str(CV))
        return f"/ontology/{quote(name)}" if name in declared_terms() or not name else None
    if iri == ontology_iri() or iri.startswith(f"{ontology_iri()}/"):
        return f"/ontology{quote(iri.removeprefix(ontology_iri()))}"
    if iri.startswith(SHAPES):
        return f"/shapes/{quote(iri.removeprefix(SHAPES))}"
    return next((f"/rules/{rule.name}" for rule in rules() if iri == rule_iri(rule.name, rule.version)), None)


async def _place(request: Request, iri: str) -> str:
    """Return the address of the page that shows a resource: its own, that of its whole, or its statements."""
    things: Things = request.app.state.things
    place = _import_place(str(without_base(iri, graph_base(request)))) or await things.do(
        lambda: things.page_of(iri)
    )
    place = place or f"/statements?{urlencode({'iri': iri})}"
    return state_of(request).link(place, **({"format": "json"} if is_json(request) else {}))


def _import_place(iri: str) -> str | None:
    """Return the address of an import of a partner, ``None`` for another IRI."""
    name = iri.removeprefix(IMPORTS)
    return f"/imports/{quote(name)}" if iri != name and name.count("/") == 1 else None


def _pairs(things: Things, rows: Iterable[Row], language: str) -> list[tuple[Said, list[Said]]]:
    """Return statements by property, each with its values in the order in which they were found."""
    found: dict[str, list[Said]] = {}
    for row in rows:
        found.setdefault(row["p"]["value"], []).append(_value(things, row["other"], language))
    return [(said_term(property, language), values) for property, values in sorted(found.items())]


def _value(things: Things, term: Mapping[str, str], language: str) -> Said:
    value = term["value"]
    if term["type"] != "uri":
        return Said(value, term.get("xml:lang", ""))
    if value.startswith(str(CV)):
        return said_term(value, language)
    knowledge = things.graph.knowledge
    entry = knowledge.register.entries.get(key_of(without_base(value, knowledge.base)) or "")
    is_ours = value.startswith((knowledge.base, BASE))
    place = f"/resource?{urlencode({'iri': value})}" if is_ours else value
    if entry is not None and entry.label:
        return said_in(entry.label, language, place=place)
    return Said(
        _short(value, knowledge.base),
        place=place if place.startswith(("/", "http://", "https://")) else "",
        code=True,
    )


def _short(iri: str, base: str) -> str:
    """Return an IRI with a prefix, or without the base."""
    return load_ontology().short(iri).removeprefix(base).removeprefix(BASE)


def _declared(iri: str) -> Term | None:
    return declared_terms().get(local_name(iri)) if iri.startswith(str(CV)) else None


ROUTES = [Route("/resource", show_resource), Route("/statements", show_statements)]
#: What is tried when no other page has the path.
LAST = Route("/{path:path}", show_iri)

"""Pages of the ontology: all terms by part, and each with its texts, its neighbours and who uses it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from rdflib import URIRef
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.queries import queries
from kg.rdf.mapping import RELATION_CLASSES
from kg.rdf.vocabulary import CV, local_name
from kg.reasoning.declared import FACTS, INVERSE, SORTS, Term, declared_terms
from kg.reasoning.ontology import load_ontology
from kg.relations import rules
from kg.report.words import NOTEBOOK_WORDS, described
from kg.resources import ontology_file, resource_dir
from kg.validation.shapes import read_shapes
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
from kg.web.things import show_nothing
from kg.words import Joined, Message, family

#: The parts of the ontology, in the order of reading.
PARTS = family("terms-part", ("claim", "stances", "kinds", "relations", "exchange"))
_SORTS = family("terms-sort", SORTS)
_FACTS = family("terms", (*FACTS, *INVERSE))
_STATUS = family("terms-status", ("stable", "testing"))
_TERM = re.compile(r"\bcv:([\w-]+)")
#: How often a term of each kind is used.
_USED = {
    "classes": "SELECT (COUNT(*) AS ?n) {{ ?s a <{0}> }}",
    "properties": "SELECT (COUNT(*) AS ?n) {{ ?s <{0}> ?o }}",
    "individuals": "SELECT (COUNT(*) AS ?n) {{ ?s ?p <{0}> }}",
}


async def show_terms(request: Request) -> Response:
    """Show all terms of the ontology, or give programs the ontology itself."""
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, ontology_file(), media)
    if is_json(request):
        return send_json({"version": 1, "terms": [_row(term) for term in declared_terms().values()]})
    language = language_of(request)
    groups = [
        ThingGroup(
            heading[language],
            f"part-{part}",
            [
                ListedThing(
                    term.name,
                    place_of("ontology", term.name),
                    said_in(term.label, language),
                    said_in(term.definition, language),
                    _tag(term, language),
                )
                for term in declared_terms().values()
                if term.part == part
            ],
        )
        for part, heading in PARTS.items()
    ]
    lead = Said(Message("terms-lead", count=len(declared_terms()))[language])
    return show_described(
        request, Said(Message("nav-terms")[language]), groups=groups, lead=lead, iri=str(CV)
    )


async def show_term(request: Request) -> Response:
    """Show one term, or give programs what the ontology says of it."""
    name, language = request.path_params["name"], language_of(request)
    term = declared_terms().get(name)
    if term is None:
        # Versions and prefixes of the ontology have IRIs below its own.
        if (URIRef(f"{ontology_iri()}/{name}"), None, None) in load_ontology().graph or name in _versions():
            return RedirectResponse(f"/ontology?{request.url.query}", 303, {"Vary": "Accept"})
        return show_nothing(request, "nav-terms")
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, load_ontology().graph.cbd(URIRef(term.iri)), media)
    used = await request.app.state.kept.count(_USED[term.sort].format(term.iri))
    if is_json(request):
        return send_json({"version": 1, **_row(term), "uses": _users(name), "used": used})
    facts = [
        (Said(_FACTS[fact][language]), [said_term(iri, language) for iri in term.facts[fact]])
        for fact in _FACTS
        if term.facts.get(fact)
    ]
    facts.append((Said(NOTEBOOK_WORDS["kind"][language]), [Said(_tag(term, language))]))
    sections = [
        PageSection(Message("terms-facts")[language], facts, "pairs"),
        PageSection(Message("terms-examples")[language], term.examples, "code"),
        PageSection(Message("terms-notes")[language], [Said(note, "en") for note in term.notes]),
        *_used_by(name, used, language),
    ]
    return show_described(
        request,
        said_in(term.label, language),
        sections,
        name=term.short,
        iri=term.iri,
        lead=said_in(term.definition, language),
    )


def _tag(term: Term, language: str) -> str:
    """Return what kind of term it is, and how settled."""
    return Joined([_SORTS[term.sort], _STATUS[term.status]])[language]


def ontology_iri() -> str:
    """Return the IRI of the ontology."""
    return str(CV).rstrip("#")


def _used_by(name: str, used: int | None, language: str) -> list[PageSection]:
    """Return which shapes, rules and queries use a term, and how often the graph does."""
    found = _users(name)
    sections = []
    for kind, heading in (("shapes", "terms-shapes"), ("rules", "terms-rules"), ("queries", "terms-queries")):
        links = []
        for user in found[kind]:
            place = place_of(kind, user)
            if kind == "queries":
                text = described("query", queries()[user], "question", language)
                place = f"/query?name={user}"
            elif kind == "rules":
                text = described(
                    "rule", next(rule for rule in rules() if rule.name == user), "problem", language
                )
            else:
                title = said_in(read_shapes().rules[user].title, language, place=place)
                links.append(title)
                continue
            links.append(Said(text, place=place))
        sections.append(PageSection(Message(heading)[language], links, "list"))
    if used is not None:
        times = Said(Message("terms-used-times", count=used)[language])
        sections.append(PageSection(Message("terms-used")[language], [times]))
    return sections


def said_term(iri: str, language: str) -> Said:
    """Return a term of ours with its label and a link to its page, another one by its short name."""
    term = declared_terms().get(local_name(iri)) if iri.startswith(CV) else None
    if term is None:
        return Said(load_ontology().short(iri), place="" if iri.startswith(CV) else iri, code=True)
    return said_in(term.label, language, place=place_of("ontology", term.name))


def _row(term: Term) -> dict[str, Any]:
    return {
        "iri": term.iri,
        "name": term.short,
        "kind": term.sort,
        "part": term.part,
        "status": term.status,
        "label": dict(term.label),
        "definition": dict(term.definition),
        "notes": list(term.notes),
        "examples": list(term.examples),
        **{fact.replace("-", "_"): [*term.facts.get(fact, ())] for fact in (*FACTS, *INVERSE)},
    }


@cache
def _versions() -> frozenset[str]:
    """Return what follows the IRI of the ontology in those of its versions."""
    objects = map(str, load_ontology().graph.objects(URIRef(ontology_iri())))
    return frozenset(iri.removeprefix(f"{ontology_iri()}/") for iri in objects)


def _users(name: str) -> Mapping[str, list[str]]:
    return {kind: [user for user, terms in by.items() if name in terms] for kind, by in _using().items()}


@cache
def _using() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """Return, for shapes, rules and queries, the names of the terms that each of them uses.

    A rule is no RDF: it uses the stances that meet and the relations that it finds.
    """
    shapes = {
        path.stem: frozenset(_TERM.findall(path.read_text(encoding="utf-8")))
        for path in sorted(resource_dir("shapes").rglob("*.ttl"), key=lambda path: path.stem)
    }
    found = {}
    for rule in rules():
        stances = {CV[one.value] for meeting in rule.stances for side in meeting for one in side}
        types = {iri for type, iri in RELATION_CLASSES.items() if f"'{type.value}'" in rule.sql}
        found[rule.name] = frozenset(map(local_name, stances | types))
    asked = {query.name: frozenset(_TERM.findall(query.text)) for query in queries().values()}
    return {"shapes": shapes, "rules": found, "queries": asked}


ROUTES = [Route("/ontology", show_terms), Route("/ontology/{name:path}", show_term)]

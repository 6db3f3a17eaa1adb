"""Pages of the rules that find relations: what each says, as a query, and what in this graph rests on it."""

from __future__ import annotations

from typing import Any

from rdflib import RDFS, Graph, Literal
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.explain.words import RELATION_WORDS, STANCE_WORDS
from kg.model import Stance
from kg.rdf.mapping import RELATION_CLASSES
from kg.rdf.vocabulary import claim_key, local_name, rule_iri
from kg.rdf.write_findings import build_application
from kg.relations import Rule, rules
from kg.report.rules import PARTS, TITLES
from kg.report.words import described
from kg.web.described import (
    ListedThing,
    PageSection,
    Said,
    ThingGroup,
    is_json,
    place_of,
    send_graph,
    send_json,
    show_described,
)
from kg.web.layout import language_of, state_of
from kg.web.sparql import choose_graph
from kg.web.things import Things, show_nothing
from kg.words import Listed, Message, Words, languages

#: The most relations or claims that are shown with a rule.
MOST = 5
#: What rests on a rule: relations, or claims that repeat others.
_RESTING = {
    "pairs": "?found prov:wasGeneratedBy <{0}>",
    "corrections": "?found prov:wasGeneratedBy <{0}>",
    "claims": "?found cv:repeats ?earlier",
}


async def show_rules(request: Request) -> Response:
    """Show all rules, or give programs a graph of them."""
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, _graph(*rules()), media)
    if is_json(request):
        return send_json({"version": 1, "rules": [_row(rule) for rule in rules()]})
    language = language_of(request)
    things = [
        ListedThing(
            rule.name,
            place_of("rules", rule.name),
            Said(""),
            Said(described("rule", rule, "problem", language)),
        )
        for rule in rules()
    ]
    title = Message("nav-rules")[language]
    lead = Said(Message("rules-lead", count=len(things))[language])
    return show_described(request, Said(title), groups=[ThingGroup(title, "rules", things)], lead=lead)


async def show_rule(request: Request) -> Response:
    """Show one rule, or give programs what is said of its application in its present version."""
    name, language = request.path_params["name"], language_of(request)
    rule = next((rule for rule in rules() if rule.name == name), None)
    if rule is None:
        return show_nothing(request, "nav-rules")
    media = choose_graph(request)
    if media is not None:
        return send_graph(request, _graph(rule), media)
    resting = _RESTING[rule.over].format(rule_iri(rule.name, rule.version))
    number = await request.app.state.kept.count(f"SELECT (COUNT(*) AS ?n) {{ {resting} }}")
    if is_json(request):
        return send_json({"version": 1, **_row(rule), "found": number})
    sections = [
        *(
            PageSection(TITLES[part][language], [Said(described("rule", rule, part, language))])
            for part in PARTS
        ),
        PageSection(
            Message("rules-stances")[language], [Said(told[language]) for told in _meetings(rule)], "list"
        ),
        PageSection(Message("rules-finds")[language], _finds(rule, language), "list"),
        PageSection(Message("rules-sql")[language], [rule.sql.strip()] if rule.sql else [], "code"),
        PageSection(
            Message("rules-rests", count=number or 0)[language],
            await _rests(request, rule, resting, number),
            "piece",
        ),
    ]
    version = Message("rules-version", version=rule.version)[language]
    return show_described(
        request,
        Said(rule.name, code=True),
        sections,
        iri=str(rule_iri(rule.name, rule.version)),
        lead=Said(version),
    )


def _meetings(rule: Rule) -> list[Words]:
    """Return which stances of a first and of a second claim the rule looks at."""

    def side(stances: tuple[Stance, ...]) -> Words:
        if len(stances) == len(Stance):
            return Message("rules-any-stance")
        return Listed([STANCE_WORDS[stance] for stance in stances], "or")

    return [
        Message("rules-meeting", first=side(first), second=side(second)) for first, second in rule.stances
    ]


def _finds(rule: Rule, language: str) -> list[Said]:
    """Return the types of relation that the rule finds, with links to their terms."""
    types = [type for type in RELATION_WORDS if f"'{type.value}'" in rule.sql]
    return [
        Said(
            RELATION_WORDS[type][language],
            place=place_of("ontology", local_name(RELATION_CLASSES[type])),
        )
        for type in types
    ]


async def _rests(request: Request, rule: Rule, resting: str, number: int | None) -> list[str]:
    """Return some of what rests on the rule in this graph as pieces of HTML."""
    things: Things | None = getattr(request.app.state, "things", None)
    if not number or things is None:
        return []
    state = state_of(request)
    rows = await request.app.state.kept.select(f"SELECT DISTINCT ?found {{ {resting} }} LIMIT {MOST}")
    iris = [row["found"]["value"] for row in rows or ()]

    def show() -> list[str]:
        if rule.over == "claims":
            return things.write([things.listed("claims").called(map(claim_key, iris))], state)
        return things.write([things.graph.some(map(local_name, iris))], state)

    return await things.do(show)  # type: ignore[no-any-return]


def _row(rule: Rule) -> dict[str, Any]:
    return {
        "name": rule.name,
        "version": rule.version,
        **{part: getattr(rule, part) for part in PARTS},
        "stances": [[[one.value for one in side] for side in meeting] for meeting in rule.stances],
        "sql": rule.sql,
    }


def _graph(*described_rules: Rule) -> Graph:
    """Return what the graph says of the applications of rules, and what these are about in each language."""
    graph = Graph()
    for rule in described_rules:
        activity = rule_iri(rule.name, rule.version)
        for triple in build_application(rule.name, rule.version):
            graph.add(triple)
        graph.add((activity, RDFS.label, Literal(rule.name)))
        for language in languages():
            text = described("rule", rule, "problem", language)
            graph.add((activity, RDFS.comment, Literal(text, lang=language)))
    return graph


ROUTES = [Route("/rules", show_rules), Route("/rules/{name}", show_rule)]

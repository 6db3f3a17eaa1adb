"""Write findings as RDF: relations with their positions, bridges and conditions, and repetitions."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator

from rdflib import Literal, URIRef

from kg.model import Bridge, Pair, Position, Relation, Repeat, View, Voice, digest
from kg.rdf.mapping import COMPARISON_PROPERTIES, CONFLICTS, RELATION_CLASSES, RELATION_PROPERTIES, Triple
from kg.rdf.vocabulary import (
    CV,
    PROV,
    RDF,
    SCHEMA,
    SOFTWARE,
    bridge_iri,
    claim_iri,
    entry_iri,
    position_iri,
    proposition_iri,
    relation_iri,
    rule_iri,
    slot_iri,
    standpoint_iri,
    view_iri,
    voice_iri,
)
from kg.rdf.write import build_slots, build_software


def build_findings(relations: Iterable[Relation], repeats: Iterable[Repeat] = ()) -> Iterator[Triple]:
    """Yield relations with their positions, slot vectors, bridges and conditions, and which claims repeat.

    Every relation has a first position. A second one is marked only if there is no third: the others are
    related to the first together and are sorted by identifier, so they need no numbers.
    """
    described: set[str] = set()  # positions, rules and voices that have been described
    for relation in relations:
        node = relation_iri(relation.id)
        activity = rule_iri(relation.rule, relation.version)
        yield node, RDF.type, RELATION_CLASSES[relation.relation]
        yield node, CV.relationType, CV[relation.relation.value]
        yield node, CV.rule, Literal(relation.rule)
        for position in relation.positions:
            yield node, CV.position, position_iri(position.id)
            for claim in position.claims:
                yield node, PROV.wasDerivedFrom, claim_iri(claim)
            if position.id not in described:
                described.add(position.id)
                yield from _position(position)
        first, *others = relation.positions
        yield node, CV.firstPosition, position_iri(first.id)
        if len(others) == 1:
            yield node, CV.secondPosition, position_iri(others[0].id)
        for slot, comparison in relation.slots.items():
            yield node, COMPARISON_PROPERTIES[comparison], slot_iri(slot)
        for slot in relation.conflict:
            yield node, CV.conflictSlot, CONFLICTS[slot]
        yield from _grounds(relation, node, described)
        for number, pair in enumerate(relation.pairs, 1):
            yield from _pair(pair, node, number, described)
        for modifier in relation.modifiers:
            yield node, CV.modifier, Literal(modifier)
        if relation.common is not None:
            yield node, CV.commonProposition, proposition_iri(relation.common.id)
            yield from build_slots(relation.common)
        for slot in relation.dropped:
            yield node, CV.droppedSlot, slot_iri(slot)
        if relation.implied is not None:
            yield node, CV.impliedProposition, proposition_iri(relation.implied.id)
            yield from build_slots(relation.implied)
        yield node, PROV.wasGeneratedBy, activity
        if activity not in described:
            described.add(activity)
            yield from build_application(relation.rule, relation.version)
    for repeat in repeats:
        yield claim_iri(repeat.later), CV.repeats, claim_iri(repeat.earlier)


def _position(position: Position) -> Iterator[Triple]:
    node = position_iri(position.id)
    yield node, RDF.type, CV.Position
    yield node, CV.stance, CV[position.stance.value]
    yield node, CV.proposition, proposition_iri(position.proposition.id)
    for claim in position.claims:
        yield node, CV.claim, claim_iri(claim)


def _pair(pair: Pair, relation: URIRef, number: int, known: set[str]) -> Iterator[Triple]:
    """Yield two voices between which a relation holds; a voice that is in many pairs is described once."""
    node = URIRef(f"{relation}/pair/{number}")
    yield relation, CV.pair, node
    yield node, RDF.type, CV.Pair
    for property, voice in ((CV.firstVoice, pair.first), (CV.secondVoice, pair.second)):
        speaking = voice_iri(_voice_id(voice))
        yield node, property, speaking
        if speaking not in known:
            known.add(speaking)
            yield from _voice(voice, speaking)
    for modifier in pair.modifiers:
        yield node, CV.modifier, Literal(modifier)


def _voice(voice: Voice, node: URIRef) -> Iterator[Triple]:
    yield node, RDF.type, CV.Voice
    for source in voice.sources:
        yield node, CV.speaker, entry_iri(source)
    for claim in voice.claims:
        yield node, CV.spokenIn, claim_iri(claim)


def _grounds(relation: Relation, node: URIRef, known: set[str]) -> Iterator[Triple]:
    """Yield the bridges of a relation, and the standpoints under which it holds or does not hold.

    Thousands of relations may rest on one fact. It is described once for each number that it has as a
    bridge; so is each set of standpoints.
    """
    for number, bridge in enumerate(relation.bridges, 1):
        step = bridge_iri(_fact_id(bridge), number)
        yield node, CV.bridge, step
        if step not in known:
            known.add(step)
            yield from _bridge(bridge, step)
    for name, property, views in (
        ("condition", CV.holdsIf, relation.holds_if),
        ("exception", CV.unless, relation.unless),
    ):
        for number, view in enumerate(views, 1):
            condition = view_iri(_view_id(view), name, number)
            yield node, property, condition
            if condition not in known:
                known.add(condition)
                yield condition, RDF.type, CV.Condition
                for standpoint in sorted(view):
                    yield condition, CV.assumes, standpoint_iri(standpoint)


@functools.lru_cache(2**16)
def _fact_id(bridge: Bridge) -> str:
    return digest([bridge.subject, bridge.relation, bridge.object, bridge.standpoint])


@functools.lru_cache(2**16)
def _voice_id(voice: Voice) -> str:
    return digest([voice.sources, voice.claims])


@functools.lru_cache(2**16)
def _view_id(view: View) -> str:
    return digest(sorted(view))


def _bridge(bridge: Bridge, step: URIRef) -> Iterator[Triple]:
    yield step, RDF.type, CV.Bridge
    yield step, RDF.subject, entry_iri(bridge.subject)
    yield step, RDF.predicate, RELATION_PROPERTIES[bridge.relation]
    yield step, RDF.object, entry_iri(bridge.object)
    if bridge.standpoint is not None:
        yield step, CV.inStandpoint, standpoint_iri(bridge.standpoint)


def build_application(rule: str, version: str) -> Iterator[Triple]:
    """Yield the application of a rule in a version, and the software that applies it."""
    activity = rule_iri(rule, version)
    yield activity, RDF.type, CV.RuleApplication
    yield activity, CV.rule, Literal(rule)
    yield activity, SCHEMA.softwareVersion, Literal(version)
    yield activity, PROV.wasAssociatedWith, SOFTWARE
    yield from build_software()

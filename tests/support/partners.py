"""What a partner sends, made from knowledge, and what of relations can be compared."""

from __future__ import annotations

from dataclasses import replace

from rdflib import Graph

from kg.model import Knowledge, Relation
from kg.partners.ledger import Received
from kg.rdf.dataset import build_quads, merge_graphs

WHEN = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z")


def statements(knowledge: Knowledge) -> Graph:
    graph = Graph()
    for triple in merge_graphs(build_quads(knowledge)):
        graph.add(triple)
    return graph


def received(knowledge: Knowledge, name: str = "first", partner: str = "desk") -> Received:
    digest = (name.encode().hex() * 64)[:64]
    return Received(partner, f"{name}.ttl", digest, statements(knowledge), (), "The desk")


def only(knowledge: Knowledge, *claims: str) -> Knowledge:
    """Return knowledge with no other claims than those named by the end of their identifiers."""
    bundles = tuple(
        replace(bundle, claims=tuple(claim for claim in bundle.claims if claim.id in claims))
        for bundle in knowledge.bundles
    )
    return replace(knowledge, bundles=bundles)


def essence(relation: Relation) -> tuple[object, ...]:
    """Return all of a relation that does not depend on how many claims its positions have."""
    return (
        relation.relation,
        relation.rule,
        tuple(position.id for position in relation.positions),
        tuple(relation.slots.items()),
        relation.conflict,
        relation.unknown,
        relation.bridges,
        relation.holds_if,
        relation.unless,
    )

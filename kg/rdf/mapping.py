"""The RDF terms for the parts of the model, in both directions."""

from __future__ import annotations

from collections.abc import Mapping

from rdflib import URIRef
from rdflib.term import Node

from kg.model import SLOTS, Comparison, RelationType
from kg.rdf.vocabulary import CV, SKOS, slot_iri

Triple = tuple[URIRef, URIRef, Node]
Quad = tuple[URIRef, URIRef, Node, URIRef]
#: Background relations as properties.
RELATION_PROPERTIES = {
    "part_of": CV.partOf,
    "commanded_by": CV.commandedBy,
    "within": CV.within,
    "broader": SKOS.broader,
    "distinct_from": CV.distinctFrom,
    "same_as": CV.identicalWith,
}
SECTION_CLASSES = {
    "places": CV.Place,
    "things": CV.Thing,
    "populations": CV.Population,
    "kinds": CV.Kind,
    "events": CV.Event,
}
SOURCE_CLASSES = {
    "person": CV.Person,
    "organization": CV.Organization,
    "state": CV.State,
    "outlet": CV.Outlet,
    "group": CV.Group,
}
#: How a measure may change, and how an aim may depend on its condition.
CHANGES = ("grows", "varies")
CONDITION_FORMS = ("if", "until", "unless")
#: What a conflict may be in: the slots, and the time at which counts were taken.
CONFLICTS = {**{slot: slot_iri(slot) for slot in SLOTS}, "as_of": CV.asOf}
SLOTS_BY_TERM: Mapping[Node, str] = {term: slot for slot, term in CONFLICTS.items()}
#: The property by which a relation names the slots with this comparison.
COMPARISON_PROPERTIES = {
    Comparison.EQUAL: CV.equalSlot,
    Comparison.NARROWER: CV.narrowerSlot,
    Comparison.BROADER: CV.broaderSlot,
    Comparison.OVERLAPS: CV.overlappingSlot,
    Comparison.DISJOINT: CV.disjointSlot,
    Comparison.UNKNOWN: CV.unknownSlot,
}
#: The class of each type of relation.
RELATION_CLASSES = {
    RelationType.CONTRADICTS: CV.Contradiction,
    RelationType.TENSION: CV.Tension,
    RelationType.OPPOSES: CV.Opposition,
    RelationType.CORROBORATES: CV.Corroboration,
    RelationType.REFINES: CV.Refinement,
    RelationType.SUPERSEDES: CV.Supersession,
    RelationType.UPDATES: CV.Update,
    RelationType.SUPPORTS: CV.Support,
    RelationType.CHALLENGES: CV.Challenge,
    RelationType.FULFILS: CV.Fulfilment,
    RelationType.BREACHES: CV.Breach,
}

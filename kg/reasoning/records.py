"""The graph in the form for the reasoner: facts grouped by the claim, entry or standpoint they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rdflib import RDF, Literal, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from kg.rdf.vocabulary import CV, OA, REG
from kg.reasoning.axioms import short_form
from kg.reasoning.ontology import VOCABULARIES_OF_OWL, load_ontology
from kg.reasoning.terms import Triple, line_of, literal, node_name

#: Nodes of these classes belong to the claims that lead to them.
_OWNED = {
    CV.Quotation,
    CV.Utterance,
    CV.Proposition,
    CV.Event,
    CV.TimeBasis,
    OA.TextQuoteSelector,
    OA.TextPositionSelector,
}
_OWNING = (
    CV.quotation,
    CV.cue,
    CV.proposition,
    CV.presupposes,
    CV.condition,
    CV.event,
    OA.hasSelector,
    PROV.wasQuotedFrom,
    PROV.wasDerivedFrom,
    PROV.hadPrimarySource,
)
#: The text that N-Triples allow inside angle brackets.
_IRI = re.compile(r'[^\x00-\x20<>"{}|^`\\]*')


class Origin(StrEnum):
    """The layer in which an inconsistency is."""

    ONTOLOGY = "ontology"
    REGISTER = "register"
    BACKGROUND = "background"
    STANDPOINTS = "standpoints"
    CLAIMS = "claims"


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are kept or left out together."""

    name: str
    triples: frozenset[Triple]
    in_register: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """The groups of one origin, sorted."""

    origin: Origin
    groups: Sequence[Group]


class Records:
    """The facts that a reasoner can use, in layers: the background, the standpoints, the claims."""

    def __init__(self, triples: Iterable[Sequence[Any]], standpoints: Mapping[str, Iterable[Sequence[Any]]]):
        self.left_out: set[str] = set()
        self._types: dict[Node, set[Triple]] = {}
        self._written: dict[Triple, frozenset[str]] = {}
        distinct = dict.fromkeys(self._read(triples))
        held = [Group(name, frozenset(self._read(facts))) for name, facts in sorted(standpoints.items())]
        background, claims = _by_claim(list(distinct))
        self.layers = (
            Layer(Origin.BACKGROUND, background),
            Layer(Origin.STANDPOINTS, held),
            Layer(Origin.CLAIMS, claims),
        )

    def _read(self, triples: Iterable[Sequence[Any]]) -> Iterator[Triple]:
        for row in triples:
            triple = row[0], row[1], row[2]
            lines = self._put(triple)
            if lines is None:
                continue
            self._written[triple] = lines
            if triple[1] == RDF.type:
                self._types.setdefault(triple[0], set()).add(triple)
            yield triple

    def _put(self, triple: Triple) -> frozenset[str] | None:
        """Return a fact in N-Triples with the names of its nodes, ``None`` if it means nothing in OWL."""
        ontology = load_ontology()
        s, p, o = triple
        if any(isinstance(term, URIRef) and not _IRI.fullmatch(term) for term in triple):
            self.left_out.add(str(p))
            return None
        if p == RDF.type:
            if o in ontology.classes:
                return frozenset((line_of(s, p, o), *node_name(s)))
            if not str(o).startswith(VOCABULARIES_OF_OWL):
                self.left_out.add(str(o))
            return None
        if p in ontology.object_properties and not isinstance(o, Literal):
            return frozenset((line_of(s, p, o), *node_name(s), *node_name(o)))
        if p in ontology.datatype_properties and isinstance(o, Literal):
            if o.language is not None:
                return None
            value = literal(o)
            if value is not None:
                return frozenset((line_of(s, p, value), *node_name(s)))
        if p not in ontology.annotation_properties and not str(p).startswith(VOCABULARIES_OF_OWL):
            self.left_out.add(str(p))
        return None

    def lines_of(self, groups: Iterable[Group]) -> frozenset[str]:
        """Return the N-Triples of groups, without the ontology."""
        return frozenset(
            line for group in groups for triple in group.triples for line in self._written[triple]
        )

    def lines(self, *layers: Layer) -> frozenset[str]:
        """Return the N-Triples of layers and of the ontology."""
        return load_ontology().lines.union(*(self.lines_of(layer.groups) for layer in layers))

    def types(self, nodes: Iterable[Node]) -> set[Triple]:
        """Return the stated class memberships of ``nodes``."""
        return {triple for node in nodes for triple in self._types.get(node, ())}


def _by_claim(triples: Sequence[Triple]) -> tuple[list[Group], list[Group]]:
    """Return the background nodes, then the claims with the nodes that belong to them, sorted by name."""
    by_subject: dict[Node, list[Triple]] = {}
    types: dict[Node, set[Node]] = {}
    bases: dict[Node, list[Node]] = {}
    for s, p, o in triples:
        by_subject.setdefault(s, []).append((s, p, o))
        if p == RDF.type:
            types.setdefault(s, set()).add(o)
        elif p == CV.ofClaim:
            bases.setdefault(o, []).append(s)
    claims = [
        node
        for node, told in by_subject.items()
        if CV.Claim in types.get(node, ()) or any(p == CV.inArticle for _, p, _ in told)
    ]
    belongs = {node for node in by_subject if types.get(node, _OWNED) & _OWNED} - set(claims)
    groups: list[Group] = []
    taken: set[Node] = set()
    for claim in claims:
        nodes = {claim}
        frontier = [claim]
        while frontier:
            node = frontier.pop()
            reached = [o for _, p, o in by_subject[node] if p in _OWNING] + bases.get(node, [])
            new = [o for o in reached if o in belongs and o not in nodes]
            nodes.update(new)
            frontier += new
        taken |= nodes
        groups.append(Group(short_form(claim), frozenset(t for node in nodes for t in by_subject[node])))
    background = [
        Group(short_form(node), frozenset(told), str(node).startswith(REG))
        for node, told in by_subject.items()
        if node not in taken
    ]
    return sorted(background, key=lambda group: group.name), sorted(groups, key=lambda group: group.name)

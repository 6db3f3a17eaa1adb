"""Write the exchange as RDF and read it: a graph of records, and a graph of reviews for each import."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Generic, TypeVar

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, VOID, XSD
from rdflib.term import Node

from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.formats.claimreview import PartnerReview, build_review, read_review
from kg.model import BASE, Location, Rating
from kg.partners.ledger import Decision, Exchange, Import, Status, Subject
from kg.partners.statements import Told, sorted_triples
from kg.rdf.bases import take_from
from kg.rdf.mapping import Quad, Triple
from kg.rdf.parsing import parse_quads
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV, IMPORTS, RECORDS_GRAPH, SCHEMA

T = TypeVar("T")

_STATUSES = {
    Status.IN_FORCE: CV["in-force"],
    Status.QUARANTINED: CV.quarantined,
    Status.SUPERSEDED: CV.superseded,
    Status.RETRACTED: CV.retracted,
}


def import_iri(identifier: str) -> URIRef:
    """Return the IRI of an import, which is also the name of the graph of its statements.

    >>> str(import_iri("desk/1"))
    'https://w3id.org/claim-kg/import/desk/1'
    """
    return URIRef(f"{IMPORTS}{identifier}")


def build_exchange(exchange: Exchange) -> Iterator[Quad]:
    """Yield the records of all imports and decisions, and the reviews; statements are stored elsewhere."""
    for one in exchange.imports:
        node = import_iri(one.id)
        for triple in _record(node, one):
            yield (*triple, RECORDS_GRAPH)
        for review in exchange.reviews.get(one.id, ()):
            for triple in build_review(review, _review_iri(node, review)):
                yield (*triple, _reviews_graph(node))
    for decision in exchange.decisions:
        for triple in _decision(decision):
            yield (*triple, RECORDS_GRAPH)


def build_records(exchange: Exchange) -> Iterator[Triple]:
    """Yield the records of all imports and decisions."""
    return (quad[:3] for quad in build_exchange(exchange) if quad[3] is RECORDS_GRAPH)


def _reviews_graph(node: URIRef) -> URIRef:
    """Return the graph of an import's reviews: the graph of its statements may hold anything."""
    return URIRef(f"{node}/reviews")


def _review_iri(node: URIRef, review: PartnerReview) -> URIRef:
    return URIRef(f"{node}/review/{review.id}")


def _record(node: URIRef, one: Import) -> Iterator[Triple]:
    yield node, RDF.type, CV.Import
    yield node, CV.fromPartner, Literal(one.partner)
    yield node, CV.importNumber, Literal(one.number)
    yield node, CV.importStatus, _STATUSES[one.status]
    yield node, SCHEMA.name, Literal(one.file)
    yield node, SCHEMA.sha256, Literal(one.sha256)
    yield node, PROV.generatedAtTime, _moment(one.when)
    if one.label:
        yield node, DCTERMS.publisher, Literal(one.label)
    for article in one.articles:
        yield node, CV.importedArticle, Literal(article)
    if one.edition is not None:
        yield node, SCHEMA.version, Literal(one.edition)
    if one.key is not None:
        yield node, CV.signedBy, Literal(one.key)
    if one.base != BASE:
        yield node, VOID.uriSpace, Literal(one.base)
    for problem in one.problems:
        yield node, CV.obstacle, Literal(problem)
    for problem in one.skipped:
        yield node, CV.leftOut, Literal(problem)
    for earlier in one.revises:
        yield node, PROV.wasRevisionOf, import_iri(earlier)
    if one.invalidated is not None:
        yield node, PROV.invalidatedAtTime, _moment(one.invalidated)


def _decision(decision: Decision) -> Iterator[Triple]:
    node = URIRef(f"{BASE}decision/{decision.id}")
    yield node, RDF.type, CV.Decision
    yield node, CV.decisionSubject, Literal(decision.subject.value)
    yield node, CV.theirs, Literal(decision.theirs)
    yield node, CV.ours, Literal(decision.ours)
    yield node, CV.accepted, Literal(decision.accepted)
    yield node, CV.decidedBy, Literal(decision.by)
    if decision.basis:
        yield node, CV.decidedOn, Literal(decision.basis)
    if decision.rating is not None:
        yield node, CV.decidedRating, Literal(decision.rating.value)
    yield node, PROV.generatedAtTime, _moment(decision.when)


def _moment(when: str) -> Literal:
    return Literal(when, datatype=XSD.dateTime, normalize=False)


class _Kept(Mapping[str, T], Generic[T]):
    """A mapping that reads values from the store on demand: those out of use may be large."""

    def __init__(self, read: Callable[[str], T], names: Collection[str]):
        self._read, self._names = cache(read), names

    def __getitem__(self, name: str) -> T:
        if name not in self._names:
            raise KeyError(name)
        return self._read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def read_exchange(dataset: Dataset, sent: Mapping[str, bytes] = MappingProxyType({})) -> Exchange:
    """Return the imports and decisions in a store.

    ``sent`` holds the statements of each import as N-Triples; older stores have a graph for each import.

    Raises:
        InputError: for records that are incomplete.
    """
    from kg.rdf.store import triples_of  # it loads a SPARQL engine, which is not needed for files

    records = Graph()
    for triple in triples_of(dataset, RECORDS_GRAPH):
        records.add(triple)
    imports = [_read_record(records, node) for node in records.subjects(RDF.type, CV.Import)]

    def statements(name: str) -> Told:
        if name in sent:
            with without_collection():
                quads = take_from(parse_quads(sent[name], ox.RdfFormat.N_TRIPLES), bases[name])
                return Told((subject, property, value) for subject, property, value, _ in quads)
        return sorted_triples(Statements(triples_of(dataset, import_iri(name)), distinct=True))

    def reviews(name: str) -> tuple[PartnerReview, ...]:
        told = Statements(triples_of(dataset, _reviews_graph(import_iri(name))), distinct=True)
        nodes = {URIRef(str(subject)) for subject, _, _ in told}
        return tuple(read_review(told, review) for review in sorted(nodes))

    bases = {one.id: one.base for one in imports}
    decisions = [_read_decision(records, node) for node in records.subjects(RDF.type, CV.Decision)]
    return Exchange(
        tuple(sorted(imports, key=lambda one: (one.partner, one.number))),
        _Kept(statements, bases),
        _Kept(reviews, bases),
        tuple(sorted(decisions, key=lambda decision: decision.id)),
    )


def _one(graph: Graph, node: Node, property: URIRef) -> str:
    value = graph.value(node, property)
    if value is None:
        message = f"the record <{node}> has no <{property}>"
        raise InputError(Problem("incomplete-description", message, Location(f"graph <{RECORDS_GRAPH}>")))
    return str(value)


def _maybe(graph: Graph, node: Node, property: URIRef) -> str | None:
    value = graph.value(node, property)
    return None if value is None else str(value)


def _when(graph: Graph, node: Node, property: URIRef) -> str:
    # rdflib changes "Z" to an offset when it reads a time.
    return _one(graph, node, property).replace("+00:00", "Z")


def _all(graph: Graph, node: Node, property: URIRef) -> tuple[str, ...]:
    return tuple(sorted(map(str, graph.objects(node, property))))


def _read_record(graph: Graph, node: Node) -> Import:
    ended = (node, PROV.invalidatedAtTime, None) in graph
    return Import(
        partner=_one(graph, node, CV.fromPartner),
        number=int(_one(graph, node, CV.importNumber)),
        file=_one(graph, node, SCHEMA.name),
        sha256=_one(graph, node, SCHEMA.sha256),
        when=_when(graph, node, PROV.generatedAtTime),
        articles=_all(graph, node, CV.importedArticle),
        label=_maybe(graph, node, DCTERMS.publisher) or "",
        key=_maybe(graph, node, CV.signedBy),
        problems=_all(graph, node, CV.obstacle),
        skipped=_all(graph, node, CV.leftOut),
        revises=tuple(iri.removeprefix(IMPORTS) for iri in _all(graph, node, PROV.wasRevisionOf)),
        invalidated=_when(graph, node, PROV.invalidatedAtTime) if ended else None,
        edition=None if (edition := _maybe(graph, node, SCHEMA.version)) is None else int(edition),
        retracted=_one(graph, node, CV.importStatus) == str(CV.retracted),
        base=_maybe(graph, node, VOID.uriSpace) or BASE,
    )


def _read_decision(graph: Graph, node: Node) -> Decision:
    rating = _maybe(graph, node, CV.decidedRating)
    return Decision(
        Subject(_one(graph, node, CV.decisionSubject)),
        _one(graph, node, CV.theirs),
        _one(graph, node, CV.ours),
        _one(graph, node, CV.accepted) == "true",
        _one(graph, node, CV.decidedBy),
        _when(graph, node, PROV.generatedAtTime),
        _maybe(graph, node, CV.decidedOn) or "",
        None if rating is None else Rating(rating),
    )

"""Add the definitions of our terms to graphs, for readers without our ontology.

Each graph of a bundle has the label and definition of the terms that it uses, so that a single file can be
understood. The axioms stay in the ontology: in a file they would be facts about the vocabulary, from which a
reasoner would draw conclusions.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from kg.errors import Problem
from kg.model import BASE, Location
from kg.rdf.mapping import Triple
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV
from kg.resources import ontology_file, resource_dir
from kg.words import quoted, tell

ONTOLOGY = URIRef(BASE + "ontology")
# To compare two terms of rdflib takes five times as long as to see that one is not in a set.
_HEADER = frozenset((ONTOLOGY,))
_TOLD = (RDFS.label, SKOS.definition)


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of terms and rules: the ontology's version and its IRI, and the hash of all shapes."""

    ontology: str
    ontology_iri: str
    shapes: str


@functools.cache
def read_versions() -> Versions:
    """Return the versions of the ontology and the shapes that come with this program.

    >>> read_versions().ontology_iri
    'https://w3id.org/claim-kg/ontology/2026-11-26'
    """
    header = _read_terms()[str(ONTOLOGY)]
    told = {str(property): str(value) for property, value in header}
    return Versions(told[str(OWL.versionInfo)], told[str(OWL.versionIRI)], _hash_shapes())


def _hash_shapes() -> str:
    """Return the SHA-256 of the paths and contents of all shapes, sorted by path."""
    folder = resource_dir("shapes")
    shapes = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.ttl")}
    hashed = hashlib.sha256()
    for name, path in sorted(shapes.items()):
        hashed.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return hashed.hexdigest()


@functools.cache
def _read_terms() -> Mapping[str, tuple[tuple[URIRef, Literal | URIRef], ...]]:
    """Return the labels and definitions of each term of the ontology, and the version of the ontology."""
    statements: dict[str, list[tuple[URIRef, Literal | URIRef]]] = {}
    for quad in ox.parse(ontology_file().read_bytes(), format=ox.RdfFormat.TURTLE):
        subject, property, value = quad.subject, URIRef(quad.predicate.value), quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if isinstance(value, ox.Literal) and property in (*_TOLD, OWL.versionInfo):
            term: Literal | URIRef = Literal(value.value, lang=value.language)
        elif isinstance(value, ox.NamedNode) and property == OWL.versionIRI:
            term = URIRef(value.value)
        else:
            continue
        statements.setdefault(subject.value, []).append((property, term))
    return {subject: tuple(told) for subject, told in statements.items()}


def build_definitions(triples: Iterable[tuple[Node, Node, Node]]) -> Iterator[Triple]:
    """Yield the label and definition of each of our terms in ``triples``, and the ontology's version.

    >>> from rdflib import URIRef
    >>> told = build_definitions([(URIRef("urn:a"), RDF.type, CV.Claim)])
    >>> sorted({str(subject) for subject, _, _ in told})[-1]
    'https://w3id.org/claim-kg/ontology#Claim'
    """
    terms = _read_terms()
    mentioned = {term for triple in triples for term in triple if type(term) is URIRef}
    used = {str(term) for term in mentioned if str(term).startswith(str(CV))}
    if not used:
        return
    yield ONTOLOGY, RDF.type, OWL.Ontology
    for property, value in terms[str(ONTOLOGY)]:
        if property in (OWL.versionIRI, OWL.versionInfo):
            yield ONTOLOGY, property, value
    for name in sorted(used & terms.keys()):
        for property, value in terms[name]:
            yield URIRef(name), property, value
        yield URIRef(name), RDFS.isDefinedBy, ONTOLOGY


def check_terms(path: str, graph: Statements, ontology: str) -> Iterator[Problem]:
    """Yield problems if a file gives our terms another meaning; it may repeat our definitions."""
    namespace = str(CV)
    told = [node for node in graph.nodes() if str.startswith(node, namespace) or node in _HEADER]  # type: ignore[arg-type]
    ours = set(build_definitions((node, RDF.type, node) for node in (*told, CV.Claim)))
    same = ontology == read_versions().ontology_iri
    terms = {(node, property, value) for node in told for property, value in graph.about(node)}
    for subject, property, value in sorted(terms - ours, key=str):
        if not same and property in {told[1] for told in ours}:
            continue
        message = tell(
            "bundle-redefined",
            term=f"<{subject}>",
            property=f"<{property}>",
            value=quoted(str(value)[:80]),
        )
        yield Problem("redefined-term", message, Location(path))

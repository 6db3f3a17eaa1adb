"""The ontology in the form for the reasoner, read once."""

from __future__ import annotations

from functools import cache, cached_property

import pyoxigraph as ox
from rdflib import OWL, RDF, RDFS, Graph
from rdflib.namespace import SH, SKOS

from kg.rdf.parsing import parse_quads
from kg.reasoning.terms import NODE_NAME, line_of, node_name
from kg.resources import ontology_file

_MATCHES = {SKOS.closeMatch, SKOS.exactMatch, SKOS.narrowMatch, SKOS.broadMatch, SKOS.relatedMatch}
_BUILT_IN_ANNOTATIONS = {
    RDFS.label,
    RDFS.comment,
    RDFS.seeAlso,
    RDFS.isDefinedBy,
    OWL.versionInfo,
    OWL.versionIRI,
}
VOCABULARIES_OF_OWL = tuple(str(namespace) for namespace in (RDF, RDFS, OWL))


def ontology_graph() -> Graph:
    """Return the ontology as a graph."""
    graph = Graph()
    for subject, predicate, object, _ in parse_quads(
        ontology_file().read_bytes(), ox.RdfFormat.TURTLE, rename=True
    ):
        graph.add((subject, predicate, object))
    return graph


class _Ontology:
    """The ontology, the terms that it declares, and its axioms in the form for the reasoner."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self.classes = set(graph.subjects(RDF.type, OWL.Class))
        self.object_properties = set(graph.subjects(RDF.type, OWL.ObjectProperty))
        self.datatype_properties = set(graph.subjects(RDF.type, OWL.DatatypeProperty))
        self.annotation_properties = _BUILT_IN_ANNOTATIONS | set(
            graph.subjects(RDF.type, OWL.AnnotationProperty)
        )
        self._prefixes = {
            str(graph.value(node, SH.prefix)): str(graph.value(node, SH.namespace))
            for node in graph.objects(None, SH.declare)
        }

    @cached_property
    def lines(self) -> frozenset[str]:
        """The axioms in N-Triples, with the unique names of the ontology's individuals."""
        graph = self.graph
        properties = self.object_properties | self.datatype_properties
        headers = set(graph.subjects(RDF.type, OWL.Ontology)) | set(
            graph.subjects(RDF.type, SH.PrefixDeclaration)
        )
        lines = {
            line_of(NODE_NAME, RDF.type, kind) for kind in (OWL.DatatypeProperty, OWL.FunctionalProperty)
        }
        for s, p, o in graph:
            if s in headers or p in self.annotation_properties or p in _MATCHES:
                continue
            if p == RDF.type and s in properties and not str(o).startswith(str(OWL)):
                continue
            if p == RDF.type and o == OWL.NamedIndividual:
                lines.update(node_name(s))
            lines.add(line_of(s, p, o))
        return frozenset(lines)

    def short(self, iri: str) -> str:
        """Return an IRI with its prefix, unchanged if none fits."""
        for prefix, namespace in self._prefixes.items():
            if iri.startswith(namespace) and iri != namespace:
                return f"{prefix}:{iri[len(namespace) :]}"
        return iri


@cache
def load_ontology() -> _Ontology:
    """Return the ontology, read once."""
    return _Ontology(ontology_graph())

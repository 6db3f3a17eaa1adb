"""Describe the service: SPARQL 1.1 Service Description, with VoID for its contents."""

from __future__ import annotations

import pyoxigraph as ox
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, VOID

from kg.model import BASE
from kg.queries import queries
from kg.rdf.bases import prefixes_of
from kg.web.formats import GRAPHS, IRIS, RESULTS
from kg.web.kept import KeptAnswers

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SH = Namespace("http://www.w3.org/ns/shacl#")
_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
_COUNTED = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g LIMIT 1000"
_GRAPHS = "SELECT ?g { GRAPH ?g {} } LIMIT 1000"


async def write_description(
    endpoint: str, kept: KeptAnswers, format: ox.RdfFormat, base: str = BASE
) -> bytes:
    """Return the description of the service at ``endpoint``: its formats, graphs and named queries.

    The queries are for a graph whose IRIs have this ``base``.

    The triples of a large store may take too long to count; then their numbers are left out.

    Raises:
        InputError: if the store cannot be queried.
    """
    graph = Graph()
    service, dataset, default = URIRef(endpoint), BNode("dataset"), BNode("default")
    graph.add((service, RDF.type, SD.Service))
    graph.add((service, SD.endpoint, service))
    graph.add((service, SD.supportedLanguage, SD.SPARQL11Query))
    for media in dict.fromkeys(media for offers in (RESULTS, GRAPHS) for media, _ in offers):
        if media in IRIS:
            graph.add((service, SD.resultFormat, URIRef(IRIS[media])))
    graph.add((service, SD.defaultDataset, dataset))
    graph.add((dataset, RDF.type, SD.Dataset))
    graph.add((dataset, SD.defaultGraph, default))
    graph.add((default, RDF.type, SD.Graph))
    number = await kept.count(_TRIPLES)
    if number is not None:
        graph.add((default, VOID.triples, Literal(number)))
    for row in await kept.select(_COUNTED) or await kept.select(_GRAPHS) or ():
        if "g" not in row:
            continue
        named, content = BNode(), BNode()
        graph.add((dataset, SD.namedGraph, named))
        graph.add((named, RDF.type, SD.NamedGraph))
        graph.add((named, SD.name, URIRef(row["g"]["value"])))
        graph.add((named, SD.graph, content))
        graph.add((content, RDF.type, SD.Graph))
        if "n" in row:
            graph.add((content, VOID.triples, Literal(int(row["n"]["value"]))))
    for query in queries().values():
        example = URIRef(f"{endpoint}#{query.name}")
        graph.add((example, RDF.type, SH.SPARQLExecutable))
        graph.add((example, RDFS.label, Literal(query.question, lang="en")))
        graph.add((example, SH.select, Literal(query.under(base))))
        for parameter in query.parameters:
            node = URIRef(f"{example}/{parameter.name}")
            graph.add((example, SH.parameter, node))
            graph.add((node, RDF.type, SH.Parameter))
            graph.add((node, SH.path, node))
            graph.add((node, SH.name, Literal(parameter.name)))
            graph.add((node, SH.optional, Literal(True)))
    lines = graph.serialize(format="nt", encoding="utf-8")
    prefixes = {**prefixes_of(base), "sd": str(SD), "void": str(VOID), "sh": str(SH)}
    data = ox.serialize(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES), format=format, prefixes=prefixes)
    assert data is not None
    return data

"""Convert answers to the terms and graphs of rdflib."""

from __future__ import annotations

from typing import cast

import pyoxigraph as ox
from oxrdflib._converter import from_ox
from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.namespace import XSD
from rdflib.query import Result
from rdflib.term import Identifier, Node

from kg.queries.asking import Answer, Term, is_plain


def build_result(answer: Answer) -> Result:
    """Return an answer as an rdflib result."""
    if answer.truth is not None:
        result = Result("ASK")
        result.askAnswer = answer.truth
    elif answer.triples is not None:
        result = Result("CONSTRUCT")
        result.graph = build_result_graph(answer.triples)
    else:
        result = Result("SELECT")
        result.vars = [Variable(name) for name in answer.variables]
        result.bindings = [
            {name: _term(row[str(name)]) for name in result.vars if str(name) in row} for row in answer.rows
        ]
    return result


def build_result_graph(triples: bytes) -> Graph:
    """Return the graph of some N-Triples; its strings have the datatype ``xsd:string``."""
    graph = Graph()
    for quad in ox.parse(triples, format=ox.RdfFormat.N_TRIPLES):
        graph.add(cast("tuple[Node, Node, Node]", from_ox(quad.triple)))
    return graph


def _term(term: Term) -> Identifier:
    value = term["value"]
    if term["type"] == "uri":
        return URIRef(value)
    if term["type"] == "bnode":
        return BNode(value)
    datatype = XSD.string if is_plain(term) else term.get("datatype")
    return Literal(value, lang=term.get("xml:lang"), datatype=datatype)

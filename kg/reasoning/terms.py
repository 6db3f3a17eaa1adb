"""Facts and nodes in the form for the reasoner, and in texts for people."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from rdflib import XSD, Literal, URIRef
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
#: Subject, predicate and object: IRIs as plain text, literals and blank nodes in N-Triples.
Fact = tuple[str, str, str]
#: The property whose value is a node's own name; it exists in the reasoner's input only.
NODE_NAME = URIRef("urn:claim-kg:unique-name")
_HERMIT_DATATYPES = {
    XSD.string,
    XSD.boolean,
    XSD.integer,
    XSD.nonNegativeInteger,
    XSD.positiveInteger,
    XSD.decimal,
    XSD.double,
    XSD.float,
    XSD.dateTime,
    XSD.anyURI,
}


def literal(value: Literal) -> Literal | None:
    """Return a literal in a form that HermiT accepts, ``None`` if it is ill-typed or not of OWL 2."""
    if value.datatype in (None, XSD.string):
        return Literal(quote(str(value)), datatype=XSD.string)
    if value.ill_typed:
        return None
    if value.datatype == XSD.date:
        return Literal(f"{value.toPython().isoformat()}T00:00:00Z", datatype=XSD.dateTime)
    return value if value.datatype in _HERMIT_DATATYPES else None


def line_of(s: Node, p: Node, o: Node) -> str:
    """Return a fact as a line of N-Triples."""
    return f"{s.n3()} {p.n3()} {o.n3()} .\n"


@lru_cache(maxsize=1 << 16)  # most nodes are in several facts
def node_name(node: Node) -> tuple[str, ...]:
    """Return the line that gives an IRI its unique name; empty for other nodes."""
    if not isinstance(node, URIRef):
        return ()
    return (line_of(node, NODE_NAME, Literal(quote(str(node)), datatype=XSD.string)),)


def fact_of(triple: Triple) -> Fact:
    """Return a triple as texts."""
    s, p, o = (str(term) if isinstance(term, URIRef) else term.n3() for term in triple)
    return s, p, o

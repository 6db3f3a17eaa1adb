"""Read RDF from others with Oxigraph, which fetches nothing and changes no literal.

When rdflib parses, it drops the zone of a date and rewrites booleans, so that queries no longer find them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, TypeAlias

import pyoxigraph as ox
import rdflib.term
from rdflib import RDF, XSD, BNode, Literal, URIRef
from rdflib.term import Node

from kg.model import BASE
from kg.rdf.bases import ELSEWHERE, text_without_base
from kg.rdf.quiet import quiet_rdflib
from kg.rdf.vocabulary import shared_term

Quad: TypeAlias = tuple[Node, Node, Node, Node | None]

#: The beginning of the IRIs that blank nodes get, so that they can be named (RDF 1.1, section 3.5).
GENID = BASE + ".well-known/genid/"

#: After so many steps, only their order tells blank nodes apart that still look alike.
_MAX_STEPS = 100_000


def leave_markup_unread() -> None:
    """Keep rdflib from parsing literals of the types XML and HTML with parsers that expand entities.

    Otherwise it would do so for every such literal it makes, also in the rows of a query. Here they are text.
    """
    for datatype in (RDF.XMLLiteral, RDF.HTML):
        rdflib.term._toPythonMapping[datatype] = None


leave_markup_unread()
quiet_rdflib()


def parse_quads(
    data: bytes | IO[bytes], format: ox.RdfFormat, *, base: str | None = None, rename: bool = False
) -> Iterator[Quad]:
    """Yield the quads of ``data``; the graph of a quad is ``None`` for the default graph.

    With ``rename``, blank nodes get labels that no other file has.

    Raises:
        SyntaxError: for data that is not well formed.
        ValueError: for a term that only RDF 1.2 has.

    >>> next(parse_quads(b'<urn:a> <urn:b> "1" .', ox.RdfFormat.N_TRIPLES))[2]
    rdflib.term.Literal('1')
    """
    build = term_builder()
    default = ox.DefaultGraph
    for quad in ox.parse(data, format=format, base_iri=base, rename_blank_nodes=rename):
        name = quad.graph_name
        graph = None if isinstance(name, default) else build(name)
        yield build(quad.subject), build(quad.predicate), build(quad.object), graph


def triple_builder(base: str) -> Callable[[ox.Quad], tuple[Any, Any, Any]]:
    """Return a function from Oxigraph's statements to triples of rdflib's terms, as :func:`term_builder`.

    Addresses elsewhere stay as they are, even if they begin with ``base``.
    """
    build, build_elsewhere = term_builder(base), term_builder()

    def built(quad: ox.Quad) -> tuple[Any, Any, Any]:
        value = build_elsewhere if quad.predicate.value in ELSEWHERE else build
        return build(quad.subject), build(quad.predicate), value(quad.object)

    return built


def term_builder(
    base: str = BASE,
) -> Callable[[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple], Node]:
    """Return a function from Oxigraph's terms to rdflib's, which keeps one copy of each IRI.

    IRIs that were minted under ``base`` get the one that they have inside the program.
    """
    iris: dict[str, URIRef] = {}
    string = str(XSD.string)

    def build(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        if isinstance(term, ox.NamedNode):
            value = term.value
            iri = iris.get(value)
            if iri is None:
                iri = iris[value] = shared_term(text_without_base(value, base))
            return iri
        if isinstance(term, ox.BlankNode):
            return BNode(term.value)
        if isinstance(term, ox.Triple):
            raise ValueError("statements about statements are not supported")
        if term.language is not None:
            if term.direction is not None:
                raise ValueError("texts with a base direction are not supported")
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        return Literal(term.value, datatype=None if datatype == string else datatype, normalize=False)

    return build


def name_blank_nodes(quads: Iterable[Sequence[Node | None]]) -> dict[Node, URIRef]:
    """Return an IRI for each blank node of some triples or quads, which depends only on the terms around it.

    Each blank node gets a colour from its triples; colours are refined until nothing changes. Nodes that
    stay alike are numbered in the order in which they are first mentioned.

    >>> from rdflib import RDFS
    >>> one, other = (name_blank_nodes([(BNode(name), RDFS.label, Literal("a"))]) for name in "xy")
    >>> one[BNode("x")] == other[BNode("y")]
    True
    """
    said: dict[BNode, list[str]] = {}
    links: dict[BNode, list[list[str | BNode]]] = {}
    for quad in quads:
        # isinstance is slow for rdflib's terms, whose classes are abstract; it would take most of the time.
        if BNode not in map(type, quad):
            continue
        shown = [term if isinstance(term, BNode) else _shown(term) for term in quad]
        for place, node in enumerate(shown):
            if not isinstance(node, BNode):
                continue
            said.setdefault(node, [])
            around = [str(place), *("self" if term == node else term for term in shown)]
            if any(isinstance(term, BNode) for term in around):
                links.setdefault(node, []).append(around)
            else:
                said[node].append(_hash(around))
    # A blank node is a string of its own kind, and equal to no other.
    colours: dict[str, str] = {node: _hash(sorted(facts)) for node, facts in said.items()}
    steps = sum(map(len, links.values()))
    kinds = rounds = 0
    while len(set(colours.values())) > kinds and rounds * steps <= _MAX_STEPS:
        kinds, rounds = len(set(colours.values())), rounds + 1
        refined = {
            node: [colours[node], *sorted(_hash([colours.get(t, t) for t in around]) for around in all)]
            for node, all in links.items()
        }
        colours |= {node: _hash(parts) for node, parts in refined.items()}
    names: dict[Node, URIRef] = {}
    number: dict[str, int] = {}
    for node in said:
        colour = colours[node]
        number[colour] = number.get(colour, 0) + 1
        names[node] = URIRef(f"{GENID}{colour[:16]}" + (f"-{number[colour]}" if number[colour] > 1 else ""))
    return names


def _shown(term: Node | None) -> str:
    """Return a text for a term that is not blank; of a long one its hash."""
    if term is None:
        text = ""
    elif isinstance(term, Literal):
        end = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
        text = f'"{term}"{end}'
    else:
        text = f"<{term}>"
    return text if len(text) <= 100 else _hash([text])


def _hash(parts: Iterable[str]) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]

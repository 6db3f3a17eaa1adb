"""Write graphs so that the same content always gives the same bytes.

Quads are sorted before they are written, and no node is blank. So the result depends neither on the order of
insertion nor on the machine. Hash and sign these bytes, never a graph that was read back: parsers normalise
literals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, get_args

import pyoxigraph as ox
from rdflib import Dataset, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.characters import visible_json
from kg.errors import InputError, Problem, nearest
from kg.model import BASE
from kg.rdf.bases import put_under, under
from kg.rdf.dataset import merge_graphs
from kg.rdf.mapping import Quad, Triple
from kg.rdf.vocabulary import PREFIXES, RDF, XSD
from kg.resources import resource_dir

Format = Literal["turtle", "trig", "nquads", "jsonld"]

_STRING = URIRef(str(XSD.string))
_ESCAPED = re.compile(r'[\\"\n\r]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


def write_nquads(quads: Iterable[Quad]) -> bytes:
    """Return quads as sorted N-Quads, each once: the canonical form, since no node is blank.

    >>> from rdflib import URIRef
    >>> write_nquads([(URIRef("urn:a"), URIRef("urn:b"), RdfLiteral("é"), URIRef("urn:g"))]).decode()
    '<urn:a> <urn:b> "é" <urn:g> .\\n'
    """
    lines = {f"{write_triple(s, p, o)}{_graph(g)} .\n" for s, p, o, g in quads}
    return "".join(sorted(lines)).encode("utf-8")


def write_triple(subject: Node, predicate: Node, object: Node) -> str:
    """Return a triple in the syntax of N-Quads, without the graph and the full stop after it."""
    return f"{_iri(subject)} <{predicate}> {_term(object)}"


def _iri(node: Node) -> str:
    """Return an IRI in brackets; one with a bracket in it could add quads of its own, and is refused."""
    if ">" in node:  # type: ignore[operator]
        raise ValueError(f"{str(node)[:80]!r} is no IRI")
    return f"<{node}>"


def _graph(name: URIRef) -> str:
    return "" if name == DATASET_DEFAULT_GRAPH_ID else f" <{name}>"


def _term(node: Node) -> str:
    return write_literal(node) if isinstance(node, RdfLiteral) else _iri(node)


def write_literal(node: RdfLiteral) -> str:
    """Return a literal in the syntax of N-Quads."""
    text = f'"{node.translate(_ESCAPES) if _ESCAPED.search(node) else node}"'
    if node.language:
        return f"{text}@{node.language}"
    if node.datatype is None or node.datatype == _STRING:
        return text
    return f"{text}^^<{node.datatype}>"


def serialize(
    quads: Iterable[Quad],
    format: Format,
    prefixes: Mapping[str, str] = MappingProxyType(PREFIXES),
    base: str = BASE,
) -> bytes:
    """Return quads in one of the exchange formats, Turtle and TriG with ``prefixes``.

    IRIs are put under ``base``. ``turtle`` merges all graphs into one, in which contested facts are marked as
    ``cv:Bridge`` nodes.

    Raises:
        InputError: for an unknown format.
    """
    if format not in get_args(Format):
        message = f"there is no format {str(format)[:100]!r}"
        raise InputError(Problem("bad-use", message, advice=nearest(str(format)[:100], get_args(Format))))
    if format == "turtle":
        return write_turtle_and_nquads(put_under(merge_graphs(quads), base), prefixes)[0]
    data = write_nquads(put_under(quads, base))
    if format == "nquads":
        return data
    if format == "jsonld":
        return _jsonld(data, base)
    parsed = list(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    by_graph = sorted(parsed, key=lambda quad: (str(quad.graph_name), _order(quad)))
    return _serialize(by_graph, ox.RdfFormat.TRIG, prefixes)


def write_turtle_and_nquads(
    triples: Iterable[Triple], prefixes: Mapping[str, str] = MappingProxyType(PREFIXES)
) -> tuple[bytes, bytes]:
    """Return triples as Turtle with ``prefixes``, and as the canonical N-Quads of the same graph.

    >>> from rdflib import URIRef
    >>> turtle, canonical = write_turtle_and_nquads([(URIRef("urn:a"), URIRef("urn:b"), RdfLiteral("é"))], {})
    >>> canonical.decode()
    '<urn:a> <urn:b> "é" .\\n'
    """
    written = _write_lines({f"{write_triple(*triple)} .\n" for triple in triples})
    written.sort()
    canonical = b"".join(written)
    written.sort(key=_line_order)
    ordered = b"".join(written)
    written.clear()
    parsed = ox.parse(ordered, format=ox.RdfFormat.N_TRIPLES)
    return _serialize(parsed, ox.RdfFormat.TURTLE, prefixes), canonical


def _write_lines(lines: Iterable[str]) -> list[bytes]:
    """Return lines as Oxigraph writes them: canonical except for their order."""
    parsed = ox.parse("".join(lines), format=ox.RdfFormat.N_TRIPLES)
    return _serialize(parsed, ox.RdfFormat.N_TRIPLES, {}).splitlines(keepends=True)


_TYPE = f"<{RDF.type}>".encode()


def _line_order(line: bytes) -> tuple[bytes, bool, bytes, bytes]:
    """Order lines as :func:`_order` does statements; code points and their UTF-8 have the same order."""
    subject, predicate, object = line.split(b" ", 2)
    return subject, predicate != _TYPE, predicate, object.removesuffix(b" .\n")


def _order(statement: Any) -> tuple[Any, ...]:
    """Return a sort key: by subject, the type first."""
    return (
        str(statement.subject),
        statement.predicate.value != PREFIXES["rdf"] + "type",
        str(statement.predicate),
        str(statement.object),
    )


def _serialize(statements: Iterable[Any], format: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    data = ox.serialize(statements, format=format, prefixes=dict(prefixes) or None)
    assert data is not None
    return data


def context() -> dict[str, Any]:
    """Return the JSON-LD context, which every JSON-LD file contains so that no reader has to fetch it."""
    text = (resource_dir("ontology") / "context.jsonld").read_text(encoding="utf-8")
    terms: dict[str, Any] = json.loads(text)["@context"]
    return terms


def _jsonld(data: bytes, base: str) -> bytes:
    dataset = Dataset()
    dataset.parse(data=data, format="nquads")
    used = {
        term: str(under(meaning, base)) if isinstance(meaning, str) else meaning
        for term, meaning in context().items()
    }
    written = json.loads(dataset.serialize(format="json-ld", context=used, auto_compact=False))
    written["@context"] = used
    return visible_json(_sorted(written), sort_keys=True).encode("utf-8")


def _sorted(value: Any) -> Any:
    """Return the value with every array sorted; as there are no RDF lists, each array is a set."""
    if isinstance(value, dict):
        return {key: inner if key == "@context" else _sorted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return sorted((_sorted(item) for item in value), key=lambda item: json.dumps(item, sort_keys=True))
    return value

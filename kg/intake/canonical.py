"""The canonical form of a graph and its hash, by RDFC-1.0: the same for every copy of a graph.

Blank nodes make this hard: the time to name them canonically can grow exponentially with their number. So
only graphs with blank nodes get a separate process and a time limit. This system writes no blank nodes.

See Dave Longley, Gregg Kellogg, Dan Yamamoto: RDF Dataset Canonicalization, W3C Recommendation, 2024.
"""

from __future__ import annotations

import hashlib
import operator
from collections.abc import Iterable
from itertools import islice
from typing import Any, Literal, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib import XSD, BNode
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.errors import InputError, Problem
from kg.intake.limits import read_limits
from kg.intake.sandbox import Exceeded, canonicalising, run_confined
from kg.intake.sandboxed import canonicalise
from kg.model import Location
from kg.rdf.parsing import Quad

Algorithm: TypeAlias = Literal["sha256", "sha384"]


def canonical_hash(
    quads: bytes | Iterable[Quad],
    *,
    algorithm: Algorithm = "sha256",
    seconds: int | None = None,
    name: str | None = None,
) -> str:
    """Return the hash of the canonical form of a dataset in hexadecimal; see :func:`canonical_nquads`.

    >>> canonical_hash(b'_:x <urn:b> "1" .') == canonical_hash(b'_:y <urn:b> "1" .')
    True
    """
    data = canonical_nquads(quads, algorithm=algorithm, seconds=seconds, name=name)
    return hashlib.new(algorithm, data).hexdigest()


def canonical_nquads(
    quads: bytes | Iterable[Quad],
    *,
    algorithm: Algorithm = "sha256",
    seconds: int | None = None,
    name: str | None = None,
) -> bytes:
    """Return the canonical form of a dataset, given as quads or as N-Quads, as sorted N-Quads.

    ``algorithm`` is the hash that is used to name blank nodes. ``seconds`` is the time limit for that, by
    default :attr:`Limits.canonical_seconds`. ``name`` is the name of the dataset in errors.

    Raises:
        InputError: ``too-complex`` if the time is not enough, ``bad-rdf`` for data that is not N-Quads.

    >>> canonical_nquads(b'_:x <urn:b> "1" .\\n<urn:a> <urn:b> "2" .').decode().splitlines()
    ['<urn:a> <urn:b> "2" .', '_:c14n0 <urn:b> "1" .']
    """
    where = Location(name) if name is not None else None
    data = quads if isinstance(quads, bytes) else _write(quads)
    try:
        if not _has_blank_nodes(data):
            return canonicalise(data, algorithm)
        limit = read_limits().canonical_seconds if seconds is None else seconds
        size = 100_000_000 + 10 * len(data)
        with run_confined(canonicalising(algorithm), data, seconds=limit, size=size) as output:
            return output.read()
    except Exceeded as error:
        message = f"its blank nodes are too many, and too alike, to be named: {error}"
        advice = "give them IRIs; KG_MAX_CANONICAL_SECONDS changes the limit"
        raise InputError(Problem("too-complex", message, where, advice=advice)) from error
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        at = Location(name, line) if name is not None else None
        raise InputError(Problem("bad-rdf", f"not N-Quads: {error}", at)) from error


def sort_written(data: bytes) -> list[bytes]:
    """Return the lines of the canonical form of N-Quads without blank nodes that Oxigraph wrote.

    These are the lines unchanged, each once and sorted.

    >>> sort_written(b'<urn:b> <urn:b> "1" .\\n<urn:a> <urn:b> "1" .\\n')
    [b'<urn:a> <urn:b> "1" .\\n', b'<urn:b> <urn:b> "1" .\\n']
    """
    # Our own output is nearly sorted: to sort it takes less time than to find duplicates.
    lines = sorted(data.splitlines(keepends=True))
    return [*dict.fromkeys(lines)] if any(map(operator.eq, lines, islice(lines, 1, None))) else lines


def _has_blank_nodes(data: bytes) -> bool:
    if b"_:" not in data:
        return False
    for quad in ox.parse(data, format=ox.RdfFormat.N_QUADS):
        if any(isinstance(term, ox.BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
            return True
    return False


def _write(quads: Iterable[Quad]) -> bytes:
    """Return quads as N-Quads, with blank nodes."""
    data = ox.serialize(map(_quad, quads), format=ox.RdfFormat.N_QUADS)
    assert data is not None
    return data


def _quad(quad: Quad) -> ox.Quad:
    subject, predicate, object, graph = quad
    name = None if graph is None or graph == DATASET_DEFAULT_GRAPH_ID else _term(graph)
    return ox.Quad(_term(subject), _term(predicate), _term(object), name)


def _term(term: Node) -> Any:
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.Literal):
        if term.language is not None:
            return ox.Literal(str(term), language=term.language)
        return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype or XSD.string)))
    return ox.NamedNode(str(term))

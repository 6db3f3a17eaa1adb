"""The W3C suite of RDF Dataset Canonicalization, passed by the library as this program calls it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.intake.canonical import Algorithm, canonical_hash, canonical_nquads

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
RDFC = Namespace("https://w3c.github.io/rdf-canon/tests/vocab#")
SUITES = Path(os.environ.get("KG_SUITES") or ROOT / ".." / "shared" / "suites").resolve()
MANIFEST = SUITES / "rdf-canon" / "tests" / "manifest.ttl"


def _manifest() -> Graph:
    return Graph().parse(MANIFEST, publicID=MANIFEST.as_uri())


def _entries(graph: Graph) -> Iterator[Node]:
    for entries in graph.objects(None, MF.entries):
        yield from graph.items(entries)


def _suite(kind: URIRef) -> list[Any]:
    """Return the tests of one type as (input, expected result, hash algorithm)."""
    if not MANIFEST.is_file():
        reason = f"the W3C suite is not in {SUITES}; set KG_SUITES to where it is"
        return [pytest.param(Path(), None, "sha256", marks=pytest.mark.skip(reason=reason), id="absent")]
    graph = _manifest()

    def path(entry: Node, predicate: Node) -> Path | None:
        found = graph.value(entry, predicate)
        return None if found is None else Path(str(found).removeprefix("file://"))

    return [
        pytest.param(
            path(entry, MF.action),
            path(entry, MF.result),
            str(graph.value(entry, RDFC.hashAlgorithm) or "SHA256").lower(),
            id=str(entry).rpartition("#")[2],
        )
        for entry in _entries(graph)
        if (entry, RDF.type, kind) in graph
    ]


@pytest.mark.parametrize(("given", "expected", "algorithm"), _suite(RDFC.RDFC10EvalTest))
def test_canonical_form(given: Path, expected: Path, algorithm: Algorithm) -> None:
    assert canonical_nquads(given.read_bytes(), algorithm=algorithm).decode() == expected.read_text("utf-8")


@pytest.mark.parametrize(("given", "expected", "algorithm"), _suite(RDFC.RDFC10MapTest))
def test_issued_identifiers(given: Path, expected: Path, algorithm: Algorithm) -> None:
    """The library gives no map, but names in the canonical form what the map says.

    Renaming the input by the expected map must give the canonical form, quad by quad. That leaves open only
    which of several nodes has which name where exchanging them changes nothing, and so does RDFC-1.0.
    """
    names: dict[str, str] = json.loads(expected.read_text("utf-8"))

    def renamed(term: Any) -> Any:
        return ox.BlankNode(names[term.value]) if isinstance(term, ox.BlankNode) else term

    quads = list(ox.parse(given.read_bytes(), format=ox.RdfFormat.N_QUADS))
    blank = {
        t.value for q in quads for t in (q.subject, q.object, q.graph_name) if isinstance(t, ox.BlankNode)
    }
    assert blank == names.keys()
    assert len(set(names.values())) == len(names)
    canonical = canonical_nquads(given.read_bytes(), algorithm=algorithm)
    assert {
        ox.Quad(renamed(q.subject), q.predicate, renamed(q.object), renamed(q.graph_name)) for q in quads
    } == set(ox.parse(canonical, format=ox.RdfFormat.N_QUADS))


@pytest.mark.parametrize(("given", "expected", "algorithm"), _suite(RDFC.RDFC10NegativeEvalTest))
def test_poison_is_given_up(given: Path, expected: None, algorithm: Algorithm) -> None:
    with pytest.raises(InputError) as raised:
        canonical_hash(given.read_bytes(), algorithm=algorithm, seconds=2, name="poison.nq")
    (problem,) = raised.value.problems
    assert (problem.id, str(problem.location)) == ("too-complex", "poison.nq")
    assert "2 seconds" in problem.message


def test_every_test_of_the_suite_is_run() -> None:
    if not MANIFEST.is_file():
        pytest.skip(f"the W3C suite is not in {SUITES}; set KG_SUITES to where it is")
    kinds = (RDFC.RDFC10EvalTest, RDFC.RDFC10MapTest, RDFC.RDFC10NegativeEvalTest)
    assert sum(len(_suite(kind)) for kind in kinds) == len(list(_entries(_manifest()))) > 80

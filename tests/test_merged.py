"""A query that names no graphs asks the same in memory, in a store, and in one that was built before."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import SEEDS

from kg import load
from kg.api import ClaimGraph
from kg.queries.asking import ask_folder
from kg.rdf.merged import names_graphs
from kg.rdf.store import inner, open_store
from kg.rdf.store_files import write_store
from kg.rdf.vocabulary import FINDINGS_GRAPH

ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
FOUND = f"SELECT ?s ?p ?o {{ GRAPH <{FINDINGS_GRAPH}> {{ ?s ?p ?o }} }}"
FROM = f"SELECT ?s ?p ?o FROM <{FINDINGS_GRAPH}> {{ ?s ?p ?o }}"
NAMED = f"SELECT ?s ?p ?o FROM NAMED <{FINDINGS_GRAPH}> {{ ?s ?p ?o }}"
COUNT = "SELECT (COUNT(*) AS ?n) { ?relation cv:position ?position }"
PATH = "SELECT DISTINCT ?claim { ?relation a cv:Contradiction ; cv:position/cv:claim ?claim }"


@pytest.fixture(scope="module")
def graph() -> ClaimGraph:
    return load(SEEDS)


@pytest.fixture(scope="module")
def place(graph: ClaimGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merged") / "graph.db"
    ClaimGraph(graph.own).save(folder)
    return folder


@pytest.fixture(scope="module")
def before(graph: ClaimGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store as they were built: what was found stands in the default graph, too."""
    folder = tmp_path_factory.mktemp("before") / "graph.db"
    write_store(lambda store: store.bulk_extend(inner(graph.dataset)), folder)
    return folder


def rows(answer: Any) -> list[list[tuple[str, str]]]:
    return sorted(sorted((name, str(sorted(term.items()))) for name, term in row.items()) for row in answer)


@pytest.mark.parametrize("query", [ALL, FOUND, FROM, NAMED, COUNT, PATH])
def test_a_query_finds_the_same_wherever_it_is_asked(
    query: str, graph: ClaimGraph, place: Path, before: Path
) -> None:
    expected = rows(graph.ask(query).rows)
    assert rows(ask_folder(place, query).rows) == rows(ask_folder(before, query).rows) == expected
    assert bool(expected) is (query != NAMED)
    if query == ALL:
        assert all(one != other for one, other in pairwise(expected))
    told = sorted(map(str, load(store=place).dataset.query(query)))
    assert told == sorted(map(str, graph.dataset.query(query)))


def test_what_was_found_stands_in_a_store_once(graph: ClaimGraph, place: Path, before: Path) -> None:
    here, there = inner(open_store(place)), inner(open_store(before))
    found = len(list(here.quads_for_pattern(None, None, None, ox.NamedNode(FINDINGS_GRAPH))))
    assert found > 900 and len(there) - len(here) == found
    assert graph.count_triples() == load(store=place).count_triples() == load(store=before).count_triples()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("SELECT * FROM <urn:a> { ?s ?p ?o }", True),
        ("select*from<urn:a>{?s ?p ?o}", True),
        ("CONSTRUCT { ?s ?p ?o } # all\nFROM\nNAMED reg:x { ?s ?p ?o }", True),
        ("PREFIX from: <https://example.org/from> ASK { ?from cv:from from:from }", False),
        ("ASK { ?s ?p 'FROM <urn:a>' } # FROM <urn:a>", False),
        ("ASK { <https://example.org/from/a> ?p '''from''' , \"from <urn:a>\" }", False),
    ],
)
def test_whether_a_query_names_graphs(query: str, named: bool) -> None:
    assert names_graphs(query) is named

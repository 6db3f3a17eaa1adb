"""Virtuoso, Jena, Oxigraph and rdflib hold what we wrote, and answer the named queries as we do."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from rdflib import Dataset
from support import strategies
from support.drawing import drawn
from support.made_up import harbour, press
from support.triplestores import Triplestore, ask_jena, oxigraph, virtuoso

from kg import load
from kg.api import ClaimGraph
from kg.cli import run
from kg.model import Knowledge
from kg.queries import queries
from kg.queries.asking import Answer, Term, ask_store, read_answer
from kg.queries.service import ask_service
from kg.rdf.store import inner

pytestmark = pytest.mark.slow

SEEDED = load(SEEDS)
GRAPHS = {"press": press(SEEDED), "harbour": harbour()}
TEXTS = {name: query.text for name, query in queries().items()}
FORMS = ("nquads", "turtle")
#: The rows that Virtuoso gives at a time: fewer than the first article has triples.
MOST = 700

Rows = list[tuple[str, ...]]


def rows(answer: Answer) -> Rows:
    """Return the rows as text, in an order that no engine's sorting of texts changes."""

    def cell(term: Term | None) -> str:
        return "" if term is None else f"{term['value']}@{term.get('xml:lang', '')}"

    return sorted(tuple(cell(row.get(name)) for name in answer.variables) for row in answer.rows)


@cache
def expected(graph: str) -> dict[str, Rows]:
    store = inner(GRAPHS[graph].dataset)
    return {name: rows(ask_store(store, text)) for name, text in TEXTS.items()}


@pytest.fixture(scope="module")
def of_virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Triplestore]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso"), MOST) as found:
        yield found


@pytest.fixture(scope="module")
def of_oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Triplestore]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as found:
        yield found


SERVERS = pytest.mark.parametrize("server", ["of_virtuoso", "of_oxigraph"])


# -- the named queries ------------------------------------------------------------------------------------


def test_these_graphs_have_rows_for_every_query() -> None:
    without = {name for name in TEXTS if not any(expected(graph)[name] for graph in GRAPHS)}
    assert not without


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("graph", GRAPHS)
def test_jena_answers_as_we_do(graph: str, form: str, tmp_path: Path) -> None:
    found = ask_jena(tmp_path, GRAPHS[graph].export(form), form, TEXTS)
    assert {name: rows(answer) for name, answer in found.items()} == expected(graph)


@SERVERS
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("graph", GRAPHS)
def test_servers_answer_as_we_do(graph: str, form: str, server: str, request: pytest.FixtureRequest) -> None:
    running: Triplestore = request.getfixturevalue(server)
    running.fill(GRAPHS[graph].export(form), form)
    assert {name: rows(ask_service(running.url, text)) for name, text in TEXTS.items()} == expected(graph)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("graph", GRAPHS)
def test_rdflib_answers_as_we_do(graph: str, form: str) -> None:
    dataset = Dataset(default_union=True)
    dataset.parse(data=GRAPHS[graph].export(form), format=form)
    for name, text in TEXTS.items():
        found = read_answer(dataset.query(text).serialize(format="json") or b"")
        assert rows(found) == expected(graph)[name], name


# -- what a service holds ---------------------------------------------------------------------------------

READING = (
    ("relations", "--format", "json"),
    ("explain", "m1+d1"),
    ("disputes",),
    ("report", "--language", "fa"),
    ("validate",),
    ("export", "--format", "trig"),
    ("replay", "m1+d1", str(SEEDS)),
)


@SERVERS
@pytest.mark.parametrize("form", FORMS)
def test_commands_say_of_a_server_what_they_say_of_a_store(
    form: str, server: str, request: pytest.FixtureRequest, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    running: Triplestore = request.getfixturevalue(server)
    running.fill(SEEDED.export(form), form)
    SEEDED.save(tmp_path / "graph.db")

    def told(command: tuple[str, ...], place: str) -> tuple[int, str, str]:
        return (run([*command, "--store", place]), *capfd.readouterr())

    for command in READING:
        assert told(command, running.url) == told(command, str(tmp_path / "graph.db")), command


@SERVERS
@pytest.mark.parametrize("form", FORMS)
def test_what_a_server_holds_is_what_was_written(
    form: str, server: str, request: pytest.FixtureRequest
) -> None:
    running: Triplestore = request.getfixturevalue(server)

    @settings(max_examples=drawn(6))
    @given(strategies.bodies())
    def check(body: Knowledge) -> None:
        graph = ClaimGraph(body)
        running.fill(graph.export(form), form)
        assert load(running.url).knowledge == graph.knowledge

    check()

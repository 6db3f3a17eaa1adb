"""How queries are asked: which graphs they name, where they run, what ends them, how answers are shown."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from conftest import SEEDS
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text
from support.rows import rows_of

from kg import load
from kg.cli import run
from kg.errors import InputError
from kg.queries import queries
from kg.queries.asking import Answer, QueryLimits, ask_folder, read_query_limits
from kg.queries.service import ask_service
from kg.rdf.dataset import build_quads
from kg.rdf.namespaces import PREFIXES
from kg.rdf.store import Standing, write_runs
from kg.report.answers import write_answer

GRAPH = load(SEEDS)
BASE = "https://w3id.org/claim-kg/"
BUNDLE = f"<{BASE}bundle/karabakh-2020-10-04>"
BAKU, STEPANAKERT = f"<{BASE}standpoint/baku>", f"<{BASE}standpoint/stepanakert>"

#: A query that no machine answers: a thousand million million million rows.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r }"


def count(answer: Answer) -> int:
    return int(answer.rows[0]["n"]["value"])


# -- which graphs -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("asking") / "graph.db"
    GRAPH.save(folder)
    return folder


@pytest.fixture(scope="module")
def plain() -> Dataset:
    """Give the same graphs as a dataset of rdflib's own."""
    dataset = Dataset()
    dataset.parse(data=GRAPH.export("nquads"), format="nquads")
    return dataset


@pytest.fixture(params=["memory", "disk", "dataset", "rdflib"])
def counting(request: pytest.FixtureRequest, stored: Path, plain: Dataset) -> Callable[[str], int]:
    """Give each way in which our data can be asked."""

    def of(dataset: Dataset) -> Callable[[str], int]:
        return lambda text: int(next(iter(dataset.query(text)))[0])  # type: ignore[index, arg-type]

    ways: dict[str, Callable[[str], int]] = {
        "memory": lambda text: count(GRAPH.ask(text)),
        "disk": lambda text: count(ask_folder(stored, text)),
        "dataset": of(GRAPH.dataset),
        "rdflib": of(plain),
    }
    return ways[str(request.param)]


def size_of(*graphs: str) -> int:
    """Return how many triples graphs hold together."""
    triples = {
        (q.subject, q.predicate, q.object)
        for q in ox.parse(GRAPH.export("nquads"), format=ox.RdfFormat.N_QUADS)
        if str(q.graph_name) in graphs
    }
    return len(triples)


def test_from_names_the_graphs_that_are_asked(counting: Callable[[str], int]) -> None:
    every = "{ ?s ?p ?o }"
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM {BAKU} {every}") == size_of(BAKU) > 0
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM {BUNDLE} {every}") == size_of(BUNDLE) > 0
    both = counting(f"SELECT (COUNT(*) AS ?n) FROM {BAKU} FROM {STEPANAKERT} {every}")
    assert both == size_of(BAKU, STEPANAKERT) > size_of(BAKU)
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM <urn:unknown> {every}") == 0


def test_from_named_names_the_graphs_that_can_be_named(counting: Callable[[str], int]) -> None:
    named = "{ GRAPH ?g { ?s ?p ?o } }"
    assert counting(f"SELECT (COUNT(DISTINCT ?g) AS ?n) FROM NAMED {BAKU} {named}") == 1
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM NAMED {BAKU} {named}") == size_of(BAKU)
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM {BUNDLE} FROM NAMED {BAKU} {named}") == size_of(BAKU)
    assert counting(f"SELECT (COUNT(*) AS ?n) FROM NAMED {BAKU} {{ ?s ?p ?o }}") == 0


def test_without_from_everything_but_the_standpoints_is_asked() -> None:
    whole = count(GRAPH.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))
    graphs = {str(g.identifier) for g in GRAPH.dataset.graphs()} - {"urn:x-rdflib:default"}
    undisputed = [f"<{name}>" for name in graphs if "/standpoint/" not in name]
    assert whole == size_of(*undisputed)


# -- where it runs, and what ends it ----------------------------------------------------------------------


def no_child_is_left() -> bool:
    try:
        os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def mixed() -> str:
    """Return values that the engine finds no order for: it aborts when it sorts them."""
    chance = random.Random(0)

    def value() -> str:
        kind, number = int(chance.random() * 4), int(chance.random() * 27) + 1
        return (
            '"NaN"^^xsd:double',
            f"{number}",
            f'"P{number % 3}M"^^xsd:duration',
            f'"2020-10-{number:02}+14:00"^^xsd:date',
        )[kind]

    return f"SELECT ?o {{ VALUES ?o {{ {' '.join(value() for _ in range(40))} }} }}"


def test_what_aborts_the_engine_is_an_error() -> None:
    with pytest.raises(InputError, match="bad-query: cannot be answered: it sorts values") as caught:
        GRAPH.query(f"{mixed()} ORDER BY ?o")
    assert "ORDER BY STR(?x)" in str(caught.value)
    assert len(GRAPH.query(f"{mixed()} ORDER BY STR(?o)")) == 40
    assert no_child_is_left()


def test_a_query_without_end_is_ended() -> None:
    with pytest.raises(InputError, match="query-time: the answer takes longer than"):
        GRAPH.ask(ENDLESS, QueryLimits(seconds=0.05))
    assert no_child_is_left()


class Interrupted:
    """What waits for a query while somebody presses the keys that interrupt it."""

    def register(self, handle: int) -> None:
        assert handle

    def poll(self, _: float) -> None:
        raise KeyboardInterrupt


def test_a_query_that_is_interrupted_is_ended(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.queries.asking.select.poll", Interrupted)
    monkeypatch.setattr("kg.queries.read_query", lambda _: ENDLESS)
    assert run(["query", "endless", "--store", str(stored)]) == 130
    assert no_child_is_left()


def test_a_query_may_not_fill_the_memory() -> None:
    text = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a"
    with pytest.raises(InputError, match="query-memory: the answer needs more than 67,108,864 bytes"):
        GRAPH.ask(text, QueryLimits(memory=64 * 1024**2))
    with pytest.raises(InputError, match="query-size: the answer is larger than 8,388,608 bytes"):
        GRAPH.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }", QueryLimits(memory=64 * 1024**2))


def test_limits_may_be_larger_than_what_a_system_can_count() -> None:
    assert GRAPH.ask("ASK {}", QueryLimits(seconds=1e300, memory=10**30)).truth


def test_limits_are_stated_in_the_environment() -> None:
    assert read_query_limits({}) == QueryLimits()
    assert read_query_limits({"KG_TIMEOUT": "2.5", "KG_MAX_MEMORY": "1000"}) == QueryLimits(2.5, 1000)
    assert read_query_limits({"KG_TIMEOUT": "x"}, seconds=3) == QueryLimits(3)
    for wrong in ("x", "0", "-1", "inf", "nan"):
        with pytest.raises(InputError, match="KG_TIMEOUT"):
            read_query_limits({"KG_TIMEOUT": wrong})
    with pytest.raises(InputError, match="bad-use"):
        read_query_limits({}, seconds=0)


# -- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def asked(stored: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Give what the command prints for a query in a file."""

    def ask(text: str, *options: str, code: int = 0) -> str:
        file = tmp_path / "q.rq"
        file.write_text(text, encoding="utf-8")
        assert run(["query", str(file), "--store", str(stored), *options]) == code
        out, err = capfd.readouterr()
        return err if code else out

    return ask


def test_the_command_asks_the_store_and_reads_nothing_back(
    asked: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("it was read back")

    monkeypatch.setattr("kg.cli.querying.load_graph", never)
    text = "SELECT ?id { ?c cv:stance cv:denies ; dcterms:identifier ?id } ORDER BY ?id"
    assert asked(text, "--format", "csv") == write_answer(GRAPH.ask(text), "csv")
    assert asked("ASK { ?c a cv:Claim }") == "yes\n"
    graph = asked("CONSTRUCT { reg:a skos:prefLabel 'c' } {}")
    assert graph.endswith('\n\nreg:a skos:prefLabel "c"^^xsd:string .\n\n')
    assert "SERVICE is not accepted" in asked("SELECT * { SERVICE <urn:a> {} }", code=2)
    assert "longer than 0.05 seconds" in asked(ENDLESS, "--timeout", "0.05", code=2)
    assert "not a SPARQL query" in asked("SELECT", code=2)
    fault = asked("SELECT ?claim { ?claim a cv:Claim", code=2)
    assert "error at 1:34: expected one of" in fault and '"}"' in fault and "\\u{" not in fault


def test_a_query_may_begin_with_a_byte_order_mark(asked: Callable[..., str]) -> None:
    assert asked("\ufeffASK { ?c a cv:Claim }") == "yes\n"


def test_no_cell_is_a_formula(asked: Callable[..., str]) -> None:
    text = """SELECT * { VALUES (?a ?b) { ("=HYPERLINK('http://x')" "a,b") ("+A1" UNDEF) } }"""
    rows = list(csv.reader(io.StringIO(asked(text, "--format", "csv"))))
    assert rows == [["a", "b"], ["'=HYPERLINK('http://x')", "a,b"], ["'+A1", ""]]
    assert json.loads(asked(text, "--format", "json"))["results"]["bindings"][1]["a"]["value"] == "+A1"


# -- a service elsewhere ----------------------------------------------------------------------------------


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """Give the address of a SPARQL service on this machine, and what it was asked."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"])).decode()
            (text,) = parse_qs(data)["query"]
            seen.append(text)
            if "no http" in text:
                self.wfile.write(b"220 welcome\r\n")
                return
            if "broken" in text:
                self.send_error(400, "no query")
                return
            answer = ox.Store().query(text)
            graph = isinstance(answer, ox.QueryTriples)
            kind = "application/n-triples" if graph else "application/sparql-results+json"
            form = ox.RdfFormat.N_TRIPLES if graph else ox.QueryResultsFormat.JSON
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if "html" in text else kind)
            self.end_headers()
            self.wfile.write(b"<p>" if "html" in text else answer.serialize(format=form) or b"")  # type: ignore[arg-type]

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/query", seen
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_service_elsewhere_is_asked(
    service: tuple[str, list[str]], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    url, seen = service

    def asked(text: str, code: int = 0) -> str:
        (tmp_path / "q.rq").write_text(text, encoding="utf-8")
        assert run(["query", str(tmp_path / "q.rq"), "--store", url, "--format", "json"]) == code
        return "".join(capfd.readouterr())

    rows = json.loads(asked("SELECT ?a { VALUES ?a { cv:denies } }"))["results"]["bindings"]
    assert rows == [{"a": {"type": "uri", "value": f"{BASE}ontology#denies"}}]
    assert '"boolean": true' in asked("ASK {}")
    assert "reg:a cv:within reg:b ." in asked("CONSTRUCT { reg:a cv:within reg:b } {}")
    assert "refuses the query: 400" in asked("ASK {} # broken", code=2)
    assert "not SPARQL JSON" in asked("ASK {} # html", code=2)
    assert "cannot be asked" in asked("ASK {} # no http", code=2)
    count = len(seen)
    assert "SERVICE is not accepted" in asked("ASK { SERVICE <urn:a> {} }", code=2)
    assert len(seen) == count


def test_a_service_that_answers_bit_by_bit_is_given_up(
    service: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter([0.0, 59.0, 61.0])
    monkeypatch.setattr("kg.queries.service.monotonic", lambda: next(moments))
    monkeypatch.setattr("kg.queries.service._PART", 4)
    with pytest.raises(InputError, match="gives no answer in 60 seconds"):
        ask_service(service[0], "ASK {}", QueryLimits())
    with pytest.raises(InputError, match="gives more than 65,536 bytes"):
        monkeypatch.setattr("kg.queries.service.monotonic", lambda: 0.0)
        monkeypatch.setattr("kg.queries.service._PART", 2**16)
        ask_service(service[0], "SELECT * { VALUES ?a { '%s' } }" % ("a" * 2**16), QueryLimits(memory=1))


# -- the table --------------------------------------------------------------------------------------------


def laid_out(answer: Answer) -> str:
    """Return a table whose every cell Rich lays out."""
    file = io.StringIO()
    table = Table(box=SIMPLE, pad_edge=False, show_edge=False)
    for name in answer.variables:
        table.add_column(name, overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(row[name]["value"]) for name in answer.variables))
    Console(file=file, width=200, no_color=True, highlight=False).print(table)
    lines = [line.rstrip() for line in file.getvalue().splitlines()]
    return "\n".join([*lines, "", f"{len(answer.rows)} row{'s' if len(answer.rows) != 1 else ''}", ""])


def rows(columns: int) -> st.SearchStrategy[list[list[str]]]:
    cell = st.text("aab —قر漢é ", max_size=60)
    return st.lists(st.lists(cell, min_size=columns, max_size=columns), max_size=6)


@given(st.integers(1, 9).flatmap(rows))
def test_a_table_is_laid_out_as_rich_does_it(cells: list[list[str]]) -> None:
    names = tuple(f"v{n}" * (n + 1) for n in range(len(cells[0]) if cells else 2))
    rows = tuple(
        {name: {"type": "literal", "value": cell} for name, cell in zip(names, row, strict=True)}
        for row in cells
    )
    answer = Answer(names, rows)
    assert write_answer(answer, "table") == laid_out(answer)


def test_terms_of_rdflib_are_those_of_the_answer() -> None:
    result = GRAPH.query('SELECT ("a" AS ?a) ("b"@en AS ?b) (1 AS ?c) { }')
    (row,) = rows_of(result)
    assert tuple(row) == (
        Literal("a", datatype=PREFIXES["xsd"] + "string"),
        Literal("b", lang="en"),
        Literal(1),
    )
    assert len(GRAPH.query("CONSTRUCT WHERE { ?s a cv:Claim }").graph or ()) == len(GRAPH.knowledge.claims)


def test_an_aggregate_is_one_that_other_engines_know() -> None:
    whole = Dataset()
    lines = []
    for end, standing, triples in write_runs(build_quads(GRAPH.knowledge)):
        lines += [f"{triple}{end}" for triple in triples]
        lines += [f"{triple} .\n" for triple in triples if standing is Standing.MERGED]
    whole.parse(data="".join(lines), format="nquads")
    text = queries()["claims-on-one-origin"].text

    def shown(rows: Iterable[object]) -> list[list[str]]:
        return sorted([str(term) for term in row] for row in rows)  # type: ignore[attr-defined]

    assert shown(whole.query(text)) == shown(GRAPH.query(text)) != []

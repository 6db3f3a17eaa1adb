"""What a SPARQL service holds is read as if it were a store of ours, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import SEEDS
from support.services import Asked, Said, Service, answer, service

import kg
from kg import load
from kg.cli import run
from kg.errors import InputError
from kg.queries.asking import QueryLimits
from kg.queries.fetching import fetch_quads
from kg.queries.service import ask_service, query_form, request_answer

GRAPH = load(SEEDS)


def filled(format: str, *, graph: str | None = None) -> ox.Store:
    store = ox.Store()
    home = None if graph is None else ox.NamedNode(graph)
    rdf = {"turtle": ox.RdfFormat.TURTLE, "nquads": ox.RdfFormat.N_QUADS}[format]
    store.load(GRAPH.export(format), rdf, to_graph=home)
    return store


def of(store: ox.Store, **options: int | bool) -> Callable[[Asked], Said]:
    return lambda asked: answer(store, asked.query, **options)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as somebody whom no file of their own names."""
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.fixture(scope="module")
def named() -> ox.Store:
    return filled("nquads")


@pytest.fixture(scope="module")
def running(named: ox.Store) -> Iterator[Service]:
    with service(of(named)) as found:
        yield found


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("remote") / "graph.db"
    GRAPH.save(folder)
    return folder


# -- what is read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("union", [False, True])
@pytest.mark.parametrize(
    ("format", "graph"), [("nquads", None), ("turtle", None), ("turtle", "urn:all")], ids=str
)
def test_a_service_holds_what_was_exported(format: str, graph: str | None, union: bool) -> None:
    with service(of(filled(format, graph=graph), union=union)) as found:
        assert load(found.url).knowledge == GRAPH.knowledge
        assert load(store=found.url).export("trig") == GRAPH.export("trig")


@pytest.mark.parametrize("most", [60, 700])
def test_a_service_that_gives_few_rows_is_read_in_parts(most: int) -> None:
    for store in (filled("nquads"), filled("turtle")):
        with service(of(store, most=most)) as found:
            assert load(found.url).knowledge == GRAPH.knowledge


def test_a_service_that_gives_too_few_rows_is_refused(named: ox.Store) -> None:
    with service(of(named, most=20)) as found, pytest.raises(InputError, match="gives only some of") as error:
        load(found.url)
    assert error.value.problems[0].location is not None
    assert error.value.problems[0].location.file == found.url


def test_what_changes_while_it_is_read_is_refused(named: ox.Store) -> None:
    store = filled("nquads")

    def say(asked: Asked) -> Said:
        said = answer(store, asked.query)
        if "GROUP BY ?g" in asked.query:
            subject = ox.NamedNode("urn:new")
            store.add(ox.Quad(subject, subject, subject, ox.NamedNode("https://w3id.org/claim-kg/register")))
        return said

    with service(say) as found, pytest.raises(InputError, match="is being changed while it is read"):
        load(found.url)


def test_what_rules_found_is_not_fetched(running: Service) -> None:
    quads = fetch_quads(running.url, most=10**6)
    assert len(quads) == len({*GRAPH.quads(findings=False)})
    assert len(fetch_quads(running.url, most=10**6, findings=True)) == len({*GRAPH.quads()})


def test_claims_outside_the_named_graphs_are_not_left_out() -> None:
    store = ox.Store()
    # The register in its graph, and the rest in the default graph.
    for quad in filled("nquads"):
        home = quad.graph_name if "/bundle/" not in str(quad.graph_name) else ox.DefaultGraph()
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, home))
    with (
        service(of(store)) as found,
        pytest.raises(InputError, match="36 claims in its default graph, but 0"),
    ):
        load(found.url)


@pytest.mark.parametrize("home", [ox.DefaultGraph(), ox.NamedNode("urn:all")], ids=str)
def test_graphs_that_were_poured_into_one_are_refused(named: ox.Store, home: ox.NamedNode) -> None:
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object, home) for quad in named)
    with service(of(store)) as found, pytest.raises(InputError, match="nothing there is marked as contested"):
        load(found.url)


def test_blank_nodes_that_come_in_parts_are_refused() -> None:
    store = filled("nquads")
    register = ox.NamedNode("https://w3id.org/claim-kg/register")
    store.add(ox.Quad(ox.BlankNode(), ox.NamedNode("urn:note"), ox.Literal("seen"), register))
    with service(of(store)) as found:
        assert load(found.url).knowledge == GRAPH.knowledge
    with service(of(store, most=700)) as found, pytest.raises(InputError, match="holds blank nodes"):
        load(found.url)


def test_a_service_without_claims_or_with_too_much_is_refused(
    running: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    with service(of(ox.Store())) as found, pytest.raises(InputError, match="holds nothing in the terms"):
        load(found.url)
    monkeypatch.setenv("KG_MAX_TRIPLES", "1000")
    with pytest.raises(InputError, match="triples; the limit is 1,000"):
        load(running.url)


# -- commands ---------------------------------------------------------------------------------------------

READING = (
    ("relations", "--format", "json"),
    ("relations", "--standpoint", "baku"),
    ("explain", "m1+d1"),
    ("explain", "m1", "d1", "--why-not"),
    ("disputes", "--format", "json"),
    ("report", "--language", "fa"),
    ("validate", "--hints"),
    ("export", "--format", "nquads"),
    ("replay", "m1+d1", str(SEEDS), "--format", "json"),
)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_commands_say_of_a_service_what_they_say_of_a_store(
    command: tuple[str, ...], running: Service, stored: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    told = [(run([*command, "--store", place]), capfd.readouterr()) for place in (str(stored), running.url)]
    assert told[0] == told[1]


def test_findings_are_replayed_where_all_graphs_were_merged(capfd: pytest.CaptureFixture[str]) -> None:
    with service(of(filled("turtle"))) as found:
        assert run(["replay", "m1+d1", str(SEEDS), "--store", found.url]) == 0
    assert capfd.readouterr().out.startswith("confirmed")


def test_a_service_is_compared_with_files(running: Service, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", str(SEEDS), running.url]) == 0
    assert capfd.readouterr().out == "Nothing differs.\n"
    assert GRAPH.diff(running.url).empty


@pytest.mark.parametrize(
    "command",
    [
        ("build", str(SEEDS), "--store"),
        ("import", "claims.nq", "--own", "--store"),
        ("imports", "--store"),
        ("matches", "--store"),
        ("accept", "--all", "--by", "me", "--store"),
        ("retract", "desk/1", "--store"),
        ("purge", "desk/1", "--store"),
        ("store", "check"),
    ],
    ids=" ".join,
)
def test_what_changes_a_store_refuses_a_service(
    command: tuple[str, ...],
    running: Service,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("claims.nq").write_bytes(GRAPH.export("nquads"))
    before = len(running.asked)
    assert run([*command, running.url]) == 2
    told = capfd.readouterr().err
    assert f"{running.url}: bad-use: a service is only read" in told
    assert len(running.asked) == before and [*tmp_path.iterdir()] == [tmp_path / "claims.nq"]


def test_a_query_that_asks_no_graph_with_claims_is_told_of(
    named: ox.Store, running: Service, capfd: pytest.CaptureFixture[str]
) -> None:
    """A store may keep its default graph empty: nobody should take that for an answer."""

    def told(url: str, query: str) -> str:
        assert run(["query", query, "--store", url]) == 0
        return capfd.readouterr().err

    assert f"warning: in {running.url} only named graphs hold claims" in told(running.url, "who-denies-what")
    with service(of(named, union=True)) as found:
        # Nothing was corrected in this article.
        assert told(found.url, "what-was-corrected") == told(found.url, "who-denies-what") == ""


def test_another_server_of_ours_is_a_service(stored: Path) -> None:
    pytest.importorskip("starlette")
    from support.served import serving

    with serving(stored, token="secret") as served:
        assert load(f"{served.address}/sparql?token=secret").knowledge == GRAPH.knowledge
        with pytest.raises(InputError, match="refuses the query: 401"):
            load(f"{served.address}/sparql")


# -- the protocol -----------------------------------------------------------------------------------------


def test_the_form_of_a_query_is_told() -> None:
    assert (
        query_form("# SELECT\nPREFIX select: <urn:ask#construct> ask { select:a ?ask 'describe' }") == "ask"
    )
    assert query_form("INSERT DATA {}") is None


def test_only_what_answers_the_form_is_accepted(running: Service) -> None:
    for query, accepted in (("SELECT * {}", "results+json"), ("CONSTRUCT {} {}", "n-triples")):
        ask_service(running.url, query)
        assert accepted in running.asked[-1].headers["accept"].partition(",")[0]


def test_the_words_of_virtuoso_are_understood() -> None:
    yes = {"__ASK_RETVAL": {"type": "typed-literal", "datatype": "urn:integer", "value": "1"}}
    told = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": [yes]}}
    most = {"X-SPARQL-MaxRows": "1"}
    time = {"X-SQL-State": "S1TAT"}
    for query, headers, expected in (
        ("ASK {}", {}, True),
        ("SELECT *", {}, "literal"),
        ("SELECT *", most, "gives no more than its first 1 rows"),
        ("SELECT *", time, "gives half an answer"),
    ):
        with service(lambda _, h=headers: Said(json.dumps(told).encode(), headers=h)) as found:  # type: ignore[misc]
            try:
                got = ask_service(found.url, query)
            except InputError as error:
                assert str(expected) in str(error)
            else:
                assert (
                    got.truth if got.truth is not None else got.rows[0]["__ASK_RETVAL"]["type"]
                ) == expected


def test_a_graph_may_come_as_turtle() -> None:
    with service(lambda _: Said(b"@prefix a: <urn:> . a:b a a:c .", "text/turtle")) as found:
        answered = ask_service(found.url, "CONSTRUCT WHERE { ?s ?p ?o }").triples
    kind = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    assert answered == b"<urn:b> " + kind + b" <urn:c> .\n"


def test_half_an_answer_is_none() -> None:
    lines = b"<urn:a> <urn:b> <urn:c> .\n" * 2
    half = Said(lines, "application/n-triples", sent=26)
    with service(lambda _: half) as found, pytest.raises(InputError, match="asked: IncompleteRead"):
        ask_service(found.url, "CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_service_that_has_moved_is_followed(
    status: int, running: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    moved = {"Location": running.url.replace("127.0.0.1", "localhost")}
    with service(lambda _: Said(b"", status=status, headers=moved)) as found:
        assert ask_service(found.url, "ASK { ?claim a cv:Claim }").truth is False
    assert found.asked[-1].headers["authorization"] == "Bearer secret"
    assert running.asked[-1].query == found.asked[-1].query
    assert "authorization" not in running.asked[-1].headers


def test_who_asks_stands_in_a_file_or_a_token(
    running: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_STORE_TOKEN", "secret")
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password pw\n")
    (tmp_path / ".netrc").chmod(0o600)
    ask_service(running.url, "ASK {}")
    assert running.asked[-1].headers["authorization"] == "Basic bWU6cHc="
    (tmp_path / ".netrc").write_text("machine example.org login me password pw\n")
    ask_service(running.url, "ASK {}")
    assert running.asked[-1].headers["authorization"] == "Bearer secret"
    (tmp_path / ".netrc").write_text("what is this\n")
    with pytest.raises(InputError, match="netrc cannot be read"):
        ask_service(running.url, "ASK {}")


def test_an_address_may_name_graphs_and_keeps_its_secrets(running: Service) -> None:
    ask_service(f"{running.url}?default-graph-uri=urn:a&token=x", "ASK {}")
    assert running.asked[-1].path == "/sparql?token=x"
    assert running.asked[-1].fields["default-graph-uri"] == ["urn:a"]
    with service(lambda _: Said(b"who are you?", status=401)) as found:
        with pytest.raises(InputError, match=r"sparql: bad-service: .* 401 who are you\?\n.*netrc") as error:
            ask_service(f"{found.url}?token=x", "ASK {}")
        assert "token=x" not in str(error.value)
        with pytest.raises(InputError, match="a password does not belong in an address") as error:
            ask_service(found.url.replace("//", "//me:pw@"), "ASK {}")
        assert "pw" not in str(error.value)


def test_an_answer_has_limits(running: Service) -> None:
    with pytest.raises(InputError, match="gives more than 65,536 bytes"):
        request_answer(
            running.url, f"SELECT * {{ VALUES ?a {{ '{'a' * 70000}' }} }}", "*/*", QueryLimits(60, 1)
        )
    assert kg.load(store=running.url).knowledge == GRAPH.knowledge

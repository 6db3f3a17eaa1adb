"""``%%sparql`` in a shell of IPython, in this process; and parameters of queries wherever these are asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from rdflib import URIRef

import kg
from kg.cli import run
from kg.errors import InputError
from kg.queries import queries
from kg.queries.parameters import Parameter, read_parameters, set_parameters

# Whatever the locale of the machine.
kg.language("en")
GRAPH = kg.load(SEEDS)
WHO = "SELECT ?source { ?claim prov:wasAttributedTo ?source }"


# -- parameters --


def set_text(text: str, value: str) -> str:
    return set_parameters(text, {"x": value}, lambda *_: [value])


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT * {@ ?x ?p ?o }", ""),
        ("SELECT * WHERE { @ ?x ?p ?o }", "VALUES ?x { 7 8 }"),
        ("SELECT * { @ ?x ?p 2 }", "VALUES ( $x ) { (7) }"),
        ("SELECT * {@ ?x ?p '{' } # {", ""),
        ("CONSTRUCT { ?x ?p 1 } WHERE {@ ?x ?p 2 }", ""),
        ("SELECT (EXISTS { ?x ?p 1 } AS ?y) {@ ?x ?p 2 }", ""),
        ("ASK {@ ?x ?p 1 } VALUES ?p { <urn:p> }", ""),
        ("SELECT * {@ ?x <urn:{> 1 { ?x ?p 2 } }", ""),
    ],
)
def test_a_value_stands_where_the_variable_is_bound(query: str, told: str) -> None:
    """At the sign @, where values may stand already."""
    values = "VALUES (?x) { (1) }"
    expected = query.replace("@", values if told else f" {values}")
    assert set_text(query.replace("@", told), "1") == expected


@pytest.mark.parametrize(
    ("query", "value", "message"),
    [
        ("SELECT * { ?y ?p ?o }", "1", "no parameter 'x'"),
        ("SELECT * { ?y ?p '?x' }", "1", "no parameter 'x'"),
        ("DESCRIBE ?x", "1", "no pattern"),
        ("SELECT * { ?x ?p ?o }", "1) } } SELECT", "cannot stand in a query"),
    ],
)
def test_what_cannot_be_set_is_refused(query: str, value: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        set_text(query, value)


def test_named_queries_declare_what_may_be_set() -> None:
    declared = {name: [p.name for p in query.parameters] for name, query in queries().items()}
    assert {name: found for name, found in declared.items() if found} == {
        "bridges-of-a-contradiction": ["claim", "against"],
        "chain-of-a-claim": ["claim"],
        "said-of-a-place": ["place"],
        "what-a-standpoint-changes": ["standpoint"],
        "words-of-one-source": ["source"],
    }
    for query in queries().values():
        for parameter in query.parameters:
            assert all(f"?{variable}" in query.text for variable in parameter.variables)
    assert read_parameters("# Parameters: a (?b ?c), d") == (
        Parameter("a", ("b", "c")),
        Parameter("d", ("d",)),
    )


def test_named_queries_take_values() -> None:
    chain = GRAPH.query("chain-of-a-claim", claim="d1")
    assert [(str(row["claim"]), int(str(row["step"]))) for row in chain.to_dicts()] == [
        ("karabakh-2020-10-04/d1", 1)
    ]
    assert chain.to_dicts() == GRAPH.query("chain-of-a-claim", claim=GRAPH.claims["d1"]).to_dicts()
    assert len(GRAPH.query("chain-of-a-claim")) == 2
    rest = GRAPH.query("bridges-of-a-contradiction", claim="m1", against="d1")
    assert {row["relation"] for row in rest.to_dicts()} == {"broader", "partOf", "within"}
    words = GRAPH.query("words-of-one-source", source="armenia").to_dicts()
    assert [row["quote"] for row in words] == ["آتشباری به سوی آذربایجان"]
    changed = GRAPH.query("what-a-standpoint-changes", standpoint="yerevan")
    assert {row["standpoint"] for row in changed.to_dicts()} == {"yerevan"}
    assert len(GRAPH.query("said-of-a-place", place=GRAPH.entries["tartar"])) > 0


@pytest.mark.parametrize(
    "value", ["d1", "karabakh-2020-10-04/d1", GRAPH.claims["d1"], "https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/d1"]
)  # fmt: skip
def test_a_variable_takes_a_claim(value: Any) -> None:
    assert GRAPH.query(WHO, claim=value).to_dicts() == [
        {"source": "https://w3id.org/claim-kg/register/armenia"}
    ]


def test_other_values_are_what_they_look_like() -> None:
    asked = "SELECT ?x ?kind { BIND (DATATYPE(?x) AS ?kind) }"
    for value, kind in ((3, "integer"), (True, "boolean"), ("a\"b'{", "string"), (2.5, "double")):
        (row,) = GRAPH.query(asked, x=value).to_dicts()
        assert row["x"] == value and str(row["kind"]).endswith(kind)
    assert GRAPH.query("SELECT ?x { }", x="cv:denies").to_dicts()[0]["x"].endswith("#denies")  # type: ignore[union-attr]
    assert GRAPH.query("SELECT ?x { }", x=URIRef("urn:a")).to_dicts() == [{"x": "urn:a"}]
    standpoint = GRAPH.standpoints["baku"]
    assert GRAPH.query("ASK { GRAPH ?x { ?s ?p ?o } }", x=standpoint).truth is True
    assert GRAPH.query("ASK { GRAPH ?x { ?s ?p ?o } }", x=GRAPH.articles[0]).truth is True


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"claim": "zz9"}, "there is no claim 'zz9'"),
        ({"claim": "x/y"}, "there is no claim 'x/y'"),
        ({"source": "armenai"}, "there is no source 'armenai'"),
        ({"clam": "d1"}, "no parameter 'clam'"),
    ],
)
def test_a_value_that_nothing_has_is_told(values: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        GRAPH.query(WHO, None, **values)


# -- answers --


def test_an_answer_is_a_table_yes_or_no_or_a_graph() -> None:
    rows = GRAPH.query("SELECT ?source ?n { BIND (1 AS ?n) ?claim prov:wasAttributedTo ?source } LIMIT 2")
    assert "2 rows" in str(rows) and "reg:" in rows.to_html("en") and "<table>" in rows.to_html("en")
    asked = GRAPH.query("ASK { ?claim a cv:Claim }")
    assert asked.truth is True and asked.to_dicts() == [{"answer": True}]
    assert "<p>yes</p>" in asked.to_html("en") and "بله" in asked.to_html("fa")
    made = GRAPH.query("CONSTRUCT WHERE { ?claim cv:stance cv:denies }")
    assert made.to_dicts()[0]["predicate"] == "https://w3id.org/claim-kg/ontology#stance"
    assert "cv:stance cv:denies" in str(made) and "cv:denies" in made.to_html("en")
    nothing = GRAPH.query("SELECT ?nobody { ?nobody a cv:Nobody }")
    assert nothing.to_dicts() == [] and "nobody" in nothing.to_html("en")


def test_an_answer_is_a_frame_where_there_is_pandas() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = GRAPH.query("counts").to_frame()
    assert {"claim", "low", "high"} <= set(frame.columns) and len(frame) == 5
    assert list(GRAPH.query("SELECT ?a ?b { FILTER (false) }").to_frame().columns) == ["a", "b"]
    assert list(GRAPH.query("ASK { }").to_frame()["answer"]) == [True]


# -- the command line --


def test_the_command_takes_values_and_shows_queries(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    asked = ["query", "chain-of-a-claim", str(SEEDS), "--set", "claim=d1", "--format", "csv"]
    assert run(asked) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[1].startswith("karabakh-2020-10-04/d1,1,armenia")
    GRAPH.save(tmp_path / "graph.db")
    store = ["query", "chain-of-a-claim", "--store", str(tmp_path / "graph.db")]
    assert run([*store, "--set", "claim=d1", "--format", "csv"]) == 0
    assert capsys.readouterr().out == told
    assert run(["query", "chain-of-a-claim", "--show"]) == 0
    assert capsys.readouterr().out == queries()["chain-of-a-claim"].text
    assert run([*store, "--set", "claim=d1", "--show"]) == 0
    assert '("karabakh-2020-10-04" "d1")' in capsys.readouterr().out
    assert run(["query", "--list"]) == 0
    assert "bridges-of-a-contradiction --set claim=… --set against=…\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (["--set", "claim"], "gives nothing a value"),
        (["--set", "claim=d1", "--set", "claim=m1"], "is set twice"),
        (["--set", "place=ganja"], "no parameter 'place'"),
        (["--store", "http://localhost:1/query", "--set", "claim=d1"], "not known in which article"),
    ],
)
def test_what_is_set_wrongly_is_told(
    given: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [] if "--store" in given else [str(SEEDS)]
    assert run(["query", "chain-of-a-claim", *paths, *given]) == 2
    assert message in capsys.readouterr().err


# -- the magics --


@pytest.fixture(scope="module")
def shells() -> Any:
    pytest.importorskip("IPython", reason="IPython is not installed")
    from IPython.core.interactiveshell import InteractiveShell

    return InteractiveShell


@pytest.fixture
def shell(shells: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    from traitlets.config import Config

    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    made = shells(config=Config({"HistoryManager": {"enabled": False}}))
    made.run_line_magic("load_ext", "kg")
    made.user_ns["graph"] = GRAPH
    return made


def ask(shell: Any, line: str, cell: str) -> Any:
    return shell.run_cell_magic("sparql", line, cell)


def test_a_cell_is_a_query(shell: Any) -> None:
    found = ask(shell, "--set claim=d1", WHO)
    assert isinstance(found, kg.QueryAnswer) and "reg:armenia" in found.to_html("en")
    assert ask(shell, "-o rows -f dicts --set claim=d1", WHO) is None
    assert shell.user_ns["rows"] == found.to_dicts()
    shell.user_ns["mine"] = GRAPH.claims["d1"]
    assert ask(shell, "-f text --set claim=$mine", WHO) == str(found)
    assert ask(shell, "-f csv", "SELECT (1 AS ?one) { }") == "one\r\n1\r\n"
    assert "VALUES" in ask(shell, "--show --set claim=d1", WHO)


def test_a_query_is_asked_by_its_name_and_anywhere(shell: Any, tmp_path: Path) -> None:
    named = shell.run_line_magic("sparql", "chain-of-a-claim --set claim=d1 -f dicts")
    assert [row["speaker"] for row in named] == ["armenia"]
    GRAPH.save(tmp_path / "graph.db")
    stored = shell.run_line_magic(
        "sparql", f"chain-of-a-claim --set claim=d1 -f dicts -s {tmp_path}/graph.db"
    )
    assert stored == named
    shell.user_ns["other"] = kg.load(SEEDS / "register")
    assert shell.run_line_magic("sparql", "who-denies-what -g other -f dicts") == []
    del shell.user_ns["graph"], shell.user_ns["other"]
    assert shell.run_line_magic("sparql", "who-denies-what -f dicts") != []


@pytest.mark.parametrize(
    ("line", "cell", "message"),
    [
        ("", "SELECT", "bad-query"),
        ("--set claim=zz9", WHO, "there is no claim 'zz9'"),
        ("--set claim", WHO, "write --set claim=d1"),
        ("--set claim=$nobody", WHO, "there is no variable 'nobody'"),
        ("-g nobody", WHO, "'nobody' is not a graph; those there are: graph"),
        ("", "", "write a query below"),
        ("who-denies-what", WHO, "write a query below"),
        ("who-denies", "", "did you mean 'who-denies-what'"),
    ],
)
def test_what_is_wrong_is_told_in_a_line(shell: Any, line: str, cell: str, message: str) -> None:
    from IPython.core.error import UsageError

    with pytest.raises(UsageError, match=message):
        ask(shell, line, cell) if cell else shell.run_line_magic("sparql", line)


def test_several_graphs_are_told_apart(shell: Any) -> None:
    from IPython.core.error import UsageError

    shell.user_ns.update(one=shell.user_ns.pop("graph"), two=kg.load(SEEDS / "register"))
    with pytest.raises(UsageError, match="name a graph with --graph: one, two"):
        ask(shell, "", WHO)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%%sparql\nSELECT * { ?claim a cv:Clai", "cv:Claim"),
        ("%%sparql\nSELECT * { ?claim pro", "prov:"),
        ("%%sparql\nSELECT * { ?claim ?p reg:arme", "reg:armenia"),
        ("%%sparql\nSELECT ?source { ?claim ?p ?so", "?source"),
        ("%%sparql\nSEL", "SELECT"),
        ("%sparql who-den", "who-denies-what"),
        ("%sparql chain-of-a-claim --s", "--set"),
        ("%sparql chain-of-a-claim --set cl", "claim="),
        ("%sparql counts -f fr", "frame"),
        ("%%sparql -g gr", "graph"),
    ],
)
def test_completion_knows_what_can_be_written(shell: Any, text: str, expected: str) -> None:
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        found = {one.text for one in shell.Completer.completions(text, len(text))}
    assert expected in found


def test_elsewhere_completion_is_what_it_was(shell: Any) -> None:
    from IPython.core.completer import provisionalcompleter

    with provisionalcompleter():
        assert "graph" in {one.text for one in shell.Completer.completions("gra", 3)}
        assert not {one.text for one in shell.Completer.completions("cv:Clai", 7)} & {"cv:Claim"}
    shell.run_line_magic("reload_ext", "kg")
    known = [getattr(m, "matcher_identifier", "") for m in shell.Completer.custom_matchers]
    assert known.count("kg.sparql") == 1


def test_a_mistake_is_shown_without_the_inside_of_the_program() -> None:
    with pytest.raises(InputError) as error:
        GRAPH.claims["zz9"]
    (line,) = error.value._render_traceback_()
    assert line.startswith("InputError: unknown-claim: there is no claim 'zz9'")

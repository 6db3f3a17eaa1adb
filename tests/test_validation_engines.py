"""The two engines of SHACL report the same, and neither fails on bad data."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.term import Node
from support.drawing import drawn
from support.shapes import EXAMPLES, RULES, small_knowledge

from kg.model import Proposition
from kg.rdf.vocabulary import CV
from kg.rdf.write import build_article, build_register
from kg.report.findings import render
from kg.validation import (
    EngineError,
    check_graph,
    check_knowledge,
    check_quads,
    checking,
    engines,
    tell_graphs,
)
from kg.validation import fast as fast_engine
from kg.validation.data import write_part
from kg.validation.shapes import read_shapes
from kg.validation.terms import read_term

# Engine failures and bad data -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("this is no Turtle", "not readable as Turtle"),
        ("", "no shape with a target is named after the file"),
        ("<urn:x/bad> sh:targetClass cv:Claim ; sh:path [] ; sh:minCount 1 .", "path"),
        (
            "<urn:x/bad> a sh:NodeShape ; sh:targetClass cv:Claim ; sh:sparql <urn:q> .",
            "sh:select",
        ),
        (
            "<urn:x/bad> a sh:NodeShape ; sh:targetClass cv:Claim ; sh:sparql <urn:q> ."
            '<urn:q> sh:select "SELECT $this WHERE { $this <urn:p> }" .',
            "Expected",
        ),
    ],
)
def test_a_defect_of_the_shapes_is_no_finding(tmp_path: Path, text: str, message: str) -> None:
    prefixes = f"@prefix sh: <{SH}> . @prefix cv: <{CV}> .\n"
    (tmp_path / "bad.ttl").write_text(prefixes + text, encoding="utf-8")
    with pytest.raises(EngineError, match=message) as caught:
        check_knowledge(small_knowledge(), shapes=tmp_path)
    assert "bad" in str(caught.value)


def test_a_folder_without_shapes_does_not_pass_everything(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="there are no shapes here"):
        check_knowledge(small_knowledge(), shapes=tmp_path)


def test_own_shapes_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "shouting.ttl").write_text(
        f"""@prefix sh: <{SH}> . @prefix cv: <{CV}> .
        <urn:x#shouting> a sh:PropertyShape ; sh:targetClass cv:Claim ; sh:path cv:gloss ;
            sh:pattern "!$" ; sh:severity sh:Warning ; sh:message "Not loud enough." .""",
        encoding="utf-8",
    )
    (finding,) = check_knowledge(small_knowledge(), shapes=tmp_path)
    assert (finding.rule, finding.severity, finding.claim) == ("shouting", "warning", "demo1/c1")
    assert finding.message == {"en": "Not loud enough."}
    assert (finding.path, finding.value) == ("cv:gloss", "شهر آرام است")


def test_blank_nodes_are_named_alike_on_every_reading() -> None:
    """A parser gives blank nodes new labels each time; what is found must not change with them."""
    text = (EXAMPLES / "node-iri" / "invalid.ttl").read_text(encoding="utf-8")
    text += "_:a a cv:Proposition . _:b a cv:Proposition ; cv:kind _:a . [] a cv:Proposition .\n"
    first, second = (check_graph(Graph().parse(data=text)) for _ in range(2))
    assert first == second
    blank = {finding.focus for finding in first if finding.rule == "node-iri"}
    assert len(blank) == 4
    assert render(first, "turtle") == render(second, "turtle")


NASTY: list[Node] = [
    URIRef("urn:x"),
    URIRef("http://example.org/a b"),
    URIRef(""),
    BNode("one"),
    BNode("two"),
    Literal("x"),
    Literal("", lang="fa"),
    Literal('line\n"quoted"\\', lang="en-GB"),
    Literal("2020-13-45", datatype=XSD.date),
    Literal("2020-10-04Z", datatype=XSD.date),
    Literal("2020-10-04T00:00:00Z", datatype=XSD.dateTime),
    Literal("2020-10-04T00:00:00", datatype=XSD.dateTime),
    Literal("x", datatype=XSD.integer),
    Literal("-5", datatype=XSD.nonNegativeInteger),
    Literal("NaN", datatype=XSD.double),
    Literal("NaN", datatype=XSD.decimal),
    Literal("1e400", datatype=XSD.double),
    Literal("0.5", datatype=XSD.decimal),
    Literal(10**30),
    Literal("1", datatype=XSD.boolean),
    Literal("zz", datatype=XSD.hexBinary),
    Literal("P1D", datatype=XSD.duration),
    Literal("x", datatype=URIRef("urn:type")),
]


def _sound() -> list[tuple[Node, Node, Node]]:
    names = ["count-order", "said-before-published", "background-declared", "interval-order", "slot-declared"]
    names += ["relation-positions", "implied-proposition", "repeats-one-voice"]
    graph = Graph()
    for name in names:
        graph.parse(EXAMPLES / name / "valid.ttl")
    return sorted(graph)


SOUND = _sound()
_at = st.integers(0, len(SOUND) - 1)
_how = st.sampled_from(["add", "replace", "subject"])


@st.composite
def _spoilt(draw: st.DrawFn) -> Graph:
    """Draw a graph that was sound before terms of every kind got everywhere in it."""
    changes = draw(st.lists(st.tuples(_at, st.sampled_from(NASTY), _how), max_size=8))
    swaps = draw(st.lists(st.tuples(_at, _at), max_size=4))
    removals = draw(st.sets(_at, max_size=4))
    graph = Graph()
    for i, triple in enumerate(SOUND):
        if i not in removals:
            graph.add(triple)
    for i, node, what in changes:
        s, p, o = SOUND[i]
        if what == "replace":
            graph.remove((s, p, o))
        if what == "subject" and not isinstance(node, Literal):
            graph.add((node, p, o))
        else:
            graph.add((s, p, node))
    for i, j in swaps:
        graph.add((SOUND[i][0], SOUND[i][1], SOUND[j][2]))
    return graph


@settings(max_examples=drawn(25))
@given(_spoilt())
def test_bad_data_never_raises(graph: Graph) -> None:
    found = check_graph(graph)
    for format in ("text", "json", "turtle", "github"):
        assert render(found, format) or not found


# Two engines ------------------------------------------------------------------------------------------


def _reported(rows: list[engines.Row]) -> set[tuple[Any, ...]]:
    """Return results without the way in which a path is written."""
    return {(read_term(focus), value and read_term(value), *others) for focus, value, *others, _ in rows}


def _both(rules: dict[str, str], data: Graph) -> tuple[set[tuple[Any, ...]], set[tuple[Any, ...]]]:
    text = write_part(
        [triple for _, triples in tell_graphs((*t, None) for t in data) for triple in triples]
    ).text
    fast = engines.apply_rules(rules, text)
    assert engines.fast_version() and not fast.refused and not fast.failed
    slow = [row for rule in rules.values() for row in engines.run_pyshacl(rule, text)]
    return _reported(fast.rows), _reported(slow)


@pytest.mark.parametrize("rule", RULES)
def test_both_engines_report_the_same_of_a_rule(rule: str) -> None:
    for file in sorted((EXAMPLES / rule).iterdir()):
        fast, slow = _both({rule: read_shapes().written[rule]}, Graph().parse(file))
        assert fast == slow, file
        assert fast or file.stem.startswith("valid")


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES)
def test_both_engines_report_the_same_of_an_example(rule: str) -> None:
    for file in sorted((EXAMPLES / rule).iterdir()):
        fast, slow = _both(dict(read_shapes().written), Graph().parse(file))
        assert fast == slow, file


@settings(max_examples=drawn(8))
@given(_spoilt())
def test_both_engines_report_the_same_of_bad_data(graph: Graph) -> None:
    # Of arithmetic with numbers that are too large for it one of them makes an error, the other a number.
    graph.remove((None, None, Literal(10**30)))
    fast, slow = _both(dict(read_shapes().written), graph)
    assert fast == slow


def test_findings_are_the_same_without_the_fast_engine(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    knowledge = small_knowledge(bundles=2, proposition=Proposition("calm"), gloss={})
    fast = check_knowledge(knowledge)
    assert caplog.messages == []
    monkeypatch.setattr(engines, "fast_version", lambda: None)
    monkeypatch.setattr(checking, "fast_version", lambda: None)
    checking.say_once.cache_clear()
    assert check_knowledge(knowledge) == check_knowledge(knowledge) == fast
    assert [(f.rule, f.path) for f in fast[:2]] == [
        ("gloss-language", None),
        ("proposition-content", fast[1].path),
    ]
    (said,) = caplog.messages
    assert "pySHACL" in said and "extra 'fast'" in said


def test_what_the_fast_engine_refuses_is_checked_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    head = f"@prefix sh: <{SH}> . @prefix cv: <{CV}> . @prefix dcterms: <http://purl.org/dc/terms/> .\n"
    for name, pattern in (("ahead", "^(?!c1)"), ("plain", "^d")):
        (tmp_path / f"{name}.ttl").write_text(
            f"{head}<urn:x#{name}> a sh:PropertyShape ; sh:targetClass cv:Claim ;"
            f' sh:path dcterms:identifier ; sh:pattern "{pattern}" .'
        )
    checking.say_once.cache_clear()
    assert {f.rule for f in check_knowledge(small_knowledge(), shapes=tmp_path)} == {"ahead", "plain"}
    (said,) = caplog.messages
    assert said.endswith(": ahead") and "invalid sh:pattern" in said


def test_a_panic_of_the_fast_engine_is_no_result(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    knowledge = small_knowledge(proposition=Proposition("calm"))
    expected = check_knowledge(knowledge)
    checking.say_once.cache_clear()
    monkeypatch.setattr(fast_engine, "_run", panic)
    assert check_knowledge(knowledge) == expected != []
    assert any("index out of bounds" in said for said in caplog.messages)


def test_bundles_checked_together_are_judged_alone() -> None:
    """What one says of a node that another only mentions must not mend it, nor break it."""
    knowledge = small_knowledge(bundles=3)
    whole, broken, last = (list(build_article(bundle)) for bundle in knowledge.bundles)
    (proposition,) = {s for s, p, o in broken if p == RDF.type and o == CV.Proposition}
    broken = [triple for triple in broken if triple[0] != proposition]
    background = list(build_register(knowledge.register))

    def check(*bundles: list[Any]) -> list[tuple[str, str | None]]:
        quads = [(*triple, URIRef("urn:background")) for triple in background]
        quads += [(*t, URIRef(f"urn:{i}")) for i, bundle in enumerate(bundles) for t in bundle]
        return [(f.rule, f.claim) for f in check_quads(quads)]

    assert check(whole, last) == []
    assert check(broken) == [("claim-parts", "demo2/c1")]
    assert check(whole, broken, last) == check(broken, whole) == check(broken)


@pytest.mark.parametrize(
    ("query", "backwards"),
    [
        ("SELECT $this { $this cv:inArticle ?a . ?a cv:sha256 ?value }", set()),
        ("SELECT $this { $this cv:event ?e . FILTER NOT EXISTS { ?e cv:partOf* ?value } }", set()),
        ("SELECT $this { $this cv:event ?e . ?e (^cv:partOf)* ?value }", {URIRef("*")}),
        (
            "SELECT $this { ?value cv:inArticle $this ; a cv:Claim . MINUS { ?value cv:gloss ?g } }",
            {CV.inArticle},
        ),
        ("SELECT $this { $this a cv:Claim . FILTER EXISTS { ?other a cv:Claim } }", {URIRef("*")}),
    ],
)
def test_what_a_query_follows_backwards_is_known(tmp_path: Path, query: str, backwards: set[URIRef]) -> None:
    """Bundles that have a node in common are checked apart where a rule can see the difference."""
    (tmp_path / "asked.ttl").write_text(
        f"@prefix sh: <{SH}> . <urn:x#asked> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:sparql <urn:q> ."
        f'<urn:q> sh:select "PREFIX cv: <{CV}> {query}" .'
    )
    assert read_shapes(tmp_path).inverse == {str(predicate) for predicate in backwards}


# The W3C test suite -----------------------------------------------------------------------------------

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
SUITES = Path(os.environ.get("KG_SUITES") or ROOT / ".." / "shared" / "suites").resolve()
CORE = SUITES / "data-shapes" / "data-shapes-test-suite" / "tests" / "core"

#: Known failures; an entry that passes after all fails the run.
KNOWN_FAILURES = {
    "property/uniqueLang-002": 'rdflib reads sh:uniqueLang "1"^^xsd:boolean as true, before pySHACL sees it',
}


def _entries(manifest: Path) -> Iterator[tuple[str, Path]]:
    graph = Graph().parse(manifest, publicID=manifest.as_uri())
    for include in sorted(map(str, graph.objects(None, MF.include))):
        yield from _entries(Path(include.removeprefix("file://")))
    for listed in graph.objects(None, MF.entries):
        for entry in graph.items(listed):
            yield f"{manifest.parent.name}/{str(entry).rpartition('/')[2]}", manifest


def _suite() -> list[Any]:
    if not CORE.is_dir():
        reason = f"the W3C suite is not in {SUITES}; set KG_SUITES to where it is"
        return [pytest.param("", Path(), marks=pytest.mark.skip(reason=reason), id="absent")]
    return [
        pytest.param(
            name,
            manifest,
            id=name,
            marks=[pytest.mark.xfail(reason=KNOWN_FAILURES[name])] if name in KNOWN_FAILURES else [],
        )
        for name, manifest in _entries(CORE / "manifest.ttl")
    ]


def _path(graph: Graph, node: Node) -> Any:
    """Return a property path by its structure: reports may or may not share its blank nodes."""
    if not isinstance(node, BNode):
        return node
    return tuple(sorted((p, _path(graph, o)) for p, o in graph.predicate_objects(node)))


def _results(graph: Graph, report: Node | None, messages: bool) -> tuple[Any, Counter[Any]]:
    predicates = [SH.focusNode, SH.value, SH.sourceShape, SH.sourceConstraintComponent, SH.resultSeverity]

    def described(result: Node) -> Iterator[Any]:
        for predicate in (*predicates, *([SH.resultMessage] if messages else [])):
            values = graph.objects(result, predicate)
            yield tuple(sorted("_:" if isinstance(value, BNode) else value.n3() for value in values))
        yield tuple(_path(graph, path) for path in graph.objects(result, SH.resultPath))

    results = Counter(tuple(described(result)) for result in graph.objects(report, SH.result))
    return graph.value(report, SH.conforms), results


@pytest.mark.parametrize(("name", "manifest"), _suite())
def test_w3c_core(name: str, manifest: Path) -> None:
    """The engine, called as this program calls it, passes the suite of the SHACL recommendation."""

    def load(iri: Node | None) -> Graph:
        return Graph().parse(str(iri).removeprefix("file://"), publicID=str(iri))

    graph = load(URIRef(manifest.as_uri()))
    entry = URIRef(f"{manifest.parent.as_uri()}/{name.rpartition('/')[2]}")
    action, expected = graph.value(entry, MF.action), graph.value(entry, MF.result)
    messages = any((result, SH.resultMessage, None) in graph for result in graph.objects(expected, SH.result))
    report = engines.build_report(
        load(graph.value(action, SHT.dataGraph)), load(graph.value(action, SHT.shapesGraph))
    )
    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert _results(report, node, messages) == _results(graph, expected, messages)


def test_known_failures_are_in_the_suite() -> None:
    if CORE.is_dir():
        assert set(KNOWN_FAILURES) <= {name for name, _ in _entries(CORE / "manifest.ttl")}
    assert all(KNOWN_FAILURES.values())


def test_rdflib_still_reads_one_as_true() -> None:
    """The reason given in KNOWN_FAILURES."""
    assert (
        rdflib.Literal("1", datatype=XSD.boolean).n3() == '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'
    )

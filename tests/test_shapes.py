"""Every rule has a valid and an invalid example, and reports exactly what it should.

The examples are ``tests/shapes/<rule>/{valid*,invalid*}.ttl``. What the checker finds in one is listed at its
top, one ``# finds: <severity> <rule> <focus node> in claim <claim>`` a line, complete: nothing else may fire.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT
from pyshacl import ShapesGraph
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, RDFS, SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node
from support.shapes import EXAMPLES, LEVEL, RULES, SEVERITY

from kg.model import BASE
from kg.validation import check_graph
from kg.validation.shapes import read_shapes

# The shapes themselves --------------------------------------------------------------------------------


def _languages(graph: Graph, node: Node, predicate: Node) -> list[str]:
    return sorted(getattr(text, "language", None) or "" for text in graph.objects(node, predicate))


def _shapes(graph: Graph) -> set[Node]:
    return {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}


def _reporting(graph: Graph) -> set[Node]:
    """Return the shapes that results can name: those with a target, and the property shapes below them."""
    found: set[Node] = set()
    targets = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
    todo = [shape for target in targets for shape in graph.subjects(target)]
    while todo:
        shape = todo.pop()
        found.add(shape)
        todo.extend(graph.objects(shape, SH.property))
    return found


def test_there_are_rules_of_every_level() -> None:
    assert set(LEVEL.values()) == set(SEVERITY)
    assert len(RULES) == len(list((ROOT / "shapes").rglob("*.ttl"))), "two rules have one name"


@pytest.mark.parametrize("rule", RULES)
def test_rule_explains_itself(rule: str) -> None:
    graph = Graph().parse(RULES[rule])
    root = URIRef(f"{BASE}shape/{rule}")
    for predicate in (SH.name, SH.description, SH.message, RDFS.comment):
        assert _languages(graph, root, predicate) == ["en", "fa"], f"{rule}: {predicate}"
    shapes, reporting = _shapes(graph), _reporting(graph)
    assert root in reporting <= shapes
    for shape in shapes:
        assert shape == root or str(shape).startswith(f"{root}/"), f"{shape} has no IRI below its rule"
        assert _languages(graph, shape, SH.name) == ["en", "fa"], shape
    for shape in reporting:
        assert list(graph.objects(shape, SH.severity)) == [SH[SEVERITY[LEVEL[rule]].capitalize()]], shape
        assert _languages(graph, shape, SH.message) == ["en", "fa"], shape
    for node in set(graph.subjects()) - shapes:
        kept = set(graph.predicates(node))
        lists_and_paths = {RDF.first, RDF.rest, SH.inversePath, SH.alternativePath}
        lists_and_paths |= {SH.oneOrMorePath, SH.zeroOrMorePath, SH.zeroOrOnePath}
        assert kept <= (lists_and_paths if isinstance(node, BNode) else {RDF.type, SH.select}), node


@pytest.mark.parametrize("rule", RULES)
def test_other_engines_can_read_it(rule: str) -> None:
    """Some know neither SPARQL constraints, nor inverses of anything but a predicate, nor look-around."""
    graph = Graph().parse(RULES[rule])
    assert ((None, SH.sparql, None) in graph) == (RULES[rule].parent.name == "sparql")
    assert all(isinstance(inverted, URIRef) for inverted in graph.objects(None, SH.inversePath))
    assert not [pattern for pattern in graph.objects(None, SH.pattern) if "(?" in str(pattern)]


@pytest.mark.parametrize("rule", RULES)
def test_persian_is_written_with_persian_letters(rule: str) -> None:
    for text in Graph().parse(RULES[rule]).objects():
        if isinstance(text, Literal) and text.language == "fa":
            assert re.search("[\u0600-\u06ff]", text), text
            assert not re.search("[يكةۀى]", text), f"Arabic letters in {text}"
            assert not re.search(r"\b(?:می|نمی) ", text), f"no zero-width non-joiner in {text}"


# Examples ---------------------------------------------------------------------------------------------


FINDS = re.compile(r"^# finds: (\w+) (\S+) <([^>]*)>(?: in claim (\S+))?$", re.MULTILINE)


def _expected(file: Path) -> Counter[tuple[str, str, str, str]]:
    text = file.read_text(encoding="utf-8")
    found = FINDS.findall(text)
    assert len(found) == text.count("# finds:"), f"{file}: a line that lists a finding is malformed"
    return Counter((severity, rule, BASE + focus, claim) for severity, rule, focus, claim in found)


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    assert sorted(folder.name for folder in EXAMPLES.iterdir()) == sorted(RULES)
    for rule in RULES:
        names = [file.name for file in (EXAMPLES / rule).iterdir()]
        assert "valid.ttl" in names, rule
        assert any(name.startswith("invalid") for name in names), rule
        assert all(re.fullmatch(r"(in)?valid(-[a-z]+)*\.ttl", name) for name in names), rule


@pytest.mark.parametrize(
    "file", sorted(EXAMPLES.glob("*/*.ttl")), ids=lambda file: f"{file.parent.name}/{file.stem}"
)
def test_example(file: Path) -> None:
    """Severity, rule, focus node and claim of all findings are exactly those listed."""
    graph = Graph().parse(file)
    rule = file.parent.name
    found = check_graph(graph)
    # A rule may say two things of one node; each counts.
    told = {(f.severity, f.rule, f.focus, f.claim or "", f.path, f.value, f.message["en"]) for f in found}
    assert len(told) == len(found)
    assert {f[:4] for f in told} == set(_expected(file))
    if file.stem.startswith("valid"):
        assert not found
        engine = ShapesGraph(Graph().parse(RULES[rule]))
        data = DataGraph.from_rdflib(graph)
        checked = [node for shape in engine.shapes for node in shape.focus_nodes(data)]
        assert checked, "the rule does not apply to its valid example"
    else:
        assert rule in {f.rule for f in found}
    for finding in found:
        assert finding.severity == SEVERITY[LEVEL[finding.rule]]
        assert list(finding.message) == list(finding.advice) == ["en", "fa"]


def test_shapes_are_read_once() -> None:
    assert read_shapes() is read_shapes(ROOT / "shapes")
    assert len(read_shapes().rules) == len(RULES)

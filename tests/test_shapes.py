"""Every rule has a valid and an invalid example, and reports exactly what it should.

The examples are ``tests/shapes/<rule>/{valid*,invalid*}.ttl``. What the checker finds in one is listed at its
top, one ``# finds: <severity> <rule> <focus node> in claim <claim>`` a line, complete: nothing else may fire.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyshacl import ShapesGraph
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, RDFS, SH, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node
from support.drawing import drawn

from kg import load
from kg.errors import InputError
from kg.model import (
    BASE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Comparison,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Location,
    Position,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Repeat,
    Stance,
    Standpoint,
)
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.serialize import serialize
from kg.rdf.store import build_store
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, REG, claim_iri, relation_iri
from kg.rdf.write import build_article, build_register
from kg.report.findings import render, write_github, write_json, write_text, write_turtle
from kg.validation import (
    EngineError,
    Finding,
    TooCostly,
    cache,
    check_files,
    check_found,
    check_graph,
    check_knowledge,
    check_quads,
    checking,
    engines,
    exceeds,
    limited_engine,
    read_shapes,
    tell_graphs,
)
from kg.validation.data import write_part
from kg.validation.terms import read_term

ROOT = Path(__file__).parent.parent
EXAMPLES = Path(__file__).parent / "shapes"
RULES = {file.stem: file for file in sorted((ROOT / "shapes").rglob("*.ttl"), key=lambda file: file.stem)}
#: The folder of each rule, by its name.
LEVEL = {rule: file.relative_to(ROOT / "shapes").parts[0] for rule, file in RULES.items()}
SEVERITY = {"must": "violation", "should": "warning", "may": "info"}


# The shapes themselves --------------------------------------------------------------------------------


def _languages(graph: Graph, node: Node, predicate: Node) -> list[str]:
    return sorted(text.language for text in graph.objects(node, predicate))


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
    assert not [pattern for pattern in graph.objects(None, SH.pattern) if "(?" in pattern]


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


# Whose line is it? ------------------------------------------------------------------------------------

TEXT = "The minister said the city is calm. The minister said it is quiet."


def _quotation(exact: str) -> Quotation:
    start = TEXT.index(exact)
    return Quotation(
        exact, start, start + len(exact), TEXT[max(0, start - 5) : start], TEXT[start + len(exact) :][:5]
    )


def _knowledge(bundles: int = 1, claims: int = 1, **changes: Any) -> Knowledge:
    """Return a small register with a standpoint, and bundles whose claims share one proposition."""
    both = {"en": "x", "fa": "ی"}
    entries = [
        Entry("minister", "sources", both, "person"),
        Entry("paper", "sources", both, "outlet"),
        Entry("army", "sources", both, "group"),
        Entry("city", "places", both, "city"),
        Entry("calm", "kinds", both),
    ]
    register = Register(
        {entry.name: entry for entry in entries},
        standpoints={
            "inner": Standpoint("inner", both, ("paper",), (Bridge("army", "part_of", "minister", "inner"),))
        },
    )
    claim = Claim(
        "c1",
        "minister",
        Stance.ASSERTS,
        Proposition("calm", target="city"),
        (_quotation("the city is calm"),),
        {"fa": "شهر آرام است"},
        cue=_quotation("said"),
    )
    claim = replace(claim, **changes)
    told = tuple(replace(claim, id=f"c{number}") for number in range(1, claims + 1))
    published = Interval(date(2020, 10, 4), date(2020, 10, 5))
    names = [f"demo{number}" for number in range(1, bundles + 1)]
    articles = [Article(name, TEXT, "az", "paper", published, "the date line") for name in names]
    return Knowledge(
        register,
        tuple(Bundle(article, told) for article in articles),
        {
            **{f"demo{n}/c{c}": Location(f"demo{n}.yaml", 10 * c) for n in (1, 2) for c in (1, 2)},
            **{f"demo{n}/": Location(f"demo{n}.yaml", 2) for n in (1, 2)},
            "city": Location("places.yaml", 3),
            "army": Location("sources.yaml", 4),
            "inner": Location("standpoints.yaml", 5),
        },
    )


def _dataset(knowledge: Knowledge) -> Dataset:
    dataset = Dataset()
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in build_quads(knowledge))
    return dataset


def _told(findings: list[Finding]) -> list[tuple[str, str | None, str]]:
    return [(finding.rule, finding.claim, str(finding.location)) for finding in findings]


def test_sound_knowledge_has_no_findings() -> None:
    assert check_knowledge(_knowledge(bundles=2, claims=2)) == []


def test_a_finding_about_a_shared_proposition_names_every_claim() -> None:
    knowledge = _knowledge(bundles=2, claims=2, proposition=Proposition("calm"))
    assert _told(check_knowledge(knowledge)) == [
        ("proposition-content", "demo1/c1", "demo1.yaml:10"),
        ("proposition-content", "demo1/c2", "demo1.yaml:20"),
        ("proposition-content", "demo2/c1", "demo2.yaml:10"),
        ("proposition-content", "demo2/c2", "demo2.yaml:20"),
    ]


@pytest.mark.parametrize("form", ["knowledge", "dataset"])
def test_register_and_standpoint_are_located_and_told_once(form: str) -> None:
    knowledge = _knowledge(bundles=2)
    register = knowledge.register
    entries = dict(register.entries)
    entries["city"] = Entry("city", "places", {"en": "x"}, "city", (("within", "land"),))
    entries["army"] = replace(entries["army"], links=(("part_of", "minister"),))
    knowledge = replace(knowledge, register=replace(register, entries=entries))
    if form == "knowledge":
        found = check_knowledge(knowledge, for_partners=True)
    else:
        found = check_graph(_dataset(knowledge), locate=knowledge.locations.get)
    assert _told(found) == [
        ("background-declared", None, "places.yaml:3"),
        ("label-languages", None, "places.yaml:3"),
        ("contested-fact", None, "standpoints.yaml:5"),
    ]
    if form == "knowledge":  # whoever writes for themselves needs no second language
        assert [f.rule for f in check_knowledge(knowledge)] == ["background-declared", "contested-fact"]


def test_an_event_of_one_article_is_declared_like_everything_else() -> None:
    """In a dataset it stands in the graph of its bundle, and a standpoint may hold something of it."""
    both = {"en": "x", "fa": "ی"}
    knowledge = _knowledge(bundles=2)
    register = knowledge.register
    events = {
        "demo1/riot": Entry("demo1/riot", "events", both, frame=EventFrame("calm"), article="demo1"),
        "riot": Entry("riot", "events", both, frame=EventFrame(target="city")),
    }
    holds = (*register.standpoints["inner"].holds, Bridge("demo1/riot", "same_as", "riot", "inner"))
    register = replace(
        register,
        entries={**register.entries, **events},
        standpoints={"inner": replace(register.standpoints["inner"], holds=holds)},
    )
    first = knowledge.bundles[0]
    said = replace(first.claims[0], proposition=Proposition("calm", target="city", event="demo1/riot"))
    bundles = (replace(first, claims=(said,)), knowledge.bundles[1])
    knowledge = replace(knowledge, register=register, bundles=bundles)
    assert check_knowledge(knowledge, for_partners=True) == check_graph(_dataset(knowledge)) == []
    entries = {**register.entries, "demo1/riot": replace(events["demo1/riot"], label={})}
    knowledge = replace(knowledge, register=replace(register, entries=entries))
    told = [("entry-label", None)]
    for found in (check_knowledge(knowledge), check_graph(_dataset(knowledge))):
        assert [(f.rule, f.claim) for f in found if f.rule != "label-languages"] == told


def test_a_contested_fact_is_not_a_fact_of_the_register() -> None:
    """In the dataset it is the same triple; only its graph tells them apart."""
    dataset = _dataset(_knowledge())
    fact = (REG.army, CV.partOf, REG.minister)
    assert [str(name) for *_, name in dataset.quads((*fact, None))] == [f"{BASE}standpoint/inner"]
    assert check_graph(dataset) == []
    dataset.graph(URIRef(BASE + "register")).add(fact)
    assert [finding.rule for finding in check_graph(dataset)] == ["contested-fact"]


def test_only_what_a_standpoint_holds_is_contested() -> None:
    """The bridges of relations are facts of the register, too."""
    knowledge, relation = _repeated()
    entries = dict(knowledge.register.entries)
    entries["city"] = replace(entries["city"], links=(("within", "land"),))
    entries["land"] = Entry("land", "places", entries["city"].label, "country")
    knowledge = replace(knowledge, register=replace(knowledge.register, entries=entries))
    relation = replace(relation, bridges=(Bridge("city", "within", "land"),))
    merged = Graph()
    for triple in merge_graphs(build_quads(knowledge, (relation,))):
        merged.add(triple)
    assert check_graph(merged) == []
    merged.add((REG.army, CV.partOf, REG.minister))
    assert [finding.rule for finding in check_graph(merged)] == ["contested-fact"]


def test_merged_graphs_are_not_accused_of_what_they_cannot_tell() -> None:
    merged = Graph()
    for s, p, o, _ in build_quads(_knowledge()):
        merged.add((s, p, o))
    assert check_graph(merged) == []


def test_an_article_is_located_in_its_file() -> None:
    knowledge = _knowledge()
    bundle = knowledge.bundles[0]
    bundle = replace(bundle, article=replace(bundle.article, published=None))
    knowledge = replace(knowledge, bundles=(bundle,))
    assert _told(check_knowledge(knowledge)) == [("article-date", None, "demo1.yaml:2")]
    without = {key: place for key, place in knowledge.locations.items() if not key.endswith("/")}
    knowledge = replace(knowledge, locations=without)
    assert _told(check_knowledge(knowledge)) == [("article-date", None, "demo1.yaml")]


def test_foreign_names_are_checked_and_named_too() -> None:
    """Neither the names of graphs nor those of nodes decide whether something is checked."""
    own = _dataset(_knowledge(gloss={}))
    foreign = Dataset()

    def rename(term: Node) -> Node:
        return URIRef(term.replace(BASE + "bundle/", "urn:x:")) if isinstance(term, URIRef) else term

    for s, p, o, name in own.quads((None, None, None, None)):
        foreign.graph(URIRef(name.replace(BASE, "urn:g:"))).add((rename(s), p, rename(o)))
    assert [(f.rule, f.claim) for f in check_graph(foreign)] == [("gloss-language", "demo1/c1")]


def test_findings_graph_is_left_out() -> None:
    dataset = _dataset(_knowledge())
    dataset.graph(URIRef(BASE + "findings")).add((URIRef("urn:x"), RDF.type, CV.Claim))
    assert check_graph(dataset) == []
    dataset.graph(URIRef("urn:other")).add((URIRef("urn:x"), RDF.type, CV.Claim))
    assert exceeds(check_graph(dataset), "violation")


def _repeated() -> tuple[Knowledge, Relation]:
    """Return one claim in two bundles, and a made-up relation of its position."""
    knowledge = _knowledge(bundles=2)
    (held,) = knowledge.positions
    denied = Position(Stance.DENIES, held.proposition, ("demo2/c1",))
    relation = Relation(RelationType.CONTRADICTS, "denial", "1", (held, denied), {"kind": Comparison.EQUAL})
    return knowledge, relation


@pytest.mark.parametrize("graphs", [True, False])
def test_what_the_engine_found_is_checked_with_all_bundles(graphs: bool) -> None:
    """A repetition joins two bundles, which otherwise are checked apart."""
    knowledge, relation = _repeated()
    repeat = Repeat("demo2/c1", "demo1/c1", "minister")

    def check(relation: Relation, repeat: Repeat) -> list[Finding]:
        quads = list(build_quads(knowledge, (relation,), (repeat,)))
        if graphs:
            return check_graph(build_store(quads))
        merged = Graph()
        for triple in merge_graphs(quads):
            merged.add(triple)
        return check_graph(merged)

    assert check(relation, repeat) == []
    implied = replace(relation, implied=relation.positions[0].proposition)
    found = check(implied, replace(repeat, earlier="demo2/c1"))
    assert [(f.rule, f.focus, f.claim) for f in found] == [
        ("implied-proposition", relation_iri(implied.id).toPython(), None),
        ("repeats-one-voice", claim_iri("demo2/c1").toPython(), "demo2/c1"),
    ]
    alone = replace(relation, positions=relation.positions[:1])
    assert {f.rule for f in check(alone, repeat)} == {"relation-positions"}


def test_rules_about_findings_are_known_for_such() -> None:
    assert read_shapes().findings == {
        "implied-proposition",
        "relation-pairs",
        "relation-positions",
        "repeats-one-voice",
    }
    assert not read_shapes().findings & read_shapes().background


def test_what_rules_do_not_look_at_is_not_given_to_the_engine(tmp_path: Path) -> None:
    shape = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix cv: <https://w3id.org/claim-kg/ontology#> .
        <urn:one> a sh:NodeShape ; sh:name "n" ; sh:message "m" ; sh:targetClass cv:Contradiction ; """
    named = "sh:property [ sh:path cv:rule ; sh:minCount 1 ; sh:equals cv:relationType ] ."
    relation = URIRef(BASE + "relation/1")
    said = [(relation, RDF.type, CV.Contradiction), (relation, CV.rule, Literal("denial"))]
    other = (relation, CV.version, Literal("1"))
    (tmp_path / "one.ttl").write_text(shape + named, encoding="utf-8")
    seen: list[str] = []

    def engine(rules: engines.Rules, data: str) -> engines.EngineAnswer:
        seen.append(data)
        return engines.apply_rules(rules, data)

    (finding,) = check_graph([*said, other], shapes=tmp_path, engine=engine)
    assert (finding.focus, finding.path) == (str(relation), "cv:rule")
    assert "denial" in seen[-1] and "version" not in seen[-1]
    closed = tmp_path / "closed"
    closed.mkdir()
    (closed / "one.ttl").write_text(f"{shape} sh:closed true ; {named}", encoding="utf-8")
    assert "version" in {
        f.path and f.path.partition(":")[2] for f in check_graph([*said, other], shapes=closed)
    }


def test_the_background_gets_its_triples_back() -> None:
    """Bundles are lent to one graph in turn; the first must not be seen with the second."""
    knowledge = _knowledge(bundles=2)
    first, second = knowledge.bundles
    claim = replace(second.claims[0], proposition=Proposition("calm", target="town"))
    second = replace(second, claims=(claim,))
    for bundles in ((first, second), (second, first)):
        found = check_knowledge(replace(knowledge, bundles=bundles))
        assert _told(found) == [("slot-declared", "demo2/c1", "demo2.yaml:10")]


def test_the_packaged_seeds_conform() -> None:
    graph = load(ROOT / "seeds")
    assert [str(f) for f in check_knowledge(graph.knowledge) if f.severity == "violation"] == []
    assert len(graph.relations()) > 20
    assert [str(f) for f in check_graph(graph.dataset) if f.severity == "violation"] == []


# Files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "ending"), [("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_files_are_checked(tmp_path: Path, format: Any, ending: str) -> None:
    file = tmp_path / f"export.{ending}"
    file.write_bytes(serialize(build_quads(_knowledge(gloss={})), format))
    assert _told(check_files([file])) == [("gloss-language", "demo1/c1", str(file))]
    file.write_bytes(serialize(build_quads(_knowledge()), format))
    assert check_files([file]) == []


def test_files_are_taken_together(tmp_path: Path) -> None:
    quads = list(build_quads(_knowledge()))
    bundle = URIRef(BASE + "bundle/demo1")
    first, second = tmp_path / "bundle.nq", tmp_path / "rest.nq"
    first.write_bytes(serialize([quad for quad in quads if quad[3] == bundle], "nquads"))
    second.write_bytes(serialize([quad for quad in quads if quad[3] != bundle], "nquads"))
    assert check_files([first, second]) == []
    assert {finding.rule for finding in check_files([first])} == {"slot-declared", "source-declared"}


@pytest.mark.parametrize(
    ("written", "changed", "rule"),
    [
        ('"2020-10-05"^^<http://www.w3.org/2001/XMLSchema#date>', '"2020-10-05Z"^^<{}date>', "date-form"),
        ('"false"^^<http://www.w3.org/2001/XMLSchema#boolean>', '"0"^^<{}boolean>', "chain-directness"),
    ],
)
def test_literals_are_checked_as_they_are_written(
    tmp_path: Path, written: str, changed: str, rule: str
) -> None:
    """rdflib's parsers would have tidied them up."""
    text = serialize(build_quads(_knowledge()), "nquads").decode()
    assert written in text
    file = tmp_path / "export.nq"
    file.write_text(text.replace(written, changed.format(XSD)), encoding="utf-8")
    assert [finding.rule for finding in check_files([file])] == [rule]


def test_our_own_store_is_sound() -> None:
    """Oxigraph gives numbers back under another type."""
    assert check_graph(build_store(build_quads(_knowledge()))) == []


def test_unreadable_files_are_no_findings(tmp_path: Path) -> None:
    broken, unknown = tmp_path / "broken.ttl", tmp_path / "unknown.docx"
    broken.write_text("<urn:a> <urn:b>\n  oops .\n", encoding="utf-8")
    unknown.write_text("", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        check_files([broken, unknown, tmp_path / "missing.ttl"])
    told = [(problem.id, str(problem.location)) for problem in caught.value.problems]
    assert told == [
        ("bad-rdf", f"{broken}:2"),
        ("bad-rdf", str(unknown)),
        ("unreadable", str(tmp_path / "missing.ttl")),
    ]


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
        check_knowledge(_knowledge(), shapes=tmp_path)
    assert "bad" in str(caught.value)


def test_a_folder_without_shapes_does_not_pass_everything(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="there are no shapes here"):
        check_knowledge(_knowledge(), shapes=tmp_path)


def test_own_shapes_can_be_used(tmp_path: Path) -> None:
    (tmp_path / "shouting.ttl").write_text(
        f"""@prefix sh: <{SH}> . @prefix cv: <{CV}> .
        <urn:x#shouting> a sh:PropertyShape ; sh:targetClass cv:Claim ; sh:path cv:gloss ;
            sh:pattern "!$" ; sh:severity sh:Warning ; sh:message "Not loud enough." .""",
        encoding="utf-8",
    )
    (finding,) = check_knowledge(_knowledge(), shapes=tmp_path)
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
    knowledge = _knowledge(bundles=2, proposition=Proposition("calm"), gloss={})
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
    assert {f.rule for f in check_knowledge(_knowledge(), shapes=tmp_path)} == {"ahead", "plain"}
    (said,) = caplog.messages
    assert said.endswith(": ahead") and "invalid sh:pattern" in said


def test_a_panic_of_the_fast_engine_is_no_result(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class PanicException(BaseException):
        pass

    def panic(*_: object) -> None:
        raise PanicException("index out of bounds")

    knowledge = _knowledge(proposition=Proposition("calm"))
    expected = check_knowledge(knowledge)
    checking.say_once.cache_clear()
    monkeypatch.setattr(engines.fast, "_run", panic)
    assert check_knowledge(knowledge) == expected != []
    assert any("index out of bounds" in said for said in caplog.messages)


def test_bundles_checked_together_are_judged_alone() -> None:
    """What one says of a node that another only mentions must not mend it, nor break it."""
    knowledge = _knowledge(bundles=3)
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


# What was checked before ------------------------------------------------------------------------------


def _count_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted: list[int] = []
    apply = checking.apply_rules

    def run(rules: Any, text: str) -> engines.EngineAnswer:
        counted.append(len(rules))
        return apply(rules, text)

    monkeypatch.setattr(checking, "apply_rules", run)
    return counted


def test_what_did_not_change_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    runs = _count_runs(monkeypatch)
    knowledge = _knowledge(bundles=2, proposition=Proposition("calm"))
    found = check_knowledge(knowledge)
    assert len(found) == 2 and len(runs) == 2  # the background, and both bundles in one run
    assert check_knowledge(knowledge) == found and len(runs) == 2
    first, second = knowledge.bundles
    changed = replace(second, claims=(replace(second.claims[0], gloss={}),))
    assert {f.rule for f in check_knowledge(replace(knowledge, bundles=(first, changed)))} == {
        "proposition-content",
        "gloss-language",
    }
    assert len(runs) == 3
    entries = {**knowledge.register.entries, "hill": Entry("hill", "places", {"en": "x", "fa": "ی"}, "hill")}
    wider = replace(knowledge, register=replace(knowledge.register, entries=entries))
    assert check_knowledge(wider) == found and len(runs) == 5
    assert check_knowledge(knowledge, shapes=ROOT / "shapes" / "must") == [] and len(runs) == 7
    assert (tmp_path / "claim-kg").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("state", ["off", "a file", "not ours", "damaged"])
def test_a_cache_that_cannot_be_used_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setenv("KG_CACHE", "off" if state == "off" else str(folder))
    if state == "a file":
        folder.write_text("")
    elif state != "off":
        folder.mkdir(mode=0o700)
        (folder / "checks-1.sqlite").write_text("no database" * 100)
        folder.chmod(0o777 if state == "not ours" else 0o700)
    runs = _count_runs(monkeypatch)
    for times in (1, 2):
        assert check_knowledge(_knowledge()) == []
        assert len(runs) == 2 * times
    if state == "damaged":
        assert check_knowledge(_knowledge()) == [] and len(runs) == 4, "it is not made anew"


def test_the_cache_forgets_what_was_not_asked_for_longest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    tmp_path.chmod(0o700)
    monkeypatch.setattr(cache, "_MAX_PARTS", 2)
    for key in ("a", "b"):
        with cache.open_cache() as opened:
            opened.put(key, [])
    with cache.open_cache() as opened:
        assert opened.get("a") == []
        opened.put("c", [("<urn:f>", None, "urn:s", "urn:c", "Info", None)])
    with cache.open_cache() as opened:
        assert [opened.get(key) is not None for key in "abc"] == [True, False, True]
        assert opened.get("c") == [("<urn:f>", None, "urn:s", "urn:c", "Info", None)]


# What strangers wrote ---------------------------------------------------------------------------------


def test_strangers_graphs_are_checked_apart() -> None:
    graph = Graph().parse(EXAMPLES / "one-source" / "invalid.ttl")
    with limited_engine(60) as engine:
        assert check_graph(graph, engine=engine) == check_graph(graph) != []


def test_a_graph_that_takes_too_long_is_given_up() -> None:
    graph = Graph()
    for number in range(3000):
        kind = REG[f"k{number}"]
        graph.add((kind, RDF.type, CV.Kind))
        graph.add((kind, SKOS.broader, REG[f"k{number + 1}"]))
        graph.add((kind, DCTERMS.identifier, Literal(f"k{number}")))
    with limited_engine(1) as engine:
        for _ in range(2):
            with pytest.raises(TooCostly, match=r"1 seconds or .* were not enough to apply the shapes"):
                check_graph(graph, shapes=ROOT / "shapes" / "must", engine=engine)


def test_a_process_that_has_ended_is_given_up_as_one_that_takes_too_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *given: Any, **more: Any):
            super().__init__(*given, **more)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with pytest.raises(TooCostly), limited_engine(1) as engine:
        started[0].kill()
        started[0].wait()
        engine({}, "")


# What people and programs get -------------------------------------------------------------------------

FINDINGS = [
    Finding(
        rule="slot-declared",
        severity="violation",
        message={"en": "Not declared.", "fa": "ثبت نشده است."},
        focus=BASE + "proposition/calm",
        value=BASE + "register/town",
        path="cv:target",
        location=Location("seeds/a, b: 100%/claims.yaml", 12),
        claim="demo/c1",
        advice={"en": "Declare it:\nonce.", "fa": "ثبتش کنید."},
        shape=BASE + "shape/slot-declared/target-slot",
        component=str(SH.NodeConstraintComponent),
        term=REG.town,
    ),
    Finding(
        rule="cue",
        severity="info",
        message={"en": "No cue."},
        focus=BASE + "bundle/demo/claim/c1",
        value="شهر «آرام»",
        path="(cv:quotation|cv:cue)/oa:hasSource",
        shape=BASE + "shape/cue",
        component=str(SH.OrConstraintComponent),
        term=Literal("شهر «آرام»", lang="fa"),
    ),
]


def test_text() -> None:
    assert write_text(FINDINGS) == (
        "seeds/a, b: 100%/claims.yaml:12: violation slot-declared: Not declared. (claim demo/c1)\n"
        "    cv:target = reg:town\n"
        "    Declare it:\n"
        "    once.\n"
        "<https://w3id.org/claim-kg/bundle/demo/claim/c1>: info cue: No cue.\n"
        '    (cv:quotation|cv:cue)/oa:hasSource = "شهر «آرام»"\n'
    )
    assert write_text([], "fa") == ""
    without = replace(FINDINGS[1], value=None, term=None)
    assert write_text([without]).splitlines()[1:] == ["    at (cv:quotation|cv:cue)/oa:hasSource"]
    assert write_text([replace(without, path=None)]).count("\n") == 1
    assert write_text(FINDINGS[:1], "fa").splitlines()[::2] == [
        "seeds/a, b: 100%/claims.yaml:12: violation slot-declared: ثبت نشده است. (claim demo/c1)",
        "    ثبتش کنید.",
    ]


def test_github() -> None:
    assert write_github(FINDINGS) == (
        "::error file=seeds/a%2C b%3A 100%25/claims.yaml,line=12,title=slot-declared"
        "::Not declared. (claim demo/c1)%0Acv:target = reg:town%0ADeclare it:%0Aonce.\n"
        '::notice title=cue::No cue.%0A(cv:quotation|cv:cue)/oa:hasSource = "شهر «آرام»"\n'
    )


def test_json() -> None:
    assert write_json(FINDINGS[1:]) == (
        "{\n"
        ' "version": 1,\n'
        ' "findings": [\n'
        "  {\n"
        '   "rule": "cue",\n'
        '   "severity": "info",\n'
        '   "message": {\n'
        '    "en": "No cue."\n'
        "   },\n"
        '   "advice": {},\n'
        '   "file": null,\n'
        '   "line": null,\n'
        '   "claim": null,\n'
        '   "focus": "https://w3id.org/claim-kg/bundle/demo/claim/c1",\n'
        '   "path": "(cv:quotation|cv:cue)/oa:hasSource",\n'
        '   "value": "شهر «آرام»"\n'
        "  }\n"
        " ]\n"
        "}\n"
    )
    assert json.loads(write_json(FINDINGS))["findings"][0]["line"] == 12


TURTLE = """\
@prefix cv: <https://w3id.org/claim-kg/ontology#> .
@prefix reg: <https://w3id.org/claim-kg/register/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/claim-kg/validation/REPORT> a sh:ValidationReport ;
    sh:conforms false ;
    sh:result <https://w3id.org/claim-kg/validation/REPORT/1>,
        <https://w3id.org/claim-kg/validation/REPORT/2> .

<https://w3id.org/claim-kg/validation/REPORT/1> a sh:ValidationResult ;
    sh:focusNode <https://w3id.org/claim-kg/proposition/calm> ;
    sh:resultMessage "Not declared."@en,
        "ثبت نشده است."@fa ;
    sh:resultPath cv:target ;
    sh:resultSeverity sh:Violation ;
    sh:sourceConstraintComponent sh:NodeConstraintComponent ;
    sh:sourceShape <https://w3id.org/claim-kg/shape/slot-declared/target-slot> ;
    sh:value reg:town .

<https://w3id.org/claim-kg/validation/REPORT/2> a sh:ValidationResult ;
    sh:focusNode <https://w3id.org/claim-kg/bundle/demo/claim/c1> ;
    sh:resultMessage "No cue."@en ;
    sh:resultSeverity sh:Info ;
    sh:sourceConstraintComponent sh:OrConstraintComponent ;
    sh:sourceShape <https://w3id.org/claim-kg/shape/cue> ;
    sh:value "شهر «آرام»"@fa .
"""


def test_turtle() -> None:
    text = write_turtle(FINDINGS)
    report = re.findall("validation/([0-9a-f]{32})>", text)[0]
    assert text.replace(report, "REPORT").strip() == TURTLE.strip()
    assert isomorphic(Graph().parse(data=text), Graph().parse(data=TURTLE.replace("REPORT", report)))
    # Two claims that use one proposition have one SHACL result between them.
    again = [*FINDINGS, replace(FINDINGS[0], claim="demo/c2")]
    assert write_turtle(again) == text
    assert "sh:conforms true" in write_turtle([])


def test_report_of_real_findings_is_sound_shacl() -> None:
    graph = Graph().parse(EXAMPLES / "date-form" / "invalid-impossible.ttl")
    report = Graph().parse(data=render(check_graph(graph), "turtle"))
    assert not [node for triple in report for node in triple if isinstance(node, BNode)]
    (result,) = report.subjects(RDF.type, SH.ValidationResult)
    assert report.value(result, SH.value) == Literal("2020-02-30", datatype=XSD.date)
    for predicate in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.sourceShape):
        assert len(list(report.objects(result, predicate))) == 1


def test_render_picks_the_form() -> None:
    forms = {"text": write_text, "json": write_json, "turtle": write_turtle, "github": write_github}
    for format, write in forms.items():
        assert render(FINDINGS, format) == write(FINDINGS)
    assert render(FINDINGS, "text", "fa") == write_text(FINDINGS, "fa")


@pytest.mark.parametrize(
    ("level", "expected"), [("violation", [True, False]), ("warning", [True, False]), ("info", [True, True])]
)
def test_exceeds(level: str, expected: list[bool]) -> None:
    assert [exceeds([finding], level) for finding in FINDINGS] == expected
    assert not exceeds([], level)


def test_shapes_are_read_once() -> None:
    assert read_shapes() is read_shapes(ROOT / "shapes")
    assert len(read_shapes().rules) == len(RULES)


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
    for include in sorted(graph.objects(None, MF.include)):
        yield from _entries(Path(include.removeprefix("file://")))
    for listed in graph.objects(None, MF.entries):
        for entry in graph.items(listed):
            yield f"{manifest.parent.name}/{entry.rpartition('/')[2]}", manifest


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


def _results(graph: Graph, report: Node, messages: bool) -> tuple[Any, Counter[Any]]:
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

    def load(iri: Node) -> Graph:
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


def test_a_process_that_fails_is_not_taken_for_one_that_took_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "engine.py"
    script.write_text("raise ImportError('there is no engine')", encoding="utf-8")
    monkeypatch.setattr("kg.validation.fast.__file__", str(script))
    with (
        pytest.raises(EngineError, match="ImportError: there is no engine") as caught,
        limited_engine(60) as engine,
    ):
        check_graph(Graph().parse(data="<urn:a> a <urn:b> ."), engine=engine)
    assert not isinstance(caught.value, TooCostly)


@pytest.mark.parametrize(
    "rule", ["implied-proposition", "relation-pairs", "relation-positions", "repeats-one-voice"]
)
def test_what_was_found_is_checked_alone_as_it_is_in_its_graph(rule: str) -> None:
    for file in sorted((EXAMPLES / rule).glob("*.ttl")):
        triples = list(Graph().parse(file))
        there = check_quads((*triple, FINDINGS_GRAPH) for triple in triples)
        assert check_found(triples) == there
        assert any(finding.rule == rule for finding in there) == ("invalid" in file.name)

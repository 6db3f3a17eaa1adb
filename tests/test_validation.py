"""What is checked is located, cached, limited and told: ``kg validate`` and what is behind it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from rdflib import RDF, SH, XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node
from support.cafe import write_cafe
from support.shapes import EXAMPLES, FINDINGS, small_knowledge, told_of

from kg import load
from kg.errors import InputError
from kg.model import (
    BASE,
    Bridge,
    Comparison,
    Entry,
    EventFrame,
    Knowledge,
    Position,
    Proposition,
    Relation,
    RelationType,
    Repeat,
    Stance,
)
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.serialize import serialize
from kg.rdf.store import build_store
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, REG, claim_iri, relation_iri
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
)
from kg.validation.shapes import read_shapes


def _dataset(knowledge: Knowledge) -> Dataset:
    dataset = Dataset()
    dataset.addN((s, p, o, dataset.graph(g)) for s, p, o, g in build_quads(knowledge))
    return dataset


def test_sound_knowledge_has_no_findings() -> None:
    assert check_knowledge(small_knowledge(bundles=2, claims=2)) == []


def test_a_finding_about_a_shared_proposition_names_every_claim() -> None:
    knowledge = small_knowledge(bundles=2, claims=2, proposition=Proposition("calm"))
    assert told_of(check_knowledge(knowledge)) == [
        ("proposition-content", "demo1/c1", "demo1.yaml:10"),
        ("proposition-content", "demo1/c2", "demo1.yaml:20"),
        ("proposition-content", "demo2/c1", "demo2.yaml:10"),
        ("proposition-content", "demo2/c2", "demo2.yaml:20"),
    ]


@pytest.mark.parametrize("form", ["knowledge", "dataset"])
def test_register_and_standpoint_are_located_and_told_once(form: str) -> None:
    knowledge = small_knowledge(bundles=2)
    register = knowledge.register
    entries = dict(register.entries)
    entries["city"] = Entry("city", "places", {"en": "x"}, "city", (("within", "land"),))
    entries["army"] = replace(entries["army"], links=(("part_of", "minister"),))
    knowledge = replace(knowledge, register=replace(register, entries=entries))
    if form == "knowledge":
        found = check_knowledge(knowledge, for_partners=True)
    else:
        found = check_graph(_dataset(knowledge), locate=knowledge.locations.get)
    assert told_of(found) == [
        ("background-declared", None, "places.yaml:3"),
        ("label-languages", None, "places.yaml:3"),
        ("contested-fact", None, "standpoints.yaml:5"),
    ]
    if form == "knowledge":  # whoever writes for themselves needs no second language
        assert [f.rule for f in check_knowledge(knowledge)] == ["background-declared", "contested-fact"]


def test_an_event_of_one_article_is_declared_like_everything_else() -> None:
    """In a dataset it stands in the graph of its bundle, and a standpoint may hold something of it."""
    both = {"en": "x", "fa": "ی"}
    knowledge = small_knowledge(bundles=2)
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
    dataset = _dataset(small_knowledge())
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
    for s, p, o, _ in build_quads(small_knowledge()):
        merged.add((s, p, o))
    assert check_graph(merged) == []


def test_an_article_is_located_in_its_file() -> None:
    knowledge = small_knowledge()
    bundle = knowledge.bundles[0]
    bundle = replace(bundle, article=replace(bundle.article, published=None))
    knowledge = replace(knowledge, bundles=(bundle,))
    assert told_of(check_knowledge(knowledge)) == [("article-date", None, "demo1.yaml:2")]
    without = {key: place for key, place in knowledge.locations.items() if not key.endswith("/")}
    knowledge = replace(knowledge, locations=without)
    assert told_of(check_knowledge(knowledge)) == [("article-date", None, "demo1.yaml")]


def test_foreign_names_are_checked_and_named_too() -> None:
    """Neither the names of graphs nor those of nodes decide whether something is checked."""
    own = _dataset(small_knowledge(gloss={}))
    foreign = Dataset()

    def rename(term: Node) -> Node:
        return URIRef(term.replace(BASE + "bundle/", "urn:x:")) if isinstance(term, URIRef) else term

    for s, p, o, name in own.quads((None, None, None, None)):
        foreign.graph(URIRef(str(name).replace(BASE, "urn:g:"))).add((rename(s), p, rename(o)))
    assert [(f.rule, f.claim) for f in check_graph(foreign)] == [("gloss-language", "demo1/c1")]


def test_findings_graph_is_left_out() -> None:
    dataset = _dataset(small_knowledge())
    dataset.graph(URIRef(BASE + "findings")).add((URIRef("urn:x"), RDF.type, CV.Claim))
    assert check_graph(dataset) == []
    dataset.graph(URIRef("urn:other")).add((URIRef("urn:x"), RDF.type, CV.Claim))
    assert exceeds(check_graph(dataset), "violation")


def _repeated() -> tuple[Knowledge, Relation]:
    """Return one claim in two bundles, and a made-up relation of its position."""
    knowledge = small_knowledge(bundles=2)
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
    knowledge = small_knowledge(bundles=2)
    first, second = knowledge.bundles
    claim = replace(second.claims[0], proposition=Proposition("calm", target="town"))
    second = replace(second, claims=(claim,))
    for bundles in ((first, second), (second, first)):
        found = check_knowledge(replace(knowledge, bundles=bundles))
        assert told_of(found) == [("slot-declared", "demo2/c1", "demo2.yaml:10")]


def test_the_packaged_seeds_conform() -> None:
    graph = load(ROOT / "seeds")
    assert [str(f) for f in check_knowledge(graph.knowledge) if f.severity == "violation"] == []
    assert len(graph.relations()) > 20
    assert [str(f) for f in check_graph(graph.dataset) if f.severity == "violation"] == []


# Files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "ending"), [("trig", "trig"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_files_are_checked(tmp_path: Path, format: Any, ending: str) -> None:
    file = tmp_path / f"export.{ending}"
    file.write_bytes(serialize(build_quads(small_knowledge(gloss={})), format))
    assert told_of(check_files([file])) == [("gloss-language", "demo1/c1", str(file))]
    file.write_bytes(serialize(build_quads(small_knowledge()), format))
    assert check_files([file]) == []


def test_files_are_taken_together(tmp_path: Path) -> None:
    quads = list(build_quads(small_knowledge()))
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
    text = serialize(build_quads(small_knowledge()), "nquads").decode()
    assert written in text
    file = tmp_path / "export.nq"
    file.write_text(text.replace(written, changed.format(XSD)), encoding="utf-8")
    assert [finding.rule for finding in check_files([file])] == [rule]


def test_our_own_store_is_sound() -> None:
    """Oxigraph gives numbers back under another type."""
    assert check_graph(build_store(build_quads(small_knowledge()))) == []


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


# What was checked before ------------------------------------------------------------------------------


def _count_runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    counted: list[int] = []
    apply = engines.apply_rules

    def run(rules: Any, text: str) -> engines.EngineAnswer:
        counted.append(len(rules))
        return apply(rules, text)

    monkeypatch.setattr(checking, "apply_rules", run)
    return counted


def test_what_did_not_change_is_not_checked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    runs = _count_runs(monkeypatch)
    knowledge = small_knowledge(bundles=2, proposition=Proposition("calm"))
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


def test_another_process_recognises_what_was_checked(tmp_path: Path) -> None:
    """Sets come in another order in each process; here in that of three opponents."""
    names = ["ours", "theirs", "third"]
    write_cafe(tmp_path / "seeds")
    told = {"sources": {name: {"label": {"en": name}, "type": "group"} for name in names}}
    pairs = [names[:2], names[1:], names[::2]]
    written = json.dumps({**told, "opponents": pairs})
    (tmp_path / "seeds" / "register" / "opponents.yaml").write_text(written, encoding="utf-8")
    counts = set()
    for order in ("0", "1"):
        settings = {**os.environ, "KG_CACHE": str(tmp_path / "cache"), "PYTHONHASHSEED": order}
        validating = [sys.executable, "-m", "kg", "validate", str(tmp_path / "seeds")]
        subprocess.run(validating, env=settings, cwd=ROOT, check=True, capture_output=True)
        with contextlib.closing(sqlite3.connect(tmp_path / "cache" / "checks-1.sqlite")) as database:
            counts.add(database.execute("SELECT count(*) FROM part").fetchone())
    assert counts == {(2,)}


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
        assert check_knowledge(small_knowledge()) == []
        assert len(runs) == 2 * times
    if state == "damaged":
        assert check_knowledge(small_knowledge()) == [] and len(runs) == 4, "it is not made anew"


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
    graphs = [
        Graph(),
        *(
            Graph().parse(EXAMPLES / "mixed-interval-order" / f"{name}.ttl")
            for name in ("invalid", "valid", "invalid-each")
        ),
    ]
    with limited_engine(60) as engine:
        found = [check_graph(graph, engine=engine) for graph in graphs]
    assert found == [check_graph(graph) for graph in graphs]
    assert [bool(findings) for findings in found] == [False, True, False, True]


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
        "seeds/a, b: 100%/claims.yaml:12: خطا slot-declared: ثبت نشده است. (ادعای demo/c1)",
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

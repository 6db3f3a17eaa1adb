"""The export for those who ask as ClaimsKG and CimpleKG are asked, with queries of the form of theirs."""

from __future__ import annotations

import functools
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import SEEDS
from rdflib import RDF, XSD, Graph, Literal
from support.partners import only

from kg.api import ClaimGraph, load
from kg.cli import run
from kg.formats.claimreview import Publisher
from kg.formats.interop import SO, build_interop
from kg.formats.opening import open_source
from kg.model import Interval, Knowledge, Proposition, Rating, Several, Verdict
from kg.rdf.serialize import Format
from kg.rdf.vocabulary import CV, INTEROP_GRAPH, claim_iri, entry_iri

PAGE, DESK = "https://press.example.org/ganja", "https://desk.example.org/"
ARTICLE = "karabakh-2020-10-04"
FALSE = Verdict(
    f"{ARTICLE}/d1", Rating.FALSE, {"en": "There is a video."}, (), "Our desk", date(2026, 11, 20),
    url=DESK + "d1",
)  # fmt: skip
MIXED = Verdict(f"{ARTICLE}/m1", Rating.MOSTLY_TRUE, {"fa": "بیشترش"}, (), "Sara", stated="Nearly right")

#: How queries of both begin, and their names for things of ours.
BEGINNING = """
PREFIX schema: <http://schema.org/>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX itsrdf: <https://www.w3.org/2005/11/its/rdf#>
PREFIX cimple: <http://data.cimple.eu/ontology#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX kgorg: <http://data.gesis.org/claimskg/organization/>
PREFIX wd: <http://www.wikidata.org/entity/>
"""


@functools.cache
def judged() -> Knowledge:
    knowledge = only(load(SEEDS).own, "m1", "d1")
    (bundle,) = knowledge.bundles
    found = replace(bundle, article=replace(bundle.article, url=PAGE))
    return replace(knowledge, bundles=(found,), verdicts=(FALSE, MIXED))


def exported(format: Format) -> bytes:
    graph = ClaimGraph(judged())
    return graph.export(format, findings=False, interop=True, publisher=Publisher("Our desk", DESK))


@functools.cache
def store() -> ox.Store:
    found = ox.Store()
    found.load(exported("turtle"), format=ox.RdfFormat.TURTLE)
    return found


def rows(query: str) -> list[tuple[str | None, ...]]:
    found = store().query(BEGINNING + query)
    assert isinstance(found, ox.QuerySolutions)
    names = found.variables
    return [tuple(None if row[name] is None else row[name].value for name in names) for row in found]


# ClaimsKG ---------------------------------------------------------------------------------------------------


def test_reviews_are_found_by_the_rating_that_claimskg_normalizes_to() -> None:
    asked = """SELECT DISTINCT ?check ?desk ?verdict ?when WHERE {
        ?check a schema:ClaimReview ; schema:reviewRating ?scale ; schema:author ?by ;
            schema:datePublished ?when .
        ?scale schema:author kgorg:claimskg ; schema:alternateName ?verdict
        FILTER regex(str(?verdict), "%s", "i")
        ?by schema:name ?desk }"""
    ((_, *told),) = rows(asked % "false")
    assert told == ["Our desk", "FALSE", "2026-11-20"]
    assert rows(asked % "true") == []


def test_claims_with_texts_ratings_keywords_and_entities() -> None:
    found = rows("""SELECT DISTINCT ?words ?topic ?verdict ?number WHERE {
        ?said a schema:CreativeWork ; schema:text ?words ; schema:keywords/schema:name ?topic ;
            schema:mentions/nif:isString ?entity .
        ?check schema:itemReviewed ?said ; schema:reviewRating ?scale .
        ?scale schema:author kgorg:claimskg ; schema:alternateName ?verdict ; schema:ratingValue ?number
        FILTER (lang(?topic) = "en" && str(?entity) = "Azerbaijan") }""")
    claim = judged().claims[f"{ARTICLE}/d1"]
    assert (claim.quotations[0].exact, "firing", "FALSE", "1") in found


def test_the_original_rating_stays_beside_the_normalized_one() -> None:
    found = rows("""SELECT ?told ?verdict WHERE {
        ?check schema:reviewRating ?own, ?scale .
        ?own schema:author ?by ; schema:alternateName ?told . ?by schema:name "Sara" .
        ?scale schema:author kgorg:claimskg ; schema:alternateName ?verdict }""")
    assert found == [("Nearly right", "MIXTURE")]


def test_claims_by_author_day_and_entity() -> None:
    found = rows("""SELECT ?who ?when WHERE {
        ?said a schema:CreativeWork ; schema:datePublished ?when ; schema:author ?author ;
            schema:mentions ?mention FILTER (year(?when) = 2020)
        ?mention itsrdf:taIdentRef wd:Q227 .
        ?author a schema:Thing ; schema:name ?who FILTER (lang(?who) = "en") }""")
    assert ("Armenia", "2020-10-05") in found


def test_a_joint_claim_has_every_author_and_mentions_every_value() -> None:
    nine = datetime(2020, 10, 4, 9, tzinfo=timezone(timedelta(hours=4)))
    bundle = judged().bundles[0]
    claim = replace(
        bundle.claims[0],
        source="armenia",
        jointly=("azerbaijan",),
        said=Interval(nine, nine),
        proposition=Proposition("shelling", target=Several(("ganja", "tartar"), any_of=True)),
        presupposes=(),
    )
    told = replace(judged(), bundles=(replace(bundle, claims=(claim,)),), verdicts=())
    graph = Graph()
    for s, p, o, _ in build_interop(told):
        graph.add((s, p, o))
    node = claim_iri(f"{ARTICLE}/{claim.id}")
    assert set(graph.objects(node, SO.author)) == {entry_iri("armenia"), entry_iri("azerbaijan")}
    when = Literal("2020-10-04T09:00:00+04:00", datatype=XSD.dateTime)
    assert list(graph.objects(node, SO.datePublished)) == [when]
    names = {str(name) for m in graph.objects(node, SO.mentions) for name in graph.objects(m, SO.name)}
    assert {"Ganja", "Tartar"} <= names


# CimpleKG ---------------------------------------------------------------------------------------------------


def test_entities_are_counted_by_what_mentions_them() -> None:
    found = rows("SELECT ?what (COUNT(?work) AS ?n) WHERE { ?work schema:mentions ?what } GROUP BY ?what")
    counted = {row[0]: row[1] for row in found}
    assert counted["http://www.wikidata.org/entity/Q227"] == "2"  # a claim, and the review of it


def test_desks_are_counted_by_their_checks_of_an_entity() -> None:
    found = rows("""SELECT ?name ?page (COUNT(DISTINCT ?check) AS ?n) WHERE {
        ?check schema:author ?desk ; schema:mentions wd:Q227 . ?desk schema:name ?name ; schema:url ?page
        } GROUP BY ?name ?page""")
    assert found == [("Our desk", DESK, "1")]


def test_checks_that_find_something_not_credible_lead_to_its_page() -> None:
    found = rows("""SELECT DISTINCT ?check_page ?page WHERE {
        ?check a schema:ClaimReview ; schema:url ?check_page ; schema:datePublished ?when ;
            cimple:normalizedReviewRating ?rating ; schema:itemReviewed ?said .
        ?said a schema:Claim ; schema:appearance ?page . ?rating schema:ratingValue "not_credible"
        FILTER (?when >= "2026-01-01"^^xsd:date) } ORDER BY DESC(?when)""")
    assert found == [(DESK + "d1", PAGE)]


def test_labels_are_counted_by_what_they_are_normalized_to() -> None:
    found = rows("""SELECT ?label (COUNT(DISTINCT ?rating) AS ?n) WHERE {
        ?check a schema:ClaimReview ; schema:reviewRating ?rating ; cimple:normalizedReviewRating ?to .
        ?to schema:name ?label } GROUP BY ?label ORDER BY ?label""")
    assert [label for label, _ in found] == ["mostly credible", "not credible"]


# What it may not change -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "ending"), [("turtle", "ttl"), ("trig", "trig"), ("jsonld", "jsonld")])
def test_our_terms_are_read_as_without_it(format: Format, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"both.{ending}"
    path.write_bytes(exported(format))
    assert open_source(path) == replace(judged(), locations={})


def test_it_stands_in_a_graph_of_its_own_and_only_where_it_is_asked_for() -> None:
    quads = list(ox.parse(exported("nquads"), format=ox.RdfFormat.N_QUADS))
    theirs = {q.graph_name.value for q in quads if q.predicate.value.startswith(str(SO))}
    assert theirs == {str(INTEROP_GRAPH)}
    assert str(SO).encode() not in ClaimGraph(judged()).export("nquads", findings=False)


def test_the_command_writes_it_for_rdf_alone(tmp_path: Path) -> None:
    path = tmp_path / "both.ttl"
    given = ["export", str(SEEDS), "--profile", "interop", "--no-findings", "-o", str(path)]
    assert run(given) == 0
    told = Graph().parse(path)
    assert set(told.subjects(RDF.type, SO.Claim)) == set(told.subjects(RDF.type, CV.Claim)) != set()
    assert run([*given, "--format", "csv"]) == 2
    assert run(["validate", str(path), "--fail-on", "warning"]) == 0

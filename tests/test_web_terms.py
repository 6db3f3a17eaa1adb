"""The pages of the ontology, the rules and the shapes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from conftest import SEEDS
from rdflib import RDF, RDFS, SH, Graph, Literal, URIRef
from support.drawing import some_of
from support.served import Served, serving

import kg
from kg.rdf.vocabulary import CV, rule_iri
from kg.reasoning.declared import SORTS, declared_terms
from kg.relations import rules
from kg.report.rules import PARTS
from kg.report.words import described
from kg.validation.findings import tell_shape
from kg.validation.shapes import read_shapes
from kg.web.shapes import SHAPES
from kg.web.terms import PARTS as ROOMS
from kg.words import languages

FORMATS = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph = kg.load(SEEDS)
    folder = tmp_path_factory.mktemp("terms") / "store"
    graph.save(folder)
    with serving(folder, graph=graph) as found:
        yield found


def test_every_term_is_listed_under_its_part_with_its_anchor(served: Served) -> None:
    page = served.get("/ontology").text
    assert re.findall(r'<section id="part-(\w+)"', page) == [*ROOMS]
    assert {term.part for term in declared_terms().values()} == {*ROOMS}
    anchors = re.findall(r'<dt id="([\w-]+)"><a href="/ontology/([\w-]+)\?language=en"', page)
    assert {name for name, _ in anchors} == {*declared_terms()}
    assert all(name == place for name, place in anchors)


@pytest.mark.parametrize("name", some_of([(name,) for name in declared_terms()], each=10))
def test_a_term_has_a_page_with_its_texts_and_neighbours(served: Served, name: str) -> None:
    term = declared_terms()[name]
    for language in ("en", "fa", "ru"):
        page = served.get(f"/ontology/{name}", language=language)
        assert page.status == 200
        assert f">{term.label.get(language, term.label['en'])}</span>" in unescape(page.text)
        assert '<span lang="en" dir="ltr">' in page.text or language == "en"
    row = json.loads(served.get(f"/ontology/{name}", format="json").body)
    assert row["definition"] == dict(term.definition)
    assert row["kind"] in SORTS
    for iri in row["wider_than"]:
        assert term.iri in declared_terms()[iri.partition("#")[2]].facts["narrower-than"]


def test_a_term_is_told_by_whom_it_is_used_and_how_often(served: Served) -> None:
    claim = json.loads(served.get("/ontology/Claim", format="json").body)
    assert claim["used"] == len(kg.load(SEEDS).claims)
    assert "one-stance" in claim["uses"]["shapes"]
    denies = json.loads(served.get("/ontology/denies", format="json").body)
    assert denies["uses"]["rules"] == [r.name for r in rules() if "denies" in str(r.stances)]
    page = served.get("/ontology/denies").text
    for place in ("/rules/denial?language=en", "/query?name=who-denies-what&amp;language=en"):
        assert f'<a href="{place}">' in page
        assert served.send("GET", place.replace("&amp;", "&")).status == 200


@pytest.mark.parametrize(("form", "media"), FORMATS.items())
def test_programs_get_the_ontology_and_what_it_says_of_a_term(served: Served, form: str, media: str) -> None:
    sizes = []
    for reply in (served.get("/ontology", format=form), served.get("/ontology", media)):
        assert reply.media_type == media
        sizes.append(len(Graph().parse(data=reply.body, format=media)))
    assert sizes == [len(Graph().parse(kg.resources.ontology_file(), format="turtle"))] * 2
    told = Graph().parse(data=served.get("/ontology/Bundle", media).body, format=media)
    [one] = [o for o in told.objects(CV.Bundle, RDFS.subClassOf) if (o, None, CV.article) in told]
    assert (CV.Bundle, RDFS.label, Literal("bundle", lang="en")) in told
    assert (one, RDF.type, None) in told


@pytest.mark.parametrize("place", ["/ontology/2026-11-26", "/ontology/prefix/cv"])
def test_what_has_an_address_below_the_ontology_leads_to_it(served: Served, place: str) -> None:
    reply = served.get(place, format="turtle")
    assert (reply.status, reply.headers["location"]) == (303, "/ontology?format=turtle")


@pytest.mark.parametrize("place", ["/ontology/no-term", "/rules/no-rule", "/shapes/no-shape"])
def test_what_is_not_declared_is_not_found(served: Served, place: str) -> None:
    assert [served.get(place).status, served.get(place, "text/turtle").status] == [404, 404]


@pytest.mark.parametrize("language", languages())
def test_every_rule_says_in_every_language_what_it_is_about(served: Served, language: str) -> None:
    listed = served.get("/rules", language=language).text
    for rule in rules():
        assert f'href="/rules/{rule.name}?language={language}"' in listed
    for rule in rules()[::6]:
        page = unescape(served.get(f"/rules/{rule.name}", language=language).text)
        for part in PARTS:
            assert described("rule", rule, part, language) in page


def test_a_rule_shows_its_stances_its_query_and_relations_that_rest_on_it(served: Served) -> None:
    page = served.get("/rules/denial").text
    assert "asserts – denies" in page
    assert "from vector" in page
    found = kg.load(SEEDS).relations
    resting = {relation.id for relation in found if relation.rule == "denial"}
    shown = set(re.findall(r'href="/relations/([0-9a-f]+)\?', page))
    assert shown <= resting
    assert len(shown) == min(len(resting), 5)
    assert json.loads(served.get("/rules/denial", format="json").body)["found"] == len(resting)
    assert "/claims/" in served.get("/rules/repeats").text


def test_programs_get_what_is_said_of_a_rule(served: Served) -> None:
    for place, number in (("/rules", len(rules())), ("/rules/denial", 1)):
        told = Graph().parse(data=served.get(place, "text/turtle").body, format="turtle")
        assert len(set(told.subjects(RDF.type, CV.RuleApplication))) == number
        assert (rule_iri("denial", "2"), CV.rule, Literal("denial")) in told


@pytest.mark.parametrize("language", languages())
def test_every_shape_says_in_every_language_what_is_amiss(served: Served, language: str) -> None:
    listed = unescape(served.get("/shapes", language=language).text)
    for shape in read_shapes().rules.values():
        assert f'href="/shapes/{shape.name}?language={language}"' in listed
        assert tell_shape(shape.message, "message", language, shape.name) in listed
    page = served.get("/shapes/one-source", language=language).text
    for part, texts in (("message", "message"), ("advice", "advice")):
        shape = read_shapes().rules["one-source"]
        assert tell_shape(getattr(shape, texts), part, language, shape.name)[:30] in page
    assert f'href="/ontology/Claim?language={language}"' in page


def test_programs_get_the_shapes_as_they_were_written(served: Served) -> None:
    [path] = (kg.resources.resource_dir("shapes")).rglob("one-source.ttl")
    assert served.get("/shapes/one-source", format="turtle").body == path.read_bytes()
    together = Graph().parse(data=served.get("/shapes", format="ntriples").body, format="nt")
    for name in read_shapes().rules:
        assert (URIRef(SHAPES + name), SH.severity, None) in together
    part = served.get("/shapes/one-source/source")
    assert (part.status, part.headers["location"]) == (303, "/shapes/one-source?")


def test_pages_say_where_the_same_is_for_programs(served: Served) -> None:
    page = served.get("/shapes/one-source").text
    assert '<link rel="alternate" type="text/turtle" href="?format=turtle">' in page
    reply = served.get("/shapes/one-source", "text/turtle")
    assert reply.headers["link"] == '</shapes/one-source>; rel="alternate"; type="text/html"'
    assert Path(reply.headers["link"][1:].partition(">")[0]).name == "one-source"

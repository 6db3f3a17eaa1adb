"""What a file is, is told from what it holds; what is not understood is said to be that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Literal
from support.cafe import TEXT, review, write_cafe
from support.drawing import drawn
from support.reviews import read_claim_reviews

from kg.api import load
from kg.cli import run
from kg.errors import InputError
from kg.formats.claimreview import Publisher, write_partner_reviews
from kg.formats.claimreview.reading import parse_review
from kg.formats.kinds import Kind, open_file
from kg.model import Rating
from kg.partners.receive import receive_file
from kg.rdf.vocabulary import CV

#: One annotation as the interface of Hypothes.is gives it, which says of itself neither context nor type.
HYPOTHESIS: dict[str, Any] = {
    "id": "Abc1",
    "created": "2026-02-24T18:03:25.000768+00:00",
    "user": "acct:someone@example.org",
    "uri": "https://gazette.example/cafe",
    "text": "Who says so?",
    "tags": ["check"],
    "target": [
        {
            "source": "https://gazette.example/cafe",
            "selector": [{"type": "TextQuoteSelector", "exact": "le café est fermé", "prefix": "« "}],
        }
    ],
}
TYPED = {"type": "Annotation", "target": HYPOTHESIS["target"]}
REVIEW = review()


def kind_of(folder: Path, name: str, content: Any) -> Kind:
    file = folder / name
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return open_file(file).kind


def refused(folder: Path, name: str, content: Any) -> tuple[str, str, str]:
    with pytest.raises(InputError) as caught:
        kind_of(folder, name, content)
    [problem] = caught.value.problems
    assert name in str(problem.location)
    return problem.id, problem.message, problem.advice


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"total": 1, "rows": [HYPOTHESIS]}, Kind.ANNOTATIONS),
        ({"total": 0, "rows": []}, Kind.ANNOTATIONS),
        ([HYPOTHESIS], Kind.ANNOTATIONS),
        (HYPOTHESIS, Kind.ANNOTATIONS),
        ({"annotations": [HYPOTHESIS]}, Kind.ANNOTATIONS),
        (TYPED, Kind.ANNOTATIONS),
        ({"type": "AnnotationPage", "items": []}, Kind.ANNOTATIONS),
        ({"@graph": [{"@type": "oa:Annotation", "oa:hasTarget": "x"}]}, Kind.ANNOTATIONS),
        # A review that an annotation has for its body, and words of ours and of others in their texts.
        ({**TYPED, "@context": "http://www.w3.org/ns/anno.jsonld", "body": REVIEW}, Kind.ANNOTATIONS),
        ({**HYPOTHESIS, "text": f"ClaimReview {CV}"}, Kind.ANNOTATIONS),
        (REVIEW, Kind.REVIEWS),
        ({**REVIEW, "text": 'an "Annotation" of anno.jsonld'}, Kind.REVIEWS),
        ({"@graph": [{"@type": "Annotation"}, REVIEW]}, Kind.REVIEWS),
        (
            {**REVIEW, "reviewRating": {"identifier": {"propertyID": str(CV.rating), "value": "false"}}},
            Kind.REVIEWS,
        ),
        ({"@context": {"cv": str(CV)}, "@id": "urn:a", "@type": "cv:Claim"}, Kind.STATEMENTS),
        ([{"@id": "urn:a", "@type": [str(CV.Claim)]}], Kind.STATEMENTS),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
@pytest.mark.parametrize("ending", ["json", "jsonld", "txt"])
def test_json_is_what_its_structure_makes_of_it(
    content: Any, kind: Kind, ending: str, tmp_path: Path
) -> None:
    assert kind_of(tmp_path, f"a.{ending}", content) is kind


@pytest.mark.parametrize(
    ("name", "content", "id", "words"),
    [
        ("a.json", {"claims": [{"text": "x", "claimReview": [{"url": "x"}]}]}, "nothing-found", "Fact Check"),
        (
            "a.json",
            {"@type": "Recipe", "name": "x"},
            "nothing-found",
            "the keys '@type', 'name', of type 'Recipe'",
        ),
        ("a.json", [{"a": 1}, 2], "nothing-found", "a JSON array of 2, the first with the keys 'a'"),
        (
            "a.json",
            {"@context": "https://desk.example/c", "@type": "ClaimReview", "claimReviewed": "x"},
            "nothing-found",
            "stands at 'https://desk.example/c', and nothing is ever fetched",
        ),
        ("a.json", b"7", "nothing-found", "neither an object nor an array: 7"),
        ("a.json", b"{", "bad-json", "not JSON"),
        ("a.ttl", b"<urn:a> a <urn:b>.", "nothing-found", "RDF of 1 triple, of the types <urn:b>"),
        ("a.jsonld", {"@id": "urn:a", "urn:b": "x"}, "nothing-found", "RDF of 1 triple"),
        (
            "a.ttl",
            b"<urn:a> <http://www.w3.org/ns/oa#hasTarget> <urn:b> .",
            "nothing-found",
            "Web Annotations in RDF",
        ),
        ("a.xlsx", b"PK\x03\x04", "unknown-format", "the ending '.xlsx' is none"),
        ("a.csv", b"PK\x03\x04\0\0[Content_Types].xml", "unknown-format", "is a packed archive"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unknown-format", "an old file of an office program"),
        ("a.json", b"<!DOCTYPE html><html>", "unknown-format", "is a web page"),
        ("a.pdf", b"%PDF-1.7", "unknown-format", "is a PDF"),
        ("a.gz", b"\x1f\x8b\x08", "unknown-format", "is compressed"),
        ("claims.yaml", b"claims: []", "unknown-format", "not our verdicts.yaml"),
        ("a.exe", b"MZ", "unknown-format", "the ending '.exe' is none"),
        ("a", b"MZ", "unknown-format", "its name has no ending"),
    ],
)
def test_what_is_not_understood_is_said_to_be_that(
    name: str, content: Any, id: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found, message, _ = refused(tmp_path, name, content)
    assert found == id and words in message
    # And nobody is told of options first, whatever is missing.
    for more in ([], [str(tmp_path)], ["--from", "desk", "--store", str(tmp_path / "s")]):
        assert run(["import", str(tmp_path / name), *more]) == 2
        assert words in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


def test_a_sheet_of_another_program_is_to_be_saved_as_csv(tmp_path: Path) -> None:
    for name in ("a.xlsx", "a.ods", "a.csv"):
        assert "CSV UTF-8" in refused(tmp_path, name, b"PK\x03\x04 [Content_Types].xml")[2]


@pytest.mark.parametrize("content", [HYPOTHESIS, [HYPOTHESIS], {"total": 1, "rows": [HYPOTHESIS]}])
def test_annotations_of_hypothesis_become_drafts(
    content: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "found.json").write_text(json.dumps(content), encoding="utf-8")
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    assert run(["import", str(tmp_path / "found.json"), "--text", str(tmp_path / "article.txt")]) == 0
    assert 'quote: "le café est fermé"' in capsys.readouterr().out


TURTLE = """
@prefix schema: <http://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://desk.example/1> a schema:ClaimReview ; schema:claimReviewed "Le café est fermé"@fr ;
  schema:datePublished "2026-03-02"^^xsd:date ; schema:author <https://desk.example/> ; schema:unheard 7 ;
  schema:url "https://desk.example/1.html"^^xsd:anyURI ; schema:itemReviewed [ a schema:Claim ;
    schema:text "le café est fermé" ; schema:author [ schema:name "the mayor" ] ] ;
  schema:reviewRating [ schema:ratingValue 1 ; schema:bestRating 5 ; schema:alternateName "False" ] .
"""


def test_claim_reviews_in_rdf_are_read_as_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "r.ttl").write_text(TURTLE, encoding="utf-8")
    received = receive_file(tmp_path / "r.ttl", "desk")
    [found] = received.reviews
    assert not received.statements
    assert (found.iri, found.url) == ("https://desk.example/1", "https://desk.example/1.html")
    assert (found.reviewed, found.text, found.source) == (
        "Le café est fermé",
        "le café est fermé",
        "the mayor",
    )
    assert (found.rating, found.value, found.best, found.reviewer) == (Rating.FALSE, "1", "5", "desk.example")
    assert found.date is not None and found.claim is None and '"7"' in found.original
    assert parse_review(found.original, found.surroundings) == found
    passed_on = write_partner_reviews([found], publisher=Publisher("Desk"))
    assert read_claim_reviews(passed_on, "again.json") == [found]


def test_reviews_in_rdf_are_exported_as_reviews(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.ttl").write_text(TURTLE, encoding="utf-8")
    store = ["--from", "desk", "--store", str(tmp_path / "s")]
    assert run(["import", str(tmp_path / "r.ttl"), *store]) == 0
    assert "1 review of claims" in capsys.readouterr().out
    assert run(["export", *store]) == 2
    assert "--format claimreview" in capsys.readouterr().err
    assert run(["export", *store, "--format", "claimreview"]) == 0
    assert "Le café est fermé" in capsys.readouterr().out


def test_a_file_whose_name_is_no_utf8_is_taken_in(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/x\xff.json"
    try:
        Path(os.fsdecode(file)).write_text(json.dumps(REVIEW), encoding="utf-8")
    except OSError:
        pytest.skip("this file system has no such names")
    store = tmp_path / "s"
    assert run(["import", os.fsdecode(file), "--from", "desk", "--store", str(store)]) == 0
    assert [one.file for one in load(store=store).exchange.imports] == ["x⟦U+DCFF⟧.json"]


def test_an_article_whose_name_is_no_utf8_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(HYPOTHESIS), encoding="utf-8")
    text = os.fsdecode(os.fsencode(tmp_path) + b"/x\xff.txt")
    assert run(["import", str(tmp_path / "a.json"), "--text", text]) == 2
    assert "its name cannot be written" in capsys.readouterr().err


def test_what_rdflib_thinks_of_a_strangers_literals_reaches_nobody(tmp_path: Path) -> None:
    """In a process of its own: what warns here is caught by the test runner."""
    write_cafe(tmp_path)
    odd = f'<urn:x> a <{CV.Claim}> ; <urn:p> "of course"^^<http://www.w3.org/2001/XMLSchema#boolean> , '
    odd += '"soon"^^<http://www.w3.org/2001/XMLSchema#date> .'
    code = "import sys, kg.rdf.parsing, rdflib\nrdflib.Graph().parse(data=sys.argv[1], format='turtle')"
    done = subprocess.run([sys.executable, "-c", code, odd], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        run(["schema", "claims", "-o", str(tmp_path / "schema.json")])
        Literal("of course", datatype="http://www.w3.org/2001/XMLSchema#boolean")
    assert not caught


def test_a_folder_that_is_no_bundle_and_an_address_are_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, words in ((str(tmp_path), "this is not a bundle"), ("https://desk.example/f", "is an address")):
        assert run(["import", name]) == 2
        assert words in capsys.readouterr().err


WORDS = st.sampled_from(
    [
        *("@context", "@type", "@id", "@graph", "@value", "type", "rows", "total", "items", "target", "uri"),
        *("claims", "claimReview", "first", "item", "https://schema.org", "ClaimReview", "Annotation"),
        *("schema:ClaimReview", "http://www.w3.org/ns/anno.jsonld", str(CV.Claim), str(CV), "x", ""),
    ]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=10,
)


@settings(max_examples=drawn(150))
@given(value=VALUES, ending=st.sampled_from(["json", "jsonld", "ttl", "txt", "csv"]))
def test_any_json_is_of_some_kind_or_refused_in_words(
    value: Any, ending: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.getbasetemp() / f"drawn.{ending}"
    file.write_text(json.dumps(value), encoding="utf-8")
    try:
        opened = open_file(file)
    except InputError as error:
        assert all(problem.id and problem.message and problem.location for problem in error.problems)
        return
    if opened.kind in (Kind.REVIEWS, Kind.STATEMENTS):
        try:
            received = receive_file(file, "desk")
        except InputError:
            return
        assert received.reviews or len(received.statements)

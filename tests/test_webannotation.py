"""Quotations as Web Annotations, and the annotations of other tools as drafts of claims.

The musts and shoulds of the Web Annotation Data Model are checked literally on what is written. What is read
comes in the shapes in which tools write it, and as bytes of a stranger.
"""

from __future__ import annotations

import functools
import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies
from support.drawing import drawn

from kg import load
from kg.authoring.drafts import Draft, write_drafts
from kg.authoring.read import read_knowledge
from kg.errors import InputError
from kg.formats.webannotation import CONTEXT, read_annotations, write_annotations
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import Article, Interval, Knowledge, Quotation, Stance

BUNDLES = sorted(folder.name for folder in (ROOT / "tests" / "bundles").iterdir() if folder.is_dir())
PAGE = "https://example.org/news/1"
TEXT = "The mayor said: “We did not fire.” The army denied it. They did not fire at the town, it said."
ARTICLE = Article("page", TEXT, "en", "paper", url=PAGE)


@functools.cache
def article() -> Knowledge:
    return load(SEEDS).knowledge


@functools.cache
def page(name: str) -> Knowledge:
    return load(ROOT / "tests" / "bundles" / name).knowledge


def read(value: Any, article: Article = ARTICLE) -> list[Draft]:
    return read_annotations(json.dumps(value).encode("utf-8"), "notes.json", article)


def problems_of(value: Any, article: Article = ARTICLE) -> list[str]:
    data = value if isinstance(value, bytes) else json.dumps(value).encode("utf-8")
    with pytest.raises(InputError) as raised:
        read_annotations(data, "notes.json", article)
    assert {str(problem.location) for problem in raised.value.problems} <= {"notes.json", "notes.json:1"}
    return [problem.id for problem in raised.value.problems]


def place(start: int, end: int, text: str = TEXT) -> Quotation:
    return Quotation(text[start:end], start, end, text[max(start - 32, 0) : start], text[end : end + 32])


def quote(exact: str, **more: Any) -> dict[str, Any]:
    """An annotation that selects words."""
    selector = {"type": "TextQuoteSelector", "exact": exact, **more}
    return {"type": "Annotation", "target": {"source": PAGE, "selector": selector}}


# What is written --------------------------------------------------------------------------------------------


def check_literally(knowledge: Knowledge) -> None:
    """What the standard says of collections, pages, annotations, bodies, targets and selectors."""
    collection = json.loads(write_annotations(knowledge))
    claims = knowledge.claims.values()
    count = sum(len(claim.quotations) + (claim.cue is not None) for claim in claims)
    assert collection["@context"] == CONTEXT == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    assert collection["id"].startswith("https://") and isinstance(collection["label"], str)
    assert collection["total"] == count
    assert ("first" in collection) == ("last" in collection) == (count > 0)
    if not count:
        return
    first = collection["first"]
    assert first["type"] == "AnnotationPage" and first["id"] == collection["last"] != collection["id"]
    assert first["partOf"] == collection["id"] and first["startIndex"] == 0
    assert "@context" not in first and "next" not in first and "prev" not in first
    items = first["items"]
    assert len(items) == count == len({item["id"] for item in items})
    for item in items:
        assert item["type"] == "Annotation" and item["motivation"] in ("describing", "classifying")
        assert item["id"].startswith("https://")
        assert item["body"][0]["purpose"] == "identifying"
        for body in item["body"]:
            if body["type"] == "TextualBody":
                assert body["value"] and body["language"] and body["format"] == "text/plain"
                assert body["purpose"] in ("describing", "tagging")
            else:
                assert body["type"] == "SpecificResource" and body["source"].startswith("https://")
        words, position = item["target"]["selector"]
        assert re.match("https?://", item["target"]["source"])
        assert words["type"] == "TextQuoteSelector" and isinstance(words["exact"], str)
        assert position["type"] == "TextPositionSelector"
        assert 0 <= position["start"] < position["end"]
        (text,) = [
            bundle.article.text for bundle in knowledge.bundles if f"/{bundle.id}/claim/" in item["id"]
        ]
        assert text is None or text[position["start"] : position["end"]] == words["exact"]


def span(quotation: Quotation | None) -> tuple[str, int, int] | None:
    return None if quotation is None else (quotation.exact, quotation.start, quotation.end)


def check_round_trip(knowledge: Knowledge) -> None:
    data = write_annotations(knowledge)
    for bundle in knowledge.bundles:
        drafts = read_annotations(data, "a.json", bundle.article)
        want = {c.id: (c.quotations, c.cue, c.sources, c.stance, dict(c.gloss)) for c in bundle.claims}
        got = {d.id: (d.quotations, d.cue, (d.source, *d.jointly), d.stance, dict(d.gloss)) for d in drafts}
        assert got.keys() == want.keys()
        for name, (quotations, cue, sources, stance, gloss) in want.items():
            assert [span(q) for q in got[name][0]] == [span(q) for q in quotations]
            assert span(got[name][1]) == span(cue)
            assert got[name][2:] == (sources, stance, gloss)


@settings(max_examples=drawn(20))
@given(strategies.bodies())
def test_generated_quotations_are_written_by_the_standard_and_come_back(knowledge: Knowledge) -> None:
    check_literally(knowledge)
    check_round_trip(knowledge)


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundles_are_written_by_the_standard_and_come_back(name: str) -> None:
    check_literally(page(name))
    check_round_trip(page(name))


def test_the_article_is_written_by_the_standard_and_comes_back() -> None:
    check_literally(article())
    check_round_trip(article())
    assert sum(claim.cue is not None for claim in article().claims.values()) > 20


def test_those_who_speak_jointly_are_read_as_one_voice_and_others_are_for_a_person_to_tell() -> None:
    bundle = article().bundles[0]
    claim = replace(bundle.claims[0], source="armenia", jointly=("azerbaijan",))
    said = json.loads(write_annotations(replace(article(), bundles=(replace(bundle, claims=(claim,)),))))
    (draft,) = read(said, bundle.article)
    assert (draft.source, draft.jointly) == ("armenia", ("azerbaijan",))
    assert 'source: ["armenia", "azerbaijan"]' in write_drafts([draft], bundle.article)
    bodies = said["first"]["items"][0]["body"]
    said["first"]["items"][0]["body"] = [b for b in bodies if b.get("purpose") != "identifying"]
    (draft,) = [d for d in read(said, bundle.article) if d.quotations]
    assert (draft.source, draft.jointly) == (None, ())
    assert 'source: ["armenia", "azerbaijan"]' in draft.notes


def test_nothing_is_written_of_nothing() -> None:
    check_literally(replace(article(), bundles=()))


def test_the_target_is_the_page_where_it_was_published() -> None:
    (bundle,) = article().bundles
    published = replace(article(), bundles=(replace(bundle, article=replace(bundle.article, url=PAGE)),))
    items = json.loads(write_annotations(published))["first"]["items"]
    assert {item["target"]["source"] for item in items} == {PAGE}
    check_round_trip(published)


def test_a_withheld_text_changes_nothing_that_is_written() -> None:
    (bundle,) = article().bundles
    withheld = replace(article(), bundles=(replace(bundle, article=bundle.article.without_text()),))
    assert write_annotations(withheld) == write_annotations(article())


def test_annotations_of_a_withheld_text_cannot_be_read() -> None:
    assert problems_of([quote("We did not fire")], ARTICLE.without_text()) == ["text-withheld"]


# Shapes of files --------------------------------------------------------------------------------------------

WE = quote("We did not fire")
ARMY = quote("The army denied it")
SPANS = [(17, 32), (35, 53)]

SHAPES: dict[str, Any] = {
    "an array": [ARMY, WE],
    "a page": {"@context": CONTEXT, "type": "AnnotationPage", "startIndex": 4, "items": [WE, ARMY]},
    "a collection": {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "total": 2,
        "first": {"type": "AnnotationPage", "items": [WE, ARMY]},
    },
    "a collection of two pages": {
        "type": ["AnnotationCollection"],
        "first": {
            "type": "AnnotationPage",
            "items": [WE],
            "next": {"type": "AnnotationPage", "items": [ARMY]},
        },
    },
    "a graph": {"@context": CONTEXT, "@graph": [WE, ARMY]},
    "terms of the vocabulary": {
        "@type": "oa:AnnotationPage",
        "items": [
            {
                "@id": "urn:x",
                "@type": "oa:Annotation",
                "oa:hasTarget": {
                    "oa:source": PAGE,
                    "selector": {
                        "@type": "http://www.w3.org/ns/oa#TextQuoteSelector",
                        "oa:exact": "We did not fire",
                    },
                },
            },
            ARMY,
        ],
    },
    "the answer of Hypothes.is": {
        "total": 2,
        "rows": [
            {
                "id": "kYhF",
                "uri": PAGE,
                "text": "ok?",
                "tags": ["check"],
                "target": [
                    {
                        "source": PAGE,
                        "selector": [
                            {"type": "RangeSelector", "startContainer": "/div[1]/p[1]", "startOffset": 1},
                            {"type": "TextPositionSelector", "start": 917, "end": 932},
                            {"type": "TextQuoteSelector", "exact": "We did not fire", "prefix": "said: “"},
                        ],
                    }
                ],
            },
            {"uri": PAGE, "target": [{"source": [PAGE], "selector": [ARMY["target"]["selector"]]}]},
        ],
    },
}


@pytest.mark.parametrize("what", SHAPES)
def test_every_shape_of_file_is_read(what: str) -> None:
    drafts = read(SHAPES[what])
    assert [[(q.start, q.end) for q in draft.quotations] for draft in drafts] == [[span] for span in SPANS]
    assert drafts[0].quotations == (place(17, 32),)


def test_a_single_annotation_is_read() -> None:
    assert [draft.quotations for draft in read(WE)] == [(place(17, 32),)]


@pytest.mark.parametrize("value", [[], {"type": "AnnotationCollection", "total": 0}])
def test_a_file_without_annotations_gives_no_drafts(value: Any) -> None:
    assert read(value) == []
    assert yaml.safe_load(write_drafts([], ARTICLE))["claims"] == []


@pytest.mark.parametrize(
    "value",
    [
        {},
        7,
        "We did not fire",
        None,
        {"type": "Annotation"},
        ["https://example.org/a1"],
        {"type": "AnnotationCollection", "first": "https://example.org/page1"},
        {"type": "AnnotationCollection", "first": {"type": "AnnotationPage"}},
    ],
)
def test_what_is_no_annotation_is_refused(value: Any) -> None:
    assert problems_of(value) == ["not-an-annotation"]


# Where the words stand --------------------------------------------------------------------------------------


def test_words_are_found_as_the_article_writes_them() -> None:
    (draft,) = read(quote('"We  did not fire."'))
    assert draft.quotations == (place(16, 34),)


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ({"prefix": "mayor said: “We "}, 20),
        ({"prefix": "They "}, 60),
        ({"suffix": " at the town"}, 60),
        ({"suffix": ".” The army"}, 20),
        ({"prefix": "the page's menu: We ", "suffix": " at the town, it said"}, 60),
    ],
)
def test_what_stands_beside_tells_which(more: dict[str, str], start: int) -> None:
    (draft,) = read(quote("did not fire", **more))
    assert draft.quotations == (place(start, start + 12),)


def with_position(exact: str | None, start: Any, end: Any) -> dict[str, Any]:
    selectors: list[dict[str, Any]] = [{"type": "TextPositionSelector", "start": start, "end": end}]
    if exact is not None:
        selectors.insert(0, {"type": "TextQuoteSelector", "exact": exact})
    return {"type": "Annotation", "target": {"source": PAGE, "selector": selectors}}


def test_offsets_tell_which() -> None:
    (draft,) = read(with_position("did not fire", 60, 72))
    assert draft.quotations == (place(60, 72),)


def test_offsets_that_lead_elsewhere_do_not_matter_where_the_words_do() -> None:
    (draft,) = read(with_position("The army denied it", 2, 20))
    assert draft.quotations == (place(35, 53),)


def test_offsets_alone_are_enough() -> None:
    (draft,) = read(with_position(None, 34, 54))
    assert draft.quotations == (place(35, 54),)


def test_offsets_of_a_browser_are_understood() -> None:
    """A browser counts a character beyond the basic plane twice."""
    text = "😀 yes. 😀 yes. no, yes."
    article = replace(ARTICLE, text=text)
    (draft,) = read(with_position("yes", 11, 14), article)
    assert draft.quotations == (place(9, 12, text),)


def test_what_occurs_twice_and_cannot_be_told_apart_is_refused() -> None:
    assert problems_of(quote("did not fire")) == ["quote-ambiguous"]
    assert problems_of(with_position("did not fire", 3, 15)) == ["quote-ambiguous"]


def test_words_the_article_does_not_have_are_refused() -> None:
    """However similar: a “not” was left out."""
    assert problems_of([quote("We did fire"), WE, quote("")]) == ["quote-not-found", "quote-empty"]


def test_what_begins_inside_a_word_is_refused_unless_the_offsets_agree() -> None:
    assert problems_of(quote("rmy denied it")) == ["quote-cuts-word"]
    (draft,) = read(with_position("rmy denied it", 40, 53))
    assert draft.quotations == (place(40, 53),)
    assert 'begins inside a word: "army denied it"' in draft.notes
    assert 'quote: {text: "rmy denied it", occurrence: 1}' in write_drafts([draft], ARTICLE)


@pytest.mark.parametrize(
    "span", [(-1, 4), (4, 4), (9, 4), (0.5, 4), ("0", 4), (True, 4), (None, None), (0, 10**30)]
)
def test_offsets_that_are_none_are_refused(span: tuple[Any, Any]) -> None:
    assert problems_of(with_position(None, *span)) == ["no-text-selector"]


def test_offsets_beyond_the_end_are_refused() -> None:
    assert problems_of(with_position(None, len(TEXT), len(TEXT) + 1)) == ["no-text-selector"]


def test_a_selector_of_something_else_is_refused() -> None:
    selector = {"type": "CssSelector", "value": "#content > p"}
    assert problems_of({"type": "Annotation", "target": {"source": PAGE, "selector": selector}}) == [
        "no-text-selector"
    ]


def test_a_refining_selector_is_followed() -> None:
    fragment = {"type": "FragmentSelector", "value": "p2", "refinedBy": WE["target"]["selector"]}
    (draft,) = read({"type": "Annotation", "target": {"source": PAGE, "selector": fragment}})
    assert draft.quotations == (place(17, 32),)
    assert 'selector: {"type": "FragmentSelector", "value": "p2"}' in draft.notes


def test_several_targets_are_several_quotes_of_one_draft() -> None:
    (draft,) = read({"type": "Annotation", "target": [WE["target"], ARMY["target"]]})
    assert [(q.start, q.end) for q in draft.quotations] == SPANS


def test_a_note_on_the_whole_page_is_a_draft_without_a_quote() -> None:
    (draft,) = read({"type": "Annotation", "target": PAGE, "bodyValue": "one-sided"})
    assert draft == Draft("a1", notes=('body: "one-sided"',))


# Which page -------------------------------------------------------------------------------------------------


def elsewhere(annotation: dict[str, Any], source: str) -> dict[str, Any]:
    return {**annotation, "target": {**annotation["target"], "source": source}}


@pytest.mark.parametrize(
    "source", [PAGE, "http://www.example.org/news/1/#top", "https://w3id.org/claim-kg/bundle/page/article"]
)
def test_an_address_of_the_article_is_known(source: str) -> None:
    assert len(read(elsewhere(WE, source))) == 1
    assert problems_of(elsewhere(quote("nowhere said"), source)) == ["quote-not-found"]


def test_annotations_of_other_pages_are_left_out() -> None:
    other = elsewhere(quote("Quite another text"), "https://example.org/news/2")
    assert [draft.quotations for draft in read([other, WE])] == [(place(17, 32),)]
    assert problems_of([other]) == ["other-article"]
    same_words = elsewhere(WE, "https://w3id.org/claim-kg/bundle/other/article")
    assert problems_of([same_words]) == ["other-article"]


def test_the_words_of_the_article_at_another_address_are_taken_and_the_address_kept() -> None:
    (draft,) = read(elsewhere(WE, f"{PAGE}?utm_source=mail"))
    assert draft.quotations == (place(17, 32),)
    assert f'page: "{PAGE}?utm_source=mail"' in draft.notes


def test_where_no_address_is_known_every_annotation_must_fit() -> None:
    unknown = replace(ARTICLE, url=None)
    assert len(read(WE, unknown)) == 1
    assert problems_of([WE, quote("Quite another text")], unknown) == ["quote-not-found"]


def test_one_file_of_two_articles_is_read_for_each() -> None:
    (bundle,) = article().bundles
    second = page("toll-by-sex-and-total").bundles[0]
    both = replace(article(), bundles=(bundle, replace(second, article=replace(second.article, url=PAGE))))
    check_round_trip(both)


# What annotations say ---------------------------------------------------------------------------------------


def said(*bodies: Any, **more: Any) -> Draft:
    (draft,) = read({**WE, "body": list(bodies), **more})
    return draft


def test_a_description_in_a_language_is_a_gloss() -> None:
    english = {"type": "TextualBody", "purpose": "describing", "value": "they held fire", "language": "en"}
    persian = {**english, "value": "آتش نکردند", "language": ["FA"]}
    assert said(english, persian).gloss == {"en": "they held fire", "fa": "آتش نکردند"}


@pytest.mark.parametrize(
    "body",
    [
        {"type": "TextualBody", "purpose": "describing", "value": "no language"},
        {"type": "TextualBody", "purpose": "describing", "value": "two", "language": ["en", "fa"]},
        {"type": "TextualBody", "purpose": "describing", "value": "which?", "language": "not a language"},
        {
            "type": "TextualBody",
            "purpose": "describing",
            "value": "<b>html</b>",
            "language": "en",
            "format": "text/html",
        },
        {"type": "TextualBody", "purpose": "describing", "value": "control\x07", "language": "en"},
        {"type": "TextualBody", "purpose": "describing", "value": "x" * 20_001, "language": "en"},
        {"type": "TextualBody", "purpose": "assessing", "value": "false!", "language": "en"},
        {"type": "TextualBody", "value": "they held fire", "language": "en"},
    ],
)
def test_anything_else_that_is_said_is_a_comment(body: dict[str, Any]) -> None:
    draft = said(body)
    assert draft.gloss == {}
    (note,) = draft.notes
    assert json.dumps(body["value"], ensure_ascii=False) in note


def test_a_tag_that_is_a_stance_is_the_stance() -> None:
    assert said({"type": "TextualBody", "purpose": "tagging", "value": "denies"}).stance is Stance.DENIES
    assert said("denies", motivation="tagging").stance is None
    draft = said(tags=["denies", "asserts"])
    assert draft.stance is None and 'stance: ["denies", "asserts"]' in draft.notes


def test_a_tag_that_names_a_source_of_the_register_is_the_source() -> None:
    reg = "https://w3id.org/claim-kg/register/"
    assert (
        said({"type": "SpecificResource", "purpose": "tagging", "source": f"{reg}armenia"}).source
        == "armenia"
    )
    for odd in (f"{reg}Not A Name", f"{reg}a/b", "https://example.org/armenia"):
        draft = said({"type": "SpecificResource", "purpose": "tagging", "source": odd})
        assert draft.source is None and draft.notes == (f'tag: "{odd}"',)


# Drafts as claims.yaml --------------------------------------------------------------------------------------

REGISTER = """\
sources:
  paper: {label: {en: The Paper}, type: outlet}
  mayor: {label: {en: the mayor}, type: person}
kinds:
  firing: {label: {en: firing}}
"""


def folder_of(drafts: list[Draft], folder: Path, article: Article = ARTICLE) -> Path:
    (folder / "register").mkdir(parents=True)
    (folder / "register" / "all.yaml").write_text(REGISTER, encoding="utf-8")
    (folder / "page").mkdir()
    (folder / "page" / "article.en.txt").write_text(str(article.text), encoding="utf-8", newline="")
    (folder / "page" / "claims.yaml").write_text(write_drafts(drafts, article), encoding="utf-8")
    return folder


def test_an_unfilled_draft_names_each_thing_that_is_missing(tmp_path: Path) -> None:
    drafts = read([WE, {"type": "Annotation", "target": PAGE}])
    with pytest.raises(InputError) as raised:
        read_knowledge([folder_of(drafts, tmp_path)])
    found = [(problem.claim, problem.id, problem.message) for problem in raised.value.problems]
    missing = {"a1": ["source", "stance", "kind"], "a2": ["source", "stance", "quote", "kind"]}
    assert sorted(found) == sorted(
        (claim, "missing-key", f"the key {key!r} is missing{', and no event says it' * (key == 'kind')}")
        for claim, keys in missing.items()
        for key in keys
    )
    written = (tmp_path / "page" / "claims.yaml").read_text(encoding="utf-8")
    assert [re.findall(rf"FILL IN {key}\b", written) for key in ("source", "stance", "kind")] == [
        [f"FILL IN {key}"] * 2 for key in ("source", "stance", "kind")
    ]
    assert written.count("FILL IN quote") == 1


def test_a_filled_draft_is_the_claim(tmp_path: Path) -> None:
    annotation = {
        **quote("did not fire", prefix="They"),
        "body": {
            "type": "TextualBody",
            "purpose": "describing",
            "value": 'No: "fire" #1\u202e',
            "language": "en",
        },
        "tags": ["denies"],
    }
    drafts = read(annotation, replace(ARTICLE, published=Interval(None, None)))
    folder = folder_of([replace(drafts[0], source="mayor")], tmp_path)
    file = folder / "page" / "claims.yaml"
    filled = file.read_text(encoding="utf-8").replace("says: {}", "says: {kind: firing}")
    assert "\u202e" not in filled
    file.write_text(filled, encoding="utf-8")
    (claim,) = read_knowledge([folder]).claims.values()
    assert claim.stance is Stance.DENIES and claim.source == "mayor"
    assert claim.quotations == (place(60, 72),)
    assert claim.gloss == {"en": 'No: "fire" #1\u202e'}


def test_the_drafts_of_the_article_need_nothing_but_their_content(tmp_path: Path) -> None:
    """All that a draft of ours lacks is what is said; that filled in, the quotations are the same again."""
    (bundle,) = article().bundles
    drafts = read_annotations(write_annotations(article()), "a.json", bundle.article)
    written = write_drafts(drafts, bundle.article)
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "article.fa.txt").write_bytes(str(bundle.article.text).encode("utf-8"))
    (tmp_path / "page" / "claims.yaml").write_text(written, encoding="utf-8")
    register = SEEDS / "register"
    with pytest.raises(InputError) as raised:
        read_knowledge([tmp_path, register])
    message = "the key 'kind' is missing, and no event says it"
    assert {problem.message for problem in raised.value.problems} == {message}
    filled = written.replace("says: {}", "says: {kind: attack}")
    (tmp_path / "page" / "claims.yaml").write_text(filled, encoding="utf-8")
    (back,) = read_knowledge([tmp_path, register]).bundles
    for claim in back.claims:
        original = article().claims[f"{bundle.id}/{claim.id}"]
        assert (claim.quotations, claim.cue, claim.gloss) == (
            original.quotations,
            original.cue,
            original.gloss,
        )
        assert (claim.source, claim.stance) == (original.source, original.stance)


def test_a_question_needs_no_content(tmp_path: Path) -> None:
    (draft,) = read({**WE, "tags": ["asks"]})
    written = write_drafts([replace(draft, source="mayor")], ARTICLE)
    assert "says" not in written and "FILL IN presupposes" in written
    (claim,) = read_knowledge([folder_of([replace(draft, source="mayor")], tmp_path)]).claims.values()
    assert claim.stance is Stance.ASKS


def test_nothing_that_is_not_understood_is_lost() -> None:
    secret = iter(f"secret-{number}" for number in range(100))

    def odd() -> dict[str, Any]:
        return {"x:odd": [next(secret), {"deep": next(secret)}], "created": next(secret)}

    value = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        **odd(),
        "first": {
            "type": "AnnotationPage",
            **odd(),
            "next": next(secret),
            "items": [
                {
                    "id": next(secret),
                    "type": ["Annotation", next(secret)],
                    "motivation": [next(secret)],
                    **odd(),
                    "body": [
                        {"type": "TextualBody", "value": next(secret), **odd()},
                        {
                            "type": "TextualBody",
                            "purpose": "describing",
                            "language": "en",
                            "value": next(secret),
                            **odd(),
                        },
                        {"type": "Image", "id": next(secret), "format": next(secret)},
                        {"type": "Choice", "items": [next(secret)]},
                        next(secret),
                        [next(secret)],
                    ],
                    "tags": [next(secret), 7],
                    "text": next(secret),
                    "bodyValue": next(secret),
                    "target": {
                        "source": {"id": PAGE, **odd()},
                        "type": next(secret),
                        **odd(),
                        "selector": [
                            {"type": "TextQuoteSelector", "exact": "We did not fire", **odd()},
                            {"type": "TextQuoteSelector", "exact": next(secret)},
                            {"type": "RangeSelector", **odd(), "refinedBy": {"type": "SvgSelector", **odd()}},
                            {"type": "TextPositionSelector", "start": next(secret), "end": 3},
                            next(secret),
                        ],
                    },
                }
            ],
        },
    }
    given = set(re.findall(r"secret-\d+", json.dumps(value)))
    assert len(given) > 40
    written = write_drafts(read(value), ARTICLE)
    assert given - set(re.findall(r"secret-\d+", written)) == set()
    assert list(yaml.safe_load(written)["claims"][0]) == ["id", "quote", "gloss", "says"]


@pytest.mark.parametrize(
    "char", ["\n", "\r", "\x00", "\x1b", "\x85", "\u2028", "\u202e", "\ufeff", "\U000e0041"]
)
def test_a_comment_stays_on_its_line_and_shows_what_it_holds(char: str) -> None:
    (draft,) = read({**WE, "bodyValue": f"one{char}  - id: two", f"k{char}ey": 1})
    written = write_drafts([draft], ARTICLE)
    assert char not in written.replace("\n", "") and [c["id"] for c in yaml.safe_load(written)["claims"]] == [
        "a1"
    ]


def test_ids_do_not_meet() -> None:
    ours = "https://w3id.org/claim-kg/bundle/page/claim/a1"
    named = {**ARMY, "body": {"type": "SpecificResource", "purpose": "identifying", "source": ours}}
    assert [draft.id for draft in read([WE, named])] == ["a2", "a1"]


# Hostile JSON -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "bad-json"),
        (b"{", "bad-json"),
        (b'{"a": 1} {"b": 2}', "bad-json"),
        (b"{'a': 1}", "bad-json"),
        (b'"\x01"', "bad-json"),
        (b'["\\ud800"]', "bad-json"),
        (b'{"a": 1, "a": 2}', "duplicate-key"),
        (b'[{"x": {"a": 1, "a": 1}}]', "duplicate-key"),
        (b"[NaN]", "bad-number"),
        (b"[-Infinity]", "bad-number"),
        (b"[1e999]", "bad-number"),
        (b"[" + b"9" * 5000 + b"]", "bad-number"),
        (b"\xff\xfe{\x00}\x00", "not-utf8"),
        (b"[" * 1_000_000, "too-deep"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "too-deep"),
    ],
)
def test_what_is_no_json_is_refused(data: bytes, id: str) -> None:
    assert problems_of(data) == [id]


@pytest.mark.parametrize(
    ("data", "limits"),
    [
        (b"[" + b" " * 100 + b"]", Limits(max_bytes=100)),
        (b'["' + b"x" * 101 + b'"]', Limits(max_literal=100)),
        (b"[" + b"1," * 101 + b"1]", Limits(max_triples=100)),
        (b"[" + b"[]," * 101 + b"1]", Limits(max_triples=100)),
    ],
)
def test_what_is_larger_than_allowed_is_refused(data: bytes, limits: Limits) -> None:
    with pytest.raises(InputError) as raised:
        parse_json(data, "large.json", limits)
    assert [problem.id for problem in raised.value.problems] == ["too-large"]


def test_what_json_has_is_read() -> None:
    data = '\ufeff{"a[{": ["]}\\"", -1.5e3, null, true], "\\u0646\\ud83d\\ude00": ""}'.encode()
    assert parse_json(data, "a.json") == {"a[{": [']}"', -1500.0, None, True], "ن😀": ""}


def test_the_line_of_a_mistake_is_named() -> None:
    with pytest.raises(InputError, match=re.escape("a.json:3: bad-json")):
        parse_json(b'{\n"a": 1,\n}', "a.json")


def test_too_many_annotations_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.formats.webannotation.reading.MAX_ANNOTATIONS", 3)
    assert len(read([WE] * 3)) == 3
    assert problems_of([WE] * 4) == ["too-large"]


def test_more_problems_than_anybody_reads_are_counted() -> None:
    found = problems_of([quote("nowhere said")] * 150)
    assert len(found) == 101 and found[-1] == "more-problems"


def test_no_context_is_fetched() -> None:
    """The guard of the tests would fail one that is; what another context means is not guessed."""
    remote = {**WE, "@context": ["https://example.org/evil.jsonld", {"target": "urn:x"}]}
    (draft,) = read(remote)
    assert any(note.startswith("@context: ") for note in draft.notes)


KEYS = (
    *(
        "@context",
        "@graph",
        "@id",
        "@type",
        "id",
        "type",
        "body",
        "bodyValue",
        "target",
        "source",
        "selector",
    ),
    *("exact", "prefix", "suffix", "start", "end", "refinedBy", "items", "first", "next", "rows", "value"),
    *("language", "purpose", "motivation", "format", "tags", "text", "uri", "oa:hasBody", "hasTarget", "x"),
)
WORDS = (
    *("Annotation", "AnnotationPage", "AnnotationCollection", "TextQuoteSelector", "TextPositionSelector"),
    *("TextualBody", "SpecificResource", "oa:Annotation", "describing", "tagging", "identifying", "en", "fa"),
    *(PAGE, CONTEXT, "We did not fire", "did not fire", "rmy", "denies", "", "\u202e", "\x00", "#", "😀"),
    *("https://w3id.org/claim-kg/bundle/page/claim/m1", "https://w3id.org/claim-kg/ontology#cue"),
    *("https://w3id.org/claim-kg/register/x", "https://w3id.org/claim-kg/bundle/page/article"),
)


def values() -> st.SearchStrategy[Any]:
    leaves = st.sampled_from(WORDS) | st.integers(-2, 120) | st.none() | st.booleans() | st.text(max_size=3)
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=5),
        max_leaves=25,
    )


def check_whatever(data: bytes, article: Article = ARTICLE) -> None:
    """Either drafts that can be written and read, in words of the article, or problems: never a crash."""
    try:
        drafts = read_annotations(data, "fuzz.json", article)
    except InputError as error:
        assert all(re.fullmatch("[a-z0-9-]+", problem.id) for problem in error.problems)
        return
    for draft in drafts:
        for quotation in (*draft.quotations, *([draft.cue] if draft.cue else [])):
            assert str(article.text)[quotation.start : quotation.end] == quotation.exact != ""
    written = write_drafts(drafts, article)
    claims = yaml.safe_load(written)["claims"]
    assert [claim["id"] for claim in claims] == [draft.id for draft in drafts]
    assert len({draft.id for draft in drafts}) == len(drafts)


@settings(max_examples=drawn(150))
@given(values())
def test_any_json_is_read_or_refused(value: Any) -> None:
    check_whatever(json.dumps(value).encode("utf-8"))


def samples() -> list[Any]:
    return [*SHAPES.values(), json.loads(write_annotations(page("she-said-both")))]


def mutated(value: Any, random: Random) -> Any:
    """A value with some of its parts left out, renamed, or put in place of one another."""
    if random.random() < 0.05:
        odd: tuple[Any, ...] = (
            *WORDS,
            None,
            True,
            -1,
            7,
            0.5,
            [],
            {},
            [[]],
            {"x": [1]},
            {"id": PAGE},
            ["en"],
        )
        return random.choice(odd)
    if isinstance(value, dict):
        kept = [(key, inner) for key, inner in value.items() if random.random() > 0.04]
        return {
            random.choice(KEYS) if random.random() < 0.04 else key: mutated(inner, random)
            for key, inner in kept
        }
    if isinstance(value, list):
        return [mutated(inner, random) for inner in value if random.random() > 0.04]
    return value


@settings(max_examples=drawn(200))
@given(st.sampled_from(range(len(SHAPES) + 1)), st.randoms(use_true_random=False))
def test_any_file_with_odd_parts_is_read_or_refused(which: int, random: Random) -> None:
    value = mutated(samples()[which], random)
    article = page("she-said-both").bundles[0].article if which == len(SHAPES) else ARTICLE
    check_whatever(json.dumps(value).encode("utf-8"), article)


@settings(max_examples=drawn(100))
@given(st.data())
def test_any_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    damaged = bytearray(json.dumps(data.draw(st.sampled_from(samples()))).encode("utf-8"))
    pieces = (b"", b"{", b"]", b'"', b",", b"null", b"1e9", b"\\u0000", b"\xff", b"[]")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 12))] = data.draw(st.sampled_from(pieces))
        damaged = damaged or bytearray(b" ")
    check_whatever(bytes(damaged))


def test_a_purpose_that_is_no_word_is_kept() -> None:
    draft = said({"type": "TextualBody", "purpose": ["tagging"], "value": "denies"})
    assert draft.stance is None and '"purpose": ["tagging"]' in draft.notes[0]


def test_many_annotations_of_words_that_recur_are_read_in_time() -> None:
    """Each place is looked up once: ten thousand annotations of one word are no work for minutes."""
    article = replace(ARTICLE, text="ab " * 5000)
    value = [with_position("ab", 3 * at, 3 * at + 2) for at in range(5000)]
    drafts = read(value, article)
    assert [draft.quotations[0].start for draft in drafts] == [3 * at for at in range(5000)]
    written = write_drafts(drafts, article)
    assert written.count("occurrence: ") == 5000 and "occurrence: 5000}" in written


def test_drafts_are_written_though_the_text_is_withheld() -> None:
    assert 'quote: "We did not fire"' in write_drafts(read(WE), ARTICLE.without_text())

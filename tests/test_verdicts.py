"""Verdicts: what people write, what is stored, what follows from them, and what is shown of it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic
from support.drawing import drawn
from support.page import Page
from support.verdicts import ARTICLE, GRAPH, KNOWLEDGE, judged, judged_bodies, verdict

from kg.authoring.document import parse_yaml
from kg.authoring.formats import VerdictsFile, json_schema
from kg.authoring.read import read_knowledge, read_verdicts
from kg.cli import run
from kg.disputes import Reviews, find_reviews, propagate_verdicts
from kg.errors import InputError, Problem
from kg.explain import LANGUAGES, VERDICT_WORDS, build_card
from kg.explain.verdicts import RATING_WORDS, build_page
from kg.model import Knowledge, Rating, Relation, Verdict
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.read import read_dataset, read_merged
from kg.rdf.serialize import serialize
from kg.relations import find_relations
from kg.report.html import write_card, write_explanation, write_report
from kg.report.markdown import write_markdown
from kg.report.text import write_cards
from kg.validation import check_knowledge

RELATIONS = list(GRAPH.relations())
BAKU = frozenset({"baku"})
VERDICTS = """\
verdicts:
  - claim: d1
    rating: false
    explanation: {en: "The video shows it.", fa: "ویدیو آن را نشان می‌دهد."}
    evidence: [https://example.org/video, https://example.org/a?b=1&c=2]
    reviewer: "First desk"
    date: 2026-11-20
    url: https://example.org/reviews/1
  - claim: a1
    rating: misleading
    reviewer: Second desk
    date: 2026-11-21
    evidence: https://example.org/one
"""


def named(claim: str) -> str:
    return next(p.id for p in KNOWLEDGE.positions if f"{ARTICLE}/{claim}" in p.claims)


def settled(reviews: Reviews) -> Mapping[tuple[str, bool], list[list[str]]]:
    """What follows, by claim: whether it is true, and under which standpoints."""
    return {
        (claim.rpartition("/")[2], s.verdict): [sorted(view) for view in s.views]
        for s in reviews.propagation.settled
        for claim in s.position.claims
    }


# --- what people write ------------------------------------------------------------------------------------


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    return tmp_path / "seeds"


def write(seeds: Path, text: str) -> Path:
    file = seeds / ARTICLE / "verdicts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def problems(seeds: Path) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_knowledge([seeds])
    return list(caught.value.problems)


def test_verdicts_are_read_beside_their_claims(seeds: Path) -> None:
    write(seeds, VERDICTS)
    expected = (
        Verdict(
            f"{ARTICLE}/a1",
            Rating.MISLEADING,
            {},
            ("https://example.org/one",),
            "Second desk",
            date(2026, 11, 21),
        ),
        Verdict(
            f"{ARTICLE}/d1",
            Rating.FALSE,
            {"en": "The video shows it.", "fa": "ویدیو آن را نشان می‌دهد."},
            ("https://example.org/a?b=1&c=2", "https://example.org/video"),
            "First desk",
            date(2026, 11, 20),
            url="https://example.org/reviews/1",
        ),
    )
    for path in (seeds, seeds / ARTICLE, seeds / ARTICLE / "claims.yaml"):
        assert read_knowledge([path]).verdicts == expected
    shutil.copy(seeds / ARTICLE / "verdicts.yaml", seeds / "verdicts.yaml")
    assert read_knowledge([seeds]).verdicts == expected, "elsewhere it is nobody's"


@pytest.mark.parametrize("rating", list(Rating))
def test_every_rating_can_be_written_as_text(seeds: Path, rating: Rating) -> None:
    for written in (rating.value, f'"{rating.value}"'):
        write(seeds, VERDICTS.replace("rating: false", f"rating: {written}"))
        assert read_knowledge([seeds]).verdicts[1].rating is rating


@pytest.mark.parametrize(
    ("old", "new", "id", "line", "claim", "told"),
    [
        ("claim: d1", "claim: d11", "unknown-claim", 2, "d11", "did you mean 'd1'?"),
        ("claim: a1", "claim: zz-9", "unknown-claim", 9, "zz-9", "known here"),
        ("rating: misleading", "rating: false", "no-verdict", 10, "a1", "neither true nor false"),
        ("rating: misleading", "rating: true", "no-verdict", 10, "a1", "neither true nor false"),
        ("rating: misleading", "rating: misleadin", "unknown-word", 10, "a1", "did you mean 'misleading'?"),
        ("rating: false", "rating: 3", "unknown-word", 3, "d1", "cannot be 3"),
        ("reviewer: Second desk", "reviwer: Second desk", "unknown-key", 11, "a1", "'reviewer'?"),
        ("    reviewer: Second desk\n", "", "missing-key", 9, "a1", "'reviewer'"),
        ("    date: 2026-11-21\n", "", "missing-key", 9, "a1", "'date'"),
        ("2026-11-20", "2026-11-31", "bad-date", 7, "d1", "2020-10-04"),
        ("2026-11-20", "2026-11", "bad-date", 7, "d1", "2020-10-04"),
        ("2026-11-20", "20 November 2026", "bad-date", 7, "d1", "2020-10-04"),
        ("https://example.org/one", "javascript:alert(1)", "bad-value", 13, "a1", "is not an address"),
        ("https://example.org/reviews/1", "file:///etc/passwd", "bad-value", 8, "d1", "is not an address"),
        ('reviewer: "First desk"', 'reviewer: "  "', "bad-value", 6, "d1", "at least 1 character"),
        ("{en: ", "{not a language: ", "bad-value", 4, "d1", "is not a language tag"),
        ("verdicts:", "verdict:", "unknown-key", 1, None, "'verdicts'?"),
        ("claim: d1", "claim: a1\n    claim: a1", "duplicate-key", 3, None, "given twice"),
    ],
)
def test_a_mistake_gets_one_clear_error(
    seeds: Path, old: str, new: str, id: str, line: int, claim: str | None, told: str
) -> None:
    assert old in VERDICTS
    file = write(seeds, VERDICTS.replace(old, new))
    found = problems(seeds)
    problem = next(p for p in found if p.id == id)
    assert len(found) == (2 if id == "unknown-key" else 1), found
    assert problem.location is not None
    assert Path(problem.location.file) == file and problem.location.line == line
    assert problem.claim == claim
    assert told in str(problem)


def test_one_reviewer_judges_a_claim_once_a_day(seeds: Path) -> None:
    twice = VERDICTS + "  - {claim: d1, rating: true, reviewer: First desk, date: 2026-11-20}\n"
    write(seeds, twice)
    (problem,) = problems(seeds)
    assert (problem.id, problem.claim) == ("duplicate-verdict", "d1")
    assert "verdicts.yaml:2" in problem.message
    write(seeds, twice.replace("First desk, date: 2026-11-20", "First desk, date: 2026-11-22"))
    assert len(read_knowledge([seeds]).verdicts) == 3


def test_verdicts_are_read_from_anywhere_on_claims_that_are_there(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(VERDICTS.replace("claim: d1", f"claim: {ARTICLE}/d1"), encoding="utf-8")
    assert [v.claim for v in read_verdicts(file, KNOWLEDGE)] == [f"{ARTICLE}/a1", f"{ARTICLE}/d1"]
    (bundle,) = KNOWLEDGE.bundles
    other = replace(bundle, article=replace(bundle.article, id="other"))
    with pytest.raises(InputError) as caught:
        read_verdicts(file, replace(KNOWLEDGE, bundles=(bundle, other)))
    (problem,) = caught.value.problems
    assert (problem.id, problem.claim) == ("ambiguous-claim", "a1")
    assert f"{ARTICLE}/a1, other/a1" in problem.advice
    with pytest.raises(InputError, match="no-such-file"):
        read_verdicts(tmp_path / "nowhere.yaml", KNOWLEDGE)


def test_what_is_no_file_of_verdicts_is_an_error(seeds: Path) -> None:
    file = write(seeds, "")
    assert [p.id for p in problems(seeds)] == ["bad-value"]
    file.unlink()
    file.symlink_to(seeds / "nowhere")
    assert [p.id for p in problems(seeds)] == ["no-such-file"], "a link to nothing is not nothing"
    file.unlink()
    file.mkdir()
    assert [p.id for p in problems(seeds)] == ["not-a-file"]


def test_the_command_gives_the_schema_of_verdicts(capfd: pytest.CaptureFixture[str]) -> None:
    schema = json_schema("verdicts")
    entry = schema["$defs"]["VerdictEntry"]
    assert set(entry["properties"]) == {
        *("claim", "rating", "explanation", "evidence", "reviewer", "date", "url"),
    }
    assert entry["required"] == ["claim", "rating", "reviewer", "date"]
    named, booleans = entry["properties"]["rating"]["anyOf"]
    assert named["enum"] == [rating.value for rating in Rating] and booleans["type"] == "boolean"
    assert VerdictsFile.model_validate(parse_yaml(VERDICTS, "v").value).verdicts[0].rating == "false"
    assert run(["schema", "verdicts"]) == 0
    assert json.loads(capfd.readouterr().out) == schema


# --- what is stored ---------------------------------------------------------------------------------------


@settings(max_examples=drawn(25))
@given(judged_bodies())
def test_verdicts_come_back_from_rdf_as_they_were(knowledge: Knowledge) -> None:
    dataset = Dataset()
    for s, p, o, g in build_quads(knowledge):
        dataset.graph(g).add((s, p, o))
    ours = tuple(v for v in knowledge.verdicts if v.partner is None)
    assert read_dataset(dataset).verdicts == ours, "what partners sent is not ours"
    merged = Graph()
    for triple in merge_graphs(build_quads(knowledge)):
        merged.add(triple)
    assert read_merged(merged).verdicts == knowledge.verdicts
    written = serialize(build_quads(knowledge), "nquads")
    again = Dataset()
    again.parse(data=written, format="nquads")
    for graph in dataset.graphs():
        assert isomorphic(graph, again.graph(graph.identifier))


def test_verdicts_conform_and_those_that_do_not_are_found() -> None:
    good = verdict("d1", Rating.FALSE, evidence=("https://example.org/1",), url="https://example.org/2")
    assert check_knowledge(judged(good)) == check_knowledge(KNOWLEDGE)
    bad = verdict("a1", Rating.FALSE, evidence=("javascript:alert(1)",), reviewer="")
    known = {(f.rule, f.focus) for f in check_knowledge(KNOWLEDGE)}
    found = {f.rule for f in check_knowledge(judged(bad)) if (f.rule, f.focus) not in known}
    assert found == {"verdict-links", "verdict-parts", "verdict-stance"}


# --- what follows -----------------------------------------------------------------------------------------


def test_a_verdict_is_followed_to_other_claims_with_their_standpoints() -> None:
    reviews = find_reviews(RELATIONS, judged(verdict("d1", Rating.TRUE)))
    (review,) = reviews.reviews
    assert [p.id for p in review.positions] == [named("d1")] and not review.revised
    assert settled(reviews) == {
        ("d1", True): [[]],
        ("m1", False): [[]],
        ("m2a", False): [[]],
        ("m2b", False): [[]],
        ("m0", False): [["baku"], ["other-side-armenia"]],
        ("k1", False): [["baku"]],
    }
    assert {s.position.id for s in review.follows} == {named(c) for c, _ in settled(reviews)} - {named("d1")}
    assert not reviews.together and not reviews.disagreements
    held = find_reviews(RELATIONS, judged(verdict("d1", Rating.TRUE)), view=frozenset())
    assert ("k1", False) not in settled(held) and ("m1", False) in settled(held)
    assert json.loads(json.dumps(reviews.as_json()))["reviews"][0]["verdict"]["rating"] == "true"


@pytest.mark.parametrize("rating", [r for r in Rating if r.truth is None])
def test_from_what_lies_between_true_and_false_nothing_follows(rating: Rating) -> None:
    reviews = find_reviews(RELATIONS, judged(verdict("d1", rating)))
    assert settled(reviews) == {} and reviews.reviews[0].positions == ()


def test_where_reviewers_disagree_both_are_shown_and_nothing_is_taken_back() -> None:
    first, second = verdict("d1", Rating.TRUE, "First"), verdict("m1", Rating.TRUE, "Second")
    same, other = verdict("m2a", Rating.TRUE, "Third"), verdict("m2a", Rating.FALSE, "Fourth")
    knowledge = judged(first, second, same, other)
    reviews = find_reviews(RELATIONS, knowledge)
    by = {
        d.position.claims[0].rpartition("/")[2]: (
            {v.reviewer for v in d.true_by},
            {v.reviewer for v in d.false_by},
        )
        for d in reviews.disagreements
    }
    assert by["m1"] == ({"Second"}, {"First"})
    assert by["m2a"] == ({"Third"}, {"Fourth"}), "each is told on this very claim"
    assert by["d1"][0] == {"First"} and by["d1"][1] <= {"Second", "Third"} and by["d1"][1]
    for claim in ("m1", "m2a", "d1"):
        assert {(claim, True), (claim, False)} <= set(settled(reviews))
    # For somebody who trusts the first alone there is no conflict.
    alone = find_reviews(RELATIONS, knowledge, reviewers=["First"])
    assert not alone.disagreements and [r.verdict for r in alone.reviews] == [first]
    assert ("m1", False) in settled(alone) and ("m1", True) not in settled(alone)


def test_a_disagreement_can_depend_on_a_standpoint() -> None:
    reviews = find_reviews(RELATIONS, judged(verdict("k1", Rating.TRUE), verdict("d1", Rating.TRUE)))
    assert {d.views for d in reviews.disagreements} == {(BAKU,)}
    assert len(reviews.disagreements) == 2


def test_the_last_verdict_of_a_reviewer_on_a_claim_counts() -> None:
    early, late = verdict("d1", Rating.TRUE, day=1), verdict("d1", Rating.MISLEADING, day=2)
    other = verdict("d1", Rating.FALSE, "Other", day=1)
    theirs = verdict("d1", Rating.TRUE, day=1, partner="desk")
    reviews = find_reviews(RELATIONS, judged(early, late, other, theirs))
    assert {r.verdict.id for r in reviews.reviews if r.revised} == {early.id}
    told = reviews.verdicts_on([(named("d1"), True), (named("d1"), False)])
    assert {v.id for v in told} == {other.id, theirs.id}, "a namesake at a partner's is somebody else"


def test_verdicts_on_what_is_not_here_or_not_to_be_judged_are_kept_without_consequence() -> None:
    gone, aim = verdict("gone", Rating.TRUE), verdict("a1", Rating.FALSE)
    reviews = find_reviews(RELATIONS, judged(gone, aim))
    assert {r.verdict.id for r in reviews.reviews} == {gone.id, aim.id}
    assert settled(reviews) == {}
    assert "gone" in Page(write_report(judged(gone, aim), RELATIONS)).text_in(id="verdicts")


@settings(max_examples=drawn(25))
@given(judged_bodies())
def test_all_verdicts_followed_together_are_what_propagation_gives(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    reviews = find_reviews(relations, knowledge)
    counted = [r for r in reviews.reviews if not r.revised]
    told = {(p.id, bool(r.verdict.rating.truth)) for r in counted for p in r.positions}
    if {(name, not truth) for name, truth in told} & told:
        assert reviews.disagreements
    else:
        expected = propagate_verdicts(relations, knowledge, dict(told))
        assert {(s.position.id, s.verdict, s.views) for s in reviews.propagation.settled} == {
            (s.position.id, s.verdict, s.views) for s in expected.settled
        }
    single = {
        (s.position.id, s.verdict, view)
        for r in counted
        for s in (
            propagate_verdicts(
                relations, knowledge, {p.id: bool(r.verdict.rating.truth) for p in r.positions}
            ).settled
        )
        for view in s.views
    }
    for s in reviews.propagation.settled:
        assert set(s.told) <= told and set(s.because) == {name for name, _ in s.told}
        for view in s.views:
            covered = any(
                (name, truth) == (s.position.id, s.verdict) and other <= view for name, truth, other in single
            )
            assert covered or s in reviews.together
    for s in reviews.together:
        assert len(s.told) > 1
    assert {d.position.id for d in reviews.disagreements} == {
        c.position.id for c in reviews.propagation.conflicts
    }
    for d in reviews.disagreements:
        assert d.true_by and d.false_by


# --- what is shown ----------------------------------------------------------------------------------------

DENIAL = next(
    r
    for r in RELATIONS
    if r.rule == "denial"
    and {c for p in r.positions for c in p.claims} >= {f"{ARTICLE}/{n}" for n in ("m1", "d1")}
)
HOSTILE = verdict(
    "d1",
    Rating.TRUE,
    "<script>alert(1)</script>\u202e",
    explanation={"en": "</p><img src=x onerror=alert(1)>", "fa": "هیچ *نبود*"},
    evidence=(
        "https://example.org/?a=1&b=%22",
        "javascript:alert(1)",
        "data:text/html,x",
        'https://example.org/"onclick=x',
        "https://example.org/\u202egpj.exe",
    ),
    stated="Pants on <i>Fire</i>",
    partner="tehran-desk",
    url="https://example.org/reviews/1",
)


def test_the_page_shows_verdicts_and_what_follows() -> None:
    mine = verdict("d1", Rating.TRUE, explanation={"en": "Seen.", "fa": "دیده شد."}, url="https://e.org/1")
    both = judged(mine, verdict("m1", Rating.TRUE, "میز دوم", stated="Confirmed", partner="other-desk"))
    page = Page(write_report(both, RELATIONS, languages=LANGUAGES))
    shown = page.text_in(id="verdicts")
    for words in (
        *("Verdict: true", "داوری: درست", "Seen.", "دیده شد.", "https://e.org/1", "20 November 2026"),
        *("۲۰ نوامبر ۲۰۲۶", "میز دوم", "in the reviewer's words: “Confirmed”", "sent by other-desk"),
        *("only for those who hold: Azerbaijan's standpoint", "دیدگاه جمهوری آذربایجان"),
        *("Where reviewers disagree", "آنجا که داوران هم‌رأی نیستند", "true by Desk on d1"),
    ):
        assert words in re.sub(r"\s+", " ", shown), words
    marks = [dict(a) for tag, a, _ in page.elements if tag == "a" and "mark" in (a.get("class") or "")]
    ids = set(page.attributes("id"))
    assert len(marks) == 2 and all((a["href"] or "").removeprefix("#") in ids for a in marks)
    for href in page.attributes("href"):
        assert not href.startswith("#") or href[1:] in ids, href
    assert len(page.attributes("id")) == len(ids)


@pytest.mark.parametrize("face", ["report", "card", "explanation"])
def test_hostile_verdicts_harm_no_page(face: str) -> None:
    knowledge = judged(HOSTILE)
    card = build_card(DENIAL, knowledge)
    text = {
        "report": lambda: write_report(knowledge, RELATIONS),
        "card": lambda: write_card(card),
        "explanation": lambda: write_explanation([card]),
    }[face]()
    page = Page(text)
    assert not {"script", "img", "i"} & {tag for tag, *_ in page.elements}
    assert "\u202e" not in text and "⟦U+202E⟧" in text
    away = {href for href in page.attributes("href") if not href.startswith("#")}
    assert away == {"https://example.org/?a=1&b=%22", "https://example.org/reviews/1"}
    assert "javascript:alert(1)" in "".join(data for data, _ in page.text), "shown, but no link"
    for tag, attributes, _ in page.elements:
        if tag == "a" and (attributes.get("href") or "").startswith("http"):
            assert attributes["rel"] == "noopener noreferrer nofollow"
    assert "Pants on <i>Fire</i>" in "".join(data for data, _ in page.text)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_cards_show_each_sides_verdict_and_what_follows(language: str) -> None:
    knowledge = judged(HOSTILE, verdict("m1", Rating.MOSTLY_FALSE, "Other desk"))
    text = write_cards([DENIAL], knowledge, language=language, width=400)
    markdown = write_markdown([build_card(DENIAL, knowledge)], language=language)
    rating = RATING_WORDS[Rating.TRUE][language]
    for shown in (text, markdown):
        assert VERDICT_WORDS["follows_all"][language] in shown
        assert f"{VERDICT_WORDS['verdict'][language]}: {rating}" in shown
        assert "\u202e" not in shown and "⟦U+202E⟧" in shown
    (line,) = (line for line in text.splitlines() if line.strip().startswith("- A: "))
    assert VERDICT_WORDS["false"][language] in line and "d1" in line
    assert "](<https://example.org/?a=1&b=%22>)" in markdown
    assert "](<javascript" not in markdown and "<script" not in markdown and "<img" not in markdown
    card = build_card(DENIAL, knowledge)
    assert card.judged
    assert [v.rating for p in card.positions for c in p.claims for v in c.verdicts] == [
        "mostly-false",
        "true",
    ]
    assert [(letter, o.verdict, o.condition) for letter, o in card.outcomes] == [("A", False, None)]


def test_without_verdicts_nothing_is_shown_of_them() -> None:
    card = build_card(DENIAL, KNOWLEDGE)
    assert not card.judged and card.outcomes == ()
    for text in (write_report(KNOWLEDGE, RELATIONS), write_card(card), write_explanation([card])):
        assert "verdict" not in text.lower().replace("verdicts of each", "") and "داوری‌ها" not in text
    assert "erdict" not in write_cards([DENIAL], KNOWLEDGE) + write_markdown([card])


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a", True),
        ("http://مثال.example/۳?x=(1)", True),
        ("HTTPS://example.org/", False),
        ("//example.org", False),
        ("https://example.org/a b", False),
        ("https://example.org/\u200bb", False),
        ("https://", False),
        ("mailto:x@example.org", False),
    ],
)
def test_only_pages_of_the_web_are_links(address: str, linked: bool) -> None:
    page = build_page(address)
    assert page.shown == address and (page.link == address) is linked


def test_a_withheld_text_is_said_to_be_withheld() -> None:
    (bundle,) = KNOWLEDGE.bundles
    without = replace(KNOWLEDGE, bundles=(replace(bundle, article=bundle.article.without_text()),))
    page = Page(write_report(without, RELATIONS, languages=LANGUAGES))
    shown = page.text_in(id="articles")
    assert "is withheld" in shown and "اینجا نیامده است" in shown
    (body,) = [
        "".join(d for d, around in page.text if any(a.get("class") == "article-text" for _, a in around))
    ]
    assert bundle.article.text is not None and bundle.article.text[:200] not in body
    for claim in bundle.claims:
        for quotation in claim.quotations:
            assert quotation.exact in body
    assert "is withheld" not in write_report(KNOWLEDGE, RELATIONS)


def test_the_report_is_the_same_whatever_the_order_of_relations() -> None:
    knowledge = judged(HOSTILE, verdict("m1", Rating.TRUE, "Other"))
    backwards: list[Relation] = list(reversed(RELATIONS))
    assert write_report(knowledge, RELATIONS) == write_report(knowledge, backwards)

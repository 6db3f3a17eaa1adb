"""Feeds of reviews as strangers write them: what a review leaves out, what one replaces, what is accepted."""

from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.cafe import read_cafe, review, sent, write_cafe
from support.partners import WHEN, statements
from support.reviews import read_claim_reviews

from kg.cli import run
from kg.errors import InputError
from kg.formats.claimreview import Publisher, read_documents, read_feed, write_partner_reviews
from kg.formats.claimreview.reading import parse_review
from kg.intake.limits import Limits
from kg.model import MAX_TEXT_LENGTH, Knowledge, Rating, Verdict
from kg.partners.deciding import decide
from kg.partners.importing import add_import, retract
from kg.partners.ledger import Exchange, Status, find_lost
from kg.partners.match import Match
from kg.partners.proposals import find_matches
from kg.partners.records import build_exchange, read_exchange
from kg.partners.reviewed import KnownClaims
from kg.rdf.read import read_verdict_graph
from kg.rdf.store import build_store
from kg.resources import resource_dir
from kg.validation import check_graph

C1, C2 = "cafe/c1", "cafe/c2"


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    return read_cafe(tmp_path_factory.mktemp("cafe"))


class Desk:
    """An exchange with one partner, step by step."""

    def __init__(self, own: Knowledge):
        self.own, self.exchange = own, Exchange()

    def send(self, *reviews: Any, file: str = "feed.json") -> list[Verdict]:
        """Take in a feed, and return the accepted verdicts that fall away by it."""
        before = self.exchange
        self.exchange, self.last = add_import(before, self.own, sent(*reviews, file=file), when=WHEN[0])
        return find_lost(before, self.exchange)

    def proposals(self, ours: str = C1) -> list[Match]:
        found = find_matches(self.exchange, self.own)
        return [match for match in found if match.ours == ours and match.accepted is None]

    def accept(self, *matches: Match, rating: Rating | None = None) -> None:
        self.exchange, _ = decide(
            self.exchange,
            self.own,
            [match.id for match in matches],
            accepted=True,
            by="Sara",
            when=WHEN[1],
            rating=rating,
        )

    def verdicts(self) -> list[tuple[str, Rating]]:
        knowledge = self.exchange.merge(self.own).knowledge
        return [(verdict.claim, verdict.rating) for verdict in knowledge.verdicts]


@pytest.fixture
def desk(cafe: Knowledge) -> Desk:
    return Desk(cafe)


TRUE = {"@type": "Rating", "alternateName": "True"}


# --- what a review leaves out -------------------------------------------------------------------------------

AUTHORS: list[Any] = [
    None,
    {},
    "",
    " ",
    {"@type": "Organization", "name": ""},
    {"@type": "Organization", "url": "https://www.desk.example/"},
    {"@id": "https://desk.example/#org"},
    "https://desk.example/",
    [{"name": "A"}, {"name": "B"}],
    "A" * 30_000,
]
PARTS: dict[str, list[Any]] = {
    "author": AUTHORS,
    "url": [None, "https://desk.example/1", ""],
    "datePublished": [None, "2026-02-30", "2026-03-02"],
    "reviewBody": [
        "x" * 30_000,
        None,
        "",
        "No.",
        [{"@value": "Non", "@language": "fr"}, {"@value": "No", "@language": ""}],
    ],
    "inLanguage": [None, "", "EN", ["en", "fr"]],
    "reviewRating": [None, "False", {"ratingValue": 1}, {"alternateName": " ", "ratingValue": "1"}],
}


def test_whatever_a_review_leaves_out_what_is_accepted_conforms_to_our_shapes(desk: Desk) -> None:
    choose = random.Random(9)
    drawn = {key: [*values, *choose.choices(values, k=60 - len(values))] for key, values in PARTS.items()}
    for values in drawn.values():
        choose.shuffle(values)
    desk.send(
        *(review(**{key: values[n] for key, values in drawn.items()}, identifier=str(n)) for n in range(60))
    )
    unrated = [match for match in desk.proposals() if any("--rating" in flag for flag in match.flags)]
    assert 0 < len(unrated) < len(desk.proposals()) == 60
    desk.accept(*unrated, rating=Rating.MISLEADING)
    desk.accept(*desk.proposals())
    knowledge = desk.exchange.merge(desk.own).knowledge
    assert len(knowledge.verdicts) > 40
    names = {v.reviewer if len(v.reviewer) < 20 else len(v.reviewer) for v in knowledge.verdicts}
    assert names == {"desk", "desk.example", "A, B", MAX_TEXT_LENGTH}
    said = read_verdict_graph(statements(knowledge))
    assert [(v.id, v.explanation) for v in said] == [(v.id, v.explanation) for v in knowledge.verdicts]
    assert not check_graph(statements(knowledge), shapes=resource_dir("shapes") / "must")


def test_who_reviews_is_told_by_what_there_is(desk: Desk) -> None:
    organisation = {"@type": "Organization", "@id": "https://desk.example/#org"}
    graph = [{**organisation, "name": "Example Desk"}, review(author=organisation)]
    [found] = read_claim_reviews(json.dumps({"@graph": graph}).encode(), "f.json")
    assert found.reviewer == "Example Desk"
    assert parse_review(found.original, found.surroundings) == found
    passed_on = write_partner_reviews([found], publisher=Publisher("Desk"))
    assert read_claim_reviews(passed_on, "again.json") == [found]
    half = {**organisation, "url": "https://www.desk.example/about"}
    [found] = read_claim_reviews(json.dumps([graph[0], review(author=half)]).encode(), "f.json")
    assert (found.reviewer, found.reviewer_url) == ("Example Desk", half["url"])
    desk.send(review(author=None))
    desk.accept(desk.proposals()[0])
    [verdict] = desk.exchange.accepted_reviews().values()
    assert verdict.reviewer == "desk"


# --- ratings ------------------------------------------------------------------------------------------------


def test_a_person_says_what_a_rating_means_and_it_is_kept(desk: Desk) -> None:
    desk.send(review(reviewRating={"@type": "Rating", "ratingValue": 1, "alternateName": "Nepravda!?"}))
    [match] = desk.proposals()
    assert "--rating" in match.flags[0]
    with pytest.raises(InputError, match="--rating"):
        desk.accept(match)
    desk.accept(match, rating=Rating.FALSE)
    assert desk.verdicts() == [(C1, Rating.FALSE)]
    again = read_exchange(build_store(build_exchange(desk.exchange)))
    assert again.decisions == desk.exchange.decisions and again.imports == desk.exchange.imports
    assert again.accepted_reviews() == desk.exchange.accepted_reviews()
    [verdict] = again.accepted_reviews().values()
    assert verdict.stated == "Nepravda!?"


def test_what_was_accepted_does_not_change_with_what_words_are_taken_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.send(review(), review(url="https://desk.example/2"))
    desk.accept(*desk.proposals())
    [first, second] = desk.exchange.decisions
    # As they were recorded before ratings were.
    older = replace(desk.exchange, decisions=(first, replace(second, rating=None)))
    monkeypatch.setattr("kg.formats.claimreview.reading.find_rating", lambda words: None)
    reread = {
        one: tuple(parse_review(r.original, r.surroundings) for r in reviews)
        for one, reviews in older.reviews.items()
    }
    forgotten = replace(older, reviews=reread)
    assert [v.rating for v in forgotten.accepted_reviews().values()] == [Rating.FALSE]


def test_only_reviews_have_a_rating_to_be_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, store = write_cafe(tmp_path / "page"), str(tmp_path / "s")
    assert run(["build", str(folder), "--store", store]) == 0
    assert run(["export", str(folder), "--no-findings", "-o", str(tmp_path / "theirs.ttl")]) == 0
    assert run(["import", str(tmp_path / "theirs.ttl"), "--from", "desk", "--store", store]) == 0
    assert run(["accept", "desk:mayor", "--rating", "false", "--by", "Sara", "--store", store]) == 2
    assert "a rating is said of reviews" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rating", "meant", "stated"),
    [
        ("False", Rating.FALSE, "False"),
        ({"@value": "Faux", "@language": "fr"}, Rating.FALSE, "Faux"),
        ({"alternateName": ["Falsch", "False"]}, Rating.FALSE, "Falsch / False"),
        ({"alternateName": ["True", "False"]}, None, "True / False"),
        ({"alternateName": ["Falsk", "Fake, they say"]}, Rating.FALSE, "Falsk / Fake, they say"),
        ([{"alternateName": "False"}, {"alternateName": "falso"}], Rating.FALSE, "False / falso"),
        ([{"alternateName": "False"}, {"alternateName": "True"}], None, "False / True"),
        ([{"alternateName": "False"}, {"alternateName": "Three storks"}], None, "False / Three storks"),
        ({"ratingValue": {"@value": "1", "@type": "xsd:integer"}, "bestRating": 5}, Rating.FALSE, None),
        ({"ratingValue": [1, 5]}, None, None),
        (3, None, None),
        ({"@list": [{"alternateName": "vero"}]}, Rating.TRUE, "vero"),
        ({"alternateName": "verdadeiro"}, Rating.TRUE, "verdadeiro"),
        ({"alternateName": "Fałsz"}, Rating.FALSE, "Fałsz"),
        ({"alternateName": "Größtenteils falsch"}, Rating.MOSTLY_FALSE, "Größtenteils falsch"),
    ],
    ids=str,
)
def test_ratings_as_they_are_written(rating: Any, meant: Rating | None, stated: str | None) -> None:
    [found] = sent(review(reviewRating=rating)).reviews
    assert (found.rating, found.stated) == (meant, stated)


# --- what takes the place of what --------------------------------------------------------------------------


def test_a_file_of_the_same_name_with_other_reviews_takes_nothing_away(desk: Desk) -> None:
    desk.send(review(url="https://desk.example/1"))
    desk.accept(desk.proposals()[0])
    lost = desk.send(review(url="https://desk.example/2", claimReviewed="The bakery is open"))
    assert not lost and desk.verdicts() == [(C1, Rating.FALSE)]
    assert [one.status for one in desk.exchange.imports] == [Status.IN_FORCE, Status.IN_FORCE]


@pytest.mark.parametrize(
    "name",
    [
        {"@id": "https://desk.example/1#review", "url": "https://desk.example/1"},
        {"@id": "https://desk.example/1#review"},
        {"url": "https://desk.example/1"},
    ],
    ids=["both", "id", "url"],
)
def test_a_corrected_review_takes_the_place_of_the_accepted_one(desk: Desk, name: dict[str, str]) -> None:
    desk.send(review(**name), file="first.json")
    assert not desk.proposals()[0].flags
    desk.accept(desk.proposals()[0])
    lost = desk.send(review(**name, reviewRating=TRUE), file="second.json")
    assert [(verdict.claim, verdict.rating) for verdict in lost] == [(C1, Rating.FALSE)]
    assert not desk.verdicts()
    assert [one.status for one in desk.exchange.imports] == [Status.SUPERSEDED, Status.IN_FORCE]
    assert desk.last.revises == ("desk/1",)
    [match] = desk.proposals()
    assert "corrects a review that Sara accepted before" in match.flags[0]
    desk.accept(match)
    assert desk.verdicts() == [(C1, Rating.TRUE)] and len(desk.exchange.decisions) == 1
    assert not [m for m in find_matches(desk.exchange, desk.own) if m.flags]


def test_two_reviews_on_one_page_are_told_apart_by_their_ids(desk: Desk) -> None:
    page = "https://desk.example/1"
    first, second = ({"@id": f"{page}#{n}", "url": page} for n in "ab")
    desk.send(review(**first), review(**second, claimReviewed="The café is not closed"))
    desk.accept(desk.proposals()[0])
    # Only the other of the two is corrected, and the rest of the feed stays.
    assert not desk.send(review(**second, reviewRating=TRUE, claimReviewed="The café is not closed"))
    assert len(desk.verdicts()) == 1 and desk.exchange.imports[0].status is Status.IN_FORCE
    assert [r.iri for _, r in desk.exchange.current_reviews()] == [f"{page}#a", f"{page}#b"]
    # Without an id, it is the page's only review.
    assert len(desk.send(review(url=page))) == 1
    assert [one.status for one in desk.exchange.imports][:2] == [Status.SUPERSEDED, Status.SUPERSEDED]


def test_what_is_retracted_does_not_bring_back_what_it_replaced(desk: Desk) -> None:
    desk.send(review(url="https://desk.example/1"))
    desk.send(review(url="https://desk.example/1", reviewRating=TRUE))
    desk.accept(desk.proposals()[0])
    before = desk.exchange
    after, _ = retract(before, "desk/2", when=WHEN[2])
    assert [verdict.rating for verdict in find_lost(before, after)] == [Rating.TRUE]
    assert not list(after.current_reviews())


def test_what_falls_away_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, store = write_cafe(tmp_path / "page"), str(tmp_path / "s")
    assert run(["build", str(folder), "--store", store]) == 0
    for name, rating in (("first", None), ("second", TRUE)):
        changed = {} if rating is None else {"reviewRating": rating}
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(review(url="https://desk.example/1", **changed)), encoding="utf-8")
        capsys.readouterr()
        assert run(["import", str(file), "--from", "desk", "--store", store]) == 0
        told = capsys.readouterr().out
        assert ("CAUTION: the accepted verdict falls away that cafe/c1 is false, by Desk" in told) is (
            name == "second"
        )
        assert run(["matches", "--store", store, "--format", "json"]) == 0
        ids = [m["id"] for m in json.loads(capsys.readouterr().out)["matches"] if m["ours"] == C1]
        assert run(["accept", ids[0], "--by", "Sara", "--store", store]) == 0
    assert run(["retract", "desk", "--store", store]) == 0
    assert "falls away that cafe/c1 is true" in capsys.readouterr().out


# --- records and claims -------------------------------------------------------------------------------------


def test_what_is_left_out_is_told_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, store = tmp_path / "feed.json", str(tmp_path / "s")
    bad = review(claimReviewed="", url="https://desk.example/2")
    file.write_text(json.dumps([review(), bad]), encoding="utf-8")
    assert run(["import", str(file), "--from", "desk", "--store", store]) == 1
    assert "1 record" in (told := capsys.readouterr().out) and "1 review of claims" in told
    assert run(["imports", "--store", store, "--format", "json"]) == 0
    [kept] = json.loads(capsys.readouterr().out)["imports"]
    assert kept["status"] == "in-force"
    [skipped] = kept["skipped"]
    assert "review 2 (https://desk.example/2) does not say which claim it reviews" in skipped


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "MediaReview", "associatedClaimReview": review()},
        {"@type": "WebPage", "video": {"@type": "VideoObject", "x": [{"y": review()}]}},
        review(claimReviewed={"@type": "Claim", "text": "The café is closed"}),
        review(claimReviewed=[{"@type": "Claim", "name": "The café is closed"}]),
        review(claimReviewed=None, itemReviewed="The café is closed"),
        review(claimReviewed={"@set": ["The café is closed"]}),
        review(claimReviewed=["The bakery is open", "The café is closed"]),
        review(
            claimReviewed=None,
            itemReviewed=[{"@type": "Claim", "text": f"The {what}"} for what in ("bakery", "café is closed")],
        ),
        review(claimReviewed=None, itemReviewed={"@type": "Claim", "text": ["x", "The café is closed"]}),
        {**review(claimReviewed="The bakery is open"), "review": review()},
    ],
    ids=[
        *("media", "deep", "object", "list", "text", "set", "second words", "second item", "second text"),
        "within another",
    ],
)
def test_the_claim_is_found_wherever_it_stands(document: Any, desk: Desk) -> None:
    desk.send({"@context": "https://schema.org", **document})
    assert {match.theirs for match in desk.proposals()}
    [passed_on] = [
        write_partner_reviews([r for _, r in desk.exchange.current_reviews()], publisher=Publisher("D"))
    ]
    kept = [r for _, r in desk.exchange.current_reviews()]
    assert read_claim_reviews(passed_on, "again.json") == kept
    assert [parse_review(r.original, r.surroundings) for r in kept] == kept


def test_a_review_of_two_claims_may_be_accepted_for_both(desk: Desk) -> None:
    desk.send(review(claimReviewed=["The café is closed", "The café is not closed"]))
    desk.accept(desk.proposals(C1)[0])
    desk.accept(desk.proposals(C2)[0])
    assert desk.verdicts() == [(C1, Rating.FALSE), (C2, Rating.FALSE)]
    single = Desk(desk.own)
    single.send(review())
    single.accept(single.proposals(C1)[0])
    single.accept(single.proposals(C2)[0])
    assert single.verdicts() == [(C2, Rating.FALSE)]


def test_texts_in_several_languages_are_told_apart_by_their_places() -> None:
    body = {"reviewBody": ["No.", "Non."], "inLanguage": ["en", "fr"]}
    [found] = sent(review(**body)).reviews
    assert found.explanation == {"en": "No.", "fr": "Non."}
    [found] = sent(review(**{**body, "inLanguage": ["en"]})).reviews
    assert found.explanation == {"en": "No.\n\nNon."}


def test_a_feed_has_a_limit() -> None:
    data = json.dumps([review(url=f"https://desk.example/{n}") for n in range(5)]).encode()
    assert len(read_feed(read_documents(data, "f"), "f", Limits(max_reviews=5)).reviews) == 5
    with pytest.raises(InputError, match="KG_MAX_REVIEWS"):
        read_feed(read_documents(data, "f"), "f", Limits(max_reviews=4))


def test_reviews_without_a_page_are_told_of_when_they_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_cafe(tmp_path)
    entry = "  - {claim: %s, rating: 'false', reviewer: Desk, date: 2026-03-02%s}\n"
    verdicts = "verdicts:\n" + entry % ("c1", "") + entry % ("c2", ", url: 'https://desk.example/2'")
    (folder / "cafe" / "verdicts.yaml").write_text(verdicts, encoding="utf-8")
    assert run(["export", str(folder), "--format", "claimreview"]) == 0
    captured = capsys.readouterr()
    assert "1 of 2 reviews have no 'url'" in captured.err
    items = [element["item"] for element in json.loads(captured.out)["dataFeedElement"]]
    claim = items[0]["itemReviewed"]
    assert (claim["text"], claim["inLanguage"], claim["datePublished"]) == (
        "le café est fermé",
        "fr",
        "2026-03-01",
    )


def test_equal_claims_are_compared_once(cafe: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = itertools.count()
    extract = KnownClaims._resembling

    def counted(self: KnownClaims, claim: Any) -> Any:
        next(calls)
        return extract(self, claim)

    monkeypatch.setattr(KnownClaims, "_resembling", counted)
    claims = KnownClaims(cafe)
    reviews = sent(*(review(url=f"https://desk.example/{n}") for n in range(50))).reviews
    found = [claims.find(one) for one in reviews]
    assert next(calls) == 1 and all(matches == found[0] for matches in found) and found[0]

"""ClaimReview: our verdicts as schema.org has them, and the reviews of others in the shapes sites use."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from conftest import SEEDS
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef
from support.drawing import drawn
from support.reviews import read_claim_reviews
from support.verdicts import judged, judged_bodies, verdict

from kg import load
from kg.errors import InputError
from kg.formats.claimreview import (
    PartnerReview,
    Publisher,
    build_accepted,
    build_review,
    read_documents,
    read_feed,
    read_review,
    write_claim_reviews,
    write_partner_reviews,
)
from kg.formats.claimreview.reading import parse_review
from kg.formats.claimreview.reviews import Feed
from kg.formats.crowds import is_crowd
from kg.formats.ratings import find_on_scale, find_rating
from kg.intake.limits import Limits
from kg.model import BASE, Interval, Knowledge, Rating, Verdict
from kg.partners.reviewed import KnownClaims
from kg.rdf.vocabulary import claim_iri

ARTICLE = "karabakh-2020-10-04"
KNOWLEDGE = load(SEEDS).knowledge
DESK = Publisher("First desk", "https://desk.example.org")
NODE = URIRef(BASE + "import/desk/1/review/1")


def read(value: Any) -> list[PartnerReview]:
    return read_claim_reviews(json.dumps(value, ensure_ascii=False).encode("utf-8"), "f.json")


def fed(data: bytes) -> Feed:
    return read_feed(read_documents(data, "f.json"), "f.json")


def one(value: Any) -> PartnerReview:
    (review,) = read(value)
    return review


def find_reviewed(review: PartnerReview, knowledge: Knowledge) -> list[tuple[str, str, float]]:
    return KnownClaims(knowledge).find(review)


def accepted(reviews: list[PartnerReview], knowledge: Knowledge) -> tuple[Verdict, ...]:
    """Accept every review for the claim that it names."""
    found = []
    for review in reviews:
        ((claim, how, score),) = find_reviewed(review, knowledge)
        assert (how, score) == ("iri", 1.0)
        found.append(build_accepted(review, claim))
    return tuple(sorted(found, key=lambda v: v.order))


# --- documents, in the shapes of real sites ---------------------------------------------------------------

#: A page's only review, as a tool for newsrooms writes it.
SINGLE: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2020-10-06T09:30:00+00:00",
    "url": "https://checks.example.org/ganja-shelling",
    "claimReviewed": "Armenia says it has not fired toward Azerbaijan",
    "author": {"@type": "Organization", "name": "Checks", "url": "https://checks.example.org/"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {
            "@type": "Organization",
            "name": "Ministry of Defence of Armenia",
            "sameAs": "https://mil.example/",
        },
        "datePublished": "2020-10-04",
        "appearance": {"@type": "CreativeWork", "url": "https://news.example/1"},
        "firstAppearance": {"@type": "OpinionNewsArticle", "url": "https://social.example/2"},
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "False",
        "ratingExplanation": "The debris was filmed.",
    },
}
#: A content management system that puts everything of a page into one graph, with references.
GRAPHED = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": ["Organization", "NewsMediaOrganization"],
            "@id": "https://c.example/#org",
            "name": "C Check",
        },
        {"@type": "WebPage", "@id": "https://c.example/p", "url": "https://c.example/p"},
        {
            "@type": ["ClaimReview"],
            "@id": "https://c.example/p#review",
            "mainEntityOfPage": {"@id": "https://c.example/p"},
            "claimReviewed": "Hundreds were killed",
            "author": {"@id": "https://c.example/#org"},
            "reviewRating": {"@type": "Rating", "alternateName": "Half True", "ratingValue": 3},
            "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Multiple sources"}},
        },
    ],
}
#: An old template: http, an item reviewed that is a work, names as plain text.
OLD = {
    "@context": "http://schema.org",
    "@type": "ClaimReview",
    "datePublished": "2018-02-30",
    "url": "http://old.example/?p=3",
    "author": "Old Check",
    "claimReviewed": "The ceasefire holds",
    "reviewRating": {"@type": "Rating", "ratingValue": "4,5", "bestRating": "6", "worstRating": "1"},
    "itemReviewed": {
        "@type": "CreativeWork",
        "author": [{"@type": "Person", "name": "A. Mayor"}, {"@type": "Person", "name": "B. Mayor"}],
        "datePublished": "2018-01-02",
        "sameAs": "https://works.example/1",
    },
}
#: Terms with a prefix and as IRIs, as converters from RDF write them.
PREFIXED = {
    "@context": {"schema": "http://schema.org/", "s": "https://schema.org/", "type": "@type"},
    "type": "schema:ClaimReview",
    "schema:claimReviewed": {"@value": "گنجه زیر آتش است", "@language": "fa"},
    "https://schema.org/url": {"@id": "https://p.example/1"},
    "s:author": {"@type": "http://schema.org/Organization", "s:name": "میز راستی‌آزمایی"},
    "s:reviewRating": [{"@type": "s:Rating", "s:alternateName": "نادرست"}],
    "s:reviewBody": [{"@value": "نه", "@language": "fa"}, {"@value": "No", "@language": "en"}],
    "claimReviewed": "this is no term of schema.org here",
}


def test_a_page_with_one_review() -> None:
    review = one(SINGLE)
    assert review.as_json() == {
        "url": "https://checks.example.org/ganja-shelling",
        "reviewer": "Checks",
        "reviewer_url": "https://checks.example.org/",
        "date": "2020-10-06",
        "reviewed": "Armenia says it has not fired toward Azerbaijan",
        "source": "Ministry of Defence of Armenia",
        "said_by": "Ministry of Defence of Armenia",
        "said_on": "2020-10-04",
        "appearances": ["https://news.example/1", "https://social.example/2"],
        "rating": "false",
        "stated": "False",
        "value": "1",
        "best": "5",
        "worst": "1",
        "explanation": {"und": "The debris was filmed."},
        "original": SINGLE,
    }


def test_a_graph_with_references() -> None:
    review = one(GRAPHED)
    assert (review.reviewer, review.iri) == ("C Check", "https://c.example/p#review")
    assert review.url == "https://c.example/p"
    assert (review.rating, review.stated, review.value) == (Rating.MIXED, "Half True", "3")
    assert (review.source, review.said_by) == (None, "Multiple sources")
    assert json.loads(review.original) == GRAPHED["@graph"][2]
    nodes = json.loads(review.surroundings or "")["nodes"]
    assert [node["@id"] for node in nodes] == ["https://c.example/#org", "https://c.example/p"]


def test_an_old_template() -> None:
    review = one(OLD)
    assert review.date is None, "there is no such day"
    assert (review.reviewer, review.reviewer_url) == ("Old Check", None)
    assert (review.source, review.said_by) == (None, "A. Mayor; B. Mayor"), "two are not one"
    assert (review.rating, review.stated) == (Rating.MOSTLY_TRUE, None)
    assert (review.value, review.best, review.worst) == ("4,5", "6", "1")
    assert review.appearances == ("https://works.example/1",)


def test_prefixes_and_iris() -> None:
    review = one(PREFIXED)
    assert review.reviewed == "گنجه زیر آتش است"
    assert (review.url, review.reviewer) == ("https://p.example/1", "میز راستی‌آزمایی")
    assert (review.rating, review.stated) == (Rating.FALSE, "نادرست")
    assert review.explanation == {"fa": "نه", "en": "No"}
    assert "this is no term" in review.original, "what is not understood is kept"


@pytest.mark.parametrize(
    "context",
    [
        "https://schema.org",
        "http://schema.org/",
        "https://schema.org/docs/jsonldcontext.jsonld",
        ["https://schema.org", {"@language": "en"}],
        {"@vocab": "http://schema.org/"},
        [{"@vocab": "https://schema.org/"}],
        {"@vocab": "https://www.schema.org/", "x": "https://x.example/"},
    ],
    ids=str,
)
def test_contexts_of_schema_org(context: Any) -> None:
    assert one({**SINGLE, "@context": context}).reviewed == SINGLE["claimReviewed"]
    assert one({"@context": context, "@graph": [{**SINGLE, "@context": context}]}).url == SINGLE["url"]


@pytest.mark.parametrize(
    "context", ["https://evil.example/context", {"@vocab": "https://x.example/"}, None], ids=str
)
def test_other_contexts_are_neither_fetched_nor_believed(
    context: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("something was opened")

    monkeypatch.setattr("socket.socket", refuse)
    monkeypatch.setattr("urllib.request.urlopen", refuse)
    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(InputError) as caught:
        read({**SINGLE, "@context": context})
    assert [p.id for p in caught.value.problems] == ["nothing-found"]
    iris = {f"https://schema.org/{key}": value for key, value in SINGLE.items() if not key.startswith("@")}
    whole = {"@context": context, "@type": "http://schema.org/ClaimReview", **iris}
    assert one(whole).url == SINGLE["url"]


def test_a_context_may_rename_and_take_away() -> None:
    renamed = {
        "@context": [
            "https://schema.org",
            {"subject": "claimReviewed", "url": "https://x.example/url", "id": "@id", "kind": "@type"},
        ],
        "kind": "ClaimReview",
        "id": "https://r.example/1",
        "subject": "It is so",
        "url": "https://r.example/not-the-url-of-schema-org",
    }
    review = one(renamed)
    assert (review.reviewed, review.iri, review.url) == ("It is so", "https://r.example/1", None)


def feeds() -> dict[str, bytes]:
    """The same two reviews in every form of a feed."""
    first, second = {**SINGLE, "url": "https://f.example/1"}, {**SINGLE, "url": "https://f.example/2"}
    for review in (first, second):
        del review["@context"]
    item = {"@type": "DataFeedItem", "dateModified": "2020-10-06"}
    written = {
        "feed": {
            "@context": "http://schema.org",
            "@type": "DataFeed",
            "dataFeedElement": [{**item, "item": first}, {**item, "item": [second]}],
        },
        "feed of bare reviews": {
            "@context": "https://schema.org",
            "@type": "DataFeed",
            "dataFeedElement": [first, second],
        },
        "feed of one list": {
            "@context": "https://schema.org",
            "@type": ["DataFeed"],
            "dataFeedElement": {**item, "item": [first, second]},
        },
        "array": [first, {**second, "@context": "https://schema.org"}],
        "array of arrays": [[first], [[second]]],
        "graph": {"@context": "https://schema.org", "@graph": [first, {"@type": "WebSite"}, second]},
        "list of items": {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "item": first}, {"@type": "ListItem", "item": second}],
        },
        "article with reviews": {
            "@context": "https://schema.org",
            "@type": "Article",
            "review": [first, second],
        },
    }
    found = {name: json.dumps(value).encode() for name, value in written.items()}
    lines = b"".join(json.dumps(r).encode() + b"\r\n\n" for r in (first, second))
    return {
        **found,
        "lines": lines,
        "lines with a mark": b"\xef\xbb\xbf" + lines,
        "pretty": json.dumps([first, second], indent=4).encode(),
    }


@pytest.mark.parametrize("form", feeds())
def test_feeds(form: str) -> None:
    reviews = read_claim_reviews(feeds()[form], "feed")
    assert [review.url for review in reviews] == ["https://f.example/1", "https://f.example/2"]
    assert {review.rating for review in reviews} == {Rating.FALSE}


# --- ratings ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rating"),
    [
        ("TRUE", Rating.TRUE),
        ("  Mostly-True. ", Rating.MOSTLY_TRUE),
        ("Pants on Fire!", Rating.FALSE),
        ("نادرست", Rating.FALSE),
        ("گمراه‌کننده", Rating.MISLEADING),
        ("گمراه کننده", Rating.MISLEADING),
        ("صَحِيح", Rating.TRUE),
        ("زائف جزئيًا", Rating.MIXED),
        ("Ложь", Rating.FALSE),
        ("Полуправда", Rating.MIXED),
        ("YALAN", Rating.FALSE),
        ("Əsasən doğru", Rating.MOSTLY_TRUE),
        ("YANLIŞ", Rating.FALSE),
        ("Kısmen Doğru", Rating.MIXED),
        ("Engañoso", Rating.MISLEADING),
        ("Verdad a medias", Rating.MIXED),
        ("C’est faux", Rating.FALSE),
        ("Plutôt vrai", Rating.MOSTLY_TRUE),
        ("Unproven", Rating.UNPROVEN),
        ("Missing context", None),
        ("Not false", None),
        ("False, but", None),
        ("True or false?", None),
        ("", None),
        ("غير معروف", None),
    ],
)
def test_words_stand_for_what_they_are_known_to_stand_for(words: str, rating: Rating | None) -> None:
    assert find_rating(words) is rating
    review = one({**SINGLE, "reviewRating": {"alternateName": words, "ratingValue": 3 if words else None}})
    if words:
        assert (review.rating, review.stated) == (rating, words.strip()), "a number does not speak for words"


@pytest.mark.parametrize(
    ("value", "best", "worst", "rating"),
    [
        (1, 5, 1, Rating.FALSE),
        ("5", None, None, Rating.TRUE),
        (1, 1, 5, Rating.TRUE),
        (5, 1, 5, Rating.FALSE),
        (4, 1, 5, Rating.MOSTLY_FALSE),
        ("2,5", "5", "1", Rating.MOSTLY_FALSE),
        ("۳", "۵", "۱", Rating.MIXED),
        (99.9, 100, 0, Rating.MOSTLY_TRUE),
        (0, 5, 1, None),
        (-1, 5, 1, None),
        (3, 3, 3, None),
        (True, 5, 1, None),
        ("five", 5, 1, None),
        ("1e5", 100000, 1, None),
        ("0x1", 5, 1, None),
        (10**400, 5, 1, None),
        (1, "best", 1, None),
        (None, 5, 1, None),
        ([1], 5, 1, None),
    ],
)
def test_numbers_stand_for_their_place_on_the_scale(
    value: Any, best: Any, worst: Any, rating: Rating | None
) -> None:
    assert find_on_scale(value, best, worst) is rating
    scale = {"ratingValue": value, "bestRating": best, "worstRating": worst}
    review = one({**SINGLE, "reviewRating": {k: v for k, v in scale.items() if v is not None}})
    assert review.rating is (rating if value not in ([1],) else Rating.FALSE)


def test_a_rating_that_is_not_known_is_for_a_person_to_say() -> None:
    review = one({**SINGLE, "reviewRating": {"alternateName": "Two Pinocchios", "ratingValue": 1}})
    assert (review.rating, review.stated, review.value) == (None, "Two Pinocchios", "1")
    with pytest.raises(InputError) as caught:
        build_accepted(review, f"{ARTICLE}/d1")
    assert caught.value.problems[0].id == "unknown-rating" and "Two Pinocchios" in str(caught.value)
    found = build_accepted(review, f"{ARTICLE}/d1", partner="desk", rating=Rating.MOSTLY_FALSE)
    assert (found.rating, found.stated, found.partner) == (Rating.MOSTLY_FALSE, "Two Pinocchios", "desk")
    worded = one({**SINGLE, "reviewRating": {"ratingValue": "Falso"}})
    assert (worded.rating, worded.stated, worded.value) == (Rating.FALSE, "Falso", None)
    with pytest.raises(InputError, match="has no rating"):
        build_accepted(one({**SINGLE, "reviewRating": None}), f"{ARTICLE}/d1")


# --- authors ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("author", "source", "said_by"),
    [
        ("Ilham Aliyev", "Ilham Aliyev", "Ilham Aliyev"),
        ({"@type": "Person", "name": "Ilham Aliyev"}, "Ilham Aliyev", "Ilham Aliyev"),
        ([{"name": "Ilham Aliyev"}, {"name": "Ilham Aliyev"}], "Ilham Aliyev", "Ilham Aliyev"),
        ({"@type": "Organization", "legalName": "BBC"}, "BBC", "BBC"),
        ({"@value": "وزارت دفاع", "@language": "fa"}, "وزارت دفاع", "وزارت دفاع"),
        (["A", {"name": "B"}], None, "A; B"),
        ("Social media users", None, "Social media users"),
        ({"@type": "Person", "name": "Facebook posts"}, None, "Facebook posts"),
        ({"@type": "Organization", "name": "various"}, None, "various"),
        ("کاربران شبکه‌های اجتماعی", None, "کاربران شبکه‌های اجتماعی"),
        ("Пользователи соцсетей", None, "Пользователи соцсетей"),
        ({"@type": "Person"}, None, None),
        (7, None, None),
        (None, None, None),
    ],
    ids=str,
)
def test_who_is_named_as_author(author: Any, source: str | None, said_by: str | None) -> None:
    review = one({**SINGLE, "itemReviewed": {"@type": "Claim", "author": author}})
    assert (review.source, review.said_by) == (source, said_by)


@pytest.mark.parametrize(
    "name", ["Facebook", "The Washington Post", "Jimmy Page", "Multiplex", "رواداری", "X Corp"]
)
def test_names_that_only_look_like_a_crowd(name: str) -> None:
    assert not is_crowd(name)


# --- our own ------------------------------------------------------------------------------------------------


def test_a_verdict_is_written_by_the_published_properties() -> None:
    mine = verdict(
        "d1",
        Rating.FALSE,
        "First desk",
        explanation={"en": "The video shows it.", "fa": "ویدیو"},
        evidence=("https://example.org/video",),
        url="https://desk.example.org/1",
    )
    bundle = KNOWLEDGE.bundles[0]
    article = replace(bundle.article, url="https://news.example/karabakh")
    knowledge = replace(judged(mine), bundles=(replace(bundle, article=article),))
    feed = json.loads(write_claim_reviews(knowledge, publisher=DESK, licence="https://example.org/licence"))
    assert (feed["@context"], feed["@type"]) == ("https://schema.org", "DataFeed")
    assert feed["license"] == "https://example.org/licence"
    desk = {"@type": "Organization", "name": "First desk", "url": "https://desk.example.org"}
    assert feed["publisher"] == desk
    (item,) = feed["dataFeedElement"]
    quoted = bundle.claims[[c.id for c in bundle.claims].index("d1")].quotations[0].exact
    review = item["item"]
    assert review.pop("@id").endswith(f"/bundle/{ARTICLE}/verdict/{mine.id}")
    assert review == {
        "@type": "ClaimReview",
        "url": "https://desk.example.org/1",
        "claimReviewed": "Armenia denies having fired toward Azerbaijan",
        "author": desk,
        "datePublished": "2026-11-20",
        "inLanguage": ["en", "fa"],
        "reviewBody": ["The video shows it.", "ویدیو"],
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 1,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "False",
        },
        "itemReviewed": {
            "@type": "Claim",
            "@id": str(claim_iri(f"{ARTICLE}/d1")),
            "author": {
                "@type": "Organization",
                "name": "Armenia",
                "sameAs": ["http://www.wikidata.org/entity/Q399"],
            },
            "datePublished": "2020-10-05",
            "inLanguage": "fa",
            "text": quoted,
            "appearance": {
                "@type": "CreativeWork",
                "@id": f"{BASE}bundle/{ARTICLE}/article",
                "url": "https://news.example/karabakh",
                "inLanguage": "fa",
                "encoding": {"@type": "MediaObject", "sha256": article.sha256},
            },
        },
        "citation": [{"@type": "CreativeWork", "url": "https://example.org/video"}],
    }


def test_a_joint_claim_has_several_authors_and_a_clock_time_its_zone() -> None:
    nine = datetime(2020, 10, 4, 9, tzinfo=timezone(timedelta(hours=4)))
    bundle = KNOWLEDGE.bundles[0]
    claim = replace(
        bundle.claims[[c.id for c in bundle.claims].index("d1")],
        jointly=("azerbaijan-mod",),
        said=Interval(nine, nine),
    )
    knowledge = replace(judged(verdict("d1", Rating.FALSE)), bundles=(replace(bundle, claims=(claim,)),))
    data = write_claim_reviews(knowledge, publisher=DESK)
    reviewed = json.loads(data)["dataFeedElement"][0]["item"]["itemReviewed"]
    assert [author["name"] for author in reviewed["author"]] == [
        "Armenia",
        "Ministry of Defence of Azerbaijan",
    ]
    assert reviewed["datePublished"] == "2020-10-04T09:00:00+04:00"
    (review,) = fed(data).reviews
    assert review.source is None, "two are not one"
    assert review.said_by == "Armenia; Ministry of Defence of Azerbaijan"
    assert review.said_on == date(2020, 10, 4)


def test_verdicts_of_partners_are_theirs_to_publish() -> None:
    theirs = verdict("d1", Rating.TRUE, partner="desk")
    assert json.loads(write_claim_reviews(judged(theirs), publisher=DESK))["dataFeedElement"] == []


@settings(max_examples=drawn(30))
@given(judged_bodies())
def test_written_read_accepted_and_written_again_is_the_same(knowledge: Knowledge) -> None:
    knowledge = replace(knowledge, verdicts=tuple(v for v in knowledge.verdicts if v.partner is None))
    # Blanks around the words of a rating are nobody's; without verdicts there is no feed to read.
    tidy = [replace(v, stated=v.stated and (v.stated.strip() or None)) for v in knowledge.verdicts]
    knowledge = judged(*{v.id: v for v in tidy}.values(), knowledge=knowledge)
    if not knowledge.verdicts:
        return
    if any(not text.strip() for v in knowledge.verdicts for text in v.explanation.values()):
        return
    written = write_claim_reviews(knowledge, publisher=DESK)
    reviews = read_claim_reviews(written, "feed.json")
    verdicts = accepted(reviews, knowledge)
    assert verdicts == knowledge.verdicts
    again = write_claim_reviews(replace(knowledge, verdicts=verdicts), publisher=DESK)
    assert again == written
    passed_on = write_partner_reviews(reviews, publisher=DESK)
    assert read_claim_reviews(passed_on, "again.json") == reviews


# --- what becomes of a review -------------------------------------------------------------------------------


def test_proposals_say_how_they_were_found() -> None:
    bundle = KNOWLEDGE.bundles[0]
    url = "https://www.news.example/karabakh/"
    knowledge = replace(KNOWLEDGE, bundles=(replace(bundle, article=replace(bundle.article, url=url)),))
    d1 = next(c for c in bundle.claims if c.id == "d1")
    quoted = d1.quotations[0].exact
    exact = {
        **SINGLE,
        "itemReviewed": {"@type": "Claim", "@id": str(claim_iri(f"{ARTICLE}/k1")), "text": quoted},
    }
    assert find_reviewed(one(exact), knowledge) == [(f"{ARTICLE}/k1", "iri", 1.0)]
    appeared = {"@type": "Claim", "text": quoted, "appearance": "http://news.example/karabakh#top"}
    (best, *_) = find_reviewed(one({**SINGLE, "itemReviewed": appeared}), knowledge)
    assert best == (f"{ARTICLE}/d1", "quotation", 1.0)
    longer = {**appeared, "text": f"گفته شد: {quoted}!"}
    (best, *_) = find_reviewed(one({**SINGLE, "itemReviewed": longer}), knowledge)
    assert best == (f"{ARTICLE}/d1", "quotation", 0.95)
    elsewhere = {**appeared, "appearance": "https://other.example/"}
    (best, *_) = find_reviewed(one({**SINGLE, "itemReviewed": elsewhere}), knowledge)
    assert best[:2] == (f"{ARTICLE}/d1", "likeness") and best[2] <= 0.9
    alike = find_reviewed(
        one({**SINGLE, "claimReviewed": "Armenia denied having fired towards Azerbaijan"}), knowledge
    )
    assert alike[0][:2] == (f"{ARTICLE}/d1", "likeness") and 0.6 <= alike[0][2] <= 0.9
    strange = one(
        {
            **SINGLE,
            "claimReviewed": "The moon is made of cheese",
            "itemReviewed": {"@id": "https://x.example/"},
        }
    )
    assert find_reviewed(strange, knowledge) == []


def test_the_source_helps_to_tell_claims_apart() -> None:
    said = {"@type": "Claim", "author": {"@type": "Organization", "name": "Armenia"}}
    review = one(
        {**SINGLE, "claimReviewed": "Armenia denied having fired at Azerbaijan", "itemReviewed": said}
    )
    other = replace(review, source="Ministry of Defence of Azerbaijan")
    ours, theirs = ({m[0]: m[2] for m in find_reviewed(r, KNOWLEDGE)} for r in (review, other))
    assert ours[f"{ARTICLE}/d1"] > theirs.get(f"{ARTICLE}/d1", 0)


@pytest.mark.parametrize(
    "document", [SINGLE, GRAPHED, OLD, PREFIXED], ids=["single", "graph", "old", "prefixed"]
)
def test_a_review_is_stored_and_given_back_as_it_came(document: Any) -> None:
    unknown = {"x:unheard": [1.5, {"deep": None}], "interactionCount": "7"}
    if "@graph" in document:
        document = {**document, "@graph": [{**node, **unknown} for node in document["@graph"]]}
    else:
        document = {**document, **unknown}
    review = one(document)
    graph = Graph()
    for triple in build_review(review, NODE):
        graph.add(triple)
    assert read_review(graph, NODE) == review
    assert parse_review(review.original, review.surroundings) == review
    again = Graph().parse(data=graph.serialize(format="nt"), format="nt")
    assert read_review(again, NODE) == review
    original = document["@graph"][2] if "@graph" in document else document
    assert json.loads(review.original) == original
    assert list(json.loads(review.original)) == list(original)
    passed_on = write_partner_reviews([review], publisher=DESK)
    assert read_claim_reviews(passed_on, "x") == [review]


def test_a_node_without_a_review_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_review(Graph(), NODE)
    assert caught.value.problems[0].id == "incomplete-description"
    with pytest.raises(InputError) as caught:
        parse_review('{"@type": "Review"}')
    assert caught.value.problems[0].id == "nothing-found"


# --- hostile input ------------------------------------------------------------------------------------------

SMALL = Limits(max_bytes=4000, max_depth=20, max_literal=2000, max_triples=500)


@pytest.mark.parametrize(
    ("data", "id"),
    [
        (b"", "bad-json"),
        (b"{", "bad-json"),
        (b"[1, 2", "bad-json"),
        (b"null", "nothing-found"),
        (b"[]", "nothing-found"),
        (b'{"@type": "Review"}', "nothing-found"),
        (b'{"@type": "ClaimReview"}', "no-claim"),
        (b'{"@type": "ClaimReview", "claimReviewed": 7}', "no-claim"),
        (b'{"@type": "ClaimReview", "claimReviewed": "  "}', "no-claim"),
        (b'{"@type": "ClaimReview", "@type": "ClaimReview"}', "duplicate-key"),
        (b'{"@type": "ClaimReview", "claimReviewed": NaN}', "bad-number"),
        (b'{"@type": "ClaimReview", "claimReviewed": -Infinity}', "bad-number"),
        (b'{"@type": "ClaimReview", "ratingValue": 1e999}', "bad-number"),
        (b'{"@type": "ClaimReview", "ratingValue": ' + b"9" * 1500 + b"}", "bad-number"),
        (b'{"@type": "ClaimReview", "claimReviewed": "\\ud800"}', "bad-json"),
        (b'{"@type": "ClaimReview", "claimReviewed": "\xff"}', "not-utf8"),
        (b"[" * 100 + b"]" * 100, "too-deep"),
        (b'{"a":' * 100 + b"1" + b"}" * 100, "too-deep"),
        (b'["' + b"x" * 3000 + b'"]', "too-large"),
        (b"[" + b"1," * 1000 + b"1]", "too-large"),
        (b" " * 5000, "too-large"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_hostile_documents_get_a_clear_error(data: bytes, id: str) -> None:
    with pytest.raises(InputError) as caught:
        read_claim_reviews(data, "f.json", SMALL)
    assert [p.id for p in caught.value.problems] == [id]
    assert "f.json" in str(caught.value.problems[0].location)


def test_errors_name_the_review_and_the_line() -> None:
    good = json.dumps(SINGLE)
    bad = json.dumps({"@type": "ClaimReview"})
    other = json.dumps({**SINGLE, "url": "https://checks.example.org/2"})
    feed = fed(f"[{good}, {bad}, {other}]".encode())
    assert [review.url for review in feed.reviews] == [SINGLE["url"], "https://checks.example.org/2"]
    [problem] = feed.skipped
    assert problem.id == "no-claim" and "review 2 does not say which claim" in problem.message
    [problem] = fed(f"{good}\n\n{bad}\n".encode()).skipped
    assert str(problem.location) == "f.json:3" and "review 2" in problem.message
    feed = fed(f"{good}\n{{\n{other}\n".encode())
    assert (len(feed.reviews), [str(problem.location) for problem in feed.skipped]) == (2, ["f.json:2"])
    feed = fed(f"{{\n{good}\n\xff\n{other}\n".encode("latin-1"))
    assert [problem.id for problem in feed.skipped] == ["bad-json", "not-utf8"]
    nowhere = json.dumps({"@type": "ClaimReview", "url": "https://checks.example.org/3"})
    assert "(https://checks.example.org/3)" in fed(f"[{good}, {nowhere}]".encode()).skipped[0].message
    with pytest.raises(InputError) as caught:
        read_claim_reviews(("[" + ",".join([bad] * 150) + "]").encode(), "f.json")
    assert len(caught.value.problems) == 101 and caught.value.problems[-1].message == "… and 50 more"


def test_what_a_review_says_cannot_become_a_link_or_a_control_character() -> None:
    review = one(
        {
            **SINGLE,
            "url": ["javascript:alert(1)", "https://ok.example/"],
            "citation": ["file:///etc/passwd", "https://ok.example/a b", {"url": "data:text/html,x"}],
            "author": {"name": "De\x00sk\x07", "url": "ftp://x.example"},
            "itemReviewed": {"@id": "urn:x", "appearance": ["https://" + "x" * 3000, 7, None, [["x"]]]},
        }
    )
    assert (review.url, review.evidence, review.appearances) == ("https://ok.example/", (), ())
    assert (review.reviewer, review.reviewer_url, review.claim) == ("Desk", None, None)
    assert json.loads(review.original)["author"]["name"] == "De\x00sk\x07"


def test_references_in_a_circle_end() -> None:
    graph = [
        {
            "@id": "#a",
            "@type": "ClaimReview",
            "claimReviewed": "x",
            "author": {"@id": "#b"},
            "itemReviewed": {"@id": "#a"},
        },
        {"@id": "#b", "author": {"@id": "#c"}, "name": {"@id": "#b"}},
        {"@id": "#c"},
    ]
    assert one({"@context": "https://schema.org", "@graph": graph}).reviewer == ""


def test_what_every_review_repeats_is_limited() -> None:
    names = {f"p{number}": "https://schema.org/" for number in range(501)}
    with pytest.raises(InputError, match=r"f\.json: too-large: a context gives more than 500 names"):
        read({**SINGLE, "@context": ["https://schema.org", names]})
    large = {"@id": "#desk", "name": "x" * 1000}
    review = {"@type": "ClaimReview", "claimReviewed": "x", "author": {"@id": "#desk"}}
    data = json.dumps({"@context": "https://schema.org", "@graph": [large, *[review] * 50]}).encode()
    assert len(read_claim_reviews(data, "f.json")) == 1
    data = json.dumps(
        {"@context": "https://schema.org", "@graph": [large, *({**review, "x": n} for n in range(50))]}
    ).encode()
    assert len(read_claim_reviews(data, "f.json")) == 50
    with pytest.raises(
        InputError, match=r"f\.json: too-large: its reviews are larger than 20,000 characters"
    ):
        read_claim_reviews(data, "f.json", Limits(max_archive_bytes=20_000))


def test_many_lines_are_read_once_each() -> None:
    lines = [json.dumps({**SINGLE, "url": f"https://f.example/{n}"}).encode() + b"\n" for n in range(500)]
    assert len(read_claim_reviews(b"".join(lines), "f.jsonl")) == 500


TERMS = st.sampled_from(
    [
        *(
            "@context",
            "@type",
            "@id",
            "@graph",
            "@value",
            "@language",
            "claimReviewed",
            "itemReviewed",
            "author",
        ),
        *("name", "url", "reviewRating", "ratingValue", "alternateName", "datePublished", "dataFeedElement"),
        *(
            "item",
            "appearance",
            "schema:url",
            "https://schema.org/text",
            "reviewBody",
            "citation",
            "identifier",
        ),
        *("propertyID", "value", "sameAs", "x"),
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        [
            *(
                "ClaimReview",
                "schema:ClaimReview",
                "DataFeed",
                "https://schema.org",
                "Claim",
                "False",
                "2020-10-04",
            ),
            *("https://example.org/1", "en", "#a", "5", "https://w3id.org/claim-kg/ontology#rating", "true"),
        ]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TERMS, inner, max_size=5),
    max_leaves=12,
)


@settings(max_examples=drawn(150))
@given(st.dictionaries(TERMS, VALUES, max_size=7), st.booleans())
@example({"@context": {"ClaimReview": "ClaimReview", "name": "name"}, "claimReviewed": "x"}, False)
@example({"@context": {"schema": None, "url": {"@id": "@type"}}, "author": {"@id": "#a"}}, True)
def test_any_review_is_read_and_read_again_or_refused(value: dict[str, Any], in_feed: bool) -> None:
    review = {"@type": "ClaimReview", "claimReviewed": "x", **value}
    document = (
        {"@context": "https://schema.org", "dataFeedElement": [{"item": review}]} if in_feed else review
    )
    data = json.dumps(document).encode()
    try:
        reviews = read_claim_reviews(data, "f.json")
    except InputError as error:
        assert all(p.id in ("no-claim", "nothing-found", "bad-json") for p in error.problems), error
        return
    for found in reviews:
        assert parse_review(found.original, found.surroundings) == found
        json.dumps(found.as_json())
        graph = Graph()
        for triple in build_review(found, NODE):
            graph.add(triple)
        assert read_review(Graph().parse(data=graph.serialize(format="nt"), format="nt"), NODE) == found
        assert all(score <= 1 for _, _, score in find_reviewed(found, KNOWLEDGE))
        if found.rating is not None:
            build_accepted(found, f"{ARTICLE}/d1", partner="desk")
    assert read_claim_reviews(write_partner_reviews(reviews, publisher=DESK), "x") == reviews


@settings(max_examples=drawn(100))
@given(st.binary(max_size=60), st.integers(0, 2000), st.integers(0, 40))
def test_damaged_bytes_never_end_in_a_traceback(noise: bytes, at: int, length: int) -> None:
    data = json.dumps([SINGLE, GRAPHED, OLD, PREFIXED], ensure_ascii=False).encode()
    at %= len(data)
    damaged = data[:at] + noise + data[at + length :]
    try:
        read_claim_reviews(damaged, "f.json")
    except InputError as error:
        assert error.problems and all(p.id and p.message for p in error.problems)

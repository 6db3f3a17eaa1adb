"""Write our verdicts and partners' reviews as ClaimReview."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kg.characters import visible_json
from kg.formats.claimreview.reviews import CONTEXT, RATING_PROPERTY, SCALE, PartnerReview, Publisher
from kg.formats.schemaorg import BASES
from kg.model import Claim, Knowledge, Rating, Verdict, as_theirs, day_of
from kg.rdf.bases import under, written_iri
from kg.rdf.vocabulary import article_iri, claim_iri, verdict_iri


def write_claim_reviews(knowledge: Knowledge, *, publisher: Publisher, licence: str | None = None) -> bytes:
    """Return our verdicts as a schema.org feed of ClaimReview; partners publish theirs themselves.

    ``licence`` is the IRI of the licence of the verdicts. A rating on the scale from false to true has a
    number; only its name is unique. ``firstAppearance`` is not given, since a claim in an article may have
    appeared elsewhere before.
    """
    return _write(build_feed(knowledge, publisher=publisher, licence=licence))


def build_feed(knowledge: Knowledge, *, publisher: Publisher, licence: str | None = None) -> dict[str, Any]:
    """Return the feed that :func:`write_claim_reviews` writes, as a JSON value."""
    own = [verdict for verdict in knowledge.verdicts if verdict.partner is None]
    reviews = (_review(verdict, knowledge, publisher) for verdict in own)
    return _feed([{"@type": "DataFeedItem", "item": review} for review in reviews], publisher, licence)


def write_partner_reviews(reviews: Iterable[PartnerReview], *, publisher: Publisher) -> bytes:
    """Return reviews of others as one feed, each unchanged."""
    return _write(_feed([_as_item(review) for review in reviews], publisher))


def _feed(items: Sequence[Any], publisher: Publisher, licence: str | None = None) -> dict[str, Any]:
    feed: dict[str, Any] = {"@context": CONTEXT, "@type": "DataFeed", "publisher": publisher.as_json()}
    if licence is not None:
        feed["license"] = licence
    feed["dataFeedElement"] = items
    return feed


def _write(feed: dict[str, Any]) -> bytes:
    return visible_json(feed, indent=2).encode("utf-8")


def _as_item(review: PartnerReview) -> dict[str, Any]:
    """Return a review unchanged, inside an item with the context of its document."""
    original = json.loads(review.original)
    around = json.loads(review.surroundings) if review.surroundings is not None else {}
    # The first description of a node counts.
    item = [*around["nodes"], original] if "nodes" in around else original
    if "context" not in around:
        return {"@type": "DataFeedItem", "item": item}
    base = BASES[0]
    return {"@context": around["context"], "@type": f"{base}DataFeedItem", f"{base}item": item}


def _review(verdict: Verdict, knowledge: Knowledge, publisher: Publisher) -> dict[str, Any]:
    """Return one verdict as a ClaimReview; a partner's claim is named as the partner names it."""
    claim = knowledge.claims.get(verdict.claim)
    named = replace(verdict, claim=as_theirs(verdict.claim))
    own = publisher.as_json() if verdict.reviewer == publisher.name else Publisher(verdict.reviewer).as_json()
    review: dict[str, Any] = {
        "@type": "ClaimReview",
        "@id": str(under(verdict_iri(named.claim, named.id), knowledge.base)),
    }
    if verdict.url is not None:
        review["url"] = verdict.url
    review["claimReviewed"] = summarize(claim) if claim is not None else named.claim
    review["author"] = own
    if verdict.date is not None:
        review["datePublished"] = verdict.date.isoformat()
    if verdict.explanation:
        languages = sorted(verdict.explanation)
        texts = [verdict.explanation[language] for language in languages]
        # Search engines read only plain texts; of several, the languages are listed in the same order.
        review["inLanguage"] = languages[0] if len(languages) == 1 else languages
        review["reviewBody"] = texts[0] if len(texts) == 1 else texts
    review["reviewRating"] = _rating(verdict)
    review["itemReviewed"] = _item(verdict.claim, claim, knowledge)
    if verdict.evidence:
        review["citation"] = [{"@type": "CreativeWork", "url": page} for page in verdict.evidence]
    return review


def summarize(claim: Claim) -> str:
    """Return a claim as a sentence: the annotator's, or its own words."""
    gloss = claim.gloss.get("en") or next((claim.gloss[n] for n in sorted(claim.gloss)), None)
    return gloss or quoted_words(claim)


def quoted_words(claim: Claim) -> str:
    """Return the words that a claim quotes from its article."""
    return " … ".join(quotation.exact for quotation in claim.quotations)


def _rating(verdict: Verdict) -> dict[str, Any]:
    rating: dict[str, Any] = {"@type": "Rating"}
    if verdict.rating in SCALE:
        rating.update(ratingValue=SCALE[verdict.rating], bestRating=5, worstRating=1)
    rating["alternateName"] = verdict.stated or name_rating(verdict.rating)
    if verdict.stated is not None:
        rating["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": RATING_PROPERTY,
            "value": verdict.rating.value,
        }
    return rating


def name_rating(rating: Rating) -> str:
    """Return the name of a rating for people.

    >>> name_rating(Rating.MOSTLY_TRUE)
    'Mostly true'
    """
    return rating.value.replace("-", " ").capitalize()


def find_day(knowledge: Knowledge, name: str) -> date | None:
    """Return the day or the clock time at which a claim was said, or ``None``."""
    said = knowledge.said(name)
    if said is None or said.start is None or said.end is None:
        return None
    # Time zones may make one day two; a claim that was said within them was public at the end of the second.
    return said.end if day_of(said.end) - day_of(said.start) <= timedelta(days=1) else None


def _item(name: str, claim: Claim | None, knowledge: Knowledge) -> dict[str, Any]:
    """Return the claim that is reviewed, with its author and where it appeared."""
    item: dict[str, Any] = {"@type": "Claim", "@id": str(written_iri(claim_iri, name, knowledge))}
    if claim is None:
        return item
    article = knowledge.article_of(name)
    authors = [_author(source, knowledge) for source in claim.sources]
    item["author"] = authors[0] if len(authors) == 1 else authors
    day = find_day(knowledge, name)
    if day is not None:
        item["datePublished"] = day.isoformat()
    item["inLanguage"] = article.language
    item["text"] = quoted_words(claim)
    appearance = {"@type": "CreativeWork", "@id": str(written_iri(article_iri, article.id, knowledge))}
    if article.url is not None:
        appearance["url"] = article.url
    encoding = {"@type": "MediaObject", "sha256": article.sha256}
    item["appearance"] = {**appearance, "inLanguage": article.language, "encoding": encoding}
    return item


def _author(source: str, knowledge: Knowledge) -> dict[str, Any]:
    entry = knowledge.register.entries.get(source)
    author: dict[str, Any] = {"name": knowledge.label(source)}
    if entry is not None and entry.type != "group":
        author = {"@type": "Person" if entry.type == "person" else "Organization", **author}
    if entry is not None and entry.same_as:
        author["sameAs"] = list(entry.same_as)
    return author

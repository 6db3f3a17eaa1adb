"""Write verdicts as ClaimReview, ours and those that partners sent."""

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
from kg.rdf.vocabulary import article_iri, claim_iri, verdict_iri


def write_claim_reviews(knowledge: Knowledge, *, publisher: Publisher, licence: str | None = None) -> bytes:
    """Return our verdicts as a schema.org feed of ClaimReview; those of partners are theirs to publish.

    ``licence`` is the IRI of the licence of the verdicts. Where a rating lies between false and true it has a
    number; what it is called tells it from all others. ``firstAppearance`` is not given: that a claim is in
    an article does not say that it had not been anywhere before.
    """
    return _write(build_feed(knowledge, publisher=publisher, licence=licence))


def build_feed(knowledge: Knowledge, *, publisher: Publisher, licence: str | None = None) -> dict[str, Any]:
    """Return what :func:`write_claim_reviews` writes, as a JSON value."""
    own = [verdict for verdict in knowledge.verdicts if verdict.partner is None]
    reviews = (_review(verdict, knowledge, publisher) for verdict in own)
    return _feed([{"@type": "DataFeedItem", "item": review} for review in reviews], publisher, licence)


def write_partner_reviews(reviews: Iterable[PartnerReview], *, publisher: Publisher) -> bytes:
    """Return reviews of others as one feed, each as it came."""
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
    """Return a review as it came, inside an item that gives it the context that it stood in."""
    original = json.loads(review.original)
    around = json.loads(review.surroundings) if review.surroundings is not None else {}
    # What is described first counts.
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
    found: dict[str, Any] = {"@type": "ClaimReview", "@id": str(verdict_iri(named.claim, named.id))}
    if verdict.url is not None:
        found["url"] = verdict.url
    found["claimReviewed"] = summarize(claim) if claim is not None else named.claim
    found["author"] = own
    if verdict.date is not None:
        found["datePublished"] = verdict.date.isoformat()
    if verdict.explanation:
        languages = sorted(verdict.explanation)
        texts = [verdict.explanation[language] for language in languages]
        # Plain texts, which is all that search engines read: of several each has the language in its place.
        found["inLanguage"] = languages[0] if len(languages) == 1 else languages
        found["reviewBody"] = texts[0] if len(texts) == 1 else texts
    found["reviewRating"] = _rating(verdict)
    found["itemReviewed"] = _item(verdict.claim, claim, knowledge)
    if verdict.evidence:
        found["citation"] = [{"@type": "CreativeWork", "url": page} for page in verdict.evidence]
    return found


def summarize(claim: Claim) -> str:
    """Return a claim in a sentence: the annotator's, or its own words."""
    gloss = claim.gloss.get("en") or next((claim.gloss[n] for n in sorted(claim.gloss)), None)
    return gloss or quoted_words(claim)


def quoted_words(claim: Claim) -> str:
    """Return the words of the article that a claim is quoted by."""
    return " … ".join(quotation.exact for quotation in claim.quotations)


def _rating(verdict: Verdict) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Rating"}
    if verdict.rating in SCALE:
        found.update(ratingValue=SCALE[verdict.rating], bestRating=5, worstRating=1)
    found["alternateName"] = verdict.stated or name_rating(verdict.rating)
    if verdict.stated is not None:
        found["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": RATING_PROPERTY,
            "value": verdict.rating.value,
        }
    return found


def name_rating(rating: Rating) -> str:
    """Return what a rating is called, to people.

    >>> name_rating(Rating.MOSTLY_TRUE)
    'Mostly true'
    """
    return rating.value.replace("-", " ").capitalize()


def find_day(knowledge: Knowledge, name: str) -> date | None:
    """Return the day or the clock time at which a claim was said, where that is known."""
    said = knowledge.said(name)
    if said is None or said.start is None or said.end is None:
        return None
    # On which side of midnight depends on where one stands; at the end of both days it was published.
    return said.end if day_of(said.end) - day_of(said.start) <= timedelta(days=1) else None


def _item(name: str, claim: Claim | None, knowledge: Knowledge) -> dict[str, Any]:
    """Return the claim that is reviewed, with its author and where it appeared."""
    found: dict[str, Any] = {"@type": "Claim", "@id": str(claim_iri(as_theirs(name)))}
    if claim is None:
        return found
    article = knowledge.article_of(name)
    authors = [_author(source, knowledge) for source in claim.sources]
    found["author"] = authors[0] if len(authors) == 1 else authors
    day = find_day(knowledge, name)
    if day is not None:
        found["datePublished"] = day.isoformat()
    found["inLanguage"] = article.language
    found["text"] = quoted_words(claim)
    appearance = {"@type": "CreativeWork", "@id": str(article_iri(as_theirs(article.id)))}
    if article.url is not None:
        appearance["url"] = article.url
    encoding = {"@type": "MediaObject", "sha256": article.sha256}
    found["appearance"] = {**appearance, "inLanguage": article.language, "encoding": encoding}
    return found


def _author(source: str, knowledge: Knowledge) -> dict[str, Any]:
    entry = knowledge.register.entries.get(source)
    author: dict[str, Any] = {"name": knowledge.label(source)}
    if entry is not None and entry.type != "group":
        author = {"@type": "Person" if entry.type == "person" else "Organization", **author}
    if entry is not None and entry.same_as:
        author["sameAs"] = list(entry.same_as)
    return author

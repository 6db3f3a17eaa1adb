"""Verdicts as schema.org ClaimReview, and the reviews that others publish so.

What is read is a claim about a claim by somebody we may not know: it becomes a verdict only when a person
accepts it. Nothing is fetched: a context is looked at for whether it is that of schema.org and for the names
that it gives itself, and is not followed. What is not understood is kept as it came.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from kg.characters import CONTROL, visible_json
from kg.errors import InputError, Problem
from kg.formats.crowds import is_crowd
from kg.formats.ratings import find_on_scale, find_rating
from kg.formats.schemaorg import BASES, LANGUAGE, Context, Document, Node, as_page
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import MAX_TEXT_LENGTH, Claim, Knowledge, Location, Rating, Verdict, as_theirs, day_of, digest
from kg.rdf.mapping import Triple
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV, SCHEMA, article_iri, claim_iri, verdict_iri

#: The context of everything written here.
CONTEXT = "https://schema.org"
_RATING_PROPERTY = str(CV.rating)
SCALE: Mapping[Rating, int] = {
    Rating.FALSE: 1,
    Rating.MOSTLY_FALSE: 2,
    Rating.MIXED: 3,
    Rating.MOSTLY_TRUE: 4,
    Rating.TRUE: 5,
}
#: More problems than this are not listed.
_MAX_PROBLEMS = 100
_UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes verdicts."""

    name: str
    url: str | None = None

    def as_json(self) -> dict[str, str]:
        """Return it as a schema.org organisation."""
        return {"@type": "Organization", "name": self.name, **({"url": self.url} if self.url else {})}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that somebody reviewed, as far as the review tells of it; see :class:`PartnerReview`."""

    claim: str | None = None
    reviewed: str | None = None
    text: str | None = None
    source: str | None = None
    said_by: str | None = None
    said_on: date | None = None
    appearances: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether the review says which claim it is."""
        return self.claim is not None or self.reviewed is not None or self.text is not None


@dataclass(frozen=True, slots=True)
class PartnerReview:
    """A review as somebody published it.

    ``original`` is its JSON with every field as it came; ``surroundings`` that of what the document around it
    adds, its context and the nodes that it refers to. ``claim`` is the IRI of the claim reviewed,
    ``reviewed`` the claim in the reviewer's words, ``text`` the words of the claim itself. ``source`` is who
    made the claim where the review names one source; whatever it names is in ``said_by``. ``stated``,
    ``value``, ``best`` and ``worst`` are the reviewer's own rating, and ``rating`` what is known to be meant
    by it. ``further`` are the other claims of a review of several.
    """

    original: str
    surroundings: str | None = None
    iri: str | None = None
    url: str | None = None
    reviewer: str = ""
    reviewer_url: str | None = None
    said_on: date | None = None
    date: date | None = None
    claim: str | None = None
    reviewed: str | None = None
    text: str | None = None
    source: str | None = None
    said_by: str | None = None
    appearances: tuple[str, ...] = ()
    rating: Rating | None = None
    stated: str | None = None
    value: str | None = None
    best: str | None = None
    worst: str | None = None
    explanation: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    further: tuple[Reviewed, ...] = ()

    @property
    def id(self) -> str:
        """The hash of the review as it came."""
        return digest([self.original, self.surroundings])

    @property
    def about(self) -> tuple[Reviewed, ...]:
        """Every claim that is reviewed."""
        first = Reviewed(**{name: getattr(self, name) for name in Reviewed.__dataclass_fields__})
        return first, *self.further

    def as_json(self) -> dict[str, Any]:
        """Return what was understood, by name, and the original."""
        found = _filled(self)
        if self.further:
            found["further"] = [_filled(claim) for claim in self.further]
        found["rating"] = self.rating.value if self.rating else None
        found["original"] = json.loads(self.original)
        if self.surroundings is not None:
            found["surroundings"] = json.loads(self.surroundings)
        if self.explanation:
            found["explanation"] = dict(self.explanation)
        return found


def _filled(told: PartnerReview | Reviewed) -> dict[str, Any]:
    """Return the fields that say something, as JSON has them."""
    found: dict[str, Any] = {}
    for name in told.__dataclass_fields__:
        value = getattr(told, name)
        if isinstance(value, date):
            value = value.isoformat()
        if value not in (None, (), {}, ""):
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


@dataclass(frozen=True, slots=True)
class Feed:
    """The reviews of a document in its order, and what of it could not be read, record by record."""

    reviews: tuple[PartnerReview, ...]
    skipped: tuple[Problem, ...] = ()


# -- writing ----------------------------------------------------------------------------------------


def write_claim_reviews(knowledge: Knowledge, *, publisher: Publisher, licence: str | None = None) -> bytes:
    """Return our verdicts as a schema.org feed of ClaimReview; those of partners are theirs to publish.

    ``licence`` is the IRI of the licence of the verdicts. Where a rating lies between false and true it has a
    number; what it is called tells it from all others. ``firstAppearance`` is not given: that a claim is in
    an article does not say that it had not been anywhere before.
    """
    own = [verdict for verdict in knowledge.verdicts if verdict.partner is None]
    reviews = (_review(verdict, knowledge, publisher) for verdict in own)
    return _write_feed([{"@type": "DataFeedItem", "item": review} for review in reviews], publisher, licence)


def write_partner_reviews(
    reviews: Iterable[PartnerReview], *, publisher: Publisher, licence: str | None = None
) -> bytes:
    """Return reviews of others as one feed, each as it came."""
    return _write_feed([_as_item(review) for review in reviews], publisher, licence)


def _write_feed(items: Sequence[Any], publisher: Publisher, licence: str | None) -> bytes:
    feed: dict[str, Any] = {"@context": CONTEXT, "@type": "DataFeed", "publisher": publisher.as_json()}
    if licence is not None:
        feed["license"] = licence
    feed["dataFeedElement"] = items
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
            "propertyID": _RATING_PROPERTY,
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


# -- reading ----------------------------------------------------------------------------------------


def read_claim_reviews(data: bytes, name: str, limits: Limits | None = None) -> list[PartnerReview]:
    """Return the reviews in a document that can be used, in its order; see :func:`read_feed`."""
    return list(read_feed(read_documents(data, name, limits), name, limits).reviews)


def read_feed(documents: Iterable[tuple[Any, Location]], name: str, limits: Limits | None = None) -> Feed:
    """Return the reviews in the JSON values of a file, in their order, and what of it cannot be used.

    A value is one review, a feed of them, an array, or anything else that has them somewhere in it. Terms are
    those of schema.org, written plainly, with a prefix, or as IRIs. A review that does not say what it
    reviews is of no use to anybody, but no reason to do without the others.

    Raises:
        InputError: where there are more reviews than the limits allow, no review at all, or none of use.
    """
    limits = limits or Limits()
    found: dict[str, PartnerReview] = {}
    skipped: list[Problem] = []
    size = number = 0
    for value, location in documents:
        if isinstance(value, InputError):
            skipped.extend(replace(problem, location=location) for problem in value.problems)
            continue
        try:
            for node in _find_reviews(Document(value)):
                review, number = _read_review(node), number + 1
                size += len(review.original) + len(review.surroundings or "")
                _check_size(number, size, location, limits)
                if any(claim.is_told for claim in review.about):
                    found.setdefault(review.id, review)
                else:
                    skipped.append(_no_claim(number, review, location))
        except InputError as error:
            raise InputError([replace(problem, location=location) for problem in error.problems]) from None
    more = len(skipped) - _MAX_PROBLEMS
    if more > 0:
        skipped[_MAX_PROBLEMS:] = [Problem("more-problems", f"… and {more:,} more", Location(name))]
    if not found:
        advice = "the type of a review is ClaimReview, in the context of schema.org"
        nothing = Problem("nothing-found", "holds no review of a claim", Location(name), advice=advice)
        raise InputError(skipped or nothing)
    return Feed(tuple(found.values()), tuple(skipped))


def has_reviews(value: Any) -> bool:
    """Return whether there is a review of a claim in a JSON value."""
    return next(_find_reviews(Document(value)), None) is not None


def _find_reviews(document: Document) -> Iterator[Node]:
    """Yield the nodes that are reviews of claims, but for those that are only mentioned."""
    for node in document.walk():
        if "ClaimReview" in node.types:
            names = [name for name in node.own("@id") if isinstance(name, str)]
            if not (node.is_reference and names and document.named(names[0])):
                yield node


def _no_claim(number: int, review: PartnerReview, location: Location) -> Problem:
    address = review.url or review.iri
    which = f"review {number} ({address})" if address else f"review {number}"
    if review.appearances:
        which += f" of what stands at {review.appearances[0]}"
    advice = "a ClaimReview has 'claimReviewed' or an 'itemReviewed' with '@id' or 'text'"
    return Problem("no-claim", f"{which} does not say which claim it reviews", location, advice=advice)


def _check_size(number: int, size: int, location: Location, limits: Limits) -> None:
    if number > limits.max_reviews:
        advice = "send it in parts; KG_MAX_REVIEWS changes the limit"
        message = f"the limit is {limits.max_reviews:,} reviews; the file has more"
        raise InputError(Problem("too-many-reviews", message, location, advice=advice))
    if size > limits.max_archive_bytes:  # One node may be referred to by every review.
        message = f"its reviews are larger than {limits.max_archive_bytes:,} characters"
        raise InputError(Problem("too-large", message, location))


def read_documents(data: bytes, name: str, limits: Limits | None = None) -> list[tuple[Any, Location]]:
    """Return the JSON values of a file with their places: one, or one on each line.

    In the place of a line that is none among others that are stands the error.

    Raises:
        InputError: for what is no JSON in either form, or too large.
    """
    limits = limits or Limits()
    try:
        return [(parse_json(data, name, limits), Location(name))]
    except InputError as whole:
        lines = [(n, line) for n, line in enumerate(data.splitlines(), 1) if line.strip()]
        if whole.problems[0].id == "too-large" or len(lines) < 2:
            raise
        values: list[tuple[Any, Location]] = []
        read = 0
        for number, line in lines:
            try:
                values.append((parse_json(line, name, limits), Location(name, number)))
                read += isinstance(values[-1][0], dict | list)
            except InputError as error:
                values.append((error, Location(name, number)))
        if 2 * read < len(lines):
            raise  # It is one broken value.
        return values


def _read_review(node: Node) -> PartnerReview:
    """Return one review of a document."""
    understood = _understand(node)
    around: dict[str, Any] = {}
    if node.around != Context():
        around["context"] = _context_json(node.around)
    if node.used:
        around["nodes"] = [node.used[name] for name in sorted(node.used)]
    return PartnerReview(_encode(node.value), _encode(around) if around else None, **understood)


def _understand(node: Node) -> dict[str, Any]:
    """Return what is understood of a review, by the fields of :class:`PartnerReview`."""
    first, *further = _read_reviewed(node)
    rating, stated, value, best, worst = _read_ratings(node)
    reviewer, reviewer_url = _read_reviewer(node)
    return {
        **{name: getattr(first, name) for name in Reviewed.__dataclass_fields__},
        "iri": _iri(node),
        "url": node.page("url") or node.page("mainEntityOfPage"),
        "reviewer": reviewer,
        "reviewer_url": reviewer_url,
        "date": node.day("datePublished") or node.day("dateCreated"),
        "rating": rating,
        "stated": stated,
        "value": value,
        "best": best,
        "worst": worst,
        "explanation": _read_explanation(node, node.nodes("reviewRating")),
        "evidence": tuple(sorted(node.pages("citation", "isBasedOn"))),
        "further": tuple(further),
    }


def _read_reviewed(node: Node) -> list[Reviewed]:
    """Return the claims that are reviewed, at least one: the words of each with the item in its place."""
    items = node.nodes("itemReviewed")
    items = [item for item in items if "Claim" in item.types] or items[:1]
    told = [_read_item(item) for item in items]
    words = [text.strip() for text, _ in node.texts("claimReviewed")]
    words += [
        text for inner in node.nodes("claimReviewed") if (text := inner.text("text") or inner.text("name"))
    ]
    for text, _ in node.texts("itemReviewed"):
        page = as_page(text)
        told.append(Reviewed(text=text.strip()) if page is None else Reviewed(claim=page))
    words = list(dict.fromkeys(words))
    # Other wordings of a claim, as in several languages, are looked for as further claims are.
    told += [
        replace(claim, text=text)
        for claim, item in zip(told, items, strict=False)
        for text in _texts(item)[1:]
    ]
    found = []
    for at in range(max(len(told), len(words), 1)):
        claim = told[at] if at < len(told) else Reviewed()
        found.append(replace(claim, reviewed=words[at]) if at < len(words) else claim)
    return [found[0], *(claim for claim in found[1:] if claim.is_told)]


def _read_item(item: Node) -> Reviewed:
    names = _names(item, "author") or _names(item, "creator")
    return Reviewed(
        claim=_iri(item),
        text=next(iter(_texts(item)), None),
        source=names[0] if len(names) == 1 and not is_crowd(names[0]) else None,
        said_by="; ".join(names) or None,
        said_on=item.day("datePublished") or item.day("dateCreated"),
        appearances=tuple(item.pages("appearance", "firstAppearance", "sameAs", "url")),
    )


def _texts(item: Node) -> list[str]:
    """Return the words of a claim itself, each wording once."""
    texts = item.texts("text") or (item.texts("name") if "Claim" in item.types else [])
    return list(dict.fromkeys(text.strip() for text, _ in texts))


def _read_reviewer(node: Node) -> tuple[str, str | None]:
    """Return who reviews and where they are found; who has no name is told by the address.

    The name is empty where there is neither.
    """
    names = [name for name in _names(node, "author") or _names(node, "publisher") if not as_page(name)]
    authors = node.nodes("author") or node.nodes("publisher")
    url = next((page for author in authors if (page := author.page("url"))), None)
    if names:
        return ", ".join(names), url
    addresses = [url, *node.pages("author", "publisher"), node.page("url"), node.page("mainEntityOfPage")]
    return next((host for page in addresses if page and (host := _host(page))), ""), url


def _host(page: str) -> str:
    """Return the name of the host in an address.

    >>> _host("https://www.desk.example:443/1")
    'desk.example'
    """
    return (urlsplit(page).hostname or "").removeprefix("www.")


def _context_json(context: Context) -> Any:
    """Return a context that says what is known of one, for a review that is taken out of it."""
    vocabulary = {"@vocab": f"{CONTEXT}/" if context.plain else "urn:unknown:"}
    names = {
        key: term and (term if term.startswith("@") else f"{CONTEXT}/{term}")
        for key, term in context.names.items()
    }
    return {
        **vocabulary,
        **context.prefixes,
        **{key: term or "urn:unknown:" + key for key, term in names.items()},
    }


def _encode(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


#: The rating meant, and the reviewer's own: in words, its number, and the ends of its scale.
_RatingRead: TypeAlias = tuple[Rating | None, str | None, str | None, str | None, str | None]


def _read_ratings(node: Node) -> _RatingRead:
    """Return how a review rates; ratings that do not all say the same stand for none of ours."""
    found = [_read_rating(rating) for rating in node.nodes("reviewRating") if "@value" not in rating.value]
    found += [(find_rating(text), text.strip(), None, None, None) for text, _ in node.texts("reviewRating")]
    numbers = [_as_written(value) for value in node.raw("reviewRating") if not isinstance(value, str)]
    found += [(None, None, number, None, None) for number in numbers if number is not None]
    if len(found) < 2:
        return found[0] if found else (None, None, None, None, None)
    meant = {rating for rating, *_ in found}
    words = dict.fromkeys(told for _, stated, value, *_ in found if (told := stated or value))
    return meant.pop() if len(meant) == 1 else None, " / ".join(words) or None, None, None, None


def _read_rating(node: Node) -> _RatingRead:
    """Return what one rating says.

    Words that are not known stand for nothing, even with a number: what the number means is in the words.
    """
    words = [text.strip() for text, _ in node.texts("alternateName") or node.texts("name")]
    stated = " / ".join(dict.fromkeys(words)) or None
    numbers = [node.scalar(term) for term in ("ratingValue", "bestRating", "worstRating")]
    value, best, worst = (_as_written(number) for number in numbers)
    if stated is None and value is not None and not any(c.isdecimal() for c in value):
        stated, words, value = value, [value], None  # A word where a number should stand.
    for identifier in node.nodes("identifier"):
        known = identifier.text("value")
        if identifier.text("propertyID") == _RATING_PROPERTY and known in set(Rating):
            return Rating(known), stated, value, best, worst
    if stated is None:
        return find_on_scale(*numbers), stated, value, best, worst
    # One rating in several languages or wordings.
    meant = {rating for word in words if (rating := find_rating(word)) is not None}
    return meant.pop() if len(meant) == 1 else None, stated, value, best, worst


def _as_written(value: Any) -> str | None:
    if isinstance(value, str):
        return CONTROL.sub("", value).strip() or None
    return _encode(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _read_explanation(node: Node, ratings: Sequence[Node]) -> dict[str, str]:
    """Return why the reviewer judges so, by language; several texts in one are its paragraphs."""
    texts = node.texts("reviewBody") or node.texts("description")
    texts = texts or [text for rating in ratings for text in rating.texts("ratingExplanation")]
    languages = [text.strip() for text, _ in node.texts("inLanguage")]
    written = node.raw("reviewBody") if len(texts) > 1 else []
    if len(languages) == len(written) == len(texts) and all(isinstance(text, str) for text in written):
        # As many languages as texts, each in its place.
        known = [language.lower() if LANGUAGE.fullmatch(language) else None for language in languages]
        texts = [(text, language) for (text, _), language in zip(texts, known, strict=True)]
    usual = (
        languages[0].lower() if len(languages) == 1 and LANGUAGE.fullmatch(languages[0]) else _UNDETERMINED
    )
    found: dict[str, str] = {}
    for text, language in dict.fromkeys(texts):
        before = found.get(language or usual)
        found[language or usual] = text if before is None else f"{before}\n\n{text}"
    return found


def _names(node: Node, term: str) -> list[str]:
    """Return who is named as author, in whatever form, each once."""
    found = [text.strip() for text, _ in node.texts(term)]
    for author in node.nodes(term):
        names = author.texts("name") or author.texts("legalName") or author.texts("@value")
        found += [text.strip() for text, _ in names[:1]]
    return list(dict.fromkeys(found))


def _iri(node: Node) -> str | None:
    return next((page for value in node.raw("@id") if (page := as_page(value))), None)


# -- what becomes of a review -----------------------------------------------------------------------


def build_accepted(
    review: PartnerReview, claim: str, *, partner: str | None = None, rating: Rating | None = None
) -> Verdict:
    """Return the verdict on ``claim`` that a person takes a review for.

    ``partner`` is who sent it, ``rating`` what its own rating means by the word of who accepts it. The
    reviewer's words for it are kept where they are others than ours. Where the review tells of no reviewer,
    the partner stands for it.

    Raises:
        InputError: where it is not known what the review's rating means, or who reviewed.
    """
    meant = rating or review.rating
    if meant is None:
        stated = review.stated or review.value
        message = (
            f"it is not known what the rating {stated!r} means" if stated else "the review has no rating"
        )
        advice = f"say which it is, as in --rating false: {', '.join(Rating)}"
        raise InputError(Problem("unknown-rating", message, claim=claim, advice=advice))
    reviewer = review.reviewer or partner
    if not reviewer:
        message = "the review does not say who reviewed"
        raise InputError(Problem("no-reviewer", message, claim=claim, advice="say from whom it comes"))
    stated = review.stated or review.value
    return Verdict(
        claim,
        meant,
        {language: _within(text) for language, text in review.explanation.items()},
        review.evidence,
        _within(reviewer),
        review.date,
        None if stated is None or stated == name_rating(meant) else _within(stated),
        review.url,
        partner,
    )


def _within(text: str) -> str:
    """Return as much of a text as a verdict may hold; the review keeps all of it."""
    return text if len(text) <= MAX_TEXT_LENGTH else f"{text[: MAX_TEXT_LENGTH - 1]}…"


def build_review(review: PartnerReview, node: URIRef) -> Iterator[Triple]:
    """Yield a review as it came, with what it reviews in words, for the graph of its partner."""
    yield node, RDF.type, CV.PartnerReview
    yield node, CV.original, Literal(review.original)
    if review.surroundings is not None:
        yield node, CV.surroundings, Literal(review.surroundings)
    if review.reviewed is not None:
        yield node, SCHEMA.claimReviewed, Literal(review.reviewed)
    if review.url is not None:
        yield node, SCHEMA.url, URIRef(review.url)


def read_review(graph: Graph | Statements, node: URIRef) -> PartnerReview:
    """Return the review that :func:`build_review` wrote, read anew from the original.

    Raises:
        InputError: where there is no original, or it holds no review.
    """
    originals = [str(text) for text in graph.objects(node, CV.original)]
    if len(originals) != 1:
        message = f"<{node}> has {len(originals)} originals; it needs exactly one"
        raise InputError(Problem("incomplete-description", message, Location(f"graph <{graph.identifier}>")))
    around = next((str(text) for text in graph.objects(node, CV.surroundings)), None)
    return parse_review(originals[0], around, str(node))


def parse_review(original: str, surroundings: str | None = None, name: str = "review") -> PartnerReview:
    """Return the review whose original and surroundings these are.

    Raises:
        InputError: where they hold no review.
    """
    value = _kept_json(original, name)
    around = _kept_json(surroundings, name) if surroundings is not None else {}
    if isinstance(value, dict) and isinstance(around, dict):
        context = Context().with_local(around["context"]) if "context" in around else Context()
        node = Node(value, context, Document([*(around.get("nodes") or []), value], context))
        if "ClaimReview" in node.types:
            return PartnerReview(original, surroundings, **_understand(node))
    raise InputError(Problem("nothing-found", "holds no review of a claim", Location(name)))


def _kept_json(text: str, name: str) -> Any:
    """Return the value of JSON that was looked at when it was taken in, and is not looked at again."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return parse_json(text.encode("utf-8"), name)

"""Verdicts as schema.org ClaimReview, and the reviews that others publish so.

What is read is a claim about a claim by somebody we may not know: it becomes a verdict only when a person
accepts it. Nothing is fetched: a context is looked at for whether it is that of schema.org and for the names
that it gives itself, and is not followed. What is not understood is kept as it came.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pyoxigraph
from rapidfuzz import fuzz
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from kg.errors import InputError, Problem
from kg.exchange.crowds import is_crowd
from kg.exchange.json_document import parse_json
from kg.exchange.limits import Limits
from kg.exchange.ratings import find_on_scale, find_rating, fold_words
from kg.graph import Triple
from kg.model import Article, Claim, Knowledge, Location, Rating, Verdict, as_theirs, digest
from kg.vocabulary import CV, SCHEMA, article_iri, claim_iri, verdict_iri

#: The context of everything written here.
CONTEXT = "https://schema.org"
_RATING_PROPERTY = str(CV.rating)
_SCALE: Mapping[Rating, int] = {
    Rating.FALSE: 1,
    Rating.MOSTLY_FALSE: 2,
    Rating.MIXED: 3,
    Rating.MOSTLY_TRUE: 4,
    Rating.TRUE: 5,
}
#: A match by likeness below this is not worth a look.
_LIKENESS = 0.6
_SHOWN_MATCHES = 10
#: A context that gives more names than this is none that anybody wrote for reviews.
_MAX_NAMES = 500
#: More problems than this are not listed.
_MAX_PROBLEMS = 100

_BASES = ("https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/")
#: Where reviews stand in what is not one itself.
_WAYS = ("@graph", "dataFeedElement", "itemListElement", "item", "mainEntity", "review", "hasPart")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_PAGE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
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
class PartnerReview:
    """A review as somebody published it.

    ``original`` is its JSON with every field as it came; ``surroundings`` that of what the document around it
    adds, its context and the nodes that it refers to. ``claim`` is the IRI of the claim reviewed,
    ``reviewed`` the claim in the reviewer's words, ``text`` the words of the claim itself. ``source`` is who
    made the claim where the review names one source; whatever it names is in ``said_by``. ``stated``,
    ``value``, ``best`` and ``worst`` are the reviewer's own rating, and ``rating`` what is known to be meant
    by it.
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

    @property
    def id(self) -> str:
        """The hash of the review as it came."""
        return digest([self.original, self.surroundings])

    def as_json(self) -> dict[str, Any]:
        """Return what was understood, by name, and the original."""
        found: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, date):
                value = value.isoformat()
            if value not in (None, (), {}, ""):
                found[name] = list(value) if isinstance(value, tuple) else value
        found["rating"] = self.rating.value if self.rating else None
        found["original"] = json.loads(self.original)
        if self.surroundings is not None:
            found["surroundings"] = json.loads(self.surroundings)
        if self.explanation:
            found["explanation"] = dict(self.explanation)
        return found


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
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _as_item(review: PartnerReview) -> dict[str, Any]:
    """Return a review as it came, inside an item that gives it the context that it stood in."""
    original = json.loads(review.original)
    around = json.loads(review.surroundings) if review.surroundings is not None else {}
    item = [original, *around["nodes"]] if "nodes" in around else original
    if "context" not in around:
        return {"@type": "DataFeedItem", "item": item}
    base = _BASES[0]
    return {"@context": around["context"], "@type": f"{base}DataFeedItem", f"{base}item": item}


def _review(verdict: Verdict, knowledge: Knowledge, publisher: Publisher) -> dict[str, Any]:
    """Return one verdict as a ClaimReview; a partner's claim is named as the partner names it."""
    claim = knowledge.claims.get(verdict.claim)
    named = replace(verdict, claim=as_theirs(verdict.claim))
    own = publisher.as_json() if verdict.reviewer == publisher.name else Publisher(verdict.reviewer).as_json()
    found: dict[str, Any] = {"@type": "ClaimReview", "@id": str(verdict_iri(named.claim, named.id))}
    if verdict.url is not None:
        found["url"] = verdict.url
    found["claimReviewed"] = _summary(claim) if claim is not None else named.claim
    found["author"] = own
    if verdict.date is not None:
        found["datePublished"] = verdict.date.isoformat()
    if verdict.explanation:
        languages = sorted(verdict.explanation)
        found["inLanguage"] = languages[0] if len(languages) == 1 else languages
        found["reviewBody"] = [
            {"@value": verdict.explanation[language], "@language": language} for language in languages
        ]
    found["reviewRating"] = _rating(verdict)
    found["itemReviewed"] = _item(verdict.claim, claim, knowledge)
    if verdict.evidence:
        found["citation"] = [{"@type": "CreativeWork", "url": page} for page in verdict.evidence]
    return found


def _summary(claim: Claim) -> str:
    """Return a claim in a sentence: the annotator's, or its own words."""
    gloss = claim.gloss.get("en") or next((claim.gloss[n] for n in sorted(claim.gloss)), None)
    return gloss or _words(claim)


def _words(claim: Claim) -> str:
    return " … ".join(quotation.exact for quotation in claim.quotations)


def _rating(verdict: Verdict) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "Rating"}
    if verdict.rating in _SCALE:
        found.update(ratingValue=_SCALE[verdict.rating], bestRating=5, worstRating=1)
    found["alternateName"] = verdict.stated or _called(verdict.rating)
    if verdict.stated is not None:
        found["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": _RATING_PROPERTY,
            "value": verdict.rating.value,
        }
    return found


def _called(rating: Rating) -> str:
    return rating.value.replace("-", " ").capitalize()


def _item(name: str, claim: Claim | None, knowledge: Knowledge) -> dict[str, Any]:
    """Return the claim that is reviewed, with its author and where it appeared."""
    found: dict[str, Any] = {"@type": "Claim", "@id": str(claim_iri(as_theirs(name)))}
    if claim is None:
        return found
    article = knowledge.article_of(name)
    entry = knowledge.register.entries.get(claim.source)
    author: dict[str, Any] = {"name": knowledge.label(claim.source)}
    if entry is not None and entry.type != "group":
        author = {"@type": "Person" if entry.type == "person" else "Organization", **author}
    if entry is not None and entry.same_as:
        author["sameAs"] = list(entry.same_as)
    found["author"] = author
    said = knowledge.said(name)
    if said is not None and said.start is not None and said.start == said.end:
        found["datePublished"] = said.start.isoformat()
    found["text"] = {"@value": _words(claim), "@language": article.language}
    appearance = {"@type": "CreativeWork", "@id": str(article_iri(as_theirs(article.id)))}
    if article.url is not None:
        appearance["url"] = article.url
    encoding = {"@type": "MediaObject", "sha256": article.sha256}
    found["appearance"] = {**appearance, "inLanguage": article.language, "encoding": encoding}
    return found


# -- reading ----------------------------------------------------------------------------------------


def read_claim_reviews(data: bytes, name: str, limits: Limits | None = None) -> list[PartnerReview]:
    """Return the reviews in a document, in its order; ``name`` is what errors call it.

    A document is one review, a feed of them, an array, a graph with other things in it, or one of these on
    each line. Terms are those of schema.org, written plainly, with a prefix, or as IRIs.

    Raises:
        InputError: for what is no JSON or too large, and where a review does not say what it reviews.
    """
    limits = limits or Limits()
    found: list[PartnerReview] = []
    problems: list[Problem] = []
    size = 0
    for value, location in _documents(data, name, limits):
        try:
            for review in map(_read_review, _Document(value).reviews()):
                number = len(found) + len(problems) + 1
                size += len(review.original) + len(review.surroundings or "")
                if size > limits.max_archive_bytes:  # One node may be referred to by every review.
                    message = f"its reviews are larger than {limits.max_archive_bytes:,} characters"
                    raise InputError(Problem("too-large", message, location))
                if review.claim is None and review.reviewed is None and review.text is None:
                    message = f"review {number} does not say which claim it reviews"
                    advice = "a ClaimReview has 'claimReviewed' or an 'itemReviewed' with '@id' or 'text'"
                    problems.append(Problem("no-claim", message, location, advice=advice))
                else:
                    found.append(review)
        except InputError as error:
            raise InputError([replace(problem, location=location) for problem in error.problems]) from None
    if problems:
        more = len(problems) - _MAX_PROBLEMS
        rest = [Problem("more-problems", f"… and {more:,} more", Location(name))] if more > 0 else []
        raise InputError([*problems[:_MAX_PROBLEMS], *rest])
    if not found:
        advice = "the type of a review is ClaimReview, in the context of schema.org"
        raise InputError(
            Problem("nothing-found", "holds no review of a claim", Location(name), advice=advice)
        )
    return found


def _documents(data: bytes, name: str, limits: Limits) -> Iterator[tuple[Any, Location]]:
    """Yield the JSON values of a file: one, or one on each line."""
    try:
        yield parse_json(data, name, limits), Location(name)
    except InputError as whole:
        lines = [(n, line) for n, line in enumerate(data.splitlines(), 1) if line.strip()]
        if whole.problems[0].id != "bad-json" or len(lines) < 2:
            raise
        values = []
        for number, line in lines:
            try:
                values.append((parse_json(line, name, limits), Location(name, number)))
            except InputError as error:
                if not values:
                    raise whole from None  # Not even its first line is JSON: it is one broken value.
                problem = error.problems[0]
                where = Location(name, number)
                raise InputError(Problem(problem.id, problem.message, where, advice=problem.advice)) from None
        yield from values


@dataclass(frozen=True, slots=True)
class _Context:
    """What a context says of names without being fetched.

    ``plain`` says whether a name without prefix is one of schema.org. ``names`` are those that it gives a
    meaning of its own: one of schema.org, a keyword, or ``None`` for anything else.
    """

    plain: bool = True
    prefixes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)

    def with_local(self, stated: Any) -> _Context:
        """Return the context where ``stated`` is the value of ``@context``."""
        parts = stated if isinstance(stated, list) else [stated]
        addresses = [part for part in parts if isinstance(part, str)]
        plain = any(map(_is_schema, addresses)) if addresses else self.plain and None not in parts
        prefixes, names = dict(self.prefixes), dict(self.names)
        for part in parts:
            if isinstance(part, dict):
                for key, value in part.items():
                    target = value.get("@id") if isinstance(value, dict) else value
                    if not isinstance(target, str):
                        continue
                    if key == "@vocab":
                        plain = _is_schema(target)
                    elif _is_schema(target):
                        prefixes[key] = target
                    elif not key.startswith("@"):
                        names[key] = target
        if len(prefixes) + len(names) > _MAX_NAMES:
            raise InputError(Problem("too-large", f"a context gives more than {_MAX_NAMES} names"))
        fixed = _Context(plain, prefixes)
        terms = {
            key: target if target.startswith("@") else fixed.term(target)
            for key, target in names.items()
            if target
        }
        return _Context(plain, prefixes, terms)

    def term(self, key: str) -> str | None:
        """Return the name that a key or type has in schema.org, a keyword as it is, else ``None``."""
        if key in self.names:
            return self.names[key]
        if key.startswith("@"):
            return key
        for base in _BASES:
            if key.startswith(base):
                return key.removeprefix(base)
        prefix, colon, local = key.partition(":")
        if colon:
            known = prefix in self.prefixes or (prefix == "schema" and "schema" not in self.names)
            return local if known else None
        return key if self.plain else None


def _is_schema(iri: str) -> bool:
    return (
        iri.rstrip("/#") + "/" in _BASES
        or re.fullmatch(r"https?://(www\.)?schema\.org/docs/jsonldcontext\.jsonl?d?", iri) is not None
    )


class _Document:
    """A JSON document with the nodes in it that others refer to."""

    def __init__(self, value: Any, context: _Context | None = None):
        self.value = value
        self.context = context or _Context()
        self._nodes: dict[str, _Node] | None = None

    def reviews(self) -> Iterator[_Node]:
        """Yield the nodes that are reviews of claims, in the order of the document."""
        for node in self._walk(_WAYS):
            if "ClaimReview" in node.types:
                yield node

    def named(self, iri: str) -> _Node | None:
        """Return the node that the document describes under an IRI."""
        if self._nodes is None:
            self._nodes = {}
            for node in self._walk():
                for name in node.raw("@id"):
                    if isinstance(name, str) and len(node.value) > 1:
                        self._nodes.setdefault(name, node)
        return self._nodes.get(iri)

    def _walk(self, ways: Sequence[str] = ()) -> Iterator[_Node]:
        """Yield every node, or those on the ways to reviews; iterative, since what is read may be deep."""
        waiting: list[tuple[Any, _Context]] = [(self.value, self.context)]
        while waiting:
            value, context = waiting.pop()
            if isinstance(value, list):
                waiting.extend((item, context) for item in reversed(value))
            elif isinstance(value, dict):
                node = _Node(value, context, self)
                yield node
                if not ways:
                    inner = [item for key, item in value.items() if key != "@context"]
                elif "ClaimReview" in node.types:
                    inner = []
                else:
                    inner = [item for way in ways for item in node.raw(way)]
                waiting.extend((item, node.context) for item in reversed(inner))


class _Node:
    """One JSON object, by the names that its keys have in schema.org."""

    def __init__(self, value: Mapping[str, Any], around: _Context, document: _Document):
        self.value = value
        self.document = document
        self.around = around
        self.context = around.with_local(value["@context"]) if "@context" in value else around
        self.used: dict[str, Any] = {}
        self._terms: dict[str, list[Any]] = {}
        for key, item in value.items():
            term = self.context.term(key)
            if term is not None:
                self._terms.setdefault(term, []).extend(item if isinstance(item, list) else [item])

    @property
    def types(self) -> set[str]:
        """The types, by their names in schema.org."""
        names = (self.context.term(name) for name in self.raw("@type") if isinstance(name, str))
        return {name for name in names if name}

    def raw(self, term: str) -> list[Any]:
        """Return the values of a property as they stand."""
        return self._terms.get(term, [])

    def nodes(self, *terms: str) -> list[_Node]:
        """Return the objects that are values of properties, those that are only referred to among them."""
        found = []
        for value in (value for term in terms for value in self.raw(term)):
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, dict):
                    node = _Node(item, self.context, self.document)
                    node.used = self.used
                    found.append(node._resolved())
        return found

    def _resolved(self) -> _Node:
        """Return the node that this one refers to, where it is nothing but a reference."""
        names = [name for name in self.raw("@id") if isinstance(name, str)]
        if len(self.value) != 1 or not names:
            return self
        target = self.document.named(names[0])
        if target is None:
            return self
        self.used[names[0]] = target.value
        node = _Node(target.value, target.around, self.document)
        node.used = self.used
        return node

    def texts(self, term: str) -> list[tuple[str, str | None]]:
        """Return the texts of a property, each with its language where it has one."""
        found: list[tuple[str, str | None]] = []
        for value in self.raw(term):
            language = None
            if isinstance(value, dict):
                language, value = value.get("@language"), value.get("@value")
            if isinstance(value, str) and (text := _CONTROL.sub("", value)).strip():
                known = isinstance(language, str) and _LANGUAGE.fullmatch(language)
                found.append((text, language.lower() if known and isinstance(language, str) else None))
        return found

    def text(self, term: str) -> str | None:
        """Return the first text of a property, without blanks around it."""
        return next((text.strip() for text, _ in self.texts(term)), None)

    def pages(self, *terms: str) -> list[str]:
        """Return the web addresses that are values of properties, or their ``url``, ``@id`` or ``sameAs``."""
        found = [page for term in terms for value in self.raw(term) if (page := _page(value))]
        for node in self.nodes(*terms):
            inner = (*node.raw("url"), *node.raw("@value"), *node.raw("@id"), *node.raw("sameAs"))
            found += [page for value in inner if (page := _page(value))]
        return list(dict.fromkeys(found))

    def page(self, term: str) -> str | None:
        """Return the first web address of a property."""
        return next(iter(self.pages(term)), None)

    def day(self, term: str) -> date | None:
        """Return the day of a property that is a date, with a time or not."""
        for text, _ in self.texts(term):
            match = _DAY.fullmatch(text.strip())
            try:
                if match:
                    return date.fromisoformat(match[1])
            except ValueError:
                continue
        return None


def _read_review(node: _Node) -> PartnerReview:
    """Return what is understood of one review."""
    items = node.nodes("itemReviewed")
    claim = next((item for item in items if "Claim" in item.types), items[0] if items else None)
    ratings = node.nodes("reviewRating")
    rating, stated, value, best, worst = _read_rating(ratings[0] if ratings else None)
    reviewers = [*_names(node, "author")] or [*_names(node, "publisher")]
    authors = node.nodes("author") or node.nodes("publisher")
    appearances: list[str] = []
    names: list[str] = []
    iri = text = said_on = None
    if claim is not None:
        iri = _iri(claim)
        text = claim.text("text") or (claim.text("name") if "Claim" in claim.types else None)
        said_on = claim.day("datePublished") or claim.day("dateCreated")
        appearances = claim.pages("appearance", "firstAppearance", "sameAs", "url")
        names = _names(claim, "author") or _names(claim, "creator")
    explanation = _read_explanation(node, ratings)
    found: dict[str, Any] = {
        "iri": _iri(node),
        "url": node.page("url") or node.page("mainEntityOfPage"),
        "reviewer": ", ".join(reviewers),
        "reviewer_url": next((page for author in authors if (page := author.page("url"))), None),
        "date": node.day("datePublished") or node.day("dateCreated"),
        "claim": iri,
        "reviewed": node.text("claimReviewed"),
        "text": text,
        "source": names[0] if len(names) == 1 and not is_crowd(names[0]) else None,
        "said_by": "; ".join(names) or None,
        "said_on": said_on,
        "appearances": tuple(appearances),
        "rating": rating,
        "stated": stated,
        "value": value,
        "best": best,
        "worst": worst,
        "explanation": explanation,
        "evidence": tuple(sorted(node.pages("citation", "isBasedOn"))),
    }
    around: dict[str, Any] = {}
    if node.around != _Context():
        around["context"] = _context_json(node.around)
    if node.used:
        around["nodes"] = [node.used[name] for name in sorted(node.used)]
    return PartnerReview(_encode(node.value), _encode(around) if around else None, **found)


def _context_json(context: _Context) -> Any:
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


def _read_rating(
    node: _Node | None,
) -> tuple[Rating | None, str | None, str | None, str | None, str | None]:
    """Return the rating meant, and the reviewer's own: in words, its number, and the ends of its scale.

    Words that are not known stand for nothing, even with a number: what the number means is in the words.
    """
    if node is None:
        return None, None, None, None, None
    stated = node.text("alternateName") or node.text("name")
    numbers = [next(iter(node.raw(term)), None) for term in ("ratingValue", "bestRating", "worstRating")]
    value, best, worst = (_as_written(number) for number in numbers)
    if stated is None and value is not None and not any(c.isdecimal() for c in value):
        stated, value = value, None  # A word where a number should stand.
    for identifier in node.nodes("identifier"):
        known = identifier.text("value")
        if identifier.text("propertyID") == _RATING_PROPERTY and known in set(Rating):
            return Rating(known), stated, value, best, worst
    rating = find_rating(stated) if stated is not None else find_on_scale(*numbers)
    return rating, stated, value, best, worst


def _as_written(value: Any) -> str | None:
    if isinstance(value, str):
        return _CONTROL.sub("", value).strip() or None
    return _encode(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _read_explanation(node: _Node, ratings: Sequence[_Node]) -> dict[str, str]:
    """Return why the reviewer judges so, by language; the first text in a language counts."""
    texts = node.texts("reviewBody") or node.texts("description")
    texts = texts or [text for rating in ratings for text in rating.texts("ratingExplanation")]
    languages = [text for text, _ in node.texts("inLanguage")]
    usual = (
        languages[0].lower() if len(languages) == 1 and _LANGUAGE.fullmatch(languages[0]) else _UNDETERMINED
    )
    found: dict[str, str] = {}
    for text, language in texts:
        found.setdefault(language or usual, text)
    return found


def _names(node: _Node, term: str) -> list[str]:
    """Return who is named as author, in whatever form, each once."""
    found = [text.strip() for text, _ in node.texts(term)]
    for author in node.nodes(term):
        names = author.texts("name") or author.texts("legalName") or author.texts("@value")
        found += [text.strip() for text, _ in names[:1]]
    return list(dict.fromkeys(found))


def _iri(node: _Node) -> str | None:
    return next((page for value in node.raw("@id") if (page := _page(value))), None)


def _page(value: Any) -> str | None:
    """Return a web address, ``None`` for anything else."""
    if not isinstance(value, str) or len(value) > 2000 or not _PAGE.fullmatch(value.strip()):
        return None
    try:
        return pyoxigraph.NamedNode(value.strip()).value
    except ValueError:
        return None


# -- what becomes of a review -----------------------------------------------------------------------


def find_reviewed(review: PartnerReview, knowledge: Knowledge) -> list[tuple[str, str, float]]:
    """Return the claims that a review may be of: identifier, how it was found, and a score of at most 1.

    ``iri``: the review names the claim by its IRI; then there is nothing else. ``quotation``: it names the
    article by its address and gives words that the claim is quoted by. ``likeness``: what it reviews reads
    like the claim, which says little: leaving out a "not" hardly changes how a sentence reads. The best
    come first. All are proposals, for a person to accept or reject.
    """
    known = {str(claim_iri(name)): name for name in knowledge.claims}
    if review.claim in known:
        return [(known[review.claim], "iri", 1.0)]
    wanted = [fold_words(text) for text in dict.fromkeys((review.text, review.reviewed)) if text]
    pages = {_bare(page) for page in review.appearances}
    speaker = fold_words(review.source) if review.source else None
    found: list[tuple[str, str, float]] = []
    for name, claim in knowledge.claims.items():
        quoted = fold_words(_words(claim))
        if _is_of(knowledge.article_of(name), pages) and quoted and any(quoted in text for text in wanted):
            exact = any(quoted == text for text in wanted)
            found.append((name, "quotation", 1.0 if exact else 0.95))
            continue
        told = [quoted, *(fold_words(gloss) for gloss in claim.gloss.values())]
        score = max((fuzz.token_sort_ratio(a, b) for a in wanted for b in told), default=0.0) / 100
        if speaker is not None:
            labels = knowledge.register.entries[claim.source].label.values()
            alike = max((fuzz.token_set_ratio(speaker, fold_words(label)) for label in labels), default=0.0)
            score = 0.8 * score + 0.2 * alike / 100
        if score >= _LIKENESS:
            found.append((name, "likeness", round(min(score, 0.9), 3)))
    return sorted(found, key=lambda match: (-match[2], match[0]))[:_SHOWN_MATCHES]


def _is_of(article: Article, pages: set[str]) -> bool:
    return str(article_iri(article.id)).partition("://")[2] in pages or (
        article.url is not None and _bare(article.url) in pages
    )


def _bare(page: str) -> str:
    """Return an address without what differs between two ways of writing it."""
    return page.partition("#")[0].partition("://")[2].removeprefix("www.").rstrip("/")


def build_accepted(
    review: PartnerReview, claim: str, *, partner: str | None = None, rating: Rating | None = None
) -> Verdict:
    """Return the verdict on ``claim`` that a person takes a review for.

    ``partner`` is who sent it, ``rating`` what its own rating means where that is not known. The reviewer's
    words for it are kept where they are others than ours.

    Raises:
        InputError: where it is not known what the review's rating means.
    """
    meant = rating or review.rating
    if meant is None:
        stated = review.stated or review.value
        message = (
            f"it is not known what the rating {stated!r} means" if stated else "the review has no rating"
        )
        advice = f"say which it is: {', '.join(Rating)}"
        raise InputError(Problem("unknown-rating", message, claim=claim, advice=advice))
    stated = review.stated or review.value
    return Verdict(
        claim,
        meant,
        dict(review.explanation),
        review.evidence,
        review.reviewer,
        review.date,
        None if stated is None or stated == _called(meant) else stated,
        review.url,
        partner,
    )


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


def read_review(graph: Graph, node: URIRef) -> PartnerReview:
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
    value = parse_json(original.encode("utf-8"), name)
    around = parse_json(surroundings.encode("utf-8"), name) if surroundings is not None else {}
    if isinstance(value, dict) and isinstance(around, dict):
        context = _Context().with_local(around["context"]) if "context" in around else _Context()
        node = _Node(value, context, _Document([value, *(around.get("nodes") or [])], context))
        if "ClaimReview" in node.types:
            review = _read_review(node)
            rest = {n: getattr(review, n) for n in review.__dataclass_fields__}
            return PartnerReview(**{**rest, "original": original, "surroundings": surroundings})
    raise InputError(Problem("nothing-found", "holds no review of a claim", Location(name)))

"""Read one review, in any of the forms in which people publish it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from kg.characters import CONTROL
from kg.errors import InputError, Problem
from kg.formats.claimreview.reviews import CONTEXT, RATING_PROPERTY, UNDETERMINED, PartnerReview, Reviewed
from kg.formats.crowds import is_crowd
from kg.formats.ratings import find_on_scale, find_rating
from kg.formats.schemaorg import LANGUAGE, Context, JsonDocument, Node, as_page
from kg.intake.strict_json import parse_json
from kg.model import Location, Rating


def understand_review(node: Node) -> PartnerReview:
    """Return one review of a document."""
    understood = _understand(node)
    around: dict[str, Any] = {}
    if node.around != Context():
        around["context"] = _context_json(node.around)
    if node.used:
        around["nodes"] = [node.used[name] for name in sorted(node.used)]
    return PartnerReview(_encode(node.value), _encode(around) if around else None, **understood)


def _understand(node: Node) -> dict[str, Any]:
    """Return what could be read of a review, by the fields of :class:`PartnerReview`."""
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
    """Return the claims that are reviewed, at least one; each has the words and the item of its place."""
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
    # Other wordings of a claim, as in several languages, are treated like further claims.
    told += [
        replace(claim, text=text)
        for claim, item in zip(told, items, strict=False)
        for text in _texts(item)[1:]
    ]
    claims = []
    for at in range(max(len(told), len(words), 1)):
        claim = told[at] if at < len(told) else Reviewed()
        claims.append(replace(claim, reviewed=words[at]) if at < len(words) else claim)
    return [claims[0], *(claim for claim in claims[1:] if claim.is_told)]


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
    """Return the wordings of a claim itself, each once."""
    texts = item.texts("text") or (item.texts("name") if "Claim" in item.types else [])
    return list(dict.fromkeys(text.strip() for text, _ in texts))


def _read_reviewer(node: Node) -> tuple[str, str | None]:
    """Return the name and the address of the reviewer; without a name, the host of the address is the name.

    The name is empty if there is neither.
    """
    names = [name for name in _names(node, "author") or _names(node, "publisher") if not as_page(name)]
    authors = node.nodes("author") or node.nodes("publisher")
    url = next((page for author in authors if (page := author.page("url"))), None)
    if names:
        return ", ".join(names), url
    addresses = [url, *node.pages("author", "publisher"), node.page("url"), node.page("mainEntityOfPage")]
    return next((host for page in addresses if page and (host := _host(page))), ""), url


def _host(page: str) -> str:
    """Return the host name in an address, without ``www.``.

    >>> _host("https://www.desk.example:443/1")
    'desk.example'
    """
    return (urlsplit(page).hostname or "").removeprefix("www.")


def _context_json(context: Context) -> Any:
    """Return a JSON-LD context with what is known of ``context``, for a review that is taken out of it."""
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
    """Return the rating of a review; ratings that differ in meaning give none of ours."""
    ratings = [_read_rating(rating) for rating in node.nodes("reviewRating") if "@value" not in rating.value]
    ratings += [(find_rating(text), text.strip(), None, None, None) for text, _ in node.texts("reviewRating")]
    numbers = [_as_written(value) for value in node.raw("reviewRating") if not isinstance(value, str)]
    ratings += [(None, None, number, None, None) for number in numbers if number is not None]
    if len(ratings) < 2:
        return ratings[0] if ratings else (None, None, None, None, None)
    meant = {rating for rating, *_ in ratings}
    words = dict.fromkeys(told for _, stated, value, *_ in ratings if (told := stated or value))
    return meant.pop() if len(meant) == 1 else None, " / ".join(words) or None, None, None, None


def _read_rating(node: Node) -> _RatingRead:
    """Return one rating.

    Unknown words have no meaning, even with a number: the words would tell what the number means.
    """
    words = [text.strip() for text, _ in node.texts("alternateName") or node.texts("name")]
    stated = " / ".join(dict.fromkeys(words)) or None
    numbers = [node.scalar(term) for term in ("ratingValue", "bestRating", "worstRating")]
    value, best, worst = (_as_written(number) for number in numbers)
    if stated is None and value is not None and not any(c.isdecimal() for c in value):
        stated, words, value = value, [value], None  # A word instead of a number.
    for identifier in node.nodes("identifier"):
        code = identifier.text("value")
        if identifier.text("propertyID") == RATING_PROPERTY and code in set(Rating):
            return Rating(code), stated, value, best, worst
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
    """Return the explanation of a review by language; several texts in one language are its paragraphs."""
    texts = node.texts("reviewBody") or node.texts("description")
    texts = texts or [text for rating in ratings for text in rating.texts("ratingExplanation")]
    languages = [text.strip() for text, _ in node.texts("inLanguage")]
    written = node.raw("reviewBody") if len(texts) > 1 else []
    if len(languages) == len(written) == len(texts) and all(isinstance(text, str) for text in written):
        # There are as many languages as texts, in the same order.
        tags = [language.lower() if LANGUAGE.fullmatch(language) else None for language in languages]
        texts = [(text, language) for (text, _), language in zip(texts, tags, strict=True)]
    usual = languages[0].lower() if len(languages) == 1 and LANGUAGE.fullmatch(languages[0]) else UNDETERMINED
    by_language: dict[str, str] = {}
    for text, language in dict.fromkeys(texts):
        before = by_language.get(language or usual)
        by_language[language or usual] = text if before is None else f"{before}\n\n{text}"
    return by_language


def _names(node: Node, term: str) -> list[str]:
    """Return the names of authors in any form, each once."""
    all_names = [text.strip() for text, _ in node.texts(term)]
    for author in node.nodes(term):
        names = author.texts("name") or author.texts("legalName") or author.texts("@value")
        all_names += [text.strip() for text, _ in names[:1]]
    return list(dict.fromkeys(all_names))


def _iri(node: Node) -> str | None:
    return next((page for value in node.raw("@id") if (page := as_page(value))), None)


def parse_review(original: str, surroundings: str | None = None, name: str = "review") -> PartnerReview:
    """Return the review from its original and its surroundings.

    Raises:
        InputError: if they hold no review.
    """
    value = _kept_json(original, name)
    around = _kept_json(surroundings, name) if surroundings is not None else {}
    if isinstance(value, dict) and isinstance(around, dict):
        context = Context().with_local(around["context"]) if "context" in around else Context()
        node = Node(value, context, JsonDocument([*(around.get("nodes") or []), value], context))
        if "ClaimReview" in node.types:
            return PartnerReview(original, surroundings, **_understand(node))
    raise InputError(Problem("nothing-found", "holds no review of a claim", Location(name)))


def _kept_json(text: str, name: str) -> Any:
    """Return the value of JSON that was checked when it was imported, and needs no second check."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return parse_json(text.encode("utf-8"), name)

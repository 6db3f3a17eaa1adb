"""Find the reviews in documents, within limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from kg.errors import InputError, Problem
from kg.formats.claimreview.reading import understand_review
from kg.formats.claimreview.reviews import Feed, PartnerReview
from kg.formats.schemaorg import JsonDocument, Node
from kg.intake.limits import Limits
from kg.intake.strict_json import parse_json
from kg.model import Location

#: The most problems that are listed.
_MAX_PROBLEMS = 100


def read_feed(documents: Iterable[tuple[Any, Location]], name: str, limits: Limits | None = None) -> Feed:
    """Return the reviews in the JSON values of a file, in their order, and the problems of those skipped.

    A value is one review, a feed of them, an array, or any JSON with reviews somewhere in it. Terms are those
    of schema.org, written without a prefix, with one, or as IRIs. A review that does not say what it reviews
    is skipped.

    Raises:
        InputError: if there are more reviews than the limits allow, or none that can be used.
    """
    limits = limits or Limits()
    reviews: dict[str, PartnerReview] = {}
    skipped: list[Problem] = []
    size = number = 0
    for value, location in documents:
        if isinstance(value, InputError):
            skipped.extend(replace(problem, location=location) for problem in value.problems)
            continue
        try:
            for node in _find_reviews(JsonDocument(value)):
                review, number = understand_review(node), number + 1
                size += len(review.original) + len(review.surroundings or "")
                _check_size(number, size, location, limits)
                if any(claim.is_told for claim in review.about):
                    reviews.setdefault(review.id, review)
                else:
                    skipped.append(_no_claim(number, review, location))
        except InputError as error:
            raise InputError([replace(problem, location=location) for problem in error.problems]) from None
    more = len(skipped) - _MAX_PROBLEMS
    if more > 0:
        skipped[_MAX_PROBLEMS:] = [Problem("more-problems", f"… and {more:,} more", Location(name))]
    if not reviews:
        advice = "the type of a review is ClaimReview, in the context of schema.org"
        nothing = Problem("nothing-found", "holds no review of a claim", Location(name), advice=advice)
        raise InputError(skipped or nothing)
    return Feed(tuple(reviews.values()), tuple(skipped))


def has_reviews(value: Any) -> bool:
    """Return whether there is a review of a claim in a JSON value."""
    return next(_find_reviews(JsonDocument(value)), None) is not None


def _find_reviews(document: JsonDocument) -> Iterator[Node]:
    """Yield the nodes that are reviews of claims, without mere references to them."""
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
    """Return the JSON values of a file with their locations: one value, or one on each line.

    For a line that is not JSON, if most others are, the value is the error.

    Raises:
        InputError: for a file that is not JSON in either form, or is too large.
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

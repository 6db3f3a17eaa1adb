"""Convert reviews to and from their form in a store, and accepted ones to verdicts."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF

from kg.errors import InputError, Problem
from kg.formats.claimreview.reading import parse_review
from kg.formats.claimreview.reviews import PartnerReview
from kg.formats.claimreview.writing import name_rating
from kg.model import MAX_TEXT_LENGTH, Location, Rating, Verdict
from kg.rdf.mapping import Triple
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV, SCHEMA


def build_accepted(
    review: PartnerReview, claim: str, *, partner: str | None = None, rating: Rating | None = None
) -> Verdict:
    """Return the verdict on ``claim`` from a review that a person accepts.

    ``partner`` sent the review. ``rating`` is what its own rating means, as the person who accepts it says.
    The reviewer's words for the rating are kept if they differ from ours. If the review names no reviewer,
    the partner is the reviewer.

    Raises:
        InputError: if the meaning of the review's rating, or the reviewer, is not known.
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
    """Return a text cut to the length that a verdict may hold; the review keeps all of it."""
    return text if len(text) <= MAX_TEXT_LENGTH else f"{text[: MAX_TEXT_LENGTH - 1]}…"


def build_review(review: PartnerReview, node: URIRef) -> Iterator[Triple]:
    """Yield a review unchanged, with the words of the claim, for the graph of its partner."""
    yield node, RDF.type, CV.PartnerReview
    yield node, CV.original, Literal(review.original)
    if review.surroundings is not None:
        yield node, CV.surroundings, Literal(review.surroundings)
    if review.reviewed is not None:
        yield node, SCHEMA.claimReviewed, Literal(review.reviewed)
    if review.url is not None:
        yield node, SCHEMA.url, URIRef(review.url)


def read_review(graph: Graph | Statements, node: URIRef) -> PartnerReview:
    """Return the review that :func:`build_review` wrote, read again from the original.

    Raises:
        InputError: if there is no original, or it holds no review.
    """
    originals = [str(text) for text in graph.objects(node, CV.original)]
    if len(originals) != 1:
        message = f"<{node}> has {len(originals)} originals; it needs exactly one"
        raise InputError(Problem("incomplete-description", message, Location(f"graph <{graph.identifier}>")))
    around = next((str(text) for text in graph.objects(node, CV.surroundings)), None)
    return parse_review(originals[0], around, str(node))

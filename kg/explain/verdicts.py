"""Verdicts in words: who judged what and why, and what follows for other claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.disputes import Disagreement, Review, Reviews, Settled
from kg.explain.values import describe_time
from kg.explain.wording import Wording
from kg.model import Interval, Position, Rating, Verdict, View, short_name
from kg.words import Joined, Listed, Message, Verbatim, Words, family

#: The name of each rating.
RATING_WORDS: Mapping[Rating, Message] = family("rating", Rating)

#: Fixed words of verdicts, for every face.
VERDICT_WORDS: Mapping[str, Message] = family(
    "verdict",
    (
        "verdicts",
        "verdict",
        "follows",
        "follows_all",
        "together",
        "disagree",
        "nothing",
        "evidence",
        "published",
        "stated",
        "partner",
        "unaccepted",
        "revised",
        "true",
        "false",
        "true_by",
        "false_by",
        "because",
        "on",
        "only_if",
        "note",
    ),
    "name",
)

_LINK = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class CardLinkedPage:
    """An address to show; ``link`` is ``None`` if it should not be a link."""

    shown: str
    link: str | None


@dataclass(frozen=True, slots=True)
class CardVerdict:
    """A verdict as a card shows it; ``stated`` is the reviewer's own rating if it has other words.

    ``explanation`` is by language. ``partner`` is who sent it, or ``None`` for our own verdict.
    """

    id: str
    claim: str
    rating: str
    rating_words: Words
    reviewer: str
    partner: str | None
    stated: str | None
    date: Words | None
    explanation: Mapping[str, str]
    evidence: tuple[CardLinkedPage, ...]
    page: CardLinkedPage | None
    revised: bool = False
    accepted: bool = True

    @property
    def name(self) -> str:
        """The identifier of the claim inside its article."""
        return short_name(self.claim)


@dataclass(frozen=True, slots=True)
class CardOutcome:
    """A position that is true or false because of verdicts on others.

    ``condition`` gives the standpoints under which this is so, ``None`` if under all. ``because`` names
    reviewers, each with the claim that they judged.
    """

    position: str
    claims: tuple[str, ...]
    verdict: bool
    words: Words
    condition: Words | None
    because: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardDisagreement:
    """A position that is true according to some reviewers and false according to others."""

    position: str
    claims: tuple[str, ...]
    words: Words
    condition: Words | None
    true_by: tuple[tuple[str, str], ...]
    false_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardReview:
    """A verdict and what follows from it alone."""

    verdict: CardVerdict
    statement: Words
    follows: tuple[CardOutcome, ...]


@dataclass(frozen=True, slots=True)
class CardReviews:
    """All verdicts, what follows, and where reviewers disagree."""

    reviews: tuple[CardReview, ...]
    together: tuple[CardOutcome, ...]
    disagreements: tuple[CardDisagreement, ...]


def build_card_reviews(reviews: Reviews, wording: Wording) -> CardReviews:
    """Return all reviews in words."""
    return CardReviews(
        tuple(_review(review, wording) for review in reviews.reviews),
        tuple(build_outcome(settled, reviews, wording) for settled in reviews.together),
        tuple(_disagreement(disagreement, wording) for disagreement in reviews.disagreements),
    )


def build_card_verdict(review: Review) -> CardVerdict:
    """Return a verdict as a card shows it."""
    verdict = review.verdict
    return CardVerdict(
        id=verdict.id,
        claim=verdict.claim,
        rating=verdict.rating.value,
        rating_words=RATING_WORDS[verdict.rating],
        reviewer=verdict.reviewer,
        partner=verdict.partner,
        stated=verdict.stated,
        date=None if verdict.date is None else describe_time(Interval(verdict.date, verdict.date)),
        explanation=dict(sorted(verdict.explanation.items())),
        evidence=tuple(build_page(page) for page in verdict.evidence),
        page=None if verdict.url is None else build_page(verdict.url),
        revised=review.revised,
        accepted=verdict.accepted,
    )


def build_page(address: str) -> CardLinkedPage:
    """Return an address; it is a link only if it plainly leads to a web page.

    >>> build_page("javascript:alert(1)").link is None
    True
    """
    return CardLinkedPage(address, address if _LINK.fullmatch(address) else None)


def build_outcome(settled: Settled, reviews: Reviews, wording: Wording) -> CardOutcome:
    """Return the outcome for one position, with the verdicts it rests on."""
    return CardOutcome(
        position=settled.position.id,
        claims=settled.position.claims,
        verdict=settled.verdict,
        words=_words(settled.position, wording),
        condition=_condition(settled.views, wording),
        because=_because(reviews.verdicts_on(settled.told)),
    )


def _review(review: Review, wording: Wording) -> CardReview:
    mine = Reviews((review,))
    return CardReview(
        build_card_verdict(review),
        _claimed(review.verdict.claim, wording),
        tuple(build_outcome(settled, mine, wording) for settled in review.follows),
    )


def _disagreement(disagreement: Disagreement, wording: Wording) -> CardDisagreement:
    return CardDisagreement(
        disagreement.position.id,
        disagreement.position.claims,
        _words(disagreement.position, wording),
        _condition(disagreement.views, wording),
        _because(disagreement.true_by),
        _because(disagreement.false_by),
    )


def _words(position: Position, wording: Wording) -> Words:
    return wording.told(position)


def _claimed(name: str, wording: Wording) -> Words:
    """Return who says what in the claim of a verdict; for an unknown claim, return its name."""
    claim = wording.knowledge.claims.get(name)
    if claim is None or claim.proposition is None:
        return Verbatim(name)
    return _words(Position(claim.stance, claim.proposition, (name,)), wording)


def _condition(views: Iterable[View], wording: Wording) -> Words | None:
    views = list(views)
    if frozenset() in views:
        return None
    return wording.views(views, "verdict-only-if")


def _because(verdicts: Sequence[Verdict]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((_reviewer(verdict), verdict.claim) for verdict in verdicts))


def _reviewer(verdict: Verdict) -> str:
    """Return who judged, and who sent the verdict, because anybody may use any name."""
    return verdict.reviewer if verdict.partner is None else f"{verdict.reviewer} ({verdict.partner})"


def describe_grounds(grounds: Sequence[tuple[str, str]]) -> Words:
    """Return reviewers with the claims they judged, for faces that do not link them.

    >>> describe_grounds([("Desk", "press/d1")])["en"]
    'Desk on d1'
    """
    named = [Message("verdict-on-claim", who=who, claim=short_name(claim)) for who, claim in grounds]
    return Listed(named) if named else Message("nobody")


def describe_rating(verdict: CardVerdict) -> Words:
    """Return a verdict on one line: the rating, the reviewer's own one, who judged, and when."""

    parts: list[Words] = [verdict.rating_words]
    if verdict.stated is not None:
        parts.append(VERDICT_WORDS["stated"].told(name=verdict.stated))
    parts.append(Verbatim(verdict.reviewer))
    if verdict.partner is not None:
        parts.append(VERDICT_WORDS["partner"].told(name=verdict.partner))
    if not verdict.accepted:
        parts.append(VERDICT_WORDS["unaccepted"])
    if verdict.date is not None:
        parts.append(verdict.date)
    if verdict.revised:
        parts.append(VERDICT_WORDS["revised"])
    return Joined(parts)


def describe_outcome(outcome: CardOutcome) -> Words:
    """Return an outcome on one line: true or false, under which standpoints, and on whose word."""

    told: list[Words] = [VERDICT_WORDS["true" if outcome.verdict else "false"]]
    if outcome.condition:
        told.append(outcome.condition)
    return Joined([*told, Message("verdict-because-of", grounds=describe_grounds(outcome.because))])

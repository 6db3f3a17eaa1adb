"""Verdicts for a person: who judged what and why, and what follows from it for other claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.disputes import Disagreement, Review, Reviews, Settled
from kg.explain.values import describe_time
from kg.explain.wording import Wording
from kg.explain.words import Words, both, each, listed
from kg.model import Interval, Position, Rating, Verdict, View, short_name

#: How each rating is called.
RATING_WORDS: Mapping[Rating, Words] = {
    Rating.TRUE: both("true", "درست"),
    Rating.MOSTLY_TRUE: both("mostly true", "بیشتر درست"),
    Rating.MIXED: both("mixed", "آمیخته‌ای از درست و نادرست"),
    Rating.MISLEADING: both("misleading", "گمراه‌کننده"),
    Rating.MOSTLY_FALSE: both("mostly false", "بیشتر نادرست"),
    Rating.FALSE: both("false", "نادرست"),
    Rating.UNPROVEN: both("unproven", "اثبات‌نشده"),
}

#: Fixed words of verdicts, for every face.
VERDICT_WORDS: Mapping[str, Words] = {
    "verdicts": both("Verdicts", "داوری‌ها"),
    "verdict": both("Verdict", "داوری"),
    "follows": both("What follows from it", "آنچه از آن نتیجه می‌شود"),
    "follows_all": both("What follows from the verdicts", "آنچه از داوری‌ها نتیجه می‌شود"),
    "together": both("What follows from several together", "آنچه از چند داوری با هم نتیجه می‌شود"),
    "disagree": both("Where reviewers disagree", "آنجا که داوران هم‌رأی نیستند"),
    "nothing": both("nothing for other claims", "برای ادعاهای دیگر هیچ"),
    "evidence": both("Evidence", "مدرک‌ها"),
    "published": both("Published review", "متن منتشرشدهٔ داوری"),
    "stated": both("in the reviewer's words: “{0}”", "به بیان داور: «{0}»"),
    "partner": both("sent by {0}", "فرستادهٔ {0}"),
    "unaccepted": both("nobody here has accepted it", "کسی در اینجا آن را نپذیرفته است"),
    "revised": both("revised by a later verdict", "با داوری تازه‌تری بازنگری شده"),
    "true": both("true", "درست"),
    "false": both("false", "نادرست"),
    "true_by": both("true by", "درست به رأی"),
    "false_by": both("false by", "نادرست به رأی"),
    "because": both("because of", "بر پایهٔ رأی"),
    "on": both("on", "دربارهٔ"),
    "only_if": both("only for those who hold: ", "تنها برای کسانی که این دیدگاه را دارند: "),
    "note": both(
        "A verdict is its reviewer's, and what follows from it is computed: if something is so, all that is "
        "said more generally is so; if not, nothing more specific is. Where reviewers disagree, both are "
        "shown.",
        "هر داوری از آنِ داور خویش است و پیامدهایش محاسبه می‌شود: اگر چیزی رخ داده باشد، بیان کلی‌تر آن هم درست "
        "است؛ و اگر رخ نداده باشد، هیچ حالت محدودتری از آن هم رخ نداده است. اگر داوران هم‌رأی نباشند، "
        "هر دو رأی آمده است.",
    ),
}

_LINK = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)


@dataclass(frozen=True, slots=True)
class CardLinkedPage:
    """An address to show; ``link`` is ``None`` where it is none that a reader should be led to."""

    shown: str
    link: str | None


@dataclass(frozen=True, slots=True)
class CardVerdict:
    """A verdict as a card shows it: ``stated`` is the reviewer's own rating, where it is in other words.

    ``explanation`` is by language, ``partner`` who sent it, ``None`` for our own.
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
    """A position that is true, or false, because of verdicts on others.

    ``condition`` says for whom, ``None`` for everybody; ``because`` names reviewers, each with the claim that
    they judged.
    """

    position: str
    claims: tuple[str, ...]
    verdict: bool
    words: Words
    condition: Words | None
    because: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardDisagreement:
    """A position that is true by some reviewers and false by others."""

    position: str
    claims: tuple[str, ...]
    words: Words
    condition: Words | None
    true_by: tuple[tuple[str, str], ...]
    false_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CardReview:
    """A verdict with what follows from it alone."""

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
        tuple(_disagreement(found, wording) for found in reviews.disagreements),
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
    """Return an address, which is a link only if it leads to a page of the web and says so openly.

    >>> build_page("javascript:alert(1)").link is None
    True
    """
    return CardLinkedPage(address, address if _LINK.fullmatch(address) else None)


def build_outcome(settled: Settled, reviews: Reviews, wording: Wording) -> CardOutcome:
    """Return what follows for one position, with the verdicts it rests on."""
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


def _disagreement(found: Disagreement, wording: Wording) -> CardDisagreement:
    return CardDisagreement(
        found.position.id,
        found.position.claims,
        _words(found.position, wording),
        _condition(found.views, wording),
        _because(found.true_by),
        _because(found.false_by),
    )


def _words(position: Position, wording: Wording) -> Words:
    return wording.told(position)


def _claimed(name: str, wording: Wording) -> Words:
    """Return who says what in the claim that a verdict is on; one that is not here goes by its name."""
    claim = wording.knowledge.claims.get(name)
    if claim is None or claim.proposition is None:
        return both(name, name)
    return _words(Position(claim.stance, claim.proposition, (name,)), wording)


def _condition(views: Iterable[View], wording: Wording) -> Words | None:
    views = list(views)
    if frozenset() in views:
        return None
    start = VERDICT_WORDS["only_if"]
    return wording.views(start["en"], start["fa"], views)


def _because(verdicts: Sequence[Verdict]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((_reviewer(verdict), verdict.claim) for verdict in verdicts))


def _reviewer(verdict: Verdict) -> str:
    """Return who judged, and who sent it: anybody may call themselves by anybody's name."""
    return verdict.reviewer if verdict.partner is None else f"{verdict.reviewer} ({verdict.partner})"


def describe_grounds(grounds: Sequence[tuple[str, str]]) -> Words:
    """Return reviewers with the claims they judged, for faces that do not link them.

    >>> describe_grounds([("Desk", "press/d1")])["en"]
    'Desk on d1'
    """
    on = VERDICT_WORDS["on"]
    named = [each(lambda n, g=g: f"{g[0]} {on[n]} {short_name(g[1])}") for g in grounds]  # type: ignore[misc]
    return listed(named) if named else both("nobody", "هیچ‌کس")


def describe_rating(verdict: CardVerdict) -> Words:
    """Return a verdict on one line: the rating, the reviewer's own one, who judged, and when."""

    def words(n: str) -> str:
        parts = [verdict.rating_words[n]]
        if verdict.stated is not None:
            parts.append(VERDICT_WORDS["stated"][n].format(verdict.stated))
        parts.append(verdict.reviewer)
        if verdict.partner is not None:
            parts.append(VERDICT_WORDS["partner"][n].format(verdict.partner))
        if not verdict.accepted:
            parts.append(VERDICT_WORDS["unaccepted"][n])
        if verdict.date is not None:
            parts.append(verdict.date[n])
        if verdict.revised:
            parts.append(VERDICT_WORDS["revised"][n])
        return {"en": ", ", "fa": "، "}[n].join(parts)

    return each(words)


def describe_outcome(outcome: CardOutcome) -> Words:
    """Return what follows for a position on one line: true or false, for whom, and on whose word."""

    def words(n: str) -> str:
        told = VERDICT_WORDS["true" if outcome.verdict else "false"][n]
        comma = {"en": ", ", "fa": "، "}[n]
        because = f"{VERDICT_WORDS['because'][n]} {describe_grounds(outcome.because)[n]}"
        return comma.join([told, *([outcome.condition[n]] if outcome.condition else []), because])

    return each(words)

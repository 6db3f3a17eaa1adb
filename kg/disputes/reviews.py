"""Find what follows from the verdicts of reviewers for other claims.

A reviewer judges a claim; all claims with the same stance on the same proposition are judged with it. Each
verdict is propagated by itself, which shows what rests on whose word. All are also propagated together, which
shows what needs several verdicts and where reviewers disagree. Nothing is ever taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.disputes.boxes import JUDGED
from kg.disputes.verdicts import Propagation, Settled, Verdicts
from kg.model import Knowledge, Position, Relation, Verdict, View


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict and what follows from it alone.

    ``revised`` says that its reviewer later judged the claim again, so that nothing follows from this
    verdict. ``positions`` are the positions of the claim that the verdict calls true or false.
    """

    verdict: Verdict
    revised: bool
    positions: tuple[Position, ...]
    follows: tuple[Settled, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the verdict, the positions it judges, and what follows."""
        return {
            "verdict": self.verdict.as_json(),
            "revised": self.revised,
            "positions": [position.id for position in self.positions],
            "follows": [settled.as_json() for settled in self.follows],
        }


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A position that is true by some verdicts and false by others, under one of ``views``."""

    position: Position
    views: tuple[View, ...]
    true_by: tuple[Verdict, ...]
    false_by: tuple[Verdict, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the identifiers of the position and of the verdicts."""
        return {
            "position": self.position.id,
            "views": [sorted(view) for view in self.views],
            "true_by": [verdict.id for verdict in self.true_by],
            "false_by": [verdict.id for verdict in self.false_by],
        }


@dataclass(frozen=True, slots=True)
class Reviews:
    """All verdicts, each with what follows from it, and what follows from all of them.

    ``together`` is what follows only from several verdicts together, ``propagation`` is everything.
    """

    reviews: tuple[Review, ...] = ()
    together: tuple[Settled, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    propagation: Propagation = field(default_factory=lambda: Propagation((), ()))

    def verdicts_on(self, told: Iterable[tuple[str, bool]]) -> tuple[Verdict, ...]:
        """Return the verdicts that judge the positions with these identifiers as true, or as false."""
        wanted = set(told)
        return tuple(
            review.verdict
            for review in self.reviews
            if not review.revised
            and any((p.id, review.verdict.rating.truth) in wanted for p in review.positions)
        )

    def of(self, claim: str) -> tuple[Review, ...]:
        """Return the reviews of one claim, a ``bundle/claim`` identifier."""
        return tuple(review for review in self.reviews if review.verdict.claim == claim)

    def as_json(self) -> dict[str, Any]:
        """Return all parts by name."""
        return {
            "reviews": [review.as_json() for review in self.reviews],
            "together": [settled.as_json() for settled in self.together],
            "disagreements": [disagreement.as_json() for disagreement in self.disagreements],
        }


def find_reviews(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    *,
    view: View | None = None,
    reviewers: Iterable[str] | None = None,
) -> Reviews:
    """Return the verdicts in ``knowledge``, with what follows from each and from all.

    With ``view``, only what follows under these standpoints is returned; with ``reviewers``, only what
    follows from their verdicts. If a reviewer has several verdicts on one claim, those of the last day count.
    Nothing follows from a verdict on an unknown claim, or on a claim that is neither true nor false, or from
    a partner's verdict that nobody accepted; these verdicts are still returned.

    Raises:
        InputError: if contested facts combine in too many ways.
    """
    names = None if reviewers is None else frozenset(reviewers)
    given = [v for v in knowledge.verdicts if names is None or v.reviewer in names]
    if not given:
        return Reviews()
    judged: dict[str, list[Position]] = {}
    for position in knowledge.positions:
        if position.stance in JUDGED:
            for claim in position.claims:
                judged.setdefault(claim, []).append(position)
    last = _last_days(given)
    world = Verdicts(relations, knowledge, view)
    reviews = []
    for verdict in given:
        truth, revised = verdict.rating.truth, _day(verdict) < last[_series(verdict)]
        positions = tuple(judged.get(verdict.claim, ())) if truth is not None and verdict.accepted else ()
        follows: tuple[Settled, ...] = ()
        if positions and truth is not None and not revised:
            propagation = world.propagate([(position.id, truth) for position in positions])
            follows = tuple(s for s in propagation.settled if s.position not in positions)
        reviews.append(Review(verdict, revised, positions, follows))
    return _joined(reviews, world)


def _joined(reviews: Sequence[Review], world: Verdicts) -> Reviews:
    """Return the reviews with what follows from all of them together."""
    told = {
        (position.id, truth): None
        for review in reviews
        for position in review.positions
        if (truth := review.verdict.rating.truth) is not None and not review.revised
    }
    propagation = world.propagate(list(told))
    alone = {
        (settled.position.id, settled.verdict, view)
        for review in reviews
        for settled in review.follows
        for view in settled.views
    }
    together = tuple(
        settled
        for settled in propagation.settled
        if (settled.position.id, settled.verdict) not in told
        and any((settled.position.id, settled.verdict, view) not in alone for view in settled.views)
        and len(settled.told) > 1
    )
    joined = Reviews(tuple(reviews), together, (), propagation)
    settled = {(s.position.id, s.verdict): s for s in propagation.settled}
    disagreements = tuple(
        Disagreement(
            conflict.position,
            conflict.views,
            *(joined.verdicts_on(settled[conflict.position.id, truth].told) for truth in (True, False)),
        )
        for conflict in propagation.conflicts
    )
    return Reviews(joined.reviews, together, disagreements, propagation)


def _series(verdict: Verdict) -> tuple[str | None, str, str]:
    """Return the key that the verdicts of one reviewer on one claim share."""
    return verdict.partner, verdict.reviewer, verdict.claim


def _day(verdict: Verdict) -> str:
    return verdict.date.isoformat() if verdict.date is not None else ""


def _last_days(verdicts: Iterable[Verdict]) -> dict[tuple[str | None, str, str], str]:
    days: dict[tuple[str | None, str, str], str] = {}
    for verdict in verdicts:
        key = _series(verdict)
        days[key] = max(days.get(key, ""), _day(verdict))
    return days

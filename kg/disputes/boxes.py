"""Whether one box lies inside another, and for whom.

The engine compares pairs of positions. Here a position is compared with any box, such as the common one of a
corroboration, and two denials with each other, which no rule does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from kg.background import MAX_READINGS, Background, minimal
from kg.errors import InputError, Problem
from kg.model import INSIDE, SLOTS, Count, Interval, Knowledge, Position, Proposition, View

_NOWHERE: tuple[View, ...] = ()
_ALWAYS: tuple[View, ...] = (frozenset(),)


class Boxes:
    """Compares boxes over the register and standpoints of one body of knowledge.

    Answers are kept, so one instance should serve all questions about the same knowledge.
    """

    def __init__(self, knowledge: Knowledge, background: Background | None = None):
        self.background = background or Background(knowledge.register, knowledge.locations)
        self._inside: dict[tuple[Proposition, Proposition], tuple[View, ...]] = {}

    def inside(self, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        """Return the minimal views under which ``inner`` lies inside ``outer``; none where it never does.

        A slot that ``outer`` lacks restricts nothing, so that where this holds, what is so inside ``inner``
        is so inside ``outer``. A proposition about an utterance is never inside one about the world.

        Raises:
            InputError: where contested facts combine in more than :data:`~kg.background.MAX_READINGS` ways.
        """
        key = inner, outer
        if key in self._inside:
            return self._inside[key]
        found = self._compare(inner, outer)
        if found:
            self._inside[key] = found  # Most pairs are not nested; that is soon seen and not worth keeping.
        return found

    def _compare(self, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        if inner == outer:
            return _ALWAYS
        if (inner.said_by is None) != (outer.said_by is None):
            return _NOWHERE
        labels: list[Sequence[View]] = []
        for slot in SLOTS:
            label = self._slot(slot, inner, outer)
            if not label:
                return _NOWHERE
            if label != _ALWAYS:
                labels.append(label)
        return self.together(labels)

    def _slot(self, slot: str, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        first, second = inner.slot(slot), outer.slot(slot)
        if second is None or first == second:
            return _ALWAYS
        if slot == "time" and self.background.is_timeless(inner.kind, outer.kind):
            return _ALWAYS
        if first is None or slot == "event":
            return _NOWHERE
        if slot in INSIDE:
            return tuple(path.view for path in self.background.above(slot, first).get(second, ()))
        within = _within_time(first, second) if slot == "time" else _within_count(first, second)
        return _ALWAYS if within else _NOWHERE

    def together(self, labels: Iterable[Sequence[View]]) -> tuple[View, ...]:
        """Return the minimal views under which one view of each label is held."""
        return conjoin(labels, self.background)

    def may_nest(self, inner: Proposition, outer: Proposition) -> bool:
        """Return whether kind and target leave it open, for somebody, that one box lies inside another."""
        for slot in ("kind", "target"):
            first, second = inner.slot(slot), outer.slot(slot)
            if second is None or first == second:
                continue
            if first is None or second not in self.background.above(slot, first):
                return False
        return True

    def below(self, outer: Proposition, grouped: Iterable[Sequence[Position]], view: View) -> list[Position]:
        """Return the positions whose box lies inside ``outer`` for somebody who holds ``view``.

        ``grouped`` are positions of one kind and target each, as :func:`group_positions` gives them.
        """
        found = [
            position
            for alike in grouped
            if self.may_nest(alike[0].proposition, outer)
            for position in alike
            if any(needed <= view for needed in self.inside(position.proposition, outer))
        ]
        return sorted(found, key=lambda position: position.id)


def group_positions(positions: Iterable[Position]) -> list[list[Position]]:
    """Return positions in groups of one kind and target, so that most can be passed over together."""
    found: dict[tuple[str, str | None], list[Position]] = {}
    for position in positions:
        key = position.proposition.kind, position.proposition.target
        found.setdefault(key, []).append(position)
    return list(found.values())


def conjoin(labels: Iterable[Sequence[View]], background: Background) -> tuple[View, ...]:
    """Return the minimal allowed views that include one view of each label.

    Raises:
        InputError: where there are more than :data:`~kg.background.MAX_READINGS`.
    """
    joined = _ALWAYS
    for label in labels:
        unions = {one | other for one, other in product(joined, label)}
        joined = minimal(view for view in unions if background.allows(view))
        if len(joined) > MAX_READINGS:
            message = f"contested facts combine in more than {MAX_READINGS:,} ways"
            advice = "declare with 'excludes' which standpoints nobody holds together"
            raise InputError(Problem("too-many-readings", message, advice=advice))
    return joined


def _within_time(inner: Interval, outer: Interval) -> bool:
    starts = outer.start is None or (inner.start is not None and inner.start >= outer.start)
    ends = outer.end is None or (inner.end is not None and inner.end <= outer.end)
    return starts and ends


def _within_count(inner: Count, outer: Count) -> bool:
    # How many of a part there are bounds the whole from below only.
    alike = (inner.measure, inner.population) == (outer.measure, outer.population)
    high = inner.high if alike else None
    ends = outer.high is None or (high is not None and high <= outer.high)
    return inner.low >= outer.low and ends

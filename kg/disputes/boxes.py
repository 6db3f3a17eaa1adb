"""Whether one box lies inside another, and for whom.

The engine compares pairs of positions. Here a position is compared with any box, such as the common one of a
corroboration, and two denials with each other, which no rule does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from kg.background import Background, conjoin
from kg.model import INSIDE, SLOTS, Count, Interval, Knowledge, Position, Proposition, Stance, View

_NOWHERE: tuple[View, ...] = ()
_ALWAYS: tuple[View, ...] = (frozenset(),)
_SLOTS = tuple(slot for slot in SLOTS if slot != "time")


class Boxes:
    """Compares boxes over the register and standpoints of one body of knowledge.

    Answers are kept, so one instance should serve all questions about the same knowledge.
    """

    def __init__(self, knowledge: Knowledge, background: Background | None = None):
        self.background = background or Background(knowledge.register, knowledge.locations)
        self._positions = knowledge.positions
        entries = knowledge.register.entries
        self._timeless = frozenset(name for name, entry in entries.items() if entry.timeless)
        self._together: dict[tuple[tuple[View, ...], ...], tuple[View, ...]] = {}

    def inside(self, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        """Return the minimal views under which ``inner`` lies inside ``outer``; none where it never does.

        A slot that ``outer`` lacks restricts nothing, so that where this holds, what is so inside ``inner``
        is so inside ``outer``. A proposition about an utterance is never inside one about the world.

        Raises:
            InputError: where contested facts combine in more than :data:`~kg.background.MAX_READINGS` ways.
        """
        # Most boxes are of other days, which is soon seen.
        if inner.time is not outer.time and not self._is_timed_within(inner, outer):
            return _NOWHERE
        if inner == outer:
            return _ALWAYS
        if (inner.said_by is None) != (outer.said_by is None):
            return _NOWHERE
        labels: list[tuple[View, ...]] = []
        for slot in _SLOTS:
            label = self._slot(slot, inner, outer)
            if not label:
                return _NOWHERE
            if label != _ALWAYS:
                labels.append(label)
        if len(labels) < 2:
            return labels[0] if labels else _ALWAYS
        key = tuple(labels)
        if key not in self._together:
            self._together[key] = self.together(labels)
        return self._together[key]

    def _is_timed_within(self, inner: Proposition, outer: Proposition) -> bool:
        if outer.time is None or not self._timeless.isdisjoint((inner.kind, outer.kind)):
            return True
        return inner.time is not None and _within_time(inner.time, outer.time)

    def _slot(self, slot: str, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        first, second = inner.slot(slot), outer.slot(slot)
        if second is None or first == second:
            return _ALWAYS
        if first is None or slot == "event":
            return _NOWHERE
        if slot in INSIDE:
            return tuple(path.view for path in self.background.above(slot, first).get(second, ()))
        return _ALWAYS if _within_count(first, second) else _NOWHERE

    def together(self, labels: Iterable[Sequence[View]]) -> tuple[View, ...]:
        """Return the minimal views under which one view of each label is held."""
        return conjoin(labels, self.background)

    @cached_property
    def asserted(self) -> Positions:
        """The positions that assert something."""
        return Positions((p for p in self._positions if p.stance is Stance.ASSERTS), self.background)

    def below(self, outer: Proposition, view: View) -> list[Position]:
        """Return the positions that assert something inside ``outer`` for somebody who holds ``view``."""
        found = [
            position
            for position in self.asserted.inside(outer)
            if any(needed <= view for needed in self.inside(position.proposition, outer))
        ]
        return sorted(found, key=lambda position: position.id)


class Positions:
    """Positions by kind and target, so that only those are looked at that can be nested for somebody."""

    def __init__(self, positions: Iterable[Position], background: Background):
        self._background = background
        self._found: dict[str, dict[str | None, list[Position]]] = {}
        for position in positions:
            p = position.proposition
            self._found.setdefault(p.kind, {}).setdefault(p.target, []).append(position)
        self._kinds_within: dict[str, list[str]] = {}

    def around(self, box: Proposition) -> Iterator[Position]:
        """Yield the positions whose kind and target ``box`` may lie inside."""
        targets = (None, *self._background.above("target", box.target)) if box.target else (None,)
        for kind in self._background.above("kind", box.kind):
            by_target = self._found.get(kind, {})
            for target in targets:
                yield from by_target.get(target, ())

    def inside(self, box: Proposition) -> Iterator[Position]:
        """Yield the positions whose kind and target may lie inside ``box``."""
        for kind in self._within(box.kind):
            for target, positions in self._found[kind].items():
                if box.target is None or (target and box.target in self._background.above("target", target)):
                    yield from positions

    def _within(self, kind: str) -> list[str]:
        if kind not in self._kinds_within:
            above = self._background.above
            self._kinds_within[kind] = [name for name in self._found if kind in above("kind", name)]
        return self._kinds_within[kind]


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

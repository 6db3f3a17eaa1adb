"""Find the views under which one box lies inside another.

The engine compares pairs of positions. Here a position is compared with any box, such as the common one of a
corroboration, and two denials with each other, which no rule does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kg.background import Background, conjoin, minimal
from kg.model import (
    INSIDE,
    SLOTS,
    Count,
    Knowledge,
    Position,
    Proposition,
    Stance,
    Value,
    View,
    names_of,
)

_NOWHERE: tuple[View, ...] = ()
_ALWAYS: tuple[View, ...] = (frozenset(),)
_SLOTS = tuple(slot for slot in SLOTS if slot != "time")


#: Stances that a verdict can judge; others say nothing about the world that is true or false.
JUDGED = (Stance.ASSERTS, Stance.DENIES, Stance.PREDICTS)


@dataclass(frozen=True, slots=True)
class Content:
    """The statement that something is in a box, or that nothing is."""

    asserts: bool
    box: Proposition


class Boxes:
    """Compares boxes over the register and standpoints of one body of knowledge.

    Results are cached, so one instance should serve all questions about the same knowledge.
    """

    def __init__(self, knowledge: Knowledge):
        self.background = Background(knowledge.register, knowledge.locations)
        self._positions = knowledge.positions
        self._entries = knowledge.register.entries
        self._timeless = frozenset(name for name, entry in self._entries.items() if entry.timeless)
        self._together: dict[tuple[tuple[View, ...], ...], tuple[View, ...]] = {}

    def inside(self, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        """Return the minimal views under which ``inner`` lies inside ``outer``, or none if it never does.

        A slot that ``outer`` lacks restricts nothing. So whatever is inside ``inner`` is then inside
        ``outer``. A proposition about an utterance is never inside one about the world.

        Raises:
            InputError: if contested facts combine in more than :data:`~kg.background.MAX_READINGS` ways.
        """
        # Most boxes are of other days; this is a quick test.
        if inner.time is not outer.time and not self._is_timed_within(inner, outer):
            return _NOWHERE
        if inner == outer:
            return _ALWAYS
        if (inner.said_by is None) != (outer.said_by is None):
            return _NOWHERE
        needed = [(slot, inner, outer) for slot in _SLOTS]
        if self._are_shares(inner, outer):
            if not self._is_timed_within(outer, inner):
                return _NOWHERE
            needed += [(slot, outer, inner) for slot in _SLOTS if slot != "count"]
        labels: list[tuple[View, ...]] = []
        for asked in needed:
            label = self._slot(*asked)
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

    def _are_shares(self, inner: Proposition, outer: Proposition) -> bool:
        """Return whether both boxes give a number and at least one of the numbers is a share."""
        counts = [count for count in (inner.count, outer.count) if count is not None]
        entries = (self._entries.get(count.measure) for count in counts)
        return len(counts) == 2 and any(entry is not None and entry.ratio for entry in entries)

    def _is_timed_within(self, inner: Proposition, outer: Proposition) -> bool:
        if outer.time is None or not self._timeless.isdisjoint((inner.kind, outer.kind)):
            return True
        return inner.time is not None and outer.time.includes(inner.time)

    def _slot(self, slot: str, inner: Proposition, outer: Proposition) -> tuple[View, ...]:
        first, second = inner.slot(slot), outer.slot(slot)
        if second is None or first == second:
            return _ALWAYS
        if slot == "place" and first is None:
            first = self.background.location(inner.target)
        if first is None:
            return _NOWHERE
        if slot in INSIDE:
            return self._nested(slot, first, second)
        return _ALWAYS if _within_count(first, second) else _NOWHERE

    def _nested(self, slot: str, inner: Value, outer: Value) -> tuple[View, ...]:
        if isinstance(inner, str) and isinstance(outer, str):
            return tuple(path.view for path in self.background.above(slot, inner).get(outer, ()))
        reading = self.background.reading(slot, inner, outer)
        return minimal(path.view for path in (*reading.narrower, *reading.equal))

    def together(self, labels: Iterable[Sequence[View]]) -> tuple[View, ...]:
        """Return the minimal views that include a view of each label."""
        return conjoin(labels, self.background)

    def carries(self, inner: Proposition, outer: Proposition) -> bool:
        """Return whether a verdict on ``inner`` carries over to an ``outer`` box around it.

        "Only" says less about a wider box. A share and an upper bound concern one scope only. If a number
        changes with time, its upper bound concerns only counts of the same time.
        """
        if inner == outer:
            return True
        if outer.only:
            return False
        one, other = inner.count, outer.count
        if one is None or other is None:
            return one is None or one.low > 0
        measures = [self._entries.get(count.measure) for count in (one, other)]
        if one.low == 0 or other.low == 0 or any(entry and entry.ratio for entry in measures):
            same = (one.measure, one.population) == (other.measure, other.population)
            return same and replace(inner, count=None) == replace(outer, count=None)
        register = self.background.register
        if other.high is None or not any(register.changes(count.measure) for count in (one, other)):
            return True
        return (one.final and other.final) or (one.as_of is not None and one.as_of == other.as_of)

    def content(self, position: Position) -> Content | None:
        """Return what a position says about a box, or ``None`` if it says nothing of this kind."""
        p = position.proposition
        if position.stance not in JUDGED or (position.stance is Stance.PREDICTS and p.time is None):
            return None
        asserts = position.stance is not Stance.DENIES
        if p.count is not None and p.said_by is None and self.background.register.is_nobody(p.count):
            return Content(not asserts, replace(p, count=replace(p.count, low=1, high=None)))
        return Content(asserts, p)

    def is_witness(self, position: Position) -> bool:
        """Return whether a position asserts that something is in its box."""
        content = self.content(position) if position.stance is Stance.ASSERTS else None
        count = position.proposition.count
        return content is not None and content.asserts and (count is None or count.low > 0)

    @cached_property
    def asserted(self) -> Positions:
        """The positions that assert that something is in their boxes."""
        return Positions(filter(self.is_witness, self._positions), self.background)

    def below(self, outer: Proposition, view: View) -> list[Position]:
        """Return the positions that assert something inside ``outer`` under ``view``."""
        positions = [
            position
            for position in self.asserted.inside(outer)
            if any(needed <= view for needed in self.inside(position.proposition, outer))
        ]
        return sorted(positions, key=lambda position: position.id)


class Positions:
    """Positions by kind and target, so that only those are read that can be nested under some view."""

    def __init__(self, positions: Iterable[Position], background: Background):
        self._background = background
        self._found: dict[str, dict[str | None, list[Position]]] = {}
        for position in positions:
            p = position.proposition
            for target in names_of(p.target) or (None,):
                self._found.setdefault(p.kind, {}).setdefault(target, []).append(position)
        self._kinds_within: dict[str, list[str]] = {}

    def around(self, box: Proposition) -> Iterator[Position]:
        """Yield the positions whose kind and target ``box`` may lie inside."""
        above = self._background.above
        targets = dict.fromkeys(whole for name in names_of(box.target) for whole in above("target", name))
        by_kind = (self._found.get(kind, {}) for kind in above("kind", box.kind))
        yield from _once(kinds.get(target, ()) for kinds in by_kind for target in (None, *targets))

    def inside(self, box: Proposition) -> Iterator[Position]:
        """Yield the positions whose kind and target may lie inside ``box``."""
        wholes = frozenset(names_of(box.target))
        yield from _once(
            positions
            for kind in self._within(box.kind)
            for target, positions in self._found[kind].items()
            if not wholes
            or (target is not None and not wholes.isdisjoint(self._background.above("target", target)))
        )

    def _within(self, kind: str) -> list[str]:
        if kind not in self._kinds_within:
            above = self._background.above
            self._kinds_within[kind] = [name for name in self._found if kind in above("kind", name)]
        return self._kinds_within[kind]


def _once(groups: Iterable[Iterable[Position]]) -> Iterator[Position]:
    """Yield each position once, even if it stands under several names."""
    yield from {position.id: position for positions in groups for position in positions}.values()


def _within_count(inner: Count, outer: Count) -> bool:
    # The count of a part is only a lower bound for the whole.
    alike = (inner.measure, inner.population) == (outer.measure, outer.population)
    high = inner.high if alike else None
    ends = outer.high is None or (high is not None and high <= outer.high)
    return inner.low >= outer.low and ends

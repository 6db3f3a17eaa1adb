"""Counts of disjoint parts against the count of their whole: contradictions of more than two positions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations

from kg.background import Background, conjoin, minimal
from kg.errors import InputError, Problem
from kg.model import INSIDE, SLOTS, Bridge, Comparison, Number, Proposition, Value, View
from kg.relations.vector_tables import SCOPE

#: Slots in which the parts of a whole may be disjoint.
_PARTING = ("target", "place", "population")
#: The most sets of parts for one whole; the smallest come first.
MAX_SETS = 100
#: The most comparisons of parts, for all wholes together.
MAX_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A proposition that counts a part, and the minimal views under which it lies inside the whole."""

    box: int
    proposition: Proposition
    views: tuple[View, ...]

    @property
    def low(self) -> Number:
        """The least that it counts."""
        return self.proposition.count.low if self.proposition.count is not None else 0


@dataclass(frozen=True, slots=True)
class Excess:
    """Disjoint parts that sum to more than their whole, and the minimal views under which they do."""

    parts: tuple[Part, ...]
    holds_if: tuple[View, ...]
    slots: Mapping[str, Comparison]
    bridges: tuple[Bridge, ...]


class Sums:
    """Finds disjoint parts whose counts sum to more than that of their whole."""

    def __init__(self, background: Background):
        self._background = background
        self._apart: dict[tuple[int, int], tuple[View, ...]] = {}
        self._steps = 0

    def find_excesses(self, whole: Proposition, parts: Sequence[Part]) -> Iterator[Excess]:
        """Yield minimal sets of disjoint parts whose lower ends sum to more than ``whole`` allows.

        The smallest sets come first, then the order is that of ``parts``; at most :data:`MAX_SETS` are given.

        Raises:
            InputError: if there are too many ways to choose parts, for this whole or with those before, or
                too many standpoints by which they are disjoint.
        """
        high = whole.count.high if whole.count is not None else None
        if high is None:
            return
        number_of_sets = 0
        for chosen in self._choose(parts, high):
            needed = [part.views for part in chosen]
            needed += [self._apart[one.box, other.box] for one, other in combinations(chosen, 2)]
            views = conjoin(needed, self._background)
            if not views:
                continue
            slots = _slots(whole, chosen, self._background)
            yield Excess(chosen, views, slots, tuple(_bridges(whole, chosen, views, self._background)))
            number_of_sets += 1
            if number_of_sets == MAX_SETS:
                return

    def _choose(self, parts: Sequence[Part], high: Number) -> Iterator[tuple[Part, ...]]:
        """Yield minimal choices of parts that can be disjoint and sum to more than ``high``."""
        apart = self._neighbours(parts)
        for size in range(2, len(parts) + 1):
            # Each part of a set is disjoint from all its other parts.
            able = [at for at in range(len(parts)) if len(apart[at]) >= size - 1]
            if len(able) < size:
                return
            yield from self._of_size(size, able, apart, [part.low for part in parts], parts, high)

    def _of_size(
        self,
        size: int,
        able: Sequence[int],
        apart: Sequence[Collection[int]],
        lows: Sequence[Number],
        parts: Sequence[Part],
        high: Number,
    ) -> Iterator[tuple[Part, ...]]:
        """Yield choices of ``size`` parts; each part is taken only from those disjoint from all before it."""
        stack: list[tuple[Sequence[int], tuple[int, ...], Number]] = [(able, (), 0)]
        while stack:
            left, chosen, total = stack.pop()
            missing = size - len(chosen)
            if not missing:
                if total > high and total - min(lows[at] for at in chosen) <= high:
                    yield tuple(parts[at] for at in chosen)
                continue
            self._spend(len(parts), 1 + len(left))
            if total + sum(nlargest(missing, (lows[at] for at in left))) <= high:
                continue
            for number in range(len(left) - missing, -1, -1):
                at, among = left[number], apart[left[number]]
                later = [other for other in left[number + 1 :] if other in among]
                if len(later) >= missing - 1:
                    stack.append((later, (*chosen, at), total + lows[at]))

    def _neighbours(self, parts: Sequence[Part]) -> list[set[int]]:
        """Return, for each part, the parts that are disjoint from it under some view."""
        neighbours: list[set[int]] = [set() for _ in parts]
        for (at, one), (number, other) in combinations(enumerate(parts), 2):
            key = one.box, other.box
            if key not in self._apart:
                self._spend(len(parts))
                self._apart[key] = _views_apart(one.proposition, other.proposition, self._background)
            if self._apart[key]:
                neighbours[at].add(number)
                neighbours[number].add(at)
        return neighbours

    def _spend(self, parts: int, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MAX_STEPS:
            message = f"{parts:,} parts of one whole have too many combinations"
            message += f": more than {MAX_STEPS:,} were tried for all wholes"
            raise InputError(Problem("too-many-findings", message, advice="read fewer articles together"))


def _scope(one: Proposition, other: Proposition, background: Background) -> Iterator[str]:
    """Yield the slots of the scope that both fill and that are compared."""
    timeless = background.is_timeless(one.kind, other.kind)
    for slot in SCOPE:
        if one.slot(slot) is not None and other.slot(slot) is not None and not (slot == "time" and timeless):
            yield slot


def _views_apart(one: Proposition, other: Proposition, background: Background) -> tuple[View, ...]:
    """Return the minimal views under which the two scopes are disjoint."""
    slots = _apart_in(one, other, background)
    return minimal(view for slot in slots for view in _views_apart_in(slot, one, other, background))


def _apart_in(one: Proposition, other: Proposition, background: Background) -> Iterator[str]:
    """Yield the slots that both fill and in which parts of a whole may be disjoint."""
    for slot in SCOPE:
        if slot in _PARTING and None not in _values(slot, one, other, background):
            yield slot


def _values(
    slot: str, one: Proposition, other: Proposition, background: Background
) -> tuple[Value | None, Value | None]:
    """Return both values of a slot; if only one gives a place, the other's is that of its target."""
    first, second = one.slot(slot), other.slot(slot)
    if slot == "place" and first is None and second is not None:
        first = background.location(one.target)
    elif slot == "place" and second is None and first is not None:
        second = background.location(other.target)
    return first, second


def _views_apart_in(
    slot: str, one: Proposition, other: Proposition, background: Background
) -> tuple[View, ...]:
    """Return the minimal views under which one slot is disjoint."""
    first, second = _values(slot, one, other, background)
    if first is None or second is None or first == second:
        return ()
    alternatives = background.reading(slot, first, second).alternatives()
    return minimal(view for comparison, view in alternatives if comparison is Comparison.DISJOINT)


def _slots(whole: Proposition, parts: Sequence[Part], background: Background) -> dict[str, Comparison]:
    """Return the vector from the whole to its parts taken together."""
    compared = {"measure", "count"} | {
        s for part in parts for s in _scope(whole, part.proposition, background)
    }
    vector = {}
    for slot in (slot for slot in SLOTS if slot in compared):
        same = all(part.proposition.slot(slot) in (None, whole.slot(slot)) for part in parts)
        vector[slot] = Comparison.EQUAL if same else Comparison.BROADER
    vector["count"] = Comparison.DISJOINT
    return vector


def _bridges(
    whole: Proposition, parts: Sequence[Part], views: Iterable[View], background: Background
) -> Iterable[Bridge]:
    """Return the bridges that place each part in the whole, and contested ones that keep parts distinct."""
    bridges: dict[Bridge, None] = {}
    for part in parts:
        for slot in _scope(part.proposition, whole, background):
            inner, outer = part.proposition.slot(slot), whole.slot(slot)
            if slot not in INSIDE or inner == outer:
                continue
            for view in views:
                path = background.reading(slot, inner, outer).path(Comparison.NARROWER, view)
                if path is not None:
                    bridges.update(dict.fromkeys(path.bridges))
    for one, other in combinations(parts, 2):
        for view in views:
            bridges.update(dict.fromkeys(_held_apart(one.proposition, other.proposition, view, background)))
    return bridges


def _held_apart(
    one: Proposition, other: Proposition, view: View, background: Background
) -> tuple[Bridge, ...]:
    """Return the chain that shows the first slot in which the two are disjoint under ``view``."""
    for slot in _apart_in(one, other, background):
        if any(held <= view for held in _views_apart_in(slot, one, other, background)):
            first, second = _values(slot, one, other, background)
            assert first is not None and second is not None, "it is disjoint"
            path = background.reading(slot, first, second).path(Comparison.DISJOINT, view)
            return () if path is None else tuple(path.bridges)
    return ()

"""Counts of disjoint parts against the count of their whole: contradictions of more than two positions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.background import Background, minimal
from kg.errors import InputError, Problem
from kg.model import INSIDE, SLOTS, Bridge, Comparison, Proposition, View
from kg.relations.stages import SCOPE

#: Of one whole so many sets of parts are given, the smallest first.
MAX_SETS = 100
#: Choices of parts that are tried for one whole.
MAX_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """A proposition that counts a part, and the minimal views under which it lies inside the whole."""

    box: int
    proposition: Proposition
    views: tuple[View, ...]

    @property
    def low(self) -> int:
        """The least that it counts."""
        return self.proposition.count.low if self.proposition.count is not None else 0


@dataclass(frozen=True, slots=True)
class Excess:
    """Disjoint parts that are together more than their whole, and the minimal views under which they are."""

    parts: tuple[Part, ...]
    holds_if: tuple[View, ...]
    slots: Mapping[str, Comparison]
    bridges: tuple[Bridge, ...]


def find_excesses(whole: Proposition, parts: Sequence[Part], background: Background) -> Iterator[Excess]:
    """Yield the sets of disjoint parts, none to spare, whose lower ends sum to more than ``whole`` allows.

    The smallest come first, then by the order of ``parts``, and no more than :data:`MAX_SETS`.

    Raises:
        InputError: where there are too many ways to choose parts.
    """
    high = whole.count.high if whole.count is not None else None
    if high is None:
        return
    apart = {
        (one, other): _views_apart(one.proposition, other.proposition, background)
        for one, other in combinations(parts, 2)
    }
    found = 0
    for chosen in _choose(parts, apart, high):
        views = minimal(
            view
            for choice in product(
                *(part.views for part in chosen), *(apart[pair] for pair in combinations(chosen, 2))
            )
            if background.allows(view := frozenset().union(*choice))
        )
        if not views:
            continue
        slots = _slots(whole, chosen, background)
        yield Excess(chosen, views, slots, tuple(_bridges(whole, chosen, views, background)))
        found += 1
        if found == MAX_SETS:
            return


def _choose(
    parts: Sequence[Part], apart: Mapping[tuple[Part, Part], Sequence[View]], high: int
) -> Iterator[tuple[Part, ...]]:
    """Yield the choices of parts that can be disjoint, sum to more than ``high``, and have none to spare."""
    steps = 0
    lows = [part.low for part in parts]
    for size in range(2, len(parts) + 1):
        if sum(sorted(lows)[-size:]) <= high:
            continue
        stack: list[tuple[int, tuple[int, ...], int]] = [(0, (), 0)]
        while stack:
            start, chosen, total = stack.pop()
            steps += 1
            if steps > MAX_STEPS:
                message = f"{len(parts):,} parts of one whole have more than {MAX_STEPS:,} combinations"
                raise InputError(Problem("too-many-findings", message, advice="read fewer articles together"))
            if len(chosen) == size:
                if total > high and total - min(lows[index] for index in chosen) <= high:
                    yield tuple(parts[index] for index in chosen)
                continue
            missing = size - len(chosen)
            extended = [
                (index + 1, (*chosen, index), total + lows[index])
                for index in range(start, len(parts) - missing + 1)
                if all(apart[parts[known], parts[index]] for known in chosen)
                and total + sum(sorted(lows[index:])[-missing:]) > high
            ]
            stack.extend(reversed(extended))


def _scope(one: Proposition, other: Proposition, background: Background) -> Iterator[str]:
    """Yield the slots of their scope that both fill and that are compared."""
    timeless = background.is_timeless(one.kind, other.kind)
    for slot in SCOPE:
        if one.slot(slot) is not None and other.slot(slot) is not None and not (slot == "time" and timeless):
            yield slot


def _views_apart(one: Proposition, other: Proposition, background: Background) -> tuple[View, ...]:
    """Return the minimal views under which nothing lies in both scopes."""
    slots = _scope(one, other, background)
    return minimal(view for slot in slots for view in _views_apart_in(slot, one, other, background))


def _views_apart_in(
    slot: str, one: Proposition, other: Proposition, background: Background
) -> tuple[View, ...]:
    """Return the minimal views under which one slot is disjoint."""
    first, second = one.slot(slot), other.slot(slot)
    if first == second:
        return ()
    if slot == "time":
        return (frozenset(),) if first.precedes(second) or second.precedes(first) else ()
    if slot not in INSIDE:
        return (frozenset(),)
    alternatives = background.reading(slot, first, second).alternatives()
    return minimal(view for comparison, view in alternatives if comparison is Comparison.DISJOINT)


def _slots(whole: Proposition, parts: Sequence[Part], background: Background) -> dict[str, Comparison]:
    """Return the vector from the whole to its parts taken together."""
    compared = {"measure", "count"} | {
        s for part in parts for s in _scope(whole, part.proposition, background)
    }
    found = {}
    for slot in (slot for slot in SLOTS if slot in compared):
        same = all(part.proposition.slot(slot) in (None, whole.slot(slot)) for part in parts)
        found[slot] = Comparison.EQUAL if same else Comparison.BROADER
    found["count"] = Comparison.DISJOINT
    return found


def _bridges(
    whole: Proposition, parts: Sequence[Part], views: Iterable[View], background: Background
) -> Iterable[Bridge]:
    """Return what places each part in the whole, and what holds parts distinct where that is contested."""
    found: dict[Bridge, None] = {}
    for part in parts:
        for slot in _scope(part.proposition, whole, background):
            inner, outer = part.proposition.slot(slot), whole.slot(slot)
            if slot not in INSIDE or inner == outer:
                continue
            for view in views:
                path = background.reading(slot, inner, outer).path(Comparison.NARROWER, view)
                if path is not None:
                    found.update(dict.fromkeys(path.bridges))
    for one, other in combinations(parts, 2):
        for view in views:
            found.update(dict.fromkeys(_held_apart(one.proposition, other.proposition, view, background)))
    return found


def _held_apart(
    one: Proposition, other: Proposition, view: View, background: Background
) -> tuple[Bridge, ...]:
    """Return the chain that shows the first slot in which the two are disjoint under ``view``."""
    for slot in _scope(one, other, background):
        if any(held <= view for held in _views_apart_in(slot, one, other, background)):
            values = one.slot(slot), other.slot(slot)
            path = (
                background.reading(slot, *values).path(Comparison.DISJOINT, view) if slot in INSIDE else None
            )
            return () if path is None else tuple(path.bridges)
    return ()

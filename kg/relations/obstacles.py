"""What keeps a rule from relating two claims, or from finding more: read beside its conditions.

A comment such as ``apart, open(given), wider-kind kind`` names reasons, separated by commas. A reason may be
followed by slots, or by a column that lists some, and by the states, in parentheses, in which a slot has to
be for it; without slots these are all that are in such a state. Reasons with ``or`` between them are told
slot by slot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from kg.model import SLOTS, Comparison, View

#: In what state slots are for a reason that names none.
_STATES: Mapping[str, tuple[str, ...]] = {"apart": ("disjoint",), "open": ("unknown",)}
#: Slots that stand for several.
_GROUPS = {"scope": tuple(slot for slot in SLOTS if slot != "count")}
#: Slots that must not be disjoint, or two are not compared.
_GATE = ("target", "place", "time", "event")
#: Reasons of which it is no repetition to say in what state their slot is.
_BESIDE = frozenset(("no-number", "wider-kind", "beside-count"))
#: Reasons that are about what is in a slot, and not how it compares.
_ALONE = frozenset(("not-of-event", "two-acts", "not-functional", "no-count", "unnamed-event", "event-alone"))
_ITEM = re.compile(r"([\w-]+)((?: [\w-]+)*)(?:\(([\w ]+)\))?")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that keeps a rule from applying, or from finding more than it does.

    ``reason`` is one of :data:`kg.explain.why_not.REASONS`; ``settled`` are the sets of standpoints under
    which a slot would compare in another way.
    """

    reason: str
    slot: str | None = None
    comparison: Comparison | None = None
    settled: tuple[View, ...] = ()
    claim: str | None = None

    @property
    def turned(self) -> Obstacle:
        """The obstacle as it reads from the second claim to the first."""
        return replace(self, comparison=None if self.comparison is None else self.comparison.converse)


class _Item(NamedTuple):
    """One reason of a comment; ``slots`` may be columns, ``states`` are empty where any will do."""

    reason: str
    slots: tuple[str, ...]
    states: tuple[str, ...]


@cache
def parse_reasons(text: str) -> tuple[tuple[_Item, ...], ...]:
    """Return the reasons of a comment, those together that are told slot by slot."""
    return tuple(tuple(map(_parse_item, reasons.split(" or "))) for reasons in text.split(", ") if reasons)


def _parse_item(text: str) -> _Item:
    item = _ITEM.fullmatch(text)
    if item is None:
        raise ValueError(f"{text!r} is not a reason of a condition")
    reason, slots, states = item.group(1), item.group(2), item.group(3) or ""
    return _Item(reason, tuple(slots.split()), tuple(states.split()) or _states(reason, slots))


def _states(reason: str, slots: str) -> tuple[str, ...]:
    """Return the states that are meant where none is named: of a slot that is, any."""
    alone = len(slots.split()) == 1 and slots.strip() in SLOTS
    return () if alone else _STATES.get(reason, ())


@dataclass(frozen=True, slots=True)
class Compared:
    """Two boxes as the query of a rule sees them: the columns of a row, and what is known of a slot.

    ``given`` tells whether the first, or the second, gives a slot; ``settled`` the standpoints under which it
    would compare in another way.
    """

    row: Mapping[str, Any]
    given: Callable[[int, str], bool]
    settled: Callable[[str], tuple[View, ...]]

    def is_in(self, slot: str, states: Iterable[str]) -> bool:
        """Return whether a slot is in one of some states.

        Beside comparisons these are ``missing``, ``unsaid`` (unknown, and left out by the first) and
        ``given`` (unknown, and given by the second).
        """
        state = self.row[slot]
        return any(
            state == wanted
            or (wanted == "missing" and state is None)
            or (wanted == "unsaid" and state == "unknown" and not self.given(0, slot))
            or (wanted == "given" and state == "unknown" and self.given(1, slot))
            for wanted in states
        )


def find_obstacles(texts: Iterable[str], compared: Compared) -> list[Obstacle]:
    """Return what the comments of conditions say that do not hold; of a slot only the first thing."""
    obstacles: dict[Obstacle, None] = {}
    told: set[str] = set()
    for text in texts:
        for items in parse_reasons(text):
            named = [one for item in items for one in _items(item, compared)]
            if len(items) > 1:
                named.sort(key=lambda one: SLOTS.index(one[1]) if one[1] in SLOTS else len(SLOTS))
            for reason, slot, repeats in named:
                if slot is None:
                    obstacles[Obstacle(reason)] = None
                elif slot not in told or not repeats:
                    obstacles[_obstacle(reason, slot, compared)] = None
                    if reason not in _BESIDE:
                        told.add(slot)
    return list(obstacles)


def _obstacle(reason: str, slot: str, compared: Compared) -> Obstacle:
    state = compared.row.get(slot)
    if reason in _ALONE or state is None:
        return Obstacle(reason, slot)
    return Obstacle(reason, slot, Comparison(state), compared.settled(slot))


def _items(item: _Item, compared: Compared) -> Iterator[tuple[str, str | None, bool]]:
    """Yield reasons with their slots, and whether it is enough to have said something else of the slot."""
    if item.reason == "gate":
        yield from _gate(compared)
    elif not item.slots and not item.states:
        yield item.reason, None, False
    else:
        for slot in _slots(item, compared):
            if not item.states or compared.is_in(slot, item.states):
                yield item.reason, slot, not item.slots and item.reason in ("apart", "outside", "open")


def _slots(item: _Item, compared: Compared) -> Iterable[str]:
    if not item.slots:
        return (slot for slot in SLOTS if item.reason != "apart" or slot != "kind")
    named = {slot: None for name in item.slots for slot in _named(name, compared)}
    return named if "as_of" in named else (slot for slot in SLOTS if slot in named)


def _named(name: str, compared: Compared) -> Iterable[str]:
    if name in _GROUPS:
        return _GROUPS[name]
    return compared.row[name].split(",") if name in compared.row and name not in SLOTS else (name,)


def _gate(compared: Compared) -> Iterator[tuple[str, str, bool]]:
    """Yield what keeps two from being comparable at all."""
    row = compared.row
    if not row["kinds_meet"]:
        yield "kind", "kind", False
    yield from (("apart", slot, True) for slot in _GATE if row[slot] == "disjoint")
    if row["ratio"] and row["a_counted"] and row["b_counted"]:
        yield from (("ratio", slot, False) for slot in _GROUPS["scope"] if row[slot] not in (None, "equal"))

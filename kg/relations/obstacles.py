"""What keeps a rule from relating two claims, or from finding more: the comments of its conditions.

A comment such as ``apart, open(given), wider-kind kind`` names reasons, separated by commas. A reason may be
followed by slots, or by a column that lists slots, and by states in parentheses: it applies to slots in one
of these states. Without slots it applies to all slots in such a state. Reasons joined by ``or`` are reported
slot by slot.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from kg.model import SLOTS, Comparison, View

#: The states for a reason that names none.
_STATES: Mapping[str, tuple[str, ...]] = {"apart": ("disjoint",), "open": ("unknown",)}
#: Names that stand for several slots.
_GROUPS = {"scope": tuple(slot for slot in SLOTS if slot != "count")}
#: Two claims are compared only if these slots are not disjoint.
_GATE = ("target", "place", "time", "event")
#: Reasons that do not repeat the state of their slot.
_BESIDE = frozenset(("no-number", "wider-kind", "beside-count"))
#: Reasons about the value of a slot, not about its comparison.
_ALONE = frozenset(("not-of-event", "two-acts", "not-functional", "no-count", "unnamed-event", "event-alone"))
_ITEM = re.compile(r"([\w-]+)((?: [\w-]+)*)(?:\(([\w ]+)\))?")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason why a rule does not apply, or does not find more.

    ``reason`` is one of :data:`kg.explain.why_not.REASONS`. ``settled`` are the sets of standpoints under
    which the slot would compare differently.
    """

    reason: str
    slot: str | None = None
    comparison: Comparison | None = None
    settled: tuple[View, ...] = ()
    claim: str | None = None

    @property
    def turned(self) -> Obstacle:
        """The obstacle read from the second claim to the first."""
        return replace(self, comparison=None if self.comparison is None else self.comparison.converse)


class _Item(NamedTuple):
    """One reason of a comment; ``slots`` may be columns, and empty ``states`` mean any state."""

    reason: str
    slots: tuple[str, ...]
    states: tuple[str, ...]


@cache
def parse_reasons(text: str) -> tuple[tuple[_Item, ...], ...]:
    """Return the reasons of a comment, grouped if they are reported slot by slot."""
    return tuple(tuple(map(_parse_item, reasons.split(" or "))) for reasons in text.split(", ") if reasons)


def _parse_item(text: str) -> _Item:
    item = _ITEM.fullmatch(text)
    if item is None:
        raise ValueError(f"{text!r} is not a reason of a condition")
    reason, slots, states = item.group(1), item.group(2), item.group(3) or ""
    return _Item(reason, tuple(slots.split()), tuple(states.split()) or _states(reason, slots))


def _states(reason: str, slots: str) -> tuple[str, ...]:
    """Return the states for a reason that names none; a reason with slots then applies in any state."""
    alone = len(slots.split()) == 1 and slots.strip() in SLOTS
    return () if alone else _STATES.get(reason, ())


@dataclass(frozen=True, slots=True)
class Compared:
    """Two boxes as the query of a rule sees them: the columns of a row, and facts about each slot.

    ``given`` tells whether the first, or the second, gives a slot, and ``settled`` the standpoints under
    which it would compare differently.
    """

    row: Mapping[str, Any]
    given: Callable[[int, str], bool]
    settled: Callable[[str], tuple[View, ...]]

    def is_in(self, slot: str, states: Iterable[str]) -> bool:
        """Return whether a slot is in one of ``states``.

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
    """Return the obstacles that the comments of unmet conditions name, only the first for each slot."""
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
    """Yield reasons with their slots, and whether each is left out if its slot already has a reason."""
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
    """Yield the reasons why two boxes cannot be compared at all."""
    row = compared.row
    if not row["kinds_meet"]:
        yield "kind", "kind", False
    yield from (("apart", slot, True) for slot in _GATE if row[slot] == "disjoint")
    if row["ratio"] and row["a_counted"] and row["b_counted"]:
        yield from (("ratio", slot, False) for slot in _GROUPS["scope"] if row[slot] not in (None, "equal"))

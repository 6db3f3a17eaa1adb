"""The least box around two propositions: what their claims say together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.background import Background
from kg.model import INHERITED, Comparison, Count, Interval, Proposition
from kg.relations.nesting import NOMINAL

#: Comparisons of two values that do not lie inside each other.
APART = (Comparison.DISJOINT, Comparison.UNKNOWN, Comparison.OVERLAPS)


def common_box(
    first: Proposition, second: Proposition, slots: Mapping[str, Comparison], background: Background
) -> Proposition:
    """Return the least box around two propositions.

    It has the outer of two nested values, the hull of two intervals, and of other values the least one that
    undisputedly includes both. A slot without such a value, or not filled on both sides, is dropped. A count
    is kept if measure and population are the same.
    """
    values: dict[str, Any] = {}
    for slot, comparison in slots.items():
        one, other = first.slot(slot), second.slot(slot)
        if slot in ("measure", "population", "count") or one is None or other is None:
            continue
        if comparison is Comparison.OVERLAPS and slot == "time":
            values[slot] = _hull(one, other)
        elif comparison in (Comparison.EQUAL, Comparison.NARROWER):
            values[slot] = other
        elif comparison is Comparison.BROADER:
            values[slot] = one
        elif slot in NOMINAL and slot != "said_by":
            values[slot] = background.meet(slot, one, other)
    one, other = first.count, second.count
    if one is not None and other is not None and slots.get("count") not in (None, Comparison.DISJOINT):
        same = Comparison.EQUAL
        if slots["measure"] is same and slots.get("population", same) is same:
            high = None if one.high is None or other.high is None else max(one.high, other.high)
            low, soft = min(one.low, other.low), one.soft or other.soft
            outer = {Comparison.NARROWER: other, Comparison.BROADER: one}
            hull = Count(one.measure, low, high, one.population, soft)
            values["count"] = outer.get(slots["count"], hull)
    return Proposition(**values)


def is_event_alone(common: Proposition, background: Background) -> bool:
    """Return whether a common box is only the event that both name, or that one names a part of."""
    if common.event is None:
        return False
    entry = background.register.entries.get(common.event)
    frame = entry.frame if entry is not None else None
    if frame is None or common.as_json().keys() - {*INHERITED, "event"}:
        return False
    for slot in INHERITED:
        value, declared = getattr(common, slot), getattr(frame, slot)
        if value is None or value == declared:
            continue
        if slot == "time":
            if declared is None or not value.includes(declared):
                return False
            continue
        if not isinstance(value, str) or not isinstance(declared, str):
            return False
        if not background.inside(slot, declared, value):
            return False
    return True


def _hull(one: Interval, other: Interval) -> Interval | None:
    wide = one if one.includes(other) else other if other.includes(one) else None
    if wide is not None:
        return wide
    first, last = (one, other) if one.precedes(other) or not _starts_after(one, other) else (other, one)
    hull = Interval(first.start, last.end)
    return None if hull == Interval() else hull


def _starts_after(one: Interval, other: Interval) -> bool:
    return not Interval(one.start, None).includes(Interval(other.start, None))

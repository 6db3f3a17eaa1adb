"""The condition of rule ``quantity``: what it makes of two counts, and what keeps it from more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.model import (
    Comparison,
    Interval,
    RelationType,
)
from kg.relations.judged import Judged, both_assert, refuse
from kg.relations.pairing import (
    BROADER,
    EQUAL,
    NARROWER,
    NESTED,
    UNKNOWN,
    Obstacle,
    Pairing,
    change_of,
    is_not_later,
)

#: Slots that a count's upper bound leaves open for any value where it does not give one.
_ANY = ("agent", "target", "instrument")


def judge_quantity(v: Pairing) -> Judged:
    """Judge two counts, either way round."""
    refused = both_assert(v)
    if refused is not None:
        return refused
    if not v.both_counted:
        return refuse(Obstacle("no-count", "count"))
    found = v.gate()
    if v.slots["measure"] not in NESTED:
        found.append(v.obstacle("measure", "measure"))
    if found:
        return refuse(*found)
    both = [_bounded(v, lower) for lower in (0, 1)]
    judged = [replace(_counts(v, at, scope), slots=_with_count(v, scope)) for at, scope in enumerate(both)]
    for one in judged:
        if one.relation is not None:
            return one
    return min(judged, key=lambda one: len(one.obstacles))


def _bounded(v: Pairing, lower: int) -> Mapping[str, Comparison]:
    """Return the scopes with one side's lower bound against the other's upper, which leaves slots to any."""
    found = dict(v.scope)
    for slot in (*_ANY, "place"):
        mine, theirs = v.value(lower, slot), v.value(1 - lower, slot)
        target = (v.q if lower == 0 else v.p).target
        if mine is not None and theirs is None and (slot != "place" or target is not None):
            found[slot] = NARROWER if lower == 0 else BROADER
    return found


def _with_count(v: Pairing, scope: Mapping[str, Comparison]) -> Mapping[str, Comparison]:
    """Return a vector with the scope as a count's upper bound is read."""
    return {slot: scope.get(slot, comparison) for slot, comparison in v.slots.items()}


def _counts(v: Pairing, lower: int, scope: Mapping[str, Comparison]) -> Judged:
    """Judge two counts with the lower bound of one side against the upper of the other."""
    counts = v.p.count, v.q.count
    low, high = counts[lower], counts[1 - lower]
    assert low is not None and high is not None
    way = NARROWER if lower == 0 else BROADER
    change = max(change_of(v, low.measure), change_of(v, high.measure))
    more = high.high is not None and low.low > high.high
    equal = all(c is EQUAL for c in scope.values())
    if not more:
        alike = change == 0 and equal and v.slots["count"] in (NARROWER, BROADER)
        meets = not (high.high is not None and low.low > high.high) and not (
            low.high is not None and high.low > low.high
        )
        if lower == 0 and alike and meets:
            nested = (v.obstacle("nested", "count"),)
            return Judged(RelationType.REFINES, nested, (), v.slots["count"] is BROADER)
        reason = "no-upper-bound" if high.high is None else "numbers-fit"
        return refuse(Obstacle(reason, "count", v.slots["count"]))
    outside = [s for s, c in scope.items() if c not in (EQUAL, way, UNKNOWN)]
    unknown = [s for s, c in scope.items() if c is UNKNOWN]
    strict = [s for s, c in scope.items() if c not in (EQUAL, UNKNOWN)]
    when = [box.as_of or Interval() for box in (v.a, v.b)]
    later = when[1 - lower].precedes(when[lower])
    earlier = when[lower].precedes(when[1 - lower])
    swapped = lower == 1 and not equal
    if change == 2:
        one_time = is_not_later(*when) and is_not_later(*reversed(when))
        settled, outside = (low.final and high.final) or one_time, strict
        past = counts[0] if when[0].precedes(when[1]) else counts[1]
        later = (later or earlier) and past is not None and not past.final
    else:
        settled = change == 0 or high.final or is_not_later(when[lower], when[1 - lower])
    scopes = tuple(v.obstacle("scope", slot) for slot in outside)
    silent = tuple(v.obstacle("open", slot) for slot in unknown)
    if scopes or (unknown and not settled):
        return refuse(*scopes, *silent)
    if settled:
        if unknown:
            return Judged(RelationType.TENSION, silent, (), swapped)
        return Judged(RelationType.CONTRADICTS, (), ("count",), swapped)
    if change == 1 and later:
        return Judged(RelationType.UPDATES, (Obstacle("later", "as_of"),), ("count",), lower == 1)
    if change == 2 and later:
        return Judged(
            RelationType.UPDATES, (Obstacle("later", "as_of"),), ("count",), when[0].precedes(when[1])
        )
    return Judged(RelationType.TENSION, (Obstacle("when", "as_of"),), ("as_of",), swapped)

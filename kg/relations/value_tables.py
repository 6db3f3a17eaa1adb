"""Tables of the values of slots that meet, and how these compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.background import Background
from kg.background.paths import ValueReading
from kg.model import Comparison, Several, Value, View, names_of
from kg.relations.columns import BITS, Numbers, Table, mask_of


def compare_values(
    related: Mapping[str, Iterable[tuple[Value, Value]]],
    numbers: Numbers,
    background: Background,
    bits: Mapping[str, int],
    view: View | None = None,
) -> Table:
    """Return the ways to compare different values that are not plainly disjoint, for one view or all.

    ``shared`` says, if neither lies inside the other, whether some undisputed value includes both.
    """
    types = {"slot": "VARCHAR", "a": "INTEGER", "b": "INTEGER", "state": "INTEGER"}
    types |= {"mask": "BIGINT", "shared": "BOOLEAN", "more_a": "BOOLEAN", "more_b": "BOOLEAN"}
    rows = []
    for slot, pairs in related.items():
        for first, second in pairs:
            reading = background.reading(slot, first, second)
            if reading.rest is Comparison.DISJOINT:
                continue
            more = (has_more(slot, first, second, background), has_more(slot, second, first, background))
            for comparison, held in _alternatives(reading, view):
                left = comparison in (Comparison.UNKNOWN, Comparison.OVERLAPS)
                shared = left and background.meet(slot, first, second) is not None
                pair = numbers[first], numbers[second]
                rows.append((slot, *pair, BITS[comparison], mask_of(held, bits), shared, *more))
    return Table.of(types, rows)


def _alternatives(reading: ValueReading, view: View | None) -> Iterable[tuple[Comparison, View]]:
    """Return the ways that two values compare, each with the standpoints it needs, for one view or all."""
    if view is None:
        return reading.alternatives()
    found = (c for c, held in reading.alternatives() if held <= view and c is not reading.rest)
    return ((next(found, reading.rest), frozenset()),)


def has_more(slot: str, value: Value, other: Value, background: Background) -> bool:
    """Return whether a list has a member that is disjoint from everything in another value."""
    if not isinstance(value, Several) or value.any_of:
        return False
    names = names_of(other)
    return any(
        all(n != one and background.reading(slot, one, n).rest is Comparison.DISJOINT for n in names)
        for one in value.names
    )


def build_keys(
    used: Mapping[str, set[Value | None]],
    related: Mapping[str, Iterable[tuple[str, str]]],
    near: Mapping[str, Mapping[str, set[str]]],
    numbers: Numbers,
    background: Background,
) -> Iterable[tuple[str, Table]]:
    """Yield the tables with which joins on equal keys find the pairs that can be comparable.

    Of two related values, one is the other's key. ``first_<slot>`` and ``second_<slot>`` give, for each
    value, its keys if it stands first and second. ``way`` is 0 for a first value that lies inside the second
    or equals it, and 1 for one that only includes it. An empty slot includes everything, and a value that may
    be any meets every other at the key -1. A value of several names meets at names near one of them: ``way``
    is 2 if it stands first, 3 if it stands second and one name first.
    """
    types = {"value": "INTEGER", "way": "INTEGER", "key": "INTEGER"}
    for slot in ("target", "place"):
        names = {name for name in used[slot] if name is not None}
        inside = {(name, name) for name in names}
        for one, other in related[slot]:
            if one in names and other in names and _is_key(slot, one, other, background):
                inside.add((one, other))
        numbered = {(numbers[a], numbers[b]) for a, b in inside}
        if None in used[slot]:
            numbered |= {(numbers[name], 0) for name in names} | {(0, 0)}
        values = {numbers[name] for name in used[slot]}
        first = [(a, 0, b) for a, b in numbered] + [(value, 1, value) for value in values]
        second = [(value, 0, value) for value in values]
        second += [(a, 1, b) for a, b in numbered if a != b and (b, a) not in numbered]
        loose = [numbers[n] for n in names if any(background.is_loose(slot, name) for name in names_of(n))]
        if loose:
            known = [numbers[name] for name in names]
            first += [(value, 0, -1) for value in known] + [(value, 1, -1) for value in loose]
            second += [(value, 0, -1) for value in loose] + [(value, 1, -1) for value in known]
        several = [name for name in names if isinstance(name, Several)]
        listed = {name for value in several for name in value.names}
        for value in names if several else ():
            around = {other for name in names_of(value) for other in near[slot][name]}
            if isinstance(value, Several):
                first += [(numbers[value], 2, numbers[name]) for name in around]
                second += [(numbers[value], 3, numbers[name]) for name in value.names]
            else:
                first += [(numbers[value], 3, numbers[name]) for name in around & listed]
            second += [(numbers[value], 2, numbers[name]) for name in names_of(value)]
        yield f"first_{slot}", Table.of(types, sorted(first))
        yield f"second_{slot}", Table.of(types, sorted(second))


def _is_key(slot: str, one: str, other: str, background: Background) -> bool:
    """Return whether the second value is a key of the first: not if only the second lies inside the first."""
    return other in background.above(slot, one) or one not in background.above(slot, other)

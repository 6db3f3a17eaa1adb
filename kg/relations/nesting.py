"""Find the values of a slot that may not be disjoint, and so have to be compared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.background import Background
from kg.model import INSIDE, SEVERAL, Comparison, Several, Value, names_of

#: Slots whose values are names, compared by the background.
NOMINAL = tuple(INSIDE)
#: A slot of names as a bit.
BIT = {slot: 1 << number for number, slot in enumerate(NOMINAL)}
#: Slots whose default is to overlap.
LAX = ("measure", "population")


def left_open(slot: str, one: Value, two: Value, universal: Sequence[bool]) -> Comparison | None:
    """Return the comparison by which it is open which of several values is denied, or ``None``.

    ``universal`` says for each value whether everything that lies in it is denied, refused or doubted.
    """
    if slot not in SEVERAL or universal[0] == universal[1]:
        return None
    value, comparison = (one, Comparison.BROADER) if universal[1] else (two, Comparison.NARROWER)
    return comparison if isinstance(value, Several) and value.any_of else None


def nested_names(slot: str, used: Iterable[Value | None], background: Background) -> list[tuple[str, str]]:
    """Return, both ways round, the pairs of different names that some view places inside each other."""
    names = {name for name in used if isinstance(name, str)}
    pairs = {
        pair
        for name in names
        for above in background.above(slot, name)
        if above != name and above in names
        for pair in ((name, above), (above, name))
    }
    return sorted(pairs)


def find_near(slot: str, used: Iterable[Value | None], background: Background) -> dict[str, set[str]]:
    """Return, for each name, itself and the names that may not be disjoint from it.

    Names are left out if it is enough to know that a value may be any, or that all of a slot overlap.
    """
    names = {name for value in used for name in names_of(value)}
    near: dict[str, set[str]] = {name: {name} for name in names}
    for one, other in nested_names(slot, names, background):
        near[one].add(other)
    if slot not in LAX:
        for one, sharing in background.overlapping(slot).items():
            if one in names:
                near[one] |= sharing & names
    loose = {name for name in names if background.is_loose(slot, name)}
    if slot in ("target", "place") and loose:
        # Even a description that may be anybody can lie inside a name that contains others.
        within: dict[str, set[str]] = {}
        for name in names:
            for whole in background.wholes(slot, name):
                within.setdefault(whole, set()).add(name)
        for name in loose:
            for whole in background.wholes(slot, name):
                for other in within[whole]:
                    near[name].add(other)
                    near[other].add(name)
    if slot == "kind" or slot in LAX or loose:
        for one, other in background.held_apart(slot, names):
            near[one].add(other)
            near[other].add(one)
    return near


def related_names(used: Iterable[Value | None], near: Mapping[str, Collection[str]]) -> list[tuple[str, str]]:
    """Return, both ways round, the pairs of different names that may not be disjoint."""
    plain = {value for value in used if isinstance(value, str)}
    return sorted((one, other) for one in plain for other in near[one] if other != one and other in plain)

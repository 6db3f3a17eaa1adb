"""What a register and its standpoints say of values, literally: by search, view by view.

The first half of the second reading of the contract (:mod:`oracle`). Under one *view*, a set of standpoints
that can be held together, a value lies inside another if a search over the bridges of the register and of the
view finds a way. Nothing is remembered but answers, and nothing is decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations, product

from kg.model import (
    INSIDE,
    STATE,
    Bridge,
    Comparison,
    Interval,
    Register,
    Value,
    View,
    day_of,
    is_clock,
    names_of,
    sorted_views,
    value_of,
)

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN

#: What everybody holds.
NOBODY: View = frozenset()


def find_views(register: Register) -> list[View]:
    """Return every set of standpoints that can be held together, the empty one first."""
    names = sorted(register.standpoints)
    views = [frozenset(held) for size in range(len(names) + 1) for held in combinations(names, size)]
    return [view for view in views if not any(pair <= view for pair in register.excluded())]


def find_minimal(views: Iterable[View]) -> tuple[View, ...]:
    """Return the views no other one is a proper part of, in the order in which they are shown."""
    found = set(views)
    return sorted_views(view for view in found if not any(other < view for other in found))


class Background:
    """What a register and its standpoints say of two values."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.views = find_views(register)
        self._bridges = register.bridges()
        self._held: dict[View, list[Bridge]] = {}
        self._distinct: dict[View, list[tuple[str, str]]] = {}
        self._steps: dict[tuple[View, str], dict[str, list[str]]] = {}
        self._above: dict[tuple[View, str, str], frozenset[str]] = {}
        self._compared: dict[tuple[View, str, str, str], Comparison] = {}

    def bridges(self, view: View) -> list[Bridge]:
        """Return the bridges somebody with this view relies on: the register's and the view's own."""
        if view not in self._held:
            held = [b for b in self._bridges if b.standpoint is None or b.standpoint in view]
            self._held[view] = held
        return self._held[view]

    def steps(self, view: View, slot: str) -> dict[str, list[str]]:
        """Return from what a step leads into what under a view; what is the same leads both ways."""
        key = (view, slot)
        if key not in self._steps:
            leading = (*(("part_of", "broader") if slot == "holder" else INSIDE[slot]), "same_as")
            found: dict[str, list[str]] = {}
            for b in self.bridges(view):
                if b.relation in leading:
                    found.setdefault(b.subject, []).append(b.object)
                if b.relation == "same_as":
                    found.setdefault(b.object, []).append(b.subject)
            self._steps[key] = found
        return self._steps[key]

    def above(self, view: View, slot: str, value: str) -> frozenset[str]:
        """Return what a value is or lies inside under a view."""
        key = (view, slot, value)
        if key not in self._above:
            found, waiting = {value}, [value]
            while waiting:
                for high in self.steps(view, slot).get(waiting.pop(), ()):
                    if high not in found:
                        found.add(high)
                        waiting.append(high)
            self._above[key] = frozenset(found)
        return self._above[key]

    def inside(self, view: View, slot: str, low: str, high: str) -> bool:
        """Whether one value is the other or lies inside it under a view."""
        return high in self.above(view, slot, low)

    def distinct(self, view: View, slot: str, x: str, y: str) -> bool:
        """Whether a view holds two values, or wholes they are parts of, distinct."""
        around_x, around_y = self.above(view, slot, x), self.above(view, slot, y)
        return any(
            (a in around_x and b in around_y) or (b in around_x and a in around_y)
            for a, b in self.distinctions(view)
        )

    def distinctions(self, view: View) -> list[tuple[str, str]]:
        """Return the pairs that are held distinct."""
        if view not in self._distinct:
            held = self.bridges(view)
            self._distinct[view] = [(b.subject, b.object) for b in held if b.relation == "distinct_from"]
        return self._distinct[view]

    def share(self, slot: str, x: str, y: str) -> bool:
        """Whether some entry of the register lies inside both of two values, by the register alone.

        What lies in the land of two states does not make them overlap as values.
        """
        slot = "holder" if slot == "value" else slot
        return any(
            self.inside(NOBODY, slot, name, x) and self.inside(NOBODY, slot, name, y)
            for name in self.register.entries
        )

    def described(self, slot: str, value: str) -> bool:
        """Whether a value is a description or lies inside one, by the register alone."""
        entries = self.register.entries
        return any(entries[name].unidentified for name in self.above(NOBODY, slot, value) if name in entries)

    def contested(self, slot: str, x: str, y: str) -> bool:
        """Whether somebody places one of two values inside the other."""
        return any(self.inside(v, slot, x, y) or self.inside(v, slot, y, x) for v in self.views)

    def tied(self, slot: str, x: str, y: str) -> bool:
        """Whether two values are one or share something, or somebody holds how they stand to each other."""
        apart = any(self.distinct(view, slot, x, y) for view in self.views)
        return x == y or apart or self.share(slot, x, y) or self.contested(slot, x, y)

    def compare(self, view: View, slot: str, x: str, y: str) -> Comparison:
        """Compare two names of a slot under a view."""
        key = (view, slot, x, y)
        if key not in self._compared:
            self._compared[key] = self._compare(view, slot, x, y)
        return self._compared[key]

    def _compare(self, view: View, slot: str, x: str, y: str) -> Comparison:
        within, around = self.inside(view, slot, x, y), self.inside(view, slot, y, x)
        if within or around:
            return EQUAL if within and around else NARROWER if within else BROADER
        if self.distinct(view, slot, x, y):
            return DISJOINT
        if self.share(slot, x, y) or slot in ("population", "measure"):
            return OVERLAPS
        if self.described(slot, x) or self.described(slot, y) or self.contested(slot, x, y):
            return UNKNOWN
        return DISJOINT

    def compare_values(
        self, view: View, slot: str, a: Value, b: Value, universal: tuple[bool, bool] = (False, False)
    ) -> Comparison:
        """Compare what two slots hold, each of which may be several names; a denied value is one of any."""
        if a == b:
            return EQUAL
        within = self._lies_inside(view, slot, a, b, universal[1])
        around = self._lies_inside(view, slot, b, a, universal[0])
        # What lies inside one of several, which it is not said, may for a denial be another.
        sides: list[tuple[Value, bool, bool]] = [(a, *universal), (b, universal[1], universal[0])]
        for value, mine, other in sides:
            open_ = not isinstance(value, str) and value.any_of and other and not mine
            if open_ and not (within and around):
                within, around = (within, False) if value is a else (False, around)
        if within or around:
            return EQUAL if within and around else NARROWER if within else BROADER
        pairs = [self.compare(view, slot, x, y) for x, y in product(names_of(a), names_of(b))]
        if len(pairs) == 1:
            return pairs[0]
        if set(pairs) == {DISJOINT}:
            return DISJOINT
        one_of = any(not isinstance(value, str) and value.any_of for value in (a, b))
        return UNKNOWN if one_of else OVERLAPS

    def _lies_inside(self, view: View, slot: str, a: Value, b: Value, any_of_b: bool) -> bool:
        """Whether one value lies inside another, whichever of several is meant.

        Of several things together one is enough, and to be inside several together is to be inside each.
        """

        def one(low: str) -> bool:
            found = [self.inside(view, slot, low, high) for high in names_of(b)]
            return any(found) if any_of_b or isinstance(b, str) or b.any_of else all(found)

        if isinstance(a, str):
            return one(a)
        if a.any_of:
            return all(one(low) for low in a.names)
        if isinstance(b, str) or b.any_of or any_of_b:
            return any(one(low) for low in a.names)
        return all(any(self.inside(view, slot, low, high) for low in a.names) for high in b.names)

    def belongs(self, low: str, high: str) -> bool:
        """Whether a source is another or part of it, by the register alone."""
        return self.inside(NOBODY, "agent", low, high)

    def opposed(self, x: str, y: str) -> bool:
        """Whether two sources, or wholes they are parts of, are opponents."""
        for pair in self.register.opponents:
            a, b = min(pair), max(pair)
            if (self.belongs(x, a) and self.belongs(y, b)) or (self.belongs(x, b) and self.belongs(y, a)):
                return True
        return False

    def is_state(self, kind: str) -> bool:
        """Whether a kind stands under ``state`` by the register alone."""
        return self.inside(NOBODY, "kind", kind, STATE)

    def functional(self, slot: str, *kinds: str) -> bool:
        """Whether all kinds lie, by the register alone, inside one kind that has one value in a slot."""
        shared = frozenset.intersection(*(self.above(NOBODY, "kind", kind) for kind in kinds))
        entries = self.register.entries
        return any(slot in entries[name].functional for name in shared if name in entries)

    def timeless(self, kind: str) -> bool:
        """Whether a kind holds whenever it holds at all; its own flag, never inherited."""
        entry = self.register.entries.get(kind)
        return entry is not None and entry.timeless

    def location(self, view: View, target: Value | None) -> Value | None:
        """Return where what was done something to is, by the register alone: a place, or what lies in one."""
        found = [self._location([name]) for name in names_of(target)]
        if target is None or not all(found):
            return None
        names = [name for name in found if name is not None]
        return value_of(names, any_of=not isinstance(target, str) and target.any_of)

    def _location(self, names: list[str]) -> str | None:
        """Return the first that is somewhere, or that the nearest of their wholes is."""
        entries = {
            name: self.register.entries[name] for name in sorted(names) if name in self.register.entries
        }
        things = {name for name, entry in entries.items() if entry.section in ("places", "things")}
        links = [b for b in self.bridges(NOBODY) if b.subject in things]
        within = {b.subject for b in links if b.relation == "within"}
        for name in entries:
            if name in within or entries[name].section == "places":
                return name
        wholes = sorted({b.object for b in links if b.relation == "part_of"})
        return self._location(wholes) if wholes else None


def check_register(register: Register) -> list[str]:
    """Return why a register cannot be read: compatible standpoints that make a cycle or a distinct part."""
    background = Background(register)
    # Slots whose values lie inside one another in the same ways need one look.
    slots = {frozenset(leading): slot for slot, leading in INSIDE.items()}.values()
    found = []
    for view in background.views:
        held = ", ".join(sorted(view)) or "the register"
        bridges = background.bridges(view)
        apart = background.distinctions(view)
        for slot in slots:
            # Nothing else lies inside two, nor is one of them.
            names = {name for pair in apart for name in pair}.union(background.steps(view, slot))
            found += [
                f"{held}: {bridge.subject} lies inside itself ({slot})"
                for bridge in bridges
                if bridge.relation in INSIDE[slot]
                and background.inside(view, slot, bridge.object, bridge.subject)
            ]
            found += [
                f"{held}: {name} is distinct from itself ({slot})"
                for name in sorted(names)
                if apart and background.distinct(view, slot, name, name)
            ]
    return found


# Times ------------------------------------------------------------------------------------------------------


def starts_by(a: date | None, b: date | None) -> bool:
    """Whether what starts with one end has started when what starts with another does; ``None`` is always."""
    if a is None or b is None:
        return a is None
    if is_clock(a) == is_clock(b):
        return a <= b
    return day_of(a) < day_of(b) or (day_of(a) == day_of(b) and is_clock(b))


def ends_by(a: date | None, b: date | None) -> bool:
    """Whether what ends with one end is over when what ends with another is; ``None`` is never."""
    if a is None or b is None:
        return b is None
    if is_clock(a) == is_clock(b):
        return a <= b
    return day_of(a) < day_of(b) or (day_of(a) == day_of(b) and is_clock(a))


def is_before(a: Interval, b: Interval) -> bool:
    """Whether all of one interval lies before all of another."""
    if a.end is None or b.start is None:
        return False
    if is_clock(a.end) and is_clock(b.start):
        return a.end < b.start
    return day_of(a.end) < day_of(b.start)


def is_within(a: Interval, b: Interval) -> bool:
    """Whether all of one interval lies in another."""
    return starts_by(b.start, a.start) and ends_by(a.end, b.end)


def compare_times(a: Interval, b: Interval) -> Comparison:
    """Compare two intervals; an open end is infinite."""
    if is_within(a, b):
        return EQUAL if is_within(b, a) else NARROWER
    if is_within(b, a):
        return BROADER
    return DISJOINT if is_before(a, b) or is_before(b, a) else OVERLAPS

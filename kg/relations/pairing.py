"""Two claims' boxes beside each other: their slot vector, and what the rules ask of it.

What the stages of the engine compute in SQL of all pairs is computed here in Python of one, so that every
condition can be asked by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.background import Background
from kg.model import (
    SEVERAL,
    SLOTS,
    Comparison,
    Interval,
    Proposition,
    Stance,
    Value,
    View,
    day_of,
    is_clock,
)
from kg.relations.boxes import Box
from kg.relations.holding import ONLY
from kg.relations.nesting import LAX, NOMINAL, left_open
from kg.relations.stages import CONTESTED
from kg.relations.tables import CHANGES
from kg.relations.value_tables import has_more

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN
NESTED = (EQUAL, NARROWER, BROADER)
GATE = ("target", "place", "time", "event")


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


class Pairing:
    """Two boxes beside each other, for who holds some standpoints: the slot vector, and what rules ask."""

    def __init__(self, a: Box, b: Box, view: View, background: Background, stance: Stance):
        self.a, self.b, self.view, self.background = a, b, view, background
        self.p, self.q = a.proposition, b.proposition
        #: The stance that the first claim takes, of which it may be compared as the opposite.
        self.stance = stance
        self.all = (a.universal, b.universal)
        self.counted = self.p.count is not None, self.q.count is not None
        self.both_counted = all(self.counted)

    @cached_property
    def slots(self) -> Mapping[str, Comparison]:
        """Slot by slot, how the first stands to the second; what neither fills is not there."""
        found = {slot: self._nominal(slot) for slot in NOMINAL}
        found["time"] = self._time()
        found["count"] = self._count(found)
        return {slot: c for slot in SLOTS if (c := found[slot]) is not None}

    def value(self, index: int, slot: str) -> Value | None:
        """Return what is compared of a slot: where only the other side gives a place, the target's."""
        p, other = (self.p, self.q) if index == 0 else (self.q, self.p)
        value: Value | None = p.slot(slot)
        if slot == "place" and value is None and other.place is not None and not self.all[index]:
            return self.background.location(p.target)
        return value

    def placed(self, index: int) -> Proposition:
        """Return a proposition with the place by which it is compared."""
        return replace((self.p, self.q)[index], place=self.value(index, "place"))

    def _nominal(self, slot: str) -> Comparison | None:
        one, two = self.value(0, slot), self.value(1, slot)
        if one is None and two is None:
            return None
        if slot == "population" and self.both_counted and (one is None or two is None):
            return BROADER if one is None else NARROWER
        if one is None:
            return BROADER if self.all[0] else UNKNOWN
        if two is None:
            return NARROWER if self.all[1] else UNKNOWN
        return EQUAL if one == two else self._compared(slot, one, two)

    def _compared(self, slot: str, one: Value, two: Value) -> Comparison:
        reading = self.background.reading(slot, one, two)
        ways = [c for c, view in reading.alternatives() if view <= self.view and c is not reading.rest]
        found = ways[0] if ways else reading.rest
        return UNKNOWN if found is left_open(slot, one, two, self.all) else found

    def settled(self, slot: str) -> tuple[View, ...]:
        """Return the standpoints under which a slot would compare in another way."""
        one, two = (self.value(index, slot) for index in (0, 1)) if slot in NOMINAL else (None, None)
        if one is None or two is None or one == two:
            return ()
        open_ = left_open(slot, one, two, self.all)
        return self.background.reading(slot, one, two).settling_but(open_)

    def unless(self, slot: str) -> bool:
        """Return whether a slot compares otherwise for somebody, who then makes something else of the two."""
        one, two = (self.value(index, slot) for index in (0, 1)) if slot in NOMINAL else (None, None)
        comparison = self.slots.get(slot)
        if one is None or two is None or one == two or comparison in (DISJOINT, EQUAL):
            return False
        reading = self.background.reading(slot, one, two)
        if comparison in (UNKNOWN, OVERLAPS) and frozenset() not in reading.settling:
            return bool(reading.settling_but(left_open(slot, one, two, self.all)))
        return bool(reading.equal)

    def _time(self) -> Comparison | None:
        if self.background.is_timeless(self.p.kind) or self.background.is_timeless(self.q.kind):
            return None
        one, two = self.p.time or self.a.within, self.q.time or self.b.within
        timed = self.p.time is not None, self.q.time is not None
        if all(timed):
            if one.precedes(two) or two.precedes(one):
                return DISJOINT
            return _nesting(two.includes(one), one.includes(two))
        # What is said of a day covers that day.
        one, two = _days(one), _days(two)
        inside, around = two.includes(one), one.includes(two)
        if one.precedes(two) or two.precedes(one):
            return DISJOINT
        if timed[0]:
            if self.all[1]:
                return NARROWER if inside or two.includes(_until(one, self.a)) else OVERLAPS
            return BROADER if around else UNKNOWN
        if timed[1]:
            if self.all[0]:
                return BROADER if around or one.includes(_until(two, self.b)) else OVERLAPS
            return NARROWER if inside else UNKNOWN
        if self.p.event is not None and self.p.event == self.q.event:
            return None
        if all(self.all):
            return None if inside and around else NARROWER if inside else BROADER
        if self.all[1]:
            return None if inside else UNKNOWN
        # Beside a forecast a count of nobody is a count like any other.
        counted = self.nobody and self.b.stance is Stance.PREDICTS
        return UNKNOWN if self.all[0] and not around and not counted else None

    def _count(self, found: Mapping[str, Comparison | None]) -> Comparison | None:
        a, b = self.p.count, self.q.count
        if a is None and b is None:
            return None
        if a is None:
            return BROADER if self.all[0] else UNKNOWN
        if b is None:
            return NARROWER if self.all[1] else UNKNOWN
        among = found["measure"], found["population"]
        low, high = a.low, None if NARROWER in among else a.high
        other_low, other_high = b.low, None if BROADER in among else b.high
        if (high is not None and high < other_low) or (other_high is not None and other_high < low):
            return DISJOINT
        return _nesting(
            low >= other_low and (other_high is None or (high is not None and high <= other_high)),
            low <= other_low and (high is None or (other_high is not None and other_high <= high)),
        )

    # -- what rules ask ----------------------------------------------------------------------------

    def of(self, *comparisons: Comparison) -> list[str]:
        """Return the slots that compare in one of some ways."""
        return [slot for slot, comparison in self.slots.items() if comparison in comparisons]

    def stances(self, *pairs: tuple[Iterable[Stance], Iterable[Stance]]) -> bool:
        """Return whether the stances of the two meet."""
        return any(self.a.stance in ones and self.b.stance in others for ones, others in pairs)

    @property
    def inside(self) -> bool:
        """Whether the first lies inside the second."""
        return all(c in (EQUAL, NARROWER) for c in self.slots.values())

    @property
    def around(self) -> bool:
        """Whether the second lies inside the first."""
        return all(c in (EQUAL, BROADER) for c in self.slots.values())

    @property
    def utterance(self) -> bool:
        """Whether what is compared are utterances."""
        return self.p.said_by is not None

    @property
    def is_state(self) -> bool:
        """Whether one of the two is a state."""
        return self.background.is_state(self.p.kind) or self.background.is_state(self.q.kind)

    @property
    def one_event(self) -> bool:
        """Whether both name one event."""
        return self.slots.get("event") is EQUAL

    def functional(self, slot: str) -> bool:
        """Whether a kind that includes both allows one value of a slot."""
        return slot in self.background.functional(self.p.kind, self.q.kind)

    @property
    def distinct(self) -> bool:
        """Whether the register holds the two kinds to be distinct."""
        return self.p.kind != self.q.kind and self.background.are_distinct("kind", self.p.kind, self.q.kind)

    @property
    def kinds_meet(self) -> bool:
        """Whether the two kinds are nested, or of one event inside a kind that allows one agent."""
        return self.slots["kind"] in NESTED or (self.one_event and self.functional("agent"))

    @property
    def two_acts(self) -> bool:
        """Whether both are of narrower kinds than the event in which they are: they may be two acts in it."""
        kinds = (self._declared(p) for p in (self.p, self.q))
        narrower = all(k is not None and k != p.kind for k, p in zip(kinds, (self.p, self.q), strict=True))
        return narrower and not self.functional("agent")

    def _declared(self, p: Proposition) -> str | None:
        """Return the kind of the event that is named with a kind."""
        entry = self.background.register.entries.get(p.event or "")
        return None if entry is None or entry.frame is None else entry.frame.kind

    def of_event(self, p: Proposition) -> bool:
        """Whether a kind lies inside that of the event which is named with it."""
        declared = self._declared(p)
        return declared is None or self.background.inside("kind", p.kind, declared)

    @property
    def idle(self) -> bool:
        """Whether one of the two counts from nothing up, and says of nothing that it is."""
        said = (
            box.proposition.count
            for box, denied in zip((self.a, self.b), self.all, strict=True)
            if not denied and box.proposition.said_by is None
        )
        return any(count is not None and count.low == 0 for count in said)

    @property
    def nobody(self) -> bool:
        """Whether the first is a count of nobody, which is compared as a denial."""
        return self.a.stance is not self.stance

    @property
    def beside_count(self) -> list[str]:
        """The slots in which what the two count only has a part in common."""
        return [s for s in LAX if self.both_counted and self.slots.get(s) is OVERLAPS]

    def contested(self, slot: str) -> bool:
        """Whether both name something in a slot, and it is not known how it stands to each other."""
        given = None not in (self.p.slot(slot), self.q.slot(slot))
        return slot in CONTESTED and given and self.slots.get(slot) is UNKNOWN

    def leaves_open(self, slot: str) -> bool:
        """Whether the second says nothing of a slot."""
        if slot in ("count", *LAX):
            return not self.counted[1]
        return self.q.time is None if slot == "time" else self.value(1, slot) is None

    def has_more(self, index: int, slot: str) -> bool:
        """Whether a side holds a list with a member that is disjoint from all that the other holds."""
        one, other = self.value(index, slot), self.value(1 - index, slot)
        if slot not in SEVERAL or one is None or other is None:
            return False
        return has_more(slot, one, other, self.background)

    def is_left_to_event(self, p: Proposition, slot: str) -> bool:
        """Whether who says "only" leaves a slot to the event, or holds just what is declared of it."""
        entry = self.background.register.entries.get(p.event or "")
        if slot not in ONLY or slot in p.only or entry is None or entry.frame is None:
            return False
        return p.slot(slot) in (None, getattr(entry.frame, slot, None))

    @property
    def scope(self) -> Mapping[str, Comparison]:
        """The vector without how many there are."""
        return {slot: c for slot, c in self.slots.items() if slot != "count"}

    @property
    def same_scope(self) -> bool:
        """Whether both count in the same scope."""
        return self.both_counted and set(self.scope.values()) <= {EQUAL}

    def left_out(self) -> list[str]:
        """Return the slots that are open because the first leaves them out."""
        silent = [slot for slot in self.of(UNKNOWN) if slot not in ("kind", "count", *LAX)]
        return [s for s in silent if (self.p.time is None if s == "time" else self.value(0, s) is None)]

    def obstacle(self, reason: str, slot: str) -> Obstacle:
        """Return an obstacle that a slot is."""
        return Obstacle(reason, slot, self.slots.get(slot), self.settled(slot))

    def gate(self) -> list[Obstacle]:
        """Return what keeps the two from being comparable at all."""
        found = [] if self.kinds_meet else [self.obstacle("kind", "kind")]
        found += [self.obstacle("apart", slot) for slot in GATE if self.slots.get(slot) is DISJOINT]
        entries = self.background.register.entries
        ratio = any(
            count is not None and count.measure in entries and entries[count.measure].ratio
            for count in (self.p.count, self.q.count)
        )
        if ratio and self.both_counted and not self.same_scope:
            found += [self.obstacle("ratio", s) for s, c in self.scope.items() if c is not EQUAL]
        return found


def _days(time: Interval) -> Interval:
    """Return the days on which an interval begins and ends."""
    ends = (None if end is None else day_of(end) for end in (time.start, time.end))
    return Interval(*ends)


def _until(time: Interval, box: Box) -> Interval:
    """Return the part of a time that lies no later than its utterance, where that is told of alone."""
    end = box.within.end
    return time if end is None else Interval(time.start, day_of(end))


def _nesting(inside: bool, around: bool) -> Comparison:
    if inside:
        return EQUAL if around else NARROWER
    return BROADER if around else OVERLAPS


def change_of(v: Pairing, measure: str) -> int:
    """Return how a measure changes, as :data:`kg.relations.tables.CHANGES` numbers it."""
    return CHANGES[v.background.register.changes(measure)]


def is_not_later(one: Interval, other: Interval) -> bool:
    """Return whether one time is surely not after another: before it, or one instant with it."""
    if one.precedes(other):
        return True
    if one.end is None or other.start is None:
        return False
    return is_clock(one.end) and is_clock(other.start) and one.end <= other.start

"""What the literal reading compares: boxes, what is said of them, slot vectors, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from kg.model import (
    SLOTS,
    Certainty,
    Claim,
    Comparison,
    Count,
    Interval,
    Position,
    Proposition,
    RelationType,
    Stance,
    day_of,
    is_clock,
)
from support.oracle_background import compare_times, ends_by, is_before, is_within

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN
NESTED = (EQUAL, NARROWER, BROADER)
MEETING = (*NESTED, OVERLAPS)

CONTRADICTS, TENSION, REFINES = RelationType.CONTRADICTS, RelationType.TENSION, RelationType.REFINES

#: Stances that speak of everything inside the box; all others speak of something inside it.
UNIVERSAL = (Stance.DENIES, Stance.REFUSES, Stance.DOUBTS)
#: Stances that look forward from the utterance.
FORWARD = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.PREDICTS)
#: Stances by which a source says what its claim's proposition says.
SAYING = (Stance.ASSERTS, Stance.PREDICTS, Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES)

#: Rules by what a claim implies, of which nothing is less sure than that it was said.
IMPLYING = ("attribution", "presupposition")

#: Slot by slot, how the first of two propositions stands to the second; slots that neither fills are absent.
Vector = Mapping[str, Comparison]


@dataclass(frozen=True)
class Box:
    """A proposition as it is compared: what a missing slot means, and when a missing time is.

    What is *reported* has been by the time of the utterance, also where this is not known. Of an event that
    is *told* nothing is said beyond the utterance, also where its time is given.
    """

    content: Proposition
    universal: bool = False
    span: Interval | None = None
    reported: bool = False
    told: bool = False


@dataclass(frozen=True)
class Said:
    """A claim in one position: a count of nothing is read as the denial that it is."""

    name: str
    claim: Claim
    position: Position
    when: Interval | None
    stance: Stance
    content: Proposition

    @property
    def sources(self) -> tuple[str, ...]:
        """Who speaks, together one voice."""
        return self.claim.sources

    @property
    def about_words(self) -> bool:
        """Whether it is about an utterance."""
        return self.content.said_by is not None

    @property
    def up_to(self) -> bool:
        """Whether it asserts no existence: it counts from nothing up."""
        count = self.content.count
        asserted = self.claim.stance in (Stance.ASSERTS, Stance.ASSESSES) and not self.about_words
        return asserted and count is not None and count.low == 0

    @property
    def possible(self) -> bool:
        """Whether its source commits to nothing."""
        held = self.claim.stance in (Stance.ASSERTS, Stance.DENIES)
        return held and self.claim.certainty is Certainty.POSSIBLE


@dataclass(frozen=True)
class Finding:
    """What a rule says of two positions, or of more, under one view, and of which pairs of their claims."""

    rule: str
    relation: RelationType
    positions: tuple[Position, ...]
    slots: Vector
    conflict: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    implied: Proposition | None = None
    common: Proposition | None = None
    pairs: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    @cached_property
    def key(self) -> tuple[object, ...]:
        """Identify the finding across pairs and views."""
        return (
            self.rule,
            self.relation,
            tuple(position.id for position in self.positions),
            tuple((slot, self.slots[slot]) for slot in SLOTS if slot in self.slots),
            self.conflict,
            self.unknown,
            None if self.implied is None else self.implied.id,
        )


def numbers(count: Count) -> tuple[float, float]:
    """Return a count's lowest and highest number; an open end is infinite."""
    return float(count.low), float("inf") if count.high is None else float(count.high)


def compare_ranges(a: tuple[float, float], b: tuple[float, float]) -> Comparison:
    """Compare two closed intervals of numbers."""
    if a == b:
        return EQUAL
    if b[0] <= a[0] and a[1] <= b[1]:
        return NARROWER
    if a[0] <= b[0] and b[1] <= a[1]:
        return BROADER
    return DISJOINT if a[1] < b[0] or b[1] < a[0] else OVERLAPS


def reach(span: Interval, filled: Interval) -> Interval:
    """Return what an utterance bounds beside a time that is given: beside days, the day that it was on."""
    ends = [end for end in (filled.start, filled.end) if end is not None]
    if all(is_clock(end) for end in ends):
        return span
    return Interval(*(end if end is None else day_of(end) for end in (span.start, span.end)))


def as_told(box: Box) -> Interval | None:
    """Return when a box is by the time of which it is told: nothing is said of what comes after."""
    time, last = box.content.time, None if box.span is None else box.span.end
    if time is None or last is None or not box.told:
        return time
    begun = time.start is None or day_of(time.start) <= day_of(last)
    beyond = time.end is None or day_of(time.end) > day_of(last)
    return Interval(time.start, day_of(last)) if begun and beyond else time


def missing_time(box: Box, filled: Interval, told: Interval | None) -> Comparison:
    """Compare the time that a box leaves out with one that another gives, and with what is told of this."""
    span = None if box.span is None else reach(box.span, filled)
    if box.universal:
        if span is None or is_within(filled, span):
            return BROADER
        if told is not None and told != filled and is_within(told, Interval(span.start, last_day(span))):
            return BROADER
        return DISJOINT if is_before(span, filled) else OVERLAPS
    if span is None:
        return UNKNOWN
    if is_within(span, filled):
        return NARROWER
    apart = is_before(span, filled) or is_before(filled, span)
    return DISJOINT if apart else UNKNOWN


def last_day(span: Interval) -> date | None:
    """Return the day on which an interval ends."""
    return None if span.end is None else day_of(span.end)


def no_times(a: Box, b: Box) -> Comparison | None:
    """Compare the times that two boxes both leave out; one event is at one time."""
    if a.span and b.span and (is_before(a.span, b.span) or is_before(b.span, a.span)):
        return DISJOINT
    if not a.universal and not b.universal:
        return None
    if a.content.event is not None and a.content.event == b.content.event:
        return None
    if a.universal and b.universal:
        if a.span is None or b.span is None:
            # Only a denial of which it is known when it was said reaches no further than its utterance.
            return None if _ends(a) == _ends(b) else BROADER if _ends(b) else NARROWER
        compared = compare_times(reach(a.span, b.span), reach(b.span, a.span))
        return None if compared is EQUAL else compared
    something, nothing = (b, a) if a.universal else (a, b)
    if not _ends(nothing):
        return None
    if something.span is None:
        return UNKNOWN
    assert nothing.span is not None
    # Beside a day, a clock time is the day that it is on.
    bound = reach(nothing.span, something.span)
    return None if ends_by(something.span.end, bound.end) else UNKNOWN


def _ends(box: Box) -> bool:
    """Whether a box reaches to some time and no further."""
    return box.span is not None and box.span.end is not None


def reading(vector: Vector, *comparisons: Comparison) -> tuple[str, ...]:
    """Return the slots that read one of the given comparisons, in the order in which they are shown."""
    return tuple(slot for slot in SLOTS if vector.get(slot) in comparisons)


def lies_inside(vector: Vector) -> bool:
    """Whether the first box lies inside the second."""
    return all(comparison in (EQUAL, NARROWER) for comparison in vector.values())


def contains(vector: Vector) -> bool:
    """Whether the second box lies inside the first."""
    return all(comparison in (EQUAL, BROADER) for comparison in vector.values())


def restricted(vector: Vector, *slots: str) -> Vector:
    """Return the vector of some slots alone."""
    return {slot: vector[slot] for slot in SLOTS if slot in vector and slot in slots}


def turned(vector: Vector) -> Vector:
    """Return the vector read from the second proposition to the first."""
    return {slot: comparison.converse for slot, comparison in vector.items()}


def scope_of(vector: Vector) -> Vector:
    """Return the vector of what is counted, without how many there are."""
    return {slot: vector[slot] for slot in vector if slot != "count"}


def is_later(a: Interval | None, b: Interval | None) -> bool:
    """Whether one time is certainly after another."""
    return a is not None and b is not None and is_before(b, a)


def is_not_later(a: Interval | None, b: Interval | None) -> bool:
    """Whether one time is certainly not after another: before it, or at the same instant at the latest."""
    if a is None or b is None:
        return False
    instants = is_clock(a.end) and is_clock(b.start)
    return is_before(a, b) or (instants and a.end is not None and b.start is not None and a.end <= b.start)


def at_one_time(a: Interval | None, b: Interval | None) -> bool:
    """Whether two times are one instant."""
    return is_not_later(a, b) and is_not_later(b, a)

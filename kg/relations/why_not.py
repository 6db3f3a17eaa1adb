"""Why a rule relates two claims, or why it does not: each rule again, in Python, condition by condition.

The rules themselves are conditions in SQL, which say of a pair that it meets them, and of no other why not.
Here the conditions are taken one by one for two claims alone. What is compared, and with what, comes from the
tables of the engine (:func:`kg.relations.tables.build_tables`), how values compare from the background.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.background import Background
from kg.model import (
    SEVERAL,
    SLOTS,
    Bundle,
    Certainty,
    Comparison,
    Interval,
    Knowledge,
    Proposition,
    RelationType,
    Several,
    Stance,
    Value,
    View,
    Voice,
    day_of,
    is_clock,
)
from kg.relations.common import common_box, is_event_alone
from kg.relations.tables import CHANGES, FUNCTIONAL, LAX, NOMINAL, UNIVERSAL, Box, build_tables
from kg.relations.voices import Voices

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN
NESTED = (EQUAL, NARROWER, BROADER)
_GATE = ("target", "place", "time", "event")
#: Slots that a count's upper bound leaves open for any value where it does not give one.
_ANY = ("agent", "target", "instrument")


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


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What one rule makes of two claims: ``relation`` is ``None`` where it does not apply.

    ``first`` and ``second`` are the claims in the order in which it reads them, ``slots`` its vector;
    ``implied`` is compared in place of the first one's own proposition. ``obstacles`` say what keeps it from
    applying, or from being more than ``relation``.
    """

    rule: str
    first: str
    second: str
    relation: RelationType | None
    slots: Mapping[str, Comparison]
    conflict: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    implied: Proposition | None = None


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Two claims beside each other: their slot vector, and what each rule makes of them, the nearest first.

    ``one_position`` says that they take one position, which nothing relates to itself.
    """

    first: str
    second: str
    slots: Mapping[str, Comparison]
    checks: tuple[RuleCheck, ...]
    one_position: bool = False


def check_rules(
    knowledge: Knowledge,
    first: str,
    second: str,
    *,
    view: View = frozenset(),
    background: Background | None = None,
) -> WhyNot:
    """Return what every rule makes of two claims, ``bundle/claim`` identifiers, for who holds ``view``."""
    background = background or Background(knowledge.register, knowledge.locations)
    return Checker(knowledge, background).check(first, second, view)


class Checker:
    """Takes the conditions of the rules one by one for two claims of one body of knowledge."""

    def __init__(self, knowledge: Knowledge, background: Background):
        self.knowledge, self.background = knowledge, background
        self.voices = Voices(knowledge, background)
        self._positions = {name: p for p in knowledge.positions for name in p.claims}

    def check(self, first: str, second: str, view: View = frozenset()) -> WhyNot:
        """Return what every rule makes of two claims."""
        one, other = self._boxes(first, second)
        ones = [box for box in one if box.role == "content"] or one
        others = [box for box in other if box.role == "content"] or other
        shown = self.pair(ones[0], others[0], view)
        same = self._positions.get(first) == self._positions.get(second) is not None
        best: dict[str, RuleCheck] = {}
        for found in self.checks(first, second, view):
            known = best.get(found.rule)
            if known is None or _rank(found) < _rank(known):
                best[found.rule] = found
        return WhyNot(first, second, shown.slots, tuple(sorted(best.values(), key=_rank)), same)

    def checks(self, first: str, second: str, view: View = frozenset()) -> list[RuleCheck]:
        """Return what every rule makes of two claims in either order, each box by itself."""
        if self._positions.get(first) == self._positions.get(second):
            return []
        one, other = self._boxes(first, second)
        claims = self.knowledge.claims
        asking = [name for name in (first, second) if claims[name].stance is Stance.ASKS]
        return _settled(self._checks(one, other, first, second, view), asking)

    def _boxes(self, first: str, second: str) -> tuple[list[Box], list[Box]]:
        """Return the boxes of two claims; who may be denied to have said so hangs on all claims together."""
        boxes = build_tables(_only(self.knowledge, (first, second)), self.background).boxes
        own = [box for box in boxes if box.role != "attributed"]
        one, other = ([box for box in own if name in box.claims] for name in (first, second))
        return one + self._attributed.get(first, []), other + self._attributed.get(second, [])

    @cached_property
    def _attributed(self) -> Mapping[str, list[Box]]:
        """What claims give as their sources' words, where somebody denies to have said something."""
        denials = (p for p in self.knowledge.positions if p.stance is Stance.DENIES)
        found: dict[str, list[Box]] = {}
        if any(position.proposition.said_by is not None for position in denials):
            for box in build_tables(self.knowledge, self.background).boxes:
                for name in box.claims if box.role == "attributed" else ():
                    found.setdefault(name, []).append(box._replace(claims=(name,)))
        return found

    def _checks(
        self, one: list[Box], other: list[Box], first: str, second: str, view: View
    ) -> Iterator[RuleCheck]:
        for ones, others, x, y in ((one, other, first, second), (other, one, second, first)):
            for a in ones:
                for b in others:
                    if b.role == "content":
                        yield from self.rules(self.pair(a, b, view), x, y)
            yield self._corrects(x, y)

    def pair(self, a: Box, b: Box, view: View) -> Pairing:
        """Return two boxes beside each other."""
        return Pairing(a, b, view, self.background, self.knowledge.claims[a.claims[0]].stance)

    def rules(self, pair: Pairing, x: str, y: str) -> Iterator[RuleCheck]:
        """Yield what each rule over pairs makes of two boxes in this order."""
        for rule, judge in _RULES.items():
            if pair.a.role != _ROLES.get(rule, "content"):
                continue
            found = judge(pair)
            relation, conflict, obstacles = found.relation, found.conflict, list(found.obstacles)
            if relation is not None:
                relation, conflict, more = self._voiced(pair, rule, relation, conflict, x, y, found.common)
                obstacles += more
            read = {s: c for s, c in pair.slots.items() if found.reads is None or s in found.reads}
            first, second = x, y
            denied = relation is RelationType.REFINES and pair.a.stance is pair.b.stance is Stance.DENIES
            if found.swapped is not (denied and rule == "corroboration"):
                first, second, read = y, x, {slot: c.converse for slot, c in read.items()}
            implied = None if pair.a.role == "content" else pair.a.proposition
            yield RuleCheck(rule, first, second, relation, read, conflict, tuple(obstacles), implied)

    def _corrects(self, later: str, earlier: str) -> RuleCheck:
        names = (later, earlier)
        if names in self.voices.corrections:
            return RuleCheck("corrects", later, earlier, RelationType.SUPERSEDES, {})
        return RuleCheck("corrects", later, earlier, None, {}, (), (Obstacle("corrects"),))

    def _voiced(
        self,
        pair: Pairing,
        rule: str,
        relation: RelationType,
        conflict: tuple[str, ...],
        x: str,
        y: str,
        common: bool,
    ) -> tuple[RelationType | None, tuple[str, ...], list[Obstacle]]:
        """Return what a finding is between the voices of two claims, as the engine judges it."""
        left = [n for n in (x, y) if n in self.voices.left and (n == y or pair.a.role != "attributed")]
        if left:
            return None, conflict, [Obstacle("left", claim=name) for name in left]
        first, second = self._voice(x, pair.a), self._voice(y, pair.b)
        shared = not set(first.sources).isdisjoint(second.sources)
        met = self.voices.pair(first, second).modifiers
        if relation is RelationType.CORROBORATES and (shared or "affiliated" in met):
            if common:
                return None, conflict, [Obstacle("one-voice")]
            return RelationType.REFINES, conflict, [Obstacle("one-voice")]
        if relation is RelationType.UPDATES and first.sources == second.sources:
            return None, conflict, [Obstacle("own-count")]
        if relation is RelationType.UPDATES and "adversarial" in met and pair.grows:
            return RelationType.TENSION, ("as_of",), []
        if relation in (RelationType.CONTRADICTS, RelationType.TENSION):
            heard = (first, second) if pair.a.role == "content" else (second,)
            sure = [self.voices.certainty(voice) for voice in heard]
            if sure == [Certainty.POSSIBLE] * 2:
                return None, conflict, [Obstacle("possible")]
            if Certainty.POSSIBLE in sure and relation is RelationType.CONTRADICTS:
                return RelationType.TENSION, conflict, [Obstacle("possible")]
        return relation, conflict, []

    def _voice(self, name: str, box: Box) -> Voice:
        """Return a claim's voice with all claims in which it takes the position, and has not left it."""
        sources, claims = self.knowledge.claims[name].sources, self.knowledge.claims
        position = self._positions[name]
        taking = [n for n in position.claims if claims[n].sources == sources and n not in self.voices.left]
        return Voice(sources, tuple(taking) or (name,))


def _only(knowledge: Knowledge, names: Iterable[str]) -> Knowledge:
    """Return a body of knowledge with no claims but these."""
    wanted: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        wanted.setdefault(name.rpartition("/")[0], []).append(name)
    bundles = tuple(
        Bundle(knowledge.articles[article], tuple(knowledge.claims[name] for name in some))
        for article, some in wanted.items()
    )
    return Knowledge(knowledge.register, bundles, knowledge.locations)


def _settled(checks: Iterable[RuleCheck], asking: Iterable[str] = ()) -> list[RuleCheck]:
    """Return what rules make of two claims without what something stronger stands in the place of.

    Of a question, ``asking``, each thing that it presupposes is a position of its own.
    """
    checks, asking = list(checks), set(asking)

    def place(check: RuleCheck) -> tuple[object, ...]:
        own = check.implied if check.first in asking else None
        return check.rule, check.first, check.second, own

    against = {place(c) for c in checks if c.relation is RelationType.CONTRADICTS}
    counts = (RelationType.CONTRADICTS, RelationType.UPDATES, RelationType.TENSION)
    counted = any(c.rule == "quantity" and c.relation in counts for c in checks)
    found = []
    for check in checks:
        weaker = check.relation is RelationType.TENSION and place(check) in against
        part = check.rule == "corroboration" and check.relation is RelationType.CORROBORATES and counted
        if weaker or (part and check.obstacles):
            check = replace(check, relation=None, obstacles=(*check.obstacles, Obstacle("stronger")))
        found.append(check)
    return found


#: Obstacles that no fact would take out of the way: the rule is about something else.
_ELSEWHERE = frozenset(
    ("counted", "state", "event-not-state", "only", "no-count", "utterance", "corrects", "same-kind", "idle")
)


def _rank(check: RuleCheck) -> tuple[bool, int, bool, int, str]:
    """What applies stands first, then what least is in the way of, and at last what is about other things."""
    reasons = {obstacle.reason for obstacle in check.obstacles}
    types = list(RelationType)
    type = types.index(check.relation) if check.relation is not None else len(types)
    elsewhere = check.relation is None and not reasons.isdisjoint(_ELSEWHERE)
    return "stances" in reasons, type, elsewhere, len(check.obstacles), check.rule


# --- the vector ---------------------------------------------------------------------------------------


class Pairing:
    """Two boxes beside each other, for who holds some standpoints: the slot vector, and what rules ask."""

    def __init__(self, a: Box, b: Box, view: View, background: Background, stance: Stance):
        self.a, self.b, self.view, self.background = a, b, view, background
        self.p, self.q = a.proposition, b.proposition
        #: The stance that the first claim takes, of which it may be compared as the opposite.
        self.stance = stance
        self.all = tuple(box.role == "content" and box.stance in UNIVERSAL for box in (a, b))
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
        # Of one of several it is open whether what is denied is meant.
        if slot in SEVERAL and found is BROADER and _is_either(one) and self.all[1]:
            return UNKNOWN
        return UNKNOWN if slot in SEVERAL and found is NARROWER and _is_either(two) and self.all[0] else found

    def settled(self, slot: str) -> tuple[View, ...]:
        """Return the standpoints under which a slot would compare in another way."""
        one, two = (self.value(index, slot) for index in (0, 1)) if slot in NOMINAL else (None, None)
        if one is None or two is None or one == two:
            return ()
        return self.background.reading(slot, one, two).settling

    def _time(self) -> Comparison | None:
        if self.background.is_timeless(self.p.kind) or self.background.is_timeless(self.q.kind):
            return None
        one, two = self.p.time or self.a.within, self.q.time or self.b.within
        timed = self.p.time is not None, self.q.time is not None
        if all(timed):
            if one.precedes(two) or two.precedes(one):
                return DISJOINT
            return _nesting(two.includes(one), one.includes(two))
        if not any(timed) and self.p.event is not None and self.p.event == self.q.event:
            return None
        # What is said of a day covers that day.
        one, two = _days(one), _days(two)
        inside, around = two.includes(one), one.includes(two)
        if one.precedes(two) or two.precedes(one):
            return DISJOINT
        if timed[0]:
            if self.all[1]:
                return NARROWER if inside else OVERLAPS
            return BROADER if around else UNKNOWN
        if timed[1]:
            if self.all[0]:
                return BROADER if around else OVERLAPS
            return NARROWER if inside else UNKNOWN
        if all(self.all):
            return None if inside and around else NARROWER if inside else BROADER
        if self.all[1]:
            return None if inside else UNKNOWN
        return (None if around else UNKNOWN) if self.all[0] else None

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

    def of_event(self, p: Proposition) -> bool:
        """Whether a kind lies inside that of the event which is named with it."""
        entry = self.background.register.entries.get(p.event or "")
        declared = None if entry is None or entry.frame is None else entry.frame.kind
        return declared is None or self.background.inside("kind", p.kind, declared)

    @property
    def idle(self) -> bool:
        """Whether one of the two counts from nothing up, and says of nothing that it is."""
        said = (
            box.proposition.count
            for box, denied in zip((self.a, self.b), self.all, strict=True)
            if not denied
        )
        return any(count is not None and count.low == 0 for count in said)

    @property
    def nobody(self) -> bool:
        """Whether the first is a count of nobody, which is compared as a denial."""
        return self.a.stance is not self.stance

    @property
    def grows(self) -> bool:
        """Whether what the two count only grows as it becomes known."""
        counts = (count for count in (self.p.count, self.q.count) if count is not None)
        return not any(_change(self, count.measure) == CHANGES["varies"] for count in counts)

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
        found += [self.obstacle("apart", slot) for slot in _GATE if self.slots.get(slot) is DISJOINT]
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


def _is_either(value: Value) -> bool:
    return isinstance(value, Several) and value.any_of


def _nesting(inside: bool, around: bool) -> Comparison:
    if inside:
        return EQUAL if around else NARROWER
    return BROADER if around else OVERLAPS


# --- rule by rule -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rule makes of two boxes; ``reads`` are the slots it looks at, ``None`` for all."""

    relation: RelationType | None = None
    obstacles: tuple[Obstacle, ...] = ()
    conflict: tuple[str, ...] = ()
    swapped: bool = False
    reads: tuple[str, ...] | None = None
    common: bool = False


def _no(*obstacles: Obstacle) -> Judged:
    return Judged(obstacles=obstacles)


_STANCES = Obstacle("stances")
_ASSERTS, _DENIES = (Stance.ASSERTS,), (Stance.DENIES,)


def _meeting(v: Pairing) -> Judged:
    """Judge what is, against a denial that it is."""
    if (v.p.said_by is None) != (v.q.said_by is None):
        return _no(Obstacle("utterance"))
    found = v.gate()
    found += [v.obstacle("apart", s) for s in v.of(DISJOINT) if s not in ("kind", *_GATE)]
    beyond, unknown = v.of(BROADER, OVERLAPS), v.of(UNKNOWN)
    open_slots = [v.obstacle("outside", slot) for slot in beyond] + [v.obstacle("open", s) for s in unknown]
    if v.idle:
        found.append(Obstacle("idle"))
    left_out = v.left_out() if v.counted[0] else []
    alone = not v.counted[0] and v.counted[1] and not set(unknown) - {"count", *LAX}
    if unknown and alone:
        found.append(v.obstacle("no-number", "count"))
    if found or (beyond and unknown) or left_out:
        silent = [v.obstacle("left-out", slot) for slot in left_out]
        rest = [o for o in open_slots if o.slot not in left_out]
        return _no(*found, *silent, *rest)
    if beyond or unknown:
        return Judged(RelationType.TENSION, tuple(open_slots), tuple(beyond))
    return Judged(RelationType.CONTRADICTS)


def _denial(v: Pairing) -> Judged:
    return _meeting(v) if v.stances((_ASSERTS, _DENIES)) else _no(_STANCES)


def _presupposition(v: Pairing) -> Judged:
    return _meeting(v) if v.b.stance is Stance.DENIES else _no(_STANCES)


def _attribution(v: Pairing) -> Judged:
    if v.b.stance is not Stance.DENIES:
        return _no(_STANCES)
    if v.q.said_by is None:
        return _no(Obstacle("utterance"))
    found = [*v.gate(), *(v.obstacle("apart", s) for s in v.of(DISJOINT) if s not in ("kind", *_GATE))]
    beyond, unknown = v.of(BROADER, OVERLAPS), v.of(UNKNOWN)
    open_slots = [v.obstacle("outside", s) for s in beyond] + [v.obstacle("open", s) for s in unknown]
    meets = (*NESTED, OVERLAPS)
    target = None not in (v.p.target, v.q.target) and v.slots.get("target") in meets
    event = None not in (v.p.event, v.q.event) and v.slots.get("event") in meets
    near = v.slots.get("count", EQUAL) in meets and (target or event)
    if found or (beyond and unknown) or (open_slots and not near):
        return _no(*found, *open_slots)
    kind = RelationType.TENSION if open_slots else RelationType.CONTRADICTS
    return Judged(kind, tuple(open_slots), tuple(beyond))


def _both_assert(v: Pairing) -> Judged | None:
    """Return why two are no assertions about the world, ``None`` where they are."""
    if not v.stances((_ASSERTS, _ASSERTS)):
        return _no(_STANCES)
    return _no(Obstacle("utterance")) if v.utterance or v.q.said_by is not None else None


def _exclusive_state(v: Pairing) -> Judged:
    refused = _both_assert(v)
    if refused is not None:
        return refused
    if not (v.background.is_state(v.p.kind) and v.background.is_state(v.q.kind)):
        return _no(Obstacle("event-not-state"))
    functional = [slot for slot in FUNCTIONAL if slot in v.background.functional(v.p.kind)]
    if not functional:
        return _no(Obstacle("not-functional", "value"))
    found = [] if v.slots["kind"] is EQUAL else [v.obstacle("kind", "kind")]
    if v.slots.get("target") is not EQUAL:
        found.append(v.obstacle("not-same", "target"))
    found += [o for o in v.gate() if o.slot not in ("kind", "target")]
    if v.slots.get("time") is UNKNOWN:
        found.append(v.obstacle("open", "time"))
    compared = {slot: v.slots.get(slot) for slot in functional}
    disjoint = tuple(slot for slot in functional if compared[slot] is DISJOINT)
    if found:
        return _no(*found)
    base = ("kind", "target", "place", "time")
    if disjoint:
        return Judged(RelationType.CONTRADICTS, (), disjoint, reads=(*base, *disjoint))
    loose = tuple(v.obstacle("open", s) for s in functional if compared[s] in (UNKNOWN, OVERLAPS))
    inner, outer = (any(c is way for c in compared.values()) for way in (NARROWER, BROADER))
    nested = tuple(v.obstacle("nested", s) for s in functional if compared[s] in (NARROWER, BROADER))
    if loose or inner == outer:
        same = tuple(v.obstacle("same-value", s) for s in functional if compared[s] in (EQUAL, None))
        return _no(*(loose or nested or same))
    return Judged(RelationType.REFINES, nested, (), outer, (*base, *functional))


def _event_gate(v: Pairing, *, counts: bool = False) -> list[Obstacle]:
    """Return what keeps two from being told of one event."""
    found = [Obstacle("state")] if v.is_state else []
    if not v.one_event:
        found.append(v.obstacle("event", "event"))
    elif not v.kinds_meet:
        found.append(v.obstacle("kind", "kind"))
    elif not (v.of_event(v.p) and v.of_event(v.q)):
        found.append(Obstacle("not-of-event", "kind"))
    if counts and any(v.counted):
        found.append(Obstacle("counted"))
    return found


def _responsibility(v: Pairing) -> Judged:
    refused = _both_assert(v)
    if refused is not None:
        return refused
    if v.p.agent is None or v.q.agent is None:
        return _no(v.obstacle("open", "agent"))
    if v.is_state:
        return _no(Obstacle("state"))
    agent, one = v.slots["agent"], v.functional("agent")
    reads = ("kind", "agent", "event")
    if v.one_event:
        if not v.kinds_meet:
            return _no(v.obstacle("kind", "kind"))
        if agent in (NARROWER, BROADER):
            nested = (v.obstacle("nested", "agent"),)
            return Judged(RelationType.REFINES, nested, (), agent is BROADER, reads)
        if agent is UNKNOWN:
            return Judged(RelationType.TENSION, (v.obstacle("open", "agent"),), reads=reads)
        if agent is not DISJOINT:
            return _no(v.obstacle("overlapping" if agent is OVERLAPS else "same-value", "agent"))
        if one:
            return Judged(RelationType.CONTRADICTS, (), ("agent",), reads=reads)
        several = Obstacle("not-functional", "agent")
        if any(v.counted):
            return _no(several, Obstacle("counted"))
        return Judged(RelationType.TENSION, (several,), ("agent",), reads=reads)
    found = v.gate()
    if v.slots.get("event", UNKNOWN) is not UNKNOWN:
        found.append(v.obstacle("event", "event"))
    if agent not in (DISJOINT, UNKNOWN):
        found.append(v.obstacle("same-value" if agent is EQUAL else "nested", "agent"))
    if v.slots.get("target") not in NESTED and v.slots.get("place") not in NESTED:
        found.append(v.obstacle("nowhere", "target"))
    if v.slots.get("time") is UNKNOWN:
        found.append(v.obstacle("open", "time"))
    if found:
        return _no(*dict.fromkeys(found))
    conflict = [s for s in ("agent",) if v.slots.get(s) is DISJOINT]
    differing = {"target": (), "instrument": (DISJOINT,), "place": ()}
    conflict += [s for s, more in differing.items() if v.slots.get(s) in (NARROWER, BROADER, *more)]
    keeps = [Obstacle("unnamed-event", "event")]
    keeps += [] if one else [Obstacle("not-functional", "agent")]
    keeps += [v.obstacle("open", "agent")] if agent is UNKNOWN else []
    return Judged(RelationType.TENSION, tuple(keeps), tuple(conflict))


def _event_slot(slot: str) -> Callable[[Pairing], Judged]:
    def judge(v: Pairing) -> Judged:
        refused = _both_assert(v)
        if refused is not None:
            return refused
        found = _event_gate(v, counts=True)
        if found:
            return _no(*found)
        state, reads = v.slots.get(slot), ("kind", slot, "event")
        given = None not in (v.p.slot(slot), v.q.slot(slot))
        if state in (NARROWER, BROADER):
            return Judged(RelationType.REFINES, (v.obstacle("nested", slot),), (), state is BROADER, reads)
        if state is DISJOINT:
            if slot in ("time", "place") or v.functional(slot):
                return Judged(RelationType.CONTRADICTS, (), (slot,), reads=reads)
            return Judged(RelationType.TENSION, (Obstacle("not-functional", slot),), (slot,), reads=reads)
        if state is UNKNOWN and slot != "time" and given:
            return Judged(RelationType.TENSION, (v.obstacle("open", slot),), reads=reads)
        reason = "overlapping" if state is OVERLAPS else "open" if state is UNKNOWN else "same-value"
        return _no(v.obstacle(reason if state is not None else "unsaid", slot))

    return judge


def _nature(v: Pairing) -> Judged:
    refused = _both_assert(v)
    if refused is not None:
        return refused
    found = [] if v.one_event else [v.obstacle("event", "event")]
    if not v.distinct or v.slots["kind"] is not DISJOINT:
        reason = "not-distinct" if v.slots["kind"] in (DISJOINT, UNKNOWN, OVERLAPS) else "same-kind"
        found.append(v.obstacle(reason, "kind"))
    if found:
        return _no(*found)
    return Judged(RelationType.CONTRADICTS, (), ("kind",), reads=("kind", "event"))


def _exclusivity(v: Pairing) -> Judged:
    refused = _both_assert(v)
    if refused is not None:
        return refused
    best: list[Obstacle] | None = None
    for p, way, swapped in ((v.p, BROADER, False), (v.q, NARROWER, True)):
        for slot in p.only:
            found = [] if v.slots.get(slot) is DISJOINT else [v.obstacle("not-apart", slot)]
            rest = [(s, c) for s, c in v.slots.items() if s != slot and c not in (EQUAL, way)]
            found += [v.obstacle("outside" if c is not UNKNOWN else "open", s) for s, c in rest]
            found += [Obstacle("idle")] if v.idle else []
            if not found:
                return Judged(RelationType.CONTRADICTS, (), (slot,), swapped)
            best = found if best is None or len(found) < len(best) else best
    return _no(*(best or [Obstacle("only")]))


def _quantity(v: Pairing) -> Judged:
    refused = _both_assert(v)
    if refused is not None:
        return refused
    if not v.both_counted:
        return _no(Obstacle("no-count", "count"))
    found = v.gate()
    if v.slots["measure"] not in NESTED:
        found.append(v.obstacle("measure", "measure"))
    if found:
        return _no(*found)
    both = [_bounded(v, lower) for lower in (0, 1)]
    judged = [_counts(v, lower, scope) for lower, scope in enumerate(both)]
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


def _counts(v: Pairing, lower: int, scope: Mapping[str, Comparison]) -> Judged:
    """Judge two counts with the lower bound of one side against the upper of the other."""
    counts = v.p.count, v.q.count
    low, high = counts[lower], counts[1 - lower]
    assert low is not None and high is not None
    way = NARROWER if lower == 0 else BROADER
    change = max(_change(v, low.measure), _change(v, high.measure))
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
        return _no(Obstacle(reason, "count", v.slots["count"]))
    outside = [s for s, c in scope.items() if c not in (EQUAL, way, UNKNOWN)]
    unknown = [s for s, c in scope.items() if c is UNKNOWN]
    strict = [s for s, c in scope.items() if c not in (EQUAL, UNKNOWN)]
    when = [box.as_of or Interval() for box in (v.a, v.b)]
    later = when[1 - lower].precedes(when[lower])
    earlier = when[lower].precedes(when[1 - lower])
    swapped = lower == 1 and not equal
    if change == 2:
        one_time = _not_later(*when) and _not_later(*reversed(when))
        settled, outside = (low.final and high.final) or one_time, strict
    else:
        settled = change == 0 or high.final or _not_later(when[lower], when[1 - lower])
    scopes = tuple(v.obstacle("scope", slot) for slot in outside)
    silent = tuple(v.obstacle("open", slot) for slot in unknown)
    if scopes or (unknown and not settled):
        return _no(*scopes, *silent)
    if settled:
        if unknown:
            return Judged(RelationType.TENSION, silent, (), swapped)
        return Judged(RelationType.CONTRADICTS, (), ("count",), swapped)
    if change == 1 and later:
        return Judged(RelationType.UPDATES, (Obstacle("later", "as_of"),), ("count",), lower == 1)
    if change == 2 and (later or earlier):
        return Judged(
            RelationType.UPDATES, (Obstacle("later", "as_of"),), ("count",), when[0].precedes(when[1])
        )
    return Judged(RelationType.TENSION, (Obstacle("when", "as_of"),), ("as_of",), swapped)


def _change(v: Pairing, measure: str) -> int:
    entry = v.background.register.entries.get(measure)
    return 0 if entry is None else CHANGES[entry.changes]


def _not_later(one: Interval, other: Interval) -> bool:
    """Return whether one time is surely not after another: before it, or one instant with it."""
    if one.precedes(other):
        return True
    if one.end is None or other.start is None:
        return False
    return is_clock(one.end) and is_clock(other.start) and one.end <= other.start


def _corroboration(v: Pairing) -> Judged:
    alike = v.a.stance is v.b.stance and v.a.stance in (Stance.ASSERTS, Stance.DENIES)
    if not alike:
        return _no(_STANCES)
    if (v.p.said_by is None) != (v.q.said_by is None):
        return _no(Obstacle("utterance"))
    found = v.gate()
    if v.idle:
        found.append(Obstacle("idle"))
    if found:
        return _no(*found)
    if v.inside or v.around:
        turned = v.inside and not v.around if v.a.stance is Stance.DENIES else v.around and not v.inside
        return Judged(RelationType.CORROBORATES, swapped=turned)
    rest = [s for s, c in v.slots.items() if c not in (EQUAL,)]
    keeps = [v.obstacle("open" if v.slots[s] is UNKNOWN else "outside", s) for s in rest]
    if v.a.stance is Stance.DENIES:
        return _no(*keeps)
    shared = [slot for slot in ("target", "place") if _in_common(v, slot)]
    if v.slots.get("said_by", EQUAL) not in NESTED or not shared:
        return _no(*keeps)
    common = common_box(v.placed(0), v.placed(1), v.slots, v.background)
    if common.target is common.place is None:
        return _no(*keeps)
    if is_event_alone(common, v.slots, v.background):
        return _no(*keeps, Obstacle("event-alone", "event"))
    return Judged(RelationType.CORROBORATES, tuple(keeps), tuple(v.of(DISJOINT)), common=True)


def _in_common(v: Pairing, slot: str) -> bool:
    state = v.slots.get(slot)
    if state in NESTED:
        return True
    one, two = v.value(0, slot), v.value(1, slot)
    if state not in (UNKNOWN, OVERLAPS) or one is None or two is None:
        return False
    return v.background.reading(slot, one, two).rest is not DISJOINT and (
        v.background.meet(slot, one, two) is not None
    )


def _opposed_aims(v: Pairing) -> Judged:
    if not v.stances(((Stance.DEMANDS, Stance.COMMITS), (Stance.REFUSES,))):
        return _no(_STANCES)
    return _nested_in(v, RelationType.OPPOSES, around=False)


def _nested_in(v: Pairing, relation: RelationType, *, around: bool) -> Judged:
    """Judge whether the first lies inside the second, or around it."""
    if v.utterance or v.q.said_by is not None:
        return _no(Obstacle("utterance"))
    found = v.gate()
    if v.idle and relation is not RelationType.OPPOSES:
        found.append(Obstacle("idle"))
    ways = (EQUAL, BROADER) if around else (EQUAL, NARROWER)
    gated = {obstacle.slot for obstacle in found}
    found += [
        v.obstacle("open" if c is UNKNOWN else "outside", s)
        for s, c in v.slots.items()
        if c not in ways and s not in gated
    ]
    return _no(*found) if found else Judged(relation)


_WORDS = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS)


def _word_and_deed(v: Pairing) -> Judged:
    if not v.stances(((Stance.ASSERTS, Stance.DENIES), _WORDS)):
        return _no(_STANCES)
    done, refused = v.a.stance is Stance.ASSERTS, v.b.stance is Stance.REFUSES
    kept = RelationType.BREACHES if done is refused else RelationType.FULFILS
    judged = _nested_in(v, kept, around=not done)
    forecast = v.b.stance is Stance.PREDICTS and v.counted[1]
    if forecast and not done and judged.relation is not None:
        judged = _no(Obstacle("no-count", "count"))
    if not forecast or not (done or v.nobody) or not v.both_counted or v.gate() or v.utterance:
        return judged
    a, b = v.p.count, v.q.count
    assert a is not None and b is not None
    change = max(_change(v, a.measure), _change(v, b.measure))
    above = b.high is not None and a.low > b.high
    if v.nobody:
        off = b.low > 0 and (change != 1 or a.final)
    elif change == 1:
        off = (a.final and a.high is not None and a.high < b.low) or above
    else:
        off = v.slots["count"] is DISJOINT
    when = [box.as_of or Interval() for box in (v.a, v.b)]
    if off and v.same_scope and when[1].precedes(when[0]):
        return Judged(RelationType.BREACHES, (), ("count",))
    return judged


def _assessment(v: Pairing) -> Judged:
    a, b = v.a.stance, v.b.stance
    if b not in (Stance.ASSESSES, Stance.DOUBTS):
        return _no(_STANCES)
    if a is Stance.ASSESSES and b is Stance.DOUBTS:
        return _nested_in(v, RelationType.TENSION, around=False)
    agrees = (a is Stance.DENIES) is (b is Stance.DOUBTS)
    relation = RelationType.SUPPORTS if agrees else RelationType.CHALLENGES
    promised = a in (Stance.COMMITS, Stance.THREATENS) and b is Stance.ASSESSES
    if a in (Stance.ASSERTS, Stance.DENIES) or promised:
        return _nested_in(v, relation, around=a is Stance.DENIES)
    return _no(_STANCES)


_RULES: Mapping[str, Callable[[Pairing], Judged]] = {
    "denial": _denial,
    "presupposition": _presupposition,
    "attribution": _attribution,
    "exclusive-state": _exclusive_state,
    "responsibility": _responsibility,
    "nature": _nature,
    "exclusivity": _exclusivity,
    **{f"event-{slot}": _event_slot(slot) for slot in ("time", "place", "target", "instrument")},
    "quantity": _quantity,
    "corroboration": _corroboration,
    "opposed-aims": _opposed_aims,
    "word-and-deed": _word_and_deed,
    "assessment": _assessment,
}
#: The role of the first box for rules that look at something else than what claims say themselves.
_ROLES = {"presupposition": "presupposed", "attribution": "attributed"}

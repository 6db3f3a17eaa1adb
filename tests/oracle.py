"""A second, literal reading of the contract: slow, indexless, and independent of the engine it checks.

Every pair of positions is looked at under *every* set of standpoints that can be held together (a *view*,
here always one without two standpoints that exclude each other). Under one view a value lies inside another
if a search over the register's bridges and those of the view finds a way; the slot vector follows from that,
and a rule is a function of the two stances and the vector. What appears under the views is then grouped.

Definitions used for the grouping, where a *finding* is (rule, relation, ordered positions, slot vector,
what is implied):

``holds_if``
    the minimal views under which the finding appears.
``unless``
    let U be the slots that read ``unknown`` in the finding's vector. The minimal views under which the
    vector of the same ordered pair reads something other than ``unknown`` in at least one slot of U.
    Empty where U is empty, and where no view settles any slot of U (a slot that somebody left out).

In a well-formed register (:func:`check_register`) a slot once settled by a view stays as it is in every
larger one, so that a finding appears under a view exactly where ``Relation.holds_for`` says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import combinations, product

from kg.model import (
    INSIDE,
    SLOTS,
    STATE,
    Bridge,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Repeat,
    Stance,
    View,
    sorted_views,
)

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN
NESTED = (EQUAL, NARROWER, BROADER)

#: The versions of the rules that were changed since their first.
VERSIONS = {"exclusive-state": "2", "corroboration": "2"}

#: Stances that speak of everything inside the box; all others speak of something inside it.
UNIVERSAL = (Stance.DENIES, Stance.REFUSES)
#: Stances by which a source says what its claim's proposition says.
SAYING = (Stance.ASSERTS, Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES)
#: Stances on what is to be done, which a condition may restrict.
AIMS = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)

#: Of so many parts-and-whole contradictions of one whole, the smallest ones, an account is given.
MOST_PARTS = 100

#: Slot by slot, how the first of two propositions stands to the second; slots that neither fills are absent.
Vector = Mapping[str, Comparison]

Way = tuple[Bridge, ...]
Key = tuple[str, str, tuple[str, ...], str, str]


@dataclass(frozen=True)
class Finding:
    """What one rule says of some positions in their order under one view."""

    rule: str
    relation: RelationType
    positions: tuple[Position, ...]
    slots: Vector
    conflict: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    common: Proposition | None = None
    implied: Proposition | None = None

    @property
    def first(self) -> Position:
        """The position from which the slots are read."""
        return self.positions[0]

    @property
    def second(self) -> Position:
        """The position to which the slots are read, where there are two."""
        return self.positions[1]

    @property
    def compared(self) -> Proposition:
        """What is compared with the second position's proposition."""
        return self.implied or self.first.proposition

    @cached_property
    def key(self) -> Key:
        """Identify the finding across views, in the order in which relations are given."""
        slots = json.dumps({slot: self.slots[slot].value for slot in SLOTS if slot in self.slots})
        implied = "" if self.implied is None else self.implied.id
        names = tuple(position.id for position in self.positions)
        return self.rule, self.relation.value, names, slots, implied


# Background ------------------------------------------------------------------------------------------------


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
    """What a register and its standpoints say of two values; remembers answers, decides nothing."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.views = find_views(register)
        self._bridges = register.bridges()
        self._edges: dict[tuple[View, str], list[Bridge]] = {}
        self._above: dict[tuple[View, str, str], frozenset[str]] = {}

    def bridges(self, view: View) -> list[Bridge]:
        """Return the bridges somebody with this view relies on: the register's and the view's own."""
        return [b for b in self._bridges if b.standpoint is None or b.standpoint in view]

    def edges(self, view: View, slot: str) -> list[Bridge]:
        """Return the bridges that order the values of a slot under a view."""
        key = (view, slot)
        if key not in self._edges:
            self._edges[key] = [b for b in self.bridges(view) if b.relation in INSIDE[slot]]
        return self._edges[key]

    def above(self, view: View, slot: str, value: str) -> frozenset[str]:
        """Return what a value lies inside under a view, itself left out unless it stands on a cycle."""
        key = (view, slot, value)
        if key not in self._above:
            edges = self.edges(view, slot)
            found: set[str] = set()
            waiting = [value]
            while waiting:
                step = waiting.pop()
                for bridge in edges:
                    if bridge.subject == step and bridge.object not in found:
                        found.add(bridge.object)
                        waiting.append(bridge.object)
            self._above[key] = frozenset(found)
        return self._above[key]

    def inside(self, view: View, slot: str, low: str, high: str) -> bool:
        """Whether one value is the other or lies inside it under a view."""
        return low == high or high in self.above(view, slot, low)

    def distinct(self, view: View, slot: str, x: str, y: str) -> bool:
        """Whether a view holds two values, or wholes they are parts of, distinct."""
        return any(
            (self.inside(view, slot, x, a) and self.inside(view, slot, y, b))
            or (self.inside(view, slot, x, b) and self.inside(view, slot, y, a))
            for a, b in self.distinctions(view)
        )

    def distinctions(self, view: View) -> list[tuple[str, str]]:
        """Return the pairs that a view holds distinct by a bridge of its own."""
        return [(b.subject, b.object) for b in self.bridges(view) if b.relation == "distinct_from"]

    def compare(self, view: View, slot: str, x: str, y: str) -> Comparison:
        """Compare two values of a slot under a view."""
        if x == y:
            return EQUAL
        if self.inside(view, slot, x, y):
            return NARROWER
        if self.inside(view, slot, y, x):
            return BROADER
        if self.distinct(view, slot, x, y):
            return DISJOINT
        if any(self.inside(v, slot, x, y) or self.inside(v, slot, y, x) for v in self.views):
            return UNKNOWN
        return DISJOINT

    def labels(self, slot: str, low: str, high: str) -> tuple[View, ...]:
        """Return the minimal views under which one value lies inside another."""
        return find_minimal(v for v in self.views if self.inside(v, slot, low, high))

    def ways(self, view: View, slot: str, value: str) -> Iterator[tuple[str, Way]]:
        """Yield every way up from a value with where it ends, the empty one included."""
        yield value, ()
        for bridge in self.edges(view, slot):
            if bridge.subject == value:
                for end, way in self.ways(view, slot, bridge.object):
                    yield end, (bridge, *way)

    def path(self, view: View, slot: str, low: str, high: str) -> Way:
        """Return the chosen way from a value up to another that it lies inside: on the fewest standpoints."""
        if low == high:
            return ()
        fewest = next(label for label in self.labels(slot, low, high) if label <= view)
        return min((way for end, way in self.ways(fewest, slot, low) if end == high), key=_rank)

    def parting(self, view: View, slot: str, x: str, y: str) -> Way:
        """Return the chosen ways up from two values to wholes held distinct, and the bridge that says so.

        Of all that the view offers, on the fewest standpoints.
        """
        view = next(v for v in sorted_views(self.views) if v <= view and self.distinct(v, slot, x, y))
        found = []
        for bridge in self.bridges(view):
            for a, b in ((bridge.subject, bridge.object), (bridge.object, bridge.subject)):
                below = bridge.relation == "distinct_from" and self.reaches(view, slot, x, a)
                if below and self.reaches(view, slot, y, b):
                    legs = (*self.path(view, slot, x, a), *self.path(view, slot, y, b))
                    found.append((*legs, bridge))
        return min(found, key=_rank)

    def reaches(self, view: View, slot: str, low: str, high: str) -> bool:
        """Whether a value is another or lies inside it."""
        return low == high or self.inside(view, slot, low, high)

    def grounds(self, view: View, slot: str, x: str, y: str) -> Way:
        """Return the bridges that the comparison of two values rests on under a view."""
        match self.compare(view, slot, x, y):
            case Comparison.NARROWER:
                return self.path(view, slot, x, y)
            case Comparison.BROADER:
                return self.path(view, slot, y, x)
            case Comparison.DISJOINT if self.distinct(view, slot, x, y):
                return self.parting(view, slot, x, y)
        return ()

    def least_common(self, slot: str, x: str, y: str) -> str | None:
        """Return the least value that two others lie inside by the register alone; of several, the first."""
        nobody: View = frozenset()
        common = self.above(nobody, slot, x) & self.above(nobody, slot, y)
        least = [
            value
            for value in common
            if not any(other != value and self.inside(nobody, slot, other, value) for other in common)
        ]
        return min(least, default=None)

    def belongs(self, low: str, high: str) -> bool:
        """Whether a source is another or part of it, by the register alone."""
        return self.inside(frozenset(), "agent", low, high)

    def opposed(self, x: str, y: str) -> bool:
        """Whether two sources, or wholes they are parts of, are opponents."""
        for pair in self.register.opponents:
            a, b = min(pair), max(pair)
            if (self.belongs(x, a) and self.belongs(y, b)) or (self.belongs(x, b) and self.belongs(y, a)):
                return True
        return False

    def is_state(self, kind: str) -> bool:
        """Whether a kind stands under ``state`` by the register alone."""
        return self.inside(frozenset(), "kind", kind, STATE)

    def functional(self, kind: str) -> frozenset[str]:
        """Return the slots with one value for a kind or, by the register alone, for one it lies inside."""
        kinds = {kind, *self.above(frozenset(), "kind", kind)}
        entries = (self.register.entries.get(name) for name in kinds)
        return frozenset(slot for entry in entries if entry is not None for slot in entry.functional)

    def timeless(self, kind: str) -> bool:
        """Whether a kind holds whenever it holds at all; its own flag, never inherited."""
        entry = self.register.entries.get(kind)
        return entry is not None and entry.timeless


def _rank(way: Way) -> tuple[int, list[tuple[str, str, str]]]:
    return len(way), [(b.object, b.relation, b.standpoint or "") for b in way]


def check_register(register: Register) -> list[str]:
    """Return why a register cannot be read: compatible standpoints that make a cycle or a distinct part."""
    background = Background(register)
    found = []
    for view in background.views:
        held = ", ".join(sorted(view)) or "the register"
        for slot in INSIDE:
            for x in sorted({bridge.subject for bridge in background.edges(view, slot)}):
                for y in sorted(background.above(view, slot, x)):
                    if x == y:
                        found.append(f"{held}: {x} lies inside itself ({slot})")
                    elif background.distinct(view, slot, x, y):
                        found.append(f"{held}: {x} is distinct from {y} and lies inside it ({slot})")
    return found


# Slot vectors -----------------------------------------------------------------------------------------------


def compare_ranges(a: tuple[float, float], b: tuple[float, float]) -> Comparison:
    """Compare two closed intervals of whole numbers; an open end is infinite."""
    if a == b:
        return EQUAL
    if b[0] <= a[0] and a[1] <= b[1]:
        return NARROWER
    if a[0] <= b[0] and b[1] <= a[1]:
        return BROADER
    if a[1] < b[0] or b[1] < a[0]:
        return DISJOINT
    return OVERLAPS


def days(time: Interval) -> tuple[float, float]:
    """Return an interval's first and last day as numbers; an open end is infinite."""
    start = float("-inf") if time.start is None else time.start.toordinal()
    return start, float("inf") if time.end is None else time.end.toordinal()


def numbers(count: Count) -> tuple[float, float]:
    """Return a count's lowest and highest number; an open end is infinite."""
    return count.low, float("inf") if count.high is None else count.high


def compare_propositions(
    background: Background,
    view: View,
    first: Proposition,
    second: Proposition,
    first_universal: bool,
    second_universal: bool,
) -> dict[str, Comparison] | None:
    """Return the slot vector of two propositions under a view.

    One that is *universal* speaks of everything inside its box, so that a slot left out means any value; of
    the others it means some value that was not said. What somebody said and what is so are not comparable:
    ``None``.
    """
    if (first.said_by is None) != (second.said_by is None):
        return None
    vector: dict[str, Comparison] = {}
    timeless = background.timeless(first.kind) or background.timeless(second.kind)
    for slot in SLOTS:
        a, b = first.slot(slot), second.slot(slot)
        if a is None and b is None:
            continue
        if slot == "time" and timeless:
            continue
        if a is None:
            vector[slot] = BROADER if first_universal else UNKNOWN
        elif b is None:
            vector[slot] = NARROWER if second_universal else UNKNOWN
        elif slot == "time":
            vector[slot] = compare_ranges(days(a), days(b))
        elif slot == "count":
            low_high, other = numbers(a), numbers(b)
            if NARROWER in (vector.get("measure"), vector.get("population")):
                low_high = (low_high[0], float("inf"))
            if BROADER in (vector.get("measure"), vector.get("population")):
                other = (other[0], float("inf"))
            vector[slot] = compare_ranges(low_high, other)
        elif slot == "event":
            vector[slot] = EQUAL if a == b else DISJOINT
        else:
            vector[slot] = background.compare(view, slot, a, b)
    return vector


def reading(vector: Vector, *comparisons: Comparison) -> tuple[str, ...]:
    """Return the slots that read one of the given comparisons, in the order in which they are shown."""
    return tuple(slot for slot in SLOTS if vector.get(slot) in comparisons)


def passes_gate(vector: Vector) -> bool:
    """Whether two propositions are comparable at all."""
    apart = any(vector.get(slot) is DISJOINT for slot in ("place", "time", "target"))
    return vector["kind"] in NESTED and not apart


def lies_inside(vector: Vector) -> bool:
    """Whether the first box lies inside the second."""
    return all(comparison in (EQUAL, NARROWER) for comparison in vector.values())


def contains(vector: Vector) -> bool:
    """Whether the second box lies inside the first."""
    return all(comparison in (EQUAL, BROADER) for comparison in vector.values())


def only(vector: Vector, *slots: str) -> Vector:
    """Return the vector of some slots alone."""
    return {slot: vector[slot] for slot in SLOTS if slot in vector and slot in slots}


def turned(vector: Vector) -> Vector:
    """Return the vector read from the second proposition to the first."""
    other = {NARROWER: BROADER, BROADER: NARROWER}
    return {slot: other.get(comparison, comparison) for slot, comparison in vector.items()}


# Rules: whether positions, in this order, are a finding -----------------------------------------------------


class Rules:
    """The rules over one body of knowledge under one view; each takes an ordered pair of positions."""

    def __init__(self, knowledge: Knowledge, background: Background, view: View) -> None:
        self.knowledge = knowledge
        self.background = background
        self.view = view
        # Positions come in the order of their identifiers.
        self.place = {position: place for place, position in enumerate(knowledge.positions)}
        self._vectors: dict[tuple[int, int, Proposition | None], Vector | None] = {}

    # What rules ask of claims

    def origin(self, claim: str) -> str:
        """Return the end of a claim's report chain."""
        return self.knowledge.claims[claim].source

    def is_later(self, claim: str, than: str) -> bool:
        """Whether a claim was certainly said after another one."""
        said, before = self.knowledge.said(claim), self.knowledge.said(than)
        return said is not None and before is not None and days(said)[0] > days(before)[1]

    def pairs(self, first: Position, second: Position) -> list[tuple[str, str]]:
        """Return every claim of the first position with every claim of the second."""
        return list(product(first.claims, second.claims))

    def sources(self, first: Position, second: Position) -> list[tuple[str, str]]:
        """Return the origins of :meth:`pairs`."""
        return [(self.origin(a), self.origin(b)) for a, b in self.pairs(first, second)]

    def corrections(self, first: Position, second: Position) -> list[bool]:
        """Return for every pair of claims whether the first's is a later word of the second's origin."""
        return [
            self.origin(a) == self.origin(b) and self.is_later(a, than=b)
            for a, b in self.pairs(first, second)
        ]

    def only_conditional(self, position: Position) -> bool:
        """Whether a position is an aim that nobody has but under a condition."""
        claims = [self.knowledge.claims[name] for name in position.claims]
        return position.stance in AIMS and all(claim.condition is not None for claim in claims)

    # What rules ask of pairs

    def precedes(self, first: Position, second: Position) -> bool:
        """Whether a pair without an order of its own stands in that of the positions' identifiers."""
        return self.place[first] < self.place[second]

    def vector(self, first: Position, second: Position, implied: Proposition | None = None) -> Vector | None:
        """Return the slot vector of a pair; what a position implies speaks of something inside its box."""
        # Every rule asks for it anew. The positions live as long as the body of knowledge they are of.
        key = (id(first), id(second), implied)
        if key not in self._vectors:
            self._vectors[key] = compare_propositions(
                self.background,
                self.view,
                implied or first.proposition,
                second.proposition,
                implied is None and first.stance in UNIVERSAL,
                second.stance in UNIVERSAL,
            )
        return self._vectors[key]

    def finding(
        self,
        rule: str,
        relation: RelationType,
        first: Position,
        second: Position,
        slots: Vector,
        conflict: tuple[str, ...] = (),
        unknown: tuple[str, ...] = (),
        common: Proposition | None = None,
        implied: Proposition | None = None,
    ) -> Finding:
        """Return a finding with the modifiers that belong to it."""
        modifiers = set()
        sources = self.sources(first, second)
        if rule != "attribution":
            if any(self.background.opposed(a, b) for a, b in sources):
                modifiers.add("adversarial")
            if relation is RelationType.CONTRADICTS and any(a == b for a, b in sources):
                modifiers.add("self-contradiction")
        if relation is RelationType.CORROBORATES and all(
            self.background.belongs(a, b) or self.background.belongs(b, a) for a, b in sources if a != b
        ):
            modifiers.add("affiliated")
        if common is not None:
            modifiers.add("in-part")
        if relation is RelationType.CONTRADICTS and ("count" in conflict or implied is not None):
            counts = ((implied or first.proposition).count, second.proposition.count)
            if any(count is not None and count.soft for count in counts):
                modifiers.add("soft")
        if rule in ("opposed-aims", "word-and-deed") and any(map(self.only_conditional, (first, second))):
            modifiers.add("conditional")
        return Finding(
            rule,
            relation,
            (first, second),
            slots,
            conflict,
            unknown,
            frozenset(modifiers),
            common,
            implied,
        )

    # Something against nothing

    def denial(self, first: Position, second: Position) -> Iterator[Finding]:
        """The first asserts what the second denies."""
        if (first.stance, second.stance) != (Stance.ASSERTS, Stance.DENIES):
            return
        vector = self.vector(first, second)
        found = vector and meet_denial(vector)
        if not vector or not found:
            return
        relation, conflict, unknown = found
        taken_back, repeated = self.corrections(second, first), self.corrections(first, second)
        if relation is RelationType.CONTRADICTS:
            if any(repeated):
                yield self.finding("denial", RelationType.SUPERSEDES, first, second, vector)
            if any(taken_back):
                yield self.finding("denial", RelationType.SUPERSEDES, second, first, turned(vector))
            if _all_either(taken_back, repeated):
                return
        yield self.finding("denial", relation, first, second, vector, conflict, unknown)

    def presupposition(self, first: Position, second: Position) -> Iterator[Finding]:
        """The first takes for granted what the second denies; a question does so by being asked."""
        claims = (self.knowledge.claims[name] for name in first.claims)
        if first.stance is Stance.ASKS:
            presupposed = {first.proposition}
        else:
            presupposed = {p for claim in claims for p in claim.presupposes}
        for implied in presupposed:
            yield from self.deny_implied("presupposition", first, second, implied)

    def attribution(self, first: Position, second: Position) -> Iterator[Finding]:
        """A source of the first says what somebody, in the second, denies that this source said."""
        if first.stance not in SAYING or first.proposition.said_by is not None:
            return
        for source in {self.origin(name) for name in first.claims}:
            implied = replace(first.proposition, said_by=source)
            yield from self.deny_implied("attribution", first, second, implied)

    def deny_implied(
        self, rule: str, first: Position, second: Position, implied: Proposition
    ) -> Iterator[Finding]:
        """Set what a position implies against a denial, as if it were asserted."""
        vector = self.vector(first, second, implied) if second.stance is Stance.DENIES else None
        found = vector and meet_denial(vector)
        if vector and found:
            relation, conflict, unknown = found
            yield self.finding(rule, relation, first, second, vector, conflict, unknown, implied=implied)

    # Two assertions

    def both_assert(self, first: Position, second: Position) -> Vector | None:
        """Return the slot vector of two assertions about the world, of utterances none.

        Somebody may well have said two things that cannot both be so.
        """
        if first.stance is not Stance.ASSERTS or second.stance is not Stance.ASSERTS:
            return None
        if first.proposition.said_by is not None or second.proposition.said_by is not None:
            return None
        return self.vector(first, second)

    def exclusive_state(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both assert a state of one thing that has one value at a time."""
        vector = self.both_assert(first, second)
        if vector is None or not passes_gate(vector) or vector["kind"] is not EQUAL:
            return
        kind = first.proposition.kind
        functional = tuple(slot for slot in SLOTS if slot in self.background.functional(kind))
        if not functional or not self.background.is_state(kind):
            return
        if vector.get("target") is not EQUAL:
            return
        if vector.get("time", EQUAL) not in (*NESTED, OVERLAPS):
            return
        values = {slot: vector.get(slot, EQUAL) for slot in functional}
        conflict = reading(values, DISJOINT)
        # Only what the rule looks at belongs to the finding: beside a conflict, no other slot.
        slots = only(vector, "kind", "target", "place", "time", *(conflict or functional))
        unknown = reading(slots, UNKNOWN)
        if conflict:
            corrected = self.corrections(first, second)
            if any(corrected):
                yield self.finding(
                    "exclusive-state", RelationType.SUPERSEDES, first, second, slots, unknown=unknown
                )
            corrected_either = _all_either(corrected, self.corrections(second, first))
            if not corrected_either and self.precedes(first, second):
                yield self.finding(
                    "exclusive-state", RelationType.CONTRADICTS, first, second, slots, conflict, unknown
                )
        elif reading(values, UNKNOWN, OVERLAPS) or not reading(values, NARROWER, BROADER):
            return
        elif lies_inside(values):
            yield self.finding("exclusive-state", RelationType.REFINES, first, second, slots, unknown=unknown)

    def same_event(self, first: Position, second: Position) -> Vector | None:
        """Return the slot vector of two assertions about one individual event.

        That it is one event settles that its place, time and target are to be compared at all.
        """
        vector = self.both_assert(first, second)
        if vector is None or self.is_state(first) or self.is_state(second):
            return None
        nested = vector["kind"] in NESTED and vector.get("event") is EQUAL
        return vector if nested else None

    def is_state(self, position: Position) -> bool:
        """Whether a position is about a state rather than an event."""
        return self.background.is_state(position.proposition.kind)

    def responsibility(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both say who did one thing."""
        vector = self.same_event(first, second)
        if vector is None or first.proposition.agent is None or second.proposition.agent is None:
            return
        slots = only(vector, "kind", "agent", "event")
        if vector["agent"] is DISJOINT and self.precedes(first, second):
            kinds = (first.proposition.kind, second.proposition.kind)
            one = any("agent" in self.background.functional(kind) for kind in kinds)
            relation = RelationType.CONTRADICTS if one else RelationType.TENSION
            yield self.finding("responsibility", relation, first, second, slots, conflict=("agent",))
        if vector["agent"] is NARROWER:
            yield self.finding("responsibility", RelationType.REFINES, first, second, slots)
        if vector["agent"] is UNKNOWN and self.precedes(first, second):
            yield self.finding(
                "responsibility", RelationType.TENSION, first, second, slots, unknown=("agent",)
            )

    def responsibility_perhaps(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both name an agent of what may or may not be one thing."""
        vector = self.both_assert(first, second)
        if vector is None or not passes_gate(vector) or not self.precedes(first, second):
            return
        if self.is_state(first) or self.is_state(second):
            return
        if vector.get("event") in (EQUAL, DISJOINT):
            return
        if first.proposition.agent is None or second.proposition.agent is None:
            return
        if vector["agent"] not in (DISJOINT, UNKNOWN):
            return
        if vector.get("target") not in NESTED and vector.get("place") not in NESTED:
            return
        if vector.get("time", EQUAL) not in (*NESTED, OVERLAPS):
            return
        blamed = reading(only(vector, "agent"), DISJOINT)
        struck = reading(only(vector, "target", "instrument", "place"), NARROWER, BROADER, DISJOINT)
        yield self.finding(
            "responsibility",
            RelationType.TENSION,
            first,
            second,
            vector,
            conflict=(*blamed, *struck),
            unknown=reading(vector, UNKNOWN),
        )

    def event_time(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both say when one thing happened."""
        yield from self.event_slot("time", RelationType.CONTRADICTS, first, second)

    def event_place(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both say where one thing happened."""
        yield from self.event_slot("place", RelationType.CONTRADICTS, first, second)

    def event_target(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both say to whom or what one thing was done."""
        yield from self.event_slot("target", RelationType.TENSION, first, second)

    def event_instrument(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both say with what one thing was done."""
        yield from self.event_slot("instrument", RelationType.TENSION, first, second)

    def event_slot(
        self, slot: str, apart: RelationType, first: Position, second: Position
    ) -> Iterator[Finding]:
        """Compare one slot of one event; values that are disjoint are of the relation given."""
        vector = self.same_event(first, second)
        if vector is None or slot not in vector:
            return
        if first.proposition.slot(slot) is None or second.proposition.slot(slot) is None:
            return
        rule, slots = f"event-{slot}", only(vector, "kind", slot, "event")
        if vector[slot] is DISJOINT and self.precedes(first, second):
            yield self.finding(rule, apart, first, second, slots, conflict=(slot,))
        if vector[slot] is NARROWER:
            yield self.finding(rule, RelationType.REFINES, first, second, slots)
        if vector[slot] is UNKNOWN and self.precedes(first, second):
            yield self.finding(rule, RelationType.TENSION, first, second, slots, unknown=(slot,))

    def quantity(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both assert how many."""
        vector = self.both_assert(first, second)
        a, b = first.proposition.count, second.proposition.count
        if vector is None or a is None or b is None:
            return
        if not passes_gate(vector) or vector["measure"] is not EQUAL:
            return
        scope = scope_of(vector)
        count = vector["count"]
        first_raises = self.raises(first, second, scope, True)
        second_raises = self.raises(second, first, scope, False)
        if any(first_raises):
            yield self.finding("quantity", RelationType.SUPERSEDES, first, second, vector)
        if _all_either(first_raises, second_raises):
            return
        same = all(comparison is EQUAL for comparison in scope.values())
        if same and count is DISJOINT and self.precedes(first, second):
            yield self.finding(
                "quantity", RelationType.CONTRADICTS, first, second, vector, conflict=("count",)
            )
        if same and count is NARROWER:
            yield self.finding("quantity", RelationType.REFINES, first, second, vector)
        if not same and lies_inside(scope) and b.high is not None and a.low > b.high:
            yield self.finding(
                "quantity", RelationType.CONTRADICTS, first, second, vector, conflict=("count",)
            )

    def raises(self, later: Position, earlier: Position, scope: Vector, first_is_later: bool) -> list[bool]:
        """Return for every pair of claims whether the one raises the other's count of the same scope.

        The pairs come in the order of :meth:`pairs` of the later and the earlier position.
        """
        high, low = later.proposition.count, earlier.proposition.count
        assert high is not None and low is not None
        # The later count covers the time of the earlier one; the pair decides how the vector reads.
        wider = BROADER if first_is_later else NARROWER
        same = all(
            comparison is EQUAL or (slot == "time" and comparison is wider)
            for slot, comparison in scope.items()
        )
        return [same and high.low > low.low and said for said in self.corrections(later, earlier)]

    def quantity_parts(self, whole: Position) -> Iterator[Finding]:
        """Parts that have nothing in common come to more than the whole may be at most."""
        count = whole.proposition.count
        if whole.stance is not Stance.ASSERTS or count is None or count.high is None:
            return
        parts = [part for part in self.knowledge.positions if self.is_part(part, whole)]
        apart = {pair for pair in combinations(parts, 2) if self.are_apart(*pair)}
        given = 0
        for size in range(2, len(parts) + 1):
            for chosen in combinations(parts, size):
                lows = [part.proposition.count.low for part in chosen if part.proposition.count is not None]
                exceed = sum(lows) > count.high >= sum(lows) - min(lows)
                if exceed and given < MOST_PARTS and apart.issuperset(combinations(chosen, 2)):
                    given += 1
                    yield self.parts_finding(whole, chosen)

    def is_part(self, part: Position, whole: Position) -> bool:
        """Whether a position counts the same among less than another does."""
        if part.proposition.count is None or whole.proposition.count is None:
            return False
        vector = self.both_assert(part, whole)
        if vector is None or vector["measure"] is not EQUAL:
            return False
        scope = scope_of(vector)
        return lies_inside(scope) and NARROWER in scope.values()

    def are_apart(self, one: Position, other: Position) -> bool:
        """Whether nothing is counted in both of two positions."""
        vector = self.both_assert(one, other)
        return vector is not None and DISJOINT in scope_of(vector).values()

    def parts_finding(self, whole: Position, parts: tuple[Position, ...]) -> Finding:
        """Return the finding that a whole contradicts all these parts taken together."""
        vectors = [self.both_assert(part, whole) or {} for part in parts]
        slots: dict[str, Comparison] = {}
        for slot in SLOTS:
            comparisons = {vector[slot] for vector in vectors if slot in vector}
            if comparisons:
                slots[slot] = EQUAL if comparisons == {EQUAL} else BROADER
        slots["count"] = DISJOINT
        positions = (whole, *parts)
        modifiers = set()
        pairs = [pair for two in combinations(positions, 2) for pair in self.sources(*two)]
        if any(self.background.opposed(a, b) for a, b in pairs):
            modifiers.add("adversarial")
        if frozenset.intersection(*(frozenset(map(self.origin, p.claims)) for p in positions)):
            modifiers.add("self-contradiction")
        if any(p.proposition.count is not None and p.proposition.count.soft for p in positions):
            modifiers.add("soft")
        return Finding(
            "quantity-parts",
            RelationType.CONTRADICTS,
            positions,
            slots,
            conflict=("count",),
            modifiers=frozenset(modifiers),
        )

    def corroboration(self, first: Position, second: Position) -> Iterator[Finding]:
        """Both assert, one box inside the other or both inside a common one."""
        if first.stance is not Stance.ASSERTS or second.stance is not Stance.ASSERTS:
            return
        vector = self.vector(first, second)
        if vector is None or not passes_gate(vector):
            return
        independent = any(a != b for a, b in self.sources(first, second))
        if lies_inside(vector):
            if not contains(vector) or self.precedes(first, second):
                relation = RelationType.CORROBORATES if independent else RelationType.REFINES
                yield self.finding("corroboration", relation, first, second, vector)
        elif not contains(vector) and independent and self.precedes(first, second):
            common = build_common(self.background, first.proposition, second.proposition, vector)
            if common is not None:
                yield self.finding(
                    "corroboration",
                    RelationType.CORROBORATES,
                    first,
                    second,
                    vector,
                    conflict=reading(vector, DISJOINT),
                    unknown=reading(vector, UNKNOWN),
                    common=common,
                )

    # Aims, words and opinions

    def about_the_world(self, first: Position, second: Position) -> Vector | None:
        """Return the slot vector of two positions that are not about utterances."""
        if first.proposition.said_by is not None or second.proposition.said_by is not None:
            return None
        return self.vector(first, second)

    def opposed_aims(self, first: Position, second: Position) -> Iterator[Finding]:
        """The first wants what the second refuses."""
        vector = self.about_the_world(first, second)
        if first.stance not in (Stance.DEMANDS, Stance.COMMITS) or second.stance is not Stance.REFUSES:
            return
        if vector is not None and lies_inside(vector):
            yield self.finding("opposed-aims", RelationType.OPPOSES, first, second, vector)

    def word_and_deed(self, deed: Position, word: Position) -> Iterator[Finding]:
        """The report fulfils or breaches the word."""
        vector = self.about_the_world(deed, word)
        if vector is None:
            return
        done = deed.stance is Stance.ASSERTS and lies_inside(vector)
        left_undone = deed.stance is Stance.DENIES and contains(vector)
        if not done and not left_undone:
            return
        if word.stance in (Stance.COMMITS, Stance.THREATENS):
            relation = RelationType.FULFILS if done else RelationType.BREACHES
        elif word.stance is Stance.REFUSES:
            relation = RelationType.BREACHES if done else RelationType.FULFILS
        else:
            return
        yield self.finding("word-and-deed", relation, deed, word, vector)

    def assessment(self, first: Position, assessed: Position) -> Iterator[Finding]:
        """The first bears out an assessment, or speaks against it."""
        vector = self.about_the_world(first, assessed)
        if vector is None or assessed.stance is not Stance.ASSESSES:
            return
        if first.stance in (Stance.ASSERTS, Stance.COMMITS, Stance.THREATENS) and lies_inside(vector):
            yield self.finding("assessment", RelationType.SUPPORTS, first, assessed, vector)
        if first.stance is Stance.DENIES and contains(vector):
            yield self.finding("assessment", RelationType.CHALLENGES, first, assessed, vector)


def meet_denial(vector: Vector) -> tuple[RelationType, tuple[str, ...], tuple[str, ...]] | None:
    """Return how a box in which something is stands to one in which nothing is, with the slots to name.

    These are those that cross and those that are unknown; where there are both, nothing is found.
    """
    unknown, crossing = reading(vector, UNKNOWN), reading(vector, BROADER, OVERLAPS)
    if not passes_gate(vector) or reading(vector, DISJOINT) or (unknown and crossing):
        return None
    if lies_inside(vector):
        return RelationType.CONTRADICTS, (), ()
    return RelationType.TENSION, crossing, unknown


def scope_of(vector: Vector) -> Vector:
    """Return the vector of what is counted, without what it is counted by and how many there are."""
    return {slot: vector[slot] for slot in vector if slot not in ("measure", "count")}


def _all_either(one: list[bool], other: list[bool]) -> bool:
    """Whether every pair of claims is a correction, in the one direction or in the other."""
    return sum(one) + sum(other) == len(one)


# Common boxes -----------------------------------------------------------------------------------------------


def build_common(
    background: Background, first: Proposition, second: Proposition, vector: Vector
) -> Proposition | None:
    """Return the least box that both propositions lie inside, ``None`` if it keeps too little."""

    def keep(slot: str) -> str | None:
        a, b = first.slot(slot), second.slot(slot)
        if a is None or b is None:
            return None
        match vector[slot]:
            case Comparison.EQUAL | Comparison.BROADER:
                return str(a)
            case Comparison.NARROWER:
                return str(b)
        return background.least_common(slot, a, b)

    if vector["kind"] not in NESTED or vector.get("said_by", EQUAL) not in NESTED:
        return None
    common = Proposition(
        kind=keep("kind") or first.kind,
        agent=keep("agent"),
        target=keep("target"),
        instrument=keep("instrument"),
        place=keep("place"),
        time=_common_time(first.time, second.time, vector.get("time")),
        count=_common_count(first.count, second.count, vector),
        value=keep("value"),
        event=first.event if vector.get("event") is EQUAL else None,
        said_by=keep("said_by"),
    )
    return common if common.target is not None or common.place is not None else None


def _common_time(a: Interval | None, b: Interval | None, comparison: Comparison | None) -> Interval | None:
    if a is None or b is None or comparison is None:
        return None
    match comparison:
        case Comparison.EQUAL | Comparison.BROADER:
            return a
        case Comparison.NARROWER:
            return b
        case Comparison.OVERLAPS:
            start = None if a.start is None or b.start is None else min(a.start, b.start)
            end: date | None = None if a.end is None or b.end is None else max(a.end, b.end)
            return Interval(start, end) if start or end else None
    return None


def _common_count(a: Count | None, b: Count | None, vector: Vector) -> Count | None:
    if a is None or b is None or vector["measure"] is not EQUAL:
        return None
    if vector.get("population", EQUAL) is not EQUAL:
        return None
    soft = a.soft or b.soft
    match vector["count"]:
        case Comparison.EQUAL:
            return Count(a.measure, a.low, a.high, a.population, soft)
        case Comparison.BROADER:
            return a
        case Comparison.NARROWER:
            return b
        case Comparison.OVERLAPS:
            high = None if a.high is None or b.high is None else max(a.high, b.high)
            return Count(a.measure, min(a.low, b.low), high, a.population, soft)
    return None


# All pairs, all views ---------------------------------------------------------------------------------------

Rule = Callable[[Position, Position], Iterator[Finding]]


def find_at(knowledge: Knowledge, view: View, background: Background | None = None) -> list[Finding]:
    """Return what the rules find under one view."""
    rules = Rules(knowledge, background or Background(knowledge.register), view)
    of_pairs: tuple[Rule, ...] = (
        rules.denial,
        rules.presupposition,
        rules.attribution,
        rules.exclusive_state,
        rules.responsibility,
        rules.responsibility_perhaps,
        rules.event_time,
        rules.event_place,
        rules.event_target,
        rules.event_instrument,
        rules.quantity,
        rules.corroboration,
        rules.opposed_aims,
        rules.word_and_deed,
        rules.assessment,
    )
    found: list[Finding] = []
    for first, second in product(knowledge.positions, knowledge.positions):
        if first != second:
            for rule in of_pairs:
                found.extend(rule(first, second))
    for whole in knowledge.positions:
        found.extend(rules.quantity_parts(whole))
    return found


def find_relations(knowledge: Knowledge) -> list[Relation]:
    """Return what the rules find under any view.

    Sorted by rule, relation, positions, slots and what is implied. Raises :class:`ValueError` where the
    register is one that :func:`check_register` finds fault with.
    """
    defects = check_register(knowledge.register)
    if defects:
        raise ValueError("; ".join(defects))
    background = Background(knowledge.register)
    appears: dict[Key, dict[View, Finding]] = {}
    for view in background.views:
        for finding in find_at(knowledge, view, background):
            appears.setdefault(finding.key, {})[view] = finding
    for key in _beyond_most_parts(appears):
        del appears[key]
    return [_build_relation(background, at) for _, at in sorted(appears.items(), key=lambda item: item[0])]


def _beyond_most_parts(keys: Iterable[Key]) -> list[Key]:
    """Return the keys of sets of parts that are not among the smallest of their whole, all views together."""
    sets: dict[str, list[Key]] = {}
    for key in sorted(keys, key=lambda key: (len(key[2]), key)):
        if key[0] == "quantity-parts":
            sets.setdefault(key[2][0], []).append(key)
    return [key for of_one_whole in sets.values() for key in of_one_whole[MOST_PARTS:]]


def _build_relation(background: Background, at: Mapping[View, Finding]) -> Relation:
    found = next(iter(at.values()))
    assert all(finding == found for finding in at.values()), "a relation is a function of its slot vector"
    holds_if = find_minimal(at)
    many = len(found.positions) > 2
    grounds = (
        _grounds_of_parts(background, found, holds_if) if many else _grounds(background, found, holds_if)
    )
    return Relation(
        relation=found.relation,
        rule=found.rule,
        version=VERSIONS.get(found.rule, "1"),
        positions=found.positions,
        slots=found.slots,
        conflict=found.conflict,
        unknown=found.unknown,
        bridges=tuple(dict.fromkeys(grounds)),
        holds_if=holds_if,
        unless=() if many else _settling(background, found),
        modifiers=tuple(sorted(found.modifiers)),
        common=found.common,
        implied=found.implied,
    )


def _grounds(background: Background, found: Finding, holds_if: Iterable[View]) -> Iterator[Bridge]:
    """Yield the bridges of a pair slot by slot: those of its vector, then those up to a common ancestor."""
    first, second = found.compared, found.second.proposition
    for slot in found.slots:
        a, b = first.slot(slot), second.slot(slot)
        if slot not in INSIDE or a is None or b is None:
            continue
        for view in holds_if:
            yield from background.grounds(view, slot, a, b)
        shared = None if found.common is None else found.common.slot(slot)
        if shared is not None and found.slots[slot] in (DISJOINT, UNKNOWN):
            for value in (a, b):
                yield from background.path(frozenset(), slot, value, shared)


def _grounds_of_parts(background: Background, found: Finding, holds_if: Iterable[View]) -> Iterator[Bridge]:
    """Yield the bridges from parts to their whole, part by part, and those that hold two parts apart."""
    whole, *parts = (position.proposition for position in found.positions)
    scope = [slot for slot in SLOTS if slot not in ("measure", "count")]
    for part in parts:
        for slot in scope:
            a, b = part.slot(slot), whole.slot(slot)
            if slot in INSIDE and a is not None and b is not None:
                for view in holds_if:
                    yield from background.path(view, slot, a, b)
    for one, other in combinations(parts, 2):
        for view in holds_if:
            vector = compare_propositions(background, view, one, other, False, False) or {}
            slot = next(slot for slot in scope if vector.get(slot) is DISJOINT)
            if slot in INSIDE:
                yield from background.grounds(view, slot, one.slot(slot), other.slot(slot))


def _settling(background: Background, found: Finding) -> tuple[View, ...]:
    open_slots = reading(found.slots, UNKNOWN)
    stances = (found.first.stance in UNIVERSAL and found.implied is None, found.second.stance in UNIVERSAL)
    settling = []
    for view in background.views:
        vector = compare_propositions(background, view, found.compared, found.second.proposition, *stances)
        assert vector is not None
        if any(vector[slot] is not UNKNOWN for slot in open_slots):
            settling.append(view)
    return find_minimal(settling)


# Claims -----------------------------------------------------------------------------------------------------


def find_repeats(knowledge: Knowledge) -> list[Repeat]:
    """Return which claims of one position are one voice heard again, sorted by the later and the earlier.

    The earliest of one origin's claims is that in the article published first, where that is not known
    the last, by the shortest report chain, and then the first by name.
    """

    def order(name: str) -> tuple[bool, date, int, str]:
        published = knowledge.article_of(name).published
        start = None if published is None else published.start
        return start is None, start or date.min, len(knowledge.claims[name].via), name

    found = set()
    for position in knowledge.positions:
        for origin in {knowledge.claims[name].source for name in position.claims}:
            voice = [name for name in position.claims if knowledge.claims[name].source == origin]
            earliest, *others = sorted(voice, key=order)
            found |= {Repeat(later, earliest, origin) for later in others}
    return sorted(found, key=lambda repeat: (repeat.later, repeat.earlier))

"""A second, literal reading of the contract: slow, indexless, and independent of the engine it checks.

Every pair of positions is looked at under *every* set of standpoints that can be held together (a *view*,
here always one without two standpoints that exclude each other). Under one view a value lies inside another
if a search over the register's bridges and those of the view finds a way; the slot vector follows from that,
and a rule is a function of the two stances and the vector. What appears under the views is then grouped.

Definitions used for the grouping, where a *finding* is (rule, relation, ordered positions, slot vector):

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
from dataclasses import dataclass
from datetime import date
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
    Stance,
    View,
    sorted_views,
)

EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN
VERSION = "1"

#: Slot by slot, how the first of two propositions stands to the second; slots that neither fills are absent.
Vector = Mapping[str, Comparison]

Way = tuple[Bridge, ...]


@dataclass(frozen=True)
class Finding:
    """What one rule says of an ordered pair of positions under one view."""

    rule: str
    relation: RelationType
    first: Position
    second: Position
    slots: Vector
    conflict: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    modifiers: frozenset[str] = frozenset()
    common: Proposition | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """Identify the finding across views, in the order in which relations are given."""
        slots = json.dumps({slot: self.slots[slot].value for slot in SLOTS if slot in self.slots})
        return self.rule, self.relation.value, self.first.id, self.second.id, slots


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

    def functional(self, kind: str) -> tuple[str, ...]:
        """Return the slots that have one value for a kind; a kind's own, never inherited."""
        entry = self.register.entries.get(kind)
        return entry.functional if entry is not None else ()

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
    background: Background, view: View, first: Proposition, second: Proposition, second_denied: bool
) -> dict[str, Comparison]:
    """Return the slot vector of an asserted proposition and another, asserted or denied, under a view."""
    vector: dict[str, Comparison] = {}
    timeless = background.timeless(first.kind) or background.timeless(second.kind)
    for slot in SLOTS:
        a, b = first.slot(slot), second.slot(slot)
        if a is None and b is None:
            continue
        if slot == "time" and timeless:
            continue
        if a is None:
            vector[slot] = UNKNOWN
        elif b is None:
            vector[slot] = NARROWER if second_denied else UNKNOWN
        elif slot == "time":
            vector[slot] = compare_ranges(days(a), days(b))
        elif slot == "count":
            low_high, other = numbers(a), numbers(b)
            if vector.get("population") is NARROWER:
                low_high = (low_high[0], float("inf"))
            if vector.get("population") is BROADER:
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
    nested = vector["kind"] in (EQUAL, NARROWER, BROADER)
    return nested and not any(vector.get(slot) is DISJOINT for slot in ("place", "time", "target"))


def lies_inside(vector: Vector) -> bool:
    """Whether the first box lies inside the second."""
    return all(comparison in (EQUAL, NARROWER) for comparison in vector.values())


def contains(vector: Vector) -> bool:
    """Whether the second box lies inside the first."""
    return all(comparison in (EQUAL, BROADER) for comparison in vector.values())


def turned(vector: Vector) -> Vector:
    """Return the vector read from the second proposition to the first."""
    other = {NARROWER: BROADER, BROADER: NARROWER}
    return {slot: other.get(comparison, comparison) for slot, comparison in vector.items()}


# Rules: whether an ordered pair, in this order, is a finding ------------------------------------------------


class Rules:
    """The rules over one body of knowledge; each takes an ordered pair and its vector."""

    def __init__(self, knowledge: Knowledge, background: Background) -> None:
        self.knowledge = knowledge
        self.background = background

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
    ) -> Finding:
        """Return a finding with the modifiers that belong to it."""
        sources = self.sources(first, second)
        modifiers = set()
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
        if rule == "quantity" and relation is RelationType.CONTRADICTS:
            counts = (first.proposition.count, second.proposition.count)
            if any(count is not None and count.soft for count in counts):
                modifiers.add("soft")
        return Finding(rule, relation, first, second, slots, conflict, unknown, frozenset(modifiers), common)

    def denial(self, first: Position, second: Position, vector: Vector) -> Iterator[Finding]:
        """The first asserts what the second denies."""
        if not passes_gate(vector):
            return
        unknown, crossing = reading(vector, UNKNOWN), reading(vector, BROADER, OVERLAPS)
        if lies_inside(vector):
            taken_back, repeated = self.corrections(second, first), self.corrections(first, second)
            if any(repeated):
                yield self.finding("denial", RelationType.SUPERSEDES, first, second, vector)
            if any(taken_back):
                yield self.finding("denial", RelationType.SUPERSEDES, second, first, turned(vector))
            if not _all_either(taken_back, repeated):
                yield self.finding("denial", RelationType.CONTRADICTS, first, second, vector)
        elif reading(vector, DISJOINT):
            return
        elif crossing and not unknown:
            yield self.finding("denial", RelationType.TENSION, first, second, vector, conflict=crossing)
        elif unknown and not crossing:
            yield self.finding("denial", RelationType.TENSION, first, second, vector, unknown=unknown)

    def exclusive_state(self, first: Position, second: Position, vector: Vector) -> Iterator[Finding]:
        """Both assert a state of one thing that has one value at a time."""
        kind = first.proposition.kind
        functional = tuple(slot for slot in SLOTS if slot in self.background.functional(kind))
        if not passes_gate(vector) or vector["kind"] is not EQUAL:
            return
        if not functional or not self.background.is_state(kind):
            return
        if vector.get("target") is not EQUAL:
            return
        if vector.get("time", EQUAL) not in (EQUAL, NARROWER, BROADER, OVERLAPS):
            return
        values = {slot: vector.get(slot, EQUAL) for slot in functional}
        conflict = reading(values, DISJOINT)
        # Only what the rule looks at belongs to the finding: beside a conflict, no other slot.
        seen = ("kind", "target", "place", "time", *(conflict or functional))
        vector = {slot: vector[slot] for slot in SLOTS if slot in vector and slot in seen}
        unknown = reading(vector, UNKNOWN)
        if conflict:
            corrected = self.corrections(first, second)
            if any(corrected):
                yield self.finding(
                    "exclusive-state", RelationType.SUPERSEDES, first, second, vector, unknown=unknown
                )
            if not _all_either(corrected, self.corrections(second, first)) and first.id < second.id:
                yield self.finding(
                    "exclusive-state", RelationType.CONTRADICTS, first, second, vector, conflict, unknown
                )
        elif reading(values, UNKNOWN, OVERLAPS) or not reading(values, NARROWER, BROADER):
            return
        elif lies_inside(values):
            yield self.finding(
                "exclusive-state", RelationType.REFINES, first, second, vector, unknown=unknown
            )

    def quantity(self, first: Position, second: Position, vector: Vector) -> Iterator[Finding]:
        """Both assert how many."""
        a, b = first.proposition.count, second.proposition.count
        if a is None or b is None or not passes_gate(vector) or vector["measure"] is not EQUAL:
            return
        scope = {slot: vector[slot] for slot in vector if slot not in ("measure", "count")}
        count = vector["count"]
        first_raises = self.raises(first, second, scope, True)
        second_raises = self.raises(second, first, scope, False)
        if any(first_raises):
            yield self.finding("quantity", RelationType.SUPERSEDES, first, second, vector)
        if _all_either(first_raises, second_raises):
            return
        same = all(comparison is EQUAL for comparison in scope.values())
        if same and count is DISJOINT and first.id < second.id:
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

    def corroboration(self, first: Position, second: Position, vector: Vector) -> Iterator[Finding]:
        """Both assert, one box inside the other or both inside a common one."""
        if not passes_gate(vector):
            return
        independent = any(a != b for a, b in self.sources(first, second))
        if lies_inside(vector):
            if not contains(vector) or first.id < second.id:
                relation = RelationType.CORROBORATES if independent else RelationType.REFINES
                yield self.finding("corroboration", relation, first, second, vector)
        elif not contains(vector) and independent and first.id < second.id:
            common = build_common(first.proposition, second.proposition, vector)
            if common.target is not None or common.place is not None:
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


def _all_either(one: list[bool], other: list[bool]) -> bool:
    """Whether every pair of claims is a correction, in the one direction or in the other."""
    return sum(one) + sum(other) == len(one)


def build_common(first: Proposition, second: Proposition, vector: Vector) -> Proposition:
    """Return the least box that keeps what two propositions share, slot by slot."""

    def keep(slot: str) -> str | None:
        match vector.get(slot):
            case Comparison.EQUAL | Comparison.BROADER:
                return str(first.slot(slot))
            case Comparison.NARROWER:
                return str(second.slot(slot))
        return None

    kind = keep("kind")
    assert kind is not None
    return Proposition(
        kind=kind,
        agent=keep("agent"),
        target=keep("target"),
        instrument=keep("instrument"),
        place=keep("place"),
        time=_common_time(first.time, second.time, vector.get("time")),
        count=_common_count(first.count, second.count, vector),
        value=keep("value"),
        event=keep("event"),
    )


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

Rule = Callable[[Position, Position, Vector], Iterator[Finding]]


def find_at(knowledge: Knowledge, view: View, background: Background | None = None) -> list[Finding]:
    """Return what the rules find under one view."""
    background = background or Background(knowledge.register)
    rules = Rules(knowledge, background)
    both_assert: tuple[Rule, ...] = (rules.exclusive_state, rules.quantity, rules.corroboration)
    found: list[Finding] = []
    for first, second in product(knowledge.positions, knowledge.positions):
        if first == second or first.stance is not Stance.ASSERTS:
            continue
        denied = second.stance is Stance.DENIES
        if not denied and second.stance is not Stance.ASSERTS:
            continue
        vector = compare_propositions(background, view, first.proposition, second.proposition, denied)
        for rule in (rules.denial,) if denied else both_assert:
            found.extend(rule(first, second, vector))
    return found


def find_relations(knowledge: Knowledge) -> list[Relation]:
    """Return what the rules denial, exclusive-state, quantity and corroboration find under any view.

    Sorted by rule, relation, first position, second position and slots. Raises :class:`ValueError` where
    the register is one that :func:`check_register` finds fault with.
    """
    defects = check_register(knowledge.register)
    if defects:
        raise ValueError("; ".join(defects))
    background = Background(knowledge.register)
    appears: dict[tuple[str, str, str, str, str], dict[View, Finding]] = {}
    for view in background.views:
        for finding in find_at(knowledge, view, background):
            appears.setdefault(finding.key, {})[view] = finding
    return [_build_relation(background, at) for _, at in sorted(appears.items(), key=lambda item: item[0])]


def _build_relation(background: Background, at: Mapping[View, Finding]) -> Relation:
    found = next(iter(at.values()))
    assert all(finding == found for finding in at.values()), "a relation is a function of its slot vector"
    first, second = found.first.proposition, found.second.proposition
    holds_if = find_minimal(at)
    bridges: list[Bridge] = []
    for slot in reading(found.slots, NARROWER, BROADER, DISJOINT):
        a, b = first.slot(slot), second.slot(slot)
        if slot not in INSIDE or a is None or b is None:
            continue
        for view in holds_if:
            bridges.extend(bridge for bridge in background.grounds(view, slot, a, b) if bridge not in bridges)
    return Relation(
        relation=found.relation,
        rule=found.rule,
        version=VERSION,
        positions=(found.first, found.second),
        slots=found.slots,
        conflict=found.conflict,
        unknown=found.unknown,
        bridges=tuple(bridges),
        holds_if=holds_if,
        unless=_settling(background, found),
        modifiers=tuple(sorted(found.modifiers)),
        common=found.common,
    )


def _settling(background: Background, found: Finding) -> tuple[View, ...]:
    open_slots = reading(found.slots, UNKNOWN)
    denied = found.second.stance is Stance.DENIES
    first, second = found.first.proposition, found.second.proposition
    settling = []
    for view in background.views:
        vector = compare_propositions(background, view, first, second, denied)
        if any(vector[slot] is not UNKNOWN for slot in open_slots):
            settling.append(view)
    return find_minimal(settling)

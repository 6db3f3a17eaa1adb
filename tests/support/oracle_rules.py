"""The rules of the contract, literally: each a function of what two claims do and of their slot vector."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

from kg.model import (
    INHERITED,
    SEVERAL,
    SLOTS,
    Certainty,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Position,
    Proposition,
    RelationType,
    Several,
    Stance,
    Value,
    View,
    names_of,
)
from support.oracle_background import NOBODY, Background, compare_times, ends_by, is_within, starts_by
from support.oracle_vectors import (
    BROADER,
    CONTRADICTS,
    DISJOINT,
    EQUAL,
    FORWARD,
    IMPLYING,
    MEETING,
    NARROWER,
    NESTED,
    OVERLAPS,
    REFINES,
    SAYING,
    TENSION,
    UNIVERSAL,
    UNKNOWN,
    Box,
    Finding,
    Said,
    Vector,
    as_told,
    at_one_time,
    compare_ranges,
    contains,
    is_later,
    is_not_later,
    lies_inside,
    missing_time,
    no_times,
    numbers,
    reading,
    restricted,
    scope_of,
    turned,
)


class Rules:
    """The rules over one body of knowledge under one view."""

    def __init__(self, knowledge: Knowledge, background: Background, view: View) -> None:
        self.knowledge = knowledge
        self.background = background
        self.view = view
        self.said = [self._read(p, name) for p in knowledge.positions for name in p.claims]
        self._vectors: dict[tuple[str, str, str, str], Vector | None] = {}
        self.later = {
            (x.name, y.name): "corrects" if y.name in x.claim.corrects else "quantity"
            for x, y in product(self.said, self.said)
            if y.name in x.claim.corrects or self._counts_anew(x, y)
        }
        self.left = {earlier for _, earlier in self.later}

    def _read(self, position: Position, name: str) -> Said:
        claim = self.knowledge.claims[name]
        stance, content = position.stance, position.proposition
        count = content.count
        opposite = {Stance.ASSERTS: Stance.DENIES, Stance.ASSESSES: Stance.DOUBTS}
        nothing = count is not None and count.high == 0 and content.said_by is None
        if count is not None and nothing and self.counts_things(count) and stance in opposite:
            stance = opposite[stance]
            content = replace(content, count=replace(count, low=1, high=None), only=())
        return Said(name, claim, position, self.knowledge.said(name), stance, content)

    # What rules ask of claims

    def counts_things(self, count: Count) -> bool:
        """Whether a count is of things, not of a measure that has a unit, is a share, or varies."""
        entry = self.background.register.entries[count.measure]
        return entry.unit is None and not entry.ratio and self.changes(count) != "varies"

    def changes(self, count: Count) -> str | None:
        """Return how what is counted changes, as the nearest measure says that lies around it."""
        entries, at = self.background.register.entries, {count.measure}
        for _ in entries:
            said = [entries[name].changes for name in sorted(at) if entries[name].changes is not None]
            if said:
                return said[0]
            at = {other for name in at for link, other in entries[name].links if link == "broader"}
            if not at:
                break
        return None

    def as_of(self, said: Said) -> Interval | None:
        """Return when what a claim counts was counted."""
        count = said.content.count
        return (count.as_of if count is not None else None) or said.when

    def _counts_anew(self, x: Said, y: Said) -> bool:
        """Whether one claim is a later count by the voice that gave the other one's, of the same."""
        a, b = x.position.proposition, y.position.proposition
        both = x.position.stance is Stance.ASSERTS and y.position.stance is Stance.ASSERTS
        if not both or a.count is None or b.count is None or x.sources != y.sources:
            return False
        if a.said_by is not None or b.said_by is not None or not is_later(self.as_of(x), self.as_of(y)):
            return False
        scope = scope_of(self.compare(NOBODY, Box(a), Box(b)) or {"kind": DISJOINT})
        if self.changes(a.count) is None and numbers(a.count) == numbers(b.count):
            return False  # Who says the same number again holds it.
        if a.only != b.only or (self.background.timeless(a.kind) and a.time != b.time):
            return False
        return (a.time is None) == (b.time is None) and all(
            comparison is EQUAL for comparison in scope.values()
        )

    def is_state(self, *said: Said) -> bool:
        """Whether one of some claims is about a state rather than an event."""
        return any(self.background.is_state(s.content.kind) for s in said)

    def same_voice(self, x: Said, y: Said) -> bool:
        """Whether two claims are of one voice."""
        return x.sources == y.sources

    def affiliated(self, x: Said, y: Said) -> bool:
        """Whether one of two voices is part of the other."""
        return self.speaks_for(x.sources, y.sources) or self.speaks_for(y.sources, x.sources)

    def of_one(self, x: Said, y: Said) -> bool:
        """Whether all of two voices are part of one source."""
        names = (*x.sources, *y.sources)
        entries = self.background.register.entries
        return any(all(self.background.belongs(name, whole) for name in names) for whole in entries)

    def speaks_for(self, whole: tuple[str, ...], part: tuple[str, ...]) -> bool:
        """Whether everybody of one voice is of the other or part of it."""
        return all(any(self.background.belongs(low, high) for high in whole) for low in part)

    def opposed(self, x: Said, y: Said) -> bool:
        """Whether two voices are opponents."""
        return any(self.background.opposed(a, b) for a, b in product(x.sources, y.sources))

    def only_possible(self, said: Said) -> bool:
        """Whether a voice commits to nothing wherever it takes this position."""
        mine = [s for s in self.said if s.position == said.position and s.sources == said.sources]
        return all(s.possible for s in mine if s.name not in self.left or s.name == said.name)

    # Vectors

    def box(self, said: Said) -> Box:
        """Return what a claim's box is, and what its missing time means."""
        span = None
        if said.when is not None and not said.about_words:
            if said.stance in FORWARD:
                span = Interval(said.when.start, None)
            elif said.stance in (Stance.ASSERTS, Stance.DENIES) and not self.is_state(said):
                span = Interval(None, said.when.end)
        reported = said.stance in (Stance.ASSERTS, Stance.DENIES)
        told = said.stance is Stance.ASSERTS
        return Box(said.content, said.stance in UNIVERSAL, span, reported, told)

    def implied_box(self, said: Said, implied: Proposition) -> Box:
        """Return the box of what a claim implies: something in it is so, and was by the time of the claim."""
        words = implied.said_by is not None or self.background.is_state(implied.kind)
        span = None if words or said.when is None else Interval(None, said.when.end)
        return Box(implied, span=span, reported=True, told=True)

    def vector(self, x: Said, y: Said) -> Vector | None:
        """Return the slot vector of two claims."""
        key = (x.name, x.position.id, y.name, y.position.id)
        if key not in self._vectors:
            self._vectors[key] = self.compare(self.view, self.box(x), self.box(y))
        return self._vectors[key]

    def compare(self, view: View, a: Box, b: Box) -> Vector | None:
        """Return the slot vector of two boxes; what somebody said and what is so are not comparable."""
        p, q = a.content, b.content
        if (p.said_by is None) != (q.said_by is None):
            return None
        vector = {slot: self.compare_slot(view, slot, a, b) for slot in SLOTS if slot != "count"}
        found = {slot: comparison for slot, comparison in vector.items() if comparison is not None}
        if p.count is not None and q.count is not None:
            found["count"] = self.compare_counts(p.count, q.count, found)
        elif p.count is not None:
            found["count"] = NARROWER if b.universal else UNKNOWN
        elif q.count is not None:
            found["count"] = BROADER if a.universal else UNKNOWN
        return {slot: found[slot] for slot in SLOTS if slot in found}

    def compare_slot(self, view: View, slot: str, a: Box, b: Box) -> Comparison | None:
        """Compare one slot of two boxes."""
        p, q = a.content, b.content
        mine, theirs = p.slot(slot), q.slot(slot)
        if slot == "time":
            return self.compare_boxes_times(a, b)
        if mine is None and theirs is None:
            return None
        counted = p.count is not None and q.count is not None
        if slot == "population" and counted and (mine is None or theirs is None):
            return BROADER if mine is None else NARROWER
        if slot == "place":
            mine = mine if a.universal else self.place(view, p)
            theirs = theirs if b.universal else self.place(view, q)
        if mine is None:
            return BROADER if a.universal else UNKNOWN
        if theirs is None:
            return NARROWER if b.universal else UNKNOWN
        return self.background.compare_values(view, slot, mine, theirs, (a.universal, b.universal))

    def place(self, view: View, p: Proposition) -> Value | None:
        """Return where a proposition is: where its target is, if it does not say."""
        return self.background.location(view, p.target) if p.place is None else p.place

    def compare_boxes_times(self, a: Box, b: Box) -> Comparison | None:
        """Compare when two boxes are."""
        if self.background.timeless(a.content.kind) or self.background.timeless(b.content.kind):
            return None
        mine, theirs = a.content.time, b.content.time
        if mine is not None and theirs is not None:
            return compare_times(mine, theirs)
        if mine is not None:
            return missing_time(b, mine, as_told(a)).converse
        return no_times(a, b) if theirs is None else missing_time(a, theirs, as_told(b))

    def compare_counts(self, a: Count, b: Count, vector: Vector) -> Comparison:
        """Compare how many; that of a part bounds the whole from below only."""
        mine, theirs = numbers(a), numbers(b)
        among = (vector.get("measure"), vector.get("population"))
        if NARROWER in among:
            mine = (mine[0], float("inf"))
        if BROADER in among:
            theirs = (theirs[0], float("inf"))
        return compare_ranges(mine, theirs)

    def one_deed(self, vector: Vector, slot: str, p: Proposition, q: Proposition) -> bool:
        """Whether two propositions are of one event under kinds with one value of a slot."""
        return vector.get("event") is EQUAL and self.background.functional(slot, p.kind, q.kind)

    def passes_gate(self, vector: Vector, p: Proposition, q: Proposition) -> bool:
        """Whether two propositions are comparable at all."""
        apart = any(vector.get(slot) is DISJOINT for slot in ("place", "time", "target", "event"))
        apart = apart or self.shares_apart(vector, p, q)
        return (vector["kind"] in NESTED or self.one_deed(vector, "agent", p, q)) and not apart

    def shares_apart(self, vector: Vector, p: Proposition, q: Proposition) -> bool:
        """Whether two propositions give shares of different wholes, which say nothing of each other."""
        if p.count is None or q.count is None:
            return False
        entries = [self.background.register.entries[count.measure] for count in (p.count, q.count)]
        return any(e.ratio for e in entries) and any(c is not EQUAL for c in scope_of(vector).values())

    # Findings

    def found(
        self,
        rule: str,
        relation: RelationType,
        x: Said,
        y: Said,
        slots: Vector,
        conflict: tuple[str, ...] = (),
        unknown: tuple[str, ...] = (),
        implied: Proposition | None = None,
        common: Proposition | None = None,
    ) -> Iterator[Finding]:
        """Say something of two claims."""
        yield Finding(
            rule,
            relation,
            (x.position, y.position),
            slots,
            conflict,
            unknown,
            implied,
            common,
            {(x.name, y.name): self.modifiers(rule, x, y, relation)},
        )

    def modifiers(self, rule: str, x: Said, y: Said, relation: RelationType) -> frozenset[str]:
        """Return what is to be said of two voices between which a relation holds."""
        entries = self.background.register.entries
        nobodies = {name for name, entry in entries.items() if entry.unidentified}
        # That somebody denies having said something says nothing of what is so.
        words = rule == "attribution"
        held = {
            "self-contradiction": relation is CONTRADICTS
            and bool(set(x.sources) & set(y.sources))
            and not words,
            "adversarial": self.opposed(x, y) and not words,
            "affiliated": not self.same_voice(x, y) and self.of_one(x, y),
            "unidentified": any(nobodies.issuperset(s.sources) for s in (x, y)),
        }
        return frozenset(name for name, holds in held.items() if holds)

    def judged(self, found: Iterable[Finding]) -> Iterator[Finding]:
        """Say less of two voices where one of them is never more than so sure of what is found of the two.

        Where it commits to nothing, what would contradict is a tension; two possibilities are in none.
        """
        found = [oriented(finding) for finding in found]
        sure: dict[tuple[object, ...], list[Certainty]] = {}
        for finding, at, key in self._sides(found):
            (pair,) = finding.pairs
            sure.setdefault(key, []).append(self.knowledge.claims[pair[at]].certainty)
        at_most = {key: most_sure(held) for key, held in sure.items()}
        for finding in found:
            sides = [at_most[key] for one, _, key in self._sides([finding])]
            possible, clash = sides.count(Certainty.POSSIBLE), finding.relation in (CONTRADICTS, TENSION)
            if clash and possible == 2:
                continue
            more = set()
            if finding.relation is CONTRADICTS or finding.relation in AGREEING:
                more |= {"hedged"} if possible else set()
            if finding.relation is CONTRADICTS and Certainty.PROBABLE in sides:
                more.add("probable")
            pairs = {pair: said | more for pair, said in finding.pairs.items()}
            relation = TENSION if clash and possible else finding.relation
            yield replace(finding, relation=relation, pairs=pairs)

    def _sides(self, found: Iterable[Finding]) -> Iterator[tuple[Finding, int, tuple[object, ...]]]:
        """Yield which of the two sides of findings are only as sure as they say, and of whom it is said.

        What somebody said, or takes for granted, is no less so for being said with doubt.
        """
        for finding in found:
            if len(finding.pairs) == 1 and finding.relation is not RelationType.SUPERSEDES:
                ((first, second),) = finding.pairs
                voices = tuple(self.knowledge.claims[name].sources for name in (first, second))
                for at in (1,) if finding.rule in IMPLYING else (0, 1):
                    yield finding, at, (finding.key, finding.relation, voices, at)

    def supersession(self, x: Said, y: Said) -> Iterator[Finding]:
        """One claim takes another back, or counts anew and otherwise."""
        rule = self.later.get((x.name, y.name))
        a, b = x.position.proposition.count, y.position.proposition.count
        otherwise = rule == "corrects" or (a is not None and b is not None and numbers(a) != numbers(b))
        between = any(self._counts_anew(z, y) and is_later(self.as_of(x), self.as_of(z)) for z in self.said)
        if rule == "corrects" or (rule is not None and otherwise and not between):
            pairs: dict[tuple[str, str], frozenset[str]] = {(x.name, y.name): frozenset()}
            yield Finding(rule, RelationType.SUPERSEDES, (x.position, y.position), {}, pairs=pairs)

    # Something against nothing

    def meet_denial(
        self, vector: Vector, a: Box, b: Box
    ) -> tuple[RelationType, tuple[str, ...], tuple[str, ...]] | None:
        """Return how a box in which something is stands to one in which nothing is, with the slots to name.

        These are those that cross and those that are unknown; where there are both, nothing is found.
        """
        p, q = a.content, b.content
        unknown, crossing = reading(vector, UNKNOWN), reading(vector, BROADER, OVERLAPS)
        if not self.passes_gate(vector, p, q) or reading(vector, DISJOINT) or (unknown and crossing):
            return None
        if lies_inside(vector):
            return CONTRADICTS, (), ()
        if (
            p.count is not None
            and q.count is not None
            and {"measure", "population"} & set(reading(vector, OVERLAPS))
        ):
            return None  # They count two things.
        return TENSION, crossing, unknown

    def says_nothing_of(self, vector: Vector, p: Proposition, unknown: tuple[str, ...]) -> bool:
        """Whether a proposition is in no tension with a denial for what it counts, or does not count.

        It left out what is unknown, or it counts something wider than what is denied.
        """
        if p.count is None:
            return "count" in unknown
        return vector["kind"] is BROADER or any(self.leaves_out(p, slot) for slot in unknown)

    def denial(self, x: Said, y: Said) -> Iterator[Finding]:
        """One asserts what another denies."""
        if (x.stance, y.stance) != (Stance.ASSERTS, Stance.DENIES) or x.up_to:
            return
        vector = self.vector(x, y)
        met = vector and self.meet_denial(vector, self.box(x), self.box(y))
        if vector and met and not self.says_nothing_of(vector, x.content, met[2]):
            yield from self.found("denial", met[0], x, y, vector, met[1], met[2])

    def presupposition(self, x: Said, y: Said) -> Iterator[Finding]:
        """One takes for granted what another denies; a question does so by being asked."""
        asks = x.position.stance is Stance.ASKS
        granted = (x.position.proposition,) if asks else x.claim.presupposes
        for implied in granted:
            yield from self.deny_implied("presupposition", x, y, implied)

    def attribution(self, x: Said, y: Said) -> Iterator[Finding]:
        """A source says what somebody denies that this source said."""
        content = x.position.proposition
        if x.position.stance in SAYING and content.said_by is None:
            denied = y.content.said_by
            for source in x.sources:
                # Whom nothing ties to a description is not asked whether he is meant by it.
                if denied is None or self.background.tied("said_by", source, denied):
                    yield from self.deny_implied("attribution", x, y, replace(content, said_by=source))

    def deny_implied(self, rule: str, x: Said, y: Said, implied: Proposition) -> Iterator[Finding]:
        """Set what a claim implies against a denial, as if it were asserted."""
        nothing = implied.said_by is None and implied.count is not None and implied.count.low == 0
        if y.stance is not Stance.DENIES or nothing:
            return
        box = self.implied_box(x, implied)
        vector = self.compare(self.view, box, self.box(y))
        met = vector and self.meet_denial(vector, box, self.box(y))
        if not vector or not met:
            return
        if rule == "presupposition" and self.says_nothing_of(vector, implied, met[2]):
            return
        if rule == "attribution" and met[0] is TENSION and not meets_in_count(vector, implied, y.content):
            return
        yield from self.found(rule, met[0], x, y, vector, met[1], met[2], implied=implied)

    # Two assertions

    def both_assert(self, x: Said, y: Said) -> Vector | None:
        """Return the slot vector of two assertions about the world."""
        asserts = x.stance is Stance.ASSERTS and y.stance is Stance.ASSERTS
        return None if not asserts or x.about_words or y.about_words else self.vector(x, y)

    def exclusive_state(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both assert a state of one thing that has one value at a time."""
        vector = self.both_assert(x, y)
        if vector is None or x.up_to or y.up_to or not self.passes_gate(vector, x.content, y.content):
            return
        kind = x.content.kind
        functional = tuple(slot for slot in SLOTS if self.background.functional(slot, kind))
        if not functional or vector["kind"] is not EQUAL or not self.is_state(x):
            return
        if vector.get("target") is not EQUAL or vector.get("time", EQUAL) not in MEETING:
            return
        values = {slot: vector.get(slot, EQUAL) for slot in functional}
        conflict = reading(values, DISJOINT)

        def both(slot: str) -> tuple[Value | None, Value | None]:
            return x.content.slot(slot), y.content.slot(slot)

        # Only what the rule looks at belongs to the finding: beside a conflict, no other slot.
        events = ["event"] if x.content.event and y.content.event and vector["event"] is UNKNOWN else []
        slots = restricted(vector, "kind", "target", "place", "time", *events, *(conflict or functional))
        unknown = reading(slots, UNKNOWN)
        if conflict:
            yield from self.found("exclusive-state", CONTRADICTS, x, y, slots, conflict, unknown)
        elif any(values[slot] is UNKNOWN and None not in both(slot) for slot in functional):
            yield from self.found("exclusive-state", TENSION, x, y, slots, (), unknown)
        elif lies_inside(values) and NARROWER in values.values():
            yield from self.found("exclusive-state", REFINES, x, y, slots, (), unknown)

    def same_event(self, x: Said, y: Said) -> Vector | None:
        """Return the slot vector of two assertions about one individual event."""
        vector = self.both_assert(x, y)
        if vector is None or self.is_state(x, y) or x.up_to or y.up_to:
            return None
        return vector if vector.get("event") is EQUAL else None

    def responsibility(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both say who did one thing."""
        vector = self.same_event(x, y)
        p, q = x.content, y.content
        if vector is None or p.agent is None or q.agent is None:
            return
        one = self.background.functional("agent", p.kind, q.kind)
        if vector["kind"] not in NESTED and not one:
            return
        slots, counted = restricted(vector, "kind", "agent", "event"), p.count or q.count
        unknown = reading(slots, UNKNOWN)
        match vector["agent"]:
            case Comparison.DISJOINT if one:
                yield from self.found("responsibility", CONTRADICTS, x, y, slots, ("agent",), unknown)
            case Comparison.DISJOINT if not counted:
                yield from self.found("responsibility", TENSION, x, y, slots, ("agent",), unknown)
            case Comparison.UNKNOWN if one or not counted:
                yield from self.found("responsibility", TENSION, x, y, slots, (), unknown)
            case Comparison.NARROWER if vector["kind"] in (EQUAL, NARROWER):
                yield from self.found("responsibility", REFINES, x, y, slots, (), unknown)

    def responsibility_perhaps(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both name an agent of what may or may not be one thing."""
        vector = self.both_assert(x, y)
        p, q = x.content, y.content
        if vector is None or x.up_to or y.up_to or not self.passes_gate(vector, p, q):
            return
        if self.is_state(x, y) or (p.event is not None and q.event is not None):
            return
        if p.agent is None or q.agent is None or vector["agent"] not in (DISJOINT, UNKNOWN):
            return
        if vector.get("target") not in NESTED and vector.get("place") not in NESTED:
            return
        if vector.get("time", EQUAL) not in MEETING:
            return
        blamed = reading(restricted(vector, "agent"), DISJOINT)
        struck = reading(restricted(vector, "target", "instrument", "place"), NARROWER, BROADER, DISJOINT)
        unknown = reading(vector, UNKNOWN)
        yield from self.found("responsibility", TENSION, x, y, vector, (*blamed, *struck), unknown)

    def event_slots(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both say when, where, to whom or with what one thing was done."""
        vector = self.same_event(x, y)
        p, q = x.content, y.content
        if vector is None or p.count is not None or q.count is not None:
            return
        if vector["kind"] not in NESTED and not self.background.functional("agent", p.kind, q.kind):
            return
        if not (self.is_the_event(p) and self.is_the_event(q)) or self.two_acts(p, q):
            return
        refines = vector["kind"] in (EQUAL, NARROWER) and vector.get("agent") is not DISJOINT
        for slot in ("time", "place", "target", "instrument"):
            a, b = p.slot(slot), q.slot(slot)
            if slot == "place":
                a, b = self.place(self.view, p), self.place(self.view, q)
            said = a is not None and b is not None
            both = p.slot(slot) is not None and q.slot(slot) is not None
            if slot not in vector or (vector[slot] is UNKNOWN and not both) or not (said or slot == "time"):
                continue
            rule, slots = f"event-{slot}", restricted(vector, "kind", slot, "event")
            unknown = reading(slots, UNKNOWN)
            one = slot in ("time", "place") or self.background.functional(slot, p.kind, q.kind)
            match vector[slot]:
                case Comparison.DISJOINT:
                    yield from self.found(
                        rule, CONTRADICTS if one else TENSION, x, y, slots, (slot,), unknown
                    )
                case Comparison.UNKNOWN:
                    yield from self.found(rule, TENSION, x, y, slots, (), unknown)
                case Comparison.NARROWER if refines:
                    open_agents = vector.get("agent") in (UNKNOWN, OVERLAPS)
                    if open_agents and p.agent is not None and q.agent is not None:
                        slots = restricted(vector, "kind", "agent", slot, "event")
                    yield from self.found(rule, REFINES, x, y, slots, (), reading(slots, UNKNOWN))

    def is_the_event(self, p: Proposition) -> bool:
        """Whether a proposition is of the event that it names, and not of another deed in it."""
        kind = self.declared(p, "kind")
        return kind is None or self.background.inside(NOBODY, "kind", p.kind, kind)

    def declared(self, p: Proposition, slot: str) -> Any:
        """Return what is declared of the event that a proposition names."""
        entry = None if p.event is None else self.background.register.entries.get(p.event)
        return None if entry is None else getattr(entry.frame, slot, None)

    def two_acts(self, p: Proposition, q: Proposition) -> bool:
        """Whether two propositions may be of two acts within one event: both are of narrower kinds."""
        narrower = all(self.declared(r, "kind") not in (None, r.kind) for r in (p, q))
        return narrower and not self.background.functional("agent", p.kind, q.kind)

    def nature(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both say what one event was, and it cannot have been both."""
        vector = self.both_assert(x, y)
        if vector is None or x.up_to or y.up_to or vector.get("event") is not EQUAL:
            return
        if self.background.distinct(NOBODY, "kind", x.content.kind, y.content.kind):
            slots = restricted(vector, "kind", "event")
            yield from self.found("nature", CONTRADICTS, x, y, slots, ("kind",))

    def exclusivity(self, x: Said, y: Said) -> Iterator[Finding]:
        """One says that it was nothing but this, the other the same of something else."""
        vector = self.both_assert(y, x)
        if vector is None or x.up_to or y.up_to:
            return
        p, q = x.content, y.content
        left = {slot for slot in SLOTS if slot != "kind" and vector.get("event") is EQUAL}
        left = {slot for slot in left if p.slot(slot) in (None, self.declared(p, slot))}
        left -= {"measure", "population", "count", "event", "said_by", *p.only}
        for slot in p.only:
            rest = {s: comparison for s, comparison in vector.items() if s not in (slot, *left)}
            if self.is_apart(vector, slot, q, p) and lies_inside(rest):
                unknown = reading(vector, UNKNOWN)
                yield from self.found("exclusivity", CONTRADICTS, y, x, vector, (slot,), unknown)

    def is_apart(self, vector: Vector, slot: str, p: Proposition, q: Proposition) -> bool:
        """Whether one of several things that a slot holds together is apart from all that another holds."""
        value, other = p.slot(slot), q.slot(slot)
        if slot in SEVERAL and isinstance(value, Several) and not value.any_of and other is not None:
            # Of a list nobody's word but the register's says what is beside the rest.
            compare = self.background.compare
            pairs = ([compare(NOBODY, slot, one, two) for two in names_of(other)] for one in value.names)
            if any(set(compared) == {DISJOINT} for compared in pairs):
                return True
        return vector.get(slot) is DISJOINT

    # How many

    def quantity(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both assert how many, and the first more than the second allows."""
        a, b = x.content.count, y.content.count
        if self.both_assert(x, y) is None or a is None or b is None:
            return
        vector = self.bounded_scope(x, y)
        scope = scope_of(vector)
        if not self.passes_gate(vector, x.content, y.content):
            return
        changes = {self.changes(a), self.changes(b)} - {None}
        same = all(comparison is EQUAL for comparison in scope.values())
        if same and not changes and vector["count"] is NARROWER:
            yield from self.found("quantity", REFINES, x, y, vector)
        alike = (EQUAL, UNKNOWN) if "varies" in changes else (EQUAL, NARROWER, UNKNOWN)
        inside = all(comparison in alike for comparison in scope.values())
        if not inside or b.high is None or a.low <= b.high:
            return
        unknown = reading(scope, UNKNOWN)
        relation, conflict = self.in_time(x, y, changes)
        if relation is RelationType.UPDATES and not unknown:
            later, earlier = (x, y) if is_later(self.as_of(x), self.as_of(y)) else (y, x)
            slots = vector if later is x else turned(vector)
            yield from self.found("quantity", RelationType.UPDATES, later, earlier, slots)
        elif relation is CONTRADICTS and unknown:
            yield from self.found("quantity", TENSION, x, y, vector, (), unknown)
        elif relation is not None and relation is not RelationType.UPDATES and not unknown:
            yield from self.found("quantity", relation, x, y, vector, conflict)

    def in_time(
        self, x: Said, y: Said, changes: set[str | None]
    ) -> tuple[RelationType | None, tuple[str, ...]]:
        """Return what two rival counts are by when they were taken, the first being the higher."""
        first, second = self.as_of(x), self.as_of(y)
        a, b = x.content.count, y.content.count
        assert a is not None and b is not None
        if not changes:
            return CONTRADICTS, ("count",)
        if "varies" in changes:
            if (a.final and b.final) or at_one_time(first, second):
                return CONTRADICTS, ("count",)
            a_anew, b_anew = is_later(first, second), is_later(second, first)
            if not (a_anew and not b.final) and not (b_anew and not a.final):
                return TENSION, ("as_of",)
        elif b.final or is_not_later(first, second):
            return CONTRADICTS, ("count",)
        elif not is_later(first, second):
            return TENSION, ("as_of",)
        if self.same_voice(x, y):
            return None, ()
        return (TENSION, ("as_of",)) if self.opposed(x, y) else (RelationType.UPDATES, ())

    def bounded_scope(self, x: Said, y: Said) -> Vector:
        """Return the vector of a count and of one whose upper bound is read for all that it may count."""
        vector = dict(self.both_assert(x, y) or {})
        p, q = x.content, y.content
        for slot in ("agent", "target", "instrument"):
            if q.slot(slot) is None and p.slot(slot) is not None:
                vector[slot] = NARROWER
        located = self.background.location(self.view, q.target) is not None
        if p.place is not None and q.place is None and q.target is not None and not located:
            vector["place"] = NARROWER
        return vector

    def quantity_parts(self) -> Iterator[Finding]:
        """Parts that have nothing in common come to more than the whole may be at most."""
        held = [s for s in self.said if s.name not in self.left and s.stance is Stance.ASSERTS]
        counted = [s for s in held if s.content.count is not None and not s.about_words]
        found: dict[tuple[str, ...], Finding] = {}
        for whole in counted:
            count = whole.content.count
            if count is None or count.high is None:
                continue
            parts = [part for part in counted if self.is_part(part, whole)]
            for size in range(2, len(parts) + 1):
                for chosen in combinations(parts, size):
                    lows = [part.content.count.low for part in chosen if part.content.count is not None]
                    exceed = sum(lows) > count.high >= sum(lows) - min(lows)
                    if exceed and all(self.are_apart(a, b) for a, b in combinations(chosen, 2)):
                        finding = self.parts_finding(whole, chosen)
                        key = tuple(p.id for p in finding.positions)
                        # What one voice holds only possible another may be sure of.
                        if key not in found or finding.relation is CONTRADICTS:
                            found[key] = finding
        yield from found.values()

    def is_part(self, part: Said, whole: Said) -> bool:
        """Whether a claim counts, no later, the same measure among less than another does."""
        a, b = part.content.count, whole.content.count
        if a is None or b is None or part.position == whole.position or self.both_assert(part, whole) is None:
            return False
        entries = [self.background.register.entries[count.measure] for count in (a, b)]
        if any(entry.ratio for entry in entries):
            return False
        so_far = any(map(self.changes, (a, b))) and not b.final
        if so_far and not is_not_later(self.as_of(part), self.as_of(whole)):
            return False
        scope = scope_of(self.bounded_scope(part, whole))
        return lies_inside(scope) and NARROWER in scope.values() and scope["measure"] is EQUAL

    def are_apart(self, one: Said, other: Said) -> bool:
        """Whether nothing is counted in both of two claims."""
        vector = self.both_assert(one, other) or {}
        return any(vector.get(slot) is DISJOINT for slot in ("population", "place", "target"))

    def parts_finding(self, whole: Said, parts: tuple[Said, ...]) -> Finding:
        """Return the finding that a whole contradicts all these parts taken together."""
        ordered = sorted((part.position for part in parts), key=lambda position: position.id)
        relation = TENSION if any(map(self.only_possible, (whole, *parts))) else CONTRADICTS
        vectors = [self.both_assert(part, whole) or {} for part in parts]
        slots: dict[str, Comparison] = {}
        for slot in SLOTS:
            compared = {vector[slot] for vector in vectors if slot in vector}
            if compared:
                slots[slot] = EQUAL if compared == {EQUAL} else BROADER
        slots["count"] = DISJOINT
        return Finding("quantity-parts", relation, (whole.position, *ordered), slots, ("count",))

    # Agreement

    def independent(self, x: Said, y: Said) -> bool:
        """Whether two voices are two."""
        return not set(x.sources) & set(y.sources) and not self.affiliated(x, y)

    def corroboration(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both assert, one box inside the other, or both deny: the wider denial bears out the narrower."""
        vector = self.vector(x, y)
        if vector is None or x.up_to or y.up_to or (x.stance, y.stance) not in ALIKE:
            return
        if not self.passes_gate(vector, x.content, y.content):
            return
        bears_out = contains(vector) if x.stance is Stance.DENIES else lies_inside(vector)
        if bears_out:
            two = self.independent(x, y)
            relation = RelationType.CORROBORATES if two else REFINES
            if relation is REFINES and x.stance is Stance.DENIES:
                yield from self.found("corroboration", relation, y, x, turned(vector))
            else:
                yield from self.found("corroboration", relation, x, y, vector)

    def corroboration_in_part(self, x: Said, y: Said) -> Iterator[Finding]:
        """Both assert, neither inside the other, but both inside a box that is worth something."""
        vector = self.vector(x, y)
        if vector is None or x.up_to or y.up_to or (x.stance, y.stance) != (Stance.ASSERTS, Stance.ASSERTS):
            return
        if not self.passes_gate(vector, x.content, y.content) or not self.independent(x, y):
            return
        if x.position.id > y.position.id:
            return  # It is found the other way round, too.
        if lies_inside(vector) or contains(vector):
            return
        common = self.common_box(x.content, y.content, vector)
        if common is not None and common.said_by is None and self.background.is_state(common.kind):
            kinds = (x.content.kind, y.content.kind)
            one = [slot for slot in SLOTS if self.background.functional(slot, *kinds)]
            if any(slot in vector and common.slot(slot) is None for slot in one):
                return  # They share all but what there can be one of only.
        if common is not None and not self.is_all_of_the_event(common):
            conflict, unknown = reading(vector, DISJOINT), reading(vector, UNKNOWN)
            yield from self.found(
                "corroboration",
                RelationType.CORROBORATES,
                x,
                y,
                vector,
                conflict,
                unknown,
                common=common,
            )

    def common_box(self, p: Proposition, q: Proposition, vector: Vector) -> Proposition | None:
        """Return what of the least box around two propositions decides, ``None`` if it keeps too little.

        A slot that is kept holds a name that both lie inside by the register alone, or the wider value.
        """
        if vector.get("said_by", EQUAL) not in NESTED:
            return None
        kept: dict[str, object] = {}
        for slot in ("kind", "agent", "target", "instrument", "place", "time", "value", "event", "said_by"):
            a, b = p.slot(slot), q.slot(slot)
            if slot == "place":
                a, b = self.place(self.view, p), self.place(self.view, q)
            if a is None or b is None or slot not in vector:
                continue
            if vector[slot] in NESTED:
                kept[slot] = a if vector[slot] is BROADER else b
            elif slot != "time":
                shared = self.shared(slot, a, b)
                if shared is not None:
                    kept[slot] = shared
            elif slot == "time" and vector[slot] is OVERLAPS:
                kept[slot] = around(a, b)
        if p.count is not None and q.count is not None and vector["count"] in MEETING:
            same = {vector["measure"], vector.get("population", EQUAL)} == {EQUAL}
            (a_low, a_high), (b_low, b_high) = numbers(p.count), numbers(q.count)
            low = p.count.low if a_low <= b_low else q.count.low
            high = p.count.high if a_high >= b_high else q.count.high
            both = replace(p.count, low=low, high=high, soft=False, final=False, as_of=None)
            kept.update({"count": both} if same else {})
        if "kind" not in kept or not kept.keys() & {"target", "place"}:
            return None
        return Proposition(**kept)  # type: ignore[arg-type]

    def shared(self, slot: str, a: Value, b: Value) -> str | None:
        """Return a least name that two values lie inside by the register alone."""
        above, compare = self.background.above, self.background.compare_values
        names = {high for value in (a, b) for name in names_of(value) for high in above(NOBODY, slot, name)}
        inside = (EQUAL, NARROWER)
        both = [n for n in names if all(compare(NOBODY, slot, v, n) in inside for v in (a, b))]
        least = [n for n in both if not any(o != n and n in above(NOBODY, slot, o) for o in both)]
        return min(least, default=None)

    def is_all_of_the_event(self, common: Proposition) -> bool:
        """Whether a box says no more than what is declared of the event that it names."""
        entry = None if common.event is None else self.background.register.entries.get(common.event)
        if entry is None or entry.frame is None:
            return False
        for slot in SLOTS:
            value = common.slot(slot)
            if value is None or slot == "event":
                continue
            declared = getattr(entry.frame, slot, None) if slot in INHERITED else None
            if declared is None:
                return False
            if slot == "time":
                if not is_within(declared, value):
                    return False
            elif self.background.compare_values(NOBODY, slot, declared, value) not in (EQUAL, NARROWER):
                return False
        return True

    # Aims, words and opinions

    def about_the_world(self, x: Said, y: Said) -> Vector | None:
        """Return the slot vector of two claims that are not about utterances."""
        vector = None if x.about_words or y.about_words or x.up_to or y.up_to else self.vector(x, y)
        return None if vector and self.shares_apart(vector, x.content, y.content) else vector

    def opposed_aims(self, x: Said, y: Said) -> Iterator[Finding]:
        """One wants what another refuses."""
        if x.stance in (Stance.DEMANDS, Stance.COMMITS) and y.stance is Stance.REFUSES:
            vector = self.about_the_world(x, y)
            if vector is not None and lies_inside(vector):
                yield from self.found("opposed-aims", RelationType.OPPOSES, x, y, vector)

    def word_and_deed(self, deed: Said, word: Said) -> Iterator[Finding]:
        """A report fulfils or breaches a word."""
        words = deed.about_words or word.about_words
        vector = None if words or word.stance not in WORDS else self.vector(deed, word)
        if vector is None or self.shares_apart(vector, deed.content, word.content):
            return
        count = word.content.count
        # Who refuses so and so many refuses them all; who promises none or more promises nothing.
        some = count is None or count.low > 0 or word.stance is Stance.REFUSES
        asked = {s: c for s, c in vector.items() if c is not UNKNOWN or not self.leaves_out(word.content, s)}
        done = deed.stance is Stance.ASSERTS and lies_inside(asked) and not deed.up_to and some
        undone = deed.stance is Stance.DENIES and contains(vector) and some
        if word.stance is Stance.PREDICTS and word.content.count is not None:
            undone = deed.position.stance is Stance.ASSERTS and self.breaches_forecast(deed, word)
        if done or undone:
            kept = done is (word.stance is not Stance.REFUSES)
            relation = RelationType.FULFILS if kept else RelationType.BREACHES
            conflict = () if done else reading(vector, DISJOINT)
            if undone and deed.stance is not deed.position.stance:
                # One that counts nobody says so of some time, as any count does, and not of all of it.
                vector = {slot: c for slot, c in vector.items() if slot != "time" or c is not UNKNOWN}
            conflict = (
                ("count",) if undone and word.stance is Stance.PREDICTS and word.content.count else conflict
            )
            unknown = reading(vector, UNKNOWN)
            yield from self.found("word-and-deed", relation, deed, word, vector, conflict, unknown)

    def leaves_out(self, p: Proposition, slot: str) -> bool:
        """Whether a proposition says nothing of a slot, not even by where its target is."""
        if slot == "place":
            return self.place(self.view, p) is None
        return p.slot(slot) is None

    def breaches_forecast(self, deed: Said, word: Said) -> bool:
        """Whether a later count of the same, or of nobody, is other than was forecast."""
        a, b = deed.position.proposition.count, word.content.count
        counted = replace(self.box(deed), content=deed.position.proposition, universal=False)
        vector = self.compare(self.view, counted, self.box(word))
        if a is None or b is None or vector is None or any(c is not EQUAL for c in scope_of(vector).values()):
            return False
        if not is_later(self.as_of(deed), self.as_of(word)):
            return False
        above = b.high is not None and a.low > b.high
        below = a.high is not None and a.high < b.low
        grows = self.changes(a) == "grows"
        return above or (below and (a.final or not grows))

    def assessment(self, x: Said, y: Said) -> Iterator[Finding]:
        """One bears out an opinion, or speaks against it."""
        vector = self.about_the_world(x, y)
        if vector is None or y.stance not in (Stance.ASSESSES, Stance.DOUBTS):
            return
        meant = (Stance.COMMITS, Stance.THREATENS) if y.stance is Stance.ASSESSES else ()
        so = x.stance in (Stance.ASSERTS, *meant) and lies_inside(vector)
        not_so = x.stance is Stance.DENIES and contains(vector)
        if so or not_so:
            agrees = so is (y.stance is Stance.ASSESSES)
            relation = RelationType.SUPPORTS if agrees else RelationType.CHALLENGES
            yield from self.found("assessment", relation, x, y, vector)
        if x.stance is Stance.ASSESSES and y.stance is Stance.DOUBTS and lies_inside(vector):
            yield from self.found("assessment", TENSION, x, y, vector)


#: What agrees.
AGREEING = (RelationType.CORROBORATES, REFINES)
ALIKE = ((Stance.ASSERTS, Stance.ASSERTS), (Stance.DENIES, Stance.DENIES))
WORDS = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS)


def meets_in_count(vector: Vector, p: Proposition, q: Proposition) -> bool:
    """Whether two propositions meet in how many there are, and in the event or in who suffered it.

    A denial that counts nothing is of any number.
    """

    def meet(slot: str) -> bool:
        return p.slot(slot) is not None and q.slot(slot) is not None and vector.get(slot) in MEETING

    counted = q.count is None or meet("count")
    return counted and (meet("event") or meet("target"))


def most_sure(held: Iterable[Certainty]) -> Certainty:
    """Return how sure a voice is at most: possible, probable, or else certain."""
    found = set(held)
    unsure = (Certainty.PROBABLE, Certainty.POSSIBLE)
    return next(
        c
        for c in (Certainty.CERTAIN, *unsure)
        if c in {h if h in unsure else Certainty.CERTAIN for h in found}
    )


#: Rules that say the same of two positions whichever of them comes first.
MUTUAL = ("exclusive-state", "responsibility", "nature", "exclusivity")


def oriented(finding: Finding) -> Finding:
    """Return a finding of two positions neither of which comes first by nature, the first by name first."""
    conflict = finding.relation in (CONTRADICTS, TENSION)
    mutual = conflict and (finding.rule in MUTUAL or finding.rule.startswith("event-"))
    if finding.rule in ("quantity", "corroboration"):
        alike = all(c is EQUAL for slot, c in finding.slots.items() if slot != "count" or not conflict)
        ordered = finding.relation in (RelationType.UPDATES, RelationType.SUPERSEDES)
        mutual = not ordered and (finding.common is not None or alike)
    if not mutual or finding.positions[0].id < finding.positions[1].id:
        return finding
    pairs = {(b, a): modifiers for (a, b), modifiers in finding.pairs.items()}
    positions = (finding.positions[1], finding.positions[0])
    return replace(finding, positions=positions, slots=turned(finding.slots), pairs=pairs)


def around(a: Interval, b: Interval) -> Interval | None:
    """Return the least interval in which two lie, unless it is all time."""
    start = a.start if starts_by(a.start, b.start) else b.start
    end = b.end if ends_by(a.end, b.end) else a.end
    return None if start is None and end is None else Interval(start, end)

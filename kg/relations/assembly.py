"""Build relations from what the rules find: between which positions and which voices they hold.

A rule selects pairs of boxes, each with a slot vector under some standpoints. This module joins the
alternatives of one finding, tells its voices apart and fetches its bridges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, product
from operator import attrgetter
from typing import Any, NamedTuple

from kg.background import Background, minimal
from kg.model import (
    INSIDE,
    Bridge,
    Certainty,
    Comparison,
    Knowledge,
    Pair,
    Position,
    Proposition,
    Relation,
    RelationType,
    Stance,
    Value,
    View,
    Voice,
)
from kg.relations.boxes import UNIVERSAL, Box
from kg.relations.common import APART, common_box, is_event_alone
from kg.relations.nesting import LAX, left_open
from kg.relations.parts import Excess
from kg.relations.rules import Rule, find_rule
from kg.relations.settling import turned
from kg.relations.voices import MODIFIERS, ClaimVoices, add, modifiers_of, sort_pairs

#: Relations of aims and words, and the stances of theirs that may be under a condition.
_AIMED = (RelationType.OPPOSES, RelationType.FULFILS, RelationType.BREACHES)
_CONDITIONAL = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)
_GETTERS: Mapping[str, Callable[[Proposition], Value | None]] = {
    **{slot: attrgetter(slot) for slot in INSIDE if slot not in LAX},
    "measure": lambda p: None if p.count is None else p.count.measure,
    "population": lambda p: None if p.count is None else p.count.population,
}
#: Comparisons that somebody with more knowledge may see otherwise.
_OPEN = (Comparison.UNKNOWN, Comparison.OVERLAPS)


class Vector(NamedTuple):
    """A slot vector, and the answers about it that are needed often."""

    slots: Mapping[str, Comparison]
    unknown: tuple[str, ...]
    contained: bool
    names: tuple[tuple[str, Comparison], ...]

    @classmethod
    def of(cls, slots: Mapping[str, Comparison]) -> Vector:
        """Return the vector of these slots."""
        unknown = tuple(slot for slot, comparison in slots.items() if comparison is Comparison.UNKNOWN)
        names = tuple((slot, comparison) for slot, comparison in slots.items() if slot in INSIDE)
        return cls(slots, unknown, _contained(slots.values()), names)


class RuleMatch(NamedTuple):
    """What a rule says about two positions, read from the first to the second.

    ``conflict`` are the slots in conflict. ``boxes`` are the pairs of boxes in which it was found: several if
    claims of one position were said at different times.
    """

    rule: Rule
    relation: RelationType
    vector: Vector
    conflict: tuple[str, ...]
    views: Iterable[View]
    boxes: Sequence[tuple[Box, Box]]


def _tension_key(relation: Relation) -> tuple[object, ...]:
    return frozenset(relation.positions), relation.conflict, relation.holds_if, relation.unless


def _like(known: Relation, relation: Relation) -> Relation:
    """Return a relation read in the direction of a known one."""
    return relation if known.positions == relation.positions else turned(relation)


class Assembly:
    """Builds relations from findings."""

    def __init__(self, knowledge: Knowledge, background: Background, history: bool = False):
        self.knowledge = knowledge
        self.background = background
        self.register = knowledge.register
        self.positions = knowledge.positions
        self.voices = ClaimVoices(knowledge, background)
        self.history = history
        self._chains: dict[tuple[Any, ...], tuple[Bridge, ...]] = {}
        #: Tensions on a count of claims that are all only possible, and so none unless others join them.
        self._doubted: list[Relation] = []

    def relations(self, finding: RuleMatch) -> Iterator[Relation]:
        """Yield the relations of a finding, of several types if its pairs of voices require it."""
        rule, relation, vector, conflict, views, boxes = finding
        box, other = boxes[0]
        slots = vector.slots
        values = self.values(box, other, vector)
        if box.role == "attributed" and self.is_nobody_meant(values):
            return
        unless = self.settling(values, box, other)
        if unless:
            views = [view for view in views if not any(settling <= view for settling in unless)]
        holds_if = minimal(views)
        if not holds_if:
            return
        common = None
        if relation is RelationType.CORROBORATES and not vector.contained:
            common, lacks = self.find_common(box, other, slots)
            if lacks is not None:
                return
        pairs = self._pairs(boxes, False) or (self._pairs(boxes, True) if self.history else [])
        classes: dict[tuple[bool, RelationType, tuple[str, ...]], list[Pair]] = {}
        for pair in pairs:
            judged = self.judge(relation, pair, box.role, conflict, common)
            doubted = judged is None and rule.of_counts and relation is not RelationType.CONTRADICTS
            if doubted:
                judged = self.judge(relation, pair, box.role, conflict, common, doubted=True)
            if judged is not None:
                classes.setdefault((doubted, *judged[:2]), []).append(judged[2])
        if not classes:
            return
        bridges = self._bridges(values, holds_if, common)
        for (doubted, type, named), kept in classes.items():
            built = Relation(
                type,
                rule.name,
                rule.version,
                (self.positions[box.position], self.positions[other.position]),
                slots,
                named,
                vector.unknown,
                bridges,
                holds_if,
                unless,
                self._modifiers(type, box, other, named, common, kept),
                common,
                None if box.role == "content" else box.proposition,
                sort_pairs(kept),
            )
            # The wider of two denials corroborates the narrower; in one voice the narrower refines the wider.
            less = type is RelationType.REFINES and relation is RelationType.CORROBORATES
            if doubted:
                self._doubted.append(built)
            else:
                yield turned(built) if less and box.stance is other.stance is Stance.DENIES else built

    def _pairs(self, boxes: Sequence[tuple[Box, Box]], history: bool) -> list[Pair]:
        """Return the pairs of voices of a finding, each with the claims in which they meet."""
        voices = self.voices
        if len(boxes) == 1 and len(boxes[0][0].claims) == len(boxes[0][1].claims) == 1:
            ((box, against),) = boxes
            ones = voices.of(box.claims, history or box.role == "attributed")
            others = voices.of(against.claims, history)
            return [voices.pair(ones[0], others[0])] if ones and others else []
        met: list[tuple[Voice, Voice]] = []
        for box, against in boxes:
            ones = voices.of(box.claims, history or box.role == "attributed")
            others = voices.of(against.claims, history)
            voices.spend(len(ones) * len(others))
            met += product(ones, others)
        # A voice may meet another in several boxes, but stands in each box once.
        if len(boxes) > 1:
            return voices.meet(met)
        return [voices.pair(one, other) for one, other in met]

    def joined(self, relations: Iterable[Relation]) -> Iterator[Relation]:
        """Yield relations, and join tensions on a count that differ only in their voices.

        Between the same two positions, one claim may show that a count is later, and another may leave it
        open.
        """
        open_: dict[Any, Relation] = {}
        for relation in relations:
            if relation.relation is not RelationType.TENSION or not find_rule(relation.rule).of_counts:
                yield relation
                continue
            key = _tension_key(relation)
            known = open_.setdefault(key, relation)
            if known is not relation:
                open_[key] = self._join(known, _like(known, relation))
        for doubted in self._doubted:
            key = _tension_key(doubted)
            if key in open_:
                # Each voice counts as sure as the surest of its claims.
                met = {(pair.first.sources, pair.second.sources) for pair in open_[key].pairs}
                joining = _like(open_[key], doubted)
                pairs = tuple(p for p in joining.pairs if (p.first.sources, p.second.sources) in met)
                open_[key] = self._join(open_[key], replace(joining, pairs=pairs))
        yield from open_.values()

    def _join(self, one: Relation, other: Relation) -> Relation:
        pairs = []
        for pair in self.voices.meet((pair.first, pair.second) for pair in (*one.pairs, *other.pairs)):
            judged = self.judge(one.relation, pair, "content", one.conflict, None)
            assert judged is not None, "each of them was judged before, of fewer claims"
            pairs.append(judged[2])
        rest = [word for word in one.modifiers if word not in MODIFIERS]
        return replace(one, pairs=sort_pairs(pairs), modifiers=(*modifiers_of(pairs), *rest))

    def judge(
        self,
        type: RelationType,
        pair: Pair,
        role: str,
        conflict: tuple[str, ...],
        common: Proposition | None,
        *,
        doubted: bool = False,
    ) -> tuple[RelationType, tuple[str, ...], Pair] | None:
        """Return the type of a finding, the slots in conflict and the pair with modifiers, or ``None``.

        With ``doubted``, two possibilities are in tension.
        """
        sources, others = pair.first.sources, pair.second.sources
        if type is RelationType.CORROBORATES or type is RelationType.REFINES:
            both = (pair.first, pair.second)
            if self.voices.hedge and Certainty.POSSIBLE in map(self.voices.certainty, both):
                pair = add(pair, "hedged")
            if type is RelationType.CORROBORATES and self.voices.affiliated(sources, others):
                return None if common is not None else (RelationType.REFINES, conflict, pair)
        if type is RelationType.UPDATES:
            if sources == others:
                return None
            if "adversarial" in pair.modifiers:
                type, conflict = RelationType.TENSION, ("as_of",)
        if type is RelationType.CONTRADICTS or type is RelationType.TENSION:
            if role == "attributed":
                pair = replace(pair, modifiers=())
            # A hedge does not weaken what is presupposed or was said.
            voices = (pair.first, pair.second) if role == "content" else (pair.second,)
            sure = [self.voices.certainty(voice) for voice in voices]
            if sure == [Certainty.POSSIBLE] * 2 and not doubted:
                return None
            shared = not set(sources).isdisjoint(others)
            if type is RelationType.CONTRADICTS and role != "attributed" and shared:
                pair = add(pair, "self-contradiction")
            if Certainty.PROBABLE in sure:
                pair = add(pair, "probable")
            if Certainty.POSSIBLE in sure:
                return RelationType.TENSION, conflict, add(pair, "hedged")
        return type, conflict, pair

    def find_common(
        self, box: Box, other: Box, slots: Mapping[str, Comparison]
    ) -> tuple[Proposition, str | None]:
        """Return the least box around two, and why they do not both say it; ``None`` if they do.

        They do not if it is only the event that both name, or if two states differ in a slot that can have
        only one value.
        """
        common = common_box(self._placed(box, other), self._placed(other, box), slots, self.background)
        if common.target is common.place is None:
            return common, ""
        if is_event_alone(common, self.background):
            return common, "event-alone event"
        if common.said_by is None and self.background.is_state(common.kind):
            functional = self.background.functional(box.proposition.kind, other.proposition.kind)
            dropped = [slot for slot in slots if slot in functional and common.slot(slot) is None]
            if dropped:
                return common, ", ".join(f"one-only {slot}" for slot in dropped)
        return common, None

    def place(self, box: Box, other: Box) -> Value | None:
        """Return the place that is compared: the target's place if only the other box gives a place."""
        place = box.proposition.place
        if place is not None or other.proposition.place is None or box.stance in UNIVERSAL:
            return place
        return self.background.location(box.proposition.target)

    def _placed(self, box: Box, other: Box) -> Proposition:
        """Return a proposition with the place that is compared."""
        place = self.place(box, other)
        return box.proposition if place == box.proposition.place else replace(box.proposition, place=place)

    def values(self, box: Box, other: Box, vector: Vector) -> list[tuple[str, Comparison, Value, Value]]:
        """Return the slots in which both give different names, each with its comparison and both values."""
        differing = []
        for slot, comparison in vector.names:
            if slot == "place":
                one, two = self.place(box, other), self.place(other, box)
            else:
                get = _GETTERS[slot]
                one, two = get(box.proposition), get(other.proposition)
            if one is not None and two is not None and one != two:
                differing.append((slot, comparison, one, two))
        return differing

    def is_nobody_meant(self, values: Iterable[tuple[str, Comparison, Value, Value]]) -> bool:
        """Return whether nothing connects the speaker with the described source whose words are denied."""
        return any(
            slot == "said_by"
            and comparison is Comparison.UNKNOWN
            and not self.background.reading(slot, one, two).settling
            for slot, comparison, one, two in values
        )

    def settling(
        self, values: Sequence[tuple[str, Comparison, Value, Value]], box: Box, other: Box
    ) -> tuple[View, ...]:
        """Return the minimal views that change how two values compare."""
        if not values:
            return ()
        views: list[View] = []
        universal = (box.universal, other.universal)
        for slot, comparison, one, two in values:
            if comparison is Comparison.DISJOINT or comparison is Comparison.EQUAL:
                continue
            reading = self.background.reading(slot, one, two)
            if comparison in _OPEN and frozenset() not in reading.settling:
                views.extend(reading.settling_but(left_open(slot, one, two, universal)))
            elif reading.equal:
                # The claims leave this open, not the standpoints, until a view makes the two equal.
                views.extend(path.view for path in reading.equal)
        return minimal(views) if views else ()

    def _bridges(
        self,
        values: Iterable[tuple[str, Comparison, Value, Value]],
        views: tuple[View, ...],
        common: Proposition | None = None,
    ) -> tuple[Bridge, ...]:
        """Return one shortest chain per slot and view, each on as few standpoints as possible."""
        chains: list[tuple[Bridge, ...]] = []
        for slot, comparison, one, two in values:
            key = slot, id(comparison), one, two, views  # an enumeration's own hash is slow
            steps = self._chains.get(key)
            if steps is None:
                reading = self.background.reading(slot, one, two)
                paths = (reading.path(comparison, view) for view in views)
                of_views = (path.bridges for path in paths if path is not None)
                steps = self._chains[key] = tuple(dict.fromkeys(chain.from_iterable(of_views)))
            if steps:
                chains.append(steps)
            around = common.slot(slot) if common is not None and comparison in APART else None
            if around is not None:
                chains += [self.background.way(slot, value, around) for value in (one, two)]
            elif comparison is Comparison.OVERLAPS:
                chains.append(self.background.shared(slot, one, two))
        if len(chains) < 2:
            return chains[0] if chains else ()
        return tuple(dict.fromkeys(chain.from_iterable(chains)))

    # -- several against one ---------------------------------------------------------------------

    def excess(self, rule: Rule, boxes: Sequence[Box], excess: Excess) -> Relation | None:
        """Return the contradiction between a whole and parts that sum to more, if each still has a voice."""
        voices = [self.voices.of(box.claims) for box in boxes]
        if not all(voices):
            return None
        sources = [frozenset(name for voice in some for name in voice.sources) for some in voices]
        sure = [{self.voices.certainty(voice) for voice in some} for some in voices]
        modifiers = []
        if any(self.voices.opposed(one, other) for one, other in combinations(sources, 2)):
            modifiers.append("adversarial")
        if frozenset.intersection(*sources):
            modifiers.append("self-contradiction")
        hedged = any(held == {Certainty.POSSIBLE} for held in sure)
        if hedged:
            modifiers.append("hedged")
        if any(Certainty.CERTAIN not in held for held in sure) and not hedged:
            modifiers.append("probable")
        if any(box.proposition.count and box.proposition.count.soft for box in boxes):
            modifiers.append("soft")
        return Relation(
            RelationType.TENSION if hedged else RelationType.CONTRADICTS,
            rule.name,
            rule.version,
            tuple(self.positions[box.position] for box in boxes),
            excess.slots,
            ("count",),
            (),
            excess.bridges,
            excess.holds_if,
            (),
            tuple(modifiers),
        )

    # -- what was left --------------------------------------------------------------------------

    def superseded(self, replacing: Iterable[Rule]) -> Iterator[Relation]:
        """Yield, for each two positions, the claims of one that replace or take back claims of the other."""
        # A question that presupposes several things takes several positions.
        of_claim: dict[str, list[Position]] = {}
        for position in self.positions:
            for name in position.claims:
                of_claim.setdefault(name, []).append(position)
        replaced: dict[tuple[Rule, Position, Position], list[tuple[str, str]]] = {}
        corrections = set(self.voices.corrections)
        ways = {"corrections": corrections, "counts": set(self.voices.next_counts()) - corrections}
        for rule in replacing:
            for later, earlier in sorted(ways[rule.replaces]):
                # A question that presupposes nothing takes no position.
                for after, before in product(of_claim.get(later, ()), of_claim.get(earlier, ())):
                    replaced.setdefault((rule, after, before), []).append((later, earlier))
        claims = self.knowledge.claims
        for (rule, after, before), pairs in replaced.items():
            kept = self.voices.meet(
                (Voice(claims[later].sources, (later,)), Voice(claims[earlier].sources, (earlier,)))
                for later, earlier in pairs
            )
            yield Relation(
                RelationType.SUPERSEDES,
                rule.name,
                rule.version,
                (after, before),
                {},
                ("count",) if rule.replaces == "counts" else (),
                modifiers=modifiers_of(kept),
                pairs=sort_pairs(kept),
            )

    # -- modifiers ------------------------------------------------------------------------------

    def _modifiers(
        self,
        type: RelationType,
        box: Box,
        other: Box,
        conflict: Sequence[str],
        common: Proposition | None,
        pairs: Sequence[Pair],
    ) -> tuple[str, ...]:
        """Return the modifiers of the pairs and those of the relation as a whole."""
        modifiers = modifiers_of(pairs)
        if type in _AIMED and self._conditional(box, other):
            modifiers += ("conditional",)
        if common is not None:
            modifiers += ("in-part",)
        if type is RelationType.CONTRADICTS and ("count" in conflict or box.role != "content"):
            counts = box.proposition.count, other.proposition.count
            if any(count is not None and count.soft for count in counts):
                modifiers += ("soft",)
        return modifiers

    def _conditional(self, *boxes: Box) -> bool:
        """Return whether an aim or word is conditional in every claim of its position."""
        positions = [self.positions[box.position] for box in boxes]
        return any(
            position.stance in _CONDITIONAL
            and all(self.knowledge.claims[claim].condition is not None for claim in position.claims)
            for position in positions
        )


def _contained(comparisons: Iterable[Comparison]) -> bool:
    seen = set(comparisons)
    return seen <= {Comparison.EQUAL, Comparison.NARROWER} or seen <= {Comparison.EQUAL, Comparison.BROADER}

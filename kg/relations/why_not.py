"""Why a rule relates two claims, or why it does not: each rule again, in Python, condition by condition.

The rules themselves are conditions in SQL, which say of a pair that it meets them, and of no other why not.
Here the conditions are taken one by one for two claims alone. What is compared, and with what, comes from the
tables of the engine (:func:`kg.relations.tables.build_tables`), how values compare from the background.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.background import Background
from kg.model import (
    Bundle,
    Certainty,
    Comparison,
    Knowledge,
    Proposition,
    RelationType,
    Stance,
    View,
    Voice,
)
from kg.relations.boxes import Box
from kg.relations.conditions import ROLES, RULES
from kg.relations.pairing import Obstacle, Pairing
from kg.relations.tables import build_tables
from kg.relations.voices import ClaimVoices


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """What one rule makes of two claims: ``relation`` is ``None`` where it does not apply.

    ``first`` and ``second`` are the claims in the order in which it reads them, ``slots`` its vector;
    ``implied`` is compared in place of the first one's own proposition. ``obstacles`` say what keeps it from
    applying, or from being more than ``relation``; ``firm``, whoever holds what.
    """

    rule: str
    first: str
    second: str
    relation: RelationType | None
    slots: Mapping[str, Comparison]
    conflict: tuple[str, ...] = ()
    obstacles: tuple[Obstacle, ...] = ()
    implied: Proposition | None = None
    firm: bool = False


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
        self.voices = ClaimVoices(knowledge, background)
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
        base = list(self._checks(one, other, first, second, frozenset()))
        found = list(self._checks(one, other, first, second, view)) if view else base
        return _settled(found, base, asking)

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
        for rule, judge in RULES.items():
            if pair.a.role != ROLES.get(rule, "content"):
                continue
            found = judge(pair)
            relation, conflict, obstacles = found.relation, found.conflict, list(found.obstacles)
            if relation is not None:
                relation, conflict, more = self._voiced(pair, rule, relation, conflict, x, y, found.common)
                obstacles += more
            slots = pair.slots if found.slots is None else found.slots
            read = {s: c for s, c in slots.items() if found.reads is None or s in found.reads}
            first, second = x, y
            denied = relation is RelationType.REFINES and pair.a.stance is pair.b.stance is Stance.DENIES
            if found.swapped is not (denied and rule == "corroboration"):
                first, second, read = y, x, {slot: c.converse for slot, c in read.items()}
            implied = None if pair.a.role == "content" else pair.a.proposition
            firm = not pair.view and not any(pair.unless(slot) for slot in read)
            yield RuleCheck(rule, first, second, relation, read, conflict, tuple(obstacles), implied, firm)

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
        alike = shared or self.voices.affiliated(first.sources, second.sources)
        if relation is RelationType.CORROBORATES and alike:
            if common:
                return None, conflict, [Obstacle("one-voice")]
            return RelationType.REFINES, conflict, [Obstacle("one-voice")]
        if relation is RelationType.UPDATES and first.sources == second.sources:
            return None, conflict, [Obstacle("own-count")]
        if relation is RelationType.UPDATES and "adversarial" in met:
            relation, conflict = RelationType.TENSION, ("as_of",)
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


def _settled(
    checks: Iterable[RuleCheck], base: Iterable[RuleCheck], asking: Iterable[str] = ()
) -> list[RuleCheck]:
    """Return what rules make of two claims without what something stronger stands in the place of.

    ``base`` is what they make of them for who holds nothing. Of a question, ``asking``, each thing that it
    presupposes is a position of its own.
    """
    checks, asking = list(checks), set(asking)

    def place(check: RuleCheck) -> tuple[object, ...]:
        own = check.implied if check.first in asking else None
        return check.rule, check.first, check.second, own

    firm = [c for c in base if c.relation is RelationType.CONTRADICTS and c.firm]
    against = {place(c) for c in checks if c.relation is RelationType.CONTRADICTS}
    excluding = {slot for c in firm for slot in c.conflict}
    counts = (RelationType.CONTRADICTS, RelationType.UPDATES, RelationType.TENSION)
    counted = any(c.rule == "quantity" and c.relation in counts for c in checks)
    found = []
    for check in checks:
        told = bool(check.conflict) and excluding.issuperset(check.conflict)
        weaker = check.relation is RelationType.TENSION and (place(check) in against or told)
        part = check.rule == "corroboration" and check.relation is RelationType.CORROBORATES
        if weaker or (part and check.obstacles and (counted or firm)):
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

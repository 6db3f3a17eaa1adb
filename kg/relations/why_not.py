"""Explain why a rule relates two claims or does not, condition by condition.

A rule is a query that selects the pairs that meet its conditions; it does not say why others do not. Here the
same conditions are columns of a query for two claims, and the comments of those that do not hold tell what
keeps the rule (:mod:`kg.relations.obstacles`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, NamedTuple

from kg.background import Background
from kg.model import (
    SLOTS,
    Bundle,
    Comparison,
    Knowledge,
    Proposition,
    RelationType,
    Stance,
    View,
    Voice,
)
from kg.relations.assembly import Assembly, Vector
from kg.relations.boxes import Box
from kg.relations.engine import Judgement, compare_lists, judge_row
from kg.relations.execution import Executor
from kg.relations.nesting import LAX, left_open
from kg.relations.obstacles import Compared, Obstacle, find_obstacles
from kg.relations.rules import Branch, Rule, find_rule, rules
from kg.relations.sqlite import SqliteExecutor
from kg.relations.stages import build_unmet_stages
from kg.relations.tables import Tables, build_tables, standpoint_bits

#: How many pairs are compared at a time.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """The result of one rule for two claims: ``relation`` is ``None`` if it does not apply.

    ``first`` and ``second`` are the claims in the order in which the rule reads them, ``slots`` is their
    vector. ``implied`` is compared in place of the first claim's own proposition. ``obstacles`` say why the
    rule does not apply, or gives no more than ``relation``. ``firm``: this is so under every view.
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
    """Two claims, their slot vector, and the result of each rule, the nearest rule first.

    ``one_position`` says that they take one position; no rule relates a position to itself.
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
    """Return the result of every rule for two claims (``bundle/claim`` identifiers) under ``view``."""
    background = background or Background(knowledge.register, knowledge.locations)
    return Checker(knowledge, background).check(first, second, view)


class Checker:
    """Checks the conditions of the rules one by one for two claims of one body of knowledge."""

    def __init__(self, knowledge: Knowledge, background: Background):
        self.knowledge, self.background = knowledge, background
        self.assembly = Assembly(knowledge, background)
        self.voices = self.assembly.voices
        self._positions = {name: p for p in knowledge.positions for name in p.claims}
        #: Denials of utterances; only with these are the reported words of claims compared.
        self._denying = [
            name
            for position in knowledge.positions
            if position.stance is Stance.DENIES and position.proposition.said_by is not None
            for name in position.claims
        ]

    def check(self, first: str, second: str, view: View = frozenset()) -> WhyNot:
        """Return the result of every rule for two claims."""
        nobody, held = self._compare_for([(first, second)], view)
        ones, others = held.boxes(first), held.boxes(second)
        one, other = (
            next((box for box in boxes if box.role == "content"), boxes[0]) for boxes in (ones, others)
        )
        shown = slots_of(held.vectors[held.numbers[id(one)], held.numbers[id(other)]])
        same = self._positions.get(first) == self._positions.get(second) is not None
        best: dict[str, RuleCheck] = {}
        for check in self._settle(first, second, nobody, held):
            before = best.get(check.rule)
            if before is None or _rank(check) < _rank(before):
                best[check.rule] = check
        return WhyNot(first, second, shown, tuple(sorted(best.values(), key=_rank)), same)

    def checks(self, first: str, second: str, view: View = frozenset()) -> list[RuleCheck]:
        """Return the results of all rules for two claims in both orders, each box by itself."""
        [checks] = self.checks_of([(first, second)], view)
        return checks

    def checks_of(
        self, pairs: Iterable[tuple[str, str]], view: View = frozenset()
    ) -> Iterator[list[RuleCheck]]:
        """Yield, for each pair of claims, what :meth:`checks` returns."""
        left = iter(pairs)
        while batch := list(islice(left, _AT_ONCE)):
            nobody, held = self._compare_for(batch, view)
            for first, second in batch:
                yield self._settle(first, second, nobody, held)

    def _settle(self, first: str, second: str, nobody: Comparisons, held: Comparisons) -> list[RuleCheck]:
        """Return the results of all rules for two claims, without those that a stronger one replaces."""
        if self._positions.get(first) == self._positions.get(second):
            return []
        asking = [name for name in (first, second) if self.knowledge.claims[name].stance is Stance.ASKS]
        base = list(self._checks(nobody, first, second))
        return _settled(base if held is nobody else self._checks(held, first, second), base, asking)

    def _compare_for(self, pairs: Sequence[tuple[str, str]], view: View) -> tuple[Comparisons, Comparisons]:
        """Return what the queries see under the empty view, and under ``view``."""
        nobody = self._compare(pairs, frozenset())
        return nobody, self._compare(pairs, view) if view else nobody

    def _compare(self, pairs: Sequence[tuple[str, str]], view: View) -> Comparisons:
        """Return what the queries of the rules see of pairs of claims under ``view``."""
        names = dict.fromkeys(name for pair in pairs for name in pair)
        told = _only(self.knowledge, [*names, *self._denying])
        comparisons = Comparisons(build_tables(told, self.background, view), names, pairs, view)
        with SqliteExecutor(steps=sys.maxsize) as executor:
            comparisons.fill(executor, self.background, standpoint_bits(told))
        return comparisons

    def _checks(self, comparisons: Comparisons, first: str, second: str) -> Iterator[RuleCheck]:
        for x, y in ((first, second), (second, first)):
            for a in comparisons.boxes(x):
                for b in comparisons.boxes(y):
                    if b.role == "content":
                        yield from self._apply(comparisons, a, b, x, y)
            yield from self._corrects(x, y)

    def _apply(self, comparisons: Comparisons, a: Box, b: Box, x: str, y: str) -> Iterator[RuleCheck]:
        """Yield the result of each rule over pairs for two boxes in this order."""
        for rule in rules():
            if rule.over != "pairs" or rule.role != a.role:
                continue
            pair = comparisons.numbers[id(a)], comparisons.numbers[id(b)]
            judged: list[tuple[bool, int, int, _Judged]] = []
            for number, branch in enumerate(rule.branches):
                for row in comparisons.rows[rule.name, number].get(pair, ()):
                    one = _judge(branch, self._compared(row, a, b))
                    if one is not None:
                        judged.append((one.judgement is None, number, len(one.obstacles), one))
            unmet = _Judged(comparisons.vectors[pair], [Obstacle("condition")])
            *_, best = min(judged, key=lambda one: one[:3], default=(unmet,))
            yield self._check(rule, best, a, b, x, y, comparisons.view)

    def _compared(self, row: Mapping[str, Any], a: Box, b: Box) -> Compared:
        universal = (a.universal, b.universal)

        def settled(slot: str) -> tuple[View, ...]:
            vector = Vector.of({slot: Comparison(row[slot])})
            for _, _, one, two in self.assembly.values(a, b, vector):
                open_ = left_open(slot, one, two, universal)
                return self.background.reading(slot, one, two).settling_but(open_)
            return ()

        def given(index: int, slot: str) -> bool:
            box, other = (a, b) if index == 0 else (b, a)
            if slot in ("count", *LAX):
                return box.proposition.count is not None
            value = self.assembly.place(box, other) if slot == "place" else box.proposition.slot(slot)
            return value is not None

        return Compared(row, given, settled)

    def _check(self, rule: Rule, judged: _Judged, a: Box, b: Box, x: str, y: str, view: View) -> RuleCheck:
        """Return the result of a rule for two boxes, as it is between the voices of two claims."""
        implied = None if a.role == "content" else a.proposition
        if judged.judgement is None:
            slots, obstacles = slots_of(judged.row), judged.obstacles
            if judged.back:
                slots = {slot: comparison.converse for slot, comparison in slots.items()}
                x, y, obstacles = y, x, [obstacle.turned for obstacle in obstacles]
            return RuleCheck(rule.name, x, y, None, slots, (), tuple(obstacles), implied)
        kind, swapped, vector, conflict = judged.judgement[:4]
        relation, conflict, more = self._voiced(kind, judged, a, b, x, y)
        values = self.assembly.values(*((b, a) if swapped else (a, b)), vector)
        firm = not view and not self.assembly.settling(values, a, b)
        slots = dict(vector.slots)
        denied = relation is RelationType.REFINES and kind is RelationType.CORROBORATES
        if denied and a.stance is b.stance is Stance.DENIES:
            swapped, slots = not swapped, {slot: c.converse for slot, c in slots.items()}
        if swapped:
            x, y = y, x
        return RuleCheck(
            rule.name, x, y, relation, slots, conflict, (*judged.obstacles, *more), implied, firm
        )

    def _corrects(self, later: str, earlier: str) -> Iterator[RuleCheck]:
        for rule in (rule for rule in rules() if rule.over == "corrections"):
            if (later, earlier) in self.voices.corrections:
                yield RuleCheck(rule.name, later, earlier, RelationType.SUPERSEDES, {})
            else:
                yield RuleCheck(rule.name, later, earlier, None, {}, (), (Obstacle("corrects"),))

    def _voiced(
        self, kind: RelationType, judged: _Judged, a: Box, b: Box, x: str, y: str
    ) -> tuple[RelationType | None, tuple[str, ...], list[Obstacle]]:
        """Return the type, the conflict and the obstacles of a finding between the voices of two claims."""
        assert judged.judgement is not None
        vector, conflict = judged.judgement.vector, judged.judgement.conflict
        common = None
        if kind is RelationType.CORROBORATES and not vector.contained:
            common, lacks = self.assembly.find_common(a, b, slots_of(judged.row))
            if lacks is not None:
                return None, (), find_obstacles([lacks], self._compared(judged.row, a, b))
        if a.role == "attributed" and self.assembly.is_nobody_meant(self.assembly.values(a, b, vector)):
            return None, (), []
        left = [n for n in (x, y) if n in self.voices.left and (n == y or a.role != "attributed")]
        if left:
            return None, conflict, [Obstacle("left", claim=name) for name in left]
        met = self.voices.pair(self._voice(x), self._voice(y))
        told = self.assembly.judge(kind, met, a.role, conflict, common)
        relation, conflict = (None, conflict) if told is None else told[:2]
        if kind is RelationType.CORROBORATES and relation is not kind:
            return relation, conflict, [Obstacle("one-voice")]
        if kind is RelationType.UPDATES and met.first.sources == met.second.sources:
            return relation, conflict, [Obstacle("own-count")]
        hedged = relation is None or (relation is not kind and kind is RelationType.CONTRADICTS)
        return relation, conflict, [Obstacle("possible")] if hedged else []

    def _voice(self, name: str) -> Voice:
        """Return a claim's voice, with all its claims that take the position and were not left."""
        sources, claims = self.knowledge.claims[name].sources, self.knowledge.claims
        position = self._positions[name]
        taking = [n for n in position.claims if claims[n].sources == sources and n not in self.voices.left]
        return Voice(sources, tuple(taking) or (name,))


class Comparisons:
    """What the queries of the rules see of pairs of claims: one or more rows for each pair of boxes.

    All boxes are compared, even if no rule would read them.
    """

    def __init__(self, tables: Tables, names: Iterable[str], pairs: Iterable[tuple[str, str]], view: View):
        self.view = view
        self._boxes: dict[str, list[Box]] = {name: [] for name in names}
        for box in tables.boxes:
            for name in box.claims:
                if name in self._boxes:
                    self._boxes[name].append(box)
        self.numbers = {id(box): number for number, box in enumerate(tables.boxes)}
        self.tables = tables
        self._met = {
            (self.numbers[id(a)], self.numbers[id(b)])
            for first, second in pairs
            for x, y in ((first, second), (second, first))
            for a in self._boxes[x]
            for b in self._boxes[y]
        }
        self.vectors: dict[tuple[int, int], Mapping[str, Any]] = {}
        self.rows: dict[tuple[str, int], dict[tuple[int, int], list[Mapping[str, Any]]]] = {}

    def fill(self, executor: Executor, background: Background, bits: Mapping[str, int]) -> None:
        """Compare the boxes and run the queries of the rules on them."""
        for name, table in self.tables.tables.items():
            executor.create(name, table.types, list(table.columns.values()))
        columns = list(map(list, zip(*sorted(self._met), strict=True))) or [[], []]
        executor.create("pair", {"a": "INTEGER", "b": "INTEGER"}, columns)
        for name, query in build_unmet_stages(self.tables.forms):
            executor.run(f"create table {name} as {query}")
            if name == "box" and self.tables.forms.several:
                compare_lists(executor, self.tables, background, bits, self.view)
        for row in _fetch(executor, "select * from vector"):
            self.vectors[row["a"], row["b"]] = row
        for rule in rules():
            for number, branch in enumerate(rule.branches):
                rows = self.rows.setdefault((rule.name, number), {})
                for row in _fetch(executor, _build_query(branch)):
                    pair = row["a"], row["b"]
                    whole = row if "a_said" in row else {**self.vectors[pair], **row}
                    rows.setdefault(pair, []).append(whole)

    def boxes(self, name: str) -> list[Box]:
        """Return the boxes of a claim."""
        return self._boxes[name]


def _fetch(executor: Executor, query: str) -> Iterator[Mapping[str, Any]]:
    rows = executor.fetch(query)
    return (dict(zip(rows.names, row, strict=True)) for row in rows)


def _build_query(branch: Branch) -> str:
    """Return the query of a rule for all pairs, with a column for each condition."""
    held = ", ".join(f"({one.sql}) as condition_{number}" for number, one in enumerate(branch.conditions))
    return f"{branch.selected.rstrip()}, {held} from {branch.table}"


def slots_of(row: Mapping[str, Any]) -> dict[str, Comparison]:
    """Return the slot vector of a row."""
    return {slot: Comparison(row[slot]) for slot in SLOTS if row[slot] is not None}


class _Judged(NamedTuple):
    """The result of a rule for two boxes, or its obstacles; ``back``: read from the second to the first."""

    row: Mapping[str, Any]
    obstacles: list[Obstacle]
    judgement: Judgement | None = None
    back: bool = False


def _judge(branch: Branch, compared: Compared) -> _Judged | None:
    """Return the result of a query for a pair, ``None`` if the rule is about something else altogether.

    The obstacles are those of the first stage with conditions that do not hold.
    """
    row = compared.row
    failing = [one for number, one in enumerate(branch.conditions) if not row[f"condition_{number}"]]
    if (row["a_said"] == 0) != (row["b_said"] == 0) and not any(one.stage == 0 for one in failing):
        return _Judged(row, [Obstacle("utterance")])
    if not failing:
        judgement = judge_row(*(row[c] for c in ("relation", "swapped", "conflict", "reads", *SLOTS)))
        return _Judged(row, find_obstacles([row["short"]], compared), judgement)
    stage = min(one.stage for one in failing)
    failing = [one for one in failing if one.stage == stage]
    if not all(one.obstacles for one in failing):
        return None
    texts = [
        one.obstacles.removeprefix("also: ").removeprefix("back: ")
        for one in branch.conditions
        if one in failing or (one.stage == stage and one.obstacles.startswith("also: "))
    ]
    back = any(one.obstacles.startswith("back: ") for one in failing)
    return _Judged(row, find_obstacles(texts, compared), None, back)


def _only(knowledge: Knowledge, names: Iterable[str]) -> Knowledge:
    """Return a body of knowledge with only these claims."""
    wanted: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        wanted.setdefault(name.rpartition("/")[0], []).append(name)
    bundles = tuple(
        Bundle(knowledge.articles[article], tuple(knowledge.claims[name] for name in chosen))
        for article, chosen in wanted.items()
    )
    return Knowledge(knowledge.register, bundles, knowledge.locations)


def _settled(
    checks: Iterable[RuleCheck], base: Iterable[RuleCheck], asking: Iterable[str] = ()
) -> list[RuleCheck]:
    """Return the results of rules for two claims, without those that a stronger one replaces.

    ``base`` are the results under the empty view. Each presupposition of a question (``asking``) is a
    position of its own.
    """
    checks, asking = list(checks), set(asking)

    def place(check: RuleCheck) -> tuple[object, ...]:
        own = check.implied if check.first in asking else None
        return check.rule, check.first, check.second, own

    firm = [c for c in base if c.relation is RelationType.CONTRADICTS and c.firm]
    against = {place(c) for c in checks if c.relation is RelationType.CONTRADICTS}
    excluding = {slot for c in firm for slot in c.conflict}
    counts = (RelationType.CONTRADICTS, RelationType.UPDATES, RelationType.TENSION)
    counted = any(c.relation in counts and find_rule(c.rule).of_counts for c in checks)
    left = []
    for check in checks:
        told = bool(check.conflict) and excluding.issuperset(check.conflict)
        weaker = check.relation is RelationType.TENSION and (place(check) in against or told)
        part = check.relation is RelationType.CORROBORATES
        if weaker or (part and check.obstacles and (counted or firm)):
            check = replace(check, relation=None, obstacles=(*check.obstacles, Obstacle("stronger")))
        left.append(check)
    return left


#: Obstacles that no fact would remove: the rule is about something else.
_ELSEWHERE = frozenset(
    ("counted", "state", "event-not-state", "only", "no-count", "utterance", "corrects", "same-kind", "idle")
)


def _rank(check: RuleCheck) -> tuple[bool, int, bool, int, str]:
    """Return a sort key: rules that apply come first, rules about other things last."""
    reasons = {obstacle.reason for obstacle in check.obstacles}
    types = list(RelationType)
    type = types.index(check.relation) if check.relation is not None else len(types)
    elsewhere = check.relation is None and not reasons.isdisjoint(_ELSEWHERE)
    return "stances" in reasons, type, elsewhere, len(check.obstacles), check.rule

"""Compare positions over flat tables and let each rule say what follows.

One shared stage computes the slot vectors of the pairs that can be comparable at all; a rule is then a short
condition on stances and vector, in a file of its own. A comparison that depends on standpoints has one row
per alternative, with the standpoints it needs as bits of a mask; what is left to do in Python is to put the
alternatives of one finding together and to fetch its bridges.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import combinations
from typing import Any, TypeVar

from kg.background import MAX_STANDPOINTS, Background, build_view, minimal
from kg.collection import without_collection
from kg.errors import InputError, Problem, nearest
from kg.model import (
    INSIDE,
    SLOTS,
    Bridge,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Relation,
    RelationType,
    Repeat,
    Stance,
    View,
)
from kg.relations.execution import DuckdbExecutor, Executor, SparkExecutor
from kg.relations.memory import recall
from kg.relations.parts import Excess, Part, Sums
from kg.relations.rules import Rule, rules
from kg.relations.sqlite import OutOfSteps, SqliteExecutor
from kg.relations.stages import build_sizes, build_stages, build_vectors
from kg.relations.tables import BITS, NOMINAL, Box, Tables, build_claims, build_tables, standpoint_bits

T = TypeVar("T")

#: More ways to compare one pair of propositions than this are no finding that anybody could read.
MAX_ALTERNATIVES = 10_000
#: What a machine with eight gigabytes can hold: rows of the table of slot vectors, and relations.
MAX_VECTORS = 30_000_000
MAX_FINDINGS = 1_000_000
#: Pairs of which the findings are counted first, where there are more.
SAMPLE = 1_000_000
#: Boxes, or claims, that are few enough to try them on SQLite.
MAX_SMALL = 2_000

_COMPARISONS = {comparison.value: comparison for comparison in Comparison}
#: What is asked of a rule over pairs.
_COLUMNS = ("a", "b", "mask", "relation", "swapped", "conflict", "revised_by", "reads", *SLOTS)
_STATES = {
    "disjoint": (Comparison.DISJOINT,),
    "beyond": (Comparison.BROADER, Comparison.OVERLAPS),
}
#: Stances that may be taken under a condition.
_CONDITIONAL = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)


def find_relations(
    knowledge: Knowledge,
    *,
    standpoints: Iterable[str] | None = None,
    types: Collection[RelationType] | None = None,
    background: Background | None = None,
    engine: str = "duckdb",
    master: str = "local[*]",
) -> list[Relation]:
    """Return every relation between positions, in a fixed order.

    ``standpoints`` keeps what holds for somebody who holds exactly these (an empty list: none); without it
    everything that holds for anybody is returned, each relation with the views under which it holds.
    ``types`` keeps relations of these types only, and nothing else is put together. ``engine`` is ``duckdb``,
    in this process, where SQLite takes its place for little, or ``spark``, which runs the same rules on the
    cluster that ``master`` names.

    Raises:
        InputError: for a standpoint that is not in the register, for several that exclude each other, for an
            engine that is not installed, or for more findings than memory can hold.
    """
    view = None if standpoints is None else build_view(knowledge.register, standpoints)

    def find() -> list[Relation]:
        found = _Engine(knowledge, background or Background(knowledge.register, knowledge.locations))
        if engine == "duckdb":
            return _in_process(found, lambda executor: found.run(executor, types))
        with open_executor(engine, master) as executor:
            return found.run(executor, types)

    relations = recall(knowledge, types, find) if engine == "duckdb" else find()
    return relations if view is None else [r for r in relations if r.holds_for(view)]


def find_repeats(knowledge: Knowledge) -> list[Repeat]:
    """Return which claim repeats which: of one position and one origin, each later one the first."""
    names = list(knowledge.claims)
    table = build_claims(knowledge)
    small = len(table.columns["id"]) <= MAX_SMALL
    with SqliteExecutor() if small else DuckdbExecutor() as executor:
        executor.create("claim", table.types, list(table.columns.values()))
        rows = [row for rule in rules() if rule.over == "claims" for row in executor.fetch(rule.sql)]
    # A question that presupposes several things takes several positions.
    found = {
        Repeat(names[later], names[earlier], knowledge.claims[names[later]].source) for later, earlier in rows
    }
    return sorted(found, key=lambda repeat: (repeat.later, repeat.earlier))


def find_rows(
    knowledge: Knowledge,
    executor: Executor,
    *,
    named: Collection[str] | None = None,
    background: Background | None = None,
) -> Mapping[str, int]:
    """Leave the findings of each rule as a table ``finding_<n>`` and return how many rows each has.

    ``named`` are the rules to run; without it, all of them.

    A row is one alternative of one finding. Nothing is put together and no relation is built, so that this
    is what the rules cost.
    """
    found = _Engine(knowledge, background or Background(knowledge.register, knowledge.locations))
    found.compare(executor)
    counts = {}
    for number, rule in enumerate(rules()):
        if rule.over != "claims" and (named is None or rule.name in named):
            columns = ", ".join(_COLUMNS) if rule.over == "pairs" else "*"
            executor.run(f"create table finding_{number} as select {columns} from ({rule.sql}) found")
            ((counts[rule.name],),) = executor.fetch(f"select count(*) from finding_{number}")
    return counts


def count_findings(knowledge: Knowledge) -> int:
    """Return how many findings the rules over pairs have, of which a relation rests on one or several.

    Nothing is put together, so that this costs a small part of :func:`find_relations`.

    Raises:
        InputError: where there is more to compare than memory can hold.
    """
    found = _Engine(knowledge, Background(knowledge.register, knowledge.locations))
    counted = [rule for rule in rules() if rule.over == "pairs"]

    def count(executor: Executor) -> int:
        found.compare(executor)
        return found.count(executor, counted)

    return _in_process(found, count)


def _in_process(found: _Engine, ask: Callable[[Executor], T]) -> T:
    """Return what is asked of an executor: of SQLite, where it takes few steps, else of DuckDB."""
    if len(found.tables.boxes) <= MAX_SMALL:
        with suppress(OutOfSteps), SqliteExecutor() as executor:
            return ask(executor)
    with DuckdbExecutor() as executor:
        return ask(executor)


def open_executor(engine: str, master: str) -> Executor:
    """Return what runs the SQL: ``duckdb`` in this process, ``spark`` where ``master`` is."""
    if engine == "duckdb":
        return DuckdbExecutor()
    if engine == "spark":
        return SparkExecutor(master)
    message, advice = f"there is no engine {engine!r}", nearest(engine, ["duckdb", "spark"])
    raise InputError(Problem("unknown-engine", message, advice=advice))


class _Engine:
    def __init__(self, knowledge: Knowledge, background: Background):
        self.knowledge = knowledge
        self.background = background
        self.register = knowledge.register
        if len(self.register.standpoints) > MAX_STANDPOINTS:
            message = f"{len(self.register.standpoints)} standpoints; at most {MAX_STANDPOINTS} are compared"
            raise InputError(Problem("too-many-standpoints", message))
        self.bits = standpoint_bits(knowledge)
        with without_collection():
            self.tables: Tables = build_tables(knowledge, background)
        self.positions = self.tables.positions
        #: How many rows the table of slot vectors has at most.
        self.compared = 0.0
        self._opponents: dict[tuple[str, str], bool] = {}
        self._views: dict[int, View] = {}

    def run(self, executor: Executor, types: Collection[RelationType] | None = None) -> list[Relation]:
        """Return every relation, sorted by rule, relation, positions, vector and what is implied."""
        self.compare(executor)
        wanted = frozenset(RelationType if types is None else types)
        with without_collection():
            found = list(self._apply(executor, [rule for rule in rules() if rule.over == "pairs"], wanted))
            for rule in rules():
                if rule.over == "parts" and RelationType.CONTRADICTS in wanted:
                    found.extend(self._sum(executor, rule))
            return sorted(found, key=sort_key)

    def compare(self, executor: Executor) -> None:
        """Fill the tables of the shared stage."""
        for name, table in self.tables.tables.items():
            executor.create(name, table.types, list(table.columns.values()))
        compared = self.tables.tables["compared"].columns
        slots = set(compared["slot"])
        for name, query in build_stages(slots):
            if name == "vector":
                self._check_sample(executor, slots)
            executor.run(f"create table {name} as {query}")
            if name == "pair":
                self._check_size(executor, compared)

    def _check_size(self, executor: Executor, compared: Mapping[str, Sequence[Any]]) -> None:
        """Refuse what would take more memory than there is, before it is computed."""
        columns = (compared[name] for name in ("slot", "mask", "state"))
        unknown = BITS[Comparison.UNKNOWN]
        contested = {slot for slot, mask, state in zip(*columns, strict=True) if mask or state == unknown}
        for a, b, most, total in executor.fetch(build_sizes(sorted(contested))):
            if most > MAX_ALTERNATIVES:
                first, second = (self._position(box).claims[0] for box in (a, b))
                message = f"the comparison of {first} with {second} has {most:,.0f} readings;"
                message += f" the limit is {MAX_ALTERNATIVES:,}"
                advice = "declare with 'excludes' which standpoints nobody holds together"
                where = self.knowledge.locations.get(first)
                raise InputError(Problem("too-many-readings", message, where, advice=advice))
            if total > MAX_VECTORS:
                raise self._too_many_findings(f"{total:,.0f} comparisons", MAX_VECTORS)
            self.compared = total

    def _check_sample(self, executor: Executor, slots: set[str]) -> None:
        """Refuse what already has too many findings in a part of very many pairs, before the rest."""
        if self.compared <= SAMPLE:
            return
        executor.run(f"create table vector as {build_vectors(slots, SAMPLE)}")
        rest = (rule for rule in rules() if rule.over == "pairs" and "functional_pair" not in rule.sql)
        self._check_findings(self.count(executor, rest), "at least ")
        executor.drop("vector")

    def count(
        self, executor: Executor, counted: Iterable[Rule], types: frozenset[RelationType] | None = None
    ) -> int:
        """Return how many rows rules over pairs select for relations of some types, or of all."""
        queries = (f"select count(*) as n from ({rule.sql}) found where {_kept(types)}" for rule in counted)
        ((number,),) = executor.fetch(f"select sum(n) as n from ({' union all '.join(queries)}) counts")
        return int(number)

    def _check_findings(self, number: int, about: str = "") -> None:
        if number > MAX_FINDINGS:
            raise self._too_many_findings(f"{about}{number:,} findings", MAX_FINDINGS)

    def _too_many_findings(self, found: str, limit: int) -> InputError:
        advice = "ask for some types of relations only, read fewer articles together, or give the claims"
        advice += " the places and times they speak of"
        return InputError(Problem("too-many-findings", f"{found}; the limit is {limit:,}", advice=advice))

    def _position(self, box: int) -> Position:
        return self.positions[self.tables.boxes[box].position]

    def _names(self, mask: int) -> View:
        if mask not in self._views:
            self._views[mask] = frozenset(name for name, bit in self.bits.items() if mask & bit)
        return self._views[mask]

    # -- findings -------------------------------------------------------------------------------

    def _apply(
        self, executor: Executor, applied: Sequence[Rule], wanted: frozenset[RelationType]
    ) -> Iterator[Relation]:
        if self.compared * len(applied) > MAX_FINDINGS:
            self._check_findings(self.count(executor, applied, wanted))
        selected = (
            f"select {number} as rule, {', '.join(_COLUMNS)} from ({rule.sql}) found_{number}"
            f" where {_kept(wanted)}"
            for number, rule in enumerate(applied)
        )
        grouped: dict[tuple[Any, ...], set[View]] = {}
        for values in executor.fetch(" union all ".join(selected)):
            rule, first, second, mask, relation, swapped, conflict, by, reads, *states = values
            read = SLOTS if reads is None else reads.split(",")
            vector = tuple(
                (slot, _COMPARISONS[state])
                for slot, state in zip(SLOTS, states, strict=True)
                if state is not None and (reads is None or slot in read)
            )
            view = self._names(mask)
            for found in self._revised(first, second, relation, swapped, _conflict(conflict, vector), by):
                if found[0] not in wanted:
                    continue
                grouped.setdefault((rule, first, second, vector, *found), set()).add(view)
        for (rule, *key), views in grouped.items():
            built = self._relation(applied[rule], tuple(key), views)
            if built is not None:
                yield built

    def _revised(
        self, first: int, second: int, relation: str | None, swapped: bool, conflict: tuple[str, ...], by: Any
    ) -> Iterator[tuple[RelationType, bool, tuple[str, ...]]]:
        """Yield the relations of one finding, after taking corrections by the same origin out of it."""
        if by is None:
            if relation is not None:
                yield RelationType(relation), swapped, conflict
            return
        claims = {box: self.positions[self.tables.boxes[box].position].claims for box in (first, second)}
        remaining = len(claims[first]) * len(claims[second])
        for later, earlier, reversed, name in ((first, second, False, "a"), (second, first, True, "b")):
            if by in (name, "either"):
                corrections = self._corrections(claims[later], claims[earlier])
                remaining -= corrections
                if corrections:
                    yield RelationType.SUPERSEDES, reversed, ()
        if relation is not None and remaining:
            yield RelationType(relation), swapped, conflict

    def _corrections(self, later: Sequence[str], earlier: Sequence[str]) -> int:
        """Return how many pairs of claims have one source that said the first after the second."""
        claims, said = self.knowledge.claims, self.knowledge.said
        return sum(
            claims[new].source == claims[old].source and _is_later(said(new), said(old))
            for new in later
            for old in earlier
        )

    def _relation(self, rule: Rule, key: tuple[Any, ...], views: set[View]) -> Relation | None:
        first, second, vector, type, swapped, conflict = key
        slots: dict[str, Comparison] = dict(vector)
        if swapped:
            first, second = second, first
            slots = {slot: comparison.converse for slot, comparison in slots.items()}
        box, other = self.tables.boxes[first], self.tables.boxes[second]
        pair = box.proposition, other.proposition
        unknown = tuple(slot for slot, comparison in slots.items() if comparison is Comparison.UNKNOWN)
        unless = self._settling(pair, unknown)
        holds_if = minimal(view for view in views if not any(settling <= view for settling in unless))
        if not holds_if:
            return None
        common = None
        if rule.name == "corroboration" and not _contained(slots.values()):
            common = common_box(*pair, slots, self.background)
        return Relation(
            type,
            rule.name,
            rule.version,
            (self.positions[box.position], self.positions[other.position]),
            slots,
            conflict,
            unknown,
            self._bridges(pair, slots, holds_if, common),
            holds_if,
            unless,
            self._modifiers(rule.name, type, box, other, conflict, common),
            common,
            None if box.role == "content" else box.proposition,
        )

    def _settling(self, pair: tuple[Proposition, Proposition], unknown: Sequence[str]) -> tuple[View, ...]:
        """Return the minimal views that settle one of the slots left unknown."""
        if not unknown:
            return ()
        first, second = pair
        return minimal(
            view
            for slot in unknown
            if slot in INSIDE and first.slot(slot) and second.slot(slot)
            for view in self.background.reading(slot, first.slot(slot), second.slot(slot)).settling
        )

    def _bridges(
        self,
        pair: tuple[Proposition, Proposition],
        slots: Mapping[str, Comparison],
        views: Sequence[View],
        common: Proposition | None = None,
    ) -> tuple[Bridge, ...]:
        """Return one shortest chain per slot and view, each on as few standpoints as will do."""
        found: dict[Bridge, None] = {}
        for slot, comparison in slots.items():
            if slot not in INSIDE:
                continue
            first, second = pair[0].slot(slot), pair[1].slot(slot)
            if first is None or second is None or first == second:
                continue
            for view in views:
                path = self.background.reading(slot, first, second).path(comparison, view)
                if path is not None:
                    found.update(dict.fromkeys(path.bridges))
            around = None if common is None else common.slot(slot)
            if around is not None and comparison in (Comparison.DISJOINT, Comparison.UNKNOWN):
                for value in (first, second):
                    paths = self.background.above(slot, value)[around]
                    found.update(dict.fromkeys(next(path for path in paths if not path.view).bridges))
        return tuple(found)

    # -- parts and wholes -----------------------------------------------------------------------

    def _sum(self, executor: Executor, rule: Rule) -> Iterator[Relation]:
        """Yield the contradictions between a whole and disjoint parts that are together more than it."""
        wholes: dict[int, dict[int, set[View]]] = {}
        counted = f"select distinct whole, part, high, low from ({rule.sql}) nested"
        exceeded = (
            f"select whole from ({counted}) part group by whole having count(*) > 1 and sum(low) > max(high)"
        )
        query = f"select whole, part, mask from ({rule.sql}) nested where whole in ({exceeded})"
        for whole, part, mask in executor.fetch(query):
            wholes.setdefault(whole, {}).setdefault(part, set()).add(self._names(mask))
        sums = Sums(self.background)
        for whole, found in sorted(wholes.items()):
            parts = [
                Part(part, self.tables.boxes[part].proposition, minimal(views))
                for part, views in sorted(found.items())
            ]
            try:
                for excess in sums.find_excesses(self.tables.boxes[whole].proposition, parts):
                    yield self._excess(rule, whole, excess)
            except InputError as error:
                claim = self._position(whole).claims[0]
                where = self.knowledge.locations.get(claim)
                problems = [
                    replace(problem, claim=problem.claim or claim, location=problem.location or where)
                    for problem in error.problems
                ]
                raise InputError(problems) from error

    def _excess(self, rule: Rule, whole: int, excess: Excess) -> Relation:
        boxes = [self.tables.boxes[number] for number in (whole, *(part.box for part in excess.parts))]
        sources = [self._sources(box.position) for box in boxes]
        found = []
        if any(self._adversarial(one, other) for one, other in combinations(sources, 2)):
            found.append("adversarial")
        if frozenset.intersection(*sources):
            found.append("self-contradiction")
        if any(box.proposition.count and box.proposition.count.soft for box in boxes):
            found.append("soft")
        return Relation(
            RelationType.CONTRADICTS,
            rule.name,
            rule.version,
            tuple(self.positions[box.position] for box in boxes),
            excess.slots,
            ("count",),
            (),
            excess.bridges,
            excess.holds_if,
            (),
            tuple(found),
        )

    # -- modifiers ------------------------------------------------------------------------------

    def _modifiers(
        self,
        rule: str,
        type: RelationType,
        box: Box,
        other: Box,
        conflict: Sequence[str],
        common: Proposition | None,
    ) -> tuple[str, ...]:
        contradicts = type is RelationType.CONTRADICTS
        found = []
        if box.role != "attributed":
            sources, others = self._sources(box.position), self._sources(other.position)
            if self._adversarial(sources, others):
                found.append("adversarial")
            if type is RelationType.CORROBORATES:
                pairs = [(one, another) for one in sources for another in others if one != another]
                if all(self._affiliated(one, another) for one, another in pairs):
                    found.append("affiliated")
            if rule in ("opposed-aims", "word-and-deed") and self._conditional(box, other):
                found.append("conditional")
            if common is not None:
                found.append("in-part")
            if contradicts and sources & others:
                found.append("self-contradiction")
        counted = contradicts and ("count" in conflict or box.role != "content")
        counts = (box.proposition.count, other.proposition.count) if counted else ()
        if any(count is not None and count.soft for count in counts):
            found.append("soft")
        return tuple(found)

    def _sources(self, position: int) -> frozenset[str]:
        return frozenset(self.knowledge.claims[claim].source for claim in self.positions[position].claims)

    def _adversarial(self, sources: frozenset[str], others: frozenset[str]) -> bool:
        """Return whether some of the sources are opponents of some of the others."""
        return any(self._opposed(one, other) for one in sources for other in others)

    def _opposed(self, one: str, other: str) -> bool:
        """Return whether two sources, or wholes they undisputedly belong to, are opponents."""
        if (one, other) not in self._opponents:
            wholes = self.background.wholes
            self._opponents[one, other] = any(
                frozenset((a, b)) in self.register.opponents
                for a in wholes("agent", one)
                for b in wholes("agent", other)
                if a != b
            )
        return self._opponents[one, other]

    def _affiliated(self, one: str, other: str) -> bool:
        return self.background.inside("agent", one, other) or self.background.inside("agent", other, one)

    def _conditional(self, *boxes: Box) -> bool:
        """Return whether some aim or word is conditional in every claim of its position."""
        positions = [self.positions[box.position] for box in boxes]
        return any(
            position.stance in _CONDITIONAL
            and all(self.knowledge.claims[claim].condition is not None for claim in position.claims)
            for position in positions
        )


def _kept(types: frozenset[RelationType] | None) -> str:
    """Return the condition on what a rule selects by which relations of some types are kept."""
    if types is None or types >= set(RelationType):
        return "true"
    listed = ", ".join(f"'{type.value}'" for type in sorted(types))
    return f"relation in ({listed}) or revised_by is not null"


def _conflict(named: str, vector: Sequence[tuple[str, Comparison]]) -> tuple[str, ...]:
    """Return the slots that a rule names, one by one or as all that are in some state."""
    if not named:
        return ()
    states = _STATES.get(named)
    if states is None:
        return tuple(named.split(","))
    return tuple(slot for slot, comparison in vector if comparison in states)


def sort_key(relation: Relation) -> tuple[Any, ...]:
    """Return the order in which relations are given: rule, relation, positions, vector, what is implied."""
    return (
        relation.rule,
        relation.relation.value,
        [position.id for position in relation.positions],
        sorted((slot, comparison.value) for slot, comparison in relation.slots.items()),
        "" if relation.implied is None else relation.implied.id,
    )


def common_box(
    first: Proposition, second: Proposition, slots: Mapping[str, Comparison], background: Background
) -> Proposition:
    """Return the least box around two propositions.

    Of nested values it has the outer, of intervals the hull, of others the least value that undisputedly
    includes both. Slots without one, or not filled on both sides, are dropped; a count is kept where measure
    and population are the same.
    """
    values: dict[str, Any] = {}
    for slot, comparison in slots.items():
        one, other = first.slot(slot), second.slot(slot)
        if slot in ("measure", "population", "count") or one is None or other is None:
            continue
        if comparison is Comparison.OVERLAPS:
            values[slot] = _hull(one, other)
        elif comparison in (Comparison.EQUAL, Comparison.NARROWER):
            values[slot] = other
        elif comparison is Comparison.BROADER:
            values[slot] = one
        elif slot in NOMINAL and slot != "said_by":
            values[slot] = background.meet(slot, one, other)
    one, other = first.count, second.count
    if one is not None and other is not None and slots.get("count") not in (None, Comparison.DISJOINT):
        same = Comparison.EQUAL
        if slots["measure"] is same and slots.get("population", same) is same:
            high = None if one.high is None or other.high is None else max(one.high, other.high)
            low, soft = min(one.low, other.low), one.soft or other.soft
            outer = {Comparison.NARROWER: other, Comparison.BROADER: one}
            hull = Count(one.measure, low, high, one.population, soft)
            values["count"] = outer.get(slots["count"], hull)
    return Proposition(**values)


def _hull(one: Interval, other: Interval) -> Interval | None:
    start = None if one.start is None or other.start is None else min(one.start, other.start)
    end = None if one.end is None or other.end is None else max(one.end, other.end)
    return None if start is None and end is None else Interval(start, end)


def _contained(comparisons: Iterable[Comparison]) -> bool:
    found = set(comparisons)
    return found <= {Comparison.EQUAL, Comparison.NARROWER} or found <= {Comparison.EQUAL, Comparison.BROADER}


def _is_later(new: Interval | None, old: Interval | None) -> bool:
    """Return whether all of ``new`` lies after all of ``old``; an unknown time is never later."""
    return new is not None and old is not None and old.precedes(new)

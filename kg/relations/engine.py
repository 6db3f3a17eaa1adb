"""Compare positions over flat tables and apply each rule to them.

One shared stage computes the slot vectors of the pairs that can be comparable at all. A rule is a short
condition on stances and vector, in a file of its own. A comparison that depends on standpoints has one row
per alternative; the standpoints that it needs are the bits of a mask. Python only joins the alternatives of
one finding and fetches its bridges.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from kg.background import MAX_STANDPOINTS, Background, build_view, minimal
from kg.collection import without_collection
from kg.errors import InputError, Problem, nearest
from kg.model import (
    SLOTS,
    Comparison,
    Knowledge,
    Position,
    Relation,
    RelationType,
    Repeat,
    Value,
    View,
)
from kg.relations.assembly import Assembly, RuleMatch, Vector
from kg.relations.columns import BITS
from kg.relations.execution import DuckdbExecutor, Executor
from kg.relations.memory import recall
from kg.relations.parts import Part, Sums
from kg.relations.rules import Rule, rules
from kg.relations.settling import settle
from kg.relations.spark import SparkExecutor
from kg.relations.sqlite import OutOfSteps, SqliteExecutor
from kg.relations.stages import build_list_pairs, build_sizes, build_stages, build_vectors
from kg.relations.tables import Tables, build_claims, build_tables, standpoint_bits
from kg.relations.value_tables import compare_values

T = TypeVar("T")

#: The most ways to compare one pair of propositions; nobody could read a finding with more.
MAX_ALTERNATIVES = 10_000
#: The most rows of the table of slot vectors, and the most relations, for a machine with 8 GB.
MAX_VECTORS = 30_000_000
MAX_FINDINGS = 1_000_000
#: If there are more pairs than this, the findings of so many are counted first.
SAMPLE = 1_000_000
#: The most boxes, or claims, that are tried on SQLite.
MAX_SMALL = 2_000

_COMPARISONS = {comparison.value: comparison for comparison in Comparison}
#: The columns that are read from a rule over pairs.
_COLUMNS = ("a", "b", "mask", "relation", "swapped", "conflict", "reads", *SLOTS)
_STATES = {
    "disjoint": (Comparison.DISJOINT,),
    "beyond": (Comparison.BROADER, Comparison.OVERLAPS),
}
#: Types that a stronger finding may become between some voices.
_LESSER = frozenset((RelationType.TENSION, RelationType.REFINES, RelationType.CORROBORATES))


def find_relations(
    knowledge: Knowledge,
    *,
    standpoints: Iterable[str] | None = None,
    types: Collection[RelationType] | None = None,
    background: Background | None = None,
    engine: str = "duckdb",
    master: str = "local[*]",
    history: bool = False,
    check: Callable[[int], object] | None = None,
) -> list[Relation]:
    """Return all relations between positions, in a fixed order.

    With ``standpoints``, only relations that hold for somebody who holds exactly these are returned (an empty
    list: none). Without it, all that hold for anybody are returned, each with the views under which it holds.
    With ``types``, only relations of these types are built. ``engine`` is ``duckdb``, which runs in this
    process (SQLite replaces it for small inputs), or ``spark``, which runs the same rules on the cluster that
    ``master`` names. With ``history``, relations in which all voices have left one of the positions are
    returned, too. ``check`` is called with the number of findings that :func:`count_findings` returns, and
    may raise an error before any relation is built.

    Raises:
        InputError: if a standpoint is not in the register, if standpoints exclude each other, if the engine
            is not installed, or if there are more findings than memory can hold.
    """
    view = None if standpoints is None else build_view(knowledge.register, standpoints)

    def find() -> list[Relation]:
        compared = _Engine(knowledge, background or Background(knowledge.register, knowledge.locations))
        if engine == "duckdb":
            return _in_process(compared, lambda executor: compared.run(executor, types, history, check))
        with open_executor(engine, master) as executor:
            return compared.run(executor, types, history, check)

    def check_again() -> None:
        if check is not None:
            check(count_findings(knowledge))

    relations = recall(knowledge, types, find, history, check_again) if engine == "duckdb" else find()
    return relations if view is None else [r for r in relations if r.holds_for(view)]


def find_repeats(knowledge: Knowledge) -> list[Repeat]:
    """Return which claims repeat which: among claims of one position and origin, each repeats the first."""
    names = list(knowledge.claims)
    table = build_claims(knowledge)
    small = len(table.columns["id"]) <= MAX_SMALL
    with SqliteExecutor() if small else DuckdbExecutor() as executor:
        executor.create("claim", table.types, list(table.columns.values()))
        rows = [row for rule in rules() if rule.over == "claims" for row in executor.fetch(rule.sql)]
    # A question that presupposes several things takes several positions.
    repeats = {
        Repeat(names[later], names[earlier], knowledge.claims[names[later]].source) for later, earlier in rows
    }
    return sorted(repeats, key=lambda repeat: (repeat.later, repeat.earlier))


def count_findings(knowledge: Knowledge) -> int:
    """Return the number of findings of the rules over pairs; a relation rests on one or more of them.

    No relation is built, so this takes a small part of the time of :func:`find_relations`.

    Raises:
        InputError: if there is more to compare than memory can hold.
    """
    compared = _Engine(knowledge, Background(knowledge.register, knowledge.locations))

    def count(executor: Executor) -> int:
        compared.compare(executor)
        return compared.count(executor, _of_pairs())

    return _in_process(compared, count)


def _of_pairs() -> list[Rule]:
    return [rule for rule in rules() if rule.over == "pairs"]


def _in_process(compared: _Engine, ask: Callable[[Executor], T]) -> T:
    """Return the result of ``ask`` with SQLite if that takes few steps, else with DuckDB."""
    if len(compared.tables.boxes) <= MAX_SMALL:
        with suppress(OutOfSteps), SqliteExecutor() as executor:
            return ask(executor)
    with DuckdbExecutor() as executor:
        return ask(executor)


def open_executor(engine: str, master: str) -> Executor:
    """Return the executor of an engine: ``duckdb`` in this process, or ``spark`` on ``master``."""
    if engine == "duckdb":
        return DuckdbExecutor()
    if engine == "spark":
        return SparkExecutor(master)
    message, advice = f"there is no engine {engine!r}", nearest(engine, ["duckdb", "spark"])
    raise InputError(Problem("unknown-engine", message, advice=advice))


def compare_lists(
    executor: Executor,
    tables: Tables,
    background: Background,
    bits: Mapping[str, int],
    view: View | None = None,
) -> None:
    """Compare lists and alternatives with the values that they meet."""
    values = list(tables.numbers)
    related: dict[str, list[tuple[Value, Value]]] = {}
    for slot, one, two in sorted(executor.fetch(build_list_pairs(tables.forms))):
        related.setdefault(slot, []).append((values[one], values[two]))
    table = compare_values(related, tables.numbers, background, bits, view)
    executor.create("compared_list", table.types, list(table.columns.values()))
    both = "select * from compared_name union all select * from compared_list"
    executor.run(f"create table compared as {both}")


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
        #: The most rows that the table of slot vectors may have.
        self.compared = 0.0
        self._views: dict[int, View] = {}

    def run(
        self,
        executor: Executor,
        types: Collection[RelationType] | None = None,
        history: bool = False,
        check: Callable[[int], object] | None = None,
    ) -> list[Relation]:
        """Return all relations, sorted by rule, relation, positions, vector and what is implied."""
        self.compare(executor)
        pairs = _of_pairs()
        if check is not None:
            check(self.count(executor, pairs))
        wanted = frozenset(RelationType if types is None else types)
        with without_collection():
            asked = wanted | {RelationType.CONTRADICTS, RelationType.UPDATES} if wanted & _LESSER else wanted
            assembly = Assembly(self.knowledge, self.background, history)
            findings = self._apply(executor, pairs, asked)
            built = (relation for finding in findings for relation in assembly.relations(finding))
            relations = settle(assembly.joined(built), self.background)
            for rule in rules():
                if rule.over == "parts" and wanted & {RelationType.CONTRADICTS, RelationType.TENSION}:
                    relations.extend(self._sum(executor, rule, assembly))
            if RelationType.SUPERSEDES in wanted:
                relations.extend(assembly.superseded(rule for rule in rules() if rule.replaces))
            return sort_relations(r for r in relations if r.relation in wanted)

    def compare(self, executor: Executor) -> None:
        """Fill the tables of the shared stage."""
        for name, table in self.tables.tables.items():
            executor.create(name, table.types, list(table.columns.values()))
        for name, query in build_stages(self.tables.forms):
            if name == "vector":
                self._check_sample(executor)
            executor.run(f"create table {name} as {query}")
            if name == "pair":
                if self.tables.forms.several:
                    compare_lists(executor, self.tables, self.background, self.bits)
                self._check_size(executor)

    def _check_size(self, executor: Executor) -> None:
        """Raise an error before anything is computed that does not fit into memory."""
        unknown = BITS[Comparison.UNKNOWN]
        query = f"select distinct slot from compared where mask <> 0 or state = {unknown}"
        contested = {slot for (slot,) in executor.fetch(query)}
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

    def _check_sample(self, executor: Executor) -> None:
        """Raise an error if a sample of very many pairs already has too many findings."""
        if self.compared <= SAMPLE:
            return
        executor.run(f"create table vector as {build_vectors(self.tables.forms, SAMPLE)}")
        later = ("functional_pair", "only_pair", "counted_pair", "count_pair")
        rest = (r for r in rules() if r.over == "pairs" and not any(table in r.sql for table in later))
        self._check_findings(self.count(executor, rest), "at least ")
        executor.drop("vector")

    def count(
        self, executor: Executor, counted: Iterable[Rule], types: frozenset[RelationType] | None = None
    ) -> int:
        """Return how many rows the rules over pairs select for relations of ``types``, or of all types."""
        queries = (f"select count(*) as n from ({rule.sql}) found where {_kept(types)}" for rule in counted)
        ((number,),) = executor.fetch(f"select sum(n) as n from ({' union all '.join(queries)}) counts")
        return int(number)

    def _check_findings(self, number: int, about: str = "") -> None:
        if number > MAX_FINDINGS:
            raise self._too_many_findings(f"{about}{number:,} findings", MAX_FINDINGS)

    def _too_many_findings(self, amount: str, limit: int) -> InputError:
        advice = "ask for some types of relations only, read fewer articles together, or give the claims"
        advice += " the places and times they speak of"
        return InputError(Problem("too-many-findings", f"{amount}; the limit is {limit:,}", advice=advice))

    def _position(self, box: int) -> Position:
        return self.positions[self.tables.boxes[box].position]

    def _names(self, mask: int) -> View:
        if mask not in self._views:
            self._views[mask] = frozenset(name for name, bit in self.bits.items() if mask & bit)
        return self._views[mask]

    # -- findings -------------------------------------------------------------------------------

    def _apply(
        self, executor: Executor, applied: Sequence[Rule], wanted: frozenset[RelationType]
    ) -> Iterator[RuleMatch]:
        if self.compared * len(applied) > MAX_FINDINGS:
            self._check_findings(self.count(executor, applied, wanted))
        selected = (
            f"select {number} as rule, {', '.join(_COLUMNS)} from ({rule.sql}) found_{number}"
            f" where {_kept(wanted)}"
            for number, rule in enumerate(applied)
        )
        boxes = self.tables.boxes
        # Most pairs have the same few results, so each result is parsed once.
        judgements: dict[tuple[Any, ...], Judgement] = {}
        different: dict[tuple[Any, ...], Judgement] = {}
        # For each finding, the views under which it holds, and the pairs of boxes: several if claims of one
        # position were said at different times.
        grouped: dict[tuple[Any, ...], tuple[set[View], set[tuple[int, int]]]] = {}
        for values in executor.fetch(" union all ".join(selected)):
            rule, first, second, mask, *row = values
            read = judgements.get(tuple(row))
            if read is None:
                judged = judge_row(*row)
                read = judgements[tuple(row)] = different.setdefault(judged.key, judged)
            box, other = boxes[first], boxes[second]
            implied = None if box.role == "content" else box.proposition
            # Equal judgements are one object, so that each is hashed only once.
            key = rule, box.position, other.position, implied, id(read)
            views, pairs = grouped.setdefault(key, (set(), set()))
            views.add(self._names(mask))
            pairs.add((first, second))
        by_id = {id(judged): judged for judged in different.values()}
        for (rule, _, _, _, number), (views, pairs) in grouped.items():
            judged = by_id[number]
            swapped = judged.swapped
            met = [(boxes[b], boxes[a]) if swapped else (boxes[a], boxes[b]) for a, b in sorted(pairs)]
            yield RuleMatch(applied[rule], judged.relation, judged.vector, judged.conflict, views, met)

    # -- parts and wholes -----------------------------------------------------------------------

    def _sum(self, executor: Executor, rule: Rule, assembly: Assembly) -> Iterable[Relation]:
        """Return the contradictions between a whole and disjoint parts that sum to more than it.

        A voice that held something possible once and is sure of it at another time counts as sure.
        """
        wholes: dict[int, dict[int, set[View]]] = {}
        counted = f"select distinct whole, part, high, low from ({rule.sql}) nested"
        # Sums of very large numbers may be inexact here; exact sums come later.
        most = "count(*) > 1 and sum(cast(low as double)) >= max(high)"
        exceeded = f"select whole from ({counted}) part group by whole having {most}"
        query = f"select whole, part, mask from ({rule.sql}) nested where whole in ({exceeded})"
        for whole, part, mask in executor.fetch(query):
            wholes.setdefault(whole, {}).setdefault(part, set()).add(self._names(mask))
        sums = Sums(self.background)
        built: dict[tuple[Position, ...], Relation] = {}
        for whole, placed in sorted(wholes.items()):
            parts = [
                Part(part, self.tables.boxes[part].proposition, minimal(views))
                for part, views in sorted(placed.items())
            ]
            try:
                for excess in sums.find_excesses(self.tables.boxes[whole].proposition, parts):
                    boxes = [self.tables.boxes[n] for n in (whole, *(part.box for part in excess.parts))]
                    relation = assembly.excess(rule, boxes, excess)
                    if relation is None:
                        continue
                    before = built.setdefault(relation.positions, relation)
                    if before.relation is RelationType.TENSION:
                        built[relation.positions] = relation
            except InputError as error:
                claim = self._position(whole).claims[0]
                where = self.knowledge.locations.get(claim)
                problems = [
                    replace(problem, claim=problem.claim or claim, location=problem.location or where)
                    for problem in error.problems
                ]
                raise InputError(problems) from error
        return built.values()


def _kept(types: frozenset[RelationType] | None) -> str:
    """Return the SQL condition that keeps the rows of relations of ``types``."""
    if types is None or types >= set(RelationType):
        return "true"
    listed = ", ".join(f"'{type.value}'" for type in sorted(types))
    return f"relation in ({listed})"


class Judgement(NamedTuple):
    """The result of a rule for a pair: relation, whether it reads backwards, vector, conflict."""

    relation: RelationType
    swapped: bool
    vector: Vector
    conflict: tuple[str, ...]
    key: tuple[Any, ...]


def judge_row(
    relation: str, swapped: bool, conflict: str, reads: str | None, *states: str | None
) -> Judgement:
    """Return the result of a rule for a pair, without the slots that the rule does not read."""
    read = SLOTS if reads is None else reads.split(",")
    slots = {
        slot: _COMPARISONS[state]
        for slot, state in zip(SLOTS, states, strict=True)
        if state is not None and slot in read
    }
    named = _conflict(conflict, list(slots.items()))
    if swapped:
        slots = {slot: comparison.converse for slot, comparison in slots.items()}
    content = relation, bool(swapped), tuple(slots.items()), named
    return Judgement(RelationType(relation), bool(swapped), Vector.of(slots), named, content)


def _conflict(named: str, vector: Sequence[tuple[str, Comparison]]) -> tuple[str, ...]:
    """Return the slots that a rule names, one by one or as all in some state."""
    if not named:
        return ()
    states = _STATES.get(named)
    if states is None:
        return tuple(named.split(","))
    return tuple(slot for slot, comparison in vector if comparison in states)


def sort_relations(relations: Iterable[Relation]) -> list[Relation]:
    """Return relations sorted by rule, relation, positions, vector and what is implied."""
    relations = list(relations)
    # Many relations share one vector.
    vectors: dict[int, list[tuple[str, str]]] = {}

    def key(relation: Relation) -> tuple[Any, ...]:
        vector = vectors.get(id(relation.slots))
        if vector is None:
            vector = sorted((slot, comparison.value) for slot, comparison in relation.slots.items())
            vectors[id(relation.slots)] = vector
        positions = [position.id for position in relation.positions]
        implied = "" if relation.implied is None else relation.implied.id
        return relation.rule, relation.relation.value, positions, vector, implied

    return sorted(relations, key=key)

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
    INHERITED,
    INSIDE,
    SLOTS,
    Bridge,
    Certainty,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Pair,
    Position,
    Proposition,
    Relation,
    RelationType,
    Repeat,
    Stance,
    Value,
    View,
    Voice,
)
from kg.relations.execution import DuckdbExecutor, Executor, SparkExecutor
from kg.relations.memory import recall
from kg.relations.parts import Excess, Part, Sums
from kg.relations.rules import Rule, rules
from kg.relations.sqlite import OutOfSteps, SqliteExecutor
from kg.relations.stages import build_sizes, build_stages, build_vectors
from kg.relations.tables import (
    BITS,
    NOMINAL,
    UNIVERSAL,
    Box,
    Tables,
    build_claims,
    build_tables,
    standpoint_bits,
)
from kg.relations.voices import MODIFIERS, Voices, add, sort_pairs

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
_COLUMNS = ("a", "b", "mask", "relation", "swapped", "conflict", "reads", *SLOTS)
_STATES = {
    "disjoint": (Comparison.DISJOINT,),
    "beyond": (Comparison.BROADER, Comparison.OVERLAPS),
}
#: Comparisons of values neither of which lies in the other.
_APART = (Comparison.DISJOINT, Comparison.UNKNOWN, Comparison.OVERLAPS)
#: What is found as something stronger, and is less between some voices.
_LESSER = frozenset((RelationType.TENSION, RelationType.REFINES, RelationType.CORROBORATES))
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
    history: bool = False,
) -> list[Relation]:
    """Return every relation between positions, in a fixed order.

    ``standpoints`` keeps what holds for somebody who holds exactly these (an empty list: none); without it
    everything that holds for anybody is returned, each relation with the views under which it holds.
    ``types`` keeps relations of these types only, and nothing else is put together. ``engine`` is ``duckdb``,
    in this process, where SQLite takes its place for little, or ``spark``, which runs the same rules on the
    cluster that ``master`` names. With ``history``, relations between voices that have all left one of the
    positions are given, too.

    Raises:
        InputError: for a standpoint that is not in the register, for several that exclude each other, for an
            engine that is not installed, or for more findings than memory can hold.
    """
    view = None if standpoints is None else build_view(knowledge.register, standpoints)

    def find() -> list[Relation]:
        found = _Engine(knowledge, background or Background(knowledge.register, knowledge.locations))
        if engine == "duckdb":
            return _in_process(found, lambda executor: found.run(executor, types, history))
        with open_executor(engine, master) as executor:
            return found.run(executor, types, history)

    relations = recall(knowledge, types, find, history) if engine == "duckdb" else find()
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
        if rule.over in ("pairs", "parts") and (named is None or rule.name in named):
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
        self._views: dict[int, View] = {}
        self.voices = Voices(knowledge, background)

    def run(
        self, executor: Executor, types: Collection[RelationType] | None = None, history: bool = False
    ) -> list[Relation]:
        """Return every relation, sorted by rule, relation, positions, vector and what is implied."""
        self.compare(executor)
        wanted = frozenset(RelationType if types is None else types)
        with without_collection():
            asked = wanted | {RelationType.CONTRADICTS, RelationType.UPDATES} if wanted & _LESSER else wanted
            pairs = [rule for rule in rules() if rule.over == "pairs"]
            found = _settle(self._apply(executor, pairs, asked, history), self.background)
            for rule in rules():
                if rule.over == "parts" and wanted & {RelationType.CONTRADICTS, RelationType.TENSION}:
                    found.extend(self._sum(executor, rule))
            if RelationType.SUPERSEDES in wanted:
                found.extend(self._superseded())
            return sorted((r for r in found if r.relation in wanted), key=sort_key)

    def compare(self, executor: Executor) -> None:
        """Fill the tables of the shared stage."""
        for name, table in self.tables.tables.items():
            executor.create(name, table.types, list(table.columns.values()))
        compared = self.tables.tables["compared"].columns
        for name, query in build_stages(self.tables.forms):
            if name == "vector":
                self._check_sample(executor)
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

    def _check_sample(self, executor: Executor) -> None:
        """Refuse what already has too many findings in a part of very many pairs, before the rest."""
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
        self, executor: Executor, applied: Sequence[Rule], wanted: frozenset[RelationType], history: bool
    ) -> Iterator[Relation]:
        if self.compared * len(applied) > MAX_FINDINGS:
            self._check_findings(self.count(executor, applied, wanted))
        selected = (
            f"select {number} as rule, {', '.join(_COLUMNS)} from ({rule.sql}) found_{number}"
            f" where {_kept(wanted)}"
            for number, rule in enumerate(applied)
        )
        boxes = self.tables.boxes
        # Per finding the views under which it holds, and the pairs of boxes: several where claims of one
        # position were said at different times.
        grouped: dict[tuple[Any, ...], tuple[set[View], set[tuple[int, int]]]] = {}
        for values in executor.fetch(" union all ".join(selected)):
            rule, first, second, mask, relation, swapped, conflict, reads, *states = values
            read = SLOTS if reads is None else reads.split(",")
            vector = tuple(
                (slot, _COMPARISONS[state])
                for slot, state in zip(SLOTS, states, strict=True)
                if state is not None and (reads is None or slot in read)
            )
            box, other = boxes[first], boxes[second]
            implied = None if box.role == "content" else box.proposition
            named = relation, bool(swapped), _conflict(conflict, vector)
            key = rule, box.position, other.position, implied, vector, *named
            views, pairs = grouped.setdefault(key, (set(), set()))
            views.add(self._names(mask))
            pairs.add((first, second))
        for (rule, _, _, _, *rest), (views, pairs) in grouped.items():
            yield from self._relations(applied[rule], tuple(rest), views, sorted(pairs), history)

    def _relations(
        self,
        rule: Rule,
        key: tuple[Any, ...],
        views: set[View],
        found: Sequence[tuple[int, int]],
        history: bool,
    ) -> Iterator[Relation]:
        """Yield the relations of one finding: of several types where its voices stand so to each other."""
        vector, relation, swapped, conflict = key
        slots: dict[str, Comparison] = dict(vector)
        boxes = [(self.tables.boxes[a], self.tables.boxes[b]) for a, b in found]
        if swapped:
            boxes = [(b, a) for a, b in boxes]
            slots = {slot: comparison.converse for slot, comparison in slots.items()}
        box, other = boxes[0]
        unless = self._settling(box, other, slots)
        holds_if = minimal(view for view in views if not any(settling <= view for settling in unless))
        if not holds_if:
            return
        common = None
        if rule.name == "corroboration" and not _contained(slots.values()):
            common = common_box(self._placed(box, other), self._placed(other, box), slots, self.background)
            if common.target is common.place is None or self._is_event_alone(common, slots):
                return
        pairs = self._pairs(boxes, history=False) or (self._pairs(boxes, history=True) if history else [])
        unknown = tuple(slot for slot, comparison in slots.items() if comparison is Comparison.UNKNOWN)
        classes: dict[tuple[RelationType, tuple[str, ...]], list[Pair]] = {}
        for pair in pairs:
            judged = self._judge(RelationType(relation), pair, box, other, conflict, common)
            if judged is not None:
                classes.setdefault(judged[:2], []).append(judged[2])
        for (type, named), kept in classes.items():
            built = Relation(
                type,
                rule.name,
                rule.version,
                (self.positions[box.position], self.positions[other.position]),
                slots,
                named,
                unknown,
                self._bridges(box, other, slots, holds_if, common),
                holds_if,
                unless,
                self._modifiers(rule.name, type, box, other, named, common, kept),
                common,
                None if box.role == "content" else box.proposition,
                sort_pairs(kept),
            )
            # Of two denials the wider bears out the narrower, which of one voice refines the wider.
            denied = type is RelationType.REFINES and box.stance is other.stance is Stance.DENIES
            yield _reversed(built) if denied and rule.name == "corroboration" else built

    def _pairs(self, boxes: Sequence[tuple[Box, Box]], history: bool) -> list[Pair]:
        """Return the pairs of voices of a finding, each with the claims in which they meet."""
        voices = self.voices
        met = [
            (one, other)
            for box, against in boxes
            for one in voices.of(box.claims, history or box.role == "attributed")
            for other in voices.of(against.claims, history)
        ]
        if len(boxes) > 1:
            claims: dict[tuple[Any, Any], tuple[set[str], set[str]]] = {}
            for one, other in met:
                ones, others = claims.setdefault((one.sources, other.sources), (set(), set()))
                ones.update(one.claims)
                others.update(other.claims)
            met = [
                (Voice(one, tuple(sorted(ones))), Voice(other, tuple(sorted(others))))
                for (one, other), (ones, others) in claims.items()
            ]
        return [voices.pair(one, other) for one, other in met]

    def _judge(
        self,
        type: RelationType,
        pair: Pair,
        box: Box,
        other: Box,
        conflict: tuple[str, ...],
        common: Proposition | None,
    ) -> tuple[RelationType, tuple[str, ...], Pair] | None:
        """Return what a finding is between two voices, the slots in conflict, and what is said of the two."""
        sources, others = pair.first.sources, pair.second.sources
        same = sources == others
        alike = not set(sources).isdisjoint(others) or "affiliated" in pair.modifiers
        if type is RelationType.CORROBORATES and alike:
            return None if common is not None else (RelationType.REFINES, conflict, pair)
        if type is RelationType.UPDATES:
            if same:
                return None
            if "adversarial" in pair.modifiers and self._grows(box, other):
                return RelationType.TENSION, ("as_of",), pair
        if type in (RelationType.CONTRADICTS, RelationType.TENSION):
            if box.role == "attributed":
                pair = replace(pair, modifiers=())
            # What is presupposed, or was said, is as sure as ever.
            voices = (pair.first, pair.second) if box.role == "content" else (pair.second,)
            sure = [self.voices.certainty(voice) for voice in voices]
            if sure == [Certainty.POSSIBLE] * 2:
                return None
            if type is RelationType.CONTRADICTS and box.role != "attributed":
                if not set(sources).isdisjoint(others):
                    pair = add(pair, "self-contradiction")
                elif self.voices.related(sources, others):
                    pair = add(pair, "affiliated")
            if Certainty.PROBABLE in sure:
                pair = add(pair, "probable")
            if Certainty.POSSIBLE in sure:
                return RelationType.TENSION, conflict, add(pair, "hedged")
        return type, conflict, pair

    def _grows(self, box: Box, other: Box) -> bool:
        """Return whether what two claims count only grows as it becomes known."""
        counts = (box.proposition.count, other.proposition.count)
        entries = [self.register.entries.get(count.measure) for count in counts if count is not None]
        return not any(entry is not None and entry.changes == "varies" for entry in entries)

    def _is_event_alone(self, common: Proposition, slots: Mapping[str, Comparison]) -> bool:
        """Return whether a common box is no more than the event that both name."""
        if common.event is None or slots.get("event") is not Comparison.EQUAL:
            return False
        entry = self.register.entries.get(common.event)
        frame = entry.frame if entry is not None else None
        if frame is None or common.as_json().keys() - {*INHERITED, "event"}:
            return False
        for slot in INHERITED:
            value, declared = getattr(common, slot), getattr(frame, slot)
            if value is None or value == declared:
                continue
            if slot == "time" or not isinstance(value, str) or not isinstance(declared, str):
                return False
            if not self.background.inside(slot, declared, value):
                return False
        return True

    def _place(self, box: Box, other: Box) -> Value | None:
        """Return the place that is compared: where only the other gives one, that of the target."""
        place = box.proposition.place
        if place is not None or other.proposition.place is None or box.stance in UNIVERSAL:
            return place
        return self.background.location(box.proposition.target)

    def _placed(self, box: Box, other: Box) -> Proposition:
        """Return a proposition with the place by which it is compared."""
        place = self._place(box, other)
        return box.proposition if place == box.proposition.place else replace(box.proposition, place=place)

    def _values(self, box: Box, other: Box, slot: str) -> tuple[Value, Value] | None:
        """Return the two values of a slot of names, where they differ and both are given."""
        if slot not in INSIDE:
            return None
        if slot == "place":
            one, two = self._place(box, other), self._place(other, box)
        else:
            one, two = box.proposition.slot(slot), other.proposition.slot(slot)
        return None if one is None or two is None or one == two else (one, two)

    def _settling(self, box: Box, other: Box, slots: Mapping[str, Comparison]) -> tuple[View, ...]:
        """Return the minimal views that settle one of the slots of which it is left open how they compare."""
        found: list[View] = []
        for slot, comparison in slots.items():
            if comparison in (Comparison.UNKNOWN, Comparison.OVERLAPS):
                values = self._values(box, other, slot)
                settling = () if values is None else self.background.reading(slot, *values).settling
                # What is settled for everybody is left open by what is claimed, not by who holds what.
                found.extend(settling if frozenset() not in settling else ())
        return minimal(found)

    def _bridges(
        self,
        box: Box,
        other: Box,
        slots: Mapping[str, Comparison],
        views: Sequence[View],
        common: Proposition | None = None,
    ) -> tuple[Bridge, ...]:
        """Return one shortest chain per slot and view, each on as few standpoints as will do."""
        found: dict[Bridge, None] = {}
        for slot, comparison in slots.items():
            values = self._values(box, other, slot)
            if values is None:
                continue
            for view in views:
                path = self.background.reading(slot, *values).path(comparison, view)
                if path is not None:
                    found.update(dict.fromkeys(path.bridges))
            around = None if common is None else common.slot(slot)
            if around is not None and comparison in _APART:
                for value in values:
                    found.update(dict.fromkeys(self.background.way(slot, value, around)))
        return tuple(found)

    # -- parts and wholes -----------------------------------------------------------------------

    def _sum(self, executor: Executor, rule: Rule) -> Iterator[Relation]:
        """Yield the contradictions between a whole and disjoint parts that are together more than it."""
        wholes: dict[int, dict[int, set[View]]] = {}
        counted = f"select distinct whole, part, high, low from ({rule.sql}) nested"
        # Sums of numbers that large may not be whole ones; exact sums come later.
        most = "count(*) > 1 and sum(cast(low as double)) >= max(high)"
        exceeded = f"select whole from ({counted}) part group by whole having {most}"
        query = f"select whole, part, mask from ({rule.sql}) nested where whole in ({exceeded})"
        for whole, part, mask in executor.fetch(query):
            wholes.setdefault(whole, {}).setdefault(part, set()).add(self._names(mask))
        sums = Sums(self.background)
        known: set[str] = set()
        for whole, found in sorted(wholes.items()):
            parts = [
                Part(part, self.tables.boxes[part].proposition, minimal(views))
                for part, views in sorted(found.items())
            ]
            try:
                for excess in sums.find_excesses(self.tables.boxes[whole].proposition, parts):
                    built = self._excess(rule, whole, excess)
                    if built is not None and built.id not in known:
                        known.add(built.id)
                        yield built
            except InputError as error:
                claim = self._position(whole).claims[0]
                where = self.knowledge.locations.get(claim)
                problems = [
                    replace(problem, claim=problem.claim or claim, location=problem.location or where)
                    for problem in error.problems
                ]
                raise InputError(problems) from error

    def _excess(self, rule: Rule, whole: int, excess: Excess) -> Relation | None:
        boxes = [self.tables.boxes[number] for number in (whole, *(part.box for part in excess.parts))]
        voices = [self.voices.of(box.claims) for box in boxes]
        if not all(voices):
            return None
        sources = [frozenset(name for voice in some for name in voice.sources) for some in voices]
        sure = [{self.voices.certainty(voice) for voice in some} for some in voices]
        found = []
        if any(self.voices.opposed(one, other) for one, other in combinations(sources, 2)):
            found.append("adversarial")
        if frozenset.intersection(*sources):
            found.append("self-contradiction")
        if any(box.proposition.count and box.proposition.count.soft for box in boxes):
            found.append("soft")
        hedged = any(held == {Certainty.POSSIBLE} for held in sure)
        if hedged:
            found.append("hedged")
        if any(Certainty.CERTAIN not in held for held in sure) and not hedged:
            found.append("probable")
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
            tuple(found),
        )

    # -- what was left --------------------------------------------------------------------------

    def _superseded(self) -> Iterator[Relation]:
        """Yield, per two positions, the claims that replace or take back others."""
        named = {rule.name: rule for rule in rules()}
        of_claim = {name: position for position in self.positions for name in position.claims}
        found: dict[tuple[str, Position, Position], list[tuple[str, str]]] = {}
        corrections = set(self.voices.corrections)
        ways = {"corrects": corrections, "quantity": set(self.voices.next_counts()) - corrections}
        for rule, replacing in ways.items():
            for later, earlier in sorted(replacing):
                found.setdefault((rule, of_claim[later], of_claim[earlier]), []).append((later, earlier))
        claims = self.knowledge.claims
        for (rule, after, before), pairs in found.items():
            grouped: dict[tuple[Any, Any], tuple[set[str], set[str]]] = {}
            for later, earlier in pairs:
                ones, others = grouped.setdefault(
                    (claims[later].sources, claims[earlier].sources), (set(), set())
                )
                ones.add(later)
                others.add(earlier)
            kept = [
                self.voices.pair(Voice(one, tuple(sorted(ones))), Voice(other, tuple(sorted(others))))
                for (one, other), (ones, others) in grouped.items()
            ]
            yield Relation(
                RelationType.SUPERSEDES,
                rule,
                named[rule].version,
                (after, before),
                {},
                ("count",) if rule == "quantity" else (),
                modifiers=_union(kept),
                pairs=sort_pairs(kept),
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
        pairs: Sequence[Pair],
    ) -> tuple[str, ...]:
        """Return what is said of any two voices, and what is said of the relation as a whole."""
        found = list(_union(pairs))
        if rule in ("opposed-aims", "word-and-deed") and self._conditional(box, other):
            found.append("conditional")
        if common is not None:
            found.append("in-part")
        contradicts = type is RelationType.CONTRADICTS
        counted = contradicts and ("count" in conflict or box.role != "content")
        counts = (box.proposition.count, other.proposition.count) if counted else ()
        if any(count is not None and count.soft for count in counts):
            found.append("soft")
        return tuple(found)

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
    return f"relation in ({listed})"


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
        if comparison is Comparison.OVERLAPS and slot == "time":
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
    wide = one if one.includes(other) else other if other.includes(one) else None
    if wide is not None:
        return wide
    first, last = (one, other) if one.precedes(other) or not _starts_after(one, other) else (other, one)
    found = Interval(first.start, last.end)
    return None if found == Interval() else found


def _starts_after(one: Interval, other: Interval) -> bool:
    return not Interval(one.start, None).includes(Interval(other.start, None))


def _contained(comparisons: Iterable[Comparison]) -> bool:
    found = set(comparisons)
    return found <= {Comparison.EQUAL, Comparison.NARROWER} or found <= {Comparison.EQUAL, Comparison.BROADER}


def _reversed(relation: Relation) -> Relation:
    """Return a relation of two positions, read from the second to the first."""
    return replace(
        relation,
        positions=relation.positions[::-1],
        slots={slot: comparison.converse for slot, comparison in relation.slots.items()},
        pairs=tuple(Pair(pair.second, pair.first, pair.modifiers) for pair in relation.pairs),
    )


def _union(pairs: Iterable[Pair]) -> tuple[str, ...]:
    """Return what is said of any of these pairs."""
    found = {word for pair in pairs for word in pair.modifiers}
    return tuple(word for word in MODIFIERS if word in found)


def _settle(relations: Iterable[Relation], background: Background) -> list[Relation]:
    """Return relations without the pairs of voices of which something stronger is found.

    Who contradicts somebody by a rule is in no tension with him by the same rule; and nobody corroborates in
    part whom he contradicts, updates, or is in tension with, on a count.
    """
    relations = list(relations)
    contradicting: dict[tuple[str, Any], set[Any]] = {}
    counting: dict[Any, set[Any]] = {}
    for relation in relations:
        between = {(pair.first.sources, pair.second.sources) for pair in relation.pairs}
        if relation.relation is RelationType.CONTRADICTS and relation.unconditional:
            contradicting.setdefault((relation.rule, relation.positions), set()).update(between)
        if relation.rule == "quantity" and relation.relation is not RelationType.REFINES:
            counting.setdefault(relation.positions, set()).update(between)
            back = {(other, one) for one, other in between}
            counting.setdefault(relation.positions[::-1], set()).update(back)
    found = []
    for relation in relations:
        stronger: set[Any] = set()
        if relation.relation is RelationType.TENSION:
            stronger = contradicting.get((relation.rule, relation.positions), stronger)
        elif relation.common is not None:
            stronger = counting.get(relation.positions, stronger)
        if stronger:
            kept = [p for p in relation.pairs if (p.first.sources, p.second.sources) not in stronger]
            if not kept:
                continue
            relation = replace(relation, pairs=tuple(kept))
        found.append(relation)
    return found

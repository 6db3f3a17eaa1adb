"""Compare positions over flat tables and let each rule say what follows.

One shared stage computes the slot vectors of the pairs that can be comparable at all; a rule is then a short
condition on stances and vector, in a file of its own. Pairs are found by joins in DuckDB. A comparison that
depends on standpoints has one row per alternative, with the standpoints it needs as bits of a mask; what
is left to do in Python is to put the alternatives of one finding together and to fetch its bridges.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from kg.background import MAX_STANDPOINTS, Background, minimal
from kg.errors import InputError, Problem
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
    Stance,
    View,
)
from kg.relations.rules import Rule, rules

#: Slots whose values are names, compared by the background.
NOMINAL = tuple(INSIDE)
#: Slots that a count does not depend on when its scope is asked for.
_SCOPE = tuple(slot for slot in SLOTS if slot not in ("measure", "count"))
#: More ways to compare one pair of propositions than this are no finding that anybody could read.
MAX_ALTERNATIVES = 10_000
#: What a machine with eight gigabytes can hold: rows of the table of slot vectors, and relations.
MAX_VECTORS = 10_000_000
MAX_FINDINGS = 1_000_000

_COMPARED_STANCES = (Stance.ASSERTS, Stance.DENIES)
_FLIPPED = {Comparison.NARROWER: Comparison.BROADER, Comparison.BROADER: Comparison.NARROWER}
_NEVER, _ALWAYS = -(10**9), 10**9


def find_relations(
    knowledge: Knowledge,
    *,
    standpoints: Iterable[str] | None = None,
    background: Background | None = None,
) -> list[Relation]:
    """Return every relation between positions, in a fixed order.

    ``standpoints`` keeps what holds for somebody who holds exactly these (an empty list: none); without it
    everything that holds for anybody is returned, each relation with the views under which it holds.

    Raises:
        InputError: for a standpoint that is not in the register, or for several that exclude each other.
    """
    view = None if standpoints is None else _view(knowledge, standpoints)
    found = _Engine(knowledge, background or Background(knowledge.register, knowledge.locations)).run()
    if view is not None:
        found = [relation for relation in found if relation.holds_for(view)]
    return found


def _view(knowledge: Knowledge, standpoints: Iterable[str]) -> View:
    from kg.errors import nearest

    view = frozenset(standpoints)
    known = knowledge.register.standpoints
    for name in sorted(view):
        if name not in known:
            message = f"there is no standpoint {name!r}"
            raise InputError(Problem("unknown-standpoint", message, advice=nearest(name, list(known))))
    for pair in sorted(sorted(pair) for pair in knowledge.register.excluded()):
        if view.issuperset(pair):
            raise InputError(Problem("excluded-standpoints", f"nobody holds {' and '.join(pair)} together"))
    return view


@dataclass(frozen=True)
class _Voice:
    """What the engine needs to know of one claim: who is behind it and when it was said."""

    source: str
    said: Interval | None


class _Engine:
    def __init__(self, knowledge: Knowledge, background: Background):
        self.knowledge = knowledge
        self.background = background
        self.register = knowledge.register
        self.standpoints = sorted(self.register.standpoints)
        if len(self.standpoints) > MAX_STANDPOINTS:
            message = f"{len(self.standpoints)} standpoints; the engine compares at most {MAX_STANDPOINTS}"
            raise InputError(Problem("too-many-standpoints", message))
        self.bits = {name: 1 << index for index, name in enumerate(self.standpoints)}
        self.positions = [p for p in knowledge.positions if p.stance in _COMPARED_STANCES]
        self.voices = [
            [_Voice(knowledge.claims[claim].source, knowledge.said(claim)) for claim in position.claims]
            for position in self.positions
        ]
        self.found = 0
        self.sources = [frozenset(voice.source for voice in voices) for voices in self.voices]

    def run(self) -> list[Relation]:
        """Return every relation, sorted by rule, relation, positions and vector."""
        with duckdb.connect(":memory:") as connection:
            self._load(connection)
            connection.execute(PAIRS)
            self._check_size(connection)
            connection.execute(VECTORS)
            found = [relation for rule in rules() for relation in self._apply(connection, rule)]
        return sorted(found, key=sort_key)

    # -- tables ---------------------------------------------------------------------------------

    def _load(self, connection: duckdb.DuckDBPyConnection) -> None:
        numbers: dict[str, int] = {}

        def number(name: str | None) -> int | None:
            return None if name is None else numbers.setdefault(name, len(numbers))

        entries = self.register.entries
        rows = []
        for identifier, position in enumerate(self.positions):
            p = position.proposition
            kind = entries.get(p.kind)
            functional = kind.functional if kind else ()
            time, count = p.time, p.count
            origins = self.sources[identifier]
            rows.append(
                {
                    "id": identifier,
                    "denies": position.stance is Stance.DENIES,
                    **{slot: number(p.slot(slot)) for slot in NOMINAL},
                    "event": number(p.event and f"event/{p.event}"),
                    "start": None if time is None else time.start.toordinal() if time.start else _NEVER,
                    "stop": None if time is None else time.end.toordinal() if time.end else _ALWAYS,
                    "low": count and count.low,
                    "high": count and count.high,
                    "counted": count is not None,
                    "is_state": self.background.is_state(p.kind),
                    "timeless": bool(kind and kind.timeless),
                    **{f"functional_{slot}": slot in functional for slot in _FUNCTIONAL},
                    "sole_origin": number(next(iter(origins))) if len(origins) == 1 else None,
                }
            )
        types = dict.fromkeys(("low", "high"), "BIGINT")
        booleans = {"denies", "counted", "is_state", "timeless", *(f"functional_{s}" for s in _FUNCTIONAL)}
        columns = ["id", "denies", *NOMINAL, "event", "start", "stop", "low", "high", "counted", "is_state"]
        columns += ["timeless", *(f"functional_{slot}" for slot in _FUNCTIONAL), "sole_origin"]
        _create(
            connection,
            "position",
            {name: "BOOLEAN" if name in booleans else types.get(name, "INTEGER") for name in columns},
            rows,
        )
        _create(
            connection,
            "compared",
            {"slot": "VARCHAR", "a": "INTEGER", "b": "INTEGER", "state": "VARCHAR", "mask": "BIGINT"},
            list(self._compared(numbers)),
        )
        _create(
            connection,
            "excluded",
            {"mask": "BIGINT"},
            [{"mask": self._mask(pair)} for pair in self.register.excluded()],
        )

    def _compared(self, numbers: Mapping[str, int]) -> Iterable[dict[str, Any]]:
        """Yield each way to compare two values of which anybody places one inside the other."""
        for slot in NOMINAL:
            used = {position.proposition.slot(slot) for position in self.positions} - {None}
            nested = {
                pair
                for name in used
                for above in self.background.above(slot, name)
                if above != name and above in used
                for pair in ((name, above), (above, name))
            }
            for first, second in nested:
                for comparison, view in self.background.reading(slot, first, second).alternatives():
                    yield {
                        "slot": slot,
                        "a": numbers[first],
                        "b": numbers[second],
                        "state": comparison.value,
                        "mask": self._mask(view),
                    }

    def _check_size(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Refuse what would take more memory than there is, before it is computed."""
        row = connection.execute(SIZES).fetchone()
        total, most, a, b = row or (None, None, None, None)
        if total is not None and most > MAX_ALTERNATIVES:
            first, second = (self.positions[position].claims[0] for position in (a, b))
            message = f"the comparison of {first} with {second} has {most:,.0f} readings;"
            message += f" the limit is {MAX_ALTERNATIVES:,}"
            advice = "declare with 'excludes' which standpoints nobody holds together"
            where = self.knowledge.locations.get(first)
            raise InputError(Problem("too-many-readings", message, where, advice=advice))
        if total is not None and total > MAX_VECTORS:
            raise self._too_many_findings(f"{total:,.0f} comparisons", MAX_VECTORS)

    def _too_many_findings(self, found: str, limit: int) -> InputError:
        advice = "read fewer articles together, or give the claims the places and times they speak of"
        return InputError(Problem("too-many-findings", f"{found}; the limit is {limit:,}", advice=advice))

    def _mask(self, view: Iterable[str]) -> int:
        return sum(self.bits[name] for name in view)

    def _names(self, mask: int) -> View:
        return frozenset(name for name, bit in self.bits.items() if mask & bit)

    # -- findings -------------------------------------------------------------------------------

    def _apply(self, connection: duckdb.DuckDBPyConnection, rule: Rule) -> Iterable[Relation]:
        count = connection.execute(f"select count(*) from ({rule.sql})").fetchone()
        self.found += count[0] if count else 0
        if self.found > MAX_FINDINGS:
            raise self._too_many_findings(f"{self.found:,} findings up to the rule {rule.name}", MAX_FINDINGS)
        query = f"select f.*, {', '.join(f'v.{slot}' for slot in SLOTS)} from ({rule.sql}) f join vector v"
        rows = connection.execute(f"{query} on v.a = f.a and v.b = f.b and v.row = f.row").fetchall()
        names = [column[0] for column in connection.description or ()]
        grouped: dict[tuple[Any, ...], set[View]] = {}
        for values in rows:
            row = dict(zip(names, values, strict=True))
            reads = SLOTS if row["reads"] is None else row["reads"].split(",")
            slots = tuple(
                (slot, Comparison(row[slot])) for slot in SLOTS if slot in reads and row[slot] is not None
            )
            view = self._names(row["mask"])
            for relation, swapped, conflict in self._revised(row):
                key = (relation, row["a"], row["b"], swapped, slots, conflict)
                grouped.setdefault(key, set()).add(view)
        for key, views in grouped.items():
            found = self._relation(rule, key, views)
            if found is not None:
                yield found

    def _revised(self, row: Mapping[str, Any]) -> Iterable[tuple[RelationType, bool, tuple[str, ...]]]:
        """Yield the relations of one finding, after taking corrections by the same origin out of it."""
        first, second, by = row["a"], row["b"], row["revised_by"]
        remaining = len(self.voices[first]) * len(self.voices[second])
        for later, earlier, swapped, name in ((first, second, False, "a"), (second, first, True, "b")):
            if by in (name, "either"):
                corrections = sum(
                    _is_later(new.said, old.said) and new.source == old.source
                    for new in self.voices[later]
                    for old in self.voices[earlier]
                )
                remaining -= corrections
                if corrections:
                    yield RelationType.SUPERSEDES, swapped, ()
        if row["relation"] is not None and remaining:
            conflict = tuple(slot for slot in row["conflict"].split(",") if slot)
            yield RelationType(row["relation"]), row["swapped"], conflict

    def _relation(self, rule: Rule, key: tuple[Any, ...], views: set[View]) -> Relation | None:
        type, first, second, swapped, vector, conflict = key
        slots: dict[str, Comparison] = dict(vector)
        if swapped:
            first, second = second, first
            slots = {slot: _FLIPPED.get(comparison, comparison) for slot, comparison in slots.items()}
        pair = self.positions[first], self.positions[second]
        unknown = tuple(slot for slot, comparison in slots.items() if comparison is Comparison.UNKNOWN)
        unless = self._settling(pair, unknown)
        holds_if = minimal(view for view in views if not any(settling <= view for settling in unless))
        if not holds_if:
            return None
        relation = Relation(
            type,
            rule.name,
            rule.version,
            pair,
            slots,
            conflict,
            unknown,
            self._bridges(pair, slots, holds_if),
            holds_if,
            unless,
        )
        common = None
        if rule.name == "corroboration" and not _contained(slots.values()):
            common = common_box(pair[0].proposition, pair[1].proposition, slots)
        return replace(relation, common=common, modifiers=self._modifiers(relation, first, second, common))

    def _settling(self, pair: Sequence[Position], unknown: Sequence[str]) -> tuple[View, ...]:
        """Return the minimal views that settle one of the slots left unknown."""
        first, second = (position.proposition for position in pair)
        return minimal(
            view
            for slot in unknown
            if slot in INSIDE and first.slot(slot) and second.slot(slot)
            for view in self.background.reading(slot, first.slot(slot), second.slot(slot)).settling
        )

    def _bridges(
        self, pair: Sequence[Position], slots: Mapping[str, Comparison], views: Sequence[View]
    ) -> tuple[Bridge, ...]:
        """Return one shortest chain per slot and view, each on as few standpoints as will do."""
        first, second = (position.proposition for position in pair)
        found: dict[Bridge, None] = {}
        for slot, comparison in slots.items():
            values = first.slot(slot), second.slot(slot)
            if slot not in INSIDE or None in values or values[0] == values[1]:
                continue
            for view in views:
                path = self.background.reading(slot, *values).path(comparison, view)
                if path is not None:
                    found.update(dict.fromkeys(path.bridges))
        return tuple(found)

    def _modifiers(
        self, relation: Relation, first: int, second: int, common: Proposition | None
    ) -> tuple[str, ...]:
        sources, others = self.sources[first], self.sources[second]
        found = []
        if any(self._opposed(one, other) for one in sources for other in others):
            found.append("adversarial")
        if relation.relation is RelationType.CORROBORATES:
            pairs = [(one, other) for one in sources for other in others if one != other]
            if all(self._affiliated(one, other) for one, other in pairs):
                found.append("affiliated")
        if common is not None:
            found.append("in-part")
        if relation.relation is RelationType.CONTRADICTS and sources & others:
            found.append("self-contradiction")
        counts = [position.proposition.count for position in relation.positions]
        if (
            relation.relation is RelationType.CONTRADICTS
            and "count" in relation.conflict
            and any(count is not None and count.soft for count in counts)
        ):
            found.append("soft")
        return tuple(found)

    def _opposed(self, one: str, other: str) -> bool:
        """Return whether two sources, or wholes they undisputedly belong to, are opponents."""
        above, beyond = (self._wholes(name) for name in (one, other))
        return any(frozenset((a, b)) in self.register.opponents for a in above for b in beyond if a != b)

    def _wholes(self, name: str) -> list[str]:
        ways = self.background.above("agent", name)
        return [above for above, paths in ways.items() if any(not path.view for path in paths)]

    def _affiliated(self, one: str, other: str) -> bool:
        return self.background.inside("agent", one, other) or self.background.inside("agent", other, one)


def sort_key(relation: Relation) -> tuple[Any, ...]:
    """Return the order in which relations are given: rule, relation, positions, vector."""
    return (
        relation.rule,
        relation.relation.value,
        [position.id for position in relation.positions],
        sorted((slot, comparison.value) for slot, comparison in relation.slots.items()),
    )


def common_box(first: Proposition, second: Proposition, slots: Mapping[str, Comparison]) -> Proposition:
    """Return the least box around two propositions: of nested values the outer, of intervals the hull.

    Slots that are disjoint, unknown or not filled on both sides are dropped; a count is kept where measure
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
    return bool(new and old and new.start and old.end and new.start > old.end)


# -- SQL of the shared stage ------------------------------------------------------------------------

_FUNCTIONAL = ("agent", "target", "instrument", "place", "count", "value", "event")


def _create(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    """Create a table from rows, a column at a time."""
    connection.execute(f"create table {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
    if rows:
        unnested = ", ".join(f"unnest(?::{type}[])" for type in columns.values())
        connection.execute(
            f"insert into {name} select {unnested}", [[row[column] for row in rows] for column in columns]
        )


def _nominal(slot: str) -> str:
    """Return the comparison of a named slot; a slot that a denial leaves open includes everything."""
    return f"""case
        when a.{slot} is null and b.{slot} is null then null
        when a.{slot} is null then 'unknown'
        when b.{slot} is null then case when b.denies then 'narrower' else 'unknown' end
        when a.{slot} = b.{slot} then 'equal'
        else coalesce({"null" if slot == "event" else f"c_{slot}.state"}, 'disjoint') end"""


def _interval(low_a: str, high_a: str, low_b: str, high_b: str) -> str:
    """Return the comparison of two closed intervals."""
    return f"""case
        when {low_a} > {high_b} or {low_b} > {high_a} then 'disjoint'
        when {low_a} = {low_b} and {high_a} = {high_b} then 'equal'
        when {low_a} >= {low_b} and {high_a} <= {high_b} then 'narrower'
        when {low_a} <= {low_b} and {high_a} >= {high_b} then 'broader'
        else 'overlaps' end"""


def _listing(slots: Iterable[str], *states: str, prefix: str = "") -> str:
    """Return the names of the slots that are in one of ``states``, joined by commas."""
    words = ", ".join(f"'{state}'" for state in states)
    cases = (f"case when {prefix.format(slot)}{slot} in ({words}) then '{slot}' end" for slot in slots)
    return f"concat_ws(',', {', '.join(cases)})"


def _all_in(slots: Iterable[str], *states: str) -> str:
    """Return whether every slot that is listed is in one of ``states``."""
    words = ", ".join(f"'{state}'" for state in states)
    return "(" + " and ".join(f"coalesce({slot}, 'equal') in ({words})" for slot in slots) + ")"


_INFINITE = 10**15

#: Ordered pairs that can be comparable: kinds nested; target, place and time not disjoint for everybody.
PAIRS = """
create table near as
    select distinct slot, a, b from compared
    union all select 'kind', kind, kind from (select distinct kind from position);
create table pair as
select a.id as a, b.id as b
from position a
join near k on k.slot = 'kind' and k.a = a.kind
join position b on b.kind = k.b and (b.denies or a.id < b.id)
left join (select distinct a, b from near where slot = 'target') t on t.a = a.target and t.b = b.target
left join (select distinct a, b from near where slot = 'place') p on p.a = a.place and p.b = b.place
where not a.denies
  and (a.target is null or b.target is null or a.target = b.target or t.a is not null)
  and (a.place is null or b.place is null or a.place = b.place or p.a is not null)
  and (a.start is null or b.start is null or a.timeless or b.timeless
       or (a.start <= b.stop and b.start <= a.stop))
"""

_WAYS = " * ".join(f"coalesce(w_{slot}.ways, 1)" for slot in NOMINAL)
#: How many rows the slot vectors will have, and the pair that has most of them.
SIZES = f"""
with ways as (select slot, a, b, count(*)::double as ways from compared group by all),
sizes as (
    select pair.a, pair.b, {_WAYS} as ways
    from pair join position a on a.id = pair.a join position b on b.id = pair.b
    {
    " ".join(
        f"left join ways w_{slot}"
        f" on w_{slot}.slot = '{slot}' and w_{slot}.a = a.{slot} and w_{slot}.b = b.{slot}"
        for slot in NOMINAL
    )
}
)
select sum(ways), max(ways), arg_max(a, (ways, -a, -b)), arg_max(b, (ways, -a, -b)) from sizes
"""

_JOINS = "\n".join(
    f"left join compared c_{slot}"
    f" on c_{slot}.slot = '{slot}' and c_{slot}.a = a.{slot} and c_{slot}.b = b.{slot}"
    for slot in NOMINAL
)
_MASK = " | ".join(f"coalesce(c_{slot}.mask, 0)" for slot in NOMINAL)
_TIME = f"""case
        when a.timeless or b.timeless or (a.start is null and b.start is null) then null
        when a.start is null then 'unknown'
        when b.start is null then case when b.denies then 'narrower' else 'unknown' end
        else {_interval("a.start", "a.stop", "b.start", "b.stop")} end"""
#: A part bounds its whole only from below, so the count of the narrower population is opened above.
_COUNT = f"""case
        when not a_counted and not b_counted then null
        when not a_counted then 'unknown'
        when not b_counted then case when b_denies then 'narrower' else 'unknown' end
        else {
    _interval(
        "a_low",
        f"case when population = 'narrower' then {_INFINITE} else coalesce(a_high, {_INFINITE}) end",
        "b_low",
        f"case when population = 'broader' then {_INFINITE} else coalesce(b_high, {_INFINITE}) end",
    )
} end"""

#: One row per pair and alternative: the slot vector from a to b, the standpoints it needs, and its digests.
VECTORS = f"""
create table nominal as
    select a.id as a, b.id as b, b.denies as b_denies, a.is_state,
        a.low as a_low, a.high as a_high, a.counted as a_counted,
        b.low as b_low, b.high as b_high, b.counted as b_counted,
        {", ".join(f"a.functional_{slot}" for slot in _FUNCTIONAL)},
        a.sole_origin is null or b.sole_origin is null or a.sole_origin <> b.sole_origin as different_origins,
        {", ".join(f"{_nominal(slot)} as {slot}" for slot in (*NOMINAL, "event"))},
        {_TIME} as time,
        {_MASK} as mask
    from pair join position a on a.id = pair.a join position b on b.id = pair.b
    {_JOINS};
create table counted as select *, {_COUNT} as count from nominal;
create table vector as
select row_number() over () as row, *,
    {_listing(SLOTS, "broader", "overlaps")} as broader_slots,
    {_listing(SLOTS, "disjoint")} as disjoint_slots,
    {_listing(SLOTS, "unknown")} as unknown_slots,
    {_all_in(SLOTS, "equal", "narrower")} as inside,
    {_all_in(SLOTS, "equal", "broader")} as around,
    {_all_in(_SCOPE, "equal")} as scope_equal,
    {_all_in(_SCOPE, "equal", "narrower")} and not {_all_in(_SCOPE, "equal")} as scope_inside,
    {_all_in(_SCOPE, "equal", "broader")} and not {_all_in(_SCOPE, "equal")} as scope_around,
    {_all_in([slot for slot in _SCOPE if slot != "time"], "equal")}
        and coalesce(time, 'equal') <> 'unknown' as scope_equal_but_time,
    {_listing(_FUNCTIONAL, *Comparison, prefix="functional_{} and ")} as functional_slots,
    {_listing(_FUNCTIONAL, "disjoint", prefix="functional_{} and ")} as functional_disjoint,
    {_listing(_FUNCTIONAL, "narrower", prefix="functional_{} and ")} as functional_narrower,
    {_listing(_FUNCTIONAL, "broader", prefix="functional_{} and ")} as functional_broader,
    {_listing(_FUNCTIONAL, "unknown", "overlaps", prefix="functional_{} and ")} as functional_unknown
from counted
where kind in ('equal', 'narrower', 'broader')
  and coalesce(target, 'equal') <> 'disjoint'
  and coalesce(place, 'equal') <> 'disjoint'
  and coalesce(time, 'equal') <> 'disjoint'
  and not exists (select 1 from excluded e where (counted.mask & e.mask) = e.mask)
"""

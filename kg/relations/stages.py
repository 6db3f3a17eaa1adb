"""SQL of the stage that all rules share: which boxes can be comparable, and their slot vectors.

Everything is written in the dialect that DuckDB runs as it is and that is translated for Spark, one table
after the other, so that each is computed once. The pairs are found by joins on equal keys alone: of two
nested values one is the other's key, so no pair of boxes is looked at that has disjoint targets or places,
and few that lie more than some days apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.model import SLOTS, Comparison, Stance
from kg.relations.tables import ALWAYS, COUNTLESS, FUNCTIONAL, NEVER, NOMINAL

#: Slots that a count does not depend on when its scope is asked for.
SCOPE = tuple(slot for slot in SLOTS if slot not in ("measure", "count"))
#: Slots that a box names and somebody may contest.
_CONTESTED = ("agent", "target", "instrument", "place")

_ASSERTS = 1 << list(Stance).index(Stance.ASSERTS)


def build_stages(compared: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield tables by name with the query that fills them, in order.

    ``compared`` are the slots of which some values are nested for anybody.
    """
    yield "first_key", _key("first", "meets")
    yield "second_key", _key("second", "bit")
    yield "pair", _PAIRS
    yield "vector", _vectors(f"select *, {_COUNT} as count from ({_nominal(compared)}) compared_pair")
    yield "functional_pair", _FUNCTIONAL_PAIRS


def build_sizes(contested: Collection[str]) -> str:
    """Return the query for how many slot vectors there will be, and for the pair that has most of them."""
    ways = " * ".join(["1", *(f"coalesce(w_{slot}.ways, 1)" for slot in contested)])
    joins = "\n".join(
        f"left join (select a, b, cast(count(*) as double) as ways from compared where slot = '{slot}'"
        f" group by a, b) w_{slot} on w_{slot}.a = a.{slot} and w_{slot}.b = b.{slot}"
        for slot in contested
    )
    return f"""
    with sized as (
        select pair.a, pair.b, {ways} as ways
        from pair join box a on a.id = pair.a join box b on b.id = pair.b
        {joins}
    )
    select sized.a, sized.b, ways, total
    from sized cross join (select sum(ways) as total from sized) t
    order by ways desc, sized.a, sized.b
    limit 1
    """


def _listing(slots: Iterable[str], *states: str, prefix: str = "") -> str:
    """Return the names of the slots that are in one of ``states``, joined by commas."""
    words = ", ".join(f"'{state}'" for state in states)
    cases = (f"case when {prefix.format(slot)}{slot} in ({words}) then '{slot}' end" for slot in slots)
    return f"concat_ws(',', {', '.join(cases)})"


def _key(side: str, meets: str) -> str:
    """Return the query for the keys of a side: equal ones are targets, places and times that meet."""
    return f"""
    select box.id, box.{meets}, box.kind, kind.family, t.key as target, p.key as place,
        t.way * 2 + p.way as way, s.slice, s.opening,
        case when kind.timeless then {NEVER} else box.start end as start,
        case when kind.timeless then {ALWAYS} else box.stop end as stop
    from box
    join kind on kind.id = box.kind
    join {side}_target t on t.value = box.target
    join {side}_place p on p.value = box.place
    join slice s on s.box = box.id
    where box.{meets} <> 0
    """


def _meeting(times: str) -> str:
    """Return the query for pairs with equal keys whose times stand to each other as ``times`` says."""
    return f"""
    select f.id as a, s.id as b
    from first_key f
    join second_key s
      on s.family = f.family and s.target = f.target and s.place = f.place and s.way = f.way and {times}
    join near_kind k on k.a = f.kind and k.b = s.kind
    where (f.meets & s.bit) <> 0
      and f.id <> s.id
      and (s.bit <> {_ASSERTS} or f.id < s.id)
      and f.start <= s.stop and s.start <= f.stop
    """


#: Ordered pairs of which the gate may be open, and pairs of assertions of one event. A time that is open or
#: long meets every other; short ones meet in the first slice that they share.
_PAIRS = f"""
{_meeting("s.slice = f.slice and f.slice in (-1, greatest(f.opening, s.opening))")}
union
{_meeting("f.slice = -1 and s.slice <> -1 and s.slice = s.opening")}
union
{_meeting("s.slice = -1 and f.slice <> -1 and f.slice = f.opening")}
union
select a.id as a, b.id as b
from box a
join box b on b.event = a.event
join near_kind k on k.a = a.kind and k.b = b.kind
where a.event <> 0 and a.bit = {_ASSERTS} and b.bit = {_ASSERTS} and a.id < b.id
"""


def _state(slot: str, compared: Collection[str]) -> str:
    """Return the comparison of a named slot; what is not filled is any value, or one that was not said."""
    otherwise = f"coalesce(c_{slot}.state, 'disjoint')" if slot in compared else "'disjoint'"
    return f"""case
        when a.{slot} = b.{slot} then case when a.{slot} = 0 then null else 'equal' end
        when a.{slot} = 0 then case when a.universal then 'broader' else 'unknown' end
        when b.{slot} = 0 then case when b.universal then 'narrower' else 'unknown' end
        else {otherwise} end"""


def _interval(low_a: str, high_a: str, low_b: str, high_b: str) -> str:
    """Return the comparison of two closed intervals."""
    return f"""case
        when {low_a} > {high_b} or {low_b} > {high_a} then 'disjoint'
        when {low_a} = {low_b} and {high_a} = {high_b} then 'equal'
        when {low_a} >= {low_b} and {high_a} <= {high_b} then 'narrower'
        when {low_a} <= {low_b} and {high_a} >= {high_b} then 'broader'
        else 'overlaps' end"""


def _all_in(slots: Iterable[str], *states: str) -> str:
    """Return whether every slot that is listed is in one of ``states``."""
    words = ", ".join(f"'{state}'" for state in states)
    return "(" + " and ".join(f"coalesce({slot}, 'equal') in ({words})" for slot in slots) + ")"


def _any_in(slots: Iterable[str], *states: str) -> str:
    """Return whether some slot that is listed is in one of ``states``."""
    words = ", ".join(f"'{state}'" for state in states)
    return "(" + " or ".join(f"coalesce({slot}, '') in ({words})" for slot in slots) + ")"


_TIME = f"""case
        when ka.timeless or kb.timeless or (not a.timed and not b.timed) then null
        when not a.timed then case when a.universal then 'broader' else 'unknown' end
        when not b.timed then case when b.universal then 'narrower' else 'unknown' end
        else {_interval("a.start", "a.stop", "b.start", "b.stop")} end"""
#: A part bounds its whole only from below, so the count of what is narrower is opened above.
_COUNT = f"""case
        when not a_counted and not b_counted then null
        when not a_counted then case when a_universal then 'broader' else 'unknown' end
        when not b_counted then case when b_universal then 'narrower' else 'unknown' end
        else {
    _interval(
        "a_low",
        f"case when 'narrower' in (measure, population) then {COUNTLESS} else a_high end",
        "b_low",
        f"case when 'broader' in (measure, population) then {COUNTLESS} else b_high end",
    )
} end"""


def _nominal(compared: Collection[str]) -> str:
    """Return the query that compares all slots but counts, a row for each alternative of a pair."""
    joins = "\n    ".join(
        f"left join compared c_{slot}"
        f" on c_{slot}.slot = '{slot}' and c_{slot}.a = a.{slot} and c_{slot}.b = b.{slot}"
        for slot in NOMINAL
        if slot in compared
    )
    mask = " | ".join(["0", *(f"coalesce(c_{slot}.mask, 0)" for slot in NOMINAL if slot in compared)])
    functional = ", ".join(f"ka.functional_{s} or kb.functional_{s} as functional_{s}" for s in FUNCTIONAL)
    both_filled = (f"a.{slot} <> 0 and b.{slot} <> 0 as both_{slot}" for slot in _CONTESTED)
    shared = (
        (f"coalesce(c_{slot}.shared, false)" if slot in compared else "false") + f" as {slot}_shared"
        for slot in ("target", "place")
    )
    return f"""
    select a.id as a, b.id as b, a.role, a.stance as a_stance, b.stance as b_stance,
        a.universal as a_universal, b.universal as b_universal,
        a.said_by <> 0 as utterance,
        ka.is_state or kb.is_state as is_state,
        a.low as a_low, a.high as a_high, a.counted as a_counted,
        b.low as b_low, b.high as b_high, b.counted as b_counted,
        {functional},
        a.sole_origin = 0 or b.sole_origin = 0 or a.sole_origin <> b.sole_origin as different_origins,
        {", ".join(f"{_state(slot, compared)} as {slot}" for slot in (*NOMINAL, "event"))},
        {_TIME} as time,
        {", ".join(both_filled)},
        {", ".join(shared)},
        {mask} as mask
    from pair join box a on a.id = pair.a join box b on b.id = pair.b
    join kind ka on ka.id = a.kind join kind kb on kb.id = b.kind
    {joins}
    where (a.said_by = 0) = (b.said_by = 0) and a.position <> b.position
    """


def _vectors(counted: str) -> str:
    """Return the query for a row per pair and alternative.

    It has the slot vector from a to b, the standpoints that it needs, and what rules ask of it as a whole.
    """
    return f"""
select *,
    coalesce(target, 'equal') <> 'disjoint' and coalesce(place, 'equal') <> 'disjoint'
        and coalesce(time, 'equal') <> 'disjoint' as comparable,
    coalesce(event, '') = 'equal' as same_event,
    {_all_in(SLOTS, "equal", "narrower")} as inside,
    {_all_in(SLOTS, "equal", "broader")} as around,
    {_any_in(SLOTS, "disjoint")} as any_disjoint,
    {_any_in(SLOTS, "unknown")} as any_unknown,
    {_any_in(SLOTS, "broader", "overlaps")} as any_beyond,
    a_counted and b_counted and {_all_in(SCOPE, "equal")} as scope_equal,
    a_counted and b_counted and {_all_in(SCOPE, "equal", "narrower")} and not {_all_in(SCOPE, "equal")}
        as scope_inside,
    a_counted and b_counted and {_all_in(SCOPE, "equal", "broader")} and not {_all_in(SCOPE, "equal")}
        as scope_around,
    a_counted and b_counted and {_all_in([slot for slot in SCOPE if slot != "time"], "equal")}
        and coalesce(time, 'equal') <> 'unknown' as scope_equal_but_time,
    {", ".join(f"both_{s} and coalesce({s}, '') = 'unknown' as {s}_contested" for s in _CONTESTED)}
from ({counted}) counted_pair
where kind in ('equal', 'narrower', 'broader')
  and not exists (select 1 from excluded e where (counted_pair.mask & e.mask) = e.mask)
"""


#: Pairs of one kind of state of one thing: which of the slots that allow one value only differ, and how.
_FUNCTIONAL_PAIRS = f"""
select *,
    {_listing(FUNCTIONAL, *Comparison, prefix="functional_{} and ")} as functional_slots,
    {_listing(FUNCTIONAL, "disjoint", prefix="functional_{} and ")} as functional_disjoint,
    {_listing(FUNCTIONAL, "narrower", prefix="functional_{} and ")} as functional_narrower,
    {_listing(FUNCTIONAL, "broader", prefix="functional_{} and ")} as functional_broader,
    {_listing(FUNCTIONAL, "unknown", "overlaps", prefix="functional_{} and ")} as functional_unknown
from vector
where is_state and a_stance = 'asserts' and b_stance = 'asserts' and kind = 'equal' and target = 'equal'
"""

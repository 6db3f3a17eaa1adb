"""SQL of the stage that all rules share: which boxes can be comparable, and their slot vectors.

Everything is written in the dialect that DuckDB runs as it is and that is translated for Spark, one table
after the other, so that each is computed once. The pairs are found by joins on equal keys alone: of two
nested values one is the other's key, so no pair of boxes is looked at that has disjoint targets or places,
and few that lie more than some days apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.model import SLOTS, Comparison, Stance
from kg.relations.tables import ALWAYS, BITS, COUNTLESS, FUNCTIONAL, NEVER, NOMINAL, STANCE_BITS

#: Slots that a count does not depend on when its scope is asked for.
SCOPE = tuple(slot for slot in SLOTS if slot not in ("measure", "count"))
#: Slots that a box names and somebody may contest.
_CONTESTED = ("agent", "target", "instrument", "place")

_ASSERTS = STANCE_BITS[Stance.ASSERTS]


def build_stages(compared: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield tables by name with the query that fills them, in order.

    ``compared`` are the slots of which some values are nested for anybody.
    """
    yield "box", _BOXES
    yield "first_key", _key("first", "meets")
    yield "second_key", _key("second", "bit")
    yield from _MEETINGS.items()
    yield "pair", " union all ".join(f"select a, b from {name}" for name in _MEETINGS)
    yield "vector", build_vectors(compared)
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


#: The boxes, with what follows from their stance and from what is not given.
_BOXES = f"""
select b.id, b.position, stand.role, stand.stance, stand.universal, stand.bit, stand.meets,
    {", ".join(f"b.{slot}" for slot in NOMINAL)}, b.event, b.sole_origin,
    b.start >= {NEVER} as timed, greatest(b.start, {NEVER}) as start, b.stop,
    b.low >= 0 as counted, b.low, b.high
from given_box b join stand on stand.id = b.role
"""


def _key(side: str, meets: str) -> str:
    """Return the query for the keys of a side: equal ones are targets, places and times that meet."""
    return f"""
    select box.id, box.{meets}, box.kind, box.event, kind.family, t.key as target, p.key as place,
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
      and (s.bit <> {_ASSERTS} or (f.id < s.id and (f.event = 0 or f.event <> s.event)))
      and f.start <= s.stop and s.start <= f.stop
    """


#: Ordered pairs of which the gate may be open, and pairs of assertions of one event, each once. A time that
#: is open or long meets every other; short ones meet in the first slice that they share. They are tables of
#: their own because one query for all of them takes twice as long.
_MEETINGS = {
    "equally_long": _meeting("s.slice = f.slice and f.slice in (-1, greatest(f.opening, s.opening))"),
    "first_longer": _meeting("f.slice = -1 and s.slice <> -1 and s.slice = s.opening"),
    "second_longer": _meeting("s.slice = -1 and f.slice <> -1 and f.slice = f.opening"),
    "one_event": f"""
    select a.id as a, b.id as b
    from box a
    join box b on b.event = a.event
    join near_kind k on k.a = a.kind and k.b = b.kind
    where a.event <> 0 and a.bit = {_ASSERTS} and b.bit = {_ASSERTS} and a.id < b.id
    """,
}

_EQUAL, _NARROWER, _BROADER, _OVERLAPS, _DISJOINT, _UNKNOWN = (BITS[comparison] for comparison in Comparison)


def _missing(slot: str, a: str, b: str, otherwise: str) -> str:
    """Return the comparison of a slot as a bit; what is not filled is any value, or one that was not said."""
    return f"""case
        when {a} and {b} then 0
        when {a} then case when a.universal then {_BROADER} else {_UNKNOWN} end
        when {b} then case when b.universal then {_NARROWER} else {_UNKNOWN} end
        else {otherwise} end as {slot}"""


def _state(slot: str, compared: Collection[str]) -> str:
    """Return the comparison of a named slot."""
    other = f"coalesce(c_{slot}.state, {_DISJOINT})" if slot in compared else str(_DISJOINT)
    otherwise = f"case when a.{slot} = b.{slot} then {_EQUAL} else {other} end"
    return _missing(slot, f"a.{slot} = 0", f"b.{slot} = 0", otherwise)


def _interval(low_a: str, high_a: str, low_b: str, high_b: str) -> str:
    """Return the comparison of two closed intervals."""
    return f"""case
        when {low_a} > {high_b} or {low_b} > {high_a} then {_DISJOINT}
        when {low_a} = {low_b} and {high_a} = {high_b} then {_EQUAL}
        when {low_a} >= {low_b} and {high_a} <= {high_b} then {_NARROWER}
        when {low_a} <= {low_b} and {high_a} >= {high_b} then {_BROADER}
        else {_OVERLAPS} end"""


_TIMES = f"""case
        when ka.timeless or kb.timeless then 0
        else {_interval("a.start", "a.stop", "b.start", "b.stop")} end"""
_UNTIMED = "({side}.timed = false and not ka.timeless and not kb.timeless)"
#: A part bounds its whole only from below, so the count of what is narrower is opened above.
_COUNTS = _interval(
    "a_low",
    f"case when measure = {_NARROWER} or population = {_NARROWER} then {COUNTLESS} else a_high end",
    "b_low",
    f"case when measure = {_BROADER} or population = {_BROADER} then {COUNTLESS} else b_high end",
)


def _compare_names(compared: Collection[str], pairs: str) -> str:
    """Return the query that compares all slots but counts, a row for each alternative of a pair."""
    joins = "\n    ".join(
        f"left join compared c_{slot}"
        f" on c_{slot}.slot = '{slot}' and c_{slot}.a = a.{slot} and c_{slot}.b = b.{slot}"
        for slot in NOMINAL
        if slot in compared
    )
    mask = " | ".join(["0", *(f"coalesce(c_{slot}.mask, 0)" for slot in NOMINAL if slot in compared)])
    filled = (f"a.{slot} <> 0 and b.{slot} <> 0 as both_{slot}" for slot in _CONTESTED)
    shared = (
        (f"coalesce(c_{slot}.shared, false)" if slot in compared else "false") + f" as {slot}_shared"
        for slot in ("target", "place")
    )
    return f"""
    select a.id as a, b.id as b, a.role, a.stance as a_stance, b.stance as b_stance,
        a.kind as a_kind, b.kind as b_kind,
        a.said_by <> 0 as utterance,
        ka.is_state or kb.is_state as is_state,
        ka.functional_agent or kb.functional_agent as functional_agent,
        a.low as a_low, a.high as a_high, b.low as b_low, b.high as b_high,
        a.counted and b.counted as both_counted,
        {_missing("counted", "not a.counted", "not b.counted", "-1")},
        a.sole_origin = 0 or b.sole_origin = 0 or a.sole_origin <> b.sole_origin as different_origins,
        {", ".join(_state(slot, compared) for slot in (*NOMINAL, "event"))},
        {_missing("time", _UNTIMED.format(side="a"), _UNTIMED.format(side="b"), _TIMES)},
        {", ".join(filled)},
        {", ".join(shared)},
        {mask} as mask
    from {pairs} join box a on a.id = pair.a join box b on b.id = pair.b
    join kind ka on ka.id = a.kind join kind kb on kb.id = b.kind
    {joins}
    where (a.said_by = 0) = (b.said_by = 0) and a.position <> b.position
    """


def _compare_counts(compared: Collection[str], pairs: str) -> str:
    """Return the query that adds the comparison of counts, and the bits of all slots together."""
    seen = " | ".join(slot for slot in SLOTS if slot != "count")
    scope = " | ".join(slot for slot in SCOPE if slot != "time")
    return f"""
    select *, ({seen} | count) as seen
    from (
        select *, case when counted = -1 then {_COUNTS} else counted end as count, ({scope}) as scope
        from ({_compare_names(compared, pairs)}) names_compared
        where (kind & {_EQUAL | _NARROWER | _BROADER}) <> 0
    ) compared_pair
    where not exists (select 1 from excluded e where (compared_pair.mask & e.mask) = e.mask)
    """


def _word(slot: str) -> str:
    cases = " ".join(f"when {BITS[comparison]} then '{comparison.value}'" for comparison in Comparison)
    return f"case {slot} {cases} end as {slot}"


def build_vectors(compared: Collection[str], most: int | None = None) -> str:
    """Return the query for a row per pair and alternative, of so many pairs at most.

    It has the slot vector from a to b, the standpoints that it needs, and what rules ask of it as a whole.
    """
    pairs = "pair" if most is None else f"(select * from pair limit {most}) pair"
    nested = _EQUAL | _NARROWER | _BROADER
    beyond = f"(seen & {_BROADER | _OVERLAPS}) <> 0"
    scope_time = "(scope | time)"
    return f"""
    select a, b, role, a_stance, b_stance, a_kind, b_kind, utterance, is_state, functional_agent,
        a_low, a_high, b_low, b_high, different_origins, mask, both_agent,
        {", ".join(_word(slot) for slot in SLOTS)},
        ((target | place | time) & {_DISJOINT}) = 0 as comparable,
        event = {_EQUAL} as same_event,
        (seen & {~(_EQUAL | _NARROWER) & 63}) = 0 as inside,
        (seen & {~(_EQUAL | _BROADER) & 63}) = 0 as around,
        (seen & {_DISJOINT}) <> 0 as any_disjoint,
        (seen & {_UNKNOWN}) <> 0 as any_unknown,
        {beyond} as any_beyond,
        both_counted and ({scope_time} & {~_EQUAL & 63}) = 0 as scope_equal,
        both_counted and ({scope_time} & {~_EQUAL & 63}) = {_NARROWER} as scope_inside,
        both_counted and ({scope_time} & {~_EQUAL & 63}) = {_BROADER} as scope_around,
        both_counted and (scope & {~_EQUAL & 63}) = 0 and time <> {_UNKNOWN} as scope_equal_but_time,
        {", ".join(f"both_{s} and {s} = {_UNKNOWN} as {s}_contested" for s in _CONTESTED)},
        {", ".join(f"({s} & {nested}) <> 0 or {s}_shared as {s}_in_common" for s in ("target", "place"))}
    from ({_compare_counts(compared, pairs)}) counts_compared
    """


def _listing(slots: Iterable[str], *states: str, prefix: str = "") -> str:
    """Return the names of the slots that are in one of ``states``, joined by commas."""
    words = ", ".join(f"'{state}'" for state in states)
    cases = (f"case when {prefix.format(slot)}{slot} in ({words}) then '{slot}' end" for slot in slots)
    return f"concat_ws(',', {', '.join(cases)})"


_FUNCTIONAL = "kind.functional_{0} and vector."
#: Pairs of one kind of state of one thing: which of the slots that allow one value only differ, and how.
_FUNCTIONAL_PAIRS = f"""
select vector.*,
    {_listing(FUNCTIONAL, *Comparison, prefix=_FUNCTIONAL)} as functional_slots,
    {_listing(FUNCTIONAL, "disjoint", prefix=_FUNCTIONAL)} as functional_disjoint,
    {_listing(FUNCTIONAL, "narrower", prefix=_FUNCTIONAL)} as functional_narrower,
    {_listing(FUNCTIONAL, "broader", prefix=_FUNCTIONAL)} as functional_broader,
    {_listing(FUNCTIONAL, "unknown", "overlaps", prefix=_FUNCTIONAL)} as functional_unknown
from vector
join kind on kind.id = vector.a_kind
where vector.is_state and a_stance = 'asserts' and b_stance = 'asserts'
    and vector.kind = 'equal' and target = 'equal'
"""

"""SQL of the stage that all rules share: which boxes can be comparable, and their slot vectors.

Everything is written in the dialect that DuckDB runs as it is and that is translated for Spark, one table
after the other, so that each is computed once. The pairs are found by joins on equal keys alone: of two
nested values one is the other's key, so no pair of boxes is looked at that has disjoint targets or places,
and few that lie more than some days apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.model import SEVERAL, SLOTS, Comparison, Stance
from kg.relations.columns import BITS
from kg.relations.comparison_sql import (
    BROADER,
    DISJOINT,
    EQUAL,
    NARROWER,
    OVERLAPS,
    UNKNOWN,
    Ends,
    build_interval,
    build_missing,
    build_sides,
    build_state,
    build_times,
)
from kg.relations.holding import DAYLONG, ONLY
from kg.relations.nesting import LAX, NOMINAL
from kg.relations.tables import ALWAYS, COUNTLESS, FUNCTIONAL, NEVER, STANCE_BITS, Forms

#: Slots by which the scope of a count is told: all that a count does not consist of, and what it measures.
SCOPE = tuple(slot for slot in SLOTS if slot != "count")
#: Slots that a box names and somebody may contest.
CONTESTED = ("agent", "target", "instrument", "place", "value")
#: Slots that an upper bound leaves open for any value where it does not give one.
_ANY = ("agent", "target", "instrument")

_ASSERTS = STANCE_BITS[Stance.ASSERTS]


def build_stages(forms: Forms) -> Iterator[tuple[str, str]]:
    """Yield tables by name with the query that fills them, in order."""
    yield "box", _boxes(forms)
    yield "first_key", _key("first", "meets")
    yield "second_key", _key("second", "bit")
    meetings = _meetings(forms)
    yield from meetings.items()
    distinct = "distinct" if forms.loose or forms.only or forms.several else ""
    union = " union all ".join(f"select a, b from {name}" for name in meetings)
    yield "pair", f"select {distinct} a, b from ({union}) met"
    yield "vector", build_vectors(forms)
    yield "functional_pair", _FUNCTIONAL_PAIRS
    yield "only_pair", _ONLY_PAIRS if forms.only else _NO_ONLY_PAIRS
    yield "counted_pair", _counted_pairs(forms)
    yield "count_pair", _COUNT_PAIRS


def build_list_pairs(forms: Forms) -> str:
    """Return the query for the pairs of values that meet, are different and of which one is several names.

    There may be as many different lists as claims, but few of two lists are of claims that meet.
    """
    queries = []
    for slot in sorted(forms.several):
        one, two = build_sides(slot)
        for several in (one, two):
            queries.append(f"""
            select distinct '{slot}' as slot, {one} as x, {two} as y
            from pair join box a on a.id = pair.a join box b on b.id = pair.b
            join several_name v on v.value = {several}
            where {one} <> {two} and {one} <> 0 and {two} <> 0
            """)
    return " union ".join(queries)


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


def _ends(forms: Forms) -> tuple[str, ...]:
    """Return the columns of the ends of intervals."""
    names = ("start", "stop", "counted_from", "counted_to")
    return (*names, *(f"{name}_at" for name in names)) if forms.clocks else names


def _boxes(forms: Forms) -> str:
    """Return the query for the boxes, with what follows from their stance and from what is not given.

    A count from zero up says of nothing that it is; that somebody gave it says that he spoke.
    """
    columns = (*NOMINAL, "located", "event_family", "timed", *_ends(forms), "told", "low", "high")
    columns += ("change", "ratio", "final", "nobody", "loose", "either", "of_event", "only_in", "only_open")
    columns += ("sole_voice",)
    return f"""
    select b.id, b.position, stand.role, stand.stance, stand.universal, stand.bit, stand.meets,
        {", ".join(f"b.{column}" for column in columns)},
        b.low >= 0 as counted, {_empty_bits()} as empty,
        b.low = 0 and b.said_by = 0 and not stand.universal as idle
    from given_box b join stand on stand.id = b.role
    """


def _key(side: str, meets: str) -> str:
    """Return the query for the keys of a side: equal ones are targets, places and times that meet."""
    return f"""
    select box.id, box.meets, box.bit, box.kind, box.event_family, kind.family, t.key as target,
        p.key as place, t.way * 4 + p.way as way, s.slice, s.opening,
        case when kind.timeless then {NEVER} else box.start end as start,
        case when kind.timeless then {ALWAYS} else box.stop end as stop
    from box
    join kind on kind.id = box.kind
    join {side}_target t on t.value = box.target
    join {side}_place p on p.value = box.place
    join slice s on s.box = box.id
    where box.{meets} <> 0
    """


def _meetings(forms: Forms) -> dict[str, str]:
    """Return the queries for ordered pairs of which the gate may be open, and for pairs of one event.

    A time that is open or long meets every other; short ones meet in the first slice that they share. They
    are tables of their own because one query for all of them takes twice as long.
    """
    apart = 1 if forms.clocks else 0

    def meeting(times: str) -> str:
        return f"""
        select f.id as a, s.id as b
        from first_key f
        join second_key s
          on s.family = f.family and s.target = f.target and s.place = f.place and s.way = f.way and {times}
        join kind_pair k on k.a = f.kind and k.b = s.kind and k.nested
        where (f.meets & s.bit) <> 0
          and f.id <> s.id
          and (f.bit <> s.bit or f.id < s.id)
          and (s.bit <> {_ASSERTS} or f.event_family = 0 or f.event_family <> s.event_family)
          and f.start <= s.stop + {apart} and s.start <= f.stop + {apart}
        """

    found = {
        "equally_long": meeting("s.slice = f.slice and f.slice in (-1, greatest(f.opening, s.opening))"),
        "first_longer": meeting("f.slice = -1 and s.slice <> -1 and s.slice = s.opening"),
        "second_longer": meeting("s.slice = -1 and f.slice <> -1 and f.slice = f.opening"),
        "one_event": f"""
        select a.id as a, b.id as b
        from box a
        join box b on b.event_family = a.event_family
        join kind_pair k on k.a = a.kind and k.b = b.kind
        where a.event_family <> 0 and a.bit = {_ASSERTS} and b.bit = {_ASSERTS} and a.id < b.id
        """,
    }
    if forms.only:
        found["only_one"] = f"""
        select least(a.id, b.id) as a, greatest(a.id, b.id) as b
        from box a
        join kind_pair k on k.a = a.kind and k.nested
        join box b on b.kind = k.b and b.bit = {_ASSERTS} and b.id <> a.id
        where a.only_in <> 0 and a.bit = {_ASSERTS}
        """
    return found


_COUNTS = build_interval(
    "a_low",
    f"(case when measure = {NARROWER} or population = {NARROWER} then {COUNTLESS} else a_high end)",
    "b_low",
    f"(case when measure = {BROADER} or population = {BROADER} then {COUNTLESS} else b_high end)",
)


def _compare_names(forms: Forms, pairs: str) -> str:
    """Return the query that compares all slots but counts, a row for each alternative of a pair."""
    compared = [slot for slot in NOMINAL if slot in forms.compared]
    joins = []
    for slot in compared:
        one, two = build_sides(slot)
        joins.append(
            f"left join compared c_{slot}"
            f" on c_{slot}.slot = '{slot}' and c_{slot}.a = {one} and c_{slot}.b = {two}"
        )
    joined = "\n    ".join(joins)
    mask = " | ".join(["0", *(f"coalesce(c_{slot}.mask, 0)" for slot in compared)])
    filled = (f"a.{slot} <> 0 and b.{slot} <> 0 as both_{slot}" for slot in (*CONTESTED, "event"))
    shared = (
        (f"coalesce(c_{slot}.shared, false)" if slot in compared else "false") + f" as {slot}_shared"
        for slot in ("target", "place")
    )
    return f"""
    select a.id as a, b.id as b, a.role, a.stance as a_stance, b.stance as b_stance,
        a.kind as a_kind, b.kind as b_kind,
        a.said_by <> 0 as utterance,
        ka.is_state or kb.is_state as is_state,
        kp.kinds_distinct, {", ".join(f"kp.one_{slot}" for slot in ("agent", "target", "instrument"))},
        a.low as a_low, a.high as a_high, b.low as b_low, b.high as b_high,
        a.counted as a_counted, b.counted as b_counted, a.idle or b.idle as idle,
        greatest(a.change, b.change) as change, a.ratio or b.ratio as ratio,
        a.of_event > 0 and b.of_event > 0 as of_event,
        a.of_event = 2 and b.of_event = 2 and not kp.one_agent as two_acts,
        a.final as a_final, b.final as b_final,
        a.only_in as a_only, b.only_in as b_only, a.only_open as a_open, b.only_open as b_open,
        a.nobody as a_nobody, {", ".join(_more(slot, forms) for slot in SEVERAL)},
        {_missing_bits("a", "a.counted")} as a_missing,
        {_missing_bits("b", f"(b.bit in ({_WORDS}))")} as b_missing,
        {build_missing("counted", "not a.counted", "not b.counted", "-1")},
        a.sole_voice = 0 or b.sole_voice = 0 or a.sole_voice <> b.sole_voice as different_voices,
        {", ".join(build_state(slot, forms) for slot in NOMINAL)},
        {build_times(forms)},
        {", ".join(filled)},
        {", ".join(shared)},
        {mask} as mask
    from {pairs} join box a on a.id = pair.a join box b on b.id = pair.b
    join kind ka on ka.id = a.kind join kind kb on kb.id = b.kind
    join kind_pair kp on kp.a = a.kind and kp.b = b.kind
    {joined}
    where (a.said_by = 0) = (b.said_by = 0) and a.position <> b.position
    """


#: Stances by which a word is given, as bits and as they are called.
_GIVEN = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS)
_WORDS = ", ".join(str(STANCE_BITS[stance]) for stance in _GIVEN)
_WORDS_GIVEN = ", ".join(f"'{stance}'" for stance in _GIVEN)
#: Slots that a claim may leave out, each as a bit.
_LEFT_OUT = {
    slot: 1 << number for number, slot in enumerate(s for s in SLOTS if s not in ("kind", "count", *LAX))
}


def _empty_bits() -> str:
    """Return which slots a box leaves empty, as bits."""
    empty = {slot: "not b.timed" if slot == "time" else f"b.{slot} = 0" for slot in _LEFT_OUT}
    return " | ".join(f"(case when {empty[slot]} then {bit} else 0 end)" for slot, bit in _LEFT_OUT.items())


def _missing_bits(side: str, asked: str) -> str:
    """Return which slots a side leaves out, as bits, where that is asked: a place may be its target's."""
    place = build_sides("place")[side == "b"]
    without = f"{side}.empty & {~_LEFT_OUT['place'] & 255}"
    return f"case when not {asked} then 0 when {place} <> 0 then {without} else {side}.empty end"


def _more(slot: str, forms: Forms) -> str:
    """Return whether a side holds a list with a member that is disjoint from all that the other holds."""
    if not forms.only or slot not in forms.compared:
        return f"false as a_more_{slot}, false as b_more_{slot}"
    return ", ".join(f"coalesce(c_{slot}.more_{side}, false) as {side}_more_{slot}" for side in "ab")


def _word_seen() -> str:
    """Return what of a deed is not inside a word, as bits; what the word leaves out may be anything."""
    seen = []
    for slot in SLOTS:
        given = "b_counted" if slot in ("count", *LAX) else f"(b_missing & {_LEFT_OUT.get(slot, 0)}) = 0"
        outside = ~(EQUAL | NARROWER) & 63
        seen.append(f"({slot} & (case when {given} then {outside} else {outside & ~UNKNOWN} end))")
    return " | ".join(seen)


def _order(forms: Forms) -> str:
    """Return which of two counts was taken later, and which surely not."""
    ends = Ends(forms, ("a.counted_from", "a.counted_to"), ("b.counted_from", "b.counted_to"))
    touching = ("false", "false")
    if forms.clocks:
        touching = tuple(  # type: ignore[assignment]
            f"({x}.counted_to_at <> {DAYLONG} and {y}.counted_from_at <> {DAYLONG}"
            f" and {x}.counted_to_at <= {y}.counted_from_at)"
            for x, y in (("a", "b"), ("b", "a"))
        )
    return f"""{ends.follows()} as a_later, {ends.precedes()} as b_later,
        {ends.precedes()} or {touching[0]} as a_not_later, {ends.follows()} or {touching[1]} as b_not_later"""


def _compare_counts(forms: Forms, pairs: str) -> str:
    """Return the query that adds the comparison of counts, and the bits of all slots together."""
    seen = " | ".join(slot for slot in SLOTS if slot != "count")
    scope = " | ".join(SCOPE)
    nested = EQUAL | NARROWER | BROADER
    return f"""
    select *, ({seen} | count) as seen
    from (
        select *, case when counted = -1 then {_COUNTS} else counted end as count, ({scope}) as scope,
            (kind & {nested}) <> 0 or (event = {EQUAL} and one_agent) as kinds_meet
        from ({_compare_names(forms, pairs)}) names_compared
        where (kind & {nested}) <> 0 or (event = {EQUAL} and (one_agent or kinds_distinct))
    ) compared_pair
    where not exists (select 1 from excluded e where (compared_pair.mask & e.mask) = e.mask)
    """


def _word(slot: str) -> str:
    cases = " ".join(f"when {BITS[comparison]} then '{comparison.value}'" for comparison in Comparison)
    return f"case {slot} {cases} end as {slot}"


def build_vectors(forms: Forms, most: int | None = None) -> str:
    """Return the query for a row per pair and alternative, of so many pairs at most.

    It has the slot vector from a to b, the standpoints that it needs, and what rules ask of it as a whole. A
    share is compared with another in the same scope alone.
    """
    pairs = "pair" if most is None else f"(select * from pair limit {most}) pair"
    nested = EQUAL | NARROWER | BROADER
    # Who says that only something is meant is asked for more where there is one.
    only = [f"{side}_more_{slot}" for slot in SEVERAL for side in "ab"] + [
        "a_only",
        "b_only",
        "a_open",
        "b_open",
    ]
    more = "".join(f" {column}," for column in only) if forms.only else ""
    same_scope = f"(scope & {~EQUAL & 63}) = 0"
    left_out = (
        f"(({slot} & {UNKNOWN}) <> 0 and (a_missing & {bit}) <> 0)" for slot, bit in _LEFT_OUT.items()
    )
    return f"""
    select a, b, role, a_stance, b_stance, a_kind, b_kind, utterance, is_state, kinds_meet, kinds_distinct,
        one_agent, one_target, one_instrument, a_low, a_high, b_low, b_high, a_counted, b_counted, idle,
        change, ratio, a_final, b_final, of_event, a_nobody,{more}
        not a_counted and b_counted as count_open,
        case when a_counted and (seen & {UNKNOWN}) <> 0 then {" or ".join(left_out)} else false end
            as a_left_out,
        two_acts,
        a_counted and b_counted and ((measure | population) & {OVERLAPS}) <> 0 as beside_count,
        case when b_stance in ({_WORDS_GIVEN}) then ({_word_seen()}) = 0 else false end as inside_word,
        different_voices, mask, both_agent, both_target, both_event,
        a_counted and b_counted and {same_scope} as same_scope,
        {", ".join(_word(slot) for slot in SLOTS)},
        kinds_meet and ((target | place | time | event) & {DISJOINT}) = 0
            and (not ratio or not (a_counted and b_counted) or {same_scope}) as comparable,
        event = {EQUAL} as same_event,
        (seen & {~(EQUAL | NARROWER) & 63}) = 0 as inside,
        (seen & {~(EQUAL | BROADER) & 63}) = 0 as around,
        (seen & {DISJOINT}) <> 0 as any_disjoint,
        (seen & {UNKNOWN}) <> 0 as any_unknown,
        (seen & {BROADER | OVERLAPS}) <> 0 as any_beyond,
        {", ".join(f"both_{s} and {s} = {UNKNOWN} as {s}_contested" for s in CONTESTED)},
        both_agent and (agent & {UNKNOWN | OVERLAPS}) <> 0 as agent_open,
        {", ".join(f"({s} & {nested}) <> 0 or {s}_shared as {s}_in_common" for s in ("target", "place"))}
    from ({_compare_counts(forms, pairs)}) counts_compared
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
    {_listing(FUNCTIONAL, "unknown", "overlaps", prefix=_FUNCTIONAL)} as functional_unknown,
    {" or ".join(f"(kind.functional_{s} and {s}_contested)" for s in CONTESTED)} as functional_contested
from vector
join kind on kind.id = vector.a_kind
where vector.is_state and a_stance = 'asserts' and b_stance = 'asserts'
    and vector.kind = 'equal' and target = 'equal'
"""


def _build_only_pairs() -> str:
    """Return the query for pairs of assertions of which one says that nothing but a value is meant.

    The slot is given in which alone the other is not inside it, for it is disjoint there, or holds something
    disjoint beside it. Of one event, what the one leaves to the event is any.
    """
    queries = []
    for side, way, other_side in (("a", "broader", "b"), ("b", "narrower", "a")):
        for slot, bit in ONLY.items():
            inside = [f"coalesce(count, 'equal') in ('equal', '{way}')"]
            for other in SLOTS:
                if other in (slot, "count"):
                    continue
                open_ = f" or (same_event and ({side}_open & {ONLY[other]}) <> 0)" if other in ONLY else ""
                inside.append(f"(coalesce({other}, 'equal') in ('equal', '{way}'){open_})")
            more = f" or {other_side}_more_{slot}" if slot in SEVERAL else ""
            queries.append(f"""
            select vector.*, '{slot}' as excluded, '{side}' as side
            from vector
            where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance
                and not idle and ({side}_only & {bit}) <> 0 and ({slot} = 'disjoint'{more})
                and {" and ".join(inside)}
            """)
    return " union all ".join(queries)


_ONLY_PAIRS = _build_only_pairs()
#: The same where nobody says so.
_NO_ONLY_PAIRS = "select *, '' as excluded, '' as side from vector where a < 0"


def _counted_pairs(forms: Forms) -> str:
    """Return the query for pairs that both count, with which of the two was taken later, and what is open.

    An upper bound that gives no agent, target or instrument holds for any, and no place, where it gives a
    target, for any place of that: ``<slot>_any_a`` and ``_any_b`` say of which side.
    """
    read = []
    for slot in (*_ANY, "place"):
        for number, side in enumerate(("b", "a")):
            mine, theirs = build_sides(slot)[number], build_sides(slot)[1 - number]
            beside = f" and {side}.target <> 0" if slot == "place" else ""
            read.append(f"{mine} <> 0 and {theirs} = 0{beside} as {slot}_any_{side}")
    return f"""
    select v.*, {_order(forms)}, {", ".join(read)}
    from vector v join box a on a.id = v.a join box b on b.id = v.b
    where v.role = 'content' and not v.utterance and v.comparable and v.a_counted and v.b_counted
    """


def _build_count_pairs() -> str:
    """Return the query for pairs of counts that are asserted, each read twice: as lower and as upper bound.

    The lower bound is that of the ``side``, and ``more`` where it is greater than the other's upper bound.
    ``scope_inside``: what the lower bound counts lies inside the scope of the upper; ``scope_open``: but for
    what is unknown.
    """
    shown = [
        f"""case when side = 'a' and {slot}_any_b then 'narrower'
            when side = 'b' and {slot}_any_a then 'broader' else {slot} end as {slot}"""
        if slot in (*_ANY, "place")
        else slot
        for slot in SLOTS
    ]
    nested, equal = ("coalesce({0}, 'equal') in ('equal', way)", "coalesce({0}, 'equal') = 'equal'")
    unknown = "coalesce({0} = 'unknown', false)"
    scopes = {
        "scope_inside": nested,
        "scope_open": f"({nested} or {unknown})",
        "scope_equal": equal,
        "scope_equal_open": f"({equal} or {unknown})",
    }
    told = ", ".join(
        f"{' and '.join(condition.format(slot) for slot in SCOPE)} as {name}"
        for name, condition in scopes.items()
    )
    kept = "a, b, mask, change, ratio, a_low, a_high, b_low, b_high, a_final, b_final"
    kept += ", a_later, b_later, a_not_later, b_not_later"
    return f"""
    select *, {told}
    from (
        select {kept}, side, way, {", ".join(shown)},
            case when side = 'a' then a_low > b_high else b_low > a_high end as more
        from counted_pair
        cross join (select 'a' as side, 'narrower' as way union all select 'b', 'broader') sides
        where a_stance = 'asserts' and b_stance = 'asserts' and measure in ('equal', 'narrower', 'broader')
    ) judged
    """


_COUNT_PAIRS = _build_count_pairs()

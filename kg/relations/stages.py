"""SQL of the stage that all rules share: the pairs of boxes that can be comparable, and their slot vectors.

Everything is written in the dialect of DuckDB, which is translated for Spark, one table after the other, so
that each is computed once. The pairs are found by joins on equal keys alone: of two nested values, one is the
other's key. So no pair with disjoint targets or places is read, and few pairs that lie more than some days
apart.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from kg.model import SEVERAL, SLOTS, Comparison, Stance
from kg.relations.columns import BITS
from kg.relations.comparison_sql import (
    BROADER,
    DISJOINT,
    EQUAL,
    NARROWER,
    OVERLAPS,
    UNKNOWN,
    build_interval,
    build_missing,
    build_sides,
    build_state,
    build_times,
)
from kg.relations.nesting import LAX, NOMINAL
from kg.relations.tables import ALWAYS, COUNTLESS, NEVER, STANCE_BITS, Forms
from kg.relations.vector_tables import CONTESTED, SCOPE, build_tables_of_vectors

_ASSERTS = STANCE_BITS[Stance.ASSERTS]


def build_stages(forms: Forms) -> Iterator[tuple[str, str]]:
    """Yield tables by name with the query that fills them, in order."""
    yield from _build_pairs(forms)
    yield "vector", build_vectors(forms)
    yield from build_tables_of_vectors(forms, met=True)


def build_unmet_stages(forms: Forms) -> Iterator[tuple[str, str]]:
    """Yield the same tables for the pairs of boxes in ``pair``, even if no rule finds anything in them."""
    yield "box", _boxes(forms)
    yield "vector", build_vectors(forms, met=False)
    yield from build_tables_of_vectors(forms, met=False)


def _build_pairs(forms: Forms) -> Iterator[tuple[str, str]]:
    """Yield the tables from which the pairs are found."""
    yield "box", _boxes(forms)
    yield "first_key", _key("first", "meets")
    yield "second_key", _key("second", "bit")
    meetings = _meetings(forms)
    yield from meetings.items()
    distinct = "distinct" if forms.loose or forms.only or forms.several else ""
    union = " union all ".join(f"select a, b from {name}" for name in meetings)
    yield "pair", f"select {distinct} a, b from ({union}) met"


def build_list_pairs(forms: Forms) -> str:
    """Return the query for pairs of different values that meet, one of which holds several names.

    There may be as many different lists as claims, but claims of few pairs of lists meet.
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
    """Return the query for the number of slot vectors, and for the pair that has most of them."""
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
    """Return the query for the boxes, with columns that follow from their stance and empty slots.

    A count from zero up does not say that anything exists; that somebody gave it says that they spoke.
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
    """Return the query for the keys of a side: targets, places and times that meet have equal keys."""
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
    """Return the queries for ordered pairs that may be comparable, and for pairs of one event.

    An open or long time meets every other; short ones meet in the first slice that they share. They are
    separate tables because one query for all of them takes twice as long.
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

    queries = {
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
        queries["only_one"] = f"""
        select least(a.id, b.id) as a, greatest(a.id, b.id) as b
        from box a
        join kind_pair k on k.a = a.kind and k.nested
        join box b on b.kind = k.b and b.bit = {_ASSERTS} and b.id <> a.id
        where a.only_in <> 0 and a.bit = {_ASSERTS}
        """
    return queries


_COUNTS = build_interval(
    "a_low",
    f"(case when measure = {NARROWER} or population = {NARROWER} then {COUNTLESS} else a_high end)",
    "b_low",
    f"(case when measure = {BROADER} or population = {BROADER} then {COUNTLESS} else b_high end)",
)


def _compare_names(forms: Forms, pairs: str, met: bool) -> str:
    """Return the query that compares all slots except counts, with a row for each alternative of a pair."""
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
    columns = [
        f"kp.{column}" if met else f"coalesce(kp.{column}, false) as {column}"
        for column in ("kinds_distinct", "one_agent", "one_target", "one_instrument")
    ]
    utterance = "a.said_by <> 0" if met else "a.said_by <> 0 or b.said_by <> 0"
    return f"""
    select a.id as a, b.id as b, a.role, a.stance as a_stance, b.stance as b_stance,
        a.kind as a_kind, b.kind as b_kind,
        {utterance} as utterance,{"" if met else " a.said_by as a_said, b.said_by as b_said,"}
        ka.is_state or kb.is_state as is_state,
        {", ".join(columns)},
        a.low as a_low, a.high as a_high, b.low as b_low, b.high as b_high,
        a.counted as a_counted, b.counted as b_counted, a.idle or b.idle as idle,
        greatest(a.change, b.change) as change, a.ratio or b.ratio as ratio,
        a.of_event > 0 and b.of_event > 0 as of_event,
        a.of_event = 2 and b.of_event = 2 and not coalesce(kp.one_agent, false) as two_acts,
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
    {"" if met else "left"} join kind_pair kp on kp.a = a.kind and kp.b = b.kind
    {joined}
    where {"(a.said_by = 0) = (b.said_by = 0) and a.position <> b.position" if met else "true"}
    """


#: Stances by which a source gives its word, as bits and by name.
_GIVEN = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS)
_WORDS = ", ".join(str(STANCE_BITS[stance]) for stance in _GIVEN)
_WORDS_GIVEN = ", ".join(f"'{stance}'" for stance in _GIVEN)
#: A bit for each slot that a claim may leave out.
_LEFT_OUT = {
    slot: 1 << number for number, slot in enumerate(s for s in SLOTS if s not in ("kind", "count", *LAX))
}


def _empty_bits() -> str:
    """Return SQL for the slots that a box leaves empty, as bits."""
    empty = {slot: "not b.timed" if slot == "time" else f"b.{slot} = 0" for slot in _LEFT_OUT}
    return " | ".join(f"(case when {empty[slot]} then {bit} else 0 end)" for slot, bit in _LEFT_OUT.items())


def _missing_bits(side: str, asked: str) -> str:
    """Return SQL for the slots that a side leaves out, 0 unless ``asked``; a place may be its target's."""
    place = build_sides("place")[side == "b"]
    without = f"{side}.empty & {~_LEFT_OUT['place'] & 255}"
    return f"case when not {asked} then 0 when {place} <> 0 then {without} else {side}.empty end"


def _more(slot: str, forms: Forms) -> str:
    """Return SQL for whether a side holds a list with a member disjoint from everything on the other side."""
    if not forms.only or slot not in forms.compared:
        return f"false as a_more_{slot}, false as b_more_{slot}"
    return ", ".join(f"coalesce(c_{slot}.more_{side}, false) as {side}_more_{slot}" for side in "ab")


def _word_seen() -> str:
    """Return SQL for how a deed is not inside a word, as bits; empty slots of the word mean any value."""
    seen = []
    for slot in SLOTS:
        given = "b_counted" if slot in ("count", *LAX) else f"(b_missing & {_LEFT_OUT.get(slot, 0)}) = 0"
        outside = ~(EQUAL | NARROWER) & 63
        seen.append(f"({slot} & (case when {given} then {outside} else {outside & ~UNKNOWN} end))")
    return " | ".join(seen)


def _compare_counts(forms: Forms, pairs: str, met: bool) -> str:
    """Return the query that adds the comparison of counts and the bits of all slots."""
    seen = " | ".join(slot for slot in SLOTS if slot != "count")
    scope = " | ".join(SCOPE)
    nested = EQUAL | NARROWER | BROADER
    of_something = f"(kind & {nested}) <> 0 or (event = {EQUAL} and (one_agent or kinds_distinct))"
    held = "not exists (select 1 from excluded e where (compared_pair.mask & e.mask) = e.mask)"
    return f"""
    select *, ({seen} | count) as seen
    from (
        select *, case when counted = -1 then {_COUNTS} else counted end as count, ({scope}) as scope,
            (kind & {nested}) <> 0 or (event = {EQUAL} and one_agent) as kinds_meet
        from ({_compare_names(forms, pairs, met)}) names_compared
        where {of_something if met else "true"}
    ) compared_pair
    where {held if met else "true"}
    """


def _word(slot: str) -> str:
    cases = " ".join(f"when {BITS[comparison]} then '{comparison.value}'" for comparison in Comparison)
    return f"case {slot} {cases} end as {slot}"


def build_vectors(forms: Forms, most: int | None = None, *, met: bool = True) -> str:
    """Return the query for a row per pair and alternative, for at most ``most`` pairs.

    A row has the slot vector from a to b, the standpoints that it needs, and what rules ask about the whole
    vector. Two shares are compared only in the same scope.
    """
    pairs = "pair" if most is None else f"(select * from pair limit {most}) pair"
    nested = EQUAL | NARROWER | BROADER
    # Pairs in which a claim says "only" need these columns, too.
    only = [f"{side}_more_{slot}" for slot in SEVERAL for side in "ab"] + [
        "a_only",
        "b_only",
        "a_open",
        "b_open",
    ]
    more = "".join(f" {column}," for column in only) if forms.only or not met else ""
    said = "" if met else " a_said, b_said,"
    same_scope = f"(scope & {~EQUAL & 63}) = 0"
    left_out = (
        f"(({slot} & {UNKNOWN}) <> 0 and (a_missing & {bit}) <> 0)" for slot, bit in _LEFT_OUT.items()
    )
    return f"""
    select a, b, role, a_stance, b_stance, a_kind, b_kind, utterance, is_state, kinds_meet, kinds_distinct,
        one_agent, one_target, one_instrument, a_low, a_high, b_low, b_high, a_counted, b_counted, idle,
        change, ratio, a_final, b_final, of_event, a_nobody,{more}{said}
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
    from ({_compare_counts(forms, pairs, met)}) counts_compared
    """

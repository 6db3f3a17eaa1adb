"""SQL of the tables that are made from slot vectors: of states, of claims with "only", and of counts.

If pairs are ``met``, as the stages before find them, the tables have only pairs in which a rule could find
something; else all, so that each condition of a rule can be tested by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import SEVERAL, SLOTS, Comparison
from kg.relations.comparison_sql import Ends, build_sides
from kg.relations.holding import DAYLONG, ONLY
from kg.relations.tables import FUNCTIONAL, Forms

#: Slots of the scope of a count: all slots except the count itself, and its measure.
SCOPE = tuple(slot for slot in SLOTS if slot != "count")
#: Slots of names, which somebody may contest.
CONTESTED = ("agent", "target", "instrument", "place", "value")
#: Slots in which an upper bound without a value holds for any value.
_ANY = ("agent", "target", "instrument")


def build_tables_of_vectors(forms: Forms, *, met: bool) -> Iterator[tuple[str, str]]:
    """Yield the tables that are made from slot vectors; if pairs are ``met``, only of relevant pairs."""
    yield "functional_pair", _build_functional_pairs(met)
    yield "only_pair", _build_only_pairs(forms, met)
    yield "counted_pair", _counted_pairs(forms, met)
    yield "count_pair", _build_count_pairs(met)


def _listing(slots: Iterable[str], *states: str, prefix: str = "") -> str:
    """Return the names of the slots that are in one of ``states``, joined by commas."""
    words = ", ".join(f"'{state}'" for state in states)
    cases = (f"case when {prefix.format(slot)}{slot} in ({words}) then '{slot}' end" for slot in slots)
    return f"concat_ws(',', {', '.join(cases)})"


def _build_functional_pairs(met: bool) -> str:
    """Return the query for pairs of states of one kind that differ in slots that allow only one value."""
    of = "kind.functional_{0} and vector."
    one = ("vector.is_state and a_stance = 'asserts' and b_stance = 'asserts'", "vector.kind = 'equal'")
    functional = (f"case when kind.functional_{slot} then '{slot}' end" for slot in FUNCTIONAL)
    return f"""
    select vector.*, {"true" if met else "kind.is_state and other.is_state"} as both_states,
        concat_ws(',', {", ".join(functional)}) as functional,
        {_listing(FUNCTIONAL, *Comparison, prefix=of)} as functional_slots,
        {_listing(FUNCTIONAL, "disjoint", prefix=of)} as functional_disjoint,
        {_listing(FUNCTIONAL, "narrower", prefix=of)} as functional_narrower,
        {_listing(FUNCTIONAL, "broader", prefix=of)} as functional_broader,
        {_listing(FUNCTIONAL, "unknown", "overlaps", prefix=of)} as functional_unknown,
        {" or ".join(f"(kind.functional_{s} and {s}_contested)" for s in CONTESTED)} as functional_contested
    from vector
    join kind on kind.id = vector.a_kind {"" if met else "join kind other on other.id = vector.b_kind"}
    where {" and ".join((*one, "target = 'equal'")) if met else "true"}
    """


def _build_only_pairs(forms: Forms, met: bool) -> str:
    """Return the query for pairs of assertions, one of which says that nothing but a value is meant.

    A row gives that slot, whether the other is apart in it (it is disjoint there, or holds something disjoint
    as well), and the other slots in which the other is not inside. If both name one event, slots that the
    first leaves to the event mean any value.
    """
    none = "select vector.*, '' as excluded, 'b' as side, false as excluded_apart, '' as rest_outside"
    none += " from vector"
    if met and not forms.only:
        return f"{none} where a < 0"
    queries = [] if met else [f"{none} where a_only = 0 and b_only = 0"]
    stances = "a_stance = 'asserts' and b_stance = 'asserts' and " if met else ""
    for side, way, other_side in (("a", "broader", "b"), ("b", "narrower", "a")):
        for slot, bit in ONLY.items():
            outside = []
            for other in (other for other in SLOTS if other != slot):
                left = (
                    f" and not (same_event and ({side}_open & {ONLY[other]}) <> 0)" if other in ONLY else ""
                )
                outside.append(f"case when {other} not in ('equal', '{way}'){left} then '{other}' end")
            more = f" or {other_side}_more_{slot}" if slot in SEVERAL else ""
            queries.append(f"""
            select vector.*, '{slot}' as excluded, '{side}' as side,
                coalesce({slot} = 'disjoint', false){more} as excluded_apart,
                concat_ws(',', {", ".join(outside)}) as rest_outside
            from vector
            where {stances}({side}_only & {bit}) <> 0
            """)
    return " union all ".join(queries)


def _counted_pairs(forms: Forms, met: bool) -> str:
    """Return the query for pairs of counts, with which of the two was taken later, and the open slots.

    An upper bound without agent, target or instrument holds for any; one with a target but no place holds for
    any place of the target. ``<slot>_any_a`` and ``_any_b`` say for which side this is so.
    """
    read = []
    for slot in (*_ANY, "place"):
        for number, side in enumerate(("b", "a")):
            mine, theirs = build_sides(slot)[number], build_sides(slot)[1 - number]
            beside = f" and {side}.target <> 0" if slot == "place" else ""
            read.append(f"{mine} <> 0 and {theirs} = 0{beside} as {slot}_any_{side}")
    counted = "v.role = 'content' and not v.utterance and v.comparable and v.a_counted and v.b_counted"
    return f"""
    select v.*, {_order(forms)}, {", ".join(read)}
    from vector v join box a on a.id = v.a join box b on b.id = v.b
    where {counted if met else "true"}
    """


def _build_count_pairs(met: bool) -> str:
    """Return the query for pairs of asserted counts, each read twice: as lower and as upper bound.

    ``side`` gives the lower bound; ``more`` says that it is greater than the other's upper bound.
    ``scope_inside``: what the lower bound counts lies inside the scope of the upper one. ``scope_open``: it
    does so except for unknown slots.
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
    kept += ", a_later, b_later, a_not_later, b_not_later, role, a_stance, b_stance, utterance, comparable"
    kept += ", a_counted, b_counted"
    asserted = "a_stance = 'asserts' and b_stance = 'asserts' and measure in ('equal', 'narrower', 'broader')"
    return f"""
    select *, {told}
    from (
        select {kept}, side, way, {", ".join(shown)},
            case when side = 'a' then a_low > b_high else b_low > a_high end as more
        from counted_pair
        cross join (select 'a' as side, 'narrower' as way union all select 'b', 'broader') sides
        where {asserted if met else "true"}
    ) judged
    """


def _order(forms: Forms) -> str:
    """Return SQL for which of two counts was taken later, and which was certainly not."""
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

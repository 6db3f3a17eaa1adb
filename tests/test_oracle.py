"""The oracle against cases worked by hand, and against what must hold of any body of knowledge.

A hand-worked case lists *everything* that the oracle may find, one line per relation::

    tension denial k1 d1: kind= agent? target< time=; unknown agent; unless baku | yerevan

First and second position are named by their claims, and the slots read from first to second: ``=`` equal,
``<`` narrower, ``>`` broader, ``~`` overlaps, ``#`` disjoint, ``?`` unknown. ``a ~ b`` between the positions
says that the one with the smaller identifier comes first, whichever that is. Of more than two positions those
after the first are joined by ``&``. ``if`` and ``unless`` list alternative sets of standpoints, whose members
are joined by ``+``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import (
    Background,
    check_register,
    compare_propositions,
    find_at,
    find_relations,
    find_repeats,
    find_views,
)
from strategies import bodies, registers
from support.drawing import drawn

from kg.model import (
    STATE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Comparison,
    Count,
    Entry,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)

SIGNS = {
    Comparison.EQUAL: "=",
    Comparison.NARROWER: "<",
    Comparison.BROADER: ">",
    Comparison.OVERLAPS: "~",
    Comparison.DISJOINT: "#",
    Comparison.UNKNOWN: "?",
}
MIRRORED = str.maketrans("<>", "><")


# Writing cases ----------------------------------------------------------------------------------------------


def build_entries(section: str, *lines: str) -> dict[str, Entry]:
    """Return entries from lines like ``ganja within azerbaijan``."""
    found = {}
    for line in lines:
        name, *links = line.split()
        pairs = tuple(zip(links[::2], links[1::2], strict=True))
        found[name] = Entry(name, section, links=pairs)
    return found


def build_standpoints(*lines: str) -> dict[str, Standpoint]:
    """Return standpoints from lines like ``baku: a part_of b, c within d; excludes yerevan``."""
    found = {}
    for line in lines:
        name, _, rest = line.partition(": ")
        held, _, excludes = rest.partition("; excludes ")
        bridges = (bridge.split() for bridge in held.split(", "))
        holds = tuple(Bridge(subject, relation, other, name) for subject, relation, other in bridges)
        found[name] = Standpoint(name, holds=holds, excludes=tuple(excludes.split()))
    return found


def day(text: str) -> date:
    """Return a day written ``10-04`` (in 2020) or in full."""
    return date.fromisoformat(text if len(text) > 5 else f"2020-{text}")


def interval(text: str) -> Interval:
    """Return an interval written ``10-04``, ``10-02..10-04``, ``10-02..`` or ``..10-04``."""
    start, dots, end = text.partition("..")
    if not dots:
        return Interval(day(start), day(start))
    return Interval(day(start) if start else None, day(end) if end else None)


def toll(text: str) -> Count:
    """Return a count written ``killed civilians 41..``, ``killed - 200..999 soft``."""
    measure, population, numbers, *soft = text.split()
    low, dots, high = numbers.partition("..")
    top = int(high) if high else None if dots else int(low)
    return Count(measure, int(low), top, None if population == "-" else population, bool(soft))


def claim(name: str, source: str, stance: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return a claim whose slots are written as people write them."""
    nominal: dict[str, Any] = {slot: value for slot, value in slots.items() if slot not in ("time", "count")}
    proposition = Proposition(
        kind,
        time=interval(slots["time"]) if "time" in slots else None,
        count=toll(slots["count"]) if "count" in slots else None,
        **nominal,
    )
    return Claim(name, source, Stance(stance), proposition, (), said=interval(said) if said else None)


def says(name: str, source: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return an asserting claim."""
    return claim(name, source, "asserts", kind, said, **slots)


def denies(name: str, source: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return a denying claim."""
    return claim(name, source, "denies", kind, said, **slots)


def granting(said: Claim, *presupposed: Claim) -> Claim:
    """Return a claim that presupposes what others say."""
    return replace(said, presupposes=tuple(p.proposition for p in presupposed if p.proposition is not None))


def asks(name: str, source: str, *presupposed: Claim) -> Claim:
    """Return a question that presupposes what others say."""
    return granting(Claim(name, source, Stance.ASKS, None, ()), *presupposed)


def provided(said: Claim, condition: Claim) -> Claim:
    """Return a claim under the condition that what another says comes about."""
    return replace(said, condition=condition.proposition)


def body(register: Register, *claims: Claim) -> Knowledge:
    """Return a body of knowledge of one undated article."""
    article = Article("a", "", "en", "outlet")
    return Knowledge(register, (Bundle(article, claims),))


def named(position: Position) -> str:
    """Return a position's claims, without their article."""
    return "+".join(name.rpartition("/")[2] for name in position.claims)


def written(relation: Relation) -> str:
    """Return a relation as the lines of this module have it, but for its bridges."""
    first, *others = relation.positions
    slots = " ".join(slot + SIGNS[comparison] for slot, comparison in relation.slots.items())
    against = " & ".join(sorted(map(named, others)))
    parts = [f"{relation.relation} {relation.rule} {named(first)} {against}: {slots}"]
    if relation.conflict:
        parts.append("conflict " + ", ".join(relation.conflict))
    if relation.unknown:
        parts.append("unknown " + ", ".join(relation.unknown))
    if relation.holds_if != (frozenset(),):
        parts.append("if " + " | ".join("+".join(sorted(view)) for view in relation.holds_if))
    if relation.unless:
        parts.append("unless " + " | ".join("+".join(sorted(view)) for view in relation.unless))
    if relation.modifiers:
        parts.append(", ".join(relation.modifiers))
    for word, p in (("common", relation.common), ("implied", relation.implied)):
        if p is not None:
            parts.append(f"{word} " + json.dumps(p.as_json()).replace('"', ""))
    return "; ".join(parts)


def oriented(line: str, knowledge: Knowledge) -> str:
    """Return an expected line with ``a ~ b`` resolved to the order of the positions' identifiers."""
    match = re.fullmatch(r"(\S+ \S+) (\S+) ~ (\S+): ([^;]*)(.*)", line)
    if match is None:
        return line
    head, first, second, slots, rest = match.groups()
    identifiers = {named(position): position.id for position in knowledge.positions}
    if identifiers[first] > identifiers[second]:
        first, second, slots = second, first, slots.translate(MIRRORED)
    return f"{head} {first} {second}: {slots}{rest}"


def expect(knowledge: Knowledge, *lines: str, but: str = "") -> None:
    """Assert that the oracle finds these relations and no others, ``but`` those of some rules."""
    assert check_register(knowledge.register) == []
    left_out = but.split()
    found = sorted(written(r) for r in find_relations(knowledge) if r.rule not in left_out)
    assert found == sorted(oriented(line, knowledge) for line in lines)


def expect_only(rule: str, knowledge: Knowledge, *lines: str) -> None:
    """Assert that by one rule the oracle finds these relations and no others."""
    rules = {relation.rule for relation in find_relations(knowledge)}
    expect(knowledge, *lines, but=" ".join(rules - {rule}))


def bridges_of(knowledge: Knowledge, relation: str, condition: str = "", rule: str = "") -> list[str]:
    """Return the bridges of the one relation of a type that holds if and only if a set is held."""
    held = frozenset(condition.split("+")) if condition else frozenset()
    relations = [r for r in find_relations(knowledge) if r.rule == rule or not rule]
    (found,) = [r for r in relations if r.relation == relation and r.holds_if == (held,)]
    return [
        f"{b.subject} {b.relation} {b.object}" + (f" [{b.standpoint}]" if b.standpoint else "")
        for b in found.bridges
    ]


ENTRIES = {
    **build_entries(
        "sources",
        "azerbaijan",
        "azerbaijan-mod part_of azerbaijan",
        "armenia",
        "armenian-forces part_of armenia",
        "armenian-police part_of armenia",
        "karabakh-authority",
        "karabakh-head part_of karabakh-authority",
        "karabakh-army commanded_by karabakh-authority",
        "other-side",
        "aliyev",
        "critics",
        "minsk-group",
        "reuters",
        "afp",
        "outlet",
    ),
    **build_entries(
        "places",
        "ganja within azerbaijan",
        "tartar within azerbaijan",
        "fuzuli within azerbaijan",
        "horadiz within fuzuli",
        "karabakh",
        "front",
    ),
    **build_entries(
        "things", "air-base within ganja", "arms", "artillery broader arms", "missiles broader arms"
    ),
    **build_entries(
        "populations",
        "people",
        "civilians broader people",
        "children broader civilians",
        "militiamen broader people",
    ),
    **build_entries(
        "kinds",
        "situation",
        "state broader situation",
        "attack",
        "firing broader attack",
        "shelling broader firing",
        "missile-strike broader firing",
        "combat",
        "casualties",
        "killed broader casualties",
        "wounded broader casualties",
        "sovereignty broader state",
        "control broader state",
        "mood broader state",
        "birthplace broader state",
        "occupation broader control",
        "command",
        "assassination broader attack",
        "poisoning broader assassination",
        "retaliation",
        "ceasefire",
        "no-ceasefire",
        "more-war broader no-ceasefire",
        "precondition broader no-ceasefire",
    ),
}
for _kind in ("sovereignty", "control", "birthplace", "command"):
    ENTRIES[_kind] = replace(ENTRIES[_kind], functional=("value",))
ENTRIES["birthplace"] = replace(ENTRIES["birthplace"], timeless=True)
ENTRIES["assassination"] = replace(ENTRIES["assassination"], functional=("agent",))
OPPONENTS = frozenset({frozenset({"azerbaijan", "armenia"}), frozenset({"azerbaijan", "karabakh-authority"})})

UNDISPUTED = Register(ENTRIES, OPPONENTS)
BAKU = "baku: karabakh-army part_of armenian-forces; excludes yerevan"
YEREVAN = "yerevan: karabakh-army distinct_from armenia"
DISPUTED = Register(ENTRIES, OPPONENTS, build_standpoints(BAKU, YEREVAN))


# The article of 4 October 2020 (semantics, section 7) -------------------------------------------------------

M0 = says(
    "m0", "azerbaijan", "shelling", agent="other-side", target="ganja", instrument="artillery", time="10-04"
)
M1 = says("m1", "azerbaijan-mod", "shelling", agent="armenian-forces", target="ganja", time="10-04")
D1 = denies("d1", "armenia", "firing", agent="armenia", target="azerbaijan", time="10-04")
K1 = says("k1", "karabakh-head", "firing", agent="karabakh-army", target="air-base", time="10-04")
M2B = granting(
    says("m2b", "azerbaijan-mod", "retaliation", agent="azerbaijan", target="armenian-forces", time="10-04"),
    says("", "", "firing", agent="armenian-forces", target="azerbaijan", time="10-04"),
)
FROM_NOW = {"place": "karabakh", "time": "10-04.."}
A1B = provided(
    claim("a1b", "aliyev", "threatens", "more-war", agent="azerbaijan", **FROM_NOW),
    says("", "", "retaliation", agent="armenia"),
)
A1C = provided(
    claim("a1c", "aliyev", "refuses", "ceasefire", **FROM_NOW),
    says("", "", "retaliation", agent="armenia"),
)
A3D = says("a3d", "aliyev", "precondition", agent="azerbaijan", place="karabakh", time="10-04")
C1 = claim("c1", "critics", "assesses", "no-ceasefire", agent="azerbaijan", **FROM_NOW)
N3 = claim("n3", "minsk-group", "demands", "ceasefire", **FROM_NOW)
M2A = tuple(
    says(name, "azerbaijan-mod", "missile-strike", agent="armenian-forces", target=town, time="10-03..10-04")
    for name, town in (("m2a-tartar", "tartar"), ("m2a-horadiz", "horadiz"))
)
WAR = {"place": "front", "time": "09-27..10-04"}
N1 = says("n1", "outlet", "combat", count="killed people 200..999 soft", **WAR)
N1B = says("n1b", "outlet", "combat", count="killed civilians 41..", **WAR)
U1 = says("u1", "reuters", "combat", count="killed people 231..", **WAR)
U1B = says("u1b", "reuters", "combat", count="killed civilians 1..", **WAR)
N2 = says(
    "n2",
    "outlet",
    "combat",
    place="front",
    time="1990-01-01..1994-05-12",
    count="killed people 27000..33000 soft",
)


def test_m1_contradicts_d1_unconditionally() -> None:
    knowledge = body(UNDISPUTED, M1, D1)
    expect(knowledge, "contradicts denial m1 d1: kind< agent< target< time=; adversarial")
    assert bridges_of(knowledge, "contradicts") == [
        "shelling broader firing",
        "armenian-forces part_of armenia",
        "ganja within azerbaijan",
    ]


def test_m2a_contradicts_d1_where_its_time_covers_hours_earlier() -> None:
    knowledge = body(UNDISPUTED, *M2A, _dated(D1, "10-03..10-04"))
    expect(
        knowledge,
        "contradicts denial m2a-tartar d1: kind< agent< target< time=; adversarial",
        "contradicts denial m2a-horadiz d1: kind< agent< target< time=; adversarial",
    )
    horadiz = body(UNDISPUTED, M2A[1], _dated(D1, "10-01..10-04"))
    expect(horadiz, "contradicts denial m2a-horadiz d1: kind< agent< target< time<; adversarial")
    assert bridges_of(horadiz, "contradicts") == [
        "missile-strike broader firing",
        "armenian-forces part_of armenia",
        "horadiz within fuzuli",
        "fuzuli within azerbaijan",
    ]


def test_m2a_is_in_tension_with_d1_where_its_time_is_that_of_the_ganja_attack() -> None:
    expect(
        body(UNDISPUTED, M2A[0], D1),
        "tension denial m2a-tartar d1: kind< agent< target< time>; conflict time; adversarial",
    )


def test_m2a_on_another_day_than_d1_is_nothing() -> None:
    expect(body(UNDISPUTED, _dated(M2A[0], "10-03"), D1))


def test_m0_and_d1_depend_on_who_the_other_side_is() -> None:
    register = Register(
        ENTRIES,
        OPPONENTS,
        build_standpoints(
            BAKU,
            YEREVAN,
            "means-armenia: other-side part_of armenian-forces; excludes means-karabakh",
            "means-karabakh: other-side part_of karabakh-army",
        ),
    )
    slots = "target< instrument< time="
    expect(
        body(register, M0, D1),
        f"contradicts denial m0 d1: kind< agent< {slots}; "
        "if means-armenia | baku+means-karabakh; adversarial",
        f"tension denial m0 d1: kind< agent? {slots}; unknown agent; "
        "unless means-armenia | baku+means-karabakh | means-karabakh+yerevan; adversarial",
    )
    (contradiction,) = [r for r in find_relations(body(register, M0, D1)) if r.relation == "contradicts"]
    agent = contradiction.bridges[1:-1]
    assert [(b.subject, b.object, b.standpoint) for b in agent] == [
        ("other-side", "armenian-forces", "means-armenia"),
        ("armenian-forces", "armenia", None),
        ("other-side", "karabakh-army", "means-karabakh"),
        ("karabakh-army", "armenian-forces", "baku"),
    ]


def test_k1_and_d1_are_compatible_as_they_stand() -> None:
    expect(body(UNDISPUTED, K1, D1))


def test_k1_contradicts_d1_only_for_who_holds_the_contested_bridge() -> None:
    knowledge = body(DISPUTED, K1, D1)
    expect(
        knowledge,
        "tension denial k1 d1: kind= agent? target< time=; unknown agent; unless baku | yerevan",
        "contradicts denial k1 d1: kind= agent< target< time=; if baku",
    )
    assert bridges_of(knowledge, "tension") == ["air-base within ganja", "ganja within azerbaijan"]
    assert bridges_of(knowledge, "contradicts", "baku") == [
        "karabakh-army part_of armenian-forces [baku]",
        "armenian-forces part_of armenia",
        "air-base within ganja",
        "ganja within azerbaijan",
    ]


def test_k1_and_m1_corroborate_that_ganja_was_struck() -> None:
    knowledge = body(DISPUTED, K1, M1)
    common = "kind: firing, {}target: ganja, time: 2020-10-04"
    shared = "{" + common.format("") + "}"
    expect(
        knowledge,
        "corroborates corroboration m1 ~ k1: kind< agent? target> time=; unknown agent; "
        f"unless baku | yerevan; adversarial, in-part; common {shared}",
        "corroborates corroboration m1 ~ k1: kind< agent> target> time=; if baku; "
        "adversarial, in-part; common {" + common.format("agent: armenian-forces, ") + "}",
        "corroborates corroboration m1 ~ k1: kind< agent# target> time=; conflict agent; "
        f"if yerevan; adversarial, in-part; common {shared}",
        but="responsibility",
    )
    assert bridges_of(knowledge, "corroborates", "yerevan") == [
        "shelling broader firing",
        "armenian-forces part_of armenia",
        "karabakh-army distinct_from armenia [yerevan]",
        "air-base within ganja",
    ]


def test_k1_and_m1_are_in_tension_on_who_struck_what() -> None:
    expect_only(
        "responsibility",
        body(DISPUTED, K1, M1),
        "tension responsibility m1 ~ k1: kind< agent? target> time=; conflict target; unknown agent; "
        "unless baku | yerevan; adversarial",
        "tension responsibility m1 ~ k1: kind< agent# target> time=; conflict agent, target; "
        "if yerevan; adversarial",
    )


@pytest.mark.parametrize(("functional", "relation"), [((), "tension"), (("agent",), "contradicts")])
def test_k1_and_m1_of_one_event_depend_on_whose_forces_are_whose(
    functional: tuple[str, ...], relation: str
) -> None:
    # Only where one deed has one doer do two doers contradict each other.
    entries = {**ENTRIES, "firing": replace(ENTRIES["firing"], functional=functional)}
    one, other = (_with(said, event="ganja-strike") for said in (K1, M1))
    expect_only(
        "responsibility",
        body(replace(DISPUTED, entries=entries), one, other),
        "tension responsibility m1 ~ k1: kind< agent? event=; unknown agent; "
        "unless baku | yerevan; adversarial",
        "refines responsibility k1 m1: kind> agent< event=; if baku; adversarial",
        f"{relation} responsibility m1 ~ k1: kind< agent# event=; conflict agent; if yerevan; adversarial",
    )


def test_what_m2b_presupposes_is_what_d1_denies() -> None:
    knowledge = body(UNDISPUTED, M2B, D1)
    expect(
        knowledge,
        "contradicts presupposition m2b d1: kind= agent< target= time=; adversarial; "
        "implied {kind: firing, agent: armenian-forces, target: azerbaijan, time: 2020-10-04}",
    )
    assert bridges_of(knowledge, "contradicts") == ["armenian-forces part_of armenia"]


def test_a1_and_a3_support_what_the_critics_make_of_them() -> None:
    knowledge = body(UNDISPUTED, A1B, A3D, C1)
    expect(
        knowledge,
        "supports assessment a1b c1: kind< agent= place= time=",
        "supports assessment a3d c1: kind< agent= place= time<",
    )
    (a1b,) = [r for r in find_relations(knowledge) if named(r.positions[0]) == "a1b"]
    assert [bridge.subject for bridge in a1b.bridges] == ["more-war"]


def test_who_asks_for_a_ceasefire_is_opposed_by_who_refuses_it() -> None:
    expect(body(UNDISPUTED, N3, A1C), "opposes opposed-aims n3 a1c: kind= place= time=; conditional")


def test_n1_and_u1_are_compatible() -> None:
    slots = "kind= place= time= measure="
    shared = "common {kind: combat, place: front, time: {from: 2020-09-27, to: 2020-10-04}"
    expect(
        body(UNDISPUTED, N1, N1B, U1, U1B, N2),
        f"corroborates corroboration n1 ~ u1: {slots} population= count~; in-part; {shared}, "
        "count: {measure: killed, of: people, min: 200, soft: true}}",
        f"corroborates corroboration n1b ~ u1: {slots} population< count>; in-part; {shared}}}",
        f"corroborates corroboration n1 ~ u1b: {slots} population> count<; in-part; {shared}}}",
        f"corroborates corroboration n1b u1b: {slots} population= count<",
        f"refines quantity n1b u1b: {slots} population= count<",
    )


def test_all_of_the_article_together() -> None:
    found = find_relations(body(DISPUTED, M1, *M2A, M2B, D1, K1, N1, N1B, U1, U1B, N2, A1B, A1C, A3D, C1, N3))
    contradictions = {
        (named(r.positions[0]), named(r.positions[1])): r.holds_if
        for r in found
        if r.relation is RelationType.CONTRADICTS
    }
    assert contradictions == {
        ("m1", "d1"): (frozenset(),),
        ("m2b", "d1"): (frozenset(),),
        ("k1", "d1"): (frozenset({"baku"}),),
    }


def _with(said: Claim, **slots: Any) -> Claim:
    assert said.proposition is not None
    return replace(said, proposition=replace(said.proposition, **slots))


def _dated(said: Claim, time: str) -> Claim:
    return _with(said, time=interval(time))


# Denial -----------------------------------------------------------------------------------------------------


def test_a_slot_the_denial_leaves_out_means_any_value() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", agent="armenia", place="front", time="10-04", event="raid"),
            denies("q", "outlet", "firing", agent="armenia"),
        ),
        "contradicts denial p q: kind= agent= place< time< event<",
    )


def test_a_slot_the_assertion_leaves_out_is_unknown() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "shelling", agent="armenia"),
            denies("q", "outlet", "firing", agent="armenia", instrument="artillery", time="10-04"),
        ),
        "tension denial p q: kind< agent= instrument? time?; unknown instrument, time",
    )


def test_an_undated_state_is_unknown_to_a_dated_denial() -> None:
    state = {"target": "ganja", "value": "azerbaijan"}
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "control", **state),
            denies("q", "outlet", "control", time="10-04", **state),
        ),
        "tension denial p q: kind= target= time? value=; unknown time",
    )


def test_times_of_a_timeless_state_are_not_compared() -> None:
    born = {"target": "karabakh-head", "value": "ganja"}
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "birthplace", time="10-04", **born),
            denies("q", "outlet", "state", time="1990-01-01", **born),
        ),
        "contradicts denial p q: kind< target= value=",
    )


def test_crossing_boxes_are_in_tension() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", agent="armenia", time="10-01..10-03"),
            denies("q", "outlet", "shelling", agent="armenia", time="10-02..10-04"),
        ),
        "tension denial p q: kind> agent= time~; conflict kind, time",
    )


def test_a_crossing_slot_beside_an_unknown_one_is_nothing() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", agent="armenia"),
            denies("q", "outlet", "shelling", agent="armenia", time="10-02"),
        )
    )


@pytest.mark.parametrize(
    ("slot", "asserted", "denied"),
    [
        ("target", "ganja", "tartar"),
        ("agent", "armenia", "azerbaijan"),
        ("instrument", "artillery", "missiles"),
        ("place", "ganja", "front"),
        ("time", "10-01", "10-02"),
        ("value", "armenia", "azerbaijan"),
        ("event", "raid", "clash"),
        ("count", "killed people 10", "killed people 11.."),
        ("count", "killed people 10", "wounded people 10"),
    ],
)
def test_one_disjoint_slot_keeps_a_denial_from_anything(slot: str, asserted: str, denied: str) -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", **{slot: asserted}),
            denies("q", "outlet", "firing", **{slot: denied}),
        )
    )


def test_open_ends_are_infinite() -> None:
    early, late = says("p", "reuters", "firing", time="..10-02"), says("r", "afp", "firing", time="10-05..")
    expect(
        body(UNDISPUTED, early, late, denies("q", "outlet", "firing", time="..10-04")),
        "contradicts denial p q: kind= time<",
    )


def test_an_event_of_its_own_lies_inside_a_denial_of_any() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", event="raid"),
            denies("q", "outlet", "firing", event="raid"),
            denies("r", "afp", "firing"),
        ),
        "contradicts denial p q: kind= event=",
        "contradicts denial p r: kind= event<",
    )


def test_a_count_of_a_part_bounds_the_whole_from_below_only() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "combat", count="killed civilians 50"),
            denies("q", "outlet", "combat", count="killed people 0..100"),
            denies("r", "outlet", "combat", count="killed people 40.."),
        ),
        "tension denial p q: kind= measure= population< count~; conflict count",
        "contradicts denial p r: kind= measure= population< count<",
    )


def test_a_count_of_a_narrower_measure_bounds_the_wider_from_below_only() -> None:
    # Five killed do not mean exactly five casualties.
    p = says("p", "reuters", "combat", count="killed people 5")
    q = denies("q", "outlet", "combat", count="casualties people 5")
    r = denies("r", "outlet", "combat", count="casualties people 5..")
    t = denies("t", "outlet", "combat", count="casualties people 0..4")
    expect(
        body(UNDISPUTED, p, q, r, t),
        "tension denial p q: kind= measure< population= count>; conflict count",
        "contradicts denial p r: kind= measure< population= count=",
    )


def test_only_rival_numbers_are_softly_contradicted() -> None:
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "combat", count="killed people 50 soft"),
            denies("q", "outlet", "combat", count="killed people 40.."),
        ),
        "contradicts denial p q: kind= measure= population= count<",
    )


def test_a_source_that_denies_its_own_words_contradicts_itself() -> None:
    expect(
        body(UNDISPUTED, says("p", "reuters", "firing"), denies("q", "reuters", "firing")),
        "contradicts denial p q: kind=; self-contradiction",
    )


def test_opponents_are_inherited_by_their_parts() -> None:
    expect(
        body(UNDISPUTED, says("p", "azerbaijan-mod", "firing"), denies("q", "karabakh-head", "firing")),
        "contradicts denial p q: kind=; adversarial",
    )


def test_every_pair_of_stances_without_a_rule_is_nothing() -> None:
    # All on the same proposition, so that every rule there is for two stances finds something.
    said = [claim(str(stance), f"{stance}-source", stance, "firing", target="ganja") for stance in Stance]
    knowledge = body(UNDISPUTED, *(c for c in said if c.stance is not Stance.ASKS))
    expect(
        knowledge,
        "contradicts denial asserts denies: kind= target=",
        "opposes opposed-aims demands refuses: kind= target=",
        "opposes opposed-aims commits refuses: kind= target=",
        "fulfils word-and-deed asserts commits: kind= target=",
        "fulfils word-and-deed asserts threatens: kind= target=",
        "breaches word-and-deed asserts refuses: kind= target=",
        "breaches word-and-deed denies commits: kind= target=",
        "breaches word-and-deed denies threatens: kind= target=",
        "fulfils word-and-deed denies refuses: kind= target=",
        "supports assessment asserts assesses: kind= target=",
        "supports assessment commits assesses: kind= target=",
        "supports assessment threatens assesses: kind= target=",
        "challenges assessment denies assesses: kind= target=",
    )


def test_one_position_may_have_claims_in_several_articles() -> None:
    sentence, same = says("p", "reuters", "firing"), says("p", "afp", "firing")
    knowledge = Knowledge(
        UNDISPUTED,
        (
            Bundle(Article("a", "", "en", "outlet"), (sentence,)),
            Bundle(Article("b", "", "en", "outlet"), (same, denies("q", "afp", "attack"))),
        ),
    )
    expect(knowledge, "contradicts denial p+p q: kind<; self-contradiction")


# Standpoints ------------------------------------------------------------------------------------------------

STEPS = (
    "north: karabakh-army part_of other-side",
    "south: other-side part_of armenia",
)


def test_two_standpoints_may_be_needed_together() -> None:
    register = Register(ENTRIES, standpoints=build_standpoints(*STEPS))
    expect(
        body(register, K1, D1),
        "tension denial k1 d1: kind= agent? target< time=; unknown agent; unless north+south",
        "contradicts denial k1 d1: kind= agent< target< time=; if north+south",
    )


def test_standpoints_nobody_holds_together_place_nothing_together() -> None:
    steps = (STEPS[0] + "; excludes south", STEPS[1])
    expect(body(Register(ENTRIES, standpoints=build_standpoints(*steps)), K1, D1))


def test_several_minimal_sets_each_hold() -> None:
    register = Register(
        ENTRIES, standpoints=build_standpoints(*STEPS, "east: karabakh-army commanded_by armenia")
    )
    expect(
        body(register, K1, D1),
        "tension denial k1 d1: kind= agent? target< time=; unknown agent; unless east | north+south",
        "contradicts denial k1 d1: kind= agent< target< time=; if east | north+south",
    )


def test_a_standpoint_may_settle_one_of_two_unknown_slots() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints("east: karabakh-army part_of armenia", "west: front within ganja"),
    )
    p = says("p", "reuters", "firing", agent="karabakh-army", place="front")
    q = denies("q", "outlet", "firing", agent="armenia", place="ganja")
    expect(
        body(register, p, q),
        "tension denial p q: kind= agent? place?; unknown agent, place; unless east | west",
        "tension denial p q: kind= agent< place?; unknown place; if east; unless west",
        "tension denial p q: kind= agent? place<; unknown agent; if west; unless east",
        "contradicts denial p q: kind= agent< place<; if east+west",
    )


def test_a_slot_left_out_is_settled_by_no_standpoint() -> None:
    p = says("p", "reuters", "firing", agent="karabakh-army")
    q = denies("q", "outlet", "firing", agent="armenia", time="10-04")
    expect(
        body(DISPUTED, p, q),
        "tension denial p q: kind= agent? time?; unknown agent, time; unless baku | yerevan",
        "tension denial p q: kind= agent< time?; unknown time; if baku",
    )


def test_a_contested_kind_opens_the_gate() -> None:
    register = Register(ENTRIES, standpoints=build_standpoints("east: combat broader firing"))
    expect(
        body(register, says("p", "reuters", "combat"), denies("q", "outlet", "firing")),
        "contradicts denial p q: kind<; if east",
    )


def test_parts_inherit_what_their_wholes_are_distinct_from() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints(
            "east: other-side distinct_from armenia, karabakh-army part_of other-side; excludes west",
            "west: karabakh-army part_of armenian-forces",
        ),
    )
    p = says("p", "reuters", "control", target="ganja", value="karabakh-army", time="10-04")
    q = says("q", "outlet", "control", target="ganja", value="armenian-forces", time="10-04")
    slots, common = "kind= target= time=", "common {kind: control, target: ganja, time: 2020-10-04}"
    knowledge = body(register, p, q)
    expect(
        knowledge,
        f"contradicts exclusive-state p ~ q: {slots} value#; conflict value; if east",
        f"refines exclusive-state p q: {slots} value<; if west",
        f"corroborates corroboration p q: {slots} value<; if west",
        f"corroborates corroboration p ~ q: {slots} value?; unknown value; "
        f"unless east | west; in-part; {common}",
        f"corroborates corroboration p ~ q: {slots} value#; conflict value; if east; in-part; {common}",
    )
    assert sorted(bridges_of(knowledge, "contradicts", "east")) == [
        "armenian-forces part_of armenia",
        "karabakh-army part_of other-side [east]",
        "other-side distinct_from armenia [east]",
    ]


def test_the_bridges_are_the_shortest_way_and_then_the_first_by_name() -> None:
    entries = build_entries(
        "sources",
        "low part_of right part_of left",
        "left part_of top",
        "right commanded_by top part_of top",
        "top part_of roof",
        "roof",
        "critics",
    ) | build_entries("kinds", "firing")
    claims = says("p", "critics", "firing", agent="low"), denies("q", "top", "firing", agent="top")
    assert bridges_of(body(Register(entries), *claims), "contradicts") == [
        "low part_of left",
        "left part_of top",
    ]
    claims = says("p", "critics", "firing", agent="right"), denies("q", "top", "firing", agent="top")
    assert bridges_of(body(Register(entries), *claims), "contradicts") == ["right commanded_by top"]


def test_a_set_uses_its_own_short_cuts_only_where_it_must() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints("east: karabakh-army part_of armenia, air-base within azerbaijan"),
    )
    assert bridges_of(body(register, K1, D1), "contradicts", "east") == [
        "karabakh-army part_of armenia [east]",
        "air-base within ganja",
        "ganja within azerbaijan",
    ]


@pytest.mark.parametrize(
    ("lines", "defect"),
    [
        ((BAKU, YEREVAN), ""),
        (("east: other-side part_of armenia", "west: armenian-forces part_of other-side"), ""),
        ((BAKU.partition(";")[0], YEREVAN), "karabakh-army is distinct from armenia and lies inside it"),
        (("east: armenia part_of armenian-forces",), "armenia lies inside itself"),
        (
            ("east: other-side part_of armenian-forces", "west: armenia part_of other-side"),
            "east, west: other-side lies inside itself",
        ),
        (
            ("east: other-side part_of armenian-forces; excludes west", "west: armenia part_of other-side"),
            "",
        ),
        (
            (
                "east: armenia distinct_from azerbaijan, other-side part_of armenia, "
                "other-side part_of azerbaijan",
            ),
            "other-side is distinct from armenia and lies inside it",
        ),
    ],
)
def test_a_register_that_cannot_be_read_is_told(lines: tuple[str, ...], defect: str) -> None:
    register = Register(ENTRIES, standpoints=build_standpoints(*lines))
    if not defect:
        assert check_register(register) == []
        return
    assert any(defect in line for line in check_register(register))
    with pytest.raises(ValueError, match=defect):
        find_relations(body(register, M1, D1))


# Exclusive state --------------------------------------------------------------------------------------------

HELD = {"target": "fuzuli", "time": "10-04"}
IN_PART = "common {kind: control, target: fuzuli, time: 2020-10-04}"


def test_two_values_of_one_thing_at_one_time_contradict() -> None:
    expect(
        body(
            DISPUTED,
            says("p", "azerbaijan-mod", "control", value="azerbaijan", **HELD),
            says("q", "armenia", "control", value="armenia", **HELD),
        ),
        "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; adversarial",
        "corroborates corroboration p ~ q: kind= target= time= value#; conflict value; "
        f"adversarial, in-part; {IN_PART}",
    )


def test_two_values_no_standpoint_places_are_distinct_without_a_bridge() -> None:
    p = says("p", "afp", "control", value="azerbaijan", **HELD)
    q = says("q", "afp", "control", value="armenia", **HELD)
    assert bridges_of(body(DISPUTED, p, q), "contradicts") == []


def test_other_slots_of_an_exclusive_state_do_not_matter() -> None:
    # Who holds it, with what, is not a slot that has one value; only what is functional conflicts.
    expect(
        body(
            UNDISPUTED,
            says("p", "afp", "control", value="azerbaijan", agent="azerbaijan-mod", event="raid", **HELD),
            says("q", "afp", "control", value="armenia", instrument="arms", event="clash", **HELD),
        ),
        "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; self-contradiction",
    )


def test_overlapping_times_suffice_and_disjoint_ones_do_not() -> None:
    p = says("p", "afp", "control", target="fuzuli", value="azerbaijan", time="10-01..10-03")
    q = says("q", "afp", "control", target="fuzuli", value="armenia", time="10-03..10-04")
    r = says("r", "afp", "control", target="fuzuli", value="other-side", time="10-05..")
    expect(
        body(UNDISPUTED, p, q, r),
        "contradicts exclusive-state p ~ q: kind= target= time~ value#; conflict value; self-contradiction",
    )


def test_an_unknown_time_makes_no_exclusive_state() -> None:
    p = says("p", "afp", "control", target="fuzuli", value="azerbaijan")
    expect(body(UNDISPUTED, p, says("q", "afp", "control", value="armenia", **HELD)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sovereignty", "control"),  # de jure and de facto are different kinds
        ("state", "control"),  # nested, but not the same
        ("mood", "mood"),  # a state without a slot that has one value
        ("command", "command"),  # a slot that has one value, per event: not a state
    ],
)
def test_only_one_functional_kind_of_state_excludes(one: str, other: str) -> None:
    p = says("p", "afp", one, value="azerbaijan", **HELD)
    expect(body(UNDISPUTED, p, says("q", "afp", other, value="armenia", **HELD)))


@pytest.mark.parametrize("target", ["ganja", "azerbaijan", "horadiz"])
def test_another_thing_or_a_part_of_it_may_have_another_value(target: str) -> None:
    p = says("p", "afp", "control", value="azerbaijan", **HELD)
    q = says("q", "afp", "control", value="armenia", target=target, time="10-04")
    expect(body(UNDISPUTED, p, q))


def test_a_timeless_state_has_one_value_at_all_times() -> None:
    p = says("p", "afp", "birthplace", target="karabakh-head", value="ganja", time="1990-01-01")
    q = says("q", "reuters", "birthplace", target="karabakh-head", value="fuzuli", time="10-04")
    expect(
        body(UNDISPUTED, p, q),
        "contradicts exclusive-state p ~ q: kind= target= value#; conflict value",
        "corroborates corroboration p ~ q: kind= target= value#; conflict value; in-part; "
        "common {kind: birthplace, target: karabakh-head, value: azerbaijan}",
    )


def test_nested_values_refine() -> None:
    p = says("p", "afp", "control", value="armenian-forces", **HELD)
    q = says("q", "reuters", "control", value="armenia", **HELD)
    expect(
        body(UNDISPUTED, p, q),
        "refines exclusive-state p q: kind= target= time= value<",
        "corroborates corroboration p q: kind= target= time= value<",
    )


def test_every_functional_slot_counts() -> None:
    entries = dict(ENTRIES)
    entries["control"] = replace(ENTRIES["control"], functional=("value", "agent"))
    register = Register(entries)
    base = says("base", "afp", "control", value="armenia", agent="azerbaijan-mod", **HELD)
    crossing = says("other", "afp", "control", value="armenian-forces", agent="azerbaijan", **HELD)
    expect(body(register, base, crossing))
    inside = says("other", "afp", "control", value="armenian-forces", agent="azerbaijan-mod", **HELD)
    expect(
        body(register, base, inside),
        "refines corroboration other base: kind= agent= target= time= value<",
        "refines exclusive-state other base: kind= agent= target= time= value<",
    )
    without = says("other", "afp", "control", value="armenian-forces", **HELD)
    expect(body(register, base, without))
    rival = says("other", "afp", "control", value="azerbaijan", **HELD)
    expect(
        body(register, base, rival),
        "contradicts exclusive-state base ~ other: kind= target= time= value#; conflict value; "
        "self-contradiction",
    )


def test_a_correction_supersedes() -> None:
    before = says("p", "afp", "control", "10-04", value="armenia", **HELD)
    after = says("q", "afp", "control", "10-05", value="azerbaijan", **HELD)
    expect(body(UNDISPUTED, before, after), "supersedes exclusive-state q p: kind= target= time= value#")


@pytest.mark.parametrize(
    ("said", "then"), [("10-04", "10-04"), ("10-01..10-04", "10-04..10-05"), ("10-01..", "10-09")]
)
def test_what_is_not_certainly_later_supersedes_nothing(said: str, then: str) -> None:
    before = says("p", "afp", "control", said, value="armenia", **HELD)
    after = says("q", "afp", "control", then, value="azerbaijan", **HELD)
    contradiction = "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; "
    expect(body(UNDISPUTED, before, after), contradiction + "self-contradiction")
    expect(body(UNDISPUTED, replace(before, said=None), after), contradiction + "self-contradiction")


def test_a_claim_was_said_at_best_when_its_article_was_published() -> None:
    before, after = (
        Bundle(
            Article(name, "", "en", "outlet", published=interval(when)),
            (says(name, "afp", "control", value=value, **HELD),),
        )
        for name, when, value in (("p", "10-04", "armenia"), ("q", "10-05", "azerbaijan"))
    )
    expect(
        Knowledge(UNDISPUTED, (before, after)),
        "supersedes exclusive-state q p: kind= target= time= value#",
    )


def test_what_others_say_too_is_contradicted_beside_being_superseded() -> None:
    before = says("p", "afp", "control", "10-04", value="armenia", **HELD)
    other = says("o", "reuters", "control", "10-04", value="armenia", **HELD)
    after = says("q", "afp", "control", "10-05", value="azerbaijan", **HELD)
    expect(
        body(UNDISPUTED, before, other, after),
        "supersedes exclusive-state q o+p: kind= target= time= value#",
        "contradicts exclusive-state o+p ~ q: kind= target= time= value#; conflict value; self-contradiction",
        f"corroborates corroboration o+p ~ q: kind= target= time= value#; conflict value; in-part; {IN_PART}",
    )


def test_a_source_that_goes_back_and_forth_corrects_itself_both_ways() -> None:
    first = says("p1", "afp", "control", "10-04", value="armenia", **HELD)
    then = says("q", "afp", "control", "10-05", value="azerbaijan", **HELD)
    back = says("p2", "afp", "control", "10-06", value="armenia", **HELD)
    expect(
        body(UNDISPUTED, first, then, back),
        "supersedes exclusive-state q p1+p2: kind= target= time= value#",
        "supersedes exclusive-state p1+p2 q: kind= target= time= value#",
    )


# Quantity ---------------------------------------------------------------------------------------------------


def counted(name: str, source: str, count: str, said: str | None = None, **slots: str) -> Claim:
    """Return an asserting claim of a toll."""
    return says(name, source, "combat", said, count=count, **slots)


def test_two_numbers_of_the_same_contradict() -> None:
    expect(
        body(
            UNDISPUTED,
            counted("p", "afp", "killed people 10"),
            counted("q", "reuters", "killed people 20..30"),
        ),
        "contradicts quantity p ~ q: kind= measure= population= count#; conflict count",
    )


def test_a_contradiction_of_vague_numbers_is_soft() -> None:
    p, q = counted("p", "afp", "killed - 10 soft"), counted("q", "reuters", "killed - 20..")
    expect(body(UNDISPUTED, p, q), "contradicts quantity p ~ q: kind= measure= count#; conflict count; soft")


@pytest.mark.parametrize("count", ["wounded people 20", "killed people 5..10", "killed - 20"])
def test_other_measures_overlapping_numbers_and_unsaid_populations_do_not(count: str) -> None:
    expect(body(UNDISPUTED, counted("p", "afp", "killed people 10..11"), counted("q", "reuters", count)))


def test_two_lower_bounds_never_contradict() -> None:
    expect(
        body(
            UNDISPUTED,
            counted("p", "afp", "killed people 10.."),
            counted("q", "reuters", "killed people 20.."),
        ),
        "refines quantity q p: kind= measure= population= count<",
        "corroborates corroboration q p: kind= measure= population= count<",
    )


def test_a_part_that_exceeds_the_whole_contradicts_it() -> None:
    p = counted("p", "afp", "killed civilians 1000..")
    q = counted("q", "reuters", "killed people 200..999 soft")
    expect(
        body(UNDISPUTED, p, q),
        "contradicts quantity p q: kind= measure= population< count#; conflict count; soft",
    )


def test_a_day_that_exceeds_its_week_contradicts_it() -> None:
    p = counted("p", "afp", "killed - 500", time="10-04")
    q = counted("q", "reuters", "killed - 100..200", time="09-28..10-04")
    expect(body(UNDISPUTED, p, q), "contradicts quantity p q: kind= time< measure= count#; conflict count")


def test_a_part_may_be_the_whole() -> None:
    p = counted("p", "afp", "killed civilians 100")
    expect(body(UNDISPUTED, p, counted("q", "reuters", "killed people 50..100")))


def test_a_day_that_falls_short_of_its_week_does_not() -> None:
    p = counted("p", "afp", "killed - 50", time="10-04")
    expect(body(UNDISPUTED, p, counted("q", "reuters", "killed - 100..200", time="09-28..10-04")))


@pytest.mark.parametrize(
    "scope",
    [{"time": "10-03..10-05"}, {"place": "front", "time": "10-04"}, {"agent": "armenia", "time": "10-04"}],
)
def test_scopes_that_cross_or_are_unknown_do_not_compare(scope: Mapping[str, str]) -> None:
    p = counted("p", "afp", "killed - 500", time="10-01..10-04")
    expect(body(UNDISPUTED, p, counted("q", "reuters", "killed - 100", **scope)))


def test_who_is_counted_among_whom_may_be_contested() -> None:
    register = Register(ENTRIES, standpoints=build_standpoints("east: militiamen broader civilians"))
    p = counted("p", "afp", "killed militiamen 300..")
    q = counted("q", "reuters", "killed civilians 0..100")
    knowledge = body(register, p, q)
    expect(
        knowledge,
        "contradicts quantity p q: kind= measure= population< count#; conflict count; if east",
    )
    assert bridges_of(knowledge, "contradicts", "east") == ["militiamen broader civilians [east]"]


def test_a_raised_toll_supersedes() -> None:
    p = counted("p", "afp", "killed - 10", "10-03", time="09-27..10-04")
    q = counted("q", "afp", "killed - 20", "10-05", time="09-27..10-04")
    expect(body(UNDISPUTED, p, q), "supersedes quantity q p: kind= time= measure= count#")


def test_a_toll_raised_over_a_longer_time_supersedes() -> None:
    p = counted("p", "afp", "killed people 10..", "10-03", time="09-27..10-03")
    q = counted("q", "afp", "killed people 20..", "10-05", time="09-27..10-05")
    expect(body(UNDISPUTED, p, q), "supersedes quantity q p: kind= time> measure= population= count<")


def test_a_raised_lower_bound_supersedes_instead_of_refining() -> None:
    p, q = counted("p", "afp", "killed - 10..", "10-03"), counted("q", "afp", "killed - 20..", "10-05")
    expect(
        body(UNDISPUTED, p, q),
        "supersedes quantity q p: kind= measure= count<",
        "refines corroboration q p: kind= measure= count<",
    )


def test_a_lowered_toll_is_a_self_contradiction() -> None:
    p, q = counted("p", "afp", "killed - 20", "10-03"), counted("q", "afp", "killed - 10", "10-05")
    expect(
        body(UNDISPUTED, p, q),
        "contradicts quantity p ~ q: kind= measure= count#; conflict count; self-contradiction",
    )


def test_a_toll_with_the_same_least_number_is_not_raised() -> None:
    p, q = counted("p", "afp", "killed - 10..20", "10-03"), counted("q", "afp", "killed - 10..15", "10-05")
    expect(
        body(UNDISPUTED, p, q),
        "refines quantity q p: kind= measure= count<",
        "refines corroboration q p: kind= measure= count<",
    )


def test_a_toll_that_others_give_too_is_contradicted_beside_being_superseded() -> None:
    p, o = counted("p", "afp", "killed - 10", "10-03"), counted("o", "reuters", "killed - 10", "10-03")
    q = counted("q", "afp", "killed - 20", "10-05")
    expect(
        body(UNDISPUTED, p, o, q),
        "supersedes quantity q o+p: kind= measure= count#",
        "contradicts quantity o+p ~ q: kind= measure= count#; conflict count; self-contradiction",
    )


# Corroboration ----------------------------------------------------------------------------------------------


def test_one_origin_refines_where_two_corroborate() -> None:
    narrow = says("p", "afp", "shelling", target="air-base")
    expect(
        body(UNDISPUTED, narrow, says("q", "reuters", "firing", target="ganja")),
        "corroborates corroboration p q: kind< target<",
    )
    expect(
        body(UNDISPUTED, narrow, says("q", "afp", "firing", target="ganja")),
        "refines corroboration p q: kind< target<",
    )


def test_an_origin_is_the_end_of_the_chain() -> None:
    narrow = replace(says("p", "afp", "shelling"), via=("outlet", "reuters"))
    wide = replace(says("q", "afp", "firing"), via=("outlet",))
    expect(body(UNDISPUTED, narrow, wide), "refines corroboration p q: kind<")


def test_a_whole_and_its_part_are_affiliated_voices() -> None:
    narrow = says("p", "azerbaijan-mod", "shelling")
    wide = says("q", "azerbaijan", "firing")
    expect(body(UNDISPUTED, narrow, wide), "corroborates corroboration p q: kind<; affiliated")
    expect(
        body(UNDISPUTED, narrow, wide, says("r", "reuters", "firing")),
        "corroborates corroboration p q+r: kind<",
    )


def test_one_pair_of_opponents_is_enough() -> None:
    p = says("p", "azerbaijan", "firing")
    q, r = denies("q", "afp", "firing"), denies("r", "armenia", "firing")
    expect(body(UNDISPUTED, p, q, r), "contradicts denial p q+r: kind=; adversarial")


def test_opponents_who_agree_corroborate_as_adversaries() -> None:
    expect(
        body(UNDISPUTED, says("p", "armenian-forces", "shelling"), says("q", "azerbaijan-mod", "firing")),
        "corroborates corroboration p q: kind<; adversarial",
    )


def test_boxes_that_differ_only_in_softness_corroborate_each_other() -> None:
    p, q = counted("p", "afp", "killed - 10"), counted("q", "reuters", "killed - 10 soft")
    expect(body(UNDISPUTED, p, q), "corroborates corroboration p ~ q: kind= measure= count=")


def test_corroboration_in_part_names_what_it_drops() -> None:
    p = says("p", "afp", "shelling", agent="armenia", place="ganja", time="10-01..10-03", event="raid")
    q = says("q", "reuters", "firing", target="ganja", place="ganja", time="10-02..", event="clash")
    expect(
        body(UNDISPUTED, p, q),
        "corroborates corroboration p ~ q: kind< agent? target? place= time~ event#; conflict event; "
        "unknown agent, target; in-part; "
        "common {kind: firing, place: ganja, time: {from: 2020-10-01}}",
    )
    (found,) = find_relations(body(UNDISPUTED, p, q))
    assert found.dropped == ("agent", "target", "event")


@pytest.mark.parametrize("slots", [{"instrument": "arms"}, {"time": "10-04"}, {"agent": "armenia"}])
def test_a_common_box_without_target_or_place_is_nothing(slots: Mapping[str, str]) -> None:
    p = says("p", "afp", "firing", event="raid", **slots)
    expect(body(UNDISPUTED, p, says("q", "reuters", "shelling", event="clash", **slots)))


@pytest.mark.parametrize(
    ("slot", "one", "other"),
    [("target", "ganja", "tartar"), ("place", "front", "tartar"), ("time", "10-01", "10-02")],
)
def test_deeds_apart_have_no_common_box(slot: str, one: str, other: str) -> None:
    shared = {"target": "ganja", "place": "ganja", "time": "10-04", "agent": "armenia"}
    p = says("p", "afp", "firing", **{**shared, slot: one})
    q = says("q", "reuters", "firing", **{**shared, slot: other})
    expect(body(UNDISPUTED, p, q))


def test_a_count_of_the_whole_is_bounded_by_that_of_a_part_from_below_only() -> None:
    p = counted("p", "afp", "killed people 50..60", place="front")
    q = counted("q", "reuters", "killed civilians 10..20", place="front")
    expect(
        body(UNDISPUTED, p, q),
        "corroborates corroboration p ~ q: kind= place= measure= population> count<; in-part; "
        "common {kind: combat, place: front}",
    )


def test_a_common_box_of_one_origin_is_nothing() -> None:
    p = says("p", "afp", "firing", target="ganja", agent="armenia")
    expect(
        body(UNDISPUTED, p, says("q", "afp", "firing", target="ganja", agent="azerbaijan")),
        "tension responsibility p ~ q: kind= agent# target=; conflict agent",
    )


def test_two_parts_of_one_thing_corroborate_that_it_has_a_part_that_did_it() -> None:
    p = says("p", "afp", "firing", agent="armenian-forces", target="ganja")
    q = says("q", "reuters", "shelling", agent="armenian-police", target="ganja")
    knowledge = body(UNDISPUTED, p, q)
    expect_only(
        "corroboration",
        knowledge,
        "corroborates corroboration q ~ p: kind< agent# target=; conflict agent; in-part; "
        "common {kind: firing, agent: armenia, target: ganja}",
    )
    assert sorted(bridges_of(knowledge, "corroborates")) == [
        "armenian-forces part_of armenia",
        "armenian-police part_of armenia",
        "shelling broader firing",
    ]
    (found,) = [r for r in find_relations(knowledge) if r.rule == "corroboration"]
    assert found.dropped == ()
    # The kind is bridged before the agents, and of these the first position's before the second's.
    leading = found.positions[0].proposition.agent
    assert [bridge.subject for bridge in found.bridges[:2]] == ["shelling", leading]


def test_what_is_distinct_for_a_standpoint_still_has_its_register_in_common() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints(
            "east: armenian-police part_of armenian-forces; excludes west",
            "west: armenian-police distinct_from armenian-forces",
        ),
    )
    p = says("p", "afp", "firing", agent="armenian-police", target="ganja")
    q = says("q", "reuters", "shelling", agent="armenian-forces", target="ganja")
    common = "common {kind: firing, agent: armenia, target: ganja}"
    knowledge = body(register, p, q)
    expect_only(
        "corroboration",
        knowledge,
        f"corroborates corroboration q ~ p: kind< agent? target=; unknown agent; unless east | west; "
        f"in-part; {common}",
        "corroborates corroboration q ~ p: kind< agent> target=; if east; in-part; "
        "common {kind: firing, agent: armenian-forces, target: ganja}",
        f"corroborates corroboration q ~ p: kind< agent# target=; conflict agent; if west; in-part; {common}",
    )
    assert sorted(bridges_of(knowledge, "corroborates", "west")) == [
        "armenian-forces part_of armenia",
        "armenian-police distinct_from armenian-forces [west]",
        "armenian-police part_of armenia",
        "shelling broader firing",
    ]


def test_a_target_may_be_reached_by_a_common_ancestor_alone() -> None:
    register = Register(ENTRIES, standpoints=build_standpoints("east: tartar within ganja"))
    p = says("p", "afp", "firing", target="tartar")
    q = says("q", "reuters", "shelling", target="ganja")
    expect(
        body(register, p, q),
        "corroborates corroboration p ~ q: kind> target?; unknown target; unless east; in-part; "
        "common {kind: firing, target: azerbaijan}",
        "corroborates corroboration p ~ q: kind> target<; if east; in-part; "
        "common {kind: firing, target: ganja}",
    )


def test_no_standpoint_makes_a_common_ancestor() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints("east: karabakh-army part_of other-side, afp part_of other-side"),
    )
    p = says("p", "critics", "firing", agent="karabakh-army", target="ganja")
    q = says("q", "reuters", "firing", agent="afp", target="ganja")
    expect_only(
        "corroboration",
        body(register, p, q),
        "corroborates corroboration p ~ q: kind= agent# target=; conflict agent; in-part; "
        "common {kind: firing, target: ganja}",
    )


def test_the_least_common_ancestor_is_taken_and_of_several_the_first_by_name() -> None:
    entries = build_entries(
        "sources",
        "one part_of zeta part_of eta",
        "two part_of eta part_of zeta",
        "zeta part_of alpha",
        "eta part_of alpha",
        "alpha",
    )
    entries |= build_entries("kinds", "firing") | build_entries("places", "ganja")
    p = says("p", "one", "firing", agent="one", target="ganja")
    q = says("q", "eta", "firing", agent="two", target="ganja")
    expect_only(
        "corroboration",
        body(Register(entries), p, q),
        "corroborates corroboration p ~ q: kind= agent# target=; conflict agent; affiliated, in-part; "
        "common {kind: firing, agent: eta, target: ganja}",
    )


def test_a_common_event_is_kept_and_counts_of_two_populations_are_not() -> None:
    p = counted("p", "afp", "killed civilians 10", target="ganja", event="raid", agent="armenia")
    q = counted("q", "reuters", "killed militiamen 10", target="ganja", event="raid")
    expect_only(
        "corroboration",
        body(UNDISPUTED, p, q),
        "corroborates corroboration p ~ q: "
        "kind= agent? target= measure= population# count= event=; conflict population; unknown agent; "
        "in-part; common {kind: combat, target: ganja, event: raid}",
    )


# Presupposition ---------------------------------------------------------------------------------------------

RAID = says("", "", "shelling", agent="armenia", target="ganja", time="10-04")
IMPLIED = "implied {kind: shelling, agent: armenia, target: ganja, time: 2020-10-04}"
NO_RAID = denies("q", "outlet", "firing", target="azerbaijan", time="10-04")


@pytest.mark.parametrize("stance", [stance for stance in Stance if stance is not Stance.ASKS])
def test_whatever_the_stance_what_it_takes_for_granted_may_be_denied(stance: Stance) -> None:
    p = granting(claim("p", "reuters", stance, "retaliation"), RAID)
    expect(
        body(UNDISPUTED, p, NO_RAID),
        f"contradicts presupposition p q: kind< agent< target< time=; {IMPLIED}",
    )


def test_a_question_stands_on_what_it_presupposes() -> None:
    other = says("", "", "combat", place="front")
    expect(
        body(UNDISPUTED, asks("p", "reuters", RAID), asks("r", "afp", other), NO_RAID),
        f"contradicts presupposition p q: kind< agent< target< time=; {IMPLIED}",
    )
    knowledge = body(UNDISPUTED, asks("p", "reuters", RAID, other), NO_RAID)
    (found,) = find_relations(knowledge)
    assert found.positions[0].proposition == found.implied == RAID.proposition
    assert len(knowledge.positions) == 3


def test_each_presupposition_is_a_relation_of_its_own() -> None:
    milder = says("", "", "firing", agent="armenia", target="ganja")
    p = granting(says("p", "reuters", "retaliation"), RAID, milder)
    expect(
        body(UNDISPUTED, p, NO_RAID),
        f"contradicts presupposition p q: kind< agent< target< time=; {IMPLIED}",
        "tension presupposition p q: kind= agent< target< time?; unknown time; "
        "implied {kind: firing, agent: armenia, target: ganja}",
    )


def test_only_some_claims_of_a_position_need_presuppose_it() -> None:
    bare = says("p", "reuters", "retaliation")
    granted = granting(says("r", "afp", "retaliation"), RAID)
    expect(
        body(UNDISPUTED, bare, granted, NO_RAID),
        f"contradicts presupposition p+r q: kind< agent< target< time=; {IMPLIED}",
    )


@pytest.mark.parametrize("stance", ["denies", "refuses"])
def test_what_a_denial_presupposes_is_not_itself_denied(stance: str) -> None:
    # The refusal is of anything in its box; what it presupposes happened somewhere that is not said.
    vague = says("", "", "shelling", agent="armenia")
    p = granting(claim("p", "reuters", stance, "retaliation"), vague)
    expect(
        body(UNDISPUTED, p, denies("q", "outlet", "firing", target="azerbaijan")),
        "tension presupposition p q: kind< agent< target?; unknown target; "
        "implied {kind: shelling, agent: armenia}",
    )


def test_a_presupposition_that_crosses_a_denial_is_in_tension_with_it() -> None:
    p = granting(says("p", "reuters", "retaliation"), _dated(RAID, "10-03..10-04"))
    expect(
        body(UNDISPUTED, p, NO_RAID),
        "tension presupposition p q: kind< agent< target< time>; conflict time; "
        "implied {kind: shelling, agent: armenia, target: ganja, time: {from: 2020-10-03, to: 2020-10-04}}",
    )


def test_who_denies_what_he_presupposed_contradicts_himself_and_corrects_nothing() -> None:
    p = granting(says("p", "outlet", "retaliation", "10-04"), RAID)
    expect(
        body(UNDISPUTED, p, replace(NO_RAID, said=interval("10-05"))),
        f"contradicts presupposition p q: kind< agent< target< time=; self-contradiction; {IMPLIED}",
    )


def test_a_denial_that_presupposes_what_it_denies_is_one_position() -> None:
    expect(body(UNDISPUTED, granting(NO_RAID, RAID)))


def test_a_contradiction_of_a_vague_number_presupposed_is_soft() -> None:
    vague = counted("", "", "killed - 50 soft")
    p = granting(says("p", "reuters", "retaliation"), vague)
    expect(
        body(UNDISPUTED, p, denies("q", "outlet", "combat", count="killed - 40..")),
        "contradicts presupposition p q: kind= measure= count<; soft; "
        "implied {kind: combat, count: {measure: killed, min: 50, max: 50, soft: true}}",
    )


def test_who_was_presupposed_to_have_fired_may_be_contested() -> None:
    p = granting(says("p", "reuters", "retaliation"), K1)
    implied = "implied {kind: firing, agent: karabakh-army, target: air-base, time: 2020-10-04}"
    knowledge = body(DISPUTED, p, D1)
    expect(
        knowledge,
        f"tension presupposition p d1: kind= agent? target< time=; unknown agent; unless baku | yerevan; "
        f"{implied}",
        f"contradicts presupposition p d1: kind= agent< target< time=; if baku; {implied}",
    )
    assert bridges_of(knowledge, "contradicts", "baku") == [
        "karabakh-army part_of armenian-forces [baku]",
        "armenian-forces part_of armenia",
        "air-base within ganja",
        "ganja within azerbaijan",
    ]


# Attribution ------------------------------------------------------------------------------------------------

SAID_FIRING = "implied {kind: shelling, target: ganja, said_by: "


@pytest.mark.parametrize(
    "stance", [stance for stance in Stance if stance is not Stance.ASKS], ids=lambda stance: stance.value
)
def test_to_deny_having_said_so_contradicts_that_one_said_so(stance: Stance) -> None:
    p = claim("p", "armenia", stance, "shelling", target="ganja")
    q = denies("q", "azerbaijan", "firing", target="ganja", said_by="armenia")
    # A denial or refusal was not said so either, but it says something else.
    says_so = stance in (
        Stance.ASSERTS, Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES
    )  # fmt: skip
    line = f"contradicts attribution p q: kind< target= said_by=; {SAID_FIRING}armenia}}"
    expect(body(UNDISPUTED, p, q), *([line] if says_so else []))


def test_it_is_on_the_utterance_that_somebody_contradicts_himself() -> None:
    # Neither adversaries nor a self-contradiction: it is about what he said, not about what is so.
    p = says("p", "armenia", "shelling", target="ganja")
    q = denies("q", "armenia", "shelling", target="ganja", said_by="armenia")
    expect(
        body(UNDISPUTED, p, q),
        f"contradicts attribution p q: kind= target= said_by=; {SAID_FIRING}armenia}}",
    )


def test_each_source_of_a_position_said_so() -> None:
    claims = [says(source, source, "shelling", target="ganja") for source in ("azerbaijan-mod", "azerbaijan")]
    q = denies("q", "armenia", "shelling", target="ganja", said_by="azerbaijan")
    knowledge = body(UNDISPUTED, *claims, says("afp", "afp", "shelling", target="ganja"), q)
    who = "afp+azerbaijan+azerbaijan-mod"
    expect(
        knowledge,
        f"contradicts attribution {who} q: kind= target= said_by<; {SAID_FIRING}azerbaijan-mod}}",
        f"contradicts attribution {who} q: kind= target= said_by=; {SAID_FIRING}azerbaijan}}",
    )


def test_a_spokesman_who_denies_speaks_for_himself() -> None:
    p = says("p", "azerbaijan", "shelling", target="ganja")
    q = denies("q", "reuters", "shelling", target="ganja", said_by="azerbaijan-mod")
    expect(
        body(UNDISPUTED, p, q),
        f"tension attribution p q: kind= target= said_by>; conflict said_by; {SAID_FIRING}azerbaijan}}",
    )


def test_what_was_left_out_may_not_have_been_said() -> None:
    p = says("p", "azerbaijan", "shelling", target="ganja")
    q = denies("q", "reuters", "shelling", target="ganja", time="10-04", said_by="azerbaijan")
    expect(
        body(UNDISPUTED, p, q),
        f"tension attribution p q: kind= target= time? said_by=; unknown time; {SAID_FIRING}azerbaijan}}",
    )


def test_whose_word_it_was_may_be_contested() -> None:
    p = says("p", "karabakh-army", "shelling", target="ganja")
    q = denies("q", "reuters", "shelling", target="ganja", said_by="armenia")
    implied = SAID_FIRING + "karabakh-army}"
    knowledge = body(DISPUTED, p, q)
    expect(
        knowledge,
        f"tension attribution p q: kind= target= said_by?; unknown said_by; unless baku | yerevan; {implied}",
        f"contradicts attribution p q: kind= target= said_by<; if baku; {implied}",
    )
    assert bridges_of(knowledge, "contradicts", "baku") == [
        "karabakh-army part_of armenian-forces [baku]",
        "armenian-forces part_of armenia",
    ]


def test_a_contradiction_on_a_vague_number_said_is_soft() -> None:
    p = claim("p", "afp", "assesses", "combat", count="killed - 50 soft")
    q = denies("q", "reuters", "combat", said_by="afp")
    expect(
        body(UNDISPUTED, p, q),
        "contradicts attribution p q: kind= measure< count< said_by=; soft; "
        "implied {kind: combat, count: {measure: killed, min: 50, max: 50, soft: true}, said_by: afp}",
    )


def test_words_and_the_world_are_not_compared() -> None:
    said = {"target": "ganja", "said_by": "armenia"}
    expect(
        body(
            UNDISPUTED,
            says("p", "reuters", "firing", **said),
            denies("q", "outlet", "firing", target="ganja"),
            says("r", "afp", "firing", target="ganja"),
            granting(says("t", "afp", "retaliation", place="front"), says("", "", "firing", **said)),
        ),
        "contradicts denial r q: kind= target=",
    )


def test_who_reports_words_did_not_say_them() -> None:
    p = says("p", "reuters", "firing", target="ganja", said_by="armenia")
    expect(body(UNDISPUTED, p, denies("q", "afp", "firing", target="ganja", said_by="reuters")))


def test_that_somebody_said_so_is_denied_like_anything_else() -> None:
    p = says("p", "reuters", "shelling", "10-04", target="ganja", said_by="azerbaijan-mod")
    q = denies("q", "afp", "firing", target="azerbaijan", said_by="azerbaijan")
    knowledge = body(UNDISPUTED, p, q)
    expect(knowledge, "contradicts denial p q: kind< target< said_by<")
    assert bridges_of(knowledge, "contradicts")[-1] == "azerbaijan-mod part_of azerbaijan"
    back = denies("q", "reuters", "firing", "10-05", target="azerbaijan", said_by="azerbaijan")
    expect(body(UNDISPUTED, p, back), "supersedes denial q p: kind> target> said_by>")
    taken = granting(says("t", "reuters", "retaliation", place="front"), p)
    expect_only(
        "presupposition",
        body(UNDISPUTED, taken, q),
        "contradicts presupposition t q: kind< target< said_by<; "
        "implied {kind: shelling, target: ganja, said_by: azerbaijan-mod}",
    )


def test_two_may_report_the_same_words() -> None:
    p = says("p", "reuters", "shelling", target="ganja", said_by="azerbaijan-mod")
    q = says("q", "afp", "firing", target="ganja", said_by="azerbaijan")
    expect(body(UNDISPUTED, p, q), "corroborates corroboration p q: kind< target= said_by<")
    more = _with(p, agent="armenia")
    expect(
        body(UNDISPUTED, more, q),
        "corroborates corroboration p ~ q: kind< agent? target= said_by<; unknown agent; in-part; "
        "common {kind: firing, target: ganja, said_by: azerbaijan}",
    )


@pytest.mark.parametrize("said_by", ["armenian-police", "azerbaijan", "karabakh-army"])
def test_the_words_of_two_speakers_have_nothing_in_common(said_by: str) -> None:
    # Not even where both belong to one whole, or where a standpoint makes the one part of the other.
    p = says("p", "reuters", "shelling", target="ganja", said_by=said_by)
    q = says("q", "afp", "firing", target="ganja", said_by="armenian-forces")
    contested = "corroborates corroboration p q: kind< target= said_by<; if baku"
    expect(body(DISPUTED, p, q), *([contested] if said_by == "karabakh-army" else []))


UTTERED = {"target": "fuzuli", "time": "10-04", "said_by": "reuters", "event": "raid"}


def test_one_may_well_have_said_what_cannot_both_be_so() -> None:
    # Two values of one state, two doers of one deed, two tolls: of the world these would not do.
    expect(
        body(
            UNDISPUTED,
            says("p", "afp", "control", value="azerbaijan", **UTTERED),
            says("q", "afp", "control", value="armenia", **UTTERED),
            says("r", "afp", "assassination", agent="azerbaijan", place="ganja", **UTTERED),
            says("s", "afp", "assassination", agent="armenia", place="front", **UTTERED),
            says("t", "afp", "combat", count="killed - 1", **UTTERED),
            says("u", "afp", "combat", count="killed - 3", **UTTERED),
        )
    )


@pytest.mark.parametrize("first", list(Stance), ids=lambda stance: stance.value)
def test_aims_and_opinions_are_not_about_words(first: Stance) -> None:
    said = {"target": "ganja", "said_by": "reuters"}
    others = (Stance.REFUSES, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES)
    claims = [claim(stance, f"{stance}-source", stance, "firing", **said) for stance in others]
    if first is Stance.ASKS:
        claims.append(asks("p", "critics", says("", "", "firing", **said)))
    else:
        claims.append(claim("p", "critics", first, "firing", **said))
    expect(body(UNDISPUTED, *claims))


# Slots that have one value, by inheritance -----------------------------------------------------------------


def test_what_has_one_value_has_one_in_every_narrower_kind() -> None:
    p = says("p", "afp", "occupation", value="azerbaijan", **HELD)
    q = says("q", "afp", "occupation", value="armenia", **HELD)
    expect(
        body(UNDISPUTED, p, q),
        "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; self-contradiction",
    )


def test_no_standpoint_makes_a_slot_have_one_value() -> None:
    register = Register(ENTRIES, standpoints=build_standpoints("east: mood broader control"))
    p = says("p", "afp", "mood", value="azerbaijan", **HELD)
    expect(body(register, p, says("q", "afp", "mood", value="armenia", **HELD)))


# Responsibility ---------------------------------------------------------------------------------------------

POISONING = {"target": "karabakh-head", "event": "poisoning"}


@pytest.mark.parametrize("kind", ["assassination", "attack"])
def test_one_deed_of_one_doer_has_no_two(kind: str) -> None:
    # That one killer did it is inherited from assassination, and said by one of two kinds it holds of both.
    p = says("p", "afp", "poisoning", agent="azerbaijan", **POISONING)
    q = says("q", "armenia", kind, agent="critics", **POISONING)
    expect_only(
        "responsibility",
        body(UNDISPUTED, p, q),
        "contradicts responsibility p ~ q: kind< agent# event=; conflict agent",
    )


def test_a_deed_may_have_several_doers() -> None:
    p = says("p", "azerbaijan", "shelling", agent="armenia", event="raid")
    q = says("q", "armenia", "firing", agent="azerbaijan", event="raid")
    expect(
        body(UNDISPUTED, p, q),
        "tension responsibility p ~ q: kind< agent# event=; conflict agent; adversarial",
    )


def test_who_names_the_doer_better_refines() -> None:
    p = says("p", "afp", "firing", agent="armenian-forces", event="raid")
    q = says("q", "reuters", "shelling", agent="armenia", event="raid")
    knowledge = body(UNDISPUTED, p, q)
    expect(knowledge, "refines responsibility p q: kind> agent< event=")
    assert bridges_of(knowledge, "refines") == [
        "shelling broader firing",
        "armenian-forces part_of armenia",
    ]


def test_one_event_is_compared_wherever_and_whenever_it_was() -> None:
    p = says("p", "afp", "firing", agent="armenia", target="ganja", time="10-01", place="front", event="raid")
    q = says(
        "q", "afp", "firing", agent="reuters", target="tartar", time="10-04", place="ganja", event="raid"
    )
    expect(
        body(UNDISPUTED, p, q),
        "tension responsibility p ~ q: kind= agent# event=; conflict agent",
        "contradicts event-time p ~ q: kind= time# event=; conflict time; self-contradiction",
        "contradicts event-place p ~ q: kind= place# event=; conflict place; self-contradiction",
        "tension event-target p ~ q: kind= target# event=; conflict target",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("firing", "combat"),  # kinds that are not nested
        ("mood", "state"),  # states
        ("control", "control"),
    ],
)
def test_only_one_kind_of_deed_is_one_event(one: str, other: str) -> None:
    p = says("p", "afp", one, agent="armenia", target="ganja", time="10-01", event="raid")
    q = says("q", "afp", other, agent="reuters", target="tartar", time="10-04", event="raid")
    expect(body(UNDISPUTED, p, q))


def test_what_contains_a_state_is_no_deed_beside_it() -> None:
    p = says("p", "afp", "mood", agent="armenian-forces", time="10-01..10-04", event="raid")
    q = says("q", "afp", "situation", agent="armenia", time="10-02", event="raid")
    expect(body(UNDISPUTED, p, q))


def test_another_event_has_another_doer() -> None:
    p = says("p", "afp", "firing", agent="armenia", target="ganja", event="raid")
    expect(body(UNDISPUTED, p, says("q", "afp", "firing", agent="reuters", target="ganja", event="clash")))


def test_what_may_be_one_event_puts_its_doers_in_tension() -> None:
    where = {"target": "ganja", "time": "10-01..10-03"}
    p = says("p", "afp", "shelling", agent="armenia", instrument="artillery", event="raid", **where)
    q = says("q", "afp", "firing", agent="reuters", instrument="arms", target="azerbaijan", time="10-02..")
    expect(
        body(UNDISPUTED, p, q),
        "tension responsibility p ~ q: kind< agent# target< instrument< time~ event?; "
        "conflict agent, target, instrument; unknown event",
    )


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ({"place": "ganja"}, {"place": "ganja"}, "place=;"),
        ({"place": "ganja"}, {"place": "azerbaijan"}, "place<; place"),
        ({"target": "ganja"}, {"target": "ganja", "place": "front"}, "target= place?; ; place"),
        (
            {"target": "ganja", "instrument": "missiles"},
            {"target": "ganja", "instrument": "artillery"},
            "target= instrument#; instrument",
        ),
        ({"target": "ganja"}, {"place": "ganja"}, ""),  # neither is known of both
        ({"time": "10-04"}, {"time": "10-04"}, ""),
        ({"target": "ganja"}, {"target": "tartar"}, ""),
        ({"target": "ganja", "time": "10-04"}, {"target": "ganja", "time": "10-05"}, ""),
        ({"target": "ganja", "time": "10-04"}, {"target": "ganja"}, ""),
    ],
)
def test_where_two_deeds_may_be_one(one: Mapping[str, str], other: Mapping[str, str], line: str) -> None:
    p = says("p", "afp", "firing", agent="armenia", **one)
    q = says("q", "afp", "firing", agent="reuters", **other)
    lines = []
    if line:
        slots, conflict, unknown = (*line.split("; "), "", "")[:3]
        conflict = ", ".join(["agent", *conflict.split()])
        lines = [f"tension responsibility p ~ q: kind= agent# {slots.rstrip(';')}; conflict {conflict}"]
        lines[0] += f"; unknown {unknown}" if unknown else ""
    expect(body(UNDISPUTED, p, q), *lines)


@pytest.mark.parametrize("agent", ["armenia", "armenian-forces", None])
def test_doers_that_are_one_or_not_named_are_no_rivals(agent: str | None) -> None:
    p = says("p", "afp", "firing", agent="armenia", target="ganja", time="10-04")
    q = says("q", "afp", "shelling", target="ganja", time="10-04", **({"agent": agent} if agent else {}))
    expect(body(UNDISPUTED, p, q), but="corroboration")


# Time, place, target and instrument of one event ------------------------------------------------------------


def event_of(name: str, **slots: str) -> Claim:
    """Return a claim of one raid."""
    return says(name, "afp", "firing", event="raid", **slots)


@pytest.mark.parametrize(
    ("slot", "one", "other", "relation"),
    [
        ("time", "10-01..10-02", "10-03", "contradicts"),
        ("place", "ganja", "front", "contradicts"),
        ("target", "ganja", "tartar", "tension"),
        ("instrument", "missiles", "artillery", "tension"),
    ],
)
def test_values_apart_of_one_event(slot: str, one: str, other: str, relation: str) -> None:
    itself = "; self-contradiction" if relation == "contradicts" else ""
    expect(
        body(UNDISPUTED, event_of("p", **{slot: one}), event_of("q", **{slot: other})),
        f"{relation} event-{slot} p ~ q: kind= {slot}# event=; conflict {slot}{itself}",
    )


@pytest.mark.parametrize(
    ("slot", "one", "other"),
    [
        ("time", "10-02", "10-01..10-02"),
        ("time", "10-02", "..10-02"),
        ("place", "ganja", "azerbaijan"),
        ("target", "air-base", "ganja"),
        ("instrument", "missiles", "arms"),
    ],
)
def test_nested_values_of_one_event_refine(slot: str, one: str, other: str) -> None:
    expect(
        body(UNDISPUTED, event_of("p", **{slot: one}), event_of("q", **{slot: other})),
        f"refines event-{slot} p q: kind= {slot}< event=",
        f"refines corroboration p q: kind= {slot}< event=",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"time": "10-01..10-02"}, {"time": "10-02..10-03"}),
        ({"time": "10-01"}, {}),
        ({"place": "ganja"}, {"place": "ganja", "time": "10-04"}),
        ({"target": "ganja"}, {"place": "front"}),
    ],
)
def test_values_that_overlap_agree_or_are_not_said_do_not(
    one: Mapping[str, str], other: Mapping[str, str]
) -> None:
    expect(body(UNDISPUTED, event_of("p", **one), event_of("q", **other)), but="corroboration")


def test_the_time_of_a_timeless_kind_is_not_compared() -> None:
    entries = {**ENTRIES, "firing": replace(ENTRIES["firing"], timeless=True)}
    p, q = event_of("p", time="10-01", place="ganja"), event_of("q", time="10-04", place="front")
    expect(
        body(Register(entries), p, q),
        "contradicts event-place p ~ q: kind= place# event=; conflict place; self-contradiction",
    )


@pytest.mark.parametrize(
    ("slot", "apart"), [("place", "contradicts"), ("target", "tension"), ("instrument", "tension")]
)
def test_a_contested_value_of_one_event_is_a_question(slot: str, apart: str) -> None:
    low, high = ("missiles", "artillery") if slot == "instrument" else ("karabakh", "fuzuli")
    word = "broader" if slot == "instrument" else "within"
    register = Register(
        ENTRIES,
        standpoints=build_standpoints(
            f"east: {low} {word} {high}; excludes west", f"west: {low} distinct_from {high}"
        ),
    )
    one, other = event_of("p", **{slot: low}), event_of("q", **{slot: high})
    itself = "; self-contradiction" if apart == "contradicts" else ""
    expect(
        body(register, one, other),
        f"tension event-{slot} p ~ q: kind= {slot}? event=; unknown {slot}; unless east | west",
        f"refines event-{slot} p q: kind= {slot}< event=; if east",
        f"{apart} event-{slot} p ~ q: kind= {slot}# event=; conflict {slot}; if west{itself}",
        but="corroboration",
    )


# Parts and wholes -------------------------------------------------------------------------------------------

WEEK = "09-28..10-04"


def parts(count: str, *others: str, **slots: str) -> list[Claim]:
    """Return claims of a toll at most ``count`` and of tolls of parts, ``civilians 5`` or ``10-01 5``."""
    claims = [counted("w", "afp", f"killed people {count}", time=WEEK, **slots)]
    for name, written_count in zip("pqrstuvxyz", others, strict=False):
        part, number = written_count.split(" ", 1)
        dated = part[0].isdigit()
        toll_of = f"killed {'people' if dated else part} {number}"
        claims.append(counted(name, "reuters", toll_of, time=part if dated else WEEK, **slots))
    return claims


def test_parts_that_exceed_their_whole_contradict_it() -> None:
    knowledge = body(UNDISPUTED, *parts("0..9", "civilians 5..", "militiamen 5"))
    expect(
        knowledge,
        "contradicts quantity-parts w p & q: kind= time= measure= population> count#; conflict count",
    )
    assert bridges_of(knowledge, "contradicts") in (
        ["civilians broader people", "militiamen broader people"],
        ["militiamen broader people", "civilians broader people"],
    )
    assert bridges_of(knowledge, "contradicts")[0].startswith(
        find_relations(knowledge)[0].positions[1].proposition.slot("population")
    )


@pytest.mark.parametrize(
    "counts",
    [
        ("0..10", "civilians 5", "militiamen 5"),  # just enough
        ("0..", "civilians 5", "militiamen 5"),  # no upper end
        ("0..9", "civilians 5", "children 5"),  # the one among the other
        ("0..9", "10-01..10-02 5", "10-02..10-03 5"),  # a day in common
        ("0..9", "10-01 5", "10-05 5"),  # the one on a day of another week
        ("0..9", "civilians 5", f"{WEEK} 5"),  # not a part
        ("0..9", "civilians 5", "civilians 5..6"),  # nothing to tell them apart
    ],
)
def test_what_does_not_exceed_or_may_be_counted_twice_does_not(counts: tuple[str, ...]) -> None:
    expect_only("quantity-parts", body(UNDISPUTED, *parts(*counts)))


def test_scopes_left_out_make_no_parts() -> None:
    whole = counted("w", "afp", "killed - 0..9", time=WEEK)
    one = counted("p", "afp", "killed civilians 5", time=WEEK)
    other = counted("q", "afp", "killed militiamen 5", time=WEEK)
    expect(body(UNDISPUTED, whole, one, other), but="corroboration")
    measured = [counted("w", "afp", "wounded people 0..9", time=WEEK), one, other]
    expect(body(UNDISPUTED, *measured), but="corroboration")


def test_only_as_many_parts_as_it_takes_contradict_a_whole() -> None:
    slots = "kind= time> measure= population= count#; conflict count"
    expect_only(
        "quantity-parts",
        body(UNDISPUTED, *parts("0..9", "09-28 5", "09-29 5", "09-30 5", "10-01 3")),
        f"contradicts quantity-parts w p & q: {slots}",
        f"contradicts quantity-parts w p & r: {slots}",
        f"contradicts quantity-parts w q & r: {slots}",
    )
    expect_only(
        "quantity-parts",
        body(UNDISPUTED, *parts("0..9", "09-28 4", "09-29 4", "09-30 4", "10-01 1")),
        f"contradicts quantity-parts w p & q & r: {slots}",
    )


def test_a_part_that_is_too_much_alone_needs_no_other() -> None:
    expect(
        body(UNDISPUTED, *parts("0..9", "civilians 10", "militiamen 5")),
        "contradicts quantity p w: kind= time= measure= population< count#; conflict count",
        but="corroboration",
    )


def test_parts_may_be_apart_in_one_slot_and_less_in_others() -> None:
    whole = counted("w", "azerbaijan", "killed people 0..9 soft", target="azerbaijan")
    p = counted("p", "reuters", "killed people 5", target="ganja")
    q = counted("q", "armenian-forces", "killed civilians 5", target="horadiz")
    knowledge = body(UNDISPUTED, whole, p, q)
    expect_only(
        "quantity-parts",
        knowledge,
        "contradicts quantity-parts w p & q: kind= target> measure= population> count#; conflict count; "
        "adversarial, soft",
    )
    first = ["ganja within azerbaijan"]
    then = ["horadiz within fuzuli", "fuzuli within azerbaijan", "civilians broader people"]
    (found,) = [r for r in find_relations(knowledge) if r.rule == "quantity-parts"]
    in_order = [*first, *then] if named(found.positions[1]) == "p" else [*then, *first]
    assert bridges_of(knowledge, "contradicts", rule="quantity-parts") == in_order


def test_who_gives_the_whole_and_all_its_parts_contradicts_itself() -> None:
    claims = [replace(c, source="reuters") for c in parts("0..9", "civilians 5", "militiamen 5")]
    line = "contradicts quantity-parts w p & q: kind= time= measure= population> count#; conflict count"
    expect(body(UNDISPUTED, *claims), f"{line}; self-contradiction")
    expect(body(UNDISPUTED, *claims[:2], replace(claims[2], source="afp")), line)


def test_that_parts_are_parts_and_apart_may_be_contested() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints(
            "east: karabakh within fuzuli; excludes west",
            "west: karabakh distinct_from fuzuli",
            "centre: karabakh within azerbaijan",
        ),
    )
    whole = counted("w", "afp", "killed - 0..9", target="azerbaijan")
    p = counted("p", "reuters", "killed - 5", target="karabakh")
    q = counted("q", "reuters", "killed - 5", target="fuzuli")
    knowledge = body(register, whole, p, q)
    expect_only(
        "quantity-parts",
        knowledge,
        "contradicts quantity-parts w p & q: kind= target> measure= count#; conflict count; if centre+west",
    )
    (found,) = [r for r in find_relations(knowledge) if r.rule == "quantity-parts"]
    chains = {"p": "karabakh within azerbaijan [centre]", "q": "fuzuli within azerbaijan"}
    assert bridges_of(knowledge, "contradicts", "centre+west") == [
        *(chains[named(position)] for position in found.positions[1:]),
        "karabakh distinct_from fuzuli [west]",
    ]


def test_parts_are_held_apart_in_the_first_slot_that_does() -> None:
    register = Register(
        ENTRIES,
        standpoints=build_standpoints(
            "east: karabakh within fuzuli; excludes west",
            "west: karabakh within azerbaijan, karabakh distinct_from fuzuli",
        ),
    )
    whole = counted("w", "afp", "killed - 0..9", target="azerbaijan", time=WEEK)
    p = counted("p", "reuters", "killed - 5", target="karabakh", time="10-01")
    q = counted("q", "reuters", "killed - 5", target="fuzuli", time="10-02")
    knowledge = body(register, whole, p, q)
    expect_only(
        "quantity-parts",
        knowledge,
        "contradicts quantity-parts w p & q: kind= target> time> measure= count#; conflict count; "
        "if east | west",
    )
    (found,) = [r for r in find_relations(knowledge) if r.rule == "quantity-parts"]
    steps = [(b.subject, b.relation, b.object, b.standpoint) for b in found.bridges]
    fuzuli = ("fuzuli", "within", "azerbaijan", None)
    karabakh = [
        ("karabakh", "within", "fuzuli", "east"),
        fuzuli,
        ("karabakh", "within", "azerbaijan", "west"),
    ]
    in_order = karabakh if named(found.positions[1]) == "p" else [fuzuli, karabakh[0], karabakh[2]]
    # The days hold them apart for everybody, but the targets come first, and west holds those apart.
    assert steps == [*in_order, ("karabakh", "distinct_from", "fuzuli", "west")]


def test_of_one_whole_the_hundred_smallest_sets_are_given() -> None:
    # Any five days of ten come to five, and the two that are worse come to it in fewer.
    others = [f"10-{day:02} 1" for day in range(1, 11)]
    others[0], others[1] = "10-01 2", "10-02 2"
    claims = parts("0..4", *others)
    whole = _dated(claims[0], "10-01..10-10")
    found = [
        relation
        for relation in find_relations(body(UNDISPUTED, whole, *claims[1:]))
        if relation.rule == "quantity-parts"
    ]
    sizes = sorted(len(relation.positions) - 1 for relation in found)
    # Both of the two and one more: 8; one of the two and three more: 2 * 56.
    assert sizes == [3] * 8 + [4] * 92
    given = {tuple(p.id for p in relation.positions[1:]) for relation in found}
    whole_id = found[0].positions[0].id
    days_of = {p.id: p for relation in found for p in relation.positions[1:]}
    doubled = sorted(name for name, p in days_of.items() if p.proposition.slot("count").low == 2)
    fours = sorted(
        four for four in combinations(sorted(days_of), 4) if sum(name in doubled for name in four) == 1
    )
    assert {four for four in given if len(four) == 4} == set(fours[:92])
    assert {relation.positions[0].id for relation in found} == {whole_id}
    at_once = find_at(body(UNDISPUTED, whole, *claims[1:]), frozenset())
    assert {f.key for f in at_once if f.rule == "quantity-parts"} == {key_of(relation) for relation in found}


# Aims, words and deeds --------------------------------------------------------------------------------------

WIDE = {"agent": "armenia", "target": "azerbaijan"}
NARROW = {"agent": "armenian-forces", "target": "ganja"}


@pytest.mark.parametrize("stance", ["demands", "commits"])
def test_what_lies_inside_a_refusal_is_opposed(stance: str) -> None:
    p = claim("p", "azerbaijan", stance, "shelling", place="ganja", **NARROW)
    q = claim("q", "armenia", "refuses", "firing", **WIDE)
    knowledge = body(UNDISPUTED, p, q)
    expect(knowledge, "opposes opposed-aims p q: kind< agent< target< place<; adversarial")
    assert bridges_of(knowledge, "opposes") == [
        "shelling broader firing",
        "armenian-forces part_of armenia",
        "ganja within azerbaijan",
    ]


@pytest.mark.parametrize("stance", ["demands", "commits"])
def test_what_crosses_a_refusal_or_goes_beyond_it_is_not(stance: str) -> None:
    q = claim("q", "armenia", "refuses", "firing", place="ganja", **NARROW)
    expect(body(UNDISPUTED, claim("p", "azerbaijan", stance, "firing", **WIDE), q))
    expect(body(UNDISPUTED, claim("p", "azerbaijan", stance, "firing", **NARROW), q))


def test_an_aim_is_conditional_where_nobody_has_it_without_a_condition() -> None:
    condition = says("", "", "ceasefire")
    p = claim("p", "afp", "demands", "firing")
    q = claim("q", "reuters", "refuses", "firing")
    line = "opposes opposed-aims p q: kind="
    expect(body(UNDISPUTED, p, q), line)
    expect(body(UNDISPUTED, provided(p, condition), q), f"{line}; conditional")
    expect(body(UNDISPUTED, p, provided(q, condition)), f"{line}; conditional")
    again = claim("r", "critics", "refuses", "firing")
    expect(body(UNDISPUTED, p, provided(q, condition), again), "opposes opposed-aims p q+r: kind=")


def test_opposed_aims_may_depend_on_a_standpoint() -> None:
    p = claim("p", "afp", "demands", "firing", agent="karabakh-army")
    q = claim("q", "reuters", "refuses", "firing", agent="armenia")
    expect(body(DISPUTED, p, q), "opposes opposed-aims p q: kind= agent<; if baku")


@pytest.mark.parametrize(
    ("word", "deed", "relation"),
    [
        ("commits", "asserts", "fulfils"),
        ("commits", "denies", "breaches"),
        ("threatens", "asserts", "fulfils"),
        ("threatens", "denies", "breaches"),
        ("refuses", "asserts", "breaches"),
        ("refuses", "denies", "fulfils"),
    ],
)
def test_a_report_fulfils_or_breaches_a_word(word: str, deed: str, relation: str) -> None:
    inside, outside = ("shelling", NARROW), ("firing", WIDE)
    (done, done_slots), (said, said_slots) = (outside, inside) if deed == "denies" else (inside, outside)
    sign = ">" if deed == "denies" else "<"
    line = f"{relation} word-and-deed p q: kind{sign} agent{sign} target{sign}"
    p = claim("p", "afp", deed, done, **done_slots)
    q = claim("q", "armenia", word, said, **said_slots)
    expect(body(UNDISPUTED, p, q), line)
    conditional = provided(q, says("", "", "ceasefire"))
    expect(body(UNDISPUTED, p, conditional), f"{line}; conditional")
    # Nothing the other way round, where the deed does not settle the word.
    p, q = claim("p", "afp", deed, said, **said_slots), claim("q", "armenia", word, done, **done_slots)
    expect(body(UNDISPUTED, p, q))


@pytest.mark.parametrize(
    ("word", "deed", "done", "said", "line"),
    [
        # A promise says something of a slot it leaves out, a refusal anything.
        ("commits", "asserts", {"target": "ganja"}, {}, ""),
        ("refuses", "asserts", {"target": "ganja"}, {}, "breaches word-and-deed p q: kind= target<"),
        ("commits", "denies", {}, {"target": "ganja"}, "breaches word-and-deed p q: kind= target>"),
        ("refuses", "denies", {}, {"target": "ganja"}, "fulfils word-and-deed p q: kind= target>"),
        ("commits", "denies", {"target": "ganja"}, {}, ""),
        ("refuses", "denies", {"target": "ganja"}, {}, ""),
        ("commits", "asserts", {}, {"target": "ganja"}, ""),
        ("refuses", "asserts", {}, {"target": "ganja"}, ""),
    ],
)
def test_slots_that_words_and_deeds_leave_out(
    word: str, deed: str, done: Mapping[str, str], said: Mapping[str, str], line: str
) -> None:
    p, q = claim("p", "afp", deed, "firing", **done), claim("q", "afp", word, "firing", **said)
    expect(body(UNDISPUTED, p, q), *([line] if line else []))


def test_whose_deed_it_was_may_be_contested() -> None:
    p = says("p", "azerbaijan", "firing", agent="karabakh-army", time="10-04")
    q = claim("q", "armenia", "refuses", "firing", agent="armenia")
    expect(
        body(DISPUTED, p, q),
        "breaches word-and-deed p q: kind= agent< time<; if baku; adversarial",
    )


# Assessment -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stance", ["asserts", "commits", "threatens"])
def test_what_lies_inside_an_assessment_supports_it(stance: str) -> None:
    p = claim("p", "azerbaijan", stance, "shelling", **NARROW)
    q = claim("q", "armenia", "assesses", "firing", **WIDE)
    expect(body(UNDISPUTED, p, q), "supports assessment p q: kind< agent< target<; adversarial")
    expect(
        body(UNDISPUTED, provided(p, says("", "", "ceasefire")), q),
        "supports assessment p q: kind< agent< target<; adversarial",
    )
    expect(body(UNDISPUTED, claim("p", "afp", stance, "firing", place="ganja", **WIDE), q))
    expect(body(UNDISPUTED, claim("p", "afp", stance, "attack", **WIDE), q))


def test_a_denial_of_all_that_an_assessment_says_challenges_it() -> None:
    q = claim("q", "reuters", "assesses", "shelling", place="ganja", **NARROW)
    expect(
        body(UNDISPUTED, denies("p", "afp", "firing", **WIDE), q),
        "challenges assessment p q: kind> agent> target> place>",
    )
    expect(body(UNDISPUTED, denies("p", "afp", "shelling", time="10-04", **NARROW), q))


def test_an_assessment_may_depend_on_a_standpoint() -> None:
    p = says("p", "afp", "firing", agent="karabakh-army")
    q = claim("q", "reuters", "assesses", "firing", agent="armenia")
    expect(body(DISPUTED, p, q), "supports assessment p q: kind= agent<; if baku")


# Repeats ----------------------------------------------------------------------------------------------------


def repeated(*articles: tuple[str, str, tuple[Claim, ...]]) -> list[tuple[str, str, str]]:
    """Return what repeats what in articles given by name, when they were published, and their claims."""
    bundles = tuple(
        Bundle(Article(name, "", "en", "outlet", published=interval(when) if when else None), claims)
        for name, when, claims in articles
    )
    return [(r.later, r.earlier, r.origin) for r in find_repeats(Knowledge(UNDISPUTED, bundles))]


def test_the_first_article_is_repeated_by_the_others() -> None:
    said = says("p", "armenia", "firing")
    assert repeated(
        ("a", "10-05", (said,)), ("b", "10-04..10-09", (said,)), ("c", "", (said,)), ("d", "..10-01", (said,))
    ) == [("a/p", "b/p", "armenia"), ("c/p", "b/p", "armenia"), ("d/p", "b/p", "armenia")]


def test_of_one_day_the_shortest_chain_comes_first_and_then_the_name() -> None:
    said = says("p", "armenia", "firing")
    via = replace(said, via=("reuters",))
    assert repeated(("a", "10-04", (via,)), ("b", "10-04", (said,))) == [("a/p", "b/p", "armenia")]
    assert repeated(("b", "10-04", (said,)), ("a", "10-04", (said,))) == [("b/p", "a/p", "armenia")]
    assert repeated(("a", "", (via,)), ("b", "", (said,))) == [("a/p", "b/p", "armenia")]


def test_only_one_voice_on_one_position_repeats_itself() -> None:
    said = says("p", "armenia", "firing")
    for other in (
        replace(said, source="armenian-forces"),
        denies("p", "armenia", "firing"),
        says("p", "armenia", "shelling"),
    ):
        assert repeated(("a", "10-04", (said,)), ("b", "10-05", (other,))) == []


def test_a_question_repeats_another_once_however_much_they_presuppose() -> None:
    asked = asks("p", "armenia", RAID, says("", "", "combat"))
    assert repeated(("a", "10-04", (asked,)), ("b", "10-05", (asked,))) == [("b/p", "a/p", "armenia")]
    narrower = asks("p", "armenia", RAID)
    assert repeated(("a", "10-04", (asked,)), ("b", "10-05", (narrower,))) == [("b/p", "a/p", "armenia")]


# What holds of any body of knowledge ------------------------------------------------------------------------

EXAMPLES = settings(max_examples=drawn(40), deadline=None)
Key = tuple[str, str, tuple[str, ...], str, str]


def keys_at(knowledge: Knowledge, view: frozenset[str]) -> set[Key]:
    """Return what appears under one view."""
    return {finding.key for finding in find_at(knowledge, view)}


def key_of(relation: Relation) -> Key:
    """Return the key under which a relation's findings were grouped."""
    names = tuple(position.id for position in relation.positions)
    slots = json.dumps({slot: comparison.value for slot, comparison in relation.slots.items()})
    implied = "" if relation.implied is None else relation.implied.id
    return relation.rule, relation.relation.value, names, slots, implied


@EXAMPLES
@given(registers())
def test_registers_drawn_can_be_read(register: Register) -> None:
    assert check_register(register) == []
    for bridge in register.bridges():
        assert {bridge.subject, bridge.object} <= set(register.entries)


@EXAMPLES
@given(bodies())
def test_bodies_drawn_are_what_a_reader_accepts(knowledge: Knowledge) -> None:
    assert len(knowledge.positions) >= 2
    assert 1 <= len(knowledge.claims) <= 12
    assert 1 <= len(knowledge.bundles) <= 3
    empty: frozenset[str] = frozenset()
    background = Background(knowledge.register)
    for name, said in knowledge.claims.items():
        text = knowledge.article_of(name).text
        for quotation in said.quotations:
            assert text[quotation.start : quotation.end] == quotation.exact
            assert text.count(quotation.exact) == 1
            assert text[: quotation.start].endswith(quotation.prefix)
            assert text[quotation.end :].startswith(quotation.suffix)
        assert (said.proposition is None) == (said.stance is Stance.ASKS)
        assert said.presupposes == tuple(sorted(set(said.presupposes), key=lambda p: p.id))
        assert said.presupposes or said.stance is not Stance.ASKS
        held = [*said.presupposes, *([said.proposition] if said.stance is Stance.ASSERTS else [])]
        for p in held:
            assert p is not None
            is_state = background.inside(empty, "kind", p.kind, STATE) and not background.timeless(p.kind)
            if is_state and p.said_by is None and knowledge.said(name) is not None:
                assert p.time is not None


@EXAMPLES
@given(bodies())
def test_a_relation_holds_for_a_view_exactly_where_it_appears(knowledge: Knowledge) -> None:
    relations = {key_of(relation): relation for relation in find_relations(knowledge)}
    for view in find_views(knowledge.register):
        assert {key for key, relation in relations.items() if relation.holds_for(view)} == keys_at(
            knowledge, view
        )


@EXAMPLES
@given(bodies())
def test_a_relation_rests_only_on_bridges_of_the_sets_it_holds_for(knowledge: Knowledge) -> None:
    for relation in find_relations(knowledge):
        contested = {bridge.standpoint for bridge in relation.bridges} - {None}
        assert contested == frozenset().union(*relation.holds_if)
        assert len(set(relation.bridges)) == len(relation.bridges)
        assert set(relation.bridges) <= set(knowledge.register.bridges())


@EXAMPLES
@given(bodies())
def test_the_order_in_which_things_are_written_does_not_matter(knowledge: Knowledge) -> None:
    register = knowledge.register
    shuffled = Register(
        dict(reversed(list(register.entries.items()))),
        register.opponents,
        {
            name: replace(standpoint, holds=standpoint.holds[::-1])
            for name, standpoint in reversed(list(register.standpoints.items()))
        },
    )
    bundles = tuple(replace(bundle, claims=bundle.claims[::-1]) for bundle in reversed(knowledge.bundles))
    assert find_relations(Knowledge(shuffled, bundles)) == find_relations(knowledge)


Rename = Callable[[str], str]


def new_name(name: str) -> str:
    """Return another name that sorts among the others as the old one did; ``state`` keeps its own."""
    return name if name == STATE else f"{'a' if name < STATE else 't'}-{name}"


def rename_bridge(bridge: Bridge, rename: Rename) -> Bridge:
    standpoint = None if bridge.standpoint is None else rename(bridge.standpoint)
    return Bridge(rename(bridge.subject), bridge.relation, rename(bridge.object), standpoint)


def rename_proposition(p: Proposition, rename: Rename) -> Proposition:
    names = ("kind", "agent", "target", "instrument", "place", "value", "event", "said_by")
    changed: dict[str, Any] = {slot: rename(p.slot(slot)) for slot in names if p.slot(slot) is not None}
    if p.count is not None:
        population = None if p.count.population is None else rename(p.count.population)
        changed["count"] = replace(p.count, measure=rename(p.count.measure), population=population)
    return replace(p, **changed)


def rename_knowledge(knowledge: Knowledge, rename: Rename) -> Knowledge:
    register = knowledge.register
    entries = {
        rename(name): replace(
            entry,
            name=rename(name),
            links=tuple((relation, rename(other)) for relation, other in entry.links),
        )
        for name, entry in register.entries.items()
    }
    opponents = frozenset(frozenset(map(rename, pair)) for pair in register.opponents)
    standpoints = {
        rename(name): Standpoint(
            rename(name),
            holds=tuple(rename_bridge(bridge, rename) for bridge in standpoint.holds),
            excludes=tuple(map(rename, standpoint.excludes)),
        )
        for name, standpoint in register.standpoints.items()
    }
    bundles = tuple(
        replace(
            bundle,
            claims=tuple(
                replace(
                    claim,
                    source=rename(claim.source),
                    proposition=claim.proposition and rename_proposition(claim.proposition, rename),
                    presupposes=tuple(rename_proposition(p, rename) for p in claim.presupposes),
                    condition=claim.condition and rename_proposition(claim.condition, rename),
                )
                for claim in bundle.claims
            ),
        )
        for bundle in knowledge.bundles
    )
    return Knowledge(Register(entries, opponents, standpoints), bundles)


def unordered(relation: Relation, rename: Rename = str) -> str:
    """Return a relation so that neither names nor the order that identifiers gave it show."""
    claims = [position.claims for position in relation.positions]
    slots = [slot + SIGNS[comparison] for slot, comparison in relation.slots.items()]
    directed = relation.relation is RelationType.SUPERSEDES or relation.rule not in SYMMETRIC
    if not directed and claims[0] > claims[1]:
        claims.reverse()
        slots = [slot.translate(MIRRORED) for slot in slots]
    claims[1:] = sorted(claims[1:])
    bridges = [rename_bridge(bridge, rename) for bridge in relation.bridges]
    if any(bridge.relation == "distinct_from" for bridge in bridges):
        # Of several equally short ways apart, that of the first position is looked at first.
        bridges = []
    return repr(
        (
            (relation.rule, relation.relation, relation.conflict, relation.unknown, relation.modifiers),
            (claims, slots, sorted(map(str, bridges))),
            [sorted(map(rename, view)) for view in relation.holds_if],
            [sorted(map(rename, view)) for view in relation.unless],
            [p and rename_proposition(p, rename) for p in (relation.common, relation.implied)],
        )
    )


#: Rules of two assertions, whose order nothing but an identifier decides unless the one is the narrower.
SYMMETRIC = (
    "exclusive-state",
    "responsibility",
    "event-time",
    "event-place",
    "event-target",
    "event-instrument",
    "quantity",
    "corroboration",
)


@EXAMPLES
@given(bodies())
def test_names_do_not_matter(knowledge: Knowledge) -> None:
    found = map(unordered, find_relations(rename_knowledge(knowledge, new_name)))
    assert sorted(found) == sorted(unordered(relation, new_name) for relation in find_relations(knowledge))


@EXAMPLES
@given(bodies())
def test_an_unrelated_claim_changes_nothing(knowledge: Knowledge) -> None:
    register = knowledge.register
    entries = {
        **register.entries,
        **build_entries("kinds", "eclipse"),
        **build_entries("places", "elsewhere"),
        **build_entries("sources", "stranger"),
    }
    claims = [says("z", "stranger", "eclipse", place="elsewhere", time="10-02", count="eclipse - 1")]
    claims += [denies("y", "stranger", "eclipse", agent="stranger")]
    added = Bundle(Article("unrelated", "", "en", "stranger"), tuple(claims[:1]))
    wider = Knowledge(replace(register, entries=entries), (*knowledge.bundles, added))
    before = find_relations(knowledge)
    assert find_relations(wider) == before
    denied = replace(added, claims=tuple(claims))
    after = find_relations(Knowledge(wider.register, (*knowledge.bundles, denied)))
    identifiers = {relation.id for relation in before}
    assert [relation for relation in after if relation.id in identifiers] == before
    related = [relation for relation in after if relation.id not in identifiers]
    assert [written(relation) for relation in related] == [
        "tension denial z y: kind= agent? place< time< measure< count<; unknown agent"
    ]


def denied_at(knowledge: Knowledge, view: frozenset[str]) -> set[tuple[str, str]]:
    """Return the pairs of positions that contradict by denial under a view."""
    return {
        (finding.first.id, finding.second.id)
        for finding in find_at(knowledge, view)
        if finding.rule == "denial" and finding.relation is RelationType.CONTRADICTS
    }


@EXAMPLES
@given(bodies(), st.integers(0, 60))
def test_removing_a_bridge_never_adds_a_contradiction_by_denial(knowledge: Knowledge, index: int) -> None:
    # Not so for exclusive states: with the bridge that nests two values go their unique names.
    register = knowledge.register
    bridges = register.bridges()
    assume(bridges)
    gone = bridges[index % len(bridges)]
    if gone.standpoint is None:
        entry = register.entries[gone.subject]
        links = tuple(link for link in entry.links if link != (gone.relation, gone.object))
        less = replace(register, entries={**register.entries, entry.name: replace(entry, links=links)})
    else:
        standpoint = register.standpoints[gone.standpoint]
        holds = tuple(bridge for bridge in standpoint.holds if bridge != gone)
        standpoints = {**register.standpoints, gone.standpoint: replace(standpoint, holds=holds)}
        less = replace(register, standpoints=standpoints)
    for view in find_views(register):
        assert denied_at(Knowledge(less, knowledge.bundles), view) <= denied_at(knowledge, view)


def put(p: Proposition, slot: str, value: str | None) -> Proposition:
    """Return a proposition with another value in a slot."""
    changed: dict[str, Any] = {slot: value}
    return replace(p, **changed)


NOMINAL = ("kind", "agent", "target", "instrument", "place", "value")


def widened(p: Proposition, background: Background) -> Iterator[Proposition]:
    """Yield boxes that contain a proposition's.

    Whoever said it still did. Left alone are what a count is of, whose part bounds the whole from below only,
    and the kind of what is timeless, beyond which times are compared.
    """
    for slot in (*NOMINAL, "said_by"):
        value = p.slot(slot)
        if value is None or (slot == "kind" and background.timeless(p.kind)):
            continue
        for above in sorted(background.above(frozenset(), slot, value)):
            yield put(p, slot, above)
        if slot not in ("kind", "said_by"):
            yield put(p, slot, None)
    if p.event is not None:
        yield replace(p, event=None)
    if p.time is not None:
        yield replace(p, time=None)
        yield replace(p, time=replace(p.time, start=None))
        yield replace(p, time=replace(p.time, end=p.time.end and p.time.end + timedelta(days=1)))
    if p.count is not None:
        yield replace(p, count=None)
        yield replace(p, count=replace(p.count, low=0))
        yield replace(p, count=replace(p.count, high=None))


def narrowed(p: Proposition, background: Background) -> Iterator[Proposition]:
    """Yield boxes inside a proposition's, leaving alone what :func:`widened` does."""
    names = sorted(background.register.entries)
    for slot in NOMINAL:
        value = p.slot(slot)
        if value is None:
            yield put(p, slot, names[0])
        elif slot != "kind" or not background.timeless(p.kind):
            for below in names:
                if value in background.above(frozenset(), slot, below):
                    yield put(p, slot, below)
    if p.event is None:
        yield replace(p, event="clash")
    if p.time is None:
        yield replace(p, time=interval("10-02"))
    else:
        first = p.time.start or p.time.end
        yield replace(p, time=Interval(first, first))
    if p.count is None:
        yield replace(p, count=Count(names[0], 3))
    else:
        yield replace(p, count=replace(p.count, high=p.count.low))
        if p.count.high is None or p.count.low < p.count.high:
            yield replace(p, count=replace(p.count, low=p.count.low + 1))


def contradicted(knowledge: Knowledge) -> list[Relation]:
    """Return a few of the contradictions by denial."""
    return [
        relation
        for relation in find_relations(knowledge)
        if relation.rule == "denial" and relation.relation is RelationType.CONTRADICTS
    ][:3]


def check_still_contradicted(register: Register, relation: Relation, p: Proposition, q: Proposition) -> None:
    """Assert that an assertion of p and a denial of q contradict wherever a relation holds."""
    claims = Claim("p", "x", Stance.ASSERTS, p, ()), Claim("q", "y", Stance.DENIES, q, ())
    knowledge = body(register, *claims)
    for view in find_views(register):
        if relation.holds_for(view):
            assert denied_at(knowledge, view), (view, p, q)


@EXAMPLES
@given(bodies())
def test_widening_a_denial_never_loses_its_contradiction(knowledge: Knowledge) -> None:
    background = Background(knowledge.register)
    for relation in contradicted(knowledge):
        asserted, denied = (position.proposition for position in relation.positions)
        for wider in widened(denied, background):
            check_still_contradicted(knowledge.register, relation, asserted, wider)


@EXAMPLES
@given(bodies())
def test_narrowing_an_assertion_never_loses_its_contradiction(knowledge: Knowledge) -> None:
    background = Background(knowledge.register)
    for relation in contradicted(knowledge):
        asserted, denied = (position.proposition for position in relation.positions)
        for narrower in narrowed(asserted, background):
            check_still_contradicted(knowledge.register, relation, narrower, denied)


@EXAMPLES
@given(bodies())
def test_what_is_taken_for_granted_is_denied_as_if_it_were_asserted(knowledge: Knowledge) -> None:
    granted = Claim("p", "x", Stance.NEITHER, Proposition(STATE), ())
    for relation in contradicted(knowledge):
        asserted, denied = (position.proposition for position in relation.positions)
        doubted = Claim("q", "y", Stance.DENIES, denied, ())
        found = find_relations(body(knowledge.register, replace(granted, presupposes=(asserted,)), doubted))
        # Where a standpoint makes them compare otherwise, there is a second relation, found on its own.
        told = [(r.rule, r.implied, r.slots, r.holds_if, r.bridges) for r in found if not r.unknown]
        assert {rule for rule, *_ in told} == {"presupposition"}
        assert ("presupposition", asserted, relation.slots, relation.holds_if, relation.bridges) in told


@EXAMPLES
@given(bodies())
def test_parts_exceed_their_whole_and_none_could_be_spared(knowledge: Knowledge) -> None:
    background = Background(knowledge.register)
    for relation in find_relations(knowledge):
        if relation.rule != "quantity-parts":
            continue
        whole, *parts = (position.proposition for position in relation.positions)
        assert len(parts) > 1 and [p.id for p in relation.positions[1:]] == sorted(
            p.id for p in relation.positions[1:]
        )
        assert whole.count is not None and whole.count.high is not None
        lows = [part.count.low for part in parts if part.count is not None]
        assert sum(lows) > whole.count.high
        assert all(sum(lows) - low <= whole.count.high for low in lows)
        for view in relation.holds_if:
            for one, other in combinations(parts, 2):
                vector = compare_propositions(background, view, one, other, False, False)
                assert vector is not None
                assert Comparison.DISJOINT in [vector[slot] for slot in vector if slot != "count"]


@EXAMPLES
@given(bodies())
def test_every_claim_but_the_first_of_a_voice_repeats_it(knowledge: Knowledge) -> None:
    voices: dict[tuple[str, str], set[str]] = {}
    for position in knowledge.positions:
        for name in position.claims:
            voices.setdefault((position.id, knowledge.claims[name].source), set()).add(name)
    found = find_repeats(knowledge)
    repeats = {(repeat.later, repeat.earlier, repeat.origin) for repeat in found}
    assert len(repeats) == len(found)
    expected = set()
    for (_, origin), names in voices.items():
        starts = [earlier for earlier in names if not any(r[0] == earlier and r[1] in names for r in repeats)]
        assert len(starts) == 1
        expected |= {(name, starts[0], origin) for name in names - set(starts)}
    assert repeats == expected


#: What each rule may say, and of which stances.
SAYS = {
    "denial": {"contradicts", "tension", "supersedes"},
    "presupposition": {"contradicts", "tension"},
    "attribution": {"contradicts", "tension"},
    "exclusive-state": {"contradicts", "refines", "supersedes"},
    "responsibility": {"contradicts", "tension", "refines"},
    "event-time": {"contradicts", "refines"},
    "event-place": {"contradicts", "tension", "refines"},
    "event-target": {"tension", "refines"},
    "event-instrument": {"tension", "refines"},
    "quantity": {"contradicts", "refines", "supersedes"},
    "quantity-parts": {"contradicts"},
    "opposed-aims": {"opposes"},
    "word-and-deed": {"fulfils", "breaches"},
    "assessment": {"supports", "challenges"},
    "corroboration": {"corroborates", "refines"},
}
STANCES = {
    "denial": ("asserts", "denies"),
    "presupposition": (" ".join(Stance), "denies"),
    "attribution": ("asserts demands commits threatens assesses", "denies"),
    "opposed-aims": ("demands commits", "refuses"),
    "word-and-deed": ("asserts denies", "commits threatens refuses"),
    "assessment": ("asserts denies commits threatens", "assesses"),
}


@EXAMPLES
@given(bodies())
def test_what_a_rule_may_say_is_what_the_table_says(knowledge: Knowledge) -> None:
    for relation in find_relations(knowledge):
        assert relation.relation.value in SAYS[relation.rule]
        taken_back = relation.rule == "denial" and relation.relation is RelationType.SUPERSEDES
        stances = [position.stance.value for position in relation.positions]
        if taken_back:
            stances.sort()
        first, others = STANCES.get(relation.rule, ("asserts", "asserts"))
        assert stances[0] in first.split() and set(stances[1:]) <= set(others.split())
        assert (relation.implied is not None) == (relation.rule in ("presupposition", "attribution"))
        said = {position.proposition.said_by is not None for position in relation.positions[1:]}
        said.add((relation.implied or relation.positions[0].proposition).said_by is not None)
        assert len(said) == 1
        assert said == {False} or relation.rule in (
            "denial",
            "presupposition",
            "attribution",
            "corroboration",
        )
        if relation.relation is RelationType.CONTRADICTS:
            # What is unknown never makes a contradiction.
            decisive = (
                ("kind", "target", "time", *relation.conflict)
                if relation.rule == "exclusive-state"
                else tuple(relation.slots)
            )
            assert Comparison.UNKNOWN not in [relation.slots.get(slot) for slot in decisive]
        if relation.relation is RelationType.TENSION:
            assert relation.conflict or relation.unknown
        assert relation.version == ("2" if relation.rule in ("exclusive-state", "corroboration") else "1")
        assert ("conditional" in relation.modifiers) <= (relation.rule in ("opposed-aims", "word-and-deed"))

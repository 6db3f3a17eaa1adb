"""The oracle against cases worked by hand, and against what must hold of any body of knowledge.

A hand-worked case lists *everything* that the oracle may find, one line per relation::

    tension denial k1 d1: kind= agent? target< time=; unknown agent; unless baku | yerevan

First and second position are named by their claims, and the slots read from first to second: ``=`` equal,
``<`` narrower, ``>`` broader, ``~`` overlaps, ``#`` disjoint, ``?`` unknown. ``a ~ b`` between the positions
says that the one with the smaller identifier comes first, whichever that is. ``if`` and ``unless`` list
alternative sets of standpoints, whose members are joined by ``+``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from oracle import Background, check_register, find_at, find_relations, find_views
from strategies import bodies, registers

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


def body(register: Register, *claims: Claim) -> Knowledge:
    """Return a body of knowledge of one undated article."""
    article = Article("a", "", "en", "outlet")
    return Knowledge(register, (Bundle(article, claims),))


def named(position: Position) -> str:
    """Return a position's claims, without their article."""
    return "+".join(name.rpartition("/")[2] for name in position.claims)


def written(relation: Relation) -> str:
    """Return a relation as the lines of this module have it, but for its bridges."""
    first, second = relation.positions
    slots = " ".join(slot + SIGNS[comparison] for slot, comparison in relation.slots.items())
    parts = [f"{relation.relation} {relation.rule} {named(first)} {named(second)}: {slots}"]
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
    if relation.common is not None:
        parts.append("common " + json.dumps(relation.common.as_json()).replace('"', ""))
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


def expect(knowledge: Knowledge, *lines: str) -> None:
    """Assert that the oracle finds these relations and no others."""
    assert check_register(knowledge.register) == []
    found = sorted(written(relation) for relation in find_relations(knowledge))
    assert found == sorted(oriented(line, knowledge) for line in lines)


def bridges_of(knowledge: Knowledge, relation: str, condition: str = "") -> list[str]:
    """Return the bridges of the one relation of a type that holds if and only if a set is held."""
    held = frozenset(condition.split("+")) if condition else frozenset()
    (found,) = [r for r in find_relations(knowledge) if r.relation == relation and r.holds_if == (held,)]
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
        "karabakh-authority",
        "karabakh-head part_of karabakh-authority",
        "karabakh-army commanded_by karabakh-authority",
        "other-side",
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
        "front",
    ),
    **build_entries(
        "things", "air-base within ganja", "arms", "artillery broader arms", "missiles broader arms"
    ),
    **build_entries("populations", "people", "civilians broader people", "militiamen broader people"),
    **build_entries(
        "kinds",
        "state",
        "attack",
        "firing broader attack",
        "shelling broader firing",
        "missile-strike broader firing",
        "combat",
        "killed",
        "wounded",
        "sovereignty broader state",
        "control broader state",
        "mood broader state",
        "birthplace broader state",
        "command",
    ),
}
for _kind in ("sovereignty", "control", "birthplace", "command"):
    ENTRIES[_kind] = replace(ENTRIES[_kind], functional=("value",))
ENTRIES["birthplace"] = replace(ENTRIES["birthplace"], timeless=True)
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
    )
    assert bridges_of(knowledge, "corroborates", "yerevan") == [
        "shelling broader firing",
        "armenian-forces part_of armenia",
        "karabakh-army distinct_from armenia [yerevan]",
        "air-base within ganja",
    ]


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
    found = find_relations(body(DISPUTED, M1, *M2A, D1, K1, N1, N1B, U1, U1B, N2))
    contradictions = {
        (named(r.positions[0]), named(r.positions[1])): r.holds_if
        for r in found
        if r.relation is RelationType.CONTRADICTS
    }
    assert contradictions == {("m1", "d1"): (frozenset(),), ("k1", "d1"): (frozenset({"baku"}),)}


def _dated(claim: Claim, time: str) -> Claim:
    assert claim.proposition is not None
    return replace(claim, proposition=replace(claim.proposition, time=interval(time)))


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


@pytest.mark.parametrize(
    "stance", ["neither-confirms-nor-denies", "demands", "refuses", "commits", "threatens", "assesses"]
)
def test_other_stances_are_not_compared(stance: str) -> None:
    expect(
        body(
            UNDISPUTED,
            claim("p", "reuters", stance, "firing", target="ganja"),
            says("q", "outlet", "firing", target="air-base"),
            denies("r", "outlet", "shelling", place="front"),
        )
    )


def test_a_question_takes_no_position() -> None:
    asked = Claim("p", "reuters", Stance.ASKS, None, (), presupposes=(Proposition("firing"),))
    expect(body(UNDISPUTED, asked, denies("q", "outlet", "firing")))


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
        "common {kind: birthplace, target: karabakh-head}",
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
    expect(body(UNDISPUTED, p, says("q", "afp", "firing", target="ganja", agent="azerbaijan")))


# What holds of any body of knowledge ------------------------------------------------------------------------

EXAMPLES = settings(max_examples=80, deadline=None)
Key = tuple[str, str, str, str, str]


def keys_at(knowledge: Knowledge, view: frozenset[str]) -> set[Key]:
    """Return what appears under one view."""
    return {finding.key for finding in find_at(knowledge, view)}


def key_of(relation: Relation) -> Key:
    """Return the key under which a relation's findings were grouped."""
    first, second = relation.positions
    slots = json.dumps({slot: comparison.value for slot, comparison in relation.slots.items()})
    return relation.rule, relation.relation.value, first.id, second.id, slots


@EXAMPLES
@given(registers())
def test_registers_drawn_can_be_read(register: Register) -> None:
    assert check_register(register) == []
    for bridge in register.bridges():
        assert {bridge.subject, bridge.object} <= set(register.entries)


@EXAMPLES
@given(bodies())
def test_bodies_drawn_are_what_a_reader_accepts(knowledge: Knowledge) -> None:
    assert 2 <= len(knowledge.positions) <= 8
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
        p = said.proposition
        if p is not None and said.stance is Stance.ASSERTS and knowledge.said(name) is not None:
            dated_state = background.inside(empty, "kind", p.kind, "state") and not background.timeless(
                p.kind
            )
            assert p.time is not None or not dated_state


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
    names = ("kind", "agent", "target", "instrument", "place", "value", "event")
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
    directed = relation.relation is RelationType.SUPERSEDES or relation.rule == "denial"
    if not directed and claims[0] > claims[1]:
        claims.reverse()
        slots = [slot.translate(MIRRORED) for slot in slots]
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
            relation.common and rename_proposition(relation.common, rename),
        )
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

    Left alone are the population of a count, whose part bounds the whole from below only, and the kind of
    what is timeless, beyond which times are compared.
    """
    for slot in NOMINAL:
        value = p.slot(slot)
        if value is None or (slot == "kind" and background.timeless(p.kind)):
            continue
        for above in sorted(background.above(frozenset(), slot, value)):
            yield put(p, slot, above)
        if slot != "kind":
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
        for above in sorted(background.above(frozenset(), "measure", p.count.measure)):
            yield replace(p, count=replace(p.count, measure=above))


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
        for below in names:
            if p.count.measure in background.above(frozenset(), "measure", below):
                yield replace(p, count=replace(p.count, measure=below))


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
def test_what_a_rule_may_say_is_what_the_table_says(knowledge: Knowledge) -> None:
    types = {
        "denial": {"contradicts", "tension", "supersedes"},
        "exclusive-state": {"contradicts", "refines", "supersedes"},
        "quantity": {"contradicts", "refines", "supersedes"},
        "corroboration": {"corroborates", "refines"},
    }
    for relation in find_relations(knowledge):
        assert relation.relation.value in types[relation.rule]
        stances = [position.stance for position in relation.positions]
        second = Stance.DENIES if relation.rule == "denial" else Stance.ASSERTS
        assert sorted(stances) == [Stance.ASSERTS, second]
        assert stances[0] is Stance.ASSERTS or relation.relation is RelationType.SUPERSEDES
        if relation.relation is RelationType.CONTRADICTS:
            # What is unknown never makes a contradiction.
            decisive = {
                "denial": tuple(relation.slots),
                "quantity": tuple(relation.slots),
                "exclusive-state": ("kind", "target", "time", *relation.conflict),
            }[relation.rule]
            assert Comparison.UNKNOWN not in [relation.slots.get(slot) for slot in decisive]

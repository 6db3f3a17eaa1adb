"""The article of 4 October 2020, worked by hand (semantics, section 7)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cases import body, build_standpoints, expect, expect_only, named
from support.karabakh import (
    A1B,
    A1C,
    A3D,
    BAKU,
    C1,
    D1,
    DISPUTED,
    ENTRIES,
    K1,
    M0,
    M1,
    M2A,
    M2B,
    N1,
    N1B,
    N2,
    N3,
    OPPONENTS,
    U1,
    U1B,
    UNDISPUTED,
    YEREVAN,
    dated,
    with_slots,
)
from support.oracle import find_relations

from kg.model import Register, RelationType

# The article of 4 October 2020 (semantics, section 7) -------------------------------------------------------


def test_m1_contradicts_d1_unconditionally() -> None:
    knowledge = body(UNDISPUTED, M1, D1)
    expect(knowledge, "contradicts denial m1 d1: kind< agent< target< time=; adversarial")


def test_m2a_contradicts_d1_where_its_time_covers_hours_earlier() -> None:
    knowledge = body(UNDISPUTED, *M2A, dated(D1, "10-03..10-04"))
    expect(
        knowledge,
        "contradicts denial m2a-tartar d1: kind< agent< target< time=; adversarial",
        "contradicts denial m2a-horadiz d1: kind< agent< target< time=; adversarial",
    )
    horadiz = body(UNDISPUTED, M2A[1], dated(D1, "10-01..10-04"))
    expect(horadiz, "contradicts denial m2a-horadiz d1: kind< agent< target< time<; adversarial")


def test_m2a_is_in_tension_with_d1_where_its_time_is_that_of_the_ganja_attack() -> None:
    expect(
        body(UNDISPUTED, M2A[0], D1),
        "tension denial m2a-tartar d1: kind< agent< target< time>; conflict time; adversarial",
    )


def test_m2a_on_another_day_than_d1_is_nothing() -> None:
    expect(body(UNDISPUTED, dated(M2A[0], "10-03"), D1))


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


def test_k1_and_d1_are_compatible_as_they_stand() -> None:
    expect(body(UNDISPUTED, K1, D1))


def test_k1_contradicts_d1_only_for_who_holds_the_contested_bridge() -> None:
    knowledge = body(DISPUTED, K1, D1)
    expect(
        knowledge,
        "tension denial k1 d1: kind= agent? target< time=; unknown agent; unless baku | yerevan",
        "contradicts denial k1 d1: kind= agent< target< time=; if baku",
    )


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
    # Only where one deed has one doer do two doers contradict each other; and who says less of what was done
    # makes nothing more exact.
    entries = {**ENTRIES, "firing": replace(ENTRIES["firing"], functional=functional)}
    one, other = (with_slots(said, event="ganja-strike") for said in (K1, M1))
    expect_only(
        "responsibility",
        body(replace(DISPUTED, entries=entries), one, other),
        "tension responsibility m1 ~ k1: kind< agent? event=; unknown agent; "
        "unless baku | yerevan; adversarial",
        f"{relation} responsibility m1 ~ k1: kind< agent# event=; conflict agent; if yerevan; adversarial",
    )


def test_what_m2b_presupposes_is_what_d1_denies() -> None:
    knowledge = body(UNDISPUTED, M2B, D1)
    expect(
        knowledge,
        "contradicts presupposition m2b d1: kind= agent< target= time=; adversarial; "
        "implied {kind: firing, agent: armenian-forces, target: azerbaijan, time: 2020-10-04}",
    )


def test_a1_and_a3_support_what_the_critics_make_of_them() -> None:
    knowledge = body(UNDISPUTED, A1B, A3D, C1)
    expect(
        knowledge,
        "supports assessment a1b c1: kind< agent= place= time=",
        "supports assessment a3d c1: kind< agent= place= time<",
    )


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
    knowledge = body(DISPUTED, M1, *M2A, M2B, D1, K1, N1, N1B, U1, U1B, N2, A1B, A1C, A3D, C1, N3)
    contradictions = {
        (named(found.finding.positions[0]), named(found.finding.positions[1])): found.holds_if
        for found in find_relations(knowledge)
        if found.finding.relation is RelationType.CONTRADICTS
    }
    assert contradictions == {
        ("m1", "d1"): (frozenset(),),
        ("m2b", "d1"): (frozenset(),),
        ("k1", "d1"): (frozenset({"baku"}),),
    }

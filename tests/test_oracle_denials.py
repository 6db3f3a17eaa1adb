"""Something against nothing, and what standpoints change of it, worked by hand."""

from __future__ import annotations

import pytest
from support.cases import body, build_standpoints, claim, denies, expect, says
from support.karabakh import BAKU, D1, DISPUTED, ENTRIES, K1, M1, UNDISPUTED, YEREVAN
from support.oracle import check_register, find_relations

from kg.model import Article, Bundle, Knowledge, Register, Stance

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
        ("count", "killed civilians 10", "killed militiamen 10"),
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
        "corroborates corroboration r q: kind= event>",
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
        "refines corroboration q r: kind= measure= population= count<",
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
        "challenges assessment asserts doubts: kind= target=",
        "supports assessment denies doubts: kind= target=",
        "tension assessment assesses doubts: kind= target=",
        "fulfils word-and-deed asserts predicts: kind= target=",
        "breaches word-and-deed denies predicts: kind= target=",
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
    slots = "kind= target= time="
    knowledge = body(register, p, q)
    expect(
        knowledge,
        f"contradicts exclusive-state p ~ q: {slots} value#; conflict value; if east",
        f"refines exclusive-state p q: {slots} value<; if west",
        f"corroborates corroboration p q: {slots} value<; if west",
        f"tension exclusive-state p ~ q: {slots} value?; unknown value; unless east | west",
    )


@pytest.mark.parametrize(
    ("lines", "defect"),
    [
        ((BAKU, YEREVAN), ""),
        (("east: other-side part_of armenia", "west: armenian-forces part_of other-side"), ""),
        ((BAKU.partition(";")[0], YEREVAN), ""),
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
            "other-side is distinct from itself",
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

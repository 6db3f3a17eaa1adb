"""States of one value, counts, parts and wholes, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.cases import (
    body,
    build_entries,
    build_standpoints,
    by_oracle,
    expect,
    expect_only,
    says,
)
from support.karabakh import DISPUTED, ENTRIES, HELD, UNDISPUTED, counted

from kg.model import Claim, Knowledge, Register

# Exclusive state --------------------------------------------------------------------------------------------


def test_two_values_of_one_thing_at_one_time_contradict() -> None:
    expect(
        body(
            DISPUTED,
            says("p", "azerbaijan-mod", "control", value="azerbaijan", **HELD),
            says("q", "armenia", "control", value="armenia", **HELD),
        ),
        "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; adversarial",
    )


def test_other_slots_of_an_exclusive_state_do_not_matter() -> None:
    # Who holds it, with what, is not a slot that has one value; only what is functional conflicts.
    expect(
        body(
            UNDISPUTED,
            says("p", "afp", "control", value="azerbaijan", agent="azerbaijan-mod", **HELD),
            says("q", "afp", "control", value="armenia", instrument="arms", **HELD),
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


def test_who_says_later_that_it_is_otherwise_takes_nothing_back_by_that() -> None:
    before = says("p", "afp", "control", "10-04", value="armenia", **HELD)
    after = says("q", "afp", "control", "10-05", value="azerbaijan", **HELD)
    contradiction = "contradicts exclusive-state p ~ q: kind= target= time= value#; conflict value; "
    expect(body(UNDISPUTED, before, after), contradiction + "self-contradiction")


def test_what_is_corrected_is_left() -> None:
    before = says("p", "afp", "control", "10-04", value="armenia", **HELD)
    other = says("o", "reuters", "control", "10-04", value="armenia", **HELD)
    after = says("q", "afp", "control", "10-05", value="azerbaijan", corrects="p", **HELD)
    expect(body(UNDISPUTED, before, after), "supersedes corrects q p:")
    expect(
        body(UNDISPUTED, before, other, after),
        "supersedes corrects q o+p:",
        "contradicts exclusive-state o+p ~ q: kind= target= time= value#; conflict value",
    )


# Quantity ---------------------------------------------------------------------------------------------------


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
    register = Register(ENTRIES, standpoints=build_standpoints("east: officers broader civilians"))
    p = counted("p", "afp", "killed officers 300..")
    q = counted("q", "reuters", "killed civilians 0..100")
    knowledge = body(register, p, q)
    expect(
        knowledge,
        "contradicts quantity p q: kind= measure= population< count#; conflict count; if east",
    )


@pytest.mark.parametrize("numbers", ["20", "10..", "5", "10..15"])
def test_a_later_count_leaves_the_earlier_one(numbers: str) -> None:
    p, q = counted("p", "afp", "killed - 10", "10-03"), counted("q", "afp", f"killed - {numbers}", "10-05")
    expect(body(UNDISPUTED, p, q), "supersedes quantity q p:")
    expect(body(UNDISPUTED, q, replace(p, said=None)), but="quantity corroboration")
    assert "supersedes" not in "".join(map(str, by_oracle(body(UNDISPUTED, p, replace(q, said=p.said)))))


def test_only_a_count_of_the_same_is_left() -> None:
    p = counted("p", "afp", "killed people 20", "10-03", time="09-27..10-03")
    q = counted("q", "afp", "killed people 10", "10-05", time="09-27..10-05")
    expect(
        body(UNDISPUTED, p, q),
        "contradicts quantity p q: kind= time< measure= population= count#; conflict count; "
        "self-contradiction",
    )


def test_a_toll_that_others_give_too_is_still_given() -> None:
    p, o = counted("p", "afp", "killed - 10", "10-03"), counted("o", "reuters", "killed - 10", "10-03")
    q = counted("q", "afp", "killed - 20", "10-05")
    expect(
        body(UNDISPUTED, p, o, q),
        "supersedes quantity q o+p:",
        "contradicts quantity o+p ~ q: kind= measure= count#; conflict count",
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


@pytest.mark.parametrize(
    "counts",
    [
        ("0..10", "civilians 5", "militiamen 5"),  # just enough
        ("0..9", "civilians 5", "officers 5"),  # who may be both
        ("0..", "civilians 5", "militiamen 5"),  # no upper end
        ("0..9", "civilians 5", "children 5"),  # the one among the other
        ("0..9", "10-01..10-02 5", "10-02..10-03 5"),  # a day in common
        ("0..9", "10-01 5", "10-02 5"),  # who was killed on two days may be counted twice
        ("0..9", "civilians 5", f"{WEEK} 5"),  # not a part
        ("0..9", "civilians 5", "civilians 5..6"),  # nothing to tell them apart
    ],
)
def test_what_does_not_exceed_or_may_be_counted_twice_does_not(counts: tuple[str, ...]) -> None:
    expect_only("quantity-parts", body(UNDISPUTED, *parts(*counts)))


def test_a_population_left_out_is_everybody() -> None:
    whole = counted("w", "afp", "killed - 0..9", time=WEEK)
    one = counted("p", "afp", "killed civilians 5", time=WEEK)
    other = counted("q", "afp", "killed militiamen 5", time=WEEK)
    slots = "kind= time= measure= population> count#; conflict count"
    expect(
        body(UNDISPUTED, whole, one, other),
        f"contradicts quantity-parts w p & q: {slots}",
        but="corroboration",
    )
    measured = [counted("w", "afp", "wounded people 0..9", time=WEEK), one, other]
    expect(body(UNDISPUTED, *measured), but="corroboration")


def test_only_as_many_parts_as_it_takes_contradict_a_whole() -> None:
    towns = ("ganja", "tartar", "fuzuli", "lachin")
    entries = {**ENTRIES, **build_entries("places", "lachin within azerbaijan")}

    def knowledge(*numbers: int) -> Knowledge:
        whole = counted("w", "afp", "killed - 0..9", target="azerbaijan")
        places = zip("pqrs", towns, numbers, strict=True)
        tolls = [counted(name, "reuters", f"killed - {n}", target=town) for name, town, n in places]
        return body(Register(entries), whole, *tolls)

    slots = "kind= target> measure= count#; conflict count"
    expect_only(
        "quantity-parts",
        knowledge(5, 5, 5, 3),
        *(f"contradicts quantity-parts w {pair}: {slots}" for pair in ("p & q", "p & r", "q & r")),
    )
    expect_only("quantity-parts", knowledge(4, 4, 4, 1), f"contradicts quantity-parts w p & q & r: {slots}")


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
        "contradicts quantity-parts w p & q: kind= target> measure= population> count#; conflict count",
    )


def test_who_gives_the_whole_and_all_its_parts_contradicts_itself() -> None:
    claims = [replace(c, source="reuters") for c in parts("0..9", "civilians 5", "militiamen 5")]
    line = "contradicts quantity-parts w p & q: kind= time= measure= population> count#; conflict count"
    expect(body(UNDISPUTED, *claims), line)
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
        "contradicts quantity-parts w p & q: kind= target> time> measure= count#; conflict count; if west",
    )
    # The days hold them apart for everybody, but the targets come first, and west holds those apart.

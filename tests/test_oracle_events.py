"""Several accounts of one event, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.cases import body, build_standpoints, expect, expect_only, says
from support.karabakh import ENTRIES, HELD, UNDISPUTED

from kg.model import Claim, Register

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


@pytest.mark.parametrize(
    ("kind", "relation"),
    [("assassination", "contradicts"), ("poisoning", "contradicts"), ("attack", "tension")],
)
def test_one_deed_of_one_doer_has_no_two(kind: str, relation: str) -> None:
    # That one killer did it is inherited from assassination, but an attack is not said to have been one.
    p = says("p", "afp", "poisoning", agent="azerbaijan", **POISONING)
    q = says("q", "armenia", kind, agent="critics", **POISONING)
    slots = "kind= agent# event=" if kind == "poisoning" else "kind< agent# event="
    expect_only(
        "responsibility",
        body(UNDISPUTED, p, q),
        f"{relation} responsibility p ~ q: {slots}; conflict agent",
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
    q = says("q", "reuters", "firing", agent="armenia", event="raid")
    slots = "kind= agent< event="
    expect(
        body(UNDISPUTED, p, q),
        f"refines responsibility p q: {slots}",
        f"corroborates corroboration p q: {slots}",
    )
    less = says("q", "reuters", "shelling", agent="armenia", event="raid")
    expect(body(UNDISPUTED, p, less))


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
        ({"target": "ganja"}, {"target": "ganja", "place": "azerbaijan"}, "target= place<; place"),
        ({"target": "ganja"}, {"target": "ganja", "place": "front"}, ""),  # the town is elsewhere
        (
            {"target": "ganja", "instrument": "missiles"},
            {"target": "ganja", "instrument": "artillery"},
            "target= instrument#; instrument",
        ),
        ({"target": "ganja"}, {"place": "ganja"}, "target? place=; ; target"),  # the town is where it was
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
        ({"target": "armenia"}, {"place": "front"}),
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

"""The small cases that decide, row by row: what must be found, and that nothing else is.

Every row is asserted of the literal reading and of the engine; a line names relation, rule and two claims.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.cases import (
    Finder,
    asks,
    body,
    build_entries,
    build_standpoints,
    by_engine,
    by_oracle,
    claim,
    denies,
    frame,
    says,
)

from kg.model import Certainty, Claim, Entry, EventFrame, Knowledge, Register

FINDERS = {"oracle": by_oracle, "engine": by_engine}


@pytest.fixture(params=sorted(FINDERS))
def finder(request: pytest.FixtureRequest) -> Finder:
    return FINDERS[request.param]


ENTRIES = {
    **build_entries(
        "sources",
        "x",
        "x-ministry part_of x",
        "x-secretary part_of x",
        "x-army part_of x",
        "y",
        "neighbour",
        "agency",
        "analysts",
        "hrw",
        "is",
        "ministry",
        "iran",
        "iran-body part_of iran",
        "gunmen unidentified",
        "militia",
    ),
    **build_entries(
        "places", "country", "province within country", "c", "h within c", "a-land", "b-land", "nation"
    ),
    **build_entries("places", "valley within a-land within b-land", "somewhere unidentified"),
    **build_entries("things", "aircraft", "f-16 broader aircraft", "airfield", "school", "flight"),
    **build_entries(
        "populations", "everybody", "passengers broader everybody", "iranians broader everybody", "civilians"
    ),
    **build_entries(
        "kinds",
        "state",
        "involvement",
        "attack broader involvement functional agent",
        "strike broader attack functional agent distinct_from misfire",
        "misfire broader attack",
        "air-strike broader strike",
        "crossing",
        "opening broader involvement",
        "downing",
        "election",
        "disaster",
        "involved",
        "raid broader involved functional agent",
        "casualties grows",
        "killed broader casualties grows",
        "on-board",
        "share varies ratio percent",
        "turnout ratio percent",
        "missing varies",
    ),
    **build_entries("events", "event", "border", "vote"),
}
OPPONENTS = frozenset({frozenset({"x", "y"}), frozenset({"ministry", "y"})})
REGISTER = Register(ENTRIES, OPPONENTS)


def found(finder: Finder, *claims: Claim, register: Register = REGISTER) -> list[str]:
    """Return what is found of some claims, without who only says the same in more or fewer words."""
    knowledge: Knowledge = body(register, *claims)
    return sorted(set(finder(knowledge)))


def tolls(*lines: str) -> list[Claim]:
    """Return counts at one event from lines like ``m1 ministry 23: killed - 93``."""
    claims = []
    for line in lines:
        head, numbers = line.split(": ")
        name, source, day = head.split()
        said = None if day == "-" else f"03-{day}"
        claims.append(says(name, source, "attack", said, target="c", event="event", count=numbers))
    return claims


# Ratios and populations


def test_a_share_of_the_whole_and_one_of_a_part_are_not_compared(finder: Finder) -> None:
    whole = says("w", "agency", "election", place="country", time="03-20", count="turnout - 54")
    part = says("p", "ministry", "election", place="province", time="03-20", count="turnout - 88")
    assert not [line for line in found(finder, whole, part) if "corroborates" not in line]


def test_overlapping_populations_are_not_compared(finder: Finder) -> None:
    slots = {"target": "flight", "time": "03-20"}
    claims = [
        says("p", "agency", "disaster", count="on-board passengers 179", **slots),
        says("i", "iran", "disaster", count="on-board iranians 82", **slots),
        says("e", "ministry", "disaster", count="on-board - 180", **slots),
    ]
    assert not [line for line in found(finder, *claims) if "corroborates" not in line]


def test_a_part_of_everybody_is_no_more_than_everybody(finder: Finder) -> None:
    slots = {"target": "flight", "time": "03-20"}
    claims = [
        says("e", "agency", "disaster", count="on-board everybody 176", **slots),
        says("p", "iran", "disaster", count="on-board passengers 179", **slots),
    ]
    assert found(finder, *claims) == ["contradicts quantity e p"]


# One event


def test_one_event_cannot_have_been_of_two_distinct_kinds(finder: Finder) -> None:
    claims = [
        says("s", "y", "air-strike", agent="x", target="h", event="event"),
        says("m", "x", "misfire", agent="y", target="h", event="event"),
    ]
    register = Register({**ENTRIES, **build_entries("kinds", "attack broader involvement")}, OPPONENTS)
    assert found(finder, *claims, register=register) == ["contradicts nature m s"]
    functional = [line for line in found(finder, *claims) if "corroborates" not in line]
    assert functional == ["contradicts nature m s", "contradicts responsibility m s"]


def test_a_denial_of_any_part_reaches_wherever_and_whenever_the_event_was(finder: Finder) -> None:
    claims = [
        denies("d", "x", "involvement", "03-25", agent="x", event="border"),
        says("o", "agency", "opening", "03-26", agent="x", place="valley", time="03-20", event="border"),
    ]
    assert found(finder, *claims) == ["contradicts denial d o"]


def test_an_event_is_part_of_another(finder: Finder) -> None:
    register = Register({**ENTRIES, **build_entries("events", "night part_of event")})
    claims = [
        denies("d", "x", "attack", agent="x", event="event"),
        says("n", "y", "attack", agent="x-army", event="night"),
    ]
    assert found(finder, *claims, register=register) == ["contradicts denial d n"]
    turned = [replace_event(claims[0], "night"), replace_event(claims[1], "event")]
    assert found(finder, *turned, register=register) == ["tension denial d n"]


def replace_event(said: Claim, event: str) -> Claim:
    assert said.proposition is not None
    stance = said.stance.value
    agent = said.proposition.agent
    assert isinstance(agent, str)
    return claim(said.id, said.source, stance, said.proposition.kind, agent=agent, event=event)


def test_whether_two_events_are_one_may_be_contested(finder: Finder) -> None:
    one, two = build_standpoints("one: event same_as border", "two: event distinct_from border").values()
    register = Register(ENTRIES, OPPONENTS, {"one": one, "two": two})
    claims = [
        denies("d", "x", "attack", agent="x", event="event"),
        says("n", "y", "attack", agent="x", event="border"),
    ]
    assert found(finder, *claims, register=register) == [
        "contradicts denial d n; if one",
        "tension denial d n; unknown event; unless one | two",
    ]


def test_involvement_is_not_functional_because_attack_is(finder: Finder) -> None:
    claims = [
        says("i", "agency", "involved", agent="x", event="event"),
        says("r", "y", "raid", agent="militia", event="event"),
    ]
    assert found(finder, *claims) == ["tension responsibility i r"]


def test_nothing_but_the_airfield(finder: Finder) -> None:
    claims = [
        says("o", "x", "strike", agent="x", target="airfield", time="03-20", only="target"),
        says("s", "y", "strike", agent="x", target="school", time="03-20"),
    ]
    assert found(finder, *claims) == ["contradicts exclusivity o s"]
    less = [claims[0], says("s", "y", "strike", agent="x", target="school")]
    assert found(finder, *less) == []


# Voices


def test_who_denies_in_public_and_admits_in_private_holds_both(finder: Finder) -> None:
    slots = {"agent": "x", "target": "h", "event": "event"}
    claims = [
        denies("d", "x", "strike", "03-20", **slots),
        says("p", "x", "strike", "03-22", time="03-19", **slots),
        says("y", "y", "strike", "03-21", time="03-19", **slots),
    ]
    lines = [line for line in found(finder, *claims) if "corroboration" not in line]
    assert lines == ["contradicts denial d p", "contradicts denial d y"]


def test_what_was_corrected_was_still_said(finder: Finder) -> None:
    claims = [
        says("m1", "ministry", "attack", "03-18", target="h", event="event", count="killed - 500"),
        says("m2", "ministry", "attack", "03-19", target="h", event="event", count="killed - 471"),
        denies(
            "n", "y", "attack", "03-25", target="h", event="event", said_by="ministry", count="killed - 500"
        ),
    ]
    assert found(finder, *claims) == ["contradicts attribution m1 n", "supersedes quantity m2 m1"]


def test_a_ministry_is_no_stranger_to_its_state(finder: Finder) -> None:
    claims = [
        says("m", "x-ministry", "strike", agent="x-army", target="h", event="event"),
        denies("f", "x-secretary", "strike", agent="x-army", target="h", event="event"),
        says("n", "neighbour", "strike", agent="x-army", target="h", event="event"),
    ]
    assert found(finder, *claims) == ["contradicts denial f m", "contradicts denial f n"]


def test_who_takes_a_denial_back_leaves_it(finder: Finder) -> None:
    claims = [
        denies("d", "iran", "strike", "03-20", agent="iran", target="h"),
        says("b", "iran-body", "strike", "03-22", agent="iran", target="h", corrects="d"),
        says("n", "neighbour", "strike", "03-19", agent="iran", target="h"),
    ]
    assert found(finder, *claims) == ["supersedes corrects b d"]


# Counts that change


def test_a_running_share_is_updated(finder: Finder) -> None:
    numbers = ("52.97", "54.24", "53.93")
    claims = [
        says(
            f"v{n}",
            f"{source}",
            "election",
            f"03-{20 + n}",
            place="country",
            event="vote",
            count=f"share - {number}",
        )
        for n, (number, source) in enumerate(zip(numbers, ("agency", "ministry", "agency"), strict=True))
    ]
    assert found(finder, *claims) == [
        "supersedes quantity v2 v0",
        "updates quantity v2 v1",
    ]
    others = [says("v1", "analysts", "election", "03-21", place="country", event="vote", count="share - 54")]
    assert found(finder, claims[0], *others) == ["updates quantity v1 v0"]


def test_a_voice_leaves_its_earlier_count(finder: Finder) -> None:
    claims = tolls("m1 ministry 23: killed - 93", "m2 ministry 25: killed - 133")
    assert found(finder, *claims) == ["supersedes quantity m2 m1"]


@pytest.mark.parametrize(
    ("one", "other", "line"),
    [
        ("m ministry 23: killed - 93", "g agency 25: killed - 133", "updates quantity g m"),
        ("m ministry 25: killed - 133", "g agency 26: killed - 100", "contradicts quantity g m"),
        ("m ministry 18: killed - 471", "g analysts 18: killed - 100..300 final", "contradicts quantity g m"),
        ("m ministry 23: killed - 93", "g agency 23: killed - 133", "tension quantity g m; as_of"),
        ("m ministry 23T09:00: killed - 93", "g agency 23T12:00: killed - 133", "updates quantity g m"),
        ("m ministry 23T12:00: killed - 93", "g agency 23T09:00: killed - 133", "contradicts quantity g m"),
        ("m ministry 23T12:00: killed - 93", "g agency 23T12:00: killed - 133", "contradicts quantity g m"),
        ("m ministry 23T12:00: killed - 93", "g agency 23: killed - 133", "tension quantity g m; as_of"),
        ("m ministry -: killed - 93", "g agency 23: killed - 133", "tension quantity g m; as_of"),
        ("m ministry 23: killed - 93", "g y 25: killed - 133", "tension quantity g m; as_of"),
        ("m ministry 23: killed - 93", "g agency 20: killed - 133 @03-25", "updates quantity g m"),
        ("m ministry 23: killed - 93", "g agency 25: killed - 133 @03-20", "contradicts quantity g m"),
        ("m ministry 20: killed - 93 final", "g agency 25: killed - 133", "contradicts quantity g m"),
        ("m ministry 23: killed - 93..", "g agency 20: killed - 133", ""),
        ("m ministry 23: missing - 93", "g agency 25: missing - 50", "updates quantity g m"),
        ("m ministry 23: missing - 93", "g agency 23: missing - 50", "tension quantity g m; as_of"),
        ("m ministry 23T09:00: missing - 93", "g agency 23T09:00: missing - 5", "contradicts quantity g m"),
        ("m ministry 23: missing - 93 final", "g agency 25: missing - 5 final", "contradicts quantity g m"),
        ("m ministry 23: killed - 93", "g agency 20: killed passengers 133", "contradicts quantity g m"),
        ("m ministry 23: casualties - ..10", "g agency 20: killed - 12", "contradicts quantity g m"),
        ("m ministry 23: casualties - 1..10", "g agency 20: killed - 12", "contradicts quantity g m"),
        ("m ministry 23: on-board - 93", "g agency 25: on-board - 133", "contradicts quantity g m"),
    ],
)
def test_two_counts_are_compared_by_when_they_were_taken(
    finder: Finder, one: str, other: str, line: str
) -> None:
    claims = tolls(one.replace(" ..", " 0.."), other)
    lines = [line for line in found(finder, *claims) if "corroborat" not in line]
    assert lines == ([line] if line else [])


def test_a_toll_in_a_hospital_is_one_in_its_city(finder: Finder) -> None:
    part = {"target": "h", "time": "03-20", "count": "killed - 500"}
    whole = {"place": "c", "time": "03-20", "count": "killed - 0..300 final"}
    claims = [says("p", "ministry", "attack", "03-21", **part), says("w", "agency", "attack", **whole)]
    assert found(finder, *claims) == ["contradicts quantity p w"]
    undated = {slot: value for slot, value in part.items() if slot != "time"}
    claims = [says("p", "ministry", "attack", "03-21", **undated), says("w", "agency", "attack", **whole)]
    assert found(finder, *claims) == ["tension quantity p w; unknown time"]


def test_parts_sum_to_more_than_the_whole(finder: Finder) -> None:
    parts = build_entries("populations", "men broader everybody", "women broader everybody distinct_from men")
    register = Register({**ENTRIES, **parts})
    numbers = ("w ministry 25: killed everybody 10", "p agency 24: killed men 6", "q x 23: killed women 6")
    assert "contradicts quantity-parts w p q" in found(finder, *tolls(*numbers), register=register)
    later = [line.replace("x 23", "x 26") for line in numbers]
    assert "contradicts quantity-parts w p q" not in found(finder, *tolls(*later), register=register)
    final = [later[0] + " final", *later[1:]]
    assert "contradicts quantity-parts w p q" in found(finder, *tolls(*final), register=register)
    together = Register({**parts, **ENTRIES, **build_entries("populations", "men", "women")})
    assert found(finder, *tolls(*numbers), register=together) != found(
        finder, *tolls(*numbers), register=register
    )


def test_another_toll_than_the_one_denied_was_not_denied(finder: Finder) -> None:
    claims = [
        says("s", "ministry", "attack", "03-18", target="h", event="event", count="killed - 500"),
        denies("n", "ministry", "attack", "03-20", target="h", said_by="ministry", count="killed - 500"),
        says("t", "y", "attack", "03-19", target="nation", count="killed - 3478"),
    ]
    assert found(finder, *claims) == ["contradicts attribution n s"]


# Nothing at all


def test_two_denials_agree(finder: Finder) -> None:
    slots = {"target": "h", "event": "event"}
    claims = [
        says("k", "ministry", "attack", "03-20", count="killed - 0", **slots),
        says("c", "agency", "attack", "03-20", count="casualties - 0", **slots),
    ]
    assert found(finder, *claims) == ["corroborates corroboration c k"]


def test_nobody_and_a_dozen_contradict(finder: Finder) -> None:
    claims = tolls("n ministry 20: killed - 0", "d agency 20: killed - 12..")
    assert found(finder, *claims) == ["contradicts denial d n"]


def test_up_to_five_says_that_nobody_need_be(finder: Finder) -> None:
    claims = [*tolls("u ministry 20: killed - 0..5"), denies("d", "x", "attack", event="event")]
    assert found(finder, *claims) == []
    claims = tolls("u ministry 20: killed - 0..5", "m agency 19: killed - 12")
    assert found(finder, *claims) == ["contradicts quantity m u"]


def test_a_denial_said_before_does_not_reach_what_came_after(finder: Finder) -> None:
    before = denies("d", "x", "crossing", "2016-05-01", agent="x", place="country")
    after = says("c", "y", "crossing", "03-20", agent="x", place="country", time="2022-02-24")
    assert found(finder, before, after) == []
    since = denies("d", "x", "crossing", "2022-03-01", agent="x", place="country")
    assert found(finder, since, after) == ["contradicts denial c d"]
    undated = says("c", "y", "crossing", "2015-03-20", agent="x", place="country")
    assert found(finder, before, undated) == ["contradicts denial c d"]
    later = says("c", "y", "crossing", "2017-03-20", agent="x", place="country")
    assert found(finder, before, later) == ["tension denial c d; unknown time"]


# Hedges and opinions


def test_what_is_only_possible_is_in_tension(finder: Finder) -> None:
    slots = {"agent": "y", "target": "h", "event": "event"}
    maybe = says("p", "agency", "strike", certainty="possible", **slots)
    assert found(finder, maybe, denies("d", "y", "strike", **slots)) == ["tension denial d p; hedged"]
    both = denies("d", "y", "strike", certainty="possible", **slots)
    assert found(finder, maybe, both) == []
    probably = says("p", "agency", "strike", certainty="probable", **slots)
    assert found(finder, probably, denies("d", "y", "strike", **slots)) == ["contradicts denial d p"]


def test_who_doubts_is_challenged(finder: Finder) -> None:
    slots = {"agent": "x", "target": "h", "event": "event"}
    doubt = claim("d", "hrw", "doubts", "strike", **slots)
    assert found(finder, says("m", "ministry", "strike", **slots), doubt) == ["challenges assessment d m"]
    believes = claim("b", "analysts", "assesses", "strike", **slots)
    assert found(finder, believes, doubt) == ["tension assessment b d"]
    agrees = denies("n", "x", "strike", **slots)
    assert found(finder, agrees, doubt) == ["supports assessment d n"]


def test_a_forecast_did_not_come_true(finder: Finder) -> None:
    slots = {"target": "h", "event": "event"}
    forecast = claim("f", "analysts", "predicts", "attack", "03-18", count="killed - 201..", **slots)
    final = says("c", "ministry", "attack", "03-25", count="killed - 150 final", **slots)
    assert found(finder, forecast, final) == ["breaches word-and-deed c f"]
    so_far = says("c", "ministry", "attack", "03-25", count="killed - 150", **slots)
    assert found(finder, forecast, so_far) == []
    earlier = says("c", "ministry", "attack", "03-17", count="killed - 150 final", **slots)
    assert found(finder, forecast, earlier) == []


# Descriptions and several at once


def test_unknown_gunmen_may_be_anybody(finder: Finder) -> None:
    slots = {"target": "h", "event": "event"}
    claims = [
        says("g", "ministry", "strike", agent="gunmen", **slots),
        says("i", "is", "strike", agent="is", **slots),
    ]
    lines = [line for line in found(finder, *claims) if "corroborates" not in line]
    assert lines == ["tension responsibility g i; unknown agent"]


@pytest.mark.parametrize(
    ("agent", "line"),
    [("x+y", "contradicts denial d s"), ("x|y", "tension denial d s; unknown agent"), ("is+y", "")],
)
def test_together_and_one_of_them(finder: Finder, agent: str, line: str) -> None:
    claims = [
        says("s", "agency", "strike", agent=agent, target="h"),
        denies("d", "x", "strike", agent="x", target="h"),
    ]
    assert found(finder, *claims) == ([line] if line else [])


def test_a_denial_of_any_of_several_denies_each(finder: Finder) -> None:
    none = denies("d", "x", "strike", agent="x", target="h|school")
    for target in ("h", "school", "h+school", "h|school"):
        hit = says("s", "agency", "strike", agent="x", target=target)
        assert found(finder, hit, none) == ["contradicts denial d s"]
    assert found(finder, says("s", "agency", "strike", agent="x", target="airfield"), none) == []


def test_an_aeroplane_is_an_aircraft(finder: Finder) -> None:
    claims = [
        says("s", "agency", "downing", agent="x", target="f-16"),
        denies("d", "x", "downing", agent="x", target="aircraft"),
    ]
    assert found(finder, *claims) == ["contradicts denial d s"]


def test_a_valley_in_two_provinces_is_in_neither_alone(finder: Finder) -> None:
    slots = {"event": "border", "agent": "x"}
    claims = [
        says("p", "agency", "crossing", place="a-land", only="place", **slots),
        says("q", "y", "crossing", place="b-land", **slots),
    ]
    assert found(finder, *claims) == []
    no_valley = Register({name: entry for name, entry in ENTRIES.items() if name != "valley"}, OPPONENTS)
    assert found(finder, *claims, register=no_valley) == [
        "contradicts event-place p q",
        "contradicts exclusivity p q",
    ]


def test_a_question_takes_for_granted(finder: Finder) -> None:
    granted = says("", "", "strike", agent="x", target="h")
    assert found(finder, asks("k", "agency", granted), denies("d", "x", "strike", agent="x")) == [
        "contradicts presupposition d k"
    ]


def test_what_an_event_gives_makes_no_corroboration(finder: Finder) -> None:
    declared = EventFrame(kind="strike", target="h", time=None)
    event = build_entries("events", "event")["event"]
    register = Register({**ENTRIES, "event": type(event)("event", "events", frame=declared)}, OPPONENTS)
    claims = [
        says("p", "agency", "strike", agent="x", target="h", event="event"),
        says("q", "hrw", "strike", instrument="f-16", target="h", event="event"),
    ]
    assert found(finder, *claims, register=register) == []
    assert found(finder, *claims) == ["corroborates corroboration p q; unknown agent instrument"]
    assert frame("strike", target="h").kind == "strike"


# What is stronger for some, and what utterances, forecasts and possibilities say


def holding(*lines: str, entries: dict[str, Entry] | None = None) -> Register:
    """Return the register with standpoints."""
    return Register({**ENTRIES, **(entries or {})}, OPPONENTS, build_standpoints(*lines))


def test_who_sees_words_contradicted_sees_no_tension_about_them_beside(finder: Finder) -> None:
    claims = [
        says("s", "x-army+militia", "downing", target="f-16", event="event"),
        denies("d", "agency", "downing", target="aircraft", event="event", said_by="militia"),
    ]
    register = holding("east: militia part_of x-army")
    assert found(finder, *claims, register=register) == [
        "contradicts attribution d s",
    ]
    contested = [
        claims[0],
        denies("d", "agency", "downing", target="school", event="event", said_by="militia"),
    ]
    register = holding("east: militia part_of x-army, f-16 part_of school")
    assert found(finder, *contested, register=register) == [
        "contradicts attribution d s; if east",
        "tension attribution d s; unknown target said_by; unless east",
        "tension attribution d s; unknown target; unless east",
    ]


def test_who_sees_no_tension_between_counts_sees_that_they_agree_in_part(finder: Finder) -> None:
    claims = [
        says("m", "x", "attack", target="f-16", count="missing - 1 final"),
        says("n", "agency", "attack", target="airfield", count="missing - 2 final"),
    ]
    entries = build_entries("things", "f-16 within province", "airfield within country")
    register = holding("east: f-16 part_of airfield", entries=entries)
    assert found(finder, *claims, register=register) == [
        "corroborates corroboration m n; if east",
        "tension quantity m n; unknown target; unless east",
    ]


def test_what_is_threatened_after_a_denial_is_not_what_was_denied(finder: Finder) -> None:
    claims = [
        denies("d", "x", "attack", "10-02", event="event"),
        claim("t", "y", "threatens", "attack", "10-04", event="event"),
    ]
    assert found(finder, *claims) == []
    later = [denies("d", "x", "attack", "10-05", event="event"), claims[1]]
    assert found(finder, *later) == ["breaches word-and-deed d t"]


def test_who_said_that_nobody_was_killed_has_said_something(finder: Finder) -> None:
    claims = [
        says("s", "agency", "attack", count="killed - 0", said_by="x"),
        denies("d", "y", "attack", said_by="x"),
    ]
    assert found(finder, *claims) == ["contradicts denial d s"]


def test_a_part_of_both_may_have_said_it(finder: Finder) -> None:
    claims = [
        says("s", "x", "attack", event="event"),
        denies("d", "y", "attack", event="event", said_by="militia"),
    ]
    entries = build_entries("sources", "militia", "patrol part_of x part_of militia")
    assert found(finder, *claims, register=holding(entries=entries)) == ["tension attribution d s"]
    assert found(finder, *claims) == []


def test_of_a_toll_that_was_denied_to_be_said_nothing_else_need_be_known(finder: Finder) -> None:
    claims = [
        says("s", "x", "attack", count="killed - 12", event="event"),
        denies("d", "y", "attack", target="c", event="event", said_by="x"),
    ]
    assert found(finder, *claims) == ["tension attribution d s; unknown target"]


@pytest.mark.parametrize(
    ("said", "number", "breached"),
    [
        ("03-28", "killed - 0 final", True),
        ("03-28", "killed - 50 final", True),
        ("03-28", "killed - 0", False),
        ("03-20", "killed - 0 final", False),
    ],
)
def test_that_nobody_was_killed_breaches_a_forecast_as_any_count_does(
    finder: Finder, said: str, number: str, breached: bool
) -> None:
    claims = [
        claim("p", "analysts", "predicts", "attack", "03-20", target="c", count="killed - 200.."),
        says("n", "ministry", "attack", said, target="c", count=number),
    ]
    assert found(finder, *claims) == (["breaches word-and-deed n p"] if breached else [])


def test_a_question_takes_back_in_each_of_its_positions(finder: Finder) -> None:
    granted = [says("g", "x", "attack", target=target) for target in ("c", "school")]
    question = replace(asks("q", "x", *granted), corrects=("a/d",))
    knowledge = body(REGISTER, denies("d", "x", "strike", agent="y"), question)
    found = sorted(finder(knowledge))
    assert found == ["supersedes corrects q d"] * 2


def test_two_states_of_what_some_hold_to_be_two_events_refine_for_the_others_alone(finder: Finder) -> None:
    entries = build_entries("kinds", "control broader state functional agent")
    register = holding("one: event same_as border", "two: event distinct_from border", entries=entries)
    claims = [
        says("a", "agency", "control", agent="x-army", target="c", time="03-20", event="event"),
        says("b", "agency", "control", agent="x", target="c", time="03-20", event="border"),
    ]
    refined = [line for line in found(finder, *claims, register=register) if "exclusive-state" in line]
    assert refined == [
        "refines exclusive-state a b; if one",
        "refines exclusive-state a b; unknown event; unless one | two",
    ]


def test_two_possible_tolls_of_opponents_are_in_no_tension(finder: Finder) -> None:
    low, high = tolls("a ministry 23: killed - 93", "b y 25: killed - 133")
    possible = [replace(toll, certainty=Certainty.POSSIBLE) for toll in (low, high)]
    assert found(finder, low, high) == ["tension quantity a b; as_of"]
    assert not [line for line in found(finder, *possible) if "corroborates" not in line]


@pytest.mark.parametrize("number", ["missing - 0", "killed - 0..5"])
def test_a_count_from_nothing_up_blames_nobody(finder: Finder, number: str) -> None:
    for event in ({"event": "event"}, {}):
        claims = [
            says("a", "agency", "strike", agent="x", target="c", time="03-20", count=number, **event),
            says("b", "hrw", "strike", agent="y", target="c", time="03-20", **event),
        ]
        assert found(finder, *claims) == []


def test_who_holds_the_agents_to_be_two_sees_no_more_exact_place(finder: Finder) -> None:
    register = holding("one: militia part_of x", "two: militia distinct_from x")
    claims = [
        says("a", "agency", "involved", agent="x", place="province", event="event"),
        says("b", "agency", "involved", agent="militia", place="country", event="event"),
    ]
    refined = [line for line in found(finder, *claims, register=register) if "event-place" in line]
    assert refined == [
        "refines event-place a b; if one",
        "refines event-place a b; unknown agent; unless one | two",
    ]


def test_a_part_of_which_somebody_is_sure_at_last_is_not_only_possible(finder: Finder) -> None:
    claims = [
        says("w", "x", "attack", time="03-20..03-24", count="on-board - 3"),
        says("p", "x", "attack", target="c", time="03-20..03-24", count="on-board - 2"),
        says("q", "agency", "attack", "03-20", target="airfield", time="03-20..03-24", count="on-board - 2"),
    ]
    unsure = replace(claims[2], certainty=Certainty.POSSIBLE)
    sure = says("r", "agency", "attack", target="airfield", time="03-20..03-24", count="on-board - 2")
    parts = "quantity-parts w p"
    for said, line in ((unsure, f"tension {parts} q"), (sure, f"contradicts {parts} r")):
        assert [s for s in found(finder, *claims[:2], said) if "parts" in s] == [line]
    both = [s for s in found(finder, *claims[:2], unsure, sure) if "parts" in s]
    assert both == ["contradicts quantity-parts w p q+r"]

"""The second version of the files that people write: each form is read, each mistake gets one clear error."""

from __future__ import annotations

import json
import re
import typing
from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg.authoring.basics import FORMS
from kg.authoring.formats import json_schema
from kg.authoring.migrate import migrate_events
from kg.authoring.read import read_knowledge
from kg.cli import run
from kg.errors import InputError, Problem
from kg.model import Claim, Count, Interval, Knowledge, Proposition, Several, Stance

REGISTER = """\
sources:
  x: {label: {en: X}, type: state}
  x-army: {type: organization, part_of: x}
  y: {type: state}
  gunmen: {label: {en: unknown gunmen}, type: group, unidentified: true}
  paper: {type: outlet}
places:
  city: {type: town of the north, within: x, lat: 40.5, lon: -46.25, timezone: Asia/Baku}
  port: {within: y}
  border: {}
things:
  hospital: {within: city}
  yard: {part_of: hospital}
  mill: {within: port}
  bridge: {unidentified: true}
populations:
  people: {}
  men: {broader: people}
  women: {broader: people, distinct_from: men}
kinds:
  state: {}
  control: {broader: state, functional: [value, agent]}
  involvement: {}
  attack: {broader: involvement, functional: agent, phrase: {en: "{agent} attacked {target}"}}
  opening: {broader: involvement}
  strike: {broader: attack, functional: target, distinct_from: misfire}
  misfire: {broader: attack}
  march: {}
  killed: {changes: grows}
  shot: {broader: killed}
  missing: {changes: varies}
  guests: {}
  share: {unit: percent, ratio: true, changes: varies}
  distance: {unit: km}
  price: {unit: USD}
  crowd: {unit: people}
events:
  war: {time: {from: 2024-01-01}}
  raid: {kind: attack, target: hospital, place: city, time: 2024-03-22, part_of: war}
  dawn: {kind: attack, target: yard, time: "2024-03-22T05:30"}
  rumour: {}
standpoints:
  same:
    held_by: x
    holds:
      - {subject: rumour, relation: same_as, object: raid}
      - {subject: gunmen, relation: same_as, object: y}
  other:
    held_by: y
    holds: [{subject: rumour, relation: distinct_from, object: raid}]
"""
ARTICLE = {"id": "one", "text": "a.txt", "language": "en", "publisher": "paper", "published": "2024-03-25"}


def write(folder: Path, *claims: Mapping[str, Any], register: str = REGISTER, **more: Any) -> Path:
    """Write an article beside a register; ``more`` may say something else of it, or declare events."""
    events = more.pop("events", {})
    article = {key: value for key, value in {**ARTICLE, **more}.items() if value is not None}
    written = [
        {"id": f"c{number}", "source": "x", "stance": "asserts", "quote": "It happened", **claim}
        for number, claim in enumerate(claims)
    ]
    value = {"article": article, "claims": written, **({"events": events} if events else {})}
    (folder / "register").mkdir(exist_ok=True)
    (folder / "register" / "all.yaml").write_text(register, encoding="utf-8")
    (folder / article["id"]).mkdir(exist_ok=True)
    (folder / article["id"] / "a.txt").write_text("It happened.", encoding="utf-8")
    (folder / article["id"] / "claims.yaml").write_text(json.dumps(value, indent=1), encoding="utf-8")
    return folder


def read(folder: Path, *claims: Mapping[str, Any], **more: Any) -> Knowledge:
    return read_knowledge([write(folder, *claims, **more)])


def claim(folder: Path, says: Mapping[str, Any] | None = None, **more: Any) -> Claim:
    article = {key: more.pop(key) for key in ("timezone", "events", "published", "register") if key in more}
    return read(folder, {**({"says": says} if says is not None else {}), **more}, **article).claims["one/c0"]


def said(folder: Path, says: Mapping[str, Any], **more: Any) -> Proposition:
    found = claim(folder, says, **more).proposition
    assert found is not None
    return found


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_knowledge([folder])
    return caught.value.problems


# Events -----------------------------------------------------------------------------------------------------

WHOLE = {"kind": "attack", "target": "hospital", "place": "city", "time": "2024-03-22", "event": "raid"}
INHERITANCE = [
    ("asserts", {"event": "raid"}, WHOLE),
    (
        "asserts",
        {"event": "raid", "kind": "strike", "target": "yard"},
        {**WHOLE, "kind": "strike", "target": "yard"},
    ),
    ("denies", {"event": "raid", "agent": "x"}, {"kind": "attack", "agent": "x", "event": "raid"}),
    ("refuses", {"event": "raid"}, {"kind": "attack", "event": "raid"}),
    ("doubts", {"event": "raid", "kind": "strike"}, {"kind": "strike", "event": "raid"}),
    *(
        (stance, {"event": "raid"}, WHOLE)
        for stance in ("assesses", "predicts", "demands", "neither-confirms-nor-denies")
    ),
    ("asserts", {"kind": "march", "event": "rumour"}, {"kind": "march", "event": "rumour"}),
    # That nobody was killed is a denial of the box with a count of at least one.
    (
        "asserts",
        {"event": "raid", "count": {"killed": 0}},
        {"kind": "attack", "event": "raid", "count": {"measure": "killed", "min": 0, "max": 0}},
    ),
]


@pytest.mark.parametrize(("stance", "says", "expected"), INHERITANCE)
def test_a_claim_leaves_to_its_event_what_it_does_not_say(
    tmp_path: Path, stance: str, says: Mapping[str, Any], expected: Mapping[str, Any]
) -> None:
    assert said(tmp_path, says, stance=stance).as_json() == expected


def test_what_is_presupposed_and_a_condition_leave_slots_to_their_event_too(tmp_path: Path) -> None:
    found = claim(
        tmp_path,
        {"kind": "march"},
        stance="threatens",
        presupposes=[{"event": "raid"}],
        condition={"unless": {"event": "raid", "target": "yard"}},
    )
    assert [p.as_json() for p in found.presupposes] == [WHOLE]
    assert found.condition is not None and found.condition.as_json() == {**WHOLE, "target": "yard"}
    assert found.condition_form == "unless"


def test_a_state_of_an_event_takes_its_time_and_no_other(tmp_path: Path) -> None:
    state = {"kind": "control", "value": "y"}
    assert said(tmp_path, {**state, "event": "war"}).time == Interval(date(2024, 1, 1))
    utterance = Interval(date(2024, 3, 25), date(2024, 3, 25))
    assert said(tmp_path, {**state, "event": "rumour"}).time == utterance
    clock = datetime(2024, 3, 25, 9, tzinfo=timezone(timedelta(hours=2)))
    assert said(tmp_path, state, said="2024-03-25T09:00+02:00").time == Interval(clock, clock)


def test_an_event_of_one_article_alone(tmp_path: Path) -> None:
    events = {
        "fire": {"label": {"en": "the fire"}, "kind": "attack", "part_of": "raid"},
        "smoke": {"part_of": "fire"},
    }
    knowledge = read(
        tmp_path, {"says": {"event": "fire"}}, {"says": {"event": "smoke", "kind": "march"}}, events=events
    )
    entries = knowledge.register.entries
    assert entries["one/fire"].article == "one" and entries["one/fire"].links == (("part_of", "raid"),)
    assert entries["one/smoke"].links == (("part_of", "one/fire"),)
    found = [claim.proposition and claim.proposition.event for claim in knowledge.claims.values()]
    assert found == ["one/fire", "one/smoke"]
    # Another article does not know it.
    write(tmp_path, {"says": {"event": "smoke", "kind": "march"}}, id="two", register=REGISTER)
    [problem] = problems(tmp_path)
    assert (problem.id, str(problem.location).endswith("two/claims.yaml:16")) == ("undeclared-event", True)
    assert "kg migrate events" in problem.advice


#: What an event and a claim say, and what of it excludes the other; nothing where they go together.
TOGETHER: list[tuple[dict[str, Any], str | None]] = [
    # A fact about what is no kind of the event may belong to it, unless the register holds the two distinct.
    ({"kind": "march"}, None),
    ({"kind": "control"}, None),
    ({"kind": "opening"}, None),
    ({"kind": "involvement"}, None),
    # An event may have several targets, but if its kind has one.
    ({"target": "mill"}, None),
    ({"target": "mill", "kind": "strike"}, "target"),
    ({"target": "yard", "kind": "strike"}, None),
    ({"target": "bridge", "kind": "strike"}, None),
    ({"target": ["mill", "yard"], "kind": "strike"}, None),
    ({"target": {"any_of": ["mill", "port"]}, "kind": "strike"}, "target"),
    ({"place": "port"}, "place"),
    ({"place": "x"}, None),
    ({"time": "2024-03-23"}, "time"),
    ({"time": "2024-03"}, None),
    ({"time": "2024-03-22T23:59+04:00"}, None),
    # Who opened a passage at the border beforehand had a part in it, elsewhere and earlier.
    ({"kind": "opening", "place": "border", "time": "2024-03-20"}, None),
]


@pytest.mark.parametrize(("slots", "excludes"), TOGETHER, ids=str)
@pytest.mark.parametrize("stance", ["asserts", "denies"])
def test_an_event_and_a_claim_that_exclude_each_other(
    tmp_path: Path, slots: Mapping[str, Any], excludes: str | None, stance: str
) -> None:
    if stance == "denies" and isinstance(slots.get("target"), list):
        return
    write(tmp_path, {"says": {"event": "raid", **slots}, "stance": stance})
    if excludes is None:
        assert len(read_knowledge([tmp_path]).claims) == 1
        return
    [problem] = problems(tmp_path)
    assert problem.id == "other-event" and problem.claim == "c0"
    assert f"the {excludes} " in problem.message and "'raid'" in problem.message and problem.advice


def test_kinds_held_distinct_exclude_each_other_though_one_kind_holds_both(tmp_path: Path) -> None:
    write(tmp_path, {"says": {"event": "hit", "kind": "misfire"}}, events={"hit": {"kind": "strike"}})
    assert [p.id for p in problems(tmp_path)] == ["other-event"]


# Several at once --------------------------------------------------------------------------------------------


def test_several_values_of_a_slot(tmp_path: Path) -> None:
    found = said(
        tmp_path,
        {
            "kind": "attack",
            "agent": ["y", "x"],
            "target": {"any_of": ["yard", "mill"]},
            "place": ["city"],
            "only": "target",
        },
    )
    assert (found.agent, found.place) == (Several(("x", "y")), "city")
    assert found.target == Several(("mill", "yard"), any_of=True) and found.only == ("target",)
    assert said(tmp_path, {"event": "raid", "only": ["target"]}).only == ("target",), (
        "also of what the event says"
    )


def test_several_who_speak_jointly(tmp_path: Path) -> None:
    found = claim(tmp_path, {"kind": "march"}, source=["y", "gunmen", "x"])
    assert (found.source, found.jointly, found.sources) == ("gunmen", ("x", "y"), ("gunmen", "x", "y"))
    assert claim(tmp_path, {"kind": "march"}, source=["y"]).sources == ("y",)


# Times ------------------------------------------------------------------------------------------------------


def at(hour: int, minute: int = 0, zone: float = 4, second: int = 0) -> datetime:
    return datetime(2024, 3, 22, hour, minute, second, tzinfo=timezone(timedelta(hours=zone)))


CLOCKS: list[tuple[str | Mapping[str, str], str | None, Interval]] = [
    ("2024-03-22T05:30+03:30", None, Interval(at(5, 30, 3.5), at(5, 30, 3.5))),
    ("2024-03-22T05:30:07Z", "Asia/Baku", Interval(at(5, 30, 0, 7), at(5, 30, 0, 7))),
    ("2024-03-22T05:30", "Asia/Baku", Interval(at(5, 30), at(5, 30))),
    ({"from": "2024-03-22T05:30", "to": "2024-03-23"}, "Asia/Baku", Interval(at(5, 30), date(2024, 3, 23))),
    ({"to": "2024-03-22 21:00"}, "Asia/Baku", Interval(None, at(21))),
]


@pytest.mark.parametrize(("time", "zone", "expected"), CLOCKS, ids=str)
def test_clock_times(tmp_path: Path, time: Any, zone: str | None, expected: Interval) -> None:
    found = said(tmp_path, {"kind": "march", "time": time}, timezone=zone).time
    assert found is not None and found == expected and found.as_json() == expected.as_json()


def test_an_event_of_the_register_goes_by_the_clock_of_its_place(tmp_path: Path) -> None:
    assert said(tmp_path, {"event": "dawn"}).time == Interval(at(5, 30), at(5, 30))


def test_published_and_as_of_by_the_clock(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {"says": {"event": "raid", "count": {"killed": 3, "as_of": "2024-03-22T07:00"}}},
        published="2024-03-22T08:00",
        timezone="Asia/Baku",
    )
    assert (
        found.articles["one"].published == Interval(at(8), at(8))
        and found.articles["one"].timezone == "Asia/Baku"
    )
    assert found.as_of("one/c0") == Interval(at(7), at(7))


# Counts -----------------------------------------------------------------------------------------------------

COUNTS: list[tuple[dict[str, Any], Count]] = [
    ({"killed": 93}, Count("killed", 93, 93)),
    ({"killed": ">60"}, Count("killed", 61)),
    ({"killed": ">=12", "of": "men"}, Count("killed", 12, None, "men")),
    ({"killed": "<5"}, Count("killed", 0, 4)),
    ({"killed": "≤5"}, Count("killed", 0, 5)),
    ({"killed": "<0.5"}, Count("killed", 0, 0)),
    ({"killed": "100-300", "final": True}, Count("killed", 100, 300, final=True)),
    ({"killed": "~30000"}, Count("killed", 27000, 33000, soft=True)),
    ({"killed": "93", "soft": True}, Count("killed", 93, 93, soft=True)),
    ({"measure": "guests", "number": ">2.5"}, Count("guests", 3)),
    ({"share": "52.97"}, Count("share", Decimal("52.97"), Decimal("52.97"))),
    ({"share": ">50"}, Count("share", 50)),
    ({"share": "<50"}, Count("share", 0, 50)),
    ({"crowd": ">50"}, Count("crowd", 51)),
    ({"measure": "share", "min": "0.50", "max": 3}, Count("share", Decimal("0.5"), 3)),
    ({"measure": "share", "about": "0.5"}, Count("share", Decimal("0.45"), Decimal("0.55"), soft=True)),
    ({"distance": "3", "unit": "miles"}, Count("distance", Decimal("4.828032"), Decimal("4.828032"))),
    ({"distance": ">500", "unit": "m"}, Count("distance", Decimal("0.5"))),
    ({"price": 7, "unit": "USD"}, Count("price", 7, 7)),
    (
        {"shot": 3, "as_of": "2024-03-23"},
        Count("shot", 3, 3, as_of=Interval(date(2024, 3, 23), date(2024, 3, 23))),
    ),
]


@pytest.mark.parametrize(("written", "expected"), COUNTS, ids=str)
def test_counts(tmp_path: Path, written: dict[str, Any], expected: Count) -> None:
    found = said(tmp_path, {"kind": "march", "count": written}).count
    assert found == expected and found.as_json() == expected.as_json()


def test_the_schema_has_both_forms_of_a_count() -> None:
    long, short = json_schema("claims")["$defs"]["CountEntry"]["anyOf"]
    assert long["required"] == ["measure"] and long["additionalProperties"] is False
    assert set(long["properties"]) == {*short["properties"], "measure"}
    assert short["additionalProperties"] == {"type": ["integer", "number", "string"]}


# What is corrected ------------------------------------------------------------------------------------------


def test_a_claim_corrects_others_of_any_source_and_article(tmp_path: Path) -> None:
    write(tmp_path, {"says": {"kind": "march"}, "source": "y"}, id="two")
    found = read(
        tmp_path,
        {"says": {"kind": "march"}},
        {"says": {"kind": "march"}, "corrects": ["two/c0", "c0"]},
    )
    assert found.claims["one/c1"].corrects == ("one/c0", "two/c0")


# The register -----------------------------------------------------------------------------------------------


def test_the_register_says_what_it_can_say(tmp_path: Path) -> None:
    register = read(tmp_path).register
    city, share, gunmen = (register.entries[name] for name in ("city", "share", "gunmen"))
    assert (city.type, city.lat, city.lon, city.timezone) == ("town of the north", 40.5, -46.25, "Asia/Baku")
    assert (share.changes, share.ratio, share.unit) == ("varies", True, "percent")
    assert gunmen.unidentified and register.entries["bridge"].unidentified
    assert register.entries["attack"].phrase == {"en": "{agent} attacked {target}"}
    assert ("distinct_from", "misfire") in register.entries["strike"].links
    frame = register.entries["raid"].frame
    assert frame is not None and (frame.kind, frame.target) == ("attack", "hospital")
    assert register.excluded() == {frozenset({"same", "other"})}


def test_one_entry_in_two_files_is_one_entry(tmp_path: Path) -> None:
    write(tmp_path)
    more = tmp_path / "register" / "more.yaml"
    more.write_text("places:\n  port: {within: y}\nkinds:\n  march: {}\n", encoding="utf-8")
    assert "port" in read_knowledge([tmp_path]).register.entries
    more.write_text("places:\n  port: {within: x}\n", encoding="utf-8")
    assert [p.id for p in problems(tmp_path)] == ["duplicate-name"]


# Mistakes ---------------------------------------------------------------------------------------------------

MARCH = {"says": {"kind": "march"}}


def counted(**count: Any) -> dict[str, Any]:
    return {"says": {"kind": "march", "count": count}}


#: What somebody wrote, the identifier of the one problem, and words of its message or advice.
WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"says": {"event": "rade"}}, "undeclared-event", "did you mean 'raid'?"),
    ({"says": {"event": "city"}}, "undeclared-event", "kg migrate events"),
    ({"says": {"event": "rumour"}}, "missing-key", "the event 'rumour' does not say it either"),
    ({"says": {"agent": "x"}}, "missing-key", "'kind'"),
    ({"says": {"kind": "attack", "agent": ["x", "y"]}, "stance": "denies"}, "bad-list", "any_of: [x, y]"),
    ({"says": {"kind": "attack", "target": ["mill", "yard"]}, "stance": "refuses"}, "bad-list", "two claims"),
    ({"says": {"kind": "attack", "target": ["mill", "yard"]}, "stance": "doubts"}, "bad-list", "two claims"),
    ({"says": {"kind": "attack", "place": ["city", "port"], "count": {"killed": 0}}}, "bad-list", "any_of"),
    (
        {"says": {"kind": "attack", "target": "mill", "only": "target"}, "stance": "denies"},
        "bad-value",
        "'only'",
    ),
    ({"says": {"kind": "attack", "only": "target"}}, "bad-value", "of which nothing is said"),
    ({"says": {"kind": "attack", "only": ["targt"]}}, "unknown-word", "'only' cannot be 'targt' did you"),
    ({"says": {"kind": "attack", "target": "mill", "only": ["target", "target"]}}, "bad-list", "twice"),
    ({"says": {"kind": "attack", "agent": ["x", "x"]}}, "bad-list", "'x' is given twice"),
    ({"says": {"kind": "attack", "agent": {"any_of": ["x"]}}}, "bad-list", "two names or more"),
    ({"says": {"kind": "attack", "agent": {"any_off": ["x", "y"]}}}, "unknown-key", "did you mean 'any_of'?"),
    ({"says": {"kind": "attack", "agent": ["x", "z"]}}, "unknown-name", "'z' is not declared"),
    ({"says": {"kind": "attack", "agent": []}}, "bad-value", "at least 1"),
    ({**MARCH, "source": ["x", "x"]}, "bad-list", "twice"),
    ({"says": {"kind": "march", "time": "2024-03-22T05:30"}}, "no-zone", "'timezone'"),
    ({**MARCH, "said": {"from": "2024-03-22T05:30"}}, "no-zone", "2024-03-22T05:30 has no zone"),
    ({"says": {"kind": "march", "time": "2024-03-22T25:30Z"}}, "bad-date", "2020-10-04T14:30"),
    (
        {"says": {"kind": "march", "time": {"from": "2024-03-22T05:30Z", "to": "2024-03-22T05:30+02:00"}}},
        "bad-time",
        "is after 'to'",
    ),
    (counted(guests=3, as_of="2024-03-22"), "bad-count", "'guests' does not"),
    (counted(guests=3, final=True), "bad-count", "changes: grows"),
    (counted(killed=">=3", final=True), "bad-count", "upper bound"),
    (counted(killed="many"), "bad-count", "'100-300'"),
    (counted(killed="5-3"), "bad-count", "greater than"),
    (counted(distance="3.1234567"), "bad-count", "at most six decimals"),
    (counted(killed=3, wounded=4), "bad-count", "one measure"),
    (counted(killed=3, about=4), "unknown-key", "'killed'"),
    (counted(killed=3, as_of={"from": "2024-03-22", "basis": "guessed"}), "bad-time", "basis"),
    (counted(distance=3, unit="leagues of old"), "unknown-unit", "km, minutes"),
    (counted(distance=3, unit="kg"), "wrong-unit", "does not measure what 'km' does"),
    (counted(price=3, unit="EUR"), "wrong-unit", "cannot be converted"),
    (counted(killed=3, unit="km"), "wrong-unit", "has no unit"),
    ({**MARCH, "corrects": "c0"}, "cycle", "itself"),
    ({**MARCH, "corrects": "c7"}, "unknown-claim", "to correct"),
    ({**MARCH, "corrects": ["c7", "c7"]}, "bad-list", "twice"),
    (
        {**MARCH, "stance": "demands", "condition": {"until": {"kind": "march"}, "kind": "march"}},
        "bad-condition",
        "'until'",
    ),
    (
        {**MARCH, "stance": "demands", "condition": {"until": {"kind": "mach"}}},
        "unknown-name",
        "did you mean 'march'?",
    ),
    ({**MARCH, "stance": "demands", "condition": {"until": {}}}, "missing-key", "'kind'"),
]


@pytest.mark.parametrize(("written", "id", "words"), WRONG, ids=str)
def test_a_mistake_in_a_claim(tmp_path: Path, written: dict[str, Any], id: str, words: str) -> None:
    [problem] = (p for p in problems(write(tmp_path, written)) if id != "unknown-key" or p.id == id)
    assert problem.id == id and words in f"{problem.message} {problem.advice}"
    assert problem.claim == "c0" and problem.location is not None
    assert problem.location.file.endswith("one/claims.yaml") and (problem.location.line or 0) > 8


#: The same for the register: what is written in place of what.
WRONG_REGISTER = [
    ("lat: 40.5", "lat: 97", "bad-number", "-90 to 90"),
    ("Asia/Baku", "Asia/Bakoo", "unknown-zone", "did you mean 'Asia/Baku'?"),
    ("unit: km", "unit: kmm", "unknown-unit", "'kmm'"),
    ("changes: grows", "changes: rises", "unknown-word", "varies"),
    ("{agent} attacked", "{actor} attacked", "bad-phrase", "agent, target"),
    ("{agent} attacked {target}", "somebody attacked", "bad-phrase", "a slot in braces"),
    ("functional: [value, agent]", "functional: [value, place]", "no-effect", "contradict each other anyway"),
    ("functional: [value, agent]", "functional: [value, event]", "no-effect", "agent, instrument, value"),
    ("functional: agent", "functional: value", "no-effect", "only a state has a value"),
    ("functional: agent", "functional: count", "no-effect", "'attack'"),
    ("  war: {", "  war: {part_of: raid, ", "cycle", "circle"),
    ("  rumour: {}", "  rumour: {part_of: rumour}", "cycle", "'rumour' stands in itself"),
    ("  rumour: {}", "  rumour: {part_of: city}", "wrong-section", "one of the places"),
    ("  rumour: {}", '  rumour: {time: "2024-03-22T05:30"}', "no-zone", "2024-03-22T05:30"),
    ("  rumour: {}", "  rumour: {kind: rade}", "unknown-name", "'rade'"),
    ("same_as, object: raid", "same_as, object: city", "wrong-section", "expected: events"),
    (
        "subject: gunmen, relation: same_as",
        "subject: x, relation: same_as",
        "bad-value",
        "unidentified: true",
    ),
]


@pytest.mark.parametrize(("old", "new", "id", "words"), WRONG_REGISTER)
def test_a_mistake_in_the_register(tmp_path: Path, old: str, new: str, id: str, words: str) -> None:
    assert old in REGISTER
    [problem] = problems(write(tmp_path, register=REGISTER.replace(old, new, 1)))
    assert problem.id == id and words in f"{problem.message} {problem.advice}"
    line = next(number for number, text in enumerate(REGISTER.splitlines(), 1) if old in text)
    assert problem.location is not None and problem.location.line in (line, line + 1)


def test_clocks_that_are_changed_show_a_time_twice_or_never(tmp_path: Path) -> None:
    for time in ("2023-10-29T02:30", "2024-03-31T02:30"):
        write(
            tmp_path, {"says": {"kind": "march", "time": time}}, timezone="Europe/Berlin", published="2024-06"
        )
        assert [(p.id, "twice or never" in p.message) for p in problems(tmp_path)] == [("no-zone", True)]
    write(tmp_path, MARCH, timezone="Mars/Olympus")
    assert [p.id for p in problems(tmp_path)] == ["unknown-zone"]


def test_nobody_corrects_what_was_said_later_nor_in_a_circle(tmp_path: Path) -> None:
    write(tmp_path, {**MARCH, "said": "2024-03-23"}, {**MARCH, "said": "2024-03-22", "corrects": "c0"})
    [problem] = problems(tmp_path)
    assert (problem.id, problem.claim) == (
        "later-claim",
        "c1",
    ) and "'one/c0' was said later" in problem.message
    write(tmp_path, {**MARCH, "corrects": "c2"}, {**MARCH, "corrects": "c0"}, {**MARCH, "corrects": "c1"})
    [problem] = problems(tmp_path)
    assert (problem.id, problem.claim) == ("cycle", "c0") and "one/c0, one/c1, one/c2" in problem.message


def test_an_event_of_an_article_is_called_like_nothing_in_the_register(tmp_path: Path) -> None:
    write(tmp_path, events={"raid": {}, "fire": {"part_of": "smoke"}, "smoke": {"part_of": "fire"}})
    assert [p.id for p in problems(tmp_path)] == ["duplicate-name"]
    write(tmp_path, events={"fire": {"part_of": "smoke"}, "smoke": {"part_of": "fire"}})
    [problem] = problems(tmp_path)
    assert problem.id == "cycle" and str(problem.location).endswith("one/claims.yaml:11")


# Whatever somebody writes -----------------------------------------------------------------------------------

SCALARS = st.sampled_from(
    [
        None,
        True,
        0,
        7,
        -1,
        10**13,
        "",
        "x",
        "raid",
        "2024-03-22",
        "2024-03-22T05:30",
        ">5",
        "~3",
        "1-2",
        "km",
        "c0",
    ]
)
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["any_of", "from", "to", "basis", "killed", "of", "until", "kind"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=4,
)
SLOTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("agent", "target", "place", "time", "count", "value", "said_by", "only"), VALUES),
        "kind": st.sampled_from(["attack", "strike", "march", "control", "x"]) | VALUES,
        "event": st.sampled_from(["raid", "war", "rumour", "fire"]) | VALUES,
    },
)
CLAIMS = st.fixed_dictionaries(
    {"says": SLOTS},
    optional={
        "stance": st.sampled_from([*map(str, Stance), "says"]),
        **dict.fromkeys(("source", "said", "corrects", "via"), VALUES),
        "presupposes": st.lists(SLOTS, max_size=1) | VALUES,
        "condition": SLOTS | VALUES,
    },
)


@settings(
    max_examples=drawn(120), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(
    st.lists(CLAIMS, max_size=2),
    st.dictionaries(st.sampled_from(["fire", "raid", "smoke"]), SLOTS, max_size=2),
)
def test_whatever_is_written_is_knowledge_or_an_error(
    tmp_path: Path, claims: list[dict[str, Any]], events: dict[str, Any]
) -> None:
    write(tmp_path, *claims, events=events)
    try:
        found = read_knowledge([tmp_path])
    except InputError as error:
        assert error.problems and all(p.id and p.message and p.location for p in error.problems)
    else:
        assert len(found.claims) == len(claims)


# Migration --------------------------------------------------------------------------------------------------

BEFORE = """\
# What happens
kinds:
  attack: {}   # by anybody
  march: {}
sources: {x: {type: state}, y: {type: state}, paper: {type: outlet}}
places:
  city: {}"""


def test_migration_declares_what_claims_name_and_leaves_the_rest_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = {"kind": "attack", "place": "city", "time": "2024-03-22", "event": "raid-2"}
    claims: list[dict[str, Any]] = [
        {"says": {**whole, "agent": "x"}},
        {"says": {**whole, "agent": "y"}},
        {"says": {"kind": "attack", "event": "raid-2"}, "stance": "denies"},
        {
            "says": {"kind": "march", "place": "city", "event": "walk"},
            "presupposes": [{"kind": "attack", "event": "walk"}],
        },
    ]
    write(tmp_path, *claims, register=BEFORE)
    assert {p.id for p in problems(tmp_path)} == {"undeclared-event"}
    register, article = tmp_path / "register" / "all.yaml", tmp_path / "one" / "claims.yaml"
    before = article.read_bytes()
    assert run(["migrate", "events", "--dry-run", str(tmp_path)]) == 0
    assert register.read_text(encoding="utf-8") == BEFORE
    assert run(["migrate", "events", str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{register}: raid-2, walk\n" * 2
    added = (
        '\nevents:\n  raid-2: {label: {en: "raid 2"}, kind: attack, place: city, time: 2024-03-22}\n'
        '  walk: {label: {en: "walk"}}\n'
    )
    assert register.read_text(encoding="utf-8") == BEFORE + added and article.read_bytes() == before
    found = [
        claim.proposition and claim.proposition.as_json()
        for claim in read_knowledge([tmp_path]).claims.values()
    ]
    assert found == [claim["says"] for claim in claims]
    assert run(["migrate", "events", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "every event is declared\n"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_migration_goes_on_where_events_are_declared(tmp_path: Path, end: str) -> None:
    declared = (
        "events:\n    raid:\n        kind: attack\n    # of the spring\n    late: {kind: march}  # in May\n"
    )
    rest = "# the end\nkinds: {attack: {}, march: {}}\n"
    register = (declared + rest).replace("\n", end)
    write(tmp_path, {"says": {"kind": "march", "event": "walk"}}, register="sources: {x: {type: state}}")
    (tmp_path / "register" / "a-file.yaml").write_bytes(register.encode())
    [found] = migrate_events([tmp_path])
    entry = '    walk: {label: {en: "walk"}, kind: march}\n'
    assert found.path.name == "a-file.yaml" and found.text == (declared + entry + rest).replace("\n", end)


def test_migration_beside_several_register_files_and_without_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"says": {"kind": "march", "event": "walk"}}, register="kinds: {march: {}}")
    (tmp_path / "register" / "more.yaml").write_text("sources: {x: {type: state}}", encoding="utf-8")
    [found] = migrate_events([tmp_path])
    assert found.path == Path("register") / "events.yaml" and found.events == ("walk",)
    for file in (tmp_path / "register").iterdir():
        file.unlink()
    (tmp_path / "register").rmdir()
    article = tmp_path / "one" / "claims.yaml"
    article.write_text(
        "article: {id: one, text: a.txt, language: en, publisher: x}\nclaims:\n"
        "  - {id: c, source: x, stance: asserts, quote: It, says: {kind: march, event: walk}}",
        encoding="utf-8",
    )
    [found] = migrate_events([article])
    assert found.path.samefile(article) and found.text.endswith(
        '\nevents:\n  walk: {label: {en: "walk"}, kind: march}\n'
    )


def test_migration_says_what_it_cannot_write(tmp_path: Path) -> None:
    write(tmp_path, {"says": {"kind": "march", "event": "march"}}, register=BEFORE)
    with pytest.raises(InputError) as caught:
        migrate_events([tmp_path])
    assert [(p.id, "'march'" in p.message) for p in caught.value.problems] == [("duplicate-name", True)]
    write(tmp_path, {"says": {"kind": "march", "event": "walk"}}, register='{"kinds": {"march": {}}}')
    with pytest.raises(InputError) as caught:
        migrate_events([tmp_path])
    assert [p.id for p in caught.value.problems] == ["not-writable"]
    assert run(["migrate", "events", "-"]) == 2


def test_each_form_of_a_text_is_told_in_words() -> None:
    patterns = set()
    for file in typing.get_args(typing.get_type_hints(json_schema)["file"]):
        patterns |= set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', json.dumps(json_schema(file))))
    assert {json.loads(pattern) for pattern in patterns} - {*FORMS} == set()
    assert len(patterns) >= 5

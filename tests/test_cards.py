"""What a card says of voices, counts, events and values of the newer kinds: relations are made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from support.newsroom import at, claim, newsroom, on, relate

from kg.explain import build_card, find_check_question, find_question
from kg.explain.readings import find_readings
from kg.explain.wording import Wording
from kg.model import (
    Certainty,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Proposition,
    Relation,
    RelationType,
    Several,
    Stance,
    number_of,
    value_of,
)
from kg.relations import find_relations, rules
from kg.report.html import write_report

STRIKE = Proposition(
    "strike", agent="north", target="hospital", place="city", time=on(2024, 3, 22), event="night"
)
DENIED = Proposition("strike", agent="north", event="night")


def toll(low: int, high: int | None = None, **more: object) -> Proposition:
    count = Count("killed", low, low if high is None else high, "people", **more)  # type: ignore[arg-type]
    return Proposition(
        "strike", target="hospital", place="city", time=on(2024, 3, 22), event="night", count=count
    )


def summary(relation: Relation, knowledge: Knowledge) -> str:
    return build_card(relation, knowledge).summary["en"]


# --- whose word it is ---------------------------------------------------------------------------------


@pytest.fixture
def cabinet() -> Knowledge:
    """Return a minister who contradicts his ministry beside a neighbour who agrees with him."""
    return newsroom(
        claim("m", "minister", Stance.ASSERTS, STRIKE),
        claim("s", "south", Stance.ASSERTS, STRIKE),
        claim("d", "ministry", Stance.DENIES, DENIED),
    )


def test_a_headline_names_those_who_contradict_each_other(cabinet: Knowledge) -> None:
    relation = relate(
        cabinet,
        RelationType.CONTRADICTS,
        "denial",
        "page/m",
        "page/d",
        pairs={("page/m", "page/d"): ("affiliated",), ("page/s", "page/d"): ("adversarial",)},
    )
    card = build_card(relation, cabinet)
    assert card.summary["en"] == (
        "Southland contradicts the ministry (opponents); the minister contradicts the ministry "
        "(within one body)"
    )
    assert [(pair.first["en"], pair.second["en"], *pair.modifiers) for pair in card.pairs] == [
        ("the minister", "the ministry", "affiliated"),
        ("Southland", "the ministry", "adversarial"),
    ]


def test_who_has_left_a_position_is_not_said_to_contradict(cabinet: Knowledge) -> None:
    relation = relate(
        cabinet,
        RelationType.CONTRADICTS,
        "denial",
        "page/m",
        "page/d",
        pairs={("page/s", "page/d"): ("adversarial",)},
    )
    card = build_card(relation, cabinet)
    assert card.summary["en"] == "Southland contradicts the ministry"
    asides = {c.name: c.aside and c.aside["en"] for position in card.positions for c in position.claims}
    assert asides == {"m": "takes no part here", "s": None, "d": None}


def test_a_correction_says_who_took_it_back() -> None:
    knowledge = newsroom(
        claim("d", "north", Stance.DENIES, DENIED),
        claim("s", "south", Stance.ASSERTS, STRIKE),
        claim("a", "ministry", Stance.ASSERTS, STRIKE, corrects=("page/d",)),
    )
    relation = relate(
        knowledge, RelationType.SUPERSEDES, "corrects", "page/a", "page/d", pairs={("page/a", "page/d"): ()}
    )
    assert summary(relation, knowledge) == "The ministry corrects what Northland had said"
    asked = find_question(relation, knowledge)["en"]
    assert asked == ("Does Northland still say so (denies: Northland struck the hospital)?")
    history = relate(
        knowledge, RelationType.CONTRADICTS, "denial", "page/s", "page/d", pairs={("page/a", "page/d"): ()}
    )
    [denial] = build_card(history, knowledge).positions[1].claims
    assert denial.aside is None
    left = relate(
        knowledge, RelationType.CONTRADICTS, "denial", "page/s", "page/d", pairs={("page/s", "page/s"): ()}
    )
    [denial] = build_card(left, knowledge).positions[1].claims
    assert denial.aside == {
        "en": "since corrected by the ministry",
        "fa": "وزارتخانه بعداً آن را تصحیح کرده است",
    }


def test_one_voice_on_both_sides_is_asked_what_it_took_back() -> None:
    knowledge = newsroom(
        claim("d", "critics", Stance.DENIES, DENIED), claim("a", "critics", Stance.ASSERTS, STRIKE)
    )
    relation = relate(
        knowledge,
        RelationType.CONTRADICTS,
        "denial",
        "page/a",
        "page/d",
        pairs={("page/a", "page/d"): ("self-contradiction",)},
    )
    assert summary(relation, knowledge) == "Two statements by critics contradict each other"
    assert find_question(relation, knowledge)["en"].endswith("Have critics taken one of the two back?")


def test_those_who_speak_jointly_are_one_voice() -> None:
    knowledge = newsroom(
        claim("j", "critics+south", Stance.ASSERTS, STRIKE), claim("d", "north", Stance.DENIES, DENIED)
    )
    relation = relate(knowledge, RelationType.CONTRADICTS, "denial", "page/j", "page/d")
    card = build_card(relation, knowledge)
    assert card.summary == {
        "en": "Critics and Southland contradict Northland",
        "fa": "سخن منتقدان و سورستان با سخن نورستان تناقض دارد",
    }
    assert card.positions[0].numbers["en"] == "1 claim, 1 independent origin"
    assert card.positions[0].claims[0].speaker["en"] == "critics and Southland"


def test_a_possibility_is_said_to_be_one() -> None:
    knowledge = newsroom(
        claim("p", "agency", Stance.ASSERTS, STRIKE, certainty=Certainty.POSSIBLE),
        claim("d", "north", Stance.DENIES, DENIED),
    )
    relation = relate(
        knowledge,
        RelationType.TENSION,
        "denial",
        "page/p",
        "page/d",
        pairs={("page/p", "page/d"): ("hedged",)},
    )
    card = build_card(relation, knowledge)
    assert card.summary["en"] == (
        "What the agency says is in tension with what Northland says (only a possibility, according to the "
        "agency)"
    )
    assert "Whoever calls a thing only possible is not refuted" in card.readings[0]["en"]


def test_claims_of_several_articles_are_called_with_their_articles() -> None:
    knowledge = newsroom(
        claim("m", "south", Stance.ASSERTS, STRIKE),
        more={"other": (claim("m", "north", Stance.DENIES, DENIED),)},
    )
    card = build_card(relate(knowledge, RelationType.CONTRADICTS, "denial", "page/m", "other/m"), knowledge)
    assert [c.name for position in card.positions for c in position.claims] == ["page/m", "other/m"]


@pytest.mark.parametrize(
    ("stance", "relation", "en"),
    [
        ("predicts", "breaches", "By the account of the agency, the forecast by critics did not come true"),
        ("predicts", "fulfils", "By the account of the agency, the forecast by critics came true"),
        ("doubts", "challenges", "Critics doubt what the agency says"),
        ("doubts", "supports", "What the agency says bears out the doubt expressed by critics"),
        ("assesses", "supports", "What the agency says supports the assessment by critics"),
    ],
)
def test_forecasts_and_opinions(stance: str, relation: str, en: str) -> None:
    knowledge = newsroom(
        claim("a", "agency", Stance.ASSERTS, STRIKE), claim("o", "critics", Stance(stance), DENIED)
    )
    rule = "word-and-deed" if stance == "predicts" else "assessment"
    found = relate(knowledge, RelationType(relation), rule, "page/a", "page/o")
    assert summary(found, knowledge) == en


# --- counts -------------------------------------------------------------------------------------------


@pytest.fixture
def tolls() -> Knowledge:
    return newsroom(
        claim("t93", "ministry", Stance.ASSERTS, toll(93), said=on(2024, 3, 23)),
        claim("t133", "ministry", Stance.ASSERTS, toll(133), said=on(2024, 3, 25)),
        claim("a140", "agency", Stance.ASSERTS, toll(140), said=at("2024-03-25T18:30+03:00")),
        claim("f", "south", Stance.ASSERTS, toll(50, 80, final=True)),
    )


def test_an_update_says_who_counted_how_many_and_when(tolls: Knowledge) -> None:
    relation = relate(tolls, RelationType.UPDATES, "quantity", "page/a140", "page/t93")
    card = build_card(relation, tolls)
    assert card.summary == {
        "en": "The number of people killed (the night attack) rose from 93 (the ministry, 23 March 2024) to "
        "140 (the agency, 18:30 on 25 March 2024, UTC+3)",
        "fa": "حملهٔ شبانه: شمار «کشته (نفر)» از ۹۳ (وزارتخانه، ۲۳ مارس ۲۰۲۴) به ۱۴۰ (خبرگزاری، "
        "۲۵ مارس ۲۰۲۴، ساعت ۱۸:۳۰، گرینویچ + ۳ ساعت) رسیده است",
    }
    [row] = [row for row in card.slots if row.slot == "as_of"]
    assert [value["en"] for value in row.values] == ["18:30 on 25 March 2024, UTC+3", "23 March 2024"]
    turned = relate(tolls, RelationType.UPDATES, "quantity", "page/t93", "page/a140")
    assert build_card(turned, tolls).summary == card.summary


def test_a_voice_that_counts_again_raised_its_own_count(tolls: Knowledge) -> None:
    relation = relate(tolls, RelationType.SUPERSEDES, "quantity", "page/t133", "page/t93")
    assert summary(relation, tolls) == (
        "The ministry raised the number of people killed (the night attack) from 93 (23 March 2024) to 133 "
        "(25 March 2024)"
    )


def test_two_counts_of_which_the_later_is_not_known(tolls: Knowledge) -> None:
    relation = relate(tolls, RelationType.TENSION, "quantity", "page/a140", "page/t133", conflict=("as_of",))
    card = build_card(relation, tolls)
    assert (
        card.summary["en"]
        == "What the agency says is in tension with what the ministry says on when it was counted"
    )
    [row] = [row for row in card.slots if row.slot == "as_of"]
    assert row.mark == "conflict" and row.words["en"] == "not known which is later"
    assert card.question["en"] == ("When was each of them counted: 140 (the agency) and 133 (the ministry)?")


def test_a_final_count_is_one_of_the_whole(tolls: Knowledge) -> None:
    relation = relate(
        tolls,
        RelationType.CONTRADICTS,
        "quantity",
        "page/t133",
        "page/f",
        slots={"measure": Comparison.EQUAL, "count": Comparison.DISJOINT},
        conflict=("count",),
    )
    card = build_card(relation, tolls)
    [row] = [row for row in card.slots if row.slot == "count"]
    assert [value["en"] for value in row.values] == ["133", "50–80 in all"]
    assert card.positions[1].statement["en"].endswith(": 50–80 people killed in all")


def test_decimals_stand_in_their_unit() -> None:
    share = Proposition("share", count=Count("share", number_of("52.97"), number_of("52.97")))
    knowledge = newsroom(claim("s", "agency", Stance.ASSERTS, share))
    assert Wording(knowledge).statement(share) == {
        "en": "share of the vote: 52.97%",
        "fa": "سهم رأی: ۵۲٫۹۷ درصد",
    }


# --- values -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("p", "en"),
    [
        (STRIKE, "Northland struck the hospital, 22 March 2024"),
        (DENIED, "Northland struck the hospital"),
        (Proposition("strike", agent="north"), "a strike"),
        (
            Proposition("strike", agent=value_of(["south", "north"]), target="airfield"),
            "Northland and Southland struck the airfield",
        ),
        (
            Proposition("strike", agent=Several(("north", "south"), any_of=True), target="airfield"),
            "Northland or Southland struck the airfield",
        ),
        (
            Proposition(
                "strike", agent=value_of(["ministry", "north"]), target=value_of(["airfield", "hospital"])
            ),
            "the ministry and Northland struck the airfield and the hospital",
        ),
        (
            Proposition("strike", agent="north", target="airfield", only=("target",), instrument="rockets"),
            "Northland struck only the airfield with rockets",
        ),
        (Proposition("explosion", place="city"), "there was an explosion in the city"),
    ],
)
def test_propositions_are_told_as_a_person_would(p: Proposition, en: str) -> None:
    knowledge = newsroom(claim("c", "agency", Stance.ASSERTS, p))
    assert en in Wording(knowledge).clause(p)["en"]


def test_each_of_several_institutions_has_its_article() -> None:
    knowledge = newsroom()
    entries = dict(knowledge.register.entries)
    for name, label in (("ministry", "Ministry of Health"), ("agency", "Army of Northland")):
        entries[name] = replace(entries[name], label={"en": label})
    wording = Wording(replace(knowledge, register=replace(knowledge.register, entries=entries)))
    struck = Proposition("strike", agent=value_of(["agency", "ministry"]), target="airfield")
    told = wording.statement(struck)["en"]
    assert "the Army of Northland and the Ministry of Health" in told


def test_an_event_stands_for_what_is_declared_of_it() -> None:
    knowledge = newsroom(claim("c", "agency", Stance.ASSERTS, toll(12)))
    assert Wording(knowledge).statement(toll(12)) == {
        "en": "the night attack, 22 March 2024: 12 people killed",
        "fa": "حملهٔ شبانه، ۲۲ مارس ۲۰۲۴: کشته: ۱۲ (نفر)",
    }


def test_a_place_that_no_claim_gives_is_said_to_be_that_of_the_target() -> None:
    here = Proposition("explosion", target="hospital")
    there = Proposition("explosion", target="airfield", place="town")
    knowledge = newsroom(
        claim("a", "agency", Stance.ASSERTS, here), claim("b", "south", Stance.ASSERTS, there)
    )
    relation = relate(
        knowledge,
        RelationType.TENSION,
        "responsibility",
        "page/a",
        "page/b",
        slots={"kind": Comparison.EQUAL, "place": Comparison.DISJOINT},
        conflict=("place",),
    )
    [row] = [row for row in build_card(relation, knowledge).slots if row.slot == "place"]
    assert [value["en"] for value in row.values] == ["the city (not said: where the target lies)", "the town"]


def test_a_count_of_nobody_is_shown_as_the_denial_it_is() -> None:
    nobody = Proposition("strike", event="night", count=Count("killed", 0, 0))
    knowledge = newsroom(
        claim("t", "agency", Stance.ASSERTS, toll(12)), claim("n", "north", Stance.ASSERTS, nobody)
    )
    slots = {"kind": Comparison.EQUAL, "target": Comparison.NARROWER, "count": Comparison.NARROWER}
    relation = relate(knowledge, RelationType.CONTRADICTS, "denial", "page/t", "page/n", slots=slots)
    card = build_card(relation, knowledge)
    shown = {row.slot: ([value["en"] for value in row.values], row.mark) for row in card.slots}
    assert shown["stance"] == (["asserts", "says: none"], "conflict")
    assert shown["target"][0] == ["the hospital", "any"]
    assert shown["count"][0] == ["12", "none"]
    assert not any("without" in reading["en"] for reading in card.readings)


def test_a_description_is_asked_who_it_is() -> None:
    knowledge = newsroom(
        claim("g", "agency", Stance.ASSERTS, Proposition("strike", agent="gunmen", target="hospital")),
        claim("n", "south", Stance.ASSERTS, Proposition("strike", agent="north", target="hospital")),
    )
    relation = relate(
        knowledge,
        RelationType.TENSION,
        "responsibility",
        "page/g",
        "page/n",
        slots={"kind": Comparison.EQUAL, "agent": Comparison.UNKNOWN},
        unknown=("agent",),
    )
    card = build_card(relation, knowledge)
    assert "by “unknown gunmen”, is “Northland” meant?" in card.question["en"]
    assert any("“unknown gunmen” and “Northland” are not the same" in r["en"] for r in card.readings)


@pytest.mark.parametrize(("form", "en"), [("if", "on condition"), ("until", "until"), ("unless", "unless")])
def test_how_a_word_hangs_on_its_condition(form: str, en: str) -> None:
    p = Proposition("explosion", place="town")
    knowledge = newsroom(
        claim("c", "north", Stance.THREATENS, DENIED, condition=p, condition_form=form),
        claim("a", "agency", Stance.ASSERTS, STRIKE),
    )
    relation = relate(knowledge, RelationType.FULFILS, "word-and-deed", "page/a", "page/c")
    shown = build_card(relation, knowledge).positions[1].claims[0].condition_form
    assert shown is not None and shown["en"] == en


def test_a_denial_that_nobody_dated_reaches_up_to_its_day() -> None:
    later = replace(STRIKE, event=None, time=Interval(date(2024, 3, 23), date(2024, 3, 24)))
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, later),
        claim("d", "north", Stance.DENIES, Proposition("strike"), said=on(2024, 3, 23)),
    )
    relation = relate(
        knowledge,
        RelationType.TENSION,
        "denial",
        "page/a",
        "page/d",
        slots={"kind": Comparison.EQUAL, "time": Comparison.OVERLAPS},
        conflict=("time",),
    )
    card = build_card(relation, knowledge)
    [row] = [row for row in card.slots if row.slot == "time"]
    assert [value["en"] for value in row.values] == ["23–24 March 2024", "up to 23 March 2024"]
    assert row.values[1]["fa"] == "تا ۲۳ مارس ۲۰۲۴"
    assert card.question["en"] == (
        "Northland can only have denied what was up to 23 March 2024: is 23–24 March 2024 meant, too?"
    )
    assert any("outside “up to 23 March 2024”" in reading["en"] for reading in card.readings)
    state = Wording(knowledge).claimed(Proposition("control"), "time", Stance.DENIES, ["page/d"])
    assert state["en"] == "any"


def test_what_is_possible_and_denied_is_marked_in_some_row() -> None:
    nobody = Proposition("strike", event="night", count=Count("killed", 0, 0))
    possible = claim("t", "agency", Stance.ASSERTS, toll(12), certainty=Certainty.POSSIBLE)
    knowledge = newsroom(possible, claim("n", "north", Stance.ASSERTS, nobody))
    pairs = {("page/t", "page/n"): ("hedged",)}
    relation = relate(knowledge, RelationType.TENSION, "denial", "page/t", "page/n", pairs=pairs)
    assert [row.slot for row in build_card(relation, knowledge).slots if row.mark == "conflict"] == ["stance"]


def test_no_counting_on_explains_a_higher_number_that_is_the_earlier_one() -> None:
    aged = "One of the figures is older, and the count went on after it."
    early, late = on(2024, 3, 23), on(2024, 3, 25)
    for first, second, told in ((early, late, False), (late, early, True)):
        knowledge = newsroom(
            claim("a", "agency", Stance.ASSERTS, toll(140), said=first),
            claim("s", "south", Stance.ASSERTS, toll(80), said=second),
        )
        relation = relate(
            knowledge, RelationType.CONTRADICTS, "quantity", "page/a", "page/s", conflict=("count",)
        )
        assert (aged in [reading["en"] for reading in find_readings(relation, knowledge)]) is told


def test_no_other_occasion_is_meant_where_both_name_the_event() -> None:
    for event, told in (("night", False), (None, True)):
        knowledge = newsroom(
            claim("a", "south", Stance.ASSERTS, STRIKE),
            claim("d", "north", Stance.DENIES, replace(DENIED, event=event)),
        )
        relation = relate(knowledge, RelationType.CONTRADICTS, "denial", "page/a", "page/d")
        readings = [reading["en"] for reading in find_readings(relation, knowledge)]
        assert any("another occasion" in reading for reading in readings) is told
        assert any("took them for one (the night attack)" in reading for reading in readings) is not told


def test_law_and_fact_are_told_apart_of_who_holds_something_only() -> None:
    for values, told in ((("north", "south"), True), (("city", "town"), False)):
        one, other = (Proposition("control", target="province", value=value) for value in values)
        knowledge = newsroom(
            claim("a", "south", Stance.ASSERTS, one), claim("b", "north", Stance.ASSERTS, other)
        )
        relation = relate(
            knowledge, RelationType.CONTRADICTS, "exclusive-state", "page/a", "page/b", conflict=("value",)
        )
        readings = [reading["en"] for reading in find_readings(relation, knowledge)]
        assert any("in law" in reading for reading in readings) is told


def test_each_voice_of_an_update_has_its_own_date() -> None:
    knowledge = newsroom(
        claim("m", "ministry", Stance.ASSERTS, toll(93), said=on(2024, 3, 23)),
        claim("c", "critics", Stance.ASSERTS, toll(93), said=on(2024, 3, 24)),
        claim("n", "minister", Stance.ASSERTS, toll(93), said=on(2024, 3, 24)),
        claim("a", "agency", Stance.ASSERTS, toll(140), said=on(2024, 3, 25)),
    )
    relation = relate(knowledge, RelationType.UPDATES, "quantity", "page/a", "page/m")
    assert summary(relation, knowledge) == (
        "The number of people killed (the night attack) rose from 93 (critics and the minister, 24 March "
        "2024; the ministry, 23 March 2024) to 140 (the agency, 25 March 2024)"
    )


def test_an_outlet_takes_back_its_report_and_not_the_word_of_whom_it_reported() -> None:
    knowledge = newsroom(
        claim("d", "north", Stance.DENIES, DENIED),
        claim("s", "south", Stance.ASSERTS, STRIKE),
        claim("a", "agency", Stance.ASSERTS, STRIKE, corrects=("page/d",)),
    )
    relation = relate(
        knowledge, RelationType.SUPERSEDES, "corrects", "page/a", "page/d", pairs={("page/a", "page/d"): ()}
    )
    card = build_card(relation, knowledge)
    assert card.summary == {
        "en": "The agency takes back the report that Northland denies: Northland struck the hospital",
        "fa": "خبرگزاری این گزارش خود را پس می‌گیرد: نورستان تکذیب می‌کند: نورستان به بیمارستان حمله کرد",
    }
    assert card.question["en"] == "Did Northland say so at all (denies: Northland struck the hospital)?"
    left = relate(
        knowledge, RelationType.CONTRADICTS, "denial", "page/s", "page/d", pairs={("page/s", "page/s"): ()}
    )
    [denial] = build_card(left, knowledge).positions[1].claims
    assert denial.aside is not None and denial.aside["en"] == "the agency took this report back"


def test_one_stands_apart_from_a_name_in_the_plural() -> None:
    knowledge = newsroom(claim("a", "agency", Stance.ASSERTS, toll(1)))
    wording = Wording(knowledge)
    rockets = Proposition("strike", count=Count("rockets", 1, 1))
    assert wording.statement(toll(1))["en"].endswith(": people killed: 1")
    assert wording.statement(toll(1, final=True))["en"].endswith(": people killed: 1 in all")
    assert wording.statement(rockets)["en"].endswith("rockets: 1")
    assert wording.statement(toll(2))["en"].endswith(": 2 people killed")
    assert wording.statement(Proposition("strike", count=Count("wounded", 1, 1)))["en"].endswith(
        ": 1 wounded"
    )


# --- nothing without a way out ------------------------------------------------------------------------

RULES = sorted(
    {*(rule.name for rule in rules() if rule.name != "repeats"), "nature", "exclusivity", "corrects"}
)
STANCES = (
    (Stance.ASSERTS, Stance.DENIES),
    (Stance.ASSERTS, Stance.ASSERTS),
    (Stance.DENIES, Stance.DOUBTS),
    (Stance.COMMITS, Stance.REFUSES),
    (Stance.ASSERTS, Stance.PREDICTS),
)


@pytest.mark.parametrize(("rule", "type"), [*product(RULES, RelationType)])
def test_every_relation_has_a_reading_that_dissolves_it_and_a_question(rule: str, type: RelationType) -> None:
    bare = Proposition("explosion")
    for (one, other), full in product(STANCES, (True, False)):
        p, q = (toll(12), STRIKE) if full else (bare, Proposition("misfire"))
        knowledge = newsroom(claim("a", "agency", one, p), claim("b", "critics", other, q))
        relation = relate(knowledge, type, rule, "page/a", "page/b", slots={})
        readings = list(find_readings(relation, knowledge))
        question = find_question(relation, knowledge)
        assert readings and all(words[n].strip() for words in readings for n in ("en", "fa"))
        assert question["en"].endswith("?") and question["fa"].endswith("؟")
        assert all(build_card(relation, knowledge).headline.values())


# --- what a reader stumbles over ----------------------------------------------------------------------


def test_verbs_agree_with_several_speakers_in_persian_too() -> None:
    knowledge = newsroom(
        claim("d", "critics", Stance.DENIES, DENIED),
        claim("a", "critics", Stance.ASSERTS, STRIKE, corrects=("page/d",)),
        claim("s", "south", Stance.DOUBTS, STRIKE),
        claim("t", "critics", Stance.DOUBTS, STRIKE),
        claim("m", "minister", Stance.ASSERTS, toll(20, 30, soft=True)),
        claim("n", "critics", Stance.ASSERTS, toll(93)),
    )
    back = relate(knowledge, RelationType.SUPERSEDES, "corrects", "page/a", "page/d")
    assert find_question(back, knowledge)["fa"].startswith("آیا منتقدان هنوز همین را می‌گویند (")
    doubt = relate(knowledge, RelationType.CHALLENGES, "assessment", "page/a", "page/s")
    assert build_card(doubt, knowledge).summary["fa"] == "سورستان و منتقدان در سخن منتقدان تردید دارند"
    vague = relate(knowledge, RelationType.TENSION, "quantity", "page/m", "page/n", conflict=("count",))
    assert any(r["fa"].startswith("عددی که وزیر داده تقریبی است") for r in find_readings(vague, knowledge))


def test_what_nobody_is_said_to_have_done_is_not_directed_at_anything() -> None:
    wording = Wording(newsroom(claim("a", "agency", Stance.ASSERTS, STRIKE)))
    blast = Proposition("explosion", target="hospital")
    assert wording.statement(blast) == {"en": "explosion at the hospital", "fa": "انفجار (بیمارستان)"}
    assert wording.statement(replace(blast, agent="north"))["en"] == (
        "explosion by Northland directed at the hospital"
    )


def test_whoever_is_not_among_several_is_asked_about_beside_them() -> None:
    several = Several(("gunmen", "north"), any_of=True)
    for other, asked in (
        ("south", "Who did it: unknown gunmen or Northland or Southland?"),
        ("north", "Of “unknown gunmen or Northland”, was it “Northland”?"),
    ):
        knowledge = newsroom(
            claim("a", "agency", Stance.ASSERTS, replace(STRIKE, agent=several)),
            claim("b", "minister", Stance.ASSERTS, replace(STRIKE, agent=other)),
        )
        relation = relate(
            knowledge, RelationType.TENSION, "responsibility", "page/a", "page/b", unknown=("agent",)
        )
        assert find_question(relation, knowledge)["en"].endswith(asked)


@pytest.mark.parametrize(
    ("said", "en"),
    [
        (STRIKE, "Did the minister say that Northland struck the hospital, 22 March 2024?"),
        (toll(93), "Did the minister say this: the night attack, 22 March 2024: 93 people killed?"),
        (
            Proposition("control", target="town", value="north"),
            "Did the minister say this: control (the town): Northland?",
        ),
    ],
)
def test_a_statement_that_makes_no_clause_is_quoted_in_a_question(said: Proposition, en: str) -> None:
    knowledge = newsroom(claim("a", "agency", Stance.ASSERTS, replace(said, said_by="minister")))
    [position] = knowledge.positions
    assert find_check_question(position, knowledge)["en"] == en


def test_a_dispute_about_ones_own_words_names_one_voice() -> None:
    knowledge = newsroom(
        claim("s", "minister", Stance.ASSERTS, STRIKE),
        claim("n", "minister", Stance.DENIES, replace(STRIKE, said_by="minister")),
    )
    found = find_relations(knowledge)
    text = write_report(knowledge, found, languages=("en",))
    assert "Statements ascribed to the minister – whether the minister said that Northland struck" in text
    assert "whether it was said at all" in text

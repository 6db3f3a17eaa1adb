"""Corroboration, and what is taken for granted or was said, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from support.cases import (
    asks,
    body,
    build_entries,
    build_standpoints,
    claim,
    denies,
    expect,
    expect_only,
    granting,
    interval,
    says,
)
from support.karabakh import D1, DISPUTED, ENTRIES, K1, NO_RAID, RAID, UNDISPUTED, counted, dated, with_slots

from kg.model import Register, Stance

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
    expect(body(UNDISPUTED, narrow, wide), "refines corroboration p q: kind<; affiliated")
    expect(
        body(UNDISPUTED, narrow, wide, says("r", "reuters", "firing")),
        "refines corroboration p q+r: kind<; affiliated",
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
    q = says("q", "reuters", "firing", target="ganja", place="ganja", time="10-02..", event="raid")
    expect(
        body(UNDISPUTED, p, q),
        "corroborates corroboration p ~ q: kind< agent? target? place= time~ event=; "
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
    # The kind is bridged before the agents, and of these the first position's before the second's.


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
    entries |= build_entries("sources", "afp", "reuters")
    p = says("p", "afp", "firing", agent="one", target="ganja")
    q = says("q", "reuters", "firing", agent="two", target="ganja")
    expect_only(
        "corroboration",
        body(Register(entries), p, q),
        "corroborates corroboration p ~ q: kind= agent# target=; conflict agent; in-part; "
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

IMPLIED = "implied {kind: shelling, agent: armenia, target: ganja, time: 2020-10-04}"


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
    assert len(knowledge.positions) == 3


def test_each_presupposition_is_a_relation_of_its_own_but_the_surest_are_told() -> None:
    milder = says("", "", "firing", agent="armenia", target="ganja")
    unsure = "tension presupposition p q: kind= agent< target< time?; unknown time"
    expect(body(UNDISPUTED, granting(says("p", "reuters", "retaliation"), milder), NO_RAID), unsure)
    p = granting(says("p", "reuters", "retaliation"), RAID, milder)
    expect(body(UNDISPUTED, p, NO_RAID), "contradicts presupposition p q: kind< agent< target< time=")
    other = with_slots(RAID, agent="armenia", target="tartar")
    both = granting(says("p", "reuters", "retaliation"), RAID, other)
    line = "contradicts presupposition p q: kind< agent< target< time="
    assert len(body(UNDISPUTED, both, NO_RAID).claims["a/p"].presupposes) == 2
    expect(body(UNDISPUTED, both, NO_RAID), line)


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
    p = granting(says("p", "reuters", "retaliation"), dated(RAID, "10-03..10-04"))
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
        Stance.ASSERTS, Stance.PREDICTS, Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES
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


def test_only_numbers_that_meet_make_a_tension_of_words() -> None:
    said = {"target": "ganja", "time": "10-04"}
    p = says("p", "azerbaijan", "combat", count="killed - 50..60", **said)
    q = denies("q", "reuters", "combat", count="killed - 55", said_by="azerbaijan", **said)
    expect(
        body(UNDISPUTED, p, q),
        "tension attribution p q: kind= target= time= measure= count> said_by=; conflict count",
    )
    elsewhere = with_slots(q, target=None, place="ganja")
    expect(body(UNDISPUTED, p, elsewhere))


def test_words_without_numbers_meet_where_nothing_else_parts_them() -> None:
    p = says("p", "azerbaijan", "shelling", target="ganja", time="10-01..10-04")
    narrower = {"target": "ganja", "time": "10-03"}
    expect(
        body(UNDISPUTED, p, denies("q", "reuters", "shelling", said_by="azerbaijan-mod", **narrower)),
        "tension attribution p q: kind= target= time> said_by>; conflict time, said_by",
    )
    expect(body(UNDISPUTED, p, denies("q", "reuters", "shelling", said_by="afp", **narrower)))


def test_whose_word_it_was_may_be_contested() -> None:
    p = says("p", "karabakh-army", "shelling", target="ganja")
    q = denies("q", "reuters", "shelling", target="ganja", said_by="armenia")
    expect(
        body(DISPUTED, p, q),
        "tension attribution p q: kind= target= said_by?; unknown said_by; unless baku | yerevan",
        "contradicts attribution p q: kind= target= said_by<; if baku",
    )


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
    back = denies("q", "reuters", "firing", "10-05", target="azerbaijan", said_by="azerbaijan")
    expect(body(UNDISPUTED, p, back), "contradicts denial p q: kind< target< said_by<; self-contradiction")
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
    more = with_slots(p, agent="armenia")
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

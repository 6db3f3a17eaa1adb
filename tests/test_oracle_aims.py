"""Aims, words and deeds, opinions and repeats, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from support.cases import body, claim, denies, expect, provided, says
from support.karabakh import DISPUTED, UNDISPUTED

# Aims, words and deeds --------------------------------------------------------------------------------------

WIDE = {"agent": "armenia", "target": "azerbaijan"}
NARROW = {"agent": "armenian-forces", "target": "ganja"}


@pytest.mark.parametrize("stance", ["demands", "commits"])
def test_what_lies_inside_a_refusal_is_opposed(stance: str) -> None:
    p = claim("p", "azerbaijan", stance, "shelling", place="ganja", **NARROW)
    q = claim("q", "armenia", "refuses", "firing", **WIDE)
    knowledge = body(UNDISPUTED, p, q)
    expect(knowledge, "opposes opposed-aims p q: kind< agent< target< place<; adversarial")


@pytest.mark.parametrize("stance", ["demands", "commits"])
def test_what_crosses_a_refusal_or_goes_beyond_it_is_not(stance: str) -> None:
    q = claim("q", "armenia", "refuses", "firing", instrument="arms", **NARROW)
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
        # Who promises is as good as his word whatever it was that he left out; who refuses refuses anything.
        (
            "commits",
            "asserts",
            {"target": "ganja"},
            {},
            "fulfils word-and-deed p q: kind= target?; unknown target",
        ),
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

"""The card of a relation says the same in both languages and on every face, and fits a terminal."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from rich.cells import cell_len
from support.reported import (
    ARTICLE_ID,
    CLAIMS,
    CONDITIONAL,
    DENIAL,
    IDS,
    IN_PART,
    KNOWLEDGE,
    POSITIONS,
    QUANTITY,
    RELATIONS,
    SHELLING,
    STATE,
    TENSION,
    TEXT,
)

from kg.explain import build_card, describe_time, find_question
from kg.explain.values import describe_count
from kg.model import Count, Interval, Knowledge, Position, Relation, Stance
from kg.report.text import write_cards

# --- the card -----------------------------------------------------------------------------------------


def words_of(value: Any, path: str = "card") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every text that stands in languages, with the path to it."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "gloss":
                yield from words_of(getattr(value, field.name), f"{path}.{field.name}")
    elif isinstance(value, Mapping):
        if "en" in value or "fa" in value:
            yield path, value
        else:
            for key, inner in value.items():
                yield from words_of(inner, f"{path}[{key}]")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from words_of(inner, f"{path}[{number}]")


@pytest.mark.parametrize("found", RELATIONS, ids=IDS)
def test_every_text_of_a_card_stands_in_both_languages(found: Relation) -> None:
    texts = list(words_of(build_card(found, KNOWLEDGE)))
    paths = {re.sub(r"\[.*?\]", "", path) for path, _ in texts}
    assert {"card.headline", "card.condition", "card.question", "card.slots.words"} <= paths
    for path, words in texts:
        assert set(words) == {"en", "fa"}, path
        for language, text in words.items():
            assert text.strip(), (path, language)
            assert "None" not in text and "{" not in text and "  " not in text, (path, text)
    sentences = [words for path, words in texts if re.search(r"headline|question|readings", path)]
    for words in sentences:
        assert re.search("[؀-ۿ]", words["fa"]), words
        assert not re.search("[؀-ۿ]", words["en"]), words
    card = build_card(found, KNOWLEDGE)
    assert card.question["en"].endswith("?") and card.question["fa"].endswith("؟")
    assert card.readings


def test_card_of_the_unconditional_denial() -> None:
    card = build_card(DENIAL, KNOWLEDGE)
    assert card.headline == {
        "en": "The Ministry of Defence of Azerbaijan contradicts Armenia, from every standpoint",
        "fa": "سخن وزارت دفاع آذربایجان با سخن ارمنستان تناقض دارد، از هر دیدگاهی",
    }
    assert not card.conditional
    assert card.question == {
        "en": "Was there any shelling by Armenia's forces directed at Ganja on 4 October 2020?",
        "fa": "آیا در ۴ اکتبر ۲۰۲۰ گلوله‌باران از سوی نیروهای ارمنستان (هدف: گنجه) در کار بوده است؟",
    }
    assert [(row.slot, [v["en"] for v in row.values], row.comparison, row.mark) for row in card.slots] == [
        ("stance", ["asserts", "denies"], None, "conflict"),
        ("kind", ["shelling", "firing"], "narrower", ""),
        ("agent", ["Armenia's forces", "Armenia"], "narrower", ""),
        ("target", ["Ganja", "Azerbaijan"], "narrower", ""),
        ("time", ["4 October 2020", "4 October 2020"], "equal", ""),
    ]
    assert [(b.words["en"], b.location, b.contested) for b in card.bridges] == [
        ("“shelling” is a kind of “firing”", "register/kinds.yaml:7", False),
        ("“Armenia's forces” is part of “Armenia”", "register/sources.yaml:12", False),
        ("“Ganja” lies in “Azerbaijan”", "register/places.yaml:3", False),
    ]
    [claim] = card.positions[0].claims
    assert [(link.role, link.name) for link in claim.chain] == [
        ("article", ARTICLE_ID),
        ("via", "twitter"),
        ("origin", "ministry"),
    ]
    assert [(q.exact, q.start, q.end) for q in claim.quotes] == [(TEXT[1381:1456], 1381, 1456)]
    assert (claim.language, claim.location, claim.basis) == ("fa", "claims.yaml:30", "the text bears no date")
    assert card.positions[0].numbers["en"] == "1 claim, 1 independent origin"
    assert [reading["en"] for reading in card.readings] == [
        "The denial is meant more narrowly than written: “firing” without “shelling”, “Armenia” without "
        "“Armenia's forces” and “Azerbaijan” without “Ganja”.",
        "The denial by Armenia is about another occasion than the one the Ministry of Defence of Azerbaijan "
        "speaks of; the denial names no place.",
        "The time of m1 (4 October 2020), set by its annotator, is wrong; basis: “the text bears no date”.",
        "A source was misquoted or misunderstood: the words of m1, d1 are the article's, not the "
        "speaker's; passed on by the ministry's Twitter account.",
    ]
    assert (card.rule, card.version, card.input_hash) == ("denial", "1", DENIAL.input_hash)


def test_conditional_card_names_the_standpoint_everywhere() -> None:
    card = build_card(CONDITIONAL, KNOWLEDGE)
    assert card.headline == {
        "en": "The head of Nagorno-Karabakh contradicts Armenia, if you accept Azerbaijan's standpoint",
        "fa": "سخن رئیس ناگورنو قره‌باغ با سخن ارمنستان تناقض دارد، با پذیرفتن دیدگاه باکو",
    }
    assert card.conditional
    assert [(b.where["en"], b.location) for b in card.bridges if b.contested] == [
        ("contested: Azerbaijan's standpoint, held by Azerbaijan", "register/standpoints.yaml:2")
    ]
    contested = "“Karabakh defence army” is part of “Armenia's forces”"
    assert f"You do not accept that {contested}; this is contested." in [r["en"] for r in card.readings]
    assert card.question["en"] == (
        "Is “Karabakh defence army” part of “Armenia's forces”? If so: was there any firing by Karabakh "
        "defence army directed at an air base in Ganja on 4 October 2020?"
    )


def test_alternatives_and_exceptions_of_a_condition() -> None:
    either = dataclasses.replace(
        CONDITIONAL, holds_if=(frozenset({"baku", "yerevan"}), frozenset({"baku"})), unless=()
    )
    assert build_card(either, KNOWLEDGE).condition["en"] == (
        "if you accept Azerbaijan's standpoint, or Azerbaijan's standpoint together with Armenia's standpoint"
    )
    card = build_card(TENSION, KNOWLEDGE)
    assert card.unless == card.condition
    assert card.condition["en"] == "unless you accept Azerbaijan's standpoint, or Armenia's standpoint"
    both = dataclasses.replace(CONDITIONAL, unless=(frozenset({"yerevan"}),))
    assert build_card(both, KNOWLEDGE).condition["en"] == (
        "if you accept Azerbaijan's standpoint, unless you accept Armenia's standpoint"
    )


@pytest.mark.parametrize(
    ("found", "en"),
    [
        (TENSION, "Does “Karabakh defence army” belong to “Armenia”?"),
        (
            RELATIONS[6],
            "Azerbaijan does not say when: was it 4 October 2020? Azerbaijan does not say who did it: was it "
            "Armenia?",
        ),
        (
            QUANTITY,
            "Fighting, 27 September – 4 October 2020 – people killed. Which figure is right: about 200–999 "
            "or at least 1,231?",
        ),
        (STATE, "Control (Ganja), 4 October 2020. Which value is right: Azerbaijan or Armenia?"),
        (
            IN_PART,
            "Are these sources independent of each other – the head of Nagorno-Karabakh; the Ministry of "
            "Defence of Azerbaijan – on this: firing at Ganja, 4 October 2020?",
        ),
        (
            RELATIONS[7],
            "Has this come about: ceasefire in Ganja, from 4 October 2020 onwards? Has the condition set by "
            "Armenia been met: firing by Karabakh defence army directed at an air base in Ganja, 4 October "
            "2020?",
        ),
    ],
)
def test_questions_are_made_of_what_is_open(found: Relation, en: str) -> None:
    assert find_question(found, KNOWLEDGE)["en"] == en


def test_a_claim_that_only_presupposes_a_position_says_so() -> None:
    position = Position(Stance.ASSERTS, SHELLING, (f"{ARTICLE_ID}/t1",))
    card = build_card(dataclasses.replace(DENIAL, positions=(position, POSITIONS["d1"])), KNOWLEDGE)
    [claim] = card.positions[0].claims
    assert claim.role == {"en": "presupposes this", "fa": "این را پیش‌فرض می‌گیرد"}


def test_a_position_counts_origins_and_not_claims() -> None:
    card = build_card(QUANTITY, KNOWLEDGE)
    assert [claim.name for claim in card.positions[1].claims] == ["u1", "u2"]
    assert card.positions[1].numbers == {
        "en": "2 claims, 1 independent origin",
        "fa": "۲ ادعا، ۱ خاستگاه مستقل",
    }


@pytest.mark.parametrize(
    ("start", "end", "en", "fa"),
    [
        ((2020, 10, 4), (2020, 10, 4), "4 October 2020", "۴ اکتبر ۲۰۲۰"),
        ((2020, 10, 4), (2020, 10, 5), "4–5 October 2020", "۴ تا ۵ اکتبر ۲۰۲۰"),
        ((2020, 9, 27), (2020, 10, 4), "27 September – 4 October 2020", "۲۷ سپتامبر تا ۴ اکتبر ۲۰۲۰"),
        (
            (2019, 12, 30),
            (2020, 1, 2),
            "30 December 2019 – 2 January 2020",
            "۳۰ دسامبر ۲۰۱۹ تا ۲ ژانویه ۲۰۲۰",
        ),
        ((2020, 2, 1), (2020, 2, 29), "February 2020", "فوریه ۲۰۲۰"),
        ((2020, 2, 1), (2021, 3, 31), "February 2020–March 2021", "فوریه ۲۰۲۰ تا مارس ۲۰۲۱"),
        ((1990, 1, 1), (1999, 12, 31), "1990–1999", "۱۹۹۰ تا ۱۹۹۹"),
        ((2020, 1, 1), (2020, 12, 31), "2020", "۲۰۲۰"),
        ((2020, 10, 4), None, "from 4 October 2020 onwards", "از ۴ اکتبر ۲۰۲۰ به بعد"),
        (None, (2020, 10, 4), "until 4 October 2020", "تا ۴ اکتبر ۲۰۲۰"),
    ],
)
def test_times_in_words(
    start: tuple[int, int, int] | None, end: tuple[int, int, int] | None, en: str, fa: str
) -> None:
    days = [None if day is None else date(*day) for day in (start, end)]
    assert describe_time(Interval(*days)) == {"en": en, "fa": fa}


@pytest.mark.parametrize(
    ("count", "en", "fa"),
    [
        (Count("killed", 41), "at least 41", "دست‌کم ۴۱"),
        (Count("killed", 0, 20), "at most 20", "حداکثر ۲۰"),
        (Count("killed", 7, 7), "7", "۷"),
        # “More than 300” is kept as 301 and more, “fewer than 300” as 299 and less.
        (Count("killed", 301), "more than 300", "بیش از ۳۰۰"),
        (Count("killed", 0, 299), "fewer than 300", "کمتر از ۳۰۰"),
        (Count("killed", 0, 0), "none", "هیچ"),
        (Count("killed", 200, soft=True), "at least about 200", "دست‌کم حدود ۲۰۰"),
        (Count("killed", 200, 999, soft=True), "about 200–999", "حدود ۲۰۰ تا ۹۹۹"),
        (Count("killed", 27000, 33000, soft=True), "about 27,000–33,000", "حدود ۲۷٬۰۰۰ تا ۳۳٬۰۰۰"),
    ],
)
def test_counts_in_words(count: Count, en: str, fa: str) -> None:
    assert describe_count(count) == {"en": en, "fa": fa}


# --- the terminal -------------------------------------------------------------------------------------


GOLDEN = """\
CONTRADICTION, between opponents
The Ministry of Defence of Azerbaijan contradicts Armenia, from every standpoint
2 claims, 2 independent origins

A  asserts: shelling by Armenia's forces directed at Ganja, 4 October 2020
   1 claim, 1 independent origin
   m1  Ministry of Defence of Azerbaijan, in the article's words, date of
       statement: 4 October 2020
       «زیر آتش» قرار گرفتن گنجه، دومین شهر بزرگ این کشور، از سوی نیروهای
       ارمنستان
       [fa, 1381–1456]
       translation (en): Ganja has come “under fire” from Armenia's forces
       chain: karabakh-2020-10-04 (article) ← the ministry's Twitter account ←
       Ministry of Defence of Azerbaijan (origin)

B  denies: firing by Armenia directed at Azerbaijan, 4 October 2020
   1 claim, 1 independent origin
   d1  Armenia, in the article's words
       آتشباری به سوی آذربایجان
       [fa, 1475–1499]
       translation (en): Armenia denies having fired toward Azerbaijan
       chain: karabakh-2020-10-04 (article) ← Armenia (origin)

Slot    A                 B               Comparison
stance  asserts           denies          CONFLICT: opposite
kind    shelling          firing          A is narrower
agent   Armenia's forces  Armenia         A is narrower
target  Ganja             Azerbaijan      A is narrower
time    4 October 2020    4 October 2020  the same

Rests on
  - “shelling” is a kind of “firing” [register, undisputed,
    register/kinds.yaml:7]
  - “Armenia's forces” is part of “Armenia” [register, undisputed,
    register/sources.yaml:12]
  - “Ganja” lies in “Azerbaijan” [register, undisputed, register/places.yaml:3]

This does not hold if
  - The denial is meant more narrowly than written: “firing” without “shelling”,
    “Armenia” without “Armenia's forces” and “Azerbaijan” without “Ganja”.
  - The denial by Armenia is about another occasion than the one the Ministry of
    Defence of Azerbaijan speaks of; the denial names no place.
  - The time of m1 (4 October 2020), set by its annotator, is wrong; basis: “the
    text bears no date”.
  - A source was misquoted or misunderstood: the words of m1, d1 are the
    article's, not the speaker's; passed on by the ministry's Twitter account.

What would settle it
  Was there any shelling by Armenia's forces directed at Ganja on 4 October
  2020?

rule denial, version 1
relation {id}
input hash {hash}
"""


def test_a_persian_card_is_persian_to_its_marks() -> None:
    bundles = [
        dataclasses.replace(one, article=dataclasses.replace(one.article, title="متن نخست"))
        for one in KNOWLEDGE.bundles
    ]
    text = write_cards([DENIAL], Knowledge(KNOWLEDGE.register, tuple(bundles)), language="fa")
    assert "قاعدهٔ denial، نسخهٔ ۱" in text and "[fa، نویسه‌های ۱۳۸۱ تا ۱۴۵۶]" in text
    assert "زنجیرهٔ نقل: «متن نخست» karabakh-2020-10-04 (متن)" in " ".join(text.split())


def test_terminal_card_of_the_first_contradiction() -> None:
    assert write_cards([DENIAL], KNOWLEDGE) == GOLDEN.replace("{id}", DENIAL.id).replace(
        "{hash}", DENIAL.input_hash
    )


@pytest.mark.parametrize("language", ["en", "fa"])
def test_terminal_cards_fit_80_columns_without_colour_or_boxes(language: str) -> None:
    text = write_cards(RELATIONS, KNOWLEDGE, language=language)
    for line in text.splitlines():
        assert cell_len(line) <= 80, line
        assert line == line.rstrip()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f─-╿]", text)
    assert text.count(DENIAL.input_hash) == 1
    for claim in CLAIMS:
        for quotation in claim.quotations if claim.proposition is not None else ():
            assert "".join(quotation.exact.split()) in "".join(text.split())


def test_terminal_colour_only_adds_colour() -> None:
    coloured = write_cards([DENIAL, TENSION], KNOWLEDGE, colour=True, width=80)
    assert "\x1b[" in coloured
    plain = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in plain.splitlines()] == write_cards(
        [DENIAL, TENSION], KNOWLEDGE
    ).splitlines()


def test_terminal_without_relations_says_so() -> None:
    assert write_cards([], KNOWLEDGE) == "No relations.\n"

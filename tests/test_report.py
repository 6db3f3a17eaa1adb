"""The card and the report: complete in both languages, verbatim, harmless, and fit to be read."""

from __future__ import annotations

import dataclasses
import html
import itertools
import json
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from benchmarks.synthetic import build_knowledge
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.cells import cell_len
from support.drawing import drawn
from support.page import Page
from support.tolls import build_tolls

from kg.api import load
from kg.characters import visible
from kg.disputes import Analysis, Conflict, Dispute, Extensions, HittingSets, find_analyses, find_disputes
from kg.errors import InputError
from kg.explain import (
    LANGUAGES,
    build_card,
    describe_count,
    describe_time,
    find_named_dispute,
    find_question,
    sorted_relations,
)
from kg.explain.words import DISPUTE_WORDS
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Comparison,
    Count,
    Entry,
    Interval,
    Knowledge,
    Location,
    Position,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)
from kg.relations import find_relations
from kg.report.dispute_rows import build_dispute_row
from kg.report.disputes import disputes_text
from kg.report.html import find_segments, write_card, write_explanation, write_report
from kg.report.markdown import write_markdown
from kg.report.selection import PageLimits
from kg.report.svg import NARROW, WIDE, anchor, write_dispute
from kg.report.text import write_cards
from kg.resources import resource_dir

ARTICLE_ID = "karabakh-2020-10-04"
TEXT = (resource_dir("seeds") / ARTICLE_ID / "article.fa.txt").read_bytes().decode()
DAY = Interval(date(2020, 10, 4), date(2020, 10, 4))
WEEK = Interval(date(2020, 9, 27), date(2020, 10, 4))
EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN


def entry(name: str, section: str, en: str, fa: str, **more: Any) -> Entry:
    return Entry(name, section, {"en": en, "fa": fa}, **more)


def quote(start: int, end: int) -> Quotation:
    return Quotation(TEXT[start:end], start, end)


ENTRIES = [
    entry("outlet", "sources", "an unnamed outlet", "رسانه‌ای بی‌نام"),
    entry("azerbaijan", "sources", "Azerbaijan", "آذربایجان"),
    entry("armenia", "sources", "Armenia", "ارمنستان"),
    entry("ministry", "sources", "Ministry of Defence of Azerbaijan", "وزارت دفاع آذربایجان"),
    entry("twitter", "sources", "the ministry's Twitter account", "حساب توییتری وزارتخانه"),
    entry("armenian-forces", "sources", "Armenia's forces", "نیروهای ارمنستان"),
    entry("karabakh-head", "sources", "head of Nagorno-Karabakh", "رئیس ناگورنو قره‌باغ"),
    entry("karabakh-army", "sources", "Karabakh defence army", "ارتش دفاعی قره‌باغ"),
    entry("reuters", "sources", "Reuters", "رویترز"),
    entry("ganja", "places", "Ganja", "گنجه"),
    entry("air-base", "things", "an air base in Ganja", "پایگاه هوایی در گنجه"),
    entry("artillery", "things", "artillery", "توپخانه"),
    entry("people", "populations", "people", "نفر"),
    entry("civilians", "populations", "civilians", "غیرنظامیان"),
    entry("firing", "kinds", "firing", "آتشباری"),
    entry("shelling", "kinds", "shelling", "گلوله‌باران", links=(("broader", "firing"),)),
    entry("fighting", "kinds", "fighting", "درگیری"),
    entry("killed", "kinds", "killed", "کشته"),
    entry("ceasefire", "kinds", "ceasefire", "آتش‌بس"),
    entry("state", "kinds", "state", "وضعیت"),
    entry("control", "kinds", "control", "کنترل", links=(("broader", "state"),)),
]
STANDPOINTS = [
    Standpoint(
        "baku",
        {"en": "Azerbaijan's standpoint", "fa": "دیدگاه باکو"},
        held_by=("azerbaijan",),
        holds=(Bridge("karabakh-army", "part_of", "armenian-forces", "baku"),),
        excludes=("yerevan",),
    ),
    Standpoint(
        "yerevan",
        {"en": "Armenia's standpoint", "fa": "دیدگاه ایروان"},
        held_by=("armenia",),
        holds=(Bridge("karabakh-army", "distinct_from", "armenian-forces", "yerevan"),),
    ),
]

SHELLING = Proposition("shelling", agent="armenian-forces", target="ganja", time=DAY)
FIRING = Proposition("firing", agent="armenia", target="azerbaijan", time=DAY)
BASE = Proposition("firing", agent="karabakh-army", target="air-base", time=DAY)
ARTILLERY = Proposition("shelling", target="ganja", instrument="artillery")
HUNDREDS = Proposition("fighting", time=WEEK, count=Count("killed", 200, 999, "people", soft=True))
MORE = Proposition("fighting", time=WEEK, count=Count("killed", 1231, None, "people"))
TRUCE = Proposition("ceasefire", place="ganja", time=Interval(date(2020, 10, 4)))
OURS = Proposition("control", target="ganja", value="azerbaijan", time=DAY)
THEIRS = Proposition("control", target="ganja", value="armenia", time=DAY)

CLAIMS = [
    Claim(
        "m1",
        "ministry",
        Stance.ASSERTS,
        SHELLING,
        (quote(1381, 1456),),
        {"en": "Ganja has come “under fire” from Armenia's forces"},
        via=("twitter",),
        cue=quote(1457, 1464),
        said=DAY,
        bases={SHELLING.id: "the text bears no date"},
    ),
    Claim(
        "d1",
        "armenia",
        Stance.DENIES,
        FIRING,
        (quote(1475, 1499),),
        {"en": "Armenia denies having fired toward Azerbaijan"},
        cue=quote(1503, 1515),
    ),
    Claim("k1", "karabakh-head", Stance.ASSERTS, BASE, (quote(1562, 1611),), direct=True),
    Claim("m0", "azerbaijan", Stance.ASSERTS, ARTILLERY, (quote(1206, 1268),), certainty=Certainty.HEARSAY),
    # Overlapping, nested and equal quotes, one of them in two parts.
    Claim("n1", "outlet", Stance.ASSERTS, HUNDREDS, (quote(802, 880),)),
    Claim("n2", "outlet", Stance.ASSERTS, HUNDREDS, (quote(850, 917),)),
    Claim("u1", "reuters", Stance.ASSERTS, MORE, (quote(1870, 1911), quote(1915, 1945))),
    Claim("u2", "reuters", Stance.ASSERTS, MORE, (quote(1877, 1890),)),
    Claim("t1", "reuters", Stance.DEMANDS, TRUCE, (quote(1999, 2012),), presupposes=(SHELLING,)),
    Claim("t2", "armenia", Stance.REFUSES, TRUCE, (quote(1999, 2012),), condition=BASE),
    Claim("o1", "azerbaijan", Stance.ASSERTS, OURS, (quote(1381, 1456),)),
    Claim("o2", "armenia", Stance.ASSERTS, THEIRS, (quote(1370, 1390),)),
    Claim("q1", "reuters", Stance.ASKS, None, (quote(0, 11),), presupposes=(SHELLING,)),
]
KNOWLEDGE = Knowledge(
    Register({e.name: e for e in ENTRIES}, standpoints={s.name: s for s in STANDPOINTS}),
    (
        Bundle(
            Article(ARTICLE_ID, TEXT, "fa", "outlet", Interval(date(2020, 10, 4), date(2020, 10, 5))),
            tuple(CLAIMS),
        ),
    ),
    {
        "shelling": Location("register/kinds.yaml", 7),
        "armenian-forces": Location("register/sources.yaml", 12),
        "ganja": Location("register/places.yaml", 3),
        "baku": Location("register/standpoints.yaml", 2),
        f"{ARTICLE_ID}/m1": Location("claims.yaml", 30),
    },
)
POSITIONS = {name.rpartition("/")[2]: p for p in KNOWLEDGE.positions for name in p.claims}

IN_FIRING = Bridge("shelling", "broader", "firing")
IN_ARMENIA = Bridge("armenian-forces", "part_of", "armenia")
IN_AZERBAIJAN = Bridge("ganja", "within", "azerbaijan")
IN_FORCES = Bridge("karabakh-army", "part_of", "armenian-forces", "baku")


def relation(
    kind: RelationType, rule: str, claims: str, slots: Mapping[str, Comparison], **more: Any
) -> Relation:
    positions = tuple(POSITIONS[name] for name in claims.split())
    return Relation(kind, rule, "1", positions, slots, **more)


DENIAL = relation(
    RelationType.CONTRADICTS,
    "denial",
    "m1 d1",
    {"kind": NARROWER, "agent": NARROWER, "target": NARROWER, "time": EQUAL},
    bridges=(IN_FIRING, IN_ARMENIA, IN_AZERBAIJAN),
    modifiers=("adversarial",),
)
CONDITIONAL = relation(
    RelationType.CONTRADICTS,
    "denial",
    "k1 d1",
    {"kind": EQUAL, "agent": NARROWER, "target": NARROWER, "time": EQUAL},
    bridges=(IN_FORCES, IN_ARMENIA, Bridge("air-base", "within", "ganja"), IN_AZERBAIJAN),
    holds_if=(frozenset({"baku"}),),
)
TENSION = relation(
    RelationType.TENSION,
    "denial",
    "k1 d1",
    {"kind": EQUAL, "agent": UNKNOWN, "target": NARROWER, "time": EQUAL},
    unknown=("agent",),
    unless=(frozenset({"baku"}), frozenset({"yerevan"})),
)
QUANTITY = relation(
    RelationType.CONTRADICTS,
    "quantity",
    "n1 u1",
    {"kind": EQUAL, "time": EQUAL, "measure": EQUAL, "population": EQUAL, "count": DISJOINT},
    conflict=("count",),
    modifiers=("soft",),
)
IN_PART = relation(
    RelationType.CORROBORATES,
    "corroboration",
    "k1 m1",
    {"kind": BROADER, "agent": UNKNOWN, "target": NARROWER, "time": EQUAL},
    unknown=("agent",),
    bridges=(IN_FIRING,),
    modifiers=("in-part", "affiliated"),
    common=Proposition("firing", target="ganja", time=DAY),
)
STATE = relation(
    RelationType.CONTRADICTS,
    "exclusive-state",
    "o1 o2",
    {"kind": EQUAL, "target": EQUAL, "time": EQUAL, "value": DISJOINT},
    conflict=("value",),
)
RELATIONS = [
    CONDITIONAL,
    TENSION,
    QUANTITY,
    DENIAL,
    IN_PART,
    STATE,
    relation(
        RelationType.TENSION,
        "denial",
        "m0 d1",
        {"kind": NARROWER, "agent": UNKNOWN, "target": NARROWER, "instrument": NARROWER, "time": OVERLAPS},
        conflict=("time",),
        unknown=("agent",),
    ),
    relation(RelationType.OPPOSES, "opposed-aims", "t1 t2", {"kind": EQUAL, "place": EQUAL, "time": EQUAL}),
    relation(RelationType.REFINES, "quantity", "u1 n1", {"kind": EQUAL, "count": NARROWER}),
    relation(RelationType.SUPERSEDES, "quantity", "u1 n1", {"kind": EQUAL, "count": DISJOINT}),
    # A rule that this card has no words of its own for, and more than two positions.
    relation(RelationType.CONTRADICTS, "presupposition", "t1 d1", {"kind": EQUAL}),
    relation(RelationType.CONTRADICTS, "responsibility", "m1 k1", {"agent": DISJOINT}, conflict=("agent",)),
    relation(RelationType.CONTRADICTS, "sum-of-parts", "n1 m0 u1", {"count": DISJOINT}, conflict=("count",)),
    *(
        relation(kind, "of-the-future", "m1 t2", {"kind": UNKNOWN}, unknown=("kind",))
        for kind in RelationType
    ),
    *(relation(kind, "of-the-future", "m1 d1 k1", {}, modifiers=("novel",)) for kind in RelationType),
]
IDS = [f"{r.relation.value}-{r.rule}-{len(r.positions)}" for r in RELATIONS]


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


# --- the page -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def report() -> str:
    return write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES)


@pytest.fixture(scope="module")
def page(report: str) -> Page:
    return Page(report)


def test_page_is_well_formed(report: str, page: Page) -> None:
    assert report.startswith("<!DOCTYPE html>\n")
    assert report.endswith("</html>\n")
    repeated = [name for name, times in Counter(page.attributes("id")).items() if times > 1]
    assert repeated == []
    assert len([tag for tag, _, _ in page.elements if tag == "main"]) == 1
    assert len([tag for tag, _, _ in page.elements if tag == "h1"]) == 1
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))


def test_page_loads_and_runs_nothing(report: str, page: Page) -> None:
    tags = {tag for tag, _, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    for name in ("href", "src", "action", "xlink:href", "srcset", "poster"):
        assert all(value.startswith("#") for value in page.attributes(name))
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert "http://" not in report and "https://" not in report and "url(" not in report
    assert "@import" not in report
    [policy] = [a["content"] for _, a, _ in page.elements if a.get("http-equiv") == "Content-Security-Policy"]
    assert policy is not None and policy.startswith("default-src 'none'")


def test_links_of_the_page_lead_somewhere(page: Page) -> None:
    targets = set(page.attributes("id"))
    assert {link[1:] for link in page.attributes("href")} <= targets


def test_page_says_its_languages_and_directions(page: Page) -> None:
    for tag, attributes, _ in page.elements:
        classes = (attributes.get("class") or "").split()
        if "fa" in classes:
            assert attributes.get("lang") == "fa", (tag, attributes)
        if tag == "blockquote":
            assert attributes == {"lang": "fa", "dir": "auto"}
        if tag == "th":
            assert attributes.get("scope") in ("col", "row"), attributes
        if tag == "svg":
            assert attributes.get("aria-labelledby"), attributes
    [text] = [a for _, a, _ in page.elements if a.get("class") == "article-text"]
    assert (text["lang"], text["dir"]) == ("fa", "rtl")


def test_page_holds_the_article_verbatim(page: Page) -> None:
    assert page.text_in(class_="seg") == TEXT
    for claim in CLAIMS:
        name = anchor("claim", f"{ARTICLE_ID}/{claim.id}")
        assert f"#{name}" in page.attributes("href")


def test_each_quoted_word_links_to_a_claim_that_quotes_it(page: Page) -> None:
    claims = {anchor("claim", f"{ARTICLE_ID}/{claim.id}"): claim for claim in CLAIMS}
    at = 0
    for data, around in page.text:
        segment = next((a for _, a in around if "seg" in (a.get("class") or "").split()), None)
        if segment is None:
            continue
        covering = [
            claim
            for claim in CLAIMS
            if any(q.start <= at and at + len(data) <= q.end for q in claim.quotations)
        ]
        if covering:
            assert claims[str(segment["href"])[1:]] in covering
        else:
            assert "href" not in segment
        at += len(data)
    assert at == len(TEXT)


def test_every_claim_stands_in_the_table(page: Page) -> None:
    for claim in CLAIMS:
        name = anchor("claim", f"{ARTICLE_ID}/{claim.id}")
        row = "".join(data for data, around in page.text if any(a.get("id") == name for _, a in around))
        assert claim.id in row
        assert KNOWLEDGE.label(claim.source) in row and KNOWLEDGE.label(claim.source, "fa") in row
        for quotation in claim.quotations:
            assert quotation.exact in row
            assert f"{quotation.start}–{quotation.end}" in row
        for gloss in claim.gloss.values():
            assert gloss in row and "translation" in row
        for via in claim.via:
            assert KNOWLEDGE.label(via) in row


def test_every_relation_has_its_card(page: Page) -> None:
    names = [a["id"] for t, a, _ in page.elements if (a.get("id") or "").startswith("relation:")]
    assert set(names) == {anchor("relation", r.id) for r in RELATIONS}
    assert len(names) == len({r.id for r in RELATIONS})


def test_the_unconditional_contradiction_stands_before_the_conditional_one() -> None:
    page = Page(write_report(KNOWLEDGE, [TENSION, CONDITIONAL, DENIAL]))
    names = [a["id"] for t, a, _ in page.elements if (a.get("id") or "").startswith("relation:")]
    assert names == [anchor("relation", r.id) for r in (DENIAL, CONDITIONAL, TENSION)]


def test_same_input_same_bytes(report: str) -> None:
    assert write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES) == report
    assert write_report(KNOWLEDGE, list(reversed(RELATIONS)), languages=LANGUAGES) == report


def test_view_keeps_what_holds_for_it() -> None:
    def names(view: list[str] | None) -> set[str]:
        page = Page(write_report(KNOWLEDGE, [DENIAL, CONDITIONAL, TENSION], view=view))
        return {a["id"] or "" for _, a, _ in page.elements if (a.get("id") or "").startswith("relation:")}

    always, under_baku, unless = (anchor("relation", r.id) for r in (DENIAL, CONDITIONAL, TENSION))
    assert names(None) == {always, under_baku, unless}
    assert names([]) == {always, unless}
    assert names(["baku"]) == {always, under_baku}
    assert names(["yerevan"]) == {always}


def test_report_without_anything_is_still_a_page() -> None:
    page = Page(write_report(Knowledge(Register()), []))
    assert "No contradictions" in "".join(data for data, _ in page.text)


# --- what a page of many disputes shows ---------------------------------------------------------------


def spread(knowledge: Knowledge) -> Knowledge:
    """Return the same claims in articles of ten each."""
    [bundle] = knowledge.bundles
    parts = [bundle.claims[at : at + 10] for at in range(0, len(bundle.claims), 10)]
    bundles = [Bundle(replace(bundle.article, id=f"a{n}"), part) for n, part in enumerate(parts)]
    return replace(knowledge, bundles=tuple(bundles))


MANY = spread(build_knowledge(60))
MANY_RELATIONS = find_relations(MANY)
TOLLS = build_tolls()
TOLL_RELATIONS = find_relations(TOLLS)
FEW = PageLimits(disputes=2, contradictions=3, strongest=2, others=2, claims=10, articles=4, drawn=3)


def relations_of(page: Page) -> set[str]:
    return {(a["id"] or "")[9:] for _, a, _ in page.elements if (a.get("id") or "").startswith("relation:")}


def test_a_page_shows_what_matters_most_and_says_what_it_leaves_out() -> None:
    page = Page(write_report(MANY, MANY_RELATIONS, limits=FEW))
    text = "".join(data for data, _ in page.text)
    ranked = sorted_relations(MANY_RELATIONS, MANY)
    by_type = {type: [r.id for r in ranked if r.relation is type] for type in RelationType}
    contradictions = by_type.pop(RelationType.CONTRADICTS)
    disputes = find_disputes(MANY_RELATIONS)
    # Of the largest dispute the strongest contradictions, then those of the next, until there is no room.
    of_each = [[r for r in contradictions if r in {found.id for found in d.relations}] for d in disputes[:2]]
    expected = [r for found in of_each for r in found[:2]][:3]
    left_out = {len(of_each[0]) - 2, *(len(found) - 2 for found in by_type.values() if len(found) > 2)}
    assert relations_of(page) == {*expected, *(r for found in by_type.values() for r in found[:2])}
    left_out |= {len(disputes) - 2, len(MANY.claims) - 10, len(MANY.bundles) - 4}
    for number in left_out:
        assert f"… {number:,} more are left out" in text
    assert len([a for _, a, _ in page.elements if a.get("class") == "dispute"]) == 2
    assert len([a for _, a, _ in page.elements if a.get("class") == "article-text"]) == 4
    # Nothing leads to what is not there, and nothing is there twice.
    targets = page.attributes("id")
    assert {link[1:] for link in page.attributes("href")} <= set(targets)
    assert len(targets) == len(set(targets))
    # The numbers at the head are of all that there is.
    assert str(len(MANY.claims)) in page.text_in(class_="summary")
    whole = write_report(MANY, MANY_RELATIONS, limits=PageLimits.none())
    assert set(re.findall(' id="relation:([0-9a-f]+)"', whole)) == {r.id for r in MANY_RELATIONS}
    assert "more are left out" not in whole


def test_a_dispute_of_too_many_positions_is_not_drawn() -> None:
    [largest, *_] = find_disputes(MANY_RELATIONS)
    page = Page(write_report(MANY, MANY_RELATIONS, about=largest, limits=FEW))
    assert len(largest.positions) > FEW.drawn
    assert "svg" not in {tag for tag, _, _ in page.elements}
    assert "Too many to be drawn." in "".join(data for data, _ in page.text)


def test_the_page_of_one_dispute_holds_what_belongs_to_it() -> None:
    disputes = find_disputes(MANY_RELATIONS)
    about = disputes[1]
    page = Page(write_report(MANY, MANY_RELATIONS, about=about, limits=PageLimits.none()))
    names = {position.id for position in about.positions}
    concerned = [r for r in MANY_RELATIONS if names & {position.id for position in r.positions}]
    assert {r.id for r in about.relations} <= relations_of(page) == {r.id for r in concerned}
    claims = {name for r in concerned for position in r.positions for name in position.claims}
    shown = {a["id"] for _, a, _ in page.elements if (a.get("id") or "").startswith("claim:")}
    assert shown == {anchor("claim", name) for name in claims}
    assert {link[1:] for link in page.attributes("href")} <= set(page.attributes("id"))
    assert about.id in "".join(data for data, _ in page.text)


def test_a_text_too_long_for_the_page_is_stood_for_by_its_quotations() -> None:
    page = Page(write_report(KNOWLEDGE, [DENIAL], limits=replace(PageLimits(), text=100)))
    text = page.text_in(class_="article-text")
    assert TEXT[:200] not in text
    for claim in CLAIMS:
        for quotation in claim.quotations:
            assert quotation.exact in text
    assert "too long for this page" in "".join(data for data, _ in page.text)


def test_a_dispute_is_named_by_a_claim_or_by_digits() -> None:
    disputes = find_disputes(MANY_RELATIONS)
    about = disputes[1]
    names = (about.id, about.id[:12], about.relations[0].id, about.positions[0].claims[0])
    for name in names:
        assert find_named_dispute(name, disputes) is about
    for name, problem in (("zzzz", "unknown-dispute"), (about.id[:3], "unknown-dispute")):
        with pytest.raises(InputError, match=problem):
            find_named_dispute(name, disputes)
    twice = [about, replace(about)]
    with pytest.raises(InputError, match="ambiguous-dispute"):
        find_named_dispute(about.id, twice)


@pytest.mark.parametrize("languages", [LANGUAGES, ("en",), ("fa",)])
def test_explanation_is_a_page_of_its_own(languages: tuple[str, ...]) -> None:
    text = write_explanation([build_card(found, KNOWLEDGE) for found in RELATIONS], languages=languages)
    page = Page(text)
    assert text.startswith("<!DOCTYPE html>\n") and text.endswith("</html>\n")
    repeated = [name for name, times in Counter(page.attributes("id")).items() if times > 1]
    assert repeated == []
    levels = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in itertools.pairwise(levels))
    assert page.attributes("href") == []
    assert "http://" not in text and "https://" not in text and "url(" not in text
    [attributes] = [a for tag, a, _ in page.elements if tag == "html"]
    assert (attributes["lang"], attributes["dir"]) == (
        ("fa", "rtl") if languages == ("fa",) else ("en", "ltr")
    )
    checked = [a["id"] for tag, a, _ in page.elements if tag == "input" and "checked" in a]
    assert checked == (["kg-show-both"] if languages == LANGUAGES else [])
    for tag, attributes, _ in page.elements:
        if "fa" in (attributes.get("class") or "").split():
            assert attributes.get("lang") == "fa", (tag, attributes)


def test_explanation_of_nothing_says_so() -> None:
    assert "compatible as it stands" in write_explanation([])
    assert "سازگارند" in write_markdown([], language="fa")


@pytest.mark.parametrize("found", RELATIONS, ids=IDS)
def test_single_card_as_html(found: Relation) -> None:
    page = Page(write_card(build_card(found, KNOWLEDGE)))
    text = "".join(data for data, _ in page.text)
    assert find_question(found, KNOWLEDGE)["fa"] in text
    assert found.input_hash in text
    # In a notebook or on another page there is nothing that a card could link to.
    assert page.attributes("href") == []


# --- what follows from a dispute ----------------------------------------------------------------------

SEEDS = load(resource_dir("seeds"))


def seen(page: Page, block: str, language: str) -> str:
    """Return the words of one language inside the elements of a class."""

    def inside(around: list[tuple[str, dict[str, str | None]]], name: str) -> bool:
        return any(name in (a.get("class") or "").split() for _, a in around)

    shown = [data for data, around in page.text if inside(around, block) and inside(around, language)]
    return " ".join("".join(shown).split())


def seeds_page(view: list[str] | None) -> Page:
    return Page(write_report(SEEDS.knowledge, SEEDS.relations(), view=view, languages=LANGUAGES))


def analysed(relations: list[Relation]) -> tuple[Dispute, Analysis]:
    disputes = find_disputes(relations)
    return disputes[0], find_analyses(disputes, relations, KNOWLEDGE)[0]


def test_every_word_on_disputes_stands_in_both_languages() -> None:
    for name, words in DISPUTE_WORDS.items():
        assert set(words) == {"en", "fa"}, name
        assert re.findall(r"{\d}", words["en"]) == re.findall(r"{\d}", words["fa"]), name
        assert re.search("[؀-ۿ]", words["fa"]) and not re.search("[؀-ۿ]", words["en"]), name


def test_the_least_to_give_up_for_baku_is_the_denial() -> None:
    page = seeds_page(["baku"])
    assert seen(page, "ways", "en") == (
        "Fewest positions to drop"
        "P6 d1 Armenia denies: firing by Armenia directed at Azerbaijan, 4 October 2020"
        "no other choice is as small"
    )
    assert seen(page, "ways", "fa") == (
        "کمترین چیزی که باید از آن چشم پوشید"
        "P6 d1 ارمنستان تکذیب می‌کند: آتشباری از سوی ارمنستان، هدف: جمهوری آذربایجان، ۴ اکتبر ۲۰۲۰"
        "و با چشم‌پوشی به همین اندازه راه دیگری نیست"
    )
    assert "in all of them: nothing" in seen(page, "reading", "en")
    assert "مشترک در همهٔ این حالت‌ها: هیچ‌چیز" in seen(page, "reading", "fa")
    assert "nothing on which two positions agree survives in all of them" in seen(page, "reading", "en")


def test_that_ganja_was_struck_survives_the_reading_of_the_other_side() -> None:
    page = seeds_page(["other-side-armenia"])
    en, fa = seen(page, "reading", "en"), seen(page, "reading", "fa")
    assert en.startswith("Seen with: “The other side” in Azerbaijan's announcement means Armenia's forces")
    assert fa.startswith("با پذیرش: منظور آذربایجان از «طرف مقابل» نیروهای ارمنستان است")
    assert "can be held together: P1 m2b, P2 m0, P3 m2a, P4 m1, k1" in en
    assert "با هم پذیرفتنی‌اند: P5 d1، k1" in fa
    assert "in all of them: k1 the local head of Nagorno-Karabakh asserts: firing" in en
    assert "مشترک در همهٔ این حالت‌ها: k1 رئیس محلی منطقهٔ ناگورنو قره‌باغ می‌گوید: آتشباری" in fa
    assert en.endswith("survives in all of them: firing at Ganja, 4 October 2020 (P2 m0, P4 m1, k1)")
    assert fa.endswith("در همهٔ این حالت‌ها پابرجاست: آتشباری (گنجه)، ۴ اکتبر ۲۰۲۰ (P2 m0، P4 m1، k1)")


def test_a_page_for_everybody_has_a_reading_for_each_standpoint_that_matters() -> None:
    page = seeds_page(None)
    titles = re.findall(
        r"Seen (?:from no standpoint|with: Azerbaijan's standpoint|with: “The)",
        "".join(data for data, _ in page.text),
    )
    assert titles == ["Seen from no standpoint", "Seen with: Azerbaijan's standpoint", "Seen with: “The"]
    en, fa = seen(page, "conflicts", "en"), seen(page, "conflicts", "fa")
    assert "P5 m1 and P6 d1" in en and "P5 m1 و P6 d1" in fa
    assert (
        "P1 k1 and P6 d1, if “Karabakh defence army (the forces of the head of Nagorno-Karabakh)” is part of "
        "“Armenia's forces” (contested: Azerbaijan's standpoint, held by Azerbaijan)"
    ) in en
    assert (
        "P1 k1 و P6 d1، اگر پذیرفته شود که «ارتش دفاعی قره‌باغ (نیروهای رئیس ناگورنو قره‌باغ)» بخشی از "
        "«نیروهای ارمنستان» است (محل اختلاف: دیدگاه جمهوری آذربایجان، به باور جمهوری آذربایجان)"
    ) in fa
    sides = seen(page, "analysis", "en")
    assert (
        "Side A, 3 independent origins: the local head of Nagorno-Karabakh, the Ministry of Defence" in sides
    )
    assert "طرف B، ۱ خاستگاه مستقل: ارمنستان" in seen(page, "analysis", "fa")
    checks = seen(page, "checks", "en")
    assert checks.startswith("Was there any firing by Armenia directed at Azerbaijan on 4 October 2020?")
    assert "settles 6 positions if true, 1 if false" in checks
    assert "اگر درست باشد تکلیف ۶ موضع و اگر نادرست باشد تکلیف ۱ موضع" in seen(page, "checks", "fa")


@pytest.mark.parametrize("view", [None, [], ["baku"], ["other-side-armenia"]])
def test_page_and_terminal_say_the_same_of_disputes(view: list[str] | None) -> None:
    words = seen(seeds_page(view), "dispute", "en")
    told = disputes_text(SEEDS.relations(), SEEDS.knowledge, view).partition("Who agrees")[0]
    told = told.replace("karabakh-2020-10-04/", "")
    # The page names claims beside the numbers.
    names = sorted((name.rpartition("/")[2] for name in SEEDS.knowledge.claims), key=len, reverse=True)
    bare = re.sub(rf"(P\d+) (?:{'|'.join(names)})", r"\1", words)
    checked = 0
    for line in map(str.strip, told.splitlines()):
        if match := re.fullmatch("(can be held together|in all of them): (.*)", line):
            assert f"{match[1]}: {match[2].partition(', ')[0]}" in bare, line
        elif re.match("Seen|What|Fewest|Side|no other|Was|Did|Is|not known|settles", line):
            assert re.sub(r" \((.*)\)$", r", \1", line) in words, line
        else:
            continue
        checked += 1
    assert checked > 8


def test_what_is_contested_can_be_given_up_too() -> None:
    page = Page(write_report(KNOWLEDGE, [CONDITIONAL], languages=LANGUAGES))
    assert "Least to drop, if what is contested may be dropped, too" in seen(page, "ways", "en")
    assert (
        "that “Karabakh defence army” is part of “Armenia's forces” "
        "(contested: Azerbaijan's standpoint, held by Azerbaijan)"
    ) in seen(page, "ways", "en")
    assert "اینکه «ارتش دفاعی قره‌باغ» بخشی از «نیروهای ارمنستان» است" in seen(page, "ways", "fa")


def test_what_is_not_known_exactly_is_said_so() -> None:
    dispute, analysis = analysed([DENIAL, IN_PART])
    [reading] = analysis.readings
    rough = dataclasses.replace(analysis.give_up, weight=1234, at_least=2, exact=False, complete=False)
    several = dataclasses.replace(analysis.give_up, complete=False)
    many = dataclasses.replace(reading, extensions=Extensions((), (), exact=False))
    many = dataclasses.replace(many, survivors=dataclasses.replace(reading.survivors, undecided=(FIRING,)))
    row = build_dispute_row(
        dispute,
        dataclasses.replace(analysis, give_up=rough, give_up_bridges=several, readings=(many,)),
        KNOWLEDGE,
    )
    assert row.ways[0].note == {
        "en": "weight 1,234; not known to be the least, which is at least 2",
        "fa": "وزن ۱٬۲۳۴؛ معلوم نیست کمترین باشد، و کمترین دست‌کم ۲ است",
    }
    assert row.readings[0].undecided == {
        "en": "not known to survive or not: 1 common box",
        "fa": "معلوم نیست پابرجا باشد یا نه: ۱ وجه مشترک",
    }
    assert not row.readings[0].exact
    nothing = HittingSets((), 0, 0, complete=False)
    row = build_dispute_row(dispute, dataclasses.replace(analysis, give_up=nothing), KNOWLEDGE)
    assert row.ways[0].note is not None
    assert row.ways[0].note["en"] == "other choices are as small"


def test_voices_of_a_position_say_what_they_have_in_common() -> None:
    row = build_dispute_row(*analysed([QUANTITY]), KNOWLEDGE)
    rows = {p.claims[0].rpartition("/")[2]: p for side in row.sides for p in side.positions}
    assert rows["u1"].voices == (
        {
            "en": "1 report chain without a source in common; all go through an unnamed outlet, Reuters",
            "fa": "۱ زنجیرهٔ نقل بدون منبع مشترک؛ همه از رسانه‌ای بی‌نام، رویترز می‌گذرند",
        },
    )


def test_a_position_from_outside_goes_by_what_it_says() -> None:
    dispute, analysis = analysed([DENIAL])
    said = Position(Stance.ASSERTS, dataclasses.replace(FIRING, said_by="armenia"), (f"{ARTICLE_ID}/m1",))
    conflict = Conflict((said, POSITIONS["d1"]), (), (DENIAL.id,), recorded=True)
    row = build_dispute_row(dispute, dataclasses.replace(analysis, conflicts=(conflict,)), KNOWLEDGE)
    [[one, other]] = [found.positions for found in row.conflicts]
    assert (one.number, other.names) in [("P1", "m1"), ("P2", "m1")]
    assert other.said_so == {"en": "that Armenia said so", "fa": "اینکه ارمنستان چنین گفته است"}


# --- quotes in the article ----------------------------------------------------------------------------


@given(
    text=st.text(alphabet="ab ‌ش\n", min_size=1, max_size=40),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
@settings(max_examples=drawn(150), deadline=None)
def test_segments_put_together_are_the_article(text: str, spans: list[tuple[int, int]]) -> None:
    article = Article("a", text, "fa", "outlet")
    claims = {}
    for number, (one, other) in enumerate(spans):
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        if start < end:
            span = Quotation(text[start:end], start, end)
            claims[f"a/c{number}"] = Claim(f"c{number}", "outlet", Stance.ASSERTS, SHELLING, (span,))
    lines = find_segments(article, claims)
    assert "".join(segment.text for line in lines for segment in line) == text
    at = 0
    begun: Counter[str] = Counter()
    ended: Counter[str] = Counter()
    for segment in itertools.chain.from_iterable(lines):
        for name, claim in claims.items():
            [span] = claim.quotations
            inside = span.start <= at and at + len(segment.text) <= span.end
            assert (name in segment.claims) == inside
            assert inside or not max(span.start, at) < min(span.end, at + len(segment.text))
        begun.update(segment.starts)
        ended.update(segment.ends)
        at += len(segment.text)
    assert begun == ended == Counter(dict.fromkeys(claims, 1))


# --- hostile content ----------------------------------------------------------------------------------

NASTY = (
    "<script>alert(1)</script>\"' onload=x [bold]b[/] {{ 7*7 }} \u202etxt\u2066 \x1b[31mred\x1b[0m\x00 &amp;"
)


@pytest.fixture(scope="module")
def hostile() -> tuple[Knowledge, Relation]:
    text = f"{NASTY}\nsecond line\r\n{NASTY}"
    first = Proposition(NASTY, agent=NASTY, target=NASTY, place=NASTY, event=NASTY)
    entries = {NASTY: Entry(NASTY, "sources", {"en": NASTY, "fa": NASTY})}
    claims = tuple(
        Claim(
            # A slash parts the bundle from the claim; no other character means anything in a name.
            f"{NASTY.replace('/', '|')}{number}",
            NASTY,
            stance,
            first,
            (Quotation(text[:end], 0, end),),
            {"en": NASTY, NASTY: NASTY},
            via=(NASTY,),
            bases={first.id: NASTY},
        )
        for number, (stance, end) in enumerate([(Stance.ASSERTS, 90), (Stance.DENIES, 40)])
    )
    held = Standpoint(NASTY, {"en": NASTY}, (NASTY,), (Bridge(NASTY, "part_of", NASTY, NASTY),), (NASTY,))
    knowledge = Knowledge(
        Register(entries, standpoints={NASTY: held}),
        (Bundle(Article(NASTY, text, NASTY, NASTY), claims),),
        {NASTY: Location(NASTY, 1)},
    )
    positions = sorted(knowledge.positions, key=lambda position: position.stance.value)
    found = Relation(
        RelationType.CONTRADICTS,
        NASTY,
        NASTY,
        tuple(positions),
        {"kind": EQUAL},
        bridges=held.holds,
        holds_if=(frozenset({NASTY}),),
        modifiers=(NASTY,),
    )
    return knowledge, found


def test_hostile_content_is_shown_and_does_nothing(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    report = write_report(knowledge, [found])
    page = Page(report)
    assert not {tag for tag, _, _ in page.elements} & {"script", "iframe"}
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", report)
    assert "{{ 7*7 }}" in "".join(data for data, _ in page.text)
    assert "⟦U+202E⟧" in report
    targets = set(page.attributes("id"))
    assert {link[1:] for link in page.attributes("href")} <= targets
    # What the article holds can still be read off the page, control characters by their number.
    shown = page.text_in(class_="seg")
    assert shown == "".join(
        f"U+{ord(c):04X}" if visible(c) != c else c for c in knowledge.bundles[0].article.text
    )


def test_hostile_content_in_an_explanation_does_nothing(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    card = build_card(found, knowledge)
    text = write_explanation([card])
    page = Page(text)
    assert not {tag for tag, _, _ in page.elements} & {"script", "iframe", "link", "img", "a"}
    assert not [n for _, attributes, _ in page.elements for n in attributes if n.startswith("on")]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    markdown = write_markdown([card])
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", markdown)
    shown = Page(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))
    assert not {tag for tag, _, _ in shown.elements} & {"script", "iframe", "img", "a"}
    assert not [n for _, attributes, _ in shown.elements for n in attributes if n.startswith("on")]
    assert [tag for tag, _, _ in shown.elements].count("table") == 1
    words = "".join(data for data, _ in shown.text)
    assert "[bold]b[/] {{ 7*7 }} ⟦U+202E⟧txt" in words


def test_hostile_content_cannot_drive_the_terminal(hostile: tuple[Knowledge, Relation]) -> None:
    knowledge, found = hostile
    text = write_cards([found], knowledge, width=200)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert "[bold]b[/]" in text and "⟦U+001B⟧[31mred" in text


def test_harmless_format_characters_stay() -> None:
    assert visible("می‌رود\u200f\u00ad") == "می‌رود\u200f\u00ad"
    assert visible("a\u2029b\ud800") == "a⟦U+2029⟧b⟦U+D800⟧"


@given(st.text(max_size=8), st.text(max_size=8))
def test_different_names_have_different_anchors(one: str, other: str) -> None:
    assert (anchor("claim", one) == anchor("claim", other)) == (one == other)
    assert re.fullmatch(r"claim:[A-Za-z0-9._:~-]*", anchor("claim", one))


# --- pictures of disputes -----------------------------------------------------------------------------


def boxes(svg: str) -> list[tuple[float, float, float, float]]:
    found = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg)
    return [tuple(map(float, numbers)) for numbers in found]  # type: ignore[misc]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_boxes_of_a_dispute_do_not_touch_and_stay_inside(width: int) -> None:
    # A triangle of three tolls and a statement of three positions: no two sides can hold them.
    tolls = [
        relation(RelationType.CONTRADICTS, "quantity", pair, {"count": DISJOINT}, conflict=("count",))
        for pair in ("n1 u1", "u1 m0", "m0 n1", "o1 m0", "o1 o2", "n1 u1 o2", "m1 d1", "k1 d1", "d1 o1")
    ]
    [dispute] = find_disputes(tolls)
    svg = write_dispute(dispute, KNOWLEDGE, width=width)
    assert svg == write_dispute(dispute, KNOWLEDGE, width=width)
    [size] = re.findall(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    assert float(size[0]) == width
    found = boxes(svg)
    assert len(found) == len(dispute.positions) + len(tolls)
    for x, y, w, h in found:
        assert x >= 0 and y >= 0 and x + w <= float(size[0]) and y + h <= float(size[1])
    for (x1, y1, w1, h1), (x2, y2, w2, h2) in itertools.combinations(found, 2):
        apart = x1 + w1 <= x2 or x2 + w2 <= x1 or y1 + h1 <= y2 or y2 + h2 <= y1
        assert apart, ((x1, y1, w1, h1), (x2, y2, w2, h2))


def test_conditional_contradictions_are_dashed_and_name_their_standpoint() -> None:
    [dispute] = find_disputes([DENIAL, CONDITIONAL])
    svg = write_dispute(dispute, KNOWLEDGE)
    assert svg.count('class="edge"') == 4
    assert len(re.findall(r'<path class="edge"[^>]*stroke-dasharray', svg)) == 2
    labels = re.findall(r'<g class="relation( conditional)?">(.*?)</g>', svg)
    texts = {bool(kind): re.sub(r"<[^>]+>", " ", label) for kind, label in labels}
    assert "standpoint" in texts[True] and "باکو" in texts[True]
    assert "standpoint" not in texts[False] and "denies" in texts[False]
    assert "<title" in svg and "<desc" in svg
    assert "href" not in svg


# --- in a browser -------------------------------------------------------------------------------------

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
#: Of a phone, and of a screen.
WIDTHS = (390, 1280)

MEASURE = """
<script>
const measure = (page) => {
  const out = {};
  for (const details of page.querySelectorAll("details")) details.open = true;
  out.width = page.documentElement.scrollWidth;
  const right = page.documentElement.clientWidth + 1;
  out.beyond = [...page.querySelectorAll("body *")]
    .filter((e) => !e.closest(".scroll") && !e.closest(".skip"))
    .filter((e) => e.getBoundingClientRect().right > right || e.getBoundingClientRect().left < -1)
    .map((e) => e.tagName + "." + e.getAttribute("class"));
  out.spilt = [];
  for (const svg of page.querySelectorAll("svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    for (const text of svg.querySelectorAll("text")) {
      const frame = svg.classList.contains("timeline") ? svg : text.parentElement.querySelector("rect");
      const words = text.getBBox();
      const box = frame === svg ? svg.viewBox.baseVal : frame.getBBox();
      if (words.x < box.x - 1 || words.x + words.width > box.x + box.width + 1
          || words.y < box.y - 2 || words.y + words.height > box.y + box.height + 2) {
        out.spilt.push(text.textContent);
      }
    }
  }
  return out;
};
window.onload = () => {
  const found = {};
  for (const frame of document.querySelectorAll("iframe")) {
    found[frame.id] = measure(frame.contentDocument);
    frame.remove();
  }
  const pre = document.createElement("pre");
  pre.textContent = JSON.stringify(found);
  document.body.append(pre);
};
</script>
"""


def faces() -> Iterator[tuple[str, str]]:
    """Yield every page to be laid out, under its name."""
    cards = [build_card(found, KNOWLEDGE) for found in RELATIONS]
    for languages in (LANGUAGES, ("fa",)):
        yield f"explanation {languages}", write_explanation(cards, languages=languages)
    yield "report", write_report(KNOWLEDGE, RELATIONS, languages=LANGUAGES)
    contested = SEEDS.relations(["other-side-armenia"])
    yield "article", write_report(SEEDS.knowledge, contested, languages=("fa",))
    for language in LANGUAGES:
        yield f"tolls {language}", write_report(TOLLS, TOLL_RELATIONS, languages=(language,))


@pytest.mark.skipif(BROWSER is None, reason="no Chromium here to lay the page out")
def test_pages_fit_their_windows(tmp_path: Path) -> None:
    """In one browser, because to start it takes longer than to lay out a page."""
    # A window cannot be made as narrow as a phone, but a frame in it can.
    frames = [
        f'<iframe id="{name} {width}" style="width: {width}px; height: 800px; border: 0" '
        f'srcdoc="{html.escape(page)}"></iframe>'
        for name, page in faces()
        for width in WIDTHS
    ]
    frame = tmp_path / "frame.html"
    frame.write_text(f"<!DOCTYPE html>{''.join(frames)}{MEASURE}", encoding="utf-8")
    assert BROWSER is not None
    flags = [
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *(
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
        ),
        *(f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"),
    ]
    done = subprocess.run(
        [BROWSER, *flags, frame.as_uri()], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    [measured] = re.findall(r"<pre>(.*?)</pre>", done.stdout, re.DOTALL)
    found = json.loads(html.unescape(measured))
    assert len(found) == len(frames)
    assert found == {
        name: {"width": int(name.rpartition(" ")[2]), "beyond": [], "spilt": []} for name in found
    }

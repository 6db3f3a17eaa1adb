"""What a page says of disputes: what to give up, what survives, and their pictures."""

from __future__ import annotations

import dataclasses
import itertools
import re

import pytest
from support.page import Page
from support.reported import (
    ARTICLE_ID,
    CONDITIONAL,
    DENIAL,
    DISJOINT,
    FIRING,
    IN_PART,
    KNOWLEDGE,
    POSITIONS,
    QUANTITY,
    SEEDS,
    relation,
)

from kg.disputes import Analysis, Conflict, Dispute, Extensions, HittingSets, find_analyses, find_disputes
from kg.explain import LANGUAGES
from kg.explain.words import DISPUTE_WORDS
from kg.model import Position, Relation, RelationType, Stance
from kg.report.dispute_rows import build_dispute_row
from kg.report.disputes import disputes_text
from kg.report.html import write_report
from kg.report.svg import NARROW, WIDE, write_dispute


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


@pytest.mark.parametrize(
    ("language", "from_right"), [("en", False), ("fa", True), ("ar", True), ("ru", False)]
)
def test_the_first_side_stands_where_one_begins_to_read(language: str, from_right: bool) -> None:
    [dispute] = find_disputes([DENIAL, CONDITIONAL])
    svg = write_dispute(dispute, KNOWLEDGE, languages=(language,))
    first, second = (
        {float(x) for x in re.findall(rf'"position {side}"><rect x="(\S+)"', svg)} for side in "ab"
    )
    assert len(first) == len(second) == 1 and (min(first) > min(second)) is from_right
    edges = [tuple(map(float, pair)) for pair in re.findall(r' d="M([\d.]+) [^"]* ([\d.]+) [\d.]+"', svg)]
    assert edges and all(abs(start - end) == 48 for start, end in edges), "a line spans a gutter alone"

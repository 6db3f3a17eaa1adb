"""Cards for every rule: each has all its parts, in both languages, on every face.

The relations are not made by hand: a small body of knowledge, written as authors write it, in which each rule
finds something.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from kg.authoring.read import read_knowledge
from kg.errors import InputError
from kg.explain import build_card, find_named, find_question, sorted_relations
from kg.model import Comparison, Knowledge, Relation, Stance
from kg.relations import find_relations, find_repeats, rules
from kg.report.data import explanation_json, relations_csv, relations_json
from kg.report.html import write_card, write_explanation
from kg.report.markdown import escape_markdown, write_markdown
from kg.report.text import write_cards, write_repeats
from kg.words import digits

REGISTER = """\
sources:
  north: {label: {en: Northland, fa: نورستان}, type: state}
  south: {label: {en: Southland, fa: سورستان}, type: state}
  north-army: {label: {en: the northern army, fa: ارتش شمال}, type: organization, part_of: north}
  south-army: {label: {en: the southern army, fa: ارتش جنوب}, type: organization, part_of: south}
  brigade: {label: {en: the third brigade, fa: تیپ سوم}, type: organization, part_of: south-army}
  militia: {label: {en: the militia, fa: شبه‌نظامیان}, type: group}
  agency: {label: {en: the agency, fa: خبرگزاری}, type: outlet}
  paper: {label: {en: the paper, fa: روزنامه}, type: outlet}
  minister: {label: {en: the minister, fa: وزیر}, type: person}
  observers: {label: {en: the observers, fa: ناظران}, type: group}
  critics: {label: {en: critics, fa: منتقدان}, type: group}
opponents:
  - [north, south]
places:
  valley: {label: {en: the valley, fa: دره}, type: region}
  town: {label: {en: the town, fa: شهرک}, type: city, within: valley}
  village: {label: {en: the village, fa: روستا}, type: village, within: valley}
things:
  station: {label: {en: the station, fa: ایستگاه}, within: town}
  munitions: {label: {en: munitions, fa: مهمات}}
  rockets: {label: {en: rockets, fa: راکت}, broader: munitions}
  shells: {label: {en: shells, fa: گلوله}, broader: munitions}
populations:
  people: {label: {en: people, fa: نفر}}
  men: {label: {en: men, fa: مرد}, broader: people, distinct_from: women}
  women: {label: {en: women, fa: زن}, broader: people}
kinds:
  state: {label: {en: state, fa: وضعیت}}
  control: {label: {en: control, fa: کنترل}, broader: state, functional: value}
  attack: {label: {en: attack, fa: حمله}, functional: agent}
  shelling: {label: {en: shelling, fa: گلوله‌باران}, broader: attack}
  strike: {label: {en: strike, fa: ضربه}, broader: attack}
  accident: {label: {en: accident, fa: حادثه}, distinct_from: strike}
  retaliation: {label: {en: retaliation, fa: تلافی}}
  withdrawal: {label: {en: withdrawal, fa: عقب‌نشینی}}
  talks: {label: {en: talks, fa: گفت‌وگو}}
  ceasefire: {label: {en: ceasefire, fa: آتش‌بس}}
  battle: {label: {en: battle, fa: نبرد}}
  killed: {label: {en: killed, fa: کشته}}
events:
  night: {label: {en: the night, fa: شب}}
standpoints:
  northern:
    label: {en: the northern standpoint, fa: دیدگاه شمال}
    held_by: north
    holds: [{subject: militia, relation: part_of, object: south-army}]
    excludes: southern
  southern:
    label: {en: the southern standpoint, fa: دیدگاه جنوب}
    held_by: [south, militia]
    holds: [{subject: militia, relation: distinct_from, object: south-army}]
"""

#: Per claim: source, stance, what else is written of it, and its proposition.
CLAIMS: Mapping[str, tuple[str, str, str, str]] = {
    "n1": ("north", "asserts", "", "{kind: shelling, agent: south-army, target: town, time: 2021-05-01}"),
    "w1": ("agency", "asserts", "", "{kind: shelling, agent: militia, target: town, time: 2021-05-01}"),
    "d1": ("south", "denies", "", "{kind: attack, agent: south, target: valley, time: 2021-05-01}"),
    "n2": (
        "north",
        "commits",
        "presupposes: [{kind: strike, agent: brigade, target: village, time: 2021-05-01}]",
        "{kind: retaliation, agent: north-army}",
    ),
    "q1": (
        "paper",
        "asks",
        "presupposes: [{kind: strike, agent: south-army, target: station, time: 2021-05-01}]",
        "",
    ),
    "p1": (
        "minister",
        "demands",
        "via: [paper]",
        "{kind: talks, agent: north, place: town, time: 2021-05-03}",
    ),
    "p2": ("minister", "denies", "", "{said_by: minister, kind: talks, agent: north, place: valley}"),
    "c1": ("north", "asserts", "", "{kind: control, target: village, value: north, time: 2021-05-04}"),
    "c2": ("south", "asserts", "", "{kind: control, target: village, value: south, time: 2021-05-04}"),
    "e1": (
        "north",
        "asserts",
        "",
        "{kind: strike, agent: south-army, target: station, instrument: rockets, place: town, "
        "time: 2021-06-01, event: night}",
    ),
    "e2": (
        "south",
        "asserts",
        "",
        "{kind: strike, agent: north-army, target: village, instrument: shells, place: village, "
        "time: 2021-06-02, event: night}",
    ),
    "t1": (
        "north",
        "asserts",
        "",
        "{kind: battle, place: village, time: 2021-07-01, "
        "count: {measure: killed, of: people, min: 12, max: 12}}",
    ),
    "t2": (
        "south",
        "asserts",
        "",
        "{kind: battle, place: village, time: 2021-07-01, count: {measure: killed, of: people, about: 40}}",
    ),
    "b0": (
        "agency",
        "asserts",
        "",
        "{kind: battle, place: valley, time: 2021-08-01, count: {measure: killed, of: people, max: 50}}",
    ),
    "b1": (
        "north",
        "asserts",
        "",
        "{kind: battle, place: valley, time: 2021-08-01, count: {measure: killed, of: men, min: 30}}",
    ),
    "b2": (
        "south",
        "asserts",
        "",
        "{kind: battle, place: valley, time: 2021-08-01, count: {measure: killed, of: women, min: 25}}",
    ),
    "a1": ("observers", "demands", "", "{kind: ceasefire, place: town}"),
    "a2": (
        "north",
        "refuses",
        "condition: {kind: withdrawal, agent: south-army}",
        "{kind: ceasefire, place: valley}",
    ),
    "v1": (
        "south",
        "commits",
        "condition: {kind: talks, place: valley}",
        "{kind: withdrawal, agent: south-army, place: valley, time: {from: 2021-11-01, to: 2021-11-30}}",
    ),
    "v2": ("observers", "asserts", "", "{kind: withdrawal, agent: brigade, place: town, time: 2021-11-20}"),
    "v3": (
        "north",
        "denies",
        "",
        "{kind: withdrawal, agent: south, time: {from: 2021-10-01, to: 2021-11-30}}",
    ),
    "o1": (
        "critics",
        "assesses",
        "",
        "{kind: withdrawal, agent: south-army, place: valley, time: {from: 2021-11-01, to: 2021-11-30}}",
    ),
    "x1": ("agency", "asserts", "corrects: [p3]", "{kind: accident, event: night, time: 2021-06-01}"),
    "p3": ("agency", "asserts", "", "{kind: strike, event: night, time: 2021-06-01}"),
    "y1": ("paper", "asserts", "", "{kind: shelling, place: village, target: village, only: [target]}"),
    "y2": ("critics", "asserts", "", "{kind: shelling, place: village, target: station}"),
    "k1": ("north", "asserts", "", "{kind: talks, agent: observers, target: town, time: 2021-09-01}"),
    "k2": ("paper", "asserts", "", "{kind: talks, agent: observers, target: town, time: 2021-09-01}"),
    "k3": (
        "paper",
        "asserts",
        "via: [agency]",
        "{kind: talks, agent: observers, target: town, time: 2021-09-01}",
    ),
    "k4": ("critics", "asserts", "", "{kind: talks, agent: observers, target: valley}"),
    "k5": ("south", "asserts", "", "{kind: strike, agent: north-army, instrument: shells, target: village}"),
    "k6": ("agency", "asserts", "", "{kind: strike, agent: brigade, instrument: rockets, target: village}"),
}


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Knowledge:
    folder = tmp_path_factory.mktemp("world")
    (folder / "register.yaml").write_text(REGISTER, encoding="utf-8")
    lines = ["article: {id: a, text: article.txt, language: en, publisher: paper, published: 2021-12-01}"]
    lines.append("claims:")
    for name, (source, stance, more, says) in CLAIMS.items():
        lines += [f"  - id: {name}", f"    source: {source}", f"    stance: {stance}"]
        lines += [
            f'    quote: "words of {name}."',
            f'    gloss: {{en: "gloss of {name}", fa: "ترجمهٔ {name}"}}',
        ]
        lines += [f"    {more}"] if more else []
        lines += [f"    says: {says}"] if says else []
    (folder / "claims.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    article = "\n".join(f"Here stand the words of {name}." for name in CLAIMS)
    (folder / "article.txt").write_text(article + "\n", encoding="utf-8")
    return read_knowledge([folder])


@pytest.fixture(scope="module")
def found(knowledge: Knowledge) -> list[Relation]:
    return find_relations(knowledge)


def between(found: list[Relation], rule: str, *claims: str) -> list[Relation]:
    """Return what a rule finds with just these claims, position by position, in order."""
    wanted = [f"a/{name}" for name in claims]
    return [r for r in found if r.rule == rule and [n for p in r.positions for n in p.claims] == wanted]


RULES = sorted(rule.name for rule in rules() if rule.name != "repeats")


def test_every_rule_finds_something_here(found: list[Relation]) -> None:
    assert sorted({relation.rule for relation in found}) == RULES


def words_in(value: Any) -> list[Mapping[str, str]]:
    """Return everything in the JSON of a card that stands in both languages."""
    if isinstance(value, dict):
        if set(value) == {"en", "fa"}:
            return [value]
        return [words for key, inner in value.items() if key != "gloss" for words in words_in(inner)]
    return [words for inner in value for words in words_in(inner)] if isinstance(value, list | tuple) else []


def plain(text: str) -> str:
    """Return a text without its line breaks and indents."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", ["en", "fa"])
@pytest.mark.parametrize("rule", RULES)
def test_a_card_has_every_part_on_every_face(
    rule: str, language: str, found: list[Relation], knowledge: Knowledge
) -> None:
    n = language
    for relation in (relation for relation in found if relation.rule == rule):
        card = build_card(relation, knowledge)
        data = explanation_json([relation], knowledge)
        [written] = json.loads(json.dumps(data, ensure_ascii=False))["cards"]
        text = plain(write_cards([relation], knowledge, language=n, width=1000))
        page = write_explanation([card], languages=("en", "fa"))
        page = html.unescape(re.sub("</?bdi>", "", page))
        markdown = write_markdown([card], language=n)
        assert written["found"]["input_hash"] == relation.input_hash
        for words in words_in(written):
            assert words["en"].strip() and words["fa"].strip(), words
            assert "None" not in words["en"] + words["fa"]
        shown: list[str] = [card.condition[n], card.question[n], card.numbers[n]]
        shown += [reading[n] for reading in card.readings]
        shown += [position.statement[n] for position in card.positions]
        shown += [position.stance_words[n] for position in card.positions]
        shown += [bridge.words[n] for bridge in card.bridges]
        shown += [bridge.where[n] for bridge in card.bridges]
        shown += [bridge.location or "" for bridge in card.bridges]
        for row in card.slots:
            shown += [
                row.label[n],
                row.words[n] if row.mark != "unknown" else "",
                *(v[n] for v in row.values),
            ]
        for claim in (claim for position in card.positions for claim in position.claims[:3]):
            shown += [claim.speaker[n], claim.name, claim.gloss[n]]
            shown += [quote.exact for quote in claim.quotes]
            for at in (quote.start for quote in claim.quotes):
                assert f"{at}–" in page and f"{at}–" in markdown and digits(str(at), n) in text
            shown += [claim.condition[n]] if claim.condition else []
        shown += [words[n] for words in (card.total, card.implied and card.implied.words) if words]
        if card.shared:
            notes = (*card.shared.dropped, *card.shared.generalised)
            shown += [card.shared.statement[n], *(note[n] for note in notes)]
        shown += [relation.id, relation.input_hash, rule, relation.version]
        assert card.readings and card.question[n].rstrip().endswith(("?", "؟"))
        for part in filter(None, shown):
            assert plain(part) in text, (rule, part)
            assert part in page, (rule, part)
            assert escape_markdown(part) in markdown or f"`{part}`" in markdown or part in markdown, part


@pytest.mark.parametrize("rule", RULES)
def test_conflicts_are_marked_in_words_and_by_class(
    rule: str, found: list[Relation], knowledge: Knowledge
) -> None:
    for relation in (relation for relation in found if relation.rule == rule):
        card = build_card(relation, knowledge)
        assert {row.slot for row in card.slots if row.mark == "unknown"} == set(relation.unknown)
        marked = {row.slot for row in card.slots if row.mark == "conflict"}
        changed = relation.relation.value in ("updates", "supersedes")
        assert marked - {"stance"} == (set() if changed else set(relation.conflict))
        text, page = write_cards([relation], knowledge), write_card(card)
        assert text.count("CONFLICT") == page.count('<tr class="conflict">') == len(marked)
        assert page.count('<tr class="unknown">') == len(relation.unknown)
        if relation.relation.value == "contradicts":
            assert marked or relation.unknown


def test_markdown_renders_as_tables_quotes_and_lists(found: list[Relation], knowledge: Knowledge) -> None:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for relation in found:
        card = build_card(relation, knowledge)
        for language in ("en", "fa"):
            page = parser.render(write_markdown([card], language=language))
            assert page.count("<table>") == 1
            assert page.count("<tr>") == len(card.slots) + 1
            assert page.count("<th>") == len(card.positions) + 2
            assert page.count("<blockquote>") == sum(len(p.claims) for p in card.positions)
            assert page.count("<h2>") == 1 and "**" not in page
        for row in card.slots:
            for value in row.values:
                assert value["en"].replace("'", "&#x27;") in page or language == "fa"


# --- rule by rule -------------------------------------------------------------------------------------


def test_presupposition(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = between(found, "presupposition", "n2", "d1")
    card = build_card(relation, knowledge)
    assert card.summary == {
        "en": "What Northland takes for granted contradicts what Southland says",
        "fa": "آنچه نورستان پیش‌فرض گرفته با سخن سورستان تناقض دارد",
    }
    assert card.implied is not None
    assert card.implied.words == {
        "en": "n2 presupposes that there was a strike by the third brigade directed at the village, "
        "1 May 2021",
        "fa": "n2 پیش‌فرض می‌گیرد که چنین رخ داده است: ضربه از سوی تیپ سوم، هدف: روستا، ۱ مه ۲۰۲۱",
    }
    assert card.positions[0].statement["en"] == "retaliation by the northern army"
    assert card.positions[0].claims[0].role == {"en": "presupposes this", "fa": "این را پیش‌فرض می‌گیرد"}
    rows = {row.slot: [value["en"] for value in row.values] for row in card.slots}
    assert rows["stance"] == ["presupposes", "denies"]
    assert rows["agent"] == ["the third brigade", "Southland"]
    assert card.question["en"] == (
        "Was there a strike by the third brigade directed at the village on 1 May 2021?"
    )


def test_a_question_stands_on_what_it_presupposes(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = between(found, "presupposition", "q1", "d1")
    assert relation.positions[0].stance is Stance.ASKS
    position = build_card(relation, knowledge).positions[0]
    assert f"{position.stance_words['en']} {position.statement['en']}" == (
        "asks, presupposing that there was a strike by the southern army directed at the station, 1 May 2021"
    )
    assert position.stance_words["fa"] == "می‌پرسد و پیش‌فرض می‌گیرد که"
    text = plain(write_cards([relation], knowledge))
    assert "A asks, presupposing that there was a strike" in text
    page = write_card(build_card(relation, knowledge))
    assert "می‌پرسد و پیش‌فرض می‌گیرد که</span> چنین رخ داده است: ضربه" in page


def test_attribution(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = between(found, "attribution", "p1", "p2")
    card = build_card(relation, knowledge)
    assert card.summary["en"] == "The report of what the minister said contradicts what the minister says"
    assert card.implied is not None
    assert card.implied.words["en"] == (
        "p1: the minister is reported to have said that there were talks by Northland in the town, 3 May 2021"
    )
    assert card.positions[1].statement == {
        "en": "that the minister said that there were talks by Northland in the valley",
        "fa": "اینکه وزیر گفته است که چنین رخ داده است: گفت‌وگو از سوی نورستان، در دره",
    }
    assert card.question["en"].startswith(
        "Did the minister say that there were talks by Northland in the town"
    )
    assert card.question["fa"].startswith("آیا وزیر گفته است که چنین رخ داده است: گفت‌وگو")
    [row] = [row for row in card.slots if row.slot == "said_by"]
    assert [value["en"] for value in row.values] == ["the minister", "the minister"]


def test_responsibility_with_and_without_a_known_event(found: list[Relation], knowledge: Knowledge) -> None:
    [known] = [r for r in found if r.rule == "responsibility" and r.positions[0].proposition.event]
    card = build_card(known, knowledge)
    assert card.summary["en"].endswith(" on who did it") and card.relation == "contradicts"
    assert "Who did it: " in card.question["en"] and "same event" not in card.question["en"]
    assert any("took them for one (the night)" in reading["en"] for reading in card.readings)
    open_ones = [
        r
        for r in found
        if r.rule == "responsibility"
        and {n for p in r.positions for n in p.claims} == {"a/n1", "a/w1"}
        and r.slots["agent"] is Comparison.UNKNOWN
    ]
    [relation] = open_ones
    question = find_question(relation, knowledge)
    assert question["en"].startswith("Do these speak of the same event: shelling by ")
    assert "If so: who did it: " in question["en"]
    assert question["en"].endswith("or does one of them belong to the other?")
    assert question["fa"].startswith("آیا این دو از یک رویداد سخن می‌گویند: گلوله‌باران")


@pytest.mark.parametrize(
    ("rule", "en"),
    [
        ("event-time", "When: 1 June 2021 or 2 June 2021?"),
        ("event-place", "Where: the town or the village?"),
        ("event-target", "What was the target: the station or the village?"),
        ("event-instrument", "With what: rockets or shells?"),
    ],
)
def test_slots_of_one_event(rule: str, en: str, found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = [r for r in found if r.rule == rule]
    asked = en.partition(": ")[2].removesuffix("?").split(" or ")
    question = find_question(relation, knowledge)["en"]
    assert question.endswith((en, f"{en.partition(': ')[0]}: {asked[1]} or {asked[0]}?"))


def test_parts_and_their_sum(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = [r for r in found if r.rule == "quantity-parts"]
    card = build_card(relation, knowledge)
    assert [claim.name for claim in card.positions[0].claims] == ["b0"]
    assert [position.letter for position in card.positions] == ["A", "B", "C"]
    lows = [p.proposition.count.low for p in relation.positions[1:] if p.proposition.count]
    assert card.total is not None
    assert card.total["en"] == f"B + C: {lows[0]} + {lows[1]} = at least 55; A: at most 50"
    assert "دست‌کم ۵۵" in card.total["fa"]
    [count] = [row for row in card.slots if row.slot == "count"]
    assert len(count.values) == 3 and count.mark == "conflict"
    assert count.words["en"] == "the parts add up to more than A"
    [population] = [row for row in card.slots if row.slot == "population"]
    assert population.words["en"] == "the others are narrower than A"
    assert card.question["en"].startswith(
        "Is anybody counted in more than one of these: battle in the valley"
    )
    assert "add up to more than the whole counted by the agency" in card.summary["en"]


def test_a_spreadsheet_holds_every_part(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = [r for r in found if r.rule == "quantity-parts"]
    written = relations_csv([relation], knowledge)
    assert written.startswith("\ufeffid,relation,rule,first_stance,")
    [row] = csv.DictReader(io.StringIO(written.removeprefix("\ufeff")))
    assert row["first_claims"] == "a/b0"
    assert sorted(row["second_claims"].split("|")) == ["a/b1", "a/b2"]


def test_words_and_deeds(found: list[Relation], knowledge: Knowledge) -> None:
    [kept] = between(found, "word-and-deed", "v2", "v1")
    card = build_card(kept, knowledge)
    assert card.summary == {
        "en": "By the account of the observers, the commitment by Southland is kept",
        "fa": "به گفتهٔ ناظران، تعهد سورستان عملی شده است",
    }
    assert card.modifiers["conditional"]["en"] == "said under a condition"
    assert card.positions[1].claims[0].condition == {"en": "talks in the valley", "fa": "گفت‌وگو، در دره"}
    assert card.question["en"].endswith("Had the condition come about by then: talks in the valley?")
    [broken] = between(found, "word-and-deed", "v3", "v1")
    card = build_card(broken, knowledge)
    assert card.summary["en"] == "By the account of Northland, the commitment by Southland is broken"
    assert card.slots[0].mark == "conflict"


def test_aims(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = between(found, "opposed-aims", "a1", "a2")
    card = build_card(relation, knowledge)
    assert card.summary == {
        "en": "A demand by the observers is refused by Northland",
        "fa": "نورستان خواست ناظران را نمی‌پذیرد",
    }
    assert card.question["en"] == (
        "Has this come about: ceasefire in the town? Has the condition set by Northland been met: withdrawal "
        "by the southern army?"
    )


def test_assessments(found: list[Relation], knowledge: Knowledge) -> None:
    [for_it], [against] = between(found, "assessment", "v2", "o1"), between(found, "assessment", "v3", "o1")
    assert (
        build_card(for_it, knowledge).summary["en"]
        == "What the observers say supports the assessment by critics"
    )
    assert (
        build_card(against, knowledge).summary["en"]
        == "What Northland says challenges the assessment by critics"
    )
    assert build_card(against, knowledge).slots[0].mark == "conflict"


def test_corroboration_in_part_says_what_was_dropped(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = [
        r for r in found if r.common and {n for p in r.positions for n in p.claims} == {"a/k5", "a/k6"}
    ]
    card = build_card(relation, knowledge)
    assert card.shared is not None
    assert card.shared.statement["en"] == "strike at the village with munitions"
    agents, instruments = ("the northern army", "the third brigade"), ("shells", "rockets")
    if relation.positions[0].claims == ("a/k6",):
        agents, instruments = agents[::-1], instruments[::-1]
    assert [words["en"] for words in card.shared.dropped] == [f"agent (A: {agents[0]}; B: {agents[1]})"]
    assert [words["en"] for words in card.shared.generalised] == [
        f"instrument: both “{instruments[0]}” and “{instruments[1]}” belong to “munitions”"
    ]
    assert any("something was left out (agent)" in reading["en"] for reading in card.readings)
    assert " agrees in part with " in card.summary["en"]


def test_contested_bridges_say_who_holds_them_and_where(found: list[Relation], knowledge: Knowledge) -> None:
    [relation] = [r for r in between(found, "denial", "w1", "d1") if r.relation.value == "contradicts"]
    card = build_card(relation, knowledge)
    [contested] = [bridge for bridge in card.bridges if bridge.contested]
    assert contested.where["en"] == "contested: the northern standpoint, held by Northland"
    assert contested.where["fa"] == "محل اختلاف: دیدگاه شمال، به باور نورستان"
    line = REGISTER.splitlines().index("  northern:") + 1
    assert contested.location is not None and contested.location.endswith(f"register.yaml:{line}")
    for bridge in card.bridges:
        if not bridge.contested:
            assert re.search(r"register\.yaml:\d+$", bridge.location or ""), bridge
    assert card.condition["en"] == "if you accept the northern standpoint"


def test_voices_heard_more_than_once(knowledge: Knowledge) -> None:
    repeats = find_repeats(knowledge)
    assert write_repeats(repeats, knowledge) == "one voice: the paper: a/k3 repeats a/k2\n"
    assert write_repeats(repeats, knowledge, language="fa") == "یک صدا: روزنامه: a/k3 تکرارِ a/k2\n"
    assert relations_json([], knowledge, repeats=repeats)["repeats"] == [
        {"later": "a/k3", "earlier": "a/k2", "origin": "paper"}
    ]


# --- which relation is meant --------------------------------------------------------------------------


def test_a_relation_by_its_digits_or_two_claims(found: list[Relation], knowledge: Knowledge) -> None:
    positions = {r.id: [p.claims for p in r.positions] for r in found}
    [relation] = between(found, "denial", "n1", "d1")
    assert find_named(relation.id, positions) == [relation.id]
    assert find_named(relation.id[:12], positions) == [relation.id]
    for name in ("n1+d1", "d1+n1", "a/n1+a/d1"):
        assert find_named(name, positions) == [relation.id]
    assert find_named("n1+b0", positions) == []
    # Two claims of one position are no two sides.
    assert find_named("k2+k3", positions) == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("abc", "there is no relation 'abc'"),
        ("nothing", "give an identifier or at least 4 digits"),
        ("n1+d7", "there is no claim 'd7'"),
        ("0000", "begins the identifiers of 2 relations: 0000a, 0000b"),
        ("00001", "did you mean '0000a'?"),
    ],
)
def test_what_means_no_relation_or_several(name: str, said: str) -> None:
    positions = {"0000a": [["a/n1"], ["a/d1"]], "0000b": [["a/n1"], ["a/d2"]]}
    with pytest.raises(InputError, match=re.escape(said)):
        find_named(name, positions)


def test_order_of_reading_puts_contradictions_first(found: list[Relation], knowledge: Knowledge) -> None:
    types = [relation.relation.value for relation in sorted_relations(found, knowledge)]
    assert types == sorted(types, key=types.index)
    assert types[0] == "contradicts"


def test_escaped_markdown_means_nothing() -> None:
    nasty = "<b>*x*</b> [a](b) `c` | d\n# e ~~f~~ $g$ &amp; \u202e"
    shown = (
        MarkdownIt("commonmark", {"html": True})
        .enable(["table", "strikethrough"])
        .render(escape_markdown(nasty))
    )
    assert shown == "<p>&lt;b&gt;*x*&lt;/b&gt; [a](b) `c` | d # e ~~f~~ $g$ &amp;amp; ⟦U+202E⟧</p>\n"


def test_paths_of_the_world_do_not_leak(knowledge: Knowledge, found: list[Relation]) -> None:
    text = write_cards(found, knowledge)
    assert str(Path.cwd()) not in text

"""A rule is its file: a head and a query, from which cards, why-not and its page follow."""

from __future__ import annotations

import importlib
import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from support.newsroom import claim, newsroom

from kg.explain import build_card
from kg.explain.why_not import build_why_card
from kg.model import Comparison, Proposition, RelationType, Stance
from kg.relations import Rule, find_relations, find_rule, rules
from kg.relations.obstacles import parse_reasons
from kg.relations.rules import parse_rule
from kg.relations.why_not import check_rules
from kg.report.rules import write_rules

HEAD = """\
-- Rule: doubts
-- Version: 1
-- Problem: Two doubt the same.
-- Condition: Both doubt, and what the first doubts lies inside what the second does.
-- Example: Two observers do not believe in a strike.
-- Dissolves: They doubt different things.
-- Stances: doubts with doubts
-- Readings: one-them-only-repeats, different-events
-- Question: presupposed
"""
QUERY = """\
select *, 'tension' as relation, false as swapped, '' as conflict, cast(null as varchar) as reads,
    case when agent = 'narrower' then 'nested agent' else '' end as short
from vector
where meets
  and not utterance        -- utterance

  and comparable           -- gate
  and coalesce(agent, '') <> 'equal'
  and inside               -- outside(broader overlaps disjoint) or open
"""


@pytest.fixture
def doubts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rule]:
    """A rule that is a file in another folder, and the only one."""
    (tmp_path / "doubts.sql").write_text(HEAD + QUERY, encoding="utf-8")
    monkeypatch.setattr(importlib.import_module("kg.relations.rules"), "_FOLDER", tmp_path)
    rules.cache_clear()
    find_rule.cache_clear()
    yield rules()[0]
    rules.cache_clear()
    find_rule.cache_clear()


NARROW, WIDE = Proposition("strike", agent="ministry"), Proposition("strike", agent="north")


def test_a_file_is_enough_for_a_rule_to_be_applied_and_shown(doubts: Rule) -> None:
    knowledge = newsroom(
        claim("a", "south", Stance.DOUBTS, NARROW), claim("b", "agency", Stance.DOUBTS, WIDE)
    )
    [relation] = find_relations(knowledge)
    assert (relation.rule, relation.relation) == ("doubts", RelationType.TENSION)
    assert [position.claims for position in relation.positions] == [("page/a",), ("page/b",)]
    card = build_card(relation, knowledge)
    told = [words["en"] for words in card.readings]
    assert told[0].startswith("One of them only repeats the other") and "different events" in told[1]
    assert card.question["en"] and card.rule == "doubts"
    assert "Two doubt the same." in write_rules(rules(), "markdown")


def test_why_not_asks_its_query(doubts: Rule) -> None:
    for p, stance, found in (
        (WIDE, Stance.DOUBTS, [("nested", "agent")]),
        (Proposition("strike", agent="south"), Stance.DOUBTS, [("outside", "agent")]),
        (Proposition("explosion", agent="north"), Stance.DOUBTS, [("kind", "kind")]),
        (WIDE, Stance.ASSERTS, [("stances", None)]),
    ):
        knowledge = newsroom(claim("a", "south", Stance.DOUBTS, NARROW), claim("b", "agency", stance, p))
        [check] = check_rules(knowledge, "page/a", "page/b").checks
        assert check.rule == "doubts" and (check.relation is not None) == (found[0][0] == "nested")
        assert [(one.reason, one.slot) for one in check.obstacles] == found
        card = build_why_card(check_rules(knowledge, "page/a", "page/b"), knowledge)
        assert [rule.rule for rule in (*card.found, *card.keeps, *card.apart)] == ["doubts"]


def test_a_condition_without_a_comment_says_only_that_it_does_not_hold(doubts: Rule) -> None:
    knowledge = newsroom(
        claim("a", "south", Stance.DOUBTS, replace(WIDE, target="hospital")),
        claim("b", "agency", Stance.DOUBTS, WIDE),
    )
    found = check_rules(knowledge, "page/a", "page/b")
    assert found.slots["agent"] is Comparison.EQUAL
    [check] = found.checks
    assert [one.reason for one in check.obstacles] == ["condition"]
    card = build_why_card(found, knowledge)
    assert card.keeps[0].keeps[0]["en"] == "The two do not meet its condition."


STORY = {
    "article.txt": "Southland doubts the strike. The agency doubts it, too.\n",
    "register.yaml": (
        "sources:\n  south: {label: {en: Southland, fa: سورستان}, type: state}\n"
        "  agency: {label: {en: the agency, fa: خبرگزاری}, type: outlet}\n"
        "  north: {label: {en: Northland, fa: نورستان}, type: state}\n"
        "  ministry: {label: {en: the ministry, fa: وزارتخانه}, type: organization, part_of: north}\n"
        "kinds:\n  strike: {label: {en: strike, fa: حمله}}\n"
    ),
    "claims.yaml": (
        "article: {id: page, text: article.txt, language: en, publisher: agency, published: 2024-03-22}\n"
        "claims:\n"
        "  - {id: a, source: south, stance: doubts, quote: Southland doubts the strike, "
        "says: {kind: strike, agent: ministry, time: 2024-03-22}}\n"
        "  - {id: b, source: agency, stance: doubts, quote: The agency doubts it, "
        "says: {kind: strike, agent: north}}\n"
    ),
    "expected.yaml": "# Two doubt.\nrelations:\n  - {rule: doubts}\n  - rule: doubts\n",
}


def test_its_page_is_made_of_its_head_and_a_story(doubts: Rule, tmp_path: Path) -> None:
    folder = tmp_path / "bundles" / "doubters"
    folder.mkdir(parents=True)
    for name, text in STORY.items():
        (folder / name).write_text(text, encoding="utf-8")
    build = runpy.run_path(str(ROOT / "docs" / "build_rules.py"))["build_pages"]
    build.__globals__.update(ROOT=tmp_path, BUNDLES=tmp_path / "bundles")
    pages = build()
    assert sorted(pages) == ["doubts.md", "index.md"]
    page = pages["doubts.md"]
    for told in ("Two doubt the same.", "- *doubts* with *doubts*", "rule doubts, version 1", "kg explain"):
        assert told in page, told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEAD, "needs a query"),
        (HEAD + "select 1 from vector", "at the beginning of a line"),
        (HEAD.replace("doubts with", "believes with") + QUERY, "'believes'"),
    ],
)
def test_a_file_that_is_no_rule_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_rule(text)


def test_a_comment_that_names_no_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="not a reason"):
        parse_reasons("outside(broader")

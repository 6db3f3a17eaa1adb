"""Stories of several articles: what a careful reader finds is found, and nothing that they would not."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT
from support.stories import Expectations, read_expectations, score_story
from support.worlds import read_yaml

from kg import ClaimGraph, cli, load
from kg.model import RelationType

STORIES = ROOT / "tests" / "stories"
NAMES = sorted(folder.name for folder in STORIES.iterdir() if folder.is_dir())


@functools.cache
def graph(name: str) -> ClaimGraph:
    return load(STORIES / name / "seeds")


@functools.cache
def expectations(name: str) -> Expectations:
    written = read_yaml((STORIES / name / "expected.yaml").read_text(encoding="utf-8"))
    return read_expectations(written, graph(name).knowledge.claims)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_reader_finds_is_found_and_nothing_else(name: str) -> None:
    lines = score_story(expectations(name), graph(name).relations()).lines
    assert not lines, "\n".join(["", name, *lines])


def test_the_score_sees_what_is_missed_false_and_forbidden() -> None:
    name = "silo-of-tresk"
    relations = graph(name).relations()
    wanted = expectations(name)
    contradictions = [r for r in relations if r.relation is RelationType.CONTRADICTS]
    others = [r for r in relations if r.relation is not RelationType.CONTRADICTS]
    missed = score_story(wanted, others)
    assert missed.missed and not missed.false and not missed.forbidden
    # A tension with the one of two possibilities, taken for a contradiction, is false and forbidden.
    either = next(r for r in others if any(c.endswith("/either") for p in r.positions for c in p.claims))
    wrong = score_story(
        wanted, [*contradictions, *others, replace(either, relation=RelationType.CONTRADICTS)]
    )
    assert wrong.false and wrong.forbidden and not wrong.missed
    with pytest.raises(ValueError, match="neither a claim nor a group: nobody/nothing"):
        read_expectations({"must": [{"relation": "any", "claims": ["nobody/nothing", "a"]}]}, ["a"])


def test_a_toll_that_rises_over_five_days_is_at_odds_with_its_rival_alone() -> None:
    """Eleven articles, six voices that count, and a ministry that closes its count on the third day."""
    found = graph("sarn-earthquake")
    assert len(found.knowledge.bundles) == 11
    tolls = [r for r in found.relations() if any(_counts_killed(p.proposition) for p in r.positions)]
    updates = [r for r in tolls if r.relation is RelationType.UPDATES]
    assert len(updates) >= 15
    contradictions = [r for r in tolls if r.relation is RelationType.CONTRADICTS and r.rule == "quantity"]
    assert contradictions
    for relation in contradictions:
        assert "gazette-0505/interior96" in {claim for p in relation.positions for claim in p.claims}


def _counts_killed(proposition: object) -> bool:
    count = getattr(proposition, "count", None)
    return count is not None and count.measure == "killed"


def test_the_report_of_eleven_articles_is_small(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert cli.run(["report", str(STORIES / "sarn-earthquake" / "seeds"), "-o", str(page)]) == 0
    assert 50_000 < page.stat().st_size < 1_000_000

"""Independent voices: report chains without a source in common, choke points, circles, against trying all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg import load
from kg.disputes import build_report_graph, find_circles, find_voices
from kg.model import Article, Bundle, Claim, Knowledge, Position, Proposition, Register, Stance

FIRED = Proposition("firing")
NAMES = "abcde"


def told(*reports: tuple[str, Iterable[str], str]) -> Knowledge:
    """Return articles that all tell of one thing: publisher, who else passed it on, origin."""
    bundles = [
        Bundle(
            Article(f"article-{n}", "text", "en", publisher),
            (Claim("c", origin, Stance.ASSERTS, FIRED, (), via=tuple(via)),),
        )
        for n, (publisher, via, origin) in enumerate(reports)
    ]
    return Knowledge(Register(), tuple(bundles))


some_reports = st.lists(
    st.tuples(st.sampled_from(NAMES), st.text(NAMES, max_size=3), st.sampled_from(NAMES)),
    min_size=1,
    max_size=4,
).map(lambda reports: told(*reports))


def position_of(knowledge: Knowledge) -> Position:
    (position,) = knowledge.positions
    return position


def ways(knowledge: Knowledge) -> list[tuple[str, ...]]:
    """Every way from a publisher to an origin that goes through no source twice."""
    graph = build_report_graph(knowledge.claims, knowledge)
    publishers = sorted({article.publisher for article in knowledge.articles.values()})
    origins = {claim.source for claim in knowledge.claims.values()}
    found = []
    for publisher in publishers:
        stack: list[tuple[str, ...]] = [(publisher,)]
        while stack:
            way = stack.pop()
            if way[-1] in origins:
                found.append(way)
            stack += [(*way, further) for further in graph.successors(way[-1]) if further not in way]
    return found


@settings(max_examples=drawn(150))
@given(some_reports)
def test_chains_and_choke_points_are_those_found_by_trying_all(knowledge: Knowledge) -> None:
    voices = find_voices(position_of(knowledge), knowledge)
    every = ways(knowledge)
    short = [way for way in every if not any(set(other) < set(way) for other in every)]
    most = max(
        n
        for n in range(1, len(NAMES) + 1)
        for some in combinations(short, n)
        if sum(map(len, some)) == len(set().union(*some))
    )
    assert len(voices.chains) == most
    used = [source for chain in voices.chains for source in chain]
    assert len(used) == len(set(used)) and set(voices.chains) <= set(every)
    assert set(voices.choke_points) == set.intersection(*map(set, every))
    assert list(voices.choke_points) == [s for s in every[0] if s in voices.choke_points]


@settings(max_examples=drawn(150))
@given(some_reports)
def test_circles_name_whoever_reports_from_himself_through_others(knowledge: Knowledge) -> None:
    graph: Any = build_report_graph(knowledge.claims, knowledge)
    circles = find_circles(graph)
    for circle in circles:
        assert all(graph.has_edge(a, b) for a, b in zip(circle, (*circle[1:], circle[0]), strict=True))
    around = {frozenset(nx.descendants(graph, n) & nx.ancestors(graph, n) | {n}) for n in graph}
    groups = {group for group in around if len(group) > 1}
    assert len(circles) == len(groups)
    assert all(any(set(circle) <= group for circle in circles) for group in groups)
    assert find_voices(position_of(knowledge), knowledge).circles == circles


def test_a_hundred_articles_that_go_back_to_one_agency_are_one_chain() -> None:
    knowledge = told(*((f"paper-{n}", ("agency",), "ministry") for n in range(100)))
    voices = find_voices(position_of(knowledge), knowledge)
    assert voices.origins == ("ministry",)
    assert len(voices.chains) == 1 and voices.choke_points == ("agency", "ministry")


def test_two_origins_told_by_one_agency_are_two_voices_on_one_chain() -> None:
    knowledge = told(("paper", ("agency",), "ministry"), ("journal", ("agency",), "army"))
    voices = find_voices(position_of(knowledge), knowledge)
    assert voices.origins == ("army", "ministry")
    assert len(voices.chains) == 1 and voices.choke_points == ("agency",)


def test_two_papers_that_report_from_each_other_are_a_circle() -> None:
    knowledge = told(("paper", ("journal",), "ministry"), ("journal", ("paper",), "ministry"))
    voices = find_voices(position_of(knowledge), knowledge)
    assert voices.circles == (("journal", "paper"),)
    assert voices.as_json()["circles"] == [["journal", "paper"]]


def test_a_source_next_to_itself_in_a_chain_is_no_circle() -> None:
    knowledge = told(("ministry", ("ministry",), "ministry"))
    voices = find_voices(position_of(knowledge), knowledge)
    assert (voices.chains, voices.circles) == ((("ministry",),), ())


def test_the_edges_say_which_claims_took_them() -> None:
    knowledge = told(("paper", ("agency",), "ministry"), ("paper", ("agency",), "army"))
    graph = build_report_graph(knowledge.claims, knowledge)
    assert graph.edges["paper", "agency"]["claims"] == ("article-0/c", "article-1/c")
    assert graph.nodes["article:article-0"]["role"] == "article"
    assert {n for n, data in graph.nodes(data=True) if data["origin"]} == {"army", "ministry"}


@pytest.mark.parametrize(
    ("name", "origins", "chains", "choke_points"),
    [
        ("m1", 1, 1, ("unnamed-outlet", "azerbaijan-mod-twitter", "azerbaijan-mod")),
        ("i1", 3, 1, ("unnamed-outlet", "critics")),
    ],
)
def test_voices_of_the_article(name: str, origins: int, chains: int, choke_points: tuple[str, ...]) -> None:
    knowledge = load(SEEDS).knowledge
    (position,) = (p for p in knowledge.positions if f"karabakh-2020-10-04/{name}" in p.claims)
    voices = find_voices(position, knowledge)
    assert (len(voices.origins), len(voices.chains), voices.choke_points) == (origins, chains, choke_points)

"""Disputes: components of contradictions with sides that do not contradict themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from conftest import SEEDS
from hypothesis import given, settings
from support import strategies
from support.drawing import drawn
from support.newsroom import claim, newsroom, on, relate

from kg import load
from kg.api import ClaimGraph
from kg.cli import run
from kg.disputes import build_graph, find_agreements, find_disputes, find_origins, find_sources
from kg.model import (
    Certainty,
    Count,
    Knowledge,
    Pair,
    Position,
    Proposition,
    Relation,
    RelationType,
    Stance,
    Voice,
    short_name,
)
from kg.relations import find_relations
from kg.report.disputes import disputes_text
from kg.report.html import write_report
from kg.report.text import write_summary


@settings(max_examples=drawn(60))
@given(strategies.bodies())
def test_disputes_are_the_components_of_contradictions(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    contradictions = [r for r in relations if r.relation is RelationType.CONTRADICTS]
    disputes = find_disputes(relations)
    assert sorted(r.id for d in disputes for r in d.relations) == sorted(r.id for r in contradictions)
    side_of = {p.id: (d.id, n) for d in disputes for n, side in enumerate(d.sides) for p in side}
    assert len(side_of) == sum(len(d.positions) for d in disputes), "a position is on one side of one dispute"
    for relation in contradictions:
        (one, on), *others = (side_of[p.id] for p in relation.positions)
        assert all(one == other and on != off for other, off in others)
    for dispute in disputes:
        assert nx.is_connected(nx.Graph(dispute.graph()))


@settings(max_examples=drawn(30))
@given(strategies.bodies())
def test_the_graph_holds_every_position_and_relation(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    graph = build_graph(relations, knowledge, objects=True)
    assert set(graph) == {p.id for p in knowledge.positions}
    assert {key for _, _, key in graph.edges(keys=True)} == {r.id for r in relations}
    for name, data in graph.nodes(data=True):
        assert data["position"].id == name
        assert data["source"].split() == list(find_sources(data["position"], knowledge))
        assert data["claims"].split(", ") == [short_name(c) for c in data["position"].claims]
        origins = find_origins(data["position"], knowledge)
        assert sorted(c for claims in origins.values() for c in claims) == sorted(data["position"].claims)
    plain = (str, bool)
    bare = build_graph(relations, knowledge)
    carried: list[Any] = [*bare.nodes(data=True), *((n, data) for n, _, data in bare.edges(data=True))]
    assert all(type(value) in plain for _, data in carried for value in data.values())


def rival(value: str) -> Position:
    return Position(Stance.ASSERTS, Proposition("toll", value=value), (f"a/{value}",))


def test_three_rivals_are_three_sides() -> None:
    rivals = [rival(value) for value in ("one", "two", "three")]
    relations = [
        Relation(RelationType.CONTRADICTS, "quantity", "1", (a, b), {})
        for n, a in enumerate(rivals)
        for b in rivals[n + 1 :]
    ]
    (dispute,) = find_disputes(relations)
    assert [len(side) for side in dispute.sides] == [1, 1, 1]
    assert set(dispute.positions) == set(rivals)


def test_ours_stand_before_what_partners_sent_however_much_that_is() -> None:
    ours = rival("ours")
    beside, against, among = (
        [replace(rival(f"{word}{n}"), claims=(f"desk:{word}/{n}",)) for n in range(9)]
        for word in ("beside", "against", "among")
    )
    pairs = [(one, other) for one in (*beside[:7], ours) for other in against]
    pairs += [(one, other) for n, one in enumerate(among) for other in among[:n]]
    pairs.append((beside[8], rival("also")))
    relations = [Relation(RelationType.CONTRADICTS, "quantity", "1", pair, {}) for pair in pairs]
    disputes = find_disputes(relations)
    assert [len(dispute.positions) for dispute in disputes] == [17, 2, 9]
    assert [dispute.positions[0] for dispute in disputes[:2]] == [ours, rival("also")]
    assert min(beside[:7], key=lambda position: position.id).id < ours.id
    assert [len(side) for side in disputes[0].sides] == [8, 9]


def against(*positions: tuple[str, str], of: dict[str, Position]) -> list[Relation]:
    """Return contradictions, each between two voices by name that are written ``voice/position``."""
    found = []
    for names in positions:
        (one, first), (other, second) = (name.split("/") for name in names)
        pair = Pair(Voice((one,), (f"{one}/{first}",)), Voice((other,), (f"{other}/{second}",)))
        both = of[first], of[second]
        found.append(Relation(RelationType.CONTRADICTS, "quantity", "1", both, {}, pairs=(pair,)))
    return found


def held_by(**voices: str) -> dict[str, Position]:
    """Return positions, each with a claim of every voice that is named for it."""
    return {
        name: replace(rival(name), claims=tuple(f"{voice}/{name}" for voice in some.split()))
        for name, some in voices.items()
    }


@pytest.mark.parametrize("pair", [("ann/one", "bob/two"), ("bob/two", "ann/one")])
def test_of_sides_as_large_the_first_is_the_one_that_is_first_on_the_card(pair: tuple[str, str]) -> None:
    of = held_by(one="ann", two="bob")
    [dispute] = find_disputes(against(pair, of=of))
    assert [position.claims for side in dispute.sides for position in side] == [(pair[0],), (pair[1],)]


def test_a_side_is_made_of_who_contradicts_and_others_stand_beside() -> None:
    of = held_by(one="ann joe out", two="bob")
    [dispute] = find_disputes(against(("ann/one", "bob/two"), of=of))
    assert dispute.held(of["one"]).claims == ("ann/one",)
    assert dispute.beside(of["one"]) == ("joe/one", "out/one")
    assert not dispute.beside(of["two"])


def test_a_voice_that_does_not_contradict_itself_stands_on_one_side() -> None:
    of = held_by(one="ann", two="bob", three="joe", four="ann")
    pairs = [("ann/one", "bob/two"), ("bob/two", "joe/three"), ("joe/three", "ann/four")]
    [dispute] = find_disputes(against(*pairs, of=of))
    assert sorted(sorted(c for p in side for c in p.claims) for side in dispute.sides) == [
        ["ann/four", "ann/one"],
        ["bob/two"],
        ["joe/three"],
    ]
    assert not dispute.astride
    [dispute] = find_disputes(against(*pairs, ("ann/one", "ann/four"), of=of))
    sides = [{c for p in side for c in p.claims} for side in dispute.sides]
    assert not any({"ann/one", "ann/four"} <= side for side in sides) and not dispute.astride


def test_a_voice_between_two_that_contradict_is_said_to_be_on_several_sides() -> None:
    of = held_by(one="ann", two="ann bob", three="bob", four="out")
    pairs = [("ann/one", "bob/three"), ("ann/two", "out/four"), ("bob/two", "out/four")]
    [dispute] = find_disputes(against(*pairs, ("bob/three", "out/four"), of=of))
    assert list(dispute.astride) == [("bob",)]
    assert {p.id for p in dispute.astride["bob",]} == {of["two"].id, of["three"].id}


STRUCK = Proposition("strike", agent="north", target="hospital", place="city", time=on(2024, 3, 22))
BLAST = replace(STRUCK, agent=None, kind="explosion")


@pytest.fixture
def withdrawn() -> Knowledge:
    """Return a contradiction beside a guess, and a denial that was taken back."""
    return newsroom(
        claim("m", "minister", Stance.ASSERTS, STRUCK),
        claim("maybe", "agency", Stance.ASSERTS, STRUCK, certainty=Certainty.POSSIBLE),
        claim("d", "south", Stance.DENIES, STRUCK),
        claim("never", "critics", Stance.DENIES, replace(STRUCK, agent=None)),
        claim("all", "critics", Stance.ASSERTS, BLAST, corrects=("page/never",)),
    )


def test_who_takes_something_for_possible_or_took_it_back_is_no_side_and_is_named(
    withdrawn: Knowledge,
) -> None:
    relations = find_relations(withdrawn)
    text = disputes_text(relations, withdrawn)
    assert text.startswith("1 dispute\n") and text.count("  Side ") == 2
    assert "asserts: page/m (1 independent origin)" in text
    assert "also there, contradicting nobody here: page/maybe" in text
    assert "  page/all takes back page/never\n" in text
    assert "critics: " not in text.partition("What cannot")[0]
    page = write_report(withdrawn, relations)
    assert "all takes back never" in page and "contradicting nobody here: maybe" in page


def test_what_was_taken_back_is_named_out_of_a_store_and_on_the_page_of_one_dispute(
    withdrawn: Knowledge, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "graph.db")
    ClaimGraph(withdrawn).save(Path(store))
    assert run(["disputes", "--store", store]) == 0
    assert "  page/all takes back page/never\n" in capfd.readouterr().out
    assert run(["report", "--store", store, "--dispute", "m", "--language", "en"]) == 0
    assert "all takes back never" in capfd.readouterr().out


def test_a_line_says_who_two_voices_are_to_each_other() -> None:
    number = replace(STRUCK, count=Count("killed", 5, 5))
    known = newsroom(
        claim("m", "minister", Stance.ASSERTS, STRUCK),
        claim("d", "ministry", Stance.DENIES, STRUCK),
        claim("all", "south", Stance.ASSERTS, number),
        claim("city", "ministry", Stance.ASSERTS, replace(number, place="town")),
    )
    modifiers = {("page/m", "page/d"): ("affiliated",)}
    found = [
        relate(known, kind, rule, "page/m", "page/d", pairs=modifiers)
        for kind, rule in ((RelationType.CONTRADICTS, "denial"), (RelationType.SUPERSEDES, "corrects"))
    ]
    parts = tuple(p for p in known.positions if p.claims[0] in ("page/all", "page/city", "page/m"))
    found.append(
        Relation(RelationType.CONTRADICTS, "quantity-parts", "1", parts, {}, modifiers=("adversarial",))
    )
    english = write_summary(found, known)
    assert "The minister contradicts the ministry (within one body)" in english
    assert "The minister corrects what the ministry had said (within one body)" in english
    [several] = [line for line in english.splitlines() if "add up" in line]
    assert "(opponents)" in several
    assert write_summary(found, known, language="fa").count("(درون یک مجموعه)") == 2


def test_the_table_of_the_article() -> None:
    graph = load(SEEDS)
    table = {
        (row.source, row.other, row.relation.value): (row.always, row.conditionally)
        for row in find_agreements(graph.relations(), graph.knowledge)
    }
    assert table["armenia", "azerbaijan-mod", "contradicts"] == (3, 0)
    assert table["armenia", "karabakh-head", "contradicts"] == (0, 1)
    assert table["armenia", "azerbaijan", "contradicts"] == (0, 1)
    assert table["azerbaijan", "karabakh-head", "corroborates"] == (1, 0)
    assert table["reuters", "unnamed-outlet", "corroborates"] == (1, 0)
    assert table["azerbaijan-mod", "karabakh-head", "corroborates"] == (1, 0)

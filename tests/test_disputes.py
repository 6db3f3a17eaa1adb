"""Disputes: components of contradictions with sides that do not contradict themselves."""

from __future__ import annotations

from dataclasses import replace

import networkx as nx
import strategies
from conftest import SEEDS
from hypothesis import given, settings
from support.drawing import drawn

from kg import load
from kg.disputes import build_graph, find_agreements, find_disputes, find_origins, find_sources
from kg.model import Knowledge, Position, Proposition, Relation, RelationType, Stance
from kg.relations import find_relations


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
    graph = build_graph(relations, knowledge)
    assert set(graph) == {p.id for p in knowledge.positions}
    assert {key for _, _, key in graph.edges(keys=True)} == {r.id for r in relations}
    for name, data in graph.nodes(data=True):
        assert data["position"].id == name
        assert data["sources"] == find_sources(data["position"], knowledge)
        assert sorted(
            c for claims in find_origins(data["position"], knowledge).values() for c in claims
        ) == sorted(data["claims"])


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

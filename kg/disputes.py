"""What is in dispute, between whom, and on how many independent voices: analyses of the relation graph.

A dispute is a connected component of positions over ``contradicts``. Everything is built on NetworkX, and the
graph itself is there to be used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx

from kg.model import Knowledge, Position, Relation, RelationType, digest


@dataclass(frozen=True, slots=True)
class Dispute:
    """Positions connected through contradictions: what a fact-checker works on.

    ``sides`` groups positions that do not contradict one another. There are two where the dispute can be
    told as one side against another, and more where three or more positions exclude each other.
    """

    sides: tuple[tuple[Position, ...], ...]
    relations: tuple[Relation, ...]

    @property
    def id(self) -> str:
        """The hash of the relations the dispute consists of."""
        return digest(sorted(relation.id for relation in self.relations))

    @property
    def positions(self) -> tuple[Position, ...]:
        """Every position, side by side."""
        return tuple(position for side in self.sides for position in side)

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return the dispute's positions and contradictions as a NetworkX graph."""
        return build_graph(self.relations)

    @property
    def unconditional(self) -> bool:
        """Whether some contradiction of the dispute holds whatever standpoint one takes."""
        return any(relation.unconditional for relation in self.relations)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often what one source says stands in one relation to what another says."""

    source: str
    other: str
    relation: RelationType
    always: int
    conditionally: int


def build_graph(relations: Iterable[Relation], knowledge: Knowledge | None = None) -> nx.MultiDiGraph[str]:
    """Return positions as nodes and relations as edges, from the first position to the second.

    A node is named by :attr:`Position.id` and carries ``position``, ``stance``, ``claims`` and, where
    ``knowledge`` is given, ``sources``; positions that nothing relates are then nodes too. An edge is keyed
    by :attr:`Relation.id` and carries ``relation`` (the type), ``rule``, ``unconditional`` and ``found`` (the
    relation itself).
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    relations = list(relations)
    positions = {p.id: p for relation in relations for p in relation.positions}
    if knowledge is not None:
        positions.update({p.id: p for p in knowledge.positions})
    for name, position in sorted(positions.items()):
        graph.add_node(name, position=position, stance=position.stance.value, claims=position.claims)
        if knowledge is not None:
            graph.nodes[name]["sources"] = find_sources(position, knowledge)
    for relation in relations:
        first, *others = relation.positions
        for other in others:
            graph.add_edge(
                first.id,
                other.id,
                key=relation.id,
                relation=relation.relation.value,
                rule=relation.rule,
                unconditional=relation.unconditional,
                found=relation,
            )
    return graph


def find_disputes(relations: Iterable[Relation]) -> list[Dispute]:
    """Return the disputes, largest first: components over ``contradicts``, each with its sides."""
    contradictions = [r for r in relations if r.relation is RelationType.CONTRADICTS]
    graph: nx.Graph[str] = nx.Graph(build_graph(contradictions))
    disputes = []
    for component in nx.connected_components(graph):
        within = graph.subgraph(sorted(component))
        found = tuple(r for r in contradictions if r.positions[0].id in component)
        disputes.append(Dispute(_sides(within), found))
    return sorted(disputes, key=lambda dispute: (-len(dispute.positions), dispute.id))


def _sides(graph: nx.Graph[str]) -> tuple[tuple[Position, ...], ...]:
    """Return groups of positions without a contradiction inside, largest first."""
    if nx.is_bipartite(graph):
        colours: Mapping[str, int] = nx.bipartite.color(graph)
    else:
        order = sorted(graph, key=lambda name: (-graph.degree(name), name))
        colours = nx.greedy_color(graph, strategy=lambda *_: order)
    groups: dict[int, list[str]] = {}
    for name, colour in colours.items():
        groups.setdefault(colour, []).append(name)
    sides = sorted((sorted(group) for group in groups.values()), key=lambda group: (-len(group), group))
    return tuple(tuple(graph.nodes[name]["position"] for name in side) for side in sides)


def find_sources(position: Position, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the sources behind a position's claims."""
    return tuple(sorted({knowledge.claims[claim].source for claim in position.claims}))


def find_origins(position: Position, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return a position's claims by origin, the end of their report chains; one origin is one voice."""
    found: dict[str, list[str]] = {}
    for claim in position.claims:
        found.setdefault(knowledge.claims[claim].source, []).append(claim)
    return {origin: tuple(claims) for origin, claims in sorted(found.items())}


#: Relations that read from the first position to the second only.
_DIRECTED = frozenset(
    {
        RelationType.REFINES,
        RelationType.SUPERSEDES,
        RelationType.SUPPORTS,
        RelationType.CHALLENGES,
        RelationType.FULFILS,
        RelationType.BREACHES,
    }
)


def _always(found: Sequence[Relation], knowledge: Knowledge) -> bool:
    """Return whether one of the relations holds whatever standpoints one takes."""
    if any(relation.unconditional for relation in found):
        return True
    named = sorted({name for r in found for view in (*r.holds_if, *r.unless) for name in view})
    if len(named) > 10:
        return False
    excluded = knowledge.register.excluded()
    views = [frozenset(view) for n in range(len(named) + 1) for view in combinations(named, n)]
    return all(any(r.holds_for(v) for r in found) for v in views if not any(pair <= v for pair in excluded))


def find_agreements(relations: Iterable[Relation], knowledge: Knowledge) -> list[Agreement]:
    """Return the table of who agrees with whom and who contradicts whom, sources in alphabetical order.

    Counted are pairs of positions; a pair counts as ``always`` where some relation of the type holds
    whatever standpoints one takes. Relations with a direction read from ``source`` to ``other``.
    """
    always: Counter[tuple[str, str, RelationType]] = Counter()
    conditionally: Counter[tuple[str, str, RelationType]] = Counter()
    grouped: dict[tuple[RelationType, str, str], list[Relation]] = {}
    for relation in relations:
        first, *others = relation.positions
        for other in others:
            grouped.setdefault((relation.relation, first.id, other.id), []).append(relation)
    for (type, _, _), found in grouped.items():
        first, *others = found[0].positions
        pairs = {
            (one, other) if type in _DIRECTED else (min(one, other), max(one, other))
            for position in others
            for one in find_sources(first, knowledge)
            for other in find_sources(position, knowledge)
        }
        for pair in pairs:
            (always if _always(found, knowledge) else conditionally)[*pair, type] += 1
    keys = sorted({*always, *conditionally}, key=lambda key: (key[0], key[1], key[2].value))
    return [Agreement(*key, always[key], conditionally[key]) for key in keys]


def dispute_json(dispute: Dispute, knowledge: Knowledge) -> dict[str, Any]:
    """Return a dispute as ``kg disputes --format json`` gives it."""
    return {
        "id": dispute.id,
        "unconditional": dispute.unconditional,
        "sides": [
            [
                {
                    **position.as_json(),
                    "origins": {o: list(claims) for o, claims in find_origins(position, knowledge).items()},
                }
                for position in side
            ]
            for side in dispute.sides
        ],
        "relations": [relation.id for relation in dispute.relations],
    }

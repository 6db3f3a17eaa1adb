"""Disputes: positions connected through contradictions, and the graph of all relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.model import Knowledge, Position, Relation, RelationType, digest, partner_of


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


def build_graph(relations: Iterable[Relation], knowledge: Knowledge | None = None) -> nx.MultiDiGraph[str]:
    """Return positions as nodes and relations as edges, from the first position to the second.

    A node is named by :attr:`Position.id` and carries ``position``, ``stance``, ``claims`` and, where
    ``knowledge`` is given, ``sources``; positions that nothing relates are then nodes too. An edge is keyed
    by :attr:`Relation.id` and carries ``relation`` (the type), ``rule``, ``unconditional`` and ``found``
    (the relation itself).
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
    """Return the disputes, largest first: components over ``contradicts``, each with its sides.

    What only partners dispute comes after what we take part in, and so do their sides and positions.
    A contradiction of more than two positions connects them all, and sets the first against the others.
    """
    contradictions = [r for r in relations if r.relation is RelationType.CONTRADICTS]
    graph: nx.Graph[str] = nx.Graph(build_graph(contradictions))
    components = list(nx.connected_components(graph))
    belongs = {name: number for number, component in enumerate(components) for name in component}
    grouped: list[list[Relation]] = [[] for _ in components]
    for relation in contradictions:
        grouped[belongs[relation.positions[0].id]].append(relation)
    disputes = [
        Dispute(_sides(graph.subgraph(sorted(component))), tuple(found))
        for component, found in zip(components, grouped, strict=True)
    ]
    return sorted(
        disputes, key=lambda dispute: (not _ours(dispute.positions), -len(dispute.positions), dispute.id)
    )


def _ours(positions: Iterable[Position]) -> bool:
    """Return whether some claim of these positions is ours."""
    return any(partner_of(claim) is None for position in positions for claim in position.claims)


def _sides(graph: nx.Graph[str]) -> tuple[tuple[Position, ...], ...]:
    """Return groups of positions without a contradiction inside, largest first, ours before all others."""
    if nx.is_bipartite(graph):
        colours: Mapping[str, int] = nx.bipartite.color(graph)
    else:
        order = sorted(graph, key=lambda name: (-graph.degree(name), name))
        colours = nx.greedy_color(graph, strategy=lambda *_: order)
    groups: dict[int, list[str]] = {}
    for name, colour in colours.items():
        groups.setdefault(colour, []).append(name)
    theirs = {name: not _ours([graph.nodes[name]["position"]]) for name in graph}
    sides = sorted(
        (sorted(group, key=lambda name: (theirs[name], name)) for group in groups.values()),
        key=lambda group: (theirs[group[0]], -len(group), group),
    )
    return tuple(tuple(graph.nodes[name]["position"] for name in side) for side in sides)


def find_sources(position: Position, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the sources behind a position's claims."""
    return tuple(sorted({knowledge.claims[claim].source for claim in position.claims}))


def find_origins(position: Position, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return a position's claims by origin, the end of their report chains; one origin is one voice.

    A partner's sources that nobody accepted are one voice, the partner's: see :meth:`Register.voice`.
    """
    found: dict[str, list[str]] = {}
    for claim in position.claims:
        found.setdefault(knowledge.register.voice(knowledge.claims[claim].source), []).append(claim)
    return {origin: tuple(claims) for origin, claims in sorted(found.items())}

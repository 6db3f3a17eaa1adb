"""Disputes: positions connected through contradictions, and the graph of all relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import networkx as nx

from kg.characters import visible_line
from kg.model import Knowledge, Position, Relation, RelationType, Voice, digest, partner_of, short_name


@dataclass(frozen=True, slots=True)
class Left:
    """A claim that no longer counts, because another one took it back or gives a newer count.

    Both are ``bundle/claim`` identifiers; ``rule`` is ``corrects`` or ``quantity``.
    """

    claim: str
    by: str
    rule: str

    def as_json(self) -> dict[str, str]:
        """Return the three by name."""
        return {"claim": self.claim, "by": self.by, "rule": self.rule}


@dataclass(frozen=True)
class Dispute:
    """Positions connected through contradictions; the unit of work of a fact-checker.

    ``sides`` groups positions that do not contradict one another, those of one voice together. There are two
    sides, or more if three or more positions exclude each other. ``left`` are claims of the dispute that were
    taken back or replaced by a newer count: the dispute is between the other claims.
    """

    sides: tuple[tuple[Position, ...], ...]
    relations: tuple[Relation, ...]
    left: tuple[Left, ...] = ()

    @property
    def id(self) -> str:
        """The hash of the dispute's relations."""
        return digest(sorted(relation.id for relation in self.relations))

    @property
    def positions(self) -> tuple[Position, ...]:
        """All positions, one side after the other."""
        return tuple(position for side in self.sides for position in side)

    def held(self, position: Position) -> Position:
        """Return a position with only those of its claims that contradict somebody here and still count.

        For a position outside the dispute, these are the claims that were not left.
        """
        left = {entry.claim for entry in self.left}
        standing = self._standing.get(position.id, frozenset(position.claims) - left)
        return replace(position, claims=tuple(name for name in position.claims if name in standing))

    def beside(self, position: Position) -> tuple[str, ...]:
        """Return the claims of a position that neither contradict anybody here nor were left."""
        apart = {*self.held(position).claims, *(entry.claim for entry in self.left)}
        return tuple(name for name in position.claims if name not in apart)

    @cached_property
    def _standing(self) -> Mapping[str, frozenset[str]]:
        """The contradicting claims by position: those of pairs, or all that count if no pairs are known."""
        left = {entry.claim for entry in self.left}
        standing: dict[str, set[str]] = {}
        for relation in self.relations:
            for position, voices in zip(relation.positions, _spoken(relation), strict=True):
                names = [name for voice in voices for name in voice.claims]
                standing.setdefault(position.id, set()).update(
                    names if relation.pairs else set(position.claims) - left
                )
        return {name: frozenset(claims) for name, claims in standing.items()}

    @cached_property
    def astride(self) -> Mapping[tuple[str, ...], tuple[Position, ...]]:
        """Voices with positions on several sides, although these do not contradict each other.

        This happens if a position that they share with others contradicts something on which they are silent.
        """
        side_of = {position.id: at for at, side in enumerate(self.sides) for position in side}
        against = _opposed(self.relations)
        astride = {}
        for voice, names in sorted(_by_voice(self.relations).items()):
            if len({side_of[name] for name in names}) > 1 and not _clash(names, against):
                astride[voice] = tuple(position for position in self.positions if position.id in names)
        return astride

    def graph(self, *, objects: bool = False) -> nx.MultiDiGraph[str]:
        """Return the dispute's positions and contradictions as a NetworkX graph (:func:`build_graph`)."""
        return build_graph(self.relations, objects=objects)

    @property
    def unconditional(self) -> bool:
        """Whether some contradiction of the dispute holds whatever standpoint one takes."""
        return any(relation.unconditional for relation in self.relations)


def build_graph(
    relations: Iterable[Relation], knowledge: Knowledge | None = None, *, objects: bool = False
) -> nx.MultiDiGraph[str]:
    """Return positions as nodes and relations as edges, from the first position to the second.

    All attributes are texts and truth values, which every tool for graphs accepts; a ``label`` has ‹ and ›
    for angle brackets. A node is named by :attr:`Position.id` and carries ``label``, ``stance``, ``kind`` and
    ``claims``. With ``knowledge``, it also carries ``source``, and positions without relations are nodes,
    too. An edge is keyed by :attr:`Relation.id` and carries ``label``, ``relation`` (the type), ``rule``,
    ``unconditional``, ``holds_if`` and ``unless``. With ``objects``, nodes also carry the ``position``
    itself, and edges carry ``found``, the relation itself.
    """
    relations = list(relations)
    positions = {p.id: p for relation in relations for p in relation.positions}
    if knowledge is not None:
        positions.update({p.id: p for p in knowledge.positions})
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for name, position in sorted(positions.items()):
        graph.add_node(name, **_node(position, knowledge), **({"position": position} if objects else {}))
    for relation in relations:
        first, *others = relation.positions
        told = {**_edge(relation), **({"found": relation} if objects else {})}
        for other in others:
            graph.add_edge(first.id, other.id, key=relation.id, **told)
    return graph


def _node(position: Position, knowledge: Knowledge | None) -> dict[str, str]:
    claims = ", ".join(map(short_name, position.claims))
    attributes = {"stance": position.stance.value, "kind": position.proposition.kind, "claims": claims}
    if knowledge is None:
        return {"label": _label(f"{claims}: {attributes['stance']}"), **attributes}
    sources = find_sources(position, knowledge)
    named = ", ".join(knowledge.label(source) for source in sources)
    label = _label(f"{claims}: {named} {attributes['stance']}")
    return {"label": label, "source": " ".join(sources), **attributes}


#: Some tools that draw networks do not escape labels, and a label may come from a stranger.
_BRACKETS = str.maketrans("<>", "‹›")


def _label(text: str) -> str:
    """Return a text that is safe as markup and cannot reorder the text around it."""
    return visible_line(text).translate(_BRACKETS)


def _edge(relation: Relation) -> dict[str, str | bool]:
    views = {"holds_if": relation.holds_if, "unless": relation.unless}
    return {
        "label": relation.relation.value,
        "relation": relation.relation.value,
        "rule": relation.rule,
        "unconditional": relation.unconditional,
        **{
            name: " or ".join(" + ".join(sorted(view)) or "always" for view in sets)
            for name, sets in views.items()
        },
    }


def find_disputes(relations: Iterable[Relation]) -> list[Dispute]:
    """Return the disputes, largest first: components over ``contradicts``, each with its sides.

    Other relations are not used, except that ``supersedes`` tells which claims were left. Disputes between
    partners alone come after those with our own claims; the same holds for sides and positions. A
    contradiction of more than two positions connects them all, and sets the first against the others.
    """
    relations = list(relations)
    contradictions = [r for r in relations if r.relation is RelationType.CONTRADICTS]
    left = find_left(relations)
    graph: nx.Graph[str] = nx.Graph()
    for relation in contradictions:
        graph.add_nodes_from((position.id, {"position": position}) for position in relation.positions)
        first, *others = relation.positions
        graph.add_edges_from((first.id, other.id) for other in others)
    components = list(nx.connected_components(graph))
    belongs = {name: number for number, component in enumerate(components) for name in component}
    grouped: list[list[Relation]] = [[] for _ in components]
    for relation in contradictions:
        grouped[belongs[relation.positions[0].id]].append(relation)
    disputes = [
        _build(_sides(graph.subgraph(sorted(component)), group), group, left)
        for component, group in zip(components, grouped, strict=True)
    ]
    return sorted(
        disputes, key=lambda dispute: (not _ours(dispute.positions), -len(dispute.positions), dispute.id)
    )


def _build(
    sides: tuple[tuple[Position, ...], ...], found: Iterable[Relation], left: Mapping[str, Sequence[Left]]
) -> Dispute:
    claims = sorted({name for side in sides for position in side for name in position.claims})
    return Dispute(sides, tuple(found), tuple(entry for name in claims for entry in left.get(name, ())))


def find_left(relations: Iterable[Relation]) -> dict[str, list[Left]]:
    """Return, for each claim that was left, the claims that took it back or counted anew."""
    left: dict[str, set[Left]] = {}
    for relation in relations:
        if relation.relation is RelationType.SUPERSEDES:
            for pair in relation.pairs:
                for claim, by in product(pair.second.claims, pair.first.claims):
                    left.setdefault(claim, set()).add(Left(claim, by, relation.rule))
    return {claim: sorted(entries, key=lambda one: (one.by, one.rule)) for claim, entries in left.items()}


def _ours(positions: Iterable[Position]) -> bool:
    """Return whether any claim of these positions is ours."""
    return any(partner_of(claim) is None for position in positions for claim in position.claims)


def _spoken(relation: Relation) -> list[list[Voice]]:
    """Return the voices in the pairs of a relation, for each of its positions."""
    if not relation.pairs:
        return [[] for _ in relation.positions]
    return [[pair.first for pair in relation.pairs], [pair.second for pair in relation.pairs]]


def _by_voice(relations: Iterable[Relation]) -> dict[tuple[str, ...], set[str]]:
    """Return, for each voice, the positions with which it contradicts somebody."""
    held: dict[tuple[str, ...], set[str]] = {}
    for relation in relations:
        for position, voices in zip(relation.positions, _spoken(relation), strict=True):
            for voice in voices:
                held.setdefault(voice.sources, set()).add(position.id)
    return held


def _opposed(relations: Iterable[Relation]) -> dict[str, set[str]]:
    """Return, for each position, the positions that it contradicts."""
    opposed: dict[str, set[str]] = {}
    for relation in relations:
        first, *others = relation.positions
        for other in others:
            opposed.setdefault(first.id, set()).add(other.id)
            opposed.setdefault(other.id, set()).add(first.id)
    return opposed


def _clash(names: set[str], against: Mapping[str, set[str]]) -> bool:
    """Return whether any of these positions contradict each other."""
    return any(not names.isdisjoint(against[name]) for name in names)


def _sides(graph: nx.Graph[str], contradictions: Iterable[Relation]) -> tuple[tuple[Position, ...], ...]:
    """Return groups of positions without a contradiction inside, largest first, ours before all others.

    The positions of each voice are put on one side if possible. Of two sides as large, the one whose
    positions come first in contradictions is first: so it has the letter that it has on their cards.
    """
    contradictions = list(contradictions)
    group_of = _joined(graph, _by_voice(contradictions))
    first = Counter(relation.positions[0].id for relation in contradictions)
    joined: nx.Graph[str] = nx.Graph()
    joined.add_nodes_from(sorted(set(group_of.values())))
    joined.add_edges_from((group_of[one], group_of[other]) for one, other in graph.edges)
    if nx.is_bipartite(joined):
        colours: Mapping[str, int] = nx.bipartite.color(joined)
    else:
        order = sorted(joined, key=lambda name: (-joined.degree(name), name))
        colours = nx.greedy_color(joined, strategy=lambda *_: order)
    groups: dict[int, list[str]] = {}
    for name in graph:
        groups.setdefault(colours[group_of[name]], []).append(name)
    theirs = {name: not _ours([graph.nodes[name]["position"]]) for name in graph}
    sides = sorted(
        (sorted(group, key=lambda name: (theirs[name], name)) for group in groups.values()),
        key=lambda group: (theirs[group[0]], -len(group), -sum(first[name] for name in group), group),
    )
    return tuple(tuple(graph.nodes[name]["position"] for name in side) for side in sides)


def _joined(graph: nx.Graph[str], held: Mapping[tuple[str, ...], Iterable[str]]) -> dict[str, str]:
    """Return the group of each position: one group per voice, unless it would contain a contradiction."""
    groups = {name: {name} for name in graph}
    against = {name: set(graph[name]) for name in graph}
    for _, names in sorted(held.items()):
        heads: list[str] = []
        for name in sorted(names):
            group = groups[name]
            head = next((one for one in heads if groups[one] is group), None)
            head = head or next((one for one in heads if against[one].isdisjoint(group)), None)
            if head is None:
                heads.append(name)
            elif groups[head] is not group:
                mine, opposed = groups[head] | group, against[head] | against[name]
                groups.update(dict.fromkeys(mine, mine))
                against.update(dict.fromkeys(mine, opposed))
    return {name: min(group) for name, group in groups.items()}


def find_sources(position: Position, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the sources behind a position's claims."""
    return tuple(sorted({source for name in position.claims for source in knowledge.claims[name].sources}))


def find_voice(claim: str, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the voice of a claim: one source, or several who speak jointly.

    All sources of a partner that nobody accepted are one voice, the partner's: see :meth:`Register.voice`.
    """
    return tuple(sorted(set(map(knowledge.register.voice, knowledge.claims[claim].sources))))


def write_voice(voice: Iterable[str]) -> str:
    """Return the name of a voice; the sources of a joint voice are joined by ``+``, which no name contains.

    >>> write_voice(["army", "militia"])
    'army+militia'
    """
    return "+".join(voice)


def find_origins(position: Position, knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return a position's claims by origin, the end of the report chain; one origin is one voice."""
    origins: dict[str, list[str]] = {}
    for claim in position.claims:
        origins.setdefault(write_voice(find_voice(claim, knowledge)), []).append(claim)
    return {origin: tuple(claims) for origin, claims in sorted(origins.items())}

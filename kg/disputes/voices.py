"""Count independent voices: origins, separate report chains, choke points, circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx

from kg.disputes.dispute import find_voice, write_voice
from kg.model import Knowledge, Position

#: The two ends of all chains; no register name looks like this.
_START, _END = "(articles)", "(origins)"


@dataclass(frozen=True, slots=True)
class Voices:
    """How independent of each other the claims of a position are.

    ``origins`` are the ends of the report chains; one origin is one voice, however many repeat it. ``chains``
    is the largest number of ways from articles to origins without a common source; if it is less than the
    number of origins, some source reports several of them. ``unidentified`` are origins that are only
    described: each may be any other origin, so they are counted separately. ``choke_points`` are the sources
    that every chain goes through, from the article on. Each of ``circles`` is a shortest circle of sources
    that report from each other, so that the end of the chain is uncertain.
    """

    position: Position
    origins: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    choke_points: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    unidentified: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the names, and the most important numbers."""
        return {
            "origins": list(self.origins),
            "chains": [list(chain) for chain in self.chains],
            "choke_points": list(self.choke_points),
            "circles": [list(circle) for circle in self.circles],
            "unidentified": list(self.unidentified),
        }


def build_report_graph(claims: Iterable[str], knowledge: Knowledge) -> nx.DiGraph[str]:
    """Return the graph of reports: from the article to its publisher, and through each source to the origin.

    A node is an article, ``article:<id>`` with ``role="article"``, or the name of a source with
    ``role="source"``; sources at the end of a chain have ``origin=True``. An edge carries the ``claims`` that
    took this way. A source that follows itself in a chain is one node, not a circle. Sources that speak
    jointly are one node.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    for name in sorted(claims):
        claim, article = knowledge.claims[name], knowledge.article_of(name)
        voice = write_voice(claim.sources)
        chain = [f"article:{article.id}", article.publisher, *claim.via, voice]
        graph.add_node(chain[0], role="article", origin=False)
        for node in chain[1:]:
            graph.add_node(node, role="source", origin=graph.nodes.get(node, {}).get("origin", False))
        graph.nodes[voice]["origin"] = True
        for source, further in pairwise(chain):
            if source != further:
                earlier = graph.edges[source, further]["claims"] if graph.has_edge(source, further) else ()
                graph.add_edge(source, further, claims=(*earlier, name))
    return graph


def find_voices(position: Position, knowledge: Knowledge) -> Voices:
    """Return the independent voices behind a position, and what they have in common.

    Chains that share no source are counted by maximum flow (Menger's theorem) in the graph of all claims of
    the position. A chain may combine the ways of two claims if both go through one source, so the number is
    an upper bound for the claims that came on wholly separate ways. Two articles of one publisher are not
    independent of each other, nor are sources of a partner that nobody accepted, nor a source and a joint
    voice that contains it. An unidentified source is not independent of any other.
    """
    spoken = {write_voice(voice): voice for name in position.claims if (voice := find_voice(name, knowledge))}
    entries = knowledge.register.entries
    unknown = {
        origin
        for origin, voice in spoken.items()
        if all((entry := entries.get(name)) is not None and entry.unidentified for name in voice)
    }
    graph = _joined(build_report_graph(position.claims, knowledge), knowledge, spoken)
    for name in list(graph):
        if graph.nodes[name]["role"] == "article":
            graph.add_edge(_START, name)
        if graph.nodes[name]["origin"] and name not in unknown:
            graph.add_edge(name, _END)
    chains: list[tuple[str, ...]] = []
    choke_points: list[str] = []
    if _END in graph:
        paths: list[list[str]] = list(nx.node_disjoint_paths(graph, _START, _END))
        chains = sorted(tuple(path[2:-1]) for path in paths)  # without the start, the article and the end
        dominators: dict[str, str] = dict(nx.immediate_dominators(graph, _START))
        node = dominators[_END]
        while node != _START:
            if graph.nodes[node]["role"] == "source":
                choke_points.insert(0, node)
            node = dominators[node]
    return Voices(
        position,
        tuple(sorted(spoken.keys() - unknown)),
        tuple(chains),
        tuple(choke_points),
        find_circles(graph),
        tuple(sorted(unknown)),
    )


def _joined(
    graph: nx.DiGraph[str], knowledge: Knowledge, spoken: Mapping[str, tuple[str, ...]]
) -> nx.DiGraph[str]:
    """Return a graph of reports with one node for sources of one voice and for voices that share a source."""
    register, counted = knowledge.register, _independent(spoken)
    voices = {name: name for name in graph if graph.nodes[name]["role"] == "source"}
    for name in voices:
        names = write_voice(sorted({register.voice(source) for source in name.split("+")}))
        voices[name] = counted.get(names, names)
    origins = {voices[name] for name in voices if graph.nodes[name]["origin"]}
    if all(name == voice for name, voice in voices.items()):
        return graph
    joined: nx.DiGraph[str] = nx.relabel_nodes(graph, voices)
    joined.remove_edges_from(list(nx.selfloop_edges(joined)))
    nx.set_node_attributes(joined, dict.fromkeys(origins, True), "origin")
    return joined


def _independent(spoken: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the voice that each origin counts as: a joint voice as one of its sources that speaks alone.

    Joint voices that share a source count as one voice if none of their sources speaks alone.
    """
    alone = {voice[0] for voice in spoken.values() if len(voice) == 1}
    independent = {}
    meeting: nx.Graph[str] = nx.Graph()
    for origin, voice in sorted(spoken.items()):
        lone = [name for name in voice if name in alone]
        if lone:
            independent[origin] = lone[0]
        else:
            nx.add_star(meeting, (origin, *(f"+{name}" for name in voice)))
    for component in nx.connected_components(meeting):
        origins = sorted(name for name in component if not name.startswith("+"))
        independent.update(dict.fromkeys(origins, origins[0]))
    return independent


def find_circles(graph: nx.DiGraph[str]) -> tuple[tuple[str, ...], ...]:
    """Return one shortest circle for each group of sources that all report, directly or not, from each other.

    A circle starts with the first source by name. A group can have exponentially many circles, so only one is
    returned.
    """
    circles = []
    for group in nx.strongly_connected_components(graph):
        if len(group) > 1:
            first = min(group)
            within = graph.subgraph(sorted(group))
            ways = nx.single_source_shortest_path(within, first)
            back = min((len(ways[node]), ways[node]) for node in within.predecessors(first))
            circles.append(tuple(back[1]))
    return tuple(sorted(circles))

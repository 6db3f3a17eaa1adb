"""Timelines of numbers: all counts of one event and measure by as-of time, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import product
from typing import Any

import networkx as nx

from kg.model import Count, Interval, Knowledge, Relation, RelationType, Stance, day_of
from kg.relations import find_rule

#: The stances that state a number; a denial of a count does so, too.
_COUNTING = (Stance.ASSERTS, Stance.DENIES, Stance.PREDICTS, Stance.ASSESSES, Stance.DOUBTS)
#: Relations between two counts of one timeline; for the first two, the first count is the later one.
_LINKS = (
    RelationType.UPDATES,
    RelationType.SUPERSEDES,
    RelationType.CONTRADICTS,
    RelationType.TENSION,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """One count: the ``bundle/claim`` that gives it, its voice, and its as-of time."""

    claim: str
    sources: tuple[str, ...]
    stance: Stance
    count: Count
    as_of: Interval | None

    def as_json(self) -> dict[str, Any]:
        """Return all parts by name."""
        return {
            "claim": self.claim,
            "sources": list(self.sources),
            "stance": self.stance.value,
            "count": self.count.as_json(),
            "as_of": None if self.as_of is None else self.as_of.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two counts; if one updates or supersedes the other, it is ``first``.

    ``unconditional`` says whether it holds under every standpoint.
    """

    relation: RelationType
    first: str
    second: str
    id: str
    unconditional: bool = True

    def as_json(self) -> dict[str, Any]:
        """Return all parts by name."""
        return {"relation": self.relation.value, "first": self.first, "second": self.second, "id": self.id}


@dataclass(frozen=True, slots=True)
class Timeline:
    """The counts of one measure at one event, by as-of time, and the relations between them.

    Without an event, they are the counts that relations connect.
    """

    event: str | None
    measure: str
    tallies: tuple[Tally, ...]
    links: tuple[Link, ...]

    def as_json(self) -> dict[str, Any]:
        """Return all parts by name."""
        return {
            "event": self.event,
            "measure": self.measure,
            "counts": [tally.as_json() for tally in self.tallies],
            "links": [link.as_json() for link in self.links],
        }


def find_timelines(relations: Iterable[Relation], knowledge: Knowledge) -> list[Timeline]:
    """Return the timelines of at least two counts, those with most counts first.

    ``relations`` are those that hold under the reader's view. A count that its voice has left stays in its
    timeline.
    """
    tallies = {tally.claim: tally for tally in _tallies(knowledge)}
    links = sorted(_links(relations, tallies), key=lambda link: (link.first, link.second, link.relation))
    graph: nx.Graph[Any] = nx.Graph()
    for name, tally in tallies.items():
        event = _event(name, knowledge)
        graph.add_edge(name, (event or name, tally.count.measure))
    for link in links:
        first, second = tallies[link.first], tallies[link.second]
        events = {_event(link.first, knowledge), _event(link.second, knowledge)}
        if first.count.measure == second.count.measure and events == {None}:
            graph.add_edge(link.first, link.second)
    timelines = []
    for component in nx.connected_components(graph):
        counted = sorted((tallies[n] for n in component if isinstance(n, str)), key=order_of)
        if len(counted) > 1:
            [measure] = {tally.count.measure for tally in counted}
            between = tuple(link for link in links if link.first in component and link.second in component)
            event = _event(counted[0].claim, knowledge)
            timelines.append(Timeline(event, measure, tuple(counted), between))
    return sorted(timelines, key=lambda one: (-len(one.tallies), one.event or "", one.tallies[0].claim))


def order_of(tally: Tally) -> tuple[float, float, str]:
    """Return the sort key of a count: the beginning and end of its time; counts without a time come last."""
    if tally.as_of is None:
        return float("inf"), float("inf"), tally.claim
    return (*moments(tally.as_of), tally.claim)


def moments(interval: Interval) -> tuple[float, float]:
    """Return both ends of an interval in seconds since 1970; a day begins at midnight UTC.

    >>> moments(Interval(date(1970, 1, 2), date(1970, 1, 2)))
    (86400.0, 172800.0)
    """
    start, end = interval.start or interval.end, interval.end or interval.start
    if start is None or end is None:
        return float("inf"), float("inf")
    return _moment(start), _moment(end) + (0 if isinstance(end, datetime) else 86_400)


def _moment(end: date) -> float:
    return (end if isinstance(end, datetime) else datetime.combine(day_of(end), time(), UTC)).timestamp()


def _tallies(knowledge: Knowledge) -> Iterator[Tally]:
    for name, claim in knowledge.claims.items():
        said = claim.proposition
        if said is None or said.count is None or said.said_by is not None or claim.stance not in _COUNTING:
            continue
        yield Tally(name, claim.sources, claim.stance, said.count, knowledge.as_of(name))


def _event(claim: str, knowledge: Knowledge) -> str | None:
    said = knowledge.claims[claim].proposition
    return None if said is None else said.event


def _links(relations: Iterable[Relation], tallies: dict[str, Tally]) -> Iterator[Link]:
    """Yield the links of relations, each pair of claims once; for many positions, from the first to each."""
    seen = set()
    for relation in sorted(relations, key=lambda relation: not relation.unconditional):
        if relation.relation not in _LINKS or (
            relation.relation is RelationType.TENSION and not find_rule(relation.rule).of_counts
        ):
            continue
        pairs = [pair for held in relation.pairs for pair in product(held.first.claims, held.second.claims)]
        first_of_many, *others = relation.positions
        if len(others) > 1:
            pairs = [pair for other in others for pair in product(first_of_many.claims, other.claims)]
        for first, second in pairs:
            key = relation.relation, first, second
            if first in tallies and second in tallies and key not in seen:
                seen.add(key)
                yield Link(relation.relation, first, second, relation.id, relation.unconditional)

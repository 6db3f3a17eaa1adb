"""What lies inside what, on whose word: closures of register and standpoints with their bridges.

Every step used to place one value inside another is a :class:`~kg.model.Bridge`. A chain of bridges
holds for those who hold the standpoints it uses; the minimal such sets are the *label* of an
assumption-based truth-maintenance system (de Kleer, "An Assumption-based TMS", Artificial Intelligence
28, 1986). Labels are propagated along the chains, never found by trying combinations of standpoints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from kg.errors import InputError, Problem
from kg.model import INSIDE, STATE, Bridge, Comparison, Location, Register, View, sorted_views

#: More readings of one value than this are a mistake or an attack, not background.
MAX_READINGS = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of bridges and the standpoints it needs."""

    view: View
    bridges: tuple[Bridge, ...]

    def __len__(self) -> int:
        return len(self.bridges)

    @property
    def sort_key(self) -> tuple[int, list[tuple[str, str, str]]]:
        """Shortest first, then by the names along the way."""
        return len(self.bridges), [(b.object, b.relation, b.standpoint or "") for b in self.bridges]


@dataclass(frozen=True, slots=True)
class Reading:
    """Every way in which two different values compare, each with the minimal views that make it so.

    Where none of ``narrower`` and ``broader`` is unconditional but one of them is not empty, the
    comparison is unknown to whoever holds none of the standpoints named. Where both are empty the
    values are disjoint, because different names name different things.
    """

    narrower: tuple[Path, ...] = ()
    broader: tuple[Path, ...] = ()
    distinct: tuple[Path, ...] = ()

    @property
    def settling(self) -> tuple[View, ...]:
        """The minimal views under which the comparison is not unknown."""
        return minimal(path.view for path in (*self.narrower, *self.broader, *self.distinct))

    def alternatives(self) -> Iterator[tuple[Comparison, View]]:
        """Yield each possible comparison with a minimal view that makes it so."""
        if not self.narrower and not self.broader:
            yield Comparison.DISJOINT, frozenset()
            return
        for path in self.narrower:
            yield Comparison.NARROWER, path.view
        for path in self.broader:
            yield Comparison.BROADER, path.view
        for path in self.distinct:
            yield Comparison.DISJOINT, path.view
        if frozenset() not in self.settling:
            yield Comparison.UNKNOWN, frozenset()

    def path(self, comparison: Comparison, view: View) -> Path | None:
        """Return the chain that shows ``comparison`` under ``view`` on the fewest standpoints."""
        named = {
            Comparison.NARROWER: self.narrower,
            Comparison.BROADER: self.broader,
            Comparison.DISJOINT: self.distinct,
        }
        paths = [path for path in named.get(comparison, ()) if path.view <= view]
        return min(paths, key=lambda path: (len(path.view), sorted(path.view)), default=None)


def minimal(views: Iterable[View]) -> tuple[View, ...]:
    """Return the views that contain no other, in the order in which they are shown.

    >>> [sorted(view) for view in minimal([frozenset("ab"), frozenset("a"), frozenset("c")])]
    [['a'], ['c']]
    """
    kept: list[View] = []
    for view in sorted_views(views):
        if not any(smaller <= view for smaller in kept):
            kept.append(view)
    return tuple(kept)


class Background:
    """The closures of a register and its standpoints, computed when asked for and then kept."""

    def __init__(self, register: Register):
        self.register = register
        self._excluded = register.excluded()
        self._up: dict[tuple[str, str], Mapping[str, tuple[Path, ...]]] = {}
        self._readings: dict[tuple[str, str, str], Reading] = {}

    @cached_property
    def _graphs(self) -> dict[str, nx.MultiDiGraph[str]]:
        """Per slot, the bridges that place its values inside one another."""
        graphs: dict[str, nx.MultiDiGraph[str]] = {slot: nx.MultiDiGraph() for slot in INSIDE}
        for bridge in self.register.bridges():
            for slot, relations in INSIDE.items():
                if bridge.relation in relations:
                    graphs[slot].add_edge(bridge.subject, bridge.object, bridge=bridge)
        return graphs

    @cached_property
    def _distinct(self) -> dict[str, list[Bridge]]:
        found: dict[str, list[Bridge]] = {}
        for bridge in self.register.bridges():
            if bridge.relation == "distinct_from":
                found.setdefault(bridge.subject, []).append(bridge)
                found.setdefault(bridge.object, []).append(bridge)
        return found

    def allows(self, view: View) -> bool:
        """Return whether somebody may hold all of ``view`` together."""
        return not any(pair <= view for pair in self._excluded)

    def above(self, slot: str, name: str) -> Mapping[str, tuple[Path, ...]]:
        """Return everything ``name`` lies inside, itself included, with the minimal ways there.

        Of several chains on the same standpoints the shortest is kept, ties broken by name.
        """
        key = slot, name
        if key not in self._up:
            self._up[key] = self._propagate(slot, name)
        return self._up[key]

    def _propagate(self, slot: str, name: str) -> Mapping[str, tuple[Path, ...]]:
        graph = self._graphs[slot]
        found: dict[tuple[str, View], Path] = {(name, frozenset()): Path(frozenset(), ())}
        views: dict[str, list[View]] = {name: [frozenset()]}
        frontier = list(found)
        while frontier and name in graph:
            # Chains of one more bridge; only what no shorter chain on fewer standpoints reaches.
            reached: dict[tuple[str, View], Path] = {}
            for node, view in frontier:
                path = found[node, view]
                for above, bridge in _steps(graph, node):
                    wider = view | {bridge.standpoint} if bridge.standpoint else view
                    if any(known <= wider for known in views.get(above, ())) or not self.allows(wider):
                        continue
                    candidate = Path(wider, (*path.bridges, bridge))
                    best = reached.get((above, wider))
                    if best is None or candidate.sort_key < best.sort_key:
                        reached[above, wider] = candidate
            found.update(reached)
            for above, view in reached:
                views.setdefault(above, []).append(view)
            if len(found) > MAX_READINGS:
                raise InputError(
                    Problem(
                        "too-many-readings", f"{name!r} has more than {MAX_READINGS:,} readings as {slot}"
                    )
                )
            frontier = list(reached)
        return {
            above: tuple(found[above, view] for view in minimal(reachable))
            for above, reachable in views.items()
        }

    def reading(self, slot: str, first: str, second: str) -> Reading:
        """Return how two different values of one slot compare, for everybody."""
        key = slot, first, second
        if key not in self._readings:
            self._readings[key] = Reading(
                self.above(slot, first).get(second, ()),
                self.above(slot, second).get(first, ()),
                self._distinct_paths(slot, first, second),
            )
        return self._readings[key]

    def _distinct_paths(self, slot: str, first: str, second: str) -> tuple[Path, ...]:
        """Return the minimal ways in which two values lie in wholes held to be distinct."""
        if not self._distinct:
            return ()
        best: dict[View, Path] = {}
        above_second = self.above(slot, second)
        for whole, ups in self.above(slot, first).items():
            for bridge in self._distinct.get(whole, ()):
                other = bridge.object if bridge.subject == whole else bridge.subject
                for up in ups:
                    for down in above_second.get(other, ()):
                        standpoint = {bridge.standpoint} if bridge.standpoint else set()
                        view = up.view | down.view | standpoint
                        if self.allows(view):
                            path = Path(view, (*up.bridges, *down.bridges, bridge))
                            if view not in best or path.sort_key < best[view].sort_key:
                                best[view] = path
        return tuple(best[view] for view in minimal(best))

    def inside(self, slot: str, first: str, second: str) -> bool:
        """Return whether the register alone places ``first`` inside ``second``, or they are equal."""
        return any(not path.view for path in self.above(slot, first).get(second, ()))

    def is_state(self, kind: str) -> bool:
        """Return whether a kind stands under ``state``."""
        return self.inside("kind", kind, STATE)


def _steps(graph: nx.MultiDiGraph[str], name: str) -> Iterator[tuple[str, Bridge]]:
    """Yield what ``name`` lies directly inside, with the bridge that says so."""
    for _, above, data in graph.out_edges(name, data=True):
        yield above, data["bridge"]


def check_background(register: Register, locations: Mapping[str, Location]) -> list[Problem]:
    """Return what makes register and standpoints incoherent: circles, and parts of two distinct wholes.

    A set of standpoints that nobody can hold together must be declared with ``excludes``.
    """
    background = Background(register)
    problems: list[Problem] = []
    seen: set[frozenset[str]] = set()
    for slot, graph in background._graphs.items():
        for component in nx.strongly_connected_components(graph):
            for name in sorted(component):
                for above, bridge in _steps(graph, name):
                    if above not in component:
                        continue
                    for back in background.above(slot, above).get(name, ()):
                        chain = (bridge, *back.bridges)
                        view = back.view | {b.standpoint for b in chain if b.standpoint}
                        names = frozenset(b.subject for b in chain)
                        if background.allows(view) and names not in seen:
                            seen.add(names)
                            problems.append(_circle(chain, view, locations))
    if background._distinct:
        for slot, graph in background._graphs.items():
            for name in sorted({*graph, *background._distinct}):
                for path in background._distinct_paths(slot, name, name):
                    wholes = frozenset({path.bridges[-1].subject, path.bridges[-1].object, name})
                    if wholes not in seen:
                        seen.add(wholes)
                        problems.append(_both(name, path, locations))
    return problems


def _where(bridge: Bridge, locations: Mapping[str, Location]) -> Location | None:
    return locations.get(bridge.standpoint or bridge.subject)


def _advice(view: View) -> str:
    if len(view) < 2:
        return "take one of these facts out"
    names = ", ".join(sorted(view))
    return f"take one of these facts out, or declare with 'excludes' that nobody holds {names} together"


def _circle(chain: tuple[Bridge, ...], view: View, locations: Mapping[str, Location]) -> Problem:
    steps = " → ".join([chain[0].subject, *(f"{bridge.relation} {bridge.object}" for bridge in chain)])
    return Problem("cycle", f"goes in a circle: {steps}", _where(chain[0], locations), advice=_advice(view))


def _both(name: str, path: Path, locations: Mapping[str, Location]) -> Problem:
    held = path.bridges[-1]
    message = f"{name!r} would lie inside both {held.subject!r} and {held.object!r}, held to be distinct"
    return Problem("incoherent-standpoint", message, _where(held, locations), advice=_advice(path.view))

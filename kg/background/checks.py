"""Find errors in a register and its standpoints: circles, and common parts of distinct things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import chain

import networkx as nx

from kg.background.closures import MAX_STANDPOINTS, Background, names_below, steps_up
from kg.errors import InputError, Problem
from kg.model import (
    Bridge,
    Location,
    Register,
    View,
)

#: The search stops after so many circles and incoherences.
MAX_PROBLEMS = 100


def check_background(register: Register, locations: Mapping[str, Location]) -> list[Problem]:
    """Return the circles in register and standpoints, and the names that lie inside two distinct wholes.

    Standpoints that nobody can hold together must be declared with ``excludes``.
    """
    names = sorted(register.standpoints)
    if len(names) > MAX_STANDPOINTS:
        message = f"{len(names):,} standpoints, of which at most {MAX_STANDPOINTS} can be compared"
        advice = "merge or remove some of them"
        return [
            Problem("too-many-standpoints", message, locations.get(names[MAX_STANDPOINTS]), advice=advice)
        ]
    background = Background(register, locations)
    problems: list[Problem] = []
    try:
        for problem in chain(_circles(background), _incoherences(background)):
            problems.append(problem)
            if len(problems) == MAX_PROBLEMS:
                break
    except InputError as error:
        problems.extend(error.problems)
    return problems


def _circles(background: Background) -> Iterator[Problem]:
    """Yield circles under standpoints that may be held together; one of those through the same names."""
    seen: set[str] = set()
    # Several slots share a graph.
    shared = {id(whole): whole for whole in background._graphs.values()}
    acyclic = {key for key, whole in shared.items() if _is_acyclic(whole)}
    for slot, whole in background._graphs.items():
        if id(whole) in acyclic:
            continue
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for below in whole:
            for above, bridge in steps_up(whole, below):
                if bridge.relation != "same_as":
                    graph.add_edge(below, above, bridge=bridge)
        for component in nx.strongly_connected_components(graph):
            for name in sorted(component):
                for above, bridge in steps_up(graph, name):
                    if name in seen or above not in component:
                        continue
                    for back in background.above(slot, above).get(name, ()):
                        view = back.view | {bridge.standpoint} if bridge.standpoint else back.view
                        if background.allows(view):
                            steps = (bridge, *back.bridges)
                            seen.update(step.subject for step in steps)
                            yield _circle(steps, view, background.locations)
                            break


def _is_acyclic(whole: nx.MultiDiGraph[str]) -> bool:
    """Return whether no name lies inside itself; ``same_as`` does not count."""
    inside = {
        below: [
            name
            for name, edges in above.items()
            if any(edge["bridge"].relation != "same_as" for edge in edges.values())
        ]
        for below, above in whole.adjacency()
    }
    try:
        TopologicalSorter(inside).prepare()
    except CycleError:
        return False
    return True


def _incoherences(background: Background) -> Iterator[Problem]:
    """Yield names that lie, under some standpoints, inside two wholes that these hold to be distinct."""
    seen: set[frozenset[str]] = set()
    held = {frozenset((b.subject, b.object)) for bridges in background._distinct.values() for b in bridges}
    for slot, graph in background._graphs.items():
        inside_both: set[str] = set()
        for pair in sorted(map(sorted, held)):
            below = [names_below(background, slot, graph, whole) for whole in pair]
            inside_both |= set.intersection(*below)
        for name in sorted(inside_both):
            for path in background._distinct_paths(slot, name, name):
                fact = path.last
                if fact is not None and (wholes := frozenset((fact.subject, fact.object, name))) not in seen:
                    seen.add(wholes)
                    yield _both(name, fact, path.view, background.locations)


def _where(bridge: Bridge, locations: Mapping[str, Location]) -> Location | None:
    return locations.get(bridge.standpoint or bridge.subject)


def _advice(view: View) -> str:
    if len(view) < 2:
        return "take one of these facts out"
    names = ", ".join(sorted(view))
    return f"take one of these facts out, or declare with 'excludes' that nobody holds {names} together"


def _circle(steps: tuple[Bridge, ...], view: View, locations: Mapping[str, Location]) -> Problem:
    shown = [f"{step.relation} {step.object}" for step in steps]
    if len(shown) > 20:
        shown[10:-9] = [f"({len(shown) - 19:,} more)"]
    message = f"goes in a circle: {' → '.join([steps[0].subject, *shown])}"
    return Problem("cycle", message, _where(steps[0], locations), advice=_advice(view))


def _both(name: str, held: Bridge, view: View, locations: Mapping[str, Location]) -> Problem:
    message = f"{name!r} would lie inside both {held.subject!r} and {held.object!r}, held to be distinct"
    return Problem("incoherent-standpoint", message, _where(held, locations), advice=_advice(view))

"""Closures of register and standpoints: what lies inside what, by which bridges.

Every step that places one value inside another is a :class:`~kg.model.Bridge`. A chain of bridges needs the
standpoints of its bridges. The minimal such sets are the *label* of an assumption-based truth-maintenance
system (de Kleer, "An Assumption-based TMS", Artificial Intelligence 28, 1986). Labels are propagated along
the chains; combinations of standpoints are never tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product

import networkx as nx

from kg.background.paths import (
    Label,
    Path,
    ValueReading,
    build_reading,
    is_list,
    minimal,
    step_key,
)
from kg.errors import InputError, Problem, nearest
from kg.model import (
    INSIDE,
    STATE,
    Bridge,
    Comparison,
    Location,
    Register,
    Several,
    Value,
    View,
    names_of,
    value_of,
)

#: The most minimal readings of one pair of values; more are a mistake or an attack.
MAX_READINGS = 256
#: The most steps from value to value, for all questions together; 100,000 entries with ten each need fewer.
MAX_STEPS = 2_000_000
#: The bits of a mask that DuckDB and Spark can both keep in a signed 64-bit integer.
MAX_STANDPOINTS = 62


class Background:
    """The closures of a register and its standpoints, computed on demand and then kept.

    ``locations`` has the places where names are declared, for errors. Every method may raise an
    :class:`~kg.errors.InputError` if contested facts combine in too many ways.
    """

    def __init__(self, register: Register, locations: Mapping[str, Location] | None = None):
        self.register = register
        self.locations = locations or {}
        self._excluded: dict[str, set[str]] = {}
        for pair in register.excluded():
            for name in pair:
                self._excluded.setdefault(name, set()).update(pair - {name})
        self._steps_taken = 0
        self._up: dict[tuple[str, str], Mapping[str, tuple[Path, ...]]] = {}
        self._readings: dict[tuple[str, Value, Value], ValueReading] = {}
        self._wholes: dict[tuple[str, str], frozenset[str]] = {}
        self._overlapping: dict[str, Mapping[str, frozenset[str]]] = {}

    @cached_property
    def _graphs(self) -> dict[str, nx.MultiDiGraph[str]]:
        """Per slot, the bridges that place its values inside one another; ``same_as`` does so both ways."""
        # Slots whose values lie inside one another by the same relations share a graph.
        kinds = {*INSIDE.values()}
        graphs: dict[tuple[str, ...], nx.MultiDiGraph[str]] = {of: nx.MultiDiGraph() for of in kinds}
        for bridge in self.register.bridges():
            for relations, graph in graphs.items():
                if bridge.relation in relations or bridge.relation == "same_as":
                    graph.add_edge(bridge.subject, bridge.object, bridge=bridge)
                if bridge.relation == "same_as":
                    graph.add_edge(bridge.object, bridge.subject, bridge=bridge)
        return {slot: graphs[relations] for slot, relations in INSIDE.items()}

    @cached_property
    def _ups(self) -> dict[str, Mapping[str, Sequence[tuple[str, Bridge]]]]:
        """Per slot and name, the steps up from the name, kept because they are used again and again."""
        steps = {
            id(graph): {name: tuple(steps_up(graph, name)) for name in graph}
            for graph in self._graphs.values()
        }
        return {slot: steps[id(graph)] for slot, graph in self._graphs.items()}

    @cached_property
    def _descriptions(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.register.entries.values() if entry.unidentified)

    def is_loose(self, slot: str, name: str) -> bool:
        """Return whether a value is, or undisputedly lies inside, a description; that may be any entry."""
        return bool(self._descriptions) and not self._descriptions.isdisjoint(self.wholes(slot, name))

    @cached_property
    def _shared(self) -> dict[str, list[str]]:
        """Per slot, the names that undisputedly lie directly inside several others."""
        names_by_slot: dict[str, list[str]] = {}
        for slot, steps in self._ups.items():
            for name, ways in steps.items():
                above = {up for up, bridge in ways if bridge.standpoint is None}
                if len(above) > 1:
                    names_by_slot.setdefault(slot, []).append(name)
        return names_by_slot

    def _sharing(self, slot: str, name: str) -> frozenset[str]:
        """Return the values that overlap because they have ``name`` as a part."""
        if slot != "value":
            return self.wholes(slot, name)
        # Two states that contain the same thing do not overlap for that reason.
        sharing, to_visit = {name}, [name]
        while to_visit:
            ways = self._ups[slot].get(to_visit.pop(), ())
            ups = {up for up, bridge in ways if bridge.standpoint is None and bridge.relation != "within"}
            to_visit += ups - sharing
            sharing |= ups
        return frozenset(sharing)

    def overlapping(self, slot: str) -> Mapping[str, frozenset[str]]:
        """Return, for each value, the others that have a part in common with it, by the register alone.

        This includes values that lie inside one another.
        """
        if slot not in self._overlapping:
            partners: dict[str, set[str]] = {}
            for name in self._shared.get(slot, ()):
                wholes = self._sharing(slot, name)
                self._spend(len(wholes) ** 2, slot, name)
                for whole in wholes:
                    partners.setdefault(whole, set()).update(wholes - {whole})
            self._overlapping[slot] = {name: frozenset(others) for name, others in partners.items()}
        return self._overlapping[slot]

    @cached_property
    def _distinct(self) -> dict[str, list[Bridge]]:
        distinct: dict[str, list[Bridge]] = {}
        for bridge in self.register.bridges():
            if bridge.relation == "distinct_from":
                distinct.setdefault(bridge.subject, []).append(bridge)
                distinct.setdefault(bridge.object, []).append(bridge)
        return distinct

    def allows(self, view: View) -> bool:
        """Return whether no two standpoints of ``view`` exclude each other."""
        return all(view.isdisjoint(self._excluded.get(name, ())) for name in view)

    def _spend(self, steps: int, slot: str, name: str) -> None:
        self._steps_taken += steps
        if self._steps_taken > MAX_STEPS:
            message = f"more than {MAX_STEPS:,} steps from value to value, the last as {slot} from {name!r}"
            advice = "shorten the chains of what lies inside what"
            raise InputError(Problem("too-many-readings", message, self.locations.get(name), advice=advice))

    def above(self, slot: str, name: str) -> Mapping[str, tuple[Path, ...]]:
        """Return everything that ``name`` lies inside, itself included, with the minimal paths to it.

        Of several paths with the same standpoints, the shortest is kept; ties are broken by name.
        """
        key = slot, name
        if key not in self._up:
            self._up[key] = self._propagate(slot, name)
        return self._up[key]

    def _propagate(self, slot: str, name: str) -> Mapping[str, tuple[Path, ...]]:
        steps = self._ups[slot]
        paths: dict[tuple[str, View], Path] = {(name, frozenset()): Path(frozenset())}
        views: dict[str, list[View]] = {name: [frozenset()]}
        frontier = list(paths)
        while frontier and name in steps:
            # Chains with one more bridge, unless a shorter chain with fewer standpoints ends there, too. All
            # chains of the frontier have one length and are sorted, so rank and last step sort the new ones.
            reached: dict[tuple[str, View], tuple[int, tuple[str, str, str], Path]] = {}
            for rank, (node, view) in enumerate(frontier):
                path = paths[node, view]
                self._spend(len(steps[node]), slot, name)
                for above, bridge in steps[node]:
                    wider = view | {bridge.standpoint} if bridge.standpoint else view
                    if any(smaller <= wider for smaller in views.get(above, ())) or not self.allows(wider):
                        continue
                    best = reached.get((above, wider))
                    if best is None or (rank, step_key(bridge)) < best[:2]:
                        candidate = Path(wider, bridge, path, length=path.length + 1)
                        reached[above, wider] = rank, step_key(bridge), candidate
            frontier = sorted(reached, key=lambda key: reached[key][:2])
            for above, view in frontier:
                paths[above, view] = reached[above, view][2]
                views.setdefault(above, []).append(view)
                if len(views[above]) > MAX_READINGS:
                    raise self._too_many(slot, name, above)
        return {
            above: tuple(paths[above, view] for view in minimal(reachable))
            for above, reachable in views.items()
        }

    def _too_many(self, slot: str, name: str, other: str) -> InputError:
        message = f"{name!r} and {other!r} have more than {MAX_READINGS:,} minimal readings as {slot}"
        advice = (
            "declare with 'excludes' which standpoints nobody holds together, or take contested facts out"
        )
        location = self.locations.get(name) or self.locations.get(other)
        return InputError(Problem("too-many-readings", message, location, advice=advice))

    def reading(self, slot: str, first: Value, second: Value) -> ValueReading:
        """Return how two different values of one slot compare, under all standpoints."""
        key = slot, first, second
        if key not in self._readings:
            if isinstance(first, str) and isinstance(second, str):
                self._readings[key] = self._read(slot, first, second)
            else:
                self._readings[key] = self._read_several(slot, first, second)
        return self._readings[key]

    def _read(self, slot: str, first: str, second: str) -> ValueReading:
        above_first, above_second = self.above(slot, first), self.above(slot, second)
        narrower, broader = above_first.get(second, ()), above_second.get(first, ())
        apart = self._distinct and not self._distinct.keys().isdisjoint(above_first)
        distinct = self._distinct_paths(slot, first, second) if apart else ()
        if slot in ("measure", "population") or second in self.overlapping(slot).get(first, ()):
            rest = Comparison.OVERLAPS
        elif narrower or broader or self.is_loose(slot, first) or self.is_loose(slot, second):
            rest = Comparison.UNKNOWN
        else:
            rest = Comparison.DISJOINT
        if not narrower or not broader:
            return ValueReading(narrower, broader, distinct, (), rest)
        there = {path.view: path.bridges for path in narrower}
        back = {path.view: path.bridges for path in broader}
        return build_reading(there, back, {path.view: path.bridges for path in distinct}, rest, self.allows)

    def _read_several(self, slot: str, first: Value, second: Value) -> ValueReading:
        """Return how two values compare if one or both have several names.

        A list lies inside another value if one member does, an ``any_of`` value if all its names do. A value
        lies inside a list if it lies inside all members, inside an ``any_of`` value if inside one name.
        """
        ones, others = names_of(first), names_of(second)
        pairs = [(one, other) for one in ones for other in others]
        apart = self._all(self._apart(slot, *pair) for pair in pairs)
        any_of = any(isinstance(value, Several) and value.any_of for value in (first, second))
        rest = Comparison.UNKNOWN if any_of else Comparison.OVERLAPS
        if frozenset() in apart:
            return ValueReading()
        return build_reading(
            self._inside(slot, first, second), self._inside(slot, second, first), apart, rest, self.allows
        )

    def _inside(self, slot: str, inner: Value, outer: Value) -> Label:
        within = self._all if is_list(outer) else self._some
        of = self._some if is_list(inner) else self._all
        members = names_of(inner)
        return (
            within(of(self._nested(slot, one, other) for one in members) for other in names_of(outer))
            if (is_list(outer) or is_list(inner))
            else of(within(self._nested(slot, one, other) for other in names_of(outer)) for one in members)
        )

    def _nested(self, slot: str, one: str, other: str) -> Label:
        if one == other:
            return {frozenset(): ()}
        reading = self.reading(slot, one, other)
        return {path.view: path.bridges for path in (*reading.narrower, *reading.equal)}

    def _apart(self, slot: str, one: str, other: str) -> Label:
        if one == other:
            return {}
        reading = self.reading(slot, one, other)
        if reading.rest is Comparison.DISJOINT:
            return {frozenset(): ()}
        return {path.view: path.bridges for path in reading.distinct}

    def _some(self, labels: Iterable[Label]) -> Label:
        joined: dict[View, tuple[Bridge, ...]] = {}
        for label in labels:
            for view, bridges in label.items():
                joined.setdefault(view, bridges)
        return {view: joined[view] for view in minimal(joined)}

    def _all(self, labels: Iterable[Label]) -> Label:
        joined: dict[View, tuple[Bridge, ...]] = {frozenset(): ()}
        for label in labels:
            unions: dict[View, tuple[Bridge, ...]] = {}
            for (view, bridges), (other, more) in product(joined.items(), label.items()):
                both = view | other
                if self.allows(both):
                    unions.setdefault(both, tuple(dict.fromkeys((*bridges, *more))))
            joined = {view: unions[view] for view in minimal(unions)}
            if len(joined) > MAX_READINGS:
                message = f"contested facts combine in more than {MAX_READINGS:,} ways"
                advice = "declare with 'excludes' which standpoints nobody holds together"
                raise InputError(Problem("too-many-readings", message, advice=advice))
        return joined

    def _distinct_paths(self, slot: str, first: str, second: str) -> tuple[Path, ...]:
        """Return the minimal paths by which two values lie inside wholes that are held to be distinct."""
        best: dict[View, Path] = {}
        above_first, above_second = self.above(slot, first), self.above(slot, second)
        for whole in [name for name in above_first if name in self._distinct]:
            for bridge in self._distinct[whole]:
                other = bridge.object if bridge.subject == whole else bridge.subject
                downs = above_second.get(other, ())
                self._spend(1 + len(above_first[whole]) * len(downs), slot, first)
                for up, down in product(above_first[whole], downs):
                    view = up.view | down.view | ({bridge.standpoint} if bridge.standpoint else set())
                    if not self.allows(view):
                        continue
                    path = Path(view, bridge, up, down, up.length + down.length + 1)
                    shortest = best.get(view)
                    if (
                        shortest is None
                        or path.length < shortest.length
                        or (path.length == shortest.length and path.sort_key < shortest.sort_key)
                    ):
                        best[view] = path
        paths = tuple(best[view] for view in minimal(best))
        if len(paths) > MAX_READINGS:
            raise self._too_many(slot, first, second)
        return paths

    def inside(self, slot: str, first: str, second: str) -> bool:
        """Return whether the register alone places ``first`` inside ``second``, or they are equal."""
        return second in self.wholes(slot, first)

    def is_state(self, kind: str) -> bool:
        """Return whether a kind is ``state`` or narrower."""
        return self.inside("kind", kind, STATE)

    def is_timeless(self, *kinds: str) -> bool:
        """Return whether one of the kinds is timeless itself; narrower kinds do not inherit that."""
        entries = (self.register.entries.get(kind) for kind in kinds)
        return any(entry is not None and entry.timeless for entry in entries)

    def wholes(self, slot: str, name: str) -> frozenset[str]:
        """Return ``name`` and everything that the register alone places it inside."""
        key = slot, name
        if key not in self._wholes:
            ways = self.above(slot, name).items()
            self._wholes[key] = frozenset(above for above, paths in ways if any(not p.view for p in paths))
        return self._wholes[key]

    def functional(self, *kinds: str) -> frozenset[str]:
        """Return the slots that are functional in a kind that undisputedly includes all of ``kinds``."""
        common = frozenset.intersection(*(self.wholes("kind", kind) for kind in kinds))
        entries = (self.register.entries.get(name) for name in common)
        return frozenset(slot for entry in entries if entry for slot in entry.functional)

    def are_distinct(self, slot: str, first: str, second: str) -> bool:
        """Return whether the register declares two values, or wholes around them, to be distinct."""
        return any(not path.view for path in self._distinct_paths(slot, first, second))

    def location(self, target: Value | None) -> Value | None:
        """Return the undisputed place of a target: itself if it is or has a place, else that of its whole."""
        places = [self._located(name) for name in names_of(target)]
        if not places or None in places:
            return None
        known = [place for place in places if place is not None]
        return value_of(known, isinstance(target, Several) and target.any_of)

    def _located(self, name: str) -> str | None:
        entries = self.register.entries
        near = [name]
        seen = {name}
        while near:
            for candidate in near:
                entry = entries.get(candidate)
                if entry is None:
                    continue
                within = any(relation == "within" for relation, _ in entry.links)
                if entry.section == "places" or (entry.section == "things" and within):
                    return candidate
            wholes = {
                object
                for candidate in near
                if candidate in entries and entries[candidate].section in ("things", "places")
                for relation, object in entries[candidate].links
                if relation == "part_of"
            }
            near = sorted(wholes - seen)
            seen |= wholes
        return None

    def held_apart(self, slot: str, names: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the pairs of ``names`` that lie, under some standpoints, in wholes held to be distinct."""
        graph = self._graphs[slot]
        held = {frozenset((b.subject, b.object)) for bridges in self._distinct.values() for b in bridges}
        wanted = set(names)
        near = {whole for name in wanted for whole in self.above(slot, name)}
        for pair in sorted(sorted(pair) for pair in held if pair <= near):
            below = [names_below(self, slot, graph, whole) & wanted for whole in pair]
            if all(below):
                self._spend(len(below[0]) * len(below[-1]), slot, pair[0])
                yield from product(*below)

    def _around(self, slot: str, value: Value) -> frozenset[str]:
        """Return the names that undisputedly include a value; for a list, those that include a member."""
        wholes = [self.wholes(slot, name) for name in names_of(value)]
        return frozenset.union(*wholes) if is_list(value) else frozenset.intersection(*wholes)

    def way(self, slot: str, value: Value, whole: str) -> tuple[Bridge, ...]:
        """Return the undisputed bridges by which a value lies inside a name; for a list, of one member."""
        bridges: dict[Bridge, None] = {}
        for name in names_of(value):
            ways = [path for path in self.above(slot, name).get(whole, ()) if not path.view]
            if ways:
                bridges.update(dict.fromkeys(ways[0].bridges))
                if is_list(value):
                    break
        return tuple(bridges)

    def shared(self, slot: str, first: Value, second: Value) -> tuple[Bridge, ...]:
        """Return the undisputed bridges by which a part, the first by name, lies inside both values."""
        bridges: dict[Bridge, None] = {}
        for one, other in product(names_of(first), names_of(second)):
            if other in self.overlapping(slot).get(one, ()):
                parts = (n for n in self._shared.get(slot, ()) if {one, other} <= self._sharing(slot, n))
                part = min(parts, default=None)
                if part is not None:
                    bridges.update(dict.fromkeys(self.way(slot, part, one) + self.way(slot, part, other)))
        return tuple(bridges)

    def meet(self, slot: str, first: Value, second: Value) -> str | None:
        """Return the smallest value that undisputedly includes both; of several, the first by name."""
        common = self._around(slot, first) & self._around(slot, second)
        least = (n for n in common if not any(o != n and self.inside(slot, o, n) for o in common))
        return min(least, default=None)


def steps_up(graph: nx.MultiDiGraph[str], name: str) -> Iterator[tuple[str, Bridge]]:
    """Yield each name that ``name`` lies directly inside, with the bridge that says so."""
    for _, above, data in graph.out_edges(name, data=True):
        yield above, data["bridge"]


def conjoin(labels: Iterable[Iterable[View]], background: Background) -> tuple[View, ...]:
    """Return the minimal allowed views that include one view of each label.

    Raises:
        InputError: if there are more than :data:`MAX_READINGS`.
    """
    joined: tuple[View, ...] = (frozenset(),)
    for label in labels:
        unions = {one | other for one, other in product(joined, label)}
        joined = minimal(view for view in unions if background.allows(view))
        if len(joined) > MAX_READINGS:
            message = f"contested facts combine in more than {MAX_READINGS:,} ways"
            advice = "declare with 'excludes' which standpoints nobody holds together"
            raise InputError(Problem("too-many-readings", message, advice=advice))
    return joined


def build_view(register: Register, standpoints: Iterable[str]) -> View:
    """Return a set of standpoints that may be held together.

    Raises:
        InputError: for a standpoint that is not in the register, or for several that exclude each other.
    """
    view = frozenset(standpoints)
    for name in sorted(view):
        if name not in register.standpoints:
            message, advice = f"there is no standpoint {name!r}", nearest(name, list(register.standpoints))
            raise InputError(Problem("unknown-standpoint", message, advice=advice))
    for pair in sorted(sorted(pair) for pair in register.excluded()):
        if view.issuperset(pair):
            raise InputError(Problem("excluded-standpoints", f"nobody holds {' and '.join(pair)} together"))
    return view


def names_below(background: Background, slot: str, graph: nx.MultiDiGraph[str], name: str) -> set[str]:
    """Return ``name`` and everything inside it, under any standpoint."""
    below = {name} | (nx.ancestors(graph, name) if name in graph else set())
    background._spend(len(below), slot, name)
    return below

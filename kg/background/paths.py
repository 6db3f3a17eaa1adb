"""Chains of bridges from value to value, the standpoints they need, and how two values compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from kg.model import (
    Bridge,
    Comparison,
    Several,
    Value,
    View,
    sorted_views,
)


# Neither paths nor readings are ever changed, but objects of a frozen class take three times as long to make,
# and there is one for each pair of values that anybody relates.
@dataclass(slots=True, eq=False)
class Path:
    """A chain of bridges and the standpoints it needs, kept as its last bridge and the chains before it."""

    view: View
    last: Bridge | None = None
    before: Path | None = field(default=None, repr=False)
    beside: Path | None = field(default=None, repr=False)
    length: int = 0

    def __len__(self) -> int:
        return self.length

    @property
    def bridges(self) -> tuple[Bridge, ...]:
        """The bridges in order: those of ``before``, then those of ``beside``, then the last one."""
        bridges: list[Bridge] = []
        path: Path | None = self
        while path is not None and path.last is not None:
            bridges.append(path.last)
            if path.beside is not None:
                bridges.extend(reversed(path.beside.bridges))
            path = path.before
        return tuple(reversed(bridges))

    @property
    def sort_key(self) -> tuple[int, list[tuple[str, str, str]]]:
        """The sort key: shortest first, then by the names on the path."""
        return self.length, [step_key(bridge) for bridge in self.bridges]


def step_key(bridge: Bridge) -> tuple[str, str, str]:
    """Return the sort key of a step from a value."""
    return bridge.object, bridge.relation, bridge.standpoint or ""


@dataclass(frozen=True, slots=True, eq=False)
class JoinedPath:
    """Several chains that together show how two values with several names compare."""

    view: View
    bridges: tuple[Bridge, ...]

    @property
    def sort_key(self) -> tuple[int, list[tuple[str, str, str]]]:
        """The sort key: shortest first, then by the names on the path."""
        return len(self.bridges), [step_key(bridge) for bridge in self.bridges]


#: The field of :class:`ValueReading` that holds the chains for each comparison.
_WAYS = {
    Comparison.EQUAL: "equal",
    Comparison.NARROWER: "narrower",
    Comparison.BROADER: "broader",
    Comparison.DISJOINT: "distinct",
}


@dataclass(eq=False)
class ValueReading:
    """All comparisons of two different values, each with the minimal views under which it holds.

    ``rest`` is the comparison without any of these standpoints: disjoint, because different names mean
    different things, unless the register says otherwise.
    """

    narrower: Sequence[Path | JoinedPath] = ()
    broader: Sequence[Path | JoinedPath] = ()
    distinct: Sequence[Path | JoinedPath] = ()
    equal: Sequence[Path | JoinedPath] = ()
    rest: Comparison = Comparison.DISJOINT

    @cached_property
    def settling(self) -> tuple[View, ...]:
        """The minimal views under which the comparison differs from ``rest``."""
        return self._settling(None)

    def settling_but(self, way: Comparison | None) -> tuple[View, ...]:
        """Return the minimal views under which the comparison is neither ``rest`` nor ``way``."""
        return self.settling if way is None else self._settling(way)

    def _settling(self, way: Comparison | None) -> tuple[View, ...]:
        if self.rest is Comparison.DISJOINT:
            return ()
        return minimal(
            path.view for comparison in _WAYS if comparison is not way for path in self._paths(comparison)
        )

    def alternatives(self) -> Iterator[tuple[Comparison, View]]:
        """Yield each possible comparison with a minimal view under which it holds."""
        if self.rest is Comparison.DISJOINT:
            yield Comparison.DISJOINT, frozenset()
            return
        open_to_all = True
        for comparison, name in _WAYS.items():
            for path in getattr(self, name):
                open_to_all = open_to_all and bool(path.view)
                yield comparison, path.view
        if open_to_all:
            yield self.rest, frozenset()

    def _paths(self, comparison: Comparison) -> Sequence[Path | JoinedPath]:
        name = _WAYS.get(comparison)
        return () if name is None else getattr(self, name)

    def path(self, comparison: Comparison, view: View) -> Path | JoinedPath | None:
        """Return the chain for ``comparison`` that needs the fewest standpoints of ``view``."""
        paths = [path for path in self._paths(comparison) if path.view <= view]
        if len(paths) < 2:
            return paths[0] if paths else None
        return min(paths, key=lambda path: (len(path.view), sorted(path.view)), default=None)


def minimal(views: Iterable[View]) -> tuple[View, ...]:
    """Return the views that contain no other, in the order in which they are shown.

    >>> [sorted(view) for view in minimal([frozenset("ab"), frozenset("a"), frozenset("c")])]
    [['a'], ['c']]
    """
    views = set(views)
    if len(views) < 2:
        return tuple(views)
    kept: list[View] = []
    smaller, size = 0, -1  # different views of one size do not contain each other
    for view in sorted_views(views):
        if len(view) > size:
            smaller, size = len(kept), len(view)
        if not any(other <= view for other in kept[:smaller]):
            kept.append(view)
    return tuple(kept)


#: Views under which something holds, each with the bridges that show it.
Label = Mapping[View, tuple[Bridge, ...]]


def is_list(value: Value) -> bool:
    """Return whether a value is several names together, not one of several."""
    return isinstance(value, Several) and not value.any_of


def build_reading(
    narrower: Label, broader: Label, apart: Label, rest: Comparison, allows: Callable[[View], bool]
) -> ValueReading:
    """Return the reading of two values, equal under the views by which each lies inside the other."""
    both: dict[View, tuple[Bridge, ...]] = {}
    for (view, bridges), (other, more) in product(narrower.items(), broader.items()):
        if allows(view | other):
            both.setdefault(view | other, tuple(dict.fromkeys((*bridges, *more))))
    equal = {view: both[view] for view in minimal(both)}

    def kept(label: Label) -> tuple[JoinedPath, ...]:
        views = (view for view in minimal(label) if not any(needed <= view for needed in equal))
        return tuple(JoinedPath(view, label[view]) for view in views)

    same = tuple(JoinedPath(view, bridges) for view, bridges in equal.items())
    return ValueReading(kept(narrower), kept(broader), kept(apart), same, rest)

"""Where the marks of a picture lie: those that would cover each other are moved apart or joined into one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

#: If there are more marks than this, those close to each other are joined.
MOST = 150
#: The width of a mark and the width of the squares within which marks are joined, in pixels.
SIZE, CELL = 11.0, 20.0
#: The most marks that are moved apart, and how far, if there is room.
_APART, _GAPS = 6, (24.0, 17.0, SIZE)

Thing = TypeVar("Thing")
#: The left, top, right and bottom of a part of a picture.
Area = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Mark(Generic[Thing]):
    """A mark in a picture for one thing, or for several in the same place."""

    x: float
    y: float
    things: tuple[Thing, ...]


def place_marks(marks: Sequence[Mark[Thing]], *, apart: bool = True) -> list[Mark[Thing]]:
    """Return the marks so that none covers another one, in the order of their first things.

    A few that would cover each other are moved sideways if this leaves all marks in their order from left to
    right; else they are joined, as they are without ``apart``.
    """
    if len(marks) > MOST:
        return [group[0] if len(group) == 1 else _join_cell(group) for group in _cells(marks)]
    placed: list[Mark[Thing]] = []
    for group in _touching(marks):
        among = {id(mark) for mark in group}
        others = [mark for mark in marks if id(mark) not in among]
        moved = (_spread(group, gap) for gap in _GAPS) if apart and len(group) <= _APART else ()
        kept = next((found for found in moved if _keeps_order(group, found, others)), None)
        if len(group) == 1:
            placed += group
        else:
            placed += kept or [_join(group)]
    first = {id(mark.things[0]): at for at, mark in enumerate(marks)}
    return sorted(placed, key=lambda mark: first[id(mark.things[0])])


def _cells(marks: Iterable[Mark[Thing]]) -> list[list[Mark[Thing]]]:
    cells: dict[tuple[int, int], list[Mark[Thing]]] = {}
    for mark in marks:
        cells.setdefault((int(mark.x // CELL), int(mark.y // CELL)), []).append(mark)
    return list(cells.values())


def _touching(marks: Sequence[Mark[Thing]]) -> list[list[Mark[Thing]]]:
    """Return groups of marks that cover each other."""
    group_of = list(range(len(marks)))
    for at, mark in enumerate(marks):
        for before in range(at):
            other = marks[before]
            if abs(mark.x - other.x) < SIZE and abs(mark.y - other.y) < SIZE:
                old, new = group_of[at], group_of[before]
                group_of = [new if group == old else group for group in group_of]
    groups: dict[int, list[Mark[Thing]]] = {}
    for group, mark in zip(group_of, marks, strict=True):
        groups.setdefault(group, []).append(mark)
    return list(groups.values())


def _spread(group: Sequence[Mark[Thing]], gap: float) -> list[Mark[Thing]]:
    """Return marks next to each other around their middle, in their order from left to right."""
    ordered = sorted(group, key=lambda mark: mark.x)
    middle = sum(mark.x for mark in ordered) / len(ordered)
    begin = middle - gap * (len(ordered) - 1) / 2
    return [replace(mark, x=round(begin + gap * at, 1)) for at, mark in enumerate(ordered)]


def _keeps_order(
    group: Sequence[Mark[Thing]], moved: Sequence[Mark[Thing]], others: Sequence[Mark[Thing]]
) -> bool:
    """Return whether marks that were moved are still on the same side of all others."""
    before = sorted(group, key=lambda mark: mark.x)
    return all(
        (was.x <= other.x or now.x >= other.x) and (was.x >= other.x or now.x <= other.x)
        for was, now in zip(before, moved, strict=True)
        for other in others
    )


def _join_cell(group: Sequence[Mark[Thing]]) -> Mark[Thing]:
    """Return one mark in the middle of a square, so that those of other squares do not cover it."""
    x, y = ((int(end // CELL) + 0.5) * CELL for end in (group[0].x, group[0].y))
    return replace(_join(group), x=x, y=y)


def _join(group: Sequence[Mark[Thing]]) -> Mark[Thing]:
    x, y = (round(sum(ends) / len(group), 1) for ends in zip(*((m.x, m.y) for m in group), strict=True))
    return Mark(x, y, tuple(thing for mark in group for thing in mark.things))


@dataclass(slots=True)
class Labels:
    """The places in a picture that labels have taken, so that none covers a mark or another label."""

    left: float
    right: float
    top: float
    bottom: float
    taken: list[Area]

    def take(
        self, x: float, y: float, width: float, height: float, away: float = 9
    ) -> tuple[float, float] | None:
        """Return the left end and the middle of the first free place next to a mark, or ``None``."""
        half = height / 2
        for left, middle in (
            (x + away, y),
            (x - away - width, y),
            (x - width / 2, y - away - half),
            (x - width / 2, y + away + half),
            (x + away * 0.7, y - away * 0.7 - half),
            (x - away * 0.7 - width, y - away * 0.7 - half),
            (x + away * 0.7, y + away * 0.7 + half),
            (x - away * 0.7 - width, y + away * 0.7 + half),
        ):
            box = left, middle - half, left + width, middle + half
            inside = (
                left >= self.left and box[2] <= self.right and box[1] >= self.top and box[3] <= self.bottom
            )
            if inside and not any(_meet(box, other) for other in self.taken):
                self.taken.append(box)
                return round(left, 1), round(middle, 1)
        return None

    def block(self, x: float, y: float, size: float) -> None:
        """Keep labels away from a mark."""
        self.taken.append((x - size, y - size, x + size, y + size))


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]

"""What a rule makes of two claims, beside what keeps it from making more of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import (
    Comparison,
    RelationType,
    Stance,
)
from kg.relations.pairing import (
    Obstacle,
    Pairing,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rule makes of two boxes; ``reads`` are the slots it looks at, ``None`` for all.

    ``common``: they agree in part. ``slots`` is the vector where the rule reads another than that of the two.
    """

    relation: RelationType | None = None
    obstacles: tuple[Obstacle, ...] = ()
    conflict: tuple[str, ...] = ()
    swapped: bool = False
    reads: tuple[str, ...] | None = None
    common: bool = False
    slots: Mapping[str, Comparison] | None = None


def refuse(*obstacles: Obstacle) -> Judged:
    """Return that a rule makes nothing of two, and why."""
    return Judged(obstacles=obstacles)


STANCES = Obstacle("stances")
ASSERTS, DENIES = (Stance.ASSERTS,), (Stance.DENIES,)


def both_assert(v: Pairing) -> Judged | None:
    """Return why two are no assertions about the world, ``None`` where they are."""
    if not v.stances((ASSERTS, ASSERTS)):
        return refuse(STANCES)
    return refuse(Obstacle("utterance")) if v.utterance or v.q.said_by is not None else None


def read_back(obstacles: Iterable[Obstacle]) -> Judged:
    """Return what keeps the second from lying inside the first, read from the second."""
    return Judged(obstacles=tuple(o.turned for o in obstacles), swapped=True)

"""What rules find between positions: relations, their pairs of voices, and repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from kg.model.claims import Proposition, Stance
from kg.model.names import digest
from kg.model.register import Bridge


class Comparison(StrEnum):
    """How a slot of one proposition compares to the same slot of another, read from first to second."""

    EQUAL = "equal"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"

    @property
    def converse(self) -> Comparison:
        """The same comparison, read from the second value to the first."""
        return _CONVERSE.get(self, self)


_CONVERSE = {Comparison.NARROWER: Comparison.BROADER, Comparison.BROADER: Comparison.NARROWER}


class RelationType(StrEnum):
    """The types of relations between positions."""

    CONTRADICTS = "contradicts"
    TENSION = "tension"
    OPPOSES = "opposes"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    SUPERSEDES = "supersedes"
    UPDATES = "updates"
    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    FULFILS = "fulfils"
    BREACHES = "breaches"


@dataclass(frozen=True)
class Position:
    """All claims that take one stance on one proposition; ``claims`` are ``bundle/claim`` identifiers."""

    stance: Stance
    proposition: Proposition
    claims: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def id(self) -> str:
        """The hash of stance and proposition."""
        return digest([self.stance.value, self.proposition.as_json()])

    def as_json(self) -> dict[str, Any]:
        """Return the position as ``kg relations --format json`` gives it."""
        return {
            "id": self.id,
            "stance": self.stance.value,
            "proposition": self.proposition.as_json(),
            "claims": list(self.claims),
        }


#: A set of standpoints under which something holds.
View = frozenset[str]


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice in a relation: who speaks, and the claims by which it takes the position and still holds it.

    Several ``sources`` speak jointly. ``claims`` are ``bundle/claim`` identifiers, in order.
    """

    sources: tuple[str, ...]
    claims: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the voice as ``kg relations --format json`` gives it; several sources are a list."""
        origin = self.sources[0] if len(self.sources) == 1 else list(self.sources)
        return {"origin": origin, "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two voices between which a relation holds, and the modifiers of this pair."""

    first: Voice
    second: Voice
    modifiers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the pair as ``kg relations --format json`` gives it."""
        voices = {"first": self.first.as_json(), "second": self.second.as_json()}
        return {**voices, "modifiers": list(self.modifiers)}


def sorted_views(views: Iterable[View]) -> tuple[View, ...]:
    """Return ``views`` in the order in which they are shown: smallest first, then by name."""
    return tuple(sorted(set(views), key=lambda view: (len(view), sorted(view))))


@dataclass(frozen=True)
class Relation:
    """A relation that a rule found between positions, with everything it is based on.

    ``slots`` has the comparisons from the first position to the second, for the slots that the rule looks at
    and that either position fills. ``conflict`` names slots, or ``as_of``: when two counts were taken.

    ``holds_if`` are the minimal sets of standpoints under which the relation holds (the empty set:
    unconditionally). ``unless`` are those under which it does not, because they settle a slot that it leaves
    unknown.

    ``common`` is the box that two positions share if they corroborate in part. ``implied`` is compared
    instead of the first position's own proposition: what it presupposes, or that its source said it.

    A relation of more than two positions is between the first and all the others together. ``pairs`` are the
    pairs of voices between which a relation of two positions holds; ``modifiers`` are those of any pair, and
    of the relation as a whole. A relation of the type ``supersedes`` is only between the claims of its pairs.
    """

    relation: RelationType
    rule: str
    version: str
    positions: tuple[Position, ...]
    slots: Mapping[str, Comparison]
    conflict: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    holds_if: tuple[View, ...] = (frozenset(),)
    unless: tuple[View, ...] = ()
    modifiers: tuple[str, ...] = ()
    common: Proposition | None = None
    implied: Proposition | None = None
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def id(self) -> str:
        """The hash of rule, version, relation, positions, slot vector, conflict and what is implied."""
        identity: list[Any] = [
            self.rule,
            self.version,
            self.relation.value,
            [position.id for position in self.positions],
            {slot: comparison.value for slot, comparison in self.slots.items()},
            list(self.conflict),
            "hedged" in self.modifiers and self.relation is RelationType.TENSION,
        ]
        return digest(identity if self.implied is None else [*identity, self.implied.as_json()])

    @property
    def dropped(self) -> tuple[str, ...]:
        """The slots that are missing from the common box."""
        common = self.common
        return () if common is None else tuple(slot for slot in self.slots if common.slot(slot) is None)

    @property
    def input_hash(self) -> str:
        """The hash of everything the relation is based on: its identity, bridges, views and claims."""
        return digest(
            [
                self.id,
                [bridge.as_json() for bridge in self.bridges],
                [sorted(view) for view in self.holds_if],
                [sorted(view) for view in self.unless],
                [list(position.claims) for position in self.positions],
                [pair.as_json() for pair in self.pairs],
            ]
        )

    @property
    def unconditional(self) -> bool:
        """Whether the relation holds under every standpoint."""
        return frozenset() in self.holds_if and not self.unless

    def holds_for(self, standpoints: Iterable[str]) -> bool:
        """Return whether the relation holds for somebody who holds exactly ``standpoints``."""
        return holds(frozenset(standpoints), self.holds_if, self.unless)


def holds(view: View, holds_if: Iterable[View], unless: Iterable[View]) -> bool:
    """Return whether ``view`` includes one of ``holds_if`` and none of ``unless``."""
    return any(needed <= view for needed in holds_if) and not any(settling <= view for settling in unless)


@dataclass(frozen=True, slots=True)
class Repeat:
    """A repetition: two claims take one position and have one origin, and the later repeats the earlier.

    Both are ``bundle/claim`` identifiers.
    """

    later: str
    earlier: str
    origin: str

    def as_json(self) -> dict[str, str]:
        """Return the three fields by name."""
        return {"later": self.later, "earlier": self.earlier, "origin": self.origin}

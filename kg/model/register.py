"""Background facts: the register, and the standpoints of those who dispute it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from kg.model.names import SELF, partner_of, qualify
from kg.model.values import Count, Interval, Value


@dataclass(frozen=True, slots=True)
class Bridge:
    """One background fact; ``standpoint`` is ``None`` if it is an undisputed fact of the register."""

    subject: str
    relation: str
    object: str
    standpoint: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the four fields by name."""
        return {
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "standpoint": self.standpoint,
        }


@dataclass(frozen=True, slots=True)
class EventFrame:
    """The declared slots of an event; claims that name the event may leave them out."""

    kind: str | None = None
    target: Value | None = None
    place: Value | None = None
    time: Interval | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the register: a source, place, thing, population, kind or event.

    ``links`` are its undisputed background facts as ``(relation, object)``.

    Of a kind: ``functional`` names the slots that have only one value. A ``timeless`` kind holds at all times
    or never. If the kind is counted, ``changes`` is ``grows`` or ``varies`` if the count changes, and it may
    be a ``ratio`` and have a ``unit``. ``phrase`` is a sentence per language with slots in braces.

    ``unidentified`` marks a description, which may be the same as any other entry. ``frame`` has the declared
    slots of an event; ``article`` is the only article that it is declared for, if there is one. A place may
    have ``lat`` and ``lon`` in degrees north and east, and a ``timezone``.
    """

    name: str
    section: str
    label: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    functional: tuple[str, ...] = ()
    timeless: bool = False
    changes: str | None = None
    ratio: bool = False
    unit: str | None = None
    phrase: Mapping[str, str] = field(default_factory=dict)
    unidentified: bool = False
    frame: EventFrame | None = None
    article: str | None = None
    lat: float | None = None
    lon: float | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A named set of contested bridges, and the sources that hold them."""

    name: str
    label: Mapping[str, str] = field(default_factory=dict)
    held_by: tuple[str, ...] = ()
    holds: tuple[Bridge, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Shared background: undisputed entries, pairs of opponents, and standpoints.

    ``adopted`` are the partners' names that a person accepted as new entries.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    opponents: frozenset[frozenset[str]] = frozenset()
    standpoints: Mapping[str, Standpoint] = field(default_factory=dict)
    adopted: frozenset[str] = field(default=frozenset(), compare=False)

    def voice(self, source: str) -> str:
        """Return the voice of a source: itself, or its partner for a partner's source that is not adopted.

        >>> Register().voice("reuters"), Register().voice("desk:witness-7")
        ('reuters', 'desk:_self')
        """
        partner = partner_of(source)
        return source if partner is None or source in self.adopted else qualify(partner, SELF)

    def is_nobody(self, count: Count | None) -> bool:
        """Return whether a count is zero and so denies that there is anybody.

        A ratio or a measurement of zero does not; nor does a number that varies, such as that of the missing.
        """
        if count is None or count.high != 0:
            return False
        entry = self.entries.get(count.measure)
        measured = entry is not None and (entry.unit is not None or entry.ratio)
        return not measured and self.changes(count.measure) != "varies"

    def changes(self, measure: str) -> str | None:
        """Return how a measure changes: as it declares, else as the nearest broader measure declares."""
        near = [measure]
        seen = set(near)
        while near:
            entries = [self.entries[name] for name in near if name in self.entries]
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.changes is not None:
                    return entry.changes
            near = [o for entry in entries for r, o in entry.links if r == "broader" and o not in seen]
            seen.update(near)
        return None

    def bridges(self) -> list[Bridge]:
        """Return all background facts in a fixed order, those of the register first."""
        bridges = [
            Bridge(entry.name, relation, object)
            for entry in sorted(self.entries.values(), key=lambda e: e.name)
            for relation, object in sorted(entry.links)
        ]
        for name in sorted(self.standpoints):
            bridges.extend(
                sorted(self.standpoints[name].holds, key=lambda b: (b.subject, b.relation, b.object))
            )
        return bridges

    def excluded(self) -> frozenset[frozenset[str]]:
        """Return the pairs of standpoints that exclude each other.

        Two exclude each other if that is declared, or if one holds two things to be distinct and the other
        holds them to be the same or one inside the other; facts of the register count for this, too.
        """
        declared = (
            frozenset((name, other))
            for name, standpoint in self.standpoints.items()
            for other in standpoint.excludes
        )
        apart: dict[frozenset[str], set[str]] = {}
        for name, standpoint in self.standpoints.items():
            for bridge in standpoint.holds:
                if bridge.relation == "distinct_from":
                    apart.setdefault(frozenset((bridge.subject, bridge.object)), set()).add(name)
        opposite = {
            frozenset((name, other))
            for name, standpoint in (self.standpoints.items() if apart else ())
            for bridge in standpoint.holds
            if bridge.relation != "distinct_from"
            for pair in product(self._wholes(bridge.subject), self._wholes(bridge.object))
            for other in apart.get(frozenset(pair), ())
            if other != name
        }
        return frozenset((*declared, *opposite))

    def _wholes(self, name: str) -> set[str]:
        """Return a name and everything that the register places it inside, in any slot."""
        wholes, to_visit = {name}, [name]
        while to_visit:
            entry = self.entries.get(to_visit.pop())
            links = entry.links if entry is not None else ()
            wider = {object for relation, object in links if relation != "distinct_from"} - wholes
            wholes |= wider
            to_visit += wider
        return wholes

"""What is taken for granted: the register, and the standpoints of those who dispute it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product

from kg.model.names import SELF, partner_of, qualify
from kg.model.values import Count, Interval, Value


@dataclass(frozen=True, slots=True)
class Bridge:
    """One background fact; ``standpoint`` is ``None`` where it stands, undisputed, in the register."""

    subject: str
    relation: str
    object: str
    standpoint: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the four parts by name."""
        return {
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "standpoint": self.standpoint,
        }


@dataclass(frozen=True, slots=True)
class EventFrame:
    """What is declared once of an event, and holds for the claims that name it where they leave it out."""

    kind: str | None = None
    target: Value | None = None
    place: Value | None = None
    time: Interval | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the register: a source, place, thing, population, kind or event.

    ``links`` are its undisputed background facts as ``(relation, object)``. ``functional`` names the
    slots of a kind that have one value; ``timeless`` kinds hold whenever they hold at all. A kind that is
    counted may change, as ``grows`` or ``varies`` say, be a ``ratio`` and have a ``unit``. ``phrase`` gives,
    per language, how a kind is told of, with slots in braces. ``unidentified`` marks a description: it may be
    the same as any other entry. ``frame`` is what is declared of an event; ``article`` names the article for
    which alone it was declared. Degrees north and east, and the name of a zone, may be given of a place.
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
    """A named set of contested bridges and who holds them."""

    name: str
    label: Mapping[str, str] = field(default_factory=dict)
    held_by: tuple[str, ...] = ()
    holds: tuple[Bridge, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Shared background: undisputed entries, who opposes whom, and the contested standpoints.

    ``adopted`` are the partners' names that a person took in as new ones.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    opponents: frozenset[frozenset[str]] = frozenset()
    standpoints: Mapping[str, Standpoint] = field(default_factory=dict)
    adopted: frozenset[str] = field(default=frozenset(), compare=False)

    def voice(self, source: str) -> str:
        """Return whose voice a source is: a partner's unaccepted sources speak with the partner's voice.

        >>> Register().voice("reuters"), Register().voice("desk:witness-7")
        ('reuters', 'desk:_self')
        """
        partner = partner_of(source)
        return source if partner is None or source in self.adopted else qualify(partner, SELF)

    def is_nobody(self, count: Count | None) -> bool:
        """Return whether a count is zero, which denies that there is anybody.

        A share or a measurement of zero does not, nor does a number that varies: who is missing may be found.
        """
        if count is None or count.high != 0:
            return False
        entry = self.entries.get(count.measure)
        measured = entry is not None and (entry.unit is not None or entry.ratio)
        return not measured and self.changes(count.measure) != "varies"

    def changes(self, measure: str) -> str | None:
        """Return how a measure changes, as it says itself or else the nearest measure that includes it."""
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
        """Return every background fact, those of the register first, in a fixed order."""
        found = [
            Bridge(entry.name, relation, object)
            for entry in sorted(self.entries.values(), key=lambda e: e.name)
            for relation, object in sorted(entry.links)
        ]
        for name in sorted(self.standpoints):
            found.extend(
                sorted(self.standpoints[name].holds, key=lambda b: (b.subject, b.relation, b.object))
            )
        return found

    def excluded(self) -> frozenset[frozenset[str]]:
        """Return the pairs of standpoints that exclude each other.

        Those that are declared, and those of which one holds distinct what the other holds to be the same or
        to lie one inside the other, by the register's own facts, too.
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
        """Return a name and all that it undisputedly lies inside, in whatever slot."""
        found, left = {name}, [name]
        while left:
            entry = self.entries.get(left.pop())
            links = entry.links if entry is not None else ()
            wider = {object for relation, object in links if relation != "distinct_from"} - found
            found |= wider
            left += wider
        return found

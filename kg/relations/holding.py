"""Properties of propositions as numbers: their place, their event, slots that may mean any other thing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any

import networkx as nx

from kg.background import Background
from kg.model import (
    SEVERAL,
    Count,
    Number,
    Proposition,
    Several,
    Value,
)
from kg.relations.nesting import BIT, LAX, NOMINAL

#: A bit for each slot that a claim may restrict to exactly the given value ("only").
ONLY = {
    slot: 1 << number
    for number, slot in enumerate(("agent", "target", "instrument", "place", "time", "value"))
}
#: Stands for an instant if the end of an interval is a day.
DAYLONG = -(2**62)


def instant_of(end: date | None) -> int:
    """Return a clock time in microseconds, or :data:`DAYLONG` for a day or an open end."""
    return (end - _EPOCH) // timedelta(microseconds=1) if isinstance(end, datetime) else DAYLONG


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def build_scale(counts: Sequence[Count | None]) -> Callable[[Number], int]:
    """Return a function that turns every counted number into a whole number."""
    numbers = {n for c in counts if c is not None for n in (c.low, c.high) if isinstance(n, Decimal)}
    digits = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
    factor = 10**digits
    return lambda number: int(number * factor)


def is_either(value: object) -> bool:
    """Return whether a value is one of several without saying which."""
    return isinstance(value, Several) and value.any_of


class Frames:
    """The slots of propositions as columns, so that each of a million propositions is read once."""

    _SLOTS = ("kind", "agent", "target", "instrument", "place", "value", "event", "said_by", "time", "count")
    _READ = attrgetter(*_SLOTS, "only")
    _BATCH = 1000

    def __init__(self, propositions: Sequence[Proposition]):
        self._columns: dict[str, list[Any]] = {slot: [] for slot in (*self._SLOTS, "only")}
        columns = self._columns.values()
        for start in range(0, len(propositions), self._BATCH):
            rows = map(self._READ, propositions[start : start + self._BATCH])
            for column, values in zip(columns, zip(*rows, strict=True), strict=True):
                column.extend(values)

    def __getitem__(self, slot: str) -> list[Any]:
        return self._columns[slot]

    def held(self, slot: str, places: Sequence[Value | None]) -> list[Any]:
        """Return the values of a slot; ``places`` has the target's place if no place is given."""
        if slot != "place":
            return self[slot]
        return [place or located for place, located in zip(self[slot], places, strict=True)]


def find_of_event(frames: Frames, background: Background) -> list[int]:
    """Return 1 if a proposition has the kind of the event that it names, 2 if a narrower one, else 0."""
    entries = background.register.entries
    kinds = {name: entry.frame.kind for name, entry in entries.items() if entry.frame and entry.frame.kind}
    if not kinds:
        return [1] * len(frames["kind"])
    levels = []
    for kind, event in zip(frames["kind"], frames["event"], strict=True):
        declared = None if event is None else kinds.get(event)
        inside = declared is None or background.inside("kind", kind, declared)
        levels.append(0 if not inside else 1 if declared in (None, kind) else 2)
    return levels


def find_open_only(propositions: Sequence[Proposition], background: Background) -> list[int]:
    """Return, as bits, the slots that each proposition with an "only" leaves to its event."""
    entries = background.register.entries
    slots = []
    for p in propositions:
        entry = entries.get(p.event) if p.only and p.event is not None else None
        frame = entry.frame if entry is not None else None
        left = 0
        for slot, bit in ONLY.items() if frame is not None else ():
            value = getattr(p, slot)
            if slot not in p.only and (value is None or value == getattr(frame, slot, None)):
                left |= bit
        slots.append(left)
    return slots


def find_event_families(frames: Frames, background: Background) -> list[int]:
    """Return the number, from 1, of the family of events that may be the same; 0 if no event is named."""
    events = {event for event in frames["event"] if event is not None}
    same: nx.Graph[str] = nx.Graph()
    same.add_nodes_from(sorted(events))
    same.add_edges_from(
        (event, other)
        for event in sorted(events)
        for other in background.above("event", event)
        if other in events and event in background.above("event", other)
    )
    families = {event: n for n, family in enumerate(nx.connected_components(same), 1) for event in family}
    return [0 if event is None else families[event] for event in frames["event"]]


def find_located(frames: Frames, background: Background) -> list[Value | None]:
    """Return the place of the target of each proposition that names a target but no place."""
    targets = {t for t, place in zip(frames["target"], frames["place"], strict=True) if place is None}
    located = {target: None if target is None else background.location(target) for target in targets}
    return [
        None if place is not None else located[target]
        for target, place in zip(frames["target"], frames["place"], strict=True)
    ]


def find_loose(frames: Frames, places: Sequence[Value | None], background: Background) -> list[int]:
    """Return, as bits, the slots of each whose value may be any other thing.

    ``places`` has the target's place if no place is given.
    """
    slots = [0] * len(places)
    if not any(entry.unidentified for entry in background.register.entries.values()):
        return slots
    for slot in NOMINAL:
        if slot in LAX:
            continue
        values = frames.held(slot, places)
        loose = {v for v in set(values) if isinstance(v, str) and background.is_loose(slot, v)}
        for at, value in enumerate(values) if loose else ():
            if value in loose:
                slots[at] |= BIT[slot]
    return slots


def find_either(frames: Frames, places: Sequence[Value | None]) -> list[int]:
    """Return, as bits, the slots of each that hold one of several values without saying which."""
    slots = [0] * len(places)
    for slot in SEVERAL:
        held = frames.held(slot, places)
        slots = [bits | BIT[slot] * is_either(value) for bits, value in zip(slots, held, strict=True)]
    return slots


def sole_voice(voices: Sequence[int]) -> int:
    """Return the number of the one voice of some claims, 0 if there are several."""
    return voices[0] if voices.count(voices[0]) == len(voices) else 0

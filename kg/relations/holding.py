"""What propositions hold, as numbers: where, whether of one event, and what may be any other thing."""

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

#: Slots of which a claim may say that nothing but the value given is meant, each as a bit.
ONLY = {
    slot: 1 << number
    for number, slot in enumerate(("agent", "target", "instrument", "place", "time", "value"))
}
#: In place of an instant: the end of an interval is a day.
DAYLONG = -(2**62)


def instant_of(end: date | None) -> int:
    """Return a clock time in microseconds, and :data:`DAYLONG` for a day or an end that is open."""
    return (end - _EPOCH) // timedelta(microseconds=1) if isinstance(end, datetime) else DAYLONG


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def build_scale(counts: Sequence[Count | None]) -> Callable[[Number], int]:
    """Return what makes whole numbers of all that are counted."""
    numbers = {n for c in counts if c is not None for n in (c.low, c.high) if isinstance(n, Decimal)}
    digits = max((-int(number.as_tuple().exponent) for number in numbers), default=0)
    factor = 10**digits
    return lambda number: int(number * factor)


def is_either(value: object) -> bool:
    """Return whether a value is one of several, and it is not said which."""
    return isinstance(value, Several) and value.any_of


class Frames:
    """The slots of some propositions, a column each: of a million, each is looked at once."""

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
        """Return what fills a slot; ``places`` are those of the targets where no place is given."""
        if slot != "place":
            return self[slot]
        return [place or located for place, located in zip(self[slot], places, strict=True)]


def find_of_event(frames: Frames, background: Background) -> list[int]:
    """Return 1 for a proposition of the kind of the event that it names, 2 for one of a narrower, else 0."""
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
    """Return which slots of those that say "only" of one event are left to it, as bits."""
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
    """Return, by number from 1, which events may be one for somebody; 0 where none is named."""
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
    """Return where those are that name a target and no place."""
    targets = {t for t, place in zip(frames["target"], frames["place"], strict=True) if place is None}
    located = {target: None if target is None else background.location(target) for target in targets}
    return [
        None if place is not None else located[target]
        for target, place in zip(frames["target"], frames["place"], strict=True)
    ]


def find_loose(frames: Frames, places: Sequence[Value | None], background: Background) -> list[int]:
    """Return the slots of each that hold something which may be any other thing, as bits.

    ``places`` are those of the targets where no place is given.
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
    """Return the slots of each that hold one of several values, and it is not said which, as bits."""
    slots = [0] * len(places)
    for slot in SEVERAL:
        held = frames.held(slot, places)
        slots = [bits | BIT[slot] * is_either(value) for bits, value in zip(slots, held, strict=True)]
    return slots


def sole_voice(voices: Sequence[int]) -> int:
    """Return the number of the one voice of some claims, 0 where there are several."""
    return voices[0] if voices.count(voices[0]) == len(voices) else 0

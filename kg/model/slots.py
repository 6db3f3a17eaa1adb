"""The slots of a proposition: the names each accepts, and the relations between its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Slot(NamedTuple):
    """A slot of a slot vector.

    ``accepts`` are the sections of the register whose names may fill it; it is empty for a time or a number.
    ``inside`` are the relations that place one value inside another (semantics, section 2). ``several`` says
    that it may have several values at once, ``inherited`` that a claim may leave it to its event, and
    ``counts`` that people write it as a part of a count. ``term`` is the local name of its term, if it is
    not the name of the slot.
    """

    name: str
    accepts: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    several: bool = False
    inherited: bool = False
    counts: bool = False
    term: str | None = None


#: Every slot, in the order in which they are shown. ``measure`` and ``population`` are the two nominal parts
#: of a count and are compared like any other slot.
DECLARED: tuple[Slot, ...] = (
    Slot("kind", ("kinds",), ("broader",), inherited=True),
    Slot("agent", ("sources",), ("part_of", "commanded_by"), several=True),
    Slot(
        "target",
        ("sources", "places", "things", "populations"),
        ("part_of", "within", "broader"),
        several=True,
        inherited=True,
    ),
    Slot("instrument", ("things",), ("broader", "part_of"), several=True),
    Slot("place", ("places", "sources"), ("within",), several=True, inherited=True),
    Slot("time", inherited=True),
    Slot("measure", ("kinds",), ("broader",), counts=True),
    Slot("population", ("populations", "sources"), ("broader", "part_of"), counts=True),
    Slot("count"),
    Slot("value", ("sources", "places", "things", "kinds"), ("part_of", "within", "broader"), several=True),
    Slot("event", ("events",), ("part_of",)),
    Slot("said_by", ("sources",), ("part_of", "commanded_by"), term="saidBy"),
)
#: The names of all slots.
SLOTS = tuple(slot.name for slot in DECLARED)
#: The slots of a frame as people write them; there a count is one slot.
FRAME = tuple(slot.name for slot in DECLARED if not slot.counts)
#: The slots of a frame that names of the register fill, and those of them that an event may declare.
NAMED = tuple(slot.name for slot in DECLARED if slot.accepts and not slot.counts)
EVENT_SLOTS = tuple(slot.name for slot in DECLARED if slot.accepts and slot.inherited)
#: The slots that may hold several values at once.
SEVERAL = tuple(slot.name for slot in DECLARED if slot.several)
#: The slots that a claim may leave to its event; a denial may leave only the first.
INHERITED = tuple(slot.name for slot in DECLARED if slot.inherited)
#: The relations that place one value inside another, per slot.
INSIDE: Mapping[str, tuple[str, ...]] = {slot.name: slot.inside for slot in DECLARED if slot.inside}
#: The sections of the register, and per slot those whose names it accepts.
SECTIONS = ("sources", "places", "things", "populations", "kinds", "events")
SLOT_SECTIONS: Mapping[str, tuple[str, ...]] = {slot.name: slot.accepts for slot in DECLARED if slot.accepts}
#: The local name of the term of each slot.
SLOT_TERMS: Mapping[str, str] = {slot.name: slot.term or slot.name for slot in DECLARED}
#: The kind that includes every state; only states take the time of their utterance.
STATE = "state"

"""The slots of a proposition, what each accepts, and by which facts one value lies inside another."""

from __future__ import annotations

from collections.abc import Mapping

#: The slots of a slot vector, in the order in which they are shown. ``measure`` and ``population``
#: are the two nominal parts of a count and are compared like any other slot.
SLOTS = (
    "kind",
    "agent",
    "target",
    "instrument",
    "place",
    "time",
    "measure",
    "population",
    "count",
    "value",
    "event",
    "said_by",
)
#: The slots of a frame as people write them, where a count is one slot.
FRAME = tuple(slot for slot in SLOTS if slot not in ("measure", "population"))
#: The slots that may hold several values at once.
SEVERAL = ("agent", "target", "instrument", "place", "value")
#: The slots that a claim leaves to the event it names: of a denial only the first.
INHERITED = ("kind", "target", "place", "time")
#: The relations that place one value inside another, per slot (semantics, section 2).
INSIDE: Mapping[str, tuple[str, ...]] = {
    "kind": ("broader",),
    "agent": ("part_of", "commanded_by"),
    "target": ("part_of", "within", "broader"),
    "instrument": ("broader", "part_of"),
    "place": ("within",),
    "measure": ("broader",),
    "population": ("broader", "part_of"),
    "value": ("part_of", "within", "broader"),
    "event": ("part_of",),
    "said_by": ("part_of", "commanded_by"),
}
#: Sections of the register, and those whose names each slot accepts.
SECTIONS = ("sources", "places", "things", "populations", "kinds", "events")
SLOT_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kinds",),
    "agent": ("sources",),
    "target": ("sources", "places", "things", "populations"),
    "instrument": ("things",),
    "place": ("places", "sources"),
    "measure": ("kinds",),
    "population": ("populations", "sources"),
    "value": ("sources", "places", "things", "kinds"),
    "event": ("events",),
    "said_by": ("sources",),
}
#: The kind under which every state stands; only states take the time of their utterance.
STATE = "state"

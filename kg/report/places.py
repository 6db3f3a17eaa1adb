"""The places of claims: where the register puts them, what is said of them, what is contested."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.explain import Wording, build_card_bridge
from kg.model import Bridge, Claim, Entry, Knowledge, Position, Stance, names_of
from kg.words import Joined, Words, family

#: Words about maps.
MAP_WORDS = {
    **family("map", ("title", "caption", "place", "coordinates", "said", "joined")),
    **family("map", ("asserted", "denied", "both", "other")),
    **family("map", ("unplaced",), "places"),
    **family("map", ("degrees", "north", "south", "east", "west"), "degrees"),
    **family("map", ("scale",), "length", "latitude"),
}

_ASSERTED = (Stance.ASSERTS, Stance.ASSESSES)
_DENIED = (Stance.DENIES, Stance.DOUBTS)
#: The facts that place something inside something else.
_CONTAINING = ("within", "part_of")


@dataclass(frozen=True, slots=True)
class PlaceClaim:
    """A claim about something at a place: who says it and what."""

    claim: str
    words: Words


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with coordinates, what claims say of it, and where it lies, undisputed and contested.

    ``kind`` is ``asserted``, ``denied``, ``both`` or ``other``, by the stances of the claims.
    """

    number: int
    name: str
    label: Words
    latitude: float
    longitude: float
    kind: str
    claims: tuple[PlaceClaim, ...]
    lies: tuple[Words, ...]
    contested: tuple[Words, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the place with its coordinates and the names of its claims."""
        return {
            "name": self.name,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "claims": [said.claim for said in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Places:
    """The places on a map, and those that cannot be on it, each with what is contested about it."""

    rows: tuple[PlaceRow, ...]
    unplaced: tuple[Words, ...]


def find_places(claims: Iterable[str], knowledge: Knowledge, among: Collection[str] | None = None) -> Places:
    """Return the places of claims, those with most claims first.

    With ``among``, these are only the places and things of these names, with those that no claim names.

    A place or a thing without coordinates stands at the nearest place around it that has some. Only facts of
    the register count for that: what only some standpoints hold is told, not drawn.
    """
    entries = knowledge.register.entries
    said: dict[str, list[str]] = {name: [] for name in among or () if entries[name].lat is not None}
    for claim in claims:
        for name in places_named(knowledge.claims[claim]):
            if among is None or name in among:
                said.setdefault(name, []).append(claim)
    held: dict[str, dict[str, None]] = {}
    parts: dict[str, list[Bridge]] = {}
    unplaced = []
    for name, claims_of in said.items():
        located = _locate(name, knowledge)
        if located is not None:
            place, way = located
            held.setdefault(place, {}).update(dict.fromkeys(claims_of))
            parts.setdefault(place, []).extend(way)
        elif _is_place(name, knowledge):
            unplaced.append(name)
    contested = _contested(knowledge)
    order = sorted(held, key=lambda place: (-len(held[place]), place))
    rows = [
        _row(number, place, tuple(held[place]), parts[place], contested, knowledge)
        for number, place in enumerate(order, 1)
    ]
    wording = Wording(knowledge)
    missing = [
        Joined([wording.label(name), *_told(contested.get(name, ()), knowledge)], "semicolon")
        for name in sorted(unplaced)
    ]
    return Places(tuple(rows), tuple(missing))


def inside(place: str, knowledge: Knowledge) -> set[str]:
    """Return a place and all that the register alone places inside it."""
    below: dict[str, list[str]] = {}
    for entry in knowledge.register.entries.values():
        for bridge in _wholes(entry):
            below.setdefault(bridge.object, []).append(entry.name)
    found, near = {place}, [place]
    for whole in near:
        further = [name for name in below.get(whole, ()) if name not in found]
        found.update(further)
        near += further
    return found


def places_named(claim: Claim) -> list[str]:
    """Return the names that a claim gives as its place and its target."""
    p = claim.proposition
    return [] if p is None else list(dict.fromkeys((*names_of(p.place), *names_of(p.target))))


def _is_place(name: str, knowledge: Knowledge) -> bool:
    entry = knowledge.register.entries.get(name)
    return entry is not None and entry.section == "places"


def _locate(name: str, knowledge: Knowledge) -> tuple[str, list[Bridge]] | None:
    """Return the nearest place with coordinates around a name, by the register alone, and the way there."""
    entries = knowledge.register.entries
    ways: dict[str, list[Bridge]] = {name: []}
    # The nearest come first, because what is found is looked at in its turn.
    near = [name]
    for candidate in near:
        entry = entries.get(candidate)
        if entry is None:
            continue
        if entry.lat is not None:
            return candidate, ways[candidate]
        for bridge in _wholes(entry):
            if bridge.object not in ways:
                ways[bridge.object] = [*ways[candidate], bridge]
                near.append(bridge.object)
    return None


def _wholes(entry: Entry | None) -> Iterator[Bridge]:
    if entry is not None and entry.section in ("places", "things"):
        for relation, whole in sorted(entry.links):
            if relation in _CONTAINING:
                yield Bridge(entry.name, relation, whole)


def _contested(knowledge: Knowledge) -> Mapping[str, list[Bridge]]:
    """Return the contested facts that place something inside something else, by what they are about."""
    found: dict[str, list[Bridge]] = {}
    for bridge in knowledge.register.bridges():
        if bridge.standpoint is not None and bridge.relation in _CONTAINING:
            found.setdefault(bridge.subject, []).append(bridge)
    return found


def _row(
    number: int,
    place: str,
    claims: tuple[str, ...],
    parts: Iterable[Bridge],
    contested: Mapping[str, list[Bridge]],
    knowledge: Knowledge,
) -> PlaceRow:
    entry, wording = knowledge.register.entries[place], Wording(knowledge)
    assert entry.lat is not None and entry.lon is not None
    # The way of each part to the place, then the way from the place up to what lies in nothing else.
    way = dict.fromkeys(parts)
    above = [place]
    for name in above:
        for bridge in _wholes(knowledge.register.entries.get(name)):
            way[bridge] = None
            if bridge.object not in above:
                above.append(bridge.object)
    about = dict.fromkeys([*(bridge.subject for bridge in way), *above])
    return PlaceRow(
        number=number,
        name=place,
        label=wording.label(place),
        latitude=entry.lat,
        longitude=entry.lon,
        kind=_kind([knowledge.claims[claim].stance for claim in claims]),
        claims=tuple(PlaceClaim(claim, _said(claim, knowledge)) for claim in claims),
        lies=tuple(wording.bridge(bridge) for bridge in way),
        contested=tuple(_told((b for name in about for b in contested.get(name, ())), knowledge)),
    )


def _told(bridges: Iterable[Bridge], knowledge: Knowledge) -> Iterator[Words]:
    """Yield contested facts, each with its standpoint and who holds it."""
    for bridge in bridges:
        card = build_card_bridge(bridge, knowledge)
        yield Joined([card.words, card.where], "semicolon")


def _kind(stances: Iterable[Stance]) -> str:
    stances = set(stances)
    asserted, denied = not stances.isdisjoint(_ASSERTED), not stances.isdisjoint(_DENIED)
    return "both" if asserted and denied else "asserted" if asserted else "denied" if denied else "other"


def _said(name: str, knowledge: Knowledge) -> Words:
    claim = knowledge.claims[name]
    assert claim.proposition is not None
    return Wording(knowledge).told(Position(claim.stance, claim.proposition, (name,)))

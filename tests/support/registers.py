"""Registers, drawn: entries of every section, what lies inside what, and standpoints that contest it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from itertools import combinations
from typing import TypeVar

from hypothesis import strategies as st

from kg.model import STATE, Bridge, Entry, EventFrame, Interval, Register, Standpoint
from support.oracle_background import check_register

#: The names a register may have, per section, in an order in which each may lie inside those before it.
NAMES = {
    "sources": ("north", "south", "north-army", "south-army", "militia", "gunmen"),
    "places": ("country", "province", "town", "village", "square", "somewhere"),
    "things": ("arms", "missiles", "base", "bridge", "depot", "device"),
    "populations": ("people", "civilians", "children", "soldiers", "officers"),
    "kinds": (STATE, "control", "attack", "firing", "shelling", "occupation", "misfire"),
}
#: Names that mostly stand for somebody or something not identified.
DESCRIPTIONS = ("gunmen", "somewhere", "device")
#: What is counted and measured; those that are counted of people lie in the first.
MEASURES = ("casualties", "killed", "wounded", "share", "distance")
EVENTS = ("clash", "raid", "skirmish")

#: The relations that place a name of one section inside a name of another.
LINKS = {
    "sources": (("part_of", "sources"), ("commanded_by", "sources")),
    "places": (("within", "places"), ("within", "sources")),
    "things": (("within", "places"), ("broader", "things"), ("part_of", "things")),
    "populations": (("broader", "populations"), ("part_of", "sources")),
    "kinds": (("broader", "kinds"),),
}

TYPES = {"sources": ("person", "organization", "state", "outlet", "group"), "places": ("city", "region")}

#: The slots that may have one value, of kinds of state and of kinds of deed.
STATES = ((), ("value",), ("value",), ("value",), ("agent",), ("agent", "value"), ("place", "value"))
DEEDS = ((), (), ("agent",), ("agent",), ("agent",), ("agent", "target"), ("instrument",))
STANDPOINTS = ("east", "west", "centre")


FIRST_DAY = date(2020, 10, 1)

#: Where a kind mostly lies.
KINDS_ABOVE = {
    STATE: "",
    "control": STATE,
    "attack": "",
    "firing": "attack",
    "shelling": "firing",
    "occupation": "control",
    "misfire": "attack",
}


#: How many bytes a register and a body of knowledge are chosen by.
REGISTER_BYTES = 240


T = TypeVar("T")
Names = Mapping[str, tuple[str, ...]]


class Choices:
    """Choose by one byte after another, from the first option on once they are used up.

    Drawing a body of knowledge slot by slot costs Hypothesis some 40 ms; drawing its bytes costs nothing,
    and zeros, to which bytes shrink, choose the simplest option everywhere.
    """

    def __init__(self, drawn: bytes) -> None:
        self._bytes = iter(drawn)

    def below(self, end: int) -> int:
        """Choose a number from 0 up to but not including ``end``."""
        return next(self._bytes, 0) % end

    def of(self, options: Sequence[T]) -> T:
        """Choose one of some options."""
        return options[self.below(len(options))]

    def chance(self, part: int, whole: int) -> bool:
        """Choose whether, with a chance of ``part`` in ``whole``; the simplest is not."""
        return self.below(whole) >= whole - part

    def some(self, options: Sequence[T], most: int) -> tuple[T, ...]:
        """Choose up to so many of some options, each at most once."""
        return tuple(dict.fromkeys(self.of(options) for _ in range(self.below(most + 1))))


def registers() -> st.SearchStrategy[Register]:
    """Draw a well-formed register with up to three standpoints."""
    return st.binary(min_size=REGISTER_BYTES, max_size=REGISTER_BYTES).map(
        lambda drawn: build_register(Choices(drawn))
    )


def build_register(choices: Choices) -> Register:
    names = {section: every[: 2 + choices.below(len(every) - 1)] for section, every in NAMES.items()}
    entries: dict[str, Entry] = {}
    for section, chosen in names.items():
        for index, name in enumerate(chosen):
            entries[name] = _choose_entry(choices, section, names, index)
    for name in names["kinds"]:
        if name != STATE:
            state = is_state(Register(entries), name)
            functional = choices.of(STATES if state else DEEDS)
            phrase = {"en": f"{{agent}} {name}"} if choices.chance(1, 8) else {}
            entries[name] = replace(entries[name], functional=functional, phrase=phrase)
    entries.update(_choose_measures(choices))
    names = {**names, "events": EVENTS}
    for name in EVENTS:
        entries[name] = _choose_event(choices, name, names)
    entries = _choose_distinct(choices, entries, names)
    pairs = [frozenset(pair) for pair in combinations(names["sources"], 2)]
    opponents = frozenset(choices.some(pairs, most=2))
    standpoints: dict[str, Standpoint] = {}
    for name in STANDPOINTS[: choices.of((0, 1, 2, 2, 2, 3, 3))]:
        holds = [_choose_contested(choices, name, names, entries) for _ in range(1 + choices.below(3))]
        if standpoints and choices.chance(2, 3):
            disputed = choices.of([bridge for other in standpoints.values() for bridge in other.holds])
            holds.insert(0, replace(disputed, relation="distinct_from", standpoint=name))
        standpoints[name] = Standpoint(
            name,
            label={"en": f"the {name}"},
            held_by=(choices.of(names["sources"]),),
            holds=tuple(sorted(set(holds), key=lambda b: (b.subject, b.relation, b.object))),
            excludes=tuple(other for other in standpoints if choices.chance(1, 5)),
        )
    return well_formed(Register(entries, opponents, standpoints))


def _choose_entry(choices: Choices, section: str, names: Names, index: int) -> Entry:
    name = names[section][index]
    place = section == "places" and choices.chance(1, 8)
    return Entry(
        name,
        section,
        label={"en": name.replace("-", " ")},
        type=choices.of(TYPES[section]) if section in TYPES else None,
        links=_choose_links(choices, section, names, index),
        timeless=section == "kinds" and name != STATE and choices.chance(1, 8),
        unidentified=name in DESCRIPTIONS and not choices.chance(1, 4),
        lat=40.5 if place else None,
        lon=46.25 if place else None,
        timezone="Asia/Baku" if place else None,
    )


def _choose_measures(choices: Choices) -> dict[str, Entry]:
    """Choose how measures change; those nested in one another alike."""
    of_people = choices.of(("grows", "grows", None, "varies"))
    nested = not choices.chance(1, 4)
    found = {
        name: Entry(
            name,
            "kinds",
            label={"en": name},
            links=(("broader", "casualties"),) if nested and name != "casualties" else (),
            changes=of_people,
        )
        for name in ("casualties", "killed", "wounded")
    }
    share = choices.of(("varies", None, "grows"))
    found["share"] = Entry("share", "kinds", {"en": "share"}, changes=share, ratio=True, unit="percent")
    found["distance"] = Entry("distance", "kinds", {"en": "distance"}, unit="km")
    return found


def _choose_event(choices: Choices, name: str, names: Names) -> Entry:
    """Choose what is declared of an event: often little, so that what is told of it may differ."""

    def maybe(options: Sequence[str], part: int) -> str | None:
        return choices.of(options) if choices.chance(part, 6) else None

    frame = EventFrame(
        kind=maybe([kind for kind in names["kinds"] if kind in ("attack", "firing", "shelling")], 3)
        if len(names["kinds"]) > 2
        else None,
        target=maybe((*names["places"], *names["things"]), 2),
        place=maybe(names["places"], 1),
        time=choose_interval(choices) if choices.chance(1, 4) else None,
    )
    whole = EVENTS[: EVENTS.index(name)]
    links = (("part_of", choices.of(whole)),) if whole and choices.chance(1, 3) else ()
    return Entry(name, "events", label={"en": f"the {name}"}, links=links, frame=frame)


def _choose_distinct(choices: Choices, entries: dict[str, Entry], names: Names) -> dict[str, Entry]:
    """Choose what kinds, populations, measures and events are held distinct, if that can be."""
    pairs = [("wounded", "killed")] if choices.chance(2, 3) else []
    for section in ("kinds", "populations", "populations", "events"):
        if choices.chance(1, 3):
            pairs.append((choices.of(names[section]), choices.of(names[section])))
    for one, other in pairs:
        link = ("distinct_from", other)
        links = tuple(dict.fromkeys((*entries[one].links, link)))
        more = {**entries, one: replace(entries[one], links=tuple(sorted(links)))}
        if one != other and STATE not in (one, other) and not check_register(Register(more)):
            entries = more
    return entries


def _choose_links(choices: Choices, section: str, names: Names, index: int) -> tuple[tuple[str, str], ...]:
    if section == "kinds" and choices.chance(3, 4):
        # Mostly a tree of deeds beside one of states.
        above = KINDS_ABOVE[names[section][index]]
        return (("broader", above),) if above in names[section][:index] else ()
    found = set()
    for _ in range(choices.of((0, 1, 1, 1, 2))):
        relation, other = choices.of(LINKS[section])
        objects = names[other][:index] if other == section else names[other]
        if objects:
            found.add((relation, choices.of(objects)))
    return tuple(sorted(found))


def _choose_contested(
    choices: Choices, standpoint: str, names: Names, entries: Mapping[str, Entry]
) -> Bridge:
    section = choices.of((*["sources"] * 4, *["places"] * 5, *["things"] * 2, *["events"] * 2, *LINKS))
    relation, other = ("same_as", section) if section == "events" else choices.of(LINKS[section])
    if choices.chance(1, 4):
        relation, other = "distinct_from", section
    described = [name for name in names[section] if entries[name].unidentified]
    if described and choices.chance(1, 2):
        relation, other = "same_as", section
    subject = choices.of(described if relation == "same_as" and described else names[section])
    wholes = {whole for _, whole in entries[subject].links}
    others = [name for name in names[other] if name != subject]
    # What lies inside the same thing is the more easily contested.
    beside = [name for name in others if wholes & {whole for _, whole in entries[name].links}]
    object = choices.of(beside if beside and choices.chance(1, 2) else others)
    return Bridge(subject, relation, object, standpoint)


def well_formed(register: Register) -> Register:
    """Declare standpoints exclusive, and drop bridges that contradict the register, until it can be read."""
    if not check_register(register):
        return register
    kept: dict[str, Standpoint] = {}
    for name, standpoint in register.standpoints.items():
        holds: tuple[Bridge, ...] = ()
        for bridge in standpoint.holds:
            alone = {name: replace(standpoint, holds=(*holds, bridge), excludes=())}
            if not check_register(replace(register, standpoints=alone)):
                holds = (*holds, bridge)
        if holds:
            excludes = tuple(sorted(other for other in standpoint.excludes if other in kept))
            kept[name] = replace(standpoint, holds=holds, excludes=excludes)
            if check_register(replace(register, standpoints=kept)):
                kept[name] = replace(
                    kept[name], excludes=tuple(sorted(other for other in kept if other != name))
                )
    return replace(register, standpoints=kept)


def choose_moment(choices: Choices) -> Interval:
    """Choose a day, or a clock time in one of two zones."""
    day = FIRST_DAY + timedelta(days=choices.below(5))
    if choices.chance(3, 5):
        zone = timezone(timedelta(hours=choices.of((4, 4, 4, 0))))
        clock = datetime.combine(day, time(choices.of((9, 9, 13, 22))), zone)
        return Interval(clock, clock)
    return Interval(day, day)


def choose_interval(choices: Choices) -> Interval:
    if choices.chance(1, 10):
        return choose_moment(choices)
    start = FIRST_DAY + timedelta(days=choices.below(5))
    end = start + timedelta(days=choices.of((0, 0, 1, 2)))
    match choices.below(8):
        case 6:
            return Interval(start, None)
        case 7:
            return Interval(None, end)
    return Interval(start, end)


def section_of(register: Register, section: str) -> list[str]:
    return [name for name, entry in register.entries.items() if entry.section == section]


def is_state(register: Register, kind: str) -> bool:
    """Whether a kind stands under ``state`` by the register alone."""
    links = register.entries[kind].links
    return kind == STATE or any(
        is_state(register, above) for relation, above in links if relation == "broader"
    )

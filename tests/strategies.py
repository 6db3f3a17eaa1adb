"""Hypothesis strategies for registers, standpoints, bundles and bodies of knowledge.

Values, days and numbers come from small ranges, and propositions are variants of one another, so that
boxes nest, cross and collide often. A body is made of a few *scenes*, each of claims that some rule may
relate: an event that several tell of, parts of a toll, words and deeds. Everything drawn is what a reader
would accept: registers are well formed, quotations are exact slices of their article, and an asserted or
presupposed state has the time of its utterance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any, TypeVar

from hypothesis import strategies as st
from oracle import check_register

from kg.model import (
    INSIDE,
    STATE,
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Count,
    Entry,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
)

#: The names a register may have, per section, in an order in which each may lie inside those before it.
NAMES = {
    "sources": ("north", "south", "north-army", "south-army", "militia"),
    "places": ("country", "province", "town", "village", "square"),
    "things": ("arms", "missiles", "base", "bridge", "depot"),
    "populations": ("people", "civilians", "children", "soldiers", "officers"),
    "kinds": (STATE, "control", "attack", "firing", "shelling", "occupation"),
}

#: The relations that place a name of one section inside a name of another.
LINKS = {
    "sources": (("part_of", "sources"), ("commanded_by", "sources")),
    "places": (("within", "places"), ("within", "sources")),
    "things": (("within", "places"), ("broader", "things")),
    "populations": (("broader", "populations"), ("part_of", "sources")),
    "kinds": (("broader", "kinds"),),
}

TYPES = {"sources": ("person", "organization", "state", "outlet", "group"), "places": ("city", "region")}

#: The slots that may have one value, of kinds of state and of kinds of deed.
_STATES = (("value",), ("value",), ("agent",), ("agent", "value"), ("place", "value"))
_DEEDS = ((), ("agent",), ("agent",), ("agent", "value"), ("value",))
FUNCTIONAL: dict[str, tuple[tuple[str, ...], ...]] = {
    "control": _STATES,
    "attack": _DEEDS,
    "firing": ((), (), *_DEEDS),
    "shelling": ((), (), *_DEEDS),
    "occupation": ((), (), *_STATES),
}
STANDPOINTS = ("east", "west", "centre")
FILLABLE = ("kind", "agent", "target", "instrument", "place", "time", "count", "value", "event")
FIRST_DAY = date(2020, 10, 1)

#: Where a kind mostly lies.
KINDS_ABOVE = {
    STATE: "",
    "control": STATE,
    "attack": "",
    "firing": "attack",
    "shelling": "firing",
    "occupation": "control",
}

#: The slots of a deed, of a state and of a toll.
SHAPES = (
    ("agent", "target", "time"),
    ("agent", "target", "instrument", "place", "time"),
    ("agent", "target", "time", "event"),
    ("target", "value"),
    ("target", "time", "value"),
    ("agent", "target", "time", "value"),
    ("count",),
    ("place", "time", "count"),
    ("agent", "target", "time", "count"),
)

#: Mostly what the rules compare, but every stance occurs.
STANCES = (*[Stance.ASSERTS] * 12, *[Stance.DENIES] * 6, *Stance)
#: Stances that may carry a condition.
CONDITIONAL = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)

#: How many bytes a register and a body of knowledge are chosen by.
REGISTER_BYTES = 160
BODY_BYTES = 520
MOST_CLAIMS = 12

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
        lambda drawn: _build_register(Choices(drawn))
    )


def bodies(register: Register | None = None) -> st.SearchStrategy[Knowledge]:
    """Draw a register, unless one is given, and one to three bundles with two to twelve claims."""
    return (
        st.binary(min_size=BODY_BYTES, max_size=BODY_BYTES)
        .map(lambda drawn: build_body(drawn, register))
        .filter(lambda body: len(body.positions) >= 2)
    )


def build_body(drawn: bytes, register: Register | None = None) -> Knowledge:
    """Return the body of knowledge that some bytes choose, with a register of theirs unless one is given."""
    given = _build_register(Choices(drawn[:REGISTER_BYTES])) if register is None else register
    return _build_body(Choices(drawn[REGISTER_BYTES:]), given)


# Registers --------------------------------------------------------------------------------------------------


def _build_register(choices: Choices) -> Register:
    names = {section: every[: 2 + choices.below(len(every) - 1)] for section, every in NAMES.items()}
    entries: dict[str, Entry] = {}
    for section, chosen in names.items():
        for index, name in enumerate(chosen):
            kind = section == "kinds" and name != STATE
            entries[name] = Entry(
                name,
                section,
                label={"en": name.replace("-", " ")},
                type=choices.of(TYPES[section]) if section in TYPES else None,
                links=_choose_links(choices, section, names, index),
                functional=choices.of(FUNCTIONAL[name]) if kind else (),
                timeless=kind and choices.chance(1, 8),
            )
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
    return _well_formed(Register(entries, opponents, standpoints))


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
    section = choices.of((*["sources"] * 4, *["places"] * 5, *["things"] * 2, *LINKS))
    relation, other = choices.of(LINKS[section])
    if choices.chance(1, 4):
        relation, other = "distinct_from", section
    subject = choices.of(names[section])
    wholes = {whole for _, whole in entries[subject].links}
    others = [name for name in names[other] if name != subject]
    # What lies inside the same thing is the more easily contested.
    beside = [name for name in others if wholes & {whole for _, whole in entries[name].links}]
    object = choices.of(beside if beside and choices.chance(1, 2) else others)
    return Bridge(subject, relation, object, standpoint)


def _well_formed(register: Register) -> Register:
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


# Propositions -----------------------------------------------------------------------------------------------


class _Slots:
    """The values that propositions over a register may have, those that standpoints contest most often."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._bridges = register.bridges()
        contested = {
            name for s in register.standpoints.values() for b in s.holds for name in (b.subject, b.object)
        }

        def values(*sections: str) -> tuple[str, ...]:
            every = [name for section in sections for name in _section(register, section)]
            return (*every, *[name for name in every if name in contested for _ in range(4)])

        self.kinds = values("kinds")
        self.deeds = tuple(kind for kind in self.kinds if not _is_state(register, kind)) or self.kinds
        states = tuple(kind for kind in self.kinds if _is_state(register, kind))
        self.states = tuple(kind for kind in states if kind != STATE) or states
        self.populations = values("populations", "sources")
        self.nominal: dict[str, tuple[str, ...]] = {
            "agent": values("sources"),
            "target": values("sources", "places", "things"),
            "instrument": values("things"),
            "place": values("places"),
            "value": values("sources"),
            "event": ("clash", "raid"),
            "said_by": values("sources"),
        }
        self.contested = {slot for slot, names in self.nominal.items() if len(set(names)) < len(names)}

    def above(self, slot: str, value: str) -> tuple[str, ...]:
        """Return what a value lies inside, most often that which only standpoints place around it."""
        undisputed = self._reached(slot, value, [b for b in self._bridges if b.standpoint is None])
        every = self._reached(slot, value, self._bridges)
        return tuple(name for name in every for _ in range(1 if name in undisputed else 3))

    def _reached(self, slot: str, value: str, bridges: Sequence[Bridge]) -> list[str]:
        found = [value]
        for low in found:
            for bridge in bridges:
                if bridge.subject == low and bridge.relation in INSIDE[slot] and bridge.object not in found:
                    found.append(bridge.object)
        return found[1:]

    def beneath(self, slot: str, value: str) -> tuple[str, ...]:
        """Return what lies inside a value, most often that which only standpoints place there."""
        return tuple(name for name in self.register.entries for a in self.above(slot, name) if a == value)

    def beside(self, slot: str, value: str) -> tuple[str, ...]:
        """Return what lies inside something that a value lies inside too."""
        wholes = sorted(set(self.above(slot, value)))
        return tuple(name for whole in wholes for name in self.beneath(slot, whole) if name != value)

    def rivals(self, slot: str, value: str) -> tuple[str, ...]:
        """Return what somebody holds distinct from a value."""
        pairs = [(b.subject, b.object) for b in self._bridges if b.relation == "distinct_from"]
        return tuple(b if a == value else a for a, b in pairs if value in (a, b))

    def near(self, choices: Choices, slot: str, value: str) -> str:
        """Choose a value around another, inside it, beside it or held distinct from it."""
        ways = (self.above, self.beneath, self.beside, self.rivals, self.rivals)
        found = [names for names in (way(slot, value) for way in ways) if names]
        return choices.of(choices.of(found)) if found else value

    def choose(self, choices: Choices, slot: str) -> Any:
        """Choose a value for a slot, at times none."""
        if slot == "kind":
            return choices.of(self.kinds)
        if choices.chance(1, 5):
            return None
        if slot == "time":
            return _choose_interval(choices)
        if slot == "count":
            return self.choose_count(choices)
        return choices.of(self.nominal[slot])

    def choose_count(self, choices: Choices) -> Count:
        """Choose a count of a few."""
        low = choices.below(5)
        high = choices.of((low, None, low + 1, low + 3))
        population = None if choices.chance(1, 4) else choices.of(self.populations)
        measure = self.kinds[-1] if choices.chance(1, 6) else self.kinds[0]
        return Count(measure, low, high, population, choices.chance(1, 4))

    def draw(self, choices: Choices) -> Proposition:
        """Choose a deed, a state or a toll, each with the slots that belong to it."""
        slots = choices.of(SHAPES)
        kind = "control" if slots[-1] == "value" and choices.chance(3, 4) else self.choose(choices, "kind")
        return Proposition(kind, **{slot: self.choose(choices, slot) for slot in slots})

    def vary(self, choices: Choices, base: Proposition) -> Proposition:
        """Choose other values for up to two slots of a proposition, seldom for one more."""
        filled = [slot for slot in FILLABLE if base.slot(slot) is not None]
        filled += [slot for slot in filled if slot in self.contested for _ in range(3)]
        if base.value is not None:
            filled += ["value", "value"]
        if base.count is not None:
            filled += ["count", "count", "count"]
        changed = {slot: self.choose(choices, slot) for slot in choices.some(filled, most=2)}
        if choices.chance(1, 6):
            slot = choices.of(FILLABLE)
            changed[slot] = self.choose(choices, slot)
        if base.count is not None and changed.get("count") is not None:
            nominal = base.count if choices.chance(4, 5) else changed["count"]
            changed["count"] = replace(
                changed["count"], measure=nominal.measure, population=nominal.population
            )
        return replace(base, **changed)

    def narrow(self, choices: Choices, base: Proposition, fill: bool = True) -> Proposition:
        """Choose a proposition that somebody holds to lie inside another, filling slots if they may be."""
        changed: dict[str, Any] = {}
        for slot in choices.some([s for s in NARROWED if fill or base.slot(s) is not None], most=3):
            value = base.slot(slot)
            if slot == "time":
                changed[slot] = _choose_interval(choices) if value is None else _choose_within(choices, value)
            elif value is None:
                changed[slot] = choices.of(self.nominal[slot])
            else:
                changed[slot] = choices.of((*self.beneath(slot, value), value))
        return replace(base, **changed)

    def widen(self, choices: Choices, base: Proposition, drop: bool = True) -> Proposition:
        """Choose a proposition that somebody holds to contain another, dropping slots if they may be."""
        changed: dict[str, Any] = {}
        for slot in choices.some([s for s in NARROWED if base.slot(s) is not None], most=3):
            value = base.slot(slot)
            if drop and slot != "kind" and choices.chance(1, 3):
                changed[slot] = None
            elif slot == "time":
                changed[slot] = _choose_around(choices, value)
            else:
                changed[slot] = choices.of((*self.above(slot, value), value))
        return replace(base, **changed)


NARROWED = ("kind", "agent", "target", "place", "time", "instrument", "value")


def _choose_interval(choices: Choices) -> Interval:
    start = FIRST_DAY + timedelta(days=choices.below(5))
    end = start + timedelta(days=choices.of((0, 0, 1, 2)))
    match choices.below(8):
        case 6:
            return Interval(start, None)
        case 7:
            return Interval(None, end)
    return Interval(start, end)


def _choose_within(choices: Choices, time: Interval) -> Interval:
    """Choose an interval inside another."""
    day = time.start or time.end
    return time if choices.chance(1, 2) else Interval(day, day)


def _choose_around(choices: Choices, time: Interval) -> Interval:
    """Choose an interval around another."""
    before, after = timedelta(days=choices.below(2)), timedelta(days=choices.below(2))
    start = None if time.start is None else time.start - before
    end = None if time.end is None or choices.chance(1, 4) else time.end + after
    return Interval(start, end) if start or end else time


def _section(register: Register, section: str) -> list[str]:
    return [name for name, entry in register.entries.items() if entry.section == section]


def _is_state(register: Register, kind: str) -> bool:
    """Whether a kind stands under ``state`` by the register alone."""
    links = register.entries[kind].links
    return kind == STATE or any(
        _is_state(register, above) for relation, above in links if relation == "broader"
    )


# Scenes -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Draft:
    """What somebody says, before it is known where; without a source anybody may say it."""

    stance: Stance
    content: Proposition
    source: str | None = None
    presupposes: tuple[Proposition, ...] = ()
    condition: Proposition | None = None


Scene = Callable[[Choices, _Slots], list[_Draft]]


def _anything(choices: Choices, slots: _Slots) -> list[_Draft]:
    """Variants of one or two propositions, and every stance on them."""
    bases = [slots.draw(choices) for _ in range(1 + choices.below(2))]
    contents = [slots.vary(choices, choices.of(bases)) for _ in range(2 + choices.below(5))]
    return [_Draft(choices.of(STANCES), content) for content in contents]


def _report(choices: Choices, slots: _Slots) -> list[_Draft]:
    """A denial and what is asserted inside and around it."""
    base = slots.draw(choices)
    found = [_Draft(Stance.DENIES, slots.widen(choices, base)), _Draft(Stance.ASSERTS, base)]
    for _ in range(choices.below(3)):
        inside = choices.chance(2, 3)
        content = slots.narrow(choices, base, choices.chance(1, 2)) if inside else slots.widen(choices, base)
        found.append(_Draft(choices.of((Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES)), content))
    return found


def _state(choices: Choices, slots: _Slots) -> list[_Draft]:
    """Several accounts of one state of one thing, at times a source's earlier and later ones."""
    base = Proposition(
        choices.of(slots.states),
        target=choices.of(slots.nominal["target"]),
        value=choices.of(slots.nominal["value"]),
        time=_choose_interval(choices),
    )
    voice = choices.of((None, *_section(slots.register, "sources")[:1]))
    found = [_Draft(Stance.ASSERTS, base, voice)]
    for _ in range(1 + choices.below(3)):
        slots_changed = ("value", *choices.some(("agent", "place", "time"), most=1))
        changed = {slot: slots.choose(choices, slot) for slot in slots_changed}
        if base.value is not None and choices.chance(1, 2):
            changed["value"] = slots.near(choices, "value", base.value)
        found.append(_Draft(Stance.ASSERTS, replace(base, **changed), voice))
    return found


def _event(choices: Choices, slots: _Slots) -> list[_Draft]:
    """Several accounts of one event, some of which do not say which one they are of."""
    base = Proposition(
        choices.of(slots.deeds),
        agent=choices.of(slots.nominal["agent"]),
        target=choices.of(slots.nominal["target"]),
        instrument=slots.choose(choices, "instrument"),
        place=slots.choose(choices, "place"),
        time=_choose_interval(choices),
        event="clash",
    )
    found = [_Draft(Stance.ASSERTS, base)]
    for _ in range(2 + choices.below(3)):
        changed: dict[str, Any] = {}
        for slot in choices.some(("agent", "agent", "target", "instrument", "place", "time"), most=4):
            value = base.slot(slot)
            if slot == "time" or value is None or choices.chance(1, 3):
                changed[slot] = slots.choose(choices, slot)
            else:
                changed[slot] = slots.near(choices, slot, value)
        if choices.chance(1, 3):
            changed["kind"] = choices.of((*slots.above("kind", base.kind), base.kind))
        if choices.chance(2, 5):
            changed["event"] = choices.of((None, None, None, "raid"))
        found.append(_Draft(Stance.ASSERTS, replace(base, **changed)))
    return found


def _toll(choices: Choices, slots: _Slots) -> list[_Draft]:
    """A count and those of its parts, which may come to more, at times a source's earlier and later ones."""
    slot, whole, parts = choices.of((("time", "", ()), *_divided(slots)))
    population = whole if slot == "population" else choices.of((None, slots.populations[0]))

    def toll(p: Proposition, low: int, high: int | None, population: str | None) -> Proposition:
        return replace(p, count=Count(slots.kinds[0], low, high, population, choices.chance(1, 6)))

    base = Proposition(choices.of(slots.deeds), time=Interval(FIRST_DAY, FIRST_DAY + timedelta(days=4)))
    if slot in ("place", "target"):
        base = _put(base, slot, whole)
    voice = choices.of((None, *_section(slots.register, "sources")[:1]))
    contents = [toll(base, choices.below(2), 1 + choices.below(6), population)]
    first = choices.below(5)
    for number in range(first, first + 2 + choices.below(3)):
        low = 1 + choices.below(3)
        among, part = population, base
        if slot == "time":
            day = FIRST_DAY + timedelta(days=number % 5)
            part = replace(base, time=Interval(day, day))
        elif slot == "population":
            among = parts[number % len(parts)]
        else:
            part = _put(base, slot, parts[number % len(parts)])
        part = toll(part, low, choices.of((None, low, low + 2)), among)
        contents.append(slots.vary(choices, part) if choices.chance(1, 8) else part)
    for _ in range(choices.below(3)):
        rival = choices.of(contents)
        among = rival.count.population if rival.count is not None else None
        low = choices.below(6)
        contents.append(toll(rival, low, choices.of((low, low + 2, None)), among))
    return [_Draft(Stance.ASSERTS, content, voice) for content in contents]


def _divided(slots: _Slots) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what has parts, by slot, most often where a standpoint holds two of them apart."""
    found = []
    for slot in ("place", "target", "population"):
        wholes = slots.populations if slot == "population" else slots.nominal[slot]
        for whole in dict.fromkeys(wholes):
            parts = tuple(dict.fromkeys(slots.beneath(slot, whole)))
            if len(parts) > 1:
                found.append((slot, whole, parts))
            for standpoint in slots.register.standpoints.values():
                for b in standpoint.holds:
                    if b.relation == "distinct_from" and {b.subject, b.object} <= set(parts):
                        found += [(slot, whole, (b.subject, b.object))] * 4
    return found


def _put(p: Proposition, slot: str, value: str) -> Proposition:
    changed: dict[str, Any] = {slot: value}
    return replace(p, **changed)


def _aims(choices: Choices, slots: _Slots) -> list[_Draft]:
    """What is wanted and refused, what became of it, and what others make of it."""
    base = slots.draw(choices)
    condition = slots.vary(choices, base) if choices.chance(1, 3) else None
    found = []
    for _ in range(3 + choices.below(4)):
        stance = choices.of((*CONDITIONAL, Stance.ASSESSES, Stance.ASSERTS, Stance.DENIES, Stance.REFUSES))
        content = base
        if stance in (Stance.DENIES, Stance.REFUSES):
            content = slots.widen(choices, base) if choices.chance(2, 3) else base
        elif choices.chance(1, 2):
            content = slots.narrow(choices, base, fill=choices.chance(1, 3))
        found.append(_Draft(stance, content, condition=condition if stance in CONDITIONAL else None))
    return found


def _utterance(choices: Choices, slots: _Slots) -> list[_Draft]:
    """What somebody says, and that he or she said so or did not."""
    sources = _section(slots.register, "sources")
    speaker = choices.of(sources[:3])
    base = slots.draw(choices)
    spoken = choices.of((Stance.ASSERTS, *Stance))
    found = [_Draft(spoken, slots.narrow(choices, base), speaker)]
    for _ in range(1 + choices.below(4)):
        said_by = choices.of((speaker, *slots.above("said_by", speaker), choices.of(sources)))
        content = slots.widen(choices, base) if choices.chance(2, 3) else slots.vary(choices, base)
        content = replace(content, said_by=said_by)
        stance = choices.of((Stance.DENIES, Stance.ASSERTS, Stance.DENIES, Stance.ASSERTS, Stance.DEMANDS))
        if stance is Stance.DEMANDS:
            found.append(_Draft(stance, base, presupposes=(content,)))
        else:
            found.append(_Draft(stance, content))
    return found


def _premise(choices: Choices, slots: _Slots) -> list[_Draft]:
    """What is taken for granted in saying or asking something, and that it is not so."""
    base = slots.draw(choices)
    found = [_Draft(Stance.DENIES, base)]
    for _ in range(1 + choices.below(2)):
        granted = tuple(
            slots.narrow(choices, base) if choices.chance(3, 4) else slots.vary(choices, base)
            for _ in range(1 + choices.below(2))
        )
        stance = choices.of((Stance.ASSERTS, Stance.ASKS, *Stance))
        found.append(_Draft(stance, slots.vary(choices, base), presupposes=granted))
    return found


#: The simplest first; those whose rules need the most to come together are the most frequent.
SCENES: tuple[Scene, ...] = (
    _anything,
    *[_report] * 2,
    *[_state] * 2,
    *[_event] * 3,
    *[_toll] * 2,
    *[_aims] * 2,
    *[_utterance] * 2,
    _premise,
)


# Bodies of knowledge ----------------------------------------------------------------------------------------


def _build_body(choices: Choices, register: Register) -> Knowledge:
    sources = _section(register, "sources")
    slots = _Slots(register)
    said: list[_Draft] = []
    for _ in range(choices.of((1, 2, 3, 3))):
        said += choices.of(SCENES)(choices, slots)
    voices = [draft.source or choices.of(sources[:3]) for draft in said]
    for _ in range(choices.below(4)):
        again = choices.below(len(said))
        said.append(said[again])
        voices.append(voices[again] if choices.chance(2, 3) else choices.of(sources))
    articles = [f"article-{n}" for n in range(1 + choices.below(3))]
    published = [None if choices.chance(1, 4) else _choose_interval(choices) for _ in articles]
    drafts: list[list[Claim]] = [[] for _ in articles]
    for number, (draft, voice) in enumerate(list(zip(said, voices, strict=True))[:MOST_CLAIMS]):
        which = choices.below(len(articles))
        claim = _build_claim(choices, f"c{number}", draft, voice, sources)
        drafts[which].append(_timed(register, claim, published[which]))
    bundles = [
        _build_bundle(name, claims, when, sources[0])
        for name, claims, when in zip(articles, drafts, published, strict=True)
        if claims
    ]
    return Knowledge(register, tuple(bundles))


def _build_claim(choices: Choices, name: str, draft: _Draft, voice: str, sources: Sequence[str]) -> Claim:
    asks = draft.stance is Stance.ASKS
    return Claim(
        id=name,
        source=voice,
        stance=draft.stance,
        proposition=None if asks else draft.content,
        quotations=(),
        gloss={"en": f"Claim {name}"},
        via=choices.some(sources, most=2),
        certainty=choices.of(tuple(Certainty)),
        presupposes=draft.presupposes or ((draft.content,) if asks else ()),
        condition=draft.condition if draft.stance in CONDITIONAL and choices.chance(7, 8) else None,
        said=_choose_interval(choices) if choices.chance(3, 4) else None,
        direct=choices.chance(1, 2),
    )


def _timed(register: Register, claim: Claim, published: Interval | None) -> Claim:
    """Give asserted and presupposed states without a time that of the utterance, as a reader does."""

    def timed(p: Proposition) -> Proposition:
        undated = p.time is None and p.said_by is None and not register.entries[p.kind].timeless
        return replace(p, time=claim.said or published) if undated and _is_state(register, p.kind) else p

    content = claim.proposition
    if content is not None and claim.stance is Stance.ASSERTS:
        content = timed(content)
    presupposes = tuple(sorted({timed(p) for p in claim.presupposes}, key=lambda p: p.id))
    return replace(claim, proposition=content, presupposes=presupposes)


def _quote(text: str, exact: str) -> Quotation:
    start = text.index(exact)
    end = start + len(exact)
    return Quotation(exact, start, end, text[max(0, start - 8) : start], text[end : end + 8])


def _build_bundle(name: str, claims: Sequence[Claim], published: Interval | None, publisher: str) -> Bundle:
    text = "\n".join(f"گفت: «سخن {claim.id}». The words of {claim.id} end here." for claim in claims)
    article = Article(
        id=name,
        text=text,
        language="fa",
        publisher=publisher,
        published=published,
        published_basis="drawn at random" if published is not None else None,
    )
    quoted = (replace(claim, quotations=(_quote(text, f"«سخن {claim.id}»"),)) for claim in claims)
    return Bundle(article, tuple(quoted))

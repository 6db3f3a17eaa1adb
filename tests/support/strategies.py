"""Hypothesis strategies for bundles and bodies of knowledge, over registers that are drawn, too.

Values, days and numbers come from small ranges, and propositions are variants of one another, so that
boxes nest, cross and collide often. A body is made of a few *scenes*, each of claims that some rule may
relate: an event that several tell of, parts of a toll, words and deeds. Everything drawn is what a reader
would accept: registers are well formed, quotations are exact slices of their article, and an asserted or
presupposed state has the time of its utterance, and what a claim leaves to its event is filled in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kg.model import (
    INHERITED,
    INSIDE,
    SEVERAL,
    STATE,
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Number,
    Proposition,
    Quotation,
    Register,
    Stance,
    number_of,
    value_of,
)
from support.oracle_background import Background, compare_times, is_before
from support.registers import (
    FIRST_DAY,
    MEASURES,
    REGISTER_BYTES,
    Choices,
    build_register,
    choose_interval,
    choose_moment,
    is_state,
    section_of,
)

FILLABLE = ("kind", "agent", "target", "instrument", "place", "time", "count", "value", "event")


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
#: Stances that speak of everything inside their box.
UNIVERSAL = (Stance.DENIES, Stance.REFUSES, Stance.DOUBTS)
#: Stances that may carry a condition.
CONDITIONAL = (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)


BODY_BYTES = 680
MOST_CLAIMS = 8


def bodies(register: Register | None = None) -> st.SearchStrategy[Knowledge]:
    """Draw a register, unless one is given, and one to three bundles with two to eight claims."""
    return (
        st.binary(min_size=BODY_BYTES, max_size=BODY_BYTES)
        .map(lambda drawn: build_body(drawn, register))
        .filter(lambda body: len(body.positions) >= 2)
    )


def build_body(drawn: bytes, register: Register | None = None) -> Knowledge:
    """Return the body of knowledge that some bytes choose, with a register of theirs unless one is given."""
    choices = Choices(drawn[REGISTER_BYTES:])
    if register is not None:
        return _build_body(choices, register)
    body = _build_body(choices, build_register(Choices(drawn[:REGISTER_BYTES])))
    return _with_event_of_its_own(body) if choices.chance(1, 5) else body


def _with_event_of_its_own(body: Knowledge) -> Knowledge:
    """Declare an event for the first article alone, to which what this tells of the clash belongs."""
    first, *others = body.bundles
    entry = replace(body.register.entries["clash"], name=f"{first.id}/clash-here", links=(), article=first.id)

    def renamed(p: Proposition) -> Proposition:
        return replace(p, event=entry.name) if p.event == "clash" else p

    claims = tuple(
        replace(
            claim,
            proposition=claim.proposition and renamed(claim.proposition),
            presupposes=tuple(sorted(map(renamed, claim.presupposes), key=lambda p: p.id)),
            condition=claim.condition and renamed(claim.condition),
        )
        for claim in first.claims
    )
    register = replace(body.register, entries={**body.register.entries, entry.name: entry})
    return replace(body, register=register, bundles=(replace(first, claims=claims), *others))


class _Slots:
    """The values that propositions over a register may have, those that standpoints contest most often."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.background = Background(register)
        self._bridges = register.bridges()
        contested = {
            name for s in register.standpoints.values() for b in s.holds for name in (b.subject, b.object)
        }

        def values(*sections: str) -> tuple[str, ...]:
            every = [name for section in sections for name in section_of(register, section)]
            return (*every, *[name for name in every if name in contested for _ in range(4)])

        self.kinds = tuple(name for name in values("kinds") if name not in MEASURES)
        self.deeds = tuple(kind for kind in self.kinds if not is_state(register, kind)) or self.kinds
        states = tuple(kind for kind in self.kinds if is_state(register, kind))
        self.states = tuple(kind for kind in states if kind != STATE) or states
        self.populations = values("populations", "sources")
        self.nominal: dict[str, tuple[str, ...]] = {
            "agent": values("sources"),
            "target": values("sources", "places", "things"),
            "instrument": values("things"),
            "place": values("places"),
            "value": values("sources"),
            "event": ("clash", "clash", *section_of(register, "events")),
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
            return choose_interval(choices)
        if slot == "count":
            return self.choose_count(choices)
        return choices.of(self.nominal[slot])

    def choose_count(self, choices: Choices) -> Count:
        """Choose a count of a few."""
        population = None if choices.chance(1, 3) else choices.of(self.populations)
        measure = choices.of(("killed", "killed", "killed", *MEASURES))
        return choose_count(choices, self.register, measure, choices.below(5), population)

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
                changed[slot] = choose_interval(choices) if value is None else _choose_within(choices, value)
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


def choose_count(
    choices: Choices, register: Register, measure: str, low: Number, population: str | None
) -> Count:
    """Choose a count from a number on, in tenths where it has a unit."""
    if register.entries[measure].unit is not None and choices.chance(1, 2):
        low = number_of(low + Decimal(choices.below(10)) / 10)
    if choices.chance(1, 8) and register.entries[measure].unit is None:
        low = 0
    elif not low:
        # Nothing of what is measured is no count of nothing.
        low = 1
    high = choices.of((low, low, None if low else 0, low + 1, low + 3))
    return _dated(choices, register, Count(measure, low, high, population, choices.chance(1, 4)))


def _dated(choices: Choices, register: Register, count: Count) -> Count:
    """Choose when something that changes was counted, and whether that is final."""
    if register.entries[count.measure].changes is None:
        return count
    return replace(
        count,
        final=count.high is not None and choices.chance(1, 6),
        as_of=choose_moment(choices) if choices.chance(1, 3) else None,
    )


NARROWED = ("kind", "agent", "target", "place", "time", "instrument", "value")


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


@dataclass(frozen=True)
class _Draft:
    """What somebody says, before it is known where; without a source anybody may say it."""

    stance: Stance
    content: Proposition
    source: str | None = None
    presupposes: tuple[Proposition, ...] = ()
    condition: Proposition | None = None


OPINIONS = (Stance.ASSESSES, Stance.DOUBTS, Stance.PREDICTS)

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
        time=choose_interval(choices),
    )
    voice = choices.of((None, *section_of(slots.register, "sources")[:1]))
    found = [_Draft(Stance.ASSERTS, base, voice)]
    for _ in range(1 + choices.below(3)):
        slots_changed = ("value", *choices.some(("agent", "place", "time"), most=1))
        changed = {slot: slots.choose(choices, slot) for slot in slots_changed}
        if base.value is not None and choices.chance(1, 2):
            changed["value"] = slots.near(choices, "value", str(base.value))
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
        time=choose_interval(choices),
        event=choices.of(("clash", *slots.nominal["event"])),
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
            changed["kind"] = choices.of(
                (*slots.above("kind", base.kind), base.kind, choices.of(slots.deeds))
            )
        if choices.chance(2, 5):
            changed["event"] = choices.of((None, None, *slots.nominal["event"]))
        found.append(_Draft(Stance.ASSERTS, replace(base, **changed)))
    return found


def _toll(choices: Choices, slots: _Slots) -> list[_Draft]:
    """A count and those of its parts, which may come to more, at times a source's earlier and later ones."""
    slot, whole, parts = choices.of((("time", "", ()), *_divided(slots)))
    population = whole if slot == "population" else choices.of((None, slots.populations[0]))

    measure = choices.of(("killed", "killed", "casualties", "share"))

    def toll(p: Proposition, low: int, high: int | None, population: str | None) -> Proposition:
        count = Count(measure, low, high, population, choices.chance(1, 6))
        return replace(p, count=_dated(choices, slots.register, count))

    base = Proposition(choices.of(slots.deeds), time=Interval(FIRST_DAY, FIRST_DAY + timedelta(days=4)))
    if slot in ("place", "target"):
        base = _put(base, slot, whole)
    voice = choices.of((None, *section_of(slots.register, "sources")[:1]))
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
        low = 1 + choices.below(6)
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
        stance = choices.of((*CONDITIONAL, *OPINIONS, Stance.ASSERTS, Stance.DENIES, Stance.REFUSES))
        content = base
        if stance in UNIVERSAL:
            content = slots.widen(choices, base) if choices.chance(2, 3) else base
        elif choices.chance(1, 2):
            content = slots.narrow(choices, base, fill=choices.chance(1, 3))
        found.append(_Draft(stance, content, condition=condition if stance in CONDITIONAL else None))
    return found


def _only(choices: Choices, slots: _Slots) -> list[_Draft]:
    """That something was done to one alone, and to another."""
    slot = choices.of(("target", "place", "agent"))
    base = slots.draw(choices)
    base = _put(base, slot, base.slot(slot) or choices.of(slots.nominal[slot]))
    found = [_Draft(Stance.ASSERTS, replace(base, only=(slot,)))]
    for _ in range(1 + choices.below(3)):
        other = _put(slots.narrow(choices, base, fill=False), slot, choices.of(slots.nominal[slot]))
        found.append(_Draft(Stance.ASSERTS, other))
    return found


def _forecast(choices: Choices, slots: _Slots) -> list[_Draft]:
    """How many are expected, and how many it came to."""
    base = Proposition(choices.of(slots.deeds), event=choices.of(slots.nominal["event"]))
    measure, population = (
        choices.of(("killed", "share", "distance")),
        choices.of((None, slots.populations[0])),
    )
    found = []
    for stance in (Stance.PREDICTS, *[Stance.ASSERTS] * (1 + choices.below(3))):
        count = choose_count(choices, slots.register, measure, choices.below(4), population)
        found.append(_Draft(stance, replace(base, count=count)))
    return found


def _utterance(choices: Choices, slots: _Slots) -> list[_Draft]:
    """What somebody says, and that he or she said so or did not."""
    sources = section_of(slots.register, "sources")
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
    _only,
    _forecast,
    *[_utterance] * 2,
    _premise,
)


def _build_body(choices: Choices, register: Register) -> Knowledge:
    sources = section_of(register, "sources")
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
    published = [None if choices.chance(1, 4) else choose_interval(choices) for _ in articles]
    claims: dict[str, Claim] = {}
    when: dict[str, Interval | None] = {}
    for number, (draft, voice) in enumerate(list(zip(said, voices, strict=True))[:MOST_CLAIMS]):
        which = choices.below(len(articles))
        name = f"{articles[which]}/c{number}"
        claim = _build_claim(choices, f"c{number}", draft, voice, sources)
        when[name] = claim.said or published[which]
        if claims and choices.chance(1, 8):
            corrected = choices.of(sorted(claims))
            asked = claims[corrected].stance is Stance.ASKS
            if not asked and not _is_earlier(when[name], when[corrected]):
                claim = replace(claim, corrects=(corrected,))
        claims[name] = _accepted(choices, slots, claim, when[name])
    zones = [choices.of((None, None, "Asia/Baku")) for _ in articles]
    bundles = [
        _build_bundle(name, mine, time, sources[0], zone)
        for name, time, zone in zip(articles, published, zones, strict=True)
        if (mine := [claim for full, claim in claims.items() if full.startswith(f"{name}/")])
    ]
    return Knowledge(register, tuple(bundles))


def _is_earlier(one: Interval | None, other: Interval | None) -> bool:
    """Whether something may have been said before something else."""
    return one is not None and other is not None and not is_before(other, one)


def _build_claim(choices: Choices, name: str, draft: _Draft, voice: str, sources: Sequence[str]) -> Claim:
    asks = draft.stance is Stance.ASKS
    voices = sorted({voice, choices.of(sources)}) if choices.chance(1, 8) else [voice]
    return Claim(
        id=name,
        source=voices[0],
        stance=draft.stance,
        proposition=None if asks else draft.content,
        quotations=(),
        gloss={"en": f"Claim {name}"},
        via=choices.some(sources, most=2),
        certainty=choices.of((*Certainty, Certainty.UNSPECIFIED, Certainty.CERTAIN)),
        presupposes=draft.presupposes or ((draft.content,) if asks else ()),
        condition=draft.condition if draft.stance in CONDITIONAL and choices.chance(7, 8) else None,
        said=_choose_said(choices) if choices.chance(3, 4) else None,
        direct=choices.chance(1, 2),
        jointly=tuple(voices[1:]),
        condition_form=choices.of(("if", "if", "until", "unless"))
        if draft.condition is not None and draft.stance in CONDITIONAL
        else "if",
    )


def _choose_said(choices: Choices) -> Interval:
    return choose_moment(choices) if choices.chance(1, 3) else choose_interval(choices)


def _accepted(choices: Choices, slots: _Slots, claim: Claim, when: Interval | None) -> Claim:
    """Give a claim several values here and there, and everything that a reader fills in."""
    register, universal = slots.register, claim.stance in UNIVERSAL

    def finished(p: Proposition, universal: bool) -> Proposition:
        p = _countable(register, p)
        if universal and p.count is not None and p.count.high == 0:
            p = replace(p, count=None)
        if claim.stance is Stance.PREDICTS and p.count is not None:
            p = replace(p, count=replace(p.count, as_of=None))
        if choices.chance(1, 5):
            nobody = p.count is not None and p.count.high == 0
            p = _with_several(choices, slots, p, universal or nobody)
        if universal or claim.stance is not Stance.ASSERTS:
            p = replace(p, only=())
        return _inherited(slots.background, p, universal)

    content = claim.proposition and finished(claim.proposition, universal)
    presupposes = [finished(_at_least_one(p), False) for p in claim.presupposes]
    if claim.stance is Stance.ASSERTS and content is not None:
        content = _timed(register, content, when)
    granted = sorted({_timed(register, p, when) for p in presupposes}, key=lambda p: p.id)
    condition = claim.condition and finished(claim.condition, False)
    form = "if" if condition is None else claim.condition_form
    return replace(
        claim, proposition=content, presupposes=tuple(granted), condition=condition, condition_form=form
    )


def _countable(register: Register, p: Proposition) -> Proposition:
    """Leave out of a count what its measure has not: a time of its own, tenths."""
    if p.count is None:
        return p
    entry, count = register.entries[p.count.measure], p.count
    if entry.changes is None:
        count = replace(count, as_of=None, final=False)
    if entry.unit is None:
        count = replace(count, low=int(count.low), high=None if count.high is None else int(count.high))
    return replace(p, count=count)


def _at_least_one(p: Proposition) -> Proposition:
    """Return what can be taken for granted: that there was something, not that there was nothing."""
    none = p.count is not None and p.count.low == 0
    return replace(p, count=None) if none else p


def _with_several(choices: Choices, slots: _Slots, p: Proposition, universal: bool) -> Proposition:
    filled = [slot for slot in SEVERAL if p.slot(slot) is not None]
    if not filled:
        return p
    slot = choices.of(filled)
    value = p.slot(slot)
    others = [slots.near(choices, slot, value), choices.of(slots.nominal[slot])]
    sections = {slots.register.entries[name].section for name in slots.nominal[slot]}
    others = [name for name in others if slots.register.entries[name].section in sections]
    chosen = [value]
    for name in others[: 1 + choices.below(2)]:
        # Members that somebody places inside one another would say one thing twice.
        if not any(slots.background.contested(slot, name, other) for other in chosen):
            chosen.append(name)
    names = set(chosen)
    changed: dict[str, Any] = {slot: value_of(names, any_of=universal or choices.chance(1, 3))}
    return replace(p, **changed)


def _inherited(background: Background, p: Proposition, universal: bool) -> Proposition:
    """Fill in what the event gives, and drop what it excludes: of a denial the kind alone."""
    frame = None if p.event is None else background.register.entries[p.event].frame
    if frame is None:
        return p
    given = {slot: value for slot in INHERITED if (value := getattr(frame, slot)) is not None}
    changed: dict[str, Any] = {}
    for slot, value in given.items():
        own = p.slot(slot)
        if own is None:
            fits = universal
        elif slot == "time":
            fits = compare_times(own, value) is not Comparison.DISJOINT
        else:
            fits = background.compare_values(frozenset(), slot, own, value) in NESTED
        if not fits:
            changed[slot] = value
            if slot in p.only:
                changed["only"] = ()
    return replace(p, **changed)


NESTED = (Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER)


def _timed(register: Register, p: Proposition, when: Interval | None) -> Proposition:
    """Give an asserted or presupposed state without a time that of the utterance, as a reader does."""
    undated = p.time is None and p.said_by is None and not register.entries[p.kind].timeless
    return replace(p, time=when) if undated and is_state(register, p.kind) else p


def _quote(text: str, exact: str) -> Quotation:
    start = text.index(exact)
    end = start + len(exact)
    return Quotation(exact, start, end, text[max(0, start - 8) : start], text[end : end + 8])


def _build_bundle(
    name: str, claims: Sequence[Claim], published: Interval | None, publisher: str, zone: str | None
) -> Bundle:
    text = "\n".join(f"گفت: «سخن {claim.id}». The words of {claim.id} end here." for claim in claims)
    article = Article(
        id=name,
        text=text,
        language="fa",
        publisher=publisher,
        published=published,
        published_basis="drawn at random" if published is not None else None,
        title=f"The news of {name}" if zone is not None else None,
        timezone=zone,
    )
    quoted = (replace(claim, quotations=(_quote(text, f"«سخن {claim.id}»"),)) for claim in claims)
    return Bundle(article, tuple(quoted))

"""Hypothesis strategies for registers, standpoints, bundles and bodies of knowledge.

Values, days and numbers come from small ranges, and propositions are variants of one another, so that
boxes nest, cross and collide often. Everything drawn is what a reader would accept: registers are well
formed, quotations are exact slices of their article, and an asserted state has the time of its utterance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from typing import Any, TypeVar

from hypothesis import strategies as st
from oracle import check_register

from kg.model import (
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
    "kinds": (STATE, "control", "attack", "firing", "shelling"),
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
FUNCTIONAL = ((), ("value",), ("agent",), ("agent", "value"), ("place", "value"))
STANDPOINTS = ("east", "west", "centre")
FILLABLE = ("kind", "agent", "target", "instrument", "place", "time", "count", "value", "event")
FIRST_DAY = date(2020, 10, 1)

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
STANCES = (*[Stance.ASSERTS] * 16, *[Stance.DENIES] * 9, *Stance)

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
    return st.binary(min_size=160, max_size=160).map(lambda drawn: _build_register(Choices(drawn)))


def bodies(register: Register | None = None) -> st.SearchStrategy[Knowledge]:
    """Draw a register, unless one is given, and one to three bundles with two to eight positions."""

    def build(drawn: bytes) -> Knowledge:
        choices = Choices(drawn[160:])
        given = _build_register(Choices(drawn[:160])) if register is None else register
        return _build_body(choices, given)

    return st.binary(min_size=560, max_size=560).map(build).filter(lambda body: len(body.positions) >= 2)


def propositions(register: Register) -> st.SearchStrategy[Proposition]:
    """Draw a proposition of names of a register."""
    return st.binary(min_size=32, max_size=32).map(lambda drawn: _Slots(register).draw(Choices(drawn)))


# Registers --------------------------------------------------------------------------------------------------


def _build_register(choices: Choices) -> Register:
    names = {section: every[: 2 + choices.below(4)] for section, every in NAMES.items()}
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
                functional=choices.of(FUNCTIONAL[1:] if name == "control" else FUNCTIONAL) if kind else (),
                timeless=kind and choices.chance(1, 8),
            )
    pairs = [frozenset(pair) for pair in combinations(names["sources"], 2)]
    opponents = frozenset(choices.some(pairs, most=2))
    standpoints: dict[str, Standpoint] = {}
    for name in STANDPOINTS[: choices.of((0, 1, 2, 2, 3))]:
        holds = [_choose_contested(choices, name, names) for _ in range(1 + choices.below(3))]
        if standpoints and choices.chance(1, 2):
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
    found = set()
    for _ in range(choices.of((0, 0, 1, 1, 2))):
        relation, other = choices.of(LINKS[section])
        objects = names[other][:index] if other == section else names[other]
        if objects:
            found.add((relation, choices.of(objects)))
    return tuple(sorted(found))


def _choose_contested(choices: Choices, standpoint: str, names: Names) -> Bridge:
    section = choices.of((*["sources"] * 5, *LINKS))
    relation, other = choices.of(LINKS[section])
    if choices.chance(1, 4):
        relation, other = "distinct_from", section
    subject = choices.of(names[section])
    return Bridge(
        subject, relation, choices.of([name for name in names[other] if name != subject]), standpoint
    )


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
        contested = {
            name for s in register.standpoints.values() for b in s.holds for name in (b.subject, b.object)
        }

        def values(*sections: str) -> tuple[str, ...]:
            every = [name for section in sections for name in _section(register, section)]
            return (*every, *[name for name in every if name in contested for _ in range(4)])

        self.kinds = values("kinds")
        self.populations = values("populations", "sources")
        self.nominal: dict[str, tuple[str, ...]] = {
            "agent": values("sources"),
            "target": values("sources", "places", "things"),
            "instrument": values("things"),
            "place": values("places"),
            "value": values("sources"),
            "event": ("clash", "raid"),
        }
        self.contested = {slot for slot, names in self.nominal.items() if len(set(names)) < len(names)}

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


def _choose_interval(choices: Choices) -> Interval:
    start = FIRST_DAY + timedelta(days=choices.below(5))
    end = start + timedelta(days=choices.of((0, 0, 1, 2)))
    match choices.below(8):
        case 6:
            return Interval(start, None)
        case 7:
            return Interval(None, end)
    return Interval(start, end)


def _section(register: Register, section: str) -> list[str]:
    return [name for name, entry in register.entries.items() if entry.section == section]


def _is_state(register: Register, kind: str) -> bool:
    """Whether a kind stands under ``state`` by the register alone."""
    links = register.entries[kind].links
    return kind == STATE or any(
        _is_state(register, above) for relation, above in links if relation == "broader"
    )


# Bodies of knowledge ----------------------------------------------------------------------------------------


def _build_body(choices: Choices, register: Register) -> Knowledge:
    sources = _section(register, "sources")
    slots = _Slots(register)
    bases = [slots.draw(choices) for _ in range(1 + choices.below(2))]
    contents = [slots.vary(choices, choices.of(bases)) for _ in range(2 + choices.below(7))]
    articles = [f"article-{n}" for n in range(1 + choices.below(3))]
    published = [None if choices.chance(1, 4) else _choose_interval(choices) for _ in articles]
    drafts: list[list[Claim]] = [[] for _ in articles]
    stated: dict[tuple[Stance, Proposition | None], Stance] = {}
    for number in range(len(contents) + choices.below(5)):
        content = contents[number] if number < len(contents) else choices.of(contents)
        which = choices.below(len(articles))
        claim = _build_claim(choices, f"c{number}", content, sources)
        claim = _timed(register, claim, published[which])
        stated[claim.stance, claim.proposition] = claim.stance
        if sum(stance is not Stance.ASKS for stance in stated.values()) > 8:
            break
        drafts[which].append(claim)
    bundles = [
        _build_bundle(name, claims, when, sources[0])
        for name, claims, when in zip(articles, drafts, published, strict=True)
        if claims
    ]
    return Knowledge(register, tuple(bundles))


def _build_claim(choices: Choices, name: str, content: Proposition, sources: Sequence[str]) -> Claim:
    stance = choices.of(STANCES)
    # What is presupposed or a condition is always dated, so that no reader has a time to fill in.
    dated = replace(content, time=content.time or Interval(FIRST_DAY, FIRST_DAY))
    conditional = stance in (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS) and choices.chance(1, 2)
    return Claim(
        id=name,
        source=choices.of(sources[:3]),
        stance=stance,
        proposition=None if stance is Stance.ASKS else content,
        quotations=(),
        gloss={"en": f"Claim {name}"},
        via=choices.some(sources, most=2),
        certainty=choices.of(tuple(Certainty)),
        presupposes=(dated,) if stance is Stance.ASKS else (),
        condition=dated if conditional else None,
        said=_choose_interval(choices) if choices.chance(3, 4) else None,
        direct=choices.chance(1, 2),
    )


def _timed(register: Register, claim: Claim, published: Interval | None) -> Claim:
    """Give an asserted state without a time that of its utterance, as a reader does."""
    p = claim.proposition
    if p is None or p.time is not None or claim.stance is not Stance.ASSERTS:
        return claim
    if register.entries[p.kind].timeless or not _is_state(register, p.kind):
        return claim
    return replace(claim, proposition=replace(p, time=claim.said or published))


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

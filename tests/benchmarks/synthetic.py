"""A world at war with as many positions as one asks for, and with the skew of news.

It stands on nothing but a seed and a size, so that a measurement can be repeated anywhere. Countries and days
each grow with the square root of the size: what a position can be compared with, the reports of its own event
and of what else happened there and then, stays about the same, as it does in an archive that grows.

Few events are reported often, most once (Zipf), and so with sources and towns; the laws are cut off at fixed
ranks, because a law without an end makes the pairs grow faster than the positions. A slot of the gate (where,
when) that is missing is comparable with the whole world or with all of its history; few are, since
the annotator of an article without a date gives one. Only :meth:`random.Random.random` is drawn from: its
sequence is the same in every version of Python.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate
from math import sqrt
from random import Random
from typing import Generic, TypeVar

from kg.model import (
    STATE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
    Value,
    value_of,
)

T = TypeVar("T")

FIRST_DAY = date(2015, 1, 1).toordinal()
WORDS = "it is said that"
QUOTATIONS = (Quotation(WORDS, 0, len(WORDS)),)
LANGUAGE = "en"

#: Families of kinds, none inside another: from the widest kind to the narrowest, with the slots they fill.
FAMILIES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "attack": (
        ("agent", "target"),
        (
            "military-action > attack > firing > shelling",
            "military-action > attack > firing > missile-strike",
            "military-action > attack > air-raid > drone-strike",
            "military-action > attack > air-raid > bombing",
            "military-action > attack > ground-assault > raid",
            "military-action > attack > ground-assault > ambush",
        ),
    ),
    "movement": (
        ("agent", "place"),
        (
            "movement > advance > capture",
            "movement > deployment > reinforcement",
            "movement > withdrawal > retreat",
            "movement > advance > encirclement",
            "movement > deployment > rotation",
        ),
    ),
    "harm": (
        ("place", "count"),
        (
            "harm > killing > killing-in-shelling",
            "harm > wounding > wounding-in-shelling",
            "harm > displacement > evacuation",
            "harm > killing > execution",
        ),
    ),
    "aid": (
        ("agent", "place"),
        (
            "relief > delivery > food-delivery",
            "relief > obstruction > closure-of-a-road",
            "relief > delivery > medical-delivery",
        ),
    ),
    "diplomacy": (
        ("agent", "place"),
        (
            "diplomacy > talks > ceasefire-talks",
            "diplomacy > agreement > ceasefire",
            "diplomacy > talks > talks-on-prisoners",
        ),
    ),
    "unrest": (
        ("agent", "place"),
        (
            "unrest > protest > march",
            "unrest > crackdown > mass-arrest",
            "unrest > protest > strike",
        ),
    ),
    "control": (
        ("target", "value"),
        ("control > military-control", "control > civil-administration"),
    ),
    "whereabouts": (("target", "place"), ("whereabouts > site-of-a-monument",)),
}
#: How many of a hundred events are of a family.
SHARES = {
    "attack": 49,
    "movement": 15,
    "harm": 10,
    "aid": 6,
    "diplomacy": 6,
    "unrest": 4,
    "control": 9,
    "whereabouts": 1,
}
STATES = ("control", "whereabouts")
FUNCTIONAL = {"attack": ("agent",), "control": ("value",)}
TIMELESS = ("site-of-a-monument",)
#: What a count of a kind of harm counts.
MEASURES = {
    "killing": "killed",
    "wounding": "wounded",
    "displacement": "displaced",
}
INSTRUMENTS = {
    "firing": ("howitzer", "rocket-launcher", "missile"),
    "air-raid": ("drone", "aircraft"),
    "ground-assault": ("rifle", "tank"),
}
#: Names that stand in every register, with what they lie inside.
COMMON = {
    "kinds": "casualties, killed < casualties, wounded < casualties, displaced, seriously-wounded < wounded",
    "things": "weapon, artillery < weapon, howitzer < artillery, rocket-launcher < artillery, "
    "missile < weapon, rifle < weapon, aircraft < weapon, drone < aircraft, armour < weapon, tank < armour",
    "populations": "people, civilians < people, children < civilians, "
    "soldiers < people, conscripts < soldiers",
}
POPULATIONS = ("people", "civilians", "soldiers", "children", "conscripts")
#: Who holds which contested facts: two pairs who agree on nothing, and two more.
STANDPOINTS = {
    "east": ("west",),
    "west": ("east", "jurists"),
    "north": ("south",),
    "south": ("north", "jurists"),
    "jurists": ("west", "south"),
    "surveyors": (),
}
RIVALS = (("east", "west"), ("north", "south"))

#: Reports of one event, claims of one outlet, events of one town: the law, and the rank where it is cut off.
REPORTS = [1 / rank**1.75 for rank in range(1, 41)]
OUTLETS = [1 / rank for rank in range(1, 61)]


class Choice(Generic[T]):
    """Options with weights, drawn from by one number."""

    def __init__(self, options: Sequence[T], weights: Sequence[float] | None = None):
        self.options = options
        total = list(accumulate(weights or [1.0] * len(options)))
        self.ends = [end / total[-1] for end in total[:-1]]

    def __call__(self, drawn: float) -> T:
        """Return the option that a number from 0 up to but not including 1 falls on."""
        return self.options[bisect_right(self.ends, drawn)]


@dataclass
class Country:
    """A state with its land, its forces and those who speak for it."""

    name: str
    #: Every site with what it lies inside, the narrowest first.
    sites: list[tuple[str, ...]] = field(default_factory=list)
    units: list[tuple[str, ...]] = field(default_factory=list)
    voices: list[str] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    contested: tuple[str, ...] = ()
    #: When most of what happens there happens.
    war: tuple[int, int] = (0, 0)


class World:
    """A register under construction, and tables to draw from."""

    def __init__(self, size: int, seed: int):
        self.draw = Random(f"{seed}/{size}").random
        self.entries: dict[str, Entry] = {}
        self.holds: dict[str, list[Bridge]] = {name: [] for name in STANDPOINTS}
        self.days = max(30, round(3 * sqrt(size)))
        self._add_common()
        self.outlets = [self._add("sources", f"outlet-{n}", type="outlet") for n in range(len(OUTLETS))]
        self.countries = [self._add_country(n) for n in range(max(3, round(sqrt(size) / 10)))]
        for number, country in enumerate(self.countries):
            if number == 2 or number % 6 == 0:
                self._contest(number, country)

    def between(self, low: int, high: int) -> int:
        """Draw a whole number from ``low`` to ``high``, both included."""
        return low + int(self.draw() * (high - low + 1))

    def rival(self, number: int) -> Country:
        """Return the country that a country is at war with."""
        return self.countries[number ^ 1 if number ^ 1 < len(self.countries) else 0]

    def _add(self, section: str, name: str, *links: tuple[str, str], type: str | None = None) -> str:
        self.entries[name] = Entry(
            name,
            section,
            {LANGUAGE: name.replace("-", " ")},
            type,
            links,
            functional=FUNCTIONAL.get(name, ()) if section == "kinds" else (),
            timeless=name in TIMELESS,
        )
        return name

    def _add_common(self) -> None:
        self._add("kinds", STATE)
        for family, (_, lines) in FAMILIES.items():
            for line in lines:
                wider = STATE if family in STATES else None
                for kind in line.split(" > "):
                    self._add("kinds", kind, *([("broader", wider)] if wider else []))
                    wider = kind
        for section, line in COMMON.items():
            for part in line.split(", "):
                name, _, wider = part.partition(" < ")
                self._add(section, name, *([("broader", wider)] if wider else []))

    def _add_country(self, number: int) -> Country:
        name = f"land-{number}"
        country = Country(self._add("sources", name, type="state"))
        for region in range(self.between(3, 5)):
            self._add_region(country, f"{name}-region-{region}", deep=region % 3)
        forces = self._add("sources", f"{name}-forces", ("part_of", name), type="organization")
        for c in range(2):
            corps = self._add("sources", f"{name}-corps-{c}", ("part_of", forces), type="organization")
            for b in range(self.between(1, 3)):
                brigade = self._add(
                    "sources", f"{corps}-brigade-{b}", ("commanded_by", corps), type="organization"
                )
                country.units.append((brigade, corps, forces, name))
                for u in range(self.between(0, 2)):
                    unit = self._add(
                        "sources", f"{brigade}-battalion-{u}", ("commanded_by", brigade), type="organization"
                    )
                    country.units.append((unit, brigade, corps, forces, name))
        for ministry in ("defence", "foreign-affairs", "interior"):
            office = self._add("sources", f"{name}-{ministry}", ("part_of", name), type="organization")
            desk = self._add("sources", f"{office}-press-desk", ("part_of", office), type="organization")
            country.voices += [office, desk]
        country.voices.append(name)
        country.outlets = [
            self._add("sources", f"{name}-paper-{n}", type="outlet") for n in range(self.between(3, 8))
        ]
        start = int(self.draw() * self.days * 0.75)
        country.war = (start, start + max(1, self.days // 4))
        return country

    def _add_region(self, country: Country, region: str, deep: int) -> None:
        """Add a region with its towns; the deeper ones have districts, and quarters in the towns."""
        above: tuple[str, ...] = (self._add("places", region, ("within", country.name), type="region"),)
        above += (country.name,)
        for d in range(self.between(2, 4) if deep else 1):
            around = above
            if deep:
                district = self._add("places", f"{region}-district-{d}", ("within", region), type="district")
                around = (district, *above)
            for t in range(self.between(2, 6)):
                town = self._add("places", f"{around[0]}-town-{t}", ("within", around[0]), type="city")
                chain = (town, *around)
                if deep == 2 and t == 0:
                    quarter = self._add("places", f"{town}-quarter", ("within", town), type="area")
                    chain = (quarter, *chain)
                for s in range(self.between(1, 3)):
                    site = self._add("things", f"{town}-site-{s}", ("within", chain[0]))
                    country.sites.append((site, *chain))

    def _contest(self, number: int, country: Country) -> None:
        """Leave open in which state the first region lies, and whose forces the militia there are."""
        holder, other = RIVALS[number // 2 % len(RIVALS)]
        rival = self.rival(number)
        region = f"{country.name}-region-0"
        country.contested = (region, country.name, rival.name)
        self.entries[region] = replace(self.entries[region], links=())
        head = self._add("sources", f"{country.name}-militia-head", type="person")
        militia = self._add("sources", f"{country.name}-militia", ("commanded_by", head), type="organization")
        country.units += [(militia, head)] * 3
        country.voices.append(head)
        strip = self._add("places", f"{country.name}-border-strip", type="area")
        self.holds[holder] += [
            Bridge(region, "within", country.name, holder),
            Bridge(militia, "part_of", f"{rival.name}-forces", holder),
        ]
        self.holds[other] += [
            Bridge(region, "within", rival.name, other),
            Bridge(region, "distinct_from", country.name, other),
            Bridge(militia, "distinct_from", f"{rival.name}-forces", other),
        ]
        # Two things that may be granted without the rest.
        self.holds["jurists"].append(Bridge(head, "part_of", rival.name, "jurists"))
        self.holds["surveyors"].append(Bridge(strip, "within", f"{country.name}-region-1", "surveyors"))
        country.sites += [(strip, f"{country.name}-region-1", country.name)] * 2

    def register(self) -> Register:
        """Return the register that has been built."""
        held_by = {
            name: country.name
            for names, number in zip(RIVALS, (0, 2), strict=True)
            for name, country in zip(names, (self.countries[number], self.rival(number)), strict=True)
        }
        return Register(
            self.entries,
            frozenset(
                frozenset((country.name, self.rival(number).name))
                for number, country in enumerate(self.countries)
            ),
            {
                name: Standpoint(
                    name,
                    {LANGUAGE: name},
                    (held_by[name],) if name in held_by else (),
                    tuple(self.holds[name]),
                    excludes,
                )
                for name, excludes in STANDPOINTS.items()
            },
        )


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as far as anybody knows it."""

    name: str
    family: str
    kinds: tuple[str, ...]
    country: Country
    rival: Country
    #: The place with what it lies inside, and the unit that did it, the narrowest first.
    where: tuple[str, ...]
    unit: tuple[str, ...]
    first: int
    last: int
    number: int


class Reporter:
    """Events, and what is said of them; intervals and counts that are equal are one object."""

    def __init__(self, world: World):
        self.world = world
        self.intervals: dict[tuple[int | None, int | None], Interval] = {}
        self.counts: dict[tuple[str, int, int | None, str | None, bool], Count] = {}
        ranks = [1 / (1 + world.between(0, 9)) for _ in world.countries]
        self.country = Choice(range(len(world.countries)), ranks)
        self.sites = [
            Choice(shuffled(country.sites, world), [1 / rank for rank in range(1, len(country.sites) + 1)])
            for country in world.countries
        ]
        self.family = Choice(list(SHARES), list(SHARES.values()))
        self.kinds = {}
        for family, (_, lines) in FAMILIES.items():
            chains = [tuple(reversed(line.split(" > "))) for line in lines]
            self.kinds[family] = Choice(chains, [1 / rank for rank in range(1, len(chains) + 1)])
        self.reports = Choice(range(1, len(REPORTS) + 1), REPORTS)
        self.outlet = Choice(world.outlets, OUTLETS)
        self.stance = Choice(
            (Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.ASSESSES, Stance.ASKS),
            (3, 1, 1, 2, 3, 1),
        )
        #: How far up the place, the kind and the agent are named; of a denial each is wider.
        self.place_depth = Choice((0, 1, 2, 3, 9), (30, 45, 12, 8, 5))
        self.denied_place_depth = Choice((0, 1, 2, 3, 9), (15, 58, 12, 7, 8))
        self.kind_depth = Choice((0, 1, 2, 3), (50, 30, 18, 2))
        self.denied_kind_depth = Choice((0, 1, 2, 3), (30, 35, 32, 3))
        self.agent_depth = Choice((0, 1, 2, 9), (20, 20, 30, 30))

    def interval(self, first: int | None, last: int | None) -> Interval:
        """Return the days from one ordinal to another; ``None`` leaves an end open."""
        found = self.intervals.get((first, last))
        if found is None:
            start = None if first is None else date.fromordinal(FIRST_DAY + first)
            end = None if last is None else date.fromordinal(FIRST_DAY + last)
            found = self.intervals[first, last] = Interval(start, end)
        return found

    def event(self, number: int) -> Event:
        """Draw what happened: mostly where there is war, mostly on one to three days."""
        world, draw = self.world, self.world.draw
        chosen = self.country(draw())
        country, rival = world.countries[chosen], world.rival(chosen)
        family = self.family(draw())
        start, end = country.war if draw() < 0.6 else (0, world.days)
        first = start + int(draw() * (end - start))
        drawn = draw()
        lasts = 0 if drawn < 0.7 else 1 if drawn < 0.87 else 2 if drawn < 0.96 else world.between(3, 9)
        units = country.units if draw() < 0.4 else rival.units
        size = int(2 ** (draw() * 9))
        if family == "harm" and draw() < 0.04:
            # What a whole region or country suffered in a week or month.
            where = self.sites[chosen](draw())[-2:]
            lasts, size = (6 if draw() < 0.5 else 29), size * 6
        else:
            where = self.sites[chosen](draw())
        return Event(
            f"event-{number}",
            family,
            self.kinds[family](draw()),
            country,
            rival,
            where,
            units[int(draw() * len(units))],
            first,
            first + lasts,
            size,
        )

    def proposition(self, event: Event, denied: bool) -> Proposition:
        """Return what somebody says of an event."""
        draw = self.world.draw
        family, kinds, where, unit = event.family, event.kinds, event.where, event.unit
        slots = FAMILIES[family][0]
        depth = (self.denied_kind_depth if denied else self.kind_depth)(draw())
        kind = kinds[depth] if depth < len(kinds) else kinds[-1]
        depth = (self.denied_place_depth if denied else self.place_depth)(draw())
        if "target" not in slots:
            depth = depth or 1  # a site is a thing
        place: str | None = where[depth] if depth < len(where) else where[-1]
        if place == event.country.name and where[-2] in event.country.contested and draw() < 0.5:
            place = event.rival.name
        if draw() < 0.02 and len(where) > 3:  # another town, by mistake
            site = event.country.sites[int(draw() * len(event.country.sites))]
            place = site[1] if len(site) > 3 else place
        agent = target = instrument = value = None
        if "agent" in slots and draw() >= 0.04:
            if draw() < 0.05:  # the other side did it
                units = event.rival.units if unit[-1] == event.country.name else event.country.units
                unit = units[int(draw() * len(units))]
            depth = self.agent_depth(draw())
            agent = unit[depth] if depth < len(unit) else unit[-1]
        time = self.time(event, denied)
        # Somebody who says neither where nor when says nothing that could be compared.
        dated = time is not None and time.start is not None and time.end is not None
        located = not dated or draw() >= 0.0015
        if "target" in slots:
            target = place if located else None
            place = None
            if family == "whereabouts":
                target, place = where[0], target or event.country.name
        elif not located:
            place = None
        if "value" in slots and draw() >= 0.02:
            value = event.country.name if draw() < 0.6 else event.rival.name
        if family == "attack" and draw() < 0.12:
            weapons = INSTRUMENTS.get(kinds[1], ("weapon",))
            instrument = weapons[int(draw() * len(weapons))]
        count = self.count(event, kind) if "count" in slots and draw() >= 0.04 else None
        named = event.name if draw() < (0.02 if denied else 0.12) else None
        return Proposition(kind, agent, target, instrument, place, time, count, value, named)

    def time(self, event: Event, denied: bool) -> Interval | None:
        """Return when the event is said to have been."""
        draw, first, last = self.world.draw, event.first, event.last
        drawn = draw()
        if drawn < (0.7 if denied else 0.78):
            return self.interval(first, last)
        if drawn < 0.86:
            day = first + int(draw() * (last - first + 1))
            return self.interval(day, day)
        if drawn < 0.94:
            return self.interval(first - self.world.between(0, 1), last + self.world.between(0, 1))
        if drawn < 0.97:
            shift = 1 if draw() < 0.5 else -1
            return self.interval(first + shift, last + shift)
        if drawn < 0.99 or draw() > 0.08:
            week = first - first % 7
            return self.interval(week, max(week + 6, last))
        if draw() < 0.5:
            return None
        return self.interval(first, None) if draw() < 0.5 else self.interval(None, last)

    def count(self, event: Event, kind: str) -> Count:
        """Return how many there were, sometimes wrongly, vaguely or of a part of them."""
        draw, number = self.world.draw, event.number
        measure = next((MEASURES[k] for k in event.kinds if k in MEASURES), "casualties")
        if kind == event.kinds[-1] and draw() < 0.5:
            measure = "casualties"
        drawn = draw()
        index = 0 if drawn < 0.55 else 1 if drawn < 0.8 else 2 if drawn < 0.9 else 3 if drawn < 0.95 else 4
        population = POPULATIONS[index] if draw() >= 0.04 else None
        if index > 1:
            number = number // 3 + 1
        low: int = number
        high: int | None = number
        soft = False
        drawn = draw()
        if drawn < 0.2:
            low = high = max(0, number + int((draw() - 0.5) * (number / 2 + 3)))
        elif drawn < 0.4:
            low, high = number - int(draw() * (number / 5 + 2)), None
            soft = draw() < 0.3
        elif drawn < 0.5:
            low, high, soft = number * 9 // 10, number * 11 // 10 + 1, True
        low = max(0, low)
        key = measure, low, high, population, soft
        found = self.counts.get(key)
        if found is None:
            found = self.counts[key] = Count(measure, low, high, population, soft)
        return found

    def claims(self, event: Event, number: int) -> list[Claim]:
        """Return what is said of one event, where some say again what was said before."""
        draw = self.world.draw
        found: list[Claim] = []
        for _ in range(self.reports(draw())):
            drawn = draw()
            stance = Stance.ASSERTS
            if drawn < 0.145 and event.family != "whereabouts":
                stance = Stance.DENIES
            elif drawn > 0.95 and event.family not in STATES:
                stance = self.stance(draw())
            denied = stance in (Stance.DENIES, Stance.REFUSES)
            if found and draw() < 0.25:
                proposition = found[-1].proposition or found[-1].presupposes[0]
                stance = found[-1].stance
            else:
                proposition = self.proposition(event, denied)
            source = self.source(event, stance)
            if stance is Stance.DENIES and draw() < 0.02 and proposition.said_by is None:
                proposition = replace(proposition, said_by=source)
            via = (self.outlet(draw()),) if draw() < 0.2 else ()
            said = event.last + self.world.between(0, 2)
            asks = stance is Stance.ASKS
            presupposes: tuple[Proposition, ...] = (proposition,) if asks else ()
            condition = None
            if event.family == "attack" and stance is Stance.ASSERTS and draw() < 0.02:
                presupposes = (self.provocation(event),)
            elif stance in (Stance.DEMANDS, Stance.THREATENS, Stance.COMMITS) and draw() < 0.3:
                condition = self.provocation(event)
            found.append(
                Claim(
                    f"c{number + len(found)}",
                    source,
                    stance,
                    None if asks else proposition,
                    QUOTATIONS,
                    {},
                    via,
                    presupposes=presupposes,
                    condition=condition,
                    said=self.interval(said, said),
                )
            )
        return found

    def provocation(self, event: Event) -> Proposition:
        """Return the earlier attack by the other side that somebody answers, or says he answers."""
        side = event.country if event.unit[-1] != event.country.name else event.rival
        time = self.interval(event.first - 3, event.first)
        return Proposition("attack", agent=f"{side.name}-forces", target=event.where[-1], time=time)

    def source(self, event: Event, stance: Stance) -> str:
        """Return who says it: outlets say what they heard, ministries deny."""
        draw = self.world.draw
        drawn = draw()
        accused = event.country if event.unit[-1] == event.country.name else event.rival
        if stance is not Stance.ASSERTS or drawn > 0.9:
            return accused.voices[int(draw() * draw() * len(accused.voices))]
        if drawn < 0.45:
            return self.outlet(draw())
        side = event.country if drawn < 0.7 else event.rival
        names = side.outlets if draw() < 0.6 else side.voices
        return names[int(draw() * draw() * len(names))]


def shuffled(options: Sequence[T], world: World) -> list[T]:
    """Return options in another order."""
    order = sorted((world.draw(), number) for number in range(len(options)))
    return [options[number] for _, number in order]


def build_knowledge(positions: int, seed: int = 1) -> Knowledge:
    """Return a register and one bundle of claims that take just so many positions.

    >>> len(build_knowledge(50).positions)
    50
    """
    # Nothing that is built here is garbage before the end; looking for it would take most of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _build(positions, seed)
    finally:
        if collecting:
            gc.enable()


def _build(positions: int, seed: int) -> Knowledge:
    world = World(positions, seed)
    reporter = Reporter(world)
    seen: dict[tuple[Stance, Proposition], Proposition] = {}
    claims: list[Claim] = []
    events = 0
    while len(seen) < positions:
        events += 1
        for claim in reporter.claims(reporter.event(events), len(claims)):
            proposition = claim.proposition or claim.presupposes[0]
            key = claim.stance, proposition
            seen.setdefault(key, proposition)
            claims.append(claim)
            if len(seen) == positions:
                break
    article = Article(
        "synthetic",
        WORDS,
        LANGUAGE,
        world.outlets[0],
        reporter.interval(0, world.days),
        "made up",
    )
    register = world.register()
    named = {p.event for claim in claims for p in claim.propositions if p.event is not None}
    declared = {name: Entry(name, "events", {LANGUAGE: name}, frame=EventFrame()) for name in sorted(named)}
    register = replace(register, entries={**register.entries, **declared})
    return Knowledge(register, (Bundle(article, tuple(claims)),))


def change(knowledge: Knowledge, seed: int = 1) -> Knowledge:
    """Return a second world: the same claims, but counts grow, and some name several targets or agents.

    Of the counts that have an upper end a third are said to be of the whole. One target in five is a list of
    two, one agent in twenty one of two; what a claim does not assert names one of several.

    >>> changed = change(build_knowledge(200))
    >>> {entry.changes for entry in changed.register.entries.values()} == {None, "grows"}
    True
    """
    draw = Random(f"changing/{seed}").random
    measures = {p.count.measure for c in knowledge.claims.values() for p in c.propositions if p.count}
    entries = {
        name: replace(entry, changes="grows") if name in measures else entry
        for name, entry in knowledge.register.entries.items()
    }
    before: dict[str, str] = {}
    changed: dict[tuple[Proposition, bool], Proposition] = {}

    def several(slot: str, value: Value | None, share: float, any_of: bool) -> Value | None:
        if not isinstance(value, str):
            return value
        other, before[slot] = before.get(slot, value), value
        return value_of({value, other}, any_of) if draw() < share else value

    def changing(p: Proposition, asserted: bool) -> Proposition:
        if (p, asserted) not in changed:
            count = p.count and replace(p.count, final=p.count.high is not None and draw() < 1 / 3)
            target = several("target", p.target, 0.2, not asserted)
            agent = several("agent", p.agent, 0.05, True)
            changed[p, asserted] = replace(p, count=count, target=target, agent=agent)
        return changed[p, asserted]

    (bundle,) = knowledge.bundles
    claims = []
    for claim in bundle.claims:
        asserted = claim.stance is Stance.ASSERTS
        own = claim.proposition and changing(claim.proposition, asserted)
        implied = tuple(sorted((changing(p, True) for p in claim.presupposes), key=lambda p: p.id))
        claims.append(replace(claim, proposition=own, presupposes=implied))
    register = replace(knowledge.register, entries=entries)
    return replace(knowledge, register=register, bundles=(replace(bundle, claims=tuple(claims)),))

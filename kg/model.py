"""The nouns of the system: articles, claims, propositions, positions, standpoints, relations.

Everything here is plain, immutable data. RDF, YAML and SQL live in the modules that read and write them.
The words have the senses that CONTRIBUTING gives them: a *proposition* is neutral content
asserted by nobody, a *claim* is one source's stance on one proposition in one utterance, a *position*
is all claims with the same stance on the same proposition.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import product
from typing import Any

#: The base of every IRI the system mints.
BASE = "https://w3id.org/claim-kg/"


class Stance(StrEnum):
    """What a source does with a proposition."""

    ASSERTS = "asserts"
    DENIES = "denies"
    NEITHER = "neither-confirms-nor-denies"
    PREDICTS = "predicts"
    DEMANDS = "demands"
    REFUSES = "refuses"
    COMMITS = "commits"
    THREATENS = "threatens"
    ASSESSES = "assesses"
    DOUBTS = "doubts"
    ASKS = "asks"


class Certainty(StrEnum):
    """How sure the source presents itself, apart from its stance."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"
    HEARSAY = "hearsay"


class Rating(StrEnum):
    """What a fact-checker makes of a claim; only ``true`` and ``false`` say whether it is so."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNPROVEN = "unproven"

    @property
    def truth(self) -> bool | None:
        """Whether the claim is so, ``None`` where the rating does not say."""
        return {Rating.TRUE: True, Rating.FALSE: False}.get(self)


class Comparison(StrEnum):
    """How a slot of one proposition stands to the same slot of another, read from first to second."""

    EQUAL = "equal"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPS = "overlaps"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"

    @property
    def converse(self) -> Comparison:
        """The same comparison, read from the second value to the first."""
        return _CONVERSE.get(self, self)


_CONVERSE = {Comparison.NARROWER: Comparison.BROADER, Comparison.BROADER: Comparison.NARROWER}


class RelationType(StrEnum):
    """What the system finds between positions."""

    CONTRADICTS = "contradicts"
    TENSION = "tension"
    OPPOSES = "opposes"
    CORROBORATES = "corroborates"
    REFINES = "refines"
    SUPERSEDES = "supersedes"
    UPDATES = "updates"
    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    FULFILS = "fulfils"
    BREACHES = "breaches"


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


#: What people may call a partner, an article, a claim, an entry, a standpoint or an event.
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
#: What the producer of a bundle is called who does not say who they are.
UNNAMED = "unnamed"


#: The largest number that can be counted, and the most characters of a label and of any other text that is
#: said of something; articles are longer. They hold for what people write as for what comes as RDF.
MAX_COUNT = 10**12
MAX_LABEL_LENGTH, MAX_TEXT_LENGTH = 1_000, 20_000

#: What a partner is called among its own names; no name that people write begins so.
SELF = "_self"


def qualify(partner: str, name: str) -> str:
    """Return a partner's name as it stands beside ours, which never hold a colon.

    >>> qualify("desk", "ganja")
    'desk:ganja'
    """
    return f"{partner}:{name}"


def partner_of(name: str) -> str | None:
    """Return the partner whose name it is, or ``None`` for ours."""
    partner, colon, _ = name.partition(":")
    return partner if colon else None


def as_theirs(name: str) -> str:
    """Return a name, an article's or a claim's identifier as its owner writes it.

    >>> as_theirs("desk:karabakh-2020-10-04/m1"), as_theirs("karabakh-2020-10-04/m1")
    ('karabakh-2020-10-04/m1', 'karabakh-2020-10-04/m1')
    """
    return name.partition(":")[2] or name


def short_name(claim_id: str) -> str:
    """Return the end of a ``bundle/claim`` identifier, and whose claim it is where it is not ours.

    >>> short_name("karabakh-2020-10-04/m1"), short_name("desk:karabakh-2020-10-04/m1")
    ('m1', 'desk:m1')
    """
    article, _, claim = claim_id.rpartition("/")
    partner = partner_of(article)
    return claim if partner is None else qualify(partner, claim)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(value: Any) -> str:
    """Return 32 hexadecimal digits of the SHA-256 of ``value`` as canonical JSON."""
    text = _encode(value)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def is_clock(end: date | None) -> bool:
    """Return whether an end of an interval is a clock time, which always has a zone, and not a day."""
    return isinstance(end, datetime)


def day_of(end: date) -> date:
    """Return the day of an end of an interval: of a clock time the date in its own zone."""
    return end.date() if isinstance(end, datetime) else end


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days or of clock times with their zones; an end that is ``None`` is open.

    Two clock times are compared as instants, two days as days, and a clock time and a day by the date of the
    clock time in its own zone, of which the day begins before it and ends after it.

    >>> Interval(date(2020, 10, 4), date(2020, 10, 4)).as_json()
    '2020-10-04'
    """

    start: date | None = None
    end: date | None = None

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same: one instant in two zones is not."""
        if not isinstance(other, Interval):
            return NotImplemented
        return (self.start, self.end, *self._zones()) == (other.start, other.end, *other._zones())

    def _zones(self) -> tuple[Any, ...]:
        ends = (self.start, self.end)
        return tuple(end.utcoffset() if isinstance(end, datetime) else None for end in ends)

    def as_json(self) -> str | dict[str, str]:
        """Return the form people write: a day or a clock time, or ``{from, to}``."""
        if self.start is not None and self.start == self.end and is_clock(self.start) == is_clock(self.end):
            return self.start.isoformat()
        ends = {"from": self.start, "to": self.end}
        return {name: day.isoformat() for name, day in ends.items() if day is not None}

    def meets(self, other: Interval) -> bool:
        """Return whether they have a day or an instant in common."""
        return not self.precedes(other) and not other.precedes(self)

    def precedes(self, other: Interval) -> bool:
        """Return whether all of it lies before all of ``other``."""
        if self.end is None or other.start is None:
            return False
        if is_clock(self.end) and is_clock(other.start):
            return self.end < other.start
        return day_of(self.end) < day_of(other.start)

    def includes(self, other: Interval) -> bool:
        """Return whether all of ``other`` lies in it."""
        return _begins(self.start, other.start) and _ends(other.end, self.end)


def _begins(one: date | None, other: date | None) -> bool:
    """Return whether what starts with ``one`` starts no later than what starts with ``other``."""
    if one is None or other is None:
        return one is None
    if is_clock(one) is is_clock(other):
        return one <= other
    days = day_of(one), day_of(other)
    return days[0] < days[1] or (days[0] == days[1] and not is_clock(one))


def _ends(one: date | None, other: date | None) -> bool:
    """Return whether what ends with ``one`` ends no later than what ends with ``other``."""
    if one is None or other is None:
        return other is None
    if is_clock(one) is is_clock(other):
        return one <= other
    days = day_of(one), day_of(other)
    return days[0] < days[1] or (days[0] == days[1] and not is_clock(other))


@dataclass(frozen=True, slots=True)
class Several:
    """Several values of one slot: all of them together, or ``any_of`` them and it is not said which.

    ``names`` are two or more, different, and in alphabetical order.
    """

    names: tuple[str, ...]
    any_of: bool = False

    def as_json(self) -> list[str] | dict[str, list[str]]:
        """Return the form people write: a list, or ``{any_of: list}``."""
        return {"any_of": list(self.names)} if self.any_of else list(self.names)


#: What a slot of :data:`SEVERAL` holds.
Value = str | Several


def value_of(names: Iterable[str], any_of: bool = False) -> Value:
    """Return a slot's value from one name or several.

    >>> value_of(["b", "a", "b"]), value_of(["a"])
    (Several(names=('a', 'b'), any_of=False), 'a')
    """
    found = tuple(sorted(set(names)))
    return found[0] if len(found) == 1 else Several(found, any_of)


def names_of(value: Value | None) -> tuple[str, ...]:
    """Return the names that a slot's value holds.

    >>> names_of(None), names_of("a"), names_of(Several(("a", "b")))
    ((), ('a',), ('a', 'b'))
    """
    return () if value is None else (value,) if isinstance(value, str) else value.names


#: A number that counts or measures; whole ones are ``int``, so that equal numbers are written alike.
Number = int | Decimal
#: The most digits after the point.
MAX_DECIMALS = 6


def number_of(value: Number | float | str) -> Number:
    """Return a number as :class:`Count` keeps it.

    >>> number_of("52.970"), number_of(Decimal("3.0"))
    (Decimal('52.97'), 3)
    """
    found = Decimal(str(value))
    return int(found) if found == found.to_integral_value() else found.normalize()


def _json_number(value: Number) -> int | float | str:
    """Return a number as JSON has it; one of more digits than a float keeps as text."""
    if isinstance(value, int):
        return value
    return float(value) if Decimal(repr(float(value))) == value else str(value)


@dataclass(frozen=True, slots=True)
class Count:
    """How many: ``[low, high]`` of what ``measure`` counts among ``population``; ``high`` may be open.

    Of a measure that changes, ``as_of`` is when it was counted, where that is not when it was said, and
    ``final`` says that it is of the whole, not of what was known so far.
    """

    measure: str
    low: Number
    high: Number | None = None
    population: str | None = None
    soft: bool = False
    final: bool = False
    as_of: Interval | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form people write, ``{measure, of, min, max, soft, final, as_of}``."""
        found: dict[str, Any] = {"measure": self.measure}
        if self.population is not None:
            found["of"] = self.population
        found["min"] = _json_number(self.low)
        if self.high is not None:
            found["max"] = _json_number(self.high)
        if self.soft:
            found["soft"] = True
        if self.final:
            found["final"] = True
        if self.as_of is not None:
            found["as_of"] = self.as_of.as_json()
        return found


@dataclass(frozen=True)
class Proposition:
    """A neutral frame of slots, asserted by nobody; every slot but ``kind`` may be missing.

    With ``said_by`` it is about an utterance: that somebody said that the other slots are so. ``only`` names
    the slots of which nothing but the value given is meant. What a claim leaves to the event that it names is
    filled in here.
    """

    kind: str
    agent: Value | None = None
    target: Value | None = None
    instrument: Value | None = None
    place: Value | None = None
    time: Interval | None = None
    count: Count | None = None
    value: Value | None = None
    event: str | None = None
    said_by: str | None = None
    only: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the slots that are filled, in the form people write them."""
        found = {name: value for name in FRAME if (value := getattr(self, name)) is not None}
        for name, value in found.items():
            if not isinstance(value, str):
                found[name] = value.as_json()
        if self.only:
            found["only"] = list(self.only)
        return found

    @cached_property
    def id(self) -> str:
        """The hash of the slots: two claims with the same slots share one proposition."""
        return digest(self.as_json())

    def slot(self, name: str) -> Any:
        """Return the value of one of :data:`SLOTS`, ``None`` where it is missing."""
        if name == "measure":
            return self.count and self.count.measure
        if name == "population":
            return self.count and self.count.population
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim span of an article; ``start`` and ``end`` are code points, half-open."""

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A text somebody published, kept verbatim and identified by the SHA-256 of its UTF-8 bytes.

    A text that may not be passed on is ``None`` with those it is withheld from; ``hash`` is its SHA-256 then.
    ``url`` is where it was published, ``licence`` the IRI of the licence of the text, and ``shareable``
    says whether that allows to pass the text on. ``timezone`` is the name of the zone of clock times that are
    written without one.
    """

    id: str
    text: str | None
    language: str
    publisher: str
    published: Interval | None = None
    published_basis: str | None = None
    url: str | None = None
    licence: str | None = None
    shareable: bool = False
    hash: str | None = None
    title: str | None = None
    timezone: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text's UTF-8 bytes, in hexadecimal, also where the text is withheld."""
        if self.text is None:
            return self.hash or ""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def without_text(self) -> Article:
        """Return the article as those see it from whom its text is withheld."""
        return replace(self, text=None, hash=self.sha256)


@dataclass(frozen=True, slots=True)
class Claim:
    """One source, or several who speak jointly, one stance, one proposition, one utterance.

    ``jointly`` are those who say it together with ``source``, which is the first of them by name.
    ``corrects`` are ``bundle/claim`` identifiers of the claims that this one takes back or replaces.
    ``condition`` is what has to be the case for a demand, commitment or threat, or with a ``condition_form``
    of ``until`` or ``unless`` what ends or lifts it.
    ``via`` is the report chain from the article outward; the source itself stands at its end.
    ``direct`` says that the article marks the words as the speaker's own (they stand in quotation marks).
    ``presupposes`` is kept in the order of the propositions' identifiers. ``bases`` gives, per identifier
    of a proposition, why the annotator gave it its time, and under ``said`` the same for the utterance.
    """

    id: str
    source: str
    stance: Stance
    proposition: Proposition | None
    quotations: tuple[Quotation, ...]
    gloss: Mapping[str, str] = field(default_factory=dict)
    via: tuple[str, ...] = ()
    certainty: Certainty = Certainty.UNSPECIFIED
    cue: Quotation | None = None
    presupposes: tuple[Proposition, ...] = ()
    condition: Proposition | None = None
    said: Interval | None = None
    direct: bool = False
    bases: Mapping[str, str] = field(default_factory=dict)
    jointly: tuple[str, ...] = ()
    corrects: tuple[str, ...] = ()
    condition_form: str = "if"

    @property
    def sources(self) -> tuple[str, ...]:
        """Everybody who says it: together they are one voice."""
        return (self.source, *self.jointly)

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        """Every proposition the claim speaks of: its own, what it presupposes, its condition."""
        found = (self.proposition, *self.presupposes, self.condition)
        return tuple(p for p in found if p is not None)

    @property
    def order(self) -> tuple[int, str]:
        """Where the claim stands in its bundle: by its first words, then by its identifier."""
        return min((quotation.start for quotation in self.quotations), default=0), self.id


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact-checker's judgement of a claim, which is a ``bundle/claim`` identifier.

    ``stated`` is the rating in the reviewer's own words, where these are others than ours. ``partner`` is who
    sent the verdict, ``None`` for our own. From one that nobody ``accepted`` nothing follows.
    """

    claim: str
    rating: Rating
    explanation: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    reviewer: str = ""
    date: date | None = None
    stated: str | None = None
    url: str | None = None
    partner: str | None = None
    accepted: bool = field(default=True, compare=False)

    def as_json(self) -> dict[str, Any]:
        """Return what is filled, by name."""
        found: dict[str, Any] = {"claim": self.claim, "rating": self.rating.value}
        if self.explanation:
            found["explanation"] = dict(self.explanation)
        if self.evidence:
            found["evidence"] = list(self.evidence)
        found["reviewer"] = self.reviewer
        if self.date is not None:
            found["date"] = self.date.isoformat()
        rest = {"stated": self.stated, "url": self.url, "partner": self.partner}
        return {**found, **{name: value for name, value in rest.items() if value is not None}}

    @property
    def id(self) -> str:
        """The hash of all that the verdict says."""
        return digest(self.as_json())

    @property
    def order(self) -> tuple[str, str, str]:
        """Where the verdict stands among others: by claim, then by date."""
        return self.claim, self.date.isoformat() if self.date else "", self.id


@dataclass(frozen=True, slots=True)
class Bundle:
    """One article with its claims: the unit of authoring, validation, hashing and exchange.

    The claims stand in the order of :attr:`Claim.order`.
    """

    article: Article
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The article's identifier."""
        return self.article.id


@dataclass(frozen=True, slots=True)
class Bridge:
    """One background fact; ``standpoint`` is ``None`` where it stands, undisputed, in the register."""

    subject: str
    relation: str
    object: str
    standpoint: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """Return the four parts by name."""
        return {
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "standpoint": self.standpoint,
        }


@dataclass(frozen=True, slots=True)
class EventFrame:
    """What is declared once of an event, and holds for the claims that name it where they leave it out."""

    kind: str | None = None
    target: Value | None = None
    place: Value | None = None
    time: Interval | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the register: a source, place, thing, population, kind or event.

    ``links`` are its undisputed background facts as ``(relation, object)``. ``functional`` names the
    slots of a kind that have one value; ``timeless`` kinds hold whenever they hold at all. A kind that is
    counted may change, as ``grows`` or ``varies`` say, be a ``ratio`` and have a ``unit``. ``phrase`` gives,
    per language, how a kind is told of, with slots in braces. ``unidentified`` marks a description: it may be
    the same as any other entry. ``frame`` is what is declared of an event; ``article`` names the article for
    which alone it was declared. Degrees north and east, and the name of a zone, may be given of a place.
    """

    name: str
    section: str
    label: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None
    links: tuple[tuple[str, str], ...] = ()
    same_as: tuple[str, ...] = ()
    functional: tuple[str, ...] = ()
    timeless: bool = False
    changes: str | None = None
    ratio: bool = False
    unit: str | None = None
    phrase: Mapping[str, str] = field(default_factory=dict)
    unidentified: bool = False
    frame: EventFrame | None = None
    article: str | None = None
    lat: float | None = None
    lon: float | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Standpoint:
    """A named set of contested bridges and who holds them."""

    name: str
    label: Mapping[str, str] = field(default_factory=dict)
    held_by: tuple[str, ...] = ()
    holds: tuple[Bridge, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Shared background: undisputed entries, who opposes whom, and the contested standpoints.

    ``adopted`` are the partners' names that a person took in as new ones.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    opponents: frozenset[frozenset[str]] = frozenset()
    standpoints: Mapping[str, Standpoint] = field(default_factory=dict)
    adopted: frozenset[str] = field(default=frozenset(), compare=False)

    def voice(self, source: str) -> str:
        """Return whose voice a source is: all those of a partner's that nobody accepted are the partner's.

        >>> Register().voice("reuters"), Register().voice("desk:witness-7")
        ('reuters', 'desk:_self')
        """
        partner = partner_of(source)
        return source if partner is None or source in self.adopted else qualify(partner, SELF)

    def is_nobody(self, count: Count | None) -> bool:
        """Return whether a count is of nobody: what denies that there is anybody.

        A share or a measurement of zero does not, nor does a number that varies: who is missing may be found.
        """
        if count is None or count.high != 0:
            return False
        entry = self.entries.get(count.measure)
        measured = entry is not None and (entry.unit is not None or entry.ratio)
        return not measured and self.changes(count.measure) != "varies"

    def changes(self, measure: str) -> str | None:
        """Return how a measure changes, as it says itself or else the nearest measure that includes it."""
        near = [measure]
        seen = set(near)
        while near:
            entries = [self.entries[name] for name in near if name in self.entries]
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.changes is not None:
                    return entry.changes
            near = [o for entry in entries for r, o in entry.links if r == "broader" and o not in seen]
            seen.update(near)
        return None

    def bridges(self) -> list[Bridge]:
        """Return every background fact, those of the register first, in a fixed order."""
        found = [
            Bridge(entry.name, relation, object)
            for entry in sorted(self.entries.values(), key=lambda e: e.name)
            for relation, object in sorted(entry.links)
        ]
        for name in sorted(self.standpoints):
            found.extend(
                sorted(self.standpoints[name].holds, key=lambda b: (b.subject, b.relation, b.object))
            )
        return found

    def excluded(self) -> frozenset[frozenset[str]]:
        """Return the pairs of standpoints that nobody holds together.

        Those that are declared, and those of which one holds distinct what the other holds to be the same or
        to lie one inside the other, by the register's own facts, too.
        """
        declared = (
            frozenset((name, other))
            for name, standpoint in self.standpoints.items()
            for other in standpoint.excludes
        )
        apart: dict[frozenset[str], set[str]] = {}
        for name, standpoint in self.standpoints.items():
            for bridge in standpoint.holds:
                if bridge.relation == "distinct_from":
                    apart.setdefault(frozenset((bridge.subject, bridge.object)), set()).add(name)
        opposite = {
            frozenset((name, other))
            for name, standpoint in (self.standpoints.items() if apart else ())
            for bridge in standpoint.holds
            if bridge.relation != "distinct_from"
            for pair in product(self._wholes(bridge.subject), self._wholes(bridge.object))
            for other in apart.get(frozenset(pair), ())
            if other != name
        }
        return frozenset((*declared, *opposite))

    def _wholes(self, name: str) -> set[str]:
        """Return a name and all that it undisputedly lies inside, in whatever slot."""
        found, left = {name}, [name]
        while left:
            entry = self.entries.get(left.pop())
            links = entry.links if entry is not None else ()
            wider = {object for relation, object in links if relation != "distinct_from"} - found
            found |= wider
            left += wider
        return found


@dataclass(frozen=True)
class Position:
    """All claims that take one stance on one proposition; ``claims`` are ``bundle/claim`` identifiers."""

    stance: Stance
    proposition: Proposition
    claims: tuple[str, ...] = field(default=(), compare=False)

    @cached_property
    def id(self) -> str:
        """The hash of stance and proposition."""
        return digest([self.stance.value, self.proposition.as_json()])

    def as_json(self) -> dict[str, Any]:
        """Return the position as ``kg relations --format json`` gives it."""
        return {
            "id": self.id,
            "stance": self.stance.value,
            "proposition": self.proposition.as_json(),
            "claims": list(self.claims),
        }


#: A set of standpoints under which something holds.
View = frozenset[str]


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice in a relation: who speaks, and the claims in which it takes the position and has not left it.

    ``sources`` are several where they speak jointly. ``claims`` are ``bundle/claim`` identifiers, in order.
    """

    sources: tuple[str, ...]
    claims: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the voice as ``kg relations --format json`` gives it; those who speak jointly as a list."""
        origin = self.sources[0] if len(self.sources) == 1 else list(self.sources)
        return {"origin": origin, "claims": list(self.claims)}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two voices between which a relation holds, and what is to be said of these two."""

    first: Voice
    second: Voice
    modifiers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the pair as ``kg relations --format json`` gives it."""
        found = {"first": self.first.as_json(), "second": self.second.as_json()}
        return {**found, "modifiers": list(self.modifiers)}


def sorted_views(views: Iterable[View]) -> tuple[View, ...]:
    """Return ``views`` smallest first, then by name: the order in which they are shown."""
    return tuple(sorted(set(views), key=lambda view: (len(view), sorted(view))))


@dataclass(frozen=True)
class Relation:
    """What a rule found between positions, with everything it rests on.

    ``slots`` reads from the first position to the second and lists the slots that either of them
    fills and that the rule looks at. ``holds_if`` are the minimal sets of standpoints under which the
    relation holds (the empty set: unconditionally); ``unless`` those under which it ceases to, because
    they settle a slot that it leaves unknown. ``common`` is the box that two positions share where they
    corroborate in part. ``implied`` is compared in place of the first position's own proposition: what it
    presupposes, or that its source said it. A relation of more than two positions is between the first
    and all the others taken together. ``pairs`` are the pairs of voices between which a relation of two
    positions holds; ``modifiers`` are those of any pair, and what holds of the relation as a whole. Of the
    type ``supersedes`` it is between the claims of its pairs alone. ``conflict`` may name, beside slots,
    ``as_of``: when two counts were taken.
    """

    relation: RelationType
    rule: str
    version: str
    positions: tuple[Position, ...]
    slots: Mapping[str, Comparison]
    conflict: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    holds_if: tuple[View, ...] = (frozenset(),)
    unless: tuple[View, ...] = ()
    modifiers: tuple[str, ...] = ()
    common: Proposition | None = None
    implied: Proposition | None = None
    pairs: tuple[Pair, ...] = ()

    @cached_property
    def id(self) -> str:
        """The hash of rule, version, relation, positions, slot vector, conflict and what is implied."""
        identity: list[Any] = [
            self.rule,
            self.version,
            self.relation.value,
            [position.id for position in self.positions],
            {slot: comparison.value for slot, comparison in self.slots.items()},
            list(self.conflict),
            "hedged" in self.modifiers and self.relation is RelationType.TENSION,
        ]
        return digest(identity if self.implied is None else [*identity, self.implied.as_json()])

    @property
    def dropped(self) -> tuple[str, ...]:
        """The slots that had to be dropped to reach the common box."""
        common = self.common
        return () if common is None else tuple(slot for slot in self.slots if common.slot(slot) is None)

    @property
    def input_hash(self) -> str:
        """The hash of all that the relation rests on: its identity, bridges, views and claims."""
        return digest(
            [
                self.id,
                [bridge.as_json() for bridge in self.bridges],
                [sorted(view) for view in self.holds_if],
                [sorted(view) for view in self.unless],
                [list(position.claims) for position in self.positions],
                [pair.as_json() for pair in self.pairs],
            ]
        )

    @property
    def unconditional(self) -> bool:
        """Whether the relation holds whatever standpoint one takes."""
        return frozenset() in self.holds_if and not self.unless

    def holds_for(self, standpoints: Iterable[str]) -> bool:
        """Return whether the relation holds for somebody who holds exactly ``standpoints``."""
        return holds(frozenset(standpoints), self.holds_if, self.unless)


def holds(view: View, holds_if: Iterable[View], unless: Iterable[View]) -> bool:
    """Return whether what needs some views, and ceases under others, holds for ``view``."""
    return any(needed <= view for needed in holds_if) and not any(settling <= view for settling in unless)


@dataclass(frozen=True, slots=True)
class Repeat:
    """One voice heard again: of two claims of one position with one origin the later repeats the earlier.

    Both are ``bundle/claim`` identifiers.
    """

    later: str
    earlier: str
    origin: str

    def as_json(self) -> dict[str, str]:
        """Return the three parts by name."""
        return {"later": self.later, "earlier": self.earlier, "origin": self.origin}


@dataclass(frozen=True, slots=True)
class Location:
    """Where an author wrote something: a file and a line, or a row of a table and the name of its column.

    Both are counted from 1.

    >>> str(Location("claims.yaml", 7)), str(Location("sheet.csv", 7, "stance"))
    ('claims.yaml:7', "sheet.csv:row 7, column 'stance'")
    """

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        if self.column is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:row {self.line}, column {self.column!r}"


@dataclass(frozen=True)
class Knowledge:
    """A register and the bundles that use it, with where each name and claim was written.

    ``locations`` is keyed by register name, standpoint name or ``bundle/claim`` identifier.
    ``verdicts`` stand in the order of :attr:`Verdict.order`.
    """

    register: Register
    bundles: tuple[Bundle, ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict, compare=False)
    verdicts: tuple[Verdict, ...] = ()

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its ``bundle/claim`` identifier, in the order of bundles and of their files."""
        return {f"{bundle.id}/{claim.id}": claim for bundle in self.bundles for claim in bundle.claims}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its identifier."""
        return {bundle.id: bundle.article for bundle in self.bundles}

    def bundle(self, name: str) -> Bundle:
        """Return one article, by its identifier, with its claims in order."""
        claims = tuple(self.claims[claim] for claim in self.claims if claim.rpartition("/")[0] == name)
        return Bundle(self.articles[name], claims)

    def article_of(self, claim_id: str) -> Article:
        """Return the article a ``bundle/claim`` identifier belongs to."""
        return self.articles[claim_id.rpartition("/")[0]]

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, by identifier; a question takes one on each proposition it presupposes."""
        found: dict[tuple[Stance, Proposition], list[str]] = {}
        for name, claim in self.claims.items():
            asked = claim.presupposes if claim.stance is Stance.ASKS else ()
            for proposition in (claim.proposition,) if claim.proposition is not None else asked:
                found.setdefault((claim.stance, proposition), []).append(name)
        positions = (Position(stance, p, tuple(sorted(names))) for (stance, p), names in found.items())
        return tuple(sorted(positions, key=lambda position: position.id))

    def said(self, claim_id: str) -> Interval | None:
        """Return when a claim was said: its own time, at best the article's published interval."""
        return self.claims[claim_id].said or self.article_of(claim_id).published

    def as_of(self, claim_id: str) -> Interval | None:
        """Return when what a claim counts was counted: as it says, else when it was said."""
        proposition = self.claims[claim_id].proposition
        count = None if proposition is None else proposition.count
        return (count.as_of if count is not None else None) or self.said(claim_id)

    def label(self, name: str, language: str = "en") -> str:
        """Return the label of a register name or standpoint, in another language or as the name at worst."""
        entry = self.register.entries.get(name) or self.register.standpoints.get(name)
        labels = entry.label if entry is not None else {}
        return labels.get(language) or labels.get("en") or (labels[min(labels)] if labels else name)

"""What was said: articles, claims with their stances and propositions, and verdicts on them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from kg.model.names import digest
from kg.model.slots import FRAME
from kg.model.values import Count, Interval, Value


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


@dataclass(frozen=True)
class Proposition:
    """A neutral frame of slots that nobody asserts; every slot but ``kind`` may be missing.

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

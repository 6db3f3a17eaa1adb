"""Articles, claims with their stances and propositions, and verdicts on claims."""

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
    """The stance of a source on a proposition."""

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
    """How sure the source says it is; this is independent of its stance."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"
    HEARSAY = "hearsay"


class Rating(StrEnum):
    """A fact-checker's rating of a claim; only ``true`` and ``false`` decide whether it is true."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNPROVEN = "unproven"

    @property
    def truth(self) -> bool | None:
        """Whether the claim is true, ``None`` if the rating does not decide that."""
        return {Rating.TRUE: True, Rating.FALSE: False}.get(self)


@dataclass(frozen=True)
class Proposition:
    """A neutral frame of slots that nobody asserts; every slot but ``kind`` may be missing.

    With ``said_by`` it is about an utterance: this source said that the other slots are so. ``only`` names
    the slots for which the given value is the only one. Slots that a claim leaves to its event are filled in.
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
        """Return the filled slots in the form that people write."""
        filled = {name: value for name in FRAME if (value := getattr(self, name)) is not None}
        for name, value in filled.items():
            if not isinstance(value, str):
                filled[name] = value.as_json()
        if self.only:
            filled["only"] = list(self.only)
        return filled

    @cached_property
    def id(self) -> str:
        """The hash of the slots; two claims with the same slots share one proposition."""
        return digest(self.as_json())

    def slot(self, name: str) -> Any:
        """Return the value of one of :data:`SLOTS`, ``None`` if it is missing."""
        if name == "measure":
            return self.count and self.count.measure
        if name == "population":
            return self.count and self.count.population
        return getattr(self, name)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A verbatim span of an article; ``start`` and ``end`` are offsets in code points, half-open."""

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A published text, kept verbatim and identified by the SHA-256 of its UTF-8 bytes.

    ``text`` is ``None`` if it is withheld because it may not be passed on; ``hash`` is then its SHA-256.
    ``url`` is where it was published, ``licence`` the IRI of its licence, and ``shareable`` says whether the
    licence allows passing the text on. ``timezone`` is the zone of clock times that are written without one.
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
        """The SHA-256 of the text's UTF-8 bytes in hexadecimal, also if the text is withheld."""
        if self.text is None:
            return self.hash or ""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def without_text(self) -> Article:
        """Return a copy of the article without its text, for readers who may not have it."""
        return replace(self, text=None, hash=self.sha256)


@dataclass(frozen=True, slots=True)
class Claim:
    """One source, or several who speak jointly, one stance, one proposition, one utterance.

    ``jointly`` are the sources who say it together with ``source``, the first of all of them by name.
    ``corrects`` are ``bundle/claim`` identifiers of the claims that this one withdraws or replaces.
    ``condition`` is what must be true for a demand, commitment or threat; if ``condition_form`` is ``until``
    or ``unless``, it is what ends or lifts it.
    ``via`` is the report chain from the article outward; it ends at the source.
    ``direct`` says that the article marks the words as the speaker's own, by quotation marks.
    ``presupposes`` is sorted by the propositions' identifiers. ``bases`` says, by the identifier of a
    proposition, why the annotator gave it its time, and under ``said`` the same for the utterance.
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
        """All sources of the claim; together they are one voice."""
        return (self.source, *self.jointly)

    @property
    def propositions(self) -> tuple[Proposition, ...]:
        """All propositions of the claim: its own, those it presupposes, its condition."""
        candidates = (self.proposition, *self.presupposes, self.condition)
        return tuple(p for p in candidates if p is not None)

    @property
    def order(self) -> tuple[int, str]:
        """The sort key of the claim in its bundle: its first words, then its identifier."""
        return min((quotation.start for quotation in self.quotations), default=0), self.id


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact-checker's judgement of a claim, given by its ``bundle/claim`` identifier.

    ``stated`` is the rating in the reviewer's own words, if they differ from ours. ``partner`` is who sent
    the verdict, ``None`` for our own. Nothing follows from a verdict that is not ``accepted``.
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
        """Return the filled fields by name."""
        filled: dict[str, Any] = {"claim": self.claim, "rating": self.rating.value}
        if self.explanation:
            filled["explanation"] = dict(self.explanation)
        if self.evidence:
            filled["evidence"] = list(self.evidence)
        filled["reviewer"] = self.reviewer
        if self.date is not None:
            filled["date"] = self.date.isoformat()
        rest = {"stated": self.stated, "url": self.url, "partner": self.partner}
        return {**filled, **{name: value for name, value in rest.items() if value is not None}}

    @property
    def id(self) -> str:
        """The hash of the content of the verdict."""
        return digest(self.as_json())

    @property
    def order(self) -> tuple[str, str, str]:
        """The sort key of the verdict: its claim, then its date."""
        return self.claim, self.date.isoformat() if self.date else "", self.id


@dataclass(frozen=True, slots=True)
class Bundle:
    """One article with its claims: the unit of authoring, validation, hashing and exchange.

    The claims are in the order of :attr:`Claim.order`.
    """

    article: Article
    claims: tuple[Claim, ...]

    @property
    def id(self) -> str:
        """The article's identifier."""
        return self.article.id

"""The data of reviews."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kg.errors import Problem
from kg.model import Rating, digest
from kg.rdf.vocabulary import CV

#: The context of everything that is written here.
CONTEXT = "https://schema.org"
RATING_PROPERTY = str(CV.rating)
SCALE: Mapping[Rating, int] = {
    Rating.FALSE: 1,
    Rating.MOSTLY_FALSE: 2,
    Rating.MIXED: 3,
    Rating.MOSTLY_TRUE: 4,
    Rating.TRUE: 5,
}
UNDETERMINED = "und"


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes verdicts."""

    name: str
    url: str | None = None

    def as_json(self) -> dict[str, str]:
        """Return the publisher as a schema.org organisation."""
        return {"@type": "Organization", "name": self.name, **({"url": self.url} if self.url else {})}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim that somebody reviewed, as the review describes it; see :class:`PartnerReview`."""

    claim: str | None = None
    reviewed: str | None = None
    text: str | None = None
    source: str | None = None
    said_by: str | None = None
    said_on: date | None = None
    appearances: tuple[str, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether the review says which claim it is."""
        return self.claim is not None or self.reviewed is not None or self.text is not None


@dataclass(frozen=True, slots=True)
class PartnerReview:
    """A review as somebody published it.

    ``original`` is its JSON, unchanged; ``surroundings`` is the JSON of what the document adds: its context
    and the nodes that the review refers to. ``claim`` is the IRI of the claim, ``reviewed`` the claim in the
    reviewer's words, ``text`` the words of the claim itself. ``source`` is who made the claim, if the review
    names one source; ``said_by`` has all that it names. ``stated``, ``value``, ``best`` and ``worst`` are the
    reviewer's own rating, and ``rating`` is its meaning, if known. ``further`` are the other claims of a
    review of several.
    """

    original: str
    surroundings: str | None = None
    iri: str | None = None
    url: str | None = None
    reviewer: str = ""
    reviewer_url: str | None = None
    said_on: date | None = None
    date: date | None = None
    claim: str | None = None
    reviewed: str | None = None
    text: str | None = None
    source: str | None = None
    said_by: str | None = None
    appearances: tuple[str, ...] = ()
    rating: Rating | None = None
    stated: str | None = None
    value: str | None = None
    best: str | None = None
    worst: str | None = None
    explanation: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    further: tuple[Reviewed, ...] = ()

    @property
    def id(self) -> str:
        """The hash of the unchanged review."""
        return digest([self.original, self.surroundings])

    @property
    def about(self) -> tuple[Reviewed, ...]:
        """Every claim that is reviewed."""
        first = Reviewed(**{name: getattr(self, name) for name in Reviewed.__dataclass_fields__})
        return first, *self.further

    def as_json(self) -> dict[str, Any]:
        """Return what could be read, by name, and the original."""
        fields = filled(self)
        if self.further:
            fields["further"] = [filled(claim) for claim in self.further]
        fields["rating"] = self.rating.value if self.rating else None
        fields["original"] = json.loads(self.original)
        if self.surroundings is not None:
            fields["surroundings"] = json.loads(self.surroundings)
        if self.explanation:
            fields["explanation"] = dict(self.explanation)
        return fields


def filled(told: PartnerReview | Reviewed) -> dict[str, Any]:
    """Return the fields that are not empty, as JSON values."""
    fields: dict[str, Any] = {}
    for name in told.__dataclass_fields__:
        value = getattr(told, name)
        if isinstance(value, date):
            value = value.isoformat()
        if value not in (None, (), {}, ""):
            fields[name] = list(value) if isinstance(value, tuple) else value
    return fields


@dataclass(frozen=True, slots=True)
class Feed:
    """The reviews of a document in its order, and the problems of those that could not be used."""

    reviews: tuple[PartnerReview, ...]
    skipped: tuple[Problem, ...] = ()

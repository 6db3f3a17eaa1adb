"""The files people write, as pydantic models: register files, ``claims.yaml`` and ``verdicts.yaml``.

The models say what is well-formed by itself; names are resolved when everything is read together.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

import pyoxigraph
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from kg.authoring.document import shorten
from kg.characters import BAD_IRI, CONTROL, number
from kg.model import MAX_COUNT, MAX_LABEL_LENGTH, MAX_TEXT_LENGTH, Count, Interval

Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*$", max_length=100)]
#: A claim, with its article where it would not be clear whose it is.
ClaimName = Annotated[
    str,
    StringConstraints(
        pattern=r"^(([a-z0-9][a-z0-9._-]*:)?[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*$", max_length=302
    ),
]


def _plain(text: str) -> str:
    found = CONTROL.search(text)
    if found is not None:
        raise PydanticCustomError(
            "control_character", "holds the control character {number}", {"number": number(found[0])}
        )
    return text


# Checked here as what reads them later does, so that nothing is written that cannot be read again.
Text = Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT_LENGTH), AfterValidator(_plain)]


def _language(tag: str) -> str:
    try:
        return str(pyoxigraph.Literal("", language=tag).language)
    except ValueError as error:
        raise PydanticCustomError(
            "bad_language", "not a language tag: {tag} ({why})", {"tag": repr(tag), "why": str(error)}
        ) from None


def _readable(value: Any) -> Any:
    found = BAD_IRI.search(value) if isinstance(value, str) else None
    if found is not None:
        raise PydanticCustomError(
            "bad_iri",
            "not an address: {text} holds {number}, which none may hold",
            {"text": shorten(value), "number": number(found[0])},
        )
    return value


def _iri(text: str) -> str:
    try:
        return pyoxigraph.NamedNode(text).value
    except ValueError as error:
        raise PydanticCustomError(
            "bad_iri", "not an address: {text} ({why})", {"text": shorten(text), "why": str(error)}
        ) from None


LanguageTag = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35),
    AfterValidator(str.lower),
    AfterValidator(_language),
]
Labels = dict[LanguageTag, Text]
Label = Annotated[Text, StringConstraints(max_length=MAX_LABEL_LENGTH)]
Iri = Annotated[
    str,
    StringConstraints(pattern=r"^https?://[^\s<>\"{}|\\^`\x00-\x20]+$", max_length=2000),
    BeforeValidator(_readable, json_schema_input_type=str),
    AfterValidator(_iri),
]

SlotName = Literal["agent", "target", "instrument", "place", "count", "value", "event"]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Names = Annotated[
    list[Name],
    BeforeValidator(_listed, json_schema_input_type=Name | list[Name]),
]


class Written(BaseModel):
    """What every part of a file people write has in common: no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _Shorthand(Written):
    """A part that may be written as a single scalar instead of a mapping."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": cls.scalar_types()}, dict(schema)]}

    @classmethod
    def scalar_types(cls) -> list[str]:
        """Return the JSON types of the short form."""
        return ["string"]


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _day(last: bool) -> Callable[[Any], date | None]:
    """Return a reader of ``2020``, ``2020-10`` or ``2020-10-04`` as its first or last day."""

    def read(value: Any) -> date | None:
        if value is None:
            return None
        found = _DATE.fullmatch(str(value)) if isinstance(value, int | str) else None
        try:
            if found is None or isinstance(value, bool):
                raise ValueError
            year, month, day = (int(part) if part else None for part in found.groups())
            assert year is not None
            if month is None:
                return date(year, 12, 31) if last else date(year, 1, 1)
            if day is None:
                return date(year, month, monthrange(year, month)[1] if last else 1)
            return date(year, month, day)
        except ValueError:
            raise PydanticCustomError(
                "bad_date",
                "not a date: {value}; write 2020-10-04, 2020-10 or 2020",
                {"value": shorten(value)},
            ) from None

    return read


_DAY_SCHEMA = str | int


class TimeEntry(_Shorthand):
    """A day, month or year, or ``{from, to, basis}`` with either end left open."""

    start: Annotated[date | None, BeforeValidator(_day(False), json_schema_input_type=_DAY_SCHEMA)] = Field(
        None, alias="from"
    )
    end: Annotated[date | None, BeforeValidator(_day(True), json_schema_input_type=_DAY_SCHEMA)] = Field(
        None, alias="to"
    )
    basis: Text | None = None

    @classmethod
    def scalar_types(cls) -> list[str]:
        """Return the JSON types of the short form."""
        return ["string", "integer"]

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"from": value, "to": value}

    @model_validator(mode="after")
    def _ordered(self) -> TimeEntry:
        if self.start is None and self.end is None:
            raise PydanticCustomError("bad_time", "a time needs 'from' or 'to'")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise PydanticCustomError(
                "bad_time",
                "'from' ({start}) is after 'to' ({end})",
                {"start": str(self.start), "end": str(self.end)},
            )
        return self

    @property
    def interval(self) -> Interval:
        """The interval of days."""
        return Interval(self.start, self.end)


class CountEntry(Written):
    """How many: ``min`` and ``max``, or ``about`` (a tenth around it, at least one, vague)."""

    measure: Name
    of: Name | None = None
    min: Annotated[int, Field(ge=0, le=MAX_COUNT)] | None = None
    max: Annotated[int, Field(ge=0, le=MAX_COUNT)] | None = None
    about: Annotated[int, Field(ge=0, le=MAX_COUNT)] | None = None
    soft: bool = False

    @model_validator(mode="after")
    def _sensible(self) -> CountEntry:
        if self.about is None and self.min is None and self.max is None:
            raise PydanticCustomError("bad_count", "a count needs 'min', 'max' or 'about'")
        if self.about is not None and (self.min is not None or self.max is not None):
            raise PydanticCustomError("bad_count", "'about' does not go with 'min' or 'max'")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise PydanticCustomError(
                "bad_count",
                "'min' ({low}) is greater than 'max' ({high})",
                {"low": self.min, "high": self.max},
            )
        return self

    @property
    def count(self) -> Count:
        """The count as an interval of integers; ``about: n`` reaches at least from n - 1 to n + 1."""
        if self.about is not None:
            low = max(0, min(-(-self.about * 9 // 10), self.about - 1))
            high = max(self.about * 11 // 10, self.about + 1)
            return Count(self.measure, low, high, self.of, True)
        return Count(self.measure, self.min or 0, self.max, self.of, self.soft)


class PropositionEntry(Written):
    """A frame of slots; every slot but ``kind`` may be left out.

    ``said_by`` makes it about an utterance: that this source said that the other slots are so.
    """

    kind: Name
    agent: Name | None = None
    target: Name | None = None
    instrument: Name | None = None
    place: Name | None = None
    time: TimeEntry | None = None
    count: CountEntry | None = None
    value: Name | None = None
    event: Name | None = None
    said_by: Name | None = None


class QuoteEntry(_Shorthand):
    """Words of the article, with ``occurrence`` (from 1) where they stand in it more than once."""

    text: Text
    occurrence: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"text": value}


Quotes = Annotated[
    list[QuoteEntry],
    Field(min_length=1),
    BeforeValidator(_listed, json_schema_input_type=QuoteEntry | list[QuoteEntry]),
]

StanceName = Literal[
    "asserts",
    "denies",
    "neither-confirms-nor-denies",
    "demands",
    "refuses",
    "commits",
    "threatens",
    "assesses",
    "asks",
]
CertaintyName = Literal["certain", "probable", "possible", "unspecified", "hearsay"]


class ClaimEntry(Written):
    """One source, one stance, one proposition, one utterance."""

    id: Name
    source: Name
    via: Names = Field(default_factory=list)
    stance: StanceName
    certainty: CertaintyName = "unspecified"
    cue: Text | None = None
    quote: Quotes
    gloss: Labels = Field(default_factory=dict)
    said: TimeEntry | None = None
    says: PropositionEntry | None = None
    presupposes: list[PropositionEntry] = Field(default_factory=list)
    condition: PropositionEntry | None = None

    @model_validator(mode="after")
    def _content(self) -> ClaimEntry:
        if self.says is None and self.stance != "asks":
            raise PydanticCustomError(
                "missing", "Field 'says' required: only a question has no content of its own"
            )
        if self.stance == "asks" and self.says is not None:
            raise PydanticCustomError(
                "bad_stance", "a question says nothing; put its content under 'presupposes'"
            )
        return self


class LicenceEntry(_Shorthand):
    """The licence of an article's text by its IRI, and whether it allows to pass the text on.

    Where that is not said, only the licences of Creative Commons are known to.
    """

    iri: Iri
    shareable: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return value if isinstance(value, dict) else {"iri": value}

    @property
    def allows_sharing(self) -> bool:
        """Whether the text may be passed on."""
        return _CREATIVE_COMMONS.match(self.iri) is not None if self.shareable is None else self.shareable


#: Each of these allows to pass a text on as it is.
_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses/by(-nc)?(-nd|-sa)?/\d|publicdomain/(mark|zero)/\d)"
)


class ArticleEntry(Written):
    """The article: its verbatim text, who published it when, and whether the text may be passed on."""

    id: Name
    text: Text
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    language: LanguageTag
    publisher: Name
    published: TimeEntry | None = None
    url: Iri | None = None
    licence: LicenceEntry | None = None


class ClaimsFile(Written):
    """``claims.yaml``: an article and its claims."""

    article: ArticleEntry
    claims: list[ClaimEntry]


RatingName = Literal["true", "mostly-true", "mixed", "misleading", "mostly-false", "false", "unproven"]


def _rating(value: Any) -> Any:
    """Read the words that YAML takes for truth values as the ratings that they are."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _exact_day(value: Any) -> date:
    """Read one day and nothing vaguer."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        found = _day(False)(value)
        if found is not None:
            return found
    raise PydanticCustomError(
        "bad_date", "not a day: {value}; write 2020-10-04", {"value": shorten(value)}
    ) from None


class VerdictEntry(Written):
    """A fact-checker's judgement of a claim of the article beside it."""

    claim: ClaimName
    rating: Annotated[RatingName, BeforeValidator(_rating, json_schema_input_type=RatingName | bool)]
    explanation: Labels = Field(default_factory=dict)
    evidence: Annotated[list[Iri], BeforeValidator(_listed, json_schema_input_type=Iri | list[Iri])] = Field(
        default_factory=list
    )
    # Not of Text, whose least length is counted before the blanks around it are taken away.
    reviewer: Annotated[
        str,
        StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
        AfterValidator(_plain),
    ]
    date: Annotated[date, BeforeValidator(_exact_day, json_schema_input_type=str)]
    url: Iri | None = None


class VerdictsFile(Written):
    """``verdicts.yaml``, beside ``claims.yaml``: what fact-checkers made of its claims."""

    verdicts: list[VerdictEntry]


class _Entry(Written):
    label: dict[LanguageTag, Label] = Field(default_factory=dict)
    same_as: list[Iri] = Field(default_factory=list)


class SourceEntry(_Entry):
    """Who speaks or acts."""

    type: Literal["person", "organization", "state", "outlet", "group"]
    part_of: Names = Field(default_factory=list)
    commanded_by: Names = Field(default_factory=list)


class PlaceEntry(_Entry):
    """Where things happen."""

    type: Text | None = None
    within: Names = Field(default_factory=list)


class ThingEntry(_Entry):
    """A facility, object or weapon: neither a speaker nor a place."""

    within: Names = Field(default_factory=list)
    part_of: Names = Field(default_factory=list)
    broader: Names = Field(default_factory=list)


class PopulationEntry(_Entry):
    """Who is counted."""

    broader: Names = Field(default_factory=list)
    part_of: Names = Field(default_factory=list)


class KindEntry(_Entry):
    """What happens or holds."""

    broader: Names = Field(default_factory=list)
    functional: Annotated[
        list[SlotName], BeforeValidator(_listed, json_schema_input_type=SlotName | list[SlotName])
    ] = Field(default_factory=list)
    timeless: bool = False


class HoldEntry(Written):
    """One contested fact."""

    subject: Name
    relation: Literal["part_of", "commanded_by", "within", "broader", "distinct_from"]
    object: Name


class StandpointEntry(Written):
    """A named set of contested facts and who holds them."""

    label: dict[LanguageTag, Label] = Field(default_factory=dict)
    held_by: Names = Field(default_factory=list)
    holds: list[HoldEntry] = Field(default_factory=list)
    excludes: Names = Field(default_factory=list)


class RegisterFile(Written):
    """A register file; any number of them are merged."""

    sources: dict[Name, SourceEntry] = Field(default_factory=dict)
    opponents: list[Annotated[list[Name], Field(min_length=2, max_length=2)]] = Field(default_factory=list)
    places: dict[Name, PlaceEntry] = Field(default_factory=dict)
    things: dict[Name, ThingEntry] = Field(default_factory=dict)
    populations: dict[Name, PopulationEntry] = Field(default_factory=dict)
    kinds: dict[Name, KindEntry] = Field(default_factory=dict)
    standpoints: dict[Name, StandpointEntry] = Field(default_factory=dict)


def json_schema(file: Literal["claims", "register", "verdicts"]) -> dict[str, Any]:
    """Return the JSON Schema of one of the files people write, for their editors.

    >>> json_schema("claims")["title"]
    'ClaimsFile'
    """
    models: dict[str, type[Written]] = {
        "claims": ClaimsFile,
        "register": RegisterFile,
        "verdicts": VerdictsFile,
    }
    schema = models[file].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}

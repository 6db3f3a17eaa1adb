"""The files people write, as pydantic models: registers, ``claims.yaml``, ``verdicts.yaml``, ``desk.yaml``.

The models check each file by itself; names are resolved when all files are read together.
"""

from __future__ import annotations

import re
import string
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from kg.authoring.basics import (
    CLAIM_NAME,
    HASH,
    ZONE,
    Label,
    Labels,
    Names,
    Shorthand,
    check_plain,
    distinct,
    listed,
)
from kg.authoring.basics import Iri as Iri
from kg.authoring.basics import LanguageTag as LanguageTag
from kg.authoring.basics import Name as Name
from kg.authoring.basics import Text as Text
from kg.authoring.basics import Written as Written
from kg.authoring.document import shorten
from kg.authoring.slots import ConditionEntry as ConditionEntry
from kg.authoring.slots import CountEntry as CountEntry
from kg.authoring.slots import ListEntry, ValueEntry
from kg.authoring.slots import PropositionEntry as PropositionEntry
from kg.authoring.slots import TimeEntry as TimeEntry
from kg.errors import InputError, Problem
from kg.model import BASE, SEVERAL

#: The name of a claim, with that of its article if the claim alone is not clear.
ClaimName = Annotated[str, StringConstraints(pattern=CLAIM_NAME, max_length=302)]
SlotName = Literal["agent", "target", "instrument", "place", "count", "value", "event"]
#: The name of a zone of the tz database.
ZoneName = Annotated[str, StringConstraints(pattern=ZONE, max_length=100)]


class QuoteEntry(Shorthand):
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
    BeforeValidator(listed, json_schema_input_type=QuoteEntry | list[QuoteEntry]),
]

StanceName = Literal[
    "asserts",
    "denies",
    "neither-confirms-nor-denies",
    "predicts",
    "demands",
    "refuses",
    "commits",
    "threatens",
    "assesses",
    "doubts",
    "asks",
]
CertaintyName = Literal["certain", "probable", "possible", "unspecified", "hearsay"]


class ClaimEntry(Written):
    """One source, or several who say it jointly, one stance, one proposition, one utterance."""

    id: Name
    source: Annotated[ListEntry, BeforeValidator(listed, json_schema_input_type=Name | list[Name])]
    via: Names = Field(default_factory=list)
    stance: StanceName
    certainty: CertaintyName = "unspecified"
    cue: Text | None = None
    quote: Quotes
    gloss: Labels = Field(default_factory=dict)
    said: TimeEntry | None = None
    corrects: Annotated[
        list[ClaimName],
        BeforeValidator(listed, json_schema_input_type=ClaimName | list[ClaimName]),
        AfterValidator(distinct),
    ] = Field(default_factory=list)
    says: PropositionEntry | None = None
    presupposes: list[PropositionEntry] = Field(default_factory=list)
    condition: ConditionEntry | None = None

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


class LicenceEntry(Shorthand):
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


#: Each of these licences allows passing a text on unchanged.
_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(licenses/by(-nc)?(-nd|-sa)?/\d|publicdomain/(mark|zero)/\d)"
)


class ArticleEntry(Written):
    """The article: its verbatim text, who published it when, and whether the text may be passed on."""

    id: Name
    title: Label | None = None
    text: Text
    sha256: Annotated[str, StringConstraints(pattern=HASH)] | None = None
    language: LanguageTag
    publisher: Name
    published: TimeEntry | None = None
    timezone: ZoneName | None = None
    url: Iri | None = None
    licence: LicenceEntry | None = None


RatingName = Literal["true", "mostly-true", "mixed", "misleading", "mostly-false", "false", "unproven"]


def _rating(value: Any) -> Any:
    """Return the rating for a truth value, which YAML makes of ``true`` and ``false``."""
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else value


def _exact_day(value: Any) -> date:
    """Return a full date, or refuse anything vaguer."""
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
            return date.fromisoformat(value)
        raise ValueError
    except ValueError:
        raise PydanticCustomError(
            "bad_date", "not a day: {value}; write 2020-10-04", {"value": shorten(value)}
        ) from None


class VerdictEntry(Written):
    """A fact-checker's judgement of a claim of the article beside it."""

    claim: ClaimName
    rating: Annotated[RatingName, BeforeValidator(_rating, json_schema_input_type=RatingName | bool)]
    explanation: Labels = Field(default_factory=dict)
    evidence: Annotated[list[Iri], BeforeValidator(listed, json_schema_input_type=Iri | list[Iri])] = Field(
        default_factory=list
    )
    # Not Text: its minimum length is checked before the blanks around it are removed.
    reviewer: Annotated[
        str,
        StringConstraints(min_length=1, max_length=200, strip_whitespace=True),
        AfterValidator(check_plain),
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
    unidentified: bool = False


def _degrees(most: int) -> BeforeValidator:
    """Return a reader of degrees from -``most`` to ``most``; YAML gives decimals as text."""

    def read(value: Any) -> float:
        text = str(value) if isinstance(value, int | str | float) and not isinstance(value, bool) else ""
        if re.fullmatch(r"-?\d{1,3}(\.\d{1,15})?", text, re.ASCII) is None or abs(float(text)) > most:
            raise PydanticCustomError(
                "bad_number",
                "not degrees: {value}; write a number from -{most} to {most}",
                {"value": shorten(value), "most": most},
            )
        return float(text)

    return BeforeValidator(read, json_schema_input_type=float | str)


class PlaceEntry(_Entry):
    """Where things happen; degrees north and east of the equator and of Greenwich."""

    type: Text | None = None
    within: Names = Field(default_factory=list)
    lat: Annotated[float, _degrees(90)] | None = None
    lon: Annotated[float, _degrees(180)] | None = None
    timezone: ZoneName | None = None
    unidentified: bool = False


class ThingEntry(_Entry):
    """A facility, object or weapon: neither a speaker nor a place."""

    within: Names = Field(default_factory=list)
    part_of: Names = Field(default_factory=list)
    broader: Names = Field(default_factory=list)
    unidentified: bool = False


class PopulationEntry(_Entry):
    """Who is counted."""

    broader: Names = Field(default_factory=list)
    part_of: Names = Field(default_factory=list)
    distinct_from: Names = Field(default_factory=list)


def _phrase(text: str) -> str:
    """Return a phrase, or refuse one with anything in braces but a slot that may hold several names."""
    try:
        fields = [part[1:] for part in string.Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise PydanticCustomError("bad_phrase", "not a phrase: {why}", {"why": str(error)}) from None
    for name, form, conversion in fields:
        if name not in SEVERAL or form or conversion:
            raise PydanticCustomError(
                "bad_phrase",
                "{name} cannot stand in braces; only {slots} can",
                {"name": shorten(name), "slots": ", ".join(SEVERAL)},
            )
    if not fields:
        raise PydanticCustomError(
            "bad_phrase", "a phrase needs a slot in braces, as in '{agent} shelled {target}'"
        )
    return text


class KindEntry(_Entry):
    """What happens or holds, or is counted."""

    broader: Names = Field(default_factory=list)
    distinct_from: Names = Field(default_factory=list)
    phrase: dict[LanguageTag, Annotated[Label, AfterValidator(_phrase)]] = Field(default_factory=dict)
    changes: Literal["grows", "varies"] | None = None
    ratio: bool = False
    unit: Annotated[Text, StringConstraints(max_length=100)] | None = None
    functional: Annotated[
        list[SlotName], BeforeValidator(listed, json_schema_input_type=SlotName | list[SlotName])
    ] = Field(default_factory=list)
    timeless: bool = False


class EventEntry(_Entry):
    """An individual event: what the claims that name it leave out. That it happened is not said with it."""

    kind: Name | None = None
    target: ValueEntry | None = None
    place: ValueEntry | None = None
    time: TimeEntry | None = None
    part_of: Names = Field(default_factory=list)
    distinct_from: Names = Field(default_factory=list)


class ClaimsFile(Written):
    """``claims.yaml``: an article, its claims, and the events that are declared for it alone."""

    article: ArticleEntry
    events: dict[Name, EventEntry] = Field(default_factory=dict)
    claims: list[ClaimEntry]


class HoldEntry(Written):
    """One contested fact."""

    subject: Name
    relation: Literal["part_of", "commanded_by", "within", "broader", "same_as", "distinct_from"]
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
    events: dict[Name, EventEntry] = Field(default_factory=dict)
    standpoints: dict[Name, StandpointEntry] = Field(default_factory=dict)


def _base(iri: str) -> str:
    if not iri.endswith("/") or "?" in iri or "#" in iri:
        raise PydanticCustomError("bad_base", "a base ends with '/', and has neither '?' nor '#'")
    if iri.startswith(BASE) and not iri.startswith(f"{BASE}desk/"):
        raise PydanticCustomError("bad_base", "a base of one's own is not that of the ontology")
    return iri


class DeskFile(Written):
    """``desk.yaml``: who a desk is to partners, and the base of the IRIs that it mints."""

    name: Name
    title: Label | None = None
    url: Iri | None = None
    base: Annotated[Iri, AfterValidator(_base)] | None = None
    licence: Iri | None = None


def json_schema(file: Literal["claims", "register", "verdicts", "desk"]) -> dict[str, Any]:
    """Return the JSON Schema of one of the files people write, for their editors.

    >>> json_schema("claims")["title"]
    'ClaimsFile'
    """
    models: dict[str, type[Written]] = {
        "claims": ClaimsFile,
        "register": RegisterFile,
        "verdicts": VerdictsFile,
        "desk": DeskFile,
    }
    schema = models[file].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def checked(value: str, option: str, *, page: bool = False) -> str:
    """Return a text or an IRI that a person gave for ``option``, after the checks that files have.

    Raises:
        InputError: if it fails them.
    """
    adapter: TypeAdapter[str] = TypeAdapter(Iri if page else Text)
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        message = f"what {option} says cannot be written: {error.errors()[0]['msg']}"
        raise InputError(Problem("bad-use", message)) from error

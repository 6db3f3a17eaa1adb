"""The slots of a proposition as people write them: times, counts, one name or several."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    PlainValidator,
    Tag,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

from kg.authoring.basics import Name, Shorthand, Text, Written, distinct, listed
from kg.authoring.document import shorten
from kg.model import MAX_COUNT, MAX_DECIMALS, Number, Value, is_clock, number_of, value_of

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_CLOCK = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)


def _end(last: bool) -> Callable[[Any], date | None]:
    """Return a reader of clock times, and of ``2020``, ``2020-10`` or ``2020-10-04`` as first or last day.

    A clock time without a zone is returned without one; later it gets the zone of its article.
    """

    def read(value: Any) -> date | None:
        if value is None:
            return None
        text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
        match = _DATE.fullmatch(text)
        try:
            if _CLOCK.fullmatch(text):
                return datetime.fromisoformat(text)
            if match is None:
                raise ValueError
            year, month, day = (int(part) if part else None for part in match.groups())
            assert year is not None
            if month is None:
                return date(year, 12, 31) if last else date(year, 1, 1)
            if day is None:
                return date(year, month, monthrange(year, month)[1] if last else 1)
            return date(year, month, day)
        except ValueError:
            raise PydanticCustomError(
                "bad_date",
                "not a date: {value}; write 2020-10-04, 2020-10 or 2020, or a clock time as 2020-10-04T14:30",
                {"value": shorten(value)},
            ) from None

    return read


_END_SCHEMA = str | int


def is_backward(start: date | None, end: date | None) -> bool:
    """Return whether an interval ends before it starts; ``False`` if a missing zone leaves that open."""
    if start is None or end is None or start is end:
        return False
    if not isinstance(start, datetime) and not isinstance(end, datetime):
        return start > end
    clocks = [at for at in (start, end) if isinstance(at, datetime)]
    if len(clocks) == 2 and len({at.tzinfo is None for at in clocks}) == 1:
        return clocks[0] > clocks[1]
    if len(clocks) == 2:
        return False
    days = [at.date() if isinstance(at, datetime) else at for at in (start, end)]
    return days[0] > days[1]


class TimeEntry(Shorthand):
    """A day, month, year or clock time, or ``{from, to, basis}`` with either end left open."""

    start: Annotated[date | None, PlainValidator(_end(False), json_schema_input_type=_END_SCHEMA)] = Field(
        None, alias="from"
    )
    end: Annotated[date | None, PlainValidator(_end(True), json_schema_input_type=_END_SCHEMA)] = Field(
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
        if is_backward(self.start, self.end):
            raise PydanticCustomError(
                "bad_time",
                "'from' ({start}) is after 'to' ({end})",
                {"start": write_end(self.start), "end": write_end(self.end)},
            )
        return self


def write_end(end: date | None) -> str:
    """Return an end of a time as people write it, with seconds only if they are not zero.

    >>> write_end(datetime(2024, 3, 23, 9, 0)), write_end(date(2024, 3, 23))
    ('2024-03-23T09:00', '2024-03-23')
    """
    if end is None:
        return ""
    if not isinstance(end, datetime):
        return end.isoformat()
    return end.isoformat(timespec="minutes" if end.second == 0 else "seconds")


def is_one_moment(time: TimeEntry) -> bool:
    """Return whether a time can be written without ``from`` and ``to``."""
    same = time.start is not None and time.start == time.end
    return (
        same and is_clock(time.start) == is_clock(time.end) and write_end(time.start) == write_end(time.end)
    )


# -- numbers -----------------------------------------------------------------------------------------------

_NUMBER = rf"(?:0|[1-9]\d{{0,17}})(?:\.\d{{1,{MAX_DECIMALS}}})?"
_DECIMAL = re.compile(_NUMBER, re.ASCII)
_SHORT = re.compile(
    rf"(?P<sign>>=|<=|>|<|≥|≤|~)?\s*(?P<one>{_NUMBER})(?:\s*[-–]\s*(?P<two>{_NUMBER}))?", re.ASCII
)


def write_number(number: Number) -> str:
    """Return a number in digits, with its decimals if it has any.

    >>> write_number(number_of("0.50")), write_number(30)
    ('0.5', '30')
    """
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def _number(value: Any) -> Number:
    text = str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
    if _DECIMAL.fullmatch(text) is None:
        message = "Input should be a number greater than or equal to 0, with at most six decimals"
        raise PydanticCustomError("number", message)
    return _within(number_of(text))


def _within(number: Number) -> Number:
    if number > MAX_COUNT:
        raise PydanticCustomError("number", "Input should be at most {most}", {"most": f"{MAX_COUNT:,}"})
    return number


NumberEntry = Annotated[int | Decimal, BeforeValidator(_number, json_schema_input_type=int | float | str)]


def _short(value: Any) -> str:
    text = str(value).strip() if isinstance(value, int | str) and not isinstance(value, bool) else ""
    match = _SHORT.fullmatch(text)
    if match is None or (match["sign"] and match["two"]):
        raise PydanticCustomError(
            "bad_count",
            "not a count: {value}; write 93, '>60', '>=12', '<5', '100-300' or '~30000', "
            "with at most six decimals",
            {"value": shorten(value)},
        )
    numbers = [_within(number_of(match[name])) for name in ("one", "two") if match[name]]
    return (match["sign"] or "") + "-".join(map(write_number, numbers))


ShortNumber = Annotated[str, BeforeValidator(_short, json_schema_input_type=int | float | str)]


def _without_basis(time: TimeEntry) -> TimeEntry:
    if time.basis is not None:
        raise PydanticCustomError("bad_time", "'as_of' takes no 'basis'; leave it out where it is not known")
    return time


class CountEntry(Written):
    """How many: ``{killed: 93}``, or ``measure`` with ``min`` and ``max``, or with ``about`` (vague).

    The short form takes ``">60"``, ``">=12"``, ``"<5"``, ``"100-300"`` and ``"~30000"``, too; ``number`` is
    the same where the measure is named by ``measure``.
    """

    measure: Name
    number: ShortNumber | None = None
    of: Name | None = None
    min: NumberEntry | None = None
    max: NumberEntry | None = None
    about: NumberEntry | None = None
    soft: bool = False
    unit: Text | None = None
    final: bool = False
    as_of: Annotated[TimeEntry, AfterValidator(_without_basis)] | None = None

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        long = handler.resolve_ref_schema(handler(core))
        rest = {key: schema for key, schema in long["properties"].items() if key != "measure"}
        number = {"type": ["integer", "number", "string"]}
        short = {"type": "object", "properties": rest, "additionalProperties": number, "minProperties": 1}
        return {"anyOf": [dict(long), short]}

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if not isinstance(value, dict) or {"measure", "min", "max", "about"} & {*value}:
            return value
        rest = {key: entry for key, entry in value.items() if key in cls.model_fields}
        named = [key for key in value if key not in rest]
        if len(named) != 1:
            known = ", ".join(cls.model_fields)
            what = f"not {' and '.join(map(shorten, named[:4]))}" if named else "as in {killed: 93}"
            what += f"; beside it may stand {known}" if named else ""
            raise PydanticCustomError("bad_count", "a count names one measure, {what}", {"what": what})
        if value[named[0]] is None or "number" in rest:
            raise PydanticCustomError("bad_count", "{name} needs one number", {"name": shorten(named[0])})
        return {"measure": named[0], "number": value[named[0]], **rest}

    @model_validator(mode="after")
    def _sensible(self) -> CountEntry:
        ends = self.min is not None or self.max is not None
        if self.about is None and not ends and self.number is None:
            raise PydanticCustomError("bad_count", "a count needs 'min', 'max' or 'about'")
        if self.about is not None and ends:
            raise PydanticCustomError("bad_count", "'about' does not go with 'min' or 'max'")
        if self.number is not None and (ends or self.about is not None):
            raise PydanticCustomError(
                "bad_count", "{number} does not go with 'min', 'max' or 'about'", {"number": self.number}
            )
        low, high = self._ends
        if low is not None and high is not None and low > high:
            raise PydanticCustomError(
                "bad_count",
                "'min' ({low}) is greater than 'max' ({high})",
                {"low": str(low), "high": str(high)},
            )
        return self

    @property
    def _ends(self) -> tuple[Number | None, Number | None]:
        if self.number is None:
            return self.min, self.max
        match = _SHORT.fullmatch(self.number)
        assert match is not None
        return number_of(match["one"]), number_of(match["two"] or match["one"])

    def interval(self, whole: bool = True) -> tuple[Number, Number | None, bool]:
        """Return the least and greatest number, and whether they are vague.

        If ``whole``, only whole numbers count: more than 60 is at least 61. ``about`` means a tenth more or
        less, for whole numbers at least one.
        """
        sign = ""
        if self.number is not None:
            match = _SHORT.fullmatch(self.number)
            assert match is not None
            sign = match["sign"] or ""
        low, high = self._ends
        if self.about is not None or sign == "~":
            number = self.about if self.about is not None else low
            assert number is not None
            return (*_around(number, whole), True)
        if sign in (">", ">=", "≥"):
            assert low is not None
            return (int(low) + 1 if sign == ">" and whole else low), None, self.soft
        if sign in ("<", "<=", "≤"):
            assert high is not None
            return 0, (max(0, -int(-high // 1) - 1) if sign == "<" and whole else high), self.soft
        return low or 0, high, self.soft


def _around(number: Number, whole: bool) -> tuple[Number, Number]:
    if whole and isinstance(number, int):
        return max(0, min(-(-number * 9 // 10), number - 1)), max(number * 11 // 10, number + 1)
    exact = Decimal(number)
    return number_of(round(exact * Decimal("0.9"), MAX_DECIMALS)), number_of(
        round(exact * Decimal("1.1"), MAX_DECIMALS)
    )


# -- one name or several -----------------------------------------------------------------------------------


class AnyOf(Written):
    """One of several, and it is not said which."""

    any_of: Annotated[list[Name], AfterValidator(distinct)]

    @model_validator(mode="after")
    def _several(self) -> AnyOf:
        if len(self.any_of) < 2:
            raise PydanticCustomError(
                "bad_list",
                "'any_of' needs two names or more, of which one is meant; write a single name alone",
            )
        return self


def _form(value: Any) -> str:
    return (
        "[any_of]" if isinstance(value, dict | AnyOf) else "[list]" if isinstance(value, list) else "[name]"
    )


ListEntry = Annotated[list[Name], Field(min_length=1), AfterValidator(distinct)]
#: One name, a list of names that are meant together, or ``{any_of: […]}``.
ValueEntry = Annotated[
    Annotated[Name, Tag("[name]")] | Annotated[ListEntry, Tag("[list]")] | Annotated[AnyOf, Tag("[any_of]")],
    Discriminator(_form),
    AfterValidator(lambda value: value[0] if isinstance(value, list) and len(value) == 1 else value),
]


def read_value(written: str | list[str] | AnyOf | None) -> Value | None:
    """Return the written value of a slot as the model keeps it.

    >>> read_value(["b", "a"])
    Several(names=('a', 'b'), any_of=False)
    """
    if written is None or isinstance(written, str):
        return written
    return value_of(written, False) if isinstance(written, list) else value_of(written.any_of, True)


OnlyName = Literal["agent", "target", "instrument", "place", "time", "value"]


class PropositionEntry(Written):
    """A frame of slots; every slot may be left out, the kind where the event says it.

    ``said_by`` makes it about an utterance: that this source said that the other slots are so. ``only`` names
    the slots of which nothing else is meant.
    """

    kind: Name | None = None
    agent: ValueEntry | None = None
    target: ValueEntry | None = None
    instrument: ValueEntry | None = None
    place: ValueEntry | None = None
    time: TimeEntry | None = None
    count: CountEntry | None = None
    value: ValueEntry | None = None
    event: Name | None = None
    said_by: Name | None = None
    only: Annotated[
        list[OnlyName],
        BeforeValidator(listed, json_schema_input_type=OnlyName | list[OnlyName]),
        AfterValidator(distinct),
    ] = Field(default_factory=list)

    @model_validator(mode="after")
    def _told(self) -> PropositionEntry:
        if self._needs_kind and self.kind is None and self.event is None:
            raise PydanticCustomError("missing", "the key 'kind' is missing, and no event says it")
        return self

    @property
    def _needs_kind(self) -> bool:
        return True


class ConditionEntry(PropositionEntry):
    """On what a demand, commitment or threat hangs: a proposition, or ``{until: …}`` or ``{unless: …}``."""

    until: PropositionEntry | None = None
    unless: PropositionEntry | None = None

    @model_validator(mode="after")
    def _one(self) -> ConditionEntry:
        given = [name for name in type(self).model_fields if getattr(self, name) not in (None, [])]
        if len(given) > 1 and {"until", "unless"} & {*given}:
            names = " and ".join(repr(name) for name in given[:4])
            raise PydanticCustomError(
                "bad_condition",
                "a condition is one proposition, {names} do not go together",
                {"names": names},
            )
        return self

    @property
    def _needs_kind(self) -> bool:
        return self.form == "if"

    @property
    def form(self) -> Literal["if", "until", "unless"]:
        """How the claim depends on the condition."""
        return "until" if self.until is not None else "unless" if self.unless is not None else "if"

    @property
    def proposition(self) -> PropositionEntry:
        """The proposition of the condition, in whichever form it is written."""
        return self.until or self.unless or self

"""The values of slots: one name or several, a time, a count."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def is_clock(end: date | None) -> bool:
    """Return whether an end of an interval is a clock time, not a day; clock times always have a zone."""
    return isinstance(end, datetime)


def day_of(end: date) -> date:
    """Return the day of an end of an interval; for a clock time, the date in its own zone."""
    return end.date() if isinstance(end, datetime) else end


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of days or of clock times with their zones; an end that is ``None`` is open.

    Two clock times are compared as instants, and two days as days. A clock time is compared with a day by its
    date in its own zone; the day begins before it and ends after it.

    >>> Interval(date(2020, 10, 4), date(2020, 10, 4)).as_json()
    '2020-10-04'
    """

    start: date | None = None
    end: date | None = None

    def __eq__(self, other: object) -> bool:
        """Return whether ends and zones are the same; one instant in two zones is not."""
        if not isinstance(other, Interval):
            return NotImplemented
        return (self.start, self.end, *self._zones()) == (other.start, other.end, *other._zones())

    def _zones(self) -> tuple[Any, ...]:
        ends = (self.start, self.end)
        return tuple(end.utcoffset() if isinstance(end, datetime) else None for end in ends)

    def as_json(self) -> str | dict[str, str]:
        """Return the form that people write: a day or a clock time, or ``{from, to}``."""
        if self.start is not None and self.start == self.end and is_clock(self.start) == is_clock(self.end):
            return self.start.isoformat()
        ends = {"from": self.start, "to": self.end}
        return {name: day.isoformat() for name, day in ends.items() if day is not None}

    def meets(self, other: Interval) -> bool:
        """Return whether the intervals have a day or an instant in common."""
        return not self.precedes(other) and not other.precedes(self)

    def precedes(self, other: Interval) -> bool:
        """Return whether this interval ends before ``other`` starts."""
        if self.end is None or other.start is None:
            return False
        if is_clock(self.end) and is_clock(other.start):
            return self.end < other.start
        return day_of(self.end) < day_of(other.start)

    def includes(self, other: Interval) -> bool:
        """Return whether ``other`` lies inside this interval."""
        return _begins(self.start, other.start) and _ends(other.end, self.end)


def _begins(one: date | None, other: date | None) -> bool:
    """Return whether the start ``one`` is no later than the start ``other``."""
    if one is None or other is None:
        return one is None
    if is_clock(one) is is_clock(other):
        return one <= other
    days = day_of(one), day_of(other)
    return days[0] < days[1] or (days[0] == days[1] and not is_clock(one))


def _ends(one: date | None, other: date | None) -> bool:
    """Return whether the end ``one`` is no later than the end ``other``."""
    if one is None or other is None:
        return other is None
    if is_clock(one) is is_clock(other):
        return one <= other
    days = day_of(one), day_of(other)
    return days[0] < days[1] or (days[0] == days[1] and not is_clock(other))


@dataclass(frozen=True, slots=True)
class Several:
    """Several values of one slot: all of them together, or with ``any_of`` one of them, unknown which.

    ``names`` are two or more different names in alphabetical order.
    """

    names: tuple[str, ...]
    any_of: bool = False

    def as_json(self) -> list[str] | dict[str, list[str]]:
        """Return the form that people write: a list, or ``{any_of: list}``."""
        return {"any_of": list(self.names)} if self.any_of else list(self.names)


#: The value of a slot of :data:`SEVERAL`.
Value = str | Several


def value_of(names: Iterable[str], any_of: bool = False) -> Value:
    """Return a slot's value from one name or several.

    >>> value_of(["b", "a", "b"]), value_of(["a"])
    (Several(names=('a', 'b'), any_of=False), 'a')
    """
    distinct = tuple(sorted(set(names)))
    return distinct[0] if len(distinct) == 1 else Several(distinct, any_of)


def names_of(value: Value | None) -> tuple[str, ...]:
    """Return the names in a slot's value.

    >>> names_of(None), names_of("a"), names_of(Several(("a", "b")))
    ((), ('a',), ('a', 'b'))
    """
    return () if value is None else (value,) if isinstance(value, str) else value.names


#: A count or a measurement; whole numbers are ``int``, so that equal numbers are written alike.
Number = int | Decimal
#: The most digits after the point.
MAX_DECIMALS = 6


def number_of(value: Number | float | str) -> Number:
    """Return a number as :class:`Count` keeps it.

    >>> number_of("52.970"), number_of(Decimal("3.0"))
    (Decimal('52.97'), 3)
    """
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else number.normalize()


def _json_number(value: Number) -> int | float | str:
    """Return a number for JSON; as text if it has more digits than a float can keep."""
    if isinstance(value, int):
        return value
    return float(value) if Decimal(repr(float(value))) == value else str(value)


@dataclass(frozen=True, slots=True)
class Count:
    """A count from ``low`` to ``high``, of ``measure`` among ``population``; ``high`` may be open.

    For a measure that changes, ``as_of`` is when it was counted, if that is not when it was said. ``final``
    says that the count is complete, not only of what was known so far.
    """

    measure: str
    low: Number
    high: Number | None = None
    population: str | None = None
    soft: bool = False
    final: bool = False
    as_of: Interval | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form that people write, ``{measure, of, min, max, soft, final, as_of}``."""
        filled: dict[str, Any] = {"measure": self.measure}
        if self.population is not None:
            filled["of"] = self.population
        filled["min"] = _json_number(self.low)
        if self.high is not None:
            filled["max"] = _json_number(self.high)
        if self.soft:
            filled["soft"] = True
        if self.final:
            filled["final"] = True
        if self.as_of is not None:
            filled["as_of"] = self.as_of.as_json()
        return filled

"""Units of measures, and the conversion of numbers between them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from kg.model import MAX_DECIMALS, Number, number_of

#: Money has a code of ISO 4217, and is never converted.
_CURRENCY = re.compile(r"[A-Z]{3}")
#: Units that count people; the library pint does not know them.
_COUNTED = frozenset({"people", "persons"})


class UnitError(Exception):
    """An unknown unit, or two units that cannot be converted into each other."""

    def __init__(self, id: str, message: str, advice: str):
        super().__init__(message)
        self.id, self.message, self.advice = id, message, advice


@cache
def _units() -> Any:
    import pint  # imported here: it takes a third of a second, and most articles have no units

    return pint.UnitRegistry(non_int_type=Decimal)


def is_whole(unit: str | None) -> bool:
    """Return whether only whole numbers are possible: without a unit, or if it counts people."""
    return unit is None or unit in _COUNTED


@cache
def check_unit(unit: str) -> None:
    """Refuse an unknown unit.

    Raises:
        UnitError: if it is neither a unit of pint nor a currency.
    """
    if unit in _COUNTED or _CURRENCY.fullmatch(unit):
        return
    try:
        _units().parse_units(unit)
    except Exception as error:  # pint raises errors of many kinds for units that it cannot parse
        advice = "write it as km, minutes, percent, km/h … or as the three capitals of a currency"
        raise UnitError("unknown-unit", f"{unit!r} is not a unit", advice) from error


def convert(number: Number, unit: str, to: str) -> Number:
    """Return ``number`` converted from ``unit`` to another unit, to six decimals.

    >>> convert(3, "miles", "km"), convert(2, "EUR", "EUR")
    (Decimal('4.828032'), 2)

    Raises:
        UnitError: if one of them is not a unit, or they measure different things.
    """
    if unit == to:
        return number
    check_unit(unit)
    check_unit(to)
    advice = f"give the number in {to}, or another measure"
    if any(is_whole(name) or _CURRENCY.fullmatch(name) for name in (unit, to)):
        raise UnitError("wrong-unit", f"{unit!r} cannot be converted to {to!r}", advice)
    try:
        converted = _units().Quantity(Decimal(number), unit).to(to).magnitude
    except Exception as error:
        raise UnitError("wrong-unit", f"{unit!r} does not measure what {to!r} does", advice) from error
    return number_of(round(Decimal(converted), MAX_DECIMALS))

"""Read JSON that a stranger may have written: strictly JSON, one value, and every key once."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

from kg.authoring.document import shorten
from kg.errors import InputError, Problem
from kg.intake.limits import Limits
from kg.model import Location

#: Strings, which may contain any sign, and the signs that separate and nest values.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[][{},]', re.DOTALL)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_NUMBER = 1000


def parse_json(data: bytes, name: str, limits: Limits | None = None) -> Any:
    """Return the value of a JSON text; ``name`` is the name of the file in errors.

    Raises:
        InputError: for a text that is not JSON in UTF-8, gives a key twice, holds ``NaN``, an infinite number
            or a lone surrogate, or is larger or deeper than ``limits`` allow.

    >>> parse_json(b'{"start": 0, "end": 4}', "a.json")
    {'start': 0, 'end': 4}
    """
    limits = limits or Limits()
    if len(data) > limits.max_bytes:
        message = f"the limit is {limits.max_bytes:,} bytes; the file has {len(data):,}"
        raise InputError(Problem("too-large", message, Location(name)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        advice = "save the file as UTF-8"
        raise InputError(Problem("not-utf8", message, Location(name, line), advice=advice)) from None
    _check_size(text, name, limits)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_pairs,
            parse_constant=_constant,
            parse_int=_integer,
            parse_float=_fraction,
        )
        if _SURROGATE.search(text):
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} (column {error.colno})"
        raise InputError(Problem("bad-json", message, Location(name, error.lineno))) from None
    except UnicodeEncodeError:
        message = "holds half a character, a surrogate without its partner"
        raise InputError(Problem("bad-json", message, Location(name))) from None
    except _Refused as refused:
        raise InputError(Problem(refused.id, refused.message, Location(name))) from None
    return value


class _Refused(Exception):
    """A fault that the standard library's reader would accept."""

    def __init__(self, id: str, message: str):
        self.id, self.message = id, message


def _check_size(text: str, name: str, limits: Limits) -> None:
    """Refuse a text that is too large or too deep, before any value is built."""
    depth = 0
    for values, token in enumerate(_TOKEN.finditer(text), 1):
        sign = token[0][0]
        depth += (sign in "[{") - (sign in "]}")
        id, message = "", ""
        if depth > limits.max_depth:
            id, message = "too-deep", f"nested more than {limits.max_depth:,} deep"
        elif token.end() - token.start() > limits.max_literal:
            id, message = "too-large", f"holds a text of more than {limits.max_literal:,} characters"
        elif values > limits.max_triples:
            id, message = "too-large", f"holds more than {limits.max_triples:,} keys and values"
        if id:
            line = text.count("\n", 0, token.start()) + 1
            raise InputError(Problem(id, message, Location(name, line)))


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        ((repeated, _),) = Counter(key for key, _ in pairs).most_common(1)
        raise _Refused("duplicate-key", f"the key {shorten(repeated)} is given twice in one object")
    return result


def _constant(word: str) -> Any:
    raise _Refused("bad-number", f"{word} is not a number in JSON")


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise _Refused("bad-number", f"a number has {len(digits):,} digits")
    return int(digits)


def _fraction(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise _Refused("bad-number", f"the number {shorten(digits)} is too large")
    return value

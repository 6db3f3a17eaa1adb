"""Checks before parsing: deep nesting, declarations and statements about statements are refused.

Parsers use recursion for every level of nesting, and some copy the data at each level. Strings, IRIs and
comments are skipped without parsing; if a file is too malformed for that, the parser fails on it, too.
"""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from kg.characters import BAD_IRI, number
from kg.errors import InputError, Problem
from kg.intake.limits import Limits
from kg.model import Location

#: Parts of Turtle, TriG, N-Triples or N-Quads in which a bracket opens nothing. An unclosed part extends to
#: where the parser fails, so that no text is searched twice.
_TURTLE_QUIET = re.compile(
    rb"""
    \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"\"\")? | '''(?:[^'\\]|\\.|'(?!''))*+(?:''')?   # long strings
    | "(?:[^"\\\r\n]|\\.)*+"? | '(?:[^'\\\r\n]|\\.)*+'?                                  # short strings
    | (?<!<)<[^\x00-\x20<>"{}|^`]*+>                                                     # IRIs
    | \#[^\r\n]*+                                                                        # comments
    | \\.                                                                                # escapes in names
    """,
    re.X | re.S,
)
_JSON_QUIET = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.S)
_XML_QUIET = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)", re.S)
# Not possessive: that fails here in the first releases of Python 3.11. The alternatives begin differently, so
# that there is little backtracking.
_XML_TAG = re.compile(rb"""</?[^\s<>/!?"'][^\s<>/"']*(?:[^<>"'/]|"[^"<]*"|'[^'<]*'|/(?!>))*/?>""", re.S)
_XML_FORBIDDEN = re.compile(rb"<!\s*(?:doctype|entity|element|attlist|notation)", re.I)
_BRACKET = re.compile(rb"[\[\](){}]")
#: One signed byte for each bracket: +1 for an opening one, -1 for a closing one.
_STEPS = bytes.maketrans(b"[({])}", b"\x01\x01\x01\xff\xff\xff")
_NO_BRACKETS = bytes(set(range(256)) - set(b"[({])}"))
_OPENING = (b"[", b"(", b"{")
_STATEMENTS = (b"<<", b"{|")
_STATEMENT = re.compile(rb"<<|\{\|")


def check_turtle(data: bytes, file: str, limits: Limits) -> None:
    """Refuse Turtle, TriG, N-Triples or N-Quads that nest too deep or have statements about statements."""
    if not any(sign in data for sign in _STATEMENTS) and sum(map(data.count, _OPENING)) <= limits.max_depth:
        # So few brackets cannot nest too deep.
        return
    quiet = _TURTLE_QUIET.sub(b" ", data)
    if _STATEMENT.search(quiet):
        statement = next(_loud(data, _TURTLE_QUIET, _STATEMENT), None)
        where = Location(file, _line(data, statement.start()) if statement else None)
        message = "statements about statements (RDF 1.2) are not accepted"
        raise InputError(Problem("bad-rdf", message, where, advice="leave them out"))
    _check_brackets(data, quiet, _TURTLE_QUIET, file, limits)


def check_json(data: bytes, file: str, limits: Limits) -> None:
    """Refuse JSON that nests too deep."""
    _check_brackets(data, _JSON_QUIET.sub(b" ", data), _JSON_QUIET, file, limits)


def _check_brackets(data: bytes, quiet: bytes, hidden: re.Pattern[bytes], file: str, limits: Limits) -> None:
    """Refuse brackets that nest too deep; ``quiet`` is ``data`` without the matches of ``hidden``."""
    brackets = array("b", quiet.translate(_STEPS, _NO_BRACKETS))
    if max(accumulate(brackets), default=0) <= limits.max_depth:
        return
    # The position is only searched for if there is an error to report.
    bracket = _deepest(_loud(data, hidden, _BRACKET), limits)
    raise too_deep(limits, Location(file, _line(data, bracket.start()) if bracket else None))


def _deepest(brackets: Iterator[re.Match[bytes]], limits: Limits) -> re.Match[bytes] | None:
    """Return the first bracket that is too deep."""
    depth = 0
    for bracket in brackets:
        depth += 1 if bracket[0] in b"[({" else -1
        if depth > limits.max_depth:
            return bracket
    return None


def _loud(data: bytes, hidden: re.Pattern[bytes], sign: re.Pattern[bytes]) -> Iterator[re.Match[bytes]]:
    """Yield the matches of ``sign`` in ``data`` that are not inside a match of ``hidden``."""
    start = 0
    for span in hidden.finditer(data):
        yield from sign.finditer(data, start, span.start())
        start = span.end()
    yield from sign.finditer(data, start)


def too_deep(limits: Limits, where: Location) -> InputError:
    """Return the error for data that nests too deep."""
    message = f"nested more than {limits.max_depth:,} deep"
    advice = "write it flat; KG_MAX_DEPTH changes the limit"
    return InputError(Problem("too-deep", message, where, advice=advice))


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def check_xml(data: bytes, file: str, limits: Limits) -> None:
    """Refuse RDF/XML that has a document type or entities, nests too deep, or ends inside an element."""
    forbidden = _XML_FORBIDDEN.search(data)
    if forbidden is not None:
        message = "a document type or entity declaration is not accepted"
        where = Location(file, _line(data, forbidden.start()))
        raise InputError(Problem("doctype", message, where, advice="write the entities out, and take it out"))
    depth = end = 0
    for element in _loud(data, _XML_QUIET, _XML_TAG):
        end = element.end()
        tag = element[0]
        depth += -1 if tag.startswith(b"</") else 0 if tag.endswith(b"/>") else 1
        if depth > limits.max_depth:
            raise too_deep(limits, Location(file, _line(data, element.start())))
    if depth > 0:
        where = Location(file, _line(data, end))
        raise InputError(Problem("bad-rdf", "not well-formed RDF: the file ends within an element", where))


def check_contexts(data: bytes, file: str, limits: Limits) -> None:
    """Refuse JSON-LD with a remote context, which would have to be fetched, or with invalid IRIs.

    A reader of JSON-LD would ignore invalid IRIs without an error.
    """
    where = Location(file)
    try:
        document = json.loads(data, parse_int=_number, parse_float=_number)
    except RecursionError as error:
        raise too_deep(limits, where) from error
    except json.JSONDecodeError as error:
        at = Location(file, error.lineno)
        raise InputError(Problem("bad-rdf", f"not JSON: {error.msg}", at)) from error
    except ValueError as error:
        raise InputError(Problem("bad-rdf", f"not JSON: {error}", where)) from error
    aliases = {"@id"}
    named: list[str] = []
    stack = [document]
    objects: list[dict[str, Any]] = []
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if value.get("@type") == "@json":
                continue
            objects.append(value)
            stack.extend(value.values())
            named.extend(_named(value))
            if "@context" in value:
                aliases.update(_aliases(value["@context"]))
        elif isinstance(value, list):
            stack.extend(value)
    if named:
        iri = named[0]
        message = f"the context {_shorten(iri)} is elsewhere, and nothing is ever fetched"
        advice = "put the context itself into the file"
        raise InputError(Problem("remote-context", message, _place(data, iri, file), advice=advice))
    for value in objects:
        for key, inner in value.items():
            texts = [key] + ([inner] if key in aliases and isinstance(inner, str) else [])
            for text in texts if ":" in key or key in aliases else ():
                if BAD_IRI.search(text):
                    raise bad_iri(text, _place(data, text, file))


def _number(text: str) -> int:
    return 0


def _named(value: dict[str, Any]) -> Iterator[str]:
    """Yield the IRIs of remote contexts of an object."""
    given = value.get("@context")
    for context in given if isinstance(given, list) else [given]:
        if isinstance(context, str):
            yield context
    if isinstance(value.get("@import"), str):
        yield value["@import"]


def _aliases(given: Any) -> Iterator[str]:
    """Yield the keys that a context declares as aliases of ``@id``."""
    for context in given if isinstance(given, list) else [given]:
        if isinstance(context, dict):
            for word, meaning in context.items():
                if meaning == "@id" or (isinstance(meaning, dict) and meaning.get("@id") == "@id"):
                    yield word


def bad_iri(iri: str, where: Location) -> InputError:
    """Return the error for an invalid IRI."""
    match = BAD_IRI.search(iri)
    character = number(match[0]) if match else "a character"
    message = f"{_shorten(iri)} is no IRI: it holds {character}, which none may hold"
    return InputError(Problem("bad-iri", message, where, advice="percent-encode it, or mend the IRI"))


def _shorten(text: str) -> str:
    return f"<{text}>" if len(text) <= 100 else f"<{text[:100]}…>"


def _place(data: bytes, text: str, file: str) -> Location:
    """Return the location of a text in a JSON file, without a line if it is written in another form."""
    at = data.find(json.dumps(text, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return Location(file, _line(data, at) if at >= 0 else None)

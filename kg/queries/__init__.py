"""Named SPARQL queries, one ``.rq`` file each, with a head that a fact-checker can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError, Problem, nearest
from kg.files import read_text
from kg.model import BASE
from kg.queries.parameters import Parameter, read_parameters
from kg.rdf.bases import write_query
from kg.rdf.merged import HARMLESS

_FIELD = re.compile(r"^# (?:(\w+): |  )(.*)$")
#: The engine's parser calls itself for every bracket and operator, and would run out of stack. No query for
#: this graph comes near these limits: bytes, depth of brackets, and operators of one kind.
_MAX_BYTES = 100_000
_MAX_DEPTH = 100
_MAX_OPERATORS = 500
_OPERATORS = "([{!/^|&+-*=<"
_IRI = re.compile(r"<[a-z][a-z0-9+.-]*://[^<>\"{}|^`\\\s]*>", re.I)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: the question it answers, what its rows are, an example row, and its parameters."""

    name: str
    question: str
    returns: str
    example: str
    text: str
    parameters: tuple[Parameter, ...] = ()

    def under(self, base: str) -> str:
        """Return the query for a graph whose IRIs have this base."""
        return write_query(self.text, base)


@cache
def queries() -> dict[str, Query]:
    """Return the named queries by name.

    >>> "who-denies-what" in queries()
    True
    """
    by_name = {}
    for path in sorted(Path(__file__).parent.glob("*.rq")):
        text = path.read_text(encoding="utf-8")
        fields: dict[str, str] = {}
        field = ""
        for line in text.splitlines():
            head = _FIELD.match(line)
            if head is None:
                break
            if head.group(1):
                field = head.group(1).lower()
                fields[field] = head.group(2)
            else:
                fields[field] += " " + head.group(2).strip()
        by_name[path.stem] = Query(
            path.stem, fields["question"], fields["returns"], fields["example"], text, read_parameters(text)
        )
    return by_name


def read_query(name: str, base: str = BASE) -> str:
    """Return the text of a query, given its name or a file; ``-`` is standard input.

    A named query is for a graph whose IRIs have this ``base``.

    Raises:
        InputError: for a name that is neither, or a file that cannot be read.
    """
    if name in queries():
        return queries()[name].under(base)
    try:
        is_file = name == "-" or (bool(name) and Path(name).exists())
    except (OSError, ValueError):
        is_file = False
    if is_file:
        return read_text(Path(name))
    shown = name if len(name) <= 100 else f"{name[:100]}…"
    advice = nearest(shown, list(queries()))
    if shown != name or "{" in name or len(name.split()) > 1:
        advice = "a query itself goes to standard input: kg query -"
    message = f"{shown!r} is neither a file nor a named query"
    raise InputError(Problem("unknown-query", message, advice=advice))


def check_query(text: str) -> None:
    """Refuse a query that asks another endpoint (``SERVICE``) or is too large for the engine.

    SPARQL needs no space around a keyword, so every ``service`` counts as one, except in a string, a comment,
    an IRI, a variable or the local part of a name. A query in which this is unclear is refused.

    Raises:
        InputError: if the query asks another endpoint, is too long or too deeply nested.

    >>> check_query("SELECT * { ?service a <urn:service> } # SERVICE")
    """
    _check_size(text)
    escaped = _ESCAPE.sub(lambda escape: _character(escape[1] or escape[2]), text)
    for form in (text, escaped):
        if "service" in form.lower() and _mentions_service(form):
            message = "SERVICE is not accepted: queries run on this graph alone"
            raise InputError(Problem("service", message, advice="take the SERVICE part out"))


def _check_size(text: str) -> None:
    advice = "ask for less at once"
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > _MAX_BYTES:
        message = f"the limit is {_MAX_BYTES:,} bytes; the query has {size:,}"
        raise InputError(Problem("query-size", message, advice=advice))
    # Brackets in strings and comments are counted too: only the parser could tell them apart.
    opened = deepest = 0
    for character in text:
        if character in "([{":
            opened += 1
            deepest = max(deepest, opened)
        elif character in ")]}":
            opened = max(opened - 1, 0)
    if deepest > _MAX_DEPTH:
        message = f"brackets are nested {deepest:,} deep; the limit is {_MAX_DEPTH}"
        raise InputError(Problem("query-size", message, advice=advice))
    rest = _IRI.sub("", text)
    for operator in _OPERATORS:
        if rest.count(operator) > _MAX_OPERATORS:
            message = f"{operator} stands in it more than {_MAX_OPERATORS} times"
            raise InputError(Problem("query-size", message, advice=advice))


def _mentions_service(text: str) -> bool:
    rest, end = [], 0
    for part in HARMLESS.finditer(text):
        if part["unclear"]:
            return True
        rest.append(text[end : part.start()])
        end = part.end()
    return "service" in " ".join([*rest, text[end:]]).lower()


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else " "

"""Named SPARQL queries, one ``.rq`` file each, whose head a fact-checker can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError, Problem, nearest

_FIELD = re.compile(r"^# (?:(\w+): |  )(.*)$")
#: What may hold the word without being the keyword, in the order in which it must be tried. An IRI is known
#: for one by its ``scheme://`` alone: any other ``<…>`` may be a comparison with a string or comment in it.
_HARMLESS = re.compile(
    r"""
    \"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?'''   # long strings
    | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*'       # short strings
    | <[a-z][a-z0-9+.-]*://[^<>"{}|^`\\\s]*>              # IRIs
    | (?P<unclear> <[^<>"{}|^`\\\s]*[#'][^<>"{}|^`\\\s]*> )
    | \#[^\r\n]*                                          # comments
    | [?$]\w+                                             # variables
    | :(?:[\w:%](?:[\w:.%-]*[\w:%-])?)?                   # local names
    | \\.                                                 # escapes in local names
    """,
    re.X | re.I | re.S,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: the question it answers, what its rows are, and one row as an example."""

    name: str
    question: str
    returns: str
    example: str
    text: str


@cache
def queries() -> dict[str, Query]:
    """Return the named queries by name.

    >>> "who-denies-what" in queries()
    True
    """
    found = {}
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
        found[path.stem] = Query(path.stem, fields["question"], fields["returns"], fields["example"], text)
    return found


def read_query(name: str) -> str:
    """Return the text of a query that is named, or stands in a file.

    Raises:
        InputError: for a name that is neither, or a file that cannot be read.
    """
    from kg.authoring.document import read_text

    if name in queries():
        return queries()[name].text
    if Path(name).exists():
        return read_text(Path(name))
    message = f"{name!r} is neither a file nor a named query"
    raise InputError(Problem("unknown-query", message, advice=nearest(name, list(queries()))))


def check_query(text: str) -> None:
    """Refuse what would leave the machine: ``SERVICE``.

    SPARQL needs no space around a keyword, so every ``service`` is taken for it but in a string, a comment,
    an IRI, a variable or the local part of a name. Where it cannot be told what a query says, it is refused.

    Raises:
        InputError: where the query asks another endpoint.

    >>> check_query("SELECT * { ?service a <urn:service> } # SERVICE")
    """
    escaped = _ESCAPE.sub(lambda found: _character(found[1] or found[2]), text)
    for form in (text, escaped):
        if "service" in form.lower() and _mentions_service(form):
            message = "SERVICE is not accepted: queries run on this graph alone"
            raise InputError(Problem("service", message, advice="take the SERVICE part out"))


def _mentions_service(text: str) -> bool:
    rest, end = [], 0
    for found in _HARMLESS.finditer(text):
        if found["unclear"]:
            return True
        rest.append(text[end : found.start()])
        end = found.end()
    return "service" in " ".join([*rest, text[end:]]).lower()


def _character(digits: str) -> str:
    number = int(digits, 16)
    return chr(number) if number <= 0x10FFFF else " "

"""Named SPARQL queries, one ``.rq`` file each, whose head a fact-checker can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import InputError, Problem, nearest

_FIELD = re.compile(r"^# (?:(\w+): |  )(.*)$")
_IGNORED = re.compile(
    r"""<[^<>"{}|^`\\\s]*>|'''.*?'''|\"\"\".*?\"\"\"|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|#[^\n]*""", re.S
)
_SERVICE = re.compile(r"(?<![\w?$:@.-])service(?![\w:.-])", re.I)


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

    Raises:
        InputError: where the query asks another endpoint.

    >>> check_query("SELECT * { ?service a <urn:service> } # SERVICE")
    """
    if _SERVICE.search(_IGNORED.sub(" ", text)):
        message = "SERVICE is not accepted: queries run on this graph alone"
        raise InputError(Problem("service", message, advice="take the SERVICE part out"))

"""The rules, one SQL file each, whose head a fact-checker can read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FIELD = re.compile(r"^-- (?:(\w+): |  )(.*)$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the head of its file.

    A rule ``over`` pairs selects from the table of slot vectors, adding the ``relation``, ``swapped`` where
    it reads from b to a, the slots in ``conflict`` (``disjoint`` and ``beyond`` stand for all slots that are
    disjoint, and for those that are broader or overlap), and ``reads``, the slots that the rule looks at
    (null: all). A rule over ``parts`` selects a ``whole`` and one ``part`` with the ``mask`` of the
    standpoints that place it there, the ``high`` of the whole and the ``low`` of the part; one over
    ``claims`` the ``later`` and the ``earlier`` claim. One over ``corrections`` selects nothing: claims say
    themselves which others they take back.
    """

    name: str
    version: str
    problem: str
    condition: str
    example: str
    dissolves: str
    sql: str
    over: str = "pairs"


def parse_rule(text: str) -> Rule:
    """Return the rule that a file's text holds; its head names every field of :class:`Rule`."""
    fields: dict[str, str] = {}
    field = ""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        found = _FIELD.match(line)
        if found is None:
            return Rule(**fields, sql="\n".join(lines[number:]))
        if found.group(1):
            field = found.group(1).lower()
            fields["name" if field == "rule" else field] = found.group(2)
        else:
            fields["name" if field == "rule" else field] += " " + found.group(2).strip()
    if fields.get("over") == "corrections":
        return Rule(**fields, sql="")
    raise ValueError("a rule needs a query under its head")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, by name.

    >>> [rule.name for rule in rules()][:2]
    ['assessment', 'attribution']
    """
    paths = sorted(Path(__file__).parent.glob("*.sql"), key=lambda path: path.stem)
    return tuple(parse_rule(path.read_text(encoding="utf-8")) for path in paths)

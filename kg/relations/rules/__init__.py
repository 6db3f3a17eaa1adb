"""The rules: one SQL file each, with a head that contains everything in which rules differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Stance

_FOLDER = Path(__file__).parent
_FIELD = re.compile(r"^-- (?:(\w+): |  )(.*)$")
#: One query of a file: the text before its select, its columns, its table and its conditions.
_QUERY = re.compile(
    r"(?s)(?P<before>.*^|)select (?P<columns>.*?)^from (?P<table>\w+)\n^where (?P<where>.*)", re.M
)
_COMMENT = re.compile(r" *-- *(.*)$", re.M)
#: Stances that meet: those of the first box and those of the second.
Meeting = tuple[tuple[Stance, ...], tuple[Stance, ...]]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a query, and the obstacles to report if it does not hold.

    ``obstacles`` is the comment next to it, as :func:`kg.relations.obstacles.find_obstacles` reads it. A
    condition of a later ``stage`` is checked only if all conditions of earlier stages hold.
    """

    sql: str
    obstacles: str
    stage: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the queries of a rule: its columns, its table and its conditions."""

    selected: str
    table: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the head of its file.

    A rule ``over`` pairs selects from the table of slot vectors. It adds the ``relation``, ``swapped`` if it
    reads from b to a, and the slots in ``conflict`` (``disjoint`` stands for all disjoint slots, ``beyond``
    for those that are broader or overlap). ``reads`` are the slots that the rule reads (null: all), and
    ``short`` says why it does not find more. Each condition is on lines of its own, with a comment that names
    the obstacles if it does not hold. A blank line precedes conditions that are checked only if all before
    them hold.

    A rule over ``parts`` selects a ``whole`` and one ``part`` with the ``mask`` of the standpoints that place
    it there, the ``high`` of the whole and the ``low`` of the part. A rule over ``claims`` selects the
    ``later`` and the ``earlier`` claim. A rule over ``corrections`` selects nothing: claims say themselves
    which others they take back.

    ``stances`` are those that meet, and ``role`` is that of the first box; ``meets`` in the query stands for
    both conditions. ``traits`` are properties of its relations: they are between ``counts``, or of
    ``one-event``, or ``carry-no-verdict`` from one position to another. ``replaces`` says which claims it
    shows as left.

    ``headline``, ``needs``, ``readings`` and ``question`` name its texts: messages of the catalogues, or
    forms of :mod:`kg.explain`. ``hint`` is its place in the order of the search for hints.
    """

    name: str
    version: str
    problem: str
    condition: str
    example: str
    dissolves: str
    sql: str
    over: str = "pairs"
    role: str = "content"
    stances: tuple[Meeting, ...] = ()
    traits: frozenset[str] = frozenset()
    replaces: str = ""
    headline: str = ""
    needs: str = ""
    readings: tuple[str, ...] = ()
    question: str = ""
    hint: int = 0
    branches: tuple[Branch, ...] = ()

    @property
    def of_counts(self) -> bool:
        """Whether its relations are between counts."""
        return "counts" in self.traits


def parse_rule(text: str, folder: Path = _FOLDER / "shared") -> Rule:
    """Return the rule in the text of a file; its head names fields of :class:`Rule`.

    ``Like`` names a file in ``folder`` with what several rules share: fields, the beginning of the condition,
    and the query. ``With`` gives values that replace their names in braces in that query.
    """
    fields, sql = _parse_head(text)
    shared = fields.pop("like", None)
    if shared is not None:
        common, sql = _parse_head((folder / f"{shared}.sql").read_text(encoding="utf-8"))
        if "condition" in common:
            fields["condition"] = f"{common.pop('condition')} {fields['condition']}"
        fields = {**common, **fields}
        for given in filter(None, fields.pop("with", "").split("; ")):
            name, _, value = given.partition(" = ")
            sql = sql.replace(f"{{{name}}}", value)
    over, role = fields.pop("over", "pairs"), fields.pop("role", "content")
    if not sql and over != "corrections":
        raise ValueError("a rule needs a query under its head")
    stances = _parse_stances(fields.pop("stances", ""))
    sql = re.sub(r"\bmeets\b", _build_meets(role, stances), sql)
    return Rule(
        sql=_COMMENT.sub("", sql),
        over=over,
        role=role,
        stances=stances,
        traits=frozenset(_listed(fields.pop("traits", ""))),
        readings=_listed(fields.pop("readings", "")),
        hint=int(fields.pop("hint", "0")),
        branches=tuple(_parse_branches(sql)) if over == "pairs" else (),
        **fields,
    )


def _parse_head(text: str) -> tuple[dict[str, str], str]:
    """Return the fields of a file's head and the query below it."""
    fields: dict[str, str] = {}
    field = ""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        started = _FIELD.match(line)
        if started is None:
            return fields, "\n".join(lines[number:])
        if started.group(1):
            field = started.group(1).lower()
            field = "name" if field == "rule" else field
            fields[field] = started.group(2)
        else:
            fields[field] += " " + started.group(2).strip()
    return fields, ""


def _parse_branches(sql: str) -> Iterator[Branch]:
    """Yield the queries of a rule, which a ``union all`` at the beginning of a line separates."""
    for query in re.split(r"^union all\n", sql, flags=re.M):
        parsed = _QUERY.match(query)
        if parsed is None:
            raise ValueError("a query needs select, from and where, each at the beginning of a line")
        selected = f"{parsed['before']}select {parsed['columns']}"
        yield Branch(_COMMENT.sub("", selected), parsed["table"], tuple(_parse_conditions(parsed["where"])))


def _parse_conditions(text: str) -> Iterator[Condition]:
    """Yield the conditions of a query; the first, that the stances meet, needs no comment."""
    for stage, block in enumerate(text.split("\n\n")):
        for number, lines in enumerate(re.split(r"^  and ", block.removeprefix("  and "), flags=re.M)):
            told = " ".join(_COMMENT.findall(lines))
            sql = " ".join(_COMMENT.sub("", lines).split())
            if stage == number == 0:
                yield Condition(sql, "stances", 0)
            else:
                yield Condition(sql, told, stage + 1)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(", ")))


def _parse_stances(text: str) -> tuple[Meeting, ...]:
    """Return the stances that meet, from ``asserts with denies; commits with refuses``; ``any`` means all."""
    meetings = []
    for meeting in filter(None, text.split("; ")):
        first, second = (
            tuple(Stance) if side == "any" else tuple(map(Stance, _listed(side)))
            for side in meeting.split(" with ")
        )
        meetings.append((first, second))
    return tuple(meetings)


def _build_meets(role: str, stances: tuple[Meeting, ...]) -> str:
    """Return the SQL condition that the first box has a role and that the stances of both boxes meet."""

    def among(column: str, some: tuple[Stance, ...]) -> str:
        if len(some) == len(Stance):
            return ""
        if len(some) == 1:
            return f"{column} = '{some[0]}'"
        return f"{column} in ({', '.join(repr(str(stance)) for stance in some)})"

    sides = (filter(None, (among("a_stance", a), among("b_stance", b))) for a, b in stances)
    met = [" and ".join(some) for some in sides]
    told = met[0] if len(met) == 1 else f"({' or '.join(f'({one})' for one in met)})"
    return f"role = '{role}' and {told}" if met else f"role = '{role}'"


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, sorted by name.

    >>> [rule.name for rule in rules()][:2]
    ['assessment', 'attribution']
    """
    paths = sorted(_FOLDER.glob("*.sql"), key=lambda path: path.stem)
    return tuple(parse_rule(path.read_text(encoding="utf-8")) for path in paths)


@cache
def find_rule(name: str) -> Rule:
    """Return the rule of a name; for an unknown name, as in older findings, a rule with only the name."""
    return next((rule for rule in rules() if rule.name == name), Rule(name, "", "", "", "", "", ""))

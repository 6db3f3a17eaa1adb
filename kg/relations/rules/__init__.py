"""The rules, one SQL file each, whose head says all that differs from rule to rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.model import Stance

_FOLDER = Path(__file__).parent
_FIELD = re.compile(r"^-- (?:(\w+): |  )(.*)$")
#: One of several queries of a file: what stands before its select, what it selects, from which table, where.
_QUERY = re.compile(
    r"(?s)(?P<before>.*^|)select (?P<columns>.*?)^from (?P<table>\w+)\n^where (?P<where>.*)", re.M
)
_COMMENT = re.compile(r" *-- *(.*)$", re.M)
#: Stances that meet: those of the first box, those of the second.
Meeting = tuple[tuple[Stance, ...], tuple[Stance, ...]]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a query, and what is to be said where it does not hold.

    ``obstacles`` is the comment beside it, as :func:`kg.relations.obstacles.find_obstacles` reads it. A
    condition of a later ``stage`` is asked only where all those of the stages before hold.
    """

    sql: str
    obstacles: str
    stage: int


@dataclass(frozen=True, slots=True)
class Branch:
    """One of the queries that a rule consists of: what it selects, of which table, and its conditions."""

    selected: str
    table: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with the head of its file.

    A rule ``over`` pairs selects from the table of slot vectors, adding the ``relation``, ``swapped`` where
    it reads from b to a, the slots in ``conflict`` (``disjoint`` and ``beyond`` stand for all slots that are
    disjoint, and for those that are broader or overlap), and ``reads``, the slots that the rule looks at
    (null: all), and in ``short`` what keeps it from finding more than that. Each condition stands on lines of
    its own, beside it a comment that names what keeps the rule from applying where it does not hold; a blank
    line stands before those that are asked only where all before hold.

    A rule over ``parts`` selects a ``whole`` and one ``part`` with the ``mask`` of the standpoints that place
    it there, the ``high`` of the whole and the ``low`` of the part; one over ``claims`` the ``later`` and the
    ``earlier`` claim. One over ``corrections`` selects nothing: claims say
    themselves which others they take back.

    ``stances`` meet in it, the first box being of a ``role``: ``meets`` in the query stands for both.
    ``traits`` are what else is so of its relations: they are between ``counts``, or of ``one-event``, or
    ``carry-no-verdict`` from one position to another. ``replaces`` are the claims that are left by it.

    ``headline``, ``needs``, ``readings`` and ``question`` name what is said of it: messages of the
    catalogues, or forms of :mod:`kg.explain`. ``hint`` gives its turn where hints are looked for.
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
        """Whether what it finds is between counts."""
        return "counts" in self.traits


def parse_rule(text: str, folder: Path = _FOLDER / "shared") -> Rule:
    """Return the rule that a file's text holds; its head names fields of :class:`Rule`.

    ``Like`` names a file in ``folder`` that holds what several rules share: fields, the beginning of the
    condition, and the query, in which what stands in ``With`` is put in place of its name in braces.
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
    """Return the fields of a file's head, and the query under it."""
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
    """Yield the queries of a rule, one for each ``union all`` at the beginning of a line."""
    for query in re.split(r"^union all\n", sql, flags=re.M):
        parsed = _QUERY.match(query)
        if parsed is None:
            raise ValueError("a query needs select, from and where, each at the beginning of a line")
        selected = f"{parsed['before']}select {parsed['columns']}"
        yield Branch(_COMMENT.sub("", selected), parsed["table"], tuple(_parse_conditions(parsed["where"])))


def _parse_conditions(text: str) -> Iterator[Condition]:
    """Yield the conditions of a query: the first is that stances meet, which needs no comment."""
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
    """Return which stances meet: ``asserts with denies; commits with refuses``; ``any`` are all."""
    meetings = []
    for meeting in filter(None, text.split("; ")):
        first, second = (
            tuple(Stance) if side == "any" else tuple(map(Stance, _listed(side)))
            for side in meeting.split(" with ")
        )
        meetings.append((first, second))
    return tuple(meetings)


def _build_meets(role: str, stances: tuple[Meeting, ...]) -> str:
    """Return the condition that the first box has a role, and that the stances of the two meet."""

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
    """Return every rule, by name.

    >>> [rule.name for rule in rules()][:2]
    ['assessment', 'attribution']
    """
    paths = sorted(_FOLDER.glob("*.sql"), key=lambda path: path.stem)
    return tuple(parse_rule(path.read_text(encoding="utf-8")) for path in paths)


@cache
def find_rule(name: str) -> Rule:
    """Return the rule of a name; of one that is not known, as of older findings, nothing more is."""
    return next((rule for rule in rules() if rule.name == name), Rule(name, "", "", "", "", "", ""))

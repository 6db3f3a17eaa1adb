"""Limits on files from strangers; larger files are refused, and each limit can be changed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kg.errors import InputError, Problem
from kg.model import Location

#: The prefix of environment variables that change a limit.
_PREFIX = "KG_MAX_"
_NUMBER = re.compile(r"0*([0-9]{1,15})")
#: Variables with this prefix that are not read here, but in :mod:`kg.queries.asking`.
_OTHERS = frozenset(("KG_MAX_MEMORY",))
#: Systems keep waiting times in numbers of 32 or 64 bits.
_MOST_SECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits on data from elsewhere.

    Each can be changed by an environment variable: ``KG_MAX_TRIPLES`` changes ``max_triples``, and
    ``KG_MAX_CANONICAL_SECONDS`` changes ``canonical_seconds``.
    """

    #: Bytes of one file.
    max_bytes: int = 64 * 1024 * 1024
    #: Bytes of all files of an archive, unpacked.
    max_archive_bytes: int = 256 * 1024 * 1024
    #: How many times larger than in the archive a file of it may be when unpacked.
    max_ratio: int = 200
    #: Files of an archive.
    max_entries: int = 10_000
    #: Triples of one file.
    max_triples: int = 2_000_000
    #: Claims of one file, or of all articles of a bundle together.
    max_claims: int = 20_000
    #: Names in one slot, sources that speak jointly, and claims that one claim corrects.
    max_values: int = 100
    #: Events of one file.
    max_events: int = 10_000
    #: Reviews of claims in one file.
    max_reviews: int = 100_000
    #: Findings that one import may add to the existing ones.
    max_findings: int = 100_000
    #: How deep brackets, objects or elements may nest.
    max_depth: int = 256
    #: Characters of one literal or IRI.
    max_literal: int = 16 * 1024 * 1024
    #: Blank nodes of one file.
    max_blank_nodes: int = 1000
    #: Seconds that parsing one file may take.
    parse_seconds: int = 60
    #: Seconds that naming the blank nodes of one graph canonically may take.
    canonical_seconds: int = 20
    #: Seconds of processor time that the check of a file by the shapes may take, ten times that for pySHACL.
    check_seconds: int = 60


def read_limits(environ: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits that are set by the environment variables in ``environ``.

    Raises:
        InputError: for a value that is not a positive number, or a variable that changes no limit.

    >>> read_limits({"KG_MAX_DEPTH": "12"}).max_depth
    12
    """
    variables = {_variable(field.name): field.name for field in fields(Limits)}
    changed: dict[str, int] = {}
    problems = []
    for variable in sorted(environ):
        if not variable.startswith(_PREFIX) or variable in _OTHERS:
            continue
        value = environ[variable]
        match = _NUMBER.fullmatch(value.strip())
        if variable not in variables:
            advice = f"the limits are {', '.join(sorted(variables))}"
            problems.append(Problem("bad-limit", f"{variable} changes no limit", advice=advice))
        elif match is None or int(match[1]) == 0:
            shown = value if len(value) <= 40 else f"{value[:40]}…"
            message = f"{variable} is {shown!r}, which is not a positive number of at most 15 digits"
            problems.append(Problem("bad-limit", message, advice="write it in digits, or leave it away"))
        else:
            name, number = variables[variable], int(match[1])
            changed[name] = min(number, _MOST_SECONDS) if name.endswith("_seconds") else number
    if problems:
        raise InputError(problems)
    return Limits(**changed)


def _variable(name: str) -> str:
    return _PREFIX + name.removeprefix("max_").upper()


def check_claims(claims: int, file: str, limits: Limits) -> None:
    """Refuse a file with too many claims.

    Raises:
        InputError: for more than ``max_claims``.

    >>> check_claims(38, "claims.ttl", Limits())
    """
    if claims > limits.max_claims:
        message = f"the limit is {limits.max_claims:,} claims; there are {claims:,}"
        advice = "send it in parts; KG_MAX_CLAIMS changes the limit"
        raise InputError(Problem("too-many-claims", message, Location(file), advice=advice))


def find_excesses(
    sizes: Mapping[str, int], *, triples: int, claims: int, limits: Limits | None = None
) -> list[Problem]:
    """Return a problem for each limit that a bundle exceeds, by default those of partners who changed none.

    ``sizes`` are the sizes of its files in bytes, ``triples`` is the largest number of triples in one file.

    >>> [problem.message for problem in find_excesses({"findings.ttl": 12}, triples=3, claims=20_001)]
    ['it has 20,001 claims; partners read 20,000 unless they raise KG_MAX_CLAIMS']
    """
    amounts = {
        "max_bytes": (max(sizes.values(), default=0), "bytes in one file"),
        "max_archive_bytes": (sum(sizes.values()), "bytes in all files"),
        "max_entries": (len(sizes), "files"),
        "max_triples": (triples, "triples in one file"),
        "max_claims": (claims, "claims"),
    }
    problems = []
    for name, (number, unit) in amounts.items():
        limit = getattr(limits or Limits(), name)
        if number > limit:
            message = f"it has {number:,} {unit}; partners read {limit:,} unless they raise {_variable(name)}"
            problems.append(Problem("beyond-limits", message, advice="send some of the articles at a time"))
    return problems

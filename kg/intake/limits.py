"""How much of a stranger's file is read before it is refused; each limit can be changed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields

from kg.errors import InputError, Problem
from kg.model import Location

#: What the name of an environment variable that changes a limit begins with.
_PREFIX = "KG_MAX_"
_NUMBER = re.compile(r"0*([0-9]{1,15})")
#: What limits something else than what is read: :mod:`kg.queries.asking`.
_OTHERS = frozenset(("KG_MAX_MEMORY",))
#: Systems count the time that they wait in numbers of 32 or 64 bits.
_MOST_SECONDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of what is read from elsewhere.

    An environment variable changes each of them: ``KG_MAX_TRIPLES`` changes ``max_triples``, and
    ``KG_MAX_CANONICAL_SECONDS`` changes ``canonical_seconds``.
    """

    #: Bytes of one file.
    max_bytes: int = 64 * 1024 * 1024
    #: Bytes of all files of an archive, unpacked.
    max_archive_bytes: int = 256 * 1024 * 1024
    #: How many times larger a file of an archive may be than it is packed.
    max_ratio: int = 200
    #: Files of an archive.
    max_entries: int = 10_000
    #: Triples of one file.
    max_triples: int = 2_000_000
    #: Claims of one file, or of all articles of a bundle together.
    max_claims: int = 20_000
    #: Names that one slot holds, sources that speak jointly, and claims that one claim corrects.
    max_values: int = 100
    #: Events of one file.
    max_events: int = 10_000
    #: Reviews of claims in one file.
    max_reviews: int = 100_000
    #: Findings that one import may add to those that there are.
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
    #: Seconds of processor time that applying the shapes to what one sent may take, tenfold for pySHACL.
    check_seconds: int = 60


def read_limits(environ: Mapping[str, str] = os.environ) -> Limits:
    """Return the limits that hold where ``environ`` is the environment.

    Raises:
        InputError: for a variable whose value is not a positive number, or one that changes no limit.

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
        found = _NUMBER.fullmatch(value.strip())
        if variable not in variables:
            advice = f"the limits are {', '.join(sorted(variables))}"
            problems.append(Problem("bad-limit", f"{variable} changes no limit", advice=advice))
        elif found is None or int(found[1]) == 0:
            shown = value if len(value) <= 40 else f"{value[:40]}…"
            message = f"{variable} is {shown!r}, which is not a positive number of at most 15 digits"
            problems.append(Problem("bad-limit", message, advice="write it in digits, or leave it away"))
        else:
            name, number = variables[variable], int(found[1])
            changed[name] = min(number, _MOST_SECONDS) if name.endswith("_seconds") else number
    if problems:
        raise InputError(problems)
    return Limits(**changed)


def _variable(name: str) -> str:
    return _PREFIX + name.removeprefix("max_").upper()


def check_claims(claims: int, file: str, limits: Limits) -> None:
    """Refuse a file of more claims than are checked.

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
    """Return which limits a bundle goes beyond that hold for partners who have changed none of them.

    ``sizes`` are those of its files in bytes, ``triples`` the most that one of them has.

    >>> [problem.message for problem in find_excesses({"findings.ttl": 12}, triples=3, claims=20_001)]
    ['it has 20,001 claims; partners read 20,000 unless they raise KG_MAX_CLAIMS']
    """
    found = {
        "max_bytes": (max(sizes.values(), default=0), "bytes in one file"),
        "max_archive_bytes": (sum(sizes.values()), "bytes in all files"),
        "max_entries": (len(sizes), "files"),
        "max_triples": (triples, "triples in one file"),
        "max_claims": (claims, "claims"),
    }
    problems = []
    for name, (number, what) in found.items():
        limit = getattr(limits or Limits(), name)
        if number > limit:
            message = f"it has {number:,} {what}; partners read {limit:,} unless they raise {_variable(name)}"
            problems.append(Problem("beyond-limits", message, advice="send some of the articles at a time"))
    return problems

"""How what is wrong in the graphs of a bundle is told: as problems of the bundle, and not too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.errors import InputError, Problem
from kg.model import Location
from kg.words import tell

#: The problem of claims that break a rule; it does not mean that the bundle was damaged.
NOT_CONFORMANT = "not-conformant"
_TEXT_PROBLEMS = frozenset(("text-changed", "wrong-quotation"))
_MAX_LISTED = 100


def as_failures(error: InputError, path: str) -> Iterator[Problem]:
    """Yield the problems of a graph that cannot be read; those of texts are told elsewhere."""
    for problem in error.problems[:_MAX_LISTED]:
        if problem.id not in _TEXT_PROBLEMS:
            message = f"{problem.id}: {problem.message}"
            yield replace(problem, id=NOT_CONFORMANT, message=message, location=Location(path))


def as_listed(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield problems, up to a number that people can read."""
    for number, problem in enumerate(problems):
        if number == _MAX_LISTED:
            yield replace(problem, message=tell("bundle-more", count=_MAX_LISTED))
            return
        yield problem

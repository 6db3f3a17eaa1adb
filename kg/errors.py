"""Errors in the input, with advice on how to correct them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.characters import visible, visible_line
from kg.model import Location
from kg.words import ENGLISH, Message, in_language


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input: a stable identifier, a message, a location and advice.

    ``partner`` is the partner whose input it is, ``None`` for our own.
    """

    id: str
    message: str
    location: Location | None = None
    claim: str | None = None
    advice: str = ""
    partner: str | None = None

    def told(self, language: str) -> str:
        """Return the mistake on one line and the advice on the next, translated if possible."""
        message = in_language(self.message, language)
        if self.claim:
            message = Message("finding-claim", message=message, claim=self.claim)[language]
        where = f"{self.location}: " if self.location else ""
        advice = f"\n    {visible(in_language(self.advice, language))}" if self.advice else ""
        return visible_line(f"{where}{self.id}: {message}") + advice

    def __str__(self) -> str:
        return self.told(ENGLISH)


class InputError(Exception):
    """Unreadable or inconsistent input, with every problem found in it; ends a command with exit code 2."""

    def __init__(self, problems: Sequence[Problem] | Problem):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def _render_traceback_(self) -> list[str]:
        # A notebook shows the problems of the input, not the traceback.
        return [f"{type(self).__name__}: {self}"]


def nearest(word: str, known: Sequence[str]) -> str:
    """Return advice that names the known word most similar to ``word``, else some known words, if any.

    >>> nearest("sheling", ["shelling", "ceasefire"])
    "did you mean 'shelling'?"
    >>> nearest("baku", [])
    'none is known here'
    """
    from rapidfuzz import process

    if not known:
        return "none is known here"
    match = process.extractOne(word, list(known), score_cutoff=60)
    if match is not None:
        return f"did you mean {match[0]!r}?"
    listed = ", ".join(sorted(known)[:12])
    return f"known here: {listed}{' …' if len(known) > 12 else ''}"

"""What went wrong with somebody's input, said so that they can mend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Location

#: What could drive a terminal or reverse what stands around it: control characters but tab and line feed,
#: line separators, bidirectional embeddings and isolates, bytes of a file name that are not UTF-8.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in an input: a stable identifier, what is wrong, where, and what to do."""

    id: str
    message: str
    location: Location | None = None
    claim: str | None = None
    advice: str = ""

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        whose = f" (claim {self.claim})" if self.claim else ""
        advice = f"\n    {self.advice}" if self.advice else ""
        return harmless(f"{where}{self.id}: {self.message}{whose}{advice}")


class InputError(Exception):
    """Unreadable or inconsistent input, with every problem found in it; ends a command with exit code 2."""

    def __init__(self, problems: Sequence[Problem] | Problem):
        self.problems = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def harmless(text: str) -> str:
    """Return ``text`` with the number of every character that could disturb a terminal in its place.

    >>> harmless("a\\x1b[2J")
    'a⟦U+001B⟧[2J'
    """
    return _HARMFUL.sub(lambda found: f"⟦U+{ord(found[0]):04X}⟧", text)


def nearest(word: str, known: Sequence[str]) -> str:
    """Return advice that names the known word closest to ``word``.

    >>> nearest("sheling", ["shelling", "ceasefire"])
    "did you mean 'shelling'?"
    """
    from rapidfuzz import process

    found = process.extractOne(word, list(known), score_cutoff=60)
    if found is not None:
        return f"did you mean {found[0]!r}?"
    listed = ", ".join(sorted(known)[:12])
    return f"known here: {listed}{' …' if len(known) > 12 else ''}"

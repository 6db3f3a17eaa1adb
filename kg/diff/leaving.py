"""Find claims by which a voice may have left what it said: corrections, and other counts.

The engine finds whether it has. This module finds the claims that the engine needs for that, when it computes
relations from only a part of the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg.model import Claim, Knowledge


class Leaving:
    """The claims of some knowledge, by the claims that they may replace."""

    def __init__(self, knowledge: Knowledge):
        self._claims = knowledge.claims
        self._correcting: dict[str, set[str]] = defaultdict(set)
        self._counting: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for name, claim in knowledge.claims.items():
            for corrected in claim.corrects:
                self._correcting[corrected].add(name)
            if _counts(claim):
                self._counting[claim.sources].add(name)

    def of(self, names: Iterable[str]) -> set[str]:
        """Return other claims by which somebody may have left what these claims say."""
        held = {name for name in names if name in self._claims}
        voices = {claim.sources for name in held if _counts(claim := self._claims[name])}
        candidates = {other for name in held for other in self._correcting.get(name, ())}
        candidates.update(other for voice in voices for other in self._counting.get(voice, ()))
        return candidates - held


def _counts(claim: Claim) -> bool:
    return claim.proposition is not None and claim.proposition.count is not None

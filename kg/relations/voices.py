"""Between which voices a relation of two positions holds.

A voice is whoever is at the end of a report chain: a source, or several who speak jointly. It leaves a
position by a later count of the same measure in the same scope, or by a claim that names the earlier one in
``corrects``, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from kg.background import Background
from kg.model import (
    Certainty,
    Claim,
    Interval,
    Knowledge,
    Pair,
    Proposition,
    Stance,
    Voice,
    partner_of,
)

#: How a voice stands to another, and how sure it is, in the order in which it is said.
MODIFIERS = (
    "adversarial",
    "affiliated",
    "self-contradiction",
    "hedged",
    "probable",
    "unidentified",
)


class Voices:
    """Who speaks in which claims, how these voices stand to each other, and which claims they have left."""

    def __init__(self, knowledge: Knowledge, background: Background):
        self._knowledge = knowledge
        self._background = background
        self._opposed: dict[tuple[str, str], bool] = {}
        self._affiliated: dict[tuple[str, str], bool] = {}

    # -- what was left --------------------------------------------------------------------------

    @cached_property
    def left(self) -> frozenset[str]:
        """The claims that their voices no longer hold."""
        return frozenset(earlier for _, earlier in (*self.corrections, *self.replaced))

    @cached_property
    def corrections(self) -> Sequence[tuple[str, str]]:
        """Pairs of a claim and one that it takes back; what was said of an utterance is never left.

        What a partner says takes back nothing but what the same partner says.
        """
        claims = self._knowledge.claims
        return [
            (later, earlier)
            for later, claim in claims.items()
            for earlier in claim.corrects
            if earlier in claims
            and not _is_utterance(claims[earlier])
            and partner_of(later) in (None, partner_of(earlier))
        ]

    @cached_property
    def replaced(self) -> Sequence[tuple[str, str]]:
        """Pairs of a count and an earlier one of the same voice, of the same measure in the same scope."""
        return [pair for group in self._counts.values() for pair in self._later(group)]

    def _later(self, names: Sequence[str]) -> Iterator[tuple[str, str]]:
        as_of = self._knowledge.as_of
        for later in names:
            for earlier in names:
                if _is_later(as_of(later), as_of(earlier)):
                    yield later, earlier

    @cached_property
    def _counts(self) -> Mapping[object, Sequence[str]]:
        """The counts that are asserted, by voice and scope, where there are several."""
        found: dict[object, list[str]] = {}
        for name, claim in self._knowledge.claims.items():
            p = claim.proposition
            if claim.stance is not Stance.ASSERTS or p is None or p.count is None or p.said_by is not None:
                continue
            key = claim.sources, replace(p, count=None), p.count.measure, p.count.population, partner_of(name)
            found.setdefault(key, []).append(name)
        return {key: names for key, names in found.items() if len(names) > 1}

    def next_counts(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of a count of a voice and the one before it, where they differ."""
        claims = self._knowledge.claims
        as_of = self._knowledge.as_of
        for names in self._counts.values():
            for earlier in names:
                after = [later for later in names if _is_later(as_of(later), as_of(earlier))]
                for later in after:
                    if any(_is_later(as_of(later), as_of(other)) for other in after):
                        continue
                    if _numbers(claims[later].proposition) != _numbers(claims[earlier].proposition):
                        yield later, earlier

    # -- pairs of voices ------------------------------------------------------------------------

    def group(self, claims: Iterable[str], keep_left: bool = False) -> dict[tuple[str, ...], list[str]]:
        """Return claims by voice, without those that were left."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name in claims:
            if keep_left or name not in self.left:
                found.setdefault(self._knowledge.claims[name].sources, []).append(name)
        return found

    def pair(self, first: Voice, second: Voice) -> Pair:
        """Return two voices with how they stand to each other."""
        one, other = first.sources, second.sources
        modifiers = []
        if self.opposed(one, other):
            modifiers.append("adversarial")
        if one != other and self.affiliated(one, other):
            modifiers.append("affiliated")
        if any(self._unidentified(sources) for sources in (one, other)):
            modifiers.append("unidentified")
        return Pair(first, second, tuple(modifiers))

    def opposed(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether some of these are opponents of some of those, or wholes that they belong to are."""
        return any(self._are_opposed(one, other) for one in ones for other in others)

    def _are_opposed(self, one: str, other: str) -> bool:
        if (one, other) not in self._opposed:
            wholes = self._background.wholes
            opponents = self._background.register.opponents
            self._opposed[one, other] = any(
                frozenset((a, b)) in opponents
                for a in wholes("agent", one)
                for b in wholes("agent", other)
                if a != b
            )
        return self._opposed[one, other]

    def affiliated(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether all of these are part of one of those, or the other way round."""
        return self._all_part(ones, others) or self._all_part(others, ones)

    def _all_part(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        return all(any(self._is_part(one, other) for other in others) for one in ones)

    def _is_part(self, one: str, other: str) -> bool:
        if (one, other) not in self._affiliated:
            self._affiliated[one, other] = self._background.inside("agent", one, other)
        return self._affiliated[one, other]

    def _unidentified(self, sources: Sequence[str]) -> bool:
        entries = self._background.register.entries
        return all(name in entries and entries[name].unidentified for name in sources)

    def certainty(self, voice: Voice) -> Certainty:
        """Return how sure a voice is at most: possible, probable, or else certain."""
        held = {self._knowledge.claims[name].certainty for name in voice.claims}
        for certainty in (Certainty.POSSIBLE, Certainty.PROBABLE):
            if held == {certainty}:
                return certainty
        return Certainty.PROBABLE if held == {Certainty.POSSIBLE, Certainty.PROBABLE} else Certainty.CERTAIN


def _is_utterance(claim: Claim) -> bool:
    return claim.proposition is not None and claim.proposition.said_by is not None


def _numbers(p: Proposition | None) -> object:
    count = None if p is None else p.count
    return None if count is None else (count.low, count.high)


def _is_later(new: Interval | None, old: Interval | None) -> bool:
    """Return whether all of ``new`` lies after all of ``old``; an unknown time is never later."""
    return new is not None and old is not None and old.precedes(new)


def add(pair: Pair, *modifiers: str) -> Pair:
    """Return a pair with more to be said of it."""
    found = {*pair.modifiers, *modifiers}
    return replace(pair, modifiers=tuple(word for word in MODIFIERS if word in found))


def sort_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return pairs by their voices."""
    return tuple(sorted(pairs, key=lambda pair: (pair.first.sources, pair.second.sources)))

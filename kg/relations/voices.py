"""Find the voices between which a relation of two positions holds.

A voice is the end of a report chain: a source, or several who speak jointly. It leaves a position only by a
later count of the same measure in the same scope (a different count, if the number does not change with
time), or by a claim that names the earlier one in ``corrects``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import product
from operator import itemgetter
from typing import Any

from kg.background import Background
from kg.errors import InputError, Problem
from kg.model import (
    Certainty,
    Interval,
    Knowledge,
    Pair,
    Proposition,
    Stance,
    Voice,
    day_of,
    is_clock,
    partner_of,
)

#: The relation of a voice to another and its certainty, in the order in which they are reported.
MODIFIERS = (
    "adversarial",
    "affiliated",
    "self-contradiction",
    "hedged",
    "probable",
    "unidentified",
)


#: The most counts of one voice in one scope; they are compared pair by pair.
MAX_COUNTS = 2_000
#: The most pairs of voices in all relations; twenty more are allowed for each claim.
MAX_PAIRS = 1_000_000


class ClaimVoices:
    """The voices of claims, the relations between voices, and the claims that their voices have left."""

    def __init__(self, knowledge: Knowledge, background: Background):
        self._knowledge = knowledge
        self._background = background
        self._pairs = 0
        self._of: dict[tuple[tuple[str, ...], bool], Sequence[Voice]] = {}
        self._related: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
        self._affiliated: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}
        self._standing: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, ...]] = {}

    # -- what was left --------------------------------------------------------------------------

    @cached_property
    def left(self) -> frozenset[str]:
        """The claims that their voices no longer hold."""
        as_of, claims = self._knowledge.as_of, self._knowledge.claims
        gone = {earlier for _, earlier in self.corrections}
        for names in self._counts.values():
            by_number: dict[object, list[str]] = {}
            for name in names:
                by_number.setdefault(_numbers(claims[name].proposition), []).append(name)
            changes = self._changes(names[0])
            for equal in by_number.values():
                # A voice that repeats a number still holds it; if the number changes with time, as of the
                # later time.
                others = names if changes else [name for name in names if name not in set(equal)]
                last = _last(map(as_of, others))
                gone.update(name for name in equal if any(_is_later(time, as_of(name)) for time in last))
        return frozenset(gone)

    def _changes(self, name: str) -> bool:
        p = self._knowledge.claims[name].proposition
        count = None if p is None else p.count
        return count is not None and self._knowledge.register.changes(count.measure) is not None

    @cached_property
    def corrections(self) -> Sequence[tuple[str, str]]:
        """Pairs of a claim and an earlier one that it takes back.

        A partner's claim takes back only claims of the same partner.
        """
        claims = self._knowledge.claims
        return [
            (later, earlier)
            for later, claim in claims.items()
            for earlier in claim.corrects
            if earlier in claims and partner_of(later) in (None, partner_of(earlier))
        ]

    @cached_property
    def _counts(self) -> Mapping[object, Sequence[str]]:
        """The asserted counts by voice and scope, if there are several."""
        counts: dict[object, list[str]] = {}
        for name, claim in self._knowledge.claims.items():
            p = claim.proposition
            if claim.stance is not Stance.ASSERTS or p is None or p.count is None or p.said_by is not None:
                continue
            # A claim that names a target gives its place, even if it does not say so.
            place = p.place or self._background.location(p.target)
            scope = replace(p, count=None, place=place)
            key = claim.sources, scope, p.count.measure, p.count.population, partner_of(name)
            counts.setdefault(key, []).append(name)
        return {key: names for key, names in counts.items() if len(names) > 1}

    def next_counts(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of a count of a voice and the one before it, if they differ.

        Raises:
            InputError: if one voice counts the same more than :data:`MAX_COUNTS` times.
        """
        claims = self._knowledge.claims
        as_of = self._knowledge.as_of
        for names in self._counts.values():
            if len(names) > MAX_COUNTS:
                message = f"one voice counts the same {len(names):,} times"
                where = self._knowledge.locations.get(names[0])
                advice = "keep the counts that say something new"
                raise InputError(Problem("too-many-findings", message, where, names[0], advice))
            changes = self._changes(names[0])
            numbers = {name: _numbers(claims[name].proposition) for name in names}
            for earlier in names:
                # A number that does not change with time is left only by a different one, however often it
                # was repeated.
                after = [
                    later
                    for later in names
                    if (changes or numbers[later] != numbers[earlier])
                    and _is_later(as_of(later), as_of(earlier))
                ]
                first = _first([as_of(later) for later in after])
                for later in after:
                    if any(_is_later(as_of(later), time) for time in first):
                        continue
                    if numbers[later] != numbers[earlier]:
                        self.spend(1)
                        yield later, earlier

    def spend(self, pairs: int) -> None:
        """Add to the number of pairs of voices.

        Raises:
            InputError: if there are too many pairs.
        """
        self._pairs += pairs
        if self._pairs > MAX_PAIRS + 20 * len(self._knowledge.claims):
            message = f"the relations are between more than {MAX_PAIRS:,} pairs of voices"
            advice = "read fewer articles together, or fewer sources that say the same"
            raise InputError(Problem("too-many-findings", message, advice=advice))

    # -- pairs of voices ------------------------------------------------------------------------

    def of(self, claims: tuple[str, ...], keep_left: bool = False) -> Sequence[Voice]:
        """Return the voices of claims of one position, without claims that were left."""
        key = claims, keep_left
        if key not in self._of:
            voiced: dict[tuple[str, ...], list[str]] = {}
            for name in claims:
                if keep_left or name not in self.left:
                    voiced.setdefault(self._knowledge.claims[name].sources, []).append(name)
            self._of[key] = [Voice(sources, tuple(sorted(names))) for sources, names in voiced.items()]
        return self._of[key]

    def pair(self, first: Voice, second: Voice) -> Pair:
        """Return the pair of two voices, with modifiers that say how they are related."""
        key = first.sources, second.sources
        if key not in self._standing:
            self._standing[key] = tuple(self._stand(*key))
        return Pair(first, second, self._standing[key])

    def meet(self, met: Iterable[tuple[Voice, Voice]]) -> list[Pair]:
        """Return one pair for each two voices, with all claims in which they meet."""
        claims: dict[tuple[Any, Any], tuple[set[str], set[str]]] = {}
        for one, other in met:
            ones, others = claims.setdefault((one.sources, other.sources), (set(), set()))
            ones.update(one.claims)
            others.update(other.claims)
        return [
            self.pair(Voice(first, tuple(sorted(ones))), Voice(second, tuple(sorted(others))))
            for (first, second), (ones, others) in claims.items()
        ]

    def _stand(self, one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
        # In the order of MODIFIERS.
        if self.opposed(one, other):
            yield "adversarial"
        if one != other and self.related(one, other):
            yield "affiliated"
        if any(self._unidentified(sources) for sources in (one, other)):
            yield "unidentified"

    def opposed(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Return whether sources of both sides, or wholes that contain them, are each other's opponents."""
        opponents = self._background.register.opponents
        pairs = product(self._opposing(ones), self._opposing(others))
        return any(one != other and frozenset((one, other)) in opponents for one, other in pairs)

    def _opposing(self, names: Iterable[str]) -> set[str]:
        """Return those of the sources and of the wholes that they belong to that have opponents."""
        wholes = self._background.wholes
        return {whole for name in names for whole in wholes("agent", name) & self._opponents}

    @cached_property
    def _opponents(self) -> frozenset[str]:
        return frozenset().union(*self._background.register.opponents)

    def affiliated(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether the sides share a source, or all sources of one side are part of the other."""
        key = tuple(ones), tuple(others)
        if key not in self._affiliated:
            same = not set(ones).isdisjoint(others)
            self._affiliated[key] = same or self._all_part(ones, others) or self._all_part(others, ones)
        return self._affiliated[key]

    def _all_part(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        inside = self._background.inside
        return all(any(inside("agent", one, other) for other in others) for one in ones)

    def related(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Return whether all of them are one source or parts of one."""
        key = tuple(ones), tuple(others)
        if key not in self._related:
            wholes = [self._background.wholes("agent", name) for name in (*ones, *others)]
            self._related[key] = bool(frozenset.intersection(*wholes))
        return self._related[key]

    def _unidentified(self, sources: Sequence[str]) -> bool:
        entries = self._background.register.entries
        return all(name in entries and entries[name].unidentified for name in sources)

    @cached_property
    def _unsure(self) -> Mapping[str, Certainty]:
        claims = self._knowledge.claims.items()
        return {name: claim.certainty for name, claim in claims if claim.certainty in _UNSURE}

    @property
    def hedge(self) -> bool:
        """Whether some claims are less than certain."""
        return bool(self._unsure)

    def certainty(self, voice: Voice) -> Certainty:
        """Return the highest certainty of a voice: possible, probable or certain."""
        if not self._unsure:
            return Certainty.CERTAIN
        held = {self._unsure.get(name, Certainty.CERTAIN) for name in voice.claims}
        return next(c for c in (Certainty.CERTAIN, *_UNSURE) if c in held)


#: The degrees below certain, the surer one first.
_UNSURE = (Certainty.PROBABLE, Certainty.POSSIBLE)


def _numbers(p: Proposition | None) -> object:
    count = None if p is None else p.count
    return None if count is None else (count.low, count.high)


def _is_later(new: Interval | None, old: Interval | None) -> bool:
    """Return whether all of ``new`` lies after all of ``old``; an unknown time is never later."""
    return new is not None and old is not None and old.precedes(new)


def _last(times: Iterable[Interval | None]) -> list[Interval]:
    """Return the latest of some times: if any of them is later than another time, one of these is.

    Clock times are compared as instants, and with days by their dates.
    """
    begun = [(time.start, time) for time in times if time is not None and time.start is not None]
    return [max(group, key=itemgetter(0))[1] for group in _compared(begun)]


def _first(times: Iterable[Interval | None]) -> list[Interval]:
    """Return the earliest of some times: if any of them is earlier than another time, one of these is."""
    ended = [(time.end, time) for time in times if time is not None and time.end is not None]
    return [min(group, key=itemgetter(0))[1] for group in _compared(ended)]


def _compared(ends: Sequence[tuple[date, Interval]]) -> Iterator[list[tuple[date, Interval]]]:
    """Yield groups of ends that can be ordered: clock times, days, and all by their dates."""
    ordered = (
        [one for one in ends if is_clock(one[0])],
        [one for one in ends if not is_clock(one[0])],
        [(day_of(end), time) for end, time in ends],
    )
    return (group for group in ordered if group)


def add(pair: Pair, *modifiers: str) -> Pair:
    """Return a pair with more modifiers."""
    held = {*pair.modifiers, *modifiers}
    return replace(pair, modifiers=tuple(word for word in MODIFIERS if word in held))


def sort_pairs(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """Return pairs sorted by their voices."""
    given = tuple(pairs)
    if len(given) < 2:
        return given
    return tuple(sorted(given, key=lambda pair: (pair.first.sources, pair.second.sources)))


def between(pair: Pair) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the sources of both voices."""
    return pair.first.sources, pair.second.sources


def modifiers_of(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return the modifiers of any of these pairs."""
    if len(pairs) == 1:
        return pairs[0].modifiers
    held = {word for pair in pairs for word in pair.modifiers}
    return tuple(word for word in MODIFIERS if word in held)

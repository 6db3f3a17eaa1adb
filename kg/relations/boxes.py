"""The boxes of each position: the propositions that are compared.

A proposition is a box. A position has a box of its own and one for each proposition that its claims
presuppose. If somebody denies having said something, it also has one for each source that is reported to have
said it. If the time of an utterance or of a count matters, there is a box for each such time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from kg.background import Background
from kg.model import Count, Interval, Knowledge, Position, Proposition, Stance, day_of
from kg.relations.nesting import nested_names

#: Stances by which a source says that a proposition is, will be or should be so.
AFFIRMED = frozenset(
    (
        Stance.ASSERTS,
        Stance.PREDICTS,
        Stance.DEMANDS,
        Stance.COMMITS,
        Stance.THREATENS,
        Stance.ASSESSES,
    )
)
#: Stances that say that nothing lies in the box: an empty slot means any value.
UNIVERSAL = frozenset((Stance.DENIES, Stance.REFUSES, Stance.DOUBTS))
#: Stances whose time, if not given, begins at the utterance or later.
FORWARD = frozenset((Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.PREDICTS))
#: The stance that a count of nobody is compared as.
_OPPOSITE = {Stance.ASSERTS: Stance.DENIES, Stance.ASSESSES: Stance.DOUBTS}
#: Stances whose time, if not given, ends at the utterance or earlier.
_BACKWARD = (Stance.ASSERTS, Stance.DENIES)


#: The interval of a proposition that gives no time.
ANY_TIME = Interval()


class Box(NamedTuple):
    """A proposition that is compared for a position: its own (``content``) or one that it implies.

    ``stance`` and ``proposition`` are those that are compared: a count of nobody becomes the denial that
    there is anybody. ``claims`` are the claims of the position that the box stands for. ``within`` is the
    time in which it lies if it gives none, and ``as_of`` the time of the count if that matters.
    """

    position: int
    role: str
    stance: Stance
    proposition: Proposition
    claims: tuple[str, ...]
    within: Interval = ANY_TIME
    as_of: Interval | None = None

    @property
    def universal(self) -> bool:
        """Whether nothing lies in it, so that an empty slot means any value."""
        return self.role == "content" and self.stance in UNIVERSAL


def build_boxes(knowledge: Knowledge, background: Background) -> list[Box]:
    """Return the boxes of all positions: first their own ones, in the order of the positions."""
    times = _Times(knowledge, background)
    boxes: list[Box] = []
    # There may be a million positions, so each is looked at only once if nobody denies an utterance.
    kinds: set[str] = set()
    denials: list[Proposition] = []
    asked, denies = Stance.ASKS, Stance.DENIES
    for index, position in enumerate(knowledge.positions):
        stance, p = position.stance, position.proposition
        kinds.add(p.kind)
        if stance is denies and p.said_by is not None:
            denials.append(p)
        role = "presupposed" if stance is asked else "content"
        if p.count is not None:
            stance, p = _compared_as(stance, p, background)
        boxes.extend(times.boxes(index, role, stance, p, position.claims))
    denied = _denied_words(denials, kinds, knowledge, background)
    presupposing = {name for name, claim in knowledge.claims.items() if claim.presupposes}
    speaking = _speaking(denied, knowledge)
    if presupposing or speaking:
        for index, position in enumerate(knowledge.positions):
            if position.stance is not asked and not presupposing.isdisjoint(position.claims):
                boxes.extend(_presupposed(index, position, knowledge, times))
            if position.stance in AFFIRMED and not speaking.keys().isdisjoint(position.claims):
                boxes.extend(_attributed(index, position, denied, speaking))
    return boxes


def _presupposed(index: int, position: Position, knowledge: Knowledge, times: _Times) -> Iterable[Box]:
    """Yield the boxes of what the claims of a position presuppose."""
    presupposed: dict[Proposition, list[str]] = {}
    for name in position.claims:
        for p in knowledge.claims[name].presupposes:
            presupposed.setdefault(p, []).append(name)
    for p in sorted(presupposed, key=lambda p: p.id):
        yield from times.boxes(index, "presupposed", position.stance, p, presupposed[p])


def _attributed(
    index: int, position: Position, denied: Mapping[str, set[str]], speaking: Mapping[str, Sequence[str]]
) -> Iterable[Box]:
    """Yield the boxes of reported utterances whose sources are said not to have made them."""
    p = position.proposition
    saying: dict[str, list[str]] = {}
    for name in position.claims if p.said_by is None else ():
        for source in speaking.get(name, ()):
            if p.kind in denied[source]:
                saying.setdefault(source, []).append(name)
    for source, words in sorted(saying.items()):
        yield Box(index, "attributed", position.stance, _said(p, source), tuple(words))


def _speaking(denied: Mapping[str, set[str]], knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return, for each claim, those of its sources whose words somebody may deny."""
    if not denied:
        return {}
    return {
        name: tuple(source for source in claim.sources if source in denied)
        for name, claim in knowledge.claims.items()
        if claim.source in denied or not denied.keys().isdisjoint(claim.jointly)
    }


def _compared_as(stance: Stance, p: Proposition, background: Background) -> tuple[Stance, Proposition]:
    """Return the stance and proposition that are compared: a count of nobody denies that there is anybody."""
    if stance not in _OPPOSITE or p.said_by is not None or p.count is None:
        return stance, p
    if not background.register.is_nobody(p.count):
        return stance, p
    return _OPPOSITE[stance], replace(p, count=replace(p.count, low=1, high=None, soft=False))


class _Times:
    """Finds the time of boxes whose claims give none, and the time of counts."""

    def __init__(self, knowledge: Knowledge, background: Background):
        self._knowledge = knowledge
        self._background = background
        self._ways: dict[tuple[str, Stance, str], tuple[int, int]] = {}
        self._changing: dict[str, bool] = {}
        self._until: dict[int, Interval] = {}
        self._forecasts = any(
            p.stance is Stance.PREDICTS and p.proposition.count is not None for p in knowledge.positions
        )

    def boxes(
        self, position: int, role: str, stance: Stance, p: Proposition, claims: Sequence[str]
    ) -> Iterable[Box]:
        """Yield the boxes of claims that take one position, one for each time that matters."""
        ways = self._ways.get((role, stance, p.kind))
        if ways is None:
            ways = self._ways[role, stance, p.kind] = self._find_ways(role, stance, p.kind)
        way = ways[p.time is not None] if p.said_by is None else 0
        counted = p.count is not None and role == "content" and self._is_dated(p.count)
        if way == 0 and not counted:
            return (Box(position, role, stance, p, tuple(claims)),)
        if len(claims) == 1:
            [name] = claims
            within = self._within(way, p, name)
            as_of = self._knowledge.as_of(name) if counted else None
            return (Box(position, role, stance, p, (name,), within, as_of),)
        groups: dict[tuple[Interval, Interval | None], list[str]] = {}
        for name in claims:
            within = self._within(way, p, name)
            groups.setdefault((within, self._knowledge.as_of(name) if counted else None), []).append(name)
        return [Box(position, role, stance, p, tuple(names), *when) for when, names in groups.items()]

    def _within(self, way: int, p: Proposition, name: str) -> Interval:
        """Return the interval in which the time of a claim's box lies if the claim does not give it."""
        said = self._knowledge.said(name) if way else None
        if said is None:
            return ANY_TIME
        if p.time is None and way > 0:
            return Interval(said.start, None)
        if p.time is not None and not _goes_on(p.time, said):
            return ANY_TIME
        # Most claims of one article were said at the same time.
        if id(said) not in self._until:
            self._until[id(said)] = Interval(None, said.end)
        return self._until[id(said)]

    def _find_ways(self, role: str, stance: Stance, kind: str) -> tuple[int, int]:
        """Return 1 for a box from the utterance on, -1 for one up to the utterance, else 0.

        The first number is for claims without a time, the second for claims with one: an asserted event says
        nothing beyond the utterance even if its time is given. A box about an utterance lies anywhere.
        """
        if role == "content" and stance in FORWARD:
            return 1, 0
        if self._background.is_state(kind) or (role == "content" and stance not in _BACKWARD):
            return 0, 0
        return -1, (-1 if role != "content" or stance is _BACKWARD[0] else 0)

    def _is_dated(self, count: Count) -> bool:
        if count.measure not in self._changing:
            changes = self._background.register.changes(count.measure)
            self._changing[count.measure] = changes is not None
        return self._forecasts or self._changing[count.measure]


def _goes_on(time: Interval | None, said: Interval) -> bool:
    """Return whether a time began before or at an utterance and, by days, goes on after it."""
    if time is None or said.end is None:
        return False
    if type(time.end) is type(said.end) is date and time.end <= said.end:
        return False
    last = day_of(said.end)
    begun = time.start is None or day_of(time.start) <= last
    return begun and (time.end is None or day_of(time.end) > last)


def _said(p: Proposition, source: str) -> Proposition:
    """Return the proposition that ``source`` said it; eight times faster than ``dataclasses.replace``."""
    return Proposition(
        p.kind, p.agent, p.target, p.instrument, p.place, p.time, p.count, p.value, p.event, source
    )


def _denied_words(
    denials: Iterable[Proposition], kinds: set[str], knowledge: Knowledge, background: Background
) -> dict[str, set[str]]:
    """Return, for each source whose words somebody may deny, the kinds of what is denied."""
    denied: dict[str, set[str]] = {}
    for p in denials:
        denied.setdefault(str(p.said_by), set()).add(p.kind)
    near: dict[str, set[str]] = {kind: {kind} for kind in kinds}
    for kind, other in nested_names("kind", kinds, background) if denied else ():
        near[kind].add(other)
    kinds_of: dict[str, set[str]] = {}
    for source in _speakers(knowledge) if denied else ():
        nested = {name for name in background.above("said_by", source) if name in denied}
        nested |= {name for name in denied if source in background.above("said_by", name)}
        nested |= background.overlapping("said_by").get(source, frozenset()) & denied.keys()
        nested |= {name for name in denied if _is_told_apart(source, name, background)}
        for name in nested:
            kinds_of.setdefault(source, set()).update(*(near[kind] for kind in denied[name]))
    return kinds_of


def _is_told_apart(source: str, name: str, background: Background) -> bool:
    """Return whether it is open if a source is a described one, and somebody holds that it is not."""
    loose = background.is_loose("said_by", source) or background.is_loose("said_by", name)
    return loose and source != name and bool(background.reading("said_by", source, name).distinct)


def _speakers(knowledge: Knowledge) -> set[str]:
    claims = knowledge.claims.values()
    speakers = {claim.source for claim in claims}
    return speakers.union(*(claim.jointly for claim in claims if claim.jointly))

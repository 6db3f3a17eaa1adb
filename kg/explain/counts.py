"""Describe how a number changed: who counted what and when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.explain.values import describe_time
from kg.explain.wording import Wording
from kg.model import Count, Interval, Number, Proposition, Relation, RelationType
from kg.relations import find_rule
from kg.words import ENGLISH, Joined, Listed, Message, Words

#: Relations between an earlier count and a later one.
CHANGES = (RelationType.UPDATES, RelationType.SUPERSEDES)
#: If there are more times than these, only the first and the last are given.
_TIMES = 3


def changes(relation: Relation, wording: Wording) -> bool:
    """Return whether a relation is between two counts whose as-of times matter."""
    if "as_of" in relation.conflict or relation.relation is RelationType.UPDATES:
        return True
    counts = [position.proposition.count for position in relation.positions]
    if None in counts or not find_rule(relation.rule).of_counts:
        return False
    register = wording.knowledge.register
    return any(
        count is not None and (count.as_of is not None or register.changes(count.measure) is not None)
        for count in counts
    )


def build_change(relation: Relation, wording: Wording) -> Words | None:
    """Return how a number rose or fell from one count to a later one, with the counters and times."""
    if relation.relation not in CHANGES or find_rule(relation.rule).replaces != "counts":
        return None
    later, earlier = _in_order(relation, wording)
    new, old = (relation.positions[at].proposition for at in (later, earlier))
    if new.count is None or old.count is None:
        return None
    names = [shown_claims(relation, at) for at in (later, earlier)]
    when = [describe_as_of(wording, claims, most=1) for claims in names]
    who_when = [_who_when(wording, claims) for claims in names]
    voices = [wording.voices(claims) for claims in names]
    rose = _direction(old.count, new.count)
    a, b = (wording.count(p.count) for p in (old, new) if p.count is not None)
    told: dict[str, Words | str] = {"rose": rose, "old": a, "new": b, **_counted(new, wording)}
    told["unit"] = "no" if wording.unit(new.count.measure) is None else "yes"
    if relation.relation is RelationType.SUPERSEDES:
        who, number = wording.speakers(voices[0]), wording.number(voices[0])
        return Message("count-replaced", who=who, number=number, then=when[1], now=when[0], **told)
    return Message("count-change", then=who_when[1], now=who_when[0], **told)


def _who_when(wording: Wording, claims: Sequence[str]) -> Words:
    """Return who counted when, grouped by time, for at most three times."""
    voices_at: dict[str, tuple[Words, list[tuple[str, ...]]]] = {}
    for voice in wording.voices(claims):
        own = [name for name in claims if wording.voices([name]) == [voice]] or claims
        when = describe_as_of(wording, own, most=1)
        voices_at.setdefault(when[ENGLISH], (when, []))[1].append(voice)
    shown = [(wording.speakers(voices), when) for when, voices in list(voices_at.values())[:_TIMES]]
    more = len(voices_at) - len(shown)
    told = [Message("count-by-at", who=who, when=when) for who, when in shown]
    if more:
        told.append(Message("count-more-times", count=more))
    return Joined(told, "semicolon")


def shown_claims(relation: Relation, index: int) -> list[str]:
    """Return the claims of a position that take part in a relation: those of its pairs, or else all."""
    claims = [name for pair in relation.pairs for name in (pair.first if index == 0 else pair.second).claims]
    return list(dict.fromkeys(claims)) or list(relation.positions[index].claims)


def describe_as_of(wording: Wording, claims: Iterable[str], most: int | None = None) -> Words:
    """Return the as-of times of claims, the earliest first, at most ``most``."""
    times = sorted(
        {time for name in claims if (time := wording.knowledge.as_of(name)) is not None},
        key=lambda time: [end is not None and end.isoformat() for end in (time.start, time.end)],
    )[:most]
    if not times:
        return Message("count-time-unknown")
    if len(times) > _TIMES:
        first, last = describe_time(times[0]), describe_time(times[-1])
        return Message("count-period", first=first, last=last)
    return Listed([describe_time(time) for time in times])


def _in_order(relation: Relation, wording: Wording) -> tuple[int, int]:
    """Return the indexes of the later and the earlier position; in doubt the first is the later one."""

    def times(index: int) -> list[Interval]:
        counted = (wording.knowledge.as_of(name) for name in shown_claims(relation, index))
        return [time for time in counted if time is not None]

    first, second = times(0), times(1)
    if first and second and all(one.precedes(other) for one in first for other in second):
        return 1, 0
    return 0, 1


def _direction(old: Count, new: Count) -> str:
    """Return ``rose`` if the new count is above the old one, ``fell`` if below, ``changed`` in doubt."""
    if new.low > old.low and _above(new.high, old.high):
        return "rose"
    return "fell" if old.low > new.low and _above(old.high, new.high) else "changed"


def _above(one: Number | None, other: Number | None) -> bool:
    return one is None or (other is not None and one >= other)


def _counted(p: Proposition, wording: Wording) -> dict[str, Words | str]:
    """Return the measure that a proposition counts, and its event."""
    assert p.count is not None
    words: Words = wording.label(p.count.measure)
    if p.count.population is not None:
        words = Message("count-of-whom", measure=words, population=wording.label(p.count.population))
    at = "" if p.event is None else Message("count-at", event=wording.label(p.event))
    return {"what": words, "at": at}

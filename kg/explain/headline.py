"""The headline of a card: the relation between voices, and its standpoints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from kg.explain.counts import build_change, shown_claims
from kg.explain.wording import Wording
from kg.explain.words import AS_TO, RELATION_WORDS
from kg.model import (
    SLOTS,
    Certainty,
    Comparison,
    Pair,
    Position,
    Relation,
    RelationType,
    Stance,
)
from kg.relations import find_rule, rules
from kg.words import Joined, Listed, Message, Words, family

#: The arguments of a headline: both sides, the slots, and the numbers of their verbs.
_TOLD = ("first", "second", "about", "number", "other_number")

#: Headlines by type of relation.
_VERBS = family("headline", RelationType, *_TOLD)
#: The same if one voice is on both sides.
_OWN = family(
    "headline-own",
    (RelationType.CONTRADICTS, RelationType.TENSION, RelationType.REFINES, RelationType.SUPERSEDES),
    *_TOLD,
)
#: Headlines for partial corroborations, for denials that agree, and for opposite opinions.
_OTHERS = family("headline", ("in-part", "denials", "opinions"), *_TOLD)
#: Headlines for an opinion against something.
_DOUBTS = family("headline-doubt", (RelationType.SUPPORTS, RelationType.CHALLENGES), *_TOLD)
#: Headlines if one presupposes, or is reported to have said, what another denies.
_IMPLIED = family(
    "headline",
    product({r.headline for r in rules() if r.headline}, (RelationType.CONTRADICTS, RelationType.TENSION)),
    *_TOLD,
)
#: Headlines for a deed after a word, by relation and stance of the word.
_DEEDS = family(
    "headline",
    product(
        (RelationType.FULFILS, RelationType.BREACHES),
        (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS),
    ),
    *_TOLD,
)
#: Headlines for a demand or commitment and a refusal.
_AIMS = family("headline-aim", (Stance.DEMANDS, Stance.COMMITS), *_TOLD)

#: How two voices are related; it is said if a relation has several kinds of pairs.
_BETWEEN = family("between", ("adversarial", "affiliated", "self-contradiction"), "summary")
#: Kinds of pairs that can only be two different voices.
_TWO = frozenset({"adversarial", "affiliated"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Voices of two sides; the relation holds between all of them. ``between`` is their kind of pair."""

    first: tuple[tuple[str, ...], ...]
    second: tuple[tuple[str, ...], ...]
    between: str = ""


def find_sides(relation: Relation, wording: Wording) -> list[Sides]:
    """Return the voices between which a relation of two positions holds, grouped by kind of pair.

    In each group, the relation holds between every voice of one side and every voice of the other. If no
    pairs are known, all voices of both positions are one group.
    """
    positions = relation.positions
    if not relation.pairs:
        voices = [tuple(wording.voices(position.claims)) for position in (positions[0], positions[-1])]
        return [Sides(voices[0], voices[1])]
    grouped: dict[str, dict[tuple[str, ...], dict[tuple[str, ...], None]]] = {}
    for pair in relation.pairs:
        first, second = _named(pair, wording)
        grouped.setdefault(between(pair), {}).setdefault(first, {})[second] = None
    sides: list[Sides] = []
    for kind in sorted(
        grouped,
        key=lambda kind: (
            ("adversarial", "", "affiliated").index(kind) if kind in ("adversarial", "", "affiliated") else 3
        ),
    ):
        rows: dict[tuple[tuple[str, ...], ...], list[tuple[str, ...]]] = {}
        for first, seconds in grouped[kind].items():
            rows.setdefault(tuple(seconds), []).append(first)
        sides.extend(Sides(tuple(firsts), seconds, kind) for seconds, firsts in rows.items())
    return sides


def between(pair: Pair) -> str:
    """Return the modifier that is the kind of a pair, or an empty string."""
    return next(
        (kind for kind in ("self-contradiction", "affiliated", "adversarial") if kind in pair.modifiers), ""
    )


def _named(pair: Pair, wording: Wording) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = (wording.voices(voice.claims)[:1] for voice in (pair.first, pair.second))
    return (first[0] if first else pair.first.sources), (second[0] if second else pair.second.sources)


def build_summary(relation: Relation, wording: Wording, *, named: bool = False) -> Words:
    """Return the relation between the voices in words, without the condition.

    The kind of pair (opponents, affiliated) is said if a relation has several kinds, or always with
    ``named``, because a line that stands alone has no other place for it.
    """
    if len(relation.positions) > 2:
        words = _several(relation, relation.positions, wording)
        kinds = {"adversarial"} & set(relation.modifiers)
        return _with_note(words, kinds) if named else words
    sides = find_sides(relation, wording)
    kinds = {side.between for side in sides}
    change = build_change(relation, wording) or _taken_back(relation, wording)
    if change is not None:
        return _with_note(change, kinds) if named else change
    told = [
        _told(relation, side, wording, several=named or len(kinds) > 1, more=number > 0)
        for number, side in enumerate(sides)
    ]
    return _hedged(Joined(told, "semicolon"), relation, wording)


def _with_note(words: Words, kinds: Iterable[str]) -> Words:
    """Return a statement about all voices with the kind of pair, if there is only one kind."""
    kinds = set(kinds)
    if len(kinds) != 1 or not kinds <= _TWO:
        return words
    return _BETWEEN[kinds.pop()].told(summary=words)


def _taken_back(relation: Relation, wording: Wording) -> Words | None:
    """Return that a source takes back its report about another source, which itself takes back nothing."""
    if find_rule(relation.rule).replaces != "corrections":
        return None
    later, earlier = (shown_claims(relation, index) for index in (0, 1))
    if not all(wording.retracts_report(one, other) for one in later for other in earlier):
        return None
    voices, position = wording.voices(later), relation.positions[1]
    told = wording.told(Position(position.stance, position.proposition, tuple(earlier)))
    who, number = wording.speakers(voices), wording.number(voices)
    return Message("headline-take-back-report", who=who, number=number, told=told)


def _told(relation: Relation, side: Sides, wording: Wording, *, several: bool, more: bool) -> Words:
    """Return the relation between the voices of one group of pairs in words."""
    own = side.first == side.second and len(side.first) == 1
    about = None if more else _about(relation)
    form = _form(relation, own=own)
    first = side.first
    reported = find_rule(relation.rule).role == "attributed"
    if reported and relation.implied is not None and relation.implied.said_by is not None:
        first = ((relation.implied.said_by,),)
    words: Words = _filled(form, first, side.second, about, wording)
    if several and not own and side.between in _BETWEEN:
        words = _BETWEEN[side.between].told(summary=words)
    return words if more else Message("sentence-start", words=words)


def _form(relation: Relation, *, own: bool) -> Message:
    kind, positions = relation.relation, relation.positions
    implied = find_rule(relation.rule).headline, kind
    if relation.implied is not None and implied in _IMPLIED:
        return _IMPLIED[implied]
    if own and kind in _OWN:
        return _OWN[kind]
    first, last = positions[0].stance, positions[-1].stance
    form = _VERBS[kind]
    if kind is RelationType.CORROBORATES and "in-part" in relation.modifiers:
        form = _OTHERS["in-part"]
    elif kind is RelationType.CORROBORATES and {first, last} == {Stance.DENIES}:
        form = _OTHERS["denials"]
    elif kind is RelationType.OPPOSES:
        form = _AIMS.get(first, form)
    elif last is Stance.DOUBTS and kind in _DOUBTS:
        form = _DOUBTS[kind]
    elif kind is RelationType.TENSION and (first, last) == (Stance.ASSESSES, Stance.DOUBTS):
        form = _OTHERS["opinions"]
    return _DEEDS.get((kind, last), form)


def _filled(
    form: Message,
    first: Sequence[Sequence[str]],
    second: Sequence[Sequence[str]],
    about: Words | None,
    wording: Wording,
) -> Message:
    return form.told(
        first=wording.speakers(first),
        second=wording.speakers(second),
        about=about or "",
        number=wording.number(first),
        other_number=wording.number(second),
    )


def _hedged(summary: Words, relation: Relation, wording: Wording) -> Words:
    """Return a summary that says who holds something only possible, if the relation depends on that."""
    if "hedged" not in relation.modifiers:
        return summary
    claims = wording.knowledge.claims
    names = [n for pair in relation.pairs for voice in (pair.first, pair.second) for n in voice.claims]
    names = names or [name for position in relation.positions for name in position.claims]
    hedged = [name for name in names if claims[name].certainty is Certainty.POSSIBLE]
    if not hedged:
        return summary
    return Message("headline-hedged", summary=summary, who=wording.speakers(wording.voices(hedged)))


def _about(relation: Relation) -> Words | None:
    """Return the slots in which two positions differ, if the relation names any."""
    slots = [slot for slot in (*SLOTS, "as_of") if slot in (*relation.conflict, *relation.unknown)]
    if relation.relation is RelationType.REFINES:
        one_event = "one-event" in find_rule(relation.rule).traits
        nested = [s for s, comparison in relation.slots.items() if comparison is Comparison.NARROWER]
        slots = [slot for slot in nested if slot != "kind"] if one_event else []
    if not slots:
        return None
    return Message("headline-as-to", named=Listed([AS_TO[slot] for slot in slots]))


def _several(relation: Relation, positions: Sequence[Position], wording: Wording) -> Words:
    def who(some: Iterable[Position]) -> Words:
        return wording.speakers(wording.voices(name for position in some for name in position.claims))

    everybody = who(positions)
    if relation.relation is not RelationType.CONTRADICTS:
        noun = RELATION_WORDS[relation.relation]
        return Message("headline-several", noun=noun, everybody=everybody)
    if find_rule(relation.rule).over == "parts":
        whole, parts = who(positions[:1]), who(positions[1:])
        return Message("headline-parts", parts=parts, whole=whole)
    return Message("headline-not-all-true", everybody=everybody)


def build_unless(relation: Relation, wording: Wording) -> Words | None:
    """Return the standpoints under which a relation does not hold, or ``None`` if there are none."""
    return wording.views(relation.unless, "condition-unless-held")


def build_headline(relation: Relation, wording: Wording, *, named: bool = False) -> Words:
    """Return the summary with its standpoints; ``named`` is that of :func:`build_summary`."""
    condition = build_condition(relation, build_unless(relation, wording), wording)
    return on_condition(relation, build_summary(relation, wording, named=named), condition, wording)


def on_condition(relation: Relation, summary: Words, condition: Words, wording: Wording) -> Words:
    """Return a summary with its condition, or without one if no standpoint could matter."""
    if relation.unconditional and not wording.knowledge.register.standpoints:
        return summary
    return Message("headline-on-condition", summary=summary, condition=condition)


def build_condition(relation: Relation, unless: Words | None, wording: Wording) -> Words:
    """Return the standpoints under which a relation holds."""
    if frozenset() in relation.holds_if:
        return unless or Message("condition-none")
    needed = wording.views(relation.holds_if, "condition-if-held")
    if needed is None:
        return Message("condition-unknown")
    if unless is None:
        return needed
    return Message("condition-and-unless", needed=needed, unless=unless)

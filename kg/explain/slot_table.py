"""Build the table of a card: each slot, its value for each position, and their comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.explain.card_parts import CardSlot
from kg.explain.counts import CHANGES, changes, describe_as_of, shown_claims
from kg.explain.wording import (
    UNIVERSAL,
    Wording,
    find_compared,
    read_as,
)
from kg.explain.words import (
    COMPARISON_TO_OTHERS,
    COMPARISON_WORDS,
    SLOT_WORDS,
    STANCE_WORDS,
)
from kg.model import (
    SLOTS,
    Comparison,
    Relation,
    RelationType,
)
from kg.relations import find_rule
from kg.words import ENGLISH, Joined, Message, Verbatim, Words

#: Relations in which the stances of the positions conflict.
_CLASHES = frozenset(
    (RelationType.CONTRADICTS, RelationType.OPPOSES, RelationType.CHALLENGES, RelationType.BREACHES)
)

#: Words in place of the stance for what the first claim implies.
_IMPLYING: Mapping[str, Words] = {
    "presupposed": Message("card-presupposes"),
    "attributed": Message("card-reported-have-said"),
}


def build_slots(relation: Relation, wording: Wording) -> Iterable[CardSlot]:
    """Yield the stance, then every slot that was compared or that any position fills."""
    positions, compared = relation.positions, find_compared(relation)
    stances: list[Words] = [STANCE_WORDS[position.stance] for position in positions]
    for index in _of_nobody(relation, wording):
        stances[index] = Message("card-counts-none")
    if relation.implied is not None:
        stances[0] = _IMPLYING.get(find_rule(relation.rule).role, stances[0])
    alike = len({words[ENGLISH] for words in stances}) == 1
    clash = not alike and not relation.conflict and relation.relation in _CLASHES
    # One side holds something only possible, or thinks it, and the other denies it.
    clash |= (
        not alike
        and relation.relation is RelationType.TENSION
        and not (*relation.conflict, *relation.unknown)
    )
    yield CardSlot(
        slot="stance",
        label=SLOT_WORDS["stance"],
        values=tuple(stances),
        comparison=None,
        words=Message("card-opposite")
        if clash
        else Message("card-same")
        if alike
        else Message("card-different"),
        mark="conflict" if clash else "",
    )
    named = {*relation.slots, *relation.conflict, *relation.unknown}
    for slot in SLOTS:
        if slot not in named and all(proposition.slot(slot) is None for proposition in compared):
            continue
        comparison = relation.slots.get(slot)
        yield CardSlot(
            slot=slot,
            label=SLOT_WORDS[slot],
            values=tuple(_value(relation, index, slot, wording) for index in range(len(compared))),
            comparison=None if comparison is None else comparison.value,
            words=_comparison_words(relation, slot),
            mark=_mark(relation, slot),
        )
        if slot == "count" and changes(relation, wording):
            yield _as_of(relation, wording)


def _mark(relation: Relation, slot: str) -> str:
    if slot in relation.conflict:
        return "" if relation.relation in CHANGES else "conflict"
    return "unknown" if slot in relation.unknown else ""


def _value(relation: Relation, index: int, slot: str, wording: Wording) -> Words:
    """Return the value of a slot; if no claim gives a place, that of the target."""
    proposition, stance = find_compared(relation)[index], read_as(relation, index, wording.knowledge.register)
    if slot == "count" and index in _of_nobody(relation, wording):
        return Message("card-denies-any")
    if slot == "place" and stance not in UNIVERSAL and slot in relation.slots:
        derived = wording.located(proposition)
        if derived is not None:
            return Message("card-place-of-target", derived=derived)
    return wording.claimed(proposition, slot, stance, shown_claims(relation, index))


def _as_of(relation: Relation, wording: Wording) -> CardSlot:
    """Return the row with the time of each of several counts."""
    conflict = "as_of" in relation.conflict
    words = Message("card-see-rule")
    if conflict:
        words = Message("card-not-known-which-later")
        if "adversarial" in relation.modifiers:
            words = Message("card-count-of-opponent")
    return CardSlot(
        slot="as_of",
        label=SLOT_WORDS["as_of"],
        values=tuple(
            describe_as_of(wording, shown_claims(relation, index)) for index in range(len(relation.positions))
        ),
        comparison=None,
        words=words if conflict else Message("card-not-compared"),
        mark="conflict" if conflict else "",
    )


def _of_nobody(relation: Relation, wording: Wording) -> list[int]:
    """Return the indexes of positions that count nobody and are compared as denials."""
    register = wording.knowledge.register
    read = ((index, read_as(relation, index, register)) for index in range(len(relation.positions)))
    return [i for i, stance in read if stance is not None and stance is not relation.positions[i].stance]


def _comparison_words(relation: Relation, slot: str) -> Words:
    comparison = relation.slots.get(slot)
    if slot == "count" and relation.relation in CHANGES:
        return Message("card-one-later")
    if comparison is None:
        if slot in (*relation.conflict, *relation.unknown):
            return Message("card-see-rule")
        return Message("card-not-compared")
    if len(relation.positions) > 2:
        if slot == "count" and comparison is Comparison.DISJOINT:
            return Message("card-parts-add-up")
        return COMPARISON_TO_OTHERS[comparison]
    return COMPARISON_WORDS[comparison]


def build_total(relation: Relation, wording: Wording) -> Words | None:
    """Return the sum of the parts and the whole, if there are several counts."""
    whole, *parts = (position.proposition.count for position in relation.positions)
    counts = [count for count in parts if count is not None]
    if whole is None or len(parts) < 2 or len(counts) < len(parts):
        return None
    letters = [letter_of(index) for index in range(1, len(parts) + 1)]
    lows, high = [count.low for count in counts], wording.count(whole)
    return Message(
        "card-total",
        letters=Joined([Verbatim(letter) for letter in letters], "sum"),
        lows=Joined([Message("count-exact", number=low) for low in lows], "sum"),
        total=sum(lows, start=0),
        whole=high,
    )


def letter_of(index: int) -> str:
    """Return A, B, …, Z, AA, … for the positions of a relation."""
    rest, last = divmod(index, 26)
    return (letter_of(rest - 1) if rest else "") + chr(ord("A") + last)

"""Words about a dispute, for the terminal and for pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.disputes import (
    Check,
    Dispute,
    HittingSets,
    Reading,
    Voices,
)
from kg.explain import Wording, Words, find_check_question
from kg.explain.words import DISPUTE_WORDS
from kg.model import Bridge, Knowledge, Position, View
from kg.relations import find_rule
from kg.words import Joined, Message, Verbatim

#: The most checks that are shown.
SHOWN_CHECKS = 3


def told(name: str, *values: Words | int | str) -> Words:
    """Return fixed words with their placeholders filled; numbers get the form of each language.

    >>> told("settles", 7, 1)["en"]
    'settles 7 positions if true, 1 if false'
    """
    return DISPUTE_WORDS[name].told(**dict(zip("ab", values, strict=False)))


def tell_origins(names: Iterable[str | tuple[str, ...]]) -> Words:
    """Return the number of independent origins."""
    return Message("origins", count=len(set(names)))


def tell_voices(voices: Voices, knowledge: Knowledge) -> list[Words]:
    """Return notes on the report chains of a position's claims, besides their origins."""
    lines: list[Words] = []
    wording = Wording(knowledge)

    def sources(names: Iterable[str], mark: str = "comma") -> Words:
        return Joined([wording.label(name) for name in names], mark)

    if len(voices.position.claims) > 1:
        words: Words = told("chains", Message("chains", count=len(voices.chains)))
        if voices.choke_points:
            words = Joined((words, told("choke_points", sources(voices.choke_points))), "semicolon")
        lines.append(words)
    for circle in voices.circles:
        lines.append(told("circular", sources([*circle, circle[0]], "chain")))
    return lines


def tell_notes(
    dispute: Dispute, wording: Wording, numbers: Mapping[str, int], called: Mapping[str, str] | None = None
) -> list[Words]:
    """Return notes on voices on several sides without self-contradiction, and on claims that were left."""
    called = called or {}
    lines = []
    for voice, positions in dispute.astride.items():
        names = [f"P{numbers[position.id]}" for position in positions]
        who = Message("sentence-start", words=wording.speakers([voice]))
        lines.append(told("astride", who, Joined(map(Verbatim, names))))
    for left in dispute.left:
        way = f"left_{find_rule(left.rule).replaces}"
        lines.append(told(way, *(called.get(name, name) for name in (left.by, left.claim))))
    return lines


def find_needed(dispute: Dispute) -> dict[str, list[View]]:
    """Return, for each position that is disputed only under some views, these views."""
    always: set[str] = set()
    needed: dict[str, set[View]] = {}
    for relation in dispute.relations:
        for position in relation.positions:
            if relation.unconditional:
                always.add(position.id)
            needed.setdefault(position.id, set()).update(relation.holds_if)
    return {name: sorted(views, key=sorted) for name, views in needed.items() if name not in always}


def in_order(positions: Iterable[Position], numbers: Mapping[str, int]) -> list[Position]:
    """Return positions in the order of their numbers in a dispute, others last."""
    return sorted(positions, key=lambda position: (numbers.get(position.id, len(numbers) + 1), position.id))


def number_positions(dispute: Dispute) -> dict[str, int]:
    """Return the numbers of a dispute's positions, by their identifiers."""
    return {position.id: number for number, position in enumerate(dispute.positions, 1)}


def tell_note(found: HittingSets) -> Words | None:
    """Return how good a way out is: the only one, one of several, or with a lower bound."""
    if found.unique:
        return told("unique")
    if not found.exact:
        return told("bound", found.weight, found.at_least)
    return None if found.complete else told("others")


def tell_undecided(reading: Reading) -> Words | None:
    """Return the number of boxes for which survival is unknown."""
    number = len(reading.survivors.undecided)
    if not number:
        return None
    return told("undecided", Message("common-boxes", count=number))


def ask_of(check: Check, knowledge: Knowledge) -> Words:
    """Return the question that decides a check."""
    fact = check.bridge
    checked = check.position if fact is None else Bridge(fact.subject, fact.relation, fact.object)
    if checked is None:
        raise ValueError("a check is of a position or of a bridge")
    return find_check_question(checked, knowledge)


def tell_view(reading: Reading, wording: Wording) -> Words:
    """Return the standpoints of a reading of a dispute."""
    labels = [wording.label(name) for name in sorted(reading.view)]
    if not labels:
        return told("seen_from_none")
    return told("seen", Joined(labels, "and-seen"))

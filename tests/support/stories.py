"""Stories of several articles, and what a careful reader finds in them, held against what the program finds.

``expected.yaml`` of a story names relations between claims (``article/claim``, or a group of them): those
that ``must`` be found, those that ``may`` be, and those that ``must_not``. A kind of relation in
``complete`` is found nowhere else. Of an entry of groups every choice of different claims is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from kg.model import Relation

Claims = frozenset[str]


@dataclass(frozen=True)
class Wish:
    """One relation that is expected, or ruled out, between some claims; ``views`` is ``None`` for any."""

    relations: frozenset[str]
    claims: Claims
    views: frozenset[Claims] | None
    note: str

    def __str__(self) -> str:
        return f"{'|'.join(sorted(self.relations))} {' × '.join(sorted(self.claims))}: {self.note}"


@dataclass(frozen=True)
class Expectations:
    """What a reader wrote down of a story."""

    must: tuple[Wish, ...]
    may: tuple[Wish, ...]
    must_not: tuple[Wish, ...]
    complete: frozenset[str]


@dataclass
class Score:
    """What was missed, found without being right, and found although it is ruled out."""

    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    forbidden: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """All of it, a line each."""
        return [
            *(f"missed: {line}" for line in self.missed),
            *(f"false: {line}" for line in self.false),
            *(f"forbidden: {line}" for line in self.forbidden),
        ]


def read_expectations(written: Mapping[str, Any], known: Iterable[str]) -> Expectations:
    """Return what ``expected.yaml`` says; ``known`` are the claims of the story.

    Raises:
        ValueError: for a name that is neither a claim nor a group, and for an unknown key.
    """
    claims, groups = set(known), written.get("groups", {})
    if unknown := {*written} - {"groups", "must", "may", "must_not", "complete"}:
        raise ValueError(f"unknown key: {min(unknown)}")

    def members(name: Any) -> Iterator[str]:
        if isinstance(name, list) or name in groups:
            for one in groups[name] if isinstance(name, str) else name:
                yield from members(one)
        elif name in claims:
            yield name
        else:
            raise ValueError(f"neither a claim nor a group: {name}")

    def wishes(key: str) -> tuple[Wish, ...]:
        found: dict[Wish, None] = {}
        for entry in written.get(key, ()):
            views = entry.get("holds_if")
            named = entry["relation"]
            relations = frozenset([named] if isinstance(named, str) else named)
            choices = [frozenset(choice) for choice in product(*(list(members(n)) for n in entry["claims"]))]
            for choice in choices:
                if len(choice) == len(entry["claims"]):
                    held = None if views is None else frozenset(map(frozenset, views))
                    found[Wish(relations, choice, held, entry.get("note", ""))] = None
        return tuple(found)

    return Expectations(
        wishes("must"), wishes("may"), wishes("must_not"), frozenset(written.get("complete", ()))
    )


def _between(relation: Relation) -> set[Claims]:
    """Return the sets of claims between which it holds: its pairs, or one claim of each of its positions."""
    if relation.pairs:
        pairs = ((pair.first.claims, pair.second.claims) for pair in relation.pairs)
        return {frozenset(choice) for sides in pairs for choice in product(*sides)}
    return {frozenset(choice) for choice in product(*(position.claims for position in relation.positions))}


def _meets(wish: Wish, relation: Relation, *, ruled_out: bool = False) -> bool:
    name, views = relation.relation.value, frozenset(relation.holds_if)
    if name not in wish.relations and not (ruled_out and "any" in wish.relations):
        return False
    return wish.views is None or (bool(wish.views & views) if ruled_out else wish.views == views)


def score_story(expectations: Expectations, relations: Iterable[Relation]) -> Score:
    """Return how what was found differs from what a reader expects."""
    found = [(relation, _between(relation)) for relation in relations]
    score = Score()
    for wish in expectations.must:
        if not any(wish.claims in sets and _meets(wish, relation) for relation, sets in found):
            score.missed.append(str(wish))
    right = [*expectations.must, *expectations.may]
    for relation, sets in found:
        for claims in sets if relation.relation.value in expectations.complete else ():
            if not any(wish.claims == claims and _meets(wish, relation) for wish in right):
                who = " × ".join(sorted(claims))
                score.false.append(f"{relation.relation.value} ({relation.rule}) {who}")
    for wish in expectations.must_not:
        for relation, sets in found:
            if wish.claims in sets and _meets(wish, relation, ruled_out=True):
                score.forbidden.append(f"{wish} (rule {relation.rule})")
    return score

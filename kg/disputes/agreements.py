"""Who agrees with whom, and who contradicts whom: the table of sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from kg.disputes.dispute import find_sources
from kg.model import Knowledge, Position, Relation, RelationType


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often what one source says stands in one relation to what another says.

    ``modifiers`` say what is to be said of these two: that they are opponents, that one is part of the other,
    or, where a source stands in a relation to itself, that it holds both at once.
    """

    source: str
    other: str
    relation: RelationType
    always: int
    conditionally: int
    modifiers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the row as ``kg disputes --format json`` gives it."""
        return {
            "source": self.source,
            "other": self.other,
            "relation": self.relation.value,
            "always": self.always,
            "conditionally": self.conditionally,
            "modifiers": list(self.modifiers),
        }


#: Where relations depend on more standpoints than this, not every set of them is tried.
MAX_NAMED = 10

#: Relations that read from the first position to the second only.
_DIRECTED = frozenset(
    {
        RelationType.REFINES,
        RelationType.SUPERSEDES,
        RelationType.UPDATES,
        RelationType.SUPPORTS,
        RelationType.CHALLENGES,
        RelationType.FULFILS,
        RelationType.BREACHES,
    }
)


def _always(found: Sequence[Relation], knowledge: Knowledge) -> bool:
    """Return whether one or another of the relations holds whatever standpoints one takes."""
    if any(relation.unconditional for relation in found):
        return True
    named = sorted({name for r in found for view in (*r.holds_if, *r.unless) for name in view})
    if len(named) > MAX_NAMED:
        return False
    excluded = knowledge.register.excluded()
    views = [frozenset(view) for n in range(len(named) + 1) for view in combinations(named, n)]
    return all(any(r.holds_for(v) for r in found) for v in views if not any(pair <= v for pair in excluded))


#: Two sources, in the order of their names where the relation has no direction, and the relation.
_Key = tuple[str, str, RelationType]


def find_agreements(relations: Iterable[Relation], knowledge: Knowledge) -> list[Agreement]:
    """Return the table of who agrees with whom and who contradicts whom, sources in alphabetical order.

    Counted are pairs of positions, for the sources of each pair of voices between which a relation holds;
    each of those who speak jointly counts. A pair counts as ``always`` where some relation of the type holds
    whatever standpoints one takes (beyond :data:`MAX_NAMED` standpoints: where a single one does). Relations
    with a direction read from ``source`` to ``other``.
    """
    grouped: dict[_Key, dict[tuple[str, str], list[Relation]]] = {}
    modifiers: dict[_Key, set[str]] = {}
    for relation in relations:
        first, *others = relation.positions
        for other in others:
            for one, two, said in _meetings(relation, first, other, knowledge):
                ends = (one, two) if relation.relation in _DIRECTED else (min(one, two), max(one, two))
                key = (*ends, relation.relation)
                between = grouped.setdefault(key, {}).setdefault((first.id, other.id), [])
                if not between or between[-1] is not relation:
                    between.append(relation)
                modifiers.setdefault(key, set()).update(said)
    rows = []
    for key in sorted(grouped, key=lambda key: (key[0], key[1], key[2].value)):
        always = sum(_always(between, knowledge) for between in grouped[key].values())
        rows.append(Agreement(*key, always, len(grouped[key]) - always, tuple(sorted(modifiers[key]))))
    return rows


def _meetings(
    relation: Relation, first: Position, other: Position, knowledge: Knowledge
) -> Iterator[tuple[str, str, set[str]]]:
    """Yield the sources that meet in a relation, and what is to be said of these two."""
    if relation.pairs:
        for pair in relation.pairs:
            for one, two in product(pair.first.sources, pair.second.sources):
                # Of those who speak jointly only the one who speaks on the other side, too, holds both.
                told = {"self-contradiction"} if one == two else {"adversarial", "affiliated"}
                yield one, two, told.intersection(pair.modifiers)
        return
    for one, two in product(find_sources(first, knowledge), find_sources(other, knowledge)):
        yield one, two, set()

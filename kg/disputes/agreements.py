"""The table of sources: who agrees with whom, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from kg.disputes.dispute import find_sources
from kg.model import Knowledge, Position, Relation, RelationType


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often one source stands in a relation to another.

    ``modifiers`` say how the two sources are related: they are opponents, one is part of the other, or both
    are the same source.
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


#: If relations depend on more standpoints than this, not every set of standpoints is tried.
MAX_NAMED = 10

#: Relations that read only from the first position to the second.
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
    """Return whether at least one of the relations holds under each view."""
    if any(relation.unconditional for relation in found):
        return True
    named = sorted({name for r in found for view in (*r.holds_if, *r.unless) for name in view})
    if len(named) > MAX_NAMED:
        return False
    excluded = knowledge.register.excluded()
    views = [frozenset(view) for n in range(len(named) + 1) for view in combinations(named, n)]
    return all(any(r.holds_for(v) for r in found) for v in views if not any(pair <= v for pair in excluded))


#: Two sources and the relation; the sources are in order of name if the relation has no direction.
_Key = tuple[str, str, RelationType]


def find_agreements(relations: Iterable[Relation], knowledge: Knowledge) -> list[Agreement]:
    """Return the table of who agrees with whom and who contradicts whom, sorted by source.

    Pairs of positions are counted for the sources of each pair of voices between which a relation holds; each
    source of a joint voice counts. A pair counts as ``always`` if under each view some relation of the type
    holds (with more than :data:`MAX_NAMED` standpoints: if a single relation holds under each). Relations
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
    """Yield the pairs of sources that meet in a relation, and their modifiers."""
    if relation.pairs:
        for pair in relation.pairs:
            for one, two in product(pair.first.sources, pair.second.sources):
                # Of a joint voice, only the source that also speaks on the other side contradicts itself.
                told = {"self-contradiction"} if one == two else {"adversarial", "affiliated"}
                yield one, two, told.intersection(pair.modifiers)
        return
    for one, two in product(find_sources(first, knowledge), find_sources(other, knowledge)):
        yield one, two, set()

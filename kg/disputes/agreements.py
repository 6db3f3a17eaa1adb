"""Who agrees with whom, and who contradicts whom: the table of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.disputes.dispute import find_sources
from kg.model import Knowledge, Relation, RelationType


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often what one source says stands in one relation to what another says."""

    source: str
    other: str
    relation: RelationType
    always: int
    conditionally: int

    def as_json(self) -> dict[str, Any]:
        """Return the row as ``kg disputes --format json`` gives it."""
        return {
            "source": self.source,
            "other": self.other,
            "relation": self.relation.value,
            "always": self.always,
            "conditionally": self.conditionally,
        }


#: Where relations depend on more standpoints than this, not every set of them is tried.
MAX_NAMED = 10

#: Relations that read from the first position to the second only.
_DIRECTED = frozenset(
    {
        RelationType.REFINES,
        RelationType.SUPERSEDES,
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


def find_agreements(relations: Iterable[Relation], knowledge: Knowledge) -> list[Agreement]:
    """Return the table of who agrees with whom and who contradicts whom, sources in alphabetical order.

    Counted are pairs of positions; a pair counts as ``always`` where some relation of the type holds
    whatever standpoints one takes (beyond :data:`MAX_NAMED` standpoints: where a single one does). Relations
    with a direction read from ``source`` to ``other``.
    """
    always: Counter[tuple[str, str, RelationType]] = Counter()
    conditionally: Counter[tuple[str, str, RelationType]] = Counter()
    grouped: dict[tuple[RelationType, str, str], list[Relation]] = {}
    for relation in relations:
        first, *others = relation.positions
        for other in others:
            grouped.setdefault((relation.relation, first.id, other.id), []).append(relation)
    for (type, _, _), found in grouped.items():
        first, *others = found[0].positions
        pairs = {
            (one, other) if type in _DIRECTED else (min(one, other), max(one, other))
            for position in others
            for one in find_sources(first, knowledge)
            for other in find_sources(position, knowledge)
        }
        for pair in pairs:
            (always if _always(found, knowledge) else conditionally)[*pair, type] += 1
    keys = sorted({*always, *conditionally}, key=lambda key: (key[0], key[1], key[2].value))
    return [Agreement(*key, always[key], conditionally[key]) for key in keys]

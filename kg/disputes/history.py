"""Find the claims that once stood in a dispute and were taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.disputes.dispute import Dispute, Left, find_left
from kg.model import Bundle, Knowledge, Relation, RelationType, View
from kg.relations import find_relations, find_rule


def name_withdrawn(
    disputes: Sequence[Dispute],
    relations: Iterable[Relation],
    knowledge: Knowledge,
    view: View | None = None,
) -> list[Dispute]:
    """Return disputes whose ``left`` also names withdrawn claims that had contradicted their positions.

    A position that every voice has left is in no contradiction, so past contradictions are searched for it.
    ``relations`` tell who took back what.
    """
    corrections = [r for r in relations if find_rule(r.rule).replaces == "corrections"]
    if not corrections or not disputes:
        return list(disputes)
    dispute_of = {position.id: at for at, dispute in enumerate(disputes) for position in dispute.positions}
    left = find_left(corrections)
    concerned = [p for dispute in disputes for p in dispute.positions]
    concerned += [p for relation in corrections for p in relation.positions]
    around = take_part(knowledge, {name for position in concerned for name in position.claims})
    stood: list[set[Left]] = [set(dispute.left) for dispute in disputes]
    for relation in find_relations(around, types=(RelationType.CONTRADICTS,), history=True):
        if view is None or relation.holds_for(view):
            gone = {entry for p in relation.positions for name in p.claims for entry in left.get(name, ())}
            for position in relation.positions:
                if position.id in dispute_of:
                    stood[dispute_of[position.id]] |= gone
    return [
        replace(dispute, left=tuple(sorted(entries, key=lambda entry: (entry.claim, entry.by, entry.rule))))
        for dispute, entries in zip(disputes, stood, strict=True)
    ]


def take_part(knowledge: Knowledge, claims: Iterable[str]) -> Knowledge:
    """Return knowledge with only some claims; from a store, no other claims are read."""
    bundles: dict[str, list[str]] = {}
    for name in sorted(claims):
        bundles.setdefault(name.rpartition("/")[0], []).append(name)
    return Knowledge(
        knowledge.register,
        tuple(
            Bundle(knowledge.articles[bundle], tuple(knowledge.claims[name] for name in names))
            for bundle, names in bundles.items()
        ),
    )

"""What remains of a dispute: the claims that once stood in it and were taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.disputes.dispute import Dispute, Left, find_left
from kg.model import Knowledge, RelationType, View
from kg.relations import find_relations


def name_withdrawn(
    disputes: Sequence[Dispute], knowledge: Knowledge, view: View | None = None
) -> list[Dispute]:
    """Return disputes whose ``left`` also names who took back what had contradicted one of their positions.

    A position of which nobody is left is in no contradiction, so it is looked for among what is history.
    """
    corrected = {name for claim in knowledge.claims.values() for name in claim.corrects}
    if not corrected or not disputes:
        return list(disputes)
    dispute_of = {position.id: at for at, dispute in enumerate(disputes) for position in dispute.positions}
    around = {
        name
        for position in knowledge.positions
        if position.id in dispute_of or not corrected.isdisjoint(position.claims)
        for name in position.claims
    }
    around |= {name for name, claim in knowledge.claims.items() if claim.corrects}
    found = find_relations(
        _part(knowledge, around),
        types=(RelationType.CONTRADICTS, RelationType.SUPERSEDES),
        history=True,
    )
    left = {
        claim: [one for one in some if one.rule == "corrects"] for claim, some in find_left(found).items()
    }
    stood: list[set[Left]] = [set(dispute.left) for dispute in disputes]
    for relation in found:
        if relation.relation is RelationType.CONTRADICTS and (view is None or relation.holds_for(view)):
            gone = {one for p in relation.positions for name in p.claims for one in left.get(name, ())}
            for position in relation.positions:
                if position.id in dispute_of:
                    stood[dispute_of[position.id]] |= gone
    return [
        replace(dispute, left=tuple(sorted(some, key=lambda one: (one.claim, one.by, one.rule))))
        for dispute, some in zip(disputes, stood, strict=True)
    ]


def _part(knowledge: Knowledge, claims: set[str]) -> Knowledge:
    """Return of what is known only some claims."""
    bundles = (
        replace(bundle, claims=tuple(claim for claim in bundle.claims if f"{bundle.id}/{claim.id}" in claims))
        for bundle in knowledge.bundles
    )
    return replace(knowledge, bundles=tuple(bundle for bundle in bundles if bundle.claims))

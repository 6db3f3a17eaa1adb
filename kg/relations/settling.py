"""Remove relations if something stronger is found between the same voices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from kg.background import Background, conjoin, minimal
from kg.model import Pair, Relation, RelationType, View
from kg.relations.rules import find_rule
from kg.relations.voices import between, modifiers_of


def turned(relation: Relation) -> Relation:
    """Return a relation of two positions as it reads from the second to the first."""
    return replace(
        relation,
        positions=relation.positions[::-1],
        slots={slot: comparison.converse for slot, comparison in relation.slots.items()},
        pairs=tuple(Pair(pair.second, pair.first, pair.modifiers) for pair in relation.pairs),
    )


def settle(relations: Iterable[Relation], background: Background) -> list[Relation]:
    """Return relations without the pairs of voices between which something stronger is found.

    A voice that contradicts another by a rule is in no tension with it by the same rule. A voice does not
    corroborate in part a voice that it updates or is in tension with on a count. If this is so only under
    some standpoints, the weaker relation is removed only under these. A voice that contradicts another under
    all standpoints is in no tension with it on the same slots, and corroborates nothing of it in part.
    """
    relations = list(relations)
    contradicting: dict[Any, list[Relation]] = {}
    differing: dict[Any, list[Relation]] = {}
    excluding: dict[Any, set[Any]] = {}
    for relation in relations:
        contradicts = relation.relation is RelationType.CONTRADICTS
        certain = contradicts and relation.unconditional
        if contradicts:
            contradicting.setdefault((relation.rule, *_ends(relation)), []).append(relation)
        if certain or (relation.relation is not RelationType.REFINES and find_rule(relation.rule).of_counts):
            differing.setdefault(_ends(relation), []).append(relation)
        met = set(map(between, relation.pairs)) if certain else set()
        for slot in relation.conflict if certain else ():
            one, other = _ends(relation)
            excluding.setdefault((slot, one, other), set()).update(met)
            excluding.setdefault((slot, other, one), set()).update((b, a) for a, b in met)
    shown: list[Relation] = []
    for relation in relations:
        stronger: Sequence[Relation] = ()
        excluded: set[Any] = set()
        if relation.relation is RelationType.TENSION:
            one, other = _ends(relation)
            same = [excluding.get((slot, one, other), set()) for slot in relation.conflict]
            excluded = set.intersection(*same) if same else excluded
            stronger = contradicting.get((relation.rule, one, other), ())
            stronger = [*stronger, *map(turned, contradicting.get((relation.rule, other, one), ()))]
        elif relation.common is not None:
            one, other = _ends(relation)
            stronger = differing.get((one, other), ())
            stronger = [*stronger, *map(turned, differing.get((other, one), ()))]
        if stronger or excluded:
            shown.extend(_beside(relation, stronger, excluded, background))
        else:
            shown.append(relation)
    return shown


def _ends(relation: Relation) -> tuple[int, int]:
    """Return the object identities of its two positions; relations of one body of knowledge share them."""
    first, second = relation.positions
    return id(first), id(second)


def _beside(
    relation: Relation, stronger: Sequence[Relation], excluded: Collection[Any], background: Background
) -> Iterator[Relation]:
    """Yield a relation under the views under which nothing stronger is found between its pairs, if any.

    Pairs are not separated by view: unless the same views are left for all pairs, all pairs are kept.
    """
    kept: dict[Pair, tuple[tuple[View, ...], tuple[View, ...]]] = {}
    for pair in relation.pairs:
        if between(pair) in excluded:
            continue
        rivals = (r for r in stronger if between(pair) in map(between, r.pairs))
        left = _left(relation, rivals, background)
        if left[0]:
            kept[pair] = left
    if not kept:
        return
    views = set(kept.values())
    holds_if, unless = views.pop() if len(views) == 1 else (relation.holds_if, relation.unless)
    lost = set(modifiers_of(relation.pairs)) - set(modifiers_of(tuple(kept)))
    modifiers = tuple(word for word in relation.modifiers if word not in lost)
    yield replace(relation, pairs=tuple(kept), modifiers=modifiers, holds_if=holds_if, unless=unless)


def _left(
    relation: Relation, stronger: Iterable[Relation], background: Background
) -> tuple[tuple[View, ...], tuple[View, ...]]:
    """Return ``holds_if`` and ``unless`` of a relation, reduced to where no stronger one holds."""
    holds_if, unless = relation.holds_if, relation.unless
    for other in stronger:
        kept: list[View] = []
        beyond = False
        for view in holds_if:
            spared = any(settling <= view for settling in other.unless)
            if not spared and any(needed <= view for needed in other.holds_if):
                kept += conjoin([[view], other.unless], background) if other.unless else ()
            else:
                kept.append(view)
                beyond = beyond or not spared
        spared = any(settling <= view for settling in other.unless for view in kept)
        if beyond and not spared:
            unless = minimal([*unless, *other.holds_if])
        holds_if = minimal(view for view in kept if not any(settling <= view for settling in unless))
    return holds_if, unless

"""Find what survives every coherent reading: boxes in which every preferred extension asserts something.

Two sides may exclude each other and yet agree that something happened. If all statements of a dispute lie
inside one box, or every set of them that one can hold together has a statement inside it, that box is not in
dispute: only details beyond it (by whom, with what) remain open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx

from kg.disputes.boxes import Boxes
from kg.disputes.conflicts import Conflict, find_conflicts, without_bridges
from kg.disputes.extensions import MAX_CONFLICTS, MAX_POSITIONS, framework_program
from kg.disputes.solving import Undecided, solve
from kg.model import Knowledge, Position, Proposition, Relation, RelationType, View

#: The most common boxes of one dispute that are checked, those with most witnesses first.
MAX_BOXES = 200


@dataclass(frozen=True, slots=True)
class Survivor:
    """A box in which every preferred extension asserts something, and the positions that do so.

    ``relations`` are the corroborations that it comes from. It is ``contested`` if each witness is in some
    conflict, so that the box survives only because every reading keeps at least one of them.
    """

    box: Proposition
    witnesses: tuple[Position, ...]
    relations: tuple[str, ...]
    contested: bool

    def as_json(self) -> dict[str, Any]:
        """Return the box, and its witnesses by identifier."""
        return {
            "box": self.box.as_json(),
            "witnesses": [position.id for position in self.witnesses],
            "relations": list(self.relations),
            "contested": self.contested,
        }


@dataclass(frozen=True, slots=True)
class Survivors:
    """The boxes that survive, those with most witnesses first, and the boxes for which this is unknown."""

    boxes: tuple[Survivor, ...]
    undecided: tuple[Proposition, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return both lists."""
        return {
            "boxes": [survivor.as_json() for survivor in self.boxes],
            "undecided": [box.as_json() for box in self.undecided],
        }


def find_survivors(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    view: View = frozenset(),
    *,
    about: Iterable[Position] | None = None,
    boxes: Boxes | None = None,
    involving: Mapping[str, list[Conflict]] | None = None,
) -> Survivors:
    """Return the common boxes of corroborations that survive under ``view``.

    The candidates are the boxes on which two positions agree: the outer box of a corroboration, or the common
    one if it is in part. With ``about``, only corroborations of these positions are used. A box survives if
    every preferred extension over all positions contains a *witness*: a position that asserts something
    inside the box, or one of those that agree on it. The solver looks for an extension without a witness, so
    extensions are not listed. If of two boxes with the same witnesses one lies inside the other, the inner
    one is returned.

    At most :data:`MAX_BOXES` boxes, those with most corroborations, are decided, within the limits of
    :func:`~kg.disputes.find_extensions`; all others are ``undecided``. Pass ``involving`` to avoid computing
    the conflicts of the view again.
    """
    relations = list(relations)
    boxes = boxes or Boxes(knowledge)
    if involving is None:
        involving = find_components(find_conflicts(relations, knowledge, view))
    wanted = None if about is None else {position.id for position in about}
    agreed: dict[Proposition, list[Relation]] = {}
    for relation in relations:
        if relation.relation is RelationType.CORROBORATES and relation.holds_for(view):
            if not all(map(boxes.is_witness, relation.positions)):
                continue  # Two denials can corroborate each other, too.
            if wanted is not None and not any(position.id in wanted for position in relation.positions):
                continue
            box = relation.common or relation.positions[1].proposition
            agreed.setdefault(box, []).append(relation)
    ordered = sorted(agreed, key=lambda box: (-len(agreed[box]), box.id))
    survivors: list[Survivor] = []
    undecided: list[Proposition] = list(ordered[MAX_BOXES:])
    for box in ordered[:MAX_BOXES]:
        # A claim without a time is about the time up to its utterance, which the box alone does not say.
        agreeing = {position for relation in agreed[box] for position in relation.positions}
        inside = agreeing.union(boxes.below(box, view))
        witnesses = tuple(sorted(inside, key=lambda position: position.id))
        try:
            survives, contested = _survives(witnesses, involving)
        except Undecided:
            undecided.append(box)
            continue
        if survives:
            survivors.append(Survivor(box, witnesses, tuple(sorted(r.id for r in agreed[box])), contested))
    kept = [
        survivor
        for survivor in survivors
        if not any(_sharper(other, survivor, boxes, view) for other in survivors)
    ]
    kept.sort(key=lambda survivor: (-len(survivor.witnesses), survivor.box.id))
    return Survivors(tuple(kept), tuple(undecided))


def find_components(conflicts: Iterable[Conflict]) -> dict[str, list[Conflict]]:
    """Return, for each position in a conflict, the conflicts of its connected component."""
    conflicts = without_bridges(conflicts)
    graph: nx.Graph[str] = nx.Graph()
    for conflict in conflicts:
        nx.add_star(graph, [position.id for position in conflict.positions])
    involving: dict[str, list[Conflict]] = {}
    for component in nx.connected_components(graph):
        shared: list[Conflict] = []
        involving.update((name, shared) for name in component)
    for conflict in conflicts:
        involving[conflict.positions[0].id].append(conflict)
    return involving


def _survives(witnesses: Sequence[Position], involving: Mapping[str, list[Conflict]]) -> tuple[bool, bool]:
    """Return whether every preferred extension has a witness, and whether each of them is contested."""
    if any(position.id not in involving for position in witnesses):
        return True, False
    # Components are independent of each other, so that those without a witness make no difference.
    components = {id(involving[position.id]): involving[position.id] for position in witnesses}
    conflicts = [conflict for component in components.values() for conflict in component]
    names = sorted({position.id for conflict in conflicts for position in conflict.positions})
    if not witnesses:
        return False, True
    if len(names) > MAX_POSITIONS or len(conflicts) > MAX_CONFLICTS:
        raise Undecided
    program = framework_program(conflicts, names)
    number = {name: at for at, name in enumerate(names)}
    program += [f":- in({number[position.id]})." for position in witnesses]
    return not solve(program, "in", most=1), True


def _sharper(one: Survivor, other: Survivor, boxes: Boxes, view: View) -> bool:
    """Return whether a box says more than another on the same witnesses."""
    if one.box == other.box or one.witnesses != other.witnesses:
        return False
    if not any(needed <= view for needed in boxes.inside(one.box, other.box)):
        return False
    # Of two boxes that lie inside each other, one by its name.
    both = any(needed <= view for needed in boxes.inside(other.box, one.box))
    return not both or one.box.id < other.box.id

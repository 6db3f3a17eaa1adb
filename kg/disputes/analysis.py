"""The complete analysis of one dispute under one view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.disputes.boxes import Boxes
from kg.disputes.checks import Check, find_checks
from kg.disputes.conflicts import Conflict, Facts, find_conflicts, find_members
from kg.disputes.dispute import Dispute, find_origins
from kg.disputes.extensions import Extensions, find_extensions
from kg.disputes.hitting_sets import HittingSets, find_hitting_sets
from kg.disputes.survivors import Survivors, find_components, find_survivors
from kg.disputes.verdicts import Verdicts
from kg.disputes.voices import find_voices
from kg.model import Knowledge, Position, Relation, RelationType, Stance, View, sorted_views

#: The most views that are shown for one dispute if no view is given.
MAX_VIEWS = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A dispute under one view.

    ``give_up`` is the least that a holder of the view has to give up, and ``extensions`` what one can hold
    together, over the positions of the dispute and undisputed ones that corroborate them.
    """

    view: View
    give_up: HittingSets
    extensions: Extensions
    survivors: Survivors

    def as_json(self) -> dict[str, Any]:
        """Return the reading with its view as a list of standpoints."""
        return {
            "view": sorted(self.view),
            "give_up": self.give_up.as_json(),
            "extensions": self.extensions.as_json(),
            "survivors": self.survivors.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Analysis:
    """What cannot all be true in a dispute, what to give up, what survives, and what to check first.

    With a view, there is one reading, of this view. Without one, there is a reading of the empty view and one
    of each minimal view under which more contradictions hold, up to :data:`MAX_VIEWS`. ``give_up`` keeps all
    bridges; ``give_up_bridges`` may give up contested ones as well.
    """

    conflicts: tuple[Conflict, ...]
    give_up: HittingSets
    give_up_bridges: HittingSets
    checks: tuple[Check, ...]
    readings: tuple[Reading, ...]

    def as_json(self) -> dict[str, Any]:
        """Return all parts by name."""
        return {
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "give_up": self.give_up.as_json(),
            "give_up_bridges": self.give_up_bridges.as_json(),
            "check_first": [check.as_json() for check in self.checks],
            "readings": [reading.as_json() for reading in self.readings],
        }


class Analyst:
    """Analyses disputes, and computes only once what several of them need."""

    def __init__(self, relations: Iterable[Relation], knowledge: Knowledge, view: View | None = None):
        """Take all relations that were found, including those that do not hold for the view."""
        self.relations = list(relations)
        self.knowledge = knowledge
        self.view = view
        self.boxes = Boxes(knowledge)
        self.facts = Facts(knowledge.register)
        self.verdicts = Verdicts(self.relations, knowledge, view, boxes=self.boxes)
        self._conflicts: dict[View | None, list[Conflict]] = {}
        self._involving: dict[View | None, dict[str, list[int]]] = {}
        self._components: dict[View, dict[str, list[Conflict]]] = {}
        self._by_id = {r.id: r for r in self.relations if r.relation is RelationType.CONTRADICTS}
        self._corroborations: dict[str, list[Relation]] = {}
        for relation in self.relations:
            if relation.relation is RelationType.CORROBORATES:
                for position in relation.positions:
                    self._corroborations.setdefault(position.id, []).append(relation)

    def conflicts(self, view: View | None) -> list[Conflict]:
        """Return all conflicts under a view."""
        if view not in self._conflicts:
            self._conflicts[view] = find_conflicts(
                self._by_id.values(), self.knowledge, view, facts=self.facts
            )
        return self._conflicts[view]

    def analyse(self, dispute: Dispute) -> Analysis:
        """Return the analysis of one dispute."""
        names = {p.id for relation in dispute.relations for p in find_members(relation, self.knowledge)}
        own = self._own(names, self.view)
        asking = [self._by_id[name] for name in sorted({name for c in own for name in c.relations})]
        views = [self.view] if self.view is not None else self._views(dispute)
        return Analysis(
            tuple(own),
            find_hitting_sets(own),
            find_hitting_sets(own, bridges=True),
            tuple(find_checks(own, asking, self.knowledge, self.view, verdicts=self.verdicts)),
            tuple(self._reading(dispute, names, view) for view in views),
        )

    def _own(self, names: set[str], view: View | None) -> list[Conflict]:
        conflicts = self.conflicts(view)
        if view not in self._involving:
            involving = self._involving.setdefault(view, {})
            for at, conflict in enumerate(conflicts):
                for position in conflict.positions:
                    involving.setdefault(position.id, []).append(at)
        involving = self._involving[view]
        return [conflicts[at] for at in sorted({at for name in names for at in involving.get(name, ())})]

    def _views(self, dispute: Dispute) -> list[View]:
        needed = sorted_views([frozenset(), *(v for r in dispute.relations for v in r.holds_if)])
        return list(needed[:MAX_VIEWS])

    def _reading(self, dispute: Dispute, names: set[str], view: View) -> Reading:
        own = self._own(names, view)
        if view not in self._components:
            self._components[view] = find_components(self.conflicts(view))
        return Reading(
            view,
            find_hitting_sets(own),
            find_extensions(own, (*dispute.positions, *self._witnesses(dispute, view))),
            find_survivors(
                [r for p in dispute.positions for r in self._corroborations.get(p.id, ())],
                self.knowledge,
                view,
                about=dispute.positions,
                boxes=self.boxes,
                involving=self._components[view],
            ),
        )

    def _witnesses(self, dispute: Dispute, view: View) -> list[Position]:
        """Return the positions that are in no conflict and corroborate one of the dispute."""
        self._own(set(), view)
        contested = self._involving[view]
        return [
            position
            for other in dispute.positions
            for relation in self._corroborations.get(other.id, ())
            if relation.holds_for(view)
            for position in relation.positions
            if position.stance is Stance.ASSERTS and position.id not in contested
        ]


def find_analyses(
    disputes: Sequence[Dispute], relations: Iterable[Relation], knowledge: Knowledge, view: View | None = None
) -> list[Analysis]:
    """Return the analysis of each dispute, in their order.

    ``relations`` should be all that were found, not only those that hold for ``view``.
    """
    analyst = Analyst(relations, knowledge, view)
    return [analyst.analyse(dispute) for dispute in disputes]


def dispute_json(dispute: Dispute, knowledge: Knowledge, analysis: Analysis | None = None) -> dict[str, Any]:
    """Return a dispute, and its analysis if given, as ``kg disputes --format json`` gives it."""
    return {
        "id": dispute.id,
        "unconditional": dispute.unconditional,
        "sides": [
            [
                {
                    **position.as_json(),
                    "origins": {o: list(claims) for o, claims in find_origins(held, knowledge).items()},
                    "voices": find_voices(held, knowledge).as_json(),
                }
                for position, held in zip(side, map(dispute.held, side), strict=True)
            ]
            for side in dispute.sides
        ],
        "relations": [relation.id for relation in dispute.relations],
        "left": [left.as_json() for left in dispute.left],
        **({} if analysis is None else analysis.as_json()),
    }

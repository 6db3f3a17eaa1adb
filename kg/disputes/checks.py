"""Find what to check first: the checks that settle most, whatever their outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kg.disputes.conflicts import Conflict, ContestedBridge
from kg.disputes.verdicts import Propagation, Verdicts
from kg.model import Knowledge, Position, Relation, View

#: The most positions of one dispute that are tried, those in most conflicts first.
MAX_CANDIDATES = 50


@dataclass(frozen=True, slots=True)
class Check:
    """Something that could be checked, and what would be settled if it is true, or false.

    It is a position or a contested bridge. ``if_true`` and ``if_false`` are the positions whose truth would
    then be known, including the checked one. For a bridge, they are the positions that would no longer be in
    any conflict. ``relations`` are the contradictions whose resolving questions ask for it: of those that it
    is in, those that rest on the fewest contested bridges.
    """

    position: Position | None
    bridge: ContestedBridge | None
    if_true: tuple[str, ...]
    if_false: tuple[str, ...]
    relations: tuple[Relation, ...]

    @property
    def expected(self) -> Fraction:
        """The expected number of settled positions if both outcomes are equally likely."""
        return Fraction(len(self.if_true) + len(self.if_false), 2)

    @property
    def worst(self) -> int:
        """The least number of settled positions."""
        return min(len(self.if_true), len(self.if_false))

    def as_json(self) -> dict[str, Any]:
        """Return the check with the identifiers of its positions."""
        return {
            "position": None if self.position is None else self.position.id,
            "bridge": None if self.bridge is None else self.bridge.as_json(),
            "if_true": list(self.if_true),
            "if_false": list(self.if_false),
            "expected": float(self.expected),
            "worst": self.worst,
            "relations": [relation.id for relation in self.relations],
        }


def find_checks(
    conflicts: Sequence[Conflict],
    relations: Iterable[Relation],
    knowledge: Knowledge,
    view: View | None = None,
    *,
    verdicts: Verdicts | None = None,
) -> list[Check]:
    """Return what could be checked to resolve ``conflicts``; checks that settle most positions come first.

    Each position of the conflicts that asserts or denies is tried, at most :data:`MAX_CANDIDATES` of them,
    those in most conflicts first. A verdict on it settles what :func:`~kg.disputes.propagate_verdicts` finds
    over all positions. Each contested bridge is tried, too: if it is false, the positions whose every
    conflict needs it are out of dispute; if it is true, nothing is settled yet. Checks are sorted by the
    expected number of settled positions, then by the least number, then by the number of their conflicts,
    then positions before bridges and by identifiers.
    """
    relations = list(relations)
    verdicts = verdicts or Verdicts(relations, knowledge, view)
    by_id = {relation.id: relation for relation in relations}
    ranked = [*_positions(conflicts, by_id, verdicts), *_bridges(conflicts, by_id)]
    ranked.sort(key=lambda pair: (-pair[0].expected, -pair[0].worst, -pair[1]))
    return [check for check, _ in ranked]


def _positions(
    conflicts: Sequence[Conflict], by_id: Mapping[str, Relation], verdicts: Verdicts
) -> Iterator[tuple[Check, int]]:
    involved: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        for position in conflict.positions:
            involved.setdefault(position.id, []).append(conflict)
    names = sorted(
        (name for name in involved if name in verdicts.judged), key=lambda name: (-len(involved[name]), name)
    )
    for name in sorted(names[:MAX_CANDIDATES]):
        outcomes = [_settled(verdicts.propagate({name: verdict})) for verdict in (True, False)]
        yield (
            Check(verdicts.judged[name], None, outcomes[0], outcomes[1], _asking(involved[name], by_id)),
            len(involved[name]),
        )


def _settled(propagation: Propagation) -> tuple[str, ...]:
    return tuple(sorted({settled.position.id for settled in propagation.settled}))


def _bridges(conflicts: Sequence[Conflict], by_id: Mapping[str, Relation]) -> Iterator[tuple[Check, int]]:
    bridges = sorted({bridge for conflict in conflicts for bridge in conflict.bridges})
    for bridge in bridges:
        needing = [conflict for conflict in conflicts if bridge in conflict.bridges]
        others = {p.id for c in conflicts if bridge not in c.bridges for p in c.positions}
        freed = {p.id for c in needing for p in c.positions} - others
        check = Check(None, bridge, (), tuple(sorted(freed)), _asking(needing, by_id))
        yield check, len(needing)


def _asking(conflicts: Sequence[Conflict], by_id: Mapping[str, Relation]) -> tuple[Relation, ...]:
    """Return the contradictions to ask about: those that rest on the fewest contested bridges."""
    fewest = min(len(conflict.bridges) for conflict in conflicts)
    names = {name for conflict in conflicts if len(conflict.bridges) == fewest for name in conflict.relations}
    return tuple(by_id[name] for name in sorted(names))

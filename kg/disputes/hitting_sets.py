"""Find the least to give up so that the rest can be true: minimum-weight hitting sets of the conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.disputes.conflicts import Conflict, ContestedBridge, minimal_conflicts, without_bridges
from kg.disputes.dispute import find_origins
from kg.disputes.solving import Undecided, solve
from kg.model import Knowledge, Position

#: The most equally good sets that are listed.
MAX_SETS = 20
#: With more members, or conflicts, than these, the greedy result is returned without a search.
MAX_MEMBERS = 1_000
MAX_CONFLICTS = 5_000
#: The most total weight of all members; beyond it, the search could overflow.
MAX_WEIGHT = 2**30


@dataclass(frozen=True, slots=True)
class HittingSet:
    """Positions and contested bridges without which no contradiction is left."""

    positions: tuple[Position, ...] = ()
    bridges: tuple[ContestedBridge, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the set with the identifiers of its positions."""
        return {
            "positions": [position.id for position in self.positions],
            "bridges": [bridge.as_json() for bridge in self.bridges],
        }


@dataclass(frozen=True, slots=True)
class HittingSets:
    """All least sets that one can give up, or at least one set and a lower bound.

    If ``exact``, each of ``sets`` weighs ``weight`` and no lighter set is enough; they are all such sets if
    ``complete``, else the first :data:`MAX_SETS`. If not ``exact``, there is one set from which nothing can
    be left out, and no set lighter than ``at_least`` is enough.
    """

    sets: tuple[HittingSet, ...]
    weight: int
    at_least: int
    exact: bool = True
    complete: bool = True

    @property
    def unique(self) -> bool:
        """Whether there is one least set and certainly no other."""
        return self.exact and self.complete and len(self.sets) == 1

    def as_json(self) -> dict[str, Any]:
        """Return the sets and what is known about them."""
        return {
            "sets": [hitting_set.as_json() for hitting_set in self.sets],
            "weight": self.weight,
            "at_least": self.at_least,
            "exact": self.exact,
            "complete": self.complete,
            "unique": self.unique,
        }


def weigh_by_origins(positions: Iterable[Position], knowledge: Knowledge) -> dict[str, int]:
    """Return weights for :func:`find_hitting_sets`: the number of independent origins of each position."""
    return {position.id: max(1, len(find_origins(position, knowledge))) for position in positions}


def find_hitting_sets(
    conflicts: Iterable[Conflict], *, weights: Mapping[str, int] | None = None, bridges: bool = False
) -> HittingSets:
    """Return the least that must be given up so that no conflict is left whole.

    Every member weighs 1 unless ``weights`` has its identifier; weights are positive integers. With
    ``bridges``, contested bridges may be given up instead of positions.

    The result is exact, found by answer set programming (clingo), for up to :data:`MAX_MEMBERS` members and
    :data:`MAX_CONFLICTS` conflicts, if the search stays within :data:`~kg.disputes.solving.MAX_SEARCH`.
    Beyond these limits, it is that of the greedy algorithm, whose weight is at most H(d) ≤ 1 + ln d times the
    least; d is the number of conflicts of the member that is in most (Chvátal, "A Greedy Heuristic for the
    Set-Covering Problem", Mathematics of Operations Research 4, 1979). The lower bound comes from conflicts
    that share no member.

    Raises:
        ValueError: if a weight is not positive, or the sum of the weights is too large.
    """
    conflicts = minimal_conflicts(conflicts) if bridges else without_bridges(conflicts)
    positions = {position.id: position for conflict in conflicts for position in conflict.positions}
    contested = {bridge.id: bridge for conflict in conflicts for bridge in conflict.bridges}
    members = sorted({*positions, *contested})
    weight = {name: (weights or {}).get(name, 1) for name in members}
    if any(value < 1 for value in weight.values()) or sum(weight.values()) > MAX_WEIGHT:
        raise ValueError(f"weights must be positive and at most {MAX_WEIGHT:,} together")
    wanted = [sorted(conflict.members) for conflict in conflicts]

    def build(names: Iterable[str]) -> HittingSet:
        chosen = set(names)
        return HittingSet(
            tuple(positions[name] for name in members if name in chosen and name in positions),
            tuple(contested[name] for name in members if name in chosen and name in contested),
        )

    if len(members) <= MAX_MEMBERS and len(wanted) <= MAX_CONFLICTS:
        try:
            sets, complete = _least(wanted, weight)
        except Undecided:
            pass
        else:
            least = sum(weight[name] for name in sets[0])
            return HittingSets(tuple(build(names) for names in sets), least, least, complete=complete)
    greedy = _greedy(wanted, weight)
    total = sum(weight[name] for name in greedy)
    bound = _disjoint(wanted, weight)
    return HittingSets((build(greedy),), total, bound, exact=total == bound, complete=False)


def _least(wanted: Sequence[Sequence[str]], weight: Mapping[str, int]) -> tuple[list[tuple[str, ...]], bool]:
    if not wanted:
        return [()], True
    number = {name: at for at, name in enumerate(weight)}
    names = list(weight)
    program = [f"{{ out({at}) }}. :~ out({at}). [{weight[name]},{at}]" for name, at in number.items()]
    program += [":- " + ", ".join(f"not out({number[name]})" for name in one) + "." for one in wanted]
    models = solve(program, "out", most=MAX_SETS + 1, optimal=True)
    sets = sorted(tuple(names[at] for at in one) for one in models)
    return sets[:MAX_SETS], len(sets) <= MAX_SETS


def _greedy(wanted: Sequence[Sequence[str]], weight: Mapping[str, int]) -> list[str]:
    """Return a hitting set by taking the best member at each step and dropping needless ones at the end."""
    open_ = {at: set(members) for at, members in enumerate(wanted)}
    hits: dict[str, set[int]] = {name: set() for name in weight}
    for at, members in open_.items():
        for name in members:
            hits[name].add(at)
    chosen: list[str] = []
    while open_:
        best = min(
            hits, key=lambda name: (weight[name] / len(hits[name]) if hits[name] else float("inf"), name)
        )
        chosen.append(best)
        for at in sorted(hits[best]):
            for name in open_.pop(at):
                hits[name].discard(at)
    for name in sorted(chosen, key=lambda name: (-weight[name], name)):
        rest = set(chosen) - {name}
        if all(not rest.isdisjoint(members) for members in wanted):
            chosen.remove(name)
    return chosen


def _disjoint(wanted: Sequence[Sequence[str]], weight: Mapping[str, int]) -> int:
    """Return a lower bound for the weight, from conflicts that share no member."""
    used: set[str] = set()
    total = 0
    for members in wanted:
        if used.isdisjoint(members):
            used.update(members)
            total += min(weight[name] for name in members)
    return total

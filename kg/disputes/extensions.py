"""Find what can be held together: extensions of abstract argumentation over positions.

Dung, "On the acceptability of arguments and its fundamental role in nonmonotonic reasoning, logic
programming and n-person games", Artificial Intelligence 77, 1995; for attacks by several arguments
together, Nielsen and Parsons, "A generalization of Dung's abstract framework for argumentation: arguing
with sets of attacking arguments", ArgMAS 2006.

An argument is a position. In a conflict, all other members together attack each member, so two positions that
contradict attack each other. A set of positions *attacks* a position if the set and the position together
contain a whole conflict. The set is *conflict-free* if it contains no conflict. It *defends* a position if it
attacks every attacker of the position; an attack on one of several joint attackers is enough. Admissible sets
are conflict-free and defend their members. *Preferred* extensions are the largest admissible sets; the
*grounded* one is the least set that contains all it defends.

Because attacks are symmetric in this sense, much is as simple as for two at a time (Coste-Marquis, Devred and
Marquis, "Symmetric Argumentation Frameworks", ECSQARU 2005). A largest conflict-free set attacks all outside
it, hence defends itself. So the preferred extensions are the largest conflict-free sets, and the complement
of each is a minimal (by inclusion) hitting set of the conflicts. All members of a conflict except any one can
be held together. So *every* preferred extension contains exactly the positions in no conflict, and these are
the grounded extension, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.disputes.conflicts import Conflict, without_bridges
from kg.disputes.solving import Undecided, solve
from kg.model import Position

#: If there are more preferred extensions than this, none is listed.
MAX_EXTENSIONS = 100
#: With more positions, or conflicts, than these, only the grounded extension is found.
MAX_POSITIONS = 1_000
MAX_CONFLICTS = 5_000


@dataclass(frozen=True, slots=True)
class Extensions:
    """The positions that can be held together under one view.

    ``preferred`` are the largest sets without a conflict, largest first. If not ``exact``, there are too many
    to list and ``preferred`` is empty. ``grounded`` is always exact. Positions are sorted by identifier.
    """

    grounded: tuple[Position, ...]
    preferred: tuple[tuple[Position, ...], ...]
    exact: bool = True

    @property
    def sceptical(self) -> tuple[Position, ...]:
        """The positions in every preferred extension; here they are those of the grounded one."""
        return self.grounded

    def as_json(self) -> dict[str, Any]:
        """Return the extensions by the identifiers of their positions."""
        return {
            "grounded": [position.id for position in self.grounded],
            "preferred": [[position.id for position in extension] for extension in self.preferred],
            "sceptical": [position.id for position in self.sceptical],
            "exact": self.exact,
        }


def find_extensions(conflicts: Iterable[Conflict], positions: Iterable[Position] = ()) -> Extensions:
    """Return the grounded and the preferred extensions over ``positions`` and those in ``conflicts``.

    ``conflicts`` should be those of one view; its bridges are not given up. The result is exact for up to
    :data:`MAX_POSITIONS` positions, :data:`MAX_CONFLICTS` conflicts and :data:`MAX_EXTENSIONS` preferred
    extensions. Beyond these limits, only the grounded extension is returned, which is always exact.
    """
    conflicts = without_bridges(conflicts)
    named = {p.id: p for p in (*positions, *(p for conflict in conflicts for p in conflict.positions))}
    names = sorted(named)
    contested = sorted({p.id for conflict in conflicts for p in conflict.positions})
    grounded = tuple(named[name] for name in names if name not in set(contested))
    if len(names) > MAX_POSITIONS or len(conflicts) > MAX_CONFLICTS:
        return Extensions(grounded, (), exact=False)
    try:
        models = solve(framework_program(conflicts, contested), "in", most=MAX_EXTENSIONS + 1)
    except Undecided:
        return Extensions(grounded, (), exact=False)
    if len(models) > MAX_EXTENSIONS:
        return Extensions(grounded, (), exact=False)
    extensions = [
        tuple(sorted((*grounded, *(named[contested[at]] for at in model)), key=lambda position: position.id))
        for model in models
    ]
    extensions.sort(key=lambda extension: (-len(extension), [position.id for position in extension]))
    return Extensions(grounded, tuple(extensions))


def framework_program(conflicts: Sequence[Conflict], names: Sequence[str]) -> list[str]:
    """Return a program whose answers are the largest conflict-free sets.

    ``in(n)`` says that the n-th of ``names``, the members of the conflicts, belongs to the set. The set may
    contain no whole conflict, and it must attack every member outside it.
    """
    number = {name: at for at, name in enumerate(names)}
    program = [f"{{ in({at}) }}. :- not in({at}), not out({at})." for at in number.values()]
    for conflict in conflicts:
        members = [number[position.id] for position in conflict.positions]
        program.append(":- " + ", ".join(f"in({at})" for at in members) + ".")
        for at in members:
            others = ", ".join(f"in({other})" for other in members if other != at)
            program.append(f"out({at}) :- {others}." if others else f"out({at}).")
    return program

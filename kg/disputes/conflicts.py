"""Find minimal inconsistent sets of positions and of the contested bridges that they need.

A contradiction is between positions *and* the background by which it was found. If one gives up a contested
bridge, the contradiction is gone. So contested bridges are members of a conflict like positions. In the terms
of de Kleer ("An Assumption-based TMS", Artificial Intelligence 28, 1986) conflicts are the minimal nogoods,
and in those of Reiter ("A Theory of Diagnosis from First Principles", Artificial Intelligence 32, 1987) the
conflict sets whose minimal hitting sets are the ways out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from kg.background import Background, conjoin, minimal
from kg.errors import InputError
from kg.model import (
    INSIDE,
    Bridge,
    Comparison,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
    Value,
    View,
)
from kg.relations import find_rule

#: A comparison that has to hold: slot, first value, second value, comparison.
_Need = tuple[str, Value, Value, Comparison]


@dataclass(frozen=True, slots=True, order=True)
class ContestedBridge:
    """A fact that is not in the register, and the standpoints that hold it.

    Standpoints that hold the same fact share one bridge: giving it up means giving up the fact, whoever holds
    it. ``distinct_from`` and ``same_as`` are symmetric, with their names in alphabetical order.
    """

    subject: str
    relation: str
    object: str
    standpoints: tuple[str, ...]

    @property
    def id(self) -> str:
        """The fact as one word, such as ``other-side/part_of/armenian-forces``."""
        return f"{self.subject}/{self.relation}/{self.object}"

    def as_json(self) -> dict[str, Any]:
        """Return the fact and its holders."""
        return {
            "subject": self.subject,
            "relation": self.relation,
            "object": self.object,
            "standpoints": list(self.standpoints),
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Positions and contested bridges that cannot all be true, while all but any one of them can.

    ``relations`` are the identifiers of the contradictions that say so. ``recorded`` marks a conflict whose
    contested facts combine in too many ways: its bridges are those of the chain that the relation records,
    and other bridges may be enough as well.
    """

    positions: tuple[Position, ...]
    bridges: tuple[ContestedBridge, ...]
    relations: tuple[str, ...]
    recorded: bool = False

    @property
    def members(self) -> frozenset[str]:
        """The identifiers of the positions and of the contested bridges."""
        return frozenset([*(p.id for p in self.positions), *(b.id for b in self.bridges)])

    def as_json(self) -> dict[str, Any]:
        """Return the conflict by the identifiers of its positions and relations."""
        return {
            "positions": [position.id for position in self.positions],
            "bridges": [bridge.as_json() for bridge in self.bridges],
            "relations": list(self.relations),
            "recorded": self.recorded,
        }


def find_conflicts(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    view: View | None = None,
    *,
    facts: Facts | None = None,
) -> list[Conflict]:
    """Return the inclusion-minimal sets of positions and contested bridges that cannot all be true.

    A set is a conflict if a contradiction holds between its positions for somebody who accepts, of all
    contested facts, exactly its bridges, and some allowed set of standpoints holds these. Only sets that
    contain no other are returned. With ``view``, they are the conflicts under these standpoints, with the
    bridges of the view that they rest on; without it, the conflicts of all views. ``relations`` should be all
    that were found, even if a view is given: a contradiction that is found for a smaller view may show that
    one bridge less is needed.

    The member for an attribution ("a said that b said p; b denies having said p") is the position that b said
    p, because p itself may well be true. The member for a presupposition is the position that presupposes.

    Conflicts are sorted by number of members, then by identifiers. The search is bounded like the background:
    if the facts that one contradiction can rest on combine in more than :data:`~kg.background.MAX_READINGS`
    ways, the chains that the relation records are returned instead and marked ``recorded``. Pass ``facts``,
    those of the register, if you ask for several views.
    """
    facts = facts or Facts(knowledge.register)
    accepted = frozenset(facts.bridges) if view is None else facts.held_by(view)
    positions: dict[str, Position] = {}
    candidates: dict[tuple[tuple[str, ...], View], tuple[set[str], bool]] = {}
    held: set[tuple[str, ...]] = set()
    for relation in relations:
        if relation.relation is not RelationType.CONTRADICTS:
            continue
        members = find_members(relation, knowledge)
        key = tuple(sorted({member.id for member in members}))
        positions.update((member.id, member) for member in members)
        if view is None or relation.holds_for(view):
            held.add(key)
        labels, recorded = facts.labels(relation)
        for label in labels:
            if label <= accepted:
                names, mark = candidates.setdefault((key, label), (set(), recorded))
                names.add(relation.id)
                candidates[key, label] = names, mark and recorded
    conflicts = [
        Conflict(
            tuple(positions[name] for name in key),
            tuple(facts.bridges[name] for name in sorted(label)),
            tuple(sorted(names)),
            recorded,
        )
        for (key, label), (names, recorded) in candidates.items()
        if key in held
    ]
    return minimal_conflicts(conflicts)


def find_members(relation: Relation, knowledge: Knowledge) -> tuple[Position, ...]:
    """Return the positions that a contradiction is between.

    They are the relation's own positions, except that the first member for an attribution is that the source
    said so.
    """
    if find_rule(relation.rule).role != "attributed" or relation.implied is None:
        return relation.positions
    first, *others = relation.positions
    said_by = relation.implied.said_by
    claims = tuple(name for name in first.claims if said_by in knowledge.claims[name].sources)
    return Position(Stance.ASSERTS, relation.implied, claims), *others


def minimal_conflicts(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the conflicts that contain no other conflict, smallest first."""
    sized = [(conflict, conflict.members) for conflict in conflicts]
    sized.sort(key=lambda pair: (len(pair[1]), sorted(pair[1])))
    often = Counter(name for _, members in sized for name in members)
    # Each is stored under its rarest member, so that few conflicts are compared.
    kept: dict[str, list[View]] = {}
    least: dict[View, Conflict] = {}
    for conflict, members in sized:
        if members in least:
            same = least[members]
            names = tuple(sorted({*same.relations, *conflict.relations}))
            recorded = same.recorded and conflict.recorded
            least[members] = replace(same, relations=names, recorded=recorded)
        elif not any(other <= members for name in members for other in kept.get(name, ())):
            least[members] = conflict
            kept.setdefault(min(members, key=lambda name: (often[name], name)), []).append(members)
    return list(least.values())


def without_bridges(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the conflicts between positions alone, for somebody who gives up no bridge."""
    return minimal_conflicts(replace(conflict, bridges=()) for conflict in conflicts)


class Facts:
    """The contested facts of a register, each taken by itself instead of with its standpoint."""

    def __init__(self, register: Register):
        self._register = register
        self._holders: dict[str, set[str]] = {}
        facts: dict[str, Bridge] = {}
        for standpoint in register.standpoints.values():
            for bridge in standpoint.holds:
                fact = _fact(bridge)
                facts[_name(fact)] = fact
                self._holders.setdefault(_name(fact), set()).add(standpoint.name)
        self.bridges: Mapping[str, ContestedBridge] = {
            name: ContestedBridge(
                fact.subject, fact.relation, fact.object, tuple(sorted(self._holders[name]))
            )
            for name, fact in facts.items()
        }
        self._excluded = register.excluded()
        self._labels: dict[str, tuple[tuple[View, ...], bool]] = {}

    @cached_property
    def background(self) -> Background:
        """The background in which every contested fact is a standpoint of its own."""
        standpoints = {
            name: Standpoint(name, holds=(Bridge(*_parts(bridge), name),))
            for name, bridge in sorted(self.bridges.items())
        }
        return _FactsBackground(replace(self._register, standpoints=standpoints), self)

    def held_by(self, view: View) -> View:
        """Return the names of the facts that a view holds."""
        return frozenset(name for name, holders in self._holders.items() if holders & view)

    def held_together(self, facts: Iterable[str]) -> bool:
        """Return whether some allowed view holds all these facts."""
        # There are many facts, but few different sets of holders.
        needed = sorted({tuple(sorted(self._holders[name])) for name in facts}, key=lambda h: (len(h), h))

        def extend(view: View, at: int) -> bool:
            if at == len(needed):
                return True
            for holder in needed[at]:
                wider = view | {holder}
                if not any(pair <= wider for pair in self._excluded) and extend(wider, at + 1):
                    return True
            return False

        return extend(frozenset(), 0)

    def labels(self, relation: Relation) -> tuple[tuple[View, ...], bool]:
        """Return the minimal sets of facts on which a relation rests, and whether these are only recorded."""
        if not relation.bridges and relation.holds_if == (frozenset(),):
            return relation.holds_if, False
        if relation.id not in self._labels:
            self._labels[relation.id] = self._find_labels(relation)
        return self._labels[relation.id]

    def _find_labels(self, relation: Relation) -> tuple[tuple[View, ...], bool]:
        try:
            labels = self._derived(relation)
        except InputError:
            labels = ()
        if labels:
            return labels, False
        return self._recorded(relation), True

    def _derived(self, relation: Relation) -> tuple[View, ...]:
        wanted = [self._one_of(alternatives) for alternatives in _needs(relation, self.background)]
        return tuple(label for label in conjoin(wanted, self.background) if self.held_together(label))

    def _one_of(self, alternatives: Sequence[_Need]) -> tuple[View, ...]:
        """Return the minimal sets of facts under which at least one of the comparisons holds."""
        return minimal(
            view
            for slot, first, second, wanted in alternatives
            for comparison, view in self.background.reading(slot, first, second).alternatives()
            if comparison is wanted
        )

    def _recorded(self, relation: Relation) -> tuple[View, ...]:
        contested = [bridge for bridge in relation.bridges if bridge.standpoint]
        return minimal(
            frozenset(_name(_fact(bridge)) for bridge in contested if bridge.standpoint in view)
            for view in relation.holds_if
        )


class _FactsBackground(Background):
    """A background of facts; many may exclude each other, so excluded pairs are tested and never listed."""

    def __init__(self, register: Register, facts: Facts):
        super().__init__(register)
        self._facts = facts

    def allows(self, view: View) -> bool:
        """Return whether somebody may hold all these facts."""
        return len(view) < 2 or self._facts.held_together(view)


#: The slots in which parts of a whole may be disjoint.
_PARTED = ("target", "place", "population")


def _needs(relation: Relation, background: Background) -> Iterator[list[_Need]]:
    """Yield lists of comparisons of names; a relation needs one comparison of each list."""
    first, *others = (position.proposition for position in relation.positions)
    first = relation.implied or first
    if len(others) == 1:
        for slot, comparison in relation.slots.items():
            if need := _need(slot, first, others[0], comparison, background):
                yield [need]
        return
    for part in others:
        for slot in INSIDE:
            if part.slot(slot) != first.slot(slot) and (
                need := _need(slot, part, first, Comparison.NARROWER, background)
            ):
                yield [need]
    for number, one in enumerate(others):
        for other in others[number + 1 :]:
            needs = (_need(slot, one, other, Comparison.DISJOINT, background) for slot in _PARTED)
            yield [need for need in needs if need]


def _need(
    slot: str, first: Proposition, second: Proposition, comparison: Comparison, background: Background
) -> _Need | None:
    if slot not in INSIDE or comparison in (Comparison.OVERLAPS, Comparison.UNKNOWN):
        return None
    one, other = first.slot(slot), second.slot(slot)
    if slot == "place":
        # An act takes place where its target is; a denial does not restrict the slots that it leaves out.
        if one is None and comparison is not Comparison.BROADER:
            one = background.location(first.target)
        if other is None and comparison is not Comparison.NARROWER:
            other = background.location(second.target)
    if one is None or other is None or one == other:
        return None
    return slot, one, other, comparison


def _parts(bridge: ContestedBridge) -> tuple[str, str, str]:
    return bridge.subject, bridge.relation, bridge.object


def _name(fact: Bridge) -> str:
    return f"{fact.subject}/{fact.relation}/{fact.object}"


def _fact(bridge: Bridge) -> Bridge:
    """Return a bridge without its standpoint; symmetric facts get their names in order."""
    if bridge.relation in ("distinct_from", "same_as") and bridge.object < bridge.subject:
        return Bridge(bridge.object, bridge.relation, bridge.subject)
    return Bridge(bridge.subject, bridge.relation, bridge.object)

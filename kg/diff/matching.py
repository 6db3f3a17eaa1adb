"""Match the relations of two sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.diff.leaving import Leaving
from kg.diff.outcomes import OPPOSITE, How
from kg.diff.pairs import Change, Changed, Section
from kg.model import Bridge, Knowledge, Pair, Position, Relation


@dataclass(frozen=True)
class Way:
    """Which claims of two sides are the same, and what differs, seen from one side.

    ``gone`` is the word for something that is only on this side.
    """

    own: Knowledge
    other: Knowledge
    claims: Mapping[str, str]
    sections: Mapping[str, Section]
    only_there: frozenset[Bridge]
    only_here: frozenset[Bridge]
    gone: How = "withdrawn"

    @cached_property
    def back(self) -> Way:
        """The same, seen from the other side."""
        claims = {other: name for name, other in self.claims.items()}
        ends = (self.only_here, self.only_there)
        return Way(self.other, self.own, claims, self.sections, *ends, OPPOSITE[self.gone])

    @cached_property
    def changes(self) -> Mapping[str, Mapping[str, Changed]]:
        """What changed, by section and name on this side."""
        forth = self.gone == "withdrawn"
        return {
            name: {changed.before if forth else changed.after: changed for changed in section.changed}
            for name, section in self.sections.items()
        }

    @cached_property
    def held_there(self) -> Mapping[str, tuple[str, ...]]:
        """The claims of each position on the other side, by the position's identifier."""
        return {position.id: position.claims for position in self.other.positions}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """The names that directly contain each name by the facts of either side."""
        outer: dict[str, set[str]] = defaultdict(set)
        for register in (self.own.register, self.other.register):
            for bridge in register.bridges():
                if bridge.relation != "distinct_from":
                    outer[bridge.subject].add(bridge.object)
        return {name: frozenset(names) for name, names in outer.items()}

    @cached_property
    def leaving(self) -> Leaving:
        """The claims by which somebody may have left a position on this side."""
        return Leaving(self.own)

    def claim_there(self, name: str) -> str:
        """Return a claim's identifier on the other side, or one that no claim has if it is not there."""
        return self.claims.get(name, f"\x00{name}")


def by_claim(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    """Return relations by each of their claims."""
    grouped: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for claim in claims_of(relation):
            grouped[claim].append(relation)
    return grouped


def match_relations(
    before: Sequence[Relation], after: Sequence[Relation], way: Way
) -> list[tuple[Relation, Relation]]:
    """Return pairs of the same relation: by identifier, else by type, rule and claims, most alike first."""
    by_id = {relation.id: relation for relation in after}
    matches = [(relation, by_id[relation.id]) for relation in before if relation.id in by_id]
    kept = {relation.id for relation, _ in matches}
    there: dict[tuple[Any, ...], list[Relation]] = defaultdict(list)
    for relation in after:
        if relation.id not in kept:
            for claim in claims_of(relation):
                there[relation.relation, relation.rule, claim].append(relation)
    candidates = []
    for relation in before:
        if relation.id not in kept:
            others = {
                id(other): other
                for claim in claims_of(relation)
                for other in there.get((relation.relation, relation.rule, way.claim_there(claim)), ())
            }
            for other in others.values():
                likeness = find_likeness(relation, other, way)
                if likeness is not None:
                    ids = sorted((relation.id, other.id))
                    candidates.append((tuple(-x for x in likeness), ids, relation, other))
    taken: set[str] = set()
    for _, ids, relation, other in sorted(candidates, key=lambda candidate: candidate[:2]):
        if not taken & set(ids):
            taken.update(ids)
            matches.append((relation, other))
    return matches


def claims_of(relation: Relation) -> list[str]:
    """Return the claims of all positions, each once."""
    return list(dict.fromkeys(name for position in relation.positions for name in position.claims))


def _sides(relation: Relation, other: Relation, way: Way) -> tuple[list[set[str]], list[set[str]]]:
    """Return the claims of each position by their names there, those of ``relation`` and of ``other``."""
    ours = [{way.claim_there(name) for name in position.claims} for position in relation.positions]
    theirs = [set(position.claims) for position in other.positions]
    return ours, theirs


def find_likeness(relation: Relation, other: Relation, way: Way) -> tuple[int, ...] | None:
    """Return how alike two relations are, ``None`` if a position of one has no claim of the other."""
    ours, theirs = _sides(relation, other, way)
    if len(ours) != len(theirs):
        return None
    if len(ours) == 2:
        ways = [list(zip(ours, theirs, strict=True)), list(zip(ours, reversed(theirs), strict=True))]
        scores = [
            (sum(len(a & b) for a, b in pairs) - sum(len(a ^ b) for a, b in pairs), not turned)
            for turned, pairs in enumerate(ways)
            if all(a & b for a, b in pairs)
        ]
        if not scores:
            return None
        score = max(scores)
    else:
        if not all(any(a & b for b in theirs) for a in ours) or not ours[0] & theirs[0]:
            return None
        if not all(any(a & b for a in ours) for b in theirs):
            return None
        our_claims, their_claims = set().union(*ours), set().union(*theirs)
        score = (len(our_claims & their_claims) - len(our_claims ^ their_claims), True)
    return (
        *map(int, score),
        int(relation.implied == other.implied),
        int(relation.slots == other.slots),
        int(sorted(p.id for p in relation.positions) == sorted(p.id for p in other.positions)),
    )


def find_revisions(one: Relation, other: Relation, way: Way) -> tuple[Change, ...]:
    """Return what changed in a relation; another identifier of a claim is no change."""
    ours, theirs = _sides(one, other, way)
    turned = len(ours) == 2 and one.id != other.id and not (ours[0] & theirs[0] and ours[1] & theirs[1])
    positions = one.positions[::-1] if turned else one.positions
    slots = {slot: (c.converse if turned else c).value for slot, c in one.slots.items()}
    pairs = [_pair(pair, turned) for pair in one.pairs]
    then: dict[str, Any] = {
        "version": one.version,
        "claims": [sorted(side) for side in (ours[::-1] if turned else ours)],
        "positions": [_held(position) for position in positions],
        "pairs": sorted(pairs),
        **{f"slots.{slot}": value for slot, value in slots.items()},
        **_parts(one),
    }
    now: dict[str, Any] = {
        "version": other.version,
        "claims": [sorted(side) for side in theirs],
        "positions": [_held(position) for position in other.positions],
        "pairs": sorted(_pair(pair) for pair in other.pairs),
        **{f"slots.{slot}": comparison.value for slot, comparison in other.slots.items()},
        **_parts(other),
    }
    changes = [
        Change(part, then.get(part), now.get(part))
        for part in {**then, **now}
        if then.get(part) != now.get(part)
    ]
    names = [list(position.claims) for position in positions]
    return tuple(Change("claims", names, c.after) if c.part == "claims" else c for c in changes)


def _pair(pair: Pair, turned: bool = False) -> list[list[str]]:
    """Return the sources of each voice, and the modifiers of the pair."""
    voices = (pair.second, pair.first) if turned else (pair.first, pair.second)
    return [*(list(voice.sources) for voice in voices), list(pair.modifiers)]


def _held(position: Position) -> dict[str, Any]:
    return {"stance": position.stance.value, "proposition": position.proposition.as_json()}


def _parts(relation: Relation) -> dict[str, Any]:
    return {
        "conflict": list(relation.conflict),
        "unknown": list(relation.unknown),
        "bridges": [bridge.as_json() for bridge in sorted(relation.bridges, key=str)],
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
        "modifiers": sorted(relation.modifiers),
        "common": None if relation.common is None else relation.common.as_json(),
        "implied": None if relation.implied is None else relation.implied.as_json(),
    }

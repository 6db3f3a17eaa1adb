"""Which relation is which on two sides, and why relations appeared, were dissolved or changed.

A relation is found again by its claims, its type and its rule, since its identifier changes with every slot
of a proposition. That it is not what it was comes from what it rests on: a claim, a background fact or the
rule. Where all of these are the same, it comes from what was said or is known besides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from kg.diff.pairs import Change, Changed, Section
from kg.leaving import Leaving
from kg.model import (
    FRAME,
    Bridge,
    Claim,
    Knowledge,
    Pair,
    Position,
    Proposition,
    Relation,
    RelationType,
    Several,
    names_of,
)
from kg.relations import rules

#: What may be the cause of a change, and what happened to it.
What = Literal["claim", "fact", "entry", "standpoint", "article", "rule"]
How = Literal["added", "withdrawn", "changed"]

_OPPOSITE: Mapping[How, How] = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}
#: The parts of a claim that make its position.
_POSITION = ("stance", "proposition", "presupposes")
#: The parts of an entry that say how it is compared.
_ENTRY = ("section", "functional", "timeless", "changes", "ratio", "unit", "unidentified")
#: The parts of a claim that say whose voice it is, when it spoke and how sure it was.
_VOICE = ("source", "said", "certainty")


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a relation is not what it was: what was added, withdrawn or changed.

    ``name`` is that of a claim, an entry, a standpoint, an article or a rule; of a background ``fact`` that
    of the standpoint that holds it, or of the entry that it is about.
    """

    what: What
    how: How
    name: str
    changes: tuple[Change, ...] = ()
    fact: Bridge | None = None

    def as_json(self) -> dict[str, Any]:
        """Return what is filled, by name."""
        found: dict[str, Any] = {"what": self.what, "how": self.how, "name": self.name}
        if self.changes:
            found["changes"] = [change.as_json() for change in self.changes]
        if self.fact is not None:
            found["fact"] = self.fact.as_json()
        return found


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation that is there on one side only, and why.

    ``instead`` are the types of what relates the same claims on the other side only: a contradiction that
    was dissolved may be a tension now.
    """

    relation: Relation
    causes: tuple[Cause, ...]
    instead: tuple[RelationType, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the relation, why it came or went, and what is there instead."""
        causes = [cause.as_json() for cause in self.causes]
        return {**_relation_json(self.relation), "causes": causes, "instead": [t.value for t in self.instead]}


@dataclass(frozen=True, slots=True)
class Revised:
    """A relation that is there on both sides, what of it is not as it was, and why."""

    before: Relation
    after: Relation
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the relation on both sides, what changed, and why."""
        return {
            "before": _relation_json(self.before),
            "after": _relation_json(self.after),
            "changes": [change.as_json() for change in self.changes],
            "causes": [cause.as_json() for cause in self.causes],
        }


def _relation_json(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "relation": relation.relation.value,
        "rule": relation.rule,
        "rule_version": relation.version,
        "positions": [position.as_json() for position in relation.positions],
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
    }


@dataclass(frozen=True)
class Way:
    """From the one side to the other: which claim is which there, and what is not there as it is here.

    ``gone`` is what is said of something that is only on this side.
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
        """The same way from the other side."""
        claims = {other: name for name, other in self.claims.items()}
        ends = (self.only_here, self.only_there)
        return Way(self.other, self.own, claims, self.sections, *ends, _OPPOSITE[self.gone])

    @cached_property
    def changes(self) -> Mapping[str, Mapping[str, Changed]]:
        """What changed, by section and the name that it has on this side."""
        forth = self.gone == "withdrawn"
        return {
            name: {one.before if forth else one.after: one for one in section.changed}
            for name, section in self.sections.items()
        }

    @cached_property
    def held_there(self) -> Mapping[str, tuple[str, ...]]:
        """The claims of each position on the other side, by the position's identifier."""
        return {position.id: position.claims for position in self.other.positions}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """What each name lies inside of by the facts of either side, in one step."""
        found: dict[str, set[str]] = defaultdict(set)
        for register in (self.own.register, self.other.register):
            for bridge in register.bridges():
                if bridge.relation != "distinct_from":
                    found[bridge.subject].add(bridge.object)
        return {name: frozenset(names) for name, names in found.items()}

    @cached_property
    def leaving(self) -> Leaving:
        """By which claims somebody may have left a position on this side."""
        return Leaving(self.own)

    def claim_there(self, name: str) -> str:
        """Return a claim's identifier on the other side, and one that nothing has where it is not there."""
        return self.claims.get(name, f"\x00{name}")


def find_outcomes(
    before: Sequence[Relation], after: Sequence[Relation], way: Way
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...], tuple[Revised, ...]]:
    """Return which relations appeared, were dissolved and changed."""
    matches = _match_relations(before, after, way)
    kept, matched = {one.id for one, _ in matches}, {other.id for _, other in matches}
    gone = [relation for relation in before if relation.id not in kept]
    come = [relation for relation in after if relation.id not in matched]
    of_claims = [_by_claim(gone), _by_claim(come)]
    versions = [_versions(before), _versions(after)]
    revised = []
    for one, other in matches:
        changes = _find_revisions(one, other, way)
        if changes:
            causes = _find_revision_causes(one, other, way, versions)
            revised.append(Revised(one, other, changes, causes))
    order = {type: number for number, type in enumerate(RelationType)}

    def place(relation: Relation) -> tuple[int, str, list[str], str]:
        names = [name for position in relation.positions for name in position.claims]
        return order[relation.relation], relation.rule, names, relation.id

    forth, back = (way, versions[1], of_claims[1]), (way.back, versions[0], of_claims[0])
    return (
        tuple(_build_outcome(relation, *back) for relation in sorted(come, key=place)),
        tuple(_build_outcome(relation, *forth) for relation in sorted(gone, key=place)),
        tuple(sorted(revised, key=lambda one: place(one.after))),
    )


def _by_claim(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for claim in _claims(relation):
            found[claim].append(relation)
    return found


def _versions(relations: Iterable[Relation]) -> dict[str, str]:
    """Return the version of each rule: of the relations that it found, else the present one."""
    return {
        **{rule.name: rule.version for rule in rules()},
        **{relation.rule: relation.version for relation in relations},
    }


def _match_relations(
    before: Sequence[Relation], after: Sequence[Relation], way: Way
) -> list[tuple[Relation, Relation]]:
    """Return which relation is which: by identifier, else by type, rule and claims, the most alike first."""
    known = {relation.id: relation for relation in after}
    found = [(relation, known[relation.id]) for relation in before if relation.id in known]
    kept = {relation.id for relation, _ in found}
    there: dict[tuple[Any, ...], list[Relation]] = defaultdict(list)
    for relation in after:
        if relation.id not in kept:
            for claim in _claims(relation):
                there[relation.relation, relation.rule, claim].append(relation)
    candidates = []
    for relation in before:
        if relation.id not in kept:
            others = {
                id(other): other
                for claim in _claims(relation)
                for other in there.get((relation.relation, relation.rule, way.claim_there(claim)), ())
            }
            for other in others.values():
                likeness = _likeness(relation, other, way)
                if likeness is not None:
                    ids = sorted((relation.id, other.id))
                    candidates.append((tuple(-x for x in likeness), ids, relation, other))
    taken: set[str] = set()
    for _, ids, relation, other in sorted(candidates, key=lambda found: found[:2]):
        if not taken & set(ids):
            taken.update(ids)
            found.append((relation, other))
    return found


def _claims(relation: Relation) -> list[str]:
    return list(dict.fromkeys(name for position in relation.positions for name in position.claims))


def _sides(relation: Relation, other: Relation, way: Way) -> tuple[list[set[str]], list[set[str]]]:
    """Return the claims of each position by their names there, those of ``relation`` and of ``other``."""
    ours = [{way.claim_there(name) for name in position.claims} for position in relation.positions]
    theirs = [set(position.claims) for position in other.positions]
    return ours, theirs


def _likeness(relation: Relation, other: Relation, way: Way) -> tuple[int, ...] | None:
    """Return how much two relations are alike, ``None`` where a position of one has no claim of the other."""
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
        one, two = set().union(*ours), set().union(*theirs)
        score = (len(one & two) - len(one ^ two), True)
    return (
        *map(int, score),
        int(relation.implied == other.implied),
        int(relation.slots == other.slots),
        int(sorted(p.id for p in relation.positions) == sorted(p.id for p in other.positions)),
    )


def _find_revisions(one: Relation, other: Relation, way: Way) -> tuple[Change, ...]:
    """Return what of a relation is not as it was; that a claim has another identifier is no change of it."""
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
    """Return who speaks on either side, and what is to be said of these two."""
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


def _build_outcome(
    relation: Relation, way: Way, versions: Mapping[str, str], others: Mapping[str, Sequence[Relation]]
) -> Outcome:
    """Say why a relation is not on the other side, of whose rules ``versions`` and relations ``others`` are.

    ``others`` are those that are there only. What relates the same claims may do so by any rule.
    """
    causes = [*_find_direct(relation, way, versions)] or [*_find_indirect(relation, way)]
    found = {
        other.relation
        for name in _claims(relation)
        for other in others.get(way.claim_there(name), ())
        if other.relation is not relation.relation and _likeness(relation, other, way) is not None
    }
    return Outcome(relation, _distinct(causes), tuple(type for type in RelationType if type in found))


def _find_revision_causes(
    one: Relation, other: Relation, way: Way, versions: Sequence[Mapping[str, str]]
) -> tuple[Cause, ...]:
    """Return why a relation that is there on both sides is not as it was."""
    causes = [*_find_direct(one, way, versions[1]), *_find_direct(other, way.back, versions[0])]
    causes = causes or [*_find_indirect(one, way), *_find_indirect(other, way.back)]
    if one.modifiers != other.modifiers or one.pairs != other.pairs:
        causes += _find_opponents(one, way)
    return _distinct(causes)


def _distinct(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    found: list[Cause] = []
    for cause in causes:
        if cause not in found:
            found.append(cause)
    return tuple(found)


def _find_direct(relation: Relation, way: Way, versions: Mapping[str, str]) -> Iterator[Cause]:
    """Yield what a relation rests on that is not so there: its rule, its positions, its background facts."""
    version = versions.get(relation.rule)
    if version != relation.version:
        ends = (relation.version, version) if way.gone == "withdrawn" else (version, relation.version)
        yield Cause("rule", "changed", relation.rule, (Change("version", *ends),))
    for position in relation.positions:
        if position.id not in way.held_there:
            for name in position.claims:
                yield from _find_fate(name, way, _POSITION)
    if relation.implied is not None:
        implying = [n for n in relation.positions[0].claims if _implies(way.own.claims[n], relation.implied)]
        there = [way.claims[name] for name in implying if name in way.claims]
        if not any(_implies(way.other.claims[name], relation.implied) for name in there):
            for name in implying:
                yield from _find_fate(name, way, (*_POSITION, "source"))
    for bridge in relation.bridges:
        if bridge in way.only_here:
            yield Cause("fact", way.gone, bridge.standpoint or bridge.subject, fact=bridge)


def _implies(claim: Claim, implied: Proposition) -> bool:
    """Return whether a claim takes something for granted, or whether it is that its source says so."""
    return implied in claim.presupposes or (
        claim.proposition is not None and implied.said_by in claim.sources
    )


def _find_fate(name: str, way: Way, parts: Iterable[str]) -> Iterator[Cause]:
    """Yield what became of a claim on the other side, of its changes only those of some parts."""
    if name not in way.claims:
        yield Cause("claim", way.gone, name)
        return
    changed = way.changes["claims"].get(name)
    changes = () if changed is None else _of(changed.changes, parts)
    if changes:
        yield Cause("claim", "changed", name, changes)


def _of(changes: Iterable[Change], parts: Iterable[str]) -> tuple[Change, ...]:
    """Return the changes of some parts, without the reasons that annotators give, on which nothing rests."""
    wanted = set(parts)
    found = ((change, *change.part.partition(".")) for change in changes)
    return tuple(change for change, stem, _, rest in found if stem in wanted and rest != "basis")


def _find_indirect(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield what bears on a relation and is not the same on both sides.

    Each position is taken on both sides, and each fact that the relation rests on is known there. So it is
    that a voice came or went, or spoke at another time, or that the background says more or less of what the
    propositions name: a fact that was added may dissolve a contradiction, since it places one value inside
    another.
    """
    yield from _find_leaving(relation, way)
    articles = set()
    for position in relation.positions:
        joined = set(way.held_there.get(position.id, ())) - {way.claim_there(n) for n in position.claims}
        for name in position.claims:
            articles.add(name.rpartition("/")[0])
            yield from _find_fate(name, way, (*_POSITION, *_VOICE, "corrects"))
        for name in sorted(joined):
            yield from _find_fate(name, way.back, (*_POSITION, *_VOICE, "corrects"))
    for name in sorted(articles):
        changed = way.changes["articles"].get(name)
        if changed is not None and (changes := _of(changed.changes, ("published",))):
            yield Cause("article", "changed", name, changes)
    names = _find_concerned(relation, way)
    come = _OPPOSITE[way.gone]
    for found, how in ((way.only_here, way.gone), (way.only_there, come)):
        for fact in sorted(found, key=str):
            if fact.subject in names or (fact.relation == "distinct_from" and fact.object in names):
                yield Cause("fact", how, fact.standpoint or fact.subject, fact=fact)
    for name, changed in sorted(way.changes["entries"].items()):
        if name in names and (changes := _of(changed.changes, _ENTRY)):
            yield Cause("entry", "changed", name, changes)
    for name, changed in sorted(way.changes["standpoints"].items()):
        facts = (way.own.register.standpoints[name].holds, way.other.register.standpoints[name].holds)
        concerned = any(fact.subject in names or fact.object in names for some in facts for fact in some)
        if concerned and (changes := _of(changed.changes, ("excludes",))):
            yield Cause("standpoint", "changed", name, changes)


def _find_leaving(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield the claims by which a voice has left a position on one side only.

    That is what names a claim of the relation among those that it corrects, and another count of who counts
    in the relation.
    """
    for side, names in (
        (way, _claims(relation)),
        (way.back, [way.claim_there(n) for n in _claims(relation)]),
    ):
        for name in sorted(side.leaving.of(names)):
            yield from _find_fate(name, side, (*_POSITION, *_VOICE, "corrects"))


def _find_opponents(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield who is an opponent on one side only, of those a relation concerns; it makes no relation."""
    names = _find_concerned(relation, way)
    come = _OPPOSITE[way.gone]
    for some, how in ((way.own.register, way.gone), (way.other.register, come)):
        for pair in sorted(map(sorted, some.opponents)):
            known = way.other if some is way.own.register else way.own
            if frozenset(pair) not in known.register.opponents and names.issuperset(pair):
                ends = (None, pair) if how == "added" else (pair, None)
                yield Cause("entry", "changed", pair[0], (Change("opponents", *ends),))


def _find_concerned(relation: Relation, way: Way) -> set[str]:
    """Return the names that a relation is about, with all that they lie inside by either side's facts."""
    propositions = [position.proposition for position in relation.positions]
    propositions += [p for p in (relation.implied, relation.common) if p is not None]
    slots = (*FRAME, "measure", "population")
    values = (value for p in propositions for slot in slots if (value := p.slot(slot)) is not None)
    found = {name for value in values if isinstance(value, str | Several) for name in names_of(value)}
    found.update(source for name in _claims(relation) for source in way.own.claims[name].sources)
    waiting = list(found)
    while waiting:
        for name in way.above.get(waiting.pop(), frozenset()) - found:
            found.add(name)
            waiting.append(name)
    return found

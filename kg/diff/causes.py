"""Match the relations of two sides, and find why relations appeared, were dissolved or changed.

A relation is found again by its claims, its type and its rule, since its identifier changes with every slot
of a proposition. It changes because of what it rests on: a claim, a background fact or the rule. If all of
these are the same, the cause is another claim or fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.diff.matching import Way, by_claim, claims_of, find_likeness, find_revisions, match_relations
from kg.diff.outcomes import OPPOSITE, Cause, Outcome, Revised
from kg.diff.pairs import Change
from kg.model import FRAME, Claim, Proposition, Relation, RelationType, Several, names_of
from kg.relations import rules

#: The parts of a claim that determine its position.
_POSITION = ("stance", "proposition", "presupposes")
#: The parts of an entry that say how it is compared.
_ENTRY = ("section", "functional", "timeless", "changes", "ratio", "unit", "unidentified")
#: The parts of a claim that say who spoke, when, and how certain they were.
_VOICE = ("source", "said", "certainty")


def find_outcomes(
    before: Sequence[Relation], after: Sequence[Relation], way: Way
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...], tuple[Revised, ...]]:
    """Return the relations that appeared, were dissolved and changed."""
    matches = match_relations(before, after, way)
    kept, matched = {earlier.id for earlier, _ in matches}, {later.id for _, later in matches}
    gone = [relation for relation in before if relation.id not in kept]
    come = [relation for relation in after if relation.id not in matched]
    of_claims = [by_claim(gone), by_claim(come)]
    versions = [_versions(before), _versions(after)]
    revised = []
    for earlier, later in matches:
        changes = find_revisions(earlier, later, way)
        if changes:
            causes = _find_revision_causes(earlier, later, way, versions)
            revised.append(Revised(earlier, later, changes, causes))
    order = {type: number for number, type in enumerate(RelationType)}

    def place(relation: Relation) -> tuple[int, str, list[str], str]:
        names = [name for position in relation.positions for name in position.claims]
        return order[relation.relation], relation.rule, names, relation.id

    forth, back = (way, versions[1], of_claims[1]), (way.back, versions[0], of_claims[0])
    return (
        tuple(_build_outcome(relation, *back) for relation in sorted(come, key=place)),
        tuple(_build_outcome(relation, *forth) for relation in sorted(gone, key=place)),
        tuple(sorted(revised, key=lambda revision: place(revision.after))),
    )


def _versions(relations: Iterable[Relation]) -> dict[str, str]:
    """Return the version of each rule: that of its relations, else the present one."""
    return {
        **{rule.name: rule.version for rule in rules()},
        **{relation.rule: relation.version for relation in relations},
    }


def _build_outcome(
    relation: Relation, way: Way, versions: Mapping[str, str], others: Mapping[str, Sequence[Relation]]
) -> Outcome:
    """Return why a relation is not on the other side.

    ``versions`` and ``others`` are the versions of rules on the other side, and the relations only there. A
    relation between the same claims may be by any rule.
    """
    causes = [*_find_direct(relation, way, versions)] or [*_find_indirect(relation, way)]
    types = {
        other.relation
        for name in claims_of(relation)
        for other in others.get(way.claim_there(name), ())
        if other.relation is not relation.relation and find_likeness(relation, other, way) is not None
    }
    return Outcome(relation, _distinct(causes), tuple(type for type in RelationType if type in types))


def _find_revision_causes(
    one: Relation, other: Relation, way: Way, versions: Sequence[Mapping[str, str]]
) -> tuple[Cause, ...]:
    """Return why a relation that is on both sides has changed."""
    causes = [*_find_direct(one, way, versions[1]), *_find_direct(other, way.back, versions[0])]
    causes = causes or [*_find_indirect(one, way), *_find_indirect(other, way.back)]
    if one.modifiers != other.modifiers or one.pairs != other.pairs:
        causes += _find_opponents(one, way)
    return _distinct(causes)


def _distinct(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    unique: list[Cause] = []
    for cause in causes:
        if cause not in unique:
            unique.append(cause)
    return tuple(unique)


def _find_direct(relation: Relation, way: Way, versions: Mapping[str, str]) -> Iterator[Cause]:
    """Yield what a relation rests on that differs there: its rule, its positions, its background facts."""
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
    """Return whether a claim presupposes a proposition, or the proposition is that its source says so."""
    return implied in claim.presupposes or (
        claim.proposition is not None and implied.said_by in claim.sources
    )


def _find_fate(name: str, way: Way, parts: Iterable[str]) -> Iterator[Cause]:
    """Yield whether a claim is missing on the other side, or else its changes in some parts."""
    if name not in way.claims:
        yield Cause("claim", way.gone, name)
        return
    changed = way.changes["claims"].get(name)
    changes = () if changed is None else changes_of(changed.changes, parts)
    if changes:
        yield Cause("claim", "changed", name, changes)


def changes_of(changes: Iterable[Change], parts: Iterable[str]) -> tuple[Change, ...]:
    """Return the changes of some parts, without annotators' reasons, on which no relation rests."""
    wanted = set(parts)
    split = ((change, *change.part.partition(".")) for change in changes)
    return tuple(change for change, stem, _, rest in split if stem in wanted and rest != "basis")


def _find_indirect(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield what may affect a relation and differs between the two sides.

    Each position is taken on both sides, and each fact that the relation rests on is known there. So a voice
    came or went or spoke at another time, or the background says more or less about the names in the
    propositions. For example, an added fact may dissolve a contradiction because it places one value inside
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
        if changed is not None and (changes := changes_of(changed.changes, ("published",))):
            yield Cause("article", "changed", name, changes)
    names = _find_concerned(relation, way)
    come = OPPOSITE[way.gone]
    for side_facts, how in ((way.only_here, way.gone), (way.only_there, come)):
        for fact in sorted(side_facts, key=str):
            if fact.subject in names or (fact.relation == "distinct_from" and fact.object in names):
                yield Cause("fact", how, fact.standpoint or fact.subject, fact=fact)
    for name, changed in sorted(way.changes["entries"].items()):
        if name in names and (changes := changes_of(changed.changes, _ENTRY)):
            yield Cause("entry", "changed", name, changes)
    for name, changed in sorted(way.changes["standpoints"].items()):
        facts = (way.own.register.standpoints[name].holds, way.other.register.standpoints[name].holds)
        concerned = any(fact.subject in names or fact.object in names for held in facts for fact in held)
        if concerned and (changes := changes_of(changed.changes, ("excludes",))):
            yield Cause("standpoint", "changed", name, changes)


def _find_leaving(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield the claims by which a voice has left a position on one side only.

    These are claims that correct a claim of the relation, and other counts by a source that counts in it.
    """
    for side, names in (
        (way, claims_of(relation)),
        (way.back, [way.claim_there(n) for n in claims_of(relation)]),
    ):
        for name in sorted(side.leaving.of(names)):
            yield from _find_fate(name, side, (*_POSITION, *_VOICE, "corrects"))


def _find_opponents(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield pairs concerned by a relation that are opponents on one side only; opponents make no relation."""
    names = _find_concerned(relation, way)
    come = OPPOSITE[way.gone]
    for register, how in ((way.own.register, way.gone), (way.other.register, come)):
        for pair in sorted(map(sorted, register.opponents)):
            opposite = way.other if register is way.own.register else way.own
            if frozenset(pair) not in opposite.register.opponents and names.issuperset(pair):
                ends = (None, pair) if how == "added" else (pair, None)
                yield Cause("entry", "changed", pair[0], (Change("opponents", *ends),))


def _find_concerned(relation: Relation, way: Way) -> set[str]:
    """Return the names that a relation is about, and all names that contain them on either side."""
    propositions = [position.proposition for position in relation.positions]
    propositions += [p for p in (relation.implied, relation.common) if p is not None]
    slots = (*FRAME, "measure", "population")
    values = (value for p in propositions for slot in slots if (value := p.slot(slot)) is not None)
    names = {name for value in values if isinstance(value, str | Several) for name in names_of(value)}
    names.update(source for name in claims_of(relation) for source in way.own.claims[name].sources)
    waiting = list(names)
    while waiting:
        for name in way.above.get(waiting.pop(), frozenset()) - names:
            names.add(name)
            waiting.append(name)
    return names

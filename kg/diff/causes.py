"""Which relation is which on two sides, and why relations appeared, were dissolved or changed.

A relation is found again by its claims, its type and its rule, since its identifier changes with every slot
of a proposition. That it is not what it was comes from what it rests on: a claim, a background fact or the
rule. Where all of these are the same, it comes from what was said or is known besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.diff.matching import Way, by_claim, claims_of, find_likeness, find_revisions, match_relations
from kg.diff.outcomes import OPPOSITE, Cause, Outcome, Revised
from kg.diff.pairs import Change
from kg.model import FRAME, Claim, Proposition, Relation, RelationType, Several, names_of
from kg.relations import rules

#: The parts of a claim that make its position.
_POSITION = ("stance", "proposition", "presupposes")
#: The parts of an entry that say how it is compared.
_ENTRY = ("section", "functional", "timeless", "changes", "ratio", "unit", "unidentified")
#: The parts of a claim that say whose voice it is, when it spoke and how sure it was.
_VOICE = ("source", "said", "certainty")


def find_outcomes(
    before: Sequence[Relation], after: Sequence[Relation], way: Way
) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...], tuple[Revised, ...]]:
    """Return which relations appeared, were dissolved and changed."""
    matches = match_relations(before, after, way)
    kept, matched = {one.id for one, _ in matches}, {other.id for _, other in matches}
    gone = [relation for relation in before if relation.id not in kept]
    come = [relation for relation in after if relation.id not in matched]
    of_claims = [by_claim(gone), by_claim(come)]
    versions = [_versions(before), _versions(after)]
    revised = []
    for one, other in matches:
        changes = find_revisions(one, other, way)
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


def _versions(relations: Iterable[Relation]) -> dict[str, str]:
    """Return the version of each rule: of the relations that it found, else the present one."""
    return {
        **{rule.name: rule.version for rule in rules()},
        **{relation.rule: relation.version for relation in relations},
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
        for name in claims_of(relation)
        for other in others.get(way.claim_there(name), ())
        if other.relation is not relation.relation and find_likeness(relation, other, way) is not None
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
    changes = () if changed is None else changes_of(changed.changes, parts)
    if changes:
        yield Cause("claim", "changed", name, changes)


def changes_of(changes: Iterable[Change], parts: Iterable[str]) -> tuple[Change, ...]:
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
        if changed is not None and (changes := changes_of(changed.changes, ("published",))):
            yield Cause("article", "changed", name, changes)
    names = _find_concerned(relation, way)
    come = OPPOSITE[way.gone]
    for found, how in ((way.only_here, way.gone), (way.only_there, come)):
        for fact in sorted(found, key=str):
            if fact.subject in names or (fact.relation == "distinct_from" and fact.object in names):
                yield Cause("fact", how, fact.standpoint or fact.subject, fact=fact)
    for name, changed in sorted(way.changes["entries"].items()):
        if name in names and (changes := changes_of(changed.changes, _ENTRY)):
            yield Cause("entry", "changed", name, changes)
    for name, changed in sorted(way.changes["standpoints"].items()):
        facts = (way.own.register.standpoints[name].holds, way.other.register.standpoints[name].holds)
        concerned = any(fact.subject in names or fact.object in names for some in facts for fact in some)
        if concerned and (changes := changes_of(changed.changes, ("excludes",))):
            yield Cause("standpoint", "changed", name, changes)


def _find_leaving(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield the claims by which a voice has left a position on one side only.

    That is what names a claim of the relation among those that it corrects, and another count of who counts
    in the relation.
    """
    for side, names in (
        (way, claims_of(relation)),
        (way.back, [way.claim_there(n) for n in claims_of(relation)]),
    ):
        for name in sorted(side.leaving.of(names)):
            yield from _find_fate(name, side, (*_POSITION, *_VOICE, "corrects"))


def _find_opponents(relation: Relation, way: Way) -> Iterator[Cause]:
    """Yield who is an opponent on one side only, of those a relation concerns; it makes no relation."""
    names = _find_concerned(relation, way)
    come = OPPOSITE[way.gone]
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
    found.update(source for name in claims_of(relation) for source in way.own.claims[name].sources)
    waiting = list(found)
    while waiting:
        for name in way.above.get(waiting.pop(), frozenset()) - found:
            found.add(name)
            waiting.append(name)
    return found

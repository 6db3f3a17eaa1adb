"""Compute a recorded relation again from its inputs, and tell whether the result is the same.

A relation is a function of its positions' claims, the register, the standpoints and the rules. So it is
computed again from only these: the claims that the record names, as they are in their authors' files now, and
today's register. Nothing else that was said since then can confirm or refute it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.background import Background
from kg.diff.leaving import Leaving
from kg.diff.recorded import Recorded, RecordedPosition
from kg.explain import RELATION_WORDS, SLOT_WORDS, STANCE_WORDS
from kg.explain.words import BRIDGE_WORDS, COMPARISON_WORDS
from kg.model import (
    SLOTS,
    Bridge,
    Comparison,
    Knowledge,
    Location,
    Position,
    Relation,
    RelationType,
    Stance,
    View,
    sorted_views,
)
from kg.relations import find_relations, rules
from kg.words import (
    Computed,
    Joined,
    Message,
    Sentence,
    Verbatim,
    Words,
    coded,
    family,
    in_language,
    tell,
)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as recorded: what it is, then and now, and its location now."""

    what: str
    recorded: str | None = None
    now: str | None = None
    location: Location | None = None

    @property
    def words(self) -> Words:
        """What is not as recorded, in one line."""
        told: Words = Computed(lambda language: in_language(self.what, language))
        if self.recorded is not None or self.now is not None:
            nothing = Message("diff-nothing")
            told = Message("replay-was", what=told, then=self.recorded or nothing, now=self.now or nothing)
        return told if self.location is None else Message("replay-at", what=told, place=str(self.location))

    def __str__(self) -> str:
        return self.words["en"]


@dataclass(frozen=True, slots=True)
class Replay:
    """The result of computing a recorded relation again; ``found`` is what its rule finds now, if any."""

    recorded: Recorded
    found: Relation | None
    differences: tuple[Discrepancy, ...]

    @property
    def confirmed(self) -> bool:
        """Whether the relation is as recorded in every part."""
        return not self.differences

    def as_json(self) -> dict[str, Any]:
        """Return the result as ``kg replay --format json`` writes it."""
        return {
            "id": self.recorded.id,
            "relation": self.recorded.relation,
            "rule": self.recorded.rule,
            "rule_version": self.recorded.version,
            "claims": [list(position.claims) for position in self.recorded.positions],
            "confirmed": self.confirmed,
            "found": None if self.found is None else self.found.id,
            "input_hash": {
                "recorded": self.recorded.input_hash,
                "now": None if self.found is None else self.found.input_hash,
            },
            "differences": [
                {
                    "what": difference.what,
                    "recorded": difference.recorded,
                    "now": difference.now,
                    "location": None if difference.location is None else str(difference.location),
                }
                for difference in self.differences
            ],
        }


#: The parts of a relation that may differ from the record.
_PARTS = {
    name: coded(name, words)
    for name, words in family(
        "replay-part",
        (
            *("identifier", "input hash", "positions", "relation", "conflict", "holds_if", "unless"),
            *("bridges", "modifiers", "voices", "common box", "implied proposition"),
        ),
    ).items()
}

# --- computing again ----------------------------------------------------------------------------------


def replay(recorded: Recorded, knowledge: Knowledge, *, background: Background | None = None) -> Replay:
    """Return the result of computing a relation again from its own claims and the register."""
    background = background or Background(knowledge.register, knowledge.locations)
    restricted = _restrict(knowledge, _needed([recorded], knowledge))
    relation = _counterpart(recorded, find_relations(restricted, background=background))
    causes = [*_causes(recorded, knowledge)]
    effects = [*_effects(recorded, relation)]
    return Replay(recorded, relation, (*causes, *effects))


def replay_all(
    records: Sequence[Recorded], knowledge: Knowledge, *, background: Background | None = None
) -> list[Replay]:
    """Return the results of computing relations again: all at once, then those that differ one by one."""
    background = background or Background(knowledge.register, knowledge.locations)
    by_id: dict[str, Relation] = {}
    if len(records) > 1:
        restricted = _restrict(knowledge, _needed(records, knowledge))
        by_id = {relation.id: relation for relation in find_relations(restricted, background=background)}
    replays = []
    for recorded in records:
        relation = by_id.get(recorded.id)
        same = relation is not None and not [*_causes(recorded, knowledge), *_effects(recorded, relation)]
        replays.append(
            Replay(recorded, relation, ()) if same else replay(recorded, knowledge, background=background)
        )
    return replays


def _needed(records: Iterable[Recorded], knowledge: Knowledge) -> set[str]:
    """Return the claims of some records, and those by which somebody may have left what these say.

    Claims that have since joined a recorded position are left out: they neither confirm nor refute a record.
    """
    leaving = Leaving(knowledge)
    holding = {position.id: position.claims for position in knowledge.positions}
    claims: set[str] = set()
    for recorded in records:
        joined = {name for position in recorded.positions for name in holding.get(position.id, ())}
        claims.update(recorded.claims, leaving.of(recorded.claims) - joined)
    return claims


def _restrict(knowledge: Knowledge, claims: Iterable[str]) -> Knowledge:
    """Return the register with only some of the claims."""
    wanted = set(claims)
    bundles = tuple(
        replace(bundle, claims=tuple(c for c in bundle.claims if f"{bundle.id}/{c.id}" in wanted))
        for bundle in knowledge.bundles
        if any(f"{bundle.id}/{c.id}" in wanted for c in bundle.claims)
    )
    return Knowledge(knowledge.register, bundles, knowledge.locations)


def _counterpart(recorded: Recorded, relations: Sequence[Relation]) -> Relation | None:
    """Return the relation itself, else the most similar one of the same rule between the same claims."""
    sides = [set(position.claims) for position in recorded.positions]

    def likeness(relation: Relation) -> tuple[bool, ...]:
        return (
            relation.relation.value == recorded.relation,
            [position.id for position in relation.positions] == [p.id for p in recorded.positions],
            (relation.implied.id if relation.implied else None) == recorded.implied,
            {s: c.value for s, c in relation.slots.items()} == dict(recorded.slots),
        )

    same = [relation for relation in relations if relation.id == recorded.id]
    alike = [
        relation
        for relation in relations
        if relation.rule == recorded.rule
        and len(relation.positions) == len(sides)
        and all(any(side & set(p.claims) for p in relation.positions) for side in sides)
    ]
    return max(same or alike, key=likeness, default=None)


def _causes(recorded: Recorded, knowledge: Knowledge) -> Iterator[Discrepancy]:
    """Yield what has changed among the inputs of the relation."""
    for name in recorded.altered:
        yield Discrepancy(tell("replay-altered", part=_PARTS[name]))
    versions = {rule.name: rule.version for rule in rules()}
    if versions.get(recorded.rule) != recorded.version:
        subject = tell("replay-version", rule=recorded.rule)
        yield Discrepancy(subject, recorded.version, versions.get(recorded.rule))
    of: dict[str, list[Position]] = {}
    for held in knowledge.positions:
        for name in held.claims:
            of.setdefault(name, []).append(held)
    for position in recorded.positions:
        for name in position.claims:
            now = of.get(name, [])
            if name not in knowledge.claims:
                yield Discrepancy(tell("replay-claim", name=name), tell("replay-there"), tell("replay-gone"))
            elif position.id not in [p.id for p in now]:
                yield from _changed(name, position, now, knowledge)
    if recorded.implied is not None and not _implying(recorded, knowledge):
        claims = Sentence(Joined(map(Verbatim, recorded.positions[0].claims)))
        yield Discrepancy(claims, tell("replay-implied"), tell("replay-not-any-more"))
    facts = set(knowledge.register.bridges())
    for bridge in recorded.bridges:
        if bridge not in facts:
            holder = bridge.standpoint or bridge.subject
            told = BRIDGE_WORDS[bridge.relation].told(subject=bridge.subject, object=bridge.object)
            fact = coded(f"{bridge.subject} {bridge.relation} {bridge.object}", told)
            subject = tell("replay-fact-register", fact=fact)
            if bridge.standpoint:
                subject = tell("replay-fact-standpoint", fact=fact, standpoint=bridge.standpoint)
            place = knowledge.locations.get(holder)
            yield Discrepancy(subject, tell("replay-there"), tell("replay-gone"), place)


def _changed(
    name: str, position: RecordedPosition, now: Sequence[Position], knowledge: Knowledge
) -> Iterator[Discrepancy]:
    """Yield the stance and slots of a claim that are not as recorded."""
    where = knowledge.locations.get(name)
    if not now:
        told = tell("replay-takes-position"), tell("replay-takes-none")
        yield Discrepancy(tell("replay-claim", name=name), *told, where)
        return
    then, current = position.proposition, now[0].proposition.as_json()
    if position.stance != now[0].stance.value:
        subject = tell("replay-claim-part", name=name, part=coded("stance", SLOT_WORDS["stance"]))
        yield Discrepancy(subject, _stance(position.stance), _stance(now[0].stance.value), where)
    for slot in (*current, *(slot for slot in then if slot not in current)):
        if then.get(slot) != current.get(slot):
            subject = tell("replay-claim-part", name=name, part=_slot(slot))
            yield Discrepancy(subject, _shown(then.get(slot)), _shown(current.get(slot)), where)


def _implying(recorded: Recorded, knowledge: Knowledge) -> list[str]:
    """Return the claims of the first position that still imply the compared proposition."""
    names = []
    for name in recorded.positions[0].claims:
        claim = knowledge.claims.get(name)
        if claim is not None:
            implied = {p.id for p in claim.presupposes}
            if claim.proposition is not None:
                implied.update(replace(claim.proposition, said_by=name).id for name in claim.sources)
            names += [name] if recorded.implied in implied else []
    return names


def _shown(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _effects(recorded: Recorded, found: Relation | None) -> Iterator[Discrepancy]:
    """Yield what differs between the record and what the same rule finds now."""
    if found is None:
        yield Discrepancy(called(recorded.relation), tell("replay-found"), tell("replay-not-found"))
        return
    if found.relation.value != recorded.relation:
        yield Discrepancy(_PARTS["relation"], called(recorded.relation), called(found.relation.value))
    slots = _slots(recorded, found)
    for slot in SLOTS:
        if recorded.slots.get(slot) != slots.get(slot):
            subject = tell("replay-slot", slot=_slot(slot))
            yield Discrepancy(subject, _comparison(recorded.slots.get(slot)), _comparison(slots.get(slot)))
    parts: tuple[tuple[str, str, str], ...] = (
        ("conflict", " ".join(recorded.conflict), " ".join(found.conflict)),
        ("holds_if", _views(recorded.holds_if), _views(found.holds_if)),
        ("unless", _views(recorded.unless), _views(found.unless)),
        ("bridges", *_chains(recorded.bridges, found.bridges)),
        ("modifiers", " ".join(sorted(recorded.modifiers)), " ".join(sorted(found.modifiers))),
        ("voices", _voices(recorded.pairs), _voices([pair.as_json() for pair in found.pairs])),
        ("common box", recorded.common or "", found.common.id if found.common else ""),
        ("implied proposition", recorded.implied or "", found.implied.id if found.implied else ""),
        ("identifier", recorded.id, found.id),
        ("input hash", recorded.input_hash or "", found.input_hash),
    )
    for part, then, current in parts:
        if then != current:
            yield Discrepancy(_PARTS[part], then, current)


def _slot(name: str) -> str:
    return coded(name, SLOT_WORDS[name]) if name in SLOT_WORDS else name


def _stance(name: str) -> str:
    return coded(name, STANCE_WORDS[Stance(name)]) if name in {*Stance} else name


def called(name: str) -> str:
    """Return the code of a relation's type, with its words if it is a known type."""
    return coded(name, RELATION_WORDS[RelationType(name)]) if name in {*RelationType} else name


def _comparison(name: str | None) -> str | None:
    return name if name is None else coded(name, COMPARISON_WORDS[Comparison(name)])


def _voices(pairs: Iterable[Mapping[str, Any]]) -> str:
    """Return the pairs of voices of a relation as text, each voice by its claims."""
    return ", ".join(
        sorted(f"{'+'.join(p['first']['claims'])} – {'+'.join(p['second']['claims'])}" for p in pairs)
    )


def _views(views: Iterable[View]) -> str:
    return " | ".join("+".join(sorted(view)) or "always" for view in sorted_views(views))


def _chains(then: Sequence[Bridge], now: Sequence[Bridge]) -> tuple[str, str]:
    """Return the bridges that are only on one side, or all if only their order differs."""
    if set(then) != set(now):
        then, now = [b for b in then if b not in now], [b for b in now if b not in then]
    return _chain(then), _chain(now)


def _chain(bridges: Iterable[Bridge]) -> str:
    return ", ".join(
        f"{b.subject} {b.relation} {b.object}" + (f" [{b.standpoint}]" if b.standpoint else "")
        for b in bridges
    )


def _slots(recorded: Recorded, found: Relation) -> dict[str, str]:
    """Return the slot vector of ``found``, read in the direction of the record."""
    first = set(recorded.positions[0].claims)
    turned = len(found.positions) == 2 and not first & set(found.positions[0].claims)
    return {
        slot: (comparison.converse if turned else comparison).value
        for slot, comparison in found.slots.items()
    }

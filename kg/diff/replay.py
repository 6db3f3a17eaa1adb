"""Compute a recorded relation again from what it was computed from, and say whether it still comes out.

A relation is a function of its positions' claims, the register and the standpoints, and the rules. So it is
computed again from just these: the claims that the record names, as their authors' files have them now,
and today's register. Nothing else that was said since can confirm or refute it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rdflib import Dataset

from kg.background import Background
from kg.diff.leaving import Leaving
from kg.errors import InputError, Problem
from kg.findings import Findings
from kg.model import (
    SLOTS,
    Bridge,
    Comparison,
    Knowledge,
    Location,
    Position,
    Relation,
    RelationType,
    View,
    digest,
    sorted_views,
)
from kg.rdf.columns import ColumnReader
from kg.relations import find_relations, rules


@dataclass(frozen=True, slots=True)
class RecordedPosition:
    """A position as a record has it; ``proposition`` is in the form that people write."""

    id: str
    stance: str
    proposition: Mapping[str, Any]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A relation as it was written down; of ``common`` and ``implied`` the propositions' identifiers."""

    id: str
    relation: str
    rule: str
    version: str
    positions: tuple[RecordedPosition, ...]
    slots: Mapping[str, str]
    conflict: tuple[str, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    holds_if: tuple[View, ...] = ()
    unless: tuple[View, ...] = ()
    modifiers: tuple[str, ...] = ()
    common: str | None = None
    implied: str | None = None
    pairs: tuple[Mapping[str, Any], ...] = ()
    input_hash: str | None = None
    altered: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """Every claim of the relation's positions."""
        return tuple(dict.fromkeys(name for position in self.positions for name in position.claims))


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that is not as recorded: what, then and now, and where it stands now."""

    what: str
    recorded: str | None = None
    now: str | None = None
    location: Location | None = None

    def __str__(self) -> str:
        where = f" ({self.location})" if self.location else ""
        if self.recorded is None and self.now is None:
            return f"{self.what}{where}"
        return f"{self.what}: {self.recorded or 'nothing'}, now {self.now or 'nothing'}{where}"


@dataclass(frozen=True, slots=True)
class Replay:
    """What came of computing a recorded relation again; ``found`` is what the same rule finds now, if any."""

    recorded: Recorded
    found: Relation | None
    differences: tuple[Discrepancy, ...]

    @property
    def confirmed(self) -> bool:
        """Whether the relation comes out as it was recorded, in every part."""
        return not self.differences

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as ``kg replay --format json`` gives it."""
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


# --- reading what was recorded ------------------------------------------------------------------------


def read_record_file(name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: where it cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("no-such-file", message, Location(name))) from error


def read_recorded(data: bytes, name: str) -> dict[str, Recorded]:
    """Return the relations that ``kg relations --format json`` wrote, by identifier; ``name`` is for errors.

    Raises:
        InputError: for what is not of that form.
    """
    try:
        written = json.loads(data)
        version = written["version"]
        if version not in (1, 2):
            raise InputError(Problem("bad-record", f"version {version!r} is not known here", Location(name)))
        found = [_from_json(relation, version) for relation in written["relations"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        advice = "write one with 'kg relations --format json -o relations.json'"
        message = "does not hold relations as JSON"
        raise InputError(Problem("bad-record", message, Location(name), advice=advice)) from error
    return {recorded.id: recorded for recorded in found}


def _from_json(written: Mapping[str, Any], version: int) -> Recorded:
    positions = tuple(
        RecordedPosition(str(p["id"]), str(p["stance"]), dict(p["proposition"]), tuple(p["claims"]))
        for p in written["positions"]
    )
    common, implied = written.get("common"), written.get("implied")
    recorded = Recorded(
        id=str(written["id"]),
        relation=str(written["relation"]),
        rule=str(written["rule"]),
        version=str(written["rule_version"]),
        positions=positions,
        slots={str(slot): str(Comparison(value)) for slot, value in written["slots"].items()},
        conflict=tuple(written["conflict"]),
        bridges=tuple(
            Bridge(b["subject"], b["relation"], b["object"], b["standpoint"]) for b in written["bridges"]
        ),
        holds_if=tuple(frozenset(view) for view in written["holds_if"]),
        unless=tuple(frozenset(view) for view in written["unless"]),
        modifiers=tuple(written["modifiers"]),
        common=None if common is None else digest(common),
        implied=None if implied is None else digest(implied),
        pairs=tuple(dict(pair) for pair in written.get("pairs", ())),
        input_hash=written.get("input_hash"),
    )
    identity: list[Any] = [
        *(recorded.rule, recorded.version, recorded.relation),
        [position.id for position in positions],
        dict(recorded.slots),
    ]
    if version > 1:
        hedged = recorded.relation == RelationType.TENSION and "hedged" in recorded.modifiers
        identity += [list(recorded.conflict), hedged]
    input_hash = _input_hash(recorded, version)
    checks = {
        "identifier": digest(identity if implied is None else [*identity, implied]) == recorded.id,
        "input hash": recorded.input_hash in (None, input_hash),
        "positions": all(digest([p.stance, dict(p.proposition)]) == p.id for p in positions),
    }
    altered = tuple(name for name, agrees in checks.items() if not agrees)
    return replace(recorded, input_hash=recorded.input_hash or input_hash, altered=altered)


def _input_hash(recorded: Recorded, version: int = 2) -> str:
    """Return the hash that a record should have, as :attr:`~kg.model.Relation.input_hash`.

    The first version of the format knew nothing of pairs.
    """
    rests_on: list[Any] = [
        recorded.id,
        [bridge.as_json() for bridge in recorded.bridges],
        [sorted(view) for view in recorded.holds_if],
        [sorted(view) for view in recorded.unless],
        [list(position.claims) for position in recorded.positions],
    ]
    return digest(rests_on if version == 1 else [*rests_on, [dict(pair) for pair in recorded.pairs]])


def read_stored(dataset: Dataset) -> dict[str, Recorded]:
    """Return the relations among the findings of a store, by identifier.

    Raises:
        InputError: for findings about what the store does not hold.
    """
    from kg.rdf.store import inner  # it loads an engine of SPARQL, which files have no need of

    try:
        found = Findings(ColumnReader(inner(dataset))).relations()
    except KeyError as error:
        message = f"the findings speak of {error}, of which there is nothing more"
        raise InputError(Problem("bad-record", message, advice="change or build the store again")) from error
    return {relation.id: _record(relation) for relation in found}


def _record(relation: Relation) -> Recorded:
    """Return a relation as a record of itself."""
    positions = (
        RecordedPosition(p.id, p.stance.value, p.proposition.as_json(), p.claims) for p in relation.positions
    )
    return Recorded(
        id=relation.id,
        relation=relation.relation.value,
        rule=relation.rule,
        version=relation.version,
        positions=tuple(positions),
        slots={slot: comparison.value for slot, comparison in relation.slots.items()},
        conflict=relation.conflict,
        bridges=relation.bridges,
        holds_if=relation.holds_if,
        unless=relation.unless,
        modifiers=relation.modifiers,
        common=None if relation.common is None else relation.common.id,
        implied=None if relation.implied is None else relation.implied.id,
        pairs=tuple(pair.as_json() for pair in relation.pairs),
        input_hash=relation.input_hash,
    )


# --- computing again ----------------------------------------------------------------------------------


def replay(recorded: Recorded, knowledge: Knowledge, *, background: Background | None = None) -> Replay:
    """Compute a recorded relation again from its own claims and the register of ``knowledge``."""
    background = background or Background(knowledge.register, knowledge.locations)
    known = _restrict(knowledge, _needed([recorded], knowledge))
    found = _counterpart(recorded, find_relations(known, background=background))
    causes = [*_causes(recorded, knowledge)]
    effects = [*_effects(recorded, found)]
    return Replay(recorded, found, (*causes, *effects))


def replay_all(
    records: Sequence[Recorded], knowledge: Knowledge, *, background: Background | None = None
) -> list[Replay]:
    """Compute recorded relations again, at first all together; what does not come out then, each alone."""
    background = background or Background(knowledge.register, knowledge.locations)
    found: dict[str, Relation] = {}
    if len(records) > 1:
        known = _restrict(knowledge, _needed(records, knowledge))
        found = {relation.id: relation for relation in find_relations(known, background=background)}
    replays = []
    for recorded in records:
        relation = found.get(recorded.id)
        same = relation is not None and not [*_causes(recorded, knowledge), *_effects(recorded, relation)]
        replays.append(
            Replay(recorded, relation, ()) if same else replay(recorded, knowledge, background=background)
        )
    return replays


def _needed(records: Iterable[Recorded], knowledge: Knowledge) -> set[str]:
    """Return the claims of some records, and those by which somebody may have left what these say.

    Who has come to take one of the recorded positions since neither confirms nor refutes the record.
    """
    leaving = Leaving(knowledge)
    holding = {position.id: position.claims for position in knowledge.positions}
    found: set[str] = set()
    for recorded in records:
        joined = {name for position in recorded.positions for name in holding.get(position.id, ())}
        found.update(recorded.claims, leaving.of(recorded.claims) - joined)
    return found


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
    """Return the relation itself, else what the same rule finds now between the same claims."""
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
    """Yield what is not as it was among the things that the relation was computed from."""
    for name in recorded.altered:
        yield Discrepancy(f"the record was changed after it was written: {name}")
    versions = {rule.name: rule.version for rule in rules()}
    if versions.get(recorded.rule) != recorded.version:
        yield Discrepancy(
            f"version of the rule {recorded.rule}", recorded.version, versions.get(recorded.rule)
        )
    of: dict[str, list[Position]] = {}
    for held in knowledge.positions:
        for name in held.claims:
            of.setdefault(name, []).append(held)
    for position in recorded.positions:
        for name in position.claims:
            now = of.get(name, [])
            if name not in knowledge.claims:
                yield Discrepancy(f"claim {name}", "there", "gone")
            elif position.id not in [p.id for p in now]:
                yield from _changed(name, position, now, knowledge)
    if recorded.implied is not None and not _implying(recorded, knowledge):
        yield Discrepancy(
            ", ".join(recorded.positions[0].claims), "implied what was compared", "not any more"
        )
    facts = set(knowledge.register.bridges())
    for bridge in recorded.bridges:
        if bridge not in facts:
            holder = bridge.standpoint or bridge.subject
            where = f"standpoint {bridge.standpoint}" if bridge.standpoint else "register"
            fact = f"{bridge.subject} {bridge.relation} {bridge.object}"
            yield Discrepancy(f"{where}: {fact}", "there", "gone", knowledge.locations.get(holder))


def _changed(
    name: str, position: RecordedPosition, now: Sequence[Position], knowledge: Knowledge
) -> Iterator[Discrepancy]:
    """Yield stance and slots of a claim that are not as recorded."""
    where = knowledge.locations.get(name)
    if not now:
        yield Discrepancy(f"claim {name}", "takes a position", "takes none", where)
        return
    then, current = position.proposition, now[0].proposition.as_json()
    if position.stance != now[0].stance.value:
        yield Discrepancy(f"claim {name}, stance", position.stance, now[0].stance.value, where)
    for slot in (*current, *(slot for slot in then if slot not in current)):
        if then.get(slot) != current.get(slot):
            yield Discrepancy(
                f"claim {name}, {slot}", _shown(then.get(slot)), _shown(current.get(slot)), where
            )


def _implying(recorded: Recorded, knowledge: Knowledge) -> list[str]:
    """Return the claims of the first position that still imply what was compared."""
    found = []
    for name in recorded.positions[0].claims:
        claim = knowledge.claims.get(name)
        if claim is not None:
            implied = {p.id for p in claim.presupposes}
            if claim.proposition is not None:
                implied.update(replace(claim.proposition, said_by=name).id for name in claim.sources)
            found += [name] if recorded.implied in implied else []
    return found


def _shown(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _effects(recorded: Recorded, found: Relation | None) -> Iterator[Discrepancy]:
    """Yield what the same rule finds now that is not as recorded."""
    if found is None:
        yield Discrepancy(recorded.relation, "found", "not found")
        return
    if found.relation.value != recorded.relation:
        yield Discrepancy("relation", recorded.relation, found.relation.value)
    slots = _slots(recorded, found)
    for slot in SLOTS:
        if recorded.slots.get(slot) != slots.get(slot):
            yield Discrepancy(f"slot {slot}", recorded.slots.get(slot), slots.get(slot))
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
    for what, then, current in parts:
        if then != current:
            yield Discrepancy(what, then, current)


def _voices(pairs: Iterable[Mapping[str, Any]]) -> str:
    """Return the pairs of voices between which a relation holds, each by its claims."""
    return ", ".join(
        sorted(f"{'+'.join(p['first']['claims'])} – {'+'.join(p['second']['claims'])}" for p in pairs)
    )


def _views(views: Iterable[View]) -> str:
    return " | ".join("+".join(sorted(view)) or "always" for view in sorted_views(views))


def _chains(then: Sequence[Bridge], now: Sequence[Bridge]) -> tuple[str, str]:
    """Return the bridges of which the others know nothing, or all where only their order differs."""
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

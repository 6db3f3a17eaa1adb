"""Read recorded relations: from ``kg relations --format json``, or from the findings of a store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rdflib import Dataset

from kg.errors import InputError, Problem
from kg.findings import Findings
from kg.model import Bridge, Comparison, Location, Relation, RelationType, View, digest
from kg.rdf.columns import ColumnReader


@dataclass(frozen=True, slots=True)
class RecordedPosition:
    """A position in a record; ``proposition`` is in the form that people write."""

    id: str
    stance: str
    proposition: Mapping[str, Any]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A relation as it was recorded; ``common`` and ``implied`` are identifiers of propositions."""

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


def read_record_file(name: str) -> bytes:
    """Return the bytes of a file.

    Raises:
        InputError: if it cannot be read.
    """
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("no-such-file", message, Location(name))) from error


def read_recorded(data: bytes, name: str) -> dict[str, Recorded]:
    """Return the relations that ``kg relations --format json`` wrote, by identifier; ``name`` is for errors.

    Raises:
        InputError: for data that is not of that form.
    """
    try:
        written = json.loads(data)
        version = written["version"]
        if version not in (1, 2):
            raise InputError(Problem("bad-record", f"version {version!r} is not known here", Location(name)))
        relations = [_from_json(relation, version) for relation in written["relations"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        advice = "write one with 'kg relations --format json -o relations.json'"
        message = "does not hold relations as JSON"
        raise InputError(Problem("bad-record", message, Location(name), advice=advice)) from error
    return {recorded.id: recorded for recorded in relations}


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

    The first version of the format had no pairs.
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
        InputError: for findings about claims or propositions that the store does not hold.
    """
    from kg.rdf.store import inner  # loads a SPARQL engine, which record files do not need

    try:
        relations = Findings(ColumnReader(inner(dataset))).relations()
    except KeyError as error:
        message = f"the findings speak of {error}, of which there is nothing more"
        raise InputError(Problem("bad-record", message, advice="change or build the store again")) from error
    return {relation.id: _record(relation) for relation in relations}


def _record(relation: Relation) -> Recorded:
    """Return the record of a relation."""
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

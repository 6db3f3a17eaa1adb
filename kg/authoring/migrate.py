"""Migrate files to the second version of the formats, in which every event that a claim names is declared.

The entries are inserted as text after the existing ones, so that comments and layout stay as they are. The
meaning of the claims does not change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.authoring.bundles import BundleReader as Reader
from kg.authoring.document import Document, parse_yaml, read_yaml
from kg.authoring.files import REGISTER, default_paths, find_files, register_for
from kg.authoring.formats import ClaimsFile, EventEntry, PropositionEntry, RegisterFile
from kg.authoring.propositions import DENYING
from kg.authoring.write import write_event
from kg.errors import InputError, Problem
from kg.model import SECTIONS, Location, Stance

#: Slots that an entry may fill without a change to what claims mean.
_COMMON = ("target", "place", "time")
_HEAD = "# Events that claims name; what is declared here, they may leave out.\n"


@dataclass(frozen=True)
class Migrated:
    """The new text of a file, with entries for ``events``."""

    path: Path
    text: str
    events: tuple[str, ...]


@dataclass
class _Use:
    """The propositions on one event: ``leaving`` slots to it, or ``denied`` and leaving only the kind."""

    where: Location
    leaving: list[PropositionEntry] = field(default_factory=list)
    denied: list[PropositionEntry] = field(default_factory=list)


def migrate_events(paths: Sequence[Path] = ()) -> list[Migrated]:
    """Return the files that must declare the events that claims under ``paths`` name, with the new entries.

    The entries go into the register: into the file that declares events, into the only file, else into an
    ``events.yaml`` beside the others. If there is no register, each claims file declares its own events.

    Raises:
        InputError: for files that cannot be read, or an event with the name of something else.
    """
    reader = Reader()
    registers, claims = find_files(paths or default_paths(), reader.read)
    if not registers and claims:
        registers = register_for(claims, required=False)
    register = [parsed for path in registers if (parsed := reader.parse(path, RegisterFile)) is not None]
    files = {path: parsed for path in claims if (parsed := reader.parse(path, ClaimsFile)) is not None}
    reader.stop_on_problems()
    declared = {name for _, file in register for section in SECTIONS for name in getattr(file, section)}
    events = {name for _, file in register for name in file.events}
    uses: dict[str, _Use] = {}
    by_file: dict[Path, dict[str, _Use]] = {}
    for path, (document, file) in files.items():
        for name, key, entry, denied in _named(file):
            if name in events or name in file.events:
                continue
            for collected in (uses, by_file.setdefault(path, {})):
                use = collected.setdefault(name, _Use(document.location(key)))
                (use.denied if denied else use.leaving).append(entry)
    if not registers:
        return [_declare(path, files[path][0], by_file[path]) for path in by_file]
    clashes = sorted(set(uses) & declared)
    if clashes:
        advice = "call the event something else in the claims that name it"
        raise InputError(
            [
                Problem(
                    "duplicate-name",
                    f"the event {name!r} is called like something else in the register",
                    uses[name].where,
                    advice=advice,
                )
                for name in clashes
            ]
        )
    return [_declare(*_place(registers, register), uses)] if uses else []


def _named(file: ClaimsFile) -> Iterator[tuple[str, tuple[str | int, ...], PropositionEntry, bool]]:
    """Yield each event that a claim names, with its key, its proposition, and whether that is denied."""
    for index, claim in enumerate(file.claims):
        at = ("claims", index)
        propositions: list[tuple[tuple[str | int, ...], PropositionEntry, bool]] = []
        if claim.says is not None:
            propositions.append(((*at, "says"), claim.says, Stance(claim.stance) in DENYING))
        propositions += [((*at, "presupposes", i), entry, False) for i, entry in enumerate(claim.presupposes)]
        if claim.condition is not None:
            propositions.append(((*at, "condition"), claim.condition.proposition, False))
        for key, entry, denied in propositions:
            if entry.event is not None:
                yield entry.event, (*key, "event"), entry, denied


def _place(registers: Sequence[Path], read: Sequence[tuple[Document, RegisterFile]]) -> tuple[Path, Document]:
    """Return the register file that is to declare the events, and its present content."""
    documents = {path: document for path, (document, _) in zip(registers, read, strict=True)}
    declaring = [path for path, (_, file) in zip(registers, read, strict=True) if file.events]
    if declaring or len(registers) == 1:
        path = (declaring or list(registers))[0]
    else:
        inside = (path.parent for path in registers if path.parent.name == REGISTER)
        path = next(inside, registers[0].parent) / "events.yaml"
    if path in documents:
        return path, documents[path]
    return path, read_yaml(path) if path.exists() else parse_yaml(_HEAD, str(path))


def _declare(path: Path, document: Document, uses: Mapping[str, _Use]) -> Migrated:
    """Return a file with entries for the events in ``uses``, which it does not declare yet."""
    text = document.text
    ending = "\r\n" if "\r\n" in text else "\n"
    entries = [f"{name}: {write_event(_entry(name, uses[name]))}" for name in sorted(uses)]
    line, indent, missing = _end_of_events(document)
    lines = text.splitlines(keepends=True)
    if lines and not lines[line - 1 if line else 0].endswith("\n"):
        lines[line - 1] += ending
    added = [f"{indent}{entry}{ending}" for entry in entries]
    lines[line:line] = [f"events:{ending}", *added] if missing else added
    new_text = "".join(lines)
    _check(path, document, new_text, uses)
    return Migrated(path, new_text, tuple(sorted(uses)))


def _entry(name: str, use: _Use) -> EventEntry:
    """Return the entry of an event: a label, and the slots on which all its propositions agree.

    A slot is included only if every proposition that could leave it to the event fills it.
    """
    entry: dict[str, Any] = {"label": {"en": name.replace("-", " ").replace("_", " ")}}
    every = [*use.leaving, *use.denied]
    kinds = {proposition.kind for proposition in every}
    if len(kinds) == 1 and None not in kinds:
        entry["kind"] = kinds.pop()
    for slot in _COMMON:
        values = [getattr(proposition, slot) for proposition in use.leaving]
        denied = [value for proposition in use.denied if (value := getattr(proposition, slot)) is not None]
        first = values[0] if values else None
        if first is None or any(value != first for value in (*values, *denied)):
            continue
        if slot != "time" or first.basis is None:
            entry[slot] = first
    return EventEntry(**entry)


def _end_of_events(document: Document) -> tuple[int, str, bool]:
    """Return the last line of the entries of events, their indent, and whether there are none."""
    lines = document.text.splitlines()
    declared = document.value.get("events") if isinstance(document.value, dict) else None
    if not declared:
        return len(lines), "  ", True
    first = lines[document.lines["events", next(iter(declared))] - 1]
    return document.ends["events"], first[: len(first) - len(first.lstrip())], False


def _check(path: Path, before: Document, after: str, uses: Mapping[str, _Use]) -> None:
    """Refuse to write unless the new text has exactly the old content and the new entries."""
    try:
        old = before.value or {}
        new = parse_yaml(after, str(path)).value
        assert set(new["events"]) == {*old.get("events", {}), *uses}
        new["events"] = {name: entry for name, entry in new["events"].items() if name not in uses}
        assert {**new, "events": new["events"] or None} == {**old, "events": old.get("events") or None}
    except (InputError, AssertionError, AttributeError, TypeError) as error:
        message = f"the entries of {', '.join(sorted(uses))} cannot be put into this file as it is written"
        advice = "give 'events' a line of its own, each entry one below it, and try again"
        raise InputError(Problem("not-writable", message, Location(str(path)), advice=advice)) from error

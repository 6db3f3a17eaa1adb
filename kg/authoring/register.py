"""Read the register: entries, standpoints and events; look up every name in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kg.authoring.collector import Collector
from kg.authoring.document import Document
from kg.authoring.formats import ClaimsFile, EventEntry, KindEntry, RegisterFile, StandpointEntry
from kg.authoring.propositions import Scope, event_name
from kg.authoring.units import UnitError, check_unit
from kg.background import Background, check_background
from kg.errors import Problem, nearest
from kg.model import SECTIONS, STATE, Bridge, Entry, Register, Standpoint

#: Names that no standpoint may have, because commands take them for "no standpoint at all".
RESERVED = ("none",)
#: The sections that a background relation may lead to, by the section it starts from.
_LINKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("sources", "part_of"): ("sources",),
    ("sources", "commanded_by"): ("sources",),
    ("places", "within"): ("places", "sources"),
    ("things", "within"): ("places", "things", "sources"),
    ("things", "part_of"): ("things", "sources"),
    ("things", "broader"): ("things",),
    ("populations", "broader"): ("populations",),
    ("populations", "part_of"): ("populations", "sources"),
    ("kinds", "broader"): ("kinds",),
    ("events", "part_of"): ("events",),
    ("kinds", "distinct_from"): ("kinds",),
    ("populations", "distinct_from"): ("populations",),
    ("events", "distinct_from"): ("events",),
}
#: The relations that people may write in an entry of the register.
_RELATIONS = ("part_of", "commanded_by", "within", "broader", "distinct_from")
#: The relations that lead from a place or a thing to where it is.
_AROUND = ("within", "part_of")
#: The slots that may be functional: of a state (``True``), and of a kind of event.
_FUNCTIONAL = {True: ("agent", "instrument", "value"), False: ("agent", "target", "instrument")}


class RegisterReader(Collector):
    """Reads the register, and merges the events that claims files declare into it."""

    def register(self, path: Path) -> list[tuple[Document, RegisterFile]]:
        """Return one register file with its document; an empty list if it has problems, which are noted."""
        parsed = self.parse(path, RegisterFile)
        return [] if parsed is None else [parsed]

    def merge(
        self,
        registers: Sequence[tuple[Document, RegisterFile]],
        claims: Sequence[tuple[Document, ClaimsFile]] = (),
    ) -> Register:
        """Return the merged register files, every name in them looked up, with the events of claims files."""
        written: dict[str, Any] = {}
        entries: dict[str, Entry] = {}
        standpoints: dict[str, Standpoint] = {}
        opponents: set[frozenset[str]] = set()
        for document, file in registers:
            for section in (*SECTIONS, "standpoints"):
                for name, item in getattr(file, section).items():
                    key = (section, name)
                    if name in written:
                        if written[name] != item:
                            message = f"the name {name!r} is given twice; first at {self.locations[name]}"
                            self.fail(
                                document, key, "duplicate-name", message, "rename or remove one of them"
                            )
                        continue
                    if section == "standpoints" and name in RESERVED:
                        message = f"no standpoint may be called {name!r}"
                        self.fail(document, key, "reserved-name", message, "give it another name")
                    written[name] = item
                    self.locations[name] = document.location(key)
                    if isinstance(item, StandpointEntry):
                        standpoints[name] = _standpoint(name, item)
                    else:
                        entries[name] = _entry(name, section, item)
        register = Register(entries, frozenset(), standpoints)
        for document, file in registers:
            self._resolve_links(document, file, register)
            self._frames(
                Scope(self, document, register), file.events, {name: name for name in file.events}, entries
            )
            for index, pair in enumerate(file.opponents):
                key = ("opponents", index)
                for name in pair:
                    self.name(document, key, name, ("sources",), register)
                if pair[0] == pair[1]:
                    self.fail(document, key, "bad-value", f"{pair[0]!r} cannot be its own opponent")
                opponents.add(frozenset(pair))
        return self.with_events(claims, Register(entries, frozenset(opponents), standpoints))

    def with_events(self, claims: Sequence[tuple[Document, ClaimsFile]], register: Register) -> Register:
        """Return the register with the events that claims files declare, each for its article alone."""
        entries = dict(register.entries)
        for document, file in claims:
            article = file.article.id
            for name, written in file.events.items():
                key = ("events", name)
                if name in register.entries:
                    message = f"the name {name!r} is given twice; first in the register"
                    if name in self.locations:
                        message = f"the name {name!r} is given twice; first at {self.locations[name]}"
                    self.fail(document, key, "duplicate-name", message, "rename or remove one of them")
                own = event_name(article, name)
                self.locations.setdefault(own, document.location(key))
                parts = {
                    relation: [self._event(article, object, file) for object in getattr(written, relation)]
                    for relation in ("part_of", "distinct_from")
                }
                declared = _entry(own, "events", written.model_copy(update=parts))
                entries[own] = replace(declared, article=article)
        register = replace(register, entries=entries)
        for document, file in claims:
            article = file.article.id
            scope = Scope(self, document, register, article, file.article.timezone)
            self._frames(
                scope, file.events, {name: event_name(article, name) for name in file.events}, entries
            )
            for name in file.events:
                entry = entries[event_name(article, name)]
                for relation, object in entry.links:
                    self._link(document, ("events", name, relation), entry, relation, object, register)
        return register

    def _frames(
        self,
        scope: Scope,
        events: Mapping[str, EventEntry],
        names: Mapping[str, str],
        entries: dict[str, Entry],
    ) -> None:
        """Add the declared slots of events to their entries."""
        for name, written in events.items():
            zone = scope.zone or self._zone_of(written, scope.register)
            frame = replace(scope, zone=zone).frame(written, ("events", name))
            entries[names[name]] = replace(entries[names[name]], frame=frame)

    def check(self, register: Register) -> Background:
        """Return the closures of a register.

        Raises:
            InputError: with every problem found so far.
        """
        self.stop_on_problems()
        self.problems.extend(check_background(register, self.locations))
        self.stop_on_problems()
        return Background(register, self.locations)

    def _event(self, article: str, name: str, file: ClaimsFile) -> str:
        return event_name(article, name) if name in file.events else name

    def _zone_of(self, written: EventEntry, register: Register) -> str | None:
        """Return the zone of the place of an event, or of the nearest place around it that has one."""
        near = [name for name in (written.place, written.target) if isinstance(name, str)]
        for name in near:
            entry = register.entries.get(name)
            if entry is not None and entry.timezone is not None:
                return entry.timezone
            wholes = [object for relation, object in entry.links if relation in _AROUND] if entry else []
            near += [whole for whole in wholes if whole not in near]
        return None

    def check_functional(self, register: Register, background: Background) -> None:
        """Note slots that are declared to have one value, but to no effect."""
        for entry in register.entries.values():
            state = background.is_state(entry.name) if entry.functional else False
            for slot in entry.functional:
                if slot in _FUNCTIONAL[state]:
                    continue
                noun = "a state" if state else "a kind of event"
                message = f"'functional: {slot}' has no effect on {noun}, and {entry.name!r} is one"
                advice = f"of {noun} only {', '.join(_FUNCTIONAL[state])} can be functional"
                if slot == "value":
                    advice = f"put {entry.name!r} under the kind {STATE!r}, for only a state has a value"
                elif slot in ("place", "time"):
                    advice = f"leave it out: two {slot}s of one event contradict each other anyway"
                self.problems.append(
                    Problem("no-effect", message, self.locations.get(entry.name), advice=advice)
                )

    def _link(
        self,
        document: Document,
        key: tuple[str, ...],
        entry: Entry,
        relation: str,
        object: str,
        register: Register,
    ) -> None:
        self.name(document, key, object, _LINKS[entry.section, relation], register, relation)
        if object == entry.name:
            self.fail(document, key, "cycle", f"{key[1]!r} stands in itself", "take it out")

    def _resolve_links(self, document: Document, file: RegisterFile, register: Register) -> None:
        for section in SECTIONS:
            for name, written in getattr(file, section).items():
                given = vars(written)
                for relation in _RELATIONS:
                    for object in given.get(relation, ()):
                        key: tuple[str, ...] = (section, name, relation)
                        self._link(document, key, register.entries[name], relation, object, register)
                zone = given.get("timezone")
                if zone is not None:
                    self._zone(document, (section, name, "timezone"), zone)
        for name, kind in file.kinds.items():
            self._measure(document, ("kinds", name), kind)
        for name, standpoint in file.standpoints.items():
            key = ("standpoints", name)
            for source in standpoint.held_by:
                self.name(document, (*key, "held_by"), source, ("sources",), register)
            for other in standpoint.excludes:
                if other not in register.standpoints or other == name:
                    self.fail(
                        document,
                        (*key, "excludes"),
                        "unknown-name",
                        f"{other!r} is not another standpoint",
                        partial(
                            nearest,
                            other,
                            [candidate for candidate in register.standpoints if candidate != name],
                        ),
                    )
            for index, fact in enumerate(standpoint.holds):
                at = (*key, "holds", index)
                self.name(document, (*at, "subject"), fact.subject, SECTIONS, register)
                if fact.subject not in register.entries:
                    continue
                section = register.entries[fact.subject].section
                if fact.relation == "distinct_from":
                    allowed: tuple[str, ...] = SECTIONS
                elif fact.relation == "same_as":
                    allowed = self._identified(
                        document, (*at, "relation"), fact.subject, fact.object, register
                    )
                elif (section, fact.relation) in _LINKS:
                    allowed = _LINKS[section, fact.relation]
                else:
                    message = f"one of the {section} cannot be {fact.relation!r} of anything"
                    self.fail(document, (*at, "relation"), "bad-value", message)
                    continue
                self.name(document, (*at, "object"), fact.object, allowed, register, fact.relation)
                if fact.object == fact.subject:
                    self.fail(document, at, "cycle", f"{fact.subject!r} stands in itself", "take it out")

    def _measure(self, document: Document, key: tuple[str, ...], kind: KindEntry) -> None:
        if kind.unit is None:
            return
        try:
            check_unit(kind.unit)
        except UnitError as error:
            self.fail(document, (*key, "unit"), error.id, error.message, error.advice)

    def _identified(
        self, document: Document, key: tuple[str | int, ...], one: str, other: str, register: Register
    ) -> tuple[str, ...]:
        """Return the sections of what a standpoint may hold an event or a description to be the same as."""
        entries = [register.entries[name] for name in (one, other) if name in register.entries]
        if entries[0].section != "events" and not any(entry.unidentified for entry in entries):
            message = "only events, and what is not identified, can be held to be the same as another"
            advice = f"mark {one!r} or {other!r} as 'unidentified: true', or merge the two in the register"
            self.fail(document, key, "bad-value", message, advice)
        return (entries[0].section,)


def _entry(name: str, section: str, written: Any) -> Entry:
    given = vars(written)
    links = [(relation, object) for relation in _RELATIONS for object in given.get(relation, ())]
    return Entry(
        name,
        section,
        dict(written.label),
        given.get("type"),
        tuple(sorted(set(links))),
        tuple(sorted(set(written.same_as))),
        tuple(sorted(set(given.get("functional", ())))),
        given.get("timeless", False),
        given.get("changes"),
        given.get("ratio", False),
        given.get("unit"),
        dict(given.get("phrase", {})),
        given.get("unidentified", False),
        lat=given.get("lat"),
        lon=given.get("lon"),
        timezone=given.get("timezone"),
    )


def _standpoint(name: str, written: StandpointEntry) -> Standpoint:
    holds = {Bridge(fact.subject, fact.relation, fact.object, name) for fact in written.holds}
    return Standpoint(
        name,
        dict(written.label),
        tuple(sorted(set(written.held_by))),
        tuple(sorted(holds, key=lambda bridge: (bridge.subject, bridge.relation, bridge.object))),
        tuple(sorted(set(written.excludes))),
    )

"""Read propositions: apply zones and units, and fill in what the event declares."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from kg.authoring.document import Document, Key
from kg.authoring.slots import (
    CountEntry,
    PropositionEntry,
    TimeEntry,
    is_backward,
    read_value,
    write_end,
)
from kg.authoring.units import UnitError, check_unit, convert, is_whole
from kg.background import Background
from kg.errors import nearest
from kg.model import (
    INHERITED,
    SEVERAL,
    SLOT_SECTIONS,
    Comparison,
    Count,
    Entry,
    EventFrame,
    Interval,
    Proposition,
    Register,
    Several,
    Stance,
    Value,
    names_of,
)

#: Stances on what is not so or not wanted. Their claims take only the kind from the event.
DENYING = frozenset({Stance.DENIES, Stance.REFUSES, Stance.DOUBTS})
#: The slots that every claim may take from its event.
_LEFT_BY_ALL = ("kind",)
ZONE_ADVICE = "write it with its zone, as 2020-10-04T14:30+04:00, or give the article a 'timezone'"


class Notes(Protocol):
    """The receiver of problems with a file."""

    def fail(
        self,
        document: Document,
        key: Key,
        id: str,
        message: str,
        advice: str | Callable[[], str] = "",
        claim: str | None = None,
    ) -> None:
        """Note one problem at ``key`` of ``document``."""

    def name(
        self,
        document: Document,
        key: Key,
        name: str,
        sections: tuple[str, ...],
        register: Register,
        slot: str | None = None,
        claim: str | None = None,
    ) -> None:
        """Note a problem if a name is not declared."""


def event_name(article: str, name: str) -> str:
    """Return the full name of an event that is declared for one article alone."""
    return f"{article}/{name}"


def find_zone(name: str) -> ZoneInfo | None:
    """Return a zone of the tz database, ``None`` if there is no such zone."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


@dataclass(frozen=True)
class Scope:
    """The context in which slots are read: file, register, article, time zone and claim."""

    notes: Notes
    document: Document
    register: Register
    article: str | None = None
    zone: str | None = None
    claim: str | None = None

    def fail(self, key: Key, id: str, message: str, advice: str | Callable[[], str] = "") -> None:
        """Note one problem."""
        self.notes.fail(self.document, key, id, message, advice, self.claim)

    def names(self, key: Key, names: Iterable[str], slot: str) -> None:
        """Note a problem for each name of a slot that is not declared."""
        for name in names:
            self.notes.name(self.document, key, name, SLOT_SECTIONS[slot], self.register, slot, self.claim)

    # -- times ----------------------------------------------------------------------------------

    def interval(self, written: TimeEntry | None, key: Key) -> Interval | None:
        """Return a time as an interval; clock times without a zone get that of the scope."""
        if written is None:
            return None
        start, end = self._zoned(written.start, key), self._zoned(written.end, key)
        if is_backward(start, end):
            message = f"'from' ({write_end(start)}) is after 'to' ({write_end(end)})"
            self.fail(key, "bad-time", message)
        return Interval(start, end)

    def _zoned(self, end: date | None, key: Key) -> date | None:
        if not isinstance(end, datetime):
            return end
        if end.tzinfo is not None:
            return end.replace(tzinfo=timezone(end.utcoffset() or timedelta()))
        zone = None if self.zone is None else find_zone(self.zone)
        if zone is None:
            # An unknown zone is refused at the place where it is given.
            if self.zone is None:
                self.fail(key, "no-zone", f"the clock time {write_end(end)} has no zone", ZONE_ADVICE)
            return end.replace(tzinfo=UTC)
        offsets = [end.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta() for fold in (0, 1)]
        if offsets[0] != offsets[1]:
            message = f"clocks in {self.zone} show {write_end(end)} twice or never, for they are changed then"
            self.fail(key, "no-zone", message, "write it with its offset, as 2020-10-25T02:30+01:00")
        return end.replace(tzinfo=timezone(offsets[0]))

    # -- events ---------------------------------------------------------------------------------

    def event(self, written: str, key: Key) -> str:
        """Return the name of a declared event: one of the article's own, else one of the register."""
        own = None if self.article is None else event_name(self.article, written)
        if own is not None and own in self.register.entries:
            return own
        entry = self.register.entries.get(written)
        if entry is None or entry.section != "events":
            self.fail(
                key,
                "undeclared-event",
                f"the event {written!r} is not declared",
                lambda: self._declare(written),
            )
        return written

    def _declare(self, written: str) -> str:
        own = f"{self.article}/"
        names = [
            name.removeprefix(own)
            for name, entry in self.register.entries.items()
            if entry.section == "events" and entry.article in (None, self.article)
        ]
        near = nearest(written, names) if names else ""
        hint = "declare it under 'events', or let 'kg migrate events' write the entry"
        return f"{near}; or {hint}" if near else hint

    def frame(self, written: Any, key: Key) -> EventFrame:
        """Return the slots that are declared for an event."""
        if written.kind is not None:
            self.names((*key, "kind"), [written.kind], "kind")
        values = {}
        for slot in ("target", "place"):
            values[slot] = read_value(getattr(written, slot))
            self.names((*key, slot), names_of(values[slot]), slot)
        time = self.interval(written.time, (*key, "time"))
        basis = written.time.basis if written.time is not None else None
        return EventFrame(written.kind, values["target"], values["place"], time, basis)


@dataclass(frozen=True)
class PropositionReader:
    """Reads the propositions of one claim."""

    scope: Scope
    background: Background
    stance: Stance

    def read(self, written: PropositionEntry, key: Key, part: str) -> Proposition:
        """Return a proposition, with the slots that its event fills; ``part`` is the claim's key for it."""
        scope = self.scope
        values = {slot: read_value(getattr(written, slot)) for slot in SEVERAL}
        for slot, value in values.items():
            scope.names((*key, slot), names_of(value), slot)
        for slot in ("kind", "said_by"):
            if getattr(written, slot) is not None:
                scope.names((*key, slot), [getattr(written, slot)], slot)
        count = None if written.count is None else self._count(written.count, (*key, "count"))
        denied = self._denies(part, count)
        if denied:
            self._check_denied(written, values, key)
        event = None if written.event is None else scope.event(written.event, (*key, "event"))
        proposition = Proposition(
            written.kind or "",
            **values,
            time=scope.interval(written.time, (*key, "time")),
            count=count,
            event=event,
            said_by=written.said_by,
            only=tuple(sorted(written.only)),
        )
        proposition = self._inherit(proposition, key, denied)
        entry = scope.register.entries.get(event or "")
        if not proposition.kind and entry is not None and entry.frame is not None:
            message = f"the key 'kind' is missing, and the event {written.event!r} does not say it either"
            scope.fail(key, "missing-key", message, "write it here, or in the entry of the event")
        for slot in proposition.only:
            if getattr(proposition, slot) is None:
                message = f"'only' speaks of {slot!r}, of which nothing is said"
                scope.fail(
                    (*key, "only"), "bad-value", message, f"write the {slot}, or leave it out of 'only'"
                )
        return proposition

    def _denies(self, part: str, count: Count | None) -> bool:
        """Return whether the claim denies the proposition; a count of nobody denies it, too."""
        if part == "says" and self.stance in DENYING:
            return True
        says = part == "presupposes" or (part == "says" and self.stance in (Stance.ASSERTS, Stance.ASSESSES))
        return says and self.scope.register.is_nobody(count)

    def _check_denied(self, written: PropositionEntry, values: dict[str, Value | None], key: Key) -> None:
        for slot, value in values.items():
            if isinstance(value, Several) and not value.any_of:
                names = ", ".join(value.names)
                message = f"a list of {slot}s cannot be denied: it is not clear whether all of it is, or each"
                advice = f"write {{any_of: [{names}]}} if none of them is meant to be so, or two claims"
                self.scope.fail((*key, slot), "bad-list", message, advice)
        if written.only:
            message = "'only' cannot stand in what is denied, refused or doubted"
            advice = "write what is denied, as a claim of its own"
            self.scope.fail((*key, "only"), "bad-value", message, advice)

    def _inherit(self, found: Proposition, key: Key, denied: bool) -> Proposition:
        entry = self.scope.register.entries.get(found.event or "")
        frame = None if entry is None else entry.frame
        if entry is None or frame is None:
            return found
        self._check_event(found, frame, entry, key)
        inherited = _LEFT_BY_ALL if denied else INHERITED
        return replace(
            found,
            **{
                slot: getattr(frame, slot)
                for slot in inherited
                if getattr(frame, slot) is not None and not getattr(found, slot)
            },
        )

    def _check_event(self, found: Proposition, frame: EventFrame, entry: Entry, key: Key) -> None:
        """Refuse slots that exclude those of the declared event.

        A claim of another kind is about one part of the event, which may have been elsewhere and at another
        time. An event may have several targets, if its kind allows it.
        """
        background = self.background
        if found.kind and frame.kind and background.are_distinct("kind", found.kind, frame.kind):
            self._excluded("kind", found.kind, frame.kind, entry, (*key, "kind"))
            return
        if found.kind and frame.kind and not background.inside("kind", found.kind, frame.kind):
            return
        one_target = "target" in background.functional(found.kind or frame.kind or "")
        for slot in ("target", "place") if one_target else ("place",):
            own, declared = getattr(found, slot), getattr(frame, slot)
            pairs = [(one, other) for one in names_of(own) for other in names_of(declared)]
            if pairs and all(_apart(background, slot, one, other) for one, other in pairs):
                one, other = (" and ".join(names_of(value)) for value in (own, declared))
                self._excluded(slot, one, other, entry, (*key, slot))
        if found.time is not None and frame.time is not None and not found.time.meets(frame.time):
            counted = "; 'as_of' says when something was counted" if found.count is not None else ""
            self._excluded("time", _shown(found.time), _shown(frame.time), entry, (*key, "time"), counted)

    def _excluded(self, slot: str, own: str, declared: str, entry: Entry, key: Key, more: str = "") -> None:
        name = entry.name.rpartition("/")[2]
        message = f"the {slot} {own!r} excludes that of the event {name!r}, which is {declared!r}"
        advice = f"correct one of them, or leave the {slot} out of the event if it is in dispute{more}"
        self.scope.fail(key, "other-event", message, advice)

    # -- counts ---------------------------------------------------------------------------------

    def _count(self, written: CountEntry, key: Key) -> Count:
        scope = self.scope
        scope.names((*key, "measure"), [written.measure], "measure")
        if written.of is not None:
            scope.names((*key, "of"), [written.of], "population")
        entry = scope.register.entries.get(written.measure)
        unit = entry.unit if entry is not None else None
        low, high, soft = written.interval(is_whole(unit) and not (entry is not None and entry.ratio))
        if written.unit is not None:
            try:
                if unit is None:
                    check_unit(written.unit)
                    message = f"the measure {written.measure!r} has no unit"
                    raise UnitError(
                        "wrong-unit", message, "give it one in the register, or leave it out here"
                    )
                low = convert(low, written.unit, unit)
                high = None if high is None else convert(high, written.unit, unit)
            except UnitError as error:
                scope.fail((*key, "unit"), error.id, error.message, error.advice)
        as_of = scope.interval(written.as_of, (*key, "as_of"))
        if entry is not None and scope.register.changes(entry.name) is None:
            for slot, given in (("as_of", as_of is not None), ("final", written.final)):
                if given:
                    message = (
                        f"{slot!r} says something of a count that changes, and {written.measure!r} does not"
                    )
                    advice = (
                        f"leave it out, or give {written.measure!r} 'changes: grows' or 'changes: varies'"
                    )
                    scope.fail((*key, slot), "bad-count", message, advice)
        if written.final and high is None:
            message = "'final' is of the whole, which a lower bound alone does not tell"
            scope.fail(
                (*key, "final"), "bad-count", message, "give an upper bound, too, or leave 'final' out"
            )
        return Count(written.measure, low, high, written.of, soft, written.final, as_of)


def _apart(background: Background, slot: str, one: str, other: str) -> bool:
    """Return whether two names stand for different things under every standpoint."""
    entries = background.register.entries
    if one == other or one not in entries or other not in entries:
        return False
    around = background.wholes(slot, one) | background.wholes(slot, other)
    if any(name in entries and entries[name].unidentified for name in around):
        return False
    comparisons = {comparison for comparison, _ in background.reading(slot, one, other).alternatives()}
    return comparisons == {Comparison.DISJOINT}


def _shown(time: Interval) -> str:
    start, end = write_end(time.start) or "…", write_end(time.end) or "…"
    return start if start == end else f"{start} to {end}"

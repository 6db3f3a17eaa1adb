"""Which of a partner's events may be ours, judged by their kind, place and time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from kg.model import Entry, EventFrame, Knowledge, Proposition, names_of
from kg.partners.likeness import MOST, Known, compare_entries
from kg.partners.match import Theirs
from kg.partners.merge import Accepted, Renaming
from kg.partners.statements import find_events
from kg.words import Joined, Message, Verbatim, Words, coded, tell


class AlikeEvents:
    """A partner's events beside ours: what is declared of them, and what claims say of them."""

    def __init__(self, theirs: Theirs, own: Knowledge, known: Known, accepted: Accepted):
        self._own, self._known = own, known
        self._names = Renaming(theirs.partner, accepted)
        self._theirs, self._ours = find_events(theirs.knowledge), find_events(own)

    @cached_property
    def _by_frame(self) -> dict[tuple[str, str], list[Entry]]:
        """Our events by their kind and a name of what they were done to or where they were."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._own.register.entries.values():
            for key in _frame_keys(entry.frame):
                found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def _by_short_name(self) -> dict[str, list[Entry]]:
        """Our events by what they are called in their article, where they are of one."""
        found: dict[str, list[Entry]] = {}
        for entry in self._own.register.entries.values():
            if entry.section == "events":
                found.setdefault(entry.name.rpartition("/")[2], []).append(entry)
        return found

    def find_candidates(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Yield our events that a partner's may be, best first, with what speaks for and against each."""
        frame = self._names.entry(entry).frame
        found = {
            ours.name: (ours, reasons, against)
            for ours, reasons, against in self._known.find_candidates(entry)
        }
        for ours in self._by_short_name.get(entry.name.rpartition("/")[2], ()):
            against = compare_entries(entry, ours)[3]
            found.setdefault(ours.name, (ours, (tell("match-event-name"),), against))
        for ours in (ours for key in _frame_keys(frame) for ours in self._by_frame.get(key, ())):
            if _meet(frame, ours.frame):
                _, reasons, against = found.get(ours.name, (ours, (), compare_entries(entry, ours)[3]))
                reasons = (*reasons, tell("match-same-event"))
                found[ours.name] = ours, tuple(dict.fromkeys(reasons)), against
        parts = [self._names.proposition(part) for part in self._theirs.get(entry.name, ())]
        for ours, reasons, against in list(found.values())[:MOST]:
            told = _find_told(frame, parts), _find_told(ours.frame, self._ours.get(ours.name, ()))
            yield ours, reasons, (*against, *_find_differences(*told))


def _frame_keys(frame: EventFrame | None) -> list[tuple[str, str]]:
    if frame is None or frame.kind is None:
        return []
    names = (*names_of(frame.target), *names_of(frame.place))
    return [(frame.kind, name) for name in dict.fromkeys(names)]


def _meet(one: EventFrame | None, other: EventFrame | None) -> bool:
    """Return whether two events may have been at one time; what has none is like no other."""
    times = [None if frame is None else frame.time for frame in (one, other)]
    return times[0] is not None and times[1] is not None and times[0].meets(times[1])


#: What is said of an event and may be another than what is said of another.
_TOLD = ("kind", "agent", "target", "place", "time")


def _find_told(frame: EventFrame | None, parts: Iterable[Proposition]) -> dict[str, set[Any]]:
    """Return what is said of an event, slot by slot, by its entry and by claims."""
    found: dict[str, set[Any]] = {slot: set() for slot in _TOLD}
    for told in (*parts, *(() if frame is None else (frame,))):
        for slot in _TOLD:
            value = getattr(told, slot, None)
            found[slot].update({value} - {None} if slot == "time" else names_of(value))
    return found


def _find_differences(theirs: Mapping[str, set[Any]], ours: Mapping[str, set[Any]]) -> Iterator[str]:
    """Yield what is said of an event by anything of theirs, and by nothing of ours.

    That something else of theirs is the same as ours takes nothing away from it.
    """
    for slot in _TOLD:
        said, known = theirs[slot], ours[slot]
        if slot == "time":
            apart = {one for one in said if not any(one.meets(other) for other in known)}
            told, mine = (sorted(str(interval.as_json()) for interval in all) for all in (apart, known))
        else:
            told, mine = sorted(said - known), sorted(known)
        if told:
            yield tell(
                "match-other-slot",
                slot=coded(slot, Message(f"slot-{slot}")),
                theirs=_joined(told),
                ours=_joined(mine) if mine else Message("match-none"),
            )


def _joined(names: Sequence[str]) -> Words:
    return Joined(map(Verbatim, names[:3]))

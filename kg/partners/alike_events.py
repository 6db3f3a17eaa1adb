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
    """A partner's events compared with ours, by what is declared of them and what claims say of them."""

    def __init__(self, theirs: Theirs, own: Knowledge, known: Known, accepted: Accepted):
        self._own, self._known = own, known
        self._names = Renaming(theirs.partner, accepted)
        self._theirs, self._ours = find_events(theirs.knowledge), find_events(own)

    @cached_property
    def _by_frame(self) -> dict[tuple[str, str], list[Entry]]:
        """Our events by their kind and by the name of a target or a place."""
        by_frame: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._own.register.entries.values():
            for key in _frame_keys(entry.frame):
                by_frame.setdefault(key, []).append(entry)
        return by_frame

    @cached_property
    def _by_short_name(self) -> dict[str, list[Entry]]:
        """Our events by their name without that of their article, if they belong to one."""
        by_name: dict[str, list[Entry]] = {}
        for entry in self._own.register.entries.values():
            if entry.section == "events":
                by_name.setdefault(entry.name.rpartition("/")[2], []).append(entry)
        return by_name

    def find_candidates(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Yield our events that may be the same as a partner's, best first, with reasons for and against."""
        frame = self._names.entry(entry).frame
        candidates = {
            ours.name: (ours, reasons, against)
            for ours, reasons, against in self._known.find_candidates(entry)
        }
        for ours in self._by_short_name.get(entry.name.rpartition("/")[2], ()):
            against = compare_entries(entry, ours)[2]
            candidates.setdefault(ours.name, (ours, (tell("match-event-name"),), against))
        for ours in (ours for key in _frame_keys(frame) for ours in self._by_frame.get(key, ())):
            if _meet(frame, ours.frame):
                _, reasons, against = candidates.get(ours.name, (ours, (), compare_entries(entry, ours)[2]))
                reasons = (*reasons, tell("match-same-event"))
                candidates[ours.name] = ours, tuple(dict.fromkeys(reasons)), against
        parts = [self._names.proposition(part) for part in self._theirs.get(entry.name, ())]
        for ours, reasons, against in list(candidates.values())[:MOST]:
            told = _find_told(frame, parts), _find_told(ours.frame, self._ours.get(ours.name, ()))
            yield ours, reasons, (*against, *_find_differences(*told))


def _frame_keys(frame: EventFrame | None) -> list[tuple[str, str]]:
    if frame is None or frame.kind is None:
        return []
    names = (*names_of(frame.target), *names_of(frame.place))
    return [(frame.kind, name) for name in dict.fromkeys(names)]


def _meet(one: EventFrame | None, other: EventFrame | None) -> bool:
    """Return whether two events may have happened at the same time; False if one of them has no time."""
    times = [None if frame is None else frame.time for frame in (one, other)]
    return times[0] is not None and times[1] is not None and times[0].meets(times[1])


#: The slots in which two events are compared.
_TOLD = ("kind", "agent", "target", "place", "time")


def _find_told(frame: EventFrame | None, parts: Iterable[Proposition]) -> dict[str, set[Any]]:
    """Return the values that an event's entry and the claims give it, by slot."""
    values: dict[str, set[Any]] = {slot: set() for slot in _TOLD}
    for told in (*parts, *(() if frame is None else (frame,))):
        for slot in _TOLD:
            value = getattr(told, slot, None)
            values[slot].update({value} - {None} if slot == "time" else names_of(value))
    return values


def _find_differences(theirs: Mapping[str, set[Any]], ours: Mapping[str, set[Any]]) -> Iterator[str]:
    """Yield, for each slot, the values that theirs has and ours does not have."""
    for slot in _TOLD:
        said, held = theirs[slot], ours[slot]
        if slot == "time":
            apart = {one for one in said if not any(one.meets(other) for other in held)}
            told, mine = (sorted(str(interval.as_json()) for interval in all) for all in (apart, held))
        else:
            told, mine = sorted(said - held), sorted(held)
        if told:
            yield tell(
                "match-other-slot",
                slot=coded(slot, Message(f"slot-{slot}")),
                theirs=_joined(told),
                ours=_joined(mine) if mine else Message("match-none"),
            )


def _joined(names: Sequence[str]) -> Words:
    return Joined(map(Verbatim, names[:3]))

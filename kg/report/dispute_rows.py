"""Disputes for the page as rows of words: sides, what to give up, what survives, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.disputes import (
    Analysis,
    Check,
    ContestedBridge,
    Dispute,
    HittingSets,
    Reading,
    find_voices,
)
from kg.explain import Wording, Words
from kg.explain.wording import ours_first, shown_names
from kg.formats.csv_tables import letters
from kg.model import Bridge, Knowledge, Position
from kg.report.dispute_words import (
    SHOWN_CHECKS,
    ask_of,
    find_needed,
    in_order,
    number_positions,
    tell_note,
    tell_notes,
    tell_origins,
    tell_undecided,
    tell_view,
    tell_voices,
    told,
)
from kg.words import Joined

#: The most claims that are named in a reference to a position.
_SHOWN_CLAIMS = 3


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position on the page, with its number in the dispute if it has one, and its claims.

    ``claims`` are the first few of its ``bundle/claim`` identifiers, ``called`` are their names, and ``more``
    is the number of other claims. ``said_so`` marks the position that somebody said something. ``words`` say
    who takes it, and what it is. ``voices`` are notes on its report chains. ``disputed_if`` is the condition
    under which it is in dispute.
    """

    id: str
    number: str
    claims: tuple[str, ...]
    called: tuple[str, ...]
    more: int
    said_so: Words | None
    words: Words
    origins: Words
    voices: tuple[Words, ...] = ()
    beside: Words | None = None
    disputed_if: Words | None = None

    @property
    def names(self) -> str:
        """The names of the claims."""
        names = ", ".join(self.called)
        return f"{names} +{self.more}" if self.more else names


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side of a dispute with its letter and its independent voices."""

    title: Words
    letter: str
    origins: Words
    sources: Words
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A contested fact and the standpoints that hold it, each with its holder."""

    words: Words
    held_by: Words


@dataclass(frozen=True, slots=True)
class SetRow:
    """A set of positions and contested facts: a conflict, or a way out of all conflicts."""

    positions: tuple[PositionRow, ...]
    bridges: tuple[BridgeRow, ...]
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class WaysRow:
    """The ways out of a dispute, and how good they are."""

    title: Words
    sets: tuple[SetRow, ...]
    note: Words | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A possible check, what it would settle, and the question to ask."""

    position: PositionRow | None
    bridge: BridgeRow | None
    settles: Words
    question: Words


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A common box in words, and the positions inside it."""

    statement: Words
    witnesses: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A dispute under certain standpoints."""

    title: Words
    exact: bool
    together: tuple[tuple[PositionRow, ...], ...]
    in_every_one: tuple[PositionRow, ...]
    survivors: tuple[BoxRow, ...]
    undecided: Words | None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One dispute with its analysis, ready for the page in every language.

    ``notes`` say which voices are on several sides, and which claims were taken back or counted anew.
    """

    sides: tuple[SideRow, ...]
    notes: tuple[Words, ...]
    conflicts: tuple[SetRow, ...]
    ways: tuple[WaysRow, ...]
    checks: tuple[CheckRow, ...]
    readings: tuple[ReadingRow, ...]


def build_dispute_row(dispute: Dispute, analysis: Analysis, knowledge: Knowledge) -> DisputeRow:
    """Return a dispute and its analysis in words, as the page shows them."""
    rows = _Rows(dispute, knowledge)
    ways = [rows.ways("give_up", analysis.give_up)]
    if analysis.give_up_bridges.sets != analysis.give_up.sets:
        ways.append(rows.ways("give_up_bridges", analysis.give_up_bridges))
    return DisputeRow(
        sides=tuple(rows.side(index, side) for index, side in enumerate(dispute.sides)),
        notes=tuple(tell_notes(dispute, rows.wording, rows.numbers, rows.called)),
        conflicts=tuple(
            SetRow(rows.positions(c.positions), rows.bridges(c.bridges), c.recorded)
            for c in analysis.conflicts
        ),
        ways=tuple(ways),
        checks=tuple(rows.check(check) for check in analysis.checks[:SHOWN_CHECKS]),
        readings=tuple(rows.reading(reading) for reading in analysis.readings),
    )


class _Rows:
    """Builds the rows of one dispute."""

    def __init__(self, dispute: Dispute, knowledge: Knowledge):
        self.dispute = dispute
        self.knowledge = knowledge
        self.wording = Wording(knowledge)
        self.numbers = number_positions(dispute)
        self.needed = find_needed(dispute)
        self.known: dict[str, PositionRow] = {}
        self.called = shown_names(knowledge.claims)

    def side(self, index: int, side: Sequence[Position]) -> SideRow:
        held = (name for position in side for name in self.dispute.held(position).claims)
        names = self.wording.voices(held)
        return SideRow(
            told("side", letters(index)),
            letters(index),
            tell_origins(names),
            self.wording.speakers(names),
            tuple(self.position(position) for position in side),
        )

    def position(self, position: Position) -> PositionRow:
        if position.id not in self.known:
            self.known[position.id] = self._position(position)
        return self.known[position.id]

    def _position(self, position: Position) -> PositionRow:
        held, beside = self.dispute.held(position), self.dispute.beside(position)
        voices = find_voices(held, self.knowledge)
        said = position.proposition.said_by if position.id not in self.numbers else None
        claims = ours_first(held.claims)[:_SHOWN_CLAIMS]
        return PositionRow(
            id=position.id,
            number=f"P{number}" if (number := self.numbers.get(position.id)) else "",
            claims=tuple(claims),
            called=tuple(self.called.get(name, name) for name in claims),
            more=len(held.claims[_SHOWN_CLAIMS:]),
            said_so=None if said is None else told("said_so", self.wording.label(said)),
            words=self.wording.told(held),
            origins=tell_origins(voices.origins),
            voices=tuple(tell_voices(voices, self.knowledge)),
            beside=told("beside", ", ".join(self.called.get(name, name) for name in ours_first(beside)))
            if beside
            else None,
            disputed_if=self.wording.views(self.needed.get(position.id, []), "dispute-disputed-if"),
        )

    def positions(self, positions: Iterable[Position]) -> tuple[PositionRow, ...]:
        return tuple(self.position(position) for position in in_order(positions, self.numbers))

    def bridges(self, bridges: Iterable[ContestedBridge]) -> tuple[BridgeRow, ...]:
        return tuple(self.bridge(bridge) for bridge in bridges)

    def bridge(self, bridge: ContestedBridge) -> BridgeRow:
        held: list[Words] = []
        for name in bridge.standpoints:
            label = self.wording.label(name)
            holders = self.knowledge.register.standpoints[name].held_by
            by = told("held_by", self.wording.speakers(holders))
            held.append(Joined((label, by)) if holders else label)
        return BridgeRow(
            self.wording.bridge(Bridge(bridge.subject, bridge.relation, bridge.object)),
            Joined(held, "semicolon"),
        )

    def ways(self, title: str, found: HittingSets) -> WaysRow:
        sets = tuple(SetRow(self.positions(way.positions), self.bridges(way.bridges)) for way in found.sets)
        return WaysRow(told(title), sets, tell_note(found))

    def check(self, check: Check) -> CheckRow:
        return CheckRow(
            None if check.position is None else self.position(check.position),
            None if check.bridge is None else self.bridge(check.bridge),
            told("settles", len(check.if_true), len(check.if_false)),
            ask_of(check, self.knowledge),
        )

    def reading(self, reading: Reading) -> ReadingRow:
        extensions = reading.extensions
        return ReadingRow(
            tell_view(reading, self.wording),
            extensions.exact,
            tuple(self.positions(extension) for extension in extensions.preferred),
            self.positions(extensions.sceptical),
            tuple(
                BoxRow(self.wording.statement(box.box), self.positions(box.witnesses))
                for box in reading.survivors.boxes
            ),
            tell_undecided(reading),
        )

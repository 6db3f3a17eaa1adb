"""Disputes for programs, the terminal and the page: sides, what to give up, what survives, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.characters import visible_line
from kg.disputes import (
    Analysis,
    Check,
    Conflict,
    ContestedBridge,
    Dispute,
    HittingSets,
    Reading,
    Voices,
    dispute_json,
    find_agreements,
    find_analyses,
    find_disputes,
    find_timelines,
    find_voices,
    name_withdrawn,
)
from kg.explain import Wording, Words, find_check_question
from kg.explain.wording import ours_first, shown_names
from kg.explain.words import DISPUTE_WORDS
from kg.formats.csv_tables import letters
from kg.model import Bridge, Knowledge, Position, Relation, View
from kg.plurals import several
from kg.report.counts import COUNT_WORDS, write_timelines
from kg.report.data import FORMAT_VERSION
from kg.report.layout import Column
from kg.report.pairs import both, persian_number, upper
from kg.report.text import left_out
from kg.words import Message

_WIDTH = 110
#: Of each list the terminal shows so many; the JSON has them all.
_SHOWN = 10
_SHOWN_CHECKS = 3
#: Of a position so many claims are named where it is only referred to.
_SHOWN_CLAIMS = 3


def disputes_json(
    relations: Sequence[Relation], knowledge: Knowledge, standpoints: Iterable[str] | None = None
) -> dict[str, Any]:
    """Return what ``kg disputes --format json`` gives: disputes with analyses, the table of sources, counts.

    ``relations`` are all that were found; with ``standpoints`` everything is as it stands for somebody who
    holds exactly these.
    """
    view = None if standpoints is None else frozenset(standpoints)
    found = _held(relations, view)
    disputes = name_withdrawn(find_disputes(found), found, knowledge, view)
    analyses = find_analyses(disputes, relations, knowledge, view)
    written = []
    for dispute, analysis in zip(disputes, analyses, strict=True):
        entry = dispute_json(dispute, knowledge, analysis)
        for row, check in zip(entry["check_first"], analysis.checks, strict=True):
            row["question"] = dict(_question(check, knowledge))
        written.append(entry)
    return {
        "version": FORMAT_VERSION,
        "standpoints": None if view is None else sorted(view),
        "disputes": written,
        "agreements": [row.as_json() for row in find_agreements(found, knowledge)],
        "counts": [timeline.as_json() for timeline in find_timelines(found, knowledge)],
    }


def disputes_text(
    relations: Sequence[Relation],
    knowledge: Knowledge,
    standpoints: Iterable[str] | None = None,
    *,
    limit: int | None = None,
) -> str:
    """Return disputes with their sides and analyses, the table of sources, and how numbers grew, as text.

    ``limit`` is how many disputes are shown, the largest first.
    """
    view = None if standpoints is None else frozenset(standpoints)
    found = _held(relations, view)
    disputes = find_disputes(found)
    lines = [several(len(disputes), "dispute")]
    shown = name_withdrawn(disputes if limit is None else disputes[:limit], found, knowledge, view)
    analyses = find_analyses(shown, relations, knowledge, view)
    for number, (dispute, analysis) in enumerate(zip(shown, analyses, strict=True), 1):
        page = _Page(lines, knowledge, dispute)
        condition = "" if dispute.unconditional else ", only from some standpoints"
        title = told("dispute", number)["en"]
        lines.append("")
        page.line(
            0, f"{title} {dispute.id[:8]} ({several(len(dispute.relations), 'contradiction')}{condition})"
        )
        page.sides()
        page.analysis(analysis)
    if len(shown) < len(disputes):
        lines += ["", left_out(len(disputes) - len(shown))]
    lines.append("")
    _agreements(lines, found, knowledge)
    if timelines := find_timelines(found, knowledge):
        shown_timelines = timelines if limit is None else timelines[:limit]
        lines += ["", COUNT_WORDS["counts"]["en"], ""]
        lines += write_timelines(shown_timelines, knowledge, _WIDTH).splitlines()
        if len(shown_timelines) < len(timelines):
            lines.append(left_out(len(timelines) - len(shown_timelines)))
    return "".join(f"{line}\n" for line in lines)


def _held(relations: Sequence[Relation], view: View | None) -> list[Relation]:
    return [relation for relation in relations if view is None or relation.holds_for(view)]


def _question(check: Check, knowledge: Knowledge) -> Words:
    """Return the question that tells how a check comes out."""
    fact = check.bridge
    checked = check.position if fact is None else Bridge(fact.subject, fact.relation, fact.object)
    if checked is None:
        raise ValueError("a check is of a position or of a bridge")
    return find_check_question(checked, knowledge)


def _agreements(lines: list[str], relations: Sequence[Relation], knowledge: Knowledge) -> None:
    wording = Wording(knowledge)
    headings = ("source", "relation", "other source", "always", "conditionally")
    rows: list[tuple[str, ...]] = [headings]
    for row in find_agreements(relations, knowledge):
        source, other = (visible_line(wording.label(name)["en"]) for name in (row.source, row.other))
        numbers = (
            str(number or "").rjust(len(heading))
            for number, heading in zip((row.always, row.conditionally), headings[3:], strict=True)
        )
        rows.append((source, row.relation.value, other, *numbers))
    page = Column(lines, _WIDTH)
    page.line(("Who agrees with whom", ""))
    page.line()
    page.table([[[(cell, "")] for cell in row] for row in rows])


# --- words that the terminal and the page share -------------------------------------------------------


def told(name: str, *values: Words | int | str) -> Words:
    """Return fixed words with their places filled; numbers are written as each language writes them.

    >>> told("settles", 7, 1)["en"]
    'settles 7 if true, 1 if false'
    """
    return DISPUTE_WORDS[name].told(**dict(zip("ab", values, strict=False)))


def _numbered(number: int, en: str, fa: str) -> Words:
    return both(several(number, en), f"{persian_number(number)} {fa}")


def _origins(names: Iterable[str | tuple[str, ...]]) -> Words:
    return _numbered(len(set(names)), "independent origin", "خاستگاه مستقل")


def _voices(voices: Voices, knowledge: Knowledge) -> list[Words]:
    """Return what is to be said of the ways by which a position's claims came, beside their origins."""
    lines: list[Words] = []
    wording = Wording(knowledge)

    def sources(names: Iterable[str], en: str = ", ", fa: str = "، ") -> Words:
        labels = [wording.label(name) for name in names]
        return both(en.join(w["en"] for w in labels), fa.join(w["fa"] for w in labels))

    if len(voices.position.claims) > 1:
        words = told("chains", _numbered(len(voices.chains), "report chain", "زنجیرهٔ نقل"))
        if voices.choke_points:
            through = told("choke_points", sources(voices.choke_points))
            words = both(f"{words['en']}; {through['en']}", f"{words['fa']}؛ {through['fa']}")
        lines.append(words)
    for circle in voices.circles:
        lines.append(told("circular", sources([*circle, circle[0]], " ← ", " به نقل از ")))
    return lines


def _noted(
    dispute: Dispute, wording: Wording, numbers: Mapping[str, int], called: Mapping[str, str] | None = None
) -> list[Words]:
    """Return who stands on several sides without contradicting himself, and who took back or counted anew."""
    called = called or {}
    lines = []
    for voice, positions in dispute.astride.items():
        names = [f"P{numbers[position.id]}" for position in positions]
        who = wording.speakers([voice])
        lines.append(
            told("astride", both(upper(who["en"]), who["fa"]), both(", ".join(names), "، ".join(names)))
        )
    for left in dispute.left:
        lines.append(told(f"left_{left.rule}", *(called.get(name, name) for name in (left.by, left.claim))))
    return lines


def _needed(dispute: Dispute) -> dict[str, list[View]]:
    """Return, by positions that are not disputed always, the views of which one has to be taken."""
    always: set[str] = set()
    needed: dict[str, set[View]] = {}
    for relation in dispute.relations:
        for position in relation.positions:
            if relation.unconditional:
                always.add(position.id)
            needed.setdefault(position.id, set()).update(relation.holds_if)
    return {name: sorted(views, key=sorted) for name, views in needed.items() if name not in always}


def _ordered(positions: Iterable[Position], numbers: Mapping[str, int]) -> list[Position]:
    """Return positions as they are numbered in a dispute, others last."""
    return sorted(positions, key=lambda position: (numbers.get(position.id, len(numbers) + 1), position.id))


def _numbers(dispute: Dispute) -> dict[str, int]:
    """Return the numbers of a dispute's positions, by their identifiers."""
    return {position.id: number for number, position in enumerate(dispute.positions, 1)}


def _note(found: HittingSets) -> Words | None:
    """Return how good a way out is: the only one, one of several, or how far it may be from the least."""
    if found.unique:
        return told("unique")
    if not found.exact:
        return told("bound", found.weight, found.at_least)
    return None if found.complete else told("others")


def _undecided(reading: Reading) -> Words | None:
    number = len(reading.survivors.undecided)
    if not number:
        return None
    boxes = f"{number:,} common box{'' if number == 1 else 'es'}"
    return told("undecided", both(boxes, f"{persian_number(number)} وجه مشترک"))


# --- the terminal -------------------------------------------------------------------------------------


class _Page:
    """One dispute on the terminal, its positions numbered P1, P2 … and called so from then on."""

    def __init__(self, lines: list[str], knowledge: Knowledge, dispute: Dispute):
        self.lines = lines
        self.knowledge = knowledge
        self.dispute = dispute
        self.wording = Wording(knowledge)
        self.numbers = _numbers(dispute)
        self.needed = _needed(dispute)

    def line(self, indent: int, text: str) -> None:
        self.lines.append(" " * indent + visible_line(text).rstrip())

    def told(self, indent: int, name: str, *values: Words | int | str) -> None:
        self.line(indent, told(name, *values)["en"])

    def sides(self) -> None:
        for index, side in enumerate(self.dispute.sides):
            held = (name for position in side for name in self.dispute.held(position).claims)
            origins = _origins(self.wording.voices(held))["en"]
            self.line(2, f"{told('side', letters(index))['en']} ({origins})")
            for position in side:
                self.position(position)
        for words in _noted(self.dispute, self.wording, self.numbers):
            self.line(2, words["en"])

    def position(self, position: Position) -> None:
        held = self.dispute.held(position)
        voices = find_voices(held, self.knowledge)
        origins = _origins(voices.origins)["en"]
        claims = ours_first(held.claims)
        self.line(4, f"{self.name(position)} {position.stance.value}: {', '.join(claims)} ({origins})")
        for name in claims[:3]:
            claim = self.knowledge.claims[name]
            words = claim.gloss.get("en") or next(iter(claim.gloss.values()), "")
            words = words or " … ".join(quotation.exact for quotation in claim.quotations)
            self.line(6, f"{self.wording.voice(claim.sources)['en']}: {words}")
        for line in _voices(voices, self.knowledge):
            self.line(6, line["en"])
        if beside := self.dispute.beside(position):
            self.told(6, "beside", ", ".join(ours_first(beside)))
        if views := self.needed.get(position.id):
            needed = " or ".join(" and ".join(sorted(view)) for view in views)
            self.line(6, Message("dispute-disputed-if", views=needed)["en"])

    def name(self, position: Position) -> str:
        """Return the position's number; one that is not of the dispute goes by its claims."""
        if position.id in self.numbers:
            return f"P{self.numbers[position.id]}"
        said = position.proposition.said_by
        claims = ", ".join(ours_first(position.claims))
        return claims if said is None else f"{told('said_so', self.wording.label(said))['en']} ({claims})"

    def names(self, positions: Iterable[Position]) -> str:
        ordered = _ordered(positions, self.numbers)
        return ", ".join(self.name(position) for position in ordered) or told("nothing")["en"]

    def bridge(self, bridge: ContestedBridge) -> str:
        words = self.wording.bridge(Bridge(bridge.subject, bridge.relation, bridge.object))["en"]
        return f"{words} ({told('held_by', ', '.join(bridge.standpoints))['en']})"

    def analysis(self, analysis: Analysis) -> None:
        self.told(2, "conflicts")
        for conflict in analysis.conflicts[:_SHOWN]:
            self.line(4, self.conflict(conflict))
        if len(analysis.conflicts) > _SHOWN:
            self.told(4, "more", len(analysis.conflicts) - _SHOWN)
        self.told(2, "give_up")
        self.given_up(analysis.give_up)
        if analysis.give_up_bridges.sets != analysis.give_up.sets:
            self.told(2, "give_up_bridges")
            self.given_up(analysis.give_up_bridges)
        self.told(2, "check_first")
        for check in analysis.checks[:_SHOWN_CHECKS]:
            what = self.name(check.position) if check.position is not None else ""
            what += self.bridge(check.bridge) if check.bridge is not None else ""
            self.line(4, f"{what}: {told('settles', len(check.if_true), len(check.if_false))['en']}")
            self.line(6, _question(check, self.knowledge)["en"])
        for reading in analysis.readings:
            self.reading(reading)

    def conflict(self, conflict: Conflict) -> str:
        words = " and ".join(self.name(position) for position in _ordered(conflict.positions, self.numbers))
        if conflict.bridges:
            words += told("if", " and ".join(self.bridge(bridge) for bridge in conflict.bridges))["en"]
        return words + (f"; {told('recorded')['en']}" if conflict.recorded else "")

    def given_up(self, found: HittingSets) -> None:
        for one in found.sets:
            members = [self.name(position) for position in one.positions]
            members += [told("that", self.bridge(bridge))["en"] for bridge in one.bridges]
            self.line(4, " and ".join(members) or told("nothing")["en"])
        if note := _note(found):
            self.line(6, note["en"])

    def reading(self, reading: Reading) -> None:
        self.line(2, _seen(reading, self.wording)["en"])
        extensions = reading.extensions
        if extensions.exact:
            for extension in extensions.preferred[:_SHOWN]:
                self.line(4, f"{told('together')['en']}: {self.names(extension)}")
            if len(extensions.preferred) > _SHOWN:
                self.told(4, "more", len(extensions.preferred) - _SHOWN)
        else:
            self.told(4, "too_many")
        self.line(4, f"{told('in_every_one')['en']}: {self.names(extensions.sceptical)}")
        if not reading.survivors.boxes:
            self.told(4, "survives_not")
        for survivor in reading.survivors.boxes[:_SHOWN]:
            box, witnesses = self.wording.statement(survivor.box)["en"], self.names(survivor.witnesses)
            self.line(4, f"{told('survives')['en']}: {box} ({witnesses})")
        if undecided := _undecided(reading):
            self.line(4, undecided["en"])


def _seen(reading: Reading, wording: Wording) -> Words:
    labels = [wording.label(name) for name in sorted(reading.view)]
    if not labels:
        return told("seen_from_none")
    return told(
        "seen", both(" and ".join(w["en"] for w in labels), " همراه با ".join(w["fa"] for w in labels))
    )


# --- the page -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position as the page calls it: by its number in the dispute if it has one, and by its claims.

    ``claims`` are the first few of its ``bundle/claim`` identifiers, ``called`` what they are called, and
    ``more`` says how many there are besides. ``said_so`` stands for a position that is not about the world
    but that somebody said something.
    ``words`` say who takes it, and what it is. ``voices`` are what there is to say of its report chains, and
    ``disputed_if`` is the condition under which it is in dispute at all.
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
        """The claims as they are called."""
        names = ", ".join(self.called)
        return f"{names} +{self.more}" if self.more else names


@dataclass(frozen=True, slots=True)
class SideRow:
    """A side of a dispute with its letter, and its independent voices: how many, and whose."""

    title: Words
    letter: str
    origins: Words
    sources: Words
    positions: tuple[PositionRow, ...]


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """A contested fact, and the standpoints that hold it, each with whose it is."""

    words: Words
    held_by: Words


@dataclass(frozen=True, slots=True)
class SetRow:
    """Positions and contested facts that belong together: a conflict, or a way out of all of them."""

    positions: tuple[PositionRow, ...]
    bridges: tuple[BridgeRow, ...]
    recorded: bool = False


@dataclass(frozen=True, slots=True)
class WaysRow:
    """What one can give up, and how good these ways out are."""

    title: Words
    sets: tuple[SetRow, ...]
    note: Words | None


@dataclass(frozen=True, slots=True)
class CheckRow:
    """What could be checked, what it would settle, and the question to ask."""

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
    """A dispute as it stands for somebody who holds certain standpoints."""

    title: Words
    exact: bool
    together: tuple[tuple[PositionRow, ...], ...]
    in_every_one: tuple[PositionRow, ...]
    survivors: tuple[BoxRow, ...]
    undecided: Words | None


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """One dispute with its analysis, ready for the page in every language.

    ``notes`` say who stands on several sides, and who took back or counted anew what.
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
        notes=tuple(_noted(dispute, rows.wording, rows.numbers, rows.called)),
        conflicts=tuple(
            SetRow(rows.positions(c.positions), rows.bridges(c.bridges), c.recorded)
            for c in analysis.conflicts
        ),
        ways=tuple(ways),
        checks=tuple(rows.check(check) for check in analysis.checks[:_SHOWN_CHECKS]),
        readings=tuple(rows.reading(reading) for reading in analysis.readings),
    )


class _Rows:
    """Builds the rows of one dispute."""

    def __init__(self, dispute: Dispute, knowledge: Knowledge):
        self.dispute = dispute
        self.knowledge = knowledge
        self.wording = Wording(knowledge)
        self.numbers = _numbers(dispute)
        self.needed = _needed(dispute)
        self.known: dict[str, PositionRow] = {}
        self.called = shown_names(knowledge.claims)

    def side(self, index: int, side: Sequence[Position]) -> SideRow:
        held = (name for position in side for name in self.dispute.held(position).claims)
        names = self.wording.voices(held)
        return SideRow(
            told("side", letters(index)),
            letters(index),
            _origins(names),
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
            origins=_origins(voices.origins),
            voices=tuple(_voices(voices, self.knowledge)),
            beside=told("beside", ", ".join(self.called.get(name, name) for name in ours_first(beside)))
            if beside
            else None,
            disputed_if=self.wording.views(self.needed.get(position.id, []), "dispute-disputed-if"),
        )

    def positions(self, positions: Iterable[Position]) -> tuple[PositionRow, ...]:
        return tuple(self.position(position) for position in _ordered(positions, self.numbers))

    def bridges(self, bridges: Iterable[ContestedBridge]) -> tuple[BridgeRow, ...]:
        return tuple(self.bridge(bridge) for bridge in bridges)

    def bridge(self, bridge: ContestedBridge) -> BridgeRow:
        held: list[Words] = []
        for name in bridge.standpoints:
            label = self.wording.label(name)
            holders = self.knowledge.register.standpoints[name].held_by
            by = told("held_by", self.wording.speakers(holders))
            held.append(
                both(f"{label['en']}, {by['en']}", f"{label['fa']}، {by['fa']}") if holders else label
            )
        return BridgeRow(
            self.wording.bridge(Bridge(bridge.subject, bridge.relation, bridge.object)),
            both("; ".join(words["en"] for words in held), "؛ ".join(words["fa"] for words in held)),
        )

    def ways(self, title: str, found: HittingSets) -> WaysRow:
        sets = tuple(SetRow(self.positions(one.positions), self.bridges(one.bridges)) for one in found.sets)
        return WaysRow(told(title), sets, _note(found))

    def check(self, check: Check) -> CheckRow:
        return CheckRow(
            None if check.position is None else self.position(check.position),
            None if check.bridge is None else self.bridge(check.bridge),
            told("settles", len(check.if_true), len(check.if_false)),
            _question(check, self.knowledge),
        )

    def reading(self, reading: Reading) -> ReadingRow:
        extensions = reading.extensions
        return ReadingRow(
            _seen(reading, self.wording),
            extensions.exact,
            tuple(self.positions(extension) for extension in extensions.preferred),
            self.positions(extensions.sceptical),
            tuple(
                BoxRow(self.wording.statement(found.box), self.positions(found.witnesses))
                for found in reading.survivors.boxes
            ),
            _undecided(reading),
        )

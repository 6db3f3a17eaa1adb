"""Write disputes for programs and the terminal: sides, what to give up, what survives, what to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.characters import visible_line
from kg.disputes import (
    Analysis,
    Conflict,
    ContestedBridge,
    Dispute,
    HittingSets,
    Reading,
    dispute_json,
    find_agreements,
    find_analyses,
    find_disputes,
    find_timelines,
    find_voices,
    name_withdrawn,
)
from kg.explain import STANCE_WORDS, Wording, Words
from kg.explain.wording import ours_first
from kg.formats.csv_tables import letters
from kg.model import Bridge, Claim, Knowledge, Position, Relation, RelationType, View
from kg.report.counts import COUNT_WORDS, write_timelines
from kg.report.data import FORMAT_VERSION
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
from kg.report.layout import Column
from kg.report.text import left_out
from kg.words import ENGLISH, Joined, Message, Verbatim, digits, family

_WIDTH = 110
#: The most items of each list on the terminal; the JSON has all.
_SHOWN = 10


def disputes_json(
    relations: Sequence[Relation], knowledge: Knowledge, standpoints: Iterable[str] | None = None
) -> dict[str, Any]:
    """Return what ``kg disputes --format json`` gives: disputes with analyses, the table of sources, counts.

    ``relations`` are all that were found. With ``standpoints``, the result is that for somebody who holds
    exactly these.
    """
    view = None if standpoints is None else frozenset(standpoints)
    held = _held(relations, view)
    disputes = name_withdrawn(find_disputes(held), held, knowledge, view)
    analyses = find_analyses(disputes, relations, knowledge, view)
    written = []
    for dispute, analysis in zip(disputes, analyses, strict=True):
        entry = dispute_json(dispute, knowledge, analysis)
        for row, check in zip(entry["check_first"], analysis.checks, strict=True):
            row["question"] = dict(ask_of(check, knowledge))
        written.append(entry)
    return {
        "version": FORMAT_VERSION,
        "standpoints": None if view is None else sorted(view),
        "disputes": written,
        "agreements": [row.as_json() for row in find_agreements(held, knowledge)],
        "counts": [timeline.as_json() for timeline in find_timelines(held, knowledge)],
    }


def disputes_text(
    relations: Sequence[Relation],
    knowledge: Knowledge,
    standpoints: Iterable[str] | None = None,
    *,
    limit: int | None = None,
    language: str = "en",
) -> str:
    """Return disputes with their sides and analyses, the table of sources, and timelines, as text.

    ``limit`` is the number of disputes that are shown, the largest first.
    """
    view = None if standpoints is None else frozenset(standpoints)
    held = _held(relations, view)
    disputes = find_disputes(held)
    lines = [Message("disputes", count=len(disputes))[language]]
    shown = name_withdrawn(disputes if limit is None else disputes[:limit], held, knowledge, view)
    analyses = find_analyses(shown, relations, knowledge, view)
    for number, (dispute, analysis) in enumerate(zip(shown, analyses, strict=True), 1):
        page = _Page(lines, knowledge, dispute, language)
        title = Message(
            "dispute-title" if dispute.unconditional else "dispute-title-conditional",
            dispute=told("dispute", number),
            name=dispute.id[:8],
            contradictions=Message("contradictions", count=len(dispute.relations)),
        )
        lines.append("")
        page.line(0, title[language])
        page.sides()
        page.analysis(analysis)
    if len(shown) < len(disputes):
        lines += ["", left_out(len(disputes) - len(shown), language)]
    lines.append("")
    _agreements(lines, held, knowledge, language)
    if timelines := find_timelines(held, knowledge):
        shown_timelines = timelines if limit is None else timelines[:limit]
        lines += ["", COUNT_WORDS["counts"][language], ""]
        lines += write_timelines(shown_timelines, knowledge, _WIDTH, language).splitlines()
        if len(shown_timelines) < len(timelines):
            lines.append(left_out(len(timelines) - len(shown_timelines), language))
    return "".join(f"{line}\n" for line in lines)


def _held(relations: Sequence[Relation], view: View | None) -> list[Relation]:
    return [relation for relation in relations if view is None or relation.holds_for(view)]


#: The columns of the table of sources, and the words for its relations.
_AGREEMENTS = family("agreements", ("source", "relation", "other", "always", "conditionally"))
_AGREES = family("agrees", RelationType)


def _agreements(lines: list[str], relations: Sequence[Relation], knowledge: Knowledge, language: str) -> None:
    wording = Wording(knowledge)
    headings = tuple(words[language] for words in _AGREEMENTS.values())
    rows: list[tuple[str, ...]] = [headings]
    for row in find_agreements(relations, knowledge):
        source, other = (visible_line(wording.label(name)[language]) for name in (row.source, row.other))
        numbers = (
            digits(str(number or ""), language).rjust(len(heading))
            for number, heading in zip((row.always, row.conditionally), headings[3:], strict=True)
        )
        rows.append((source, _AGREES[row.relation][language], other, *numbers))
    page = Column(lines, _WIDTH)
    page.line((Message("agreements")[language], ""))
    page.line()
    page.table([[[(cell, "")] for cell in row] for row in rows])


# --- the terminal -------------------------------------------------------------------------------------


class _Page:
    """One dispute on the terminal; its positions are numbered P1, P2 … and referred to by these numbers."""

    def __init__(self, lines: list[str], knowledge: Knowledge, dispute: Dispute, language: str):
        self.lines = lines
        self.n = language
        self.knowledge = knowledge
        self.dispute = dispute
        self.wording = Wording(knowledge)
        self.numbers = number_positions(dispute)
        self.needed = find_needed(dispute)

    def line(self, indent: int, text: str) -> None:
        self.lines.append(" " * indent + visible_line(text).rstrip())

    def joined(self, parts: Iterable[str], mark: str = "comma") -> str:
        return Joined(map(Verbatim, parts), mark)[self.n]

    def told(self, indent: int, name: str, *values: Words | int | str) -> None:
        self.line(indent, told(name, *values)[self.n])

    def sides(self) -> None:
        for index, side in enumerate(self.dispute.sides):
            held = (name for position in side for name in self.dispute.held(position).claims)
            origins = tell_origins(self.wording.voices(held))[self.n]
            self.line(2, f"{told('side', letters(index))[self.n]} ({origins})")
            for position in side:
                self.position(position)
        for words in tell_notes(self.dispute, self.wording, self.numbers):
            self.line(2, words[self.n])

    def position(self, position: Position) -> None:
        held = self.dispute.held(position)
        voices = find_voices(held, self.knowledge)
        origins = tell_origins(voices.origins)[self.n]
        claims = ours_first(held.claims)
        stance = STANCE_WORDS[position.stance][self.n]
        self.line(4, f"{self.name(position)} {stance}: {self.joined(claims)} ({origins})")
        for name in claims[:3]:
            claim = self.knowledge.claims[name]
            article = name.rpartition("/")[0]
            self.line(6, f"{self.wording.voice(claim.sources)[self.n]}: {self.words_of(claim, article)}")
        for line in tell_voices(voices, self.knowledge):
            self.line(6, line[self.n])
        if beside := self.dispute.beside(position):
            self.told(6, "beside", self.joined(ours_first(beside)))
        needed = self.wording.views(self.needed.get(position.id, ()), "dispute-disputed-if")
        if needed is not None:
            self.line(6, needed[self.n])

    def words_of(self, claim: Claim, article: str) -> str:
        """Return a claim's words in the reader's language if there are any, else in another."""
        quoted = " … ".join(quotation.exact for quotation in claim.quotations)
        own = self.knowledge.articles[article].language == self.n
        glosses = [claim.gloss.get(self.n), quoted if own else "", claim.gloss.get(ENGLISH)]
        return next(filter(None, (*glosses, *claim.gloss.values())), quoted)

    def name(self, position: Position) -> str:
        """Return the position's number, or the names of its claims if it is not in the dispute."""
        if position.id in self.numbers:
            return f"P{self.numbers[position.id]}"
        said = position.proposition.said_by
        claims = self.joined(ours_first(position.claims))
        return claims if said is None else f"{told('said_so', self.wording.label(said))[self.n]} ({claims})"

    def names(self, positions: Iterable[Position]) -> str:
        ordered = in_order(positions, self.numbers)
        return self.joined(self.name(position) for position in ordered) or told("nothing")[self.n]

    def bridge(self, bridge: ContestedBridge) -> str:
        words = self.wording.bridge(Bridge(bridge.subject, bridge.relation, bridge.object))[self.n]
        views = Joined([self.wording.label(name) for name in bridge.standpoints], "semicolon")
        return f"{words} ({told('contested', views)[self.n]})"

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
        for check in analysis.checks[:SHOWN_CHECKS]:
            name = self.name(check.position) if check.position is not None else ""
            name += self.bridge(check.bridge) if check.bridge is not None else ""
            self.line(4, f"{name}: {told('settles', len(check.if_true), len(check.if_false))[self.n]}")
            self.line(6, ask_of(check, self.knowledge)[self.n])
        for reading in analysis.readings:
            self.reading(reading)

    def conflict(self, conflict: Conflict) -> str:
        words = self.joined((self.name(p) for p in in_order(conflict.positions, self.numbers)), "and")
        if conflict.bridges:
            words += told("if", self.joined(map(self.bridge, conflict.bridges), "and"))[self.n]
        recorded = [told("recorded")[self.n]] if conflict.recorded else []
        return self.joined((words, *recorded), "semicolon")

    def given_up(self, found: HittingSets) -> None:
        for way in found.sets:
            members = [self.name(position) for position in way.positions]
            members += [told("that", self.bridge(bridge))[self.n] for bridge in way.bridges]
            self.line(4, self.joined(members, "and") or told("nothing")[self.n])
        if note := tell_note(found):
            self.line(6, note[self.n])

    def reading(self, reading: Reading) -> None:
        self.line(2, tell_view(reading, self.wording)[self.n])
        extensions = reading.extensions
        if extensions.exact:
            for extension in extensions.preferred[:_SHOWN]:
                self.line(4, f"{told('together')[self.n]}: {self.names(extension)}")
            if len(extensions.preferred) > _SHOWN:
                self.told(4, "more", len(extensions.preferred) - _SHOWN)
        else:
            self.told(4, "too_many")
        self.line(4, f"{told('in_every_one')[self.n]}: {self.names(extensions.sceptical)}")
        if not reading.survivors.boxes:
            self.told(4, "survives_not")
        for survivor in reading.survivors.boxes[:_SHOWN]:
            box, witnesses = self.wording.statement(survivor.box)[self.n], self.names(survivor.witnesses)
            self.line(4, f"{told('survives')[self.n]}: {box} ({witnesses})")
        if undecided := tell_undecided(reading):
            self.line(4, undecided[self.n])

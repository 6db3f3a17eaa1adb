"""Disputes for programs and for the terminal: sides, what to give up, what survives, what to check first."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.disputes import (
    Analysis,
    Check,
    Conflict,
    ContestedBridge,
    Dispute,
    HittingSets,
    Reading,
    dispute_json,
    find_agreements,
    find_analyses,
    find_disputes,
    find_voices,
)
from kg.explain import Wording, find_question, sorted_relations
from kg.model import Bridge, Knowledge, Position, Relation, View
from kg.report.data import FORMAT_VERSION, _letters, _stripped
from kg.report.text import visible

#: Of each list the terminal shows so many; the JSON has them all.
_SHOWN = 10
_SHOWN_CHECKS = 3


def disputes_json(
    relations: Sequence[Relation], knowledge: Knowledge, standpoints: Iterable[str] | None = None
) -> dict[str, Any]:
    """Return what ``kg disputes --format json`` gives: disputes, their analyses, the table of sources.

    ``relations`` are all that were found; with ``standpoints`` everything is as it stands for somebody who
    holds exactly these.
    """
    view = None if standpoints is None else frozenset(standpoints)
    found = _held(relations, view)
    disputes = find_disputes(found)
    analyses = find_analyses(disputes, relations, knowledge, view)
    written = []
    for dispute, analysis in zip(disputes, analyses, strict=True):
        entry = dispute_json(dispute, knowledge, analysis)
        for row, check in zip(entry["check_first"], analysis.checks, strict=True):
            row["question"] = _question(check, knowledge)
        written.append(entry)
    return {
        "version": FORMAT_VERSION,
        "standpoints": None if view is None else sorted(view),
        "disputes": written,
        "agreements": [row.as_json() for row in find_agreements(found, knowledge)],
    }


def disputes_text(
    relations: Sequence[Relation], knowledge: Knowledge, standpoints: Iterable[str] | None = None
) -> str:
    """Return disputes with their sides and analyses, and the table of sources, for the terminal."""
    view = None if standpoints is None else frozenset(standpoints)
    found = _held(relations, view)
    file = io.StringIO()
    console = Console(file=file, width=110, no_color=True, highlight=False, soft_wrap=True)
    disputes = find_disputes(found)
    console.print(f"{len(disputes)} dispute{'s' if len(disputes) != 1 else ''}")
    analyses = find_analyses(disputes, relations, knowledge, view)
    for number, (dispute, analysis) in enumerate(zip(disputes, analyses, strict=True), 1):
        page = _Page(console, knowledge, dispute)
        condition = "" if dispute.unconditional else ", only from some standpoints"
        page.line(0, f"\nDispute {number} ({len(dispute.relations)} contradictions{condition})")
        page.sides()
        page.analysis(analysis)
    console.print()
    console.print(_agreements(found, knowledge))
    return _stripped(file)


def _held(relations: Sequence[Relation], view: View | None) -> list[Relation]:
    return [relation for relation in relations if view is None or relation.holds_for(view)]


def _question(check: Check, knowledge: Knowledge) -> dict[str, str]:
    """Return the question that resolves the clearest of the contradictions that a check is about."""
    return find_question(sorted_relations(check.relations, knowledge)[0], knowledge)


def _agreements(relations: Sequence[Relation], knowledge: Knowledge) -> Table:
    table = Table(box=SIMPLE, title="Who agrees with whom", title_justify="left", pad_edge=False)
    for heading in ("source", "relation", "other source", "always", "conditionally"):
        table.add_column(heading, justify="right" if heading in ("always", "conditionally") else "left")
    for row in find_agreements(relations, knowledge):
        table.add_row(
            Text(visible(knowledge.label(row.source))),
            Text(row.relation.value),
            Text(visible(knowledge.label(row.other))),
            str(row.always or ""),
            str(row.conditionally or ""),
        )
    return table


class _Page:
    """One dispute on the terminal, its positions numbered P1, P2 … and called so from then on."""

    def __init__(self, console: Console, knowledge: Knowledge, dispute: Dispute):
        self.console = console
        self.knowledge = knowledge
        self.dispute = dispute
        self.wording = Wording(knowledge)
        self.numbers = {position.id: f"P{n}" for n, position in enumerate(dispute.positions, 1)}

    def line(self, indent: int, text: str) -> None:
        self.console.print(visible(" " * indent + text), markup=False)

    def sides(self) -> None:
        for index, side in enumerate(self.dispute.sides):
            self.line(2, f"Side {_letters(index)}")
            for position in side:
                self.position(position)

    def position(self, position: Position) -> None:
        voices = find_voices(position, self.knowledge)
        number = len(voices.origins)
        origins = f"{number} independent origin{'s' if number != 1 else ''}"
        claims = ", ".join(position.claims)
        self.line(4, f"{self.name(position)} {position.stance.value}: {claims} ({origins})")
        for name in position.claims[:3]:
            claim = self.knowledge.claims[name]
            words = claim.gloss.get("en") or next(iter(claim.gloss.values()), "")
            self.line(6, f"{self.knowledge.label(claim.source)}: {words}")
        if len(position.claims) > 1:
            chains = len(voices.chains)
            told = f"{chains} report chain{'s' if chains != 1 else ''} without a source in common"
            if voices.choke_points:
                told += f"; all go through {self.sources(voices.choke_points)}"
            self.line(6, told)
        for circle in voices.circles:
            self.line(6, f"circular: {self.sources([*circle, circle[0]], ' ← ')}")
        found = [r for r in self.dispute.relations if position in r.positions]
        views = {view for r in found if not r.unconditional for view in r.holds_if}
        if views and not any(r.unconditional for r in found):
            needed = " or ".join(" and ".join(sorted(view)) for view in sorted(views, key=sorted))
            self.line(6, f"disputed only if one holds: {needed}")

    def sources(self, names: Iterable[str], between: str = ", ") -> str:
        return between.join(self.knowledge.label(name) for name in names)

    def name(self, position: Position) -> str:
        """Return the position's number; one that is not of the dispute goes by its claims."""
        if position.id in self.numbers:
            return self.numbers[position.id]
        said = position.proposition.said_by
        claims = ", ".join(position.claims)
        return claims if said is None else f"that {self.knowledge.label(said)} said so ({claims})"

    def names(self, positions: Iterable[Position]) -> str:
        return ", ".join(self.name(position) for position in self.ordered(positions)) or "nothing"

    def ordered(self, positions: Iterable[Position]) -> list[Position]:
        """Return positions as they are numbered, others last."""
        order = {name: number for number, name in enumerate(self.numbers)}
        return sorted(positions, key=lambda position: (order.get(position.id, len(order)), position.id))

    def bridge(self, bridge: ContestedBridge) -> str:
        words = self.wording.bridge(Bridge(bridge.subject, bridge.relation, bridge.object))["en"]
        return f"{words} (held by {', '.join(bridge.standpoints)})"

    def analysis(self, analysis: Analysis) -> None:
        self.line(2, "What cannot all be true")
        for conflict in analysis.conflicts[:_SHOWN]:
            self.line(4, self.conflict(conflict))
        if len(analysis.conflicts) > _SHOWN:
            self.line(4, f"… and {len(analysis.conflicts) - _SHOWN} more")
        self.line(2, "The least one must give up")
        self.given_up(analysis.give_up)
        if analysis.give_up_bridges.sets != analysis.give_up.sets:
            self.line(2, "The least, if what is contested may be given up, too")
            self.given_up(analysis.give_up_bridges)
        self.line(2, "What to check first")
        for check in analysis.checks[:_SHOWN_CHECKS]:
            what = self.name(check.position) if check.position is not None else ""
            what += self.bridge(check.bridge) if check.bridge is not None else ""
            self.line(4, f"{what}: settles {len(check.if_true)} if true, {len(check.if_false)} if false")
            self.line(6, _question(check, self.knowledge)["en"])
        for reading in analysis.readings:
            self.reading(reading)

    def conflict(self, conflict: Conflict) -> str:
        told = " and ".join(self.name(position) for position in self.ordered(conflict.positions))
        if conflict.bridges:
            told += f", if {' and '.join(self.bridge(bridge) for bridge in conflict.bridges)}"
        return told

    def given_up(self, found: HittingSets) -> None:
        for one in found.sets:
            members = [self.name(position) for position in one.positions]
            members += [f"that {self.bridge(bridge)}" for bridge in one.bridges]
            self.line(4, " and ".join(members) or "nothing")
        if found.unique:
            self.line(6, "and nothing else does with as little")
        elif not found.exact:
            self.line(
                6, f"weight {found.weight}; not known to be the least, which is at least {found.at_least}"
            )
        elif not found.complete:
            self.line(6, "and others that do with as little")

    def reading(self, reading: Reading) -> None:
        view = " and ".join(self.knowledge.label(name) for name in sorted(reading.view))
        self.line(2, f"Seen with {view}" if view else "Seen from no standpoint")
        extensions = reading.extensions
        if extensions.exact:
            for extension in extensions.preferred[:_SHOWN]:
                self.line(4, f"can be held together: {self.names(extension)}")
            if len(extensions.preferred) > _SHOWN:
                self.line(4, f"… and {len(extensions.preferred) - _SHOWN} more")
        else:
            self.line(4, "what can be held together: too many ways to list")
        self.line(4, f"in every one of them: {self.names(extensions.sceptical)}")
        if not reading.survivors.boxes:
            self.line(4, "survives every one: nothing that two positions agree on")
        for survivor in reading.survivors.boxes[:_SHOWN]:
            witnesses = self.names(survivor.witnesses)
            self.line(4, f"survives every one: {self.wording.statement(survivor.box)['en']} ({witnesses})")
        if reading.survivors.undecided:
            self.line(4, f"not known to survive or not: {len(reading.survivors.undecided)} common boxes")

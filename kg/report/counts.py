"""Timelines of numbers in words, for the page and the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.characters import visible_line
from kg.disputes import Link, Tally, Timeline
from kg.explain import STANCE_WORDS, Wording, describe_time
from kg.explain.words import DISPUTE_WORDS
from kg.model import Knowledge, RelationType, Stance
from kg.report.layout import Column
from kg.words import Joined, Message, Words, digits, family

#: Words about counts for the terminal and the page.
COUNT_WORDS = {
    **family("tally", ("counts", "number", "as_of", "voice", "count", "how", "claim", "no_time", "caption")),
    **family(
        "tally", ("said", "published", "contradicted", "conditional", "about", "not_asserted", "denied")
    ),
    **family("tally", ("final", "others", "logarithmic", "cut", "joined")),
    **family("tally", ("unlinked", "by_utterance"), "count"),
    **family("tally", ("clocks",), "zone"),
    **family("tally", ("begins",), "number"),
    **family(
        "tally",
        ("updates", "updated", "supersedes", "superseded", "contradicts", "tension"),
        "numbers",
    ),
}

#: The most counts that one of them is said to relate to.
_RELATED = 20

#: The words for a link at its first and at its second count.
_ENDS: Mapping[RelationType, tuple[str, str]] = {
    RelationType.UPDATES: ("updates", "updated"),
    RelationType.SUPERSEDES: ("supersedes", "superseded"),
    RelationType.CONTRADICTS: ("contradicts", "contradicts"),
    RelationType.TENSION: ("tension", "tension"),
}


@dataclass(frozen=True, slots=True)
class CountRow:
    """One count with its number in the timeline, its time, voice and relations to other counts.

    ``relates`` are phrases, contradictions first; ``contradicted`` says whether there are any of these.
    ``basis`` says where the time is from if the claim does not give it.
    """

    number: int
    claim: str
    as_of: Words
    voice: Words
    count: Words
    notes: tuple[Words, ...]
    relates: tuple[Words, ...]
    contradicted: bool
    basis: Words | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """The counts of one measure at one event, ready for every face."""

    title: Words
    numbers: Words
    rows: tuple[CountRow, ...]
    timeline: Timeline


def build_timeline_row(timeline: Timeline, knowledge: Knowledge) -> TimelineRow:
    """Return a timeline in words."""
    order = {tally.claim: number for number, tally in enumerate(timeline.tallies, 1)}
    populations = {tally.count.population for tally in timeline.tallies}
    related = _relatives(timeline.links, order)
    rows = tuple(
        _row(tally, order[tally.claim], related.get(tally.claim, {}), len(populations) > 1, knowledge)
        for tally in timeline.tallies
    )
    kinds = [link.relation for link in timeline.links]
    updates, contradictions = kinds.count(RelationType.UPDATES), kinds.count(RelationType.CONTRADICTS)
    numbers = Message(
        "tally-numbers",
        counts=Message("counts", count=len(rows)),
        updates=Message("updates", count=updates),
        contradictions=Message("contradictions", count=contradictions),
    )
    return TimelineRow(_title(timeline, knowledge), numbers, rows, timeline)


def write_timelines(timelines: Sequence[Timeline], knowledge: Knowledge, width: int, language: str) -> str:
    """Return timelines as tables for the terminal."""
    lines: list[str] = []
    page = Column(lines, width)
    for timeline in timelines:
        row = build_timeline_row(timeline, knowledge)
        page.line((visible_line(f"{row.title[language]} ({row.numbers[language]})"), ""))
        columns = ("number", "as_of", "voice", "count", "how", "claim")
        table = [[COUNT_WORDS[name][language] for name in columns]]
        for count_row in row.rows:
            notes = Joined((count_row.count, *count_row.notes))[language]
            related = Joined(count_row.relates, "semicolon")[language]
            table.append(
                [
                    digits(str(count_row.number), language),
                    count_row.as_of[language],
                    count_row.voice[language],
                    notes,
                    related,
                    count_row.claim,
                ]
            )
        page.inside().table([[[(visible_line(cell), "")] for cell in cells] for cells in table])
        page.line()
    return "".join(f"{line}\n" for line in lines)


def _title(timeline: Timeline, knowledge: Knowledge) -> Words:
    wording = Wording(knowledge)
    measure: Words = wording.label(timeline.measure)
    populations = {tally.count.population for tally in timeline.tallies}
    if len(populations) == 1 and (population := populations.pop()) is not None:
        measure = Message("tally-population", measure=measure, population=wording.label(population))
    if timeline.event is not None:
        subject = wording.label(timeline.event)
    else:
        said = knowledge.claims[timeline.tallies[0].claim].proposition
        assert said is not None
        subject = wording.statement(replace(said, count=None, time=None, agent=None))
        if said.kind == timeline.measure:
            return subject
    return Message("tally-title", subject=subject, measure=measure)


def _relatives(links: Sequence[Link], order: Mapping[str, int]) -> dict[str, dict[str, list[int]]]:
    """Return the numbers of the counts to which each count relates, by how it does."""
    related: dict[str, dict[str, list[int]]] = {}
    for link in links:
        for end, name, other in zip(
            _ENDS[link.relation], (link.first, link.second), (link.second, link.first), strict=True
        ):
            related.setdefault(name, {}).setdefault(end, []).append(order[other])
    return related


def _row(
    tally: Tally, number: int, related: Mapping[str, Sequence[int]], mixed: bool, knowledge: Knowledge
) -> CountRow:
    """Return a count in words, with its population if those of the timeline are ``mixed``."""
    wording = Wording(knowledge)
    count: Words = wording.count(replace(tally.count, as_of=None))
    if mixed and tally.count.population is not None:
        population = wording.label(tally.count.population)
        count = Message("tally-of-whom", count=count, population=population)
    notes = () if tally.stance is Stance.ASSERTS else (STANCE_WORDS[tally.stance],)
    # In a chain of updates, links between neighbours are enough.
    nearest = {"updates": max, "supersedes": max, "updated": min, "superseded": min}
    related = {
        name: [nearest[name](numbers)] if name in nearest else numbers for name, numbers in related.items()
    }
    names = ("contradicts", "tension", "updates", "supersedes", "updated", "superseded")
    return CountRow(
        number=number,
        claim=tally.claim,
        as_of=COUNT_WORDS["no_time"] if tally.as_of is None else describe_time(tally.as_of),
        voice=wording.speakers(tally.sources),
        count=count,
        notes=notes,
        relates=tuple(_related(name, related[name]) for name in names if name in related),
        contradicted="contradicts" in related,
        basis=_basis(tally, knowledge),
    )


def _basis(tally: Tally, knowledge: Knowledge) -> Words | None:
    if tally.count.as_of is not None or tally.as_of is None:
        return None
    return COUNT_WORDS["said" if knowledge.claims[tally.claim].said is not None else "published"]


def _related(name: str, numbers: Sequence[int]) -> Words:
    """Return the relation of a count to the counts with these numbers."""
    ordered = sorted(set(numbers))
    words: list[Words] = [Message("count-exact", number=number) for number in ordered[:_RELATED]]
    if len(ordered) > _RELATED:
        words.append(DISPUTE_WORDS["more"].told(a=len(ordered) - _RELATED))
    return COUNT_WORDS[name].told(numbers=Joined(words))

"""A summary in at most ten lines: what is in dispute, between whom, on what it depends, what to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.disputes import Analysis, ContestedBridge, Dispute
from kg.explain import Wording, Words, find_check_question
from kg.explain.words import AS_TO
from kg.model import Bridge, Knowledge, Position, Relation, RelationType, Stance
from kg.report.dispute_words import told
from kg.words import ENGLISH, Joined, Listed, Message, Verbatim

#: The most disputes in the summary; each has three lines, below the line about all of them.
_DISPUTES = 3
#: The most bridges and slots, and the most sides, that are named of a dispute.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One line: its ``role`` (``all``, ``about``, ``hangs``, ``ask``), its beginning and its text.

    ``dispute`` is the identifier of the dispute that the beginning names.
    """

    role: str
    words: Words
    lead: Words | None = None
    dispute: str | None = None


def build_brief(
    disputes: Sequence[tuple[int, Dispute, Analysis]],
    total: int,
    relations: Sequence[Relation],
    knowledge: Knowledge,
) -> list[BriefLine]:
    """Return the lines for the first few ``disputes``, which come with their numbers and analyses.

    ``total`` is the number of all disputes, and ``relations`` are all that hold; the first line counts both.
    """
    lines = [BriefLine("all", _all(relations, total))]
    for number, dispute, analysis in disputes[:_DISPUTES]:
        lines.append(
            BriefLine(
                "about",
                _about(dispute, knowledge),
                Message("brief-dispute", dispute=told("dispute", number)),
                dispute.id,
            )
        )
        facts = [bridge for conflict in analysis.conflicts for bridge in conflict.bridges]
        lines.append(BriefLine("hangs", tell_hangs(dispute, facts, knowledge), Message("brief-hangs-on")))
        if analysis.checks:
            check = analysis.checks[0]
            fact = check.bridge
            asked = check.position if fact is None else Bridge(fact.subject, fact.relation, fact.object)
            if asked is not None:
                lines.append(BriefLine("ask", find_check_question(asked, knowledge), Message("brief-ask")))
    return lines


def _all(relations: Sequence[Relation], disputes: int) -> Words:
    kinds = Counter(relation.relation for relation in relations)
    contradictions, tensions = kinds[RelationType.CONTRADICTS], kinds[RelationType.TENSION]
    how_many = Message("tensions", count=tensions)
    if not contradictions:
        tense = Message("brief-tensions", tensions=how_many) if tensions else ""
        return Message("brief-nothing", tensions=tense)
    conditional = sum(r.relation is RelationType.CONTRADICTS and not r.unconditional for r in relations)
    return Message(
        "brief-all",
        disputes=Message("disputes", count=disputes),
        contradictions=Message("contradictions", count=contradictions),
        conditional=Message("brief-conditional", count=conditional) if conditional else "",
        tensions=Message("brief-and-tensions", tensions=how_many) if tensions else "",
    )


def _about(dispute: Dispute, knowledge: Knowledge) -> Words:
    """Return the sides of a dispute, and its subject."""
    sides = tell_sides(dispute, knowledge)
    return Message("brief-about", sides=Joined(sides, "against"), statement=tell_subject(dispute, knowledge))


def tell_sides(dispute: Dispute, knowledge: Knowledge) -> list[Words]:
    """Return the voices of each side, with their counts if the dispute is about a count."""
    wording = Wording(knowledge)
    voices = [find_voices_of_side(side, dispute, knowledge) for side in dispute.sides]
    sides: list[Words] = [wording.speakers(who) for who in voices[:_NAMED]]
    if _is_counted(dispute):
        sides = [
            _with_counts(side, words, wording) for side, words in zip(dispute.sides, sides, strict=False)
        ]
    if len({tuple(who) for who in voices}) == 1:
        sides = [Message("sentence-start", words=Message("brief-one-voice", who=sides[0]))]
    more = 0 if len(sides) == 1 else len(dispute.sides) - len(sides)
    if more:
        sides.append(Message("brief-more-sides", count=more))
    return sides


def tell_subject(dispute: Dispute, knowledge: Knowledge) -> Words:
    """Return what a dispute is about: the position that most others contradict."""
    wording = Wording(knowledge)
    degree = Counter(position.id for relation in dispute.relations for position in relation.positions)
    asserted = [p for p in dispute.positions if p.stance is not Stance.DENIES] or list(dispute.positions)
    denied = [p for p in dispute.positions if p.stance is Stance.DENIES]
    subject = max(denied or asserted, key=lambda position: (degree[position.id], position.id))
    count = subject.proposition.count
    if count is not None and _is_counted(dispute):
        measure = wording.label(count.measure)
        of_what = wording.statement(replace(subject.proposition, count=None))
        return Message("tally-title", subject=of_what, measure=measure)
    if subject.proposition.said_by is not None:
        return Message("brief-whether-said", clause=wording.clause(subject.proposition))
    return wording.statement(subject.proposition)


def _is_counted(dispute: Dispute) -> bool:
    """Return whether a dispute is about a count alone."""
    return all("count" in relation.conflict for relation in dispute.relations)


def _with_counts(side: Sequence[Position], who: Words, wording: Wording) -> Words:
    """Return the voices of a side with their counts; of many counts, the first."""
    counts = (position.proposition.count for position in side)
    said = [wording.count(replace(count, as_of=None)) for count in counts if count is not None]
    shown = list({words[ENGLISH]: words for words in said}.values())[:_NAMED]
    return Message("brief-with-counts", who=who, counts=Joined(shown)) if shown else who


def find_voices_of_side(side: Sequence[Position], dispute: Dispute, knowledge: Knowledge) -> list[str]:
    """Return the voices that still take a position of a side, those with most contradictions first."""
    held: Counter[str] = Counter()
    ours = {position.id for position in side}
    for relation in dispute.relations:
        for pair in relation.pairs:
            for position, voice in zip(relation.positions, (pair.first, pair.second), strict=False):
                if position.id in ours:
                    held.update(knowledge.register.voice(source) for source in voice.sources)
    if not held:
        claims = (knowledge.claims[name] for one in side for name in dispute.held(one).claims)
        held.update(knowledge.register.voice(source) for claim in claims for source in claim.sources)
    return sorted(held, key=lambda name: (-held[name], name))


def tell_hangs(dispute: Dispute, facts: Iterable[Bridge | ContestedBridge], knowledge: Knowledge) -> Words:
    """Return what a dispute depends on: contested ``facts``, the conflicting slots, the denial."""
    wording = Wording(knowledge)
    contested = dict.fromkeys(Bridge(fact.subject, fact.relation, fact.object) for fact in facts)
    questions: list[Words] = [
        Message("brief-whether", fact=wording.bridge(fact)) for fact in list(contested)[:_NAMED]
    ]
    slots = Counter(slot for relation in dispute.relations for slot in relation.conflict)
    named = [AS_TO.get(slot, Verbatim(slot)) for slot, _ in slots.most_common(_NAMED)]
    if named:
        questions.append(Listed(named))
    denied = [
        position.proposition
        for relation in dispute.relations
        for position in relation.positions
        if not relation.conflict and position.stance is Stance.DENIES
    ]
    if any(proposition.said_by is None for proposition in denied):
        questions.append(Message("brief-happened-at-all"))
    elif denied:
        questions.append(Message("brief-said-at-all"))
    if not questions:
        questions.append(Message("brief-which-is-so"))
    return Joined(questions, "semicolon")

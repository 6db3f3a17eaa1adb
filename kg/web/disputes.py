"""The page of a dispute: in a few lines, then its strongest contradictions, then all of its relations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kg.disputes import Analysis, ContestedBridge, Dispute, find_analyses, name_withdrawn, take_part
from kg.explain import Cards, Wording, find_question, sorted_relations
from kg.explain.words import RELATION_WORDS
from kg.model import Bridge, Relation, RelationType
from kg.report.brief import tell_hangs, tell_subject
from kg.report.dispute_rows import build_dispute_row
from kg.report.dispute_words import ask_of
from kg.report.selection import PageLimits
from kg.report.svg import NARROW, WIDE, target, write_dispute
from kg.web.objects import READ, Visit
from kg.web.rows import SideLine, build_dispute_line, build_relation_line, build_sides
from kg.words import ENGLISH, Message, Words

#: The most contradictions that are shown as cards.
STRONGEST = 20
#: The most positions of a dispute that is analysed: to find what can be held together takes exponentially
#: longer, the more there are.
ANALYSED = 40
#: The most sides, agreements and questions that are named in short.
_SIDES, _AGREED, _QUESTIONS = 4, 2, 2
#: The most sources that can be chosen between.
_SOURCES = 40


@dataclass(frozen=True, slots=True)
class Short:
    """A dispute in at most ten lines; ``agreed`` is ``None`` if that was not worked out."""

    subject: Words
    numbers: Words
    sides: tuple[SideLine, ...]
    sides_left: int
    hangs: Words
    agreed: tuple[Words, ...] | None
    questions: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of a dispute's relations can be narrowed to: types and sources, with their numbers."""

    kinds: tuple[tuple[str, Words, int], ...]
    kind: str
    sources: tuple[tuple[str, Words, int], ...]
    source: str


def build_dispute_page(found: Sequence[Dispute], visit: Visit) -> dict[str, Any]:
    """Return what there is to say of the first of some disputes; the others became of the one asked for."""
    outlook, knowledge = visit.outlook, visit.knowledge
    studied = outlook.keep(("dispute", found[0].id), lambda: _study(found[0], visit))
    dispute, analysis = studied.dispute, studied.analysis
    cards = Cards(knowledge, visit.graph.reviews)
    strongest = dispute.relations[:STRONGEST]
    filters, chosen = _filter(studied, visit)
    return {
        "dispute": dispute,
        "short": build_short(dispute, analysis, visit),
        "cards": [(cards[one], build_relation_line(one, knowledge, outlook)) for one in strongest],
        "left": len(dispute.relations) - len(strongest),
        "others": [build_dispute_line(one, knowledge, outlook) for one in found[1:STRONGEST]],
        "pictures": _draw(dispute, visit, cards),
        "figures": visit.figures(dispute),
        "dashed": any(not relation.unconditional for relation in dispute.relations),
        "row": None if analysis is None else build_dispute_row(dispute, analysis, knowledge),
        "filters": filters,
        "lines_": visit.relations(visit.part(chosen)),
        "count": len(chosen),
        "turns": visit.turns(len(chosen)),
        "target": visit.address,
    }


@dataclass(frozen=True, slots=True)
class _Studied:
    """A dispute with its analysis, if it is small; ``related`` are all relations of its positions, ranked.

    ``speakers`` are the sources between which each of these holds, by its identifier.
    """

    dispute: Dispute
    analysis: Analysis | None
    related: Sequence[Relation]
    speakers: Mapping[str, frozenset[str]]


def _study(dispute: Dispute, visit: Visit) -> _Studied:
    """Return a dispute with what was withdrawn from it, its analysis, and all relations of its positions."""
    knowledge, view = visit.knowledge, visit.outlook.view
    touching = visit.graph.touching(dispute.positions)
    related = sorted_relations(filter(visit.outlook.concerns, touching), knowledge)
    speakers = {relation.id: _speakers(relation, visit) for relation in related}
    if len(dispute.positions) > ANALYSED or len(touching) > READ:
        return _Studied(dispute, None, related, speakers)
    relations: Sequence[Relation] = touching
    if visit.is_large:
        knowledge = take_part(knowledge, {n for r in touching for p in r.positions for n in p.claims})
    else:
        relations = visit.graph.relations()
    [dispute] = name_withdrawn([dispute], relations, knowledge, view)
    [analysis] = find_analyses([dispute], relations, knowledge, view)
    return _Studied(dispute, analysis, related, speakers)


def _draw(dispute: Dispute, visit: Visit, cards: Cards) -> tuple[Markup, ...]:
    """Return a picture for a page and one for a phone, none if the dispute is too large."""
    if max(len(dispute.positions), len(dispute.relations)) > PageLimits().drawn:
        return ()

    def address(kind: str, name: str) -> str:
        return target(kind, name) if kind == "relation" else visit.address(kind, name)

    languages = (visit.state.language,)
    return tuple(
        Markup(
            write_dispute(
                dispute, visit.knowledge, width=width, languages=languages, cards=cards, address=address
            )
        )
        for width in (WIDE, NARROW)
    )


def _filter(studied: _Studied, visit: Visit) -> tuple[Filters, list[Relation]]:
    """Return what relations can be narrowed to, and those that are left of them."""
    fields, wording = dict(visit.state.fields), Wording(visit.knowledge)
    kind, source = fields.get("relation", ""), fields.get("source", "")
    related, speakers = studied.related, studied.speakers
    chosen = [
        relation
        for relation in related
        if kind in ("", relation.relation.value) and (not source or source in speakers[relation.id])
    ]
    kinds = Counter(relation.relation for relation in related)
    speaking = Counter(name for names in speakers.values() for name in names)
    named = sorted(speaking, key=lambda name: (-speaking[name], name))[:_SOURCES]
    filters = Filters(
        tuple((one.value, RELATION_WORDS[one], kinds[one]) for one in RelationType if kinds[one]),
        kind,
        tuple((name, wording.label(name), speaking[name]) for name in named),
        source,
    )
    return filters, chosen


def _speakers(relation: Relation, visit: Visit) -> frozenset[str]:
    """Return the sources between which a relation holds."""
    if relation.pairs:
        spoken = (v.sources for pair in relation.pairs for v in (pair.first, pair.second))
        return frozenset(name for sources in spoken for name in sources)
    claims = visit.knowledge.claims
    return frozenset(n for p in relation.positions for claim in p.claims for n in claims[claim].sources)


def build_short(dispute: Dispute, analysis: Analysis | None, visit: Visit) -> Short:
    """Return a dispute in at most ten lines."""
    knowledge = visit.knowledge
    sides = build_sides(dispute, knowledge)
    numbers = Message(
        "page-numbers",
        positions=Message("positions", count=len(dispute.positions)),
        contradictions=Message("contradictions", count=len(dispute.relations)),
    )
    facts: list[Bridge | ContestedBridge] = []
    agreed: tuple[Words, ...] | None = None
    if analysis is None:
        facts += (b for r in dispute.relations for b in r.bridges if b.standpoint is not None)
        questions = [find_question(r, knowledge) for r in dispute.relations[:STRONGEST]]
    else:
        facts += (bridge for conflict in analysis.conflicts for bridge in conflict.bridges)
        questions = [ask_of(check, knowledge) for check in analysis.checks[:STRONGEST]]
        boxes = [box.box for reading in analysis.readings[:1] for box in reading.survivors.boxes]
        agreed = tuple(Wording(knowledge).statement(box) for box in boxes[:_AGREED])
    distinct = {question[ENGLISH]: question for question in questions}
    return Short(
        Message("sentence-start", words=tell_subject(dispute, knowledge)),
        numbers,
        sides[:_SIDES],
        len(sides[_SIDES:]),
        tell_hangs(dispute, facts, knowledge),
        agreed,
        tuple(distinct.values())[:_QUESTIONS],
    )

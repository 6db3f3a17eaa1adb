"""How a notebook shows the objects of a graph, as blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.api.figures import figures_of
from kg.disputes import Dispute
from kg.explain import STANCE_WORDS, Wording, build_card_bridge, build_card_claim, describe_time
from kg.explain.why_not import WHY_WORDS, build_why_card
from kg.explain.words import SLOT_WORDS
from kg.model import SLOTS
from kg.report import blocks as b
from kg.report.findings import SEVERITY_WORDS
from kg.report.html import SUMMARY
from kg.report.selection import PageLimits
from kg.report.svg import write_dispute
from kg.report.templating import build_article_text
from kg.report.words import ENTRY_WORDS, NOTEBOOK_WORDS
from kg.words import Joined, Message, Verbatim, Words

if TYPE_CHECKING:
    from kg.api.checks import ValidationFindings
    from kg.api.graph import ClaimGraph
    from kg.api.objects import (
        GraphArticle,
        GraphClaim,
        GraphDispute,
        GraphEntry,
        GraphStandpoint,
        GraphWhyNot,
    )


def claim_blocks(claim: GraphClaim) -> list[b.Block]:
    """Return a claim's speakers, words and report chain, and what it says, slot by slot."""
    graph, wording = claim.within, Wording(claim.within.knowledge)
    card = build_card_claim(claim.name, graph.knowledge, reviews=graph.reviews.of(claim.name))
    blocks: list[b.Block] = [b.HeadingBlock(NOTEBOOK_WORDS["claim"], claim.name), b.ClaimBlock(card)]
    for p in claim.propositions[:1]:
        stance = STANCE_WORDS[claim.stance]
        blocks.append(b.NoteBlock(Joined([stance, wording.statement(p)], "nouns"), "paragraph"))
        rows = [
            [b.words(SLOT_WORDS[slot]), b.words(wording.claimed(p, slot, claim.stance, (claim.name,)))]
            for slot in SLOTS
            if p.slot(slot) is not None
        ]
        blocks.append(b.TableBlock((), rows))
    return blocks


def article_blocks(article: GraphArticle) -> list[b.Block]:
    """Return an article's text with its quotes marked."""
    knowledge = article.within.knowledge
    claims = article.claims
    shown = build_article_text(knowledge.bundle(article.id), claims.names, knowledge, PageLimits())
    told_of: list[Words] = [shown.publisher, *([shown.published] if shown.published else [])]
    heading = Verbatim(article.title) if article.title else NOTEBOOK_WORDS["article"]
    numbers = Joined([*told_of, Message("claims", count=len(claims))])
    return [b.HeadingBlock(heading, article.id), b.NoteBlock(numbers), b.ArticleBlock(shown)]


def entry_blocks(entry: GraphEntry, language: str) -> list[b.Block]:
    """Return what the register says of a name, and the claims that name it."""
    graph, wording = entry.within, Wording(entry.within.knowledge)
    facts = [f for f in graph.knowledge.register.bridges() if entry.name in (f.subject, f.object)]
    blocks: list[b.Block] = [b.HeadingBlock(wording.label(entry.name), entry.name)]
    rows = [
        [b.words(label), b.words(value)]
        for label, value in (
            (NOTEBOOK_WORDS["kind"], type_of(entry)),
            *build_frame_rows(entry, wording),
        )
    ]
    blocks.append(b.TableBlock((), rows))
    if facts:
        blocks += [
            b.NoteBlock(NOTEBOOK_WORDS["facts"]),
            b.LinesBlock([_fact(f, graph) for f in facts[: b.MOST_ROWS]]),
        ]
    blocks += figure_blocks(graph, entry.name, language)
    claims = entry.claims
    if len(claims):
        blocks += claims.blocks()
    return blocks


def type_of(entry: GraphEntry) -> Words:
    """Return the type of an entry or, if it has none, its section of the register."""
    return ENTRY_WORDS.get(entry.type or entry.section) or Verbatim(entry.type or entry.section)


def build_frame_rows(entry: GraphEntry, wording: Wording) -> list[tuple[Words, Words]]:
    """Return what is declared of an event, slot by slot; nothing for other entries."""
    frame = entry.frame
    if frame is None:
        return []
    rows: list[tuple[Words, Words]] = []
    if frame.kind is not None:
        rows.append((SLOT_WORDS["kind"], wording.label(frame.kind)))
    for slot in ("target", "place"):
        value = getattr(frame, slot)
        if value is not None:
            rows.append((SLOT_WORDS[slot], wording.labels(value)))
    if frame.time is not None:
        rows.append((SLOT_WORDS["time"], describe_time(frame.time)))
    return rows


def _fact(fact: object, graph: ClaimGraph) -> Words:
    card = build_card_bridge(fact, graph.knowledge)  # type: ignore[arg-type]
    return Joined([card.words, card.where], "semicolon")


def standpoint_blocks(standpoint: GraphStandpoint) -> list[b.Block]:
    """Return a standpoint's facts, its holders, and the number of relations that depend on it."""
    wording = Wording(standpoint.within.knowledge)
    blocks: list[b.Block] = [b.HeadingBlock(wording.label(standpoint.name), standpoint.name)]
    if standpoint.held_by:
        held = Joined([wording.label(name) for name in standpoint.held_by])
        blocks.append(b.NoteBlock(Joined([Message("page-held-by"), held], "nouns"), "paragraph"))
    blocks.append(b.LinesBlock([wording.bridge(fact) for fact in standpoint.holds[: b.MOST_ROWS]]))
    if standpoint.excludes:
        others = Joined([wording.label(name) for name in sorted(standpoint.excludes)])
        blocks.append(b.NoteBlock(Joined([Message("page-not-held-together-with"), others], "nouns")))
    decided = len(standpoint.relations)
    blocks.append(b.NoteBlock(Message("page-standpoint-decides", count=decided)))
    return blocks


def dispute_blocks(dispute: GraphDispute, language: str) -> list[b.Block]:
    """Return who contradicts whom, a picture, and each contradiction in a sentence."""
    graph = dispute.within
    knowledge, limits = graph.knowledge, PageLimits()
    positions, edges = len(dispute.positions), len(dispute.relations)
    numbers = Message(
        "page-numbers",
        positions=Message("positions", count=positions),
        contradictions=Message("contradictions", count=edges),
    )
    blocks: list[b.Block] = [
        b.HeadingBlock(NOTEBOOK_WORDS["dispute"], dispute.id[:8]),
        b.NoteBlock(sides_of(dispute, graph), "paragraph"),
        b.NoteBlock(numbers),
    ]
    if max(positions, edges) <= limits.drawn:
        blocks.append(b.PictureBlock(Markup(write_dispute(dispute, knowledge, languages=(language,)))))
    blocks += figure_blocks(graph, dispute, language)
    return [*blocks, *graph.some(r.id for r in dispute.relations).blocks()]


def figure_blocks(graph: ClaimGraph, about: Dispute | str, language: str) -> list[b.Block]:
    """Return the timelines and the map of a dispute or of an entry."""
    figures = figures_of(graph, about, language, target=b.current_target(), level=4)
    return [b.FigureBlock(figure) for figure in figures]


def sides_of(dispute: Dispute, graph: ClaimGraph) -> Words:
    """Return who contradicts whom in a dispute."""
    wording = Wording(graph.knowledge)
    sides = [
        wording.speakers(wording.voices(name for position in side for name in dispute.held(position).claims))
        for side in dispute.sides
    ]
    return Joined(sides, "against")


def graph_blocks(graph: ClaimGraph) -> list[b.Block]:
    """Return the contents of a graph: numbers, articles, and disputes."""
    relations = graph.relations()
    contradictions = relations.of("contradicts")
    always = sum(relation.unconditional for relation in contradictions)
    disputes = relations.disputes()
    counted = {
        "articles": len(graph.articles),
        "claims": len(graph.claims),
        "positions": len(graph.knowledge.positions),
        "always": always,
        "conditional": len(contradictions) - always,
        "others": len(relations) - len(contradictions),
    }
    numbers = [(number, SUMMARY[name].told(count=number)) for name, number in counted.items()]
    blocks: list[b.Block] = [
        b.HeadingBlock(NOTEBOOK_WORDS["graph"]),
        b.SummaryBlock(numbers),
        *graph.articles.blocks(),
    ]
    if not disputes:
        return [*blocks, b.NoteBlock(Message("page-no-two-positions-exclude"), "paragraph")]
    return [*blocks, *disputes.blocks()]


def why_not_blocks(found: GraphWhyNot) -> list[b.Block]:
    """Return two claims side by side, and why each rule does not relate them."""
    card = build_why_card(found, found.within.knowledge)
    blocks: list[b.Block] = [
        b.HeadingBlock(Verbatim(" – ".join(card.names))),
        *(b.NoteBlock(words, "paragraph") for words in card.statements),
    ]
    if card.note is not None:
        return [*blocks, b.NoteBlock(card.note, "paragraph")]
    rows = [[b.words(w) for w in (row.label, row.first, row.second, row.words)] for row in card.rows]
    headings = (WHY_WORDS["slot"], Verbatim("A"), Verbatim("B"), WHY_WORDS["comparison"])
    blocks.append(b.TableBlock(headings, rows))
    for rules, title in ((card.found, WHY_WORDS["found"]), (card.keeps, WHY_WORDS["keeps"])):
        if rules:
            blocks.append(b.NoteBlock(title))
            told_of = [[rule.words, *rule.keeps] for rule in rules]
            blocks.append(b.LinesBlock([Joined(parts, "semicolon") for parts in told_of]))
    return blocks


def findings_blocks(findings: ValidationFindings, language: str) -> list[b.Block]:
    """Return a table of findings of the shapes, with their places and advice."""
    if not len(findings):
        return [b.NoteBlock(NOTEBOOK_WORDS["nothing"], "paragraph")]
    shown = list(findings)[: b.MOST_ROWS]
    rows = [
        [
            b.name(finding.rule),
            b.words(SEVERITY_WORDS[finding.severity]),
            b.name(finding.claim or ""),
            b.text(finding.told("message", language)),
            b.text(finding.told("advice", language)),
            b.name(str(finding.location or "")),
        ]
        for finding in shown
    ]
    words = ("rule", "severity", "claim", "problem", "advice", "place")
    headings = [NOTEBOOK_WORDS[word] for word in words]
    return [b.table_of(rows, headings, total=len(findings))]

"""Write the report: one HTML page that contains everything, loads nothing and runs no script.

Names, quotes and labels are written by strangers. All of them pass through jinja2's escaping, and control
characters (above all bidirectional overrides) are shown by their numbers, so that no label can reorder or
hide the text around it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kg.disputes import (
    Analysis,
    Dispute,
    Review,
    Timeline,
    find_analyses,
    find_disputes,
    find_reviews,
    find_timelines,
    name_withdrawn,
)
from kg.explain import (
    LANGUAGES,
    STANCE_WORDS,
    Card,
    CardBridge,
    CardClaim,
    Cards,
    Wording,
    Words,
    build_card_bridge,
    build_card_claim,
    build_card_reviews,
    sorted_relations,
)
from kg.explain.wording import shown_names
from kg.explain.words import RELATION_WORDS
from kg.model import (
    Knowledge,
    Position,
    Relation,
    RelationType,
    Standpoint,
)
from kg.report.brief import build_brief
from kg.report.dispute_rows import DisputeRow, build_dispute_row
from kg.report.dispute_words import told
from kg.report.figures import MapFigure, build_map_figure, build_timeline_figure
from kg.report.places import find_places
from kg.report.selection import PageLimits, Selection, select
from kg.report.svg import NARROW, WIDE, target, write_dispute
from kg.report.templating import build_article_text, environment
from kg.report.text import NOTHING
from kg.version import __version__
from kg.words import Message, family


@dataclass(frozen=True, slots=True)
class _StandpointRow:
    name: str
    label: Words
    held_by: tuple[Words, ...]
    bridges: tuple[CardBridge, ...]
    excludes: tuple[Words, ...]
    location: str | None
    numbers: Words


@dataclass(frozen=True, slots=True)
class _ClaimRow:
    claim: CardClaim
    stance: str
    stance_words: Words
    statement: Words | None
    presupposed: tuple[Words, ...]
    condition: Words | None


def write_report(
    knowledge: Knowledge,
    relations: Iterable[Relation],
    *,
    view: Iterable[str] | None = None,
    about: Dispute | None = None,
    number: int = 1,
    limits: PageLimits | None = None,
    languages: Sequence[str] = ("en",),
    links: Sequence[tuple[str, Message]] = (),
) -> str:
    """Return the report of ``relations`` as one HTML page, in one language or in all of them side by side.

    With ``view``, a set of standpoints, the page shows only what holds for somebody who holds exactly these;
    ``relations`` should still be all that were found. ``about`` is the dispute that the page is about, if it
    is about only one, and ``number`` its number among all. ``limits`` say how much the page shows; the page
    says what it leaves out. ``links`` are addresses of other pages. The same input gives the same text.
    """
    limits, languages = limits or PageLimits(), tuple(languages)
    everything = sorted_relations(relations, knowledge)
    held = None if view is None else frozenset(view)
    ranked = everything if held is None else [r for r in everything if r.holds_for(held)]
    disputes = [about] if about is not None else find_disputes(ranked)
    shown = select(knowledge, ranked, disputes, limits, about=about)
    named = [about] if about is not None else name_withdrawn(shown.disputes, ranked, knowledge, held)
    analyses = find_analyses(named, everything, knowledge, held)
    reviews = find_reviews(everything, knowledge, view=held)
    cards = Cards(knowledge, reviews)
    wording = Wording(knowledge)
    numbered = list(zip(_numbers(named, about, number), named, analyses, strict=True))
    timelines = _timelines(ranked, knowledge, about)
    called = shown_names(knowledge.claims)
    template = environment().get_template("report.html.j2")
    page = template.render(
        articles=[build_article_text(b, shown.claims, knowledge, limits) for b in shown.bundles],
        view=None if held is None else [wording.label(name) for name in sorted(held)],
        about=about,
        left_out=shown.left_out,
        summary=_summary(knowledge, ranked, about),
        languages=languages,
        links=links,
        called=called,
        brief=build_brief(numbered, len(disputes), about.relations if about else ranked, knowledge),
        timelines=[
            build_timeline_figure(at, timeline, knowledge, languages, target, limits)
            for at, timeline in enumerate(timelines[: limits.timelines])
        ],
        map=_map(shown, knowledge, limits, languages),
        timelines_left_out=max(0, len(timelines) - limits.timelines),
        others=_others(shown, cards),
        disputes=[
            _dispute(at, dispute, analysis, shown, knowledge, cards, limits, languages)
            for at, dispute, analysis in numbered
        ],
        claims=[_claim_row(name, knowledge, reviews.of(name), called[name]) for name in shown.claims],
        reviews=build_card_reviews(reviews, wording) if reviews.reviews and about is None else None,
        standpoints=_standpoint_rows(ranked, knowledge, about),
        version=__version__,
    )
    return without_dead_links(page.rstrip() + "\n")


def _numbers(named: Sequence[Dispute], about: Dispute | None, number: int) -> Iterable[int]:
    """Return the numbers of the disputes."""
    return (number,) if about is not None else range(1, len(named) + 1)


def _others(shown: Selection, cards: Cards) -> list[tuple[Any, str, list[Card]]]:
    """Return the cards of relations outside disputes, by type."""
    return [
        (RELATION_WORDS[type], type.value, [cards[relation] for relation in related])
        for type, related in shown.others.items()
    ]


#: All targets and links of a page; texts cannot contain any, because their quotation marks are escaped.
_TARGET, _HREF = re.compile(' id="([^"]*)"'), re.compile(' href="#([^"]*)"')


def without_dead_links(page: str) -> str:
    """Return a page without links to parts that it leaves out."""
    targets = set(_TARGET.findall(page))
    return _HREF.sub(lambda match: match[0] if match[1] in targets else "", page)


def write_card(card: Card, *, languages: Sequence[str] = LANGUAGES) -> str:
    """Return one card as an HTML fragment with its own style, for a notebook or another page."""
    return environment().get_template("card.html.j2").render(card=card, languages=tuple(languages))


def write_explanation(cards: Sequence[Card], *, languages: Sequence[str] = ("en",)) -> str:
    """Return cards as one self-contained page, in one language or in all of them side by side."""
    title = Message("page-explained")
    page = (
        environment()
        .get_template("explain.html.j2")
        .render(cards=cards, languages=tuple(languages), title=title, nothing=NOTHING, version=__version__)
    )
    return page.strip() + "\n"


# --- what the page shows ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _DisputeSection:
    """A dispute: its contradictions, the strongest first, its pictures, and its analysis.

    There is a picture for a page and one for a phone; the text of a ``large`` dispute is folded.
    """

    id: str
    title: Words
    caption: Words
    drawn: Words | None
    wide: Markup | None
    narrow: Markup | None
    row: DisputeRow
    cards: tuple[Card, ...]
    left_out: int
    large: bool


#: The text of a dispute with more positions than this is folded.
_LARGE = 8


def _dispute(
    number: int,
    dispute: Dispute,
    analysis: Analysis,
    shown: Selection,
    knowledge: Knowledge,
    cards: Cards,
    limits: PageLimits,
    languages: tuple[str, ...],
) -> _DisputeSection:
    positions, edges = len(dispute.positions), len(dispute.relations)
    drawn = max(positions, edges) <= limits.drawn
    caption = Message("page-picture")
    if drawn and any(not relation.unconditional for relation in dispute.relations):
        caption = Message("page-picture-dashed")
    numbers = Message(
        "page-numbers" if drawn else "page-numbers-not-drawn",
        positions=Message("positions", count=positions),
        contradictions=Message("contradictions", count=edges),
    )
    wide, narrow = (
        Markup(write_dispute(dispute, knowledge, width=width, links=True, languages=languages, cards=cards))
        if drawn
        else None
        for width in (WIDE, NARROW)
    )
    own = {relation.id for relation in dispute.relations}
    contradictions = tuple(cards[relation] for relation in shown.contradictions if relation.id in own)
    return _DisputeSection(
        id=dispute.id,
        title=told("dispute", number),
        caption=numbers,
        drawn=caption if drawn else None,
        wide=wide,
        narrow=narrow,
        row=build_dispute_row(dispute, analysis, knowledge),
        cards=contradictions,
        left_out=edges - len(contradictions),
        large=positions > _LARGE,
    )


def _timelines(ranked: Sequence[Relation], knowledge: Knowledge, about: Dispute | None) -> list[Timeline]:
    """Return all timelines, or those with a claim of the dispute ``about``."""
    if about is not None and not any(position.proposition.count for position in about.positions):
        return []  # This avoids reading all claims of a store.
    timelines = find_timelines(ranked, knowledge)
    if about is None:
        return timelines
    claims = {name for position in about.positions for name in position.claims}
    return [timeline for timeline in timelines if any(tally.claim in claims for tally in timeline.tallies)]


def _map(
    shown: Selection, knowledge: Knowledge, limits: PageLimits, languages: Sequence[str]
) -> MapFigure | None:
    """Return a map of the places of all disputes that the page shows."""
    disputed = dict.fromkeys(name for d in shown.disputes for p in d.positions for name in p.claims)
    return build_map_figure(find_places(disputed, knowledge), languages, target, limits)


def _summary(
    knowledge: Knowledge, ranked: Sequence[Relation], about: Dispute | None
) -> list[tuple[int, Words]]:
    names: Collection[str] = knowledge.claims
    positions: Sequence[Position] = knowledge.positions
    if about is not None:
        positions = about.positions
        names = {name for position in positions for name in position.claims}
        among = {position.id for position in positions}
        ranked = [r for r in ranked if any(position.id in among for position in r.positions)]
    claims = [knowledge.claims[name] for name in names]
    articles = knowledge.articles if about is None else {name.rpartition("/")[0] for name in names}
    contradictions = [r for r in ranked if r.relation is RelationType.CONTRADICTS]
    always = sum(relation.unconditional for relation in contradictions)
    speakers = {name for claim in claims for name in (*claim.sources, *claim.via)}
    origins = Wording(knowledge).voices(names)
    others = len(ranked) - len(contradictions)
    return [
        (number, SUMMARY[name].told(count=number))
        for name, number in {
            "articles": len(articles),
            "claims": len(claims),
            "positions": len(positions),
            "speakers": len(speakers),
            "origins": len(origins),
            "always": always,
            "conditional": len(contradictions) - always,
            "others": others,
        }.items()
    ]


#: The labels of the numbers at the head of a page.
SUMMARY = family(
    "summary",
    ("articles", "claims", "positions", "speakers", "origins", "always", "conditional", "others"),
    "count",
)


def _claim_row(name: str, knowledge: Knowledge, reviews: Sequence[Review], called: str) -> _ClaimRow:
    claim, wording = knowledge.claims[name], Wording(knowledge)
    return _ClaimRow(
        claim=build_card_claim(name, knowledge, reviews=reviews, called=called),
        stance=claim.stance.value,
        stance_words=STANCE_WORDS[claim.stance],
        statement=None if claim.proposition is None else wording.statement(claim.proposition),
        presupposed=tuple(wording.statement(p) for p in claim.presupposes),
        condition=None if claim.condition is None else wording.statement(claim.condition),
    )


def _standpoint_rows(
    ranked: Sequence[Relation], knowledge: Knowledge, about: Dispute | None
) -> list[_StandpointRow]:
    """Return all standpoints, or those on which contradictions of the dispute ``about`` depend."""
    relations = ranked if about is None else about.relations
    deciding = Counter(
        name for relation in relations for name in frozenset().union(*relation.holds_if, *relation.unless)
    )
    return [
        _standpoint_row(knowledge.register.standpoints[name], deciding[name], knowledge)
        for name in sorted(knowledge.register.standpoints)
        if about is None or deciding[name]
    ]


def _standpoint_row(standpoint: Standpoint, deciding: int, knowledge: Knowledge) -> _StandpointRow:
    wording = Wording(knowledge)
    location = knowledge.locations.get(standpoint.name)
    return _StandpointRow(
        name=standpoint.name,
        label=wording.label(standpoint.name),
        held_by=tuple(wording.label(name) for name in standpoint.held_by),
        bridges=tuple(build_card_bridge(bridge, knowledge) for bridge in standpoint.holds),
        excludes=tuple(wording.label(name) for name in sorted(standpoint.excludes)),
        location=None if location is None else str(location),
        numbers=Message("page-standpoint-decides", count=deciding),
    )

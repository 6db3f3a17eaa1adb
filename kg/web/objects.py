"""The pages of single objects: what each shows of a claim, an article, an entry, a standpoint, a relation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from kg.api.blocks import build_frame_rows, type_of
from kg.api.figures import figures_of
from kg.disputes import Dispute
from kg.explain import SLOT_WORDS, Wording, build_card_bridge, build_card_claim
from kg.explain.card import build_card
from kg.explain.words import RELATION_WORDS
from kg.model import SLOTS, Knowledge, Position, Relation, RelationType
from kg.report.svg import anchor
from kg.web.articles import address_of_quote, build_article_page
from kg.web.layout import PER_PAGE, PageState
from kg.web.outlook import Outlook, Outlooks
from kg.web.rows import ClaimLine, RelationLine, build_claim_lines, build_dispute_line, build_relation_line
from kg.words import Message, Words

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph
    from kg.api.objects import GraphClaim, GraphEntry, GraphRelation, GraphStandpoint

#: The most claims or relations of a graph that is read as a whole for one page; of others only a part is.
READ = 5_000
#: The most contradictions, other voices or facts that the page of one object names.
MOST = 20


#: The list of a kind of thing, if its name is not that of the kind with an ``s``.
_LISTS = {"entry": "entries"}


@dataclass(frozen=True, slots=True)
class Visit:
    """What a reader asks of a page: the graph, from which standpoints, by whom, and which part."""

    graph: ClaimGraph
    outlooks: Outlooks
    outlook: Outlook
    state: PageState

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge in the graph."""
        return self.graph.knowledge

    @property
    def number(self) -> int:
        """The number of the page of a list, from 1."""
        number = dict(self.state.fields).get("page", "1")
        return max(int(number), 1) if number.isdecimal() and len(number) < 9 else 1

    def part(self, items: Sequence[Any]) -> Sequence[Any]:
        """Return the items on this page of a list."""
        return items[(self.number - 1) * PER_PAGE : self.number * PER_PAGE]

    def turns(self, count: int, **fields: str) -> dict[str, str]:
        """Return the addresses of the pages before and after this one; ``fields`` belong to both."""
        turns = {"before": self.number - 1, "after": self.number + 1 if self.number * PER_PAGE < count else 0}
        return {name: self.state.here(page=str(turn), **fields) for name, turn in turns.items() if turn}

    def claims(self, names: Iterable[str]) -> list[ClaimLine]:
        """Return lines for claims."""
        names = [*names]
        self.knowledge.read_claims(names)
        here = self.outlook.in_dispute
        without = self.outlooks.of(()).in_dispute if self.outlook.view else here
        return build_claim_lines(names, self.knowledge, self.state.language, here, without)

    def relations(self, found: Iterable[Relation]) -> list[RelationLine]:
        """Return lines for those relations that hold here, or no longer do."""
        return [
            build_relation_line(relation, self.knowledge, self.outlook)
            for relation in filter(self.outlook.concerns, found)
        ]

    def figures(self, about: Dispute | str) -> list[Markup]:
        """Return the timelines and the map of a dispute or an entry."""
        view, language = self.outlook.view, self.state.language

        def draw() -> list[Markup]:
            return figures_of(self.graph, about, language, view=view, target=self.address, level=3)

        name = about if isinstance(about, str) else about.id
        return self.outlook.keep(("figures", name, self.state.link("")), draw)

    @property
    def is_large(self) -> bool:
        """Whether a graph has more relations than are read as a whole for one page."""
        return len(self.outlooks.of(None).listed()) > READ

    def address(self, kind: str, name: str) -> str:
        """Return the address of the page of a claim, a quote, an article, a relation."""
        if kind == "quote":
            page = address_of_quote(name, self)
            place = f"/articles/{quote(name.rpartition('/')[0])}{page}#{anchor('quote', name)}"
        else:
            place = f"/{_LISTS.get(kind, f'{kind}s')}/{quote(name)}"
        return self.state.link(place)


def build_claim_page(claim: GraphClaim, visit: Visit) -> dict[str, Any]:
    """Return who said what in which words, what it means slot by slot, and what it is related to."""
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    slots: list[tuple[Words, Words]] = []
    told: Words | None = None
    for p in claim.propositions[:1]:
        told = wording.told(Position(claim.stance, p, (claim.name,)))
        slots = [
            (SLOT_WORDS[slot], wording.claimed(p, slot, claim.stance, (claim.name,)))
            for slot in SLOTS
            if p.slot(slot) is not None
        ]
    found = visit.outlook.keep(("claim", claim.name), lambda: _related(claim, visit))
    return {
        "title": Message("sentence-start", words=told or wording.voice(claim.sources)),
        "sources": [(one, wording.label(one)) for one in dict.fromkeys((*claim.sources, *claim.via))],
        "name": claim.name,
        "claim": build_card_claim(claim.name, knowledge, reviews=visit.graph.reviews.of(claim.name)),
        "in_article": [visit.address("quote", claim.name)],
        "slots": slots,
        "presupposed": [wording.clause(p) for p in claim.presupposes],
        "dispute": visit.outlook.in_dispute.get(claim.name),
        "groups": _grouped(visit.relations(visit.part(found))),
        "turns": visit.turns(len(found)),
        "target": visit.address,
    }


def _related(claim: GraphClaim, visit: Visit) -> list[GraphRelation]:
    """Return the relations of a claim that a reader is shown, in the order of reading."""
    return [*filter(visit.outlook.concerns, claim.relations.ranked())]


def _grouped(lines: Iterable[RelationLine]) -> list[tuple[Words, list[RelationLine]]]:
    """Return lines in their order, by type of relation."""
    return [
        (RELATION_WORDS[RelationType(kind)], list(group))
        for kind, group in groupby(lines, key=lambda line: line.kind)
    ]


def build_relation_page(relation: GraphRelation, visit: Visit) -> dict[str, Any]:
    """Return the card of a relation, and whether it holds from the reader's standpoints."""
    card = build_card(relation, visit.knowledge, visit.graph.reviews)
    claims = [name for position in relation.positions for name in position.claims]
    disputes = {visit.outlook.in_dispute[name] for name in claims if name in visit.outlook.in_dispute}
    holds = visit.outlook.holds(relation)
    disputed = holds and relation.relation is RelationType.CONTRADICTS
    return {
        "card": card,
        "holds": holds,
        "change": visit.outlook.change(relation),
        "dispute": min(disputes) if len(disputes) == 1 and disputed else None,
        "target": visit.address,
    }


@dataclass(frozen=True, slots=True)
class OpponentLine:
    """Whom a source contradicts: how often, and in which contradiction most strongly."""

    name: str
    label: Words
    count: int
    strongest: RelationLine
    itself: bool


def build_entry_page(entry: GraphEntry, visit: Visit) -> dict[str, Any]:
    """Return what the register says of a name, whom it contradicts, and the claims that name it."""
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    named = visit.graph.mentions.get(entry.name, ())
    own = visit.graph.spoken.get(entry.name, ()) if entry.section == "sources" else ()
    spoken = frozenset(own)
    others = [name for name in named if name not in spoken]
    listed = [*own, *others]
    facts = [f for f in knowledge.register.bridges() if entry.name in (f.subject, f.object)]
    disputes = {visit.outlook.in_dispute.get(name) for name in listed} - {None}
    about = [one for one in visit.outlook.disputes if one.id in disputes]
    shown = visit.part(listed)
    number_own = sum(name in spoken for name in shown)
    return {
        "entry": entry,
        "label": wording.label(entry.name),
        "labels": sorted((spoken, text) for spoken, text in entry.label.items()),
        "rows": [(Message("notebook-kind"), type_of(entry)), *build_frame_rows(entry, wording)],
        "facts": [build_card_bridge(fact, knowledge) for fact in facts[:MOST]],
        "facts_left": len(facts[MOST:]),
        "opponents": _opponents(entry.name, visit) if own else [],
        "disputes": [build_dispute_line(one, knowledge, visit.outlook) for one in about[:MOST]],
        "disputes_left": len(about[MOST:]),
        "figures": visit.figures(entry.name),
        "own": visit.claims(shown[:number_own]),
        "others": visit.claims(shown[number_own:]),
        "counts": (len(own), len(others)),
        "turns": visit.turns(len(listed)),
    }


def _opponents(source: str, visit: Visit) -> list[OpponentLine]:
    """Return whom a source contradicts, itself included, most contradictions first."""
    wording = Wording(visit.knowledge)
    against = visit.outlook.against.get(source, {})
    ranked = sorted(against.items(), key=lambda item: (-len(item[1]), item[0]))
    return [
        OpponentLine(
            other,
            wording.label(other),
            len(found),
            build_relation_line(found[0], visit.knowledge, visit.outlook),
            other == source,
        )
        for other, found in ranked[:MOST]
    ]


def build_standpoint_page(standpoint: GraphStandpoint, visit: Visit) -> dict[str, Any]:
    """Return the facts of a standpoint, who holds it, and what changes for whoever does."""
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    alone, nobody = visit.outlooks.of([standpoint.name]), visit.outlooks.of(())
    here, there = frozenset(alone.listed()), frozenset(nobody.listed())
    deciding = [name for name in visit.outlooks.of(None).listed() if (name in here) != (name in there)]
    shown = visit.part(deciding)
    read = {relation.id: relation for relation in visit.graph.some(shown)}
    lines = [build_relation_line(read[name], knowledge, alone) for name in shown]
    return {
        "standpoint": standpoint,
        "label": wording.label(standpoint.name),
        "held_by": [(name, wording.label(name)) for name in standpoint.held_by],
        "facts": [wording.bridge(fact) for fact in standpoint.holds[:MOST]],
        "facts_left": len(standpoint.holds[MOST:]),
        "excludes": [(name, wording.label(name)) for name in _excluded(standpoint.name, knowledge)],
        "lines_": lines,
        "count": len(deciding),
        "turns": visit.turns(len(deciding)),
        "on": f"/?{urlencode({'language': visit.state.language, 'standpoint': standpoint.name})}",
    }


def _excluded(name: str, knowledge: Knowledge) -> list[str]:
    """Return the standpoints that nobody holds together with this one, declared so or not."""
    return sorted(
        min(pair - {name}) for pair in knowledge.register.excluded() if name in pair and pair != {name}
    )


#: What shows an object of each list, and in which template.
PAGES: Mapping[str, tuple[str, Callable[[Any, Visit], dict[str, Any]]]] = {
    "claims": ("claim.html.j2", build_claim_page),
    "articles": ("article-page.html.j2", build_article_page),
    "relations": ("relation.html.j2", build_relation_page),
    "sources": ("entry.html.j2", build_entry_page),
    "events": ("entry.html.j2", build_entry_page),
    "entries": ("entry.html.j2", build_entry_page),
    "standpoints": ("standpoint.html.j2", build_standpoint_page),
}

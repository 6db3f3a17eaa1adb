"""The claims, articles, sources, standpoints, relations and disputes of a graph, as sequences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from kg.api.named import Cell, Named
from kg.api.objects import (
    GraphArticle,
    GraphClaim,
    GraphDispute,
    GraphEntry,
    GraphRelation,
    GraphStandpoint,
)
from kg.api.reader import language
from kg.disputes import Agreement, build_graph, find_agreements, find_disputes, name_withdrawn
from kg.errors import InputError, Problem, nearest
from kg.explain import STANCE_WORDS, Wording, find_claim, find_named, find_named_dispute, sorted_relations
from kg.explain.words import RELATION_WORDS
from kg.formats.tables import write_time, write_value, write_views
from kg.model import NAMED, Interval, Knowledge, Relation, RelationType, short_name
from kg.words import Message

if TYPE_CHECKING:
    import networkx as nx

    from kg.report.blocks import Block, TableCell
    from kg.words import Words

Item = TypeVar("Item")


class Listing(Named[Item], Generic[Item]):
    """A sequence that is shown as a table in plain words."""

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns; the first one names the kind of item."""
        raise NotImplementedError

    def cells(self, item: Item) -> Sequence[TableCell]:
        """Return the shown cells of an item."""
        raise NotImplementedError

    def blocks(self) -> list[Block]:
        """Return the table as blocks of a notebook."""
        from kg.report.blocks import MOST_ROWS, table_of

        rows = [self.cells(item) for item in self._items[:MOST_ROWS]]
        return [table_of(rows, self.headings(), total=len(self))]

    def to_html(self, language: str) -> str:
        """Return the table as a piece of HTML in a language."""
        from kg.report.blocks import NoteBlock, write_blocks
        from kg.report.words import NOTEBOOK_WORDS

        empty = [NoteBlock(NOTEBOOK_WORDS["nothing"], "paragraph")]
        return write_blocks(self.blocks() if len(self) else empty, language)


def _words(*names: str) -> list[Words]:
    from kg.report.words import NOTEBOOK_WORDS

    return [NOTEBOOK_WORDS[name] for name in names]


def _ends(prefix: str, interval: Interval | None) -> dict[str, Cell]:
    ends = (None, None) if interval is None else (interval.start, interval.end)
    return {
        f"{prefix}_{end}": None if day is None else day.isoformat()
        for end, day in zip(("from", "to"), ends, strict=True)
    }


class Claims(Listing[GraphClaim]):
    """Claims, in the order of their articles."""

    def called(self, names: Iterable[str]) -> Claims:
        """Return the claims with these full names."""
        return Claims(self._called([*names]), self._graph)

    def _called(self, names: Sequence[str]) -> list[GraphClaim]:
        self._graph.knowledge.read_claims(names)
        return [GraphClaim.called(name, self._graph) for name in names]

    def _find(self, name: str) -> GraphClaim:
        # From a store, only this claim is read.
        if not callable(self._found):
            return self._by_name[find_claim(name, self._by_name)]
        claims = self._graph.knowledge.claims
        return GraphClaim.called(name if name in claims else find_claim(name, claims), self._graph)

    def name_of(self, item: GraphClaim) -> str:
        """Return its full name."""
        return item.name

    def row_of(self, item: GraphClaim) -> dict[str, Cell]:
        """Return its source, stance, slots, gloss and quote; values are joined by ``+`` or ``|``."""
        p = item.proposition
        count = None if p is None else p.count
        gloss = item.gloss.get(language()) or item.gloss.get("en") or next(iter(item.gloss.values()), None)
        return {
            "name": item.name,
            "article": item.name.rpartition("/")[0],
            "claim": item.id,
            "source": "+".join(item.sources),
            "via": " ".join(item.via) or None,
            "stance": item.stance.value,
            "certainty": item.certainty.value,
            "kind": None if p is None else p.kind,
            **{slot: None if p is None else write_value(p.slot(slot)) for slot in NAMED if slot != "kind"},
            **_ends("time", None if p is None else p.time),
            "measure": None if count is None else count.measure,
            "of": None if count is None else count.population,
            "min": None if count is None or count.low is None else float(count.low),
            "max": None if count is None or count.high is None else float(count.high),
            **_ends("said", self._graph.knowledge.said(item.name)),
            "gloss": gloss,
            "quote": item.quote,
            "start": min((q.start for q in item.quotations), default=None),
            "end": max((q.end for q in item.quotations), default=None),
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return _words("claim", "source", "meaning", "words")

    def cells(self, item: GraphClaim) -> Sequence[TableCell]:
        """Return its name, source, meaning and words."""
        from kg.report import blocks as b
        from kg.words import Joined

        wording = Wording(self._graph.knowledge)
        said = [wording.statement(p) for p in item.propositions[:1]]
        language = self._graph.knowledge.article_of(item.name).language
        return [
            b.name(short_name(item.name), item.name),
            b.words(wording.voice(item.sources)),
            b.words(Joined([STANCE_WORDS[item.stance], *said], "nouns")),
            b.quote(item.quote, language),
        ]


class Articles(Listing[GraphArticle]):
    """Articles."""

    def called(self, names: Iterable[str]) -> Articles:
        """Return the articles with these names; from a store, no others are read."""
        articles = self._graph.knowledge.articles
        return Articles((GraphArticle.of(articles[name], self._graph) for name in names), self._graph)

    def name_of(self, item: GraphArticle) -> str:
        """Return its name."""
        return item.id

    def row_of(self, item: GraphArticle) -> dict[str, Cell]:
        """Return its metadata, and how many claims it has."""
        return {
            "name": item.id,
            "title": item.title,
            "language": item.language,
            "publisher": item.publisher,
            **_ends("published", item.published),
            "url": item.url,
            "licence": item.licence,
            "sha256": item.sha256,
            "claims": self._graph.sizes[item.id],
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return [*_words("article", "title", "publisher"), Message("diff-claims")]

    def cells(self, item: GraphArticle) -> Sequence[TableCell]:
        """Return its name, title, publisher and date, and how many claims it has."""
        from kg.explain import describe_time
        from kg.report import blocks as b
        from kg.words import Joined

        published: list[Words] = [] if item.published is None else [describe_time(item.published)]
        label = Wording(self._graph.knowledge).label(item.publisher)
        return [
            b.name(item.id),
            b.quote(item.title or "", item.language),
            b.words(Joined([label, *published])),
            b.number(self._graph.sizes[item.id]),
        ]


class Entries(Listing[GraphEntry]):
    """Entries of the register."""

    def name_of(self, item: GraphEntry) -> str:
        """Return its name."""
        return item.name

    def row_of(self, item: GraphEntry) -> dict[str, Cell]:
        """Return its label, what it belongs to, and how many claims name it."""
        links: dict[str, list[str]] = {}
        for relation, object in item.links:
            links.setdefault(relation, []).append(object)
        frame = item.frame
        return {
            "name": item.name,
            "label": item.text,
            "section": item.section,
            "type": item.type,
            **{
                relation: " ".join(links.get(relation, ())) or None
                for relation in ("part_of", "commanded_by", "within", "broader", "distinct_from")
            },
            "kind": None if frame is None else frame.kind,
            "time": None if frame is None or frame.time is None else write_time(frame.time),
            "unidentified": item.unidentified,
            "claims": len(self._graph.mentions.get(item.name, ())),
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return [*_words("entry", "name", "kind", "facts"), Message("diff-claims")]

    def cells(self, item: GraphEntry) -> Sequence[TableCell]:
        """Return its name, label, kind, what it belongs to, and how many claims name it."""
        from kg.api.blocks import type_of
        from kg.report import blocks as b
        from kg.words import Joined, Verbatim

        wording = Wording(self._graph.knowledge)
        facts = [wording.label(object) for _, object in item.links]
        kind = item.frame.kind if item.frame is not None else None
        return [
            b.name(item.name),
            b.words(wording.label(item.name)),
            b.words(wording.label(kind) if kind else type_of(item)),
            b.words(Joined(facts) if facts else Verbatim("")),
            b.number(len(self._graph.mentions.get(item.name, ()))),
        ]


class Sources(Entries):
    """Sources: those who speak or act."""


class Events(Entries):
    """Individual events that claims are about."""


class Standpoints(Listing[GraphStandpoint]):
    """Named sets of contested facts."""

    def name_of(self, item: GraphStandpoint) -> str:
        """Return its name."""
        return item.name

    def row_of(self, item: GraphStandpoint) -> dict[str, Cell]:
        """Return its label, who holds it, and how many facts it holds."""
        return {
            "name": item.name,
            "label": item.text,
            "held_by": " ".join(item.held_by) or None,
            "excludes": " ".join(sorted(item.excludes)) or None,
            "facts": len(item.holds),
            "relations": self._graph.depending.get(item.name, 0),
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return _words("standpoint", "name", "who", "facts")

    def cells(self, item: GraphStandpoint) -> Sequence[TableCell]:
        """Return its name, label, holders and facts."""
        from kg.report import blocks as b
        from kg.words import Joined

        wording = Wording(self._graph.knowledge)
        return [
            b.name(item.name),
            b.words(wording.label(item.name)),
            b.words(Joined([wording.label(name) for name in item.held_by])),
            b.words(Joined([wording.bridge(fact) for fact in item.holds[:5]], "semicolon")),
        ]


class Relations(Listing[GraphRelation]):
    """Relations, and the analyses that start from them."""

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge they were found in."""
        return self._graph.knowledge

    def __call__(
        self,
        standpoints: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        *,
        history: bool = False,
    ) -> Relations:
        """Return relations, of all types or of some (``"contradicts"``).

        With ``standpoints``, return only what holds for somebody who holds exactly these. With ``history``,
        return also relations of positions that their sources have given up since.
        """
        from kg.background import build_view

        if callable(self._found) or history:
            return self._graph.find(standpoints, types, history=history)
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        chosen = self if types is None else self.of(*types)
        return chosen if view is None else chosen._some(r for r in chosen if r.holds_for(view))

    def _find(self, name: str) -> GraphRelation:
        if callable(self._found):
            relations = self._graph.named(name)
        else:
            by_id = {relation.id: relation for relation in self._items}
            positions = {id: [p.claims for p in relation.positions] for id, relation in by_id.items()}
            named = find_named(name, positions, self.knowledge.claims)
            relations = [self._graph.relation(by_id[id]) for id in named]
        if len(relations) == 1:
            return relations[0]
        if not relations:
            message = f"nothing relates {name[:80]!r}"
            advice = "why_not says what keeps each rule from relating two claims"
            raise InputError(Problem("unknown-relation", message, advice=advice))
        shown = ", ".join(f"{r.relation.value} {r.id[:8]}" for r in relations[:6])
        message = f"{name[:80]!r} means {len(relations)} relations: {shown}"
        raise InputError(Problem("ambiguous-relation", message, advice="give the identifier of one"))

    def of(self, *types: str) -> Relations:
        """Return the relations of these types, such as ``"contradicts"``."""
        values = [type.value for type in RelationType]
        for name in types:
            if name not in values:
                message = f"there is no type of relation {name[:80]!r}"
                raise InputError(Problem("bad-use", message, advice=nearest(name[:80], values)))
        wanted = {RelationType(name) for name in types}
        return self._some(r for r in self if r.relation in wanted)

    def between(self, first: str, second: str) -> Relations:
        """Return the relations of two claims, given by the ends of their identifiers (``"m1"``, ``"d1"``)."""

        def held(relation: Relation, name: str) -> bool:
            return any(c == name or c.endswith("/" + name) for p in relation.positions for c in p.claims)

        return self._some(r for r in self if held(r, first) and held(r, second))

    def across(self, partner: str) -> Relations:
        """Return the contradictions between a partner's claims and those of others."""
        from kg.report.exchange import find_across

        return self._some(map(self._graph.relation, find_across(self, partner)))

    def ranked(self) -> Relations:
        """Return the relations in the order of reading: contradictions first, unconditional ones first."""
        return self._some(sorted_relations(self, self.knowledge))  # type: ignore[arg-type]

    def disputes(self) -> Disputes:
        """Return the disputes: components over ``contradicts``, each with its sides and its graph."""
        disputes = name_withdrawn(find_disputes(self), self, self.knowledge)
        return Disputes((GraphDispute.of(dispute, self._graph) for dispute in disputes), self._graph)

    def graph(self, *, objects: bool = False) -> nx.MultiDiGraph[str]:
        """Return every position and these relations as a NetworkX graph (:func:`kg.disputes.build_graph`)."""
        return build_graph(self, self.knowledge, objects=objects)

    def agreements(self) -> list[Agreement]:
        """Return the table of agreement between sources."""
        return find_agreements(self, self.knowledge)

    def name_of(self, item: GraphRelation) -> str:
        """Return its identifier."""
        return item.id

    def row_of(self, item: GraphRelation) -> dict[str, Cell]:
        """Return its type and rule, both sides, the conflict, and the standpoints that it depends on."""
        first, *others = item.positions
        return {
            "id": item.id,
            "relation": item.relation.value,
            "rule": item.rule,
            "first": " ".join(map(short_name, first.claims)),
            "first_stance": first.stance.value,
            "second": "|".join(" ".join(map(short_name, position.claims)) for position in others),
            "second_stance": others[-1].stance.value,
            "conflict": " ".join(item.conflict) or None,
            "unknown": " ".join(item.unknown) or None,
            "unconditional": item.unconditional,
            "holds_if": write_views(item.holds_if),
            "unless": write_views(item.unless) or None,
            "modifiers": " ".join(item.modifiers) or None,
            "headline": self._graph.relation(item).headline,
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return _words("kind", "claim", "meaning", "condition")

    def cells(self, item: GraphRelation) -> Sequence[TableCell]:
        """Return its type, its claims, a sentence that states it, and its condition."""
        from kg.explain.headline import build_condition, build_summary, build_unless
        from kg.report import blocks as b

        wording = Wording(self.knowledge)
        sides = (
            ", ".join(map(short_name, p.claims[:3])) + (" …" if p.claims[3:] else "") for p in item.positions
        )
        return [
            b.words(RELATION_WORDS[item.relation]),
            b.name(" – ".join(sides), f"relations/{item.id}"),
            b.words(build_summary(item, wording)),
            b.words(build_condition(item, build_unless(item, wording), wording)),
        ]

    def blocks(self) -> list[Block]:
        """Return a table of the first relations in the order of reading."""
        from kg.report.blocks import MOST_ROWS, table_of

        rows = [self.cells(item) for item in self.ranked()[:MOST_ROWS]]
        return [table_of(rows, self.headings(), total=len(self))]


class Disputes(Listing[GraphDispute]):
    """Disputes, the largest first."""

    def _find(self, name: str) -> GraphDispute:
        named = find_named_dispute(name, self._items)
        return next(dispute for dispute in self._items if dispute is named)

    def name_of(self, item: GraphDispute) -> str:
        """Return its identifier."""
        return item.id

    def row_of(self, item: GraphDispute) -> dict[str, Cell]:
        """Return the claims of each side, and the numbers of positions and contradictions."""
        sides = (" ".join(short_name(c) for p in side for c in item.held(p).claims) for side in item.sides)
        return {
            "id": item.id,
            "sides": len(item.sides),
            "claims": "|".join(sides),
            "positions": len(item.positions),
            "contradictions": len(item.relations),
            "unconditional": item.unconditional,
        }

    def headings(self) -> list[Words]:
        """Return the headings of the shown columns."""
        return [*_words("dispute", "sides", "claim"), Message("diff-contradictions")]

    def cells(self, item: GraphDispute) -> Sequence[TableCell]:
        """Return who contradicts whom, and in which claims."""
        from kg.api.blocks import sides_of
        from kg.report import blocks as b

        return [
            b.name(item.id[:8], f"disputes/{item.id}"),
            b.words(sides_of(item, self._graph)),
            b.name(str(self.row_of(item)["claims"]).replace("|", " – ")),
            b.number(len(item.relations)),
        ]

"""Claims, articles, entries, relations and disputes that know their graph."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from kg.api.reader import Shown, language
from kg.disputes import Dispute, build_graph
from kg.errors import InputError, Problem
from kg.explain import Wording
from kg.formats.tables import write_proposition
from kg.model import Article, Claim, Entry, Position, Relation, Stance, Standpoint, short_name
from kg.plurals import several
from kg.relations.why_not import WhyNot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import networkx as nx

    from kg.api.explaining import Explanation, Picture
    from kg.api.graph import ClaimGraph
    from kg.api.sequences import Claims, Relations
    from kg.disputes import Analysis

_T = TypeVar("_T", bound="InGraph")


class InGraph(Shown):
    """An object of the model that knows its graph; it equals the object that it was made from."""

    #: The class of the model.
    _model: ClassVar[Any]
    _graph: ClaimGraph | None = None

    @classmethod
    def of(cls: type[_T], thing: Any, graph: ClaimGraph) -> _T:
        """Return an object of the model as one of a graph."""
        instance = object.__new__(cls)
        # Properties that were computed before, such as its identifier, are kept.
        attributes = getattr(thing, "__dict__", None)
        if attributes:
            instance.__dict__.update(attributes)
        else:
            for field in fields(thing):
                object.__setattr__(instance, field.name, getattr(thing, field.name))
        instance.__dict__["_graph"] = graph
        return instance

    @property
    def within(self) -> ClaimGraph:
        """The graph that it belongs to.

        Raises:
            InputError: if it was made without a graph.
        """
        if self._graph is None:
            raise InputError(Problem("bad-use", "it stands in no graph", advice="take it out of one"))
        return self._graph

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, self._model):
            return NotImplemented
        names = [field.name for field in fields(self._model) if field.compare]
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def __hash__(self) -> int:
        return hash((self._model, self._key()))

    def _key(self) -> str:
        raise NotImplementedError

    def _blocks(self, language: str) -> list[Any]:
        raise NotImplementedError

    def to_html(self, language: str) -> str:
        """Return it as a piece of HTML in a language."""
        from kg.report.blocks import write_blocks

        return write_blocks(self._blocks(language), language)


class GraphClaim(InGraph, Claim):
    """A claim in its graph. Its ``id`` is unique in its article, its ``name`` in the graph."""

    _model = Claim
    _name: str

    @classmethod
    def called(cls, name: str, graph: ClaimGraph) -> GraphClaim:
        """Return the claim with this full name."""
        claim = cls.of(graph.knowledge.claims[name], graph)
        claim.__dict__["_name"] = name
        return claim

    @property
    def name(self) -> str:
        """The full name, ``article/claim``, which is unique in the graph."""
        return self._name

    def _key(self) -> str:
        return self.id

    @property
    def article(self) -> GraphArticle:
        """The article that it is in."""
        return self.within.articles[self.name.rpartition("/")[0]]

    @property
    def quote(self) -> str:
        """Its words in the article, each quotation on a line."""
        return "\n".join(quotation.exact for quotation in self.quotations)

    @property
    def statement(self) -> str:
        """What it says, in the language of :func:`kg.language`."""
        wording = Wording(self.within.knowledge)
        return "; ".join(wording.statement(p)[language()] for p in (self.propositions[:1]))

    @property
    def relations(self) -> Relations:
        """Its relations to other claims, from any standpoint."""
        name = self.name
        # The positions of all claims need not be read: identifiers follow from what this one says.
        asked = self.presupposes if self.stance is Stance.ASKS else ()
        taken = (self.proposition,) if self.proposition is not None else asked
        touching = self.within.touching(Position(self.stance, p, (name,)) for p in taken)
        return touching.where(lambda relation: any(name in p.claims for p in relation.positions))

    def __repr__(self) -> str:
        said = write_proposition(self.propositions[0]) if self.propositions else ""
        return f"<claim {short_name(self.name)}: {'+'.join(self.sources)} {self.stance.value} {said}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import claim_blocks

        return claim_blocks(self)


class GraphArticle(InGraph, Article):
    """An article in its graph."""

    _model = Article

    @property
    def claims(self) -> Claims:
        """Its claims, in the order of their words."""
        names = [name for name in self.within.knowledge.claims if name.rpartition("/")[0] == self.id]
        return self.within.claims.called(names)

    def to_yaml(self) -> str:
        """Return the article and its claims as a ``claims.yaml``."""
        from kg.api.writing import write_yaml

        return write_yaml(self.within, self.id)

    def write(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write its ``claims.yaml`` and its text into a folder, and return the folder.

        Raises:
            InputError: if there are claims already, unless ``overwrite``, or if it cannot be written.
        """
        from kg.api.writing import write_article

        return write_article(self, folder, overwrite=overwrite)

    def _key(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"<article {self.id}: {several(len(self.claims), 'claim')}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import article_blocks

        return article_blocks(self)


class GraphEntry(InGraph, Entry):
    """An entry of the register in its graph: a source, an event, a place, a kind and so on."""

    _model = Entry

    @property
    def claims(self) -> Claims:
        """The claims that name it as their source, in their report chain, or in what they say."""
        return self.within.claims.called(self.within.mentions.get(self.name, ()))

    @property
    def text(self) -> str:
        """Its label in the language that :func:`kg.language` says."""
        return self.within.knowledge.label(self.name, language())

    def _key(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<{self.section.removesuffix('s')} {self.name}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import entry_blocks

        return entry_blocks(self, language)


class GraphStandpoint(InGraph, Standpoint):
    """A standpoint in its graph: contested facts and their holders."""

    _model = Standpoint

    @property
    def text(self) -> str:
        """Its label in the language that :func:`kg.language` says."""
        return self.within.knowledge.label(self.name, language())

    @property
    def relations(self) -> Relations:
        """The relations that depend on it: they hold only with it, or only without it."""
        relations = self.within.relations()
        return relations.where(lambda r: any(self.name in view for view in (*r.holds_if, *r.unless)))

    def _key(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<standpoint {self.name}: {several(len(self.holds), 'fact')}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import standpoint_blocks

        return standpoint_blocks(self)


class GraphRelation(InGraph, Relation):
    """A relation in its graph."""

    _model = Relation

    @property
    def claims(self) -> Claims:
        """The claims of its positions, those of the first one first."""
        names = dict.fromkeys(name for position in self.positions for name in position.claims)
        return self.within.claims.called(names)

    @property
    def headline(self) -> str:
        """A sentence that states it and its condition, in the language of :func:`kg.language`."""
        from kg.explain.headline import build_headline

        return build_headline(self, Wording(self.within.knowledge))[language()]

    def explain(self) -> Explanation:
        """Return its card: condition, quotes, slots, bridges, what dissolves it, what would settle it."""
        from kg.api.explaining import Explanation

        return Explanation([self], self.within.knowledge)

    def _key(self) -> str:
        return self.id

    def __repr__(self) -> str:
        sides = " – ".join(", ".join(map(short_name, p.claims)) for p in self.positions)
        return f"<{self.relation.value} {self.id[:8]}: {sides}>"

    def to_html(self, language: str) -> str:
        """Return its card as a piece of HTML in a language."""
        return self.explain().to_html(language)


class GraphDispute(InGraph, Dispute):
    """A dispute in its graph."""

    _model = Dispute

    @property
    def claims(self) -> Claims:
        """The claims that take part, one side after the other."""
        names = dict.fromkeys(name for p in self.positions for name in self.held(p).claims)
        return self.within.claims.called(names)

    def graph(self, *, objects: bool = False) -> nx.MultiDiGraph[str]:
        """Return its positions and contradictions as a NetworkX graph (:func:`kg.disputes.build_graph`)."""
        whole = build_graph(self.relations, self.within.knowledge, objects=objects)
        whole.remove_nodes_from([*set(whole) - {position.id for position in self.positions}])
        return whole

    def analyse(self, standpoints: Iterable[str] | None = None) -> Analysis:
        """Return which claims cannot all be true, what to give up, what survives, and what to check first."""
        from kg.disputes import find_analyses

        view = None if standpoints is None else frozenset(standpoints)
        graph = self.within
        (analysis,) = find_analyses([self], graph.relations(), graph.knowledge, view)
        return analysis

    def picture(self) -> Picture:
        """Return a picture of the dispute."""
        from kg.api.explaining import Picture
        from kg.report.svg import write_picture

        return Picture(write_picture(self, self.within.knowledge, languages=(language(),)))

    def timelines(self, standpoints: Iterable[str] | None = None) -> list[Picture]:
        """Return a picture for each event and measure that its claims count, by time and number.

        With ``standpoints``, they show what holds for who holds exactly these.
        """
        from kg.api.explaining import Picture
        from kg.api.figures import find_counts
        from kg.report.counts import build_timeline_row
        from kg.report.standalone import write_timeline_picture

        view = None if standpoints is None else frozenset(standpoints)
        knowledge, languages = self.within.knowledge, (language(),)
        rows = [build_timeline_row(found, knowledge) for found in find_counts(self.within, self, view)]
        return [Picture(write_timeline_picture(row, languages)) for row in rows]

    def map(self) -> Picture | None:
        """Return a map of the places of its claims, ``None`` if the register has no coordinates of them."""
        from kg.api.explaining import Picture
        from kg.api.figures import find_around
        from kg.report.standalone import write_map_picture

        rows = find_around(self.within, self).rows
        return Picture(write_map_picture(rows, (language(),))) if rows else None

    def _key(self) -> str:
        return self.id

    def __repr__(self) -> str:
        sides = " against ".join(", ".join(short_name(c) for p in s for c in p.claims) for s in self.sides)
        return f"<dispute {self.id[:8]}: {sides}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import dispute_blocks

        return dispute_blocks(self, language)


class GraphWhyNot(InGraph, WhyNot):
    """What prevents each rule from relating two claims, or from relating them more strongly."""

    _model = WhyNot

    def _key(self) -> str:
        return f"{self.first}+{self.second}"

    def __repr__(self) -> str:
        return str(self)

    def __str__(self) -> str:
        from kg.explain.why_not import build_why_card
        from kg.report.why_not import write_why_not

        return write_why_not(build_why_card(self, self.within.knowledge), language=language())

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import why_not_blocks

        return why_not_blocks(self)

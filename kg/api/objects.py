"""Claims, articles, sources, relations and disputes as they stand in a graph, which each of them knows."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from kg.api.reader import Shown, language
from kg.disputes import Dispute, build_graph
from kg.errors import InputError, Problem
from kg.explain import Wording
from kg.formats.tables import write_proposition
from kg.model import Article, Claim, Entry, Relation, Standpoint, short_name
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
    """A thing of the model that knows the graph in which it stands; it equals what it was made of."""

    #: What it is in the model.
    _model: ClassVar[Any]
    _graph: ClaimGraph | None = None

    @classmethod
    def of(cls: type[_T], thing: Any, graph: ClaimGraph) -> _T:
        """Return a thing of the model as one of a graph."""
        found = object.__new__(cls)
        # What was found of it already, its identifier above all, is kept.
        known = getattr(thing, "__dict__", None)
        if known:
            found.__dict__.update(known)
        else:
            for field in fields(thing):
                object.__setattr__(found, field.name, getattr(thing, field.name))
        found.__dict__["_graph"] = graph
        return found

    @property
    def within(self) -> ClaimGraph:
        """The graph in which it stands.

        Raises:
            InputError: for what was made outside of any.
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
        """Return the claim that is called so."""
        found = cls.of(graph.knowledge.claims[name], graph)
        found.__dict__["_name"] = name
        return found

    @property
    def name(self) -> str:
        """The ``bundle/claim`` identifier, by which every claim of a graph is known."""
        return self._name

    def _key(self) -> str:
        return self.id

    @property
    def article(self) -> GraphArticle:
        """The article it stands in."""
        return self.within.articles[self.name.rpartition("/")[0]]

    @property
    def quote(self) -> str:
        """Its words in the article, several of them each on a line."""
        return "\n".join(quotation.exact for quotation in self.quotations)

    @property
    def statement(self) -> str:
        """What it says, in words of the language that :func:`kg.language` says."""
        wording = Wording(self.within.knowledge)
        return "; ".join(wording.statement(p)[language()] for p in (self.propositions[:1]))

    @property
    def relations(self) -> Relations:
        """What relates it to others, from any standpoint."""
        name = self.name
        positions = [p for p in self.within.knowledge.positions if name in p.claims]
        touching = self.within.touching(positions)
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
        """Return it with its claims as people write them: a ``claims.yaml``."""
        from kg.api.writing import write_yaml

        return write_yaml(self.within, self.id)

    def write(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write its ``claims.yaml``, and its text beside it, into a folder, and return that.

        Raises:
            InputError: where there are claims already, unless ``overwrite``, and where it cannot be written.
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
        """The claims that name it: as their source, on their way, or in what they say."""
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

        return entry_blocks(self)


class GraphStandpoint(InGraph, Standpoint):
    """A standpoint in its graph: contested facts, and who holds them."""

    _model = Standpoint

    @property
    def text(self) -> str:
        """Its label in the language that :func:`kg.language` says."""
        return self.within.knowledge.label(self.name, language())

    @property
    def relations(self) -> Relations:
        """The relations that depend on it: they hold only with it, or cease to."""
        found = self.within.relations()
        return found.where(lambda r: any(self.name in view for view in (*r.holds_if, *r.unless)))

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
        """What it says in a sentence of the language that :func:`kg.language` says, with its condition."""
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
        """Return its card."""
        return self.explain().to_html(language)


class GraphDispute(InGraph, Dispute):
    """A dispute in its graph."""

    _model = Dispute

    @property
    def claims(self) -> Claims:
        """The claims that take part, side by side."""
        names = dict.fromkeys(name for p in self.positions for name in self.held(p).claims)
        return self.within.claims.called(names)

    def graph(self, *, objects: bool = False) -> nx.MultiDiGraph[str]:
        """Return its positions and contradictions as a NetworkX graph (:func:`kg.disputes.build_graph`)."""
        whole = build_graph(self.relations, self.within.knowledge, objects=objects)
        whole.remove_nodes_from([*set(whole) - {position.id for position in self.positions}])
        return whole

    def analyse(self, standpoints: Iterable[str] | None = None) -> Analysis:
        """Return what cannot all be true in it, what to give up, what survives, and what to check first."""
        from kg.disputes import find_analyses

        view = None if standpoints is None else frozenset(standpoints)
        graph = self.within
        (found,) = find_analyses([self], graph.relations(), graph.knowledge, view)
        return found

    def picture(self) -> Picture:
        """Return it as a picture."""
        from kg.api.explaining import Picture
        from kg.report.svg import write_picture

        return Picture(write_picture(self, self.within.knowledge, languages=(language(),)))

    def _key(self) -> str:
        return self.id

    def __repr__(self) -> str:
        sides = " against ".join(", ".join(short_name(c) for p in s for c in p.claims) for s in self.sides)
        return f"<dispute {self.id[:8]}: {sides}>"

    def _blocks(self, language: str) -> list[Any]:
        from kg.api.blocks import dispute_blocks

        return dispute_blocks(self, language)


class GraphWhyNot(InGraph, WhyNot):
    """What keeps each rule from relating two claims, or from finding more."""

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

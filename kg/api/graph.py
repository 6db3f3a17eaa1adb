"""A graph of claims and the relations that follow from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rdflib import Dataset

from kg.api.explaining import GraphDifference
from kg.api.objects import GraphArticle, GraphClaim, GraphRelation, GraphWhyNot
from kg.api.offering import Offering
from kg.api.reader import Shown
from kg.api.sequences import Relations
from kg.background import Background, build_view
from kg.errors import Problem
from kg.explain import find_claim, find_named, sorted_relations
from kg.findings import made_with, write_listing
from kg.model import Knowledge, Position, Relation, RelationType, Repeat
from kg.partners.ledger import Exchange
from kg.partners.merge import Merged
from kg.partners.records import build_exchange
from kg.plurals import several
from kg.rdf.dataset import build_quads
from kg.rdf.mapping import Quad
from kg.relations import find_relations, find_repeats
from kg.relations.why_not import check_rules

if TYPE_CHECKING:
    from kg.formats.claimreview import Publisher

#: The types of relations that disputes are made of.
DISPUTING = (RelationType.CONTRADICTS, RelationType.SUPERSEDES)

# kg.rdf.store is imported in functions: it loads a SPARQL engine, which most commands do not need.


class ClaimGraph(Offering, Shown):
    """A register and its bundles, as a model and as an RDF dataset, with the relations that follow."""

    def __init__(
        self,
        knowledge: Knowledge,
        exchange: Exchange | None = None,
        *,
        engine: str = "duckdb",
        master: str = "local[*]",
    ):
        #: Our own knowledge; ``knowledge`` also holds what partners sent and is in force.
        self.own = knowledge
        self.exchange = exchange or Exchange()
        self.engine, self.master = engine, master
        #: Notes about the graph for its user.
        self.notes: tuple[str, ...] = ()
        self._of_types: dict[frozenset[RelationType], list[GraphRelation]] = {}

    def __repr__(self) -> str:
        counts = (
            several(len(self.knowledge.articles), "article"),
            several(len(self.knowledge.claims), "claim"),
        )
        return f"<ClaimGraph: {', '.join(counts)}>"

    @cached_property
    def _merged(self) -> Merged:
        return self.exchange.merge(self.own)

    @property
    def knowledge(self) -> Knowledge:
        """Our knowledge and what partners sent, under names that are kept apart from ours."""
        return self._merged.knowledge

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems with what partners sent and could not be taken in."""
        return self._merged.problems

    @cached_property
    def background(self) -> Background:
        """The closures of the register and the standpoints."""
        return Background(self.knowledge.register, self.knowledge.locations)

    @cached_property
    def _relations(self) -> list[GraphRelation]:
        """All relations; they are found once."""
        relations = self._merged.relations if self.engine == "duckdb" else self._find(None)
        return [self.relation(relation) for relation in relations]

    def relation(self, found: Relation) -> GraphRelation:
        """Return a relation as an object of this graph."""
        if isinstance(found, GraphRelation) and found.within is self:
            return found
        return GraphRelation.of(found, self)

    def _related(self, found: Iterable[Relation]) -> Relations:
        return Relations(map(self.relation, found), self)

    def _find(self, types: Collection[RelationType] | None, history: bool = False) -> list[Relation]:
        return find_relations(
            self.knowledge,
            types=types,
            background=self.background,
            engine=self.engine,
            master=self.master,
            history=history,
        )

    @cached_property
    def relations(self) -> Relations:
        """All relations, by position or name; ``relations(["baku"])`` gives some of them.

        They are found when they are first used; from a store only those used are read.
        """
        return Relations(lambda: self._relations, self)

    def find(
        self,
        standpoints: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        *,
        history: bool = False,
    ) -> Relations:
        """Return relations, of all types or of some; ``graph.relations(…)`` is the same.

        With ``standpoints``, return only what holds for somebody who holds exactly these. With ``history``,
        return also relations of positions that their sources have given up since.
        """
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        wanted = None if types is None else frozenset(map(RelationType, types))
        relations: Iterable[Relation]
        if history:
            relations = self._find(wanted, history=True)
        elif wanted is None or "_relations" in vars(self):
            relations = self._relations
        else:
            if wanted not in self._of_types:
                self._of_types[wanted] = [*map(self.relation, self._find(wanted))]
            relations = self._of_types[wanted]
        return self._related(
            relation
            for relation in relations
            if (wanted is None or relation.relation in wanted) and (view is None or relation.holds_for(view))
        )

    def named(self, name: str, *, history: bool = False) -> list[GraphRelation]:
        """Return the relations that ``name`` means, in the order of reading.

        It is an identifier, its first four or more digits, or two claims as in ``m1+d1``. With ``history`` it
        may mean relations of positions that their sources have given up since.

        Raises:
            InputError: for an unknown relation or claim, or an ambiguous identifier.
        """
        relations = [*map(self.relation, self._find(None, history=True))] if history else self._relations
        positions = {r.id: [position.claims for position in r.positions] for r in relations}
        wanted = set(find_named(name, positions, self.knowledge.claims))
        return [
            *map(self.relation, sorted_relations((r for r in relations if r.id in wanted), self.knowledge))
        ]

    def why_not(self, first: str, second: str, standpoints: Iterable[str] = ()) -> GraphWhyNot:
        """Return why no relation or no stronger one holds between two claims: what prevents each rule.

        The claims are given by the ends of their identifiers (``"m1"``, ``"d1"``). The answer is for somebody
        who holds the ``standpoints``.

        Raises:
            InputError: for an unknown or ambiguous claim, or for standpoints that exclude each other.
        """
        names = (find_claim(name, self.knowledge.claims) for name in (first, second))
        view = build_view(self.knowledge.register, standpoints)
        answer = check_rules(self.knowledge, *names, view=view, background=self.background)
        return GraphWhyNot.of(answer, self)

    def diff(self, other: ClaimGraph | str | Path) -> GraphDifference:
        """Return how ``other``, a graph or the path of one, differs from this graph, and why."""
        from kg.diff.difference import find_differences
        from kg.formats.opening import open_source

        after = other if isinstance(other, ClaimGraph) else ClaimGraph(open_source(other))
        difference = find_differences(self.knowledge, after.knowledge, self.relations(), after.relations())
        return GraphDifference(difference)

    def listed(
        self, standpoints: Iterable[str] | None = None, types: Iterable[str] | None = None
    ) -> list[str]:
        """Return the identifiers of the relations that :meth:`find` returns, in the order of reading."""
        return [r.id for r in sorted_relations(self.relations(standpoints, types), self.knowledge)]

    @cached_property
    def depending(self) -> Mapping[str, int]:
        """How many relations depend on each standpoint: they hold only with it, or only without it."""
        views = ((*relation.holds_if, *relation.unless) for relation in self._relations)
        return Counter(chain.from_iterable(frozenset().union(*one) for one in views))

    def some(self, identifiers: Iterable[str], types: Iterable[str] | None = None) -> Relations:
        """Return the relations with these identifiers; only those of ``types``, if given."""
        if types is None or "_relations" in vars(self):
            found = sorted({place for one in identifiers if (place := self._places.get(one)) is not None})
            kept = None if types is None else frozenset(map(RelationType, types))
            chosen = (self._relations[place] for place in found)
            return self._related(r for r in chosen if kept is None or r.relation in kept)
        wanted = frozenset(identifiers)
        return self._related(r for r in self.find(types=types) if r.id in wanted)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The place of each relation among all."""
        return {relation.id: place for place, relation in enumerate(self._relations)}

    def disputing(self, standpoints: Iterable[str] | None = None) -> Relations:
        """Return the relations that make disputes: ``contradicts`` and ``supersedes``.

        All relations are found for it, and kept for later use.
        """
        return self.find(standpoints).of(*DISPUTING)

    def prepare(self) -> Iterator[None]:
        """Find the relations that make disputes, part by part: others may use the graph in between."""
        self.disputing()
        yield

    def touching(self, positions: Iterable[Position]) -> Relations:
        """Return the relations of any of these positions."""
        held = {position.id for position in positions}
        relations = (r for r in self._relations if any(position.id in held for position in r.positions))
        return self._related(relations)

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Which claims repeat which: the same voice again."""
        return find_repeats(self.knowledge)

    def quads(self, *, findings: bool = True) -> Iterable[Quad]:
        """Yield everything as RDF; without ``findings`` only what was said, and no relations."""
        return build_quads(self.knowledge, *((self._relations, self.repeats) if findings else ()))

    def _everything(self) -> Iterable[Quad]:
        return chain(build_exchange(self.exchange), self.quads())

    @cached_property
    def dataset(self) -> Dataset:
        """The RDF dataset, findings included: a named graph per bundle, register and standpoint."""
        from kg.rdf.store import build_store

        return build_store(self._everything(), base=self.own.base)

    def export(
        self,
        format: str,
        *,
        findings: bool = True,
        interop: bool = False,
        publisher: Publisher | None = None,
        table: str = "claims",
        base: str | None = None,
    ) -> bytes:
        """Return everything in one exchange format, the same bytes every time.

        The formats are those of ``kg export``: ``turtle``, ``trig``, ``nquads``, ``jsonld``, and ``csv`` (of
        a ``table``), ``annotations``, ``claimreview``, ``nanopub``. With ``interop``, RDF also has claims and
        verdicts in the form of other knowledge graphs of fact-checks (:mod:`kg.formats.interop`).
        ``publisher`` is who publishes our verdicts. ``base`` is the base of the IRIs, if not the graph's.

        Raises:
            InputError: for an unknown format.
        """
        from kg.api.exporting import export

        return export(
            self, format, findings=findings, interop=interop, publisher=publisher, table=table, base=base
        )

    def count_triples(self) -> int:
        """Return the number of triples in all graphs together."""
        from kg.rdf.store import count_named

        return count_named(self.dataset)

    def _change(self, own: Knowledge) -> None:
        """Replace our own knowledge, and drop all that was computed from the old one."""
        for name in [*vars(self)]:
            if isinstance(getattr(type(self), name, None), cached_property):
                del vars(self)[name]
        self.own, self._of_types = own, {}

    def add_article(
        self,
        id: str,
        text: str,
        *,
        language: str,
        publisher: str,
        published: Any = None,
        title: str | None = None,
        timezone: str | None = None,
        url: str | None = None,
        licence: Any = None,
        events: Mapping[str, Any] | None = None,
    ) -> GraphArticle:
        """Add an article, like ``article`` (and ``events``) in a ``claims.yaml``, with the same checks.

        Raises:
            InputError: with all problems.
        """
        from kg.api.adding import with_article

        written = {"id": id, "title": title, "language": language, "publisher": publisher, "url": url}
        written |= {"published": published, "timezone": timezone, "licence": licence}
        self._change(with_article(self.own, text, written, events))
        return self.articles[id]

    def add_claim(
        self,
        article: str | GraphArticle,
        id: str,
        *,
        source: Any,
        stance: str,
        quote: Any,
        says: Mapping[str, Any] | None = None,
        **rest: Any,
    ) -> GraphClaim:
        """Add a claim to an article, like one of ``claims`` in a ``claims.yaml``, with the same checks.

        ``rest`` are the other keys of such a claim: ``via``, ``cue``, ``gloss``, ``said``, ``certainty``,
        ``presupposes``, ``condition``, ``corrects``. Entries and claims of the graph may be given instead of
        their names, and dates instead of text.

        Raises:
            InputError: with all problems.
        """
        from kg.api.adding import with_claim

        place = article if isinstance(article, str) else article.id
        written = {"id": id, "source": source, "stance": stance, "quote": quote, "says": says, **rest}
        own, name = with_claim(self.own, place, written)
        self._change(own)
        return self.claims[name]

    def write(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write our articles as files to edit, each in its own folder in ``folder``, and return ``folder``.

        The register is not written: it has its own files.

        Raises:
            InputError: if there are claims already, unless ``overwrite``, or if it cannot be written.
        """
        from kg.api.writing import write_article

        for bundle in self.own.bundles:
            write_article(self.articles[bundle.id], Path(folder) / bundle.id, overwrite=overwrite)
        return Path(folder)

    def save(self, folder: str | Path) -> None:
        """Build the store in ``folder``, with what partners sent and what was decided about it."""
        from kg.rdf.store import build_store

        listing = write_listing(sorted_relations(self._relations, self.knowledge), self.knowledge)
        self.dataset = build_store(
            self._everything(),
            Path(folder),
            made_with=made_with(),
            listing=listing,
            sent=self.exchange.sent,
            base=self.own.base,
        )

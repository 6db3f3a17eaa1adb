"""A graph of claims, with what follows from them; reading one, from files or from a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
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

# What puts a graph into a store, and what asks it, loads an engine of SPARQL, which most commands can spare.


class ClaimGraph(Offering, Shown):
    """A register and its bundles, as model, as RDF dataset, and with what follows from them."""

    def __init__(
        self,
        knowledge: Knowledge,
        exchange: Exchange | None = None,
        *,
        engine: str = "duckdb",
        master: str = "local[*]",
    ):
        #: What is ours; ``knowledge`` holds besides what partners sent and is in force.
        self.own = knowledge
        self.exchange = exchange or Exchange()
        self.engine, self.master = engine, master
        #: What whoever uses the graph should be told of it.
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
        """Ours and, in names told from ours, what partners sent."""
        return self._merged.knowledge

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What of the partners' could not be taken in."""
        return self._merged.problems

    @cached_property
    def background(self) -> Background:
        """The closures of register and standpoints."""
        return Background(self.knowledge.register, self.knowledge.locations)

    @cached_property
    def _relations(self) -> list[GraphRelation]:
        """All relations, each found once."""
        found = self._merged.relations if self.engine == "duckdb" else self._find(None)
        return [self.relation(one) for one in found]

    def relation(self, found: Relation) -> GraphRelation:
        """Return a relation as one of this graph."""
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
        """All that relates positions, by position or name; some of it as ``relations(["baku"])``.

        Nothing is found before somebody looks at it, and of a store only what is looked at.
        """
        return Relations(lambda: self._relations, self)

    def find(
        self,
        standpoints: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        *,
        history: bool = False,
    ) -> Relations:
        """Return what relates positions, of all types or of some; ``graph.relations(…)`` is the same.

        With ``standpoints`` only what holds for somebody who holds exactly these; with ``history`` also what
        related only words that their voices have left since.
        """
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        wanted = None if types is None else frozenset(map(RelationType, types))
        found: Iterable[Relation]
        if history:
            found = self._find(wanted, history=True)
        elif wanted is None or "_relations" in vars(self):
            found = self._relations
        else:
            if wanted not in self._of_types:
                self._of_types[wanted] = [*map(self.relation, self._find(wanted))]
            found = self._of_types[wanted]
        return self._related(
            relation
            for relation in found
            if (wanted is None or relation.relation in wanted) and (view is None or relation.holds_for(view))
        )

    def named(self, name: str, *, history: bool = False) -> list[GraphRelation]:
        """Return the relations that ``name`` means, in the order of reading.

        It is an identifier, at least four digits of its beginning, or two claims as in ``m1+d1``. With
        ``history`` it may mean what related only words that their voices have left since.

        Raises:
            InputError: for what names no relation or no claim, or several relations.
        """
        known = [*map(self.relation, self._find(None, history=True))] if history else self._relations
        positions = {r.id: [position.claims for position in r.positions] for r in known}
        wanted = set(find_named(name, positions, self.knowledge.claims))
        return [*map(self.relation, sorted_relations((r for r in known if r.id in wanted), self.knowledge))]

    def why_not(self, first: str, second: str, standpoints: Iterable[str] = ()) -> GraphWhyNot:
        """Return why no relation between two claims holds, or none stronger: what keeps each rule.

        The claims are given by the ends of their identifiers (``"m1"``, ``"d1"``); ``standpoints`` are those
        that somebody holds.

        Raises:
            InputError: for what names no claim or several, or for standpoints that nobody holds together.
        """
        names = (find_claim(name, self.knowledge.claims) for name in (first, second))
        view = build_view(self.knowledge.register, standpoints)
        found = check_rules(self.knowledge, *names, view=view, background=self.background)
        return GraphWhyNot.of(found, self)

    def diff(self, other: ClaimGraph | str | Path) -> GraphDifference:
        """Return what ``other``, a graph or where one is written, has otherwise than this one, and why."""
        from kg.diff.difference import find_differences
        from kg.formats.opening import open_source

        after = other if isinstance(other, ClaimGraph) else ClaimGraph(open_source(other))
        found = find_differences(self.knowledge, after.knowledge, self.relations(), after.relations())
        return GraphDifference(found)

    def listed(
        self, standpoints: Iterable[str] | None = None, types: Iterable[str] | None = None
    ) -> list[str]:
        """Return the identifiers of what :meth:`relations` returns, in the order of reading."""
        return [r.id for r in sorted_relations(self.relations(standpoints, types), self.knowledge)]

    def some(self, identifiers: Iterable[str], types: Iterable[str] | None = None) -> Relations:
        """Return the relations that are called so, which are of the ``types`` if these are given."""
        wanted = frozenset(identifiers)
        return self._related(r for r in self.find(types=types) if r.id in wanted)

    def disputing(self, standpoints: Iterable[str] | None = None) -> Relations:
        """Return what disputes are made of, contradictions and what takes claims back, as :meth:`find`.

        For those who go on to look at other relations, too: what is found is found once.
        """
        return self.find(standpoints).of(*DISPUTING)

    def touching(self, positions: Iterable[Position]) -> Relations:
        """Return the relations that one of some positions stands in."""
        held = {position.id for position in positions}
        found = (r for r in self._relations if any(position.id in held for position in r.positions))
        return self._related(found)

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Which claim repeats which: one voice heard again."""
        return find_repeats(self.knowledge)

    def quads(self, *, findings: bool = True) -> Iterable[Quad]:
        """Yield everything as RDF, without ``findings`` only what was said."""
        return build_quads(self.knowledge, *((self._relations, self.repeats) if findings else ()))

    def _everything(self) -> Iterable[Quad]:
        return chain(build_exchange(self.exchange), self.quads())

    @cached_property
    def dataset(self) -> Dataset:
        """The RDF dataset, findings included: a named graph per bundle, register and standpoint."""
        from kg.rdf.store import build_store

        return build_store(self._everything())

    def export(
        self,
        format: str,
        *,
        findings: bool = True,
        interop: bool = False,
        publisher: Publisher | None = None,
        table: str = "claims",
    ) -> bytes:
        """Return everything in one exchange format, the same bytes every time.

        The formats are those of ``kg export``: ``turtle``, ``trig``, ``nquads``, ``jsonld``, and ``csv`` (of
        a ``table``), ``annotations``, ``claimreview``, ``nanopub``. With ``interop`` claims and verdicts
        stand in RDF as knowledge graphs of fact-checks have them, too, ``publisher`` being who publishes ours
        (:mod:`kg.formats.interop`).

        Raises:
            InputError: for a format that there is not.
        """
        from kg.api.exporting import export

        return export(self, format, findings=findings, interop=interop, publisher=publisher, table=table)

    def count_triples(self) -> int:
        """Return how many triples the graphs have together."""
        from kg.rdf.store import count_named

        return count_named(self.dataset)

    def _change(self, own: Knowledge) -> None:
        """Take what is ours to be this, and forget what was made of what it was."""
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
        """Add an article, as ``article`` (and ``events``) of a ``claims.yaml`` would, with the same checks.

        Raises:
            InputError: with every problem found.
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
        """Add a claim to an article, as one of ``claims`` in a ``claims.yaml`` would, with the same checks.

        ``rest`` are the other keys of such a claim: ``via``, ``cue``, ``gloss``, ``said``, ``certainty``,
        ``presupposes``, ``condition``, ``corrects``. Names may be entries and claims of the graph, and days
        be dates.

        Raises:
            InputError: with every problem found.
        """
        from kg.api.adding import with_claim

        place = article if isinstance(article, str) else article.id
        written = {"id": id, "source": source, "stance": stance, "quote": quote, "says": says, **rest}
        own, name = with_claim(self.own, place, written)
        self._change(own)
        return self.claims[name]

    def write(self, folder: str | Path, *, overwrite: bool = False) -> Path:
        """Write our articles as people write them, each in a folder of its own, and return the folder.

        The register stands in files of its own already.

        Raises:
            InputError: where there are claims already, unless ``overwrite``, and where it cannot be written.
        """
        from kg.api.writing import write_article

        for bundle in self.own.bundles:
            write_article(self.articles[bundle.id], Path(folder) / bundle.id, overwrite=overwrite)
        return Path(folder)

    def save(self, folder: str | Path) -> None:
        """Build the store on disk in ``folder``, with what partners sent and was decided about it."""
        from kg.rdf.store import build_store

        listing = write_listing(sorted_relations(self._relations, self.knowledge), self.knowledge)
        self.dataset = build_store(
            self._everything(),
            Path(folder),
            made_with=made_with(),
            listing=listing,
            sent=self.exchange.graphs,
        )

"""What a graph offers besides its relations: parts, answers, checks, pages, files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.explaining import GraphComparison, Page
from kg.api.named import MOST_COMPLETIONS
from kg.api.objects import GraphArticle, GraphClaim, GraphEntry, GraphRelation, GraphStandpoint
from kg.api.reader import language
from kg.api.sequences import Articles, Claims, Disputes, Entries, Events, Relations, Sources, Standpoints
from kg.background import build_view
from kg.disputes import Reviews, find_reviews
from kg.errors import InputError, Problem, nearest
from kg.model import SEVERAL, names_of

if TYPE_CHECKING:
    import networkx as nx
    from rdflib import Dataset

    from kg.api.answers import QueryAnswer
    from kg.api.checks import ValidationFindings
    from kg.model import Knowledge
    from kg.queries.asking import Answer, QueryLimits


class Offering:
    """The parts of a graph by name, and what can be made of it."""

    if TYPE_CHECKING:

        @property
        def knowledge(self) -> Knowledge:
            """The knowledge in the graph."""

        @property
        def dataset(self) -> Dataset:
            """The graph as RDF."""

        @property
        def relations(self) -> Relations:
            """The relations between positions."""

    # -- parts --

    @cached_property
    def claims(self) -> Claims:
        """The claims, in the order of their articles."""
        every = self.knowledge.claims
        return Claims(
            lambda: (GraphClaim.called(name, self._me) for name in every), self._me, lambda: [*every]
        )

    @cached_property
    def articles(self) -> Articles:
        """The articles."""
        return Articles(
            lambda: (GraphArticle.of(article, self._me) for article in self.knowledge.articles.values()),
            self._me,
        )

    def _entries(self, *sections: str) -> Iterable[GraphEntry]:
        entries = self.knowledge.register.entries
        return (
            GraphEntry.of(entries[name], self._me)
            for name in sorted(entries)
            if not sections or entries[name].section in sections
        )

    @cached_property
    def entries(self) -> Entries:
        """All entries of the register: sources, places, things, populations, kinds, events."""
        return Entries(lambda: self._entries(), self._me)

    @cached_property
    def sources(self) -> Sources:
        """The sources: those who speak or act."""
        return Sources(lambda: self._entries("sources"), self._me)

    @cached_property
    def events(self) -> Events:
        """The individual events."""
        return Events(lambda: self._entries("events"), self._me)

    @cached_property
    def standpoints(self) -> Standpoints:
        """The named sets of contested facts."""
        declared = self.knowledge.register.standpoints
        return Standpoints(
            lambda: (GraphStandpoint.of(declared[name], self._me) for name in sorted(declared)), self._me
        )

    def disputes(self, standpoints: Iterable[str] | None = None) -> Disputes:
        """Return the disputes; with ``standpoints``, those for somebody who holds exactly these."""
        return self.relations(standpoints).disputes()

    def network(self, *, objects: bool = False) -> nx.MultiDiGraph[str]:
        """Return all positions and relations as a NetworkX graph (:func:`kg.disputes.build_graph`)."""
        return self.relations().graph(objects=objects)

    def __getitem__(
        self, name: str
    ) -> GraphClaim | GraphArticle | GraphEntry | GraphStandpoint | GraphRelation:
        """Return the object with a name: a claim, relation (``m1+d1``), article, entry or standpoint.

        Raises:
            InputError: for an unknown or ambiguous name.
        """
        if "+" in name:
            return self.relations[name]
        knowledge = self.knowledge
        if name in knowledge.articles:
            return self.articles[name]
        if name not in knowledge.claims:
            if name in knowledge.register.entries:
                return self.entries[name]
            if name in knowledge.register.standpoints:
                return self.standpoints[name]
        try:
            return self.claims[name]
        except InputError as error:
            if any(problem.id != "unknown-claim" for problem in error.problems):
                raise
        try:
            return self.relations[name]
        except InputError:
            names = self._ipython_key_completions_()
            message = f"there is no {name[:80]!r} in the graph"
            raise InputError(Problem("unknown-name", message, advice=nearest(name[:80], names))) from None

    def _ipython_key_completions_(self) -> list[str]:
        names = [*islice(self.knowledge.claims, MOST_COMPLETIONS)]
        ends = Counter(name.rpartition("/")[2] for name in names)
        register = self.knowledge.register
        others = (*self.knowledge.articles, *register.standpoints, *register.entries)
        return [*(end for end, times in ends.items() if times == 1), *names, *others[:MOST_COMPLETIONS]]

    # -- tables for frequent look-ups --

    @cached_property
    def reviews(self) -> Reviews:
        """The fact-checkers' verdicts on the claims, and what follows from them."""
        return find_reviews(self.relations() if self.knowledge.verdicts else (), self.knowledge)

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """The number of claims in each article."""
        return Counter(name.rpartition("/")[0] for name in self.knowledge.claims)

    @cached_property
    def spoken(self) -> Mapping[str, Sequence[str]]:
        """The claims of each source."""
        claims_of: dict[str, list[str]] = {}
        for name, claim in self.knowledge.claims.items():
            for source in claim.sources:
                claims_of.setdefault(source, []).append(name)
        return {source: tuple(claims) for source, claims in claims_of.items()}

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[str]]:
        """The claims that name each entry as their source, in their report chain, or in what they say."""
        claims_of: dict[str, dict[str, None]] = {}
        for name, claim in self.knowledge.claims.items():
            named = [*claim.sources, *claim.via]
            for p in claim.propositions:
                named += [p.kind, *filter(None, (p.event, p.said_by))]
                for slot in SEVERAL:
                    value = p.slot(slot)
                    named += [] if value is None else names_of(value)
                if p.count is not None:
                    named += filter(None, (p.count.measure, p.count.population))
            for mentioned in named:
                claims_of.setdefault(mentioned, {})[name] = None
        return {name: tuple(claims) for name, claims in claims_of.items()}

    def titles(self) -> Mapping[str, str | None]:
        """Return the title of each article, by its name."""
        return {name: article.title for name, article in self.knowledge.articles.items()}

    def texts(self) -> Iterable[tuple[str, str]]:
        """Yield the quotations and the glosses of claims, each with the name of its claim."""
        for name, claim in self.knowledge.claims.items():
            for text in (*(quotation.exact for quotation in claim.quotations), *claim.gloss.values()):
                yield name, text

    @property
    def _me(self) -> Any:
        return self

    # -- questions --

    def ask(self, query: str, /, limits: QueryLimits | None = None, **values: Any) -> Answer:
        """Answer a SPARQL query or a named query over all graphs together, as ``kg query`` does.

        ``values`` are the values of its parameters or variables (:mod:`kg.queries.parameters`). The query
        runs in its own process, within the limits (:mod:`kg.queries.asking`). ``FROM`` and ``FROM NAMED``
        name graphs of this dataset.

        Raises:
            InputError: for a query that is invalid, cannot be answered, asks another endpoint, or exceeds the
                limits of time or memory; for a parameter that it does not have.
        """
        from kg.queries import check_query, queries
        from kg.queries.asking import ask_store
        from kg.rdf.store import inner

        text = queries()[query].under(self.knowledge.base) if query in queries() else query
        if values:
            from kg.api.answers import bind

            text = bind(text, values, self.knowledge)
        check_query(text)
        return ask_store(inner(self.dataset), text, limits)

    def query(self, query: str, /, limits: QueryLimits | None = None, **values: Any) -> QueryAnswer:
        """Answer a query as :meth:`ask` does, as a result of rdflib: ``query(name, claim="d1")``.

        Raises:
            InputError: as :meth:`ask`.
        """
        from kg.api.answers import QueryAnswer

        return QueryAnswer(self.ask(query, limits, **values))

    # -- checks and comparisons --

    def validate(self) -> ValidationFindings:
        """Return the findings of the shapes, as ``kg validate`` does; none if all is well."""
        from kg.api.checks import ValidationFindings
        from kg.validation import check_knowledge

        return ValidationFindings(check_knowledge(self.knowledge), self._me)

    def compare(self, first: str | Iterable[str], second: str | Iterable[str]) -> GraphComparison:
        """Return which relations hold for one set of standpoints, and which for another.

        Each set is a name, ``none``, names joined by ``+`` as on the command line, or a list of names.
        """
        from kg.report.comparison import compare_views

        def view(names: str | Iterable[str]) -> Iterable[str]:
            if isinstance(names, str):
                names = [] if names == "none" else names.split("+")
            return build_view(self.knowledge.register, names)

        seen = compare_views(self.relations(), view(first), view(second), self.knowledge)
        return GraphComparison(seen, self.knowledge)

    # -- pages and files --

    def report(
        self,
        *,
        dispute: str | None = None,
        standpoints: Iterable[str] | None = None,
        limit: int | None = None,
    ) -> Page:
        """Return a self-contained page about everything or one dispute, as ``kg report`` writes it."""
        from kg.report.html import write_report
        from kg.report.selection import PageLimits

        view = None if standpoints is None else list(standpoints)
        about, number = None, 1
        if dispute is not None:
            disputes = self.disputes(view)
            about = disputes[dispute]
            number = list(disputes).index(about) + 1
        elif view is not None:
            build_view(self.knowledge.register, view)
        page = write_report(
            self.knowledge,
            self.relations(),
            view=view,
            about=about,
            number=number,
            limits=PageLimits.of(limit) if limit else None,
            languages=(language(),),
        )
        return Page(page)

    def bundle(
        self,
        path: str | Path | None = None,
        *,
        producer: str | None = None,
        title: str | None = None,
        url: str | None = None,
        licence: str | None = None,
        sign: str | Path | None = None,
        passphrase: str | None = None,
        findings: bool = True,
    ) -> Mapping[str, bytes]:
        """Return the files of a bundle for partners, and write them to ``path`` if given.

        A path that ends in ``.zip`` is a file, any other a folder. ``sign`` is the file of a private key that
        ``kg keys`` made. The other arguments are those of ``kg export --bundle``.
        """
        from kg.api.exporting import write_bundle_at

        return write_bundle_at(
            self._me,
            None if path is None else Path(path),
            (producer, title, url, licence),
            sign=sign,
            passphrase=passphrase,
            findings=findings,
        )

    def _repr_html_(self) -> str:
        return self.to_html(language())

    def to_html(self, language: str) -> str:
        """Return numbers, articles and disputes as a piece of HTML in a language."""
        from kg.api.blocks import graph_blocks
        from kg.report.blocks import write_blocks

        return write_blocks(graph_blocks(self._me), language)

"""A graph of claims, with what follows from them; reading one, from files or from a store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import Dataset

from kg.authoring.read import read_knowledge
from kg.background import Background, build_view
from kg.disputes import Agreement, Dispute, build_graph, find_agreements, find_disputes, name_withdrawn
from kg.errors import InputError, Problem
from kg.explain import find_claim, find_named, sorted_relations
from kg.findings import Findings, made_with, read_accepted, read_listing, write_listing
from kg.formats.claimreview import Publisher
from kg.formats.interop import PREFIXES as INTEROP_PREFIXES
from kg.formats.interop import build_interop
from kg.formats.sources import is_foreign
from kg.model import Knowledge, Location, Position, Relation, RelationType, Repeat
from kg.partners.ledger import Exchange
from kg.partners.merge import Merged
from kg.partners.records import build_exchange, read_exchange
from kg.plurals import several
from kg.queries import check_query, queries
from kg.rdf.columns import ColumnReader
from kg.rdf.dataset import build_quads
from kg.rdf.mapping import Quad
from kg.rdf.read import read_dataset
from kg.rdf.serialize import Format, serialize
from kg.rdf.store_files import is_store, open_recorded
from kg.rdf.stored import StoredKnowledge
from kg.rdf.vocabulary import PREFIXES
from kg.relations import find_relations, find_repeats
from kg.relations.why_not import WhyNot, check_rules
from kg.words import tell

if TYPE_CHECKING:
    import networkx as nx
    from rdflib.query import Result

    from kg.queries.asking import Answer, QueryLimits

#: The types of relations that disputes are made of.
DISPUTING = (RelationType.CONTRADICTS, RelationType.SUPERSEDES)

# What puts a graph into a store, and what asks it, loads an engine of SPARQL, which most commands can spare.


class Relations(list[Relation]):
    """Relations, with the analyses that start from them."""

    def __init__(self, found: Iterable[Relation], knowledge: Knowledge):
        super().__init__(found)
        self.knowledge = knowledge

    def of(self, *types: str) -> Relations:
        """Return those of one of the types, such as ``"contradicts"``."""
        wanted = {RelationType(name) for name in types}
        return Relations((r for r in self if r.relation in wanted), self.knowledge)

    def between(self, first: str, second: str) -> Relations:
        """Return those between two claims, given by the ends of their identifiers (``"m1"``, ``"d1"``)."""

        def held(relation: Relation, name: str) -> bool:
            return any(c == name or c.endswith("/" + name) for p in relation.positions for c in p.claims)

        return Relations((r for r in self if held(r, first) and held(r, second)), self.knowledge)

    def disputes(self) -> list[Dispute]:
        """Return the disputes: components over ``contradicts``, each with its sides and its graph."""
        return name_withdrawn(find_disputes(self), self, self.knowledge)

    def graph(self) -> nx.MultiDiGraph[str]:
        """Return every position and relation as a NetworkX graph."""
        return build_graph(self, self.knowledge)

    def agreements(self) -> list[Agreement]:
        """Return the source × source table."""
        return find_agreements(self, self.knowledge)


class ClaimGraph:
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
        self._of_types: dict[frozenset[RelationType], list[Relation]] = {}

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
    def _relations(self) -> list[Relation]:
        return list(self._merged.relations) if self.engine == "duckdb" else self._find(None)

    def _find(self, types: Collection[RelationType] | None, history: bool = False) -> list[Relation]:
        return find_relations(
            self.knowledge,
            types=types,
            background=self.background,
            engine=self.engine,
            master=self.master,
            history=history,
        )

    def relations(
        self,
        standpoints: Iterable[str] | None = None,
        types: Iterable[str] | None = None,
        *,
        history: bool = False,
    ) -> Relations:
        """Return what relates positions, of all types or of some (``"contradicts"``).

        With ``standpoints`` only what holds for somebody who holds exactly these; with ``history`` also what
        related only words that their voices have left since.
        """
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        wanted = None if types is None else frozenset(map(RelationType, types))
        if history:
            found = self._find(wanted, history=True)
        elif wanted is None or "_relations" in vars(self):
            found = self._relations
        else:
            if wanted not in self._of_types:
                self._of_types[wanted] = self._find(wanted)
            found = self._of_types[wanted]
        kept = (
            relation
            for relation in found
            if (wanted is None or relation.relation in wanted) and (view is None or relation.holds_for(view))
        )
        return Relations(kept, self.knowledge)

    def named(self, name: str, *, history: bool = False) -> list[Relation]:
        """Return the relations that ``name`` means, in the order of reading.

        It is an identifier, at least four digits of its beginning, or two claims as in ``m1+d1``. With
        ``history`` it may mean what related only words that their voices have left since.

        Raises:
            InputError: for what names no relation or no claim, or several relations.
        """
        known = self._find(None, history=True) if history else self._relations
        positions = {r.id: [position.claims for position in r.positions] for r in known}
        wanted = set(find_named(name, positions, self.knowledge.claims))
        return sorted_relations((r for r in known if r.id in wanted), self.knowledge)

    def why_not(self, first: str, second: str, standpoints: Iterable[str] = ()) -> WhyNot:
        """Return why no relation between two claims holds, or none stronger: what keeps each rule.

        The claims are given by the ends of their identifiers (``"m1"``, ``"d1"``); ``standpoints`` are those
        that somebody holds.

        Raises:
            InputError: for what names no claim or several, or for standpoints that nobody holds together.
        """
        names = (find_claim(name, self.knowledge.claims) for name in (first, second))
        view = build_view(self.knowledge.register, standpoints)
        return check_rules(self.knowledge, *names, view=view, background=self.background)

    def listed(
        self, standpoints: Iterable[str] | None = None, types: Iterable[str] | None = None
    ) -> list[str]:
        """Return the identifiers of what :meth:`relations` returns, in the order of reading."""
        return [r.id for r in sorted_relations(self.relations(standpoints, types), self.knowledge)]

    def some(self, identifiers: Iterable[str], types: Iterable[str] | None = None) -> Relations:
        """Return the relations that are called so, which are of the ``types`` if these are given."""
        wanted = frozenset(identifiers)
        return Relations((r for r in self.relations(types=types) if r.id in wanted), self.knowledge)

    def disputing(self, standpoints: Iterable[str] | None = None) -> Relations:
        """Return what disputes are made of, contradictions and what takes claims back, as :meth:`relations`.

        For those who go on to look at other relations, too: what is found is found once.
        """
        return self.relations(standpoints).of(*DISPUTING)

    def touching(self, positions: Iterable[Position]) -> Relations:
        """Return the relations that one of some positions stands in."""
        held = {position.id for position in positions}
        found = (r for r in self.relations() if any(position.id in held for position in r.positions))
        return Relations(found, self.knowledge)

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Which claim repeats which: one voice heard again."""
        return find_repeats(self.knowledge)

    def _quads(self, *, findings: bool = True) -> Iterable[Quad]:
        return build_quads(self.knowledge, *((self._relations, self.repeats) if findings else ()))

    def _everything(self) -> Iterable[Quad]:
        return chain(self._quads(), build_exchange(self.exchange))

    @cached_property
    def dataset(self) -> Dataset:
        """The RDF dataset, findings included: a named graph per bundle, register and standpoint."""
        from kg.rdf.store import build_store

        return build_store(self._everything())

    def ask(self, query: str, limits: QueryLimits | None = None) -> Answer:
        """Answer a SPARQL query, or one of the named ones, over all graphs together, as ``kg query`` does.

        It runs in a process of its own, within the limits (:mod:`kg.queries.asking`); ``FROM`` and
        ``FROM NAMED`` name graphs of this dataset.

        Raises:
            InputError: for a query that does not parse, cannot be answered, asks another endpoint, or takes
                more time or memory than it may.
        """
        from kg.queries.asking import ask_store
        from kg.rdf.store import inner

        text = queries()[query].text if query in queries() else query
        check_query(text)
        return ask_store(inner(self.dataset), text, limits)

    def query(self, query: str, limits: QueryLimits | None = None) -> Result:
        """Answer a query as :meth:`ask` does, with terms and graphs of rdflib.

        Raises:
            InputError: as :meth:`ask`.
        """
        from kg.queries.results import build_result

        return build_result(self.ask(query, limits))

    def export(
        self,
        format: Format,
        *,
        findings: bool = True,
        interop: bool = False,
        publisher: Publisher | None = None,
    ) -> bytes:
        """Return everything in one exchange format, the same bytes every time.

        With ``interop`` claims and verdicts stand in it as knowledge graphs of fact-checks have them, too,
        ``publisher`` being who publishes ours (:mod:`kg.formats.interop`).

        Raises:
            InputError: for a format that is none.
        """
        if not interop:
            return serialize(self._quads(findings=findings), format)
        quads = chain(self._quads(findings=findings), build_interop(self.knowledge, publisher))
        return serialize(quads, format, {**PREFIXES, **INTEROP_PREFIXES})

    def count_triples(self) -> int:
        """Return how many triples the graphs have together."""
        from kg.rdf.store import count_named

        return count_named(self.dataset)

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


class StoredGraph(ClaimGraph):
    """What was built in a store with the same rules: each part is read when somebody looks at it."""

    def __init__(
        self,
        store: ox.Store,
        listing: bytes,
        sent: Mapping[str, bytes],
        *,
        engine: str = "duckdb",
        master: str = "local[*]",
    ):
        self._store, self._listing, self._sent = store, listing, sent
        self.engine, self.master = engine, master
        self.notes = ()
        self._of_types = {}
        reader = ColumnReader(store)
        adopted, verdicts = read_accepted(listing)
        self._knowledge = StoredKnowledge.of(reader, adopted=adopted, accepted=verdicts)
        self._findings = Findings(reader)

    @cached_property
    def dataset(self) -> Dataset:
        """The RDF dataset, findings included: a named graph per bundle, register and standpoint."""
        from kg.rdf.store import wrap

        return wrap(self._store)

    @cached_property
    def own(self) -> Knowledge:  # type: ignore[override]
        """What is ours."""
        return read_dataset(self.dataset)

    @cached_property
    def exchange(self) -> Exchange:  # type: ignore[override]
        """What partners sent and was decided about it."""
        return read_exchange(self.dataset, self._sent)

    @property
    def knowledge(self) -> Knowledge:
        """Ours and, in names told from ours, what partners sent."""
        return self._knowledge

    @cached_property
    def _relations(self) -> list[Relation]:
        return self._find(None)

    def _find(self, types: Collection[RelationType] | None, history: bool = False) -> list[Relation]:
        if history or self.engine != "duckdb":
            return super()._find(types, history)
        return self._findings.relations(types)

    def named(self, name: str, *, history: bool = False) -> list[Relation]:
        """Return the relations that ``name`` means, in the order of reading; no others are read."""
        if history:
            return super().named(name, history=True)
        wanted = find_named(name, self._findings.claims(), self.knowledge.claims)
        return sorted_relations(self._findings.some(wanted), self.knowledge)

    def listed(
        self, standpoints: Iterable[str] | None = None, types: Iterable[str] | None = None
    ) -> list[str]:
        """Return the identifiers of what :meth:`relations` returns, in the order of reading; none is read."""
        if self.engine != "duckdb":
            return super().listed(standpoints, types)
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        wanted = None if types is None else frozenset(map(RelationType, types))
        return [
            one.id
            for one in read_listing(self._listing)
            if (wanted is None or one.relation in wanted) and (view is None or one.holds_for(view))
        ]

    def some(self, identifiers: Iterable[str], types: Iterable[str] | None = None) -> Relations:
        """Return the relations that are called so; no others are read."""
        if self.engine != "duckdb":
            return super().some(identifiers, types)
        return Relations(self._findings.some([*identifiers]), self.knowledge)

    def disputing(self, standpoints: Iterable[str] | None = None) -> Relations:
        """Return what disputes are made of; no other relations are read."""
        return self.relations(standpoints, DISPUTING)

    def touching(self, positions: Iterable[Position]) -> Relations:
        """Return the relations that one of some positions stands in; no others are read."""
        if self.engine != "duckdb":
            return super().touching(positions)
        return Relations(self._findings.touching([p.id for p in positions]), self.knowledge)

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Which claim repeats which: one voice heard again."""
        return self._findings.reader.repeats()


def load(
    *paths: str | Path,
    store: str | Path | None = None,
    engine: str = "duckdb",
    master: str = "local[*]",
) -> ClaimGraph:
    """Load bundles and registers from ``paths``, or what was built in ``store``.

    A path may also be a bundle for partners, an RDF file of ours, or a store, but then alone. Without any,
    ``seeds/`` under the current directory is loaded, else the packaged example. ``engine`` finds the
    relations: ``duckdb``, or ``spark`` on the cluster that ``master`` names.

    Raises:
        InputError: with every problem found in the input.
    """
    found = _paths(paths)
    foreign = [path for path in found if str(path) != "-" and is_foreign(path)]
    if foreign and len(found) > 1:
        advice = "'kg import' takes several into one store"
        message = "bundles, RDF files and stores are opened one at a time"
        raise InputError(Problem("bad-use", message, Location(str(foreign[0])), advice=advice))
    if store is None and foreign and is_store(foreign[0]):
        store = foreign[0]
    if store is not None:
        return _open(Path(store), engine, master)
    if not foreign:
        return ClaimGraph(read_knowledge(found), engine=engine, master=master)
    from kg.formats.opening import open_source

    graph = ClaimGraph(open_source(foreign[0]), engine=engine, master=master)
    graph.notes = (tell("input-read-as-it-is", file=str(foreign[0])),)
    return graph


def _open(folder: Path, engine: str, master: str) -> ClaimGraph:
    """Return what a store holds, with its findings where they would be computed so again."""
    opened = open_recorded(folder)
    try:
        if opened.made_with == made_with() and opened.listing is not None:
            return StoredGraph(opened.store, opened.listing, opened.sent, engine=engine, master=master)
        from kg.rdf.store import wrap

        dataset = wrap(opened.store)
        exchange = read_exchange(dataset, opened.sent)
        graph = ClaimGraph(read_dataset(dataset), exchange, engine=engine, master=master)
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        message = f"cannot be read: {error}"
        raise InputError(Problem("bad-store", message, Location(str(folder)))) from error
    graph.notes = (tell("input-built-otherwise", store=str(folder)),)
    return graph


def _paths(paths: Sequence[str | Path]) -> list[Path]:
    """Return paths that the system can look for, whether it finds something or not."""
    problems = []
    for path in paths:
        try:
            if not str(path):
                problems.append(Problem("no-such-file", "the name is empty"))
            Path(path).resolve().exists()
        except (OSError, RuntimeError, ValueError) as error:
            message = f"is no name of a file: {getattr(error, 'strerror', None) or error}"
            problems.append(Problem("no-such-file", message, Location(str(path))))
    if problems:
        raise InputError(problems)
    return [Path(path) for path in paths]

"""Load a graph from the files that people write, from a partner's file, or from a store."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox
from rdflib import Dataset

from kg.api.explaining import BundleCheck
from kg.api.graph import DISPUTING, ClaimGraph
from kg.api.objects import GraphRelation
from kg.api.sequences import Relations
from kg.authoring.read import read_knowledge
from kg.background import build_view
from kg.errors import InputError, Problem
from kg.explain import find_named, sorted_relations
from kg.findings import Findings, RelationListing, made_with, read_accepted
from kg.formats.sources import is_foreign
from kg.model import Knowledge, Location, Position, Relation, RelationType, Repeat
from kg.partners.ledger import Exchange
from kg.partners.records import read_exchange
from kg.rdf.columns import ColumnReader
from kg.rdf.read import read_dataset
from kg.rdf.store_files import is_service, is_store, open_recorded
from kg.rdf.stored import StoredKnowledge
from kg.relations.engine import sort_relations
from kg.words import tell

#: The number of relations that are read at once, so that others may use a graph in between.
AT_ONCE = 200
#: The whole identifier of a relation.
IDENTIFIER = re.compile(r"[0-9a-f]{32}")


class StoredGraph(ClaimGraph):
    """A graph in a store that was built with the same rules; its parts are read when they are used."""

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
        """Our own knowledge."""
        return read_dataset(self.dataset)

    @cached_property
    def exchange(self) -> Exchange:  # type: ignore[override]
        """What partners sent, and what was decided about it."""
        return read_exchange(self.dataset, self._sent)

    def _change(self, own: Knowledge) -> None:
        advice = "load the files that it was built from, add to them, and build it anew"
        raise InputError(Problem("bad-use", "what was built in a store is not added to", advice=advice))

    @property
    def knowledge(self) -> Knowledge:
        """Our knowledge and what partners sent, under names that are kept apart from ours."""
        return self._knowledge

    @cached_property
    def _relations(self) -> list[GraphRelation]:
        return [self.relation(relation) for relation in self._find(None)]

    def _find(self, types: Collection[RelationType] | None, history: bool = False) -> list[Relation]:
        if history or self.engine != "duckdb":
            return super()._find(types, history)
        return self._findings.relations(types)

    def named(self, name: str, *, history: bool = False) -> list[GraphRelation]:
        """Return the relations that ``name`` means, in the order of reading; no others are read."""
        if history:
            return super().named(name, history=True)
        if IDENTIFIER.fullmatch(name) and (found := self._findings.some([name])):
            return [*map(self.relation, found)]
        wanted = find_named(name, self._findings.claims(), self.knowledge.claims)
        return [*map(self.relation, sorted_relations(self._findings.some(wanted), self.knowledge))]

    def listed(
        self, standpoints: Iterable[str] | None = None, types: Iterable[str] | None = None
    ) -> list[str]:
        """Return the identifiers of the relations that :meth:`find` returns, without reading these."""
        if self.engine != "duckdb":
            return super().listed(standpoints, types)
        view = None if standpoints is None else build_view(self.knowledge.register, standpoints)
        wanted = None if types is None else [RelationType(type).value for type in types]
        return self._list.names(view, wanted)

    @cached_property
    def _list(self) -> RelationListing:
        return RelationListing(self._listing)

    @cached_property
    def depending(self) -> Mapping[str, int]:
        """How many relations depend on each standpoint, without reading these."""
        return super().depending if self.engine != "duckdb" else self._list.depending()

    def some(self, identifiers: Iterable[str], types: Iterable[str] | None = None) -> Relations:
        """Return the relations with these identifiers; no others are read."""
        if self.engine != "duckdb":
            return super().some(identifiers, types)
        return self._related(self._findings.some([*identifiers]))

    def disputing(self, standpoints: Iterable[str] | None = None) -> Relations:
        """Return the relations that make disputes; no others are read."""
        return self.find(standpoints, DISPUTING)

    def prepare(self) -> Iterator[None]:
        """Read the relations that make disputes, part by part: others may use the graph in between."""
        if self.engine != "duckdb":
            yield from super().prepare()
        elif (wanted := frozenset(DISPUTING)) not in self._of_types:
            names, found = self.listed(types=DISPUTING), list[Relation]()
            for at in range(0, len(names), AT_ONCE):
                found += self._findings.some(names[at : at + AT_ONCE])
                yield
            self._of_types[wanted] = [*map(self.relation, sort_relations(found))]

    def touching(self, positions: Iterable[Position]) -> Relations:
        """Return the relations of any of these positions; no others are read."""
        if self.engine != "duckdb":
            return super().touching(positions)
        return self._related(self._findings.touching([p.id for p in positions]))

    @cached_property
    def spoken(self) -> Mapping[str, Sequence[str]]:
        """The claims of each source."""
        return self._findings.reader.spoken()

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[str]]:
        """The claims that name each entry as their source, in their report chain, or in what they say."""
        return self._findings.reader.mentions()

    def titles(self) -> Mapping[str, str | None]:
        """Return the title of each article, by its name; the articles are not read."""
        return self._findings.reader.titles()

    def texts(self) -> Iterable[tuple[str, str]]:
        """Yield the quotations and glosses of claims with the names of these; no claims are read."""
        return self._findings.reader.texts()

    @cached_property
    def repeats(self) -> list[Repeat]:
        """Which claims repeat which: the same voice again."""
        return self._findings.reader.repeats()


def load(
    *paths: str | Path,
    store: str | Path | None = None,
    engine: str = "duckdb",
    master: str = "local[*]",
) -> ClaimGraph:
    """Load bundles and registers from ``paths``, or the graph in ``store``.

    There may also be a single path of a bundle for partners, an RDF file of ours, or a store. A store is a
    folder or the address of a SPARQL 1.1 service, which is read whole. Without paths,
    ``seeds/`` in the current directory is loaded or, if there is none, the packaged example. ``engine`` finds
    the relations: ``duckdb``, or ``spark`` on the cluster that ``master`` names.

    Raises:
        InputError: with all problems in the input.
    """
    service = paths[0] if len(paths) == 1 and store is None else store
    if isinstance(service, str) and is_service(service):
        from kg.formats.opening import open_service

        return ClaimGraph(open_service(service), engine=engine, master=master)
    files = _paths(paths)
    foreign = [path for path in files if str(path) != "-" and is_foreign(path)]
    if foreign and len(files) > 1:
        advice = "'kg import' takes several into one store"
        message = "bundles, RDF files and stores are opened one at a time"
        raise InputError(Problem("bad-use", message, Location(str(foreign[0])), advice=advice))
    if store is None and foreign and is_store(foreign[0]):
        store = foreign[0]
    if store is not None:
        return _open(Path(store), engine, master)
    if not foreign:
        return ClaimGraph(read_knowledge(files), engine=engine, master=master)
    from kg.formats.opening import open_source

    graph = ClaimGraph(open_source(foreign[0]), engine=engine, master=master)
    graph.notes = (tell("input-read-as-it-is", file=str(foreign[0])),)
    return graph


def verify(
    path: str | Path, *, key: str | Path | None = None, texts: Iterable[str | Path] = ()
) -> BundleCheck:
    """Check offline that a bundle is complete, agrees with its texts, and who signed it, as ``kg verify``.

    ``key`` is the file of the public key that must have signed it. ``texts`` are files with the articles'
    texts that the bundle withholds.

    Raises:
        InputError: for a file that cannot be read.
    """
    from kg.bundle.keys import read_public_key
    from kg.bundle.verify import check_bundle
    from kg.files import read_verbatim
    from kg.model import Article

    contents = [read_verbatim(Path(text)) for text in texts]
    by_hash = {Article("", text, "", "").sha256: text for text in contents}
    public = None if key is None else read_public_key(Path(key))
    return BundleCheck(check_bundle(Path(path), key=public, texts=by_hash))


def _open(folder: Path, engine: str, master: str) -> ClaimGraph:
    """Return the graph in a store, with its stored relations if the same rules found them."""
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
    """Return the paths, and raise an error if any of them is an invalid file name."""
    problems = []
    for path in paths:
        try:
            if not str(path):
                problems.append(Problem("no-such-file", "the name is empty"))
            Path(path).resolve().exists()
        except (OSError, RuntimeError, ValueError) as error:
            message = f"is not a valid file name: {getattr(error, 'strerror', None) or error}"
            problems.append(Problem("no-such-file", message, Location(str(path))))
    if problems:
        raise InputError(problems)
    return [Path(path) for path in paths]

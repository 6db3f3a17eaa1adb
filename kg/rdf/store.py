"""The graph as an rdflib dataset on an Oxigraph store: in memory by default, or in a folder on disk.

What a folder of a store holds, and how it is changed, is told in :mod:`kg.rdf.store_files`.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from enum import Enum, auto
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.collection import without_collection
from kg.rdf.mapping import Quad
from kg.rdf.merged import ask
from kg.rdf.parsing import leave_markup_unread, term_builder
from kg.rdf.serialize import write_literal
from kg.rdf.statements import Triple
from kg.rdf.store_files import open_read_only, write_store
from kg.rdf.vocabulary import FINDINGS_GRAPH, IMPORTS, PREFIXES, STANDPOINTS

# rdflib's own SPARQL engine would otherwise read files and fetch pages that a query names.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
leave_markup_unread()

#: So many quads are loaded at once. Oxigraph sorts them in memory, which takes longer the more they are, and
#: begins to merge what was sorted with the fourth load into one of its tables, which takes far longer.
_AT_ONCE = 750_000
#: So many triples are handed on at once.
_RUN = 50_000
#: So many IRIs are kept as they are written.
_KEPT = 100_000


def build_store(
    quads: Iterable[Quad],
    folder: Path | None = None,
    *,
    made_with: str | None = None,
    listing: bytes | None = None,
    sent: Mapping[str, Iterable[Triple]] = MappingProxyType({}),
) -> Dataset:
    """Return a dataset filled with ``quads``, in memory or in ``folder``, whose former store it replaces.

    ``made_with`` is the hash of what the findings among them were made with, ``listing`` what has to be known
    of them before they are read (:mod:`kg.findings`), ``sent`` what each import said, which no query reaches.

    The default graph, which queries ask unless they name another, merges everything but the standpoints:
    what is contested is found only by asking for whose standpoint it is. In a folder it holds nothing that
    was found, which is the most by far; queries ask the graph of that, too (:mod:`kg.rdf.merged`), and it
    comes last among ``quads``.

    Raises:
        InputError: for a folder that holds something else than a store, a damaged one, or cannot be written.
    """

    if folder is None:
        store = ox.Store()
        with without_collection():
            _load(store, write_runs(quads), twice=True)
        return wrap(store)

    def fill(store: ox.Store) -> None:
        _load(store, write_runs(quads), twice=False)

    lines = ((name, write_triples(triples)) for name, triples in sent.items())
    with without_collection():
        write_store(fill, folder, made_with, listing, lines)
    return open_store(folder)


def _load(store: ox.Store, runs: Iterable[tuple[str, Standing, list[str]]], *, twice: bool) -> None:
    """Put triples into a store that are written as :func:`write_runs` yields them.

    ``twice`` says that what was found stands in the default graph, too, as those expect who read that graph.
    """
    named, merged = _Waiting(store), dict[str, None]()
    only_found = False
    for end, standing, triples in runs:
        named.add(triples, end)
        if standing is Standing.MERGED or (twice and standing is Standing.FOUND):
            if only_found:
                raise ValueError("what is merged comes before what was found")
            merged.update(dict.fromkeys(triples))
        elif standing is Standing.FOUND:
            only_found = True
            for triple in merged.keys() & triples:
                del merged[triple]
    named.load()
    # Named graphs and the default graph have tables of their own: each of these is loaded into less often.
    copies, rest = _Waiting(store), iter(merged)
    while part := list(islice(rest, _RUN)):
        copies.add(part, " .\n")
    copies.load()


class Standing(Enum):
    """Where a triple stands beside its own graph."""

    MERGED = auto()  # in the default graph, too, unless it was found as well
    FOUND = auto()  # nowhere; but queries that name no graphs ask its graph as well
    APART = auto()  # nowhere


class _Waiting:
    """Lines that wait until they are enough to be loaded."""

    def __init__(self, store: ox.Store):
        self._store, self._lines, self._number = store, io.BytesIO(), 0

    def add(self, triples: list[str], end: str) -> None:
        """Let lines wait that end alike, or load them with those before them."""
        self._lines.write(f"{end.join(triples)}{end}".encode())
        self._number += len(triples)
        if self._number >= _AT_ONCE:
            self.load()

    def load(self) -> None:
        """Load what waits."""
        data = self._lines.getvalue()
        self._lines, self._number = io.BytesIO(), 0
        # The terms were checked when they were written, each once; to check them in every line takes a fifth
        # of the time.
        self._store.bulk_load(data, format=ox.RdfFormat.N_QUADS, lenient=True)


def write_runs(quads: Iterable[Quad]) -> Iterator[tuple[str, Standing, list[str]]]:
    """Yield triples of one graph after the other, written as in N-Quads without the end of the line.

    With some triples come the end of their lines, which names their graph, and where else they stand.

    Raises:
        ValueError: for a term that is not well formed.
    """
    write = _writer()
    for graph, run in groupby(quads, itemgetter(3)):
        end = f" {_write_iri(graph)} .\n"
        apart = str(graph).startswith((STANDPOINTS, IMPORTS))
        found = Standing.APART if apart else Standing.MERGED
        standing = Standing.FOUND if graph == FINDINGS_GRAPH else found
        while triples := [write(*quad[:3]) for quad in islice(run, _RUN)]:
            yield end, standing, triples


def write_triples(triples: Iterable[Triple]) -> Iterator[str]:
    """Yield triples as lines of N-Triples.

    Raises:
        ValueError: for a term that is not well formed.
    """
    write = _writer()
    for triple in triples:
        yield f"{write(*triple)} .\n"


def _writer() -> Callable[[Node, Node, Node], str]:
    """Return a function that writes a triple without its full stop, and each IRI of many triples once."""
    iris: dict[Node, str] = {}
    kinds: set[tuple[str | None, str | None]] = set()

    def write(subject: Node, predicate: Node, object: Node) -> str:
        if len(iris) > _KEPT:
            iris.clear()
        start = iris.get(subject) or iris.setdefault(subject, _write_iri(subject))
        property = iris.get(predicate) or iris.setdefault(predicate, _write_iri(predicate))
        # Of these classes, which are abstract, isinstance would take most of the time of all this.
        if type(object) is Literal:
            if (kind := (object.language, object.datatype)) not in kinds:
                _check_kind(*kind)
                kinds.add(kind)
            value = write_literal(object)
        else:
            value = iris.get(object) or iris.setdefault(object, _write_iri(object))
        return f"{start} {property} {value}"

    return write


def _write_iri(node: Node) -> str:
    return str(ox.NamedNode(str(node)))


def _check_kind(language: str | None, datatype: str | None) -> None:
    if language is not None:
        ox.Literal("", language=language)
    elif datatype is not None:
        ox.NamedNode(datatype)


def open_store(folder: Path) -> Dataset:
    """Return the dataset that was built in ``folder``, for reading.

    Raises:
        InputError: where there is none, or one that is damaged or cannot be read.
    """
    return wrap(open_read_only(folder))


class _Asking:
    """A store of Oxigraph's that is only asked: where no graph is named, what was said and what was found."""

    def __init__(self, store: ox.Store):
        self._store = store

    def query(self, text: str, *, use_default_graph_as_union: bool, **options: Any) -> Any:
        """Answer a query."""
        if use_default_graph_as_union:
            return self._store.query(text, use_default_graph_as_union=True, **options)
        return ask(self._store, text, **options)


class _Store(OxigraphStore):
    """The store as rdflib sees it; a query that names graphs after ``FROM`` is answered from these."""

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> Any:
        # To name the default graph, as rdflib does, would take the place of what the query names.
        graph = "" if queryGraph == DATASET_DEFAULT_GRAPH_ID else queryGraph
        asked: Any = copy(self)
        asked._store = _Asking(self._inner)
        return OxigraphStore.query(asked, query, initNs, initBindings, graph, **kwargs)


def triples_of(dataset: Dataset, graph: URIRef) -> Iterator[Triple]:
    """Yield what a named graph says, each triple once, in the time that reading it takes."""
    build = term_builder()
    for quad in inner(dataset).quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        yield build(quad.subject), build(quad.predicate), build(quad.object)


def count_named(dataset: Dataset) -> int:
    """Return how many triples the named graphs of a dataset have together."""
    store = inner(dataset)
    found: Any = store.query("SELECT (COUNT(*) AS ?all) { ?s ?p ?o }")
    return len(store) - int(next(found)["all"].value)


def inner(dataset: Dataset) -> ox.Store:
    """Return the Oxigraph store beneath one of our datasets."""
    assert isinstance(dataset.store, OxigraphStore)
    return dataset.store._inner


def wrap(store: ox.Store) -> Dataset:
    """Return a store of Oxigraph's as a dataset of rdflib's."""
    dataset = Dataset(store=_Store(store=store))
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset

"""The graph as an rdflib dataset on an Oxigraph store: in memory by default, or in a folder on disk.

:mod:`kg.rdf.store_files` describes the files of such a folder, and how they are changed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from copy import copy
from enum import Enum, auto
from functools import partial
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self, TypeAlias

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.collection import without_collection
from kg.model import BASE
from kg.rdf.bases import ELSEWHERE, find_store_base, prefixes_of, text_under, text_without_base, under
from kg.rdf.mapping import Quad
from kg.rdf.merged import ask
from kg.rdf.parsing import leave_markup_unread, triple_builder
from kg.rdf.serialize import write_literal
from kg.rdf.statements import Triple
from kg.rdf.store_files import change_store, open_read_only, write_store
from kg.rdf.vocabulary import FINDINGS_GRAPH, IMPORTS, STANDPOINTS

# rdflib's own SPARQL engine would otherwise read files and fetch pages that a query names.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
leave_markup_unread()

#: The number of quads that are loaded at once. Oxigraph sorts them in memory, which takes longer for more
#: quads. From the fourth load into a table on it merges them, which takes far longer.
_AT_ONCE = 750_000
#: The number of triples that are passed on at once.
_RUN = 50_000
#: So many IRIs are kept in their written form, and those of one more run.
_KEPT = 250_000
#: What an import said, with the base of the partner's IRIs.
Sent: TypeAlias = tuple[Iterable[Triple], str]
#: Properties as they are written whose values stay as they are.
_TO_ELSEWHERE = frozenset(f"<{property}>" for property in ELSEWHERE)


def build_store(
    quads: Iterable[Quad],
    folder: Path | None = None,
    *,
    made_with: str | None = None,
    listing: bytes | None = None,
    sent: Mapping[str, Sent] = MappingProxyType({}),
    base: str = BASE,
) -> Dataset:
    """Return a dataset filled with ``quads``, in memory or in ``folder``, whose former store it replaces.

    ``made_with`` is the hash of the program that made the findings. ``listing`` is what must be known of
    them before they are read (:mod:`kg.findings`). ``sent`` is what each import said; it is written in the
    partner's own IRIs, and no query reaches it. All other IRIs are put under ``base``.

    The default graph, which queries ask unless they name another, merges everything except the standpoints:
    only a query that names a standpoint finds contested facts. In a folder the default graph holds no
    findings, which are most of the triples; queries ask their graph too (:mod:`kg.rdf.merged`). The findings
    must come last among ``quads``.

    Raises:
        InputError: for a folder that holds a damaged store or other files, or that cannot be written.
    """

    if folder is None:
        store = ox.Store()
        with without_collection():
            _load(store, write_runs(quads, base), twice=True)
        return wrap(store)

    def fill(store: ox.Store) -> None:
        _load(store, write_runs(quads, base), twice=False)

    lines = ((name, write_triples(*told)) for name, told in sent.items())
    with without_collection():
        write_store(fill, folder, made_with, listing, lines)
    return open_store(folder)


def _is_apart(graph: str) -> bool:
    return graph.startswith((STANDPOINTS, IMPORTS))


def replace_graph(graph: URIRef, triples: Iterable[Triple], folder: Path) -> Dataset:
    """Return the dataset in ``folder`` after one of its graphs was replaced; the rest is not written again.

    The graph is a small one that the default graph merges, and not that of the findings.

    Raises:
        InputError: for a folder that holds a damaged store or other files, or that cannot be written.
    """
    name, end = ox.NamedNode(graph), f" {_write_iri(graph)} .\n"
    lines = "".join(line.removesuffix(" .\n") + end for line in write_triples(triples))
    told = {*ox.parse(lines, format=ox.RdfFormat.N_QUADS)}

    def change(store: ox.Store) -> int:
        held = {*store.quads_for_pattern(None, None, None, name)}
        added, removed = told - held, held - told
        copies = [_copy(quad) for quad in added if not _is_merged(store, quad)]
        store.extend((*added, *copies))
        for quad in removed:
            store.remove(quad)
        lost = [_copy(quad) for quad in removed if not _is_merged(store, quad)]
        for quad in lost:
            store.remove(quad)
        return len(added) + len(copies) - len(removed) - len(lost)

    change_store(change, folder)
    return open_store(folder)


def _copy(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object)


def _is_merged(store: ox.Store, quad: ox.Quad) -> bool:
    """Return whether queries that name no graph find a triple in any named graph that is there already."""
    names = (same.graph_name for same in store.quads_for_pattern(quad.subject, quad.predicate, quad.object))
    return any(isinstance(name, ox.NamedNode) and not _is_apart(name.value) for name in names)


def _load(store: ox.Store, runs: Iterable[tuple[str, Standing, list[str]]], *, twice: bool) -> None:
    """Load triples into a store, as :func:`write_runs` yields them.

    With ``twice`` the findings go into the default graph too, for code that reads only that graph.
    """
    merged = dict[str, None]()
    only_found = False
    with _Waiting(store) as waiting:
        for end, standing, triples in runs:
            waiting.add(triples, end)
            if standing is Standing.MERGED or (twice and standing is Standing.FOUND):
                if only_found:
                    raise ValueError("what is merged comes before what was found")
                merged.update(dict.fromkeys(triples))
            elif standing is Standing.FOUND:
                only_found = True
                for triple in merged.keys() & triples:
                    del merged[triple]
        # Named graphs and the default graph have separate tables: this way each table needs fewer loads.
        rest = iter(merged)
        while part := list(islice(rest, _RUN)):
            waiting.add(part, " .\n")


class Standing(Enum):
    """Where else a triple is, apart from its own graph."""

    MERGED = auto()  # in the default graph too, unless it is a finding as well
    FOUND = auto()  # nowhere, but queries that name no graph ask its graph too
    APART = auto()  # nowhere


class _Waiting:
    """Lines that are collected until there are enough to load, which another thread does meanwhile."""

    def __init__(self, store: ox.Store):
        self._store, self._lines, self._number = store, io.BytesIO(), 0
        self._thread = ThreadPoolExecutor(1)
        self._loading: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._load()
                self._wait()
        finally:
            self._thread.shutdown()

    def add(self, triples: list[str], end: str) -> None:
        """Add lines with the same end, and load all lines if there are enough."""
        self._lines.write(f"{end.join(triples)}{end}".encode())
        self._number += len(triples)
        if self._number >= _AT_ONCE:
            self._load()

    def _load(self) -> None:
        """Begin to load the collected lines, after those before."""
        data = self._lines.getvalue()
        self._lines, self._number = io.BytesIO(), 0
        self._wait()
        # Each term was checked once when it was written. Checking it in every line would take a fifth of the
        # time.
        load = partial(self._store.bulk_load, format=ox.RdfFormat.N_QUADS, lenient=True)
        self._loading = self._thread.submit(load, data)

    def _wait(self) -> None:
        if self._loading is not None:
            self._loading.result()


def write_runs(quads: Iterable[Quad], base: str = BASE) -> Iterator[tuple[str, Standing, list[str]]]:
    """Yield the end of lines, a standing and triples of one graph at a time, written as in N-Quads.

    The end of the lines, which names the graph, is not part of the triples.

    Raises:
        ValueError: for a term that is not well formed.
    """
    written = _Written(partial(text_under, base=base))
    for graph, run in groupby(quads, itemgetter(3)):
        end = f" {_write_iri(under(graph, base))} .\n"
        beside = Standing.APART if _is_apart(str(graph)) else Standing.MERGED
        standing = Standing.FOUND if graph == FINDINGS_GRAPH else beside
        while triples := written.triples(islice(run, _RUN)):
            yield end, standing, triples


def write_triples(triples: Iterable[Triple], base: str = BASE) -> Iterator[str]:
    """Yield triples as lines of N-Triples; IRIs of here and those minted under ``base`` change places.

    Raises:
        ValueError: for a term that is not well formed.
    """
    rest, written = iter(triples), _Written(partial(text_without_base, base=base))
    while lines := written.triples(islice(rest, _RUN)):
        yield from (f"{line} .\n" for line in lines)


class _Written(dict[Node, str]):
    """IRIs as they are written after a change; each is changed, written and checked once."""

    def __init__(self, change: Callable[[str], str]):
        super().__init__()
        self._change = change
        self._kinds: set[tuple[str | None, str | None]] = set()

    def __missing__(self, node: Node) -> str:
        written = self[node] = str(ox.NamedNode(self._change(str(node))))
        return written

    def triples(self, quads: Iterable[tuple[Node, ...]]) -> list[str]:
        """Return triples, or those of quads, without their full stops."""
        if len(self) > _KEPT:
            self.clear()
        lines = []
        for subject, predicate, value, *_ in quads:
            property = self[predicate]
            # isinstance is slow for these abstract classes; it would take most of the time.
            if type(value) is Literal:
                if (kind := (value.language, value.datatype)) not in self._kinds:
                    _check_kind(*kind)
                    self._kinds.add(kind)
                written = write_literal(value)
            elif property in _TO_ELSEWHERE:
                written = _write_iri(value)
            else:
                written = self[value]
            lines.append(f"{self[subject]} {property} {written}")
        return lines


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
        InputError: if there is none, or it is damaged or cannot be read.
    """
    return wrap(open_read_only(folder))


class _Asking:
    """An Oxigraph store for queries; one that names no graph asks the default graph and the findings."""

    def __init__(self, store: ox.Store):
        self._store = store

    def query(self, text: str, *, use_default_graph_as_union: bool, **options: Any) -> Any:
        """Answer a query."""
        if use_default_graph_as_union:
            return self._store.query(text, use_default_graph_as_union=True, **options)
        return ask(self._store, text, **options)


class _Store(OxigraphStore):
    """The store for rdflib; a query that names graphs after ``FROM`` is answered from these graphs."""

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> Any:
        # rdflib names the default graph, which would override the graphs that the query names.
        graph = "" if queryGraph == DATASET_DEFAULT_GRAPH_ID else queryGraph
        asked: Any = copy(self)
        asked._store = _Asking(self._inner)
        return OxigraphStore.query(asked, query, initNs, initBindings, graph, **kwargs)


def triples_of(dataset: Dataset, graph: URIRef) -> Iterator[Triple]:
    """Yield the triples of a named graph, each once, without reading the rest of the store."""
    store = inner(dataset)
    base = find_store_base(store)
    name = ox.NamedNode(under(graph, base))
    yield from map(triple_builder(base), store.quads_for_pattern(None, None, None, name))


def count_named(dataset: Dataset) -> int:
    """Return the number of triples in all named graphs of a dataset."""
    store = inner(dataset)
    solutions: Any = store.query("SELECT (COUNT(*) AS ?all) { ?s ?p ?o }")
    return len(store) - int(next(solutions)["all"].value)


def inner(dataset: Dataset) -> ox.Store:
    """Return the Oxigraph store beneath one of our datasets."""
    assert isinstance(dataset.store, OxigraphStore)
    return dataset.store._inner


def wrap(store: ox.Store) -> Dataset:
    """Return an Oxigraph store as an rdflib dataset."""
    dataset = Dataset(store=_Store(store=store))
    for prefix, iri in prefixes_of(find_store_base(store)).items():
        dataset.bind(prefix, iri)
    return dataset

"""The graph as an rdflib dataset on an Oxigraph store: in memory by default, or in a folder on disk.

What a folder of a store holds, and how it is changed, is told in :mod:`kg.rdf.store_files`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.collection import without_collection
from kg.rdf.mapping import Quad
from kg.rdf.parsing import leave_markup_unread, term_builder
from kg.rdf.serialize import write_literal
from kg.rdf.statements import Triple
from kg.rdf.store_files import open_read_only, write_store
from kg.rdf.vocabulary import IMPORTS, PREFIXES, STANDPOINTS

# rdflib's own SPARQL engine would otherwise read files and fetch pages that a query names.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
leave_markup_unread()

#: So many lines, most of two quads, are loaded at once. Oxigraph sorts them in memory, which takes longer the
#: more they are, and then merges what was sorted, which takes longer the less they are.
_AT_ONCE = 220_000
#: So many IRIs are kept as they are written.
_KEPT = 100_000


def build_store(
    quads: Iterable[Quad],
    folder: Path | None = None,
    *,
    made_with: str | None = None,
    listing: bytes | None = None,
) -> Dataset:
    """Return a dataset filled with ``quads``, in memory or in ``folder``, whose former store it replaces.

    ``made_with`` is the hash of what the findings among them were made with, ``listing`` what has to be known
    of them before they are read (:mod:`kg.findings`).

    The default graph, which queries ask unless they name another, merges everything but the standpoints:
    what is contested is found only by asking for whose standpoint it is.

    Raises:
        InputError: for a folder that holds something else than a store, a damaged one, or cannot be written.
    """

    def fill(store: ox.Store) -> None:
        with without_collection():
            lines = write_lines(quads)
            while data := "".join(islice(lines, _AT_ONCE)):
                # The terms were checked when they were written, each once; to check them in every line
                # takes a fifth of the time.
                store.bulk_load(data.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)

    if folder is None:
        store = ox.Store()
        fill(store)
        return wrap(store)
    write_store(fill, folder, made_with, listing)
    return open_store(folder)


def write_lines(quads: Iterable[Quad]) -> Iterator[str]:
    """Yield quads as lines of N-Quads, and each once more in the default graph that is not of a standpoint.

    What a partner sent is left out as it was sent: it stands in the default graph in names told from ours.

    Raises:
        ValueError: for a term that is not well formed.
    """
    ends: dict[URIRef, tuple[str, bool]] = {}
    iris: dict[Node, str] = {}
    kinds: set[tuple[str | None, str | None]] = set()
    for subject, predicate, object, graph in quads:
        if graph not in ends:
            ends[graph] = f" {_write_iri(graph)} .\n", not str(graph).startswith((STANDPOINTS, IMPORTS))
        end, merged = ends[graph]
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
        triple = f"{start} {property} {value}"
        yield f"{triple}{end}{triple} .\n" if merged else f"{triple}{end}"


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


class _Store(OxigraphStore):
    """The store as rdflib sees it; a query that names graphs after ``FROM`` is answered from these."""

    def query(self, query: Any, initNs: Any, initBindings: Any, queryGraph: Any, **kwargs: object) -> Any:
        # To name the default graph, as rdflib does, would take the place of what the query names.
        graph = "" if queryGraph == DATASET_DEFAULT_GRAPH_ID else queryGraph
        return super().query(query, initNs, initBindings, graph, **kwargs)


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
    """Return the store of Oxigraph's beneath a dataset of ours."""
    assert isinstance(dataset.store, OxigraphStore)
    return dataset.store._inner


def wrap(store: ox.Store) -> Dataset:
    """Return a store of Oxigraph's as a dataset of rdflib's."""
    dataset = Dataset(store=_Store(store=store))
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset

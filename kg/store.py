"""Where the graph lives: in memory by default, or in a folder on disk; both are Oxigraph stores.

A store on disk is written whole and then put in place in one step, so that a command that fails or is killed
leaves the old one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import InputError, Problem
from kg.graph import Quad
from kg.model import Location
from kg.serialization import write_nquads
from kg.vocabulary import PREFIXES, STANDPOINTS

# rdflib's own SPARQL engine would otherwise read files and fetch pages that a query names.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False

#: What a folder holds once a store of ours has been built in it.
_MARK = "claim-kg-store"


def build_store(quads: Iterable[Quad], folder: Path | None = None) -> Dataset:
    """Return a dataset filled with ``quads``, in memory or in ``folder``, whose former store it replaces.

    The default graph, which queries ask unless they name another, merges everything but the standpoints:
    what is contested is found only by asking for whose standpoint it is.

    Raises:
        InputError: for a folder that holds something else than a store.
    """
    data = write_nquads(with_default_graph(quads))
    if folder is None:
        return _dataset(_load(ox.Store(), data))
    if folder.exists() and not (folder / _MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is not a store and is not empty"
        raise InputError(
            Problem("not-a-store", message, Location(str(folder)), advice="name a new or an empty folder")
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        store = ox.Store(str(fresh))
        _load(store, data)
        store.flush()
        del store
        (fresh / _MARK).write_text("claim-kg\n", encoding="utf-8")
        _replace(folder, fresh)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return open_store(folder)


def with_default_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads, and each that is not of a standpoint once more in the default graph."""
    for subject, predicate, object, graph in quads:
        yield subject, predicate, object, graph
        if not graph.startswith(STANDPOINTS):
            yield subject, predicate, object, DATASET_DEFAULT_GRAPH_ID


def _replace(folder: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of ``folder``."""
    old = fresh.with_name(f"{fresh.name}-old")
    if folder.exists():
        folder.replace(old)
    fresh.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def open_store(folder: Path) -> Dataset:
    """Return the dataset that was built in ``folder``, for reading.

    Raises:
        InputError: where there is none.
    """
    if not (folder / _MARK).exists():
        message = "holds no store"
        raise InputError(
            Problem("no-store", message, Location(str(folder)), advice="make one with 'kg build --store'")
        )
    try:
        return _dataset(ox.Store.read_only(str(folder)))
    except OSError as error:
        raise InputError(Problem("bad-store", f"cannot be opened: {error}", Location(str(folder)))) from error


def _load(store: ox.Store, data: bytes) -> ox.Store:
    store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
    return store


def _dataset(store: ox.Store) -> Dataset:
    dataset = Dataset(store=OxigraphStore(store=store))
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset

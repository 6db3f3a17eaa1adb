"""Where the graph lives: in memory by default, or in a folder on disk; both are Oxigraph stores.

A store on disk is written whole and then put in place, so that a command that fails leaves the old one.
Where the system can exchange two folders in one step, so does one that is killed. Elsewhere a kill in the
moment between two renames leaves the old store beside its place as ``<folder>.old``; whoever next builds or
opens the store puts it back.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
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
from kg.parsing import leave_markup_unread
from kg.serialization import write_nquads
from kg.vocabulary import IMPORTS, PREFIXES, STANDPOINTS

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

# rdflib's own SPARQL engine would otherwise read files and fetch pages that a query names.
rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
leave_markup_unread()

#: What a folder holds once a store of ours has been built in it.
_MARK = "claim-kg-store"


def build_store(quads: Iterable[Quad], folder: Path | None = None) -> Dataset:
    """Return a dataset filled with ``quads``, in memory or in ``folder``, whose former store it replaces.

    The default graph, which queries ask unless they name another, merges everything but the standpoints:
    what is contested is found only by asking for whose standpoint it is.

    Raises:
        InputError: for a folder that holds something else than a store, or cannot be written.
    """
    data = write_nquads(with_default_graph(quads))
    if folder is None:
        return _dataset(_load(ox.Store(), data))
    where = Location(str(folder))
    try:
        place = folder.resolve()
        if Path.cwd().is_relative_to(place):
            message = "the folder one works in, or one around it, cannot become a store"
            raise InputError(Problem("bad-use", message, where, advice="name a folder of its own"))
        _recover(place)
        for path in (place, _old(place)):
            if path.exists() and not _has_mark(path) and (not path.is_dir() or any(path.iterdir())):
                message = "is not a store and is not empty"
                advice = "name a new or an empty folder"
                raise InputError(Problem("not-a-store", message, Location(str(path)), advice=advice))
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_store(data, place)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, where)) from error
    return open_store(place)


def with_default_graph(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads, and each once more in the default graph that is not of a standpoint.

    What a partner sent is left out as it was sent: it stands in the default graph in names told from ours.
    """
    for subject, predicate, object, graph in quads:
        yield subject, predicate, object, graph
        if not str(graph).startswith((STANDPOINTS, IMPORTS)):
            yield subject, predicate, object, DATASET_DEFAULT_GRAPH_ID


def _write_store(data: bytes, place: Path) -> None:
    """Write a store beside ``place`` and put it there."""
    with tempfile.TemporaryDirectory(prefix=".kg-", dir=place.parent, ignore_cleanup_errors=True) as beside:
        # A folder within, since the temporary one is closed to others whatever the umask says.
        fresh = Path(beside) / "store"
        fresh.mkdir()
        store = _load(ox.Store(str(fresh)), data)
        store.flush()
        del store
        (fresh / _MARK).write_text("claim-kg\n", encoding="utf-8")
        if place.exists():
            shutil.copymode(place, fresh)
        _replace(place, fresh)


def _replace(place: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of what may be there, which ends up where ``fresh`` was or is removed."""
    if not place.exists():
        fresh.rename(place)
    elif not exchange_folders(place, fresh):
        old = _old(place)
        shutil.rmtree(old, ignore_errors=True)
        place.rename(old)
        try:
            fresh.rename(place)
        except OSError:
            old.rename(place)
            raise
    shutil.rmtree(_old(place), ignore_errors=True)


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if renameat2 is None:
        return False
    done = renameat2(working_folder, os.fsencode(one), working_folder, os.fsencode(other), exchange)
    return bool(done == 0)


def _recover(place: Path) -> None:
    """Put back a store that a kill has left beside its place."""
    if not place.exists() and _has_mark(_old(place)):
        _old(place).rename(place)


def _old(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")


def _has_mark(folder: Path) -> bool:
    return (folder / _MARK).exists()


def is_store(folder: Path) -> bool:
    """Return whether a store was built in ``folder``."""
    try:
        place = folder.resolve()
        _recover(place)
        return _has_mark(place)
    except (OSError, RuntimeError, ValueError):
        return False


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from changing the store in ``folder`` between reading it and putting a new one there.

    The folder around it is locked, so that nothing is left behind; the lock goes with the process that holds
    it. Where the system has no such locks, the last to write wins.
    """
    try:
        around = folder.resolve().parent
        around.mkdir(parents=True, exist_ok=True)
        handle = None if fcntl is None else os.open(around, os.O_RDONLY)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(folder)))) from error
    try:
        if handle is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def open_store(folder: Path) -> Dataset:
    """Return the dataset that was built in ``folder``, for reading.

    Raises:
        InputError: where there is none, or one that cannot be read.
    """
    where = Location(str(folder))
    try:
        place = folder.resolve()
        _recover(place)
        if not _has_mark(place):
            advice = "make one with 'kg build --store'"
            raise InputError(Problem("no-store", "holds no store", where, advice=advice))
        return _dataset(ox.Store.read_only(str(place)))
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(Problem("bad-store", f"cannot be opened: {error}", where)) from error


def _load(store: ox.Store, data: bytes) -> ox.Store:
    store.bulk_load(data, format=ox.RdfFormat.N_QUADS)
    return store


def _dataset(store: ox.Store) -> Dataset:
    dataset = Dataset(store=OxigraphStore(store=store))
    for prefix, iri in PREFIXES.items():
        dataset.bind(prefix, iri)
    return dataset

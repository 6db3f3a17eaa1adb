"""The folder of a store: how it is marked, checked, locked and replaced.

A new store is written completely beside the old one and then put in its place, so that a command that fails
leaves the old one. If the system can exchange two folders in one step, a killed command leaves it too.
Elsewhere, a kill between two renames leaves the old store as ``<folder>.old``; the next command that builds
or opens the store puts it back.

While a store is changed, ``.<folder>.lock`` and ``.<folder>.new`` are beside it. A kill may leave them there;
the next change removes them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.files import give_lock_back, replace_folder, take_lock, usual_mode
from kg.model import Location
from kg.rdf.sent import SENT, SentFile, write_sent
from kg.words import tell

#: The file that marks a folder as a store of ours. Since format 2 it is a record of what was written. Since
#: format 3 what partners sent is in a file; before, it was in one graph for each import. Since format 4 the
#: findings are only in their own graph; before, they were in the default graph too.
MARK = "claim-kg-store"
FORMAT = 4
#: The file of what must be known of the findings before they are read.
LISTING = "claim-kg-listing"
#: The mark of a store that was built before there was a record.
_UNRECORDED = b"claim-kg\n"
#: Files that the engine writes when it merely opens a store, or never reads.
_PASSING = ("LOCK", "LOG")
#: The tables hold nearly all bytes, and each part of what was sent has its own checksum. Both are hashed only
#: when the whole store is examined.
_TABLE = ".sst"
_LARGE = (_TABLE, SENT)
#: A store with so many tables is written anew when it is changed; one that was just written has about thirty.
_MANY_TABLES = 150
#: How often opening is tried again if another store was put in the same place meanwhile.
_TRIES = 20

_SERVICE = re.compile(r"https?:/", re.I)

_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open store, what was recorded of its findings, and what partners sent, by import identifier.

    ``made_with`` is the hash of the program that made the findings. ``sent`` is empty for stores of earlier
    formats, which keep it in graphs. All parts are of the same store.
    """

    store: ox.Store
    made_with: str | None
    listing: bytes | None
    sent: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Examination:
    """The size of a store, and what is wrong with it."""

    files: int
    size: int
    triples: int | None
    recorded: bool
    faults: tuple[str, ...] = ()


def is_service(name: object) -> bool:
    """Return whether the name of a store is the address of a SPARQL service, and not a folder.

    >>> is_service("http://localhost:7878/query"), is_service("graph.db")
    (True, False)
    """
    return _SERVICE.match(str(name)) is not None


def _refuse_service(folder: Path) -> None:
    if is_service(folder):
        message = "a service is only read, and only by commands that show, check or export a graph"
        advice = "name the folder of a store: 'kg build --store DIR' makes one"
        # A path has one slash where the address has two.
        where = Location(re.sub(r":/+", "://", str(folder), count=1))
        raise InputError(Problem("bad-use", message, where, advice=advice))


# -- the mark ---------------------------------------------------------------------------------------------


def has_mark(folder: Path) -> bool:
    """Return whether a store was built in exactly this folder, even if it is damaged now."""
    return (folder / MARK).exists()


def write_mark(
    folder: Path,
    triples: int,
    made_with: str | None = None,
    kept: Mapping[str, list[Any]] = MappingProxyType({}),
) -> None:
    """Write the record of a store: its files, and the hash of the program that made its findings.

    ``kept`` is the record of files that were recorded before.
    """
    files = {
        path.name: kept.get(path.name) or [path.stat().st_size, _hash(path)] for path in _lasting(folder)
    }
    record = {"format": FORMAT, "triples": triples, "files": files, "findings": made_with}
    (folder / MARK).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_mark(folder: Path) -> dict[str, Any] | None:
    """Return the record of a store; ``None`` if it was built before there were records.

    Raises:
        InputError: for a record that cannot be read, or was written by a later version of the program.
    """
    data = (folder / MARK).read_bytes()
    if data == _UNRECORDED:
        return None
    try:
        record: dict[str, Any] = json.loads(data)
        if record["format"] > FORMAT:
            advice = "use the version of the program that built it, or a later one"
            message = "was built by a later version of this program"
            raise InputError(Problem("bad-store", message, Location(str(folder)), advice=advice))
        if record["triples"] < 0 or any(size < 0 for size, _ in record["files"].values()):
            raise ValueError
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _damaged(folder, [f"{MARK} cannot be read"]) from error
    return record


def check_mark(folder: Path) -> None:
    """Compare a store with its record as far as it is fast: the list of files, and the small files.

    Raises:
        InputError: if they differ.
    """
    record = read_mark(folder)
    if record is not None:
        faults = list(_faults(folder, record, everything=False))
        if faults:
            raise _damaged(folder, faults)


def examine_store(folder: Path) -> Examination:
    """Return the size and faults of a store, after comparing every byte of it with its record.

    Raises:
        InputError: if there is no store.
    """
    place = require_store(folder)
    record, faults, triples = None, [], None
    try:
        files = _lasting(place)
        size = sum(path.stat().st_size for path in files)
        record = read_mark(place)
        faults = [] if record is None else list(_faults(place, record, everything=True))
    except InputError as error:
        faults = [problem.message for problem in error.problems]
    except OSError as error:
        raise _unreadable(folder, error) from error
    if not faults:
        try:
            triples = len(_open(place))
            if record is not None and triples != record["triples"]:
                faults = [tell("store-other-triples", found=triples, written=record["triples"])]
        except (InputError, OSError, RuntimeError, ValueError) as error:
            faults = [tell("store-not-opened", why=str(error))]
    return Examination(len(files), size, triples, record is not None, tuple(faults))


def _faults(folder: Path, record: dict[str, Any], *, everything: bool) -> Iterator[str]:
    for name, (size, sha256) in sorted(record["files"].items()):
        path = folder / name
        if not path.is_file():
            yield tell("store-missing", name=name)
        elif path.stat().st_size != size:
            yield tell("store-other-size", name=name, found=path.stat().st_size, written=size)
        elif (everything or not name.endswith(_LARGE)) and _hash(path) != sha256:
            yield tell("store-other-bytes", name=name)


def _damaged(folder: Path, faults: list[str]) -> InputError:
    more = f", and {len(faults) - 1} more" if len(faults) > 1 else ""
    advice = "put back a copy of the folder, or move it away and build the store anew; nothing was changed"
    return InputError(
        Problem("bad-store", f"is damaged: {faults[0]}{more}", Location(str(folder)), advice=advice)
    )


def _lasting(folder: Path) -> list[Path]:
    """Return the files of a store that do not change after they were written."""
    passing = (MARK, *_PASSING)
    return sorted(p for p in folder.iterdir() if p.is_file() and p.name.split(".")[0] not in passing)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


# -- opening ----------------------------------------------------------------------------------------------


def is_store(folder: Path) -> bool:
    """Return whether a store was built in ``folder``."""
    try:
        place = folder.resolve()
        recover(place)
        return has_mark(place)
    except (OSError, RuntimeError, ValueError):
        return False


def require_store(folder: Path) -> Path:
    """Return the real path of the store at ``folder``.

    Raises:
        InputError: if there is none.
    """
    where = Location(str(folder))
    _refuse_service(folder)
    try:
        place = folder.resolve()
        recover(place)
        marked = has_mark(place)
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(folder, error) from error
    if not marked:
        advice = "make one with 'kg build --store'"
        raise InputError(Problem("no-store", "holds no store", where, advice=advice))
    return place


def _unreadable(folder: Path, error: Exception) -> InputError:
    return InputError(Problem("bad-store", f"cannot be opened: {error}", Location(str(folder))))


def open_read_only(folder: Path) -> ox.Store:
    """Open the store that was built in ``folder``, for reading; see :func:`open_recorded`."""
    return open_recorded(folder).store


def open_recorded(folder: Path) -> OpenedStore:
    """Return the store that was built in ``folder``, opened for reading and compared with its record.

    All its files are open then, so that nobody disturbs the reader by replacing or removing it. If it is
    replaced while it is being opened, the new store is opened instead.

    Raises:
        InputError: if there is none, or it is damaged or cannot be opened.
    """
    try:
        for _ in range(_TRIES):
            place = require_store(folder)
            before = identify_store(place)
            try:
                store = _open(place)
                record, listing, sent = read_mark(place), place / LISTING, place / SENT
                opened = OpenedStore(
                    store,
                    None if record is None else record.get("findings"),
                    listing.read_bytes() if listing.is_file() else None,
                    SentFile(sent) if sent.is_file() else {},
                )
            except (InputError, OSError, RuntimeError, ValueError):
                if identify_store(place) == before:
                    raise
                continue
            if identify_store(place) == before:
                return opened
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(folder, error) from error
    message = "is being changed all the time"
    raise InputError(Problem("bad-store", message, Location(str(folder)), advice="try again"))


def _open(place: Path) -> ox.Store:
    check_mark(place)
    store = ox.Store.read_only(str(place))
    if read_mark(place) is None and any(place.glob(f"*{_TABLE}")) and next(iter(store), None) is None:
        # An old store has no record, but this much can be checked.
        raise _damaged(place, ["it has tables, and no triples"])
    return store


def identify_store(place: Path) -> tuple[int, ...] | None:
    """Return what tells a store from another in the same place; ``None`` if there is none."""
    try:
        status = place.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_ctime_ns


# -- changing ---------------------------------------------------------------------------------------------


@contextlib.contextmanager
def locked(folder: Path, *, wait: bool = True) -> Iterator[None]:
    """Keep others from changing the store in ``folder`` between reading it and putting a new one there.

    Only this store is locked, by a file beside it that is removed after the change. The holder of the lock
    may take it again. If the system has no such locks, the last to write wins.

    Raises:
        InputError: if somebody else is changing the store, and that is not to be waited for.
    """
    _refuse_service(folder)
    try:
        place = folder.resolve()
        mine = place in _held.get()
        if not mine:
            place.parent.mkdir(parents=True, exist_ok=True)
        handle = None if mine else take_lock(_lock_of(place), wait=wait)
    except BlockingIOError as error:
        message = "is being changed by somebody else"
        advice = "try again in a moment; nothing was changed"
        raise InputError(Problem("being-changed", message, Location(str(folder)), advice=advice)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise _unwritable(folder, error) from error
    token = _held.set(_held.get() | {place})
    try:
        yield
    finally:
        _held.reset(token)
        give_lock_back(_lock_of(place), handle)


def write_store(
    fill: Callable[[ox.Store], None],
    folder: Path,
    made_with: str | None = None,
    listing: bytes | None = None,
    sent: Iterable[tuple[str, Iterable[str]]] = (),
) -> None:
    """Write a store, which ``fill`` fills, to ``folder`` in place of the one there.

    ``made_with`` is the hash of the program that made the findings. ``listing`` is what must be known of
    them before they are read. ``sent`` is what each import said, in lines of N-Triples.

    Raises:
        InputError: for a folder that holds a damaged store or other files, or that cannot be written.
    """
    with _replacing(folder) as (_, fresh):
        store = ox.Store(str(fresh))
        fill(store)
        store.flush()
        triples = len(store)
        del store
        if listing is not None:
            (fresh / LISTING).write_bytes(listing)
        write_sent(fresh / SENT, sent)
        write_mark(fresh, triples, made_with)


def change_store(change: Callable[[ox.Store], int], folder: Path) -> None:
    """Write a store with a small change to ``folder``, in place of the one there, which is of this format.

    Tables never change, so the old store and the new one have them in common, and what they hold is neither
    read nor written again. ``change`` changes the new store, and returns by how many triples it grew.

    Raises:
        InputError: as :func:`write_store`.
    """
    with _replacing(folder) as (place, fresh):
        record = read_mark(place)
        assert record is not None
        kept = {}
        for path in _lasting(place):
            if not path.name.endswith((*_LARGE, LISTING)):
                shutil.copyfile(path, fresh / path.name)
                continue
            # The recorded hash is kept: a new one would hide damage that was done since.
            kept[path.name] = record["files"][path.name]
            try:
                (fresh / path.name).hardlink_to(path)
            except OSError:  # the file system has no such links
                shutil.copyfile(path, fresh / path.name)
        store = ox.Store(str(fresh))
        grown = change(store)
        store.flush()
        del store
        write_mark(fresh, record["triples"] + grown, record["findings"], kept)


def is_changeable(folder: Path) -> bool:
    """Return whether :func:`change_store` can change a store: it has this format, and not too many tables.

    Each change adds tables, and each query reads all of them.
    """
    place = folder.resolve()
    record = read_mark(place) if has_mark(place) else None
    tables = sum(1 for _ in place.glob(f"*{_TABLE}"))
    return record is not None and record["format"] == FORMAT and tables < _MANY_TABLES


@contextlib.contextmanager
def _replacing(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Give the path of a store and an empty folder, which takes its place unless an error is raised."""
    with locked(folder):
        try:
            place = folder.resolve()
            _check_place(folder, place)
            fresh = place.with_name(f".{place.name}.new")
            _remove(fresh)
            try:
                # Private until it gets the mode of the folder that it replaces.
                fresh.mkdir(mode=0o700)
                yield place, fresh
                fresh.chmod(usual_mode(place, 0o777))
                _replace(place, fresh)
            finally:
                _remove(fresh)
        except (OSError, RuntimeError, ValueError) as error:
            raise _unwritable(folder, error) from error


def _unwritable(folder: Path, error: Exception) -> InputError:
    message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
    return InputError(Problem("unwritable", message, Location(str(folder))))


def _check_place(folder: Path, place: Path) -> None:
    """Refuse to overwrite other files or a damaged store."""
    if Path.cwd().is_relative_to(place):
        message = "the folder one works in, or one around it, cannot become a store"
        advice = "name a folder of its own"
        raise InputError(Problem("bad-use", message, Location(str(folder)), advice=advice))
    recover(place)
    for path in (place, _old(place)):
        if path.exists() and not has_mark(path) and (not path.is_dir() or any(path.iterdir())):
            message = "is not a store and is not empty"
            advice = "name a new or an empty folder"
            raise InputError(Problem("not-a-store", message, Location(str(path)), advice=advice))
    if has_mark(place):
        open_read_only(place)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _replace(place: Path, fresh: Path) -> None:
    """Put ``fresh`` at ``place``; what was there ends up where ``fresh`` was, or is removed."""
    if place.exists():
        shutil.rmtree(_old(place), ignore_errors=True)
    replace_folder(place, fresh, _old(place))
    shutil.rmtree(_old(place), ignore_errors=True)


def recover(place: Path) -> None:
    """Put back a store that a kill has left beside its place."""
    if not place.exists() and has_mark(_old(place)):
        # Somebody may be putting a store there at this moment.
        with locked(place):
            if not place.exists() and has_mark(_old(place)):
                _old(place).rename(place)


def _old(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")


def _lock_of(place: Path) -> Path:
    return place.with_name(f".{place.name}.lock")

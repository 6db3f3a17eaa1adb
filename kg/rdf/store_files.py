"""The folder of a store: what marks it, whether it is whole, who may change it, how another takes its place.

A store is written whole beside its place and then put there, so that a command that fails leaves the old one.
Where the system can exchange two folders in one step, so does one that is killed. Elsewhere a kill in the
moment between two renames leaves the old store beside its place as ``<folder>.old``; whoever next builds or
opens the store puts it back.

Beside a store stand, while it is being changed, ``.<folder>.lock`` and ``.<folder>.new``. A kill may leave
them there; the next change takes them away.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.files import give_lock_back, replace_folder, take_lock, usual_mode
from kg.model import Location
from kg.rdf.sent import SENT, SentFile, write_sent
from kg.words import tell

#: What a folder holds once a store of ours has been built in it: since format 2 a record of what was written;
#: since format 3 what partners sent stands, as they sent it, in a file, where it was a graph for each import;
#: since format 4 what was found stands in its own graph alone, where it stood in the default graph, too.
MARK = "claim-kg-store"
FORMAT = 4
#: What has to be known of the findings before they are read, beside them.
LISTING = "claim-kg-listing"
#: The mark of a store that was built before there was a record.
_UNRECORDED = b"claim-kg\n"
#: Files that the engine writes when it merely opens a store, or never reads.
_PASSING = ("LOCK", "LOG")
#: The tables hold nearly all bytes; they are hashed only when the whole store is examined, and so is what was
#: sent, of which each part has a checksum of its own.
_TABLE = ".sst"
_LARGE = (_TABLE, SENT)
#: How often a store is opened again that another took the place of meanwhile.
_TRIES = 20

_held: ContextVar[frozenset[Path]] = ContextVar("held", default=frozenset())


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """A store that is open, what was recorded of its findings (what they were made with, what is listed), and
    what partners sent, by the identifiers of the imports, in stores in which no graphs hold that.

    All of it was opened while nothing took its place.
    """

    store: ox.Store
    made_with: str | None
    listing: bytes | None
    sent: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Examination:
    """What a store holds, and what is wrong with it."""

    files: int
    size: int
    triples: int | None
    recorded: bool
    faults: tuple[str, ...] = ()


# -- the mark ---------------------------------------------------------------------------------------------


def has_mark(folder: Path) -> bool:
    """Return whether a store was built in just this folder, whatever became of it."""
    return (folder / MARK).exists()


def write_mark(folder: Path, triples: int, made_with: str | None = None) -> None:
    """Record what was written into ``folder``, and the hash of what the findings in it were made with."""
    files = {path.name: [path.stat().st_size, _hash(path)] for path in _lasting(folder)}
    record = {"format": FORMAT, "triples": triples, "files": files, "findings": made_with}
    (folder / MARK).write_text(json.dumps(record, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_mark(folder: Path) -> dict[str, Any] | None:
    """Return the record of a store; none, where it was built before there were records.

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
    """Compare a store with its record as far as that costs no time: what files there are, and the small ones.

    Raises:
        InputError: where they differ.
    """
    record = read_mark(folder)
    if record is not None:
        faults = list(_faults(folder, record, everything=False))
        if faults:
            raise _damaged(folder, faults)


def examine_store(folder: Path) -> Examination:
    """Compare every byte of a store with its record, and count what it holds.

    Raises:
        InputError: where there is no store.
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
    """Return the files of a store that stay as they were written."""
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
    """Return where the store that ``folder`` names really is.

    Raises:
        InputError: where there is none.
    """
    where = Location(str(folder))
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
    """Open the store that was built in ``folder``, for reading, once it was compared with its record.

    All its files are open then: whoever takes its place or away does not disturb the reader. What is put in
    its place while it is being opened is opened instead.

    Raises:
        InputError: where there is none, or one that is damaged or cannot be opened.
    """
    try:
        for _ in range(_TRIES):
            place = require_store(folder)
            before = identify_store(place)
            try:
                store = _open(place)
                record, listing, sent = read_mark(place), place / LISTING, place / SENT
                found = OpenedStore(
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
                return found
    except (OSError, RuntimeError, ValueError) as error:
        raise _unreadable(folder, error) from error
    message = "is being changed all the time"
    raise InputError(Problem("bad-store", message, Location(str(folder)), advice="try again"))


def _open(place: Path) -> ox.Store:
    check_mark(place)
    store = ox.Store.read_only(str(place))
    if read_mark(place) is None and any(place.glob(f"*{_TABLE}")) and next(iter(store), None) is None:
        # Of an old store without a record at least this can be told.
        raise _damaged(place, ["it has tables, and no triples"])
    return store


def identify_store(place: Path) -> tuple[int, ...] | None:
    """Return what tells a store from one that takes its place; ``None`` where there is none."""
    try:
        found = place.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_ctime_ns


# -- changing ---------------------------------------------------------------------------------------------


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep others from changing the store in ``folder`` between reading it and putting a new one there.

    Only this store is locked, by a file beside it that goes when the change is made. Who has the lock may ask
    for it again. Where the system has no such locks, the last to write wins.
    """
    try:
        place = folder.resolve()
        mine = place in _held.get()
        if not mine:
            place.parent.mkdir(parents=True, exist_ok=True)
        handle = None if mine else take_lock(_lock_of(place))
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
    """Put a store that ``fill`` fills in the place of what may be in ``folder``.

    ``made_with`` is the hash of what the findings in it were made with, ``listing`` what has to be
    known of them before they are read, ``sent`` what each import said, in lines of N-Triples.

    Raises:
        InputError: for a folder that holds something else than a store, a damaged one, or cannot be written.
    """
    with locked(folder):
        try:
            place = folder.resolve()
            _check_place(folder, place)
            fresh = place.with_name(f".{place.name}.new")
            _remove(fresh)
            try:
                _fill(fill, fresh, made_with, listing, sent)
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
    """Refuse to write where something else stands, or a store that should be looked at first."""
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


def _fill(
    fill: Callable[[ox.Store], None],
    fresh: Path,
    made_with: str | None,
    listing: bytes | None,
    sent: Iterable[tuple[str, Iterable[str]]],
) -> None:
    # Closed to others until it is known how open the one is whose place it takes.
    fresh.mkdir(mode=0o700)
    store = ox.Store(str(fresh))
    fill(store)
    store.flush()
    triples = len(store)
    del store
    if listing is not None:
        (fresh / LISTING).write_bytes(listing)
    write_sent(fresh / SENT, sent)
    write_mark(fresh, triples, made_with)


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def _replace(place: Path, fresh: Path) -> None:
    """Put ``fresh`` in the place of what may be there, which ends up where ``fresh`` was or is removed."""
    if place.exists():
        shutil.rmtree(_old(place), ignore_errors=True)
    replace_folder(place, fresh, _old(place))
    shutil.rmtree(_old(place), ignore_errors=True)


def recover(place: Path) -> None:
    """Put back a store that a kill has left beside its place."""
    if not place.exists() and has_mark(_old(place)):
        # Whoever is putting a store there at this moment is waited for.
        with locked(place):
            if not place.exists() and has_mark(_old(place)):
                _old(place).rename(place)


def _old(place: Path) -> Path:
    return place.with_name(f"{place.name}.old")


def _lock_of(place: Path) -> Path:
    return place.with_name(f".{place.name}.lock")

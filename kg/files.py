"""Files: how they are read and locked, and how a new one takes the place of another in one step.

Whoever is interrupted leaves what was there, and nobody sees half a file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.characters import CONTROL, number
from kg.errors import InputError, Problem
from kg.model import Location

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

#: The path that stands for standard input.
STDIN = Path("-")
#: No file of ours is larger, in bytes; an article of a million words is six megabytes.
MAX_BYTES = 16 * 1024 * 1024

#: How the names begin of what is written beside its place.
_FRESH = ".kg-"

#: What editors put before a text.
BYTE_ORDER_MARK = "\ufeff"

#: What the number of an error is that says that something else than a regular file is there.
NO_FILE = (errno.EISDIR, errno.EINVAL, errno.ENXIO)


def read_regular(path: Path, most: int) -> bytes:
    """Return the first ``most`` bytes of a regular file.

    What is looked at is what was opened, whatever stands in its place by then; a pipe is not waited for.

    Raises:
        OSError: for a file that cannot be read or is none, IsADirectoryError for a folder.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder")
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "it is not a regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def read_umask() -> int:
    """Return the bits of a mode that new files are made without; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def usual_mode(place: Path, most: int) -> int:
    """Return the mode of what is at a place, else that in which the system makes something new there."""
    return stat.S_IMODE(place.stat().st_mode) if place.exists() else most & ~read_umask()


def write_file(place: Path, data: bytes) -> None:
    """Put a file in a place, in the mode of the one that was there; the folders around it are made."""
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=_FRESH, dir=place.parent)
    fresh = Path(name)
    try:
        _fill(descriptor, data)
        fresh.chmod(usual_mode(place, 0o666))
        fresh.replace(place)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def write_new_file(place: Path, data: bytes, mode: int) -> None:
    """Write a file that was not there, whose ``mode`` is that from its first byte on.

    Raises:
        FileExistsError: where there is one.
    """
    _fill(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), data)


def write_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder of files, given by their paths in it, in a place; the folders around it are made."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_FRESH, dir=place.parent, ignore_cleanup_errors=True) as beside:
        # A folder within, since the temporary one is closed to others whatever the umask says.
        fresh, old = Path(beside) / "fresh", Path(beside) / "old"
        fresh.mkdir()
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        replace_folder(place, fresh, old)


def _fill(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def exchange_folders(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    import ctypes  # few commands change a folder

    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if renameat2 is None:
        return False
    done = renameat2(working_folder, os.fsencode(one), working_folder, os.fsencode(other), exchange)
    return bool(done == 0)


def replace_folder(place: Path, fresh: Path, old: Path) -> None:
    """Put ``fresh`` in the place of what may be there, in one step where the system can.

    What was there ends up where ``fresh`` was, else as ``old``; on an error it stays.
    """
    if not place.exists():
        fresh.rename(place)
    elif not exchange_folders(place, fresh):
        place.rename(old)
        try:
            fresh.rename(place)
        except OSError:
            old.rename(place)
            raise


def take_lock(path: Path) -> int | None:
    """Return a lock on the file at ``path`` once it is ours, ``None`` where the system has no locks."""
    if fcntl is None:
        return None
    while True:
        handle = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            # Whoever had it may have taken the file away meanwhile.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), path.stat()):
                    return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def give_lock_back(path: Path, handle: int | None) -> None:
    """Let others have a lock that :func:`take_lock` gave, and take its file away."""
    if handle is not None:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def read_text(path: Path) -> str:
    """Return the text of a file that people write, without the byte order mark that editors put before it.

    Raises:
        InputError: as :func:`read_verbatim`.
    """
    return read_verbatim(path).removeprefix(BYTE_ORDER_MARK)


def read_verbatim(path: Path) -> str:
    """Return a file's text exactly as its bytes say: that of an article, whose hash and offsets count.

    Raises:
        InputError: for a missing, unreadable or oversized file, one that is not UTF-8, or one with
            control characters that RDF cannot carry.
    """
    if path == STDIN:
        return decode(_stdin(), "<stdin>")
    where = Location(str(path))
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("no-such-file", "there is no such file", where)) from error
    except OSError as error:
        if error.errno in NO_FILE:
            raise InputError(Problem("not-a-file", "is not a regular file", where)) from error
        raise InputError(Problem("unreadable", f"cannot be read: {error.strerror}", where)) from error
    except ValueError as error:
        raise InputError(Problem("no-such-file", "there is no such file", where)) from error
    return decode(data, str(path))


@cache
def _stdin() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large("more", Location("<stdin>"))
    return data


def _too_large(size: str, where: Location) -> InputError:
    message = f"the limit is {MAX_BYTES:,} bytes; the file has {size}"
    return InputError(Problem("too-large", message, where, advice="split it into several articles"))


def decode(data: bytes, file: str) -> str:
    """Return the text that the bytes of a file are; ``file`` is what errors call it.

    Raises:
        InputError: as :func:`read_verbatim`.
    """
    if len(data) > MAX_BYTES:
        raise _too_large("more", Location(file))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        raise InputError(
            Problem("not-utf8", message, Location(file, line), advice="save the file as UTF-8")
        ) from error
    bad = CONTROL.search(text)
    if bad is not None:
        line = text.count("\n", 0, bad.start()) + 1
        message = f"holds the control character {number(bad[0])}"
        raise InputError(Problem("control-character", message, Location(file, line), advice="remove it"))
    return text

"""Read files, lock them, and replace a file or folder in one step.

If a replacement is interrupted, the old file stays, and nobody sees half a file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
import tempfile
import weakref
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from kg.characters import CONTROL, number
from kg.errors import InputError, Problem
from kg.model import Location

try:
    import fcntl
except ImportError:  # a system without such locks
    fcntl = None  # type: ignore[assignment]

#: The path that stands for standard input.
STDIN = Path("-")
#: The largest file that people write, in bytes; an article of a million words has six megabytes.
MAX_BYTES = 16 * 1024 * 1024

#: The prefix of names of temporary files and folders.
_FRESH = ".kg-"
#: The names of temporary folders that are locked; nobody happens to call a folder of their own so.
_HELD = re.compile(r"kg-[0-9a-f]{32}")

#: Some editors put it before a text.
BYTE_ORDER_MARK = "\ufeff"

#: The error numbers for a path that is not a regular file.
NO_FILE = (errno.EISDIR, errno.EINVAL, errno.ENXIO)


def read_regular(path: Path, most: int) -> bytes:
    """Return the first ``most`` bytes of a regular file.

    The type is checked on the open file, so a change of the path does not matter. A pipe does not block.

    Raises:
        IsADirectoryError: for a folder.
        OSError: for a file that cannot be read or is not regular.
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
    """Return the umask of the process; the system only tells it when it is set."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def usual_mode(place: Path, most: int) -> int:
    """Return the mode of the file or folder at ``place``; if there is none, ``most`` without the umask."""
    return stat.S_IMODE(place.stat().st_mode) if place.exists() else most & ~read_umask()


def write_file(place: Path, data: bytes) -> None:
    """Write a file in one step, with the mode of an old file there; missing parent folders are created."""
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
    """Write a new file, which has ``mode`` from the start.

    Raises:
        FileExistsError: if there is a file already.
    """
    _fill(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), data)


def write_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder at ``place`` in one step; ``files`` has the content by path inside the folder.

    An old folder is replaced; missing parent folders are created.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_FRESH, dir=place.parent, ignore_cleanup_errors=True) as beside:
        # An inner folder, since the temporary one is closed to others whatever the umask is.
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
    """Exchange two folders in one step, if the system can; return whether it did."""
    import ctypes  # imported here, since few commands change a folder

    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if renameat2 is None:
        return False
    done = renameat2(working_folder, os.fsencode(one), working_folder, os.fsencode(other), exchange)
    return bool(done == 0)


def replace_folder(place: Path, fresh: Path, old: Path) -> None:
    """Move the folder ``fresh`` to ``place``, in one step if the system can.

    An old folder there is moved to where ``fresh`` was, or to ``old``; on an error it stays.
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


def take_lock(path: Path, *, wait: bool = True, folder: bool = False) -> int | None:
    """Take a lock on the file at ``path`` and return its handle, ``None`` if the system has no locks.

    The file is made if there is none. With ``folder``, the lock is on a folder that is there.

    Raises:
        BlockingIOError: if somebody else has it, and it is not to be waited for.
        FileNotFoundError: if there is no such folder.
    """
    if fcntl is None:
        return None
    kind = os.O_DIRECTORY if folder else os.O_CREAT
    while True:
        handle = os.open(path, os.O_RDONLY | kind | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
            # The last owner of the lock may have removed the file meanwhile.
            with contextlib.suppress(FileNotFoundError):
                if os.path.samestat(os.fstat(handle), path.stat()):
                    return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def give_lock_back(path: Path, handle: int | None) -> None:
    """Release a lock from :func:`take_lock`, and remove its file."""
    if handle is not None:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


class HeldFolder:
    """A temporary folder, locked as long as its process lives: what was left by one that was killed shows."""

    def __init__(self) -> None:
        while True:
            self.path = Path(tempfile.gettempdir()) / f"kg-{secrets.token_hex(16)}"
            self.path.mkdir(0o700)
            # In this moment somebody may take it for one that was left.
            with contextlib.suppress(FileNotFoundError):
                handle = take_lock(self.path, folder=True)
                break
        self._remove = weakref.finalize(self, _remove_held, self.path, handle)

    def remove(self) -> None:
        """Remove the folder with all that is in it; it may be removed already."""
        self._remove()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()


def _remove_held(path: Path, handle: int | None) -> None:
    shutil.rmtree(path, ignore_errors=True)
    if handle is not None:
        os.close(handle)


def remove_left_folders() -> None:
    """Remove the temporary folders that killed processes of this user have left."""
    if fcntl is None:
        return
    for path in Path(tempfile.gettempdir()).glob("kg-*"):
        # A lock that is taken says that its process lives; another process may remove the folder first.
        with contextlib.suppress(OSError):
            if _HELD.fullmatch(path.name) and path.lstat().st_uid == os.geteuid():
                _remove_held(path, take_lock(path, wait=False, folder=True))


def read_text(path: Path) -> str:
    """Return the text of a file that people write, without a byte order mark.

    Raises:
        InputError: as :func:`read_verbatim`.
    """
    return read_verbatim(path).removeprefix(BYTE_ORDER_MARK)


def read_verbatim(path: Path) -> str:
    """Return a file's text exactly as its bytes are; the hash and offsets of an article depend on them.

    Raises:
        InputError: for a missing, unreadable or oversized file, one that is not UTF-8, or one with
            control characters that RDF cannot hold.
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
    """Return the text of the bytes of a file; ``file`` is its name in errors.

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

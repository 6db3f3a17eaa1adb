"""Files: how text is read, what the system says of those that are made, what it can do in one step."""

from __future__ import annotations

import errno
import os
import stat
import sys
from functools import cache
from pathlib import Path

from kg.characters import CONTROL, number
from kg.errors import InputError, Problem
from kg.model import Location

#: The path that stands for standard input.
STDIN = Path("-")
#: No file of ours is larger, in bytes; an article of a million words is six megabytes.
MAX_BYTES = 16 * 1024 * 1024

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
            raise OSError(errno.EINVAL, "it is no regular file")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(most)
    finally:
        os.close(descriptor)


def read_umask() -> int:
    """Return the bits of a mode that new files are made without; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


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

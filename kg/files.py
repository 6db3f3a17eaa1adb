"""What the system says of files that are made, and what it can do with them in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import sys
from pathlib import Path

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
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    working_folder, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    if renameat2 is None:
        return False
    done = renameat2(working_folder, os.fsencode(one), working_folder, os.fsencode(other), exchange)
    return bool(done == 0)

"""What the system says of files that are made, and what it can do with them in one step."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path


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

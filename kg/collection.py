"""Pause the garbage collector while millions of objects without cycles are made."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: How many :func:`without_collection` blocks are open, in all threads, and whether the last to end goes on.
_paused = 0
_collecting = False
_lock = threading.Lock()
#: How many :func:`set_aside` blocks are open. To ask the collector takes long: it counts all frozen objects.
_aside = 0


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the garbage collector: its search for cycles takes longer than to make the objects."""
    global _paused, _collecting
    with _lock:
        if not _paused:
            _collecting = gc.isenabled()
        _paused += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _paused -= 1
            if _collecting and not _paused:
                if not _aside:
                    # This makes the new objects old, so that the next collection does not search all of them.
                    gc.freeze()
                    gc.unfreeze()
                gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """Exclude all present objects from garbage collection; only those made meanwhile are searched."""
    global _aside
    _aside += 1
    gc.freeze()
    try:
        yield
    finally:
        _aside -= 1
        if not _aside:
            gc.unfreeze()

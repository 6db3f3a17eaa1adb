"""Making millions of objects without looking for cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: How many times over something is set aside. The collector could tell, but counts all of it to do so.
_aside = 0


@contextmanager
def without_collection() -> Iterator[None]:
    """Look for no cycles while millions of objects are made that have none: that costs more than they do."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not _aside:
                # What was made is old by now: nothing looks through all of it at the next occasion.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """Look for no cycles among what was made so far, which stays: only among what is made meanwhile."""
    global _aside
    _aside += 1
    gc.freeze()
    try:
        yield
    finally:
        _aside -= 1
        if not _aside:
            gc.unfreeze()

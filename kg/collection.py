"""Making millions of objects without looking for cycles among them."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Look for no cycles while millions of objects are made that have none: that costs more than they do."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if gc.get_freeze_count() == 0:
                # What was made is old by now: nothing looks through all of it at the next occasion.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


@contextmanager
def set_aside() -> Iterator[None]:
    """Look for no cycles among what was made so far, which stays: only among what is made meanwhile."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()

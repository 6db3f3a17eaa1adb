"""What the system says of files that are made."""

from __future__ import annotations

import os


def read_umask() -> int:
    """Return the bits of a mode that new files are made without; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

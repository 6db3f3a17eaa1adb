"""How many examples are drawn, and how many of those that are given are taken in the usual tests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings


def drawn(usual: int) -> int:
    """Return how many examples a test draws that usually draws so many."""
    profile = settings.get_current_profile_name()
    return max(1, usual // 10) if profile == "quick" else 3 * usual if profile == "thorough" else usual


def some_of(rows: Iterable[tuple[Any, ...]], each: int) -> list[Any]:
    """Return rows of parameters, each named by its last: usually one of so many is taken, else all."""
    return [
        pytest.param(*row, id=str(row[-1]), marks=[pytest.mark.slow] if at % each else [])
        for at, row in enumerate(rows)
    ]

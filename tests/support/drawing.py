"""How many examples are drawn."""

from __future__ import annotations

from hypothesis import settings


def drawn(usual: int) -> int:
    """Return how many examples a test draws that usually draws so many."""
    return usual * (3 if settings.get_current_profile_name() == "thorough" else 1)

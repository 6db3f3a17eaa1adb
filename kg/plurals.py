"""English nouns with their numbers."""

from __future__ import annotations


def several(number: int, noun: str) -> str:
    """Return an English noun with its number.

    >>> several(1, "claim"), several(1200, "claim")
    ('1 claim', '1,200 claims')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"

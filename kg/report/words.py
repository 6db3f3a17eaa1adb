"""Fixed words that the terminal, Markdown and pages share."""

from __future__ import annotations

from typing import Any

from kg.words import family, find_description

#: What stands over the parts of a card, and beside what is quoted in it.
FACE_WORDS = family(
    "face",
    (
        *("slot", "comparison", "pairs", "bridges", "readings", "question", "common", "direct", "told"),
        *("translation", "gloss", "condition", "total", "dropped", "generalised", "origin", "article"),
        *("from", "said", "rule", "hash"),
    ),
)


def described(kind: str, thing: Any, part: str, language: str) -> str:
    """Return what a rule or a query says of itself in its file, or what that is in another language."""
    found = find_description(language, f"{kind}-{thing.name}-{part}")
    return str(getattr(thing, part)) if found is None else found

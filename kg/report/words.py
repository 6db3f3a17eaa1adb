"""Fixed words that the terminal, Markdown and pages share."""

from __future__ import annotations

from typing import Any

from kg.words import family, find_description

#: Headings of the parts of a card, and words next to quotations.
FACE_WORDS = family(
    "face",
    (
        *("slot", "comparison", "pairs", "bridges", "readings", "question", "common", "direct", "told"),
        *("translation", "gloss", "condition", "total", "dropped", "generalised", "origin", "article"),
        *("from", "said", "rule", "hash"),
    ),
)
#: Names for the type or the section of a register entry.
ENTRY_WORDS = family(
    "entry",
    (
        *("person", "organization", "state", "outlet", "group"),
        *("sources", "places", "things", "populations", "kinds", "events"),
    ),
)
#: Words in a notebook: names of things, and headings.
NOTEBOOK_WORDS = family(
    "notebook",
    (
        *("graph", "claim", "article", "dispute", "standpoint", "entry", "source"),
        *("facts", "name", "words", "meaning"),
        *("who", "kind", "rule", "severity", "problem", "advice", "sides", "nothing", "condition"),
        *("place", "title", "publisher"),
    ),
)


def described(kind: str, thing: Any, part: str, language: str) -> str:
    """Return a part of the description in the file of a rule or query, or its translation."""
    description = find_description(language, f"{kind}-{thing.name}-{part}")
    return str(getattr(thing, part)) if description is None else description

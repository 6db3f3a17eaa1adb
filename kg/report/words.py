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
#: What an entry of the register is: of which type, else of which section.
ENTRY_WORDS = family(
    "entry",
    (
        *("person", "organization", "state", "outlet", "group"),
        *("sources", "places", "things", "populations", "kinds", "events"),
    ),
)
#: What is said of things in a notebook: what they are, and headings over what is told of them.
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
    """Return what a rule or a query says of itself in its file, or what that is in another language."""
    description = find_description(language, f"{kind}-{thing.name}-{part}")
    return str(getattr(thing, part)) if description is None else description

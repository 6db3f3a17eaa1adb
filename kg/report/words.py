"""Fixed words that the terminal, Markdown and pages share."""

from __future__ import annotations

from kg.words import family

#: What stands over the parts of a card, and beside what is quoted in it.
FACE_WORDS = family(
    "face",
    (
        *("slot", "comparison", "pairs", "bridges", "readings", "question", "common", "direct", "told"),
        *("translation", "gloss", "condition", "total", "dropped", "generalised", "origin", "article"),
        *("from", "said", "rule", "hash"),
    ),
)

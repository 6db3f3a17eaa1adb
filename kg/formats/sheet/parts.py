"""The columns of each part of a claim."""

from __future__ import annotations

from kg.formats.sheet.columns import SHEET_COLUMNS
from kg.model import INHERITED

CONDITIONS = ("condition", "until", "unless")
PARTS = ("says", "quote", "presupposes", *CONDITIONS, "event")
GLOSS = "gloss_"
NAMES = tuple(column.name for column in SHEET_COLUMNS)
ARTICLE = NAMES[NAMES.index("article") :]
ARTICLE_TEXTS = tuple(
    f"article{part}" for part in ("", "_title", "_text", "_sha256", "_language", "_publisher", "_timezone")
)
PROPOSITION = NAMES[NAMES.index("kind") : NAMES.index("part_of")]
COUNT = ("measure", "of", "number", "min", "max", "about", "unit", "soft", "final", "as_of")
#: The columns that only a row that declares an event has, and all columns it may have.
EVENT = ("part_of", "distinct_from", "same_as")
DECLARED = ("event", *INHERITED, "time_basis", *EVENT)
#: The required columns.
REQUIRED = ("claim", "source", "stance", "quote", *(f"article{part}" for part in ("", "_text")))

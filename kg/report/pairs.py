"""Words that are still written in both languages where they are used."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.model import Number
from kg.words import LANGUAGES, Listed, Words, show_number
from kg.words.grammar import upper as upper


def both(en: str, fa: str) -> Words:
    """Return one thing said in both languages."""
    return {"en": en, "fa": fa}


def each(words: Callable[[str], str]) -> Words:
    """Return what ``words`` gives for each language."""
    return {language: words(language) for language in LANGUAGES}


def listed(words: Sequence[Words]) -> Words:
    """Return words as a list."""
    return Listed(words)


def persian_number(number: Number) -> str:
    """Return a number in Persian digits."""
    return show_number(number, LANGUAGES[1])

"""The catalogues: one file per language, ``kg/words/en.ftl`` and so on, in the syntax of Fluent.

A message is looked up in the given language, then in the same without its region (``fa`` for ``fa-IR``), then
in English; a message that is in none of them is a defect. A file is read when its language is first used, and
a message is parsed when it is first shown, because a command shows only a few messages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg.words.patterns import Argument, Pattern, compile_entry

#: The language that has every message.
ENGLISH = "en"

_FOLDER = Path(__file__).parent
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*) *=", re.MULTILINE)
_COMMENT = re.compile(r"^#.*\n?", re.MULTILINE)


class UnknownMessageError(ValueError):
    """A message that no catalogue has."""


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first.

    >>> languages()[0], "fa" in languages()
    ('en', True)
    """
    names = (path.stem for path in _FOLDER.glob("*.ftl"))
    return tuple(sorted(names, key=lambda name: (name != ENGLISH, name)))


@cache
def fallbacks(language: str) -> tuple[str, ...]:
    """Return the languages in which a message is looked up, in order; only those with a catalogue.

    >>> fallbacks("fa-IR"), fallbacks("xx")
    (('fa', 'en'), ('en',))
    """
    named = dict.fromkeys((language, re.split("[-_]", language)[0], ENGLISH))
    return tuple(name for name in named if name in languages())


def find_language(locale: str) -> str:
    """Return the language of messages for a locale.

    >>> find_language("fa_IR.UTF-8"), find_language("C")
    ('fa', 'en')
    """
    return fallbacks(re.split("[.@]", locale)[0].lower())[0]


@cache
def entries(language: str) -> Mapping[str, str]:
    """Return the texts of all entries in a language's file, by their identifiers."""
    text = _COMMENT.sub("", (_FOLDER / f"{language}.ftl").read_text(encoding="utf-8"))
    starts = list(_ENTRY.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return {start[1]: text[start.start() : end] for start, end in zip(starts, ends, strict=True)}


@cache
def _descriptions(language: str) -> Mapping[str, str]:
    path = _FOLDER / "descriptions" / f"{language}.txt"
    if not path.is_file():
        return {}
    lines = (line.partition(" = ") for line in path.read_text(encoding="utf-8").splitlines())
    return {name: text for name, equals, text in lines if equals and not name.startswith("#")}


def find_description(language: str, name: str) -> str | None:
    """Return a description of a rule, a query or a shape in a language that its own file does not have.

    The descriptions are in ``kg/words/descriptions/``, one per line. Their names are like
    ``rule-denial-problem``, ``query-contradictions-question``, ``shape-quoted-message``.

    >>> find_description("en", "rule-denial-problem") is None
    True
    """
    told = (_descriptions(spoken).get(name) for spoken in fallbacks(language)[:-1])
    return next((text for text in told if text is not None), None)


_PATTERNS: dict[tuple[str, str], Pattern] = {}


def render(language: str, name: str, arguments: Mapping[str, Argument]) -> str:
    """Return a message in a language or its fallback, with its arguments filled in.

    Raises:
        UnknownMessageError: if no language has it.
    """
    pattern = _PATTERNS.get((language, name)) or find_pattern(language, name)
    return pattern(arguments)


def find_pattern(language: str, name: str) -> Pattern:
    """Return the compiled pattern of a message."""
    pattern = _PATTERNS.get((language, name))
    if pattern is None:
        spoken = next((candidate for candidate in fallbacks(language) if name in entries(candidate)), None)
        if spoken is None:
            raise UnknownMessageError(f"no catalogue has the message {name!r}")
        pattern = compile_entry(entries(spoken)[name], spoken, find_pattern, show_number)
        _PATTERNS[language, name] = pattern
    return pattern


@cache
def _signs(language: str) -> dict[int, int]:
    return str.maketrans("0123456789,.", render(language, "number-signs", {}))


def digits(text: str, language: str) -> str:
    """Return a text with the digits and number signs of a language."""
    return text.translate(_signs(language))


_RTL = frozenset(("ar", "fa", "he", "ps", "sd", "ug", "ur", "yi", "ckb", "dv"))


def is_rtl(language: str) -> bool:
    """Return whether a language is written from right to left.

    >>> is_rtl("fa-IR"), is_rtl("ru")
    (True, False)
    """
    return language.partition("-")[0] in _RTL


def show_number(number: int | Decimal | float, language: str) -> str:
    """Return a number as a language writes it.

    >>> show_number(1200, "en"), show_number(1200, "fa")
    ('1,200', '۱٬۲۰۰')
    """
    return digits(f"{number:,}", language)

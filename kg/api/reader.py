"""The language in which objects are shown, and the base class of what is shown."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kg.errors import InputError, Problem, nearest
from kg.words import find_language, languages

_chosen: list[str] = []


def language(name: str | None = None) -> str:
    """Set the language in which objects are shown, and return it; without a name, only return it.

    At first it is that of ``KG_LANGUAGE``, else that of the locale, else English.

    Raises:
        InputError: for a language that has no catalogue.

    >>> language("fa"), language(), language("en")
    ('fa', 'fa', 'en')
    """
    if name is not None:
        if name not in languages():
            message, advice = f"there is no language {name[:40]!r}", nearest(name[:40], languages())
            raise InputError(Problem("bad-use", message, advice=advice))
        _chosen[:] = [name]
    return _chosen[0] if _chosen else _usual(os.environ)


def _usual(environment: Mapping[str, str]) -> str:
    named = ("KG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return find_language(next(filter(None, map(environment.get, named)), ""))


class Shown:
    """An object that notebooks show as HTML."""

    def to_html(self, language: str) -> str:
        """Return the object as a piece of HTML in a language."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.to_html(language())

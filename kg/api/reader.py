"""In which language objects show themselves, and what they have in common."""

from __future__ import annotations

import os
from collections.abc import Mapping

from kg.errors import InputError, Problem, nearest
from kg.words import find_language, languages

_chosen: list[str] = []


def language(name: str | None = None) -> str:
    """Say in which language objects show themselves from now on; without a name only return it.

    At first that is what ``KG_LANGUAGE`` says, else the language of the locale, else English.

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
    """What shows itself as HTML where it can be seen, in a notebook above all."""

    def to_html(self, language: str) -> str:
        """Return the object as a piece of HTML in a language."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.to_html(language())

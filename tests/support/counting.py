"""What a command does, counted: files that it opens and parses, cards that it builds, comparisons."""

from __future__ import annotations

import builtins
import io
import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.explain import card, card_parts, headline
from kg.intake import guards, reading
from kg.model import Relation
from kg.rdf import read as rdf
from kg.relations import engine, memory


class Counted:
    """What was done since the last :meth:`clear`, each thing with how often.

    ``opened`` are files, ``parsed`` texts of YAML, ``graphs`` files of RDF, ``articles`` those that were made
    out in RDF, ``cards`` the relations whose cards were built, ``summaries`` those that were summed up;
    ``compared`` says how often positions were compared.
    """

    def __init__(self) -> None:
        self.opened: Counter[str] = Counter()
        self.parsed: Counter[str] = Counter()
        self.graphs: Counter[str] = Counter()
        self.articles: Counter[str] = Counter()
        self.cards: Counter[str] = Counter()
        self.summaries: Counter[str] = Counter()
        self.compared = 0

    @property
    def read(self) -> tuple[Counter[str], ...]:
        """What was read of what was opened."""
        return self.parsed, self.graphs, self.articles

    @property
    def built(self) -> tuple[Counter[str], ...]:
        """What was built of relations."""
        return self.cards, self.summaries

    def clear(self) -> None:
        """Begin anew, with nothing remembered of what was found before."""
        memory.forget()
        for counter in (self.opened, *self.read, *self.built):
            counter.clear()
        self.compared = 0

    def opened_below(self, *places: Path) -> dict[str, int]:
        """Return how often each file in some places was opened."""
        absolute = ((Path.cwd() / name, times) for name, times in self.opened.items())
        return {
            str(path): times
            for path, times in absolute
            if any(path.is_relative_to(place) for place in places)
        }


def count(monkeypatch: pytest.MonkeyPatch) -> Counted:
    """Return what is done from now on, as it is counted."""
    counted = Counted()

    def noting(really: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            note(*given, **named)
            return really(*given, **named)

        return call

    def opened(file: Any, *_: Any, **__: Any) -> None:
        if not isinstance(file, int):
            counted.opened[os.fspath(file)] += 1

    def parsed(text: str, **_: Any) -> None:
        counted.parsed[text] += 1

    def checked(_: bytes, name: str, *__: Any) -> None:
        counted.graphs[name] += 1

    def understood(_: Any, bundle: Any) -> None:
        counted.articles[str(bundle)] += 1

    def built(*, id: str, **_: Any) -> None:
        counted.cards[id] += 1

    def summed_up(relation: Relation, *_: Any, **__: Any) -> None:
        counted.summaries[relation.id] += 1

    def compared(*_: Any) -> None:
        counted.compared += 1

    for module in (os, io, builtins):
        monkeypatch.setattr(module, "open", noting(module.open, opened))
    monkeypatch.setattr(yaml, "parse", noting(yaml.parse, parsed))
    for name in ("compose", "load", "scan"):
        monkeypatch.setattr(yaml, name, lambda *_, **__: pytest.fail("YAML is parsed elsewhere, too"))
    monkeypatch.setattr(reading, "check_turtle", noting(guards.check_turtle, checked))
    monkeypatch.setattr(rdf, "read_article", noting(rdf.read_article, understood))
    for owner in (card, headline):
        monkeypatch.setattr(owner, "build_summary", noting(headline.build_summary, summed_up))
    monkeypatch.setattr(card, "Card", noting(card_parts.Card, built))
    monkeypatch.setattr(engine._Engine, "compare", noting(engine._Engine.compare, compared))
    counted.clear()
    return counted

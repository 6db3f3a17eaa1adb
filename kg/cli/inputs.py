"""The inputs of commands: claims to load, standpoints, texts, languages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.characters import visible_line
from kg.cli.options import BOTH, EngineName
from kg.cli.output import reading, say
from kg.errors import InputError, Problem
from kg.words import LANGUAGES, Message


def load_graph(
    paths: list[str] | None,
    store: str | Path | None,
    engine: EngineName = EngineName.DUCKDB,
    master: str = "local[*]",
) -> Any:
    """Load the graph from paths, a store or a service, and print its notes."""
    from kg.api import load

    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    if not paths and store is None and not Path("seeds").is_dir():
        say(Message("input-example"))
    graph = load(*(paths or ()), store=store, engine=engine.value, master=master)
    for note in graph.notes:
        say(Message("input-note", note=visible_line(note)))
    if not graph.knowledge.articles:
        say(Message("input-no-article"))
    return graph


def view_of(standpoints: list[str] | None) -> list[str] | None:
    """Return the standpoints that ``--standpoint`` names, ``None`` if it is not given."""
    if not standpoints:
        return None
    if "none" in standpoints:
        if len(standpoints) > 1:
            raise InputError(Problem("bad-use", "'none' does not go with a standpoint"))
        return []
    return standpoints


def languages_of(named: str | None, page: bool) -> tuple[str, tuple[str, ...]]:
    """Return the language of a text, and those of a page, which may be two."""
    if named == BOTH:
        if not page:
            raise InputError(Problem("bad-use", "only a page has both languages side by side"))
        return LANGUAGES[0], LANGUAGES
    read = named or reading()
    return read, (read,)

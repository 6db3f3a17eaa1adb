"""A process that answers the queries of a server, one after the other, until it is killed.

``python -m kg.web.worker FOLDER SECONDS MEMORY PARENT`` reads questions from standard input, one line of JSON
each, and writes a line of JSON to standard output for each: the problem, if there was one. The answer itself
is written to the file that the question names. Nothing interrupts a query: the server kills the process if
it takes too long.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.queries import check_query
from kg.queries.asking import (
    NamedGraphs,
    QueryLimits,
    explain_failure,
    limit_process,
    write_answer,
)
from kg.rdf.store_files import identify_store, open_read_only
from kg.web.formats import GRAPHS, RESULTS

_GRAPHS, _RESULTS = dict(GRAPHS), dict(RESULTS)


class Worker:
    """Answers questions from the current store in a folder."""

    def __init__(self, folder: Path, limits: QueryLimits):
        self._folder = folder
        self._limits = limits
        self._opened: tuple[tuple[int, ...] | None, ox.Store] | None = None

    def answer(self, question: Mapping[str, Any]) -> dict[str, str]:
        """Answer one question; return the problem if it cannot be answered, else an empty dictionary."""
        try:
            check_query(question["query"])
            with Path(question["output"]).open("r+b") as output:
                write_answer(
                    self.open(),
                    question["query"],
                    output,
                    _RESULTS.get(question["results"]),
                    _GRAPHS.get(question["graph"]),
                    _dataset(question),
                    question["base"],
                )
        except InputError as error:
            return {"problem": error.problems[0].id, "message": error.problems[0].message}
        except (OSError, MemoryError) as error:
            failure = explain_failure(1, f"{type(error).__name__}: {error}".encode(), self._limits)
            return {"problem": failure.problems[0].id, "message": failure.problems[0].message}
        return {}

    def open(self) -> ox.Store:
        """Return the store; open it again if another one has replaced it."""
        place = identify_store(self._folder)
        if self._opened is None or self._opened[0] != place:
            self._opened = place, open_read_only(self._folder)
        return self._opened[1]


def _dataset(question: Mapping[str, Any]) -> NamedGraphs | None:
    """Return the graphs that the question names: default graphs and named graphs, or ``None`` for all."""
    default, named = question["default_graphs"], question["named_graphs"]
    if not default and not named:
        return None
    try:
        return [ox.NamedNode(iri) for iri in default], [ox.NamedNode(iri) for iri in named]
    except ValueError as error:
        raise InputError(Problem("bad-query", f"a graph is named by an IRI: {error}")) from error


def main() -> None:
    """Answer questions until there are no more."""
    folder, seconds, memory, parent = sys.argv[1:]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    faulthandler.disable()
    limits = QueryLimits(float(seconds), int(memory))
    worker = Worker(Path(folder), limits)
    # The engine's own memory must not count, so it is loaded before the limit is set. A problem with the
    # store is reported with the first question.
    with contextlib.suppress(InputError):
        worker.open()
    limit_process(int(parent), limits, one_query=False)
    os.write(1, b"\n")  # It is ready: what it took to start is not the time of a query.
    for line in sys.stdin.buffer:
        reply = json.dumps(worker.answer(json.loads(line)))
        os.write(1, reply.encode("ascii") + b"\n")


if __name__ == "__main__":
    main()

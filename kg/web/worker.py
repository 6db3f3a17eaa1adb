"""A process that answers the queries of a server, one after the other, each in a fork that can be killed.

``python -m kg.web.worker FOLDER`` reads a question a line as JSON from standard input and says on standard
output, a line each, what came of it. The answer itself stands in the file that the question names.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.queries import check_query
from kg.queries.asking import NamedGraphs, QueryLimits, run_apart, write_answer
from kg.rdf.store_files import open_read_only
from kg.web.formats import GRAPHS, RESULTS

_GRAPHS, _RESULTS = dict(GRAPHS), dict(RESULTS)


def answer(folder: Path, question: Mapping[str, Any]) -> dict[str, str]:
    """Answer one question, and return the problem that kept it from being answered, if any."""
    limits = QueryLimits(question["seconds"], question["memory"])
    try:
        check_query(question["query"])
        with Path(question["output"]).open("r+b") as output:

            def work() -> None:
                write_answer(
                    open_read_only(folder),
                    question["query"],
                    output,
                    _RESULTS.get(question["results"]),
                    _GRAPHS.get(question["graph"]),
                    _dataset(question),
                    question["base"],
                )

            run_apart(work, output, limits)
    except InputError as error:
        return {"problem": error.problems[0].id, "message": error.problems[0].message}
    return {}


def _dataset(question: Mapping[str, Any]) -> NamedGraphs | None:
    """Return the graphs that are named: who names some of one sort alone has none of the other."""
    default, named = question["default_graphs"], question["named_graphs"]
    if not default and not named:
        return None
    try:
        return [ox.NamedNode(iri) for iri in default], [ox.NamedNode(iri) for iri in named]
    except ValueError as error:
        raise InputError(Problem("bad-query", f"a graph is named by an IRI: {error}")) from error


def main() -> None:
    """Answer until there are no more questions."""
    folder = Path(sys.argv[1])
    for line in sys.stdin.buffer:
        reply = json.dumps(answer(folder, json.loads(line)))
        sys.stdout.buffer.write(reply.encode("ascii") + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()

"""The command that asks the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Output, Paths, Reader
from kg.cli.output import emit, reading
from kg.errors import InputError, Problem


@app.command(epilog="Example: kg query who-denies-what --format csv")
def query(
    query: Annotated[
        str | None,
        typer.Argument(metavar="FILE|-|NAME", help="A query file, '-' for standard input, or a name."),
    ] = None,
    paths: Paths = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="DIR|URL", help="Ask the store built in DIR instead, or a SPARQL service."
        ),
    ] = None,
    format: Annotated[Literal["table", "csv", "json", "turtle"], typer.Option("--format")] = "table",
    listed: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Stop it then; else KG_TIMEOUT says when, or 60."),
    ] = None,
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Answer a SPARQL query over the graph and its findings."""
    from kg.queries import check_query, queries, read_query
    from kg.queries.asking import ask_folder, read_query_limits
    from kg.queries.service import ask_service, is_service
    from kg.report.answers import write_answer, write_queries

    if listed:
        emit(write_queries(queries().values(), language or reading()), output)
        return
    if query is None:
        raise InputError(Problem("bad-use", "name a query, a file, or '-'", advice="kg query --list"))
    if query == "-" and "-" in (paths or ()):
        raise InputError(Problem("bad-use", "standard input cannot hold both the query and the claims"))
    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    text, limits = read_query(query), read_query_limits(seconds=timeout)
    check_query(text)
    if store is None:
        answer = load_graph(paths, None).ask(text, limits)
    elif is_service(store):
        answer = ask_service(store, text, limits)
    else:
        answer = ask_folder(Path(store), text, limits)
    emit(write_answer(answer, format, language or reading()), output)

"""The command that answers queries."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Output, Paths, Reader
from kg.cli.output import emit, reading, say
from kg.errors import InputError, Problem
from kg.model import BASE
from kg.words import Message


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
    given: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="NAME=VALUE",
            help="Give a value to a parameter of a named query, or to a variable: claim=d1, source=armenia; "
            "repeatable.",
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--show", help="Show the query instead of asking it.")] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Stop it then; else KG_TIMEOUT says when, or 60."),
    ] = None,
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Answer a SPARQL query over the graph and its findings."""
    from kg.queries import check_query, queries, read_query
    from kg.queries.asking import read_query_limits
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
    text, limits, values = read_query(query), read_query_limits(seconds=timeout), _values(given or [])
    if not show:
        check_query(text)
    graph: Any = load_graph(paths, None) if store is None and (values or not show) else None
    if graph is not None or store is not None:
        text = _fitted(query, text, values, store, graph, limits)
    if show:
        emit(text, output)
    else:
        emit(write_answer(_ask(graph, store, text, limits), format, language or reading()), output)


def _ask(graph: Any, store: str | None, text: str, limits: Any) -> Any:
    """Return the answer of a graph, a store or a service."""
    from kg.queries.asking import ask_folder
    from kg.queries.service import ask_service, hides_named_graphs, is_service, locate_service
    from kg.rdf.merged import names_graphs

    if store is None:
        return graph.ask(text, limits)
    if not is_service(store):
        return ask_folder(Path(store), text, limits)
    answer = ask_service(store, text, limits)
    found = answer.truth or answer.rows or answer.triples
    if not found and not names_graphs(text) and hides_named_graphs(store, limits):
        say(Message("input-default-graph-empty", store=str(locate_service(store))))
    return answer


def _values(given: list[str]) -> dict[str, str]:
    """Return the values that ``--set`` gives, by name."""
    values = {}
    for setting in given:
        name, equals, value = setting.partition("=")
        if not equals or not name:
            message = f"{setting[:80]!r} gives nothing a value"
            raise InputError(Problem("bad-use", message, advice="write --set claim=d1"))
        if name in values:
            raise InputError(Problem("bad-use", f"{name[:80]!r} is set twice"))
        values[name] = value
    return values


def _fitted(name: str, text: str, values: dict[str, str], store: str | None, graph: Any, limits: Any) -> str:
    """Return a query with its values, and a named one with the IRIs of the graph that is asked."""
    from kg.queries import queries
    from kg.queries.service import is_service
    from kg.rdf.bases import mints

    named = queries().get(name)
    if not values and (named is None or not mints(text)):
        return text
    if values and store is not None and is_service(store):
        # What is set wrongly is told before anybody is asked.
        _bound(text, values, store, graph, BASE)
    base = _find_base(graph, store, limits)
    text = text if named is None else named.under(base)
    return _bound(text, values, store, graph, base) if values else text


def _find_base(graph: Any, store: str | None, limits: Any) -> str:
    """Return the base of the IRIs in the graph that is asked."""
    from kg.queries.asking import read_base
    from kg.queries.service import is_service, read_service_base

    if store is None:
        base: str = graph.knowledge.base
        return base
    return read_service_base(store, limits) if is_service(store) else read_base(Path(store))


def _bound(text: str, values: dict[str, str], store: str | None, graph: Any, base: str) -> str:
    """Return a query with values; their names are looked up in the graph that is asked."""
    from kg.api.answers import bind
    from kg.queries.service import is_service

    if store is None:
        return bind(text, values, graph.knowledge)
    return bind(text, values, None if is_service(store) else load_graph(None, Path(store)).knowledge, base)

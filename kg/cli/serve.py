"""The command that serves the graph."""

from __future__ import annotations

import secrets
import tempfile
import webbrowser
from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Paths, Store
from kg.cli.output import say
from kg.errors import InputError, Problem
from kg.words import Message


@app.command(epilog="Example: kg serve seeds --port 8765")
def serve(
    paths: Paths = None,
    store: Store = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 is any that is free.")] = 8765,
    token: Annotated[
        str | None,
        typer.Option("--token", metavar="TEXT", help="What clients must know; else it is drawn at random."),
    ] = None,
    open_to_all: Annotated[
        bool, typer.Option("--no-token", help="Answer everybody on this machine, without a token.")
    ] = False,
    timeout: Annotated[
        float, typer.Option("--timeout", metavar="SECONDS", help="What a query may take.")
    ] = 10,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=64, help="How many queries are answered at a time.")
    ] = 4,
    browse: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
) -> None:
    """Serve the graph on this machine: SPARQL 1.1 at /sparql, read-only. Ctrl-C ends it."""
    from kg.queries.asking import read_query_limits
    from kg.report.html import write_report

    try:
        from kg.web.app import LOCAL, build_app
        from kg.web.server import build_server
    except ModuleNotFoundError as error:
        advice = "pip install 'claim-kg[serve]'"
        raise InputError(Problem("bad-use", f"{error.name} is not installed", advice=advice)) from error
    if open_to_all and host not in LOCAL:
        message = f"{host} can be reached from elsewhere, so a token is needed"
        raise InputError(Problem("bad-use", message, advice="take --no-token away"))
    known = None if open_to_all else token or secrets.token_urlsafe(24)
    limits = read_query_limits(seconds=timeout)
    with tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        if store is None:
            place = Path(folder) / "store"
            graph = load_graph(paths, None)
            graph.save(place)
        else:
            if paths:
                raise InputError(Problem("bad-use", "name either paths or --store, not both"))
            graph, place = load_graph(None, store), store

        def started(listening: int) -> None:
            address = f"http://{host}:{listening}/" + (f"?token={quote(known)}" if known else "")
            say(Message("serving", address=address))
            if browse:
                webbrowser.open(address)

        def write_desk(language: str) -> str:
            return write_report(graph.knowledge, graph.relations(), languages=(language,))

        served = build_app(
            place, write_desk, limits=limits, token=known, hosts=(*LOCAL, host), workers=workers
        )
        server = build_server(served, host, port, started)
        server.run()
        if not server.started:
            raise InputError(Problem("bad-use", f"cannot listen on {host}:{port}"))

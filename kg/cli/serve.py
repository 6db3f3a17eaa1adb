"""The command that serves the graph."""

from __future__ import annotations

import secrets
import tempfile
import webbrowser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

import typer

from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Paths, Store
from kg.cli.output import say
from kg.errors import InputError, Problem
from kg.words import Message

if TYPE_CHECKING:
    from starlette.applications import Starlette


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
    names: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="HOST", help="By which name others reach it; repeat it for several."),
    ] = None,
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
    from kg.rdf.store_files import is_service

    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        advice = "pip install 'claim-kg[serve]'"
        raise InputError(Problem("bad-use", "what serves it is not installed", advice=advice))
    from kg.web.app import LOCAL, build_app
    from kg.web.front import is_front_built

    if open_to_all and host not in LOCAL:
        message = f"{host} can be reached from elsewhere, so a token is needed"
        raise InputError(Problem("bad-use", message, advice="take --no-token away"))
    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    if not is_front_built():
        say(Message("serving-plain"))
    secret = None if open_to_all else token or secrets.token_urlsafe(24)
    limits = read_query_limits(seconds=timeout)
    graph = load_graph(paths, store)
    with tempfile.TemporaryDirectory(prefix="kg-", ignore_cleanup_errors=True) as folder:
        built = store is not None and not is_service(store)
        place = Path(str(store)) if built else Path(folder) / "store"
        if not built:
            graph.save(place)
        hosts = (*LOCAL, host, *(names or ()))
        served = build_app(place, graph=graph, limits=limits, token=secret, hosts=hosts, workers=workers)
        _run(served, host, port, secret, browse)


def _run(served: Starlette, host: str, port: int, token: str | None, browse: bool) -> None:
    from kg.web.server import build_server

    def started(listening: int) -> None:
        address = f"http://{host}:{listening}/" + (f"?token={quote(token)}" if token else "")
        say(Message("serving", address=address))
        if browse:
            webbrowser.open(address)

    # If it cannot listen, it prints the reason and ends the process.
    build_server(served, host, port, started).run()

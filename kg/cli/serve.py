"""The command that serves the graph."""

from __future__ import annotations

import secrets
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
from kg.files import HeldFolder, remove_left_folders
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
    write: Annotated[
        bool,
        typer.Option("--write", help="Let pages change the store: take in files, accept, reject, retract."),
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
    from kg.rdf.store_files import identify_store, is_service

    _check_installed(write)
    from kg.web.app import LOCAL, build_app

    _check_access(paths, store, host, open_to_all=open_to_all, write=write)
    secret = None if open_to_all else token or secrets.token_urlsafe(24)
    limits = read_query_limits(seconds=timeout)
    built = None if store is None or is_service(store) else Path(str(store)).resolve()
    seen = None if built is None else identify_store(built)
    remove_left_folders()
    graph = load_graph(paths, store)
    with HeldFolder() as folder:
        place = built or folder / "store"
        if built is None:
            graph.save(place)
        served = build_app(
            place,
            graph=graph,
            limits=limits,
            token=secret,
            hosts=(*LOCAL, host, *(names or ())),
            workers=workers,
            place=seen,
            writable=write,
            prepare=True,
        )
        _run(served, host, port, secret, browse)


def _check_installed(write: bool) -> None:
    """Say what is missing: the server, or only the editor of queries."""
    needed = ("starlette", "uvicorn", *(("python_multipart",) if write else ()))
    if any(find_spec(name) is None for name in needed):
        advice = "pip install 'claim-kg[serve]'"
        raise InputError(Problem("bad-use", "what serves it is not installed", advice=advice))
    from kg.web.front import is_front_built

    if not is_front_built():
        say(Message("serving-plain"))


def _check_access(
    paths: list[str] | None, store: str | None, host: str, *, open_to_all: bool, write: bool
) -> None:
    """Refuse to serve more than is safe, or what is not said clearly."""
    from kg.rdf.store_files import is_service
    from kg.web.app import LOCAL

    if open_to_all and host not in LOCAL:
        message = f"{host} can be reached from elsewhere, so a token is needed"
        raise InputError(Problem("bad-use", message, advice="take --no-token away"))
    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    if write and (store is None or is_service(store)):
        advice = "--store DIR names it; what is built from files alone is gone when the server ends"
        raise InputError(Problem("bad-use", "it is not said which store may be changed", advice=advice))
    if write and open_to_all:
        message = "who changes a store must know a token"
        raise InputError(Problem("bad-use", message, advice="take --no-token away"))


def _run(served: Starlette, host: str, port: int, token: str | None, browse: bool) -> None:
    from kg.web.server import build_server

    def started(listening: int) -> None:
        address = f"http://{host}:{listening}/" + (f"?token={quote(token)}" if token else "")
        say(Message("serving", address=address))
        if browse:
            webbrowser.open(address)

    # If it cannot listen, it prints the reason and ends the process.
    build_server(served, host, port, started).run()

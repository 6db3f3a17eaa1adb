"""The application and its routes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Route

from kg.queries.asking import QueryLimits
from kg.rdf.store_files import identify_store
from kg.web import deciding, desk, front, partners, query, receiving, resources, rules, shapes, terms
from kg.web.current import CurrentMiddleware, CurrentStore
from kg.web.forms import FormKeys
from kg.web.kept import KeptAnswers
from kg.web.objects import PAGES
from kg.web.receiving import Uploads
from kg.web.security import TokenMiddleware
from kg.web.sparql import METHODS, answer_sparql
from kg.web.switch import UnheldError, show_unheld
from kg.web.things import LISTS, show_dispute, show_list, show_search, show_thing
from kg.web.workers import Workers

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

#: Names of this machine on its loopback address.
LOCAL = ("localhost", "127.0.0.1")


def build_app(
    folder: Path,
    *,
    graph: ClaimGraph | None = None,
    limits: QueryLimits,
    token: str | None = None,
    hosts: Sequence[str] = LOCAL,
    workers: int = 4,
    waiting: int = 100,
    place: tuple[int, ...] | None = None,
    writable: bool = False,
    prepare: bool = False,
) -> Starlette:
    """Return the application that serves the store in ``folder`` under the names ``hosts``.

    With ``graph``, the graph in that store, there are pages about its contents, too. Requests must have
    ``token`` if it is given. ``place`` is what :func:`identify_store` returned before the graph was loaded,
    so that pages show what another command puts there later. Only a ``writable`` store is changed. With
    ``prepare``, disputes are found before the first page asks for them.

    Raises:
        ValueError: for a writable store that everybody could change, without a token.
    """
    if writable and token is None:
        raise ValueError("who changes a store must know a token")
    if place is None:
        place = identify_store(folder)

    @asynccontextmanager
    async def running(app: Starlette) -> AsyncIterator[None]:
        if graph is not None:
            app.state.current = CurrentStore(folder, graph, place, writable=writable)
            app.state.form_keys, app.state.uploads = FormKeys(), Uploads()
        app.state.workers = Workers(folder, limits, workers, waiting)
        app.state.kept = KeptAnswers(app.state.workers)
        await app.state.workers.start()
        if graph is not None and prepare:
            app.state.beginning = asyncio.create_task(app.state.current.things.prepare())
        try:
            yield
        finally:
            await app.state.kept.stop()
            await app.state.workers.stop()

    middleware = [
        Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts)),
        # Any site may send requests: they need the token, and browsers do not send the cookie with them.
        Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=METHODS, allow_headers=["*"]),
        Middleware(TokenMiddleware, token=token),
        *([] if graph is None else [Middleware(CurrentMiddleware)]),
    ]
    return Starlette(
        routes=_routes(graph is not None),
        middleware=middleware,
        exception_handlers={UnheldError: show_unheld},
        lifespan=running,
    )


def _routes(pages: bool) -> list[BaseRoute]:
    """Return the routes of the endpoint and, with ``pages``, those of the pages about what a graph holds."""
    routes: list[BaseRoute] = [
        *front.ROUTES,
        *query.ROUTES,
        Route("/sparql", answer_sparql, methods=METHODS),
    ]
    if pages:
        routes += [
            *desk.ROUTES,
            Route("/search", show_search),
            *(
                route
                for module in (terms, rules, shapes, partners, deciding, receiving, resources)
                for route in module.ROUTES
            ),
            *(Route(f"/{kind}", show_list) for kind in LISTS),
            Route("/disputes/{name:path}", show_dispute),
            *(Route(f"/{kind}/{{name:path}}", show_thing) for kind in PAGES),
            resources.LAST,
        ]
    return routes

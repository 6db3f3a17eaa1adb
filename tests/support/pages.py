"""The pages of a graph, asked for in this process: no socket, no store, no process for queries."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from kg.api.graph import ClaimGraph
from kg.queries.asking import QueryLimits
from kg.web.app import build_app
from kg.web.current import CurrentStore
from support.served import Reply


class Pages:
    """The application that shows a graph."""

    def __init__(self, graph: ClaimGraph):
        folder = Path("no-store")
        self.app = build_app(folder, graph=graph, limits=QueryLimits(1))
        self.app.state.current = CurrentStore(folder, graph, None, writable=False)
        self.things = self.app.state.current.things

    def get(self, path: str, headers: Mapping[str, str] | None = None, **fields: Any) -> Reply:
        """Return the answer to a GET; a field may have several values."""
        return self.send("GET", path, headers, **fields)

    def send(self, method: str, path: str, headers: Mapping[str, str] | None = None, **fields: Any) -> Reply:
        """Return the answer to a request without a body."""
        return asyncio.run(self.ask(method, path, headers, **fields))

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, **fields: Any
    ) -> Reply:
        """Return the answer to a request, beside others."""
        place, _, query = path.partition("?")
        query = "&".join(filter(None, (query, urlencode(fields, doseq=True))))
        told = {"host": "localhost", "accept": "text/html", **(headers or {})}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "server": ("localhost", 80),
            "path": place,
            "raw_path": place.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Reply(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))

"""A server of ours on the loopback address, for as long as a test needs it."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pyoxigraph as ox

from kg.queries.asking import QueryLimits
from kg.rdf.store_files import write_store
from kg.web.app import build_app
from kg.web.server import build_server


class Reply(NamedTuple):
    """What a server says."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    cookies: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


class Served:
    """Where a server listens; an answer must begin within ``timeout`` seconds."""

    def __init__(self, port: int, timeout: float = 60):
        self.port, self.timeout = port, timeout
        self.address = f"http://127.0.0.1:{port}"

    def send(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            data = body.encode("utf-8") if isinstance(body, str) else body
            connection.request(method, path, data, dict(headers or {}))
            response = connection.getresponse()
            found = {name.lower(): value for name, value in response.getheaders()}
            cookies = tuple(value for name, value in response.getheaders() if name.lower() == "set-cookie")
            return Reply(response.status, found, response.read(), cookies)
        finally:
            connection.close()

    def get(self, path: str, accept: str | None = None, **parameters: str) -> Reply:
        address = f"{path}?{urlencode(parameters)}" if parameters else path
        return self.send("GET", address, headers={} if accept is None else {"Accept": accept})

    def ask(self, query: str, accept: str | None = None) -> Reply:
        return self.get("/sparql", accept, query=query)


@contextmanager
def serving(folder: Path, **settings: Any) -> Iterator[Served]:
    """Serve the store in ``folder``."""
    settings.setdefault("limits", QueryLimits(30))
    settings.setdefault("workers", 2)
    listening = threading.Event()
    ports: list[int] = []

    def started(port: int) -> None:
        ports.append(port)
        listening.set()

    server = build_server(build_app(folder, **settings), "127.0.0.1", 0, started)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        assert listening.wait(60), "the server does not start"
        yield Served(ports[0])
    finally:
        server.should_exit = True
        thread.join(60)
        assert not thread.is_alive(), "the server does not end"


def build_quads(folder: Path, quads: str) -> Path:
    """Build a store that holds quads, written as TriG."""
    write_store(lambda store: store.load(quads.encode("utf-8"), ox.RdfFormat.TRIG), folder)
    return folder

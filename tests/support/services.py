"""A SPARQL service on the loopback address, which may give few rows at a time or behave badly."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

JSON, N_TRIPLES = "application/sparql-results+json", "application/n-triples"


@dataclass(frozen=True)
class Asked:
    """What a client sent."""

    path: str
    headers: Mapping[str, str]
    fields: Mapping[str, list[str]]

    @property
    def query(self) -> str:
        return self.fields["query"][0]


@dataclass(frozen=True)
class Said:
    """What a service answers; of the ``body`` only the ``sent`` bytes arrive."""

    body: bytes
    media_type: str = JSON
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None


@dataclass
class Service:
    """Where a service listens, and what it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)


def answer(store: ox.Store, query: str, *, union: bool = False, most: int | None = None) -> Said:
    """Return the answer of a store; ``union`` of all graphs, and ``most`` rows of it."""
    found = store.query(query, use_default_graph_as_union=union)
    if isinstance(found, ox.QueryTriples):
        return Said(found.serialize(format=ox.RdfFormat.N_TRIPLES) or b"", N_TRIPLES)
    if most is not None and isinstance(found, ox.QuerySolutions):
        limited = f"SELECT * {{ {{ {query[query.index('SELECT') :]} }} }} LIMIT {most}"
        found = store.query(query[: query.index("SELECT")] + limited, use_default_graph_as_union=union)
    return Said(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")  # type: ignore[arg-type]


@contextmanager
def service(say: Callable[[Asked], Said]) -> Iterator[Service]:
    """Give a service that answers each request as ``say`` does."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode())

        def do_GET(self) -> None:
            self._answer(urlsplit(self.path).query)

        def _answer(self, form: str) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.path, headers, parse_qs(form))
            running.asked.append(asked)
            said = say(asked)
            self.send_response(said.status)
            fixed = {"Content-Type": said.media_type, "Content-Length": str(len(said.body))}
            for name, value in {**fixed, **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(said.body[: said.sent])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Service(f"http://127.0.0.1:{server.server_port}/sparql")
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""The SPARQL endpoint: the Query part of the SPARQL 1.1 Protocol, read-only."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

from kg.errors import InputError
from kg.model import BASE
from kg.web.description import write_description
from kg.web.formats import GRAPHS, RESULTS
from kg.web.negotiation import choose
from kg.web.requests import Asked, Refused, read_get, read_post
from kg.web.workers import AnswerFile, Workers

#: The most bytes in the body of a request.
MAX_BODY = 1_000_000
#: The seconds in which a body must arrive.
BODY_WITHIN = 20
#: The HTTP status of problems other than a wrong query, which is 400.
_STATUS = {
    "not-acceptable": 406,
    "busy": 503,
    "query-time": 503,
    "query-memory": 503,
    "query-size": 503,
    "bad-store": 500,
}
#: The values of ``format=`` in an address.
_NAMED = {"csv": "text/csv", "tsv": "text/tab-separated-values", "json": "application/sparql-results+json"}
_GRAPHS = {"turtle": "text/turtle", "jsonld": "application/ld+json", "ntriples": "application/n-triples"}
METHODS = ["GET", "HEAD", "POST"]


async def answer_sparql(request: Request) -> Response:
    """Answer a query; a GET without a query gets the description of the service."""
    workers: Workers = request.app.state.workers
    try:
        if request.method == "POST":
            content_type = request.headers.get("content-type", "")
            asked: Asked | None = read_post(content_type, request.url.query, await read_body(request))
        else:
            asked = read_get(request.url.query)
        if asked is None:
            return await _describe(request)
        # Section 2.1.4: the base is the address of the service.
        return await _answer(request, workers, replace(asked, base=_endpoint(request)))
    except Refused as error:
        return refuse(error.status, error.message)
    except InputError as error:
        return refuse(status_of(error), error.problems[0].message)


async def _answer(request: Request, workers: Workers, asked: Asked) -> Response:
    # A link cannot set the Accept header, so its address may name the format.
    named = _NAMED | _GRAPHS
    accept = named.get(request.query_params.get("format", ""), request.headers.get("accept"))
    names = [[(media, media) for media, _ in offers] for offers in (RESULTS, GRAPHS)]
    results, graph = (choose(accept, offers) for offers in names)
    if results is None and graph is None:
        offered = ", ".join(media for offers in (RESULTS, GRAPHS) for media, _ in offers)
        raise Refused(406, f"none of what is accepted is offered, which is {offered}")
    written = await workers.ask(asked, results, graph)
    media = graph if written.is_graph else results
    return send_answer(request, written, media)


def send_answer(request: Request, written: AnswerFile, media: str | None) -> Response:
    """Return an answer as a response; to HEAD without its body."""
    headers = {"Content-Length": str(written.size), "Vary": "Accept", "Cache-Control": "no-cache"}
    if media is not None and media.startswith("text/"):
        media += "; charset=utf-8"
    if request.method == "HEAD":
        written.discard()
        return Response(headers=headers, media_type=media)
    return StreamingResponse(written.read(), headers=headers, media_type=media)


def status_of(error: InputError) -> int:
    """Return the HTTP status of an error."""
    return _STATUS.get(error.problems[0].id, 400)


def choose_graph(request: Request) -> str | None:
    """Return the media type of a graph that is requested instead of a page, or ``None``."""
    named = _GRAPHS.get(request.query_params.get("format", ""))
    offers: list[tuple[str, str | None]] = [("text/html", None), *((media, media) for media, _ in GRAPHS)]
    return named or choose(request.headers.get("accept"), offers)


async def _describe(request: Request) -> Response:
    format = choose(request.headers.get("accept"), [(media, (media, form)) for media, form in GRAPHS])
    if format is None:
        raise Refused(406, f"a description is a graph: {', '.join(media for media, _ in GRAPHS)}")
    endpoint, kept = _endpoint(request), request.app.state.kept
    text = await write_description(endpoint, kept, format[1], graph_base(request))
    return Response(text, headers={"Vary": "Accept"}, media_type=format[0])


def graph_base(request: Request) -> str:
    """Return the base of the IRIs in the graph that is served; a bare store has none of its own."""
    things = getattr(request.app.state, "things", None)
    return BASE if things is None else str(things.graph.knowledge.base)


def _endpoint(request: Request) -> str:
    return str(request.url.replace(query="", fragment=""))


async def read_body(request: Request) -> bytes:
    """Return the body of a request.

    Raises:
        Refused: if it is too large, comes too slowly, or ends too early.
    """
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN):
            async for part in request.stream():
                body += part
                if len(body) > MAX_BODY:
                    raise Refused(413, f"a request has at most {MAX_BODY:,} bytes")
    except TimeoutError as error:
        raise Refused(408, f"the body takes longer than {BODY_WITHIN} seconds") from error
    except ClientDisconnect as error:
        raise Refused(400, "the request ends before its body does") from error
    return bytes(body)


def refuse(status: int, message: str) -> Response:
    """Return a refusal with its reason."""
    headers = {"Retry-After": "10"} if status == 503 else {}
    return PlainTextResponse(f"{message}\n", status, headers)

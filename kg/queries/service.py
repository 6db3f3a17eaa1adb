"""Ask a SPARQL 1.1 service elsewhere, only if the user names one.

A service may want to know who asks. The password for its host is taken from ``~/.netrc``. Otherwise
``KG_STORE_TOKEN`` is sent as a bearer token. Neither follows a redirection to another host.
"""

from __future__ import annotations

import base64
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http.client import HTTPException, IncompleteRead
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urljoin, urlsplit

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.model import BASE, Location
from kg.queries.asking import LONGEST, Answer, QueryLimits, Term, read_answer, read_query_limits
from kg.rdf.bases import base_of
from kg.rdf.merged import HARMLESS
from kg.rdf.namespaces import PREFIXES
from kg.rdf.store_files import is_service as is_service
from kg.version import __version__

if TYPE_CHECKING:
    from http.client import HTTPResponse

_PART = 2**16
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_GRAPHS = f"{_GRAPH}, text/turtle;q=0.8, application/rdf+xml;q=0.6"
_FORM = re.compile(r"(?<![\w.:-])(select|ask|construct|describe)(?![\w.:-])", re.I)
#: The parameters of the protocol that name the graphs of a query.
_DATASET = ("default-graph-uri", "named-graph-uri")
#: Virtuoso leaves out rows and says so only here: more rows than it gives, or more time than it takes.
_MOST_ROWS, _STATE, _OUT_OF_TIME = "X-SPARQL-MaxRows", "X-SQL-State", "S1TAT"
#: How Virtuoso writes booleans, and how they are written elsewhere.
BOOLEANS = {"1": "true", "0": "false"}
_BOOLEAN = f"{PREFIXES['xsd']}boolean"
_DENIED = (401, 403)


@dataclass(frozen=True, slots=True)
class Response:
    """What a service answers: bytes of a media type. ``most_rows`` is how many rows it gives at most."""

    data: bytes
    media_type: str
    most_rows: int | None = None


def locate_service(url: str) -> Location:
    """Return the location of a problem with a service, without what may be secret in its address.

    >>> locate_service("https://me:secret@example.org/sparql?token=secret").file
    'https://example.org/sparql'
    """
    parts = urlsplit(url)
    return Location(parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl())


def read_service_base(url: str, limits: QueryLimits | None = None) -> str:
    """Return the base of the IRIs of the graph at a service.

    Raises:
        InputError: as :func:`ask_service`.
    """
    text = "SELECT ?bundle { { ?bundle a cv:Bundle } UNION { GRAPH ?g { ?bundle a cv:Bundle } } } LIMIT 1"
    rows = ask_service(url, text, limits).rows
    return next((base for row in rows if (base := base_of(row["bundle"]["value"]))), BASE)


def hides_named_graphs(url: str, limits: QueryLimits | None = None) -> bool:
    """Return whether a query that names no graph finds none of the claims, which named graphs hold.

    Raises:
        InputError: as :func:`ask_service`.
    """
    if ask_service(url, "ASK { ?claim a cv:Claim }", limits).truth:
        return False
    return bool(ask_service(url, "ASK { GRAPH ?graph { ?claim a cv:Claim } }", limits).truth)


def ask_service(url: str, text: str, limits: QueryLimits | None = None) -> Answer:
    """Return the answer of the service at ``url``; our prefixes are sent with the query.

    Raises:
        InputError: if it cannot be reached, refuses the query, takes too long, or gives no or half an answer.
    """
    form = query_form(text)
    accepted = _GRAPHS if form in ("construct", "describe") else _ROWS if form else f"{_ROWS}, {_GRAPHS}"
    response = request_answer(url, text, accepted, limits)
    format = ox.RdfFormat.from_media_type(response.media_type)
    try:
        if response.media_type == _GRAPH:
            return Answer(triples=response.data)
        if format is not None:
            parsed = (quad.triple for quad in ox.parse(response.data, format=format))
            return Answer(triples=ox.serialize(parsed, format=ox.RdfFormat.N_TRIPLES))
        answer = read_answer(response.data)
    except (SyntaxError, ValueError) as error:
        shown = response.media_type
        raise service_problem(url, f"gives {shown}, which is not SPARQL JSON") from error
    if response.most_rows is not None and len(answer.rows) >= response.most_rows:
        advice = f"ask for fewer rows at a time, with LIMIT and OFFSET: less than {response.most_rows:,}"
        message = f"gives no more than its first {response.most_rows:,} rows"
        raise service_problem(url, message, advice)
    return _as_usual(answer, form)


def _as_usual(answer: Answer, form: str | None) -> Answer:
    """Return an answer in the words of the standard; Virtuoso gives a table of one row for yes or no."""
    if form == "ask" and len(answer.rows) == 1:
        (term,) = answer.rows[0].values()
        return Answer(truth=term["value"] in ("1", "true"))
    rows = ({name: _usual(term) for name, term in row.items()} for row in answer.rows)
    return replace(answer, rows=tuple(rows))


def _usual(term: Term) -> Term:
    """Return a term as others write it: Virtuoso has literals of a type of their own, and 1 for true."""
    if term["type"] == "typed-literal":
        term = {**term, "type": "literal"}
    if term.get("datatype") == _BOOLEAN and term["value"] in BOOLEANS:
        term = {**term, "value": BOOLEANS[term["value"]]}
    return term


def query_form(text: str) -> str | None:
    """Return which of the four forms a query has; ``None`` if that is unclear.

    >>> query_form("PREFIX ask: <urn:ask> # ask\\nSelect * { ?s ask:describe 'ask' }")
    'select'
    """
    rest = HARMLESS.sub(lambda part: ":" if part[0][0] == ":" else " ", text)
    form = _FORM.search(rest)
    return form[1].lower() if form else None


def request_answer(url: str, text: str, accepted: str, limits: QueryLimits | None = None) -> Response:
    """Return what the service at ``url`` answers to a query, in one of the accepted media types.

    Raises:
        InputError: if it cannot be reached, refuses the query, takes too long, or breaks off.
    """
    limits = limits or read_query_limits()
    try:
        request = _build_request(url, text, accepted)
        end = monotonic() + limits.seconds
        opener = urllib.request.build_opener(_Redirections)
        with opener.open(request, timeout=min(limits.seconds, LONGEST)) as response:
            data = b"".join(_parts(response, end, limits.size))
            headers = response.headers
    except urllib.error.HTTPError as error:
        said = " ".join(error.read(500).decode("utf-8", "replace").split())
        advice = "name the user for this host in ~/.netrc, or KG_STORE_TOKEN" if error.code in _DENIED else ""
        raise service_problem(url, f"refuses the query: {error.code} {said}", advice) from error
    except TimeoutError as error:
        advice = "ask for less, or wait longer: KG_TIMEOUT"
        raise service_problem(url, f"gives no answer in {limits.seconds:g} seconds", advice) from error
    except (HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise service_problem(url, f"cannot be asked: {reason}") from error
    if len(data) > limits.size:
        advice = "ask for less, or allow more: an eighth of KG_MAX_MEMORY"
        raise service_problem(url, f"gives more than {limits.size:,} bytes", advice)
    if headers.get(_STATE) == _OUT_OF_TIME:
        raise service_problem(url, "gives half an answer, since its time is up")
    most = headers.get(_MOST_ROWS, "")
    return Response(data, headers.get_content_type(), int(most) if most.isdecimal() else None)


def _build_request(url: str, text: str, accepted: str) -> urllib.request.Request:
    parts = urlsplit(url)
    if "@" in parts.netloc:
        advice = "put the name and the password of this host into ~/.netrc"
        raise service_problem(url, "a password does not belong in an address", advice)
    # In one line, so that line numbers in an error are those of the query.
    prologue = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
    given = parse_qsl(parts.query, keep_blank_values=True)
    form = [("query", f"{prologue} {text}"), *(pair for pair in given if pair[0] in _DATASET)]
    rest = urlencode([pair for pair in given if pair[0] not in _DATASET])
    headers = {"Accept": accepted, "User-Agent": f"claim-kg/{__version__}", **_authorization(parts)}
    address = parts._replace(query=rest, fragment="").geturl()
    return urllib.request.Request(address, data=urlencode(form).encode("ascii"), headers=headers)


def _authorization(parts: SplitResult, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return who asks: the user of ``~/.netrc`` for this host, else the token."""
    import netrc

    try:
        known = netrc.netrc().authenticators(parts.hostname or "")
    except FileNotFoundError:
        known = None
    except netrc.NetrcParseError as error:
        raise ValueError(f"~/.netrc cannot be read: {error}") from error
    if known is not None:
        pair = f"{known[0]}:{known[2]}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"}
    token = environment.get("KG_STORE_TOKEN", "").strip()
    return {"Authorization": f"Bearer {token}"} if token else {}


class _Redirections(urllib.request.HTTPRedirectHandler):
    """Sends the query again to where a service has moved, but not who asks to another host."""

    def redirect_request(
        self, request: urllib.request.Request, fp: Any, code: int, message: str, headers: Any, address: str
    ) -> urllib.request.Request | None:
        """Return the request for the new address."""
        old, new = urlsplit(request.full_url), urlsplit(urljoin(request.full_url, address))
        if new.scheme not in ("https", old.scheme):
            raise ValueError("it leads from https to http")
        asked = None if code == 303 else request.data
        moved = urllib.request.Request(new.geturl(), data=asked, origin_req_host=request.origin_req_host)
        for name, value in request.headers.items():
            if name != "Authorization" or (old.hostname, old.port) == (new.hostname, new.port):
                moved.add_header(name, value)
        return moved


def _parts(response: HTTPResponse, end: float, size: int) -> Iterator[bytes]:
    """Yield the response until it has more than ``size`` bytes; a socket's timeout is only for each part."""
    while size >= 0 and (part := response.read1(_PART)):
        if monotonic() > end:
            raise TimeoutError
        size -= len(part)
        yield part
    if size >= 0 and response.length:
        raise IncompleteRead(b"", response.length)


def service_problem(url: str, message: str, advice: str = "") -> InputError:
    """Return the error for a service that does not do what is needed."""
    return InputError(Problem("bad-service", message, locate_service(url), advice=advice))

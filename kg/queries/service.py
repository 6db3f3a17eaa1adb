"""Ask a SPARQL 1.1 service elsewhere, only if the user names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from time import monotonic
from typing import TYPE_CHECKING

from kg.errors import InputError, Problem
from kg.model import Location
from kg.queries.asking import LONGEST, Answer, QueryLimits, read_answer, read_query_limits
from kg.rdf.namespaces import PREFIXES
from kg.version import __version__

if TYPE_CHECKING:
    from http.client import HTTPResponse

_PART = 2**16
_ROWS, _GRAPH = "application/sparql-results+json", "application/n-triples"
_URL = re.compile(r"https?://", re.I)


def is_service(name: str) -> bool:
    """Return whether the name of a store is the address of a service.

    >>> is_service("http://localhost:7878/query"), is_service("graph.db")
    (True, False)
    """
    return _URL.match(name) is not None


def ask_service(url: str, text: str, limits: QueryLimits | None = None) -> Answer:
    """Return the answer of the service at ``url``; our prefixes are sent with the query.

    Raises:
        InputError: if it cannot be reached, refuses the query, takes too long, or gives no answer.
    """
    import urllib.error
    import urllib.parse
    import urllib.request
    from http.client import HTTPException

    limits = limits or read_query_limits()
    # In one line, so that line numbers in an error are those of the query.
    prologue = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in PREFIXES.items())
    request = urllib.request.Request(
        url,
        data=urllib.parse.urlencode({"query": f"{prologue} {text}"}).encode("ascii"),
        headers={"Accept": f"{_ROWS}, {_GRAPH}", "User-Agent": f"claim-kg/{__version__}"},
    )
    try:
        end = monotonic() + limits.seconds
        with urllib.request.urlopen(request, timeout=min(limits.seconds, LONGEST)) as response:
            data = b"".join(_parts(response, end, limits.size))
            kind = response.headers.get_content_type()
    except urllib.error.HTTPError as error:
        said = error.read(500).decode("utf-8", "replace").strip()
        raise _failed(url, f"refuses the query: {error.code} {said}") from error
    except TimeoutError as error:
        raise _failed(url, f"gives no answer in {limits.seconds:g} seconds") from error
    except (HTTPException, OSError, ValueError) as error:
        raise _failed(url, f"cannot be asked: {getattr(error, 'reason', None) or error}") from error
    if len(data) > limits.size:
        raise _failed(url, f"gives more than {limits.size:,} bytes")
    if kind == _GRAPH:
        return Answer(triples=data)
    try:
        return read_answer(data)
    except ValueError as error:
        raise _failed(url, f"gives {kind}, which is not SPARQL JSON") from error


def _parts(response: HTTPResponse, end: float, size: int) -> Iterator[bytes]:
    """Yield the response until it has more than ``size`` bytes; a socket's timeout is only for each part."""
    while size >= 0 and (part := response.read1(_PART)):
        if monotonic() > end:
            raise TimeoutError
        size -= len(part)
        yield part


def _failed(url: str, message: str) -> InputError:
    return InputError(Problem("bad-service", message, Location(url)))

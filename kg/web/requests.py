"""Read a request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, section 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qsl, quote

from starlette.datastructures import URL

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
#: The most fields of a form; a request has a query and some graphs.
_MAX_FIELDS = 1000


class Refused(Exception):
    """A request that is not answered, with the HTTP status of the reason."""

    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status, self.message = status, message


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, its dataset (the whole one if no graph is named), and its base IRI."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None


def path_of(url: URL) -> str:
    """Return the path of an address, as links on our pages have it: it never leads to another server.

    >>> path_of(URL("http://127.0.0.1//other.example/a")), path_of(URL("http://127.0.0.1/\\\\other.example"))
    ('/other.example/a', '/%5Cother.example')
    """
    return "/" + quote(url.path.lstrip("/"), safe="/:@!$&'()*+,;=~")


def read_get(parameters: str) -> Asked | None:
    """Return the query of a GET request, ``None`` if it has none.

    Raises:
        Refused: for an update, or more than one query.
    """
    return _read(parse_fields(parameters), ())


def read_post(content_type: str, parameters: str, body: bytes) -> Asked:
    """Return the query of a POST request, which is a form or the query itself.

    Raises:
        Refused: for an update, another media type, a body that is not UTF-8, or not exactly one query.
    """
    header = EmailMessage()
    header["content-type"] = content_type
    media, charset = header.get_content_type(), header.get_content_charset("utf-8")
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, f"a query is UTF-8, not {charset}")
    if media == UPDATE:
        raise Refused(403, "this service answers queries alone; nothing is updated here")
    if media not in (FORM, QUERY):
        raise Refused(415, f"the content type is {content_type or 'missing'}; it may be {FORM} or {QUERY}")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, f"the body is no UTF-8: {error}") from error
    in_address = parse_fields(parameters)
    asked = _read(parse_fields(text), in_address) if media == FORM else _read([("query", text)], in_address)
    if asked is None:
        raise Refused(400, "the form has no field 'query'")
    return asked


def parse_fields(text: str) -> list[tuple[str, str]]:
    """Return the fields of a form or of an address.

    Raises:
        Refused: if there are too many, or they are no UTF-8.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise Refused(400, f"cannot be read: {error}") from error


def _read(fields: Sequence[tuple[str, str]], beside: Sequence[tuple[str, str]]) -> Asked | None:
    every = [*fields, *beside]
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in every):
        raise Refused(403, "this service answers queries alone; nothing is updated here")
    queries = [value for name, value in every if name == "query"]
    if len(queries) > 1:
        raise Refused(400, f"one query at a time; these are {len(queries)}")
    if not queries:
        return None
    default = tuple(value for name, value in every if name == "default-graph-uri")
    return Asked(queries[0], default, tuple(value for name, value in every if name == "named-graph-uri"))

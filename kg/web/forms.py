"""Read the forms with which people change something, and refuse those of other sites.

A browser sends whatever another site makes it send, with cookies. So a form must come from a page of this
server: ``Origin`` and ``Sec-Fetch-Site`` say so, which scripts cannot set, and it holds a key that belongs to
the browser's session, which only pages of this server can read.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from kg.authoring.formats import checked
from kg.web.requests import FORM, Refused, parse_fields
from kg.web.security import name_cookie
from kg.web.sparql import read_body

#: The field with the key of a form, and that with the name of who decides.
KEY, BY = "key", "by"
#: The most characters of that name: browsers keep four thousand, and a letter may take twelve.
_LONGEST_NAME = 200
_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, in their order."""

    fields: Sequence[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        """Return the values of a field."""
        return [value for field, value in self.fields if field == name]

    def one(self, name: str) -> str:
        """Return the only value of a field.

        Raises:
            Refused: if there are none or several.
        """
        values = self.all(name)
        if len(values) != 1:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the form has {len(values)} fields {name!r}, not one")
        return values[0]


class FormKeys:
    """Makes and checks the keys of forms, each from a secret and the session of a browser."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)

    def write(self, session: str) -> str:
        """Return the key of a session's forms."""
        return hmac.new(self._secret, session.encode("utf-8"), "sha256").hexdigest()

    def check(self, request: Request, key: str) -> None:
        """Refuse a key that is not that of the browser's session.

        Raises:
            Refused: for another key, or none.
        """
        session = request.cookies.get(name_cookie(request, "session"), "")
        if not session or not hmac.compare_digest(self.write(session).encode(), key.encode("utf-8")):
            raise Refused(HTTPStatus.FORBIDDEN, "the form is of another session: load its page again")


def check_origin(request: Request) -> None:
    """Refuse what no page of this server has sent.

    Raises:
        Refused: for a request of another site, or of one that does not say where it comes from.
    """
    here = f"{request.url.scheme}://{request.headers.get('host', '')}"
    site = request.headers.get("sec-fetch-site", "same-origin")
    if request.headers.get("origin") != here or site != "same-origin":
        raise Refused(HTTPStatus.FORBIDDEN, "what changes something must come from a page of this server")


async def read_form(request: Request, keys: FormKeys) -> Form:
    """Return the form in a request from a page of this server.

    Raises:
        Refused: for any other request.
    """
    check_origin(request)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != FORM:
        raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"a form is {FORM}")
    try:
        text = (await read_body(request)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the form is no UTF-8: {error}") from error
    form = Form(parse_fields(text))
    keys.check(request, form.one(KEY))
    return form


def find_session(request: Request) -> tuple[str, bool]:
    """Return the session of a browser, and whether it is a new one."""
    session = request.cookies.get(name_cookie(request, "session"))
    return (session, False) if session else (secrets.token_urlsafe(24), True)


def keep_session(request: Request, response: Response, session: str) -> None:
    """Have the browser keep its session; it sends it with no form of another site."""
    response.set_cookie(name_cookie(request, "session"), session, httponly=True, samesite="lax")


def find_decider(request: Request) -> str:
    """Return the name of who decided last in this browser, empty if nobody did."""
    return unquote(request.cookies.get(name_cookie(request, "by"), ""))


def keep_decider(request: Request, response: Response, name: str) -> None:
    """Have the browser keep the name of who decides."""
    value = quote(name, safe="")
    response.set_cookie(name_cookie(request, "by"), value, max_age=_YEAR, httponly=True, samesite="lax")


def read_decider(form: Form) -> str:
    """Return the name of who decides.

    Raises:
        InputError: for none, or one that cannot be written.
        Refused: for one that is too long to be remembered by a browser.
    """
    name = checked(form.one(BY).strip(), "who decides")
    if len(name) > _LONGEST_NAME:
        raise Refused(
            HTTPStatus.BAD_REQUEST, f"the name of who decides has more than {_LONGEST_NAME} letters"
        )
    return name

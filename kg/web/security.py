"""Access control: requests need the token, and must name a host of this server.

Another site can make a browser send requests here, even under a name that it points to this machine (DNS
rebinding). So a request must name a host that the server was started for, and have the token.
"""

from __future__ import annotations

import asyncio
import hmac
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import URL
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.web.requests import path_of

#: The seconds that a client has to take each part of an answer.
TAKEN_WITHIN = 60
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode("ascii")),
    (b"x-content-type-options", b"nosniff"),
    # With "no-referrer" a browser would not say from which site a form comes, either.
    (b"referrer-policy", b"same-origin"),
)


class TokenMiddleware:
    """Refuse requests without the token; move a token in the address into a cookie, as Jupyter does."""

    def __init__(self, app: ASGIApp, token: str | None):
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on requests with the token, and add security headers to the answers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def secured(message: dict) -> None:  # type: ignore[type-arg]
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
            # A client that reads no answer must not hold resources forever.
            await asyncio.wait_for(send(message), TAKEN_WITHIN)

        request = HTTPConnection(scope)
        answer = self._refused(request)
        await (answer or self._app)(scope, receive, secured)  # type: ignore[arg-type]

    def _refused(self, request: HTTPConnection) -> Response | None:
        if self._token is None or request.scope["method"] == "OPTIONS":
            return None
        given = request.query_params.get("token")
        if given is not None and self._is_token(given):
            # Programs are answered at once; a browser is redirected to the address without the token.
            if "text/html" not in request.headers.get("accept", ""):
                return None
            response = RedirectResponse(_without_token(request.url), 303)
            response.set_cookie(name_cookie(request, "token"), given, httponly=True, samesite="lax")
            return response
        kind, _, value = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer" and self._is_token(value.strip()):
            return None
        if self._is_token(request.cookies.get(name_cookie(request, "token"), "")):
            return None
        message = "the token is missing or wrong: take the address that 'kg serve' wrote, with its token\n"
        return PlainTextResponse(message, 401, {"WWW-Authenticate": "Bearer"})

    def _is_token(self, given: str) -> bool:
        assert self._token is not None
        return hmac.compare_digest(given.encode(), self._token.encode())


def name_cookie(request: HTTPConnection, what: str) -> str:
    """Return the name of a cookie, with the port, as browsers share cookies between ports."""
    return f"claim-kg-{what}-{request.url.port or 80}"


def _without_token(url: URL) -> str:
    fields = [(name, value) for name, value in parse_qsl(url.query) if name != "token"]
    return f"{path_of(url)}?{urlencode(fields)}" if fields else path_of(url)

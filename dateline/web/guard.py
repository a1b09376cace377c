"""Who may ask, and what a browser may do with an answer.

A page of the open web can make a visitor's browser ask this machine. So a request must name this server as its host
(a rebound name does not), one that changes anything must come from a page of this server, and beyond loopback each
needs the token, which a first visit with `?token=` turns into a cookie.
"""

from __future__ import annotations

import hmac
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.options import LOCAL, Options, is_loopback

COOKIE = "dateline_token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "worker-src 'self' blob:; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Lets through what passes, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self.app = app
        self.options = options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with the reason."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refused = self.refused(Request(scope))
        await (self.app if refused is None else refused)(scope, receive, headed)

    def refused(self, request: Request) -> Response | None:
        """The answer to a request that is not let through, else None."""
        if not self.is_for_us(request.headers.get("host", "")):
            return PlainTextResponse(f"this server is not {request.headers.get('host', '')}", 421)
        if request.method not in SAFE:
            if self.options.role != "reviewer":
                return PlainTextResponse("readers change nothing; start the workbench with --role reviewer", 403)
            if not from_here(request):
                return PlainTextResponse("changes are taken only from pages of this server", 403)
        return self.without_token(request)

    def is_for_us(self, host: str) -> bool:
        """Whether the host that a request names is this server; a server for other machines has many names."""
        name = urlsplit(f"//{host}").hostname or ""
        if not is_loopback(self.options.host):
            return True
        return name in LOCAL or is_loopback(name) or name == self.options.host

    def without_token(self, request: Request) -> Response | None:
        """The answer to a request without the token, else None."""
        token = self.options.token
        if token is None:
            return None
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        given = request.query_params.get("token")
        known = (request.cookies.get(COOKIE), bearer if scheme.casefold() == "bearer" else None, given)
        if not any(one is not None and hmac.compare_digest(one.encode(), token.encode()) for one in known):
            return PlainTextResponse(
                "the token is missing or wrong: open the address that `dateline serve` printed", 401
            )
        if given is None:
            return None
        rest = urlencode([(key, value) for key, value in request.query_params.multi_items() if key != "token"])
        answer = RedirectResponse(f"{request.url.path}{'?' if rest else ''}{rest}", 303)
        answer.set_cookie(COOKIE, token, httponly=True, samesite="strict")
        return answer


def from_here(request: Request) -> bool:
    """Whether a change was asked for by a page of this server; programs send neither header and need the token."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")

"""Who may ask, from where, and what a browser may do with the answer.

A page on this machine can be asked by every other page that is open in the same browser, so: only names that
mean this machine are answered (a foreign name that was pointed here is not), a form is taken only from our
own pages, and an answer may load nothing but what stands here, may not be framed, and is not stored. Where
others than this machine are let in, they must show the token that was printed at the start.
"""

from __future__ import annotations

import ipaddress
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.render import Templates

COOKIE = "dateline_token"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not "no-referrer": with that, browsers name no origin when a form is sent, and it could not be checked.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
ANYWHERE = frozenset({"0.0.0.0", "::"})
STATIC = "/static/"
_HOST = re.compile(r"(?:\[([\da-f:.]+)\]|([\w.-]+))(?::\d{1,5})?", re.I | re.A)
"""A Host header and nothing more: an address of IPv6 or a name, and a port."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in: by which host names, with which token (None: none is asked for).

    ``form_token`` stands in every form that our pages show; another page cannot read it.
    """

    hosts: frozenset[str] = LOOPBACK
    token: str | None = None
    form_token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def knows(self, host: str) -> bool:
        """Whether a request to this host ("localhost:8713") is meant for us."""
        written = _HOST.fullmatch(host)
        name = (written[1] or written[2]).lower() if written else ""
        return name in self.hosts or (bool(self.hosts & ANYWHERE) and _is_address(name))

    def admits(self, token: str) -> bool:
        """Whether *token* is the one that was printed, or none is asked for."""
        return self.token is None or secrets.compare_digest(token.encode(), self.token.encode())


class Guard:
    """Lets requests through to *app*, or answers them itself; sets the headers of every answer."""

    def __init__(self, app: ASGIApp, door: Door, templates: Templates) -> None:
        """Stand before *app*."""
        self._app = app
        self._door = door
        self._templates = templates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                kept = "no-cache" if scope["path"].startswith(STATIC) else "no-store"
                headers.setdefault("Cache-Control", kept)
            await send(message)

        await (self._answer(Request(scope)) or self._app)(scope, receive, guarded)

    def _answer(self, request: Request) -> Response | None:
        """The answer to what is not let through; None for what is."""
        if not self._door.knows(request.headers.get("host", "")):
            return self._refused(
                421,
                "This address does not lead to Dateline",
                "Open the page by the address that dateline serve printed.",
            )
        if not request.url.path.startswith(STATIC) and (answer := self._at_the_door(request)):
            return answer
        if request.method not in {"GET", "HEAD"} and not _is_ours(request):
            return self._refused(
                403,
                "A form was sent from another page",
                "Dateline takes forms from its own pages only. Load the page again and send it anew.",
            )
        return None

    def _at_the_door(self, request: Request) -> Response | None:
        """What is answered to those who have no token yet, or show it for the first time."""
        if self._door.token is None:
            return None
        shown = request.query_params.get("token")
        if shown is not None and self._door.admits(shown):
            pairs = parse_qsl(request.url.query, keep_blank_values=True)
            rest = urlencode([(name, value) for name, value in pairs if name != "token"])
            # The path with one slash before it: with two, it would lead to another host.
            path = "/" + request.url.path.lstrip("/")
            response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
            response.set_cookie(COOKIE, shown, httponly=True, samesite="strict", path="/")
            return response
        if not self._door.admits(request.cookies.get(COOKIE, "")):
            return self._refused(
                401,
                "This page is not open to everyone",
                "Open it by the whole address that dateline serve printed, with its token.",
            )
        return None

    def _refused(self, status: int, what: str, todo: str) -> Response:
        return self._templates.error(status, what, todo)


def _is_ours(request: Request) -> bool:
    """Whether the page that sends a form is one of ours, as the browser tells it."""
    origin = request.headers.get("origin")
    return origin == f"{request.url.scheme}://{request.headers.get('host', '')}"


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True

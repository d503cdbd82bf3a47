"""A small web server of the test's own, and a fetcher that may reach it."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from dateline.fetching import Fetcher, Limits
from dateline.fetching.addresses import why_not_public

NOON = datetime.datetime(2024, 5, 3, 12, 0, tzinfo=datetime.UTC)
QUICK = Limits(connect=2, read=2, total=5, pause=0)

Given = tuple[int, dict[str, str], bytes]
"""Status, headers, body."""


@dataclass
class Site:
    """What a server answers by path, and what it was asked (path, headers)."""

    base: str
    pages: dict[str, Given | Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def page(
        self, path: str, body: str | bytes, media: str = "text/html; charset=utf-8", **headers: str
    ) -> str:
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": media, **named}, data)
        return self.base + path

    def status(self, path: str, status: int, **headers: str) -> str:
        self.pages[path] = (status, {n.replace("_", "-"): v for n, v in headers.items()}, b"")
        return self.base + path

    def redirect(self, path: str, to: str) -> str:
        return self.status(path, 302, Location=to)


@contextmanager
def serving() -> Iterator[Site]:
    """A site on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers)))
            found = site.pages.get(self.path, (404, {}, b""))
            with suppress(OSError):
                if callable(found):
                    found(self)
                    return
                status, headers, body = found
                etag = headers.get("ETag")
                if etag is not None and self.headers.get("If-None-Match") == etag:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                if status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def but_this_machine(ip: str) -> str | None:
    """What is not public, the test's own server left out."""
    return None if ip == "127.0.0.1" else why_not_public(ip)


def fetcher(limits: Limits = QUICK, **options: object) -> Fetcher:
    """A fetcher that reaches this machine too, always at noon of one day."""
    settings = {"clock": lambda: NOON, "reachable": but_this_machine, **options}
    return Fetcher(limits=limits, **settings)  # type: ignore[arg-type]

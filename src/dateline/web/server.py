"""The application, listening on this machine."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable
from urllib.parse import quote

from dateline.archive import Whereabouts
from dateline.errors import ServeError

PORT = 8713
"""Where the page is unless another port is named."""


def serve(
    path: str | Whereabouts,
    *,
    port: int = PORT,
    host: str | None = None,
    ready: Callable[[str], None] = lambda address: None,
) -> None:
    """Show the archive at *path* in a browser until interrupted; *ready* is told the address to open.

    Only this machine can open it, unless *host* names an address of it by which others come in: then the
    address told holds a token, without which nothing is shown. *port* 0 takes any that is free. Raises
    ArchiveError when there is no archive, ServeError when the port cannot be had.
    """
    import uvicorn

    from dateline.opened import OpenArchive
    from dateline.web.app import make_app
    from dateline.web.guard import ANYWHERE, LOOPBACK, Door

    OpenArchive(path).close()
    listening = _listen(host or "127.0.0.1", port)
    taken = listening.getsockname()[1]
    if host is None:
        door = Door()
        address = f"http://127.0.0.1:{taken}/"
    else:
        door = Door(hosts=LOOPBACK | {host.casefold(), socket.gethostname().casefold()}, token=_token())
        name = socket.gethostname() if host in ANYWHERE else host
        address = f"http://{f'[{name}]' if ':' in name else name}:{taken}/?token={quote(door.token or '')}"
    config = uvicorn.Config(
        make_app(path, door),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        lifespan="on",
        ws="none",
    )
    with listening:
        ready(address)
        uvicorn.Server(config).run(sockets=[listening])


def _token() -> str:
    return secrets.token_urlsafe(24)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        raise ServeError(
            f"the page cannot be served at {host}, port {port}: {error}. Name another with --port"
        ) from error

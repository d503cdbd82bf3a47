"""A connection to a public server, and to no other.

A name is resolved once. Everything it resolves to is checked, and the connection is made to one of the
numeric addresses that were checked: a name that resolves otherwise a moment later (DNS rebinding) gains
nothing. Proxies are not used, since a proxy resolves the name itself (docs/fetching.md).
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from dateline.errors import InputError
from dateline.fetching.addresses import Address
from dateline.fetching.limits import Limits

Resolved = tuple[int, Any]
"""(address family, socket address, whose first part is the numeric IP address)"""
Resolve = Callable[[str, int], Sequence[Resolved]]
Trust = Callable[[], ssl.SSLContext]
"""Gives whom TLS trusts; it takes a moment to load, and is asked for where an address needs it."""
Reachable = Callable[[str], str | None]
"""Why a numeric IP address must not be connected to; None where it may be."""


def look_up(host: str, port: int) -> list[Resolved]:
    """What the system's resolver says of *host*; OSError where it knows nothing."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [(family, place) for family, _, _, _, place in found]


class Deadline:
    """The end of the time that a fetch has; a connection that it watches is cut then, whatever it waits for.

    A time-out on a socket begins anew with every byte; a server that sends one now and then would hold on
    for ever.
    """

    def __init__(self, seconds: float) -> None:
        """Begin now."""
        self.seconds = seconds
        self.passed = False
        self._end = time.monotonic() + seconds
        self._watched: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def left(self) -> float:
        """Seconds until the end, at least a little."""
        return max(0.001, self._end - time.monotonic())

    def watch(self, connection: socket.socket) -> None:
        """Cut *connection* at the end, unless `release` is called before."""
        self.release()
        self._watched = connection.dup()  # it outlives the change of hands to TLS
        self._timer = threading.Timer(self.left(), self._cut)
        self._timer.daemon = True
        self._timer.start()

    def _cut(self) -> None:
        self.passed = True
        with suppress(OSError):
            if self._watched is not None:
                self._watched.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        """Watch no longer."""
        if self._timer is not None:
            self._timer.cancel()
        if self._watched is not None:
            self._watched.close()
        self._timer = self._watched = None


def connect(
    address: Address,
    limits: Limits,
    deadline: Deadline,
    resolve: Resolve,
    reachable: Reachable,
    tls: Trust,
) -> socket.socket:
    """A connection to *address*, with TLS where it is https; InputError with the reason why there is none."""
    places = _resolved(address, limits, deadline, resolve)
    for _, place in places:
        why = reachable(place[0])
        if why is not None:
            raise InputError(
                (f"{address.host} leads to {place[0]}, which" if place[0] != address.host else address.host)
                + f" is not public ({why}); only public addresses are fetched"
            )
    connection = _first(address, places, limits, deadline)
    deadline.watch(connection)
    if address.scheme == "http":
        return connection
    try:
        return tls().wrap_socket(connection, server_hostname=address.host)
    except ssl.SSLCertVerificationError as error:
        connection.close()
        raise InputError(
            f"the server's certificate does not hold ({error.verify_message}); "
            "it may be another server than it says"
        ) from error
    except (OSError, ValueError) as error:
        connection.close()
        if deadline.passed:
            raise
        raise InputError(f"no secure connection could be made ({error})") from error


def _resolved(address: Address, limits: Limits, deadline: Deadline, resolve: Resolve) -> Sequence[Resolved]:
    """All that the name resolves to; the system's resolver has no time-out of its own."""
    answer: queue.SimpleQueue[Sequence[Resolved] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answer.put(resolve(address.host, address.port))
        except (OSError, ValueError) as error:  # a label that is too long is a UnicodeError
            answer.put(error)

    threading.Thread(target=ask, daemon=True).start()
    try:
        places = answer.get(timeout=min(limits.connect, deadline.left()))
    except queue.Empty as error:
        raise InputError(f"looking up {address.host} took too long; try again later") from error
    if isinstance(places, Exception) or not places:
        raise InputError(
            f"there is no host {address.host}, or no network; check the address and the connection"
        )
    return places


def _first(address: Address, places: Sequence[Resolved], limits: Limits, deadline: Deadline) -> socket.socket:
    """A connection to the first of *places* that answers."""
    trouble: OSError = OSError("no address")
    for family, place in places:
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(min(limits.connect, deadline.left()))
        try:
            connection.connect(place)
        except OSError as error:
            connection.close()
            trouble = error
            continue
        connection.settimeout(limits.read)
        return connection
    raise InputError(
        f"{address.host} does not answer ({trouble.strerror or trouble}); try again later"
    ) from trouble

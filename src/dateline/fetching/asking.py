"""One request and its answer, within a time and to a size."""

from __future__ import annotations

import http.client
import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache

import certifi
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import BaseHTTPResponse

from dateline import __version__
from dateline.errors import InputError
from dateline.fetching.addresses import Address
from dateline.fetching.connecting import Deadline, Reachable, Resolve, Trust, connect
from dateline.fetching.limits import MEGABYTE, Limits

NAME = "Dateline"
"""What a robots.txt may call this program."""
USER_AGENT = f"{NAME}/{__version__}"
ACCEPT = "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8"
OK = 200
NO_REPORTS = frozenset({"image", "audio", "video", "font"})
"""Kinds of media that hold no report; they are not downloaded."""
_PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered; ``data`` is empty unless the status is 200. Header names are in lower case."""

    address: Address
    status: int
    headers: Mapping[str, str]
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Line:
    """How servers are reached: what resolves names, what may be connected to, whom TLS trusts."""

    resolve: Resolve
    reachable: Reachable
    tls: Trust
    limits: Limits


@cache
def trusted() -> ssl.SSLContext:
    """TLS that trusts whom the system trusts, and Mozilla's list, since some systems have none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def ask(
    address: Address, line: Line, deadline: Deadline, size: int, headers: Mapping[str, str] | None = None
) -> Answer:
    """The answer to a request for *address*, of at most *size* bytes once decoded.

    Raises InputError with the reason where there is none.
    """
    try:
        return _asked(address, line, deadline, size, headers or {})
    except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise InputError(_trouble(error, line.limits, deadline)) from error
    finally:
        deadline.release()


def _asked(address: Address, line: Line, deadline: Deadline, size: int, headers: Mapping[str, str]) -> Answer:
    connection = HTTPConnection(address.host, address.port, timeout=line.limits.read)
    connection.sock = connect(address, line.limits, deadline, line.resolve, line.reachable, line.tls)
    with closing(connection):
        connection.request(
            "GET",
            address.target,
            headers={
                "Host": address.authority,
                "User-Agent": USER_AGENT,
                "Accept": ACCEPT,
                "Accept-Encoding": "gzip, deflate",
                "Accept-Language": "en, *;q=0.5",
                "Connection": "close",
                **headers,
            },
            preload_content=False,
        )
        with closing(connection.getresponse()) as response:
            found = {name.lower(): value for name, value in response.headers.items()}
            data = _body(response, found, deadline, size) if response.status == OK else b""
            return Answer(address, response.status, found, data)


def _body(response: BaseHTTPResponse, headers: Mapping[str, str], deadline: Deadline, size: int) -> bytes:
    """The decoded body; no more than *size* bytes of it are ever held."""
    media = headers.get("content-type", "").split(";")[0].strip().lower()
    if media.split("/")[0] in NO_REPORTS:
        raise InputError(f"holds no report ({media})")
    length = headers.get("content-length", "")
    too_large = f"larger than {size / MEGABYTE:.3g} MB, which is not fetched; save it to a file"
    if length.isdecimal() and int(length[:20]) > size:
        raise InputError(too_large)
    pieces: list[bytes] = []
    held = 0
    while piece := response.read(_PIECE, decode_content=True):
        held += len(piece)
        if held > size:
            raise InputError(too_large)
        if deadline.passed:
            raise TimeoutError
        pieces.append(piece)
    if deadline.passed:  # what was cut off may look like the end
        raise TimeoutError
    return b"".join(pieces)


def _trouble(error: Exception, limits: Limits, deadline: Deadline) -> str:
    """What went wrong, and what to do about it."""
    if deadline.passed:
        return f"took longer than {deadline.seconds:g} seconds; try again later"
    if isinstance(error, TimeoutError) or "timed out" in str(error).lower():
        return f"sent nothing for {limits.read:g} seconds; try again later"
    if isinstance(error, DecodeError):
        return "what the server sent is damaged (it cannot be decompressed); try again later"
    return f"the connection broke off ({error}); try again later"

"""Addresses of reports in one form, so that two captures of one page are known for what they are."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from dateline.knowledge.tables import table

_DOORS = ("www.", "m.")
"""What stands before a host without making it another."""
_USUAL_PORTS = {"http": 80, "https": 443}
_INDEX = ("/index.html", "/index.htm", "/index.php")
_ESCAPED = re.compile(r"%([0-9A-Fa-f]{2})")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]")
_PATH_MARKS = "/%:@!$&'()*+,;=~"


def one_form(address: str) -> str | None:
    """*address* without what makes no other page of it; None where it is no address of a report.

    Scheme, "www." and "m.", the usual port, a slash or index page at the end, tracking parameters and the
    fragment are left out; the rest of the query is sorted. A bare host is a front page, not a report.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
        host = site_of(address)
    except ValueError:
        return None
    if host is None or parts.scheme.lower() not in _USUAL_PORTS:
        return None
    path = _without_index(quote(_ESCAPED.sub(_written_out, parts.path), safe=_PATH_MARKS))
    query = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _tracks(pair[0]))
    if not path and not query:
        return None
    usual = port is None or port == _USUAL_PORTS[parts.scheme.lower()]
    return host + ("" if usual else f":{port}") + path + (f"?{urlencode(query)}" if query else "")


def site_of(address: str) -> str | None:
    """The host of *address* without "www." or "m." before it; None where it names none."""
    try:
        host = (urlsplit(address.strip()).hostname or "").rstrip(".")
    except ValueError:
        return None
    for door in _DOORS:
        if host.startswith(door) and "." in host.removeprefix(door):
            host = host.removeprefix(door)
    try:
        return host.encode("idna").decode("ascii") or None
    except UnicodeError:
        return host or None


def _without_index(path: str) -> str:
    while path.endswith("/") or path.lower().endswith(_INDEX):
        path = path[: path.rindex("/")]
    return path


def _written_out(escaped: re.Match[str]) -> str:
    char = chr(int(escaped[1], 16))
    return char if _PLAIN.match(char) else escaped[0].upper()


def _tracks(name: str) -> bool:
    exact, beginnings = _tracking()
    low = name.casefold()
    return low in exact or low.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    names = [row["name"] for row in table("tracking_parameters")]
    exact = frozenset(name for name in names if not name.endswith("*"))
    return exact, tuple(name.removesuffix("*") for name in names if name.endswith("*"))

"""The whole way of an address: pause, robots.txt, request, redirects, and what is said where it fails."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.message import Message

from dateline.errors import InputError
from dateline.fetching.addresses import Address, led_to, take_apart, why_not_public, without_password
from dateline.fetching.asking import OK, Answer, Line, ask, trusted
from dateline.fetching.connecting import Deadline, Reachable, Resolve, Trust, look_up
from dateline.fetching.limits import LIMITS, Limits
from dateline.fetching.robots import Robots, read_robots

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
SHOWN = 200
"""Characters of a place that is no address that a reason shows."""
LONGEST_VALIDATOR = 1000
"""Characters of an ETag or a date that are kept; what is longer is none."""
REASONS = {
    401: "the server asks for a password; save the page in a browser",
    402: "the server asks for a payment; save the page in a browser",
    403: "the server does not give it to programs; save the page in a browser",
    404: "there is no such page; check the address",
    410: "the page was taken down; look for it in a web archive",
    429: "the server asks to come back later",
    451: "the page is withheld for legal reasons",
}


def now() -> datetime.datetime:
    """The time, in UTC."""
    return datetime.datetime.now(datetime.UTC)


@dataclass(frozen=True, slots=True)
class Page:
    """What a server gave: ``address`` is where it was found in the end, ``captured`` when (UTC).

    ``media`` is the kind of media in lower case, ``charset`` the encoding, as the server names them;
    ``etag`` and ``last_modified`` are what the server may be asked with whether anything is new.
    """

    address: str
    data: bytes
    captured: datetime.datetime
    media: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one at a time, and remembers what each site asked for.

    ``reachable`` says why an IP address must not be connected to; it, the clock and the resolver are
    parameters so that tests can run against a server of their own. Nothing else changes them.
    """

    limits: Limits = LIMITS
    clock: Callable[[], datetime.datetime] = now
    sleep: Callable[[float], None] = time.sleep
    resolve: Resolve = look_up
    reachable: Reachable = why_not_public
    tls: Trust = trusted
    _robots: dict[str, Robots] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    def fetch(
        self, address: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Page | None:
        """What stands at *address*; None where nothing changed since *etag* or *last_modified*.

        Raises InputError, naming the address, with the reason and what to do, where it cannot be had or must
        not be.
        """
        try:
            return self._fetched(address, {"If-None-Match": etag, "If-Modified-Since": last_modified})
        except InputError as error:
            raise InputError(f"{without_password(address)}: {error}") from error

    def _fetched(self, address: str, validators: Mapping[str, str | None]) -> Page | None:
        named = take_apart(address)
        asked = {name: value for name, value in validators.items() if value}
        self._wait(named)
        try:
            answer = self._led(named, Deadline(self.limits.total), self.limits.size, asked, robots=True)
        finally:
            self._last[named.host] = time.monotonic()
        if answer.status == NOT_MODIFIED and asked:
            return None
        if answer.status != OK:
            raise InputError(_reason(answer))
        media, charset = _content_type(answer.headers.get("content-type", ""))
        return Page(
            address=answer.address.url,
            data=answer.data,
            captured=self.clock(),
            media=media,
            charset=charset,
            etag=_validator(answer.headers.get("etag")),
            last_modified=_validator(answer.headers.get("last-modified")),
        )

    def _led(
        self, address: Address, deadline: Deadline, size: int, headers: Mapping[str, str], *, robots: bool
    ) -> Answer:
        """The answer at the end of all redirects, each of which is checked like an address of its own."""
        line = Line(self.resolve, self.reachable, self.tls, self.limits)
        here = address
        for _ in range(self.limits.redirects + 1):
            try:
                if robots:
                    self._rules(here, deadline).check(here)
                answer = ask(here, line, deadline, size, headers)
                location = answer.headers.get("location")
                if answer.status not in REDIRECTS or not location:
                    return answer
            except InputError as error:
                if here == address:
                    raise
                raise InputError(f"redirects to {here.url}: {error}") from error
            # Headers are read as Latin-1; addresses in them are in UTF-8 where they are not in ASCII.
            place = location.encode("latin-1", "replace").decode("utf-8", "replace")
            try:
                here = led_to(here, place)
            except InputError as error:
                raise InputError(f"redirects to {without_password(place)[:SHOWN]!r}: {error}") from error
        raise InputError(
            f"redirects more than {self.limits.redirects} times, or in a circle; "
            "open it in a browser and name the address it ends at"
        )

    def _rules(self, address: Address, deadline: Deadline) -> Robots:
        if address.origin not in self._robots:
            self._robots[address.origin] = read_robots(
                address, lambda file: self._led(file, deadline, self.limits.robots_size, {}, robots=False)
            )
        return self._robots[address.origin]

    def _wait(self, address: Address) -> None:
        """Wait until the host may be asked again."""
        last = self._last.get(address.host)
        if last is None:
            return
        known = self._robots.get(address.origin)
        wished = min(known.pause, self.limits.longest_pause) if known is not None else 0.0
        left = last + max(self.limits.pause, wished) - time.monotonic()
        if left > 0:
            self.sleep(left)


def _reason(answer: Answer) -> str:
    """Why an answer holds nothing to read, and what to do about it."""
    status = answer.status
    if status in REASONS:
        return f"{REASONS[status]} (status {status})"
    if status >= 500:
        return f"the server is in trouble (status {status}); try again later"
    return f"the server gave no page (status {status}); open it in a browser"


def _content_type(header: str) -> tuple[str | None, str | None]:
    """The kind of media and the encoding that a Content-Type header names."""
    message = Message()
    message["Content-Type"] = header
    charset = message.get_param("charset")
    media = message.get_content_type() if header.strip() else None
    return media, charset.strip().lower() if isinstance(charset, str) and charset.strip() else None


def _validator(value: str | None) -> str | None:
    """A header's value as it may be sent back; None where it cannot be."""
    if value is None or len(value) > LONGEST_VALIDATOR or not value.isascii() or not value.isprintable():
        return None
    return value.strip() or None

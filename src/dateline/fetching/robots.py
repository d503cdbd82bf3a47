"""What a site's robots.txt (RFC 9309) lets a program fetch, and how long it asks it to wait."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from dateline.errors import InputError
from dateline.fetching.addresses import Address
from dateline.fetching.asking import NAME, OK, Answer

UNAVAILABLE = range(400, 500)
"""Statuses that say there is no robots.txt: everything may be fetched."""
TOO_MANY = 429
"""A status that says nothing about a robots.txt, but that the site has enough of requests."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; ``trouble`` where they could not be had, and the site is left alone."""

    rules: Protego
    trouble: str | None = None

    def check(self, address: Address) -> None:
        """InputError with the reason where *address* must not be fetched."""
        if self.trouble is not None:
            raise InputError(self.trouble)
        if not self.rules.can_fetch(address.url, NAME):
            raise InputError("the site's robots.txt keeps programs from it; save the page in a browser")

    @property
    def pause(self) -> float:
        """Seconds that the site asks to wait between requests."""
        return float(self.rules.crawl_delay(NAME) or 0.0)


def read_robots(address: Address, ask: Callable[[Address], Answer]) -> Robots:
    """The rules of the site of *address*; *ask* gets their file."""
    nothing = Protego.parse("")
    try:
        answer = ask(Address(address.scheme, address.host, address.port, "/robots.txt"))
    except InputError as error:
        return Robots(nothing, str(error))  # what keeps its file from us keeps the page too
    if answer.status == OK:
        return Robots(Protego.parse(answer.data.decode("utf-8-sig", "replace")))
    if answer.status in UNAVAILABLE and answer.status != TOO_MANY:
        return Robots(nothing)
    return Robots(
        nothing,
        f"the site's robots.txt cannot be had (status {answer.status}), so it is left alone; try again later",
    )

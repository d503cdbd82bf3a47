"""How much and how long: the bounds of a fetch."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one fetch; times in seconds, sizes in bytes. None is tuned: they are generous to a page.

    ``total`` is for all of it, redirects and robots.txt included; ``size`` is after decoding, and as much as
    intake reads of a file. ``pause`` lies between two fetches from one host; a site may ask for a longer one
    in its robots.txt, up to ``longest_pause``.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 90.0
    size: int = 64 * MEGABYTE
    robots_size: int = MEGABYTE // 2
    redirects: int = 5
    pause: float = 2.0
    longest_pause: float = 30.0


LIMITS = Limits()

"""Where and when a page was saved, as the program that saved it wrote into it.

Web archives, the caches of search engines, browsers and their extensions put a frame, a comment or an element
of their own into a page; from it the address and the day of capture are known, whatever the page itself says.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from dateline.intake.dates import find_dates

WITHIN = 20_000
"""Characters at either end of a page in which such a note stands."""
_ARCHIVED = re.compile(
    r"https?://web\.archive\.org/web/(\d{8})\d{0,6}(?:[a-z]{2}_)?/(https?://[^\s\"'<>]+)", re.I
)
_TODAY = re.compile(
    r"https?://archive\.(?:today|ph|is|li|md|vn|fo)/(\d{4})[.-]?(\d\d)[.-]?(\d\d)-?\d{0,6}/(https?://[^\s\"'<>]+)",
    re.I,
)
_FILED = re.compile(r"FILE ARCHIVED ON \d\d:\d\d:\d\d (\w{3} \d\d, \d{4})")
_CACHED = re.compile(
    r"cache of\s+(?:<a[^>]{0,500}>\s*)?(https?://[^\s<>\"]{1,500}?)(?:</a>)?\.?\s+"
    r"It is a snapshot of the page as it appeared on\s+(\d{1,2} \w{3,9} \d{4})",
    re.I,
)
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*\w{3} (\w{3} \d\d) (\d{4})", re.I
)
_MIRRORED = re.compile(r"<!--\s*Mirrored from (\S+) by HTTrack[^,>]{0,200}, \w{3}, (\d\d \w{3} \d{4})", re.I)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->", re.I)


@dataclass(frozen=True, slots=True)
class SavedCopy:
    """The address a page was saved from and the day, as far as they are told, and ``where`` they are."""

    address: str | None = None
    captured: datetime.date | None = None
    where: str = ""


def saved_copy(tree: HtmlElement, page: str) -> SavedCopy:
    """What is written into *page*, of which *tree* was parsed, about its being saved."""
    head, tail = page[:WITHIN], page[-WITHIN:]
    archived = _ARCHIVED.search(_canonical(tree)) or _ARCHIVED.search(head)
    filed = _FILED.search(tail)
    if filed is not None or (archived is not None and "wombat" in head):
        day = _day(filed[1]) if filed is not None else None
        if archived is not None:
            day = day or _day(f"{archived[1][:4]}-{archived[1][4:6]}-{archived[1][6:]}")
        return SavedCopy(None if archived is None else archived[2], day, "the frame of a web archive")
    mirrored = _TODAY.search(_canonical(tree))
    if mirrored is not None:
        day = _day(f"{mirrored[1]}-{mirrored[2]}-{mirrored[3]}")
        return SavedCopy(mirrored[4], day, "the frame of a web archive")
    cached = _CACHED.search(head)
    if cached is not None:
        return SavedCopy(cached[1], _day(cached[2]), "the frame of a search engine's cache")
    saved = _SINGLE_FILE.search(head)
    if saved is not None:
        return SavedCopy(
            saved[1], _day(f"{saved[2]}, {saved[3]}"), "the note of the program that saved the page"
        )
    mirrored = _MIRRORED.search(head) or _MIRRORED.search(tail)
    if mirrored is not None:
        address = mirrored[1] if "//" in mirrored[1] else f"http://{mirrored[1]}"
        return SavedCopy(address, _day(mirrored[2]), "the note of the program that saved the page")
    browser = _SAVED_FROM.search(head)
    return SavedCopy(browser[1], None, "the browser's note") if browser is not None else SavedCopy()


def original_address(address: str) -> str:
    """An address without the web archive through which it is reached."""
    archived = _ARCHIVED.match(address)
    mirrored = _TODAY.match(address)
    return archived[2] if archived is not None else mirrored[4] if mirrored is not None else address


def _canonical(tree: HtmlElement) -> str:
    return next((str(link.get("href")) for link in tree.iter("link") if is_canonical(link)), "")


def is_canonical(link: HtmlElement) -> bool:
    """Whether a link element says where the page belongs."""
    return "canonical" in (link.get("rel") or "").lower().split() and bool(link.get("href"))


def _day(written: str) -> datetime.date | None:
    found = find_dates(written)
    return found[0].date if found else None

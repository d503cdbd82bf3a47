"""How values are shown: small functions that templates use as filters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from dateline.model import EventTime
from dateline.views import ReportRow, number_in_words
from dateline.views.events import sides

SEARCHED = re.compile(r'"([^"]+)"|(\S+)')
WORD = re.compile(r"\w+")
STATUS_WORDS = {
    "occurred": "",
    "reported": "reported",
    "planned": "planned",
    "called-for": "called for",
    "possible": "possible",
    "denied": "denied",
    "negated": "said not to be",
}


def status_words(status: str) -> str:
    """A status as a reader sees it; nothing for what plainly happened."""
    return STATUS_WORDS.get(status, status)


def days(when: EventTime, date: str | None = None) -> str:
    """When it was: a stretch by its first and last day, anything else by its date."""
    if when.precision == "interval":
        return f"{when.earliest or '…'} to {when.latest or '…'}"
    return date or "undated"


def basis_words(when: EventTime) -> str:
    """How the time of an event is known, in words."""
    return {
        "stated": "stated in the sentence",
        "clause": "stated in the clause",
        "counted": "counted from another event of the report",
        "elsewhere": "told elsewhere in the report",
        "published": "the day of publication stands in",
        "correction": "set by a correction",
    }.get(when.basis or "", "no day is told")


def count(number: int, one: str, several: str = "") -> str:
    """A number with its word: "1 report", "12 reports"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def web_address(address: str | None) -> str | None:
    """The address where a browser can open it; anything but the web is none."""
    try:
        scheme = urlsplit(address or "").scheme
    except ValueError:
        return None
    return address if scheme in {"http", "https"} else None


def published_words(row: ReportRow) -> str:
    """When a report of a list was published, as far as that is known."""
    return _published(row.published, row.earliest, row.latest, row.basis)


def record_published(row: Mapping[str, Any]) -> str:
    """The same for a row of the record."""
    bounds = row["published_earliest"], row["published_latest"]
    return _published(row["published"], *bounds, row["published_basis"])


def _published(day: str | None, first: str | None, last: str | None, basis: str) -> str:
    when = day or (f"{first or '…'} to {last or '…'}" if first or last else "")
    if not when:
        return "undated"
    return when if basis == "stated" else f"{when} ({basis})"


def file_name(source: str) -> str:
    """The last part of the name of a source."""
    return source.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1]


def found_in(text: str, query: str) -> list[tuple[str, bool]]:
    """*text* in pieces, each with whether it is one of the words or phrases of a search for *query*."""
    terms = [m.group(1) or m.group(2) for m in SEARCHED.finditer(query)]
    words = [r"\W+".join(re.escape(word) for word in WORD.findall(term)) for term in terms]
    wanted = "|".join(sorted(filter(None, words), key=len, reverse=True))
    if not wanted:
        return [(text, False)]
    pieces = re.split(rf"(?<!\w)({wanted})(?!\w)", text, flags=re.IGNORECASE)
    return [(piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece]


FILTERS: dict[str, Callable[..., Any]] = {
    "status_words": status_words,
    "days": days,
    "basis_words": basis_words,
    "sides": sides,
    "count": count,
    "web_address": web_address,
    "record_published": record_published,
    "published_words": published_words,
    "file_name": file_name,
    "number": number_in_words,
    "found_in": found_in,
}

"""From bytes to `Report`: decode, tell body from leftovers, read the masthead.

`find_sources` walks what the user named; `take` turns one source's bytes into a report and never raises:
what cannot be read becomes a report of status ``failed`` with its reason.
"""

from __future__ import annotations

import hashlib

from dateline.model import Report, Span

__all__ = ["take"]

ID_LENGTH = 16


def report_id(data: bytes) -> str:
    """The id of a report: the first 16 hexadecimal digits of the SHA-256 of its bytes."""
    return hashlib.sha256(data).hexdigest()[:ID_LENGTH]


def take(source: str, data: bytes) -> Report:
    """The report in *data*, found at *source* (a path or address, which also tells its format)."""
    text = data.decode("utf-8", errors="replace")
    return Report(report_id(data), source, text, (Span(0, len(text)),))

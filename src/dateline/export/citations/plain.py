"""Citations as lines of text, one each, to be read by people."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.export.citations.wording import date_in_words, file_in_words, place_in_words
from dateline.views.reference import Reference


def plain(references: Iterable[Reference]) -> str:
    """Each reference as a line: authors, outlet, title, date, address, place and its words, file."""
    return "".join(f"{_line(reference)}\n" for reference in references)


def _line(reference: Reference) -> str:
    credit = reference.outlet or "outlet not known"
    if reference.agency not in (None, reference.outlet):
        credit += f" ({reference.agency})"
    parts = (
        ", ".join(reference.authors),
        f"“{reference.title}”" if reference.title else "[no title]",
        credit,
        date_in_words(reference),
        reference.address or "",
        f"captured {reference.captured}" if reference.captured else "",
        place_in_words(reference),
    )
    cited = ", ".join(part for part in parts if part)
    quoted = f": “{reference.quote}”" if reference.quote else "."
    return f"{cited}{quoted} [{file_in_words(reference)}]"

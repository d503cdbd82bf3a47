"""The text of a PDF, page by page, in the order in which it is read."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError

from dateline.intake.formats.pages import Shown, joined_pages
from dateline.intake.formats.parts import MAX_TEXT, MEGABYTE, DocumentError

MAX_PAGES = 2000
MAX_DRAWN = 4 * MEGABYTE
"""Bytes by which a page is drawn; pages of text need a hundredth of it, maps reach it."""
MAX_DRAWN_IN_ALL = 32 * MEGABYTE
GUTTER = 3
"""Columns of blanks between two columns of text."""
FEWEST_ROWS = 6
"""Rows with text on both sides that make two columns; a table of two columns has shorter lines."""
SIDE_WORDS = 3
"""Words that both sides of such a row have at least, on average."""
SCAN = "a scan without a text layer: its pages are pictures; let a text recognition read it first"
LOCKED = "the PDF is locked with a password; save it without one"
PROTECTED = "the PDF is protected by an encryption that is not read; print it into a new PDF"
_BLANKS = re.compile(r" {2,}")


def pdf_text(data: bytes) -> Shown:
    """What a PDF shows; DocumentError, with the reason, where there is no text in it."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is no news to the reader
    reader = PdfReader(io.BytesIO(data))
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError(LOCKED)
        return _shown(reader)
    except DependencyError as error:
        raise DocumentError(PROTECTED) from error


def _shown(reader: PdfReader) -> Shown:
    pages: list[str] = []
    pictures: list[int] = []
    drawings: list[int] = []
    size = drawn = 0
    for number, page in enumerate(reader.pages, start=1):
        if number > MAX_PAGES or size > MAX_TEXT:
            break
        contents = page.get_contents()
        own = len(contents.get_data()) if contents is not None else 0
        drawn += own
        if own > MAX_DRAWN or drawn > MAX_DRAWN_IN_ALL:
            drawings.append(number)
            pages.append("")
            continue
        text = _page_text(page).strip()
        if not text and own and _shows_pictures(page):
            pictures.append(number)
        size += len(text)
        pages.append(text)
    if not any(pages):
        reason = SCAN if pages else "the PDF has no pages"
        raise DocumentError("its pages hold too much drawing to be read" if drawings else reason)
    damage = [
        f"{_numbers(which)} {what}"
        for which, what in (
            (pictures, "without a text layer (pictures); let a text recognition read them"),
            (drawings, "with too much drawing to be read"),
        )
        if which
    ]
    return replace(joined_pages(pages), damage="; ".join(damage) or None)


def _numbers(which: Sequence[int]) -> str:
    listed = ", ".join(map(str, which[:10])) + (", …" if len(which) > 10 else "")
    return f"page{'s' if len(which) > 1 else ''} {listed}"


def _shows_pictures(page: Any) -> bool:
    resources = page.get("/Resources")
    resources = resources.get_object() if resources is not None else {}
    return bool(resources.get("/XObject"))


def _page_text(page: Any) -> str:
    """The text of a page: as it is drawn, but column by column where that goes across both columns."""
    plain = str(page.extract_text())
    rows = plain.split("\n")
    if len(rows) < FEWEST_ROWS:
        return plain
    columns = _columns(str(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False)))
    if columns is None:
        return plain
    across = {" ".join(row.split()).replace(" ", "") for row in rows}
    left, right, both = columns
    crossing = sum((one + other).replace(" ", "") in across for one, other in both)
    return "\n".join([*left, *right]) if crossing > len(both) / 2 else plain


def _columns(grid: str) -> tuple[list[str], list[str], list[tuple[str, str]]] | None:
    """The left and the right column of a page set as a grid of characters, and the rows that have both.

    Rows above the columns that run across both stay on top of the left one. None where there are no two.
    """
    rows = [row.rstrip() for row in grid.split("\n") if row.strip()]
    width = max((len(row) for row in rows), default=0)
    best, gutter = 0, None
    for at in range(width // 4, 3 * width // 4):
        blank = sum(
            len(row) > at + GUTTER and row[at : at + GUTTER].isspace() and bool(row[:at].strip())
            for row in rows
        )
        crossed = sum(len(row) > at and not row[at : at + GUTTER].isspace() for row in rows)
        if blank > best and crossed <= blank / 3:
            best, gutter = blank, at
    if gutter is None or best < FEWEST_ROWS:
        return None
    left: list[str] = []
    right: list[str] = []
    both: list[tuple[str, str]] = []
    for row in rows:
        if row[gutter : gutter + GUTTER].strip():
            left.append(_BLANKS.sub(" ", row.strip()))
            continue
        one, other = (_BLANKS.sub(" ", part.strip()) for part in (row[:gutter], row[gutter:]))
        left += [one] if one else []
        right += [other] if other else []
        if one and other:
            both.append((one, other))
    words = sum(len(one.split()) + len(other.split()) for one, other in both)
    return (left, right, both) if words >= 2 * SIDE_WORDS * len(both) else None

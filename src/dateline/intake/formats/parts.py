"""What a file falls into: parts with their names, bytes and what came along with them, or their trouble."""

from __future__ import annotations

import html
from dataclasses import dataclass

from dateline.intake.decode import decode
from dateline.model import NOTHING_GIVEN, Fact, Given

MEGABYTE = 1 << 20
MAX_PART = 64 * MEGABYTE
"""Bytes: no file that is one report is longer; saved pages with pictures inside reach a few megabytes."""
MAX_TEXT = MEGABYTE
"""Bytes of text without markup, which is a whole book; reading so much takes 830 MB of memory."""
MAX_LINE = 16 * MEGABYTE
"""Bytes of a line of JSON Lines, which may hold a page beside its text."""
MAX_PAGE = 16 * MEGABYTE
"""Bytes of a page in an archive; one with its pictures inside is a file of its own."""
HTML = "text/html"
TEXT = "text/plain"
DOCX = "word/document.xml"
ODT = "content.xml"
"""Where in the ZIP archive that it is an office document has its text."""
_BOM = b"\xef\xbb\xbf"


class DocumentError(Exception):
    """Why a document has no text to read."""


@dataclass(frozen=True, slots=True)
class Part:
    """One report in a file, or a stretch of it that cannot be read, with the ``trouble``.

    ``name`` is what rows cite: the file, ``#``, and the part's own address, path or number.
    """

    name: str
    data: bytes = b""
    given: Given = NOTHING_GIVEN
    trouble: str | None = None


def too_long(size: int, limit: int) -> str:
    """Why something of *size* bytes, or more, is not read."""
    return f"larger than {limit // MEGABYTE} MB, which no report is" + (
        f" ({size // MEGABYTE} MB)" if size > limit + MEGABYTE else ""
    )


def fact(value: object, where: str) -> Fact | None:
    """What *value* says, without line breaks; None where it is empty or no plain value."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return None
    words = " ".join(decode_entities(str(value)).split())
    return Fact(words, where) if words else None


def decode_entities(text: str) -> str:
    """*text* with the entities that feeds and tables leave in it turned into characters."""
    return html.unescape(text) if "&" in text else text


def in_utf8(data: bytes, charset: str | None) -> bytes:
    """*data* in UTF-8 with its mark, where the file it came from names another *charset* than UTF-8.

    A page tells its own encoding only where nobody told it before: in a header, which is not part of it.
    """
    if not charset or charset.strip().lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return data
    decoded = decode(data, charset)
    return data if decoded.binary else _BOM + decoded.text.encode("utf-8", "replace")


def text_part(name: str, title: Fact | None, text: str, given: Given) -> Part:
    """A part made of a title and plain text, the title on its own line above."""
    above = "" if title is None or text.lstrip().startswith(title.value) else f"{title.value}\n\n"
    data = (above + text).encode("utf-8", "replace")
    return (
        Part(name, data, given)
        if len(data) <= MAX_TEXT
        else Part(name, trouble=too_long(len(data), MAX_TEXT))
    )


def page_part(name: str, title: Fact | None, markup: str, given: Given) -> Part:
    """A part made of a title and a piece of HTML, as a page of its own."""
    shown = "" if title is None else html.escape(title.value)
    page = (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{shown}</title></head>\n'
        f"<body><article>\n<h1>{shown}</h1>\n{markup}\n</article></body></html>\n"
    )
    return Part(name, page.encode("utf-8", "replace"), given)

"""From a file to the reports in it: web archives, feeds, records, exports, mail, ZIP archives.

`unpack` tells what a file is by its first bytes (by its name where they leave it open) and yields its parts,
one at a time, so that a file of any length is read in one pass. A plain text or page is one part: itself. One
module a format, each of them bytes → parts:

- `warc`      web archives (the records themselves: `warc_framing`)
- `feed`      RSS, RDF, Atom
- `records`   JSON Lines, JSON arrays, tables (what their fields are called: `fields`)
- `parquet`   the same rows in Parquet
- `export`, `labelled`  text exports of news databases
- `mail`      messages with their attachments, mailboxes, pages saved as MHTML
- `compressed`  ZIP and TAR archives and compressed files of any of these

A PDF, Word, OpenDocument or RTF document holds one report: it is a part of itself too, and `documents`
renders its text when `dateline.intake.take` reads it.

A part that cannot be read has its reason, and the others go on. Nothing is fetched, executed or written.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from dateline.intake.files import content_name, why_not
from dateline.intake.formats.compressed import (
    Budget,
    TooMuchError,
    Unpack,
    is_packed,
    is_tar,
    packed_parts,
    tar_parts,
    zip_parts,
)
from dateline.intake.formats.documents import office_kind
from dateline.intake.formats.fields import USUAL, FieldMap
from dateline.intake.formats.mail import is_mailbox, is_message, mail_parts, mailbox_parts
from dateline.intake.formats.parts import MAX_PART, MAX_TEXT, Part, too_long

__all__ = ["Part", "unpack"]

HEAD = 1 << 16
PEEKED = 1 << 12
MAX_TROUBLES = 1000
"""Parts of one file whose trouble is told one by one."""
_WARC_NAME = re.compile(r"\.(?:warc|wet)$", re.I)
_JSON_NAME = re.compile(r"\.(?:jsonl|ndjson|json)$", re.I)
_LINES_NAME = re.compile(r"\.(?:jsonl|ndjson)$", re.I)
_TABLE_NAME = re.compile(r"\.(?:csv|tsv)$", re.I)
_PARQUET_NAME = re.compile(r"\.(?:parquet|pq)$", re.I)
_MAIL_NAME = re.compile(r"\.(?:eml|mht|mhtml)$", re.I)
_FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*|<!--.{0,2000}?-->\s*|<\?[^>]*>\s*|<!DOCTYPE\s+rss[^>]*>\s*)*"
    rb"<(?:rss|feed|(?:rdf:)?RDF)[\s>]",
    re.I | re.S,
)
_SITEMAP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.{0,2000}?-->\s*)*<(?:urlset|sitemapindex|opml)\b", re.S
)
_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')
_EXPORT = re.compile(
    rb"\d words|^[ \t]*(?:title|document title|headline|full text|document \d+ of)\b", re.I | re.M
)
"""What only an export may have: a length in words, labels, numbers."""
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf\s*)?<")


def unpack(
    name: str, stream: BinaryIO, budget: Budget | None = None, *, fields: FieldMap = USUAL
) -> Iterator[Part]:
    """The parts of the file *name*, read from *stream*; never raises on any content.

    *budget* is what is left for archives inside archives, *fields* what the user calls the fields of records.
    """
    if budget is None:
        yield from _few_troubles(name, unpack(name, stream, Budget(), fields=fields))
        return
    given = 0
    try:
        head = _head(stream)
        if stream.seekable():
            stream.seek(0)
        else:
            stream = io.BufferedReader(_Joined(head, stream))
        for part in _parts(name, stream, head, budget, fields):
            given += 1
            yield part
    except Exception as error:  # a damaged file makes a library raise anything
        yield Part(f"{name}#end" if given else name, trouble=_broken_off(error))


def _few_troubles(name: str, parts: Iterator[Part]) -> Iterator[Part]:
    """*parts* with no more troubles than anyone reads; the rest is counted."""
    troubles = 0
    for part in parts:
        troubles += part.trouble is not None
        if part.trouble is None or troubles <= MAX_TROUBLES:
            yield part
    if troubles > MAX_TROUBLES:
        yield Part(
            f"{name}#more", trouble=f"{troubles - MAX_TROUBLES:,} more parts of it cannot be read either"
        )


def _broken_off(error: Exception) -> str:
    if isinstance(error, TooMuchError):
        return str(error)
    if isinstance(error, OSError | EOFError):
        return f"the file cannot be read any further ({error}); copy it again from where it came from"
    return f"the file is damaged ({type(error).__name__}: {error}); copy it again from where it came from"


def _parts(name: str, stream: BinaryIO, head: bytes, budget: Budget, fields: FieldMap) -> Iterator[Part]:
    def inner(label: str, stream: BinaryIO) -> Iterator[Part]:
        return unpack(label, stream, budget, fields=fields)

    own_name = content_name(name)
    # A web archive compressed with gzip is read past damage, which no other compressed file can be.
    members = head.startswith(b"\x1f\x8b") or not is_packed(head)
    if members and (_beginning(head).startswith(b"WARC/") or _WARC_NAME.search(own_name)):
        from dateline.intake.formats.warc import warc_parts

        return warc_parts(name, stream)
    if is_packed(head):
        return packed_parts(name, head, stream, budget, inner)
    if is_tar(head):
        return tar_parts(name, stream, budget, inner, why_not)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _wound_back(name, stream, lambda label, file: _zip(label, file, budget, inner))
    if head.startswith(b"PAR1"):
        return _parquet(name, stream, fields)
    if b"%PDF-" in head[:1024] or head.startswith(b"{\\rtf"):
        return _whole(name, stream, _itself)
    if is_mailbox(head):
        return mailbox_parts(name, stream, inner)
    if is_message(head) or _MAIL_NAME.search(own_name):
        return _whole(name, stream, lambda label, data: mail_parts(label, data, inner))
    if _FEED.match(head):
        from dateline.intake.formats.feed import feed_parts

        return _whole(name, stream, feed_parts)
    if _SITEMAP.match(head):
        return iter(
            [Part(name, trouble="a list of addresses (sitemap), which has no articles; read the pages")]
        )
    if _RECORD.match(head) or (_JSON_NAME.search(own_name) and head.strip()):
        from dateline.intake.formats.records import array_parts, line_parts

        return (line_parts if _is_lines(own_name, head) else array_parts)(name, stream, fields)
    if _PARQUET_NAME.search(own_name):  # cut off at its beginning, or locked
        return _parquet(name, stream, fields)
    if _TABLE_NAME.search(own_name):
        from dateline.intake.formats.records import row_parts

        return row_parts(name, stream, fields)
    return _plain(name, stream)


def _beginning(head: bytes) -> bytes:
    """What a file begins with, also where it is compressed with gzip."""
    if not head.startswith(b"\x1f\x8b"):
        return head[:PEEKED]
    try:
        return zlib.decompressobj(31).decompress(head, PEEKED)
    except zlib.error:
        return b""


def _is_lines(name: str, head: bytes) -> bool:
    """Whether JSON comes one record a line: by the name, else as the first line is whole."""
    if _LINES_NAME.search(name):
        return True
    first = head.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)
    return (
        first[0].startswith(b"{")
        and first[0].rstrip().endswith(b"}")
        and len(first) > 1
        and bool(first[1].strip())
    )


def _plain(name: str, stream: BinaryIO) -> Iterator[Part]:
    """A text or page: the part is the file."""
    data = stream.read(MAX_PART + 1)
    marked = _MARKUP.match(data[:HEAD]) is not None
    limit = MAX_PART if marked else MAX_TEXT
    if not marked and len(data) <= MAX_PART and _EXPORT.search(data.replace(b"\0", b"")):
        articles = _articles(name, data)
        if len(articles) > 1:
            yield from articles
            return
    if len(data) > limit:
        yield Part(name, trouble=f"{too_long(len(data), limit)}; split it into reports")
    else:
        yield Part(name, data)


def _articles(name: str, data: bytes) -> list[Part]:
    """The articles of a text export."""
    from dateline.intake.decode import decode
    from dateline.intake.formats.export import article_spans
    from dateline.intake.formats.labelled import labelled_spans

    text = decode(data).text
    spans = [*article_spans(text)]
    if len(spans) < 2:
        spans = labelled_spans(text)
    return [
        Part(f"{name}#{number}", span.of(text).encode("utf-8", "replace"))
        for number, span in enumerate(spans, start=1)
    ]


def _zip(name: str, stream: BinaryIO, budget: Budget, inner: Unpack) -> Iterator[Part]:
    """The members of a ZIP archive; an office document, which is one too, is a part of itself."""
    if office_kind(stream) is None:
        yield from zip_parts(name, stream, budget, inner, why_not)
    else:
        yield from _whole(name, stream, _itself)


def _parquet(name: str, stream: BinaryIO, fields: FieldMap) -> Iterator[Part]:
    from dateline.intake.formats.parquet import parquet_parts

    return _wound_back(name, stream, lambda label, file: parquet_parts(label, file, fields))


def _wound_back(name: str, stream: BinaryIO, parts: Unpack) -> Iterator[Part]:
    """The *parts* of a format whose table of contents stands at its end."""
    if not stream.seekable():
        data = stream.read(MAX_PART + 1)
        if len(data) > MAX_PART:
            yield Part(name, trouble=f"{too_long(len(data), MAX_PART)}; name the file instead of a stream")
            return
        stream = io.BytesIO(data)
    yield from parts(name, stream)


def _itself(name: str, data: bytes) -> Iterator[Part]:
    yield Part(name, data)


def _whole(name: str, stream: BinaryIO, parts: Callable[[str, bytes], Iterator[Part]]) -> Iterator[Part]:
    data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        yield Part(name, trouble=f"{too_long(len(data), MAX_PART)}; split it")
        return
    yield from parts(name, data)


def _head(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    return head


class _Joined(io.RawIOBase):
    """A stream that cannot be wound back, with what was read of it already in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self._head:
            piece, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

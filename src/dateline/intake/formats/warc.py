"""Web archives (WARC, also gzip-compressed; WET): each page that was answered is a part with its address.

The capture day is the record's own. What is no page (pictures, scripts, requests, redirects) is passed over.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.intake.formats.parts import HTML, MAX_PAGE, TEXT, Part, in_utf8, too_long
from dateline.intake.formats.warc_framing import RawRecord, raw_records
from dateline.model import Fact, Given

WHERE = "the web archive's record"
PDF = "application/pdf"
DOCUMENTS = frozenset(
    {
        PDF,
        "application/rtf",
        "text/rtf",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
PAGES = frozenset({HTML, "application/xhtml+xml"})
OK = 200
_TYPE = re.compile(rb"^WARC-Type:[ \t]*(response|resource|conversion)[ \t]*\r?$", re.I | re.M)
_WHEN = re.compile(r"\d{4}-\d\d-\d\d(?!\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)?")
_LENGTH = re.compile(rb"^Content-Length:.*$\n?", re.I | re.M)
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf\s*)?<(?:!doctype\s+html|html|head|body|meta|title|!--)", re.I)
_DECLARED = re.compile(rb"charset|encoding\s*=", re.I)
_DECLARED_WITHIN = 4096


def warc_parts(name: str, stream: BinaryIO) -> Iterator[Part]:
    """The pages in a web archive, in one pass."""
    for raw in raw_records(stream):
        if raw.header and not _TYPE.search(raw.header):
            continue
        label = f"{name}#{raw.address}" if raw.address else f"{name}#byte {raw.at}"
        if not raw.block:
            if raw.trouble:
                yield Part(label, trouble=raw.trouble)
            continue
        try:
            part = _page(label, raw)
        except Exception as error:  # whatever a damaged record makes the library raise
            yield Part(label, trouble=f"the record cannot be read ({error})")
            continue
        if part is not None:
            yield part


def _page(label: str, raw: RawRecord) -> Part | None:
    """The page in a record; None where there is none in it."""
    from fastwarc.warc import ArchiveIterator

    # The length is the one found, whatever the header says.
    header = _LENGTH.sub(b"", raw.header.rstrip(b"\r\n") + b"\r\n")
    whole = header + b"Content-Length: %d\r\n\r\n" % len(raw.block) + raw.block + b"\r\n\r\n"
    for record in ArchiveIterator(io.BytesIO(whole), parse_http=True, auto_decode="all"):
        http = record.http_headers
        if http is not None and http.status_code not in (OK, None):
            return None
        media = (
            (record.http_content_type or "") if http is not None else record.headers.get("Content-Type", "")
        )
        media = media.split(";")[0].strip().lower()
        converted = record.headers.get("WARC-Type") == "conversion"
        if media and media not in PAGES | DOCUMENTS and not (converted and media == TEXT):
            return None
        data = record.reader.read(MAX_PAGE + 1)
        if len(data) > MAX_PAGE:
            return Part(label, trouble=too_long(len(data), MAX_PAGE))
        if not media and not _MARKUP.match(data):
            return None
        if not data:
            return Part(label, trouble=raw.trouble) if raw.trouble else None
        if media not in DOCUMENTS and not _DECLARED.search(data[:_DECLARED_WITHIN]):
            data = in_utf8(data, record.http_charset)
        damage = raw.trouble
        if damage is None and record.headers.get("WARC-Truncated"):
            damage = f"the page was cut off when it was saved ({record.headers.get('WARC-Truncated')})"
        when = _WHEN.match(record.headers.get("WARC-Date") or "")
        given = Given(
            address=Fact(raw.address, WHERE) if raw.address else None,
            captured=Fact(when[0], WHERE) if when else None,
            media=None if media in DOCUMENTS else Fact(TEXT if media == TEXT else HTML, WHERE),
            damage=Fact(damage, WHERE) if damage else None,
        )
        return Part(label, data, given)
    return None

"""Documents with one report each: PDF, Word (DOCX), rich text (RTF), as text that is read like a text file.

The bytes are what is kept; the text is a rendering of them. Pages of a PDF begin with a line ``[page 2]`` of
their own, so that every row can be found on its page.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, Literal

from dateline.intake.formats.parts import MAX_TEXT, MEGABYTE
from dateline.model import Leftover, Report

Kind = Literal["pdf", "docx", "rtf"]
MAX_PAGES = 2000
MAX_XML = 64 * MEGABYTE
SCAN = "a scan without a text layer: its pages are pictures; let a text recognition read it first"
LOCKED = "the PDF is locked with a password; save it without one"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_TEXT = frozenset({_FALLBACK, *(f"{_WORD}{tag}" for tag in ("p", "pPr", "del", "moveFrom"))})
_DOCX = "word/document.xml"
_PAGE_MARK = re.compile(r"\[page \d+\]")
_GAPS = re.compile(r"\n{3,}")


class DocumentError(Exception):
    """Why a document has no text to read."""


def kind_of(data: bytes) -> Kind | None:
    """What kind of document *data* is, by its first bytes; a ZIP archive is asked for its contents."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "docx" if data.startswith(b"PK\x03\x04") and is_docx(io.BytesIO(data)) else None


def is_docx(stream: BinaryIO) -> bool:
    """Whether a ZIP archive is a Word document; *stream* is wound back to its beginning."""
    try:
        with zipfile.ZipFile(stream) as archive:
            return _DOCX in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return False
    finally:
        stream.seek(0)


def text_of(kind: Kind, data: bytes) -> str:
    """The text of a document; DocumentError, with the reason, where there is none."""
    try:
        text = {"pdf": _pdf, "docx": _docx, "rtf": _rtf}[kind](data)
    except DocumentError:
        raise
    except Exception as error:  # a damaged document makes a library raise anything
        raise DocumentError(f"the document is damaged ({type(error).__name__}: {error})") from error
    text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
    if len(text) > MAX_TEXT:
        raise DocumentError(f"it holds more than {MAX_TEXT // MEGABYTE} MB of text, which no report does")
    if not text.strip():
        raise DocumentError("the document shows no text")
    return text


def without_page_marks(report: Report) -> Report:
    """*report* with the lines that `text_of` put before the pages of a PDF taken out of its body."""
    marks = [span for span in report.body if _PAGE_MARK.fullmatch(span.of(report.text))]
    if not marks:
        return report
    dropped = sorted(
        (*report.dropped, *(Leftover(span, "page number") for span in marks)),
        key=lambda left: left.span.start,
    )
    body = tuple(span for span in report.body if span not in marks)
    return replace(report, body=body, dropped=tuple(dropped))


def _pdf(data: bytes) -> str:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends is no news to the reader
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise DocumentError(LOCKED)
    pages: list[str] = []
    size = 0
    for number, page in enumerate(reader.pages, start=1):
        if number > MAX_PAGES or size > MAX_TEXT:
            break
        text = page.extract_text().strip()
        size += len(text)
        pages.append(text)
    if not any(pages):
        raise DocumentError(SCAN if pages else "the PDF has no pages")
    return "".join(
        (f"\n\n[page {number}]\n\n" if number > 1 else "") + text
        for number, text in enumerate(pages, start=1)
    )


def _docx(data: bytes) -> str:
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_DOCX) as file:
        source = file.read(MAX_XML + 1)
    if len(source) > MAX_XML:
        raise DocumentError(f"its text expands to more than {MAX_XML // MEGABYTE} MB, which no report does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(source, parser)
    if root is None:
        raise DocumentError("the document is damaged (its text is no XML)")
    paragraphs = (p for p in root.iter(f"{_WORD}p") if next(p.iterancestors(_FALLBACK), None) is None)
    return "\n\n".join(text for p in paragraphs if (text := "".join(_runs(p)).strip()))


def _runs(paragraph: object) -> Iterator[str]:
    """The text of a paragraph, without what was deleted and what is set in boxes inside it."""
    from lxml.etree import _Element

    assert isinstance(paragraph, _Element)
    for child in paragraph:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag == f"{_WORD}tab":
            yield "\t"
        elif child.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\n"
        elif child.tag == f"{_WORD}noBreakHyphen":
            yield "-"
        elif child.tag not in _NO_TEXT:
            yield from _runs(child)


def _rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    text = str(rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    return _GAPS.sub("\n\n", text)

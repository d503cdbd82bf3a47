"""Documents with one report each, as text that is read like a text file.

The bytes are what is kept; the text is a rendering of them: PDF (`pdf`, `pages`), Word and OpenDocument
(`office`), rich text. What a page repeats at its edges, and notes, stand behind the text and are left over.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import BinaryIO, Literal

from dateline.intake.formats.pages import Shown
from dateline.intake.formats.parts import DOCX, MAX_TEXT, MEGABYTE, ODT, DocumentError, too_long
from dateline.intake.text import text_report
from dateline.model import Report

Kind = Literal["pdf", "docx", "odt", "rtf"]
DOCUMENT_RENDERING_VERSION = 1
_ODT_MEDIA = b"application/vnd.oasis.opendocument.text"
MAX_RTF = 4 * MEGABYTE
"""Bytes of rich text without its pictures; the library needs seconds for each megabyte."""
_RTF_PICTURE = re.compile(rb"[0-9a-fA-F\s]{2000,}+")
_GAPS = re.compile(r"\n{3,}")


def kind_of(data: bytes) -> Kind | None:
    """What kind of document *data* is, by its first bytes; a ZIP archive is asked for its contents."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return office_kind(io.BytesIO(data)) if data.startswith(b"PK\x03\x04") else None


def office_kind(stream: BinaryIO) -> Literal["docx", "odt"] | None:
    """Which of the documents a ZIP archive is, if any; *stream* is wound back to its beginning."""
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            if DOCX in names:
                return "docx"
            if ODT in names and "mimetype" in names:
                with archive.open("mimetype") as file:
                    return "odt" if file.read(len(_ODT_MEDIA) + 1).strip() == _ODT_MEDIA else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError, EOFError):
        pass
    finally:
        stream.seek(0)
    return None


def document_report(source: str, kind: Kind, data: bytes, report_id: str) -> Report:
    """The report in a document; ``failed``, with the reason, where there is no text in it."""
    try:
        shown = _shown(kind, data)
    except DocumentError as error:
        return Report(report_id, source, "", format=kind, status="failed", reason=str(error))
    behind = min((left.span.start for left in shown.leftovers), default=len(shown.text))
    report = text_report(source, shown.text[:behind].rstrip(), report_id, None)
    report = replace(
        report,
        text=shown.text,
        dropped=(*report.dropped, *shown.leftovers),
        format=kind,
        rendering=DOCUMENT_RENDERING_VERSION,
        pages=shown.pages,
    )
    if shown.damage is None or report.status == "failed":
        return report
    return replace(report, status="partial", reason="; ".join(filter(None, (shown.damage, report.reason))))


def _shown(kind: Kind, data: bytes) -> Shown:
    try:
        shown = _rendered(kind, data)
    except DocumentError:
        raise
    except Exception as error:  # a damaged document makes a library raise anything
        said = f"the document is damaged ({type(error).__name__}: {error})"
        raise DocumentError(f"{said}; copy it again from where it came from") from error
    if len(shown.text) > MAX_TEXT:
        raise DocumentError(f"its text is {too_long(len(shown.text), MAX_TEXT)}; split it into reports")
    if not shown.text.strip():
        raise DocumentError("the document shows no text")
    return shown


def _rendered(kind: Kind, data: bytes) -> Shown:
    # Loaded when such a file is met.
    if kind == "pdf":
        from dateline.intake.formats.pdf import pdf_text

        return pdf_text(data)
    if kind == "rtf":
        return Shown(_rtf(data))
    from dateline.intake.formats.office import docx_text, odt_text

    return docx_text(data) if kind == "docx" else odt_text(data)


def _rtf(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text

    data = _RTF_PICTURE.sub(b"", data)
    if len(data) > MAX_RTF:
        raise DocumentError(
            f"without its pictures it is {too_long(len(data), MAX_RTF)}; split it into reports"
        )
    text = str(rtf_to_text(data.decode("latin-1"), encoding="cp1252", errors="replace"))  # type: ignore[no-untyped-call]
    return _GAPS.sub("\n\n", text).translate({0: None}).encode("utf-8", "replace").decode("utf-8")

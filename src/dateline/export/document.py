"""The printable report as a document (DOCX): statements with numbers that lead to the notes at its end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.archive import Archive
from dateline.errors import LibraryMissingError
from dateline.export.printed import CAUTION, Draft, Statement, draft
from dateline.export.workbook import MADE
from dateline.export.xml import writable
from dateline.views.events import Filters

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


A4 = (210, 297)
"""Width and height in millimetres."""
MARGIN = 25


def report_document(archive: Archive, filters: Filters, heading: str = "") -> Iterator[bytes]:
    """The report as one DOCX file, with *heading* at the head of each page.

    Raises LibraryMissingError where python-docx is not installed, NotFoundError for what is not held.
    """
    try:
        import docx
    except ImportError as error:
        raise LibraryMissingError(
            'documents need the library python-docx: pip install "dateline[office]"'
        ) from error
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.comments = "", ""
    properties.created = properties.modified = MADE
    _set(document, draft(archive, filters), heading)
    buffer = io.BytesIO()
    document.save(buffer)
    yield _without_times(buffer)


def _set(document: Document, page: Draft, heading: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    document.core_properties.title = writable(page.title)
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, A4)
    section.left_margin = section.right_margin = Mm(MARGIN)
    document.add_heading(writable(page.title), 0)
    document.add_paragraph(writable(f"{page.about} {CAUTION}"))
    for entry in page.entries:
        paragraph = document.add_paragraph()
        paragraph.add_run(writable(entry.date)).bold = True
        paragraph.add_run(" – ")
        _state(paragraph, entry.head)
        for detail in entry.details:
            _state(document.add_paragraph(style="List Bullet"), detail)
    document.add_heading("Notes", 1)
    for number, note in enumerate(page.notes, start=1):
        paragraph = document.add_paragraph()
        _bookmark(paragraph, number)
        paragraph.add_run(f"{number}. ").bold = True
        paragraph.add_run(writable(f"“{note.sentence}” {note.where}"))
    section.header.paragraphs[0].text = writable(heading)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(_element("w:fldSimple", {"w:instr": "PAGE"}))
    footer.add_run(" / ")
    footer._p.append(_element("w:fldSimple", {"w:instr": "NUMPAGES"}))


def _state(paragraph: Paragraph, statement: Statement) -> None:
    """A statement, and the raised numbers of its notes, each a link to the note."""
    paragraph.add_run(writable(statement.text))
    for place, number in enumerate(statement.notes):
        if place:
            paragraph.add_run(" ").font.superscript = True
        mark = paragraph.add_run(str(number))
        mark.font.superscript = True
        link = _element("w:hyperlink", {"w:anchor": _name(number)})
        paragraph._p.append(link)
        link.append(mark._r)


def _bookmark(paragraph: Paragraph, number: int) -> None:
    """The place that the marks of a note lead to."""
    paragraph._p.append(_element("w:bookmarkStart", {"w:id": str(number), "w:name": _name(number)}))
    paragraph._p.append(_element("w:bookmarkEnd", {"w:id": str(number)}))


def _name(number: int) -> str:
    return f"note{number}"


def _element(name: str, attributes: dict[str, str]) -> BaseOxmlElement:
    """An element that python-docx has no function for."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element


def _without_times(written: io.BytesIO) -> bytes:
    """The same file with one time for all its parts: the library gives them that of the clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, MADE.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return buffer.getvalue()

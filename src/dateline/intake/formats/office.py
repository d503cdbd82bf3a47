"""The text of Word (DOCX) and OpenDocument (ODT) files: paragraphs, tables row by row, notes behind it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from dateline.intake.formats.pages import RUNNING, Shown, with_leftovers
from dateline.intake.formats.parts import DOCX, MEGABYTE, ODT, DocumentError

MAX_XML = 64 * MEGABYTE
CELL = 30
"""Words: a row of shorter cells is a line of a table; a longer cell is there for the looks of the page."""
FOOTNOTE = "footnote"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_TEXT = frozenset({_FALLBACK, *(f"{_WORD}{tag}" for tag in ("p", "pPr", "del", "moveFrom"))})
_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

Runs = Callable[[etree._Element], Iterator[str]]


def docx_text(data: bytes) -> Shown:
    """What a Word document shows; its notes, heads and feet stand behind the text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        text = _blocks(_root(archive, DOCX), _WORD + "p", _WORD + "tr", _WORD + "tc", _word_runs)
        notes = [
            words
            for name in ("word/footnotes.xml", "word/endnotes.xml")
            if name in names
            for words in _words(_root(archive, name).iter(f"{_WORD}p"), _word_runs)
        ]
        edges: dict[str, None] = {}
        for name in sorted(filter(_EDGES.fullmatch, names)):
            edges |= dict.fromkeys(_words(_root(archive, name).iter(f"{_WORD}p"), _word_runs))
    return with_leftovers(text, [*((note, FOOTNOTE) for note in notes), *((edge, RUNNING) for edge in edges)])


def odt_text(data: bytes) -> Shown:
    """What an OpenDocument text shows; its notes stand behind the text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = _root(archive, ODT)
    body = root.find(f".//{_OFFICE}text")
    if body is None:
        raise DocumentError("the document is damaged (its content has no text)")
    notes = [" ".join(_words(note.iter(f"{_TEXT}p"), _odt_runs)) for note in body.iter(f"{_TEXT}note-body")]
    for left_out in ("note", "tracked-changes", "table-of-content"):
        for element in [*body.iter(f"{_TEXT}{left_out}")]:
            _take_out(element)
    for heading in [*body.iter(f"{_TEXT}h")]:
        heading.tag = f"{_TEXT}p"
    text = _blocks(body, _TEXT + "p", _TABLE + "table-row", _TABLE + "table-cell", _odt_runs)
    return with_leftovers(text, [(note, FOOTNOTE) for note in notes if note])


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element:
    with archive.open(name) as file:
        source = file.read(MAX_XML + 1)
    if len(source) > MAX_XML:
        raise DocumentError(f"its text expands to more than {MAX_XML // MEGABYTE} MB, which no report does")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    root = etree.fromstring(source, parser)
    if root is None:
        raise DocumentError("the document is damaged (its text is no XML)")
    return root


def _take_out(element: etree._Element) -> None:
    """Take *element* out of its tree, but not the text behind it."""
    tail = element.tail
    element.clear()
    element.tag = f"{_TEXT}nothing"
    element.tail = tail


def _blocks(root: etree._Element, paragraph: str, row: str, cell: str, runs: Runs) -> str:
    """The paragraphs under *root* with a blank line between them; a row of a table is a line."""
    pieces: list[str] = []
    seen: set[etree._Element] = set()
    in_table = False
    for element in root.iter(paragraph, row):
        if next(element.iterancestors(_FALLBACK), None) is not None or element in seen:
            continue
        if element.tag == row:
            cells = [[*_words(each.iter(paragraph), runs)] for each in element.iterchildren(cell)]
            if any(len(words) > 1 or len(" ".join(words).split()) > CELL for words in cells):
                continue
            seen.update(element.iter(paragraph, row))
            words = " | ".join(each[0] for each in cells if each)
            if words:
                pieces += "\n" if in_table else "\n\n", words
            in_table = True
            continue
        in_table = False
        if words := "".join(runs(element)).strip():
            pieces += "\n\n", words
    return "".join(pieces).strip()


def _words(paragraphs: Iterator[etree._Element], runs: Runs) -> Iterator[str]:
    for element in paragraphs:
        if words := "".join(runs(element)).strip():
            yield words


def _word_runs(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph, without what was deleted and what is set in boxes inside it."""
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
            yield from _word_runs(child)


def _odt_runs(paragraph: etree._Element) -> Iterator[str]:
    """The text of a paragraph, without the paragraphs of boxes inside it."""
    yield paragraph.text or ""
    for child in paragraph:
        if child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}s":
            yield " "
        elif child.tag != f"{_TEXT}p" and isinstance(child.tag, str):
            yield from _odt_runs(child)
        yield child.tail or ""

"""JSON Lines, JSON arrays, objects that hold an array of articles, and tables: each record is a part.

What the fields are called differs from tool to tool: `knowledge/data/field_names.tsv` has the names, and the
user may name them (`fields`). A line, element or row that cannot be read costs itself only.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline.intake.decode import decode
from dateline.intake.formats.fields import USUAL, FieldMap, names_in
from dateline.intake.formats.parts import MAX_LINE, MAX_PART, Part, fact, page_part, text_part, too_long
from dateline.intake.tables import table_rows
from dateline.knowledge.field_names import field_names
from dateline.model import Fact, Given

TEXTS = ("text", "html", "summary")
"""What of a record is read, the best first."""
NO_TEXTS = (
    "a table without a column of texts; its columns are {}; name the one with --fields text=COLUMN,"
    " or give the table with --metadata if it tells of other files"
)
_BLANK = re.compile(r"[\s,]*")
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|html|body|article|span|ul|section)\b[^<>]*>", re.I)
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")


def line_parts(name: str, stream: BinaryIO, fields: FieldMap = USUAL) -> Iterator[Part]:
    """The records of a JSON Lines file, line by line."""
    number = 0
    records = Records(fields)
    while line := stream.readline(MAX_LINE + 1):
        number += 1
        label = f"{name}#{number}"
        if len(line) > MAX_LINE:
            size = len(line)
            while not line.endswith(b"\n") and (line := stream.readline(MAX_LINE)):
                size += len(line)
            yield Part(label, trouble=f"the line is {too_long(size, MAX_LINE)}")
            continue
        decoded = decode(line)
        text = decoded.text.strip(" \t\r\n\x00")
        if decoded.binary or not text:
            if decoded.binary:
                yield Part(label, trouble=decoded.reason)
            continue
        try:
            record = json.loads(text, strict=False)
        except (ValueError, RecursionError) as error:
            yield Part(label, trouble=f"the line is not JSON ({_short(error)})")
        else:
            yield records.part(label, record)
    yield from records.missed(name)


def array_parts(name: str, stream: BinaryIO, fields: FieldMap = USUAL) -> Iterator[Part]:
    """The records of a JSON array, or of an object that is one record or holds an array of them."""
    data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        yield Part(name, trouble=f"larger than {MAX_PART >> 20} MB; save it as JSON Lines, one record a line")
        return
    decoded = decode(data)
    if decoded.binary:
        yield Part(name, trouble=decoded.reason)
        return
    records = Records(fields)
    text = decoded.text.lstrip("\ufeff \t\r\n\x00")
    if text.startswith("["):
        yield from _elements(name, text, records)
        yield from records.missed(name)
        return
    try:
        whole = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        yield Part(name, trouble=f"the file is not JSON ({_short(error)}); a text needs another ending")
        return
    array = _array_in(whole)
    if array is None:
        yield records.part(f"{name}#1", whole)
    for number, record in enumerate(array or (), start=1):
        yield records.part(f"{name}#{number}", record)
    yield from records.missed(name)


def row_parts(name: str, stream: BinaryIO, fields: FieldMap = USUAL) -> Iterator[Part]:
    """The rows of a table, numbered as a spreadsheet does: the header line is row 1."""
    data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        yield Part(name, trouble=f"larger than {MAX_PART >> 20} MB; split it, or save it as JSON Lines")
        return
    decoded = decode(data)
    if decoded.binary:
        yield Part(name, trouble=decoded.reason)
        return
    header: list[str] = []
    records = Records(fields)
    try:
        for number, row in enumerate(table_rows(decoded.text), start=1):
            if number > 1 and any(cell.strip() for cell in row):
                yield records.part(f"{name}#{number}", dict(zip(header, row, strict=False)))
            elif number == 1:
                header = [cell.strip() for cell in row]
                if trouble := without_texts(dict.fromkeys(header, ""), fields):
                    yield Part(name, trouble=trouble)
                    return
    except csv.Error as error:
        yield Part(f"{name}#end", trouble=f"the table cannot be read any further ({error})")
    yield from records.missed(name)


def without_texts(blank: Mapping[str, Any], fields: FieldMap) -> str | None:
    """What to say of a table whose rows have the fields of *blank*, where none of them holds texts."""
    found = any(True for what in TEXTS for _ in fields.values(blank, what))
    return None if found else NO_TEXTS.format(names_in(blank))


def _elements(name: str, text: str, records: Records) -> Iterator[Part]:
    """The elements of the array that *text* begins with, past those that are broken."""
    decoder = json.JSONDecoder(strict=False)
    at, number = _after_blank(text, 1), 0
    while at < len(text) and text[at] != "]":
        number += 1
        label = f"{name}#{number}"
        try:
            record, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            yield Part(label, trouble=f"not JSON ({_short(error)})")
            found = _NEXT_OBJECT.search(text, at + 1)
            if found is None:
                return
            at = found.end()
            continue
        yield records.part(label, record)
        at = _after_blank(text, at)
    if at >= len(text):
        yield Part(f"{name}#end", trouble="the array is cut off")


def _after_blank(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return at if found is None else found.end()


def _array_in(whole: Any) -> list[Any] | None:
    """The list of articles in what a news service answers: under its usual name, one or two levels down."""
    if not isinstance(whole, dict):
        return None
    for key in sorted(field_names("list")):
        value = whole.get(key)
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return value
        if isinstance(value, dict) and (inner := _array_in(value)) is not None:
            return inner
    return None


class Records:
    """Makes parts of the records of one file, and remembers which of the user's names were found."""

    def __init__(self, fields: FieldMap) -> None:
        """Begin a file whose *fields* the user may have named."""
        self.fields = fields
        self.unseen = dict.fromkeys(fields.named)
        self.first: Mapping[str, Any] | None = None

    def part(self, label: str, record: Any) -> Part:
        """The part that *record* is."""
        if not isinstance(record, dict):
            return Part(label, trouble="not a record with fields, such as {“title”: …, “text”: …}")
        fields = self.fields
        self.first = self.first or record
        for what, name in [*self.unseen]:
            if any(name == found for found, _ in fields.values(record, what)):
                del self.unseen[what, name]
        title = _fact(record, fields, "title")
        given = Given(
            title=title,
            outlet=_fact(record, fields, "source"),
            authors=_fact(record, fields, "authors"),
            address=_fact(record, fields, "url"),
            published=_fact(record, fields, "date"),
            captured=_fact(record, fields, "captured"),
        )
        text, page, summary = (_text(record, fields, what) for what in TEXTS)
        if not text and not page:
            text = summary
        named = [name for what, name in fields.named if what in TEXTS]
        if not text and not page and (title is None or named):
            missed = f"no “{named[0]}”, which --fields names" if named else "no text"
            return Part(label, trouble=f"the record has {missed}; its fields are {names_in(record)}")
        if text and not _MARKUP.search(text):
            return text_part(label, title, text, given)
        markup = text or page
        return page_part(label, title, markup, given) if markup else text_part(label, title, "", given)

    def missed(self, name: str) -> Iterator[Part]:
        """What to say at the end of the file *name* of the user's names that no record had."""
        if self.first is None:
            return
        for what, field in self.unseen:
            if what not in TEXTS:  # each record has said so
                said = f"no record has the field “{field}”, which --fields names as the {what}"
                yield Part(f"{name}#{what}", trouble=f"{said}; the fields are {names_in(self.first)}")


def _fact(record: Mapping[str, Any], fields: FieldMap, what: str) -> Fact | None:
    for name, value in fields.values(record, what):
        if found := fact(_plain(value), f"the record's field “{name}”"):
            return found
    return None


def _plain(value: Any) -> Any:
    """A name out of what stands for one: a list of names, or an object with a name."""
    if isinstance(value, list):
        return ", ".join(str(_plain(item)) for item in value if _plain(item))
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or value.get("uri")
    return value


def _text(record: Mapping[str, Any], fields: FieldMap, what: str) -> str:
    for _, value in fields.values(record, what):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _short(error: Exception) -> str:
    return str(error)[:200]

"""JSON Lines, JSON arrays and objects that hold an array of articles: each record is a part.

What the fields are called differs from tool to tool: `knowledge/data/field_names.tsv` has the names. A line
or element that cannot be read costs itself only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline.intake.decode import decode
from dateline.intake.formats.parts import MAX_LINE, MAX_PART, Part, fact, page_part, text_part, too_long
from dateline.knowledge.field_names import field_names
from dateline.model import Fact, Given

_BLANK = re.compile(r"[\s,]*")
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|html|body|article|span|ul|section)\b[^<>]*>", re.I)
_NEXT_OBJECT = re.compile(r"\}\s*,\s*(?=\{)")


def line_parts(name: str, stream: BinaryIO) -> Iterator[Part]:
    """The records of a JSON Lines file, line by line."""
    number = 0
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
            yield _record(label, record)


def array_parts(name: str, stream: BinaryIO) -> Iterator[Part]:
    """The records of a JSON array, or of an object that is one record or holds an array of them."""
    data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        yield Part(name, trouble=f"larger than {MAX_PART >> 20} MB; save it as JSON Lines, one record a line")
        return
    decoded = decode(data)
    if decoded.binary:
        yield Part(name, trouble=decoded.reason)
        return
    text = decoded.text.lstrip("\ufeff \t\r\n\x00")
    if text.startswith("["):
        yield from _elements(name, text)
        return
    try:
        whole = json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        yield Part(name, trouble=f"the file is not JSON ({_short(error)})")
        return
    array = _array_in(whole)
    if array is None:
        yield _record(f"{name}#1", whole)
    for number, record in enumerate(array or (), start=1):
        yield _record(f"{name}#{number}", record)


def _elements(name: str, text: str) -> Iterator[Part]:
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
        yield _record(label, record)
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


def _record(label: str, record: Any) -> Part:
    if not isinstance(record, dict):
        return Part(label, trouble="the record has no fields")
    fields = {str(key).casefold(): value for key, value in record.items()}
    title = _fact(fields, "title")
    given = Given(
        title=title,
        outlet=_fact(fields, "source"),
        authors=_fact(fields, "authors"),
        address=_fact(fields, "url"),
        published=_fact(fields, "date"),
        captured=_fact(fields, "captured"),
    )
    text, page = _text(fields, "text"), _text(fields, "html")
    if not text and not page:
        text = _text(fields, "summary")
    if not text and not page and title is None:
        names = ", ".join(sorted(fields))[:200]
        return Part(label, trouble=f"the record has no text; its fields are {names}")
    if text and not _MARKUP.search(text):
        return text_part(label, title, text, given)
    markup = text or page
    return page_part(label, title, markup, given) if markup else text_part(label, title, "", given)


def _fact(fields: Mapping[str, Any], what: str) -> Fact | None:
    for key in field_names(what):
        value = _plain(fields.get(key))
        if found := fact(value, f"the record's field “{key}”"):
            return found
    return None


def _plain(value: Any) -> Any:
    """A name out of what stands for one: a list of names, or an object with a name."""
    if isinstance(value, list):
        return ", ".join(str(_plain(item)) for item in value if _plain(item))
    if isinstance(value, dict):
        return value.get("name") or value.get("title") or value.get("uri")
    return value


def _text(fields: Mapping[str, Any], what: str) -> str:
    for key in field_names(what):
        value = fields.get(key)
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip():
            return value
    return ""


def _short(error: Exception) -> str:
    return str(error)[:200]

"""Tables that spreadsheets save as text: comma, semicolon or tab, in quotation marks where need be."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _csv import Reader

LONGEST_CELL = 16 << 20
"""Characters; a cell may hold a page."""
_TOLD = re.compile(r"sep=(.)\r?\n", re.I)
"""The line in which Excel names the mark between cells."""


def table_rows(text: str) -> Reader:
    """The rows of a table, the header line first; `csv.Error` where one cannot be read."""
    csv.field_size_limit(LONGEST_CELL)  # the library's own limit is shorter than many an article
    text = text.lstrip("\ufeff")
    told = _TOLD.match(text)
    mark = told[1] if told else _mark(text)
    return csv.reader(io.StringIO(text[told.end() if told else 0 :], newline=""), delimiter=mark)


def _mark(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max((",", ";", "\t"), key=head.count)

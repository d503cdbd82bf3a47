"""Sheets of a spreadsheet (XLSX): the timeline with its sources, and the accounts of an event side by side.

All that a report says is written as text: nothing in it becomes a formula, a link or a number.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dateline.archive import Archive
from dateline.errors import LibraryMissingError
from dateline.export.accounts import COLUMNS as ACCOUNT_COLUMNS
from dateline.export.accounts import account_cells
from dateline.export.citations.plain import plain
from dateline.export.citations.wording import date_in_words
from dateline.export.days import first_and_last, in_words
from dateline.export.printed import CAUTION
from dateline.export.xml import writable
from dateline.views import EventRow, Reference, timeline
from dateline.views.accounts import By
from dateline.views.events import Filters
from dateline.views.reference import References

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE = datetime.datetime(1980, 1, 1)
"""The time that files bear, always the same: the same record gives the same bytes."""
LONGEST = 32_767
"""Characters that a cell can hold."""
LONGEST_HEADING = 100
"""Characters of a heading: the format has room for 255, in which some count twice."""
FIRST_YEAR = 1900
"""Spreadsheets count days from here; an earlier one is written as text."""
TIMELINE_COLUMNS = {
    "date": 17, "first day": 11, "last day": 11, "known from": 11, "type": 11, "status": 10, "what": 32,
    "where": 14, "who": 24, "reports": 8, "sentence": 52, "says": 16, "source": 44, "report": 18,
    "state": 9, "tags": 16,
}  # fmt: skip
"""Column → its width in characters."""
SOURCE_COLUMNS = {
    "report": 18, "outlet": 22, "agency": 16, "title": 40, "authors": 20, "published": 24, "address": 36,
    "captured": 11, "file": 28, "sha256": 36,
}  # fmt: skip
SPARE = 500
"""Lines below the last one in which a column of few values offers them too."""
ACCOUNT_WIDTHS = dict.fromkeys(ACCOUNT_COLUMNS, 16) | {
    "told": 28, "account": 22, "sentence": 60, "denied": 8, "start": 7, "end": 7,
}  # fmt: skip
LINE = 15.0
"""Points of a line of a cell."""
HIGHEST = 409.0
"""Points that a row can be high."""


class Sheet(NamedTuple):
    """A sheet: its name, columns with their widths, rows, and for some columns the values to choose from."""

    name: str
    columns: Mapping[str, int]
    rows: Iterable[Mapping[str, Any]]
    choices: Mapping[str, Sequence[str]] = {}


def timeline_workbook(archive: Archive, filters: Filters, heading: str = "") -> Iterator[bytes]:
    """The events of `views.timeline` that pass on one sheet, the reports they rest on on another.

    *heading* stands at the head of each printed page.

    Raises LibraryMissingError where XlsxWriter is not installed, NotFoundError for what is not held.
    """
    rows = timeline(archive, **filters)
    references = References(archive)
    cited = [references.of(row.best.report, row.best.passage.span) for row in rows]
    reports = {one.report: one for one in cited}
    yield workbook(
        Sheet("Timeline", TIMELINE_COLUMNS, map(_event, rows, cited)),
        Sheet("Sources", SOURCE_COLUMNS, (_source(one) for one in reports.values())),
        Sheet("About", {"about": 100}, [{"about": CAUTION}, *_made_with(archive)]),
        heading=heading,
    )


def accounts_workbook(archive: Archive, name: str, by: By = "party") -> Iterator[bytes]:
    """The accounts of the event *name* as a sheet, a row for each sentence of each voice.

    Raises as `accounts_csv`, and LibraryMissingError where XlsxWriter is not installed.
    """
    yield workbook(Sheet("Accounts", ACCOUNT_WIDTHS, account_cells(archive, name, by)))


def _event(row: EventRow, cited: Reference) -> dict[str, Any]:
    days = first_and_last(row)
    best = row.best
    return {
        "date": in_words(row),
        "first day": days[0] if days else None,
        "last day": days[1] if days else None,
        "known from": row.when.basis,
        "type": row.type,
        "status": row.status,
        "what": row.title,
        "where": row.place,
        "who": "; ".join(row.actors),
        "reports": row.reports,
        "sentence": best.passage.text,
        "says": "; ".join(best.says),
        "source": plain([cited]).strip(),
        "report": best.report,
        "state": row.state,
        "tags": "; ".join(row.tags),
    }


def _source(one: Reference) -> dict[str, Any]:
    return {
        "report": one.report,
        "outlet": one.outlet,
        "agency": one.agency,
        "title": one.title,
        "authors": "; ".join(one.authors),
        "published": date_in_words(one),
        "address": one.address,
        "captured": one.captured,
        "file": one.file,
        "sha256": one.sha256,
    }


def _made_with(archive: Archive) -> Iterator[dict[str, str]]:
    for name in ("version", "model", "knowledge"):
        yield {"about": f"{name}: {archive.note(name)}"}


def workbook(*sheets: Sheet, heading: str = "") -> bytes:
    """A workbook of these sheets (XLSX), with *heading* on each page; the same rows give the same bytes.

    What stands in no row of a sheet's columns stays empty. Raises LibraryMissingError where XlsxWriter is not
    installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise LibraryMissingError(
            'workbooks need the library XlsxWriter: pip install "dateline[office]"'
        ) from error
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": MADE})
    for each in sheets:
        sheet = book.add_worksheet(each.name)
        _fill(book, sheet, each)
        if heading:  # "&" begins an instruction there
            sheet.set_header("&C" + writable(heading)[:LONGEST_HEADING].replace("&", "&&"))
    book.close()
    return buffer.getvalue()


def _fill(book: Workbook, sheet: Worksheet, held: Sheet) -> None:
    """Fill a sheet: a header that stays in sight and on each printed page, then the rows."""
    head = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"valign": "top", "indent": 1, "align": "right"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for column, (name, width) in enumerate(held.columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(held.rows, start=1):
        for column, name in enumerate(held.columns):
            value = row.get(name)
            if isinstance(value, datetime.date) and value.year >= FIRST_YEAR:
                sheet.write_datetime(last, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(last, column, value, number)
            elif value is not None and value != "":
                sheet.write_string(last, column, writable(str(value))[:LONGEST], text)
        sheet.set_row(last, _height(held.columns, row))
    for column, name in enumerate(held.columns):
        if name in held.choices:
            offered = {"validate": "list", "source": list(held.choices[name])}
            sheet.data_validation(1, column, last + SPARE, column, offered)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(held.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&C&P / &N")


def _height(widths: Mapping[str, int], row: Mapping[str, Any]) -> float:
    """The height of a row that shows all its words: not every program finds it when it opens the file."""
    lines = (
        sum(1 + len(line) // width for line in str(value).split("\n"))
        for name, width in widths.items()
        if (value := row.get(name)) is not None
    )
    return min(HIGHEST, LINE * max(lines, default=1))

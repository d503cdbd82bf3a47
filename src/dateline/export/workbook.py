"""Sheets of a spreadsheet (XLSX): the timeline with its sources, and the accounts of an event side by side.

All that a report says is written as text: nothing in it becomes a formula, a link or a number.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

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
FIRST_YEAR = 1900
"""Spreadsheets count days from here; an earlier one is written as text."""
TIMELINE_COLUMNS = {
    "date": 22, "first day": 12, "last day": 12, "known from": 11, "type": 10, "status": 10, "what": 40,
    "where": 18, "who": 30, "reports": 8, "sentence": 70, "says": 22, "source": 60, "report": 18,
}  # fmt: skip
"""Column → its width in characters."""
SOURCE_COLUMNS = {
    "report": 18, "outlet": 24, "agency": 18, "title": 50, "authors": 24, "published": 30, "address": 40,
    "captured": 12, "file": 30, "sha256": 66,
}  # fmt: skip
ACCOUNT_WIDTHS = {name: 70 if name == "sentence" else 16 for name in ACCOUNT_COLUMNS}


def timeline_workbook(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """The events of `views.timeline` that pass on one sheet, the reports they rest on on another.

    Raises LibraryMissingError where XlsxWriter is not installed, NotFoundError for what is not held.
    """
    rows = timeline(archive, **filters)
    references = References(archive)
    cited = [references.of(row.best.report, row.best.passage.span) for row in rows]
    reports = {one.report: one for one in cited}
    yield _workbook(
        ("Timeline", TIMELINE_COLUMNS, map(_event, rows, cited)),
        ("Sources", SOURCE_COLUMNS, (_source(one) for one in reports.values())),
        ("About", {"about": 100}, [{"about": CAUTION}, *_made_with(archive)]),
    )


def accounts_workbook(archive: Archive, name: str, by: By = "party") -> Iterator[bytes]:
    """The accounts of the event *name* as a sheet, a row for each sentence of each voice.

    Raises as `accounts_csv`, and LibraryMissingError where XlsxWriter is not installed.
    """
    yield _workbook(("Accounts", ACCOUNT_WIDTHS, account_cells(archive, name, by)))


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


def _workbook(*sheets: tuple[str, Mapping[str, int], Iterable[Mapping[str, Any]]]) -> bytes:
    """A workbook of sheets: their names, columns with widths, and rows."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise LibraryMissingError(
            'workbooks need the library XlsxWriter: pip install "dateline[office]"'
        ) from error
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    book.set_properties({"created": MADE})
    for name, columns, rows in sheets:
        _fill(book, book.add_worksheet(name), columns, rows)
    book.close()
    return buffer.getvalue()


def _fill(
    book: Workbook, sheet: Worksheet, columns: Mapping[str, int], rows: Iterable[Mapping[str, Any]]
) -> None:
    """Fill a sheet: a header that stays in sight and on each printed page, then the rows."""
    head = book.add_format({"bold": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for column, (name, width) in enumerate(columns.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, name in enumerate(columns):
            value = row[name]
            if isinstance(value, datetime.date) and value.year >= FIRST_YEAR:
                sheet.write_datetime(last, column, value, day)
            elif isinstance(value, int):
                sheet.write_number(last, column, value, text)
            elif value is not None and value != "":
                sheet.write_string(last, column, writable(str(value))[:LONGEST], text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")

"""The formats of `dateline export`, in one place: what each is called, writes, and takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.export.acled import acled
from dateline.export.annotations import web_annotations
from dateline.export.calendar import calendar
from dateline.export.csv import csv_table
from dateline.export.document import report_document
from dateline.export.followthemoney import followthemoney
from dateline.export.gdelt import gdelt
from dateline.export.geojson import geojson
from dateline.export.graphml import graphml
from dateline.export.json import json_export
from dateline.export.jsonl import jsonl_table
from dateline.export.parquet import parquet_table
from dateline.export.polecat import polecat
from dateline.export.printed import report_html, report_markdown
from dateline.export.timelinejs import timelinejs
from dateline.export.ucdp import ucdp
from dateline.export.workbook import timeline_workbook
from dateline.views.events import Filters

Whole = Callable[[Archive, Filters], Iterator[bytes]]
Headed = Callable[[Archive, Filters, str], Iterator[bytes]]
OneTable = Callable[[Archive, str, Sequence[str]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, the ending of its files, what it holds, and the function that writes it.

    ``whole`` writes one file, ``table`` one for each table of the record, of rows in some states where these
    are named. ``filtered``: events may be chosen.
    ``headed`` is ``whole`` for what is printed, with a line of the user's at the head of each page.
    """

    name: str
    extension: str
    holds: str
    whole: Whole | None = None
    table: OneTable | None = None
    filtered: bool = False
    headed: Headed | None = None


def _record(archive: Archive, _filters: Filters) -> Iterator[bytes]:
    return json_export(archive)


FORMATS = {
    format_.name: format_
    for format_ in (
        Format("json", "json", "the whole record, one object", whole=_record),
        Format("jsonl", "jsonl", "a file a table, a row a line", table=jsonl_table),
        Format("csv", "csv", "a file a table, rows with their sentence", table=csv_table),
        Format(
            "parquet",
            "parquet",
            "a file a table, for columns (extra: dateline[parquet])",
            table=parquet_table,
        ),
        Format("polecat", "tsv", "events in the columns of POLECAT", whole=polecat, filtered=True),
        Format("gdelt", "tsv", "events in the columns of GDELT 1.0", whole=gdelt, filtered=True),
        Format("acled", "csv", "happenings in the columns of ACLED", whole=acled, filtered=True),
        Format("ucdp", "csv", "figures in the columns of UCDP", whole=ucdp, filtered=True),
        Format("timelinejs", "json", "the timeline for TimelineJS", whole=timelinejs, filtered=True),
        Format("geojson", "geojson", "events and places for maps", whole=geojson, filtered=True),
        Format("ics", "ics", "planned meetings for calendars", whole=calendar, filtered=True),
        Format("graphml", "graphml", "who met, accused, quoted, aided and attacked whom", whole=graphml),
        Format("annotations", "jsonld", "rows as W3C Web Annotations", whole=web_annotations),
        Format("ftm", "ftm.json", "entities of FollowTheMoney", whole=followthemoney, filtered=True),
        Format(
            "report-html",
            "html",
            "a printable report with footnotes",
            report_html,
            filtered=True,
            headed=report_html,
        ),
        Format("report-md", "md", "the same in Markdown", whole=report_markdown, filtered=True),
        Format(
            "docx",
            "docx",
            "the same as a document (extra: dateline[office])",
            report_document,
            filtered=True,
            headed=report_document,
        ),
        Format(
            "xlsx",
            "xlsx",
            "the timeline as a workbook (extra: dateline[office])",
            timeline_workbook,
            filtered=True,
            headed=timeline_workbook,
        ),
    )
}
"""Name → format, in the order in which the help lists them."""

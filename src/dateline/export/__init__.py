"""The record in the formats people carry away.

`formats` lists them, each a small module over the views or the rows of the record that gives bytes piece by
piece: the same record gives the same bytes. `json` and `jsonl`, `csv` and `parquet` write the tables of the
record; `polecat`, `gdelt`, `acled` and `ucdp` the columns of other data sets (`coded` finds what these need
of an event, `days` its days in figures and words); `timelinejs`, `geojson`, `calendar`, `graphml`,
`annotations` and `followthemoney` what other programs read; `printed` a report for people,
`document` the same as DOCX, `workbook` sheets as XLSX,
`accounts` the sheet of one event's accounts; `citations` sets citations in the styles of others, `manifest`
tells what an export was made from; `chart` draws series of figures. `frames` turns the rows of
views into tables of pandas and Polars.
"""

from dateline.export.chart import series_svg
from dateline.export.csv import EXPORTED_TABLES, csv_table
from dateline.export.formats import FORMATS, Format
from dateline.export.frames import to_pandas, to_polars
from dateline.export.json import json_export

__all__ = [
    "EXPORTED_TABLES",
    "FORMATS",
    "Format",
    "csv_table",
    "json_export",
    "series_svg",
    "to_pandas",
    "to_polars",
]

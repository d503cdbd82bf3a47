"""Tables of the record as Apache Parquet; needs the extra `dateline[parquet]`."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

from dateline.archive import TABLES, Archive
from dateline.export.csv import chosen_rows, exported_table
from dateline.export.frames import polars_module


def parquet_table(archive: Archive, table: str, state: Sequence[str] = ()) -> Iterator[bytes]:
    """One table as a Parquet file with the columns of the archive; lists and spans are JSON in a text column.

    Of rows that users decide, only those in one of the states *state* are written where any is named. The
    table is held in memory while it is written. Raises NotFoundError for a table that is not exported,
    LibraryMissingError where Polars is not installed.
    """
    polars = polars_module("Parquet")
    columns = TABLES[exported_table(table)].columns
    texts = dict.fromkeys(("TEXT", "date", "json"), polars.String)
    kinds = {**texts, "INTEGER": polars.Int64, "REAL": polars.Float64}
    values: dict[str, list[Any]] = {name: [] for name in columns}
    for row in chosen_rows(archive, table, state):
        for name, kind in columns.items():
            value = row[name]
            if kind == "json" and value is not None:
                value = json.dumps(value, ensure_ascii=False)
            values[name].append(value)
    frame = polars.DataFrame(values, schema={name: kinds[kind] for name, kind in columns.items()})
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd")
    yield buffer.getvalue()

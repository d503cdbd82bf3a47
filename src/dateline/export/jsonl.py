"""Tables of the record as JSON Lines: a row a line, the columns always the same and in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.archive import Archive
from dateline.export.csv import exported_table
from dateline.export.json import as_exported


def jsonl_table(archive: Archive, table: str) -> Iterator[bytes]:
    """One table as UTF-8 JSON Lines, each row with the names and nesting of the JSON export.

    Raises NotFoundError for a table that is not exported.
    """
    for row in archive.rows(exported_table(table)):
        yield json.dumps(as_exported(table, row), ensure_ascii=False).encode() + b"\n"

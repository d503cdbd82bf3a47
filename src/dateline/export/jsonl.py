"""Tables of the record as JSON Lines: a row a line, the columns always the same and in the same order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from dateline.archive import Archive
from dateline.export.csv import chosen_rows, exported_table
from dateline.export.json import as_exported


def jsonl_table(archive: Archive, table: str, state: Sequence[str] = ()) -> Iterator[bytes]:
    """One table as UTF-8 JSON Lines, each row with the names and nesting of the JSON export.

    Of rows that users decide, only those in one of the states *state* are written where any is named.
    Raises NotFoundError for a table that is not exported.
    """
    for row in chosen_rows(archive, exported_table(table), state):
        yield json.dumps(as_exported(table, row), ensure_ascii=False).encode() + b"\n"

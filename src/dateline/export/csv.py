"""Tables of the record as CSV (RFC 4180), each row with the sentence it rests on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dateline.archive import TABLES, Archive, Row
from dateline.errors import NotFoundError
from dateline.export.json import LEFT_OUT, as_exported
from dateline.views.choosing import is_one_of
from dateline.views.citation import Citations

EXPORTED_TABLES = tuple(name for name in TABLES if name not in LEFT_OUT)
"""The tables of the record that are written out."""

_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What begins a formula in one spreadsheet or another; the wide forms count in East Asian ones."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def csv_table(archive: Archive, table: str, state: Sequence[str] = ()) -> Iterator[bytes]:
    """One table as UTF-8 CSV lines; rows drawn from a text end with `words`, `sentence` and `outlet`.

    Rows that users decide end with their `tags`; only those in one of the states *state* are written where
    any is named.

    Raises NotFoundError for a table that is not exported.
    """
    exported_table(table)
    tags = _tags(archive) if is_decided(table) else None
    citations = Citations(archive)
    columns = [name for name in TABLES[table].columns if not (table == "reports" and name == "text")]
    cited = "report" in columns and ("start" in columns or "content" in columns)
    proof = ("words", "sentence", "outlet") if cited else ()
    yield line([*columns, *proof, *(() if tags is None else ("tags",))])
    for row in chosen_rows(archive, table, state):
        values = [_cell(as_exported(table, row).get(name, row[name])) for name in columns]
        if table == "reports":
            values = [_cell(row[name]) for name in columns]
        if cited:
            values += _proof(citations, row)
        if tags is not None:
            values.append("; ".join(tags.get(row["id"], ())))
        yield line(values)


def exported_table(table: str) -> str:
    """*table*; raises NotFoundError where that is no table, or not exported."""
    if table not in EXPORTED_TABLES:
        raise NotFoundError(f"there is no table {table}; tables are: {', '.join(EXPORTED_TABLES)}")
    return table


def is_decided(table: str) -> bool:
    """Whether users decide the rows of a table."""
    return "state" in TABLES[table].columns and table != "corrections"


def chosen_rows(archive: Archive, table: str, state: Sequence[str]) -> Iterator[Row]:
    """The rows of a table; of what users decide, those in one of the states *state* where any is named."""
    condition = is_one_of("state", state) if state and is_decided(table) else ("", ())
    return archive.rows(table, *condition)


def _tags(archive: Archive) -> dict[str, list[str]]:
    """Row (id) → its tags, in order."""
    found: dict[str, list[str]] = {}
    for one in archive.query("SELECT row, tag FROM tags ORDER BY row, tag"):
        found.setdefault(one["row"], []).append(one["tag"])
    return found


def _proof(citations: Citations, row: Row) -> list[str]:
    if row["report"] is None:  # a role that the knowledge files give, or a user
        return ["", "", ""]
    report, (start, end) = citations.report(row["report"]), _place(row)
    return [report.text[start:end], citations.sentence(row["report"], start, end).text, report.outlet or ""]


def _place(row: Row) -> tuple[int, int]:
    if "content" in row:
        return row["content"][0][0], row["content"][-1][1]
    return row["start"], row["end"]


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return value


def lines(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], delimiter: str = ","
) -> Iterator[bytes]:
    """A header, and a line for each row (column → value); what a row does not name stays empty.

    Raises ValueError for a row with a column that there is not.
    """
    yield line(columns, delimiter)
    known = frozenset(columns)
    for row in rows:
        if unknown := row.keys() - known:
            raise ValueError(f"no such columns: {sorted(unknown)}")
        yield line([row.get(name) for name in columns], delimiter)


def harmless(value: object) -> object:
    """*value*, with an apostrophe before words that a spreadsheet would take for a formula and follow.

    Reports are written by others, and a formula can send what stands beside it to an address. Numbers stay.
    """
    if isinstance(value, str) and value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def line(values: Iterable[object], delimiter: str = ",") -> bytes:
    """One line of CSV (RFC 4180), or of a table with another delimiter; nothing stands for None."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow(map(harmless, values))
    return buffer.getvalue().encode()

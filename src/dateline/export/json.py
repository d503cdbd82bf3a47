"""The archive as one JSON object, its tables as the contract names them (docs/export.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dateline.archive import TABLES, Archive, Row

SCHEMA = 1
"""The version of the export's names and meanings; fields and tables may be added under it."""
LEFT_OUT = {"sentences", "redirects"}
"""Tables that only serve to look something up."""


def json_export(archive: Archive) -> Iterator[bytes]:
    """The export as UTF-8 bytes, a row at a time: the same record gives the same bytes."""
    head = {
        "schema": SCHEMA,
        "dateline": archive.note("version"),
        "model": archive.note("model"),
        "knowledge": archive.note("knowledge"),
    }
    yield ("{" + ",\n".join(f"{_dump(key)}: {_dump(value)}" for key, value in head.items())).encode()
    for table in TABLES:
        if table in LEFT_OUT:
            continue
        yield f",\n{_dump(table)}: [".encode()
        for number, row in enumerate(archive.rows(table)):
            yield ((",\n" if number else "\n") + _dump(as_exported(table, row))).encode()
        yield b"]"
    yield b"}\n"


def as_exported(table: str, row: Row) -> Row:
    """A row of the archive under the names of the export."""
    if table == "reports":
        return _nested(row)
    if table == "figures":
        return {**row, "value": _whole(row["value"]), "low": _whole(row["low"]), "high": _whole(row["high"])}
    return row


def _nested(row: Row) -> Row:
    out: Row = {}
    for key, value in row.items():
        if key == "published":
            out[key] = {
                "date": value,
                **{
                    part: row[f"published_{part}"]
                    for part in (
                        "basis",
                        "earliest",
                        "latest",
                        "evidence",
                        "reason",
                        "via",
                        "state",
                        "decision",
                    )
                },
            }
        elif not key.startswith("published_"):
            out[key] = value
    return out


def _whole(number: float | None) -> float | int | None:
    return int(number) if number is not None and number == int(number) else number


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))

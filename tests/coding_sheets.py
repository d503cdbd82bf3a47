"""Coding sheets for tests: drawn from an archive, filled in as a coder would, and written as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import dateline
from dateline.agreement.sheets import sample_csv
from dateline.archive import Archive

Rows = list[list[str]]


def sheet(archive: Archive, **asked: object) -> tuple[Rows, int]:
    """A coding sheet of all rows of a kind, as lists that a test fills in, and where its header stands."""
    drawn = dateline.sample(archive, **{"n": 100, "seed": "s", **asked})  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(b"".join(sample_csv(drawn)).decode())))
    at = next(number for number, row in enumerate(rows) if row[0] == "item")
    return rows, at


def fill(rows: Rows, at: int, words: str, **values: str) -> None:
    """Write values into the line about these words."""
    head = rows[at]
    row = next(row for row in rows[at + 1 :] if row[head.index("words")] == words)
    for name, value in values.items():
        row[head.index(name)] = value


def write(path: Path, rows: Rows, delimiter: str = ",") -> Path:
    """The file at *path*, in which these rows now stand."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path

"""An archive written into an empty one row by row, whatever keeps either: nothing is worked out again."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import Any

from dateline.archive.engine import Copied, Engine
from dateline.archive.opening import make_tables
from dateline.archive.schema import has_rowid, statements

AT_ONCE = 5_000
"""Sentences whose words are indexed at once; also after so many rows it is told how far the copy is."""
_TABLE = re.compile(r"CREATE TABLE (\w+)")


def copy_rows(source: Engine, target: Engine, copied: Copied) -> None:
    """Write every row of *source* into the tables of *target*, which are empty, with the number it has there.

    The caller has *source* answer from one state, and holds a transaction of *target*.
    """
    columns = _columns()
    counts = (source.run(f"SELECT count(*) AS n FROM {table}").fetchone()["n"] for table in columns)
    counted = _Counted(copied, sum(counts))
    for table, names in columns.items():
        listed = ", ".join(f'"{name}"' for name in names)
        target.insert(table, names, counted.rows(source.read(f"SELECT {listed} FROM {table}"), names))
    _index_words(source, target)
    target.before_lists()


class _Counted:
    """Rows on their way, of which it is told how many have gone."""

    def __init__(self, copied: Copied, whole: int) -> None:
        self._copied = copied
        self._whole = whole
        self._gone = 0

    def rows(self, rows: Iterable[Any], names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """The values of rows, in the order of *names*."""
        for row in rows:
            if self._gone % AT_ONCE == 0:
                self._copied(self._gone, self._whole)
            self._gone += 1
            yield tuple(row[name] for name in names)


def _columns() -> dict[str, tuple[str, ...]]:
    """Every table that is filled by rows, with its columns, first the number of a row where it is none."""
    with closing(sqlite3.connect(":memory:")) as db:
        make_tables(db)
        return {
            made[1]: (
                *(["rowid"] if has_rowid(statement) else []),
                *(str(row[0]) for row in db.execute(f"SELECT name FROM pragma_table_info('{made[1]}')")),
            )
            for statement in statements()
            if (made := _TABLE.match(statement))
        }


def _index_words(source: Engine, target: Engine) -> None:
    """Have the sentences of *target* found by their words."""
    words: list[tuple[str, int, str]] = []
    for report in source.read("SELECT id, text FROM reports"):
        id, text = report["id"], report["text"]
        for row in source.run('SELECT number, start, "end" FROM sentences WHERE report = ?', (id,)):
            words.append((id, row["number"], text[row["start"] : row["end"]]))
        if len(words) >= AT_ONCE:
            target.index_words(words)
            words = []
    target.index_words(words)

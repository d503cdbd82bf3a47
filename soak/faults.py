"""Trouble at chosen moments, and the question whether anything was lost."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.growth_reports import made_reports
from dateline.archive import Archive
from dateline.archive.sqlite import SQLite
from dateline.export import json_export
from dateline.pipeline import read

Fault = Callable[["FaultyArchive"], None]


class _Counting(SQLite):
    """An engine that says so before each statement."""

    def __init__(self, engine: SQLite, count: Callable[[], None]) -> None:
        super().__init__(engine.path, engine.db)
        self._count = count

    def run(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        self._count()
        return super().run(sql, values)

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self._count()
        super().insert(table, columns, rows)


class FaultyArchive(Archive):
    """An archive in which *fault* comes before the statement number *at*; ``statements`` counts them."""

    def __init__(self, path: Path, at: int = 0, fault: Fault = lambda archive: None) -> None:
        """Open or make the archive at *path*."""
        super().__init__(path, create=True)
        assert isinstance(self._engine, SQLite)
        self._engine = _Counting(self._engine, self._count)
        self.statements = 0
        self._at = at
        self._fault = fault

    def _count(self) -> None:
        self.statements += 1
        if self.statements == self._at:
            self._fault(self)

    def fill_disk(self) -> None:
        """From now on the file cannot grow, as on a full disk."""
        pages = self._engine.run("PRAGMA page_count").fetchone()[0]
        self._engine.run(f"PRAGMA max_page_count = {pages}")


def die(archive: FaultyArchive) -> None:
    """End this process as `kill -9` does."""
    os.kill(os.getpid(), 9)


def exported(path: Path, folder: Path, **options: Any) -> bytes:
    """The record of *folder*, read into the archive at *path*."""
    with Archive(path, create=True) as archive:
        read(archive, [str(folder)], **options)
        return b"".join(json_export(archive))


def nothing_lost(path: Path, folder: Path, whole: bytes) -> None:
    """Assert that the archive at *path* is whole, and that the next run makes it the one of *whole*."""
    with Archive(path, create=True) as archive:
        wrong = archive.check()
        assert not wrong, f"{path}: {wrong[:3]}"
    assert exported(path, folder) == whole, f"{path}: another record than undisturbed"


def in_child(task: Callable[..., object], *arguments: object) -> multiprocessing.Process:
    """A process, begun, that runs *task*; it has what is loaded here already."""
    process = multiprocessing.get_context("fork").Process(target=task, args=arguments)
    process.start()
    return process


@contextmanager
def workplace(reports: int) -> Iterator[tuple[Path, Path]]:
    """A place for archives, and a folder of so many made-up reports."""
    with tempfile.TemporaryDirectory(prefix="dateline-soak-") as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        for number, made in enumerate(made_reports(reports, 4, seed=9)):
            (folder / f"{number:04}.txt").write_text(made.text, encoding="utf-8")
        yield Path(name), folder

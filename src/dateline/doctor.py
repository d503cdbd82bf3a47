"""Whether everything is in order: what Dateline stands on, and the health of an archive."""

from __future__ import annotations

import importlib.metadata
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.archive import SCHEMA_VERSION, UNREAD, Address, Archive, Whereabouts, version_of, whereabouts
from dateline.errors import DatelineError
from dateline.knowledge import gazetteer
from dateline.knowledge.tables import knowledge_hash
from dateline.pipeline import current_stamp
from dateline.reading.attributions.extractors import extractor_stamp
from dateline.reading.syntax import model_stamp

State = Literal["good", "note", "bad"]
SHOWN = 3
"""How many things that are wrong of one kind are named."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what was found, whether that is good, and what to do where it is not."""

    name: str
    found: str
    state: State = "good"
    advice: str = ""


def doctor(path: str | Whereabouts | None = None) -> list[Finding]:
    """What Dateline stands on, and the health of the archive at *path*; changes nothing, never raises."""
    findings = [*_program()]
    if path is not None:
        findings += _archive(whereabouts(path))
    return findings


def _program() -> Iterator[Finding]:
    yield Finding("Dateline", importlib.metadata.version("dateline"))
    yield Finding("Python", f"{platform.python_version()} on {platform.platform(terse=True)}")
    yield Finding("SQLite", sqlite3.sqlite_version)
    yield _looked_at("spaCy", lambda: importlib.metadata.version("spacy"), "install Dateline again")
    yield _looked_at("model of English", model_stamp)
    yield _looked_at("model of who says what", lambda: extractor_stamp("model"), state="note")
    yield _looked_at("knowledge files", knowledge_hash, "install Dateline again")
    yield _looked_at("gazetteer", lambda: f"{gazetteer.size():,} places", "install Dateline again")


def _looked_at(name: str, look: Callable[[], str], advice: str = "", state: State = "bad") -> Finding:
    try:
        return Finding(name, look())
    except Exception as error:  # whatever is broken is what this is for
        return Finding(name, str(error), state, advice)


def _archive(place: Whereabouts) -> Iterator[Finding]:
    try:
        version = version_of(place)
        if version is None:
            yield Finding("archive", f"none at {place}", "note", "dateline read FOLDER makes one")
            return
        if version < SCHEMA_VERSION:
            yield Finding(
                "archive",
                f"{place}, schema {version} of an older Dateline",
                "note",
                f"the next command that opens it brings it up to {SCHEMA_VERSION}; make a copy first",
            )
            return
        with Archive(place) as archive:
            yield Finding("archive", f"{place}, schema {version}, {_megabytes(archive.size())}")
            if isinstance(place, Address):
                yield Finding("server", archive.about())
            yield from _health(archive)
            yield from _content(archive)
    except DatelineError as error:
        yield Finding("archive", str(error), "bad")


def _health(archive: Archive) -> Iterator[Finding]:
    wrong = archive.check()
    if wrong:
        yield Finding(
            "integrity",
            f"{len(wrong)} things are wrong: {'; '.join(wrong[:SHOWN])}",
            "bad",
            "make a copy somewhere safe, then put back a backup or read your reports into a new archive "
            "(docs/operations.md)",
        )
    else:
        yield Finding("integrity", "every page and every reference is whole")
    if isinstance(archive.path, Address):
        return
    size, free = archive.path.stat().st_size, shutil.disk_usage(archive.path.resolve().parent).free
    yield Finding(
        "free space",
        f"{_megabytes(free)} beside it",
        "good" if free > size else "note",
        "" if free > size else "dateline vacuum and a backup need as much room as the archive takes",
    )


def _content(archive: Archive) -> Iterator[Finding]:
    try:
        if archive.note("record") == archive.digest():
            yield Finding("record", "follows from all that is kept")
        else:
            yield Finding("record", "is behind what is kept", "note", "run: dateline read")
        kept = dict(_counts(archive, "SELECT stamp, count(*) FROM kept GROUP BY stamp"))
        unread = kept.pop(UNREAD, 0)
        now = {current_stamp("rules")} | {_stamp_by_model()}
        old = sum(count for stamp, count in kept.items() if stamp not in now)
        yield Finding("reports", f"{sum(kept.values()):,} read")
        if unread:
            yield Finding(
                "not read", f"{unread:,} sources", "note", "see why: dateline reports --status failed"
            )
        if old:
            yield Finding(
                "to read again", f"{old:,} reports that another version read", "note", "run: dateline read"
            )
        else:
            yield Finding("to read again", "none")
        lost = sum(1 for row in archive.rows("corrections") if row["state"] == "without a place")
        if lost:
            yield Finding(
                "corrections", f"{lost:,} find no words to hold on to", "note", "see: dateline corrections"
            )
    except (DatelineError, sqlite3.Error) as error:
        yield Finding("content", str(error), "bad")


def _stamp_by_model() -> str:
    """With what the model reads now; "" where it cannot."""
    try:
        return current_stamp("model")
    except DatelineError:
        return ""


def _counts(archive: Archive, sql: str) -> Iterator[tuple[str, int]]:
    for row in archive.query(sql):
        name, count = row.values()
        yield name, count


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"

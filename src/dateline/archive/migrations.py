"""An archive of an older version brought up to this one.

What was read, brought and decided is carried over; each version may change it by its step. Everything else
follows from that: those tables are dropped and made anew, empty, and the record is written into them by the
next command that opens the archive (`Archive.behind`).
"""

from __future__ import annotations

import re
import sqlite3

from dateline.archive.schema import SCHEMA_VERSION, statements

CARRIED = frozenset(
    {
        "about",
        "kept",
        "refined",
        "sources",
        "fetched",
        "dictionaries",
        "corrections_made",
        "labels",
        "updates",
    }
)
"""The tables whose rows follow from nothing else in the archive, and what the archive says of itself."""
STEPS: dict[int, tuple[str, ...]] = {2: (), 3: (), 4: ("CREATE INDEX sources_report ON sources (report)",)}
"""Version → what changes the carried tables to those of the next version. Older ones cannot be brought up."""
BEHIND = "behind"
"""The key under which an archive says that its record is still to be made anew, and since which version."""
MAKES = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)|CREATE INDEX \w+ ON (\w+)|CREATE VIEW (\w+)")


def bring_up(db: sqlite3.Connection, version: int) -> None:
    """Bring the tables of *version* up to this one; the caller holds a transaction."""
    for step in range(version, SCHEMA_VERSION):
        for statement in STEPS[step]:
            db.execute(statement)
    for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        db.execute(f"DROP VIEW {name}")
    for kind in ("sql LIKE 'CREATE VIRTUAL %'", "TRUE"):  # a virtual table takes tables of its own along
        names = db.execute(
            f"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND {kind}"
        )
        for (name,) in names.fetchall():
            if name not in CARRIED:
                db.execute(f"DROP TABLE {name}")
    there = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for statement in statements():
        made = MAKES.match(statement)
        assert made is not None, statement
        if (made[1] or made[2] or made[3]) not in there:
            db.execute(statement)
    db.execute("DELETE FROM about WHERE key = 'record'")
    db.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (BEHIND, str(version)))
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

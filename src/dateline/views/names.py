"""From what a user types to what the archive holds: actors by name, reports by id or file name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError


def actor_ids(archive: Archive, name: str) -> list[str]:
    """The ids of the actors whose id is, or whose name or an alias holds the words of, *name*.

    Raises NotFoundError when there is none.
    """
    wanted = re.compile(rf"(?<!\w){re.escape(name.casefold())}(?!\w)")
    found = [
        row["id"]
        for row in archive.rows("actors")
        if row["id"] == name or any(wanted.search(n.casefold()) for n in (row["name"], *row["aliases"]))
    ]
    if not found:
        raise NotFoundError(f'no actor goes by "{name}"; see: dateline actors')
    return found


def find_actor(archive: Archive, name: str) -> Row:
    """The one actor with the id, name or surname *name*, else the one that goes by it (`actor_ids`).

    Raises NotFoundError when there is none, or more than one.
    """
    found = [row for key in actor_ids(archive, name) for row in archive.rows("actors", "id = ?", (key,))]
    found = (
        [row for row in found if row["id"] == name]
        or [row for row in found if row["name"].casefold() == name.casefold()]
        or [row for row in found if row["name"].casefold().endswith(f" {name.casefold()}")]
        or found
    )
    if len(found) > 1:
        listed = ", ".join(f"{row['name']} ({row['id']})" for row in found[:5])
        more = " …" if len(found) > 5 else ""
        raise NotFoundError(f'{len(found)} actors go by "{name}": {listed}{more}; name one by its id')
    return found[0]


def actor_names(archive: Archive) -> dict[str, str]:
    """Actor id → name."""
    return {row["id"]: row["name"] for row in archive.query("SELECT id, name FROM actors")}


def find_row(archive: Archive, table: str, name: str, others: Sequence[str] = ()) -> Row:
    """The one row of *table* whose id is or begins with *name*, or one of whose columns *others* holds it.

    Raises NotFoundError when there is none, or more than one.
    """
    rows = list(archive.rows(table, "id = ?", (name,)))
    if not rows and name:
        rows = list(archive.rows(table, "substr(id, 1, ?) = ?", (len(name), name)))
    for column in others:
        if not rows and name:
            rows = list(archive.rows(table, f"instr({column}, ?) > 0", (name,)))
    kind = table.removesuffix("s")
    if not rows:
        raise NotFoundError(f"no {kind} has the id {name}; see: dateline {table}")
    if len(rows) > 1:
        listed = ", ".join(row["id"] for row in rows[:5])
        raise NotFoundError(f"{len(rows)} {table} go by {name}: {listed}{' …' if len(rows) > 5 else ''}")
    return rows[0]

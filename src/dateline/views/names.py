"""From what a user types to what the archive holds: actors by name, reports by id or file name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError
from dateline.views.choosing import is_one_of, rows_by_id

_LAST_CHARACTER = "\U0010ffff"


def actor_ids(archive: Archive, name: str) -> list[str]:
    """The id *name* where it is that of an actor, else of those whose name or an alias holds its words.

    Raises NotFoundError when there is none.
    """
    if any(archive.query("SELECT id FROM actors WHERE id = ?", (name,))):
        return [name]
    folded = name.casefold()
    wanted = re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)")
    holding = archive.query("SELECT name, actor FROM actor_names WHERE instr(name, ?) > 0", (folded,))
    found = {row["actor"] for row in holding if wanted.search(row["name"])}
    if not found:
        raise NotFoundError(f'no actor goes by "{name}"; see: dateline actors')
    return sorted(found)


def find_actor(archive: Archive, name: str) -> Row:
    """The one actor with the id, name or surname *name*, else the one that goes by it (`actor_ids`).

    Raises NotFoundError when there is none, or more than one.
    """
    found = list(rows_by_id(archive, "actors", actor_ids(archive, name)).values())
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


def actor_names(archive: Archive, ids: Iterable[str | None] | None = None) -> dict[str, str]:
    """Actor id → name, of the actors with these *ids* or of all."""
    if ids is None:
        rows = archive.query("SELECT id, name FROM actors")
    else:
        condition, values = is_one_of("id", ids)
        rows = archive.query(f"SELECT id, name FROM actors WHERE {condition}", values)
    return {row["id"]: row["name"] for row in rows}


def find_row(archive: Archive, table: str, name: str, others: Sequence[str] = ()) -> Row:
    """The one row of *table* whose id is or begins with *name*, or one of whose columns *others* holds it.

    The id of an event that is now part of another leads to that one. Raises NotFoundError when there is none,
    or more than one.
    """
    ids = _ids(archive, table, "id = ?", name)
    if not ids and name:
        ids = _ids(archive, table, "id >= ? AND id < ?", name, name + _LAST_CHARACTER)
    if not ids and table == "events":
        ids = [row["event"] for row in archive.query("SELECT event FROM redirects WHERE id = ?", (name,))]
    for column in others:
        if not ids and name:
            ids = _ids(archive, table, f"instr({column}, ?) > 0", name)
    kind = table.removesuffix("s")
    if not ids:
        raise NotFoundError(f"no {kind} has the id {name}; see: dateline {table}")
    if len(ids) > 1:
        listed = ", ".join(ids[:5])
        raise NotFoundError(f"{len(ids)} {table} go by {name}: {listed}{' …' if len(ids) > 5 else ''}")
    return next(archive.rows(table, "id = ?", (ids[0],)))


def _ids(archive: Archive, table: str, condition: str, *values: str) -> list[str]:
    return [row["id"] for row in archive.query(f"SELECT id FROM {table} WHERE {condition}", values)]


def find_story(archive: Archive, name: str) -> Row:
    """The one story with the id *name* or its beginning, else the one whose title holds all its words.

    Where no title does, the headlines of its reports are asked. Raises NotFoundError when there is none, or
    more than one.
    """
    found = list(archive.rows("stories", "id = ?", (name,)))
    if not found and name.strip():
        found = list(archive.rows("stories", "substr(id, 1, ?) = ?", (len(name), name)))
    if not found and name.strip():
        found = _stories_with(archive, name.casefold().split())
    if not found:
        raise NotFoundError(f'no story has the id or the words "{name}"; see: dateline stories')
    if len(found) > 1:
        listed = ", ".join(f"{row['title']} ({row['id']})" for row in found[:5])
        raise NotFoundError(f'{len(found)} stories go by "{name}": {listed}{" …" if len(found) > 5 else ""}')
    return found[0]


def _stories_with(archive: Archive, words: Sequence[str]) -> list[Row]:
    """The stories whose title, or else whose reports' headlines, hold words that begin as all *words*."""
    wanted = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words]
    rows = list(archive.rows("stories"))

    def holding(texts: Sequence[str]) -> list[Row]:
        folded = [text.casefold() for text in texts]
        return [row for row, text in zip(rows, folded, strict=True) if all(w.search(text) for w in wanted)]

    if found := holding([row["title"] for row in rows]):
        return found
    titles = {row["id"]: row["title"] or "" for row in archive.query("SELECT id, title FROM reports")}
    return holding(["\n".join(titles[report] for report in row["reports"]) for row in rows])

"""What a shell offers while an id or a name is typed: out of the archive, without changing it."""

from __future__ import annotations

from collections.abc import Callable

import click
from click.shell_completion import CompletionItem

from dateline.archive import SCHEMA_VERSION, Archive, version_of
from dateline.cli.common import named_archive
from dateline.errors import DatelineError

MOST = 200
"""Offers; nobody reads more, and the first letters of an id leave fewer."""
Completer = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

_IDS = "SELECT id AS value, {name} AS told FROM {table} WHERE substr(id, 1, length(?)) = ? ORDER BY id"
# A name with a blank would be cut in two by the shell, so that actors are offered by names of one word.
_ACTORS = """
SELECT name AS value, id AS told FROM actors
WHERE instr(name, ' ') = 0 AND substr(lower(name), 1, length(?)) = lower(?)
UNION SELECT id, name FROM actors WHERE substr(id, 1, length(?)) = ? ORDER BY 1"""
_QUERIES = {
    "events": _IDS.format(table="events", name="title"),
    "reports": _IDS.format(table="reports", name="coalesce(title, source)"),
    "stories": _IDS.format(table="stories", name="title"),
    "actors": _ACTORS,
}


def ids_of(table: str) -> Completer:
    """Offers the ids in a *table* of the archive that begin as typed, each with its title or name."""

    def complete(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
        path = context.params.get("path") or named_archive()
        try:
            # One that is missing or of an older version would be made, or brought up, by opening it.
            if version_of(path) != SCHEMA_VERSION:
                return []
            with Archive(path) as archive:
                archive.forbid_writing()
                typed_each = [typed] * _QUERIES[table].count("?")
                rows = list(archive.query(f"{_QUERIES[table]} LIMIT {MOST}", typed_each))
        except DatelineError:
            return []
        return [CompletionItem(row["value"], help=row["told"]) for row in rows]

    return complete

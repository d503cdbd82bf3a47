"""What users decided of the rows that views show: rows chosen by their state or tag, and the tags of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dateline.archive import Archive
from dateline.views.choosing import Condition, is_one_of


def is_decided(state: Sequence[str], tag: str | None) -> Iterator[Condition]:
    """That a row is in one of these states, and bears a tag; where none is named, any row passes."""
    if state:
        yield is_one_of("state", state)
    if tag:
        yield "id IN (SELECT row FROM tags WHERE tag = ?)", (tag,)


def tags_of(archive: Archive, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Row (id) → its tags in order, of the rows with these ids that bear any."""
    condition, values = is_one_of("row", ids)
    found: dict[str, tuple[str, ...]] = {}
    for one in archive.query(f"SELECT row, tag FROM tags WHERE {condition} ORDER BY tag", values):
        found[one["row"]] = (*found.get(one["row"], ()), one["tag"])
    return found

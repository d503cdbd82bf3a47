"""The codes and tags that users put on rows, event or report, each by the id of its row in the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from dateline.linking.corrections import Ruling
from dateline.linking.event_corrections import event_ruled
from dateline.model import FoundKind, MentionAt, RowKind, Tag, row_id


def tags_of(rulings: Sequence[Ruling], event_of: Mapping[MentionAt, str]) -> tuple[Tag, ...]:
    """The tags that are in force, in order of rows and tags; a row bears a tag once."""
    found: dict[tuple[str, str], Tag] = {}
    for ruling in rulings:
        correction = ruling.correction
        if correction.action == "tag":
            kind, tag = cast("RowKind", correction.values["kind"]), correction.values["tag"]
            for row in _rows(ruling, kind, event_of):
                found.setdefault((row, tag), Tag(kind, row, tag, correction.id))
    return tuple(found[at] for at in sorted(found))


def _rows(ruling: Ruling, kind: RowKind, event_of: Mapping[MentionAt, str]) -> Iterator[str]:
    if kind == "event":
        event = event_ruled(ruling, event_of)
        if event is not None:
            yield event
        return
    for party in ruling.parties:
        for report, index in party:
            yield report if kind == "report" else row_id(cast("FoundKind", kind), report, index)

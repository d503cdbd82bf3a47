"""Blocks of texts for people to decide: what was taken for the article, and what was left over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from dateline.archive import Archive, Row
from dateline.model import STATES, Correction, RowState, Span, block_id, trimmed
from dateline.views.choosing import Condition
from dateline.views.citation import Citations, Passage, on_one_line
from dateline.views.names import find_row
from dateline.views.pending import since_record
from dateline.views.review import ReviewRow, decisions_of


def block_rows(
    archive: Archive,
    *,
    report: str | None = None,
    state: RowState | Sequence[RowState] | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ReviewRow]:
    """The blocks of one report or of all, as they stand in the texts; at most *limit*, after *offset*.

    What somebody decided about is a block of its own. Raises NotFoundError for a report the archive does not
    hold.
    """
    condition: Condition = ("status <> 'failed'", ())
    if report:
        condition = "id = ?", (find_row(archive, "reports", report, ("source",))["id"],)
    states = (state,) if isinstance(state, str) else state
    since, citations = since_record(archive).blocks, Citations(archive)
    shown = (
        row
        for held in archive.rows("reports", *condition, "id")
        for row in _blocks(archive, held, citations, since)
        if states is None or row.state in states
    )
    return list(islice(shown, offset, None if limit is None else offset + limit))


def _blocks(
    archive: Archive, held: Row, citations: Citations, since: Mapping[str, Correction]
) -> Iterator[ReviewRow]:
    label = citations.report(held["id"]).label
    made = decisions_of(archive, [one["decision"] for one in held["ruled"]])
    for span, part, reason, ruled in _cut(held):
        row = block_id(held["id"], span)
        decision = since.get(row) or (made.get(ruled["decision"]) if ruled else None)
        state: RowState = ruled["state"] if ruled else "machine"
        if row in since:
            state = STATES[since[row].action]
            part, reason = since[row].values["part"], since[row].values["reason"]
        text = on_one_line(span.of(held["text"]))
        yield ReviewRow(
            kind="block",
            row=row,
            state=state,
            fields={"part": part, "reason": reason},
            doubt=0.0,
            doubts=(),
            report=held["id"],
            label=label,
            words=text,
            passage=Passage(span, text),
            parts={"words": (span,)},
            decision=decision.id if decision else None,
            by=decision.by if decision else "",
            made=decision.made if decision else "",
            note=decision.note if decision else "",
        )


def _cut(held: Row) -> Iterator[tuple[Span, str, str, Row | None]]:
    """The blocks of a text in order: place, part, reason, and what a user said of just these words."""
    parts = [(start, end, "body", "") for start, end in held["body"]]
    parts += [(one["start"], one["end"], "leftover", one["reason"]) for one in held["dropped"]]
    for start, end, part, reason in sorted(parts):
        within = [one for one in held["ruled"] if one["start"] < end and start < one["end"]]
        cuts = {start, end, *(min(end, max(start, one[at])) for one in within for at in ("start", "end"))}
        for first, last in pairwise(sorted(cuts)):
            span = trimmed(Span(first, last), held["text"])
            if len(span):
                ruled = [one for one in within if one["start"] < span.end and span.start < one["end"]]
                yield span, part, reason, ruled[-1] if ruled else None

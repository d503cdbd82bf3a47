"""The places of an archive that can be coded, under keys that hold wherever the same report is read.

A key is the report's id, which follows from its bytes, with a digest of the words and of what stands around
them: the same in every archive, whatever rows stand before. Where the machine found several rows at one
place, that is one item.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypedDict, Unpack

from dateline.agreement.coding import Kind
from dateline.archive import Archive, Row
from dateline.errors import QuestionError
from dateline.model import CONTEXT, Span
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of
from dateline.views.citation import Citations, Cited
from dateline.views.events import events_choice
from dateline.views.names import actor_ids, find_row
from dateline.views.period import Period
from dateline.views.positions import positions_choice
from dateline.views.statements import figures_choice, quotes_choice

SET = frozenset({"edited", "added"})
"""The states of rows that hold what a person said."""
UNKNOWN = "unknown"
"""The group of the rows of which it is not known where they belong."""
_EVENTS = (
    "SELECT e.best, e.id, e.type, e.date, e.place, e.state, l.status FROM events e "
    "JOIN event_list l ON l.id = e.id WHERE e.retracted = 0"
)
_REPORTS = (
    "(SELECT id, coalesce(published, published_earliest) AS earliest, "
    "coalesce(published, published_latest) AS latest FROM reports WHERE status <> 'failed') AS read"
)


class Filters(TypedDict, total=False):
    """What rows may be chosen by before they are drawn.

    ``actor`` is a name or id of somebody who takes part or speaks, ``type`` the type of an event, the
    attitude of an attribution, what a figure counts, or the stance of a position; ``outlet`` an outlet or
    agency, ``start`` and ``end`` ISO days, weeks, months or years, ``report`` an id or file name.
    """

    actor: str | None
    type: str | None
    outlet: str | None
    start: str | None
    end: str | None
    report: str | None


@dataclass(frozen=True, slots=True)
class Item:
    """A place that can be coded, and the rows that the machine found there; a whole report has no span."""

    key: str
    report: str
    span: Span | None
    rows: tuple[Row, ...]

    @property
    def by_machine(self) -> bool:
        """Whether what stands there is what the machine found, not what somebody set in a review."""
        states = (row.get("state") or row.get("published_state") for row in self.rows)
        return not any(state in SET for state in states)


def items(
    archive: Archive,
    citations: Citations,
    kind: Kind,
    reports: Collection[str] | None = None,
    **filters: Unpack[Filters],
) -> Iterator[Item]:
    """The items of a kind that pass every filter, report by report: of all, or of those with these ids.

    Raises NotFoundError for an actor or report that the archive does not hold, QuestionError for a period
    that names no days, and for a filter that the kind does not know.
    """
    if report := filters.get("report"):
        reports = [find_row(archive, "reports", report, ("source",))["id"]]
    rows = _passing(archive, kind, filters, reports)
    for report, found in groupby(rows, key=lambda row: str(row.get("report") or row["id"])):
        cited = citations.report(report)
        if not _published_by(cited, filters.get("outlet")):
            continue
        held: dict[str, Item] = {}
        for span, at in groupby(sorted(found, key=_place), key=_span):
            item = Item(_key(cited, kind, span), report, span, tuple(at))
            held.setdefault(item.key, item)
        yield from held.values()


def group(citations: Citations, item: Item, kind: Kind, by: str) -> str:
    """The name of the group that an item belongs to: its type, outlet or year, or "unknown"."""
    cited = citations.report(item.report)
    if by == "outlet":
        return cited.outlet or cited.agency or UNKNOWN
    if by == "year":
        return cited.published[:4] if cited.published else UNKNOWN
    if kind.type_column is None:
        raise QuestionError(f"{kind.name} have no types; stratify by outlet or year")
    return _type(kind, item.rows[0])


def _key(cited: Cited, kind: Kind, span: Span | None) -> str:
    if span is None:
        return cited.id
    text, start, end = cited.text, span.start, span.end
    parts = (kind.name, text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{cited.id}-{digest[:12]}"


def _span(row: Row) -> Span | None:
    if "content" in row:
        return Span(row["content"][0][0], row["content"][-1][1])
    return Span(row["start"], row["end"]) if "start" in row else None


def _place(row: Row) -> tuple[int, int, str]:
    span = _span(row)
    return (span.start, span.end, row["id"]) if span else (0, 0, row["id"])


def _published_by(cited: Cited, outlet: str | None) -> bool:
    wanted = outlet and outlet.casefold()
    return not wanted or wanted in ((cited.outlet or "").casefold(), (cited.agency or "").casefold())


def _passing(
    archive: Archive, kind: Kind, filters: Filters, reports: Collection[str] | None
) -> Iterator[Row]:
    """The rows of a kind that pass, but for what only the report tells, in order of report."""
    type_ = (filters.get("type") or "").casefold()
    if type_ and kind.type_column is None:
        raise QuestionError(f"{kind.name} have no types to choose by")
    column = "id" if kind.table == "reports" else "report"
    of = ("", ()) if reports is None else is_one_of(column, reports)
    wanted = {row["id"] for row in _choice(archive, kind, filters).rows(archive, "id")}
    for key, row in _rows(archive, kind, of):
        if key in wanted and type_ in ("", _type(kind, row).casefold()):
            yield row


def _rows(archive: Archive, kind: Kind, of: Condition) -> Iterator[tuple[str, Row]]:
    """The rows of a kind, each with the id by which it is chosen: of a mention, that of its event."""
    events = {row["id"]: row for row in archive.query(_EVENTS)} if kind.table == "event_mentions" else {}
    for row in archive.rows(kind.table, *of):
        if kind.table != "event_mentions":
            yield row["id"], row
        elif kind.name == "event-mentions" and row["event"] in events:
            yield row["event"], row
        elif row["event"] in events and events[row["event"]]["best"] == row["id"]:
            yield row["event"], _told_best(events[row["event"]], row)


def _told_best(event: Row, mention: Row) -> Row:
    """An event as a row at the place that tells it best: who does what to whom is what is told there."""
    state = mention["state"] if event["state"] == "machine" else event["state"]
    return mention | {name: event[name] for name in ("type", "date", "place", "status")} | {"state": state}


def _type(kind: Kind, row: Row) -> str:
    return str(row.get(kind.type_column or "") or UNKNOWN)


def _choice(archive: Archive, kind: Kind, filters: Filters) -> Choice:
    """The rows that take part in, say or hold something in a period, as a choice from their list."""
    actor, start, end = filters.get("actor"), filters.get("start"), filters.get("end")
    match kind.table:
        case "event_mentions":
            return events_choice(archive, actor=actor, start=start, end=end)
        case "attributions":
            return quotes_choice(archive, speaker=actor, start=start, end=end)
        case "figures":
            return figures_choice(archive, speaker=actor, start=start, end=end)
        case "positions":
            return positions_choice(archive, actor=actor, start=start, end=end)
    conditions = list(is_in_period(Period.between(start, end)))
    if actor:
        named, ids = is_one_of("actor", actor_ids(archive, actor))
        conditions.append((f"id IN (SELECT report FROM mentions WHERE {named})", ids))
    return Choice(_REPORTS, tuple(conditions), order="id")

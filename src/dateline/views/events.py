"""Events and where they are told: the list, one event with its accounts, and the timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from dateline.archive import Archive, Row
from dateline.model import EventTime
from dateline.views.accounts import AccountRow, set_side_by_side
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.period import Period
from dateline.views.places import place_test
from dateline.views.testimony import testimony

STATUS_ORDER = ("occurred", "reported", "planned", "called-for", "possible", "denied", "negated")
"""Which status speaks for an event told in several places: the one nearest to a plain fact."""
TIMELINE_STATUS = frozenset({"occurred", "reported", "planned"})
"""What a timeline shows unless all is asked for; calls, threats and denials are not happenings."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells of an event, with who says so (None: the report itself) and its sentence."""

    mention: str
    report: str
    label: str
    outlet: str | None
    status: str
    date: str | None
    place: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    says: tuple[str, ...]
    words: str
    passage: Passage
    when: EventTime


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with the telling that speaks for it; its ``reports`` count versions of one address once.

    ``retracted`` marks what a user says is none.
    """

    id: str
    date: str | None
    type: str
    status: str
    title: str
    place: str | None
    actors: tuple[str, ...]
    reports: int
    mentions: int
    best: Telling
    when: EventTime
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class EventView:
    """One event in full: its row, why reports were tied, every place that tells of it, and its accounts.

    ``accounts`` are the rows of the comparison by party, ``by_outlet`` those by outlet.
    """

    row: EventRow
    why: tuple[str, ...]
    tellings: tuple[Telling, ...]
    accounts: tuple[AccountRow, ...] = ()
    by_outlet: tuple[AccountRow, ...] = ()


class Filters(TypedDict, total=False):
    """What events may be chosen by.

    ``actor`` is a name or id, ``place`` the name of a place, which finds what lies in it too, ``type`` a
    PLOVER type, ``start`` and ``end`` ISO days, weeks, months or years between which it may have happened,
    ``story`` a story id.
    """

    actor: str | None
    place: str | None
    type: str | None
    start: str | None
    end: str | None
    story: str | None


def events(archive: Archive, *, status: Sequence[str] = (), **filters: Unpack[Filters]) -> list[EventRow]:
    """The events that pass every filter, in order of date (undated last).

    Raises NotFoundError for an actor or story the archive does not hold.
    """
    passes = _filter(archive, filters)
    citations, names = Citations(archive), actor_names(archive)
    rows = [
        _row(archive, citations, names, row, mentions)
        for row, mentions in _told(archive)
        if passes(row) and (not status or _status(mentions) in status)
    ]
    return sorted(
        rows, key=lambda r: (r.date is None, r.date or "", r.best.report, r.best.passage.span, r.id)
    )


def timeline(archive: Archive, *, everything: bool = False, **filters: Unpack[Filters]) -> list[EventRow]:
    """The dated events in order, each with the sentence it rests on.

    Shown are happenings (occurred, reported, planned) that several reports tell, that a report is about, or
    in which two actors meet; with *everything*, all dated events. What was retracted is left out.
    """
    dated = [
        row
        for row in events(archive, **filters)
        if row.date and not row.date.startswith("X") and not row.retracted
    ]
    if everything:
        return dated
    main = {row["main_event"] for row in archive.query("SELECT main_event FROM reports")}
    return [
        row
        for row in dated
        if row.status in TIMELINE_STATUS
        and (row.reports > 1 or row.id in main or (row.type != "other" and len(row.actors) > 1))
    ]


def event(archive: Archive, name: str) -> EventView:
    """One event by its id or the beginning of it; raises NotFoundError when there is none."""
    row = find_row(archive, "events", name)
    mentions = _mentions(archive, row["id"])
    citations, names = Citations(archive), actor_names(archive)
    statements = testimony(archive, row, names)
    return EventView(
        _row(archive, citations, names, row, mentions),
        tuple(_readable(citations, row["reports"], line) for line in row["why"]),
        tuple(_telling(archive, citations, names, mention) for mention in mentions),
        set_side_by_side(statements),
        set_side_by_side(statements, "outlet"),
    )


def _filter(archive: Archive, filters: Filters) -> Callable[[Row], bool]:
    """A test of rows of the table of events, with actor and story looked up once."""
    actor, story = filters.get("actor"), filters.get("story")
    actors = set(actor_ids(archive, actor)) if actor else None
    chosen = set(find_row(archive, "stories", story)["events"]) if story else None
    place, type_ = filters.get("place"), (filters.get("type") or "").casefold()
    is_there = place_test(archive, place) if place else None
    period = Period.between(filters.get("start"), filters.get("end"))

    def passes(row: Row) -> bool:
        return (
            (actors is None or bool(actors & set(row["actors"])))
            and (chosen is None or row["id"] in chosen)
            and (not type_ or row["type"].casefold() == type_)
            and (is_there is None or is_there(row["place_id"], row["place"]))
            and period.meets(row["earliest"], row["latest"])
        )

    return passes


def _readable(citations: Citations, reports: Sequence[str], line: str) -> str:
    """A reason with the reports' names in place of their ids."""
    for report in reports:
        line = line.replace(report, citations.report(report).label)
    return line


def _told(archive: Archive) -> Iterator[tuple[Row, list[Row]]]:
    by_event: dict[str, list[Row]] = {}
    for mention in archive.rows("event_mentions", "event IS NOT NULL"):
        by_event.setdefault(mention["event"], []).append(mention)
    for row in archive.rows("events"):
        if row["id"] in by_event:
            yield row, by_event[row["id"]]


def _mentions(archive: Archive, event_id: str) -> list[Row]:
    return list(archive.rows("event_mentions", "event = ?", (event_id,), order="report, start"))


def _status(mentions: Sequence[Row]) -> str:
    statuses: set[str] = {m["status"] for m in mentions}
    return min(statuses, key=STATUS_ORDER.index)


def _row(
    archive: Archive, citations: Citations, names: dict[str, str], row: Row, mentions: Sequence[Row]
) -> EventRow:
    status = _status(mentions)
    best = next(m for m in mentions if m["id"] == row["best"])
    return EventRow(
        id=row["id"],
        date=row["date"],
        type=row["type"],
        status=status,
        title=row["title"],
        place=row["place"],
        actors=tuple(names.get(a, a) for a in row["actors"]),
        reports=citations.sources(row["reports"]),
        mentions=len(mentions),
        best=_telling(archive, citations, names, best),
        when=_when(row),
        retracted=bool(row["retracted"]),
    )


def _when(row: Row) -> EventTime:
    return EventTime(row["earliest"], row["latest"], row["precision"], row["date_basis"])


def _telling(archive: Archive, citations: Citations, names: dict[str, str], mention: Row) -> Telling:
    report = citations.report(mention["report"])
    says: tuple[str, ...] = ()
    if mention["attribution"]:
        said = next(archive.rows("attributions", "id = ?", (mention["attribution"],)), None)
        if said:
            says = tuple(names.get(s, s) for s in said["speakers"]) or tuple(
                citations.words(report.id, start, end) for start, end in said["source"]
            )
    return Telling(
        mention=mention["id"],
        report=report.id,
        label=report.label_at(mention["start"]),
        outlet=report.outlet,
        status=mention["status"],
        date=mention["date"],
        place=mention["place"],
        source=tuple(names.get(a, a) for a in mention["source"]),
        target=tuple(names.get(a, a) for a in mention["target"]),
        says=says,
        words=citations.words(report.id, mention["start"], mention["end"]),
        passage=citations.sentence(report.id, mention["start"], mention["end"]),
        when=_when(mention),
    )

"""Events and where they are told: the list, one event with its accounts, and the timeline."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict, Unpack

from dateline.archive import Archive, Row
from dateline.archive.lists import DATED, HAPPENING
from dateline.model import EventTime
from dateline.views.accounts import AccountRow, set_side_by_side
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of, rows_by_id
from dateline.views.citation import Citations, Passage, speakers_of
from dateline.views.decided import is_decided, tags_of
from dateline.views.names import actor_ids, actor_names, find_row, find_story
from dateline.views.period import Period
from dateline.views.places import PlaceNamed
from dateline.views.testimony import testimony

STATUS_ORDER = ("occurred", "reported", "planned", "called-for", "possible", "denied", "negated")
"""Which status speaks for an event told in several places: the one nearest to a plain fact."""

_TOLD_BY = (
    "id IN (SELECT m.event FROM reports r JOIN event_mentions m ON m.report = r.id "
    "WHERE ? IN (casefold(r.outlet), casefold(r.agency)))"
)
"""That a report of an outlet, or with the credit of an agency, tells of it."""
_TAGGED = (
    "id IN (SELECT row FROM tags WHERE tag = ?) OR id IN "
    "(SELECT m.event FROM tags t JOIN event_mentions m ON m.id = t.row WHERE t.tag = ?)"
)
"""That it bears a tag, or a telling of it does."""
_TOLD_AS = (
    "id IN (SELECT m.event FROM event_actors a JOIN event_mentions m ON m.event = a.event, "
    "json_each(m.{side}) side WHERE a.{holds} AND {told})"
)
"""That it is told with some actors on one side."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One place that tells of an event, with who says so (None: the report itself) and its sentence.

    ``state`` is what users decided of it.
    """

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
    state: str = "machine"


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event with the telling that speaks for it; its ``reports`` count versions of one address once.

    ``retracted`` marks what a user says is none, ``state`` is what users decided of it, ``tags`` are theirs.
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
    state: str = "machine"
    tags: tuple[str, ...] = ()


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

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from dateline.views.display import event_html

        return event_html(self)


class Filters(TypedDict, total=False):
    """What events may be chosen by.

    ``actor`` is a name or id, ``place`` the name of a place, which finds what lies in it too, ``type`` a
    PLOVER type, ``outlet`` an outlet or agency that tells of it, ``start`` and ``end`` ISO days, weeks,
    months or years between which it may have happened, ``story`` a story id or words of its title. ``side``
    leaves of the events of an actor those that it is told to do ("source") or to undergo ("target").
    ``state`` are the states that users may have put it in ("accepted", "edited"), ``tag`` is one that it,
    or a telling of it, bears.
    """

    actor: str | None
    side: Literal["source", "target"] | None
    place: str | None
    type: str | None
    outlet: str | None
    start: str | None
    end: str | None
    story: str | None
    state: Sequence[str]
    tag: str | None


def events(
    archive: Archive,
    *,
    status: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
    **filters: Unpack[Filters],
) -> list[EventRow]:
    """The events that pass every filter, in order of date (undated last); *limit* of them, after *offset*.

    Raises NotFoundError for an actor or story the archive does not hold, QuestionError for a period that
    names no days.
    """
    return _rows(archive, events_choice(archive, status=status, **filters), limit, offset)


def timeline(
    archive: Archive,
    *,
    everything: bool = False,
    status: Sequence[str] = (),
    limit: int | None = None,
    offset: int = 0,
    **filters: Unpack[Filters],
) -> list[EventRow]:
    """The dated events in order, each with the sentence it rests on; *limit* of them, after *offset*.

    Shown are happenings (occurred, reported, planned) that several reports tell, that a report is about, or
    in which two actors meet; with *everything*, all dated events. What was retracted is left out. Raises as
    `events`.
    """
    choice = timeline_choice(archive, everything=everything, status=status, **filters)
    return _rows(archive, choice, limit, offset)


def events_choice(archive: Archive, *, status: Sequence[str] = (), **filters: Unpack[Filters]) -> Choice:
    """The events that pass, as a choice from their list."""
    conditions = [is_one_of("status", status)] if status else []
    return Choice("event_list", (*conditions, *_conditions(archive, filters)))


def timeline_choice(
    archive: Archive, *, everything: bool = False, status: Sequence[str] = (), **filters: Unpack[Filters]
) -> Choice:
    """The events of a timeline, as a choice from the list of events."""
    conditions: list[Condition] = [(DATED, ())]
    if not everything:
        conditions.append((HAPPENING, ()))
    chosen = events_choice(archive, status=status, **filters)
    return Choice(chosen.listed, (*conditions, *chosen.conditions))


def event(archive: Archive, name: str) -> EventView:
    """One event by its id or the beginning of it; raises NotFoundError when there is none."""
    row = find_row(archive, "events", name)
    [listed] = Choice("event_list", (("id = ?", (row["id"],)),)).rows(archive)
    mentions = list(archive.rows("event_mentions", "event = ?", (row["id"],), order="report, start"))
    tellings = _Tellings.of(archive, mentions, row["actors"])
    best = next(m for m in mentions if m["id"] == row["best"])
    statements = testimony(archive, row)
    return EventView(
        tellings.row(listed, row, best),
        tuple(_readable(tellings.citations, row["reports"], line) for line in row["why"]),
        tuple(tellings.telling(mention) for mention in mentions),
        set_side_by_side(statements),
        set_side_by_side(statements, "outlet"),
    )


def sides(source: Sequence[str], target: Sequence[str]) -> str:
    """Who does it to whom, in one line; "?" stands for a side that is not told."""
    doing, suffering = ", ".join(source), ", ".join(target)
    return f"{doing or '?'} → {suffering}" if suffering else doing


def _conditions(archive: Archive, filters: Filters) -> Iterator[Condition]:
    """The filters as conditions on the list of events, with actor and story looked up once."""
    if actor := filters.get("actor"):
        holds, ids = is_one_of("actor", actor_ids(archive, actor))
        yield f"id IN (SELECT event FROM event_actors WHERE {holds})", ids
        if side := filters.get("side"):
            told, _ = is_one_of("side.value", ids)
            yield _TOLD_AS.format(holds=holds, side=side, told=told), (*ids, *ids)
    if place := filters.get("place"):
        yield PlaceNamed.find(archive, place).condition("place_id", "place")
    if type_ := filters.get("type"):
        yield "lower(type) = lower(?)", (type_,)
    if outlet := filters.get("outlet"):
        yield _TOLD_BY, (outlet.casefold(),)
    yield from is_in_period(Period.between(filters.get("start"), filters.get("end")))
    if story := filters.get("story"):
        yield is_one_of("id", find_story(archive, story)["events"])
    yield from is_decided(filters.get("state", ()), None)
    if tag := filters.get("tag"):
        yield _TAGGED, (tag, tag)


def _readable(citations: Citations, reports: Sequence[str], line: str) -> str:
    """A reason with the reports' names in place of their ids."""
    for report in reports:
        line = line.replace(report, citations.report(report).label)
    return line


def _rows(archive: Archive, choice: Choice, limit: int | None, offset: int) -> list[EventRow]:
    listed = choice.rows(archive, limit=limit, offset=offset)
    rows = rows_by_id(archive, "events", [row["id"] for row in listed])
    best = rows_by_id(archive, "event_mentions", [row["best"] for row in rows.values()])
    tellings = _Tellings.of(archive, best.values(), {a for row in rows.values() for a in row["actors"]})
    return [tellings.row(one, rows[one["id"]], best[rows[one["id"]]["best"]]) for one in listed]


@dataclass(frozen=True, slots=True)
class _Tellings:
    """What the mentions of events need to be told: citations, names, and who says so."""

    citations: Citations
    names: dict[str, str]
    attributions: dict[str, Row]
    tags: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, archive: Archive, mentions: Collection[Row], actors: Iterable[str]) -> _Tellings:
        """What telling *mentions*, and naming *actors* beside, needs."""
        said = rows_by_id(archive, "attributions", [m["attribution"] for m in mentions if m["attribution"]])
        named = {actor for m in mentions for actor in (*m["source"], *m["target"])}
        named |= {speaker for row in said.values() for speaker in row["speakers"]}
        tags = tags_of(archive, {m["event"] for m in mentions if m["event"]})
        return cls(Citations(archive, mentions), actor_names(archive, named.union(actors)), said, tags)

    def row(self, listed: Row, event: Row, best: Row) -> EventRow:
        """An event with the telling that speaks for it."""
        return EventRow(
            id=event["id"],
            date=event["date"],
            type=event["type"],
            status=listed["status"],
            title=event["title"],
            place=event["place"],
            actors=tuple(self.names.get(a, a) for a in event["actors"]),
            reports=listed["reports"],
            mentions=listed["mentions"],
            best=self.telling(best),
            when=_when(event),
            retracted=bool(event["retracted"]),
            state=event["state"],
            tags=self.tags.get(event["id"], ()),
        )

    def telling(self, mention: Row) -> Telling:
        """One mention with who says so and its sentence."""
        report = self.citations.report(mention["report"])
        said = self.attributions.get(mention["attribution"] or "")
        return Telling(
            mention=mention["id"],
            report=report.id,
            label=report.label_at(mention["start"]),
            outlet=report.outlet,
            status=mention["status"],
            date=mention["date"],
            place=mention["place"],
            source=tuple(self.names.get(a, a) for a in mention["source"]),
            target=tuple(self.names.get(a, a) for a in mention["target"]),
            says=speakers_of(self.citations, self.names, said) if said else (),
            words=self.citations.words(report.id, mention["start"], mention["end"]),
            passage=self.citations.sentence(report.id, mention["start"], mention["end"]),
            when=_when(mention),
            state=mention["state"],
        )


def _when(row: Row) -> EventTime:
    return EventTime(row["earliest"], row["latest"], row["precision"], row["date_basis"])

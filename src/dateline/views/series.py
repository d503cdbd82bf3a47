"""Series of figures out of an archive, each point with its sources and the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.choosing import Choice, Condition, is_one_of, rows_by_id
from dateline.views.citation import Citations, Passage, name_of, speakers_of
from dateline.views.copies import same_texts
from dateline.views.names import actor_names, find_row
from dateline.views.places import PlaceNamed
from dateline.views.quantities import ANYONE, Given, Run, runs

BOUNDS = frozenset(("about", "more than", "at least", "up to", "at most", "nearly", "fewer than"))
"""Hedges that stand before a number; any other is a word that names none ("dozens")."""
LEAST = 2
"""Points that make a series."""
OF_STORIES = (
    "SELECT r.value AS report, min(s.id) AS story FROM stories s, json_each(s.reports) r GROUP BY r.value"
)
"""SQL for the story of each report that is of one."""
_OF_FIGURES = (
    "id", "report", "start", "end", "value", "low", "high", "hedge", "unit", "what", "of", "rate", "as_of",
    "cumulative", "since", "forecast", "previous", "place", "place_id", "event", "attribution", "source",
    "speakers",
)  # fmt: skip
_OF_EVENTS = ("id", "type", "earliest", "latest", "date_basis", "place_id")
"""The columns that series need, of thousands of figures and events."""


@dataclass(frozen=True, slots=True)
class Giving:
    """Where a point is given: the figure and its words, the report, and the sentence."""

    figure: str
    words: str
    report: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Point:
    """A value given by one source for one day; ``reports`` counts copies and versions of a report once.

    ``says`` is empty where no source is given: then the report of ``outlet`` says it itself. ``least`` and
    ``most`` are the range that the words allow, ``most`` None where it is open ("at least 12"); ``previous``
    is the value that it replaces by its own words.
    """

    day: str | None
    value: float
    low: float | None
    high: float | None
    hedge: str | None
    least: float
    most: float | None
    says: tuple[str, ...]
    outlet: str
    forecast: bool
    previous: float | None
    reports: int
    givings: tuple[Giving, ...]

    @property
    def words(self) -> str:
        """The value with its bounds: "at least 12", "75 to 80", "expected: 300"."""
        value = number_in_words(self.value)
        if self.low is not None and self.high is not None and self.low < self.high:
            value = f"{number_in_words(self.low)} to {number_in_words(self.high)}"
        if self.hedge:
            value = f"{self.hedge} {value}" if self.hedge in BOUNDS else f"{self.hedge} ({value})"
        return f"expected: {value}" if self.forecast else value

    @property
    def source(self) -> str:
        """Who gives it, in words."""
        return ", ".join(self.says) or f"no source given ({self.outlet})"


@dataclass(frozen=True, slots=True)
class Series:
    """The same quantity of the same scope over time, its points in order of the day.

    ``disagreements`` are pairs of points (indices) of two sources for about the same day whose ranges do not
    meet, ``revisions`` pairs in which a source gives a later value for the same incident.
    """

    what: str
    unit: str | None
    of: str | None
    rate: str | None
    cumulative: bool
    since: str | None
    place: str | None
    events: tuple[str, ...]
    stories: tuple[str, ...]
    points: tuple[Point, ...]
    disagreements: tuple[tuple[int, int], ...]
    revisions: tuple[tuple[int, int], ...]

    @property
    def title(self) -> str:
        """What the series is of: "killed, Osh", "refugees, Syrian, in all since 2011-03"."""
        whom = self.of if self.of and self.of.casefold() not in (*ANYONE, self.what) else None
        unit = self.unit if self.unit != self.what else None
        total = f"in all since {self.since}" if self.since else "in all" if self.cumulative else None
        return ", ".join(part for part in (self.what, whom, unit, self.rate, self.place, total) if part)


def number_in_words(value: float) -> str:
    """A number with its thousands apart and no more digits than it has."""
    return f"{value:,.10g}"


def figure_series(
    archive: Archive,
    *,
    what: str | None = None,
    event: str | None = None,
    story: str | None = None,
    place: str | None = None,
    report: str | None = None,
    least: int = LEAST,
    limit: int | None = None,
    offset: int = 0,
) -> list[Series]:
    """The series of figures that pass every filter and have at least *least* points.

    At most *limit* come back, without the first *offset*.

    *what* is as in the export; *event*, *story* and *report* are ids, or the beginning of one; *place* finds
    what lies in it too. A series passes as a whole where one of its figures does. Raises NotFoundError for an
    event, a story or a report that the archive does not hold.
    """
    choice = series_choice(
        archive, what=what, event=event, story=story, place=place, report=report, least=least
    )
    return choice.rows(limit=limit, offset=offset)


def series_choice(
    archive: Archive,
    *,
    what: str | None = None,
    event: str | None = None,
    story: str | None = None,
    place: str | None = None,
    report: str | None = None,
    least: int = LEAST,
) -> SeriesChoice:
    """The series that pass, as `figure_series`, to be counted and taken a page at a time."""
    passing = _passing(archive, what, event, story, place, report)
    stories = _stories(archive)
    rows = {row["id"]: row for row in _beside(archive, passing, stories)}
    context = _Context.of(archive, rows, stories)
    found = runs(_given(row, context) for row in rows.values())
    chosen = {row["id"] for row in passing}
    return SeriesChoice(
        [r for r in found if len(r.points) >= least and any(g.figure in chosen for p in r.points for g in p)],
        rows,
        context,
    )


@dataclass(frozen=True, slots=True)
class SeriesChoice:
    """The series that pass, with the rows of their figures and what these need."""

    _runs: Sequence[Run]
    _rows: Mapping[str, Row]
    _context: _Context

    def count(self) -> int:
        """How many series pass."""
        return len(self._runs)

    def rows(self, *, limit: int | None = None, offset: int = 0) -> list[Series]:
        """The series that pass, in order: at most *limit*, without the first *offset*."""
        return [_series(run, self._rows, self._context) for run in self._runs[offset:][:limit]]


def _passing(
    archive: Archive,
    what: str | None,
    event: str | None,
    story: str | None,
    place: str | None,
    report: str | None,
) -> list[Row]:
    """The figures that pass every filter, with what `_beside` asks of them."""
    conditions: list[Condition] = [("what = ?", (what,))] if what else []
    if event:
        conditions.append(("event = ?", (find_row(archive, "events", event)["id"],)))
    if story:
        conditions.append(is_one_of("report", find_row(archive, "stories", story)["reports"]))
    if place:
        conditions.append(PlaceNamed.find(archive, place).condition("place_id", "place"))
    if report:
        conditions.append(("report = ?", (find_row(archive, "reports", report)["id"],)))
    return Choice(
        "(SELECT *, rowid AS number FROM figures WHERE state <> 'rejected')", tuple(conditions)
    ).rows(archive, "id, report, event, what")


def _beside(archive: Archive, passing: Sequence[Row], stories: Mapping[str, str]) -> Iterator[Row]:
    """The figures that may stand in one series with those that pass: of one group or event, or totals."""
    groups = {_group(row, stories) for row in passing}
    events = {row["event"] for row in passing if row["event"]}
    (counted, what), (told, of_events), (given, reports) = (
        is_one_of("what", {row["what"] for row in passing}),
        is_one_of("event", events | groups),
        is_one_of("report", groups.union(r for r, story in stories.items() if story in groups)),
    )
    near = f"{counted} AND (cumulative <> 0 OR {told} OR {given})"
    for row in archive.rows("figures", near, (*what, *of_events, *reports), columns=_OF_FIGURES):
        if row["cumulative"] or row["event"] in events or _group(row, stories) in groups:
            yield row


def _group(row: Row, stories: Mapping[str, str]) -> str:
    """What the report of a figure belongs to: its story, else the event of the figure, else itself."""
    group: str = stories.get(row["report"]) or row["event"] or row["report"]
    return group


def _stories(archive: Archive) -> dict[str, str]:
    """Report → story."""
    return {row["report"]: row["story"] for row in archive.query(OF_STORIES)}


@dataclass(frozen=True, slots=True)
class _Context:
    """What the series need to know of events, stories, places, reports and copies."""

    names: dict[str, str]
    citations: Citations
    events: Mapping[str, Row]
    stories: Mapping[str, str]
    voices: Mapping[str, str]
    kinds: Mapping[str, str]
    said: Mapping[str, str | None]
    outlets: Mapping[str, tuple[str, str | None]]

    @classmethod
    def of(cls, archive: Archive, rows: Mapping[str, Row], stories: Mapping[str, str]) -> _Context:
        """What the figures *rows* need."""
        reports, values = is_one_of("id", {row["report"] for row in rows.values()})
        told = sorted({row["event"] for row in rows.values() if row["event"]})
        said, ids = is_one_of("id", {row["attribution"] for row in rows.values() if row["attribution"]})
        attributions = archive.query(f"SELECT id, said FROM attributions WHERE {said}", ids)
        return cls(
            names=actor_names(archive, {speaker for row in rows.values() for speaker in row["speakers"]}),
            citations=Citations(archive),
            events=rows_by_id(archive, "events", told, _OF_EVENTS),
            stories=stories,
            voices=same_texts(archive, {row["report"] for row in rows.values()})[0],
            kinds={row["id"]: row["kind"] for row in archive.query("SELECT id, kind FROM places")},
            said={row["id"]: row["said"] for row in attributions},
            outlets={
                row["id"]: (name_of(row["outlet"], row["agency"], row["source"]), row["published"])
                for row in archive.query(
                    f"SELECT id, outlet, agency, source, published FROM reports WHERE {reports}", values
                )
            },
        )


def _given(row: Row, context: _Context) -> Given:
    voice, (_, published) = context.voices[row["report"]], context.outlets[row["report"]]
    event = context.events.get(row["event"] or "")
    dated = event is not None and event["date_basis"] not in (None, "published") and event["earliest"]
    place = row["place_id"] or (row["place"] or "").casefold() or (event["place_id"] if event else None)
    return Given(
        figure=row["id"],
        report=row["report"],
        voice=voice,
        outlet=context.outlets[voice][0],
        group=_group(row, context.stories),
        what=row["what"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        hedge=row["hedge"],
        unit=row["unit"],
        of=row["of"],
        rate=row["rate"],
        day=_day(row, event, context.said.get(row["attribution"] or ""), published),
        source=speakers_of(context.citations, context.names, row),
        forecast=bool(row["forecast"]),
        previous=row["previous"],
        cumulative=bool(row["cumulative"]),
        since=row["since"],
        place=place,
        country_only=context.kinds.get(place or "") == "country",
        event=row["event"],
        incident=f"other {event['earliest']}" if event and dated and event["type"] == "other" else None,
        happened=(event["earliest"], event["latest"] or event["earliest"]) if event and dated else None,
    )


def _day(row: Row, event: Row | None, said: str | None, published: str | None) -> str | None:
    """The day for which a figure is given: the day its words name, else that of its being said or published.

    The day that dates its event ("killed on Monday") is not the day on which so many were known of.
    """
    named = row["as_of"]
    if event is not None and event["earliest"] and event["earliest"] <= (named or "") <= event["latest"]:
        named = None
    if named == published:
        named = None
    said = said if said and said[:4].isdigit() else None
    day: str | None = named or said or published or row["as_of"]
    return day


def _series(run: Run, rows: Mapping[str, Row], context: _Context) -> Series:
    given = [g for point in run.points for g in point]
    first = run.first
    places = [rows[g.figure]["place"] for g in given if rows[g.figure]["place"] and not g.country_only]
    places = places or [rows[g.figure]["place"] for g in given if rows[g.figure]["place"]]
    return Series(
        what=first.what,
        unit=first.unit,
        of=next((g.of for g in given if g.of), None),
        rate=first.rate,
        cumulative=first.cumulative,
        since=first.since,
        place=max(sorted(set(places)), key=places.count, default=None),
        events=tuple(sorted({g.event for g in given if g.event})),
        stories=tuple(sorted({context.stories[g.report] for g in given if g.report in context.stories})),
        points=tuple(_point(point, rows, context.citations) for point in run.points),
        disagreements=run.disagreements,
        revisions=run.revisions,
    )


def _point(point: tuple[Given, ...], rows: Mapping[str, Row], citations: Citations) -> Point:
    first = point[0]
    least, most = first.range
    return Point(
        day=first.day,
        value=first.value,
        low=first.low,
        high=first.high,
        hedge=first.hedge,
        least=least,
        most=None if most == float("inf") else most,
        says=first.source,
        outlet=first.outlet,
        forecast=first.forecast,
        previous=next((g.previous for g in point if g.previous is not None), None),
        reports=len({g.voice for g in point}),
        givings=tuple(_giving(rows[g.figure], citations) for g in point),
    )


def _giving(row: Row, citations: Citations) -> Giving:
    report = citations.report(row["report"])
    return Giving(
        figure=row["id"],
        words=citations.words(row["report"], row["start"], row["end"]),
        report=row["report"],
        label=report.label_at(row["start"]),
        passage=citations.sentence(row["report"], row["start"], row["end"]),
    )

"""What changed in the record since an earlier update, and whether new sources or new software did it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from dateline.archive import Archive, Update, updates
from dateline.errors import NotFoundError, QuestionError
from dateline.model import Span
from dateline.views.choosing import is_one_of
from dateline.views.citation import Citations, Passage
from dateline.views.positions import shifts
from dateline.views.series import Point, figure_series, number_in_words

Kind = Literal[
    "new report", "report gone", "report dated", "new event", "event gone", "event dated", "link made",
    "link broken", "figure revised", "figure read anew", "shift",
]  # fmt: skip
"""In the order in which changes are listed."""
Cause = Literal["sources", "software", "corrections", "sources or software", "what was brought or taken out"]

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class UpdateRow:
    """One update of the record: when, what made it, and how many rows it changed."""

    number: int
    made: str
    cause: str
    new_reports: int
    changed: int


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One thing that is otherwise than it was: ``before`` and ``after`` in words, None where there is none.

    ``id`` is that of the report, event, figure or position; ``passage`` is where it is told now. ``cause`` is
    whether new sources or new software changed it, as far as that can be told apart.
    """

    kind: Kind
    cause: Cause
    id: str
    what: str
    before: str | None
    after: str | None
    report: str | None = None
    label: str | None = None
    passage: Passage | None = None


@dataclass(slots=True)
class _Net:
    """What a row said before all updates looked at and says after, and the updates that changed it."""

    before: list[Any] | None
    after: list[Any] | None
    by: list[int] = field(default_factory=list)


def record_updates(archive: Archive) -> list[UpdateRow]:
    """The updates of the record, in order, each with what made it; what the first changed is not told."""
    rows, causes = [], _Causes()
    for update in updates(archive):
        causes.add(update)
        rows.append(
            UpdateRow(
                update.number,
                update.made,
                causes.in_words(update.number),
                len(causes.added[update.number]),
                sum(map(len, update.changed.values())),
            )
        )
    return rows


def record_changes(archive: Archive, since: str) -> list[RecordChange]:
    """What is otherwise than it was after the update *since* (its number), or on the eve of a day (ISO).

    Raises QuestionError for what is neither a number nor a day, NotFoundError where the archive has no update
    so early: what it was then cannot be told.
    """
    every = list(updates(archive))
    after = _first_after(every, since)
    causes, nets = _Causes(), defaultdict[str, dict[str, _Net]](dict)
    for update in every:
        causes.add(update)
        if update.number <= after:
            continue
        for kind, rows in update.changed.items():
            for key, (was, now) in rows.items():
                net = nets[kind].setdefault(key, _Net(was, was))
                net.after = now
                net.by.append(update.number)
    differing = {
        kind: {key: net for key, net in rows.items() if net.before != net.after}
        for kind, rows in nets.items()
    }
    told = _Told(archive, causes, differing).changes()
    return sorted(told, key=lambda change: get_args(Kind).index(change.kind))


def _first_after(every: Sequence[Update], since: str) -> int:
    """The number of the update after which changes are asked for."""
    if not every:
        raise NotFoundError("nothing was read into this archive yet")
    first = every[0]
    if _DAY.fullmatch(since):
        before = [update.number for update in every if update.made[: len(since)] < since]
        if not before and since < first.made[: len(since)]:
            raise NotFoundError(f"the first update was on {first.made[:10]}; see: dateline changes")
        return max(before, default=first.number)
    if not since.isdecimal():
        raise QuestionError(f"{since} is neither the number of an update nor a day; write 3 or 2024-05-01")
    if int(since) not in {update.number for update in every}:
        raise NotFoundError(f"there is no update {since}; see: dateline changes")
    return int(since)


class _Causes:
    """What made each update: which reports it added, and what was new beside."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.added: dict[int, set[str]] = {}
        self._software: set[int] = set()
        self._corrections: set[int] = set()
        self._last: Update | None = None

    def add(self, update: Update) -> None:
        """Take the next update into account."""
        rows = update.changed.get("reports", {})
        self.added[update.number] = {key for key, (was, _) in rows.items() if was is None}
        if self._last and self._last.stamp != update.stamp:
            self._software.add(update.number)
        if self._last and self._last.corrections != update.corrections:
            self._corrections.add(update.number)
        self._last = update

    def of(self, numbers: Iterable[int], reports: Collection[str]) -> Cause:
        """What changed a row that stands in *reports*, in updates of these *numbers*."""
        by = set(numbers)
        added = set[str]().union(*(self.added[number] for number in by))
        if added & set(reports):
            return "sources"
        if by & self._software:
            return "sources or software" if added else "software"
        if by & self._corrections:
            return "corrections"
        return "sources" if added else "what was brought or taken out"

    def in_words(self, number: int) -> str:
        """What was new in an update."""
        told = [
            "new sources" if self.added[number] else "",
            "new software" if number in self._software else "",
            "corrections" if number in self._corrections else "",
        ]
        return ", ".join(filter(None, told)) or ("the first" if number == min(self.added) else "")


class _Told:
    """Rows that differ, told as changes with the words they rest on."""

    def __init__(
        self, archive: Archive, causes: _Causes, differing: Mapping[str, Mapping[str, _Net]]
    ) -> None:
        """Tell of what differs in *archive*."""
        self._archive = archive
        self._causes = causes
        self._differing = differing
        self._citations = Citations(archive)

    def changes(self) -> Iterator[RecordChange]:
        """All changes, kind by kind."""
        yield from self._reports()
        yield from self._events()
        yield from self._figures()
        yield from self._shifts()

    def _rows(self, kind: str) -> Mapping[str, _Net]:
        return self._differing.get(kind, {})

    def _reports(self) -> Iterator[RecordChange]:
        found = sorted(self._rows("reports").items(), key=lambda item: (item[1].before is not None, item[0]))
        for key, net in found:
            cause = self._causes.of(net.by, [key])
            title = self._titles([key]).get(key, "")
            if net.after is None:
                yield RecordChange("report gone", cause, key, "", _dated(net.before), None)
                continue
            label = self._citations.report(key).label
            kind: Kind = "new report" if net.before is None else "report dated"
            before = None if net.before is None else _dated(net.before)
            yield RecordChange(kind, cause, key, title, before, _dated(net.after), key, label)

    def _titles(self, reports: Iterable[str]) -> dict[str, str]:
        condition, values = is_one_of("id", reports)
        rows = self._archive.query(f"SELECT id, title FROM reports WHERE {condition}", values)
        return {row["id"]: row["title"] or "(no title)" for row in rows}

    def _events(self) -> Iterator[RecordChange]:
        """Events by the places that tell of them: one whose first place is read otherwise has another id."""
        nets = self._rows("events")
        was = {place: key for key, net in nets.items() for place in _places(net.before)}
        now = {place for net in nets.values() for place in _places(net.after)}
        for key, net in sorted(nets.items()):
            places = _places(net.after or net.before)
            cause = self._causes.of(net.by, {_report(place) for place in places})
            earlier = sorted({was[place] for place in places if place in was})
            if net.after is None:
                if net.before and not now.intersection(places):
                    told = f"told in {_short(_reports(net.before))}"
                    yield RecordChange("event gone", cause, key, told, net.before[0], None)
            elif not earlier:
                yield self._event("new event", cause, key, (None, net.after[0]))
            else:
                before = [one for key in earlier if (one := nets[key].before)]
                days = {one[0] for one in before}
                if net.after[0] not in days:
                    sides = " or ".join(sorted(day or "undated" for day in days)), net.after[0]
                    yield self._event("event dated", cause, key, sides)
                yield from self._links(key, before, net.after, cause)

    def _links(
        self, key: str, before: Sequence[list[Any]], after: list[Any], cause: Cause
    ) -> Iterator[RecordChange]:
        """Reports that an event ties together and did not, and those that it did and does no longer."""
        groups, together = [_reports(one) for one in before], _reports(after)
        known = set[str]().union(*groups)
        sides = "; ".join(map(_short, groups)), _short(together)
        if not any(together <= group for group in groups):
            yield self._event("link made", cause, key, sides)
        if self._titles(known - together):  # what is no longer held at all is told as gone
            yield self._event("link broken", cause, key, sides)

    def _event(
        self, kind: Kind, cause: Cause, key: str, sides: tuple[str | None, str | None]
    ) -> RecordChange:
        row = next(
            self._archive.query(
                'SELECT e.title, m.report, m.start, m."end" FROM events e '
                "JOIN event_mentions m ON m.id = e.best WHERE e.id = ?",
                (key,),
            )
        )
        place = Span(row["start"], row["end"])
        return self._cited(kind, cause, key, row["title"], sides, row["report"], place)

    def _cited(
        self,
        kind: Kind,
        cause: Cause,
        key: str,
        what: str,
        sides: tuple[str | None, str | None],
        report: str,
        place: Span,
    ) -> RecordChange:
        passage = self._citations.sentence(report, place.start, place.end)
        label = self._citations.report(report).label_at(place.start)
        return RecordChange(kind, cause, key, what, *sides, report, label, passage)

    def _figures(self) -> Iterator[RecordChange]:
        nets = self._rows("figures")
        places = self._keys("figures") if nets else {}
        for series in figure_series(self._archive) if nets else ():
            for earlier, later in series.revisions:
                point = series.points[later]
                new = [net for giving in point.givings if (net := nets.get(places[giving.figure]))]
                if any(net.before is None for net in new):
                    by = [number for net in new for number in net.by]
                    yield self._revision(series.title, series.points[earlier], point, by)
        for key, net in sorted(nets.items()):
            if net.before is not None and net.after is not None:
                report, start, end = key.split(":")
                place = Span(int(start), int(end))
                cause = self._causes.of(net.by, [report])
                words = self._citations.words(report, place.start, place.end)
                sides = _number(net.before), _number(net.after)
                yield self._cited("figure read anew", cause, key, words, sides, report, place)

    def _revision(self, what: str, earlier: Point, later: Point, by: Iterable[int]) -> RecordChange:
        giving = later.givings[0]
        return RecordChange(
            "figure revised",
            self._causes.of(by, {one.report for one in later.givings}),
            giving.figure,
            f"{what}; {later.source}",
            earlier.words,
            later.words,
            giving.report,
            giving.label,
            giving.passage,
        )

    def _shifts(self) -> Iterator[RecordChange]:
        nets = self._rows("positions")
        places = self._keys("positions") if nets else {}
        for shift in shifts(self._archive) if nets else ():
            before, after = shift.before, shift.after
            by = [number for row in (before, after) if (net := nets.get(places[row.id])) for number in net.by]
            if by:
                yield RecordChange(
                    "shift",
                    self._causes.of(by, {before.report, after.report}),
                    after.id,
                    f"{shift.party}: {shift.question_label}",
                    before.leaning,
                    after.leaning,
                    after.report,
                    after.label,
                    after.passage,
                )

    def _keys(self, table: str) -> dict[str, str]:
        """Id of a row → the key by which updates hold it."""
        rows = self._archive.query(f'SELECT id, report, start, "end" FROM {table}')
        return {row["id"]: f"{row['report']}:{row['start']}:{row['end']}" for row in rows}


def _dated(says: Sequence[Any] | None) -> str:
    """A report's day, or the days that bound it, with the basis."""
    day, basis, earliest, latest = says or (None,) * 4
    if day is None and (earliest or latest):
        day = f"{earliest or '…'} to {latest or '…'}"
    return f"{day} ({basis})" if day else "no day"


def _places(says: Sequence[Any] | None) -> list[str]:
    """Where an event is told: report and first character."""
    return says[1] if says else []


def _reports(says: Sequence[Any] | None) -> set[str]:
    return {_report(place) for place in _places(says)}


def _report(place: str) -> str:
    return place.split(":")[0]


def _short(reports: Iterable[str]) -> str:
    return ", ".join(sorted(report[:8] for report in reports))


def _number(says: Sequence[Any]) -> str:
    value, low, high = says
    if low == high == value:
        return number_in_words(value)
    first, last = ("…" if side is None else number_in_words(side) for side in (low, high))
    return f"{number_in_words(value)} ({first} to {last})"

"""Quotes and figures: rows that one report gives, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.archive import Archive, Row
from dateline.model.days import bounds
from dateline.views.citation import Citations, Cited, Passage
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.period import Period


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: who said what, how and when; ``speakers`` are names, else the words of the source."""

    id: str
    speakers: tuple[str, ...]
    attitude: str
    manner: str
    said: str | None
    content: str
    cue: str
    report: str
    label: str
    published: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what it counts, the day and place it holds for, and who gives it.

    ``says`` is empty where no source is given; ``previous`` is the value that it replaces ("rose from 12 to
    15"), ``since`` the day that a running total begins.
    """

    id: str
    value: float
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    what: str
    of: str | None
    as_of: str | None
    cumulative: bool
    forecast: bool
    rate: str | None
    previous: float | None
    since: str | None
    place: str | None
    says: tuple[str, ...]
    words: str
    report: str
    label: str
    event: str | None
    passage: Passage


def quotes(
    archive: Archive,
    *,
    speaker: str | None = None,
    about: str | None = None,
    manner: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
    bare: bool = False,
) -> list[Quote]:
    """The attributions that pass every filter, in order of the day they were said or published.

    *speaker* is an actor's name or id, *about* words that the content holds, *manner* direct, indirect or
    mixed, *start* and *end* ISO days, weeks, months or years between which it may have been said (or, where
    that is not told, published), *report* a report's id; *bare* adds the attitudes of a few words ("opposes
    the bill"). Raises NotFoundError for a speaker or report the archive does not hold, QuestionError for a
    period that names no days.
    """
    wanted = set(actor_ids(archive, speaker)) if speaker else None
    where, values = _of_report(archive, report)
    period = Period.between(start, end)
    citations, names = Citations(archive), actor_names(archive)
    found = []
    for row in archive.rows("attributions", where, values):
        if row["bare"] and not bare:
            continue
        if (wanted is not None and not wanted & set(row["speakers"])) or (manner and row["manner"] != manner):
            continue
        content = " … ".join(citations.words(row["report"], *span) for span in row["content"])
        if about and about.casefold() not in content.casefold():
            continue
        cited = citations.report(row["report"])
        if not _meets(period, row["said"], cited):
            continue
        found.append(
            Quote(
                id=row["id"],
                speakers=speakers_of(citations, names, row),
                attitude=row["attitude"],
                manner=row["manner"],
                said=row["said"],
                content=content,
                cue=" … ".join(citations.words(row["report"], *span) for span in row["cue"]),
                report=row["report"],
                label=cited.label_at(row["content"][0][0]),
                published=cited.published,
                passage=citations.sentence(row["report"], row["content"][0][0], row["content"][-1][1]),
            )
        )
    return sorted(found, key=lambda q: (_when(q.said, q.published), q.report, q.passage.span, q.id))


def figures(
    archive: Archive,
    *,
    what: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
) -> list[FigureRow]:
    """The figures, in order of what is counted and the day they hold for.

    *what* is as in the export, *start* and *end* bound the days that a figure may hold for (or, where that is
    not told, on which it was published), *report* is a report's id. Raises as `quotes`.
    """
    where, values = _of_report(archive, report)
    period = Period.between(start, end)
    citations, names = Citations(archive), actor_names(archive)
    found = []
    for row in archive.rows("figures", where, values):
        if what and row["what"] != what:
            continue
        cited = citations.report(row["report"])
        if not _meets(period, row["as_of"], cited):
            continue
        found.append(
            FigureRow(
                id=row["id"],
                value=row["value"],
                low=row["low"],
                high=row["high"],
                hedge=row["hedge"],
                unit=row["unit"],
                what=row["what"],
                of=row["of"],
                as_of=row["as_of"],
                cumulative=bool(row["cumulative"]),
                forecast=bool(row["forecast"]),
                rate=row["rate"],
                previous=row["previous"],
                since=row["since"],
                place=row["place"],
                says=speakers_of(citations, names, row),
                words=citations.words(row["report"], row["start"], row["end"]),
                report=row["report"],
                label=cited.label_at(row["start"]),
                event=row["event"],
                passage=citations.sentence(row["report"], row["start"], row["end"]),
            )
        )
    return sorted(found, key=lambda f: (f.what, _when(f.as_of), f.report, f.passage.span, f.id))


def _of_report(archive: Archive, report: str | None) -> tuple[str, Sequence[Any]]:
    if report is None:
        return "", ()
    return "report = ?", (find_row(archive, "reports", report, ("source",))["id"],)


def speakers_of(citations: Citations, names: dict[str, str], row: Row) -> tuple[str, ...]:
    """Who gives a figure or an attribution: the actors by name, else the words of its source."""
    return tuple(names.get(s, s) for s in row["speakers"]) or tuple(
        citations.words(row["report"], start, end) for start, end in row["source"]
    )


def _meets(period: Period, date: str | None, cited: Cited) -> bool:
    """Whether *date* may lie in the period; where it names no days, those of publication stand in."""
    if date and bounds(date):
        return period.meets_date(date)
    if cited.published:
        return period.meets_date(cited.published)
    return period.meets(cited.earliest, cited.latest)


def _when(*dates: str | None) -> tuple[bool, str]:
    first = next((d for d in dates if d and not d.startswith("X")), None)
    return first is None, first or ""

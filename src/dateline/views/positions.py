"""Positions: each party's line on each question over time, and where it shifts."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.period import Period

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Where an actor stands on a question, as one sentence says.

    ``party`` is whose line it belongs to: the country, for those who speak for its government. ``leaning`` is
    for or against the question as ``question_label`` puts it. ``day`` is the date of the stand, else the day
    of publication; ``shift_from`` the id of the party's position before, where it leaned the other way.
    """

    id: str
    actor: str
    party: str
    stance: str
    proposition: str
    question: str
    question_label: str
    leaning: str
    date: str | None
    day: str | None
    shift_from: str | None
    words: str
    report: str
    label: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Shift:
    """A party's change of its stand on a question: what it held before, and what it holds after."""

    party: str
    question: str
    question_label: str
    before: PositionRow
    after: PositionRow


def positions(
    archive: Archive,
    *,
    question: str | None = None,
    actor: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
) -> list[PositionRow]:
    """The positions by question, party and day, those without a day last; the most told question first.

    *question* is the id of a question or words of it, *actor* a name or id (a country stands for its
    government too), *start* and *end* bound the days on which the stand may have been taken, *report* is a
    report's id. Raises NotFoundError for what the archive does not hold, QuestionError for a period that
    names no days.
    """
    period = Period.between(start, end)
    rows = [row for row in _rows(archive) if period.meets_date(row.day)]
    if question is not None:
        wanted = _questions(rows, question)
        rows = [row for row in rows if row.question in wanted]
    if actor is not None:
        names, ids = actor_names(archive), set(actor_ids(archive, actor))
        known = {names[key] for key in ids}
        rows = [row for row in rows if row.actor in known or row.party in known]
    if report is not None:
        key = find_row(archive, "reports", report, ("source",))["id"]
        rows = [row for row in rows if row.report == key]
    return rows


def shifts(archive: Archive, *, question: str | None = None, actor: str | None = None) -> list[Shift]:
    """Where a party's line shifts, with its last position before and its first after; as `positions`."""
    held = {row.id: row for row in _rows(archive)}
    return [
        Shift(row.party, row.question, row.question_label, held[row.shift_from], row)
        for row in positions(archive, question=question, actor=actor)
        if row.shift_from is not None
    ]


def _rows(archive: Archive) -> list[PositionRow]:
    citations, names = Citations(archive), actor_names(archive)
    published = {r["id"]: r["published"] for r in archive.query("SELECT id, published FROM reports")}
    questions = {row["id"]: row for row in archive.rows("questions")}
    told = {key: len(row["reports"]) for key, row in questions.items()}
    found = [
        PositionRow(
            id=row["id"],
            actor=names[row["actor"]],
            party=row["party"],
            stance=row["stance"],
            proposition=row["proposition"],
            question=row["question"],
            question_label=questions[row["question"]]["label"],
            leaning=row["leaning"],
            date=row["date"],
            day=_day(row["date"], published[row["report"]]),
            shift_from=None,
            words=citations.words(row["report"], row["start"], row["end"]),
            report=row["report"],
            label=citations.report(row["report"]).label_at(row["start"]),
            passage=citations.sentence(row["report"], row["start"], row["end"]),
        )
        for row in archive.rows("positions")
    ]
    found.sort(
        key=lambda p: (
            -told[p.question],
            p.question,
            p.party,
            p.day is None,
            p.day or "",
            p.report,
            p.passage.span,
            p.id,
        )
    )
    lines = itertools.groupby(found, key=lambda p: (p.question, p.party))
    return [row for _, line in lines for row in _with_shifts(line)]


def _with_shifts(line: Iterable[PositionRow]) -> Iterable[PositionRow]:
    """A party's positions on a question in order, each shift marked; the undated stay at the side."""
    earlier: PositionRow | None = None
    for day, rows in itertools.groupby(line, key=lambda p: p.day):
        last: PositionRow | None = None
        for row in rows:
            shifted = (
                day is not None
                and earlier is not None
                and earlier.leaning != row.leaning
                and not day.startswith(earlier.day or "")
                and (last is None or last.leaning != row.leaning)
            )
            last = row
            yield replace(row, shift_from=earlier.id) if shifted and earlier is not None else row
        earlier = last if day is not None else earlier


def _day(date: str | None, published: str | None) -> str | None:
    """The day of a position as far as it can be put in order: its own date, else that of publication."""
    return date if date and _DAY.fullmatch(date) else published


def _questions(rows: Iterable[PositionRow], wanted: str) -> set[str]:
    """The ids of the questions that *wanted* is the id of, else of those put in words that hold all of it."""
    said: dict[str, str] = defaultdict(str)
    for row in rows:
        said[row.question] += f" {row.proposition} "
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in wanted.casefold().split()]
    found = {key for key in said if key.startswith(wanted)} if wanted.startswith("q") else set()
    found = found or {key for key, text in said.items() if all(w.search(text.casefold()) for w in words)}
    if not found:
        raise NotFoundError(f'no question goes by "{wanted}"; see: dateline positions')
    return found

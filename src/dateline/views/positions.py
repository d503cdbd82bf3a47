"""Positions: each party's line on each question over time, and where it shifts."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of, rows_by_id
from dateline.views.citation import Citations, Passage
from dateline.views.decided import is_decided, tags_of
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.period import Period


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Where an actor stands on a question, as one sentence says.

    ``party`` is whose line it belongs to: the country, for those who speak for its government. ``leaning`` is
    for or against the question as ``question_label`` puts it. ``day`` is the date of the stand, else the day
    of publication; ``shift_from`` the id of the party's position before, where it leaned the other way.
    ``state`` is what users decided of it, ``tags`` are theirs.
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
    state: str = "machine"
    tags: tuple[str, ...] = ()


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
    state: Sequence[str] = (),
    tag: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[PositionRow]:
    """The positions by question, party and day, those without a day last; the most told question first.

    *question* is the id of a question or words of it, *actor* a name or id (a country stands for its
    government too), *start* and *end* bound the days on which the stand may have been taken, *report* is a
    report's id, *state* are the states that they may be in ("accepted", "edited"), *tag* is one that they
    bear. At most *limit* come back, without the first *offset*. Raises NotFoundError for what the archive
    does not hold, QuestionError for a period that names no days.
    """
    choice = positions_choice(
        archive, question=question, actor=actor, start=start, end=end, report=report, state=state, tag=tag
    )
    return _rows(archive, choice.rows(archive, limit=limit, offset=offset))


def positions_choice(
    archive: Archive,
    *,
    question: str | None = None,
    actor: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
    state: Sequence[str] = (),
    tag: str | None = None,
) -> Choice:
    """The positions that pass, as a choice from their list."""
    conditions: list[Condition] = [*is_in_period(Period.between(start, end)), *is_decided(state, tag)]
    if question is not None:
        conditions.append(is_one_of("question", _questions(archive, question)))
    if actor is not None:
        known = set(actor_names(archive, actor_ids(archive, actor)).values())
        (party, names), (named, _) = is_one_of("party", known), is_one_of("name", known)
        conditions.append((f"actor IN (SELECT id FROM actors WHERE {named}) OR {party}", (*names, *names)))
    if report is not None:
        conditions.append(("report = ?", (find_row(archive, "reports", report, ("source",))["id"],)))
    return Choice("position_list", tuple(conditions))


def shifts(archive: Archive, *, question: str | None = None, actor: str | None = None) -> list[Shift]:
    """Where a party's line shifts, with its last position before and its first after; as `positions`."""
    after = [row for row in positions(archive, question=question, actor=actor) if row.shift_from is not None]
    before = positions_of(archive, {row.shift_from for row in after})
    return [
        Shift(row.party, row.question, row.question_label, before[row.shift_from or ""], row) for row in after
    ]


def positions_of(archive: Archive, ids: Iterable[str | None]) -> dict[str, PositionRow]:
    """Id → position, of the positions with these ids."""
    held, values = is_one_of("id", ids)
    return {row.id: row for row in _rows(archive, Choice("position_list", ((held, values),)).rows(archive))}


@dataclass(frozen=True, slots=True)
class Stand:
    """A position as a point on a line: its ``day`` and ``leaning``, and whether the line shifts there."""

    id: str
    day: str | None
    leaning: str
    shift: bool


def lines(archive: Archive, question: str) -> dict[str, list[Stand]]:
    """Party → its line on the question with this id, by day; who takes a stand most often comes first."""
    held = Choice("position_list", (("question = ?", (question,)),)).rows(archive)
    found: dict[str, list[Stand]] = {}
    for party, rows in itertools.groupby(held, key=lambda row: row["party"]):
        line = list(rows)
        shifts_at = {row["id"] for row, _ in _shifts(line)}
        found[party] = [Stand(r["id"], r["day"], r["leaning"], r["id"] in shifts_at) for r in line]
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _rows(archive: Archive, listed: Sequence[Row]) -> list[PositionRow]:
    """The positions that these rows of their list stand for, each shift marked."""
    rows = rows_by_id(archive, "positions", [row["id"] for row in listed])
    questions = rows_by_id(archive, "questions", sorted({row["question"] for row in listed}))
    names = actor_names(archive, {row["actor"] for row in listed})
    shifted, tags = _shifted(archive, listed), tags_of(archive, rows)
    citations = Citations(archive, rows.values())
    return [
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
            day=place["day"],
            shift_from=shifted.get(row["id"]),
            words=citations.words(row["report"], row["start"], row["end"]),
            report=row["report"],
            label=citations.report(row["report"]).label_at(row["start"]),
            passage=citations.sentence(row["report"], row["start"], row["end"]),
            state=row["state"],
            tags=tags.get(row["id"], ()),
        )
        for place, row in zip(listed, rows.values(), strict=True)
    ]


def _shifted(archive: Archive, listed: Iterable[Row]) -> dict[str, str]:
    """Position → the one before on the line of its party, for each in which such a line shifts."""
    asked, values = is_one_of("question", {row["question"] for row in listed})
    held = Choice("position_list", ((asked, values),)).rows(archive)
    lines = itertools.groupby(held, key=lambda row: (row["question"], row["party"]))
    return {row["id"]: before for _, line in lines for row, before in _shifts(line)}


def _shifts(line: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """The positions in which a party's line on a question shifts; the undated stay at the side."""
    earlier: Row | None = None
    for day, rows in itertools.groupby(line, key=lambda row: row["day"]):
        last: Row | None = None
        for row in rows:
            if (
                day is not None
                and earlier is not None
                and earlier["leaning"] != row["leaning"]
                and not day.startswith(earlier["day"] or "")
                and (last is None or last["leaning"] != row["leaning"])
            ):
                yield row, earlier["id"]
            last = row
        earlier = last if day is not None else earlier


def _questions(archive: Archive, wanted: str) -> set[str]:
    """The ids of the questions that *wanted* is the id of, else of those put in words that hold all of it."""
    said: dict[str, str] = defaultdict(str)
    told = archive.query("SELECT question, proposition FROM positions WHERE question IS NOT NULL")
    for row in told:
        said[row["question"]] += f" {row['proposition']} ".casefold()
    words = [re.compile(rf"(?<!\w){re.escape(word)}") for word in wanted.casefold().split()]
    found = {key for key in said if key.startswith(wanted)} if wanted.startswith("q") else set()
    found = found or {key for key, text in said.items() if all(w.search(text) for w in words)}
    if not found:
        raise NotFoundError(f'no question goes by "{wanted}"; see: dateline positions')
    return found

"""Quotes and figures: rows that one report gives, each with its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.errors import NotFoundError
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of, rows_by_id
from dateline.views.citation import Citations, Passage, speakers_of
from dateline.views.decided import is_decided, tags_of
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.period import Period


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution: who said what, how, when, where and to whom.

    ``speakers`` are names, else the words of the ``source``; ``said`` is the day or longer stretch in which
    it was said, where the text tells: ``said_basis`` is "stated" beside the cue, or "elsewhere" in the
    statement that this one goes on with. ``happened`` are the dates of the events that it speaks of, as far
    as words date them; ``published`` is the day of the report. ``addressee`` and ``occasion`` are words of
    the text, ``parent`` is the id of the attribution it stands in ("X said Y said"), ``via`` the words for
    those who pass it on ("quoted by Interfax"). ``state`` is what users decided of it, ``tags`` are theirs.
    """

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
    source: str = ""
    said_basis: str | None = None
    happened: tuple[str, ...] = ()
    place: str | None = None
    addressee: tuple[str, ...] = ()
    occasion: tuple[str, ...] = ()
    parent: str | None = None
    via: tuple[str, ...] = ()
    state: str = "machine"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what it counts, the day and place it holds for, and who gives it.

    ``says`` is empty where no source is given; ``previous`` is the value that it replaces ("rose from 12 to
    15"), ``since`` the day that a running total begins. ``state`` is what users decided of it, ``tags`` are
    theirs.
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
    state: str = "machine"
    tags: tuple[str, ...] = ()


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
    state: Sequence[str] = (),
    tag: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Quote]:
    """The attributions that pass every filter, in order of the day they were said or published.

    *speaker* is an actor's name or id, *about* words that the content holds, or an actor that it speaks of by
    another name or a pronoun, *manner* direct, indirect or mixed, *start* and *end* ISO days, weeks, months
    or years between which it may have been said (or, where that is not told, published), *report* a report's
    id; *bare* adds the attitudes of a few words ("opposes the bill"); *state* are the states that they may be
    in ("accepted", "edited"), *tag* is one that they bear. At most *limit* come back, without the first
    *offset*. Raises NotFoundError for a speaker or report the archive does not hold, QuestionError for a
    period that names no days.
    """
    choice = quotes_choice(
        archive,
        speaker=speaker,
        about=about,
        manner=manner,
        start=start,
        end=end,
        report=report,
        bare=bare,
        state=state,
        tag=tag,
    )
    ids = [row["id"] for row in choice.rows(archive, "id", limit=limit, offset=offset)]
    rows = list(rows_by_id(archive, "attributions", ids).values())
    citations, names = Citations(archive, rows), _speaker_names(archive, rows)
    happened, tags = _happened(archive, rows), tags_of(archive, ids)
    return [
        _quote(citations, names, row, happened.get(row["id"], ()), tags.get(row["id"], ())) for row in rows
    ]


def quotes_choice(
    archive: Archive,
    *,
    speaker: str | None = None,
    about: str | None = None,
    manner: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
    bare: bool = False,
    state: Sequence[str] = (),
    tag: str | None = None,
) -> Choice:
    """The quotes that pass, as a choice from their list."""
    conditions: list[Condition] = [] if bare else [("bare = 0", ())]
    if speaker:
        spoke, ids = is_one_of("speaker", actor_ids(archive, speaker))
        conditions.append((f"id IN (SELECT attribution FROM quote_speakers WHERE {spoke})", ids))
    if about:
        conditions.append(_speaks_of(archive, about))
    if manner:
        conditions.append(("manner = ?", (manner,)))
    conditions += is_decided(state, tag)
    conditions += is_in_period(Period.between(start, end))
    return Choice("quote_list", (*conditions, *_of_report(archive, report)))


def figures(
    archive: Archive,
    *,
    what: str | None = None,
    speaker: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
    state: Sequence[str] = (),
    tag: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[FigureRow]:
    """The figures, in order of what is counted and the day they hold for.

    *what* is as in the export, *speaker* the name or id of an actor who gives them, *start* and *end* bound
    the days that a figure may hold for (or, where that is not told, on which it was published), *report* is a
    report's id, *state* and *tag* are as those of `quotes`. At most *limit* come back, without the first
    *offset*. Raises as `quotes`.
    """
    choice = figures_choice(
        archive, what=what, speaker=speaker, start=start, end=end, report=report, state=state, tag=tag
    )
    ids = [row["id"] for row in choice.rows(archive, "id", limit=limit, offset=offset)]
    rows = list(rows_by_id(archive, "figures", ids).values())
    citations, names, tags = Citations(archive, rows), _speaker_names(archive, rows), tags_of(archive, ids)
    return [_figure(citations, names, row, tags.get(row["id"], ())) for row in rows]


def figures_choice(
    archive: Archive,
    *,
    what: str | None = None,
    speaker: str | None = None,
    start: str | None = None,
    end: str | None = None,
    report: str | None = None,
    state: Sequence[str] = (),
    tag: str | None = None,
) -> Choice:
    """The figures that pass, as a choice from their list."""
    conditions: list[Condition] = [("what = ?", (what,))] if what else []
    if speaker:
        gave, ids = is_one_of("s.value", actor_ids(archive, speaker))
        conditions.append((f"id IN (SELECT f.id FROM figures f, json_each(f.speakers) s WHERE {gave})", ids))
    conditions += is_decided(state, tag)
    conditions += is_in_period(Period.between(start, end))
    return Choice("figure_list", (*conditions, *_of_report(archive, report)))


def _of_report(archive: Archive, report: str | None) -> list[Condition]:
    if report is None:
        return []
    return [("report = ?", (find_row(archive, "reports", report, ("source",))["id"],))]


def _speaker_names(archive: Archive, rows: Sequence[Row]) -> dict[str, str]:
    return actor_names(archive, {speaker for row in rows for speaker in row["speakers"]})


def _speaks_of(archive: Archive, about: str) -> Condition:
    """That a content holds these words, or speaks of an actor that goes by them."""
    words = "instr(words, ?) > 0"
    try:
        is_actor, ids = is_one_of("m.actor", actor_ids(archive, about))
    except NotFoundError:
        return words, (about.casefold(),)
    named = (
        "SELECT a.id FROM mentions m JOIN attributions a ON a.report = m.report, json_each(a.content) c "
        f"WHERE {is_actor} AND m.start >= json_extract(c.value, '$[0]') "
        "AND m.\"end\" <= json_extract(c.value, '$[1]')"
    )
    return f"{words} OR id IN ({named})", (about.casefold(), *ids)


def _happened(archive: Archive, rows: Sequence[Row]) -> dict[str, tuple[str, ...]]:
    """Attribution (id) → the dates of the events told in it, in order; the day of publication is none."""
    of_reports, reports = is_one_of("report", {row["report"] for row in rows})
    told, ids = is_one_of("attribution", {row["id"] for row in rows})
    dates: dict[str, set[str]] = {}
    for row in archive.query(
        f"SELECT attribution, date FROM event_mentions WHERE {of_reports} AND {told} "
        "AND state <> 'rejected' AND earliest IS NOT NULL AND date IS NOT NULL AND date_basis <> 'published'",
        (*reports, *ids),
    ):
        dates.setdefault(row["attribution"], set()).add(row["date"])
    return {key: tuple(sorted(found)) for key, found in dates.items()}


def _quote(
    citations: Citations,
    names: dict[str, str],
    row: Row,
    happened: tuple[str, ...],
    tags: tuple[str, ...],
) -> Quote:
    def words(spans: Sequence[Sequence[int]]) -> tuple[str, ...]:
        return tuple(citations.words(row["report"], *span) for span in spans)

    cited, (start, _), (_, end) = citations.report(row["report"]), row["content"][0], row["content"][-1]
    return Quote(
        id=row["id"],
        speakers=speakers_of(citations, names, row),
        attitude=row["attitude"],
        manner=row["manner"],
        said=row["said"],
        content=" … ".join(words(row["content"])),
        cue=" … ".join(words(row["cue"])),
        report=row["report"],
        label=cited.label_at(start),
        published=cited.published,
        passage=citations.sentence(row["report"], start, end),
        source=" … ".join(words(row["source"])),
        said_basis=row["said_basis"],
        happened=happened,
        place=row["place"],
        addressee=words(row["addressee"]),
        occasion=words(row["occasion"]),
        parent=row["parent"],
        via=words(row["via"]),
        state=row["state"],
        tags=tags,
    )


def _figure(citations: Citations, names: dict[str, str], row: Row, tags: tuple[str, ...]) -> FigureRow:
    return FigureRow(
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
        label=citations.report(row["report"]).label_at(row["start"]),
        event=row["event"],
        passage=citations.sentence(row["report"], row["start"], row["end"]),
        state=row["state"],
        tags=tags,
    )

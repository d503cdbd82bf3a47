"""Reports: the list, one report with what was found in it, and the words of all."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.archive.words import searchable
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_names, find_actor, find_row

PER_REPORT = ("mentions", "times", "attributions", "event_mentions", "figures", "positions")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in a list."""

    id: str
    published: str | None
    earliest: str | None
    latest: str | None
    basis: str
    outlet: str | None
    agency: str | None
    title: str | None
    status: str
    reason: str | None
    source: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report in full: its row in the record, and the rows of each table that are drawn from it."""

    report: Row
    tables: dict[str, list[Row]]
    actors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that holds the words searched for."""

    report: str
    label: str
    title: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class StoryRow:
    """Reports and events that belong together over time, with the first and last day of its events."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    events: int


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor with its roles and how often the reports speak of it."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None
    roles: tuple[str, ...]
    aliases: tuple[str, ...]
    mentions: int
    reports: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of an actor: given by a report on its ``day``, else held from ``start`` to ``end``.

    ``basis`` is "text", "knowledge" (the files that come with Dateline) or "correction" (a user set it).
    """

    actor: str
    title: str
    basis: str
    start: str | None
    end: str | None
    day: str | None
    report: str | None
    label: str | None
    passage: Passage | None


def reports(archive: Archive, *, status: str | None = None, undated: bool = False) -> list[ReportRow]:
    """The reports in order of date (undated last), of one *status* or without a date if asked."""
    rows = [
        ReportRow(**row)
        for row in archive.query(
            "SELECT id, published, published_earliest AS earliest, published_latest AS latest, "
            "published_basis AS basis, outlet, agency, title, status, reason, source, sha256 FROM reports "
            "ORDER BY coalesce(published, published_earliest, '9999'), source"
        )
    ]
    return [r for r in rows if (not status or r.status == status) and not (undated and r.published)]


def report(archive: Archive, name: str) -> ReportView:
    """One report by id, beginning of the id, or part of its path; raises NotFoundError when there is none."""
    row = find_row(archive, "reports", name, ("source",))
    tables = {t: list(archive.rows(t, "report = ?", (row["id"],))) for t in PER_REPORT}
    return ReportView(row, tables, actor_names(archive))


def actors(archive: Archive, *, name: str | None = None) -> list[ActorRow]:
    """The actors, the most spoken of first; with *name*, those whose name or an alias holds it."""
    counts = {
        row["actor"]: row
        for row in archive.query(
            "SELECT actor, count(*) AS mentions, count(DISTINCT report) AS reports "
            "FROM mentions GROUP BY actor"
        )
    }
    found = []
    for row in archive.rows("actors"):
        if name and not any(name.casefold() in n.casefold() for n in (row["name"], *row["aliases"])):
            continue
        count = counts.get(row["id"], {"mentions": 0, "reports": 0})
        found.append(
            ActorRow(
                id=row["id"],
                name=row["name"],
                kind=row["kind"],
                country=row["country"],
                sector=row["sector"],
                roles=tuple(dict.fromkeys(role["title"] for role in row["roles"])),
                aliases=tuple(row["aliases"]),
                mentions=count["mentions"],
                reports=count["reports"],
            )
        )
    return sorted(found, key=lambda a: (-a.mentions, a.name, a.id))


def history(archive: Archive, name: str) -> list[RoleRow]:
    """The roles of one actor in order of time, each with its sentence where a report gives it.

    Raises NotFoundError when *name* is no actor's name or id, or that of several.
    """
    actor, citations = find_actor(archive, name), Citations(archive)
    rows = []
    for row in archive.rows("roles", "actor = ?", (actor["id"],)):
        told = row["report"] is not None
        rows.append(
            RoleRow(
                actor=actor["name"],
                title=row["title"],
                basis=row["basis"],
                start=row["from"],
                end=row["to"],
                day=row["day"],
                report=row["report"],
                label=citations.report(row["report"]).label_at(row["start"]) if told else None,
                passage=citations.sentence(row["report"], row["start"], row["end"]) if told else None,
            )
        )
    return sorted(rows, key=lambda r: (r.start or r.day or "9999", r.basis, r.title, r.report or ""))


def stories(archive: Archive) -> list[StoryRow]:
    """The stories, those with the most reports first."""
    dates = {row["id"]: row["date"] for row in archive.query("SELECT id, date FROM events")}
    rows = []
    for row in archive.rows("stories"):
        days = sorted(d for event in row["events"] if (d := dates.get(event)) and not d.startswith("X"))
        first, last = (days[0], days[-1]) if days else (None, None)
        rows.append(StoryRow(row["id"], row["title"], first, last, len(row["reports"]), len(row["events"])))
    return sorted(rows, key=lambda s: (-s.reports, s.first or "9999", s.id))


def search(archive: Archive, words: str, *, limit: int = 50) -> list[Hit]:
    """The sentences that hold all *words* (those in double quotes as a phrase), the best matches first."""
    terms = [m.group(1) or m.group(2) for m in re.finditer(r'"([^"]+)"|(\S+)', words)]
    match = " ".join('"' + searchable(term.replace('"', "")) + '"' for term in terms if term.strip('"'))
    if not match:
        return []
    citations = Citations(archive)
    found = archive.query(
        'SELECT s.report, s.start, s."end" FROM sentence_words w JOIN sentences s ON s.rowid = w.rowid '
        "WHERE sentence_words MATCH ? ORDER BY bm25(sentence_words), s.report, s.start LIMIT ?",
        (match, limit),
    )
    hits = []
    for row in found:
        cited = citations.report(row["report"])
        passage = citations.sentence(row["report"], row["start"], row["end"])
        hits.append(Hit(row["report"], cited.label_at(passage.span.start), cited.title, passage))
    return hits

"""Reports: the list, one report with what was found in it, and the words of all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.choosing import Choice, Condition, is_in_period, is_one_of, rows_by_id
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_names, find_actor, find_row
from dateline.views.period import Period

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

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from dateline.views.display import report_html

        return report_html(self)


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


def reports(
    archive: Archive,
    *,
    status: str | None = None,
    undated: bool = False,
    name: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[ReportRow]:
    """The reports in order of date (undated last); *limit* of them, after *offset*.

    *status* is read, partial or failed, *undated* leaves only those without a day of publication, *name*
    those with these words in their title, outlet, agency or source.
    """
    choice = reports_choice(archive, status=status, undated=undated, name=name)
    ids = [row["id"] for row in choice.rows(archive, "id", limit=limit, offset=offset)]
    one_of, values = is_one_of("id", ids)
    found = {row["id"]: ReportRow(**row) for row in archive.query(f"{_LISTED} WHERE {one_of}", values)}
    return [found[key] for key in ids]


def reports_choice(
    archive: Archive, *, status: str | None = None, undated: bool = False, name: str | None = None
) -> Choice:
    """The reports that pass, as a choice from their list."""
    conditions: list[Condition] = [("status = ?", (status,))] if status else []
    if undated:
        conditions.append(("dated = 0", ()))
    if name:
        conditions.append(("instr(words, ?) > 0", (name.casefold(),)))
    return Choice("report_list", tuple(conditions))


_LISTED = (
    "SELECT id, published, published_earliest AS earliest, published_latest AS latest, "
    "published_basis AS basis, outlet, agency, title, status, reason, source, sha256 FROM reports"
)


_PUBLISHED = (
    "SELECT id, outlet, agency, coalesce(published, published_earliest) AS earliest, "
    "coalesce(published, published_latest) AS latest FROM reports"
)


def report(archive: Archive, name: str) -> ReportView:
    """One report by id, beginning of the id, or part of its path; raises NotFoundError when there is none."""
    row = find_row(archive, "reports", name, ("source",))
    tables = {t: list(archive.rows(t, "report = ?", (row["id"],))) for t in PER_REPORT}
    named = {value for rows in tables.values() for found in rows for value in _actors_of(found)}
    return ReportView(row, tables, actor_names(archive, named))


def page_facts(report: Row) -> Iterator[tuple[str, str, str]]:
    """What a saved page says about itself out of sight: about what, its value, all places that have it."""
    places: dict[tuple[str, str], list[str]] = {}
    for fact in report["page_facts"]:
        places.setdefault((fact["about"], fact["value"]), []).append(fact["where"])
    for (about, value), where in sorted(places.items(), key=lambda item: item[0][0]):
        yield about, value, ", ".join(where)


def _actors_of(row: Row) -> Iterator[str]:
    """The ids of actors that a row of a report names."""
    for column in ("actor", "speaker"):
        if row.get(column):
            yield row[column]
    if "lemma" in row:  # of an attribution and a figure, the source is a place in the text
        yield from (*row["source"], *row["target"])
    yield from row.get("speakers", ())


def actors(
    archive: Archive, *, name: str | None = None, limit: int | None = None, offset: int = 0
) -> list[ActorRow]:
    """The actors, the most spoken of first; with *name*, those whose name or an alias holds it.

    At most *limit* come back, without the first *offset*.
    """
    listed = actors_choice(archive, name=name).rows(archive, limit=limit, offset=offset)
    rows = rows_by_id(archive, "actors", [row["id"] for row in listed])
    return [
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
        for count, row in zip(listed, rows.values(), strict=True)
    ]


def actors_choice(archive: Archive, *, name: str | None = None) -> Choice:
    """The actors that pass, as a choice from their list."""
    if not name:
        return Choice("actor_list")
    holding = "id IN (SELECT actor FROM actor_names WHERE instr(name, ?) > 0)"
    return Choice("actor_list", ((holding, (name.casefold(),)),))


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


def stories(archive: Archive, *, limit: int | None = None, offset: int = 0) -> list[StoryRow]:
    """The stories, those with the most reports first; *limit* of them, after *offset*."""
    listed = stories_choice(archive).rows(archive, limit=limit, offset=offset)
    one_of, values = is_one_of("id", [row["id"] for row in listed])
    titles = archive.query(f"SELECT id, title FROM stories WHERE {one_of}", values)
    title = {row["id"]: row["title"] for row in titles}
    return [
        StoryRow(r["id"], title[r["id"]], r["first"], r["last"], r["reports"], r["events"]) for r in listed
    ]


def stories_choice(archive: Archive) -> Choice:
    """All stories, as a choice from their list."""
    return Choice("story_list")


def search(
    archive: Archive,
    words: str,
    *,
    outlet: str | None = None,
    start: str | None = None,
    end: str | None = None,
    limit: int | None = 50,
    offset: int = 0,
) -> list[Hit]:
    """The sentences that hold all *words* (those in double quotes as a phrase), the best matches first.

    *outlet* is the outlet or agency of their reports, *start* and *end* ISO days, weeks, months or years
    between which these may have been published. At most *limit* come back, without the first *offset*.
    Raises QuestionError for a period that names no days.
    """
    found = search_choice(archive, words, outlet=outlet, start=start, end=end).rows(
        archive, 'report, start, "end"', limit=limit, offset=offset
    )
    citations = Citations(archive, found)
    hits = []
    for row in found:
        cited = citations.report(row["report"])
        passage = citations.sentence(row["report"], row["start"], row["end"])
        hits.append(Hit(row["report"], cited.label_at(passage.span.start), cited.title, passage))
    return hits


def search_choice(
    archive: Archive,
    words: str,
    *,
    outlet: str | None = None,
    start: str | None = None,
    end: str | None = None,
) -> Choice:
    """The sentences that hold all *words* and pass the filters, as a choice from the full-text index."""
    found, asked = archive.matching(phrases(words))
    conditions: list[Condition] = []
    passing = [("? IN (casefold(outlet), casefold(agency))", (outlet.casefold(),))] if outlet else []
    for condition, values in (*passing, *is_in_period(Period.between(start, end))):
        conditions.append((f"report IN (SELECT id FROM ({_PUBLISHED}) dated WHERE {condition})", values))
    return Choice(
        f"{found} found JOIN sentences s ON s.rowid = found.rowid",
        tuple(conditions),
        given=asked,
        order="found.rank, report, start",
    )


def phrases(words: str) -> list[str]:
    """What the full-text index is asked for: each word, and those in double quotes as a phrase."""
    terms = [m.group(1) or m.group(2) for m in re.finditer(r'"([^"]+)"|(\S+)', words)]
    return [term.replace('"', "") for term in terms if term.strip('"')]

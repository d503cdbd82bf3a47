"""Corrections as a user makes them: of actors, of events, of days of publication; and any of it undone.

Each function states one decision, holds it by words in the reports (`dateline.model.Selector`), adds it to
the archive and brings the record up to date. Decisions are never deleted or changed; `undo` adds one more.
All raise NotFoundError for a name or report the archive does not hold, CorrectionError for a decision that
says nothing or cannot be understood.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from dateline.archive import Archive, Row
from dateline.coders import coder
from dateline.errors import CorrectionError, NotFoundError
from dateline.knowledge.countries import by_code
from dateline.knowledge.sectors import sectors
from dateline.linking import locate
from dateline.linking.checked import check_correction
from dateline.model import CONTEXT, Action, Correction, Selector, Span, undone_among
from dateline.pipeline import update_record
from dateline.views.names import find_actor, find_row

HELD_BY = 5
"""Reports by whose words an actor or event is held: some may be forgotten or read otherwise later."""
ALONE = (
    "actor = ? AND NOT EXISTS (SELECT 1 FROM mentions AS other WHERE other.report = mentions.report AND "
    'other.start = mentions.start AND other."end" = mentions."end" AND other.actor != mentions.actor)'
)
"""Mentions of one actor alone: "the two countries" would not tell which is meant."""
MOST_CONTEXT = 1000
"""Characters about words that stand in several places; where these do not tell them apart, nothing may."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def merge_actors(archive: Archive, names: Sequence[str], *, by: str = "", note: str = "") -> Correction:
    """Say that the actors of these names or ids are one, the first giving its name."""
    actors = list(dict.fromkeys(find_actor(archive, name)["id"] for name in names))
    if len(actors) < 2:
        raise CorrectionError("merging takes two actors or more; these names are all of one")
    return make(archive, "merge-actors", [_held(archive, key) for key in actors], {}, by, note)


def split_actor(
    archive: Archive, name: str, reports: Sequence[str], *, new_name: str = "", by: str = "", note: str = ""
) -> Correction:
    """Say that whom these reports call *name* is somebody else than in the others, called *new_name*."""
    actor = find_actor(archive, name)
    parties = [
        _appearances(archive, actor, find_row(archive, "reports", report, ("source",))["id"])
        for report in dict.fromkeys(reports)
    ]
    if not parties:
        raise CorrectionError("splitting takes the reports in which the name is somebody else's")
    return make(archive, "split-actor", parties, {"name": new_name} if new_name else {}, by, note)


def rename_actor(archive: Archive, name: str, new_name: str, *, by: str = "", note: str = "") -> Correction:
    """Give an actor another name; the one it had stays an alias."""
    if not new_name.strip():
        raise CorrectionError("an actor's new name cannot be empty")
    actor = find_actor(archive, name)
    return make(archive, "rename-actor", [_held(archive, actor["id"])], {"name": new_name}, by, note)


def set_role(
    archive: Archive,
    name: str,
    *,
    title: str = "",
    start: str = "",
    end: str = "",
    country: str = "",
    sector: str = "",
    by: str = "",
    note: str = "",
) -> Correction:
    """Give an actor a role from a day to a day (ISO), a country (ISO 3166-1 alpha-3), a PLOVER sector."""
    for day in filter(None, (start, end)):
        _iso(day)
    if (start or end) and not title:
        raise CorrectionError("days without a role say nothing; name the role with its title")
    if country and country not in by_code():
        raise CorrectionError(f"{country} is no ISO 3166-1 alpha-3 code; Russia, for one, is RUS")
    if sector and sector not in sectors():
        raise CorrectionError(f"{sector} is no PLOVER sector; they are {', '.join(sorted(sectors()))}")
    given = {"title": title, "from": start, "to": end, "country": country, "sector": sector}
    values = {name: value for name, value in given.items() if value}
    if not values:
        raise CorrectionError("say what is to be set: a role, a country or a sector")
    actor = find_actor(archive, name)
    return make(archive, "set-role", [_held(archive, actor["id"])], values, by, note)


def join_events(archive: Archive, events: Sequence[str], *, by: str = "", note: str = "") -> Correction:
    """Say that the events of these ids are one, which keeps the id of the first."""
    rows = {row["id"]: row for row in (find_row(archive, "events", name) for name in events)}
    if len(rows) < 2:
        raise CorrectionError("joining takes two events or more; these ids are all of one")
    return make(archive, "join-events", [told(archive, row) for row in rows.values()], {}, by, note)


def split_event(
    archive: Archive, event: str, reports: Sequence[str], *, by: str = "", note: str = ""
) -> Correction:
    """Say that what these reports tell as the event with the id *event* is another one."""
    row = find_row(archive, "events", event)
    apart = {find_row(archive, "reports", name, ("source",))["id"] for name in reports}
    if not apart & set(row["reports"]):
        raise NotFoundError(f"none of these reports tells of the event {row['id']}")
    if apart >= set(row["reports"]):
        raise CorrectionError("no other report tells of this event: name only some of its reports")
    mentions = [m for m in _mentions(archive, row) if m["report"] in apart]
    party = tuple(selector(archive, mention) for mention in mentions)
    return make(archive, "split-event", [party], {}, by, note)


def retract_event(archive: Archive, event: str, *, by: str = "", note: str = "") -> Correction:
    """Say that the event with the id *event* is none; it stays listed as retracted, out of the timeline."""
    row = find_row(archive, "events", event)
    return make(archive, "retract-event", [told(archive, row)], {}, by, note)


def set_event_date(archive: Archive, event: str, date: str, *, by: str = "", note: str = "") -> Correction:
    """Say on which day, or in which month or year (ISO), the event with the id *event* took place."""
    row = find_row(archive, "events", event)
    return make(archive, "set-date", [told(archive, row)], {"date": _iso(date)}, by, note)


def set_published(archive: Archive, report: str, day: str, *, by: str = "", note: str = "") -> Correction:
    """Say on which day (ISO) a report was published; its relative times follow."""
    if len(_iso(day)) < len("2013-02-01"):
        raise CorrectionError(f"{day} is no single day; write 2013-02-01")
    row = find_row(archive, "reports", report, ("source",))
    return make(archive, "set-published", [(Selector(row["id"], ""),)], {"date": day}, by, note)


def undo(
    archive: Archive, correction: str, *, by: str = "", note: str = "", follow: bool = True
) -> Correction:
    """Take back the correction whose id is, or begins with, *correction*; an undoing can be undone too."""
    made = archive.corrections()
    ids = [one.id for one in made]
    meant = [key for key in ids if key == correction] or [key for key in ids if key.startswith(correction)]
    if len(meant) != 1 or not correction:
        several = (
            f"{len(meant)} corrections have ids that begin with" if meant else "no correction has the id"
        )
        raise NotFoundError(f"{several} {correction}; see: dateline corrections")
    if meant[0] in undone_among(made):
        raise CorrectionError(f"{meant[0]} is undone already")
    return make(archive, "undo", [], {"correction": meant[0]}, by, note, follow=follow)


def export_corrections(archive: Archive) -> Iterator[str]:
    """Every correction as a line of JSON, in the order in which they were made."""
    for correction in archive.corrections():
        yield json.dumps(asdict(correction), ensure_ascii=False)


def import_corrections(archive: Archive, lines: Iterable[str], name: str = "the corrections") -> int:
    """Add the corrections that `export_corrections` gave, and say how many were not known yet.

    Nothing is added when a line cannot be understood. *name* is what messages call the lines.
    """
    import msgspec

    taken = []
    try:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    taken.append(msgspec.json.decode(line, type=Correction))
                    check_correction(taken[-1])
                except (msgspec.MsgspecError, CorrectionError) as error:
                    raise CorrectionError(f"{name}, line {number}, is no correction: {error}") from error
    except UnicodeDecodeError as error:
        raise CorrectionError(
            f"{name} is no text in UTF-8; name a file that `dateline corrections export` wrote"
        ) from error
    known = {correction.id for correction in archive.corrections()}
    archive.add_corrections(taken)
    update_record(archive)
    return len({correction.id for correction in taken} - known)


def make(
    archive: Archive,
    action: Action,
    parties: Iterable[tuple[Selector, ...]],
    values: Mapping[str, str],
    by: str,
    note: str,
    *,
    follow: bool = True,
) -> Correction:
    """Add a correction to the archive; the record follows at once, or later where *follow* says so."""
    held = tuple(parties)
    if not all(held):
        raise CorrectionError(
            "no words in the reports stand for it alone, so nothing could hold the correction"
        )
    stated = Correction(
        id="",
        action=action,
        parties=held,
        values=dict(values),
        by=coder(by),
        made=datetime.now(UTC).isoformat(timespec="microseconds"),
        note=note,
    )
    digest = hashlib.sha256(json.dumps(asdict(stated), sort_keys=True).encode()).hexdigest()
    correction = replace(stated, id=f"c-{digest[:12]}")
    archive.add_corrections([correction])
    if follow:
        update_record(archive)
    return correction


def _iso(date: str) -> str:
    """The same ISO day, month or year; raises CorrectionError where there is none such."""
    first = f"{date}-01-01"[:10] if _DAY.fullmatch(date) else ""
    try:
        datetime.fromisoformat(first)
    except ValueError:
        raise CorrectionError(f"{date} is no ISO date; write 2013-02-01, 2013-02 or 2013") from None
    return date


def _held(archive: Archive, actor: str) -> tuple[Selector, ...]:
    """Words that stand for the actor, a name rather than a pronoun, one in each of a few reports."""
    rows = archive.rows("mentions", ALONE, (actor,), "form != 'name', report, start")
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["report"], row)
    return tuple(selector(archive, row) for row in list(first.values())[:HELD_BY])


def told(archive: Archive, event: Row) -> tuple[Selector, ...]:
    """The words that tell of an event, one place in each of a few reports."""
    first: dict[str, Row] = {}
    for mention in _mentions(archive, event):
        first.setdefault(mention["report"], mention)
    return tuple(selector(archive, mention) for mention in list(first.values())[:HELD_BY])


def _mentions(archive: Archive, event: Row) -> list[Row]:
    return list(archive.rows("event_mentions", "event = ?", (event["id"],), "report, start"))


def _appearances(archive: Archive, actor: Row, report: str) -> tuple[Selector, ...]:
    rows = list(archive.rows("mentions", f"{ALONE} AND report = ?", (actor["id"], report), "start"))
    if not rows:
        raise NotFoundError(f"{actor['name']} is not spoken of in the report {report[:8]}")
    return tuple(selector(archive, row) for row in rows)


def selector(archive: Archive, row: Row) -> Selector:
    """What holds the words of a row with a "report", "start" and "end"."""
    [held] = archive.query("SELECT text FROM reports WHERE id = ?", (row["report"],))
    return selector_in(row["report"], held["text"], Span(row["start"], row["end"]))


def selector_in(report: str, text: str, span: Span) -> Selector:
    """What holds the words at *span* of a report, with so much about them that they stand alone."""
    around = CONTEXT
    while True:
        found = Selector(
            report,
            span.of(text),
            text[max(0, span.start - around) : span.start],
            text[span.end : span.end + around],
        )
        if around > MOST_CONTEXT or locate(found, text) == span:
            return found
        around *= 2

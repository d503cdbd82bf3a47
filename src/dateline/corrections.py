"""Corrections as a user makes them: actors named, renamed, tied and told apart, and any of it undone.

Each function states one decision, holds it by words in the reports (`dateline.model.Selector`), adds it to
the archive and brings the record up to date. Decisions are never deleted or changed; `undo` adds one more.
All raise NotFoundError for a name or report the archive does not hold, CorrectionError for a decision that
says nothing or cannot be understood.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime

from dateline.archive import Archive, Row
from dateline.errors import CorrectionError, NotFoundError
from dateline.knowledge.countries import by_code
from dateline.knowledge.sectors import sectors
from dateline.model import CONTEXT, Action, Correction, Selector
from dateline.pipeline import update_record
from dateline.views.names import find_actor, find_row

CODER_VARIABLE = "DATELINE_CODER"
"""The environment variable that says who corrects, where the name of the account does not."""
HELD_BY = 5
"""Reports by whose words an actor is held: some may be forgotten or read otherwise later."""
ALONE = (
    "actor = ? AND NOT EXISTS (SELECT 1 FROM mentions AS other WHERE other.report = mentions.report AND "
    'other.start = mentions.start AND other."end" = mentions."end" AND other.actor != mentions.actor)'
)
"""Mentions of one actor alone: "the two countries" would not tell which is meant."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def merge_actors(archive: Archive, names: Sequence[str], *, by: str = "", note: str = "") -> Correction:
    """Say that the actors of these names or ids are one, the first giving its name."""
    actors = list(dict.fromkeys(find_actor(archive, name)["id"] for name in names))
    if len(actors) < 2:
        raise CorrectionError("merging takes two actors or more; these names are all of one")
    return _make(archive, "merge-actors", [_held(archive, key) for key in actors], {}, by, note)


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
    return _make(archive, "split-actor", parties, {"name": new_name}, by, note)


def rename_actor(archive: Archive, name: str, new_name: str, *, by: str = "", note: str = "") -> Correction:
    """Give an actor another name; the one it had stays an alias."""
    if not new_name.strip():
        raise CorrectionError("an actor's new name cannot be empty")
    actor = find_actor(archive, name)
    return _make(archive, "rename-actor", [_held(archive, actor["id"])], {"name": new_name}, by, note)


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
    for day in (start, end):
        if day and not _DAY.fullmatch(day):
            raise CorrectionError(f"{day} is no ISO date; write 2013-02-01, 2013-02 or 2013")
    if (start or end) and not title:
        raise CorrectionError("days without a role say nothing; name the role with its title")
    if country and country not in by_code():
        raise CorrectionError(f"{country} is no ISO 3166-1 alpha-3 code; Russia, for one, is RUS")
    if sector and sector not in sectors():
        raise CorrectionError(f"{sector} is no PLOVER sector; they are {', '.join(sorted(sectors()))}")
    values = {"title": title, "from": start, "to": end, "country": country, "sector": sector}
    if not any(values.values()):
        raise CorrectionError("say what is to be set: a role, a country or a sector")
    actor = find_actor(archive, name)
    return _make(archive, "set-role", [_held(archive, actor["id"])], values, by, note)


def undo(archive: Archive, correction: str, *, by: str = "", note: str = "") -> Correction:
    """Take back the correction whose id is, or begins with, *correction*; an undoing can be undone too."""
    row = find_row(archive, "corrections", correction)
    if row["state"] == "undone":
        raise CorrectionError(f"{row['id']} is undone already")
    return _make(archive, "undo", [], {"correction": row["id"]}, by, note)


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
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                taken.append(msgspec.json.decode(line, type=Correction))
            except msgspec.MsgspecError as error:
                raise CorrectionError(f"{name}, line {number}, is no correction: {error}") from error
    known = {correction.id for correction in archive.corrections()}
    archive.add_corrections(taken)
    update_record(archive)
    return len({correction.id for correction in taken} - known)


def _make(
    archive: Archive,
    action: Action,
    parties: Iterable[tuple[Selector, ...]],
    values: Mapping[str, str],
    by: str,
    note: str,
) -> Correction:
    stated = Correction(
        id="",
        action=action,
        parties=tuple(parties),
        values={key: value for key, value in values.items() if value},
        by=by or os.environ.get(CODER_VARIABLE) or _account(),
        made=datetime.now(UTC).isoformat(timespec="microseconds"),
        note=note,
    )
    digest = hashlib.sha256(json.dumps(asdict(stated), sort_keys=True).encode()).hexdigest()
    correction = Correction(**{**asdict(stated), "id": f"c-{digest[:12]}", "parties": stated.parties})
    archive.add_corrections([correction])
    update_record(archive)
    return correction


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _held(archive: Archive, actor: str) -> tuple[Selector, ...]:
    """Words that stand for the actor, a name rather than a pronoun, one in each of a few reports."""
    rows = archive.rows("mentions", ALONE, (actor,), "form != 'name', report, start")
    first: dict[str, Row] = {}
    for row in rows:
        first.setdefault(row["report"], row)
    return tuple(_selector(archive, row) for row in list(first.values())[:HELD_BY])


def _appearances(archive: Archive, actor: Row, report: str) -> tuple[Selector, ...]:
    rows = list(archive.rows("mentions", f"{ALONE} AND report = ?", (actor["id"], report), "start"))
    if not rows:
        raise NotFoundError(f"{actor['name']} is not spoken of in the report {report[:8]}")
    return tuple(_selector(archive, row) for row in rows)


def _selector(archive: Archive, mention: Row) -> Selector:
    text = next(archive.query("SELECT text FROM reports WHERE id = ?", (mention["report"],)))["text"]
    start, end = mention["start"], mention["end"]
    return Selector(
        mention["report"], text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    )

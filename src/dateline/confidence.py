"""Reports in confidence: labels that keep them from leaving, and forgetting them for good.

What follows from many reports follows from those in confidence too: the title of an event, the day of a
report, who is one with whom. So what leaves is drawn from a copy without them, linked anew, and not from the
record with some rows hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from dateline.archive import Archive, Label
from dateline.coders import coder
from dateline.errors import CorrectionError, NotFoundError
from dateline.views.names import find_row

Profile = Literal["full", "public"]
"""What an export holds: everything, or no names of files and coders and no whole texts."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A report that was erased, where its files stand still, and the reports that carry the same copy."""

    report: str
    sources: tuple[str, ...]
    copies: tuple[str, ...]


def label(archive: Archive, report: str, mark: str, *, by: str = "") -> Label:
    """Put a label on a report (id or file name), which keeps it out of exports and from assistants.

    The label holds when everything is read again: it is on the bytes. Raises NotFoundError for a report that
    is not held, CorrectionError for a label of no words.
    """
    mark = " ".join(mark.split())
    if not mark:
        raise CorrectionError("a label takes a word or two, such as confidential")
    made = datetime.now(UTC).isoformat(timespec="seconds")
    put = Label(_id(archive, report), mark, coder(by), made)
    archive.add_label(put)
    return put


def unlabel(archive: Archive, report: str, mark: str | None = None) -> list[Label]:
    """Take a label, or all, from a report; gives those that it bore. Raises NotFoundError for none."""
    key = _id(archive, report)
    held = [one for one in archive.labels() if one.report == key and mark in (None, one.label)]
    if not held:
        raise NotFoundError(f"the report {key[:8]} bears no such label; see: dateline reports labels")
    for one in held:
        archive.drop_label(key, one.label)
    return held


def withheld(archive: Archive, named: Collection[str] = ()) -> list[str]:
    """The ids of the reports that bear a label which is not among those *named*."""
    return sorted({one.report for one in archive.labels() if one.label not in named})


@contextmanager
def shareable(
    archive: Archive, *, with_labels: Collection[str] = (), profile: Profile = "full"
) -> Iterator[Archive]:
    """What of an archive may leave: itself, or a copy without the reports that bear another label.

    Raises NotFoundError for a label that no report bears.
    """
    borne = {one.label for one in archive.labels()}
    if unknown := sorted(set(with_labels) - borne):
        raise NotFoundError(f"no report bears the label {unknown[0]}; see: dateline reports labels")
    kept_back = withheld(archive, with_labels)
    if not kept_back and profile == "full":
        yield archive
        return
    with without(archive, kept_back) as copy:
        if profile == "public":
            copy.make_public()
        yield copy


def without(archive: Archive, reports: Sequence[str]) -> Archive:
    """A nameless copy of an archive as it would be had it never read *reports*."""
    copy = archive.apart()
    if reports:
        from dateline.pipeline import update_record

        copy.erase(reports)
        update_record(copy)
    return copy


def forget(archive: Archive, names: Sequence[str]) -> list[Forgotten]:
    """Erase reports (ids or file names): no byte of the archive's files holds their words afterwards.

    Words that another report has too stay with that one. Backups, exports and the files that were read are
    not touched. Raises NotFoundError for a report that is not held, ArchiveError where another program keeps
    the archive open; what was deleted is then still in the log beside it.
    """
    from dateline.pipeline import update_record

    reports = list(dict.fromkeys(_id(archive, name) for name in names))
    told = [_forgotten(archive, report, reports) for report in reports]
    archive.erase(reports)
    update_record(archive)
    archive.scour(reports)
    return told


def _forgotten(archive: Archive, report: str, reports: Collection[str]) -> Forgotten:
    row = next(archive.rows("reports", "id = ?", (report,)))
    pairs = archive.query(
        "SELECT other AS id FROM duplicates WHERE report = ? UNION SELECT report FROM duplicates "
        "WHERE other = ? ORDER BY 1",
        (report, report),
    )
    return Forgotten(
        report, tuple(row["sources"]), tuple(pair["id"] for pair in pairs if pair["id"] not in reports)
    )


def _id(archive: Archive, name: str) -> str:
    key: str = find_row(archive, "reports", name, ("source",))["id"]
    return key

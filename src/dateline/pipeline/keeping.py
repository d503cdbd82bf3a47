"""One part of a source into the archive: taken in, read, kept with its reading or with what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.archive import UNREAD, Archive
from dateline.intake import report_id, sha256_of, take
from dateline.intake.formats import Part
from dateline.intake.given import joined
from dateline.model import Given, Reading, Report
from dateline.reading import read_report
from dateline.reading.attributions.extractors import extractor_of


@dataclass(slots=True)
class Summary:
    """What a run of `read` did: sources seen, reports new and known, and those with something to say.

    ``unmatched`` tells of lines of the user's table that were about nothing that was read, ``fallback`` why
    who says what was found by another extractor than the one asked for.
    """

    sources: int = 0
    new: int = 0
    known: int = 0
    again: int = 0
    partial: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    unmatched: str | None = None
    fallback: str | None = None

    def note(self, report: Report) -> None:
        """Remember a report that was not read in full, with its reason."""
        if report.status == "partial":
            self.partial.append((report.source, report.reason or ""))
        elif report.status == "failed":
            self.failed.append((report.source, report.reason or ""))


def read_part(archive: Archive, part: Part, stamp: str, summary: Summary) -> None:
    """Keep a part of a source: read, or known already, or with what is wrong with it."""
    if part.trouble is not None:
        keep_unread(archive, part.name, part.trouble, summary)
        return
    own_id = report_id(part.data)
    held = archive.stamp_of(own_id)
    given = part.given
    if held is not None:
        archive.add_source(own_id, part.name)
        before = archive.given(own_id)
        given = joined(before, given)
        if held == stamp and given == before:
            summary.known += 1
            return
        archive.outdate_record()
    report = keep(archive, part.name, part.data, given, stamp)
    summary.note(report)
    if held is None:
        summary.new += 1
    else:
        summary.again += 1


def keep(archive: Archive, name: str, data: bytes, given: Given, stamp: str) -> Report:
    """Take in and read the bytes of a report, and keep what comes of it."""
    # A defect in a rule must not cost the other reports: what it stopped is kept with the reason.
    try:
        report = take(name, data, given)
    except Exception as error:
        report = Report(
            report_id(data),
            name,
            "",
            status="failed",
            reason=_defect(error),
            given=given,
            sha256=sha256_of(data),
        )
    try:
        reading = read_report(report, extractor_of(stamp))
    except Exception as error:
        report = replace(report, status="partial", reason=_defect(error))
        reading = Reading(report.id, published=report.masthead.published)
    archive.keep(report, reading, data, stamp)
    return report


def _defect(error: Exception) -> str:
    return f"a defect stopped the reading ({type(error).__name__}: {error}); please report it"


def _unread_id(name: str) -> str:
    return report_id(b"unread\0" + name.encode("utf-8", "surrogatepass"))


def keep_unread(archive: Archive, name: str, reason: str, summary: Summary) -> None:
    """Keep that a source could not be read, and why."""
    reason = reason.removeprefix(f"{name}: ")
    report = Report(_unread_id(name), name, "", status="failed", reason=reason)
    archive.keep(report, Reading(report.id), b"", UNREAD)
    summary.note(report)

"""One part of a source, read: what comes of it, ready to be kept, or what went wrong.

Nothing here touches an archive, so that it can be done in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from dateline.archive import UNREAD, Packed, packed
from dateline.intake import report_id, sha256_of, take
from dateline.intake.formats import Part
from dateline.model import Reading, Report
from dateline.model.report import Status
from dateline.reading import read_report
from dateline.reading.attributions.extractors import extractor_of
from dateline.steps import step


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of reading one part: the report as it is to be kept, and whether it was read in full.

    ``costs`` are the CPU-seconds of the steps, where another process read it and costs were asked for.
    """

    packed: Packed
    status: Status
    reason: str | None = None
    costs: Mapping[str, float] = field(default_factory=dict)


Made = Callable[[Part], Outcome | None]
"""Called with a part that is to be read; gives its outcome where that was worked out elsewhere before."""


def not_made(part: Part) -> None:
    """Say that nothing was worked out elsewhere."""


@dataclass(slots=True)
class Summary:
    """What a run of `read` did: sources seen, reports new and known, and those with something to say.

    ``unmatched`` tells of lines of the user's table that were about nothing that was read, ``fallback`` why
    who says what was found by another extractor than the one asked for. ``workers`` are the processes that
    read (1: this one), ``costs`` the CPU-seconds of each step where they were asked for.
    """

    sources: int = 0
    new: int = 0
    known: int = 0
    again: int = 0
    partial: list[tuple[str, str]] = field(default_factory=list)
    failed: list[tuple[str, str]] = field(default_factory=list)
    unmatched: str | None = None
    fallback: str | None = None
    workers: int = 1
    costs: dict[str, float] | None = None

    def counts(self) -> dict[str, int]:
        """How much was done, in numbers alone."""
        return {
            "sources": self.sources,
            "new": self.new,
            "known": self.known,
            "again": self.again,
            "partial": len(self.partial),
            "failed": len(self.failed),
            "workers": self.workers,
        }

    def note(self, outcome: Outcome) -> None:
        """Remember a report that was not read in full, with its reason."""
        told = (outcome.packed.source, outcome.reason or "")
        if outcome.status == "partial":
            self.partial.append(told)
        elif outcome.status == "failed":
            self.failed.append(told)


def read_one(part: Part, stamp: str) -> Outcome:
    """Take in and read one part; never raises but for what is missing on this machine.

    A defect in a rule must not cost the other reports: what it stopped is kept with the reason.
    """
    try:
        with step("clean"):
            report = take(part.name, part.data, part.given)
    except Exception as error:
        report = _failed(part, _defect(error))
    try:
        reading = read_report(report, extractor_of(stamp))
    except Exception as error:
        report = replace(report, status="partial", reason=_defect(error))
        reading = Reading(report.id, published=report.masthead.published)
    return _outcome(report, reading, part.data, stamp)


def given_up(part: Part, reason: str) -> Outcome:
    """A part whose reading ended the process that did it; a later run tries again."""
    report = _failed(part, reason)
    return _outcome(report, Reading(report.id), part.data, UNREAD)


def unread(name: str, reason: str) -> Outcome:
    """A source that could not be read, and why."""
    own_id = report_id(b"unread\0" + name.encode("utf-8", "surrogatepass"))
    report = Report(own_id, name, "", status="failed", reason=reason.removeprefix(f"{name}: "))
    return _outcome(report, Reading(report.id), b"", UNREAD)


def _outcome(report: Report, reading: Reading, data: bytes, stamp: str) -> Outcome:
    with step("pack"):
        return Outcome(packed(report, reading, data, stamp), report.status, report.reason)


def _failed(part: Part, reason: str) -> Report:
    return Report(
        report_id(part.data),
        part.name,
        "",
        status="failed",
        reason=reason,
        given=part.given,
        sha256=sha256_of(part.data),
    )


def _defect(error: Exception) -> str:
    return f"a defect stopped the reading ({type(error).__name__}: {error}); please report it"

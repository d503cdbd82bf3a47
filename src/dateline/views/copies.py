"""Copies: reports that carry the same text, and the sentences that two of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.model import Span
from dateline.views.choosing import Choice, is_one_of, paged
from dateline.views.citation import Citations, Passage


@dataclass(frozen=True, slots=True)
class Shared:
    """A sentence that two reports share, as each has it.

    ``likeness`` (0-1) is 1 where all words are the same; ``quoted`` marks what is mostly someone's own words.
    """

    passage: Passage
    other: Passage
    likeness: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that carry the same copy, and how much of the shorter is in both (0-1).

    ``report_share`` and ``other_share`` are the parts of each report's sentences that the other has too.
    ``source`` is the report (id) the text is likely from, ``why`` the reason, ``agency`` whose copy it is.
    """

    kind: str
    share: float
    report: str
    label: str
    title: str | None
    other: str
    other_label: str
    other_title: str | None
    report_share: float
    other_share: float
    source: str | None
    why: str | None
    agency: str | None
    sentences: tuple[Shared, ...]


def duplicates(
    archive: Archive, *, sentences: bool = False, limit: int | None = None, offset: int = 0
) -> list[Copy]:
    """The pairs of reports that carry the same copy, the most alike first; with the *sentences* if asked.

    At most *limit* come back, without the first *offset*.
    """
    citations = Citations(archive)
    pairs = []
    for row in archive.rows("duplicates", order=paged("share DESC, report, other", limit, offset)):
        one, other = citations.report(row["report"]), citations.report(row["other"])
        pairs.append(
            Copy(
                kind=row["kind"],
                share=row["share"],
                report=one.id,
                label=one.label,
                title=one.title,
                other=other.id,
                other_label=other.label,
                other_title=other.title,
                report_share=row["report_share"],
                other_share=row["other_share"],
                source=row["source"],
                why=row["why"],
                agency=row["agency"],
                sentences=tuple(_shared(citations, row, s) for s in row["sentences"]) if sentences else (),
            )
        )
    return pairs


def duplicates_choice(archive: Archive) -> Choice:
    """All pairs, as a choice from their list."""
    return Choice("duplicates")


def same_texts(archive: Archive, reports: Iterable[str]) -> tuple[dict[str, str], set[str]]:
    """For each of *reports* the first of those that count as one with it, and the reports that are copies.

    Reports count as one where they carry the same copy, whole or nearly so, or are versions of one address.
    """
    lead = {report: report for report in sorted(reports)}

    def first_of(report: str) -> str:
        while lead[report] != report:
            lead[report] = report = lead[lead[report]]
        return report

    one_of, ids = is_one_of("report", lead)
    copies = archive.query(f"SELECT report, other FROM duplicates WHERE kind <> 'partial' AND {one_of}", ids)
    pairs = [(row["report"], row["other"]) for row in copies if row["other"] in lead]
    copied = {report for pair in pairs for report in pair}
    first_at: dict[str, str] = {}
    versions = archive.query(f"SELECT address, report FROM versions WHERE {one_of} ORDER BY rowid", ids)
    for row in versions:
        pairs.append((first_at.setdefault(row["address"], row["report"]), row["report"]))
    for one, other in pairs:
        low, high = sorted((first_of(one), first_of(other)))
        lead[high] = low
    return {report: first_of(report) for report in lead}, copied


def _shared(citations: Citations, pair: Row, row: Row) -> Shared:
    span, other = Span(row["start"], row["end"]), Span(row["other_start"], row["other_end"])
    return Shared(
        Passage(span, citations.words(pair["report"], span.start, span.end)),
        Passage(other, citations.words(pair["other"], other.start, other.end)),
        row["likeness"],
        row["quoted"],
    )

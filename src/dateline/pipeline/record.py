"""The record brought up to date with what the archive keeps."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version

from dateline.archive import Archive, Entry, Row
from dateline.errors import ArchiveError
from dateline.intake.outlet_furniture import with_furniture
from dateline.intake.outlet_lines import page_lines, repeated_lines
from dateline.intake.ruled import ruled
from dateline.knowledge.tables import knowledge_hash
from dateline.linking import (
    Compared,
    Decision,
    Dictionary,
    Lazily,
    Memory,
    Sketch,
    Tied,
    changes,
    coded,
    links_of,
    reviewed,
    sketch,
    tie_up,
)
from dateline.model import Change, Published, Reading, Report, Version
from dateline.pipeline.rulings import Settled, blocks_ruled, settled
from dateline.pipeline.stamp import current_stamp
from dateline.reading import read_report, redate
from dateline.reading.attributions.extractors import extractor_of
from dateline.reading.syntax import model_stamp
from dateline.steps import step

LINKING_PASSES = 4
"""Dates found through links make new links possible; each pass settles reports one link further away."""
LIKELIHOODS = "likelihoods"
"""The step whose results are kept for the next run (`linking.memory`)."""

Progress = Callable[[str, int], None]
"""Called with what is being done ("read", "refine", "link") and how many sources are done."""


def update_record(archive: Archive, *, progress: Progress = lambda doing, done: None) -> None:
    """Bring the record up to date with what the archive keeps; does nothing when it is.

    Where another process keeps or drops something meanwhile, it is made again.
    """
    while archive.note("record") != (digest := archive.digest()):
        try:
            _make_record(archive, digest, progress)
        except (KeyError, ArchiveError):
            if archive.digest() == digest:  # it was not that a report had gone
                raise


def _make_record(archive: Archive, digest: str, progress: Progress) -> None:
    """Write the record of what is kept, unless its *digest* is another one by then."""
    ids = archive.report_ids()
    _refine(archive, ids, progress)
    progress("link", 0)
    decided = settled(archive)
    found, published = _tied(archive, decided)
    links = links_of(found, decided.rulings)
    del found  # takes more memory than all that follows from it
    links = replace(
        links,
        published=published,
        changes=tuple(_changes(archive, links.versions)),
        date_decided_of=decided.dates_decided(),
    )
    notes = {
        "record": digest,
        "version": version("dateline"),
        "model": model_stamp(),
        "knowledge": knowledge_hash(),
        "stamp": current_stamp(),
    }
    entries = _entries(archive, ids, published, decided)
    archive.write_record(entries, links, decided.states, notes)


@step("refine")
def _refine(archive: Archive, ids: Sequence[str], progress: Progress) -> None:
    """Leave out of each report what its outlet repeats, and put blocks where users said they belong.

    Only the reports whose body that changes are read again.
    """
    pages = (page_lines(archive.by_itself(key)) for key in ids)
    repeated = repeated_lines(page for page in pages if page is not None)
    by_hand = blocks_ruled(archive)
    held = archive.refined_ids()
    for done, key in enumerate(sorted(held | repeated.keys() | by_hand.keys())):
        progress("refine", done)
        own = archive.by_itself(key)
        try:
            report = ruled(with_furniture(own, repeated.get(key, {})), by_hand.get(key, ()))
            if report == own and key not in held:
                continue  # as most are: what is kept of them need not be looked at
            before = archive.kept(key)
            changed = report.body != before.report.body
            extractor = extractor_of(archive.stamp_of(key) or "")
            reading = read_report(report, extractor) if changed else before.reading
        except Exception:  # a defect: the report stays as it was read by itself
            report = own
        if report == own:
            archive.unrefine(key)
        elif report != before.report:
            archive.refine(report, reading)


def evidence(archive: Archive) -> Tied:
    """What ties the reports of an archive together, worked out again; the archive stays as it is."""
    return _tied(archive, settled(archive), keep=False)[0]


def _tied(archive: Archive, decided: Settled, *, keep: bool = True) -> tuple[Tied, dict[str, Published]]:
    """What ties the reports kept together, and the days of publication that users or links gave to some."""
    ids = archive.report_ids()
    published = dict(decided.days)
    memory = _remembered(archive, ids)
    before: Compared | None = None
    dated: dict[str, Published] = {}
    left = LINKING_PASSES
    while True:
        sketches = _sketches(archive, ids, dict(published), decided, keep)
        found = tie_up(sketches, decided.rulings, before, dated, memory)
        dated = _newly_dated(found, published, decided)
        if not dated or not left:
            break
        left -= 1
        published |= dated
        before = found.compared
        del found  # or what two passes found would be in memory at once
    if keep:
        _remember(archive, ids, memory, found.compared.learnt)
    return found, published


def _sketches(
    archive: Archive, ids: Sequence[str], days: Mapping[str, Published], decided: Settled, keep: bool
) -> Lazily[Sketch]:
    """The sketches of the reports, from the *days* of publication that users or links gave to some."""
    dictionary = Dictionary(actor for _, actors in archive.dictionaries() for actor in actors)
    digests = archive.digests()

    def sketched(at: int) -> Sketch:
        key = ids[at]
        found = _sketch(archive, key, digests[key], days.get(key), decided.rows.get(key, ()), keep=keep)
        return coded(found, dictionary)

    return Lazily(len(ids), sketched)


def _newly_dated(found: Tied, published: Mapping[str, Published], decided: Settled) -> dict[str, Published]:
    """The days that links give to reports and did not give before; those that users set stay."""
    return {
        key: day
        for key, day in found.published.items()
        if published.get(key) != day and key not in decided.days
    }


def _remembered(archive: Archive, ids: Iterable[str]) -> Memory:
    """The likelihoods that earlier runs of this code worked out."""
    stamp = current_stamp()
    held = {key: archive.prepared(key, LIKELIHOODS, stamp, tuple[bytes, bytes]) for key in ids}
    kept = {key: found for key, found in held.items() if found is not None}
    return Memory(
        {key: found[0] for key, found in kept.items()}, {key: found[1] for key, found in kept.items()}
    )


def _remember(archive: Archive, ids: Iterable[str], before: Memory, learnt: Memory) -> None:
    """Keep the likelihoods that this run made use of, in place of those of the run before."""
    stamp = current_stamp()
    with archive.transaction():
        for key in ids:
            was, now = (
                (memory.reports.get(key, b""), memory.mentions.get(key, b"")) for memory in (before, learnt)
            )
            if was != now:
                archive.prepare(key, LIKELIHOODS, stamp, now)


def _sketch(
    archive: Archive,
    key: str,
    digest: str,
    published: Published | None,
    decisions: Sequence[Decision],
    *,
    keep: bool,
) -> Sketch:
    """The sketch of a report, with a day of publication that links or users give, and what they decided of
    its rows; worked out once."""
    step = "sketch" if published is None else "dated sketch"
    stamp = f"{current_stamp()} {digest} {published}{_told(decisions)}"
    held = archive.prepared(key, step, stamp, Sketch)
    if held is not None:
        return held
    made = sketch(*_dated(archive, key, published, decisions))
    if keep:
        archive.prepare(key, step, stamp, made)
    return made


def _changes(archive: Archive, versions: Iterable[Version]) -> Iterator[Change]:
    """What changed at each address from one version to the next."""
    for one in versions:
        if one.earlier is not None:
            old, new = archive.kept(one.earlier), archive.kept(one.report)
            yield from changes(old.report, old.reading, new.report, new.reading)


def _told(decisions: Iterable[Decision]) -> str:
    """What tells decisions on the rows of a report from others."""
    return "".join(f" {decision.correction.id}" for decision in decisions)


def _entries(
    archive: Archive, ids: Iterable[str], published: dict[str, Published], decided: Settled
) -> Iterator[Entry]:
    """What the rows of each report follow from, and how to have it read where that has changed."""
    sources = archive.all_sources()
    digests = archive.digests()
    for key in ids:
        day, rows = published.get(key), decided.rows.get(key, ())
        digest = f"{current_stamp()} {digests[key]} {day}{_told(rows)}"
        yield Entry(key, digest, sources.get(key, ()), partial(_dated, archive, key, day, rows))


def _dated(
    archive: Archive, key: str, published: Published | None, decisions: Sequence[Decision]
) -> tuple[Report, Reading]:
    """A report with its reading as the record has it: from another day of publication, and reviewed."""
    kept = archive.kept(key)
    reading = kept.reading if published is None else redate(kept.report, kept.reading, published)
    return kept.report, reviewed(reading, decisions)


def _published(row: Row) -> Published:
    """The day of publication that the record gives a report."""

    def day(name: str) -> datetime.date | None:
        return datetime.date.fromisoformat(row[name]) if row[name] else None

    return Published(
        day("published"), row["published_basis"], day("published_earliest"), day("published_latest")
    )


def as_in_record(archive: Archive, report: str, decided: Settled) -> tuple[Report, Reading]:
    """A report that the record holds, with its reading and whatever was *decided* of its rows since."""
    [row] = archive.rows("reports", "id = ?", (report,))
    own = archive.kept(report).reading.published
    day = decided.days.get(report) or _published(row)
    return _dated(archive, report, None if day == own else day, decided.rows.get(report, ()))

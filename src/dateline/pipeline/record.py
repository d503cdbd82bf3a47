"""The record brought up to date with what the archive keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version

from dateline.archive import Archive, Entry
from dateline.intake.outlet_furniture import with_furniture
from dateline.intake.outlet_lines import page_lines, repeated_lines
from dateline.knowledge.tables import knowledge_hash
from dateline.linking import (
    Dictionary,
    Memory,
    Ruling,
    Sketch,
    Tied,
    changes,
    coded,
    links_of,
    sketch,
    tie_up,
)
from dateline.model import Change, Published, Reading, Report, Version
from dateline.pipeline.rulings import days_set, settled
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
    """Bring the record up to date with what the archive keeps; does nothing when it is."""
    digest = archive.digest()
    if archive.note("record") == digest:
        return
    ids = archive.report_ids()
    _refine(archive, ids, progress)
    progress("link", 0)
    rulings, corrections = settled(archive)
    found, published = _tied(archive, rulings)
    links = links_of(found, rulings)
    links = replace(links, published=published, changes=tuple(_changes(archive, links.versions)))
    notes = {
        "record": digest,
        "version": version("dateline"),
        "model": model_stamp(),
        "knowledge": knowledge_hash(),
        "stamp": current_stamp(),
    }
    if not archive.write_record(_entries(archive, ids, published), links, corrections, notes):
        update_record(archive, progress=progress)  # another process has kept something meanwhile


@step("refine")
def _refine(archive: Archive, ids: Sequence[str], progress: Progress) -> None:
    """Leave out of each report what its outlet repeats; only those whose body that changes are read again."""
    pages = (page_lines(archive.by_itself(key)) for key in ids)
    repeated = repeated_lines(page for page in pages if page is not None)
    held = archive.refined_ids()
    for done, key in enumerate(sorted(held | repeated.keys())):
        progress("refine", done)
        own, before = archive.by_itself(key), archive.kept(key)
        try:
            report = with_furniture(own, repeated.get(key, {}))
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
    rulings, _ = settled(archive)
    return _tied(archive, rulings, keep=False)[0]


def _tied(
    archive: Archive, rulings: Sequence[Ruling], *, keep: bool = True
) -> tuple[Tied, dict[str, Published]]:
    """What ties the reports kept together, and the days of publication that users or links gave to some."""
    ids = archive.report_ids()
    dictionary = Dictionary(actor for _, actors in archive.dictionaries() for actor in actors)
    digests = archive.digests()
    published = days_set(rulings)

    def sketched(key: str) -> Sketch:
        return coded(_sketch(archive, key, digests[key], published.get(key), keep=keep), dictionary)

    sketches = {key: sketched(key) for key in ids}
    memory = _remembered(archive, ids)
    found = tie_up(sketches.values(), rulings, memory=memory)
    for _ in range(LINKING_PASSES):
        dated = {key: day for key, day in found.published.items() if published.get(key) != day}
        if not dated:
            break
        published |= dated
        sketches |= {key: sketched(key) for key in dated}
        found = tie_up(sketches.values(), rulings, found, memory)
    if keep:
        _remember(archive, ids, memory, found.learnt)
    return found, published


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


def _sketch(archive: Archive, key: str, digest: str, published: Published | None, *, keep: bool) -> Sketch:
    """The sketch of a report, with a day of publication that links or the user give; worked out once."""
    step = "sketch" if published is None else "dated sketch"
    stamp = f"{current_stamp()} {digest} {published}"
    held = archive.prepared(key, step, stamp, Sketch)
    if held is not None:
        return held
    made = sketch(*_dated(archive, key, published))
    if keep:
        archive.prepare(key, step, stamp, made)
    return made


def _changes(archive: Archive, versions: Iterable[Version]) -> Iterator[Change]:
    """What changed at each address from one version to the next."""
    for one in versions:
        if one.earlier is not None:
            old, new = archive.kept(one.earlier), archive.kept(one.report)
            yield from changes(old.report, old.reading, new.report, new.reading)


def _entries(archive: Archive, ids: Iterable[str], published: dict[str, Published]) -> Iterator[Entry]:
    """What the rows of each report follow from, and how to have it read where that has changed."""
    sources = archive.all_sources()
    digests = archive.digests()
    for key in ids:
        digest = f"{current_stamp()} {digests[key]} {published.get(key)}"
        yield Entry(key, digest, sources.get(key, ()), partial(_dated, archive, key, published.get(key)))


def _dated(archive: Archive, key: str, published: Published | None) -> tuple[Report, Reading]:
    kept = archive.kept(key)
    if published is None:
        return kept.report, kept.reading
    return kept.report, redate(kept.report, kept.reading, published)

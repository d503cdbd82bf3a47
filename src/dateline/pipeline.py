"""The way of a report: bytes → report → reading → archive → record.

`read` takes what the user names through intake and reading into an archive, one transaction a report, and
then brings the record up to date. It can be stopped at any moment: what was kept stays, and the next run
goes on where it stopped.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import BinaryIO

from dateline.archive import UNREAD, Archive, Fetched
from dateline.errors import InputError
from dateline.fetching import Fetcher, Page, is_address, without_password
from dateline.intake import report_id, sha256_of, take
from dateline.intake.clippings import Clippings, read_clippings
from dateline.intake.files import Source, find_sources
from dateline.intake.formats import Part, unpack
from dateline.intake.formats.fields import USUAL, FieldMap, read_fields
from dateline.intake.given import completed, joined
from dateline.intake.outlet_furniture import with_furniture
from dateline.intake.outlet_lines import page_lines, repeated_lines
from dateline.knowledge.tables import knowledge_hash
from dateline.linking import Dictionary, Ruling, Sketch, changes, coded, link, locate, sketch
from dateline.model import (
    FEED_ENTRY,
    NOTHING_GIVEN,
    ActorAt,
    Change,
    Correction,
    CorrectionState,
    Extractor,
    Fact,
    Given,
    Links,
    Published,
    Reading,
    Report,
    Selector,
    Version,
)
from dateline.reading import read_report, redate
from dateline.reading.attributions.extractors import (
    DEFAULT_EXTRACTOR,
    extractor_of,
    extractor_stamp,
    usable,
)
from dateline.reading.syntax import model_stamp

SERVER = "the server's answer"
PAGE_KINDS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
"""What servers call the kinds of content that intake must be told of."""
LINKING_PASSES = 4
"""Dates found through links make new links possible; each pass settles reports one link further away."""

Progress = Callable[[str, int], None]
"""Called with what is being done ("read", "refine", "link") and how many sources are done."""


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


def read(
    archive: Archive,
    paths: Sequence[str],
    *,
    metadata: str | None = None,
    fields: str | None = None,
    follow: bool = False,
    fetcher: Fetcher | None = None,
    extractor: Extractor | None = None,
    progress: Progress = lambda doing, done: None,
) -> Summary:
    """Read files, folders, addresses or "-" (standard input) into *archive*; bring its record up to date.

    Without *paths*, only what an older version read is read again. A source that cannot be read never
    ends the run: it is kept with its reason. *metadata* is a CSV file with what the user knows of the reports
    (`dateline.intake.clippings`), *fields* says what the fields of records are called
    (`dateline.intake.formats.fields`). Addresses (https://…) are fetched by *fetcher*, and nothing else is;
    with *follow*, the pages of the entries of the feeds named are fetched too. *extractor* finds who says
    what; where its model cannot be loaded, the rules do, and the summary says so. Raises InputError where
    *metadata* or *fields* cannot be understood, ModelMissingError when there is no language model.
    """
    used, fallback = usable(extractor or DEFAULT_EXTRACTOR)
    stamp = current_stamp(used)
    run = _Run(
        archive,
        stamp,
        progress,
        fetcher or Fetcher(),
        follow,
        read_clippings(metadata) if metadata else Clippings(),
        read_fields(fields) if fields else USUAL,
    )
    summary = run.summary
    summary.fallback = fallback
    for path in paths:
        if is_address(path):
            run.read_address(path, follow=follow)
            continue
        for source in find_sources([path]):
            if not (metadata and source.is_file(metadata)):
                run.read_file(source)
    summary.unmatched = run.clippings.unmatched(run.used)
    for name, data in archive.outdated(stamp):
        _keep(archive, name, data, archive.given(report_id(data)), stamp)
        summary.again += 1
        progress("read", summary.sources + summary.again)
    update_record(archive, progress=progress)
    return summary


def update_record(archive: Archive, *, progress: Progress = lambda doing, done: None) -> None:
    """Bring the record up to date with what the archive keeps; does nothing when it is."""
    digest = archive.digest()
    if archive.note("record") == digest:
        return
    ids = archive.report_ids()
    _refine(archive, ids, progress)
    progress("link", 0)
    rulings, corrections = _settled(archive)
    links, published = _link(archive, ids, rulings)
    notes = {
        "record": digest,
        "version": version("dateline"),
        "model": model_stamp(),
        "knowledge": knowledge_hash(),
    }
    archive.write_record(_readings(archive, ids, published), links, corrections, notes)


@cache
def current_stamp(extractor: Extractor = DEFAULT_EXTRACTOR) -> str:
    """With what a report is read now: version, code, language model, knowledge, and extractor."""
    digest = hashlib.sha256()
    for entry in _python_files(files("dateline")):
        digest.update(entry.read_bytes().replace(b"\r\n", b"\n"))
    code = f"dateline {version('dateline')} {digest.hexdigest()[:12]}"
    return f"{code}; {model_stamp()}; {knowledge_hash()}; {extractor_stamp(extractor)}"


def _python_files(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            yield from _python_files(entry)
        elif entry.name.endswith(".py"):
            yield entry


@dataclass(slots=True)
class _Run:
    """One run of `read`: with what it reads, and what it has done so far.

    ``used`` are the lines of the user's table that were about something, ``fetched`` the addresses asked for.
    """

    archive: Archive
    stamp: str
    progress: Progress
    fetcher: Fetcher
    follow: bool
    clippings: Clippings
    fields: FieldMap
    summary: Summary = field(default_factory=Summary)
    used: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)

    def read_file(self, source: Source) -> None:
        """Read what a file holds, and the pages its entries lead to where it is a feed to be followed."""
        self.summary.sources += 1
        self._forget_unread(source.name)
        entries: list[str] = []
        try:
            with source.open() as stream:
                _, entries = self._read_parts(source.name, stream)
        except InputError as error:
            _keep_unread(self.archive, source.name, str(error), self.summary)
        self.progress("read", self.summary.sources)
        if self.follow:
            self._read_entries(entries)

    def read_address(self, address: str, *, follow: bool) -> bool:
        """Fetch *address* and read what it holds, unless nothing is new there; whether it could be had."""
        name = without_password(address)
        self.fetched.add(name)
        self.summary.sources += 1
        held = self._last_fetched(name, follow)
        try:
            page = self.fetcher.fetch(
                address,
                etag=held.etag if held else None,
                last_modified=held.last_modified if held else None,
            )
        except InputError as error:
            _keep_unread(self.archive, name, str(error), self.summary)
            self.progress("read", self.summary.sources)
            return False
        self._forget_unread(name)
        if page is None:
            self.summary.known += self.archive.count_at(name)
            self.progress("read", self.summary.sources)
            return True
        whole, entries = self._read_parts(name, io.BytesIO(page.data), _came_with(page))
        self.progress("read", self.summary.sources)
        followed = follow and self._read_entries(entries)
        asks = whole and (page.etag or page.last_modified)
        self.archive.note_fetched(
            name, Fetched(page.etag, page.last_modified, self.stamp, followed) if asks else None
        )
        return True

    def _last_fetched(self, name: str, follow: bool) -> Fetched | None:
        """What to ask the server with; None where all of it is wanted, new or not."""
        held = self.archive.fetched(name)
        if held is None or held.stamp != self.stamp or self.clippings.lines or (follow and not held.followed):
            return None
        return held

    def _read_entries(self, addresses: Iterable[str]) -> bool:
        """Fetch the pages of a feed's entries; whether all of them could be had."""
        done = [self.read_address(a, follow=False) for a in addresses if a not in self.fetched]
        return all(done)

    def _read_parts(self, name: str, stream: BinaryIO, came: Given = NOTHING_GIVEN) -> tuple[bool, list[str]]:
        """Read the parts of one source; whether all could be read, and the addresses of a feed's entries.

        *came* is what came along with the source; where it holds several parts, only the time of capture is
        true of each.
        """
        whole = True
        entries: dict[str, None] = {}
        for part in unpack(name, stream, fields=self.fields):
            about = came if part.name == name else Given(captured=came.captured)
            part = replace(part, given=completed(part.given, about))
            line = self.clippings.line_about(part.name, part.given)
            if line is not None:
                self.used.add(line)
                part = replace(part, given=joined(part.given, self.clippings.lines[line]))
            whole = whole and part.trouble is None
            address = part.given.address
            if address is not None and address.where == FEED_ENTRY:
                entries[address.value] = None
            _read_one(self.archive, part, self.stamp, self.summary)
            self.progress("read", self.summary.sources)
        return whole, list(entries)

    def _forget_unread(self, name: str) -> None:
        for unread in self.archive.unread_in(name):
            self.archive.drop(unread)


def _came_with(page: Page) -> Given:
    """What a server says of a page, and when it was fetched."""
    kind = PAGE_KINDS.get(page.media or "")
    return Given(
        address=Fact(page.address, SERVER),
        captured=Fact(page.captured.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), SERVER),
        media=Fact(kind, SERVER) if kind else None,
        charset=Fact(page.charset, SERVER) if page.charset else None,
    )


def _read_one(archive: Archive, part: Part, stamp: str, summary: Summary) -> None:
    if part.trouble is not None:
        _keep_unread(archive, part.name, part.trouble, summary)
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
    report = _keep(archive, part.name, part.data, given, stamp)
    summary.note(report)
    if held is None:
        summary.new += 1
    else:
        summary.again += 1


def _keep(archive: Archive, name: str, data: bytes, given: Given, stamp: str) -> Report:
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


def _defect(error: Exception) -> str:
    return f"a defect stopped the reading ({type(error).__name__}: {error}); please report it"


def _unread_id(name: str) -> str:
    return report_id(b"unread\0" + name.encode("utf-8", "surrogatepass"))


def _keep_unread(archive: Archive, name: str, reason: str, summary: Summary) -> None:
    reason = reason.removeprefix(f"{name}: ")
    report = Report(_unread_id(name), name, "", status="failed", reason=reason)
    archive.keep(report, Reading(report.id), b"", UNREAD)
    summary.note(report)


def _settled(archive: Archive) -> tuple[list[Ruling], list[tuple[Correction, CorrectionState]]]:
    """What the corrections come to in the readings as they are now, and the state of each."""
    corrections = archive.corrections()
    undone: set[str] = set()
    for correction in reversed(corrections):  # an undoing that is undone itself takes nothing back
        if correction.action == "undo" and correction.id not in undone:
            undone.add(correction.values["correction"])
    rulings: list[Ruling] = []
    states: list[tuple[Correction, CorrectionState]] = []
    for correction in corrections:
        parties = tuple(_actors_at(archive, party) for party in correction.parties)
        state: CorrectionState = (
            "undone" if correction.id in undone else "in force" if all(parties) else "without a place"
        )
        states.append((correction, state))
        if state == "in force":
            rulings.append(Ruling(correction, parties))
    return rulings, states


def _actors_at(archive: Archive, selectors: Iterable[Selector]) -> tuple[ActorAt, ...]:
    """The actors that the readings have where *selectors* point."""
    found: dict[ActorAt, None] = {}
    for selector in selectors:
        try:
            kept = archive.kept(selector.report)
        except KeyError:
            continue
        place = locate(selector, kept.report.text)
        if place is None:
            continue
        # Another version may draw the bounds of a mention otherwise.
        there = [mention for mention in kept.reading.mentions if mention.span.overlaps(place)]
        there = [mention for mention in there if mention.span == place] or there
        if there:
            found[selector.report, there[0].actor] = None
    return tuple(found)


def _link(
    archive: Archive, ids: Iterable[str], rulings: Sequence[Ruling]
) -> tuple[Links, dict[str, Published]]:
    dictionary = Dictionary(actor for _, actors in archive.dictionaries() for actor in actors)
    sketches: dict[str, Sketch] = {}
    for key in ids:
        kept = archive.kept(key)
        sketches[key] = coded(sketch(kept.report, kept.reading), dictionary)
    published: dict[str, Published] = {}
    links = link(sketches.values(), rulings)
    for _ in range(LINKING_PASSES):
        dated = {key: day for key, day in links.published.items() if published.get(key) != day}
        if not dated:
            break
        published |= dated
        for key, day in dated.items():
            kept = archive.kept(key)
            dated_again = redate(kept.report, kept.reading, day)
            sketches[key] = coded(sketch(kept.report, dated_again), dictionary)
        links = replace(link(sketches.values(), rulings), published={**published})
    return replace(links, changes=tuple(_changes(archive, links.versions))), published


def _changes(archive: Archive, versions: Iterable[Version]) -> Iterator[Change]:
    """What changed at each address from one version to the next."""
    for one in versions:
        if one.earlier is not None:
            old, new = archive.kept(one.earlier), archive.kept(one.report)
            yield from changes(old.report, old.reading, new.report, new.reading)


def _readings(
    archive: Archive, ids: Iterable[str], published: dict[str, Published]
) -> Iterator[tuple[Report, Reading, Sequence[str]]]:
    for key in ids:
        kept = archive.kept(key)
        reading = kept.reading
        if key in published:
            reading = redate(kept.report, reading, published[key])
        yield kept.report, reading, kept.sources

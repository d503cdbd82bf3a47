"""What the user names, file by file and address by address, into the archive."""

from __future__ import annotations

import datetime
import io
import logging
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import BinaryIO

from dateline.archive import Archive, Fetched
from dateline.errors import InputError
from dateline.fetching import Fetcher, Page, is_address, without_password
from dateline.intake import report_id
from dateline.intake.files import Source
from dateline.intake.formats import Part
from dateline.model import FEED_ENTRY, NOTHING_GIVEN, Extractor, Fact, Given
from dateline.pipeline.keeping import Made, Summary, not_made, unread
from dateline.pipeline.line import Line
from dateline.pipeline.naming import Known, as_wanted, outdated
from dateline.pipeline.record import Progress, update_record
from dateline.pipeline.signs import signs_of_life
from dateline.pipeline.stamp import current_stamp
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, usable
from dateline.steps import costs, step

_log = logging.getLogger(__name__)
SERVER = "the server's answer"
PAGE_KINDS = {"text/html": "text/html", "application/xhtml+xml": "text/html", "text/plain": "text/plain"}
"""What servers call the kinds of content that intake must be told of."""


def read(
    archive: Archive,
    paths: Sequence[str],
    *,
    metadata: str | None = None,
    fields: str | None = None,
    follow: bool = False,
    fetcher: Fetcher | None = None,
    extractor: Extractor | None = None,
    workers: int | None = None,
    profile: bool = False,
    made: Made = not_made,
    progress: Progress = lambda doing, done: None,
) -> Summary:
    """Read files, folders, addresses or "-" (standard input) into *archive*; bring its record up to date.

    Without *paths*, only what an older version read is read again. A source that cannot be read never
    ends the run: it is kept with its reason. *metadata* is a CSV file with what the user knows of the reports
    (`dateline.intake.clippings`), *fields* says what the fields of records are called
    (`dateline.intake.formats.fields`). Addresses (https://…) are fetched by *fetcher*, and nothing else is;
    with *follow*, the pages of the entries of the feeds named are fetched too. *extractor* finds who says
    what; where its model cannot be loaded, the rules do, and the summary says so. *workers* processes read
    (default: for a few reports this one alone, else one a core), with the same result however many; with
    *profile*, the summary says what each step cost. What *made* has the outcome of is not read, but kept.
    Raises InputError where *metadata* or *fields* cannot be understood, ModelMissingError when there is no
    language model.
    """
    used, fallback = usable(extractor or DEFAULT_EXTRACTOR)
    stamp = current_stamp(used)
    known = Known.of(metadata, fields, archive)
    summary = Summary(fallback=fallback)
    with (
        signs_of_life(archive, progress) as progress,
        costs() if profile else nullcontext() as ledger,
    ):
        with Line(archive, stamp, summary, progress, workers=workers, ledger=ledger, made=made) as line:
            run = _Run(archive, stamp, line, progress, fetcher or Fetcher(), follow, known, summary)
            for path in paths:
                run.read_named(path)
            summary.unmatched = known.clippings.unmatched(run.used)
            line.settle()
            run.read_again()
        _log.info("reports read", extra=summary.counts())
        with step("link"):
            update_record(archive, progress=progress)
        _log.info("record up to date")
    summary.costs = ledger.seconds if ledger is not None else None
    return summary


@dataclass(slots=True)
class _Run:
    """One run of `read`: with what it reads, and what it has done so far.

    ``used`` are the lines of the user's table that were about something, ``fetched`` the addresses asked for.
    """

    archive: Archive
    stamp: str
    line: Line
    progress: Progress
    fetcher: Fetcher
    follow: bool
    known: Known
    summary: Summary
    used: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)

    def read_named(self, path: str) -> None:
        """Read what the user named."""
        if is_address(path):
            self.read_address(path, follow=self.follow)
            return
        for source in self.known.files(path):
            self.read_file(source)

    def read_again(self) -> None:
        """Read from the bytes kept what was read with anything but what there is now."""
        for part in outdated(self.archive, self.stamp):
            self.summary.again += 1
            self.line.read(part)

    def read_file(self, source: Source) -> None:
        """Read what a file holds, and the pages its entries lead to where it is a feed to be followed."""
        self.summary.sources += 1
        self._forget_unread(source.name)
        entries: list[str] = []
        try:
            with source.open() as stream:
                _, entries = self._read_parts(source.name, stream)
        except InputError as error:
            self.line.keep(unread(source.name, str(error)))
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
            self.line.keep(unread(name, str(error)))
            return False
        self._forget_unread(name)
        if page is None:
            self.summary.known += self.archive.count_at(name)
            self.progress("read", self.summary.sources)
            return True
        whole, entries = self._read_parts(name, io.BytesIO(page.data), _came_with(page))
        followed = follow and self._read_entries(entries)
        self.line.settle()  # nothing may be noted as had that is not kept
        asks = whole and (page.etag or page.last_modified)
        self.archive.note_fetched(
            name, Fetched(page.etag, page.last_modified, self.stamp, followed) if asks else None
        )
        return True

    def _last_fetched(self, name: str, follow: bool) -> Fetched | None:
        """What to ask the server with; None where all of it is wanted, new or not."""
        held = self.archive.fetched(name)
        table = self.known.clippings.lines
        if held is None or held.stamp != self.stamp or table or (follow and not held.followed):
            return None
        return held

    def _read_entries(self, addresses: Iterable[str]) -> bool:
        """Fetch the pages of a feed's entries; whether all of them could be had."""
        done = [self.read_address(a, follow=False) for a in addresses if a not in self.fetched]
        return all(done)

    def _read_parts(self, name: str, stream: BinaryIO, came: Given = NOTHING_GIVEN) -> tuple[bool, list[str]]:
        """Read the parts of one source; whether all could be read, and the addresses of a feed's entries."""
        whole = True
        entries: dict[str, None] = {}
        for part, line in self.known.parts(name, stream, came):
            if line is not None:
                self.used.add(line)
            whole = whole and part.trouble is None
            address = part.given.address
            if address is not None and address.where == FEED_ENTRY:
                entries[address.value] = None
            self._read_part(part)
        return whole, list(entries)

    def _read_part(self, part: Part) -> None:
        """Have a part read, unless it is known already or something is wrong with it."""
        if part.trouble is not None:
            self.line.keep(unread(part.name, part.trouble))
            return
        own_id = report_id(part.data)
        self.line.settle(own_id)  # the same bytes may have come a moment ago
        wanted = as_wanted(self.archive, self.stamp, part)
        if self.archive.stamp_of(own_id) is None:
            self.summary.new += 1
            self.line.read(part)
            return
        self.archive.add_source(own_id, part.name)
        if wanted is None:
            self.summary.known += 1
            self.progress("read", self.summary.sources)
            return
        self.archive.outdate_record()
        self.summary.again += 1
        self.line.read(wanted)

    def _forget_unread(self, name: str) -> None:
        for report in self.archive.unread_in(name):
            self.archive.drop(report)


def _came_with(page: Page) -> Given:
    """What a server says of a page, and when it was fetched."""
    kind = PAGE_KINDS.get(page.media or "")
    return Given(
        address=Fact(page.address, SERVER),
        captured=Fact(page.captured.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), SERVER),
        media=Fact(kind, SERVER) if kind else None,
        charset=Fact(page.charset, SERVER) if page.charset else None,
    )

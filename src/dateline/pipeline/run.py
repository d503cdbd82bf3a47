"""What the user names, file by file and address by address, into the archive."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from dateline.archive import Archive, Fetched
from dateline.errors import InputError
from dateline.fetching import Fetcher, Page, is_address, without_password
from dateline.intake import report_id
from dateline.intake.clippings import Clippings, read_clippings
from dateline.intake.files import Source, find_sources
from dateline.intake.formats import unpack
from dateline.intake.formats.fields import USUAL, FieldMap, read_fields
from dateline.intake.given import completed, joined
from dateline.model import FEED_ENTRY, NOTHING_GIVEN, Extractor, Fact, Given
from dateline.pipeline.keeping import Summary, keep, keep_unread, read_part
from dateline.pipeline.record import Progress, update_record
from dateline.pipeline.stamp import current_stamp
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, usable

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
        keep(archive, name, data, archive.given(report_id(data)), stamp)
        summary.again += 1
        progress("read", summary.sources + summary.again)
    update_record(archive, progress=progress)
    return summary


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
            keep_unread(self.archive, source.name, str(error), self.summary)
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
            keep_unread(self.archive, name, str(error), self.summary)
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
            read_part(self.archive, part, self.stamp, self.summary)
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

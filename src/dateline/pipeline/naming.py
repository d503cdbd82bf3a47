"""What the user names, as parts with all that is known of each; and which of them a run has to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO, Self

from dateline.archive import Archive
from dateline.errors import InputError
from dateline.fetching import is_address
from dateline.intake import report_id
from dateline.intake.clippings import Clippings, read_clippings
from dateline.intake.files import Source, find_sources
from dateline.intake.formats import Part, unpack
from dateline.intake.formats.fields import USUAL, FieldMap, read_fields
from dateline.intake.given import completed, joined
from dateline.model import NOTHING_GIVEN, Given
from dateline.steps import step

SIDE_FILES = ("-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps beside an archive while it is open."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the user knows of the sources, and what their fields are called.

    ``none`` are the files that are no source wherever they stand.
    """

    none: tuple[str, ...]
    clippings: Clippings
    fields: FieldMap

    @classmethod
    def of(cls, metadata: str | None, fields: str | None, archive: Archive | None = None) -> Self:
        """What the options of that name say; raises InputError where they cannot be understood.

        The table *metadata* and *archive* itself are no sources.
        """
        none = [metadata] if metadata else []
        if archive is not None:
            none += [f"{archive.path}{ending}" for ending in ("", *SIDE_FILES)]
        return cls(
            tuple(none),
            read_clippings(metadata) if metadata else Clippings(),
            read_fields(fields) if fields else USUAL,
        )

    def files(self, path: str) -> Iterator[Source]:
        """The files behind *path*, but for those that are no source, which may stand in the same folder."""
        for source in find_sources([path]):
            if not any(source.is_file(other) for other in self.none):
                yield source

    def parts(
        self, name: str, stream: BinaryIO, came: Given = NOTHING_GIVEN
    ) -> Iterator[tuple[Part, str | None]]:
        """The parts of one source with all that is known of each, and the line of the table it is from.

        *came* is what came along with the source; where it holds several parts, only the time of capture is
        true of each.
        """
        for part in _unpacked(name, stream, self.fields):
            about = came if part.name == name else Given(captured=came.captured)
            part = replace(part, given=completed(part.given, about))
            line = self.clippings.line_about(part.name, part.given)
            if line is not None:
                part = replace(part, given=joined(part.given, self.clippings.lines[line]))
            yield part, line


@dataclass(frozen=True, slots=True)
class Waiting:
    """A part that is to be read, and how many sources were begun when it came."""

    part: Part
    sources: int


def waiting(archive: Archive, stamp: str, paths: Sequence[str], known: Known) -> Iterator[Waiting]:
    """What a run of `read` would have to read, in its order, from files and from what is outdated.

    Nothing is written or fetched; what cannot be opened, or is read only once (standard input), is left to
    that run.
    """
    met: set[str] = set()
    sources = 0
    for path in paths:
        if is_address(path):
            continue
        for source in known.files(path):
            sources += 1
            for part in _parts_of(source, known):
                report = report_id(part.data)
                if report not in met:
                    met.add(report)
                    wanted = as_wanted(archive, stamp, part)
                    if wanted is not None:
                        yield Waiting(wanted, sources)
    for part in outdated(archive, stamp):
        if report_id(part.data) not in met:
            yield Waiting(part, sources)


def as_wanted(archive: Archive, stamp: str, part: Part) -> Part | None:
    """*part* as it is to be read, with what was known of it before; None where it was read so already."""
    report = report_id(part.data)
    held = archive.stamp_of(report)
    if held is None:
        return part
    before = archive.given(report)
    given = joined(before, part.given)
    return None if held == stamp and given == before else replace(part, given=given)


def outdated(archive: Archive, stamp: str) -> Iterator[Part]:
    """What was read with anything but *stamp*, from the bytes kept."""
    for name, data in archive.outdated(stamp):
        yield Part(name, data, archive.given(report_id(data)))


def _parts_of(source: Source, known: Known) -> Iterator[Part]:
    if source.stream is not None:
        return
    try:
        with source.open() as stream:
            for part, _ in known.parts(source.name, stream):
                if part.trouble is None:
                    yield part
    except InputError:
        return


def _unpacked(name: str, stream: BinaryIO, fields: FieldMap) -> Iterator[Part]:
    """The parts of one source; taking them out of it is a step of its own."""
    parts = unpack(name, stream, fields=fields)
    while True:
        with step("unpack"):
            part = next(parts, None)
        if part is None:
            return
        yield part

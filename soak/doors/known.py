"""What users bring: tables of clippings, dictionaries of actors, corrections, addresses."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline.errors import DatelineError, InputError
from soak.doors.door import Door, Run, plain
from soak.doors.small import small_archive
from soak.mutation import changed, samples

LOADED = 20
"""Of so many dictionaries that can be read, one is also loaded, since the record is then made again."""
FRESH = 25
"""Corrections pile up, and each is weighed in each record: after so many files the archive is a fresh one."""


@contextlib.contextmanager
def _in_a_file(run: Callable[[Path], object]) -> Iterator[Run]:
    """The door for what is read from a file with a name."""
    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as name:
        path = Path(name) / "table.csv"

        def written(data: bytes) -> None:
            path.write_bytes(data)
            run(path)

        yield written


def _clippings(path: Path) -> None:
    from dateline.intake.clippings import read_clippings

    with contextlib.suppress(InputError):
        read_clippings(str(path))


@contextlib.contextmanager
def _dictionaries() -> Iterator[Run]:
    from dateline.archive import Archive
    from dateline.dictionaries import FORMATS, load, read_dictionary

    with small_archive() as (place, _), Archive(place / "dateline.db") as archive:
        path = place / "dictionary"

        def run(data: bytes) -> None:
            path.write_bytes(data)
            for kind in FORMATS:
                try:
                    parsed = read_dictionary(path, kind)
                except InputError:
                    continue
                for actor in parsed.actors:
                    assert actor.name.strip() and all(alias.strip() for alias in actor.aliases), actor
                    for term in actor.terms:
                        for day in filter(None, (term.start, term.end)):
                            datetime.date.fromisoformat(day)
                assert all(trouble.startswith("line ") for trouble in parsed.troubles), parsed.troubles
                if parsed.actors and zlib.crc32(data) % LOADED == 0:
                    load(archive, path, kind)
                    assert archive.note("record") == archive.digest()

        yield run


@contextlib.contextmanager
def _corrections() -> Iterator[Run]:
    """Of a file of corrections all lines are taken, or none; whatever they say, the record can be made."""
    from dateline.archive import Archive
    from dateline.corrections import export_corrections, import_corrections

    with small_archive() as (place, _):
        path, fresh = place / "corrected.db", place / "dateline.db"
        count = 0

        def run(data: bytes) -> None:
            nonlocal count
            if count % FRESH == 0:
                shutil.copy(fresh, path)
            count += 1
            with Archive(path) as archive:
                before = list(export_corrections(archive))
                try:
                    new = import_corrections(archive, data.decode("utf-8", "replace").splitlines())
                except DatelineError:
                    assert list(export_corrections(archive)) == before
                    return
                assert len(list(export_corrections(archive))) == len(before) + new
                assert archive.note("record") == archive.digest()
                assert not (wrong := archive.check()), wrong[:3]

        yield run


def _addresses(data: bytes) -> None:
    """An address as a user, a redirect or a page names it; whatever passes is asked for in ASCII."""
    from dateline.fetching.addresses import led_to, take_apart, without_password
    from dateline.knowledge.addresses import one_form, site_of

    text = data.decode("utf-8", "replace")
    one_form(text), site_of(text), without_password(text).encode()
    base = take_apart("https://courier.example/talks?page=2")
    for read in (take_apart, lambda place: led_to(base, place)):
        with contextlib.suppress(InputError):
            found = read(text)
            assert found.host and not set(found.host + found.target) & set(" \r\n\0\\"), found
            (found.host + found.target).encode("ascii")
            assert take_apart(found.url) == found


KNOWN = (
    Door("tables", lambda: changed(samples("tables")), lambda: _in_a_file(_clippings)),
    Door("dictionaries", lambda: changed(samples("dictionaries")), _dictionaries),
    Door("corrections", lambda: changed(samples("corrections")), _corrections),
    plain("addresses", _addresses),
)

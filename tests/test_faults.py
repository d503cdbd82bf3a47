"""Trouble, each kind with a clear message and nothing lost; the long version is `make soak`."""

import contextlib
import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest

from dateline.archive import Archive
from dateline.cli import main
from dateline.doctor import doctor
from dateline.errors import ArchiveError
from dateline.export import json_export
from dateline.intake import take
from dateline.pipeline import line, read, update_record
from dateline.reading import read_report
from soak.faults import FaultyArchive, die, exported, in_child, nothing_lost

POINTS = 8
MOMENTS = 16
PAGE = 4096
NOBODY = 65534
FORK = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")


@pytest.fixture
def cached(monkeypatch):
    """Readings are remembered, also by forked processes: keeping and linking are what is tried here."""
    real = cache(line.read_one)
    monkeypatch.setattr(line, "read_one", lambda part, stamp: real(part, stamp))


@pytest.fixture
def whole(cached, folder, tmp_path):
    """The record of `folder` when nothing happens."""
    return exported(tmp_path / "whole.dateline", folder)


def points(folder, path):
    """Statements at which trouble comes, spread over a run."""
    with FaultyArchive(path) as archive:
        read(archive, [str(folder)])
        return range(1, archive.statements + 1, archive.statements // POINTS)


def read_with_fault(path, folder, at, fault):
    with FaultyArchive(path, at, fault) as archive:
        read(archive, [str(folder)])


@FORK
def test_killed_at_any_statement_the_archive_is_whole_and_the_next_run_ends_the_same(whole, folder, tmp_path):
    for at in points(folder, tmp_path / "count.dateline"):
        path = tmp_path / f"{at}.dateline"
        process = in_child(read_with_fault, path, folder, at, die)
        process.join()
        assert process.exitcode == -9
        nothing_lost(path, folder, whole)


def test_on_a_full_disk_nothing_is_lost_and_the_message_says_what_to_do(whole, folder, tmp_path):
    stopped = 0
    for at in points(folder, tmp_path / "count.dateline"):
        path = tmp_path / f"{at}.dateline"
        try:
            read_with_fault(path, folder, at, FaultyArchive.fill_disk)
        except ArchiveError as error:
            stopped += 1
            assert "the disk is full" in str(error) and "make room and run the same command again" in str(
                error
            )
        nothing_lost(path, folder, whole)
    assert stopped > 1  # most statements find room in pages that are there


def test_a_backup_on_a_full_disk_leaves_no_half_copy(whole, tmp_path, monkeypatch):
    with Archive(tmp_path / "whole.dateline") as archive:
        monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
        with pytest.raises(ArchiveError, match=r"copy\.dateline cannot be written: .*No space left"):
            archive.backup(tmp_path / "copy.dateline")
    assert not list(tmp_path.glob("copy*"))


@FORK
def test_two_that_read_into_one_archive_at_once_end_with_the_record_of_both(whole, folder, tmp_path):
    files = sorted(folder.iterdir())
    path = tmp_path / "both.dateline"
    both = [in_child(exported, path, file) for file in (files[0], files[1], files[2])]
    for process in both:
        process.join()
        assert process.exitcode == 0
    nothing_lost(path, folder, whole)


def test_a_record_that_another_process_outdates_meanwhile_is_made_again(whole, folder, tmp_path):
    *first, last = sorted(folder.iterdir())
    path = tmp_path / "a.dateline"
    meanwhile = []

    def another_reads(doing, done):
        if doing == "link" and not meanwhile:
            meanwhile.append(exported(path, last))

    with Archive(path, create=True) as archive:
        read(archive, [str(file) for file in first], progress=another_reads)
        assert archive.note("record") == archive.digest()
    assert meanwhile
    nothing_lost(path, folder, whole)


def test_what_another_process_forgets_while_reports_are_linked_costs_nothing(
    whole, folder, tmp_path, monkeypatch
):
    """A source that could not be read is forgotten by the process that then reads it, at any moment."""
    monkeypatch.setattr("dateline.archive.opening.BUSY_SECONDS", 0)
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    start = tmp_path / "start.dateline"
    with Archive(start, create=True) as archive:
        read(archive, [str(folder), str(tmp_path / "broken.zip")])
        [unread] = archive.unread_in(str(tmp_path / "broken.zip"))
        archive.outdate_record()

    def forget(archive):
        with contextlib.suppress(ArchiveError), Archive(archive.path) as other:  # it may be in use
            other.drop(unread)

    path = tmp_path / "a.dateline"
    shutil.copy(start, path)
    with FaultyArchive(path) as counting:
        update_record(counting)
    forgotten = 0
    for at in range(1, counting.statements, counting.statements // MOMENTS):
        shutil.copy(start, path)
        with FaultyArchive(path, at, forget) as archive:
            update_record(archive)
            update_record(archive)  # as the other process does in the end
            assert archive.note("record") == archive.digest(), at
            assert archive.check() == [], at
            if unread not in archive.report_ids():
                forgotten += 1
                assert b"".join(json_export(archive)) == whole, at
    assert forgotten > MOMENTS / 4  # the others fall while the record is written, and wait


def test_an_archive_that_another_process_is_writing_is_said_to_be_in_use(
    whole, folder, tmp_path, capsys, monkeypatch
):
    monkeypatch.setattr("dateline.archive.opening.BUSY_SECONDS", 0)
    path = tmp_path / "whole.dateline"
    (folder / "new.txt").write_text("Rain fell in Bonn on Friday, the mayor of the city said on Saturday.")
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert main(["read", str(folder), "--archive", str(path)]) == 1
        assert "another process is writing" in capsys.readouterr().err
        assert main(["timeline", "--archive", str(path)]) == 0  # whoever asks does not wait
        assert "Merkel" in capsys.readouterr().out
        other.execute("ROLLBACK")
    assert main(["read", str(folder), "--archive", str(path)]) == 0


@FORK
def test_a_folder_that_may_only_be_read_answers_and_says_why_it_takes_nothing(whole, folder, tmp_path):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copy(tmp_path / "whole.dateline", place / "a.dateline")
        (place / "new.txt").write_text("Rain fell in Bonn on Friday, the mayor said.")
        (place / "a.dateline").chmod(0o444)
        place.chmod(0o555)
        process = in_child(_asks_as_an_ordinary_user, place)
        process.join()
        place.chmod(0o755)
        assert process.exitcode == 0


def _asks_as_an_ordinary_user(place):
    if os.getuid() == 0:
        os.setuid(NOBODY)
    with Archive(place / "a.dateline") as archive:
        assert list(archive.rows("events"))
        with pytest.raises(ArchiveError, match=r"a\.dateline cannot be used: it may only be read\. Change"):
            archive.add_source("x", "y")
    assert main(["timeline", "--archive", str(place / "a.dateline")]) == 0
    assert main(["read", str(place / "new.txt"), "--archive", str(place / "a.dateline")]) == 1
    with pytest.raises(ArchiveError, match="folder cannot be opened"):
        Archive(place / "new.dateline", create=True)


def test_one_that_was_not_closed_in_such_a_folder_says_what_to_copy(tmp_path, monkeypatch):
    path = tmp_path / "a.dateline"
    Archive(path, create=True).close()
    (tmp_path / "a.dateline-wal").write_bytes(b"something")

    class Refused(sqlite3.OperationalError):
        sqlite_errorcode = sqlite3.SQLITE_CANTOPEN

    class Shut(sqlite3.Connection):
        def execute(self, *_):
            raise Refused("unable to open database file")

    def refuse(name, *, uri=False):
        return sqlite3.connect(name, factory=Shut)

    monkeypatch.setattr("dateline.archive.opening._tried", refuse)
    with pytest.raises(ArchiveError, match=r"was not closed .* together with a\.dateline-wal"):
        Archive(path)


def test_every_damaged_page_is_found_and_named_with_what_to_do(whole, tmp_path, capsys):
    path = tmp_path / "whole.dateline"
    content = path.read_bytes()
    stopped = 0
    for page in range(1, len(content) // PAGE, len(content) // PAGE // POINTS):
        path.write_bytes(content[: page * PAGE] + b"\xff" * PAGE + content[(page + 1) * PAGE :])
        assert any(finding.state == "bad" for finding in doctor(path)), page
        code = main(["export", "--format", "json", "--archive", str(path)])
        err = capsys.readouterr().err
        assert code in (0, 1)
        if code:
            stopped += 1
            assert "damaged" in err and "backup" in err, (page, err)
    assert stopped


def test_a_reading_that_is_damaged_is_named_with_what_to_do(whole, tmp_path):
    with Archive(tmp_path / "whole.dateline") as archive:
        key = archive.report_ids()[0]
        archive.query("UPDATE kept SET reading = x'00'").close()
        list(archive.query("UPDATE kept SET reading = x'00' WHERE report = ?", (key,)))
        with pytest.raises(
            ArchiveError, match=r"damaged .*Copy the file somewhere safe.*docs/operations\.md"
        ):
            archive.kept(key)


def test_a_defect_in_one_report_leaves_those_behind_it_as_they_are(tmp_path, monkeypatch):
    """The parser forgets the words of each report; what is raised inside must not keep it from doing so."""
    texts = [
        f"The Zorblax council of Quendrith{n} met in Bonn on Friday, a Brivonian said." for n in range(3)
    ]
    reports = [take(f"{n}.txt", text.encode()) for n, text in enumerate(texts)]
    as_it_is = read_report(reports[2], "rules")

    def broken(*_):
        raise IndexError("a defect")

    with monkeypatch.context() as patch:
        patch.setattr("dateline.reading.find_positions", broken)
        for report in reports[:2]:
            with pytest.raises(IndexError):
                read_report(report, "rules")
    for _ in range(2):
        assert read_report(reports[2], "rules") == as_it_is


def test_the_clock_does_not_matter(whole, folder, tmp_path, monkeypatch):
    for number, file in enumerate(sorted(folder.iterdir())):
        os.utime(file, (number * 1e9, 2e9 - number * 1e9))
    backwards = iter(range(10**6, 0, -1))
    monkeypatch.setattr(time, "time", lambda: next(backwards))
    assert exported(tmp_path / "a.dateline", folder) == whole


def test_a_report_is_read_again_only_when_its_bytes_or_what_reads_it_changed(folder, tmp_path, monkeypatch):
    seen = []
    real = line.read_one

    def counted(part, stamp):
        seen.append(Path(part.name).name)
        return real(part, stamp)

    monkeypatch.setattr(line, "read_one", counted)
    path = tmp_path / "a.dateline"
    exported(path, folder)
    assert sorted(seen) == ["call.txt", "flood.txt", "strike.txt"]
    seen.clear()
    os.utime(folder / "call.txt", (1, 1))
    (folder / "flood.txt").rename(folder / "moved.txt")
    exported(path, folder)
    assert seen == []
    with (folder / "call.txt").open("a") as file:
        file.write("\nMore is expected on Monday.\n")
    exported(path, folder)
    assert seen == ["call.txt"]
    seen.clear()
    monkeypatch.setattr("dateline.pipeline.stamp.knowledge_hash", lambda: "other knowledge")
    from dateline.pipeline.stamp import current_stamp

    current_stamp.cache_clear()
    try:
        exported(path, folder)
    finally:
        current_stamp.cache_clear()
    assert len(seen) == 4

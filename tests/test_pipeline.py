"""Reading folders: the same in, the same out; nothing twice, nothing lost."""

import multiprocessing
import os
import random
import signal
import time

import pytest

from dateline.archive import Archive
from dateline.export import json_export
from dateline.pipeline import read, update_record

KILLS = 6
"""As many as are quick; `make soak` kills 200."""


def exported(archive: Archive) -> bytes:
    return b"".join(json_export(archive))


def read_into(path, sources) -> bytes:
    with Archive(path, create=True) as archive:
        read(archive, [str(s) for s in sources])
        return exported(archive)


def test_reading_a_folder_twice_adds_nothing(folder, tmp_path):
    path = tmp_path / "a.dateline"
    first = read_into(path, [folder])
    with Archive(path) as archive:
        summary = read(archive, [str(folder)])
    assert (summary.new, summary.known, summary.again) == (0, 3, 0)
    assert read_into(path, [folder]) == first


def test_the_order_of_reading_does_not_matter(folder, tmp_path):
    files = sorted(folder.iterdir())
    forwards = read_into(tmp_path / "a.dateline", files)
    backwards = read_into(tmp_path / "b.dateline", reversed(files))
    with Archive(tmp_path / "c.dateline", create=True) as archive:
        for file in random.Random(7).sample(files, len(files)):
            read(archive, [str(file)])
        one_by_one = exported(archive)
    assert forwards == backwards == one_by_one


def test_one_bad_file_does_not_end_the_run(folder, tmp_path):
    (folder / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    (folder / "empty.txt").write_bytes(b"")
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [str(folder), str(tmp_path / "missing.txt")])
        statuses = {row["source"]: row["status"] for row in archive.rows("reports")}
    assert summary.sources == 6
    assert sorted(name.rsplit("/", 1)[-1] for name, _ in summary.failed) == [
        "broken.txt",
        "empty.txt",
        "missing.txt",
    ]
    assert all(reason for _, reason in summary.failed)
    assert sorted(statuses.values()) == ["failed"] * 3 + ["read"] * 3


def test_a_file_that_was_missing_is_read_when_it_is_there(folder, tmp_path):
    late = folder / "late.txt"
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        read(archive, [str(late)])
        late.write_text((folder / "call.txt").read_text() + "\nMore is expected on Monday.\n")
        read(archive, [str(late)])
        assert [row["status"] for row in archive.rows("reports")] == ["read"]


def test_the_same_bytes_in_two_places_are_one_report(folder, tmp_path):
    (folder / "copy.txt").write_bytes((folder / "call.txt").read_bytes())
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [str(folder)])
        report = next(r for r in archive.rows("reports") if r["source"].endswith("call.txt"))
    assert (summary.new, summary.known) == (3, 1)
    assert [s.rsplit("/", 1)[-1] for s in report["sources"]] == ["call.txt", "copy.txt"]


def test_what_an_older_version_read_is_read_again_without_its_file(folder, tmp_path, monkeypatch):
    path = tmp_path / "a.dateline"
    now = read_into(path, [folder])
    with Archive(path) as archive:
        for kept in [archive.kept(i) for i in archive.report_ids()]:
            archive.keep(
                kept.report, kept.reading, (folder / kept.sources[0].rsplit("/", 1)[-1]).read_bytes(), "old"
            )
        for file in folder.iterdir():
            file.unlink()
        assert read(archive, []).again == 3
        assert exported(archive) == now


def test_a_record_that_was_not_finished_is_finished_by_the_next_run(folder, tmp_path, monkeypatch):
    path = tmp_path / "a.dateline"
    whole = read_into(tmp_path / "b.dateline", [folder])
    with Archive(path, create=True) as archive:
        monkeypatch.setattr("dateline.pipeline.run.update_record", lambda *_, **__: None)
        read(archive, [str(folder)])
        assert list(archive.rows("reports")) == []
        update_record(archive)
        assert exported(archive) == whole


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_killed_at_any_moment_the_archive_is_whole_and_the_next_run_ends_the_same(folder, tmp_path):
    undisturbed = read_into(tmp_path / "whole.dateline", [folder])
    begin = time.monotonic()  # of a second run: the first one also loads the language model
    read_into(tmp_path / "again.dateline", [folder])
    lasts = time.monotonic() - begin
    fork = multiprocessing.get_context("fork")
    chance = random.Random(1)
    killed = 0
    for number in range(KILLS):
        path = tmp_path / f"{number}.dateline"
        process = fork.Process(target=read_into, args=(path, [folder]))
        process.start()
        time.sleep(chance.uniform(0, lasts))
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        killed += process.exitcode == -signal.SIGKILL
        with Archive(path, create=True) as archive:
            assert archive.check() == []
        assert read_into(path, [folder]) == undisturbed
    assert killed > KILLS // 4

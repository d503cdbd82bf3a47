"""Reading with several processes: the same result, and nothing lost when one of them dies."""

import json
import os
import time
from pathlib import Path

import pytest

from dateline.archive import UNREAD, Archive
from dateline.errors import WorkerError
from dateline.export import json_export
from dateline.pipeline import line, read, workers

STEPS = {"clean", "decode", "parse", "times", "model of who says what", "pack", "keep", "link"}
SIGKILL = pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")


@pytest.fixture
def cheap(monkeypatch):
    """Workers that read nothing, and no linking: what is between the processes remains."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.setattr(workers, "PROGRAM", "from made_worker import main; main()")
    monkeypatch.setattr("dateline.pipeline.run.update_record", lambda *_, **__: None)


@pytest.fixture
def many(tmp_path):
    """A function that makes a folder of small files with the words given."""

    def make(*words):
        folder = tmp_path / "many"
        folder.mkdir()
        for number, word in enumerate(words):
            (folder / f"{number:03}.txt").write_text(f"{word} {number}", encoding="utf-8")
        return str(folder)

    return make


def kept(archive):
    return {archive.kept(key).report.source[-7:-4]: archive.kept(key).report for key in archive.report_ids()}


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_processes_give_what_one_gives_byte_for_byte(folder, tmp_path):
    (folder / "again.txt").write_bytes((folder / "call.txt").read_bytes())
    (folder / "broken.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 4)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"")
    lead = "Rain fell in Bonn on 3 May 2014, the mayor said. Streets were closed until the evening."
    records = [
        {"title": f"Rain, part {n % 2}", "text": lead, "url": f"https://a.example/{n}"} for n in range(4)
    ]
    (folder / "records.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    found = []
    for count, name in ((1, "one"), (2, "two")):
        with Archive(tmp_path / f"{name}.dateline", create=True) as archive:
            summary = read(archive, [str(folder), str(folder / "missing.txt")], workers=count, profile=True)
            assert summary.workers == count
            assert summary.costs.keys() >= STEPS and summary.costs["parse"] > 0
            summary.workers, summary.costs = 0, None
            found.append((summary, b"".join(json_export(archive)), list(archive.query("SELECT * FROM kept"))))
    assert found[0] == found[1]
    assert len(found[0][0].failed) == 4


@SIGKILL
def test_a_report_that_ends_its_process_is_tried_again_and_then_kept_with_the_reason(cheap, many, tmp_path):
    folder = many("calm", "DEADLY", "calm", f"WEAK {tmp_path}/died", *["calm"] * 6)
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [folder], workers=2)
        reports = kept(archive)
        assert len(reports) == 10
        deadly = reports.pop("001")
        assert "ended before it was done, twice (signal SIGKILL)" in deadly.reason
        assert archive.stamp_of(deadly.id) == UNREAD  # it is tried again when it is named again
        assert (tmp_path / "died").exists()  # the first try killed its process, the second did not
        assert all("read by" in report.reason for report in reports.values())
        assert [name[-7:] for name, _ in summary.failed] == [f"{n:03}.txt" for n in range(10)]


def test_stopped_from_outside_what_is_done_is_kept_and_no_process_stays(cheap, many, tmp_path):
    folder = many(*["calm"] * 40)

    def stop(doing, done):
        if done == 5:
            raise KeyboardInterrupt

    with Archive(tmp_path / "a.dateline", create=True) as archive:
        with pytest.raises(KeyboardInterrupt):
            read(archive, [folder], workers=2, progress=stop)
        done = kept(archive)
        assert 5 <= len(done) < 40
        pids = {int(report.reason.split()[-1]) for report in done.values()}
        deadline = time.monotonic() + 10
        while any(map(alive, pids)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not any(map(alive, pids))
        assert archive.check() == []
        assert read(archive, [folder], workers=2).new == 40 - len(done)


def test_workers_that_cannot_be_started_end_the_run_with_what_to_do(cheap, many, tmp_path, monkeypatch):
    monkeypatch.setattr(workers, "PROGRAM", "raise SystemExit(7)")
    with (
        Archive(tmp_path / "a.dateline", create=True) as archive,
        pytest.raises(WorkerError, match=r"could not be started \(exit code \d+\).*--workers 1"),
    ):
        read(archive, [many("calm")], workers=2)


def test_unasked_a_few_reports_are_read_here_and_many_by_a_process_a_core(cheap, many, tmp_path, monkeypatch):
    monkeypatch.setattr(line, "usual_workers", lambda: 2)
    monkeypatch.setattr(line, "read_one", lambda part, stamp: pytest.fail("read here"))
    monkeypatch.setattr(line, "MOST_BYTES", 10)  # more does not wait in line at once
    folder = many(*["calm"] * line.FEW)
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [folder])
        assert (summary.new, summary.workers) == (line.FEW, 2)
        assert read(archive, [folder]).workers == 1  # all of them are known

"""Looking after an archive: doctor, backup, vacuum, logs."""

import json
import logging
import re
import sqlite3
from contextlib import closing

import pytest

import dateline
from dateline.archive import Archive
from dateline.cli import main
from dateline.doctor import doctor
from dateline.errors import ArchiveError, ModelMissingError
from dateline.export import json_export


@pytest.fixture
def path(three_reports, tmp_path):
    """A copy of the archive of three small reports."""
    with Archive(three_reports) as archive:
        archive.backup(tmp_path / "a.dateline")
    return tmp_path / "a.dateline"


@pytest.fixture(autouse=True)
def unlogged():
    """A command that logs leaves the process set up to log; the next test begins without."""
    yield
    logging.getLogger("dateline").handlers = []
    logging.getLogger("dateline").setLevel(logging.NOTSET)


def found(path, name):
    return next(finding for finding in doctor(path) if finding.name == name)


def test_doctor_finds_nothing_to_say_of_what_is_in_order(path, capsys):
    assert {finding.state for finding in doctor(path)} == {"good"}
    assert main(["doctor", "--archive", str(path)]) == 0
    out = capsys.readouterr().out
    for words in (
        "Dateline",
        "Python",
        "spaCy",
        "places",
        "3 read",
        "every page and every reference is whole",
    ):
        assert words in out
    assert re.search(r"model of English +en_core_web_sm\S* [0-9a-f]{16}", out)


def test_doctor_says_what_waits_to_be_done(path):
    with sqlite3.connect(path) as db:
        db.execute("UPDATE kept SET stamp = 'older' WHERE report = (SELECT min(report) FROM kept)")
    finding = found(path, "to read again")
    assert (finding.state, finding.found[:2], finding.advice) == ("note", "1 ", "run: dateline read")
    assert found(path, "record").state == "note"


def test_doctor_finds_rows_that_point_nowhere(path, capsys):
    with sqlite3.connect(path) as db:
        db.execute("DELETE FROM actors WHERE id = (SELECT min(actor) FROM mentions)")
    finding = found(path, "integrity")
    assert finding.state == "bad" and "mentions.actor" in finding.found
    assert main(["doctor", "--archive", str(path), "--json"]) == 1
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {"name": "integrity", "state": "bad"}.items() <= next(
        r for r in rows if r["name"] == "integrity"
    ).items()


def test_doctor_says_what_is_missing_and_goes_on(path, monkeypatch):
    def missing():
        raise ModelMissingError("no English language model is installed")

    monkeypatch.setattr("dateline.doctor.model_stamp", missing)
    assert found(path, "model of English").state == "bad"
    assert found(path, "archive").state == "good"


@pytest.mark.parametrize(("version", "state"), [(2, "note"), (99, "bad")])
def test_doctor_leaves_an_archive_of_another_version_as_it_is(path, version, state):
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"PRAGMA user_version = {version}")
    assert found(path, "archive").state == state
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (version,)


def test_doctor_without_an_archive_speaks_of_the_program(tmp_path):
    assert found(tmp_path / "none.dateline", "archive").state == "note"
    assert not list(tmp_path.iterdir())


def test_a_backup_taken_while_another_writes_is_whole_and_holds_what_was_kept(three_reports, path, tmp_path):
    with Archive(path) as writer, writer.transaction():
        writer.add_source("0123456789abcdef", "elsewhere.txt")
        assert main(["backup", str(tmp_path / "copy.dateline"), "--archive", str(path)]) == 0
    with Archive(tmp_path / "copy.dateline") as copy, Archive(three_reports) as original:
        assert copy.check() == []
        assert b"".join(json_export(copy)) == b"".join(json_export(original))


def test_a_backup_never_takes_the_place_of_a_file(path, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear reader")
    with Archive(path) as archive, pytest.raises(ArchiveError, match=r"something at .*letter\.txt already"):
        archive.backup(tmp_path / "letter.txt")
    assert (tmp_path / "letter.txt").read_text() == "Dear reader"


def test_a_vacuum_gives_room_back_and_changes_nothing(path, capsys):
    with Archive(path) as archive:
        before = b"".join(json_export(archive))
        archive.add_source("x" * 500_000, "y")
        archive.drop("x" * 500_000)
    assert main(["vacuum", "--archive", str(path), "--json"]) == 0
    size = json.loads(capsys.readouterr().out)
    assert size["after"] < size["before"] - 400_000
    assert size["after"] == path.stat().st_size
    with dateline.open(path) as archive:
        assert b"".join(json_export(archive)) == before
        assert archive.search("dock workers")


def test_logs_tell_ids_and_counts_and_no_word_of_any_report(folder, tmp_path, capsys):
    (folder / "secret-name.txt").write_bytes(b"")
    path = str(tmp_path / "a.dateline")
    assert main(["--log-format", "json", "read", str(folder), "--archive", path, "--quiet"]) == 3
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == ["report kept"] * 4 + ["reports read", "record up to date"]
    assert {"sources": 4, "new": 4, "failed": 1, "workers": 1}.items() <= events[4].items()
    assert [event["status"] for event in events[:4]].count("failed") == 1
    words = {word for file in folder.iterdir() for word in re.findall(r"[A-Z]\w{4,}", file.read_text())}
    assert len(words) > 20
    assert not [word for word in {*words, "secret-name", "clippings"} if word in "\n".join(lines)]


def test_logs_come_as_text_too_and_by_the_environment(folder, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("DATELINE_LOG", "text")
    assert main(["read", str(folder), "--archive", str(tmp_path / "a.dateline")]) == 0
    assert re.search(r"^\S+ info reports read sources=3 new=3", capsys.readouterr().err, re.M)


def test_without_being_asked_nothing_is_logged(folder, tmp_path, capsys):
    assert main(["read", str(folder), "--archive", str(tmp_path / "a.dateline")]) == 0
    assert "reports read" not in capsys.readouterr().err


def test_what_each_step_cost_is_shown_as_a_table_and_as_json(folder, tmp_path, capsys):
    path = str(tmp_path / "a.dateline")
    assert main(["read", str(folder), "--archive", path, "--profile"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^ +\d+\.\d\d +\d+\.\d%  parse$", out, re.M)
    assert re.search(r"100\.0%  all$", out, re.M)
    assert main(["read", str(folder), "--archive", path, "--profile", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["costs"].keys() >= {"unpack", "link"}

"""An archive of an older version: what is kept is carried over, the record is made anew."""

import sqlite3
import zlib

import pytest
from conftest import ROOT

import dateline
from dateline.archive import SCHEMA_VERSION, Archive
from dateline.archive.migrations import CARRIED, STEPS
from dateline.archive.schema import statements
from dateline.cli import main
from dateline.errors import SchemaError
from dateline.export import json_export

REPORT = "1c19a6e0094973ab"


@pytest.fixture
def old(tmp_path):
    """An archive as version 2 left it."""
    path = tmp_path / "old.dateline"
    with sqlite3.connect(path) as db:
        db.create_function("packed", 1, lambda text: zlib.compress(text.encode()))
        db.executescript((ROOT / "tests" / "data" / "archive_2.sql").read_text(encoding="utf-8"))
    db.close()
    return path


def layout(path):
    with sqlite3.connect(path) as db:
        return sorted(db.execute("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"))


def test_what_was_kept_is_carried_over_and_the_record_is_made_anew(old):
    with dateline.open(old) as archive:
        assert [row.title for row in archive.reports()] == ["Dockers walk out in Hamburg"]
        assert "Karin Vogt-Maier" in [row.name for row in archive.actors()]
        assert [name for name, _ in archive.dictionaries()] == ["x.csv"]
        assert archive.fetched("https://news.example/feed.xml").etag == '"v1"'
        assert archive.search("dock workers")
        assert "e-old" not in [row["id"] for row in archive.rows("events")]
        assert not archive.behind


def test_it_is_laid_out_as_one_made_today(old, tmp_path):
    Archive(old).close()
    Archive(tmp_path / "new.dateline", create=True).close()
    assert layout(old) == layout(tmp_path / "new.dateline")


def test_a_command_that_shows_the_record_says_that_it_is_made_anew(old, capsys):
    assert main(["reports", "--archive", str(old)]) == 0
    out, err = capsys.readouterr()
    assert "Dockers walk out" in out
    assert "made anew once" in err
    assert main(["reports", "--archive", str(old)]) == 0
    again, err = capsys.readouterr()
    assert again == out
    assert "made anew" not in err


def test_reading_again_gives_what_a_new_archive_would_hold(old, tmp_path):
    """Its report was read by an older version, so it is read again, from the bytes kept."""
    with Archive(old) as archive:
        assert dateline.read(archive, []).again == 1
        (tmp_path / "strike.txt").write_bytes(next(iter(archive.outdated("")))[1])
        brought = b"".join(json_export(archive))
        with Archive(tmp_path / "new.dateline", create=True) as new:
            dateline.read(new, [str(tmp_path / "strike.txt")])
            new.add_corrections(archive.corrections())
            new.add_dictionary(*archive.dictionaries()[0])
            dateline.pipeline.update_record(new)
            whole = b"".join(json_export(new))
    assert brought == whole.replace(f"{tmp_path.as_posix()}/strike.txt".encode(), b"strike.txt")


def test_stopped_in_the_middle_it_is_still_of_the_older_version(old, monkeypatch):
    monkeypatch.setattr(
        "dateline.archive.migrations.statements", lambda: ["CREATE TABLE kept (nothing)", "!"]
    )
    before = layout(old)
    with pytest.raises(AssertionError):
        Archive(old)
    assert layout(old) == before


def test_one_that_may_only_be_read_is_refused_with_what_to_do(old):
    locked = f"{old.as_uri()}?mode=ro"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "dateline.archive.opening._connection",
            lambda path: sqlite3.connect(locked, isolation_level=None, uri=True),
        )
        with pytest.raises(SchemaError, match=r"older Dateline, and it may only be read; open a copy"):
            Archive(old)


def test_there_is_a_step_from_every_version_that_can_be_brought_up():
    assert sorted(STEPS) == list(range(min(STEPS), SCHEMA_VERSION))
    made = {statement.split()[2] for statement in statements() if statement.startswith("CREATE TABLE")}
    assert made >= CARRIED

"""The archive keeps what was read, refuses what it does not understand, and stays whole."""

import sqlite3

import pytest

from dateline.archive import Archive
from dateline.errors import ArchiveError, SchemaError
from dateline.model import Actor, Leftover, Mention, Reading, Report, Role, Span, TimeExpression

REPORT = Report(
    "0123456789abcdef",
    "a.txt",
    "Menu\nRain fell on Friday.",
    (Span(5, 25),),
    (Leftover(Span(0, 4), "navigation"),),
)
READING = Reading(
    REPORT.id,
    sentences=(Span(5, 25),),
    times=(TimeExpression(Span(18, 24), "DATE", "XXXX-WXX-5"),),
    actors=(Actor("Rain", "group", roles=(Role("weather", span=Span(5, 9)),)),),
    mentions=(Mention(Span(5, 9), 0, "name"),),
)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "test.dateline", create=True) as opened:
        yield opened


def test_what_is_kept_comes_back_equal(archive):
    archive.keep(REPORT, READING, b"bytes", "stamp")
    kept = archive.kept(REPORT.id)
    assert (kept.report, kept.reading, kept.sources) == (REPORT, READING, ("a.txt",))


def test_keeping_again_replaces_the_reading_and_adds_the_source(archive):
    archive.keep(REPORT, READING, b"bytes", "old")
    archive.keep(REPORT, Reading(REPORT.id), b"bytes", "new")
    archive.add_source(REPORT.id, "copy.txt")
    assert archive.kept(REPORT.id).reading == Reading(REPORT.id)
    assert archive.kept(REPORT.id).sources == ("a.txt", "copy.txt")
    assert archive.stamp_of(REPORT.id) == "new"


def test_what_was_read_with_another_version_is_given_back_to_read_again(archive):
    archive.keep(REPORT, READING, b"bytes", "old")
    assert list(archive.outdated("new")) == [("a.txt", b"bytes")]
    assert list(archive.outdated("old")) == []


def test_a_transaction_that_fails_leaves_nothing(archive):
    with pytest.raises(RuntimeError), archive.transaction():
        archive.add_source("x", "y")
        raise RuntimeError
    assert list(archive.query("SELECT * FROM sources")) == []


def test_a_missing_archive_is_named_with_what_to_do(tmp_path):
    with pytest.raises(ArchiveError, match=r"no archive at .*none\.db.*dateline read"):
        Archive(tmp_path / "none.db")


def test_a_file_that_is_no_archive_is_refused(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_text("Dear reader, " * 100)
    with pytest.raises(ArchiveError, match="is no archive of Dateline"):
        Archive(path)


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE songs (title)")
    with pytest.raises(ArchiveError, match="not an archive of Dateline"):
        Archive(path, create=True)


@pytest.mark.parametrize(("version", "word"), [(0, "older"), (99, "newer")])
def test_an_archive_of_another_version_is_refused_with_the_reason(tmp_path, version, word):
    path = tmp_path / "old.dateline"
    Archive(path, create=True).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(SchemaError, match=rf"schema {version}, .* {word} Dateline"):
        Archive(path)


def test_an_archive_that_another_process_holds_is_said_to_be_in_use(archive, monkeypatch):
    monkeypatch.setattr("dateline.archive.opening.BUSY_SECONDS", 0)
    with Archive(archive.path) as other, archive.transaction():
        archive.add_source("a", "b")
        with pytest.raises(
            ArchiveError, match=r"test\.dateline cannot be used: another process is writing.*Wait"
        ):
            other.add_source("c", "d")


def test_a_second_process_may_read_while_one_writes(archive):
    archive.keep(REPORT, READING, b"bytes", "stamp")
    with archive.transaction(), Archive(archive.path) as reader:
        archive.add_source(REPORT.id, "elsewhere.txt")
        assert reader.kept(REPORT.id).sources == ("a.txt",)

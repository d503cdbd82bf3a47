"""An archive copied from a file to a server and back: all that it holds arrives, and it goes on there."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from conftest import CALL, FLOOD, STRIKE
from postgres_server import server  # noqa: F401  (a fixture)

import dateline
from dateline import confidence, corrections, dictionaries, views
from dateline.archive import Archive, Fetched, version_of
from dateline.assistants import allow
from dateline.cli import main
from dateline.errors import ArchiveError
from dateline.export import json_export

LATER = """Dock workers go back in Hamburg

Published on 12 September 2014

Dock workers in Hamburg ended their strike on Friday, said union leader Karin Vogt, two days after it began.
"""
ACTORS = "name,aliases,kind,country,sector\nKarin Vogt,K. Vogt,person,DEU,LAB\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("clippings")
    texts = {"flood.txt": FLOOD, "call.txt": CALL, "nul.txt": STRIKE.replace("Wednesday", "Wednes\0day")}
    for name, text in {**texts, "actors.csv": ACTORS, "later.txt": LATER}.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")
    return place


@pytest.fixture(scope="module")
def file(folder):
    """The path of an archive with something of everything that users bring and decide."""
    path = folder / "talks.db"
    with dateline.open(path) as archive:
        for name in ("flood.txt", "call.txt", "nul.txt"):  # which is not the order of their ids
            archive.read(folder / name, extractor="rules", workers=1)
        dictionaries.load(archive, folder / "actors.csv")
        corrections.rename_actor(archive, "Angela Merkel", "Angela Dorothea Merkel", by="ann")
        confidence.label(archive, "flood.txt", "draft")
        archive.note_fetched("https://news.example/feed.xml", Fetched("etag", None, "stamp", True))
        allow(archive)
    return path


def exported(place):
    with Archive(place) as archive:
        return b"".join(json_export(archive))


def held(path):
    """Every row of every table of a file, as often as it is there, with its number."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute(
            "SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        return {
            name: sorted(db.execute(f"SELECT {'' if no_number else 'rowid, '}* FROM {name}"), key=repr)
            for name, no_number in tables
        }


def test_nothing_is_lost_on_the_way_to_a_server_and_back(server, file, tmp_path):  # noqa: F811
    address, back = server.address(), tmp_path / "back.db"
    told = []
    with Archive(file) as archive:
        assert archive.copy(address, copied=lambda gone, whole: told.append((gone, whole))) == 3
        found = views.search(archive, "higher pay")
        assert found
    assert exported(address) == exported(file)
    with Archive(address) as archive:
        assert views.search(archive, "higher pay") == found
        assert archive.check() == []
        archive.copy(back)
    assert exported(back) == exported(file)
    assert held(back) == held(file)
    assert all(held(back)[table] for table in ("labels", "dictionaries", "corrections_made", "fetched"))
    with Archive(back) as archive:
        assert views.search(archive, "higher pay") == found
        assert archive.check() == []
    assert told and all(gone <= whole for gone, whole in told)


def test_copies_go_on_as_the_archive_would_have(server, file, folder, tmp_path):  # noqa: F811
    places = [tmp_path / "plain.db", server.address(), server.address(), tmp_path / "back.db"]
    for here, there in zip((file, file, places[1], places[2]), places, strict=True):
        with Archive(here) as archive:
            archive.copy(there)
    for place in places:
        with dateline.open(place) as archive:
            assert archive.read(folder / "later.txt", extractor="rules", workers=1).new == 1
            assert archive.kept_after(None)[-1] == archive.last_read()
            assert archive.check() == []
    assert len({exported(place) for place in places}) == 1
    for place in places:
        with Archive(place) as archive:
            corrections.rename_actor(archive, "Karin Vogt", "Karin Maria Vogt", by="ben")
            assert [correction.by for correction in archive.corrections()] == ["ann", "ben"]


def test_what_is_there_already_is_not_written_over(server, file, tmp_path):  # noqa: F811
    address, letter = server.address(), tmp_path / "letter.txt"
    Archive(address, create=True).close()
    letter.write_text("Dear Ann")
    with Archive(file) as archive:
        with pytest.raises(ArchiveError, match=r"there is an archive at .* already; .*\?schema"):
            archive.copy(address)
        with pytest.raises(ArchiveError, match=r"there is something at .*letter.txt already"):
            archive.copy(letter)
    assert letter.read_text() == "Dear Ann"
    with Archive(address) as archive:
        assert archive.report_ids() == []


def test_a_copy_that_fails_leaves_nothing(server, file, monkeypatch):  # noqa: F811
    address = server.address()

    def fail(*_):
        raise ArchiveError("the disk of the server is full")

    monkeypatch.setattr("dateline.archive.postgres.engine.Postgres.index_words", fail)
    with Archive(file) as archive, pytest.raises(ArchiveError, match="full"):
        archive.copy(address)
    assert version_of(address) is None


def test_the_command_says_where_the_archive_is_now_and_no_password(server, file, capsys):  # noqa: F811
    address = server.address()
    with_password = address.replace("dateline@", "dateline:s3cret@")
    assert main(["copy", with_password, "--archive", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"path": address, "reports": 3}
    assert main(["copy", with_password, "--archive", str(file)]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "there is an archive at" in err and "s3cret" not in err


def test_a_file_is_copied_without_a_server(file, tmp_path, capsys):
    assert main(["copy", str(tmp_path / "copy.db"), "--archive", str(file)]) == 0
    assert "copy.db: 3 reports" in capsys.readouterr().err
    assert held(tmp_path / "copy.db") == held(file)

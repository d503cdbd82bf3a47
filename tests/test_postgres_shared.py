"""An archive on a PostgreSQL server in the hands of several: what each may rely on, and what goes wrong."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from contextlib import ExitStack, closing

import pytest
from conftest import CALL, FLOOD, STRIKE
from postgres_server import server  # noqa: F401  (a fixture)
from starlette.testclient import TestClient

import dateline
from benchmarks.server_speed import carry
from dateline import confidence, corrections, views
from dateline.archive import Archive, Pool, whereabouts
from dateline.cli import main
from dateline.errors import ArchiveError, SchemaError
from dateline.export import json_export
from dateline.pipeline import update_record
from dateline.web.app import make_app
from soak.faults import in_child

WITH_NUL = """Rain in Port-\0au-Prince

Published on 4 May 2015

The mayor of Port-au-Prince said on Monday that it rained for the first time in two months. Farmers on the \
plain were glad of it, he told reporters, and the roads to the north were open again by the evening.
"""


def exported(place):
    with Archive(place) as archive:
        return b"".join(json_export(archive))


def read_into(place, folder):
    with dateline.open(place) as archive:
        archive.read(folder, extractor="rules", workers=1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("clippings")
    for name, text in {
        "call.txt": CALL,
        "flood.txt": FLOOD,
        "strike.txt": STRIKE,
        "nul.txt": WITH_NUL,
    }.items():
        (place / name).write_text(text, encoding="utf-8", newline="\n")
    return place


@pytest.fixture(scope="module")
def file(tmp_path_factory, folder):
    """The path of an archive in a file with the reports of the folder."""
    path = tmp_path_factory.mktemp("file") / "three.db"
    read_into(path, folder)
    return path


@pytest.fixture
def address(server, file):  # noqa: F811
    """The address of an archive that keeps the same reports."""
    address = server.address()
    with Archive(file) as here, Archive(address, create=True) as there:
        carry(here, there)
        update_record(there)
    return address


def test_reading_gives_the_same_record_whatever_characters_there_are(server, file, folder):  # noqa: F811
    address = server.address()
    read_into(address, folder)
    assert exported(address) == exported(file)
    with Archive(address) as archive:
        [row] = archive.query("SELECT text FROM reports WHERE text LIKE 'Rain%'")
        assert row["text"].count("\0") == 1
        assert [hit.passage.text for hit in views.search(archive, "rained")]
        assert dateline.read(archive, [str(folder)], extractor="rules").known == 4


def test_corrections_and_undoing_them(address, file, tmp_path):
    with Archive(file) as original:
        original.backup(tmp_path / "copy.db")
    for place in (address, tmp_path / "copy.db"):
        with dateline.open(place) as archive:
            made = corrections.rename_actor(archive, "Angela Merkel", "Angela Dorothea Merkel")
            assert [row.name for row in views.actors(archive, name="Merkel")] == ["Angela Dorothea Merkel"]
            corrections.undo(archive, made.id)
            assert [row.name for row in views.actors(archive, name="Merkel")] == ["Angela Merkel"]
            assert [row.state for row in views.corrections(archive)] == ["undone", "in force"]
            assert archive.check() == []


def test_what_bears_a_label_does_not_leave_and_what_is_forgotten_is_gone(address, file):
    with Archive(address) as archive:
        confidence.label(archive, "strike.txt", "confidential")
        with confidence.shareable(archive, profile="public") as shown:
            assert len(views.reports(shown)) == 3
            told = b"".join(json_export(shown))
        assert b"Karin Vogt" not in told and b"call.txt" not in told
        assert len(views.reports(archive)) == 4
        [forgotten] = confidence.forget(archive, ["strike.txt"])
        rows = str(
            [list(archive.query(f"SELECT * FROM {table}")) for table in ("reports", "actors", "labels")]
        )
        assert forgotten.report not in rows and "Karin Vogt" not in rows
        assert not views.search(archive, "dock workers")
        assert archive.check() == []


def test_who_still_sees_what_is_forgotten_is_told_of(address, monkeypatch):
    with Archive(address) as reader, reader.snapshot():
        reader.note("record")
        with pytest.raises(ArchiveError, match=r"another program is reading .*dateline vacuum"):
            monkeypatch.setattr("dateline.archive.postgres.connecting.BUSY_SECONDS", 0.2)
            with Archive(address) as impatient:
                confidence.forget(impatient, ["strike.txt"])
        assert reader.note("record")
    with Archive(address) as archive:
        assert not views.search(archive, "dock workers")
        archive.vacuum()


def test_who_does_not_own_the_tables_is_told_that_they_were_not_written_anew(server, address):  # noqa: F811
    with Archive(address) as archive:
        schema = archive.path.schema
        archive._run("DROP ROLE IF EXISTS carl")
        archive._run("CREATE ROLE carl LOGIN")
        archive._run(f"GRANT ALL ON SCHEMA {schema} TO carl")
        archive._run(f"GRANT ALL ON ALL TABLES IN SCHEMA {schema} TO carl")
        archive._run(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA {schema} TO carl")
    with Archive(address.replace("dateline@", "carl@")) as archive:
        with pytest.raises(ArchiveError, match=r"not written anew .*owner"):
            confidence.forget(archive, ["strike.txt"])
        assert not views.search(archive, "dock workers")


def test_tables_are_read_side_by_side(address):
    with Archive(address) as archive:
        pairs = [
            (one["id"], other["id"]) for one in archive.rows("reports") for other in archive.rows("actors")
        ]
    assert len(pairs) == 4 * len({other for _, other in pairs})


def test_a_backup_is_a_file_that_is_the_same_archive(address, file, tmp_path):
    with Archive(address) as archive:
        confidence.label(archive, "flood.txt", "draft")
        archive.backup(tmp_path / "copy.db")
        words = views.search(archive, "people")
    assert exported(tmp_path / "copy.db") == exported(file)
    with dateline.open(tmp_path / "copy.db") as copy:
        assert views.search(copy, "people") == words
        assert [one.label for one in copy.labels()] == ["draft"]
        assert copy.check() == []
        assert copy.note("record") == copy.digest()


def test_readers_see_one_state_while_a_writer_writes_and_wait_for_nobody(address):
    with Archive(address) as writer, Archive(address) as reader:
        before = reader.all_sources()
        with reader.snapshot():
            with writer.transaction():
                writer.add_source("0123456789abcdef", "elsewhere.txt")
                assert reader.all_sources() == before
            assert reader.all_sources() == before
        assert "0123456789abcdef" in reader.all_sources()


def test_the_record_is_written_while_others_read_it(address, monkeypatch):
    monkeypatch.setattr("dateline.archive.postgres.connecting.BUSY_SECONDS", 1)
    with Archive(address) as writer, Archive(address) as reader, reader.snapshot():
        before = views.timeline(reader)
        ready = writer._engine.before_lists
        met = []

        def look():
            ready()
            with Archive(address) as other:
                met.append(views.timeline(other))

        monkeypatch.setattr(writer._engine, "before_lists", look)
        corrections.rename_actor(writer, "Angela Merkel", "Angela Dorothea Merkel")
        assert met == [before] == [views.timeline(reader)]
        assert views.timeline(writer) != before


def test_a_transaction_that_fails_leaves_nothing(address):
    with Archive(address) as archive:
        with pytest.raises(RuntimeError), archive.transaction():
            archive.add_source("0123456789abcdef", "elsewhere.txt")
            raise RuntimeError
        assert "0123456789abcdef" not in archive.all_sources()


def test_two_writers_take_turns(address):
    done = []

    def write_second():
        with Archive(address) as second:
            second.add_source("second", "b.txt")
            done.append("second")

    with Archive(address) as first:
        with first.transaction():
            other = threading.Thread(target=write_second)
            other.start()
            time.sleep(0.3)
            first.add_source("first", "a.txt")
            done.append("first")
        other.join(10)
        assert done == ["first", "second"]
        assert {"first", "second"} <= first.all_sources().keys()


def test_a_writer_that_waits_too_long_is_told_who_is_at_it(address, monkeypatch):
    monkeypatch.setattr("dateline.archive.postgres.connecting.BUSY_SECONDS", 0.2)
    with (
        Archive(address) as first,
        Archive(address) as second,
        first.transaction(),
        pytest.raises(ArchiveError, match=r"another process is writing to it.*run the same command again"),
    ):
        second.add_source("a", "b")


def test_two_that_read_at_once_end_with_the_record_of_both(server, folder, file):  # noqa: F811
    address = server.address()
    children = [in_child(read_into, address, folder) for _ in range(2)]
    for child in children:
        child.join(60)
        assert child.exitcode == 0
    assert exported(address) == exported(file)


def test_a_writer_that_is_killed_leaves_a_whole_archive_and_the_next_goes_on(server, folder, file):  # noqa: F811
    address = server.address()

    def killed():
        with Archive(address, create=True) as archive:
            write = archive._engine.before_lists

            def die():
                write()
                os.kill(os.getpid(), signal.SIGKILL)

            archive._engine.before_lists = die
            dateline.read(archive, [str(folder)], extractor="rules", workers=1)

    child = in_child(killed)
    child.join(60)
    assert child.exitcode == -signal.SIGKILL
    with Archive(address) as archive:
        assert len(archive.report_ids()) == 4
        assert archive.check() == [] and not views.events(archive)
    read_into(address, folder)
    assert exported(address) == exported(file)


def test_a_server_that_goes_away_is_told_and_nothing_half_written_stays(server, folder):  # noqa: F811
    address = server.address()
    read_into(address, folder)
    with Archive(address) as archive:
        lost = pytest.raises(
            ArchiveError, match=r"connection to the server was lost.*Nothing of the last step"
        )
        with lost, archive.transaction():
            archive.add_source("0123456789abcdef", "elsewhere.txt")
            server.stop()
            archive.add_source("0123456789abcdef", "nowhere.txt")
        with pytest.raises(ArchiveError, match="lost"):
            archive.report_ids()
    with pytest.raises(ArchiveError, match="cannot be reached: see that the server runs"):
        Archive(address)
    server.start()
    with Archive(address) as archive:
        assert "0123456789abcdef" not in archive.all_sources() and archive.check() == []


def of_our_own(archive):
    """The number of the server's process that answers an archive."""
    [row] = archive.query("SELECT pg_backend_pid() AS pid")
    return row["pid"]


def test_pages_use_a_connection_again_and_nothing_is_left_of_who_had_it(address):
    with closing(Pool(address)) as pool:
        with pool.open() as archive:
            first = of_our_own(archive)
            archive.forbid_writing()
            some = archive.rows("reports")
            assert next(some)["id"]
        with pool.open() as archive:
            assert of_our_own(archive) == first
            archive.add_source("0123456789abcdef", "elsewhere.txt")
            assert len(list(archive.rows("reports"))) == 4
            with pool.open() as other:
                assert of_our_own(other) != first


def test_more_than_are_kept_are_served_too(address, monkeypatch):
    monkeypatch.setattr("dateline.archive.postgres.connecting.MOST", 1)
    monkeypatch.setattr("dateline.archive.postgres.connecting.FREE_SECONDS", 0.1)
    with closing(Pool(address)) as pool, pool.open() as one, pool.open() as other:
        assert of_our_own(one) != of_our_own(other)


def test_pages_go_on_when_a_server_was_started_again(server, address):  # noqa: F811
    with TestClient(make_app(address), base_url="http://127.0.0.1") as client:
        assert client.get("/timeline").status_code == 200
        server.stop()
        answer = client.get("/timeline")
        assert answer.status_code == 503 and "cannot be reached: see that the server runs" in answer.text
        server.start()
        assert client.get("/timeline").status_code == 200


def test_all_connections_that_died_with_a_server_are_replaced(server, address):  # noqa: F811
    with closing(Pool(address)) as pool:
        for again in (False, True):
            with ExitStack() as stack:
                opened = [stack.enter_context(pool.open()) for _ in range(4)]
                assert len({of_our_own(archive) for archive in opened}) == 4
            if not again:
                server.stop()
                server.start()


def test_an_archive_of_an_older_version_is_brought_up(address, file, monkeypatch):
    with Archive(address) as archive:
        archive._run("UPDATE archive_version SET version = 3")
        archive._run("DROP VIEW timeline")
        archive._run("DROP TABLE event_list")
        archive._run("DROP INDEX sources_report")  # which that version did not have
    assert exported(address) != exported(file)
    with dateline.open(address) as archive:
        assert not archive.behind
        assert archive.check() == [] and views.timeline(archive) and views.search(archive, "floods")
    assert exported(address) == exported(file)


@pytest.mark.parametrize(("version", "word"), [(0, "older"), (99, "newer")])
def test_one_of_another_version_is_refused_with_the_reason(server, version, word):  # noqa: F811
    address = server.address()
    with Archive(address, create=True) as archive:
        archive._run("UPDATE archive_version SET version = ?", (version,))
    with pytest.raises(SchemaError, match=rf"schema {version}, .* {word} Dateline"):
        Archive(address)


def test_what_is_not_there_or_no_archive_is_said(server, capsys):  # noqa: F811
    address = server.address()
    with pytest.raises(ArchiveError, match=r"there is no archive at postgresql://.*dateline read FOLDER"):
        Archive(address)
    with Archive(address, create=True) as archive:
        archive._run("ALTER TABLE archive_version RENAME TO songs")
    with pytest.raises(ArchiveError, match="is not an archive of Dateline"):
        Archive(address)
    assert main(["timeline", "--archive", address.replace("archives", "nobodys")]) == 1
    assert "the server has no such database" in capsys.readouterr().err


def test_a_database_that_cannot_hold_every_text_is_refused(server):  # noqa: F811
    address = server.database("western", "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
    with pytest.raises(ArchiveError, match=r"encoded in LATIN1.*createdb --encoding UTF8"):
        Archive(address, create=True)


def test_no_password_is_shown():
    hidden = whereabouts("postgresql://ann:s3cret@db.example:5433/talks?schema=kyiv&sslpassword=s3cret")
    assert str(hidden) == repr(hidden) == "postgresql://ann@db.example:5433/talks?schema=kyiv"
    assert (
        hidden.has_secret and "s3cret" in hidden.target and (hidden.name, hidden.schema) == ("talks", "kyiv")
    )
    with pytest.raises(ArchiveError) as caught:
        Archive("postgresql://ann:s3cret@localhost:70000/talks")
    assert "s3cret" not in str(caught.value)
    with pytest.raises(ArchiveError, match="cannot be understood") as caught:
        Archive("postgresql://ann:s3cret@[::1/talks")
    assert "s3cret" not in str(caught.value)


def test_commands_take_an_address(address, capsys):
    assert main(["timeline", "--archive", address, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["date"]
    assert main(["doctor", "--archive", address]) == 0
    out = capsys.readouterr().out
    assert "PostgreSQL" in out and "follows from all that is kept" in out
    assert main(["vacuum", "--archive", address]) == 0
    assert main(["read", "--archive", address]) == 0


def test_a_reader_cannot_write(address):
    with Archive(address) as archive:
        archive.forbid_writing()
        with pytest.raises(ArchiveError, match="may only be read"):
            archive.add_source("a", "b")
        assert archive.report_ids()

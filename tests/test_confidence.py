"""Reports in confidence: kept from leaving by their labels, and forgotten to the last byte."""

import io
import json
import sqlite3
import zipfile
import zlib

import pytest
from click.testing import CliRunner
from conftest import CALL, FLOOD, STRIKE

import dateline
from dateline import corrections, review
from dateline.assistants import allow
from dateline.assistants.questions import Questions
from dateline.cli import dateline as command_line
from dateline.cli import main
from dateline.confidence import forget, label, shareable, unlabel, withheld
from dateline.errors import ArchiveError, CorrectionError, NotFoundError
from dateline.export import EXPORTED_TABLES, FORMATS
from dateline.model import Span
from dateline.pipeline import update_record

SECRET = """Quiet talks at Wendelmoor

Published on 15 March 2014

WENDELMOOR – German Chancellor Angela Merkel met the envoy Tilda Varnhagen at Wendelmoor on Saturday, a day \
after she and Russian President Vladimir Putin spoke by telephone about Ukraine.

"Nobody may hear of Quillonby," Varnhagen told this reporter. At least 31 boats were burnt at Quillonby.
"""
WORDS = ("Wendelmoor", "Varnhagen", "Quillonby", "envoy")


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """An archive of four reports, one of them secret, never changed."""
    folder = tmp_path_factory.mktemp("confidence") / "clippings"
    folder.mkdir()
    for name, text in (("call", CALL), ("flood", FLOOD), ("strike", STRIKE), ("secret", SECRET)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    path = folder.parent / "first.db"
    with dateline.open(path) as archive:
        archive.read(folder)
    return path


@pytest.fixture
def archive(first, tmp_path):
    with dateline.open(first) as held:
        held.backup(tmp_path / "talks.db")
    with dateline.open(tmp_path / "talks.db") as archive:
        yield archive


def tells(data: bytes) -> list[str]:
    return [word for word in WORDS if word.casefold().encode() in data.lower()]


def exported(archive, name):
    format_ = FORMATS[name]
    if format_.whole:
        data = b"".join(format_.whole(archive, {}))
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as packed:
                return b"".join(packed.read(part) for part in packed.namelist())
        return data
    return b"".join(chunk for table in EXPORTED_TABLES for chunk in format_.table(archive, table))


def unpacked(path):
    """Every byte of an archive's files, and every compressed cell with what is in it."""
    for file in sorted(path.parent.glob(f"{path.name}*")):
        yield file.read_bytes()
    db = sqlite3.connect(path)
    for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for row in db.execute(f'SELECT * FROM "{table}"'):
            for cell in row:
                if isinstance(cell, bytes):
                    try:
                        yield zlib.decompress(cell)
                    except zlib.error:
                        yield cell
    db.close()


def test_the_search_for_words_finds_them_where_they_are(archive):
    path = archive.path
    corrections.rename_actor(archive, "Varnhagen", "T. V.")
    archive.close()
    assert set(tells(b"".join(unpacked(path)))) == set(WORDS)
    assert tells(zlib.compress(SECRET.encode())) == []  # so that looking at raw bytes alone would not do


def test_what_is_forgotten_is_in_no_byte_of_the_archive(archive):
    path = archive.path
    renamed = corrections.rename_actor(archive, "Varnhagen", "T. V.")
    corrections.undo(archive, renamed.id)
    corrections.rename_actor(archive, "Merkel", "Angela Dorothea Merkel")
    label(archive, "secret.txt", "source")
    done = forget(archive, ["secret.txt"])
    assert [one.sources[0].rsplit("/")[-1] for one in done] == ["secret.txt"]
    assert len(archive.report_ids()) == 3 and archive.labels() == []
    assert archive.check() == []
    # What others hold too stays: the new name was held by words of two reports.
    assert [row["name"] for row in archive.rows("actors") if "Merkel" in row["name"]] == [
        "Angela Dorothea Merkel"
    ]
    assert [correction.action for correction in archive.corrections()] == ["rename-actor"]
    assert tells(b"".join(unpacked(path))) == []
    archive.close()
    assert tells(b"".join(unpacked(path))) == []


def test_what_was_decided_of_a_report_is_forgotten_with_it(archive):
    path = archive.path
    for table in ("events", "event_mentions", "attributions", "figures", "positions"):
        for row in list(archive.rows(table)):
            review.decide(archive, row["id"], "accept", follow=False)
    [secret] = archive.query("SELECT id, text FROM reports WHERE source LIKE '%secret.txt'")
    [shared] = [
        row for row in archive.rows("events") if secret["id"] in row["reports"][:-1] + row["reports"][1:]
    ]
    review.decide(archive, shared["id"], "edit", {"title": "The call before Wendelmoor"}, follow=False)
    at = secret["text"].index("the envoy")
    review.decide_block(archive, secret["id"], Span(at, at + 9), "leftover", follow=False)
    review.tag(archive, secret["id"], "in confidence")
    update_record(archive)
    forget(archive, ["secret.txt"])
    assert tells(b"".join(unpacked(path))) == []
    assert {made.action for made in archive.corrections()} == {"accept", "edit"}
    assert all(row["state"] == "accepted" for row in archive.rows("figures"))


def test_what_is_left_is_as_if_the_report_had_never_been_read(archive, tmp_path):
    forget(archive, ["secret.txt"])
    with dateline.open(tmp_path / "without.db") as other:
        folder = tmp_path / "others"
        folder.mkdir()
        for name, text in (("call", CALL), ("flood", FLOOD), ("strike", STRIKE)):
            (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        other.read(folder)
        for table in ("events", "event_mentions", "actors", "figures", "stories"):
            assert list(archive.rows(table)) == list(other.rows(table))


def test_an_archive_that_is_open_elsewhere_is_not_said_to_be_clean(archive):
    list(archive.query("PRAGMA busy_timeout = 100"))
    reader = sqlite3.connect(archive.path)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM reports").fetchone()
    with pytest.raises(ArchiveError, match="another program has"):
        archive.erase([])
        archive.scour()
    reader.close()
    archive.scour()


def test_the_command_asks_first_and_names_what_it_cannot_erase(archive):
    path = str(archive.path)
    refused = CliRunner().invoke(command_line, ["forget", "secret.txt", "--archive", path], input="n\n")
    assert refused.exit_code == 1 and len(archive.report_ids()) == 4
    done = CliRunner().invoke(command_line, ["forget", "secret.txt", "--yes", "--archive", path])
    assert "erased" in done.stdout
    assert "reading that again brings it back" in done.stderr and "backups" in done.stderr


def test_a_label_keeps_a_report_out_of_every_format(archive):
    kept = label(archive, "secret.txt", "  source   Q ")
    assert kept.label == "source Q"
    everything = FORMATS.keys() - {"parquet"}
    assert {name for name in everything if tells(exported(archive, name))} >= {
        "json",
        "csv",
        "report-html",
        "xlsx",
        "docx",
    }
    with shareable(archive) as shown:
        assert {name for name in everything if tells(exported(shown, name))} == set()
        assert tells(exported(shown, "json").replace(b"\\u", b"")) == []
        titles = [row.title for row in dateline.views.timeline(shown)]
        assert titles and len(shown.report_ids()) == 3
    with shareable(archive, with_labels=["source Q"]) as shown:
        assert tells(exported(shown, "json"))


def test_a_label_holds_when_everything_is_read_again(archive, monkeypatch):
    label(archive, "secret.txt", "confidential")
    archive._run("UPDATE kept SET stamp = 'another version'")
    archive.read([])
    assert withheld(archive) == [row.id for row in archive.reports(name="secret.txt")]


def test_labels_are_listed_and_taken_back(archive):
    label(archive, "secret.txt", "confidential", by="ann")
    label(archive, "secret.txt", "confidential", by="bob")
    assert [(one.label, one.by) for one in archive.labels()] == [("confidential", "ann")]
    assert [one.label for one in unlabel(archive, "secret.txt")] == ["confidential"]
    assert withheld(archive) == []
    with pytest.raises(NotFoundError, match="bears no such label"):
        unlabel(archive, "secret.txt", "confidential")
    with pytest.raises(CorrectionError):
        label(archive, "secret.txt", " ")
    with (
        pytest.raises(NotFoundError, match="no report bears the label"),
        shareable(archive, with_labels=["x"]),
    ):
        pass


def test_assistants_are_shown_nothing_of_a_labelled_report(archive):
    allow(archive)
    ask = Questions(archive.path)
    assert tells(json.dumps(ask.search("Varnhagen")).encode())
    label(archive, "secret.txt", "confidential")
    assert ask.search("Varnhagen")["total"] == 0
    assert ask.reports()["total"] == 3
    for answer in (ask.timeline(everything=True), ask.events(), ask.quotes(), ask.actors(), ask.figures()):
        assert tells(json.dumps(answer).encode()) == []
    assert Questions(archive.path, ["confidential"]).reports()["total"] == 4
    unlabel(archive, "secret.txt")
    assert ask.reports()["total"] == 4


def test_a_public_export_has_no_paths_coders_or_whole_texts(archive):
    corrections.rename_actor(archive, "Merkel", "Angela Dorothea Merkel", by="ann", note="for Bob")
    with shareable(archive, profile="public") as shown:
        for name in FORMATS.keys() - {"parquet"}:
            data = exported(shown, name)
            assert b".txt" not in data, name
            assert b'"ann"' not in data and b"for Bob" not in data, name
        record = json.loads(exported(shown, "json"))
        assert {row["text"] for row in record["reports"]} == {None}
        assert all(row["source"] == row["id"] and row["sources"] == [] for row in record["reports"])
        assert b"observers on the ground" in exported(shown, "csv")  # rows bring their sentence


def test_a_manifest_tells_from_what_an_export_was_made(archive, tmp_path, capsys):
    label(archive, "secret.txt", "confidential")
    corrections.rename_actor(archive, "Merkel", "Angela Dorothea Merkel")
    where = ["--archive", str(archive.path)]
    out = tmp_path / "tables"
    assert main(["export", "--format", "csv", "--bom", "--output", str(out), *where]) == 0
    told = json.loads((out / "manifest.json").read_text())
    assert {file["name"] for file in told["files"]} == {f"{name}.csv" for name in EXPORTED_TABLES}
    assert len(told["reports"]) == 3 and all(len(row["sha256"]) == 64 for row in told["reports"])
    assert [row["state"] for row in told["corrections"]] == ["in force"]
    assert told["version"] and told["model"] and told["knowledge"]
    assert (out / "events.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")
    again = tmp_path / "again.json"
    arguments = ["export", "--format", "json", "--actor", "Merkel", "--manifest", str(again), *where]
    assert main(arguments) == 2  # json holds everything
    assert main(["export", "--format", "ics", "--actor", "Merkel", "--manifest", str(again), *where]) == 0
    assert json.loads(again.read_text())["choice"] == {"actor": "Merkel"}
    assert json.loads(again.read_text())["files"][0]["name"] is None

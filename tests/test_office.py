"""Workbooks and documents, opened as an office program opens them."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile

import pytest
from click.testing import CliRunner
from conftest import CALL, FLOOD
from docx import Document
from openpyxl import load_workbook

import dateline
from dateline.cli import dateline as command_line
from dateline.export import FORMATS
from dateline.export.workbook import TIMELINE_COLUMNS

TRICKY = """=HYPERLINK("https://x.example")

Published on 15 March 2014

Envoys \x0bof Norway and Spain met in Oslo on Saturday, a spokesman said. They met in Madrid in 1895.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office") / "clippings"
    folder.mkdir()
    for name, text in (("call", CALL), ("flood", FLOOD), ("tricky", TRICKY)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with dateline.open(folder.parent / "talks.db") as archive:
        archive.read(folder)
        yield archive


def written(archive, name, **filters):
    return b"".join(FORMATS[name].whole(archive, filters))


def test_the_workbook_holds_the_timeline_with_its_sources(archive):
    book = load_workbook(io.BytesIO(written(archive, "xlsx")))
    assert book.sheetnames == ["Timeline", "Sources", "About"]
    head, *rows = book["Timeline"].iter_rows(values_only=True)
    assert head == tuple(TIMELINE_COLUMNS)
    events = archive.timeline()
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["what"] for row in told] == [event.title for event in events]
    assert [row["sentence"] for row in told] == [event.best.passage.text for event in events]
    days = {event.title: event.when.earliest for event in events}
    for row in told:  # a spreadsheet has no days before 1900
        first = row["first day"]
        assert str(first)[:10] == days[row["what"]]
        assert isinstance(first, str if days[row["what"]] < "1900" else datetime.datetime)
    call = next(row for row in told if "telephone" in row["what"])
    assert "paragraph 1, sentence 1" in call["source"] and "SHA-256" in call["source"]
    sources = {row[0]: row for row in book["Sources"].iter_rows(values_only=True, min_row=2)}
    assert {row["report"] for row in told} == sources.keys()


def test_nothing_in_a_cell_acts(archive):
    book = load_workbook(io.BytesIO(written(archive, "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("https://x.example")' for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}  # "f" would be a formula
    assert not any(cell.hyperlink for cell in cells)


def test_the_accounts_of_an_event_are_a_sheet(archive):
    event = archive.timeline()[0]
    done = CliRunner().invoke(command_line, ["event", event.id, "--xlsx", "--archive", str(archive.path)])
    book = load_workbook(io.BytesIO(done.stdout_bytes))
    lines = CliRunner().invoke(command_line, ["event", event.id, "--csv", "--archive", str(archive.path)])
    head, *rows = book["Accounts"].iter_rows(values_only=True)
    assert ",".join(head) == lines.stdout.splitlines()[0]
    assert len(rows) == len(lines.stdout.splitlines()) - 1 > 0


def test_the_document_states_each_event_with_marks_that_lead_to_its_notes(archive):
    data = written(archive, "docx")
    document = Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for event in archive.timeline():
        assert event.title in text
        assert " ".join(event.best.passage.text.replace("\x0b", " ").split()) in " ".join(text.split())
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    marks, notes = (set(re.findall(rf'w:{name}="(note\d+)"', xml)) for name in ("anchor", "name"))
    assert marks and marks == notes
    assert "PAGE" in zipfile.ZipFile(io.BytesIO(data)).read("word/footer1.xml").decode()


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_the_same_record_gives_the_same_bytes(archive, name, monkeypatch):
    first = written(archive, name)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert written(archive, name) == first
    assert b"root" not in first


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_office_program_opens_it(archive, name, tmp_path):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / f"timeline.{name}"
    file.write_bytes(written(archive, name))
    arguments = ["--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=120)
    assert (tmp_path / "timeline.pdf").read_bytes().startswith(b"%PDF")

"""Workbooks and documents, opened as an office program opens them."""

import csv
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
from dateline.export.workbook import TIMELINE_COLUMNS, accounts_workbook

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


def test_a_line_of_ones_own_stands_above_each_page(archive, tmp_path):
    words = 'Case 12 & "drafts" </style>'
    for file in (tmp_path / "a.xlsx", tmp_path / "a.docx", tmp_path / "a.html"):
        name = file.suffix[1:].replace("html", "report-html")
        arguments = ["export", "--format", name, "--heading", words, "--output", str(file)]
        done = CliRunner().invoke(command_line, [*arguments, "--archive", str(archive.path)])
        assert done.exit_code == 0, done.output
    book = load_workbook(tmp_path / "a.xlsx")
    assert [sheet.oddHeader.center.text for sheet in book] == [words.replace("&", "&&")] * 3
    [section] = Document(tmp_path / "a.docx").sections
    assert section.header.paragraphs[0].text == words
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Case\\20 12\\20 \\26 " in page and page.count("</style>") == 1
    refused = CliRunner().invoke(command_line, ["export", "--heading", "x", "--archive", str(archive.path)])
    assert "report-html, docx, xlsx" in refused.output.replace("\n", " ")


CELLS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Every sheet as CSV in UTF-8, cells as they are shown, formulas as what they come to."""


@pytest.fixture(scope="module")
def opened(archive, tmp_path_factory):
    """What LibreOffice reads in our files: a folder with a CSV for each sheet and a text for the document."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("libreoffice")
    book, document, accounts = (folder / name for name in ("book.xlsx", "report.docx", "event.xlsx"))
    book.write_bytes(written(archive, "xlsx"))
    document.write_bytes(written(archive, "docx"))
    accounts.write_bytes(b"".join(accounts_workbook(archive, archive.timeline()[0].id)))
    for kind, files in ((CELLS, (book, accounts)), ("txt:Text (encoded):UTF8", (document,))):
        own = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        arguments = [own, "--headless", "--convert-to", kind, "--outdir", str(folder), *map(str, files)]
        subprocess.run([program, *arguments], check=True, capture_output=True, timeout=120)
    return folder


def test_libreoffice_reads_the_cells_that_were_meant(archive, opened):
    book = load_workbook(io.BytesIO(written(archive, "xlsx")))
    for sheet in book:
        meant = [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert csv_rows(opened, f"book-{sheet.title}") == meant
    assert ['=HYPERLINK("https://x.example")'] in [row[3:4] for row in csv_rows(opened, "book-Sources")]
    accounts = csv_rows(opened, "event-Accounts")
    sentence = accounts[0].index("sentence")
    told = {telling.passage.text for telling in archive.event(archive.timeline()[0].id).tellings}
    assert told & {row[sentence] for row in accounts[1:]}


def test_libreoffice_reads_the_words_of_the_document(archive, opened):
    text = " ".join((opened / "report.txt").read_text(encoding="utf-8-sig").split())
    for event in archive.timeline():
        assert event.title in text
        assert " ".join(event.best.passage.text.replace("\x0b", " ").split()) in text


def csv_rows(folder, name):
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _shown(value):
    """A cell as a spreadsheet shows it."""
    if value is None:
        return ""
    return str(value)[:10] if isinstance(value, datetime.datetime) else str(value)

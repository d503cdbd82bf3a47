"""The tables and views of an archive: answered by plain SQLite, and documented column by column."""

import re
import sqlite3
from contextlib import closing

import pytest
from conftest import ROOT

from dateline import views
from dateline.archive import TABLES, Archive
from dateline.archive.lists import FILLED, add_functions, write_lists
from dateline.archive.schema import DATES
from dateline.export.json import LEFT_OUT

ROW = re.compile(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", re.M)
"""A row of a table of the documents: the table's name first, its columns last."""


@pytest.fixture
def archive(sample_reports):
    with Archive(sample_reports) as archive:
        yield archive


@pytest.fixture
def plain(archive):
    """The same file as any other program opens it, without the functions of Dateline."""
    db = sqlite3.connect(archive.path)
    db.row_factory = sqlite3.Row
    yield db
    db.close()


def columns(db, name):
    return [row["name"] for row in db.execute(f"SELECT name FROM pragma_table_info('{name}')")]


def made(db, kind):
    rows = db.execute("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return {row["name"] for row in rows if not re.match("sqlite_|sentence_words", row["name"])}


def test_the_documents_name_every_table_and_view_with_its_columns(plain):
    told = dict(ROW.findall((ROOT / "docs" / "archive.md").read_text(encoding="utf-8")))
    named = {name: re.findall(r"`(\w+)`", listed) for name, listed in told.items()}
    for name in (made(plain, "table") | made(plain, "view")) - (TABLES.keys() - LEFT_OUT):
        assert named.pop(name) == columns(plain, name)
    assert named == {}


def test_the_documents_of_the_export_name_every_column_of_the_record():
    told = dict(ROW.findall((ROOT / "docs" / "export.md").read_text(encoding="utf-8")))
    for name in TABLES.keys() - LEFT_OUT:
        shown = {column for column in TABLES[name].columns if not column.startswith("published_")}
        assert shown <= set(re.findall(r"`(\w+)`", told[name])), name


def test_the_timeline_is_that_of_dateline(archive, plain):
    rows = plain.execute("SELECT event, date, title, actors, sentence FROM timeline").fetchall()
    shown = views.timeline(archive)
    assert rows
    assert [(r["event"], r["date"], r["title"]) for r in rows] == [(e.id, e.date, e.title) for e in shown]
    assert [r["actors"] or "" for r in rows] == [", ".join(e.actors) for e in shown]
    sentences = [views.Citations(archive).report(e.best.report).text for e in shown]
    assert all(r["sentence"] in text for r, text in zip(rows, sentences, strict=True))


def test_rows_come_with_the_sentence_that_holds_their_words(plain):
    for name, words in (("tellings", "words"), ("figures", "words")):
        rows = plain.execute(f"SELECT {words} AS words, sentence FROM {name}_with_sentences").fetchall()
        assert rows and all(row["words"] in row["sentence"] for row in rows)


def test_quotes_and_positions_are_told_in_names(plain):
    [row] = plain.execute(
        "SELECT DISTINCT speaker FROM quotes_with_sentences WHERE speaker = 'Olaf Scholz'"
    ).fetchall()
    assert row["speaker"] == "Olaf Scholz"
    assert (
        plain.execute("SELECT count(*) AS n FROM positions_with_sentences").fetchone()["n"]
        == (plain.execute("SELECT count(*) AS n FROM positions").fetchone()["n"])
    )


def test_every_list_numbers_its_rows_from_one(plain):
    for name, _ in FILLED:
        if "number" in columns(plain, name):
            numbers = [row["number"] for row in plain.execute(f"SELECT number FROM {name} ORDER BY number")]
            assert numbers == list(range(1, len(numbers) + 1)), name


def test_lists_ask_what_days_a_date_names_only_of_columns_that_say_that_they_hold_dates(archive, tmp_path):
    """On a server those days are worked out before the lists are made, for these columns and no other."""
    archive.backup(tmp_path / "copy.db")
    held = [(table.name, column) for table in TABLES.values() for column in table.columns]
    asked = set()
    with closing(sqlite3.connect(tmp_path / "copy.db")) as db:
        add_functions(db)
        for year, (table, column) in enumerate(
            held, 3000
        ):  # a year for each column, so that it is known by it
            db.execute(
                f'UPDATE {table} SET "{column}" = ? WHERE "{column}" LIKE \'20__-__-__\'', (f"{year}-01-02",)
            )
        for function in ("first_day", "last_day"):
            db.create_function(function, 1, asked.add)
        write_lists(db.execute)
    found = {held[int(date[:4]) - 3000] for date in asked if date and re.match(r"3\d{3}-", date)}
    assert {("events", "date"), ("reports", "published")} <= found <= set(DATES)

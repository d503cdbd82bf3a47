"""An archive that grows report by report comes to the record that all of them at once give, byte for byte."""

import random

import pytest

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline.archive import Archive
from dateline.archive.rows import report_rows
from dateline.archive.schema import OF_REPORTS, TABLES
from dateline.export import json_export
from dateline.model import Links
from dateline.pipeline import update_record

REPORTS = 24


@pytest.fixture(scope="module")
def made():
    """Made-up reports with their readings, four of each event, every other one undated."""
    return [
        made_reading(one, dated=number % 2 == 0)
        for number, one in enumerate(made_reports(REPORTS, 4, seed=5))
    ]


def add(archive, pairs):
    for report, reading in pairs:
        archive.keep(report, reading, report.text.encode(), "as made")
    update_record(archive)


def exported(archive):
    return b"".join(json_export(archive))


@pytest.fixture(scope="module")
def at_once(made, tmp_path_factory):
    with Archive(tmp_path_factory.mktemp("once") / "a.dateline", create=True) as archive:
        add(archive, made)
        assert any(row["published_basis"] == "linked" for row in archive.rows("reports"))
        return exported(archive)


@pytest.mark.parametrize("seed", range(2))
def test_any_order_and_any_batches_give_the_same_record(made, at_once, tmp_path, seed):
    draw = random.Random(seed)
    pairs = draw.sample(made, len(made))
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        while pairs:
            size = draw.choice((1, 3, 15))
            add(archive, pairs[:size])
            pairs = pairs[size:]
        assert exported(archive) == at_once


def test_a_report_taken_out_leaves_the_record_that_the_others_give(made, tmp_path):
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        add(archive, made)
        archive.drop(made[7][0].id)
        update_record(archive)
        found = exported(archive)
        assert archive.check() == []
    with Archive(tmp_path / "b.dateline", create=True) as other:
        add(other, [pair for pair in made if pair != made[7]])
        assert found == exported(other)


def test_rows_of_reports_that_nothing_bears_on_stay_where_they_are(made, tmp_path):
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        add(archive, made[:-1])
        before = {row["rowid"]: row["report"] for row in archive.query("SELECT rowid, report FROM sentences")}
        add(archive, made[-1:])
        after = {row["rowid"]: row["report"] for row in archive.query("SELECT rowid, report FROM sentences")}
        stayed = {report for rowid, report in before.items() if after.get(rowid) == report}
        assert len(stayed) > len(made) / 2
        assert made[-1][0].id in after.values()


def test_the_words_of_a_sentence_are_found_once_whatever_was_written_anew(made, tmp_path):
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        for number in range(0, REPORTS, 8):
            add(archive, made[number : number + 8])
        counts = [
            next(archive.query(f"SELECT count(*) AS n FROM {table}"))["n"]
            for table in ("sentences", "sentence_words")
        ]
        assert counts[0] == counts[1] > 0


def test_every_table_that_a_report_gives_rows_of_is_told(made):
    given = {table for report, reading in made for table, _ in report_rows(report, reading, ("a",), Links())}
    assert given <= set(OF_REPORTS)
    assert all("report" in TABLES[table].columns for table in OF_REPORTS if table != "reports")

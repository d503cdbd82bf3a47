"""An open archive: it reads, answers, and its answers become tables."""

import sys

import pandas
import pytest
from export_reports import REPORTS, Page, open_archive_of_reports

from dateline import views
from dateline.errors import LibraryMissingError
from dateline.export import FORMATS, frames


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with open_archive_of_reports(tmp_path_factory.mktemp("opened")) as opened:
        yield opened


def test_rows_become_tables_of_pandas_and_polars(archive):
    rows = archive.timeline(actor="Lavrov")
    assert rows == views.timeline(archive, actor="Lavrov")
    frame = rows.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["date"]) == ["2015-03-02", "2015-03-12"]
    assert frame["best_sentence"][0].startswith("On Monday Lavrov met")
    start, end = frame["best_start"][0], frame["best_end"][0]
    assert REPORTS["talks.txt"][start:end] == frame["best_sentence"][0]
    assert list(rows.to_polars()["best_source"][0]) == ["Sergei Lavrov", "Staffan de Mistura"]


def test_a_table_without_rows_has_the_columns_of_one_with_rows(archive):
    some, none = archive.timeline(), archive.timeline(start="2030")
    assert some and none == []
    assert list(none.to_pandas().columns) == list(some.to_pandas().columns)
    assert none.to_polars().schema == some.to_polars().schema


QUESTIONS = (
    "actors duplicates events figure_series figures network places positions quotes reports shifts stories "
    "timeline versions".split()
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_gives_rows_that_become_tables(archive, question):
    rows = getattr(archive, question)()
    columns = rows.to_polars().columns
    assert list(rows.to_pandas().columns) == columns
    assert len(columns) > 1 and len(rows.to_polars()) == len(rows)


def test_an_open_archive_answers_for_one_report_and_one_event(archive):
    event = archive.timeline(actor="Kerry")[0]
    assert archive.event(event.id).row == event
    assert "2015-03-12" in [time.value for time in archive.times("talks")]
    assert archive.report("talks").report["title"] == "Ministers to meet in Geneva"
    assert archive.search("honest conversation")[0].passage.text.endswith("told reporters.")


def test_a_slice_becomes_a_table_too(archive):
    rows = archive.timeline()[1:3]
    assert list(rows.to_pandas()["id"]) == [row.id for row in rows] and len(rows) == 2
    assert archive.timeline()[:0].to_pandas().columns.tolist() == rows.to_pandas().columns.tolist()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_notebook_shows_rows_as_text(archive, question):
    page = Page()
    page.feed(getattr(archive, question)()._repr_html_())
    assert set(page.tags) <= {"table", "tr", "th", "td", "p"} and page.attributes == []


def test_a_notebook_shows_an_event_a_story_and_a_report_as_text(archive):
    event = archive.timeline(actor="Fabius")[0]
    report = archive.report(event.best.report)._repr_html_()
    told = views.StoryEvent(event, 1.0, (), ())
    story = views.StoryView("s1", "A <b>story</b>", None, None, (), (), (told,), 1, 0)
    for shown in (
        archive.event(event.id)._repr_html_(),
        story._repr_html_(),
        report,
    ):
        page = Page()
        page.feed(shown)
        assert set(page.tags) <= {"h3", "table", "tr", "th", "td", "p"} and page.attributes == []
    assert event.best.label in archive.event(event.id)._repr_html_()
    assert "&lt;b onclick=&quot;x()&quot;&gt;Frank-Walter" in report


def test_a_notebook_shows_the_sentence_and_where_it_stands(archive):
    shown = archive.timeline(actor="Fabius")._repr_html_()
    assert "&lt;b onclick=&quot;x()&quot;&gt;Frank-Walter" in shown
    assert "hostile.txt, 2015-03-06" in shown


def test_a_library_that_is_not_there_is_named_with_what_installs_it(archive, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(LibraryMissingError, match=r"dateline\[pandas\]"):
        archive.timeline().to_pandas()
    with pytest.raises(LibraryMissingError, match=r"Parquet needs polars.*dateline\[parquet\]"):
        list(FORMATS["parquet"].table(archive, "events"))


def test_rows_without_a_class_and_without_a_row_are_an_empty_table():
    assert frames.to_pandas([]).empty
    assert frames.to_polars([]).is_empty()

"""Lists are in the order of time by the first day on which something may lie, however closely it is known."""

import sqlite3

import pytest

import dateline
from dateline.archive import Archive
from dateline.archive.lists import add_functions, write_lists
from dateline.views import events, stories, timeline
from dateline.web.band import period_of

GUESTS = ("Brazil", "Canada", "Egypt", "India", "Japan", "Kenya", "Mexico")
DATES = ("2019-11", "2019-W39", "2019-09-20", None, "2019-Q3", "2019", "2019-09-25")
IN_ORDER = ["2019", "2019-Q3", "2019-09-20", "2019-W39", "2019-09-25", "2019-11"]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive with an event on each of the dates, and a story of them, its lists written from these."""
    place = tmp_path_factory.mktemp("order")
    for number, guest in enumerate(GUESTS, 11):
        text = f"The president of {guest} met the prime minister of Norway in Oslo on {number} May 2019.\n"
        (place / f"{guest}.txt").write_text(f"A guest from {guest}\n\n{text}", encoding="utf-8")
    with dateline.open(place / "a.db") as opened:
        opened.read(place, extractor="rules")
    db = sqlite3.connect(place / "a.db")
    add_functions(db)
    with db:
        for number, date in enumerate(DATES, 11):
            changed = db.execute(
                "UPDATE events SET date = ?, earliest = NULL, latest = NULL WHERE date = ?",
                (date, f"2019-05-{number}"),
            )
            assert changed.rowcount == 1
        db.execute("INSERT INTO stories SELECT 's1', 'Talks', '[]', json_group_array(id) FROM events")
        write_lists(db.execute)
    db.close()
    with Archive(place / "a.db") as archive:
        yield archive


def test_weeks_quarters_and_years_stand_where_they_begin_and_what_has_no_date_last(archive):
    assert [row.date for row in events(archive)] == [*IN_ORDER, None]
    assert [row.date for row in timeline(archive, everything=True)] == IN_ORDER


def test_a_week_is_found_in_its_month(archive):
    found = events(archive, start="2019-10", end="2019-12")
    assert [row.date for row in found] == ["2019", "2019-11"]
    assert "2019-W39" in [row.date for row in events(archive, start="2019-09", end="2019-09")]


def test_the_last_event_of_a_story_is_the_last_in_time(archive):
    [story] = [story for story in stories(archive) if story.id == "s1"]
    assert (story.first, story.last) == ("2019", "2019-11")


def test_headings_of_a_timeline_come_once_each(archive):
    headings = [period_of(row.date, "month") or row.date for row in timeline(archive, everything=True)]
    assert list(dict.fromkeys(headings)) == ["2019", "2019-Q3", "2019-09", "2019-11"]
    assert len([h for n, h in enumerate(headings) if n == 0 or h != headings[n - 1]]) == 4

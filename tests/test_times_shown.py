"""`dateline times`: each expression of a report with its value, and what decided it."""

import json

import pytest

import dateline
from dateline import views
from dateline.cli import main
from dateline.errors import NotFoundError

TEXT = """Envoys meet in Oslo

2 March 2013

The two envoys met on Friday. They had last met on 3 May 2012; the next day the talks broke down.
A court opens in early 2014.
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The path of an archive with one report."""
    place = tmp_path_factory.mktemp("times")
    (place / "oslo.txt").write_text(TEXT, encoding="utf-8")
    path = str(place / "a.dateline")
    with dateline.open(path) as made:
        dateline.read(made, [str(place / "oslo.txt")])
    return path


def test_each_time_has_its_sentence_and_what_decided(archive):
    with dateline.open(archive) as held:
        rows = {row.words: row for row in views.times(held, "oslo.txt")}
    friday, later, early = rows["Friday"], rows["the next day"], rows["early 2014"]
    assert friday.value == friday.first_day == "2013-03-01"
    assert friday.rule.startswith(
        "a bare weekday: the last Friday on or before the day of publication, 2013-03-02"
    )
    assert friday.anchor_words is None
    assert friday.passage.text == "The two envoys met on Friday."
    assert (later.value, later.anchor, later.anchor_words) == ("2012-05-04", "2012-05-03", "3 May 2012")
    assert later.rule == "a distance in time: 1 day after “3 May 2012”, 2012-05-03"
    assert (early.modifier, early.granularity, early.last_day) == ("START", "year", "2014-12-31")


def test_the_command_tells_why_when_asked(capsys, archive):
    assert main(["times", "oslo.txt", "--archive", archive]) == 0
    plain = capsys.readouterr().out
    assert "Friday = 2013-03-01 (DATE)" in plain
    assert "day of publication" not in plain
    assert main(["times", "oslo.txt", "--why", "--archive", archive]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "2014-01-01 to 2014-12-31; the beginning of it" in told
    assert "the last Friday on or before the day of publication, 2013-03-02" in told
    assert main(["times", "oslo.txt", "--json", "--archive", archive]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["value"] for row in rows] == ["2013-03-01", "2012-05-03", "2012-05-04", "2014"]


def test_a_report_that_is_not_held_is_named(capsys, archive):
    with dateline.open(archive) as held, pytest.raises(NotFoundError):
        views.times(held, "nothing.txt")
    assert main(["times", "nothing.txt", "--archive", archive]) == 1
    assert "nothing.txt" in capsys.readouterr().err

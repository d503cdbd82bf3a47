"""`quotes`: said, happened and published dates apart; chosen by speaker, by who is spoken of, by period."""

import pytest

import dateline
from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import QuestionError
from dateline.views import quotes

TALKS = """Border to open again

Published: 12 May 2016

GENEVA - Angela Merkel told reporters in Paris on Tuesday that Vladimir Putin had visited Minsk on Sunday. She
added that he was tired.

In a statement, Vladimir Putin denied on Wednesday that the army had shelled Donetsk on 3 May 2016. Mr Putin
opposes the deal.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("quotes")
    (place / "talks.txt").write_text(TALKS, encoding="utf-8")
    with dateline.open(place / "talks.dateline") as archive:
        archive.read(place / "talks.txt", extractor="rules")
    return place / "talks.dateline"


@pytest.fixture
def archive(path):
    with Archive(path) as opened:
        yield opened


def test_three_dates_stand_apart(archive):
    [told] = quotes(archive, speaker="Merkel", about="Minsk")
    assert (told.said, told.said_basis) == ("2016-05-10", "stated")
    assert told.happened == ("2016-05-08",)
    assert told.published == "2016-05-12"
    assert (told.place, told.addressee, told.source) == ("Paris", ("reporters",), "Angela Merkel")


def test_about_an_actor_finds_pronouns(archive):
    added = [q for q in quotes(archive, about="Putin") if q.cue == "added"]
    assert [q.content for q in added] == ["that he was tired"]
    assert [(q.said, q.said_basis, q.place) for q in added] == [("2016-05-10", "elsewhere", "Paris")]


def test_a_period_is_one_of_days(archive):
    assert {q.said for q in quotes(archive, start="2016-05-11", end="2016-W19")} >= {"2016-05-11"}
    assert "2016-05-10" not in {q.said for q in quotes(archive, start="2016-05-11")}
    with pytest.raises(QuestionError):
        quotes(archive, start="last week")


def test_bare_attitudes_are_left_out_unless_asked_for(archive):
    contents = {q.content for q in quotes(archive)}
    assert {q.content for q in quotes(archive, bare=True)} - contents == {"the deal"}


def test_the_list_shows_the_dates_and_circumstances(path, capsys):
    assert main(["quotes", "--archive", str(path), "--speaker", "Merkel"]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "[to reporters; place Paris; said 2016-05-10; happened 2016-05-08; published 2016-05-12]" in shown
    assert "said 2016-05-10, as told before" in shown


def test_the_export_has_the_spans(archive):
    rows = {row["id"]: row for row in archive.rows("attributions")}
    [text] = [row["text"] for row in archive.rows("reports")]
    [told] = [row for row in rows.values() if row["addressee"]]
    start, end = told["addressee"][0]
    assert text[start:end] == "reporters"
    assert (told["said_earliest"], told["said_latest"]) == ("2016-05-10", "2016-05-10")
    assert told["place_id"] is not None
    [added] = [row for row in rows.values() if row["continues"]]
    assert added["continues"] == told["id"]

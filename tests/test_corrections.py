"""What users decide about actors: it holds after every re-reading, and can be taken back."""

import json
import shutil

import pytest
from conftest import read_into, three_in
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline import corrections, views
from dateline.cli import main
from dateline.errors import CorrectionError, NotFoundError
from dateline.linking import locate
from dateline.model import CONTEXT, Selector, Span
from dateline.pipeline import update_record

SMITH_OF_LEEDS = """Lawmaker opens bridge

Published on 3 March 2014

LEEDS, England – British lawmaker John Smith opened a footbridge on Monday, the city said.
"""
SMITH_OF_HOBART = """Senator home again

Published on 5 March 2014

HOBART, Australia – Australian Senator John Smith came home on Wednesday after a year at sea, his wife said.
"""


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """An archive of the three small reports and of two men of one name."""
    place = tmp_path_factory.mktemp("corrections")
    folder = three_in(place / "clippings")
    (folder / "leeds.txt").write_text(SMITH_OF_LEEDS, encoding="utf-8")
    (folder / "hobart.txt").write_text(SMITH_OF_HOBART, encoding="utf-8")
    return read_into(place / "a.dateline", folder)


@pytest.fixture
def archive(read_once, tmp_path):
    """A copy of it, which each test has for its own."""
    with dateline.open(shutil.copy(read_once, tmp_path / "a.dateline")) as made:
        yield made


def names(archive):
    return {row.name for row in views.actors(archive)}


def read_all_again(archive, monkeypatch):
    monkeypatch.setattr("dateline.pipeline.run.current_stamp", lambda *_: "another version")
    assert dateline.read(archive, []).again == 5


def test_a_new_name_holds_when_everything_is_read_again(archive, monkeypatch):
    corrections.rename_actor(archive, "Angela Merkel", "Angela Dorothea Merkel", by="ak", note="full name")
    read_all_again(archive, monkeypatch)
    (row,) = views.actors(archive, name="Merkel")
    assert row.name == "Angela Dorothea Merkel" and "Angela Merkel" in row.aliases
    (made,) = views.corrections(archive)
    assert (made.by, made.state, made.note) == ("ak", "in force", "full name")


def test_two_that_are_one(archive):
    corrections.merge_actors(archive, ["Karin Vogt", "Angela Merkel"])
    assert "Karin Vogt" in names(archive) and "Angela Merkel" not in names(archive)
    (row,) = views.actors(archive, name="Merkel")
    assert row.name == "Karin Vogt" and row.reports == 2
    assert {q.speakers for q in views.quotes(archive, speaker="Merkel")} >= {("Karin Vogt",)}


def test_one_that_is_two(archive):
    corrections.merge_actors(archive, ["Karin Vogt", "Angela Merkel"])
    corrections.split_actor(archive, "Karin Vogt", ["call.txt"], new_name="Angela M.")
    assert {"Karin Vogt", "Angela M."} <= names(archive)
    (row,) = views.actors(archive, name="Angela M.")
    assert row.reports == 1


def test_a_role_a_country_and_a_sector(archive):
    corrections.set_role(
        archive, "Karin Vogt", title="union leader", start="2012", country="DEU", sector="LAB"
    )
    row = next(archive.rows("actors", "name = 'Karin Vogt'"))
    assert (row["country"], row["sector"]) == ("DEU", "LAB")
    assert {"title": "union leader", "from": "2012", "to": None} in row["roles"]


def test_what_is_taken_back_is_as_it_was_and_stays_listed(archive):
    before = names(archive)
    made = corrections.merge_actors(archive, ["Karin Vogt", "Angela Merkel"])
    undone = corrections.undo(archive, made.id)
    assert names(archive) == before
    assert [row.state for row in views.corrections(archive)] == ["undone", "in force"]
    corrections.undo(archive, undone.id)
    assert "Angela Merkel" not in names(archive)


def test_a_correction_whose_words_are_gone_is_listed_and_comes_back_with_them(archive, folder):
    corrections.rename_actor(archive, "Karin Vogt", "K. Vogt")
    (report,) = (r.id for r in views.reports(archive) if r.source.endswith("strike.txt"))
    archive.drop(report)
    update_record(archive)
    assert [row.state for row in views.corrections(archive)] == ["without a place"]
    dateline.read(archive, [str(folder)])
    assert [row.state for row in views.corrections(archive)] == ["in force"]
    assert "K. Vogt" in names(archive)


def test_corrections_go_to_another_archive(archive, tmp_path, folder):
    corrections.rename_actor(archive, "Karin Vogt", "K. Vogt")
    lines = list(corrections.export_corrections(archive))
    with dateline.open(tmp_path / "b.dateline") as other:
        dateline.read(other, [str(folder)])
        assert corrections.import_corrections(other, lines) == 1
        assert corrections.import_corrections(other, lines) == 0
        assert "K. Vogt" in names(other)
        with pytest.raises(CorrectionError, match="line 2"):
            corrections.import_corrections(other, [*lines, "no json"])


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "what is to be set"),
        ({"country": "Russia"}, "alpha-3"),
        ({"sector": "KING"}, "no PLOVER sector"),
        ({"title": "mayor", "start": "May 2012"}, "ISO date"),
        ({"start": "2012"}, "with its title"),
    ],
)
def test_what_cannot_be_understood_is_refused(archive, values, message):
    with pytest.raises(CorrectionError, match=message):
        corrections.set_role(archive, "Karin Vogt", **values)
    assert views.corrections(archive) == []


def test_what_no_words_stand_for_alone_cannot_be_corrected(archive):
    list(archive.query("DELETE FROM mentions WHERE actor = 'person-karin-vogt'"))
    with pytest.raises(CorrectionError, match="nothing could hold"):
        corrections.rename_actor(archive, "Karin Vogt", "K. Vogt")
    assert views.corrections(archive) == []


def test_a_name_that_many_go_by_is_asked_back(archive):
    with pytest.raises(NotFoundError, match="name one by its id"):
        corrections.rename_actor(archive, "John Smith", "J. Smith")


def test_the_commands(archive, capsys):
    path = str(archive.path)
    assert main(["actors", "rename", "Karin Vogt", "K. Vogt", "--by", "ak", "--archive", path]) == 0
    made = capsys.readouterr().out.split()[0]
    assert main(["actors", "Vogt", "--json", "--archive", path]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "K. Vogt"
    assert main(["corrections", "undo", made, "--archive", path]) == 0
    capsys.readouterr()
    assert main(["corrections", "--json", "--archive", path]) == 0
    states = [json.loads(line)["state"] for line in capsys.readouterr().out.splitlines()]
    assert states == ["undone", "in force"]


@given(st.text(max_size=80), st.text(min_size=1, max_size=10), st.text(max_size=80))
def test_words_are_found_again_where_they_stood_or_nowhere(before, words, after):
    text = before + words + after
    selector = Selector("r", words, before[-CONTEXT:], after[:CONTEXT])
    found = locate(selector, text)
    if text.count(words) == 1:
        assert found == Span(len(before), len(before) + len(words))
    assert found is None or found.of(text) == words


def test_words_that_stand_twice_are_told_apart_by_what_is_about_them():
    text = "The minister spoke first. Then the minister left."
    assert locate(Selector("r", "minister", "Then the ", " left."), text) == Span(35, 43)
    assert locate(Selector("r", "minister"), text) is None


def test_a_file_that_is_no_text_is_told_and_adds_nothing(tmp_path, capsys):
    dateline.open(tmp_path / "a.db").close()
    (tmp_path / "copy.db").write_bytes(b"SQLite format 3\0\x10\0\x96\xff\n")
    arguments = ["corrections", "import", str(tmp_path / "copy.db"), "--archive", str(tmp_path / "a.db")]
    assert main(arguments) == 1
    assert "is no text in UTF-8" in capsys.readouterr().err

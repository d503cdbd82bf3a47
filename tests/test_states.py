"""What users decided, in lists and exports: rows by their state and tag, and both beside every row."""

import csv
import io
import json

import pytest

import dateline
from dateline import review, views
from dateline.cli import main
from dateline.export import FORMATS, csv_table
from dateline.pipeline import update_record

ATTACK = """Gunmen attack convoy near Tessal

Published on 12 March 2015

DORAK, Ferania – Gunmen attacked an army convoy near Tessal on Wednesday, killing at least 9 soldiers, \
police said.

"They came from the hills," said Colonel Adel Morri. He said 14 soldiers were injured.

Prime Minister Sana Belit rejects talks with the gunmen. Belit will meet French President François \
Hollande on Friday.
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """An archive in which a figure is accepted, an event edited, a quote tagged, and a position rejected."""
    place = tmp_path_factory.mktemp("states")
    (place / "attack.txt").write_text(ATTACK, encoding="utf-8")
    with dateline.open(place / "a.dateline") as archive:
        dateline.read(archive, [str(place / "attack.txt")], extractor="rules")
        [dead] = views.figures(archive, what="killed")
        [attack] = [row for row in views.events(archive) if row.best.words == "attacked"]
        quote = views.quotes(archive, about="from the hills")[0]
        [talks] = [row for row in views.positions(archive) if row.stance == "rejects"]
        review.decide(archive, dead.id, "accept", follow=False)
        review.decide(archive, attack.id, "edit", {"place": "Tessal"}, follow=False)
        review.tag(archive, quote.id, "disputed", follow=False)
        review.tag(archive, attack.best.mention, "front page", follow=False)
        review.decide(archive, talks.id, "reject", follow=False)
        update_record(archive)
    return place / "a.dateline"


@pytest.fixture
def archive(path):
    with dateline.open(path) as opened:
        yield opened


def lines(capsys, path, *arguments):
    assert main([*arguments, "--archive", str(path)]) == 0
    return capsys.readouterr().out


def test_rows_are_chosen_by_their_state(archive):
    assert [row.what for row in views.figures(archive, state=["accepted"])] == ["killed"]
    assert [row.what for row in views.figures(archive, state=["machine"])] == ["injured"]
    assert len(views.figures(archive, state=["accepted", "machine"])) == 2
    assert [row.place for row in views.events(archive, state=["edited"])] == ["Tessal"]
    assert views.count(archive, "events", state=["edited"]) == 1
    assert views.timeline(archive, state=["accepted"]) == []
    assert views.quotes(archive, state=["edited"]) == views.positions(archive, state=["accepted"]) == []


def test_rows_are_chosen_by_their_tag_and_events_by_that_of_a_telling(archive):
    [quote] = views.quotes(archive, tag="disputed")
    assert quote.tags == ("disputed",) and quote.state == "machine"
    [attack] = views.events(archive, tag="front page")
    assert (attack.state, attack.tags) == ("edited", ())
    assert views.figures(archive, tag="disputed") == views.positions(archive, tag="disputed") == []


def test_what_was_rejected_is_in_no_list(archive):
    assert "rejects" not in {row.stance for row in views.positions(archive)}


def test_the_terminal_marks_what_was_decided_and_nothing_else(capsys, path):
    out = lines(capsys, path, "figures")
    assert out.count("[accepted]") == 1 and "machine" not in out
    assert "[disputed]" in lines(capsys, path, "quotes", "--tag", "disputed")
    assert "[edited]" in lines(capsys, path, "events", "--state", "edited")
    assert "[edited]" in lines(capsys, path, "timeline", "--all", "--state", "edited")
    assert lines(capsys, path, "positions", "--state", "added") == ""


def test_json_lines_carry_state_and_tags(capsys, path):
    rows = [json.loads(line) for line in lines(capsys, path, "figures", "--json").splitlines()]
    assert {(row["what"], row["state"]) for row in rows} == {("killed", "accepted"), ("injured", "machine")}


def test_tables_are_exported_by_state(capsys, path, archive):
    out = lines(capsys, path, "export", "--format", "csv", "--table", "figures", "--state", "accepted")
    [row] = csv.DictReader(io.StringIO(out))
    assert (row["what"], row["state"], row["tags"]) == ("killed", "accepted", "")
    quotes = list(csv.DictReader(io.StringIO(b"".join(csv_table(archive, "attributions")).decode())))
    assert [row["tags"] for row in quotes if row["tags"]] == ["disputed"]
    # Tables that nobody decides rows of are whole.
    assert b"".join(csv_table(archive, "actors", ["accepted"])) == b"".join(csv_table(archive, "actors"))
    rows = FORMATS["jsonl"].table(archive, "events", ["edited"])
    assert [json.loads(line)["place"] for line in rows] == ["Tessal"]


@pytest.mark.parametrize(
    ("name", "column", "delimiter"), [("polecat", "State", "\t"), ("acled", "state", ",")]
)
def test_formats_of_events_are_exported_by_state(archive, name, column, delimiter):
    def states(state):
        text = b"".join(FORMATS[name].whole(archive, {"state": state})).decode()
        return {row[column] for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)}

    assert states(["edited"]) == {"edited"}
    assert states(["accepted"]) == set()


def test_figures_of_ucdp_are_chosen_by_their_own_state(archive):
    text = b"".join(FORMATS["ucdp"].whole(archive, {"state": ["accepted"]})).decode()
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["what"], row["state"]) == ("killed", "accepted")
    assert "attack" in row["sentence"]


def test_a_report_says_what_it_was_limited_to(archive):
    text = b"".join(FORMATS["report-md"].whole(archive, {"state": ["edited", "added"], "tag": "front page"}))
    assert text.decode().startswith("# Timeline of events that are edited or added tagged “front page”\n")
    assert "1 dated events in 1 reports" in text.decode()


def test_annotations_count_what_they_hold(archive):
    found = json.loads(b"".join(FORMATS["annotations"].whole(archive, {})))
    assert found["total"] == len(found["first"]["items"])
    assert any("state: accepted" in item["body"][1]["value"] for item in found["first"]["items"])


def test_a_whole_record_takes_no_state(path, capsys):
    assert main(["export", "--state", "accepted", "--archive", str(path)]) == 2
    assert "--state goes with events, or a file a table" in capsys.readouterr().err

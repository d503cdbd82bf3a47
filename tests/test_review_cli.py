"""`dateline review`: a queue of rows by lines as by keys, one row by its id, what was missed, blocks."""

import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys

import pytest
from conftest import ROOT

from dateline.archive import Archive
from dateline.cli import main
from dateline.model import Span
from dateline.review import find_beside
from dateline.views import block_rows, corrections, pending, review_counts, review_rows

CLASH = """Clashes at the Marlo bridge

Published on 5 May 2014

LENZ, Ostria – Soldiers shot dead at least 40 people near the Marlo bridge on Sunday, police said.

The army denied it. "We did not fire a single shot," said General Ivo Brandt.

The police chief, Anna Korda, said 12 people were injured. She called on the army to leave the city.

Read more about bridges
"""
NOTICE = """Korda to meet teachers

Published on 6 May 2014

Anna Korda will meet teachers in Lenz on Friday, her office said.

Of the 40 schools in the city, 12 were closed on Monday, and 12 more will close on Tuesday.
"""


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """The bytes of an archive with two short reports, which each test has for its own."""
    place = tmp_path_factory.mktemp("review")
    (place / "clash.txt").write_text(CLASH, encoding="utf-8")
    (place / "notice.txt").write_text(NOTICE, encoding="utf-8")
    path = place / "a.dateline"
    assert main(["read", str(place), "--extractor", "rules", "--archive", str(path)]) == 0
    return path.read_bytes()


@pytest.fixture
def path(read_once, tmp_path, monkeypatch):
    place = tmp_path / "a.dateline"
    place.write_bytes(read_once)
    monkeypatch.setenv("DATELINE_ARCHIVE", str(place))
    return place


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs `dateline` with lines for its input; gives the exit code and what it printed."""

    def run_(*arguments, lines=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        capsys.readouterr()
        code = main([*arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return run_


@pytest.fixture
def review(path, run):
    """Runs `dateline review` on the archive of two short reports."""
    return lambda *arguments, lines=(): run("review", *arguments, lines=lines)


def rows(path, **filters):
    with Archive(path) as archive:
        return review_rows(archive, **filters)


def one(path, kind, words):
    [found] = [row for row in rows(path, kind=kind, state=None) if words in row.words]
    return found


def test_rows_are_decided_one_after_the_other(review, path):
    first, second, third = rows(path, kind="event-mention", limit=3)
    code, out, err = review(
        "--kind", "event-mention", "--by", "ann", lines=("a", "n not an event", "r", "s", "q")
    )
    assert code == 0
    assert out.index(first.row) < out.index(second.row) < out.index(third.row)
    assert "2 decisions kept" in err and "brought up to date" in err
    decided = {row.row: row for row in rows(path, state=("accepted", "rejected"))}
    assert (decided[first.row].state, decided[first.row].by) == ("accepted", "ann")
    assert (decided[second.row].state, decided[second.row].note) == ("rejected", "not an event")
    assert rows(path, kind="event-mention")[0].row == third.row


def test_a_row_is_shown_with_its_sentence_and_its_fields(review, path):
    dead = one(path, "figure", "40")
    code, out, _ = review(dead.row)
    assert code == 0
    assert "»at least 40 people« near the Marlo bridge" in out and "clash.txt, 2014-05-05" in out
    assert "value       40\n" in out and "what        killed\n" in out and "unit        (not known)\n" in out


def test_what_is_doubtful_of_a_row_is_told(review, path):
    hurt, meeting = one(path, "event-mention", "injured"), one(path, "event-mention", "meet")
    code, out, _ = review(hurt.row)
    assert code == 0 and "? who did it is not known\n" in out
    assert meeting.doubts == () and meeting.doubt < hurt.doubt
    asked = one(path, "attribution", "the army to leave the city")
    assert "who says it is known by a pronoun only" in asked.doubts


def test_an_edit_is_asked_line_by_line(review, path):
    lines = ("e", "value=41", "price=3", "what=killed", "", "q")
    code, _, err = review("--kind", "figure", "--type", "killed", lines=lines)
    assert code == 0
    assert "there is no field price; it has value, low" in err
    [edited] = rows(path, state="edited")
    assert (edited.fields["value"], edited.fields["what"]) == ("41", "killed")


def test_what_cannot_be_is_said_and_the_row_comes_again(review, path):
    code, out, err = review("--kind", "figure", "--type", "killed", lines=("e value=many", "e value=41"))
    assert code == 0
    assert "value: many is no number" in err
    assert out.count("edited: c-") == 1


def test_undo_brings_the_row_back(review, path):
    first = rows(path, kind="figure")[0]
    lines = ("a", "u", "r", "q")
    code, out, _ = review("--kind", "figure", lines=lines)
    assert code == 0
    assert out.count(first.row) == 2
    assert [row.row for row in rows(path, state="rejected")] == [first.row]
    assert rows(path, state="accepted") == []


def test_more_of_the_report_is_shown_and_a_row_is_tagged(review, path):
    code, out, _ = review("--kind", "figure", "--type", "injured", lines=("o", "t to ask Korda", "s", "q"))
    assert code == 0
    assert "“We did not fire" in out or '"We did not fire' in out
    [tagged] = rows(path, tag="to ask Korda")
    assert tagged.fields["what"] == "injured" and tagged.tags == ("to ask Korda",)


def test_the_keys_are_listed_and_an_end_of_the_input_is_an_end(review):
    code, out, err = review(lines=("?",))
    assert code == 0
    assert "s  skip it for now" in out and "0 decisions kept" in err


def test_rejected_rows_are_listed_and_follow_nowhere(review, run, path):
    dead = one(path, "figure", "40")
    assert review(dead.row, "--reject", "--note", "a rumour")[0] == 0
    code, out, _ = review("--list", "--state", "rejected")
    assert code == 0 and dead.row in out and "a rumour" in out and "at least 40 people" in out
    code, out, _ = run("figures", "--what", "killed")
    assert code == 0 and "40" not in out


def test_a_row_is_edited_by_its_id(review, path):
    dead = one(path, "figure", "40")
    code, out, _ = review(dead.row, "--set", "value=42", "--set", "place=Lenz", "--by", "ben")
    assert code == 0 and "dateline corrections undo c-" in out
    now = one(path, "figure", "40")
    assert (now.state, now.fields["value"], now.fields["place"], now.by) == ("edited", "42", "Lenz", "ben")


def test_rows_are_counted_by_state_and_by_whom(review, path):
    dead = one(path, "figure", "40")
    review(dead.row, "--accept", "--by", "ann")
    code, lines, _ = review("--count", "--json")
    assert code == 0
    assert {"kind": "figure", "state": "accepted", "by": "ann", "rows": 1} in map(
        json.loads, lines.splitlines()
    )
    with Archive(path) as archive:
        counted = sum(count.rows for count in review_counts(archive))
        assert counted == len(review_rows(archive, state=None))


def test_a_missed_row_is_added_by_its_words(review, path):
    code, _, _ = review(
        "add", "notice.txt", "--kind", "figure", "--words", "40 schools",
        "--set", "value=40", "--set", "what=schools", "--by", "ann",
    )  # fmt: skip
    assert code == 0
    [added] = rows(path, state="added")
    assert (added.words, added.fields["value"], added.by) == ("40 schools", "40", "ann")


def test_what_an_added_row_names_in_its_sentence_is_kept_with_it(review, path):
    code, _, _ = review(
        "add", "clash.txt", "--kind", "attribution", "--words", "it", "--within", "The army denied it",
        "--set", "attitude=says", "--set", "manner=indirect", "--set", "speakers=the army; the bishop",
        "--part", "cue=denied",
    )  # fmt: skip
    assert code == 0
    [added] = rows(path, state="added")
    assert {name: [span.of(CLASH) for span in spans] for name, spans in added.parts.items()} == {
        "content": ["it"], "cue": ["denied"], "source": ["The army"],
    }  # fmt: skip


def test_words_beside_others_are_whole_in_their_sentence_and_the_nearest(path):
    more = Span(NOTICE.index("12 more"), NOTICE.index("12 more") + 7)
    with Archive(path) as archive:
        assert find_beside(archive, "notice.txt", "12", more).start == NOTICE.index("12 were")
        assert find_beside(archive, "notice.txt", "day", more) is None
        assert find_beside(archive, "notice.txt", "Lenz", more) is None


def test_a_part_that_no_row_of_a_kind_has_is_refused(review):
    code, _, err = review(
        "add", "clash.txt", "--kind", "position", "--words", "leave the city", "--part", "place=city",
        "--set", "actor=Anna Korda", "--set", "stance=for", "--set", "proposition=the army leaves",
    )  # fmt: skip
    assert code == 1 and "has no part place; it has words" in err


def test_words_in_several_places_need_longer_words_about_them(review, path):
    add = ("add", "notice.txt", "--kind", "figure", "--set", "value=12", "--set", "what=schools")
    code, _, err = review(*add, "--words", "12")
    assert code == 1 and "stand in 2 places; give longer words that hold them" in err
    assert review(*add, "--words", "12", "--within", "12 more will close")[0] == 0
    [added] = rows(path, state="added")
    assert added.passage.text.startswith("Of the 40 schools")
    code, _, err = review(*add, "--words", "13 more")
    assert code == 1 and "do not stand there" in err


def test_a_block_is_put_where_it_belongs(review, path):
    words = "Read more about bridges"
    code, _, _ = review("block", "clash.txt", "--words", "Read more", "--to", "bridges", "--as", "leftover")
    assert code == 0
    with Archive(path) as archive:
        [block] = [row for row in block_rows(archive) if row.words == words]
    assert block.fields["part"] == "leftover" and block.state in {"accepted", "edited"}
    code, out, _ = review("--kind", "block", "--list", "--state", "all", "--report", "clash.txt")
    assert code == 0 and words in out and "Clashes at the Marlo bridge" in out


def test_a_block_is_rejected_by_its_id(review, path):
    with Archive(path) as archive:
        [block] = [
            row for row in block_rows(archive, report="notice.txt") if "Of the 40 schools" in row.words
        ]
    assert review(block.row, "--reject")[0] == 0
    assert not rows(path, kind="figure", report="notice.txt")


def test_what_is_not_understood_is_said(review, path):
    dead = one(path, "figure", "40")
    assert review("--accept")[0] == 2
    assert review(dead.row, "--accept", "--set", "value=3")[0] == 2
    assert review(dead.row, "--set", "value")[0] == 2
    assert review("no-such-row", "--accept")[0] == 1
    assert review("--kind", "block", "--type", "ASSAULT", "--list")[0] == 2
    code, _, err = review(dead.row, "--set", "price=3")
    assert code == 1 and "has no field price" in err


@pytest.mark.skipif(os.name == "nt", reason="there is no such kill")
def test_a_kill_loses_no_decision(path, review):
    first, second = rows(path, limit=2)
    run = [sys.executable, "-m", "dateline", "review", "--by", "ann"]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as queue:
        queue.stdin.write("r\n")
        queue.stdin.flush()
        while second.row not in queue.stdout.readline():
            pass
        queue.send_signal(signal.SIGKILL)
    with Archive(path) as archive:
        assert pending(archive) == 1
        assert review_rows(archive, limit=1)[0].row == second.row
        assert review_rows(archive, state="rejected")[0].row == first.row
    code, _, err = review(lines=("q",))
    assert code == 0 and "the record does not follow 1 decision yet" in err
    with Archive(path) as archive:
        assert pending(archive) == 0
        assert [(made.by, made.state) for made in corrections(archive)] == [("ann", "in force")]


def test_the_commands_of_the_documents_run(tmp_path, run, monkeypatch):
    quake = ROOT / "examples" / "reports" / "06-morocco-earthquake-day-1.txt"
    call = ROOT / "examples" / "reports" / "01-scholz-putin-call.txt"
    monkeypatch.setenv("DATELINE_ARCHIVE", str(tmp_path / "documents.dateline"))
    assert main(["read", str(quake), str(call), "--extractor", "rules"]) == 0
    commands = re.findall(r"^\$ dateline (.*)$", (ROOT / "docs" / "review.md").read_text("utf-8"), re.M)
    assert len(commands) > 10
    for command in commands:
        code, _, err = run(*shlex.split(command))
        assert code == 0, f"{command}: {err}"
    assert {row.words for row in rows(tmp_path / "documents.dateline", state="added")} == {
        "two nephews",
        "ordered",
    }


def test_corrections_are_listed_by_their_state_and_by_whom(review, run, path):
    dead = one(path, "figure", "40")
    review(dead.row, "--accept", "--by", "ann", "--later")
    code, out, err = run("corrections")
    assert code == 0 and out == "" and "does not follow 1 decision yet" in err
    review(f"{dead.report}-date", "--reject", "--by", "ben")
    code, out, _ = run("corrections")
    assert "the figure “at least 40 people” is right: value 40, low 40, what killed" in out
    assert f"the date of a report {dead.report[:8]} is wrong\n" in out
    code, out, err = run("corrections", "--by", "ben")
    assert "at least 40" not in out and "1 of 1 corrections" in err
    assert run("corrections", "--state", "without a place")[1] == ""

"""`dateline story`: what matters in a story, found by its id or by words, each event with its sentence."""

from dataclasses import replace

import pytest

import dateline
from dateline import cli, views
from dateline.archive import Archive
from dateline.errors import NotFoundError
from dateline.pipeline import read
from dateline.views.salience import Salience, centrality, chosen

REPORTS = {
    "1.txt": (
        "4 May 2016",
        "Mine collapses near Zonguldak, 14 trapped",
        "ZONGULDAK, Turkey – A coal mine collapsed near Zonguldak on Tuesday and trapped 14 miners, the "
        "governor said.\n\nEnergy Minister Berat Albayrak promised an inquiry into the mine.",
    ),
    "2.txt": (
        "6 May 2016",
        "Nine bodies found in Zonguldak mine",
        "ZONGULDAK – Rescuers found nine bodies on Thursday in the coal mine that collapsed near Zonguldak "
        "on Tuesday, the governor said.\n\nFive miners were still trapped in the mine.",
    ),
    "3.txt": (
        "9 May 2016",
        "Owner of collapsed Zonguldak mine arrested",
        "ZONGULDAK – Police arrested the owner of the coal mine that collapsed near Zonguldak on 3 May and "
        "killed 14 miners, Albayrak said on Monday.\n\n"
        "Labour Minister Mehmet Ozan demanded that the governor resign.",
    ),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mine")
    for name, (day, title, body) in REPORTS.items():
        text = f"{title}\n\nPublished on {day}\n\n{body}\n"
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with Archive(folder / "a.dateline", create=True) as archive:
        read(archive, [str(folder)])
    return str(folder / "a.dateline")


@pytest.fixture
def archive(path):
    with dateline.open(path) as archive:
        yield archive


def test_a_story_bears_the_headline_that_says_most_of_what_its_reports_tell(archive):
    [row] = archive.stories()
    assert row.title in {title for _, title, _ in REPORTS.values()}
    assert "Zonguldak" in row.title


def test_a_story_goes_by_its_id_its_title_and_the_headlines_of_its_reports(archive):
    [row] = archive.stories()
    for name in (row.id, row.id[:6], "zonguldak mine", "owner arrested"):
        assert archive.story(name).id == row.id
    with pytest.raises(NotFoundError, match='no story has the id or the words "volcano"'):
        archive.story("volcano")


def test_each_event_that_matters_has_one_sentence_of_its_own_and_says_why(archive):
    told = archive.story("zonguldak").told
    sentences = [each.event.best.passage.text for each in told]
    assert len(sentences) == len(set(sentences)) > 1
    assert [each.event.date for each in told] == sorted(each.event.date for each in told)
    collapse = next(each for each in told if each.event.date == "2016-05-03")
    assert any("reports" in words for words in collapse.why)


def test_fewer_events_are_the_weightiest_of_those_and_all_are_all(archive):
    whole, few = archive.story("zonguldak"), archive.story("zonguldak", most=2)
    heaviest = max(whole.told, key=lambda each: each.weight)
    assert len(few.told) == 2
    assert heaviest in few.told
    assert len({each.event.date for each in archive.story("zonguldak", days=1).told}) == 1
    everything = archive.story("zonguldak", everything=True)
    assert len(everything.told) == everything.dated + everything.undated
    assert {each.event.id for each in whole.told} < {each.event.id for each in everything.told}


def test_what_is_called_for_or_denied_is_not_among_what_matters(archive):
    rows = archive.events()
    alike = {row.id: Salience(1.0, ()) for row in rows}
    denied = [replace(row, status="denied") for row in rows]
    assert chosen(rows, alike, None, None)
    assert chosen(denied, alike, None, None) == []


def test_people_without_a_name_are_nobody_at_the_centre(archive):
    rows = archive.events()
    assert centrality(rows, {name for row in rows for name in row.actors}) == {}
    assert not any(name.islower() for name in archive.story("zonguldak").actors)


def test_the_command_prints_the_story_and_how_much_is_left(path, capsys):
    assert cli.main(["story", "zonguldak", "mine", "--most", "1", "--archive", path]) == 0
    out, err = capsys.readouterr()
    assert "2016-05-03" in out
    assert "reports are about" in out
    assert "--all" in err
    assert cli.main(["story", "zonguldak", "--all", "--most", "1", "--archive", path]) == cli.MISUSED


def test_a_timeline_says_what_was_asked_for(path, capsys):
    arguments = ["timeline", "--story", "zonguldak", "--from", "2016-05", "--archive", path]
    assert cli.main(arguments) == 0
    out, err = capsys.readouterr()
    assert "2016-05-03" in out
    assert "from 2016-05, of the story “" in err
    assert cli.main([*arguments, "--place", "Izmir"]) == 0
    assert "no dated events in Izmir" in capsys.readouterr().err


def test_of_one_day_comes_first_what_a_report_is_about(archive):
    rows = archive.timeline(everything=True, start="2016-05-03", end="2016-05-03")
    assert rows[0].reports == max(row.reports for row in rows)
    assert views.timeline(archive, story="zonguldak")

"""Why reports were tied, and why not: the evidence of the linking, with what it rests on."""

import json

import pytest

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import NotFoundError
from dateline.grounds import why_apart, why_tied
from dateline.linking import weighed
from dateline.pipeline import evidence, update_record


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    with Archive(tmp_path_factory.mktemp("grounds") / "a.dateline", create=True) as made:
        for one in made_reports(32, 4, seed=3):
            report, reading = made_reading(one, dated=True)
            made.keep(report, reading, report.text.encode(), "as made")
        update_record(made)
        yield made


def talks(archive):
    """The talks of two leaders that several reports tell, in order of id."""
    people = {row["id"] for row in archive.rows("actors", "kind = 'person'")}
    return [r for r in archive.rows("events") if len(r["reports"]) > 1 and people & {*r["actors"]}]


def test_every_place_that_tells_of_an_event_says_what_ties_it(archive):
    event = talks(archive)[0]
    rows = why_tied(archive, event["id"])
    assert {row.mention for row in rows} == set(event["mentions"])
    for row in rows:
        assert row.other in event["mentions"] and row.other != row.mention
        assert row.words in row.passage.text and row.other_words in row.other_passage.text
    named = {ground.name: ground for row in rows for ground in row.grounds}
    actors = {row["name"] for row in archive.rows("actors") if row["id"] in event["actors"]}
    assert set(named["same actors"].rests_on) <= actors
    assert named["same actors"].weight > 0
    assert named["like words"].rests_on


def test_the_likelihood_follows_from_the_weights(archive):
    row = why_tied(archive, talks(archive)[0]["id"])[0]
    assert row.likelihood > 0.5
    assert sum(ground.weight for ground in row.grounds) > 4


def test_an_event_told_in_one_place_was_not_tied(archive):
    alone = next(row for row in archive.rows("events") if len(row["mentions"]) == 1)
    assert why_tied(archive, alone["id"]) == []


def test_why_two_events_are_two(archive):
    one, other = talks(archive)[:2]
    row = why_apart(archive, one["id"], other["id"])
    assert row.mean < row.needed
    assert row.pairs == len(one["mentions"]) * len(other["mentions"])
    assert {row.best.mention, row.best.other} <= {*one["mentions"], *other["mentions"]}
    assert row.best.contradiction or row.best.likelihood < 1


def test_what_rules_one_event_out_is_said(archive):
    told = sorted(
        (t for t in evidence(archive).told if t.mention.when.weekday), key=lambda t: t.mention.when.begin
    )
    early, late = told[0], told[-1]
    row = weighed(early, late, same_group=True, likelihood=1.0, actors={})
    days = (early.mention.when.begin, late.mention.when.begin)
    assert (row.contradiction, row.likelihood) == ("another time: {} against {}".format(*days), 0.0)


def test_a_report_may_stand_for_what_it_tells(archive):
    event = talks(archive)[0]
    elsewhere = next(r["id"] for r in archive.rows("reports") if r["id"] not in event["reports"])
    row = why_apart(archive, event["id"], elsewhere)
    assert row.best.other.startswith(elsewhere) or row.best.mention.startswith(elsewhere)
    with pytest.raises(NotFoundError, match="nothing but"):
        why_apart(archive, event["id"], event["id"])


def test_the_archive_stays_as_it_is(archive):
    before = list(archive.query("SELECT report, step, stamp FROM prepared ORDER BY 1, 2"))
    why_tied(archive, talks(archive)[0]["id"])
    assert list(archive.query("SELECT report, step, stamp FROM prepared ORDER BY 1, 2")) == before


def test_the_command(archive, capsys):
    one, other = talks(archive)[:2]
    path = ["--archive", str(archive.path)]
    assert main(["event", one["id"], "--why", *path]) == 0
    assert "same actors: " in capsys.readouterr().out
    assert main(["event", one["id"], "--why", "--json", *path]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["grounds"]
    assert main(["event", one["id"], "--why-not", other["id"], *path]) == 0
    assert "mean likelihood of all" in capsys.readouterr().out

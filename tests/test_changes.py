"""What changed since an earlier update of the record, and whether new sources or new software brought it."""

import json
import shutil

import pytest
from click.testing import CliRunner
from conftest import ROOT

import dateline
from dateline import corrections
from dateline.archive import updates
from dateline.cli import dateline as command_line
from dateline.confidence import forget
from dateline.errors import NotFoundError, QuestionError
from dateline.pipeline import record, update_record
from dateline.views import record_changes, record_updates

SAMPLES = ROOT / "examples" / "reports"
UNDATED, DATED = "02-putin-scholz-call-undated.txt", "01-scholz-putin-call.txt"
QUAKE = ("06-morocco-earthquake-day-1.txt", "07-morocco-earthquake-day-2.txt")


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory):
    """An archive into which reports were read in two runs, never changed."""
    place = tmp_path_factory.mktemp("changes")
    with dateline.open(place / "talks.db") as archive:
        archive.read([SAMPLES / UNDATED, SAMPLES / QUAKE[0]])
        archive.read([SAMPLES / DATED, SAMPLES / QUAKE[1]])
        yield archive


@pytest.fixture
def three(tmp_path, folder):
    with dateline.open(tmp_path / "three.db") as archive:
        archive.read(folder)
        yield archive


def of_kind(changes, kind):
    return [change for change in changes if change.kind == kind]


def test_new_reports_bring_events_links_days_and_later_figures(two_runs):
    changes = record_changes(two_runs, "1")
    assert {change.cause for change in changes} == {"sources"}
    assert len(of_kind(changes, "new report")) == 2
    [dated] = of_kind(changes, "report dated")
    assert dated.before == "no day" and "linked" in dated.after
    new = {change.what for change in of_kind(changes, "new event")}
    assert new and new <= {row.title for row in two_runs.events()}
    links = of_kind(changes, "link made")
    assert any("telephone" in change.what for change in links)
    assert all("," in change.after for change in links)
    revised = of_kind(changes, "figure revised")
    assert any("killed" in change.what and change.after == "2,122" for change in revised)
    assert all(change.passage.text for change in (*links, *revised))


def test_a_day_stands_for_the_update_before_it(two_runs):
    made = [update.made[:10] for update in updates(two_runs)]
    assert record_changes(two_runs, "9999-01-01") == []
    with pytest.raises(NotFoundError, match="the first update was on"):
        record_changes(two_runs, "2001-01-01")
    if made[0] == made[1]:
        assert record_changes(two_runs, made[0]) == record_changes(two_runs, "1")


@pytest.mark.parametrize(("since", "error"), [("soon", QuestionError), ("77", NotFoundError)])
def test_what_is_no_update_is_refused(two_runs, since, error):
    with pytest.raises(error):
        record_changes(two_runs, since)


def test_updates_are_listed_with_what_was_new(two_runs):
    rows = record_updates(two_runs)
    assert [(row.number, row.cause, row.new_reports) for row in rows] == [
        (1, "the first", 0),
        (2, "new sources", 2),
    ]


def test_new_software_is_told_from_new_sources(three, monkeypatch):
    three._run("UPDATE figures SET value = 11, low = 11 WHERE what = 'killed' AND value = 12")
    three.outdate_record()
    stamp = record.current_stamp()
    monkeypatch.setattr(record, "current_stamp", lambda: f"{stamp} and one more")
    update_record(three)
    changes = record_changes(three, "1")
    assert [(c.kind, c.cause, c.after.split()[0]) for c in changes] == [
        ("figure read anew", "software", "12")
    ]
    assert "at least 12 people" in changes[0].passage.text


def test_a_correction_is_told_as_one(three):
    row = three.timeline()[0]
    corrections.retract_event(three, row.id)
    [change] = record_changes(three, "1")
    assert (change.kind, change.cause, change.id, change.before) == (
        "event gone",
        "corrections",
        row.id,
        row.date,
    )
    corrections.undo(three, three.corrections()[-1].id)
    assert record_changes(three, "1") == []
    assert [c.kind for c in record_changes(three, "2")] == ["new event"]


def test_an_update_keeps_no_words_and_little_room(two_runs):
    kept = [row["changes"] for row in two_runs.query("SELECT changes FROM updates")]
    assert max(map(len, kept)) < 5_000
    told = json.dumps([update.changed for update in updates(two_runs)])
    assert "Scholz" not in told and "Morocco" not in told


def test_what_is_forgotten_is_not_told_as_gone(three, tmp_path):
    later = tmp_path / "later"
    later.mkdir()
    shutil.copy(SAMPLES / DATED, later)
    three.read(later)
    report = three.reports(name=DATED)[0].id
    assert report in json.dumps([update.changed for update in updates(three)])
    forget(three, [report])
    assert report not in json.dumps([update.changed for update in updates(three)])
    assert record_changes(three, "1") == []


def test_an_archive_of_nothing_has_no_changes(tmp_path):
    with (
        dateline.open(tmp_path / "empty.db") as archive,
        pytest.raises(NotFoundError, match="nothing was read"),
    ):
        record_changes(archive, "1")


def test_the_command_lists_updates_and_changes(two_runs):
    where = ["--archive", str(two_runs.path)]
    listed = CliRunner().invoke(command_line, ["changes", "--json", *where])
    assert [json.loads(line)["number"] for line in listed.stdout.splitlines()] == [1, 2]
    shown = CliRunner().invoke(command_line, ["changes", "--since", "1", "--kind", "link", *where])
    assert shown.exit_code == 0 and shown.stdout.startswith("link made")
    assert "changes (" in shown.stderr

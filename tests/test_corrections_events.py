"""What users decide about events and days of publication: it holds after re-reading and re-linking."""

import datetime

import pytest

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline import corrections, views
from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import CorrectionError, NotFoundError
from dateline.pipeline import update_record

MADE = list(made_reports(24, 4, seed=5))
LATER = list(made_reports(40, 4, seed=6))
UNDATED = MADE[3]


def add(archive, reports, stamp="as made"):
    for one in reports:
        report, reading = made_reading(one, dated=one is not UNDATED)
        archive.keep(report, reading, report.text.encode(), stamp)
    update_record(archive)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The bytes of an archive with the made-up reports, which each test has for its own."""
    path = tmp_path_factory.mktemp("made") / "a.dateline"
    with Archive(path, create=True) as archive:
        add(archive, MADE)
        archive.query("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes()


@pytest.fixture
def archive(first, tmp_path):
    path = tmp_path / "a.dateline"
    path.write_bytes(first)
    with Archive(path) as made:
        yield made


def of(archive, event):
    return next(archive.rows("events", "id = ?", (event,)), None)


def two(archive):
    """Two events, each told in several reports."""
    told = [row for row in archive.rows("events") if len(row["reports"]) > 1]
    return told[0], told[1]


def read_again_and_more(archive):
    """Everything read again by another version, with more reports that link in new ways."""
    add(archive, MADE, "another version")
    add(archive, [one for one in LATER if one.id not in {made.id for made in MADE}])


def test_two_events_that_are_one_keep_the_first_id(archive):
    one, other = two(archive)
    corrections.join_events(archive, [other["id"], one["id"]], by="ak")
    joined = of(archive, other["id"])
    assert joined["mentions"] and set(one["mentions"]) | set(other["mentions"]) == set(joined["mentions"])
    assert of(archive, one["id"]) is None
    read_again_and_more(archive)
    homes = {row["event"] for row in archive.rows("event_mentions") if row["id"] in joined["mentions"]}
    assert len(homes) == 1


def test_a_report_that_tells_of_another_event(archive):
    one, _ = two(archive)
    apart = one["reports"][0]
    corrections.split_event(archive, one["id"], [apart])
    left = of(archive, one["id"])
    assert left["reports"] == one["reports"][1:]
    mine = {m for m in one["mentions"] if m.startswith(apart)}
    (new,) = {row["event"] for row in archive.rows("event_mentions") if row["id"] in mine}
    assert new != one["id"] and set(of(archive, new)["mentions"]) == mine
    read_again_and_more(archive)
    both = {row["id"]: row["event"] for row in archive.rows("event_mentions")}
    assert not {both[m] for m in mine} & {both[m] for m in one["mentions"] if m not in mine}


def test_what_is_no_event_stays_listed_and_leaves_the_timeline(archive):
    row = next(row for row in views.timeline(archive, everything=True) if row.reports > 1)
    made = corrections.retract_event(archive, row.id)
    assert [r.retracted for r in views.events(archive) if r.id == row.id] == [True]
    assert row.id not in {r.id for r in views.timeline(archive, everything=True)}
    add(archive, MADE, "another version")
    assert of(archive, row.id)["retracted"]
    corrections.undo(archive, made.id)
    assert row.id in {r.id for r in views.timeline(archive, everything=True)}


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("2012-02-29", "2012-02-29", "2012-02-29"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2012", "2012-01-01", "2012-12-31"),
    ],
)
def test_when_an_event_was(archive, date, earliest, latest):
    one, _ = two(archive)
    corrections.set_event_date(archive, one["id"], "2011-11-11")
    corrections.set_event_date(archive, one["id"], date)
    found = of(archive, one["id"])
    assert (found["date"], found["earliest"], found["latest"]) == (date, earliest, latest)
    assert found["date_basis"] == "correction"


def test_the_day_of_a_report_dates_its_relative_times(archive):
    monday = datetime.date(2012, 6, 4)
    corrections.set_published(archive, UNDATED.id, monday.isoformat())
    row = next(archive.rows("reports", "id = ?", (UNDATED.id,)))
    assert (row["published"], row["published_basis"]) == ("2012-06-04", "stated")
    assert "correction" in row["published_reason"]
    days = [t["first_day"] for t in archive.rows("times", "report = ?", (UNDATED.id,))]
    assert days and all("2012-05-29" <= day <= "2012-06-04" for day in days)
    add(archive, MADE, "another version")
    assert next(archive.rows("reports", "id = ?", (UNDATED.id,)))["published"] == "2012-06-04"


def test_corrections_are_said_and_carried_to_another_archive(archive, tmp_path):
    one, other = two(archive)
    corrections.join_events(archive, [one["id"], other["id"]])
    corrections.set_published(archive, UNDATED.id, "2012-06-04")
    corrections.retract_event(archive, one["id"])
    corrections.set_event_date(archive, one["id"], "2012")
    said = [row.said for row in views.corrections(archive)]
    assert [s.split("”")[-1] for s in said] == [
        " are one event",
        f"the report {UNDATED.id[:8]} was published on 2012-06-04",
        " is no event",
        " was on 2012",
    ]
    with Archive(tmp_path / "b.dateline", create=True) as copy:
        add(copy, MADE)
        assert corrections.import_corrections(copy, corrections.export_corrections(archive)) == 4
        assert list(copy.rows("events")) == list(archive.rows("events"))


def test_a_correction_loses_its_place_with_its_report(archive):
    corrections.set_published(archive, UNDATED.id, "2012-06-04")
    archive.drop(UNDATED.id)
    update_record(archive)
    assert [row.state for row in views.corrections(archive)] == ["without a place"]


def test_what_says_nothing_is_refused(archive):
    one, _ = two(archive)
    with pytest.raises(CorrectionError, match="all of one"):
        corrections.join_events(archive, [one["id"], one["id"][:8]])
    with pytest.raises(CorrectionError, match="only some"):
        corrections.split_event(archive, one["id"], one["reports"])
    with pytest.raises(NotFoundError, match="none of these"):
        strange = next(m.id for m in MADE if m.id not in one["reports"])
        corrections.split_event(archive, one["id"], [strange])
    for wrong in ("2013-02-30", "in May", "20130201"):
        with pytest.raises(CorrectionError, match="no ISO date"):
            corrections.set_event_date(archive, one["id"], wrong)
    with pytest.raises(CorrectionError, match="no single day"):
        corrections.set_published(archive, UNDATED.id, "2013-02")


def test_the_commands(archive, capsys):
    one, other = two(archive)
    path = ["--archive", str(archive.path)]
    assert main(["events", "set-date", one["id"], "2012-05-05", *path]) == 0
    assert main(["events", "join", one["id"], other["id"], *path]) == 0
    assert main(["events", "split", one["id"], "--report", one["reports"][0], *path]) == 0
    assert main(["reports", "set-date", UNDATED.id, "2012-06-04", *path]) == 0
    assert main(["events", "retract", one["id"], "--note", "a drill", *path]) == 0
    capsys.readouterr()
    assert main(["events", *path]) == 0
    assert "(retracted)" in capsys.readouterr().out
    assert main(["reports", *path]) == 0
    assert "2012-06-04" in capsys.readouterr().out


def test_the_id_of_an_event_that_was_joined_leads_to_the_event_it_is_part_of(archive):
    one, other = two(archive)
    corrections.join_events(archive, [one["id"], other["id"]])
    assert views.event(archive, other["id"]).row.id == one["id"]
    read_again_and_more(archive)
    assert views.event(archive, other["id"]).row.id == views.event(archive, one["id"]).row.id
    corrections.undo(archive, archive.corrections()[0].id)
    assert views.event(archive, other["id"]).row.id == other["id"]


def test_no_id_is_lost_when_events_grow_together(tmp_path):
    by_id = sorted(MADE, key=lambda made: made.id)
    with Archive(tmp_path / "b.dateline", create=True) as archive:
        add(archive, by_id[len(by_id) // 2 :])
        before = {row["id"] for row in archive.rows("events")}
        add(archive, by_id)
        after = {row["id"] for row in archive.rows("events")}
        assert before - after  # or else nothing is shown by this
        assert all(views.event(archive, key).row.id in after for key in before)

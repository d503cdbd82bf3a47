"""Stories and copies: what belongs together over time, and what is one text in two outlets."""

import pytest

from dateline import views
from dateline.archive import Archive


@pytest.fixture(scope="module")
def samples(sample_reports):
    with Archive(sample_reports) as archive:
        yield archive


def outlet(archive, report):
    return next(archive.rows("reports", "id = ?", (report,)))["outlet"]


def test_one_agency_copy_in_two_outlets_is_listed_and_no_other_pair(samples):
    (copy,) = views.duplicates(samples)
    assert {outlet(samples, copy.report), outlet(samples, copy.other)} == {
        "The Harbour Post",
        "Northern Courier",
    }
    assert copy.kind in {"near", "partial"}
    assert 0.7 < copy.share < 1


def test_the_three_reports_of_one_earthquake_are_a_story(samples):
    story = next(s for s in views.stories(samples) if "Morocco" in s.title)
    assert story.reports == 3
    rows = views.timeline(samples, story=story.id)
    assert rows and all("2004" <= row.date <= "2023-09-13" for row in rows)


def test_two_meetings_of_the_same_ministers_are_two_events(samples):
    rows = [r for r in views.timeline(samples, actor="Mirzoyan", place="Washington") if r.reports]
    assert {row.date for row in rows} >= {"2022-11-07", "2024-07-10"}
    assert all(row.reports == 1 for row in rows)


def test_the_call_is_one_event_told_by_both_sides(samples):
    row = next(r for r in views.timeline(samples, actor="Scholz", type="CONSULT") if r.date == "2024-11-15")
    assert row.reports >= 2
    view = views.event(samples, row.id)
    names = {voice.name for account in view.accounts for voice in account.voices}
    assert {"Kremlin"} <= names
    assert len(names) >= 2


def test_the_undated_account_is_dated_through_the_dated_one(samples):
    undated = next(r for r in views.reports(samples) if r.source.endswith("02-putin-scholz-call-undated.txt"))
    assert undated.basis == "linked"
    assert undated.earliest <= "2024-11-16" <= undated.latest or undated.published in {
        "2024-11-15",
        "2024-11-16",
    }


def test_quotes_are_chosen_by_when_they_were_said(samples):
    every = views.quotes(samples)
    days = {q.id: q.said if q.said and not q.said.startswith("X") else q.published for q in every}
    chosen = views.quotes(samples, start="2023", end="2023-09")
    assert chosen and len(chosen) < len(every)
    assert [q.id for q in chosen] == [q.id for q in every if "2023" <= (days[q.id] or "") < "2023-10"]

"""The days that bound an event: stretches, one open end, lengths, days counted from another event."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_events import events_of

from dateline.model import UNDATED, UNTIMED, EventTime, Published, TimeBasis, TimePrecision

TODAY = Published(datetime.date(2024, 5, 9), "stated")  # a Thursday


def days(text: str, trigger: str, published: Published = TODAY) -> EventTime:
    """The days of the event told by *trigger* in a report of 9 May 2024."""
    return next(e.when for e in events_of(text, published) if e.span.of(text) == trigger)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision", "basis"),
    [
        ("Rebels shelled Aleppo on Tuesday.", "05-07", "05-07", "day", "stated"),
        ("Rebels shelled Aleppo in March.", "03-01", "03-31", "month", "stated"),
        ("Rebels shelled Aleppo from 3 to 5 May.", "05-03", "05-05", "interval", "stated"),
        ("Between 3 and 5 May rebels shelled Aleppo.", "05-03", "05-05", "interval", "stated"),
        ("Rebels shelled Aleppo on Monday and Tuesday.", "05-06", "05-07", "interval", "stated"),
        ("Rebels have shelled Aleppo since 20 April.", "04-20", "05-09", "interval", "stated"),
        ("Rebels shelled Aleppo.", "05-09", "05-09", "day", "published"),
    ],
)
def test_the_days_an_event_lies_within(
    text: str, first: str, last: str, precision: TimePrecision, basis: TimeBasis
) -> None:
    assert days(text, "shelled") == EventTime(f"2024-{first}", f"2024-{last}", precision, basis)


def test_a_decade_is_as_good_as_its_years() -> None:
    found = days("Rebels shelled Aleppo in the 1990s.", "shelled")
    assert found == EventTime("1990-01-01", "1999-12-31", "decade", "stated")


def test_a_stretch_has_the_month_it_lies_in_as_its_date() -> None:
    (event,) = events_of("Rebels shelled Aleppo from 3 to 5 May.", TODAY)
    assert event.date == "2024-05"


def test_what_is_told_as_done_was_over_on_the_day_of_the_report() -> None:
    assert days("Rebels shelled Aleppo this month.", "shelled").latest == "2024-05-09"


def test_what_is_planned_is_still_to_come() -> None:
    assert days("The two presidents will meet this month.", "meet").earliest == "2024-05-09"


@pytest.mark.parametrize(
    ("clause", "day"),
    [
        ("Two days before the vote, police arrested nine men.", "2024-02-22"),
        ("A day after the vote, police arrested nine men.", "2024-02-25"),
        ("Hours after the vote, police arrested nine men.", "2024-02-24"),
    ],
)
def test_a_day_is_counted_from_an_event_that_is_dated_elsewhere(clause: str, day: str) -> None:
    text = f"The vote was held on February 24, 2024. {clause}"
    assert days(text, "arrested") == EventTime(day, day, "day", "counted")


def test_a_day_counted_from_an_event_without_a_day_stays_open() -> None:
    text = "Nothing. No. Not yet. Two days before the vote, police arrested nine men."
    assert days(text, "arrested") == UNTIMED


def test_a_length_ends_what_has_a_beginning() -> None:
    (event,) = events_of("The pope made a three-day visit to Malta from 3 May.", TODAY)
    assert (event.when.earliest, event.when.latest) == ("2024-05-03", "2024-05-05")


def test_an_old_tale_does_not_get_the_day_of_the_report() -> None:
    text = "Talks failed on Tuesday. In 2012 the two sides had signed a truce in Doha."
    assert days(text, "signed").earliest == "2012-01-01"


def test_without_a_date_nothing_is_guessed_and_a_date_that_follows_is_used() -> None:
    assert days("Rebels shelled Aleppo on Tuesday.", "shelled", UNDATED) == UNTIMED


_PIECES = st.sampled_from(
    "rebels shelled Aleppo police arrested men on Tuesday from 3 to 5 May since until 2012 and two days "
    "before the vote after between last year will meet a three-day visit , . for weeks in the 1990s".split()
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=16).map(" ".join))
def test_on_any_words_the_first_day_is_not_after_the_last(text: str) -> None:
    for event in events_of(text, TODAY):
        when = event.when
        assert not (when.earliest and when.latest) or when.earliest <= when.latest
        assert (when == UNTIMED) == (when.precision is None)

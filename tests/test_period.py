"""Dates and periods are compared as the days they cover, not as text."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import QuestionError
from dateline.views.period import Period

DAYS = st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31)).map(datetime.date.isoformat)


@pytest.mark.parametrize(
    ("date", "start", "end", "lies"),
    [
        ("2013", "2013-03", None, True),  # some time in 2013 may be March or later
        ("2013", None, "2013-02", True),
        ("2013", "2014", None, False),
        ("2013-05", "2013-05-20", "2013-06-10", True),
        ("2013-05", "2013-06", None, False),
        ("2013-W10", "2013-03", "2013-03", True),
        ("2013-W10", "2013-04", None, False),  # "W" comes after every digit as text
        ("2013-Q1", None, "2013-01", True),
        ("201", "2015", "2015", True),
        ("2013-05-03/2013-05-05", "2013-05-05", None, True),
        ("2013-05-03", "2013-W18", "2013-W18", True),
        ("2013-12-31", None, "2013", True),
        ("XXXX-05", "2013", None, False),
        (None, "2013", None, False),
        (None, None, None, True),
        ("XXXX-05", None, None, True),
    ],
)
def test_what_lies_in_a_period(date, start, end, lies):
    assert Period.between(start, end).meets_date(date) is lies


def test_what_is_open_on_one_side_lies_in_no_bounded_period():
    assert not Period.between("2013", None).meets("2014-01-01", None)
    assert Period.between(None, None).meets(None, None)


@pytest.mark.parametrize(
    ("start", "end"), [("March 2013", None), (None, "2013-02-30"), ("2013-05", "2013-04")]
)
def test_a_period_without_days_is_told(start, end):
    with pytest.raises(QuestionError, match=r"write 2013-03-01|the earlier of the two first"):
        Period.between(start, end)


@given(DAYS, DAYS, DAYS)
def test_a_day_lies_where_it_does_by_the_calendar(day, one, other):
    start, end = sorted((one, other))
    assert Period.between(start, end).meets_date(day) is (start <= day <= end)


@given(DAYS, DAYS)
def test_a_month_lies_in_the_period_of_each_of_its_days(day, edge):
    month = day[:7]
    assert Period.between(day, day).meets_date(month)
    assert Period.between(edge, None).meets_date(month) is (month >= edge[:7])

"""The notation of forms, and the arithmetic of TIMEX3 values."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.days import bounds
from dateline.reading.times.forms import UNITS, Form
from dateline.reading.times.values import easter, holidays, is_pattern, length, on_day, shift


@pytest.mark.parametrize(
    "notation",
    [
        "calendar XXXX-WXX-5 lean=back time=TNI",
        "calendar XXXX-01 -1 year mod=START",
        "shift -2 day from=document",
        "shift +0 quarter from=period",
        "span P3M",
        "set XXXX-WXX-5",
        "reference PAST_REF",
        "calendar XXXX-12-18 lean=near weekday=5",
    ],
)
def test_a_form_is_read_back_from_its_notation(notation):
    assert str(Form.parse(notation)) == notation


@pytest.mark.parametrize("notation", ["wish P3M", "span P3M P4M", "span lean=up P3M", "span P3M colour=red"])
def test_what_is_no_form_is_refused(notation):
    with pytest.raises(ValueError, match=r"not a form"):
        Form.parse(notation)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2013-03-02", "2013-03-02", "2013-03-02"),
        ("2013-03-02TNI", "2013-03-02", "2013-03-02"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2013", "2013-01-01", "2013-12-31"),
        ("2013-W09", "2013-02-25", "2013-03-03"),
        ("2013-W09-WE", "2013-03-02", "2013-03-03"),
        ("2013-Q4", "2013-10-01", "2013-12-31"),
        ("2013-H1", "2013-01-01", "2013-06-30"),
        ("2013-WI", "2013-12-01", "2014-02-28"),
        ("199", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_the_days_of_a_value(value, first, last):
    days = bounds(value)
    assert days and (days[0].isoformat(), days[1].isoformat()) == (first, last)


@pytest.mark.parametrize(
    "value", ["XXXX-03", "P3M", "PRESENT_REF", "2013-02-30", "2013-00", "2013-W60", "00", "", "XXXX-WXX-5"]
)
def test_values_that_name_no_days(value):
    assert bounds(value) is None


@given(st.dates(), st.integers(-3000, 3000), st.sampled_from(sorted(UNITS)))
def test_a_shifted_day_lies_in_its_value(day, by, unit):
    moved = shift(day, by, unit)
    if moved is None:
        return
    days = bounds(on_day(moved, unit))
    if unit == "weekend":
        assert days is None or 0 <= (days[1] - moved).days <= 6
    elif days:
        assert days[0] <= moved <= days[1]


@pytest.mark.parametrize(
    ("number", "unit", "value"),
    [
        ("3", "hour", "PT3H"),
        ("2.5", "year", "P2Y6M"),
        ("1.5", "minute", "PT1M30S"),
        ("0.5", "hour", "PT30M"),
        ("X", "week", "PXW"),
        ("X", "minute", "PTXM"),
        ("2", "decade", "P20Y"),
        ("2", "quarter", "P6M"),
        ("2", "fortnight", "P4W"),
        ("5", "day", "P5D"),
    ],
)
def test_lengths(number, unit, value):
    assert length(number, unit) == value


def test_moveable_feasts():
    assert [easter(year).isoformat() for year in (1998, 2013, 2024)] == [
        "1998-04-12",
        "2013-03-31",
        "2024-03-31",
    ]
    assert holidays("nth-4-4-11", 2013) == ("2013-11-28",)
    assert holidays("easter-2", 2013) == ("2013-03-29",)
    assert holidays("ramadan", 2016) == ("2016-06-06/2016-07-05",)
    assert len(holidays("ramadan", 2030)) == 2
    assert holidays("ramadan", 1066) == ()


def test_days_that_no_calendar_has():
    assert is_pattern("XXXX-02-29") and not is_pattern("XXXX-02-30") and not is_pattern("2013-13")
    assert shift(datetime.date(2012, 2, 29), 1, "year") == datetime.date(2013, 2, 28)
    assert shift(datetime.date(9999, 12, 31), 1, "day") is None

"""The band over a timeline: a bar where events are, at its place in time, leading closer."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.web.band import HEIGHT, WIDTH, ZOOMS, drawn, period_of
from dateline.web.query import Query


def test_bars_stand_in_order_of_time_and_are_as_high_as_there_are_events():
    band = drawn(["2013-01-05", "2013-01-20", "2013-03-01"], "month", Query())
    january, march = band.bars
    assert (january.period, january.events, march.period, march.events) == ("2013-01", 2, "2013-03", 1)
    assert january.x < march.x and january.height == HEIGHT and march.height == HEIGHT / 2
    assert march.address == "?from=2013-03&to=2013-03&zoom=day"


def test_the_other_filters_stay_when_one_goes_closer():
    [bar] = drawn(["2013-01-05"], "day", Query([("actor", "Lavrov"), ("page", "3"), ("from", "2012")])).bars
    assert bar.address == "?actor=Lavrov&from=2013-01-05&to=2013-01-05&zoom=day"


def test_what_is_known_less_closely_is_counted_not_drawn():
    band = drawn(["2013", "2013-Q1", "2013-03", "2013-03-07T10:00"], "month", Query())
    assert [bar.events for bar in band.bars] == [2] and band.undrawn == 2


def test_a_week_is_drawn_in_the_month_and_year_in_which_it_begins():
    assert [period_of("2013-W09", zoom) for zoom in ZOOMS] == ["2013", "2013-02", None]
    assert period_of("2013-W01", "year") == "2012" and period_of("2013-W10-WE", "month") == "2013-03"


def test_a_coarser_zoom_is_taken_where_there_are_too_many_bars_or_none():
    days = [
        f"{year}-{month:02}-{day:02}"
        for year in (2012, 2013)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    assert (drawn(days, "day", Query()).zoom, drawn(days, "day", Query()).coarser) == ("month", True)
    assert drawn(["2013"], "day", Query()).zoom == "year"
    assert drawn([], "day", Query()) is None and drawn(["XXXX-01-01", "-044"], "year", Query()) is None


DATES = st.dates().map(str) | st.from_regex(r"\d{4}(-\d\d)?", fullmatch=True) | st.text(max_size=12)


@given(st.lists(DATES, max_size=20), st.sampled_from(ZOOMS))
def test_every_event_is_drawn_within_the_band_or_counted_as_undrawn(dates, zoom):
    band = drawn(dates, zoom, Query())
    if band is not None:
        assert sum(bar.events for bar in band.bars) + band.undrawn == len(dates)
        for bar in band.bars:
            assert bar.x >= 0 and bar.x + bar.width <= WIDTH + 1e-6
            assert bar.y >= 0 and abs(bar.y + bar.height - HEIGHT) < 1e-6

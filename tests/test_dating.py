"""The day of publication from inside: bounds, a pinned day, weekdays; restraint where they do not decide."""

import dataclasses
import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Leftover, Masthead, Published, Report, Span
from dateline.reading.dating import NEAR, infer_published
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times

DAY = datetime.date.fromisoformat


def report(body, caption="", footer="", stated=None, captured=None):
    """A report with *body*, after a photo caption and before a footer, both left out of it."""
    text = f"{caption}\n{body}\n{footer}"
    start = len(caption) + 1
    dropped = []
    if caption:
        dropped.append(Leftover(Span(0, len(caption)), "photo caption"))
    if footer:
        dropped.append(Leftover(Span(start + len(body) + 1, len(text)), "page footer"))
    masthead = Masthead(published=Published(stated, "stated")) if stated else Masthead()
    span = Span(start, start + len(body))
    return Report("r", "r", text, (span,), tuple(dropped), masthead, captured=captured)


def inferred(*args, **given):
    made = report(*args, **given)
    sentences = split_sentences(made.text, made.body[0])
    return infer_published(made, find_times(made.text, sentences))


def test_a_stated_day_is_kept():
    found = inferred("The two met this Friday, December 18.", stated=DAY("2001-02-03"))
    assert (found.date, found.basis) == (DAY("2001-02-03"), "stated")


def test_an_office_holder_decides_the_year_of_a_weekday():
    text = "Secretary of State John Kerry said on Wednesday the talks would open this Friday, November 14."
    found = inferred(text)
    assert (found.date, found.basis) == (None, "inferred")
    assert (found.earliest, found.latest) == (DAY("2014-11-12"), DAY("2014-11-14"))
    assert "this Friday, November 14" in [span.of(report(text).text) for span in found.evidence]
    assert "John Kerry was secretary of state" in found.reason


def test_without_the_office_the_year_is_open():
    found = inferred("The talks will open this Friday, November 14, a diplomat said on Wednesday.")
    assert (found.date, found.earliest, found.basis) == (None, None, "unknown")


def test_a_former_holder_decides_nothing():
    found = inferred("Former Secretary of State John Kerry will speak this Friday, November 14.")
    assert (found.date, found.earliest) == (None, None)


def test_holders_who_never_met_in_office_are_history():
    text = "President Bill Clinton was President Barack Obama's hero, it was said this Friday, March 2."
    assert inferred(text).earliest is None


def test_a_caption_gives_the_year_of_the_day_that_it_shows():
    found = inferred(
        "The parade of Monday night (July 15) ended in rain, police said on Tuesday.",
        caption="ON PARADE. Drummers cross the old bridge on July 15, 2013.",
    )
    assert found.basis == "inferred"
    assert (found.earliest, found.latest) == (DAY("2013-07-16"), DAY("2013-07-18"))


def test_a_full_date_in_the_past_only_bounds():
    found = inferred("The war, which broke out in March 2011, goes on.", captured=DAY("2014-06-01"))
    assert (found.date, found.basis) == (None, "unknown")
    assert (found.earliest, found.latest) == (DAY("2011-03-01"), DAY("2014-06-01"))


def test_a_copyright_year_bounds_from_above():
    found = inferred("The bridge fell in May 2009.", footer="© 2004-2012 The Example")
    assert (found.earliest, found.latest) == (DAY("2009-05-01"), DAY("2012-12-31"))


def test_days_to_come_are_no_bound():
    assert inferred("The loan will be repaid in May 2031.", footer="© 2012").earliest is None
    assert inferred("The bonds are due on Dec. 31, 2031.").date is None


def test_a_body_without_evidence_stays_undated():
    found = inferred("Police said on Friday that two men were held last month.")
    assert (found.date, found.earliest, found.latest, found.basis) == (None, None, None, "unknown")


@settings(max_examples=60, deadline=None)
@given(
    st.dates(DAY("2014-01-01"), DAY("2016-12-20")),
    st.integers(0, 4),
    st.sampled_from(["", " Witnesses said so on {past:%A}."]),
)
def test_the_true_day_is_in_what_is_inferred(day, ahead, more):
    if day.weekday() + ahead > 4 or day.weekday() > 4:
        return
    future, past = day + datetime.timedelta(ahead), day - datetime.timedelta(1)
    text = f"Secretary of State John Kerry will be there this {future:%A}, {future:%B} {future.day}."
    found = inferred(text + more.format(past=past))
    if found.date is None and found.basis == "inferred":
        assert found.earliest <= day <= found.latest
        assert found.latest - found.earliest <= datetime.timedelta(NEAR)
    else:
        assert found.date in (None, day)


UNDATED = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "undated.jsonl").read_text(encoding="utf-8").splitlines()
]
"""Short bodies of our own, in the manner of reports of a day that is known, without that day."""


@pytest.mark.parametrize("case", UNDATED, ids=lambda case: case["id"])
def test_what_is_inferred_of_our_own_bodies_holds_the_day_and_asserts_no_other(case):
    day = DAY(case["published"])
    found = inferred(case["body"], caption=case["caption"])
    assert found.date in (None, day)
    assert (found.earliest or day) <= day <= (found.latest or day)


def test_enough_is_inferred_of_our_own_bodies():
    bounded = [inferred(case["body"], caption=case["caption"]) for case in UNDATED]
    assert sum(found.date is not None or found.earliest is not None for found in bounded) >= 18


def test_years_counted_up_to_the_present_bound_the_day():
    found = inferred("Thousands prayed in the old town on Saturday, 20 years after the fire of July 1995.")
    assert found.earliest <= DAY("2015-07-11") <= found.latest
    assert found.latest - found.earliest < datetime.timedelta(600)
    assert "“20 years” is counted from “July 1995”" in found.reason


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the court heard that he had fled five years after the war of 1991 began.",
        "In 2005, on a Friday, ten years after the flood of May 1995, the dam was built again.",
        "The treaty was signed twenty years after the war of 1878 ended, and is still in force.",
        "It was the third year since June 1914, and on Monday nobody knew what for.",
        "The bridge was opened on Tuesday, more than ten years after the plan of 1999.",
    ],
)
def test_years_counted_in_the_past_bound_nothing(text):
    found = inferred(text)
    assert (found.date, found.latest) == (None, None)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Posted 3 hours ago", "2014-06-09", "2014-06-10"),
        ("2 days ago", "2014-06-07", "2014-06-08"),
        ("a week ago", "2014-05-27", "2014-06-03"),
    ],
)
def test_a_date_line_that_counts_back_from_the_capture_bounds_the_day(line, first, last):
    made = report("Police said that two men were held.", caption=line, captured=DAY("2014-06-10"))
    made = dataclasses.replace(made, dropped=(Leftover(Span(0, len(line)), "date line"),))
    found = infer_published(made, [])
    assert (found.date, found.earliest, found.latest) == (None, DAY(first), DAY(last))
    assert [span.of(made.text) for span in found.evidence] == [line.removeprefix("Posted ")]


def test_a_report_that_says_which_day_it_is_is_of_that_day():
    for body in (
        "It is Saturday 28 June 2025 and the square is full.",
        "Today is 28 June 2025. The square is full.",
    ):
        assert inferred(body).date == datetime.date(2025, 6, 28)
    assert inferred("The march of 28 June 2025 was the largest.").date is None

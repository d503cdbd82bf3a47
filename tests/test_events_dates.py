"""When events happened: clauses before and after, promises for a day, calls recalled, news and background."""

import datetime

import pytest
from test_events import events_of

from dateline.model import EventMention, Published
from dateline.reading.events.intervals import shifted

TODAY = Published(datetime.date(2024, 5, 9), "stated")  # a Thursday


def dates(text: str) -> dict[str, str | None]:
    """Trigger → date of the events of a report that appeared on 9 May 2024."""
    return {e.span.of(text): e.date for e in events_of(text, TODAY)}


def one(text: str, type_: str) -> EventMention:
    return next(e for e in events_of(text, TODAY) if e.type == type_)


def test_a_day_agreed_on_dates_what_is_agreed_and_not_the_agreement() -> None:
    text = "Oman and Yemen agreed to hold talks in Muscat on 5 June."
    assert one(text, "AGREE").date == "2024-05-09"
    talks = one(text, "CONSULT")
    assert (talks.status, talks.date, talks.place) == ("planned", "2024-06-05", "Muscat")


def test_a_call_for_a_strike_on_a_day_to_come_is_not_of_that_day() -> None:
    text = "The unions have called for a nationwide strike on June 25."
    assert one(text, "REQUEST").date == "2024-05-09"
    strike = one(text, "PROTEST")
    assert (strike.status, strike.mode, strike.date) == ("called-for", "strike", "2024-06-25")


def test_an_event_inside_a_promise_without_day_or_place_of_its_own_is_not_told_apart() -> None:
    assert [e.type for e in events_of("Oman and Yemen agreed to hold talks.")] == ["AGREE"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The queen is due to visit Malta on Monday.", ("CONSULT", "planned", "2024-05-13")),
        ("Deputies will vote on the bill next Thursday.", ("other", "planned", "2024-05-16")),
        ("The governor faces an election in February.", ("other", "planned", "2025-02")),
    ],
)
def test_what_is_due_has_its_day(text: str, expected: tuple[str, str, str]) -> None:
    assert [(e.type, e.status, e.date) for e in events_of(text, TODAY)] == [expected]


def test_what_is_told_as_done_is_never_dated_after_the_report() -> None:
    assert dates("Rebels shelled Aleppo on 30 May 2024.") == {"shelled": None}


def test_two_days_after_is_counted_back_from_the_main_clause() -> None:
    text = "Two days after the president telephoned the king, rebels shelled Aleppo on Tuesday."
    assert dates(text) == {"telephoned": "2024-05-05", "shelled": "2024-05-07"}


def test_a_clause_with_after_does_not_take_the_day_of_the_main_clause() -> None:
    text = "Rebels shelled Aleppo on Tuesday after they had attacked a convoy."
    assert dates(text) == {"shelled": "2024-05-07", "attacked": None}


@pytest.mark.parametrize(
    ("day", "shift", "expected"),
    [
        ("2024-11-17", "-P2D", "2024-11-15"),
        ("2024-11-17", "+P1W", "2024-W47"),
        ("2024-01-17", "-P3M", "2023-10"),
        ("2024-01-17", "-P2Y", "2022"),
        ("2024-01", "-P2D", ""),
        ("2024-01-17", "P0D", "2024-01-17"),
        ("0001-01-01", "-P9Y", ""),
    ],
)
def test_a_day_is_moved_as_exactly_as_the_words_say(day: str, shift: str, expected: str) -> None:
    assert shifted(day, shift) == expected


def test_the_beginning_of_a_stretch_of_time_is_not_the_day() -> None:
    assert dates("Nothing. No. Not yet. Police have arrested ten men since Monday.") == {"arrested": None}


def test_second_verbs_share_the_day_that_follows() -> None:
    assert dates("Six people were killed and 40 wounded on Tuesday.") == {
        "killed": "2024-05-07",
        "wounded": "2024-05-07",
    }


def test_a_day_explained_by_a_clause_dates_the_clause() -> None:
    text = "The war began on 7 October 2023, when gunmen killed nine farmers."
    assert dates(text)["killed"] == "2023-10-07"


def test_what_was_done_in_the_call_was_done_on_the_day_of_the_call() -> None:
    text = "Merkel telephoned Macron on Tuesday.\nIn the call, she urged Macron to visit Kyiv."
    assert dates(text)["urged"] == "2024-05-07"


def test_a_meeting_is_not_recalled_by_the_word_call() -> None:
    text = "Merkel met Macron on Tuesday.\nNo news.\nNone.\nIn the call, she thanked Modi."
    assert dates(text)["thanked"] is None


def test_the_dead_of_the_attack_died_on_its_day() -> None:
    text = "Rebels shelled Aleppo on Tuesday.\nSeven people were killed in the attack."
    assert dates(text)["killed"] == "2024-05-07"


@pytest.mark.parametrize(
    "text",
    [
        '"Rebels shelled Aleppo," she said.',
        "The mayor, who criticised the army, spoke.",
        "The town was calm.\nThe minister has criticised the army.",
        "Rebels had shelled Aleppo.",
    ],
)
def test_quotes_and_background_in_the_lead_do_not_take_the_day_of_the_report(text: str) -> None:
    assert set(dates(text).values()) <= {None}


def test_saying_that_one_leaves_is_leaving() -> None:
    assert dates("Chad said on Tuesday that it was quitting the treaty.") == {"quitting": "2024-05-07"}


def test_a_bare_time_of_day_is_no_date() -> None:
    assert dates("No.\nNot yet.\nNo news.\nRebels attacked the post at 4:20 a.m.") == {"attacked": None}


def test_an_event_is_counted_back_from_what_a_verb_of_coming_dates() -> None:
    text = (
        "Oslo and Bern held a call on Monday. The call came two days after rebels shelled a school in Aden."
    )
    assert dates(text)["shelled"] == "2024-05-04"


def test_what_is_said_in_a_dated_call_is_of_its_day() -> None:
    text = "Norway condemned the coup and urged Chad to hold a vote in a phone call with Mali on Tuesday."
    found = dates(text)
    assert found["condemned"] == found["urged"] == "2024-05-07"

"""Events in the manners of many kinds of report: disaster, accident, court, election, business, war."""

import datetime

import pytest
from test_events import events_of, told

from dateline.model import Masthead, Published, Report, Span
from dateline.reading import read_report

DAY = Published(datetime.date(2031, 5, 2), "stated")


def read(title, text):
    masthead = Masthead(title=title, published=DAY)
    return read_report(Report("r", "r.txt", text, (Span(0, len(text)),), masthead=masthead))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bus plunged into a river, killing nine people.", ("other", "bus", "river", "occurred")),
        ("A bus plunged into a river, killing nine people.", ("other", "bus", "nine people", "occurred")),
        ("A fire swept through a clothes factory.", ("other", "", "clothes factory", "occurred")),
        ("The minister was found guilty of fraud.", ("SANCTION", "", "minister", "occurred")),
        ("The minister was found not guilty.", ("other", "", "minister", "occurred")),
        ("The minister appealed the verdict.", ("other", "minister", "", "occurred")),
        ("Volta Motors will close its plant in Peru.", ("other", "Volta Motors", "Peru", "planned")),
        ("The bank bought a rival.", ("other", "bank", "rival", "occurred")),
        ("The company laid off 300 workers.", ("other", "company", "300 workers", "occurred")),
        ("Japan gave Fiji two patrol boats.", ("AID", "Japan", "Fiji", "occurred")),
        ("Russia sent tanks across the border.", ("MOBILIZE", "Russia", "border", "occurred")),
        ("Police captured Miguel Trevino on Monday.", ("COERCE", "Police", "Miguel Trevino", "occurred")),
        ("Norway awarded a medal to Malala.", ("SUPPORT", "Norway", "Malala", "occurred")),
        ("Iran and Oman held three hours of talks.", ("CONSULT", "Iran; Oman", "", "occurred")),
        ("Chad has no plans to attack Libya.", ("ASSAULT", "Chad", "Libya", "negated")),
        ("Not a shot was fired.", ("ASSAULT", "", "", "negated")),
        ("Ten people were killed when shells hit a market.", ("ASSAULT", "shells", "market", "occurred")),
        ("The union called a strike for 3 May 2031.", ("PROTEST", "union", "", "planned")),
        ("Iran and Iraq swapped 40 spies.", ("COOPERATE", "Iran; Iraq", "", "occurred")),
        ("Students blocked the railway tracks.", ("PROTEST", "Students", "", "occurred")),
        ("The court awarded Peru the islands.", ("other", "court", "Peru", "occurred")),
        ("Erdogan called an emergency meeting.", ("CONSULT", "Erdogan", "", "planned")),
        ("Egypt mourned Israel's killing of three men.", ("ASSAULT", "Israel", "three men", "occurred")),
        ("Egypt condemned Israel's killing of two guards.", ("ACCUSE", "Egypt", "Israel", "occurred")),
    ],
)  # fmt: skip
def test_what_reports_of_many_kinds_tell(text, expected):
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("A Turkish warplane was shot down by Syrian air defences.", "heavy-weapons"),
        ("Gunmen shot down the mayor.", "firearms"),
        ("Erdogan called an emergency meeting.", None),
        ("Erdogan phoned Obama.", "phone"),
    ],
)
def test_how_it_was_done(text, mode):
    assert [event.mode for event in events_of(text)] == [mode]


def test_that_nobody_claims_an_attack_does_not_deny_it():
    assert told("No group claimed responsibility for the attack.") == []


@pytest.mark.parametrize(
    ("title", "text", "trigger", "mode"),
    [
        (
            "Flood kills nine in Lisford",
            "A flood killed nine people in Lisford on Friday. President Ada Hill promised help to the town.",
            "killed",
            "disaster",
        ),
        (
            "Ada Hill wins election",
            "Ada Hill won the presidential election on Friday. France congratulated Hill on her victory.",
            "won",
            "election",
        ),
        (
            "Carmaker to cut jobs",
            "Volta Motors will cut 400 jobs. Mexico's president criticised the firm in a telephone call.",
            "cut",
            "business",
        ),
    ],
)
def test_what_plover_has_no_place_for_may_be_what_a_report_is_about(title, text, trigger, mode):
    reading = read(title, text)
    event = reading.event_mentions[reading.main_event]
    assert (event.span.of(text), event.type, event.mode) == (trigger, "other", mode)

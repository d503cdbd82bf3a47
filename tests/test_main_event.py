"""The event a report is about, and who, what, when, where, why and how of it."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import EventMention, Masthead, Published, Reading, Report, Span, TimeExpression
from dateline.reading import syntax
from dateline.reading.five_w import five_w
from dateline.reading.main_event import main_event

DAY = datetime.date(2014, 5, 9)


def report_of(title, text):
    masthead = Masthead(title=title, published=Published(DAY, "stated"))
    return Report("r", "r.txt", text, (Span(0, len(text)),), masthead=masthead)


def reading_of(report, events=(), times=(), main=None):
    parse = syntax.parse(report.text, report.body)
    return Reading(
        "r",
        sentences=tuple(s.span for s in parse.sentences),
        published=report.masthead.published,
        event_mentions=tuple(events),
        times=tuple(times),
        main_event=main,
    )


def place(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


def event(text, trigger, kind="ASSAULT", **more):
    return EventMention(place(text, trigger), kind, trigger, **more)


def test_a_report_without_events_has_no_main_event():
    assert main_event(report_of("A title", "Nothing here."), ()) is None


def test_what_the_title_names_goes_before_what_comes_first():
    text = "Troops shelled a village on Monday. The two ministers then held talks in Oslo."
    events = [event(text, "shelled"), event(text, "talks", "CONSULT")]
    assert main_event(report_of("Ministers hold talks in Oslo", text), events) == 1


def test_without_a_title_the_earliest_event_is_taken():
    text = "Troops shelled a village on Monday. The two ministers then held talks in Oslo."
    events = [event(text, "shelled"), event(text, "talks", "CONSULT")]
    assert main_event(report_of(None, text), events) == 0


def test_what_did_not_happen_is_seldom_what_a_report_is_about():
    text = "Rebels may attack the port. They fired rockets at it."
    events = [event(text, "attack", status="possible"), event(text, "fired")]
    assert main_event(report_of(None, text), events) == 1


def test_the_title_and_the_lead_answer_who_what_when_where_and_why():
    text = "Norway closed its embassy in Cairo on Thursday after a bomb threat. Staff were flown home."
    report = report_of("Norway closes embassy in Cairo after bomb threat", text)
    thursday = TimeExpression(
        place(text, "Thursday"), "DATE", "2014-05-08", begin="2014-05-08", end="2014-05-08"
    )
    found = five_w(report, reading_of(report, times=[thursday]))
    assert found.who == "Norway"
    assert found.what is not None
    assert found.what.startswith("closes embassy in Cairo")
    assert (found.when, found.day) == ("Thursday", "2014-05-08")
    assert found.where == "Cairo"
    assert found.why == "bomb threat"


def test_the_day_is_that_of_the_clause_that_speaks_of_what_the_title_names():
    text = "Ann Berg, who won the vote on Tuesday, met Ola Dahl for talks at the palace on Thursday."
    report = report_of("Berg meets Dahl at palace", text)
    times = [
        TimeExpression(place(text, word), "DATE", day, begin=day, end=day)
        for word, day in (("Tuesday", "2014-05-06"), ("Thursday", "2014-05-08"))
    ]
    found = five_w(report, reading_of(report, times=times))
    assert (found.when, found.day) == ("Thursday", "2014-05-08")


@pytest.mark.parametrize(
    ("title", "text", "where"),
    [
        ("Tram crash in Lyon", "A tram left the rails near Perrache station in Lyon.", "Lyon"),
        ("Lyon tram crash kills two", "Two people died in Lyon when a tram left the rails.", "Lyon"),
        ("Two held at Oslo Airport", "A man from Bergen was held in Norway.", "Oslo Airport"),
        ("Dockers strike", "Dockers in Marseille went on strike over pay.", "Marseille"),
    ],
)
def test_the_place_is_that_of_the_event_and_no_persons_home(title, text, where):
    report = report_of(title, text)
    assert five_w(report, reading_of(report)).where == where


def test_a_building_is_given_with_its_town():
    text = "Teachers rallied outside Carnegie Hall in New York on Thursday."
    report = report_of("Teachers rally outside Carnegie Hall", text)
    assert five_w(report, reading_of(report)).where == "Carnegie Hall, New York"


@pytest.mark.parametrize(
    ("title", "who", "what"),
    [
        ("Ferry disaster: Captain admits error", "Captain", "admits error"),
        ("Minister resigns, says party", "Minister", "resigns"),
        ("Farmers block motorway near Lyon", "Farmers", "block motorway near Lyon"),
    ],
)
def test_a_headline_is_read_past_its_kicker_and_its_source(title, who, what):
    report = report_of(title, "The story is told here in one plain sentence.")
    found = five_w(report, reading_of(report))
    assert (found.who, found.what) == (who, what)


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Seven killed as ferry sinks", "Seven"),
        ("Five miners missing after blast", "Five miners"),
        ("Ann Berg and Ola Dahl meet in Oslo", "Ann Berg and Ola Dahl"),
    ],
)
def test_a_headline_without_a_full_verb_tells_who(title, who):
    report = report_of(title, "The story is told here in one plain sentence.")
    assert five_w(report, reading_of(report)).who == who


def test_without_a_date_in_the_text_the_day_of_publication_stands_in():
    text = "Norway closed its embassy in Cairo."
    report = report_of("Norway closes embassy", text)
    assert five_w(report, reading_of(report)).day == "2014-05-09"


def test_what_title_and_lead_do_not_say_is_left_open():
    report = report_of("Norway closes embassy", "Norway closed its embassy.")
    found = five_w(report, reading_of(report))
    assert (found.where, found.why, found.how) == (None, None, None)


@settings(max_examples=40, deadline=None)
@given(st.text("aA :.'\"–after by Oslo killed\n", max_size=60), st.text("aA .,'after killed", max_size=60))
def test_any_title_and_text_are_answered_without_trouble(title, text):
    report = report_of(title, text)
    found = five_w(report, reading_of(report))
    assert found.day == "2014-05-09"

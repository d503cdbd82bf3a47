"""Figures: what is a number, what it counts, its bounds and its scope."""

import datetime
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from figure_scores import score
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Attribution, EventMention, Published, Report, Span, TimeExpression
from dateline.reading import read_report, syntax
from dateline.reading.figures import date_figures, find_figures

HERE = Path(__file__).parent
FLOORS = {"figures.jsonl": 0.99, "figures_2.jsonl": 0.93, "figures_3.jsonl": 0.96, "figures_4.jsonl": 0.93}
"""F1 on value with what is counted, over our own sets; only raised. All but the first were annotated before
they were first read (then .730, .786 and, with the rules that the third had taught, .903)."""
SCOPE_FLOOR = 0.97
"""Share of hedges, rates, days, places and the like that are right, of the figures found."""


def figures_of(text, times=(), attributions=(), events=()):
    parse = syntax.parse(text, [Span(0, len(text))])
    return find_figures(parse, times, (), attributions, events)


def read(text):
    return read_report(Report("r", "r.txt", text, body=(Span(0, len(text)),))).figures


def only(text):
    (figure,) = figures_of(text)
    return figure


def place(text, words):
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_sets_of_our_own_hold_their_floors(name, floor):
    gold = [json.loads(line) for line in (HERE / "data" / name).read_text(encoding="utf-8").splitlines()]
    figures = score(
        [{"id": row["id"], "figures": [asdict(f) for f in read(row["text"])]} for row in gold], gold
    )
    assert figures["f1"] >= floor
    assert figures["scope"] >= SCOPE_FLOOR


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1.1 million", 1_100_000),
        ("70,000", 70_000),
        ("twenty-five", 25),
        ("two hundred and fifty", 250),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("dozens of", 24),
        ("several hundred", 300),
        ("tens of thousands of", 20_000),
        ("3m", 3_000_000),
    ],
)
def test_numbers_are_read_as_digits_and_as_words(words, value):
    assert only(f"The army said {words} people were killed.").value == value


@pytest.mark.parametrize(
    ("words", "hedge", "low", "high"),
    [
        ("about 40", "about", None, None),
        ("more than 40", "more than", 40, None),
        ("over 40", "more than", 40, None),
        ("at least 40", "at least", 40, None),
        ("no fewer than 40", "at least", 40, None),
        ("up to 40", "up to", None, 40),
        ("as many as 40", "up to", None, 40),
        ("nearly 40", "nearly", None, 40),
        ("fewer than 40", "fewer than", None, 40),
        ("at least another 40", "at least", 40, None),
        ("40", None, 40, 40),
        ("between 40 and 50", None, 40, 50),
        ("40-50", None, 40, 50),
        ("40 to 50", None, 40, 50),
    ],
)
def test_bounding_words_open_one_side_or_both(words, hedge, low, high):
    figure = only(f"Officials said {words} people were wounded.")
    assert (figure.hedge, figure.low, figure.high) == (hedge, low, high)


def test_a_toll_that_is_put_at_a_number_is_what_is_counted():
    assert only("The army put the death toll from the attack at nine.").what == "killed"
    assert only("The ministry put at 40 the number of wounded.").what == "injured"


def test_the_span_runs_from_the_bound_through_the_counted_noun():
    text = "Police said more than 70 Chadian civilians were killed in the raid."
    figure = only(text)
    assert figure.span.of(text) == "more than 70 Chadian civilians"
    assert figure.of == "Chadian civilians"


def test_what_befalls_people_goes_before_what_they_are():
    assert only("Militiamen seized four Nepali peacekeepers.").what == "abducted"
    assert only("The country will send 400 peacekeepers.").what == "peacekeepers"


def test_a_toll_takes_its_number_from_afar():
    assert only("The toll, the ministry said, has now risen to 91.").what == "killed"
    text = "The number of refugees is rising. The agency says it will pass two million by May."
    assert only(text).what == "refugees"


def test_money_and_shares_carry_their_unit():
    money = only("The bank lent the country €3.5 billion.")
    assert (money.value, money.what, money.unit) == (3_500_000_000, "money", "EUR")
    share = only("She won 48 percent of the vote.")
    assert (share.value, share.what, share.unit) == (48, "votes", "percent")


def test_a_rate_says_for_what_time():
    figure = only("About 3,000 refugees a day are arriving.")
    assert (figure.rate, figure.unit) == ("per day", None)
    assert only("The siege costs the town $2 million a month.").rate == "per month"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("No one was hurt in the fire.", "injured"),
        ("The shell killed nobody.", "killed"),
        ("None of the passengers died.", "killed"),
        ("The tremor caused no casualties.", "casualties"),
        ("No arrests were made.", "arrested"),
    ],
)
def test_none_is_a_number_too(text, what):
    figure = only(text)
    assert (figure.value, figure.low, figure.high, figure.what) == (0, 0, 0, what)


@pytest.mark.parametrize(
    "text",
    [
        "No one must be hurt.",
        "There were no reports of casualties.",
        "No casualties were reported.",
        "If no one dies, the talks go on.",
        "No one else was hurt.",
        "No party won.",
    ],
)
def test_what_is_not_told_as_a_fact_is_no_zero(text):
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("Half of the villagers have fled.", 50, "percent"),
        ("Two thirds of the voters stayed away.", 66.7, "percent"),
        ("One in four pupils is absent.", 25, "percent"),
        ("Nine out of ten patients recovered.", 90, "percent"),
        ("Twice as many migrants arrived.", 2, "times"),
    ],
)
def test_parts_and_multiples_are_figures_with_a_unit(words, value, unit):
    figure = only(words)
    assert (figure.value, figure.unit) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "The second half of the year was dry.",
        "They waited half an hour.",
        "It was half the price.",
        "A third man was seen.",
        "He scored in the third quarter of the game.",
    ],
)
def test_halves_and_thirds_of_what_is_not_counted_are_no_figures(text):
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "value", "previous"),
    [
        ("The toll rose from 12 to 15.", 15, 12),
        ("Officials cut the toll to 41 from 57.", 41, 57),
        ("Some 900 refugees arrived, up from 600 a week ago.", 900, 600),
    ],
)
def test_a_revision_keeps_both_values(text, value, previous):
    figure = only(text)
    assert (figure.value, figure.previous) == (value, previous)


def test_a_toll_since_a_day_is_no_single_events():
    (figure,) = read("Air raids have killed 4,000 people in Aleppo since March 2014, medics say.")
    assert (figure.cumulative, figure.since, figure.place) == (True, "2014-03", "Aleppo")
    assert figure.event is None
    text = "A raid killed four people in Aleppo on Monday."
    (figure,) = read(text)
    assert (figure.cumulative, figure.since, figure.place) == (False, None, "Aleppo")
    assert figure.event is not None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ministry put the toll at 58.", "The ministry"),
        ("According to the Observatory, 58 people died.", "the Observatory"),
        ("A shell killed two people.", None),
        ("A poll of 1,200 adults was taken.", None),
    ],
)
def test_who_gives_a_figure(text, source):
    (figure,) = read(text)
    assert [span.of(text) for span in figure.source] == ([source] if source else [])


@pytest.mark.parametrize(
    "text",
    [
        "After a three-hour meeting the 15-month uprising went on.",
        "The 17 nations met on 12 May 2013 for the third time.",
        "Marta Lind, 44, beat him 6-2.",
        "Under Resolution 1973, call 555 0199 before 9.30 am.",
        "Two ministers discussed six points for five days.",
    ],
)
def test_ages_dates_scores_durations_and_names_are_no_figures(text):
    assert figures_of(text) == ()


@pytest.mark.parametrize(
    ("text", "second", "what"),
    [
        ("The party lost 34 seats and kept 61.", 61, "seats"),
        ("Some 2,000 people marched, while police spoke of 800.", 800, "protesters"),
        ("Nine inmates escaped; four have been recaptured.", 4, "arrested"),
        ("Doctors reported 40 new cases, taking the total to 900.", 900, "cases"),
    ],
)
def test_a_bare_number_counts_what_the_one_before_did(text, second, what):
    figure = figures_of(text)[1]
    assert (figure.value, figure.what) == (second, what)


def test_a_part_of_a_number_is_no_figure_of_its_own():
    assert only("The blast killed nine people, including two rebel commanders.").value == 9


def test_a_time_expression_is_no_figure():
    text = "In 2011 people fled."
    span = place(text, "2011")
    assert figures_of(text, [TimeExpression(span, "DATE", "2011")]) == ()


@pytest.mark.parametrize(
    ("text", "cumulative"),
    [
        ("More than 9,000 people have been killed since the revolt began.", True),
        ("The war has claimed 9,000 lives.", True),
        ("A car bomb killed nine people on Monday.", False),
    ],
)
def test_a_running_total_is_told_from_an_incident(text, cumulative):
    assert only(text).cumulative is cumulative


@pytest.mark.parametrize(
    ("text", "forecast"),
    [
        ("The toll is expected to reach 300.", True),
        ("The number of refugees will reach 50,000.", True),
        ("The number of refugees has reached 50,000.", False),
        ("Up to 200 people may have died.", False),
        ("About 30 miners may be trapped.", False),
    ],
)
def test_a_number_still_to_come_is_told_from_one_that_is_there(text, forecast):
    assert only(text).forecast is forecast


def test_a_number_told_again_is_no_new_figure():
    text = "Gunmen seized four men. The four seized men were seen alive. Police killed four women."
    assert [figure.span.of(text) for figure in figures_of(text)] == ["four men", "four women"]


@pytest.mark.parametrize(
    ("text", "value", "what"),
    [
        ("Gunners shot down 31 of the 40 drones.", 31, "intercepted"),
        ("The winds swept away 45 houses.", 45, "destroyed"),
        ("Eleven people were taken to hospital.", 11, "injured"),
        ("A 3,000-strong force crossed the river.", 3000, "troops"),
        ("The rebels took 17 soldiers prisoner.", 17, "detained"),
        ("The storm displaced a quarter of a million people.", 250_000, "displaced"),
        ("Unemployment fell to 7.4 percent from 7.9 percent.", 7.4, "percent"),
        ("Four people, including a nurse, drowned when the bridge fell.", 4, "killed"),
        ("Toll in market fire climbs to 31", 31, "killed"),
        ("The floods have cost the lives of 40 people.", 40, "killed"),
    ],
)
def test_what_befell_the_counted_may_stand_in_several_words(text, value, what):
    figure = only(text)
    assert (figure.value, figure.what) == (value, what)


def test_a_figure_is_tied_to_its_source_its_event_and_its_day():
    text = "Medics said a shell killed six people on Monday."
    monday, killed = place(text, "Monday"), place(text, "killed")
    times = [TimeExpression(monday, "DATE", "2014-02-03")]
    said = Attribution((place(text, "Medics"),), (place(text, "said"),), (Span(12, 47),), "indirect")
    (figure,) = figures_of(text, times, [said], [EventMention(killed, "ASSAULT", "kill")])
    assert (figure.attribution, figure.event, figure.time) == (0, 0, 0)
    (dated,) = date_figures([figure], times, Published(datetime.date(2014, 2, 5)))
    assert dated.as_of == "2014-02-03"


def test_without_a_day_of_its_own_a_figure_holds_as_of_publication():
    figure = only("The war has killed 4,000 people.")
    published = Published(datetime.date(2014, 2, 5), "stated")
    assert date_figures([figure], (), published)[0].as_of == "2014-02-05"
    assert date_figures([figure], (), Published())[0].as_of is None


PIECES = st.sampled_from(
    "killed 34 people , and - $ million dozens of between to half a from 1,000 % toll rose 10 not 007 no one "
    "nobody in five twice times as many since third quarter 50–60 at up down the put total wounds handful "
    "aboard hurt including".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25))
def test_any_row_of_words_gives_figures_inside_the_text(words):
    text = " ".join(words)
    for figure in figures_of(text):
        assert figure.span.of(text).strip()
        assert figure.low is None or figure.high is None or figure.low <= figure.high


def test_so_many_of_those_counted_before_are_no_figure_of_their_own():
    assert only("Police in Lyon detained 22 people, six of them minors.").value == 22


def test_how_many_were_taken_hostage_is_told_apart_from_the_wounded():
    wounded, taken = figures_of("The army said 12 soldiers had been wounded and 17 taken hostage.")
    assert (wounded.what, taken.value, taken.what) == ("injured", 17, "abducted")


def test_countries_that_send_delegations_are_no_people():
    assert figures_of("Delegations of the two countries met in Oslo.") == ()

"""What came of an event is told beside it and is no event of its own."""

import pytest

from dateline.linking import link, sketch
from dateline.model import Report, Span
from dateline.reading import read_report


def read(text):
    report = Report("r1", "r1.txt", text, body=(Span(0, len(text)),), language="en")
    return report, read_report(report)


@pytest.mark.parametrize(
    ("text", "cause", "result"),
    [
        ("Raiders ambushed a lorry on Friday, killing two drivers.", "ambushed", "killing"),
        ("Raiders ambushed a lorry, killing two drivers and wounding five.", "ambushed", "wounding"),
        ("A storm struck the island, destroying 40 homes.", "struck", "destroying"),
        ("Two drivers were killed when raiders attacked a lorry in Sudan.", "attacked", "killed"),
        ("Nine people were killed and 30 wounded on Sunday.", "killed", "wounded"),
        ("Police fired on a crowd, with five people killed and 40 hurt.", "fired", "killed"),
    ],
)
def test_what_came_of_an_event_names_its_mention(text, cause, result):
    mentions = read(text)[1].event_mentions
    told = {m.span.of(text): m for m in mentions}
    assert mentions[told[result].result_of].span.of(text) == cause


def test_someone_elses_deed_is_no_result():
    text = "Raiders killed two drivers, police said, and the drivers wounded a raider."
    assert [m.result_of for m in read(text)[1].event_mentions] == [None, None]


def test_results_belong_to_one_event_under_the_title_of_what_brought_them_about():
    report, reading = read("Raiders ambushed a lorry near Zinder, killing two drivers and wounding five.")
    (event,) = link([sketch(report, reading)]).events
    assert event.title == "Raiders ambushed a lorry near Zinder"
    assert len(event.mentions) == len(reading.event_mentions) == 3


def test_the_dead_of_an_accident_told_in_a_trial_are_not_the_courts():
    text = "A court jailed Ivan Petrov over the landslide that flattened a village, killing 12 people."
    told = {m.span.of(text): m for m in read(text)[1].event_mentions}
    assert not any("court" in span.of(text) for span in told["killing"].source_spans)

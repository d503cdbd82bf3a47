"""Linking: one event in several reports, look-alikes apart, dates through links, stories."""

import datetime
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linking_cases import HOLLANDE, MERKEL, PUTIN, Told, reading_of, sketch_of

from dateline.linking import link, sketch
from dateline.linking.clusters import clusters, joined_leftovers
from dateline.model import Actor, Figure, Links, Published, Reading, Report, Span

CALL = sketch_of(
    "call-berlin",
    "German Chancellor Angela Merkel and Russian President Vladimir Putin spoke by telephone on "
    "Friday about the "
    "crisis in Ukraine. Her office said the conversation lasted half an hour.",
    day="2014-03-15",
    told=[Told("spoke", "CONSULT", "speak", (MERKEL, PUTIN), time="Friday")],
    times={"Friday": "2014-03-14"},
)
UNDATED_CALL = reading_of(
    "call-moscow",
    "Vladimir Putin discussed observers for Ukraine with Angela Merkel in a phone call on "
    "Friday. The Kremlin said "
    "the initiative came from Berlin.",
    told=[Told("discussed", "CONSULT", "discuss", (PUTIN,), (MERKEL,), time="Friday")],
    times={"Friday": "XXXX-WXX-5"},
)
EARLIER = sketch_of(
    "visit-2012",
    "Vladimir Putin met Angela Merkel in Berlin on Friday to talk about gas and Syria. It was "
    "his first visit since "
    "he took office again.",
    day="2012-06-02",
    told=[Told("met", "CONSULT", "meet", (PUTIN,), (MERKEL,), time="Friday", place="Berlin")],
    times={"Friday": "2012-06-01"},
)
STORM = [
    sketch_of(
        f"storm-{name}",
        f"The ferry Sleipner sank off Bergen in heavy seas. {more} Sixteen of the passengers drowned.",
        day="1999-11-27",
        told=[Told("sank", "other", "sink", place="Bergen")],
    )
    for name, more in (
        ("a", "The coast guard searched all night."),
        ("b", "Two helicopters went out at dawn."),
    )
]


def event_of(links, report):
    return next(event for event in links.events if report in event.reports)


def test_one_call_in_the_words_of_two_reports_is_one_event():
    event = event_of(link([CALL, sketch(*UNDATED_CALL), EARLIER]), "call-berlin")
    assert event.reports == ("call-berlin", "call-moscow")
    assert event.actors == ("person-angela-merkel", "person-vladimir-putin")
    assert event.date == "2014-03-14"
    assert "Angela Merkel and Vladimir Putin" in event.why[0]


def test_a_meeting_of_the_same_two_in_another_year_is_another_event():
    links = link([CALL, sketch(*UNDATED_CALL), EARLIER])
    assert event_of(links, "visit-2012").reports == ("visit-2012",)


def test_a_call_with_another_leader_is_another_event():
    other = sketch_of(
        "call-paris",
        "Russian President Vladimir Putin and Francois Hollande spoke by telephone on Friday "
        "about the crisis in "
        "Ukraine.",
        day="2014-03-15",
        told=[Told("spoke", "CONSULT", "speak", (HOLLANDE, PUTIN), time="Friday")],
        times={"Friday": "2014-03-14"},
    )
    links = link([CALL, other])
    assert event_of(links, "call-berlin").reports == ("call-berlin",)


def test_a_call_and_a_meeting_of_one_day_are_two_events():
    meeting = sketch_of(
        "meeting-milan",
        "Angela Merkel met Vladimir Putin in Milan on Friday about the crisis in Ukraine.",
        day="2014-03-15",
        told=[Told("met", "CONSULT", "meet", (MERKEL,), (PUTIN,), time="Friday", place="Milan")],
        times={"Friday": "2014-03-14"},
    )
    assert event_of(link([CALL, meeting]), "call-berlin").reports == ("call-berlin",)


def test_two_raids_with_other_victims_in_one_report_are_two_events():
    village, convoy = Actor("villagers", "group"), Actor("drivers", "group")
    text = (
        "A raid at dawn killed villagers near the river. Farther north a raid on the road killed two drivers."
    )
    told = [
        Told("killed villagers", "ASSAULT", "kill", (), (village,)),
        Told("killed two drivers", "ASSAULT", "kill", (), (convoy,)),
    ]
    links = link([sketch_of("raids", text, told=told, day="2014-03-15")])
    assert links.event_of["raids", 0] != links.event_of["raids", 1]


def test_an_undated_report_is_dated_through_the_event_it_shares():
    links = link([CALL, sketch(*UNDATED_CALL), EARLIER])
    assert set(links.published) == {"call-moscow"}
    found = links.published["call-moscow"]
    assert (found.basis, found.via) == ("linked", "call-berlin")
    assert (found.earliest, found.latest) == (datetime.date(2014, 3, 14), datetime.date(2014, 3, 15))
    assert [span.of(UNDATED_CALL[0].text) for span in found.evidence] == ["discussed", "Friday"]


def test_a_second_pass_gives_no_new_dates():
    report, reading = UNDATED_CALL
    first = link([CALL, sketch(report, reading), EARLIER])
    again = sketch_of(
        "call-moscow",
        report.text,
        told=[Told("discussed", "CONSULT", "discuss", (PUTIN,), (MERKEL,), time="Friday")],
        times={"Friday": "2014-03-14"},
    )
    dated = type(again)(**{**_fields(again), "published": first.published["call-moscow"]})
    second = link([CALL, dated, EARLIER])
    assert second.published == {}
    assert event_of(second, "call-moscow").reports == ("call-berlin", "call-moscow")


def _fields(thing):
    return {name: getattr(thing, name) for name in thing.__slots__}


def test_no_date_goes_through_a_weekday_that_does_not_fit():
    text = UNDATED_CALL[0].text.replace("Friday", "Monday")
    monday = sketch_of(
        "call-moscow",
        text,
        told=[Told("discussed", "CONSULT", "discuss", (PUTIN,), (MERKEL,), time="Monday")],
        times={"Monday": "XXXX-WXX-1"},
    )
    assert link([CALL, monday]).published == {}


def test_a_report_that_has_a_date_keeps_it():
    assert link([CALL, EARLIER]).published == {}


def test_reports_on_one_wreck_are_one_group_and_one_story():
    links = link([*STORM, CALL, EARLIER])
    assert ("storm-a", "storm-b") in links.groups
    assert [story.reports for story in links.stories if "storm-a" in story.reports] == [
        ("storm-a", "storm-b")
    ]


def test_an_event_told_once_is_an_event():
    (event,) = link([CALL]).events
    assert event.title == "Angela Merkel and Vladimir Putin spoke by telephone"
    assert event.why == ()
    assert event.mentions == (("call-berlin", 0),)


def test_two_events_told_at_one_place_have_two_ids():
    text = "Talks on gas ended. The accord freed prisoners."
    told = [Told("accord", "AGREE", "accord"), Told("accord", "RETREAT", "free")]
    links = link([sketch_of("accord", text, told=told)])
    assert len({event.id for event in links.events}) == len(links.events) == 2


def test_every_mention_and_every_actor_has_its_place_in_the_record():
    sketches = [CALL, sketch(*UNDATED_CALL), EARLIER, *STORM]
    links = link(sketches)
    assert set(links.event_of) == {(s.report, m.index) for s in sketches for m in s.mentions}
    assert set(links.actor_of) == {(s.report, i) for s in sketches for i in range(len(s.actors))}
    assert set(links.actor_of.values()) == set(links.actors)


@given(st.permutations([CALL, sketch(*UNDATED_CALL), EARLIER, *STORM]))
def test_the_order_of_reports_does_not_matter(sketches):
    assert link(sketches) == link([CALL, sketch(*UNDATED_CALL), EARLIER, *STORM])


def test_nothing_gives_nothing():
    assert link([]) == Links()


def test_a_reading_without_anything_can_be_sketched_and_linked():
    links = link([sketch_of("empty", ""), sketch_of("blank", "   ")])
    assert links.groups == (("blank",), ("empty",))
    assert links.published == {}


def test_an_interval_of_its_own_bounds_the_linked_date():
    report, reading = UNDATED_CALL
    known = sketch(report, reading)
    late = Published(
        earliest=datetime.date(2014, 3, 15), latest=datetime.date(2014, 12, 31), basis="inferred"
    )
    links = link([CALL, type(known)(**{**_fields(known), "published": late})])
    assert links.published["call-moscow"].date == datetime.date(2014, 3, 15)


def test_one_doubtful_pair_does_not_chain_two_groups():
    likely = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}
    assert clusters(4, likely, 0.5) == ((0, 1), (2, 3))


def test_a_conflict_keeps_two_apart_and_all_that_joined_them():
    likely = {(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.9}
    assert clusters(3, likely, 0.5, apart=[(0, 2)]) == ((0, 1), (2,))


LEANING = {(0, 3): 0.7, (1, 3): 0.6, (2, 3): 0.1}


def test_a_leftover_joins_the_larger_group_it_is_like():
    assert joined_leftovers([(0, 1, 2), (3,)], LEANING) == ((0, 1, 2, 3),)


def test_a_leftover_between_two_groups_stays_alone():
    rivals = LEANING | {(3, 4): 0.6, (3, 5): 0.6, (3, 6): 0.1}
    assert (3,) in joined_leftovers([(0, 1, 2), (3,), (4, 5, 6)], rivals)


def test_a_leftover_never_joins_across_a_conflict():
    assert (3,) in joined_leftovers([(0, 1, 2), (3,)], LEANING, apart=[(2, 3)])


@pytest.mark.parametrize("threshold", [0.2, 0.5, 0.8])
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]),
        st.floats(0, 1),
        max_size=20,
    )
)
def test_groups_are_a_partition_and_do_not_depend_on_the_order_of_pairs(threshold, likely):
    groups = clusters(8, likely, threshold)
    assert sorted(i for group in groups for i in group) == list(range(8))
    assert groups == clusters(8, dict(reversed(likely.items())), threshold)
    wider = joined_leftovers(groups, likely)
    assert sorted(i for group in wider for i in group) == list(range(8))


def _toll(key, text, trigger, count):
    report, reading = reading_of(key, text, day="2021-05-05", told=[Told(trigger, "ASSAULT", "kill")])
    at = text.index(str(count))
    figure = Figure(Span(at, at + len(str(count))), count, "killed", event=0)
    return sketch(report, replace(reading, figures=(figure,)))


def test_two_tolls_that_are_far_apart_are_of_two_events():
    first = "The quake in Tarn killed 900 people. Houses fell in Tarn and Osk, and the Osk dam broke."
    again = "Rescuers searched Tarn and Osk, where the dam broke. Shocks like that killed {} farmers."
    told = _toll("quake-a", first, "killed", 900)
    assert len(link([told, _toll("quake-b", again.format(1100), "killed", 1100)]).events) == 1
    assert len(link([told, _toll("quake-b", again.format(9000), "killed", 9000)]).events) == 2


def test_an_item_of_no_day_does_not_bridge_two_that_are_far_apart():
    likely = {(0, 1): 0.9, (1, 2): 0.9}
    days = [(100, 100), (None, None), (400, 400)]
    assert clusters(3, likely, 0.4) == ((0, 1, 2),)
    assert clusters(3, likely, 0.4, (), days, 14) == ((0, 1), (2,))
    groups = [(0, 4, 5), (2,)]
    days = [(100, 100), (None, None), (400, 400), (None, None), (101, 101), (99, 102)]
    close = {(0, 2): 0.9, (2, 4): 0.9, (2, 5): 0.9}
    assert joined_leftovers(groups, close) == ((0, 2, 4, 5),)
    assert joined_leftovers(groups, close, (), days, 14) == ((0, 4, 5), (2,))


BODY = "A ferry ran aground off Tarn. All of its forty passengers were taken ashore by noon, police said."


def _framed(key, before, after, body=BODY):
    text = f"{before}\n\n{body}\n\n{after}"
    start = len(before) + 2
    ends = [start + m.end() for m in re.finditer(r"\.", body)]
    starts = [start, *(end + 1 for end in ends)]
    report = Report(key, key, text, (Span(start, start + len(body)),))
    return sketch(
        report, Reading(key, sentences=tuple(Span(a, b) for a, b in zip(starts, ends, strict=False)))
    )


def test_one_body_under_other_furniture_is_an_exact_copy():
    links = link([_framed("a", "Home | World", "Share this"), _framed("b", "THE LEDGER", "(c) Ledger")])
    assert [(d.report, d.other, d.kind) for d in links.duplicates] == [("a", "b", "exact")]


def test_a_body_with_a_sentence_more_is_a_partial_or_near_copy():
    longer = BODY + " The weather was calm. Divers found a hole in the hull that was two metres long."
    (found,) = link([_framed("a", "Home", "Share"), _framed("b", "News", "Print", longer)]).duplicates
    assert (found.kind, found.share) == ("partial", 1.0)
    nearly = BODY + " It sank."
    (found,) = link([_framed("a", "Home", "Share"), _framed("b", "News", "Print", nearly)]).duplicates
    assert found.kind == "near"

"""Event mentions: trigger, type, roles, status, time. Every sentence here is written for the test."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge.frames import roles_of
from dateline.model import Actor, Attribution, EventMention, Mention, Published, Span
from dateline.reading import syntax
from dateline.reading.events import date_events, find_events
from dateline.reading.times import find_times, resolve_times


def body(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def events_of(text: str, published: Published | None = None) -> tuple[EventMention, ...]:
    published = published or Published()
    parse = syntax.parse(text, body(text))
    times = resolve_times(text, find_times(text, [s.span for s in parse.sentences]), published)
    return date_events(find_events(parse, times, (), (), ()), times, published)


def told(text: str) -> list[tuple[str, str, str, str]]:
    """Each event as type, words of its source, words of its target, status."""
    return [
        (
            e.type,
            "; ".join(s.of(text) for s in e.source_spans),
            "; ".join(s.of(text) for s in e.target_spans),
            e.status,
        )
        for e in events_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Aleppo.", ("ASSAULT", "Rebels", "Aleppo", "occurred")),
        ("Aleppo was shelled by rebels.", ("ASSAULT", "rebels", "Aleppo", "occurred")),
        ("Norway gave Malawi food aid.", ("AID", "Norway", "Malawi", "occurred")),
        ("Kenya deported twelve Ugandans.", ("COERCE", "Kenya", "twelve Ugandans", "occurred")),
        ("Iran refused to meet the inspectors.", ("REJECT", "Iran", "inspectors", "occurred")),
        ("Peru halted aid to Bolivia.", ("SANCTION", "Peru", "Bolivia", "occurred")),
        ("Peru recalled its ambassador from Chile.", ("SANCTION", "Peru", "Chile", "occurred")),
        ("Mali pulled its troops out of Niger.", ("RETREAT", "Mali", "Niger", "occurred")),
        ("Egypt condemned Israel.", ("ACCUSE", "Egypt", "Israel", "occurred")),
        ("Thousands protested against Maduro.", ("PROTEST", "Thousands", "Maduro", "occurred")),
        ("Serbia lifted the curfew in Kosovo.", ("CONCEDE", "Serbia", "Kosovo", "occurred")),
        ("Jordan praised Oman.", ("SUPPORT", "Jordan", "Oman", "occurred")),
    ],
)  # fmt: skip
def test_a_verb_tells_who_did_what_to_whom(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "type_", "parties"),
    [
        ("France and Germany agreed to cooperate.", "AGREE", {"France", "Germany"}),
        ("Merkel held talks with Macron.", "CONSULT", {"Merkel", "Macron"}),
        ("Talks between Iran and Oman took place in Muscat.", "CONSULT", {"Iran", "Oman"}),
        ("Merkel met Macron in Paris.", "CONSULT", {"Merkel", "Macron"}),
    ],
)
def test_a_mutual_event_lists_all_its_parties_as_source(text: str, type_: str, parties: set[str]) -> None:
    event = next(e for e in events_of(text) if e.type == type_)
    assert {s.of(text) for s in event.source_spans} == parties
    assert event.target_spans == ()


def test_a_visitor_is_the_source_and_the_host_the_target() -> None:
    assert told("Morocco's king visited Spain.") == [("CONSULT", "Morocco's king", "Spain", "occurred")]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Libya agreed to hold talks with Malta.", "AGREE"),
        ("Libya refused to hold talks with Malta.", "REJECT"),
        ("Libya demanded that Malta release the sailors.", "REQUEST"),
        ("Libya threatened to attack Malta.", "THREATEN"),
        ("Libya called for talks with Malta.", "REQUEST"),
        ("Libya accused Malta of attacking the ship.", "ACCUSE"),
    ],
)
def test_a_control_verb_decides_and_the_event_inside_is_not_told_apart(text: str, type_: str) -> None:
    assert [e.type for e in events_of(text)] == [type_]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rebels attacked the town.", "occurred"),
        ("Rebels reportedly attacked the town.", "reported"),
        ("Suspected rebels attacked the town.", "reported"),
        ("Rebels are said to have attacked the town.", "reported"),
        ("Rebels will attack the town.", "planned"),
        ("Rebels plan to attack the town.", "planned"),
        ("The rebels said they would attack the town.", "planned"),
        ("Rebels may attack the town.", "possible"),
        ("The army left because rebels could attack the town.", "possible"),
        ("Rebels did not attack the town.", "negated"),
        ("Rebels denied attacking the town.", "denied"),
        ("Rebels must release the hostages.", "called-for"),
    ],
)
def test_status_follows_tense_modality_and_cue_words(text: str, status: str) -> None:
    assert status in {e.status for e in events_of(text)}


def test_an_attack_that_kills_is_one_event() -> None:
    text = "Israel's strike on a Gaza school killed six people."
    assert told(text) == [("ASSAULT", "Israel", "six people", "occurred")]


def test_plain_statements_and_background_nouns_are_no_events() -> None:
    assert events_of("The minister said the economy was strong and war is terrible.") == ()


def test_disasters_and_elections_are_kept_as_other() -> None:
    assert {e.type for e in events_of("An earthquake struck Nepal on Saturday.")} == {"other"}


def test_the_time_in_the_clause_dates_the_event_and_the_time_of_speaking_does_not() -> None:
    published = Published(datetime.date(2024, 5, 9), "stated")  # a Thursday
    told_on = {e.lemma: e.date for e in events_of("On Monday, rebels shelled Aleppo.", published)}
    assert told_on == {"shell": "2024-05-06"}
    text = "Nothing new was known. Nothing moved. No one came. Rebels shelled Aleppo, police said on Tuesday."
    assert [e.date for e in events_of(text, published)] == [None]


def test_a_past_event_in_the_lead_without_a_date_is_dated_by_the_document() -> None:
    published = Published(datetime.date(2024, 5, 9), "stated")
    event = events_of("Rebels shelled Aleppo.", published)[0]
    assert event.by_document
    assert event.date == "2024-05-09"


def test_an_event_stands_in_the_innermost_attribution_that_covers_it() -> None:
    text = "Police said rebels shelled Aleppo."
    parse = syntax.parse(text, body(text))
    said = Attribution((Span(0, 6),), (Span(7, 11),), (Span(12, len(text)),), "indirect")
    assert [e.attribution for e in find_events(parse, (), (), (), (said,))] == [0]


def test_every_span_is_a_place_in_the_text_and_the_same_text_reads_the_same() -> None:
    text = "After talks in Vienna, Iran and the EU signed a deal.\nThe army shot dead two men, who had fled."
    events = events_of(text)
    assert events == events_of(text)
    for event in events:
        for span in (event.span, *event.source_spans, *event.target_spans):
            assert span.of(text).strip()


def test_role_notation() -> None:
    roles = roles_of("subj & with/obj > in")
    assert (roles.source, roles.joined, roles.target, roles.mutual) == (
        ("subj",),
        ("with", "obj"),
        ("in",),
        True,
    )


def test_talks_in_the_lead_take_the_day_of_the_same_talks_told_later() -> None:
    text = "Merkel and Macron held talks.\nThe mood was good.\nOn Tuesday, Merkel met Macron for an hour."
    published = Published(datetime.date(2024, 5, 9), "stated")
    parse = syntax.parse(text, body(text))
    names = ("Merkel", "Macron")
    actors = tuple(Actor(name, "person") for name in names)
    mentions = tuple(
        Mention(Span(m.start(), m.end()), number, "name")
        for number, name in enumerate(names)
        for m in re.finditer(name, text)
    )
    times = resolve_times(text, find_times(text, [s.span for s in parse.sentences]), published)
    events = date_events(find_events(parse, times, actors, mentions, ()), times, published)
    assert [(e.type, e.source, e.date) for e in events] == [
        ("CONSULT", (0, 1), "2024-05-07"),
        ("CONSULT", (0, 1), "2024-05-07"),
    ]


def test_a_time_that_names_no_day_gives_no_date() -> None:
    assert [e.date for e in events_of("No news.\nNo word.\nOn Monday, rebels shelled Aleppo.")] == [None]


def test_a_dateline_is_no_party() -> None:
    event = events_of("PARIS – France and Germany agreed to cooperate.")[0]
    assert [s.of("PARIS – France and Germany agreed to cooperate.") for s in event.source_spans] == [
        "France",
        "Germany",
    ]


def test_a_demand_made_with_must_is_a_request_of_the_speaker() -> None:
    text = "Russia said that Chad must hand back the helicopter."
    assert told(text) == [("REQUEST", "Russia", "Chad", "occurred")]


def test_efforts_ideas_and_purposes_are_no_events() -> None:
    assert events_of("They liked the idea of visiting Paris and an effort to halt the bombing.") == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            'rebels Aleppo attacked said would not the of to and met with Putin Kerry . , " ( ) : – talks '
            "aid Monday killed by agreed in it 1,000 & … ' who were".split()
        ),
        max_size=60,
    )
)
def test_no_text_is_too_odd_and_every_span_lies_in_it(words: list[str]) -> None:
    text = " ".join(words)
    for event in events_of(text):
        spans = (event.span, *event.source_spans, *event.target_spans, event.place_span or event.span)
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert event.place_span is None or event.place_span.of(text) == event.place


def test_a_long_line_is_read_in_bounded_time() -> None:
    text = "rebels attacked the head of the staff of the army and " * 400
    assert len(events_of(text)) > 100


def test_what_a_disaster_does_is_no_assault() -> None:
    text = "An earthquake struck Nepal, killing two people."
    assert {e.type for e in events_of(text)} == {"other"}
    assert {e.type for e in events_of("The quake destroyed two villages.")} == {"other"}


def test_what_a_quake_flattens_is_not_attacked() -> None:
    (quake,) = events_of("A strong quake flattened three villages in the hills.")
    assert (quake.type, quake.mode) == ("other", "disaster")


def test_a_day_after_its_hour_dates_the_event() -> None:
    published = Published(datetime.date(2017, 3, 9), "stated")
    (strike,) = events_of("Rebels shelled the town before dawn on Tuesday.", published)
    assert strike.date == "2017-03-07"


def test_a_thing_does_not_allow_or_agree() -> None:
    assert events_of("A flaw allows hackers to read the files.") == ()


def test_a_second_verb_goes_with_the_verb_of_its_own_form() -> None:
    text = "The union called on the state to secure schools and condemned the raid."
    assert ("ACCUSE", "union", "raid", "occurred") in told(text)
    text = "The rebels denied that their fighters had shelled the city and accused the army."
    assert ("ACCUSE", "rebels", "army", "occurred") in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Prisoners took 30 guards hostage.", ("ASSAULT", "Prisoners", "30 guards", "occurred")),
        ("Police shot dead two men.", ("ASSAULT", "Police", "two men", "occurred")),
        ("In 2014 militants stormed a school.", ("COERCE", "militants", "school", "occurred")),
        ("A rocket hit a market in Sisaket.", ("ASSAULT", "rocket", "market", "occurred")),
        (
            "Police fired tear gas at hundreds of students.",
            ("ASSAULT", "Police", "hundreds of students", "occurred"),
        ),
        ("No agreement was reached and nothing was signed.", ("SUPPORT", "", "", "negated")),
    ],
)
def test_whom_it_hit(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


def test_how_it_was_done_is_no_party() -> None:
    assert [target for _, _, target, _ in told("Nepal suspended aid with immediate effect.")] == ["aid"]


@pytest.mark.parametrize(
    "text",
    [
        "If rebels attacked the town, it would fall.",
        "All those who visited the town fell ill.",
        "Any agreement must be fair.",
        "The airline warned passengers not to travel.",
        "A guard who asked not to be named was there.",
        "The minister defended his decision.",
        "Spain beat England in the final.",
        "Did rebels attack the town?",
        "She called the strikes a crime.",
        "Two men armed with knives sat in the car.",
        "It would be a shame if elections were not held by May.",
    ],
)
def test_conditions_questions_and_idioms_are_no_events(text: str) -> None:
    assert events_of(text) == ()


def test_an_order_to_someone_is_a_demand_and_an_order_of_arrest_an_arrest() -> None:
    assert ("REQUEST", "king", "police", "occurred") in told("The king ordered police to arrest two editors.")
    text = "The army ordered the arrest of two editors."
    assert told(text) == [("COERCE", "army", "two editors", "occurred")]


def test_a_strike_of_workers_is_a_protest_and_one_from_the_air_an_attack() -> None:
    workers = "The walkout at the port goes on.\nIn 1995 a strike of three weeks closed it."
    assert "PROTEST" in {e.type for e in events_of(workers)}
    assert [e.type for e in events_of("A drone strike on a barracks killed two.")] == ["ASSAULT"]


def test_the_injured_of_a_disaster_are_no_victims_of_an_attack() -> None:
    text = "Heavy floods hit Kenya.\nAt least 74 people were injured."
    assert {(e.type, e.mode) for e in events_of(text)} == {("other", "disaster")}
    assert {e.type for e in events_of("Rebels hit Kenya.\nAt least 74 people were injured.")} == {"ASSAULT"}


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Merkel spoke with Macron by telephone.", "phone"),
        ("Warplanes bombed the town.", "aerial"),
        ("A drone attacked the town.", "drone"),
        ("Ten people were killed in a bomb attack.", "explosives"),
        ("Gunmen attacked the town.", "firearms"),
        ("The army massed tanks at the border.", "troops"),
        ("France, Chad and Mali held a summit.", "multilateral"),
    ],
)
def test_the_words_of_the_clause_say_how_it_was_done(text: str, mode: str) -> None:
    assert mode in {e.mode for e in events_of(text)}


def test_contexts_come_from_the_words_of_the_sentence() -> None:
    event = events_of("A court convicted the senator of bribery.")[0]
    assert set(event.context) >= {"legal", "legislative", "corruption"}


def test_who_acts_in_a_call_takes_part_in_it() -> None:
    text = "In a telephone call with Norway on Tuesday, Chad asked for help."
    call = next(e for e in events_of(text) if e.type == "CONSULT")
    assert [s.of(text) for s in call.source_spans] == ["Chad", "Norway"]


def test_a_verb_in_the_perfect_goes_with_one_in_the_present() -> None:
    text = "Norway insists that the crew left its course and has demanded an apology."
    demand = next(e for e in events_of(text) if e.type == "REQUEST" and "demanded" in e.span.of(text))
    assert [s.of(text) for s in demand.source_spans] == ["Norway"]


def test_neither_nor_is_a_denial() -> None:
    text = "Norway neither supports nor opposes the ban."
    assert {e.status for e in events_of(text)} == {"negated"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Malian troops returned fire on the rebels.", ("ASSAULT", "Malian troops", "rebels", "occurred")),
        ("Rebels launched two drones at Port Sudan.", ("ASSAULT", "Rebels", "Port Sudan", "occurred")),
        ("Kuwait intercepted three missiles.", ("ASSAULT", "Kuwait", "", "occurred")),
        ("Rebels recaptured Gao.", ("COERCE", "Rebels", "Gao", "occurred")),
        ("Chile shut the Peruvian embassy in Arica.", ("SANCTION", "Chile", "Peruvian embassy", "occurred")),
        ("Malta lifted its veto.", ("CONCEDE", "Malta", "", "occurred")),
        ("The rebels announced a pause in their attacks.", ("RETREAT", "rebels", "their", "occurred")),
        ("Low's visit was met with protests by farmers.", ("PROTEST", "farmers", "Low's visit", "occurred")),
        ("The army said 12 men had been wounded and 17 taken hostage.", ("ASSAULT", "", "17", "occurred")),
        ("Men took at least ten farmers captive.", ("ASSAULT", "Men", "at least ten farmers", "occurred")),
        ("Gunmen seized 300 pupils.", ("ASSAULT", "Gunmen", "300 pupils", "occurred")),
        ("A school was hit by a falling wall.", ("other", "falling wall", "school", "occurred")),
    ],
)  # fmt: skip
def test_frames_of_news_from_the_field(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in told(text)


def test_what_is_paused_did_not_happen() -> None:
    assert "ASSAULT" not in {
        kind for kind, *_, status in told("The rebels announced a pause in their attacks.")
    }


def test_a_question_is_no_request() -> None:
    asked = told("Chad asked whether the leaders would meet.") + told("Chad asked Niger to meet the rebels.")
    assert [row[:3] for row in asked if row[0] == "REQUEST"] == [("REQUEST", "Chad", "Niger")]


def test_each_other_are_the_two_of_the_sentence() -> None:
    text = "Chad and Niger accused each other of theft."
    actors = (Actor("Chad", "country"), Actor("Niger", "country"))
    mentions = (Mention(Span(0, 4), 0, "name"), Mention(Span(9, 14), 1, "name"))
    (event,) = find_events(syntax.parse(text, body(text)), (), actors, mentions, ())
    assert (event.source, event.target) == ((0, 1), (0, 1))


def test_what_is_to_be_done_is_not_done() -> None:
    kinds = {row[0]: row[3] for row in told("Ana Vidal called for the talks to be broken off.")}
    assert kinds.get("SANCTION", "possible") != "occurred"


def test_who_says_the_words_does_what_is_done_with_them() -> None:
    text = "Idris Deby said the blast was an attack and demanded that Chad act."
    actors = (Actor("Idris Deby", "person"), Actor("Chad", "country"))
    at = text.index("Chad")
    mentions = (Mention(Span(0, 10), 0, "name"), Mention(Span(at, at + 4), 1, "name"))
    cue = Span(text.index("demanded"), text.index("demanded") + 8)
    wanted = Attribution(
        (Span(0, 10),), (cue,), (Span(cue.end + 1, len(text) - 1),), "indirect", "wants", (0,)
    )
    found = find_events(syntax.parse(text, body(text)), (), actors, mentions, (wanted,))
    assert [(e.source, e.target) for e in found if e.type == "REQUEST"] == [((0,), (1,))]

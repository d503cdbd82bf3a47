"""Positions: who takes a stand, which, and on what question."""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Actor, Attribution, Masthead, Mention, Published, Report, Span, TimeExpression
from dateline.reading import read_report, syntax
from dateline.reading.positions import date_positions, find_positions

HERE = Path(__file__).parent
FLOORS = {"positions.jsonl": 0.93, "positions_2.jsonl": 0.85}
"""F1 on actor with stance over our own sets, annotated before they were first read (then .821 and .588)."""

ACTORS = (Actor("Norway", "country"), Actor("Chad", "country"), Actor("Idris Deby", "person"))
WORDS = {"Norway": 0, "Chad": 1, "Deby": 2, "his": 2, "he": 2}


def place(text, words, after=0):
    start = text.index(words, after)
    return Span(start, start + len(words))


def positions_of(text, attributions=()):
    parse = syntax.parse(text, [Span(0, len(text))])
    mentions = [
        Mention(Span(t.idx, t.idx + len(t)), WORDS[t.text], "name")
        for doc in parse.docs
        for t in doc
        if t.text in WORDS
    ]
    return find_positions(parse, ACTORS, mentions, attributions)


def only(text, attributions=()):
    (position,) = positions_of(text, attributions)
    return ACTORS[position.actor].name, position.stance, position.proposition


def said(text, source, cue, content, speaker):
    spans = place(text, source), place(text, cue), place(text, content)
    return Attribution((spans[0],), (spans[1],), (spans[2],), "indirect", speakers=(speaker,))


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_the_sets_of_our_own_hold_their_floors(name, floor):
    hit = missed = extra = worded = 0
    masthead = Masthead(published=Published(datetime.date(2020, 5, 4), "stated"))
    for line in (HERE / "data" / name).read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = record["text"]
        reading = read_report(Report("r", "r.txt", text, (Span(0, len(text)),), masthead=masthead))
        left = [(reading.actors[p.actor].name, p.stance, p.proposition) for p in reading.positions]
        for wanted in record["positions"]:
            actor, stance = wanted["actor"], wanted["stance"]
            found = next((row for row in left if actor in row[0] and stance == row[1]), None)
            if found is None:
                missed += 1
                continue
            left.remove(found)
            hit += 1
            worded += all(word.lower() in found[2].lower() for word in wanted["words"])
        extra += len(left)
    assert 2 * hit / (2 * hit + missed + extra) >= floor
    assert worded >= hit - 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway rejected the plan.", ("Norway", "rejects", "plan")),
        ("Chad is opposed to any deal.", ("Chad", "against", "deal")),
        ("Norway supports an inquiry.", ("Norway", "for", "inquiry")),
        ("Norway does not support sanctions.", ("Norway", "against", "sanctions")),
        ("Chad ruled out early elections.", ("Chad", "rejects", "early elections")),
        ("Norway called for an immediate truce.", ("Norway", "demands", "immediate truce")),
        ("Chad refused to leave the talks.", ("Chad", "rejects", "Chad leaves the talks")),
        ("Norway is ready to host the talks.", ("Norway", "open", "Norway hosts the talks")),
        ("Norway urged the rebels to disarm.", ("Norway", "demands", "the rebels disarm")),
        ("Norway urged the army not to intervene.", ("Norway", "against", "the army intervenes")),
        ("Chad would not permit any transfer of weapons.", ("Chad", "rejects", "transfer of weapons")),
        ("Norway voiced support for the mission.", ("Norway", "for", "mission")),
        ("Chad stressed the need to end the siege.", ("Chad", "demands", "end the siege")),
        ("Chad's refusal to pay angered the bank.", ("Chad", "rejects", "Chad pays")),
        ("Chad turned down the offer.", ("Chad", "rejects", "offer")),
        ("Norway voted in favour of the ban.", ("Norway", "for", "ban")),
        ("Chad is against early elections.", ("Chad", "against", "early elections")),
        ("Norway refused to accept the plan.", ("Norway", "rejects", "Norway accepts the plan")),
        ("Norway urged the bank to back the plan.", ("Norway", "demands", "the bank backs the plan")),
        ("Norway opposes laws that hurt the poor.", ("Norway", "against", "laws that hurt the poor")),
    ],
)
def test_a_word_of_stance_tells_who_stands_where_on_what(text, expected):
    assert only(text) == expected


def test_what_someone_says_must_be_is_demanded():
    text = "Norway says he must go."
    assert only(text, [said(text, "Norway", "says", "he must go", 0)]) == (
        "Norway",
        "demands",
        "Idris Deby goes",
    )


def test_what_someone_says_must_not_be_is_put_affirmatively():
    text = "Chad says his exit must not be a condition for talks."
    content = "his exit must not be a condition for talks"
    assert only(text, [said(text, "Chad", "says", content, 1)]) == (
        "Chad",
        "against",
        "Idris Deby’s exit is a condition for talks",
    )


def test_what_someone_says_there_must_not_be_is_opposed():
    text = "Chad said there should be no conditions."
    assert only(text, [said(text, "Chad", "said", "there should be no conditions", 1)]) == (
        "Chad",
        "against",
        "conditions",
    )


def test_a_duty_of_ones_own_is_no_position():
    text = "Deby said he must leave early."
    assert positions_of(text, [said(text, "Deby", "said", "he must leave early", 2)]) == ()


def test_joined_stands_and_joined_holders_each_have_their_row():
    found = positions_of("Norway and Chad rejected the plan and refused to negotiate.")
    rows = {(ACTORS[p.actor].name, p.stance, p.proposition.partition(" and ")[0]) for p in found}
    assert {("Norway", "rejects", "plan"), ("Chad", "rejects", "plan")} <= rows
    assert len(found) == 4


def test_the_span_is_the_clause_that_states_it():
    text = "Norway rejected the plan, but Chad welcomed the truce."
    spans = [p.span.of(text) for p in positions_of(text)]
    assert spans == ["Norway rejected the plan", "Chad welcomed the truce"]


def test_a_possessive_is_left_as_it_is_where_its_owner_is_plain_or_unsure():
    assert only("Norway urged Chad to cut its deficit.")[2] == "Chad cuts its deficit"
    assert only("Norway urged them to leave.")[2] == "they leave"


def test_the_day_is_that_of_the_stand_else_that_of_the_saying_else_unknown():
    text = "Norway on Monday rejected the plan. Chad welcomed the elections in May."
    times = [
        TimeExpression(place(text, "Monday"), "DATE", "2020-05-04"),
        TimeExpression(place(text, "May"), "DATE", "2020-05"),
    ]
    parse = syntax.parse(text, [Span(0, len(text))])
    mentions = [Mention(place(text, "Norway"), 0, "name"), Mention(place(text, "Chad"), 1, "name")]
    found = date_positions(find_positions(parse, ACTORS, mentions, (), times), (), times)
    assert [p.date for p in found] == ["2020-05-04", None]


@pytest.mark.parametrize(
    "text",
    [
        "Norway could support the plan.",
        "If Norway rejects the plan, talks end.",
        "Does Norway support the plan?",
        "The harbour was closed by ice.",
        "Chad did not accept the letter.",
        "Nobody supports the plan.",
        "Norway is expected to reject the plan.",
        "Chad must accept the plan.",
        "Norway would support the plan if Chad did.",
        "Norway did not oppose or support the plan.",
        "Norway dismissed six officers.",
        "Norway called a witness for the hearing.",
        "Chad declined to release the names.",
        "Norway warned that it would not tolerate violence.",
        "Norway asked how the plan should be rejected.",
        "Chad was accused of supporting the rebels.",
        "Norway accepted two million in bribes.",
        "Norway declined to comment and asked Chad to comment.",
    ],
)
def test_no_stand_is_read_where_none_is_taken(text):
    assert positions_of(text) == ()


PIECES = st.sampled_from(
    "Norway Chad he rejects to must not support call for urge the plan , ' - refusal it ?".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=18))
def test_any_row_of_words_gives_positions_inside_the_text(words):
    text = " ".join(words)
    whole = Span(0, len(text))
    speaker = Attribution((whole,), (), (whole,), "direct", speakers=(1,))
    for position in positions_of(text, [speaker]):
        assert position.span.of(text).strip()
        assert position.proposition.strip()


def test_a_question_is_told_in_the_fullest_words_of_the_report():
    text = "Chad has drawn up a border treaty. Norway rejected the treaty."
    assert only(text) == ("Norway", "rejects", "border treaty")
    text = "Raiders ambushed a convoy. Norway condemned the ambush."
    assert only(text) == ("Norway", "against", "ambush of a convoy")


def test_the_occasion_of_saying_so_is_no_part_of_the_question():
    text = "Norway urged Chad to hold elections in a telephone call with its president."
    assert only(text) == ("Norway", "demands", "Chad holds elections")


def test_what_is_called_something_is_that():
    assert only("Norway condemned what it called a reckless act.") == ("Norway", "against", "reckless act")


@pytest.mark.parametrize(
    "text",
    [
        "Norway has yet to respond to the offer.",
        "Norway neither supports nor opposes the plan.",
    ],
)
def test_silence_and_neutrality_are_no_stand(text):
    assert positions_of(text) == ()


def test_what_is_denied_is_no_position():
    text = "Norway denied that Chad opposed the new plan."
    denial = Attribution(
        (place(text, "Norway"),),
        (place(text, "denied"),),
        (place(text, "that Chad opposed the new plan"),),
        "indirect",
        "denies",
        (0,),
    )
    assert positions_of(text, (denial,)) == ()
    assert positions_of(text) != ()


def test_an_aside_that_is_left_out_takes_its_commas_along():
    text = "Norway demands that the heirs of the fire in Oslo on May 1, which killed 15, be paid."
    assert ",," not in only(text)[2]


def test_a_question_quoted_within_a_sentence_takes_no_stand():
    text = '"How many more must die?" Norway said.'
    question = Attribution(
        (place(text, "Norway"),), (place(text, "said"),), (place(text, text[:25]),), "direct", "says", (0,)
    )
    assert positions_of(text, (question,)) == ()

"""Positions: who takes a stand, which, and on what question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Actor, Attribution, Mention, Span
from dateline.reading import syntax
from dateline.reading.positions import find_positions

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
        ("Chad would not permit the transfer of arms.", ("Chad", "rejects", "transfer of arms")),
        ("Norway voiced support for the mission.", ("Norway", "for", "mission")),
        ("Chad stressed the need to end the siege.", ("Chad", "demands", "end the siege")),
        ("Chad's refusal to pay angered the bank.", ("Chad", "rejects", "Chad pays")),
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


@pytest.mark.parametrize(
    "text",
    [
        "Norway could support the plan.",
        "If Norway rejects the plan, talks end.",
        "Does Norway support the plan?",
        "The harbour was closed by ice.",
        "Chad did not accept the letter.",
        "Nobody supports the plan.",
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

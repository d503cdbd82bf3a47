"""Time expressions: the examples of the rules, directions, anchors, and what holds on any text."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.knowledge.time_words import EXAMPLE_DAY, time_cues, time_rules, time_words
from dateline.model import UNDATED, Published, Span
from dateline.reading.sentences import split_sentences
from dateline.reading.times import find_times, resolve_times
from dateline.reading.times.forms import Form


def on(day, text, latest=None):
    """Text → [(words, value)] with *day* as the day of publication (or the first of several, to *latest*)."""
    published = UNDATED
    if day and latest:
        published = Published(
            None, "inferred", datetime.date.fromisoformat(day), datetime.date.fromisoformat(latest)
        )
    elif day:
        published = Published(datetime.date.fromisoformat(day), "stated")
    found = find_times(text, split_sentences(text, Span(0, len(text))))
    return [(time.span.of(text), time.value) for time in resolve_times(text, found, published)]


def values(day, text, latest=None):
    return dict(on(day, text, latest))


@pytest.mark.parametrize("rule", time_rules(), ids=lambda rule: rule.name)
def test_every_rule_does_what_its_example_says(rule):
    text = rule.example.replace("[", "").replace("]", "")
    found = find_times(text, [Span(0, len(text))])
    published = Published(datetime.date.fromisoformat(EXAMPLE_DAY), "stated")
    got = [(t.span.of(text), t.type, t.value) for t in resolve_times(text, found, published)]
    if rule.type == "none":
        assert got == []
    else:
        words = rule.example[rule.example.index("[") + 1 : rule.example.index("]")]
        assert (words, rule.type, rule.value) in got


def test_the_same_words_mean_another_day_in_another_report():
    text = "The envoy arrived on Friday and left yesterday."
    assert on("2013-03-02", text) == [("Friday", "2013-03-01"), ("yesterday", "2013-03-01")]
    assert on("2013-03-09", text) == [("Friday", "2013-03-08"), ("yesterday", "2013-03-08")]


def test_without_a_date_nothing_is_guessed():
    text = "On Friday, as last year, he spoke of March 2011, of the vote in September and of 12 May."
    assert on(None, text) == [
        ("Friday", "XXXX-WXX-5"),
        ("last year", "XXXX"),
        ("March 2011", "2011-03"),
        ("September", "XXXX-09"),
        ("12 May", "XXXX-05-12"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The two met on Thursday.", "2014-05-08"),
        ("The two will meet on Thursday.", "2014-05-15"),
        ("The two are expected to meet on Thursday.", "2014-05-15"),
        ("The talks, which had been scheduled for Thursday, failed.", "2014-05-08"),
        ("They could leave as early as Thursday.", "2014-05-15"),
        ("Thursday's vote was put off.", "2014-05-08"),
    ],
)
def test_a_bare_weekday_is_the_last_one_unless_a_cue_points_ahead(text, value):
    assert value in values("2014-05-12", text).values()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam broke in October.", "2013-10"),
        ("The court will rule in October.", "2014-10"),
        ("He wants a deal before ministers gather in October in Oslo.", "2014-10"),
        ("The force was cut in April.", "2014-04"),
        ("He was jailed last August.", "2013-08"),
        ("They told reporters of a plan to withdraw the last brigade in June.", "2014-06"),
    ],
)
def test_a_bare_month_goes_where_its_sentence_points(text, value):
    assert value in values("2014-05-12", text).values()


def test_a_month_and_day_is_the_nearest_one():
    assert values("2014-01-05", "The raid of Dec. 28 killed nine.") == {"Dec. 28": "2013-12-28"}
    assert values("2013-12-20", "A new law takes effect on January 2.") == {"January 2": "2014-01-02"}


def test_a_weekday_chooses_the_year_of_its_date():
    assert values("2014-06-01", "It was on Friday, December 18.")["Friday, December 18"] == "2015-12-18"


def test_what_follows_is_counted_from_what_was_said_before():
    text = "He was arrested on 3 May 1998. The next day he was freed; two years later he fled."
    assert [value for _, value in on("2014-05-12", text)] == ["1998-05-03", "1998-05-04", "2000"]


def test_a_tale_goes_on_from_its_own_days_and_not_from_when_it_was_told():
    text = "Rebels took the post on Thursday, the governor said on Friday. Jets bombed it a day later."
    assert values("2013-03-02", text)["a day later"] == "2013-03-01"
    text = "Lorries got through on Sunday, the first since 23 January. The day before, one was stopped."
    assert values("2024-02-27", text)["The day before"] == "2024-02-24"


@pytest.mark.parametrize(
    ("day", "text", "value"),
    [
        ("2022-03-01", "The September 11 attacks led to it.", "2001-09-11"),
        ("1998-10-01", "The September 11 attacks led to it.", "1998-09-11"),
        ("2012-07-04", "The road was shut after a raid on 26 November.", "2011-11-26"),
        ("2003-12-15", "Power is to be handed over on June 30.", "2004-06-30"),
        ("2014-09-18", "The deal of Orthodox Easter held.", "2014-04-20"),
        (None, "It ends with Eid al-Fitr.", "XXXX-XX-XX"),
    ],
)
def test_days_of_the_year_and_feasts_follow_their_sentence(day, text, value):
    assert value in values(day, text).values()


def test_two_days_of_one_month():
    assert [v for _, v in on("2014-05-12", "They met on June 7 and 8.")] == ["2014-06-07", "2014-06-08"]
    assert [v for _, v in on("2014-05-12", "They met on 7-8 June.")] == ["2014-06-07", "2014-06-08"]


def test_the_week_of_a_day():
    assert values("2014-05-12", "It falls in the week of June 9.") == {"the week of June 9": "2014-W24"}
    assert [v for _, v in on("2014-05-12", "On the weekend of June 7-8.")] == ["2014-W23-WE", "2014-06-08"]


def test_a_weekday_and_its_date_in_brackets_are_one_day():
    assert on("2013-05-10", "They talked until Tuesday night (May 7).") == [
        ("Tuesday night", "2013-05-07TNI"),
        ("May 7", "2013-05-07"),
    ]


def test_a_clock_time_belongs_to_the_day_before_it():
    assert [v for _, v in on("2014-05-12", "On 3 May at 10:40 GMT it fell.")] == [
        "2014-05-03",
        "2014-05-03T10:40Z",
    ]
    assert values("2014-05-12", "It fell at 9 a.m.") == {"9 a.m.": "2014-05-12T09:00"}


def test_a_span_of_publication_counts_where_both_ends_agree():
    text = "On Tuesday they spoke of last June; yesterday it rained."
    assert on("2013-05-07", text, latest="2013-05-08") == [
        ("Tuesday", "2013-05-07"),
        ("last June", "2012-06"),
        ("yesterday", "XXXX-XX-XX"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the capital, and some may fall.",
        "May he rest in peace.",
        "A 52-year-old nurse and her six-month-old son were hurt.",
        "June Marlowe and April Stone of Sun Micro spoke to Jan Kovac.",
        "The show This Week had no guests.",
        "More than a quarter of the voters stayed away as soon as they could.",
        "He came second and paid $1999.",
    ],
)
def test_words_that_look_like_times_and_are_none(text):
    assert on("2014-05-12", text) == []


def test_numbers_in_words_and_digits():
    text = "It took 2 1/2 years, then twenty-four months, a hundred days and two and a half hours."
    assert [v for _, v in on(None, text)] == ["P2Y6M", "P24M", "P100D", "PT2H30M"]
    assert values(None, "It was in nineteen ninety-seven.") == {"nineteen ninety-seven": "1997"}


def test_days_of_a_value_are_kept_beside_it():
    text = "It began in the first quarter of 2012 and ended in the week of May 7."
    time = find_times(text, [Span(0, len(text))])[0]
    assert (time.begin, time.end) == ("2012-01-01", "2012-03-31")


def test_the_rule_and_the_anchor_that_decided_are_shown():
    text = "They met on Friday."
    published = Published(datetime.date(2013, 3, 2), "stated")
    (time,) = resolve_times(text, find_times(text, [Span(0, len(text))]), published)
    assert time.rule == (
        "a bare weekday: the last Friday on or before the day of publication, 2013-03-02 (“met” points back)"
    )
    assert (time.anchor, time.anchor_time, time.pattern) == ("2013-03-02", None, "weekday")
    assert time.form == "calendar XXXX-WXX-5 lean=back cue=met"


def test_what_was_asked_for_in_a_call_was_asked_before():
    found = values("2021-11-14", "He urged her to honour her word, in a long phone call on Saturday.")
    assert found == {"Saturday": "2021-11-13"}
    assert values("2021-11-14", "He urged her to come on Saturday.") == {"Saturday": "2021-11-20"}


def test_what_was_agreed_to_is_past_and_what_was_agreed_to_be_done_ahead():
    assert values("2025-05-14", "Kyiv agreed to the proposal in March.") == {"March": "2025-03"}
    assert values("2025-05-14", "Kyiv agreed to leave in March.") == {"March": "2026-03"}


def test_an_ambiguous_date_in_figures_is_the_one_nearer_to_publication():
    assert values("2007-07-10", "It flew on 7/8/07.") == {"7/8/07": "2007-07-08"}
    assert values("2007-08-10", "It flew on 7/8/07.") == {"7/8/07": "2007-08-07"}
    assert values(None, "It flew on 7/8/07.") == {"7/8/07": "2007-XX-XX"}


def test_the_word_lists_are_well_formed():
    assert all(words and all(words) for words in time_words())
    assert set(time_cues().values()) == {
        "ahead", "plan", "to", "conjunction", "occasion", "soon", "past", "none",
    }  # fmt: skip


_PIECES = st.sampled_from(
    "Friday May march 12 2013 ’98 1990s the last next two years ago a second 10:40 a.m. GMT on in early late "
    "third quarter - ( ) . , and half an hour every night 31/12/99 February 30 999999999999 million ninety "
    "before yesterday this that same period XXXX 1/0 0 twenty-".split(" ")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=14).map(" ".join) | st.text(max_size=80))
def test_on_any_text_the_spans_hold_and_resolving_again_changes_nothing(text):
    found = find_times(text, [Span(0, len(text))])
    published = Published(datetime.date(2013, 3, 2), "stated")
    once = resolve_times(text, found, published)
    elsewhere = resolve_times(text, once, Published(datetime.date(1999, 12, 31), "stated"))
    assert resolve_times(text, elsewhere, published) == once
    assert resolve_times(text, once, UNDATED) == found
    last = 0
    for time in once:
        assert last <= time.span.start < time.span.end <= len(text)
        assert time.value
        assert str(Form.parse(time.form)) == time.form
        last = time.span.end


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_no_trouble(day):
    text = "Friday, last year, next week, two centuries ago, in May, on 29 February, this weekend, at Easter."
    assert len(on(day, text)) == 8


@pytest.mark.parametrize("piece", ["May 7 ", "1,234,", "million ", "twenty-", "(", "a.m. ", "the last "])
def test_a_long_line_takes_bounded_time(piece):
    text = piece * (120_000 // len(piece))
    find_times(text, [Span(0, len(text))])

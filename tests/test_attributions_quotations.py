"""Where a report quotes: marks of every style, over paragraphs, and marks that close nothing."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge.cues import cues
from dateline.model import Span
from dateline.reading.attributions.quotations import find_quotations


def quoted(text: str) -> list[str]:
    body, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(at, at + len(line)))
        at += len(line) + 1
    return [q.span.of(text) for q in find_quotations(text, body)]


@pytest.mark.parametrize(
    "quotation",
    ['"Go."', "“Go.”", "„Go.“", "„Go.”", "«Go.»", "‹Go.›", "‘Go.’", "'Go.'", "''Go.''", "``Go.''", "「Go.」"],
)
def test_marks_of_every_style(quotation):
    assert quoted(f"He said {quotation} and left.") == [quotation]


def test_apostrophes_are_no_quotation_marks():
    assert quoted("The leaders' talks didn't end the rebels' siege; it's 'over', they say.") == ["'over'"]
    assert quoted("It is the farmers’ land and isn’t the state’s.") == []


def test_a_plural_inside_single_marks_does_not_close_them():
    assert quoted("'The rebels' siege is over,' he said.") == ["'The rebels' siege is over,'"]


def test_inner_marks_belong_to_the_outer_quotation():
    assert quoted("“She called it ‘a trap’ twice,” he said.") == ["“She called it ‘a trap’ twice,”"]


def test_a_mark_that_is_never_closed_costs_only_itself():
    assert quoted('He said "go and left.\nShe said "stay" and sat.') == ['"stay"']
    assert quoted("An “open mark. Then “a whole one” follows.")[-1].endswith("one”")


def test_a_speech_of_several_paragraphs_opens_each_and_closes_the_last():
    assert quoted("“One.\n\n“Two.\n\n“Three,” she said.") == ["“One.", "“Two.", "“Three,”"]


def test_inches_and_feet_quote_nothing():
    assert quoted('The pipe is 12" wide.') == []


def test_a_long_line_of_marks_is_read_in_bounded_time():
    begun = time.perf_counter()
    for text in (" 'a" * 20_000, '"a ' * 20_000, "“" * 60_000, "x' 'y" * 12_000):
        quoted(text)
    assert time.perf_counter() - begun < 10


@given(st.text(alphabet="ab ,.'\"“”‘’„«»`\n-", max_size=80))
def test_quotations_are_in_order_apart_and_within_their_lines(text):
    last = 0
    for line in (q for q in quoted(text)):
        assert "\n" not in line
        at = text.index(line, last)
        last = at + len(line)


def test_every_cue_has_frames_and_direct_speech_stands_beside_verbs():
    for (word, part), senses in cues().items():
        assert word == word.lower() and part in {"verb", "noun", "adjective"}
        assert senses
        if part != "verb":
            assert "quote" not in senses


def test_one_word_may_have_an_attitude_for_each_frame():
    ask, agree = cues()["ask", "verb"], cues()["agree", "verb"]
    assert ask["wh"].attitude == "asks"
    assert (agree["clause"].attitude, agree["inf"].attitude) == ("says", "plans")

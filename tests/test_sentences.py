"""Sentences end where a reader would end them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span
from dateline.reading.sentences import LONGEST, split_sentences


def split(text):
    return [span.of(text) for span in split_sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The minister left.", "He did not say why."],
        ["“We are ready,” she said.", "“Are they?”"],
        ["“Who fired first?” he asked the court.", "Nobody knew."],
        ["“We waited.", "Nobody came,” said the driver.", "He wept."],
        ["Gen. Omar Haddad met Mrs. Lind on Jan. 5 in the U.S. Embassy.", "They shook hands."],
        ["The bill failed in the U.S.", "The senator blamed J. R. Holt."],
        ["Talks began at 9 a.m. on Friday.", "They ended at 3 p.m.", "The sides disagreed."],
        ["It grew by 2.5 percent to $3.4 million.", "No. 7 stayed open."],
        ["He paused… and went on.", "Then he stopped!", "Why?"],
        ["The “new” plan (see p. 4) failed.", "‘Never again,’ he said."],
    ],
)
def test_news_prose(sentences):
    assert split(" ".join(sentences)) == sentences


def test_a_line_break_inside_a_paragraph_is_a_blank():
    assert split("The river rose\novernight. The town\nwas cut off.") == [
        "The river rose\novernight.",
        "The town\nwas cut off.",
    ]


def test_a_paragraph_without_a_full_stop_is_one_sentence():
    assert split("Fierce fighting") == ["Fierce fighting"]


def test_blanks_hold_no_sentence():
    assert split("  \n ") == []


@given(st.text(alphabet=st.sampled_from("Ab. ?!…”“\"'’\n)(1"), max_size=80))
def test_sentences_cover_all_words_in_order_without_overlap(text):
    spans = split_sentences(text, Span(0, len(text)))
    covered = 0
    for span in spans:
        assert not text[covered : span.start].strip()
        assert span.of(text) == span.of(text).strip() != ""
        covered = span.end
    assert not text[covered:].strip()


def test_what_never_ends_is_cut_at_a_blank():
    sentences = split("and then " * 1_000)
    assert all(len(s) <= LONGEST for s in sentences)
    assert " ".join(sentences) == ("and then " * 1_000).strip()


def test_a_long_line_of_dots_is_split_in_bounded_time():
    assert "".join(split("." * 200_000)) == "." * 200_000

"""Words and names: what a text gives as evidence without a parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.names import person_key, slug
from dateline.linking.words import stem, words_of
from dateline.model import Span


def whole(text):
    return [Span(0, len(text))]


@pytest.mark.parametrize(
    "words",
    [
        "attack attacks attacked attacking",
        "carry carries carried carrying",
        "stop stopped stopping",
        "raid raids",
    ],
)
def test_inflected_forms_have_one_stem(words):
    assert len({stem(word) for word in words.split()}) == 1


def test_a_name_is_capitalised_inside_a_sentence():
    text = "Yesterday the ferry Sleipner sank off Bergen. Ferry crews searched all night."
    sentences = [Span(0, 45), Span(46, len(text))]
    first, second = words_of(text, sentences)
    assert set(first.names) == {"sleipner", "bergen"}
    assert second.names == ()


def test_the_capitals_of_a_headline_name_nobody():
    first, _ = words_of("Ferry Sinks In Heavy Storm\nThe ferry sank.", [Span(0, 26), Span(27, 42)])
    assert first.names == ()


def test_numbers_are_read_without_their_commas():
    (words,) = words_of("It cost 12,500 crowns.", whole("It cost 12,500 crowns."))
    assert words.numbers == ("12500",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Lavrov", "Sergey Lavrov"),
        ("Muammar Gaddafi", "Muammar Qaddafi"),
        ("Mohammed Badie", "Muhammad Badie"),
        ("Barack H. Obama", "Barack Obama"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert person_key(one) == person_key(other)


def test_two_names_have_two_keys():
    assert person_key("George Bush") != person_key("Laura Bush")


def test_an_id_is_readable_and_never_empty():
    assert slug("São Tomé") == "sao-tome"
    assert slug("عمر") != ""


@given(st.text(max_size=300))
def test_any_text_has_words(text):
    assert len(words_of(text, whole(text))) == 1
    slug(text)
    person_key(text)

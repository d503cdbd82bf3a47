"""Words, names and fingerprints: what a text gives as evidence without a parse."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.fingerprints import duplicates, fingerprint
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


COPY = (
    "Rescue crews in Bergen searched through the night for the ferry Sleipner, which sank in "
    "heavy seas on its way "
    "to Stavanger. The coast guard said that most of the passengers had reached the boats "
    "before the ship went "
    "down, and that two helicopters would go on with the search at first light."
)


def same_copy(texts):
    prints = {key: fingerprint(text, whole(text)) for key, text in texts.items()}
    return duplicates(
        {key: normal for key, (normal, _) in prints.items()},
        {key: shingles for key, (_, shingles) in prints.items()},
        [(a, b) for a in texts for b in texts if a < b],
    )


def test_the_same_words_are_an_exact_copy_whatever_the_spacing():
    (found,) = same_copy({"a": COPY, "b": COPY.replace(" ", "  ").upper()})
    assert (found.report, found.other, found.kind, found.share) == ("a", "b", "exact", 1.0)


def test_a_changed_word_leaves_a_near_copy():
    (found,) = same_copy({"a": COPY, "b": COPY.replace("two helicopters", "three helicopters")})
    assert found.kind == "near"
    assert 0.7 < found.share < 1


def test_a_short_report_inside_a_long_one_is_a_part_of_it():
    own = " ".join(
        f"Line {n} of a long report on the harbour tells something else, number {n * 7}." for n in range(20)
    )
    (found,) = same_copy({"a": COPY, "b": f"{own} {COPY}"})
    assert (found.kind, found.share) == ("partial", 1.0)


def test_reports_on_one_event_in_other_words_are_no_copies():
    assert (
        same_copy({"a": COPY, "b": "The Sleipner went under in a storm off Bergen; the search goes on. " * 3})
        == ()
    )


@given(st.text(max_size=300))
def test_any_text_has_words_and_a_fingerprint(text):
    spans = whole(text)
    assert fingerprint(text, spans) == fingerprint(text, spans)
    assert len(words_of(text, spans)) == 1
    slug(text)
    person_key(text)

"""The circumstances of saying: to whom, where, when, on what occasion and through whom."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.common import report_of
from dateline.model import Attribution, Span
from dateline.reading import read_report


def read(text: str) -> list[Attribution]:
    record = {"id": "x", "text": text, "published": "2014-03-07"}
    return list(read_report(report_of(record), "rules").attributions)


def words(text: str, spans: tuple[Span, ...]) -> str:
    return ", ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "to", "on", "place", "said"),
    [
        (
            "The envoy told reporters in Geneva on Thursday that the text was ready.",
            "reporters",
            "",
            "Geneva",
            "2014-03-06",
        ),
        (
            '"We are ready," the king said in a speech in Amman.',
            "",
            "in a speech",
            "Amman",
            None,
        ),
        (
            "In a letter to the court, the firm said on Monday that it would appeal.",
            "the court",
            "In a letter to the court",
            None,
            "2014-03-03",
        ),
        ("Russia warned Norway against the plan.", "Norway", "", None, None),
        ("The union urged restraint.", "", "", None, None),
        ("The mayor said via Skype that the dam had held.", "", "via Skype", None, None),
        (
            "The minister told a news conference in Riga that he would stay.",
            "",
            "a news conference",
            "Riga",
            None,
        ),
        (
            "The king said after Friday's attack in Aden that the nation would stand together.",
            "",
            "",
            None,
            None,
        ),
        ("The bank expects a loss this year.", "", "", None, None),
        (
            "The minister urged Oslo on Monday to pay.",
            "Oslo",
            "",
            None,
            "2014-03-03",
        ),
        ("Renewed clashes were reported around Homs.", "", "", None, None),
        (
            "A report published on Monday said the lake had dried up.",
            "",
            "",
            None,
            "2014-03-03",
        ),
    ],
)
def test_what_the_words_around_the_cue_tell(text, to, on, place, said):
    found = next(a for a in read(text) if a.parent is None)
    assert (words(text, found.addressee), words(text, found.occasion)) == (to, on)
    assert (found.place, found.said) == (place, said)
    assert found.when.basis == ("stated" if said else None)


def test_the_day_of_publication_is_not_the_day_of_saying():
    [found] = read("The mayor said the dam had held.")
    assert found.said is None
    assert found.when.earliest is None


def test_what_goes_on_has_the_day_and_place_of_the_first():
    text = (
        "Angela Merkel told reporters in Paris on Tuesday that the talks would go on. She added that nothing "
        "had been signed. Merkel had earlier said that she was tired."
    )
    first, added, earlier = (a for a in read(text) if a.parent is None)
    assert (added.said, added.place, added.when.basis) == ("2014-03-04", "Paris", "elsewhere")
    assert (added.continues, added.addressee) == (0, ())
    assert first.when.basis == "stated"
    assert (earlier.said, earlier.place) == (None, None)


def test_those_who_pass_it_on_stand_beside_the_speaker():
    text = '"We will stay," the commander was quoted by the Anadolu agency as saying.'
    [found] = read(text)
    assert (words(text, found.source), words(text, found.via)) == ("the commander", "the Anadolu agency")
    assert words(text, found.content) == '"We will stay,"'


def test_as_someone_put_it():
    text = "The bridge, as the governor put it, had been a disaster in waiting."
    [found] = read(text)
    assert words(text, found.source) == "the governor"
    assert words(text, found.content) == "The bridge, had been a disaster in waiting"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "told said reporters in at Geneva on Monday , . \" “ ” ' that by quoted as saying a the "
            "statement speaking to via after who and : Kerry he".split()
        ),
        max_size=25,
    )
)
def test_any_words_give_spans_in_the_text(parts):
    text = " ".join(parts)
    for found in read(text):
        for span in (*found.addressee, *found.occasion, *found.via):
            assert span.end <= len(text)
            assert span.of(text).strip()
        assert (found.place is None) == (found.place_span is None)

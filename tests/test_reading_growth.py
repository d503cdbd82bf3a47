"""What reading looks at grows with the length of a report and no faster: counted, not timed."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Report, Span, SpanIndex
from dateline.reading import read_report, syntax

SHORT, TIMES = 15, 4
MOST = 1.5 * TIMES
"""Times the comparisons of the short report that the long one may take; 16 where they grew by the square."""
LINE = "Police said Ann Lee met Bob Ray of the Lisford Council near Oslo on Monday, when 12 people were hurt."
SPANS = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 60), st.integers(0, 9))


@given(st.lists(SPANS), SPANS)
def test_an_index_of_spans_finds_what_looking_at_each_finds(spans, wanted):
    assert SpanIndex(spans).overlapping(wanted) == sorted(s for s in spans if s.overlaps(wanted))


def test_four_times_the_lines_are_four_times_the_comparisons(monkeypatch):
    compared = 0

    def counted(method):
        def asked(*spans):
            nonlocal compared
            compared += 1
            return method(*spans)

        return asked

    for name in ("overlaps", "covers"):
        monkeypatch.setattr(Span, name, counted(getattr(Span, name)))

    def comparisons(lines):
        nonlocal compared
        compared = 0
        text = "\n".join([LINE] * lines)
        starts = range(0, len(text), len(LINE) + 1)
        body = tuple(Span(start, start + len(LINE)) for start in starts)
        assert read_report(Report("0", "a.txt", text, body, language="en"), "rules").figures
        return compared

    assert comparisons(SHORT * TIMES) <= MOST * comparisons(SHORT)


def test_a_word_without_end_is_cut_and_keeps_its_place():
    for sentence in ('"' * 900, f"He said {'a' * 700}. No.", "https://a.example/" + "b-" * 300, "Yes."):
        tokens = list(syntax._tokens(syntax.language(), sentence))
        assert all(sentence[at:].startswith(token.text) for at, token in tokens)
        assert max(len(token.text) for _, token in tokens) <= syntax.LONGEST_WORD
        assert "".join(token.text for _, token in tokens) == sentence.replace(" ", "")

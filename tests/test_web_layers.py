"""What was found in a text, laid over it: cut at every boundary, nothing lost, nothing twice."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Span
from dateline.web.layers import Mark, blocks


def test_a_name_in_a_quotation_belongs_to_both_and_leads_to_the_name():
    text = "He said that Kerry had left."
    marks = [Mark("quotes", Span(8, 27), 0, "he says"), Mark("actors", Span(13, 18), 1, "John Kerry")]
    [block] = blocks(text, [(Span(0, 28), "")], [(Span(0, 28), 1)], marks)
    [sentence] = block.paragraphs[0].sentences
    assert [(piece.text, piece.layers, piece.row) for piece in sentence.pieces] == [
        ("He said ", (), None),
        ("that ", ("quotes",), 0),
        ("Kerry", ("actors", "quotes"), 1),
        (" had left", ("quotes",), 0),
        (".", (), None),
    ]
    assert sentence.pieces[2].rows == (1, 0) and sentence.pieces[2].words == "John Kerry; he says"


def test_what_overlaps_without_nesting_is_split():
    marks = [Mark("quotes", Span(0, 6), 0, ""), Mark("events", Span(4, 9), 1, "")]
    [block] = blocks("abcdefghij", [(Span(0, 10), "")], [(Span(0, 10), 1)], marks)
    pieces = block.paragraphs[0].sentences[0].pieces
    assert [piece.text for piece in pieces] == ["abcd", "ef", "ghi", "j"]
    assert pieces[1].layers == ("events", "quotes")


def test_a_line_break_within_a_sentence_is_none_and_one_between_two_parts_paragraphs():
    text = "One sentence\ngoes on. Two.\nThree."
    sentences = [(Span(0, 21), 1), (Span(22, 26), 2), (Span(27, 33), 3)]
    [block] = blocks(text, [(Span(0, 33), "")], sentences, [])
    assert [[s.number for s in paragraph.sentences] for paragraph in block.paragraphs] == [[1, 2], [3]]


def test_a_leftover_stands_apart_with_its_reason_and_parts_of_the_article_together():
    text = "Body one.\nShare this\nTweet this\nBody two.\nBody three."
    areas = [(Span(0, 9), ""), (Span(10, 20), "share buttons"), (Span(21, 31), "share buttons")]
    areas += [(Span(32, 41), ""), (Span(42, 53), "")]
    sentences = [(Span(0, 9), 1), (Span(32, 41), 2), (Span(42, 53), 3)]
    found = blocks(text, areas, sentences, [])
    assert [(block.reason, [paragraph.part for paragraph in block.paragraphs]) for block in found] == [
        ("", [0]),
        ("share buttons", [1, 2]),
        ("", [3, 4]),
    ]


def test_what_a_browser_reads_otherwise_ends_a_piece():
    text = "One\r\ntwo\0three."
    [block] = blocks(text, [(Span(0, len(text)), "")], [(Span(0, len(text)), 1)], [])
    pieces = block.paragraphs[0].sentences[0].pieces
    assert [(piece.start, piece.text) for piece in pieces] == [(0, "One\r"), (4, "\ntwo\0"), (9, "three.")]


TEXT = st.text(alphabet="ab \r\n.", max_size=60)


@st.composite
def laid_over(draw):
    text = draw(TEXT)
    places = st.integers(0, len(text))
    cuts = sorted(draw(st.sets(places, max_size=8)) | {0, len(text)})
    areas = [(Span(a, b), draw(st.sampled_from(["", "menu"]))) for a, b in pairwise(cuts)]
    ends = sorted(draw(st.sets(places, max_size=8)))
    sentences = [(Span(a, b), n) for n, (a, b) in enumerate(zip(ends[::2], ends[1::2], strict=False))]
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    marks = [Mark(f"l{n % 3}", Span(min(p), max(p)), n, "w") for n, p in enumerate(pairs)]
    return text, areas, sentences, marks


@given(laid_over())
def test_every_word_is_shown_once_in_order_with_the_marks_over_it(given_text):
    text, areas, sentences, marks = given_text
    found = blocks(text, areas, sentences, marks)
    pieces = [p for b in found for paragraph in b.paragraphs for s in paragraph.sentences for p in s.pieces]
    assert "".join("".join(p.text for p in pieces).split()) == "".join(text.split())
    assert all(text[p.start : p.start + len(p.text)] == p.text for p in pieces)
    for block in found:
        shown = "".join(
            p.text for paragraph in block.paragraphs for s in paragraph.sentences for p in s.pieces
        )
        assert "".join(shown.split()) == "".join(block.span.of(text).split())
    for mark in marks:
        covered = "".join(p.text for p in pieces if mark.row in p.rows)
        assert "".join(covered.split()) == "".join(mark.span.of(text).split())

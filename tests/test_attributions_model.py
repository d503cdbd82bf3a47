"""The model that finds who says what: its windows, its decoding, its file, and what comes of it."""

import hashlib
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.errors import ModelMissingError
from dateline.model import Span
from dateline.reading.attributions import extractors, find_attributions
from dateline.reading.attributions.neural import load_tagger, pieces
from dateline.reading.attributions.neural.decode import TAGS, statements
from dateline.reading.attributions.neural.hints import Hints, Part
from dateline.reading.attributions.neural.pieces import LONGEST_WINDOW, Window
from dateline.reading.attributions.neural.tagger import DIGEST, MODEL, Links, Scores
from dateline.reading.syntax import parse

LETTERS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *"abcdefghij", *(f"##{c}" for c in "abcdefghij"), ".", '"']
CUTTER = pieces.tokenizer(LETTERS)
OUT, SOURCE, _, CUE, _, CONTENT, INSIDE = range(TAGS)
UNLINKED = Links(length=1, distance=((0.0,) * 16, (0.0,) * 16), agreed=(5.0, 5.0))
NO_HINTS = Hints(frozenset(), ())


def read(text: str, extractor: extractors.Extractor = "model"):
    body, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            body.append(Span(at, at + len(line)))
        at += len(line) + 1
    return find_attributions(parse(text, body), (), (), extractor)


def window(words: str, inner: tuple[int, ...] = ()) -> Window:
    """A window of one-letter words, with numbers of pieces in *inner* that go on with a word."""
    spans = tuple(Span(n, n + 1) for n in range(len(words)))
    return Window(0, (2, *(99 if n + 1 in inner else 5 for n in range(len(words))), 3), spans)


def scores(tags: list[int], links: dict[tuple[int, int], float] | None = None) -> Scores:
    """Scores by which *tags* are the best of each piece, and link vectors that are zero but for *links*."""
    best = np.full((len(tags), TAGS), -5, np.float32)
    best[np.arange(len(tags)), tags] = 5
    vectors = np.zeros((len(tags), 10), np.float32)
    for place, value in (links or {}).items():
        vectors[place] = value
    return Scores(best, vectors)


@given(
    st.text(alphabet='abcdefghij. "\u00e9\ud800\u2014', max_size=1200),
    st.lists(st.integers(0, 1200), max_size=5),
)
@settings(max_examples=60, deadline=None)
def test_windows_hold_every_piece_once_and_in_order(words, ends):
    text = "x" + words
    found = pieces.windows(text, Span(1, len(text)), 4, sorted(ends), CUTTER)
    spans = [span for w in found for span in w.spans]
    whole = CUTTER.encode(words.encode("utf-8", "replace").decode(), add_special_tokens=False)
    assert [(s.start - 1, s.end - 1) for s in spans] == [tuple(o) for o in whole.offsets]
    for each in found:
        assert each.paragraph == 4
        assert len(each.spans) + 2 == len(each.ids) <= LONGEST_WINDOW
        for span in each.spans:
            assert each.span(*each.pieces(span)).covers(span)


def test_a_long_paragraph_is_cut_where_a_sentence_ends():
    text = "a " * 200 + "." + " b" * 200
    first, second = pieces.windows(text, Span(0, len(text)), 0, [401, len(text)], CUTTER)
    assert first.spans[-1].of(text) == "."
    assert second.spans[0].of(text) == "b"


def test_a_word_has_one_role():
    # The second piece of a word would rather be outside; the whole word goes with its surer piece.
    tags = scores([OUT, CONTENT, OUT, CUE, OUT])
    tags.tags[2] = 0
    tags.tags[2, OUT] = 1
    (found,) = statements(window("abc", inner=(2,)), tags, NO_HINTS, UNLINKED, frozenset({99}))
    assert found.content == (Span(0, 2),)
    assert found.cue == Span(2, 3)


def test_no_part_starts_in_its_middle():
    (found,) = statements(
        window("abc"), scores([OUT, INSIDE, INSIDE, CUE, OUT]), NO_HINTS, UNLINKED, frozenset()
    )
    assert found.content == (Span(0, 2),)


def test_content_goes_to_the_cue_a_rule_gave_it_and_a_cue_without_content_falls_away():
    told = Hints(frozenset(), (Part("content", 1, 1, 7), Part("cue", 5, 5, 7), Part("cue", 3, 3, 8)))
    found = statements(
        window("abcde"), scores([OUT, CONTENT, OUT, CUE, OUT, CUE, OUT]), told, UNLINKED, frozenset()
    )
    assert [(s.cue, s.content) for s in found] == [(Span(4, 5), (Span(0, 1),))]


def test_two_pieces_with_one_cue_are_one_statement():
    (found,) = statements(
        window("abcd"),
        scores([OUT, CONTENT, CUE, SOURCE, CONTENT, OUT], {(2, -2): -9}),
        NO_HINTS,
        UNLINKED,
        frozenset(),
    )
    assert found.content == (Span(0, 1), Span(3, 4))
    assert found.source == Span(2, 3)
    assert 0 < found.confidence <= 1


def test_a_source_may_be_absent():
    (found,) = statements(
        window("abc"), scores([OUT, CONTENT, CUE, SOURCE, OUT], {(2, -2): 9}), NO_HINTS, UNLINKED, frozenset()
    )
    assert found.source is None


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The bridge had been closed for repairs since March, the harbour master said on Friday.",
            "the harbour master",
            "said",
            "The bridge had been closed for repairs since March",
        ),
        (
            '"We will not sign it," Foreign Minister Ana Duarte told reporters. "Not this year."',
            "Foreign Minister Ana Duarte",
            "told",
            '"We will not sign it," … "Not this year."',
        ),
        (
            "According to the river authority, the water will reach the town by Sunday.",
            "the river authority",
            "According to",
            "the water will reach the town by Sunday",
        ),
    ],
)
@pytest.mark.parametrize("extractor", ["model", "rules"])
def test_who_says_what(extractor, text, source, cue, content):
    found = [a for a in read(text, extractor) if a.parent is None]
    words = [[" … ".join(s.of(text) for s in part) for part in (a.source, a.cue, a.content)] for a in found]
    assert words == [[source, cue, content]]


def test_what_is_said_within_what_is_said_is_kept_with_its_parent():
    text = "The ministry said the rebels had promised to leave the town."
    outer, inner = read(text)
    assert outer.parent is None
    assert inner.parent == 0
    assert inner.source[0].of(text) == "the rebels"
    assert inner.attitude == "promises"
    assert outer.confidence is not None


def test_the_same_in_any_company():
    first = 'The guards fired first, two witnesses said. "It lasted an hour," one of them added.'
    second = "A spokeswoman for the union denied that the talks had failed.\nShe declined to say more."
    alone = read(first)
    read(second)
    assert read(first) == alone


@given(st.text(alphabet='abc XYZ"“”‘’.,:;—-\n\u00e9\U0001f600said told', max_size=300))
@example("=3D" * 47 + "=3ar in Ukraine on Friday, the port said. The town had asked for it, it added.")
@settings(max_examples=30, deadline=None)
def test_any_text_can_be_read_and_spans_stay_inside(text):
    for found in read(text):
        for span in (*found.source, *found.cue, *found.content):
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder in place of the one that holds the model."""
    monkeypatch.setattr("dateline.reading.attributions.neural.tagger.files", lambda _: tmp_path)
    load_tagger.cache_clear()
    yield tmp_path
    load_tagger.cache_clear()


def test_without_the_model_the_rules_go_on(folder):
    extractor, why = extractors.usable("model")
    assert extractor == "rules"
    assert "not there" in why
    assert "--extractor rules" in why
    assert extractors.usable("rules") == ("rules", None)


def test_a_damaged_model_is_told(folder):
    (folder / MODEL).write_bytes(b"no model at all")
    (folder / DIGEST).write_text("0" * 64)
    with pytest.raises(ModelMissingError, match="damaged"):
        load_tagger()


def test_a_file_that_is_no_model_is_told(folder):
    (folder / MODEL).write_bytes(b"no model at all")
    (folder / DIGEST).write_text(hashlib.sha256(b"no model at all").hexdigest())
    with pytest.raises(ModelMissingError, match="cannot be loaded"):
        load_tagger()


@pytest.mark.parametrize("library", ["onnxruntime", "tokenizers"])
def test_without_a_library_the_rules_go_on(monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    load_tagger.cache_clear()
    extractor, why = extractors.usable("model")
    assert extractor == "rules"
    assert "needs onnxruntime and tokenizers" in why


def test_the_card_describes_the_model_that_ships():
    card = Path(__file__).parent.parent / "docs" / "attribution-model.md"
    assert load_tagger().digest in card.read_text(encoding="utf-8")


def test_the_stamp_names_the_model():
    assert extractors.extractor_stamp("rules") == "attributions by rules"
    assert load_tagger().digest[:12] in extractors.extractor_stamp("model")

"""Paragraphs as the tagger reads them: windows of word pieces that know their place in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from dateline.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST_WINDOW = 256
"""Pieces the tagger sees at a time, with the marks at both ends; paragraphs are cut at sentence ends."""
HEAD, TAIL, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
"""Characters of the longest word that is cut into pieces; a longer one is unknown."""


@dataclass(frozen=True, slots=True)
class Window:
    """A run of pieces of one paragraph: numbers in the vocabulary, and places in the report's text.

    ``ids`` has one number more at either end than ``spans``, for the marks of head and tail.
    """

    paragraph: int
    ids: tuple[int, ...]
    spans: tuple[Span, ...]

    def pieces(self, span: Span) -> tuple[int, int] | None:
        """The first and last piece that *span* touches, as places in ``ids``; None if it touches none."""
        if not self.spans or span.start >= self.spans[-1].end or span.end <= self.spans[0].start:
            return None
        first = bisect_left(self.spans, span.start, key=lambda s: s.end - 1)
        last = bisect_left(self.spans, span.end, key=lambda s: s.start) - 1
        return (first + 1, last + 1) if first <= last else None

    def span(self, first: int, last: int) -> Span:
        """The text from piece *first* to piece *last*, places in ``ids``."""
        return Span(self.spans[first - 1].start, self.spans[last - 1].end)


def tokenizer(vocabulary: Sequence[str]) -> Tokenizer:
    """The cutter into word pieces of *vocabulary* (lower case, accents left aside)."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.normalizers import BertNormalizer
    from tokenizers.pre_tokenizers import BertPreTokenizer

    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    cutter = Tokenizer(WordPiece(numbers, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD))
    cutter.normalizer = BertNormalizer(lowercase=True)
    cutter.pre_tokenizer = BertPreTokenizer()
    return cutter


def windows(
    text: str, paragraph: Span, number: int, sentence_ends: Sequence[int], cutter: Tokenizer
) -> list[Window]:
    """The windows of one paragraph; *sentence_ends* are places in the text, in order."""
    # A lone surrogate has no encoding; "?" stands in for it, one character for one.
    words = paragraph.of(text).encode("utf-8", "replace").decode("utf-8")
    encoding = cutter.encode(words, add_special_tokens=False)
    spans = [Span(paragraph.start + start, paragraph.start + end) for start, end in encoding.offsets]
    head, tail = cast(int, cutter.token_to_id(HEAD)), cast(int, cutter.token_to_id(TAIL))
    out = []
    first = 0
    for end in _cuts(spans, sentence_ends):
        ids = (head, *encoding.ids[first:end], tail)
        out.append(Window(number, ids, tuple(spans[first:end])))
        first = end
    return out


def _cuts(spans: Sequence[Span], sentence_ends: Sequence[int]) -> list[int]:
    """Where windows end: as late as they may, at the end of a sentence if there is one."""
    room = LONGEST_WINDOW - 2
    ends = [bisect_left(spans, end, key=lambda s: s.start) for end in sentence_ends]
    cuts: list[int] = []
    first = 0
    while len(spans) - first > room:
        fitting = [end for end in ends if first < end <= first + room]
        first = fitting[-1] if fitting else first + room
        cuts.append(first)
    if first < len(spans):
        cuts.append(len(spans))
    return cuts

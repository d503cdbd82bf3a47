"""A text in blocks: one block a paragraph, normally one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.intake.wraps import joined
from dateline.model import Span

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(
    "(?:[.!?…。！？؟।][\"'”’»)\\]）」』]*\\s*(?:\\[\\d+\\]|Enditem|ENDS?|[■▪◼●♦])?|;(?: and| or)?)$"
)

SHORT_WORDS = 40
SHORT_CHARACTERS = 600
WIDE_PER_WORD = 2
"""Characters of Chinese, Japanese or Korean that count as one word."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a line of a page: its place, its words and how it stands.

    ``span`` holds the words, ``whole`` also the signs of Markdown around them. ``text`` is the block's own
    text with line breaks turned to spaces; ``words`` its number of words; ``gap`` the number of line breaks
    before it; ``ends`` whether it ends as a sentence does.
    """

    span: Span
    text: str
    words: int
    gap: int
    ends: bool
    whole: Span

    @property
    def short(self) -> bool:
        """Whether the block may be a line of a masthead or of furniture; no other is compared with lists."""
        return self.words <= SHORT_WORDS and len(self.span) <= SHORT_CHARACTERS


def word_count(text: str) -> int:
    """The number of words; two characters of a script without spaces count as one."""
    wide = len(_WIDE.findall(text))
    if wide:
        text = _WIDE.sub(" ", text)
    return len(_WORD.findall(text)) + -(-wide // WIDE_PER_WORD)


def is_unspaced(text: str) -> bool:
    """Whether a text holds words of a script that sets no spaces between them."""
    return _WIDE.search(text) is not None


def split(text: str, view: str | None = None) -> tuple[Block, ...]:
    """The blocks of *text*, in order: every non-blank character stands in exactly one of them.

    *view* is the text without Markdown (`markup.plain_view`), from which the words are taken.
    """
    view = text if view is None else view
    lines = [span for m in _LINE.finditer(text) if (span := _trimmed(text, m.start(), m.end())) is not None]
    blocks = []
    previous_end = 0
    for whole in joined(view, [(line, _trimmed(view, line.start, line.end) or line) for line in lines]):
        span = _trimmed(view, whole.start, whole.end) or whole
        own = " ".join(span.of(view).split())
        gap = text.count("\n", previous_end, whole.start)
        ends = bool(_SENTENCE_END.search(own[-16:]))
        blocks.append(Block(span, own, word_count(own), gap, ends, whole))
        previous_end = whole.end
    return tuple(blocks)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return None
    return Span(start + left, start + len(piece.rstrip()))

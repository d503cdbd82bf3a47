"""A text in blocks: one block a paragraph, normally one line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Span

_LINE = re.compile("[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(
    "(?:[.!?…。！？؟।][\"'”’»)\\]）」』]*\\s*(?:\\[\\d+\\]|Enditem|ENDS?|[■▪◼●♦])?|;(?: and| or)?)$"
)
_ENDS_LINE = re.compile('[.!?…:;。！？؟।"”»)\\]]$')

_HEAD_LINE = re.compile(
    r"[A-Z][A-Z-]{2,15}:\s|[Bb][Yy]\s+(?:[A-Z][\w.'’-]+\s*){2,4}$|"
    r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s[\w ,.]{4,25}\b(?:19|20)\d\d\b.{0,25}$"
)
"""Lines of a masthead that no paragraph runs into: a label in capitals, a byline, a date with its weekday."""

SHORT_WORDS = 40
SHORT_CHARACTERS = 600
WRAP_WIDEST = 110
"""Characters: mail and wire texts are wrapped at 60 to 100; longer lines are paragraphs."""
WRAP_SHARE = 0.4
"""A text is hard-wrapped when this share of its touching line pairs runs on in lower case."""
WRAP_PAIRS = 4
"""Fewer touching pairs than this decide nothing."""
FILLED = 0.7
"""A wrapped line is continued only if it fills this much of the usual width."""
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


def split(text: str, view: str | None = None) -> tuple[Block, ...]:
    """The blocks of *text*, in order: every non-blank character stands in exactly one of them.

    *view* is the text without Markdown (`markup.plain_view`), from which the words are taken.
    """
    view = text if view is None else view
    lines = [span for m in _LINE.finditer(text) if (span := _trimmed(text, m.start(), m.end())) is not None]
    blocks = []
    previous_end = 0
    for whole in _joined(view, [(line, _trimmed(view, line.start, line.end) or line) for line in lines]):
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


def _joined(view: str, lines: list[tuple[Span, Span]]) -> list[Span]:
    """Lines of one hard-wrapped paragraph joined; other texts stay as they are.

    A line comes as its whole and as its words in *view*, by which it is judged.
    """
    text, shown = view, [words for _, words in lines]
    touching = [(a, b) for a, b in pairwise(shown) if _touch(text, a, b) and 40 <= len(a) <= WRAP_WIDEST]
    running = [(a, b) for a, b in touching if _runs_on(text, a, b)]
    if len(running) < WRAP_PAIRS or len(running) < WRAP_SHARE * len(touching):
        return [whole for whole, _ in lines]
    width = sorted(len(a) for a, _ in running)[len(running) // 2]
    joined: list[Span] = []
    last = shown[0]
    for whole, line in lines:
        if (
            joined
            and _touch(text, last, line)
            and _HEAD_LINE.match(line.of(text)) is None
            and FILLED * width <= len(last) <= WRAP_WIDEST
            and (
                not _ENDS_LINE.search(text[last.end - 1])
                or text[line.start].islower()
                or len(last) >= 0.9 * width
            )
        ):
            joined[-1] = Span(joined[-1].start, whole.end)
        else:
            joined.append(whole)
        last = line
    return joined


def _touch(text: str, first: Span, second: Span) -> bool:
    return text.count("\n", first.end, second.start) <= 1 and text.count("\r", first.end, second.start) <= 1


def _runs_on(text: str, first: Span, second: Span) -> bool:
    return text[second.start].islower() and not _ENDS_LINE.search(text[first.end - 1])

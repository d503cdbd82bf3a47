"""The text of a report with what was found in it: cut where anything begins or ends.

What was found overlaps as it likes: a name stands in a quotation, a quotation runs over two sentences, an
event's trigger is a figure's word. So the text is cut at every boundary, and each piece names all the layers
that lie over it and the row of the shortest of them, which a click on the piece leads to. It names its place
in the text too, so that words selected on a page can be found in the text, to the character.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model import Span

_ALTERED = re.compile(r"[\r\0]")
"""Characters that a browser reads as others or not at all: what stands behind them is a piece of its own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text that a row of a layer rests on; ``words`` say what was found there."""

    layer: str
    span: Span
    row: int
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch over which the same marks lie; ``row`` is that of the shortest, None where there is none.

    ``start`` is the place of its first character in the text of the report.
    """

    start: int
    text: str
    layers: tuple[str, ...] = ()
    rows: tuple[int, ...] = ()
    row: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, with its number where this is its beginning; or words between sentences (None)."""

    number: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; ``part`` is the number of the area of the text that begins here."""

    part: int | None
    sentences: tuple[Sentence, ...]

    @property
    def span(self) -> Span:
        """Where it stands in the text of the report."""
        first, last = self.sentences[0].pieces[0], self.sentences[-1].pieces[-1]
        return Span(first.start, last.start + len(last.text))


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of the article (``reason`` is empty), or leftovers with the reason for leaving them out."""

    reason: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def span(self) -> Span:
        """Where it stands in the text of the report."""
        return Span(self.paragraphs[0].span.start, self.paragraphs[-1].span.end)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A sentence or what stands between two, within one area of the text."""

    span: Span
    number: int | None
    area: int
    opens: bool
    """Whether a paragraph begins here."""


def blocks(
    text: str, areas: Sequence[tuple[Span, str]], sentences: Sequence[tuple[Span, int]], marks: Sequence[Mark]
) -> list[Block]:
    """The text of *areas* (with the reason of a leftover, or "" for the article) as blocks of paragraphs.

    *areas* and *sentences* (with their numbers) are in order and do not overlap among themselves. Line breaks
    within a sentence are those of some page; the others part paragraphs. Leftovers of one reason that follow
    each other are one block.
    """
    stretches = list(_stretches(text, areas, sentences))
    pieces = _pieces(text, stretches, marks)
    made: list[tuple[str, list[tuple[int | None, list[Sentence]]]]] = []
    area: int | None = None
    for stretch, cut in zip(stretches, pieces, strict=True):
        reason = areas[stretch.area][1]
        if not made or reason != made[-1][0]:
            made.append((reason, []))
        paragraphs = made[-1][1]
        if stretch.opens:
            paragraphs.append((stretch.area if stretch.area != area else None, []))
        paragraphs[-1][1].append(Sentence(stretch.number, cut))
        area = stretch.area
    return [
        Block(reason, tuple(Paragraph(part, tuple(listed)) for part, listed in paragraphs))
        for reason, paragraphs in made
    ]


def _stretches(
    text: str, areas: Sequence[tuple[Span, str]], sentences: Sequence[tuple[Span, int]]
) -> Iterator[_Stretch]:
    """The sentences inside each area and the words between them; white space alone is none."""
    at = 0
    for number, (area, _) in enumerate(areas):
        position, opens = area.start, True
        while at < len(sentences) and sentences[at][0].end <= area.start:
            at += 1
        following = at
        while following < len(sentences) and sentences[following][0].start < area.end:
            span, own = sentences[following]
            start, end = max(span.start, area.start), min(span.end, area.end)
            for line in _lines(text, position, start):
                yield _Stretch(line, None, number, opens or _breaks(text, position, line.start))
                position, opens = line.end, False
            yield _Stretch(
                Span(start, end),
                own if start == span.start else None,
                number,
                opens or _breaks(text, position, start),
            )
            position, opens = end, False
            following += 1
        for line in _lines(text, position, area.end):
            yield _Stretch(line, None, number, opens or _breaks(text, position, line.start))
            position, opens = line.end, False


def _breaks(text: str, start: int, end: int) -> bool:
    return "\n" in text[start:end]


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """The lines between two places that hold more than white space, without that at their ends."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        words = text[start:stop]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            yield Span(first, first + len(words.strip()))
        start = stop + 1


def _pieces(text: str, stretches: Sequence[_Stretch], marks: Iterable[Mark]) -> list[tuple[Piece, ...]]:
    """The pieces of each stretch: one sweep over all boundaries."""
    begin: dict[int, list[Mark]] = defaultdict(list)
    cuts = {place for s in stretches for place in (s.span.start, s.span.end)}
    cuts |= {found.end() for found in _ALTERED.finditer(text)}
    for mark in marks:
        if len(mark.span):
            begin[mark.span.start].append(mark)
            cuts |= {mark.span.start, mark.span.end}
    ordered = sorted(cuts)
    out: list[list[Piece]] = [[] for _ in stretches]
    active: list[Mark] = []
    at = 0
    for start, end in pairwise(ordered):
        active = [mark for mark in active if mark.span.end > start] + begin.get(start, [])
        while at < len(stretches) and stretches[at].span.end <= start:
            at += 1
        if at < len(stretches) and stretches[at].span.start <= start:
            out[at].append(_piece(start, text[start:end], active))
    return [tuple(pieces) for pieces in out]


def _piece(start: int, text: str, marks: Sequence[Mark]) -> Piece:
    if not marks:
        return Piece(start, text)
    inward = sorted(marks, key=lambda m: (len(m.span), m.row))
    return Piece(
        start,
        text,
        tuple(sorted({mark.layer for mark in marks})),
        tuple(dict.fromkeys(mark.row for mark in inward)),
        inward[0].row,
        "; ".join(dict.fromkeys(mark.words for mark in inward)),
    )

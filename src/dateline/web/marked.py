"""A row in its report: its sentence with the words marked that the row stands on, and what is around it."""

from __future__ import annotations

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import Span, hull
from dateline.views.citation import Cited, on_one_line
from dateline.web.layers import Mark, Piece, blocks

MOST_AROUND = 400
"""Characters of the sentence before and of the one behind; enough to know whom a pronoun means."""
HEAD = 700
"""Characters of the beginning of a report, where its day of publication stands or should."""
CALLED = {"trigger": "event", "evidence": "date"}
"""Parts of a row by the words that people know."""


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of a report with what stands ``before`` and ``after`` them, on one line each.

    ``pieces`` are the words, cut where a part of the row begins or ends; their layers are the parts' names.
    ``labels`` name the parts that begin with a piece, by its number.
    """

    before: str
    pieces: tuple[Piece, ...]
    after: str
    labels: Mapping[int, str]


def marked(cited: Cited, span: Span, parts: Mapping[str, Sequence[Span]]) -> Marked:
    """The words of a report at *span*, with the *parts* of a row in them marked by name."""
    text = cited.text
    marks = [
        Mark(CALLED.get(name, name), place, number, "")
        for number, (name, places) in enumerate(parts.items())
        for place in places
    ]
    listed = blocks(text, [(span, "")], [(span, 0)], marks)
    pieces = tuple(
        piece
        for block in listed
        for part in block.paragraphs
        for one in part.sentences
        for piece in one.pieces
    )
    begin: dict[int, list[str]] = {}
    for mark in marks:
        begin.setdefault(mark.span.start, []).append(mark.layer)
    labels = {
        number: ", ".join(dict.fromkeys(begin[piece.start]))
        for number, piece in enumerate(pieces)
        if piece.start in begin
    }
    return Marked(_before(cited, span), pieces, _after(cited, span), labels)


def head_of(cited: Cited, parts: Mapping[str, Sequence[Span]]) -> Span:
    """The beginning of a report, with the places in it that a row stands on."""
    end = min(HEAD, len(cited.text))
    near = [place for places in parts.values() for place in places if place.start < end]
    return hull([Span(0, end), *near])


def _before(cited: Cited, span: Span) -> str:
    """The sentence that ends before *span*."""
    at = bisect.bisect_left(cited.sentences, span.start, key=lambda sentence: sentence.start) - 1
    if at < 0:
        return ""
    start = max(cited.sentences[at].start, min(cited.sentences[at].end, span.start) - MOST_AROUND)
    return on_one_line(cited.text[start : min(cited.sentences[at].end, span.start)])


def _after(cited: Cited, span: Span) -> str:
    """The sentence that begins behind *span*."""
    at = bisect.bisect_left(cited.sentences, span.end, key=lambda sentence: sentence.start)
    if at == len(cited.sentences):
        return ""
    sentence = cited.sentences[at]
    return on_one_line(cited.text[sentence.start : min(sentence.end, sentence.start + MOST_AROUND)])

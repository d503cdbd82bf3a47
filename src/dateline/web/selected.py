"""Words that a user selected on a page, or copied from it, as a place in the text of a report.

What a page shows has other white space than the text, and lacks what cannot be seen; so words are compared
without either. A place that a page names must hold the very words that it sends with it: should a page be of
an earlier state, or a browser count otherwise, nothing is marked that was not meant.
"""

from __future__ import annotations

import re

from dateline.errors import CorrectionError
from dateline.model import Span

_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufffd\ud800-\udfff]+")
COMPARED = 200
"""Characters by which words are compared: of longer ones the beginning will do."""
MOST_PLACES = 20
"""Places of the same words that are offered to choose from."""


def selection(text: str, start: str, end: str, words: str) -> Span:
    """The place [start, end) of *text*, without the white space at its ends.

    Raises CorrectionError where *start* and *end* are no such place, or it does not hold *words*.
    """
    span = place(text, start, end)
    there, sent = _bare(span.of(text)), _bare(words)
    if there != sent and not (len(words) >= COMPARED and there.startswith(sent)):
        raise CorrectionError("other words stand there than those that were selected")
    return span


def place(text: str, start: str, end: str) -> Span:
    """The place [start, end) of *text*, without white space at its ends; CorrectionError if it is none."""
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise CorrectionError("the place of the words is told by two numbers, where they start and end")
    if max(len(start), len(end)) > len(str(len(text))) or not int(start) < int(end) <= len(text):
        raise CorrectionError("there are no such words in the text of the report")
    span = _trimmed(text, int(start), int(end))
    if not len(span):
        raise CorrectionError("no words are selected, only the room between them")
    return span


def places_of(words: str, text: str, within: Span) -> list[Span]:
    """The places in the part *within* of *text* where *words* stand, whatever white space is between them."""
    parts = words.split()
    if not parts:
        return []
    wanted = re.compile(r"\s+".join(map(re.escape, parts)))
    found = (Span(m.start(), m.end()) for m in wanted.finditer(text, within.start, within.end))
    return [span for span, _ in zip(found, range(MOST_PLACES), strict=False)]


def _bare(words: str) -> str:
    return _UNSEEN.sub("", words)


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))

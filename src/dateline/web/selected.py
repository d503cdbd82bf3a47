"""Words that a user selected on a page, or copied from it, as a place in the text of a report.

What a page shows has other white space than the text, and lacks what cannot be seen; so words are compared
without either. A place that a page names must hold the very words that it sends with it: should a page be of
an earlier state, or a browser count otherwise, nothing is marked that was not meant.
"""

from __future__ import annotations

import re

from dateline.errors import CorrectionError
from dateline.model import Span, trimmed

_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ufffd\ud800-\udfff]+")
COMPARED = 200
"""Characters by which words are compared: of longer ones the beginning will do."""


def selection(text: str, start: str, end: str, words: str) -> Span:
    """The place [start, end) of *text*, without the white space at its ends.

    Raises CorrectionError where *start* and *end* are no such place, or it does not hold *words*.
    """
    span = place(text, start, end)
    there, sent = _bare(span.of(text)), _bare(words)
    if not sent:
        raise CorrectionError("no words are selected that can be seen")
    if there != sent and not (len(words) >= COMPARED and there.startswith(sent)):
        raise CorrectionError("other words stand there than those that were selected")
    return span


def place(text: str, start: str, end: str) -> Span:
    """The place [start, end) of *text*, without white space at its ends; CorrectionError if it is none."""
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
        raise CorrectionError("the place of the words is told by two numbers, where they start and end")
    if max(len(start), len(end)) > len(str(len(text))) or not int(start) < int(end) <= len(text):
        raise CorrectionError("there are no such words in the text of the report")
    span = trimmed(Span(int(start), int(end)), text)
    if not len(span):
        raise CorrectionError("no words are selected, only the room between them")
    return span


def _bare(words: str) -> str:
    return _UNSEEN.sub("", words)

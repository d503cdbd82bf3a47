"""Texts of agreements and resolutions: preamble, articles and signatures, which are no sentences.

Their lines end in commas and semicolons, are headed "Article 3" and close with names. Two heads of articles
tell such a text; it reaches from its preamble to the last signature.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.intake.marks import Mark

ARTICLES = 2
"""Heads of articles from which a text is an agreement's."""
PREAMBLE = 40
"""Blocks above the first article that may belong to its preamble."""
SIGNATURES = 24
SIGNED_WORDS = 10
"""Lines of signatures, and words of one."""
_ARTICLE = re.compile(
    r"(?:Article|ARTICLE|Art\.|Section|SECTION|Chapter|CHAPTER|Annex|ANNEX|Part|PART)\s+"
    r"(?:\d{1,3}|[IVXLC]{1,6}|[A-Z]|One|Two|Three|Four|Five|Six)\b[^.!?]{0,80}$"
)
_OPENS_SIGNATURES = re.compile(r"(?:For|On behalf of)\b|(?:Signed|Done|Witness|In witness)", re.I)
_NOT_SIGNED = re.compile(r"[|\d@/]")


def find_agreement(marks: Sequence[Mark]) -> range:
    """The blocks of an agreement's text on the page; empty where there is none."""
    heads = [i for i, mark in enumerate(marks) if _is_head(mark)]
    if len(heads) < ARTICLES:
        return range(0)
    first = heads[0]
    while first > max(0, heads[0] - PREAMBLE) and _is_plain(marks[first - 1]):
        first -= 1
    last = heads[-1] + 1
    for i in range(last, len(marks)):
        if not _is_plain(marks[i]):
            break
        last = i + 1 if marks[i].block.ends else last
    return range(first, _past_signatures(marks, last))


def _is_head(mark: Mark) -> bool:
    return mark.kind == "line" and mark.block.short and _ARTICLE.match(mark.block.text) is not None


def _is_plain(mark: Mark) -> bool:
    return mark.kind in ("line", "prose") and mark.furniture is None


def _past_signatures(marks: Sequence[Mark], last: int) -> int:
    """The end of the names of those who signed, if such a line opens them; else *last*."""
    i = last
    while i < len(marks) and i - last < SIGNATURES and _may_sign(marks[i]):
        i += 1
    opened = any(_OPENS_SIGNATURES.match(m.block.text) for m in marks[last:i])
    return i if opened else last


def _may_sign(mark: Mark) -> bool:
    if mark.kind not in ("line", "byline", "date") or mark.block.words > SIGNED_WORDS:
        return False
    if mark.kind == "date":
        return _OPENS_SIGNATURES.match(mark.block.text) is not None
    return mark.furniture is None and _NOT_SIGNED.search(mark.block.text) is None

"""What follows from all drafts together: the manner of each, which are bare, and which stands in which."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Span
from dateline.model.reading import Manner
from dateline.reading.attributions.drafts import Draft
from dateline.reading.attributions.quotations import Quotation

BARE_WORDS = 4
"""Words of an attitude's content, at most, for it to be bare: what the benchmark's notes count as short."""
INWARD = frozenset({"thinks", "wants", "plans"})
"""Attitudes that one may hold without a word."""
_WORD = re.compile(r"\w+")
_NO_WORDS_OF_ITS_OWN = frozenset({"that"})
"""Words outside the marks that leave speech direct: 'said that "..."'."""


def manner(text: str, content: Sequence[Span], quotes: Sequence[Quotation]) -> Manner:
    """``direct`` where all the words stand in quotation marks, ``mixed`` where some do, else ``indirect``."""
    held = [q.span for q in quotes if any(q.span.overlaps(piece) for piece in content)]
    if not held:
        return "indirect"
    for piece in content:
        for word in _WORD.finditer(text, piece.start, piece.end):
            place = Span(word.start(), word.end())
            if word.group().lower() not in _NO_WORDS_OF_ITS_OWN and not any(q.covers(place) for q in held):
                return "mixed"
    return "direct"


def is_bare(text: str, draft: Draft) -> bool:
    """Whether a statement is no more than an attitude to a thing: "opposes the bill", "fears of violence".

    What someone says, denies, promises or demands is not, however short.
    """
    if draft.quotes or (draft.speech and not draft.noun):
        return False
    if not draft.noun and draft.attitude not in INWARD:
        return False
    return sum(len(_WORD.findall(text, piece.start, piece.end)) for piece in draft.content) <= BARE_WORDS


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the index of the one in whose content its cue stands, the tightest if several."""
    pieces = sorted(
        (piece.start, -piece.end, number) for number, draft in enumerate(drafts) for piece in draft.content
    )
    cues = sorted((draft.cue[0].start, number) for number, draft in enumerate(drafts) if draft.cue)
    out: list[int | None] = [None] * len(drafts)
    opened: list[tuple[int, int, int]] = []
    at = 0
    for place, number in cues:
        while at < len(pieces) and pieces[at][0] <= place:
            opened.append(pieces[at])
            at += 1
        opened = [piece for piece in opened if -piece[1] > place]
        around = [
            (-negative - start, other)
            for start, negative, other in opened
            if other != number and not _holds_cue(drafts[number], drafts[other])
        ]
        if around:
            out[number] = min(around)[1]
    return out


def _holds_cue(draft: Draft, other: Draft) -> bool:
    return any(piece.start <= cue.start < piece.end for piece in draft.content for cue in other.cue[:1])

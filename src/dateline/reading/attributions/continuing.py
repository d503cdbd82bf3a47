"""Statements that go on with one before: '"...," he added' was said when and where that was said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Attribution
from dateline.reading.attributions.drafts import Draft, Passage
from dateline.reading.attributions.frame import Frame

FARTHEST = 2
"""Paragraphs from one statement to the one that it goes on with, at most."""
_ANOTHER_TIME = frozenset(
    "earlier previously later once before repeatedly often already recently long separately meanwhile".split()
)
"""Adverbs that tell of another occasion."""
_OUTWARD = frozenset({"says", "denies", "promises", "asks", "accuses"})


def continued(
    passages: Sequence[Passage],
    drafts: Sequence[Draft],
    frames: Sequence[Frame | None],
    found: Sequence[Attribution],
) -> list[Attribution]:
    """The same attributions; those that go on with a statement of the same speaker have its time and place.

    One goes on if it is told in the simple past, a few paragraphs on, with no circumstances of its own.
    """
    out = list(found)
    last: dict[tuple[int, ...], int] = {}
    for number in sorted(range(len(out)), key=lambda n: (drafts[n].paragraph, drafts[n].head)):
        this = out[number]
        if this.parent is not None or not this.speakers or not this.cue:
            continue
        before = last.get(this.speakers)
        told = this.time is not None or this.place is not None or this.occasion
        if before is not None and not told and _goes_on(passages, drafts, frames, this, number, before):
            earlier = out[before]
            out[number] = replace(
                this,
                time=earlier.time,
                place=earlier.place,
                place_span=earlier.place_span,
                located=earlier.located,
                continues=before,
            )
        last[this.speakers] = number
    return out


def _goes_on(
    passages: Sequence[Passage],
    drafts: Sequence[Draft],
    frames: Sequence[Frame | None],
    this: Attribution,
    number: int,
    before: int,
) -> bool:
    draft, frame = drafts[number], frames[number]
    if (
        frame is None
        or this.attitude not in _OUTWARD
        or draft.paragraph - drafts[before].paragraph > FARTHEST
    ):
        return False
    cue = passages[draft.paragraph].doc[draft.head]
    told = cue.tag_ == "VBD" or (cue.tag_ == "VBG" and cue.dep_ in ("advcl", "conj", "xcomp"))
    told = told and not any(c.dep_ in ("aux", "auxpass") for c in cue.children)
    words = (*frame.tokens, *frame.cue)
    return told and not any(frame.doc[i].lower_ in _ANOTHER_TIME for i in words)

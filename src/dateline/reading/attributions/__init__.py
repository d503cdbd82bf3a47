"""Attributions: who is said to say, think or want what.

1. `quotations`  where the text quotes, by its marks
2. `speech`      a quotation and the frame beside it: '"A," she said. "B."'
3. `predicates`  predicates with source and complement, by the parse; the cue tables say which attribute
4. `drafts`      what the rules hand on; pieces of content grown to whole quotations

This module runs them and settles what follows from all together: which quoted sentences go on from the
statement before, which attribution stands in which, who the speakers are, and when it was said.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.knowledge.cues import cues
from dateline.model import Attribution, Mention, TimeExpression
from dateline.reading.attributions.predicates import candidates
from dateline.reading.attributions.drafts import Draft, Passage, merged, passages, runs, whole
from dateline.reading.attributions.quotations import find_quotations
from dateline.reading.attributions.speech import direct_speech, quoted_sentences
from dateline.reading.syntax import Parse


def find_attributions(
    parse: Parse, times: Sequence[TimeExpression], mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    """The attributions of a report in order of their first content character."""
    quotations = find_quotations(parse.text, parse.paragraphs)
    drafts: list[Draft] = []
    for passage in passages(parse, quotations):
        here = _in_paragraph(passage)
        _go_on(passage, here, drafts)
        drafts += here
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.content[0].start, -d.content[-1].end, d.head))
    return tuple(_settled(drafts))


def _in_paragraph(passage: Passage) -> list[Draft]:
    table = cues()
    drafts = direct_speech(passage, table)
    done = {d.head for d in drafts}
    for found in candidates(passage.doc, table):
        cue = table[found.lemma, found.part]
        if found.head in done or found.frame not in cue.frames or not found.content:
            continue
        pieces, held = whole(runs(passage.doc, found.content), passage, found.head)
        if not pieces:
            continue
        done.add(found.head)
        drafts.append(
            Draft(
                paragraph=passage.number,
                head=found.head,
                cue=tuple(runs(passage.doc, found.cue)),
                source=tuple(runs(passage.doc, found.source)),
                source_tokens=found.source,
                content=pieces,
                attitude=cue.attitude,
                speech=cue.speech,
                quotes=held,
            )
        )
    return drafts


def _go_on(passage: Passage, here: list[Draft], earlier: list[Draft]) -> None:
    """Add sentences that are all quotation, and have no frame, to the statement they go on from."""
    claimed = [q.span for d in here for q in d.quotes]
    for sentence, numbers in quoted_sentences(passage):
        spans = [passage.quotations[n].span for n in sorted(numbers)]
        if any(s in claimed for s in spans):
            continue
        before = [d for d in here if d.speech and d.content and d.cue and d.cue[0].start < sentence.start]
        if not before:
            before = [d for d in earlier if d.speech and d.paragraph == passage.number - 1]
        if before:
            last = max(before, key=lambda d: max(d.content[-1].end, d.cue[-1].end))
            last.content = merged([*last.content, *spans])
            claimed += spans


def _settled(drafts: Sequence[Draft]) -> list[Attribution]:
    out = []
    for draft in drafts:
        parent = None
        for index, other in enumerate(drafts):
            if other is not draft and draft.cue and any(c.covers(draft.cue[0]) for c in other.content):
                parent = index
        out.append(
            Attribution(
                source=draft.source,
                cue=draft.cue,
                content=tuple(draft.content),
                manner="indirect",
                attitude=draft.attitude,
                parent=parent,
            )
        )
    return out

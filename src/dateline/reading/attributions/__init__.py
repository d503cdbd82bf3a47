"""Attributions: who is said to say, think or want what.

1. `quotations`  where the text quotes, by its marks
2. `speech`      a quotation and the frame beside it: '"A," she said. "B."'
3. `predicates`  verbs, nouns and adjectives with source and complement, by the parse; the cue tables say
                 which of them attribute; `sources` finds the subject, `spill` mends what hangs too deep
4. `tails`       sentences that end ", X said", where the parse loses what stands before
5. `relayed`     "X quoted Y as saying": two sources
6. `asides`      attribution without a verb: "according to X", "X: ...", '"..." — X'
7. `drafts`      what the rules hand on; pieces of content grown to whole quotations
8. `settle`      what follows from all together: manner, bare attitudes, which attribution stands in which
9. `speakers`    the actors a source names
10. `said`       when it was said

Steps 1 to 7 are the rules, the one extractor (`gather` runs them). `neural` is the other: a model that sees
what the rules found and decides anew; `extractors` chooses. All that follows is the same for both.

An extractor needs the parse alone; times and mentions add when it was said and by which actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Attribution, Extractor, Mention, TimeExpression
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.drafts import passages
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, extract
from dateline.reading.attributions.quotations import find_quotations
from dateline.reading.attributions.said import TimeIndex, said_at, said_value
from dateline.reading.attributions.settle import is_bare, manner, parents
from dateline.reading.attributions.speakers import (
    first_mentions,
    is_first_person,
    names_the_unnamed,
    speakers,
)
from dateline.reading.syntax import Parse

__all__ = ["DEFAULT_EXTRACTOR", "date_attributions", "find_attributions"]


def find_attributions(
    parse: Parse,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    extractor: Extractor = DEFAULT_EXTRACTOR,
) -> tuple[Attribution, ...]:
    """The attributions of a report in order of their first content character.

    Raises ModelMissingError where *extractor* is the model and that cannot be loaded.
    """
    quotations = find_quotations(parse.text, parse.paragraphs)
    paragraphs = passages(parse, quotations)
    index, clock = MentionIndex(mentions), TimeIndex(times)
    drafts = extract(parse, paragraphs, quotations, index, extractor)
    above = parents(drafts)
    out: list[Attribution] = []
    for draft in drafts:
        doc = paragraphs[draft.paragraph].doc
        out.append(
            Attribution(
                source=draft.source,
                cue=draft.cue,
                content=tuple(draft.content),
                manner=manner(parse.text, draft.content, draft.quotes),
                attitude=draft.attitude,
                speakers=speakers(doc, draft.source_tokens, index),
                parent=above[len(out)],
                bare=is_bare(parse.text, draft),
                time=said_at(doc, draft.head, (*draft.source, *draft.content), clock),
                confidence=draft.confidence,
            )
        )
    first = first_mentions(mentions)
    before: tuple[int, ...] = ()
    for number, found in enumerate(out):
        if found.parent is not None:
            # "I" and "we" in a quotation are whoever is quoted.
            if is_first_person(parse.text, found.source):
                out[number] = replace(found, speakers=out[found.parent].speakers)
            continue
        if before and names_the_unnamed(parse.text, found, first):
            out[number] = replace(found, speakers=before)
        before = out[number].speakers or before
    return date_attributions(out, times)


def date_attributions(
    attributions: Sequence[Attribution], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """The same attributions, with the days on which they were said as *times* now tell them."""
    return tuple(a if a.time is None else replace(a, said=said_value(times[a.time])) for a in attributions)

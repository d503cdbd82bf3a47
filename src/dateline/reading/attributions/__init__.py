"""Attributions: who is said to say, think or want what.

1. `quotations`  where the text quotes, by its marks
2. `speech`      a quotation and the frame beside it: '"A," she said. "B."'
3. `predicates`  verbs, nouns and adjectives with source and complement, by the parse; the cue tables say
                 which of them attribute; `sources` finds the subject, `spill` mends what hangs too deep
4. `tails`       sentences that end ", X said", where the parse loses what stands before
5. `relayed`     "X quoted Y as saying": two sources
6. `asides`      attribution without a verb: "according to X", "X: ...", '"..." — X'
7. `drafts`      what the rules hand on; pieces of content grown to whole quotations
8. `sifting`     drafts that hold no statement are left out
9. `settle`      what follows from all together: manner, bare attitudes, which attribution stands in which
10. `speakers`   the actors a source names
11. `frame`      the words around a cue that tell of the saying itself: from them `hearers` (to whom it was
                 said), `occasions` (on what occasion, by what medium, where), `passing_on` (through whom)
                 and `said` (when)
12. `continuing` statements that go on with one before, said when and where that was

Steps 1 to 7 are the rules, the one extractor (`gather` runs them). `neural` is the other: a model that sees
what the rules found and decides anew; `extractors` chooses. All that follows is the same for both.

An extractor needs the parse alone; times, mentions and places add when and where it was said and by whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from dateline.model import UNTIMED, Attribution, EventTime, Extractor, Mention, Place, Span, TimeExpression
from dateline.model.days import bounds
from dateline.model.time import TimeBasis, TimePrecision
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.continuing import continued
from dateline.reading.attributions.drafts import passages, runs
from dateline.reading.attributions.extractors import DEFAULT_EXTRACTOR, extract
from dateline.reading.attributions.frame import Frame, frames
from dateline.reading.attributions.hearers import hearers
from dateline.reading.attributions.occasions import occasions_of, place_of_saying
from dateline.reading.attributions.passing_on import passed_on_by
from dateline.reading.attributions.quotations import find_quotations
from dateline.reading.attributions.said import TimeIndex, said_at, said_value
from dateline.reading.attributions.settle import is_bare, manner, parents
from dateline.reading.attributions.sifting import says_something, without_asker
from dateline.reading.attributions.speakers import (
    first_mentions,
    is_first_person,
    names_the_unnamed,
    speakers,
)
from dateline.reading.syntax import Parse
from dateline.reading.times.values import granularity

__all__ = ["DEFAULT_EXTRACTOR", "date_attributions", "find_attributions"]


def find_attributions(
    parse: Parse,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention],
    extractor: Extractor = DEFAULT_EXTRACTOR,
    places: Sequence[Place] = (),
) -> tuple[Attribution, ...]:
    """The attributions of a report in order of their first content character.

    Raises ModelMissingError where *extractor* is the model and that cannot be loaded.
    """
    quotations = find_quotations(parse.text, parse.paragraphs)
    paragraphs = passages(parse, quotations)
    index, clock = MentionIndex(mentions), TimeIndex(times)
    drafts = [
        without_asker(paragraphs[draft.paragraph], draft)
        for draft in extract(parse, paragraphs, quotations, index, extractor)
        if says_something(paragraphs[draft.paragraph], draft)
    ]
    above = parents(drafts)
    out: list[Attribution] = []
    around = frames(paragraphs, drafts)
    for draft, frame in zip(drafts, around, strict=True):
        doc = paragraphs[draft.paragraph].doc
        found = Attribution(
            source=draft.source,
            cue=draft.cue,
            content=tuple(draft.content),
            manner=manner(parse.text, draft.content, draft.quotes),
            attitude=draft.attitude,
            speakers=speakers(doc, draft.source_tokens, index),
            parent=above[len(out)],
            bare=is_bare(parse.text, draft),
            confidence=draft.confidence,
        )
        out.append(found if frame is None else _circumstances(parse.text, found, frame, index, clock, places))
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
    return date_attributions(continued(paragraphs, drafts, around, out), times)


def _circumstances(
    text: str,
    found: Attribution,
    frame: Frame,
    index: MentionIndex,
    clock: TimeIndex,
    places: Sequence[Place],
) -> Attribution:
    """The attribution with what the words around its cue tell of the saying."""
    to = hearers(frame, index, clock)
    tokens = frozenset(i for phrase in to for i in phrase)
    through = passed_on_by(frame)
    where = place_of_saying(frame, tokens, clock, places)
    return replace(
        found,
        addressee=_spans(frame, to),
        addressees=_named(frame, to, index),
        via=_spans(frame, through),
        via_actors=_named(frame, through, index),
        occasion=_spans(frame, occasions_of(frame, clock, places)),
        place=" ".join(where[0].of(text).split()) if where else None,
        place_span=where[0] if where else None,
        located=where[1] if where else None,
        time=said_at(frame, tokens, clock, found.attitude),
    )


def _spans(frame: Frame, phrases: Sequence[tuple[int, ...]]) -> tuple[Span, ...]:
    return tuple(span for phrase in phrases for span in runs(frame.doc, phrase))


def _named(frame: Frame, phrases: Sequence[tuple[int, ...]], index: MentionIndex) -> tuple[int, ...]:
    """The actors that phrases name."""
    return tuple(dict.fromkeys(a for phrase in phrases for a in speakers(frame.doc, phrase, index)))


def date_attributions(
    attributions: Sequence[Attribution], times: Sequence[TimeExpression]
) -> tuple[Attribution, ...]:
    """The same attributions, with the days on which they were said as *times* now tell them."""
    return tuple(a if a.time is None else _dated(a, times[a.time]) for a in attributions)


def _dated(found: Attribution, time: TimeExpression) -> Attribution:
    said = said_value(time)
    days = bounds(said or "")
    if said is None or days is None:
        return replace(found, said=None, when=UNTIMED)
    basis: TimeBasis = "stated" if found.continues is None else "elsewhere"
    precision = cast(TimePrecision, granularity(said))
    when = EventTime(days[0].isoformat(), days[1].isoformat(), precision, basis)
    return replace(found, said=said, when=when)

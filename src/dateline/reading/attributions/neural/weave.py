"""Statements of the tagger as drafts, woven with what the rules know: attitudes, quotations, what is nested.

The tagger decides which statements a report holds and where they begin and end. From the rules come the
statements inside another's content (the corpus the tagger learned from marks none), pieces of a quotation in
other paragraphs, and the attitude where they have read the same cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.cues import QUOTE, cues
from dateline.model import Span
from dateline.model.reading import Attitude
from dateline.reading.attributions.drafts import Draft, Passage, merged
from dateline.reading.attributions.neural.decode import Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def weave(
    passages: Sequence[Passage], statements: Sequence[Statement], drafts: Sequence[Draft]
) -> list[Draft]:
    """The drafts of a report by the tagger's *statements* and the rules' *drafts*, in order of content."""
    by_head: dict[int, dict[int, Draft]] = {}
    for draft in drafts:
        by_head.setdefault(draft.paragraph, {})[draft.head] = draft
    out: list[Draft] = []
    loose: list[Draft] = []
    for statement in statements:
        draft = _draft(passages[statement.paragraph], statement, by_head.get(statement.paragraph, {}))
        (out if statement.cue else loose).append(draft)
    of_cue = {(d.paragraph, d.head): d for d in out}
    spread = [d for d in drafts if d.content[-1].start > passages[d.paragraph].doc.user_data["starts"][-1]]
    for draft in loose:
        _join(draft, spread, of_cue, out)
    out += list(_nested(drafts, out))
    out.sort(key=lambda d: (d.content[0].start, -d.content[-1].end, d.paragraph, d.head))
    return out


def _draft(passage: Passage, statement: Statement, rules: Mapping[int, Draft]) -> Draft:
    doc = passage.doc
    spoken = _tokens(doc, statement.cue or statement.content[0])
    head = _head(doc, spoken, rules)
    rule = rules.get(head)
    attitude, speech, noun = _sense(doc, head) if rule is None else (rule.attitude, rule.speech, rule.noun)
    content = merged(statement.content)
    return Draft(
        paragraph=passage.number,
        head=head,
        cue=(statement.cue,) if statement.cue else (),
        source=(statement.source,) if statement.source else (),
        source_tokens=tuple(_tokens(doc, statement.source)) if statement.source else (),
        content=content,
        attitude=attitude,
        speech=speech,
        noun=noun,
        quotes=[q for q in passage.quotations if any(q.span.overlaps(piece) for piece in content)],
        confidence=statement.confidence,
    )


def _tokens(doc: Doc, span: Span) -> range:
    """The numbers of the tokens that *span* touches; at least one."""
    starts = doc.user_data["starts"]
    first = max(bisect_left(starts, span.start + 1) - 1, 0)
    return range(first, max(bisect_left(starts, span.end), first + 1))


def _head(doc: Doc, numbers: range, heads: Container[int]) -> int:
    """The word of a cue that bears its meaning: what a rule took, a word of the cue tables, or its top."""
    for number in numbers:
        if number in heads:
            return number
    table = cues()
    for number in reversed(numbers):
        if (doc[number].lemma_.lower(), _PARTS.get(doc[number].pos_, "")) in table:
            return number
    inside = set(numbers)
    return next((n for n in numbers if doc[n].head.i not in inside or doc[n].head.i == n), numbers[0])


def _sense(doc: Doc, head: int) -> tuple[Attitude, bool, bool]:
    """Attitude, whether the cue is one of speech, whether it is a noun; "says" where no table knows it."""
    part = _PARTS.get(doc[head].pos_, "")
    senses = cues().get((doc[head].lemma_.lower(), part), {})
    first = senses.get(QUOTE) or next(iter(senses.values()), None)
    return (first.attitude if first else "says"), not senses or QUOTE in senses, part == "noun"


def _join(
    draft: Draft, rules: Sequence[Draft], of_cue: Mapping[tuple[int, int], Draft], out: list[Draft]
) -> None:
    """Add content without a cue to the statement of a paragraph before that a rule says it goes on from.

    *rules* are the drafts with content behind their own paragraph.
    """
    for rule in rules:
        if rule.paragraph != draft.paragraph and any(
            piece.overlaps(other) for piece in rule.content for other in draft.content
        ):
            said = of_cue.get((rule.paragraph, rule.head))
            if said is not None:
                said.content = merged([*said.content, *draft.content])
                said.quotes = [*said.quotes, *draft.quotes]
                return
    out.append(draft)


def _nested(rules: Sequence[Draft], kept: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of the rules whose cue stands in the content of one that is kept, and is not kept itself."""
    heads = {(d.paragraph, d.head) for d in kept}
    pieces = sorted(piece for d in kept for piece in d.content)
    starts = [piece.start for piece in pieces]
    for rule in rules:
        if not rule.cue or (rule.paragraph, rule.head) in heads:
            continue
        at = bisect_left(starts, rule.cue[0].start + 1) - 1
        if at < 0 or not pieces[at].covers(rule.cue[0]):
            continue
        around = pieces[at]
        if all(around.covers(piece) for piece in rule.content):
            yield rule

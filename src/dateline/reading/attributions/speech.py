"""Direct speech: a quotation and the frame beside it, '"A," she said. "B."'.

The frame is read off the surface first (what stands between the quotation and the cue), because a parse of
a sentence with quoted words in it is often wrong; the parse only names the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.cues import QUOTE, Cues, cues
from dateline.model import Span
from dateline.reading.attributions.drafts import OUTSIDE, Draft, Passage, merged, runs
from dateline.reading.attributions.predicates import cue_of, hyphened
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.attributions.sources import noun_phrase, source_of, subtree
from dateline.reading.syntax import token_span, tokens_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 30
"""Tokens between a quotation and its cue, at most: a long apposition fits, another clause seldom does."""
_BEFORE_QUOTE = frozenset(",:-–—")
_ADDRESSED = frozenset({"tell", "ask", "remind", "assure", "warn", "inform"})
"""Verbs whose object is the one spoken to: 'told reporters, "..."'."""
_CLOSING = frozenset({",", ".", "?", "!", "…", "...", "-", "--", "–", "—", "?!"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})


def direct_speech(passage: Passage, table: Cues) -> list[Draft]:
    """Drafts for the quotations of one paragraph that have a frame beside them, in order of their cues."""
    if not passage.quotations:
        return []
    doc = passage.doc
    heads = [
        t
        for t in passage.words
        if t.pos_ in ("VERB", "AUX")
        and passage.outside(t.i)
        and QUOTE in table.get((t.lemma_.lower(), "verb"), ())
        and not hyphened(t)
    ]
    drafts: list[Draft] = []
    taken: set[int] = set()
    for head in heads:
        found = (
            _after(passage, head, taken, only_colon=True)
            or _before(passage, head, taken)
            or _after(passage, head, taken)
        )
        if found is None:
            continue
        content, used, source = found
        taken |= used
        drafts.append(
            Draft(
                paragraph=passage.number,
                head=head.i,
                cue=tuple(runs(doc, cue_of(head))),
                source=tuple(runs(doc, source)),
                source_tokens=source,
                content=content,
                attitude=table[head.lemma_.lower(), "verb"][QUOTE].attitude,
                speech=True,
                quotes=[passage.quotations[i] for i in sorted(used)],
            )
        )
    return drafts


_Found = tuple[list[Span], set[int], tuple[int, ...]]


def _before(passage: Passage, head: Token, taken: set[int]) -> _Found | None:
    """'"A," said X' and '"A," X said, "B"': the quotation stands before the cue."""
    doc, inside = passage.doc, passage.inside
    at = head.i - 1
    while at >= 0 and inside[at] < 0 and head.i - at <= _FARTHEST:
        at -= 1
    if at < 0 or inside[at] < 0 or inside[at] in taken:
        return None
    number = inside[at]
    if not _is_utterance(passage, at, number):
        return None
    between = [doc[i] for i in range(at + 1, head.i)]
    if doc[at].sent.start != head.sent.start and "." in (doc[at - 1].text, doc[at].text, doc[at + 1].text):
        return None  # '"A." He promised ...' and, as the British set it, '"A". He promised ...'
    if any(c.dep_ == "ccomp" and c.left_edge.lower_ == "that" and c.i > head.i for c in head.children):
        return None  # '... "A", noting that ...': it tells something of its own
    source = _source(passage, head, after=at)
    words = [t for t in between if not t.is_punct and t.i not in source]
    if any(t.pos_ in ("VERB", "AUX") and t.head != head for t in words):
        return None
    if any(t.pos_ in ("NOUN", "PROPN", "CCONJ", "SCONJ", "ADP") and not _loose(t, head) for t in words):
        return None
    used = {number}
    quotation = passage.quotations[number]
    content = [quotation.span]
    lead = [i for i in range(doc[at].sent.start, at) if inside[i] < 0 and not _in(doc[i], quotation)]
    if lead and _start(passage, quotation) >= doc[at].sent.start:
        begin = token_span(doc[doc[at].sent.start]).start
        content = [Span(begin, quotation.span.end)]
        used |= {inside[i] for i in range(doc[at].sent.start, at) if inside[i] >= 0}
    if used & taken:
        used, content = {number}, [quotation.span]
    # '"A," she said, "B"': what is quoted later in the sentence, with no other verb of saying before it.
    for i in range(head.i + 1, head.sent.end):
        if inside[i] >= 0:
            joined = doc[i - 1].text in _BEFORE_QUOTE or doc[i - 1].lower_ in ("and", "but")
            if joined and inside[i] not in taken:
                used.add(inside[i])
                content.append(passage.quotations[inside[i]].span)
            break
        if doc[i].pos_ == "VERB" and i not in source and QUOTE in cues().get((doc[i].lemma_, "verb"), ()):
            break
    return merged(content), used, source


def _after(passage: Passage, head: Token, taken: set[int], *, only_colon: bool = False) -> _Found | None:
    """'X said: "A"': the quotation follows the cue, with nothing but addressee, time or place between."""
    doc, inside = passage.doc, passage.inside
    at = head.i + 1
    while at < len(doc) and inside[at] < 0 and at - head.i <= _FARTHEST:
        at += 1
    if at >= len(doc) or inside[at] < 0 or inside[at] in taken:
        return None
    before = doc[at - 1]
    if before.i != head.i and before.text not in _BEFORE_QUOTE and before.lower_ != "that":
        return None
    between = [doc[i] for i in range(head.i + 1, at)]
    colon = before.text == ":"
    if only_colon and not colon:
        return None
    if doc[at].sent.start != head.sent.start and not colon:
        return None
    if any(t.pos_ == "VERB" and (not colon or (t.lemma_.lower(), "verb") in cues()) for t in between):
        return None
    if before.text == "," and head.lemma_ not in _ADDRESSED and any(t.dep_ == "dobj" for t in between):
        return None
    source = _source(passage, head, after=None)
    quotation = passage.quotations[inside[at]]
    used = {inside[at]}
    content = [quotation.span]
    if doc[at].sent.start == head.sent.start:
        for child in head.children:
            if child.dep_ == "ccomp" and child.i > head.i:
                content += runs(doc, [i for i in subtree(child) if i > head.i and i not in source])
        if before.lower_ == "that":
            content.append(token_span(before))
        for number, other in enumerate(passage.quotations):
            if number not in taken and any(other.span.overlaps(c) for c in content):
                used.add(number)
                content.append(other.span)
    return merged(content), used, source


def _source(passage: Passage, head: Token, *, after: int | None) -> tuple[int, ...]:
    """The subject of the frame: as parsed if it lies outside quotations, else the nearest noun phrase."""
    source = source_of(head)
    if source and all(passage.outside(i) for i in source) and abs(source[0] - head.i) <= _FARTHEST:
        return source
    doc = passage.doc
    if after is not None:
        for i in range(head.i - 1, after, -1):
            if doc[i].pos_ in _NOMINAL and doc[i].dep_ != "npadvmod":
                return tuple(j for j in noun_phrase(doc[i]) if after < j < head.i)
    for i in range(head.i + 1, min(head.sent.end, head.i + 6)):
        if not passage.outside(i):
            break
        if doc[i].pos_ in _NOMINAL and after is not None:
            return tuple(j for j in noun_phrase(doc[i]) if j > head.i and passage.outside(j))
    return ()


def _is_utterance(passage: Passage, last: int, number: int) -> bool:
    """Whether a quotation before a cue is speech, by a comma or end mark at its close or a sentence's start.

    ('It was "too early" to say' quotes two words, and nobody says them there.)
    """
    doc = passage.doc
    near = [doc[i].text for i in range(max(0, last - 1), min(len(doc), last + 2))]
    if any(text in _CLOSING for text in near):
        return True
    start = _start(passage, passage.quotations[number])
    return start < len(doc) and start == doc[start].sent.start


def _loose(token: Token, head: Token) -> bool:
    """Whether a word between quotation and cue is an adverbial of the cue, or part of one."""
    node = token
    for _ in range(4):
        if node.head == head:
            return node.dep_ in ("npadvmod", "advmod", "prep", "cc", "aux", "nsubj")
        node = node.head
    return False


def _in(token: Token, quotation: Quotation) -> bool:
    return quotation.span.covers(token_span(token))


def _start(passage: Passage, quotation: Quotation) -> int:
    starts = passage.doc.user_data["starts"]
    return next((i for i, s in enumerate(starts) if s >= quotation.span.start), len(starts))


def quoted_sentences(passage: Passage) -> Sequence[tuple[Span, frozenset[int]]]:
    """The sentences of a paragraph that stand wholly in quotation marks, with the quotations they are in."""
    out = []
    for sentence in passage.doc.sents:
        numbers = frozenset(
            passage.inside[t.i] for t in sentence if not t.is_punct or not passage.outside(t.i)
        )
        if numbers and OUTSIDE not in numbers:
            out.append((tokens_span(sentence), numbers))
    return out

"""An attribution on the way: what the rules hand to each other before spans and speakers are settled."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dateline.model import Span
from dateline.model.reading import Attitude
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.attributions.sources import noun_phrase
from dateline.reading.syntax import DATELINE, Parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST_SENTENCE = 250
"""Tokens; what runs on for longer is a list or a dump, and walks over its parse would take for ever."""
OUTSIDE = -1
"""In place of a quotation's number, for a token that stands in none."""
_ENDS = frozenset(",.;:-–—…―")
_INNER = frozenset({"pobj", "compound", "nmod", "poss", "npadvmod"})
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|BST|CET|EST|EDT|IST|EAT|WAT|[A-Z]{2,4}T))?"
    r" ?[-–—:|]?\s+(?=[A-Z\"“‘'])"
)
"""The time of day that an entry of a live report begins with: "10:31 am The minister said"."""
_JOINTS = frozenset({"and", "but", "or"})


@dataclass(slots=True)
class Draft:
    """A statement being put together; ``head`` is the cue's token number in paragraph ``paragraph``.

    ``speech``: the cue is one of speaking, that may frame a quotation; ``noun``: it is a noun ("fear of").
    ``confidence`` is the tagger's, None where a rule found it.
    """

    paragraph: int
    head: int
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    source_tokens: tuple[int, ...]
    content: list[Span]
    attitude: Attitude = "says"
    speech: bool = False
    noun: bool = False
    quotes: list[Quotation] = field(default_factory=list)
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph as the rules see it: its parse, its quotations, and which token stands in which.

    ``lead`` is the number of tokens of a dateline ("MOSCOW, Russia –") or time of day at its head; ``words``
    are the tokens of its sentences, but for a "sentence" too long to be one.
    """

    number: int
    doc: Doc
    quotations: tuple[Quotation, ...]
    inside: tuple[int, ...]
    lead: int
    words: tuple[Token, ...]

    def outside(self, token: int) -> bool:
        """Whether the token stands in no quotation."""
        return self.inside[token] == OUTSIDE


def passages(parse: Parse, quotations: Sequence[Quotation]) -> tuple[Passage, ...]:
    """The paragraphs of *parse* with their quotations, in order."""
    of: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        of.setdefault(quotation.paragraph, []).append(quotation)
    return tuple(
        Passage(n, doc, tuple(of.get(n, ())), _inside(doc, of.get(n, ())), _lead(parse, n), _words(doc))
        for n, doc in enumerate(parse.docs)
    )


def _words(doc: Doc) -> tuple[Token, ...]:
    return tuple(t for s in doc.sents if len(s) <= LONGEST_SENTENCE for t in s)


def _lead(parse: Parse, number: int) -> int:
    paragraph = parse.paragraphs[number]
    match = DATELINE.match(parse.text, paragraph.start, paragraph.end) or _CLOCK.match(
        parse.text, paragraph.start, paragraph.end
    )
    return bisect_left(parse.docs[number].user_data["starts"], match.end()) if match else 0


def _inside(doc: Doc, quotations: Sequence[Quotation]) -> tuple[int, ...]:
    if not quotations:
        return (OUTSIDE,) * len(doc)
    out, at = [], 0
    for start in doc.user_data["starts"]:
        while at < len(quotations) and quotations[at].span.end <= start:
            at += 1
        out.append(at if at < len(quotations) and quotations[at].span.start <= start else OUTSIDE)
    return tuple(out)


def runs(doc: Doc, numbers: Iterable[int]) -> list[Span]:
    """Token numbers as spans: one a run, without punctuation at the ends, across gaps of bare punctuation."""
    groups: list[list[int]] = []
    for number in sorted(numbers):
        if groups and all(doc[i].is_punct for i in range(groups[-1][-1] + 1, number)):
            groups[-1].append(number)
        else:
            groups.append([number])
    out = []
    for group in groups:
        while group and doc[group[0]].text in _ENDS:
            group.pop(0)
        while group and (doc[group[-1]].text in _ENDS or doc[group[-1]].lower_ in _JOINTS):
            group.pop()
        if any(doc[i].text[0].isalnum() or doc[i].text[-1].isalnum() for i in group):
            # The tokenizer parts "co-operation", and the parser may hang the halves on different words.
            while group[-1] + 1 < len(doc) and _joined(doc, group[-1]):
                group.append(group[-1] + 1)
            out.append(Span(token_span(doc[group[0]]).start, token_span(doc[group[-1]]).end))
    return out


def _joined(doc: Doc, number: int) -> bool:
    """Whether a token and the next belong to one hyphenated word."""
    token, following = doc[number], doc[number + 1]
    if token.whitespace_:
        return False
    if token.text == "-":
        return bool(following.text[0].isalnum())
    return (
        following.text == "-"
        and not following.whitespace_
        and number + 2 < len(doc)
        and bool(doc[number + 2].text[0].isalnum())
    )


def whole(pieces: Sequence[Span], passage: Passage, head: int) -> tuple[list[Span], list[Quotation]]:
    """Content pieces grown to the whole of each quotation they touch, or kept inside the one the cue is in.

    Returns the pieces, merged and in order, and the quotations they hold.
    """
    within = passage.inside[head]
    if within != OUTSIDE:
        fence = passage.quotations[within].span
        length = len(passage.quotations[within].mark)
        inner = Span(fence.start + length, max(fence.start + length, fence.end - length))
        kept = [Span(max(p.start, inner.start), min(p.end, inner.end)) for p in pieces if p.overlaps(inner)]
        return merged(kept), []
    held = [q for q in passage.quotations if any(q.span.overlaps(p) for p in pieces)]
    return merged([*pieces, *(q.span for q in held)]), held


def merged(spans: Iterable[Span]) -> list[Span]:
    """Overlapping spans made one, in order."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def is_person(doc: Doc, source: Sequence[int]) -> bool:
    """Whether a source is a person by name or by pronoun."""
    return any(doc[i].ent_type_ == "PERSON" or doc[i].lower_ in ("he", "she", "i") for i in source)


def past_lead(passage: Passage, source: tuple[int, ...], head: int) -> tuple[int, ...]:
    """The source without the words of a dateline; where it was nothing else, the phrase that follows it.

    The parser takes "MOSCOW" in "MOSCOW, Russia – The two sides agreed" for the subject.
    """
    kept = tuple(i for i in source if i >= passage.lead)
    if kept or not source:
        return kept
    doc = passage.doc
    for number in range(passage.lead, head):
        if doc[number].pos_ in ("NOUN", "PROPN", "PRON") and doc[number].dep_ not in _INNER:
            noun = doc[number]
            while noun.head.i > noun.i and noun.head.i < head and noun.head.pos_ in ("NOUN", "PROPN"):
                noun = noun.head
            return tuple(i for i in noun_phrase(noun) if passage.lead <= i < head)
    return ()

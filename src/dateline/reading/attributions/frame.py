"""The words around a cue that belong neither to its source nor to its content, nor to another statement.

They tell when, where, to whom and on what occasion something is said: "In a letter to the court, the firm
*told the judge on Monday that* ...". They stand in front of the source, between commas behind it, or behind
the cue up to the next clause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.circumstances import acts, occasions, venues
from dateline.model import Span
from dateline.reading.attributions.drafts import LONGEST_SENTENCE, Draft, Passage
from dateline.reading.attributions.sources import is_asked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_STOPS = frozenset({".", ";", ":", "?", "!", "…", "..."})
_JOINTS = frozenset({"and", "but", "or", "while", "whereas"})
_OPENERS = frozenset({"ADP", "SCONJ", "ADV", "NUM"})
_OF_CUE = frozenset({"aux", "auxpass", "neg", "prt"})
_NAMED = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})
_MOST_STEPS = 10
"""Words between one of the frame and the cue it hangs on."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one cue: numbers of its tokens in front of the cue and behind it, in order.

    ``head`` is the cue's own word, ``cue`` that with its auxiliaries, ``wording`` the whole cue; ``source``
    and ``content`` are token numbers too. Where the cue runs on ("said in a statement"), the rest of it
    belongs to the frame.
    """

    doc: Doc
    head: int
    cue: frozenset[int]
    wording: frozenset[int]
    source: tuple[int, ...]
    content: frozenset[int]
    front: tuple[int, ...]
    behind: tuple[int, ...]

    @property
    def tokens(self) -> tuple[int, ...]:
        """All tokens of the frame, those in front of the cue first."""
        return self.front + self.behind


@dataclass(frozen=True, slots=True)
class _Parts:
    cue: frozenset[int]
    wording: frozenset[int]
    source: frozenset[int]
    content: frozenset[int]


def frames(passages: Sequence[Passage], drafts: Sequence[Draft]) -> list[Frame | None]:
    """For each draft the frame of its cue; None where it has no cue or its sentence is too long to be one."""
    out: list[Frame | None] = [None] * len(drafts)
    together: dict[tuple[int, int], list[int]] = {}
    for number, draft in enumerate(drafts):
        if draft.cue:
            start = passages[draft.paragraph].doc[draft.head].sent.start
            together.setdefault((draft.paragraph, start), []).append(number)
    for (paragraph, start), numbers in together.items():
        passage = passages[paragraph]
        sentence = passage.doc[start].sent
        if len(sentence) > LONGEST_SENTENCE:
            continue
        parts = {n: _parts(passage.doc, drafts[n], sentence.start, sentence.end) for n in numbers}
        for number in numbers:
            out[number] = _frame(passage, drafts[number].head, number, parts)
    return out


def numbers_in(doc: Doc, span: Span) -> range:
    """The numbers of the tokens that begin in *span*."""
    starts = doc.user_data["starts"]
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def _parts(doc: Doc, draft: Draft, first: int, end: int) -> _Parts:
    def inside(spans: Sequence[Span]) -> frozenset[int]:
        return frozenset(i for span in spans for i in numbers_in(doc, span) if first <= i < end)

    head = doc[draft.head]
    wording = inside(draft.cue)
    cue = {i for i in wording if doc[i].head == head and doc[i].dep_ in _OF_CUE}
    return _Parts(frozenset({draft.head} | cue), wording, inside(draft.source), inside(draft.content))


def _frame(passage: Passage, head: int, number: int, parts: Mapping[int, _Parts]) -> Frame:
    doc, own = passage.doc, parts[number]
    sentence = doc[head].sent
    first, end = max(sentence.start, passage.lead), sentence.end
    taken: set[int] = set()
    for other, part in parts.items():
        if other == number:
            continue
        if head in part.content:
            first, end = max(first, min(part.content)), min(end, max(part.content) + 1)
        else:
            taken |= part.content
        taken |= part.cue | part.source
    taken -= own.cue | own.source | own.content
    return Frame(
        doc,
        head,
        own.cue,
        own.wording,
        tuple(sorted(own.source)),
        own.content,
        (*_opening(doc, own, taken, first), *_bracketed(doc, own, taken)),
        tuple(_behind(doc, own, taken, head, end)),
    )


def _opening(doc: Doc, own: _Parts, taken: set[int], first: int) -> Sequence[int]:
    """The tokens in front of source and cue: "In a letter to the court on Monday, the firm said ..."."""
    start = min(own.cue | own.source)
    at = start
    while at > first and at - 1 not in taken and at - 1 not in own.content and doc[at - 1].text not in _STOPS:
        at -= 1
    if at != first and not (at > first and doc[at - 1].text == ";"):
        return ()
    while at < start and (doc[at].is_punct or doc[at].pos_ == "CCONJ"):
        at += 1
    if at == start or not (
        doc[at].pos_ in _OPENERS or doc[at].tag_ == "VBG" or is_asked(doc[at]) or _is_time(doc[at])
    ):
        return ()
    return range(at, start)


def _bracketed(doc: Doc, own: _Parts, taken: set[int]) -> Sequence[int]:
    """The tokens between commas behind the source: "The rebels, in a statement, accused the army"."""
    if not own.source or max(own.source) > min(own.cue):
        return ()
    between = range(max(own.source) + 1, min(own.cue))
    words = [i for i in between if not doc[i].is_punct]
    if not words or any(i in taken or i in own.content for i in between):
        return ()
    if doc[words[0]].pos_ not in ("ADP", "SCONJ") and doc[words[0]].tag_ != "VBG":
        return ()
    return between


def _behind(doc: Doc, own: _Parts, taken: set[int], head: int, end: int) -> Sequence[int]:
    """The tokens behind the cue up to the next clause; behind the content only what hangs on the cue."""
    out: list[int] = []
    past = False
    for at in range(max(own.cue) + 1, end):
        token = doc[at]
        if at in own.content:
            past = True
            continue
        if at in own.source:
            continue
        if at in taken or token.text in _STOPS or token.lower_ == "that" or _opens_clause(doc, at, end):
            break
        if past and not token.is_punct and not _hangs_on(token, head, own.content):
            break
        out.append(at)
    return out


def _opens_clause(doc: Doc, at: int, end: int) -> bool:
    """Whether "and", "but" at a token goes on with another verb: "said on Monday, and left"."""
    if doc[at].lower_ not in _JOINTS:
        return False
    return any(doc[i].tag_ in FINITE or doc[i].tag_ == "VBG" for i in range(at + 1, min(end, at + 4)))


def _hangs_on(token: Token, head: int, content: frozenset[int]) -> bool:
    node = token
    for _ in range(_MOST_STEPS):
        if node.head.i == head:
            return True
        if node.head == node or node.head.i in content:
            return False
        node = node.head
    return False


def _is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def belongs(frame: Frame, number: int, through: frozenset[int]) -> bool:
    """Whether a token of the frame tells of the saying itself, by what it hangs on.

    On the way up to the cue may stand *through* (those spoken to), what one speaks at, in or by ("in a speech
    in Ankara"), places, and what the speaker does or what is done with the words ("speaking in Geneva", "a
    statement issued in Bonn"). "After Friday's attack" tells of the attack.
    """
    node = frame.doc[number]
    inside = set(frame.tokens)
    for _ in range(_MOST_STEPS):
        above = node.head
        if above == node or above.i in frame.cue or above.i not in inside:
            return True
        if above.pos_ in ("VERB", "AUX"):
            if above.lemma_.lower() not in acts() or (_is_finite(above) and not _meanwhile(above)):
                return False
        elif above.pos_ in ("NOUN", "PROPN") and above.i not in through:
            lemma = above.lemma_.lower()
            known = lemma in occasions() or lemma in venues() or above.ent_type_ in _NAMED
            if not known or (node.dep_ == "poss" and lemma not in occasions()):
                return False
        node = above
    return False


def _is_finite(verb: Token) -> bool:
    # "a letter dated 2 April" is tagged as a past tense.
    return verb.tag_ in FINITE and verb.dep_ != "acl"


def _meanwhile(verb: Token) -> bool:
    """Whether a finite verb tells what the speaker does while speaking: "as he waited on the quay"."""
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and (subject.pos_ == "PRON" or subject.tag_ == "WDT")

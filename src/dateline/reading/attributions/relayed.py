"""What one passes on from another: "X quoted Y as saying that ...", '"...," Y was quoted by X as saying'.

Who quotes and who is quoted are two sources. The active form gives two statements, the quoter's ("Y as saying
that ...") and, within it, Y's own; the passive form gives Y's alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.reading.attributions.drafts import Draft, Passage, runs, whole
from dateline.reading.attributions.sources import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUOTING = frozenset({"quote", "cite"})
_SAYING = frozenset("saying telling stating declaring adding warning claiming calling".split())
_FARTHEST = 20
"""Tokens between "quoted" and "as saying", at most: whoever is quoted, with title and name."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def relayed(passage: Passage) -> Iterator[Draft]:
    """Drafts for the forms of "quoted as saying" in one paragraph, outside quotations."""
    doc = passage.doc
    for saying in passage.words:
        if saying.lower_ not in _SAYING or saying.i < 2 or doc[saying.i - 1].lower_ != "as":
            continue
        quoting = _quoting(passage, saying)
        if quoting is None:
            continue
        passive = quoting.tag_ == "VBN" and not any(c.lemma_ == "have" for c in quoting.children)
        yield from (_passive if passive else _active)(passage, quoting, saying)


def is_relayed(doc: Doc, head: int) -> bool:
    """Whether a draft whose cue has this head is one of "quoted as saying"."""
    return head > 0 and doc[head].lower_ in _SAYING and doc[head - 1].lower_ == "as"


def _quoting(passage: Passage, saying: Token) -> Token | None:
    for number in range(saying.i - 2, max(saying.sent.start - 1, saying.i - 2 - _FARTHEST), -1):
        token = passage.doc[number]
        if token.lemma_.lower() in _QUOTING and token.pos_ in ("VERB", "AUX") and passage.outside(number):
            return token
    return None


def _passive(passage: Passage, quoting: Token, saying: Token) -> Iterator[Draft]:
    doc = passage.doc
    first = quoting.i
    while first > 0 and (doc[first - 1].pos_ == "AUX" or doc[first - 1].dep_ in ("advmod", "neg")):
        first -= 1
    subject = next((c for c in quoting.children if c.dep_ in _SUBJECTS and c.i < first), None)
    if subject is None and first > 0 and doc[first - 1].pos_ in ("NOUN", "PROPN", "PRON"):
        subject = doc[first - 1]
    source = tuple(i for i in noun_phrase(subject) if i < first) if subject is not None else ()
    content = _after(passage, saying) or _before(passage, source[0] if source else first)
    yield from _draft(passage, saying, range(first, saying.i + 1), source, content)


def _active(passage: Passage, quoting: Token, saying: Token) -> Iterator[Draft]:
    doc = passage.doc
    quoted = tuple(i for i in range(quoting.i + 1, saying.i - 1) if not doc[i].is_punct)
    subject = next((c for c in quoting.children if c.dep_ in _SUBJECTS and c.i < quoting.i), None)
    source = tuple(i for i in noun_phrase(subject) if i < quoting.i) if subject is not None else ()
    if source and all(doc[i].pos_ in ("NOUN", "PROPN") for i in range(source[-1] + 1, quoting.i)):
        source = tuple(range(source[0], quoting.i))  # "State news agency SANA": the name is left outside
    if not source:
        source = _owner(quoting)
    behind = _after(passage, saying)
    said = behind or _before(passage, source[0] if source else quoting.i)
    if not said or not quoted:
        return
    passed_on = [*said, *range(quoting.i + 1, saying.i + 1)]
    yield from _draft(passage, quoting, (quoting.i,), source, passed_on)
    yield from _draft(passage, saying, (saying.i - 1, saying.i), quoted, said)


def _owner(quoting: Token) -> tuple[int, ...]:
    """The subject of the verb that "quoting" hangs on: "..., Cairo said, quoting a minister as saying"."""
    node = quoting.head
    for child in node.children:
        if node != quoting and child.dep_ in _SUBJECTS and child.i < quoting.i:
            return tuple(i for i in noun_phrase(child) if i < quoting.i)
    return ()


def _after(passage: Passage, saying: Token) -> list[int]:
    """The tokens behind "as saying", without listener, day and medium; [] if nothing is said there."""
    doc, end = passage.doc, saying.sent.end
    start = saying.i + 1
    for number in range(start, end):
        if doc[number].lower_ == "that" or doc[number].text == ":" or not passage.outside(number):
            start = number
            break
        if doc[number].text == ",":
            return []
    rest = [i for i in range(start, end) if doc[i].text != ":"]
    told = any(doc[i].pos_ in ("VERB", "AUX") or not passage.outside(i) for i in rest)
    return rest if told else []


def _before(passage: Passage, end: int) -> list[int]:
    """The tokens of the sentence before *end*, or the quotation right before it."""
    doc = passage.doc
    if end >= len(doc):
        return []
    start = max(doc[end].sent.start, passage.lead)
    if start >= end and end > 0 and not passage.outside(end - 1):
        inside = passage.inside[end - 1]
        return [i for i in range(end) if passage.inside[i] == inside]
    return list(range(start, end))


def _draft(
    passage: Passage, head: Token, cue: range | tuple[int, ...], source: tuple[int, ...], content: list[int]
) -> Iterator[Draft]:
    pieces, held = whole(runs(passage.doc, content), passage, head.i)
    if pieces:
        yield Draft(
            paragraph=passage.number,
            head=head.i,
            cue=tuple(runs(passage.doc, cue)),
            source=tuple(runs(passage.doc, source)),
            source_tokens=source,
            content=pieces,
            speech=True,
            quotes=held,
        )

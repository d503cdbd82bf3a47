"""Drafts whose content is no statement: a bare "it", a day, the object of "write off" or "declare" (war)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.cues import other_objects, other_verbs
from dateline.reading.attributions.drafts import Draft, Passage
from dateline.reading.attributions.sources import is_asked_aside

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUNCTION = frozenset({"PRON", "DET", "ADP", "PART", "PUNCT", "CCONJ", "SCONJ", "AUX", "SPACE"})
_REFUSING = frozenset({"decline", "refuse"})
"""What someone declines to say is not said."""
_TAKEN_UP = (["it"], ["this"], ["that"], ["them"])
_ARTICLES = frozenset({"a", "an", "the"})
_TIMES = frozenset({"DATE", "TIME"})


def says_something(passage: Passage, draft: Draft) -> bool:
    """Whether a draft has a content that someone can say or think, and a cue that speaks of saying it.

    What is quoted is said, however short.
    """
    head = passage.doc[draft.head]
    if any(
        (head.lemma_.lower(), child.lower_) in other_verbs() for child in head.children if child.dep_ == "prt"
    ):
        return False
    if not draft.quotes and any(
        (head.lemma_.lower(), child.lemma_.lower()) in other_objects()
        for child in head.children
        if child.dep_ in ("dobj", "nsubjpass")
    ):
        return False  # "declared a state of emergency", "declared war"
    if head.dep_ == "xcomp" and head.head.lemma_.lower() in _REFUSING and not draft.quotes:
        return False
    if len(draft.source_tokens) == 1 and passage.doc[draft.source_tokens[0]].tag_ == "DT":
        return passage.doc[draft.source_tokens[0]].lower_ not in _ARTICLES
    words = list(_words(passage, draft))
    if draft.attitude == "denies" and [token.lower_ for token in words] in _TAKEN_UP:
        return True  # "the army denied it": what was claimed before
    return bool(draft.quotes) or any(_bears_meaning(token) for token in words)


def without_asker(passage: Passage, draft: Draft) -> Draft:
    """The draft; who "said when asked whether he would go" is not the one who asked."""
    head = passage.doc[draft.head]
    if draft.noun or not is_asked_aside(head):
        return draft
    return replace(draft, source=(), source_tokens=())


def _bears_meaning(token: Token) -> bool:
    return token.pos_ not in _FUNCTION and token.ent_type_ not in _TIMES


def _words(passage: Passage, draft: Draft) -> Iterator[Token]:
    """The tokens of a draft's content in the paragraph of its cue; all that stands elsewhere is quoted."""
    starts: Sequence[int] = passage.doc.user_data["starts"]
    for piece in draft.content:
        for number in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            yield passage.doc[number]

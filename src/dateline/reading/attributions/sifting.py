"""Drafts whose content is no statement: a bare "it", a day, the object of "write off"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.cues import other_verbs
from dateline.reading.attributions.drafts import Draft, Passage

if TYPE_CHECKING:
    from spacy.tokens import Token

_FUNCTION = frozenset({"PRON", "DET", "ADP", "PART", "PUNCT", "CCONJ", "SCONJ", "AUX", "SPACE"})
_REFUSING = frozenset({"decline", "refuse"})
"""What someone declines to say is not said."""
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
    if head.dep_ == "xcomp" and head.head.lemma_.lower() in _REFUSING and not draft.quotes:
        return False
    if len(draft.source_tokens) == 1 and passage.doc[draft.source_tokens[0]].tag_ == "DT":
        return passage.doc[draft.source_tokens[0]].lower_ not in _ARTICLES
    return bool(draft.quotes) or any(_bears_meaning(token) for token in _words(passage, draft))


def _bears_meaning(token: Token) -> bool:
    return token.pos_ not in _FUNCTION and token.ent_type_ not in _TIMES


def _words(passage: Passage, draft: Draft) -> Iterator[Token]:
    """The tokens of a draft's content in the paragraph of its cue; all that stands elsewhere is quoted."""
    starts: Sequence[int] = passage.doc.user_data["starts"]
    for piece in draft.content:
        for number in range(bisect_left(starts, piece.start), bisect_left(starts, piece.end)):
            yield passage.doc[number]

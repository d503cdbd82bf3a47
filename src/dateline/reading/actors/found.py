"""A stretch of tokens that may speak of an actor, before it is known of which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.knowledge.actor_words import words
from dateline.model import ActorKind, MentionForm, Span
from dateline.reading.actors.lexicon import Entry
from dateline.reading.actors.view import View

Gender = Literal["m", "f"]


@dataclass(slots=True)
class Found:
    """Tokens [first, last) of a paragraph with their head; ``name`` is what is compared and shown.

    For a person, ``title`` and ``apposition`` are the token ranges that tell a role. For a description,
    ``role`` is the role word, ``plural``, ``definite`` and ``number`` (two, both) come from the phrase, and
    ``owner`` is the token of a possessor ("his", the "Putin" of "Putin's office"). ``member`` is its
    number in the cast once that is settled.
    """

    view: View
    first: int
    last: int
    head: int
    form: MentionForm
    kind: ActorKind
    name: str
    entry: Entry | None = None
    title: tuple[int, int] | None = None
    apposition: tuple[int, int] | None = None
    role: str | None = None
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    number: str | None = None
    owner: int | None = None
    alias: str | None = None
    member: int | None = None

    @property
    def span(self) -> Span:
        """The place of the phrase in the report's text."""
        return self.view.span(self.first, self.last)

    @property
    def sentence(self) -> int:
        """The number of its sentence in the report."""
        return self.view.sentence[self.head]

    @property
    def dep(self) -> str:
        """The dependency of its head."""
        return self.view.deps[self.head]


def head_of(view: View, first: int, last: int) -> int:
    """The last token of [first, last) whose own head lies outside; the last token if there is none."""
    for token in range(last - 1, first - 1, -1):
        if not first <= view.heads[token] < last or view.heads[token] == token:
            return token
    return last - 1


def left_edge(view: View, head: int, lowest: int = 0) -> int:
    """The first token of the noun phrase that ends in *head*: determiners, adjectives, nouns, possessors."""
    edge = max(lowest, view.doc[head].left_edge.i)
    token = head
    sentence = view.sentence[head]
    while token > edge and view.sentence[token - 1] == sentence:
        before = token - 1
        pos = view.pos[before]
        if (
            pos in {"ADJ", "NOUN", "PROPN", "NUM"}
            or view.is_mark(before)
            or (
                pos == "VERB"
                and view.tags[before] in {"VBN", "VBG"}
                and view.deps[before] in {"amod", "compound"}
            )
            or (pos in {"DET", "PRON"} and view.deps[before] in {"det", "poss", "predet"})
            or (pos == "ADV" and view.deps[before] == "advmod" and token > edge + 1)
        ):
            token = before
        else:
            break
    while token < head and (view.is_mark(token) or view.pos[token] == "ADV"):
        token += 1
    hedged = token
    while hedged < head and view.lower[hedged] in words("hedge of a number"):
        hedged += 1
    return hedged if hedged < head and view.pos[hedged] == "NUM" else token

"""What has been read of a report so far: which phrase spoke of whom, and where in its sentence it stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model import MentionForm, Span
from dateline.reading.actors.clauses import SUBJECT, lifted
from dateline.reading.actors.found import Found
from dateline.reading.actors.view import View

Row = tuple[Span, int, MentionForm]


@dataclass(frozen=True, slots=True)
class Past:
    """A phrase that has been read: its members, its sentence and place, and how it stands there."""

    members: tuple[int, ...]
    view: View
    head: int
    start: int
    form: MentionForm
    subject: bool

    @property
    def sentence(self) -> int:
        """The number of its sentence in the report."""
        return self.view.sentence[self.head]

    @property
    def quoted(self) -> bool:
        """Whether it stands between quotation marks."""
        return self.view.quoted[self.head]


class History:
    """The phrases read so far, in order; ``rows`` are the mentions they give.

    ``seen`` ranks members by how lately they were met; ``at_head`` finds those of a head token (by paragraph
    and token).
    """

    def __init__(self) -> None:
        """An empty history."""
        self.past: list[Past] = []
        self.rows: list[Row] = []
        self.seen: dict[int, int] = {}
        self.at_head: dict[tuple[int, int], tuple[int, ...]] = {}

    def back(self, sentence: int, sentences: int) -> Iterator[Past]:
        """The phrases of *sentence* and of so many *sentences* before it, the latest first."""
        for past in reversed(self.past):
            if past.sentence < sentence - sentences:
                return
            yield past

    def members_at(self, view: View, token: int) -> tuple[int, ...]:
        """The members of the phrase whose head is *token*."""
        return self.at_head.get((view.number, token), ())

    def note(self, view: View, span: Span, members: tuple[int, ...], form: MentionForm, head: int) -> None:
        """Keep a phrase; one joined to a subject ("Obama and Putin") or beside it counts as a subject."""
        for member in members:
            self.rows.append((span, member, form))
            self.seen[member] = len(self.past)
        self.at_head[view.number, head] = members
        token = lifted(view, head)
        self.at_head[view.number, token] = members
        while view.deps[token] in {"conj", "appos"} and view.heads[token] != token:
            token = view.heads[token]
        self.past.append(Past(members, view, head, span.start, form, view.deps[token] in SUBJECT))

    def join(self, found: Found, member: int) -> None:
        """Keep "Obama and Putin" as one phrase too, for "they" and "the two leaders"."""
        view = found.view
        if view.deps[found.head] != "conj" or found.form == "adjective":
            return
        first = view.heads[found.head]
        others = self.members_at(view, first)
        if others and member not in others:
            subject = view.deps[first] in SUBJECT
            self.past.append(Past((*others, member), view, first, view.starts[first], found.form, subject))

"""The questions an assistant may put: each a view, a page of it at a time, with how many rows there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Annotated, Any, Literal

from pydantic import Field

from dateline import views
from dateline.archive import Archive, Pool, Row, Whereabouts
from dateline.assistants.answers import Answer, Answers, known, shortened
from dateline.assistants.permission import require
from dateline.claims import claim
from dateline.confidence import withheld, without
from dateline.model import EventStatus, Span
from dateline.views.accounts import AccountRow
from dateline.views.citation import on_one_line
from dateline.views.series import series_choice

FEW, MOST = 10, 100
"""Rows of an answer by default, and at most."""

Limit = Annotated[int, Field(ge=1, le=MOST, description="At most so many rows.")]
Offset = Annotated[
    int, Field(ge=0, description="Leave out the first rows: next_offset of the answer before.")
]
Actor = Annotated[str | None, Field(description="Name or id of a person, country or body that takes part.")]
Place = Annotated[str | None, Field(description="Name of a place; finds what lies in it too.")]
EventType = Annotated[str | None, Field(description="PLOVER type such as CONSULT or ASSAULT, or other.")]
Outlet = Annotated[str | None, Field(description="Outlet or agency that tells of it.")]
Start = Annotated[str | None, Field(description="From this day, week, month or year on (ISO 8601).")]
End = Annotated[str | None, Field(description="Up to this day, week, month or year (ISO 8601).")]
Story = Annotated[str | None, Field(description="Id of a story, or words of its title.")]
Report = Annotated[str | None, Field(description="Only this report: its id, or the beginning of it.")]
What = Annotated[str | None, Field(description="What is counted: killed, injured, refugees, …")]

_TOLD_OF = {
    "times": ("type", "value"),
    "event_mentions": ("event", "type", "status", "date", "place"),
    "attributions": ("id", "attitude", "manner", "said"),
    "figures": ("id", "what", "value", "hedge", "unit", "as_of"),
    "positions": ("id", "stance", "proposition", "date"),
}
"""Tables of what was found in a report → the columns told of each row, beside its words."""


class Questions:
    """The questions to one archive. Each opens it, looks whether it may, and cannot write.

    The docstrings of the public methods are what an assistant is told of them.
    """

    def __init__(self, path: str | Whereabouts, with_labels: Collection[str] = ()) -> None:
        """Ask the archive at *path*; of reports in confidence only about those with one of *with_labels*."""
        self._pool = Pool(path)
        self._labels = frozenset(with_labels)
        self._turn = Lock()
        self._copy: tuple[tuple[object, ...], Archive] | None = None

    def close(self) -> None:
        """Let go of the archive, and of the copy that was drawn from."""
        with self._turn:
            if self._copy is not None:
                self._copy[1].close()
                self._copy = None
        self._pool.close()

    @property
    def all(self) -> tuple[Callable[..., Answer], ...]:
        """The tools, in the order in which they are listed."""
        return (
            self.timeline,
            self.events,
            self.event,
            self.quotes,
            self.figures,
            self.figure_series,
            self.positions,
            self.actors,
            self.search,
            self.claim,
            self.reports,
            self.report,
            self.stories,
        )

    def timeline(
        self,
        actor: Actor = None,
        place: Place = None,
        type: EventType = None,
        outlet: Outlet = None,
        start: Start = None,
        end: End = None,
        story: Story = None,
        everything: Annotated[bool, Field(description="Also calls, threats, denials, minor events.")] = False,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """The dated events in order, each with its best sentence; "when" tells how its day is known."""
        return self._page(
            "timeline",
            "events",
            limit,
            offset,
            everything=everything,
            actor=actor,
            place=place,
            type=type,
            outlet=outlet,
            start=start,
            end=end,
            story=story,
        )

    def events(
        self,
        actor: Actor = None,
        place: Place = None,
        type: EventType = None,
        outlet: Outlet = None,
        start: Start = None,
        end: End = None,
        story: Story = None,
        status: EventStatus | None = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """All events, undated ones too, each with its best sentence."""
        return self._page(
            "events",
            "events",
            limit,
            offset,
            status=(status,) if status else (),
            actor=actor,
            place=place,
            type=type,
            outlet=outlet,
            start=start,
            end=end,
            story=story,
        )

    def event(
        self,
        id: Annotated[str, Field(description="Id of the event, or the beginning of it.")],
        by: Annotated[
            Literal["party", "outlet"], Field(description="Whose accounts are set side by side.")
        ] = "party",
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """One event: every place that tells of it, and the accounts side by side.

        The accounts say what stands in several, what differs and what stands in one only; limit and offset
        go for both lists.
        """
        with self._asked() as (archive, answers):
            view = views.event(archive, id)
            accounts = view.accounts if by == "party" else view.by_outlet
            page = slice(offset, offset + limit)
            told = [_account(answers, row) for row in accounts[page]]
            return {
                "event": answers.told(view.row),
                "tied_by": list(view.why),
                "tellings": answers.listed(view.tellings[page], len(view.tellings), offset, "places"),
                "accounts": answers.listed(told, len(accounts), offset, "things told"),
            }

    def quotes(
        self,
        speaker: Annotated[str | None, Field(description="Name or id of who says it.")] = None,
        about: Annotated[str | None, Field(description="Words of the content, or whom it speaks of.")] = None,
        manner: Literal["direct", "indirect", "mixed"] | None = None,
        start: Start = None,
        end: End = None,
        report: Report = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """Who is said to say, think or want what, in order of time; direct is word for word."""
        return self._page(
            "quotes",
            "quotes",
            limit,
            offset,
            speaker=speaker,
            about=about,
            manner=manner,
            start=start,
            end=end,
            report=report,
        )

    def figures(
        self,
        what: What = None,
        start: Start = None,
        end: End = None,
        report: Report = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """The numbers that matter, with bound (low, high, hedge), what they count, and who gives them."""
        return self._page("figures", "figures", limit, offset, what=what, start=start, end=end, report=report)

    def figure_series(
        self,
        what: What = None,
        event: Annotated[str | None, Field(description="Only series on this event (id).")] = None,
        story: Annotated[str | None, Field(description="Only series of this story (id).")] = None,
        place: Place = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """One quantity over time, source by source: a toll as it grew, and where two sources disagree."""
        with self._asked() as (archive, answers):
            choice = series_choice(archive, what=what, event=event, story=story, place=place)
            rows = choice.rows(limit=limit, offset=offset)
            return answers.listed(rows, choice.count(), offset, "series")

    def positions(
        self,
        question: Annotated[str | None, Field(description="Id of a question, or words of it.")] = None,
        actor: Actor = None,
        start: Start = None,
        end: End = None,
        report: Report = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """Where each party stands on each question over time; shift_from marks a change of its line."""
        return self._page(
            "positions",
            "positions",
            limit,
            offset,
            question=question,
            actor=actor,
            start=start,
            end=end,
            report=report,
        )

    def actors(
        self,
        name: Annotated[str | None, Field(description="Only those whose name or alias holds this.")] = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """Who is spoken of, the most spoken of first, with roles, country and sector."""
        return self._page("actors", "actors", limit, offset, name=name)

    def search(
        self,
        words: Annotated[str, Field(description='Words that a sentence holds; "in quotes" as a phrase.')],
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """The sentences of articles that hold all words, the best matches first."""
        return self._page("search", "sentences", limit, offset, words)

    def claim(
        self,
        text: Annotated[str, Field(description="One claim, as a whole sentence.")],
        limit: Limit = FEW,
    ) -> Answer:
        """Sentences that say what a claim says, differ from it in a value or words, or deny it.

        No verdict. limit goes for each relation; sources counts who speaks independently. What is not found
        in the reports may still be so.
        """
        with self._asked() as (archive, answers):
            view = claim(archive, text, limit=limit)
            return {
                "claim": view.claim,
                "searched": view.searched.words,
                "found": view.found,
                "counts": view.counts,
                "sources": view.sources,
                **answers.listed(view.rows, sum(view.counts.values()), 0, "sentences"),
            }

    def reports(
        self,
        name: Annotated[str | None, Field(description="Words of its title, outlet, agency or file.")] = None,
        undated: Annotated[bool, Field(description="Only those without a day of publication.")] = False,
        status: Literal["read", "partial", "failed"] | None = None,
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """The reports that are held, in order of date, each date with its basis."""
        return self._page("reports", "reports", limit, offset, name=name, undated=undated, status=status)

    def report(
        self,
        id: Annotated[
            str, Field(description="Id of the report, the beginning of it, or part of its file name.")
        ],
        limit: Limit = FEW,
        offset: Offset = 0,
    ) -> Answer:
        """One report sentence by sentence, with what was found in each, without the leftovers."""
        with self._asked() as (archive, answers):
            view = views.report(archive, id)
            key, text = view.report["id"], view.report["text"]
            rows = list(archive.rows("sentences", "report = ? AND number > 0", (key,), order="start"))
            found = [_Found.of(table, row) for table in _TOLD_OF for row in view.tables[table]]
            told = [_sentence(row, found, text) for row in rows[offset : offset + limit]]
            return {
                **answers.about(key),
                "date_reason": view.report["published_reason"],
                **answers.listed(told, len(rows), offset, "sentences"),
            }

    def stories(self, limit: Limit = FEW, offset: Offset = 0) -> Answer:
        """Reports and events that belong together over time; timeline(story=id) shows the events of one."""
        return self._page("stories", "stories", limit, offset)

    def _page(
        self, view: str, noun: str, limit: int, offset: int, /, *arguments: Any, **filters: Any
    ) -> Answer:
        """A page of the list that the view of this name gives, its rows called by *noun*."""
        with self._asked() as (archive, answers):
            total = views.count(archive, view, *arguments, **filters)
            rows = getattr(views, view)(archive, *arguments, limit=limit, offset=offset, **filters)
            return answers.listed(rows, total, offset, noun)

    @contextmanager
    def _asked(self) -> Iterator[tuple[Archive, Answers]]:
        """The archive in one state, which may be shown and cannot be written."""
        with self._pool.open() as archive:
            archive.forbid_writing()
            require(archive)
            with archive.snapshot(), self._shown(archive) as shown:
                yield shown, Answers(shown)

    @contextmanager
    def _shown(self, archive: Archive) -> Iterator[Archive]:
        """The archive, or a copy without the reports in confidence, kept until either changes."""
        kept_back = withheld(archive, self._labels)
        if not kept_back:
            yield archive
            return
        with self._turn:
            state = (archive.note("record"), *kept_back)
            if self._copy is None or self._copy[0] != state:
                if self._copy is not None:
                    self._copy[1].close()
                    self._copy = None
                copy = without(archive, kept_back)
                copy.forbid_writing()
                self._copy = (state, copy)
            yield self._copy[1]


def _account(answers: Answers, row: AccountRow) -> Answer:
    """One thing told of an event, in whose accounts it stands, and the sentences that tell it."""
    return known(
        {
            "standing": row.words,
            "aspect": row.aspect,
            "value": answers.told(row.value),
            "denied": row.denied,
            "told_by": [
                {
                    "name": voice.name,
                    "value": answers.told(voice.value),
                    "cited": [answers.cited(s.report, s.span, s.sentence) for s in voice.statements],
                }
                for voice in row.voices
            ],
        }
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """One thing found in a report: its kind, its place in the text, and what is told of it."""

    kind: str
    place: Span
    told: Answer

    @classmethod
    def of(cls, table: str, row: Row) -> _Found:
        """A row of a table of the record; an attribution stands where its content does."""
        (start, _), (_, end) = (
            (row["content"][0], row["content"][-1])
            if "content" in row
            else ((row["start"], None), (None, row["end"]))
        )
        return cls(table, Span(start, end), {name: row[name] for name in _TOLD_OF[table]})


def _sentence(row: Row, found: Sequence[_Found], text: str) -> Answer:
    """A sentence with what was found in it, kind by kind."""
    place = Span(row["start"], row["end"])
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for one in found:
        if place.start <= one.place.start < place.end:
            words = shortened(on_one_line(one.place.of(text)))
            by_kind[one.kind].append({"words": words, **known(one.told)})
    words = shortened(on_one_line(place.of(text)))
    return known(
        {"number": row["number"], "text": words, "start": place.start, "end": place.end, "found": {**by_kind}}
    )

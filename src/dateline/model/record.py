"""What depends on the other reports too: identities of actors, events, stories, dates through links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.model.actor import Actor, RoleBasis
from dateline.model.by_report import ByReport
from dateline.model.identity import Identity
from dateline.model.report import Published
from dateline.model.review import RowState, Tag
from dateline.model.span import Span
from dateline.model.time import UNTIMED, EventTime
from dateline.model.version import Change, Version

Leaning = Literal["for", "against"]
ActorAt = tuple[str, int]
"""(report id, index among the actors of its reading)"""
MentionAt = tuple[str, int]
"""(report id, index among the event mentions of its reading)"""
PositionAt = tuple[str, int]
"""(report id, index among the positions of its reading)"""


@dataclass(frozen=True, slots=True)
class HeldRole:
    """A title of an actor (id of the record) with what it rests on.

    A report gives it (``report``, ``span``) on its ``day`` of publication; the knowledge files and users'
    corrections give it from ``start`` to ``end``. All days are ISO dates, None where not known.
    """

    actor: str
    title: str
    basis: RoleBasis
    start: str | None = None
    end: str | None = None
    day: str | None = None
    report: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened (or is said, planned, called for), across reports.

    ``actors`` are ids of the record's actors; ``mentions`` say where it is told, ``best`` which of them
    the title is from; ``why`` names, in words, what tied the reports together (empty for an event told in one
    place). ``retracted`` marks what a user says is none; ``state`` is what users decided of it, ``decision``
    the correction (id) that did last.
    """

    id: str
    type: str
    title: str
    date: str | None = None
    when: EventTime = UNTIMED
    place: str | None = None
    place_id: str | None = None
    actors: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    mentions: tuple[MentionAt, ...] = ()
    best: MentionAt | None = None
    why: tuple[str, ...] = ()
    retracted: bool = False
    state: RowState = "machine"
    decision: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Reports and events that belong together over time."""

    id: str
    title: str
    reports: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question on which actors take positions; ``label`` is one of the propositions put to it."""

    id: str
    label: str
    parties: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    positions: tuple[PositionAt, ...] = ()


@dataclass(frozen=True, slots=True)
class Stand:
    """What a position comes to: its question (id), the way it leans on that, and whose line it is.

    ``party`` is the name of the government for those who speak for one, else the actor's own.
    """

    question: str
    leaning: Leaning
    party: str


@dataclass(frozen=True, slots=True)
class SharedSentence:
    """A sentence that two reports share, with its place in each.

    ``likeness`` (0-1) is 1 where every word is the same; ``quoted`` marks what is mostly someone's own words.
    """

    span: Span
    other: Span
    likeness: float = 1.0
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two reports that carry the same copy; ``share`` (0-1) is the part of the shorter that is in both.

    ``report_share`` and ``other_share`` are the parts of each report's sentences among the shared
    ``sentences``. ``source`` is the report (id) that the text is likely from and ``why`` the reason for that,
    ``agency`` the agency credited with it; None where unknown.
    """

    report: str
    other: str
    kind: Literal["exact", "near", "partial"]
    share: float
    report_share: float = 0.0
    other_share: float = 0.0
    sentences: tuple[SharedSentence, ...] = ()
    source: str | None = None
    why: str = ""
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """The derivation over a set of readings: the same in whatever order they were read.

    ``redirects`` are ids that events had, or would have, on their own, with the id of the event that they are
    now part of. ``groups`` are the ids of reports about one main event, every report in one of them.
    ``versions`` are the reports that share their address with another, ``changes`` what differs between
    neighbours.
    ``date_decided_of`` is, for (report id, 0), the state that a user's decision gave its day of publication,
    and that correction.
    """

    actors: Mapping[str, Actor] = field(default_factory=dict)
    actor_of: ByReport[str] = field(default_factory=ByReport)
    roles: tuple[HeldRole, ...] = ()
    identities: tuple[Identity, ...] = ()
    events: tuple[Event, ...] = ()
    event_of: ByReport[str] = field(default_factory=ByReport)
    redirects: Mapping[str, str] = field(default_factory=dict)
    stories: tuple[Story, ...] = ()
    questions: tuple[Question, ...] = ()
    stand_of: ByReport[Stand] = field(default_factory=ByReport)
    published: Mapping[str, Published] = field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    versions: tuple[Version, ...] = ()
    changes: tuple[Change, ...] = ()
    tags: tuple[Tag, ...] = ()
    date_decided_of: ByReport[tuple[RowState, str]] = field(default_factory=ByReport)

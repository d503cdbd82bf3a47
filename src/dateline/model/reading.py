"""What is found in one report. Rows refer to each other by their index in the reading's tuples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.actor import Actor, Mention
from dateline.model.place import Place
from dateline.model.report import UNDATED, Published
from dateline.model.review import FoundKind, Reviewed
from dateline.model.span import Span
from dateline.model.time import UNTIMED, EventTime, TimeBasis, TimeExpression

Attitude = Literal["says", "thinks", "wants", "plans", "denies", "promises", "asks", "accuses"]
Manner = Literal["direct", "indirect", "mixed"]
Extractor = Literal["model", "rules"]
EventStatus = Literal["occurred", "reported", "planned", "called-for", "possible", "denied", "negated"]
Bound = Literal["", "since", "until", "before", "after"]
Stance = Literal["for", "against", "demands", "rejects", "open"]

PLOVER_TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Someone is said to say, think or want something: source, cue and content as spans.

    ``speakers`` are actor indices; ``parent`` is the index of the attribution it stands in; ``said`` is the
    day or longer stretch in which it was said, where the text tells, by the time expression ``time`` (index);
    ``when`` are its days, with the basis: "stated" beside the cue, or "elsewhere" where the statement goes
    on with one that tells it ("he added"). ``bare`` marks an attitude to a thing, of a few words and unquoted
    ("opposes the bill"). ``confidence`` is the likelihood the attribution model gives to it, None where a
    rule found it. ``addressee`` are the words for those spoken to ("reporters"), ``addressees`` the actors
    (indices) that these name; ``occasion`` those for occasion and medium ("after the talks", "via Skype").
    ``place`` is where it was said, as written, ``located`` the index of that among the reading's places; like
    ``said`` they may be those of the statement that this one ``continues`` (index). ``via`` are the words for
    those who pass it on ("quoted by Interfax"), ``via_actors`` the actors (indices) that these name.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    manner: Manner
    attitude: Attitude = "says"
    speakers: tuple[int, ...] = ()
    said: str | None = None
    parent: int | None = None
    time: int | None = None
    bare: bool = False
    confidence: float | None = None
    when: EventTime = UNTIMED
    addressee: tuple[Span, ...] = ()
    addressees: tuple[int, ...] = ()
    occasion: tuple[Span, ...] = ()
    place: str | None = None
    place_span: Span | None = None
    located: int | None = None
    continues: int | None = None
    via: tuple[Span, ...] = ()
    via_actors: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in one report that tells of an event.

    ``span`` is the trigger; ``type`` a PLOVER type or "other"; ``source`` and ``target`` are actor
    indices, with ``source_spans`` and ``target_spans`` for the words that fill the roles (also where no
    actor is known). ``time`` is the index of the time expression that dates it, ``shift`` a signed duration
    from there ("two days after the call, …" dates the call with "-P2D"); where there is none,
    ``by_document`` says that the day of publication stands in. ``until`` is the index of the expression that
    ends a stretch ("from 3 to 5 May"). An event that is only bounded ("since May") has no ``time``: ``bound``
    says on which side ("since", "until", "before", "after") and ``bound_time`` is the index of the bound.
    ``length`` is a duration said of it ("a three-day visit" is "P3D"). ``date`` is the TIMEX3 value that
    follows, ``when`` the days it lies within.
    ``place`` is where it happened, as written, and ``located`` the index of that among the reading's places.
    ``cameo`` is what the older scheme calls it, by type, mode, status and trigger. ``result_of`` is the index
    of the mention whose dead, injured or damage this one tells ("ambushed a convoy, killing 17").
    """

    span: Span
    type: str
    lemma: str
    status: EventStatus = "occurred"
    mode: str | None = None
    context: tuple[str, ...] = ()
    source: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    source_spans: tuple[Span, ...] = ()
    target_spans: tuple[Span, ...] = ()
    place: str | None = None
    place_span: Span | None = None
    time: int | None = None
    by_document: bool = False
    date: str | None = None
    attribution: int | None = None
    shift: str = ""
    located: int | None = None
    until: int | None = None
    bound: Bound = ""
    bound_time: int | None = None
    length: str = ""
    basis: TimeBasis | None = None
    when: EventTime = UNTIMED
    cameo: str | None = None
    result_of: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, with its bound, what it counts and who gives it.

    ``value`` is the number said (0 in "no one was hurt"); ``low`` and ``high`` the range it allows; ``event``
    and ``attribution`` are indices in the reading; ``cumulative`` marks a running total ("since March 2011"),
    ``forecast`` a number still to come (expected, planned). ``time`` is the index of the time expression that
    dates it, from which ``as_of`` follows, ``since_time`` of the one that a running total begins with, from
    which ``since`` follows. ``rate`` is the time that a rate is given for ("per day"), ``previous`` the value
    that it replaces ("rose from 12 to 15"). ``place`` is where it holds, as written, and ``located`` the
    index of that among the reading's places. ``source`` are the words for who gives it, ``speakers`` the
    actors (indices) that these name; both are empty where no source is given.
    """

    span: Span
    value: float
    what: str
    low: float | None = None
    high: float | None = None
    hedge: str | None = None
    unit: str | None = None
    of: str | None = None
    as_of: str | None = None
    cumulative: bool = False
    attribution: int | None = None
    event: int | None = None
    time: int | None = None
    forecast: bool = False
    rate: str | None = None
    previous: float | None = None
    since: str | None = None
    since_time: int | None = None
    place: str | None = None
    place_span: Span | None = None
    located: int | None = None
    source: tuple[Span, ...] = ()
    speakers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Where an actor (index) stands on a question, the proposition being put affirmatively.

    ``date`` is the day the stand was taken, where the text tells: that of the time expression ``time``
    (index) or of the attribution. Where it does not, the day of publication is all there is.
    """

    span: Span
    actor: int
    stance: Stance
    proposition: str
    date: str | None = None
    attribution: int | None = None
    time: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything found in one report: a pure function of its text, its metadata and the knowledge at hand.

    ``reviewed`` are the rows that a user has decided, where a user's decisions were put over what was found;
    those that are rejected stand where they stood, and nothing follows from them.
    """

    report: str
    sentences: tuple[Span, ...] = ()
    published: Published = UNDATED
    times: tuple[TimeExpression, ...] = ()
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    event_mentions: tuple[EventMention, ...] = ()
    figures: tuple[Figure, ...] = ()
    positions: tuple[Position, ...] = ()
    main_event: int | None = None
    places: tuple[Place, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()

    def rejected(self, kind: FoundKind) -> frozenset[int]:
        """The indices of the rows of *kind* that a user rejected."""
        return frozenset(r.index for r in self.reviewed if r.kind == kind and r.state == "rejected")

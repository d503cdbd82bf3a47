"""The vocabulary: small immutable types that every room speaks in.

A `Report` is what came in: text, body, leftovers, masthead. A `Reading` is what it says: times, actors,
attributions, event mentions, figures, positions, each a `Span` into the text. `Links` is what belongs
together across reports. Nothing here does anything; nothing here knows another room.
"""

from dateline.model.actor import Actor, ActorKind, Mention, MentionForm, Role, RoleBasis
from dateline.model.correction import CONTEXT, Action, Correction, CorrectionState, Selector
from dateline.model.place import Place, Precision
from dateline.model.dictionary import CodedTerm, DictionaryActor
from dateline.model.reading import (
    OTHER,
    PLOVER_TYPES,
    Attitude,
    Attribution,
    Bound,
    EventMention,
    EventStatus,
    Figure,
    Manner,
    Position,
    Reading,
    Stance,
)
from dateline.model.record import (
    ActorAt,
    Duplicate,
    Event,
    HeldRole,
    Links,
    MentionAt,
    SharedSentence,
    Story,
)
from dateline.model.report import (
    FEED_ENTRY,
    NOTHING_GIVEN,
    UNDATED,
    Basis,
    Fact,
    Given,
    Leftover,
    Masthead,
    PageFact,
    Published,
    Report,
    Status,
)
from dateline.model.span import Span, hull
from dateline.model.time import UNTIMED, EventTime, TimeBasis, TimeExpression, TimePrecision, TimeType
from dateline.model.version import Change, ChangeKind, Form, Version

__all__ = [
    "CONTEXT",
    "FEED_ENTRY",
    "NOTHING_GIVEN",
    "OTHER",
    "PLOVER_TYPES",
    "UNDATED",
    "UNTIMED",
    "Action",
    "Actor",
    "ActorAt",
    "ActorKind",
    "Attitude",
    "Attribution",
    "Basis",
    "Bound",
    "Change",
    "ChangeKind",
    "CodedTerm",
    "Correction",
    "CorrectionState",
    "DictionaryActor",
    "Duplicate",
    "Event",
    "EventMention",
    "EventStatus",
    "EventTime",
    "Fact",
    "Figure",
    "Form",
    "Given",
    "HeldRole",
    "Leftover",
    "Links",
    "Manner",
    "Masthead",
    "Mention",
    "MentionAt",
    "MentionForm",
    "Place",
    "Position",
    "Precision",
    "Published",
    "Reading",
    "Report",
    "Role",
    "RoleBasis",
    "Selector",
    "SharedSentence",
    "Span",
    "Stance",
    "Status",
    "Story",
    "TimeBasis",
    "TimeExpression",
    "TimePrecision",
    "TimeType",
    "Version",
    "hull",
]

"""The vocabulary: small immutable types that every room speaks in.

A `Report` is what came in: text, body, leftovers, masthead. A `Reading` is what it says: times, actors,
attributions, event mentions, figures, positions, each a `Span` into the text. `Links` is what belongs
together across reports. Nothing here does anything; nothing here knows another room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.model.actor import Actor, ActorKind, Mention, MentionForm, Role, RoleBasis
    from dateline.model.correction import (
        CONTEXT,
        Action,
        Correction,
        CorrectionState,
        Selector,
        undone_among,
    )
    from dateline.model.dictionary import CodedTerm, DictionaryActor
    from dateline.model.fields import FIELDS, KEYS, NEEDED, Field, FieldForm
    from dateline.model.identity import Identity, IdentityBasis, Tie
    from dateline.model.place import Place, Precision
    from dateline.model.reading import (
        OTHER,
        PLOVER_TYPES,
        Attitude,
        Attribution,
        Bound,
        EventMention,
        EventStatus,
        Extractor,
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
        Leaning,
        Links,
        MentionAt,
        PositionAt,
        Question,
        SharedSentence,
        Stand,
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
        Ruled,
        Status,
    )
    from dateline.model.review import (
        LETTERS,
        STATES,
        FoundKind,
        Reviewed,
        RowKind,
        RowState,
        Tag,
        block_id,
        block_of,
        row_id,
    )
    from dateline.model.span import Span, SpanIndex, hull
    from dateline.model.time import UNTIMED, EventTime, TimeBasis, TimeExpression, TimePrecision, TimeType
    from dateline.model.version import Change, ChangeKind, Form, Version

__all__ = [
    "CONTEXT",
    "FEED_ENTRY",
    "FIELDS",
    "KEYS",
    "LETTERS",
    "NEEDED",
    "NOTHING_GIVEN",
    "OTHER",
    "PLOVER_TYPES",
    "STATES",
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
    "Extractor",
    "Fact",
    "Field",
    "FieldForm",
    "Figure",
    "Form",
    "FoundKind",
    "Given",
    "HeldRole",
    "Identity",
    "IdentityBasis",
    "Leaning",
    "Leftover",
    "Links",
    "Manner",
    "Masthead",
    "Mention",
    "MentionAt",
    "MentionForm",
    "PageFact",
    "Place",
    "Position",
    "PositionAt",
    "Precision",
    "Published",
    "Question",
    "Reading",
    "Report",
    "Reviewed",
    "Role",
    "RoleBasis",
    "RowKind",
    "RowState",
    "Ruled",
    "Selector",
    "SharedSentence",
    "Span",
    "SpanIndex",
    "Stance",
    "Stand",
    "Status",
    "Story",
    "Tag",
    "Tie",
    "TimeBasis",
    "TimeExpression",
    "TimePrecision",
    "TimeType",
    "Version",
    "block_id",
    "block_of",
    "hull",
    "row_id",
    "undone_among",
]

_NAMES = {
    "actor": ("Actor", "ActorKind", "Mention", "MentionForm", "Role", "RoleBasis"),
    "correction": ("CONTEXT", "Action", "Correction", "CorrectionState", "Selector", "undone_among"),
    "dictionary": ("CodedTerm", "DictionaryActor"),
    "fields": ("FIELDS", "KEYS", "NEEDED", "Field", "FieldForm"),
    "identity": ("Identity", "IdentityBasis", "Tie"),
    "place": ("Place", "Precision"),
    "reading": (
        "OTHER",
        "PLOVER_TYPES",
        "Attitude",
        "Attribution",
        "Bound",
        "EventMention",
        "EventStatus",
        "Extractor",
        "Figure",
        "Manner",
        "Position",
        "Reading",
        "Stance",
    ),
    "record": (
        "ActorAt",
        "Duplicate",
        "Event",
        "HeldRole",
        "Leaning",
        "Links",
        "MentionAt",
        "PositionAt",
        "Question",
        "SharedSentence",
        "Stand",
        "Story",
    ),
    "report": (
        "FEED_ENTRY",
        "NOTHING_GIVEN",
        "UNDATED",
        "Basis",
        "Fact",
        "Given",
        "Leftover",
        "Masthead",
        "PageFact",
        "Published",
        "Report",
        "Ruled",
        "Status",
    ),
    "review": (
        "LETTERS",
        "STATES",
        "FoundKind",
        "Reviewed",
        "RowKind",
        "RowState",
        "Tag",
        "block_id",
        "block_of",
        "row_id",
    ),
    "span": ("Span", "SpanIndex", "hull"),
    "time": ("UNTIMED", "EventTime", "TimeBasis", "TimeExpression", "TimePrecision", "TimeType"),
    "version": ("Change", "ChangeKind", "Form", "Version"),
}
_HOMES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    # Types are made when they are used: all of them together take longer than a command that shows rows.
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline.model' has no attribute {name!r}")
    from importlib import import_module

    found = globals()[name] = getattr(import_module(f"dateline.model.{_HOMES[name]}"), name)
    return found

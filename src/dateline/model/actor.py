"""Actors: who does, suffers, says and stands for things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

ActorKind = Literal["person", "organisation", "country", "group"]
MentionForm = Literal["name", "role", "description", "pronoun", "adjective"]


RoleBasis = Literal["text", "knowledge", "correction"]


@dataclass(frozen=True, slots=True)
class Role:
    """A title that an actor holds, from a day to a day (ISO dates; None where not known)."""

    title: str
    start: str | None = None
    end: str | None = None
    span: Span | None = None
    basis: RoleBasis = "text"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or group, as one report knows it.

    ``known`` is the key of its entry in the knowledge files ("country:RUS", "organisation:kremlin"), or
    None. ``country`` is ISO 3166-1 alpha-3, ``sector`` and ``code`` are PLOVER's.
    """

    name: str
    kind: ActorKind
    known: str | None = None
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where the text speaks of an actor; ``actor`` is its index in the reading's actors."""

    span: Span
    actor: int
    form: MentionForm

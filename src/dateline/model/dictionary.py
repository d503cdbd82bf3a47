"""Actors as a user's own dictionary has them."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.actor import ActorKind


@dataclass(frozen=True, slots=True)
class CodedTerm:
    """What an actor is coded as from a day to a day (ISO dates, both included; None: open).

    ``country`` is ISO 3166-1 alpha-3, ``sector`` and ``code`` PLOVER's, ``title`` the role held.
    """

    country: str | None = None
    sector: str | None = None
    code: str | None = None
    start: str | None = None
    end: str | None = None
    title: str | None = None

    def holds_on(self, day: str) -> bool:
        """Whether the term covers *day* (ISO)."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class DictionaryActor:
    """An actor of a dictionary: its name, other names, and what it is coded as when; ``line`` is where."""

    name: str
    terms: tuple[CodedTerm, ...]
    aliases: tuple[str, ...] = ()
    kind: ActorKind | None = None
    line: int = 0

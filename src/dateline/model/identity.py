"""Why an actor of a report is an actor of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

IdentityBasis = Literal[
    "knowledge", "dictionary", "name", "spelling", "surname", "office", "description", "correction"
]


@dataclass(frozen=True, slots=True)
class Tie:
    """What ties an actor of one report to those of others: its ``basis``, and ``why`` in words."""

    basis: IdentityBasis
    why: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A tie of an actor (id of the record) in one report; ``report`` is None for what holds in every one."""

    actor: str
    basis: IdentityBasis
    why: str
    report: str | None = None

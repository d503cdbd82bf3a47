"""A place that a report names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

Precision = Literal["point", "city", "province", "country", "none"]
"""How closely a place is known: a quarter or site; a town; a division or region; a country; not at all."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place named at ``span``, and which one it is.

    ``name`` is as written, ``canonical`` as the gazetteer calls it; ``id`` is the gazetteer's, None where the
    name is not known or may mean several places. ``country`` is ISO 3166-1 alpha-3, ``admin`` the first-level
    division. ``lat`` and ``lon`` are degrees, None for a country: it is no point. ``container`` names what
    the place lies in, ``within`` is the id and name of all that it lies in, the nearest first; ``reason``
    says, in words, why it is this place. ``dateline`` marks the place that a dateline names: the report is
    from there.
    """

    span: Span
    name: str
    canonical: str | None = None
    id: str | None = None
    kind: str | None = None
    country: str | None = None
    admin: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision = "none"
    container: str | None = None
    within: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    dateline: bool = False

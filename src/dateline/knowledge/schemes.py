"""Other schemes of events: PLOVER's four quarters, the quad classes of CAMEO, the terms of ACLED."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dateline.knowledge.tables import table

QUAD_CLASS_ENDS = (5, 9, 14, 20)
"""The last CAMEO root code of each of GDELT's quad classes."""


def quad(type_: str) -> str | None:
    """The quarter of a PLOVER type ("VERBAL COOPERATION"); None for what is no PLOVER type."""
    return _quads().get(type_)


def quad_class(cameo: str) -> int:
    """The quad class (1 to 4) of a CAMEO code, as GDELT numbers them."""
    root = int(cameo[:2])
    return 1 + sum(root > end for end in QUAD_CLASS_ENDS[:-1])


def acled_event(type_: str, mode: str | None) -> tuple[str, str] | None:
    """ACLED's (event type, sub-event type) for a PLOVER type and mode; None for what ACLED does not record.

    Either may be empty, where the mode does not tell.
    """
    return _acled().get((type_, mode or "")) or _acled().get((type_, ""))


def acled_actor(sector: str | None) -> str:
    """ACLED's kind of actor for a PLOVER sector, empty where none is clear."""
    return _inter().get(sector or "", "")


@cache
def _quads() -> Mapping[str, str]:
    return {row["type"]: row["quad"] for row in table("plover_quads")}


@cache
def _acled() -> Mapping[tuple[str, str], tuple[str, str]]:
    return {
        (row["type"], row["mode"]): (row["event_type"], row["sub_event_type"])
        for row in table("acled_events")
    }


@cache
def _inter() -> Mapping[str, str]:
    return {row["sector"]: row["inter"] for row in table("acled_actors")}

"""Positions: where an actor stands on a question."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Actor, Attribution, Mention, Position
from dateline.reading.syntax import Parse


def find_positions(
    parse: Parse,
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
) -> tuple[Position, ...]:
    """The positions of a report in order."""
    return ()

"""Attributions: who is said to say, think or want what."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Attribution, Mention, TimeExpression
from dateline.reading.syntax import Parse


def find_attributions(
    parse: Parse, times: Sequence[TimeExpression], mentions: Sequence[Mention]
) -> tuple[Attribution, ...]:
    """The attributions of a report in order of their first content character."""
    return ()

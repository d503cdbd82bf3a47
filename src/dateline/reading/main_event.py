"""The event mention a report is about."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import EventMention, Report


def main_event(report: Report, events: Sequence[EventMention]) -> int | None:
    """The index of the event mention the report is about, if it has one."""
    return None

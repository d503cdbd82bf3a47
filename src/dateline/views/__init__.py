"""Questions put to an archive, answered with plain rows.

`events` answers with events and the timeline, `statements` with quotes, figures and positions, `reports` with
reports, actors and sentences that hold given words. `citation` finds the sentence a row rests on, `names`
what a user means by a name or an id. Every row names its report and carries its sentence.
"""

from dateline.views.citation import Citations, Cited, Passage
from dateline.views.events import EventRow, EventView, Telling, event, events, timeline
from dateline.views.reports import (
    ActorRow,
    Hit,
    ReportRow,
    ReportView,
    actors,
    report,
    reports,
    search,
)
from dateline.views.statements import FigureRow, PositionRow, Quote, figures, positions, quotes

__all__ = [
    "ActorRow",
    "Citations",
    "Cited",
    "EventRow",
    "EventView",
    "FigureRow",
    "Hit",
    "Passage",
    "PositionRow",
    "Quote",
    "ReportRow",
    "ReportView",
    "Telling",
    "actors",
    "event",
    "events",
    "figures",
    "positions",
    "quotes",
    "report",
    "reports",
    "search",
    "timeline",
]

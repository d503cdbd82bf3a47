"""Questions put to an archive, answered with plain rows.

`events` answers with events and the timeline, `statements` with quotes and figures, `series` with one
quantity over time (`quantities` says what is one), `positions` with each party's line on each question,
`reports` with reports, stories, actors and sentences that hold given words, `identities` with why the
actors of several reports are one, `copies` with copies of one text, `accounts`, `testimony` and `carried`
with what each party says of an event, `corrections` with what users decided, `review` with the rows for them
to decide, `blocks` with those of the texts (`pending` with what they decided just now), `times` with the time
expressions of a report, `changed` with what is otherwise than it was, `network` with who met, accused,
quoted, aided and attacked whom, `story` with the events that matter in a story (`salience` weighs them),
`counted` with what is counted where. `display` is how a notebook shows rows. `citation` finds the sentence a
row rests on, `reference` what a citation of it says, `names` what a user means by a name or an id, `decided`
which rows users put into a state or tagged, `asked` says in words what was asked for. Every row names its
report and carries its sentence.
"""

from dateline.views.blocks import block_rows
from dateline.views.changed import RecordChange, UpdateRow, record_changes, record_updates
from dateline.views.citation import Citations, Cited, Passage
from dateline.views.copies import Copy, Shared, duplicates
from dateline.views.corrections import CorrectionRow, corrections
from dateline.views.counting import count
from dateline.views.events import EventRow, EventView, Telling, event, events, timeline
from dateline.views.identities import TieRow, why
from dateline.views.network import NetworkTie, network
from dateline.views.pending import pending
from dateline.views.places import PlaceMention, PlaceRow, place_mentions, places
from dateline.views.positions import PositionRow, Shift, positions, shifts
from dateline.views.reference import Reference, cite, references
from dateline.views.reports import (
    ActorRow,
    Hit,
    ReportRow,
    ReportView,
    RoleRow,
    StoryRow,
    actors,
    history,
    report,
    reports,
    search,
    stories,
)
from dateline.views.review import ReviewCount, ReviewRow, review_counts, review_row, review_rows
from dateline.views.series import Giving, Point, Series, figure_series, number_in_words
from dateline.views.statements import FigureRow, Quote, figures, quotes
from dateline.views.story import StoryEvent, StoryView, story
from dateline.views.times import TimeRow, times
from dateline.views.versions import AddressVersions, Capture, ChangeRow, WordChange, versions

__all__ = [
    "ActorRow",
    "AddressVersions",
    "Capture",
    "ChangeRow",
    "Citations",
    "Cited",
    "Copy",
    "CorrectionRow",
    "EventRow",
    "EventView",
    "FigureRow",
    "Giving",
    "Hit",
    "NetworkTie",
    "Passage",
    "PlaceMention",
    "PlaceRow",
    "Point",
    "PositionRow",
    "Quote",
    "RecordChange",
    "Reference",
    "ReportRow",
    "ReportView",
    "ReviewCount",
    "ReviewRow",
    "RoleRow",
    "Series",
    "Shared",
    "Shift",
    "StoryEvent",
    "StoryRow",
    "StoryView",
    "Telling",
    "TieRow",
    "TimeRow",
    "UpdateRow",
    "WordChange",
    "actors",
    "block_rows",
    "cite",
    "corrections",
    "count",
    "duplicates",
    "event",
    "events",
    "figure_series",
    "figures",
    "history",
    "network",
    "number_in_words",
    "pending",
    "place_mentions",
    "places",
    "positions",
    "quotes",
    "record_changes",
    "record_updates",
    "references",
    "report",
    "reports",
    "review_counts",
    "review_row",
    "review_rows",
    "search",
    "shifts",
    "stories",
    "story",
    "timeline",
    "times",
    "versions",
    "why",
]

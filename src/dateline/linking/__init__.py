"""What belongs together across reports; pure, and the same in whatever order reports come.

`sketch` boils one reading down to the evidence that linking weighs; `link` ties a set of sketches together.
An archive has more of them than memory holds: they come `lazily`; `outlines` are what is looked at of all at
once, `pairs` two reports or mentions as a number. The steps, one file each:

1. `words`, `wording`        the words of a report, as stems and as they stand
   `fingerprints`, `reuse`   which reports carry the same copy, or the same sentences; `origin` from where
2. `candidates`, `evidence`  pairs of reports worth comparing; how likely each is about one main event
   `memory`                  what was worked out before, by all that it follows from
3. `clusters`                groups out of likely pairs, never across a conflict
4. `names`, `actors`         who is who across reports, with what users brought (`dictionaries`) and decided
                             (`corrections`); `offices`, `roles`: who held what when
5. `told`, `compared`        event mentions with who takes part, and the pairs of them that are weighed
   `mentions`, `events`      which of them tell of one event, and what that event is; `grounds` why,
                             `event_corrections` what users decided
   `reviewing`               what users decided of single rows, put over a reading (`row_fields`); `tags`;
                             `checked` whether a decision can be
6. `dating`                  days of publication for undated reports, through events they share
7. `stories`                 what belongs together over time
8. `propositions`, `questions`  which positions are taken on one question, and which way each leans
9. `versions`                what one address held at different times, and what changed in between
"""

from __future__ import annotations

from dateline.linking.corrections import Ruling, locate
from dateline.linking.derive import Compared, Tied, link, links_of, tie_up
from dateline.linking.dictionaries import Dictionary, coded
from dateline.linking.grounds import Ground, Weighed, weighed
from dateline.linking.lazily import Lazily
from dateline.linking.memory import Memory
from dateline.linking.reviewing import Decision, reviewed, standing
from dateline.linking.row_fields import Cast, Parts, Values, parts_of, values_of
from dateline.linking.sketch import Sketch, sketch
from dateline.linking.versions import changes

__all__ = [
    "Cast",
    "Compared",
    "Decision",
    "Dictionary",
    "Ground",
    "Lazily",
    "Memory",
    "Parts",
    "Ruling",
    "Sketch",
    "Tied",
    "Values",
    "Weighed",
    "changes",
    "coded",
    "link",
    "links_of",
    "locate",
    "parts_of",
    "reviewed",
    "sketch",
    "standing",
    "tie_up",
    "values_of",
    "weighed",
]

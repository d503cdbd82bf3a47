"""One story: its reports, who is at its centre, and the events that matter, each with one sentence."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.archive import Archive, Row
from dateline.views.citation import Citations
from dateline.views.events import EventRow, events
from dateline.views.names import find_story
from dateline.views.salience import begins, centrality, chosen, salience

MOST = 12
"""Events shown unless more are asked for: what one reads in a minute."""
CENTRAL_ACTORS = 6


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """An event of a story, how much it weighs there and why, and its figures as they are written."""

    event: EventRow
    weight: float
    why: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story: the labels of its reports in order of time, its actors (most central first), what matters.

    ``dated`` and ``undated`` are how many events it has with and without a date; retracted ones do not count.
    """

    id: str
    title: str
    first: str | None
    last: str | None
    reports: tuple[str, ...]
    actors: tuple[str, ...]
    told: tuple[StoryEvent, ...]
    dated: int
    undated: int

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from dateline.views.display import story_html

        return story_html(self)


def story(
    archive: Archive,
    name: str,
    *,
    everything: bool = False,
    days: int | None = None,
    most: int | None = None,
) -> StoryView:
    """The story with the id *name*, or whose title or headlines hold its words, and the events that matter.

    At most *most* events (`MOST` where neither is named) on at most *days* days; with *everything*, all
    events, the undated last. Raises NotFoundError when there is no such story, or more than one.
    """
    row = find_story(archive, name)
    rows = [event for event in events(archive, story=row["id"]) if not event.retracted]
    counted = _figures(archive, [event.id for event in rows])
    citations = Citations(archive)
    reports = sorted(
        (citations.report(key) for key in row["reports"]),
        key=lambda cited: (cited.published or cited.earliest or "9999", cited.id),
    )
    central = centrality(rows, _unnamed(archive))
    weighed = salience(rows, len(row["reports"]), _main(archive, row), counted, central)
    dated = [event for event in rows if event.date and not event.date.startswith("X")]
    dated.sort(key=lambda event: (begins(event), event.id))
    if everything:
        shown = sorted(rows, key=lambda e: (e not in dated, begins(e), -weighed[e.id].weight, e.id))
    else:
        limit = MOST if most is None and days is None else most
        shown = chosen(dated, weighed, days, limit)
    return StoryView(
        id=row["id"],
        title=row["title"],
        first=dated[0].date if dated else None,
        last=dated[-1].date if dated else None,
        reports=tuple(cited.label for cited in reports),
        actors=tuple(central)[:CENTRAL_ACTORS],
        told=tuple(
            StoryEvent(
                event, weighed[event.id].weight, weighed[event.id].why, tuple(counted.get(event.id, ()))
            )
            for event in shown
        ),
        dated=len(dated),
        undated=len(rows) - len(dated),
    )


def _unnamed(archive: Archive) -> set[str]:
    """The actors that reports describe and give no name: "people", "Seventy-nine miners"."""
    rows = archive.query("SELECT name, kind FROM actors")
    return {
        name
        for row in rows
        if (name := row["name"]).islower() or (row["kind"] == "group" and name.split(" ")[-1].islower())
    }


def _main(archive: Archive, story: Row) -> dict[str, int]:
    """Event → how many of the story's reports are about it."""
    rows = archive.query(
        "SELECT main_event, count(*) AS reports FROM reports WHERE main_event IS NOT NULL "
        "AND id IN (SELECT value FROM json_each(?)) GROUP BY main_event",
        (json.dumps(story["reports"]),),
    )
    return {row["main_event"]: row["reports"] for row in rows}


def _figures(archive: Archive, ids: Iterable[str]) -> dict[str, list[str]]:
    """Event → its figures, what they count and how they are written, each once."""
    citations = Citations(archive)
    found: dict[str, list[str]] = defaultdict(list)
    rows = archive.query(
        'SELECT event, what, report, start, "end" FROM figures '
        "WHERE event IN (SELECT value FROM json_each(?)) ORDER BY report, start",
        (json.dumps(list(ids)),),
    )
    for row in rows:
        told = f"{row['what']}: {citations.words(row['report'], row['start'], row['end'])}"
        if told not in found[row["event"]]:
            found[row["event"]].append(told)
    return dict(found)

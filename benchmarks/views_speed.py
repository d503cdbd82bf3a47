"""How long the views take: `python -m benchmarks.views_speed big.db` (see `archive_of` for an archive).

Each question is asked with several arguments taken from the archive at even steps, as a page of 50 rows and
the count of all where there is one. Printed are the median and the 95th percentile of CPU-milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dateline import views
from dateline.archive import Archive

SHOWN = 50
"""Rows of a page."""
ASKED = 20
"""Arguments with which a question is asked, and times that one without any is asked."""
WORDS = ("police", "talks", "bomb market", '"set up a working group"', "Geneva", "elections opposition")

Ask = Callable[[Archive], object]


def main() -> None:
    """Print one row a question, as a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    arguments = parser.parse_args()
    print("| question | median, ms | p95, ms |\n|---|--:|--:|")
    with Archive(arguments.archive) as archive:
        for name, asks in _questions(archive):
            times = sorted(_milliseconds(archive, ask) for ask in asks)
            late = times[min(len(times) - 1, round(0.95 * len(times)))]
            print(f"| {name} | {statistics.median(times):.0f} | {late:.0f} |", flush=True)


def _milliseconds(archive: Archive, ask: Ask) -> float:
    begin = time.process_time()
    ask(archive)
    return (time.process_time() - begin) * 1000


def _questions(archive: Archive) -> Iterator[tuple[str, list[Ask]]]:
    """The questions by name, each with what asks it."""
    actors = _some(archive, "SELECT id AS value FROM actor_list WHERE mentions > 9 ORDER BY number")
    places = _some(archive, "SELECT name AS value FROM place_list WHERE id IS NOT NULL ORDER BY number")
    stories = _some(archive, "SELECT id AS value FROM story_list ORDER BY number")
    events = _some(archive, "SELECT id AS value FROM event_list ORDER BY reports DESC, number")
    reports = _some(archive, "SELECT id AS value FROM reports ORDER BY id")
    years = [str(year) for year in range(1993, 2013)]
    for name in ("timeline", "events"):
        yield name, _pages(name)
        yield f"{name}, from a far page", _pages(name, offset=[1000])
        yield f"{name} of an actor", _pages(name, actor=actors)
        yield f"{name} at a place", _pages(name, place=places)
        yield f"{name} of a type", _pages(name, type=["CONSULT", "ASSAULT", "PROTEST", "other"])
        yield f"{name} of a year", _pages(name, start=years)
        yield f"{name} of a story", _pages(name, story=stories)
    yield "event", _each(views.event, events)
    yield "report", _each(views.report, reports)
    yield "times", _each(views.times, reports)
    yield "reports", _pages("reports")
    yield "stories", _pages("stories")
    yield "actors", _pages("actors")
    yield "actors by name", _pages("actors", name=["ov", "police", "minister", "Serbia"])
    yield "history", _each(views.history, actors)
    yield "why", [lambda a, key=key: views.why(a, key, limit=SHOWN) for key in actors]
    yield "quotes", _pages("quotes")
    yield "quotes of a speaker", _pages("quotes", speaker=actors)
    yield "quotes about words", _pages("quotes", about=["talks", "delay", "no such words"])
    yield "quotes of a year", _pages("quotes", start=years)
    yield "quotes of a report", _pages("quotes", report=reports)
    yield "figures", _pages("figures")
    yield "figures of a kind", _pages("figures", what=["killed", "injured", "arrested"])
    yield "series", _pages("figure_series")
    yield "series of a kind", _pages("figure_series", what=["killed", "injured", "arrested"])
    yield "series of an event", _pages("figure_series", event=events)
    yield "series of a story", _pages("figure_series", story=stories)
    yield "positions", _pages("positions")
    yield "positions of an actor", _pages("positions", actor=actors)
    yield "positions on a question", _pages("positions", question=["talks", "elections", "delay"])
    yield "shifts", [lambda a, key=key: views.shifts(a, actor=key) for key in actors]
    yield "places, with 3 sentences of each", _pages("places", mentions=[3])
    yield "network", _pages("network")
    yield "network of an actor", _pages("network", actor=actors)
    yield "duplicates", _pages("duplicates")
    yield "versions", _pages("versions")
    yield "corrections", _pages("corrections")
    yield "search", _pages("search", words=list(WORDS))
    yield "rows to decide", [lambda a: views.review_rows(a, limit=SHOWN)] * ASKED
    yield (
        "rows to decide of a kind, from a far page",
        [lambda a: views.review_rows(a, kind="figure", limit=SHOWN, offset=1000)] * ASKED,
    )
    yield "rows to decide, counted", [views.review_counts] * ASKED


def _some(archive: Archive, sql: str) -> list[str]:
    """`ASKED` of the values that a query gives, at even steps."""
    values = [row["value"] for row in archive.query(sql)]
    return values[:: max(1, len(values) // ASKED)][:ASKED]


def _pages(name: str, /, **arguments: Sequence[object]) -> list[Ask]:
    """A page of a view and the count of all, with each of the values of one argument."""
    view: Callable[..., Any] = getattr(views, name)
    calls = [{key: value} for key, values in arguments.items() for value in values] or [{}]
    calls *= -(-ASKED // len(calls))

    def ask(archive: Archive, call: dict[str, object]) -> None:
        view(archive, **{"limit": SHOWN, **call})
        views.count(archive, name, **{key: value for key, value in call.items() if key not in NOT_COUNTED})

    return [lambda archive, call=call: ask(archive, call) for call in calls]


NOT_COUNTED = {"offset", "mentions"}
"""Arguments that say nothing of which rows pass."""


def _each(view: Callable[[Archive, str], object], keys: Sequence[str]) -> list[Ask]:
    return [lambda archive, key=key: view(archive, key) for key in keys]


if __name__ == "__main__":
    main()

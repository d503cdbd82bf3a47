"""How long the pages take: `python -m benchmarks.pages_speed big.db` (see `archive_of` for an archive).

Each page of `dateline serve` is asked for by several addresses taken from the archive at even steps, through
the whole application: guard, questions, template. Printed are the median and the 95th percentile of
CPU-milliseconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator

from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.web.app import make_app

ASKED = 20
"""Addresses of a page, or times that one without any part of its own is asked for."""
WORDS = ("police", "talks", "bomb market", '"set up a working group"', "Geneva", "elections opposition")


def main() -> None:
    """Print one row a page, and one for all of them, as a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    arguments = parser.parse_args()
    client = TestClient(make_app(arguments.archive), base_url="http://127.0.0.1")
    client.get("/")  # loads the templates
    print("| page | median, ms | p95, ms |\n|---|--:|--:|")
    every: list[float] = []
    with Archive(arguments.archive) as archive:
        addresses = list(_addresses(archive))
    for name, listed in addresses:
        times = [_milliseconds(client, address) for address in listed]
        every += times
        _print(name, times)
    _print("all", every)


def _print(name: str, times: list[float]) -> None:
    late = sorted(times)[min(len(times) - 1, round(0.95 * len(times)))]
    print(f"| {name} | {statistics.median(times):.0f} | {late:.0f} |", flush=True)


def _milliseconds(client: TestClient, address: str) -> float:
    begin = time.process_time()
    answer = client.get(address)
    taken = time.process_time() - begin
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return taken * 1000


def _addresses(archive: Archive) -> Iterator[tuple[str, list[str]]]:
    """The pages by name, each with the addresses by which it is asked for."""
    actors = _some(archive, "SELECT id FROM actor_list WHERE mentions > 9 ORDER BY number")
    yield "overview", ["/"] * ASKED
    for name in ("timeline", "events"):
        yield name, [f"/{name}"] * ASKED
        yield f"{name} of an actor", [f"/{name}?actor={actor}" for actor in actors]
        yield f"{name} of a year", [f"/{name}?from={year}&to={year}" for year in range(1993, 2013)]
        yield f"{name}, far pages", [f"/{name}?page={page}" for page in range(10, 200, 10)]
    yield "timeline by day", ["/timeline?zoom=day&all=1"] * ASKED
    events = _some(archive, "SELECT id FROM event_list ORDER BY reports DESC, number")
    yield "event", [f"/event/{event}" for event in events]
    yield "reports", [f"/reports?page={page}" for page in range(1, 200, 10)]
    yield "report", [f"/report/{report}" for report in _some(archive, "SELECT id FROM reports ORDER BY id")]
    yield "stories", ["/stories"] * ASKED
    stories = _some(archive, "SELECT id FROM story_list ORDER BY number")
    yield "story", [f"/story/{story}" for story in stories]
    yield "actors", ["/actors", "/actors?page=500", "/actors?name=minister"] * (ASKED // 3)
    yield "actor", [f"/actor/{actor}" for actor in actors]
    questions = _some(archive, "SELECT DISTINCT question AS id FROM position_list ORDER BY question")
    yield "positions", [f"/positions?page={page}" for page in range(1, 200, 10)]
    yield "positions on a question", [f"/positions?question={question}" for question in questions]
    yield "positions of an actor", [f"/positions?actor={actor}" for actor in actors]
    yield "figures", ["/figures", "/figures?what=killed"] * (ASKED // 2)
    yield "figures of a story", [f"/figures/story/{story}" for story in stories]
    yield (
        "map",
        ["/map", "/map?box=-180,-58,180,84", "/map?box=0,0,40,20", "/map?place=Nigeria"] * (ASKED // 4),
    )
    yield "network", ["/network", "/network?outlets=1", "/network?kind=met"] * (ASKED // 3)
    yield "network of an actor", [f"/network?actor={actor}" for actor in actors]
    yield "network of a year", [f"/network?from={year}&to={year}" for year in range(1993, 2013)]
    yield "search", [f"/search?q={words}" for words in WORDS] * 3
    yield "search in a year", [f"/search?q=talks&from={year}&to={year}" for year in range(1993, 2013)]


def _some(archive: Archive, query: str) -> list[str]:
    """At most `ASKED` ids that *query* gives, at even steps."""
    values = [row["id"] for row in archive.query(query)]
    return values[:: max(1, len(values) // ASKED)][:ASKED]


if __name__ == "__main__":
    main()

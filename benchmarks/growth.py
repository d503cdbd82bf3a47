"""How linking grows: `python -m benchmarks.growth 200 1000` reads and links made-up reports.

Half of the reports, taken at random, come without their day of publication. Printed for each size:
CPU-seconds of reading and of linking (one pass), memory, B3 of the groups, and, for the undated reports, the
share that is dated through links, right within a day, and wrong. With `--made`, the readings are made up too
(`growth_readings`), so that large archives can be measured.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import Made, made_reports
from dateline.linking import Sketch, Tied, links_of, sketch, tie_up
from dateline.model import Masthead, Published, Reading, Report, Span
from dateline.reading import read_report, redate

ACCOUNTS = 4
"""Reports of each event."""
SHOWN = 160
"""Reports of the figures in the table of `make bench`."""
PASSES = 4
"""As many as reading an archive takes: a date found makes new links possible."""
DAY = datetime.timedelta(days=1)
Take = Callable[[str], tuple[Report, Reading]]
"""Gives the report with an id, and its reading."""
MEGABYTE = 1024
"""In what `resource` gives on Linux."""


@dataclass(frozen=True, slots=True)
class Dates:
    """What came of the hidden days: how many were found, how many right within a day (both bounds), wrong.

    ``passed_on`` are the time expressions that were resolved wrongly because the day was wrong.
    """

    hidden: int
    found: int
    near: int
    wrong: int
    passed_on: int


def main() -> None:
    """Print one row a size, as a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[200, 1000])
    parser.add_argument("--made", action="store_true", help="make the readings up too")
    arguments = parser.parse_args()
    head = ("reports", "events", "reading, s", "linking, s", "memory, MB", "B3 F1")
    print("| " + " | ".join((*head, "undated", "dated", "within a day", "wrong")) + " |")
    print("|" + "--:|" * 10)
    for size in arguments.sizes:
        print("| " + " | ".join(_row(size, made=arguments.made)) + " |", flush=True)


def measure() -> dict[str, float]:
    """The figures of a few reports for the table of `make bench`."""
    made, hidden = _drawn(SHOWN)
    read = {m.id: _read(m, dated=m.id not in hidden) for m in made}
    tied, published = _all_passes({key: sketch(*pair) for key, pair in read.items()}, read.__getitem__)
    dates = _dates(made, hidden, published, read.__getitem__)
    return {
        "b3": b_cubed(_ids(tied), {m.id: m.event for m in made}),
        "dated": dates.found / dates.hidden,
        "right": dates.near / max(1, dates.found),
        "wrong": dates.wrong,
        "passed_on": dates.passed_on,
    }


def _row(size: int, *, made: bool) -> list[str]:
    reports, hidden = _drawn(size)
    by_id = {m.id: m for m in reports}

    def again(key: str) -> tuple[Report, Reading]:
        return made_reading(by_id[key], dated=key not in hidden)

    begin = time.process_time()
    # Made-up readings are made again when they are wanted: they would take more memory than what is measured.
    take = again if made else {m.id: _read(m, dated=m.id not in hidden) for m in reports}.__getitem__
    reading = time.process_time() - begin
    sketches = {key: sketch(*take(key)) for key in by_id}
    begin = time.process_time()
    tied = tie_up(_ordered(sketches))
    links = links_of(tied)
    linking = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    found = b_cubed(links.groups, {m.id: m.event for m in reports})
    del links
    dates = _dates(reports, hidden, _all_passes(sketches, take, tied)[1], take)
    shares = (count / dates.hidden for count in (dates.found, dates.near, dates.wrong))
    return [
        f"{size:,}",
        f"{len({m.event for m in reports}):,}",
        "made" if made else f"{reading:.0f}",
        f"{linking:.1f}",
        f"{memory:.0f}",
        f"{found:.3f}",
        f"{dates.hidden:,}",
        *(f"{share:.3f}" for share in shares),
    ]


def _drawn(size: int) -> tuple[list[Made], set[str]]:
    """Made-up reports, and the ids of those whose day is hidden."""
    made = list(made_reports(size, ACCOUNTS))
    draw = random.Random(2)
    return made, {report.id for report in made if draw.random() < 0.5}


def b_cubed(groups: Sequence[Sequence[str]], truth: Mapping[str, int]) -> float:
    """F1 of B-cubed (Bagga and Baldwin 1998) of *groups* against report → event."""
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for group in groups:
        for event, count in Counter(truth[key] for key in group).items():
            precision += count * count / len(group)
            recall += count * count / sizes[event]
    precision, recall = precision / len(truth), recall / len(truth)
    return 2 * precision * recall / (precision + recall)


def _read(made: Made, *, dated: bool) -> tuple[Report, Reading]:
    stated = Published(made.published, "stated") if dated else Published()
    text = f"{made.title}\n\n{made.text}"
    start = len(made.title) + 2
    masthead = Masthead(title=made.title, title_span=Span(0, len(made.title)), published=stated)
    report = Report(made.id, f"{made.id}.txt", text, (Span(start, len(text)),), masthead=masthead)
    return report, read_report(report)


def _all_passes(
    sketches: dict[str, Sketch], take: Take, tied: Tied | None = None
) -> tuple[Tied, dict[str, Published]]:
    """All passes of linking, after the first where it is given, and the days found; *sketches* change."""
    published: dict[str, Published] = {}
    tied = tied or tie_up(_ordered(sketches))
    for _ in range(PASSES):
        found = {key: day for key, day in tied.published.items() if published.get(key) != day}
        if not found:
            break
        published |= found
        for key, day in found.items():
            report, reading = take(key)
            sketches[key] = sketch(report, redate(report, reading, day))
        tied = tie_up(_ordered(sketches), (), tied.compared, found)
    return tied, published


def _ordered(sketches: Mapping[str, Sketch]) -> list[Sketch]:
    return [sketches[key] for key in sorted(sketches)]


def _ids(tied: Tied) -> list[list[str]]:
    return [[tied.sketches[i].report for i in group] for group in tied.groups]


def _dates(
    made: Iterable[Made],
    hidden: set[str],
    published: Mapping[str, Published],
    take: Take,
) -> Dates:
    count = near = wrong = passed_on = 0
    for report in made:
        found = published.get(report.id)
        if report.id not in hidden or found is None:
            continue
        first, last = found.date or found.earliest, found.date or found.latest
        if first is None or last is None:
            continue
        count += 1
        near += abs(first - report.published) <= DAY and abs(last - report.published) <= DAY
        if not first - DAY <= report.published <= last + DAY:
            wrong += 1
            passed_on += _passed_on(*take(report.id), found, Published(report.published, "stated"))
    return Dates(len(hidden), count, near, wrong, passed_on)


def _passed_on(report: Report, reading: Reading, found: Published, right: Published) -> int:
    """Time expressions that name another day with the day found than with the right one, and do name one."""
    ours, theirs = (redate(report, reading, day).times for day in (found, right))
    return sum(a.begin is not None and a.begin != b.begin for a, b in zip(ours, theirs, strict=True))


if __name__ == "__main__":
    main()

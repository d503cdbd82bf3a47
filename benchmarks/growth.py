"""How linking grows: `python -m benchmarks.growth 200 1000` reads and links made-up reports.

Half of the reports, taken at random, come without their day of publication. Printed for each size:
CPU-seconds of reading and of linking (one pass), B3 of the groups, and, for the undated reports, the share
that is dated through links, right within a day, and wrong.
"""

from __future__ import annotations

import datetime
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence

from benchmarks.growth_reports import Made, made_reports
from dateline.linking import link, sketch
from dateline.model import Links, Masthead, Published, Reading, Report, Span
from dateline.reading import read_report, redate

ACCOUNTS = 4
"""Reports of each event."""
PASSES = 4
"""As many as reading an archive takes: a date found makes new links possible."""
DAY = datetime.timedelta(days=1)


def main(sizes: Sequence[int]) -> None:
    """Print one row a size, as a table in Markdown."""
    print("| reports | events | reading, s | linking, s | B3 F1 | undated | dated | within a day | wrong |")
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    for size in sizes:
        print("| " + " | ".join(measure(size)) + " |", flush=True)


def measure(size: int) -> list[str]:
    """The cells of one row."""
    made = list(made_reports(size, ACCOUNTS))
    draw = random.Random(2)
    hidden = {report.id for report in made if draw.random() < 0.5}
    begin = time.process_time()
    read = {m.id: _read(m, dated=m.id not in hidden) for m in made}
    reading = time.process_time() - begin
    sketches = {key: sketch(*pair) for key, pair in read.items()}
    begin = time.process_time()
    links = link(sketches.values())
    linking = time.process_time() - begin
    published = _all_passes(read, links)
    dated, near, wrong = _dates(made, hidden, published)
    return [
        f"{size:,}",
        f"{len({m.event for m in made}):,}",
        f"{reading:.0f}",
        f"{linking:.1f}",
        f"{b_cubed(links.groups, {m.id: m.event for m in made}):.3f}",
        f"{len(hidden):,}",
        *(f"{count / len(hidden):.3f}" for count in (dated, near, wrong)),
    ]


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


def _all_passes(read: Mapping[str, tuple[Report, Reading]], links: Links) -> dict[str, Published]:
    sketches = {key: sketch(*pair) for key, pair in read.items()}
    published: dict[str, Published] = {}
    for _ in range(PASSES):
        found = {key: day for key, day in links.published.items() if published.get(key) != day}
        if not found:
            break
        published |= found
        for key, day in found.items():
            report, reading = read[key]
            sketches[key] = sketch(report, redate(report, reading, day))
        links = link(sketches.values())
    return published


def _dates(
    made: Sequence[Made], hidden: set[str], published: Mapping[str, Published]
) -> tuple[int, int, int]:
    """How many hidden days were found, how many of them within a day (both bounds), how many wrong."""
    dated = near = wrong = 0
    for report in made:
        found = published.get(report.id)
        if report.id not in hidden or found is None:
            continue
        first, last = found.date or found.earliest, found.date or found.latest
        if first is None or last is None:
            continue
        dated += 1
        near += abs(first - report.published) <= DAY and abs(last - report.published) <= DAY
        wrong += not first - DAY <= report.published <= last + DAY
    return dated, near, wrong


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [200, 1000])

"""Made-up reports all the way into an archive: `python -m benchmarks.whole_way 1000 3000`.

Short ones (`LONGEST` words at most) of `archive_of`, as JSON Lines, are read by two processes with the rules,
linked, and written as the record; then some views answer. Each number of reports has a process of its own.
Printed are CPU-seconds of reading and of linking with the record, and the peak of memory of the process that
links and of the larger of those that read.
"""

from __future__ import annotations

import argparse
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.archive_of import records
from dateline.archive import Archive
from dateline.pipeline import read
from dateline.views import events, quotes, search

LONGEST = 120
"""Words of the longest report."""
ROWS = 50
AFTER = ("link", "refine", "write the record")
"""Steps that come after reading."""
MEGABYTE = 1024
"""In what `resource` gives on Linux."""


def main() -> None:
    """Print one row a number of reports, as a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_way", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 3000])
    parser.add_argument("--alone", action="store_true", help="measure one number, in this process")
    chosen = parser.parse_args()
    if chosen.alone:
        print("| " + " | ".join(_row(chosen.sizes[0])) + " |")
        return
    head = ("reports", "reading, s", "linking and record, s", "peak, MB", "peak of a reader, MB", "views, ms")
    print("| " + " | ".join(head) + " |\n|" + "--:|" * len(head), flush=True)
    for size in chosen.sizes:
        subprocess.run([sys.executable, "-m", "benchmarks.whole_way", str(size), "--alone"], check=True)


def _row(size: int) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "made.jsonl"
        with source.open("w", encoding="utf-8", newline="\n") as lines:
            short = (one for one in records(2 * size) if len(one["text"].split()) <= LONGEST)
            lines.writelines(json.dumps(one) + "\n" for one in itertools.islice(short, size))
        with Archive(Path(folder) / "made.db", create=True) as archive:
            summary = read(archive, [str(source)], extractor="rules", workers=2, profile=True)
            costs = summary.costs or {}
            linking = sum(costs.get(step, 0.0) for step in AFTER)
            begin = time.process_time()
            answers = events(archive, limit=ROWS), quotes(archive, limit=ROWS), search(archive, "market")
            views = time.process_time() - begin
            assert all(answers)
    return [
        f"{size:,}",
        f"{sum(costs.values()) - linking:.0f}",
        f"{linking:.0f}",
        *(f"{_peak(who):.0f}" for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)),
        f"{1000 * views:.0f}",
    ]


def _peak(who: int) -> float:
    return resource.getrusage(who).ru_maxrss / MEGABYTE


if __name__ == "__main__":
    main()

"""Words a second with several processes, beside one: `python -m benchmarks.workers`.

Best on a machine at rest. All are measured in turns in one run, their models loaded before; the best round of
each counts. A machine that does other work too gives the processes less than a core each: what their seconds
of CPU would allow on cores of their own stands beside what the clock said.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.growth_reports import made_reports
from dateline.archive import Archive
from dateline.intake.formats import Part
from dateline.model import Extractor
from dateline.pipeline.keeping import Summary
from dateline.pipeline.line import Line
from dateline.pipeline.stamp import current_stamp
from dateline.steps import costs

TOGETHER = 6
"""Made-up reports that are joined to one text, of some 450 words as news reports have."""
WARM_UP = 4
"""Texts for each process before the clock is started."""


@dataclass(frozen=True, slots=True)
class Run:
    """One round: seconds by the clock, and CPU-seconds of all processes together."""

    clock: float
    cpu: float


def made_texts(count: int) -> list[str]:
    """So many texts of news length; deterministic."""
    made = [report.text for report in made_reports(count * TOGETHER, 4, seed=11)]
    return ["\n\n".join(made[n : n + TOGETHER]) for n in range(0, len(made), TOGETHER)]


def timed(texts: Sequence[str], workers: int, extractor: Extractor) -> Run:
    """Read *texts* into a new archive with so many processes, which are started and warm before."""
    with (
        tempfile.TemporaryDirectory() as place,
        Archive(Path(place) / "a.dateline", create=True) as archive,
        costs() as ledger,
        Line(
            archive, current_stamp(extractor), Summary(), lambda *_: None, workers=workers, ledger=ledger
        ) as line,
    ):
        for number in range(WARM_UP * workers):
            line.read(Part(f"warm-{number}.txt", f"{number} {texts[number % len(texts)]}".encode()))
        line.settle()
        before, begin = _cpu(ledger.seconds, workers), time.perf_counter()
        for number, text in enumerate(texts):
            line.read(Part(f"{number}.txt", text.encode()))
        line.settle()
        clock = time.perf_counter() - begin
        return Run(clock, _cpu(ledger.seconds, workers) - before)


def _cpu(seconds: dict[str, float], workers: int) -> float:
    """CPU-seconds so far: of this process, and those of reading where other processes read."""
    own = time.process_time()
    return own if workers == 1 else own + sum(seconds.values()) - seconds.get("keep", 0.0)


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--texts", type=int, default=120)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--extractor", choices=["model", "rules"], default="model")
    chosen = parser.parse_args()
    texts = made_texts(chosen.texts)
    words = sum(len(text.split()) for text in texts)
    rounds = [{n: timed(texts, n, chosen.extractor) for n in chosen.workers} for _ in range(chosen.rounds)]
    best = {n: min(one[n].clock for one in rounds) for n in chosen.workers}
    cpu = {n: min(one[n].cpu for one in rounds) for n in chosen.workers}
    first = chosen.workers[0]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{words:,} words in {len(texts)} texts, {chosen.extractor}, {os.cpu_count()} cores{load}")
    print("workers  words/s  times  CPU-s  times that CPU would allow")
    for n in chosen.workers:
        print(
            f"{n:7}  {words / best[n]:7,.0f}  {best[first] / best[n]:5.2f}  {cpu[n]:5.1f}"
            f"  {n / first * cpu[first] / cpu[n]:5.2f}"
        )


if __name__ == "__main__":
    main()

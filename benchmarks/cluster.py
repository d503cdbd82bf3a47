"""Words a second on a local cluster of one process and of several: `python -m benchmarks.cluster`.

The clock runs from the first process that is started to the last block that is written: unlike in
`benchmarks.workers`, loading the models (some 3 seconds a process) is part of it, as in a round of any run.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.workers import made_texts
from dateline.cluster.blocks import blocks_of
from dateline.cluster.engine import Engine
from dateline.cluster.plan import LOCAL
from dateline.intake.formats import Part
from dateline.pipeline.naming import Waiting
from dateline.pipeline.stamp import current_stamp


def timed(texts: Sequence[str], processes: int) -> float:
    """Seconds in which so many processes read *texts*."""
    parts = (Waiting(Part(f"{n}.txt", text.encode()), n) for n, text in enumerate(texts))
    blocks = list(blocks_of(parts, current_stamp()))
    with tempfile.TemporaryDirectory() as place:
        begin = time.perf_counter()
        died = Engine(LOCAL).read(blocks, Path(place), processes)
        assert not died, died
        return time.perf_counter() - begin


def main() -> None:
    """Measure in turns and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--texts", type=int, default=240)
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    texts = made_texts(chosen.texts)
    words = sum(len(text.split()) for text in texts)
    rounds = [{n: timed(texts, n) for n in chosen.processes} for _ in range(chosen.rounds)]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{words:,} words in {len(texts)} texts, {os.cpu_count()} cores{load}")
    print("processes  words/s  times")
    clock = {n: min(one[n] for one in rounds) for n in chosen.processes}
    for n in chosen.processes:
        print(f"{n:9}  {words / clock[n]:7,.0f}  {clock[chosen.processes[0]] / clock[n]:5.2f}")


if __name__ == "__main__":
    main()

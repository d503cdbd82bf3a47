"""Words per CPU-second of reading, by the rules alone and with the model, beside the bare spaCy pipeline."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.common import Record
from dateline.intake import take
from dateline.model import Extractor
from dateline.reading import load_models, read_report, syntax

TEXTS = 40
"""So many of the attribution benchmark's articles are read; enough for a steady figure."""
BATCH = 32
"""The batch size at which the bare pipeline is fastest (STACK.md)."""
ROUNDS = 3
"""Each side runs so often, in turns, and its best run counts: a busy machine must not decide."""


def measure(folder: Path) -> dict[str, float]:
    """Words per CPU-second over texts of *folder*, and what share of the bare parse's they are.

    ``bare`` is the pipeline alone; ``rules`` and ``model`` are all of reading with these extractors, and
    ``rules_share`` and ``model_share`` their shares. All are measured in turns, in one process.
    """
    with (folder / "input.jsonl").open(encoding="utf-8") as lines:
        records: list[Record] = [json.loads(line) for line in lines][:TEXTS]
    texts = [record["text"] for record in records]
    words = sum(len(text.split()) for text in texts)
    ways: dict[str, Callable[[], None]] = {
        "bare": lambda: _parse(texts),
        "rules": lambda: _read(texts, "rules"),
        "model": lambda: _read(texts, "model"),
    }
    load_models("model")
    _read(texts[:1], "rules")
    _read(texts[:1], "model")
    seconds = {name: min(times) for name, times in _in_turns(ways).items()}
    shares = {f"{name}_share": seconds["bare"] / seconds[name] for name in ("rules", "model")}
    return {name: round(words / taken) for name, taken in seconds.items()} | shares


def _in_turns(ways: dict[str, Callable[[], None]]) -> dict[str, list[float]]:
    """CPU-seconds of each way, round by round."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, way in ways.items():
            begin = time.process_time()
            way()
            times[name].append(time.process_time() - begin)
    return times


def _parse(texts: list[str]) -> None:
    for _doc in syntax.language().pipe(texts, batch_size=BATCH):
        pass


def _read(texts: list[str], extractor: Extractor) -> None:
    for text in texts:
        read_report(take("report.txt", text.encode()), extractor)

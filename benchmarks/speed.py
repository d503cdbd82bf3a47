"""Words per CPU-second of reading, beside the bare spaCy pipeline on the same text."""

from __future__ import annotations

import json
import time
from pathlib import Path

from benchmarks.common import Record
from dateline.intake import take
from dateline.reading import read_report, syntax

TEXTS = 40
"""So many of the attribution benchmark's articles are read; enough for a steady figure."""
BATCH = 32
"""The batch size at which the bare pipeline is fastest (STACK.md)."""
ROUNDS = 3
"""Each side runs so often, in turns, and its best run counts: a busy machine must not decide."""


def measure(folder: Path) -> dict[str, float]:
    """``words`` and ``bare`` (words per CPU-second) and their ``share``, over texts of *folder*."""
    with (folder / "input.jsonl").open(encoding="utf-8") as lines:
        records: list[Record] = [json.loads(line) for line in lines][:TEXTS]
    texts = [record["text"] for record in records]
    words = sum(len(text.split()) for text in texts)
    nlp = syntax.language()
    _whole_way(texts[0])
    ours, bare = [], []
    for _ in range(ROUNDS):
        begin = time.process_time()
        for _doc in nlp.pipe(texts, batch_size=BATCH):
            pass
        bare.append(time.process_time() - begin)
        begin = time.process_time()
        for text in texts:
            _whole_way(text)
        ours.append(time.process_time() - begin)
    return {
        "words": round(words / min(ours)),
        "bare": round(words / min(bare)),
        "share": min(bare) / min(ours),
    }


def _whole_way(text: str) -> None:
    read_report(take("report.txt", text.encode()))

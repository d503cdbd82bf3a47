"""Score figures: `python tests/figure_scores.py PREDICTIONS GOLD` prints one JSON object.

A figure counts as found when one of the same value (to a decimal) counts the same thing in the same text.
What else the gold says of those found (hedge, rate, since, place, previous, cumulative, forecast) is scored
apart, as the share that is right, over the fields that the gold speaks of anywhere.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

SCOPE = ("hedge", "rate", "since", "place", "previous", "cumulative", "forecast")
FLAGS = ("cumulative", "forecast")


def main() -> int:
    """Read predictions and gold (a JSON object a line, joined by id) and print the figures."""
    predictions, gold = (
        [json.loads(line) for line in Path(name).read_text(encoding="utf-8").splitlines()]
        for name in sys.argv[1:3]
    )
    print(json.dumps(score(predictions, gold)))
    return 0


def score(predictions: list[dict[str, Any]], gold: list[dict[str, Any]]) -> dict[str, Any]:
    """F1 on value with what is counted, and how much of the scope of the figures found is right."""
    found = {row["id"]: row["figures"] for row in predictions}
    tally: Counter[str] = Counter()
    right: Counter[str] = Counter()
    fields = [field for field in SCOPE if any(field in f for text in gold for f in text["figures"])]
    for text in gold:
        left = list(found[text["id"]])
        for wanted in text["figures"]:
            same = next((f for f in left if _key(f) == _key(wanted)), None)
            if same is None:
                tally["missed"] += 1
                continue
            left.remove(same)
            tally["hit"] += 1
            for field in fields:
                default = False if field in FLAGS else None
                right[field] += same[field] == wanted.get(field, default)
        tally["extra"] += len(left)
    hit, missed, extra = tally["hit"], tally["missed"], tally["extra"]
    return {
        "f1": 2 * hit / (2 * hit + missed + extra),
        "precision": hit / (hit + extra),
        "recall": hit / (hit + missed),
        "figures": hit + missed,
        "scope": sum(right.values()) / (len(fields) * hit),
        **{field: right[field] / hit for field in fields},
    }


def _key(figure: dict[str, Any]) -> tuple[float, str]:
    return round(figure["value"], 1), figure["what"]


if __name__ == "__main__":
    sys.exit(main())

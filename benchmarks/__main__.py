"""`python -m benchmarks TASK --input PATH --output PREDICTIONS`."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path

TASKS = {
    "attribution": "attribution:predict",
    "attribution-rules": "attribution:predict_by_rules",
    "time": "times:predict",
    "dating": "dating:predict",
    "linking": "linking:predict",
    "timeline": "timeline:predict",
    "timeline-given": "timeline:predict_given",
    "places": "places:predict",
    "figures": "figures:predict",
    "events": "events:predict",
    "actors": "actors:predict",
    "coreference": "coreference:predict",
    "muc4": "muc4:predict",
    "cleaning-text": "cleaning:predict_text",
    "cleaning-html": "cleaning_html:predict",
    "cleaning-fields": "cleaning:predict_fields",
    "5w1h": "fivew1h:predict",
}
"""Task → module and function of this package."""


def main() -> int:
    """Read the input, run the adapter, write one prediction a line; exit code 2 when there is no input."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("--input", type=Path, required=True, help="a folder with input.jsonl, or the file")
    parser.add_argument("--output", type=Path, required=True, help="where the predictions go")
    arguments = parser.parse_args()
    file = arguments.input / "input.jsonl" if arguments.input.is_dir() else arguments.input
    if not file.is_file():
        print(f"there is no {file}: name a folder that holds input.jsonl, or the file", file=sys.stderr)
        return 2
    with file.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    module, function = TASKS[arguments.task].split(":")
    predict = getattr(importlib.import_module(f"benchmarks.{module}"), function)
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    with arguments.output.open("w", encoding="utf-8", newline="\n") as out:
        for prediction in predict(records, file.parent):
            out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

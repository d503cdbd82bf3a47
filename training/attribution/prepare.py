"""Read annotated reports as the tagger will see them: word pieces, what the rules found, and the gold.

    python -m training.attribution.prepare --input FOLDER --vocabulary vocab.txt --output items.jsonl

FOLDER holds `input.jsonl` and `gold.jsonl` in the format of bench/attribution. This step needs Dateline and
its parser; the training itself needs neither, and reads what this writes: one line a window with `report`,
`ids`, `marks` (piece, hint), `rules` and `gold` (role, first piece, last piece, number of the statement).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.common import report_of
from dateline.model import Span
from dateline.reading import syntax
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.drafts import passages
from dateline.reading.attributions.gather import gather
from dateline.reading.attributions.neural import seen_by
from dateline.reading.attributions.neural.hints import ROLES
from dateline.reading.attributions.neural.pieces import Window, tokenizer
from dateline.reading.attributions.quotations import find_quotations


def main() -> None:
    """Write the windows of every report."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution.prepare", description=__doc__)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--vocabulary", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    cutter = tokenizer(arguments.vocabulary.read_text(encoding="utf-8").splitlines())
    gold = {row["id"]: row["statements"] for row in lines(arguments.input / "gold.jsonl")}
    with arguments.output.open("w", encoding="utf-8", newline="\n") as out:
        for record in lines(arguments.input / "input.jsonl"):
            for item in _items(record, gold[record["id"]], cutter):
                out.write(json.dumps(item) + "\n")


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _items(
    record: dict[str, Any], statements: Sequence[dict[str, Any]], cutter: Any
) -> Iterator[dict[str, Any]]:
    report = report_of(record)
    parse = syntax.parse(report.text, report.body)
    quotations = find_quotations(parse.text, parse.paragraphs)
    drafts = gather(passages(parse, quotations), MentionIndex(()))
    found, told = seen_by(parse, quotations, drafts, cutter)
    for window, hint in zip(found, told, strict=True):
        yield {
            "report": record["id"],
            "ids": window.ids,
            "marks": sorted(hint.marks),
            "rules": [[ROLES.index(p.role), p.first, p.last, p.number] for p in hint.parts],
            "gold": list(_gold(window, statements)),
        }


def _gold(window: Window, statements: Sequence[dict[str, Any]]) -> Iterator[list[int]]:
    for number, statement in enumerate(statements):
        for role in ROLES:
            for start, end in statement[role]:
                place = window.pieces(Span(start, end))
                if place is not None:
                    yield [ROLES.index(role), *place, number]


if __name__ == "__main__":
    main()

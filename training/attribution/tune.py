"""Choose the tagger's caution and doubt on the reports that training held back, and print what was tried.

    python -m training.attribution.tune --input FOLDER --scorer score.py --model tagger.onnx

FOLDER is the one that `prepare` read. The last line is what to give to `export --settings`.
"""

from __future__ import annotations

import argparse
import importlib.util
import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.attribution import pairs
from benchmarks.common import report_of
from dateline.reading import syntax
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.drafts import Draft, Passage, passages
from dateline.reading.attributions.gather import gather
from dateline.reading.attributions.neural import seen_by, worth_reading
from dateline.reading.attributions.neural.decode import statements
from dateline.reading.attributions.neural.hints import Hints
from dateline.reading.attributions.neural.pieces import Window
from dateline.reading.attributions.neural.tagger import Scores, Tagger
from dateline.reading.attributions.neural.weave import weave
from dateline.reading.attributions.quotations import find_quotations
from dateline.reading.attributions.settle import parents
from training.attribution.prepare import lines
from training.attribution.split import held_back

CAUTIONS = (-0.9, -0.7, -0.5, -0.3, -0.1, 0.1)
DOUBTS = (0.0, 0.1, 0.2, 0.3, 0.4)
Seen = tuple[tuple[Passage, ...], list[Draft], list[Window], list[Hints], list[Scores]]
"""A report up to the point where caution counts."""


def main() -> None:
    """Try every caution with every doubt."""
    parser = argparse.ArgumentParser(prog="python -m training.attribution.tune", description=__doc__)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    spec = importlib.util.spec_from_file_location("scorer", arguments.scorer)
    assert spec is not None and spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    model = Tagger(arguments.model.read_bytes())
    records = {record["id"]: record for record in lines(arguments.input / "input.jsonl")}
    held = held_back(records)
    gold = {
        row["id"]: row["statements"] for row in lines(arguments.input / "gold.jsonl") if row["id"] in held
    }
    seen = {name: _seen(records[name], model) for name in sorted(held)}
    texts = {name: records[name]["text"] for name in held}
    figures = {}
    for setting in itertools.product(CAUTIONS, DOUBTS):
        found = {name: list(_found(one, model, *setting)) for name, one in seen.items()}
        figures[setting] = scorer.evaluate(texts, gold, found)["statement_f1"]
        print(
            "caution {:4.1f}  doubt {:.1f}".format(*setting),
            f"statement F1 {figures[setting]:.4f}",
            flush=True,
        )
    caution, doubt = max(figures, key=lambda setting: figures[setting])
    print(json.dumps({"caution": caution, "doubt": doubt}))


def _seen(record: dict[str, Any], model: Tagger) -> Seen:
    report = report_of(record)
    parse = syntax.parse(report.text, report.body)
    quotations = find_quotations(parse.text, parse.paragraphs)
    paragraphs = passages(parse, quotations)
    drafts = gather(paragraphs, MentionIndex(()))
    found, told = worth_reading(*seen_by(parse, quotations, drafts, model.cutter))
    return paragraphs, drafts, found, told, model.scores(found, told)


def _found(seen: Seen, model: Tagger, caution: float, doubt: float) -> Iterator[dict[str, Any]]:
    paragraphs, drafts, found, told, scores = seen
    said = [
        statement
        for window, score, hint in zip(found, scores, told, strict=True)
        for statement in statements(window, score, hint, model.links, model.inner, caution)
    ]
    woven = weave(paragraphs, said, drafts, doubt)
    for draft, above in zip(woven, parents(woven), strict=True):
        if above is None:
            yield {"source": pairs(draft.source), "cue": pairs(draft.cue), "content": pairs(draft.content)}


if __name__ == "__main__":
    main()

"""Fit the weights of `dateline.linking.evidence` on reports whose events are known.

    python -m training.linking.train --input FOLDER [--output weights.json]

FOLDER holds `input.jsonl` and `gold.jsonl` in the format of bench/linking (its development part). Candidates
are made as the linking makes them; a logistic regression with a ridge of 1 is fitted by Newton's method.
Printed are the B3 figures of a five-fold cross-validation by topic, no topic being in both parts.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import dateline.linking
from benchmarks.common import report_of
from dateline.linking import Sketch, sketch
from dateline.linking.candidates import Neighbours
from dateline.linking.derive import report_groups
from dateline.linking.evidence import FEATURES, evidence
from dateline.linking.pairs import Pairs, parts
from dateline.reading import read_report

FOLDS = 5
RIDGE = 1.0
STEPS = 50
WEIGHTS = Path(dateline.linking.__file__).parent / "weights.json"
Table = npt.NDArray[np.float64]


def main() -> None:
    """Read, fit, print the cross-validated figures, and write the weights fitted on all topics."""
    parser = argparse.ArgumentParser(prog="python -m training.linking.train", description=__doc__)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    gold = {row["id"]: row for row in _lines(arguments.input / "gold.jsonl")}
    sketches = sorted(_sketches(_lines(arguments.input / "input.jsonl")), key=lambda s: s.report)
    published = [s.published for s in sketches]
    pairs = Neighbours(sketches, published).pairs()
    table = np.array(list(evidence(sketches, pairs)))
    events = [gold[s.report]["happening"] for s in sketches]
    topics = np.array([gold[s.report]["topic"] for s in sketches])
    both = np.stack(parts(pairs), axis=1)
    same = np.array([events[i] == events[j] for i, j in both.tolist()], dtype=float)

    found = _cross_validated(table, same, both, topics)
    groups = report_groups(published, Pairs.of(pairs, found))
    print("cross-validated by topic: B3 P {:.4f}  R {:.4f}  F1 {:.4f}".format(*_b_cubed(groups, events)))

    weights, bias = _fitted(table, same)
    stored = {
        "source": f"training.linking.train on the development part of bench/linking, {len(sketches)} reports "
        "(annotation: Cybulska and Vossen 2014, CC BY 3.0)",
        "bias": round(bias, 4),
        "weights": {name: round(float(w), 4) for name, w in zip(FEATURES, weights, strict=True)},
    }
    arguments.output.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _sketches(records: Sequence[dict[str, Any]]) -> list[Sketch]:
    reports = [report_of(record) for record in records]
    return [sketch(report, read_report(report)) for report in reports]


def _cross_validated(table: Table, same: Table, pairs: npt.NDArray[np.int64], topics: Table) -> Table:
    """Likelihoods of all pairs, each by weights fitted on the pairs of other topics."""
    found = np.zeros(len(same))
    fold = topics % FOLDS
    for number in range(FOLDS):
        test = (fold[pairs[:, 0]] == number) | (fold[pairs[:, 1]] == number)
        weights, bias = _fitted(table[~test], same[~test])
        found[test] = _sigmoid(table[test] @ weights + bias)
    return found


def _fitted(table: Table, same: Table) -> tuple[Table, float]:
    mean, spread = table.mean(axis=0), table.std(axis=0) + 1e-9
    inputs = np.c_[(table - mean) / spread, np.ones(len(table))]
    ridge = np.full(inputs.shape[1], RIDGE)
    ridge[-1] = 1e-9
    solution = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        likely = _sigmoid(inputs @ solution)
        gradient = inputs.T @ (likely - same) + ridge * solution
        curvature = (inputs * (likely * (1 - likely))[:, None]).T @ inputs + np.diag(ridge)
        step = np.linalg.solve(curvature, gradient)
        solution -= step
        if np.abs(step).max() < 1e-8:
            break
    weights = solution[:-1] / spread
    return weights, float(solution[-1] - (weights * mean).sum())


def _sigmoid(scores: Table) -> Table:
    likely: Table = 1 / (1 + np.exp(-np.clip(scores, -40, 40)))
    return likely


def _b_cubed(groups: Sequence[Sequence[int]], events: Sequence[str]) -> tuple[float, float, float]:
    sizes = Counter(events)
    precision = recall = 0.0
    for group in groups:
        inside = Counter(events[i] for i in group)
        precision += sum(n * n for n in inside.values()) / len(group)
        recall += sum(n * n / sizes[event] for event, n in inside.items())
    precision, recall = precision / len(events), recall / len(events)
    return precision, recall, 2 * precision * recall / (precision + recall)


if __name__ == "__main__":
    main()

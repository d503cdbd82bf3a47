"""Coreference scores of the CoNLL 2012 shared task (Pradhan et al. 2012): MUC, B³ and CEAF-e, and their mean.

`python tests/coreference_scores.py PREDICTIONS GOLD` scores clusters of spans against marked reports.

A key is a list of clusters for one report, a cluster a set of mentions; mentions are anything hashable.
Scores are summed over reports before they are divided, as the task does. Singletons are left out on both
sides.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Hashable, Sequence
from pathlib import Path

Place = tuple[int, int]
Cluster = frozenset[Hashable]
Key = Sequence[Cluster]
Sums = tuple[float, float, float, float]
"""Numerator and denominator of recall, then of precision."""


def conll(pairs: Sequence[tuple[Key, Key]]) -> dict[str, float]:
    """F1 of each measure over (gold, found) reports, and "conll", their mean."""
    scores = {}
    for name, measure in (("muc", _muc), ("b3", _b3), ("ceafe", _ceafe)):
        rows = [measure(gold, found) for gold, found in pairs]
        r, rn, p, pn = (sum(column) for column in zip(*rows, strict=True))
        recall, precision = (r / rn if rn else 0.0), (p / pn if pn else 0.0)
        scores[name] = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    scores["conll"] = sum(scores.values()) / 3
    return scores


def _muc(gold: Key, found: Key) -> Sums:
    def half(of: Key, by: Key) -> tuple[float, float]:
        place = {m: i for i, cluster in enumerate(by) for m in cluster}
        kept = sum(len(c) - len({place.get(m, ("alone", m)) for m in c}) for c in of)
        return kept, sum(len(c) - 1 for c in of)

    return (*half(gold, found), *half(found, gold))


def _b3(gold: Key, found: Key) -> Sums:
    def half(of: Key, by: Key) -> tuple[float, float]:
        place = {m: c for c in by for m in c}
        kept = sum(len(c & place[m]) / len(c) for c in of for m in c if m in place)
        return kept, sum(len(c) for c in of)

    return (*half(gold, found), *half(found, gold))


def _ceafe(gold: Key, found: Key) -> Sums:
    likeness = [[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold]
    best = _assignment(likeness)
    return best, len(gold), best, len(found)


def _assignment(gain: list[list[float]]) -> float:
    """The greatest sum of gains with one row for each column (the Hungarian method, Kuhn 1955)."""
    if not gain or not gain[0]:
        return 0.0
    rows = gain if len(gain) <= len(gain[0]) else [list(column) for column in zip(*gain, strict=True)]
    n, m = len(rows), len(rows[0])
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    match = [0] * (m + 1)
    for row in range(1, n + 1):
        match[0], column = row, 0
        least, way, used = [float("inf")] * (m + 1), [0] * (m + 1), [False] * (m + 1)
        while match[column]:
            used[column] = True
            at, step, nearest = match[column], float("inf"), 0
            for j in range(1, m + 1):
                if not used[j]:
                    cost = -rows[at - 1][j - 1] - u[at] - v[j]
                    if cost < least[j]:
                        least[j], way[j] = cost, column
                    if least[j] < step:
                        step, nearest = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += step
                    v[j] -= step
                else:
                    least[j] -= step
            column = nearest
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return sum(rows[match[j] - 1][j - 1] for j in range(1, m + 1) if match[j])


def same_head(one: Place, other: Place, text: str) -> bool:
    """Whether two spans have one head: they end together, or one goes on with a preposition or a comma."""
    short, long = sorted((one, other), key=lambda place: place[1] - place[0])
    rest = text[short[1] : max(short[1], long[1])]
    return (not rest or rest.startswith((" of ", " for ", " to ", " in ", " from ", ","))) and (
        long[0] <= short[0] < short[1] <= long[1]
    )


def keys(
    text: str, gold: Sequence[Sequence[Sequence[int]]], found: Sequence[Sequence[Sequence[int]]]
) -> tuple[Key, Key]:
    """The gold and the found clusters of a report, a found mention being named by the gold one it is."""
    marked = [frozenset((a, b) for a, b in cluster) for cluster in gold]
    places = [frozenset((a, b) for a, b in cluster) for cluster in found]
    marks = sorted(m for cluster in marked for m in cluster)
    spans = sorted({s for cluster in places for s in cluster})
    name: dict[Place, Hashable] = {m: m for m in marks if m in spans}
    left = [m for m in marks if m not in spans]
    for span in spans:
        mark = next((m for m in left if span not in name and same_head(span, m, text)), None)
        if mark is not None:
            left.remove(mark)
        name.setdefault(span, mark or ("found", span))
    named = [frozenset(name[s] for s in cluster) for cluster in places]
    return marked, [cluster for cluster in named if len(cluster) > 1]


def main() -> None:
    """Score the predictions; the last line is JSON, with the reports added later by themselves too."""
    predictions, gold = (
        [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        for path in sys.argv[1:3]
    )
    found = {row["id"]: row["clusters"] for row in predictions}
    scored = [(r, keys(r["text"], r["clusters"], found.get(r["id"], []))) for r in gold]
    scores = conll([pair for _, pair in scored])
    later = conll([pair for report, pair in scored if "added" in report])
    print(json.dumps({**scores, "later": later["conll"]}))


if __name__ == "__main__":
    main()

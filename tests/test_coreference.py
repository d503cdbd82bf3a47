"""Who is who, over whole reports: 20 short reports written for this test, every chain of mentions marked.

The marks are noun phrases without what follows their head ("president of Chile" is marked as "president"), a
name and its apposition being two mentions. A mention is found if it has the same head, so a title or an
article more or less makes no difference. Relative pronouns and adjectives of a country are not marked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Hashable, Sequence
from pathlib import Path
from typing import Any

import pytest
from coreference_scores import Key, conll

from dateline.model import Published, Span
from dateline.reading import syntax
from dateline.reading.actors import find_actors

REPORTS = Path(__file__).parent / "data" / "coreference" / "reports.jsonl"
FLOOR = 0.79
"""Just below what is reached; the score is printed (`pytest -s`)."""
RELATIVE = {"who", "which", "that", "whom", "whose"}


def found_clusters(text: str) -> list[set[Span]]:
    """The spans of each actor of a report, a describing phrase being cut before "of"."""
    body = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    actors, mentions = find_actors(syntax.parse(text, body), Published())
    clusters: list[set[Span]] = [set() for _ in actors]
    for mention in mentions:
        if mention.form != "adjective" and mention.span.of(text).lower() not in RELATIVE:
            clusters[mention.actor].add(mention.span)
    return clusters


def same_head(one: Span, other: Span, text: str) -> bool:
    """Whether two spans have one head: they end together, or one goes on with a preposition or a comma."""
    short, long = sorted((one, other), key=len)
    if not one.overlaps(other):
        return False
    rest = text[short.end : max(short.end, long.end)]
    return (not rest or rest.startswith((" of ", " for ", " to ", " in ", " from ", ","))) and (
        short.end <= long.end and long.start <= short.start
    )


def keys(report: dict[str, Any]) -> tuple[Key, Key]:
    """The gold and the found clusters of a report, a found mention being named by the gold one it is."""
    text = report["text"]
    gold = [frozenset(Span(a, b) for a, b in cluster) for cluster in report["clusters"]]
    marks = sorted((m for cluster in gold for m in cluster), key=lambda m: (m.start, m.end))
    spans = sorted({s for c in found_clusters(text) for s in c}, key=lambda s: (s.start, s.end))
    name: dict[Span, Hashable] = {}
    left = [m for m in marks if m not in spans]
    name.update({m: m for m in marks if m in spans})
    for span in spans:
        mark = next((m for m in left if span not in name and same_head(span, m, text)), None)
        if mark is not None:
            left.remove(mark)
        name.setdefault(span, mark or ("found", span))
    found = [frozenset(name[s] for s in c) for c in found_clusters(text)]
    return gold, [c for c in found if len(c) > 1]


def test_conll_score_of_the_marked_reports() -> None:
    reports = [json.loads(line) for line in REPORTS.read_text(encoding="utf-8").splitlines()]
    scores = conll([keys(report) for report in reports])
    print({name: round(score, 3) for name, score in scores.items()})
    assert scores["conll"] >= FLOOR


@pytest.mark.parametrize(
    ("gold", "found", "muc", "b3", "ceafe"),
    [
        ("abc", "abc", 1.0, 1.0, 1.0),
        ("abcd", "ab cd", 0.8, 2 / 3, 4 / 9),
        ("ab cd", "abcd", 0.8, 2 / 3, 4 / 9),
        ("ab", "cd", 0.0, 0.0, 0.0),
    ],
)
def test_the_measures_on_small_keys(gold: str, found: str, muc: float, b3: float, ceafe: float) -> None:
    def key(words: str) -> Sequence[frozenset[Hashable]]:
        return [frozenset(word) for word in words.split()]

    scores = conll([(key(gold), key(found))])
    assert scores == pytest.approx({"muc": muc, "b3": b3, "ceafe": ceafe, "conll": (muc + b3 + ceafe) / 3})

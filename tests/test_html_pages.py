"""Pages of our own in many layouts: what of them is the article, and what they say of themselves."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from dateline.intake import take

FOLDER = Path(__file__).parent / "data" / "html"
GOLD = [json.loads(line) for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
FLOOR_F1 = 0.985
FLOOR_FACTS = 0.96
WORDS = 4


@cache
def report_of(name):
    return take(name, (FOLDER / name).read_bytes())


def shingles(paragraphs):
    words = re.findall(r"\w+", "\n".join(paragraphs))
    return Counter(tuple(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1)))


def facts(gold):
    """Each fact of the gold with whether the report has it."""
    report = report_of(gold["page"])
    head = report.masthead
    found = {
        "title": head.title,
        "outlet": head.outlet,
        "agency": head.agency,
        "authors": list(head.authors),
        "published": head.published.date and head.published.date.isoformat(),
        "modified": head.modified and head.modified.isoformat(),
        "captured": report.captured and report.captured.isoformat(),
        "dateline": head.dateline,
    }
    for name, value in found.items():
        wanted = gold.get(name)
        if wanted is None:
            continue
        either = name != "authors" and isinstance(wanted, list)
        yield (gold["page"], name), value in wanted if either else value == wanted
    left = [(d.span.of(report.text), d.reason) for d in report.dropped]
    for line, reason in gold["dropped"].items():
        yield (gold["page"], line), any(line in words and reason in (None, why) for words, why in left)


def test_the_article_is_told_from_the_rest_in_every_layout():
    precision, recall = [], []
    for gold in GOLD:
        report = report_of(gold["page"])
        own, found = shingles(gold["body"]), shingles([span.of(report.text) for span in report.body])
        both = (own & found).total()
        precision.append(both / found.total())
        recall.append(both / own.total())
        assert recall[-1] > 0.9, gold["page"]  # no page is hurt
    p, r = sum(precision) / len(GOLD), sum(recall) / len(GOLD)
    assert 2 * p * r / (p + r) >= FLOOR_F1


def test_mastheads_and_leftovers_are_right_in_every_layout():
    checked = [item for gold in GOLD for item in facts(gold)]
    wrong = [what for what, right in checked if not right]
    assert len(wrong) <= (1 - FLOOR_FACTS) * len(checked), wrong


@pytest.mark.parametrize("name", [gold["page"] for gold in GOLD])
def test_every_word_of_a_page_is_body_or_left_over_with_its_place(name):
    report = report_of(name)
    at = 0
    for span in sorted([*report.body, *(d.span for d in report.dropped)]):
        assert span.start >= at
        assert not report.text[at : span.start].strip()
        at = span.end
    assert not report.text[at:].strip()
    head = report.masthead
    for value, span in ((head.title, head.title_span), (head.dateline, head.dateline_span)):
        assert span is None or span.of(report.text).split() == (value or "").split()

"""Pages of our own in many layouts: what of them is the article, and what they say of themselves."""

import page_scores
import pytest

GOLD = page_scores.html_gold()
FLOOR_F1 = 0.985
FLOOR_FACTS = 0.96


def test_the_article_is_told_from_the_rest_in_every_layout():
    precision, recall = [], []
    for gold in GOLD:
        p, r = page_scores.shingle_scores(gold)
        precision.append(p)
        recall.append(r)
        assert r > 0.9, gold["page"]  # no page is hurt
    p, r = sum(precision) / len(GOLD), sum(recall) / len(GOLD)
    assert 2 * p * r / (p + r) >= FLOOR_F1


def test_mastheads_and_leftovers_are_right_in_every_layout():
    checked = [item for gold in GOLD for item in page_scores.html_facts(gold)]
    wrong = [what for what, right in checked if not right]
    assert len(wrong) <= (1 - FLOOR_FACTS) * len(checked), wrong


@pytest.mark.parametrize("name", [gold["page"] for gold in GOLD])
def test_every_word_of_a_page_is_body_or_left_over_with_its_place(name):
    report = page_scores.html_report(name)
    at = 0
    for span in sorted([*report.body, *(d.span for d in report.dropped)]):
        assert span.start >= at
        assert not report.text[at : span.start].strip()
        at = span.end
    assert not report.text[at:].strip()
    head = report.masthead
    for value, span in ((head.title, head.title_span), (head.dateline, head.dateline_span)):
        assert span is None or span.of(report.text).split() == (value or "").split()

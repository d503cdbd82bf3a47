"""What was weighed before is found again, and is what weighing again would give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline.linking import Memory, derive, sketch, tie_up
from dateline.linking.candidates import rarity
from dateline.linking.memory import Recall, content_key

SKETCHES = [
    sketch(*made_reading(one, dated=number % 2 == 0))
    for number, one in enumerate(made_reports(16, 4, seed=7))
]


def weighed(tied):
    return tied.likely, tied.groups, tied.events, tied.published


@pytest.fixture(scope="module")
def at_once():
    return tie_up(SKETCHES)


@settings(deadline=None, max_examples=8)
@given(st.sets(st.integers(0, len(SKETCHES) - 1), min_size=1))
def test_what_fewer_reports_taught_changes_nothing(at_once, some):
    fewer = tie_up([SKETCHES[i] for i in sorted(some)])
    assert weighed(tie_up(SKETCHES, memory=fewer.compared.learnt)) == weighed(at_once)


def test_what_is_as_it_was_is_not_weighed_again(at_once, monkeypatch):
    asked = []
    likelihoods = derive.likelihoods

    def counted(sketches, pairs, wanted, weights):
        asked.extend(wanted)
        return likelihoods(sketches, pairs, wanted, weights)

    monkeypatch.setattr(derive, "likelihoods", counted)
    tied = tie_up(SKETCHES, memory=at_once.compared.learnt)
    assert asked == [] and tied.compared.pairs
    assert tied.compared.learnt == at_once.compared.learnt
    tie_up(SKETCHES, memory=Memory(at_once.compared.learnt.reports, {}))
    assert asked == []
    tie_up(SKETCHES)
    assert asked


def test_a_key_tells_other_contents_apart():
    keys = {content_key(one) for one in SKETCHES}
    assert len(keys) == len(SKETCHES)
    assert content_key(SKETCHES[0]) == content_key(SKETCHES[0])


def test_a_recall_finds_what_it_learnt_by_report_and_key():
    first = Recall({}, {})
    assert first.find("a", b"keyofab1") is None
    assert first.find("b", b"keyofbc2") is None
    learnt = first.learnt([0.25, -1.0])
    again = Recall(learnt, {})
    assert [again.find("a", b"keyofab1"), again.find("b", b"keyofbc2")] == [0.25, -1.0]
    assert again.find("b", b"keyofab1") is None


@pytest.mark.parametrize("reports", [20, 100])
def test_one_report_more_leaves_most_weights_as_they_were(reports):
    lists = [[f"word{number % 7}", f"name{number % 11}"] for number in range(reports)]
    before, after = rarity(lists), rarity([*lists, ["word1", "other"]])
    words = [f"word{number}" for number in range(7)]
    assert sum(before.weight(word) == after.weight(word) for word in words) >= 6
    assert before.weight("word1") < before.weight("name3") < before.weight("other")

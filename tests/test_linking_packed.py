"""What linking holds in little memory is what it was given."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline.linking import Lazily, lazily, link, links_of, sketch, tie_up
from dateline.linking.pairs import Company, Pairs, code, decoded

POSITIONS = st.integers(0, 2**31 - 1)
PAIRS = st.dictionaries(st.tuples(POSITIONS, POSITIONS), st.floats(0, 1), max_size=20)


@given(PAIRS, POSITIONS, POSITIONS)
def test_pairs_hold_what_a_dictionary_holds(values, first, second):
    pairs = Pairs(sorted(values.items()))
    assert dict(pairs) == dict(pairs.items()) == values
    assert list(pairs) == sorted(values)
    assert len(pairs) == len(values)
    assert pairs.get((first, second)) == values.get((first, second))


@given(st.lists(st.tuples(POSITIONS, POSITIONS)))
def test_numbers_of_pairs_are_in_the_order_of_the_pairs(some):
    assert list(decoded(sorted(code(*pair) for pair in some))) == sorted(some)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted).map(tuple), unique=True))
def test_each_item_has_those_that_pairs_put_beside_it(some):
    pairs = np.array(sorted(code(*pair) for pair in some if pair[0] != pair[1]), dtype=np.int64)
    company = Company(10, pairs)
    for item in range(10):
        beside = list(zip(company[item].tolist(), company.places(item).tolist(), strict=True))
        assert sorted(beside) == sorted(
            (other, place)
            for place, pair in enumerate(decoded(pairs.tolist()))
            for one, other in (pair, pair[::-1])
            if one == item
        )


@given(st.lists(st.integers(-1, 20)), st.integers(1, 5))
def test_items_worked_out_when_asked_for_are_the_same_again_and_few_stay(asked, room):
    made = []

    def item(at):
        made.append(at)
        return str(at)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lazily, "AT_HAND", room)
        items = Lazily(10, item)
        for at in asked:
            if at < 10:
                assert items[at] == str(at % 10)
                many = len(made)
                assert items[at] == str(at % 10) and len(made) == many
            else:
                with pytest.raises(IndexError):
                    items[at]
        assert list(items) == items[:] == [str(at) for at in range(10)]
        made.clear()
        assert list(items) == items[:]
        assert len(made) >= 10 - room


def test_linking_reports_one_by_one_is_linking_them_at_once(monkeypatch):
    monkeypatch.setattr(lazily, "AT_HAND", 3)
    sketches = sorted(
        (sketch(*made_reading(one, dated=True)) for one in made_reports(24, 4, seed=3)),
        key=lambda one: one.report,
    )
    one_by_one = tie_up(Lazily(len(sketches), lambda at: replace(sketches[at])))
    assert links_of(one_by_one) == link(sketches)

"""What linking holds in little memory is what it was given."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.growth_readings import made_reading
from benchmarks.growth_reports import made_reports
from dateline.linking import Sharing, sketch
from dateline.linking.memory import content_key
from dateline.linking.pairs import Pairs, code, decoded

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


def test_what_is_shared_is_what_it_was_and_stands_in_memory_once():
    sketches = [sketch(*made_reading(one, dated=True)) for one in made_reports(8, 4, seed=3)]
    sharing = Sharing()
    shared = [sharing.shared(one) for one in sketches]
    assert shared == sketches
    assert [content_key(one) for one in shared] == [content_key(one) for one in sketches]
    words: dict[str, str] = {}
    assert all(words.setdefault(word, word) is word for one in shared for word, _ in one.words)


def test_a_number_of_one_field_is_not_taken_for_one_of_another():
    sharing = Sharing()
    counts, figures = sharing.shared((("killed", 5),), "words"), sharing.shared((("killed", 5.0),), "figures")
    assert counts == figures
    assert (type(counts[0][1]), type(figures[0][1])) == (int, float)

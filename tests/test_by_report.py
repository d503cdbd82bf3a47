"""A mapping of rows of reports is a mapping like any other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import ByReport

ROWS = st.tuples(st.sampled_from(["a", "b", "c"]), st.integers(0, 5))


@given(st.lists(st.tuples(ROWS, st.none() | st.integers())))
def test_it_holds_what_a_dictionary_holds(steps):
    rows, plain = ByReport(), {}
    for at, value in steps:
        if value is not None:
            rows[at] = plain[at] = value
        elif at in plain:
            del rows[at], plain[at]
    assert rows == plain
    assert len(rows) == len(plain)
    assert set(rows) == set(plain)
    assert rows.of("a") == {at: plain[at] for at in sorted(plain) if at[0] == "a"}


@pytest.mark.parametrize("at", [("a", 0), ("a", -1), ("a", 7), ("b", 0)])
def test_what_nothing_is_said_of_is_not_there(at):
    rows = ByReport({("a", 1): "said"})
    assert at not in rows
    with pytest.raises(KeyError):
        rows[at]
    with pytest.raises(KeyError):
        del rows[at]

"""Average linkage gives what joining the likest two groups, again and again, gives."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.clusters import clusters
from dateline.linking.linkage import DIGITS, UNCOMPARED

SIZE = 9
PAIRS = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda pair: pair[0] < pair[1])
LIKELY = st.dictionaries(PAIRS, st.sampled_from([0.1, 0.3, 0.5, 0.6, 0.9]) | st.floats(0, 1), max_size=30)
DAY = st.integers(0, 40)
DAYS = st.just((None, None)) | st.tuples(DAY, st.none()) | DAY.map(lambda day: (day, day))


def plainly(likely, threshold, apart, days, window):
    """The groups by looking at all pairs of groups each time, in the order of what they are."""
    groups = {item: [item] for item in range(SIZE)}

    def mean(one, other):
        every = [likely.get((min(i, j), max(i, j)), UNCOMPARED) for i in groups[one] for j in groups[other]]
        return round(sum(every) / len(every), DIGITS)

    def free(one, other):
        items = groups[one] + groups[other]
        firsts = [days[i][0] for i in items if days[i][0] is not None]
        lasts = [days[i][1] for i in items if days[i][1] is not None]
        near = not firsts or not lasts or max(firsts) - min(lasts) <= window
        return near and not any((i, j) in apart for i, j in itertools.combinations(sorted(items), 2))

    while True:
        pairs = itertools.combinations(sorted(groups), 2)
        may = [(-mean(*p), p) for p in pairs if mean(*p) >= threshold and free(*p)]
        if not may:
            return tuple(sorted(tuple(sorted(group)) for group in groups.values()))
        one, other = min(may)[1]
        groups[one] += groups.pop(other)


@given(
    LIKELY,
    st.sampled_from([0.05, 0.3, 0.55]),
    st.sets(PAIRS, max_size=5),
    st.lists(DAYS, min_size=SIZE, max_size=SIZE),
)
def test_groups_are_those_of_the_plain_method(likely, threshold, apart, days):
    assert clusters(SIZE, likely, threshold, apart, days, 14) == plainly(likely, threshold, apart, days, 14)


def test_two_that_are_likest_come_first_whichever_changed_since():
    likely = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.2, (2, 3): 0.7, (1, 3): 0.1}
    assert clusters(4, likely, 0.45) == ((0, 1), (2, 3))

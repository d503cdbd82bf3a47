"""Regular expressions that once grew by the square of the text do no longer, and the measure would see it."""

import re

import pytest

from dateline.dictionaries.tables import _BETWEEN
from dateline.intake import authors, bylines
from dateline.intake.formats import _MARKUP, warc
from soak.growth import MOST, Found, grows, pieces

SIZE = 2000


def growth(pattern, method):
    found = Found("", pattern, frozenset({method}))
    return max(grows(found, piece, SIZE) for piece in pieces(pattern))


def test_the_measure_sees_what_grows_by_the_square_and_nothing_else():
    assert growth(re.compile(r"\s*,?\s*(?:is|was)"), "match") > MOST
    assert growth(re.compile(r"\s+x"), "search") > MOST
    assert growth(re.compile(r"\s*+(?:,\s*+)?(?:is|was)"), "match") <= MOST


@pytest.mark.parametrize(
    ("pattern", "method"),
    [
        (_BETWEEN, "split"),
        (authors._POST, "match"),
        (bylines._JOINED, "match"),
        (_MARKUP, "match"),
        (warc._MARKUP, "match"),
    ],
)
def test_what_was_mended_stays_so(pattern, method):
    assert growth(pattern, method) <= MOST

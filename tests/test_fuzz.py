"""Odd inputs at every door, a few of them; `make soak` puts 10,000 to each.

The corpus (tests/data/fuzz, a folder a door) holds sound samples of our own and what once broke something.
"""

import pytest

from soak.doors import DOORS, opened
from soak.fuzz import put_inputs
from soak.mutation import CORPUS

COUNT = 25
SLOW = {"reports": 5, "web": 20, "arguments": 15, "dictionaries": 15, "corrections": 15, "questions": 15}
"""Doors behind which more is done than reading a small file."""


@pytest.mark.parametrize("name", DOORS)
def test_no_odd_input_breaks_a_door(name):
    with opened(DOORS[name]) as put:
        for path in sorted((CORPUS / name).iterdir()):
            put(path.read_bytes())
        put_inputs(DOORS[name], put, SLOW.get(name, COUNT))


def test_every_folder_of_the_corpus_is_a_door():
    assert {path.name for path in CORPUS.iterdir()} == set(DOORS)

"""What a text costs to take in grows with its length and no faster, whatever it is made of."""

import io
import time
from collections.abc import Callable

import pytest

from dateline.intake import take
from dateline.intake.formats import unpack

SHORT, TIMES = 8_000, 4
MOST = 2.2 * TIMES
"""Times the cost of the short text that the long one may take; 16 where cost grew by the square."""
LEAST = 0.01
"""Seconds of the short text below which nothing is compared: the clock is too coarse."""

KINDS: dict[str, Callable[[int], str]] = {
    "bullets": lambda n: "• The council met again\n" * (n // 24),
    "sentences in one line": lambda n: "The council met in Riga on Monday. " * (n // 35),
    "sentences in lines": lambda n: "The council met in Riga and spoke of two bridges.\n" * (n // 50),
    "wrapped lines": lambda n: "the council met in Riga on Monday and on Tuesday with the\n" * (n // 58),
    "quotation marks of mail": lambda n: ">" * n,
    "numbered lines": lambda n: "".join(f"{i}. Item of the list\n" for i in range(n // 21)),
    "articles": lambda n: "".join(f"Article {i % 99}\nThe Parties shall meet.\n" for i in range(n // 34)),
    "blanks": lambda n: " " * n + "x",
    "blank lines": lambda n: "\n" * n + "x",
    "capitals": lambda n: "A" * n,
    "lines in capitals": lambda n: "RIGA CITY COUNCIL\n" * (n // 18),
    "names": lambda n: "Ann Lee\n" * (n // 8),
    "dates": lambda n: "4 March 2014\n" * (n // 13),
    "brackets": lambda n: "[" * n,
    "digits": lambda n: "1" * n,
    "dashes": lambda n: "- " * (n // 2),
}


def cost(text: str) -> float:
    """CPU seconds of taking *text* in: the least of two, as other work disturbs."""
    found = []
    for _ in range(2):
        begun = time.process_time()
        take("long.txt", text.encode())
        found.append(time.process_time() - begun)
    return min(found)


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_costs_about_four_times_as_much(kind: str) -> None:
    take("first.txt", b"The council met in Riga on Monday, and the mayor said that it would meet again.")
    short, long = cost(KINDS[kind](SHORT)), cost(KINDS[kind](SHORT * TIMES))
    assert long <= MOST * max(short, LEAST)


BESIDE_NAMES: dict[str, Callable[[int], str]] = {
    "blanks before a page": lambda n: " " * n + "<p>",
    "blanks behind a name": lambda n: f"By Ann Lee{' ' * n}x\n\nThe council met in Riga on Monday.",
    "blanks behind an author": lambda n: f"The council met in Riga.\n\nAnn Lee{' ' * n}x",
}


@pytest.mark.parametrize("kind", BESIDE_NAMES)
def test_blanks_where_a_form_may_begin_or_end_cost_no_more_than_others(kind: str) -> None:
    begun = time.process_time()
    for part in unpack("long.txt", io.BytesIO(BESIDE_NAMES[kind](60_000).encode())):
        take(part.name, part.data, part.given)
    assert time.process_time() - begun < 3

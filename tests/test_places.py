"""Places of events: the names after a preposition that says where."""

import pytest

from dateline.model import Span
from dateline.reading import syntax
from dateline.reading.places import place_of


def place(text: str, trigger: str) -> str | None:
    parse = syntax.parse(text, [Span(0, len(text))])
    token = next(t for t in parse.docs[0] if t.text == trigger)
    found = place_of((token,), [c for c in token.children if c.dep_ == "dobj"])
    if found is None:
        return None
    assert found[1].of(text) == found[0]
    return found[0]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels killed two men in Nairobi.", "killed", "Nairobi"),
        ("Rebels attacked a post near the northern city of Kirkuk.", "attacked", "Kirkuk"),
        ("Merkel met Macron in Paris on Monday.", "met", "Paris"),
        ("Rebels shelled Nairobi.", "shelled", "Nairobi"),
        ("A bomb exploded outside a hotel in New Delhi.", "exploded", "New Delhi"),
        ("Rebels attacked on Monday.", "attacked", None),
    ],
)
def test_the_place_is_named_near_the_trigger(text: str, trigger: str, expected: str | None) -> None:
    assert place(text, trigger) == expected


def said(text: str, trigger: str) -> str | None:
    parse = syntax.parse(text, [Span(0, len(text))])
    token = next(t for t in parse.docs[0] if t.text == trigger)
    found = place_of((token,), words=True)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Merkel condemned the attack in Nairobi.", "condemned", None),
        ("Merkel called on Russia to wait.", "called", None),
        ("Merkel discussed the situation in Syria.", "discussed", None),
        ("They spoke about the war in Ukraine.", "spoke", None),
        ("Merkel met the president in Nairobi.", "met", "Nairobi"),
        ("They held a summit in Nairobi.", "held", "Nairobi"),
    ],
)
def test_a_topic_is_no_place(text: str, trigger: str, expected: str | None) -> None:
    assert said(text, trigger) == expected

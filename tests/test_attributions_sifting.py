"""What is no statement, and where statements of the model begin and end. All sentences are our own."""

from __future__ import annotations

import pytest
from test_attributions_model import read


def said(text: str) -> list[tuple[str, str]]:
    return [
        (" … ".join(s.of(text) for s in a.source), " … ".join(s.of(text) for s in a.content))
        for a in read(text)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No institute on earth predicted it.",
        "The tour was called off on Friday.",
        "The bank wrote off a billion euros.",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_what_someone_declines_to_say_is_not_said():
    assert [content for _, content in said("The ministry declined to comment on Sunday.")] == [
        "to comment on Sunday"
    ]


def test_the_time_of_an_entry_is_nobodys():
    text = "10:31 am Defence Secretary Ana Vidal says the army has 1,200 troops ready."
    assert said(text) == [("Defence Secretary Ana Vidal", "the army has 1,200 troops ready")]


def test_whoever_is_quoted_after_the_quotation_speaks():
    found = said('"I leave with a clear conscience," the statement quoted Ana Vidal as saying.')
    assert ("Ana Vidal", '"I leave with a clear conscience,"') in found


def test_a_semicolon_ends_what_a_source_behind_it_said():
    (first, *_) = said("About 3,000 people protested, police said; the organisers claimed 15,000.")
    assert first == ("police", "About 3,000 people protested")


@pytest.mark.parametrize(
    "text",
    [
        "The junta declared a state of emergency in two provinces.",
        "Chile recalled its ambassador from Quito on Friday.",
    ],
)
def test_a_deed_done_with_words_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_what_was_claimed_before_can_be_denied() -> None:
    text = "Ana Vidal accused the army of theft. The army denied it."
    assert ("The army", "it") in said(text)


def test_who_is_asked_does_not_ask() -> None:
    text = '"We do not bargain," Ana Vidal said when asked whether the army would leave the port.'
    assert ("Ana Vidal", "whether the army would leave the port") not in said(text)


@pytest.mark.parametrize(
    "text", ["Ana Vidal urged Norway to pay.", "Ana Vidal appealed for calm in the capital."]
)
def test_whoever_urges_asks(text: str) -> None:
    assert [a.attitude for a in read(text)] == ["asks"]

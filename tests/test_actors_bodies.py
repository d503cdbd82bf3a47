"""Bodies, ships and people that look like each other. Every sentence here is written for the test."""

from __future__ import annotations

import pytest
from test_actors import Found

from dateline.reading.actors import resolve_phrase


def test_a_legal_form_shows_a_company_and_its_first_word_stands_for_it():
    found = Found("Shares in payments group Zahlwerk AG fell on Friday. Zahlwerk said it would sue.")
    company = found.actor("Zahlwerk AG")
    assert (company.kind, company.sector) == ("organisation", "BUS")
    assert found.who("Zahlwerk", 1) == ["Zahlwerk AG"]


def test_the_first_word_of_a_body_is_no_person():
    found = Found('Analysts at Nordhaven Bank sold. "Trust is gone," wrote Nordhaven\'s Freya Lindqvist.')
    assert found.who("Nordhaven", 1) == ["Nordhaven Bank"]


def test_who_is_a_person_where_a_body_stands_nearer():
    found = Found("A nurse at Lacor Hospital, who asked not to be named, fled.")
    assert found.who("who") == ["nurse"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The navy sent HMS Kent to the strait.", "Kent"),
        ("Typhoon Goni killed four people in Albay.", "Goni"),
        ("The governor said so in a post on X. He left.", "X"),
    ],
)
def test_ships_storms_and_letters_are_nobody(text: str, words: str) -> None:
    found = Found(text)
    assert all(a.kind != "person" for a in found.actors if words in a.name)


def test_the_agency_of_a_dateline_is_no_actor():
    assert "Sahel Wire" not in Found("ABUJA (Sahel Wire) — Police freed nine men on Monday.").names()


def test_two_of_one_family_are_told_apart_by_their_title():
    found = Found("Matthias Brandl resigned. His wife Ingrid Brandl stays. Ms. Brandl owns half of it.")
    assert found.who("Ms. Brandl") == ["Ingrid Brandl"]


def test_an_office_tells_more_than_whose_brother_someone_is():
    found = Found("Low's brother, Ali Low, who is a judge in Mali, spoke.")
    assert found.actor("Ali Low").sector == "JUD"


def test_a_compatriot_is_the_person_before():
    found = Found("Matthias Brandl, an Austrian who founded it, has left.")
    assert found.who("an Austrian") == ["Matthias Brandl"]
    assert found.actor("Matthias Brandl").country == "AUT"


def test_nobody_is_said_to_be_a_child_that_there_is():
    found = Found("Ruth Oduya left. Oduya said there is a child on every floor.")
    assert [r.title for r in found.actor("Ruth Oduya").roles] == []


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Senator Ana Poe slammed Harry Roque over his remark.", "his", "Harry Roque"),
        ("Henry Low met Ivan Petrov. Low rejected his offer.", "his", "Ivan Petrov"),
        (
            "Ambassador Mary Carlson met Ruth Oduya. Carlson condemned what she called a farce.",
            "she",
            "Mary Carlson",
        ),
    ],
)
def test_whose_a_judged_thing_is(text: str, words: str, name: str) -> None:
    assert Found(text).who(words) == [name]


def test_an_abbreviation_is_that_of_the_name_before_it():
    found = Found("The State Defense Council (CDE) hailed the verdict. The CDE had sued.")
    assert found.who("CDE") == ["State Defense Council"]
    assert "Path of Hope" not in found.names()


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        ("The Independent Policing Authority", None, "GOV"),
        ("the Inter-American Court of Human Rights", None, "JUD"),
        ("Prince Faisal", None, "GOV"),
        ("Lt Gen", None, "MIL"),
    ],
)
def test_what_a_phrase_says_of_country_and_sector(phrase: str, country: str | None, sector: str) -> None:
    codes = resolve_phrase(phrase)
    assert (codes.country, codes.sector) == (country, sector)

"""The knowledge files about actors: whole, consistent, and read as they are meant."""

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.knowledge import actor_words, countries, offices, organisations, roles
from dateline.knowledge.names import given_names, name_key
from dateline.knowledge.tables import table

SECTORS = set(
    "GOV LEG JUD MIL COP SPY PRM REB UAF UNK PTY OPP ELI BUS LAB AGR CRM CVL EDU JRN MED REF REL SOC "
    "PRE NGO".split()
)
day = datetime.date


def test_two_hundred_countries_with_name_adjective_and_capital():
    found = countries.countries()
    assert len(found) > 200
    assert all(len(c.code) == 3 and c.name for c in found)
    france = countries.by_code()["FRA"]
    assert (france.name, france.adjectives[0], france.capitals) == ("France", "French", ("Paris",))


@pytest.mark.parametrize(
    ("word", "code"),
    [("US", "USA"), ("Britain", "GBR"), ("Burma", "MMR"), ("Ivory Coast", "CIV"), ("the Netherlands", "NLD")],
)
def test_names_of_the_news(word, code):
    assert countries.names()[word] == code


def test_adjectives_people_capitals_and_places():
    assert countries.adjectives()["French"] == "FRA"
    assert countries.nouns()["Danes"] == "DNK"
    assert countries.capitals()["Moscow"] == "RUS"
    assert countries.places()["Lagos"] == "NGA"


@pytest.mark.parametrize(
    "name",
    ["organisations", "metonyms", "armed_groups", "office_holders", "national_bodies", "national_leaders",
     "national_places", "breakaway"],
)  # fmt: skip
def test_every_line_has_a_source_and_a_known_country(name):
    known = set(countries.by_code())
    for row in table(name):
        assert row["source"], row
        assert not row["country"] or row["country"] in known, row


def test_sectors_are_plovers():
    assert {b.sector for b in organisations.bodies()} <= SECTORS | {None}
    assert {w.sector for w in roles.role_words().values()} <= SECTORS | {None}
    assert {t.sector for t in offices.terms()} <= SECTORS


def test_no_source_names_a_place_on_the_web():
    for name in ("organisations", "office_holders", "countries", "national_bodies"):
        assert not any(re.search(r"https?:|www\.", cell) for row in table(name) for cell in row.values())


def test_a_term_ends_after_it_begins():
    assert [t for t in offices.terms() if t.end is not None and t.end <= t.start] == []


def test_one_holder_at_a_time():
    """Two may share the day on which one follows the other, and nothing more."""
    holders: dict[tuple[str, str], list[offices.Term]] = {}
    for term in offices.terms():
        holders.setdefault((term.office, term.country or term.organisation or ""), []).append(term)
    overlaps = []
    for terms in holders.values():
        for before, after in pairwise(terms):
            if before.end is None or before.end > after.start:
                overlaps.append((before.office, before.person, after.person))
    assert overlaps == []


def test_who_held_an_office_on_a_day():
    found = offices.holder("president", "USA", day(2013, 3, 1))
    assert found is not None and found.person == "Barack Obama"
    assert offices.holder("president", "USA", day(1850, 1, 1)) is None
    chief = offices.holder("secretary-general", None, day(2010, 5, 5), "United Nations")
    assert chief is not None and chief.person == "Ban Ki-moon"


def test_the_terms_of_a_person_in_any_spelling():
    assert [t.office for t in offices.terms_of("Sergey Lavrov")] == ["foreign minister"]
    assert {t.office for t in offices.terms_of("Dmitri Medvedev")} == {"president", "prime minister"}
    assert offices.terms_of("Nobody Known") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergey Lavrov", "Sergei Lavrov"),
        ("Bashar al-Assad", "Bachar Assad"),
        ("Muammar Gaddafi", "Moamer Kadhafi"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Роза Киспе", "РОЗА КИСПЕ"),
    ],
)
def test_spellings_of_one_name(one, other):
    assert name_key(one) == name_key(other)


def test_other_people_have_other_keys():
    assert name_key("Bashar al-Assad") != name_key("Maher al-Assad")
    assert name_key("Роза Киспе") != name_key("Анна Киспе")
    assert given_names()["angela"] == "f"


@given(st.text(max_size=60))
def test_any_name_has_a_key_of_letters(name):
    assert all(word.isalpha() for word in name_key(name))


def test_bodies_and_their_aliases():
    names = organisations.by_name()
    assert names["ISIS"].key == names["Daesh"].key == "group:islamic-state"
    assert (names["Kremlin"].country, names["Kremlin"].sector) == ("RUS", "GOV")
    assert names["UN"].code == "UNO" and names["UN"].country is None
    assert organisations.offices()["prime minister GBR"].name == "Downing Street"
    assert {b.country for b in organisations.national_bodies()["Riigikogu"]} == {"EST"}


def test_keys_of_bodies_are_unique():
    keys = [b.key for b in organisations.bodies()]
    assert len(keys) == len(set(keys))


def test_role_words_and_their_plurals():
    words = roles.role_words()
    assert words["spokeswomen"].gender == "f" and words["spokeswomen"].plural
    assert words["rebels"].sector == "REB" and words["rebels"].strong
    assert not words["official"].strong
    ending = roles.role_ending(["the", "us", "secretary", "of", "state"], 5)
    assert ending is not None and ending[0] == 2 and ending[1].word == "secretary of state"
    assert "president" in roles.stands_for("leader")


def test_every_office_that_a_word_stands_for_is_known():
    known = set(roles.role_words()) | {t.office for t in offices.terms()}
    missing = {word for row in table("role_classes") for word in roles.stands_for(row["word"])} - known
    assert missing == set()


def test_word_lists():
    assert actor_words.honorifics()["mrs"] == "f"
    assert actor_words.honorifics()["dr."] is None
    assert actor_words.same_group()["regime"] == "government"
    assert actor_words.counterparts()["secretary of state"][0] == "foreign minister"
    taliban = actor_words.in_power()["group:taliban"]
    assert [start.year for start, _ in taliban] == [1996, 2021]

"""Who is spoken of again: quotations, pronouns, epithets, pairs, and names that only their neighbours show.

Every sentence here is written for the test; the facts may be real.
"""

from __future__ import annotations

import datetime

import pytest
from test_actors import Found

from dateline.model import Published, Span

SPRING_2024 = Published(datetime.date(2024, 5, 10), "stated")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ('The driver slept, Ana Vidal told the court. "He lied about it."', "He", "driver"),
        ('"I will stay," Ruth Oduya said.', "I", "Ruth Oduya"),
        ('"We will appeal," said Ruth Oduya. "They took our land."', "our", "Ruth Oduya"),
        ("Ivan Petrov met Juan Rojas. Petrov thanked him.", "him", "Juan Rojas"),
        ("Henry Low ran. Mark Day demanded that he resign.", "he", "Henry Low"),
        ("The bank pressed Kenya to cut its deficit.", "its", "Kenya"),
        ("The army said its soldiers had left.", "its", "army"),
        ("The bridge lost its railings, the army said.", "its", None),
        ("Olga Ruiz urged Ivan Petrov to free his prisoners.", "his", "Ivan Petrov"),
        ("The rebels, who hold the port, fired first.", "who", "rebels"),
    ],
)
def test_who_a_pronoun_speaks_of(text: str, words: str, name: str | None) -> None:
    found = Found(text)
    assert found.who(words) == ([name] if name else [])


def test_he_in_a_quotation_is_not_who_speaks_it() -> None:
    found = Found('Judge Ana Vidal jailed Juan Rojas. "He lied to us," Vidal said.')
    assert found.who("He") == ["Juan Rojas"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Ali Deen, 78, was freed. The 78-year-old thanked his doctors.", "The 78-year-old", "Ali Deen"),
        ("Former President Ali Deen died. The former leader was ill.", "The former leader", "Ali Deen"),
        ("Archbishop Ali Deen marched. The cleric wept.", "The cleric", "Ali Deen"),
        ("Ali Deen sued his bank. The billionaire won.", "The billionaire", "Ali Deen"),
        ("Opposition lawmaker Ali Deen spoke. The lawmaker left.", "The lawmaker", "Ali Deen"),
        ("A German official called. The official gave no name.", "The official", "German official"),
        ("Ali Deen is a cleric in Oran.", "a cleric", "Ali Deen"),
        ("The driver was identified as Ali Deen.", "The driver", "Ali Deen"),
    ],
)
def test_who_an_epithet_speaks_of(text: str, words: str, name: str) -> None:
    assert Found(text).who(words) == [name]


def test_the_president_of_a_body_is_not_the_president_of_the_country() -> None:
    found = Found("President Luis Arce voted. The Electoral Council met. Its president asked for calm.")
    assert found.who("Its president") != ["Luis Arce"]


def test_the_former_president_holds_the_office_no_more() -> None:
    found = Found(
        "President Donald Trump signed it. Joe Biden had not. The former president called it a risk.",
        Published(datetime.date(2025, 6, 14), "stated"),
    )
    assert found.who("The former president") == ["Joe Biden"]


@pytest.mark.parametrize(
    ("text", "words", "names"),
    [
        (
            "The foreign ministers of Armenia and Azerbaijan met. Ararat Mirzoyan told Jeyhun Bayramov no.",
            "The foreign ministers of Armenia and Azerbaijan",
            ["Ararat Mirzoyan", "Jeyhun Bayramov"],
        ),
        (
            "The mayors waited for the justice ministers of Chile and Peru.",
            "the justice ministers of Chile and Peru",
            ["justice minister of Chile", "justice minister of Peru"],
        ),
        (
            "The army and the rebels fought on. The envoy urged both sides to stop.",
            "both sides",
            ["army", "rebels"],
        ),
        ("Ali Deen beat Omar Diab. Both men claimed fraud.", "Both men", ["Ali Deen", "Omar Diab"]),
        ("Chile and Peru urged both sides to talk.", "both sides", []),
    ],
)
def test_phrases_that_speak_of_several(text: str, words: str, names: list[str]) -> None:
    assert sorted(Found(text, SPRING_2024).who(words)) == names


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Dozens of demonstrators gathered.", "Dozens of demonstrators", "demonstrators"),
        ("Scores of migrants crossed the river.", "Scores of migrants", "migrants"),
        ("At least 30 protesters were held.", "30 protesters", "protesters"),
        ("More than 200 soldiers were held.", "200 soldiers", "soldiers"),
    ],
)
def test_words_that_count_a_group_are_no_part_of_its_name(text: str, words: str, name: str) -> None:
    assert Found(text).who(words) == [name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A police spokeswoman, Resila Onyango, said so.", "Resila Onyango", "person"),
        ("His lawyer, Wilfredo Pedraza, left.", "Wilfredo Pedraza", "person"),
        ("In Talisay, Reynaldo Vergara, 53, lost his shop.", "Reynaldo Vergara", "person"),
        ("Colonel Gusti Nyoman Suriastawa spoke.", "Gusti Nyoman Suriastawa", "person"),
        ("The mining company Brandt-Keller closed a pit.", "Brandt-Keller", "organisation"),
        ("Alarm Phone, an activist network, raised the alarm.", "Alarm Phone", "organisation"),
        ("The Independent Medico-Legal Unit objected.", "Independent Medico-Legal Unit", "organisation"),
    ],
)
def test_names_that_their_neighbours_show(text: str, name: str, kind: str) -> None:
    found = Found(text)
    assert found.actor(name).kind == kind
    assert "The Independent" not in found.names()


def test_the_company_is_the_one_named_last() -> None:
    found = Found("The airline Skyward cut jobs. The company said it was losing money.")
    assert found.who("The company") == found.who("it") == ["Skyward"]


def test_an_abbreviation_is_that_of_the_body_in_the_report() -> None:
    found = Found("The Rapid Support Forces took the town. The RSF denied looting.")
    assert found.who("The RSF") == found.who("Rapid Support Forces") or found.who("The RSF") == found.who(
        "The Rapid Support Forces"
    )


def test_a_single_family_name_is_the_first_who_bore_it() -> None:
    found = Found("Imran Khan was jailed. Aleema Khan, his sister, wept. Khan will appeal.")
    assert found.who("Khan", 2) == ["Imran Khan"]


def test_a_building_where_something_happens_is_no_actor() -> None:
    found = Found("The king visited the injured in a hospital near Port Sudan.")
    assert found.who("a hospital") == [] and "Sudan" not in found.names()


def test_whoever_is_held_hostage_is_the_pilot() -> None:
    found = Found("Rebels held a Chilean pilot hostage for months.")
    assert "Chilean pilot" in found.names()


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The Movement of Free Herders (MFH) struck. The MFH won.", "MFH", "Movement of Free Herders"),
        ("Paris wrote to the Arab League. The League had asked for help.", "The League", "Arab League"),
        ("Abu Sayyaf militants fled. The Islamist group asked for cash.", "The Islamist group", "Abu Sayyaf"),
        ("M23 rebels attacked Sake. The army shot at the fighters.", "the fighters", "M23"),
        (
            "The German foreign ministry wrote. The ministry waited.",
            "The ministry",
            "German foreign ministry",
        ),
        ("Nairobi councillor Ruth Oduya spoke. The councillor left.", "The councillor", "Ruth Oduya"),
        ("Paul Doe met Ruth Oduya, who leads the union.", "Ruth Oduya", "Ruth Oduya"),
    ],
)
def test_bodies_and_people_under_a_shorter_name(text: str, words: str, name: str) -> None:
    assert Found(text).who(words) == [name]


def test_a_county_is_not_the_secretary_of_state_who_bears_its_name() -> None:
    found = Found("John Kerry flew to Moscow. Kerry said he was hopeful.")
    assert found.who("Kerry", 1) == ["John Kerry"]


def test_a_king_is_not_whoever_bears_his_given_names() -> None:
    found = Found("Defence Minister Juan Carlos Quispe spoke.")
    assert found.actor("Juan Carlos Quispe").known is None


def test_two_family_names_are_those_of_the_office_holder() -> None:
    found = Found("Pena Nieto met the parents.", Published(datetime.date(2014, 10, 22), "stated"))
    assert found.actor("Pena Nieto").known == "person:enrique-pena-nieto"


def test_whoever_speaks_for_people_in_arms_is_one_of_them() -> None:
    found = Found("The separatists seized a hall. The separatists' leader, Ivan Petrov, waved.")
    assert found.actor("Ivan Petrov").sector == "REB"


def test_the_president_s_office_is_not_the_president() -> None:
    found = Found("Vladimir Putin spoke. The president's office denied it.")
    assert found.who("The president's office") == ["Kremlin"]


def test_both_organisations_are_the_two_named_together() -> None:
    found = Found("The African Union and ECOWAS met. Both organisations backed the vote.")
    assert len(found.who("Both organisations")) == 2


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("NAIROBI - Police shot a Kenyan farmer. The police denied it.", "KEN"),
        ("NAIROBI - Police in Uganda shot a Ugandan farmer.", None),
        ("GENEVA - The police fled, a Syrian witness said. Syria was silent.", None),
    ],
)
def test_a_police_is_of_the_country_in_which_the_report_plays(text: str, country: str | None) -> None:
    found = Found(text, dateline=Span(0, text.index(" ")))
    (police,) = [actor for actor in found.actors if actor.sector == "COP"]
    assert police.country == country


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The White House denied it.", True),
        ("Officials at the White House denied it.", True),
        ("Farmers marched outside the White House.", False),
        ("The two men dined in Downing Street.", False),
        ("Lawyers wrote to the State Department.", True),
    ],
)
def test_a_building_is_no_actor_where_something_is_at_it(text: str, named: bool) -> None:
    assert any(a.country in {"USA", "GBR"} for a in Found(text).actors) is named


def test_an_opposition_leader_is_one_for_a_time() -> None:
    text = "Morgan Tsvangirai spoke."
    then = Found(text, Published(datetime.date(2008, 6, 23), "stated")).actor("Morgan Tsvangirai")
    later = Found(text, Published(datetime.date(2011, 6, 23), "stated")).actor("Morgan Tsvangirai")
    assert (then.sector, later.sector) == ("OPP", "GOV")


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Mary Low said the bank told Ruth Day to stay as she knew the vault.", "she", "Ruth Day"),
        ("Juan Rojas met Ana Ruiz. Mary Low smiled when asked whether she would go.", "she", "Mary Low"),
    ],
)
def test_she_in_a_clause_is_sought_first_in_the_clause_that_it_hangs_on(text: str, words: str, name: str):
    assert Found(text).who(words) == [name]


def test_both_countries_are_those_the_report_is_about() -> None:
    found = Found(
        "Chad and Niger resumed talks. Doctors left. A priest spoke. Rain fell. Shops shut. "
        "Ghana's president, John Mahama, will host both countries in Accra."
    )
    assert found.who("both countries") == ["Chad", "Niger"]


def test_its_is_sought_in_the_main_clause_of_the_sentence_before() -> None:
    found = Found("The Farmers Union will strike unless Chad acts. Its chairman wept.")
    assert found.who("Its") == ["Farmers Union"]


def test_both_sides_are_the_two_of_the_lead() -> None:
    found = Found(
        "Peru's government and the Andean Liberation Army agreed on a truce. Doctors left. A priest spoke. "
        "Rain fell. Shops shut. The army said two men had died. Norway praised both sides."
    )
    assert "Andean Liberation Army" in found.who("both sides")
    assert found.who("The army") != ["Andean Liberation Army"]


def test_a_title_within_what_the_parser_takes_for_a_body_shows_a_person() -> None:
    found = Found("Spokeswoman Maly Socheata said the road was shut.")
    assert found.who("Spokeswoman Maly Socheata") == ["Maly Socheata"]


def test_an_apposition_says_more_of_an_unnamed_person() -> None:
    found = Found("One civilian, a 62-year-old farmer, was killed.")
    assert found.who("a 62-year-old farmer") == found.who("One civilian")

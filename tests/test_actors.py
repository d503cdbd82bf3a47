"""Actors and mentions of a report. Every sentence here is written for the test; the facts may be real."""

from __future__ import annotations

import datetime
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Actor, Mention, Published, Span
from dateline.reading import syntax
from dateline.reading.actors import MentionIndex, find_actors
from dateline.reading.actors.lexicon import lookup, scan

SPRING_2013 = Published(datetime.date(2013, 4, 10), "stated")


class Found:
    """The actors and mentions of a text, asked by the words of the text."""

    def __init__(self, text: str, published: Published = SPRING_2013, dateline: Span | None = None) -> None:
        body = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
        self.text = text
        self.actors, self.mentions = find_actors(syntax.parse(text, body), published, dateline=dateline)

    def who(self, words: str, nth: int = 0) -> list[str]:
        """The names of the actors that *words* (at their nth place) speak of."""
        at = -1
        for _ in range(nth + 1):
            at = self.text.index(words, at + 1)
        span = Span(at, at + len(words))
        return [self.actors[m.actor].name for m in self.mentions if m.span == span]

    def actor(self, name: str) -> Actor:
        return next(a for a in self.actors if a.name == name)

    def names(self) -> set[str]:
        return {a.name for a in self.actors}


def test_a_title_gives_role_country_and_sector():
    found = Found("Peruvian Energy Minister Rosa Quispe met the press. Quispe said prices would fall.")
    minister = found.actor("Rosa Quispe")
    assert (minister.country, minister.sector) == ("PER", "GOV")
    assert [r.title for r in minister.roles] == ["Peruvian Energy Minister"]
    assert found.who("Quispe", 1) == ["Rosa Quispe"]
    role = minister.roles[0].span
    assert role is not None and role.of(found.text) == "Peruvian Energy Minister"


def test_a_name_in_another_script_is_a_person_s():
    found = Found("President Роза Киспе said on Tuesday that the talks would go on. Киспе met Ana Duarte.")
    assert found.actor("Роза Киспе").kind == "person"
    assert found.who("Киспе", 1) == ["Роза Киспе"]
    assert found.who("Ana Duarte") == ["Ana Duarte"]


def test_a_country_named_by_its_adjective_is_the_country():
    found = Found("Peruvian Energy Minister Rosa Quispe met the press.")
    (adjective,) = [m for m in found.mentions if m.form == "adjective"]
    assert adjective.span.of(found.text) == "Peruvian"
    assert found.actors[adjective.actor].known == "country:PER"


def test_an_apposition_gives_a_role():
    found = Found("Ada Lindqvist, the UN envoy for Mali, arrived on Monday.")
    envoy = found.actor("Ada Lindqvist")
    assert envoy.code == "UNO"
    assert [r.title for r in envoy.roles] == ["UN envoy for Mali"]
    assert found.who("the UN envoy for Mali") == ["Ada Lindqvist"]


def test_the_office_holder_on_the_day_stands_for_the_title():
    text = "The French president will travel to Mali, his office said."
    assert Found(text).who("The French president") == ["Francois Hollande"]
    later = Published(datetime.date(2019, 5, 1), "stated")
    assert Found(text, later).who("The French president") == ["Emmanuel Macron"]


def test_without_a_date_the_title_stays_open():
    found = Found("The French president will travel to Mali.", Published())
    assert found.who("The French president") == ["French president"]
    assert found.actor("French president").country == "FRA"


def test_a_counterpart_holds_the_same_office_elsewhere():
    found = Found("US Secretary of State John Kerry and his Russian counterpart met in Geneva.")
    assert found.who("his Russian counterpart") == ["Sergei Lavrov"]


def test_an_office_is_the_body_it_is_known_by():
    found = Found(
        "Vladimir Putin spoke on Monday. Putin's office gave no details. The Kremlin declined to comment."
    )
    assert found.who("Putin's office") == found.who("The Kremlin") == ["Kremlin"]
    kremlin = found.actor("Kremlin")
    assert (kremlin.kind, kremlin.country, kremlin.sector) == ("organisation", "RUS", "GOV")


def test_an_agency_s_country_is_none_of_the_two_sides():
    found = Found("(Reuters) - Sudan's army rulers suspended talks. The two sides met again on Friday.")
    assert "United Kingdom" not in {actor.name for actor in found.actors}


def test_the_two_leaders_are_two_mentions():
    found = Found("Angela Merkel received President Francois Hollande. The two leaders discussed Greece.")
    assert sorted(found.who("The two leaders")) == ["Angela Merkel", "Francois Hollande"]


def test_the_two_countries():
    found = Found("Chile and Bolivia have argued for years. The two countries share a long border.")
    assert sorted(found.who("The two countries")) == ["Bolivia", "Chile"]


@pytest.mark.parametrize(
    ("text", "is_government"),
    [
        ("Moscow rejected the proposal.", True),
        ("The talks with Moscow went on.", True),
        ("Moscow's foreign minister left.", True),
        ("The delegation arrived in Moscow.", False),
        ("A shop near Moscow burnt down.", False),
        ("MOSCOW, Russia - Snow fell on Monday.", False),
    ],
)
def test_a_capital_is_its_government_or_a_place(text, is_government):
    found = Found(text)
    start = re.search("moscow", text, re.I).start()  # type: ignore[union-attr]
    assert any(m.span == Span(start, start + 6) for m in found.mentions) is is_government


def test_a_dateline_is_no_mention():
    text = "TUNIS, Tunisia - Unions called a strike on Monday."
    assert "Tunisia" not in Found(text, dateline=Span(0, 14)).names()


def test_groups_keep_their_country():
    found = Found("Malian rebels entered the town. The rebels held the market until dawn.")
    rebels = found.actor("Malian rebels")
    assert (rebels.kind, rebels.country, rebels.sector) == ("group", "MLI", "REB")
    assert found.who("The rebels") == ["Malian rebels"]
    assert "rebel" in rebels.aliases


def test_regime_and_government_of_one_country_are_one():
    found = Found(
        "President Bashar al-Assad stayed in Damascus. Assad's regime denied it. The Syrian government too."
    )
    assert found.who("Assad's regime") == found.who("The Syrian government") == ["Syrian government"]


def test_numbers_keep_groups_apart():
    found = Found(
        "Rebels freed four nurses in March. They took six nurses in April. The four nurses are well."
    )
    assert found.who("four nurses") == found.who("The four nurses")
    four = [m.actor for m in found.mentions if m.span.of(found.text).endswith("our nurses")]
    six = [m.actor for m in found.mentions if m.span.of(found.text) == "six nurses"]
    assert set(four).isdisjoint(six)


def test_aliases_of_one_group():
    found = Found("Islamic State took the road. ISIS also shelled a village, and Daesh fighters fled.")
    assert found.who("Islamic State") == found.who("ISIS") == ["Islamic State"]
    assert found.actor("Islamic State").known == "group:islamic-state"


def test_an_abbreviation_in_brackets():
    found = Found("The Lake Region Farmers Association (LRFA) met on Monday. The LRFA wants cheaper seed.")
    assert found.who("LRFA", 1) == ["Lake Region Farmers Association"]
    assert "LRFA" in found.actor("Lake Region Farmers Association").aliases


def test_a_surname_is_found_before_and_after_the_full_name():
    found = Found("Okonkwo wins vote\nGrace Okonkwo won the vote on Sunday. Ms. Okonkwo thanked her voters.")
    assert found.who("Okonkwo") == found.who("Ms. Okonkwo") == found.who("her") == ["Grace Okonkwo"]


def test_spellings_of_one_person_are_one_actor():
    found = Found("Foreign Minister Sergey Lavrov spoke first. Later Sergei Lavrov took questions.")
    assert [a.known for a in found.actors if a.kind == "person"] == ["person:sergei-lavrov"]


def test_two_people_of_one_family_name_stay_two():
    found = Found("Raul Castro met Fidel Castro on Friday.")
    assert {"Raul Castro", "Fidel Castro"} <= found.names()


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ban Ki-moon warned of a war. He said both sides must talk.", "He", "Ban Ki-moon"),
        ("Angela Merkel met Barack Obama. She said the talks were good.", "She", "Angela Merkel"),
        ("Malian rebels said they had freed a doctor.", "they", "Malian rebels"),
        ("The Kremlin said the call was short. It added that more would follow.", "It", "Kremlin"),
        ("John Kerry and Sergei Lavrov met on Tuesday. They will meet again.", "They", "John Kerry"),
    ],
)
def test_pronouns(text, pronoun, name):
    assert name in Found(text).who(pronoun)


def test_nobody_for_a_pronoun_that_fits_nobody():
    assert Found("It was raining in the hills.").mentions == ()
    assert Found("Barack Obama left early. She stayed.").who("She") == []


def test_unknown_stays_unknown():
    found = Found("Nils Abrahamsen won the race.")
    skier = found.actor("Nils Abrahamsen")
    assert (skier.known, skier.country, skier.sector, skier.code) == (None, None, None, None)


def test_places_that_hold_a_country_name_are_not_the_country():
    assert found_countries("New Mexico and the Gulf of Oman were named.") == set()


def found_countries(text: str) -> set[str]:
    return {a.name for a in Found(text).actors if a.kind == "country"}


def test_actors_stand_in_the_order_of_their_first_mention():
    found = Found("Chile and Peru wrote to Bolivia. Peru waits.")
    first = [min(m.span.start for m in found.mentions if m.actor == i) for i in range(len(found.actors))]
    assert first == sorted(first)


def test_an_empty_report_has_no_actors():
    assert find_actors(syntax.parse("", ()), SPRING_2013) == ((), ())


def test_the_same_text_gives_the_same_rows():
    text = "The Malian army and French troops met rebels. They withdrew. Francois Hollande praised them."
    assert Found(text).mentions == Found(text).mentions and Found(text).actors == Found(text).actors


WORDS = st.sampled_from(
    "Obama he she it they the The president Russian Russia Kremlin 's ’s Putin said , . “ ” ( ) two leaders "
    "both rebels army of in Moscow US Ban Ki - moon Mr. himself his office counterpart Al-Qaeda chief".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_mentions_inside_it(text):
    found = Found(text)
    assert all(0 <= m.actor < len(found.actors) and m.span.end <= len(text) for m in found.mentions)
    assert all(m.span.of(text).strip() for m in found.mentions)
    assert {m.actor for m in found.mentions} == set(range(len(found.actors)))


def test_scanning_finds_the_longest_name():
    hits = [(h.start, h.end, h.entry.kind) for h in scan("the UN Security Council and South Sudan")]
    assert hits == [(4, 23, "body"), (28, 39, "country")]
    assert lookup("Narnia") is None


@given(st.text(max_size=120))
def test_names_are_found_in_order_and_apart(text):
    hits = list(scan(text))
    assert all(a.end <= b.start for a, b in pairwise(hits))


def test_the_index_prefers_the_tightest_and_the_longest():
    whole = Mention(Span(0, 20), 0, "name")
    inner = Mention(Span(0, 2), 1, "adjective")
    pair = (Mention(Span(30, 45), 2, "description"), Mention(Span(30, 45), 3, "description"))
    index = MentionIndex([*pair, inner, whole])
    assert index.covering(Span(15, 20)) == (0,)
    assert index.covering(Span(0, 2)) == (1,)
    assert index.covering(Span(33, 36)) == (2, 3)
    assert index.at(Span(0, 20)) == (0, 1)
    assert index.inside(Span(0, 50)) == (0, 1, 2, 3)
    assert index.at(Span(22, 25)) == index.covering(Span(22, 25)) == ()


def test_a_capital_that_is_cited_is_its_government():
    found = Found("Ferry traffic was halted for three days, according to Niamey.")
    assert found.names() == {"Niger"}


def test_a_rank_without_a_dot_is_a_title():
    found = Found("Col Assimi Goïta flew to Accra on Monday. Col Goïta did not stay.")
    assert found.names() == {"Assimi Goïta"}


def test_a_place_that_is_known_is_no_person_where_hardly_one_would_stand():
    found = Found(
        "Azerbaijan keeps what it took, including Shusha. Armenian forces must leave Agdam by 20 November, "
        "Kalbajar by 15 November and Lachin by 1 December. No soldiers will be sent to Karabakh."
    )
    assert not {"Shusha", "Agdam", "Kalbajar", "Lachin", "Karabakh"} & found.names()

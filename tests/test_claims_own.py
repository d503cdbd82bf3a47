"""Ten claims each about four sets of reports of our own, written before the rules had seen them.

At first sight 6, 7, 8 and 9 of ten had all the right sentences and no wrong one; all have them since.
"""

import pytest
from conftest import ROOT

import dateline
from dateline.claims import claim

FERRY, BORDER, PORTS, CONVOY = "claims", "claims_2", "claims_3", "claims_4"
CLAIMS = {
    FERRY: [
        (
            "At least 19 people drowned when a ferry capsized on Lake Volta in June 2021.",
            {"supports": ["AKOSOMBO"]},
        ),
        (
            "The Colombian army and the National Liberation Army exchanged prisoners near Argelia on "
            "8 March 2017.",
            {"supports": ["POPAYAN"]},
        ),
        (
            "The ferry disaster on Lake Volta killed 52 people.",
            {"differs": ["AKOSOMBO", "The police now put the number of dead at 34", "Twelve bodies"]},
        ),
        (
            "Egypt wants the reservoir of the dam to be filled over twelve years.",
            {"differs": ["over seven years"]},
        ),
        (
            'Mohamed Abdel Aty said: "We came here to give away a river."',
            {"differs": ["We did not come here"]},
        ),
        (
            'Tetteh told reporters: "The boat was built for sixty people, and everybody knew how many '
            'stepped aboard."',
            {"differs": ["built for forty people"]},
        ),
        ("The ferry on Lake Volta was overloaded.", {"denies": ["Kofi Mensah-Ansah, denied"]}),
        ("Money was paid for the prisoners in Colombia.", {"denies": ["dismissed reports that money"]}),
        ("Sudan threatened to attack the Nile dam.", {}),
        ("Nana Akufo-Addo visited the survivors of the ferry disaster in Dzemeni.", {}),
    ],
    BORDER: [
        (
            "Kyrgyz and Tajik border guards exchanged fire near Kok-Tash on 8 May 2020.",
            {"supports": ["shot at"]},
        ),
        ("Ivica Perko won the mayoral election in Split.", {"supports": ["A recount has confirmed"]}),
        ("The strike at the Nkana mine lasted 45 days.", {"differs": ["a strike of 22 days"]}),
        ("More than 9 million people in Tigray need help.", {"differs": ["More than 5 million"]}),
        (
            'Getachew Reda said: "Twenty trucks are a corridor, not a photograph."',
            {"differs": ["a photograph, not a corridor"]},
        ),
        (
            'Rustam Gafurov said: "Our men fired at the village and nowhere else."',
            {"differs": ["fired into the air"]},
        ),
        ("The Ethiopian government kept aid out of Tigray.", {"denies": ["The government denies"]}),
        ("The Zambian government put pressure on the mineworkers' union.", {"denies": ["Musukwa denied"]}),
        ("Turkey sent a convoy with fuel to Tigray.", {}),
        ("Tomislav Vrdoljak resigned as mayor of Zagreb in 2021.", {}),
    ],
    PORTS: [
        (
            "EU foreign ministers agreed on 1 March 2021 to ban eleven Belarusian officials from travelling.",
            {"supports": ["BRUSSELS"]},
        ),
        (
            "Doctors Without Borders opened two treatment centres in Haiti.",
            {"supports": ["two treatment centres"]},
        ),
        ("Cholera in Haiti killed 820 people in October 2010.", {"differs": ["has killed 208 people"]}),
        (
            "Poland asked for fifty names on the sanctions list against Belarus.",
            {"differs": ["for thirty names"]},
        ),
        (
            'Themba Zulu said: "We loaded ships with pencil and paper, unlike our grandfathers."',
            {"differs": ["like our grandfathers"]},
        ),
        (
            'Marlene Toussaint said: "If it reaches the tents, we will be counting in hundreds of '
            'thousands."',
            {"differs": ["counting in thousands"]},
        ),
        ("Transnet paid a ransom to the hackers.", {"denies": ["No ransom has been paid"]}),
        (
            "Waste from the camp of Nepalese peacekeepers entered the river.",
            {"denies": ["The UN mission denied"]},
        ),
        ("Lukashenko met Borrell in Vilnius in March 2021.", {}),
        ("Russia supplied vaccines to South Africa's ports.", {}),
    ],
    CONVOY: [
        (
            "Chadian soldiers seized trucks with ammunition on the road to Adre.",
            {"supports": ["seized 14 trucks"]},
        ),
        (
            "The Moldovan parliament dismissed the government of Ilie Cretu in June 2015.",
            {"supports": ["CHISINAU"]},
        ),
        ("Floods and mudslides killed 140 people in Peru in 2017.", {"differs": ["at least 75 people"]}),
        ("Danish marines freed 31 sailors off the coast of Yemen.", {"differs": ["freed 19 sailors"]}),
        (
            'Rosa Quispe said: "We asked for helicopters and received speeches."',
            {"differs": ["asked for boats"]},
        ),
        (
            'Vera Lupan said: "A government that hides a contract does not hide a price."',
            {"differs": ["hides more than a price"]},
        ),
        ("Russia interfered in the vote of the Moldovan parliament.", {"denies": ["The Kremlin denied"]}),
        ("Norrskov Lines negotiated with the pirates.", {"denies": ["had not negotiated"]}),
        ("Kuczynski met the president of Ecuador in Quito in March 2017.", {}),
        ("Libya sent weapons to the rebels in Chad.", {}),
    ],
}


@pytest.fixture(scope="module")
def archives(tmp_path_factory):
    place = tmp_path_factory.mktemp("own")
    found = {}
    for folder in CLAIMS:
        found[folder] = dateline.open(place / f"{folder}.dateline")
        found[folder].read(ROOT / "tests" / "data" / folder)
    yield found
    for archive in found.values():
        archive.close()


@pytest.mark.parametrize(
    ("folder", "words", "expected"), [(folder, *row) for folder, rows in CLAIMS.items() for row in rows]
)
def test_each_claim_has_the_right_sentences_and_no_other(archives, folder, words, expected):
    view = claim(archives[folder], words)
    for relation in ("supports", "differs", "denies"):
        rows, wanted = view.of(relation), expected.get(relation, [])
        assert len(rows) == len(wanted), [row.passage.text for row in rows]
        assert all(any(part in row.passage.text for row in rows) for part in wanted)
    assert view.found == bool(expected)

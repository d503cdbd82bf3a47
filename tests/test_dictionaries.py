"""Actor dictionaries that users bring: what is read of them, and what they change in the record."""

import json
import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline import dictionaries, views
from dateline.cli import main
from dateline.dictionaries.followthemoney import read_followthemoney
from dateline.dictionaries.phoenix import read_phoenix
from dateline.dictionaries.tables import read_table
from dateline.errors import InputError, NotFoundError
from dateline.model import CodedTerm

TABLE = """name,aliases,kind,country,sector,code,title,from,to
Karin Vogt,K. Vogt; Frau Vogt,person,DEU,GOV,,labour minister,2016-05-01,
Karin Vogt,,person,DEU,LAB,,union leader,2010-05-01,2016-04-30
Harbour Watch,,group,DEU,SOC,,,,
"""
PHOENIX = """# invented for this test
KARIN_VOGT_ ; leader, then minister
+FRAU_VOGT_
\t[DEULAB <20160430]
\t[DEUGOV 20160501-20191231]
\t[DEUELI >200101]
PORT_AUTHORITY_OF_FREEDONIA_ [---BUS]
UNITED_RELIEF_ [IGOUNO]
RADIO_FREEDONIA [ROMMED]
"""
ENTITIES = "\n".join(
    json.dumps(entity)
    for entity in (
        {
            "id": "1",
            "schema": "Person",
            "caption": "Karin Vogt",
            "properties": {"name": ["Vogt, Karin"], "nationality": ["de"], "position": ["union leader"]},
        },
        {"id": "2", "schema": "PublicBody", "properties": {"name": ["Port Office"], "country": ["DE"]}},
        {"id": "3", "schema": "Address", "properties": {"full": ["1 Quay"]}},
    )
)


def coded_on(actor, day):
    return [(t.country, t.sector, t.code) for t in actor.terms if t.holds_on(day)]


def test_a_table_has_a_row_for_each_term():
    vogt, watch = read_table(TABLE.splitlines()).actors
    assert (vogt.name, vogt.aliases, vogt.kind) == ("Karin Vogt", ("K. Vogt", "Frau Vogt"), "person")
    assert coded_on(vogt, "2014-09-10") == [("DEU", "LAB", None)]
    assert coded_on(vogt, "2020-01-01") == [("DEU", "GOV", None)]
    assert coded_on(vogt, "2009-01-01") == []
    assert watch.line == 4


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (",,person,,,,,,", "the name is missing"),
        ("A,,king,,,,,,", "no kind of actor"),
        ("A,,,Germany,,,,,", "alpha-3"),
        ("A,,,,KING,,,,", "no PLOVER sector"),
        ("A,,,,,,,May,", "no day"),
    ],
)
def test_a_row_that_cannot_be_understood_is_told_and_the_others_are_taken(row, what):
    parsed = read_table([*TABLE.splitlines(), row])
    assert len(parsed.actors) == 2
    (trouble,) = parsed.troubles
    assert trouble.startswith("line 5: ") and what in trouble


def test_a_table_without_names_is_refused():
    with pytest.raises(InputError, match='no column "name"'):
        read_table(["actor;country", "A;DEU"])


def test_the_dates_of_phoenix_dictionaries():
    vogt, port, relief, radio = read_phoenix(PHOENIX.splitlines()).actors
    assert (vogt.name, vogt.aliases) == ("Karin Vogt", ("Frau Vogt",))
    assert coded_on(vogt, "2016-04-30") == [("DEU", "LAB", None)]
    assert coded_on(vogt, "2016-05-01") == coded_on(vogt, "2019-12-31") == [("DEU", "GOV", None)]
    assert coded_on(vogt, "2020-01-01") == [("DEU", "ELI", None)]
    assert port.terms == (CodedTerm(None, "BUS"),)
    assert relief.terms == (CodedTerm(None, None, "UNO"),)
    assert radio.terms == (CodedTerm("ROU", "JRN"),)


@pytest.mark.parametrize("code", ["[DEUGOV >20169999]", "[DEUGOV 2016]", "[deu gov]"])
def test_a_code_that_cannot_be_understood_is_told_with_its_line(code):
    parsed = read_phoenix(["KARIN_VOGT_", code])
    assert [t.split(":")[0] for t in parsed.troubles] == ["line 2"]
    assert parsed.actors[0].terms == ()


def test_entities_of_follow_the_money():
    parsed = read_followthemoney([*ENTITIES.splitlines(), "{"])
    vogt, port = parsed.actors
    assert (vogt.name, vogt.aliases) == ("Karin Vogt", ("Vogt, Karin",))
    assert vogt.terms == (CodedTerm("DEU", title="union leader"),)
    assert port.terms == (CodedTerm("DEU", "GOV"),)
    assert len(parsed.troubles) == 1


@given(st.text(max_size=200))
def test_no_text_stops_a_reader(text):
    for reader in (read_phoenix, read_followthemoney):
        reader(text.splitlines())
    read_table(["name,from", *text.splitlines()])


@pytest.fixture
def archive(tmp_path, three_reports):
    with dateline.open(shutil.copy(three_reports, tmp_path / "a.dateline")) as made:
        yield made


def vogt_of(archive):
    return next(archive.rows("actors", "name = 'Karin Vogt'"))


def test_an_actor_is_coded_as_the_dictionary_has_it_on_the_day_of_the_report(archive, tmp_path):
    (tmp_path / "mine.csv").write_text(TABLE, encoding="utf-8")
    assert vogt_of(archive)["country"] is None
    dictionaries.load(archive, tmp_path / "mine.csv")
    assert (vogt_of(archive)["country"], vogt_of(archive)["id"]) == ("DEU", "own-karin-vogt")
    assert [(row.name, row.actors) for row in dictionaries.dictionaries(archive)] == [("mine.csv", 2)]
    dictionaries.unload(archive, "mine.csv")
    assert vogt_of(archive)["country"] is None
    with pytest.raises(NotFoundError):
        dictionaries.unload(archive, "mine.csv")


def test_the_commands(archive, tmp_path, capsys):
    path = str(archive.path)
    (tmp_path / "mine.txt").write_text(PHOENIX + "[BAD", encoding="utf-8")
    (tmp_path / "mine.xml").write_text("<a/>", encoding="utf-8")
    assert main(["actors", "load", str(tmp_path / "mine.txt"), "--archive", path]) == 0
    assert "5 actors loaded" in capsys.readouterr().out
    assert main(["actors", "load", str(tmp_path / "mine.xml"), "--archive", path]) == 1
    assert "--format" in capsys.readouterr().err
    assert main(["actors", "dictionaries", "--json", "--archive", path]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "mine.txt"
    assert views.actors(archive, name="Vogt")[0].country == "DEU"
    assert main(["actors", "unload", "mine.txt", "--archive", path]) == 0

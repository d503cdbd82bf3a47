"""Why the actors of several reports are one: the ground of every tie, and how it is shown."""

import json

import pytest
from linking_cases import PUTIN, R1_AND_R2, person, sketch_of

import dateline
from dateline import corrections, dictionaries, views
from dateline.cli import main
from dateline.errors import NotFoundError
from dateline.linking.actors import NOTHING_ALIKE, identify
from dateline.linking.ties import ties
from dateline.model import Actor

KARPOV_WARNS = """Governor warns of floods

Published on 3 March 2014

PERM, Russia – Governor Sergei Karpov warned of floods on Monday.
"""
KARPOV_TRAVELS = """Town waits for help

Published on 5 March 2014

PERM, Russia – The Russian governor, Sergey Karpov, flew to the town of Osa on Wednesday. Karpov promised aid.
"""


def why_of(*sketches, related=NOTHING_ALIKE):
    found = identify(sketches, related)
    return {at: (tie.basis, tie.why) for at, tie in found.why.items()}, found


def test_a_full_name_in_another_spelling_of_the_same_country_and_role():
    why, _ = why_of(
        sketch_of("r1", "Sergei Karpov spoke.", actors=(person("Sergei Karpov", "RUS", "trade minister"),)),
        sketch_of("r2", "Sergey Karpov left.", actors=(person("Sergey Karpov", "RUS", "minister"),)),
    )
    assert why["r1", 0] == ("name", "the same name; the same country (RUS); a like role (trade minister)")
    assert why["r2", 0][0] == "spelling"
    assert why["r2", 0][1].startswith("Sergey Karpov: another spelling or form of the name; the same country")


def test_a_surname_alone_says_what_it_rests_on():
    full = sketch_of("r1", "Karin Vogt spoke.", actors=(person("Karin Vogt", None, "union leader"),))
    alone = sketch_of("r2", "Vogt left.", actors=(person("Vogt"),))
    why, _ = why_of(full, alone, related=R1_AND_R2)
    expected = "Vogt alone, and the one fuller name that it fits; reports that have much in common"
    assert why["r2", 0] == ("surname", expected)


def test_one_name_with_nothing_else_in_common_says_so():
    one = sketch_of("r1", "Karin Vogt spoke.", actors=(person("Karin Vogt"),))
    other = sketch_of("r2", "Karin Vogt left.", actors=(person("Karin Vogt"),))
    why, _ = why_of(one, other)
    assert why["r1", 0] == ("name", "the same name; nothing that tells them apart")


def test_an_office_alone_names_the_report_that_gives_it():
    named = sketch_of(
        "r1abcdefgh", "Ieva Kalna spoke.", day="2014-03-01", actors=(person("Ieva Kalna", "LVA", "mayor"),)
    )
    office = Actor("interior minister", "person", country="LVA")
    minister = person("Ieva Kalna", "LVA", "interior minister")
    why, found = why_of(
        named,
        sketch_of("r2abcdefgh", "Ieva Kalna left.", day="2014-03-01", actors=(minister,)),
        sketch_of("r3abcdefgh", "He fled.", day="2014-03-04", actors=(office,)),
    )
    assert found.actor_of["r3abcdefgh", 0] == found.actor_of["r2abcdefgh", 0]
    assert why["r3abcdefgh", 0] == (
        "office",
        "interior minister: the report r2abcdef gives the office a name",
    )


def test_what_the_knowledge_files_know_is_kept_once_and_what_is_tied_to_nothing_not_at_all():
    alone = person("Karin Vogt", "DEU")
    sketches = [
        sketch_of("r1", "Putin met Vogt.", actors=(PUTIN, alone)),
        sketch_of("r2", "Putin left.", actors=(PUTIN,)),
    ]
    found = identify(sketches)
    (kept,) = ties(found.actor_of, found.why)
    assert (kept.actor, kept.basis, kept.report) == ("person-vladimir-putin", "knowledge", None)
    assert kept.why == "known to the knowledge files (person:vladimir-putin)"


@pytest.fixture
def archive(tmp_path, folder):
    (folder / "warns.txt").write_text(KARPOV_WARNS, encoding="utf-8")
    (folder / "travels.txt").write_text(KARPOV_TRAVELS, encoding="utf-8")
    with dateline.open(tmp_path / "a.dateline") as made:
        dateline.read(made, [str(folder)])
        yield made


def test_each_report_is_shown_with_its_words_and_their_sentence(archive, capsys):
    warns, travels = views.why(archive, "Karpov")
    assert (warns.day, warns.basis, warns.words) == ("2014-03-03", "name", ("Governor Sergei Karpov",))
    assert (travels.basis, travels.words) == ("spelling", ("Sergey Karpov", "Karpov"))
    assert "The Russian governor, Sergey Karpov, flew" in travels.passage.text
    command = ["actors", "why", "Karpov", "--archive", str(archive.path)]
    assert main(command) == 0
    shown = capsys.readouterr().out
    assert "Sergey Karpov, Karpov: Sergey Karpov: another spelling" in shown and travels.label in shown
    assert main([*command, "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (row["id"], row["basis"]) == ("person-sergei-karpov", "name")
    with pytest.raises(NotFoundError, match="no actor goes by"):
        views.why(archive, "Nobody at All")


def test_a_correction_and_a_dictionary_give_their_own_ground(archive, tmp_path):
    made = corrections.merge_actors(archive, ["Karin Vogt", "Angela Merkel"])
    grounds = {row.why for row in views.why(archive, "Karin Vogt")}
    assert f"the correction {made.id} says that these are one" in grounds
    mine = tmp_path / "mine.csv"
    mine.write_text("name,country,sector\nSergei Karpov,RUS,GOV\n", encoding="utf-8")
    dictionaries.load(archive, str(mine))
    assert {row.why for row in views.why(archive, "Karpov")} == {"in your dictionary mine.csv"}

"""Identities: the readings' actors become the record's actors."""

from linking_cases import MERKEL, PUTIN, R1_AND_R2, person, sketch_of

from dateline.linking.actors import NOTHING_ALIKE, identify
from dateline.model import Actor


def ids(*sketches, related=NOTHING_ALIKE):
    return dict(identify(sketches, related).actor_of)


def test_actors_of_the_knowledge_files_have_readable_ids():
    russia = Actor("Russia", "country", "country:RUS", "RUS")
    found = ids(sketch_of("r1", "Putin spoke for Russia.", actors=(PUTIN, russia)))
    assert set(found.values()) == {"person-vladimir-putin", "country-RUS"}


def test_spellings_of_one_name_are_one_person():
    one = sketch_of("r1", "Sergei Karpov spoke.", actors=(person("Sergei Karpov", "RUS"),))
    other = sketch_of("r2", "Sergey Karpov left.", actors=(person("Sergey Karpov", "RUS"),))
    links = identify([one, other])
    assert len(set(links.actor_of.values())) == 1
    (actor,) = links.actors.values()
    assert {actor.name, *actor.aliases} == {"Sergei Karpov", "Sergey Karpov"}


def test_namesakes_of_two_countries_are_two_people():
    one = sketch_of("r1", "John Smith spoke.", actors=(person("John Smith", "GBR"),))
    other = sketch_of("r2", "John Smith left.", actors=(person("John Smith", "USA"),))
    assert len(set(ids(one, other).values())) == 2


def test_namesakes_with_other_roles_in_unlike_reports_are_two_people():
    one = sketch_of("r1", "John Smith spoke.", actors=(person("John Smith", role="goalkeeper"),))
    other = sketch_of("r2", "John Smith left.", actors=(person("John Smith", role="trade minister"),))
    assert len(set(ids(one, other).values())) == 2
    assert len(set(ids(one, other, related=R1_AND_R2).values())) == 1


def test_a_surname_joins_the_one_full_name_it_fits():
    full = sketch_of("r1", "Karin Vogt spoke.", actors=(person("Karin Vogt", "DEU", "union leader"),))
    alone = sketch_of("r2", "Vogt left.", actors=(person("Vogt", "DEU"),))
    assert ids(full, alone)["r2", 0] == "person-karin-vogt"


def test_a_surname_that_two_people_bear_stays_alone():
    one = sketch_of("r1", "Karin Vogt spoke.", actors=(person("Karin Vogt", "DEU"),))
    two = sketch_of("r2", "Peter Vogt spoke.", actors=(person("Peter Vogt", "DEU"),))
    alone = sketch_of("r3", "Vogt left.", actors=(person("Vogt", "DEU"),))
    assert ids(one, two, alone)["r3", 0] == "person-vogt"


def test_described_people_are_never_one_across_reports():
    witness = Actor("a witness", "person")
    found = ids(
        sketch_of("r1", "He fled.", actors=(witness,)), sketch_of("r2", "She hid.", actors=(witness,))
    )
    assert found["r1", 0] != found["r2", 0]


def test_one_ministry_of_two_countries_is_two():
    ours = Actor("Defence Ministry", "organisation", None, "POL", "GOV")
    theirs = Actor("Defence Ministry", "organisation", None, "LTU", "GOV")
    text = "The Defence Ministry said so."
    found = ids(sketch_of("r1", text, actors=(ours,)), sketch_of("r2", text, actors=(theirs,)))
    assert set(found.values()) == {"organisation-defence-ministry-POL", "organisation-defence-ministry-LTU"}


def test_the_order_of_reports_does_not_matter():
    sketches = [
        sketch_of("r1", "Karin Vogt met Merkel.", actors=(person("Karin Vogt"), MERKEL)),
        sketch_of("r2", "Vogt left.", actors=(person("Vogt"),)),
        sketch_of("r3", "Karin Vogt left.", actors=(person("Karin Vogt", "AUT", "skier"),)),
    ]
    assert identify(sketches) == identify(sketches[::-1])

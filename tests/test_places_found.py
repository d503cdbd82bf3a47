"""Which place a name means, where it lies, and when none is said."""

import gzip
import hashlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from place_scores import score

import dateline
from dateline import views
from dateline.export.json import json_export
from dateline.knowledge import gazetteer
from dateline.knowledge.place_names import fold, skeleton
from dateline.knowledge.tables import DATA, table
from dateline.linking.mentions import tie
from dateline.linking.sketch import MentionSketch, Sketch
from dateline.linking.told import Told
from dateline.model import Place, Report, Span
from dateline.reading import read_report
from dateline.reading.places import locate_events

OWN = Path(__file__).parent / "data" / "places.jsonl"
FLOOR, UNSEEN_FLOOR, WRONG_PINS = 0.9, 0.88, 0.03


def read(text: str):
    return read_report(Report("r", "r.txt", text, body=(Span(0, len(text)),)))


def shown(place: Place) -> dict[str, object]:
    return {
        "start": place.span.start,
        "end": place.span.end,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }


def found(text: str) -> dict[str, Place]:
    return {place.name: place for place in read(text).places}


def test_the_set_of_our_own_holds_its_floors():
    gold = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    figures = score(
        [{"id": row["id"], "places": [shown(p) for p in read(row["text"]).places]} for row in gold], gold
    )
    assert figures["all"] >= FLOOR
    assert figures["unseen"] >= UNSEEN_FLOOR
    assert figures["pins_wrong"] <= WRONG_PINS


@pytest.mark.parametrize(
    ("text", "name", "country", "admin"),
    [
        ("Shots were fired in Tripoli, Lebanon, on Monday.", "Tripoli", "LBN", None),
        ("Libya's army said it would not enter Tripoli.", "Tripoli", "LBY", None),
        ("A fire broke out in Paris, Texas, on Monday.", "Paris", "USA", "Texas"),
        ("A fire broke out in Paris on Monday.", "Paris", "FRA", None),
        ("MOSCOW, Idaho (AP) — Students marched on Monday.", "MOSCOW", "USA", "Idaho"),
        ("The Damascus suburb of Daraya was shelled on Monday.", "Daraya", "SYR", None),
        ("The governor of Georgia vetoed the law.", "Georgia", "USA", "Georgia"),
        ("Georgia and Armenia will open the border.", "Georgia", "GEO", None),
        ("In Washington, the State Department had no comment.", "Washington", "USA", "District of Columbia"),
        ("Syrian rebels hold the town of Qusayr, near Homs.", "Qusayr", "SYR", "Homs"),
    ],
)
def test_what_stands_around_a_name_tells_which_place_it_is(text, name, country, admin):
    place = found(text)[name]
    assert place.country == country
    assert admin is None or place.admin == admin


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Henderson will not play on Saturday.",
        "Washington said that it would send an envoy.",
        "Both sides broke the Minsk Agreement within a week.",
        "He took classes at Georgia Tech before the war.",
    ],
)
def test_names_of_people_bodies_and_governments_are_no_places(text):
    assert found(text) == {}


def test_a_country_is_never_a_point():
    place = found("Protests spread in Yemen on Friday.")["Yemen"]
    assert (place.country, place.precision, place.lat, place.lon) == ("YEM", "country", None, None)


def test_a_name_unknown_keeps_what_it_is_said_to_lie_in():
    place = found("Soldiers searched the village of Qarzanbul in Syria.")["Qarzanbul"]
    assert (place.id, place.lat, place.precision) == (None, None, "none")
    assert (place.country, place.container) == ("SYR", "Syria")


def test_a_small_town_without_anything_that_speaks_for_it_gets_no_point():
    assert all(p.lat is None for p in read("The choir sang in Springfield.").places)


@pytest.mark.parametrize(
    ("one", "other"), [("Raqa", "Ar Raqqah"), ("Qudsaya", "Qadsayyā"), ("Zuwara", "Zuwārah")]
)
def test_spellings_of_one_name_sound_alike(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Daraa", "Daraya"), ("Douma", "Dimashq"), ("Homs", "Hama")])
def test_names_of_two_towns_do_not(one, other):
    assert skeleton(one) != skeleton(other)


def test_a_spelling_nobody_lists_counts_only_where_its_country_is_spoken_of():
    known = found("Syrian rebels entered Raqqqa on Monday.")
    assert known["Raqqqa"].country == "SYR"
    assert "sounds like" in known["Raqqqa"].reason
    assert not [p for p in found("They sang in Raqqqa on Monday.").values() if p.lat is not None]


def test_the_fold_is_blind_to_marks_hyphens_and_the_article_the():
    assert fold("Deir ez-Zor") == fold("deir ez zor") == "deirezzor"
    assert fold("Dar‘ā") == fold("Daraa").replace("aa", "a")
    assert fold("The Hague") == "hague"


@given(st.text(max_size=40))
def test_any_name_can_be_looked_up(name):
    for match in (*gazetteer.named(name), *gazetteer.sounding(name)):
        assert match.place.lat is None or math.isfinite(match.place.lat)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="ABab ,.-'’()\nSyria Homs", max_size=80))
def test_places_are_spans_of_the_text(text):
    for place in read(text).places:
        assert " ".join(place.span.of(text).split()) == place.name


def test_the_packed_tables_are_those_that_were_built():
    for row in table("gazetteer_files"):
        data = gzip.decompress((DATA / row["file"]).read_bytes())
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        lines = data.splitlines()
        assert len(lines) == int(row["lines"])
        keys = [line.split(b"\t")[0] for line in lines]
        assert keys == sorted(keys)


def test_every_place_of_our_own_list_lies_on_earth_and_in_something_known():
    for row in table("news_places"):
        assert bool(row["lat"]) == bool(row["lon"]), row["name"]
        assert not row["lat"] or (-90 <= float(row["lat"]) <= 90 and -180 <= float(row["lon"]) <= 180)
        assert not row["within"] or gazetteer.named(row["within"]), row["within"]


def test_an_event_is_where_its_words_say_and_not_where_the_report_is_from():
    reading = read("BEIRUT (Reuters) — Government troops shelled the town of Qusayr in Syria on Monday.")
    assert [reading.places[e.located].name for e in reading.event_mentions if e.located is not None] == [
        "Qusayr"
    ]


def test_a_dateline_places_an_event_that_nothing_else_places():
    reading = read("NAIROBI (Reuters) — Police shot three protesters on Monday.\n")
    assert {reading.places[e.located].name for e in reading.event_mentions if e.located is not None} == {
        "NAIROBI"
    }
    later = read("NAIROBI (Reuters) — It rained. Police shot three protesters on Monday.\n")
    assert [e.located for e in later.event_mentions] == [None] * len(later.event_mentions)


def test_events_without_places_stay_as_they_are():
    reading = read("Police shot three protesters on Monday.")
    assert locate_events("", reading.sentences, reading.event_mentions, ()) == reading.event_mentions


REPORTS = {
    "a.txt": "Army shells Homs\n\nBy Ann Author\n\nBEIRUT, March 3, 2012 (Reuters) - Syrian troops shelled "
    "the Baba Amr district of Homs on Saturday, killing 12 people, activists said.\n",
    "b.txt": "Envoys meet\n\nBy Bob Author\n\nMarch 3, 2012\n\nThe Russian foreign minister met a UN envoy "
    "in Geneva on Thursday to speak about Syria. Nobody spoke of Homs.\n",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("places")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with dateline.open(folder / "places.dateline") as held:
        dateline.read(held, [str(folder / name) for name in REPORTS])
        yield held


def test_a_place_is_listed_with_what_it_lies_in_and_its_sentences(archive):
    row = next(r for r in views.places(archive) if r.name == "Baba Amr")
    assert (row.country, row.precision, row.within[0], row.within[-1]) == ("SYR", "point", "Homs", "Syria")
    assert "Baba Amr" in row.mentions[0].passage.text
    assert (row.times, row.reports) == (1, 1)


def test_a_country_finds_all_that_lies_in_it(archive):
    assert {"Baba Amr", "Homs", "Syria"} <= {row.name for row in views.places(archive, "syria")}
    assert "Geneva" not in {row.name for row in views.places(archive, "Syria")}
    titles = [row.title for row in views.events(archive, place="Syria")]
    assert any("shelled" in title for title in titles)
    assert not any("met" in title for title in titles)
    assert [row.place for row in views.events(archive, place="Switzerland")] == ["Geneva"]


def test_the_export_ties_events_to_places_and_gives_no_country_a_point(archive):
    record = json.loads(b"".join(json_export(archive)))
    known = {row["id"]: row for row in record["places"]}
    assert {row["place_id"] for row in record["events"] if row["place_id"]} <= set(known)
    assert all(row["lat"] is None for row in known.values() if row["precision"] == "country")
    texts = {row["id"]: row["text"] for row in record["reports"]}
    for row in record["place_mentions"]:
        assert " ".join(texts[row["report"]][row["start"] : row["end"]].split()) == row["name"]


def told(report: str, *where: tuple[str, str]) -> Told:
    mention = MentionSketch(0, 0, "raid", "ASSAULT", "attack", "occurred", place=where[0][1], where=where)
    return Told(0, Sketch(report), mention, frozenset(), frozenset(), frozenset(), {})


def test_a_town_and_the_country_it_lies_in_are_no_two_places():
    syria, homs, hama = ("country:SYR", "Syria"), ("geonames:1", "Homs"), ("geonames:2", "Hama")

    def place(*others: tuple[str, str]) -> list[str]:
        found = tie(told("a", homs, syria), told("b", *others), same_group=True, likelihood=1.0)
        assert found is not None
        return [name for name, _ in found.pieces if "place" in name]

    assert place(homs, syria) == ["same place"]
    assert place(syria) == ["one place within the other"]
    assert place(hama, syria) == ["other place"]

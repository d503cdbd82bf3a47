"""The pages that draw: figures, positions, actors, the map and the network."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_pages import TAGS_OF_OURS, client_of, page_at

import dateline
from dateline.archive import Archive
from dateline.cli import main
from dateline.views import actors, network, places
from dateline.views.counted import counted
from dateline.views.identities import count_why, why
from dateline.views.network import Link
from dateline.views.places import PlacePoint
from dateline.views.positions import Stand
from dateline.web import mapped, ring, stands
from dateline.web.mapped import WORLD, box_of, in_words
from dateline.web.pages.actors import PARTS
from dateline.web.world import Box, label_points, outlines

REPORTS = {
    "quake-1.txt": """Quake hits Osh

Published on 3 May 2011

OSH – At least 12 people were killed in an earthquake in Osh, the Emergencies Ministry said on Tuesday.
""",
    "quake-2.txt": """Toll of the quake in Osh rises

Published on 4 May 2011

OSH – The earthquake in Osh on Tuesday killed 34 people, the Emergencies Ministry said on Wednesday.
""",
    "quake-3.txt": """Red Crescent speaks of more dead in Osh

Published on 4 May 2011

OSH – The earthquake in Osh on Tuesday killed 51 people, the Red Crescent said on Wednesday.
""",
    "talks-1.txt": """Turkey rejects talks

Published on 6 June 2012

ANKARA – Turkey rejects talks with Syria, Turkish Foreign Minister Ahmet Davutoglu said on Wednesday.

Turkey accused Syria of an attack on the border.
""",
    "talks-2.txt": """Turkey ready for talks

Published on 9 July 2012

ANKARA – Turkey supports talks with Syria, Foreign Minister Ahmet Davutoglu said on Monday.

Davutoglu met Kofi Annan in Ankara on Monday. Syrian forces attacked rebels in Homs on Sunday.
""",
    "nowhere.txt": """A village in the hills

Published on 9 July 2012

Residents of the village of Qhzrab said <b>nothing</b> & <script>alert(1)</script> happened.
""",
}
ADDRESSES = ("/figures", "/positions", "/actors", "/actor/country-TUR", "/map", "/network")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("seen")
    folder = place / "in"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with dateline.open(place / "a.db") as archive:
        archive.read(folder, extractor="rules")
    return place / "a.db"


@pytest.fixture(scope="module")
def archive(path):
    with Archive(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_how_many_and_leads_to_its_sentences(client, address):
    page = page_at(client, address)
    assert re.search(r"\b\d+ (quantit|position|actor|place|tie|event|quote|role)", page.text("main"))
    assert {element.tag for element in page.elements} <= TAGS_OF_OURS
    assert not any("style" in e.attributes or "onclick" in e.attributes for e in page.elements)
    cited = [link for link in page.links() if link.startswith("/report/")]
    assert cited or address in ("/figures", "/actors")
    for link in cited:
        report, _, sentence = link.partition("#")
        assert sentence in page_at(client, report).ids()


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_drawings_are_well_formed(client, address):
    source = client.get(address).text
    for drawing in re.findall(r"<svg.*?</svg>", source, re.DOTALL):
        ET.fromstring(drawing)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_makes_no_sense_is_answered_with_a_page(client, address):
    page_at(client, f"{address}?page=99999&box=1,2&part=x&kind=x&what=x&from=2012&to=2012")
    if address in ("/positions", "/network"):
        assert "no actor" in page_at(client, f"{address}?actor=Nobody+At+All").text("main")
        assert "no day" in page_at(client, f"{address}?from=yesterdayish").text("main")


def test_figures_lead_to_a_chart_and_the_table_under_it(client, archive):
    row = next(row for row in counted(archive, what="killed") if row.figures > 2)
    assert (row.least, row.most, row.reports) == (12, 51, 3)
    listed = page_at(client, "/figures?what=killed")
    address = f"/figures/{row.of}/{row.id}?what=killed"
    assert address in listed.links() and "filtered by counted: killed" in listed.text("main")
    page = page_at(client, address)
    marks = [link for link in page.links() if link.startswith("#f")]
    assert len(marks) == 3 and {mark[1:] for mark in marks} <= page.ids()
    assert "at least 12" in page.text("table") and "Red Crescent" in page.text("table")
    assert "≠ no." in page.text("table") and "revises no. 1" in page.text("table")


def test_figures_of_neither_story_nor_report_are_not_found(client):
    assert "story or a report" in page_at(client, "/figures/planet/x", 404).text("main")


def test_positions_mark_where_a_line_shifts(client):
    page = page_at(client, "/positions?actor=Turkey")
    assert "shift, from against" in page.text("main")
    assert [e for e in page.all("g") if e.attributes.get("class") == "shift"]
    assert "filtered by actor Turkey" in page.text("main")


def test_an_actor_is_shown_part_by_part(client):
    page = page_at(client, "/actor/country-TUR")
    headings = {e.text for e in page.all("h2")}
    assert {"Did", "Positions", "Ties", "Why the mentions are one actor"} <= headings
    alone = page_at(client, "/actor/country-TUR?part=names")
    assert [e.text for e in alone.all("h2")] == ["Why the mentions are one actor"]
    assert "a country" in alone.text("main")


def test_an_actor_goes_by_its_name_where_no_other_does(client):
    answer = client.get("/actor/Ahmet Davutoglu", follow_redirects=False)
    assert answer.status_code == 303 and answer.headers["location"] == "/actor/person-ahmet-davutoglu"
    assert "no actor" in page_at(client, "/actor/Nobody At All", 404).text("main")


def test_the_parts_of_every_actor_count_what_they_list(archive):
    for actor in actors(archive):
        assert count_why(archive, actor.id) == len(why(archive, actor.id))
        for part in PARTS:
            assert part.count(archive, actor.id) == len(part.rows(archive, actor.id, 1000, 0)), part.name


def test_places_are_drawn_as_closely_as_they_are_known(client):
    page = page_at(client, "/map")
    shapes = {e.attributes["class"]: e.text for e in page.all("a") if "class" in e.attributes}
    assert {"town", "country"} <= shapes.keys()
    towns = [e.attributes["aria-label"] for e in page.all("a", **{"class": "town"})]
    assert any(words.startswith("Homs (town): named") for words in towns)
    countries = page.all("a", **{"class": "country"})
    assert "Syria" in {e.attributes["aria-label"].split(" (")[0] for e in countries}


def test_a_part_of_the_map_lists_the_places_in_it(client):
    page = page_at(client, "/map?box=34,33,40,37")
    assert "Homs" in page.text("main") and "on this part of the map" in page.text("main")
    assert not any(e.text.startswith("Ankara") for e in page.all("h3"))


def test_the_network_is_filtered_by_kind_period_and_actor(client, archive):
    [accused] = network(archive, kind="accused")
    assert (accused.source_name, accused.target_name) == ("Turkey", "Syria")
    assert "Kofi Annan" in page_at(client, "/network?kind=met").text("main")
    assert "Kofi Annan" not in page_at(client, "/network?kind=met&from=2013").text("main")
    assert {tie.kind for tie in network(archive, start="2012-07-08", end="2012-07-08")} == {"attacked"}
    assert not any(tie.source.startswith("outlet:") for tie in network(archive, outlets=False))


def test_the_network_in_the_terminal(path, capsys):
    assert main(["network", "--archive", str(path), "--kind", "met", "--no-outlets"]) == 0
    told, counted_out = capsys.readouterr()
    assert "Ahmet Davutoglu met Kofi Annan" in told and "met Kofi Annan in Ankara on Monday" in told
    assert "1 tie" in told + counted_out


# --- drawings by themselves


def test_a_ring_is_the_same_for_the_same_ties_and_holds_every_tie():
    links = [Link("met", "a", "b", 3), Link("accused", "b", "c", 1), Link("quoted", "outlet:X", "a", 9)]
    names = {"a": "Ann", "b": "Bob", "c": "C" * 40, "outlet:X": "X"}
    drawing = ring.drawn(links, names)
    assert drawing == ring.drawn(links[::-1], names)
    assert {curve.words for curve in drawing.curves} == {
        "Ann met Bob, 3 times",
        "Bob accused " + "C" * 40,
        "X quoted Ann, 9 times",
    }
    assert [node.address is None for node in drawing.nodes if node.id == "outlet:X"] == [True]
    assert all(node.short.endswith("…") == (node.id == "c") for node in drawing.nodes)


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"), st.integers(1, 10**6)), min_size=1
    )
)
def test_rings_of_any_ties_stay_in_the_drawing(ties):
    links = [Link("accused", one, other, times) for one, other, times in ties]
    drawing = ring.drawn(links, {key: key for key in "abcdefgh"})
    assert all(0 <= n.x <= drawing.width and 0 <= n.y <= drawing.height for n in drawing.nodes)
    assert all(ring.THINNEST <= c.width <= ring.THICKEST + 0.1 for c in drawing.curves)


def test_stands_are_drawn_by_day_and_the_undated_are_counted():
    line = [
        Stand("1", "2012-06-06", "against", False),
        Stand("2", "2012-07", "for", True),
        Stand("3", None, "for", False),
    ]
    drawing = stands.drawn({"Turkey": line})
    [row] = drawing.lines
    assert [(mark.leaning, mark.shift) for mark in row.marks] == [("against", False), ("for", True)]
    assert row.marks[0].x < row.marks[1].x and row.marks[0].y > row.y > row.marks[1].y
    assert row.undated == 1
    assert stands.drawn({"Turkey": line[:1]}) is None


def test_the_outlines_keep_within_the_world_and_know_the_countries_of_the_news():
    numbers = [int(n) for n in re.findall(r"M(-?\d+) ", outlines(WORLD, 2.0, 2.0))]
    assert len(numbers) > 300 and min(numbers) >= 0 and max(numbers) <= 7200
    points = label_points()
    assert {"SYR", "RUS", "USA", "FJI", "CHN", "ISR", "SSD"} <= points.keys()
    assert 35 < points["SYR"][0] < 43 and 32 < points["SYR"][1] < 38
    assert 30 < points["RUS"][0] < 180


@given(
    st.floats(-180, 170),
    st.floats(-80, 70),
    st.floats(0.001, 190),
    st.floats(0.001, 19),
)
def test_every_box_comes_back_from_its_address_and_can_be_drawn(west, south, wide, high):
    box = box_of(in_words(Box(west, south, west + wide, south + high)))
    if box is None:
        assert wide < 0.02 or high < 0.02
        return
    drawing = mapped.drawn([POINT], box)
    assert drawing.box.west <= box.west + 0.02 or drawing.box.east - drawing.box.west >= 359
    assert 0 < drawing.height <= mapped.WIDTH * 4


POINT = PlacePoint(1, "Homs", "town", "SYR", 34.73, 36.71, "city", 3, 2, 1)


@pytest.mark.parametrize("words", ["", "1,2,3", "5,1,4,2", "nan,0,1,1", "0,0,inf,1", "a,b,c,d", "0,-91,1,1"])
def test_what_is_no_box_is_none(words):
    assert box_of(words) is None


def test_places_of_the_map_are_those_of_the_list(archive):
    from dateline.views.places import place_points, places_numbered

    listed, points = places(archive), place_points(archive)
    assert [p.name for p in points] == [row.name for row in listed]
    some = places_numbered(archive, [points[1].number], mentions=1)
    assert [row.name for row in some] == [listed[1].name] and len(some[0].mentions) == 1

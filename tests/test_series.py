"""Series of figures: what is the same quantity, what is one point, what disagrees, what revises."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import count

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import views
from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import NotFoundError
from dateline.export.chart import series_svg
from dateline.pipeline import read
from dateline.views.quantities import Given, runs

TOLL = ROOT / "tests" / "data" / "toll"
"""Six reports on one earthquake over four days: a ministry, the Red Crescent, a governor, one copy."""


@pytest.fixture(scope="module")
def toll(tmp_path_factory):
    path = tmp_path_factory.mktemp("series") / "a.dateline"
    with Archive(path, create=True) as archive:
        read(archive, [str(TOLL)])
    return str(path)


@pytest.fixture(scope="module")
def killed(toll):
    with Archive(toll) as archive:
        (series,) = views.figure_series(archive, what="killed")
    return series


def figure(value, day="2020-05-04", **more):
    number = next(NUMBERS)
    facts = {
        "figure": f"f{number:03}",
        "report": f"r{number:03}",
        "voice": f"r{number:03}",
        "outlet": f"Outlet {number}",
        "group": "story",
        "what": "killed",
        "low": value,
        "high": value,
        "hedge": None,
        "unit": None,
        "of": None,
        "rate": None,
    }
    return Given(value=value, day=day, **(facts | more))


NUMBERS = count()
MINISTRY, POLICE = {"source": ("the Ministry",)}, {"source": ("Police",)}


def values(found):
    return [sorted(point[0].value for point in run.points) for run in found]


# --- the archive of one disaster


def test_the_toll_of_one_disaster_is_one_series_in_order_of_day(killed):
    told = [(p.day, p.words, p.says) for p in killed.points]
    assert [day for day, _, _ in told] == sorted(day for day, _, _ in told)
    ministry = [words for _, words, says in told if says == ("Emergencies Ministry",)]
    crescent = [words for _, words, says in told if says == ("Red Crescent",)]
    assert ministry == ["at least 12", "34", "61", "58"]
    assert crescent == ["more than 20", "75 to 80", "84"]
    assert killed.place == "Osh"


def test_no_source_given_is_a_value(killed):
    (own,) = [p for p in killed.points if not p.says]
    assert (own.words, own.source) == ("at least 80", "no source given (Southern Courier)")


def test_a_copy_counts_once_and_two_reports_of_one_statement_are_one_point(killed):
    by_words = {p.words: p for p in killed.points}
    assert (by_words["61"].reports, len(by_words["61"].givings)) == (1, 2)
    assert (by_words["84"].reports, len(by_words["84"].givings)) == (2, 2)


def test_disagreements_and_revisions_are_marked(killed):
    words = [p.words for p in killed.points]
    apart = {tuple(sorted((words[i], words[j]))) for i, j in killed.disagreements}
    assert apart == {("34", "51"), ("61", "75 to 80"), ("58", "at least 80"), ("58", "84")}
    later = {(words[i], words[j]) for i, j in killed.revisions}
    assert {("34", "61"), ("61", "58"), ("75 to 80", "84")} <= later


def test_every_point_has_its_report_and_sentence(killed):
    for point in killed.points:
        for giving in point.givings:
            assert giving.words in giving.passage.text
            assert giving.report[:8] in giving.label


def test_a_total_since_a_year_is_no_part_of_the_toll_of_an_event(toll):
    with Archive(toll) as archive:
        alone = views.figure_series(archive, what="killed", least=1)
    total = next(s for s in alone if s.cumulative)
    assert [p.value for p in total.points] == [400]
    assert total.since == "2008"
    assert total.events == ()


def test_series_are_chosen_by_story_event_and_place(toll, killed):
    with Archive(toll) as archive:
        for scope in ({"story": killed.stories[0]}, {"event": killed.events[0]}, {"place": "Kyrgyzstan"}):
            assert killed in views.figure_series(archive, **scope)
        assert views.figure_series(archive, place="Japan") == []
        with pytest.raises(NotFoundError):
            views.figure_series(archive, event="none such")


# --- what is one series


def test_other_quantities_are_other_series():
    found = runs(
        [
            figure(3),
            figure(4, what="injured"),
            figure(5, of="soldiers"),
            figure(6, rate="per day"),
            figure(7, group="another story"),
            figure(8, of="people"),
        ]
    )
    assert sorted(values(found)) == [[3, 8], [4], [5], [6], [7]]


def test_money_is_one_quantity_only_where_the_words_say_for_what():
    money = {"what": "money", "unit": "USD"}
    found = runs(
        [figure(5, **money), figure(6, **money), figure(7, of="aid", **money), figure(8, of="aid", **money)]
    )
    assert sorted(values(found)) == [[5], [6], [7, 8]]


def test_a_country_beside_a_place_in_it_is_no_other_place():
    country = {"place": "country:KGZ", "country_only": True}
    found = runs([figure(3, place="osh"), figure(4, **country), figure(5), figure(6, place="osh")])
    assert values(found) == [[3, 4, 5, 6]]
    found = runs([figure(3, place="osh"), figure(4, place="nookat"), figure(6, place="osh"), figure(7)])
    assert sorted(values(found)) == [[3, 6, 7], [4]]


def test_events_on_different_days_are_different_incidents():
    monday = {"event": "e1", "happened": ("2020-05-04", "2020-05-04")}
    friday = {"event": "e2", "happened": ("2020-05-08", "2020-05-08")}
    found = runs(
        [
            figure(3, **monday),
            figure(9, "2020-05-08", **friday),
            figure(4, "2020-05-06"),
            figure(10, "2020-05-09"),
        ]
    )
    assert sorted(values(found)) == [[3, 4], [9, 10]]


def test_events_that_one_report_tells_apart_are_different_incidents():
    found = runs(
        [
            figure(3, report="r", event="e1"),
            figure(9, report="r", event="e2"),
            figure(4, event="e1"),
        ]
    )
    assert sorted(values(found)) == [[3, 4], [9]]


def test_what_no_day_is_known_of_is_not_put_among_what_is_dated():
    found = runs([figure(3), figure(4, None), figure(5, None)])
    assert sorted(values(found)) == [[3], [4], [5]]


def test_totals_of_different_beginnings_are_different():
    found = runs(
        [figure(v, cumulative=True, since=since) for v, since in ((3, "2011"), (4, "2011"), (5, "2014"))]
    )
    assert sorted(values(found)) == [[3, 4], [5]]


def test_a_word_that_names_no_number_stands_before_the_least_that_it_can_mean(killed):
    point = replace(killed.points[0], value=24.0, low=24.0, high=None)
    assert replace(point, hedge="dozens").words == "dozens (24)"
    assert replace(point, hedge="about").words == "about 24"
    assert replace(killed, what="percent", unit="percent", of="Persons", place=None).title == "percent"


# --- marks


def marks(*figures):
    (run,) = runs(figures)
    heads = [point[0].value for point in run.points]
    return (
        [(heads[i], heads[j]) for i, j in run.disagreements],
        [(heads[i], heads[j]) for i, j in run.revisions],
    )


def test_ranges_that_meet_do_not_disagree():
    at_least = replace(figure(12, **MINISTRY), high=None, hedge="at least")
    assert marks(at_least, figure(20, **POLICE)) == ([], [])
    assert marks(replace(at_least, value=30, low=30), figure(20, **POLICE)) == ([(30, 20)], [])
    about = replace(figure(40, **MINISTRY), low=None, high=None, hedge="about")
    assert marks(about, figure(42, **POLICE)) == ([], [])
    assert marks(about, figure(60, **POLICE)) == ([(40, 60)], [])


def test_a_higher_number_of_the_next_day_may_have_grown_and_a_lower_one_has_not():
    assert marks(figure(12, **MINISTRY), figure(20, "2020-05-05", **POLICE)) == ([], [])
    assert marks(figure(20, **MINISTRY), figure(12, "2020-05-05", **POLICE)) == ([(20, 12)], [])
    later = figure(11, "2020-05-05", **MINISTRY)
    assert marks(figure(20, **MINISTRY), later, figure(11, "2020-05-05", **POLICE))[0] == []
    missing = [
        replace(f, what="missing") for f in (figure(20, **MINISTRY), figure(12, "2020-05-05", **POLICE))
    ]
    assert marks(*missing) == ([], [])


def test_a_source_that_says_another_number_later_revises_its_own():
    assert marks(figure(12, **MINISTRY), figure(15, "2020-05-06", source=("Ministry",))) == ([], [(12, 15)])
    assert marks(figure(12, **MINISTRY), figure(15, **MINISTRY)) == ([], [])
    assert marks(figure(12, **MINISTRY), figure(15, "2020-05-06", forecast=True, **MINISTRY)) == ([], [])


@settings(max_examples=40, deadline=None)
@given(
    st.permutations(
        [
            figure(3, **MINISTRY),
            figure(4, place="osh"),
            figure(5, "2020-05-05", **MINISTRY),
            figure(5, "2020-05-05", **MINISTRY),
            figure(6, "2020-05", **POLICE),
            figure(7, None),
            figure(8, event="e1", happened=("2020-05-04", "2020-05-05")),
            figure(9, event="e2", happened=("2020-05-09", "2020-05-09")),
        ]
    )
)
def test_the_order_of_reading_does_not_matter(figures):
    assert runs(figures) == runs(sorted(figures, key=lambda f: f.figure))
    assert sorted(g.figure for r in runs(figures) for p in r.points for g in p) == sorted(
        f.figure for f in figures
    )


# --- shown


def shown(capsys, monkeypatch, toll, *arguments, columns=100):
    monkeypatch.setenv("COLUMNS", str(columns))
    assert main(["figures", "--series", "--archive", toll, *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("columns", [40, 60, 100, 160])
def test_a_drawn_series_fits_the_terminal(capsys, monkeypatch, toll, columns):
    out = shown(capsys, monkeypatch, toll, "--what", "killed", columns=columns)
    assert max(map(len, out.splitlines())) <= columns
    for word in ("Emergencies Ministry", "Red Crescent", "at least 12", "2019-03-07", "≠", "●"):
        assert word in out


def test_series_as_json_has_all_that_is_drawn(capsys, monkeypatch, toll):
    (row,) = map(json.loads, shown(capsys, monkeypatch, toll, "--what", "killed", "--json").splitlines())
    assert row["points"][0]["hedge"] == "at least"
    assert row["points"][0]["givings"][0]["passage"]["text"].endswith("the Emergencies Ministry said.")
    assert len(row["disagreements"]) == 4


def test_the_image_is_sound_and_its_words_are_escaped(killed, tmp_path, capsys, monkeypatch, toll):
    file = tmp_path / "toll.svg"
    shown(capsys, monkeypatch, toll, "--svg", str(file))
    assert "killed, Osh" in file.read_text(encoding="utf-8")
    hostile = replace(
        killed,
        place="<script>alert(1)</script>\x07 & Co",
        points=tuple(replace(p, says=('"><b>',), outlet="&") for p in killed.points),
    )
    root = ET.fromstring(
        series_svg([hostile, replace(killed, points=killed.points[:1], disagreements=(), revisions=())])
    )
    words = " ".join(root.itertext())
    assert "<script>" in words and '"><b>' in words
    assert not [e for e in root.iter() if e.tag.endswith(("script", "}b", "image", "foreignObject"))]


def test_undated_points_and_noughts_can_be_drawn(killed):
    none = replace(killed.points[0], day=None, value=0.0, least=0.0, most=0.0)
    image = series_svg([replace(killed, points=(none, none), disagreements=(), revisions=())])
    assert "without a day, and so not drawn: 2" in " ".join(ET.fromstring(image).itertext())
    week = [replace(p, day="2019-W10") for p in killed.points]
    ET.fromstring(series_svg([replace(killed, points=tuple(week))]))
    ET.fromstring(series_svg([]))


def test_what_goes_only_with_series_is_said(capsys, toll):
    assert main(["figures", "--svg", "x.svg", "--archive", toll]) == 2
    assert "--series" in capsys.readouterr().err

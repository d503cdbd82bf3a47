"""Roles over time: what reports give, what the knowledge files hold, and who is meant by an office alone."""

import json

import pytest

import dateline
from dateline import corrections, views
from dateline.cli import main
from dateline.linking.offices import office

NAMED = """Riga police get new cars

Published on 5 March 2014

RIGA, Latvia – Latvian Interior Minister Rihards Berzs handed forty new cars to the police on Wednesday, his \
office said. "They were needed," Berzs told reporters after the ceremony in the old town of Riga.
"""
OFFICE_ALONE = """Border to be watched by drones

Published on 9 April 2014

RIGA, Latvia – The Latvian interior minister said on Wednesday that drones would watch the eastern border \
from May, and that the first twelve guards had been trained to fly them over the forests and lakes.
"""
LONG_AFTER = OFFICE_ALONE.replace("2014", "2019").replace("drones", "cameras")


def read(tmp_path, **texts):
    archive = dateline.open(tmp_path / "a.dateline")
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        dateline.read(archive, [str(tmp_path / f"{name}.txt")])
    return archive


def speakers(archive, report):
    return {speaker for quote in views.quotes(archive, report=report) for speaker in quote.speakers}


def test_an_office_alone_is_the_one_whom_another_report_of_that_time_names(tmp_path):
    with read(tmp_path, named=NAMED, office=OFFICE_ALONE) as archive:
        assert speakers(archive, "office.txt") == {"Rihards Berzs"}


def test_an_office_alone_years_later_may_be_another_s(tmp_path):
    with read(tmp_path, named=NAMED, later=LONG_AFTER) as archive:
        assert "Rihards Berzs" not in speakers(archive, "later.txt")


def test_an_office_that_two_are_given_is_nobody_s(tmp_path):
    other = NAMED.replace("Rihards Berzs", "Maris Ozols").replace("Berzs", "Ozols")
    with read(tmp_path, named=NAMED, other=other, office=OFFICE_ALONE) as archive:
        assert not {"Rihards Berzs", "Maris Ozols"} & speakers(archive, "office.txt")


def test_the_history_cites_the_report_and_names_the_knowledge_files(tmp_path, folder):
    with read(tmp_path, named=NAMED) as archive:
        dateline.read(archive, [str(folder)])
        (row,) = views.history(archive, "Berzs")
        assert (row.title, row.basis, row.day) == ("Latvian Interior Minister", "text", "2014-03-05")
        assert row.passage and "handed forty new cars" in row.passage.text
        rows = views.history(archive, "Angela Merkel")
        terms = [(r.title, r.start, r.end) for r in rows if r.basis == "knowledge"]
        assert terms == [("chancellor", "2005-11-22", "2021-12-08")]
        corrections.set_role(archive, "Berzs", title="mayor of Riga", start="2009", end="2011")
        assert [(r.title, r.basis) for r in views.history(archive, "Berzs")] == [
            ("mayor of Riga", "correction"),
            ("Latvian Interior Minister", "text"),
        ]


def test_the_history_command(tmp_path, capsys):
    with read(tmp_path, named=NAMED) as archive:
        path = str(archive.path)
    assert main(["actors", "history", "Berzs", "--archive", path]) == 0
    assert "2014-03-05  Latvian Interior Minister" in capsys.readouterr().out
    assert main(["actors", "history", "Berzs", "--json", "--archive", path]) == 0
    assert json.loads(capsys.readouterr().out)["basis"] == "text"


@pytest.mark.parametrize(
    ("title", "country", "found"),
    [
        ("Latvian Interior Minister", "LVA", ("LVA", frozenset({"interior", "minister"}))),
        ("minister of the interior of Latvia", "LVA", ("LVA", frozenset({"interior", "minister"}))),
        ("former interior minister", "LVA", None),
        ("deputy interior minister", "LVA", None),
        ("interior minister", None, None),
        ("reporter", "LVA", None),
    ],
)
def test_offices_are_compared_without_their_country(title, country, found):
    assert office(title, country) == found

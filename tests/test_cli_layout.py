"""What the terminal shows: it fits any width, ids and dates stay whole, lists come in pages."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dateline.cli import main
from dateline.cli.layout import NARROWEST, padded, plain, table, wrapped

WIDTHS = (40, 60, 80, 120, 200)
ID_OR_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\b[0-9a-f]{8}\b|\be[0-9a-f]{12}\b")
LISTS = {
    "timeline": [],
    "events": [],
    "reports": [],
    "quotes": [],
    "figures": [],
    "positions": [],
    "actors": [],
    "places": [],
    "stories": [],
    "search": ["people"],
    "times": ["call"],
    "duplicates": [],
    "versions": [],
    "corrections": [],
    "figures --series": [],
}
NAMES = ("id", "day", "title", "reports")
ROWS = [
    ("89cf944b", "2024-11-16", "中国外交部发言人周三表示两国将继续谈判并致力于和平解决争端", "12"),
    ("e3f2a1c0", "2024-11-15", "قال المتحدث باسم الوزارة إن الجانبين سيواصلان المحادثات يوم الأربعاء", "3"),
    (
        "0fd3bb12",
        "",
        "Ministers agree to speed up talks on the border and to meet again before the winter",
        "144",
    ),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive of three reports, one of them in wide characters beside English; returns its path."""
    from conftest import CALL, FLOOD

    place = tmp_path_factory.mktemp("layout")
    (place / "call.txt").write_text(CALL, encoding="utf-8")
    (place / "flood.txt").write_text(FLOOD, encoding="utf-8")
    wide = CALL.replace("Talks by telephone", "Talks by telephone 电话会谈")
    (place / "wide.txt").write_text(wide.replace("14 March", "15 March"), encoding="utf-8")
    path = str(tmp_path_factory.mktemp("archive") / "a.db")
    assert main(["read", str(place), "--archive", path]) == 0
    return path


def shown(capsys, archive, *arguments):
    assert main([*arguments, "--archive", archive]) == 0
    return capsys.readouterr()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_no_id_or_date_is_broken(capsys, archive, monkeypatch, width):
    for name, arguments in LISTS.items():
        monkeypatch.setenv("COLUMNS", "400")
        whole = shown(capsys, archive, *name.split(), *arguments).out
        monkeypatch.setenv("COLUMNS", str(width))
        out = shown(capsys, archive, *name.split(), *arguments).out
        assert [line for line in out.splitlines() if cell_len(line) > width] == [], name
        assert sorted(ID_OR_DATE.findall(out)) == sorted(ID_OR_DATE.findall(whole)), name


@pytest.mark.parametrize("width", WIDTHS)
def test_an_event_and_a_story_fit_too(capsys, archive, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    row = json.loads(shown(capsys, archive, "timeline", "--actor", "Merkel", "--json").out.splitlines()[0])
    story = json.loads(shown(capsys, archive, "stories", "--json").out.splitlines()[0])
    for arguments in (["event", row["id"]], ["event", row["id"], "--why"], ["story", story["id"]]):
        for line in shown(capsys, archive, *arguments).out.splitlines():
            assert cell_len(line) <= width, line


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_columns_stand_under_one_another_in_every_script(width):
    head, rule, *lines = table(NAMES, ROWS, width, {"title"}, {"reports"})
    assert len(rule) <= width
    assert all(cell_len(line) <= len(rule) for line in lines)
    title, reports = head.index("title"), head.index("reports")
    found = "".join(_cut(line, title, reports).replace(" ", "") for line in lines)
    assert found == "".join(row[2].replace(" ", "") for row in ROWS)
    assert [n for n in (_cut(line, reports, width).strip() for line in lines) if n] == ["12", "3", "144"]
    assert [d for d in (_cut(line, 10, 20).strip() for line in lines) if d] == ["2024-11-16", "2024-11-15"]


def _cut(line, first, last):
    """What stands in these columns of a line."""
    return "".join(c for at, c in enumerate(line) if first <= cell_len(line[:at]) < last)


def test_a_row_that_does_not_fit_becomes_a_block():
    lines = list(table(NAMES, ROWS, 40, {"title"}, {"reports"}))
    assert lines[0] == "id       89cf944b"
    assert lines.count("") == len(ROWS) - 1
    assert not any(line.startswith("day") for line in lines[-6:]), "what is not known has no line"
    narrow = list(table(NAMES, ROWS, NARROWEST + 2, {"title"}, {"reports"}))
    assert narrow[:2] == ["id: 89cf944b", "day: 2024-11-16"]


@given(st.text(max_size=200), st.integers(min_value=4, max_value=60))
def test_wrapping_keeps_every_character_and_the_width(text, width):
    lines = wrapped(text, width, "", " ")
    assert "".join("".join(lines).split()) == "".join(plain(text).split())
    assert all(cell_len(line) <= width for line in lines)


def test_a_word_is_broken_only_where_it_is_longer_than_a_line():
    assert wrapped("on 2013-03-01 well-known", 12) == ["on", "2013-03-01", "well-known"]
    assert wrapped("see " + "x" * 15, 10, "", "  ") == ["see xxxxxx", "  xxxxxxxx", "  x"]
    assert wrapped("2013-03-01  CONSULT  talks", 80) == ["2013-03-01  CONSULT  talks"]
    assert wrapped(" \n ", 80) == []
    assert padded("中", 4) == "中  " and padded("7", 3, right=True) == "  7"


def test_what_a_report_says_does_not_steer_the_terminal():
    assert wrapped("a \x1b[31mred\x07 word", 80) == ["a �[31mred� word"]
    assert list(table(["title"], [["\x9b2J gone"]], 80, (), ())) == ["title", "--------", "�2J gone"]


@pytest.mark.parametrize(
    ("variables", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
    ],
)
def test_colour_only_on_a_terminal_or_where_it_is_forced(
    capsys, archive, monkeypatch, variables, terminal, coloured
):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    assert ("\x1b[" in shown(capsys, archive, "timeline").out) == coloured


@pytest.mark.parametrize("name", LISTS)
def test_every_list_comes_in_pages_and_says_how_many_there_are(capsys, archive, name):
    command = [*name.split(), *LISTS[name]]
    whole, told = shown(capsys, archive, *command, "--json")
    rows = whole.splitlines()
    if not rows:
        assert re.match(r"no |not found", told)
        return
    assert told.startswith(f"{len(rows)} of {len(rows)} ")
    first, told = shown(capsys, archive, *command, "--limit", "1", "--json")
    assert first.splitlines() == rows[:1]
    if len(rows) > 1:
        assert told.startswith(f"1 of {len(rows)} ") and "--offset 1" in told
    rest, _ = shown(capsys, archive, *command, "--offset", "1", "--json")
    assert rest.splitlines() == rows[1:]

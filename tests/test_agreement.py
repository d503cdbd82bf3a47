"""Filled coding sheets compared: agreement, what is to be settled, precision."""

import csv
import io
import json
import random
import re
import shlex
import shutil
import time

import krippendorff
import numpy as np
import pytest
from coding_sheets import fill, sheet, write
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import dateline
from dateline.agreement.alpha import agreement, alpha
from dateline.agreement.coding import KINDS
from dateline.agreement.items import items
from dateline.agreement.matching import meet
from dateline.agreement.settling import settle_csv
from dateline.agreement.shares import share, wilson
from dateline.agreement.sheets import DESIGN, sample_workbook
from dateline.cli import main
from dateline.errors import SheetError
from dateline.views import Citations

PAPER = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Four observers, twelve units: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), C."""
SECONDS = 10
"""Many times what 700 units with 700 values take, a third of one."""


@pytest.fixture
def archive(three_reports):
    with dateline.open(three_reports) as opened:
        yield opened


# How far coders agree


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("interval", 0.849), ("ratio", 0.797)])
def test_alpha_is_that_of_the_worked_example(level, expected):
    units = [[value for value in unit if value is not None] for unit in zip(*PAPER, strict=True)]
    measured = alpha(units, level)
    assert round(measured.alpha, 3) == expected
    assert measured.low <= measured.alpha <= measured.high and measured.units == 11


@given(
    st.lists(st.lists(st.integers(0, 4), min_size=0, max_size=4), min_size=1, max_size=12),
    st.sampled_from(["nominal", "interval", "ratio"]),
)
def test_alpha_is_what_a_library_says(units, level):
    width = max(map(len, units))
    data = np.array([[*unit, *[np.nan] * (width - len(unit))] for unit in units], dtype=float).T
    measured = alpha(units, level).alpha
    try:
        expected = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
    except ValueError:  # one value, or no unit with two
        assert measured is None
    else:
        assert (measured is None and not np.isfinite(expected)) or measured == pytest.approx(expected)


def test_many_values_of_many_units_take_little_time():
    chance = random.Random(5)
    units = [[chance.randrange(700), chance.randrange(700)] for _ in range(700)]
    start = time.process_time()
    assert abs(alpha(units, "nominal").alpha) < 0.1
    assert time.process_time() - start < SECONDS


def test_agreement_counts_pairs():
    assert agreement([["a", "a"], ["a", "b"], ["c"]]) == 0.5
    assert agreement([["a", "a", "b"]]) == pytest.approx(1 / 3)
    assert agreement([["a"]]) is None


def test_wilson_s_interval():
    """Ten of ten, and eighteen of twenty: the values of the method's textbook formula."""
    assert wilson(1.0, 10) == pytest.approx((0.7225, 1.0), abs=1e-3)
    assert wilson(0.9, 20) == pytest.approx((0.6990, 0.9721), abs=1e-3)


def test_each_row_weighs_what_it_stands_for():
    assert share([(1.0, False)] * 10 + [(1.0, True)] * 10).share == 0.5
    weighted = share([(1.0, False)] * 10 + [(9.0, True)] * 10)
    assert weighted.share == pytest.approx(0.9) and weighted.n == 20
    assert weighted.high - weighted.low > wilson(0.9, 20)[1] - wilson(0.9, 20)[0]


@pytest.fixture
def sheets(archive, tmp_path):
    """What two people made of the figures: of three, they differ on one value."""
    made = []
    for coder, toll in (("anna", "12"), ("ben", "13")):
        rows, at = sheet(archive, of="figures")
        for row in rows[at + 1 :]:
            words = row[rows[at].index("words")]
            value = next(number for number in ("200", "25,000", "12") if number in words)
            what = {"200": "killed", "25,000": "rescued", "12": "killed"}[value]
            fill(rows, at, words, value=toll if value == "12" else value, what=what, unit="none")
        made.append(write(tmp_path / f"{coder}.csv", rows))
    return made


def test_two_sheets_are_compared_field_by_field(sheets):
    made = dateline.compare(sheets)
    assert made.coders == ("anna", "ben") and made.shared == 3
    fields = {each.field: each for each in made.fields}
    assert fields["value"].agreement == pytest.approx(2 / 3)
    assert fields["what"].alpha.alpha == 1.0 and fields["what"].alpha.low is None  # too few for an interval
    assert fields["unit"].agreement == 1.0 and fields["unit"].alpha.alpha is None  # one value only
    assert fields["of"].units == 0
    (one,) = made.disagreements
    assert (one.field, one.values) == ("value", {"anna": "12", "ben": "13"})
    assert "⟦" in one.sentence and "3 of 3 figures, simple random" in made.drawn[0]


def test_what_was_settled_is_no_longer_open_and_counts_for_the_machine(archive, sheets, tmp_path):
    made = dateline.compare(sheets, archive=archive)
    value = next(each for each in made.machine.fields if each.field == "value")
    assert (value.right.right, value.right.n) == (2, 2)
    assert made.machine.relevant.right == 3 and made.machine.gone == 0
    rows = list(csv.reader(io.StringIO(b"".join(settle_csv(made.disagreements)).decode())))
    rows[2][rows[1].index("settled")] = "13"
    settled = dateline.compare(sheets, archive=archive, settled_in=write(tmp_path / "settled.csv", rows))
    assert settled.disagreements == ()
    value = next(each for each in settled.machine.fields if each.field == "value")
    assert (value.right.right, value.right.n, settled.machine.rows.right) == (2, 3, 2)


def test_names_are_taken_for_the_actors_that_go_by_them(archive, tmp_path):
    paths = []
    for coder, names in (("anna", "Merkel; Vladimir Putin"), ("ben", "Putin; Angela Merkel")):
        rows, at = sheet(archive, of="event-mentions")
        fill(rows, at, "spoke", type="CONSULT", source=names, target="none")
        paths.append(write(tmp_path / f"{coder}.csv", rows))
    plain = dateline.compare(paths)
    assert [one.field for one in plain.disagreements] == ["source"]
    known = dateline.compare(paths, archive=archive)
    assert known.disagreements == ()
    assert {each.field: each.right.right for each in known.machine.fields}["source"] == 1


def test_one_sheet_is_held_against_the_machine(archive, tmp_path):
    rows, at = sheet(archive, of="event-mentions")
    fill(rows, at, "spoke", type="CONSULT", relevant="yes")
    fill(rows, at, "rescued", relevant="no")
    made = dateline.compare([write(tmp_path / "anna.csv", rows)], archive=archive)
    assert (made.machine.relevant.right, made.machine.relevant.n) == (1, 2)
    assert made.fields[0].units == 0


def test_strata_count_by_their_size(archive, tmp_path):
    rows, at = sheet(archive, of="event-mentions", by="type")
    head, coded = rows[at], rows[at + 1 :]
    # As if nine more had been there of the first type that was drawn.
    note = next(row for row in rows if row[0].startswith(DESIGN))
    design = json.loads(note[0].removeprefix(DESIGN))
    found = items(archive, Citations(archive), KINDS["event-mentions"])
    types = {item.key: item.rows[0]["type"] for item in found}
    first = next(stratum for stratum in design["strata"] if stratum["name"] == types[coded[0][0]])
    first["size"] += 9 * first["drawn"]
    note[0] = DESIGN + json.dumps(design)
    for number, row in enumerate(coded):
        row[head.index("relevant")] = "no" if number == 0 else "yes"
    made = dateline.compare([write(tmp_path / "anna.csv", rows)], archive=archive).machine
    weights = [10 if types[row[0]] == first["name"] else 1 for row in coded]
    assert made.weighted and (made.relevant.right, made.relevant.n) == (len(coded) - 1, len(coded))
    assert made.relevant.share == pytest.approx(sum(weights[1:]) / sum(weights))
    coded[0][head.index("stratum")] = ""
    assert dateline.compare([write(tmp_path / "anna.csv", rows)], archive=archive).machine.gone == 1


def test_a_spreadsheet_may_save_it_as_it_likes(archive, sheets, tmp_path):
    rows = list(csv.reader(sheets[0].open(encoding="utf-8")))
    other = write(tmp_path / "semicolons.csv", rows, delimiter=";")
    other.write_bytes(b"\xef\xbb\xbf" + other.read_bytes())
    assert dateline.compare([other, sheets[1]]).shared == 3


def test_workbooks_are_compared_too(archive, tmp_path):
    paths = []
    for coder, value in (("anna", 25000), ("ben", 25000.0)):
        path = tmp_path / f"{coder}.xlsx"
        path.write_bytes(b"".join(sample_workbook(dateline.sample(archive, n=3, seed=1, of="figures"))))
        book = load_workbook(path)
        coding = book["Coding"]
        coding.cell(2, [cell.value for cell in coding[1]].index("value") + 1).value = value
        book.save(path)
        paths.append(path)
    made = dateline.compare(paths)
    assert made.shared == 1 and made.disagreements == ()


def test_a_bad_value_is_named_and_costs_one_cell(sheets, tmp_path):
    rows = list(csv.reader(sheets[0].open(encoding="utf-8")))
    at = next(number for number, row in enumerate(rows) if row[0] == "item")
    rows[at + 1][rows[at].index("value")] = "a dozen"
    broken = write(tmp_path / "carl.csv", rows)
    made = dateline.compare([broken, sheets[1]])
    (trouble,) = made.troubles
    assert str(trouble).startswith(f'{broken}, line {at + 2}, column value: "a dozen" is no number')
    assert {each.field: each.units for each in made.fields}["value"] == 2


def test_what_is_no_sheet_is_refused(archive, sheets, tmp_path):
    (tmp_path / "list.csv").write_text("a,b\n1,2\n")
    with pytest.raises(SheetError, match="no column item"):
        dateline.compare([sheets[0], tmp_path / "list.csv"])
    with pytest.raises(SheetError, match="cannot be read"):
        dateline.compare([sheets[0], tmp_path / "nowhere.csv"])
    (tmp_path / "latin.csv").write_bytes("item,é".encode("latin-1"))
    with pytest.raises(SheetError, match="UTF-8"):
        dateline.compare([sheets[0], tmp_path / "latin.csv"])
    rows, at = sheet(archive, of="figures")
    with pytest.raises(SheetError, match="has lost its line"):
        dateline.compare([sheets[0], write(tmp_path / "cut.csv", rows[at:])])
    rows, _ = sheet(archive, of="events")
    with pytest.raises(SheetError, match="sheets of one kind"):
        dateline.compare([sheets[0], write(tmp_path / "events.csv", rows)])
    with pytest.raises(SheetError, match="named twice"):
        dateline.compare([sheets[0], sheets[0]])


# Reports in which coders look for events themselves


def coded_report(archive, path, lines):
    rows, at = sheet(archive, of="reports", report="call.txt")
    head = rows[at]
    for row, values in zip(rows[at + 1 :], lines, strict=False):
        for name, value in values.items():
            row[head.index(name)] = value
    return write(path, rows)


def test_rows_that_coders_found_themselves_are_matched_by_words(archive, tmp_path):
    spoke = {"words": "spoke by telephone", "type": "CONSULT"}
    anna = coded_report(
        archive, tmp_path / "anna.csv", [spoke, {"words": "killed in clashes", "type": "ASSAULT"}]
    )
    ben = coded_report(archive, tmp_path / "ben.csv", [{**spoke, "words": "Spoke"}])
    made = dateline.compare([anna, ben], archive=archive)
    assert made.units == 2
    assert [(one.field, one.words) for one in made.disagreements] == [("relevant", "killed in clashes")]
    relevant = next(each for each in made.fields if each.field == "relevant")
    assert relevant.agreement == 0.5 and relevant.alpha.alpha is None
    assert made.machine.found.right == made.machine.found.n == 1


def test_a_report_without_events_makes_every_row_of_the_machine_wrong(archive, tmp_path):
    paths = [coded_report(archive, tmp_path / f"{coder}.csv", [{"relevant": "no"}]) for coder in "ab"]
    machine = dateline.compare(paths, archive=archive).machine
    told = dateline.sample(archive, n=99, seed=1, of="event-mentions", report="call.txt").design.total
    assert (machine.relevant.right, machine.relevant.n) == (0, told)


@given(st.text(max_size=20), st.text(max_size=20))
def test_words_meet_in_either_order(one, other):
    assert meet(one, other) == meet(other, one)
    assert meet(one, one)


# The commands


def test_the_page_shows_what_the_sheets_of_the_examples_come_to(monkeypatch, capfd):
    monkeypatch.chdir(ROOT / "examples" / "coding")
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(.*?)\n…\n```", page, re.S)
    assert main(["compare", "anna.csv", "ben.csv"]) == 0
    assert capfd.readouterr().out.startswith(shown)


def test_the_commands_and_the_python_of_the_page_run(tmp_path, monkeypatch, capfd):
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "agreement.md").read_text(encoding="utf-8")
    with dateline.open("dateline.db") as made:
        made.read(sorted((ROOT / "examples" / "reports").glob("*.txt"))[:1], extractor="rules")
    commands = re.findall(r"^\$ (dateline .+)$", page, re.M)
    assert len(commands) == 5
    for command in commands:
        assert main(shlex.split(command)[1:]) == 0, command
        if command.endswith("ben.csv") and "sample" in command:
            for name in ("anna.csv", "ben.csv"):  # the coders at work
                shutil.copy(ROOT / "examples" / "coding" / name, tmp_path)
    out = capfd.readouterr().out
    assert "whole row" in out
    (code,) = re.findall(r"```python\n(.*?)```", page, re.S)
    exec(code, {})
    assert capfd.readouterr().out.startswith("0.")


def test_the_commands(archive, tmp_path, capfd, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = str(archive.path)
    assert main(["sample", "--n", "2", "--seed", "x", "--json", "--archive", path]) == 0
    design, *items = map(json.loads, capfd.readouterr().out.splitlines())
    assert design["n"] == len(items) == 2
    assert main(["sample", "--n", "2", "--seed", "x", "--archive", path]) == 0
    assert "item,citation,before" in capfd.readouterr().out
    for name in ("anna.csv", "ben.xlsx"):
        assert main(["sample", "--n", "2", "--seed", "x", "-o", name, "--archive", path]) == 0
    rows = list(csv.reader((tmp_path / "anna.csv").open(encoding="utf-8")))
    at = next(number for number, row in enumerate(rows) if row[0] == "item")
    rows[at + 1][rows[at].index("type")] = "CONSULT"
    rows[at + 2][rows[at].index("date")] = "soon"
    write(tmp_path / "anna.csv", rows)
    book = load_workbook(tmp_path / "ben.xlsx")
    coding = book["Coding"]
    coding.cell(2, [cell.value for cell in coding[1]].index("type") + 1).value = "AGREE"
    book.save(tmp_path / "ben.xlsx")
    assert main(["compare", "anna.csv", "ben.xlsx", "--archive", path]) == 3
    said = capfd.readouterr()
    assert "type  anna: CONSULT; ben: AGREE" in said.out and "whole row" not in said.out
    assert "anna.csv, line" in said.err and "column date" in said.err
    assert main(["compare", "anna.csv", "ben.xlsx", "-o", "settle.csv", "--json"]) == 3
    assert json.loads(capfd.readouterr().out)["shared"] == 1
    assert "settled" in (tmp_path / "settle.csv").read_text(encoding="utf-8")
    assert main(["compare", "anna.csv"]) == 2

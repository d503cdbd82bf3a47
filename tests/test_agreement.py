"""Sampling for blind coding, and filled sheets compared: agreement, what is to be settled, precision."""

import csv
import io
import json
import math
import random
import re
import shlex
import shutil

import krippendorff
import numpy as np
import pytest
from conftest import CALL, FLOOD, ROOT, STRIKE
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
from dateline.agreement.sheets import DESIGN, sample_csv, sample_workbook
from dateline.agreement.values import parsed
from dateline.cli import main
from dateline.confidence import label
from dateline.errors import NotFoundError, QuestionError, SheetError
from dateline.model import Field
from dateline.views import Citations

PAPER = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Four observers, twelve units: Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), C."""
DATE = Field("date", "date")
NAMES = Field("source", "names")
NUMBER = Field("value", "number")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    place = tmp_path_factory.mktemp("agreement")
    for name, text in {"call.txt": CALL, "flood.txt": FLOOD, "strike.txt": STRIKE}.items():
        (place / name).write_text(text, encoding="utf-8")
    with dateline.open(place / "a.dateline") as made:
        made.read(place)
        yield made


def sheet(archive, **asked):
    """A coding sheet of all rows of a kind, as lists that a test fills in, and where its header stands."""
    drawn = dateline.sample(archive, **{"n": 100, "seed": "s", **asked})
    rows = list(csv.reader(io.StringIO(b"".join(sample_csv(drawn)).decode())))
    at = next(number for number, row in enumerate(rows) if row[0] == "item")
    return rows, at


def write(path, rows, delimiter=","):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def fill(rows, at, words, **values):
    """Write values into the line about these words."""
    head = rows[at]
    row = next(row for row in rows[at + 1 :] if row[head.index("words")] == words)
    for name, value in values.items():
        row[head.index(name)] = value


# How a sample is drawn


def test_the_same_seed_draws_the_same_and_more_go_on(archive):
    few = dateline.sample(archive, n=2, seed=7, of="event-mentions")
    more = dateline.sample(archive, n=5, seed="7", of="event-mentions")
    assert more.items[:2] == few.items and len(more.items) == 5
    others = [dateline.sample(archive, n=5, seed=seed, of="event-mentions").items for seed in range(5)]
    assert len({tuple(one.item for one in drawn) for drawn in others}) > 1


def test_what_is_drawn_does_not_hang_on_how_the_archive_was_filled(archive, tmp_path):
    with dateline.open(tmp_path / "b.dateline") as other:
        for name, text in {"z.txt": STRIKE, "y.txt": FLOOD, "x.txt": CALL}.items():
            (tmp_path / name).write_text(text, encoding="utf-8")
            other.read(tmp_path / name)
        for of in KINDS:
            one, two = (dateline.sample(each, n=4, seed=1, of=of) for each in (archive, other))
            assert [drawn.item for drawn in one.items] == [drawn.item for drawn in two.items], of


def test_strata_are_drawn_alike_and_their_sizes_are_kept(archive):
    every = dateline.sample(archive, n=100, seed=3, of="event-mentions")
    drawn = dateline.sample(archive, n=4, seed=3, of="event-mentions", by="type")
    strata = drawn.design.strata
    assert sum(stratum.size for stratum in strata) == len(every.items) == drawn.design.total
    assert sum(stratum.drawn for stratum in strata) == 4
    assert max(stratum.drawn for stratum in strata) == math.ceil(4 / len(strata))
    more = dateline.sample(archive, n=6, seed=3, of="event-mentions", by="type")
    assert [one.item for one in more.items][:4] == [one.item for one in drawn.items]
    for by in ("outlet", "year"):
        assert dateline.sample(archive, n=4, seed=3, of="figures", by=by).design.strata


def test_only_what_passes_the_filters_is_drawn(archive):
    drawn = dateline.sample(archive, n=9, seed=1, of="figures", type="killed")
    assert drawn.items and {one.words for one in drawn.items} < {
        one.words for one in dateline.sample(archive, n=9, seed=1, of="figures").items
    }
    assert dateline.sample(archive, n=9, seed=1, actor="Putin").design.total == 1
    assert dateline.sample(archive, n=9, seed=1, of="reports", actor="Putin").design.total == 1
    assert dateline.sample(archive, n=9, seed=1, of="reports", start="2014-09").design.total == 2
    assert dateline.sample(archive, n=9, seed=1, of="dates", report="flood.txt").design.total == 1
    with pytest.raises(NotFoundError, match="pass the filters"):
        dateline.sample(archive, n=9, seed=1, outlet="The Nowhere Times")
    with pytest.raises(QuestionError, match="no types"):
        dateline.sample(archive, n=9, seed=1, of="reports", by="type")
    with pytest.raises(QuestionError, match="one or more"):
        dateline.sample(archive, n=0, seed=1)
    with pytest.raises(QuestionError, match="cannot be drawn"):
        dateline.sample(archive, n=9, seed=1, of="words")


def test_the_sentence_is_shown_with_its_words_marked_and_its_neighbours(archive):
    drawn = dateline.sample(archive, n=9, seed=1, of="figures", report="flood.txt")
    one = next(one for one in drawn.items if "25,000" in one.words)
    assert f"⟦{one.words}⟧" in one.sentence and one.sentence.startswith("The army has rescued")
    assert one.before.startswith("Floods in Kashmir") and one.after == ""
    assert "2014-09-09" in one.citation


def test_a_sheet_shows_nothing_of_what_the_machine_found(archive):
    """Two archives whose machine found otherwise give the same sheet, byte by byte."""
    with archive.apart() as other:
        for table, field, value in (
            ("events", "type", "SANCTION"),
            ("events", "title", "Something else"),
            ("events", "date", "1999-01-01"),
            ("events", "place", "Elsewhere"),
            ("event_mentions", "type", "SANCTION"),
            ("event_mentions", "source", '["country-FRA"]'),
            ("event_mentions", "date", "1999-01-01"),
            ("event_mentions", "place", "Elsewhere"),
            ("event_mentions", "status", "denied"),
            ("attributions", "attitude", "accuses"),
            ("figures", "value", 99),
            ("figures", "what", "arrested"),
            ("positions", "stance", "against"),
        ):
            list(other.query(f"UPDATE {table} SET {field} = ?", (value,)))
        for of in ("events", "event-mentions", "attributions", "figures", "reports"):
            one, two = (
                b"".join(sample_csv(dateline.sample(each, n=9, seed=1, of=of))) for each in (archive, other)
            )
            assert one == two
    rows, _ = sheet(archive, of="dates")
    assert not any("2014-03-14" in cell for row in rows for cell in row)  # the text writes it otherwise


def test_a_report_in_confidence_is_in_no_sheet(archive, tmp_path, capfd):
    copy = tmp_path / "b.dateline"
    archive.backup(copy)
    with dateline.open(copy) as other:
        label(other, "call.txt", "confidential")
    for more, held in ((), False), (("--with-label", "confidential"), True):
        assert main(["sample", "--n", "99", "--seed", "1", "--archive", str(copy), *more]) == 0
        assert ("Merkel" in capfd.readouterr().out) is held


def test_a_stratified_sheet_does_not_tell_which_stratum_a_row_is_of(archive):
    rows, at = sheet(archive, of="event-mentions", by="type")
    signs = [row[rows[at].index("stratum")] for row in rows[at + 1 :]]
    assert len(set(signs)) == len(signs)


def test_a_workbook_offers_the_values_to_choose_from(archive, tmp_path):
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(b"".join(sample_workbook(dateline.sample(archive, n=3, seed=1))))
    book = load_workbook(path)
    offered = [each.formula1 for each in book["Coding"].data_validations.dataValidation]
    assert any("CONSULT" in values and "none" in values for values in offered)
    assert '"yes,no"' in offered
    assert book["About"]["A2"].value.startswith("# Coding sheet: 3 of")


# What may stand in a cell


@pytest.mark.parametrize(
    ("field", "one", "other"),
    [
        (DATE, "2014-03-14", "14 March 2014"),
        (DATE, "2014-03-14", "March 14, 2014"),
        (DATE, "2014-03-14", "2014-03-14 00:00:00"),
        (DATE, "none", "–"),
        (NAMES, "Germany; the Kremlin", "kremlin ;germany"),
        (NAMES, "Rene\u0301", "RENÉ"),
        (NUMBER, "1,200", "1200.0"),
        (NUMBER, "25 000", "25000"),
    ],
)
def test_two_ways_to_write_one_thing_are_equal(field, one, other):
    assert parsed(field, one).key == parsed(field, other).key


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        (DATE, "03/04/2014", "names no day in one way"),
        (DATE, "2014-02-30", "names no day"),
        (DATE, "20", "names no day"),
        (NUMBER, "about 12", "is no number"),
        (NUMBER, "1,2", "is no number"),
        (KINDS["events"].fields[0], "WAR", "is none of AGREE"),
    ],
)
def test_what_cannot_be_taken_in_one_way_is_refused(field, text, message):
    with pytest.raises(ValueError, match=message):
        parsed(field, text)


@given(st.sampled_from([field for kind in KINDS.values() for field in kind.columns]), st.text(max_size=40))
def test_any_text_is_a_value_or_is_refused(field, text):
    try:
        value = parsed(field, text)
    except ValueError as error:
        assert str(error)
    else:
        assert (value is None) == (not text.split())


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
    assert abs(alpha(units, "nominal").alpha) < 0.1


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
    fill(rows, at, "killed", relevant="no") if any("killed" in row for row in rows) else None
    made = dateline.compare([write(tmp_path / "anna.csv", rows)], archive=archive)
    assert made.machine.relevant.right == 1
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

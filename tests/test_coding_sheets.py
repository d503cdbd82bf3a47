"""Sampling for blind coding: how rows are drawn, what a sheet shows of them, what may stand in its cells."""

import math

import pytest
from coding_sheets import sheet
from conftest import CALL, FLOOD, STRIKE
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import dateline
from dateline.agreement.coding import KINDS
from dateline.agreement.sheets import sample_csv, sample_workbook
from dateline.agreement.values import parsed
from dateline.cli import main
from dateline.confidence import label
from dateline.errors import NotFoundError, QuestionError
from dateline.model import Field

DATE = Field("date", "date")
NAMES = Field("source", "names")
NUMBER = Field("value", "number")


@pytest.fixture
def archive(three_reports):
    with dateline.open(three_reports) as opened:
        yield opened


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

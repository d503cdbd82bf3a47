"""A reading of any text: rows point into it, refer to each other, and nothing raises."""

import pytest
from conftest import CALL, FLOOD, ROOT, STRIKE
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.intake import take
from dateline.pipeline import read
from dateline.reading import read_report, redate
from soak.checks import check_reading

MARKS = "\n\n|\n|“|”|\"|'s|—|–|…|:|(|)|U.S.|12|1,2,3|10-15|€5m|\u200b|\u00a0|\ufeff|é|漢字|🙂".split("|")
WORDS = "2014-03-14 31/02/2013 Friday last between and by who he they the two leaders Mr. said denied".split()
PIECES = st.sampled_from([*CALL.split(), *FLOOD.split(), *STRIKE.split(), *MARKS, *WORDS])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=120).map(" ".join))
def test_any_row_of_words_is_read_without_raising(text):
    report = take("any.txt", text.encode())
    check_reading(read_report(report), report.text)


@pytest.mark.parametrize("sample", sorted((ROOT / "examples" / "reports").iterdir()), ids=lambda p: p.name)
def test_a_sample_cut_anywhere_is_read_without_raising(sample):
    data = sample.read_bytes()
    for part in (data[: len(data) // 3], data[len(data) // 2 :]):
        report = take(sample.name, part)
        check_reading(read_report(report), report.text)


def test_a_report_in_another_language_is_kept_with_its_sentences_and_not_coded():
    text = (
        "Hochwasser im Norden\n\nBei Überschwemmungen im Norden des Landes sind nach Angaben der Polizei "
        "mindestens zwölf Menschen ums Leben gekommen. Der Präsident kündigte am Freitag Hilfe an.\n"
    )
    report = take("de.txt", text.encode())
    reading = read_report(report)
    assert (report.status, report.language) == ("partial", "de")
    assert [s.of(text)[:9] for s in reading.sentences] == ["Bei Übers", "Der Präsi"]
    assert not (reading.mentions or reading.times or reading.event_mentions)


def test_reading_is_the_same_every_time():
    report = take("call.txt", CALL.encode())
    assert read_report(report) == read_report(report)


def test_another_date_moves_what_hangs_on_it_and_back_again():
    report = take("call.txt", CALL.encode())
    reading = read_report(report)
    later = reading.published.__class__(report.masthead.published.date.replace(year=2015), "linked")
    moved = redate(report, reading, later)
    values = {t.value for t in moved.times}
    assert "2015-03-13" in values and "2014-03-14" not in values
    assert redate(report, moved, reading.published) == reading


def test_a_defect_in_intake_costs_one_report_and_not_the_run(folder, tmp_path, monkeypatch):
    def broken(name, data, given):
        if name.endswith("flood.txt"):
            raise RecursionError("too deep")
        return take(name, data, given)

    monkeypatch.setattr("dateline.pipeline.keeping.take", broken)
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [str(folder)])
        statuses = sorted(row["status"] for row in archive.rows("reports"))
    assert statuses == ["failed", "read", "read"]
    assert "RecursionError: too deep" in summary.failed[0][1]


def test_a_defect_in_a_rule_costs_one_reading_and_not_the_run(folder, tmp_path, monkeypatch):
    def broken(report, *how):
        if report.source.endswith("flood.txt"):
            raise ZeroDivisionError("of a kind nobody foresaw")
        return read_report(report, *how)

    monkeypatch.setattr("dateline.pipeline.keeping.read_report", broken)
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        summary = read(archive, [str(folder)])
        rows = {row["source"].rsplit("/", 1)[-1]: row for row in archive.rows("reports")}
    assert rows["flood.txt"]["status"] == "partial"
    assert "ZeroDivisionError: of a kind nobody foresaw" in rows["flood.txt"]["reason"]
    assert rows["call.txt"]["status"] == rows["strike.txt"]["status"] == "read"
    assert len(summary.partial) == 1

"""Every row of the record can be shown at its place: `text[start:end]` is what it claims."""

import json

import pytest

from dateline.archive import Archive
from dateline.export import json_export
from dateline.model import PLOVER_TYPES

STATUSES = {"occurred", "reported", "planned", "called-for", "possible", "denied", "negated"}
ATTITUDES = {"says", "thinks", "wants", "plans", "denies", "promises", "asks", "accuses"}


@pytest.fixture(scope="module", params=["sample_reports", "archive_of_seeds"])
def record(request):
    """The JSON export of the sample reports, and of the shared ones."""
    with Archive(request.getfixturevalue(request.param)) as archive:
        return json.loads(b"".join(json_export(archive)))


@pytest.fixture(scope="module")
def texts(record):
    return {report["id"]: report["text"] for report in record["reports"]}


def test_the_record_is_not_empty(record):
    empty = {table for table, rows in record.items() if rows == []}
    assert empty <= {"duplicates", "corrections", "versions", "changes", "tags"}


@pytest.mark.parametrize("table", ["mentions", "times", "event_mentions", "figures", "positions"])
def test_every_span_lies_in_the_body_of_its_report(record, texts, table):
    body = {r["id"]: r["body"] for r in record["reports"]}
    for row in record[table]:
        words = texts[row["report"]][row["start"] : row["end"]]
        assert words and words == words.strip(), row
        assert any(s <= row["start"] and row["end"] <= e for s, e in body[row["report"]]), (row, words)


def test_every_attribution_has_its_words_in_the_body(record, texts):
    body = {r["id"]: r["body"] for r in record["reports"]}
    for row in record["attributions"]:
        for start, end in (*row["source"], *row["cue"], *row["content"]):
            assert texts[row["report"]][start:end].strip(), row
            assert any(s < end and start < e for s, e in body[row["report"]]), row
            dropped = next(r["dropped"] for r in record["reports"] if r["id"] == row["report"])
            assert not any(d["start"] < end and start < d["end"] for d in dropped), row
        assert row["content"]
        assert row["attitude"] in ATTITUDES
        assert row["manner"] in {"direct", "indirect", "mixed"}
        assert row["speaker"] == (row["speakers"][0] if row["speakers"] else None)


def test_body_and_leftovers_cover_the_text_without_overlap(record):
    for report in record["reports"]:
        places = sorted([*report["body"], *([d["start"], d["end"]] for d in report["dropped"])])
        covered = 0
        for start, end in places:
            assert start >= covered
            assert not report["text"][covered:start].strip() or report["status"] == "failed"
            covered = end
        assert not report["text"][covered:].strip() or report["status"] == "failed"


def test_every_reference_names_a_row_that_is_there(record):
    ids = {
        table: {r["id"] for r in record[table]} for table in ("reports", "actors", "events", "attributions")
    }
    for table in ("mentions", "times", "attributions", "event_mentions", "figures", "positions"):
        assert {row["report"] for row in record[table]} <= ids["reports"]
    for row in record["event_mentions"]:
        assert {*row["source"], *row["target"]} <= ids["actors"]
        assert row["event"] in ids["events"]
        assert row["attribution"] is None or row["attribution"] in ids["attributions"]
        assert row["type"] in {*PLOVER_TYPES, "other"}
        assert row["status"] in STATUSES
    for row in record["events"]:
        assert set(row["actors"]) <= ids["actors"]
        assert row["reports"] and set(row["reports"]) <= ids["reports"]
    for row in record["stories"]:
        assert set(row["reports"]) <= ids["reports"]
        assert set(row["events"]) <= ids["events"]
    assert {row["actor"] for row in record["mentions"]} <= ids["actors"]


def test_figures_hold_their_value_in_their_range(record):
    for row in record["figures"]:
        assert row["low"] is None or row["low"] <= row["value"], row
        assert row["high"] is None or row["value"] <= row["high"], row

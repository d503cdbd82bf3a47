"""The rows to decide: their order, what is told of them, what was decided since the record was written."""

import pytest

import dateline
from dateline import review
from dateline.archive import Archive
from dateline.archive.doubts import DOUBTS
from dateline.corrections import undo
from dateline.pipeline import update_record
from dateline.review import find_words
from dateline.views import block_rows, count, pending, review_counts, review_row, review_rows

STRIKE = """Bus drivers strike in Velmar

Published on 3 June 2016

VELMAR, Kestria – Bus drivers went on strike in Velmar on Friday after 14 of them were arrested.

"We want our colleagues back," said union leader Petra Hollin. The union rejects any talks with the city.

Mayor Anton Reuss will meet the union on Monday, and 3,000 people are expected to march.

Share this story
"""


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """The bytes of an archive with one short report, which each test has for its own."""
    place = tmp_path_factory.mktemp("queue")
    (place / "strike.txt").write_text(STRIKE, encoding="utf-8")
    with dateline.open(place / "a.dateline") as archive:
        dateline.read(archive, [str(place / "strike.txt")])
    return (place / "a.dateline").read_bytes()


@pytest.fixture
def archive(read_once, tmp_path):
    path = tmp_path / "a.dateline"
    path.write_bytes(read_once)
    with Archive(path) as opened:
        yield opened


def ids(archive, **filters):
    return [row.row for row in review_rows(archive, **filters)]


def test_every_kind_of_row_is_there_the_most_doubtful_first(archive):
    rows = review_rows(archive)
    assert {row.kind for row in rows} == DOUBTS.keys()
    assert [row.doubt for row in rows] == sorted((row.doubt for row in rows), reverse=True)
    assert rows[0].doubts and all(0 <= row.doubt <= 1 for row in rows)
    assert count(archive, "review") == len(rows)
    assert ids(archive, limit=2, offset=1) == [row.row for row in rows[1:3]]


def test_in_the_order_of_the_text(archive):
    rows = review_rows(archive, least_certain_first=False)
    starts = [row.passage.span.start for row in rows if row.kind not in {"date", "event"}]
    assert starts == sorted(starts) and rows[0].kind == "date"


def test_a_row_is_told_by_its_sentence_its_words_and_names(archive):
    [jailed] = review_rows(archive, type="ARRESTED")
    assert (jailed.kind, jailed.words, jailed.fields["value"]) == ("figure", "14", "14")
    assert jailed.passage.text.startswith("VELMAR, Kestria") or jailed.passage.text.startswith("Bus drivers")
    [quote] = review_rows(archive, kind="attribution", actor="Hollin", type="says")
    assert quote.fields["speakers"] == "Petra Hollin"
    assert quote.parts["content"][0].of(STRIKE) in {
        '"We want our colleagues back,"',
        "We want our colleagues back",
    }


def test_what_was_decided_a_second_ago_does_not_come_again(archive):
    first, second, third = ids(archive, limit=3)
    review.decide(archive, first, "reject", by="ann", follow=False)
    tagged = review.tag(archive, third, "odd", by="ann", follow=False)
    assert pending(archive) == 2
    assert ids(archive, limit=2) == [second, third]
    assert ids(archive, state="rejected", by="ann") == [first]
    assert ids(archive, tag="odd") == [third] and review_row(archive, third).tags == ("odd",)
    counts = review_counts(archive)
    update_record(archive)
    assert pending(archive) == 0 and review_counts(archive) == counts
    assert ids(archive, limit=2) == [second, third]
    undo(archive, tagged.id, follow=False)
    assert ids(archive, tag="odd") == [] and review_row(archive, third).tags == ()


def test_an_edit_is_shown_before_the_record_follows(archive):
    [jailed] = review_rows(archive, type="arrested")
    review.decide(archive, jailed.row, "edit", {"value": "15"}, by="ann", note="recounted", follow=False)
    now = review_row(archive, jailed.row)
    assert (now.state, now.fields["value"], now.by, now.note) == ("edited", "15", "ann", "recounted")
    update_record(archive)
    assert review_row(archive, jailed.row) == now


def test_taking_back_leads_to_what_was_decided_before(archive):
    first = ids(archive, limit=1)[0]
    accepted = review.decide(archive, first, "accept", follow=False)
    rejected = review.decide(archive, first, "reject", follow=False)
    undo(archive, rejected.id, follow=False)
    assert (review_row(archive, first).state, review_row(archive, first).decision) == (
        "accepted",
        accepted.id,
    )
    back = undo(archive, accepted.id, follow=False)
    assert review_row(archive, first).state == "machine"
    undo(archive, back.id, follow=False)
    assert review_row(archive, first).state == "accepted"
    before = review_row(archive, first)
    update_record(archive)
    assert review_row(archive, first) == before


def test_an_added_row_stays_added_until_that_is_taken_back(archive):
    [report] = archive.report_ids()
    values = {"value": "1", "what": "unions"}
    added = review.add_row(archive, report, "figure", find_words(archive, report, "the union"), values)
    [row] = ids(archive, state="added")
    review.decide(archive, row, "accept", follow=False)
    assert review_row(archive, row).state == "added"
    undo(archive, added.id, follow=False)
    assert ids(archive, state=None, type="unions") == []
    assert sum(c.rows for c in review_counts(archive)) == len(ids(archive, state=None))


def test_blocks_are_rows_too_and_keep_their_words(archive):
    blocks = block_rows(archive)
    assert {row.words for row in blocks} >= {"Share this story", "Bus drivers strike in Velmar"}
    [share] = [row for row in blocks if row.words == "Share this story"]
    review.decide(archive, share.row, "reject", by="ann", follow=False)
    [now] = block_rows(archive, state="edited")
    assert (now.row, now.fields["part"], now.by) == (share.row, "body", "ann")
    update_record(archive)
    assert block_rows(archive, state="edited") == [now]
    assert [row.words for row in block_rows(archive)] == [row.words for row in blocks]


def test_a_kind_without_reasons_has_none(archive):
    assert not DOUBTS["figure"].known
    assert {row.doubts for row in review_rows(archive, kind="figure")} == {()}

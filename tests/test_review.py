"""What a person decides of single rows: put over a reading, kept over every other reading, taken back."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline import review, views
from dateline.archive import Archive
from dateline.corrections import export_corrections, import_corrections, undo
from dateline.errors import CorrectionError, NotFoundError
from dateline.intake.ruled import BlockRuling, ruled
from dateline.linking import Decision, reviewed
from dateline.model import (
    Actor,
    Attribution,
    Correction,
    EventMention,
    Figure,
    Leftover,
    Reading,
    Report,
    Ruled,
    Span,
)
from dateline.pipeline import keeping, update_record

SAMPLES = Path(__file__).resolve().parent.parent / "examples" / "reports"

TOLL = Span(10, 15)
READING = Reading(
    report="r",
    actors=(Actor("Ana Ruiz", "person"), Actor("the rebels", "group", aliases=("the gunmen",))),
    attributions=(Attribution((Span(0, 8),), (Span(9, 13),), (Span(14, 60),), "indirect", speakers=(0,)),),
    event_mentions=(
        EventMention(Span(20, 26), "ASSAULT", "attack", source=(1,), attribution=0, date="2014-05-02"),
        EventMention(Span(20, 26), "CONSULT", "attack"),
    ),
    figures=(Figure(TOLL, 12, "killed", low=12, high=12, attribution=0, event=0),),
    main_event=0,
)


def decision(action, kind, values, **parts):
    correction = Correction(f"c-{action}", action, values={"kind": kind, **values})
    return Decision(correction, {name: (span,) for name, span in parts.items()})


def on_toll(action, **values):
    return decision(action, "figure", {"value": "12", "what": "killed", **values}, words=TOLL)


def test_an_edit_sets_what_differs_and_leaves_the_rest():
    after = reviewed(READING, [on_toll("edit", value="14", **{"was value": "12"})])
    assert after.figures == (replace(READING.figures[0], value=14),)
    assert [(r.kind, r.index, r.state) for r in after.reviewed] == [("figure", 0, "edited")]


def test_a_name_is_that_of_an_actor_of_the_report_or_of_a_new_one():
    edit = {"type": "ASSAULT", "source": "The Gunmen; Colonel Ortiz; France"}
    after = reviewed(READING, [decision("edit", "event-mention", edit, trigger=Span(20, 26))])
    names = [after.actors[i].name for i in after.event_mentions[0].source]
    assert names == ["the rebels", "Colonel Ortiz", "France"]
    assert after.actors[3].country == "FRA" and after.actors[:2] == READING.actors


def test_rows_at_the_same_words_are_told_apart_by_their_type():
    after = reviewed(
        READING, [decision("reject", "event-mention", {"type": "CONSULT"}, trigger=Span(20, 26))]
    )
    assert after.rejected("event-mention") == {1}


def test_nothing_follows_from_what_is_rejected():
    said = decision("reject", "attribution", {"attitude": "says"}, content=Span(14, 60))
    attack = decision("reject", "event-mention", {"type": "ASSAULT"}, trigger=Span(20, 26))
    after = reviewed(READING, [said, attack])
    assert after.event_mentions[0].attribution is None and after.main_event is None
    assert (after.figures[0].attribution, after.figures[0].event) == (None, None)


def test_what_is_rejected_keeps_its_place_and_can_be_accepted_after_all():
    after = reviewed(READING, [on_toll("reject"), on_toll("accept")])
    assert [r.state for r in after.reviewed] == ["accepted"]
    assert len(after.figures) == 1 and not after.rejected("figure")


def test_a_rejection_does_not_hold_for_another_number_at_the_same_words():
    other = replace(READING, figures=(replace(READING.figures[0], value=13, low=13, high=13),))
    assert not reviewed(other, [on_toll("reject")]).reviewed


def test_what_was_accepted_keeps_its_fields_where_another_version_finds_others():
    other = replace(READING, figures=(replace(READING.figures[0], what="injured"),))
    assert reviewed(other, [on_toll("accept")]).figures[0].what == "killed"


def test_what_was_accepted_stands_where_another_version_finds_nothing():
    without = replace(READING, figures=())
    [figure] = reviewed(without, [on_toll("accept", low="12")]).figures
    assert (figure.span, figure.value, figure.what, figure.low) == (TOLL, 12, "killed", 12)
    assert figure.attribution is None  # its words stand outside of what is said


def test_a_row_that_was_missed_is_placed_within_what_is_said():
    words = Span(30, 34)
    values = {"type": "PROTEST", "status": "occurred", "date": "2014-05", "lemma": "rally"}
    after = reviewed(READING, [decision("add", "event-mention", values, trigger=words)])
    added = after.event_mentions[2]
    assert (added.span, added.type, added.attribution) == (words, "PROTEST", 0)
    assert (added.when.earliest, added.when.latest, added.when.basis) == (
        "2014-05-01",
        "2014-05-31",
        "correction",
    )
    assert after.reviewed[0].state == "added"


def test_rows_added_at_words_that_overlap_are_several():
    told = {"type": "AID", "status": "occurred"}
    added = [
        decision("add", "event-mention", told, trigger=Span(start, start + 12)) for start in (30, 35, 40)
    ]
    after = reviewed(READING, [*added, added[1]])
    assert [m.span.start for m in after.event_mentions] == [20, 20, 30, 35, 40]


def test_what_was_added_stays_added_when_it_is_edited():
    add = decision("add", "figure", {"value": "3", "what": "missing"}, words=Span(30, 34))
    edit = decision("edit", "figure", {"value": "4", "what": "missing", "was value": "3"}, words=Span(30, 34))
    after = reviewed(READING, [add, edit])
    assert after.figures[1].value == 4 and [r.state for r in after.reviewed] == ["added"]


@given(st.lists(st.sampled_from(["accept", "edit", "reject"]), max_size=5))
def test_rows_keep_their_index_whatever_is_decided(actions):
    decisions = [on_toll(action, **({"of": "hill"} if action == "edit" else {})) for action in actions]
    after = reviewed(READING, decisions)
    assert len(after.figures) == 1
    state = {"accept": "accepted", "edit": "edited", "reject": "rejected"}
    assert [r.state for r in after.reviewed] == [state[a] for a in actions[-1:]]


BLOCKS = Report(
    "r",
    "r.txt",
    "First words. Second words.\n\nMore from us",
    body=(Span(0, 26),),
    dropped=(Leftover(Span(28, 40), "teaser"),),
)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans()), max_size=4))
def test_blocks_cover_the_text_wherever_they_are_put(put):
    rulings = [BlockRuling(Ruled(Span(min(a, b), max(a, b)), body, "edited", "c")) for a, b, body in put]
    after = ruled(BLOCKS, rulings)
    spans = sorted([*after.body, *(leftover.span for leftover in after.dropped)])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered for i, letter in enumerate(BLOCKS.text) if not letter.isspace())


def test_part_of_a_block_can_be_left_out():
    after = ruled(BLOCKS, [BlockRuling(Ruled(Span(13, 26), False, "edited", "c"), "a caption")])
    assert [span.of(BLOCKS.text) for span in after.body] == ["First words."]
    assert after.dropped[0] == Leftover(Span(13, 26), "a caption")


# In an archive


@pytest.fixture(scope="module")
def read_once(tmp_path_factory):
    """The bytes of an archive with the sample reports, which each test has for its own."""
    path = tmp_path_factory.mktemp("review") / "a.dateline"
    with dateline.open(path) as archive:
        dateline.read(archive, [str(SAMPLES)], extractor="rules")
    return path.read_bytes()


@pytest.fixture
def archive(read_once, tmp_path):
    path = tmp_path / "a.dateline"
    path.write_bytes(read_once)
    with Archive(path) as opened:
        yield opened


def row(archive, table, condition="TRUE", values=()):
    return next(archive.rows(table, condition, values, rejected=True), None)


def words(archive, found):
    return views.Citations(archive).words(found["report"], found["start"], found["end"])


def states(archive):
    return [made.state for made in views.corrections(archive)]


def quake(archive, number):
    """The report of that day of the Moroccan earthquake."""
    return row(archive, "reports", "source LIKE ?", (f"%day-{number}.txt",))["id"]


def test_a_coders_day(archive, monkeypatch):
    """Accept, edit, reject, add, undo; read again by a version that finds other rows: all of it holds."""
    report = quake(archive, 1)
    dead = row(archive, "figures", "report = ? AND what = 'killed'", (report,))
    hurt = row(archive, "figures", "report = ? AND what = 'injured'", (report,))
    told = row(archive, "event_mentions", "report = ? AND type <> 'other'", (report,))
    quote = row(archive, "attributions", "report = ?", (report,))
    event = row(archive, "events", "id = ?", (told["event"],))
    review.decide(archive, dead["id"], "accept", by="ana", note="as in the statement", follow=False)
    review.decide(archive, hurt["id"], "reject", by="ana", follow=False)
    review.decide(archive, told["id"], "edit", {"type": "AID", "place": "Talat"}, by="ana", follow=False)
    review.decide(archive, quote["id"], "accept", by="ana", follow=False)
    text = row(archive, "reports", "id = ?", (report,))["text"]
    at = text.index("earthquake")
    missed = {"type": "REQUEST", "status": "called-for", "source": "Morocco", "date": "2023-09-09"}
    review.add_row(archive, report, "event-mention", Span(at, at + 10), missed, by="ben", follow=False)
    review.tag(archive, report, "round  one", by="ben", follow=False)
    review.decide(archive, f"{report}-date", "accept", by="ben", follow=False)
    slip = review.decide(archive, event["id"], "reject", by="ben", follow=False)
    undo(archive, slip.id, by="ben")

    def check():
        now = row(archive, "figures", "start = ? AND report = ?", (dead["start"], report))
        assert (now["state"], now["value"], now["what"]) == ("accepted", dead["value"], "killed")
        edited = row(archive, "event_mentions", "state = 'edited'")
        assert (edited["start"], edited["type"], edited["place"]) == (told["start"], "AID", "Talat")
        added = row(archive, "event_mentions", "state = 'added'")
        assert words(archive, added) == "earthquake" and added["type"] == "REQUEST"
        assert row(archive, "events", "id = ?", (added["event"],))["date"] == "2023-09-09"
        said = row(archive, "attributions", "state = 'accepted'")
        assert said["content"] == quote["content"] and said["speakers"] == quote["speakers"]
        assert row(archive, "tags")["tag"] == "round one"
        assert row(archive, "reports", "id = ?", (report,))["published_state"] == "accepted"
        assert not row(archive, "events", "retracted")
        assert not [f for f in views.figures(archive, report=report) if f.what == "injured"]

    check()
    before = keeping.read_report

    def otherwise(report, extractor):
        """Another version: it misses the toll and the quote, and has another type for every event."""
        found = before(report, extractor)
        return replace(
            found,
            figures=tuple(f for f in found.figures if f.what != "killed"),
            attributions=(),
            event_mentions=tuple(replace(m, type="COERCE", attribution=None) for m in found.event_mentions),
            positions=(),
        )

    monkeypatch.setattr("dateline.pipeline.keeping.read_report", otherwise)
    monkeypatch.setattr("dateline.pipeline.run.current_stamp", lambda *_: "another version")
    summary = dateline.read(archive, [], extractor="rules")
    assert summary.again == len(archive.report_ids())
    check()
    assert states(archive) == ["in force"] * 7 + ["undone", "in force"]
    coders = {made.by for made in views.corrections(archive)}
    assert coders == {"ana", "ben"}


def test_a_decision_whose_words_are_gone_is_listed_and_not_lost(archive, monkeypatch):
    """A page whose visible text is written out otherwise by a later version."""
    report = row(archive, "reports", "format = 'html' AND status = 'read'")["id"]
    told = row(archive, "event_mentions", "report = ?", (report,))
    kept = review.decide(archive, told["id"], "accept")
    before = keeping.take

    def otherwise(name, data, given):
        return replace(
            taken := before(name, data, given), text=taken.text.replace(words_then, "?" * len(words_then))
        )

    words_then = words(archive, told)
    monkeypatch.setattr("dateline.pipeline.keeping.take", otherwise)
    monkeypatch.setattr("dateline.pipeline.run.current_stamp", lambda *_: "another version")
    dateline.read(archive, [], extractor="rules")
    [listed] = views.corrections(archive)
    assert (listed.id, listed.state) == (kept.id, "without a place") and words_then in listed.said
    monkeypatch.undo()
    dateline.read(archive, [], extractor="rules")
    assert states(archive) == ["in force"]


def test_decisions_go_to_another_archive(archive, read_once, tmp_path):
    figure = row(archive, "figures")
    review.decide(archive, figure["id"], "edit", {"what": "displaced", "of": ""})
    lines = list(export_corrections(archive))
    other = tmp_path / "b.dateline"
    other.write_bytes(read_once)
    with Archive(other) as second:
        assert import_corrections(second, lines) == 1
        assert row(second, "figures", "id = ?", (figure["id"],)) == row(
            archive, "figures", "id = ?", (figure["id"],)
        )


def test_a_block_put_into_the_article_is_read(archive):
    [report] = archive.rows("reports", "source LIKE '%05-washington%'")
    out = next(
        block for block in report["dropped"] if len(report["text"][block["start"] : block["end"]]) > 60
    )
    words = Span(out["start"], out["end"])
    review.decide_block(archive, report["id"], words, "body")
    [after] = archive.rows("reports", "id = ?", (report["id"],))
    assert [words.start, words.end] in after["body"] and after["ruled"][0]["state"] == "edited"
    assert row(
        archive,
        "sentences",
        "report = ? AND start >= ? AND start < ?",
        (report["id"], words.start, words.end),
    )
    review.decide_block(archive, report["id"], words, "leftover", "a teaser")
    [again] = archive.rows("reports", "id = ?", (report["id"],))
    assert again["body"] == report["body"]
    assert {"start": words.start, "end": words.end, "reason": "a teaser"} in again["dropped"]


def test_a_day_that_is_wrong_can_be_set_or_left_unknown(archive):
    report = quake(archive, 2)
    review.decide(archive, f"{report}-date", "edit", {"published": "2023-09-12"})
    assert row(archive, "reports", "id = ?", (report,))["published"] == "2023-09-12"
    review.decide(archive, f"{report}-date", "reject")
    now = row(archive, "reports", "id = ?", (report,))
    assert (now["published"], now["published_state"]) == (None, "rejected")


def test_an_event_is_accepted_edited_and_rejected_as_one(archive):
    event = next(e for e in archive.rows("events") if len(e["reports"]) > 1)
    review.decide(archive, event["id"], "edit", {"title": "The quake", "date": "2023-09"})
    now = row(archive, "events", "id = ?", (event["id"],))
    assert (now["title"], now["date"], now["latest"], now["state"]) == (
        "The quake",
        "2023-09",
        "2023-09-30",
        "edited",
    )
    review.decide(archive, event["id"], "accept")
    assert row(archive, "events", "id = ?", (event["id"],))["title"] == "The quake"
    review.decide(archive, event["id"], "reject")
    now = row(archive, "events", "id = ?", (event["id"],))
    assert (now["state"], now["retracted"]) == ("rejected", 1)
    assert event["id"] not in {shown.id for shown in views.timeline(archive)}


def test_a_decision_is_kept_at_once_and_the_record_follows_when_asked(archive):
    figure = row(archive, "figures")
    review.decide(archive, figure["id"], "reject", follow=False)
    assert row(archive, "figures", "id = ?", (figure["id"],))["state"] == "machine"
    update_record(archive)
    assert row(archive, "figures", "id = ?", (figure["id"],))["state"] == "rejected"


def test_decisions_that_the_record_does_not_follow_yet_build_on_each_other(archive):
    event = row(archive, "events")["id"]
    review.decide(archive, event, "edit", {"title": "The quake"}, follow=False)
    review.decide(archive, event, "edit", {"place": "Osh"}, follow=False)
    assert review.stated(archive, event).values["title"] == "The quake"
    update_record(archive)
    held = row(archive, "events", "id = ?", (event,))
    assert (held["title"], held["place"]) == ("The quake", "Osh")


@pytest.mark.parametrize(
    ("verdict", "changes", "said"),
    [
        ("edit", {"colour": "red"}, "has no field colour"),
        ("edit", {"value": "many"}, "is no number"),
        ("edit", {"value": "nan"}, "is no number"),
        ("edit", {"as_of": "Friday"}, "is no ISO date"),
        ("edit", {"what": ""}, "none without its what"),
        ("edit", {}, "sets at least one field"),
        ("accept", {"value": "3"}, "sets no field"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(archive, verdict, changes, said):
    with pytest.raises(CorrectionError, match=said):
        review.decide(archive, row(archive, "figures")["id"], verdict, changes)
    assert states(archive) == []


def test_the_bounds_of_a_figure_go_along_with_its_value(archive):
    figure = row(archive, "figures", "low = value AND high = value")
    review.decide(archive, figure["id"], "edit", {"value": "7", "high": "9"}, follow=False)
    assert {name: review.stated(archive, figure["id"]).values[name] for name in ("value", "low", "high")} == {
        "value": "7", "low": "7", "high": "9",
    }  # fmt: skip


def test_a_day_of_publication_is_one_day_without_an_hour(archive):
    with pytest.raises(CorrectionError, match="is no single day"):
        review.decide(archive, f"{quake(archive, 1)}-date", "edit", {"published": "2023-09-09T10:00"})
    assert states(archive) == []


@pytest.mark.parametrize(
    "name", ["e123456789ab", "0123456789abcdef-f0", "0123456789abcdef-x1", "nothing", "-f0"]
)
def test_a_row_that_is_not_there_is_refused(archive, name):
    with pytest.raises(NotFoundError):
        review.decide(archive, name, "accept")


def test_a_report_itself_bears_tags_only(archive):
    report = quake(archive, 1)
    with pytest.raises(CorrectionError, match="its date"):
        review.decide(archive, report, "accept")
    put = review.tag(archive, report, "case 7")
    assert row(archive, "tags")["row"] == report
    undo(archive, put.id)
    assert row(archive, "tags") is None

"""What one address held at different times is a chain of versions, one source, with its differences."""

import datetime
import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_warc import PAGE, record

from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import NotFoundError
from dateline.linking import changes
from dateline.linking.sketch import sketch
from dateline.linking.versions import chains
from dateline.model import FEED_ENTRY, Fact, Given, Masthead, Reading, Report, Span
from dateline.pipeline import read
from dateline.views import duplicates, event, events, versions


def report(key: str, *sentences: str, title: str | None = None, **about) -> tuple[Report, Reading]:
    """A report of these sentences, its title above them, and its reading."""
    text, spans = f"{title}\n" if title else "", []
    for sentence in sentences:
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + "\n"
    head = Masthead(title=title, title_span=Span(0, len(title)) if title else None)
    return Report(key, f"{key}.txt", text, masthead=head, **about), Reading(key, sentences=tuple(spans))


def compared(old: tuple[Report, Reading], new: tuple[Report, Reading]) -> list[tuple[str, str, str]]:
    """Each change as (kind, words before, words after)."""
    out = []
    for change in changes(*old, *new):
        before = change.before.of(old[0].text) if change.before else ""
        after = change.span.of(new[0].text) if change.span else ""
        out.append((change.kind, before, after))
    return out


OPEN = "Negotiators met in Lisford on Monday."
DEAD = "At least 12 people were killed in the night, the ministry said."
MORE = "At least 15 people were killed in the night, the ministry said."
RAIN = "Rain fell all day over the harbour."
CALL = "The mayor called for calm."


def test_a_sentence_put_in_and_one_taken_out_are_told():
    assert compared(report("a", OPEN, RAIN, CALL), report("b", OPEN, DEAD, CALL)) == [
        ("removed", RAIN, ""),
        ("added", "", DEAD),
    ]


def test_a_sentence_in_altered_words_is_one_and_its_words_are_pointed_at():
    old, new = report("a", OPEN, DEAD, CALL), report("b", OPEN, MORE, CALL)
    assert compared(old, new) == [("altered", DEAD, MORE)]
    (change,) = changes(*old, *new)
    assert [(b.of(old[0].text), a.of(new[0].text)) for b, a in change.words] == [("12", "15")]


def test_words_put_in_or_taken_out_have_a_place_in_both_texts():
    old, new = report("a", "The mayor called for calm."), report("b", "The mayor called again for calm.")
    (change,) = changes(*old, *new)
    ((before, after),) = change.words
    assert (before.of(old[0].text), after.of(new[0].text)) == ("", "again")
    assert old[0].text[: before.start] == "The mayor called"


def test_a_sentence_that_moved_is_neither_new_nor_gone():
    old, new = report("a", OPEN, DEAD, RAIN, CALL), report("b", RAIN, OPEN, DEAD, CALL)
    assert compared(old, new) == [("moved", RAIN, RAIN)]


def test_quotation_marks_dashes_and_blanks_make_no_difference():
    old = report("a", "“We go on” – she said,  smiling.", title="Mayor’s word")
    new = report("b", '"We go on" - she said, smiling.', title="Mayor's  word")
    assert compared(old, new) == []


def test_a_changed_title_comes_first():
    old, new = report("a", OPEN, title="Talks begin"), report("b", OPEN, CALL, title="Talks fail")
    assert compared(old, new) == [("title", "Talks begin", "Talks fail"), ("added", "", CALL)]


def test_changes_come_in_the_order_of_the_text():
    old, new = report("a", RAIN, OPEN, DEAD), report("b", OPEN, MORE, CALL)
    assert [kind for kind, *_ in compared(old, new)] == ["removed", "altered", "added"]


def test_a_text_in_a_language_that_is_not_read_is_compared_by_its_blocks():
    old = Report("a", "a.txt", "Regen fiel.\nEs wurde kalt.", (Span(0, 11), Span(12, 26)))
    new = Report("b", "b.txt", "Regen fiel.\nEs wurde warm.", (Span(0, 11), Span(12, 26)))
    assert compared((old, Reading("a")), (new, Reading("b"))) == [
        ("altered", "Es wurde kalt.", "Es wurde warm.")
    ]


def test_very_long_texts_are_compared_in_bounded_time_without_regard_to_order():
    many = [f"Line {number} of the minutes was read." for number in range(2500)]
    old, new = report("a", *many), report("b", *many[1000:], *many[:999], CALL)
    assert compared(old, new) == [("removed", many[999], ""), ("added", "", CALL)]


LINES = st.lists(st.sampled_from([OPEN, DEAD, MORE, RAIN, CALL, "Yes.", "“”"]), max_size=12)


@given(LINES, LINES)
def test_every_sentence_is_in_one_change_or_none_and_the_counts_come_out(before, after):
    old, new = report("a", *before), report("b", *after)
    found = changes(*old, *new)
    starts = [c.before for c in found if c.before], [c.span for c in found if c.span]
    assert all(len(set(spans)) == len(spans) for spans in starts)
    assert len(before) - len(starts[0]) == len(after) - len(starts[1])
    for change in found:
        for was, now in change.words:
            assert change.before.covers(was) and change.span.covers(now)
    if before == after:
        assert found == ()


# Chains


WARC = "the web archive's record"


def at(key: str, address: str, captured: str, where: str = WARC):
    said = Given(address=Fact(address, where), captured=Fact(captured, WARC))
    day = datetime.date.fromisoformat(captured[:10])
    return sketch(*report(key, OPEN, given=said, address=address, captured=day))


def test_captures_of_one_address_are_a_chain_in_order_of_time_whatever_the_order_of_reading():
    captures = [
        at("c", "https://www.courier.example/talks/", "2024-05-03T18:00:00Z"),
        at("a", "http://courier.example/talks?utm_source=x", "2024-05-04"),
        at("b", "https://courier.example/talks#top", "2024-05-03T06:00:00Z"),
        at("d", "https://courier.example/other", "2024-05-03"),
    ]
    rows = [(v.number, v.report, v.earlier, v.captured) for v in chains(captures)]
    assert rows == [
        (1, "b", None, "2024-05-03T06:00:00Z"),
        (2, "c", "b", "2024-05-03T18:00:00Z"),
        (3, "a", "c", "2024-05-04"),
    ]
    assert chains(reversed(captures)) == chains(captures)
    assert {v.address for v in chains(captures)} == {"courier.example/talks"}


def test_an_entry_is_compared_with_entries_and_a_page_with_pages():
    address = "https://courier.example/talks"
    captures = [
        at("a", address, "2024-05-01", FEED_ENTRY),
        at("b", address, "2024-05-02"),
        at("c", address, "2024-05-03", FEED_ENTRY),
        at("d", address, "2024-05-04"),
    ]
    assert [(v.form, v.report, v.earlier) for v in chains(captures)] == [
        ("entry", "a", None),
        ("page", "b", None),
        ("entry", "c", "a"),
        ("page", "d", "b"),
    ]


# In an archive

FIRST = """Talks by telephone

BERLIN, Germany – German Chancellor Angela Merkel and Russian President Vladimir Putin spoke by telephone on \
Friday about the crisis in Ukraine, her office said.

At least 12 people were killed in clashes near Donetsk on Thursday, Ukrainian officials said.

"We need observers on the ground as soon as possible," Merkel told reporters in Berlin.
"""
SECOND = FIRST.replace("Talks by telephone", "Merkel and Putin talk").replace("At least 12", "At least 15")


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive of two captures of one page, and of the same copy from another outlet."""
    place = tmp_path_factory.mktemp("versions")
    lines = [
        {"text": text, "url": address, "captured": day, "date": "2014-03-14"}
        for text, address, day in (
            (SECOND, "https://courier.example/talks?utm_source=feed", "2014-03-15"),
            (FIRST, "http://www.courier.example/talks", "2014-03-14"),
            (FIRST.replace("Talks by telephone", "By telephone"), "https://herald.example/7", "2014-03-16"),
        )
    ]
    (place / "records.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with Archive(place / "a.dateline", create=True) as opened:
        read(opened, [str(place / "records.jsonl")])
        yield opened


def test_an_address_is_shown_with_its_captures_and_what_changed(archive):
    (found,) = versions(archive)
    assert found.address == "courier.example/talks"
    assert [(c.number, c.captured, c.title) for c in found.captures] == [
        (1, "2014-03-14", "Talks by telephone"),
        (2, "2014-03-15", "Merkel and Putin talk"),
    ]
    first, second = found.captures
    assert first.changes == () and second.earlier == first.report
    assert [(c.kind, c.marked and c.marked[:27]) for c in second.changes] == [
        ("title", "[-Talks by telephone-] {+Me"),
        ("altered", "At least [-12-] {+15+} peop"),
    ]


@pytest.mark.parametrize("name", ["courier.example", "https://www.courier.example/talks/", "records.jsonl"])
def test_an_address_is_found_by_a_part_of_it_or_of_a_source(archive, name):
    assert len(versions(archive, name)) == 1


def test_a_report_finds_its_address_and_an_unknown_name_is_said_to_be_one(archive):
    assert versions(archive, versions(archive)[0].captures[1].report[:8])
    with pytest.raises(NotFoundError, match="goes by gazette"):
        versions(archive, "gazette")


def test_versions_are_no_copies_and_a_copy_elsewhere_is(archive):
    here = {capture.report for capture in versions(archive)[0].captures}
    pairs = [{copy.report, copy.other} for copy in duplicates(archive)]
    assert pairs and here not in pairs
    assert all(pair & here and pair - here for pair in pairs)


def test_versions_and_copies_speak_with_one_voice_in_the_accounts(archive):
    call = next(row for row in events(archive) if "Merkel" in row.title and row.type == "CONSULT")
    view = event(archive, call.id)
    assert {row.among for row in view.by_outlet} == {1}


def test_versions_alone_speak_under_the_name_of_their_outlet(tmp_path):
    lines = [
        {"text": text, "url": "https://courier.example/talks", "captured": day, "date": "2014-03-14"}
        for text, day in ((FIRST, "2014-03-14"), (SECOND, "2014-03-15"))
    ]
    (tmp_path / "records.jsonl").write_text("\n".join(map(json.dumps, lines)))
    with Archive(tmp_path / "a.dateline", create=True) as opened:
        read(opened, [str(tmp_path / "records.jsonl")])
        call = next(row for row in events(opened) if "Merkel" in row.title and row.type == "CONSULT")
        view = event(opened, call.id)
        assert len({telling.report for telling in view.tellings}) == 2
        assert (call.reports, view.row.reports) == (1, 1)
        assert {voice.name for row in view.by_outlet for voice in row.voices} == {"courier.example"}


def test_the_command_prints_the_chain(archive, capsys):
    path = str(archive.path)
    assert main(["versions", "courier.example/talks", "--archive", path]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "courier.example/talks 1. Talks by telephone (captured 2014-03-14)" in shown
    assert "altered “At least [-12-] {+15+} people were killed" in shown
    assert main(["versions", "--json", "--archive", path]) == 0
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    words = row["captures"][1]["changes"][1]["words"]
    assert [(w["before_text"], w["text"]) for w in words] == [("12", "15")]


def test_the_digest_of_a_report_is_that_of_its_bytes(tmp_path, capsys):
    file = tmp_path / "talks.txt"
    file.write_text(FIRST)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    path = str(tmp_path / "a.dateline")
    assert main(["read", str(file), "--archive", path, "--quiet"]) == 0
    for command in (["report", "talks.txt"], ["reports", "--json"], ["export", "--format", "json"]):
        capsys.readouterr()
        assert main([*command, "--archive", path]) == 0
        assert digest in capsys.readouterr().out, command
    with Archive(path) as opened:
        (row,) = opened.rows("reports")
    assert (row["sha256"], row["id"]) == (digest, digest[:16])


def test_captures_of_a_web_archive_and_a_saved_page_that_names_its_address_are_one_chain(tmp_path):
    page = PAGE.format(title="Bridge talks", number=7)
    late = record(7, page=page.replace("12 million", "14 million").encode())
    early = record(7, page=page.encode()).replace(b"T10:00:00Z", b"T06:30:00Z")
    (tmp_path / "crawl.warc").write_bytes(late + early)
    canonical = '<head><link rel="canonical" href="https://www.lisford.example/7/">'
    saved = page.replace("<head>", canonical).replace("12 million", "15 million")
    (tmp_path / "saved.html").write_text(saved, encoding="utf-8")
    with Archive(tmp_path / "a.dateline", create=True) as opened:
        read(opened, [str(tmp_path)])
        (found,) = versions(opened)
    assert found.address == "lisford.example/7"
    assert [(c.captured, c.source.rsplit("/", 1)[-1]) for c in found.captures] == [
        ("2022-05-04T06:30:00Z", "7"),
        ("2022-05-04T10:00:00Z", "7"),
        (None, "saved.html"),
    ]
    words = [[(w.before_text, w.text) for w in change.words] for c in found.captures for change in c.changes]
    assert words == [[("12", "14")], [("14", "15")]]

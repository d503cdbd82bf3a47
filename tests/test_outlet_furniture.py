"""What an outlet repeats across its pages is left out; what its reports repeat is kept."""

import itertools
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.archive import Archive
from dateline.export import json_export
from dateline.intake import report_id, take
from dateline.intake.outlet_furniture import REASON, with_furniture
from dateline.intake.outlet_lines import page_lines, repeated_lines
from dateline.knowledge.reader_words import speaks_to_reader, tells_of_author
from dateline.knowledge.tables import table
from dateline.model import Leftover, Masthead, Report, Span
from dateline.pipeline import read
from dateline.reading import read_report

BACKGROUND = (
    "More than 4,000 people have been displaced since the dam at Oru broke in June, the province says."
)
LETTER = "Join thousands who get our Morning Ledger newsletter, with the day's events in five minutes."
REFRAIN = "And so the river has its way with us, as it always had."
LIST = ("Ferry prices to rise again", "The orchards of Brenn", "Five walks for a wet weekend")
BIO = "Ines Karlow is the Ledger's correspondent in Brenn, where she has lived for ten years."

STORIES = {
    "bridge": [
        "Engineers closed the northern bridge at Brenn on Monday after divers found cracks in two piers.",
        "Lorries are being sent over the ferry at Tolm until the piers have been looked at again, the road "
        "office said.",
        "The mayor asked people to leave the car at home for the week and promised more buses.",
        "Repairs are expected to take a month and to cost the town two million crowns.",
    ],
    "harvest": [
        "Farmers in the valley expect the smallest harvest in a decade after the floods of early summer.",
        "The growers' union said on Tuesday that half of the wheat had been lost in the lower fields.",
        "A minister who toured the villages spoke of seed for the autumn and of loans without interest.",
        "Prices at the market in Brenn rose by a third within two weeks, traders said.",
    ],
    "school": [
        "Two hundred pupils moved into a new school in Tolm on Wednesday, three years after the old burned.",
        "The building has a kitchen, a workshop and a library that the village may use in the evening.",
        "Teachers said that they had taught in tents and in the fire station while they waited.",
        "The regional council paid for most of it, and a lottery for the rest.",
    ],
    "trial": [
        "A court in Brenn sent the former head of the water board to prison for four years on Thursday.",
        "Judges found that he had signed for inspections of the dam that nobody had carried out.",
        "His lawyer said that he would appeal and that the ministry had known of the missing papers.",
        "Families of those who lost their homes waited outside and read out their names.",
    ],
}


def page(story: str, number: int) -> str:
    """A saved page of the Brenn Ledger: article, background, newsletter box, list of teasers, bio."""
    first, second, third, last = STORIES[story]
    lines = [
        f"{story.title()} news of the valley from Brenn and Tolm | The Brenn Ledger",
        f"{story.title()} news of the valley from Brenn and Tolm",
        "By Ines Karlow",
        f"{number} July 2021",
        first,
        second,
        LETTER,
        REFRAIN,
        third,
        "What we know",
        BACKGROUND,
        last,
        BIO,
        "© 2021 The Brenn Ledger. All rights reserved.",
    ]
    return "\n\n".join(lines) + "\n"


def listed(story: str) -> str:
    """An article with the outlet's list of teasers in the middle."""
    lines = page(story, 5).split("\n\n")
    at = lines.index(REFRAIN)
    return "\n\n".join([*lines[:at], *LIST, *lines[at:]])


def told_apart(texts, **masthead):
    """Reports of pages told apart by hand: four lines of masthead above the body, a notice below."""
    reports = {}
    for name, text in texts.items():
        lines = text.strip().split("\n\n")
        starts = [0, *itertools.accumulate(len(line) + 2 for line in lines)]
        spans = [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=False)]
        around = [Leftover(span, "navigation") for span in (*spans[:4], spans[-1])]
        head = Masthead(lines[1], outlet="The Brenn Ledger", authors=("Ines Karlow",))
        reports[name] = Report(
            report_id(text.encode()), name, text, tuple(spans[4:-1]), tuple(around), replace(head, **masthead)
        )
    return reports


def refined(reports):
    pages = [lines for report in reports.values() if (lines := page_lines(report))]
    repeated = repeated_lines(pages)
    return {name: with_furniture(r, repeated.get(r.id, {})) for name, r in reports.items()}


def body(report):
    return [span.of(report.text) for span in report.body]


def learnt(report):
    return {d.span.of(report.text): d.articles for d in report.dropped if d.reason == REASON}


def test_a_box_and_a_note_on_the_author_that_three_articles_carry_are_left_out():
    reports = refined(told_apart({s: page(s, n) for n, s in enumerate(("bridge", "harvest", "school"), 1)}))
    for report in reports.values():
        assert learnt(report) == {LETTER: 3, BIO: 3}


def test_the_reason_is_one_of_the_closed_set():
    assert REASON in {row["reason"] for row in table("reasons")}


def test_background_refrains_and_sub_headings_are_kept():
    for report in refined(told_apart({s: page(s, n) for n, s in enumerate(STORIES, 1)})).values():
        assert {BACKGROUND, REFRAIN, "What we know"} <= set(body(report))
        assert [line for line in STORIES[report.source] if line not in body(report)] == []


def test_two_articles_are_too_few():
    assert [
        learnt(r) for r in refined(told_apart({s: page(s, 1) for s in ("bridge", "harvest")})).values()
    ] == [
        {},
        {},
    ]


def test_three_pages_of_one_article_are_one():
    texts = {"a": page("bridge", 1), "b": page("bridge", 1) + "\nShare\n", "c": page("harvest", 2)}
    texts["d"] = page("bridge", 1).replace("Bridge news of the valley", "Bridge at Brenn, in the valley")
    assert all(not learnt(report) for report in refined(told_apart(texts)).values())


def test_pages_of_three_outlets_teach_nothing():
    names = ("Brenn Ledger", "Tolm Courier", "Valley Post", None)
    pages = [told_apart({s: page(s, 1)}, outlet=name) for s, name in zip(STORIES, names, strict=True)]
    assert all(not learnt(report) for report in refined({k: v for p in pages for k, v in p.items()}).values())


def test_a_list_of_teasers_inside_the_article_is_left_out():
    reports = refined(told_apart({s: listed(s) for s in STORIES}))
    for report in reports.values():
        assert not set(LIST) & set(body(report))


def test_a_timeline_that_the_newsroom_repeats_is_kept():
    timeline = ("June 2020 – cracks are found in the dam", "May 2021 – the dam breaks", "Today – the trial")
    texts = {s: page(s, 1).replace(REFRAIN, "\n\n".join(timeline)) for s in STORIES}
    for report in refined(told_apart(texts)).values():
        assert set(timeline) <= set(body(report))


def test_the_address_tells_the_outlet_where_the_page_does_not():
    reports = told_apart({story: page(story, 1) for story in STORIES}, outlet=None)
    assert all(not learnt(report) for report in refined(reports).values())
    reports = {s: replace(r, address=f"https://www.brenn-ledger.example/{s}") for s, r in reports.items()}
    assert all(LETTER in learnt(report) for report in refined(reports).values())


def test_saved_web_pages_are_compared_as_text_dumps_are():
    def html(story):
        lines = page(story, 1).strip().split("\n\n")
        inside = "".join(f"<p>{line}</p>" for line in lines[4:-1])
        head = f"<title>{lines[0]}</title><meta property='og:site_name' content='The Brenn Ledger'>"
        return f"<html><head>{head}</head><body><article><h1>{lines[1]}</h1>{inside}</article></body></html>"

    reports = {story: take(f"{story}.html", html(story).encode()) for story in STORIES}
    for report in refined(reports).values():
        assert LETTER not in body(report)
        assert BACKGROUND in body(report)


def test_nothing_but_furniture_is_no_report():
    wall = LETTER + " Subscribe to go on reading, on this device or in our app."
    texts = {s: "\n\n".join([*page(s, 1).split("\n\n")[:4], wall, "© The Brenn Ledger"]) for s in STORIES}
    for report in refined(told_apart(texts)).values():
        assert (report.status, report.reason) == ("failed", "no article was found in the text")


def test_a_number_in_a_table_is_no_line_of_its_own():
    texts = {s: page(s, 1).replace(REFRAIN, "Brenn\n\n6\n\n6\n\n6") for s in STORIES}
    assert all("6" in body(report) for report in refined(told_apart(texts)).values())


@pytest.mark.parametrize(
    "line",
    [
        LETTER,
        "Follow us on Facebook for more.",
        "Do you have a photo of the flood? Send it to our newsroom.",
        "Send photos of the flood to our newsroom by email.",
    ],
)
def test_what_speaks_to_the_reader(line):
    assert speaks_to_reader(line)


@pytest.mark.parametrize(
    "line",
    [
        BACKGROUND,
        REFRAIN,
        "“Subscribe to our channel,” the preacher told his followers.",
        "The US has blocked the website since May.",
        "Like other channels, the broadcaster was taken off the air after the coup.",
    ],
)
def test_what_belongs_to_a_report(line):
    assert not speaks_to_reader(line)


def test_only_the_report_s_own_author_is_told_of():
    assert tells_of_author(BIO, ("Ines Karlow",))
    assert not tells_of_author(BIO, ("Jo Berg",))
    assert not tells_of_author("Ines Karlow, five others and a dog were found.", ("Ines Karlow",))


def saved(folder, story, number):
    folder.mkdir(exist_ok=True)
    file = folder / f"{story}.txt"
    file.write_text(page(story, number), encoding="utf-8", newline="\n")
    return file


def exported(archive):
    return b"".join(json_export(archive))


def test_all_at_once_and_one_by_one_end_the_same(tmp_path):
    files = [saved(tmp_path / "pages", story, number) for number, story in enumerate(STORIES, 1)]
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        read(archive, [str(tmp_path / "pages")])
        at_once = exported(archive)
        assert len(archive.refined_ids()) == len(STORIES)
        assert read(archive, [str(tmp_path / "pages")]).known == len(STORIES)
        assert exported(archive) == at_once
    with Archive(tmp_path / "b.dateline", create=True) as archive:
        for file in random.Random(3).sample(files, len(files)):
            read(archive, [str(file)])
        assert exported(archive) == at_once


def test_a_third_page_changes_the_first_two_and_only_what_it_changes_is_read_again(tmp_path, monkeypatch):
    def add(archive, story, number):
        read(archive, [str(saved(tmp_path / "pages", story, number))])

    def counted(report, *how):
        again.append(report.source)
        return read_report(report, *how)

    again = []
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        add(archive, "bridge", 1)
        add(archive, "harvest", 2)
        assert archive.refined_ids() == set()
        monkeypatch.setattr("dateline.pipeline.keeping.read_report", counted)
        monkeypatch.setattr("dateline.pipeline.record.read_report", counted)
        add(archive, "school", 3)
        assert len(again) == 4  # the new page, and all three without what they repeat
        again.clear()
        add(archive, "trial", 4)
        assert len(again) == 2  # the counts of the others change, not what they say
        assert {d["articles"] for r in archive.rows("reports") for d in r["dropped"] if "articles" in d} == {
            4
        }


def test_a_page_taken_out_gives_back_what_it_taught(tmp_path):
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        for number, story in enumerate(("bridge", "harvest", "school"), 1):
            saved(tmp_path / "pages", story, number)
        read(archive, [str(tmp_path / "pages")])
        assert len(archive.refined_ids()) == 3
        archive.drop(archive.report_ids()[0])
        read(archive, [])
        assert archive.refined_ids() == set()
        assert all(LETTER in body(archive.kept(key).report) for key in archive.report_ids())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from([LETTER, BACKGROUND, "Brenn", "A", *LIST, "© The Brenn Ledger"]), max_size=9
        ),
        max_size=5,
    )
)
def test_body_and_leftovers_cover_the_text_whatever_is_repeated(pages):
    reports = {str(n): take(f"{n}.txt", "\n\n".join(lines).encode()) for n, lines in enumerate(pages)}
    backwards = refined(dict(reversed(list(reports.items()))))
    for name, report in refined(reports).items():
        assert report == backwards[name]
        spans = sorted([*report.body, *(d.span for d in report.dropped)])
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        covered = sum(len("".join(span.of(report.text).split())) for span in spans)
        assert not report.body or covered == len("".join(report.text.split()))

"""Intake of text dumps: body, leftovers with reasons, and a report for anything at all."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake import report_id, take
from dateline.intake.cleaning import clean
from dateline.model import Report

STORY = (
    "Rebel fighters seized the border post at Dara Kosh on Saturday, a governor said, after shelling.",
    "The governor said that the army had withdrawn from the post to avoid losses among its soldiers.",
    "Fighters who reached the border post sent pictures of empty army trucks and spoke of shelling.",
    "The army did not answer questions about the withdrawal, and the governor gave no number of dead.",
)


def read(*lines: str, name: str = "page.txt") -> Report:
    return take(name, "\n\n".join(lines).encode())


def body(report: Report) -> list[str]:
    return [span.of(report.text) for span in report.body]


def reasons(report: Report) -> dict[str, str]:
    return {leftover.span.of(report.text): leftover.reason for leftover in report.dropped}


def assert_covered(report: Report) -> None:
    """Body and dropped cover every non-blank character once, in order."""
    spans = sorted([*report.body, *(d.span for d in report.dropped)])
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert list(report.body) == sorted(report.body)
    assert [d.span for d in report.dropped] == sorted(d.span for d in report.dropped)
    covered = "".join(span.of(report.text) for span in spans)
    assert "".join(covered.split()) == "".join(report.text.split())


def test_a_page_dump_is_told_apart_with_reasons():
    report = read(
        "Home",
        "World",
        "Sport",
        "Rebels seize border post after night of shelling",
        "Governor says the army withdrew to avoid losses",
        "By Ada Novak",
        "Published: 14 May 2011",
        "Smoke rises over Dara Kosh [File: EPA]",
        *STORY,
        "Comments 12",
        "I do not believe a word of what this governor says about the army and its soldiers.",
        "© 2011 The Valley Courier. All rights reserved.",
    )
    assert body(report) == list(STORY)
    why = reasons(report)
    assert why["Home"] == "navigation"
    assert why["Rebels seize border post after night of shelling"] == "headline"
    assert why["Governor says the army withdrew to avoid losses"] == "summary"
    assert why["By Ada Novak"] == "byline"
    assert why["Published: 14 May 2011"] == "date line"
    assert why["Smoke rises over Dara Kosh [File: EPA]"] == "photo caption"
    assert why["Comments 12"] == "comment box"
    assert why["© 2011 The Valley Courier. All rights reserved."] == "site notice"
    assert_covered(report)


def test_teasers_that_are_whole_sentences_fall_with_the_heading_above_them():
    teasers = (
        "Bakers in the capital have doubled their prices, and families now queue before dawn for a loaf.",
        "A retired pilot who crossed the ocean in a balloon talks about loneliness and storms.",
        "Doctors warn that a fever carried by ticks is spreading through the northern lakes.",
        "Two sisters who lost their savings in a lottery fraud tell how they were deceived.",
    )
    report = read("Rebels seize border post after shelling", *STORY, "Featured on Valley TV", *teasers)
    assert body(report) == list(STORY)
    assert {reasons(report)[teaser] for teaser in teasers} == {"teaser"}


def test_short_quotes_and_sub_headings_stay_in_the_body():
    lines = [STORY[0], STORY[1], "‘Empty trucks’", STORY[2], "“We saw them leave,” he said.", STORY[3]]
    report = read("Rebels seize border post after shelling", *lines)
    assert body(report) == lines


def test_related_headlines_inside_the_body_are_dropped():
    report = read(
        "Rebels seize border post after shelling",
        *STORY[:3],
        "Related",
        "Army chief resigns over lost border posts",
        "What we know about the border war",
        STORY[3],
        "The governor said fighters had also fired at army trucks on the road from the border to the market.",
    )
    assert len(body(report)) == 5
    assert reasons(report)["Army chief resigns over lost border posts"] == "teaser"


def test_a_list_of_figures_behind_the_last_paragraph_stays():
    tolls = [f"District {n}: {n * 7} houses damaged, {n} people hurt" for n in range(2, 8)]
    report = read(
        "Rebels seize border post after shelling", *STORY, "What the shelling did", *tolls, "Comments 4"
    )
    assert body(report)[-6:] == tolls


def test_a_caption_above_a_bare_picture_credit_is_dropped():
    caption = "Residents look at damaged cars near the market."
    report = read("Rebels seize border post", *STORY[:2], caption, "(Photo: Lena Marsh)", *STORY[2:])
    assert body(report) == list(STORY)
    assert reasons(report)[caption] == "photo caption"


def test_widgets_are_named_for_what_they_are():
    report = read(
        "Rebels seize border post after shelling",
        "This is an AI-generated summary, which may contain errors.",
        *STORY,
        "Summarize this article with AI",
        "How does this make you feel?",
        "Download the Valley Courier app!",
        "Share this article",
        "Subscribe to our newsletter",
    )
    why = reasons(report)
    assert body(report) == list(STORY)
    assert why["This is an AI-generated summary, which may contain errors."] == "AI-summary notice"
    assert why["How does this make you feel?"] == "reader poll"
    assert why["Download the Valley Courier app!"] == "app advert"
    assert why["Share this article"] == "share links"
    assert why["Subscribe to our newsletter"] == "subscription notice"


def test_wrapped_lines_are_joined_into_paragraphs():
    wrapped = (
        "Rebels seize border post after shelling\n\n"
        "Rebel fighters seized the border post at Dara Kosh on Saturday, a\n"
        "regional governor said, after a night of shelling in the valley and\n"
        "the hills around it.\n\n"
        "The governor said that the army had withdrawn from the post to\n"
        "avoid losses among its soldiers, and that the road was closed to\n"
        "traffic until the next morning.\n"
    )
    report = take("wire.txt", wrapped.encode())
    assert [p.split()[-4:] for p in body(report)] == [
        ["the", "hills", "around", "it."],
        ["until", "the", "next", "morning."],
    ]
    assert_covered(report)


def test_a_signature_behind_the_last_sentence_is_a_credit():
    last = "“We saw them leave before dawn and nobody fired a shot at them,” the governor said."
    report = read("Rebels seize border post after shelling", *STORY, last + "  Ada Novak, AFP/")
    assert body(report)[-1] == last
    assert reasons(report)["Ada Novak, AFP/"] == "credit"
    assert report.masthead.authors == ("Ada Novak",)
    assert report.masthead.agency == "Agence France-Presse"
    assert_covered(report)


def test_windows_line_ends_change_nothing_but_offsets():
    unix = take("a.txt", ("Rebels seize border post\n\n" + "\n\n".join(STORY)).encode())
    windows = take("a.txt", ("Rebels seize border post\r\n\r\n" + "\r\n\r\n".join(STORY)).encode())
    assert body(windows) == body(unix) == list(STORY)
    assert "\r\n" in windows.text


def test_what_is_no_report_has_a_status_and_a_reason():
    empty = take("a.txt", b"")
    assert (empty.status, empty.reason) == ("failed", "the text is empty")
    blank = take("a.txt", b" \n\t\n ")
    assert blank.status == "failed"
    binary = take("a.txt", bytes(range(32)) * 50)
    assert binary.status == "failed"
    assert binary.reason
    few = take("a.txt", b"Nothing to see here.")
    assert few.status in ("partial", "failed")
    assert few.reason
    assert_covered(few)


def test_another_language_is_kept_and_marked():
    french = (
        "Les rebelles ont pris le poste frontière samedi, a déclaré le gouverneur après une nuit de combats.",
        "Le gouverneur a affirmé que les soldats avaient quitté les lieux pour éviter des pertes.",
        "Les habitants ont vu partir les camions de l’armée avant l’aube, sans qu’aucun coup ne soit tiré.",
    )
    report = read("Les rebelles prennent un poste frontière", *french)
    assert report.language == "fr"
    assert (report.status, report.reason) == (
        "partial",
        "in French, which is not read yet: kept and searchable, not coded",
    )
    assert body(report) == list(french)


def test_the_id_is_made_of_the_bytes_alone():
    assert take("a.txt", b"some words").id == take("b.txt", b"some words").id == report_id(b"some words")
    assert report_id(b"some words") != report_id(b"some words ")


PIECES = st.sampled_from(
    [
        *STORY,
        "Home",
        "Comments 3",
        "Related",
        "By Ada Novak",
        "By",
        "Published: 14 May 2011",
        "LONDON (Reuters) - A man was seen on Friday, police said.",
        "© 2011 The Valley Courier",
        "(Photo: AFP)",
        "…",
        "a",
        "\ufeff",
        "\u200b",
        "— AFP",
    ]
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=60)), max_size=25).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(PAGES)
def test_any_text_is_covered_once_and_in_order(text):
    page = clean(text)
    report = Report("x", "x", text, page.body, page.dropped)
    assert_covered(report)


@settings(max_examples=100, deadline=None)
@given(PAGES)
def test_taking_never_raises_and_spans_point_into_the_text(text):
    report = take("page.txt", text.encode("utf-8", "surrogatepass"))
    masthead = report.masthead
    named = (masthead.title_span, masthead.outlet_span, masthead.agency_span, masthead.dateline_span)
    for span in [*named, *masthead.author_spans, *masthead.published.evidence]:
        assert span is None or span.of(report.text).strip()
    if masthead.title_span is not None:
        assert " ".join(masthead.title_span.of(report.text).split()) == masthead.title


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_a_report(data):
    assert take("some.bin", data).id == report_id(data)


def test_a_huge_line_is_read_in_bounded_time():
    assert take("a.txt", b"word, " * 200_000).id
    assert take("a.txt", b"By A B. " * 100_000).id
    assert take("a.txt", b"12/12/2012 " * 50_000).id


def test_a_pull_quote_that_repeats_a_paragraph_is_dropped():
    quote = "sent pictures of empty army trucks and spoke of shelling"
    report = read("Rebels seize border post after shelling", *STORY[:2], quote, *STORY[2:])
    assert body(report) == list(STORY)
    assert reasons(report)[quote] == "pull quote"

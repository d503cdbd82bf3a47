"""Pages in many manners: boxes inside the article, agency credits, datelines alone, Markdown, no article."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake import take
from dateline.intake.dates import find_dates
from dateline.intake.markup import plain_view
from dateline.intake.wire import read_wire, wire_alone
from dateline.model import Report, Span

TITLE = "Ferry strike leaves island without bread"
STORY = (
    "Sailors on the ferry to Great Hollow Island stopped work on Tuesday, the harbour master said.",
    "The island’s two bakeries have flour for three days, the mayor told reporters at the harbour.",
    "“We will not sail until the wages of March are paid,” said the leader of the sailors’ union.",
    "The ferry company declined to comment. It owes the sailors two months of wages, the union said.",
)


def read(*lines: str) -> Report:
    return take("page.txt", "\n\n".join(lines).encode())


def body(report: Report) -> list[str]:
    return [span.of(report.text) for span in report.body]


def reasons(report: Report) -> dict[str, str]:
    return {leftover.span.of(report.text): leftover.reason for leftover in report.dropped}


def test_an_agency_under_the_last_paragraph_is_a_credit_and_the_paragraph_stays():
    last = "The prime minister is due to visit the island on Monday. He has sent a navy ship with flour."
    report = read(TITLE, *STORY, last, "(Reuters)")
    assert body(report) == [*STORY, last]
    assert reasons(report)["(Reuters)"] == "agency credit"
    assert report.masthead.agency == "Reuters"


@pytest.mark.parametrize(
    ("above", "credit"),
    [
        ("Crates of flour wait on the quay of Great Hollow.", "Reuters"),
        ("Sailors outside the harbour office (left) and a baker", "Getty Images"),
        ("The quay was empty on Tuesday.", "Photo: Ada Novak"),
    ],
)
def test_a_line_that_reads_as_a_caption_falls_with_the_credit_under_it(above, credit):
    report = read(TITLE, *STORY[:2], above, credit, *STORY[2:])
    assert body(report) == list(STORY)
    assert reasons(report)[above] == "photo caption"


@pytest.mark.parametrize(
    "caption",
    [
        "A baker carries flour over the quay, March 2018. © Ada Novak",
        "Sailors play cards outside the harbour office. Photo by Ada Novak.",
    ],
)
def test_a_caption_that_names_its_maker_is_dropped(caption):
    report = read(TITLE, *STORY[:2], caption, *STORY[2:])
    assert body(report) == list(STORY)


def test_a_first_paragraph_with_a_dateline_is_no_headline():
    report = read("HOLLOWPORT, Ireland — " + STORY[0], *STORY[1:])
    assert len(body(report)) == len(STORY)
    assert (report.masthead.title, report.masthead.dateline) == (None, "HOLLOWPORT, Ireland")


def test_the_article_goes_on_after_a_box_that_says_so():
    box = (
        "Sign up to our newsletter",
        "Every morning the news of the coast, told by those who live there",
        "Enter your email address",
        "after newsletter promotion",
    )
    report = read(TITLE, *STORY[:2], *box, *STORY[2:])
    assert body(report) == list(STORY)
    assert {reasons(report)[line] for line in box} == {"subscription notice"}


def test_a_short_article_goes_on_after_teasers():
    teasers = ("You may also be interested in:", "The last lighthouse keeper", "Why herring is dear")
    further = (
        "On Sunday a court in the capital will hear the union’s case, a clerk said.",
        "The harbour police told the union that no one would be kept from leaving the quay.",
    )
    report = read(TITLE, *STORY, *teasers, *further, "Related", "Ten ways to cook herring")
    assert body(report) == [*STORY, *further]


def test_single_teasers_between_paragraphs_do_not_end_the_article():
    first, second = "READ ALSO: Fishermen find wreck of 1911", "Related news: Storm closes harbour"
    report = read(TITLE, *STORY[:2], first, *STORY[2:3], second, STORY[3])
    assert body(report) == list(STORY)
    assert reasons(report)[first] == reasons(report)[second] == "teaser"


def test_words_of_furniture_in_someones_mouth_are_no_furniture():
    speech = "“We need your help and your flour,” the mayor told the islanders over the radio on Tuesday."
    report = read(TITLE, *STORY[:2], speech, *STORY[2:])
    assert speech in body(report)


def test_a_sub_heading_does_not_break_the_topic():
    told = (
        "Elsewhere on the coast, trawlers from four villages blocked a pier with nets and old tyres.",
        "Nobody was hurt. Rain and fog made it hard to see who threw the first stone, a witness said.",
    )
    report = read(TITLE, *STORY, "Nets and tyres", *told)
    assert body(report) == [*STORY, "Nets and tyres", *told]


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("HOLLOWPORT (AFP) –", "HOLLOWPORT", "AFP"),
        ("KYIV/GENEVA, March 3 (Reuters) -", "KYIV/GENEVA", "Reuters"),
        ("Ouagadougou (AFP) –", "Ouagadougou", "AFP"),
        ("Kabul —", "Kabul", None),
        ("HOLLOWPORT", None, None),
        ("World —", None, None),
        ("WORLD NEWS", None, None),
    ],
)
def test_a_dateline_on_a_line_of_its_own(line, place, agency):
    wire = wire_alone(line, Span(0, len(line)))
    found = (None, None) if wire is None else (wire.place, wire.agency)
    assert tuple(None if span is None else span.of(line) for span in found) == (place, agency)


def test_a_dateline_alone_belongs_to_the_masthead():
    report = read(TITLE, "14/06/2024 - 19:22", "HOLLOWPORT (AFP) –", *STORY, "© 2024 AFP")
    assert body(report) == list(STORY)
    assert reasons(report)["HOLLOWPORT (AFP) –"] == "dateline"
    assert (report.masthead.dateline, report.masthead.agency) == ("HOLLOWPORT", "Agence France-Presse")
    assert report.masthead.outlet is None


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("RABAT, Sept 9 (Meridian Wire) - The", "RABAT", "Meridian Wire"),
        ("AUSTIN (KXAN) — The", "AUSTIN", None),
        ("LONDON (Staff Reporter) - The", "LONDON", None),
        ("New Delhi, Sept 5: The", "New Delhi", None),
        ("Nairobi: The", "Nairobi", None),
        ("Background: The", None, None),
    ],
)
def test_the_place_of_a_credit_decides_what_an_agency_is(opening, place, agency):
    text = f"{opening} sailors stopped work on Tuesday, the harbour master said."
    wire = read_wire(text, [Span(0, len(text))])
    found = (None, None) if wire is None else (wire.place, wire.agency)
    assert tuple(None if span is None else span.of(text) for span in found) == (place, agency)


def test_an_agency_is_the_outlet_only_of_its_own_pages():
    assert read(TITLE, *STORY, "© 2019 Reuters. All rights reserved.").masthead.outlet is None
    own = read(f"{TITLE} | Reuters", "World", TITLE, "August 11, 2022", *STORY)
    assert (own.masthead.outlet, own.masthead.title) == ("Reuters", TITLE)


def test_a_name_on_the_first_line_and_in_the_notice_is_the_outlet():
    report = read("The Hollow Dispatch", "World", TITLE, "By Ada Novak", *STORY)
    assert report.masthead.outlet == "The Hollow Dispatch"
    assert read("World News", "Sport", TITLE, *STORY).masthead.outlet is None


@pytest.mark.parametrize(
    ("line", "elsewhere", "day"),
    [
        ("Updated Monday 20 November", "© 2023 Hollow Dispatch", date(2023, 11, 20)),
        ("Nov 18", "https://hollow.example/2019/11/18/strike", date(2019, 11, 18)),
        ("Updated Tuesday 20 November", "© 2023 Hollow Dispatch", None),
        ("Nov 18", "About us", None),
    ],
)
def test_a_day_without_a_year_takes_the_one_the_page_names(line, elsewhere, day):
    assert read(TITLE, line, *STORY, elsewhere).masthead.published.date == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("August 11, 20226:52 PM GMT+2", date(2022, 8, 11)),
        ("Sat Oct  2 14:25:00 UTC 2021", date(2021, 10, 2)),
        ("By Ada Novak -June 8, 2020", date(2020, 6, 8)),
        ("14. 09. 2023. 18:20", date(2023, 9, 14)),
        ("2 hours ago", None),
    ],
)
def test_more_dates_as_pages_write_them(words, day):
    assert [d.date for d in find_dates(words)] == ([] if day is None else [day])


def test_markdown_is_seen_through():
    report = read(
        "[Skip to content](#main)",
        "# " + TITLE,
        "By [Ada Novak](/authors/ada) | June 24, 2017",
        "![A quay](https://img.example/1.jpg)",
        "**HOLLOWPORT —** " + STORY[0],
        STORY[1].replace("reporters", "[reporters](/r)"),
        "## Unpaid wages",
        *STORY[2:],
    )
    masthead = report.masthead
    assert (masthead.title, masthead.authors, masthead.dateline) == (TITLE, ("Ada Novak",), "HOLLOWPORT")
    assert body(report)[2:] == ["## Unpaid wages", *STORY[2:]]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='a [](){}!#*_\n"', max_size=80))
def test_the_view_has_a_place_for_every_character(text):
    view = plain_view(text)
    assert len(view) == len(text)
    assert all(seen in (char, " ") for seen, char in zip(view, text, strict=True))


def test_a_byline_with_two_blanks_keeps_its_letters():
    assert read(TITLE, "By  Ada  Novak", *STORY).masthead.authors == ("Ada Novak",)


def test_an_error_page_is_no_report():
    report = read(
        "Hollow Dispatch", "404", "Sorry, the page you are looking for does not exist or has moved."
    )
    assert (report.status, report.reason) == ("failed", "the page is an error page")


def test_a_paywalled_beginning_is_partial():
    report = read(TITLE, "By Ada Novak", *STORY[:2], "To continue reading, subscribe now", "Cancel anytime")
    assert report.status == "partial"
    assert "subscribers" in (report.reason or "")


def test_a_letter_keeps_its_opening_and_its_close():
    lines = ("Dear Sirs,", *STORY[1:], "Yours faithfully,", "(Signed) Ada Novak")
    report = read("Letter of the mayor to the ferry company", "12 April 2013", *lines)
    assert body(report) == list(lines)
    assert report.masthead.authors == ()


def test_an_article_that_stands_only_in_json_ld_is_read():
    data = {
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2017-11-08",
        "articleBody": "<p>" + "</p><p>".join(STORY) + "</p>",
    }
    page = (
        f"<html><head><title>{TITLE}</title><script type='application/ld+json'>{json.dumps(data)}</script>"
        f"</head><body><nav><a>Home</a></nav><h1>{TITLE}</h1><div id='app'></div></body></html>"
    )
    report = take("page.html", page.encode())
    assert body(report) == list(STORY)
    assert (report.masthead.title, report.masthead.published.date) == (TITLE, date(2017, 11, 8))


def test_an_agreement_is_kept_from_its_preamble_to_its_signatures():
    lines = (
        "PREAMBLE",
        "The Harbour of Great Hollow and the Union of Sailors (hereinafter “the Parties”),",
        "RECALLING the wages of March and the flour of April,",
        "HAVE AGREED AS FOLLOWS:",
        "Article 1",
        "Sailing",
        "1.1 The ferry shall sail twice a day.",
        "1.2 The Parties shall not stop",
        "(a) the flour boat;",
        "(b) the doctor.",
        "Article 2",
        "This Agreement shall enter into force upon signature.",
        "FOR THE HARBOUR",
        "Capt. Abel Marku",
        "FOR THE UNION",
        "Ada Novak",
    )
    title = "AGREEMENT BETWEEN THE HARBOUR OF GREAT HOLLOW AND THE UNION OF SAILORS"
    report = read("Hollow Archive", title, "2 May 2006", *lines, "Download PDF (2 MB)")
    assert body(report) == list(lines)
    assert report.masthead.title == title
    assert report.masthead.authors == ()


def test_a_running_report_is_called_by_its_headline_and_not_by_a_sub_heading_said_twice():
    title = "Ferry strike: navy sails with flour – as it happened"
    point = "Sailors answer the mayor"
    overview = ("Key events", point, "17:05 Sailors reach the quay", "09:12 Ferry stays in harbour")
    report = read(title, *overview, *STORY[:2], point, *STORY[2:])
    assert report.masthead.title == title


def test_the_name_of_a_site_or_a_kind_of_page_said_twice_is_no_headline():
    kind = "News and Press Release"
    report = read("Format", kind, TITLE, "Posted", "8 Oct 2021", *STORY, "Content format", kind)
    assert report.masthead.title == TITLE
    assert report.masthead.published.date == date(2021, 10, 8)


@pytest.mark.parametrize(
    ("line", "place"), [("Nicosia", "Nicosia"), ("ANKARA", "ANKARA"), ("Harbour news", None), ("Ada", None)]
)
def test_a_town_alone_above_the_first_paragraph_is_the_dateline(line, place):
    assert read(TITLE, "28 May 2015", line, *STORY).masthead.dateline == place


def test_a_day_and_an_agency_open_a_report_without_a_place():
    report = read(TITLE, "Nov 12 (Reuters) - " + STORY[0], *STORY[1:])
    assert (report.masthead.agency, report.masthead.dateline) == ("Reuters", None)


def test_a_summary_above_an_agencys_dateline_is_left_out():
    summary = "Bakers have flour for three days, the navy has promised more."
    report = read(TITLE, summary, "GREAT HOLLOW (Reuters) - " + STORY[0], *STORY[1:])
    assert reasons(report)[summary] == "summary"
    assert report.masthead.dateline == "GREAT HOLLOW"


def test_a_name_behind_the_date_above_the_headline_is_the_author():
    assert read("Sunday, 18 November 2012 | Ada Novak", TITLE, *STORY).masthead.authors == ("Ada Novak",)


@pytest.mark.parametrize("label", ["Talking Point", "Briefing Paper", "Harbour Coordination Office"])
def test_labels_are_no_persons(label):
    assert read(TITLE, label, "28 May 2015", *STORY).masthead.authors == ()


def test_a_line_with_a_colon_stays_with_the_list_that_it_introduces():
    opening = "In the past 24 hours the strike was broken three times:"
    points = ("• by the flour boat of the navy at dawn", "• by the doctor’s boat, which came back at noon")
    report = read(TITLE, "28 May 2015", opening, *points, *STORY)
    assert body(report) == [opening, *points, *STORY]


@pytest.mark.parametrize(
    ("line", "day"),
    [("4 March 2557 (2014)", date(2014, 3, 4)), ("Published: March 4, 2557", date(2014, 3, 4))],
)
def test_years_of_the_buddhist_era_are_read(line, day):
    assert read(TITLE, line, *STORY).masthead.published.date == day

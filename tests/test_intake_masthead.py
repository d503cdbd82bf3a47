"""The masthead of a text dump: title, outlet, agency, authors, dateline, and the stated day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake import take
from dateline.intake.dates import day_comes_first, find_dates
from dateline.intake.wire import read_wire
from dateline.knowledge.furniture import furniture_of
from dateline.model import Masthead, Span

TITLE = "Rebels seize border post after night of shelling"
STORY = (
    "Rebel fighters seized the border post at Dara Kosh on Saturday, a governor said, after shelling.",
    "The governor said that the army had withdrawn from the post to avoid losses among its soldiers.",
    "Fighters who reached the border post sent pictures of empty army trucks near the market.",
    "The army did not answer questions about the withdrawal from the border post.",
)


def masthead(*lines: str) -> Masthead:
    return take("page.txt", "\n\n".join(lines).encode()).masthead


def test_the_title_loses_the_site_behind_it_which_names_the_outlet():
    found = masthead(f"{TITLE} - The Valley Courier", "Home", "World", TITLE, *STORY)
    assert (found.title, found.outlet) == (TITLE, "The Valley Courier")


def test_a_banner_about_something_else_is_not_the_title():
    found = masthead(
        "Visa help for travellers",
        "Do you travel to the coast this summer? Our guide lists every consulate.",
        f"Home News {TITLE}",
        TITLE,
        "Published on 14/05/2011",
        *STORY,
    )
    assert found.title == TITLE


def test_the_headline_stands_above_its_summary():
    found = masthead(
        TITLE, "Governor says the army withdrew from the border to avoid losses", "By Ada Novak", *STORY
    )
    assert found.title == TITLE


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Featured on Al Jazeera", "Al Jazeera"),
        ("Download the Rappler App!", "Rappler"),
        ("© 2019 The Valley Courier. All rights reserved.", "The Valley Courier"),
        ("Subscribe to The Valley Courier newsletter", "The Valley Courier"),
        ("Write to the desk at news@reuters.com", "Reuters"),
    ],
)
def test_furniture_names_the_outlet(line, outlet):
    assert masthead(TITLE, *STORY, line).outlet == outlet


def test_links_to_networks_name_no_outlet():
    assert masthead(TITLE, *STORY, "Share on Facebook", "Follow us on Twitter").outlet is None


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("Agence France-Presse", "Agence France-Presse"),
        ("REUTERS", "Reuters"),
        ("Reuters", "Reuters"),
        ("By Ada Novak, Associated Press", "Associated Press"),
        ("By Ada Novak", None),
    ],
)
def test_a_credit_line_names_the_agency(line, agency):
    assert masthead(TITLE, line, "14 May 2011", *STORY).agency == agency


def test_a_quoted_agency_is_no_credit():
    last = "The army chief resigned on Sunday, according to Reuters, which cited two officers."
    assert masthead(TITLE, "By Ada Novak", *STORY, last).agency is None


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ada Novak", ("Ada Novak",)),
        ("by Ada Novak and Luis de la Vega", ("Ada Novak", "Luis de la Vega")),
        ("By ADA NOVAK, Staff Writer", ("Ada Novak",)),
        (
            "By Ada Novak, Luis Vega & Omar al-Hadi | Updated May 14, 2011",
            ("Ada Novak", "Luis Vega", "Omar al-Hadi"),
        ),
        ("Ada Novak - May 14, 2011, 8:15 pm CST", ("Ada Novak",)),
        ("Written by Ada Novak", ("Ada Novak",)),
        ("By our foreign staff", ()),
        ("Story by The Valley Courier", ()),
    ],
)
def test_bylines(byline, authors):
    assert masthead(TITLE, byline, *STORY).authors == authors


def test_a_bare_name_is_an_author_only_beside_a_date_or_a_post():
    assert masthead(TITLE, "Ada Novak", "14 May 2011", *STORY).authors == ("Ada Novak",)
    assert masthead(TITLE, "Opinion Columnist", "Zorana Bek", *STORY).authors == ("Zorana Bek",)
    assert masthead(TITLE, "Valley Roads", "Weather Map", *STORY).authors == ()


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("MOSCOW, Russia – The army", "MOSCOW, Russia"),
        ("LONDON (Reuters) - The army", "LONDON"),
        ("BEIRUT, March 1 (AFP) – The army", "BEIRUT"),
        ("RIO DE JANEIRO — The army", "RIO DE JANEIRO"),
        ("Damascus (AP) — The army", "Damascus"),
        ("The army – The whole of it", None),
        ("UPDATE: The army", None),
        ("In Moscow, the army", None),
        ("BREAKING – The army", None),
    ],
)
def test_datelines(opening, place):
    text = f"{opening} left the border post before dawn, the governor said on Saturday."
    wire = read_wire(text, [Span(0, len(text))])
    assert (None if wire is None or wire.place is None else wire.place.of(text)) == place


def test_the_dateline_stays_in_the_body_and_gives_the_agency():
    report = take("a.txt", "\n\n".join([TITLE, "LONDON (Reuters) - " + STORY[0], *STORY[1:]]).encode())
    assert report.body[0].of(report.text).startswith("LONDON (Reuters) - Rebel")
    assert report.masthead.agency == "Reuters"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("02 Mar 2013 10:40", date(2013, 3, 2)),
        ("Nov. 19, 2019 at 5:05 p.m. ET", date(2019, 11, 19)),
        ("19 November 2019", date(2019, 11, 19)),
        ("Monday, November 18th, 2019", date(2019, 11, 18)),
        ("2019-11-18T23:30:00Z", date(2019, 11, 18)),
        ("31. October, 2023", date(2023, 10, 31)),
        ("19/06/2012", date(2012, 6, 19)),
        ("06/19/12", date(2012, 6, 19)),
        ("11.02.2024 at 4 p.m. EST", date(2024, 11, 2)),
        ("Tuesday 06/12/2011", date(2011, 12, 6)),
        ("03/04/2019", None),
        ("31 February 2019", None),
        ("1.2.3.4", None),
    ],
)
def test_dates_as_mastheads_write_them(words, day):
    assert [d.date for d in find_dates(words)] == ([] if day is None else [day])


def test_the_page_decides_whether_the_day_comes_first():
    text = "Posted 03/04/2019\nOther news 25/03/2019"
    lines = [Span(0, 17), Span(18, len(text))]
    assert day_comes_first(text, lines) is True
    assert find_dates(text, 0, 17, day_first=True)[0].date == date(2019, 4, 3)
    assert day_comes_first("Posted 03/04/2019", [Span(0, 17)]) is None


def test_a_stated_day_has_its_evidence():
    report = take("a.txt", "\n\n".join([TITLE, "Published on 14 May 2011", *STORY]).encode())
    published = report.masthead.published
    assert (published.date, published.basis) == (date(2011, 5, 14), "stated")
    assert [span.of(report.text) for span in published.evidence] == ["14 May 2011"]


def test_published_and_modified_are_kept_apart():
    found = masthead(TITLE, "Published May 14, 2011 | Updated May 16, 2011", *STORY)
    assert (found.published.date, found.modified) == (date(2011, 5, 14), date(2011, 5, 16))


def test_the_last_change_stands_in_and_says_so():
    found = masthead(TITLE, "Last Modified: 14 May 2011 10:40", *STORY)
    assert found.published.date == found.modified == date(2011, 5, 14)
    assert "stands in" in found.published.reason


def test_a_date_in_a_caption_a_teaser_or_the_story_is_not_the_day_of_publication():
    found = masthead(
        TITLE,
        "Soldiers at the market of Dara Kosh on May 2, 2009. (AP Photo/Lena Marsh)",
        *STORY,
        "The post was built on 3 June 1987 after a treaty between the two countries was signed.",
        "Related",
        "Border treaty signed - 4 June 1987",
    )
    assert found.published.date is None
    assert found.published.basis == "unknown"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("12 Comments", "comment box"),
        ("Share on Facebook", "share links"),
        ("We use cookies to improve your visit.", "consent notice"),
        ("Most read in World", "teaser"),
        ("The governor said that the army had left.", None),
    ],
)
def test_furniture_is_known_by_its_words(line, reason):
    found = furniture_of(line)
    assert (None if found is None else found.reason) == reason


@given(st.text(max_size=200))
def test_any_line_can_be_searched_for_dates(line):
    for found in find_dates(line):
        assert line[found.span.start : found.span.end].strip()

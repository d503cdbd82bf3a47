"""The sample reports: each is taken as what it was written to be (examples/README.md says what that is)."""

import datetime
import re
from pathlib import Path

import pytest

from dateline.intake import take
from dateline.intake.files import find_sources

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
REPORTS = EXAMPLES / "reports"

# File → title, day of publication (None: undated), words that are left over and not in the body.
EXPECTED = {
    "01-scholz-putin-call.txt": (
        "Scholz urges Putin to open talks with Kyiv in first call in nearly two years",
        "2024-11-16",
        ["German election 2021", "[File: Meridian Wire]", "Nord Stream 2", "farewell visit", "Follow us"],
    ),
    "02-putin-scholz-call-undated.txt": (
        "Kremlin: Putin told Scholz that Moscow never turned down talks on Ukraine",
        None,
        ["Share on Facebook", "Leave a comment", "email address"],
    ),
    "03-kyiv-after-the-call.html": (
        "After Scholz's call, missiles: Kyiv's allies ask what talking to Putin brings",
        "2024-11-18",
        ["evening letter", "24 February 2022", "taras_v", "In 2014 everybody", "Imprint"],
    ),
    "04-washington-talks-2022.txt": (
        "Armenia, Azerbaijan agree in Washington to speed up peace talks",
        "2022-11-08",
        ["Skip to content", "peacekeepers move in", "Six weeks of war", "Cookie settings"],
    ),
    "05-washington-talks-2024.html": (
        "Blinken brings Armenian and Azerbaijani ministers together at NATO summit",
        "2024-07-11",
        ["We use cookies", "in your inbox", "Photo: Meridian Wire", "sauna", "see imprint"],
    ),
    "06-morocco-earthquake-day-1.txt": (
        "Earthquake kills at least 820 people in Morocco, flattens mountain villages",
        "2023-09-09",
        ["Editing by Paul Hartnell"],
    ),
    "07-morocco-earthquake-day-2.txt": (
        "Morocco earthquake toll passes 2,000 as rescuers reach the mountains",
        "2023-09-10",
        ["AI generated summary", "ADVERTISEMENT", "Haiti ten years on", "make you feel"],
    ),
    "08-morocco-earthquake-day-4.txt": (
        "Hope fades for the buried as Morocco counts 2,901 dead",
        "2023-09-12",
        ["By Salma Idrissi"],
    ),
    "09-papua-pilot-release-planned.txt": (
        "Papua rebels say they will free New Zealand pilot after 19 months",
        "2024-09-18",
        ["Fiji votes", "Cyclone Gabrielle", "Herald app"],
    ),
    "10-papua-pilot-freed.txt": (
        "NZ pilot Phillip Mehrtens freed in Papua after 592 days",
        "2024-09-21",
        ["By Hana Rawiri", "WhatsApp", "Comments are closed"],
    ),
    "11-venezuela-talks-stall.txt": (
        "Venezuela talks stall as Maduro stays away from Barbados",
        "2019-08-08",
        ["pelican77", "Same story as in 2017", "May 20, 2018", "Log in"],
    ),
    "12-grain-deal-harbour-post.txt": (
        "Russia quits Black Sea grain deal",
        "2023-07-17",
        ["morning newsletter", "All rights reserved"],
    ),
    "13-grain-deal-northern-courier.txt": (
        "Moscow lets grain agreement lapse, UN warns of hunger",
        "2023-07-17",
        ["Midsummer 2025", "Odesa opera", "ship Razoni"],
    ),
}

LAST_WORDS = {
    "01-scholz-putin-call.txt": "would weaken Putin's isolation.",
    "02-putin-scholz-call-undated.txt": "Ukraine rejects both demands.",
    "03-kyiv-after-the-call.html": "called or visited Putin.",
    "04-washington-talks-2022.txt": "but not at any price.",
    "05-washington-talks-2024.html": "Now they talk about paragraphs.”",
    "06-morocco-earthquake-day-1.txt": "near Al Hoceima.",
    "07-morocco-earthquake-day-2.txt": "again on Sunday morning.",
    "08-morocco-earthquake-day-4.txt": "an official in Marrakech estimated.",
    "09-papua-pilot-release-planned.txt": "after a disputed vote.",
    "10-papua-pilot-freed.txt": "for the pilot came under fire.",
    "11-venezuela-talks-stall.txt": "according to the United Nations.",
    "12-grain-deal-harbour-post.txt": "3 percent in Chicago.",
    "13-grain-deal-northern-courier.txt": "said on Monday evening.",
}


def read_sample(name):
    return take(name, (REPORTS / name).read_bytes())


def body_of(report):
    return "\n".join(span.of(report.text) for span in report.body)


def test_every_sample_is_expected_and_described():
    names = [Path(source.name).name for source in find_sources([str(REPORTS)])]
    assert names == sorted(EXPECTED)
    described = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in described] == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_sample_is_taken_with_its_title_and_date(name):
    title, day, _ = EXPECTED[name]
    report = read_sample(name)
    published = report.masthead.published
    assert (report.status, report.reason) == ("read", None)
    assert report.language == "en"
    assert report.masthead.title == title
    assert published.date == (datetime.date.fromisoformat(day) if day else None)
    assert published.basis == ("stated" if day else "unknown")


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_not_the_article_is_left_over(name):
    report = read_sample(name)
    body = body_of(report)
    for words in EXPECTED[name][2]:
        assert words in report.text
        assert words not in body
    assert all(leftover.reason for leftover in report.dropped)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_article_is_kept_to_its_last_words(name):
    assert body_of(read_sample(name)).endswith(LAST_WORDS[name])


def test_samples_are_short_enough_to_be_read_at_a_glance():
    lengths = {name: len(re.findall(r"\w+", read_sample(name).text)) for name in EXPECTED}
    assert {name: n for name, n in lengths.items() if not 150 <= n <= 450} == {}


def test_samples_come_in_the_encodings_people_have():
    assert read_sample("08-morocco-earthquake-day-4.txt").encoding == "utf-16-le"
    old = REPORTS / "09-papua-pilot-release-planned.txt"
    assert b"\r\n" in old.read_bytes()
    report = read_sample(old.name)
    assert report.encoding == "cp1252"
    assert "René Kapisa" in body_of(report)
    assert "\r\n" in report.text


def test_pages_are_taken_as_pages():
    for name in ("03-kyiv-after-the-call.html", "05-washington-talks-2024.html"):
        report = read_sample(name)
        assert report.format == "html"
        assert "<p>" not in report.text
    assert "JSON-LD" in report.masthead.published.reason
    assert report.masthead.outlet == "Northern Courier"

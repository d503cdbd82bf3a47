"""Two addresses of one page are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.intake.address import address_of
from dateline.knowledge.addresses import one_form
from dateline.model import Fact


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example/world/talks?id=7",
        "http://courier.example/world/talks?id=7",
        "https://www.courier.example/world/talks/?id=7",
        "https://m.courier.example/world/talks?id=7#comments",
        "HTTPS://Courier.Example:443/world/%74alks/index.html?id=7&utm_source=feed&fbclid=abc",
        "https://courier.example./world/talks?at_medium=RSS&id=7",
    ],
)
def test_one_page_has_one_address(address):
    assert one_form(address) == "courier.example/world/talks?id=7"


def test_what_makes_another_page_stays():
    pages = [
        "https://courier.example/talks",
        "https://courier.example/Talks",
        "https://courier.example/talks?page=2",
        "https://courier.example/talks?page=3",
        "https://courier.example:8080/talks",
        "https://news.courier.example/talks",
        "https://courier.example/%2Ftalks",
    ]
    assert len({one_form(page) for page in pages}) == len(pages)


@pytest.mark.parametrize(
    "address",
    ["https://courier.example/", "https://www.courier.example/?utm_source=x",
     "https://courier.example//index.php/", "tag:courier.example,2024:7", "ftp://courier.example/talks",
     "/talks", "https:///talks", "http://[::1/talks", ""],
)  # fmt: skip
def test_front_pages_and_what_is_no_web_address_are_none(address):
    assert one_form(address) is None


def test_letters_of_other_scripts_have_one_form():
    one = one_form("https://müller.example/größe")
    assert one == one_form("https://xn--mller-kva.example/gr%c3%b6%C3%9Fe")


@given(st.text())
def test_any_text_may_be_given_as_an_address(text):
    for address in (text, f"https://{text}", f"https://courier.example/{text}"):
        form = one_form(address)
        assert form is None or one_form(f"https://{form}") == form


SERVER = "https://courier.example/talks?utm_source=feed"


@pytest.mark.parametrize(
    ("stated", "given", "expected"),
    [
        (
            "https://www.courier.example/talks",
            Fact(SERVER, "the server"),
            "https://www.courier.example/talks",
        ),
        (
            "https://amp.courier.example/talks",
            Fact(SERVER, "the server"),
            "https://amp.courier.example/talks",
        ),
        ("https://herald.example/talks", Fact(SERVER, "the server"), SERVER),
        ("https://courier.example/", Fact(SERVER, "the server"), SERVER),
        ("https://www.courier.example/talks", Fact(SERVER, "clippings.csv", user=True), SERVER),
        ("https://courier.example/talks", None, "https://courier.example/talks"),
        ("/talks", None, None),
        (None, Fact("tag:courier.example,2024:7", "the feed's entry"), None),
    ],
)
def test_the_address_of_a_report_is_what_its_page_says_within_its_site(stated, given, expected):
    assert address_of(stated, given) == expected

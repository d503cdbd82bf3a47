"""What someone does who sees the pages for the first time: in every window, with scripts and without."""

import re

import pytest
from conftest import STRIKE
from playwright.sync_api import Page, expect

import dateline
from browser.visits import NARROW, visit

WINDOWS = {
    "wide": {},
    "without scripts": {"java_script_enabled": False},
    "narrow": {"viewport": NARROW},
    "dark, narrow, without scripts": {
        "viewport": NARROW,
        "java_script_enabled": False,
        "color_scheme": "dark",
    },
}


@pytest.fixture(scope="module", params=WINDOWS.values(), ids=WINDOWS)
def visited(browser, news, request):
    """A visit in each kind of window, with which test after test goes on."""
    with visit(browser, news.home, **request.param) as visited:
        yield visited


def test_from_the_overview_to_the_call_its_two_accounts_and_the_sentence_in_the_report(visited, news):
    page = visited.go("/")
    page.locator(f'main a[href="/event/{news.event}"]').first.click()
    expect(page.get_by_role("heading", name="Accounts side by side")).to_be_visible()
    cited = page.locator("#accounts ~ .sides .proof, #accounts ~ h3 ~ .sides .proof")
    reports = {link.get_attribute("href").split("#")[0] for link in cited.locator("footer a").all()}
    assert len(reports) >= 2, "two reports give accounts of the call"
    sentence = cited.first.locator("p").inner_text()
    cited.first.get_by_role("link").first.click()
    there = page.locator(".s:target")
    expect(there).to_be_in_viewport()
    assert plain(sentence) in plain(there.inner_text()) or plain(there.inner_text()) in plain(sentence)
    assert visited.fits()


def plain(words: str) -> str:
    """Words without white space, which a page and a text have in different places."""
    return re.sub(r"\s", "", words)


def test_the_timeline_is_filtered_by_actor_and_month(visited, news):
    page = visited.go("/timeline")
    everything = rows(page)
    page.get_by_label("Actor").fill(news.actor)
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".count")).to_contain_text(f"filtered by actor {news.actor}")
    assert 0 < rows(page) < everything
    expect(page.locator(f'a[href="/event/{news.event}"]')).to_be_visible()
    page.locator("svg.band a").first.click()
    expect(page.locator(".count")).to_contain_text("from")
    page.locator(".count").get_by_role("link", name="all").click()
    expect(page.locator(".count")).not_to_contain_text("filtered")
    assert rows(page) == everything and visited.fits()


def rows(page: Page) -> int:
    return page.locator("article.row").count()


def test_search_finds_sentences_and_leads_to_them(visited, news):
    page = visited.go("/")
    page.get_by_role("searchbox", name="Search the sentences").fill(news.phrase)
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")
    found = page.locator("article.row").first
    expect(found.locator("mark").first).to_have_text(re.compile(news.phrase, re.I))
    assert visited.fits()
    found.get_by_role("link").first.click()
    expect(page.locator(".s:target")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_correction_holds_when_all_is_read_again_and_can_be_taken_back(
    browser, corrected, talks, tmp_path, scripts
):
    event = f"/event/{corrected.event}"
    with visit(browser, corrected.home, java_script_enabled=scripts) as visited:
        page = visited.go(event)
        page.get_by_label("date").fill("2014-03-13")
        page.get_by_label("Note (why)").first.fill("the Kremlin's list of calls")
        page.get_by_role("button", name="Save the fields").click()
        expect(page.get_by_role("status").first).to_contain_text("Edited: event")
        expect(page.locator("dl.facts").first).to_contain_text("2014-03-13 set by a correction")

        (tmp_path / "later.txt").write_text(STRIKE, encoding="utf-8")
        with dateline.open(corrected.archive) as archive:
            archive.read([talks.archive.parent / "in", tmp_path / "later.txt"], extractor="rules")
        visited.go("/reports?name=Dockers")
        expect(page.locator("td").first).to_contain_text("2014-09-10")
        visited.go(event)
        expect(page.locator("dl.facts").first).to_contain_text("2014-03-13 set by a correction")

        visited.go("/corrections")
        expect(page.locator("tbody")).to_contain_text("the Kremlin's list of calls")
        page.get_by_role("button", name="date 2014-03-13").click()
        visited.go(event)
        expect(page.locator("dl.facts").first).to_contain_text("2014-03-14")

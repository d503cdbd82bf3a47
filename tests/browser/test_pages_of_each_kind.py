"""What holds for every page: nothing that keeps people out, no scrolling sideways, no stranger asked."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from browser.visits import BUT_COLOURS, COLOURS, EVERYTHING, pages_of_each_kind, visit
from dateline.web.guard import POLICY

IN_THE_DARK = re.compile(r"/$|/(timeline|report/|event/|figures|network|review|claim)")
"""Pages that have between them every colour there is."""


@dataclass
class Walk:
    """What was seen at every page: what keeps people out, what does not fit on a phone, scripts in pages."""

    barred: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def walk(browser, news):
    addresses = pages_of_each_kind(news.home)
    assert len(addresses) > 12
    walk = Walk()
    with visit(browser, news.home) as visited:
        for address in [*addresses, f"/event/{news.event}"]:
            page = visited.go(address)
            only_here = address.startswith("/positions")  # none are held in the reports of `talks`
            walk.barred += visited.barred(EVERYTHING if only_here else BUT_COLOURS)
            walk.sideways += [] if visited.fits_on_a_phone() else [address]
            walk.scripts += [address] * page.locator("script:not([src])").count()
    return walk


def test_axe_finds_no_grave_fault(walk):
    assert walk.barred == []


def test_no_page_scrolls_sideways_on_a_phone(walk):
    assert walk.sideways == []


def test_no_page_asks_another_than_its_server_or_is_stopped_by_its_policy(walk):
    """The walk itself has seen whom the pages asked, and what they were refused."""
    assert "script-src 'self'" in POLICY and "unsafe" not in POLICY
    assert walk.scripts == []


def test_all_colours_can_be_told_apart_in_light_and_in_dark(browser, talks):
    """Asked of small pages: how long this takes grows with the page, and the colours are the same."""
    barred = []
    with visit(browser, talks.home) as visited:
        for address in pages_of_each_kind(talks.home):
            visited.go(address)
            barred += visited.barred(COLOURS)
            barred += visited.barred_in_the_dark() if IN_THE_DARK.match(address) else []
    assert barred == []


def test_what_the_policy_forbids_is_told(browser, news):
    """The watch of the other tests sees what it is meant to see."""
    script = "document.body.append(Object.assign(document.createElement('script'), {text: 'alert(1)'}))"
    with (
        pytest.raises(AssertionError, match="Content Security Policy"),
        visit(browser, news.home) as visited,
        visited.page.expect_console_message(),
    ):
        visited.go("/keys").evaluate(script)
    with (
        pytest.raises(AssertionError, match="asks http"),
        visit(browser, news.home) as visited,
        visited.page.expect_request("http://127.0.0.1:9/"),
    ):
        visited.go("/keys").evaluate("location.href = 'http://127.0.0.1:9/'")


def test_a_report_full_of_markup_and_script_is_harmless(browser, talks):
    injected = "main script, main style, main img, main b[onclick], [onerror]"
    with visit(browser, talks.home) as visited:
        page = visited.go("/reports?name=hostile")
        page.locator("tbody a").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Minister <script>alert(1)</script> met")
        expect(page.locator(".text")).to_contain_text("<img src=x onerror=alert(2)> Paris")
        expect(page.locator(".text")).to_contain_text("{{ 7*7 }}")
        seen = [
            "/",
            "/events",
            "/timeline?all=1",
            "/search?q=alert",
            "/search?q=<img src=x onerror=alert(3)>",
        ]
        seen += ["/timeline?actor=%22%3E%3Cscript%3Ealert(4)%3C/script%3E", page.url.removeprefix(talks.home)]
        for address in seen:
            assert visited.go(address).locator(injected).count() == 0
            expect(page.locator("main")).to_be_visible()

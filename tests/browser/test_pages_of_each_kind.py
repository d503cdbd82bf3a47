"""What holds for every page: nothing that keeps people out, no scrolling sideways, no stranger asked."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browser.visits import NARROW, pages_of_each_kind, visit
from dateline.web.guard import POLICY

AXE = Axe()
GRAVE = {"serious", "critical"}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
IN_THE_DARK = re.compile(r"/$|/(timeline|report/|event/|figures|network|review|claim)")
"""Pages that have between them every colour there is."""
EVERYTHING = {"resultTypes": ["violations"]}


@pytest.fixture(scope="module")
def addresses(news):
    found = pages_of_each_kind(news.home)
    assert len(found) > 12
    return [*found, f"/event/{news.event}"]


def test_axe_finds_no_grave_fault_in_light_and_in_dark(browser, news, addresses):
    faults = []
    with visit(browser, news.home) as visited:
        for address in addresses:
            page = visited.go(address)
            found = AXE.run(page, options=EVERYTHING).response["violations"]
            if IN_THE_DARK.match(address):
                page.emulate_media(color_scheme="dark")
                found += page.evaluate("options => axe.run(options)", COLOURS)["violations"]
                page.emulate_media(color_scheme="light")
            faults += [
                f"{address}: {fault['id']}: {node['html']}"
                for fault in found
                if fault["impact"] in GRAVE
                for node in fault["nodes"]
            ]
    assert faults == []


def test_no_page_scrolls_sideways_on_a_phone(browser, news, addresses):
    with visit(browser, news.home, viewport=NARROW) as visited:
        assert [address for address in addresses if visited.go(address) and not visited.fits()] == []


def test_no_page_asks_another_than_its_server_or_is_stopped_by_its_policy(browser, news, addresses):
    assert "script-src 'self'" in POLICY and "unsafe" not in POLICY
    with visit(browser, news.home) as visited:
        for address in addresses:
            visited.go(address)
            assert visited.page.locator("script:not([src])").count() == 0


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

"""Everything by keyboard alone: the way past the navigation, the order of stops, what is focused is seen."""

import pytest
from playwright.sync_api import Page, expect

from browser.visits import NARROW, WIDE, visit

FOCUSED = """() => {
    const at = document.activeElement, style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    const all = [...document.querySelectorAll("*")];
    return {
        order: all.indexOf(at), tag: at.tagName, href: at.getAttribute("href") ?? "",
        outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
        seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight
            && box.right > 0 && box.left < innerWidth,
    };
}"""
MOST_STOPS = 250


@pytest.fixture(scope="module", params=[WIDE], ids=["wide"])
def visited(browser, news, request):
    """A visit in a window of that size, with which test after test goes on."""
    with visit(browser, news.home, viewport=request.param) as visited:
        yield visited


def tabbed(page: Page) -> dict:
    """What the next Tab comes to."""
    page.keyboard.press("Tab")
    return page.evaluate(FOCUSED)


def tab_to(page: Page, beginning: str) -> None:
    """Press Tab until a link is focused whose address begins so."""
    for _ in range(MOST_STOPS):
        if tabbed(page)["href"].startswith(beginning):
            return
    raise AssertionError(f"no Tab leads to {beginning}")


def test_the_first_stop_leads_past_the_navigation(visited):
    page = visited.go("/timeline")
    assert tabbed(page)["href"] == "#main"
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Actor")).to_be_focused()


@pytest.mark.parametrize("visited", [WIDE, NARROW], ids=["wide", "narrow"], indirect=True)
@pytest.mark.parametrize("address", ["/", "/timeline", "/event/{event}", "/corrections", "/search?q=said"])
def test_stops_come_in_the_order_of_the_page_and_are_seen(visited, news, address):
    page = visited.go(address.format(event=news.event))
    stops = [tabbed(page) for _ in range(40)]
    end = next((n for n, stop in enumerate(stops) if stop["tag"] == "BODY"), len(stops))
    orders = [stop["order"] for stop in stops[:end]]
    assert len(orders) > 10 and orders == sorted(orders)
    assert [stop for stop in stops[:end] if not (stop["outlined"] and stop["seen"])] == []


def test_from_the_overview_to_the_sentence_by_tab_and_enter(visited, news):
    page = visited.go("/")
    tab_to(page, f"/event/{news.event}")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accounts side by side")).to_be_visible()
    tab_to(page, "/report/")
    page.keyboard.press("Enter")
    expect(page.locator(".s:target")).to_be_in_viewport()


def test_keys_that_are_quicker(visited):
    page = visited.go("/")
    page.keyboard.press("g")
    page.keyboard.press("e")
    expect(page.get_by_role("heading", level=1)).to_have_text("Events")
    page.wait_for_load_state()
    rows = page.locator("[data-row]")
    for key, number in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        expect(rows.nth(number).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Accounts side by side")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("g e ?")
    expect(page.locator("#find")).to_have_value("g e ?")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Keys")


def test_the_timeline_is_filtered_and_a_correction_made_by_keyboard(browser, corrected):
    with visit(browser, corrected.home) as visited:
        page = visited.go("/timeline")
        page.get_by_label("Actor").focus()
        page.keyboard.type(corrected.actor)
        page.keyboard.press("Enter")
        expect(page.locator(".count")).to_contain_text(f"filtered by actor {corrected.actor}")
        visited.go(f"/event/{corrected.event}")
        page.get_by_role("button", name="Save the fields").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Reject")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Rejected: event")
        page.get_by_role("button", name="Take back").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Taken back")

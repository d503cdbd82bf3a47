"""Copying a citation: a button that says what it did, and without script a link to all styles."""

from playwright.sync_api import expect

from browser.visits import visit

RIGHTS = ["clipboard-read", "clipboard-write"]


def test_the_button_copies_the_plain_citation_and_says_so(browser, talks):
    with visit(browser, talks.home, permissions=RIGHTS) as visited:
        page = visited.go(f"/event/{talks.event}")
        link = page.locator("a[data-cite]").first
        button = page.get_by_role("button", name="copy citation").first
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("p[role=status]", has_text="Citation copied")).to_have_count(1)
        expect(page.get_by_role("button", name="copied")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        plain = page.request.get(visited.home + link.get_attribute("data-cite")).text()
        assert copied == plain.strip() and "SHA-256" in copied
        expect(page.get_by_role("button", name="copied")).to_have_count(0)


def test_where_nothing_may_be_copied_the_citation_is_shown(browser, talks):
    with visit(browser, talks.home) as visited:
        page = visited.go(f"/event/{talks.event}")
        page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }")
        page.get_by_role("button", name="copy citation").first.click()
        page.wait_for_url("**/cite/**")


def test_without_script_a_link_leads_to_all_styles(browser, talks):
    with visit(browser, talks.home, java_script_enabled=False) as visited:
        page = visited.go(f"/event/{talks.event}")
        expect(page.get_by_role("button", name="copy citation")).to_have_count(0)
        page.get_by_role("link", name="cite").first.click()
        for style in ("Plain", "BibTeX", "RIS", "CSL-JSON"):
            expect(page.get_by_role("textbox", name=style)).not_to_be_empty()
        with page.expect_download() as saved:
            page.get_by_role("link", name="Save as a file (.bib)").click()
        assert saved.value.suggested_filename.endswith(".bib")


def test_on_paper_there_is_nothing_to_press(browser, talks):
    with visit(browser, talks.home) as visited:
        for address in (f"/event/{talks.event}", "/reports", "/search?q=telephone"):
            page = visited.go(address)
            page.emulate_media(media="print")
            assert page.locator("button:visible, input:visible, a.cite:visible").count() == 0

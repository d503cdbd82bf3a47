"""A coder's day: rows accepted, edited, rejected, taken back and added, by keys; by forms without scripts."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import dateline
from browser.visits import NARROW, served, visit
from dateline.archive import Archive
from dateline.views import review_row, review_rows

QUAKE = """Earthquake kills 34 in Osh

Published on 4 May 2011

OSH – The earthquake in Osh on Tuesday killed 34 people, the Emergencies Ministry said on Wednesday. \
At least 90 people were injured.

Kyrgyz Prime Minister Almazbek Atambayev met Kazakh President Nursultan Nazarbayev in Osh on Wednesday.
"""
ODD = """🕊🕊 Talks & tolls in Osh

Published on 5 May 2011

OSH – 🕊 The earthquake in Osh on Tuesday was the strongest in years, the 🕊 Emergencies Ministry said on \
Wednesday. 🕊 Villagers <in the hills> waited\r
for tents.
"""
"""Characters that scripts count otherwise than the server, or that browsers read otherwise."""


@pytest.fixture(scope="module")
def shown(browser, tmp_path_factory) -> Iterator[tuple[str, Path, Path]]:
    """The address of an archive with two reports, its path, and a copy of it; they lie beside it in "in"."""
    place = tmp_path_factory.mktemp("quake")
    (place / "in").mkdir()
    for name, text in (("quake.txt", QUAKE), ("odd.txt", ODD)):
        (place / "in" / name).write_text(text, encoding="utf-8", newline="")
    path = place / "quake.db"
    with dateline.open(path) as archive:
        archive.read(place / "in", extractor="rules")
        archive.backup(place / "untouched.db")
    with served(path) as home:
        yield home, path, place / "untouched.db"


@pytest.fixture
def quake(shown) -> tuple[str, Path]:
    """The address and the path of that archive, in which nothing is decided yet."""
    home, path, untouched = shown
    with closing(sqlite3.connect(untouched)) as copy, closing(sqlite3.connect(path)) as archive:
        copy.backup(archive)
    return home, path


def rows(path: Path, **wanted: object) -> list:
    with Archive(path) as archive:
        return review_rows(archive, **wanted)  # type: ignore[arg-type]


def row(path: Path, name: str):
    with Archive(path) as archive:
        return review_row(archive, name)


def press(page: Page, key: str) -> None:
    """Press a key, and wait for the page that it leads to."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


def test_a_day_by_keys(browser, quake):
    home, path = quake
    first, second, *_ = rows(path, kind="figure")
    with visit(browser, home) as visited:
        page = visited.go("/review?kind=figure")
        expect(page.locator(".keys-here")).to_be_visible()

        press(page, "a")
        expect(page.get_by_role("status").first).to_contain_text("Accepted: figure")
        assert row(path, first.row).state == "accepted"

        page.keyboard.press("e")
        value = page.get_by_label("value")
        expect(value).to_be_focused()
        value.fill("")
        page.keyboard.type("95")  # and none of what is typed into a field is a key
        page.get_by_label("Note (why)").focus()
        page.keyboard.type("area, see")
        press(page, "Enter")
        expect(page.get_by_role("status").first).to_contain_text("Edited: figure")
        edited = row(path, second.row)
        assert (edited.state, edited.fields["value"], edited.note) == ("edited", "95", "area, see")

        visited.go(f"/review/{second.row}")
        press(page, "r")
        assert row(path, second.row).state == "rejected"
        press(page, "u")
        expect(page.locator("h2").first).to_contain_text("edited")
        assert row(path, second.row).state == "edited", "what was said before holds again"

        page.keyboard.press("t")
        page.keyboard.type("toll")
        press(page, "Enter")
        expect(page.locator(".tag a")).to_have_text("toll")

        visited.go("/review")
        heading = page.locator("#row-title").inner_text()
        press(page, "s")
        expect(page.locator("#row-title")).not_to_have_text(heading)
        press(page, "k")
        expect(page.locator("#row-title")).to_have_text(heading)
        press(page, "?")
        expect(page.get_by_role("heading", level=1)).to_have_text("Keys")
        page = visited.go(f"/review/{second.row}")
        expect(page.get_by_label("value")).to_have_value("95")


def select(page: Page, first: str, last: str) -> None:
    """Select from the beginning of the words *first* to the end of *last*, as a mouse would."""
    page.evaluate(
        """([first, last]) => {
            const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
            const range = document.createRange();
            let begun = false;
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                if (!begun && node.data.includes(first)) {
                    range.setStart(node, node.data.indexOf(first));
                    begun = true;
                }
                if (begun && node.data.includes(last)) {
                    range.setEnd(node, node.data.indexOf(last) + last.length);
                    break;
                }
            }
            const selection = document.getSelection();
            selection.removeAllRanges();
            selection.addRange(range);
        }""",
        [first, last],
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("Villagers", "tents", "Villagers <in the hills> waited\r\nfor tents"),
        ("🕊 The", "in Osh", "🕊 The earthquake in Osh"),
        ("Emergencies", "Ministry", "Emergencies Ministry"),
        ("hills", "for", "hills> waited\r\nfor"),
    ],
)
def test_selected_words_are_added_just_as_they_stand_in_the_text(browser, quake, first, last, words):
    home, path = quake
    report = rows(path, report="odd.txt")[0].report
    with visit(browser, home) as visited:
        page = visited.go(f"/report/{report}")
        select(page, first, last)
        page.get_by_role("group", name="Add the selected words as").get_by_text("event", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Add a row")
        page.locator("[name=set-type]").select_option("MOBILIZE")
        page.get_by_role("button", name="Add this").click()
        expect(page.get_by_role("status").first).to_contain_text("Added: telling of an event")
    with dateline.open(path) as archive:
        archive.read(path.with_name("in"), extractor="rules")
        [added] = review_rows(archive, state="added")
        [held] = archive.query("SELECT text FROM reports WHERE id = ?", (report,))
    [span] = added.parts["trigger"]
    assert span.of(held["text"]) == words


def test_a_day_by_forms_alone(browser, quake):
    home, path = quake
    first, second, *_ = rows(path, kind="figure")
    with visit(browser, home, java_script_enabled=False, viewport=NARROW) as visited:
        page = visited.go("/")
        page.get_by_role("link", name="Review", exact=True).click()
        expect(page.locator(".keys-here")).to_be_hidden()
        page.locator("summary", has_text="Filters").click()
        page.get_by_label("Kind").select_option("figure")
        page.get_by_role("button", name="Show").click()
        assert visited.fits()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_role("status").first).to_contain_text("Accepted: figure")
        page.get_by_label("value").fill("95")
        page.get_by_role("button", name="Save the fields").click()
        assert [row(path, one.row).state for one in (first, second)] == ["accepted", "edited"]
        page.get_by_role("button", name="Undo").click()
        assert row(path, second.row).state == "machine"
        page.get_by_role("button", name="Reject").click()
        assert row(path, second.row).state == "rejected"

        visited.go(f"/report/{first.report}")
        page.locator("a.part").first.click()
        page.get_by_text("Only some of these words").click()
        page.get_by_label("The words, copied").fill("said on Wednesday")
        page.get_by_role("button", name="Look them up").click()
        page.get_by_role("link", name="telling of an event").click()
        page.locator("[name=set-type]").select_option("AID")
        page.get_by_role("button", name="Add this").click()
        expect(page.get_by_role("status").first).to_contain_text("Added: telling of an event")
        [added] = rows(path, state="added")
        assert (added.words, added.fields["type"]) == ("said on Wednesday", "AID") and visited.fits()


def test_the_pages_of_the_review_keep_nobody_out(browser, quake):
    home, path = quake
    listed = rows(path)
    report = listed[0].report
    addresses = [
        f"/review/{next(r.row for r in listed if r.kind == kind)}"
        for kind in sorted({r.kind for r in listed})
    ]
    addresses += [
        "/review?list=1&state=all",
        "/review?kind=figure&tag=none",
        f"/review/add/{report}?words=Osh",
        f"/review/add/{report}?kind=figure&words=90+people",
        f"/review/add/{report}?kind=block&words=90+people",
    ]
    barred = []
    with visit(browser, home) as visited:
        for address in addresses:
            visited.go(address)
            barred += visited.barred() + visited.barred_in_the_dark()
            barred += [] if visited.fits_on_a_phone() else [f"{address} scrolls sideways"]
    assert barred == []

"""The pages of `dateline serve`, read as a browser without scripts reads them."""

import shutil
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_pages import REPORTS, TAGS_OF_OURS, archive_of_pages, client_of, page_at

from dateline.archive import Archive, Run
from dateline.views import event, events
from dateline.web.pages import PAGES


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return archive_of_pages(tmp_path_factory.mktemp("web"))


@pytest.fixture(scope="module")
def client(path):
    return client_of(path)


@pytest.fixture(scope="module")
def call(path):
    """The id of the call that two reports tell of."""
    with Archive(path) as archive:
        return next(row.id for row in events(archive) if row.reports == 2)


def test_from_the_overview_to_the_call_its_accounts_and_the_sentence_in_the_report(client, call):
    assert f"/event/{call}" in page_at(client, "/").links()
    page = page_at(client, f"/event/{call}")
    assert "telephone" in page.text("h1")
    assert "Accounts side by side" in page.text() and "Kremlin" in page.text()
    assert "2014-03-14" in page.text()
    cited = [link for link in page.links() if link.startswith("/report/") and "#s" in link]
    assert len(cited) >= 2
    for link in cited:
        address, fragment = link.split("#")
        assert fragment in page_at(client, address).ids()


def test_accounts_are_set_side_by_side_by_outlet_too(client, call):
    assert "what one outlet tells" in page_at(client, f"/event/{call}?by=outlet").text()


def test_every_link_of_every_page_leads_somewhere(client):
    seen, waiting = set(), ["/"]
    while waiting and len(seen) < 150:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
        page = page_at(client, address)
        for link in page.links():
            target, _, fragment = link.partition("#")
            if not target or target.startswith("?"):
                base = address.split("?")[0]
                if fragment and not target:
                    assert fragment in page.ids(), f"{address}: #{fragment}"
                target = base + target
            if "?page=" not in target:
                waiting.append(target)
    assert len(seen) > 30


def test_each_page_has_landmarks_one_heading_and_a_title(client, call):
    for address in (
        "/",
        "/timeline",
        "/events",
        f"/event/{call}",
        "/reports",
        "/stories",
        "/search",
        "/keys",
    ):
        page = page_at(client, address)
        assert [len(list(page.all(tag))) for tag in ("main", "h1", "header")] == [1, 1, 1]
        assert page.links()[0] == "#main" and page.text("title").endswith("· Dateline")
        labelled = {e.attributes.get("for") for e in page.all("label")}
        for element in page.all("input"):
            if element.attributes.get("type") != "hidden" and element.attributes.get("id"):
                assert element.attributes["id"] in labelled or element.attributes["id"].startswith("show-")


def test_the_timeline_is_filtered_and_says_how(client):
    everything = page_at(client, "/timeline").text()
    assert "2014-03-14" in everything and "2014-08-23" in everything
    page = page_at(client, "/timeline?actor=Poroshenko&from=2014-08")
    assert "2014-03-14" not in page.text("main") and "2014-08-23" in page.text("main")
    assert "1 event; filtered by actor Poroshenko; from 2014-08" in page.text("main")
    assert "planned" in page.text("main")


def test_the_timeline_is_filtered_by_who_tells_and_by_status(client):
    told = page_at(client, "/timeline?outlet=reuters").text("main")
    assert "2014-08-23" in told and "2014-03-14" not in told
    planned = page_at(client, "/timeline?status=planned").text("main")
    assert "2014-08-23" in planned and "Donald Tusk" not in planned


def test_the_band_of_the_timeline_leads_closer(client):
    page = page_at(client, "/timeline?zoom=year")
    [year] = [link for link in page.links() if "from=2014&" in link]
    closer = page_at(client, f"/timeline{year}")
    assert any("from=2014-08" in link and "zoom=day" in link for link in closer.links())


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("actor=Nobody", 'no actor goes by "Nobody"'),
        ("from=tomorrow", '"tomorrow" names no day'),
        ("to=2014-02-30", '"2014-02-30" names no day'),
        ("from=2014-03&to=2014-02", "put the earlier of the two first"),
        ("story=none", "none"),
    ],
)
def test_a_filter_that_cannot_be_understood_is_answered_beside_the_filter(client, query, says):
    [trouble] = page_at(client, f"/timeline?{query}").all("p", role="alert")
    assert says in trouble.text


def test_an_unknown_id_is_not_found_and_shows_the_way_back(client):
    for address in ("/event/e999", "/report/nothing", "/story/s0", "/no/such/page"):
        page = page_at(client, address, 404)
        assert "/events" in page.links() and page.text("h1")


def test_the_beginning_of_an_id_leads_to_the_whole_address(client, call):
    answer = client.get(f"/event/{call[:8]}")
    assert answer.url.path == f"/event/{call}"


def test_a_report_shows_its_layers_and_ties_rows_to_sentences(client, path):
    with Archive(path) as archive:
        report = next(archive.query("SELECT id FROM reports WHERE source LIKE '%call.txt'"))["id"]
    page = page_at(client, f"/report/{report}")
    marks = {
        e.attributes["class"]: e for e in page.all("a") if e.attributes.get("class", "").startswith("m ")
    }
    assert any("actors" in name for name in marks) and any("quotes" in name for name in marks)
    assert any("actors" in name and "quotes" in name for name in marks), "a name within a quotation has both"
    for mark in marks.values():
        assert mark.attributes["href"].removeprefix("#") in page.ids()
    assert any("Left out:" in e.attributes["aria-label"] for e in page.all("div", role="note"))
    article = page.text("article").replace("To the article · To what was found", "")
    assert "".join(REPORTS["call.txt"].split("Published")[1].split()) in "".join(article.split())
    boxes = {e.attributes["id"] for e in page.all("input", type="checkbox")}
    assert {
        "show-actors",
        "show-times",
        "show-quotes",
        "show-events",
        "show-figures",
        "show-leftovers",
    } <= boxes


def test_a_report_that_could_not_be_read_says_why(client):
    page = page_at(client, "/reports?status=failed")
    assert "1 report; filtered by read: failed" in page.text("main")
    [link] = [link for link in page.links() if link.startswith("/report/")]
    assert "There is no text" in page_at(client, link).text("main")


def test_search_finds_phrases_and_keeps_to_the_filters(client):
    assert "observers on the ground" in page_at(client, '/search?q="observers on the ground"').text("main")
    assert "No sentence" in page_at(client, '/search?q="ground the on"').text("main")
    assert "2 sentences" in page_at(client, "/search?q=Ukraine crisis").text("main")
    later = page_at(client, "/search?q=Ukraine crisis&from=2014-03-15").text("main")
    assert "1 sentence; filtered by from 2014-03-15" in later and "call-kremlin.txt" in later
    assert (
        "2 sentences; filtered by outlet reuters" in page_at(client, "/search?q=Kyiv&outlet=reuters").text()
    )
    assert "names no day" in page_at(client, "/search?q=Kyiv&from=soon").text("main")


def test_the_words_found_are_marked_in_their_sentence(client):
    page = page_at(client, "/search?q=%22The observers%22 ukraine")
    assert not list(page.all("mark"))
    page = page_at(client, '/search?q="observers on" merkel')
    assert {mark.text for mark in page.all("mark")} == {"observers on", "Merkel"}


def test_a_report_full_of_markup_and_script_is_harmless(client, path):
    with Archive(path) as archive:
        report = next(archive.query("SELECT id FROM reports WHERE source LIKE '%hostile.txt'"))["id"]
        told = [row.id for row in events(archive) if row.best.report == report]
    for address in (
        f"/report/{report}",
        *(f"/event/{name}" for name in told),
        "/",
        "/reports",
        "/search?q=alert",
    ):
        page = page_at(client, address)
        assert {e.tag for e in page.elements} <= TAGS_OF_OURS
        assert not [name for e in page.elements for name in e.attributes if name.startswith("on")]
        assert not [e for e in page.elements if "style" in e.attributes]
        for script in page.all("script"):
            assert script.attributes["src"].startswith("/static/") and not script.text
    assert "<script>alert(1)</script>" in page_at(client, f"/report/{report}").text("h1")
    assert "{{ 7*7 }}" in page_at(client, f"/report/{report}").text("article")


def test_nothing_is_loaded_from_elsewhere(client, call):
    for address in ("/", "/timeline", f"/event/{call}"):
        for element in page_at(client, address).elements:
            for name in ("src", "href", "action"):
                value = element.attributes.get(name, "/")
                assert value.startswith(("/", "#", "?")) and not value.startswith("//")


NAMES = ("actor", "place", "type", "status", "outlet", "from", "to", "zoom", "page", "all", "q", "by", "name")
ODD = st.dictionaries(
    st.sampled_from(NAMES),
    st.text(max_size=30)
    | st.sampled_from(["-1", "0", "9" * 40, "2014-13", '"', "%", "X", "0000", "9999-12-31"]),
    max_size=4,
)
ASKED = st.sampled_from([page.path for page in PAGES if page.method == "GET"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ASKED, st.text(min_size=1, max_size=20), ODD)
def test_no_odd_parameter_is_a_defect(client, address, name, query):
    answer = client.get(address.replace("{name}", quote(name, safe="")), params=query)
    assert answer.status_code in {200, 404}


def test_an_archive_without_reports_says_how_to_begin(tmp_path):
    Archive(tmp_path / "new.db", create=True).close()
    client = client_of(tmp_path / "new.db")
    for page in PAGES:
        if page.method == "GET" and "{" not in page.path:
            page_at(client, page.path)
    assert "dateline read FOLDER" in page_at(client, "/").text("main")


def test_an_archive_that_went_away_is_told_plainly(tmp_path):
    Archive(tmp_path / "gone.db", create=True).close()
    client = client_of(tmp_path / "gone.db")
    for file in tmp_path.iterdir():
        file.unlink()
    assert "there is no archive" in page_at(client, "/", 503).text("h1")


def test_pages_are_answered_while_another_process_writes(client, path):
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM events")
    try:
        assert "2014-03-14" in page_at(client, "/timeline").text("main")
    finally:
        writer.execute("ROLLBACK")
        writer.close()


def test_a_page_is_of_one_state_though_the_record_changes_meanwhile(path):
    with Archive(path) as reader, reader.snapshot():
        rows = events(reader)

        def write() -> None:
            with Archive(path) as writer:
                writer._run("UPDATE events SET title = title || '!'")

        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert [row.title for row in events(reader)] == [row.title for row in rows]
        assert event(reader, rows[0].id).row.title == rows[0].title
    with Archive(path) as writer:
        writer._run("UPDATE events SET title = substr(title, 1, length(title) - 1)")


def test_the_overview_shows_how_far_a_run_is_and_what_the_last_one_brought(tmp_path, path):
    copied = shutil.copy(path, tmp_path / "a.db")
    client = client_of(copied)
    assert "7 reports, read until" in page_at(client, "/").text("main"), "all are new in the first run"
    now = datetime.now(UTC)
    going_on = Run((now - timedelta(minutes=9)).isoformat(), now.isoformat(), "read", 3)
    with Archive(copied) as archive:
        archive.note_run(going_on)
    page = page_at(client, "/")
    assert "Reading: 3 sources done" in page.text("main") and "goes on from there" not in page.text("main")
    assert [meta.attributes["content"] for meta in page.all("meta", **{"http-equiv": "refresh"})] == ["5"]
    assert "3 sources done" in client.get("/running").text
    with Archive(copied) as archive:
        archive.note_run(replace(going_on, seen=(now - timedelta(minutes=8)).isoformat()))
    assert "No sign of life for 48" in page_at(client, "/").text("main")
    with Archive(copied) as archive:
        archive.note_run(replace(going_on, doing="done", before=archive.last_read()))
    page = page_at(client, "/")
    assert "Reading" not in page.text("main") and "New in the last run" not in page.text("main")
    assert client.get("/running").text.strip() == ""


def test_a_line_of_ones_own_stands_above_what_is_printed(client):
    page = page_at(client, "/timeline?actor=Merkel&print=Case 12 <draft>")
    [line] = page.all("p", **{"class": "on-paper"})
    assert line.text == "Case 12 <draft>"
    assert not list(page_at(client, "/timeline").all("p", **{"class": "on-paper"}))

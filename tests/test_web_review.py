"""Rows decided in the browser by forms alone: in the queue, on a report or an event; words are added."""

import shutil
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from web_pages import ADDRESS, TAGS_OF_OURS, Page, archive_of_pages, client_of, page_at

from dateline.archive import Archive
from dateline.corrections import export_corrections
from dateline.errors import CorrectionError
from dateline.model import Span, places_of
from dateline.pipeline import update_record
from dateline.views import events, pending, review_row, review_rows
from dateline.web.guard import Door
from dateline.web.pages import decisions
from dateline.web.pages.adding import ADDED
from dateline.web.pages.decisions import DECISIONS
from dateline.web.selected import selection

OURS = {"origin": ADDRESS}


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return archive_of_pages(tmp_path_factory.mktemp("review"))


@pytest.fixture
def path(read, tmp_path):
    return shutil.copy(read, tmp_path / "talks.db")


@pytest.fixture
def archive(path):
    with Archive(path) as opened:
        yield opened


@pytest.fixture
def coder(path, monkeypatch):
    monkeypatch.setenv("DATELINE_CODER", "ana")
    return Coder(path)


class Coder:
    """Somebody at a browser without scripts: reads pages, and presses the buttons of the forms on them."""

    def __init__(self, path):
        self.client = client_of(path, Door())
        self.page = None

    def go(self, address):
        self.page = page_at(self.client, address)
        return self.page

    def press(self, action, button="", expected=200, **typed):
        """Send the form with that action, as it stands but for what is *typed*, by a button of that value."""
        fields = next(form for form in forms(self.page) if form["action"] == action)["fields"]
        sent = {**fields, **typed, **({"verdict": button} if button else {})}
        return self.post(action, sent, expected)

    def post(self, action, fields, expected=200):
        answer = self.client.post(action, data=fields, headers=OURS)
        assert answer.status_code == expected, answer.text
        self.page = Page(answer.text)
        self.address = str(answer.url).removeprefix(ADDRESS)
        return self.page


def forms(page):
    """The forms of a page that send something, with the values of their fields."""
    found = []
    select = None
    for element in page.elements:
        kind, given = element.tag, element.attributes
        if kind == "form":
            found.append({"action": given.get("action", ""), "fields": {}})
        elif kind == "select":
            select = given["name"]
        elif kind == "option" and "selected" in given and found and select:
            found[-1]["fields"][select] = given.get("value", element.text)
        elif kind in {"input", "textarea"} and "name" in given and found:
            found[-1]["fields"].setdefault(given["name"], given.get("value", ""))
    return found


def row_in(page):
    """The row that a page of the queue has in focus."""
    return next(form for form in forms(page) if form["action"] == "/review/decide")["fields"]["row"]


def figure_of(archive, words):
    return next(row for row in review_rows(archive, kind="figure") if words in row.words)


def report_of(archive, name):
    return next(archive.query("SELECT id, text FROM reports WHERE source LIKE ?", (f"%{name}",)))


# --- the queue


def test_the_least_certain_row_comes_first_with_its_sentence_its_fields_and_why(coder, archive):
    page = coder.go("/review")
    first, second = review_rows(archive, limit=2)
    assert row_in(page) == first.row
    assert all(reason in page.text("main") for reason in first.doubts) and first.doubts
    assert first.label in page.text("main")
    assert {e.tag for e in page.elements} <= TAGS_OF_OURS
    assert f"/review/{second.row}?" in page.links()


def test_the_words_of_a_row_are_marked_by_what_they_are_and_stand_among_others(coder, archive):
    page = coder.go(f"/review/{figure_of(archive, '12').row}")
    marked = {mark.attributes.get("data-part"): mark.text for mark in page.all("mark")}
    assert marked["figure"] == "at least 12 people" and marked["source"] == "Ukrainian officials"
    assert "We need observers" in page.text("main"), "the sentence before"


def test_a_row_is_accepted_and_the_next_one_comes(coder, archive):
    page = coder.go("/review?kind=figure")
    first, second = review_rows(archive, kind="figure", limit=2)
    page = coder.press("/review/decide", "accept", note="seen")
    assert row_in(page) == second.row and "Accepted:" in page.text("main")
    done = review_row(archive, first.row)
    assert (done.state, done.by, done.note) == ("accepted", "ana", "seen")


def test_what_is_typed_into_the_fields_is_an_edit_whichever_button_is_pressed(coder, archive):
    row = figure_of(archive, "12").row
    coder.go(f"/review/{row}")
    page = coder.press("/review/decide", "accept", **{"set-value": "14"})
    assert "Edited: figure “at least 12 people”" in page.text("main")
    assert (review_row(archive, row).state, review_row(archive, row).fields["value"]) == ("edited", "14")
    coder.go(f"/review/{row}")
    coder.press("/review/decide", "edit")
    assert review_row(archive, row).state == "accepted", "nothing was changed in the fields"


def test_a_field_that_is_emptied_becomes_unknown(coder, archive):
    row = next(r for r in review_rows(archive, kind="event-mention") if r.fields["date"])
    coder.go(f"/review/{row.row}")
    coder.press("/review/decide", "edit", **{"set-date": ""})
    assert review_row(archive, row.row).fields == {**row.fields, "date": ""}


def test_a_rejected_row_leaves_its_report_and_comes_back(coder, archive):
    row = figure_of(archive, "12")
    coder.go(f"/review/{row.row}")
    coder.press("/review/decide", "reject")
    assert f"/review/{row.row}?" not in coder.client.get(f"/report/{row.report}").text
    page = coder.go("/review?kind=figure")
    assert "Rejected: figure" in page.text("main"), "what can be taken back is told"
    page = coder.press("/review/undo")
    assert coder.address.startswith(f"/review/{row.row}") and "Taken back" in page.text("main")
    assert review_row(archive, row.row).state == "machine"
    assert f"/review/{row.row}?" in coder.client.get(f"/report/{row.report}").text


def test_the_last_decision_of_others_is_not_ones_own(coder, archive, monkeypatch):
    coder.go("/review?kind=figure")
    coder.press("/review/decide", "accept")
    assert "/review/undo" in {form["action"] for form in forms(coder.go("/review?kind=figure"))}
    monkeypatch.setenv("DATELINE_CODER", "boris")
    assert "/review/undo" not in {form["action"] for form in forms(coder.go("/review?kind=figure"))}


def test_a_row_that_was_decided_meanwhile_is_looked_at_again(coder, archive):
    page = coder.go("/review?kind=figure")
    [form] = [form for form in forms(page) if form["action"] == "/review/decide"]
    coder.press("/review/decide", "accept")
    page = coder.post("/review/decide", {**form["fields"], "verdict": "reject"})
    assert "decided meanwhile" in page.text("main")
    assert review_row(archive, form["fields"]["row"]).state == "accepted"


def test_skipping_goes_on_to_the_end_and_back(coder, archive):
    rows = [row.row for row in review_rows(archive, kind="figure")]
    page = coder.go("/review?kind=figure")
    for row in rows:
        assert row_in(page) == row
        page = coder.go(next(e.attributes["href"] for e in page.all("a", rel="next")))
    assert f"{len(rows)} rows of these are left" in page.text("main")
    page = coder.go(f"/review?kind=figure&before={rows[-1]}")
    assert row_in(page) == rows[-2]


def test_filters_go_along_from_row_to_row(coder, archive):
    report = report_of(archive, "call.txt")["id"]
    page = coder.go(f"/review?report={report[:8]}&kind=attribution")
    row = review_rows(archive, report=report, kind="attribution")[0]
    assert row_in(page) == row.row and "filters (kind attribution; report" in page.text("main")
    page = coder.press("/review/decide", "accept")
    assert "report=" in coder.address and row_in(page) != row.row
    page = coder.go(f"/review?report={report}&state=accepted")
    assert row_in(page) == row.row
    page = coder.go("/review?actor=Angela+Merkel&type=CONSULT&state=all&list=1")
    assert "CONSULT" in page.text("main")


@pytest.mark.parametrize("query", ["report=nothing", "event=e-none", "actor=Nobody+At+All"])
def test_a_filter_that_finds_nothing_says_so(coder, query):
    [trouble] = coder.go(f"/review?{query}").all("p", role="alert")
    assert trouble.text


# --- where the archive is large


def test_decisions_are_kept_at_once_and_the_record_follows_when_asked(coder, archive, monkeypatch):
    monkeypatch.setattr(decisions, "FOLLOWED_AT_ONCE", 1)
    first, second = review_rows(archive, kind="figure", limit=2)
    coder.go("/review?kind=figure")
    page = coder.press("/review/decide", "accept")
    assert row_in(page) == second.row and "1 decision is not in the record yet" in page.text("main")
    assert row_in(coder.go("/review?kind=figure")) == second.row, "what was decided does not come again"
    assert "1 decision is" in coder.go("/timeline?from=2014").text("main")
    coder.press("/review/follow")
    assert coder.address == "/timeline?from=2014" and pending(archive) == 0
    assert "not in the record" not in coder.page.text("main")
    coder.go(f"/review/{first.row}")
    page = coder.press("/review/undo")
    assert row_in(page) == first.row and pending(archive) == 1


# --- events, reports, tags


def test_an_event_is_edited_rejected_and_put_back_on_its_page(coder, archive):
    name = next(row.id for row in events(archive) if "Tusk" in row.best.passage.text)
    coder.go(f"/event/{name}")
    page = coder.press("/review/decide", "edit", **{"set-date": "2014-08-18", "set-title": "A visit"})
    assert coder.address.startswith(f"/event/{name}?done=") and "2014-08-18" in page.text("dl")
    assert page.text("h1") == "A visit" and "edited" in page.text("main")
    coder.press("/review/decide", "reject", note="a rumour")
    assert f"/event/{name}" not in coder.go("/timeline?all=1").links()
    page = coder.go(f"/event/{name}")
    assert "retracted" in page.text("main") and "by ana on" in page.text("main")
    coder.press("/review/decide", "accept")
    assert f"/event/{name}" in coder.go("/timeline?all=1&state=accepted").links()


def test_the_day_of_a_report_is_set_on_its_page(coder, archive):
    report = report_of(archive, "undated.txt")["id"]
    coder.go(f"/report/{report}")
    assert not list(coder.page.all("button", value="accept", **{"aria-keyshortcuts": "a"}))
    fields = next(f["fields"] for f in forms(coder.page) if f["fields"].get("row") == f"{report}-date")
    page = coder.post("/review/decide", {**fields, "set-published": "2014-05-02", "verdict": "edit"})
    assert "2014-05-02" in page.text("dl") and "edited" in page.text("dl")
    fields = next(f["fields"] for f in forms(page) if f["fields"].get("row") == f"{report}-date")
    page = coder.post("/review/decide", {**fields, "set-published": "May", "verdict": "edit"}, 400)
    assert "no single day" in page.text("h1")


def test_a_part_that_was_left_out_is_put_into_the_article_and_back(coder, archive):
    report = report_of(archive, "flood.txt")
    coder.go(f"/report/{report['id']}")
    line = report["text"].index("Published")
    fields = next(
        f["fields"]
        for f in forms(coder.page)
        if f["fields"].get("row", "").startswith(f"{report['id']}-b{line}-")
    )
    page = coder.post("/review/decide", {**fields, "verdict": "reject"})
    assert "Edited: block of a text “Published on" in page.text("main")
    [body] = archive.query("SELECT body FROM reports WHERE id = ?", (report["id"],))
    assert f"[{line}," in body["body"]
    coder.press("/review/undo")
    [body] = archive.query("SELECT body FROM reports WHERE id = ?", (report["id"],))
    assert f"[{line}," not in body["body"]


def test_tags_are_put_on_rows_events_and_reports_listed_and_taken_off(coder, archive):
    row = figure_of(archive, "12")
    for address in (
        f"/review/{row.row}",
        f"/event/{row.event or events(archive)[0].id}",
        f"/report/{row.report}",
    ):
        coder.go(address)
        page = coder.press("/review/tag", tag=" toll  2014 ")
        assert "toll 2014" in [e.text for e in page.all("a")]
    page = coder.go("/review?list=1&state=all&tag=toll 2014")
    assert "2 rows" in page.text("main") and f"/report/{row.report}" in page.links()
    coder.go(f"/report/{row.report}")
    taken_off = next(f["fields"] for f in forms(coder.page) if f["action"] == "/review/undo")
    page = coder.post("/review/undo", taken_off)
    assert coder.address.startswith(f"/report/{row.report}")
    assert "toll 2014" not in [e.text for e in page.all("a")]


def test_what_was_decided_is_told_in_words_where_rows_are_listed(coder, archive):
    name = next(row.id for row in events(archive) if "Tusk" in row.best.passage.text)
    coder.go(f"/event/{name}")
    coder.press("/review/decide", "accept")
    assert "✓ accepted" in coder.go("/events").text("main")
    assert "1 event; filtered by state accepted" in coder.go("/events?state=accepted").text("main")


# --- rows that were missed


def test_a_missed_row_is_added_by_its_words_and_stands_in_its_report(coder, archive):
    report = report_of(archive, "later.txt")
    page = coder.go(f"/review/add/{report['id']}?kind=event-mention&words=her+office+said")
    assert "her office said" in {mark.text for mark in page.all("mark")}
    page = coder.press(
        "/review/add", **{"set-type": "CONSULT", "set-source": "Angela Merkel", "note": "missed"}
    )
    assert coder.address.startswith(f"/report/{report['id']}") and "Added: telling of an event" in page.text(
        "main"
    )
    [added] = review_rows(archive, state="added")
    assert (added.words, added.fields["type"], added.by) == ("her office said", "CONSULT", "ana")
    assert f"/review/{added.row}?" in coder.client.get(f"/report/{report['id']}").text


def test_words_that_stand_in_several_places_are_asked_for(coder, archive):
    report = report_of(archive, "call.txt")
    page = coder.go(f"/review/add/{report['id']}?kind=position&words=Merkel")
    assert "stand in 2 places" in page.text("main")
    places = [link for link in page.links() if "start=" in link]
    assert len(places) == 2
    page = coder.go(f"/review/add/{report['id']}{places[1]}")
    assert {mark.text for mark in page.all("mark")} == {"Merkel"}
    page = coder.go(f"/review/add/{report['id']}?kind=position&words=Merkel&sentence=2")
    assert "Add this position" in page.text("main")
    line = report["text"].index("told") - 20
    page = coder.go(f"/review/add/{report['id']}?kind=position&words=Merkel&from={line}&until={line + 40}")
    assert "Add this position" in page.text("main")


def test_words_that_are_not_there_are_not_added(coder, archive):
    report = report_of(archive, "call.txt")
    page = coder.go(f"/review/add/{report['id']}?kind=figure&words=thirteen people")
    assert "do not stand in the text" in page.text("main")
    coder.go(f"/review/add/{report['id']}?kind=figure&words=at+least+12")
    page = coder.press("/review/add", expected=400, **{"set-value": "12", "set-what": "killed", "start": "3"})
    assert "other words stand there" in page.text("h1")
    assert pending(archive) == 0 and not list(export_corrections(archive))


def test_words_are_left_out_of_the_article_with_a_reason(coder, archive):
    report = report_of(archive, "call.txt")
    coder.go(f"/review/add/{report['id']}?kind=block&words=Merkel told reporters in Berlin.")
    coder.press("/review/decide", "edit", **{"set-reason": "an aside"})
    [held] = archive.query("SELECT dropped FROM reports WHERE id = ?", (report["id"],))
    assert "an aside" in held["dropped"]


TEXT = "Naïve 🕊 talks\r\nbegan\0 in  Osh. 🕊 talks went on."


@example(TEXT.index("\0"), TEXT.index("\0") + 1)
@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_a_selection_is_what_stands_there_or_nothing(start, end):
    words = " ".join(TEXT[start:end].replace("\0", "").split())
    if not words:
        with pytest.raises(CorrectionError):
            selection(TEXT, str(start), str(end), words)
        return
    span = selection(TEXT, str(start), str(end), words)
    assert span.of(TEXT) == TEXT[start:end].strip()
    with pytest.raises(CorrectionError):
        selection(TEXT, str(start), str(end), words + "!")


@pytest.mark.parametrize(
    "place", [("", "3"), ("-1", "3"), ("٣", "9"), ("5", "5"), ("0", "9" * 30), ("1.5", "3")]
)
def test_a_place_that_is_none_is_refused(place):
    with pytest.raises(CorrectionError):
        selection(TEXT, *place, "talks")


def test_words_are_found_whatever_white_space_is_between_them():
    assert list(places_of("talks began", TEXT.replace("\0", ""), Span(0, len(TEXT)))) == [Span(8, 20)]
    assert len(list(places_of("🕊 talks", TEXT, Span(0, len(TEXT))))) == 2
    assert list(places_of(" ", TEXT, Span(0, len(TEXT)))) == []


# --- who may ask, and what makes no sense


FORMS = [page.path for page in (*DECISIONS, ADDED)]


@pytest.mark.parametrize("address", FORMS)
def test_forms_of_other_pages_and_earlier_starts_are_refused(path, archive, address):
    door = Door()
    client = client_of(path, door)
    row = review_rows(archive, limit=1)[0].row
    fields = {"row": row, "verdict": "accept", "tag": "x"}
    whole = {**fields, "form_token": door.form_token}
    assert client.post(address, data=whole, headers={"origin": "http://elsewhere.example"}).status_code == 403
    assert client.post(address, data=whole).status_code == 403
    assert client.post(address, data=fields, headers=OURS).status_code == 403
    assert list(export_corrections(archive)) == []


ODD = [
    "",
    "%",
    "e",
    "-",
    "-f0",
    "0-b1-2",
    "\x00",
    "é-m1",
    "a" * 600,
    "9" * 40,
    "'; DROP TABLE events --",
    "../x",
]


@pytest.mark.parametrize("words", ODD)
@pytest.mark.parametrize("address", [address for address in FORMS if address != "/review/follow"])
def test_no_odd_form_is_a_defect(path, archive, address, words):
    door = Door()
    client = client_of(path, door)
    names = (
        "row",
        "verdict",
        "tag",
        "correction",
        "report",
        "kind",
        "start",
        "end",
        "words",
        "back",
        "fields",
        "seen",
    )
    for row in (words, review_rows(archive, kind="figure")[0].row):
        form = {"form_token": door.form_token, **dict.fromkeys(names, words), "row": row}
        answer = client.post(address, data=form, headers=OURS)
        known = address == "/review/tag" and row != words and words.strip("\x00")
        assert answer.status_code in ({200} if known else {400, 404}) or "meanwhile" in str(answer.url), words


@pytest.mark.parametrize("words", ODD)
def test_no_odd_address_is_a_defect(coder, archive, words):
    report = report_of(archive, "call.txt")["id"]
    value = quote(words, safe="")
    for address in (
        f"/review/{value or 'x'}",
        f"/review/add/{value or 'x'}",
        f"/review/add/{report}?start={value}&end={value}&words={value}&kind={value}&sentence={value}",
        f"/review/add/{report}?from={value}&until={value}&words={value}",
        f"/review?after={value}&before={value}&kind={value}&state={value}&order={value}&done={value}",
    ):
        assert coder.client.get(address).status_code in {200, 400, 404}, address


def test_a_form_leads_back_to_our_own_pages_only(coder, archive):
    row = review_rows(archive, kind="figure")[0].row
    for back in (
        "//elsewhere.example/",
        "http://elsewhere.example/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
    ):
        coder.go(f"/review/{row}")
        fields = next(f["fields"] for f in forms(coder.page) if f["action"] == "/review/tag")
        fields |= {"tag": "a tag", "back": back}
        answer = coder.client.post("/review/tag", data=fields, headers=OURS, follow_redirects=False)
        assert answer.headers["location"].startswith("/review?done=")


def test_decisions_outlive_the_record(coder, archive):
    row = figure_of(archive, "12").row
    coder.go(f"/review/{row}")
    coder.press("/review/decide", "edit", **{"set-value": "15"})
    archive.outdate_record()
    update_record(archive)
    assert review_row(archive, row).fields["value"] == "15"

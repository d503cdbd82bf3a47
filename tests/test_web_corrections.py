"""Corrections made in the browser: forms that change the record, hold, and are taken back."""

import shutil

import pytest
from web_pages import ADDRESS, archive_of_pages, client_of, page_at

from dateline.archive import Archive
from dateline.views import corrections, events, reports
from dateline.web.guard import Door
from dateline.web.pages.corrections import FORMS


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return archive_of_pages(tmp_path_factory.mktemp("corrections"))


@pytest.fixture
def path(read, tmp_path):
    return shutil.copy(read, tmp_path / "talks.db")


@pytest.fixture
def send(path):
    """Sends a form as the page that shows it would, and gives the page that follows."""
    door = Door()
    client = client_of(path, door)

    def sent(address, expected=200, **fields):
        data = {"form_token": door.form_token, **fields}
        answer = client.post(address, data=data, headers={"origin": ADDRESS})
        assert answer.status_code == expected, answer.text
        return answer

    return sent


def event_of(path, words):
    with Archive(path) as archive:
        return next(row for row in events(archive) if words in row.best.passage.text)


def test_the_forms_that_a_page_shows_carry_the_token_they_need(path):
    door = Door()
    name = event_of(path, "Poroshenko").id
    forms = page_at(client_of(path, door), f"/event/{name}")
    tokens = [e.attributes["value"] for e in forms.all("input", name="form_token")]
    assert tokens and set(tokens) == {door.form_token}


def test_what_was_done_is_told_and_can_be_taken_back(path, send):
    call, meeting = event_of(path, "telephone"), event_of(path, "Tusk")
    answer = send("/corrections/join", event=call.id, other=meeting.id, note="one visit")
    assert answer.url.path == "/corrections" and "Done:" in answer.text
    assert "one visit" in answer.text
    assert f'Back to <a href="/event/{call.id}">' in answer.text
    with Archive(path) as archive:
        [row] = corrections(archive)
    send("/corrections/undo", correction=row.id)
    assert event_of(path, "Tusk").id == meeting.id


def test_two_events_are_joined_and_split_again(path, send):
    call, meeting = event_of(path, "telephone"), event_of(path, "Tusk")
    send("/corrections/join", event=call.id, other=meeting.id)
    joined = event_of(path, "telephone")
    assert joined.id == call.id and joined.reports == call.reports + 1
    with Archive(path) as archive:
        later = next(row.id for row in reports(archive) if row.source.endswith("later.txt"))
    send("/corrections/split", event=joined.id, report=later)
    assert event_of(path, "telephone").reports == call.reports


def test_two_names_are_made_one_actor(path, send):
    send("/corrections/merge", actor=["Angela Merkel", "Donald Tusk"])
    with Archive(path) as archive:
        named = {row["name"] for row in archive.rows("actors")}
    assert "Angela Merkel" in named and "Donald Tusk" not in named


@pytest.mark.parametrize("words", ["", "%", "e", "\x00", "x" * 600, "'; DROP TABLE events --"])
def test_no_odd_form_is_a_defect(path, words):
    door = Door()
    client = client_of(path, door)
    fields = ("event", "other", "report", "actor", "correction", "note")
    form = {"form_token": door.form_token, **dict.fromkeys(fields, words)}
    for page in FORMS:
        answer = client.post(page.path, data=form, headers={"origin": ADDRESS})
        assert answer.status_code in {400, 404}, page.path


def test_what_cannot_be_done_is_said_and_changes_nothing(path, send):
    name = event_of(path, "Tusk").id
    assert "takes two events" in send("/corrections/join", 400, event=name, other=name).text
    assert "no event has the id" in send("/corrections/join", 404, event=name, other="e-none").text
    assert send("/corrections/merge", 404, actor="Nobody").status_code == 404
    with Archive(path) as archive:
        assert corrections(archive) == []

"""Labels of confidence in the pages: put on and taken off as on the command line, seen where it counts."""

import shutil

import pytest
from web_pages import ADDRESS, archive_of_pages, client_of, page_at

from dateline.archive import Archive
from dateline.confidence import withheld
from dateline.views import reports
from dateline.web.guard import Door


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    return archive_of_pages(tmp_path_factory.mktemp("labels"))


@pytest.fixture
def path(read, tmp_path):
    return shutil.copy(read, tmp_path / "talks.db")


@pytest.fixture
def report(path):
    with Archive(path) as archive:
        return next(row.id for row in reports(archive) if row.source.endswith("call-kremlin.txt"))


@pytest.fixture
def client(path):
    return client_of(path, Door(form_token="ours"))


def send(client, address, expected=200, **fields):
    data = {"form_token": "ours", **fields}
    answer = client.post(address, data=data, headers={"origin": ADDRESS})
    assert answer.status_code == expected, answer.text
    return answer


def marks(page):
    return [span.text for span in page.all("span") if "in confidence" in span.attributes.get("title", "")]


def test_a_label_is_put_on_seen_and_taken_off(client, path, report):
    for name in ("confidential", "source A"):
        shown = send(client, "/labels/put", report=report, label=name)
        assert shown.url.path == f"/report/{report}"
    page = page_at(client, f"/report/{report}")
    assert "confidential" in page.text("dl") and "left out of exports" in page.text("dl")
    assert marks(page_at(client, "/reports")) == ["confidential", "source A"]
    assert "confidential" in marks(page_at(client, "/search?q=Kremlin"))
    with Archive(path) as archive:
        assert withheld(archive) == withheld(archive, {"confidential"}) == [report]
    send(client, "/labels/take", report=report, label="confidential")
    assert marks(page_at(client, "/reports")) == ["source A"]
    send(client, "/labels/take", report=report, label="source A")
    assert marks(page_at(client, "/reports")) == []
    with Archive(path) as archive:
        assert withheld(archive) == []


def test_what_cannot_be_done_is_told(client, report):
    assert "a label takes a word" in send(client, "/labels/put", 400, report=report, label=" ").text
    assert "no such label" in send(client, "/labels/take", 404, report=report, label="none").text
    send(client, "/labels/put", 404, report="none", label="x")
    send(client, "/labels/put", 403, report=report, label="x", form_token="theirs")
    answer = client.post("/labels/put", data={"form_token": "ours", "report": report, "label": "x"})
    assert answer.status_code == 403


def test_markup_in_a_label_is_text(client, report):
    send(client, "/labels/put", report=report, label="<b>x</b>")
    for address in ("/reports", f"/report/{report}"):
        page = page_at(client, address)
        assert "<b>x</b>" in page.text() and "<b>x" not in page.source

"""Who may ask for the pages, and what a browser may do with them."""

import pytest
from web_pages import ADDRESS, Page, client_of, page_at

from dateline.archive import Archive
from dateline.web.guard import LOOPBACK, Door
from dateline.web.query import Query

HERE = {"origin": ADDRESS}


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("guard") / "a.db"
    Archive(path, create=True).close()
    return path


@pytest.fixture
def client(path):
    return client_of(path)


def test_every_answer_forbids_what_is_not_ours(client):
    for address in ("/", "/no/such/page", "/static/style.css"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert "unsafe" not in policy and "frame-ancestors 'none'" in policy and "base-uri 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"
    assert client.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("host", ["127.0.0.1:8713", "localhost:8713", "LOCALHOST", "[::1]:8713"])
def test_this_machine_is_known_by_its_names(client, host):
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "", "[", "10.0.0.1"]
)
def test_a_foreign_name_that_was_pointed_here_is_refused(client, host):
    answer = client.get("/reports", headers={"host": host})
    assert answer.status_code == 421 and "dateline serve printed" in answer.text


def test_a_form_is_taken_only_with_our_origin_and_our_token(path):
    door = Door()
    client = client_of(path, door)
    form = {"form_token": door.form_token, "correction": "c-0"}
    assert client.post("/corrections/undo", data=form).status_code == 403
    assert client.post("/corrections/undo", data=form, headers={"origin": "null"}).status_code == 403
    assert (
        client.post("/corrections/undo", data=form, headers={"origin": "http://evil.example"}).status_code
        == 403
    )
    assert client.post("/corrections/undo", data={"correction": "c-0"}, headers=HERE).status_code == 403
    assert client.post("/corrections/undo", data={**form, "form_token": "x"}, headers=HERE).status_code == 403
    assert client.post("/corrections/undo", data=form, headers=HERE).status_code == 404, "no such correction"


def test_a_page_that_does_something_cannot_be_reached_by_a_link(client):
    assert client.get("/corrections/undo").status_code == 405
    assert client.post("/reports", headers=HERE).status_code == 405


def test_an_endless_form_is_refused(client):
    assert client.post("/corrections/undo", content=b"a" * 200_000, headers=HERE).status_code == 413
    assert client.post("/corrections/undo", content=b"a=1&" * 5_000, headers=HERE).status_code == 413


def test_other_machines_need_the_token_once(path):
    door = Door(hosts=LOOPBACK | {"192.0.2.7"}, token="secret-token")
    client = client_of(path, door, "http://192.0.2.7:8713")
    refused = client.get("/reports")
    assert refused.status_code == 401 and "with its token" in refused.text
    assert client.get("/reports?token=guess").status_code == 401
    let_in = client.get("/reports?status=read&token=secret-token", follow_redirects=False)
    assert let_in.status_code == 303 and let_in.headers["location"] == "/reports?status=read"
    cookie = let_in.headers["set-cookie"].casefold()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert client.get("/reports").status_code == 200


def test_the_token_leads_to_no_other_host(path):
    door = Door(token="secret-token")
    answer = client_of(path, door).get("//evil.example/?token=secret-token", follow_redirects=False)
    assert answer.headers.get("location", "/").startswith("/") and not answer.headers["location"].startswith(
        "//"
    )


def test_without_a_token_the_style_alone_is_seen(path):
    client = client_of(path, Door(token="secret-token"))
    assert client.get("/static/style.css").status_code == 200
    assert client.get("/static/../app.py").status_code in {401, 404}


def test_an_address_open_to_all_is_known_by_its_numbers_not_by_any_name():
    door = Door(hosts=LOOPBACK | {"0.0.0.0"})
    assert door.knows("192.0.2.7:8713") and not door.knows("evil.example:8713")
    assert not Door().knows("192.0.2.7:8713")


def test_an_error_is_a_page_with_a_way_back(client):
    page = Page(client.get("/event/e1").text)
    assert page.text("h1") == "no event has the id e1; see: dateline events"
    assert page_at(client, "/").text("h1")


def test_a_query_is_text_on_one_line_and_numbers_are_numbers():
    query = Query([("q", " a\x00b\nc "), ("page", "٣"), ("long", "x" * 900)])
    assert query.words("q") == "a b c" and query.number("page") == 1 and len(query.words("long")) == 500
    assert query.choice("q", ["x"], "y") == "y" and query.choice("q", ["a b c"]) == "a b c"
    assert Query([("a", "1"), ("b", "&")]).but(a=None, c=2) == "?b=%26&c=2"

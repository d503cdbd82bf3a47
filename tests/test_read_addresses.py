"""Reading addresses: like files, with the time of capture, and nothing twice."""

import datetime
import json

import pytest
from conftest import CALL, FLOOD
from web_server import fetcher, serving

from dateline.archive import Archive
from dateline.cli import main
from dateline.fetching import Limits
from dateline.model import FEED_ENTRY
from dateline.pipeline import read


def page(text: str, *, head: str = "") -> str:
    title, *paragraphs = text.strip().split("\n\n")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


def feed(base: str, *paths: str) -> str:
    items = "".join(
        f"<item><title>Entry {p}</title><link>{base}{p}</link><description>{'The council met. ' * 9}{p}"
        f"</description><pubDate>Fri, 03 May 2024 09:00:00 GMT</pubDate></item>"
        for p in paths
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title>{items}</channel></rss>'


@pytest.fixture
def site():
    with serving() as running:
        yield running


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "a.dateline", create=True) as opened:
        yield opened


def rows(archive: Archive) -> dict[str, dict]:
    return {row["source"]: row for row in archive.rows("reports")}


def test_an_address_is_read_beside_files(site, archive, folder):
    address = site.page("/talks", page(CALL))
    summary = read(archive, [str(folder / "flood.txt"), address], fetcher=fetcher())
    assert (summary.sources, summary.new, summary.failed) == (2, 2, [])
    row = rows(archive)[address]
    assert (row["title"], row["format"], row["captured"]) == ("Talks by telephone", "html", "2024-05-03")
    assert row["address"] == address and row["published"] == "2014-03-14"


def test_the_last_address_of_a_redirect_is_the_reports(site, archive):
    end = site.page("/2024/talks", page(CALL))
    named = site.redirect("/t", "/2024/talks")
    read(archive, [named], fetcher=fetcher())
    assert rows(archive)[named]["address"] == end


def test_the_encoding_is_the_one_that_the_server_names(site, archive):
    text = CALL.replace("Donetsk", "Łódź").replace("–", "-")
    address = site.page("/talks", page(text).encode("iso8859-2"), "text/html; charset=iso-8859-2")
    read(archive, [address], fetcher=fetcher())
    row = rows(archive)[address]
    assert "Łódź" in row["text"] and row["encoding"] == "iso8859-2"


def test_what_is_not_new_is_not_read_again(site, archive):
    address = site.page("/talks", page(CALL), ETag='"1"')
    asking = fetcher()
    read(archive, [address], fetcher=asking)
    before = list(archive.rows("reports"))
    summary = read(archive, [address], fetcher=asking)
    assert (summary.new, summary.known, summary.again) == (0, 1, 0)
    assert site.asked[-1][1]["If-None-Match"] == '"1"'
    assert list(archive.rows("reports")) == before


def test_the_same_bytes_on_a_later_day_are_known_and_keep_their_first_capture(site, archive):
    address = site.page("/talks", page(CALL))
    days = iter(datetime.datetime(2024, 5, day, 8, tzinfo=datetime.UTC) for day in (3, 4))
    asking = fetcher(clock=lambda: next(days))
    read(archive, [address], fetcher=asking)
    assert read(archive, [address], fetcher=asking).known == 1
    assert rows(archive)[address]["captured"] == "2024-05-03"


def test_an_address_that_cannot_be_had_is_kept_with_its_reason_until_it_can(site, archive, folder):
    address = site.status("/talks", 503)
    summary = read(archive, [address, str(folder / "flood.txt")], fetcher=fetcher())
    assert summary.failed == [(address, "the server is in trouble (status 503); try again later")]
    assert (rows(archive)[address]["status"], rows(archive)[address]["sha256"]) == ("failed", None)
    site.page("/talks", page(CALL), ETag='"1"')
    read(archive, [address], fetcher=fetcher())
    assert [row["status"] for row in archive.rows("reports")] == ["read", "read"]
    held = site.pages["/talks"]
    site.status("/talks", 500)
    read(archive, [address], fetcher=fetcher())
    assert sorted(row["status"] for row in archive.rows("reports")) == ["failed", "read", "read"]
    site.pages["/talks"] = held
    read(archive, [address], fetcher=fetcher())  # not modified since it was last had
    assert [row["status"] for row in archive.rows("reports")] == ["read", "read"]


def test_a_feed_is_read_entry_by_entry_and_its_pages_are_left_alone(site, archive):
    address = site.page("/feed", feed(site.base, "/a", "/b"), "application/rss+xml")
    read(archive, [address], fetcher=fetcher())
    assert sorted(rows(archive)) == [f"{address}#{site.base}/a", f"{address}#{site.base}/b"]
    row = rows(archive)[f"{address}#{site.base}/a"]
    assert (row["address"], row["outlet"], row["captured"]) == (f"{site.base}/a", "Courier", "2024-05-03")
    assert site.paths == ["/feed"]


def test_with_follow_the_pages_of_a_feeds_entries_are_fetched_one_at_a_time_with_a_pause(site, archive):
    address = site.page("/feed", feed(site.base, "/a", "/b", "/gone"), "application/rss+xml", ETag='"1"')
    a, b = site.page("/a", page(CALL)), site.page("/b", page(FLOOD))
    slept = []
    asking = fetcher(Limits(pause=3), sleep=slept.append)
    summary = read(archive, [address], follow=True, fetcher=asking)
    assert site.paths == ["/feed", "/a", "/b", "/gone"] and len(slept) == 3
    assert {a, b} < set(rows(archive))
    assert [name for name, _ in summary.failed] == [f"{site.base}/gone"]
    # One page could not be had: the feed is asked for in full again, so that the page is.
    site.page("/gone", page(CALL.replace("Berlin", "Vienna")))
    assert read(archive, [address], follow=True, fetcher=asking).failed == []
    read(archive, [address], follow=True, fetcher=asking)
    assert site.paths[4:] == ["/feed", "/a", "/b", "/gone", "/feed"]


def test_the_entries_of_a_feed_in_a_file_are_followed_too(site, archive, tmp_path):
    (tmp_path / "feed.xml").write_text(feed(site.base, "/a"))
    a = site.page("/a", page(CALL))
    read(archive, [str(tmp_path / "feed.xml")], fetcher=fetcher())
    assert site.asked == []
    read(archive, [str(tmp_path / "feed.xml")], follow=True, fetcher=fetcher())
    assert a in rows(archive)


def test_an_entry_and_its_page_are_told_apart(site, archive):
    address = site.page("/feed", feed(site.base, "/a"), "application/rss+xml")
    site.page("/a", page(CALL))
    read(archive, [address], follow=True, fetcher=fetcher())
    versions = list(archive.rows("versions"))
    assert sorted(row["form"] for row in versions) == ["entry", "page"]
    assert [row["earlier"] for row in versions] == [None, None]
    assert archive.kept(versions[0]["report"]).report.given.address.where in (
        FEED_ENTRY,
        "the server's answer",
    )


def test_a_record_keeps_its_own_time_of_capture_and_its_own_address(site, archive):
    lines = [
        {"text": CALL, "url": "https://courier.example/talks", "captured": "2014-03-20"},
        {"text": FLOOD, "url": "https://courier.example/flood"},
    ]
    address = site.page("/export.jsonl", "\n".join(map(json.dumps, lines)), "application/jsonl")
    read(archive, [address], fetcher=fetcher())
    found = rows(archive)
    kept = [(found[f"{address}#{n}"]["address"], found[f"{address}#{n}"]["captured"]) for n in (1, 2)]
    assert kept == [
        ("https://courier.example/talks", "2014-03-20"),
        ("https://courier.example/flood", "2024-05-03"),
    ]


def test_what_the_user_knows_better_holds_for_addresses_and_is_read_though_nothing_is_new(
    site, archive, tmp_path
):
    address = site.page("/talks", page(CALL), ETag='"1"')
    read(archive, [address], fetcher=fetcher())
    table = tmp_path / "clippings.csv"
    table.write_text(f"address,outlet\n{address},Lisford Courier\n")
    read(archive, [address], metadata=str(table), fetcher=fetcher())
    assert rows(archive)[address]["outlet"] == "Lisford Courier"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433"])
def test_the_command_refuses_this_machine(site, host, tmp_path, capsys):
    port = site.base.rsplit(":", 1)[1]
    archive = str(tmp_path / "a.dateline")
    assert main(["read", f"http://{host}:{port}/talks", "--archive", archive, "--json", "--quiet"]) == 3
    ((_, reason),) = json.loads(capsys.readouterr().out)["failed"]
    assert "not public (this machine)" in reason or "no host" in reason
    assert site.asked == []


def test_a_password_is_not_kept(archive):
    read(archive, ["https://reader:secret@courier.example/talks"])  # refused before anything is looked up
    assert list(rows(archive)) == ["https://courier.example/talks"]
    assert "secret" not in json.dumps(list(archive.rows("reports")))


def test_an_address_in_no_known_encoding_is_kept_as_far_as_it_can_be_written(archive):
    assert len(read(archive, ["https://127.0.0.1/caf\udce9"]).failed) == 1
    assert list(rows(archive)) == ["https://127.0.0.1/caf?"]

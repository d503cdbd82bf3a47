"""An archive on a PostgreSQL server: the same rows as in a file, for several who write and read at once."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from conftest import ROOT
from postgres_server import server  # noqa: F401  (a fixture)
from starlette.testclient import TestClient
from web_pages import ADDRESS, Page

import dateline
from benchmarks.server_speed import carry
from dateline import review, views
from dateline.archive import Archive
from dateline.assistants import allow
from dateline.assistants.questions import Questions
from dateline.export import FORMATS, json_export
from dateline.pipeline import update_record
from dateline.views.events import Filters
from dateline.web.app import make_app
from dateline.web.guard import Door


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The path of an archive in a file into which the sample reports were read."""
    path = tmp_path_factory.mktemp("samples") / "samples"
    with dateline.open(path) as archive:
        archive.read(ROOT / "examples" / "reports", extractor="rules", workers=1)
    return path


@pytest.fixture(scope="module")
def address(server, file):  # noqa: F811
    """The address of an archive that keeps what the one in the file keeps."""
    address = server.database("samples")
    with Archive(file) as here, Archive(address, create=True) as there:
        carry(here, there)
        update_record(there)
    return address


def exported(place):
    with Archive(place) as archive:
        return b"".join(json_export(archive))


def test_the_json_export_is_the_same_byte_for_byte(file, address):
    assert exported(address) == exported(file)


SEARCHES = [
    "Putin", "talks with", '"foreign minister"', "the", "pilot OR rebels", "THE the", "—", '"', "élysée",
    "said said", "grain deal corridor", '"the the"', "2,900", "x" * 600, "",
]  # fmt: skip
QUESTIONS = {
    "timeline": [{}, {"everything": True}, {"actor": "Scholz"}, {"start": "2023-09", "end": "2023-09-10"}],
    "events": [{}, {"state": ["accepted"]}, {"tag": "mine"}, {"actor": "Putin", "side": "source"},
               {"outlet": "northern COURIER"}, {"type": "consult"},
               {"place": "Morocco"}, {"status": ["denied", "planned"]}, {"story": "grain deal"}],
    "reports": [{}, {"name": "kyiv"}, {"undated": True}],
    "stories": [{}],
    "actors": [{}, {"name": "minister"}],
    "quotes": [{}, {"speaker": "Putin"}, {"about": "grain"}, {"bare": True}, {"report": "12-grain"},
               {"start": "2024"}],
    "figures": [{}, {"what": "killed"}, {"speaker": "officials"}, {"end": "2023"}],
    "figure_series": [{}, {"what": "killed"}],
    "positions": [{}, {"actor": "Putin"}],
    "shifts": [{}],
    "places": [{}, {"name": "Ukraine"}, {"name": "Nowhere"}, {"report": "06-morocco"}],
    "duplicates": [{}],
    "versions": [{}],
    "network": [{}, {"start": "2024"}],
    "corrections": [{}, {"state": ["in force"], "by": "ann"}],
    "review_rows": [{}, {"kind": "figure"}, {"state": None, "least_certain_first": False}, {"actor": "Putin"},
                    {"state": ["accepted", "edited"]}, {"type": "consult"}, {"tag": "mine"}, {"by": "ann"},
                    {"report": "06-morocco"}],
    "block_rows": [{}, {"report": "06-morocco", "state": "machine"}],
}  # fmt: skip


@pytest.mark.parametrize("view", QUESTIONS)
def test_views_give_the_same_rows(file, address, view):
    with Archive(file) as here, Archive(address) as there:
        for filters in QUESTIONS[view]:
            answers = [getattr(views, view)(archive, **filters) for archive in (here, there)]
            assert answers[0] == answers[1], filters
        if view != "shifts":
            assert getattr(views, view)(there, limit=3, offset=1) == getattr(views, view)(here)[1:4]


def test_rows_to_decide_are_counted_alike_while_decisions_are_pending(file, address, server, tmp_path):  # noqa: F811
    """Decided in the same way in a copy of either, with the record behind."""
    with Archive(file) as here:
        here.backup(tmp_path / "copy")
    copy = server.database("decided")
    with Archive(tmp_path / "copy") as here, Archive(copy, create=True) as there:
        carry(here, there)
        update_record(there)
        for archive in (here, there):
            first, second, third = views.review_rows(archive, kind="attribution", limit=3)
            review.decide(archive, first.row, "accept", by="ann", follow=False)
            review.decide(archive, second.row, "reject", by="ben", follow=False)
            review.tag(archive, third.row, "mine", by="ann", follow=False)
        assert views.pending(there) == views.pending(here) == 3
        assert views.review_counts(there) == views.review_counts(here)
        for filters in ({}, {"state": "rejected"}, {"state": None, "by": "ann"}, {"tag": "mine"}):
            rows = [[row.row for row in views.review_rows(archive, **filters)] for archive in (here, there)]
            assert rows[0] == rows[1] and rows[0], filters


def test_a_search_finds_the_same_sentences_in_the_same_order(file, address):
    with Archive(file) as here, Archive(address) as there:
        for words in SEARCHES:
            assert views.search(there, words) == views.search(here, words), words
            assert views.count(there, "search", words) == views.count(here, "search", words), words


CLAIMS = ["Scholz called Putin on 15 November 2024", "300 people were killed in the Morocco earthquake"]


def test_claims_samples_and_rows_to_review_are_the_same(file, address):
    with Archive(file) as here, Archive(address) as there:
        for claim in CLAIMS:
            assert dateline.claim(there, claim) == dateline.claim(here, claim)
        for kind in ("events", "attributions", "figures", "positions", "dates", "reports"):
            assert dateline.sample(there, n=4, seed=1, of=kind) == dateline.sample(here, n=4, seed=1, of=kind)
        for filters in ({"kind": "figure"}, {"actor": "Putin"}, {"type": "CONSULT"}, {"state": None}):
            asked = {**filters, "limit": 20}
            assert views.review_rows(there, **asked) == views.review_rows(here, **asked), filters
        assert views.review_counts(there) == views.review_counts(here)


OFFICE = {"xlsx", "docx"}
"""ZIP files with the time of their making; their rows are those of other formats."""


@pytest.mark.parametrize("name", sorted(n for n, made in FORMATS.items() if made.extension not in OFFICE))
def test_every_format_of_export_is_the_same(file, address, name):
    made = FORMATS[name]
    with Archive(file) as here, Archive(address) as there:
        if made.whole:
            whole = made.whole
            assert b"".join(whole(there, Filters())) == b"".join(whole(here, Filters()))
        if made.table:
            table = made.table
            for one in ("events", "attributions", "reports"):
                assert b"".join(table(there, one, ())) == b"".join(table(here, one, ()))


def test_assistants_are_told_the_same(file, address):
    for place in (file, address):
        with Archive(place) as archive:
            allow(archive)
    here, there = Questions(file), Questions(address)
    assert there.timeline(actor="Scholz") == here.timeline(actor="Scholz")
    assert there.search("Putin") == here.search("Putin")
    assert there.stories() == here.stories()


def test_a_file_needs_nothing_of_postgresql_and_a_server_says_what_it_needs(tmp_path):
    code = (
        "import sys; sys.modules['psycopg'] = None\n"
        "from dateline.archive import Archive\n"
        "Archive(sys.argv[1], create=True).close()\n"
        "Archive('postgresql://ann@db.example/talks')"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "file.db")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "LibraryMissingError" in done.stderr and "pip install 'dateline[postgres]'" in done.stderr
    assert (tmp_path / "file.db").is_file()


OF_A_KIND = 3
"""Pages compared of each kind: the first ones that a reader comes by."""


def test_all_pages_are_the_same(file, address):
    door = Door()
    here, there = (
        TestClient(make_app(place, door), base_url=ADDRESS, raise_server_exceptions=False)
        for place in (file, address)
    )
    seen, waiting = set(), ["/"]
    kinds = Counter()
    while waiting:
        asked = waiting.pop(0)
        kind = asked.partition("?")[0].split("/")[1]
        if asked in seen or kind == "static" or kinds[kind] == OF_A_KIND:
            continue
        seen.add(asked)
        kinds[kind] += 1
        one, other = here.get(asked), there.get(asked)
        assert (other.status_code, other.text) == (one.status_code, one.text), asked
        if one.headers["content-type"].startswith("text/html"):
            waiting += [link.partition("#")[0] for link in Page(one.text).links() if link.startswith("/")]
    assert len(kinds) > 10

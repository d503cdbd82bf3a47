"""Citations in the pages: beside every quoted sentence, in every style, to be selected or saved."""

import json

import bibtexparser
import pytest
import rispy
from web_pages import TAGS_OF_OURS, archive_of_pages, client_of, page_at

from dateline.archive import Archive
from dateline.cli import main
from dateline.export.citations import STYLES
from dateline.views import cite, reports
from dateline.web.pages.cite import SHOWN


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return archive_of_pages(tmp_path_factory.mktemp("cited"))


@pytest.fixture
def client(path):
    return client_of(path)


@pytest.fixture(scope="module")
def ids(path):
    with Archive(path) as archive:
        return {row.source.rsplit("/", 1)[-1]: row.id for row in reports(archive)}


@pytest.mark.parametrize(
    "address", ["/timeline?all=1", "/events", "/search?q=telephone", "/", "/claim?q=Merkel+met+Tusk"]
)
def test_each_quoted_sentence_leads_to_its_citation(client, address):
    page = page_at(client, address)
    quotes = [" ".join(quote.text.split()) for quote in page.all("blockquote")]
    links = [element.attributes for element in page.all("a") if "data-cite" in element.attributes]
    assert len(links) == len(quotes) > 0
    for quote, link in zip(quotes, links, strict=True):
        shown = page_at(client, link["href"])
        assert shown.text("blockquote") in quote
        assert link["href"].replace("?", "/plain?") == link["data-cite"]


def test_the_page_shows_what_the_command_prints(client, path, ids, capsys):
    page = page_at(client, f"/cite/{ids['call.txt']}?s=1")
    fields = [field.text.strip("\n") for field in page.all("textarea")]
    for (name, style), field in zip(SHOWN.items(), fields, strict=True):
        arguments = ["cite", f"{ids['call.txt']}#1", "--style", name, "--archive", str(path)]
        assert main(arguments) == 0
        printed = capsys.readouterr().out
        assert field == printed.rstrip("\n")
        saved = client.get(f"/cite/{ids['call.txt']}/{name}?s=1")
        assert saved.text == printed
        assert saved.headers["content-type"].startswith(style.media)
        ending = f'attachment; filename="{ids["call.txt"]}-s1.{style.ending}"'
        assert saved.headers["content-disposition"] == ending
    assert SHOWN.keys() == STYLES.keys()


def test_what_is_saved_is_read_by_the_libraries_of_each_style(client, ids):
    def saved(style):
        return client.get(f"/cite/{ids['hostile.txt']}/{style}?s=0").text

    [entry] = bibtexparser.parse_string(saved("bibtex")).entries
    assert entry.fields_dict["year"].value == "2015"
    [entry] = rispy.loads(saved("ris"))
    assert "alert(1)" in entry["title"]
    [entry] = json.loads(saved("csl-json"))
    assert entry["issued"] == {"date-parts": [[2015, 3, 6]]}


def test_words_that_run_over_two_sentences_are_cited_with_both(client, path, ids):
    report = ids["call-kremlin.txt"]
    with Archive(path) as archive:
        both = cite(archive, f"{report}#1-2")
        first, second = (cite(archive, f"{report}#{number}") for number in (1, 2))
    assert both.sentences == (1, 2)
    assert both.quote.startswith(first.quote) and both.quote.endswith(second.quote)
    assert "sentences 1–2" in page_at(client, f"/cite/{report}?s=1-2").text("main")


def test_a_report_and_its_sentences_are_cited_from_its_page_and_from_the_list(client, ids):
    report = ids["call.txt"]
    assert f"/cite/{report}" in page_at(client, "/reports").links()
    links = page_at(client, f"/report/{report}").links()
    assert {f"/cite/{report}", f"/cite/{report}?s=0", f"/cite/{report}?s=1"} <= set(links)


@pytest.mark.parametrize(
    "address", ["/cite/none", "/cite/{}?s=99", "/cite/{}?s=x", "/cite/{}/apa", "/cite/%00"]
)
def test_what_is_not_there_is_not_found(client, ids, address):
    page = page_at(client, address.format(ids["call.txt"]), 404)
    assert "Traceback" not in page.source


def test_markup_in_a_report_is_text_in_its_citation(client, ids):
    page = page_at(client, f"/cite/{ids['hostile.txt']}?s=1")
    assert {element.tag for element in page.elements} <= TAGS_OF_OURS
    assert "<img src=x" in next(page.all("textarea")).text

"""Input made, or broken, to do harm: each gets its reason within bounds, and what stands beside it is read."""

import time

import pytest

from dateline.intake import take
from dateline.intake.html_source import readable_source

BODY = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year.",
    "“We will open it again before the summer,” the mayor told reporters after the meeting in the town hall.",
    "The repair has cost 12 million euros so far, and the council expects to pay 3 million more this year.",
)
MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def page(markup):
    return f"<!doctype html><html><body><h1>Bridge talks</h1>{markup}</body></html>".encode()


def body_of(report):
    return [" ".join(span.of(report.text).split()) for span in report.body]


# Pages


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 50_000 + MARKUP + "</div>" * 50_000,
        "<p><font>" * 3_000 + MARKUP,  # never closed, as old pages do
        MARKUP + "<div " + " ".join(f"a{n}=1" for n in range(100_000)) + "></div>",
        f"<img src='data:image/png;base64,{'QUJD' * 500_000}'>" + MARKUP,
        f"<script>state = '{'x' * 11_000_000}'</script>" + MARKUP,
    ],
    ids=["deep", "never closed", "attributes", "picture inside", "long script"],
)
def test_a_page_that_trips_parsers_is_read(markup):
    begin = time.process_time()
    report = take("a.html", page(markup))
    assert (report.status, body_of(report)) == ("read", list(BODY))
    assert time.process_time() - begin < 5


def test_a_page_too_long_for_a_report_says_so():
    words = "the council met to speak about the bridge " * 30_000
    for markup in (f"<p>{words}</p>", words * 10, words.replace("bridge", "bridge</p><p>")):
        report = take("a.html", page(markup))
        assert report.status == "failed"
        assert report.reason.startswith("the page's text is larger than 1 MB")
    assert "more than 400,000 tags" in take("a.html", page("<br>" * 400_001)).reason


def test_the_source_of_a_usual_page_stays_as_it_is():
    nested = "<div>" * 40 + MARKUP + "</div>" * 40 + "<!-- <div> -->" * 200 + "<li>x" * 500
    assert readable_source(nested) == nested


def test_blocks_taken_out_for_their_depth_still_end_a_line():
    deep = "<div>" * 200 + "One<section>two</section>three <b>four</b>" + "</div>" * 200 + "<p>five"
    assert take("a.html", page(deep)).text.split("\n") == "Bridge talks||One|two|three four||five".split("|")

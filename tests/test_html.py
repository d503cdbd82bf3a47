"""Saved pages: a rendering to point into, the article told from the rest, what the page says about itself."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake.html import html_report
from dateline.intake.html_body import follow
from dateline.intake.html_metadata import day_of, read_metadata
from dateline.intake.html_text import parse, render

PARAGRAPHS = (
    "The foreign ministers of Norway and Finland met in Oslo on Tuesday to talk about patrols in the Baltic, "
    "the Norwegian government said in a statement.",
    "“We have agreed to share what we see at sea,” the Norwegian minister told reporters after the meeting, "
    "which lasted two hours.",
    "Finland will send a liaison officer to Bergen by the end of March, her Finnish counterpart said.",
    "The two countries have held such talks every spring since 2019, and they expect Denmark to join soon.",
)
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<title>Norway and Finland to share sea watch - The Fjord Courier</title>
<meta property="og:site_name" content="The Fjord Courier">
{head}
<style>p {{ color: red }}</style><script>var hidden = "not for readers";</script>
</head><body>
<header class="site"><a href="/">The Fjord Courier</a></header>
<nav><ul><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article>
<h1>Norway and Finland to share sea watch</h1>
<p class="byline">By Ingrid Dahl</p>
<p class="date">{shown}</p>
<figure><img src="x.jpg" alt="">
<figcaption>The two ministers in Oslo [File: Fjord Courier]</figcaption></figure>
{body}
</article>
<aside class="related"><h3>Related</h3>
<ul><li><a href="/1">Storm of 2017 still costs the coast dear</a></li></ul></aside>
<section id="comments"><h3>Comments</h3><p>Olav: about time they did this, if you ask me!</p></section></main>
<footer><p>© 2024 The Fjord Courier. All rights reserved.</p></footer>
</body></html>"""
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Fjord"},
 {"@type": "NewsArticle", "headline": "Norway and Finland to share sea watch",
  "datePublished": "2021-03-09T22:30:00+00:00", "dateModified": "2021-03-11",
  "author": [{"@type": "Person", "name": "Ingrid Dahl"},
             {"@type": "Organization", "name": "The Fjord Courier"}],
  "publisher": {"@type": "Organization", "name": "The Fjord Courier"}}]}</script>"""


def page(head=LINKED, shown="Updated 9 March 2021", body=PARAGRAPHS):
    paragraphs = "\n".join(f"<p>{paragraph}</p>" for paragraph in body)
    return PAGE.format(head=head, shown=shown, body=paragraphs).encode()


def take_page(data):
    return html_report("page.html", data, "0")


def body_of(report):
    return [span.of(report.text) for span in report.body]


def reasons(report):
    return {span.of(report.text): reason for span, reason in ((d.span, d.reason) for d in report.dropped)}


def assert_covered(report):
    """Body and leftovers hold every non-blank character once, in order."""
    spans = sorted([*report.body, *(d.span for d in report.dropped)])
    at = 0
    for span in spans:
        assert span.start >= at
        assert not report.text[at : span.start].strip()
        at = span.end
    assert not report.text[at:].strip()


def test_the_rendering_shows_what_a_reader_sees():
    tree = parse(
        "<h1>Talks  resume</h1><p>First&nbsp;line,<br>second <b>li</b>ne.</p><script>no()</script>"
        "<ul><li>one</li><li>two</li></ul><div style='display: none'>secret</div><p hidden>gone</p>tail"
    )
    assert tree is not None
    assert render(tree).text == "Talks resume\n\nFirst line,\nsecond line.\n\none\ntwo\n\ntail"
    assert "secret" in render(tree, hidden=True).text


def test_lines_know_the_part_of_the_page_they_stand_in():
    tree = parse(
        "<nav>Home</nav><h2>Head</h2><figure><figcaption>A boat</figcaption></figure>"
        "<div class='userComments'>Hi</div>"
    )
    assert tree is not None
    lines = render(tree).lines
    assert [line.region for line in lines] == ["navigation", None, "photo caption", "comment box"]
    assert [line.heading for line in lines] == [0, 2, 0, 0]


def test_the_article_is_found_and_the_rest_has_a_reason():
    report = take_page(page())
    assert body_of(report) == list(PARAGRAPHS)
    assert report.status == "read"
    assert report.format == "html"
    why = reasons(report)
    assert why["Norway and Finland to share sea watch"] == "headline"
    assert why["By Ingrid Dahl"] == "byline"
    assert why["The two ministers in Oslo [File: Fjord Courier]"] == "photo caption"
    assert why["World"] == "navigation"
    assert why["Storm of 2017 still costs the coast dear"] == "teaser"
    assert why["Olav: about time they did this, if you ask me!"] == "comment box"
    assert_covered(report)


def test_what_the_page_says_out_of_sight_makes_the_masthead():
    report = take_page(page())
    masthead = report.masthead
    assert masthead.title == "Norway and Finland to share sea watch"
    assert masthead.title_span is not None
    assert masthead.title_span.of(report.text) == masthead.title
    assert masthead.authors == ("Ingrid Dahl",)
    assert [span.of(report.text) for span in masthead.author_spans] == ["Ingrid Dahl"]
    assert masthead.outlet == "The Fjord Courier"
    assert masthead.modified == datetime.date(2021, 3, 11)
    assert masthead.published.date == datetime.date(2021, 3, 9)
    assert masthead.published.basis == "stated"
    assert "JSON-LD datePublished" in masthead.published.reason
    assert report.language == "en"


def test_the_words_that_show_the_stated_day_are_its_evidence():
    report = take_page(page(shown="Published 9 March 2021"))
    assert [span.of(report.text) for span in report.masthead.published.evidence] == ["9 March 2021"]


def test_the_day_a_reader_sees_outweighs_a_moment_in_utc():
    report = take_page(page(shown="Published 10 March 2021"))
    assert report.masthead.published.date == datetime.date(2021, 3, 10)
    assert report.masthead.published.basis == "stated"


def test_a_page_without_metadata_is_read_from_what_it_shows():
    bare = page(head="", shown="Published 9 March 2021").replace(b"og:site_name", b"x")
    report = take_page(bare)
    assert report.masthead.title == "Norway and Finland to share sea watch"
    assert report.masthead.published.date == datetime.date(2021, 3, 9)
    assert report.masthead.published.basis == "stated"
    assert report.masthead.authors == ("Ingrid Dahl",)


def test_the_year_in_the_footer_is_no_date():
    report = take_page(page(head="", shown=""))
    assert report.masthead.published.date is None


@pytest.mark.parametrize(
    ("head", "day", "where"),
    [
        (
            '<meta property="article:published_time" content="2021-03-09T08:00:00Z">',
            9,
            "article:published_time",
        ),
        ('<meta name="DC.date.issued" content="2021-03-08">', 8, "dc.date.issued"),
        ('<link rel="canonical" href="https://fjord.example/2021/03/07/watch">', 7, "address"),
        (
            '<script type="application/ld+json">{"@type": "Article","datePublished": "2021-03-06",}</script>',
            6,
            "JSON-LD",
        ),
    ],
)
def test_each_place_for_a_date_is_known(head, day, where):
    published = take_page(page(head=head, shown="")).masthead.published
    assert published.date == datetime.date(2021, 3, day)
    assert where in published.reason


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Lee and Ben Ode", ("Ann Lee", "Ben Ode")),
        ("ANN LEE", ("Ann Lee",)),
        ("Ann Lee, Cairo", ("Ann Lee",)),
        ("Ann Lee, Ben Ode", ("Ann Lee", "Ben Ode")),
        ("Newsroom Staff", ()),
        ("Agence France-Presse", ()),
        ("https://fjord.example/people/ann", ()),
        ("webmaster", ()),
    ],
)
def test_only_persons_are_authors(written, names):
    source = f'<html><head><meta name="author" content="{written}"></head><body><p>x</p></body></html>'
    tree = parse(source)
    assert tree is not None
    assert read_metadata(tree, source).authors == names


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-03-09T22:30:00+01:00", datetime.date(2021, 3, 9)),
        ("20210309", datetime.date(2021, 3, 9)),
        ("1615248000", datetime.date(2021, 3, 9)),
        ("March 9, 2021", datetime.date(2021, 3, 9)),
        ("2021-02-30", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_from_any_usual_notation(value, day):
    assert day_of(value) == day


def test_the_page_names_its_own_encoding():
    cyrillic = "Переговоры в Осло продолжались два часа, сообщило правительство Норвегии."
    data = f'<html><head><meta charset="koi8-r"></head><body><p>{cyrillic}</p></body></html>'.encode("koi8_r")
    report = take_page(data)
    assert cyrillic in report.text
    assert report.encoding == "koi8-r"


def test_a_sub_heading_between_paragraphs_belongs_to_the_article():
    report = take_page(
        page(body=(*PARAGRAPHS[:2], *PARAGRAPHS[2:])).replace(
            b"<p>Finland will", b"<div>What comes next</div><p>Finland will"
        )
    )
    assert "What comes next" in body_of(report)


def test_furniture_inside_the_article_is_left_over():
    line = "Follow us on Facebook and Twitter"
    report = take_page(page(body=(*PARAGRAPHS, line)))
    assert line not in body_of(report)
    assert reasons(report)[line] == "share links"


def test_words_are_followed_past_what_the_extraction_left_out():
    tree = parse("<p>one two three four <b>AD</b> five six seven eight nine</p><p>ten eleven</p>")
    assert tree is not None
    rendering = render(tree)
    found = follow(["one two three four five six seven eight nine", "ten eleven"], rendering)
    assert [run.of(rendering.text) for run in found.runs] == [
        "one two three four",
        "five six seven eight nine",
        "ten eleven",
    ]
    assert found.share == 1.0


def test_the_same_page_gives_the_same_report():
    assert take_page(page()) == take_page(page())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"   \n",
        b"<html></html>",
        b"<html><body><script>document.write('x')</script></body></html>",
        b"<!-- only a comment -->",
    ],
)
def test_a_page_that_shows_nothing_fails_with_a_reason(data):
    report = take_page(data)
    assert report.status == "failed"
    assert report.reason


def test_a_page_of_menus_has_no_article():
    links = "".join(f"<li><a href='/{i}'>Section {i}</a></li>" for i in range(40))
    report = take_page(f"<html><body><nav><ul>{links}</ul></nav></body></html>".encode())
    assert report.status in ("failed", "partial")
    assert report.reason
    assert_covered(report)


def test_a_picture_named_as_a_page_fails_with_its_reason():
    report = take_page(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert (report.status, report.reason) == ("failed", "not text but a PNG picture")


PIECES = st.sampled_from(
    [
        *"<p> </p> </div> <article> <h1> </h1> <br> <nav> </nav> <script> </script> <title> <svg>".split(),
        *"<!-- --> &nbsp; &#0; &#xd800; \x00 \ufeff \u00ad <table><tr><td> <pre>a\u2028b</pre>".split(" "),
        "<div class='comments'>",
        "<meta name='author' content='A B'>",
        "<time datetime='2020-13-45'>",
        '<script type=\'application/ld+json\'>{"@type": [1], "author": {"name": 3}}</script>',
        "The ministers met in Oslo on Tuesday, the office said in a statement. ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=30))
def test_any_page_becomes_a_report_whose_spans_hold(pieces):
    report = take_page("".join(pieces).encode("utf-8", "surrogatepass"))
    assert (report.status == "read") == (report.reason is None)
    assert report.text.encode("utf-8").decode("utf-8") == report.text
    assert_covered(report)


def test_an_article_of_which_the_page_shows_only_the_beginning_is_read_from_its_data():
    rest = " ".join([*PARAGRAPHS[1:], "The talks will go on in Bergen next week, both governments said."] * 2)
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{rest}"}}</script>'
    report = take_page(page(head=data, body=PARAGRAPHS[:1]))
    assert any("in Bergen next week" in words for words in body_of(report))
    assert_covered(report)


def test_what_a_page_hides_is_no_article_where_the_rest_is_shown():
    old = "<p hidden>Sweden will send a liaison officer to Bergen, her counterpart said at first.</p>"
    report = take_page(page().replace(b"<p>Finland will", old.encode() + b"<p>Finland will"))
    assert body_of(report) == list(PARAGRAPHS)


def test_words_that_style_alone_sets_apart_are_set_apart():
    tree = parse("<div><a>Ann Lee</a><time>May 4, 2021</time></div><p><span>T</span>he ship</p>")
    assert tree is not None
    assert render(tree).text == "Ann Lee May 4, 2021\n\nThe ship"


def test_a_page_so_wide_that_its_structure_cannot_be_read_is_read_line_by_line():
    wide = "<br>" * 12_000
    report = take_page(page().replace(b"<footer>", wide.encode() + b"<footer>"))
    assert PARAGRAPHS[0] in body_of(report)

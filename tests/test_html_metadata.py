"""What pages say about themselves out of sight: which of it is followed, and that all of it is kept."""

import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.intake.html_metadata import read_metadata
from dateline.intake.html_text import parse
from dateline.model import PageFact


def metadata(head, body="<p>The ministers met.</p>", title="Ferry strikes a mine"):
    source = f"<html lang='en'><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    tree = parse(source)
    assert tree is not None
    return read_metadata(tree, source)


def linked(data):
    return (
        f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
    )


OWN = {
    "@type": "NewsArticle",
    "headline": "Ferry strikes a mine",
    "datePublished": "2021-05-04",
    "author": {"@type": "Person", "name": "Ann Lee"},
}
TEASER = {
    "@type": "NewsArticle",
    "headline": "Ten beaches for autumn",
    "datePublished": "2019-01-01",
    "author": {"name": "Bo Dahl"},
}
MAY_4 = datetime.date(2021, 5, 4)


@pytest.mark.parametrize(
    "script",
    [
        linked(OWN),
        linked([TEASER, OWN]),
        linked({"@graph": [{"@type": "WebSite"}, TEASER, OWN]}),
        linked({"@type": "WebPage", "mainEntity": OWN}),
        linked({"@type": "ItemList", "itemListElement": [{"item": TEASER}]}) + linked(OWN),
        linked({**OWN, "@type": ["Article", "ReportageNewsArticle"]}),
        linked({**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": [{**TEASER, "@type": "BlogPosting"}]}),
        linked(json.dumps(OWN).replace('"', "&quot;")),
        linked(json.dumps(OWN)[:-1] + ",}"),
        linked("<!--\n" + json.dumps(OWN) + "\n//-->".replace("//", "")),
        linked({**OWN, "datePublished": 1620118800}),
    ],
)
def test_the_entry_of_the_page_s_own_article_is_followed(script):
    found = metadata(script)
    assert found.published is not None
    assert (found.published.date, found.authors) == (MAY_4, ("Ann Lee",))


def test_an_entry_is_known_by_the_page_s_address_too():
    own = {**OWN, "headline": "Mine hits ferry", "mainEntityOfPage": {"@id": "https://x.example/ferry/"}}
    found = metadata('<link rel="canonical" href="https://www.x.example/ferry">' + linked([TEASER, own]))
    assert found.published is not None
    assert found.published.date == MAY_4


def test_of_several_entries_that_may_be_anyone_s_none_is_followed():
    found = metadata(linked([TEASER, {**OWN, "headline": "Mine hits ferry"}]), title="News")
    assert (found.published, found.authors) == (None, ())


def test_what_is_referred_to_by_its_id_is_put_in_its_place():
    graph = [
        {**OWN, "author": {"@id": "#ann"}, "publisher": {"@id": "#us"}},
        {"@type": "Person", "@id": "#ann", "name": "Ann Lee"},
        {"@type": "Organization", "@id": "#us", "name": "Harbour Wire"},
    ]
    found = metadata(linked({"@graph": graph}))
    assert (found.authors, found.outlet) == (("Ann Lee",), "Harbour Wire")


def test_a_change_before_the_publication_is_none():
    assert metadata(linked({**OWN, "dateModified": "2021-05-03"})).modified is None
    changed = metadata(linked({**OWN, "dateModified": "2021-05-06"})).modified
    assert changed is not None
    assert changed.date == datetime.date(2021, 5, 6)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ({"@type": "Organization", "name": "Harbour Wire"}, ()),
        ("https://www.facebook.com/annlee", ()),
        ("Staff", ()),
        ({"@type": "Person", "name": ["Ann Lee", "Bo Dahl"]}, ("Ann Lee", "Bo Dahl")),
        ("Ann Lee and Bo Dahl; photographs by Cy Ode", ("Ann Lee", "Bo Dahl")),
    ],
)
def test_authors_are_persons(author, names):
    assert metadata(linked({**OWN, "author": author})).authors == names


def test_every_fact_is_kept_with_its_place():
    head = '<meta property="article:published_time" content="2021-05-03T23:30:00Z">'
    facts = metadata(head + linked(OWN)).facts
    assert PageFact("published", "2021-05-04", "JSON-LD datePublished") in facts
    assert PageFact("published", "2021-05-03T23:30:00Z", "meta element “article:published_time”") in facts
    assert PageFact("title", "Ferry strikes a mine", "title element") in facts
    assert PageFact("language", "en", "language of the page") in facts


def test_an_object_in_a_meta_element_is_read():
    content = json.dumps({"title": "Ferry strikes a mine", "pub_date": "2021-05-04", "authors": ["Ann Lee"]})
    found = metadata(f"<meta name='parsely-page' content='{content}'>")
    assert found.published is not None
    assert (found.published.date, found.authors) == (MAY_4, ("Ann Lee",))


def test_the_time_of_a_teaser_is_not_the_article_s():
    body = (
        "<div class='teaser'><time datetime='2020-01-01'>1 Jan</time></div><h1>Ferry strikes a mine</h1>"
        "<time datetime='2021-05-04'>4 May</time><aside><time datetime='2019-01-01'>1 Jan</time></aside>"
    )
    found = metadata("", body)
    assert found.published is not None
    assert (found.published.date, found.published.weak) == (MAY_4, True)


def test_of_several_items_of_microdata_that_of_the_headline_is_followed():
    item = "<div itemscope><h2 itemprop='headline'>{}</h2><meta itemprop='datePublished' content='{}'></div>"
    teaser = item.format("Ten beaches", "2019-01-01")
    found = metadata("", teaser + item.format("Ferry strikes a mine", "2021-05-04"))
    assert found.published is not None
    assert found.published.date == MAY_4


@pytest.mark.parametrize(
    ("head", "body", "address"),
    [
        (
            '<script>__wm.wombat("http://x.example/a","20140304061351")</script>'
            '<link rel="canonical" href="https://web.archive.org/web/20140304061351/http://x.example/a">',
            "",
            "http://x.example/a",
        ),
        ("", "<!-- FILE ARCHIVED ON 06:13:51 Mar 04, 2014 AND RETRIEVED LATER -->", None),
        (
            "<!--\n Page saved with SingleFile\n url: http://x.example/a\n saved date: Tue Mar 04 2014 -->",
            "",
            "http://x.example/a",
        ),
        (
            '<link rel="canonical" href="http://archive.today/2014.03.04-061351/http://x.example/a">',
            "",
            "http://x.example/a",
        ),
        (
            "",
            "<div>This is the cache of <a href='#'>http://x.example/a</a>. It is a snapshot of the page as it"
            " appeared on 4 Mar 2014 05:12:33 GMT.</div>",
            "http://x.example/a",
        ),
        (
            "<!-- Mirrored from x.example/a by HTTrack Website Copier/3.x, Tue, 04 Mar 2014 06:13:51 GMT -->",
            "",
            "http://x.example/a",
        ),
    ],
)
def test_the_day_of_capture_is_known_from_the_frame_of_a_saved_page(head, body, address):
    found = metadata(head, body + "<p>The ministers met.</p>")
    assert found.captured == datetime.date(2014, 3, 4)
    assert found.address == address
    assert any(fact.about == "captured" for fact in found.facts)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["@id", "@type", "name", "author", "@graph"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*OWN, "@graph", "publisher", "mainEntityOfPage"]), VALUES))
def test_entries_of_any_shape_are_borne(entry):
    metadata(linked({"@type": "NewsArticle", **entry}))

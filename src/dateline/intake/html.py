"""From a saved web page to `Report`: rendering, article, masthead.

The text of the report is a rendering of what a reader sees (`html_text`); the article in it is found in the
page's structure (`html_body`, `html_article`, `html_boxes`); what the page says about itself out of sight
(`html_facts`, `html_linked_data`, `html_saved`, decided in `html_metadata`) outweighs what its masthead shows
(`html_masthead`), since it is exact.
"""

from __future__ import annotations

import re
from collections import Counter

from lxml.html import HtmlElement

from dateline.intake.address import address_of
from dateline.intake.blocks import split, word_count
from dateline.intake.cleaning import Cleaned, clean
from dateline.intake.decode import decode
from dateline.intake.formats.parts import MAX_PAGE, MAX_TEXT, too_long
from dateline.intake.html_article import tell_apart
from dateline.intake.html_body import extract, follow
from dateline.intake.html_masthead import html_masthead
from dateline.intake.html_metadata import PageMetadata, read_metadata
from dateline.intake.html_source import MAX_TAGS, readable_source
from dateline.intake.html_text import HTML_RENDERING_VERSION, Rendering, parse, render, with_article
from dateline.intake.language import language_of
from dateline.intake.marks import mark_blocks
from dateline.intake.text import FEWEST_WORDS, SHORT_PAGE, judge
from dateline.model import Report

DECLARED_WITHIN = 4096
"""Bytes in which a page names its encoding; browsers look at 1024."""
FOLLOWED = 0.5
"""Share of the article's words found in the rendering below which it is looked for in hidden elements too."""
MOST_SIBLINGS = 10_000
"""Block elements side by side in one; trafilatura's time grows with their square, no report has them."""
OUT_OF_SIGHT = 3
"""How many times as long as what a page shows the article out of sight must be to be read for it."""
_DECLARED = re.compile(
    rb"""(?:<meta\b[^>]{0,300}?charset|<\?xml\b[^>]{0,200}?encoding)\s*+=\s*+(?:["']\s*+)?([\w.:-]+)""", re.I
)


def html_report(source: str, data: bytes, report_id: str, charset: str | None = None) -> Report:
    """The report in a saved page; one without an article is ``failed`` or ``partial``, with the reason.

    *charset* is the encoding that a server named, for a page that names none itself.
    """
    declared = _DECLARED.search(data[:DECLARED_WITHIN])
    decoded = decode(data, charset if declared is None else declared[1].decode("ascii", "replace"))
    if decoded.binary:
        return Report(report_id, source, "", format="html", status="failed", reason=decoded.reason)

    def failed(reason: str) -> Report:
        return Report(
            report_id, source, "", format="html", encoding=decoded.encoding, status="failed", reason=reason
        )

    if decoded.text.count("<") > MAX_TAGS:
        return failed(f"the page has more than {MAX_TAGS:,} tags, which no report has; split it into reports")
    markup = readable_source(decoded.text)
    if len(markup) > MAX_PAGE:
        return failed(f"without its pictures the page is {too_long(len(markup), MAX_PAGE)}")
    tree = parse(markup)
    rendering = Rendering("") if tree is None else render(tree)
    if len(rendering.text) > MAX_TEXT:
        return failed(f"the page's text is {too_long(len(rendering.text), MAX_TEXT)}; split it into reports")
    metadata = PageMetadata() if tree is None else read_metadata(tree, markup)
    if tree is None or not (rendering.text or metadata.body):
        return failed("the page shows no text")
    rendering, page = _article(tree, markup, rendering, metadata)
    text = rendering.text
    language = language_of("\n".join(span.of(text) for span in page.body))
    status, reason = judge(text, page, language)
    return Report(
        id=report_id,
        source=source,
        text=text,
        body=page.body,
        dropped=page.dropped,
        masthead=html_masthead(text, page, metadata),
        language=language or metadata.language,
        captured=metadata.captured,
        format="html",
        encoding=decoded.encoding,
        rendering=HTML_RENDERING_VERSION,
        page_facts=metadata.facts,
        status=status,
        reason=reason,
        address=address_of(metadata.address, None),
    )


def _article(
    tree: HtmlElement, source: str, rendering: Rendering, metadata: PageMetadata
) -> tuple[Rendering, Cleaned]:
    """The page told apart by its structure; if that shows no article, line by line, or by its JSON-LD."""
    widest = max(Counter(rendering.parents).values())
    paragraphs = extract(source) if widest <= MOST_SIBLINGS else []
    followed = follow(paragraphs, rendering)
    if followed.share < FOLLOWED:
        with_hidden = render(tree, hidden=True)
        again = follow(paragraphs, with_hidden)
        if again.share > followed.share:
            rendering, followed = with_hidden, again
    page = tell_apart(
        rendering, mark_blocks(rendering.text, split(rendering.text)), followed.runs, metadata.titles
    )
    if _words(rendering.text, page) < FEWEST_WORDS:
        by_line = clean(rendering.text)
        if sum(map(len, by_line.body)) > sum(map(len, page.body)):
            page = by_line
    shown = _words(rendering.text, page)
    if shown < SHORT_PAGE and word_count(metadata.body) > max(FEWEST_WORDS, OUT_OF_SIGHT * shown):
        rendering, runs = with_article(rendering, metadata.body)
        marks = mark_blocks(rendering.text, split(rendering.text))
        return rendering, tell_apart(rendering, marks, runs, metadata.titles)
    return rendering, page


def _words(text: str, page: Cleaned) -> int:
    return sum(word_count(span.of(text)) for span in page.body)

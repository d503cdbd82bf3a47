"""Exports of news databases as text, with several articles in one file, in the manner of Nexis and Factiva.

`article_spans` cuts the file into its articles. `export_report` reads one of them: what stands in its header
is its masthead, with the words it rests on, and what stands between header and footer is its body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.intake.authors import BETWEEN
from dateline.intake.blocks import Block, split
from dateline.intake.boundaries import Bounds
from dateline.intake.bylines import is_post
from dateline.intake.cleaning import Cleaned
from dateline.intake.dates import find_dates
from dateline.intake.language import language_of
from dateline.intake.marks import mark_blocks
from dateline.intake.masthead import read_masthead
from dateline.intake.text import judge
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.outlets import outlet_names
from dateline.model import Leftover, Masthead, Published, Report, Span

SHORT = 12
"""Words: no line of a header that has no label is longer, but for the title and the notice of rights."""
HEADER = "header of the export"
FOOTER = "footer of the export"
NUMBERED = re.compile(
    r"^[ \t]*(?:Document[ \t]+)?\d{1,5}[ \t]+of[ \t]+\d{1,5}(?:[ \t]+DOCUMENTS?)?[ \t]*\r?$", re.M
)
_CLOSED = re.compile(
    r"^[ \t]*(?:(?:AN[ \t]+)?Document[ \t]+[A-Z][A-Z0-9]{2,9}0000[a-z0-9]{6,24}|End of Document)[ \t]*\r?$",
    re.M,
)
_LENGTH = re.compile(
    r"^[ \t]*(?:LENGTH:?[ \t]+|Length:[ \t]*|WC[ \t]+)?\d[\d,.]{0,8}[ \t]+words[ \t]*\r?$", re.M
)
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).{0,200}|.{0,100}\ball rights reserved\b.{0,100}", re.I)
_LABEL = re.compile(
    r"(headline|byline|section|length|dateline|body|load-date|language|publication-type|document-type|subject|"
    r"geographic|organi[sz]ation|person|company|industry|country|city|state|ticker|graphic|journal[- ]code|"
    r"notes|correction|highlight|series|type|date|source):(?:\s+|$)",
    re.I,
)
_CODE_LABEL = re.compile(r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|PUB|AN)(?:\s+|$)")
_BARE_LABELS = frozenset({"body", "classification"})
_BODY_LABELS = frozenset({"body", "lp", "td"})
_FOOTER_LABELS = frozenset(
    "classification load-date language publication-type document-type subject geographic organization "
    "organisation person company industry country city state ticker journal-code notes correction type "
    "ct rf co in ns re pub an".split()
)
_MEANING = {
    "headline": "title", "hd": "title", "sn": "outlet", "source": "outlet", "pd": "day", "byline": "authors",
    "by": "authors",
}  # fmt: skip
_LANGUAGES = frozenset(
    "english french german spanish arabic russian portuguese italian dutch chinese".split()
)
_CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}")
_PAGE = re.compile(r"(?:pg?\.?|page|section|sec\.)\s*[\w-]{1,8}|\d{1,4}|[A-Z]{1,2}\d{1,3}", re.I)
_PAGE_OF = re.compile(r"Page \d{1,4} of \d{1,4}", re.I)
_FIRST_WORD = re.compile(r"\S+\s+(?=\S)")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s*[AP]M)?(?:\s*[A-Z]{3,4})?", re.I)
_BY = re.compile(r"by\s+", re.I)
_TURNED = re.compile(r"[^\W\d_][\w'’-]+,\s*[^\W\d_][\w.'’ -]+(?:;\s*[^\W\d_][\w'’-]+,\s*[^\W\d_][\w.'’ -]+)*")
"""Names with the family name first, as libraries write them."""
_BETWEEN_TURNED = re.compile(r"(?:(?<!\s)\s++)?;\s*")


def is_export(text: str) -> bool:
    """Whether *text* has the marks of an export: lengths, and articles numbered or closed by a code."""
    return _LENGTH.search(text) is not None and (NUMBERED.search(text) or _CLOSED.search(text)) is not None


def article_spans(text: str) -> Iterator[Span]:
    """Where the articles of an export stand, each with its header and footer."""
    starts = [match.start() for match in NUMBERED.finditer(text)]
    ends = [match.end() for match in _CLOSED.finditer(text)]
    edges = [*starts, len(text)] if len(starts) >= len(ends) else [0, *ends]
    for start, end in pairwise(edges):
        piece = text[start:end]
        if _LENGTH.search(piece):
            yield Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def export_report(source: str, text: str, report_id: str, encoding: str | None) -> Report | None:
    """The report in one article of an export; None where *text* has not the form of one."""
    if not is_export(text) or len(_LENGTH.findall(text)) != 1:
        return None
    blocks = split(text)
    length = next((i for i, b in enumerate(blocks) if _LENGTH.fullmatch(b.text)), None)
    if length is None:
        return None
    labels = [_label(b.text, coded=blocks[length].text.startswith("WC")) for b in blocks]
    begin = _body_begin(text, blocks, labels, length)
    end = _body_end(blocks, labels, begin)
    inside = [i for i in range(begin, end) if labels[i] not in _BODY_LABELS]
    if not inside:
        return None
    body = tuple(blocks[i].span for i in inside)
    kept = frozenset(inside)
    dropped = tuple(
        Leftover(block.span, HEADER if i < end else FOOTER) for i, block in enumerate(blocks) if i not in kept
    )
    page = Cleaned(body, dropped, mark_blocks(text, blocks), Bounds(inside[0], inside[-1] + 1), None)
    found = _header(text, blocks, labels, length, begin)
    return reported(Report(report_id, source, text, encoding=encoding), page, found)


def reported(bare: Report, page: Cleaned, found: Mapping[str, Span]) -> Report:
    """*bare*, of which only the text and where it is from are known, with its article and masthead.

    *found* are the fields that the export's own labels name.
    """
    language = language_of("\n".join(span.of(bare.text) for span in page.body))
    status, reason = judge(bare.text, page, language)
    return replace(
        bare,
        body=page.body,
        dropped=page.dropped,
        masthead=stated_masthead(bare.text, read_masthead(bare.text, page), found),
        language=language,
        status=status,
        reason=reason,
    )


def _label(line: str, *, coded: bool) -> str | None:
    """The label that a line of header or footer begins with, in lower case."""
    if line.casefold() in _BARE_LABELS:
        return line.casefold()
    match = (_CODE_LABEL if coded else _LABEL).match(line)
    return match[1].lower().replace(" ", "-") if match is not None else None


def _body_begin(text: str, blocks: Sequence[Block], labels: Sequence[str | None], length: int) -> int:
    """The first block behind the header: its labels, and lines that only a header has."""
    at = length + 1
    dated = False
    while at < len(blocks):
        block, label = blocks[at], labels[at]
        if label in _BODY_LABELS:
            return at + 1 if len(block.text.split()) == 1 else at
        outlet = dated and not block.ends and block.words <= SHORT
        day = block.words <= SHORT and bool(find_dates(text, block.span.start, block.span.end))
        if label is None and not (outlet or day or _is_header(block)):
            return at
        if label in _FOOTER_LABELS and not _coded(blocks[length]) and label != "language":
            return at
        dated = day or (dated and bool(_CLOCK.fullmatch(block.text)))
        at += 1
    return at


def _coded(length: Block) -> bool:
    return length.text.startswith("WC")


def _is_header(block: Block) -> bool:
    """Whether a line is one that only a header has: a page, a code, a language, a notice of rights."""
    line = block.text
    return (
        line.casefold() in _LANGUAGES
        or _RIGHTS.fullmatch(line) is not None
        or any(pattern.fullmatch(line) is not None for pattern in (_CODE, _PAGE, _PAGE_OF, _CLOCK))
    )


def _body_end(blocks: Sequence[Block], labels: Sequence[str | None], begin: int) -> int:
    """The first block of the footer."""
    for i in range(begin, len(blocks)):
        line = blocks[i].text
        if labels[i] in _FOOTER_LABELS or _CLOSED.fullmatch(line) or _RIGHTS.fullmatch(line):
            return i
    return len(blocks)


def _header(
    text: str, blocks: Sequence[Block], labels: Sequence[str | None], length: int, begin: int
) -> dict[str, Span]:
    """Where the header names title, outlet, day and authors."""
    found: dict[str, Span] = {}
    plain: list[int] = []
    for i in range(begin):
        block, label = blocks[i], labels[i]
        what = _MEANING.get(label or "")
        if what is not None and (rest := _behind_label(text, block)) is not None:
            found.setdefault(what, rest)
        elif label is None and not (NUMBERED.fullmatch(block.text) or i == length or _is_header(block)):
            plain.append(i)
    dated = [i for i in plain if _day_alone(text, blocks[i])]
    byline = [i for i in plain if i < length and _BY.match(blocks[i].text)]
    if dated:
        found.setdefault("day", blocks[dated[0]].span)
    if byline:
        found.setdefault("authors", blocks[byline[0]].span)
    first_said: dict[str, int] = {}
    for i in plain:  # the title may stand on a page before, too
        first_said.setdefault(blocks[i].text, i)
    plain = [i for i in first_said.values() if i not in dated and i not in byline]
    before = [i for i in plain if i < (dated[0] if dated else length)]
    after = [i for i in plain if dated and i > dated[0]]
    if dated and dated[0] > length:  # title; length; day; outlet
        title, outlet = before[:1], after[:1]
    elif len(before) > 1:  # title; outlet; day; length
        title, outlet = before[:1], before[1:2]
    else:  # outlet; day; title; length
        title, outlet = after[:1], before[:1]
    for what, at in (("title", title), ("outlet", outlet)):
        if at:
            found.setdefault(what, blocks[at[0]].span)
    return found


def _behind_label(text: str, block: Block) -> Span | None:
    """What stands behind the label that a block begins with."""
    label = _FIRST_WORD.match(text, block.span.start, block.span.end)
    return None if label is None else Span(label.end(), block.span.end)


def _day_alone(text: str, block: Block) -> bool:
    return block.words <= SHORT and bool(find_dates(text, block.span.start, block.span.end))


def stated_masthead(text: str, shown: Masthead, found: Mapping[str, Span]) -> Masthead:
    """The masthead as the header names it; what it leaves open as the text shows it."""
    title, outlet, day = found.get("title"), found.get("outlet"), found.get("day")
    head = replace(shown, title=None if title is None else " ".join(title.of(text).split()), title_span=title)
    if outlet is not None:
        name = " ".join(outlet.of(text).split())
        agency = agency_names().name_of.get(name.casefold())
        known = agency or outlet_names().name_of.get(name.casefold(), name)
        head = replace(head, outlet=known, outlet_span=outlet)
        if agency is not None and shown.agency is None:
            head = replace(head, agency=agency, agency_span=outlet)
    if "authors" in found:
        names, spans = _authors(text, found["authors"])
        head = replace(head, authors=names, author_spans=spans)
    dates = [] if day is None else find_dates(text, day.start, day.end)
    if dates:
        said = Published(
            dates[0].date, "stated", evidence=(dates[0].span,), reason="stated in the header of the export"
        )
        head = replace(head, published=said)
    return head


def _authors(text: str, line: Span) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    by = _BY.match(text, line.start, line.end)
    names, spans = [], []
    at = line.start if by is None else by.end()
    turned = _TURNED.fullmatch(text, at, line.end) is not None
    for name in (_BETWEEN_TURNED if turned else BETWEEN).split(text[at : line.end]):
        if name.strip() and not is_post(split(name)[0]):
            start = text.index(name.strip(), at)
            spans.append(Span(start, start + len(name.strip())))
            family, _, given = name.partition(",") if turned else ("", "", name)
            names.append(" ".join(f"{given} {family}".split()))
            at = start + len(name.strip())
    return tuple(names), tuple(spans)

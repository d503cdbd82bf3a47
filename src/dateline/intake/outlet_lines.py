"""Which lines the same outlet repeats: counted over the pages of an archive, not looked at one by one.

A line counts once for each article it stands in: versions of one address, and pages that share a title or
most of their paragraphs, are one article. The result depends on the set of pages only, not on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from dateline.knowledge.addresses import one_form, site_of
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.outlets import outlet_key, outlet_names
from dateline.model import Report

ARTICLES = 3
"""Articles of one outlet in which a line stands before anything is made of it."""
PARAGRAPH = 60
"""Characters from which a block of the body helps to tell whether two pages are one article."""
SAMPLE = 8
"""Paragraphs by which two pages are compared: those with the lowest hashes (Broder 1997)."""
SAME, FEWEST = 0.5, 2
"""Share of the smaller sample beyond which two pages carry one article, and paragraphs it takes: one alone
may stand in place of an article."""
Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of one page as hashes: those of its ``body``, and those that were ``dropped`` from it.

    ``keys`` are what makes two pages one article (address, title), ``sample`` the paragraphs that do so.
    """

    report: str
    outlet: str
    keys: tuple[str, ...]
    sample: frozenset[int]
    body: Hashes
    dropped: Hashes


@dataclass(frozen=True, slots=True)
class Repeated:
    """How often an outlet repeats a line: in how many ``articles``, of which ``dropped`` left it out."""

    articles: int
    dropped: int


Lines = Mapping[int, Repeated]
"""Lines that an outlet repeats, by their hashes."""


def line_hash(line: str) -> int:
    """A line in one number, whatever its case, spacing and outer marks."""
    return int.from_bytes(blake2b(plain_line(line).encode("utf-8", "replace"), digest_size=8).digest(), "big")


def page_lines(report: Report) -> PageLines | None:
    """The lines of a report as it was read by itself; None where nobody knows whose page it is."""
    outlet = _outlet(report)
    if outlet is None or not report.body:
        return None
    body = [span.of(report.text) for span in report.body]
    dropped = (leftover.span.of(report.text) for leftover in report.dropped)
    paragraphs = sorted({line_hash(line) for line in body if len(line) >= PARAGRAPH})
    keys = []
    address = None if report.address is None else one_form(report.address)
    if address is not None:
        keys.append(f"address {address}")
    if report.masthead.title:
        keys.append(f"title {plain_line(report.masthead.title)}")
    return PageLines(
        report.id, outlet, tuple(keys), frozenset(paragraphs[:SAMPLE]), _hashes(body), _hashes(dropped)
    )


def repeated_lines(pages: Iterable[PageLines]) -> dict[str, dict[int, Repeated]]:
    """For each report the lines of its body that its outlet repeats, by their hashes; others are left out."""
    by_outlet: dict[str, list[PageLines]] = defaultdict(list)
    for page in pages:
        by_outlet[page.outlet].append(page)
    found: dict[str, dict[int, Repeated]] = {}
    for outlet in sorted(by_outlet):
        own = sorted(by_outlet[outlet], key=lambda page: page.report)
        if len(own) >= ARTICLES:
            found |= _repeated(own)
    return found


def _repeated(pages: Sequence[PageLines]) -> dict[str, dict[int, Repeated]]:
    articles = _articles(pages)
    everywhere = _per_line(articles, [np.concatenate([p.body, p.dropped]) for p in pages], ARTICLES)
    dropped = _per_line(articles, [p.dropped for p in pages], 1)
    found = {}
    for page in pages:
        own = {
            line: Repeated(everywhere[line], dropped.get(line, 0))
            for line in page.body.tolist()
            if line in everywhere
        }
        if own:
            found[page.report] = own
    return found


def _per_line(articles: Sequence[int], lines: Sequence[Hashes], least: int) -> dict[int, int]:
    """In how many articles each line stands, of those in *least* articles or more."""
    hashes = np.concatenate(lines)
    owners = np.repeat(np.array(articles, dtype=np.int64), [len(own) for own in lines])
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    new = np.ones(len(hashes), dtype=bool)
    new[1:] = (hashes[1:] != hashes[:-1]) | (owners[1:] != owners[:-1])
    distinct, counts = np.unique(hashes[new], return_counts=True)
    often = counts >= least
    return dict(zip(distinct[often].tolist(), counts[often].tolist(), strict=True))


def _articles(pages: Sequence[PageLines]) -> list[int]:
    """For each page the first page that carries the same article; each is compared with a few only."""
    root = list(range(len(pages)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    first: dict[str | int, int] = {}
    for i, page in enumerate(pages):
        for key in page.keys:
            j = first.setdefault(key, i)
            root[max(find(i), find(j))] = min(find(i), find(j))
        for paragraph in sorted(page.sample):
            j = first.setdefault(paragraph, i)
            if _same(page.sample, pages[j].sample):
                root[max(find(i), find(j))] = min(find(i), find(j))
    return [find(i) for i in range(len(pages))]


def _same(one: frozenset[int], other: frozenset[int]) -> bool:
    both = len(one & other)
    return both >= FEWEST and both > SAME * min(len(one), len(other))


def _outlet(report: Report) -> str | None:
    """Whose page it is, in one form: the outlet of its masthead, else the site of its address."""
    if report.masthead.outlet:
        return outlet_key(report.masthead.outlet)
    site = site_of(report.address or report.source)
    return None if site is None else outlet_key(outlet_names().name_of.get(site, site))


def _hashes(lines: Iterable[str]) -> Hashes:
    """The lines that say something; a number alone may be a figure of a table."""
    told = {line_hash(line) for line in lines if any(letter.isalpha() for letter in line)}
    return np.array(sorted(told), dtype=np.uint64)

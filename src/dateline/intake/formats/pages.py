"""The lines of a document's pages as one running text.

What a page repeats at its head or foot is put behind the text, a word that a line end cut in two is joined,
and so are the lines of a paragraph, also over the turn of a page. Where each page begins is kept, so that
every row can be found on its page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.knowledge.hyphens import hyphenated
from dateline.model import Leftover, Span

EDGE = 3
"""Lines at the top and at the bottom of a page that may be a running head or foot."""
REPEATED = 0.4
"""Share of the pages from which a line at their edge is a running one; left and right pages differ often."""
LONGEST_HEAD = 15
"""Words: no running head is longer."""
FULL_AT = 0.7
"""Share of the lines that are no longer than a full one: the last lines of paragraphs, headings."""
FULL = 0.8
"""Share of a full line from which a line is one that was broken, and the paragraph goes on in the next."""
NARROWEST = 30
"""Characters: rows of a table are shorter, lines in a column longer."""
RUNNING = "head or foot of the pages"
_DIGITS = re.compile(r"\d+")
_CUT = re.compile(r"(?<![^\W\d_])([^\W\d_]+)(-|\u00ad)$")
_REST = re.compile(r"([^\W\d_]+)(\S*)[ \t]*")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ITEM = re.compile(r"[•·▪●■*–—-]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_ENDED = (".", "!", "?", ":", "”", '"', "’", "'")
_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a document shows: its text, and where its ``pages`` begin.

    ``leftovers`` stand behind the text that is the report's; ``damage`` is what cannot be read.
    """

    text: str
    pages: tuple[int, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    damage: str | None = None


def with_leftovers(text: str, behind: Sequence[tuple[str, str]], pages: tuple[int, ...] = ()) -> Shown:
    """*text* with the (words, reason) pairs *behind* it; characters that no text has are replaced."""
    pieces = [_sound(text)]
    at = len(pieces[0])
    left: list[Leftover] = []
    for words, reason in behind:
        words = _sound(words)
        left.append(Leftover(Span(at + 2, at + 2 + len(words)), reason))
        pieces += "\n\n", words
        at = left[-1].span.end
    return Shown("".join(pieces), pages, tuple(left))


def _sound(text: str) -> str:
    """*text* of the same length, without NUL characters and lone surrogates."""
    return _NO_CHARACTER.sub("\ufffd", text)


def joined_pages(pages: Sequence[str]) -> Shown:
    """The text of *pages*, each given as its lines, with the running heads and feet at its end."""
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    split = [_trimmed(lines) for lines in split]
    running = _running(split)
    heads: list[str] = []
    kept: list[list[str]] = []
    for number, lines in enumerate(split):
        inside, outside = _without_running(lines, running, first=number == 0)
        kept.append(inside)
        heads += outside
    _join_words(kept)
    width = _width(kept)
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    last = ""
    for lines in kept:
        starts.append(at)
        broken = not lines
        for i, line in enumerate(lines):
            broken = broken or not line
            if not line:
                continue
            same = last and not broken and _goes_on(last, line, width)
            between = "" if not last else " " if same else "\n\n"
            if not any(lines[:i]):
                starts[-1] = at + len(between)
            pieces += between, line
            at += len(between) + len(line)
            last, broken = line, False
    return with_leftovers(
        "".join(pieces), [(head, RUNNING) for head in heads], tuple(starts) if len(starts) > 1 else ()
    )


def _trimmed(lines: list[str]) -> list[str]:
    while lines and not lines[0]:
        lines = lines[1:]
    while lines and not lines[-1]:
        lines = lines[:-1]
    return lines


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.casefold().split()))


def _edges(lines: Sequence[str]) -> list[int]:
    """The lines of a page that may be a running head or foot."""
    filled = [i for i, line in enumerate(lines) if line and len(line.split()) <= LONGEST_HEAD]
    first = [i for i in filled if sum(map(bool, lines[:i])) < EDGE]
    last = [i for i in filled if sum(map(bool, lines[i + 1 :])) < EDGE]
    return sorted({*first, *last})


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The lines, numbers aside, that stand at the edge of many pages."""
    if len(pages) < 2:
        return frozenset()
    seen = Counter(key for lines in pages for key in {_key(lines[i]) for i in _edges(lines)})
    return frozenset(key for key, pages_with in seen.items() if pages_with >= max(2, REPEATED * len(pages)))


def _without_running(
    lines: Sequence[str], running: frozenset[str], *, first: bool
) -> tuple[list[str], list[str]]:
    """The lines of a page without its running ones, and those; the head of the *first* page stays."""
    edges = [i for i in _edges(lines) if _key(lines[i]) in running]
    if first:
        edges = [i for i in edges if sum(map(bool, lines[:i])) >= EDGE]
    out = frozenset(edges)
    inside = _trimmed([line for i, line in enumerate(lines) if i not in out])
    return inside, [lines[i] for i in edges]


def _width(pages: Sequence[Sequence[str]]) -> int:
    """The characters of a full line."""
    lengths = sorted(len(line) for lines in pages for line in lines if line)
    return lengths[int(FULL_AT * len(lengths))] if lengths else 0


def _goes_on(above: str, line: str, width: int) -> bool:
    """Whether *line* goes on with the paragraph of the line *above* it, where a full line has *width*."""
    if _ITEM.match(line):
        return False
    if line[0].islower() and not above.endswith(_ENDED):
        return True
    return len(above) >= max(FULL * width, NARROWEST)


def _join_words(pages: list[list[str]]) -> None:
    """Join the words that a line end cuts in two: the rest goes up to where the word begins."""
    known = frozenset(word.casefold() for lines in pages for line in lines for word in _WORDS.findall(line))
    places = [(lines, i) for lines in pages for i, line in enumerate(lines) if line]
    for (above, i), (below, k) in pairwise(places):
        cut, rest = _CUT.search(above[i]), _REST.match(below[k])
        if cut is None or rest is None or not rest[1][0].islower() or (above is below and k > i + 1):
            continue
        begin, end = cut[1], rest[1]
        whole, hyphened = f"{begin}{end}".casefold(), f"{begin}-{end}".casefold()
        stays = (
            cut[2] == "-" and whole not in known and (hyphened in known or begin.casefold() in hyphenated())
        )
        above[i] = above[i][: cut.start()] + begin + ("-" if stays else "") + end + rest[2]
        below[k] = below[k][rest.end() :]

"""The words of the article: found in the page's structure, followed in its rendering.

trafilatura tells the article from the rest; what it returns is a text of its own, so its words are followed
through the rendering, from one run of equal words to the next. The index of word runs keeps this linear.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.html_text import NO_WIDTH, Rendering
from dateline.model import Span

RUN = 4
"""Words of a run that is looked up; shorter ones stand in many places."""
CANDIDATES = 12
"""Places of one run that are tried; a run with more of them is furniture that repeats."""
REACH = 60
"""Words after the last match within which the words of a short line are looked for."""
_WORD = re.compile(r"\w+")
_NOT_SHOWN = logging.NullHandler()
"""The library's warnings do not reach the screen: a report's status and reason tell what went wrong."""


def extract(page: str) -> list[str]:
    """The paragraphs of the article in *page*, without comments, as trafilatura tells them; [] for none."""
    # Imported here: a folder of text files needs none of it, and it takes a third of a second to load.
    import trafilatura

    logging.getLogger("trafilatura").addHandler(_NOT_SHOWN)
    try:
        found = trafilatura.extract(page, include_comments=False, favor_precision=True)
    except Exception:  # the page, not the program: some trees trip the library up
        return []
    return (found or "").split("\n")


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the words of the article stand: ``runs`` into the rendering's text; ``share`` of them found."""

    runs: tuple[Span, ...]
    share: float


def follow(paragraphs: Sequence[str], rendering: Rendering) -> Followed:
    """The places of the words of *paragraphs* in the rendering, in runs of equal words."""
    places = [(m.start(), m.end()) for m in _WORD.finditer(rendering.text)]
    words = [rendering.text[start:end] for start, end in places]
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(words) - RUN + 1):
        index[tuple(words[at : at + RUN])].append(at)
    matches: list[tuple[int, int]] = []
    wanted = found = at = 0
    for paragraph in paragraphs:
        own = _WORD.findall(NO_WIDTH.sub("", paragraph))
        wanted += len(own)
        i = 0
        while i < len(own):
            begin, length = _best(own, i, words, index, at)
            if length:
                matches.append((begin, begin + length))
                found += length
                at = begin + length
            i += max(1, length)
    runs = [Span(places[a][0], places[b - 1][1]) for a, b in sorted(matches)]
    return Followed(tuple(runs), found / wanted if wanted else 0.0)


def _best(
    own: list[str], i: int, words: list[str], index: dict[tuple[str, ...], list[int]], at: int
) -> tuple[int, int]:
    """The longest run of ``own[i:]`` in *words* as (place, length); of equal ones the next after *at*."""
    left = min(RUN, len(own) - i)
    if left < RUN:  # the last words of a paragraph, or a heading
        if i and words[at : at + left] == own[i:]:
            return at, left
        if not i:
            for begin in range(at, min(at + REACH, len(words))):
                if words[begin : begin + left] == own:
                    return begin, left
        return 0, 0
    known = index.get(tuple(own[i : i + RUN]), [])
    ahead = bisect_left(known, at)
    best, longest = 0, 0
    for begin in known[ahead : ahead + CANDIDATES] + known[max(0, ahead - CANDIDATES) : ahead]:
        length = 0
        while (
            i + length < len(own) and begin + length < len(words) and own[i + length] == words[begin + length]
        ):
            length += 1
        if length > longest:
            best, longest = begin, length
    return best, longest

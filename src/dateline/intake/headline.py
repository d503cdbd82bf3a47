"""The headline: which block carries it, and its words without the site's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.intake.agreements import find_agreement
from dateline.intake.blocks import is_unspaced
from dateline.intake.boundaries import core_run, opens_paragraph
from dateline.intake.marks import AGO, Mark
from dateline.intake.wire import read_wire
from dateline.knowledge.furniture import plain_line
from dateline.knowledge.outlets import is_outlet_alone
from dateline.model import Span

LONGEST = 40
"""Words: no headline is longer."""
LONGEST_SENTENCE = 25
"""Words: a longer whole sentence is a summary or a paragraph."""
PARAGRAPH_WORDS = 14
"""Words from which a sentence with a full stop over another sentence is a first paragraph."""
BREADCRUMB_STEPS = 3
BREADCRUMB_WORDS = 4
"""Steps of a breadcrumb at least, and words of one at most."""
LOOKED_AT = 400
"""Blocks before the article that are looked at; menus of large pages have some two hundred."""
OFTEN = 3
"""A line that stands on the page more often is a label, not the headline."""
SITE_WORDS = 6
"""Words that a site's name after the last stroke or dash of a page title may have."""
MASTHEAD_NEXT = 2
MASTHEAD_NEAR = 4
"""Blocks below a headline in which its byline or date line stands."""
FEW_TELLING = 4
"""Words of four letters and more; a line with fewer says less by its words."""
STEM = 5
"""Letters of a word that are compared with the article's words ("agree", "agreed")."""

# What speaks for a line, in points; set on the development pages together, so no value stands alone.
RECURS = 3.0
REPEATED = 2.0
IN_PAGE_TITLE = 3.5
IN_BREADCRUMB = 2.0
ON_TOP = 1.0
BYLINE_NEXT = 2.0
BYLINE_NEAR = 1.0
LABELLED = 4.0
OVER_BODY = 0.5
TEASER_COST = 1.5
SENTENCE_COST = 2.5
SHORT_COST = 1.5
LONG_COST = 0.5
NEARLY = 0.8
SHORT = 3
FURNITURE_COST = 1.0
BELOW_MASTHEAD_COST = 1.0
MASTHEAD_TITLE = 5
FAR_COST = 0.02
FAR_MOST = 40
TOLD_WORDS = 80
TOLD_COST = 4.0
"""So much is taken from a line with this much of the article above it: a sub-heading, a pull quote."""

RUNNING = 3.0
"""For the headline of a running report, which its short sub-headings, said twice, would outweigh."""

_RUNNING = re.compile(r"[–—-]\s*(?:as it happened|live(?: updates| blog)?)\W*$|\blive updates\b", re.I)
_TIMED = re.compile(r"\d{1,2}[:.h]\d\d\s+\S")
"""How an entry of a running report's key events begins."""
_TURN = re.compile(r"[A-Z][A-Z.'’ -]{2,30}:\s")
"""How a speaker's turn in a transcript begins."""
_SERIES = re.compile(r"[\w ’'-]{3,40}\b(?:No|Nr|Issue|Vol)\.?\s?\d{1,4}")
"""The label of a series, which stands over many titles ("Briefing Paper No. 17")."""
_SUFFIX = re.compile(r"(?<!\s)\s++[|•·»–—-]\s+|(?:(?<!\s)\s++)?[|»]\s*")
_SITE_FIRST = re.compile(r"(?P<name>[^:|]{2,40}?)\s*[:|]\s+")
_WORD = re.compile(r"\w{4,}")
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?] [A-Z]\w+ [a-z]")
_STEP = re.compile(r"(?<!\s)\s++[>›»/→]\s+")
_HEADER = re.compile(
    r"(?:from|to|cc|sent|reply-to|url|link|source|date|section|length|lines|copyright|newsgroups|organization|"
    r"message-id|references|path)\s?:\s",
    re.I,
)
_LABEL = re.compile(r"(?:headline|title|subject|slug)\s?:\s+", re.I)
_FORWARDED = re.compile(r"(?:(?:fwd?|re|wg|aw|tr)\s?:\s*)+", re.I)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad \t\u00a0"
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's words (``span``) and the block they stand in; ``site`` is the outlet's name in the page
    title, where the page begins with one."""

    block: int
    span: Span
    site: Span | None = None


def find_headline(marks: Sequence[Mark], text: str) -> Headline | None:
    """The headline of the page's article, or None.

    A line that is repeated (page title, breadcrumb, heading) is preferred, then the line before the body
    whose words recur in it; a banner about something else loses on both.
    """
    start, end = core_run(marks)
    if start == end:
        return None
    heart = _heart(marks, start, end)
    candidates = [
        i
        for i in range(max(0, heart - LOOKED_AT), heart)
        if _may_be(marks[i]) and not _opens_report(marks[i], text) and not _is_paragraph(marks, i)
    ]
    title, site = _page_title(marks, text)
    may_open = not _opens_report(marks[0], text) and not _is_paragraph(marks, 0)
    may_open = may_open and _may_title(marks[0].block.text)
    if title is not None and candidates[:1] != [0] and may_open:
        candidates.insert(0, 0)
    if not candidates:
        return None
    plain = {i: plain_line(marks[i].block.text) for i in candidates}
    points = _points(marks, candidates, plain, title, start, end, heart)
    chosen = max(candidates, key=lambda i: (points[i], i))
    if points[chosen] <= 0:
        return None
    chosen = _over_summary(marks, points, chosen)
    block = _best_place(marks, [i for i in candidates if plain[i] == plain[chosen]])
    span = marks[block].block.span
    if block == 0 and title is not None:
        span = title
    return Headline(block, _bare(text, span), site)


def _bare(text: str, span: Span) -> Span:
    """The headline's words without invisible signs and without a label such as "HEADLINE:" or "Fwd:"."""
    words = span.of(text)
    start = len(words) - len(words.lstrip(_INVISIBLE))
    for form in (_LABEL, _FORWARDED):
        label = form.match(words, start)
        start = start if label is None or label.end() == len(words) else label.end()
    return Span(span.start + start, span.start + max(start, len(words.rstrip(_INVISIBLE))))


def _over_summary(marks: Sequence[Mark], points: dict[int, float], chosen: int) -> int:
    """The line above the chosen one where it is nearly as good: a summary stands under its headline."""
    for i in (chosen - 1, chosen - 2):
        if i not in points or points[i] < points[chosen] - NEARLY or marks[i].block.words <= SHORT:
            continue
        if _SERIES.fullmatch(marks[i].block.text) is None:
            return i
    return chosen


def _heart(marks: Sequence[Mark], start: int, end: int) -> int:
    """Where the article is surely under way: the run's first third of words is passed."""
    words = sum(m.block.words for m in marks[start:end] if m.kind == "prose")
    seen = 0
    for i in range(start, end):
        if marks[i].kind == "prose":
            seen += marks[i].block.words
            if seen * 3 > words:
                return i
    return end


def _may_be(mark: Mark) -> bool:
    words = mark.block.words
    if not mark.block.short or not 2 <= words <= LONGEST or not _LETTERS.search(mark.block.text):
        return False
    if not _may_title(mark.block.text):
        return False
    if mark.block.text.endswith((",", ";")) or AGO.match(mark.block.text) or _TIMED.match(mark.block.text):
        return False
    if _LABEL.match(mark.block.text) is not None:
        return True
    if mark.kind == "furniture":
        return words > 5 and mark.furniture is not None and mark.furniture.reason == "teaser"
    if mark.kind == "prose":
        return words <= LONGEST_SENTENCE and _TURN.match(mark.block.text) is None
    return mark.kind == "line"


def _may_title(line: str) -> bool:
    """Whether a line is no outlet's name, breadcrumb or mail header."""
    return not is_outlet_alone(line) and not is_breadcrumb(line) and _HEADER.match(line) is None


def is_breadcrumb(line: str) -> bool:
    """Whether a line is a way through sections of a site ("Home > Markets > Commodities")."""
    steps = _STEP.split(line.strip())
    return len(steps) >= BREADCRUMB_STEPS and all(0 < len(s.split()) <= BREADCRUMB_WORDS for s in steps)


def _opens_report(mark: Mark, text: str) -> bool:
    """Whether a sentence begins with a dateline, as the first paragraph of a report does."""
    return mark.kind == "prose" and read_wire(text, (mark.block.span,)) is not None


def _is_paragraph(marks: Sequence[Mark], i: int) -> bool:
    """Whether a long sentence with a full stop stands over another and no masthead: a first paragraph."""
    own, below = marks[i], marks[i + 1 : i + 2]
    if (
        own.kind != "prose"
        or own.block.words < PARAGRAPH_WORDS
        or not own.block.text.endswith((".", ".”", '."'))
    ):
        return False
    return bool(below) and below[0].kind == "prose" and not _masthead_below(marks, i, MASTHEAD_NEAR)


def _page_title(marks: Sequence[Mark], text: str) -> tuple[Span | None, Span | None]:
    """The first line as a page title: its words, and the site's name after the last stroke or dash."""
    block = marks[0].block
    if not block.short or not 3 <= block.words <= LONGEST:
        return None, None
    if marks[0].kind not in ("line", "prose", "furniture"):
        return None, None
    furniture = marks[0].furniture
    if furniture is not None and furniture.reason != "teaser":
        return None, None
    line = block.span.of(text)
    opening = _SITE_FIRST.match(line)
    if opening is not None and len(marks) > 1:
        rest = plain_line(line[opening.end() :])
        longer = len(rest.split()) > max(3, len(opening["name"].split()))
        if longer and any(plain_line(m.block.text) == rest for m in marks[1:LOOKED_AT]):
            at = block.span.start
            return Span(at + opening.end(), block.span.end), Span(at, at + opening.end("name"))
    cuts = list(_SUFFIX.finditer(line))
    if cuts and _RUNNING.search(line) is None:
        cut = cuts[-1]
        name = line[cut.end() :].split()
        if 0 < len(name) <= SITE_WORDS and len(line[: cuts[0].start()].split()) >= min(3, len(name) + 1):
            site = Span(block.span.start + cut.end(), block.span.end)
            return Span(block.span.start, block.span.start + cuts[0].start()), site
    return block.span, None


def _points(
    marks: Sequence[Mark],
    candidates: Sequence[int],
    plain: dict[int, str],
    title: Span | None,
    start: int,
    end: int,
    heart: int,
) -> dict[int, float]:
    """What speaks for each candidate."""
    agreement = find_agreement(marks)
    vocabulary = {
        w.casefold()[:STEM]
        for i in range(start, end)
        if marks[i].kind == "prose" or i in agreement
        for w in _WORD.findall(marks[i].block.text)
    }
    repeats = Counter(plain_line(m.block.text) for m in marks if m.block.words <= LONGEST)
    told = _words_told(marks, start, max(heart, 1))
    title_words = _bag(plain.get(0, "")[: len(title)]) if title is not None and 0 in plain else Counter()
    teasers = _under_headings(marks, heart)
    breadcrumbs = [plain[i] for i in candidates if marks[i].block.words >= 5]
    first_masthead = _first_masthead(marks, candidates)
    sub_headings = _sub_headings(marks, start, end)
    points = {}
    for i in candidates:
        mark = marks[i]
        words = mark.block.words
        telling = [w.casefold()[:STEM] for w in _WORD.findall(mark.block.text)]
        told_of = sum(w in vocabulary for w in telling)
        value = RECURS * told_of / max(FEW_TELLING, len(telling))
        # A line of which nothing recurs is a label or a site's name; unspaced words cannot be told to recur.
        fits = told_of > 0 or is_unspaced(mark.block.text)
        if words >= 3 and fits and 1 < repeats[plain[i]] <= OFTEN and plain[i] not in sub_headings:
            value += REPEATED
        if i == 0:
            value += ON_TOP
        elif words >= 3:
            value += IN_PAGE_TITLE * _alike(_bag(plain[i]), title_words)
        if words >= 4 and any(len(p) > len(plain[i]) and p.endswith(plain[i]) for p in breadcrumbs):
            value += IN_BREADCRUMB
        if fits and _masthead_below(marks, i, MASTHEAD_NEXT):
            value += BYLINE_NEXT
        elif fits and _masthead_below(marks, i, MASTHEAD_NEAR):
            value += BYLINE_NEAR
        value += RUNNING * (_RUNNING.search(mark.block.text) is not None)
        value += OVER_BODY * (words >= MASTHEAD_TITLE and 0 < start - i <= MASTHEAD_NEXT)
        value -= TEASER_COST * (i in teasers)
        value -= BELOW_MASTHEAD_COST * (first_masthead is not None and i > first_masthead)
        if words > 5 and (mark.block.text.endswith((".", ";")) or _TWO_SENTENCES.search(mark.block.text)):
            value -= SENTENCE_COST if i else SENTENCE_COST / 2
        label = words <= SHORT or _SERIES.fullmatch(mark.block.text) is not None
        value -= SHORT_COST * label + LONG_COST * ((words > 14) + (words > 22))
        value -= FURNITURE_COST * (mark.kind == "furniture")
        value -= FAR_COST * min(abs(start - i), FAR_MOST)
        value -= TOLD_COST * min(1.0, told[i] / TOLD_WORDS)
        points[i] = value + LABELLED * (_LABEL.match(mark.block.text) is not None)
    return points


def _first_masthead(marks: Sequence[Mark], candidates: Sequence[int]) -> int | None:
    """The first date line or byline that stands under a line that can be the headline."""
    for i in candidates:
        if marks[i].block.words < MASTHEAD_TITLE:
            continue
        for j in range(i + 1, min(len(marks), i + 1 + MASTHEAD_NEXT)):
            byline = marks[j].byline if marks[j].kind == "byline" else None
            if marks[j].dates or (byline is not None and byline.said):
                return j
    return None


def _sub_headings(marks: Sequence[Mark], start: int, end: int) -> frozenset[str]:
    """The lines between paragraphs of the core, which an overview above it names too."""
    told = next((i for i in range(start, end) if marks[i].kind == "prose"), end)
    return frozenset(plain_line(m.block.text) for m in marks[told:end] if m.kind == "line")


def _words_told(marks: Sequence[Mark], start: int, heart: int) -> list[int]:
    """For each block before the heart how many words of the core's prose stand before it."""
    told, words = [], 0
    for i in range(heart):
        told.append(words)
        if i >= start and (marks[i].kind == "prose" or opens_paragraph(marks[i])):
            words += marks[i].block.words
    return told


def _bag(plain: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", plain))


def _alike(words: Counter[str], title: Counter[str]) -> float:
    """The F1 of two lines' words where it is at least a half, else 0."""
    both = sum((words & title).values())
    f1 = 2 * both / (sum(words.values()) + sum(title.values())) if both else 0.0
    return f1 if f1 >= 0.5 else 0.0


def _masthead_below(marks: Sequence[Mark], i: int, reach: int) -> bool:
    return any(m.kind in ("byline", "date") for m in marks[i + 1 : i + 1 + reach])


def _under_headings(marks: Sequence[Mark], heart: int) -> set[int]:
    """Lines under a heading of teasers, up to the next furniture or prose."""
    found, under = set(), False
    for i in range(heart):
        mark = marks[i]
        if mark.furniture is not None:
            under = mark.furniture.effect == "section"
        elif mark.kind != "line":
            under = False
        elif under:
            found.add(i)
    return found


def _best_place(marks: Sequence[Mark], same: Sequence[int]) -> int:
    """Which of several equal lines is the heading: the one over a byline or date line, else the last."""
    over = [i for i in same if _masthead_below(marks, i, MASTHEAD_NEAR)]
    return over[0] if over and over[0] > 0 else (over or same)[-1]

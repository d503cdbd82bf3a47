"""What one address held at different times: its versions, and what changed from one to the next."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from dateline.linking.sketch import Sketch
from dateline.model import Change, Form, Reading, Report, Span, Version

ALTERED = 0.5
"""Share of words (F1) from which a sentence is another in altered words; two of one topic share a third."""
MOST_PAIRS = 100_000
"""Pairs of sentences that are compared; where three hundred are new in each text, it is another text."""
MOST_SENTENCES = 2_000
"""Sentences in a text beyond which it is not told whether one has moved; ten times the longest reports."""
LONGEST = 2_000
"""Words in a sentence beyond which its words are not told apart one by one."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_MARKS = str.maketrans("‘’‚‛“”„‟«»‹›‐‑‒–—―−", "'" * 4 + '"' * 4 + '"' * 4 + "-" * 7)
_UNKNOWN = "9999"


def chains(sketches: Iterable[Sketch]) -> tuple[Version, ...]:
    """The reports that share their address with another, each address in order of time.

    The time is that of the capture, else the day of the last change, else that of publication.
    """
    held: dict[str, list[_Capture]] = defaultdict(list)
    for sketch in sketches:
        if sketch.address is not None:
            held[sketch.address].append(_Capture(_time(sketch), sketch.form, sketch.captured))
    out = []
    for address in sorted(held):
        if len(held[address]) < 2:
            continue
        last: dict[str, str] = {}
        for number, capture in enumerate(sorted(held[address], key=lambda one: one.time), start=1):
            report, form = capture.time[-1], capture.form
            out.append(Version(address, number, report, form, capture.captured, last.get(form)))
            last[form] = report
    return tuple(out)


class _Capture(NamedTuple):
    """What one address held at one time, which ends with the report's id."""

    time: tuple[str, str, str, str]
    form: Form
    captured: str | None


def _time(sketch: Sketch) -> tuple[str, str, str, str]:
    modified = sketch.modified.isoformat() if sketch.modified else None
    published = sketch.published.date.isoformat() if sketch.published.date else None
    return (
        sketch.captured or modified or published or _UNKNOWN,
        modified or _UNKNOWN,
        published or _UNKNOWN,
        sketch.report,
    )


def changes(earlier: Report, before: Reading, later: Report, after: Reading) -> tuple[Change, ...]:
    """What stands otherwise in the article of *later* than in that of *earlier*: title first, then in order.

    *before* and *after* are their readings, whose sentences are compared; where a language is not read, the
    stretches of the body are.
    """
    old = _Side(earlier.text, before.sentences or earlier.body)
    new = _Side(later.text, after.sentences or later.body)
    found = _Pairs.between(old.plain, new.plain)
    ids = (later.id, earlier.id)
    rows = list(_title(earlier, later))
    place: list[tuple[tuple[int, int, int], Change]] = []
    behind = -1
    for i, span in enumerate(old.spans):
        if i in found.kept:
            behind = found.kept[i]
        elif i not in found.altered and i not in found.moved:
            place.append(((behind, 1, i), Change(*ids, "removed", None, span)))
    for i, j in found.moved.items():
        place.append(((j, 0, i), Change(*ids, "moved", new.spans[j], old.spans[i])))
    for i, j in found.altered.items():
        words = tuple(_words(old.text, old.spans[i], new.text, new.spans[j]))
        place.append(((j, 0, i), Change(*ids, "altered", new.spans[j], old.spans[i], words)))
    there = {*found.kept.values(), *found.altered.values(), *found.moved.values()}
    for j, span in enumerate(new.spans):
        if j not in there:
            place.append(((j, 0, 0), Change(*ids, "added", span, None)))
    return (*rows, *(change for _, change in sorted(place, key=lambda row: row[0])))


class _Side:
    """One of two texts: its sentences, and their words whatever the quotation marks, dashes and blanks."""

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self.text = text
        self.spans = spans
        self.plain = [" ".join(word for word, _ in _tokens(text, span)) for span in spans]


@dataclass(slots=True)
class _Pairs:
    """Which sentence is which: position before → position after."""

    kept: dict[int, int]
    moved: dict[int, int]
    altered: dict[int, int]

    @classmethod
    def between(cls, old: Sequence[str], new: Sequence[str]) -> _Pairs:
        kept = dict(_in_order(old, new))
        moved = dict(_the_same(old, new, kept))
        paired = kept | moved
        if _too_many(old, new):
            kept, moved = paired, {}
        taken = set(paired.values())
        left = [i for i in range(len(old)) if i not in paired]
        right = [j for j in range(len(new)) if j not in taken]
        return cls(kept, moved, _alike(old, left, new, right))


def _too_many(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether the texts are too long, or say the same too often, for their order to be compared."""
    often = Counter(new)
    return max(len(old), len(new)) > MOST_SENTENCES or sum(often[s] for s in old) > MOST_PAIRS


def _the_same(old: Sequence[str], new: Sequence[str], kept: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The sentences that stand in both, elsewhere."""
    taken = set(kept.values())
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        if j not in taken:
            places[new[j]].append(j)
    for i, sentence in enumerate(old):
        if i not in kept and places.get(sentence):
            yield i, places[sentence].pop()


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The sentences that stand in both, in the same order."""
    if _too_many(old, new):
        return
    for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        for step in range(size):
            yield i + step, j + step


def _alike(
    old: Sequence[str], left: Sequence[int], new: Sequence[str], right: Sequence[int]
) -> dict[int, int]:
    """Sentences that say the same in altered words, the most alike first, each in one pair at most."""
    if len(left) * len(right) > MOST_PAIRS:
        return {}
    bags = {i: _bag(old[i]) for i in left}
    others = {j: _bag(new[j]) for j in right}
    alike = []
    for i, bag in bags.items():
        for j, other in others.items():
            sizes = bag.total() + other.total()
            # The bound spares most of the counting: what is much longer cannot be alike.
            if 2 * min(bag.total(), other.total()) < ALTERED * sizes or not sizes:
                continue
            share = 2 * (bag & other).total() / sizes
            if share >= ALTERED:
                alike.append((-share, abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(alike):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _bag(plain: str) -> Counter[str]:
    return Counter(word.casefold() for word in plain.split() if word[0].isalnum())


def _title(earlier: Report, later: Report) -> Iterator[Change]:
    old, new = earlier.masthead, later.masthead
    if _folded(old.title or "") == _folded(new.title or ""):
        return
    words: tuple[tuple[Span, Span], ...] = ()
    if old.title_span and new.title_span:
        words = tuple(_words(earlier.text, old.title_span, later.text, new.title_span))
    yield Change(later.id, earlier.id, "title", new.title_span, old.title_span, words)


def _words(old: str, before: Span, new: str, after: Span) -> Iterator[tuple[Span, Span]]:
    """The stretches in which two sentences differ, word by word; none where they are too long for that."""
    a, b = _tokens(old, before), _tokens(new, after)
    if max(len(a), len(b)) > LONGEST:
        return
    matcher = SequenceMatcher(None, [word for word, _ in a], [word for word, _ in b], autojunk=False)
    for kind, i, i_end, j, j_end in matcher.get_opcodes():
        if kind != "equal":
            yield _stretch(a, before, i, i_end), _stretch(b, after, j, j_end)


def _stretch(tokens: Sequence[tuple[str, Span]], sentence: Span, first: int, end: int) -> Span:
    """The words from *first* to *end*; the place behind the word before where there is none."""
    if first < end:
        return Span(tokens[first][1].start, tokens[end - 1][1].end)
    place = tokens[first - 1][1].end if first else sentence.start
    return Span(place, place)


def _tokens(text: str, span: Span) -> list[tuple[str, Span]]:
    """The words and marks of a sentence in one form, each with its place."""
    return [
        (_folded(match.group()), Span(match.start(), match.end()))
        for match in _TOKEN.finditer(text, span.start, span.end)
    ]


def _folded(words: str) -> str:
    """*words* in one form: blanks, quotation marks and dashes make no difference."""
    plain = words if words.isascii() else unicodedata.normalize("NFKC", words).translate(_MARKS)
    return " ".join(plain.split())

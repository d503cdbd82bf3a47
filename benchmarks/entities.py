"""Where a report speaks of a target entity that need not be an actor: a telephone, an aircraft, a firm.

Its places in the text are its name, the parts of the name that stand for it, the mentions of an actor with
that name, and, for what is no actor, the words by which the report itself describes it ("the airliner").
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.actions import DATED, with_all_actions
from dateline.knowledge.happenings import happening_class
from dateline.model import Reading, Report, Span
from dateline.reading import read_report
from dateline.reading.syntax import parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAD_SENTENCES = 4
"""Sentences (title and date line included) in which a report says on which day its news took place."""
NEWS_DAYS = 7
"""News is printed within so many days (both: the same best choice on either topic of bench/timeline)."""
_SMALL = re.compile(r"\b[a-z]+\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMED_MORE_CLOSELY = frozenset({"compound", "poss", "nummod"})
"""What makes of "the plane" another one: "the Boeing plane", "their plane", "the two planes"."""


@dataclass(frozen=True, slots=True)
class Material:
    """A report, its reading with all actions, its tokens by where they start, the day of its news."""

    report: Report
    reading: Reading
    tokens: dict[int, Token]
    news_day: str | None


def material(report: Report) -> Material:
    """Read *report* and date its news."""
    reading = read_report(report)
    sentences = parse(report.text, report.body).sentences
    return Material(
        report,
        with_all_actions(report, reading, sentences, by_syntax=True),
        {token_span(token).start: token for sentence in sentences for token in sentence.tokens},
        _news_day(report, reading),
    )


def small_words(reports: Sequence[Report]) -> set[str]:
    """The words that the reports write small, which are no names."""
    return {word for report in reports for word in _SMALL.findall(report.text)}


def name_pattern(entity: str, small: set[str]) -> re.Pattern[str]:
    """The entity's name and the ends of it that no common noun makes up ("787 Dreamliner", "Gallois")."""
    words = entity.split()
    ends = [" ".join(words[n:]) for n in range(len(words))]
    names = [end for end in ends if len(end) > 2 and (end == entity or end.split()[-1].lower() not in small)]
    names.sort(key=lambda name: (-len(name), name))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names))


def places(pattern: re.Pattern[str], read: Material) -> list[Span]:
    """Where a report speaks of the entity with the name *pattern*."""
    named = [Span(*match.span()) for match in pattern.finditer(read.report.text)]
    actors = {
        i
        for i, a in enumerate(read.reading.actors)
        if any(pattern.fullmatch(n) for n in (a.name, *a.aliases))
    }
    if actors:
        named += [mention.span for mention in read.reading.mentions if mention.actor in actors]
    elif named:
        named += _described(named, read)
    return named


def _described(named: Sequence[Span], read: Material) -> Iterator[Span]:
    """The later places that say "the airliner" of what the report calls an airliner."""
    words = {word for span in named for word in _descriptions(span, read.tokens)}
    kinds = {word for word in words if happening_class(word) is None}
    first = min(span.start for span in named)
    for start, token in sorted(read.tokens.items()):
        if start > first and token.tag_ == "NN" and token.lemma_.lower() in kinds:
            children = list(token.children)
            definite = any(child.dep_ == "det" and child.lower_ in {"the", "this"} for child in children)
            if definite and not any(child.dep_ in _NAMED_MORE_CLOSELY for child in children):
                yield token_span(token)


def _descriptions(span: Span, tokens: dict[int, Token]) -> Iterator[str]:
    """What the name at *span* is said to be: "the A380 airliner", "the A380, an airliner", "A380 is one"."""
    inside = [tokens[start] for start in range(span.start, span.end) if start in tokens]
    numbers = {token.i for token in inside}
    for token in inside:
        if token.dep_ in {"compound", "nmod", "appos"} and token.head.i not in numbers:
            related = [token.head]
        elif token.dep_ == "nsubj" and token.head.lemma_ == "be":
            related = [child for child in token.head.children if child.dep_ == "attr"]
        else:
            related = []
        related += [child for child in token.children if child.dep_ == "appos"]
        yield from (other.lemma_.lower() for other in related if other.pos_ == "NOUN")


def _news_day(report: Report, reading: Reading) -> str | None:
    """The day the news took place: the first recent one named in the lead, else that of publication."""
    published = reading.published.date
    if published is None:
        return None
    ends = [sentence.end for sentence in reading.sentences[:LEAD_SENTENCES]]
    for time in sorted(reading.times, key=lambda time: time.span):
        if not ends or time.span.start >= ends[-1]:
            break
        day = _DAY.match(time.value)
        if day and time.type in DATED:
            age = (published - datetime.date.fromisoformat(day.group())).days
            # The day of publication written out with its year is the date line, not the news.
            if 0 < age <= NEWS_DAYS or (age == 0 and str(published.year) not in time.span.of(report.text)):
                return day.group()
    return published.isoformat()

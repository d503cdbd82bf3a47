"""The event mention a report is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.knowledge.happenings import happening_class, weak_classes
from dateline.model import OTHER, EventMention, Report, Span

LEAD = 1500
"""Characters from the head of the article over which being early counts; two or three paragraphs."""
# Weights, set by eye on titles and leads of news reports: what the title names goes before what comes early,
# and that before what kind of event it is.
TITLE_TRIGGER = 2.0
TITLE_KIND = 1.5
TITLE_PARTY = 2.0
EARLY = 3.0
PARTIES = 0.4
STATUS = {"possible": -1.0, "negated": -1.0, "denied": -0.5, "called-for": -0.5}
NO_TYPE = -1.0
ASIDE = frozenset({None, "death"})
"""Kinds of event beyond PLOVER that few reports are about; floods, votes and verdicts are as good as any."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_SMALL = frozenset(
    "the and for with from after over amid says said has have its his her their who was were are".split()
)


def main_event(report: Report, events: Sequence[EventMention]) -> int | None:
    """The index of the event mention the report is about, if it has one; the earliest of equals."""
    if not events:
        return None
    title = stems(report.masthead.title or "")
    kinds = _kinds(report.masthead.title or "")
    start = report.body[0].start if report.body else 0
    scores = [_score(report.text, event, title, kinds, start) for event in events]
    return max(range(len(events)), key=lambda i: (scores[i], -events[i].span.start, -i))


def _score(text: str, event: EventMention, title: frozenset[str], kinds: frozenset[str], start: int) -> float:
    score = EARLY * max(0.0, 1 - (event.span.start - start) / LEAD)
    score += STATUS.get(event.status, 0.0)
    if event.type == OTHER and event.mode in ASIDE:
        score += NO_TYPE
    if stems(f"{event.span.of(text)} {event.lemma}") & title:
        score += TITLE_TRIGGER
    elif happening_class(event.lemma) in kinds:
        score += TITLE_KIND
    for spans in (event.source_spans, event.target_spans):
        if spans:
            score += TITLE_PARTY * _share(text, spans, title)
    return score + PARTIES * min(3, len(event.source) + len(event.target))


def _kinds(title: str) -> frozenset[str]:
    """The kinds of happening that a title names, common ones ("say", "begin") left out."""
    words = [word.lower() for word in _WORD.findall(title)]
    forms = {word.removesuffix(ending) for word in words for ending in ("", "s", "es", "ed", "d", "ing")}
    return frozenset(kind for form in forms if (kind := happening_class(form))) - weak_classes()


def _share(text: str, spans: Sequence[Span], title: frozenset[str]) -> float:
    """The share of the words that fill a role which the title names too; a last name stands for the whole."""
    if any(stems(span.of(text).rpartition(" ")[2]) & title for span in spans):
        return 1.0
    words = frozenset(stem for span in spans for stem in stems(span.of(text)))
    return len(words & title) / len(words) if words else 0.0


def stems(text: str) -> frozenset[str]:
    """The words of a text without their endings, lower case, so that "talks" meets "talk"."""
    words = (w.lower() for w in _WORD.findall(text))
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", w)[:7] for w in words if w not in _SMALL)

"""How far a block keeps to the topic of the article before it: the share of its word stems told already.

Teasers are whole sentences too, but share few words with the story they follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.knowledge.plain_words import grammar_words
from dateline.knowledge.report_words import telling

ON_TOPIC = 0.25
SURELY_ON_TOPIC = 0.3
RUNNING_ON = 0.1
"""As ON_TOPIC for two paragraphs that tell what someone said or what happened on a weekday, as a running
report does; behind the articles of the development pages stand hardly any such pairs."""
OFF_TOPIC = 0.05
"""Share of a block's stems that stand in the article before it. On the development news pages none of the
last paragraphs is under 0.1 and 15 in 100 are under 0.25; of sentences in teasers 40 and 77 in 100 are."""
OFF_TOPIC_WEIGHT = -0.3
TELLING_STEMS = 8
UNTOLD_WEIGHT = 0.2
"""A block with fewer stems says too little of its topic to count against; it counts at least so much."""
FULL_VOCABULARY = 80
"""Stems of the article before it from which a block's share is taken as it is; a short article has told so
little that the share of what follows is measured against what it could be."""
STEM = 6
"""Letters of a word that are compared ("rebels", "rebellion")."""
_WEEKDAY = re.compile(
    r"\b(?:on|early|late|since|until|by|last|next)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b", re.I
)
_CONTENT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]{4,}")


def stems(text: str) -> frozenset[str]:
    """The content words of a block, cut to their first letters so that inflected forms meet."""
    return frozenset(w.casefold()[:STEM] for w in _CONTENT.findall(text)) - _grammar()


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The stems of several blocks together."""
    return frozenset().union(*(stems(text) for text in texts))


def share_told(own: frozenset[str], known: frozenset[str] | set[str]) -> float:
    """The share of a block's stems that are known; 1 for a block without stems."""
    return len(own & known) / len(own) if own else 1.0


def fullness(known: frozenset[str] | set[str]) -> float:
    """How much of a full vocabulary the article before a block has, above 0 and up to 1."""
    return min(1.0, max(len(known), 1) / FULL_VOCABULARY)


def tells_on(text: str) -> bool:
    """Whether a paragraph tells who said something or what happened on a weekday; teasers seldom do."""
    return telling().search(text) is not None or _WEEKDAY.search(text) is not None


def topic_weight(own: frozenset[str], known: frozenset[str] | set[str]) -> float:
    """What a block's words count for, from 1 (on topic) down to a little less than nothing (off topic)."""
    share = share_told(own, known) / fullness(known)
    if share >= ON_TOPIC:
        return 1.0
    if share <= OFF_TOPIC:
        weight = OFF_TOPIC_WEIGHT
    else:
        weight = OFF_TOPIC_WEIGHT + (1 - OFF_TOPIC_WEIGHT) * (share - OFF_TOPIC) / (ON_TOPIC - OFF_TOPIC)
    return weight if len(own) >= TELLING_STEMS else max(weight, UNTOLD_WEIGHT)


@cache
def _grammar() -> frozenset[str]:
    return frozenset(word.casefold()[:STEM] for word in grammar_words())

"""An event mention as a short clause, in the words of its report: "gunmen released 28 girls".

The order of the text is kept, so that who did it to whom stays right whatever the roles are called: the
parties before the trigger, the auxiliaries that change what is said ("may", "never"), the trigger, and the
words after it to the end of the phrase. A passive keeps its form ("28 girls kidnapped"). A trigger that is a
noun takes its parties behind it ("talks with the bandits"), or before it as owners ("Russia's refusal").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.title_words import joins, title_words
from dateline.model import EventMention, Mention, Reading, Span

Part = str | int
"""A word as written, or a party as an index into the reading's actors."""

MOST_AFTER = 8
"""Words taken over from after the trigger."""
MOST_IN_PARTY = 6
"""Words of a party that has no name."""
MOST_BETWEEN = 5
"""Words before the trigger among which its auxiliaries are looked for."""
LOOK_BACK = 60
"""Characters before the trigger in which an article may stand that makes it a noun."""
MOST_PARTIES = 2
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[$€£]?\w+(?:[-'’.,]\w+)*%?|['’]s?|[^\w\s]")
_AROUND = ',;:()[]"“”«»'
_QUOTES = frozenset('"“”‘«»')
_OWNER = re.compile(r"['’]s?\s+(?:[\w-]+\s+){0,2}$")


@dataclass(frozen=True, slots=True)
class Clause:
    """The parts of a clause in order, and how much it tells: more where who and what are both told."""

    parts: tuple[Part, ...] = ()
    weight: int = 0


UNTOLD = Clause()


class Clauses:
    """Makes the clauses of one reading."""

    def __init__(self, text: str, reading: Reading) -> None:
        """Look up once what all clauses of the reading need."""
        self._text = text
        self._actors = reading.actors
        self._named = {m.actor for m in reading.mentions if m.form == "name"}
        self._ending: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            self._ending.setdefault(mention.span.end, []).append(mention)
        self._times = {time.span.start for time in reading.times}

    def of(self, event: EventMention, sentence: Span) -> Clause:
        """The clause of a mention that stands in *sentence*."""
        start, trigger = event.span.start, tuple(self._text[event.span.start : event.span.end].split())
        source = self._parties(event, event.source_spans, event.source, sentence)
        target = self._parties(event, event.target_spans, event.target, sentence)
        everyone = source | target
        after = {span: party for span, party in everyone.items() if span.start >= event.span.end}
        owner = self._owner(start, everyone)
        noun = bool(owner) or self._is_noun(event, sentence, everyone)
        tail, end = self._tail(event.span.end, sentence.end, after, noun)
        missed = {span for span in after if span.start >= end}
        if noun:
            parts = (*trigger, *tail)
            if owner:
                parts = (*owner, "’s", *parts)
            elif len(after) == len(missed):
                parts = (*parts, *_joined(event.type, [*source.values()], [*target.values()]))
            return Clause(parts, 1 + bool(owner) + bool(after))
        doing, others = _nearest(start, source, target)
        if not event.source_spans and not event.target_spans:
            doing = [(actor,) for actor in event.source]
        if doing and missed and missed == after.keys() <= source.keys():
            # Who took part stands behind other words ("met for two hours with …"): beside the others.
            doing, tail = [*doing, *(source[span] for span in sorted(missed))], ()
        behind = () if tail or missed or not others else others[-1]
        if event.span.of(self._text).casefold() in title_words("kept") and not others:
            doing, others = [], doing
        asked = tail and others and others[0] in source.values()
        lead: tuple[Part, ...] = (*_listed(others), ":") if asked else ()
        parts = (*lead, *_listed(doing), *self._kept(start, sentence, everyone), *trigger, *tail, *behind)
        named = any(isinstance(part, int) for part in parts)
        return Clause(parts, 2 + 2 * bool(doing) + bool(tail or behind) + named)

    def _parties(
        self, event: EventMention, spans: Sequence[Span], actors: Sequence[int], sentence: Span
    ) -> dict[Span, tuple[Part, ...]]:
        found: dict[Span, tuple[Part, ...]] = {}
        for span in sorted(set(spans), key=lambda s: (-len(s), s)):
            if sentence.covers(span) and not any(span.overlaps(s) for s in (event.span, *found)):
                party = self._party(span, actors)
                if party and party not in found.values():
                    found[span] = party
        return {span: found[span] for span in sorted(found)}

    def _party(self, span: Span, actors: Sequence[int]) -> tuple[Part, ...]:
        """A party by its name where it has one, else in the words of the text without its article."""
        standing = [m for m in self._ending.get(span.end, ()) if m.actor in actors]
        longest = max((len(m.span) for m in standing), default=0)
        mentions = sorted((m for m in standing if len(m.span) == longest), key=lambda m: m.actor)
        words = self._text[span.start : span.end].split()
        if mentions:
            actor = self._actors[mentions[0].actor]
            known = mentions[0].actor in self._named or actor.known is not None
            by_name = known and (actor.kind in {"person", "country"} or mentions[0].form != "name")
            if by_name or mentions[0].form == "pronoun":
                return tuple(_listed([(m.actor,) for m in mentions]))
            if known:
                words = mentions[0].span.of(self._text).split()
        while words and words[0].casefold() in title_words("article"):
            words = words[1:]
        if len(words) == 1 and words[0].casefold() in title_words("pronoun"):
            return ()
        return _cut([bare for word in words if (bare := word.strip(_AROUND))], MOST_IN_PARTY)

    def _tail(
        self, start: int, limit: int, parties: Mapping[Span, tuple[Part, ...]], noun: bool
    ) -> tuple[tuple[Part, ...], int]:
        """The words after the trigger to the end of the phrase, and where they end in the text."""
        named = {s.start: (s.end, p) for s, p in parties.items() if isinstance(p[0], int)}
        starts, ends = {s.start for s in parties}, {s.end for s in parties}
        parts: list[Part] = []
        place, between, clausal = start, noun, False
        for match in _TOKEN.finditer(self._text, start, limit):
            word = match.group()
            if match.start() < place or word in _QUOTES:
                continue
            if between and not _breaks(word.casefold()):
                break
            if word == "that" and not parts and not noun:
                clausal = True
                continue
            if match.start() in named:
                place, party = named[match.start()]
                parts.extend(party)
            elif match.start() in self._times or self._ends(match, starts, limit):
                break
            else:
                place = match.end()
                parts.append(word)
            between = place in ends and not clausal
            if len(parts) > MOST_AFTER:
                break
        return _cut(parts, MOST_AFTER), place

    def _ends(self, match: re.Match[str], parties: set[int], limit: int) -> bool:
        """Whether the phrase ends before this word; "that" does not end it before a party ("that demand")."""
        word = match.group().casefold()
        if word == "that":
            following = _TOKEN.search(self._text, match.end(), limit)
            return following is None or following.start() not in parties
        return not (word[0].isalnum() or word[0] in "$€£'’") or word in title_words("stop")

    def _owner(self, trigger: int, parties: Mapping[Span, tuple[Part, ...]]) -> tuple[Part, ...]:
        """The party whose the noun is: "Russia" in "Russia's flat refusal"."""
        for span, party in parties.items():
            if span.end <= trigger and _OWNER.fullmatch(self._text, span.end, trigger):
                return party
        return ()

    def _is_noun(self, event: EventMention, sentence: Span, parties: Mapping[Span, tuple[Part, ...]]) -> bool:
        """Whether the words before the trigger make it a noun: "the attack", "a brutal crackdown"."""
        trigger = event.span.start
        before = list(_TOKEN.finditer(self._text, max(sentence.start, trigger - LOOK_BACK), trigger))[-2:]
        if not before:
            return False
        last = before[-1]
        if last.group().casefold() in title_words("determiner"):
            return True
        fixed = title_words("auxiliary") | title_words("kept")
        apart = last.group().casefold() in fixed or any(s.start <= last.start() < s.end for s in parties)
        word, lemma = event.span.of(self._text).casefold(), event.lemma.casefold()
        return (
            not apart
            and word in {lemma, lemma + "s"}
            and before[0].group().casefold() in title_words("article")
        )

    def _kept(self, trigger: int, sentence: Span, parties: Mapping[Span, tuple[Part, ...]]) -> Iterator[str]:
        """The auxiliaries before the trigger from the first one that changes what is said."""
        start = max([sentence.start, *(s.end for s in parties if s.end <= trigger)])
        words = [m.group() for m in _TOKEN.finditer(self._text, start, trigger)][-MOST_BETWEEN:]
        chain: list[str] = []
        for word in reversed(words):
            small = word.casefold()
            if small not in title_words("auxiliary") | title_words("kept") and not small.endswith("ly"):
                break
            chain.insert(0, small)
        first = next((n for n, word in enumerate(chain) if word in title_words("kept")), len(chain))
        yield from chain[first:]


def _nearest(
    trigger: int, source: Mapping[Span, tuple[Part, ...]], target: Mapping[Span, tuple[Part, ...]]
) -> tuple[list[tuple[Part, ...]], list[tuple[Part, ...]]]:
    """The parties of the role that stands next before the trigger, and those of the other before it."""
    roles = [
        [(span, party) for span, party in role.items() if span.end <= trigger] for role in (source, target)
    ]
    roles.sort(key=lambda role: -max((span.end for span, _ in role), default=-1))
    near, far = ([party for _, party in role] for role in roles)
    return near, far


def _cut(words: Sequence[Part], most: int) -> tuple[Part, ...]:
    """At most so many words, cut before a preposition where there are more; none of grammar comes last."""
    kept = list(words[:most])
    if len(words) > most and not _breaks(words[most]):
        breaks = [n for n, word in enumerate(kept) if n and _breaks(word)]
        kept = kept[: breaks[-1]] if breaks else kept
    while kept and isinstance(kept[-1], str) and _dangles(kept[-1]):
        kept.pop()
    return tuple(kept)


def _breaks(word: Part) -> bool:
    return word in title_words("preposition") or word in {"and", "or"}


def _dangles(word: str) -> bool:
    return word.casefold() in title_words("function") or word.endswith(("'s", "’s", "'", "’"))


def _listed(parties: Sequence[tuple[Part, ...]]) -> Iterator[Part]:
    """Parties as a list: "A and B", or "A, B and others"."""
    shown = parties[:MOST_PARTIES]
    for number, party in enumerate(shown):
        if number:
            yield "," if len(parties) > MOST_PARTIES else "and"
        yield from party
    if len(parties) > MOST_PARTIES:
        yield from ("and", "others")


def _joined(
    type: str, source: Sequence[tuple[Part, ...]], target: Sequence[tuple[Part, ...]]
) -> Iterator[Part]:
    """The parties of a noun that stand elsewhere in its sentence, with the words that join them."""
    everyone = [*source, *target]
    if everyone and (len(everyone) > 1 or "and" in everyone[0][1:2]) and joins("parties", type):
        yield joins("parties", type)
        yield from _listed(everyone)
        return
    if source:
        yield joins("target", type) if joins("parties", type) else joins("source", type)
        yield from _listed(source)
    if target:
        yield joins("target", type)
        yield from _listed(target)

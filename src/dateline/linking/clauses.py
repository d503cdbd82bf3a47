"""An event mention as a short clause, in the words of its report: "gunmen released 28 girls".

The order of the text is kept, so that who did it to whom stays right whatever the roles are called: the
parties before the trigger, the auxiliaries that change what is said ("may", "never"), the trigger, and the
words after it to the end of the phrase. A passive keeps its form ("28 girls kidnapped"). A trigger that is a
noun takes its parties behind it ("talks with the bandits"), or before it as owners ("Russia's refusal").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.circumstances import gatherings, occasions
from dateline.knowledge.title_words import joins, past_of, title_words
from dateline.model import EventMention, Mention, Reading, Span

Part = str | int
"""A word as written, or a party as an index into the reading's actors."""

MOST_AFTER = 8
"""Words taken over from after the trigger."""
MOST_IN_PARTY = 6
"""Words of a party that has no name."""
MOST_BEFORE = 8
"""Words before a verb that may be its subject where no party is known."""
FARTHEST = 16
"""Words before a verb among which its subject must begin."""
MOST_BETWEEN = 5
"""Words before the trigger among which its auxiliaries are looked for."""
LOOK_BACK = 60
"""Characters before the trigger in which an article may stand that makes it a noun."""
MOST_PARTIES = 2
_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[$€£]?\w+(?:[-'’.,]\w+)*%?|['’]s?|[^\w\s]")
_AROUND = ',;:()[]"“”«»'
_JOINS = frozenset({"and", "or", "but"})
_OWNING = re.compile(r"['’]s?\b|['’](?=\s)")
_OWN = frozenset({"its", "his", "her", "their"})
_RELATIVES = frozenset({"who", "which", "that"})
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
        self._starting: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            self._ending.setdefault(mention.span.end, []).append(mention)
            self._starting.setdefault(mention.span.start, []).append(mention)
        self._times = {
            time.span.start: time.span.end for time in reading.times if time.type in {"DATE", "TIME"}
        }
        self._begun = {cue.start for said in reading.attributions for cue in said.cue}
        self._begun.update(event.span.start for event in reading.event_mentions)

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
            apart = [party for span, party in source.items() if span not in after or span in missed]
            if not owner and len(apart) == 1 and tail and joins("parties", event.type):
                owner = apart[0]  # "in a call with Paris, Rome urged": Rome's call with Paris
            if owner:
                parts = (*owner, "’s", *parts)
            elif len(after) == len(missed):
                parts = (*parts, *_joined(event.type, [*source.values()], [*target.values()]))
            if len(parts) == len(trigger) and event.place:
                parts = (*parts, "in", *event.place.split())
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
        first = (*_listed(doing),) if doing else () if lead else self._subject(start, sentence)
        if doing and event.status in {"occurred", "reported"} and trigger and trigger[-1].endswith("ing"):
            trigger, tail = (*trigger[:-1], _in_the_past(trigger[-1])), _up_to_participle(tail)
        parts = (*lead, *first, *self._kept(start, sentence, everyone), *trigger, *tail, *behind)
        named = any(isinstance(part, int) for part in parts)
        return Clause(parts, 2 + 2 * bool(doing) + bool(tail or behind) + named)

    def _parties(
        self, event: EventMention, spans: Sequence[Span], actors: Sequence[int], sentence: Span
    ) -> dict[Span, tuple[Part, ...]]:
        found: dict[Span, tuple[Part, ...]] = {}
        for span in sorted(set(spans), key=lambda s: (-len(s), s)):
            if sentence.covers(span) and not any(span.overlaps(s) for s in (event.span, *found)):
                party = self._party(span, actors, alone=len(set(spans)) == 1)
                if party and party not in found.values():
                    found[span] = party
        return {span: found[span] for span in sorted(found)}

    def _party(self, span: Span, actors: Sequence[int], *, alone: bool) -> tuple[Part, ...]:
        """A party by its name where it has one, else in the words of the text without its article.

        A pronoun that is *alone* in its role stands for the *actors* of the role.
        """
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
        else:
            begun = [m for at in (span.start, span.start - len("the ")) for m in self._starting.get(at, ())]
            longer = (m for m in begun if m.actor in actors and m.form == "name" and m.span.covers(span))
            words = max((m.span.of(self._text).split() for m in longer), key=len, default=words)
        while words and words[0].casefold() in title_words("article") | {"whose"}:
            words = words[1:]
        if len(words) > 1 and len(actors) == 1 and words[0].casefold() in _OWN:
            return (actors[0], "’s", *_cut(words[1:], MOST_IN_PARTY))
        if len(words) == 1 and words[0].casefold() in title_words("pronoun"):
            return tuple(_listed([(actor,) for actor in actors])) if alone else ()
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
                while parts and parts[-1] in title_words("article") | {"both"}:
                    parts.pop()
                parts.extend(party)
                owning = _OWNING.match(self._text, place)
                if owning:
                    place = owning.end()
                    parts.append("’s")
            elif self._is_time(match, parts):
                if any(not isinstance(part, str) or not _dangles(part) for part in parts):
                    break
                parts, place = [], self._times[match.start()]  # "agreed [in July] to leave"
            elif not _inside(match.start(), parties) and self._ends(match, starts, limit):
                break
            else:
                place = match.end()
                parts.append(word)
            between = place in ends and not clausal
            if len(parts) > MOST_AFTER:
                break
        return _cut(parts, MOST_AFTER), place

    def _in_time(self, offset: int) -> bool:
        return any(start <= offset < end for start, end in self._times.items())

    def _is_time(self, match: re.Match[str], before: Sequence[Part]) -> bool:
        """Whether a word begins a date that is no part of a noun ("a February 27 vote")."""
        inside = bool(before) and before[-1] in title_words("article")
        return match.start() in self._times and not inside

    def _ends(self, match: re.Match[str], parties: set[int], limit: int) -> bool:
        """Whether the phrase ends before this word; "that" does not end it before a party ("that demand").

        A second verb joined by "and" is told by a mention or an attribution of its own.
        """
        word = match.group().casefold()
        if word == "in" and self._tells_of_occasion(match.end(), limit):
            return True
        if word in _JOINS:
            following = _TOKEN.search(self._text, match.end(), limit)
            return following is not None and following.start() in self._begun
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
        governed = last.group().casefold() in title_words("preposition") - {"to"}
        if governed and not event.span.of(self._text).endswith("ing"):
            return True  # "for elections", "after talks"
        fixed = title_words("auxiliary") | title_words("kept")
        apart = last.group().casefold() in fixed or any(s.start <= last.start() < s.end for s in parties)
        word, lemma = event.span.of(self._text).casefold(), event.lemma.casefold()
        return (
            not apart
            and word in {lemma, lemma + "s"}
            and before[0].group().casefold() in title_words("article")
        )

    def _tells_of_occasion(self, start: int, limit: int) -> bool:
        """Whether "in" goes on with where it was said or written: "in an email to reporters"."""
        words = [m.group().casefold() for m in itertools.islice(_TOKEN.finditer(self._text, start, limit), 4)]
        said = occasions() - gatherings()
        return bool(words) and words[0] in {"a", "an", *_OWN} and any(word in said for word in words[1:])

    def _subject(self, trigger: int, sentence: Span) -> tuple[Part, ...]:
        """The words before a verb for which no party is known: "a group of observers will be sent"."""
        words: list[str] = []
        for match in reversed(list(_TOKEN.finditer(self._text, sentence.start, trigger))[-FARTHEST - 1 :]):
            word, small = match.group(), match.group().casefold()
            if (
                match.start() in self._times
                or match.start() in self._begun
                or not (word[0].isalnum() or word[0] in "$€£")
            ):
                break
            if small in _JOINS and not words:
                return ()  # "was sued and agreed": whose second verb it is stands farther off
            if small in title_words("stop"):
                if small in _RELATIVES and not words:
                    continue  # "floods that have killed"
                break
            grammar = title_words("auxiliary") | title_words("kept")
            if words or not (small in grammar or small.endswith("ly")):
                words.insert(0, word)
        while words and (words[0].casefold() in title_words("article") or words[0].endswith("ing")):
            words.pop(0)
        if len(words) > FARTHEST or any(word.casefold() in title_words("unnamed") for word in words):
            return ()
        return _cut(words, MOST_BEFORE)

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
        if chain[first : first + 2] != ["to", "have"]:  # "was glad to have reached"
            yield from ("not" if word == "nor" else word for word in chain[first:])


def _inside(offset: int, parties: Iterable[Span]) -> bool:
    """Whether a word stands within a party ("more than 100 people")."""
    return any(span.start <= offset < span.end for span in parties)


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


def _in_the_past(participle: str) -> str:
    """The past tense for a participle ("killing" → "killed"), as a title with a subject needs it."""
    stem = participle[: -len("ing")]
    regular = f"{stem[:-1]}ied" if re.search(r"[^aeiou]y$", stem) else f"{stem}ed"
    return past_of(participle) or regular


def _up_to_participle(words: tuple[Part, ...]) -> tuple[Part, ...]:
    """The words before a second participle ("17 soldiers [and wounding 31]")."""
    for n, (word, following) in enumerate(itertools.pairwise(words)):
        if word in _JOINS and isinstance(following, str) and following.endswith("ing"):
            return words[:n]
    return words


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

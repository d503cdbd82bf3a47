"""Who, what, when, where, why and how of the event a report is about, as phrases of its title and lead.

The title tells the event in one clause more often than any sentence; the lead sentence that shares most words
with it says when and where. What neither says is left open.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.knowledge.answers import answer_cues
from dateline.model import Reading, Report, Span
from dateline.reading import syntax
from dateline.reading.when_where import Early, when, where

if TYPE_CHECKING:
    from spacy.tokens import Token

LEADS = 6
"""Sentences among which the lead is looked for; text dumps put captions and notices before it."""
EARLY = 12
"""Sentences that may say when and where."""
LONGEST = 25
"""Words of an answer; a longer phrase answers nothing."""
_WORD = re.compile(r"[^\W_]{3,}")
_CRY = re.compile(r"\s*(?:'[^']{3,60}'|\"[^\"]{3,60}\"|‘[^’]{3,60}’|“[^”]{3,60}”)\s+(?=[A-Z])")
"""A quotation before the clause of a title ("'No deal' Minister walks out")."""
_STATES = frozenset({"dead", "hurt", "missing", "held", "shot", "wounded", "ill"})
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class FiveW:
    """The answers, None where the title and the lead do not give one; ``day`` is ISO, the event's day."""

    who: str | None = None
    what: str | None = None
    when: str | None = None
    where: str | None = None
    why: str | None = None
    how: str | None = None
    day: str | None = None


def five_w(report: Report, reading: Reading) -> FiveW:
    """The answers for one report and its reading."""
    heading = report.masthead.title or ""
    title, found = _title(heading), _lead(report, reading)
    lead = found.tokens
    told = _headline_clause(title) or _main_clause(title)
    tale = _main_clause(lead)
    clauses = [found for found in (told, tale) if found is not None]
    early = _early(report, reading, found)
    when_told, day = when(report, reading, early)
    return FiveW(
        who=_counted(title) or _first(_who(clause, reading) for clause in clauses),
        what=_what(told) if told is not None else (_phrase(title) or _first(map(_what, clauses))),
        when=when_told,
        where=where(title, _parsed(heading), report, reading, early),
        why=_first([_reason(title, "why", in_title=True), _reason(lead, "why")]),
        how=_first([_reason(title, "how"), _reason(lead, "how")]),
        day=day,
    )


def _first(answers: Iterable[str | None]) -> str | None:
    return next((a for a in answers if a and len(a.split()) <= LONGEST), None)


def _parsed(text: str) -> list[Token]:
    if not text.strip():
        return []
    parse = syntax.parse(text, [Span(0, len(text))])
    return [token for sentence in parse.sentences for token in sentence.tokens]


def _title(title: str) -> list[Token]:
    """The tokens of the title, without the kicker or the quoted cry that stands before its clause."""
    cry = _CRY.match(title)
    rest = title[cry.end() :] if cry else title
    head, colon, told = rest.partition(": ")
    if colon and len(told.split()) >= 3:
        tokens = _parsed(told)
        if _main_clause(tokens) is not None or _main_clause(_parsed(head)) is None:
            return tokens
    return _parsed(rest)


@dataclass(frozen=True, slots=True)
class _Lead:
    """The sentence of the body that tells the event."""

    span: Span | None
    tokens: Sequence[Token]


def _lead(report: Report, reading: Reading) -> _Lead:
    """The sentence near the head that shares most words with the title, the first of equals."""
    wanted = set(_words(report.masthead.title or ""))
    best, shared = None, -1
    for span in reading.sentences[:LEADS]:
        words = set(_words(span.of(report.text)))
        if len(words) >= 4 and len(wanted & words) > shared:
            best, shared = span, len(wanted & words)
    return _Lead(best, _parsed(best.of(report.text)) if best is not None else [])


def _early(report: Report, reading: Reading, lead: _Lead) -> list[Early]:
    """The sentences near the head, parsed, the lead first."""
    spans = sorted(reading.sentences[:EARLY], key=lambda span: (span != lead.span, span.start))
    return [
        Early(span, lead.tokens if span == lead.span else _parsed(span.of(report.text)), span == lead.span)
        for span in spans
    ]


def _words(text: str) -> list[str]:
    return [w.lower()[:6] for w in _WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class _Clause:
    """Who or what the event is told of, and the words of the predicate."""

    subject: Sequence[Token]
    predicate: Sequence[Token]


def _headline_clause(tokens: Sequence[Token]) -> _Clause | None:
    """The clause of "Ann Berg protests outside court", whose verb looks like a plural to a parser."""
    for token in tokens[1:]:
        before = token.doc[token.i - 1]
        # Of two persons a verb has no ending: "Ann Berg and Ola Dahl meet in Oslo".
        endings = ("NN", "VBP", "VB") if before.dep_ == "conj" else ("NNS", "VBZ")
        if before.tag_ == "NNP" and before.ent_type_ == "PERSON" and token.tag_ in endings:
            if token.ent_type_ or (token.tag_ == "VBZ" and token.dep_ == "ROOT"):
                return None
            if token.dep_ in ("ROOT", "nsubj") and token.i + 1 < len(token.doc):
                return _Clause(tokens[: token.i - tokens[0].i], tokens[token.i - tokens[0].i :][:LONGEST])
        if token.pos_ in ("VERB", "AUX"):
            return None
    return None


def _counted(title: Sequence[Token]) -> str | None:
    """The people of "Seven killed as tram derails", whose participle a parser takes for no verb."""
    words = list(title[:4])
    if not words or words[0].pos_ != "NUM":
        return None
    end = 1 + (len(words) > 1 and words[1].tag_ == "NNS")
    if end < len(words) and (words[end].tag_ in ("VBN", "VBD") or words[end].lower_ in _STATES):
        return _phrase(words[:end])
    return None


def _main_clause(tokens: Sequence[Token]) -> _Clause | None:
    """The clause that tells the event: the main one, or the one it only shows or tells of."""
    telling, voice = answer_cues("who", "telling"), answer_cues("who", "voice")
    for root in (t for t in tokens if t.head.i == t.i):
        node = root
        for _ in range(4):
            subject = next((c for c in node.lefts if c.dep_ in _SUBJECTS), None)
            shown = subject is not None and subject.lower_ in voice
            told = node.lemma_ in telling and any(c.dep_ == "ccomp" and c.i < node.i for c in node.lefts)
            if subject is not None and node.pos_ in ("VERB", "AUX") and not shown and not told:
                return _Clause(_without_asides(subject), _predicate(node, subject))
            kinds = ("ccomp", "xcomp", "acl") if shown or told or subject is None else ()
            inner = next((c for c in node.children if c.dep_ in kinds), None)
            if inner is None:
                break
            node = inner
    return None


def _without_asides(subject: Token) -> list[Token]:
    skip = {t.i for c in subject.rights if c.dep_ in ("relcl", "acl", "appos") for t in c.subtree}
    return [t for t in subject.subtree if t.i not in skip]


def _predicate(verb: Token, subject: Token) -> list[Token]:
    """The verb with its objects and phrases, without the clauses that say why or when."""
    skip = {t.i for t in subject.subtree}
    for child in verb.children:
        hung = child.dep_ == "advcl" and any(c.dep_ == "mark" or c.tag_ == "WRB" for c in child.lefts)
        joined = child.dep_ in ("conj", "parataxis") and any(c.dep_ in _SUBJECTS for c in child.lefts)
        if hung or joined or (child.i < subject.i and child.dep_ != "aux"):
            skip |= {t.i for t in child.subtree}
    return [t for t in verb.subtree if t.i not in skip][:LONGEST]


def _phrase(words: Sequence[Token]) -> str:
    listed = list(words)
    while listed and (listed[0].is_punct or listed[0].dep_ == "cc"):
        listed.pop(0)
    while listed and (listed[-1].is_punct or listed[-1].dep_ == "cc"):
        listed.pop()
    text = "".join(t.text_with_ws if t.i + 1 == u.i else t.text + " " for t, u in _pairs(listed))
    return " ".join(text.split())


def _pairs(words: list[Token]) -> Iterator[tuple[Token, Token]]:
    for i, token in enumerate(words):
        yield token, words[i + 1] if i + 1 < len(words) else token


def _who(clause: _Clause, reading: Reading) -> str | None:
    """The subject, a person by the full name that the report uses most."""
    words = _phrase(clause.subject)
    named = [i for i, a in enumerate(reading.actors) if a.kind == "person" and words in (a.name, *a.aliases)]
    if not named:
        return words
    counts = Counter(mention.actor for mention in reading.mentions)
    return reading.actors[max(named, key=lambda i: (counts[i], -i))].name


def _what(clause: _Clause) -> str | None:
    return _phrase(clause.predicate)


def _reason(tokens: Sequence[Token], question: str, *, in_title: bool = False) -> str | None:
    """The clause or phrase that a cue of *question* opens."""
    marks = answer_cues(question, "mark") | (answer_cues(question, "title mark") if in_title else frozenset())
    links, doing = answer_cues(question, "prep"), answer_cues(question, "doing")
    for token in tokens:
        words = [t for t in token.subtree if t.i >= token.i]
        if token.dep_ == "mark" and token.lower_ in marks and token.head.dep_ == "advcl":
            return _phrase([t for t in token.head.subtree if t.i > token.i])
        if token.lower_ in doing and any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in token.rights):
            return _phrase(words[1:])
        if token.dep_ != "prep" or token.head.pos_ not in ("VERB", "AUX"):
            continue
        opening = " ".join(t.lower_ for t in words[:4]) + " "
        cue = max((c for c in links if opening.startswith(f"{c} ")), key=len, default=None)
        if cue is not None and not any(t.ent_type_ in ("DATE", "TIME") for t in words):
            return _phrase(words[len(cue.split()) :])
    return None

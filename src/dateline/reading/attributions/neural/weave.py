"""Statements of the tagger as drafts, woven with what the rules know.

The tagger decides which statements a report holds and where they begin and end. From the rules come:

- the source, where they have read the same cue and found another one (they follow the parse far);
- whole statements of "quoted by Y as saying", which the corpus has too few of;
- the beginning, where a place or occasion stands between cue and content ("said outside the court she ...");
- the end of a statement at the next cue of the same speaker ("said that ..., and urged ...");
- the statements inside another's content, since the corpus the tagger learned from marks none;
- pieces of a quotation in other paragraphs, and the attitude where they have read the same cue.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.cues import QUOTE, cues
from dateline.model import Span
from dateline.model.reading import Attitude
from dateline.reading.attributions.asides import is_put_it
from dateline.reading.attributions.drafts import OUTSIDE, Draft, Passage, merged, past_lead, runs
from dateline.reading.attributions.neural.decode import Statement
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.attributions.relayed import is_relayed
from dateline.reading.attributions.settle import parents
from dateline.reading.attributions.sources import noun_phrase
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SHORTEST = 2
"""Characters that are no more than a mark and a blank."""
_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "MONEY", "CARDINAL", "QUANTITY", "PERCENT"})
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def weave(
    passages: Sequence[Passage], statements: Sequence[Statement], drafts: Sequence[Draft], doubt: float
) -> list[Draft]:
    """The drafts of a report by the tagger's *statements* and the rules' *drafts*, in order of content.

    A statement that no rule has seen is left out if its confidence is below *doubt*.
    """
    rules: dict[int, list[Draft]] = {}
    standing: dict[int, list[Draft]] = {}
    for draft, above in zip(drafts, parents(drafts), strict=True):
        rules.setdefault(draft.paragraph, []).append(draft)
        if above is None:
            standing.setdefault(draft.paragraph, []).append(draft)
    seen = merged(piece for found in standing.values() for draft in found for piece in draft.content)
    out: list[Draft] = []
    loose: list[Draft] = []
    for statement in statements:
        if statement.confidence < doubt and not _touches(seen, statement.content):
            continue
        number = statement.paragraph
        draft = _draft(passages[number], statement, rules.get(number, ()), standing.get(number, ()))
        (out if statement.cue else loose).append(draft)
    of_cue = {(d.paragraph, d.head): d for d in out}
    out += _parted(passages, of_cue, standing)
    spread = list(_spread(passages, standing))
    out += _joined(passages, spread, of_cue)
    taken = merged(piece for _, pieces in spread for piece in pieces)
    out += [d for d in loose if not _touches(taken, d.content)]
    out += list(_set_apart(passages, standing, out))
    out += list(_nested(drafts, out))
    out.sort(key=lambda d: (d.content[0].start, -d.content[-1].end, d.paragraph, d.head))
    return out


def _touches(seen: Sequence[Span], content: Sequence[Span]) -> bool:
    """Whether *content* shares characters with *seen*, which is in order and without overlaps."""
    for piece in content:
        at = bisect_left(seen, piece.end, key=lambda span: span.start) - 1
        if at >= 0 and seen[at].end > piece.start:
            return True
    return False


def _draft(
    passage: Passage, statement: Statement, rules: Sequence[Draft], standing: Sequence[Draft]
) -> Draft:
    doc = passage.doc
    spoken = _tokens(doc, statement.cue or statement.content[0])
    head = _head(doc, spoken, {d.head for d in rules})
    rule = next((d for d in rules if d.head == head or _same_cue(d, statement)), None)
    if rule is not None and is_relayed(doc, rule.head):
        return replace(rule, confidence=statement.confidence)
    attitude, speech, noun = (
        _sense(doc, head, spoken) if rule is None else (rule.attitude, rule.speech, rule.noun)
    )
    source: tuple[Span, ...] = (statement.source,) if statement.source else ()
    tokens = tuple(_tokens(doc, statement.source)) if statement.source else ()
    if rule is not None and rule in standing and not any(s.overlaps(t) for s in source for t in rule.source):
        source, tokens = (rule.source, rule.source_tokens) if rule.source else (source, tokens)
    while len(tokens) > 1 and doc[tokens[-1]].pos_ in ("ADP", "CCONJ"):
        tokens = tokens[:-1]
        source = tuple(runs(doc, tokens))
    kept = past_lead(passage, tokens, head)
    if kept != tokens:
        source, tokens = tuple(runs(doc, kept)), kept
    content = _grown(passage, _past_lead(passage, statement.content), statement.cue)
    if rule is not None:
        content = _past_adverbial(doc, content, rule)
    subject, content = _apart_from_subject(passage, head, tokens, content)
    if subject:
        source, tokens = tuple(runs(doc, subject)), subject
    return Draft(
        paragraph=passage.number,
        head=head,
        cue=(statement.cue,) if statement.cue else (),
        source=source,
        source_tokens=tokens,
        content=content,
        attitude=attitude,
        speech=speech,
        noun=noun,
        quotes=_quotes(passage, content),
        confidence=statement.confidence,
    )


def _past_lead(passage: Passage, content: Sequence[Span]) -> list[Span]:
    """The content without the words of a dateline; as it is where it is nothing else."""
    first = passage.doc.user_data["starts"][passage.lead] if passage.lead < len(passage.doc) else 0
    kept = [Span(max(piece.start, first), piece.end) for piece in content if piece.end > first]
    return merged(kept or content)


def _past_adverbial(doc: Doc, content: list[Span], rule: Draft) -> list[Span]:
    """The content without a phrase of place or time behind the cue that the rules have read as the cue's."""
    for number, piece in enumerate(content):
        own = next((p for p in rule.content if p.overlaps(piece)), None)
        if own is None or not piece.start < own.start or doc[rule.head].i != _tokens(doc, piece)[0] - 1:
            continue
        if doc[_tokens(doc, piece)[0]].pos_ == "ADP":
            return [*content[:number], Span(own.start, piece.end), *content[number + 1 :]]
    return content


def _apart_from_subject(
    passage: Passage, head: int, source: tuple[int, ...], content: list[Span]
) -> tuple[tuple[int, ...], list[Span]]:
    """The subject of the cue where it has been taken for what is said, and the content without it.

    In "Justice Low said in her opinion that it held" a tagger may take "her" for the source.
    """
    doc = passage.doc
    own = next((child for child in doc[head].lefts if child.dep_ == "nsubj"), None)
    if own is None or doc[head].pos_ != "VERB" or own.i in source:
        return (), content
    subject = past_lead(passage, noun_phrase(own), head)
    if not subject or subject[-1] >= head:
        return (), content
    place = Span(token_span(doc[subject[0]]).start, token_span(doc[subject[-1]]).end)
    if not any(piece.overlaps(place) for piece in content):
        return (), content
    if any(passage.inside[number] != OUTSIDE for number in subject):
        return (), content
    kept = [part for piece in content for part in _without(doc, piece, place)]
    return (subject, kept) if kept else ((), content)


def _without(doc: Doc, piece: Span, place: Span) -> list[Span]:
    """What is left of *piece* on both sides of *place*, of more than a mark, from first word to last."""
    if not piece.overlaps(place):
        return [piece]
    sides = (Span(piece.start, max(piece.start, place.start)), Span(min(piece.end, place.end), piece.end))
    words = [token_span(doc[i]) for i in _tokens(doc, piece)]
    inside = [[word for word in words if side.covers(word)] for side in sides]
    kept = [Span(own[0].start, own[-1].end) for own in inside if own]
    return [side for side in kept if len(side) > SHORTEST]


def _same_cue(draft: Draft, statement: Statement) -> bool:
    return statement.cue is not None and any(span.overlaps(statement.cue) for span in draft.cue)


def _grown(passage: Passage, content: Sequence[Span], cue: Span | None) -> list[Span]:
    """The content with the whole of each quotation that it begins in front of the cue or behind it."""
    content = [_whole_words(passage.doc, piece) for piece in _up_to_semicolon(passage.doc, content, cue)]
    begun = [q.span for q in passage.quotations if any(piece.start == q.span.start for piece in content)]
    return merged([*content, *(span for span in begun if cue is None or not span.overlaps(cue))])


def _up_to_semicolon(doc: Doc, content: Sequence[Span], cue: Span | None) -> Sequence[Span]:
    """What stands before a cue that a semicolon follows: "3,000 marched, police said; organisers claimed"."""
    if cue is None:
        return content
    behind = _tokens(doc, cue)[-1] + 1
    if behind >= len(doc) or doc[behind].text != ";":
        return content
    return [piece for piece in content if piece.end <= cue.start] or content


def _whole_words(doc: Doc, piece: Span) -> Span:
    """A piece with whole words and phrases at its end.

    Word pieces part "3,000", names and "near | Nabatieh"; an "and" that joins nothing more goes.
    """
    number = _tokens(doc, piece)[-1]
    last = doc[number]
    if last.is_punct:
        return piece
    if last.pos_ == "CCONJ" and number > 0 and token_span(doc[number - 1]).start >= piece.start:
        return Span(piece.start, token_span(doc[number - 1]).end)
    if last.dep_ == "prep":
        number = next((c.i for c in last.rights if c.dep_ == "pobj" and c.ent_type_), number)
    while number + 1 < len(doc) and doc[number + 1].ent_iob_ == "I" and doc[number + 1].ent_type_ in _NAMES:
        number += 1
    return Span(piece.start, max(piece.end, token_span(doc[number]).end))


def _quotes(passage: Passage, content: Sequence[Span]) -> list[Quotation]:
    return [q for q in passage.quotations if any(q.span.overlaps(piece) for piece in content)]


def _parted(
    passages: Sequence[Passage],
    said: Mapping[tuple[int, int], Draft],
    standing: Mapping[int, Sequence[Draft]],
) -> Iterator[Draft]:
    """End statements at the next cue of the same speaker that a rule has read; yields what that one says."""
    for (number, head), draft in list(said.items()):
        own = next((d for d in standing.get(number, ()) if d.head == head), None)
        if own is None:
            continue
        following = [
            d
            for d in standing[number]
            if d.cue
            and any(piece.covers(d.cue[0]) for piece in draft.content)
            and not any(piece.covers(d.cue[0]) for piece in own.content)
            and any(s.overlaps(t) for s in d.source for t in own.source)
        ]
        if following:
            draft.content = list(own.content)
            draft.quotes = _quotes(passages[number], draft.content)
            yield from (d for d in following if (number, d.head) not in said)


def _tokens(doc: Doc, span: Span) -> range:
    """The numbers of the tokens that *span* touches; at least one."""
    starts = doc.user_data["starts"]
    first = max(bisect_left(starts, span.start + 1) - 1, 0)
    return range(first, max(bisect_left(starts, span.end), first + 1))


def _head(doc: Doc, numbers: range, heads: Container[int]) -> int:
    """The word of a cue that bears its meaning: what a rule took, a word of the cue tables, or its top."""
    for number in numbers:
        if number in heads:
            return number
    table = cues()
    for number in reversed(numbers):
        if (doc[number].lemma_.lower(), _PARTS.get(doc[number].pos_, "")) in table:
            return number
    inside = set(numbers)
    return next((n for n in numbers if doc[n].head.i not in inside or doc[n].head.i == n), numbers[0])


def _sense(doc: Doc, head: int, spoken: range) -> tuple[Attitude, bool, bool]:
    """Attitude, whether the cue is one of speech, whether it is a noun; "says" where no table knows it.

    The last word of the cue (*spoken*) may tell the sense: "called for" wants what "called" only names.
    """
    part = _PARTS.get(doc[head].pos_, "")
    senses = cues().get((doc[head].lemma_.lower(), part), {})
    link = doc[spoken[-1]].lower_ if len(spoken) and spoken[-1] > head else ""
    linked = next((senses[f] for f in (link, f"{link}-inf", f"obj+{link}") if link and f in senses), None)
    first = linked or senses.get(QUOTE) or next(iter(senses.values()), None)
    return (first.attitude if first else "says"), not senses or QUOTE in senses, part == "noun"


def _spread(
    passages: Sequence[Passage], standing: Mapping[int, Sequence[Draft]]
) -> Iterator[tuple[Draft, list[Span]]]:
    """The drafts of the rules with content in other paragraphs than the cue's, and those pieces."""
    for number, found in standing.items():
        doc = passages[number].doc
        here = Span(token_span(doc[0]).start, token_span(doc[-1]).end)
        for draft in found:
            pieces = [piece for piece in draft.content if not here.overlaps(piece)]
            if pieces:
                yield draft, pieces


def _joined(
    passages: Sequence[Passage],
    spread: Sequence[tuple[Draft, list[Span]]],
    said: Mapping[tuple[int, int], Draft],
) -> Iterator[Draft]:
    """Give statements what they say in other paragraphs; yields those of rules that the tagger has not seen.

    The tagger sees one paragraph at a time.
    """
    for rule, pieces in spread:
        draft = said.get((rule.paragraph, rule.head))
        if draft is None:
            yield rule
            continue
        draft.content = merged([*draft.content, *pieces])
        held = set(draft.quotes)
        draft.quotes += [q for q in rule.quotes if q not in held]


def _set_apart(
    passages: Sequence[Passage], standing: Mapping[int, Sequence[Draft]], kept: Sequence[Draft]
) -> Iterator[Draft]:
    """The drafts of the rules whose cue is a colon or dash ("Toll passes 200: officials"), "as X put it" or
    "quoted as saying", where all is free.

    The corpus has few; on the reports held back they change nothing.
    """
    taken = merged(span for d in kept for span in (*d.content, *d.cue))
    for number, found in standing.items():
        for draft in found:
            doc, head = passages[number].doc, draft.head
            apart = doc[head].is_punct or is_relayed(doc, head) or is_put_it(doc[head])
            if apart and not _touches(taken, [*draft.content, *draft.cue]):
                yield draft


def _nested(rules: Sequence[Draft], kept: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts of the rules whose cue stands in the content of one that is kept, and is not kept itself."""
    heads = {(d.paragraph, d.head) for d in kept}
    held = sorted(((piece, d) for d in kept for piece in d.content), key=lambda row: row[0])
    starts = [piece.start for piece, _ in held]
    for rule in rules:
        if not rule.cue or (rule.paragraph, rule.head) in heads:
            continue
        at = bisect_left(starts, rule.cue[0].start + 1) - 1
        if at < 0 or not held[at][0].covers(rule.cue[0]):
            continue
        around = held[at][1].content
        if all(any(whole.covers(piece) for whole in around) for piece in rule.content):
            yield rule

"""Attribution at the side: "according to X", "in X's view", "as X put it", "X: ...", '"..." — X'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.cues import sources_of_news
from dateline.model import Span
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.drafts import Draft, Passage, merged, runs, whole
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.attributions.sources import noun_phrase, subtree
from dateline.reading.syntax import token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_VIEWS = frozenset("view opinion words judgment judgement eyes estimation telling".split())
_DASHES = frozenset({"-", "--", "–", "—", "―"})
_LONGEST_NAME = 12
"""Tokens a name with its description may have beside a colon or dash."""
_LONGEST_TAIL = 4
"""Tokens behind the colon of a heading that names its source last, at most."""
_SHORTEST_HEADING = 4
"""Tokens before such a colon that need no verb among them: "Tea earnings rise in May" has one or has none."""
_LAST_HEADING = 1
"""Number of the last paragraph that may be the report's heading."""
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = frozenset({"PERSON", "ORG", "NORP"})


def asides(passage: Passage) -> Iterator[Draft]:
    """Drafts for "according to X" and "in X's view" in one paragraph; the content is the sentence's rest."""
    doc = passage.doc
    for token in passage.words:
        if token.lower_ == "according" and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
            draft = _aside(passage, token, (token.i, token.i + 1), _object(doc[token.i + 1], token))
        elif token.lemma_ in _VIEWS and token.dep_ == "pobj" and token.head.lower_ in ("in", "to"):
            owner = next((c for c in token.children if c.dep_ == "poss"), None)
            if owner is None:
                continue
            source = subtree(owner, [c for c in owner.children if c.dep_ == "case"])
            draft = _aside(passage, token, (token.head.i, token.i), source)
        elif is_put_it(token):
            draft = _put_it(passage, token)
        else:
            continue
        if draft is not None:
            yield draft


def is_put_it(token: Token) -> bool:
    """Whether a token is the verb of "as X put it"."""
    following = token.i + 1
    return token.lemma_ == "put" and following < len(token.doc) and token.doc[following].lower_ == "it"


def _put_it(passage: Passage, put: Token) -> Draft | None:
    """The draft for "as X put it"."""
    opening = next((c for c in put.children if c.lower_ == "as" and c.i < put.i), None)
    subject = next((c for c in put.children if c.dep_ == "nsubj" and c.i < put.i), None)
    if opening is None or subject is None:
        return None
    source = tuple(i for i in noun_phrase(subject) if opening.i < i < put.i)
    return _aside(passage, put, (opening.i, put.i, put.i + 1), source)


def _object(to: Token, according: Token) -> tuple[int, ...]:
    for node in (to, according):
        for child in node.children:
            if child.dep_ in ("pobj", "pcomp", "dobj") and child.i > to.i:
                return tuple(i for i in noun_phrase(child) if i > to.i)
    if to.i + 1 < len(to.doc):
        following = to.doc[to.i + 1]
        while following.head.i > following.i and following.pos_ in ("DET", "ADJ", "PROPN", "NOUN", "NUM"):
            following = following.head
        return tuple(i for i in noun_phrase(following) if i > to.i)
    return ()


def _aside(passage: Passage, head: Token, cue: Sequence[int], source: tuple[int, ...]) -> Draft | None:
    if not source:
        return None
    phrase = {*cue, *source}
    low, high = min(phrase), max(phrase)
    begin, end = _between_semicolons(head)
    content = [i for i in range(begin, end) if not low <= i <= high]
    if not passage.outside(head.i):
        content = [i for i in content if passage.inside[i] == passage.inside[head.i]]
    else:
        content = [i for i in content if i not in phrase]
    pieces, held = whole(runs(passage.doc, content), passage, head.i)
    if not pieces:
        return None
    doc = passage.doc
    return Draft(
        paragraph=passage.number,
        head=head.i,
        cue=tuple(runs(doc, cue)),
        source=tuple(runs(doc, source)),
        source_tokens=source,
        content=pieces,
        speech=True,
        quotes=held,
    )


def _between_semicolons(token: Token) -> tuple[int, int]:
    """Where the part of its sentence that a token stands in begins and ends."""
    begin, end = token.sent.start, token.sent.end
    for other in token.sent:
        if other.text == ";" and other.i < token.i:
            begin = other.i + 1
        elif other.text == ";" and other.i > token.i:
            return begin, other.i
    return begin, end


def signed(passage: Passage, index: MentionIndex) -> Iterator[Draft]:
    """Drafts for a name beside a colon in a heading, and for one after a quotation and a dash."""
    doc = passage.doc
    if not len(doc):
        return
    behind = _behind_mark(passage)
    if behind is not None:
        yield behind
        return
    colon = next((t for t in doc[: _LONGEST_NAME + 1] if t.text == ":"), None)
    if colon is not None and colon.i + 1 < len(doc) and _names(passage, 0, colon.i, index):
        spoken = _transcript(passage, colon)
        one = len(list(doc.sents)) == 1
        if spoken or one:
            end = len(doc)
            content, held = whole(runs(doc, range(colon.i + 1, end)), passage, colon.i)
            yield _signed(passage, colon, range(0, colon.i), content, held)
    for dash in doc if passage.quotations else ():
        if dash.text not in _DASHES or dash.i == 0 or not passage.outside(dash.i):
            continue
        if passage.outside(dash.i - 1):
            continue
        end = _name_end(passage, dash.i + 1)
        if end > dash.i + 1 and (_names(passage, dash.i + 1, end, index) or _signs(passage, dash.i, end)):
            quotation = passage.quotations[passage.inside[dash.i - 1]]
            yield _signed(passage, dash, range(dash.i + 1, end), [quotation.span], [quotation])


def _behind_mark(passage: Passage) -> Draft | None:
    """A heading with its source at the end: "Toll passes 200: officials", "Toll passes 200 - officials"."""
    doc = passage.doc
    marks = [t for t in doc[max(0, len(doc) - _LONGEST_TAIL - 1) :] if t.text == ":" or _is_dash(t)]
    if not marks or marks[-1].i == 0 or marks[-1].i + 1 >= len(doc):
        return None
    mark = marks[-1]
    if mark.text != ":" and passage.number > _LAST_HEADING:
        return None
    tail = [t for t in doc[mark.i + 1 :] if not t.is_punct]
    if not tail or not all(t.pos_ in ("NOUN", "PROPN", "ADJ") for t in tail):
        return None
    if tail[-1].lemma_.lower() not in sources_of_news():
        return None
    if mark.i < _SHORTEST_HEADING and not any(t.pos_ in ("VERB", "AUX") for t in doc[: mark.i]):
        return None
    content, held = whole(runs(doc, range(mark.i)), passage, mark.i)
    return _signed(passage, mark, range(mark.i + 1, tail[-1].i + 1), content, held) if content else None


def _is_dash(token: Token) -> bool:
    """Whether a token is a dash between words, not a hyphen within one."""
    return token.text in _DASHES and token.i > 0 and bool(token.nbor(-1).whitespace_)


def _name_end(passage: Passage, start: int) -> int:
    """Where a name that ends its sentence or paragraph ends; *start* if none does."""
    doc = passage.doc
    for number in range(start, min(len(doc), start + _LONGEST_NAME + 1)):
        if not passage.outside(number):
            return start if doc[number].sent.start != number else number
        if doc[number].text in ".;":
            return number
    return len(doc) if len(doc) - start <= _LONGEST_NAME else start


def _signed(
    passage: Passage, mark: Token, source: range, content: list[Span], held: list[Quotation]
) -> Draft:
    return Draft(
        paragraph=passage.number,
        head=mark.i,
        cue=(token_span(mark),),
        source=tuple(runs(passage.doc, source)),
        source_tokens=tuple(source),
        content=merged(content),
        speech=True,
        quotes=held,
    )


def _names(passage: Passage, start: int, end: int, index: MentionIndex) -> bool:
    """Whether the tokens are a name, with no verb: "Ban", "NY Daily News", "Mary Li, a nurse"."""
    tokens = [passage.doc[i] for i in range(start, end)]
    if (
        not tokens
        or not all(passage.outside(t.i) for t in tokens)
        or any(t.pos_ in ("VERB", "AUX") for t in tokens)
    ):
        return False
    shouted = all(t.is_upper or t.is_punct for t in tokens)
    if shouted and len(tokens) == 1:
        return tokens[0].pos_ == "PROPN" and tokens[0].ent_type_ not in _PLACES
    if tokens[-1].ent_type_ not in _PLACES and index.covering(token_span(tokens[-1])):
        return True
    if passage.number <= _LAST_HEADING and (
        (tokens[0].pos_ == "PROPN" and len(tokens) == 1 and (start or tokens[0].ent_type_ not in _PLACES))
        or tokens[-1].lemma_.lower() in sources_of_news()
    ):
        return True
    return any(t.ent_type_ == "PERSON" or (t.ent_type_ in _NAMES and not shouted) for t in tokens)


def _signs(passage: Passage, dash: int, end: int) -> bool:
    """Whether what ends a paragraph behind a quotation and a dash is a name or a description of a person."""
    doc = passage.doc
    if (
        dash + 1 >= end
        or any(not t.is_punct for t in doc[end:])
        or passage.inside[dash - 1] != passage.inside[0]
    ):
        return False
    tokens = doc[dash + 1 : end]
    return tokens[0].pos_ == "PROPN" and not any(t.pos_ in ("VERB", "AUX", "ADP") for t in tokens)


def _transcript(passage: Passage, colon: Token) -> bool:
    return all(t.is_upper or t.is_punct for t in passage.doc[: colon.i])

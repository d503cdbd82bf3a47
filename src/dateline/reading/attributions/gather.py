"""The rules run over a report: every draft, with quoted sentences added to the statement they go on from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.knowledge.cues import QUOTE, cues
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.asides import asides, signed
from dateline.reading.attributions.drafts import Draft, Passage, is_person, merged, past_lead, runs, whole
from dateline.reading.attributions.predicates import Candidate, candidates, cue_of, is_purpose
from dateline.reading.attributions.quotations import SINGLE, Quotation
from dateline.reading.attributions.relayed import relayed
from dateline.reading.attributions.sources import source_of
from dateline.reading.attributions.speech import direct_speech, quoted_sentences
from dateline.reading.attributions.tails import tails
from dateline.reading.syntax import token_span

_RELATIVE = frozenset({"WP", "WDT", "WRB"})
_ASKING = frozenset({"ask", "decline", "refuse", "prefer", "request", "want", "wish", "insist"})
_NAMING = frozenset({"name", "identify"})
_SENTENCE_ENDS = frozenset({".", "!", "?", "…", "...", ","})


def gather(paragraphs: Sequence[Passage], index: MentionIndex) -> list[Draft]:
    """All drafts of a report, in order of their first content character."""
    drafts: list[Draft] = []
    waiting: list[Quotation] = []
    before: Passage | None = None
    for passage in paragraphs:
        here = _in_paragraph(passage, index)
        if before is not None:
            here += _announced(passage, before, here, drafts)
        waiting = _go_on(passage, here, drafts, waiting)
        drafts += here
        before = passage
    _append(waiting, drafts)
    drafts = [d for d in drafts if d.content]
    drafts.sort(key=lambda d: (d.content[0].start, -d.content[-1].end, d.paragraph, d.head))
    return drafts


def _in_paragraph(passage: Passage, index: MentionIndex) -> list[Draft]:
    table = cues()
    drafts = list(relayed(passage))
    done = {d.head for d in drafts}
    taken = {q.span for d in drafts for q in d.quotes}
    ends = list(tails(passage, table))
    closing = {passage.doc[d.head].sent.start: min(d.head, *d.source_tokens) for d in ends}
    for draft in (
        *direct_speech(passage, table),
        *ends,
        *asides(passage),
        *(d for d in signed(passage, index) if not _is_dateline(passage, d, closing)),
    ):
        if draft.head not in done and not any(q.span in taken for q in draft.quotes):
            drafts.append(draft)
            done.add(draft.head)
    for found in candidates(passage.words, table):
        senses = table[found.lemma, found.part]
        sense = senses.get(found.frame)
        if sense is None or found.head in done or not found.content:
            continue
        if is_purpose(passage.doc[found.head], found.frame) or _hides_its_name(passage, found):
            continue
        source = past_lead(passage, found.source, found.head)
        if sense.person and not is_person(passage.doc, source):
            continue
        if sense.objects and not any(passage.doc[i].lemma_.lower() in sense.objects for i in found.content):
            continue
        end = closing.get(passage.doc[found.head].sent.start, found.head)
        content = [i for i in found.content if i >= passage.lead and i not in source]
        if found.head < end:
            content = [i for i in content if i < end]  # "X said A, Y told Z": the tail is none of X's words
        pieces, held = whole(runs(passage.doc, _with_quotation(passage, content)), passage, found.head)
        if not pieces or not _tells(passage, content):
            continue
        done.add(found.head)
        drafts.append(
            Draft(
                paragraph=passage.number,
                head=found.head,
                cue=tuple(runs(passage.doc, found.cue)),
                source=tuple(runs(passage.doc, source)),
                source_tokens=source,
                content=pieces,
                attitude=sense.attitude,
                speech=QUOTE in senses,
                noun=found.part == "noun",
                quotes=held,
            )
        )
    return drafts


def _is_dateline(passage: Passage, draft: Draft, closing: Mapping[int, int]) -> bool:
    """Whether a name and its colon are a dateline: the sentence behind them ends by naming its source."""
    return draft.head == passage.lead - 1 and passage.doc[passage.lead].sent.start in closing


def _with_quotation(passage: Passage, content: Sequence[int]) -> Sequence[int]:
    """The content with the quotation it runs into: 'she wanted to go back "this summer, if I may"'.

    The parser often hangs the quoted words elsewhere.
    """
    doc, following = passage.doc, content[-1] + 1 if content else 0
    if not 0 < following < len(doc) or passage.outside(following) or not passage.outside(following - 1):
        return content
    if doc[following].sent.start != doc[following - 1].sent.start or doc[following - 1].is_punct:
        return content
    return [*content, following]


def _tells(passage: Passage, content: Sequence[int]) -> bool:
    """Whether a content is more than a relative pronoun."""
    return any(passage.doc[i].tag_ not in _RELATIVE for i in content if not passage.doc[i].is_punct)


def _hides_its_name(passage: Passage, found: Candidate) -> bool:
    """Whether a source only asks to go unnamed."""
    return found.lemma in _ASKING and any(
        passage.doc[i].tag_ == "VBN" and passage.doc[i].lemma_ in _NAMING for i in found.content
    )


def _announced(
    passage: Passage, before: Passage, here: Sequence[Draft], earlier: Sequence[Draft]
) -> list[Draft]:
    """A draft for a quotation that opens its paragraph after one that ends "The minister wrote:"."""
    last = before.doc[-1] if len(before.doc) else None
    if last is None or last.text != ":" or not passage.quotations or passage.inside[0] != 0:
        return []
    quotation = passage.quotations[0]
    if any(quotation in d.quotes for d in here):
        return []
    table = cues()
    for token in reversed(list(last.sent)):
        if not before.outside(token.i):
            return []
        senses = table.get((token.lemma_.lower(), "verb"), {}) if token.pos_ == "VERB" else {}
        if QUOTE not in senses:
            continue
        if any(d.paragraph == before.number and d.head == token.i for d in earlier):
            return []
        source = past_lead(before, source_of(token), token.i)
        return [
            Draft(
                paragraph=before.number,
                head=token.i,
                cue=tuple(runs(before.doc, cue_of(token))),
                source=tuple(runs(before.doc, source)),
                source_tokens=source,
                content=[quotation.span],
                attitude=senses[QUOTE].attitude,
                speech=True,
                quotes=[quotation],
            )
        ]
    return []


def _go_on(
    passage: Passage, here: list[Draft], earlier: list[Draft], waiting: list[Quotation]
) -> list[Quotation]:
    """Add sentences that are all quotation, and have no frame, to the statement they go on from.

    A paragraph whose quotation has no closing mark waits for the next one, which may name the speaker; what
    is still *waiting* is returned.
    """
    claimed = {q.span for d in here for q in d.quotes}
    if waiting:
        first = next((d for d in here if passage.quotations and passage.quotations[0] in d.quotes), None)
        if first is not None:
            first.quotes = [*waiting, *first.quotes]
            first.content = merged([*(q.span for q in waiting), *first.content])
            waiting = []
    for sentence, numbers in quoted_sentences(passage):
        held = [passage.quotations[n] for n in sorted(numbers) if passage.quotations[n].span not in claimed]
        if not held or len(held) < len(numbers):
            continue
        claimed |= {q.span for q in held}
        same = [d for d in here if d.speech and d.cue and d.cue[0].start < sentence.start]
        if same:
            _append(held, same)
        elif waiting or held[-1].runs_on:
            waiting = [*waiting, *held]
        elif _is_speech(passage, held[-1]):
            _append(held, [d for d in earlier if d.quotes and d.paragraph == passage.number - 1])
    if waiting and not waiting[-1].runs_on:
        _append(waiting, earlier)
        waiting = []
    return waiting


def _append(quotations: Sequence[Quotation], drafts: Sequence[Draft]) -> None:
    """Give *quotations* to the last of *drafts* that frames speech."""
    speech = [d for d in drafts if d.speech and d.content]
    if speech and quotations:
        last = max(speech, key=lambda d: max(s.end for s in (d.content[-1], *d.cue)))
        last.content = merged([*last.content, *(q.span for q in quotations)])
        last.quotes = [*last.quotes, *quotations]


def _is_speech(passage: Passage, quotation: Quotation) -> bool:
    """Whether a quotation ends as a sentence does; a headline in marks does not."""
    last = max((i for i in range(len(passage.doc)) if _within(passage, i, quotation)), default=None)
    return quotation.mark not in SINGLE and last is not None and passage.doc[last - 1].text in _SENTENCE_ENDS


def _within(passage: Passage, number: int, quotation: Quotation) -> bool:
    return quotation.span.covers(token_span(passage.doc[number]))
